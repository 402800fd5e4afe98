//! The keys: those of the page from which help was opened, then all others.

use crate::model::{Kind, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::world::World;
use crate::world::keymap::Binding;

/// The id of the subject is the name of the view from which help was opened.
pub fn page(world: &World, subject: &Subject) -> Page {
    let mut page = Page::titled(world.messages.get("keys"));
    let (here, others): (Vec<&Binding>, Vec<&Binding>) = world
        .keys
        .rows
        .iter()
        .partition(|binding| binding.on.is_some_and(|on| on == subject.id.as_str()));
    let headings = !here.is_empty();
    for (heading, bindings) in [("keys-here", here), ("keys-everywhere", others)] {
        if bindings.is_empty() {
            continue;
        }
        page.gap();
        if headings {
            page.heading(Cell::new(world.messages.get(heading), Role::Heading));
        }
        for binding in bindings {
            let doc = world.messages.get(&binding.message);
            let cell = Cell::link(doc, Subject::new(Kind::Command, binding.name));
            page.rows.push(Row::Field(binding.shown(world.dir()), cell));
        }
    }
    page.text(&world.messages.get("marks"), Role::Faint);
    page
}
