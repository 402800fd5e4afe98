//! The reader of iCalendar (RFC 5545). calcard reads the file; where each property stands is found by a
//! look at how its lines begin.

mod repeat;

use std::collections::{HashMap, HashSet};

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarEntry,
    ICalendarParameterName as Parameter, ICalendarProperty as Property, ICalendarStatus,
    ICalendarValue as Value,
};
use calcard::{Entry, Parser};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::Sink;
use super::draft::Draft;
use super::raw::{Raw, RawProgram, Stamp};
use super::value::slug;
use crate::diagnostic::{Code, Span};
use crate::program::{Session, Status};
use crate::zone::Zone;

/// Reads a file; none when there is no calendar in it.
pub fn read(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    let places = places(text);
    let draft = Draft::new(sink);
    let mut parser = Parser::new(text);
    let mut calendars = Vec::new();
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => calendars.push(calendar),
            Entry::Eof => break,
            Entry::VCard(_) | Entry::InvalidLine(_) => {}
            other => {
                let message = match other {
                    Entry::TooManyComponents => "there are too many components",
                    _ => "a component is not closed",
                };
                let end = u32::try_from(text.trim_end().len()).unwrap_or(u32::MAX);
                draft.sink.report_broken(end.saturating_sub(1), message);
                break;
            }
        }
    }
    if calendars.is_empty() {
        // What stands before the end of a file that was cut is whole.
        let end = text.rfind("END:VEVENT").map(|i| i + "END:VEVENT".len())?;
        let closed = format!("{}\r\nEND:VCALENDAR\r\n", &text[..end]);
        if let Entry::ICalendar(calendar) = Parser::new(&closed).entry() {
            calendars.push(calendar);
        }
    }
    let first = calendars.first()?;
    let mut file = File {
        draft,
        places,
        event: 0,
    };
    file.head(first);
    for calendar in &calendars {
        file.events(calendar);
    }
    Some(file.draft.raw)
}

/// Where the properties of each event stand, and those outside them.
struct Places {
    head: HashMap<String, Span>,
    events: Vec<(Span, HashMap<String, Span>)>,
}

/// Finds the lines of properties; what is folded belongs to the line before.
fn places(text: &str) -> Places {
    let mut found = Places {
        head: HashMap::new(),
        events: Vec::new(),
    };
    let mut inside = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (from, content) = (start, line.trim_end_matches(['\r', '\n']));
        start += line.len();
        let span = Span {
            start: from as u32,
            end: (from + content.len()) as u32,
        };
        if content.starts_with([' ', '\t']) {
            continue;
        }
        let name = content.split([':', ';']).next().unwrap_or("");
        let name = name.to_ascii_uppercase();
        match (&*name, content[name.len()..].to_ascii_uppercase().as_str()) {
            ("BEGIN", ":VEVENT") => {
                inside = true;
                found.events.push((span, HashMap::new()));
            }
            ("END", ":VEVENT") => inside = false,
            _ => {
                let last = found.events.last_mut().filter(|_| inside);
                let map = last.map_or(&mut found.head, |(_, map)| map);
                map.entry(name).or_insert(span);
            }
        }
    }
    found
}

struct File<'a, 'b> {
    draft: Draft<'a, 'b>,
    places: Places,
    /// How many events were read.
    event: usize,
}

impl File<'_, '_> {
    fn head(&mut self, calendar: &ICalendar) {
        let main = calendar.components.first();
        let at = |name: &str| self.places.head.get(name).copied().unwrap_or_default();
        let (named, title) = said(main, &["NAME", "X-WR-CALNAME", "X-WR-CALDESC"]);
        let (told, about) = said(main, &["DESCRIPTION", "X-WR-CALDESC"]);
        let (title_at, about_at) = (at(named), at(told));
        let url = said(main, &["URL", "X-ORIGINAL-URL"]);
        let url_at = at(url.0);
        let (_, zone) = said(main, &["X-WR-TIMEZONE"]);
        let zone_at = at("X-WR-TIMEZONE");
        let draft = &mut self.draft;
        draft.raw.span = Some(Span::default());
        draft.raw.head.title = draft.line(&title, title_at);
        if about != title {
            draft.raw.head.about = draft.prose([&about, ""], about_at);
        }
        draft.raw.head.url = draft.url(&url.1, url_at);
        // The calendar's own zone, else that of its first time.
        let zone = Zone::named(&zone).or_else(|| {
            let zones = calendar.build_tz_resolver();
            let entries = calendar.components.iter().flat_map(|c| &c.entries);
            let mut starts = entries.filter(|e| e.name == Property::Dtstart);
            starts.find_map(|entry| match zone_of(entry) {
                Some(name) => named_zone(&name, &zones),
                None => moment(entry)?.tz_hour.map(|_| Zone::utc()),
            })
        });
        if let Some(zone) = &zone {
            draft.raw.zone = Some((zone.name().into(), zone_at));
        }
        draft.zone = zone;
    }

