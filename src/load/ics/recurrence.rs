//! Repetitions of events (RFC 5545, 3.8.5): every few days, on weekdays of every few weeks, and on single
//! dates. Other rules are for calendars without an end.

use std::collections::HashSet;

use calcard::icalendar::{
    ICalendarComponent, ICalendarFrequency as Frequency, ICalendarProperty as Property,
    ICalendarRecurrenceRule as Rule, ICalendarValue as Value,
};
use chrono::{Datelike, NaiveDateTime, TimeDelta};

use super::time::{Moment, Zones, in_zone, of_rule};

/// The maximum number of repetitions of one event: more days than a programme has.
const MOST: usize = 366;
/// The number of days in which repetitions are looked for.
const DAYS: usize = MOST * 60;

/// Returns every start of an event in the time zone of the first one, in order; and the properties that
/// could not be read, with the keys of messages. `steps` is the number of days that may still be looked at.
pub fn starts(
    event: &ICalendarComponent,
    first: &Moment,
    zones: &Zones,
    steps: &mut usize,
) -> (Vec<NaiveDateTime>, Vec<(&'static str, &'static str)>) {
    let mut all = vec![first.local];
    let mut unread = Vec::new();
    for value in event.properties(&Property::Rrule).flat_map(|e| &e.values) {
        match value {
            // One rule has more than enough.
            Value::RecurrenceRule(_) if all.len() > MOST => {}
            Value::RecurrenceRule(rule) => match ruled(rule, first, steps) {
                Ok(starts) => all.extend(starts),
                Err(why) => unread.push(("RRULE", why)),
            },
            _ => unread.push(("RRULE", "problem-no-rule")),
        }
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

fn ruled(
    rule: &Rule,
    first: &Moment,
    steps: &mut usize,
) -> Result<Vec<NaiveDateTime>, &'static str> {
    let other = [
        rule.bysecond.is_empty(),
        rule.byminute.is_empty(),
        rule.byhour.is_empty(),
        rule.bymonthday.is_empty(),
        rule.byyearday.is_empty(),
        rule.byweekno.is_empty(),
        rule.bymonth.is_empty(),
        rule.bysetpos.is_empty(),
        rule.byday.iter().all(|d| d.ordwk.is_none()),
    ];
    if other.contains(&false) || !matches!(rule.freq, Frequency::Daily | Frequency::Weekly) {
        return Err("problem-rule-unsupported");
    }
    if rule.until.is_none() && rule.count.is_none_or(|n| n == 0) {
        return Err("problem-rule-endless");
    }
    let start = first.local;
    let every = i64::from(rule.interval.unwrap_or(1).max(1));
    let until = rule.until.as_ref();
    let until = until.and_then(|t| of_rule(t, first.zone.as_ref()));
    let begin = rule.wkst.map_or(1, |day| day as i64);
    let week = |time: NaiveDateTime| {
        let day = i64::from(time.weekday().num_days_from_sunday());
        time.date() - TimeDelta::days((day - begin).rem_euclid(7))
    };
    let listed = |time: NaiveDateTime| {
        let day = time.weekday().num_days_from_sunday();
        rule.byday.iter().any(|d| d.weekday as u32 == day)
    };
    let fits = |time: &NaiveDateTime| match rule.freq {
        // The first time counts, even if the rule does not include it.
        _ if *time == start => true,
        Frequency::Daily => {
            (*time - start).num_days() % every == 0 && (rule.byday.is_empty() || listed(*time))
        }
        _ if (week(*time) - week(start)).num_days() / 7 % every != 0 => false,
        _ if rule.byday.is_empty() => time.weekday() == start.weekday(),
        _ => listed(*time),
    };
    let days = (0..).map_while(|n| start.checked_add_signed(TimeDelta::days(n)));
    let last = until.unwrap_or(NaiveDateTime::MAX);
    let mut looked = 0;
    let within = days.take_while(|time| *time <= last).take(DAYS.min(*steps));
    let within = within.inspect(|_| looked += 1);
    let count = rule.count.map_or(usize::MAX, |n| n as usize);
    let found = within.filter(fits).take(count.min(MOST + 1)).collect();
    *steps -= looked;
    if *steps == 0 {
        return Err("problem-file-repeats");
    }
    Ok(found)
}
