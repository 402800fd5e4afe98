//! iCalendar (RFC 5545, RFC 7986). calcard writes it: escapes, folds between characters, line ends.
//! Times are UTC, so that no calendar needs rules of zones.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarEntry as Entry,
    ICalendarProperty as Property, ICalendarStatus, ICalendarValue as Value, Uri,
};
use chrono::{Datelike, NaiveDateTime, Timelike};

use super::{Made, Part};
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Kind, Session, Status};

pub fn make(part: &Part) -> Made {
    let untimed = part.all().filter(|s| s.slot.is_none()).count();
    let mut made = Made::one(calendar(part));
    made.without(untimed, "left out, having no start: calendars need one");
    made
}

/// The calendar of a part.
pub fn calendar(part: &Part) -> String {
    let program = &part.world.program;
    let mut head = ICalendarComponent::new(Component::VCalendar);
    head.add_property(Property::Version, Value::Text("2.0".into()));
    let product = format!("-//nadwa//nadwa {}//EN", env!("CARGO_PKG_VERSION"));
    head.add_property(Property::Prodid, Value::Text(product));
    let gregorian = calcard::common::CalendarScale::Gregorian;
    head.add_property(Property::Calscale, Value::CalendarScale(gregorian));
    let publish = calcard::icalendar::ICalendarMethod::Publish;
    head.add_property(Property::Method, Value::Method(publish));
    let name = part.heading();
    for property in [Property::Name, Property::Other("X-WR-CALNAME".into())] {
        head.add_property(property, Value::Text(name.clone()));
    }
    if program.zoned {
        let zone = Property::Other("X-WR-TIMEZONE".into());
        head.add_property(zone, Value::Text(program.zone.name().into()));
    }
    let notice = part.say(&program.notice);
    if !notice.is_empty() {
        head.add_property(Property::Description, Value::Text(notice.into()));
    }
    let mut calendar = ICalendar {
        components: vec![head],
    };
    for session in part.all() {
        if let Some(event) = event(part, session) {
            let number = calendar.components.len() as u32;
            calendar.components.push(event);
            calendar.components[0].component_ids.push(number);
        }
    }
    calendar.to_string()
}

fn event(part: &Part, session: &Session) -> Option<ICalendarComponent> {
    let program = &part.world.program;
    let slot = session.slot?;
    let mut event = ICalendarComponent::new(Component::VEvent);
    let mut add = |property: Property, value: Value| event.add_property(property, value);
    add(
        Property::Uid,
        Value::Text(format!("{}@{}", session.id, program.id)),
    );
    let changed = session.updated.or(program.updated);
    let changed = changed.map(|local| program.zone.from_local(local).timestamp());
    add(Property::Dtstamp, moment(changed.unwrap_or(0)));
    if let Some(changed) = changed {
        add(Property::LastModified, moment(changed));
        // Seconds since 2000: it grows with each change, and fits (RFC 5545, 3.3.8) until 2068.
        let seconds = changed.saturating_sub(946_684_800);
        add(Property::Sequence, Value::Integer(seconds.max(0)));
    }
    add(Property::Dtstart, time(part, slot.from));
    if slot.has_end() {
        add(Property::Dtend, time(part, slot.until));
    }
    let title = part.title(session);
    let title = match session.status {
        Status::Confirmed | Status::Tentative => title.to_owned(),
        status => format!("{}: {title}", part.world.messages.status(status.name())),
    };
    add(Property::Summary, Value::Text(title));
    if let Some(room) = session.room {
        let room = part.name(Kind::Room, room);
        let venue = part.say(&program.venue);
        let places: Vec<&str> = [room, venue]
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect();
        add(Property::Location, Value::Text(places.join(", ")));
    }
    let text = description(part, session);
    if !text.is_empty() {
        add(Property::Description, Value::Text(text));
    }
    let track = session.track.map(|t| part.name(Kind::Track, t));
    let tags = session.tags.iter().map(|t| part.say(t));
    let categories: Vec<Value> = track
        .into_iter()
        .chain(tags)
        .filter(|t| !t.is_empty())
        .map(|t| Value::Text(t.into()))
        .collect();
    if let Some(link) = session.links.first() {
        let url = Value::Uri(Uri::Location(link.url.to_string()));
        add(Property::Url, url);
    }
    let status = match session.status {
        Status::Cancelled => ICalendarStatus::Cancelled,
        Status::Tentative => ICalendarStatus::Tentative,
        Status::Confirmed | Status::Moved | Status::Delayed => ICalendarStatus::Confirmed,
    };
    add(Property::Status, Value::Status(status));
    if !categories.is_empty() {
        let entry = Entry::new(Property::Categories).with_values(categories);
        event.entries.push(entry);
    }
    Some(event)
}

/// Who speaks, what it is about, and what has become of it.
fn description(part: &Part, session: &Session) -> String {
    let messages = &part.world.messages;
    let mut parts: Vec<String> = Vec::new();
    let speakers = part.names(Kind::Speaker, &session.speakers).join(", ");
    let people = [
        ("label-speakers", speakers),
        (
            "label-chairs",
            part.names(Kind::Speaker, &session.moderators).join(", "),
        ),
        (
            "label-partners",
            part.names(Kind::Partner, &part.world.program.partners_of(session))
                .join(", "),
        ),
    ];
    for (label, names) in people {
        if !names.is_empty() {
            parts.push(format!("{}: {names}", messages.get(label)));
        }
    }
    let texts = [&session.note, &session.subtitle, &session.summary];
    parts.extend(texts.map(|t| part.say(t).to_owned()));
    parts.retain(|p| !p.is_empty());
    parts.join("\n\n")
}

/// A time of a session: in UTC; on no clock, where the file names none.
fn time(part: &Part, at: Timestamp) -> Value {
    match moment(at) {
        Value::PartialDateTime(mut time) if !part.world.program.zoned => {
            (time.tz_hour, time.tz_minute) = (None, None);
            Value::PartialDateTime(time)
        }
        time => time,
    }
}

/// An instant, in UTC.
fn moment(at: Timestamp) -> Value {
    let t: NaiveDateTime = Zone::utc().at(at);
    let byte = |n: u32| u8::try_from(n).ok();
    Value::PartialDateTime(Box::new(PartialDateTime {
        year: u16::try_from(t.year()).ok(),
        month: byte(t.month()),
        day: byte(t.day()),
        hour: byte(t.hour()),
        minute: byte(t.minute()),
        second: byte(t.second()),
        tz_hour: Some(0),
        tz_minute: Some(0),
        tz_minus: false,
    }))
}
