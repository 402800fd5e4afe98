//! The reader's own choice by day: clashes, gaps and what fits in them, minutes on foot.

use crate::page::{Cell, Page, Row};
use crate::plan::{Between, between};
use crate::program::{Ix, Kind, Subject};
use crate::theme::Role;
use crate::world::World;

/// What fits in a gap is told of so many sessions.
const FITTING: usize = 3;

pub fn page(world: &World, _: &Subject) -> Page {
    let program = &world.program;
    let words = &world.words;
    let starred = |ix: &Ix| world.stars.contains(&program.session(*ix).id);
    let all: Vec<Ix> = (0..program.sessions.len() as Ix).filter(starred).collect();
    let chosen: Vec<Ix> = all.iter().copied().filter(|&ix| world.shows(ix)).collect();
    let mut page = Page::new(words.count("starred", all.len()));
    if all.is_empty() {
        page.text(&words.say("no-stars"), Role::Text);
        page.text(&words.say("star-hint"), Role::Faint);
        return page;
    }
    if chosen.is_empty() {
        page.text(&words.say("all-filtered"), Role::Text);
    }
    let item = |ix: Ix| Row::Item(program.subject(Kind::Session, ix));
    let mut day = None;
    for (&ix, found) in chosen.iter().zip(between(world, &chosen)) {
        super::turn_day(&mut page, world, &mut day, ix);
        let mut clashes = Vec::new();
        for between in found {
            match between {
                Between::Clash(other) => {
                    let title = world.name(&program.subject(Kind::Session, other));
                    let text = words.with("clash", &[("title", &title)]);
                    clashes.push(Row::Under(Cell::new(text, Role::Error)));
                }
                Between::Hurry { free, walk } => {
                    let times = [
                        ("walk", &*words.minutes(walk)),
                        ("free", &words.minutes(free)),
                    ];
                    page.under(Cell::new(words.with("hurry", &times), Role::Warning));
                }
                Between::Gap { free, fits } => {
                    let free = words.minutes(free);
                    let text = words.count_with("gap", fits.len(), &[("free", &free)]);
                    page.under(Cell::new(text, Role::Faint));
                    page.rows
                        .extend(fits.iter().take(FITTING).map(|&f| item(f)));
                    if let Some(more) = fits.len().checked_sub(FITTING).filter(|n| *n > 0) {
                        page.under(Cell::new(words.count("more-fit", more), Role::Faint));
                    }
                }
            }
        }
        page.rows.push(item(ix));
        page.rows.extend(clashes);
    }
    page
}
