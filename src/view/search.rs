//! Everything that holds some words.

use crate::model::{Ix, Kind, Subject};
use crate::page::Role;
use crate::page::{Page, Row};
use crate::search::query_words;
use crate::world::World;
use crate::world::query::Query;

pub fn page(world: &World, subject: &Subject) -> Page {
    let query = subject.id.as_str();
    let mut page = Page {
        dated: true,
        ..Page::default()
    };
    if query.trim().is_empty() {
        page.title = world.messages.get("search");
        page.text(&world.messages.get("search-hint"), Role::Faint);
        return page;
    }
    let parsed = Query::parse(query);
    page.words = query_words(&parsed.words);
    let mut found = found(world, &parsed);
    found.retain(|&(kind, ix)| world.shows_thing(kind, ix));
    page.title = match found.len() {
        0 => world.messages.format("nothing-found", &[("query", query)]),
        n => world
            .messages
            .plural_with("results", n, &[("query", query)]),
    };
    if found.is_empty() {
        page.text(
            &world.messages.format("nothing-holds", &[("query", query)]),
            Role::Text,
        );
        page.text(&world.messages.get("search-advice"), Role::Faint);
    }
    page.rows.extend(
        found
            .into_iter()
            .map(|(kind, ix)| Row::Item(world.program.subject(kind, ix))),
    );
    page
}

/// What holds the words, best first; with terms only the sessions that pass.
fn found(world: &World, query: &Query) -> Vec<(Kind, Ix)> {
    if !query.has_terms() {
        return world.index().find(&query.words);
    }
    let passes = query.passes(world);
    let all = (0..passes.len() as Ix).map(|ix| (Kind::Session, ix));
    let found: Vec<(Kind, Ix)> = if query.words.is_empty() {
        all.collect()
    } else {
        world.index().find(&query.words)
    };
    let asked = |&(kind, ix): &(Kind, Ix)| kind == Kind::Session && passes[ix as usize];
    found.into_iter().filter(asked).collect()
}
