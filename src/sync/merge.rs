//! Merges the updates of this machine with those of a server. Pure functions.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use crate::model::zone::Timestamp;
use crate::model::{Kind, Subject};
use crate::text::{Lines, Text};
use crate::update::{Field, TIMES, Update, UpdateLog, last_of_each_field};
use crate::workspace::paths::file_name;

/// The longest value that is received, in characters.
const MAX_VALUE: usize = 2000;
/// The author of a withdrawal that no desk posted: the value was deleted from the server.
const SERVER: &str = "server";
/// The revision of an update that the server's store had and may not have any more. Real ones begin at 1.
const NO_REVISION: u64 = 0;

/// How far the log follows the server's store, as the update log keeps it. Revisions mean something only in the store that
/// assigned them, and a store that was put back as it was earlier assigns the same ones again: the time of the message tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Position {
    /// When the store was created.
    pub store: String,
    /// The last revision that was received; 0 before the first.
    pub revision: u64,
    /// When the store received that message, in nanoseconds since 1970.
    pub time: i128,
}

impl Position {
    /// Returns the position of a log in a store with this time of creation; `None` if it follows another one.
    pub fn of(log: &UpdateLog, store: &str) -> Option<Self> {
        let (revision, time) = log.bucket.strip_prefix(store)?.trim().split_once(' ')?;
        Some(Self {
            store: store.to_owned(),
            revision: revision.parse().ok()?,
            time: time.parse().ok()?,
        })
    }

    /// Notes the position in a log.
    pub fn store_in(&self, log: &mut UpdateLog) {
        let text = format!("{} {} {}", self.store, self.revision, self.time);
        log.bucket = text.as_str().into();
    }
}

/// The value of a subject's key at a revision.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// The revision of the key.
    pub revision: u64,
    /// When the server received it.
    pub at: Timestamp,
    /// Whether the key was deleted; there are no fields then.
    pub deleted: bool,
    /// The updates by field: `{"room": {"value": "annex", "at": 1638262924, "by": "entrance"}}`; `at` in seconds since
    /// 1970, and `null` as the value withdraws. Fields of other versions of nadwa stay.
    pub fields: Map<String, Value>,
}

impl Entry {
    /// Parses a value; one that nadwa did not write is empty.
    pub fn from_bytes(bytes: &[u8], revision: u64) -> Self {
        let fields = serde_json::from_slice(bytes).unwrap_or_default();
        Self {
            revision,
            fields,
            ..Self::default()
        }
    }

    /// Returns the value to write, with updates that the server does not have.
    pub fn to_bytes(&self, updates: &[&Update]) -> Vec<u8> {
        let mut fields = self.fields.clone();
        for update in updates {
            let mut value = json!({ "value": update.value, "at": update.at, "by": update.by });
            if let Some(undoes) = update.undoes {
                value["undoes"] = undoes.into();
            }
            fields.insert(update.field.name().to_owned(), value);
        }
        Value::Object(fields).to_string().into_bytes()
    }

    /// Returns its update of a field, cleaned like those of a file.
    fn update(&self, subject: &Subject, field: Field) -> Option<Update> {
        let clean = |text: &str| -> Text {
            let cut: String = text.chars().take(MAX_VALUE).collect();
            Text::clean(cut, Lines::One).0
        };
        let found = self.fields.get(field.name())?.as_object()?;
        let value = found.get("value").and_then(Value::as_str).map(clean);
        let at = found.get("at").and_then(Value::as_i64).unwrap_or_default();
        let by = found.get("by").and_then(Value::as_str).unwrap_or_default();
        Some(Update {
            at: at.clamp(0, *TIMES.end()),
            by: clean(by),
            undoes: found
                .get("undoes")
                .and_then(Value::as_i64)
                .filter(|at| TIMES.contains(at)),
            revision: Some(self.revision),
            ..Update::new(subject.clone(), field, value)
        })
    }
}

/// Returns the name of a programme's bucket: letters, digits, hyphens and `_` (NATS ADR-8).
pub fn bucket(program: &str) -> String {
    format!("nadwa_{}", file_name(program).replace('%', "_"))
}

/// The key of updates about the programme itself.
const EVENT: &str = "event";
/// The kinds of the other subjects that have keys.
const KINDS: [Kind; 3] = [Kind::Session, Kind::Speaker, Kind::Room];

/// Returns the key of a subject; bytes of its id that keys cannot have are written in hexadecimal after `=`.
pub fn key(subject: &Subject) -> String {
    if subject.kind == Kind::Program {
        return EVENT.to_owned();
    }
    let id = file_name(&subject.id).replace('%', "=");
    format!("{}.{id}", subject.kind.name())
}

