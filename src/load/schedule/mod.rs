//! Reads schedule.xml and schedule.json, as pentabarf, frab, pretalx and voc write them. Real files do not follow
//! the schema, so each value is looked for in several places.

pub(super) mod schema;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::builder::Builder;
use super::raw::{Field, Raw, RawProgram, Ref, Stamp};
use super::tree::{Node, Shape};
use super::value::{languages, minutes, slug};
use super::when::{clock, offset, stamp};
use super::write;
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};
use crate::model::{Room, Session};
use crate::text::Text;
use crate::text::fold::fold;

/// Returns whether nadwa wrote a document.
pub fn is_own(document: &Node) -> bool {
    let generator = document.child("generator");
    generator.and_then(|node| node.value("name")) == Some("nadwa")
}

/// Reads a schedule; one that nadwa wrote has its ids in slugs.
pub fn read(schedule: &Node, is_own: bool, builder: Builder) -> RawProgram {
    let empty = Node::default();
    let conference = schedule.child("conference").unwrap_or(&empty);
    let mut file = File {
        builder,
        day_change: TimeDelta::zero(),
        tracks: HashMap::new(),
        own: is_own.then(|| conference.value("acronym")).flatten(),
    };
    file.builder.raw.span = Some(conference.span);
    file.head(conference, schedule);
    for room in conference.inside("rooms").chain(schedule.inside("rooms")) {
        file.known_room(room);
    }
    for day in days(schedule) {
        file.day(day);
    }
    // The second schema of voc has all events in one list.
    for event in schedule.inside("events") {
        if file.builder.sink.is_full() {
            break;
        }
        file.event(event, None, None);
    }
    for person in schedule.inside("persons") {
        file.person(person);
    }
    file.builder.raw
}

/// Returns the days: in XML they are in the schedule, in JSON in its conference.
pub fn days<'n>(schedule: &'n Node) -> impl Iterator<Item = &'n Node<'n>> {
    let conference = schedule.child("conference");
    let listed = conference.into_iter().flat_map(|c| c.inside("days"));
    schedule.all("day").chain(listed)
}

/// Returns the rooms of a day with their names: elements, a map of names, or a list.
pub fn rooms<'n>(day: &'n Node) -> impl Iterator<Item = (Option<&'n str>, &'n Node<'n>)> {
    let named = |room: &'n Node<'n>| match room.name {
        "" => (room.value("name"), room.child("events").unwrap_or(room)),
        name => (Some(name), room),
    };
    let elements = day.all("room").map(|room| (room.attribute("name"), room));
    elements.chain(day.inside("rooms").map(named))
}

/// Returns the events of a room: in XML its elements of that name, in JSON all objects.
pub fn events<'n>(room: &'n Node) -> impl Iterator<Item = &'n Node<'n>> {
    let is_event = |node: &&Node| node.name == "event" || node.shape == Shape::Object;
    room.children.iter().filter(is_event)
}

struct File<'n, 'a, 'b> {
    builder: Builder<'a, 'b>,
    day_change: TimeDelta,
    /// The names of tracks by what events call them.
    tracks: HashMap<&'n str, &'n str>,
    /// What stands before the ids in slugs, if nadwa wrote the file.
    own: Option<&'n str>,
}

