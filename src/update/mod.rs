//! Updates that are posted during the event: records about sessions, kept apart from the programme's own file.
//!
//! The last record of a session and a field is in force. [`fields`] says how each field is written and applied,
//! [`apply()`] puts the updates in force over a programme, [`preview`] shows what one more would do.

mod announcement;
mod apply;
mod cascade;
mod conflicts;
pub mod fields;
mod format;
mod people;
mod request;
mod undo;

use std::collections::{HashMap, HashSet};

pub use self::announcement::{MAX_ANNOUNCEMENT, from_value as announcement, to_value};
pub use self::apply::{Original, apply, is_applicable};
pub use self::cascade::{Cascade, cascade, proposals};
pub use self::conflicts::{
    Conflict, Preview, breaks, conflicts_after, conflicts_of, preview, without_pause,
};
pub use self::fields::{FIELDS, UNSET, is_keyword, minutes, parse};
pub use self::format::{HEADER, TIMES, author_sizes, quoted, rfc3339, to_toml};
pub use self::people::people;
pub use self::request::{Repair, Request};
pub use self::undo::Fate;
use crate::i18n::Message;
use crate::model::diagnostic::{Diagnostic, Location};
use crate::model::zone::Timestamp;
use crate::model::{Kind, Subject, named};
use crate::text::Text;

named! {
    /// A field that updates can set, in the order in which updates are applied.
    Field {
        Delay = "delay", Length = "length", Room = "room", Speakers = "speakers", Note = "note", Status = "status",
        Full = "full", Arrival = "arrival", Announcement = "announcement",
    } default Status
}

impl Field {
    /// Returns the kinds of the subjects that have it.
    pub fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Arrival => &[Kind::Speaker],
            Self::Announcement => &[Kind::Program, Kind::Room],
            _ => &[Kind::Session],
        }
    }
}

/// A new value of one field of a session, a speaker, a room or the programme.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Update {
    /// What it is about.
    pub subject: Subject,
    /// The field.
    pub field: Field,
    /// The value as it is stored: `10m`, the id of a room, ids of speakers separated by spaces, a status, a
    /// text, an announcement as JSON. `None` withdraws the updates of this field.
    pub value: Option<Text>,
    /// When it was posted.
    pub at: Timestamp,
    /// The name of the desk that posted it.
    pub by: Text,
    /// The revision of the subject's key once the server has it; `None` before, 0 if the server's store may have lost it.
    pub revision: Option<u64>,
    /// The time of the post of this desk that it takes back, if it does.
    pub undoes: Option<Timestamp>,
    /// Whether another desk posted first, and this desk has not decided yet.
    pub refused: bool,
    /// Its keys that only other versions of nadwa know, as lines of TOML.
    pub rest: String,
    /// Its place in the file.
    pub location: Option<Location>,
}

impl Update {
    /// Splits `opening delay 10m` into the id of the session and what is typed of the update.
    pub fn split(typed: &str) -> (&str, &str) {
        typed.split_once(' ').unwrap_or((typed, ""))
    }

    /// Creates an update that is not signed yet; no value withdraws.
    pub fn new(subject: Subject, field: Field, value: Option<Text>) -> Self {
        Self {
            subject,
            field,
            value,
            ..Self::default()
        }
    }

    /// Returns whether one desk posted both at one time.
    pub fn is_of_post(&self, other: &Self) -> bool {
        (self.at, &self.by) == (other.at, &other.by)
    }

    /// Returns whether both are the same record, whichever way they arrived.
    pub fn same_record(&self, other: &Self) -> bool {
        (self.field, self.at) == (other.field, other.at)
            && (&self.subject, &self.value, &self.by) == (&other.subject, &other.value, &other.by)
    }
}

/// The updates of a programme, in the order in which they arrived.
#[derive(Debug, Clone, Default)]
pub struct UpdateLog {
    /// The programme's id; empty if the file has none.
    pub program: Text,
    /// The server's store to which the revisions belong, and the last message that was received; empty without a server.
    pub bucket: Text,
    /// The updates.
    pub updates: Vec<Update>,
    /// The records of fields that only other versions of nadwa know, each as lines of TOML.
    pub unknown: Vec<String>,
    /// The keys of the file that only other versions of nadwa know, as lines of TOML.
    pub rest: String,
    /// The problems of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// What happened to the file when it was written.
    pub notice: Option<Message>,
}

/// The subjects that have updates, each with its updates in force.
pub type InForce<'l> = Vec<(&'l Subject, Vec<&'l Update>)>;

