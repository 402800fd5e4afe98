//! The agenda: every session, day by day.

use std::cmp::Reverse;

use crate::model::{Ix, Session, Slot, Status, Subject};
use crate::page::Role;
use crate::page::{Page, Row};
use crate::world::{Phase, World};

/// Returns the page.
pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let days = program
        .days
        .iter()
        .filter(|d| !d.sessions.is_empty())
        .count();
    let mut page = Page::new(world.messages.plural("agenda-of", days));
    super::notice(&mut page, world);
    if program.sessions.is_empty() {
        page.text(&world.messages.get("no-sessions-at-all"), Role::Text);
        if !world.diagnostics.is_empty() {
            page.text(
                &world.with_keys("see-problems", &["problems"], &[]),
                Role::Text,
            );
        }
        return page;
    }
    let all: Vec<Ix<Session>> = program.all().collect();
    if world.all_tentative() {
        super::sessions_heading(&mut page, world, &all);
    }
    let first = page.rows.len();
    super::by_day(&mut page, world, &all);
    page.start = start(world, &page, first);
    page
}

/// Returns the row where the reader starts: that of [`current`], else the first session.
pub fn start(world: &World, page: &Page, first: usize) -> usize {
    let first_session = || sessions(world, page).next().map(|(row, _)| row);
    current(world, page).or_else(first_session).unwrap_or(first)
}

/// Returns the sessions of a page, with their rows.
fn sessions(world: &World, page: &Page) -> impl Iterator<Item = (usize, Ix<Session>)> {
    page.rows.iter().enumerate().filter_map(|(row, r)| match r {
        Row::Item(subject) => Some((row, world.program.find(subject)?)),
        _ => None,
    })
}

/// Returns the row of the session that is on, else of the next one; `None` outside the programme's time. Cancelled
/// sessions do not count.
pub fn current(world: &World, page: &Page) -> Option<usize> {
    let program = &world.program;
    let running = world.now().is_some_and(|now| program.span.contains(&now));
    let held = |(row, ix): (usize, Ix<Session>)| {
        let session = &program[ix];
        let held = running && session.status != Status::Cancelled;
        Some((row, session.slot.filter(|_| held)?))
    };
    let held: Vec<(usize, Slot)> = sessions(world, page).filter_map(held).collect();
    // The last one to start: an information desk that is open all day is of little interest.
    let on = held.iter().filter(|(_, slot)| world.is_on(*slot));
    let on = on.max_by_key(|(row, slot)| (slot.from, Reverse(*row)));
    let next = || {
        let coming = |slot| matches!(world.phase(slot), Some(Phase::Coming(_)));
        held.iter().find(|(_, slot)| coming(*slot))
    };
    on.or_else(next).map(|(row, _)| *row)
}
