//! The types of values in the schemas.

use chrono::{DateTime, NaiveDate};

/// What a value has to be: the key of the message that describes it, and the test.
#[derive(Clone, Copy)]
pub struct Type {
    pub name: &'static str,
    pub is: fn(&str) -> bool,
}

const fn of(name: &'static str, is: fn(&str) -> bool) -> Type {
    Type { name, is }
}

pub const TEXT: Type = of("type-text", |_| true);
pub const MOMENT: Type = of("type-offset-time", |t| moment(t.trim()));
pub const DATE: Type = of("type-date-example", |t| date(t.trim()));
pub const DAY: Type = of("type-day", |t| date(t.trim()) || moment(t.trim()));
pub const DURATION: Type = of("type-duration", duration);
pub const CLOCK: Type = of("type-clock-example", clock);
pub const UUID: Type = of("type-uuid", uuid);
pub const CODE: Type = of("type-code", |t| {
    t.len() == 6 && all(t, |b| b.is_ascii_uppercase() || b.is_ascii_digit())
});
pub const ACRONYM: Type = of("type-acronym", |t| {
    t.len() >= 4 && all(t, |b| word(b) || b == b'-')
});
pub const SLUG: Type = of("type-slug", slug);
pub const TRACK: Type = of("type-track", |t| {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    t.len() >= 2 && t.as_bytes()[0].is_ascii_lowercase() && all(t, plain)
});
pub const WEB: Type = of("type-web", |t| web(t.trim()));
pub const WEB_OR_NOTHING: Type = of("type-web-or-nothing", |t| {
    t.trim().is_empty() || web(t.trim())
});
pub const POSITIVE: Type = of("type-positive", |t| {
    let digits = t.trim().trim_start_matches('+');
    integer(t) && !t.trim().starts_with('-') && digits.bytes().any(|b| b != b'0')
});
pub const INTEGER: Type = of("type-integer", integer);
pub const FLAG: Type = of("type-flag", |t| {
    matches!(t.trim(), "true" | "false" | "1" | "0")
});
pub const COLOR: Type = of("type-color", |t| {
    t.strip_prefix('#')
        .is_some_and(|t| t.len() == 6 && all(t, |b| b.is_ascii_hexdigit()))
});

fn all(text: &str, is: fn(u8) -> bool) -> bool {
    text.bytes().all(is)
}

fn word(b: u8) -> bool {
    b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'
}

fn web(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

fn integer(text: &str) -> bool {
    let digits = text.trim().strip_prefix(['+', '-']).unwrap_or(text.trim());
    !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Returns whether a text is an `xs:date`, with or without an offset.
fn date(text: &str) -> bool {
    let day = text.get(..10);
    let rest = text.get(10..).unwrap_or("");
    let plain = day.is_some_and(|d| shaped(d, "9999-99-99") && d.parse::<NaiveDate>().is_ok());
    plain && (rest.is_empty() || offset(rest))
}

fn offset(text: &str) -> bool {
    text == "Z" || shaped(text, "+99:99") || shaped(text, "-99:99")
}

/// Returns whether a text is an `xs:dateTime` with an offset.
fn moment(text: &str) -> bool {
    let shape = text
        .get(..19)
        .is_some_and(|t| shaped(t, "9999-99-99T99:99:99"));
    shape && DateTime::parse_from_rfc3339(text).is_ok()
}

fn duration(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let digits =
        |t: &&str, most: usize| (1..=most).contains(&t.len()) && all(t, |b| b.is_ascii_digit());
    match parts.as_slice() {
        [hours, minutes] => digits(hours, 2) && minutes.len() == 2 && digits(minutes, 2),
        [hours, minutes, seconds] => {
            digits(hours, 2) && minutes.len() == 2 && digits(minutes, 2) && digits(seconds, 2)
        }
        _ => false,
    }
}

fn clock(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let below = |t: &str, first: u8| shaped(t, "99") && t.as_bytes()[0] <= first;
    match parts.as_slice() {
        [hours, rest @ ..] => {
            (1..=2).contains(&rest.len())
                && below(hours, b'2')
                && rest.iter().all(|t| below(t, b'5'))
        }
        [] => false,
    }
}

fn uuid(text: &str) -> bool {
    shaped(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh")
}

fn slug(text: &str) -> bool {
    // The second part may have hyphens, so every hyphen is tried.
    let places = text.match_indices('-');
    places.into_iter().any(|(i, _)| {
        let (first, second) = (&text[..i], &text[i + 1..]);
        first.len() >= 4
            && all(first, word)
            && second.len() >= 4
            && all(second, |b| word(b) || b == b'-')
    })
}

/// Returns whether a text has a shape, in which 9 stands for a digit and h for a hexadecimal digit.
pub fn shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(b, s)| match s {
            b'9' => b.is_ascii_digit(),
            b'h' => b.is_ascii_hexdigit(),
            s => b == s,
        })
}
