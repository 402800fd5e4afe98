//! One speaker: when, where, with whom.

use crate::page::Page;
use crate::program::{Ix, Kind, Subject};
use crate::theme::Role;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let Some(ix) = program.find(subject) else {
        return super::gone(world, subject);
    };
    let speaker = program.speaker(ix);
    let mut page = Page::titled(world.name(subject));
    page.field(&super::label(world, "role"), world.say(&speaker.role));
    page.fields(
        &super::label(world, "partner"),
        speaker
            .partner
            .map(|p| super::link(world, Kind::Partner, p)),
    );
    page.field(
        &super::label(world, "affiliation"),
        world.say(&speaker.affiliation),
    );
    page.field(&super::label(world, "web"), speaker.url.as_ref());
    page.text(&world.say(&speaker.bio), Role::Text);
    let (chairs, speaks): (Vec<Ix>, Vec<Ix>) = speaker.sessions.iter().partition(|&&s| {
        let session = program.session(s);
        session.moderators.contains(&ix) && !session.speakers.contains(&ix)
    });
    if !speaks.is_empty() || chairs.is_empty() {
        super::sessions_heading(&mut page, world, &speaks);
        super::by_day(&mut page, world, &speaks);
    }
    if !chairs.is_empty() {
        page.text(
            &world.words.count("chairs-sessions", chairs.len()),
            Role::Faint,
        );
        super::by_day(&mut page, world, &chairs);
    }
    page
}
