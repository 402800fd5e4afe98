//! The programme itself.

use crate::model::{Partner, Project, Subject};
use crate::page::Role;
use crate::page::item::announcement_role;
use crate::page::{Cell, Page};
use crate::view::partners::ROLES;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let mut page = Page::titled(world.name(subject));
    for (room, announcement) in world.announcements() {
        let text = world.announced_in(room, announcement);
        page.text(&text, announcement_role(announcement));
    }
    page.text(&world.text(&program.notice), Role::Warning);
    page.gap();
    page.fields(
        &super::label(world, "days"),
        program
            .days
            .iter()
            .map(|d| Cell::link(world.day_title(d.date), d.subject())),
    );
    page.field(&super::label(world, "venue"), world.text(&program.venue));
    page.field(&super::label(world, "clock"), program.zone.label());
    for (role, label) in ROLES {
        let of_role = program
            .all::<Partner>()
            .filter(|&ix| program[ix].role == role);
        page.fields(
            &super::label(world, label),
            of_role.map(|ix| super::link(world, ix)),
        );
    }
    page.fields(
        &super::label(world, "projects"),
        program.all::<Project>().map(|ix| super::link(world, ix)),
    );
    super::web(&mut page, world, program.url.as_ref());
    page.field(
        &super::label(world, "languages"),
        program
            .languages
            .iter()
            .map(crate::text::Lang::as_str)
            .collect::<Vec<_>>()
            .join(", "),
    );
    super::last_updated(&mut page, world, program.updated);
    let counts = [
        world.messages.plural("sessions", program.sessions.len()),
        world.messages.plural("speakers", program.speakers.len()),
        world.messages.plural("rooms", program.rooms.len()),
    ];
    page.field(&super::label(world, "holds"), counts.join(" · "));
    page.text(&world.text(&program.about), Role::Text);
    page
}
