//! What a delay moves: the sessions behind it in its room, as little as needed, in one of several ways.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::apply::updated;
use super::conflicts::{Conflict, after, new_conflicts};
use super::fields::{delay_value, slot};
use crate::model::zone::Timestamp;
use crate::model::{Ix, Program, Room, Session, SessionKind, Slot, Speaker, Subject};
use crate::text::Text;
use crate::update::{Field, Original, Repair, Request, Update, UpdateLog};

/// The minutes that are left of a break.
const MIN_BREAK: i64 = 10;
/// The minutes that are left of a session, at least half of which stays.
const MIN_SESSION: i64 = 10;

/// A delay with all that it moves.
#[derive(Debug)]
pub struct Cascade {
    /// What happens to the sessions behind it.
    pub repair: Repair,
    /// The sessions that differ, with their new times and rooms, in their order: first the one that is delayed.
    pub moved: Vec<(Ix<Session>, Session)>,
    /// The updates that move them.
    pub updates: Vec<Update>,
    /// What the moves conflict with.
    pub conflicts: Vec<Conflict>,
}

impl Cascade {
    /// Returns how many people speak in the sessions that move.
    pub fn people(&self) -> usize {
        let people = self.moved.iter().flat_map(|(_, session)| session.people());
        people.collect::<HashSet<Ix<Speaker>>>().len()
    }
}

/// Returns a delay with the moves of the sessions behind it in its room, so that none overlaps the one before. What another
/// delay of the session has moved is where it was before that. `None` where nothing behind it has to move, and where one would
/// leave its day.
pub fn cascade(
    program: &Program,
    original: &Original,
    log: &UpdateLog,
    request: &Request,
) -> Option<Cascade> {
    if request.repair == Repair::Only {
        return None;
    }
    Delayed::new(program, original, log, &request.update)?.cascade(&request.repair)
}

/// Returns the ways to post a delay that moves other sessions: first those without conflicts, then by how many people and
/// sessions move. Empty where it moves none.
pub fn proposals(
    program: &Program,
    original: &Original,
    log: &UpdateLog,
    delay: &Update,
) -> Vec<Cascade> {
    let Some(delayed) = Delayed::new(program, original, log, delay) else {
        return Vec::new();
    };
    let room = delayed.free_room().map(|room| program[room].id.clone());
    let repairs = [Repair::Absorb, Repair::Follow, Repair::Hold];
    let repairs = repairs.into_iter().chain(room.map(Repair::Swap));
    let mut all: Vec<Cascade> = Vec::new();
    for found in repairs.filter_map(|repair| delayed.cascade(&repair)) {
        if !all.iter().any(|other| other.updates == found.updates) {
            all.push(found);
        }
    }
    if !all.is_empty() || !new_conflicts(program, &[delayed.moved()]).is_empty() {
        all.push(delayed.with(Repair::Only, Vec::new()));
    }
    all.sort_by_key(|c| (!c.conflicts.is_empty(), c.people(), c.moved.len()));
    all
}

/// A session that is delayed, and the room behind it as it is without any delay of this session.
struct Delayed<'a> {
    program: &'a Program,
    original: &'a Original,
    delay: &'a Update,
    in_force: Index<'a>,
    /// What is in force without the posts that delay this session.
    base: Index<'a>,
    first: Ix<Session>,
    old: Slot,
    session: Session,
    new: Slot,
    behind: Vec<Behind>,
}

type Index<'a> = HashMap<(&'a Subject, Field), &'a Update>;

/// A session behind the one that is delayed.
struct Behind {
    ix: Ix<Session>,
    kind: SessionKind,
    room: Option<Ix<Room>>,
    slot: Slot,
    /// Its planned minutes.
    planned: i64,
}

impl<'a> Delayed<'a> {
    fn new(
        program: &'a Program,
        original: &'a Original,
        log: &'a UpdateLog,
        delay: &'a Update,
    ) -> Option<Self> {
        if delay.field != Field::Delay {
            return None;
        }
        let standing = || log.updates.iter().filter(|u| !u.refused);
        // The posts that delay this session, not those that move it behind another one: the first update of a post says which.
        let mut posts = HashSet::new();
        let firsts = standing().filter(|u| posts.insert((u.at, &u.by)));
        let own = firsts.filter(|u| u.field == Field::Delay && u.subject == delay.subject);
        let own: HashSet<(Timestamp, &Text)> = own.map(|u| (u.at, &u.by)).collect();
        let others = standing().filter(|u| !own.contains(&(u.at, &u.by)));
        let base: Index = others.map(|u| ((&u.subject, u.field), u)).collect();
        let in_force = log.index();
        let find = |subject: &Subject, field| in_force.get(&(subject, field)).copied();
        let now = after(program, original, find, std::slice::from_ref(delay));
        let (first, session) = now.into_iter().next()?;
        let mut found = Self {
            old: base_of(program, original, &base, first).slot?,
            new: session.busy()?,
            behind: Vec::new(),
            program,
            original,
            delay,
            in_force,
            base,
            first,
            session,
        };
        let moved = found.in_force.iter();
        let moved = moved.filter(|(_, u)| own.contains(&(u.at, &u.by)));
        let moved: HashSet<&Subject> = moved.map(|((subject, _), _)| *subject).collect();
        found.behind = found.behind(&moved);
        found.stays(found.old, found.new).then_some(found)
    }

