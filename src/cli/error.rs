//! Errors of commands.

use super::{FAILURE, USAGE};
use crate::i18n::{Message, Messages};
use crate::model::diagnostic::Diagnostic;
use crate::workspace::fs::reason;

/// The exit status of a command, or why it failed.
pub type Answer = Result<u8, CliError>;

/// An error that ends a command.
#[derive(Debug)]
pub struct CliError {
    kind: ErrorKind,
    content: Content,
}

#[derive(Debug, Clone, Copy)]
enum ErrorKind {
    Usage,
    Failed,
}

#[derive(Debug)]
enum Content {
    Message(Message),
    /// A message with lines below it.
    List(Message, Vec<String>),
    Diagnostic(Box<Diagnostic>),
}

impl CliError {
    /// Returns the error of a command line that cannot be carried out as it was typed.
    pub fn usage(message: impl Into<Message>) -> Self {
        Self {
            kind: ErrorKind::Usage,
            content: Content::Message(message.into()),
        }
    }

    /// Returns the error of a command that found nothing, or failed.
    pub fn failed(message: impl Into<Message>) -> Self {
        Self {
            kind: ErrorKind::Failed,
            content: Content::Message(message.into()),
        }
    }

    /// Returns a usage error with lines below its message.
    pub fn list(message: Message, lines: Vec<String>) -> Self {
        Self {
            kind: ErrorKind::Usage,
            content: Content::List(message, lines),
        }
    }

    /// Returns the error that `name` could not be written.
    pub fn write(name: &str, why: &std::io::Error) -> Self {
        let message = Message::new("write-failed").arg("name", name);
        Self::failed(message.arg("why", reason(why)))
    }

    /// Makes it an error of what was found, not of how it was asked.
    #[must_use]
    pub fn into_failure(self) -> Self {
        Self {
            kind: ErrorKind::Failed,
            ..self
        }
    }

    /// Makes it a usage error, for commands whose status 1 has a meaning of its own.
    #[must_use]
    pub fn into_usage(self) -> Self {
        Self {
            kind: ErrorKind::Usage,
            ..self
        }
    }

    /// Returns the exit status.
    pub fn status(&self) -> u8 {
        match self.kind {
            ErrorKind::Usage => USAGE,
            ErrorKind::Failed => FAILURE,
        }
    }

    /// Returns the error in the language of `messages`.
    pub fn text(&self, messages: &Messages) -> String {
        match &self.content {
            Content::Message(message) => messages.message(message),
            Content::List(message, lines) => {
                format!("{}\n{}", messages.message(message), lines.join("\n"))
            }
            Content::Diagnostic(diagnostic) => diagnostic.render(messages),
        }
    }
}

impl From<Message> for CliError {
    fn from(message: Message) -> Self {
        Self::failed(message)
    }
}

impl From<&Diagnostic> for CliError {
    fn from(diagnostic: &Diagnostic) -> Self {
        Self {
            kind: ErrorKind::Failed,
            content: Content::Diagnostic(Box::new(diagnostic.clone())),
        }
    }
}
