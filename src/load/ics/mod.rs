//! Reads iCalendar (RFC 5545). calcard parses the file; the places of properties are found from the beginnings
//! of its lines.

mod lines;
mod recurrence;
mod time;

use std::borrow::Cow;
use std::collections::HashSet;

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType as Component, ICalendarEntry,
    ICalendarParameterName as Parameter, ICalendarProperty as Property, ICalendarStatus,
    ICalendarValue as Value,
};
use calcard::{Entry, Parser};
use chrono::{NaiveDateTime, TimeDelta};

use self::lines::{Places, places};
use self::time::{Moment, TimeError, Zones, in_zone, stamp_in_zone};
use super::builder::Builder;
use super::raw::{Field, Raw, RawProgram, Ref, Stamp};
use super::value::{outside_brackets, slug, without_mail};
use super::{Sink, one_of, write, zones};
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};
use crate::model::{Session, Status};

/// The roles of attendees who have a part in a session.
const ROLES: &[(&str, Field)] = &[
    ("SPEAKER", Field::Speaker),
    ("PRESENTER", Field::Speaker),
    ("PERFORMER", Field::Speaker),
    ("PANELIST", Field::Speaker),
    ("X-SPEAKER", Field::Speaker),
    ("CHAIR", Field::Moderator),
    ("MODERATOR", Field::Moderator),
];

/// What stands before the names of speakers at the beginning of a description, on conference sites and in calendars of nadwa.
const SPEAKERS: &[&str] = &[
    "Speaker",
    "Speakers",
    "Ponentes",
    "Intervenants",
    "المتدخلون",
];

/// The maximum number of repetitions of all events of a file.
const REPEATED: usize = 10_000;
/// The number of days in which the repetitions of all events of a file are looked for.
const STEPS: usize = 1_000_000;

/// Reads a file; returns none if it has no calendar.
pub fn read(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    read_lines(text, &[], sink)
}

/// Reads a calendar that was written from another format: `origins` has the start of each line, and the place of what it was
/// made of.
pub fn read_lines(text: &str, origins: &[(u32, Span)], sink: &mut Sink) -> Option<RawProgram> {
    let mut places = places(text, sink);
    places.move_to(origins);
    let text = &*with_quotes(&text[..places.end]);
    let builder = Builder::new(sink);
    let mut parser = Parser::new(text);
    let mut calendars = Vec::new();
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => calendars.push(calendar),
            // Already reported for the line.
            Entry::VCard(_) | Entry::InvalidLine(_) => {}
            _ => break,
        }
    }
    if calendars.is_empty() {
        // Everything before the end of a truncated file can be read.
        let end = text.rfind("END:VEVENT").map(|i| i + "END:VEVENT".len())?;
        let closed = format!("{}\r\nEND:VCALENDAR\r\n", &text[..end]);
        if let Entry::ICalendar(calendar) = Parser::new(&closed).entry() {
            calendars.push(calendar);
        }
    }
    let first = calendars.first()?;
    let mut file = File {
        builder,
        places,
        event: 0,
        repeated: 0,
        steps: STEPS,
        is_own: false,
    };
    file.head(first);
    for calendar in &calendars {
        file.events(calendar);
    }
    file.count();
    Some(file.builder.raw)
}

struct File<'a, 'b> {
    builder: Builder<'a, 'b>,
    places: Places,
    /// The number of events read.
    event: usize,
    /// The number of repetitions read.
    repeated: usize,
    /// The number of days in which repetitions may still be looked for.
    steps: usize,
    /// Whether nadwa wrote the calendar.
    is_own: bool,
}

