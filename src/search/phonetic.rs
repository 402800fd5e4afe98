//! Names by sound: whether two spellings of a word are one name, in one script or across scripts.
//!
//! A word is a list of sounds. Each is a set of classes, since a letter may stand for several (`j` is ج in
//! French and خ in Spanish), and two words are alike when their sounds agree one by one. What one of the spellings may
//! leave out is left out: the short vowels of Arabic, the *l* of an article before a sun letter, an ain, a
//! French *e* at the end. Long vowels have to agree, which keeps names with the same consonants apart.
//!
//! Words of one or two consonants are too short for rules; those that are names, and names whose spellings
//! no rule explains, are rows of `NAMES`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::names::NAMES;

/// A set of classes of sounds.
type Classes = u32;

// One class, one bit.
const B: Classes = 1 << 0;
const T: Classes = 1 << 1;
const D: Classes = 1 << 2;
const K: Classes = 1 << 3;
const X: Classes = 1 << 4;
const H: Classes = 1 << 5;
const G: Classes = 1 << 6;
const J: Classes = 1 << 7;
const F: Classes = 1 << 8;
const L: Classes = 1 << 9;
const M: Classes = 1 << 10;
const N: Classes = 1 << 11;
const R: Classes = 1 << 12;
const S: Classes = 1 << 13;
const Z: Classes = 1 << 14;
const SH: Classes = 1 << 15;
const W: Classes = 1 << 16;
const Y: Classes = 1 << 17;
const A: Classes = 1 << 18;
const E: Classes = 1 << 19;
const I: Classes = 1 << 20;
const U: Classes = 1 << 21;
/// The vowels.
const VOWELS: Classes = A | E | I | U;
/// The consonants before which the *l* of the article is not heard.
const SUN: Classes = T | D | R | S | Z | SH | N | L;

/// A sound of a word.
#[derive(Debug, Clone, Copy)]
struct Sound {
    /// What it may be.
    classes: Classes,
    /// What it may be for a spelling in the same script.
    own: Classes,
    /// When the other spelling may lack it.
    silent: Silent,
}

/// When another spelling may lack a sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Silent {
    Never,
    /// A short vowel, which Arabic does not write.
    Short,
    /// A vowel in the last syllable, which Arabic does not write where a long vowel is before it.
    AfterLong,
    /// Before two consonants at the start: Idriss, Driss.
    BeforeTwo,
    Always,
    /// Where the other is in the same script: Fatimah.
    InLatin,
}

/// The most sounds of a word that are compared.
const LONGEST: usize = 24;
/// The fewest consonants of a word that is compared by rules alone.
const MIN_CONSONANTS: usize = 3;

/// Groups of Latin letters for one sound, longest first, with their classes in Arabic and in Latin letters.
#[rustfmt::skip] // A table: one entry, one line.
const GROUPS: &[(&str, Classes, Classes)] = &[
    ("tch", SH, SH), ("sch", SH, SH), ("ch", SH, SH), ("sh", SH, SH), ("dj", J, J), ("kh", X, X | K | H),
    ("gh", G, G), ("th", T, T), ("dh", D | Z, D), ("ph", F, F), ("qu", K, K), ("gue", G | J, G | J),
    ("gui", G | J, G | J), ("ck", K, K), ("ss", S, S), ("ou", U | W, U | W), ("oo", U, U),
    ("ee", I | Y, I | Y | E),
];

/// Latin letters, with their classes in Arabic and in Latin letters.
#[rustfmt::skip] // A table: one entry, one line.
const LATIN: &[(char, Classes, Classes)] = &[
    ('a', A, A), ('e', A | E, A | E), ('i', I | Y, I | Y | E), ('o', U, U), ('u', U | W, U | W),
    ('y', Y | I | J, Y | I | J | E), ('w', W | U, W | U), ('b', B, B), ('p', B, B), ('t', T, T), ('d', D, D),
    ('k', K | X, K), ('q', K, K), ('c', K | S, K | S), ('j', J | X, J | X), ('h', H | X, H), ('g', G | J, G | J),
    ('f', F, F), ('v', F | B, F), ('l', L, L), ('m', M, M), ('n', N, N), ('r', R, R), ('s', S, S), ('z', Z, Z),
    ('x', SH, SH),
];

