//! Mistyped words.

/// The fewest letters of a word that may be mistyped.
const ONE: usize = 5;
/// The fewest letters of a mistyped word in a query of several words.
const BESIDE: usize = 3;
/// The fewest letters of a word of which one may be another letter: shorter words with other letters are
/// other words.
const ANOTHER: usize = 7;
/// The fewest letters of a word with two mistakes.
const TWO: usize = 9;
/// The most letters of a word that may be mistyped.
const LONGEST: usize = 40;
/// The most words that may have been meant.
const MOST: usize = 8;

/// Returns the words that are nearest to a folded word, with at most `most` mistakes.
pub fn nearest_words(typed: &str, most: usize, words: &[String]) -> Vec<String> {
    let letters: Vec<char> = typed.chars().collect();
    let mut found: Vec<(usize, &String)> = Vec::new();
    for word in words {
        // Two bytes are one Arabic letter; the first letter is hardly ever wrong.
        let near = word.len().abs_diff(typed.len()) <= 2 * most
            && letters
                .first()
                .is_some_and(|&first| word.starts_with(first));
        let mistakes = near.then(|| mistakes(&letters, word)).flatten();
        found.extend(mistakes.filter(|n| *n <= most).map(|n| (n, word)));
    }
    let best = found.iter().map(|(n, _)| *n).min();
    found.retain(|(n, _)| Some(*n) == best);
    found.truncate(MOST);
    found.into_iter().map(|(_, word)| word.clone()).collect()
}

/// Returns whether a word is long enough to be meant by one that is mistyped.
pub fn may_be_meant(word: &str) -> bool {
    word.len() >= ONE - 1 && word.len() <= 4 * LONGEST
}

/// Returns how many mistakes a folded word, alone or beside others, may have; `None` when it has to be right.
pub fn most_mistakes(word: &str, beside_others: bool) -> Option<usize> {
    let length = word.chars().take(LONGEST + 1).count();
    let is_plausible = length <= LONGEST && word.chars().all(char::is_alphabetic);
    match length {
        _ if !is_plausible => None,
        TWO.. => Some(2),
        ONE.. => Some(1),
        BESIDE.. if beside_others => Some(1),
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
