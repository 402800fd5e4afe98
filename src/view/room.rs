//! One room and its sessions.

use crate::model::{Room, Subject};
use crate::page::{Cell, Page, item};
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let Some(ix) = program.find::<Room>(subject) else {
        return super::missing(world, subject);
    };
    let room = &program[ix];
    let mut page = Page::titled(world.name(subject));
    page.field(
        &super::label(world, "seats"),
        room.capacity.map(|n| n.to_string()).unwrap_or_default(),
    );
    page.field(&super::label(world, "floor"), room.floor.as_ref());
    page.fields(
        &super::label(world, "on-foot"),
        room.walk.iter().map(|&(other, n)| {
            let to = program.subject(other);
            Cell::link(
                world.messages.format(
                    "walk-to",
                    &[
                        ("time", &world.messages.minutes(n.into())),
                        ("room", &world.name(&to)),
                    ],
                ),
                to,
            )
        }),
    );
    let channels = room.channels.iter();
    page.fields(
        &super::label(world, "interpreted"),
        channels.map(|(tag, n)| Cell::from(item::on_channel(world, tag, Some(*n)))),
    );
    let interpreters = room.interpreters.iter().filter(|_| world.now().is_some());
    page.fields(
        &super::label(world, "interpreters"),
        interpreters.map(|&who| super::link(world, who)),
    );
    super::sessions_heading(&mut page, world, &room.sessions);
    super::by_day(&mut page, world, &room.sessions);
    page.start = super::agenda::current(world, &page).unwrap_or(0);
    page.same_room = true;
    page
}
