//! Mistyped words.

use std::collections::HashSet;

use memchr::memmem;

/// The fewest letters of a word that may be mistyped.
const ONE: usize = 5;
/// The fewest letters of a word of which one may be another letter: shorter words with other letters are
/// other words.
const ANOTHER: usize = 7;
/// The fewest letters of a word with two mistakes.
const TWO: usize = 9;
/// The most letters of a word that may be mistyped.
const LONGEST: usize = 40;
/// The most words that may have been meant.
const MOST: usize = 8;

/// Returns the words of folded names, one a line, that are nearest to a folded word.
pub fn nearest_words<'n>(typed: &str, names: impl Iterator<Item = &'n str>) -> Vec<String> {
    let letters: Vec<char> = typed.chars().collect();
    let Some(most) = most_mistakes(&letters) else {
        return Vec::new();
    };
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut seen = HashSet::new();
    // The first letter is hardly ever wrong.
    let first = letters[0].to_string();
    let finder = memmem::Finder::new(&first);
    let starting = |names: &'n str| {
        let places = finder.find_iter(names.as_bytes()).collect::<Vec<_>>();
        places.into_iter().filter_map(|at| word_at(names, at))
    };
    for word in names.flat_map(starting) {
        // Two bytes are one Arabic letter.
        let near = word.len().abs_diff(typed.len()) <= 2 * most;
        if !near || !seen.insert(word) {
            continue;
        }
        if let Some(n) = mistakes(&letters, word).filter(|n| *n <= most) {
            found.push((n, word));
        }
    }
    let best = found.iter().map(|(n, _)| *n).min();
    found.retain(|(n, _)| Some(*n) == best);
    found.truncate(MOST);
    found.into_iter().map(|(_, word)| word.to_owned()).collect()
}

/// Returns the word that starts at a place of a text, if one does.
fn word_at(text: &str, at: usize) -> Option<&str> {
    let before = text[..at].chars().next_back();
    let rest = &text[at..];
    let end = rest.find(|c: char| !c.is_alphanumeric());
    (!before.is_some_and(char::is_alphanumeric)).then(|| &rest[..end.unwrap_or(rest.len())])
}

/// Returns how many mistakes a word may have; `None` when it has to be right.
fn most_mistakes(letters: &[char]) -> Option<usize> {
    let plausible = letters.len() <= LONGEST && letters.iter().all(|c| c.is_alphabetic());
    match letters.len() {
        _ if !plausible => None,
        TWO.. => Some(2),
        ONE.. => Some(1),
        _ => None,
    }
}

/// Returns how many letters are missing, added, swapped or others; `None` when the word is too short for another
/// letter, or two are others.
fn mistakes(typed: &[char], word: &str) -> Option<usize> {
    let meant: Vec<char> = word.chars().collect();
    let n = strsim::generic_damerau_levenshtein(typed, &meant);
    let same = typed.len() == meant.len();
    let others = typed.iter().zip(&meant).filter(|(a, b)| a != b).count();
    match n {
        1 if same && others == 1 && typed.len() < ANOTHER => None,
        2 if same && others == 2 => None,
        n => Some(n),
    }
}
