//! What a server has of a session, and how that and what is said here become one. Pure functions.

use serde_json::{Map, Value, json};

use crate::change::{Change, Field, Log};
use crate::file::file_name;
use crate::text::{Lines, Text};
use crate::zone::Instant;

/// The longest value that is taken of another desk, in characters.
const LONGEST: usize = 2000;
/// The last moment that is taken: the end of the year 9999.
const LAST: Instant = 253_402_300_799;

/// What a server has of a session at a revision.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// The revision of its key.
    pub revision: u64,
    /// The value, by field: `{"room": {"value": "annex", "at": 1638262924, "by": "entrance"}}`; `at` in
    /// seconds since 1970, a value of null takes back. What another version of nadwa has there is kept.
    pub fields: Map<String, Value>,
}

impl Entry {
    /// What is in the bytes of a value; nothing where they are none of nadwa's.
    pub fn read(bytes: &[u8], revision: u64) -> Self {
        let fields = serde_json::from_slice(bytes).unwrap_or_default();
        Self { revision, fields }
    }

    /// The bytes of a value in which this desk says what is in force here.
    pub fn written(&self, log: &Log, session: &Text) -> Vec<u8> {
        let mut fields = self.fields.clone();
        for (name, field) in Field::NAMES {
            if let Some(c) = log.last(session, *field) {
                let said = json!({ "value": c.value, "at": c.at, "by": c.by });
                fields.insert((*name).to_owned(), said);
            }
        }
        Value::Object(fields).to_string().into_bytes()
    }

    /// The records of a session that it holds, made clean as those of a file are.
    fn records(&self, session: &Text) -> Vec<Change> {
        let clean = |text: &str| -> Text {
            let cut: String = text.chars().take(LONGEST).collect();
            Text::clean(cut, Lines::One).0
        };
        let record = |(name, field): &(&str, Field)| {
            let said = self.fields.get(*name)?.as_object()?;
            let value = said.get("value").and_then(Value::as_str).map(clean);
            let at = said.get("at").and_then(Value::as_i64).unwrap_or_default();
            let by = said.get("by").and_then(Value::as_str).unwrap_or_default();
            Some(Change {
                session: session.clone(),
                field: *field,
                value,
                at: at.clamp(0, LAST),
                by: clean(by),
                revision: Some(self.revision),
                ..Change::default()
            })
        };
        Field::NAMES.iter().filter_map(record).collect()
    }
}

/// The name of a programme's bucket: letters, digits, hyphens and `_` (NATS ADR-8).
pub fn bucket(program: &str) -> String {
    format!("nadwa_{}", file_name(program).replace('%', "_"))
}

/// The key of a session: what else there is in its id stands there in hexadecimal, behind `=`.
pub fn key(session: &str) -> String {
    format!("session.{}", file_name(session).replace('%', "="))
}

/// The session of a key; none of a key that is none of nadwa's.
pub fn session(key: &str) -> Option<Text> {
    let rest = key.strip_prefix("session.")?;
    let mut bytes = Vec::new();
    let mut all = rest.bytes();
    while let Some(byte) = all.next() {
        if byte == b'=' {
            let digits = [all.next()?, all.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    let clean = Text::clean(text.as_str(), Lines::One).0;
    (clean.as_str() == text && !text.is_empty()).then_some(clean)
}

/// The sessions of which something was said here that the server has not got.
pub fn pending(log: &Log) -> Vec<Text> {
    let mut all: Vec<Text> = Vec::new();
    let open = |c: &&Change| c.revision.is_none() && !c.refused;
    for change in log.changes.iter().filter(open) {
        if !all.contains(&change.session) {
            all.push(change.session.clone());
        }
    }
    all
}

/// Takes over what the server has of a session. What was said here of the same field, and the server had
/// not got, is refused: both have seen the same, and the server has the other.
pub fn merge(log: &mut Log, session: &Text, entry: &Entry) {
    let of = |c: &&Change| c.session == *session;
    let known = log
        .changes
        .iter()
        .filter(of)
        .filter_map(|c| c.revision)
        .max();
    if known.is_some_and(|known| known > entry.revision) {
        // Another program on this machine has heard more.
        return;
    }
    for theirs in entry.records(session) {
        let same = |c: &&mut Change| c.is(&theirs) && !c.refused;
        if let Some(have) = log.changes.iter_mut().rev().find(same) {
            // What was said here has arrived, or nothing is new of this field.
            have.revision = theirs.revision;
            continue;
        }
        for mine in &mut log.changes {
            let here = mine.revision.is_none() && mine.field == theirs.field;
            if here && mine.session == *session {
                // Who says the same is agreed with.
                mine.refused = mine.value != theirs.value;
                mine.revision = entry.revision.into();
            }
        }
        log.changes.push(theirs);
    }
}
