//! Addresses in the programme.

use chrono::NaiveDate;

use super::program::Day;
use crate::text::Text;

/// Declares an enumeration whose values have names in the file.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($value:ident = $text:literal),+ $(,)? } default $default:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum $name { $($value),+ }

        impl $name {
            /// Every value with its name in the file.
            pub const NAMES: &[(&str, Self)] = &[$(($text, Self::$value)),+];

            /// Its name in the file.
            pub fn name(self) -> &'static str {
                match self { $(Self::$value => $text),+ }
            }
        }

        impl Default for $name {
            fn default() -> Self { Self::$default }
        }
    };
}

pub(crate) use named;

named! {
    /// What a subject is.
    Kind {
        Program = "program", Day = "day", Session = "session", Track = "track", Speaker = "speaker",
        Partner = "partner", Room = "room", Project = "project", Problem = "problem", Query = "query",
        Command = "command", Address = "address",
        Update = "change",
    } default Program
}

/// An address in the programme: `session:opening`, `partner:uclg`. Displayed, that is its form.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Subject {
    /// What it is.
    pub kind: Kind,
    /// Its id in the file; the date of a day; the words of a query; the address of a problem; the
    /// name of a command; an address of the web; of a change, a session's id and what is said of it.
    pub id: Text,
}

impl Subject {
    /// The subject `kind:id`.
    pub fn new(kind: Kind, id: impl Into<Text>) -> Self {
        Self {
            kind,
            id: id.into(),
        }
    }

    /// The programme itself.
    pub fn program() -> Self {
        Self::default()
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind.name(), self.id)
    }
}

/// The kinds that a file gives ids to, in the order of the search results.
pub const LISTED: [Kind; 6] = [
    Kind::Session,
    Kind::Speaker,
    Kind::Partner,
    Kind::Track,
    Kind::Room,
    Kind::Project,
];

impl Day {
    /// Its address.
    pub fn subject(&self) -> Subject {
        day_subject(self.date)
    }
}

/// The address of the day on `date`.
pub fn day_subject(date: NaiveDate) -> Subject {
    Subject::new(Kind::Day, date.to_string().as_str())
}

/// The date that a day's subject names.
pub fn subject_date(subject: &Subject) -> Option<NaiveDate> {
    (subject.kind == Kind::Day)
        .then(|| subject.id.parse().ok())
        .flatten()
}
