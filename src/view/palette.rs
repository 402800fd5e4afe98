//! The palette: commands, and the subjects that a search for the typed words finds by their names.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::model::{Kind, Subject};
use crate::page::Role;
use crate::page::{Page, Row};
use crate::search::{Rank, query_words, rank};
use crate::text::fold::fold;
use crate::world::World;
use crate::world::query::Query;

/// The most subjects that are shown.
const MAX_SUBJECTS: usize = 100;

pub fn page(world: &World, subject: &Subject) -> Page {
    let mut page = Page {
        dated: true,
        ..Page::new(world.messages.get("palette"))
    };
    let typed = fold(subject.id.trim());
    if typed.is_empty() {
        let commands = world.keys.rows.iter();
        page.rows
            .extend(commands.map(|c| Row::Item(Subject::new(Kind::Command, c.name))));
        return page;
    }
    let words = query_words(&typed);
    let matched = Query::parse(&subject.id).find(world);
    let mut found = commands(world, &typed, &words);
    found.extend(days(world, &typed, &words));
    let names = matched
        .hits
        .into_iter()
        .filter(|(_, rank)| !matches!(rank, Rank::Text | Rank::TextTypo));
    let subjects = names.take(MAX_SUBJECTS);
    found.extend(subjects.map(|(ix, rank)| (rank, world.program.subject(ix))));
    // The sort is stable: commands come before subjects that match as well.
    found.sort_by_key(|(rank, _)| *rank);
    if found.is_empty() {
        let query = [("query", subject.id.as_str())];
        page.text(&world.messages.format("nothing-holds", &query), Role::Text);
    }
    page.rows
        .extend(found.into_iter().map(|(_, s)| Row::Item(s)));
    page.highlighted = matched.words;
    page
}

/// Returns the commands that match by their names or descriptions, else those whose names contain the typed letters
/// in their order.
fn commands(world: &World, typed: &str, words: &[String]) -> Vec<(Rank, Subject)> {
    let (case, normal) = (CaseMatching::Respect, Normalization::Never);
    let pattern = Pattern::new(typed, case, normal, AtomKind::Fuzzy);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let mut found = Vec::new();
    let mut scattered = Vec::new();
    for command in &world.keys.rows {
        let tab = command.tab.as_ref().map(|tab| world.messages.get(tab));
        let names = format!("{}\n{}", command.name, fold(&tab.unwrap_or_default()));
        let doc = fold(&world.messages.get(&command.message));
        let subject = Subject::new(Kind::Command, command.name);
        match rank(&names, "", typed, words) {
            Rank::Text if words.iter().all(|w| doc.contains(w.as_str())) => {
                found.push((Rank::Text, subject));
            }
            Rank::Text => {
                let letters = Utf32Str::new(&names, &mut buffer);
                let score = pattern.score(letters, &mut matcher);
                scattered.extend(score.map(|score| (score, subject)));
            }
            rank => found.push((rank, subject)),
        }
    }
    // Letters that are scattered over a name are no match where others match much better.
    let best = scattered.iter().map(|(score, _)| *score).max().unwrap_or(0);
    scattered.retain(|(score, _)| score * 3 >= best * 2 && found.is_empty());
    scattered.sort_by_key(|(score, _)| Reverse(*score));
    found.extend(
        scattered
            .into_iter()
            .map(|(_, subject)| (Rank::Typo, subject)),
    );
    found
}

/// Returns the days whose titles have all words.
fn days(world: &World, typed: &str, words: &[String]) -> Vec<(Rank, Subject)> {
    let days = world.program.days.iter();
    let ranked = days.map(|day| {
        let name = fold(&world.day_title(day.date));
        (rank(&name, "", typed, words), day.subject())
    });
    ranked.filter(|(rank, _)| *rank != Rank::Text).collect()
}
