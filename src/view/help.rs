//! The keys: those of the page from which help was opened, then all others by what they are for.

use crate::model::{Kind, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::world::World;
use crate::world::keymap::{Binding, Group};

/// The id of the subject is the name of the view from which help was opened.
pub fn page(world: &World, subject: &Subject) -> Page {
    let mut page = Page::titled(world.messages.get("keys"));
    let is_here = |binding: &&Binding| binding.on.is_some_and(|on| on == subject.id.as_str());
    let all = world.keys.rows.iter();
    let (here, others): (Vec<&Binding>, Vec<&Binding>) = all.partition(is_here);
    part(&mut page, world, "keys-here", &here);
    for (group, heading) in Group::ALL {
        let of_group = others.iter().copied().filter(|b| b.group == group);
        part(&mut page, world, heading, &of_group.collect::<Vec<_>>());
    }
    page.text(&world.messages.get("marks"), Role::Faint);
    page
}

/// Adds commands below a heading, if there are any.
fn part(page: &mut Page, world: &World, heading: &str, bindings: &[&Binding]) {
    if bindings.is_empty() {
        return;
    }
    page.heading(Cell::new(world.messages.get(heading), Role::Heading));
    page.rows.extend(bindings.iter().map(|binding| {
        let doc = world.messages.get(&binding.message);
        let cell = Cell::link(doc, Subject::new(Kind::Command, binding.name));
        Row::Field(binding.shown(world.dir()), cell)
    }));
}
