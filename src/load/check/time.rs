//! The times of sessions: the event's time zone, changes of clocks, ends and durations.

use chrono::{Datelike, NaiveDateTime, TimeDelta};

use super::identity::named;
use crate::i18n::{self, Message};
use crate::load::raw::{Raw, Stamp, Times};
use crate::load::{Help, Sink, keep_one};
use crate::model::diagnostic::{Code, Edit, Span};
use crate::model::zone::{LocalResult, Timestamp, Zone};
use crate::model::{Program, Session, SessionItem, Slot};
use crate::text::Localized;

/// The length in seconds above which a session is probably a mistake.
const LONG: i64 = 12 * 3600;

/// With this many sessions or fewer, the one without an end may be intended.
const FEW: usize = 3;

/// The longest duration of a session in minutes: a year.
const LONGEST: i64 = 366 * 24 * 60;
/// The years that are possible: those of four digits, except the last, so that an end is one too.
const YEARS: std::ops::Range<i32> = 1..9999;

/// Returns the time that a stamp means in the event's time zone, and its instant.
pub fn read(stamp: Stamp, span: Span, zone: &Zone, sink: &mut Sink) -> (NaiveDateTime, Timestamp) {
    read_after(stamp, span, zone, None, sink)
}

/// Does the same; where the clocks show a time twice, the result is the first one after `start`.
fn read_after(
    stamp: Stamp,
    span: Span,
    zone: &Zone,
    start: Option<Timestamp>,
    sink: &mut Sink,
) -> (NaiveDateTime, Timestamp) {
    // Without a zone to convert it to, a time stays as it is written.
    if let Some(offset) = stamp.offset.filter(|_| zone.is_named()) {
        let instant = stamp.local.and_utc().timestamp() - i64::from(offset);
        let message = Message::new("problem-offset-time");
        let message = message.arg("time", i18n::time(zone.at(instant)));
        let at = zone.at(instant);
        let is_certain = zone.from_local(at) == LocalResult::Single(instant);
        let edit = is_certain.then(|| Edit {
            span,
            text: at.format("%Y-%m-%dT%H:%M:%S").to_string(),
        });
        let help = Help::new(Message::new("fix-offset-time"), edit);
        sink.report(
            Code::OffsetTime,
            span,
            message.arg("zone", zone.name()),
            help,
        );
        return (zone.at(instant), instant);
    }
    let mut report = |code, problem, fix| {
        let message = Message::new(problem).arg("zone", zone.name());
        sink.report(code, span, message, Message::new(fix));
    };
    let instant = match zone.from_local(stamp.local) {
        LocalResult::Single(instant) => instant,
        LocalResult::Gap(instant) => {
            report(Code::GapTime, "problem-gap-time", "fix-gap-time");
            instant
        }
        LocalResult::Ambiguous(first, second) if stamp.is_second.is_some() => {
            if stamp.is_second == Some(true) {
                second
            } else {
                first
            }
        }
        LocalResult::Ambiguous(first, second) => {
            report(Code::FoldTime, "problem-fold-time", "fix-fold-time");
            let later = start.is_some_and(|start| first <= start && start < second);
            if later { second } else { first }
        }
    };
    (stamp.local, instant)
}

/// Returns a time with its place if its year is possible, and reports it otherwise.
fn plausible(time: Option<(Stamp, Span)>, sink: &mut Sink) -> Option<(Stamp, Span)> {
    let (stamp, span) = time?;
    let year = stamp.local.year();
    if YEARS.contains(&year) {
        return time;
    }
    let message = Message::new("problem-year").arg("year", year.to_string());
    sink.report(Code::BadValue, span, message, Message::new("fix-year"));
    None
}