    fn events(&mut self, calendar: &ICalendar) {
        let zones = calendar.build_tz_resolver();
        let events = || {
            let all = calendar.components.iter();
            all.filter(|c| c.component_type == Component::VEvent)
        };
        // What stands for one time of a repeated event takes its place.
        let moved: HashSet<(&str, NaiveDateTime)> = events()
            .filter_map(|event| {
                let entry = event.property(&Property::RecurrenceId)?;
                let time = self.read(entry, entry.values.first()?, &zones)?;
                Some((event.uid()?, time))
            })
            .collect();
        for event in events() {
            let n = self.event;
            self.event += 1;
            let raw = self.timed(event, n, &zones);
            if event.has_property(&Property::RecurrenceId) {
                self.again(raw);
                continue;
            }
            let first = raw.times.start.map(|(stamp, _)| stamp.local);
            let first = first.filter(|_| event.is_recurrent());
            let Some(first) = first else {
                self.draft.add(raw);
                continue;
            };
            let (starts, unread) = repeat::starts(event, first, |value| {
                let entry = event.property(&Property::Dtstart)?;
                self.read(entry, value, &zones)
            });
            if let Some(repeat::Unread(why)) = unread {
                let at = self.place(n, "RRULE");
                let help = "write each time as a session of its own";
                self.draft.report(Code::BadValue, at, why, Some(help));
            }
            let uid = event.uid().unwrap_or_default();
            for start in starts {
                if moved.contains(&(uid, start)) {
                    continue;
                }
                let mut raw = self.timed(event, n, &zones);
                let length = |end: NaiveDateTime| start + (end - first);
                if let Some((stamp, _)) = &mut raw.times.start {
                    stamp.local = start;
                }
                if let Some((stamp, _)) = &mut raw.times.end {
                    stamp.local = length(stamp.local);
                }
                if start == first {
                    self.draft.add(raw);
                } else {
                    self.again(raw);
                }
            }
        }
    }

    /// Adds another time of a session, under an id of its own.
    fn again(&mut self, mut raw: Raw<Session>) {
        if let Some((stamp, _)) = raw.times.start {
            let time = stamp.local.format("%Y-%m-%d-%H%M");
            raw.item.id = format!("{}-{time}", raw.item.id).as_str().into();
        }
        self.draft.add(raw);
    }

    /// A time of a property on the event's clock.
    fn read(&self, entry: &ICalendarEntry, value: &Value, zones: &Zones) -> Option<NaiveDateTime> {
        let moment = value.as_partial_date_time()?;
        let zone = match (zone_of(entry), moment.tz_hour) {
            (Some(name), _) => named_zone(&name, zones),
            (None, Some(_)) => Some(Zone::utc()),
            (None, None) => None,
        };
        let local = local(moment)?;
        Some(zone.map_or(local, |zone| self.on_clock(local, &zone)))
    }

    /// Where a property of an event stands.
    fn place(&self, event: usize, name: &str) -> Span {
        let Some((whole, properties)) = self.places.events.get(event) else {
            return Span::default();
        };
        properties.get(name).copied().unwrap_or(*whole)
    }

    /// A time of another zone on the event's clock.
    fn on_clock(&self, local: NaiveDateTime, zone: &Zone) -> NaiveDateTime {
        let own = self.draft.zone.as_ref().filter(|own| *own != zone);
        own.map_or(local, |own| own.at(zone.meaning(local).instant()))
    }

