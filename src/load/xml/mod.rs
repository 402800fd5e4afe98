//! The reader of schedule.xml, as pentabarf, frab, pretalx and voc write it. Real files keep to no
//! schema: each thing is taken from wherever a file has it, and what cannot be read is told.

mod markup;
mod tree;
mod value;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use self::tree::Node;
use self::value::{clock, is_web, languages, minutes, slug};
use super::Sink;
use super::raw::{Field, Raw, RawProgram, Ref, Stamp};
use crate::diagnostic::{Code, Span};
use crate::fold::fold;
use crate::program::{Link, Session, SessionKind};
use crate::text::{Lines, Localized, Text};
use crate::zone::Zone;

/// Reads a file; none when there is no schedule in it.
pub fn read(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    let document = tree::parse(text, sink);
    let empty = Node::default();
    let schedule = document.child("schedule")?;
    let conference = schedule.child("conference").unwrap_or(&empty);
    let mut file = File {
        sink,
        raw: RawProgram {
            span: Some(conference.span),
            ..RawProgram::default()
        },
        zone: None,
        day_change: TimeDelta::zero(),
        rooms: HashMap::new(),
        tracks: HashMap::new(),
        speakers: HashMap::new(),
        taken: HashSet::new(),
    };
    file.head(conference, schedule);
    for day in schedule.all("day") {
        file.day(day);
    }
    Some(file.raw)
}

struct File<'a, 'b> {
    sink: &'a mut Sink<'b>,
    raw: RawProgram,
    zone: Option<Zone>,
    day_change: TimeDelta,
    /// The ids of things, by what tells them apart in the file.
    rooms: HashMap<String, Text>,
    tracks: HashMap<String, Text>,
    speakers: HashMap<String, Text>,
    /// The ids of speakers that are given away.
    taken: HashSet<String>,
}

/// How files name the kinds of sessions that nadwa knows.
const KINDS: &[(&str, SessionKind)] = &[
    ("lecture", SessionKind::Talk),
    ("talk", SessionKind::Talk),
    ("lightning", SessionKind::Talk),
    ("podium", SessionKind::Panel),
    ("panel", SessionKind::Panel),
    ("workshop", SessionKind::Workshop),
    ("opening", SessionKind::Opening),
    ("closing", SessionKind::Closing),
    ("break", SessionKind::Break),
    ("social", SessionKind::Social),
];

impl File<'_, '_> {
    fn head(&mut self, conference: &Node, schedule: &Node) {
        let title = self.line(conference, "title");
        let acronym = conference.said("acronym").map(slug);
        let about = markup::plain(conference.said("subtitle").unwrap_or(""));
        let about = Text::clean(&about, Lines::Many).0;
        let head = &mut self.raw.head;
        head.id = Text::from(&*acronym.unwrap_or_else(|| slug(&title)));
        head.title = localized(title);
        let place = ["venue", "city"].map(|name| conference.said(name));
        let place: Vec<&str> = place.into_iter().flatten().collect();
        head.venue = localized(Text::clean(&place.join(", "), Lines::One).0);
        head.about = localized(about);
        self.raw.head.url = ["url", "base_url"]
            .iter()
            .find_map(|name| conference.said(name))
            .filter(|url| is_web(url))
            .map(Text::from);
        self.zone(conference, schedule);
        let change = conference.said("day_change").and_then(minutes);
        let change = change.or_else(|| schedule.all("day").find_map(late));
        let change = change.unwrap_or(0).clamp(0, 24 * 60 - 1);
        self.raw.head.day_change = u16::try_from(change).unwrap_or(0);
        self.day_change = TimeDelta::minutes(change);
    }

    /// The zone that the file names, unless its own times say otherwise; else one of their offset.
    fn zone(&mut self, conference: &Node, schedule: &Node) {
        let offset = offset(schedule);
        let named = conference
            .child("time_zone_name")
            .filter(|n| !n.text.trim().is_empty());
        let agrees = |name: &str| match (Zone::named(name), offset) {
            (Some(zone), Some((at, seconds))) => i64::from(zone.offset(at)) == seconds,
            _ => true,
        };
        if let Some(node) = named.filter(|n| agrees(n.text.trim())) {
            let name = node.text.trim();
            self.zone = Zone::named(name);
            self.raw.zone = Some((name.into(), node.span));
        } else if let Some((_, seconds)) = offset {
            // In the names of these zones, hours to the east of Greenwich are negative.
            let name = format!("Etc/GMT{:+}", -(seconds / 3600)).replace("GMT+0", "GMT");
            self.zone = Zone::named(&name);
            self.raw.zone = Some((name.as_str().into(), conference.span));
        }
    }

    fn day(&mut self, day: &Node) {
        let date = day.attribute("date").and_then(|d| d.parse().ok());
        if date.is_none() {
            let message = "a day has no date that can be read";
            self.sink.report(
                Code::BadValue,
                day.span,
                message,
                Some("date=\"2021-11-30\""),
            );
        }
        for room in day.all("room") {
            let name = room.attribute("name");
            if let Some(name) = name {
                self.room(name, room.span);
            }
            for event in room.all("event") {
                self.event(event, name, date);
            }
        }
        for event in day.all("event") {
            self.event(event, None, date);
        }
    }