impl<'n> File<'n, '_, '_> {
    fn head(&mut self, conference: &'n Node<'n>, schedule: &Node) {
        let builder = &mut self.builder;
        let title = conference.value("title").unwrap_or("");
        let acronym = conference.value("acronym").unwrap_or(title);
        let place = ["venue", "city"].map(|name| conference.value(name));
        let place: Vec<&str> = place.into_iter().flatten().collect();
        let about = conference
            .first_value(&["subtitle", "description"])
            .unwrap_or("");
        builder.raw.head.id = slug(acronym).as_str().into();
        builder.raw.head.title = builder.line(title, conference.place("title"));
        builder.raw.head.venue = builder.line(&place.join(", "), conference.place("venue"));
        builder.raw.head.about = builder.prose([about, ""], conference.place("subtitle"));
        let url = conference.first_value(&["url", "base_url"]);
        let url = url.or_else(|| schedule.first_value(&["url", "base_url"]));
        // Relative addresses are resolved against it.
        let base = url.map(|url| match url.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => url.to_owned(),
        });
        builder.raw.head.url = url.and_then(|url| builder.url(url, conference.place("base_url")));
        builder.base = base;
        let zone = conference.value("time_zone_name");
        let named = zone.map(|name| (name, conference.place("time_zone_name")));
        builder.settle_zone(named, first_offset(schedule));
        let change = conference.value("day_change").and_then(minutes);
        let change = change.or_else(|| days(schedule).find_map(late));
        let change = change.unwrap_or(0).clamp(0, 24 * 60 - 1);
        let change = held(schedule, builder, change);
        builder.raw.head.day_change = u16::try_from(change).unwrap_or(0);
        self.day_change = TimeDelta::minutes(change);
        let tracks = conference.inside("tracks");
        let tracks = tracks.filter_map(|t| Some((t.value("slug")?, t.value("name")?)));
        self.tracks = tracks.collect();
    }

    /// Reads a room from the list of the conference.
    fn known_room(&mut self, room: &Node) {
        let Some(name) = room.value("name") else {
            return;
        };
        let reference = self.builder.room(name, room.span);
        let capacity = room.value("capacity").and_then(|n| n.parse().ok());
        if let Some(raw) = self.builder.record::<Room>(&reference) {
            raw.item.capacity = capacity.filter(|n| *n > 0);
        }
    }

    fn day(&mut self, day: &Node) {
        let date = day.value("date").and_then(|d| d.parse().ok());
        if date.is_none() {
            let message = Message::new("problem-day-date");
            let help = write("date=\"2021-11-30\"");
            self.builder.report(Code::BadValue, day.span, message, help);
        }
        for (name, room) in rooms(day) {
            if let Some(name) = name {
                self.builder.room(name, room.span);
            }
            for event in events(room) {
                if self.builder.sink.is_full() {
                    return;
                }
                self.event(event, name, date);
            }
        }
        for event in day.all("event") {
            self.event(event, None, date);
        }
    }

    fn event(&mut self, event: &Node, room: Option<&str>, date: Option<NaiveDate>) {
        let builder = &mut self.builder;
        let mut raw: Raw<Session> = Raw::at(event.span);
        let word = |name| event.value(name).unwrap_or("");
        let id = event.first_value(&["guid", "id", "code"]);
        let own = || own_id(event.value("slug")?.strip_prefix(self.own?)?);
        let id = own().unwrap_or_else(|| id.map_or_else(String::new, slug));
        let item = &mut raw.item;
        item.id = Text::from(&*id);
        item.title = builder.line(word("title"), event.place("title"));
        item.subtitle = builder.line(word("subtitle"), event.place("subtitle"));
        item.language = languages(word("language"));
        builder.kind(word("type"), event.place("type"), item);
        let texts = [word("abstract"), word("description")];
        item.summary = builder.prose(texts, event.place("abstract"));
        let logo = event.value("logo").unwrap_or("");
        item.image = builder.url(logo, event.place("logo"));
        self.recording(event, &mut raw.item);
        self.links(event, &mut raw.item);
        if let Some(name) = room_name(event, room) {
            raw.refs.push(self.builder.room(name, event.place("room")));
        }
        let track = event.child("track");
        let slug = track.and_then(|track| track.value("slug"));
        let known = slug.map(|slug| *self.tracks.get(slug).unwrap_or(&slug));
        let inner = track.and_then(|track| track.value("name")).or(known);
        if let Some(name) = event.value("track").or(inner) {
            raw.refs
                .push(self.builder.track(name, event.place("track")));
        }
        let people = event.inside("persons").chain(event.all("person"));
        for person in people.chain(event.inside("participants")) {
            if let Some(at) = self.person(person) {
                let role = person.value("role").unwrap_or_default();
                let reference = self.builder.speaks(at, person.span);
                let leads = ["moderator", "chair"].iter();
                let leads = leads.copied().any(|name| role.eq_ignore_ascii_case(name));
                let field = if leads {
                    Field::Moderator
                } else {
                    Field::Speaker
                };
                raw.refs.push(Ref { field, ..reference });
            }
        }
        self.times(event, date, &mut raw);
        self.builder.add(raw);
    }

    /// Reads whether a session is recorded, and under which licence.
    fn recording(&mut self, event: &Node, item: &mut Session) {
        let inner = event.child("recording");
        let license = inner.and_then(|r| r.value("license"));
        let license = license.or_else(|| event.value("recording_license"));
        item.license = license.map(|l| self.builder.word(l, event.place("recording")));
        let optout = inner.and_then(|r| r.value("optout"));
        let optout = optout.or_else(|| event.value("do_not_record"));
        item.recorded = match optout {
            Some("true") => Some(false),
            Some("false") => Some(true),
            _ => None,
        };
        for name in ["url", "link"] {
            if let Some(url) = inner.and_then(|r| r.value(name)) {
                let span = event.place("recording");
                self.builder.link(url, "", span, &mut item.links);
            }
        }
    }

    fn links(&mut self, event: &Node, item: &mut Session) {
        for link in event.inside("links").chain(event.inside("attachments")) {
            let text = link.text.trim();
            let url = link.first_value(&["href", "url"]).unwrap_or(text);
            let title = link.value("title").unwrap_or(text);
            self.builder.link(url, title, link.span, &mut item.links);
        }
        if let Some(url) = event.value("url") {
            item.url = self.builder.url(url, event.place("url"));
        }
        let whole = ["video_download_url", "feedback_url", "origin_url"];
        for name in whole {
            if let Some(url) = event.value(name) {
                let span = event.place(name);
                self.builder.link(url, "", span, &mut item.links);
            }
        }
    }

    /// Reads the times of a session: its own date with an offset, otherwise the date of the day and its start.
    fn times(&mut self, event: &Node, date: Option<NaiveDate>, raw: &mut Raw<Session>) {
        let builder = &mut self.builder;
        let start = event.child("start");
        // The second schema of voc has whole times.
        let whole = |name| {
            let text = event.value(name).filter(|text| stamp(text).is_some());
            text.map(|text| (text, event.place(name)))
        };
        let stated = event.value("date").map(|text| (text, event.place("date")));
        let stated = stated.or_else(|| whole("start"));
        let end = whole("end").filter(|_| event.child("duration").is_none());
        raw.times.end = end.and_then(|(text, span)| builder.stamp(text, span));
        raw.has_start = stated.is_some() || start.is_some();
        raw.times.start = stated.and_then(|(text, span)| builder.stamp(text, span));
        let by_day = || {
            let time = clock(start?.text)?;
            // A session that starts in the night belongs to the day before.
            let night = time < self.day_change;
            let start = NaiveDateTime::from(date?).checked_add_signed(time)?;
            let local = start + TimeDelta::days(i64::from(night));
            Some((Stamp::without_offset(local), event.place("start")))
        };
        raw.times.start = raw.times.start.or_else(by_day);
        if let Some(text) = event.value("duration") {
            let span = event.place("duration");
            match minutes(text) {
                // Files write 0 if the duration is not known.
                Some(0) => {}
                Some(n) => raw.times.duration = Some((n, span)),
                None => self.no_duration(span),
            }
        }
    }

    fn no_duration(&mut self, span: Span) {
        let message = Message::new("problem-no-duration");
        self.builder
            .report(Code::BadDuration, span, message, write("01:30"));
    }

    /// Reads a person, unless there is no name; returns the position in the list of speakers.
    fn person(&mut self, person: &Node) -> Option<usize> {
        let name = person.first_value(&["public_name", "name"]);
        let name = name.unwrap_or(person.text.trim());
        if name.is_empty() {
            return None;
        }
        let number = person.first_value(&["guid", "id", "code"]);
        let at = self.builder.person(number, name, person.span)?;
        let texts = ["biography", "extended_biography"].map(|n| person.value(n).unwrap_or(""));
        if texts != ["", ""] && self.builder.raw.speakers[at].item.bio.is_empty() {
            self.builder.raw.speakers[at].item.bio = self.builder.prose(texts, person.span);
        }
        if let Some(url) = person.value("url") {
            self.builder.raw.speakers[at].item.url = self.builder.url(url, person.place("url"));
        }
        if let Some(url) = person.value("avatar") {
            self.builder.raw.speakers[at].item.image =
                self.builder.url(url, person.place("avatar"));
        }
        Some(at)
    }
}

