//! Finds the sessions that an update would put into the same room, or give the same person, at the same time.

use super::apply::{diagnostic, updated};
use crate::i18n::{Arg, Message, time};
use crate::model::diagnostic::{Code, Diagnostic, MAX_DIAGNOSTICS};
use crate::model::{Ix, Program, Session, SessionKind, Slot, Speaker, Subject};
use crate::update::{Field, InForce, Original, Update, UpdateLog};

/// Another session that needs the same room, or the same person, at the same time.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict {
    /// [`Code::RoomOverlap`] or [`Code::SpeakerOverlap`].
    pub code: Code,
    /// The session that has the conflict.
    pub of: Ix<Session>,
    /// The other session.
    pub other: Ix<Session>,
    /// The conflict as a sentence.
    pub message: Message,
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
    let (ix, session) = after(program, original, in_force, update)?;
    Some(Preview {
        conflicts: new_conflicts(program, ix, &session),
        ix,
        session,
    })
}

/// Returns the session of an update with it, and its place; `None` if the programme does not have it. `in_force` returns the
/// update in force for a field of a subject.
pub(super) fn after<'u, 'l: 'u>(
    program: &Program,
    original: &Original,
    in_force: impl Fn(&Subject, Field) -> Option<&'l Update>,
    update: &'u Update,
) -> Option<(Ix<Session>, Session)> {
    let ix = program.find::<Session>(&update.subject)?;
    let now = &program[ix];
    let updates = Field::NAMES.iter().filter_map(|&(_, field)| {
        let new = (field == update.field).then_some(update);
        new.or_else(|| in_force(&update.subject, field))
    });
    let updates: Vec<&Update> = updates.collect();
    let scheduled = original.get(&now.id).unwrap_or(now);
    let (session, _) = updated(program, scheduled, &updates);
    Some((ix, session))
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

/// Returns the conflicts that a session would have if it replaced the one at `ix`, and that one does not have.
pub(super) fn new_conflicts(
    program: &Program,
    ix: Ix<Session>,
    session: &Session,
) -> Vec<Conflict> {
    let mut new = conflicts(program, ix, session);
    let already = conflicts(program, ix, &program[ix]);
    new.retain(|c| !already.contains(c));
    new
}

/// Returns the conflicts that a session has now.
pub fn conflicts_of(program: &Program, ix: Ix<Session>) -> Vec<Conflict> {
    conflicts(program, ix, &program[ix])
}

/// Returns the conflicts that a session would have if it replaced the one at `ix`. A session without a room has none.
fn conflicts(program: &Program, ix: Ix<Session>, session: &Session) -> Vec<Conflict> {
    let (Some(slot), Some(place)) = (session.busy(), session.room) else {
        return Vec::new();
    };
    let overlaps = |&&other: &&Ix<Session>| {
        let busy = program[other].busy();
        other != ix && busy.is_some_and(|busy| busy.overlaps(slot))
    };
    let room = &program[place];
    let in_room = room
        .sessions
        .iter()
        .filter(overlaps)
        .map(|&other| Conflict {
            code: Code::RoomOverlap,
            of: ix,
            other,
            message: other_session("update-room-used", &program[other])
                .arg("room", Arg::name_or_id(&room.name, &room.id)),
        });
    let elsewhere = |&speaker: &Ix<Speaker>| {
        let speaker = &program[speaker];
        let sessions = speaker.sessions.iter().filter(overlaps);
        sessions.filter_map(move |&other| {
            let session = &program[other];
            let there = session.room.filter(|&there| there != place)?;
            let there = &program[there];
            let message = other_session("update-speaker-busy", session);
            Some(Conflict {
                code: Code::SpeakerOverlap,
                of: ix,
                other,
                message: message
                    .arg("speaker", Arg::name_or_id(&speaker.name, &speaker.id))
                    .arg("room", Arg::name_or_id(&there.name, &there.id)),
            })
        })
    };
    let people: Vec<Ix<Speaker>> = session.people().collect();
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
        let fields = [Field::Room, Field::Delay, Field::Speakers, Field::Status];
        let set = |field: &Field| {
            let mut updates = updates.iter();
            updates.find(|u| u.field == *field && u.value.is_some())
        };
        let Some(update) = fields.iter().find_map(set) else {
            continue;
        };
        // Of two updated sessions, only the later one is reported.
        let found = conflicts(program, *ix, &program[*ix]);
        let found = found
            .into_iter()
            .filter(|c| c.other < *ix || !is_updated(c.other));
        diagnostics.extend(found.map(|conflict| {
            let help = Message::new("update-conflict-help");
            diagnostic(update, conflict.code, conflict.message, help)
        }));
    }
}
