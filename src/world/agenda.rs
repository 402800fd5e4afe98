//! What the clock, the stars and the rooms make of the sessions: what is on and what comes next, how
//! a reader's own choice fits together. Pure functions of the world.

use std::collections::HashSet;

use crate::model::zone::Timestamp;
use crate::model::{Ix, Program, Session, Slot, Status};
use crate::world::{Phase, World};

/// The sessions around this moment, each in one list, by their start.
#[derive(Debug, Default, PartialEq)]
pub struct Now {
    /// Going on.
    pub on: Vec<Ix>,
    /// Would be going on, were they not cancelled.
    pub cancelled: Vec<Ix>,
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
            Phase::Past => {}
            Phase::Now(_) if session.status == Status::Cancelled => found.cancelled.push(ix),
            Phase::Now(_) => found.on.push(ix),
            Phase::Coming(_) if *day.get_or_insert(slot.day) != slot.day => break,
            Phase::Coming(_) => {
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

/// Whether a session goes on or is to come, and is not cancelled.
pub fn is_ahead(world: &World, ix: Ix) -> bool {
    let session = world.program.session(ix);
    let ahead = |slot| world.when(slot) != Phase::Past;
    session.status != Status::Cancelled && session.slot.is_some_and(ahead)
}

/// Whether a session is the next to start in its room; without a room, whether it is to come today.
pub fn is_next(world: &World, ix: Ix) -> bool {
    let program = &world.program;
    let session = program.session(ix);
    let starts = |ix: Ix| program.session(ix).slot.map_or(Timestamp::MAX, |s| s.from);
    let held = |ix: Ix| program.session(ix).status != Status::Cancelled;
    let Some(slot) = session.slot.filter(|s| s.from > world.now && held(ix)) else {
        return false;
    };
    let Some(room) = session.room else {
        return slot.day == world.today();
    };
    let all = &program.room(room).sessions;
    let first = all.partition_point(|&other| starts(other) <= world.now);
    let next = all[first..].iter().copied().find(|&other| held(other));
    next.is_some_and(|next| starts(next) == slot.from)
}

/// How a session of a reader's choice goes with the others.
#[derive(Debug, Default, PartialEq)]
pub struct Fit {
    /// Those that it overlaps, the first few of them.
    pub conflicts: Vec<Ix>,
    /// How many more there are.
    pub more: usize,
    /// What stands between it and the one before, of the same day.
    pub gap: Option<Gap>,
}

/// Clashes that are named.
const NAMED: usize = 3;

impl Fit {
    fn clash(&mut self, other: Ix) {
        if self.conflicts.len() < NAMED {
            self.conflicts.push(other);
        } else {
            self.more += 1;
        }
    }
}

/// The time between two sessions.
#[derive(Debug, PartialEq)]
pub struct Gap {
    /// The session before.
    pub after: Ix,
    /// Minutes between them.
    pub free: i64,
    /// Minutes on foot from one to the other.
    pub walk: i64,
    /// What would fit, with the way there and on, by start.
    pub fits: Vec<Ix>,
}

/// How each of `chosen`, in the order of the programme, goes with the others. Cancelled sessions and
/// those without a time are in nobody's way.
pub fn fit(world: &World, chosen: &[Ix]) -> Vec<Fit> {
    let program = &world.program;
    let slot_of = |ix: Ix| {
        let session = program.session(ix);
        session.slot.filter(|_| session.status != Status::Cancelled)
    };
    let mut all: Vec<Fit> = chosen.iter().map(|_| Fit::default()).collect();
    // Places in `chosen` of those of the same day that may still go on, and of the last to end.
    let mut open: Vec<(usize, Slot)> = Vec::new();
    let mut last: Option<(Ix, Slot)> = None;
    for (n, &ix) in chosen.iter().enumerate() {
        let Some(slot) = slot_of(ix) else { continue };
        open.retain(|(_, other)| other.until > slot.from);
        for &(other, _) in &open {
            all[other].clash(ix);
            all[n].clash(chosen[other]);
        }
        let before = last.filter(|(_, other)| other.day == slot.day && other.until <= slot.from);
        all[n].gap = before.map(|(after, other)| Gap {
            after,
            free: (slot.from - other.until) / 60,
            walk: walk(program, program.session(after), program.session(ix)),
            fits: fitting(world, after, ix),
        });
        if last.is_none_or(|(_, other)| other.until <= slot.until || other.day != slot.day) {
            last = Some((ix, slot));
        }
        open.push((n, slot));
    }
    all
}

/// Sessions that start and end between two others, with the time to walk there and on.
fn fitting(world: &World, before: Ix, after: Ix) -> Vec<Ix> {
    use crate::model::SessionKind::Break;
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
