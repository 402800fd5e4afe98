//! A command: what it does, and its keys.

use super::label;
use crate::model::Subject;
use crate::page::Page;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let mut page = Page::titled(world.name(subject));
    if let Some(row) = world.keys.named(&subject.id) {
        page.field(&label(world, "keys"), row.shown(world.dir()));
        page.field(&label(world, "command"), row.name.to_owned());
    }
    page
}
