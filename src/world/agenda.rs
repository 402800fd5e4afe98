//! Which sessions are on and which are next, and how a reader's agenda works out: conflicts, gaps, walking
//! times. Pure functions of the world.

use std::collections::HashSet;

use crate::model::zone::Timestamp;
use crate::model::{Ix, Program, Session, SessionKind, Slot, Status};
use crate::world::{Phase, World};

/// The sessions around this moment, each in one list, by their start.
#[derive(Debug, Default, PartialEq)]
pub struct Now {
    /// They are on.
    pub on: Vec<Ix<Session>>,
    /// They are cancelled and would be on.
    pub cancelled: Vec<Ix<Session>>,
    /// The next to start in each room, on the next day on which anything starts.
    pub next: Vec<Ix<Session>>,
    /// The rest of that day.
    pub later: Vec<Ix<Session>>,
}

/// Returns what is on, next and later among the sessions that lists show.
pub fn now(world: &World) -> Now {
    let all = world.program.all();
    let shown: Vec<Ix<Session>> = all.filter(|&ix| world.shows(ix)).collect();
    now_among(world, &shown)
}

/// Returns what is on, next and later among `sessions`, which are in the order of the programme.
pub fn now_among(world: &World, sessions: &[Ix<Session>]) -> Now {
    let program = &world.program;
    let mut found = Now::default();
    let mut rooms = HashSet::new();
    let mut day = None;
    for &ix in sessions {
        let session = &program[ix];
        let Some(slot) = session.slot else { continue };
        match world.phase(slot) {
            Some(Phase::Past) => {}
            Some(Phase::Now(_)) if session.status == Status::Cancelled => found.cancelled.push(ix),
            Some(Phase::Now(_)) => found.on.push(ix),
            _ if *day.get_or_insert(slot.day) != slot.day => break,
            _ => {
                // A cancelled session is listed; the one that follows in its room is next, too.
                let is_next = session.room.is_none_or(|room| !rooms.contains(&room));
                if session.status != Status::Cancelled {
                    rooms.extend(session.room);
                }
                let list = if is_next {
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

/// Returns whether a session is on or to come, and not cancelled.
pub fn is_ahead(world: &World, ix: Ix<Session>) -> bool {
    let session = &world.program[ix];
    session.status != Status::Cancelled && session.slot.is_some_and(|slot| !world.is_past(slot))
}

/// Returns whether a session is the next to start in its room; without a room, whether it starts later
/// today.
pub fn is_next(world: &World, ix: Ix<Session>) -> bool {
    let Some(now) = world.now() else {
        return false;
    };
    let program = &world.program;
    let session = &program[ix];
    let start = |ix: Ix<Session>| program[ix].slot.map_or(Timestamp::MAX, |s| s.from);
    let held = |ix: Ix<Session>| program[ix].status != Status::Cancelled;
    let Some(slot) = session.slot.filter(|s| s.from > now && held(ix)) else {
        return false;
    };
    let Some(room) = session.room else {
        return Some(slot.day) == world.today();
    };
    let all = &program[room].sessions;
    let first = all.partition_point(|&other| start(other) <= now);
    let next = all[first..].iter().copied().find(|&other| held(other));
    next.is_some_and(|next| start(next) == slot.from)
}

/// How a session fits into a reader's agenda.
#[derive(Debug, Default, PartialEq)]
pub struct Entry {
    /// The first few sessions that it overlaps.
    pub conflicts: Vec<Ix<Session>>,
    /// How many more it overlaps.
    pub more_conflicts: usize,
    /// The gap between it and the session before, on the same day.
    pub gap: Option<Gap>,
}

/// Conflicts that are listed for one session.
const LISTED: usize = 3;

impl Entry {
    fn add_conflict(&mut self, other: Ix<Session>) {
        if self.conflicts.len() < LISTED {
            self.conflicts.push(other);
        } else {
            self.more_conflicts += 1;
        }
    }
}

/// The time between two sessions.
#[derive(Debug, PartialEq)]
pub struct Gap {
    /// The session before.
    pub after: Ix<Session>,
    /// Minutes between the two.
    pub free: i64,
    /// Minutes to walk from one room to the other.
    pub walking_time: i64,
    /// The sessions that fit in between, with the walking times to them and on, by start.
    pub fitting: Vec<Ix<Session>>,
}

/// Returns how each of `sessions`, in the order of the programme, fits into an agenda with the others.
/// Cancelled sessions and those without a time conflict with nothing.
pub fn entries(world: &World, sessions: &[Ix<Session>]) -> Vec<Entry> {
    let program = &world.program;
    let slot_of = |ix: Ix<Session>| {
        let session = &program[ix];
        session.slot.filter(|_| session.status != Status::Cancelled)
    };
    let mut all: Vec<Entry> = sessions.iter().map(|_| Entry::default()).collect();
    // The sessions that may still be on, by their place in `sessions`, and the last one to end.
    let mut open: Vec<(usize, Slot)> = Vec::new();
    let mut last: Option<(Ix<Session>, Slot)> = None;
    for (n, &ix) in sessions.iter().enumerate() {
        let Some(slot) = slot_of(ix) else { continue };
        open.retain(|(_, other)| other.until > slot.from);
        for &(other, _) in &open {
            all[other].add_conflict(ix);
            all[n].add_conflict(sessions[other]);
        }
        let before = last.filter(|(_, other)| other.day == slot.day && other.until <= slot.from);
        all[n].gap = before.map(|(after, other)| Gap {
            after,
            free: (slot.from - other.until) / 60,
            walking_time: walking_time(program, &program[after], &program[ix]),
            fitting: fitting(world, after, ix),
        });
        if last.is_none_or(|(_, other)| other.until <= slot.until || other.day != slot.day) {
            last = Some((ix, slot));
        }
        open.push((n, slot));
    }
    all
}

/// Returns the sessions that fit between two others, with the time to walk there and on.
fn fitting(world: &World, before: Ix<Session>, after: Ix<Session>) -> Vec<Ix<Session>> {
    let program = &world.program;
    let (a, b) = (&program[before], &program[after]);
    let (Some(from), Some(to)) = (a.slot, b.slot) else {
        return Vec::new();
    };
    let fits = |&ix: &Ix<Session>| {
        let s = &program[ix];
        let eligible = s.status != Status::Cancelled
            && s.kind != SessionKind::Break
            && !world.stars().contains(&s.id);
        eligible
            && s.slot.is_some_and(|slot| {
                slot.has_end()
                    && slot.from >= from.until + walking_time(program, a, s) * 60
                    && slot.until + walking_time(program, s, b) * 60 <= to.from
            })
    };
    // Sessions are in the order of their start.
    let between = before.at()..after.at();
    between.map(Ix::new).filter(fits).collect()
}

/// Returns the minutes to walk from one session to another.
pub fn walking_time(program: &Program, from: &Session, to: &Session) -> i64 {
    let (Some(from), Some(to)) = (from.room, to.room) else {
        return 0;
    };
    let times = &program[from].walk;
    let time = times.iter().find(|(other, _)| *other == to);
    time.map_or(0, |(_, minutes)| i64::from(*minutes))
}
