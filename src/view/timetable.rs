//! The timetable: rooms across, time down.

use crate::model::{Ix, Session, Subject};
use crate::page::Role;
use crate::page::{Page, Presentation};
use crate::view::agenda;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let mut page = Page {
        presentation: Presentation::Timetable,
        ..Page::new(world.messages.get("timetable"))
    };
    if program.sessions.is_empty() {
        page.text(&world.messages.get("no-sessions-at-all"), Role::Text);
        return page;
    }
    let all: Vec<Ix<Session>> = program.all().collect();
    super::by_day(&mut page, world, &all);
    page.start = agenda::start(world, &page, 0);
    page
}