    fn event(&mut self, event: &Node, room: Option<&str>, date: Option<NaiveDate>) {
        let mut refs = Vec::new();
        let mut item = Session {
            title: localized(self.line(event, "title")),
            subtitle: localized(self.line(event, "subtitle")),
            language: languages(event.said("language").unwrap_or("")),
            links: self.links(event),
            ..Session::default()
        };
        let id = event.attribute("guid").or_else(|| event.attribute("id"));
        item.id = Text::from(&*id.map_or_else(String::new, slug));
        let kind = event.said("type").map(fold).unwrap_or_default();
        item.kind = KINDS
            .iter()
            .find(|(name, _)| kind.contains(name))
            .map_or(SessionKind::Other, |(_, kind)| *kind);
        item.summary = localized(self.summary(event));
        if let Some(name) = event.said("room").or(room) {
            refs.push(self.reference(Field::Room, name, event));
        }
        if let Some(name) = event.said("track") {
            refs.push(self.reference(Field::Track, name, event));
        }
        let persons = event.children.iter().filter(|c| c.name == "persons");
        let persons = persons
            .flat_map(|p| p.all("person"))
            .chain(event.all("person"));
        for person in persons {
            if !person.text.trim().is_empty() {
                let id = self.speaker(person);
                refs.push(Ref {
                    field: Field::Speaker,
                    id,
                    span: person.span,
                });
            }
        }
        let mut raw = Raw {
            item,
            span: event.span,
            id: event.span,
            refs,
            has_start: true,
            ..Raw::default()
        };
        self.times(event, date, &mut raw);
        self.raw.sessions.push(raw);
    }

    /// When a session is: by its own date with an offset, else by the day's date and its start.
    fn times(&mut self, event: &Node, date: Option<NaiveDate>, raw: &mut Raw<Session>) {
        let stated = event.child("date").filter(|n| !n.text.trim().is_empty());
        let local = stated.and_then(|n| self.local(n.text.trim()));
        if let (Some(node), None) = (stated, local) {
            let message = "this is no date and time";
            let help = "2021-11-30T11:00:00+01:00";
            self.sink
                .report(Code::BadValue, node.span, message, Some(help));
        }
        let start = event.child("start");
        let by_day = || {
            let time = clock(start?.text.trim())?;
            // What begins in the night belongs to the day before.
            let night = time.signed_duration_since(NaiveTime::MIN) < self.day_change;
            Some(date?.and_time(time) + TimeDelta::days(i64::from(night)))
        };
        let local = local.or_else(by_day);
        let span = stated.or(start).map_or(event.span, |n| n.span);
        raw.has_start = stated.is_some() || start.is_some();
        raw.times.start = local.map(|local| {
            (
                Stamp {
                    local,
                    offset: None,
                },
                span,
            )
        });
        if let Some(node) = event
            .child("duration")
            .filter(|n| !n.text.trim().is_empty())
        {
            match minutes(node.text.trim()) {
                // Nothing is how files say that they do not know.
                Some(0) => {}
                Some(n) => raw.times.duration = Some((n, node.span)),
                None => {
                    let message = "this is no duration";
                    self.sink
                        .report(Code::BadDuration, node.span, message, Some("01:30"));
                }
            }
        }
    }

    /// A time on the event's clock.
    fn local(&self, text: &str) -> Option<NaiveDateTime> {
        if let Ok(time) = DateTime::parse_from_rfc3339(text) {
            let zone = self.zone.as_ref();
            return Some(zone.map_or(time.naive_local(), |z| z.at(time.timestamp())));
        }
        let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"];
        forms
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
    }

    fn room(&mut self, name: &str, span: Span) -> Text {
        let id = known(&mut self.rooms, name, &slug(name));
        if !self.raw.rooms.iter().any(|r| r.item.id == id) {
            let name = localized(self.clean(name, span));
            self.raw
                .rooms
                .push(record(span, |room: &mut crate::program::Room| {
                    room.id = id.clone();
                    room.name = name;
                }));
        }
        id
    }

    fn reference(&mut self, field: Field, name: &str, event: &Node) -> Ref {
        let node = event.child(field.kind().name());
        let span = node.map_or(event.span, |n| n.span);
        if field == Field::Room {
            let id = self.room(name, span);
            return Ref { field, id, span };
        }
        let id = known(&mut self.tracks, name, &slug(name));
        if !self.raw.tracks.iter().any(|t| t.item.id == id) {
            let name = localized(self.clean(name, span));
            self.raw
                .tracks
                .push(record(span, |track: &mut crate::program::Track| {
                    track.id = id.clone();
                    track.name = name;
                }));
        }
        Ref { field, id, span }
    }

