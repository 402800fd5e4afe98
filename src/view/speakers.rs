//! The speakers, by name.

use crate::model::{Ix, Speaker, Subject};
use crate::page::Page;
use crate::text::fold::fold;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let mut all: Vec<Ix<Speaker>> = super::shown(world);
    all.sort_by_cached_key(|&ix| fold(&world.name(&program.subject(ix))));
    world.sort(&mut all);
    let mut page = Page::new(super::sorted_title(world, "speakers", all.len()));
    let none = super::why_none::<Speaker>(world, "no-speakers");
    let subjects = all.into_iter().map(|ix| program.subject(ix));
    super::items(&mut page, subjects, &none);
    page
}
