//! iCalendar (RFC 5545, RFC 7986). calcard escapes and folds the lines. Times are in UTC, so that the file
//! needs no time zone definitions.

use calcard::common::{CalendarScale, PartialDateTime};
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component,
    ICalendarDuration as Duration, ICalendarEntry as Entry, ICalendarMethod,
    ICalendarParameter as Parameter, ICalendarProperty as Property, ICalendarStatus,
    ICalendarTransparency, ICalendarValue as Value, ICalendarValueType as ValueType, Uri,
};
use chrono::{Datelike, NaiveDateTime, Timelike};

use super::{Output, Selection};
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Session, SessionKind, Status};

/// The start of the year 2000, from which sequence numbers count.
const YEAR_2000: Timestamp = 946_684_800;

/// How often a subscriber of a calendar should ask for a new version, in seconds: as often as rooms change during an event.
const REFRESH: i64 = 900;

pub fn make(selection: &Selection) -> Output {
    let without_start = selection.all().filter(|s| s.slot.is_none()).count();
    let mut output = Output::file(calendar(selection));
    output.report("export-no-start", without_start);
    output.report_items(selection);
    output
}

/// Returns the calendar of a selection.
pub fn calendar(selection: &Selection) -> String {
    let mut calendar = ICalendar {
        components: vec![head(selection)],
    };
    for event in selection.all().filter_map(|s| event(selection, s)) {
        let number = calendar.components.len() as u32;
        calendar.components.push(event);
        calendar.components[0].component_ids.push(number);
    }
    calendar.to_string()
}

/// Returns the properties of the calendar itself.
fn head(selection: &Selection) -> ICalendarComponent {
    let program = &selection.world.program;
    let mut head = ICalendarComponent::new(Component::VCalendar);
    head.add_property(Property::Version, Value::Text("2.0".into()));
    let product = format!("-//nadwa//nadwa {}//EN", env!("CARGO_PKG_VERSION"));
    head.add_property(Property::Prodid, Value::Text(product));
    let gregorian = Value::CalendarScale(CalendarScale::Gregorian);
    head.add_property(Property::Calscale, gregorian);
    head.add_property(Property::Method, Value::Method(ICalendarMethod::Publish));
    // How often a subscriber should ask again; the second one is what Outlook and others read.
    let interval =
        Entry::new(Property::RefreshInterval).with_param(Parameter::value(ValueType::Duration));
    head.entries
        .push(interval.with_value(Value::Duration(Duration::from_seconds(REFRESH))));
    let own = Property::Other("X-PUBLISHED-TTL".into());
    head.add_property(own, Value::Duration(Duration::from_seconds(REFRESH)));
    let name = selection.heading();
    for property in [Property::Name, Property::Other("X-WR-CALNAME".into())] {
        head.add_property(property, Value::Text(name.clone()));
    }
    if program.zoned {
        let zone = Property::Other("X-WR-TIMEZONE".into());
        head.add_property(zone, Value::Text(program.zone.name().into()));
    }
    let notice = selection.text(&program.notice);
    if !notice.is_empty() {
        head.add_property(Property::Description, Value::Text(notice.into()));
    }
    head
}

/// Returns a session as an event; `None` if it has no start.
fn event(selection: &Selection, session: &Session) -> Option<ICalendarComponent> {
    let program = &selection.world.program;
    let slot = session.slot?;
    let mut event = ICalendarComponent::new(Component::VEvent);
    let mut add = |property: Property, value: Value| event.add_property(property, value);
    add(
        Property::Uid,
        Value::Text(format!("{}@{}", session.id, program.id)),
    );
    let updated = session.updated.or(program.updated);
    let updated = updated.map(|local| program.zone.from_local(local).timestamp());
    add(Property::Dtstamp, utc(updated.unwrap_or(0)));
    if let Some(updated) = updated {
        add(Property::LastModified, utc(updated));
        // The number has to grow with each change, and must fit in 31 bits (RFC 5545, 3.3.8), as it does
        // until 2068.
        let seconds = updated.saturating_sub(YEAR_2000);
        add(Property::Sequence, Value::Integer(seconds.max(0)));
    }
    if !slot.is_whole_days() {
        add(Property::Dtstart, time(selection, slot.from));
        if slot.has_end() {
            add(Property::Dtend, time(selection, slot.until));
        }
    }
    add(Property::Summary, Value::Text(summary(selection, session)));
    if let Some(room) = session.room {
        let names = [selection.name(room), selection.text(&program.venue)];
        add(Property::Location, Value::Text(join(names, ", ")));
    }
    let description = description(selection, session);
    if !description.is_empty() {
        add(Property::Description, Value::Text(description));
    }
    if let Some(url) = selection.url(session) {
        add(Property::Url, Value::Uri(Uri::Location(url)));
    }
    if slot.is_whole_days() {
        for (property, local) in [(Property::Dtstart, slot.start), (Property::Dtend, slot.end)] {
            let entry = Entry::new(property).with_param(Parameter::value(ValueType::Date));
            event.entries.push(entry.with_value(date(local)));
        }
    }
    event.add_property(Property::Status, Value::Status(status(selection, session)));
    // Nobody is busy in a break.
    if session.busy().is_none() || session.kind == SessionKind::Break {
        event.add_property(
            Property::Transp,
            Value::Transparency(ICalendarTransparency::Transparent),
        );
    }
    let track = session.track.map(|t| selection.name(t));
    let tags = session.tags.iter().map(|t| selection.text(t));
    let categories = track
        .into_iter()
        .chain(tags)
        .filter(|name| !name.is_empty());
    let categories: Vec<Value> = categories.map(|name| Value::Text(name.into())).collect();
    if !categories.is_empty() {
        let entry = Entry::new(Property::Categories).with_values(categories);
        event.entries.push(entry);
    }
    Some(event)
}