impl File<'_, '_> {
    fn head(&mut self, calendar: &ICalendar) {
        let main = calendar.components.first();
        let at = |name: &str| self.places.head(name);
        let (named, title) = first_text(main, &["NAME", "X-WR-CALNAME", "X-WR-CALDESC"]);
        let (about_in, about) = first_text(main, &["DESCRIPTION", "X-WR-CALDESC"]);
        let (title_at, about_at) = (at(named), at(about_in));
        let url = first_text(main, &["URL", "X-ORIGINAL-URL"]);
        let url_at = at(url.0);
        let (_, product) = first_text(main, &["PRODID"]);
        self.is_own = product.starts_with("-//nadwa//");
        let (_, zone) = first_text(main, &["X-WR-TIMEZONE"]);
        let zone_at = at("X-WR-TIMEZONE");
        let builder = &mut self.builder;
        builder.raw.span = Some(Span::default());
        builder.raw.head.title = builder.line(&title, title_at);
        if about != title {
            builder.raw.head.about = builder.prose([&about, ""], about_at);
        }
        builder.raw.head.url = builder.url(&url.1, url_at);
        // The calendar's own zone, otherwise that of its first time.
        let zones = Zones::of(calendar);
        let named = zones::find(&zone);
        let own = named.clone().or_else(|| {
            let entries = calendar.components.iter().flat_map(|c| &c.entries);
            let mut starts = entries.filter(|e| e.name == Property::Dtstart);
            starts.find_map(|entry| zones.moment(entry, entry.values.first()?).ok()?.zone)
        });
        let known = own.as_ref().map(|zone| zone.name().to_owned());
        // A zone that is named but unknown is reported by the checks.
        let unknown = !zone.is_empty() && named.is_none();
        let name = if unknown { Some(zone) } else { known };
        builder.raw.zone = name.map(|name| (builder.word(&name, zone_at), zone_at));
        builder.zone = own;
    }

    /// Reports that events were lost to a syntax error that has not been reported.
    fn count(&mut self) {
        let n = self.places.len();
        if self.event < n && self.builder.sink.broken.is_empty() {
            let at = self.places.event(self.event);
            let message = Message::new("problem-lost-events");
            self.builder.sink.report_broken(at.start, message);
        }
    }

    fn events(&mut self, calendar: &ICalendar) {
        let zones = Zones::of(calendar);
        let events = || {
            let all = calendar.components.iter();
            all.filter(|c| c.component_type == Component::VEvent)
        };
        // An event with a RECURRENCE-ID replaces one repetition.
        let mut moved: HashSet<(&str, NaiveDateTime)> = HashSet::new();
        for event in events() {
            if let Some(entry) = event.property(&Property::RecurrenceId) {
                let value = entry.values.first();
                let time = value.and_then(|value| zones.moment(entry, value).ok());
                let time = time.map(|time| in_zone(&time, self.builder.zone.as_ref()));
                moved.extend(event.uid().zip(time));
            }
        }
        let last = last(calendar, &zones);
        for event in events() {
            let n = self.event;
            self.event += 1;
            let mut raw = self.session(event, n);
            let start = self.moment(event, &zones, n, &Property::Dtstart, "DTSTART");
            let end = self.moment(event, &zones, n, &Property::Dtend, "DTEND");
            let changed = self.moment(event, &zones, n, &Property::LastModified, "LAST-MODIFIED");
            raw.has_start = event.has_property(&Property::Dtstart);
            // Published calendars have no other property for the last change.
            let stamped = || self.moment(event, &zones, n, &Property::Dtstamp, "DTSTAMP");
            let changed = changed.or_else(stamped);
            raw.times.updated = changed.map(|m| self.stamp(&m, n, "LAST-MODIFIED"));
            let Some(start) = start else {
                self.builder.add(raw);
                continue;
            };
            // Some programs write the last day instead of the day after it.
            let end = end.filter(|end| !start.day || end.local > start.local);
            let end = end.or_else(|| self.length(event, n, &start, &mut raw));
            let replaced = event.property(&Property::RecurrenceId);
            if replaced.is_some_and(|entry| entry.parameter(&Parameter::Range).is_some()) {
                let message = Message::new("problem-later-repeats");
                let at = self.places.of(n, "RECURRENCE-ID");
                self.builder
                    .report(Code::BadValue, at, message, Message::new("fix-repeats"));
            }
            let again = replaced.is_some();
            if again || !event.is_recurrent() {
                self.add(raw, n, &start, end.as_ref(), again);
                continue;
            }
            let limits = (&zones, &moved, last);
            self.repeat(event, raw, n, (&start, end.as_ref()), limits);
        }
    }

