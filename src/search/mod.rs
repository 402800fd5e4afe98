//! Search: all texts of a programme, folded into one string that is scanned as a whole, and the one matcher of
//! names.

pub mod fuzzy;
mod names;
pub mod phonetic;
mod places;
pub mod resolve;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use memchr::memmem;

use self::phonetic::Word;
use crate::model::{AnyIx, Kind, Program};
use crate::text::Localized;
use crate::text::fold::{fold, fold_into};

/// The kinds in the order of results that match equally well.
const ORDER: [Kind; 6] = [
    Kind::Partner,
    Kind::Track,
    Kind::Room,
    Kind::Speaker,
    Kind::Project,
    Kind::Session,
];

/// The folded text of a programme, subject by subject.
#[derive(Debug, Default)]
pub struct Index {
    haystack: String,
    entries: Vec<Entry>,
    /// The words of the names of people and organisations; built at the first search by sound.
    people: OnceCell<People>,
    /// The words of all names, each once; built at the first search for a mistyped word.
    vocabulary: OnceCell<Vec<String>>,
}

#[derive(Debug)]
struct Entry {
    ix: AnyIx,
    /// Where its texts start in the haystack; they end where the next entry starts.
    start: usize,
    /// Where its names end, which come first.
    names_end: usize,
    /// Where its id ends, which follows the names.
    id_end: usize,
}

/// The words of the names of people and organisations, each once.
#[derive(Debug, Default)]
struct People {
    words: Vec<Word>,
    /// The entries that have each word.
    entries: Vec<Vec<usize>>,
}

/// How well a subject matches a query; the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// A name, an acronym or the id is the query.
    Exact,
    /// A name starts with the query.
    Prefix,
    /// Each word of the query starts a word of the names.
    Word,
    /// Each word is a part of the names.
    Inside,
    /// Each word is a part of the names or of the other texts.
    Text,
    /// A word was mistyped, and is a part of the names.
    Typo,
    /// A word was mistyped, and is a part of the other texts.
    TextTypo,
    /// A name sounds like the query.
    Sound,
}

/// What a query finds.
#[derive(Debug, Default)]
pub struct Found {
    /// The subjects, best first; of those that match equally well, organisations, tracks, rooms and people
    /// before sessions, and sessions by time.
    pub hits: Vec<(AnyIx, Rank)>,
    /// The folded words of the query, and those that were found in their place.
    pub words: Vec<String>,
}

impl Found {
    /// Adds subjects, each with its better rank.
    pub fn add(&mut self, more: Vec<(AnyIx, Rank)>) {
        if more.is_empty() {
            return;
        }
        let mut best: HashMap<AnyIx, Rank> = self.hits.drain(..).collect();
        for (ix, rank) in more {
            let known = best.entry(ix).or_insert(rank);
            *known = rank.min(*known);
        }
        self.hits = best.into_iter().collect();
        let place = |ix: AnyIx| ORDER.iter().position(|kind| *kind == ix.kind());
        self.hits.sort_by_key(|(ix, rank)| (*rank, place(*ix), *ix));
    }
}

/// The separator of texts, so that no match spans two of them.
const GAP: char = '\n';

impl Index {
    /// Builds the index of a programme, in time linear in its size.
    pub fn new(program: &Program) -> Self {
        let mut index = Self::default();
        for kind in ORDER {
            index.add_kind(program, kind, true);
        }
        index
    }

    /// Builds the index of the names of one kind.
    pub fn of_names(program: &Program, kind: Kind) -> Self {
        let mut index = Self::default();
        index.add_kind(program, kind, false);
        index
    }

    fn add_kind(&mut self, program: &Program, kind: Kind, texts: bool) {
        for ix in program.all_of(kind) {
            let start = self.haystack.len();
            self.add(&program.names(ix));
            self.add_squeezed(start, kind == Kind::Session);
            let names_end = self.haystack.len();
            fold_into(&program.subject(ix).id, &mut self.haystack);
            self.haystack.push(GAP);
            let id_end = self.haystack.len();
            if texts {
                self.add(&other_texts(program, ix));
            }
            self.entries.push(Entry {
                ix,
                start,
                names_end,
                id_end,
            });
        }
    }

