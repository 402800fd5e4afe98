//! Checks the programme as a whole: its days, overlaps, and records that no session uses.

use std::collections::HashSet;

use chrono::{Datelike as _, NaiveDate};

use super::{Origins, kind_name};
use crate::i18n::{self, Arg, Message};
use crate::load::raw::{Field, Origin, RawDay, Ref};
use crate::load::{Sink, did_you_mean, keep_one};
use crate::model::diagnostic::{Code, Span};
use crate::model::{Day, Ix, Kind, Program, Room, Session, Slot, Speaker};
use crate::text::{Localized, Text};

/// Adds the declared days to the programme, and returns their dates and places.
pub fn days(program: &mut Program, raw: &[RawDay], sink: &mut Sink) -> Vec<(NaiveDate, Span)> {
    let mut declared: Vec<(NaiveDate, Span)> = Vec::new();
    let mut dates = HashSet::new();
    for day in raw {
        let Some(date) = day.date else { continue };
        if !dates.insert(date) {
            let message = Message::new("problem-duplicate-day").arg("date", date.to_string());
            sink.report(Code::DuplicateId, day.span, message, keep_one());
            continue;
        }
        declared.push((date, day.span));
        program.days.push(Day {
            date,
            title: day.title.clone(),
            declared: true,
            sessions: Vec::new(),
        });
    }
    program.days.sort_by_key(|d| d.date);
    declared
}

/// Checks a programme, whose records are in the order of their places.
pub fn check(program: &Program, origins: &Origins, sink: &mut Sink) {
    if origins.days.is_empty() {
        years_apart(program, origins, sink);
    } else {
        outside_days(program, origins, sink);
    }
    room_overlaps(program, origins, sink);
    speaker_overlaps(program, origins, sink);
    without_channel(program, origins, sink);
    without_pause(program, origins, sink);
    unused(program, origins, sink);
    if program.sessions.is_empty() {
        let message = Message::new("problem-no-sessions");
        let toml = || Message::new("fix-no-sessions").arg("example", "[[sessions]]");
        let help = origins.empty.clone().unwrap_or_else(toml);
        sink.report(Code::NoSessions, origins.span, message, help);
    }
}

fn outside_days(program: &Program, origins: &Origins, sink: &mut Sink) {
    let declared = &origins.days;
    let dates: HashSet<NaiveDate> = declared.iter().map(|(date, _)| *date).collect();
    let all: Vec<String> = declared.iter().map(|(date, _)| date.to_string()).collect();
    for (session, origin) in program.sessions.iter().zip(&origins.sessions) {
        let (Some(slot), Some(span)) = (session.slot, origin.start) else {
            continue;
        };
        if !dates.contains(&slot.day) {
            let message = Message::new("problem-outside-days").arg("session", title(session));
            let message = message.arg("date", slot.day.to_string());
            let help = match in_other_year(slot.day, declared.iter().map(|(date, _)| *date)) {
                Some(meant) => did_you_mean(&meant.to_string()),
                None => Message::new("fix-outside-days").arg("dates", all.as_slice()),
            };
            sink.report(Code::OutsideDays, span, message, help);
        }
    }
}

/// Returns the one of `days` that differs from a date in the year alone.
fn in_other_year(date: NaiveDate, mut days: impl Iterator<Item = NaiveDate>) -> Option<NaiveDate> {
    days.find(|day| *day != date && (day.month0(), day.day0()) == (date.month0(), date.day0()))
}

/// The number of sessions on a day, of which one may be in another year by mistake.
const MANY: usize = 4;

