//! Mistyped words.

/// The fewest letters of a word that may be mistyped: of one in Latin letters, and of another one. Short Arabic words are
/// nearer to each other.
const ONE: (usize, usize) = (4, 5);
/// The fewest letters of a mistyped word in a query of several words.
const BESIDE: usize = 3;
/// The fewest letters of a word of which one may be any other letter: in a shorter one it is a slip, or another word
/// is meant.
const ANOTHER: usize = 7;
/// The fewest letters of a word in which a letter of a key beside the right one is a slip, and one that sounds alike.
const SLIP: (usize, usize) = (4, 6);
/// The fewest letters of a word with two mistakes.
const TWO: usize = 9;
/// The most letters of a word that may be mistyped.
const LONGEST: usize = 40;
/// The most words that may have been meant.
const MOST: usize = 8;

/// The letters of keyboards, row by row; a key touches those beside it and two in each row above and below.
const KEYBOARDS: [[&str; 3]; 3] = [
    ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
    ["azertyuiop", "qsdfghjklm", "wxcvbn"],
    ["ضصثقفغعهخحجد", "شسيبلاتنمكط", "ي-ور-يهوزظ"],
];
/// The steps by row and by place from a key to those that it touches.
const AROUND: [(isize, isize); 6] = [(0, -1), (0, 1), (1, -1), (1, 0), (-1, 0), (-1, 1)];

/// Letters that are taken for each other by their sound.
const SOUNDS: [&str; 10] = [
    "aeiouy", "csz", "ck", "bv", "mn", "سص", "تطث", "ضظد", "ذظز", "قك",
];

/// Returns the words that are nearest to a folded word, with at most `most` mistakes.
pub fn nearest_words(typed: &str, most: usize, words: &[String]) -> Vec<String> {
    let letters: Vec<char> = typed.chars().collect();
    let mut found: Vec<(Mistakes, &String)> = Vec::new();
    for word in words {
        // Two bytes are one Arabic letter; the first letter is hardly ever wrong.
        let near = word.len().abs_diff(typed.len()) <= 2 * most
            && letters
                .first()
                .is_some_and(|&first| word.starts_with(first));
        let mistakes = near.then(|| mistakes(&letters, word)).flatten();
        found.extend(mistakes.filter(|m| m.count <= most).map(|m| (m, word)));
    }
    let best = found.iter().map(|(mistakes, _)| *mistakes).min();
    found.retain(|(mistakes, _)| Some(*mistakes) == best);
    // Of several short words that differ in a letter, none is certain.
    if best.is_some_and(|best| best.another) && letters.len() < ANOTHER && found.len() > 1 {
        return Vec::new();
    }
    found.truncate(MOST);
    found.into_iter().map(|(_, word)| word.clone()).collect()
}

/// Returns whether a word is long enough to be meant by one that is mistyped.
pub fn may_be_meant(word: &str) -> bool {
    word.len() >= ONE.0 && word.len() <= 4 * LONGEST
}

/// Returns how many mistakes a folded word, alone or beside others, may have; `None` when it has to be right.
pub fn most_mistakes(word: &str, beside_others: bool) -> Option<usize> {
    let length = word.chars().take(LONGEST + 1).count();
    let is_plausible = length <= LONGEST && word.chars().all(char::is_alphabetic);
    let fewest = match (beside_others, word.is_ascii()) {
        (true, _) => BESIDE,
        (false, true) => ONE.0,
        (false, false) => ONE.1,
    };
    match length {
        _ if !is_plausible => None,
        TWO.. => Some(2),
        _ => (length >= fewest).then_some(1),
    }
}

/// How a word was mistyped; fewer are better, and letters that are missing, added or swapped are better than others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Mistakes {
    count: usize,
    /// Whether a letter is another one.
    another: bool,
}

/// Returns how a word was mistyped; `None` when another letter of a short word is no slip, or two letters are others.
fn mistakes(typed: &[char], word: &str) -> Option<Mistakes> {
    let meant: Vec<char> = word.chars().collect();
    let count = strsim::generic_damerau_levenshtein(typed, &meant);
    let same = typed.len() == meant.len();
    let others = typed.iter().zip(&meant).filter(|(a, b)| a != b);
    let others: Vec<(&char, &char)> = others.filter(|_| same).take(3).collect();
    let another = match (count, others.as_slice()) {
        (1, [(a, b)]) if typed.len() >= ANOTHER || is_slip(**a, **b, typed.len()) => true,
        (1, [_]) | (2, [_, _]) => return None,
        _ => false,
    };
    Some(Mistakes { count, another })
}

/// Returns whether a letter of a word with so many letters is typed in place of another one by a slip: their keys touch,
/// or they sound alike.
pub fn is_slip(a: char, b: char, letters: usize) -> bool {
    let alike = |group: &&str| group.contains(a) && group.contains(b);
    letters >= SLIP.0 && keys_touch(a, b) || letters >= SLIP.1 && SOUNDS.iter().any(alike)
}

fn keys_touch(a: char, b: char) -> bool {
    let key = |rows: &[&str; 3], row: isize, at: isize| {
        let row = rows.get(usize::try_from(row).ok()?)?;
        row.chars().nth(usize::try_from(at).ok()?)
    };
    let touches = |rows: &[&str; 3], row: isize, at: isize| {
        let mut around = AROUND.iter();
        around.any(|(down, along)| key(rows, row + down, at + along) == Some(b))
    };
    KEYBOARDS.iter().any(|rows| {
        let keys = (0..)
            .zip(rows)
            .flat_map(|(n, row)| (0..).zip(row.chars()).map(move |(at, c)| (n, at, c)));
        let mut of_a = keys.filter(|(.., c)| *c == a);
        of_a.any(|(n, at, _)| touches(rows, n, at))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_a_key_beside_the_right_one_or_a_letter_that_sounds_alike() {
        for (a, b, letters, wanted) in [
            ('t', 'y', 4, true),
            ('g', 'v', 4, true),
            ('q', 'a', 4, true),
            ('ي', 'ب', 6, true),
            ('a', 'e', 6, true),
            ('a', 'e', 5, false),
            ('k', 't', 4, false),
            ('t', 'y', 3, false),
            ('ص', 'س', 6, true),
            ('ل', 'د', 5, false),
        ] {
            assert_eq!(is_slip(a, b, letters), wanted, "{a} {b} {letters}");
            assert_eq!(is_slip(b, a, letters), wanted, "{b} {a} {letters}");
        }
    }
}
