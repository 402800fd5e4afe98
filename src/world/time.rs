//! The time of a world: the current time, the two clocks, and how slots stand to them.

use chrono::{DurationRound as _, NaiveDate, NaiveDateTime, TimeDelta};

use crate::i18n;
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Ix, Session, Slot, Subject};
use crate::world::World;

/// Minutes for which a copy from a server counts as current.
const FRESH: i64 = 3;

/// The clock on which times are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The event's.
    Event,
    /// The reader's.
    Own,
}

/// How a slot stands to the current time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// It has ended.
    Past,
    /// It is on, for this many more minutes, rounded up.
    Now(i64),
    /// It starts in this many minutes, rounded up.
    Coming(i64),
}

impl World {
    /// Returns the current time; `None` in an impersonal world, whose pages are the same at any time.
    pub fn now(&self) -> Option<Timestamp> {
        (!self.impersonal).then(|| self.on_event())
    }

    /// Returns the current time as an instant of the programme. Where its zone has no name, the reader's clock is taken for
    /// the event's.
    pub(super) fn on_event(&self) -> Timestamp {
        if self.program.zoned {
            self.now
        } else {
            self.own.at(self.now).and_utc().timestamp()
        }
    }

    /// Returns the time to write into records; pages use [`Self::now`].
    pub fn timestamp(&self) -> Timestamp {
        self.now
    }

    /// Sets the current time.
    pub fn set_now(&mut self, now: Timestamp) {
        self.now = now;
        self.update();
    }

    /// Returns the clock on which times are shown.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Shows times on `clock`.
    pub fn set_clock(&mut self, clock: Clock) {
        self.clock = clock;
        self.update();
    }

    /// Returns the phase of a slot now; `None` in an impersonal world. A session without an end is past
    /// once it has begun.
    pub fn phase(&self, slot: Slot) -> Option<Phase> {
        let minutes = |seconds: i64| (seconds + 59) / 60;
        let now = self.now()?;
        Some(if now < slot.from {
            Phase::Coming(minutes(slot.from - now))
        } else if now < slot.until {
            Phase::Now(minutes(slot.until - now))
        } else {
            Phase::Past
        })
    }

    /// Returns whether a slot is on now.
    pub fn is_on(&self, slot: Slot) -> bool {
        matches!(self.phase(slot), Some(Phase::Now(_)))
    }

    /// Returns whether a slot is over.
    pub fn is_past(&self, slot: Slot) -> bool {
        self.phase(slot) == Some(Phase::Past)
    }

    /// Returns the day of the programme that it is now, by its `day_change`.
    pub fn today(&self) -> Option<NaiveDate> {
        let night = TimeDelta::minutes(self.program.day_change.into());
        self.now()
            .map(|now| (self.program.zone.at(now) - night).date())
    }

    /// Returns whether the programme goes on: from the morning of its first day until its last end.
    pub fn is_running(&self) -> bool {
        let span = &self.program.span;
        let first = self.program.days.iter().find(|d| !d.sessions.is_empty());
        self.now().is_some_and(|now| now < span.end)
            && first.is_some_and(|d| Some(d.date) <= self.today())
    }

    /// Returns the age in minutes of a copy from a server, once it is too old to count as current. A time
    /// in the future has no age: the clock was set back.
    pub fn age(&self) -> Option<i64> {
        let minutes = self.now.saturating_sub(self.confirmed_at?) / 60;
        (minutes >= FRESH).then_some(minutes)
    }

    /// Returns the zone of the clock that is shown.
    pub fn zone(&self) -> &Zone {
        self.zone_of(self.clock)
    }

    /// Returns the offset of the clock that is shown: `GMT+1`, or `GMT+1?` where the file does not name it.
    pub fn zone_now(&self) -> String {
        let sign = if self.program.is_zone_assumed {
            "?"
        } else {
            ""
        };
        self.zone().abbreviation(self.timestamp()) + sign
    }

    /// Returns the line that names the clock that is shown.
    pub fn times_are(&self) -> String {
        let zone = self.zone().label();
        match (self.program.zoned, self.impersonal) {
            (true, false) if self.program.is_zone_assumed => {
                self.messages.format("times-assumed", &[("zone", &zone)])
            }
            (true, _) => self.messages.format("times-on", &[("zone", &zone)]),
            (false, true) => self.messages.get("times-local"),
            (false, false) => self.messages.get("times-unnamed"),
        }
    }

    /// Returns the current time on the clock that is shown.
    pub fn local_now(&self) -> NaiveDateTime {
        self.zone().at(self.on_event())
    }

    /// Returns the clock that is not shown.
    pub fn other_clock(&self) -> Clock {
        match self.clock {
            Clock::Event => Clock::Own,
            Clock::Own => Clock::Event,
        }
    }

    /// Returns the offset of the zone in use when a session starts, or now: `GMT+1`.
    pub fn zone_of_session(&self, session: &Subject) -> String {
        let session = self.program.find::<Session>(session);
        let slot = session.and_then(|ix| self.program[ix].slot);
        let at = slot.map_or(self.timestamp(), |slot| slot.from);
        self.zone().abbreviation(at)
    }

    /// Returns the zone of a clock.
    pub fn zone_of(&self, clock: Clock) -> &Zone {
        match clock {
            Clock::Own if self.program.zoned => &self.own,
            _ => &self.program.zone,
        }
    }

    /// Returns the start and the end of a slot on a clock.
    pub fn times_on(&self, clock: Clock, slot: Slot) -> (NaiveDateTime, NaiveDateTime) {
        match clock {
            Clock::Own if self.program.zoned => (self.own.at(slot.from), self.own.at(slot.until)),
            _ => (slot.start, slot.end),
        }
    }

    /// Returns the start and the end of a slot on the clock that is shown.
    pub fn times(&self, slot: Slot) -> (NaiveDateTime, NaiveDateTime) {
        self.times_on(self.clock, slot)
    }

    /// Returns the hour in which a session starts, on the clock that is shown.
    pub fn hour_of(&self, session: Ix<Session>) -> Option<NaiveDateTime> {
        let (start, _) = self.times(self.program[session].slot?);
        start.duration_trunc(TimeDelta::hours(1)).ok()
    }

    /// Returns whether any session starts on another date than the event's, on the clock that is shown.
    pub fn is_shifted(&self) -> bool {
        let shifted = |slot: Slot| self.own.at(slot.from).date() != slot.start.date();
        let mut slots = self.program.sessions.iter().filter_map(|s| s.slot);
        self.clock == Clock::Own && self.program.zoned && slots.any(shifted)
    }

    /// Returns the start of a slot: `09:30`, or `23:30 -1` where the date is not the event's.
    pub fn start(&self, slot: Slot) -> String {
        let (start, _) = self.times(slot);
        let shift = shift(start.date(), slot.start.date());
        format!("{}{shift}", i18n::time(start))
    }

    /// Returns the times of a slot: `09:30–10:30`, or its start where no end is known.
    pub fn range(&self, slot: Slot) -> String {
        if !slot.has_end() {
            return self.start(slot);
        }
        if slot.is_whole_days() {
            return self.messages.get("all-day");
        }
        let (start, end) = self.times(slot);
        let shift = shift(start.date(), slot.start.date());
        format!("{}{shift}", self.messages.range(start, end))
    }
}

/// Returns ` +1` when `shown` is the day after `event`, ` -1` when it is the day before.
fn shift(shown: NaiveDate, event: NaiveDate) -> String {
    match shown.signed_duration_since(event).num_days() {
        0 => String::new(),
        n => format!(" {n:+}"),
    }
}
