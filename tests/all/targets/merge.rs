//! Desks that share updates by a server: whatever they post, lose and receive, they show the same in the end.

use std::collections::HashMap;

use arbitrary::Unstructured;
use nadwa::load::read_updates;
use nadwa::model::{Kind, Subject};
use nadwa::sync::{Entry, acknowledge, forget_revisions, lost, pending, receive, settle, unsent};
use nadwa::text::Text;
use nadwa::update::{Field, Update, UpdateLog, to_toml};

const DESKS: usize = 3;
const NAMES: [&str; DESKS] = ["entrance", "hall", "office"];
const SESSIONS: [&str; 2] = ["a", "b"];
/// The longest sequence of steps.
const STEPS: i64 = 60;
const NOW: i64 = 1_638_264_900;

/// The server's store: every value of every key, in the order of their revisions.
type Store = Vec<(Subject, Entry)>;

/// A desk: its update log, the value of each key that it has received, the number of values that it has received, and when
/// the server received the last of them.
#[derive(Default)]
struct Desk {
    log: UpdateLog,
    received: HashMap<Subject, Entry>,
    next: usize,
    last: i64,
}

/// Lets the desks post, send and receive in any order, while the server's store loses values.
pub fn desks(bytes: &[u8]) {
    let mut choices = Unstructured::new(bytes);
    let mut desks: [Desk; DESKS] = Default::default();
    let mut store = Store::new();
    for time in 0..STEPS {
        if choices.is_empty() {
            break;
        }
        let at = NOW + time;
        let n = choices.choose_index(DESKS).unwrap_or(0);
        let desk = &mut desks[n];
        match choices.int_in_range(0..=15).unwrap_or(0) {
            0..=5 => desk.log.updates.push(update(&mut choices, time, n)),
            6..=8 => desk.receive(&store, store.len()),
            9 => {
                let until = choices.int_in_range(0..=store.len()).unwrap_or(0);
                desk.receive(&store, until);
            }
            10..=11 => desk.send(&mut store, at, true),
            // The reply of the server is lost.
            12 => desk.send(&mut store, at, false),
            13 => desk.restart(),
            14 => delete(&mut store, at, &mut choices),
            _ => put_back(&mut store, &mut desks, &mut choices),
        }
    }
    for n in 0..2 * DESKS {
        let desk = &mut desks[n % DESKS];
        desk.receive(&store, store.len());
        if n < DESKS {
            let again = choices.arbitrary().unwrap_or(false);
            settle(&mut desk.log, again, &NAMES[n].into(), NOW + STEPS);
        }
        desk.send(&mut store, NOW + STEPS, true);
    }
    for desk in &mut desks {
        desk.receive(&store, store.len());
    }
    check(&mut desks, &store);
}

/// Deletes a key.
fn delete(store: &mut Store, at: i64, choices: &mut Unstructured) {
    let session = choices.choose(&SESSIONS).copied().unwrap_or(SESSIONS[0]);
    let revision = store.len() as u64 + 1;
    let entry = Entry {
        revision,
        at,
        deleted: true,
        ..Entry::default()
    };
    store.push((subject(session), entry));
}

/// Puts the store back as it was earlier; until then, all desks have received its values.
fn put_back(store: &mut Store, desks: &mut [Desk; DESKS], choices: &mut Unstructured) {
    for desk in desks {
        desk.receive(store, store.len());
    }
    store.truncate(choices.int_in_range(0..=store.len()).unwrap_or(0));
}

/// Asserts that all desks show what the server has, also when they receive all of it once more.
fn check(desks: &mut [Desk; DESKS], store: &Store) {
    for (n, desk) in desks.iter_mut().enumerate() {
        assert!(pending(&desk.log).is_empty(), "desk {n} has sent all");
        assert!(
            lost(&desk.log).is_empty(),
            "desk {n} has settled what the server lost"
        );
        let shown = desk.shown();
        let served: Vec<_> = keys()
            .map(|(session, field)| served(store, session, field))
            .collect();
        assert_eq!(
            shown, served,
            "desk {n} shows what the server has: {:?}",
            desk.log
        );
        desk.next = 0;
        desk.receive(store, store.len());
        assert_eq!(
            desk.shown(),
            shown,
            "desk {n} receives all once more: {:?}",
            desk.log
        );
        desk.restart();
        assert_eq!(desk.shown(), shown, "desk {n} starts again: {:?}", desk.log);
    }
}