    /// Adds every repetition of an event, except those in `moved`, which have an event of their own.
    fn repeat(
        &mut self,
        event: &ICalendarComponent,
        raw: Raw<Session>,
        n: usize,
        (start, end): (&Moment, Option<&Moment>),
        (zones, moved, last): (
            &Zones,
            &HashSet<(&str, NaiveDateTime)>,
            Option<NaiveDateTime>,
        ),
    ) {
        let is_possible = !self.places.has_wrong_rule(n);
        let read = (is_possible, &mut self.steps);
        let (starts, unread) = recurrence::starts(event, (start, last), zones, read);
        for (name, problem) in unread {
            let at = self.places.of(n, name);
            let message = Message::new(problem).arg("n", REPEATED);
            let help = Message::new("fix-repeats");
            self.builder.report(Code::BadValue, at, message, help);
        }
        self.repeated += starts.len();
        if self.repeated > REPEATED {
            let at = self.places.of(n, "RRULE");
            let message = Message::new("problem-file-repeats").arg("n", REPEATED);
            let help = Message::new("fix-file-repeats");
            self.builder.report(Code::BadValue, at, message, help);
            self.add(raw, n, start, end, false);
            return;
        }
        self.builder.allow(starts.len());
        let length = end.map(|end| in_zone(end, start.zone.as_ref()) - start.local);
        let uid = event.uid().unwrap_or_default();
        let at = |local| Moment {
            local,
            ..start.clone()
        };
        for local in starts {
            if self.builder.sink.is_full() {
                break;
            }
            let shown = in_zone(&at(local), self.builder.zone.as_ref());
            if moved.contains(&(uid, shown)) {
                continue;
            }
            let end = length.map(|length| at(local + length));
            let again = local != start.local;
            self.add(raw.clone(), n, &at(local), end.as_ref(), again);
        }
    }

    /// Adds one time of a session; `again` means that another time has its id.
    fn add(
        &mut self,
        mut raw: Raw<Session>,
        n: usize,
        start: &Moment,
        end: Option<&Moment>,
        again: bool,
    ) {
        let start = self.stamp(start, n, "DTSTART");
        raw.times.end = end.map(|end| {
            let (stamp, _) = self.stamp(end, n, "DTEND");
            (
                stamp,
                self.places.first(n, &["DTEND", "DURATION", "DTSTART"]),
            )
        });
        raw.times.start = Some(start);
        if again {
            let time = start.0.local.format("%Y-%m-%d-%H%M");
            raw.item.id = format!("{}-{time}", raw.item.id).as_str().into();
        }
        self.builder.add(raw);
    }

    /// Returns a time in the time zone of the programme, and its place.
    fn stamp(&self, moment: &Moment, n: usize, name: &str) -> (Stamp, Span) {
        let stamp = stamp_in_zone(moment, self.builder.zone.as_ref());
        (stamp, self.places.of(n, name))
    }

    /// Returns the time of a property; reports a text that is not a time, and an unknown time zone.
    fn moment(
        &mut self,
        event: &ICalendarComponent,
        zones: &Zones,
        n: usize,
        property: &Property,
        name: &str,
    ) -> Option<Moment> {
        let entry = event.property(property)?;
        let read = entry.values.first().ok_or(TimeError::NoTime);
        let wrong = match read.and_then(|value| zones.moment(entry, value)) {
            Ok(moment) => return Some(moment),
            Err(wrong) => wrong,
        };
        let at = self.places.of(n, name);
        match wrong {
            TimeError::NoTime => {
                let message = Message::new("problem-no-time");
                let help = Message::new("fix-calendar-time").arg("example", "20211130T110000");
                self.builder.report(Code::BadValue, at, message, help);
            }
            TimeError::NoZone(zone, local) => {
                let message = Message::new("problem-unknown-zone").arg("name", zone);
                let help = Message::new("fix-unknown-zone").arg("example", "Africa/Casablanca");
                self.builder.report(Code::UnknownZone, at, message, help);
                // It is shown in the time zone of the programme.
                let zone = None;
                let day = false;
                return Some(Moment { local, zone, day });
            }
        }
        None
    }

    /// Returns the end of an event without one: by its duration, or the end of the day if the start has no time
    /// (3.6.1). Durations of less than a day do not depend on changes of the clocks.
    fn length(
        &mut self,
        event: &ICalendarComponent,
        n: usize,
        start: &Moment,
        raw: &mut Raw<Session>,
    ) -> Option<Moment> {
        let days = |n: i64| {
            Some(Moment {
                local: start.local.checked_add_signed(TimeDelta::try_days(n)?)?,
                ..start.clone()
            })
        };
        let Some(entry) = event.property(&Property::Duration) else {
            return if start.day { days(1) } else { None };
        };
        let at = self.places.of(n, "DURATION");
        let seconds = match entry.values.first() {
            Some(Value::Duration(length)) if !length.neg => length.as_seconds(),
            _ => {
                let message = Message::new("problem-no-duration");
                self.builder
                    .report(Code::BadDuration, at, message, write("PT1H30M"));
                return None;
            }
        };
        if seconds > 0 && seconds % 86_400 == 0 {
            return days(seconds / 86_400);
        }
        raw.times.duration = Some((seconds / 60, at)).filter(|(n, _)| *n > 0);
        None
    }

