//! The results of a search.

use crate::model::{AnyIx, Kind, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::search::{Found, Rank, other_texts};
use crate::text::fold::{around, find};
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
    let (mut found, words) = found(world, &parsed);
    page.highlighted = words;
    let all = found.len();
    found.retain(|(ix, _)| world.shows_subject(*ix));
    let hidden = all - found.len();
    page.title = match found.len() {
        0 => world.messages.format("nothing-found", &[("query", query)]),
        n => world
            .messages
            .plural_with("results", n, &[("query", query)]),
    };
    if found.is_empty() && hidden == 0 {
        page.text(
            &world.messages.format("nothing-holds", &[("query", query)]),
            Role::Text,
        );
        page.text(&world.messages.get("search-advice"), Role::Faint);
    }
    for (n, (ix, rank)) in found.into_iter().enumerate() {
        page.rows.push(Row::Item(world.program.subject(ix)));
        if matches!(rank, Rank::Text | Rank::TextTypo) && n < EXPLAINED {
            page.under(why(world, ix, &page.highlighted));
        }
    }
    super::hidden(&mut page, world, hidden);
    page
}

/// The most results that say why they are there.
const EXPLAINED: usize = 40;

/// The cells of the words around a match.
const AROUND: usize = 64;

/// Returns an excerpt around the first match outside the names of a subject; one in a language that its page does not show has
/// the name of the language.
fn why(world: &World, ix: AnyIx, words: &[String]) -> Cell {
    let texts = other_texts(&world.program, ix);
    let shown = texts.iter().filter_map(|text| {
        let choice = text.choose(world.lang(), &world.program.languages)?;
        Some((None, choice.text))
    });
    let mut texts = shown.chain(texts.iter().flat_map(|text| text.with_languages()));
    let found = texts.find_map(|(lang, text)| {
        let at = find(text, words).into_iter().next()?;
        let part = around(text, at, AROUND);
        Some(match lang {
            Some(lang) => world
                .messages
                .field(&world.messages.language(lang.as_str()), &part),
            None => part,
        })
    });
    Cell::new(found.unwrap_or_default(), Role::Faint)
}

/// Returns the results, best first, and the words that they are found by; with terms, only the sessions that
/// match.
fn found(world: &World, query: &Query) -> (Vec<(AnyIx, Rank)>, Vec<String>) {
    let Found { mut hits, words } = query.find(world);
    if !query.has_terms() {
        return (hits, words);
    }
    let mut matching = vec![true; world.program.sessions.len()];
    query.leave_out(world, &mut matching);
    if query.words.is_empty() {
        let all = world.program.all_of(Kind::Session);
        hits = all.map(|ix| (ix, Rank::Exact)).collect();
    }
    hits.retain(|(ix, _)| matches!(ix, AnyIx::Session(ix) if matching[ix.at()]));
    (hits, words)
}
