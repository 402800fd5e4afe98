//! The speakers, by name.

use crate::model::{Kind, Subject};
use crate::page::Page;
use crate::text::fold::fold;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let shown = super::shown(world, Kind::Speaker);
    let mut page = Page::new(world.messages.plural("speakers", shown.len()));
    let mut all: Vec<(String, Subject)> = shown
        .into_iter()
        .map(|ix| world.program.subject(Kind::Speaker, ix))
        .map(|subject| (fold(&world.name(&subject)), subject))
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    let none = super::why_none(world, Kind::Speaker, "no-speakers");
    super::items(&mut page, all.into_iter().map(|(_, s)| s), &none);
    page
}
