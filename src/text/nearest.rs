//! Suggestions for mistyped names.

/// The length in bytes of the longest name that is compared.
const LONGEST: usize = 200;

/// Returns the name that is most similar to a mistyped one, by Damerau-Levenshtein distance. The distance
/// may be a third of the typed length, at least one and at most four edits. Long texts are not compared, because the time
/// grows with the product of their lengths.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if typed.len() > LONGEST {
        return None;
    }
    let max = (typed.chars().count() / 3).clamp(1, 4);
    let lower = typed.to_lowercase();
    known
        .into_iter()
        .filter(|name| name.len().abs_diff(typed.len()) <= 4 * max)
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= max)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}
