//! Merges the updates of this machine with those of a server. Pure functions.

use serde_json::{Map, Value, json};

use crate::model::zone::Timestamp;
use crate::text::{Lines, Text};
use crate::update::{Field, Update, UpdateLog};
use crate::workspace::paths::file_name;

/// The longest value that is received, in characters.
const MAX_VALUE: usize = 2000;
/// The latest time that is received: the end of the year 9999.
const MAX_TIME: Timestamp = 253_402_300_799;

/// The value of a session's key at a revision.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// The revision of the key.
    pub revision: u64,
    /// The updates by field: `{"room": {"value": "annex", "at": 1638262924, "by": "entrance"}}`; `at` in seconds since
    /// 1970, and `null` as the value withdraws. Fields of other versions of nadwa stay.
    pub fields: Map<String, Value>,
}

impl Entry {
    /// Parses a value; one that nadwa did not write is empty.
    pub fn from_bytes(bytes: &[u8], revision: u64) -> Self {
        let fields = serde_json::from_slice(bytes).unwrap_or_default();
        Self { revision, fields }
    }

    /// Returns the value to write, with the updates that are in force here.
    pub fn to_bytes(&self, log: &UpdateLog, session: &Text) -> Vec<u8> {
        let mut fields = self.fields.clone();
        for (name, field) in Field::NAMES {
            if let Some(update) = log.in_force(session, *field) {
                let value = json!({ "value": update.value, "at": update.at, "by": update.by });
                fields.insert((*name).to_owned(), value);
            }
        }
        Value::Object(fields).to_string().into_bytes()
    }

    /// Returns its updates, cleaned like those of a file.
    fn updates(&self, session: &Text) -> Vec<Update> {
        let clean = |text: &str| -> Text {
            let cut: String = text.chars().take(MAX_VALUE).collect();
            Text::clean(cut, Lines::One).0
        };
        let update = |(name, field): &(&str, Field)| {
            let found = self.fields.get(*name)?.as_object()?;
            let value = found.get("value").and_then(Value::as_str).map(clean);
            let at = found.get("at").and_then(Value::as_i64).unwrap_or_default();
            let by = found.get("by").and_then(Value::as_str).unwrap_or_default();
            Some(Update {
                session: session.clone(),
                field: *field,
                value,
                at: at.clamp(0, MAX_TIME),
                by: clean(by),
                revision: Some(self.revision),
                ..Update::default()
            })
        };
        Field::NAMES.iter().filter_map(update).collect()
    }
}

/// Returns the name of a programme's bucket: letters, digits, hyphens and `_` (NATS ADR-8).
pub fn bucket(program: &str) -> String {
    format!("nadwa_{}", file_name(program).replace('%', "_"))
}

/// Returns the key of a session; other bytes of its id are written in hexadecimal after `=`.
pub fn key(session: &str) -> String {
    format!("session.{}", file_name(session).replace('%', "="))
}

/// Returns the id of the session of a key; `None` if nadwa did not write the key.
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

/// Returns whether an update is still to be sent.
fn is_pending(update: &Update) -> bool {
    update.revision.is_none() && !update.refused
}

/// Returns the sessions that have updates which are still to be sent.
pub fn pending(log: &UpdateLog) -> Vec<Text> {
    let mut sessions: Vec<Text> = Vec::new();
    for update in log.updates.iter().filter(|u| is_pending(u)) {
        if !sessions.contains(&update.session) {
            sessions.push(update.session.clone());
        }
    }
    sessions
}

/// Adds an earlier value of a session's key, before the updates that this machine has not sent.
pub fn merge_history(log: &mut UpdateLog, session: &Text, entry: &Entry) {
    for theirs in entry.updates(session) {
        let mut known = log.updates.iter().filter(|u| u.revision.is_some());
        if known.any(|u| u.same_record(&theirs)) {
            continue;
        }
        let unsent = |u: &Update| u.session == *session && u.revision.is_none();
        let at = log.updates.iter().position(unsent);
        log.updates.insert(at.unwrap_or(log.updates.len()), theirs);
    }
}

