//! schedule.json, valid by schedule.json.schema.json of the c3voc.

use serde_json::{Map, Value, json};

use super::ident::{acronym, guid};
use super::schedule::{Plan, bounds, duration, kind, language, plan, stamp, version};
use super::{Made, Part};
use crate::program::{Kind, Program, Session, Slot};
use crate::words::time;

pub fn make(part: &Part) -> Made {
    let mut made = Made::default();
    let plan = plan(part, &mut made);
    let text = format!("{:#}\n", document(part, &plan));
    made.files.push((String::new(), text.into_bytes()));
    made
}

fn document(part: &Part, plan: &Plan) -> Value {
    let program = &part.world.program;
    let days = (1..).zip(&plan.days).map(|(n, day)| {
        let [start, end] = bounds(part, day.date);
        // Two rooms may have one name.
        let mut rooms: Map<String, Value> = Map::new();
        for room in &day.rooms {
            let events = room.sessions.iter();
            let events = events.map(|(s, slot)| event(part, plan, s, *slot, room.name));
            let all = rooms.entry(room.name).or_insert_with(|| json!([]));
            if let Value::Array(all) = all {
                all.extend(events);
            }
        }
        json!({
            "index": i32::clone(&n),
            "date": day.date.to_string(),
            "day_start": start,
            "day_end": end,
            "rooms": rooms,
        })
    });
    let dates = (plan.days.first(), plan.days.last());
    let date =
        |day: Option<&super::schedule::Day>| day.map_or_else(String::new, |d| d.date.to_string());
    let rooms = (0..)
        .zip(&program.rooms)
        .filter(|(ix, _)| part.uses(Kind::Room, *ix));
    let rooms = rooms.map(|(ix, room)| {
        let guid = guid(program, Kind::Room, &room.id);
        json!({ "name": part.name(Kind::Room, ix), "guid": guid.to_string(), "capacity": room.capacity })
    });
    let mut conference = json!({
        "acronym": acronym(&program.id),
        "title": part.heading(),
        "start": date(dates.0),
        "end": date(dates.1),
        "daysCount": plan.days.len(),
        "timeslot_duration": "00:05",
        "rooms": rooms.collect::<Vec<Value>>(),
        "days": days.collect::<Vec<Value>>(),
    });
    // The schema knows names of a continent and a city alone.
    let mut parts = program.zone.name().split('/');
    let first = parts
        .next()
        .is_some_and(|p| p.chars().skip(1).all(|c| c.is_ascii_lowercase()));
    let second = parts.next().and_then(|p| p.chars().nth(1));
    let known =
        program.zone.name() == "UTC" || first && second.is_some_and(|c| c.is_ascii_lowercase());
    if known {
        conference["time_zone_name"] = program.zone.name().into();
    }
    if let Some(url) = &program.url {
        conference["url"] = url.as_str().into();
    }
    json!({
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": { "name": "nadwa", "version": env!("CARGO_PKG_VERSION") },
        "schedule": { "version": version(part), "conference": conference },
    })
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
