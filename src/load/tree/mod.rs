//! A document as a tree whose parts know their place, the same for XML and JSON. What stands before a
//! fault of its grammar is kept.

pub mod json;
pub mod xml;

use std::borrow::Cow;

use bumpalo::Bump;

use crate::i18n::Message;
use crate::load::Sink;
use crate::model::diagnostic::{Code, Span};

/// Nodes inside one another at most.
const DEEPEST: usize = 64;

/// An element of XML; a value of JSON under its key. A tree has as many as a file has words, so they
/// stand in the memory of one arena, side by side, and hold parts of the source.
#[derive(Debug, Default, Clone, Copy)]
pub struct Node<'a> {
    /// Its name, without the prefix of a namespace; empty in a list of JSON.
    pub name: &'a str,
    /// What sort of value it is.
    pub shape: Shape,
    /// The attributes of an element.
    pub attributes: &'a [(&'a str, &'a str)],
    /// The text directly in it; of JSON the text, the number as written, `true` or `false`.
    pub text: &'a str,
    /// The nodes directly in it.
    pub children: &'a [Node<'a>],
    /// From its first byte to its last.
    pub span: Span,
}

/// What sort of value a node is.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Shape {
    #[default]
    Element,
    Object,
    List,
    Text,
    Number,
    Flag,
    Null,
}

impl Node<'_> {
    /// The first node of that name in it.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name == name)
    }

    /// Every node of that name in it.
    pub fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// Every node inside the nodes of that name.
    pub fn inside<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.all(name).flat_map(|c| c.children)
    }

    /// An attribute, unless it is empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| *n == name);
        found.map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// The text of an attribute or of the first node of that name, without the blanks around it; none
    /// when it is empty.
    pub fn said(&self, name: &str) -> Option<&str> {
        let text = || Some(self.child(name)?.text.trim()).filter(|t| !t.is_empty());
        self.attribute(name).or_else(text)
    }

    /// The first of several names that says something.
    pub fn any(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.said(name))
    }

    /// The place of the first node of that name, else its own.
    pub fn place(&self, name: &str) -> Span {
        self.child(name).map_or(self.span, |c| c.span)
    }
}

/// Reports a node inside more nodes than are read.
fn report_deep(sink: &mut Sink, span: Span) {
    let message = Message::new("problem-deep").arg("n", DEEPEST);
    sink.report(Code::Syntax, span, message, Message::new("fix-deep"));
}

/// A text that lives as long as the tree.
fn keep<'a>(memory: &'a Bump, text: Cow<'a, str>) -> &'a str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => memory.alloc_str(&text),
    }
}
