//! Reads XML into a tree.

use std::borrow::Cow;

use bumpalo::Bump;
use quick_xml::escape::{resolve_html5_entity, resolve_xml_entity};
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};
use quick_xml::{Reader, XmlVersion};

use super::{DEEPEST, NODE, Node, keep, report_deep};
use crate::i18n::Message;
use crate::load::Sink;
use crate::model::diagnostic::{Code, Span};

/// Reads a document into a node without a name that has the outermost elements.
pub fn parse<'a>(text: &'a str, memory: &'a Bump, sink: &mut Sink) -> Node<'a> {
    let mut reader = Reader::from_str(text);
    let mut tree = Tree::new(memory);
    let mut start = 0;
    // The start of the text being read; text and entities are resolved in one piece.
    let mut running: Option<u32> = None;
    loop {
        let event = reader.read_event();
        let end = u32::try_from(reader.buffer_position()).unwrap_or(u32::MAX);
        let at = Span { start, end };
        let source = text.get(start as usize..end as usize).unwrap_or("");
        start = end;
        if !matches!(event, Ok(Event::Text(_) | Event::GeneralRef(_)))
            && let Some(from) = running.take()
        {
            let whole = text.get(from as usize..at.start as usize);
            tree.text(whole.unwrap_or(""), plain);
        }
        match event {
            Ok(Event::Start(_) | Event::Empty(_)) if !sink.afford(NODE, at) => break,
            Ok(Event::Start(_)) => {
                if tree.open.len() > DEEPEST {
                    report_deep(sink, at);
                    break;
                }
                tree.open(source, at);
            }
            Ok(Event::Empty(_)) => {
                tree.open(source, at);
                tree.close(end);
            }
            Ok(Event::End(_)) => tree.close(end),
            Ok(Event::Text(_)) => {
                running.get_or_insert(at.start);
            }
            Ok(Event::CData(_)) => {
                let inner = source.strip_prefix("<![CDATA[").unwrap_or(source);
                tree.text(inner.strip_suffix("]]>").unwrap_or(inner), lines);
            }
            Ok(Event::GeneralRef(name)) => {
                running.get_or_insert(at.start);
                check_entity(&name, at, sink);
            }
            Ok(Event::Decl(_)) if at.start > 0 => report_late_declaration(at, sink),
            Ok(Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
            Ok(Event::Eof) => {
                tree.report_open(text, sink);
                break;
            }
            Err(e) => {
                let from = u32::try_from(reader.error_position()).unwrap_or(at.start);
                let message = Message::new("problem-syntax").arg("message", e.to_string());
                sink.report_broken(from, message);
                break;
            }
        }
    }
    tree.whole(text.len() as u32)
}

/// Reports an XML declaration that is not at the beginning.
fn report_late_declaration(at: Span, sink: &mut Sink) {
    let message = Message::new("problem-before-declaration");
    let help = Message::new("fix-before-declaration");
    sink.report(Code::Syntax, at, message, help);
}

/// Reports an entity that is not one of XML. Those of HTML are resolved; those that the document defines are not, because they
/// can grow without limit.
fn check_entity(name: &BytesRef, at: Span, sink: &mut Sink) {
    let predefined = resolve_xml_entity(name).is_some();
    if !predefined && !matches!(name.resolve_char_ref(), Ok(Some(_))) {
        let message = Message::new("problem-entity").arg("name", format!("&{};", &**name));
        sink.report(Code::BadValue, at, message, Message::new("fix-entity"));
    }
}

/// A tree under construction.
struct Tree<'a> {
    memory: &'a Bump,
    /// The document and the open elements inside it.
    open: Vec<Open<'a>>,
    /// The closed elements inside them; the last ones belong to the innermost.
    whole: Vec<Node<'a>>,
    attributes: Vec<(&'a str, &'a str)>,
}

/// An open element.
#[derive(Default)]
struct Open<'a> {
    node: Node<'a>,
    text: Cow<'a, str>,
    /// Whether the text has more than spaces.
    has_text: bool,
    /// The position of its first child in `whole`.
    children: usize,
}

impl<'a> Tree<'a> {
    fn new(memory: &'a Bump) -> Self {
        Self {
            memory,
            open: vec![Open::default()],
            whole: Vec::new(),
            attributes: Vec::new(),
        }
    }

    /// Opens an element by its tag.
    fn open(&mut self, tag: &'a str, span: Span) {
        let inner = tag.trim_start_matches('<').trim_end_matches(['>', '/']);
        let blank = inner.bytes().position(|b| b.is_ascii_whitespace());
        let name = &inner[..blank.unwrap_or(inner.len())];
        let mut attributes = Attributes::new(inner, name.len());
        for attribute in attributes.with_checks(false).flatten() {
            if let Ok(value) = attribute.normalized_value(XmlVersion::Explicit1_0) {
                let value = keep(self.memory, value);
                let name = local(attribute.key.into_inner());
                self.attributes.push((name, value));
            }
        }
        let node = Node {
            name: local(name),
            attributes: self.memory.alloc_slice_copy(&self.attributes),
            span,
            ..Node::default()
        };
        self.attributes.clear();
        self.open.push(Open {
            node,
            children: self.whole.len(),
            ..Open::default()
        });
    }

    /// Adds to the text of the innermost element. Spaces before it are left out, so most texts borrow from
    /// the source.
    fn text(&mut self, part: &'a str, plain: fn(&'a str) -> Cow<'a, str>) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let part = plain(part);
        let has_text = !part.trim_start().is_empty();
        if !open.has_text {
            open.text = part;
        } else if !part.is_empty() {
            open.text.to_mut().push_str(&part);
        }
        open.has_text |= has_text;
    }

    /// Reports that the file ends inside an element.
    fn report_open(&self, text: &str, sink: &mut Sink) {
        if let [_, .., last] = &*self.open {
            let message = Message::new("problem-unclosed");
            let message = message.arg("name", format!("<{}>", last.node.name));
            let end = text.trim_end().len().saturating_sub(1);
            sink.report_broken(u32::try_from(end).unwrap_or(u32::MAX), message);
        }
    }

    /// Closes the innermost element; the document itself stays open.
    fn close(&mut self, end: u32) {
        if self.open.len() > 1 {
            let mut node = self.take();
            node.span.end = end;
            self.whole.push(node);
        }
    }

    /// Returns the innermost element with its text and children.
    fn take(&mut self) -> Node<'a> {
        let Open {
            mut node,
            text,
            children,
            ..
        } = self.open.pop().unwrap_or_default();
        node.text = keep(self.memory, text);
        node.children = self.memory.alloc_slice_copy(&self.whole[children..]);
        self.whole.truncate(children);
        node
    }

    /// Returns the document, with every element closed.
    fn whole(mut self, end: u32) -> Node<'a> {
        while self.open.len() > 1 {
            self.close(end);
        }
        self.take()
    }
}

/// Normalises the ends of lines (XML 1.0, 2.11).
fn lines(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Resolves the entities of a text; unknown ones are left out.
fn plain(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'&', b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&lines(&rest[..at]));
        let name = &rest[at + 1..];
        let Some(end) = memchr::memchr(b';', name.as_bytes()) else {
            rest = name;
            continue;
        };
        let (name, behind) = (&name[..end], &name[end + 1..]);
        match resolve_html5_entity(name) {
            Some(known) => out.push_str(known),
            None => out.extend(BytesRef::new(name).resolve_char_ref().ok().flatten()),
        }
        rest = behind;
    }
    out.push_str(&lines(rest));
    Cow::Owned(out)
}

/// Returns a name without the prefix of its namespace.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
