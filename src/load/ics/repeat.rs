//! When an event takes place again (RFC 5545, 3.8.5): every few days, or on weekdays of every few weeks,
//! and on dates of its own. Other rules are for calendars that have no end.

use calcard::icalendar::{
    ICalendarComponent, ICalendarFrequency as Frequency, ICalendarProperty as Property,
    ICalendarRecurrenceRule as Rule, ICalendarValue as Value,
};
use chrono::{Datelike, NaiveDateTime, TimeDelta};

/// Times that one event takes place at most: more days than a programme has.
const MOST: usize = 366;

/// What could not be read of how an event repeats.
pub struct Unread(pub &'static str);

/// Every start of an event, the first one `start`; times are as written.
pub fn starts(
    event: &ICalendarComponent,
    start: NaiveDateTime,
    read: impl Fn(&Value) -> Option<NaiveDateTime>,
) -> (Vec<NaiveDateTime>, Option<Unread>) {
    let mut all = vec![start];
    let mut unread = None;
    for entry in event.properties(&Property::Rrule) {
        for value in &entry.values {
            if let Value::RecurrenceRule(rule) = value {
                match ruled(rule, start) {
                    Ok(starts) => all.extend(starts),
                    Err(why) => unread = Some(why),
                }
            }
        }
    }
    let dates = |property: &Property| -> Vec<NaiveDateTime> {
        let entries = event.properties(property);
        entries
            .flat_map(|e| e.values.iter().filter_map(&read))
            .collect()
    };
    all.extend(dates(&Property::Rdate));
    all.sort_unstable();
    all.dedup();
    let not = dates(&Property::Exdate);
    all.retain(|time| !not.contains(time));
    (all, unread)
}

fn ruled(rule: &Rule, start: NaiveDateTime) -> Result<Vec<NaiveDateTime>, Unread> {
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
        return Err(Unread("only rules of days and weeks are read"));
    }
    let every = i64::from(rule.interval.unwrap_or(1).max(1));
    let until = rule.until.as_ref().and_then(super::local);
    let count = rule.count.map_or(MOST, |n| n as usize);
    // Weeks begin on Monday, as they do where nothing is said.
    let week = |time: NaiveDateTime| {
        time.date() - TimeDelta::days(time.weekday().num_days_from_monday().into())
    };
    let listed = |time: NaiveDateTime| {
        let day = time.weekday().num_days_from_sunday();
        rule.byday.iter().any(|d| d.weekday as u32 == day)
    };
    let fits = |time: &NaiveDateTime| match rule.freq {
        Frequency::Daily => {
            (*time - start).num_days() % every == 0 && (rule.byday.is_empty() || listed(*time))
        }
        _ if (week(*time) - week(start)).num_days() / 7 % every != 0 => false,
        _ if rule.byday.is_empty() => time.weekday() == start.weekday(),
        _ => listed(*time),
    };
    let mut days = (0..).map_while(|n| start.checked_add_signed(TimeDelta::days(n)));
    let last = until.unwrap_or(NaiveDateTime::MAX);
    let within = days.by_ref().take_while(|time| *time <= last);
    // Rules that never fit would be looked at for ever.
    let found: Vec<NaiveDateTime> = within.take(MOST * 60).filter(fits).take(count).collect();
    if found.len() >= MOST && until.is_none() && rule.count.is_none() {
        return Err(Unread("the rule has no end"));
    }
    Ok(found.into_iter().take(MOST).collect())
}
