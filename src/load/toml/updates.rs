//! Reads changes.toml, the file of an update log; `update::to_toml` writes it. What only another version of nadwa knows is
//! reported and kept as it is.

use std::fmt::Write as _;
use std::slice;

use toml_spanner::{Array, Item, Table, Value};
use toml_writer::{ToTomlKey as _, TomlKeyBuilder};

use super::reader::Reader;
use super::{Key, key, syntax};
use crate::i18n::Message;
use crate::load::{Sink, did_you_mean, one_of, write};
use crate::model::diagnostic::{Code, Span};
use crate::model::zone::{Timestamp, Zone};
use crate::text::{Lines, nearest};
use crate::update::{Field, TIMES, Update, UpdateLog, quoted};

/// A record as it is in the file.
#[derive(Default)]
struct Raw {
    update: Update,
    span: Span,
    /// Whether the record has the key `field`.
    has_field: bool,
    /// Whether its value is one of [`Field::NAMES`].
    is_known: bool,
}

#[rustfmt::skip] // A table: one entry, one line.
const FILE: &[Key<(UpdateLog, Vec<Raw>)>] = &[
    key("program", |r, v, t| t.0.program = r.text(v, Lines::One).unwrap_or_default().as_str().into()),
    key("bucket", |r, v, t| t.0.bucket = r.text(v, Lines::One).unwrap_or_default()),
    key("changes", |r, v, t| r.list_into(&mut t.1, v, "changes", UPDATE, |u, at| u.span = at)),
];

#[rustfmt::skip] // A table: one entry, one line.
const UPDATE: &[Key<Raw>] = &[
    key("session", |r, v, t| t.update.session = r.text(v, Lines::One).unwrap_or_default().as_str().into()),
    key("field", read_field),
    key("value", |r, v, t| {
        t.update.value = r.text(v, Lines::One).map(|text| text.as_str().into());
        t.span = r.span(v);
    }),
    key("at", |r, v, t| t.update.at = read_time(r, v)),
    key("by", |r, v, t| t.update.by = r.text(v, Lines::One).unwrap_or_default().as_str().into()),
    key("revision", |r, v, t| t.update.revision = v.as_u64().or_else(|| r.number(v).map(u64::from))),
    key("refused", |r, v, t| t.update.refused = r.flag(v) == Some(true)),
];

fn read_field(reader: &mut Reader, item: &Item, to: &mut Raw) {
    to.has_field = true;
    let known = |name: &str| Field::NAMES.iter().find(|(known, _)| *known == name);
    let Some(name) = item.as_str() else {
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
pub fn read(text: &str, sink: &mut Sink) -> UpdateLog {
    let arena = toml_spanner::Arena::new();
    let document = toml_spanner::parse_recoverable(text, &arena);
    for error in document.errors() {
        let at = error.primary_label().map_or(error.span(), |(at, _)| at);
        let (message, help) = syntax(error, text, sink);
        sink.report(Code::Syntax, at.into(), message, help);
        sink.broken.push(at.start);
    }
    let mut found = (UpdateLog::default(), Vec::new());
    Reader::new(sink).record(document.table(), "", FILE, &mut found);
    let (mut log, records) = found;
    // After a syntax error, keys of a record may seem to be the file's.
    if sink.broken.is_empty() {
        log.rest = unknown(document.table(), FILE, text);
    }
    let list = document.table().get("changes");
    let list = list.map_or(&[][..], |item| {
        item.as_array()
            .map_or(slice::from_ref(item), Array::as_slice)
    });
    let tables = list.iter().filter_map(Item::as_table);
    for (record, table) in records.into_iter().zip(tables) {
        // Without its value, a record would withdraw one.
        let is_whole = record.is_known && record.update.value.is_some();
        if !is_whole && sink.is_broken(record.span) {
            continue;
        }
        if record.has_field && !record.is_known {
            log.unknown.push(unknown::<Raw>(table, &[], text));
            continue;
        }
        let mut update = record.update;
        if update.session.is_empty() || !record.has_field {
            let message = Message::new("update-incomplete");
            let help = Some(Message::new("update-incomplete-help"));
            sink.report(Code::MissingKey, record.span, message, help);
            continue;
        }
        update.rest = unknown(table, UPDATE, text);
        update.location = Some(sink.source.location(record.span));
        log.updates.push(update);
    }
    log
}

/// Returns the entries of a table that are not among `keys`, as lines of TOML.
fn unknown<T>(table: &Table, keys: &[Key<T>], text: &str) -> String {
    let mut lines = String::new();
    for (name, value) in table {
        let name = name.as_str();
        if !keys.iter().any(|key| key.name == name) {
            let name = TomlKeyBuilder::new(name).as_default().to_toml_key();
            // Writing to a String cannot fail.
            let _ = writeln!(lines, "{name} = {}", inline(value, text));
        }
    }
    lines
}

/// Returns a value as TOML in one line.
fn inline(item: &Item, text: &str) -> String {
    match item.value() {
        Value::String(value) => quoted(value),
        Value::Array(array) => {
            let items: Vec<String> = array.iter().map(|item| inline(item, text)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let lines = table.into_iter().map(|(name, item)| {
                let name = TomlKeyBuilder::new(name.as_str()).as_default();
                format!("{} = {}", name.to_toml_key(), inline(item, text))
            });
            format!("{{ {} }}", lines.collect::<Vec<_>>().join(", "))
        }
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::DateTime(_) => {
            let at = item.span();
            text.get(at.start as usize..at.end as usize)
                .unwrap_or_default()
                .to_owned()
        }
    }
}
