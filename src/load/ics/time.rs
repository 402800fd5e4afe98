//! Times of a calendar: on a clock that is named, described, that of the calendar, or none.

use std::collections::HashMap;

use calcard::common::PartialDateTime;
use calcard::icalendar::timezone::TzResolver;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarEntry as Entry,
    ICalendarParameterName as Parameter, ICalendarProperty as Property, ICalendarValue as Value,
};
use chrono::{NaiveDate, NaiveDateTime};

use crate::model::zone::Zone;

/// A time as it is written.
#[derive(Clone)]
pub struct Moment {
    pub local: NaiveDateTime,
    /// The clock that it is on; of a floating time none.
    pub zone: Option<Zone>,
    /// Whether it is a day, without a time.
    pub day: bool,
}

/// Why a time could not be read.
pub enum Wrong {
    NoTime,
    /// No clock of this name; the time as it is written.
    NoZone(String, NaiveDateTime),
}

/// The zones that a calendar knows.
pub struct Zones<'a> {
    named: TzResolver<&'a str>,
    /// Those that it describes by one offset alone.
    described: HashMap<&'a str, Zone>,
}

impl<'a> Zones<'a> {
    pub fn of(calendar: &'a ICalendar) -> Self {
        let zones = calendar.components.iter();
        let zones = zones.filter(|c| c.component_type == Component::VTimezone);
        Self {
            named: calendar.build_tz_resolver(),
            described: zones.filter_map(|z| described(calendar, z)).collect(),
        }
    }

    /// The zone of this name: in the database, by another name, or as the calendar describes it.
    pub fn find(&self, name: &str) -> Option<Zone> {
        let known = || Zone::named(&self.named.resolve(name)?.name()?);
        let own = || self.described.get(name).cloned();
        Zone::named(name).or_else(known).or_else(own)
    }

    /// A time of a property.
    pub fn moment(&self, entry: &Entry, value: &Value) -> Result<Moment, Wrong> {
        let written = value.as_partial_date_time().ok_or(Wrong::NoTime)?;
        let local = local(written).ok_or(Wrong::NoTime)?;
        let named = entry.parameter(&Parameter::Tzid).and_then(|v| v.as_text());
        let zone = match (offset(written), named) {
            (Some(0), _) => Some(Zone::utc()),
            (Some(seconds), _) => {
                let at = local.and_utc().timestamp() - seconds;
                Zone::of_offset(at, seconds)
            }
            (None, Some(name)) => {
                let zone = self.find(name);
                Some(zone.ok_or_else(|| Wrong::NoZone(name.to_owned(), local))?)
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

/// The zone of a `VTIMEZONE` that is always at one offset.
fn described<'a>(calendar: &ICalendar, zone: &'a ICalendarComponent) -> Option<(&'a str, Zone)> {
    let name = zone.property(&Property::Tzid)?.values.first()?.as_text()?;
    let rules = zone.component_ids.iter();
    let mut offsets = rules.filter_map(|id| {
        let rule = calendar.component_by_id(*id)?;
        let value = rule.property(&Property::Tzoffsetto)?.values.first()?;
        offset(value.as_partial_date_time()?)
    });
    let first = offsets.next()?;
    let alone = offsets.all(|other| other == first);
    let zone = Zone::of_offset(0, first).filter(|_| alone)?;
    Some((name, zone))
}

/// Seconds to the east of Greenwich.
fn offset(written: &PartialDateTime) -> Option<i64> {
    let hours = i64::from(written.tz_hour?);
    let minutes = i64::from(written.tz_minute.unwrap_or(0));
    let seconds = hours * 3600 + minutes * 60;
    Some(if written.tz_minus { -seconds } else { seconds })
}

/// A time as written; of a day its midnight.
fn local(written: &PartialDateTime) -> Option<NaiveDateTime> {
    let (year, month, day) = (written.year?, written.month?, written.day?);
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    date.and_hms_opt(
        written.hour.unwrap_or(0).into(),
        written.minute.unwrap_or(0).into(),
        written.second.unwrap_or(0).min(59).into(),
    )
}

/// The same time on another clock; floating times are on every clock.
pub fn on(moment: &Moment, clock: Option<&Zone>) -> NaiveDateTime {
    match (&moment.zone, clock) {
        // A day is the same day everywhere.
        (Some(own), Some(clock)) if own != clock && !moment.day => {
            clock.at(own.from_local(moment.local).timestamp())
        }
        _ => moment.local,
    }
}

/// A time of a rule, without a property around it.
pub fn of_rule(written: &PartialDateTime, clock: Option<&Zone>) -> Option<NaiveDateTime> {
    let local = local(written)?;
    if written.hour.is_none() {
        // The whole day counts.
        return local.date().and_hms_opt(23, 59, 59);
    }
    let zone = offset(written).and_then(|seconds| {
        let at = local.and_utc().timestamp() - seconds;
        Zone::of_offset(at, seconds)
    });
    let moment = Moment {
        local,
        zone,
        day: false,
    };
    Some(on(&moment, clock))
}
