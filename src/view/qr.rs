//! Sessions as codes for a camera: one's own, or all of a speaker.

use crate::model::{Kind, Subject};
use crate::page::{Form, Page};
use crate::world::World;
use crate::world::agenda;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let sessions = match (subject.kind, program.find(subject)) {
        (Kind::Session, Some(ix)) => vec![ix],
        (Kind::Speaker, Some(ix)) => program.speaker(ix).sessions.clone(),
        _ => return super::gone(world, subject),
    };
    let mut page = Page {
        form: Form::Code,
        dated: true,
        ..Page::titled(world.name(subject))
    };
    let first = page.rows.len();
    let next = sessions.iter().position(|&ix| agenda::is_ahead(world, ix));
    let all = sessions
        .iter()
        .map(|&ix| program.subject(Kind::Session, ix));
    super::items(&mut page, all, &world.words.say("no-sessions"));
    page.start = first + next.unwrap_or(0);
    page
}
