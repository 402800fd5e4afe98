//! What a desk has said of a session, over what the programme's file says of it: records, of which the
//! last of a session and a field is in force.

pub mod live;

use crate::model::diagnostic::{Diagnostic, Location};
use crate::model::named;
use crate::model::zone::Timestamp;
use crate::text::Text;

named! {
    /// What can be said of a session, in the order in which it is applied.
    Field {
        Delay = "delay", Room = "room", Speakers = "speakers", Note = "note", Status = "status",
    } default Status
}

/// A record: one field of one session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Update {
    /// The session's id.
    pub session: Text,
    /// What is said of it.
    pub field: Field,
    /// The value as it is written: `10m`, the id of a room, ids of speakers with blanks between them, a
    /// status, words. None takes back what was said.
    pub value: Option<Text>,
    /// When it was said.
    pub at: Timestamp,
    /// The name of the desk that said it.
    pub by: Text,
    /// The revision of the session's key at the server when that had it; none before.
    pub revision: Option<u64>,
    /// Whether another desk was faster, and this one has not answered yet.
    pub refused: bool,
    /// Where it stands in its file.
    pub location: Option<Location>,
}

impl Update {
    /// Whether two records are one, by whatever way they came.
    pub fn is(&self, other: &Self) -> bool {
        let mine = (self.field, self.at, &self.session, &self.value, &self.by);
        mine == (
            other.field,
            other.at,
            &other.session,
            &other.value,
            &other.by,
        )
    }
}

/// The records of a programme, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub struct UpdateLog {
    /// The programme's id; empty where the file does not say it.
    pub program: Text,
    /// When the server's bucket was made that revisions are of; empty without a server.
    pub bucket: Text,
    /// The records.
    pub updates: Vec<Update>,
    /// What is wrong in the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl UpdateLog {
    /// The record in force for a field of a session, if there is any: it may take back what was said. One
    /// that was refused is not.
    pub fn last(&self, session: &str, field: Field) -> Option<&Update> {
        let mut all = self.updates.iter().rev().filter(|c| !c.refused);
        all.find(|c| c.field == field && c.session.as_str() == session)
    }

    /// Whether both say the same.
    pub fn is(&self, other: &Self) -> bool {
        let same = |(a, b): (&Update, &Update)| a.is(b) && a.refused == b.refused;
        self.updates.len() == other.updates.len()
            && self.updates.iter().zip(&other.updates).all(same)
    }
}
