//! XML as a tree.

use std::borrow::Cow;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion, escape::resolve_predefined_entity};

use super::{DEEPEST, Node};
use crate::diagnostic::{Code, Span};
use crate::load::Sink;

/// Reads a document; the result has its outermost elements.
pub fn parse<'a>(text: &'a str, sink: &mut Sink) -> Node<'a> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Node<'a>> = vec![Node::default()];
    let mut start = 0;
    // Where the text goes on that is being read, with its entities: it is made plain in one piece.
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
            last(&mut open).push(plain(whole.unwrap_or("")));
        }
        match event {
            Ok(Event::Start(tag)) => {
                if open.len() > DEEPEST {
                    let message = format!("more than {DEEPEST} elements are inside one another");
                    let help = "no programme needs so many";
                    sink.report(Code::Syntax, at, message, Some(help));
                    break;
                }
                open.push(node(source, &tag, at));
            }
            Ok(Event::Empty(tag)) => {
                let node = node(source, &tag, at);
                last(&mut open).children.push(node);
            }
            Ok(Event::End(_)) => close(&mut open, at.end),
            Ok(Event::Text(_)) => {
                running.get_or_insert(at.start);
            }
            Ok(Event::CData(_)) => {
                let inner = source.strip_prefix("<![CDATA[").unwrap_or(source);
                last(&mut open).push(lines(inner.strip_suffix("]]>").unwrap_or(inner)));
            }
            Ok(Event::GeneralRef(name)) => {
                running.get_or_insert(at.start);
                // Entities of the document's own are how bombs are built: none is expanded.
                let known = || resolve_predefined_entity(&name).is_some();
                if !(name.is_char_ref() && matches!(name.resolve_char_ref(), Ok(Some(_)))
                    || known())
                {
                    let message = format!("the entity &{}; is not expanded", &*name);
                    let help = "write the characters themselves";
                    sink.report(Code::BadValue, at, message, Some(help));
                }
            }
            Ok(Event::Decl(_)) if at.start > 0 => {
                let message = "something stands before the XML declaration";
                let help = "take out what is before it, blank lines too";
                sink.report(Code::Syntax, at, message, Some(help));
            }
            Ok(Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
            Ok(Event::Eof) => {
                if let Some(node) = open.get(1..).and_then(<[Node]>::last) {
                    let message = format!("the file ends inside <{}>", node.name);
                    let end = text.trim_end().len().saturating_sub(1);
                    sink.report_broken(u32::try_from(end).unwrap_or(u32::MAX), &message);
                }
                break;
            }
            Err(e) => {
                let from = u32::try_from(reader.error_position()).unwrap_or(at.start);
                sink.report_broken(from, &e.to_string());
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

fn last<'n, 'a>(open: &'n mut [Node<'a>]) -> &'n mut Node<'a> {
    open.last_mut().expect("the document")
}

/// The lines of a text end as those of the machine that reads it (XML 1.0, 2.11).
fn lines(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text with its entities resolved; those that cannot be are left out.
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
        match resolve_predefined_entity(name) {
            Some(known) => out.push_str(known),
            None => out.extend(BytesRef::new(name).resolve_char_ref().ok().flatten()),
        }
        rest = behind;
    }
    out.push_str(&lines(rest));
    Cow::Owned(out)
}

/// An element; its names are parts of the text, which lives longer than the tag.
fn node<'a>(source: &'a str, tag: &BytesStart, at: Span) -> Node<'a> {
    let inner = source.trim_start_matches('<').trim_end_matches(['>', '/']);
    let name = inner
        .split(|c: char| c.is_ascii_whitespace())
        .next()
        .unwrap_or("");
    let mut attributes = Vec::new();
    if name.len() < inner.len() {
        for attribute in tag.attributes().with_checks(false).flatten() {
            let key = attribute.key.into_inner();
            let value = attribute.normalized_value(XmlVersion::Explicit1_0);
            let key = inner.find(key).map_or("", |i| &inner[i..i + key.len()]);
            if let Ok(value) = value {
                attributes.push((local(key), Cow::Owned(value.into_owned())));
            }
        }
    }
    Node {
        name: Cow::Borrowed(local(name)),
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
        last(open).children.push(node);
    }
}