    /// Returns the sessions behind it in its room on its day, by their start, where `moved` are those that its delays have moved.
    fn behind(&self, moved: &HashSet<&Subject>) -> Vec<Behind> {
        let program = self.program;
        let Some(room) = self.session.room else {
            return Vec::new();
        };
        let start = |ix: Ix<Session>| program[ix].slot.map(|slot| slot.from);
        let mut all: Vec<Ix<Session>> = program[room].sessions.clone();
        all.extend(moved.iter().filter_map(|s| program.find::<Session>(s)));
        all.sort_unstable();
        all.dedup();
        let behind = all.into_iter().filter_map(|ix| {
            let session = base_of(program, self.original, &self.base, ix);
            let slot = session.busy()?;
            // One that is over before it stays, also if it was planned behind it.
            let is_over = start(ix) < start(self.first) && slot.until <= self.new.from;
            let is_own = moved.contains(&program.subject(ix));
            let is_behind =
                (is_own || !is_over) && slot.from > self.old.from && slot.day == self.old.day;
            let planned = self.original.get(&session.id).unwrap_or(&program[ix]).slot;
            let planned = planned.map_or(0, |slot| (slot.until - slot.from) / 60);
            let is_meant = ix != self.first && session.room == Some(room) && is_behind;
            let (kind, room) = (session.kind, session.room);
            is_meant.then_some(Behind {
                ix,
                kind,
                room,
                slot,
                planned,
            })
        });
        let mut behind: Vec<Behind> = behind.collect();
        behind.sort_by_key(|b| b.slot.from);
        behind
    }

    /// Returns whether a session stays in its day, unless it did not before.
    fn stays(&self, old: Slot, new: Slot) -> bool {
        let last = |slot: Slot| {
            let end = self.program.zone.at(slot.until - 1);
            self.program.day_of(end)
        };
        new.is_same_day(old) && (last(new) == new.day || last(old) != old.day)
    }

    /// Returns the session that is delayed.
    fn moved(&self) -> (Ix<Session>, Session) {
        (self.first, self.session.clone())
    }

    /// Returns the delay with what moves others.
    fn with(&self, repair: Repair, others: Vec<Update>) -> Cascade {
        let mut updates = vec![self.delay.clone()];
        updates.extend(others);
        let find = |subject: &Subject, field| self.in_force.get(&(subject, field)).copied();
        let moved = after(self.program, self.original, find, &updates);
        Cascade {
            conflicts: new_conflicts(self.program, &moved),
            repair,
            moved,
            updates,
        }
    }

    /// Returns the delay with what it moves in this way; `None` where it moves nothing, and where a session would leave its day.
    fn cascade(&self, repair: &Repair) -> Option<Cascade> {
        let places = match repair {
            Repair::Swap(room) => {
                let room = *self.program.ids.rooms.get(room)?;
                self.swapped(room)
            }
            _ => self.pushed(repair)?,
        };
        let updates = self.behind.iter().zip(places);
        let updates = updates.map(|(behind, place)| self.moves(behind, place));
        let updates: Vec<Update> = updates.collect::<Option<Vec<_>>>()?.concat();
        (!updates.is_empty()).then(|| self.with(repair.clone(), updates))
    }

    /// Returns the slots of the sessions behind it, so that none overlaps the one before; a gap takes what fits in it. `None` where
    /// one would leave its day.
    fn pushed(&self, repair: &Repair) -> Option<Vec<Place>> {
        let mut end = self.new.until;
        let mut late = minutes_up(self.new.from - self.old.from).max(0);
        let next = self.behind.iter().skip(1).map(|b| Some(b.slot.from));
        let behind = self.behind.iter().zip(next.chain([None]));
        let place = |(behind, next): (&Behind, Option<Timestamp>)| {
            let old = behind.slot;
            // Sessions that overlap already do not move apart.
            late = late.min(minutes_up(end - old.from)).max(0);
            let gap = next.map_or(i64::MAX, |next| (next - old.until).max(0) / 60);
            let length = (old.until - old.from) / 60;
            let most = (length - shortest(behind, length, repair)).max(0);
            let cut = match (behind.kind, repair) {
                (SessionKind::Break, _) => late.saturating_sub(gap),
                _ => late,
            };
            let from = old.from + late * 60;
            let until = old.until + (late - cut.clamp(0, most)) * 60;
            end = end.max(until);
            let slot = slot(self.program, from, until);
            let room = behind.room;
            self.stays(old, slot).then_some(Place { slot, room })
        };
        behind.map(place).collect()
    }

    /// Returns the places of the sessions behind it, where those that it overlaps are in another room.
    fn swapped(&self, to: Ix<Room>) -> Vec<Place> {
        let place = |behind: &Behind| {
            let new = self.is_displaced(behind).then_some(to);
            Place {
                slot: behind.slot,
                room: new.or(behind.room),
            }
        };
        self.behind.iter().map(place).collect()
    }

