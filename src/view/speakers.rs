//! The speakers, by name.

use crate::model::{Speaker, Subject};
use crate::page::Page;
use crate::text::fold::fold;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let shown = super::shown::<Speaker>(world);
    let mut page = Page::new(world.messages.plural("speakers", shown.len()));
    let mut all: Vec<(String, Subject)> = shown
        .into_iter()
        .map(|ix| world.program.subject(ix))
        .map(|subject| (fold(&world.name(&subject)), subject))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let none = super::why_none::<Speaker>(world, "no-speakers");
    super::items(&mut page, all.into_iter().map(|(_, s)| s), &none);
    page
}
