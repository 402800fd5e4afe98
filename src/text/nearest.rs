//! Suggestions for mistyped names.

/// The length in bytes of the longest name that is compared.
const LONGEST: usize = 200;

/// Returns the name that is most similar to a mistyped one, by Damerau-Levenshtein distance. The distance
/// may be a third of the typed length, at least one and at most four edits. Long texts are not compared, because the time
/// grows with the product of their lengths.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = similar(typed, known);
    let nearest = near.min_by_key(|(distance, _)| *distance)?;
    Some(nearest.1)
}

/// Returns the name that was certainly meant by a mistyped one: the only one that [`nearest`] may return, with the same digits,
/// because another number means another thing.
pub fn misspelt<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let digits = |text: &str| -> Vec<char> { text.chars().filter(char::is_ascii_digit).collect() };
    let mut near = similar(typed, known);
    let (_, only) = near.next()?;
    let is_word = typed.chars().count() >= SHORTEST;
    (is_word && near.next().is_none() && digits(only) == digits(typed)).then_some(only)
}

/// Returns whether two names have the same letters, in another order or case.
pub fn has_same_letters(a: &str, b: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.to_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(a) == sorted(b)
}

/// The length of the shortest name that can be a mistyped one for certain.
const SHORTEST: usize = 3;

/// Returns the names that are similar to a mistyped one, with their distances.
fn similar<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> impl Iterator<Item = (usize, &'a str)> {
    let length = typed.len();
    let max = (typed.chars().count() / 3).clamp(1, 4);
    let lower = if length > LONGEST {
        String::new()
    } else {
        typed.to_lowercase()
    };
    known
        .into_iter()
        .filter(move |name| length <= LONGEST && name.len().abs_diff(length) <= 4 * max)
        .map(move |name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(move |(distance, _)| *distance <= max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_certain_where_no_other_is_near() {
        let rooms = ["room-1", "room-2", "main-hall"];
        let cases = [
            ("main-hal", Some("main-hall"), Some("main-hall")),
            ("Main-Hall", Some("main-hall"), Some("main-hall")),
            // Both rooms are as near, and a third one may have been forgotten.
            ("room-3", Some("room-1"), None),
            ("foyer", None, None),
        ];
        for (typed, near, certain) in cases {
            assert_eq!(nearest(typed, rooms), near, "{typed}");
            assert_eq!(misspelt(typed, rooms), certain, "{typed}");
        }
        assert_eq!(misspelt("room-12", ["room-1"]), None);
        assert_eq!(misspelt("b", ["a"]), None);
        assert!(has_same_letters("Opneing", "opening"));
        assert!(!has_same_letters("hall-b", "hall-a"));
        assert_eq!(nearest(&"x".repeat(201), ["x"]), None);
    }
}
