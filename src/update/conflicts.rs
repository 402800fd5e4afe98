//! Finds the sessions that an update would put into the same room, or give the same person, at the same time.

use std::collections::HashMap;

use super::apply::{diagnostic, updated};
use crate::i18n::{Arg, Message, time};
use crate::model::diagnostic::{Code, Diagnostic, MAX_DIAGNOSTICS};
use crate::model::{Ix, Program, Session, SessionKind, Slot, Speaker, Subject, push_new};
use crate::update::{Field, InForce, Original, Update, UpdateLog, last_of_each_field};

/// Another session that needs the same room, or the same person, at the same time.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict {
    /// [`Code::RoomOverlap`] or [`Code::SpeakerOverlap`].
    pub code: Code,
    /// The session that has the conflict.
    pub of: Ix<Session>,
    /// The other session.
    pub other: Ix<Session>,
    /// The person who would be in two rooms.
    pub speaker: Option<Ix<Speaker>>,
    /// The conflict as a sentence.
    pub message: Message,
}

impl Conflict {
    /// Returns whether both are between the same sessions for the same reason, at whatever time.
    fn is_of_the_same(&self, other: &Self) -> bool {
        (self.code, self.other, self.speaker) == (other.code, other.other, other.speaker)
    }
}

/// What an update would do to a session.
#[derive(Debug)]
pub struct Preview {
    /// The session's place in the programme.
    pub ix: Ix<Session>,
    /// The session with the update.
    pub session: Session,
    /// The conflicts that it does not have now.
    pub conflicts: Vec<Conflict>,
}

/// Returns what an update would do to its session; `None` if the programme does not have it.
pub fn preview(
    program: &Program,
    original: &Original,
    log: &UpdateLog,
    update: &Update,
) -> Option<Preview> {
    let in_force = |subject: &Subject, field| log.in_force(subject, field);
    let mut after = after(program, original, in_force, std::slice::from_ref(update));
    let conflicts = new_conflicts(program, &after);
    let (ix, session) = after.pop()?;
    Some(Preview {
        ix,
        session,
        conflicts,
    })
}

/// Returns the conflicts that updates would make, each once.
pub fn conflicts_after(
    program: &Program,
    original: &Original,
    log: &UpdateLog,
    updates: &[Update],
) -> Vec<Conflict> {
    let index = log.index();
    let in_force = |subject: &Subject, field| index.get(&(subject, field)).copied();
    new_conflicts(program, &after(program, original, in_force, updates))
}

/// Returns the sessions of updates with all of them, each with its place. `in_force` returns the update in force for a field of
/// a subject.
pub(super) fn after<'l>(
    program: &Program,
    original: &Original,
    in_force: impl Fn(&Subject, Field) -> Option<&'l Update>,
    updates: &[Update],
) -> Vec<(Ix<Session>, Session)> {
    let all = last_of_each_field(updates.iter()).into_iter();
    let sessions = all.filter_map(|(subject, new)| {
        let ix = program.find::<Session>(subject)?;
        let fields = Field::NAMES.iter().filter_map(|&(_, field)| {
            let new = new.iter().copied().find(|update| update.field == field);
            new.or_else(|| in_force(subject, field))
        });
        let fields: Vec<&Update> = fields.collect();
        let scheduled = original.get(&subject.id).unwrap_or(&program[ix]);
        Some((ix, updated(program, scheduled, &fields).0))
    });
    sessions.collect()
}

/// Returns the breaks of other rooms into which a session would run in this slot, and does not now.
pub fn breaks(program: &Program, ix: Ix<Session>, slot: Slot) -> Vec<Ix<Session>> {
    let session = &program[ix];
    let is_met = |other: &Ix<Session>| {
        let pause = &program[*other];
        let elsewhere = pause.kind == SessionKind::Break && pause.room != session.room;
        let meets = |slot: Slot| pause.busy().is_some_and(|pause| pause.overlaps(slot));
        elsewhere && meets(slot) && !session.busy().is_some_and(meets)
    };
    let day = program.day(slot.day);
    let all = day.into_iter().flat_map(|day| day.sessions.iter().copied());
    all.filter(|_| session.kind != SessionKind::Break)
        .filter(is_met)
        .collect()
}

/// Returns the interpreters who would have no pause for too long if these sessions moved, and for how long; those who have none
/// now are left out.
pub fn without_pause(
    program: &Program,
    moved: &[(Ix<Session>, Session)],
) -> Vec<(Ix<Speaker>, Slot)> {
    let places: Moved = moved.iter().map(|(ix, session)| (*ix, session)).collect();
    let mut all: Vec<Ix<Speaker>> = Vec::new();
    for (_, session) in moved {
        let interpreters = program.interpreters_of(session);
        for &who in interpreters {
            push_new(&mut all, who);
        }
    }
    let found = all.into_iter().filter_map(|who| {
        let interprets = || program[who].interprets.iter();
        let before = interprets().filter_map(|&ix| program[ix].busy());
        let after = interprets().filter_map(|ix| {
            let session = places.get(ix).copied().unwrap_or(&program[*ix]);
            session.busy()
        });
        let mut after: Vec<Slot> = after.collect();
        after.sort_by_key(|slot| slot.from);
        let found = Slot::without_pause(after.into_iter())?;
        Slot::without_pause(before)
            .is_none()
            .then_some((who, found))
    });
    found.collect()
}

