//! A command: what it does, its keys and its name.

use super::label;
use crate::model::Subject;
use crate::page::Page;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let mut page = Page::titled(world.name(subject));
    if let Some(binding) = world.keys.named(&subject.id) {
        page.field(&label(world, "keys"), binding.shown(world.dir()));
        page.field(&label(world, "command"), binding.name.to_owned());
    }
    page
}
