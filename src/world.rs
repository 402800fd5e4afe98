//! All that a page may know: the programme and its faults, the clock, the zone, the language.

use std::cell::OnceCell;
use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::bidi::Dir;
use crate::diagnostic::Diagnostic;
use crate::load::Loaded;
use crate::program::{Kind, Partner, Program, Slot, Subject, subject_date};
use crate::search::Index;
use crate::text::{Lang, Localized};
use crate::words::{self, Words};
use crate::zone::{Instant, Zone};

/// Whose clock times are shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The event's.
    Event,
    /// The reader's.
    Own,
}

/// All that a page may know.
#[derive(Debug)]
pub struct World {
    /// The programme.
    pub program: Program,
    /// The faults of its file.
    pub diagnostics: Vec<Diagnostic>,
    /// The time.
    pub now: Instant,
    /// Whose clock is shown.
    pub clock: Clock,
    /// The reader's own zone.
    pub own: Zone,
    /// The interface's own words.
    pub words: Words,
    /// The keys and the messages that say what they do, for the help.
    pub help: fn(Dir) -> Vec<(String, String)>,
    /// The language asked for, if any was.
    asked: Option<Lang>,
    index: OnceCell<Index>,
    problems: HashMap<String, usize>,
}

/// Where a session stands at a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// It has ended.
    Past,
    /// It goes on, for so many more minutes, rounded up.
    Now(i64),
    /// It starts in so many minutes, rounded up.
    Coming(i64),
}

impl World {
    /// A world at `now`, on the event's clock, in the language asked for, if any was.
    pub fn new(loaded: Loaded, now: Instant, own: Zone, asked: Option<Lang>) -> Self {
        let words = Words::new(language(&loaded.program, asked));
        let problems = places(&loaded.diagnostics);
        Self {
            program: loaded.program,
            diagnostics: loaded.diagnostics,
            now,
            clock: Clock::Event,
            own,
            words,
            asked,
            help: |_| Vec::new(),
            index: OnceCell::new(),
            problems,
        }
    }

    /// Takes over another reading of the file.
    pub fn reload(&mut self, loaded: Loaded) {
        self.problems = places(&loaded.diagnostics);
        self.program = loaded.program;
        self.diagnostics = loaded.diagnostics;
        self.index = OnceCell::new();
        self.speak(self.asked);
    }

    /// Speaks this language from now on, or the programme's own.
    pub fn speak(&mut self, asked: Option<Lang>) {
        self.asked = asked;
        self.words = Words::new(self.lang());
    }

    /// The language of the programme's texts: as asked, else the programme's first, else English.
    pub fn lang(&self) -> Lang {
        language(&self.program, self.asked)
    }

    /// Where the screen begins: at the right in Arabic.
    pub fn dir(&self) -> Dir {
        self.words.dir()
    }

    /// Whether texts from the right may come: in the interface, in a named language, or in one that is
    /// not named.
    pub fn may_be_rtl(&self) -> bool {
        let named = &self.program.languages;
        let titles = self
            .program
            .sessions
            .iter()
            .take(100)
            .flat_map(|s| s.title.all());
        self.dir() == Dir::Rtl
            || named.is_empty()
            || named.iter().any(Lang::is_rtl)
            || titles.into_iter().any(|t| Dir::Rtl.of(t) == Dir::Rtl)
    }

    /// A text in the reader's language, else in the first one, marked: `Bienvenidos [es]`.
    pub fn say(&self, text: &Localized) -> String {
        match text.say(self.lang(), &self.program.languages) {
            None => String::new(),
            Some(said) => match said.other {
                None => said.text.to_string(),
                Some(other) => format!("{} [{}]", said.text, other.as_str()),
            },
        }
    }

    /// A text as [`Self::say`] gives it, or `otherwise` when there is none.
    pub fn say_or(&self, text: &Localized, otherwise: &str) -> String {
        let said = self.say(text);
        if said.is_empty() {
            otherwise.to_owned()
        } else {
            said
        }
    }

    /// The zone of the clock that is shown.
    pub fn zone(&self) -> &Zone {
        self.zone_of(self.clock)
    }

    /// The time now, on the clock that is shown.
    pub fn local_now(&self) -> NaiveDateTime {
        self.zone().at(self.now)
    }

    /// The clock that is not shown.
    pub fn other_clock(&self) -> Clock {
        match self.clock {
            Clock::Event => Clock::Own,
            Clock::Own => Clock::Event,
        }
    }