/// Returns the conflicts that sessions would have in the place of others, and that those do not have; of two that both move,
/// the later one has it.
pub(super) fn new_conflicts(program: &Program, moved: &[(Ix<Session>, Session)]) -> Vec<Conflict> {
    let places: Moved = moved.iter().map(|(ix, session)| (*ix, session)).collect();
    let all = moved.iter().flat_map(|&(ix, _)| {
        let already = conflicts_of(program, ix);
        let is_new = move |c: &Conflict| !already.iter().any(|a| a.is_of_the_same(c));
        conflicts(program, &places, ix).into_iter().filter(is_new)
    });
    all.filter(|c| c.other < c.of || !places.contains_key(&c.other))
        .collect()
}

/// Returns the conflicts that a session has now.
pub fn conflicts_of(program: &Program, ix: Ix<Session>) -> Vec<Conflict> {
    conflicts(program, &Moved::new(), ix)
}

/// The sessions that move, as they are then.
type Moved<'s> = HashMap<Ix<Session>, &'s Session>;

/// Returns the conflicts that a session would have if those that have moved were in the places of theirs. A session without a room
/// has none.
fn conflicts(program: &Program, moved: &Moved, ix: Ix<Session>) -> Vec<Conflict> {
    let at = |ix: Ix<Session>| moved.get(&ix).copied().unwrap_or(&program[ix]);
    let session = at(ix);
    let (Some(slot), Some(place)) = (session.busy(), session.room) else {
        return Vec::new();
    };
    let overlaps = |&other: &Ix<Session>| {
        let busy = at(other).busy();
        other != ix && busy.is_some_and(|busy| busy.overlaps(slot))
    };
    let room = &program[place];
    let is_new = |ix: &Ix<Session>| program[*ix].room != Some(place);
    let mut new: Vec<Ix<Session>> = moved.keys().copied().filter(is_new).collect();
    new.sort_unstable();
    let all = room.sessions.iter().copied().chain(new);
    let in_room = all.filter(|&other| at(other).room == Some(place));
    let in_room = in_room.filter(overlaps).map(|other| Conflict {
        code: Code::RoomOverlap,
        of: ix,
        other,
        speaker: None,
        message: other_session("update-room-used", at(other))
            .arg("room", Arg::name_or_id(&room.name, &room.id)),
    });
    let elsewhere = |&busy: &Ix<Speaker>| {
        let speaker = &program[busy];
        let sessions = program.duties_of(busy).into_iter().filter(overlaps);
        sessions.filter_map(move |other| {
            let session = at(other);
            let there = session.room.filter(|&there| there != place)?;
            // The interpreters of a room do not move with its sessions.
            program.staff_of(session).find(|&who| who == busy)?;
            let there = &program[there];
            let message = other_session("update-speaker-busy", session);
            Some(Conflict {
                code: Code::SpeakerOverlap,
                of: ix,
                other,
                speaker: Some(busy),
                message: message
                    .arg("speaker", Arg::name_or_id(&speaker.name, &speaker.id))
                    .arg("room", Arg::name_or_id(&there.name, &there.id)),
            })
        })
    };
    let people: Vec<Ix<Speaker>> = program.staff_of(session).collect();
    in_room.chain(people.iter().flat_map(elsewhere)).collect()
}

/// Returns a message with the title and the times of the other session.
fn other_session(key: &'static str, session: &Session) -> Message {
    let at = |of: fn(&crate::model::Slot) -> chrono::NaiveDateTime| {
        session
            .slot
            .map_or_else(String::new, |slot| time(of(&slot)))
    };
    Message::new(key)
        .arg("title", Arg::name_or_id(&session.title, &session.id))
        .arg("from", at(|slot| slot.start))
        .arg("until", at(|slot| slot.end))
}

/// Adds a diagnostic for each conflict of a session that has updates, up to [`MAX_DIAGNOSTICS`] in all.
pub(super) fn report(
    program: &Program,
    original: &Original,
    in_force: &InForce,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let is_updated = |ix: Ix<Session>| original.contains_key(&program[ix].id);
    let mut sessions: Vec<(Ix<Session>, &Vec<&Update>)> = in_force
        .iter()
        .filter_map(|(subject, updates)| Some((program.find(subject)?, updates)))
        .filter(|(ix, _)| is_updated(*ix))
        .collect();
    sessions.sort_unstable_by_key(|(ix, _)| *ix);
    for (ix, updates) in &sessions {
        // Any number of sessions may be put into one room.
        if diagnostics.len() >= MAX_DIAGNOSTICS {
            return;
        }
        // The update that most likely causes a conflict comes first.
        let fields = [
            Field::Room,
            Field::Delay,
            Field::Length,
            Field::Speakers,
            Field::Status,
        ];
        let set = |field: &Field| {
            let mut updates = updates.iter();
            updates.find(|u| u.field == *field && u.value.is_some())
        };
        let Some(update) = fields.iter().find_map(set) else {
            continue;
        };
        // Of two updated sessions, only the later one is reported.
        let found = conflicts_of(program, *ix);
        let found = found
            .into_iter()
            .filter(|c| c.other < *ix || !is_updated(c.other));
        diagnostics.extend(found.map(|conflict| {
            let help = Message::new("update-conflict-help");
            diagnostic(update, conflict.code, conflict.message, help)
        }));
    }
}