    fn add(&mut self, texts: &[&Localized]) {
        for text in texts.iter().flat_map(|t| t.all()) {
            fold_into(text, &mut self.haystack);
            self.haystack.push(GAP);
        }
    }

    /// Adds the names as they are written without blanks and punctuation: `unhabitat`. Titles are sentences, so of
    /// these only words with punctuation inside are added.
    fn add_squeezed(&mut self, start: usize, is_title: bool) {
        let names = &self.haystack[start..];
        let inside = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        if is_title && !names.contains(inside) {
            return;
        }
        let mut added = String::new();
        for name in names.lines() {
            if is_title {
                let words = name.split_whitespace();
                let words = words
                    .map(|w| w.trim_matches(inside))
                    .filter(|w| w.contains(inside));
                for word in words {
                    // The blank keeps it from being a whole name.
                    added.push(' ');
                    added.push_str(&squeeze(word));
                    added.push(GAP);
                }
            } else if name.contains(|c: char| !c.is_alphanumeric()) {
                added.push_str(&squeeze(name));
                added.push(GAP);
            }
        }
        self.haystack.push_str(&added);
    }

    /// Returns every subject with its folded names, one a line.
    pub fn names(&self) -> impl Iterator<Item = (AnyIx, &str)> {
        self.entries
            .iter()
            .map(|e| (e.ix, &self.haystack[e.start..e.names_end]))
    }

    /// Returns whether a word of any text starts with a folded one.
    pub fn has_word(&self, start: &str) -> bool {
        has_word_starting_with(&self.haystack, start)
    }

    fn entry_at(&self, at: usize) -> usize {
        self.entries.partition_point(|e| e.start <= at) - 1
    }

    fn end(&self, entry: usize) -> usize {
        self.entries
            .get(entry + 1)
            .map_or(self.haystack.len(), |next| next.start)
    }

    /// Returns the subjects that match every word of `query`, best first.
    pub fn find(&self, query: &str) -> Found {
        let mut words = query_words(query);
        words.truncate(MOST_WORDS);
        if words.is_empty() {
            return Found::default();
        }
        let mut ranks = Ranks(vec![None; self.entries.len()]);
        let query = fold(query);
        let query = query.trim();
        self.find_words(&words, query, &mut ranks);
        let squeezed = squeeze(query);
        if squeezed != query && !squeezed.is_empty() {
            self.find_words(std::slice::from_ref(&squeezed), &squeezed, &mut ranks);
        }
        let mut also = Vec::new();
        if ranks.is_empty() {
            self.find_mistyped(&words, &mut ranks, &mut also);
        }
        self.find_sounds(&words, &mut ranks, &mut also);
        words.append(&mut also);
        Found {
            hits: ranks.sorted(&self.entries),
            words,
        }
    }

    /// Finds the entries that contain all words.
    fn find_words(&self, words: &[String], query: &str, ranks: &mut Ranks) {
        self.each_with(words, |entry, e, all| {
            let names = &all[..e.names_end - e.start];
            let id = all[names.len()..e.id_end - e.start].trim_end();
            ranks.note(entry, rank(names, id, query, words));
        });
    }

    /// Calls `found` for each entry that contains all words, with its texts.
    fn each_with(&self, words: &[String], mut found: impl FnMut(usize, &Entry, &str)) {
        let Some(first) = words.iter().max_by_key(|w| w.len()) else {
            return;
        };
        let finder = memmem::Finder::new(first);
        let mut from = 0;
        while let Some(at) = finder.find(&self.haystack.as_bytes()[from..]) {
            let entry = self.entry_at(from + at);
            let e = &self.entries[entry];
            let end = self.end(entry);
            let all = &self.haystack[e.start..end];
            if words.iter().all(|w| all.contains(w.as_str())) {
                found(entry, e, all);
            }
            from = end;
        }
    }

