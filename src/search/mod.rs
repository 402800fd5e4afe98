//! Search over everything that has a name: one folded text for the whole programme, scanned whole.

pub mod phonetic;

use std::cell::OnceCell;
use std::collections::HashSet;

use memchr::memmem;

use crate::model::{Ix, Kind, LISTED, Program};
use crate::text::Localized;
use crate::text::fold::{fold, fold_into};

/// The folded text of a programme, subject by subject.
#[derive(Debug, Default)]
pub struct Index {
    hay: String,
    entries: Vec<Entry>,
    /// The sounds of each entry's names: skeletons and places between blanks. Made when words are long
    /// enough to have some.
    sounds: OnceCell<Vec<String>>,
}

#[derive(Debug)]
struct Entry {
    kind: Kind,
    ix: Ix,
    /// Where its text starts in the hay; its names end at `names`, all of it at the next entry.
    start: usize,
    names: usize,
}

/// Between texts, so that no word matches across two of them.
const GAP: char = '\n';

impl Index {
    /// Folds a programme. Linear in its size.
    pub fn new(program: &Program) -> Self {
        let mut index = Self::default();
        for kind in LISTED {
            for ix in 0..program.len(kind) as Ix {
                let start = index.hay.len();
                index.add(&program.names(kind, ix));
                let names = index.hay.len();
                fold_into(&program.subject(kind, ix).id, &mut index.hay);
                index.hay.push(GAP);
                index.add(&about(program, kind, ix));
                index.entries.push(Entry {
                    kind,
                    ix,
                    start,
                    names,
                });
            }
        }
        index
    }

    fn add(&mut self, texts: &[&Localized]) {
        for text in texts.iter().flat_map(|t| t.all()) {
            fold_into(text, &mut self.hay);
            self.hay.push(GAP);
        }
    }

    /// Everything with its names, folded, one a line.
    pub fn names(&self) -> impl Iterator<Item = (Kind, Ix, &str)> {
        let names = |e: &Entry| &self.hay[e.start..e.names];
        self.entries.iter().map(move |e| (e.kind, e.ix, names(e)))
    }

    fn sounds(&self) -> &[String] {
        self.sounds.get_or_init(|| {
            let named = |kind| matches!(kind, Kind::Speaker | Kind::Partner);
            let all = self.names();
            all.map(|(kind, _, names)| sounds(names, named(kind)).concat())
                .collect()
        })
    }

    fn end(&self, entry: usize) -> usize {
        self.entries
            .get(entry + 1)
            .map_or(self.hay.len(), |next| next.start)
    }

    /// What holds every word of `query`, best first: names that start with it, names with its words
    /// at a word's start, other names, everything else, then names that sound alike; sessions before
    /// others, in their order.
    pub fn find(&self, query: &str) -> Vec<(Kind, Ix)> {
        let words = query_words(query);
        let query = fold(query);
        let Some(first) = words.iter().max_by_key(|w| w.len()) else {
            return Vec::new();
        };
        let mut found: Vec<(u8, usize)> = Vec::new();
        let finder = memmem::Finder::new(first);
        let mut from = 0;
        while let Some(at) = finder
            .find(&self.hay.as_bytes()[from..])
            .map(|at| from + at)
        {
            let entry = self.entries.partition_point(|e| e.start <= at) - 1;
            let end = self.end(entry);
            let e = &self.entries[entry];
            let (names, all) = (&self.hay[e.start..e.names], &self.hay[e.start..end]);
            if words.iter().all(|w| all.contains(w.as_str())) {
                found.push((rank(names, query.trim(), &words), entry));
            }
            from = end;
        }
        self.find_by_sound(&words, &mut found);
        found.sort_unstable();
        found
            .into_iter()
            .map(|(_, entry)| (self.entries[entry].kind, self.entries[entry].ix))
            .collect()
    }

    /// Adds, below all others, what sounds like the query: each word, or all of it as one.
    fn find_by_sound(&self, words: &[String], found: &mut Vec<(u8, usize)>) {
        let words: Vec<String> = words
            .iter()
            .filter(|w| !phonetic::is_article(w))
            .cloned()
            .collect();
        let Some(first) = words.first() else { return };
        let other = other_script(first);
        let whole = tagged(&words, other);
        let one = |w: &String| {
            let place = phonetic::place(w).map(token);
            tagged(std::slice::from_ref(w), other)
                .into_iter()
                .chain(place)
                .collect()
        };
        let each: Vec<Vec<String>> = words.iter().map(one).collect();
        let place = phonetic::place(&words.join(" ")).map(token);
        if whole.is_empty() && place.is_none() && each.iter().all(Vec::is_empty) {
            return;
        }
        let known: HashSet<usize> = found.iter().map(|(_, entry)| *entry).collect();
        for (entry, sounds) in self
            .sounds()
            .iter()
            .enumerate()
            .filter(|(entry, _)| !known.contains(entry))
        {
            let any = |wanted: &Vec<String>| wanted.iter().any(|w| sounds.contains(w.as_str()));
            let all = each.iter().all(|wanted| !wanted.is_empty()) && each.iter().all(any);
            let named = place.as_ref().is_some_and(|p| sounds.contains(p.as_str()));
            if all || any(&whole) || named {
                found.push((SOUND, entry));
            }
        }
    }
}

