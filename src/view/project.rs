//! One project: who leads and funds it, and its sessions.

use crate::model::{Project, Subject};
use crate::page::Page;
use crate::page::Role;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let Some(ix) = world.program.find::<Project>(subject) else {
        return super::missing(world, subject);
    };
    let project = &world.program[ix];
    let mut page = Page::titled(world.name(subject));
    page.fields(
        &super::label(world, "lead"),
        project.lead.map(|p| super::link(world, p)),
    );
    page.fields(
        &super::label(world, "funders"),
        project.funders.iter().map(|&p| super::link(world, p)),
    );
    super::web(&mut page, world, project.url.as_ref());
    page.text(&world.text(&project.about), Role::Text);
    super::sessions_heading(&mut page, world, &project.sessions);
    super::by_day(&mut page, world, &project.sessions);
    page.start = super::agenda::current(world, &page).unwrap_or(0);
    page
}
