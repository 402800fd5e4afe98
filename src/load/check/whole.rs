//! The checks of the programme as a whole: who is where at the same time, what nobody uses.

use chrono::NaiveDate;

use crate::diagnostic::{Code, Span};
use crate::load::Sink;
use crate::load::raw::{Field, Raw, RawProgram, Ref};
use crate::program::{Ix, Kind, Program, Session, Slot, Status};
use crate::words;

pub fn outside_days(sessions: &[Raw<Session>], declared: &[(NaiveDate, Span)], sink: &mut Sink) {
    for session in sessions {
        let (Some(slot), Some((_, span))) = (session.item.slot, session.times.start) else {
            continue;
        };
        if !declared.iter().any(|(date, _)| *date == slot.day) {
            let all: Vec<String> = declared.iter().map(|(date, _)| date.to_string()).collect();
            let message = format!("{} is not one of the programme's days", slot.day);
            sink.report(
                Code::OutsideDays,
                span,
                message,
                Some(format!("they are {}", words::join(&all))),
            );
        }
    }
}

/// A session that takes a place or a person's time.
fn busy(session: &Session) -> Option<Slot> {
    session
        .slot
        .filter(|slot| slot.has_end() && session.status != Status::Cancelled)
}

/// Calls `clash` with each session that starts while an earlier one of the list goes on.
fn clashes(
    sessions: &[Raw<Session>],
    list: &[Ix],
    mut clash: impl FnMut(&Raw<Session>, &Raw<Session>),
) {
    let mut latest: Option<(Ix, i64)> = None;
    for &ix in list {
        let session = &sessions[ix as usize];
        let Some(slot) = busy(&session.item) else {
            continue;
        };
        if let Some((earlier, until)) = latest.filter(|(_, until)| *until > slot.from) {
            clash(session, &sessions[earlier as usize]);
            latest = Some(if slot.until > until {
                (ix, slot.until)
            } else {
                (earlier, until)
            });
        } else {
            latest = Some((ix, slot.until));
        }
    }
}

fn span_of(session: &Raw<Session>, wanted: impl Fn(&Ref) -> bool) -> Span {
    session
        .refs
        .iter()
        .find(|r| wanted(r))
        .map_or(session.id, |r| r.span)
}

/// `"opening" from 09:30 to 10:30`.
fn told(session: &Session) -> String {
    let times = session.slot.map_or_else(String::new, |slot| {
        format!(
            " from {} to {}",
            words::time(slot.start),
            words::time(slot.end)
        )
    });
    format!("\"{}\"{times}", session.id)
}

pub fn room_overlaps(raw: &RawProgram, sink: &mut Sink) {
    for room in &raw.rooms {
        clashes(&raw.sessions, &room.item.sessions, |session, earlier| {
            let message = format!(
                "the room \"{}\" is taken by {}",
                room.item.id,
                told(&earlier.item)
            );
            let span = span_of(session, |r| r.field == Field::Room);
            sink.report(
                Code::RoomOverlap,
                span,
                message,
                Some("move one of the two"),
            );
        });
    }
}

pub fn speaker_overlaps(raw: &RawProgram, sink: &mut Sink) {
    for speaker in &raw.speakers {
        clashes(&raw.sessions, &speaker.item.sessions, |session, earlier| {
            let rooms = (session.item.room, earlier.item.room);
            if rooms.0 == rooms.1 || rooms.0.is_none() || rooms.1.is_none() {
                return;
            }
            let id = &speaker.item.id;
            let message = format!("\"{id}\" is in another room, at {}", told(&earlier.item));
            let span = span_of(session, |r| r.field.kind() == Kind::Speaker && r.id == *id);
            sink.report(
                Code::SpeakerOverlap,
                span,
                message,
                Some("move one of the two"),
            );
        });
    }
}

pub fn unused(
    raw: &RawProgram,
    program: &Program,
    declared: &[(NaiveDate, Span)],
    sink: &mut Sink,
) {
    let mut report = |what: &str, name: &str, span: Span| {
        let message = format!("no session uses the {what} \"{name}\"");
        sink.report(Code::Unused, span, message, Some("use it, or take it out"));
    };
    for (date, span) in declared {
        if program.day(*date).is_some_and(|d| d.sessions.is_empty()) {
            report("day", &date.to_string(), *span);
        }
    }
    for r in raw.rooms.iter().filter(|r| r.item.sessions.is_empty()) {
        report("room", &r.item.id, r.id);
    }
    for t in raw.tracks.iter().filter(|t| t.item.sessions.is_empty()) {
        report("track", &t.item.id, t.id);
    }
    for s in raw.speakers.iter().filter(|s| s.item.sessions.is_empty()) {
        report("speaker", &s.item.id, s.id);
    }
    for p in raw
        .partners
        .iter()
        .filter(|p| p.item.sessions.is_empty() && p.item.funded.is_empty())
    {
        report("partner", &p.item.id, p.id);
    }
}
