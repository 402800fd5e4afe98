//! Who is still to come: the speakers, moderators and interpreters of the day by session, those of the next hour first.

use crate::model::{Arrival, Ix, Session, Speaker, Status, Subject, push_new};
use crate::page::{Cell, Page, Role, Row};
use crate::text::Text;
use crate::world::World;

/// The seconds within which a session counts as soon.
const SOON: i64 = 60 * 60;

pub fn page(world: &World, _: &Subject) -> Page {
    let sessions = of_the_day(world);
    let mut people: Vec<Ix<Speaker>> = Vec::new();
    for &ix in &sessions {
        staff(world, ix).for_each(|who| push_new(&mut people, who));
    }
    let here = people.iter().filter(|&&who| is_here(world, who)).count();
    let counts = [
        ("n", &*here.to_string()),
        ("all", &people.len().to_string()),
    ];
    let mut page = Page::new(world.messages.format("arrived-of", &counts));
    page.text(&page.title.clone(), Role::Faint);
    if people.is_empty() {
        page.text(&world.messages.get("nobody-expected"), Role::Text);
        return page;
    }
    let soon = world.now().map(|now| now + SOON);
    let is_soon = |ix: &Ix<Session>| {
        let start = world.program[*ix].slot.map(|slot| slot.from);
        soon.is_some_and(|soon| start.is_some_and(|start| start <= soon))
    };
    let (next, later): (Vec<_>, Vec<_>) = sessions.into_iter().partition(is_soon);
    let heading = |key| Cell::new(world.messages.get(key), Role::Heading);
    let day = later
        .first()
        .and_then(|&ix| Some(world.program[ix].slot?.day));
    let is_today = day == world.today();
    let rest = day
        .filter(|_| !is_today)
        .map(|day| super::day_heading(world, day));
    let rest = rest.unwrap_or_else(|| heading("heading-later"));
    for (heading, all) in [(heading("heading-soon"), next), (rest, later)] {
        if !all.is_empty() {
            page.heading(heading);
        }
        for ix in all {
            session(&mut page, world, ix);
        }
    }
    let first = |row: &Row| matches!(row, Row::Item(s) if world.program.find(s).is_some_and(|who| !is_here(world, who)));
    page.start = page.rows.iter().position(first).unwrap_or(0);
    page
}

/// Returns the sessions with people that are not over, of today, else of the next day with any.
fn of_the_day(world: &World) -> Vec<Ix<Session>> {
    let program = &world.program;
    let is_ahead = |ix: &Ix<Session>| {
        let session = &program[*ix];
        session.status != Status::Cancelled
            && staff(world, *ix).next().is_some()
            && session.slot.is_some_and(|slot| !world.is_past(slot))
            && world.shows(*ix)
    };
    let day = |ix: Ix<Session>| program[ix].slot.map(|slot| slot.day);
    let mut ahead = program.all().filter(is_ahead).peekable();
    let first = ahead.peek().copied().and_then(day);
    ahead.take_while(|&ix| day(ix) == first).collect()
}

/// Adds a session and its people: first those who are not there.
fn session(page: &mut Page, world: &World, ix: Ix<Session>) {
    page.rows.push(Row::Item(world.program.subject(ix)));
    let mut people: Vec<Ix<Speaker>> = Vec::new();
    staff(world, ix).for_each(|who| push_new(&mut people, who));
    people.sort_by_key(|&who| is_here(world, who));
    for who in people {
        page.rows.push(Row::Item(world.program.subject(who)));
        if let Some(contact) = world.contact(who) {
            let parts = contact.phone.iter().chain(&contact.notes);
            let parts: Vec<&str> = parts.map(Text::as_str).collect();
            page.under(Cell::new(parts.join(" · "), Role::Faint));
        }
    }
}

fn staff(world: &World, ix: Ix<Session>) -> impl Iterator<Item = Ix<Speaker>> {
    world.program.staff_of(&world.program[ix])
}

fn is_here(world: &World, who: Ix<Speaker>) -> bool {
    world.program[who].arrival == Arrival::Arrived
}
