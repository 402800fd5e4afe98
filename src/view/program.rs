//! The programme itself.

use crate::page::{Cell, Page};
use crate::program::{Ix, Kind, Subject};
use crate::theme::Role;
use crate::view::partners::ROLES;
use crate::words::{count, join, short_date, time};
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let mut page = Page::titled(world.name(subject));
    page.text(&world.say(&program.notice), Role::Warning);
    page.gap();
    page.fields(
        "Days",
        program
            .days
            .iter()
            .map(|d| Cell::link(world.day_title(d.date), d.subject())),
    );
    page.field("Venue", world.say(&program.venue));
    page.field("Clock", program.zone.name().to_owned());
    for (role, label) in ROLES {
        let of_role =
            (0..program.partners.len() as Ix).filter(|&ix| program.partner(ix).role == role);
        page.fields(
            label,
            of_role.map(|ix| super::link(world, Kind::Partner, ix)),
        );
    }
    page.fields(
        "Projects",
        (0..program.projects.len() as Ix).map(|ix| super::link(world, Kind::Project, ix)),
    );
    page.field("Web", program.url.as_ref());
    page.field(
        "Languages",
        program
            .languages
            .iter()
            .map(crate::text::Lang::as_str)
            .collect::<Vec<_>>()
            .join(", "),
    );
    if let Some(at) = program.updated {
        page.field("Changed", format!("{} {}", short_date(at.date()), time(at)));
    }
    let counts = [
        count(program.sessions.len(), "session"),
        count(program.speakers.len(), "speaker"),
        count(program.rooms.len(), "room"),
    ];
    page.field("Holds", join(&counts));
    page.text(&world.say(&program.about), Role::Text);
    page
}
