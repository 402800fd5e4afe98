//! Reads changes.toml, the file of an update log; `update::to_toml` writes it. What only another version of nadwa knows is
//! reported and kept as it is.

use std::fmt::Write as _;
use std::slice;

use super::keys::{Key, unlisted};
use super::pieces::PIECE;
use super::reader::Reader;
use super::tree::{Item, Table, Value};
use super::{File, read_by};
use crate::i18n::Message;
use crate::load::{Sink, did_you_mean, one_of, write};
use crate::model::diagnostic::{Code, Span};
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Kind, Subject};
use crate::text::{Lines, nearest};
use crate::update::{Field, TIMES, Update, UpdateLog};

/// A record as it is in the file.
#[derive(Default)]
struct Raw {
    update: Update,
    span: Span,
    /// What it is about, where it says so.
    subject: Option<Subject>,
    /// Whether the record has the key `field`.
    has_field: bool,
    /// Whether it has a value that is no text.
    is_unreadable: bool,
    /// Whether its field is one of [`Field::NAMES`].
    is_known: bool,
    /// The whole record, if it is not.
    unknown: String,
}

#[rustfmt::skip] // A table: one entry, one line.
const FILE: &[Key<(UpdateLog, Vec<Raw>)>] = &[
    unlisted("program", |r, v, t| t.0.program = r.text(v, Lines::One).unwrap_or_default().as_str().into()),
    unlisted("bucket", |r, v, t| t.0.bucket = r.text(v, Lines::One).unwrap_or_default()),
    unlisted("changes", |r, v, t| read_records(r, v, &mut t.1)),
];

const LOG: File<(UpdateLog, Vec<Raw>)> = File {
    keys: FILE,
    rest: |r, table, t| t.0.rest = unknown(r, table, FILE),
};

#[rustfmt::skip] // A table: one entry, one line.
const UPDATE: &[Key<Raw>] = &[
    unlisted("session", |r, v, t| t.subject = subject(r, v, Kind::Session)),
    unlisted("speaker", |r, v, t| t.subject = subject(r, v, Kind::Speaker)),
    unlisted("room", |r, v, t| t.subject = subject(r, v, Kind::Room)),
    unlisted("event", |r, v, t| t.subject = (r.flag(v) == Some(true)).then(Subject::program)),
    unlisted("field", read_field),
    unlisted("value", |r, v, t| {
        t.update.value = r.text(v, Lines::One).map(|text| text.as_str().into());
        t.span = r.span(v);
        t.is_unreadable = t.update.value.is_none();
    }),
    unlisted("at", |r, v, t| t.update.at = read_time(r, v)),
    unlisted("by", |r, v, t| t.update.by = r.text(v, Lines::One).unwrap_or_default().as_str().into()),
    unlisted("revision", |r, v, t| t.update.revision = v.number().or_else(|| r.number(v).map(u64::from))),
    unlisted("undoes", |r, v, t| t.update.undoes = Some(read_time(r, v))),
    unlisted("refused", |r, v, t| t.update.refused = r.flag(v) == Some(true)),
];

fn read_records(reader: &mut Reader, item: &Item, all: &mut Vec<Raw>) {
    let first = all.len();
    reader.list_into(all, item, "changes", UPDATE, |u, at| u.span = at);
    let items = item.list().unwrap_or(slice::from_ref(item));
    let tables = items.iter().filter_map(Item::table);
    for (record, table) in all[first..].iter_mut().zip(tables) {
        record.update.rest = unknown(reader, table, UPDATE);
        if record.has_field && !record.is_known {
            record.unknown = unknown::<Raw>(reader, table, &[]);
        }
    }
}

/// Returns the subject of this kind that a record names.
fn subject(reader: &mut Reader, item: &Item, kind: Kind) -> Option<Subject> {
    let id = reader.text(item, Lines::One).filter(|id| !id.is_empty())?;
    Some(Subject::new(kind, id.as_str()))
}

