//! Every session, day by day. The first screen.

use crate::page::{Page, Row};
use crate::program::{Ix, Kind, Subject};
use crate::theme::Role;
use crate::world::{When, World};
use crate::zone::Instant;

pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let days = program
        .days
        .iter()
        .filter(|d| !d.sessions.is_empty())
        .count();
    let mut page = Page::new(world.words.count("agenda-of", days));
    super::notice(&mut page, world);
    if program.sessions.is_empty() {
        page.text(&world.words.say("no-sessions-at-all"), Role::Text);
        if !world.diagnostics.is_empty() {
            page.text(&world.words.say("see-problems"), Role::Text);
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
pub fn start(world: &World, page: &Page, first: usize) -> usize {
    let program = &world.program;
    let from = |ix: usize| {
        program.sessions[ix]
            .slot
            .map_or(Instant::MAX, |slot| slot.from)
    };
    let when = |ix: &usize| program.sessions[*ix].slot.map(|slot| world.when(slot));
    let all = || 0..program.sessions.len();
    // Of what goes on, the last to begin: a desk that is open all day says little.
    let began = all()
        .filter(|ix| matches!(when(ix), Some(When::Now(_))))
        .map(from)
        .max();
    let current = began.and_then(|began| {
        all().find(|&ix| from(ix) == began && matches!(when(&ix), Some(When::Now(_))))
    });
    let next = || all().find(|ix| matches!(when(ix), Some(When::Coming(_))));
    let running = program.span.contains(&world.now);
    let wanted = current.or_else(next).filter(|_| running);
    let id = wanted.map(|ix| &program.sessions[ix].id);
    let is_session = |row: &Row| matches!(row, Row::Item(s) if s.kind == Kind::Session && id.is_none_or(|id| s.id == *id));
    let rows = page.rows.iter().enumerate().skip(first);
    let found = rows
        .filter(|(_, row)| is_session(row))
        .map(|(i, _)| i)
        .next();
    found.unwrap_or(first)
}
