//! Documents as trees whose nodes have their places, the same for XML and JSON. Everything before a syntax
//! error is kept.

pub mod json;
pub mod xml;

use std::borrow::Cow;

use bumpalo::Bump;

use crate::i18n::Message;
use crate::load::{COPIES, Sink};
use crate::model::diagnostic::{Code, Span};

/// The maximum depth of nested nodes.
pub const DEEPEST: usize = 64;

/// The memory of a node: as it is read, and in its parent.
const NODE: usize = COPIES * size_of::<Node>() + 40;

/// An element of XML, or a value of JSON with its key. A tree has very many nodes, so they are allocated in
/// one arena and borrow from the source.
#[derive(Debug, Default, Clone, Copy)]
pub struct Node<'a> {
    /// The name, without the prefix of its namespace; empty in a list of JSON.
    pub name: &'a str,
    /// The type of the value.
    pub shape: Shape,
    /// The attributes of an element.
    pub attributes: &'a [(&'a str, &'a str)],
    /// The text directly in the element; in JSON the text, the number as written, `true` or `false`.
    pub text: &'a str,
    /// The direct children.
    pub children: &'a [Node<'a>],
    /// The place of the whole node.
    pub span: Span,
}

/// The type of a node.
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
    /// Returns the first child with this name.
    pub fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|c| c.name == name)
    }

    /// Returns every child with this name.
    pub fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |c| c.name == name)
    }

    /// Returns the children of every child with this name.
    pub fn inside<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Self> {
        self.all(name).flat_map(|c| c.children)
    }

    /// Returns an attribute, unless it is empty.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| *n == name);
        found.map(|(_, v)| v.trim()).filter(|v| !v.is_empty())
    }

    /// Returns the trimmed text of the attribute or the first child with this name, unless it is empty.
    pub fn value(&self, name: &str) -> Option<&str> {
        let text = || Some(self.child(name)?.text.trim()).filter(|t| !t.is_empty());
        self.attribute(name).or_else(text)
    }

    /// Returns the value of the first of several names that has one.
    pub fn first_value(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| self.value(name))
    }

    /// Returns the place of the first child with this name, or the place of this node.
    pub fn place(&self, name: &str) -> Span {
        self.child(name).map_or(self.span, |c| c.span)
    }
}

/// Reports a node inside more nodes than are read.
pub fn report_deep(sink: &mut Sink, span: Span) {
    let message = Message::new("problem-deep").arg("n", DEEPEST);
    sink.report(Code::Syntax, span, message, Message::new("fix-deep"));
}

/// Returns a text that lives as long as the tree.
fn keep<'a>(memory: &'a Bump, text: Cow<'a, str>) -> &'a str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => memory.alloc_str(&text),
    }
}
