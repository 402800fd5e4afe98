//! The keys, from the table of commands.

use crate::page::{Cell, Page, Row};
use crate::program::Subject;
use crate::theme::Role;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let mut page = Page::titled(world.words.say("keys"));
    page.gap();
    for (keys, message) in (world.help)(world.dir()) {
        page.rows.push(Row::Field(
            keys,
            Cell::new(world.words.say(&message), Role::Text),
        ));
    }
    page.text(&world.words.say("marks"), Role::Faint);
    page
}
