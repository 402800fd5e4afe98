//! The start page of a large programme: its days and tracks. A page of all sessions would be slow on a phone.

use crate::i18n::Messages;
use crate::model::{Slot, Track};
use crate::page::{Cell, Page, Role, Row};
use crate::world::World;

pub fn page(world: &World) -> Page {
    let program = &world.program;
    let messages = &world.messages;
    let mut page = Page::default();
    let notice = world.notice().map_or_else(String::new, |n| world.text(n));
    page.text(&notice, Role::Notice);
    page.text(&world.text(&program.venue), Role::Faint);
    for day in &program.days {
        if let Some(range) = range(messages, &super::shown_slots(world, day)) {
            page.rows.push(Row::Item(day.subject()));
            page.under(Cell::new(range, Role::Faint));
        }
    }
    let tracks = program.all::<Track>();
    let shown = tracks.filter(|&ix| world.shows_subject(ix));
    let items: Vec<Row> = shown.map(|ix| Row::Item(program.subject(ix))).collect();
    if !items.is_empty() {
        page.heading(Cell::new(messages.get("tab-tracks"), Role::Heading));
        page.rows.extend(items);
    }
    page
}

/// Returns the first start and the last end of sessions: `09:30–18:00`; `None` without sessions.
fn range(messages: &Messages, slots: &[Slot]) -> Option<String> {
    let first = slots.iter().min_by_key(|slot| slot.from)?;
    let last = slots.iter().max_by_key(|slot| slot.until)?;
    Some(messages.range(first.start, last.end))
}