/// Adds the current value of a session's key. An update of the same field that this machine has not sent is refused if its
/// value differs: the server has another desk's, which was posted first.
pub fn merge(log: &mut UpdateLog, session: &Text, entry: &Entry) {
    let of_session = log.updates.iter().filter(|u| u.session == *session);
    let known = of_session.filter_map(|u| u.revision).max();
    if known.is_some_and(|known| known > entry.revision) {
        // Another program on this machine has received a later value.
        return;
    }
    for theirs in entry.updates(session) {
        let of_field =
            |u: &&mut Update| u.session == *session && u.field == theirs.field && !u.refused;
        let mut latest_first = log.updates.iter_mut().rev().filter(of_field);
        // The server still has the value that this machine received last.
        if let Some(received) = latest_first.find(|u| u.revision.is_some())
            && received.same_record(&theirs)
        {
            received.revision = theirs.revision;
            continue;
        }
        let unsent = |u: &&mut Update| of_field(u) && u.revision.is_none();
        let mut is_ours = false;
        for mine in log.updates.iter_mut().filter(unsent) {
            is_ours |= mine.same_record(&theirs);
            // Two desks that post the same value agree.
            mine.refused = mine.value != theirs.value;
            mine.revision = theirs.revision;
        }
        if !is_ours {
            log.updates.push(theirs);
        }
    }
}

/// Gives the updates of a session that were sent, as `before` had them, the revision at which the server accepted them. Later
/// ones are still to be sent.
pub fn acknowledge(log: &mut UpdateLog, session: &Text, before: &UpdateLog, revision: u64) {
    let of_session = before.updates.iter().filter(|u| u.session == *session);
    for sent in of_session.filter(|u| is_pending(u)) {
        let same = |u: &&mut Update| is_pending(u) && u.same_record(sent);
        if let Some(mine) = log.updates.iter_mut().find(same) {
            mine.revision = Some(revision);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn update(value: &str, at: Timestamp, by: &str, revision: Option<u64>) -> Update {
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
            updates: vec![update(value, at, by, None)],
            ..UpdateLog::default()
        };
        Entry::from_bytes(&Entry::default().to_bytes(&log, &"s".into()), revision)
    }

    /// Returns the merged updates, each with its revision; `!` marks refused ones.
    fn merged(before: Vec<Update>, entry: &Entry) -> String {
        let mut log = UpdateLog {
            updates: before,
            ..UpdateLog::default()
        };
        merge(&mut log, &"s".into(), entry);
        let shown = |c: &Update| {
            let (revision, mark) = (c.revision.unwrap_or(0), if c.refused { "!" } else { "" });
            format!("{}{mark}@{revision}", c.value.as_deref().unwrap_or("-"))
        };
        log.updates.iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn updates_of_both_sides_are_merged() {
        let known = || update("a", 1, "them", Some(3));
        let open = |value: &str| update(value, 2, "me", None);
        let rows = [
            // New on the server; known already; older than the known one.
            (vec![], entry(3, "a", 1, "them"), "a@3"),
            (vec![known()], entry(5, "a", 1, "them"), "a@5"),
            (vec![known()], entry(2, "z", 1, "them"), "a@3"),
            (vec![known()], entry(4, "b", 2, "them"), "a@3 b@4"),
            // Posted here, with no news on the server; accepted there; posted there with the same value; with another value.
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
            // Changed twice in one second.
            (
                vec![known(), update("b", 1, "them", Some(4))],
                entry(5, "a", 1, "them"),
                "a@3 b@4 a@5",
            ),
        ];
        for (before, entry, wanted) in rows {
            let case = format!("{before:?} {entry:?}");
            assert_eq!(merged(before, &entry), wanted, "{case}");
        }
    }

    #[test]
    fn earlier_values_do_not_refuse_updates() {
        let mut log = UpdateLog {
            updates: vec![update("a", 5, "me", None)],
            ..UpdateLog::default()
        };
        for earlier in [
            entry(1, "a", 1, "them"),
            entry(2, "b", 2, "them"),
            entry(1, "a", 1, "them"),
        ] {
            merge_history(&mut log, &"s".into(), &earlier);
        }
        assert_eq!(pending(&log), [Text::from("s")]);
        assert_eq!(
            merged(log.updates, &entry(3, "c", 3, "them")),
            "a@1 b@2 a!@3 c@3"
        );
    }

    #[test]
    fn keys_have_plain_characters_and_are_reversible() {
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
