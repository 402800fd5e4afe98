//! Repetitions of events (RFC 5545, 3.8.5): on days of every few days, weeks, months and years, and on single dates. Rules
//! without an end are read as long as the rest of the calendar.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use calcard::common::CalendarScale;
use calcard::icalendar::{
    ICalendarComponent, ICalendarDay as Day, ICalendarFrequency as Frequency,
    ICalendarProperty as Property, ICalendarRecurrenceRule as Rule, ICalendarValue as Value,
};
use chrono::{Datelike, NaiveDateTime, TimeDelta, Timelike};

use super::time::{Moment, Zones, in_zone, of_rule};

/// The maximum number of repetitions of one event: more days than a programme has.
const MOST: usize = 366;
/// The number of days in which repetitions are looked for.
const DAYS: usize = MOST * 60;
/// The number of times of one event from which a rule chooses.
const STEPS: usize = DAYS;
/// A year.
pub const YEAR: TimeDelta = TimeDelta::days(365);

/// The numbers of rules, and which are possible (RFC 5545, 3.3.10); those of some parts may count from the end.
#[rustfmt::skip] // A table: one row, one line.
const NUMBERS: &[(&str, RangeInclusive<i64>, bool)] = &[
    ("COUNT", 1..=u32::MAX as i64, false),
    ("INTERVAL", 1..=u16::MAX as i64, false),
    ("BYSECOND", 0..=60, false),
    ("BYMINUTE", 0..=59, false),
    ("BYHOUR", 0..=23, false),
    ("BYMONTHDAY", 1..=31, true),
    ("BYYEARDAY", 1..=366, true),
    ("BYWEEKNO", 1..=53, true),
    ("BYMONTH", 1..=12, false),
    ("BYSETPOS", 1..=366, true),
];

/// Returns whether the numbers of a rule are possible. calcard leaves out a count of 0, and shortens numbers that are too large.
pub fn has_possible_numbers(rule: &str) -> bool {
    rule.split(';').all(|part| {
        let (name, values) = part.split_once('=').unwrap_or_default();
        let known = |(known, ..): &&(&str, _, _)| known.eq_ignore_ascii_case(name.trim());
        let Some((_, range, signed)) = NUMBERS.iter().find(known) else {
            return true;
        };
        values.split(',').all(|value| {
            let number = value.trim().parse();
            number.is_ok_and(|n: i64| {
                range.contains(&n) || *signed && range.contains(&n.saturating_neg())
            })
        })
    })
}

/// Returns every start of an event in the time zone of the first one, in order; and the properties that
/// could not be read, with the keys of messages. `last` is the last time of the calendar.
/// `is_possible` says whether the numbers of its rules are, and `steps` how many days may still be looked at.
pub fn starts(
    event: &ICalendarComponent,
    (first, last): (&Moment, Option<NaiveDateTime>),
    zones: &Zones,
    (is_possible, steps): (bool, &mut usize),
) -> (Vec<NaiveDateTime>, Vec<(&'static str, &'static str)>) {
    let mut all = vec![first.local];
    let mut unread = Vec::new();
    for value in event.properties(&Property::Rrule).flat_map(|e| &e.values) {
        match value {
            // One rule has more than enough.
            Value::RecurrenceRule(_) if all.len() > MOST => {}
            Value::RecurrenceRule(rule) if is_possible => match ruled(rule, first, last, steps) {
                Ok(starts) => all.extend(starts),
                Err(why) => unread.push(("RRULE", why)),
            },
            _ => unread.push(("RRULE", "problem-no-rule")),
        }
    }
    if event.has_property(&Property::Exrule) {
        unread.push(("EXRULE", "problem-no-exrule"));
    }
    let mut dates = |property: &Property, name: &'static str| -> Vec<NaiveDateTime> {
        let mut all = Vec::new();
        for entry in event.properties(property) {
            for value in &entry.values {
                match zones.moment(entry, value) {
                    // On a date without a time, the event has its usual time.
                    Ok(moment) if moment.day => {
                        all.push(moment.local.date().and_time(first.local.time()));
                    }
                    Ok(moment) => all.push(in_zone(&moment, first.zone.as_ref())),
                    Err(_) => unread.push((name, "problem-no-time")),
                }
            }
        }
        all
    };
    all.extend(dates(&Property::Rdate, "RDATE"));
    let not: HashSet<NaiveDateTime> = dates(&Property::Exdate, "EXDATE").into_iter().collect();
    all.sort_unstable();
    all.dedup();
    all.retain(|time| !not.contains(time));
    if all.len() > MOST {
        all.truncate(MOST);
        unread.push(("DTSTART", "problem-event-repeats"));
    }
    (all, unread)
}

