//! An address on the web, in full.

use crate::model::Subject;
use crate::page::Page;
use crate::page::Role;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let mut page = Page::titled(&*subject.id);
    page.gap();
    page.text(
        &world.with_keys("address-hint", &["open", "browse", "copy"], &[]),
        Role::Faint,
    );
    page
}
