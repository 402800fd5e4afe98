//! Every session, day by day. The first screen.

use std::cmp::Reverse;

use crate::model::{Ix, Kind, Slot, Status, Subject};
use crate::page::Role;
use crate::page::{Page, Row};
use crate::world::{Phase, World};

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
    let all: Vec<Ix> = (0..program.sessions.len() as Ix).collect();
    let first = page.rows.len();
    super::by_day(&mut page, world, &all);
    page.start = start(world, &page, first);
    page
}

/// The row of what is on now, else of what is next; outside the programme's time, of the first session.
/// Cancelled sessions are neither.
pub fn start(world: &World, page: &Page, first: usize) -> usize {
    let program = &world.program;
    let rows = page.rows.iter().enumerate().skip(first);
    let sessions: Vec<(usize, Ix)> = rows
        .filter_map(|(row, r)| match r {
            Row::Item(subject) if subject.kind == Kind::Session => {
                Some((row, program.find(subject)?))
            }
            _ => None,
        })
        .collect();
    let held = sessions.iter().copied().filter_map(|(row, ix)| {
        let session = program.session(ix);
        let slot = session.slot?;
        (session.status != Status::Cancelled).then_some((row, slot))
    });
    let running = program.span.contains(&world.now);
    let held: Vec<(usize, Slot)> = held.filter(|_| running).collect();
    // Of what goes on, the last to begin: a desk that is open all day says little.
    let on = held
        .iter()
        .filter(|(_, slot)| matches!(world.when(*slot), Phase::Now(_)));
    let on = on.max_by_key(|(row, slot)| (slot.from, Reverse(*row)));
    let next = || {
        held.iter()
            .find(|(_, slot)| matches!(world.when(*slot), Phase::Coming(_)))
    };
    let found = on.or_else(next).map(|(row, _)| *row);
    let first_session = || sessions.first().map(|(row, _)| *row);
    found.or_else(first_session).unwrap_or(first)
}
