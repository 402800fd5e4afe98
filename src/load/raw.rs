//! The result of a reader: records with their places and unresolved references.

use chrono::{NaiveDate, NaiveDateTime};

use super::ReadColumn;
use crate::i18n::Message;
use crate::model::diagnostic::Span;
use crate::model::zone::{LocalResult, Timestamp, Zone};
use crate::model::{Kind, Partner, Program, Project, Room, Session, SessionItem, Speaker, Track};
use crate::text::{Localized, Text};

/// The content of a file before the checks.
#[derive(Default)]
pub struct RawProgram {
    /// The fields of `[program]`; its lists are empty.
    pub head: Program,
    /// The place of `[program]`, if the file has it.
    pub span: Option<Span>,
    pub zone: Option<(Text, Span)>,
    /// How to name the time zone in a file of this format; `None` for program.toml.
    pub zone_help: Option<Message>,
    /// What to do without sessions in a file of this format; `None` for program.toml.
    pub empty_help: Option<Message>,
    pub updated: Option<(Stamp, Span)>,
    pub days: Vec<RawDay>,
    pub rooms: Vec<Raw<Room>>,
    pub tracks: Vec<Raw<Track>>,
    pub partners: Vec<Raw<Partner>>,
    pub projects: Vec<Raw<Project>>,
    pub speakers: Vec<Raw<Speaker>>,
    pub sessions: Vec<Raw<Session>>,
    /// The columns of a table.
    pub columns: Vec<ReadColumn>,
}

/// A declared day.
#[derive(Default)]
pub struct RawDay {
    pub date: Option<NaiveDate>,
    pub title: Localized,
    pub span: Span,
}

/// A record with its places. The place of something missing is that of the whole record.
#[derive(Clone, Default)]
pub struct Raw<T> {
    pub item: T,
    pub span: Span,
    pub id: Span,
    pub refs: Vec<Ref>,
    /// Only for sessions; of an item, the duration.
    pub times: Times,
    /// Whether a session has the key `start`, even if its value is not valid.
    pub has_start: bool,
    /// The running order of a session.
    pub items: Vec<Raw<SessionItem>>,
    /// Whether it has the key `end` or `duration`.
    pub has_end: bool,
}

impl<T: Default> Raw<T> {
    /// Returns an empty record at a place.
    pub fn at(span: Span) -> Self {
        Self {
            span,
            id: span,
            ..Self::default()
        }
    }
}

/// The places of a record, once its item is in the programme.
pub struct Origin {
    pub span: Span,
    pub id: Span,
    pub refs: Vec<Ref>,
    /// The place of the start of a session.
    pub start: Option<Span>,
}

/// Separates records from their places. The items stay where they are in memory, because there may be very many.
pub fn split<T>(all: Vec<Raw<T>>) -> (Vec<T>, Vec<Origin>) {
    let mut origins = Vec::with_capacity(all.len());
    let item = |raw: Raw<T>| {
        origins.push(Origin {
            span: raw.span,
            id: raw.id,
            refs: raw.refs,
            start: raw.times.start.map(|(_, span)| span),
        });
        raw.item
    };
    let items = all.into_iter().map(item).collect();
    (items, origins)
}

/// Adds a record to a list, which grows by a quarter: doubling the list of a large file would take as much memory as the
/// whole file.
pub fn push<T>(all: &mut Vec<T>, one: T) {
    if all.len() == all.capacity() {
        all.reserve_exact(64 + all.len() / 4);
    }
    all.push(one);
}

/// The times of a session as written.
#[derive(Clone, Default)]
pub struct Times {
    pub start: Option<(Stamp, Span)>,
    pub end: Option<(Stamp, Span)>,
    /// Minutes, more than 0.
    pub duration: Option<(i64, Span)>,
    pub updated: Option<(Stamp, Span)>,
}

/// A time in the event's time zone, or with an offset of its own in seconds.
#[derive(Clone, Copy)]
pub struct Stamp {
    pub local: NaiveDateTime,
    pub offset: Option<i32>,
    /// Of a time that the clocks show twice, whether the second one is meant; `None` where the file does not say.
    pub is_second: Option<bool>,
}

impl Stamp {
    /// Returns a time in the event's time zone.
    pub fn without_offset(local: NaiveDateTime) -> Self {
        Self {
            local,
            offset: None,
            is_second: None,
        }
    }

    /// Returns an instant as a time in the event's time zone.
    pub fn of_instant(instant: Timestamp, zone: &Zone) -> Self {
        let local = zone.at(instant);
        let is_second = match zone.from_local(local) {
            LocalResult::Ambiguous(_, second) => Some(instant == second),
            _ => None,
        };
        Self {
            is_second,
            ..Self::without_offset(local)
        }
    }
}

/// A reference to another record.
#[derive(Clone)]
pub struct Ref {
    pub field: Field,
    pub id: Text,
    pub span: Span,
}

/// The purpose of a reference.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Room,
    Track,
    Project,
    Speaker,
    Moderator,
    Interpreter,
    /// The partner of a session or a speaker.
    Partner,
    Lead,
    Funder,
    /// The walking time to another room in minutes.
    Walk(u32),
}

impl Field {
    /// Returns the kind of record that it refers to.
    pub fn kind(self) -> Kind {
        match self {
            Self::Room | Self::Walk(_) => Kind::Room,
            Self::Track => Kind::Track,
            Self::Project => Kind::Project,
            Self::Speaker | Self::Moderator | Self::Interpreter => Kind::Speaker,
            Self::Partner | Self::Lead | Self::Funder => Kind::Partner,
        }
    }
}
