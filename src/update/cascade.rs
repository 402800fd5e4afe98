//! What a delay moves: the sessions behind it in its room, as little as needed.

use super::conflicts::{Conflict, after, new_conflicts};
use super::fields::{delay_value, minutes};
use crate::model::{Ix, Program, Session, Slot, Subject};
use crate::update::{Field, Original, Update, UpdateLog};

/// A delay with all that it moves.
#[derive(Debug)]
pub struct Cascade {
    /// The sessions that move and their new times, in their order: first the one that is delayed.
    pub moved: Vec<(Ix<Session>, Slot)>,
    /// The updates that move them.
    pub updates: Vec<Update>,
    /// What the moves conflict with in other rooms.
    pub conflicts: Vec<Conflict>,
}

/// Returns a delay with the moves of the sessions behind it in its room, so that none overlaps the one before; a gap takes
/// what fits in it. Where the session starts earlier than now, those that its last delay has moved come back as far as they
/// can. `None` where nothing behind it has to move, and where one would leave its day.
pub fn cascade(
    program: &Program,
    original: &Original,
    log: &UpdateLog,
    delay: &Update,
) -> Option<Cascade> {
    if delay.field != Field::Delay {
        return None;
    }
    let all = log.index();
    let in_force = |subject: &Subject, field| all.get(&(subject, field)).copied();
    let (first, delayed) = after(program, original, in_force, delay)?;
    let old = program[first].slot?;
    let new = delayed.busy().filter(|new| new.is_same_day(old))?;
    let mut shift = new.from - old.from;
    let last = in_force(&delay.subject, Field::Delay);
    let mut updates = vec![delay.clone()];
    let mut moved = vec![(first, delayed)];
    let mut end = new.until;
    for (ix, slot) in behind(program, first, old) {
        let subject = program.subject(ix);
        let set = in_force(&subject, Field::Delay);
        let before = set.and_then(|u| minutes(u.value.as_ref()?)).unwrap_or(0);
        let late = if shift > 0 {
            if slot.from >= end {
                break;
            }
            // Sessions that overlap already do not move apart.
            shift = shift.min(end - slot.from);
            before + minutes_up(shift)
        } else {
            let is_moved_with = |(set, last): (&Update, &Update)| set.is_of_post(last);
            if shift == 0 || before <= 0 || !set.zip(last).is_some_and(is_moved_with) {
                continue;
            }
            let scheduled = original.get(&subject.id)?.slot?;
            before.min(minutes_up(end - scheduled.from).max(0))
        };
        if late == before {
            end = end.max(slot.until);
            continue;
        }
        let update = delayed_by(delay, subject, late)?;
        let (_, moves) = after(program, original, in_force, &update)?;
        let slot = moves.slot.filter(|s| s.is_same_day(slot))?;
        end = end.max(slot.until);
        updates.push(update);
        moved.push((ix, moves));
    }
    (moved.len() > 1).then(|| Cascade {
        conflicts: outside(program, &moved),
        moved: moved
            .into_iter()
            .filter_map(|(ix, session)| Some((ix, session.slot?)))
            .collect(),
        updates,
    })
}

/// Returns the update that makes a session so many minutes late; without a delay, the one before is withdrawn.
fn delayed_by(delay: &Update, subject: Subject, late: i64) -> Option<Update> {
    let value = match late {
        0 => None,
        late => Some(delay_value(late)?),
    };
    Some(Update {
        subject,
        value,
        ..delay.clone()
    })
}

/// Returns seconds as whole minutes, rounded up.
fn minutes_up(seconds: i64) -> i64 {
    (seconds + 59).div_euclid(60)
}

/// Returns the sessions of a room that begin after one of its sessions does, on the same day, by their start.
fn behind(program: &Program, first: Ix<Session>, old: Slot) -> Vec<(Ix<Session>, Slot)> {
    let Some(room) = program[first].room else {
        return Vec::new();
    };
    let all = program[room].sessions.iter().filter(|&&ix| ix != first);
    let busy = all.filter_map(|&ix| Some((ix, program[ix].busy()?)));
    let is_behind = |(_, slot): &(Ix<Session>, Slot)| slot.from > old.from && slot.day == old.day;
    let mut behind: Vec<_> = busy.filter(is_behind).collect();
    behind.sort_by_key(|(_, slot)| slot.from);
    behind
}

/// Returns the conflicts that moved sessions have with others, and did not have before.
fn outside(program: &Program, moved: &[(Ix<Session>, Session)]) -> Vec<Conflict> {
    let is_moved = |other| moved.iter().any(|(ix, _)| *ix == other);
    let all = moved.iter();
    let new = all.flat_map(|(ix, session)| new_conflicts(program, *ix, session));
    new.filter(|c| !is_moved(c.other)).collect()
}
