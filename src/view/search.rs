//! Everything that holds some words.

use crate::page::{Page, Row};
use crate::program::Subject;
use crate::search::query_words;
use crate::theme::Role;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let query = subject.id.as_str();
    let mut page = Page {
        dated: true,
        ..Page::default()
    };
    if query.trim().is_empty() {
        page.title = world.words.say("search");
        page.text(&world.words.say("search-hint"), Role::Faint);
        return page;
    }
    page.words = query_words(query);
    let found = world.index().find(query);
    page.title = match found.len() {
        0 => world.words.with("nothing-found", &[("query", query)]),
        n => world.words.count_with("results", n, &[("query", query)]),
    };
    if found.is_empty() {
        page.text(
            &world.words.with("nothing-holds", &[("query", query)]),
            Role::Text,
        );
        page.text(&world.words.say("search-advice"), Role::Faint);
    }
    page.rows.extend(
        found
            .into_iter()
            .map(|(kind, ix)| Row::Item(world.program.subject(kind, ix))),
    );
    page
}