/// Reports a session that is alone in its year, where another day has its date in another year, with many sessions.
fn years_apart(program: &Program, origins: &Origins, sink: &mut Sink) {
    let many = || program.days.iter().filter(|day| day.sessions.len() >= MANY);
    let is_alone = |day: &&Day| {
        let year = day.date.year();
        let mut same = program
            .days
            .iter()
            .filter(|other| other.date.year() == year);
        day.sessions.len() == 1 && same.next().is_some() && same.next().is_none()
    };
    for day in program.days.iter().filter(is_alone) {
        let meant = in_other_year(day.date, many().map(|day| day.date));
        let (Some(meant), Some(&ix)) = (meant, day.sessions.first()) else {
            continue;
        };
        if let Some(span) = origins.sessions[ix.at()].start {
            let message = Message::new("problem-year-apart");
            let message = message.arg("session", title(&program[ix]));
            let message = message.arg("date", day.date.to_string());
            let help = did_you_mean(&meant.to_string());
            sink.report(Code::OutsideDays, span, message, help);
        }
    }
}

fn span_of(origin: &Origin, wanted: impl Fn(&Ref) -> bool) -> Span {
    let found = origin.refs.iter().find(|r| wanted(r));
    found.map_or(origin.id, |r| r.span)
}

fn room_overlaps(program: &Program, origins: &Origins, sink: &mut Sink) {
    for room in &program.rooms {
        // The session that ends last among the earlier ones.
        let mut latest: Option<(Ix<Session>, i64)> = None;
        for &ix in &room.sessions {
            let Some(slot) = program[ix].busy() else {
                continue;
            };
            if let Some((earlier, _)) = latest.filter(|(_, until)| *until > slot.from) {
                let message = Message::new("problem-room-overlap");
                let message = message.arg("room", Arg::name_or_id(&room.name, &room.id));
                let message = with_session(message, &program[earlier]);
                let span = span_of(&origins.sessions[ix.at()], |r| r.field == Field::Room);
                let help = Message::new("fix-overlap");
                sink.report(Code::RoomOverlap, span, message, help);
            }
            latest = latest
                .filter(|(_, until)| *until >= slot.until)
                .or(Some((ix, slot.until)));
        }
    }
}

fn speaker_overlaps(program: &Program, origins: &Origins, sink: &mut Sink) {
    for who in program.all::<Speaker>() {
        let speaker = &program[who];
        // The session that ends last among the earlier ones, and the one that does so in another room; a session
        // without a room is left out.
        let mut latest: Vec<(Ix<Room>, Ix<Session>, i64)> = Vec::with_capacity(3);
        for ix in program.duties_of(who) {
            let session = &program[ix];
            let (Some(slot), Some(room)) = (session.busy(), session.room) else {
                continue;
            };
            latest.retain(|(.., until)| *until > slot.from);
            if let Some((_, earlier, _)) = latest.iter().find(|(there, ..)| *there != room) {
                let id = &speaker.id;
                let message = Message::new("problem-speaker-overlap");
                let message = message.arg("person", Arg::name_or_id(&speaker.name, id));
                let message = with_session(message, &program[*earlier]);
                let mine = |r: &Ref| r.field.kind() == Kind::Speaker && r.id == *id;
                let span = span_of(&origins.sessions[ix.at()], mine);
                let help = Message::new("fix-overlap");
                sink.report(Code::SpeakerOverlap, span, message, help);
            }
            latest.insert(0, (room, ix, slot.until));
            latest.sort_by_key(|(.., until)| std::cmp::Reverse(*until));
            if let Some((first, rest)) = latest.split_first() {
                let other = rest.iter().find(|(there, ..)| *there != first.0);
                latest = std::iter::once(first).chain(other).copied().collect();
            }
        }
    }
}

/// Reports sessions that are interpreted into languages without a channel, in rooms that have channels.
fn without_channel(program: &Program, origins: &Origins, sink: &mut Sink) {
    for (session, origin) in program.sessions.iter().zip(&origins.sessions) {
        let room = session.room.map(|room| &program[room]);
        let Some(room) = room.filter(|room| !room.channels.is_empty()) else {
            continue;
        };
        let languages = session.interpretation.iter();
        let missing = languages.filter(|tag| room.channel(tag).is_none());
        let missing: Vec<&str> = missing.map(Text::as_str).collect();
        if let Some(first) = missing.first() {
            let help = Message::new("fix-no-channel").arg("example", format!("{first} = 4"));
            let message = Message::new("problem-no-channel").arg("session", title(session));
            let message = message.arg("room", Arg::name_or_id(&room.name, &room.id));
            let span = span_of(origin, |r| r.field == Field::Room);
            let message = message.arg("languages", missing);
            sink.report(Code::NoChannel, span, message, help);
        }
    }
}

