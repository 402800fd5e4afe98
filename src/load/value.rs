//! Parses texts of schedules: ids from names, times, durations, languages.

use chrono::{DateTime, NaiveTime, Timelike};

use crate::model::SessionKind;
use crate::model::zone::Timestamp;
use crate::text::fold::fold;
use crate::text::{Lines, Text, hash};

/// The names of languages in files without language codes.
const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("german", "de"),
    ("deutsch", "de"),
    ("french", "fr"),
    ("spanish", "es"),
    ("arabic", "ar"),
    ("français", "fr"),
    ("español", "es"),
    ("العربية", "ar"),
    ("中文", "zh"),
    ("日本語", "ja"),
];

/// The words for kinds of sessions in files.
const KINDS: &[(&str, SessionKind)] = &[
    ("lecture", SessionKind::Talk),
    ("talk", SessionKind::Talk),
    ("lightning", SessionKind::Talk),
    ("podium", SessionKind::Panel),
    ("panel", SessionKind::Panel),
    ("workshop", SessionKind::Workshop),
    ("declaration", SessionKind::Declaration),
    ("opening", SessionKind::Opening),
    ("closing", SessionKind::Closing),
    ("break", SessionKind::Break),
    ("social", SessionKind::Social),
];

/// Returns an id derived from a name: `a-z`, digits and hyphens. Where other characters are lost, a hash is
/// added.
pub fn slug(name: &str) -> String {
    let mut id = String::new();
    let mut lost = false;
    for c in fold(name.trim()).chars() {
        match c {
            'a'..='z' | '0'..='9' => id.push(c),
            ' ' | '-' | '_' | '.' | '/' | ':' | ',' | '(' | ')' => {
                if !id.is_empty() && !id.ends_with('-') {
                    id.push('-');
                }
            }
            _ => lost = true,
        }
    }
    let id = id.trim_end_matches('-');
    if lost || id.is_empty() && !name.is_empty() {
        return format!("{id}-{:08x}", hash(name))
            .trim_start_matches('-')
            .to_owned();
    }
    id.to_owned()
}

/// Returns whether a text is a web address.
pub fn is_web(url: &str) -> bool {
    let begins = |scheme: &str| {
        let head = url.get(..scheme.len());
        head.is_some_and(|h| h.eq_ignore_ascii_case(scheme)) && url.len() > scheme.len()
    };
    (begins("http://") || begins("https://")) && !url.contains(char::is_whitespace)
}

/// Returns the kind that a word of a file means, and whether the word says no more than that.
pub fn kind(word: &str) -> (SessionKind, bool) {
    let word = fold(word);
    let known = KINDS.iter().find(|(name, _)| word.contains(name));
    let kind = known.map_or(SessionKind::Other, |(_, kind)| *kind);
    (kind, word == kind.name() || word == "lecture")
}

/// Returns the codes of the languages in `de, en` or `English`, as far as they are known.
pub fn languages(text: &str) -> Vec<Text> {
    let code = |part: &str| {
        let lower = part.to_lowercase();
        let named = LANGUAGES.iter().find(|(name, _)| *name == lower);
        Text::clean(named.map_or(&*lower, |(_, code)| code), Lines::One).0
    };
    let parts = text.split([',', ';', '/', ' ']);
    let parts = parts.filter(|p| !p.is_empty()).take(super::LANGUAGES);
    parts.map(code).collect()
}

/// Returns the instant of a time with an offset (RFC 3339), and the offset in seconds east of UTC.
pub fn offset(text: &str) -> Option<(Timestamp, i64)> {
    let time = DateTime::parse_from_rfc3339(text.trim()).ok()?;
    Some((time.timestamp(), i64::from(time.offset().local_minus_utc())))
}

/// Parses `11:00`, `9:30`, `09:30:00`, `9:30 AM`, `9h30` or `9.30`.
pub fn time_of_day(text: &str) -> Option<NaiveTime> {
    let forms = ["%H:%M", "%H:%M:%S", "%Hh%M", "%I:%M %p", "%I:%M%p", "%H.%M"];
    let read = |form: &&str| NaiveTime::parse_from_str(text, form).ok();
    // chrono represents a leap second as nanoseconds.
    let time = forms.iter().find_map(read)?;
    time.with_nanosecond(0)
}

/// Parses a duration in minutes: `90`, `1:30`, `01:30`; `1:30:00` has seconds last if they are 0, and otherwise
/// days first, as in `1:06:30`, because no session is scheduled to the second.
pub fn minutes(text: &str) -> Option<i64> {
    let parts: Option<Vec<i64>> = text
        .split(':')
        .map(|p| p.trim().parse().ok().filter(|n| (0..100_000).contains(n)))
        .collect();
    match parts?.as_slice() {
        [minutes] => Some(*minutes),
        [hours, minutes] => Some(hours * 60 + minutes),
        [hours, minutes, 0] if *minutes < 60 => Some(hours * 60 + minutes),
        [days, hours, minutes] => Some((days * 24 + hours) * 60 + minutes),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_up_to_three_parts() {
        let of = |days: i64, hours: i64, minutes: i64| Some((days * 24 + hours) * 60 + minutes);
        let cases = [
            ("90", of(0, 0, 90)),
            ("1:30", of(0, 1, 30)),
            (" 01 : 30 ", of(0, 1, 30)),
            ("00:05:00", of(0, 0, 5)),
            ("1:30:00", of(0, 1, 30)),
            ("1:06:00", of(0, 1, 6)),
            ("1:59:00", of(0, 1, 59)),
            ("1:60:00", of(1, 60, 0)),
            ("2:00:30", of(2, 0, 30)),
            ("1:02:03", of(1, 2, 3)),
            ("1:02:03:04", None),
            ("1:-2:03", None),
            ("1::03", None),
            ("100000", None),
            ("soon", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(minutes(text), wanted, "{text}");
        }
    }

    #[test]
    fn an_id_is_made_of_a_name() {
        let cases = [
            ("Room -- 1", "room-1"),
            (" - x", "x"),
            ("(Main)  -- Hall!", "main-hall-b788e8f1"),
            ("Tetuán", "tetuan"),
            ("C++", "c-2ead0510"),
            ("C#", "c-95da4403"),
            ("♥ Liebe", "liebe-bd27a650"),
            ("--", "20cd1d0f"),
            ("", ""),
        ];
        for (name, id) in cases {
            assert_eq!(slug(name), id, "{name}");
        }
    }
}
