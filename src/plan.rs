//! What the clock, the stars and the rooms make of the sessions: what is on and what comes next, how
//! a reader's own choice fits together. Pure functions of the world.

use std::collections::HashSet;

use crate::program::{Ix, Program, Session, Status};
use crate::world::{When, World};
use crate::zone::Instant;

/// The sessions around this moment, each in one list, by their start.
#[derive(Debug, Default, PartialEq)]
pub struct Now {
    /// Going on.
    pub on: Vec<Ix>,
    /// The next to start in each room, on the next day that anything starts.
    pub next: Vec<Ix>,
    /// The rest of that day.
    pub later: Vec<Ix>,
}

/// What is on, next and later, among the sessions that lists show.
pub fn now(world: &World) -> Now {
    let shown: Vec<Ix> = shown(world).collect();
    now_among(world, &shown)
}

/// What is on, next and later of some sessions, in the order of the programme.
pub fn now_among(world: &World, sessions: &[Ix]) -> Now {
    let program = &world.program;
    let mut found = Now::default();
    let mut rooms = HashSet::new();
    let mut day = None;
    for &ix in sessions {
        let session = program.session(ix);
        let Some(slot) = session.slot else { continue };
        match world.when(slot) {
            When::Past => {}
            When::Now(_) => found.on.push(ix),
            When::Coming(_) if *day.get_or_insert(slot.day) != slot.day => break,
            When::Coming(_) => {
                // A cancelled session is told, and takes nobody's turn.
                let turn = session.room.is_none_or(|room| !rooms.contains(&room));
                if session.status != Status::Cancelled {
                    rooms.extend(session.room);
                }
                let list = if turn {
                    &mut found.next
                } else {
                    &mut found.later
                };
                list.push(ix);
            }
        }
    }
    found
}

fn shown(world: &World) -> impl Iterator<Item = Ix> {
    let all = 0..world.program.sessions.len() as Ix;
    all.filter(|&ix| world.shows(ix))
}

/// Whether a session is the next to start in its room.
pub fn is_next(world: &World, ix: Ix) -> bool {
    let program = &world.program;
    let session = program.session(ix);
    let starts = |ix: Ix| program.session(ix).slot.map_or(Instant::MAX, |s| s.from);
    let coming = starts(ix) > world.now && starts(ix) < Instant::MAX;
    let next = session.room.and_then(|room| {
        let all = &program.room(room).sessions;
        let first = all.partition_point(|&other| starts(other) <= world.now);
        let held = |ix: &&Ix| program.session(**ix).status != Status::Cancelled;
        all[first..].iter().find(held)
    });
    coming && next.is_none_or(|&next| starts(next) == starts(ix))
}

/// What stands between two sessions of a reader's choice.
#[derive(Debug, PartialEq)]
pub enum Between {
    /// The later one starts before the other ends.
    Clash(Ix),
    /// So many minutes, which are fewer than the way to the other room takes.
    Hurry {
        /// Minutes between them.
        free: i64,
        /// Minutes on foot.
        walk: i64,
    },
    /// So many minutes, and the sessions that fit in them with the way there and back.
    Gap {
        /// Minutes between them.
        free: i64,
        /// What would fit, by start.
        fits: Vec<Ix>,
    },
}

/// A gap of fewer minutes is not worth naming.
const GAP: i64 = 15;

/// What stands before each of `chosen` on its day: clashes with those chosen before it, then the gap to
/// the last of them. `chosen` is in the order of the programme.
pub fn between(world: &World, chosen: &[Ix]) -> Vec<Vec<Between>> {
    let program = &world.program;
    let mut all: Vec<Vec<Between>> = Vec::with_capacity(chosen.len());
    // The session that ends last of those before; clashes can only be with some that go on.
    let mut before: Vec<Ix> = Vec::new();
    for &ix in chosen {
        let session = program.session(ix);
        let mut found = Vec::new();
        let Some(slot) = session.slot.filter(|_| session.status != Status::Cancelled) else {
            all.push(found);
            continue;
        };
        let slot_of = |ix: Ix| program.session(ix).slot.expect("only these are kept");
        before.retain(|&b| slot_of(b).day == slot.day);
        found.extend(
            before
                .iter()
                .filter(|&&b| slot_of(b).until > slot.from)
                .map(|&b| Between::Clash(b)),
        );
        let last = before.iter().copied().max_by_key(|&b| slot_of(b).until);
        if let Some(last) = last.filter(|_| found.is_empty()) {
            let free = (slot.from - slot_of(last).until) / 60;
            let walk = walk(program, program.session(last), session);
            if walk > free {
                found.push(Between::Hurry { free, walk });
            } else if free >= GAP {
                let fits = fitting(world, last, ix);
                found.push(Between::Gap { free, fits });
            }
        }
        before.push(ix);
        all.push(found);
    }
    all
}

/// Sessions that start and end between two others, with the time to walk there and on.
fn fitting(world: &World, before: Ix, after: Ix) -> Vec<Ix> {
    use crate::program::SessionKind::Break;
    let program = &world.program;
    let (a, b) = (program.session(before), program.session(after));
    let (Some(from), Some(to)) = (a.slot, b.slot) else {
        return Vec::new();
    };
    let fits = |&ix: &Ix| {
        let s = program.session(ix);
        let open = s.status != Status::Cancelled && s.kind != Break && !world.stars.contains(&s.id);
        open && s.slot.is_some_and(|slot| {
            slot.has_end()
                && slot.from >= from.until + walk(program, a, s) * 60
                && slot.until + walk(program, s, b) * 60 <= to.from
        })
    };
    // Sessions are in the order of their start.
    (before..after).filter(fits).collect()
}

/// Minutes on foot from one session to another.
pub fn walk(program: &Program, from: &Session, to: &Session) -> i64 {
    match (from.room, to.room) {
        (Some(a), Some(b)) => {
            let ways = &program.room(a).walk;
            let way = ways.iter().find(|(other, _)| *other == b);
            way.map_or(0, |(_, minutes)| i64::from(*minutes))
        }
        _ => 0,
    }
}