/// Folded Arabic letters that are consonants, with their classes.
#[rustfmt::skip] // A table: one entry, one line.
const ARABIC: &[(char, Classes)] = &[
    ('ب', B), ('ت', T), ('ث', T | S), ('ج', J | G), ('ح', H), ('خ', X), ('د', D), ('ذ', D | Z), ('ر', R),
    ('ز', Z), ('س', S), ('ش', SH), ('ص', S), ('ض', D | Z), ('ط', T), ('ظ', D | Z), ('غ', G), ('ف', F),
    ('ق', K | G), ('ك', K | G), ('ل', L), ('م', M), ('ن', N), ('ه', H),
];

/// A folded word and its sounds, with and without the article.
#[derive(Debug)]
pub struct Word {
    text: String,
    arabic: bool,
    readings: Vec<Reading>,
}

#[derive(Debug)]
struct Reading {
    text: String,
    sounds: Vec<Sound>,
    consonants: usize,
    rows: &'static [usize],
}

impl Word {
    /// Takes a folded word apart.
    pub fn new(text: &str) -> Self {
        let arabic = !text.is_ascii();
        let mut texts = vec![text.to_owned()];
        if let Some(bare) = without_article(text) {
            // The article is one letter in Laroui and Lahcen.
            texts.extend(arabic.then(|| format!("ل{bare}")));
            texts.push(bare.to_owned());
        }
        Self {
            arabic,
            readings: texts
                .iter()
                .map(|text| Reading::new(text, arabic))
                .collect(),
            text: text.to_owned(),
        }
    }

    /// Returns the word.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether both are spellings of one name.
    pub fn is_like(&self, other: &Self) -> bool {
        let alike = |a: &Reading, b: &Reading| match (self.arabic, other.arabic) {
            (false, true) => a.is_heard_in(b),
            (true, false) => b.is_heard_in(a),
            (false, false) => a.is_respelt(b),
            (true, true) => a.text == b.text || a.shares_row(b),
        };
        let mut all = self.readings.iter();
        all.any(|a| other.readings.iter().any(|b| alike(a, b)))
    }
}

impl Reading {
    fn new(text: &str, arabic: bool) -> Self {
        let mut sounds = if arabic {
            arabic_sounds(text)
        } else {
            latin_sounds(text)
        };
        if sounds.len() > LONGEST {
            sounds.clear();
        }
        // Before a vowel, u and i are consonants.
        let is_vowel = |s: &Sound| s.classes & VOWELS != 0;
        let before_vowel = |n: usize| sounds.get(n + 1).is_some_and(is_vowel);
        let is_consonant = |(n, s): &(usize, &Sound)| {
            !is_vowel(s) || (s.classes & (W | Y) != 0 && s.classes & A == 0 && before_vowel(*n))
        };
        Self {
            text: text.to_owned(),
            consonants: sounds.iter().enumerate().filter(is_consonant).count(),
            sounds,
            rows: rows(text),
        }
    }

    fn shares_row(&self, other: &Self) -> bool {
        self.rows.iter().any(|row| other.rows.contains(row))
    }

    /// Returns whether a word in Latin letters is one in Arabic letters.
    fn is_heard_in(&self, arabic: &Self) -> bool {
        if !self.rows.is_empty() && !arabic.rows.is_empty() {
            return self.shares_row(arabic);
        }
        let (latin, other) = (&self.sounds, &arabic.sounds);
        let starts_with_vowel = latin.first().is_some_and(|s| s.classes & VOWELS != 0);
        let enough = match self.consonants {
            0 | 1 => return false,
            // The rows have them, where they are known.
            2 if !self.rows.is_empty() || !arabic.rows.is_empty() => return false,
            2 if starts_with_vowel && other.len() > 2 => 0,
            2 => 2,
            _ => 0,
        };
        Alignment::new(latin, other, Script::Other).reaches_end(enough)
    }

    /// Returns whether two words in Latin letters are one.
    fn is_respelt(&self, other: &Self) -> bool {
        if !self.rows.is_empty() && !other.rows.is_empty() {
            return self.shares_row(other);
        }
        if self.consonants.min(other.consonants) < MIN_CONSONANTS {
            return false;
        }
        Alignment::new(&self.sounds, &other.sounds, Script::Same).reaches_end(0)
    }
}

/// Whether two words are written in one script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Same,
    Other,
}

/// Two words whose sounds are compared; the first is in Latin letters.
struct Alignment<'w> {
    a: &'w [Sound],
    b: &'w [Sound],
    script: Script,
    /// What was seen to fail: the places in both, with the long vowels before, up to two.
    failed: [[u8; LONGEST + 1]; LONGEST + 1],
}