    /// Finds names after correcting one word of the query: the only one, or the only one that starts no word of any text.
    fn find_mistyped(&self, words: &[String], ranks: &mut Ranks, also: &mut Vec<String>) {
        let is_known = |w: &String| self.has_word(w);
        let mut unknown = (0..words.len()).filter(|&at| words.len() == 1 || !is_known(&words[at]));
        let (Some(at), None) = (unknown.next(), unknown.next()) else {
            return;
        };
        let Some(most) = fuzzy::most_mistakes(&words[at], words.len() > 1) else {
            return;
        };
        let vocabulary = self.vocabulary.get_or_init(|| self.vocabulary());
        for meant in fuzzy::nearest_words(&words[at], most, vocabulary) {
            let mut corrected = words.to_vec();
            corrected[at].clone_from(&meant);
            let before = ranks.len();
            self.each_with(&corrected, |entry, e, all| {
                let names = &all[..e.names_end - e.start];
                if has_word_starting_with(names, &meant) {
                    ranks.note(entry, Rank::Typo);
                } else if has_word_starting_with(all, &meant) {
                    ranks.note(entry, Rank::TextTypo);
                }
            });
            if ranks.len() > before {
                also.push(meant);
            }
        }
    }

    /// Finds the names that sound like the query: each of its words, its compounds as one word each, or all of
    /// it as one word; and places by their other names.
    fn find_sounds(&self, words: &[String], ranks: &mut Ranks, also: &mut Vec<String>) {
        let (places, left) = places::in_words(words);
        let words: Vec<String> = words.iter().flat_map(|w| words_of_name(w)).collect();
        let mut ways = vec![words.clone()];
        ways.extend(phonetic::joined(&words));
        if words.len() > 1 {
            ways.push(vec![words.concat()]);
        }
        for way in ways {
            self.find_way(&way, &[], ranks, also);
        }
        if !places.is_empty() {
            self.find_way(&left, &places, ranks, also);
        }
        also.sort();
        also.dedup();
    }

    /// Finds the names that have all places, and all words as they are or by sound; at least one by a place or a
    /// sound.
    fn find_way(
        &self,
        words: &[String],
        places: &[usize],
        ranks: &mut Ranks,
        also: &mut Vec<String>,
    ) {
        let mut heard = Vec::new();
        let places = places
            .iter()
            .map(|&place| self.with_place(place, &mut heard));
        let mut sets: Vec<Vec<usize>> = places.collect();
        let words = words.iter().filter(|w| !phonetic::is_article(w));
        let words: Vec<(&String, Vec<usize>)> = words
            .map(|w| (w, self.sounding_like(w, &mut heard)))
            .collect();
        if heard.is_empty() {
            return;
        }
        for (word, mut set) in words {
            self.each_with(std::slice::from_ref(word), |entry, e, all| {
                if all[..e.names_end - e.start].contains(word.as_str()) {
                    set.push(entry);
                }
            });
            sets.push(set);
        }
        let found = intersection(sets);
        if !found.is_empty() {
            also.append(&mut heard);
        }
        for entry in found {
            ranks.note(entry, Rank::Sound);
        }
    }

    fn vocabulary(&self) -> Vec<String> {
        let names = self.names().flat_map(|(_, names)| names.lines());
        let words = names.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
        let words: HashSet<&str> = words.filter(|w| fuzzy::may_be_meant(w)).collect();
        let mut words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        words.sort_unstable();
        words
    }

    /// Returns the people and organisations of whom a word of the names sounds like `word`, and adds the
    /// words.
    fn sounding_like(&self, word: &str, heard: &mut Vec<String>) -> Vec<usize> {
        // Arabic letters say more than Latin ones.
        if word.chars().count() < if word.is_ascii() { 3 } else { 2 } {
            return Vec::new();
        }
        let people = self.people.get_or_init(|| self.people());
        let wanted = Word::new(word);
        let mut found = Vec::new();
        for (known, entries) in people.words.iter().zip(&people.entries) {
            if known.text() != word && wanted.is_like(known) {
                found.extend(entries);
                heard.push(known.text().to_owned());
            }
        }
        found
    }

