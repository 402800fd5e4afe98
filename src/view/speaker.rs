//! One speaker: their sessions, with times, rooms and other speakers.

use crate::model::{Ix, Session, Speaker, Subject};
use crate::page::Role;
use crate::page::item::{self, Countdown};
use crate::page::{Cell, Page, Row};
use crate::view::session::on_clock;
use crate::world::agenda;
use crate::world::{Phase, World};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let Some(ix) = program.find::<Speaker>(subject) else {
        return super::missing(world, subject);
    };
    let speaker = &program[ix];
    let mut page = Page {
        countdown: Countdown::Long,
        ..Page::titled(world.name(subject))
    };
    if world.me() == Some(&subject.id) {
        page.rows.push(Row::Text(Cell::new(
            world.messages.get("you"),
            Role::Notice,
        )));
    }
    if let Some((arrival, role)) = item::arrival_mark(world, speaker) {
        page.rows.push(Row::Text(Cell::new(arrival, role)));
    }
    if let Some(contact) = world.contact(ix) {
        page.field(&super::label(world, "phone"), contact.phone.as_ref());
        page.field(&super::label(world, "contact"), contact.notes.as_ref());
    }
    page.field(&super::label(world, "role"), world.text(&speaker.role));
    page.fields(
        &super::label(world, "partner"),
        speaker.partner.map(|p| super::link(world, p)),
    );
    page.field(
        &super::label(world, "affiliation"),
        world.text(&speaker.affiliation),
    );
    super::web(&mut page, world, speaker.url.as_ref());
    let duties = match world.now() {
        Some(_) => program.duties_of(ix),
        None => speaker.sessions.clone(),
    };
    super::sessions_heading(&mut page, world, &duties);
    super::by_day_with(&mut page, world, &duties, |page, s| {
        details(page, world, s, ix);
    });
    page.text(&world.text(&speaker.bio), Role::Text);
    page.start = next(world, &page);
    page
}

/// Returns the row of the session that is on or next; the first row when the event is over or far away.
fn next(world: &World, page: &Page) -> usize {
    let is_next = |row: &Row| match row {
        Row::Item(subject) => world
            .program
            .find(subject)
            .is_some_and(|ix| agenda::is_ahead(world, ix)),
        _ => false,
    };
    let found = page.rows.iter().position(is_next);
    found.filter(|_| world.is_running()).unwrap_or(0)
}

/// Adds, below one of their sessions, what its item does not show: the time on the other clock, the days
/// until then, the other people.
fn details(page: &mut Page, world: &World, session: Ix<Session>, speaker: Ix<Speaker>) {
    let program = &world.program;
    let messages = &world.messages;
    let session = &program[session];
    if let Some(slot) = session.slot {
        let other = world.other_clock();
        let mut parts = Vec::new();
        if world.times_on(other, slot) != world.times(slot) {
            parts.push(on_clock(world, other, slot));
        }
        if let Some(Phase::Coming(n @ DAY..)) = world.phase(slot) {
            let days = usize::try_from(n / DAY).unwrap_or(usize::MAX);
            parts.push(messages.plural("in-days", days));
        }
        page.under(Cell::new(parts.join(" · "), Role::Faint));
    }
    if !session.speakers.contains(&speaker) {
        let is_chair = session.moderators.contains(&speaker);
        let key = if is_chair {
            "in-the-chair"
        } else {
            "interprets"
        };
        page.under(Cell::new(messages.get(key), Role::Text));
    }
    let names = |all: &[Ix<Speaker>]| {
        let others = all.iter().copied().filter(|&who| who != speaker);
        world.names(others)
    };
    for (key, people) in [
        ("with-people", &session.speakers),
        ("chaired-by", &session.moderators),
    ] {
        let names = names(people);
        if !names.is_empty() {
            let text = messages.format(key, &[("names", &names)]);
            page.under(Cell::new(text, Role::Text));
        }
    }
}
