//! The interface's own words that have a form: dates, plurals, lengths of time. English alone so far.

use crate::bidi::Dir;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn day_name(d: NaiveDate) -> &'static str {
    DAYS[d.weekday().num_days_from_monday() as usize]
}

fn month_name(d: NaiveDate) -> &'static str {
    MONTHS[d.month0() as usize]
}

/// `Tuesday 30 November 2021`.
pub fn long_date(d: NaiveDate) -> String {
    format!("{} {} {} {}", day_name(d), d.day(), month_name(d), d.year())
}

/// `Tue 30 Nov`.
pub fn short_date(d: NaiveDate) -> String {
    format!("{} {} {}", &day_name(d)[..3], d.day(), &month_name(d)[..3])
}

/// `09:30`.
pub fn time(t: NaiveDateTime) -> String {
    format!("{:02}:{:02}", t.hour(), t.minute())
}

/// `09:30–10:30`. Among right-to-left words, numbers around a dash change places; a left-to-right mark
/// (U+200E) keeps them, so it is added where the reader's language needs it.
pub fn range(start: NaiveDateTime, end: NaiveDateTime, dir: Dir) -> String {
    let mark = if dir == Dir::Rtl { "\u{200e}" } else { "" };
    format!("{mark}{}–{}", time(start), time(end))
}

/// `1 session`, `3 sessions`.
pub fn count(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

/// A length in minutes: `45 min`, `2 h`, `1 h 30`.
pub fn minutes(n: i64) -> String {
    match (n / 60, n % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m:02}"),
    }
}

/// `one`, `one and two`, `one, two and three`.
pub fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The name nearest to a mistyped one, by Damerau-Levenshtein distance, if any is near enough
/// (a third of its length, at least one and at most four edits).
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let far = (typed.chars().count() / 3).clamp(1, 4);
    let lower = typed.to_lowercase();
    known
        .into_iter()
        .filter(|name| name.len().abs_diff(typed.len()) <= 4 * far)
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= far)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}