    fn people(&self) -> People {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut people = People::default();
        let is_name = |e: &Entry| matches!(e.ix, AnyIx::Speaker(_) | AnyIx::Partner(_));
        for (at, e) in self.entries.iter().enumerate().filter(|(_, e)| is_name(e)) {
            for name in self.haystack[e.start..e.names_end].lines() {
                let words = words_of_name(name);
                let joined = phonetic::joined(&words).unwrap_or_default();
                for word in words.into_iter().chain(joined) {
                    let place = *places.entry(word).or_insert_with_key(|word| {
                        people.words.push(Word::new(word));
                        people.entries.push(Vec::new());
                        people.words.len() - 1
                    });
                    people.entries[place].push(at);
                }
            }
        }
        people
    }

    /// Returns the entries with a name that has a place under any of its names, and adds those.
    fn with_place(&self, place: usize, heard: &mut Vec<String>) -> Vec<usize> {
        let mut found = Vec::new();
        for name in places::names(place) {
            let before = found.len();
            for at in memmem::find_iter(self.haystack.as_bytes(), name.as_bytes()) {
                let entry = self.entry_at(at);
                let e = &self.entries[entry];
                let text = &self.haystack[e.start..e.names_end];
                let start = at - e.start;
                if start + name.len() <= text.len() && places::is_whole(text, start, &name) {
                    found.push(entry);
                }
            }
            if found.len() > before {
                heard.push(name.into_owned());
            }
        }
        found
    }
}

/// The most words of a query that are looked for.
const MOST_WORDS: usize = 12;

/// The best rank of each entry.
struct Ranks(Vec<Option<Rank>>);

impl Ranks {
    fn note(&mut self, entry: usize, rank: Rank) {
        let best = &mut self.0[entry];
        *best = Some(best.map_or(rank, |best| best.min(rank)));
    }

    fn len(&self) -> usize {
        self.0.iter().flatten().count()
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Returns the entries from the best, each rank in the order of the entries.
    fn sorted(self, entries: &[Entry]) -> Vec<(AnyIx, Rank)> {
        let mut by_rank: [Vec<(AnyIx, Rank)>; Rank::Sound as usize + 1] = Default::default();
        for (rank, e) in self.0.into_iter().zip(entries) {
            if let Some(rank) = rank {
                by_rank[rank as usize].push((e.ix, rank));
            }
        }
        by_rank.concat()
    }
}

/// Returns the numbers that all lists have.
fn intersection(lists: Vec<Vec<usize>>) -> Vec<usize> {
    let mut lists = lists.into_iter();
    let mut all = lists.next().unwrap_or_default();
    for mut list in lists {
        list.sort_unstable();
        all.retain(|n| list.binary_search(n).is_ok());
    }
    all
}

/// Returns a folded text without blanks and punctuation.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Returns the words of a folded name, without their punctuation: `m'diq` is one word, `el-kebir` two.
fn words_of_name(name: &str) -> Vec<String> {
    name.split([' ', '-'])
        .map(squeeze)
        .filter(|w| !w.is_empty())
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

/// Returns whether a word of a folded text starts with another one.
fn has_word_starting_with(text: &str, start: &str) -> bool {
    let is_start = |at: usize| {
        let before = text[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    memmem::find_iter(text.as_bytes(), start.as_bytes()).any(is_start)
}

/// Returns the rank of folded names, one a line, and an id for a folded query and its words: [`Rank::Text`] where
/// the names do not contain all words.
pub fn rank(names: &str, id: &str, query: &str, words: &[String]) -> Rank {
    let mut prefix = false;
    for name in names.lines().filter(|name| name.starts_with(query)) {
        if name.len() == query.len() {
            return Rank::Exact;
        }
        prefix = true;
    }
    if id == query {
        Rank::Exact
    } else if prefix {
        Rank::Prefix
    } else if words.iter().all(|w| has_word_starting_with(names, w)) {
        Rank::Word
    } else if words.iter().all(|w| names.contains(w.as_str())) {
        Rank::Inside
    } else {
        Rank::Text
    }
}

/// Returns the texts of a subject besides its names.
pub fn other_texts(program: &Program, ix: AnyIx) -> Vec<&Localized> {
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
            all.extend(s.items.iter().map(|item| &item.title));
            all.extend(&s.tags);
            all.push(&s.label);
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
