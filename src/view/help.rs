//! The keys, from the table of commands.

use crate::page::{Cell, Page, Row};
use crate::program::Subject;
use crate::theme::Role;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let mut page = Page::new("Keys");
    page.rows.push(Row::Title("Keys".into()));
    page.gap();
    for (keys, doc) in &world.help {
        page.rows
            .push(Row::Field(keys, Cell::new(*doc, Role::Text)));
    }
    page.text(
        "Marks: ? tentative, now, moved, delayed, cancelled. Past sessions are faint.",
        Role::Faint,
    );
    page
}
