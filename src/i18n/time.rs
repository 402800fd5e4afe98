//! Dates, times and durations.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use fluent_bundle::FluentArgs;

use super::Messages;

/// Returns a time as `09:30`.
pub fn time(t: NaiveDateTime) -> String {
    format!("{:02}:{:02}", t.hour(), t.minute())
}

impl Messages {
    /// Formats a date. `names` are the prefixes of the keys of weekdays and months.
    fn date(&self, key: &str, names: (&str, &str), d: NaiveDate) -> String {
        let weekday = d.weekday().number_from_monday();
        let weekday = self.get(&format!("{}-{weekday}", names.0));
        let month = self.get(&format!("{}-{}", names.1, d.month()));
        let texts = [
            ("weekday", weekday),
            ("month", month),
            ("year", d.year().to_string()),
        ];
        let mut args: FluentArgs = texts.into_iter().collect();
        // It is a number, because some languages have a special form for the first of a month.
        args.set("day", d.day());
        self.value(key, Some(&args))
    }

    /// Returns a date as `Tuesday 30 November 2021`.
    pub fn long_date(&self, d: NaiveDate) -> String {
        self.date("long-date", ("day", "month"), d)
    }

    /// Returns a date as `Tue 30 Nov`.
    pub fn short_date(&self, d: NaiveDate) -> String {
        self.date("short-date", ("day-short", "month-short"), d)
    }

    /// Returns a date as `30 Nov`.
    pub fn day_month(&self, d: NaiveDate) -> String {
        self.date("day-month", ("day-short", "month-short"), d)
    }

    /// Returns a range of times as `09:30–10:30`, as the CLDR has it. What paints right-to-left text keeps its order from
    /// left to right.
    pub fn range(&self, start: NaiveDateTime, end: NaiveDateTime) -> String {
        format!("{}–{}", time(start), time(end))
    }

    /// Returns a duration in minutes as `45 min`, `2 h` or `1 h 30 min`.
    pub fn minutes(&self, n: i64) -> String {
        let (h, m) = ((n / 60).to_string(), format!("{:02}", n % 60));
        match (n / 60, n % 60) {
            (0, m) => self.format("minutes", &[("n", &m.to_string())]),
            (_, 0) => self.format("hours", &[("n", &h)]),
            _ => self.format("hours-minutes", &[("h", &h), ("m", &m)]),
        }
    }

    /// Returns a number of minutes in few cells: `20 min`, `1h20`.
    pub fn minutes_compact(&self, n: i64) -> String {
        let (h, m) = ((n / 60).to_string(), format!("{:02}", n % 60));
        match (n / 60, n % 60) {
            (0, _) | (_, 0) => self.minutes(n),
            _ => self.format("hours-minutes-compact", &[("h", &h), ("m", &m)]),
        }
    }
}
