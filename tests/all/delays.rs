//! A delay moves the sessions behind it in its room, in one of several ways, and is undone as a whole.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::process::Stdio;

use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Subject};
use nadwa::text::Text;
use nadwa::update::{Field, Repair, Request, Update};
use nadwa::world::World;
use proptest::prelude::*;

use crate::support::{Folder, nadwa, root};

/// A session of a programme that is made up.
#[derive(Debug, Clone, Copy)]
struct Planned {
    /// The minutes between the one before in its room and it.
    gap: i64,
    /// Its own minutes.
    length: i64,
    kind: &'static str,
    room: usize,
    speaker: usize,
}

/// Returns talks of a speaker each in the first room.
fn talks(sessions: &[(i64, i64)]) -> Vec<Planned> {
    let talk = |(speaker, &(gap, length))| Planned {
        gap,
        length,
        kind: "talk",
        room: 0,
        speaker,
    };
    sessions.iter().enumerate().map(talk).collect()
}

fn world(sessions: &[(i64, i64)]) -> World {
    world_of(&talks(sessions))
}

/// Returns a programme of one day from 9:00 with these sessions, in as many rooms as they name and one more.
fn world_of(sessions: &[Planned]) -> World {
    let mut file = String::from("[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n");
    let rooms = sessions.iter().map(|s| s.room).max().unwrap_or(0) + 1;
    for room in 0..=rooms {
        write!(
            file,
            "[[rooms]]\nid = \"room-{room}\"\nname = \"Room {room}\"\n"
        )
        .expect("a String takes it");
    }
    for speaker in 0..=sessions.iter().map(|s| s.speaker).max().unwrap_or(0) {
        write!(
            file,
            "[[speakers]]\nid = \"who-{speaker}\"\nname = \"Who {speaker}\"\n"
        )
        .expect("a String takes it");
    }
    let mut ends = vec![9 * 60; rooms];
    for (n, session) in sessions.iter().enumerate() {
        let Planned {
            kind,
            room,
            speaker,
            ..
        } = *session;
        let start = ends[room] + session.gap;
        ends[room] = start + session.length;
        let [start, end] = [start, ends[room]]
            .map(|minutes| format!("2021-11-30T{:02}:{:02}:00", minutes / 60, minutes % 60));
        write!(
            file,
            "[[sessions]]\nid = \"s{n}\"\ntitle = \"S{n}\"\nkind = \"{kind}\"\nroom = \"room-{room}\"\nspeakers = [\"who-{speaker}\"]\nstart = {start}\nend = {end}\n",
        )
        .expect("a String takes it");
    }
    // The last room has a session of another day, so that it is no foyer.
    write!(
        file,
        "[[sessions]]\nid = \"other\"\ntitle = \"Other\"\nkind = \"talk\"\nroom = \"room-{rooms}\"\nstart = 2021-12-01T09:00:00\nend = 2021-12-01T10:00:00\n"
    )
    .expect("a String takes it");
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
    Some(world.cascade(&update.clone().into())?.updates)
}

/// Returns the updates of a delay with what it moves in this way.
fn repaired(world: &World, update: &Update, repair: Repair) -> Vec<Update> {
    let update = update.clone();
    world.to_post(Request { update, repair }).0
}

/// Returns the minutes after 9:00 at which each session starts and ends, and its room.
fn places(world: &World, sessions: usize) -> Vec<(i64, i64, String)> {
    let room = |n: usize| {
        let ix = world.program.ids.sessions[format!("s{n}").as_str()];
        let room = world.program[ix].room.expect("it has a room");
        world.program[room].id.to_string()
    };
    let times = times(world, sessions).into_iter().enumerate();
    times
        .map(|(n, (from, until))| (from - 540, until - 540, room(n)))
        .collect()
}

