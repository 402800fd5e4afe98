//! Commands and subjects whose names have the letters that were typed, in their order.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::VIEWS;
use crate::model::{Kind, Subject};
use crate::page::Role;
use crate::page::{Page, Row};
use crate::text::fold::fold;
use crate::world::World;

/// Subjects that are shown at most, the best.
const MOST: usize = 100;

pub fn page(world: &World, subject: &Subject) -> Page {
    let mut page = Page {
        dated: true,
        ..Page::new(world.messages.get("palette"))
    };
    let commands = world.keys.rows.iter();
    let command = |name: &str| Subject::new(Kind::Command, name);
    let typed = fold(subject.id.trim());
    if typed.is_empty() {
        page.rows
            .extend(commands.map(|row| Row::Item(command(row.name))));
        return page;
    }
    let mut scores = Scores::new(&typed);
    let mut found: Vec<(u32, Subject)> = Vec::new();
    for row in commands {
        let tab = VIEWS.iter().any(|v| v.tab && v.name == row.name);
        let tab = tab.then(|| world.messages.get(&format!("tab-{}", row.name)));
        let names = format!("{}\n{}", row.name, fold(&tab.unwrap_or_default()));
        let doc = fold(&world.messages.get(&row.message));
        // What a command does has many words; its name counts more.
        let score = scores.of(&names).map(|n| n * 2).max(scores.of(&doc));
        found.extend(score.map(|score| (score, command(row.name))));
    }
    let mut things: Vec<_> = world
        .index()
        .names()
        .filter_map(|(kind, ix, names)| Some((scores.of(names)?, kind, ix)))
        .collect();
    let days = world.program.days.iter().zip(0..);
    let days = days.map(|(day, ix)| (fold(&world.day_title(day.date)), ix));
    things.extend(days.filter_map(|(name, ix)| Some((scores.of(&name)?, Kind::Day, ix))));
    things.sort_by_key(|(score, ..)| std::cmp::Reverse(*score));
    things.truncate(MOST);
    let found_thing = |(score, kind, ix)| (score, world.program.subject(kind, ix));
    found.extend(things.into_iter().map(found_thing));
    // Commands before subjects that fit as well; letters that are merely scattered over a name are no match
    // where others fit much better.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    let best = found.first().map_or(0, |(score, _)| *score);
    found.retain(|(score, _)| score * 3 >= best * 2);
    if found.is_empty() {
        let query = [("query", subject.id.as_str())];
        page.text(&world.messages.format("nothing-holds", &query), Role::Text);
    }
    page.rows
        .extend(found.into_iter().map(|(_, s)| Row::Item(s)));
    page.words = vec![typed];
    page
}

/// How well names fit what was typed.
struct Scores {
    matcher: Matcher,
    pattern: Pattern,
    typed: String,
    memory: Vec<char>,
}

impl Scores {
    fn new(typed: &str) -> Self {
        let (case, normal) = (CaseMatching::Respect, Normalization::Never);
        Self {
            matcher: Matcher::new(Config::DEFAULT),
            typed: typed.to_owned(),
            pattern: Pattern::new(typed, case, normal, AtomKind::Fuzzy),
            memory: Vec::new(),
        }
    }

    /// The best of several folded names, one a line; none where none fits.
    fn of(&mut self, names: &str) -> Option<u32> {
        let typed = self.typed.as_str();
        let mut score = |name: &str| {
            let letters = Utf32Str::new(name, &mut self.memory);
            let score = self.pattern.score(letters, &mut self.matcher)?;
            // All of it at the start of a word, or of the name, is what is meant.
            let begun = name.match_indices(typed).any(|(at, _)| {
                let before = name[..at].chars().next_back();
                before.is_none_or(|c| !c.is_alphanumeric())
            });
            let rank = 1 + u32::from(begun) + u32::from(name.starts_with(typed));
            Some(score * rank)
        };
        names.lines().filter_map(&mut score).max()
    }
}
