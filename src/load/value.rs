//! What the texts in a schedule mean: names as ids, times, lengths of time, languages.

use chrono::NaiveTime;

use crate::fold::fold;
use crate::text::{Lines, Text};

/// Names of languages in files that have no codes.
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

/// An id made of a name, the same for the same name: `a-z`, digits and hyphens; where other signs are
/// lost, a number tells it from others (FNV-1a).
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
        let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        });
        return format!("{id}-{hash:08x}")
            .trim_start_matches('-')
            .to_owned();
    }
    id.to_owned()
}

pub fn is_web(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    ["http://", "https://"].iter().any(|s| lower.starts_with(s))
        && !url.contains(char::is_whitespace)
}

/// `de, en` or `English`: the codes of languages, where they are known.
pub fn languages(text: &str) -> Vec<Text> {
    let code = |part: &str| {
        let lower = part.to_lowercase();
        let named = LANGUAGES.iter().find(|(name, _)| *name == lower);
        Text::clean(named.map_or(&*lower, |(_, code)| code), Lines::One).0
    };
    let parts = text.split([',', ';', '/', ' ']);
    parts.filter(|p| !p.is_empty()).map(code).collect()
}

/// `11:00`, `9:30`, `09:30:00`.
pub fn clock(text: &str) -> Option<NaiveTime> {
    let forms = ["%H:%M", "%H:%M:%S", "%Hh%M"];
    let read = |form: &&str| NaiveTime::parse_from_str(text, form).ok();
    forms.iter().find_map(read)
}

/// Minutes of `1:30`, `01:30`, `01:30:00`, `1:06:00` (days first, where the hours do not fit) or `90`.
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
