//! Times of a calendar, with a time zone that is named, described, or that of the calendar.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarEntry as Entry,
    ICalendarParameterName as Parameter, ICalendarProperty as Property, ICalendarValue as Value,
};
use chrono::{NaiveDate, NaiveDateTime};

use super::recurrence::Days;
use crate::load::raw::Stamp;
use crate::load::zones;
use crate::model::zone::Zone;

/// A time as written.
#[derive(Clone)]
pub struct Moment {
    pub local: NaiveDateTime,
    /// The time zone; none for a floating time.
    pub zone: Option<Zone>,
    /// Whether it is a date without a time.
    pub day: bool,
}

/// Why a time could not be read.
pub enum TimeError {
    NoTime,
    /// The unknown time zone, and the time as written.
    NoZone(String, NaiveDateTime),
}

/// The time zones of a calendar.
pub struct Zones<'a> {
    /// The zones that the calendar describes, and those found by other names.
    known: RefCell<HashMap<Cow<'a, str>, Option<Zone>>>,
}

/// The number of zones that are looked for, and of the parts of one that are read.
const ZONES: usize = 64;

impl<'a> Zones<'a> {
    pub fn of(calendar: &'a ICalendar) -> Self {
        let zones = calendar.components.iter();
        let zones = zones.filter(|c| c.component_type == Component::VTimezone);
        let mut years = None;
        let described = zones.take(ZONES).filter_map(|zone| {
            let name = zone.property(&Property::Tzid)?.values.first()?.as_text()?;
            let years = years.get_or_insert_with(|| self::years(calendar));
            let zone = described(calendar, zone, name, years)?;
            Some((Cow::Borrowed(name), Some(zone)))
        });
        Self {
            known: RefCell::new(described.collect()),
        }
    }

    /// Returns the zone with this name: from the database, as the calendar describes it, or under another name.
    pub fn find(&self, name: &str) -> Option<Zone> {
        if let Some(zone) = Zone::named(name) {
            return Some(zone);
        }
        let mut known = self.known.borrow_mut();
        if let Some(zone) = known.get(name) {
            return zone.clone();
        }
        let zone = (known.len() < 2 * ZONES)
            .then(|| zones::find(name))
            .flatten();
        if known.len() < 2 * ZONES {
            known.insert(Cow::Owned(name.to_owned()), zone.clone());
        }
        zone
    }

    /// Returns the time of a property.
    pub fn moment(&self, entry: &Entry, value: &Value) -> Result<Moment, TimeError> {
        let written = value.as_partial_date_time().ok_or(TimeError::NoTime)?;
        let local = local(written).ok_or(TimeError::NoTime)?;
        let named = entry.parameter(&Parameter::Tzid).and_then(|v| v.as_text());
        let zone = match (offset(written), named) {
            (Some(0), _) => Some(Zone::utc()),
            (Some(seconds), _) => {
                let at = local.and_utc().timestamp() - seconds;
                Zone::of_offset(at, seconds)
            }
            (None, Some(name)) => {
                let zone = self.find(name);
                Some(zone.ok_or_else(|| TimeError::NoZone(name.to_owned(), local))?)
            }
            (None, None) => None,
        };
        Ok(Moment {
            local,
            zone,
            day: written.hour.is_none(),
        })
    }
}

/// Zones without the name of a place, for the most frequent rules.
const NEUTRAL: &[&str] = &[
    "UTC", "WET", "CET", "EET", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT",
];

/// Returns the years of the events of a calendar.
fn years(calendar: &ICalendar) -> Range<i32> {
    let events = calendar.components.iter();
    let events = events.filter(|c| c.component_type == Component::VEvent);
    let years = events.filter_map(|event| {
        let start = event.property(&Property::Dtstart)?.values.first()?;
        Some(i32::from(start.as_partial_date_time()?.year?))
    });
    let (mut first, mut last) = (i32::MAX, i32::MIN);
    for year in years {
        (first, last) = (first.min(year), last.max(year));
    }
    // The rules of one year say enough where events are decades apart.
    first.min(9999)..last.saturating_add(1).min(first.saturating_add(4))
}

/// Returns a zone of the database with the rules of a `VTIMEZONE` in these years: the one of its name, of its place, or any.
fn described(
    calendar: &ICalendar,
    zone: &ICalendarComponent,
    name: &str,
    years: &Range<i32>,
) -> Option<Zone> {
    let changes = changes(calendar, zone, years)?;
    let offset_at = |time: NaiveDateTime| {
        let before = changes.partition_point(|(at, _)| *at <= time);
        changes[before.saturating_sub(1)].1
    };
    let days = years
        .clone()
        .flat_map(|year| (1..=12).map(move |month| (year, month)));
    let days = days.flat_map(|(year, month)| [5, 15, 25].map(|day| (year, month, day)));
    let times = days.filter_map(|(year, month, day)| {
        NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(12, 0, 0)
    });
    let times: Vec<(i64, i64)> = times
        .map(|time| {
            (
                time.and_utc().timestamp() - offset_at(time),
                offset_at(time),
            )
        })
        .collect();
    let fits = |zone: &Zone| {
        times
            .iter()
            .all(|(at, offset)| i64::from(zone.offset(*at)) == *offset)
    };
    let place = zone.property(&Property::Other("X-LIC-LOCATION".into()));
    let place = place.and_then(|entry| entry.values.first()?.as_text());
    // A description may leave out what no event needs.
    let written: Vec<NaiveDateTime> = starts(calendar, name).take(ZONES).collect();
    let agrees = |zone: &Zone| {
        let mut times = written.iter().map(|time| (*time, offset_at(*time)));
        let offset =
            |time: NaiveDateTime, offset: i64| zone.offset(time.and_utc().timestamp() - offset);
        !written.is_empty() && times.all(|(time, known)| i64::from(offset(time, known)) == known)
    };
    let named = [Some(name), place].into_iter().flatten();
    let mut named = named.filter_map(zones::find).filter(agrees);
    let (at, offset) = *times.first()?;
    let fixed = || Zone::of_offset(at, offset).filter(fits);
    let any = || {
        let neutral = NEUTRAL.iter().copied().map(str::to_owned);
        let mut all = neutral
            .chain(Zone::names())
            .filter_map(|name| Zone::named(&name));
        all.find(fits)
    };
    named
        .next()
        .or_else(fixed)
        .or_else(any)
        .or_else(|| Zone::of_offset(at, offset))
}

