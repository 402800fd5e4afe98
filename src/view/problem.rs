//! One problem: where it is, what it means, how to fix it.

use crate::model::Subject;
use crate::page::Role;
use crate::page::{Page, Row};
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let Some(found) = world.problem(&subject.id) else {
        return super::gone(world, subject);
    };
    let about = found.code.about();
    let mut page = Page::titled(world.messages.message(&found.message));
    let level = world.messages.get(&format!("level-{}", about.level.name()));
    page.gap();
    page.field(
        &super::label(world, "code"),
        format!("{level}: {}", about.name),
    );
    page.field(&super::label(world, "place"), found.position());
    if let Some(place) = &found.location {
        page.gap();
        page.rows
            .push(Row::Source(place.excerpt.to_string(), place.caret));
    }
    if let Some(help) = &found.help {
        page.text(&world.messages.message(help), Role::Warning);
    }
    page.text(&about.explain(&world.messages), Role::Text);
    page
}