/// Checks that a rule is one, and one that is read.
fn check(rule: &Rule, first: &Moment) -> Result<(), &'static str> {
    // Many programs repeat the time of the start.
    let own = |list: &[u8], of_start: u32| list.iter().all(|n| u32::from(*n) == of_start);
    let time = first.local.time();
    let gregorian = |scale: &CalendarScale| *scale == CalendarScale::Gregorian;
    let other = [
        own(&rule.bysecond, time.second()),
        own(&rule.byminute, time.minute()),
        own(&rule.byhour, time.hour()),
        rule.byyearday.is_empty(),
        rule.byweekno.is_empty(),
        rule.rscale.as_ref().is_none_or(gregorian),
    ];
    let known = [
        Frequency::Daily,
        Frequency::Weekly,
        Frequency::Monthly,
        Frequency::Yearly,
    ];
    let of_dates = matches!(rule.freq, Frequency::Monthly | Frequency::Yearly);
    let counted = rule.byday.iter().any(|day| day.ordwk.is_some());
    // RFC 5545 excludes both.
    if counted && !of_dates || !rule.bymonthday.is_empty() && rule.freq == Frequency::Weekly {
        return Err("problem-no-rule");
    }
    if other.contains(&false) || !known.contains(&rule.freq) {
        return Err("problem-rule-unsupported");
    }
    Ok(())
}

fn ruled(
    rule: &Rule,
    first: &Moment,
    last: Option<NaiveDateTime>,
    steps: &mut usize,
) -> Result<Vec<NaiveDateTime>, &'static str> {
    check(rule, first)?;
    let start = first.local;
    let until = rule.until.as_ref();
    let until = until.and_then(|t| of_rule(t, first.zone.as_ref()));
    if rule.until.is_some() && until.is_none() {
        return Err("problem-no-rule");
    }
    let endless = until.is_none() && rule.count.is_none_or(|n| n == 0);
    let until = match (until, endless) {
        (Some(until), _) => until,
        // An endless rule goes on as long as the rest of the calendar, and a year if there is nothing else.
        (None, true) => match last.filter(|last| *last > start) {
            Some(last) => last,
            None => start
                .checked_add_signed(YEAR)
                .ok_or("problem-rule-endless")?,
        },
        (None, false) => NaiveDateTime::MAX,
    };
    let days = (0..).map_while(|n| start.checked_add_signed(TimeDelta::days(n)));
    let mut looked = 0;
    let within = days
        .take_while(|time| *time <= until)
        .take(DAYS.min(*steps));
    let within = within.inspect(|_| looked += 1);
    let count = rule.count.map_or(usize::MAX, |n| n as usize);
    let rule = Days::of(rule, start);
    // The first time counts, even if the rule does not include it.
    let fits = |time: &NaiveDateTime| *time == start || rule.has(*time);
    let fits = within.filter(fits);
    let found = if rule.rule.bysetpos.is_empty() {
        fits.take(count.min(MOST + 1)).collect()
    } else {
        let mut chosen = rule.chosen(&fits.take(STEPS).collect::<Vec<_>>());
        chosen.truncate(count.min(MOST + 1));
        chosen
    };
    *steps -= looked;
    if *steps == 0 {
        return Err("problem-file-repeats");
    }
    Ok(found)
}

/// Returns about the last time of a rule that begins at `start`; `None` if it has no end.
pub fn last(rule: &Rule, start: NaiveDateTime) -> Option<NaiveDateTime> {
    if let Some(until) = &rule.until {
        return of_rule(until, None);
    }
    let count = i64::from(rule.count.filter(|n| *n > 0)?.min(MOST as u32)) - 1;
    let every = i64::from(rule.interval.unwrap_or(1).max(1));
    let days = match rule.freq {
        Frequency::Daily => count * every,
        Frequency::Weekly => {
            count / i64::try_from(rule.byday.len().max(1)).unwrap_or(1) * every * 7
        }
        _ => 0,
    };
    start.checked_add_signed(TimeDelta::try_days(days)?)
}

