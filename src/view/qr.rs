//! Sessions as QR codes, for a calendar: a single one, or all of a speaker.

use crate::model::{AnyIx, Subject};
use crate::page::{Page, Presentation};
use crate::world::World;
use crate::world::agenda;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let sessions = match program.find_any(subject) {
        Some(AnyIx::Session(ix)) => vec![ix],
        Some(AnyIx::Speaker(ix)) => program[ix].sessions.clone(),
        _ => return super::missing(world, subject),
    };
    let mut page = Page {
        presentation: Presentation::QrCode,
        dated: true,
        ..Page::titled(world.name(subject))
    };
    let first = page.rows.len();
    let next = sessions.iter().position(|&ix| agenda::is_ahead(world, ix));
    let all = sessions.iter().map(|&ix| program.subject(ix));
    super::items(&mut page, all, &world.messages.get("no-sessions"));
    page.start = first + next.unwrap_or(0);
    page
}