    /// The zone of a clock.
    pub fn zone_of(&self, clock: Clock) -> &Zone {
        match clock {
            Clock::Event => &self.program.zone,
            Clock::Own => &self.own,
        }
    }

    /// Start and end of a slot on a clock.
    pub fn times_on(&self, clock: Clock, slot: Slot) -> (NaiveDateTime, NaiveDateTime) {
        match clock {
            Clock::Event => (slot.start, slot.end),
            Clock::Own => (self.own.at(slot.from), self.own.at(slot.until)),
        }
    }

    /// Start and end of a slot on the clock that is shown.
    pub fn times(&self, slot: Slot) -> (NaiveDateTime, NaiveDateTime) {
        self.times_on(self.clock, slot)
    }

    /// Whether any session starts on another date than the event's, on the clock that is shown.
    pub fn is_shifted(&self) -> bool {
        let shifted = |slot: Slot| self.own.at(slot.from).date() != slot.start.date();
        self.clock == Clock::Own
            && self
                .program
                .sessions
                .iter()
                .filter_map(|s| s.slot)
                .any(shifted)
    }

    /// `09:30`; a start on another date than the event's carries it: `23:30 -1`.
    pub fn start(&self, slot: Slot) -> String {
        let (start, _) = self.times(slot);
        format!(
            "{}{}",
            words::time(start),
            shift(start.date(), slot.start.date())
        )
    }

    /// `09:30–10:30`, or the start alone where no end is known.
    pub fn range(&self, slot: Slot) -> String {
        let (start, end) = self.times(slot);
        let range = if slot.has_end() {
            self.words.range(start, end)
        } else {
            words::time(start)
        };
        format!("{range}{}", shift(start.date(), slot.start.date()))
    }

    /// Where a slot stands now. A session without an end is past once it has begun.
    pub fn when(&self, slot: Slot) -> When {
        let minutes = |seconds: i64| (seconds + 59) / 60;
        if self.now < slot.from {
            When::Coming(minutes(slot.from - self.now))
        } else if self.now < slot.until {
            When::Now(minutes(slot.until - self.now))
        } else {
            When::Past
        }
    }

    /// What a partner is called in passing: its acronym, else its name.
    pub fn short(&self, partner: &Partner) -> String {
        let acronym = self.say(&partner.acronym);
        if acronym.is_empty() {
            self.say_or(&partner.name, &partner.id)
        } else {
            acronym
        }
    }

    /// `Tuesday 30 November 2021 · First day`.
    pub fn day_title(&self, date: NaiveDate) -> String {
        let title = self
            .program
            .day(date)
            .map(|d| self.say(&d.title))
            .unwrap_or_default();
        let date = self.words.long_date(date);
        if title.is_empty() {
            date
        } else {
            format!("{date} · {title}")
        }
    }

    /// What a subject is called; its id where the file has no name for it or no longer has it.
    pub fn name(&self, subject: &Subject) -> String {
        if let Some(date) = subject_date(subject) {
            return self.day_title(date);
        }
        let id = subject.id.as_str();
        match (subject.kind, self.program.find(subject)) {
            (Kind::Program, _) => self.say_or(&self.program.title, &self.words.say("no-title")),
            (Kind::Partner, Some(ix)) => self.short(self.program.partner(ix)),
            (kind, Some(ix)) => self
                .program
                .names(kind, ix)
                .first()
                .map_or_else(String::new, |n| self.say_or(n, id)),
            _ => id.to_owned(),
        }
    }

    /// The text index, made at the first search.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.program))
    }

    /// The fault with this address.
    pub fn problem(&self, id: &str) -> Option<&Diagnostic> {
        self.problems.get(id).map(|&i| &self.diagnostics[i])
    }
}

fn language(program: &Program, asked: Option<Lang>) -> Lang {
    let english = || Lang::parse("en").expect("en is a language");
    asked
        .or(program.languages.first().copied())
        .unwrap_or_else(english)
}

/// Where each fault is in its list, by its address.
fn places(all: &[Diagnostic]) -> HashMap<String, usize> {
    all.iter().enumerate().map(|(i, d)| (d.id(), i)).collect()
}

/// ` +1` when `shown` is the day after `event`, ` -1` before.
fn shift(shown: NaiveDate, event: NaiveDate) -> String {
    match shown.signed_duration_since(event).num_days() {
        0 => String::new(),
        n => format!(" {n:+}"),
    }
}
