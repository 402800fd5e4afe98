//! schedule.json, valid by schedule.json.schema.json of the c3voc.

use serde::{Serialize, Serializer};
use serde_json::{Value, json};

use super::ids::{acronym, guid};
use super::{Plan, bounds, duration, kind, language, plan, stamp, version};
use crate::export::{Made, Part};
use crate::i18n::time;
use crate::model::{Kind, Program, Session, Slot};

pub fn make(part: &Part) -> Made {
    let mut made = Made::default();
    let plan = plan(part, &mut made);
    let document = document(part, &plan);
    let mut text = serde_json::to_vec_pretty(&document).expect("memory can be written");
    text.push(b'\n');
    made.files.push((String::new(), text));
    made
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    generator: Value,
    schedule: Schedule<'a>,
}

#[derive(Serialize)]
struct Schedule<'a> {
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

/// The events of a day by the names of their rooms, of which two may have one. Each event is made when it
/// is written: all of them at once are some twenty times the file.
struct Rooms<'a> {
    part: &'a Part<'a>,
    plan: &'a Plan<'a>,
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

struct Events<'a>(&'a Rooms<'a>, &'a str);

impl Serialize for Events<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(Rooms { part, plan, day }, name) = self;
        let rooms = day.rooms.iter().filter(|room| room.name == *name);
        let sessions = rooms.flat_map(|room| &room.sessions);
        serializer.collect_seq(sessions.map(|(s, slot)| event(part, plan, s, *slot, name)))
    }
}

fn document<'a>(part: &'a Part, plan: &'a Plan) -> Document<'a> {
    let program = &part.world.program;
    let days = (1..).zip(&plan.days).map(|(index, day)| {
        let [start, end] = bounds(part, day.date);
        Day {
            date: day.date.to_string(),
            end,
            start,
            index,
            rooms: Rooms { part, plan, day },
        }
    });
    let dates = (plan.days.first(), plan.days.last());
    let date = |day: Option<&super::Day>| day.map_or_else(String::new, |d| d.date.to_string());
    let rooms = (0..)
        .zip(&program.rooms)
        .filter(|(ix, _)| part.uses(Kind::Room, *ix));
    let rooms = rooms.map(|(ix, room)| {
        let guid = guid(program, Kind::Room, &room.id);
        json!({ "name": part.name(Kind::Room, ix), "guid": guid.to_string(), "capacity": room.capacity })
    });
    // The schema knows names of a continent and a city alone.
    let mut parts = program.zone.name().split('/');
    let first = parts
        .next()
        .is_some_and(|p| p.chars().skip(1).all(|c| c.is_ascii_lowercase()));
    let second = parts.next().and_then(|p| p.chars().nth(1));
    let known =
        program.zone.name() == "UTC" || first && second.is_some_and(|c| c.is_ascii_lowercase());
    let conference = Conference {
        acronym: acronym(&program.id),
        days: days.collect(),
        days_count: plan.days.len(),
        end: date(dates.1),
        rooms: rooms.collect(),
        start: date(dates.0),
        time_zone_name: known.then(|| program.zone.name()),
        timeslot_duration: "00:05",
        title: part.heading(),
        url: program.url.as_deref(),
    };
    Document {
        schema: "https://c3voc.de/schedule/schema.json",
        generator: json!({ "name": "nadwa", "version": env!("CARGO_PKG_VERSION") }),
        schedule: Schedule {
            conference,
            version: version(part),
        },
    }
}

fn event(part: &Part, plan: &Plan, session: &Session, slot: Slot, room: &str) -> Value {
    let program = &part.world.program;
    let unique = guid(program, Kind::Session, &session.id);
    let track = session.track.map(|t| part.name(Kind::Track, t));
    // Nowhere on the web is it for certain, but where the organisers say so.
    let url = session.links.first().map(|l| l.url.to_string());
    let persons: Vec<Value> = session
        .people()
        .map(|ix| {
            let speaker = program.speaker(ix);
            let mut person = json!({
                "id": plan.speakers[speaker.id.as_str()],
                "name": part.name(Kind::Speaker, ix),
            });
            // Who was a number stays that number to whoever reads it again.
            let number = plan.speakers[speaker.id.as_str()].to_string();
            if speaker.id.strip_prefix("person-") != Some(&number) {
                let unique = guid(program, Kind::Speaker, &speaker.id);
                person["guid"] = unique.to_string().into();
            }
            let more = [("url", &speaker.url), ("avatar", &speaker.image)];
            for (key, value) in more {
                if let Some(value) = value {
                    person[key] = value.as_str().into();
                }
            }
            let bio = part.say(&speaker.bio);
            if !bio.is_empty() {
                person["biography"] = bio.into();
            }
            person
        })
        .collect();
    let links: Vec<Value> = session
        .links
        .iter()
        .map(|link| json!({ "url": link.url, "title": part.say(&link.title) }))
        .collect();
    json!({
        "guid": unique.to_string(),
        "id": plan.sessions[session.id.as_str()],
        "logo": session.image,
        "date": stamp(part, slot.from),
        "start": time(slot.start),
        "duration": duration(slot),
        "room": room,
        "slug": slug(program, session, plan.sessions[session.id.as_str()]),
        "url": url.unwrap_or_else(|| unique.urn().to_string()),
        "title": part.title(session),
        "subtitle": part.say(&session.subtitle),
        "track": track,
        "type": kind(part, session),
        "language": language(session),
        "abstract": part.say(&session.summary),
        "description": "",
        "recording_license": session.license.as_ref().map_or("", |l| l),
        "do_not_record": session.recorded.map(|r| !r),
        "persons": persons,
        "links": links,
        "attachments": [],
    })
}

/// A slug of a-z, 0-9, _ and hyphens that ends in none; where the id has no such letters, its number.
fn slug(program: &Program, session: &Session, number: u32) -> String {
    let plain = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-';
    let id: String = session.id.chars().filter(plain).collect();
    let acronym = acronym(&program.id);
    match id.trim_matches('-') {
        "" => format!("{acronym}-{number}"),
        id => format!("{acronym}-{id}"),
    }
}
