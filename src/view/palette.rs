//! The palette: commands and subjects whose names contain the typed letters in their order.

use std::cmp::Reverse;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::VIEWS;
use crate::model::{AnyIx, Day, Kind, Subject};
use crate::page::Role;
use crate::page::{Page, Row};
use crate::text::fold::fold;
use crate::world::World;

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
    let mut scores = Scores::new(&typed);
    let mut found = commands(world, &mut scores);
    found.extend(subjects(world, &mut scores));
    // The sort is stable: commands come before subjects with the same score.
    found.sort_by_key(|(score, _)| Reverse(*score));
    // Letters that are scattered over a name are no match where others match much better.
    let best = found.first().map_or(0, |(score, _)| *score);
    found.retain(|(score, _)| score * 3 >= best * 2);
    if found.is_empty() {
        let query = [("query", subject.id.as_str())];
        page.text(&world.messages.format("nothing-holds", &query), Role::Text);
    }
    page.rows
        .extend(found.into_iter().map(|(_, s)| Row::Item(s)));
    page.highlighted = vec![typed];
    page
}

/// Returns the commands that match, with their scores.
fn commands(world: &World, scores: &mut Scores) -> Vec<(u32, Subject)> {
    let mut found = Vec::new();
    for command in &world.keys.rows {
        let has_tab = VIEWS.iter().any(|v| v.tab && v.name == command.name);
        let tab = has_tab.then(|| world.messages.get(&format!("tab-{}", command.name)));
        let names = format!("{}\n{}", command.name, fold(&tab.unwrap_or_default()));
        let doc = fold(&world.messages.get(&command.message));
        // A description has many words; a name counts more.
        let score = scores.of(&names).map(|n| n * 2).max(scores.of(&doc));
        found.extend(score.map(|score| (score, Subject::new(Kind::Command, command.name))));
    }
    found
}

/// A subject that matches; the subjects themselves are made of the best only.
enum Match<'w> {
    Listed(AnyIx),
    Day(&'w Day),
}

/// Returns the best of the subjects that match, with their scores.
fn subjects(world: &World, scores: &mut Scores) -> Vec<(u32, Subject)> {
    let program = &world.program;
    let listed = world.index().names();
    let mut found: Vec<(u32, Match)> = listed
        .filter_map(|(ix, names)| Some((scores.of(names)?, Match::Listed(ix))))
        .collect();
    let days = program.days.iter();
    found.extend(days.filter_map(|day| {
        let name = fold(&world.day_title(day.date));
        Some((scores.of(&name)?, Match::Day(day)))
    }));
    found.sort_by_key(|(score, _)| Reverse(*score));
    found.truncate(MAX_SUBJECTS);
    let subject = |(score, found)| match found {
        Match::Listed(ix) => (score, program.subject(ix)),
        Match::Day(day) => (score, day.subject()),
    };
    found.into_iter().map(subject).collect()
}

/// Scores names by how well they match what was typed.
struct Scores {
    matcher: Matcher,
    pattern: Pattern,
    typed: String,
    buffer: Vec<char>,
}

impl Scores {
    fn new(typed: &str) -> Self {
        let (case, normal) = (CaseMatching::Respect, Normalization::Never);
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            typed: typed.to_owned(),
            pattern: Pattern::new(typed, case, normal, AtomKind::Fuzzy),
            buffer: Vec::new(),
        }
    }

    /// Returns the best score of several folded names, one a line; `None` when no name matches.
    fn of(&mut self, names: &str) -> Option<u32> {
        let typed = self.typed.as_str();
        let mut score = |name: &str| {
            let letters = Utf32Str::new(name, &mut self.buffer);
            let score = self.pattern.score(letters, &mut self.matcher)?;
            // A match at the start of the name, or of a word, is most likely what is meant.
            let starts_word = name.match_indices(typed).any(|(at, _)| {
                let before = name[..at].chars().next_back();
                before.is_none_or(|c| !c.is_alphanumeric())
            });
            let rank = 1 + u32::from(starts_word) + u32::from(name.starts_with(typed));
            Some(score * rank)
        };
        names.lines().filter_map(&mut score).max()
    }
}