    /// What an event says, but for its time.
    fn session(&mut self, component: &ICalendarComponent, n: usize) -> Raw<Session> {
        let whole = self.place(n, "BEGIN");
        let mut raw: Raw<Session> = Raw::at(whole);
        raw.id = self.place(n, "UID");
        let said = |property: Property| component.property(&property).and_then(text);
        raw.item.id = slug(&said(Property::Uid).unwrap_or_default())
            .as_str()
            .into();
        let at = self.place(n, "SUMMARY");
        let title = said(Property::Summary).unwrap_or_default();
        raw.item.title = self.draft.line(&title, at);
        let at = self.place(n, "DESCRIPTION");
        let told = said(Property::Description).unwrap_or_default();
        // How conference sites name speakers in a format that has no word for them.
        let (first, rest) = told.split_once('\n').unwrap_or((&told, ""));
        let named = ["Speaker:", "Speakers:"]
            .iter()
            .find_map(|label| first.strip_prefix(label));
        raw.item.summary = self.draft.prose([named.map_or(&*told, |_| rest), ""], at);
        for name in named.into_iter().flat_map(|names| names.split(',')) {
            self.speaker(name.trim(), at, &mut raw);
        }
        let at = self.place(n, "LOCATION");
        if let Some(room) = said(Property::Location).filter(|r| !r.trim().is_empty()) {
            raw.refs.push(self.draft.room(room.trim(), at));
        }
        let at = self.place(n, "CATEGORIES");
        let words = component.properties(&Property::Categories);
        let words = words.flat_map(|e| e.values.iter().filter_map(Value::as_text));
        for (i, word) in words.filter(|w| !w.trim().is_empty()).enumerate() {
            if i == 0 {
                raw.refs.push(self.draft.track(word.trim(), at));
            } else {
                raw.item.tags.push(self.draft.line(word, at));
            }
        }
        let at = self.place(n, "URL");
        if let Some(url) = said(Property::Url) {
            self.draft.link(&url, "", at, &mut raw.item.links);
        }
        let at = self.place(n, "ATTENDEE");
        for entry in component.properties(&Property::Attendee) {
            let name = entry.parameter(&Parameter::Cn).and_then(|v| v.as_text());
            if let Some(name) = name {
                self.speaker(name.trim(), at, &mut raw);
            }
        }
        raw.item.status = match component.status() {
            Some(ICalendarStatus::Cancelled) => Status::Cancelled,
            Some(ICalendarStatus::Tentative) => Status::Tentative,
            _ => Status::Confirmed,
        };
        raw
    }

    fn speaker(&mut self, name: &str, at: Span, raw: &mut Raw<Session>) {
        if !name.is_empty() {
            let person = self.draft.person(None, name, at);
            raw.refs.push(self.draft.speaks(person, at));
        }
    }

    /// What an event says, with its first time.
    fn timed(&mut self, component: &ICalendarComponent, n: usize, zones: &Zones) -> Raw<Session> {
        let mut raw = self.session(component, n);
        let time = |property: Property, name: &str| {
            let entry = component.property(&property)?;
            let local = self.read(entry, entry.values.first()?, zones)?;
            Some((Stamp::on_clock(local), self.place(n, name)))
        };
        raw.has_start = component.has_property(&Property::Dtstart);
        raw.times.start = time(Property::Dtstart, "DTSTART");
        raw.times.end = time(Property::Dtend, "DTEND");
        raw.times.updated = time(Property::LastModified, "LAST-MODIFIED");
        if raw.times.end.is_none() {
            let length = component.property(&Property::Duration);
            let length = length.and_then(|e| e.values.first());
            if let Some(Value::Duration(length)) = length {
                let minutes = length.as_seconds() / 60;
                raw.times.duration = Some((minutes, self.place(n, "DURATION")));
            }
        }
        // A day alone lasts a day (3.6.1).
        let all_day = component.property(&Property::Dtstart).and_then(moment);
        if raw.times.end.is_none()
            && raw.times.duration.is_none()
            && all_day.is_some_and(|m| m.hour.is_none())
        {
            let day = TimeDelta::days(1).num_minutes();
            raw.times.duration = Some((day, self.place(n, "DTSTART")));
        }
        raw.times.duration = raw.times.duration.filter(|(n, _)| *n > 0);
        raw
    }
}

type Zones<'a> = calcard::icalendar::timezone::TzResolver<&'a str>;

/// The zone of a name in the file: of the database, or one that the file describes.
fn named_zone(name: &str, zones: &Zones) -> Option<Zone> {
    let described = || Zone::named(&zones.resolve(name)?.name()?);
    Zone::named(name).or_else(described)
}

fn zone_of(entry: &ICalendarEntry) -> Option<String> {
    let value = entry.parameter(&Parameter::Tzid)?;
    value.as_text().map(str::to_owned)
}

fn moment(entry: &ICalendarEntry) -> Option<&PartialDateTime> {
    entry.values.first()?.as_partial_date_time()
}

/// A time as written; of a date alone its midnight.
fn local(moment: &PartialDateTime) -> Option<NaiveDateTime> {
    let (year, month, day) = (moment.year?, moment.month?, moment.day?);
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    date.and_hms_opt(
        moment.hour.unwrap_or(0).into(),
        moment.minute.unwrap_or(0).into(),
        moment.second.unwrap_or(0).min(59).into(),
    )
}

/// The first of several properties that says something, with its name.
fn said(main: Option<&ICalendarComponent>, names: &[&'static str]) -> (&'static str, String) {
    let found = names.iter().find_map(|name| {
        let named = |e: &&ICalendarEntry| e.name.as_str() == *name;
        let entry = main?.entries.iter().find(named)?;
        Some((*name, text(entry)?))
    });
    found.unwrap_or_default()
}

/// The text of a property; the parts of one that was split at commas.
fn text(entry: &ICalendarEntry) -> Option<String> {
    let parts: Vec<&str> = entry.values.iter().filter_map(Value::as_text).collect();
    let whole = parts.join(", ");
    (!whole.trim().is_empty()).then_some(whole)
}