/// Returns each session with each field.
fn keys() -> impl Iterator<Item = (&'static str, Field)> {
    let fields = || Field::NAMES.iter().map(|(_, field)| *field).take(3);
    SESSIONS
        .into_iter()
        .flat_map(move |session| fields().map(move |field| (session, field)))
}

fn subject(session: &str) -> Subject {
    Subject::new(Kind::Session, session)
}

/// Returns the value that the server has of a field.
fn served(store: &Store, session: &str, field: Field) -> Option<String> {
    let (_, entry) = store.iter().rev().find(|(s, _)| s.id.as_str() == session)?;
    let found = entry.fields.get(field.name())?.get("value")?;
    found.as_str().map(str::to_owned)
}

fn update(choices: &mut Unstructured, time: i64, desk: usize) -> Update {
    let all: Vec<_> = keys().collect();
    let (session, field) = choices.choose(&all).copied().unwrap_or(all[0]);
    let value = choices
        .choose(&[Some("x"), Some("y"), Some("z"), None])
        .copied()
        .unwrap_or(None);
    // Several updates in one second.
    let at = NOW + time / 3;
    Update {
        at,
        by: NAMES[desk].into(),
        ..Update::new(subject(session), field, value.map(Text::from))
    }
}

impl Desk {
    /// Returns the values in force.
    fn shown(&self) -> Vec<Option<String>> {
        let value = |(session, field)| {
            self.log
                .in_force(&subject(session), field)?
                .value
                .as_deref()
                .map(str::to_owned)
        };
        keys().map(value).collect()
    }

    /// Receives the values of the server up to this one, as they arrive together.
    fn receive(&mut self, store: &Store, until: usize) {
        let is_last = |(_, entry): &(Subject, Entry)| entry.at == self.last;
        if self.next > 0 && !store.get(self.next - 1).is_some_and(is_last) {
            // The store is as it was earlier: all of it is received at once.
            forget_revisions(&mut self.log);
            self.received.clear();
            self.next = 0;
            return self.receive(store, store.len());
        }
        self.merge(store.get(self.next..until).unwrap_or_default());
        self.next = self.next.max(until);
        self.last = self.next.checked_sub(1).map_or(0, |last| store[last].1.at);
    }

    fn merge(&mut self, entries: &[(Subject, Entry)]) {
        receive(&mut self.log, entries);
        self.received.extend(entries.iter().cloned());
    }

    /// Sends the updates that the server does not have.
    fn send(&mut self, store: &mut Store, at: i64, replied: bool) {
        // A connection begins with a look at the store.
        self.receive(store, self.next);
        for _ in 0..3 {
            let before = self.log.clone();
            let (mut accepted, mut outdated) = (Vec::new(), Vec::new());
            for (session, updates) in unsent(&before) {
                let current = store.iter().rev().find(|(s, _)| s == session).cloned();
                let known = self.received.get(session).cloned().unwrap_or_default();
                if current.as_ref().map_or(0, |(_, entry)| entry.revision) != known.revision {
                    outdated.extend(current);
                    continue;
                }
                let revision = store.len() as u64 + 1;
                let bytes = known.to_bytes(&updates);
                let entry = Entry {
                    at,
                    ..Entry::from_bytes(&bytes, revision)
                };
                store.push((session.clone(), entry.clone()));
                if replied {
                    accepted.push((session.clone(), revision));
                    self.received.insert(session.clone(), entry);
                }
            }
            acknowledge(&mut self.log, &before, &accepted);
            self.merge(&outdated);
            if outdated.is_empty() {
                break;
            }
        }
    }

    /// Starts again with what is on the disk: the log, and how far it follows the store.
    fn restart(&mut self) {
        self.log = read_updates("f", to_toml(&self.log).as_bytes());
        self.received.clear();
    }
}
