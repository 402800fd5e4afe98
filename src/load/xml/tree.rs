//! XML as a tree whose elements know their place. What stands before a fault is kept.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape::resolve_predefined_entity};

use crate::diagnostic::{Code, Span};
use crate::load::Sink;

/// Elements inside one another at most.
const DEEPEST: usize = 64;

/// An element.
#[derive(Debug, Default)]
pub struct Node<'a> {
    /// Its name, without the prefix of a namespace.
    pub name: &'a str,
    /// Its attributes.
    pub attributes: Vec<(&'a str, Cow<'a, str>)>,
    /// The text directly in it.
    pub text: String,
    /// The elements directly in it.
    pub children: Vec<Node<'a>>,
    /// From the start of its first tag to the end of its last.
    pub span: Span,
}

impl Node<'_> {
    /// The first element of that name in it.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name == name)
    }

    /// Every element of that name in it.
    pub fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// The text of the first element of that name, without the blanks around it; none when it is empty.
    pub fn said(&self, name: &str) -> Option<&str> {
        let text = self.child(name)?.text.trim();
        (!text.is_empty()).then_some(text)
    }

    /// An attribute, unless it is empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| *n == name);
        found.map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }
}

/// Reads a document; the result is its outermost elements.
pub fn parse<'a>(text: &'a str, sink: &mut Sink) -> Node<'a> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node<'a>> = vec![Node::default()];
    loop {
        let start = position(&reader);
        let event = reader.read_event();
        let at = Span {
            start,
            end: position(&reader),
        };
        match event {
            Ok(Event::Start(tag)) => {
                if open.len() > DEEPEST {
                    let message = format!("more than {DEEPEST} elements are inside one another");
                    sink.report(
                        Code::Syntax,
                        at,
                        message,
                        Some("no programme needs so many"),
                    );
                    break;
                }
                open.push(node(text, &tag, at));
            }
            Ok(Event::Empty(tag)) => {
                let node = node(text, &tag, at);
                open.last_mut().expect("the document").children.push(node);
            }
            Ok(Event::End(_)) => close(&mut open, at.end),
            Ok(Event::Text(part)) => push(&mut open, &part.xml_content(XmlVersion::Explicit1_0)),
            Ok(Event::CData(part)) => push(&mut open, &part.xml_content(XmlVersion::Explicit1_0)),
            Ok(Event::GeneralRef(name)) => {
                let char = name.resolve_char_ref().ok().flatten();
                match (char, resolve_predefined_entity(&name)) {
                    (Some(c), _) => push(&mut open, c.encode_utf8(&mut [0; 4])),
                    (None, Some(known)) => push(&mut open, known),
                    // Entities of the document's own are how bombs are built: none is expanded.
                    (None, None) => {
                        let message = format!("the entity &{}; is not expanded", &*name);
                        let help = "write the characters themselves";
                        sink.report(Code::BadValue, at, message, Some(help));
                    }
                }
            }
            Ok(Event::Decl(_)) if start > 0 => {
                let message = "something stands before the XML declaration";
                let help = "take out what is before it, blank lines too";
                sink.report(Code::Syntax, at, message, Some(help));
            }
            Ok(Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
            Ok(Event::Eof) => break,
            Err(e) => {
                let from = u32::try_from(reader.error_position()).unwrap_or(start);
                let place = Span {
                    start: from,
                    end: from + 1,
                };
                sink.broken.push(from);
                let help = "what stands before it is shown";
                sink.report(Code::Syntax, place, e.to_string(), Some(help));
                break;
            }
        }
    }
    let end = text.len() as u32;
    while open.len() > 1 {
        close(&mut open, end);
    }
    open.pop().unwrap_or_default()
}

fn position(reader: &Reader<&[u8]>) -> u32 {
    u32::try_from(reader.buffer_position()).unwrap_or(u32::MAX)
}

fn node<'a>(text: &'a str, tag: &BytesStart, at: Span) -> Node<'a> {
    // The names and values are parts of the text, which lives longer than the tag.
    let source = text.get(at.start as usize..at.end as usize).unwrap_or("");
    let inner = source.trim_start_matches('<').trim_end_matches(['>', '/']);
    let name = inner
        .split(|c: char| c.is_ascii_whitespace())
        .next()
        .unwrap_or("");
    let mut attributes = Vec::new();
    for attribute in tag.attributes().with_checks(false).flatten() {
        let key = attribute.key.into_inner();
        let value = attribute.normalized_value(XmlVersion::Explicit1_0);
        let key = inner.find(key).map_or("", |i| &inner[i..i + key.len()]);
        if let Ok(value) = value {
            attributes.push((local(key), Cow::Owned(value.into_owned())));
        }
    }
    Node {
        name: local(name),
        attributes,
        span: at,
        ..Node::default()
    }
}

/// A name without the prefix of a namespace.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn close(open: &mut Vec<Node>, end: u32) {
    if open.len() > 1
        && let Some(mut node) = open.pop()
    {
        node.span.end = end;
        open.last_mut().expect("the document").children.push(node);
    }
}

fn push(open: &mut [Node], text: &str) {
    open.last_mut().expect("the document").text.push_str(text);
}