fn read_field(reader: &mut Reader, item: &Item, to: &mut Raw) {
    to.has_field = true;
    let known = |name: &str| Field::NAMES.iter().find(|(known, _)| *known == name);
    let Some(name) = item.text() else {
        reader.choice(item, Field::NAMES);
        return;
    };
    if let Some((_, field)) = known(name) {
        to.update.field = *field;
        to.is_known = true;
        return;
    }
    let names: Vec<&str> = Field::NAMES.iter().map(|(name, _)| *name).collect();
    let help = nearest(name, names.iter().copied()).map_or_else(|| one_of(&names), did_you_mean);
    let message = Message::new("problem-not-a-choice").arg("value", name);
    reader.report(Code::UnknownKey, item, message, help);
}

/// Returns a time that a file can hold.
fn read_time(reader: &mut Reader, item: &Item) -> Timestamp {
    let Some(stamp) = reader.time(item) else {
        return Timestamp::default();
    };
    let at = Zone::utc().from_local(stamp.local).timestamp() - i64::from(stamp.offset.unwrap_or(0));
    if !TIMES.contains(&at) {
        let message = Message::new("update-bad-time");
        reader.report(Code::BadValue, item, message, write("2021-11-30T09:30:00Z"));
    }
    at.clamp(*TIMES.start(), *TIMES.end())
}

/// Reads an update log; its problems go to the sink.
pub(in crate::load) fn read(text: &str, sink: &mut Sink) -> UpdateLog {
    let (mut log, records) = read_by(text, PIECE, &LOG, sink);
    // After a syntax error, keys of a record may seem to be the file's.
    if !sink.broken.is_empty() {
        log.rest.clear();
    }
    for record in records {
        // Without its value, a record would withdraw one.
        let is_whole = record.is_known && record.update.value.is_some();
        if !is_whole && sink.is_broken(record.span) {
            continue;
        }
        if record.has_field && !record.is_known {
            log.unknown.push(record.unknown);
            continue;
        }
        // As one without a value, it would withdraw what is in force.
        if record.is_unreadable {
            continue;
        }
        let mut update = record.update;
        let fits = |subject: &Subject| update.field.kinds().contains(&subject.kind);
        let subject = record.subject.filter(fits).filter(|_| record.has_field);
        let Some(subject) = subject else {
            let message = Message::new("update-incomplete");
            let help = Some(Message::new("update-incomplete-help"));
            sink.report(Code::MissingKey, record.span, message, help);
            continue;
        };
        update.subject = subject;
        update.location = Some(sink.source.location(record.span));
        log.updates.push(update);
    }
    log
}

/// Returns the entries of a table that are not among `keys`, as lines of TOML.
fn unknown<T>(reader: &Reader, table: &Table, keys: &[Key<T>]) -> String {
    let mut lines = String::new();
    for (name, value) in table.iter() {
        if !keys.iter().any(|key| key.name == name.text) {
            let (name, value) = (quoted(&name.text), inline(reader, value));
            // Writing to a String cannot fail.
            let _ = writeln!(lines, "{name} = {value}");
        }
    }
    lines
}

/// Returns a key with quotes, unless it needs none. As written, it may be one that only stands where it stood.
fn quoted(key: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if !key.is_empty() && key.chars().all(is_bare) {
        return key.to_owned();
    }
    let mut text = String::from('"');
    for c in key.chars() {
        match c {
            '"' | '\\' => text.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{:04X}", u32::from(c));
            }
            c => text.push(c),
        }
    }
    text + "\""
}

/// Returns a value as TOML without headers.
fn inline(reader: &Reader, item: &Item) -> String {
    match &item.value {
        Value::List(all) => {
            let items: Vec<String> = all.iter().map(|item| inline(reader, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let entries = table
                .iter()
                .map(|(name, item)| format!("{} = {}", quoted(&name.text), inline(reader, item)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        _ => reader.source(item.span).to_owned(),
    }
}
