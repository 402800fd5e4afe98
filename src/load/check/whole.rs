//! The checks of the programme as a whole: its days, who is where at the same time, what nobody uses.

use chrono::NaiveDate;

use crate::i18n;
use crate::load::Sink;
use crate::load::raw::{Field, Raw, RawDay, RawProgram, Ref};
use crate::model::diagnostic::{Code, Span};
use crate::model::{Day, Ix, Kind, Program, Session};
use crate::text::Text;

/// Takes over the declared days; the result is their dates and places.
pub fn days(program: &mut Program, raw: &[RawDay], sink: &mut Sink) -> Vec<(NaiveDate, Span)> {
    let mut declared: Vec<(NaiveDate, Span)> = Vec::new();
    for day in raw {
        let Some(date) = day.date else { continue };
        if declared.iter().any(|(have, _)| *have == date) {
            let message = format!("the day {date} is there already");
            sink.report(
                Code::DuplicateId,
                day.span,
                message,
                Some("keep one of the two"),
            );
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

/// Checks a programme; `raw` has the places of its records, in the same order.
pub fn check(raw: &RawProgram, program: &Program, declared: &[(NaiveDate, Span)], sink: &mut Sink) {
    if !declared.is_empty() {
        outside_days(raw, program, declared, sink);
    }
    room_overlaps(raw, program, sink);
    speaker_overlaps(raw, program, sink);
    unused(raw, program, declared, sink);
    if program.sessions.is_empty() {
        let span = raw.span.unwrap_or_default();
        sink.report(
            Code::NoSessions,
            span,
            "the file has no session",
            Some("add a [[sessions]] table"),
        );
    }
}

fn outside_days(
    raw: &RawProgram,
    program: &Program,
    declared: &[(NaiveDate, Span)],
    sink: &mut Sink,
) {
    for (session, places) in program.sessions.iter().zip(&raw.sessions) {
        let (Some(slot), Some((_, span))) = (session.slot, places.times.start) else {
            continue;
        };
        if !declared.iter().any(|(date, _)| *date == slot.day) {
            let all: Vec<String> = declared.iter().map(|(date, _)| date.to_string()).collect();
            let message = format!("{} is not one of the programme's days", slot.day);
            sink.report(
                Code::OutsideDays,
                span,
                message,
                Some(format!("they are {}", i18n::join(&all))),
            );
        }
    }
}

fn span_of(raw: &Raw<Session>, wanted: impl Fn(&Ref) -> bool) -> Span {
    raw.refs
        .iter()
        .find(|r| wanted(r))
        .map_or(raw.id, |r| r.span)
}

fn room_overlaps(raw: &RawProgram, program: &Program, sink: &mut Sink) {
    for room in &program.rooms {
        // The session that ends last among those that began.
        let mut latest: Option<(Ix, i64)> = None;
        for &ix in &room.sessions {
            let Some(slot) = program.session(ix).busy() else {
                continue;
            };
            if let Some((earlier, _)) = latest.filter(|(_, until)| *until > slot.from) {
                let other = program.session(earlier).told();
                let message = format!("the room \"{}\" is taken by {other}", room.id);
                let span = span_of(&raw.sessions[ix as usize], |r| r.field == Field::Room);
                sink.report(
                    Code::RoomOverlap,
                    span,
                    message,
                    Some("move one of the two"),
                );
            }
            latest = latest
                .filter(|(_, until)| *until >= slot.until)
                .or(Some((ix, slot.until)));
        }
    }
}

fn speaker_overlaps(raw: &RawProgram, program: &Program, sink: &mut Sink) {
    for speaker in &program.speakers {
        // The same for each room; nobody can say where a session without a room is.
        let mut latest: Vec<(Ix, Ix, i64)> = Vec::new();
        for &ix in &speaker.sessions {
            let session = program.session(ix);
            let (Some(slot), Some(room)) = (session.busy(), session.room) else {
                continue;
            };
            latest.retain(|(.., until)| *until > slot.from);
            let elsewhere = latest.iter().filter(|(there, ..)| *there != room);
            if let Some((_, earlier, _)) = elsewhere.max_by_key(|(.., until)| *until) {
                let id = &speaker.id;
                let other = program.session(*earlier).told();
                let message = format!("\"{id}\" is in another room, at {other}");
                let mine = |r: &Ref| r.field.kind() == Kind::Speaker && r.id == *id;
                let span = span_of(&raw.sessions[ix as usize], mine);
                sink.report(
                    Code::SpeakerOverlap,
                    span,
                    message,
                    Some("move one of the two"),
                );
            }
            latest.push((room, ix, slot.until));
        }
    }
}

fn unused(raw: &RawProgram, program: &Program, declared: &[(NaiveDate, Span)], sink: &mut Sink) {
    for (date, span) in declared {
        if program.day(*date).is_some_and(|d| d.sessions.is_empty()) {
            report_unused("day", &date.to_string(), *span, *span, sink);
        }
    }
    idle("room", &program.rooms, &raw.rooms, sink, |r| {
        (&r.id, r.sessions.is_empty())
    });
    idle("track", &program.tracks, &raw.tracks, sink, |t| {
        (&t.id, t.sessions.is_empty())
    });
    idle("speaker", &program.speakers, &raw.speakers, sink, |s| {
        (&s.id, s.sessions.is_empty())
    });
    idle("partner", &program.partners, &raw.partners, sink, |p| {
        (&p.id, p.sessions.is_empty() && p.funded.is_empty())
    });
}

/// Reports those of which `told` says that no session uses them.
fn idle<T>(what: &str, all: &[T], raw: &[Raw<T>], sink: &mut Sink, told: fn(&T) -> (&Text, bool)) {
    for (one, at) in all.iter().zip(raw) {
        if let (id, true) = told(one) {
            report_unused(what, id, at.id, at.span, sink);
        }
    }
}

fn report_unused(what: &str, name: &str, span: Span, whole: Span, sink: &mut Sink) {
    // What refers to a record whose id is broken cannot be known.
    if !sink.is_broken(whole) {
        let message = format!("no session uses the {what} \"{name}\"");
        sink.report(Code::Unused, span, message, Some("use it, or take it out"));
    }
}
