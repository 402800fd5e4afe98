//! Times of a calendar, with a time zone that is named, described, or that of the calendar.

use std::collections::HashMap;

use calcard::common::PartialDateTime;
use calcard::icalendar::timezone::TzResolver;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarEntry as Entry,
    ICalendarParameterName as Parameter, ICalendarProperty as Property, ICalendarValue as Value,
};
use chrono::{NaiveDate, NaiveDateTime};

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
    named: TzResolver<&'a str>,
    /// The zones that the calendar describes with a single offset.
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

    /// Returns the zone with this name: from the database, under another name, or as the calendar describes it.
    pub fn find(&self, name: &str) -> Option<Zone> {
        let known = || Zone::named(&self.named.resolve(name)?.name()?);
        let own = || self.described.get(name).cloned();
        Zone::named(name).or_else(known).or_else(own)
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

/// Returns the zone of a `VTIMEZONE` with a single offset.
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
pub fn in_zone(moment: &Moment, zone: Option<&Zone>) -> NaiveDateTime {
    match (&moment.zone, zone) {
        // A date is the same everywhere.
        (Some(own), Some(zone)) if own != zone && !moment.day => {
            zone.at(own.from_local(moment.local).timestamp())
        }
        _ => moment.local,
    }
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