/// Returns the subject of a key; `None` if nadwa did not write the key.
pub fn subject(key: &str) -> Option<Subject> {
    if key == EVENT {
        return Some(Subject::program());
    }
    let (kind, rest) = key.split_once('.')?;
    let kind = KINDS.into_iter().find(|k| k.name() == kind)?;
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
    (clean.as_str() == text && !text.is_empty()).then(|| Subject::new(kind, clean))
}

/// Returns whether an update is still to be sent.
fn is_pending(update: &Update) -> bool {
    update.revision.is_none() && !update.refused
}

/// Returns the subjects that have updates which are still to be sent, each with the last one of each field.
pub fn unsent(log: &UpdateLog) -> Vec<(&Subject, Vec<&Update>)> {
    last_of_each_field(log.updates.iter().filter(|u| is_pending(u)))
}

/// Returns the subjects that have updates which are still to be sent.
pub fn pending(log: &UpdateLog) -> Vec<Subject> {
    unsent(log).into_iter().map(|(s, _)| s.clone()).collect()
}

/// Merges values of subjects' keys, in the order of their revisions. The last one of each subject is its current value.
///
/// An update of the same field that this machine has not sent is refused if the current value differs and another desk
/// posted it: that was first.
pub fn receive(log: &mut UpdateLog, entries: &[(Subject, Entry)]) {
    let places = entries.iter().enumerate();
    let current: HashMap<&Subject, usize> = places.map(|(n, (subject, _))| (subject, n)).collect();
    // Only the records of these subjects are looked at, each with its place in the log.
    let mut of_subject: HashMap<&Subject, Vec<(usize, Update)>> = HashMap::new();
    let (mut all, end) = (Vec::new(), log.updates.len());
    for (place, update) in std::mem::take(&mut log.updates).into_iter().enumerate() {
        match current.get_key_value(&update.subject) {
            Some((subject, _)) => of_subject.entry(subject).or_default().push((place, update)),
            None => all.push((place, update)),
        }
    }
    for (n, (subject, entry)) in entries.iter().enumerate() {
        let records = of_subject.entry(subject).or_default();
        let known = records.iter().filter_map(|(_, u)| u.revision).max();
        // Another program on this machine may have received a later value.
        let is_current = current[subject] == n && known.is_none_or(|k| k <= entry.revision);
        let fields = Field::NAMES.iter().map(|(_, field)| *field);
        for field in fields.filter(|field| field.kinds().contains(&subject.kind)) {
            let theirs = entry.update(subject, field);
            let theirs = theirs.or_else(|| deleted(records, subject, field, entry));
            if let Some(theirs) = theirs {
                merge(records, theirs, is_current, end + n);
            }
        }
    }
    all.extend(of_subject.into_values().flatten());
    all.sort_by_key(|(place, _)| *place);
    log.updates = all.into_iter().map(|(_, update)| update).collect();
}

/// Returns the withdrawal of a field that the server had and that is not in its value any more.
fn deleted(
    records: &[(usize, Update)],
    subject: &Subject,
    field: Field,
    entry: &Entry,
) -> Option<Update> {
    let mut received = records.iter().rev().map(|(_, u)| u).filter(|u| {
        let earlier = |revision| revision < entry.revision;
        u.field == field && !u.refused && u.revision.is_some_and(earlier)
    });
    let last = received.next().filter(|u| u.value.is_some())?;
    // What a store has lost was not deleted, unless somebody did so later.
    let lost = last.revision == Some(NO_REVISION);
    (!lost || (entry.deleted && last.at <= entry.at)).then(|| Update {
        at: entry.at,
        by: SERVER.into(),
        revision: Some(entry.revision),
        ..Update::new(subject.clone(), field, None)
    })
}

