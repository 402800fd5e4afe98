//! The speakers, by name.

use crate::fold::fold;
use crate::page::Page;
use crate::program::{Ix, Kind, Subject};
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let mut page = Page::new(world.words.count("speakers", program.speakers.len()));
    let mut all: Vec<(String, Subject)> = (0..program.speakers.len() as Ix)
        .map(|ix| program.subject(Kind::Speaker, ix))
        .map(|subject| (fold(&world.name(&subject)), subject))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    super::items(
        &mut page,
        all.into_iter().map(|(_, s)| s),
        &world.words.say("no-speakers"),
    );
    page
}
