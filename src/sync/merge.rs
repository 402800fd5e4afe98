//! What a server has of a session, and how that and what is said here become one. Pure functions.

use serde_json::{Map, Value, json};

use crate::model::zone::Timestamp;
use crate::text::{Lines, Text};
use crate::update::{Field, Update, UpdateLog};
use crate::workspace::fs::file_name;

/// The longest value that is taken of another desk, in characters.
const LONGEST: usize = 2000;
/// The last moment that is taken: the end of the year 9999.
const LAST: Timestamp = 253_402_300_799;

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
    pub fn written(&self, log: &UpdateLog, session: &Text) -> Vec<u8> {
        let mut fields = self.fields.clone();
        for (name, field) in Field::NAMES {
            if let Some(c) = log.in_force(session, *field) {
                let said = json!({ "value": c.value, "at": c.at, "by": c.by });
                fields.insert((*name).to_owned(), said);
            }
        }
        Value::Object(fields).to_string().into_bytes()
    }

    /// The records of a session that it holds, made clean as those of a file are.
    fn records(&self, session: &Text) -> Vec<Update> {
        let clean = |text: &str| -> Text {
            let cut: String = text.chars().take(LONGEST).collect();
            Text::clean(cut, Lines::One).0
        };
        let record = |(name, field): &(&str, Field)| {
            let said = self.fields.get(*name)?.as_object()?;
            let value = said.get("value").and_then(Value::as_str).map(clean);
            let at = said.get("at").and_then(Value::as_i64).unwrap_or_default();
            let by = said.get("by").and_then(Value::as_str).unwrap_or_default();
            Some(Update {
                session: session.clone(),
                field: *field,
                value,
                at: at.clamp(0, LAST),
                by: clean(by),
                revision: Some(self.revision),
                ..Update::default()
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
pub fn pending(log: &UpdateLog) -> Vec<Text> {
    let mut all: Vec<Text> = Vec::new();
    let open = |c: &&Update| c.revision.is_none() && !c.refused;
    for change in log.updates.iter().filter(open) {
        if !all.contains(&change.session) {
            all.push(change.session.clone());
        }
    }
    all
}

/// Takes over what the server had of a session before: it comes before what was said here since.
pub fn past(log: &mut UpdateLog, session: &Text, entry: &Entry) {
    for theirs in entry.records(session) {
        if log
            .updates
            .iter()
            .any(|c| c.same_record(&theirs) && c.revision.is_some())
        {
            continue;
        }
        let open = |c: &Update| c.session == *session && c.revision.is_none();
        let at = log.updates.iter().position(open);
        log.updates.insert(at.unwrap_or(log.updates.len()), theirs);
    }
}

/// Takes over what the server has of a session. What was said here of the same field, and the server had
/// not got, is refused: both have seen the same, and the server has the other.
pub fn merge(log: &mut UpdateLog, session: &Text, entry: &Entry) {
    let of = |c: &&Update| c.session == *session;
    let known = log
        .updates
        .iter()
        .filter(of)
        .filter_map(|c| c.revision)
        .max();
    if known.is_some_and(|known| known > entry.revision) {
        // Another program on this machine has heard more.
        return;
    }
    for theirs in entry.records(session) {
        let of = |c: &&mut Update| c.session == *session && c.field == theirs.field && !c.refused;
        let mut known = log.updates.iter_mut().rev().filter(of);
        // What was said here since has not been heard there; nothing else is new of this field.
        if let Some(have) = known.find(|c| c.revision.is_some())
            && have.same_record(&theirs)
        {
            have.revision = theirs.revision;
            continue;
        }
        let open = |c: &&mut Update| of(c) && c.revision.is_none();
        let mut arrived = false;
        for mine in log.updates.iter_mut().filter(open) {
            arrived |= mine.same_record(&theirs);
            // Who says the same is agreed with.
            mine.refused = mine.value != theirs.value;
            mine.revision = theirs.revision;
        }
        if !arrived {
            log.updates.push(theirs);
        }
    }
}

/// What was said here, and had not been sent before, has this revision now: the server has taken it. What
/// was said meanwhile is still to be sent.
pub fn sent(log: &mut UpdateLog, session: &Text, before: &UpdateLog, revision: u64) {
    let open = |c: &&Update| c.session == *session && c.revision.is_none() && !c.refused;
    for was in before.updates.iter().filter(open) {
        let same = |c: &&mut Update| c.revision.is_none() && !c.refused && c.same_record(was);
        if let Some(mine) = log.updates.iter_mut().find(same) {
            mine.revision = Some(revision);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(value: &str, at: Timestamp, by: &str, revision: Option<u64>) -> Update {
        Update {
            session: "s".into(),
            field: Field::Room,
            value: Some(value.into()),
            at,
            by: by.into(),
            revision,
            ..Update::default()
        }
    }

    fn entry(revision: u64, value: &str, at: Timestamp, by: &str) -> Entry {
        let log = UpdateLog {
            updates: vec![change(value, at, by, None)],
            ..UpdateLog::default()
        };
        Entry::read(&Entry::default().written(&log, &"s".into()), revision)
    }

    /// What is said in the end, each with its revision; `!` is what was refused.
    fn merged(before: Vec<Update>, entry: &Entry) -> String {
        let mut log = UpdateLog {
            updates: before,
            ..UpdateLog::default()
        };
        merge(&mut log, &"s".into(), entry);
        let told = |c: &Update| {
            let (revision, mark) = (c.revision.unwrap_or(0), if c.refused { "!" } else { "" });
            format!("{}{mark}@{revision}", c.value.as_deref().unwrap_or("-"))
        };
        log.updates.iter().map(told).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_said_here_and_there_becomes_one() {
        let known = || change("a", 1, "them", Some(3));
        let open = |value: &str| change(value, 2, "me", None);
        let rows = [
            // New there; known already; older than what is known.
            (vec![], entry(3, "a", 1, "them"), "a@3"),
            (vec![known()], entry(5, "a", 1, "them"), "a@5"),
            (vec![known()], entry(2, "z", 1, "them"), "a@3"),
            (vec![known()], entry(4, "b", 2, "them"), "a@3 b@4"),
            // Said here, and nothing new there; arrived there; the same said there; another said there.
            (
                vec![known(), open("c")],
                entry(3, "a", 1, "them"),
                "a@3 c@0",
            ),
            (vec![known(), open("c")], entry(4, "c", 2, "me"), "a@3 c@4"),
            (
                vec![known(), open("c")],
                entry(4, "c", 9, "them"),
                "a@3 c@4 c@4",
            ),
            (
                vec![known(), open("c")],
                entry(4, "b", 2, "them"),
                "a@3 c!@4 b@4",
            ),
            // There and back in one second.
            (
                vec![known(), change("b", 1, "them", Some(4))],
                entry(5, "a", 1, "them"),
                "a@3 b@4 a@5",
            ),
        ];
        for (before, entry, wanted) in rows {
            let what = format!("{before:?} {entry:?}");
            assert_eq!(merged(before, &entry), wanted, "{what}");
        }
    }

    #[test]
    fn what_was_said_there_before_is_no_answer_to_what_is_said_here() {
        let mut log = UpdateLog {
            updates: vec![change("a", 5, "me", None)],
            ..UpdateLog::default()
        };
        for before in [
            entry(1, "a", 1, "them"),
            entry(2, "b", 2, "them"),
            entry(1, "a", 1, "them"),
        ] {
            past(&mut log, &"s".into(), &before);
        }
        assert_eq!(pending(&log), [Text::from("s")]);
        assert_eq!(
            merged(log.updates, &entry(3, "c", 3, "them")),
            "a@1 b@2 a!@3 c@3"
        );
    }

    #[test]
    fn keys_are_letters_and_come_back() {
        for id in ["opening", "Ünïcode id", "a.b*c>d", "../x", "=", "%"] {
            let key = key(id);
            assert!(
                key.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-_=.".contains(&b)),
                "{key}"
            );
            assert_eq!(session(&key), Some(id.into()), "{key}");
        }
        assert_eq!(bucket("mcmc-2021"), "nadwa_mcmc-2021");
        assert_eq!(bucket("../x"), "nadwa__2E_2E_2Fx");
        for other in [
            "x",
            "session.",
            "session.=",
            "session.=4",
            "session.=ZZ",
            "session.=FF",
            "session.=1B",
        ] {
            assert_eq!(session(other), None, "{other}");
        }
    }
}