/// Returns the starts of the events in the zone of this name.
fn starts<'c>(calendar: &'c ICalendar, name: &'c str) -> impl Iterator<Item = NaiveDateTime> + 'c {
    let entries = calendar.components.iter().filter_map(|component| {
        let event = component.component_type == Component::VEvent;
        component.property(&Property::Dtstart).filter(|_| event)
    });
    let in_zone = entries.filter(move |entry| {
        let zone = entry.parameter(&Parameter::Tzid).and_then(|v| v.as_text());
        zone == Some(name)
    });
    in_zone.filter_map(|entry| local(entry.values.first()?.as_partial_date_time()?))
}

/// Returns the local times at which the offset of a `VTIMEZONE` changes in these years, and the offset from then on.
fn changes(
    calendar: &ICalendar,
    zone: &ICalendarComponent,
    years: &Range<i32>,
) -> Option<Vec<(NaiveDateTime, i64)>> {
    let mut all = Vec::new();
    let first = NaiveDate::from_ymd_opt(years.start.saturating_sub(1), 1, 1)?;
    let last = NaiveDate::from_ymd_opt(years.end, 1, 1)?;
    for id in zone.component_ids.iter().take(ZONES) {
        let part = calendar.component_by_id(*id)?;
        let value = |property| {
            part.property(&property)?
                .values
                .first()?
                .as_partial_date_time()
        };
        let (Some(start), Some(to)) = (value(Property::Dtstart), value(Property::Tzoffsetto))
        else {
            continue;
        };
        let (Some(start), Some(to)) = (local(start), offset(to)) else {
            continue;
        };
        all.push((start, to));
        for entry in part.properties(&Property::Rrule).take(2) {
            let Some(Value::RecurrenceRule(rule)) = entry.values.first() else {
                continue;
            };
            let until = rule.until.as_ref().and_then(local);
            let days = Days::of(rule, start);
            let times = first.iter_days().take_while(|day| *day < last);
            let times = times.map(|day| day.and_time(start.time()));
            let times = times.filter(|time| *time > start && until.is_none_or(|u| *time <= u));
            all.extend(times.filter(|time| days.has(*time)).map(|time| (time, to)));
        }
        let dates = part.properties(&Property::Rdate).flat_map(|e| &e.values);
        let dates = dates.filter_map(|value| local(value.as_partial_date_time()?));
        all.extend(dates.take(ZONES * ZONES).map(|time| (time, to)));
    }
    all.sort_unstable();
    (!all.is_empty()).then_some(all)
}

/// Returns the offset in seconds east of UTC.
fn offset(written: &PartialDateTime) -> Option<i64> {
    let hours = i64::from(written.tz_hour?);
    let minutes = i64::from(written.tz_minute.unwrap_or(0));
    let seconds = hours * 3600 + minutes * 60;
    Some(if written.tz_minus { -seconds } else { seconds })
}

/// Returns a time as written; midnight for a date.
fn local(written: &PartialDateTime) -> Option<NaiveDateTime> {
    let (year, month, day) = (written.year?, written.month?, written.day?);
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    date.and_hms_opt(
        written.hour.unwrap_or(0).into(),
        written.minute.unwrap_or(0).into(),
        written.second.unwrap_or(0).min(59).into(),
    )
}

/// Converts a time to another time zone; floating times are the same in every zone.
pub fn stamp_in_zone(moment: &Moment, zone: Option<&Zone>) -> Stamp {
    match (&moment.zone, zone) {
        // A date is the same everywhere.
        (Some(own), Some(zone)) if own != zone && !moment.day => {
            Stamp::of_instant(own.from_local(moment.local).timestamp(), zone)
        }
        _ => Stamp::without_offset(moment.local),
    }
}

/// Returns the local time of [`stamp_in_zone`].
pub fn in_zone(moment: &Moment, zone: Option<&Zone>) -> NaiveDateTime {
    stamp_in_zone(moment, zone).local
}

/// Returns a time of a rule, which has no property around it.
pub fn of_rule(written: &PartialDateTime, zone: Option<&Zone>) -> Option<NaiveDateTime> {
    let local = local(written)?;
    if written.hour.is_none() {
        // A date includes the whole day.
        return local.date().and_hms_opt(23, 59, 59);
    }
    let own = offset(written).and_then(|seconds| {
        let at = local.and_utc().timestamp() - seconds;
        Zone::of_offset(at, seconds)
    });
    let moment = Moment {
        local,
        zone: own,
        day: false,
    };
    Some(in_zone(&moment, zone))
}
