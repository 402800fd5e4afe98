//! Reads JSON (RFC 8259) into a tree. `serde_json` parses it; each raw value borrows from the source, so its
//! place is known.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use bumpalo::Bump;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{DEEPEST, NODE, Node, Shape, keep, report_deep};
use crate::i18n::Message;
use crate::load::Sink;
use crate::model::diagnostic::{Code, Span};
use crate::text::floor_char_boundary;

/// Reads a document.
pub fn parse<'a>(text: &'a str, memory: &'a Bump, sink: &mut Sink) -> Node<'a> {
    let mut tree = Tree { text, memory, sink };
    match serde_json::from_str::<&RawValue>(text) {
        Ok(value) => tree.node("", value, 0),
        Err(e) => {
            let error = offset(text, e.line(), e.column());
            let message = e.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            let message = Message::new("problem-syntax").arg("message", message);
            tree.sink.report_broken(error as u32, message);
            // Everything before the error is read, with its brackets closed.
            tree.text = memory.alloc_str(&closed(&text[..error]));
            match serde_json::from_str::<&RawValue>(tree.text) {
                Ok(value) => tree.node("", value, 0),
                Err(_) => Node::default(),
            }
        }
    }
}

/// Reads a document in a part of a text; returns an empty node if it has a syntax error.
pub fn parse_part<'a>(
    text: &'a str,
    part: Range<usize>,
    memory: &'a Bump,
    sink: &mut Sink,
) -> Node<'a> {
    let mut tree = Tree { text, memory, sink };
    match serde_json::from_str::<&RawValue>(&text[part]) {
        Ok(value) => tree.node("", value, 0),
        Err(_) => Node::default(),
    }
}

/// Returns the position of a line and a column in bytes, both from 1; the end of a line is column 0 of the next.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut breaks = memchr::memchr_iter(b'\n', text.as_bytes());
    let start = match line {
        0 | 1 => 0,
        line => breaks.nth(line - 2).map_or(text.len(), |i| i + 1),
    };
    floor_char_boundary(text, start + column.saturating_sub(1))
}

/// Returns the beginning of a document up to its last complete value, with every bracket closed.
fn closed(text: &str) -> String {
    // For each open bracket: the closing one, and the end of its last complete value.
    let mut open: Vec<(char, usize)> = Vec::new();
    let (mut quoted, mut escaped) = (false, false);
    for (i, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '{' => open.push(('}', i + 1)),
            '[' => open.push((']', i + 1)),
            '}' | ']' => drop(open.pop()),
            // A value is complete if a comma follows it.
            ',' => {
                if let Some(last) = open.last_mut() {
                    last.1 = i;
                }
            }
            _ => {}
        }
    }
    let Some(&(_, whole)) = open.last() else {
        return String::new();
    };
    let brackets = open.iter().rev().map(|(close, _)| close);
    text[..whole].chars().chain(brackets.copied()).collect()
}

struct Tree<'a, 's, 'r> {
    text: &'a str,
    memory: &'a Bump,
    sink: &'s mut Sink<'r>,
}

impl<'a> Tree<'a, '_, '_> {
    fn node(&mut self, name: &'a str, value: &'a RawValue, depth: usize) -> Node<'a> {
        let raw = value.get();
        let start = raw.as_ptr() as usize - self.text.as_ptr() as usize;
        let span = Span {
            start: start as u32,
            end: (start + raw.len()) as u32,
        };
        let mut node = Node {
            name,
            span,
            ..Node::default()
        };
        if depth > DEEPEST {
            report_deep(self.sink, span);
            return node;
        }
        match raw.as_bytes().first() {
            Some(b'{') => {
                node.shape = Shape::Object;
                node.children = self.children(raw, span, depth);
            }
            Some(b'[') => {
                node.shape = Shape::List;
                node.children = self.children(raw, span, depth);
            }
            Some(b'"') => {
                node.shape = Shape::Text;
                let Part(text) = serde_json::from_str(raw).unwrap_or_else(|_| {
                    self.no_character(span);
                    Part(Cow::Borrowed(raw.trim_matches('"')))
                });
                node.text = keep(self.memory, text);
            }
            Some(b'n') => node.shape = Shape::Null,
            Some(b't' | b'f') => {
                node.shape = Shape::Flag;
                node.text = raw;
            }
            _ => {
                node.shape = Shape::Number;
                node.text = raw;
            }
        }
        node
    }

    /// Returns the nodes in an object or a list, as many as there is memory for.
    fn children(&mut self, raw: &'a str, span: Span, depth: usize) -> &'a [Node<'a>] {
        let most = self.sink.memory / NODE;
        let read = Entries(most).deserialize(&mut serde_json::Deserializer::from_str(raw));
        // A key may contain half of a surrogate pair.
        let entries = read.unwrap_or_else(|_| {
            self.no_character(span);
            Vec::new()
        });
        if !self.sink.afford(entries.len() * NODE, span) {
            return &[];
        }
        let children: Vec<Node> = entries
            .into_iter()
            .map(|(key, value)| self.node(keep(self.memory, key), value, depth + 1))
            .collect();
        self.memory.alloc_slice_copy(&children)
    }

    /// Reports half of a surrogate pair, which is not a character.
    fn no_character(&mut self, span: Span) {
        let message = Message::new("problem-surrogate");
        let help = Message::new("fix-entity");
        self.sink.report(Code::BadValue, span, message, help);
    }
}

/// A text, borrowed if it has no escape.
#[derive(Deserialize)]
struct Part<'a>(#[serde(borrow)] Cow<'a, str>);

/// The values of an object or a list in their order, including duplicate keys: the first of them, and one more if there
/// are more.
struct Entries(usize);

type Entry<'a> = (Cow<'a, str>, &'a RawValue);

impl<'de> DeserializeSeed<'de> for Entries {
    type Value = Vec<Entry<'de>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<Entry<'de>>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut all = Vec::new();
        while all.len() <= self.0 {
            let Some((Part(key), value)) = map.next_entry::<Part<'de>, &RawValue>()? else {
                return Ok(all);
            };
            all.push((key, value));
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(all)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Self::Value, S::Error> {
        let mut all = Vec::new();
        while all.len() <= self.0 {
            let Some(value) = list.next_element()? else {
                return Ok(all);
            };
            all.push((Cow::Borrowed(""), value));
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::{closed, offset};

    #[test]
    fn what_stands_before_a_error_is_closed() {
        let cases = [
            (
                r#"{"a": [1, 2, {"b": "x}", "c"#,
                r#"{"a": [1, 2, {"b": "x}"}]}"#,
            ),
            (r#"{"a": [1"#, r#"{"a": []}"#),
            ("", ""),
            ("[[1],[2],", "[[1],[2]]"),
        ];
        for (text, whole) in cases {
            assert_eq!(closed(text), whole, "{text}");
        }
        assert_eq!(offset("ab\ncd", 2, 2), 4);
        assert_eq!(offset("ab", 9, 9), 2);
    }
}
