//! One day.

use crate::model::{Subject, subject_date};
use crate::page::{Cell, Page};
use crate::view::{items, missing, sessions_heading};
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let Some(at) =
        subject_date(subject).and_then(|date| program.days.iter().position(|d| d.date == date))
    else {
        return missing(world, subject);
    };
    let day = &program.days[at];
    let mut page = Page::titled(world.day_title(day.date));
    let link = |i: usize| {
        program
            .days
            .get(i)
            .map(|d| Cell::link(world.day_title(d.date), d.subject()))
    };
    page.fields(
        &super::label(world, "day-before"),
        at.checked_sub(1).and_then(link),
    );
    page.fields(&super::label(world, "day-after"), link(at + 1));
    sessions_heading(&mut page, world, &day.sessions);
    page.gap();
    let shown = day.sessions.iter().filter(|&&ix| world.shows(ix));
    let all = shown.map(|&ix| program.subject(ix));
    items(&mut page, all, "");
    page
}
