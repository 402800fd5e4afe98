//! Sessions as QR codes, for a calendar: a single one, or all of a speaker. The starred sessions, which are those of the
//! programme here, have another one before these, with the list as a link or a line.

use crate::model::{AnyIx, Kind, Subject};
use crate::page::{Cell, Page, Presentation, Row};
use crate::world::World;
use crate::world::agenda;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let sessions = match program.find_any(subject) {
        Some(AnyIx::Session(ix)) => vec![ix],
        Some(AnyIx::Speaker(ix)) => program[ix].sessions.clone(),
        None if subject.kind == Kind::Program => world.starred(),
        _ => return super::missing(world, subject),
    };
    let mut page = Page {
        presentation: Presentation::QrCode,
        dated: true,
        ..Page::titled(world.name(subject))
    };
    let first = page.rows.len();
    if subject.kind == Kind::Program {
        let list = world.messages.plural("starred", sessions.len());
        page.rows.push(Row::Text(Cell::link(list, subject.clone())));
        page.rows
            .extend(sessions.iter().map(|&ix| Row::Item(program.subject(ix))));
        page.start = first;
        return page;
    }
    let next = sessions.iter().position(|&ix| agenda::is_ahead(world, ix));
    let all = sessions.iter().map(|&ix| program.subject(ix));
    super::items(&mut page, all, &world.messages.get("no-sessions"));
    page.start = first + next.unwrap_or(0);
    page
}
