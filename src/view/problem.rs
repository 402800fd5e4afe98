//! One problem: where it is, what it means, how to fix it.

use crate::model::Subject;
use crate::page::Role;
use crate::page::{Page, Row};
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let Some(problem) = world.problem(&subject.id) else {
        return super::missing(world, subject);
    };
    let about = problem.code.about();
    let mut page = Page::titled(world.messages.message(&problem.message));
    let level = world.messages.get(&format!("level-{}", about.level.name()));
    page.gap();
    page.field(
        &super::label(world, "code"),
        world.messages.field(&level, about.name),
    );
    page.field(&super::label(world, "place"), problem.position());
    if let Some(location) = &problem.location {
        page.gap();
        page.rows
            .push(Row::Source(location.excerpt.to_string(), location.caret));
    }
    if let Some(help) = &problem.help {
        page.text(&world.messages.message(help), Role::Warning);
    }
    page.text(&about.explain(&world.messages), Role::Text);
    page
}
