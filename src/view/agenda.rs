//! Every session, day by day. The first screen.

use crate::page::{Page, Row};
use crate::program::{Ix, Kind, Session, Subject};
use crate::theme::Role;
use crate::words::count;
use crate::world::{When, World};

pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let days = program
        .days
        .iter()
        .filter(|d| !d.sessions.is_empty())
        .count();
    let mut page = Page::new(format!("Agenda of {}", count(days, "day")));
    page.text(&world.say(&program.notice), Role::Notice);
    if program.sessions.is_empty() {
        page.text("This programme has no sessions.", Role::Text);
        if !world.diagnostics.is_empty() {
            page.text("Press ! to see what is wrong in its file.", Role::Text);
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
fn start(world: &World, page: &Page, first: usize) -> usize {
    let program = &world.program;
    let going = |s: &Session| s.slot.is_some_and(|slot| world.when(slot) != When::Past);
    let running = program.span.contains(&world.now);
    let wanted = program
        .sessions
        .iter()
        .position(going)
        .filter(|_| running)
        .unwrap_or(0);
    let is_session = |row: &Row| matches!(row, Row::Item(s) if s.kind == Kind::Session);
    let rows = page
        .rows
        .iter()
        .enumerate()
        .skip(first)
        .filter(|(_, row)| is_session(row));
    rows.map(|(i, _)| i).nth(wanted).unwrap_or(first)
}