impl<'w> Alignment<'w> {
    fn new(a: &'w [Sound], b: &'w [Sound], script: Script) -> Self {
        let failed = [[0; LONGEST + 1]; LONGEST + 1];
        Self {
            a,
            b,
            script,
            failed,
        }
    }

    /// Returns whether the words agree to their ends, in at least so many long vowels.
    fn reaches_end(&mut self, long: usize) -> bool {
        self.agrees(0, 0, State::default(), long)
    }

    fn agrees(&mut self, i: usize, j: usize, state: State, wanted: usize) -> bool {
        if i == self.a.len() && j == self.b.len() {
            return state.long >= wanted;
        }
        let bit = 1 << (state.long.min(2) * 2 + state.skipped.min(1));
        if self.failed[i][j] & bit != 0 {
            return false;
        }
        let found = self.matched(i, j, state, wanted)
            || self.skips_first(i, j, state, wanted)
            || self.skips_second(i, j, state, wanted);
        if !found {
            self.failed[i][j] |= bit;
        }
        found
    }

    fn matched(&mut self, i: usize, j: usize, state: State, wanted: usize) -> bool {
        let (Some(a), Some(b)) = (self.a.get(i), self.b.get(j)) else {
            return false;
        };
        let common = match self.script {
            Script::Same => a.own & b.own,
            Script::Other => a.classes & b.classes,
        };
        let is_long = j > 0 && common & (A | I | U | W | Y) != 0;
        let long = state.long + usize::from(is_long);
        common != 0 && self.agrees(i + 1, j + 1, State { long, ..state }, wanted)
    }

    /// Tries without the next sound of the first word.
    fn skips_first(&mut self, i: usize, j: usize, state: State, wanted: usize) -> bool {
        let Some(sound) = self.a.get(i) else {
            return false;
        };
        let may = match sound.silent {
            Silent::Always => true,
            Silent::Never => false,
            Silent::InLatin | Silent::BeforeTwo => self.script == Script::Same,
            Silent::Short => self.script == Script::Other || state.skipped == 0,
            Silent::AfterLong => match self.script {
                // Mohsin is a participle, whose i is short.
                Script::Other => {
                    state.long > 0 || (self.a[0].classes == M && sound.classes & I != 0)
                }
                Script::Same => state.skipped == 0,
            },
        };
        let skipped = state.skipped + usize::from(self.script == Script::Same);
        may && self.agrees(i + 1, j, State { skipped, ..state }, wanted)
    }

    /// Tries without the next sound of the second word.
    fn skips_second(&mut self, i: usize, j: usize, state: State, wanted: usize) -> bool {
        let Some(sound) = self.b.get(j) else {
            return false;
        };
        let starts_with_two =
            || self.a.len() > 2 && self.a[..2].iter().all(|s| s.classes & VOWELS == 0);
        let may = match sound.silent {
            Silent::Always | Silent::InLatin => true,
            Silent::Never => false,
            Silent::BeforeTwo => i == 0 && starts_with_two(),
            Silent::Short | Silent::AfterLong => state.skipped == 0,
        };
        let skipped = state.skipped + usize::from(self.script == Script::Same);
        may && self.agrees(i, j + 1, State { skipped, ..state }, wanted)
    }
}

/// What has been compared so far.
#[derive(Clone, Copy, Default)]
struct State {
    /// The long vowels that agreed.
    long: usize,
    /// The vowels that only one of two words in the same script has.
    skipped: usize,
}

/// Returns the sounds of a folded word in Latin letters.
fn latin_sounds(word: &str) -> Vec<Sound> {
    let letters: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    let mut all: Vec<Sound> = Vec::new();
    let mut rest = letters.as_str();
    while let Some(c) = rest.chars().next() {
        let group = GROUPS.iter().find(|(group, ..)| rest.starts_with(group));
        let (length, classes, own) = match group {
            // The vowel of `gue` and `gui` is heard.
            Some((group @ ("gue" | "gui"), classes, own)) => (group.len() - 1, *classes, *own),
            Some((group, classes, own)) => (group.len(), *classes, *own),
            None => letter(c, rest, all.last()),
        };
        rest = &rest[length..];
        let doubled = all.last().is_some_and(|last| last.classes == classes);
        // A letter that is written twice is one sound; `ss` is an s alone.
        if !doubled {
            all.push(Sound {
                classes,
                own,
                silent: silent(c, classes, all.last(), rest, all.is_empty()),
            });
        }
    }
    article_of_compound(&letters, &mut all);
    all
}

