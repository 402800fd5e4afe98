//! What schedule.xml and schedule.json say alike: which sessions they hold, and each one's values.

pub(super) mod ids;
pub(super) mod json;
pub(super) mod xml;

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::{Made, Part};
use crate::model::zone::Timestamp;
use crate::model::{Kind, Session, Slot, Status};
use crate::text::Text;
use ids::numbers;

/// Durations have to be shorter, in minutes.
const DAY: i64 = 24 * 60;

/// The sessions that can be told, by day and then by room.
pub struct Plan<'w> {
    pub days: Vec<Day<'w>>,
    /// Numbers of sessions and of speakers by their ids.
    pub sessions: HashMap<&'w str, u32>,
    pub speakers: HashMap<&'w str, u32>,
}

/// The sessions of a day.
pub struct Day<'w> {
    pub date: NaiveDate,
    /// Its rooms in the programme's order.
    pub rooms: Vec<Room<'w>>,
}

/// The sessions of a room on a day; name and id are empty for sessions without one.
pub struct Room<'w> {
    pub name: &'w str,
    pub id: &'w str,
    pub sessions: Vec<(&'w Session, Slot)>,
}

/// Which sessions are told, and what is to be said of the others.
pub fn plan<'w>(part: &Part<'w>, made: &mut Made) -> Plan<'w> {
    let program = &part.world.program;
    let told = |s: &&Session| s.status != Status::Cancelled && s.slot.is_some();
    let cancelled = part.all().filter(|s| s.status == Status::Cancelled);
    made.without(
        cancelled.count(),
        "left out, being cancelled: the format has no word for it",
    );
    let unsaid = [Status::Tentative, Status::Moved, Status::Delayed];
    for status in unsaid {
        let n = part.all().filter(|s| s.status == status).count();
        let why = format!(
            "told as if confirmed: the format has no word for {}",
            status.name()
        );
        made.without(n, &why);
    }
    let untimed = |s: &&Session| s.status != Status::Cancelled && s.slot.is_none();
    let untimed = part.all().filter(untimed).count();
    made.without(untimed, "left out, having no start: the format needs one");
    let long = |s: &&Session| s.slot.is_some_and(|s| s.until - s.from >= DAY * 60);
    let long = part.all().filter(told).filter(long).count();
    made.without(long, "longer than a day: told as 23:59 h");
    let mut days: Vec<Day> = Vec::new();
    for session in part.all().filter(told) {
        let Some(slot) = session.slot else { continue };
        if days.last().is_none_or(|d| d.date != slot.day) {
            days.push(Day {
                date: slot.day,
                rooms: Vec::new(),
            });
        }
        let Some(day) = days.last_mut() else { continue };
        let room = session.room.map(|r| (part.name(Kind::Room, r), r));
        let name = room.map_or("", |(name, _)| name);
        let id = room.map_or("", |(_, r)| program.room(r).id.as_str());
        match day.rooms.iter_mut().find(|r| r.id == id) {
            Some(room) => room.sessions.push((session, slot)),
            None => day.rooms.push(Room {
                name,
                id,
                sessions: vec![(session, slot)],
            }),
        }
    }
    if days.is_empty() {
        let why = "there is no day in it: the schema asks for one";
        made.left_out.push(why.into());
    }
    for day in &mut days {
        let place = |id: &str| program.ids.rooms.get(id).copied();
        day.rooms.sort_by_key(|room| place(room.id));
    }
    Plan {
        days,
        sessions: numbers(program.sessions.iter().map(|s| s.id.as_str())),
        speakers: numbers(program.speakers.iter().map(|s| s.id.as_str())),
    }
}

/// `2021-11-30T09:30:00+01:00` (RFC 3339).
pub fn stamp(part: &Part, at: Timestamp) -> String {
    let zone = &part.world.program.zone;
    let minutes = zone.offset(at) / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    let local = zone.at(at).format("%Y-%m-%dT%H:%M:%S");
    format!("{local}{sign}{hours:02}:{minutes:02}")
}

/// When a day begins and ends, by the programme's `day_change`.
pub fn bounds(part: &Part, date: NaiveDate) -> [String; 2] {
    let program = &part.world.program;
    let change = TimeDelta::minutes(program.day_change.into());
    let begin: NaiveDateTime = date.and_time(chrono::NaiveTime::MIN) + change;
    [begin, begin + TimeDelta::days(1)]
        .map(|local| stamp(part, program.zone.from_local(local).timestamp()))
}

/// `01:30`, below a day.
pub fn duration(slot: Slot) -> String {
    let minutes = ((slot.until - slot.from) / 60).min(DAY - 1);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The organisers' word for what a session is, else that of the programme's kinds.
pub fn kind<'w>(part: &Part<'w>, session: &'w Session) -> &'w str {
    match part.say(&session.label) {
        "" => session.kind.name(),
        label => label,
    }
}

/// The language spoken first.
pub fn language(session: &Session) -> Option<&Text> {
    session.language.first()
}

/// When the programme was last changed, else the release of the format.
pub fn version(part: &Part) -> String {
    let updated = part.world.program.updated;
    updated.map_or_else(|| "1".into(), |t| t.format("%Y-%m-%d %H:%M").to_string())
}
