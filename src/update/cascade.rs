//! What a delay moves: the sessions behind it in its room, as little as needed.

use super::conflicts::{Conflict, after, new_conflicts};
use super::fields::{delay_value, minutes};
use crate::model::{Ix, Program, Session, Slot};
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
/// what fits in it. `None` where nothing behind it has to move, and where one would leave its day.
pub fn cascade(
    program: &Program,
    original: &Original,
    log: &UpdateLog,
    delay: &Update,
) -> Option<Cascade> {
    if delay.field != Field::Delay {
        return None;
    }
    let (first, delayed) = after(program, original, log, delay)?;
    let old = program[first].slot?;
    let new = delayed.busy().filter(|new| new.day == old.day)?;
    let mut shift = new.from - old.from;
    if shift <= 0 {
        return None;
    }
    let mut updates = vec![delay.clone()];
    let mut moved = vec![(first, delayed)];
    let mut end = new.until;
    for (ix, slot) in behind(program, first, old) {
        if slot.from >= end {
            break;
        }
        // Sessions that overlap already do not move apart.
        shift = shift.min(end - slot.from);
        let session = &program[ix];
        let set = log.in_force(&session.id, Field::Delay);
        let before = set.and_then(|u| minutes(u.value.as_ref()?)).unwrap_or(0);
        let late = before + (shift + 59) / 60;
        let update = Update {
            session: session.id.clone(),
            field: Field::Delay,
            // Without a delay it is withdrawn.
            value: match late {
                0 => None,
                late => Some(delay_value(late)?),
            },
            ..delay.clone()
        };
        let (_, later) = after(program, original, log, &update)?;
        let slot = later.slot.filter(|s| s.day == slot.day)?;
        end = end.max(slot.until);
        updates.push(update);
        moved.push((ix, later));
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
