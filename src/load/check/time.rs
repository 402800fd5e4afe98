//! When sessions are: the event's clock, its changes, ends and durations.

use chrono::{Datelike, NaiveDateTime, TimeDelta};

use crate::i18n;
use crate::load::Sink;
use crate::load::raw::{Stamp, Times};
use crate::model::diagnostic::{Code, Span};
use crate::model::zone::{LocalResult, Timestamp, Zone};
use crate::model::{Program, Slot};

/// A session longer than this is probably a slip.
const LONG: i64 = 12 * 3600;

/// Minutes of a year.
const LONGEST: i64 = 366 * 24 * 60;
/// Years that dates of four digits have; the last one's sessions end in it.
const YEARS: std::ops::Range<i32> = 1..9999;

/// The time that a stamp means on the event's clock, and its instant.
pub fn read(stamp: Stamp, span: Span, zone: &Zone, sink: &mut Sink) -> (NaiveDateTime, Timestamp) {
    read_after(stamp, span, zone, None, sink)
}

/// The same; of two instants that a clock shows alike, the first behind `start`.
fn read_after(
    stamp: Stamp,
    span: Span,
    zone: &Zone,
    start: Option<Timestamp>,
    sink: &mut Sink,
) -> (NaiveDateTime, Timestamp) {
    if let Some(offset) = stamp.offset {
        let instant = stamp.local.and_utc().timestamp() - offset;
        let local = i18n::time(zone.at(instant));
        let message = format!(
            "a time has no offset; this one is {local} in {}",
            zone.name()
        );
        let help = "write it on the event's clock, without Z or +01:00";
        sink.report(Code::OffsetTime, span, message, Some(help));
        return (zone.at(instant), instant);
    }
    let mut fault = |code, what: &str, help: &str| {
        let message = format!("{what}: the clocks change that night in {}", zone.name());
        sink.report(code, span, message, Some(help));
    };
    let instant = match zone.from_local(stamp.local) {
        LocalResult::Single(instant) => instant,
        LocalResult::Gap(instant) => {
            fault(
                Code::GapTime,
                "this time does not exist",
                "choose one before or after the change",
            );
            instant
        }
        LocalResult::Ambiguous(first, second) => {
            let later = start.is_some_and(|start| first <= start && start < second);
            let help = "the first that fits is taken; choose another if you can";
            fault(Code::FoldTime, "this time comes twice", help);
            if later { second } else { first }
        }
    };
    (stamp.local, instant)
}

/// Places a session in time.
pub fn slot(times: &Times, program: &Program, sink: &mut Sink) -> Option<Slot> {
    let zone = &program.zone;
    let (start, start_span) = times.start?;
    if !YEARS.contains(&start.local.year()) {
        let message = format!("no programme is in the year {}", start.local.year());
        let help = Some("write a year of four digits");
        sink.report(Code::BadValue, start_span, message, help);
        return None;
    }
    let (local, from) = read(start, start_span, zone, sink);
    let (mut end, mut until) = (local, from);
    let mut span = start_span;
    let mut stated = times.end;
    if let Some((stamp, end_span)) = stated
        && !YEARS.contains(&stamp.local.year())
    {
        let message = format!("no programme is in the year {}", stamp.local.year());
        let help = Some("write a year of four digits");
        sink.report(Code::BadValue, end_span, message, help);
        stated = None;
    }
    match (stated, times.duration) {
        (Some((stamp, end_span)), duration) => {
            span = end_span;
            let (end_local, end_instant) = read_after(stamp, span, zone, Some(from), sink);
            if end_instant > from {
                (end, until) = (end_local, end_instant);
            } else {
                let message = "the session ends no later than it starts";
                sink.report(
                    Code::EndNotAfterStart,
                    span,
                    message,
                    Some("did you mean the day after?"),
                );
            }
            if let Some((_, duration_span)) = duration {
                let message = "the session has an end as well, which is taken";
                sink.report(
                    Code::TwoEnds,
                    duration_span,
                    message,
                    Some("keep one of the two"),
                );
            }
        }
        (None, Some((minutes, duration_span))) if minutes > LONGEST => {
            let message = "no session is longer than a year";
            let help = Some("is it in hours and minutes?");
            sink.report(Code::BadDuration, duration_span, message, help);
        }
        (None, Some((minutes, duration_span))) => {
            span = duration_span;
            until = from.saturating_add(minutes * 60);
            end = zone.at(until);
        }
        (None, None) => {}
    }
    if until - from > LONG {
        let (hours, minutes) = ((until - from) / 3600, (until - from) / 60 % 60);
        let message = match minutes {
            0 => format!("the session lasts {hours} h"),
            _ => format!("the session lasts {hours} h {minutes}"),
        };
        sink.report(
            Code::LongSession,
            span,
            message,
            Some("is its end on the right day?"),
        );
    }
    // A clock that is slow by the change: what starts before it falls on the day before.
    let change = TimeDelta::minutes(program.day_change.into());
    let day = local.checked_sub_signed(change).unwrap_or(local).date();
    Some(Slot {
        start: local,
        end,
        from,
        until,
        day,
    })
}