/// Merges an update of the server into the records of its subject; a new one gets `place`.
fn merge(records: &mut Vec<(usize, Update)>, theirs: Update, is_current: bool, place: usize) {
    let revision = theirs.revision.unwrap_or(NO_REVISION);
    let of_field = |u: &Update| u.field == theirs.field && !u.refused;
    let is_received = |u: &Update| of_field(u) && u.revision.is_some_and(|r| r > NO_REVISION);
    let until = |u: &Update| u.revision.is_some_and(|r| r <= revision);
    let received = records
        .iter()
        .rposition(|(_, u)| is_received(u) && until(u));
    if let Some(at) = received.filter(|&at| records[at].1.same_record(&theirs)) {
        // The server still has the value that this machine received last.
        records[at].1.revision = theirs.revision;
        return;
    }
    let later = received.map_or(0, |at| at + 1);
    let next = records[later..].iter().find(|(_, u)| is_received(u));
    if next.is_some_and(|(_, u)| u.same_record(&theirs)) {
        return;
    }
    // One that this machine sent without receiving the reply, or that a store had before.
    let is_this = |u: &Update| of_field(u) && u.same_record(&theirs) && !is_received(u);
    if let Some(at) = records[later..].iter().rposition(|(_, u)| is_this(u)) {
        let replaced = records[..later + at].iter_mut();
        let replaced = replaced.filter(|(_, u)| of_field(u) && u.revision.is_none());
        replaced.for_each(|(_, u)| u.revision = theirs.revision);
        records[later + at].1.revision = theirs.revision;
        return;
    }
    if is_current {
        let mine = records.iter_mut().rev();
        let mine = mine.filter(|(_, u)| of_field(u) && u.revision.is_none());
        for (n, (_, mine)) in mine.enumerate() {
            // Two desks that post the same value agree.
            mine.refused = n == 0 && mine.value != theirs.value;
            mine.revision = theirs.revision;
        }
    }
    let is_later = |u: &Update| of_field(u) && u.revision.is_none_or(|r| r > revision);
    match records.iter().position(|(_, u)| is_later(u)) {
        Some(at) => records.insert(at, (records[at].0, theirs)),
        None => records.push((place, theirs)),
    }
}

/// Gives the updates that were sent, as `before` had them, the revisions at which the server accepted them. Later ones are
/// still to be sent.
pub fn acknowledge(log: &mut UpdateLog, before: &UpdateLog, accepted: &[(Subject, u64)]) {
    let accepted: HashMap<&Subject, u64> = accepted.iter().map(|(s, r)| (s, *r)).collect();
    let record = |u: &Update| {
        (
            u.subject.clone(),
            u.field,
            u.value.clone(),
            u.at,
            u.by.clone(),
        )
    };
    let sent = before.updates.iter().filter(|u| is_pending(u));
    let sent: HashSet<_> = sent.map(record).collect();
    for update in log.updates.iter_mut().filter(|u| is_pending(u)) {
        let revision = accepted.get(&update.subject);
        if revision.is_some() && sent.contains(&record(update)) {
            update.revision = revision.copied();
        }
    }
}

/// Forgets the revisions of a store that is another one now, or as it was earlier.
pub fn forget_revisions(log: &mut UpdateLog) {
    for revision in log.updates.iter_mut().filter_map(|u| u.revision.as_mut()) {
        *revision = NO_REVISION;
    }
}

/// Returns the revision of the subject that was updated least recently on the server.
pub fn oldest_key(log: &UpdateLog) -> Option<u64> {
    let mut last: HashMap<&Subject, u64> = HashMap::new();
    for update in &log.updates {
        let revision = update.revision.unwrap_or(NO_REVISION);
        let known = last.entry(&update.subject).or_default();
        *known = revision.max(*known);
    }
    last.into_values().filter(|r| *r > NO_REVISION).min()
}

/// Returns the updates in force that the server had and has lost, each with the value that the server has instead.
pub fn lost(log: &UpdateLog) -> Vec<(&Update, Option<&Text>)> {
    let is_lost = |u: &Update| u.revision == Some(NO_REVISION);
    if !log.updates.iter().any(is_lost) {
        return Vec::new();
    }
    let mut places: HashMap<(&Subject, Field), usize> = HashMap::new();
    let mut all: Vec<(&Update, Option<&Text>)> = Vec::new();
    for update in log.updates.iter().filter(|u| !u.refused) {
        let place = *places
            .entry((&update.subject, update.field))
            .or_insert_with(|| {
                all.push((update, None));
                all.len() - 1
            });
        all[place].0 = update;
        if update.revision.is_some() && !is_lost(update) {
            all[place].1 = update.value.as_ref();
        }
    }
    all.retain(|(u, theirs)| is_lost(u) && u.value.as_ref() != *theirs);
    all
}

