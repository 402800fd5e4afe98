//! Subjects: what pages are about, by kind and id.

use chrono::NaiveDate;

use super::program::Day;
use crate::text::Text;

/// Declares an enumeration whose values have names in files.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($value:ident = $text:literal),+ $(,)? } default $default:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum $name { $($value),+ }

        impl $name {
            /// Every value with its name in files.
            pub const NAMES: &[(&str, Self)] = &[$(($text, Self::$value)),+];

            /// Returns its name in files.
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
    /// The kind of a subject.
    Kind {
        Program = "program", Day = "day", Session = "session", Track = "track", Speaker = "speaker",
        Partner = "partner", Room = "room", Project = "project", Problem = "problem", Query = "query",
        Command = "command", Address = "address",
        Update = "change",
    } default Program
}

/// What a page is about, such as a session or a search; displayed as `session:opening`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Subject {
    /// The kind.
    pub kind: Kind,
    /// The id in the file; the date of a day; the words of a query; the id of a problem; the name of a
    /// command; an address on the web; for an update, the id of its session and what is typed.
    pub id: Text,
}

impl Subject {
    /// Creates the subject `kind:id`.
    pub fn new(kind: Kind, id: impl Into<Text>) -> Self {
        Self {
            kind,
            id: id.into(),
        }
    }

    /// Returns the subject of the programme itself.
    pub fn program() -> Self {
        Self::default()
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind.name(), self.id)
    }
}

/// The kinds that have ids in files, in the order of search results.
pub const LISTED: [Kind; 6] = [
    Kind::Session,
    Kind::Speaker,
    Kind::Partner,
    Kind::Track,
    Kind::Room,
    Kind::Project,
];

impl Day {
    /// Returns its subject.
    pub fn subject(&self) -> Subject {
        day_subject(self.date)
    }
}

/// Returns the subject of the day on `date`.
pub fn day_subject(date: NaiveDate) -> Subject {
    Subject::new(Kind::Day, date.to_string().as_str())
}

/// Returns the date of a day's subject.
pub fn subject_date(subject: &Subject) -> Option<NaiveDate> {
    (subject.kind == Kind::Day)
        .then(|| subject.id.parse().ok())
        .flatten()
}