/// Returns the length and the classes of a single letter.
fn letter(c: char, rest: &str, last: Option<&Sound>) -> (usize, Classes, Classes) {
    let next = rest[1..].chars().next();
    match c {
        'c' if matches!(next, Some('e' | 'i' | 'y')) => return (1, S, S),
        // Spanish has no z between vowels.
        's' if last.is_some_and(|l| l.classes & VOWELS != 0) && next.is_some_and(is_vowel) => {
            return (1, S | Z, S | Z);
        }
        // At the start, before a vowel, it is no vowel.
        'y' if last.is_none() && next.is_some_and(is_vowel) => return (1, Y | J, Y | I | J),
        // Fouad, Foad; Ismail, Ismael.
        'o' if next == Some('a') => return (1, U | W, U | W),
        'e' if rest.len() > 1 && last.is_some_and(|l| l.classes == A) => {
            return (1, A | E | I, A | E);
        }
        _ => {}
    }
    let found = LATIN.iter().find(|(letter, ..)| *letter == c);
    found.map_or((1, 0, 0), |(_, classes, own)| (1, *classes, *own))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Returns when a Latin letter may be silent, by what is before and after it.
fn silent(c: char, classes: Classes, before: Option<&Sound>, rest: &str, first: bool) -> Silent {
    let next = rest.chars().next();
    match c {
        'h' if classes & H != 0 && next.is_none() => return Silent::InLatin,
        'e' if next.is_none() && !first => return Silent::Always,
        _ => {}
    }
    let after_vowel = before.is_some_and(|b| b.classes & VOWELS != 0 && b.classes & (W | Y) == 0);
    let consonants = |text: &str| {
        text.chars()
            .take_while(|&c| !is_vowel(c) && c != 'y')
            .count()
    };
    if first && matches!(c, 'a' | 'e' | 'i') && consonants(rest) > 1 {
        return Silent::BeforeTwo;
    }
    if first || classes & VOWELS == 0 || next.is_none() || matches!(c, 'w') {
        return Silent::Never;
    }
    if c == 'e' {
        return Silent::Short;
    }
    // Of two vowels, the first alone is silent, before i or u: Zaynab, Kaoutar.
    if after_vowel || (matches!(next, Some('a' | 'e' | 'o')) && !rest.starts_with("ou")) {
        return Silent::Never;
    }
    let end = rest.trim_end_matches('e');
    let closes = consonants(rest) >= end.len() && latin_length(end) == 1;
    if closes && classes & A == 0 {
        Silent::AfterLong
    } else {
        Silent::Short
    }
}

/// Returns the number of sounds of some Latin consonants.
fn latin_length(letters: &str) -> usize {
    let group = GROUPS.iter().any(|(group, ..)| *group == letters);
    let mut chars = letters.chars();
    let first = chars.next();
    if group || (first.is_some() && chars.all(|c| Some(c) == first)) {
        1
    } else {
        letters.len()
    }
}

/// Lets the article in a compound be silent, and be any vowel: Abdelkader, Abdulkadir, Abderrahman.
fn article_of_compound(letters: &str, sounds: &mut [Sound]) {
    if letters.starts_with("abd") && letters.len() > 6 && letters[3..].starts_with(is_vowel) {
        sounds[3].classes |= A | I | U;
        sounds[3].own |= A | U | E;
        sounds[3].silent = Silent::Always;
        if sounds[4].classes == L {
            sounds[4].silent = Silent::Always;
        }
    }
}

/// Returns the sounds of a folded word in Arabic letters.
fn arabic_sounds(word: &str) -> Vec<Sound> {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    let is_long = |c: Option<&char>| matches!(c, Some('ا' | 'و' | 'ي'));
    let last = letters.len().saturating_sub(1);
    // Where the article of a compound is: عبد القادر.
    let article =
        (2..letters.len()).find(|&n| n + 3 < letters.len() && letters[n..n + 2] == ['ا', 'ل']);
    let sound = |(n, &c): (usize, &char)| {
        let in_article = article.is_some_and(|at| (at..at + 2).contains(&n));
        let starts = n == 0 || article.is_some_and(|at| n == at + 2);
        let consonant = ARABIC.iter().find(|(letter, _)| *letter == c);
        let (classes, silent) = match c {
            'ا' if in_article => (A | I | U, Silent::Always),
            'ا' if n == 0 && !is_long(letters.get(1)) => (A | I | U, Silent::BeforeTwo),
            'ا' if starts => (A | I | U, Silent::Never),
            'ا' => (A, Silent::Never),
            'ل' if in_article && is_sun(letters[n + 1]) => (L, Silent::Always),
            'ع' if n == 0 && !is_long(letters.get(1)) => (VOWELS, Silent::Never),
            'ع' => (VOWELS, Silent::Always),
            'و' => (U | W, Silent::Never),
            // The alef maqsura is folded to a ya, and the ta marbuta to a ha.
            'ي' if n == last && n > 0 => (I | Y | A, Silent::Never),
            'ي' => (I | Y, Silent::Never),
            'ه' if n == last && n > 1 => (H | A | E | T, Silent::Never),
            _ => (consonant.map_or(0, |(_, classes)| *classes), Silent::Never),
        };
        Sound {
            classes,
            own: classes,
            silent,
        }
    };
    letters.iter().enumerate().map(sound).collect()
}

fn is_sun(c: char) -> bool {
    let found = ARABIC.iter().find(|(letter, _)| *letter == c);
    found.is_some_and(|(_, classes)| classes & SUN != 0)
}

/// Returns a word without the article before it, if it has one: الخطابي, Elkhattabi, Ennaji.
fn without_article(word: &str) -> Option<&str> {
    let rest = match word.strip_prefix("ال") {
        Some(rest) => rest,
        // The others are those of Latin letters.
        None if !word.is_ascii() => return None,
        None if ["el", "al", "ul"].iter().any(|a| word.starts_with(a)) && word.len() > 5 => {
            &word[2..]
        }
        None => {
            let rest = word.strip_prefix(['e', 'a'])?;
            let mut letters = rest.chars();
            let doubled = letters.next() == letters.next() && !rest.starts_with(is_vowel);
            match rest.strip_prefix("ch") {
                Some(again) if again.starts_with("ch") => again,
                _ if doubled && rest.len() > 3 => &rest[1..],
                _ => return None,
            }
        }
    };
    (rest.chars().count() > 2).then_some(rest)
}

/// Returns whether a folded word is the article in Latin letters, as it is heard before any letter.
pub fn is_article(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "l"
            | "es"
            | "er"
            | "en"
            | "ed"
            | "et"
            | "ez"
            | "ech"
            | "as"
            | "ar"
            | "an"
            | "ad"
            | "at"
            | "az"
    )
}