/// Posts the updates again that the server has lost, or else what it has instead, so that all desks agree.
pub fn settle(log: &mut UpdateLog, again: bool, by: &Text, at: Timestamp) {
    let instead = lost(log).into_iter().map(|(update, theirs)| Update {
        value: theirs.cloned(),
        at,
        by: by.clone(),
        revision: None,
        ..update.clone()
    });
    let mut instead: Vec<Update> = instead.collect();
    if !again {
        log.updates.append(&mut instead);
        return;
    }
    let posted: HashSet<_> = instead.into_iter().map(|u| (u.subject, u.field)).collect();
    let mut seen = HashSet::new();
    for update in log.updates.iter_mut().rev().filter(|u| !u.refused) {
        let key = (update.subject.clone(), update.field);
        if posted.contains(&key) && seen.insert(key) {
            update.revision = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(id: &str) -> Subject {
        Subject::new(Kind::Session, id)
    }

    fn update(value: &str, at: Timestamp, by: &str, revision: Option<u64>) -> Update {
        Update {
            at,
            by: by.into(),
            revision,
            ..Update::new(session("s"), Field::Room, Some(value.into()))
        }
    }

    fn entry(revision: u64, value: &str, at: Timestamp, by: &str) -> Entry {
        let bytes = Entry::default().to_bytes(&[&update(value, at, by, None)]);
        Entry::from_bytes(&bytes, revision)
    }

    /// Returns the merged updates, each with its revision; `!` marks refused ones.
    fn merged(before: Vec<Update>, entries: &[Entry]) -> String {
        let mut log = UpdateLog {
            updates: before,
            ..UpdateLog::default()
        };
        let entries: Vec<(Subject, Entry)> =
            entries.iter().map(|e| (session("s"), e.clone())).collect();
        receive(&mut log, &entries);
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
            (vec![known()], entry(2, "z", 1, "them"), "z@2 a@3"),
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
            assert_eq!(merged(before, &[entry]), wanted, "{case}");
        }
    }

    #[test]
    fn earlier_values_do_not_refuse_updates() {
        let mine = || vec![update("a", 5, "me", None)];
        let earlier = [entry(1, "a", 1, "them"), entry(2, "b", 2, "them")];
        let [a, b] = earlier.clone();
        let last = entry(3, "c", 3, "them");
        assert_eq!(
            merged(mine(), &[a.clone(), b.clone(), a, last.clone()]),
            "a@1 b@2 a!@3 c@3"
        );
        // One that was accepted, though the reply was lost, was posted before theirs.
        let accepted = entry(2, "a", 5, "me");
        assert_eq!(
            merged(mine(), &[b.clone(), accepted.clone(), last]),
            "b@2 a@2 c@3"
        );
        // And what was posted after it is still to be sent.
        let two = vec![update("a", 5, "me", None), update("d", 6, "me", None)];
        assert_eq!(merged(two, &[accepted]), "a@2 d@0");
    }

    #[test]
    fn what_is_deleted_on_the_server_is_withdrawn() {
        let gone = Entry {
            revision: 4,
            deleted: true,
            at: 9,
            ..Entry::default()
        };
        let known = || update("a", 1, "them", Some(3));
        let mine = update("c", 2, "me", None);
        assert_eq!(
            merged(vec![known()], std::slice::from_ref(&gone)),
            "a@3 -@4"
        );
        assert_eq!(
            merged(vec![known(), mine], std::slice::from_ref(&gone)),
            "a@3 c!@4 -@4"
        );
        assert_eq!(merged(vec![], std::slice::from_ref(&gone)), "");
        let again = entry(5, "b", 10, "them");
        assert_eq!(merged(vec![known()], &[gone, again]), "a@3 -@4 b@5");
    }

    #[test]
    fn what_a_store_has_lost_is_kept_until_it_is_settled() {
        let mut log = UpdateLog {
            updates: vec![
                update("a", 1, "them", Some(1)),
                update("b", 2, "them", Some(7)),
            ],
            ..UpdateLog::default()
        };
        forget_revisions(&mut log);
        receive(&mut log, &[(session("s"), entry(1, "a", 1, "them"))]);
        let found: Vec<_> = lost(&log)
            .iter()
            .map(|(u, v)| (u.value.clone(), v.cloned()))
            .collect();
        assert_eq!(found, [(Some("b".into()), Some("a".into()))]);
        assert!(pending(&log).is_empty());
        for (again, wanted) in [(true, "a@1 b@0"), (false, "a@1 b@0 a@0")] {
            let mut log = log.clone();
            settle(&mut log, again, &"me".into(), 3);
            assert_eq!((pending(&log).len(), lost(&log).len()), (1, 0));
            assert_eq!(merged(log.updates, &[]), wanted);
        }
        // Another desk has posted it again.
        receive(&mut log, &[(session("s"), entry(2, "b", 2, "them"))]);
        assert!(lost(&log).is_empty());
    }

    #[test]
    fn keys_have_plain_characters_and_are_reversible() {
        for id in ["opening", "Ünïcode id", "a.b*c>d", "../x", "=", "%"] {
            let session = session(id);
            let key = key(&session);
            assert!(
                key.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"-_=.".contains(&b)),
                "{key}"
            );
            assert_eq!(subject(&key), Some(session), "{key}");
        }
        for other in [
            Subject::program(),
            Subject::new(Kind::Speaker, "icmpd delegate"),
            Subject::new(Kind::Room, "قاعة"),
        ] {
            assert_eq!(subject(&key(&other)), Some(other));
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
            "track.a",
            "speaker.",
        ] {
            assert_eq!(subject(other), None, "{other}");
        }
    }
}