/// Returns the id at the end of a slug that nadwa wrote.
fn own_id(rest: &str) -> Option<String> {
    let id = rest.strip_prefix('-')?.trim_end_matches('_');
    Some(slug(id)).filter(|own| own == id && !id.is_empty())
}

/// The latest end of a night, in minutes.
const NOON: i64 = 12 * 60;

/// Returns the minute at which days change: the end of a day that continues after midnight.
fn late(day: &Node) -> Option<i64> {
    let time = |names: &[&str]| DateTime::parse_from_rfc3339(day.first_value(names)?).ok();
    let (start, end) = (time(&["start", "day_start"])?, time(&["end", "day_end"])?);
    let end = end.naive_local();
    let minutes = end.signed_duration_since(end.date().and_time(NaiveTime::MIN));
    // Some files write 08:59 if the next day begins at 09:00.
    let minutes = minutes.num_minutes() + i64::from(minutes.num_minutes() % 60 == 59);
    let night = (end.date() - start.naive_local().date()).num_days() == 1;
    (night && (1..=NOON).contains(&minutes)).then_some(minutes)
}

/// Returns the name of the room of an event: its own, or that of the element around it if its own is only a short form.
fn room_name<'n>(event: &'n Node, around: Option<&'n str>) -> Option<&'n str> {
    let letters = |name: &str| -> String {
        let folded = fold(name);
        folded.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    let inner = || event.child("room").and_then(|room| room.value("name"));
    let own = event.value("room").or_else(inner);
    match (own, around) {
        (Some(own), Some(around)) if letters(own) == letters(around) => Some(around),
        _ => own.or(around),
    }
}

/// Returns the minute at which days change so that most sessions are on the day whose element holds them; `change` if that
/// is as good.
fn held(schedule: &Node, builder: &Builder, change: i64) -> i64 {
    // The minute of each session, and whether it is on the date of its day or on the next one.
    let mut starts: Vec<(i64, bool)> = Vec::new();
    for day in days(schedule) {
        let Some(date) = day.value("date").and_then(|d| d.parse::<NaiveDate>().ok()) else {
            continue;
        };
        let inside = rooms(day).flat_map(|(_, room)| events(room));
        for event in inside.chain(day.all("event")) {
            let Some(start) = event.value("date").and_then(|text| builder.local(text)) else {
                continue;
            };
            let start = start.local;
            let minute = (start - NaiveDateTime::from(start.date())).num_minutes();
            match (start.date() - date).num_days() {
                0 => starts.push((minute, false)),
                1 if minute < NOON => starts.push((minute, true)),
                _ => {}
            }
        }
    }
    let first = starts
        .iter()
        .filter(|(_, next)| !next)
        .map(|(m, _)| *m)
        .min();
    let last = starts
        .iter()
        .filter(|(_, next)| *next)
        .map(|(m, _)| *m + 1)
        .max();
    let hour = last.map(|last| (last + 59) / 60 * 60);
    let wrong = |change: i64| {
        starts
            .iter()
            .filter(|(m, next)| (*m < change) != *next)
            .count()
    };
    let others = [first, hour, last].into_iter().flatten();
    let all = std::iter::once(change).chain(others.filter(|c| (0..=NOON).contains(c)));
    all.min_by_key(|c| wrong(*c)).unwrap_or(change)
}

/// Returns the instant and the offset in seconds of the first time in a file that has an offset.
fn first_offset(schedule: &Node) -> Option<(i64, i64)> {
    days(schedule)
        .find_map(|day| {
            let own = day.first_value(&["start", "day_start"]).and_then(offset);
            let inside = || rooms(day).flat_map(|(_, room)| events(room));
            let mut events = inside().chain(day.all("event"));
            own.or_else(|| events.find_map(|e| offset(e.value("date")?)))
        })
        .or_else(|| {
            let mut events = schedule.inside("events");
            events.find_map(|event| offset(event.value("start")?))
        })
}
