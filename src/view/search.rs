//! The results of a search.

use crate::model::{AnyIx, Kind, Subject};
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
    page.highlighted = query_words(&parsed.words);
    let mut found = found(world, &parsed);
    found.retain(|&ix| world.shows_subject(ix));
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
            .map(|ix| Row::Item(world.program.subject(ix))),
    );
    page
}

/// Returns the results, best first; with terms, only the sessions that match.
fn found(world: &World, query: &Query) -> Vec<AnyIx> {
    if !query.has_terms() {
        return world.index().find(&query.words);
    }
    let matching = query.matching(world);
    let found: Vec<AnyIx> = if query.words.is_empty() {
        world.program.all_of(Kind::Session).collect()
    } else {
        world.index().find(&query.words)
    };
    let matches = |ix: &AnyIx| matches!(ix, AnyIx::Session(ix) if matching[ix.at()]);
    found.into_iter().filter(matches).collect()
}