/// First parts of compound names, which are also written as one word with the next.
#[rustfmt::skip] // A table.
const FIRST_PARTS: &[&str] = &[
    "abd", "abdel", "abdul", "abou", "abu", "bou", "bel", "ben", "bin", "si", "fatima", "ait",
    "عبد", "ابو", "بو", "بن", "ابن", "سي", "ايت", "فاطمه",
];

/// Second parts of compound names.
const SECOND_PARTS: &[&str] = &["eddine", "eddin", "ddine", "din", "dine", "الدين", "الله"];

/// Returns the words, with the parts of compound names as one word; `None` when there are none.
pub fn joined(words: &[String]) -> Option<Vec<String>> {
    let mut all: Vec<String> = Vec::new();
    let mut open = false;
    let mut any = false;
    for word in words.iter().filter(|w| !is_article(w)) {
        let second = SECOND_PARTS.contains(&word.as_str());
        match all.last_mut() {
            Some(last) if open || second => {
                last.push_str(word);
                any = true;
                open = false;
            }
            _ => {
                all.push(word.clone());
                open = FIRST_PARTS.contains(&word.as_str());
            }
        }
    }
    any.then_some(all)
}

/// The rows of [`NAMES`] that have a word.
static ROWS: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut rows: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, row) in NAMES.iter().enumerate() {
        for name in row.split(' ') {
            rows.entry(name).or_default().push(at);
        }
    }
    rows
});

fn rows(word: &str) -> &'static [usize] {
    ROWS.get(word).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn names_are_written_as_they_fold_and_without_blanks() {
        for name in NAMES.iter().flat_map(|row| row.split(' ')) {
            assert_eq!(fold(name), name);
            assert!(name.chars().all(char::is_alphanumeric), "{name}");
        }
    }

    #[test]
    fn words_of_both_scripts_are_compared() {
        for word in ["eاا", "aخخخ", "elخطابي", "abdعبد", "الa", "eé"] {
            assert!(!Word::new(word).is_like(&Word::new("محمد")), "{word}");
        }
    }

    #[test]
    fn long_words_are_compared_in_bounded_time() {
        let long = |part: &str| Word::new(&part.repeat(5_000));
        assert!(!long("jh").is_like(&long("خه")));
        assert!(!long("aeaiou").is_like(&long("عاوي")));
        assert!(!Word::new("").is_like(&Word::new("")));
    }
}
