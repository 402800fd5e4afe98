//! Suggestions for mistyped names.

/// Returns the name that is most similar to a mistyped one, by Damerau-Levenshtein distance. The distance
/// may be a third of the typed length, at least one and at most four edits.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
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
