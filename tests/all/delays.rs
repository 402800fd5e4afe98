//! A delay moves the sessions behind it in its room, and is undone as a whole.

use std::fmt::Write as _;

use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Subject};
use nadwa::text::Text;
use nadwa::update::{Field, Update, cascade};
use nadwa::world::World;
use proptest::prelude::*;

/// Returns a programme of one day from 9:00 with one room: for each session the minutes between it and the one before,
/// and its own.
fn world(sessions: &[(i64, i64)]) -> World {
    let mut file = String::from(
        "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n[[rooms]]\nid = \"hall\"\nname = \"Hall\"\n",
    );
    let mut at = 9 * 60;
    for (n, (gap, length)) in sessions.iter().enumerate() {
        let start = at + gap;
        at = start + length;
        let time = |minutes: i64| format!("2021-11-30T{:02}:{:02}:00", minutes / 60, minutes % 60);
        writeln!(
            file,
            "[[sessions]]\nid = \"s{n}\"\ntitle = \"S{n}\"\nroom = \"hall\"\nstart = {}\nend = {}",
            time(start),
            time(at)
        )
        .expect("a String takes it");
    }
    let loaded = load("f", file.as_bytes());
    assert!(!loaded.has_errors(), "{file}");
    World::new(loaded, 0, Zone::utc(), None)
}

/// Posts updates as one post of the desk `me`, at a later time than all before.
fn post(world: &mut World, updates: Vec<Update>) {
    let mut log = world.log.clone();
    let at = log.updates.last().map_or(1, |u| u.at + 1);
    let signed = |update| Update {
        at,
        by: "me".into(),
        ..update
    };
    log.updates.extend(updates.into_iter().map(signed));
    world.receive(log);
}

fn delay(session: usize, minutes: i64) -> Update {
    let session = Subject::new(Kind::Session, format!("s{session}").as_str());
    let value = Text::from(format!("{minutes}m").as_str());
    Update::new(session, Field::Delay, Some(value))
}

/// Returns the minutes after midnight at which each session starts and ends, in the order of their ids.
fn times(world: &World, sessions: usize) -> Vec<(i64, i64)> {
    let slot = |n: usize| {
        let id = format!("s{n}");
        let ix = world.program.ids.sessions[id.as_str()];
        let slot = world.program[ix].slot.expect("it has a time");
        let midnight = slot.from - slot.from.rem_euclid(86_400);
        ((slot.from - midnight) / 60, (slot.until - midnight) / 60)
    };
    (0..sessions).map(slot).collect()
}

fn delayed(world: &World, update: &Update) -> Option<Vec<Update>> {
    let found = cascade(&world.program, &world.original, &world.log, update)?;
    assert_eq!(found.moved.len(), found.updates.len());
    Some(found.updates)
}

#[test]
fn gaps_take_what_fits_in_them() {
    let mut world = world(&[(0, 30), (5, 30), (10, 30), (0, 30)]);
    let updates = delayed(&world, &delay(0, 20)).expect("what follows moves");
    post(&mut world, updates);
    let minutes: Vec<i64> = times(&world, 4)
        .iter()
        .map(|(start, _)| start - 540)
        .collect();
    // 20 minutes late, of which the gaps take 5 and 10.
    assert_eq!(minutes, [20, 50, 80, 110]);
}

#[test]
fn nothing_moves_where_the_delay_fits_into_the_gap() {
    let world = world(&[(0, 30), (30, 30)]);
    assert!(delayed(&world, &delay(0, 30)).is_none());
    assert_eq!(delayed(&world, &delay(0, 31)).map(|all| all.len()), Some(2));
}

#[test]
fn no_delay_moves_a_session_to_another_day() {
    let world = world(&[(0, 30), (0, 840)]);
    assert!(delayed(&world, &delay(0, 20)).is_some());
    assert!(delayed(&world, &delay(0, 900)).is_none());
}

#[test]
fn a_session_that_was_moved_earlier_comes_back_to_its_time() {
    let mut world = world(&[(0, 30), (10, 30)]);
    post(
        &mut world,
        vec![Update {
            value: Some("-10m".into()),
            ..delay(1, 1)
        }],
    );
    let updates = delayed(&world, &delay(0, 10)).expect("what follows moves");
    assert_eq!(updates[1].value, None, "its delay is withdrawn");
    post(&mut world, updates);
    assert_eq!(times(&world, 2), [(550, 580), (580, 610)]);
}

#[test]
fn a_smaller_delay_brings_back_what_the_one_before_has_moved() {
    let mut world = world(&[(0, 30), (0, 30), (10, 30)]);
    let updates = delayed(&world, &delay(0, 30)).expect("what follows moves");
    post(&mut world, updates);
    assert_eq!(times(&world, 3), [(570, 600), (600, 630), (630, 660)]);
    let updates = delayed(&world, &delay(0, 15)).expect("what follows comes back");
    post(&mut world, updates);
    assert_eq!(times(&world, 3), [(555, 585), (585, 615), (615, 645)]);
    let none = Update {
        value: None,
        ..delay(0, 1)
    };
    let updates = delayed(&world, &none).expect("what follows comes back");
    post(&mut world, updates);
    assert_eq!(times(&world, 3), [(540, 570), (570, 600), (610, 640)]);
}

#[test]
fn what_was_delayed_by_another_post_does_not_come_back() {
    let mut world = world(&[(0, 30), (10, 30)]);
    post(&mut world, vec![delay(1, 20)]);
    post(&mut world, vec![delay(0, 10)]);
    assert!(delayed(&world, &delay(0, 5)).is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_follows_moves_as_little_as_needed_and_undoing_restores_all(
        sessions in prop::collection::vec((0..15_i64, 5..30_i64), 2..8),
        delays in prop::collection::vec((any::<prop::sample::Index>(), 1..60_i64), 1..5),
    ) {
        let mut world = world(&sessions);
        let planned = times(&world, sessions.len());
        let mut posts = 0;
        for (which, minutes) in delays {
            let before = times(&world, sessions.len());
            let first = which.index(sessions.len());
            let late = before[first].0 - planned[first].0 + minutes;
            let delay = delay(first, late);
            let updates = delayed(&world, &delay).unwrap_or_else(|| vec![delay]);
            post(&mut world, updates);
            posts += 1;
            let after = times(&world, sessions.len());
            prop_assert_eq!(&after[..first], &before[..first], "what is before stays");
            prop_assert_eq!(after[first].0, before[first].0 + minutes);
            for n in first + 1..after.len() {
                // Either it stays, or it starts when the one before ends.
                prop_assert_eq!(after[n].0, before[n].0.max(after[n - 1].1));
                prop_assert_eq!(after[n].1 - after[n].0, before[n].1 - before[n].0);
            }
        }
        for _ in 0..posts {
            let undone = world.log.undo("me");
            prop_assert!(!undone.is_empty());
            post(&mut world, undone);
        }
        prop_assert_eq!(times(&world, sessions.len()), planned);
        prop_assert!(world.log.undo("me").is_empty());
    }
}