/// Returns the status; a session that is moved is as tentative as it was planned.
fn status(selection: &Selection, session: &Session) -> ICalendarStatus {
    let planned = selection.world.original.get(&session.id);
    match session.status {
        Status::Cancelled => ICalendarStatus::Cancelled,
        Status::Tentative => ICalendarStatus::Tentative,
        Status::Moved | Status::Delayed
            if planned.is_some_and(|s| s.status == Status::Tentative) =>
        {
            ICalendarStatus::Tentative
        }
        Status::Confirmed | Status::Moved | Status::Delayed => ICalendarStatus::Confirmed,
    }
}

/// Returns the title, after a status that iCalendar does not have or that readers must not overlook.
fn summary(selection: &Selection, session: &Session) -> String {
    let title = selection.title(session);
    match session.status {
        Status::Confirmed | Status::Tentative => title.to_owned(),
        status => {
            let status = selection.world.messages.status(status.name());
            selection.world.messages.field(&status, title)
        }
    }
}

/// Returns the people and partners of a session, its note, subtitle and abstract.
fn description(selection: &Selection, session: &Session) -> String {
    let messages = &selection.world.messages;
    let partners = selection.world.program.partners_of(session);
    let people = [
        ("label-speakers", selection.names(&session.speakers)),
        ("label-chairs", selection.names(&session.moderators)),
        ("label-partners", selection.names(&partners)),
    ];
    let people = people.map(|(label, names)| {
        let separator = if names.iter().any(|name| name.contains([',', '،'])) {
            "; "
        } else {
            &messages.comma()
        };
        match names.join(separator) {
            names if names.is_empty() => names,
            // The semicolon says that the comma separates nothing.
            only if names.len() == 1 && separator == "; " => {
                messages.field(&messages.get(label), &(only + ";"))
            }
            names => messages.field(&messages.get(label), &names),
        }
    });
    let texts = [&session.note, &session.subtitle, &session.summary];
    let texts = texts.map(|text| selection.text(text));
    let links = session
        .links
        .iter()
        .map(|link| match selection.text(&link.title) {
            "" => link.url.to_string(),
            title => messages.field(title, &link.url),
        });
    let links = links.collect::<Vec<_>>().join("\n");
    let parts = people.iter().map(String::as_str).chain(texts);
    join(parts.chain([links.as_str()]), "\n\n")
}

/// Joins the texts that are not empty.
fn join<'t>(texts: impl IntoIterator<Item = &'t str>, separator: &str) -> String {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(separator)
}

/// Returns the time of a session: in UTC, or without a zone if the programme names none.
fn time(selection: &Selection, at: Timestamp) -> Value {
    match utc(at) {
        Value::PartialDateTime(mut time) if !selection.world.program.zoned => {
            (time.tz_hour, time.tz_minute) = (None, None);
            Value::PartialDateTime(time)
        }
        time => time,
    }
}

/// Returns a date.
fn date(local: NaiveDateTime) -> Value {
    let byte = |n: u32| u8::try_from(n).ok();
    Value::PartialDateTime(Box::new(PartialDateTime {
        year: u16::try_from(local.year()).ok(),
        month: byte(local.month()),
        day: byte(local.day()),
        ..PartialDateTime::default()
    }))
}

/// Returns a time in UTC.
fn utc(at: Timestamp) -> Value {
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
