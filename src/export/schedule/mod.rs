//! What schedule.xml and schedule.json have in common: which sessions they contain, and the values of each.

pub(super) mod ids;
pub(super) mod json;
pub(super) mod xml;

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::{Output, Selection};
use crate::i18n::Message;
use crate::model::zone::Timestamp;
use crate::model::{Program, Session, Slot, Status};
use ids::{acronym, numbers};

/// The minutes of a day; the schemas only allow shorter durations.
const DAY: i64 = 24 * 60;

/// The statuses that the formats cannot express, and the keys of their names.
const INEXPRESSIBLE: [(Status, &str); 3] = [
    (Status::Tentative, "status-tentative"),
    (Status::Moved, "status-moved"),
    (Status::Delayed, "status-delayed"),
];

/// The sessions that the formats can express, by day and room.
pub struct Schedule<'w> {
    pub days: Vec<Day<'w>>,
    /// The numbers of sessions, by id.
    pub sessions: HashMap<&'w str, u32>,
    /// The numbers of speakers, by id.
    pub speakers: HashMap<&'w str, u32>,
}

/// The sessions of a day.
pub struct Day<'w> {
    pub date: NaiveDate,
    /// The rooms, in the programme's order.
    pub rooms: Vec<Room<'w>>,
}

/// The sessions in a room on a day. Name and id are empty for the sessions without a room.
pub struct Room<'w> {
    pub name: &'w str,
    pub id: &'w str,
    pub sessions: Vec<(&'w Session, Slot)>,
}

impl<'w> Schedule<'w> {
    /// Returns the schedule of a selection, and adds to `output` what the formats cannot express.
    pub fn new(selection: &Selection<'w>, output: &mut Output) -> Self {
        report_omissions(selection, output);
        let days = days(selection);
        if days.is_empty() {
            output.left_out.push(Message::new("export-no-days"));
        }
        let program = &selection.world.program;
        Self {
            days,
            sessions: numbers(program.sessions.iter().map(|s| s.id.as_str())),
            speakers: numbers(program.speakers.iter().map(|s| s.id.as_str())),
        }
    }
}

fn report_omissions(selection: &Selection, output: &mut Output) {
    let count = |which: &dyn Fn(&Session) -> bool| selection.all().filter(|s| which(s)).count();
    let cancelled = |s: &Session| s.status == Status::Cancelled;
    let is_long = |s: Slot| s.until - s.from >= DAY * 60;
    if !selection.world.program.zoned {
        output.left_out.push(Message::new("export-no-zone"));
    }
    output.report("export-cancelled", count(&cancelled));
    for (status, key) in INEXPRESSIBLE {
        let n = count(&|s| s.status == status);
        if n > 0 {
            let message = Message::new("export-as-confirmed").arg("n", n);
            output
                .left_out
                .push(message.arg("status", Message::new(key)));
        }
    }
    output.report(
        "export-no-start",
        count(&|s| !cancelled(s) && s.slot.is_none()),
    );
    output.report(
        "export-long",
        count(&|s| !cancelled(s) && s.slot.is_some_and(is_long)),
    );
    output.report_items(selection);
}

/// Groups the sessions by day and room.
fn days<'w>(selection: &Selection<'w>) -> Vec<Day<'w>> {
    let program = &selection.world.program;
    let mut days: Vec<Day> = Vec::new();
    for session in selection.all().filter(|s| s.status != Status::Cancelled) {
        let Some(slot) = session.slot else { continue };
        if days.last().is_none_or(|d| d.date != slot.day) {
            days.push(Day {
                date: slot.day,
                rooms: Vec::new(),
            });
        }
        let Some(day) = days.last_mut() else { continue };
        let id = session.room.map_or("", |r| program[r].id.as_str());
        match day.rooms.iter_mut().find(|r| r.id == id) {
            Some(room) => room.sessions.push((session, slot)),
            None => day.rooms.push(Room {
                name: session.room.map_or("", |r| selection.name(r)),
                id,
                sessions: vec![(session, slot)],
            }),
        }
    }
    for day in &mut days {
        let position = |id: &str| program.ids.rooms.get(id).copied();
        day.rooms.sort_by_key(|room| position(room.id));
    }
    days
}

/// Returns a time as `2021-11-30T09:30:00+01:00` (RFC 3339); without the offset if the programme names no zone.
pub fn rfc3339(selection: &Selection, at: Timestamp) -> String {
    let program = &selection.world.program;
    let zone = &program.zone;
    if !program.zoned {
        return zone.at(at).format("%Y-%m-%dT%H:%M:%S").to_string();
    }
    let minutes = zone.offset(at) / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    let local = zone.at(at).format("%Y-%m-%dT%H:%M:%S");
    format!("{local}{sign}{hours:02}:{minutes:02}")
}

/// Returns the start and the end of a day, which depend on the programme's `day_change`.
pub fn day_bounds(selection: &Selection, date: NaiveDate) -> [String; 2] {
    let program = &selection.world.program;
    let start = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(program.day_change.into());
    [start, start + TimeDelta::days(1)]
        .map(|local| rfc3339(selection, program.zone.from_local(local).timestamp()))
}

/// Returns a duration as `01:30`, at most `23:59`.
pub fn duration(slot: Slot) -> String {
    let minutes = ((slot.until - slot.from) / 60).min(DAY - 1);
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Returns the organisers' name for the type of a session, or the name of its kind.
pub fn session_type<'w>(selection: &Selection<'w>, session: &'w Session) -> &'w str {
    match selection.text(&session.label) {
        "" => session.kind.name(),
        label => label,
    }
}

/// Returns the version of the schedule: the time of the last change, or `1`.
pub fn version(selection: &Selection) -> String {
    let updated = selection.world.program.last_change;
    updated.map_or_else(|| "1".into(), |t| t.format("%Y-%m-%d %H:%M").to_string())
}

/// Returns whether a speaker's id was made from this number, when another file was read.
pub fn is_number(id: &str, number: &str) -> bool {
    id.strip_prefix("person-") == Some(number)
}

/// Returns a slug of lower-case letters, digits, `_` and inner hyphens. It ends in the id, from which reading it again takes the
/// id, or in the number if the id has no such characters.
pub fn slug(program: &Program, session: &Session, number: u32) -> String {
    let is_allowed = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-';
    let id: String = session.id.chars().filter(is_allowed).collect();
    let acronym = acronym(&program.id);
    match id.trim_matches('-') {
        "" => format!("{acronym}-{number}"),
        id => format!("{acronym}-{id}"),
    }
}

/// Returns a slug as the schema of schedule.xml requires it: with at least four characters behind the acronym.
pub fn long_slug(program: &Program, session: &Session, number: u32) -> Option<String> {
    let slug = slug(program, session, number);
    let least = acronym(&program.id).len() + "-".len() + 4;
    // Of ids with other characters, two may become one.
    slug.ends_with(session.id.as_str())
        .then(|| format!("{slug:_<least$}"))
}
