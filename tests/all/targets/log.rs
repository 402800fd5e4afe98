//! Update logs: reading, writing, and applying them.

use arbitrary::Unstructured;
use nadwa::load::{load, read_updates};
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Subject};
use nadwa::text::{Lines, Text};
use nadwa::update::{Field, Update, UpdateLog, to_toml};
use nadwa::world::World;

use super::cost::measured;
use super::{formats, grammar};

const PROGRAM: &str = include_str!("../../data/delays.toml");

/// Reads the file of a log, writes it and reads it again; applies it and withdraws it.
pub fn file(bytes: &[u8]) {
    let file = grammar::write(formats::LOG, bytes);
    let log = measured("reading", file.len(), || read_updates("f", &file));
    check_written(&log);
    apply(log, file.len());
}

/// Writes a log of any records and reads it.
pub fn records(bytes: &[u8]) {
    let mut choices = Unstructured::new(bytes);
    let mut log = UpdateLog {
        program: text(&mut choices),
        bucket: text(&mut choices),
        ..UpdateLog::default()
    };
    while !choices.is_empty() && log.updates.len() < 100 {
        log.updates.push(record(&mut choices));
    }
    check_written(&log);
    apply(log, bytes.len());
}

/// Asserts that a log is read as it was written.
fn check_written(log: &UpdateLog) {
    let written = to_toml(log);
    let again = measured("reading again", written.len(), || {
        read_updates("f", written.as_bytes())
    });
    let mut pairs = log.updates.iter().zip(&again.updates);
    let other = pairs.find(|(a, b)| !a.same_record(b));
    assert!(other.is_none(), "written and read: {other:?}");
    assert!(again.same_records(log), "{written}");
    assert_eq!(to_toml(&again), written);
}

/// Applies a log to a programme, and an empty one in its place.
fn apply(log: UpdateLog, bytes: usize) {
    thread_local!(static WORLD: std::cell::RefCell<World> = {
        let world = World::new(load("f", PROGRAM.as_bytes()), 1_638_264_900, Zone::utc(), None);
        std::cell::RefCell::new(world)
    });
    WORLD.with_borrow_mut(|world| {
        let contents = |world: &World| format!("{:?}", world.program);
        let before = contents(world);
        measured("applying", bytes, || world.receive(log));
        world.receive(UpdateLog::default());
        assert_eq!(contents(world), before, "withdrawn updates leave nothing");
    });
}

/// Returns a text that a record can hold.
pub fn text(choices: &mut Unstructured) -> Text {
    let n = choices.int_in_range(0..=12).unwrap_or(0).min(choices.len());
    let bytes = choices.bytes(n).unwrap_or_default();
    Text::clean(String::from_utf8_lossy(bytes), Lines::One).0
}

/// Returns a record of any kind.
fn record(choices: &mut Unstructured) -> Update {
    let ids = ["opening", "rumours", "welcome", "cities", "short", "long"];
    let values = [
        "arrived",
        "{\"text\": \"Lunch\", \"until\": \"2021-11-30T13:00:00Z\"}",
        "10m",
        "-10m",
        "annex",
        "chair delegate",
        "cancelled",
        "confirmed",
    ];
    let chosen = choices.choose(&ids).copied().unwrap_or("opening");
    let id = match text(choices) {
        own if own.is_empty() => chosen.into(),
        own => own,
    };
    let value = match choices.int_in_range(0..=9).unwrap_or(0) {
        8 => None,
        9 => Some(text(choices)),
        n => Some(values[n].into()),
    };
    let field = choices.choose(Field::NAMES);
    let field = field.map_or_else(|_| Field::default(), |(_, field)| *field);
    let subject = match field.kinds()[0] {
        Kind::Program => Subject::program(),
        kind => Subject::new(kind, id),
    };
    Update {
        at: choices.int_in_range(0..=253_402_300_799).unwrap_or(0),
        by: text(choices),
        revision: choices
            .arbitrary::<Option<u32>>()
            .unwrap_or(None)
            .map(u64::from),
        refused: choices.arbitrary().unwrap_or(false),
        ..Update::new(subject, field, value)
    }
}