    /// Returns whether the delay makes the session overlap one behind it.
    fn is_displaced(&self, behind: &Behind) -> bool {
        self.new.overlaps(behind.slot) && !self.old.overlaps(behind.slot)
    }

    /// Returns the nearest room, no smaller, in which the sessions that it overlaps can be; `None` where it overlaps none.
    fn free_room(&self) -> Option<Ix<Room>> {
        let program = self.program;
        let own = &program[self.session.room?];
        let displaced = self.behind.iter().filter(|b| self.is_displaced(b));
        let displaced: Vec<Slot> = displaced.map(|b| b.slot).collect();
        let is_free = |room: &Ix<Room>| {
            let room = &program[*room];
            let kinds = || room.sessions.iter().map(|&ix| program[ix].kind);
            // A foyer is none.
            let is_hall = kinds().any(|k| !matches!(k, SessionKind::Break | SessionKind::Social));
            let is_small = room.capacity.zip(own.capacity).is_some_and(|(a, b)| a < b);
            let mut busy = room.sessions.iter().filter_map(|&ix| program[ix].busy());
            is_hall && !is_small && !busy.any(|busy| displaced.iter().any(|d| d.overlaps(busy)))
        };
        let walk = |room: &Ix<Room>| {
            let known = own.walk.iter().find(|(other, _)| other == room);
            known.map_or(u32::MAX, |(_, minutes)| *minutes)
        };
        let rooms = program.all::<Room>();
        let rooms = rooms.filter(|&room| Some(room) != self.session.room);
        let free = rooms.filter(is_free).min_by_key(walk);
        free.filter(|_| !displaced.is_empty())
    }

    /// Returns the updates that bring a session to a place; `None` where it is too far.
    fn moves(&self, behind: &Behind, place: Place) -> Option<Vec<Update>> {
        let Behind { ix, room, slot, .. } = behind;
        let subject = self.program.subject(*ix);
        let id = &self.program[*ix].id;
        let scheduled = self.original.get(id).unwrap_or(&self.program[*ix]).slot?;
        let new = place.slot;
        let delay = if new.from == slot.from {
            self.base_value(&subject, Field::Delay)
        } else {
            value((new.from - scheduled.from) / 60).ok()?
        };
        let length = if new.until - new.from == slot.until - slot.from {
            self.base_value(&subject, Field::Length)
        } else {
            value((new.until - new.from) / 60).ok()?
        };
        let room = if place.room == *room {
            self.base_value(&subject, Field::Room)
        } else {
            place.room.map(|room| self.program[room].id.clone())
        };
        let wanted = [
            (Field::Delay, delay),
            (Field::Length, length),
            (Field::Room, room),
        ];
        let differs = |(field, value): &(Field, Option<Text>)| {
            let now = self.in_force.get(&(&subject, *field));
            *value != now.and_then(|update| update.value.clone())
        };
        let updates = wanted.into_iter().filter(differs);
        let updates = updates.map(|(field, value)| Update {
            subject: subject.clone(),
            field,
            value,
            ..self.delay.clone()
        });
        Some(updates.collect())
    }

    /// Returns the value of a field without the posts that delay this session.
    fn base_value(&self, subject: &Subject, field: Field) -> Option<Text> {
        self.base.get(&(subject, field))?.value.clone()
    }
}

/// Where a session is to be.
#[derive(Clone, Copy)]
struct Place {
    slot: Slot,
    room: Option<Ix<Room>>,
}

/// Returns a session without the posts that delay another one.
fn base_of<'p>(
    program: &'p Program,
    original: &Original,
    base: &Index,
    ix: Ix<Session>,
) -> Cow<'p, Session> {
    let subject = program.subject(ix);
    let Some(scheduled) = original.get(&subject.id) else {
        return Cow::Borrowed(&program[ix]);
    };
    let fields = Field::NAMES.iter().map(|(_, field)| *field);
    let updates = fields.filter_map(|field| base.get(&(&subject, field)).copied());
    Cow::Owned(updated(program, scheduled, &updates.collect::<Vec<_>>()).0)
}

/// Returns the minutes that are left of a session, of those that it has.
fn shortest(session: &Behind, length: i64, repair: &Repair) -> i64 {
    match (session.kind, repair) {
        (_, Repair::Follow) => length,
        (SessionKind::Break, _) => length.min(MIN_BREAK),
        (_, Repair::Hold) => length.min(MIN_SESSION.max((session.planned + 1) / 2)),
        _ => length,
    }
}

/// Returns the value of a number of minutes, none for 0.
fn value(minutes: i64) -> Result<Option<Text>, TooLong> {
    match minutes {
        0 => Ok(None),
        n => delay_value(n).map(Some).ok_or(TooLong),
    }
}

/// A delay that no update can have.
struct TooLong;

/// Returns seconds as whole minutes, rounded up.
fn minutes_up(seconds: i64) -> i64 {
    (seconds + 59).div_euclid(60)
}
