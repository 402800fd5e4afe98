//! The reader's own choice by day: clashes, gaps and what fits in them, minutes on foot.

use crate::model::{Ix, Kind, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::world::World;
use crate::world::agenda::{Gap, fit};

/// A gap of fewer minutes is not worth naming.
const LEAST: i64 = 15;
/// What fits in a gap is told of so many sessions.
const FITTING: usize = 3;

pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let messages = &world.messages;
    let starred = |ix: &Ix| world.stars.contains(&program.session(*ix).id);
    let all: Vec<Ix> = (0..program.sessions.len() as Ix).filter(starred).collect();
    let mut page = Page::new(messages.plural("starred", all.len()));
    if all.is_empty() {
        page.text(&messages.get("no-stars"), Role::Text);
        page.text(&world.with_keys("star-hint", &["star"], &[]), Role::Faint);
        return page;
    }
    if world.count(&all) == 0 {
        page.text(&messages.get("all-filtered"), Role::Text);
    }
    let item = |ix: Ix| Row::Item(program.subject(Kind::Session, ix));
    let mut day = None;
    // What is left out by the filter still takes its time.
    let fits = all.iter().copied().zip(fit(world, &all));
    for (ix, fit) in fits.filter(|(ix, _)| world.shows(*ix)) {
        super::turn_day(&mut page, world, &mut day, ix);
        if let Some(gap) = &fit.gap {
            page.under(told(world, gap));
            page.rows
                .extend(gap.fits.iter().take(FITTING).map(|&f| item(f)));
            let more = gap.fits.len().saturating_sub(FITTING);
            if more > 0 {
                page.under(Cell::new(messages.plural("more-fit", more), Role::Faint));
            }
        }
        page.rows.push(item(ix));
        for other in fit.conflicts {
            let title = world.name(&program.subject(Kind::Session, other));
            let text = messages.format("clash", &[("title", &title)]);
            page.under(Cell::new(text, Role::Error));
        }
        if fit.more > 0 {
            page.under(Cell::new(
                messages.plural("more-fit", fit.more),
                Role::Error,
            ));
        }
    }
    page
}

/// `30 min free, 4 min on foot`, or that there are too few; nothing where nothing is between.
fn told(world: &World, gap: &Gap) -> Cell {
    let messages = &world.messages;
    let room = world.program.session(gap.after).room;
    let room = room.map(|r| world.name(&world.program.subject(Kind::Room, r)));
    let (free, walk) = (messages.minutes(gap.free), messages.minutes(gap.walk));
    if gap.walk > gap.free {
        let room = room.unwrap_or_default();
        let texts = [("walk", &*walk), ("room", &room), ("free", &free)];
        return Cell::new(messages.format("hurry", &texts), Role::Warning);
    }
    if gap.free < LEAST && gap.walk == 0 {
        return Cell::default();
    }
    let on_foot = (gap.walk > 0).then(|| messages.format("on-foot", &[("walk", &walk)]));
    let free = std::iter::once(messages.format("free", &[("free", &free)])).chain(on_foot);
    let free: Vec<String> = free.collect();
    let text = messages.plural_with("gap", gap.fits.len(), &[("free", &free.join(" · "))]);
    Cell::new(text, Role::Faint)
}