    /// Reads an event without its times.
    fn session(&mut self, component: &ICalendarComponent, n: usize) -> Raw<Session> {
        let whole = self.places.event(n);
        let mut raw: Raw<Session> = Raw::at(whole);
        raw.id = self.places.of(n, "UID");
        let text_of = |property: Property| component.property(&property).and_then(text);
        let uid = text_of(Property::Uid).unwrap_or_default();
        let id = self.own_id(&uid).unwrap_or_else(|| slug(&uid));
        raw.item.id = id.as_str().into();
        let at = self.places.of(n, "SUMMARY");
        let title = text_of(Property::Summary).unwrap_or_default();
        raw.item.title = self.builder.line(&title, at);
        let at = self.places.of(n, "DESCRIPTION");
        let description = text_of(Property::Description).unwrap_or_default();
        // Conference sites name speakers here, because the format has no property for them.
        let (first, rest) = description.split_once('\n').unwrap_or((&description, ""));
        let named = SPEAKERS
            .iter()
            .find_map(|label| first.strip_prefix(label)?.trim_start().strip_prefix(':'));
        let mut whole = named.map_or(&*description, |_| rest).to_owned();
        for property in [Property::Comment, Property::Contact] {
            for note in component.properties(&property).filter_map(text) {
                whole.extend(["\n\n", &without_mail(&note)]);
            }
        }
        raw.item.summary = self.builder.prose([&whole, ""], at);
        let names = named.unwrap_or_default();
        let signs: &[char] = if names.contains(';') {
            &[';']
        } else {
            &[',', '،']
        };
        for name in outside_brackets(names, signs) {
            self.person(name, Field::Speaker, at, &mut raw);
        }
        let at = self.places.of(n, "LOCATION");
        if let Some(room) = text_of(Property::Location).filter(|r| !r.trim().is_empty()) {
            raw.refs.push(self.builder.room(room.trim(), at));
        }
        let at = self.places.of(n, "CATEGORIES");
        let words = component.properties(&Property::Categories);
        let words = words.flat_map(|e| e.values.iter().filter_map(Value::as_text));
        for (i, word) in words.filter(|w| !w.trim().is_empty()).enumerate() {
            if i == 0 {
                raw.refs.push(self.builder.track(word.trim(), at));
            } else {
                raw.item.tags.push(self.builder.line(word, at));
            }
        }
        self.links(component, n, &mut raw);
        self.attendees(component, n, &mut raw);
        raw.item.status = self.status(component, n);
        raw
    }

    /// Returns the id in the `UID` of a calendar that nadwa wrote, `opening@mcmc-2021`, and gives the programme its own.
    fn own_id(&mut self, uid: &str) -> Option<String> {
        let (id, program) = uid.rsplit_once('@').filter(|_| self.is_own)?;
        let is_id = |id: &&str| !id.is_empty() && slug(id) == **id;
        let id = Some(id).filter(is_id)?;
        if let Some(program) = Some(program).filter(is_id) {
            self.builder.raw.head.id = program.into();
        }
        Some(id.to_owned())
    }

    /// Adds every address of an event, and its picture.
    fn links(&mut self, component: &ICalendarComponent, n: usize, raw: &mut Raw<Session>) {
        if let Some(url) = component.property(&Property::Url).and_then(text) {
            raw.item.url = self.builder.url(&url, self.places.of(n, "URL"));
        }
        for (property, name) in [
            (Property::Conference, "CONFERENCE"),
            (Property::Attach, "ATTACH"),
        ] {
            let at = self.places.of(n, name);
            for entry in component.properties(&property) {
                let title = [Parameter::Label, Parameter::Filename];
                let title = title.iter().find_map(|p| entry.parameter(p)?.as_text());
                // Files inside the calendar have no address.
                if let Some(url) = text(entry) {
                    let links = &mut raw.item.links;
                    self.builder.link(&url, title.unwrap_or(""), at, links);
                }
            }
        }
        if let Some(url) = component.property(&Property::Image).and_then(text) {
            raw.item.image = self.builder.url(&url, self.places.of(n, "IMAGE"));
        }
    }