/// Returns the subjects of some updates, each with its last update of each field; subjects are in the order of their
/// first update, fields in that of their last one.
pub fn last_of_each_field<'u>(
    updates: impl Iterator<Item = &'u Update>,
) -> Vec<(&'u Subject, Vec<&'u Update>)> {
    let mut places: HashMap<&Subject, usize> = HashMap::new();
    let mut all: Vec<(&Subject, Vec<&Update>)> = Vec::new();
    for update in updates {
        let place = *places.entry(&update.subject).or_insert_with(|| {
            all.push((&update.subject, Vec::new()));
            all.len() - 1
        });
        let fields = &mut all[place].1;
        fields.retain(|u| u.field != update.field);
        fields.push(update);
    }
    all
}

/// Returns how many subjects updates are about besides the first one.
pub fn other_subjects(updates: &[Update]) -> usize {
    let subjects: HashSet<&Subject> = updates.iter().map(|update| &update.subject).collect();
    subjects.len().saturating_sub(1)
}

impl UpdateLog {
    /// Returns the problem because of which updates of the file may be missing.
    pub fn broken(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().find(|d| d.code.is_break())
    }

    /// Returns the log, with the updates of `last` in place of its own if some may be missing.
    #[must_use]
    pub fn or_last(self, last: &Self) -> Self {
        if self.broken().is_none() || last.updates.is_empty() {
            return self;
        }
        Self {
            diagnostics: self.diagnostics,
            ..last.clone()
        }
    }

    /// Returns the update in force for a field of a subject, which may be one that withdraws. Refused updates are not in force.
    pub fn in_force(&self, subject: &Subject, field: Field) -> Option<&Update> {
        let mut latest_first = self.updates.iter().rev().filter(|u| !u.refused);
        latest_first.find(|u| u.field == field && u.subject == *subject)
    }

    /// Returns the update in force for each field of each subject.
    pub fn index(&self) -> HashMap<(&Subject, Field), &Update> {
        let updates = self.updates.iter().filter(|u| !u.refused);
        updates.map(|u| ((&u.subject, u.field), u)).collect()
    }

    /// Returns each subject with its updates in force, in the order of [`Field`]; subjects are in the order of their first
    /// update.
    pub fn all_in_force(&self) -> InForce<'_> {
        let mut all = last_of_each_field(self.updates.iter().filter(|u| !u.refused));
        for (_, fields) in &mut all {
            fields.sort_by_key(|u| u.field);
        }
        all
    }

    /// Returns updates that withdraw what is in force of a subject, of the fields that `meant` accepts.
    pub fn withdraw(&self, subject: &Subject, meant: impl Fn(Field) -> bool) -> Vec<Update> {
        let fields = Field::NAMES.iter().map(|(_, field)| *field);
        let set = fields.filter(|&field| {
            let in_force = || self.in_force(subject, field);
            meant(field) && in_force().is_some_and(|u| u.value.is_some())
        });
        set.map(|field| Update::new(subject.clone(), field, None))
            .collect()
    }

    /// Removes the earliest updates of each subject and field, so that the one in force and at most `history` in all stay. Those
    /// that were refused stay until this desk decides.
    pub fn compact(&mut self, history: usize) {
        let mut found: HashMap<(&Subject, Field), usize> = HashMap::new();
        let mut stays: Vec<bool> = Vec::with_capacity(self.updates.len());
        for update in self.updates.iter().rev() {
            let later = found.entry((&update.subject, update.field)).or_default();
            *later += usize::from(!update.refused);
            stays.push(update.refused || *later <= history);
        }
        self.updates.retain(|_| stays.pop() == Some(true));
    }

    /// Takes the updates of sessions that are not among these out of the log, and returns them as one.
    #[must_use]
    pub fn take_unknown_sessions(&mut self, sessions: &HashSet<Text>) -> Self {
        let is_known = |update: &Update| {
            update.subject.kind != Kind::Session || sessions.contains(&update.subject.id)
        };
        let all = std::mem::take(&mut self.updates).into_iter();
        let (known, strange) = all.partition(is_known);
        self.updates = known;
        Self {
            program: self.program.clone(),
            updates: strange,
            ..Self::default()
        }
    }

    /// Returns whether both logs are the same, but for the places of their records.
    pub fn is_same(&self, other: &Self) -> bool {
        let placeless = |update: &Update| Update {
            location: None,
            ..update.clone()
        };
        let head = |log: &Self| (log.program.clone(), log.bucket.clone());
        head(self) == head(other)
            && (&self.unknown, &self.rest) == (&other.unknown, &other.rest)
            && self
                .updates
                .iter()
                .map(placeless)
                .eq(other.updates.iter().map(placeless))
    }

    /// Returns whether both logs hold the same records in the same order.
    pub fn same_records(&self, other: &Self) -> bool {
        let same = |(a, b): (&Update, &Update)| a.same_record(b) && a.refused == b.refused;
        self.updates.len() == other.updates.len()
            && self.updates.iter().zip(&other.updates).all(same)
    }
}
