//! What is on now, what is next in each room, what is later today.

use crate::model::{Ix, Session, Subject};
use crate::page::Role;
use crate::page::item::Countdown;
use crate::page::{Cell, Page};
use crate::world::World;
use crate::world::agenda;

pub fn page(world: &World, _: &Subject) -> Page {
    let messages = &world.messages;
    let program = &world.program;
    let now = agenda::now(world);
    let mut page = Page {
        countdown: Countdown::Long,
        ..Page::new(messages.plural("on-at-once", now.on.len()))
    };
    super::notice(&mut page, world);
    let add = |page: &mut Page, heading: Cell, all: &[Ix<Session>]| {
        if !all.is_empty() {
            page.heading(heading);
            let subjects = all.iter().map(|&ix| program.subject(ix));
            super::items(page, subjects, "");
        }
    };
    let heading = |key: &str| Cell::new(messages.get(key), Role::Heading);
    add(&mut page, heading("heading-now"), &now.on);
    add(&mut page, heading("heading-cancelled"), &now.cancelled);
    let next = now.next.first().and_then(|&ix| program[ix].slot);
    match next {
        Some(slot) if Some(slot.day) == world.today() => {
            if now.on.is_empty() {
                let filtered = !world.filter().query().is_empty();
                let key = if filtered {
                    "nothing-now-filtered"
                } else {
                    "nothing-now"
                };
                page.text(&world.filtered_out(key), Role::Faint);
            }
            add(&mut page, heading("heading-next"), &now.next);
            add(&mut page, heading("heading-later"), &now.later);
        }
        Some(slot) => {
            let over = if !world.filter().query().is_empty() {
                "nothing-now-filtered"
            } else if world.is_running() {
                "over-today"
            } else {
                "not-yet"
            };
            if now.on.is_empty() {
                page.text(&world.filtered_out(over), Role::Faint);
            }
            add(&mut page, super::day_heading(world, slot.day), &now.next);
        }
        None if now.on.is_empty() => {
            let key = if program.sessions.is_empty() {
                "no-sessions-at-all"
            } else if world.filter().is_on() {
                "all-filtered"
            } else {
                "program-over"
            };
            page.text(&world.filtered_out(key), Role::Text);
        }
        None => {}
    }
    page
}