/// Places the session with this title in time.
pub fn slot(times: &Times, title: &Localized, program: &Program, sink: &mut Sink) -> Option<Slot> {
    let (stamp, start_span) = plausible(times.start, sink)?;
    let (start, from) = read(stamp, start_span, &program.zone, sink);
    let found = end(times, title, (from, &program.zone), sink);
    let (end, until, span) = found.unwrap_or((start, from, start_span));
    // A session that starts before the change of days belongs to the day before.
    let change = TimeDelta::minutes(program.day_change.into());
    let slot = Slot {
        start,
        end,
        from,
        until,
        day: start.checked_sub_signed(change).unwrap_or(start).date(),
    };
    // A fair or a camp takes days.
    if until - from > LONG && !slot.is_whole_days() {
        let length = length((until - from) / 60);
        let message = about("problem-long-session", title);
        let help = Message::new("fix-long-session");
        sink.report(Code::LongSession, span, message.arg("length", length), help);
    }
    Some(slot)
}

/// Reports the first item that ends after its session.
pub fn check_items(items: &[Raw<SessionItem>], session: &Session, sink: &mut Sink) {
    let Some(slot) = session.slot.filter(Slot::has_end) else {
        return;
    };
    let all = (slot.until - slot.from) / 60;
    let lengths = items.iter().filter_map(|item| item.times.duration);
    let sum: i64 = lengths.clone().map(|(minutes, _)| minutes).sum();
    let mut before = 0;
    let first = lengths.into_iter().find(|(minutes, _)| {
        before += minutes;
        before > all
    });
    if let Some((_, span)) = first {
        let message = about("problem-items-too-long", &session.title);
        let message = message.arg("sum", length(sum)).arg("length", length(all));
        let help = Message::new("fix-items-too-long");
        sink.report(Code::ItemsTooLong, span, message, help);
    }
}

/// Returns the end of a session that starts at `from`, its instant, and the place of the end or the
/// duration in the file.
fn end(
    times: &Times,
    title: &Localized,
    (from, zone): (Timestamp, &Zone),
    sink: &mut Sink,
) -> Option<(NaiveDateTime, Timestamp, Span)> {
    if let Some((stamp, span)) = plausible(times.end, sink) {
        let (end, until) = read_after(stamp, span, zone, Some(from), sink);
        if until <= from {
            let message = about("problem-end-not-after-start", title);
            let help = Message::new("fix-end-not-after-start");
            sink.report(Code::EndNotAfterStart, span, message, help);
        }
        if let Some((_, duration)) = times.duration {
            sink.report(
                Code::TwoEnds,
                duration,
                about("problem-two-ends", title),
                keep_one(),
            );
        }
        let possible = is_possible((until - from) / 60, title, span, sink);
        return (possible && until > from).then_some((end, until, span));
    }
    let (minutes, span) = times.duration?;
    if !is_possible(minutes, title, span, sink) {
        return None;
    }
    let until = from.saturating_add(minutes * 60);
    Some((zone.at(until), until, span))
}

/// Returns whether a session may be so long, and reports one that may not.
fn is_possible(minutes: i64, title: &Localized, span: Span, sink: &mut Sink) -> bool {
    if minutes > LONGEST {
        let message = about("problem-long-duration", title);
        let help = Message::new("fix-long-duration");
        sink.report(Code::BadDuration, span, message, help);
    }
    minutes <= LONGEST
}

/// Reports the only session without an end, where all others have one.
pub fn check_only_end(all: &[Raw<Session>], sink: &mut Sink) {
    let has_end =
        |raw: &Raw<Session>| raw.has_end || raw.times.end.is_some() || raw.times.duration.is_some();
    let mut without = all
        .iter()
        .filter(|raw| raw.times.start.is_some() && !has_end(raw));
    if let (Some(raw), None) = (without.next(), without.next())
        && all.len() > FEW
        && !sink.is_broken(raw.span)
    {
        let message = about("problem-no-end", &raw.item.title);
        let help = Message::new("fix-no-end").arg("example", "duration = \"1h\"");
        sink.report(Code::NoEnd, raw.id, message, help);
    }
}

/// Returns a message about the session with this title.
fn about(key: &'static str, title: &Localized) -> Message {
    Message::new(key).arg("what", named(title, "this-session"))
}

/// Returns a length of time in hours and minutes.
fn length(minutes: i64) -> Message {
    let (hours, minutes) = ((minutes / 60).to_string(), minutes % 60);
    match minutes {
        0 => Message::new("hours").arg("n", hours),
        _ => Message::new("hours-minutes")
            .arg("h", hours)
            .arg("m", format!("{minutes:02}")),
    }
}
