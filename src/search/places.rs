//! Places by any of their names, also behind the Arabic particles that are written with the next word.

use std::borrow::Cow;

use super::names::PLACES;

/// The most words of a place's name.
const MOST_WORDS: usize = 3;
/// The particles that are written with the next word: and, so, in, for, like.
const PARTICLES: &[char] = &['و', 'ف', 'ب', 'ل', 'ك'];

/// Returns the places in the words of a query, and the words that are part of none.
pub fn in_words(words: &[String]) -> (Vec<usize>, Vec<String>) {
    let (mut places, mut left) = (Vec::new(), Vec::new());
    let mut rest = words;
    while let Some(first) = rest.first() {
        let longest = (1..=MOST_WORDS.min(rest.len())).rev();
        let mut found = longest.filter_map(|n| Some((place(&rest[..n].join(" "))?, n)));
        if let Some((at, n)) = found.next() {
            places.push(at);
            rest = &rest[n..];
        } else {
            left.push(first.clone());
            rest = &rest[1..];
        }
    }
    (places, left)
}

/// Returns the place that has this folded name, with or without particles before it.
fn place(name: &str) -> Option<usize> {
    let known = |name: &str| PLACES.iter().position(|names| names.contains(&name));
    let without = |name: &str| {
        let rest = name.strip_prefix(PARTICLES)?;
        known(rest).or_else(|| {
            // لل is ل and the article.
            let rest = name.strip_prefix("لل")?;
            known(&format!("ال{rest}"))
        })
    };
    let found = known(name).or_else(|| without(name));
    found.or_else(|| without(name.strip_prefix(PARTICLES)?))
}

/// Returns the names of a place as texts may have them.
pub fn names(place: usize) -> impl Iterator<Item = Cow<'static, str>> {
    let all = PLACES[place].iter();
    all.flat_map(|&name| {
        let behind = name
            .strip_prefix("ال")
            .map(|rest| Cow::Owned(format!("لل{rest}")));
        std::iter::once(Cow::Borrowed(name)).chain(behind)
    })
}

/// Returns whether a name in a text is whole words there, but for particles before an Arabic one.
pub fn is_whole(text: &str, at: usize, name: &str) -> bool {
    let after = text[at + name.len()..].chars().next();
    if after.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let mut before = text[..at].chars().rev();
    let is_arabic = !name.is_ascii();
    for _ in 0..=2 {
        match before.next() {
            Some(c) if is_arabic && PARTICLES.contains(&c) => {}
            Some(c) => return !c.is_alphanumeric(),
            None => return true,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    #[test]
    fn places_are_written_as_they_fold_and_once() {
        let all: Vec<&str> = PLACES.iter().flat_map(|row| row.iter().copied()).collect();
        for name in &all {
            assert_eq!(fold(name), *name);
            let same = all.iter().filter(|other| other == &name);
            assert_eq!(same.count(), 1, "{name}");
        }
    }
}
