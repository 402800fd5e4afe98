//! schedule.json, valid against the c3voc's schedule.json.schema.json.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::ids::{acronym, guid};
use super::{Schedule, day_bounds, duration, is_number, rfc3339, session_type, slug, version};
use crate::export::{Output, Selection};
use crate::i18n::time;
use crate::model::{Ix, Kind, Room, Session, Slot, Speaker};

pub fn make(selection: &Selection) -> Output {
    let mut output = Output::default();
    let schedule = Schedule::new(selection, &mut output);
    let document = document(selection, &schedule);
    let mut text = serde_json::to_vec_pretty(&document).expect("a Vec accepts all bytes");
    text.push(b'\n');
    output.files.push((String::new(), text));
    output
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    generator: Value,
    schedule: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    conference: Conference<'a>,
    version: String,
}

#[derive(Serialize)]
struct Conference<'a> {
    acronym: String,
    days: Vec<Day<'a>>,
    #[serde(rename = "daysCount")]
    days_count: usize,
    end: String,
    rooms: Vec<Value>,
    start: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_zone_name: Option<&'a str>,
    timeslot_duration: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Day<'a> {
    date: String,
    #[serde(rename = "day_end")]
    end: String,
    #[serde(rename = "day_start")]
    start: String,
    index: usize,
    rooms: Rooms<'a>,
}

/// The events of a day by the name of their room, which several rooms may have. Each event is created when
/// it is written, because all events together take some twenty times the memory of the file.
struct Rooms<'a> {
    selection: &'a Selection<'a>,
    schedule: &'a Schedule<'a>,
    day: &'a super::Day<'a>,
}

impl Serialize for Rooms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut names: Vec<&str> = self.day.rooms.iter().map(|room| room.name).collect();
        names.sort_unstable();
        names.dedup();
        serializer.collect_map(names.into_iter().map(|name| (name, Events(self, name))))
    }
}

/// The events of a day in the rooms of one name.
struct Events<'a>(&'a Rooms<'a>, &'a str);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(
            Rooms {
                selection,
                schedule,
                day,
            },
            name,
        ) = self;
        let rooms = day.rooms.iter().filter(|room| room.name == *name);
        let sessions = rooms.flat_map(|room| &room.sessions);
        serializer.collect_seq(sessions.map(|(s, slot)| event(selection, schedule, s, *slot, name)))
    }
}

fn document<'a>(selection: &'a Selection, schedule: &'a Schedule) -> Document<'a> {
    Document {
        schema: "https://c3voc.de/schedule/schema.json",
        generator: json!({ "name": "nadwa", "version": env!("CARGO_PKG_VERSION") }),
        schedule: Content {
            conference: conference(selection, schedule),
            version: version(selection),
        },
    }
}

fn conference<'a>(selection: &'a Selection, schedule: &'a Schedule) -> Conference<'a> {
    let program = &selection.world.program;
    let days = (1..).zip(&schedule.days).map(|(index, day)| {
        let [start, end] = day_bounds(selection, day.date);
        Day {
            date: day.date.to_string(),
            end,
            start,
            index,
            rooms: Rooms {
                selection,
                schedule,
                day,
            },
        }
    });
    let date = |day: Option<&super::Day>| day.map_or_else(String::new, |d| d.date.to_string());
    let rooms = selection.used::<Room>().map(|ix| {
        let room = &program[ix];
        let guid = guid(program, Kind::Room, &room.id);
        json!({ "name": selection.name(ix), "guid": guid.to_string(), "capacity": room.capacity })
    });
    let zone = program.zone.name();
    Conference {
        acronym: acronym(&program.id),
        days: days.collect(),
        days_count: schedule.days.len(),
        end: date(schedule.days.last()),
        rooms: rooms.collect(),
        start: date(schedule.days.first()),
        time_zone_name: (program.zoned && is_valid_zone(zone)).then_some(zone),
        timeslot_duration: "00:05",
        title: selection.heading(),
        url: program.url.as_deref(),
    }
}

/// Returns whether the schema allows the name of a time zone: UTC, or a continent and a city.
fn is_valid_zone(name: &str) -> bool {
    let mut parts = name.split('/');
    let is_lower = |c: char| c.is_ascii_lowercase();
    let continent = parts
        .next()
        .is_some_and(|p| p.chars().skip(1).all(is_lower));
    let city = parts.next().and_then(|p| p.chars().nth(1));
    name == "UTC" || continent && city.is_some_and(is_lower)
}

fn event(
    selection: &Selection,
    schedule: &Schedule,
    session: &Session,
    slot: Slot,
    room: &str,
) -> Value {
    let program = &selection.world.program;
    let guid = guid(program, Kind::Session, &session.id);
    let number = schedule.sessions[session.id.as_str()];
    let track = session.track.map(|t| selection.name(t));
    // The schema requires an address, also for a session without one.
    let url = selection.url(session);
    let persons = session.people().map(|ix| person(selection, schedule, ix));
    let persons: Vec<Value> = persons.collect();
    let links = session.links.iter();
    let links: Vec<Value> = links
        .map(|link| json!({ "url": link.url, "title": selection.text(&link.title) }))
        .collect();
    json!({
        "guid": guid.to_string(),
        "id": number,
        "logo": session.image,
        "date": rfc3339(selection, slot.from),
        "start": time(slot.start),
        "duration": duration(slot),
        "room": room,
        "slug": slug(program, session, number),
        "url": url.unwrap_or_else(|| guid.urn().to_string()),
        "title": selection.title(session),
        "subtitle": selection.text(&session.subtitle),
        "track": track,
        "type": session_type(selection, session),
        "language": session.language.first(),
        "abstract": selection.text(&session.summary),
        "description": "",
        "recording_license": session.license.as_ref().map_or("", |l| l),
        "do_not_record": session.recorded.map(|r| !r),
        "persons": persons,
        "links": links,
        "attachments": [],
    })
}

fn person(selection: &Selection, schedule: &Schedule, ix: Ix<Speaker>) -> Value {
    let program = &selection.world.program;
    let speaker = &program[ix];
    let number = schedule.speakers[speaker.id.as_str()];
    let mut person = json!({ "id": number, "name": selection.name(ix) });
    // A guid would replace the number as the id when the file is read again.
    if !is_number(&speaker.id, &number.to_string()) {
        let guid = guid(program, Kind::Speaker, &speaker.id);
        person["guid"] = guid.to_string().into();
    }
    for (key, value) in [("url", &speaker.url), ("avatar", &speaker.image)] {
        if let Some(value) = value {
            person[key] = value.as_str().into();
        }
    }
    let biography = selection.text(&speaker.bio);
    if !biography.is_empty() {
        person["biography"] = biography.into();
    }
    person
}