/// Reports interpreters who have no pause for more than two hours.
fn without_pause(program: &Program, origins: &Origins, sink: &mut Sink) {
    for speaker in &program.speakers {
        let busy = speaker.interprets.iter().copied();
        let busy: Vec<_> = busy
            .filter_map(|ix| Some((ix, program[ix].busy()?)))
            .collect();
        let Some(found) = Slot::without_pause(busy.iter().map(|(_, slot)| *slot)) else {
            continue;
        };
        let last = busy.iter().find(|(_, slot)| slot.until == found.until);
        let Some((ix, _)) = last else { continue };
        let mine = |r: &Ref| r.field == Field::Interpreter && r.id == speaker.id;
        let span = span_of(&origins.sessions[ix.at()], mine);
        let message = Message::new("problem-no-pause");
        let message = message.arg("person", Arg::name_or_id(&speaker.name, &speaker.id));
        let message = message.arg("from", i18n::time(found.start));
        let message = message.arg("until", i18n::time(found.end));
        sink.report(Code::NoPause, span, message, Message::new("fix-no-pause"));
    }
}

fn unused(program: &Program, origins: &Origins, sink: &mut Sink) {
    for (date, span) in &origins.days {
        if program.day(*date).is_some_and(|d| d.sessions.is_empty()) {
            let date = date.to_string().into();
            report_unused(Kind::Day, date, *span, *span, sink);
        }
    }
    report_idle(Kind::Room, &program.rooms, &origins.rooms, sink, |r| {
        (&r.name, &r.id, r.sessions.is_empty())
    });
    report_idle(Kind::Track, &program.tracks, &origins.tracks, sink, |t| {
        (&t.name, &t.id, t.sessions.is_empty())
    });
    report_idle(
        Kind::Speaker,
        &program.speakers,
        &origins.speakers,
        sink,
        |s| {
            let is_idle = s.sessions.is_empty() && s.interprets.is_empty();
            (&s.name, &s.id, is_idle)
        },
    );
    report_idle(
        Kind::Partner,
        &program.partners,
        &origins.partners,
        sink,
        |p| (&p.name, &p.id, p.sessions.is_empty() && p.funded.is_empty()),
    );
}

/// Reports the records that no session uses; `of` returns name, id and whether that is so.
fn report_idle<T>(
    kind: Kind,
    all: &[T],
    origins: &[Origin],
    sink: &mut Sink,
    of: fn(&T) -> (&Localized, &Text, bool),
) {
    for (one, at) in all.iter().zip(origins) {
        if let (name, id, true) = of(one) {
            report_unused(kind, Arg::name_or_id(name, id), at.id, at.span, sink);
        }
    }
}

fn report_unused(kind: Kind, name: Arg, span: Span, whole: Span, sink: &mut Sink) {
    // A record whose id could not be read may be in use.
    if !sink.is_broken(whole) {
        let message = Message::new("problem-unused").arg("name", name);
        let message = message.arg("kind", kind_name(kind));
        sink.report(Code::Unused, span, message, Message::new("fix-unused"));
    }
}

/// Returns the title of a session, or its id where it has no title.
fn title(session: &Session) -> Arg {
    Arg::name_or_id(&session.title, &session.id)
}

/// Adds the title and the time of the session that is in the way.
fn with_session(message: Message, other: &Session) -> Message {
    let range = |slot: Slot| format!("{}–{}", i18n::time(slot.start), i18n::time(slot.end));
    let time = other.slot.map(range).unwrap_or_default();
    message.arg("session", title(other)).arg("time", time)
}
