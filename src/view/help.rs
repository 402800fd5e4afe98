//! The keys: those of the page that it was opened from, then all of them.

use crate::model::{Kind, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::world::World;
use crate::world::keymap::Binding;

/// The id of the subject is the name of the view that it was opened from.
pub fn page(world: &World, subject: &Subject) -> Page {
    let mut page = Page::titled(world.messages.get("keys"));
    let (here, others): (Vec<&Binding>, Vec<&Binding>) = world
        .keys
        .rows
        .iter()
        .partition(|row| row.on.is_some_and(|on| on == subject.id.as_str()));
    let all = here.is_empty();
    for (heading, rows) in [("keys-here", here), ("keys-everywhere", others)] {
        if rows.is_empty() {
            continue;
        }
        page.gap();
        if !all {
            page.heading(Cell::new(world.messages.get(heading), Role::Heading));
        }
        for row in rows {
            let doc = world.messages.get(&row.message);
            let cell = Cell::link(doc, Subject::new(Kind::Command, row.name));
            page.rows.push(Row::Field(row.shown(world.dir()), cell));
        }
    }
    page.text(&world.messages.get("marks"), Role::Faint);
    page
}
