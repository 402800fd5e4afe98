//! One track and its sessions.

use crate::model::{Subject, Track};
use crate::page::Page;
use crate::page::Role;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let Some(ix) = world.program.find::<Track>(subject) else {
        return super::missing(world, subject);
    };
    let track = &world.program[ix];
    let mut page = Page::titled(world.name(subject));
    page.text(&world.text(&track.about), Role::Text);
    super::sessions_heading(&mut page, world, &track.sessions);
    super::by_day(&mut page, world, &track.sessions);
    page.start = super::agenda::current(world, &page).unwrap_or(0);
    page
}