    /// Somebody, told apart by number and name: merged files give one number to several people.
    fn speaker(&mut self, person: &Node) -> Text {
        let name = person.text.trim();
        let number = person.attribute("guid").or_else(|| person.attribute("id"));
        let key = format!("{} {}", number.unwrap_or_default(), fold(name));
        if let Some(id) = self.speakers.get(&key) {
            return id.clone();
        }
        let stem = number.map_or_else(|| slug(name), |n| format!("person-{}", slug(n)));
        // The first with a number has it alone.
        let id = if self.taken.insert(stem.clone()) {
            stem
        } else {
            format!("{stem}-{}", slug(name))
        };
        let id = known(&mut self.speakers, &key, &id);
        let name = localized(self.clean(name, person.span));
        self.raw.speakers.push(record(
            person.span,
            |speaker: &mut crate::program::Speaker| {
                speaker.id = id.clone();
                speaker.name = name;
            },
        ));
        id
    }

    fn links(&mut self, event: &Node) -> Vec<Link> {
        let mut all = Vec::new();
        let groups = [("links", "link"), ("attachments", "attachment")];
        for (group, one) in groups {
            for node in event.children.iter().filter(|c| c.name == group) {
                for link in node.all(one) {
                    let url = link.attribute("href").unwrap_or(link.text.trim());
                    self.link(url, link.text.trim(), link.span, &mut all);
                }
            }
        }
        for name in ["url", "video_download_url", "feedback_url"] {
            if let Some(node) = event.child(name) {
                self.link(node.text.trim(), "", node.span, &mut all);
            }
        }
        all
    }

    fn link(&mut self, url: &str, title: &str, span: Span, all: &mut Vec<Link>) {
        if url.is_empty() {
            return;
        }
        if !is_web(url) {
            let message = "this is no http or https address";
            self.sink
                .report(Code::BadLink, span, message, Some("write https://…"));
            return;
        }
        let title = if title == url { "" } else { title };
        all.push(Link {
            title: localized(self.clean(title, span)),
            url: Text::clean(url, Lines::One).0,
        });
    }

    /// Abstract and description: one after the other, where one is not a part of the other.
    fn summary(&mut self, event: &Node) -> Text {
        let texts =
            ["abstract", "description"].map(|name| markup::plain(event.said(name).unwrap_or("")));
        let [short, long] = &texts;
        let whole = if long.starts_with(short.as_str()) {
            long.clone()
        } else if short.starts_with(long.as_str()) {
            short.clone()
        } else {
            format!("{short}\n\n{long}")
        };
        let (text, removed) = Text::clean(&whole, Lines::Many);
        self.unsafe_text(removed, event.child("abstract").unwrap_or(event).span);
        text
    }

    /// A text of one line, of the first element of that name.
    fn line(&mut self, node: &Node, name: &str) -> Text {
        let Some(child) = node.child(name) else {
            return Text::default();
        };
        self.clean(child.text.trim(), child.span)
    }

    fn clean(&mut self, text: &str, span: Span) -> Text {
        let (text, removed) = Text::clean(text, Lines::One);
        self.unsafe_text(removed, span);
        text
    }

    fn unsafe_text(&mut self, removed: Option<(char, usize)>, span: Span) {
        if let Some((first, n)) = removed {
            self.sink.report_unsafe(first, n, span);
        }
    }
}

/// A record at a place.
fn record<T: Default>(span: Span, fill: impl FnOnce(&mut T)) -> Raw<T> {
    let mut raw = Raw {
        span,
        id: span,
        ..Raw::default()
    };
    fill(&mut raw.item);
    raw
}

/// The id of a thing: the one it got before, else this one.
fn known(ids: &mut HashMap<String, Text>, key: &str, id: &str) -> Text {
    ids.entry(key.to_owned())
        .or_insert_with(|| id.into())
        .clone()
}

fn localized(text: Text) -> Localized {
    if text.is_empty() {
        Localized::Empty
    } else {
        Localized::Plain(text)
    }
}

/// When the days of a programme change: at the end of one that goes on after midnight.
fn late(day: &Node) -> Option<i64> {
    let time = |name| DateTime::parse_from_rfc3339(day.attribute(name)?).ok();
    let (start, end) = (time("start")?, time("end")?);
    let end = end.naive_local();
    (end.date() > start.naive_local().date()).then(|| {
        let minutes = end.signed_duration_since(end.date().and_time(NaiveTime::MIN));
        // 08:59 is how some write that the next day begins at 09:00.
        minutes.num_minutes() + i64::from(minutes.num_minutes() % 60 == 59)
    })
}

/// The offset of the first time in a file that has one, in seconds, and its instant.
fn offset(schedule: &Node) -> Option<(i64, i64)> {
    let read = |text: &str| {
        let time = DateTime::parse_from_rfc3339(text.trim()).ok()?;
        Some((time.timestamp(), i64::from(time.offset().local_minus_utc())))
    };
    schedule.all("day").find_map(|day| {
        let own = day.attribute("start").and_then(read);
        let rooms = || day.all("room").flat_map(|room| room.all("event"));
        let events = || rooms().chain(day.all("event"));
        own.or_else(|| events().find_map(|e| read(&e.child("date")?.text)))
    })
}
