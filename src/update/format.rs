//! Writes an update log as TOML; `load::toml::updates` reads it.

use std::fmt::Write as _;

use toml::Value;

use crate::model::zone::{Timestamp, Zone};
use crate::update::UpdateLog;

/// Returns the file of an update log.
pub fn to_toml(log: &UpdateLog) -> String {
    let mut out = String::from(
        "# Updates of the programme, whose own file stays as it is. nadwa writes this file.\n",
    );
    // Writing to a String cannot fail.
    if !log.program.is_empty() {
        let _ = writeln!(out, "program = {}", quoted(&log.program));
    }
    if !log.bucket.is_empty() {
        let _ = writeln!(out, "bucket = {}", quoted(&log.bucket));
    }
    for update in &log.updates {
        let (session, field) = (quoted(&update.session), update.field.name());
        let _ = write!(
            out,
            "\n[[changes]]\nsession = {session}\nfield = \"{field}\"\n"
        );
        if let Some(value) = &update.value {
            let _ = writeln!(out, "value = {}", quoted(value));
        }
        let (at, by) = (rfc3339(update.at), quoted(&update.by));
        let _ = writeln!(out, "at = {at}\nby = {by}");
        if let Some(revision) = update.revision {
            let _ = writeln!(out, "revision = {revision}");
        }
        if update.refused {
            out.push_str("refused = true\n");
        }
    }
    out
}

/// Returns a time as RFC 3339 writes it, in UTC: `2021-11-30T09:12:04Z`.
pub fn rfc3339(at: Timestamp) -> String {
    Zone::utc().at(at).to_string().replace(' ', "T") + "Z"
}

/// Returns a TOML string of this text; one of several lines stays readable.
pub fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
