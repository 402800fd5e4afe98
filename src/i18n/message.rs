//! A message as data: its key and the values of its variables.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentValue};

use super::Messages;
use crate::text::{Lines, Localized, Text, floor_char_boundary};

/// A message that is formatted later, in the language of the person who reads it.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub struct Message {
    /// The key in the .ftl files; empty for a text that is not translated.
    key: &'static str,
    args: Vec<(&'static str, Arg)>,
}

/// The value of a variable.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Arg {
    /// A text that is the same in every language.
    Text(String),
    /// A number, which can select a plural form.
    Count(usize),
    /// A text of the programme, shown in the reader's language if it has a translation.
    Localized(Localized),
    /// Texts that are joined as the language does.
    List(Vec<String>),
    /// Another message.
    Message(Box<Message>),
    /// Messages that are joined as the language does.
    Messages(Vec<Message>),
}

impl Message {
    /// Returns the key.
    pub fn key(&self) -> &'static str {
        self.key
    }

    /// Returns the message with this key, without variables.
    pub fn new(key: &'static str) -> Self {
        Self {
            key,
            args: Vec::new(),
        }
    }

    /// Returns a message that is this text in every language, such as the message of a parser.
    pub fn verbatim(text: &str) -> Self {
        Self::new("").arg("", text)
    }

    /// Adds the value of a variable.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// Formats the message in a language.
    pub(super) fn in_language(&self, messages: &Messages) -> String {
        let value = |arg: &Arg| match arg {
            Arg::Text(text) => text.clone(),
            Arg::Count(n) => n.to_string(),
            Arg::Localized(text) => text
                .choose(messages.lang, &[])
                .map_or_else(String::new, |choice| short(choice.text).into_owned()),
            Arg::List(texts) => texts.join(&messages.comma()),
            Arg::Message(message) => message.in_language(messages),
            Arg::Messages(all) => {
                let texts: Vec<String> = all.iter().map(|m| m.in_language(messages)).collect();
                texts.join(&messages.comma())
            }
        };
        if self.key.is_empty() {
            return self.args.iter().map(|(_, arg)| value(arg)).collect();
        }
        let mut args = FluentArgs::new();
        for (name, arg) in &self.args {
            let value = match arg {
                Arg::Count(n) => FluentValue::from(*n),
                other => FluentValue::from(value(other)),
            };
            args.set(*name, value);
        }
        messages.value(self.key, Some(&args))
    }
}

impl Arg {
    /// Returns the name of a record, or its id where it has no name.
    pub fn name_or_id(name: &Localized, id: &Text) -> Self {
        if name.is_empty() {
            id.into()
        } else {
            name.into()
        }
    }
}

/// The length in bytes at which a text of a message is cut, and the number of texts at which a list is: a file may
/// cause thousands of messages about its longest text.
const LONGEST: usize = 500;
const MOST: usize = 32;

/// Returns the beginning of a long text.
fn short(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST {
        return text.into();
    }
    format!("{}…", &text[..floor_char_boundary(text, LONGEST)]).into()
}

/// Removes unsafe characters: a text may come from a file, the environment or the command line.
impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(Text::clean(short(text), Lines::One).0.to_string())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<&Text> for Arg {
    fn from(text: &Text) -> Self {
        text.as_str().into()
    }
}

impl<S: AsRef<str>> From<Vec<S>> for Arg {
    fn from(texts: Vec<S>) -> Self {
        texts.as_slice().into()
    }
}

impl<S: AsRef<str>> From<&[S]> for Arg {
    fn from(texts: &[S]) -> Self {
        let clean = |text: &S| Text::clean(short(text.as_ref()), Lines::One).0.to_string();
        let mut all: Vec<String> = texts.iter().take(MOST).map(clean).collect();
        if texts.len() > MOST {
            all.push("…".to_owned());
        }
        Self::List(all)
    }
}

impl From<usize> for Arg {
    fn from(n: usize) -> Self {
        Self::Count(n)
    }
}

impl From<&Localized> for Arg {
    fn from(text: &Localized) -> Self {
        Self::Localized(text.clone())
    }
}

impl From<Vec<Message>> for Arg {
    fn from(all: Vec<Message>) -> Self {
        Self::Messages(all)
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Message(Box::new(message))
    }
}
