//! Parses texts of schedules: ids from names, times, durations, languages.

use std::borrow::Cow;

use crate::model::SessionKind;
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

/// Returns whether a text is a web address, or one to write an e-mail to.
pub fn is_link(url: &str) -> bool {
    let mail = url
        .get(..7)
        .filter(|head| head.eq_ignore_ascii_case("mailto:"));
    is_web(url) || mail.is_some_and(|_| is_mail(&url[7..]))
}

/// Returns whether a text is an e-mail address, perhaps with a subject.
pub fn is_mail(text: &str) -> bool {
    let (name, server) = text.split_once('@').unwrap_or_default();
    let server = server.split('?').next().unwrap_or_default();
    let plain = |c: char| c.is_whitespace() || matches!(c, '/' | ':' | '<' | '>' | '"' | '(' | ')');
    !name.is_empty() && !text.contains(plain) && host(server).is_some()
}

/// The ends of names that are files, not servers.
const FILES: &[&str] = &[
    "csv", "doc", "docx", "gif", "htm", "html", "ics", "jpeg", "jpg", "json", "md", "mp3", "mp4",
    "odp", "ods", "odt", "pdf", "png", "ppt", "pptx", "svg", "txt", "webm", "webp", "xls", "xlsx",
    "xml", "zip",
];

/// Returns whether a text begins with the name of a server, without a scheme: `www.example.org/page`.
pub fn is_server(text: &str) -> bool {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let (server, rest) = text.split_at(end);
    let server = server.split(':').next().unwrap_or_default();
    let last = host(server);
    last.is_some_and(|last| !rest.is_empty() || !FILES.contains(&&*last.to_ascii_lowercase()))
}

/// Returns the last part of the name of a server.
fn host(server: &str) -> Option<&str> {
    let mut parts = server.split('.');
    let named = |part: &str| {
        let inner = part.chars().all(|c| c.is_alphanumeric() || c == '-');
        inner && !part.is_empty() && part.len() < 64
    };
    let last = parts.next_back()?;
    let letters = last.chars().all(char::is_alphabetic) && last.chars().count() > 1;
    let before = parts.clone().count() > 0 && parts.all(named);
    (letters && before).then_some(last)
}

/// Returns a name without the e-mail addresses in it: `Ana Vidal <ana@example.org>`.
pub fn without_mail(name: &str) -> Cow<'_, str> {
    if !name.contains('@') {
        return Cow::Borrowed(name);
    }
    let sign = |c: char| matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | ',' | ';');
    let kept = name.split_whitespace().filter(|word| {
        let word = word.trim_matches(sign);
        let word = word.strip_prefix("mailto:").unwrap_or(word);
        !is_mail(word)
    });
    Cow::Owned(kept.collect::<Vec<_>>().join(" "))
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

/// Returns the names in a field. They are separated by semicolons, bars or ampersands; by commas only if each part has
/// several words, because of `Family, First`, and by Arabic commas always. Where the last sign is a semicolon, nothing else separates
/// them. What is in brackets is part of a name.
pub fn names(text: &str) -> Vec<&str> {
    if let Some(list) = text.trim_end().strip_suffix(';') {
        return outside_brackets(list, &[';']);
    }
    let whole = |part: &&str| part.split_whitespace().count() > 1;
    let by_commas = || {
        let parts = outside_brackets(text, &[',', '،']);
        parts.iter().all(whole).then_some(parts)
    };
    let other = text.contains([';', '|', '\n', '؛', '،']);
    let parts = if other { None } else { by_commas() };
    let parts = parts.unwrap_or_else(|| outside_brackets(text, &[';', '|', '\n', '؛', '،']));
    let parts = parts
        .into_iter()
        .flat_map(|part| outside_brackets(part, &['&']));
    parts.collect()
}

/// Returns the parts of a text between signs that are not in brackets, without blank ones.
pub fn outside_brackets<'t>(text: &'t str, signs: &[char]) -> Vec<&'t str> {
    let mut depth = 0_usize;
    let count = |signs: &[char]| text.matches(signs).count();
    let balanced = count(&['(', '[']) == count(&[')', ']']);
    let parts = text.split(|c: char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0 || !balanced) && signs.contains(&c)
    });
    parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
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
    fn addresses_are_told_from_names() {
        let servers = [
            ("www.example.org/lantern", true),
            ("example.net", true),
            ("example.net:8080/a", true),
            ("slides.pdf", false),
            ("two words.org/x", false),
            ("javascript:alert(1)", false),
            ("x", false),
            (".org", false),
        ];
        for (text, wanted) in servers {
            assert_eq!(is_server(text), wanted, "{text}");
        }
        let links = [
            ("https://example.org", true),
            ("HTTPS://EXAMPLE.ORG/Up", true),
            ("mailto:desk@example.org?subject=x", true),
            ("mailto:", false),
            ("mailto:nobody", false),
            ("javascript:alert(1)//a@b.org", false),
            ("https://a b", false),
        ];
        for (text, wanted) in links {
            assert_eq!(is_link(text), wanted, "{text}");
        }
        let names = [
            ("Ana Vidal <ana@example.org>", "Ana Vidal"),
            ("Ana Vidal (ana@example.org)", "Ana Vidal"),
            ("office@example.org", ""),
            ("@ana", "@ana"),
            ("Ana Vidal", "Ana Vidal"),
        ];
        for (text, wanted) in names {
            assert_eq!(without_mail(text), wanted, "{text}");
        }
    }

    #[test]
    fn names_are_told_apart() {
        let cases: [(&str, &[&str]); 9] = [
            (
                "Vidal Pérez, Ana María; Tazi & Sons;",
                &["Vidal Pérez, Ana María", "Tazi & Sons"],
            ),
            ("Ana Vidal; Omar Tazi", &["Ana Vidal", "Omar Tazi"]),
            ("Ana Vidal, Omar Tazi", &["Ana Vidal", "Omar Tazi"]),
            ("Vidal, Ana", &["Vidal, Ana"]),
            ("آنا فيدال، عمر", &["آنا فيدال", "عمر"]),
            ("Ana Vidal & Omar Tazi", &["Ana Vidal", "Omar Tazi"]),
            (
                "Ana Vidal (University of Cadiz, Spain), Omar Tazi (Tangier)",
                &[
                    "Ana Vidal (University of Cadiz, Spain)",
                    "Omar Tazi (Tangier)",
                ],
            ),
            ("Ana (one; Omar", &["Ana (one", "Omar"]),
            (" ; ", &[]),
        ];
        for (text, wanted) in cases {
            assert_eq!(names(text), wanted, "{text}");
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
