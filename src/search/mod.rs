//! Full-text search: all texts of a programme, folded into one string that is scanned as a whole.

pub mod phonetic;

use std::cell::OnceCell;
use std::collections::HashSet;

use memchr::memmem;

use crate::model::{AnyIx, LISTED, Program};
use crate::text::Localized;
use crate::text::fold::{fold, fold_into};

/// The folded text of a programme, subject by subject.
#[derive(Debug, Default)]
pub struct Index {
    haystack: String,
    entries: Vec<Entry>,
    /// The phonetic keys of each entry's names, with blanks around each; built at the first search that
    /// has some.
    phonetic_keys: OnceCell<Vec<String>>,
}

#[derive(Debug)]
struct Entry {
    ix: AnyIx,
    /// Where its texts start in the haystack; they end where the next entry starts.
    start: usize,
    /// Where its names end, which come first.
    names_end: usize,
}

/// The separator of texts, so that no match spans two of them.
const GAP: char = '\n';

impl Index {
    /// Builds the index of a programme, in time linear in its size.
    pub fn new(program: &Program) -> Self {
        let mut index = Self::default();
        for kind in LISTED {
            for ix in program.all_of(kind) {
                let start = index.haystack.len();
                index.add(&program.names(ix));
                let names_end = index.haystack.len();
                fold_into(&program.subject(ix).id, &mut index.haystack);
                index.haystack.push(GAP);
                index.add(&other_texts(program, ix));
                index.entries.push(Entry {
                    ix,
                    start,
                    names_end,
                });
            }
        }
        index
    }

    fn add(&mut self, texts: &[&Localized]) {
        for text in texts.iter().flat_map(|t| t.all()) {
            fold_into(text, &mut self.haystack);
            self.haystack.push(GAP);
        }
    }

    /// Returns every subject with its folded names, one a line.
    pub fn names(&self) -> impl Iterator<Item = (AnyIx, &str)> {
        let names = |e: &Entry| &self.haystack[e.start..e.names_end];
        self.entries.iter().map(move |e| (e.ix, names(e)))
    }

    fn phonetic_keys(&self) -> &[String] {
        self.phonetic_keys.get_or_init(|| {
            let is_name = |ix| matches!(ix, AnyIx::Speaker(_) | AnyIx::Partner(_));
            let all = self.names();
            all.map(|(ix, names)| keys_of_names(names, is_name(ix)).concat())
                .collect()
        })
    }

    fn end(&self, entry: usize) -> usize {
        self.entries
            .get(entry + 1)
            .map_or(self.haystack.len(), |next| next.start)
    }

    /// Returns the subjects that contain every word of `query`, best first: names that start with it, names
    /// in which its words start words, other names, other texts, names that sound alike. Sessions come
    /// before others, in their order.
    pub fn find(&self, query: &str) -> Vec<AnyIx> {
        let words = query_words(query);
        let query = fold(query);
        let Some(first) = words.iter().max_by_key(|w| w.len()) else {
            return Vec::new();
        };
        let mut found: Vec<(u8, usize)> = Vec::new();
        let finder = memmem::Finder::new(first);
        let mut from = 0;
        while let Some(at) = finder
            .find(&self.haystack.as_bytes()[from..])
            .map(|at| from + at)
        {
            let entry = self.entries.partition_point(|e| e.start <= at) - 1;
            let end = self.end(entry);
            let e = &self.entries[entry];
            let (names, all) = (
                &self.haystack[e.start..e.names_end],
                &self.haystack[e.start..end],
            );
            if words.iter().all(|w| all.contains(w.as_str())) {
                found.push((rank(names, query.trim(), &words), entry));
            }
            from = end;
        }
        self.find_similar(&words, &mut found);
        found.sort_unstable();
        found
            .into_iter()
            .map(|(_, entry)| self.entries[entry].ix)
            .collect()
    }

    /// Adds, below all others, the names that sound like the query: each of its words, or all of it as one
    /// word.
    fn find_similar(&self, words: &[String], found: &mut Vec<(u8, usize)>) {
        let words: Vec<String> = words
            .iter()
            .filter(|w| !phonetic::is_article(w))
            .cloned()
            .collect();
        let Some(first) = words.first() else { return };
        let other = other_script(first);
        let place = |words: &str| phonetic::place(words).map(place_key);
        let whole = skeleton_keys(&words, other);
        let whole_place = place(&words.join(" "));
        let of_word = |w: &String| {
            let keys = skeleton_keys(std::slice::from_ref(w), other);
            keys.into_iter().chain(place(w)).collect()
        };
        let each: Vec<Vec<String>> = words.iter().map(of_word).collect();
        if whole.is_empty() && whole_place.is_none() && each.iter().all(Vec::is_empty) {
            return;
        }
        let known: HashSet<usize> = found.iter().map(|(_, entry)| *entry).collect();
        for (entry, keys) in self.phonetic_keys().iter().enumerate() {
            let any = |wanted: &Vec<String>| wanted.iter().any(|w| keys.contains(w.as_str()));
            let matches = || {
                each.iter().all(any)
                    || any(&whole)
                    || whole_place
                        .as_ref()
                        .is_some_and(|p| keys.contains(p.as_str()))
            };
            if !known.contains(&entry) && matches() {
                found.push((SIMILAR, entry));
            }
        }
    }
}

