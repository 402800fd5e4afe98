//! Writes an update log as TOML; `load::toml::updates` reads it.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use toml::Value;

use crate::model::zone::{Timestamp, Zone};
use crate::model::{Kind, Subject};
use crate::update::{Update, UpdateLog};

/// The times that a file can hold: those of the years 0 to 9999.
pub const TIMES: RangeInclusive<Timestamp> = -62_167_219_200..=253_402_300_799;

/// The first line of a file.
pub const HEADER: &str =
    "# Updates of the programme, whose own file stays as it is. nadwa writes this file.\n";

/// Returns the file of an update log.
pub fn to_toml(log: &UpdateLog) -> String {
    let mut out = String::from(HEADER);
    // Writing to a String cannot fail.
    if !log.program.is_empty() {
        let _ = writeln!(out, "program = {}", quoted(&log.program));
    }
    if !log.bucket.is_empty() {
        let _ = writeln!(out, "bucket = {}", quoted(&log.bucket));
    }
    out.push_str(&log.rest);
    for update in &log.updates {
        write_record(&mut out, update);
    }
    for record in &log.unknown {
        let _ = write!(out, "\n[[changes]]\n{record}");
    }
    out
}

/// Returns how many bytes of the file the updates of each author take.
pub fn author_sizes(log: &UpdateLog) -> HashMap<&str, usize> {
    let mut sizes = HashMap::new();
    let mut record = String::new();
    for update in &log.updates {
        record.clear();
        write_record(&mut record, update);
        *sizes.entry(update.by.as_str()).or_default() += record.len();
    }
    sizes
}

fn write_record(out: &mut String, update: &Update) {
    let Subject { kind, id } = &update.subject;
    out.push_str("\n[[changes]]\n");
    // Writing to a String cannot fail.
    let _ = match kind {
        Kind::Program => writeln!(out, "event = true"),
        kind => writeln!(out, "{} = {}", kind.name(), quoted(id)),
    };
    let _ = writeln!(out, "field = \"{}\"", update.field.name());
    if let Some(value) = &update.value {
        let _ = writeln!(out, "value = {}", quoted(value));
    }
    let (at, by) = (rfc3339(update.at), quoted(&update.by));
    let _ = writeln!(out, "at = {at}\nby = {by}");
    if let Some(revision) = update.revision {
        let _ = writeln!(out, "revision = {revision}");
    }
    if let Some(undoes) = update.undoes {
        let _ = writeln!(out, "undoes = {}", rfc3339(undoes));
    }
    if update.refused {
        out.push_str("refused = true\n");
    }
    out.push_str(&update.rest);
}

/// Returns a time as RFC 3339 writes it, in UTC: `2021-11-30T09:12:04Z`.
pub fn rfc3339(at: Timestamp) -> String {
    Zone::utc().at(at).to_string().replace(' ', "T") + "Z"
}

/// Returns a TOML string of this text; one of several lines stays readable.
pub fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