/// The days of a rule.
pub struct Days<'r> {
    rule: &'r Rule,
    start: NaiveDateTime,
    /// The first day of weeks, from Sunday.
    begin: i64,
}

impl<'r> Days<'r> {
    pub fn of(rule: &'r Rule, start: NaiveDateTime) -> Self {
        let begin = rule.wkst.map_or(1, |day| day as i64);
        Self { rule, start, begin }
    }

    /// Returns the number of the day, week, month or year of a time.
    fn period(&self, time: NaiveDateTime) -> i64 {
        let day = i64::from(time.num_days_from_ce());
        match self.rule.freq {
            Frequency::Daily => day,
            // The first day of the calendar is a Monday.
            Frequency::Weekly => (day - self.begin).div_euclid(7),
            Frequency::Monthly => i64::from(time.year()) * 12 + i64::from(time.month0()),
            _ => time.year().into(),
        }
    }

    /// Returns whether the rule includes the day of a time.
    pub fn has(&self, time: NaiveDateTime) -> bool {
        let rule = self.rule;
        let every = i64::from(rule.interval.unwrap_or(1).max(1));
        if (self.period(time) - self.period(self.start)) % every != 0 {
            return false;
        }
        let mut months = rule.bymonth.iter();
        let month = u32::from(time.month() as u8);
        if !rule.bymonth.is_empty() && !months.any(|m| u32::from(m.month()) == month) {
            return false;
        }
        let length = days_of(time);
        let dated = |n: &i8| match i64::from(*n) {
            n if n < 0 => i64::from(time.day()) == length + 1 + n,
            n => i64::from(time.day()) == n,
        };
        if !rule.bymonthday.is_empty() && !rule.bymonthday.iter().any(dated) {
            return false;
        }
        if !rule.byday.is_empty() {
            return rule.byday.iter().any(|day| self.is(*day, time));
        }
        let free = rule.bymonthday.is_empty();
        match rule.freq {
            Frequency::Daily => true,
            Frequency::Weekly => time.weekday() == self.start.weekday(),
            Frequency::Monthly => !free || time.day() == self.start.day(),
            _ => {
                // Days of a month without months are those of every month.
                let month = !rule.bymonth.is_empty() || time.month() == self.start.month();
                !free || month && time.day() == self.start.day()
            }
        }
    }

    /// Returns whether a time is on a day of the week, perhaps only on the second or the last one of its month or year.
    fn is(&self, day: Day, time: NaiveDateTime) -> bool {
        if time.weekday().num_days_from_sunday() != day.weekday as u32 {
            return false;
        }
        let yearly = self.rule.freq == Frequency::Yearly && self.rule.bymonth.is_empty();
        let (at, length) = if yearly {
            (
                i64::from(time.ordinal()),
                if time.date().leap_year() { 366 } else { 365 },
            )
        } else {
            (i64::from(time.day()), days_of(time))
        };
        match day.ordwk.map(i64::from) {
            Some(n) if n > 0 => (at - 1) / 7 + 1 == n,
            Some(n) if n < 0 => (length - at) / 7 + 1 == -n,
            _ => true,
        }
    }

    /// Returns those times that have one of the positions of the rule in their period.
    fn chosen(&self, times: &[NaiveDateTime]) -> Vec<NaiveDateTime> {
        let periods = times.chunk_by(|a, b| self.period(*a) == self.period(*b));
        let chosen = periods.flat_map(|period| {
            let length = i32::try_from(period.len()).unwrap_or(i32::MAX);
            let at = move |n: i32| if n < 0 { length + n } else { n - 1 };
            let has = move |position: usize| {
                let position = i32::try_from(position).unwrap_or(i32::MAX);
                self.rule.bysetpos.iter().any(|n| at(*n) == position)
            };
            let times = period.iter().enumerate();
            times.filter(move |(n, time)| has(*n) || **time == self.start)
        });
        chosen.map(|(_, time)| *time).collect()
    }
}

/// Returns the number of days of the month of a time.
fn days_of(time: NaiveDateTime) -> i64 {
    i64::from(time.num_days_in_month())
}