/// The rank of names that only sound like the query.
const SIMILAR: u8 = 4;

/// Returns the phonetic key of a place.
fn place_key(place: usize) -> String {
    format!(" @{place} ")
}

/// Returns the phonetic keys of folded names: the places and, with `skeletons`, the skeletons of each word
/// and of each two neighbouring words.
///
/// Only names of people and organisations have skeletons: ordinary words sound alike too often.
fn keys_of_names(names: &str, skeletons: bool) -> Vec<String> {
    let mut all = Vec::new();
    for name in names.split(GAP) {
        let bare = |w: &'_ str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let words: Vec<String> = name
            .split([' ', '-'])
            .map(bare)
            .filter(|w| !w.is_empty())
            .collect();
        let pairs = words.windows(2).map(|pair| pair.join(" "));
        let places = words.iter().cloned().chain(pairs);
        all.extend(places.filter_map(|w| phonetic::place(&w)).map(place_key));
        if skeletons {
            // Short words are no part of a name: de, la, of.
            let long = |w: &String| w.chars().count() > 2;
            let words: Vec<String> = words.into_iter().filter(long).collect();
            let keys = |words: &[String]| skeleton_keys(words, script(&words[0]));
            all.extend(words.chunks(1).chain(words.windows(2)).flat_map(keys));
        }
    }
    all
}

/// Returns the skeletons of some words as one word, with and without the article: عبد القادر is Abdelkader.
fn joined_skeletons(words: &[String]) -> Vec<String> {
    let Some((first, rest)) = words.split_first() else {
        return Vec::new();
    };
    let bare: String = words.iter().map(|w| phonetic::without_article(w)).collect();
    let whole = phonetic::without_article(first).to_owned() + &rest.concat();
    let mut all = phonetic::skeletons(&bare);
    if whole != bare {
        all.extend(phonetic::skeletons(&whole));
    }
    all
}

/// Returns the script of a word, Latin or Arabic: a name in one script is searched for in the other.
fn script(word: &str) -> char {
    if word.is_ascii() { 'l' } else { 'a' }
}

fn other_script(word: &str) -> char {
    if script(word) == 'l' { 'a' } else { 'l' }
}

/// Returns the phonetic keys of some words as one word, in a script.
fn skeleton_keys(words: &[String], script: char) -> Vec<String> {
    joined_skeletons(words)
        .into_iter()
        .map(|s| format!(" {script}{s} "))
        .collect()
}

/// Returns the folded words of a query, without the punctuation around them.
pub fn query_words(query: &str) -> Vec<String> {
    let query = fold(query);
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    query
        .split_whitespace()
        .map(bare)
        .filter(|w| !w.is_empty())
        .collect()
}

/// Returns the rank of an entry that contains all words: 0 is the best.
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

/// Returns the texts of a subject besides its names.
fn other_texts(program: &Program, ix: AnyIx) -> Vec<&Localized> {
    match ix {
        AnyIx::Session(ix) => {
            let s = &program[ix];
            let mut all = vec![&s.subtitle, &s.note];
            for speaker in s.people().map(|who| &program[who]) {
                all.extend([&speaker.name, &speaker.affiliation]);
            }
            let partners = program.partners_of(s);
            all.extend(partners.iter().flat_map(|&p| program.names(p)));
            all.extend(s.project.map(|p| &program[p].name));
            all.extend(s.track.map(|t| &program[t].name));
            all.extend(s.room.map(|r| &program[r].name));
            all.push(&s.summary);
            all
        }
        AnyIx::Speaker(ix) => {
            let s = &program[ix];
            let partner = s.partner.into_iter().flat_map(|p| program.names(p));
            [&s.role, &s.affiliation, &s.bio]
                .into_iter()
                .chain(partner)
                .collect()
        }
        AnyIx::Partner(ix) => vec![&program[ix].about],
        AnyIx::Track(ix) => vec![&program[ix].about],
        AnyIx::Project(ix) => {
            let p = &program[ix];
            let lead = p.lead.into_iter().flat_map(|p| program.names(p));
            std::iter::once(&p.about).chain(lead).collect()
        }
        AnyIx::Room(_) => Vec::new(),
    }
}