/// Returns a talk, a break of some minutes and another talk, without gaps.
fn with_a_break(minutes: i64) -> Vec<Planned> {
    let mut all = talks(&[(0, 60), (0, 30), (0, minutes), (0, 60)]);
    all[2].kind = "break";
    all
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
fn a_break_takes_what_is_left_down_to_ten_minutes() {
    for (length, late, wanted) in [
        // The break begins late and ends in time.
        (30, 10, [(10, 70), (70, 100), (100, 120), (120, 180)]),
        (30, 20, [(20, 80), (80, 110), (110, 120), (120, 180)]),
        // Ten minutes stay, and the rest moves on.
        (30, 25, [(25, 85), (85, 115), (115, 125), (125, 185)]),
        // A shorter break stays as long as it is.
        (5, 10, [(10, 70), (70, 100), (100, 105), (105, 165)]),
    ] {
        let mut world = world_of(&with_a_break(length));
        let updates = delayed(&world, &delay(0, late)).expect("what follows moves");
        post(&mut world, updates);
        let times: Vec<(i64, i64)> = times(&world, 4)
            .iter()
            .map(|(from, until)| (from - 540, until - 540))
            .collect();
        assert_eq!(times, wanted, "a break of {length} minutes, {late} late");
    }
}

#[test]
fn a_break_is_not_shortened_where_the_gap_behind_it_takes_the_delay() {
    let mut planned = with_a_break(30);
    planned[3].gap = 10;
    let mut world = world_of(&planned);
    let updates = delayed(&world, &delay(0, 10)).expect("what follows moves");
    post(&mut world, updates);
    let [.., pause, last] = times(&world, 4)[..] else {
        panic!("four sessions")
    };
    assert_eq!((pause.0 - 540, pause.1 - 540), (100, 130));
    assert_eq!(last.0 - 540, 130);
}

#[test]
fn held_sessions_are_shortened_to_half_and_end_when_they_would_have() {
    for (late, wanted) in [
        (10, [(10, 70), (70, 90), (90, 120), (120, 180)]),
        // At most half, and then the break.
        (20, [(20, 80), (80, 95), (95, 120), (120, 180)]),
    ] {
        let mut world = world_of(&with_a_break(30));
        let updates = repaired(&world, &delay(0, late), Repair::Hold);
        post(&mut world, updates);
        let times: Vec<(i64, i64)> = times(&world, 4)
            .iter()
            .map(|(from, until)| (from - 540, until - 540))
            .collect();
        assert_eq!(times, wanted, "{late} late");
    }
}

#[test]
fn what_a_delay_overlaps_can_be_held_in_a_free_room_and_comes_back_from_it() {
    let mut world = world_of(&with_a_break(30));
    let planned = places(&world, 4);
    let swap = Repair::Swap("room-1".into());
    let updates = repaired(&world, &delay(0, 10), swap);
    post(&mut world, updates);
    let mut wanted = planned.clone();
    wanted[0] = (10, 70, "room-0".into());
    wanted[1].2 = "room-1".into();
    assert_eq!(places(&world, 4), wanted);
    let none = Update {
        value: None,
        ..delay(0, 1)
    };
    let updates = delayed(&world, &none).expect("what follows comes back");
    post(&mut world, updates);
    assert_eq!(places(&world, 4), planned);
}

#[test]
fn the_best_proposal_has_no_conflict_and_moves_the_fewest_people() {
    let mut planned = with_a_break(30);
    let typed = |planned: &[Planned]| -> Vec<String> {
        let all = world_of(planned).proposals(&delay(0, 10));
        all.iter().map(|p| p.repair.word()).collect()
    };
    // Two talks move in each, and a break with its people in some.
    assert_eq!(
        typed(&planned),
        ["hold", "swap room-1", "move", "follow", "only"]
    );
    // The next speaker still speaks when it would begin in another room.
    planned[1].speaker = 0;
    assert_eq!(
        typed(&planned),
        ["hold", "move", "follow", "only", "swap room-1"]
    );
}

#[test]
fn only_a_free_room_that_is_large_enough_is_proposed() {
    let mut all = with_a_break(30);
    let swaps = |planned: &[Planned]| {
        let all = world_of(planned).proposals(&delay(0, 10));
        let typed = all.iter().map(|p| p.repair.word());
        typed
            .filter(|typed| typed.contains("swap"))
            .collect::<Vec<_>>()
    };
    all.push(Planned {
        room: 1,
        speaker: 9,
        ..all[0]
    });
    assert_eq!(swaps(&all), ["swap room-1"], "which is free from 10:00");
    all[4].length = 70;
    assert_eq!(swaps(&all), ["swap room-2"], "the other one is in use");
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
    assert!(
        delayed(&world, &delay(0, 31)).is_none(),
        "it would end after midnight"
    );
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

#[test]
fn screens_of_one_desk_lose_no_update_and_undo_one_post_each() {
    let folder = Folder::new();
    let program = root().join("program.toml");
    fs::copy(program, folder.file("program.toml")).expect("it can be copied");
    let command = |args: &[&str]| {
        let mut command = nadwa();
        command.args([
            "-p",
            "program.toml",
            "--desk",
            "entrance",
            "--at",
            "2021-11-30T08:00",
        ]);
        command
            .args(args)
            .env("HOME", &folder.0)
            .current_dir(&folder.0);
        command.stdout(Stdio::piped());
        command
    };
    let sessions = ["opening", "closing", "evening", "lunch-1"];
    let posts = sessions.map(|id| {
        let posted = command(&["set", id, "note", "Bring your badge"]).spawn();
        posted.expect("nadwa runs")
    });
    for mut post in posts {
        assert!(post.wait().expect("it ends").success());
    }
    let in_force = || {
        let log = command(&["log", "--json"]).output().expect("nadwa runs");
        let log: serde_json::Value = serde_json::from_slice(&log.stdout).expect("JSON");
        let all = log.as_array().expect("a list").clone();
        let stands = |u: &&serde_json::Value| u["undone"] == false && u["undoes"] == false;
        all.iter().filter(stands).count()
    };
    for left in (0..sessions.len()).rev() {
        assert_eq!(in_force(), left + 1);
        let undone = command(&["undo"]).output().expect("nadwa runs");
        assert!(undone.status.success(), "{undone:?}");
    }
    assert_eq!(in_force(), 0);
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

    #[test]
    fn no_repair_makes_a_conflict_that_it_does_not_name_and_undoing_restores_all(
        sessions in prop::collection::vec(planned(), 2..9),
        posts in prop::collection::vec((any::<prop::sample::Index>(), 0..200_i64, any::<prop::sample::Index>()), 1..5),
    ) {
        let mut world = world_of(&sessions);
        let scheduled = places(&world, sessions.len());
        let (mut posted, mut has_left) = (0, false);
        for (which, minutes, repair) in posts {
            let delay = Update {
                value: (minutes > 0).then(|| Text::from(format!("{minutes}m").as_str())),
                ..delay(which.index(sessions.len()), 1)
            };
            let all = world.proposals(&delay);
            prop_assert!(all.is_sorted_by_key(|p| (!p.conflicts.is_empty(), p.people(), p.moved.len())));
            let Some(chosen) = (!all.is_empty()).then(|| &all[repair.index(all.len())]) else {
                continue;
            };
            let before = overlaps(&world, sessions.len());
            let (is_free, updates) = (chosen.conflicts.is_empty(), chosen.updates.clone());
            has_left |= chosen.repair == Repair::Only;
            post(&mut world, updates);
            posted += 1;
            let new = overlaps(&world, sessions.len());
            let new: Vec<_> = new.difference(&before).collect();
            prop_assert!(!is_free || new.is_empty(), "{:?}", new);
            for (n, (from, until, _)) in places(&world, sessions.len()).into_iter().enumerate() {
                let (length, own) = (until - from, sessions[n].length);
                let least = if sessions[n].kind == "break" { 10 } else { 10.max((own + 1) / 2) };
                prop_assert!(length == own || length >= least, "{} of {}", length, own);
                prop_assert!(has_left || until <= 15 * 60, "it leaves its day: {}", until);
            }
        }
        for _ in 0..posted {
            let undone = world.log.undo("me");
            post(&mut world, undone);
        }
        prop_assert_eq!(places(&world, sessions.len()), scheduled);
        prop_assert!(world.log.undo("me").is_empty());
    }
}

fn planned() -> impl Strategy<Value = Planned> {
    let kind = prop_oneof![3 => Just("talk"), 1 => Just("break")];
    let of = |(gap, length, kind, room, speaker)| Planned {
        gap,
        length,
        kind,
        room,
        speaker,
    };
    (0..20_i64, 3..70_i64, kind, 0..2_usize, 0..4_usize).prop_map(of)
}

/// Returns the pairs of sessions that need the same room, or the same person in two rooms, at the same time.
fn overlaps(world: &World, sessions: usize) -> BTreeSet<(usize, usize, bool)> {
    let places = places(world, sessions);
    let speaker = |n: usize| {
        let ix = world.program.ids.sessions[format!("s{n}").as_str()];
        world.program[ix].speakers.clone()
    };
    let mut all = BTreeSet::new();
    for a in 0..sessions {
        for b in a + 1..sessions {
            let (x, y) = (&places[a], &places[b]);
            let same_room = x.2 == y.2;
            if x.0 < y.1 && y.0 < x.1 && (same_room || speaker(a) == speaker(b)) {
                all.insert((a, b, same_room));
            }
        }
    }
    all
}