/// The rank of what only sounds like the query.
const SOUND: u8 = 4;

/// A place among the sounds of an entry.
fn token(place: usize) -> String {
    format!(" @{place} ")
}

/// The skeletons and places of folded names: of each word, and of each two that follow one another.
///
/// Skeletons are for names of people and organisations alone: ordinary words are alike too often.
fn sounds(names: &str, skeletons: bool) -> Vec<String> {
    let mut all = Vec::new();
    for name in names.split(GAP) {
        let bare = |w: &'_ str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let words: Vec<String> = name
            .split([' ', '-'])
            .map(bare)
            .filter(|w| !w.is_empty())
            .collect();
        let places = words.windows(2).map(|pair| pair.join(" "));
        all.extend(
            words
                .iter()
                .cloned()
                .chain(places)
                .filter_map(|w| phonetic::place(&w))
                .map(token),
        );
        // Words of one or two letters join nothing: de, la, of.
        let long = |w: &String| w.chars().count() > 2;
        let words: Vec<String> = words.into_iter().filter(long).collect();
        if skeletons {
            let tagged = |words: &[String]| tagged(words, script(&words[0]));
            all.extend(words.chunks(1).chain(words.windows(2)).flat_map(tagged));
        }
    }
    all
}

/// The skeletons of some words as one: عبد القادر is Abdelkader, with or without the article.
fn joined(words: &[String]) -> Vec<String> {
    let bare: String = words.iter().map(|w| phonetic::without_article(w)).collect();
    let whole = words
        .first()
        .map(|w| phonetic::without_article(w).to_owned())
        .unwrap_or_default()
        + &words.iter().skip(1).cloned().collect::<String>();
    let mut all = phonetic::skeletons(&bare);
    if whole != bare {
        all.extend(phonetic::skeletons(&whole));
    }
    all
}

/// Latin or Arabic: a skeleton in one script is looked for in the other.
fn script(word: &str) -> char {
    if word.is_ascii() { 'l' } else { 'a' }
}

fn other_script(word: &str) -> char {
    if script(word) == 'l' { 'a' } else { 'l' }
}

fn tagged(words: &[String], script: char) -> Vec<String> {
    joined(words)
        .into_iter()
        .map(|s| format!(" {script}{s} "))
        .collect()
}

/// The folded words of a query, without the punctuation around them.
pub fn query_words(query: &str) -> Vec<String> {
    let query = fold(query);
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    query
        .split_whitespace()
        .map(bare)
        .filter(|w| !w.is_empty())
        .collect()
}

fn rank(names: &str, query: &str, words: &[String]) -> u8 {
    let starts_word = |w: &String| {
        names.match_indices(w.as_str()).any(|(at, _)| {
            names[..at]
                .chars()
                .next_back()
                .is_none_or(|c| !c.is_alphanumeric())
        })
    };
    if names.split(GAP).any(|name| name.starts_with(query)) {
        0
    } else if words.iter().all(starts_word) {
        1
    } else if words.iter().all(|w| names.contains(w.as_str())) {
        2
    } else {
        3
    }
}

/// The texts besides its names in which a subject is found.
fn about(program: &Program, kind: Kind, ix: Ix) -> Vec<&Localized> {
    match kind {
        Kind::Session => {
            let s = program.session(ix);
            let mut all = vec![&s.subtitle, &s.note];
            for speaker in s.people().map(|who| program.speaker(who)) {
                all.extend([&speaker.name, &speaker.affiliation]);
            }
            let partners = program.partners_of(s);
            all.extend(
                partners
                    .iter()
                    .flat_map(|&p| program.names(Kind::Partner, p)),
            );
            all.extend(s.project.map(|p| &program.project(p).name));
            all.extend(s.track.map(|t| &program.track(t).name));
            all.extend(s.room.map(|r| &program.room(r).name));
            all.push(&s.summary);
            all
        }
        Kind::Speaker => {
            let s = program.speaker(ix);
            let partner = s
                .partner
                .into_iter()
                .flat_map(|p| program.names(Kind::Partner, p));
            [&s.role, &s.affiliation, &s.bio]
                .into_iter()
                .chain(partner)
                .collect()
        }
        Kind::Partner => vec![&program.partner(ix).about],
        Kind::Track => vec![&program.track(ix).about],
        Kind::Project => {
            let p = program.project(ix);
            let lead = p
                .lead
                .into_iter()
                .flat_map(|p| program.names(Kind::Partner, p));
            std::iter::once(&p.about).chain(lead).collect()
        }
        _ => Vec::new(),
    }
}