    /// Adds the attendees who have a part in the session; the others are its audience.
    fn attendees(&mut self, component: &ICalendarComponent, n: usize, raw: &mut Raw<Session>) {
        let at = self.places.of(n, "ATTENDEE");
        for entry in component.properties(&Property::Attendee) {
            let value = |parameter| entry.parameter(&parameter).and_then(|v| v.as_text());
            let role = value(Parameter::Role).unwrap_or_default();
            let found = ROLES
                .iter()
                .find(|(name, _)| role.eq_ignore_ascii_case(name));
            if let (Some((_, field)), Some(name)) = (found, value(Parameter::Cn)) {
                self.person(name, *field, at, raw);
            }
        }
    }

    fn status(&mut self, component: &ICalendarComponent, n: usize) -> Status {
        match component.status() {
            Some(ICalendarStatus::Cancelled) => return Status::Cancelled,
            Some(ICalendarStatus::Tentative) => return Status::Tentative,
            Some(ICalendarStatus::Confirmed) => return Status::Confirmed,
            _ => {}
        }
        if component.has_property(&Property::Status) {
            let at = self.places.of(n, "STATUS");
            let message = Message::new("problem-no-status");
            let help = one_of(&["CONFIRMED", "TENTATIVE", "CANCELLED"]);
            self.builder.report(Code::BadValue, at, message, help);
        }
        Status::Confirmed
    }

    fn person(&mut self, name: &str, field: Field, at: Span, raw: &mut Raw<Session>) {
        if let Some(person) = self.builder.person(None, name.trim(), at) {
            let reference = self.builder.speaks(person, at);
            raw.refs.push(Ref { field, ..reference });
        }
    }
}

/// Returns a calendar whose zones are in quotes where their names have a colon, as in `TZID=GMT+01:00:20211130T110000`.
fn with_quotes(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), "TZID=") {
        let start = at + "TZID=".len();
        let length = text[start..].find(['\r', '\n']);
        let line = &text[start..start + length.unwrap_or(text.len() - start)];
        let name = line.rsplit_once(':').map_or("", |(name, _)| name);
        if name.contains(':') && !name.contains(['"', ';', '=']) {
            out.extend([&text[done..start], "\"", name, "\""]);
            done = start + name.len();
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Returns the last time of the events that have an end: those that do not repeat, or repeat until a time or some days or weeks.
/// Endless ones are shown until then.
fn last(calendar: &ICalendar, zones: &Zones) -> Option<NaiveDateTime> {
    let events = calendar.components.iter();
    let events = events.filter(|c| c.component_type == Component::VEvent);
    let time = |event: &ICalendarComponent, property: &Property| {
        let entry = event.property(property)?;
        let moment = zones.moment(entry, entry.values.first()?).ok()?;
        Some(moment.local)
    };
    let end = |event: &ICalendarComponent| {
        let start = time(event, &Property::Dtstart)?;
        let last = time(event, &Property::Dtend).filter(|end| *end - start <= recurrence::YEAR);
        let last = last.unwrap_or(start);
        let mut rules = event.properties(&Property::Rrule).flat_map(|e| &e.values);
        match rules.next() {
            Some(Value::RecurrenceRule(rule)) => recurrence::last(rule, start),
            _ => Some(last),
        }
    };
    events.filter_map(end).max()
}

/// Returns the first of several properties that has a text, and its name.
fn first_text(main: Option<&ICalendarComponent>, names: &[&'static str]) -> (&'static str, String) {
    let found = names.iter().find_map(|name| {
        let named = |e: &&ICalendarEntry| e.name.as_str() == *name;
        let entry = main?.entries.iter().find(named)?;
        Some((*name, text(entry)?))
    });
    found.unwrap_or_default()
}

/// Returns the text of a property, with the commas that it was split at.
fn text(entry: &ICalendarEntry) -> Option<String> {
    let parts: Vec<&str> = entry.values.iter().filter_map(Value::as_text).collect();
    let whole = parts.join(", ");
    (!whole.trim().is_empty()).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::SPEAKERS;
    use crate::i18n::{LANGUAGES, Messages};
    use crate::text::Lang;

    #[test]
    fn the_speakers_of_nadwas_own_calendars_are_found_in_every_language() {
        for language in LANGUAGES {
            let label =
                Messages::new(Lang::parse(language.tag).expect("a tag")).get("label-speakers");
            assert!(SPEAKERS.contains(&&*label), "{label}");
        }
    }
}
