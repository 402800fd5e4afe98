//! All that a page may know: the programme and its faults, the clock, the zone, the language.

pub mod agenda;
pub mod diff;
pub mod key;
pub mod keymap;
pub mod query;

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::i18n::{self, Messages};
use crate::load::Loaded;
use crate::model::diagnostic::Diagnostic;
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Ix, Kind, Partner, Program, Slot, Subject, subject_date};
use crate::search::Index;
use crate::text::bidi::Dir;
use crate::text::{Lang, Localized, Text};
use crate::update::UpdateLog;
use crate::update::live::{self, Original};
use crate::world::keymap::Keymap;

/// No time: long before anything.
const STILL: Timestamp = i64::MIN / 4;

/// Minutes in which a server is asked again and may be slow.
const FRESH: i64 = 3;

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
    /// The faults of its file, then those of what desks say over it.
    pub diagnostics: Vec<Diagnostic>,
    /// What desks say over it.
    pub log: UpdateLog,
    /// How the file has the sessions of which they have said something.
    pub original: Original,
    /// The bytes that it was read from, told apart from others.
    pub fingerprint: u64,
    /// Whether they are no sound file of their format.
    pub broken: bool,
    /// The time.
    pub now: Timestamp,
    /// Whose clock is shown.
    pub clock: Clock,
    /// The reader's own zone.
    pub own: Zone,
    /// The interface's own words.
    pub messages: Messages,
    /// What the reader can do, and by which keys.
    pub keys: Arc<Keymap>,
    /// The sessions that the reader has starred, by id.
    pub stars: BTreeSet<Text>,
    /// The speaker that the reader is, by id.
    pub me: Option<Text>,
    /// The programme as the reader last saw it, where that was another one.
    pub previous: Option<Previous>,
    /// Phase a server last said that the programme is this one; none where it comes from no server.
    pub confirmed_at: Option<Timestamp>,
    /// Since when the server of changes has not answered.
    pub offline: Option<Timestamp>,
    /// What lists leave out.
    pub filter: Filter,
    /// How many of the faults are the file's.
    faults: usize,
    /// The language asked for, if any was.
    asked: Option<Lang>,
    index: OnceCell<Index>,
    problems: HashMap<String, usize>,
}

/// The programme as it was, and which sessions differ.
#[derive(Debug)]
pub struct Previous {
    /// What was known then, on today's clock and in today's language.
    pub world: Box<World>,
    /// The sessions that are new or have changed, by id.
    pub marks: HashMap<Text, Mark>,
    /// The sessions that are gone, by their place in the programme of before.
    pub gone: Vec<Ix>,
}

/// What happened to a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    /// It was not there before.
    New,
    /// It is not as it was.
    Changed,
}

/// What lists leave out.
#[derive(Debug, Default)]
pub struct Filter {
    /// The query that sessions have to pass, as typed; empty is none.
    pub query: String,
    /// Whether sessions that are over are left out.
    pub hide_past: bool,
    /// Which sessions pass the query, by their place in the programme; `None` without one.
    pub passes: Option<Vec<bool>>,
}

impl Filter {
    /// Whether anything may be left out.
    pub fn is_on(&self) -> bool {
        self.hide_past || !self.query.is_empty()
    }
}

/// Where a session stands at a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Phase {
    /// It has ended.
    Past,
    /// It goes on, for so many more minutes, rounded up.
    Now(i64),
    /// It starts in so many minutes, rounded up.
    Coming(i64),
}

impl World {
    /// A world at `now`, on the event's clock, in the language asked for, if any was.
    pub fn new(loaded: Loaded, now: Timestamp, own: Zone, asked: Option<Lang>) -> Self {
        let messages = Messages::new(language(&loaded.program, asked));
        let problems = places(&loaded.diagnostics);
        let mut world = Self {
            broken: loaded.is_broken(),
            program: loaded.program,
            faults: loaded.diagnostics.len(),
            diagnostics: loaded.diagnostics,
            log: UpdateLog::default(),
            original: Original::new(),
            fingerprint: loaded.fingerprint,
            now,
            clock: Clock::Event,
            own,
            messages,
            asked,
            keys: Arc::default(),
            stars: BTreeSet::new(),
            me: None,
            previous: None,
            confirmed_at: None,
            offline: None,
            filter: Filter::default(),
            index: OnceCell::new(),
            problems,
        };
        world.receive(loaded.log);
        world
    }

    /// Takes over what desks say now. Lists that were filtered have to be filtered again.
    pub fn receive(&mut self, log: UpdateLog) {
        let nothing = log.updates.is_empty() && log.diagnostics.is_empty();
        if nothing && self.log.updates.is_empty() && self.log.diagnostics.is_empty() {
            self.log = log;
            return;
        }
        let found = live::apply(&mut self.program, &mut self.original, &log);
        self.log = log;
        self.index = OnceCell::new();
        self.diagnostics.truncate(self.faults);
        // Another file may have a fault of the same sort at the same place.
        let mut next: HashMap<String, u32> = HashMap::new();
        for d in &self.diagnostics {
            next.insert(d.address(), d.same + 1);
        }
        for mut fault in found {
            let same = next.entry(fault.address()).or_default();
            fault.same = *same;
            *same += 1;
            self.diagnostics.push(fault);
        }
        self.problems = places(&self.diagnostics);
    }

    /// Takes over another reading of the file; the result is the world of the one before.
    #[must_use]
    pub fn reload(&mut self, loaded: Loaded) -> Self {
        let mut next = Self {
            clock: self.clock,
            keys: Arc::clone(&self.keys),
            stars: std::mem::take(&mut self.stars),
            me: self.me.take(),
            confirmed_at: self.confirmed_at,
            offline: self.offline,
            filter: std::mem::take(&mut self.filter),
            ..Self::new(loaded, self.now, self.own.clone(), self.asked)
        };
        std::mem::swap(self, &mut next);
        next
    }

    /// The world of an earlier reading, on this clock and in this language.
    #[must_use]
    pub fn of_before(&self, loaded: Loaded) -> Self {
        Self {
            clock: self.clock,
            ..Self::new(loaded, self.now, self.own.clone(), self.asked)
        }
    }

    /// Takes over faults of a file that is not shown.
    pub fn report(&mut self, diagnostics: Vec<Diagnostic>) {
        let said = self
            .diagnostics
            .split_off(self.faults.min(self.diagnostics.len()));
        self.faults = diagnostics.len();
        self.diagnostics = diagnostics;
        self.diagnostics.extend(said);
        self.problems = places(&self.diagnostics);
    }

    /// Takes out all that is the moment's or the reader's: what is written for others is the same at any
    /// time. What the filter lets pass stays.
    pub fn stand_still(&mut self) {
        self.now = STILL;
        self.clock = Clock::Event;
        self.own = self.program.zone.clone();
        self.stars.clear();
        self.me = None;
        self.previous = None;
    }

    /// Whether it is no time.
    pub fn is_still(&self) -> bool {
        self.now == STILL
    }

    /// Speaks this language from now on, or the programme's own.
    pub fn speak(&mut self, asked: Option<Lang>) {
        self.asked = asked;
        self.messages = Messages::new(self.lang());
    }

    /// Brings the clock and the language of the programme of before in line with those of today.
    pub fn tell_before(&mut self) {
        let Some(before) = &mut self.previous else {
            return;
        };
        let world = &mut before.world;
        (world.now, world.clock) = (self.now, self.clock);
        world.stars.clone_from(&self.stars);
        world.me.clone_from(&self.me);
        if world.asked != self.asked {
            world.speak(self.asked);
        }
    }

    /// The speaker that the reader is, where the programme has them.
    pub fn myself(&self) -> Option<Subject> {
        let me = Subject::new(Kind::Speaker, self.me.clone()?);
        self.program.find(&me).map(|_| me)
    }

    /// Whether lists show a session.
    pub fn shows(&self, ix: Ix) -> bool {
        let passes = self.filter.passes.as_ref();
        let over = || {
            let slot = self.program.session(ix).slot;
            slot.is_some_and(|slot| self.when(slot) == Phase::Past)
        };
        passes.is_none_or(|p| p.get(ix as usize) != Some(&false))
            && !(self.filter.hide_past && over())
    }

    /// How many of some sessions lists show.
    pub fn count(&self, sessions: &[Ix]) -> usize {
        sessions.iter().filter(|&&ix| self.shows(ix)).count()
    }

    /// Whether lists show a thing: one that any shown session has, once something is filtered.
    pub fn shows_thing(&self, kind: Kind, ix: Ix) -> bool {
        let program = &self.program;
        let sessions = match kind {
            Kind::Track => &program.track(ix).sessions,
            Kind::Speaker => &program.speaker(ix).sessions,
            Kind::Partner => &program.partner(ix).sessions,
            Kind::Room => &program.room(ix).sessions,
            Kind::Project => &program.project(ix).sessions,
            Kind::Session => return self.shows(ix),
            _ => return true,
        };
        !self.filter.is_on() || sessions.iter().any(|&s| self.shows(s))
    }

    /// The day of the programme that it is now, by its `day_change`.
    pub fn today(&self) -> NaiveDate {
        let night = TimeDelta::minutes(self.program.day_change.into());
        (self.program.zone.at(self.now) - night).date()
    }

    /// Whether the programme goes on: from the morning of its first day until its last end.
    pub fn is_running(&self) -> bool {
        let span = &self.program.span;
        let first = || self.program.days.iter().find(|d| !d.sessions.is_empty());
        self.now < span.end && first().is_some_and(|d| d.date <= self.today())
    }

    /// How old the copy of a programme from a server is, in minutes, once it is too old to be taken for
    /// what the server has now. One of a time to come is as old as nobody knows: the clock has gone back.
    pub fn age(&self) -> Option<i64> {
        let minutes = self.now.saturating_sub(self.confirmed_at?) / 60;
        (minutes >= FRESH).then_some(minutes)
    }

    /// The language of the programme's texts: as asked, else the programme's first, else English.
    pub fn lang(&self) -> Lang {
        language(&self.program, self.asked)
    }

    /// Where the screen begins: at the right in Arabic.
    pub fn dir(&self) -> Dir {
        self.messages.dir()
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
        match text.choose(self.lang(), &self.program.languages) {
            None => String::new(),
            Some(said) => match said.fallback {
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
            i18n::time(start),
            shift(start.date(), slot.start.date())
        )
    }

    /// `09:30–10:30`, or the start alone where no end is known.
    pub fn range(&self, slot: Slot) -> String {
        let (start, end) = self.times(slot);
        let range = if slot.has_end() {
            self.messages.range(start, end)
        } else {
            i18n::time(start)
        };
        format!("{range}{}", shift(start.date(), slot.start.date()))
    }

    /// Where a slot stands now. A session without an end is past once it has begun.
    pub fn when(&self, slot: Slot) -> Phase {
        let minutes = |seconds: i64| (seconds + 59) / 60;
        if self.now < slot.from {
            Phase::Coming(minutes(slot.from - self.now))
        } else if self.now < slot.until {
            Phase::Now(minutes(slot.until - self.now))
        } else {
            Phase::Past
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
        let date = self.messages.long_date(date);
        if title.is_empty() {
            date
        } else {
            format!("{date} · {title}")
        }
    }

    /// The names of things of a kind, in a row with commas.
    pub fn names(&self, kind: Kind, all: impl IntoIterator<Item = Ix>) -> String {
        let all = all.into_iter().map(|ix| self.program.subject(kind, ix));
        let names: Vec<String> = all.map(|subject| self.name(&subject)).collect();
        names.join(&self.messages.comma())
    }

    /// What a subject is called; its id where the file has no name for it or no longer has it.
    pub fn name(&self, subject: &Subject) -> String {
        if let Some(date) = subject_date(subject) {
            return self.day_title(date);
        }
        let id = subject.id.as_str();
        match (subject.kind, self.program.find(subject)) {
            (Kind::Program, _) => self.say_or(&self.program.title, &self.messages.get("no-title")),
            (Kind::Partner, Some(ix)) => self.short(self.program.partner(ix)),
            (kind, Some(ix)) => self
                .program
                .names(kind, ix)
                .first()
                .map_or_else(String::new, |n| self.say_or(n, id)),
            (Kind::Command, _) => self
                .keys
                .named(id)
                .map_or_else(String::new, |row| self.messages.get(&row.message)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;

    const NOW: Timestamp = 1_638_264_900;

    fn world(head: &str, title: &str, asked: &str) -> World {
        let file = format!(
            "[program]\nid = \"p\"\ntimezone = \"UTC\"\n{head}\n[[sessions]]\nid = \"a\"\ntitle = \"{title}\"\n"
        );
        let loaded = load("program.toml", file.as_bytes());
        World::new(loaded, NOW, Zone::utc(), Lang::parse(asked))
    }

    #[test]
    fn a_copy_has_an_age_once_the_server_is_late() {
        let mut world = world("", "A", "en");
        for (seconds, age) in [
            (0, None),
            (2 * 60, None),
            (FRESH * 60 - 1, None),
            (FRESH * 60, Some(FRESH)),
            (125 * 60 + 59, Some(125)),
            (-600, None),
        ] {
            world.confirmed_at = Some(NOW - seconds);
            assert_eq!(world.age(), age, "{seconds}");
        }
        world.confirmed_at = None;
        assert_eq!(world.age(), None);
    }

    #[test]
    fn texts_from_the_right_come_with_their_languages_or_in_titles() {
        let english = "languages = [\"en\"]";
        for (head, title, asked, wanted) in [
            (english, "Opening", "en", false),
            (english, "Opening", "ar", true),
            (english, "الافتتاح", "en", true),
            ("languages = [\"en\", \"ar\"]", "Opening", "en", true),
            ("", "Opening", "en", true),
        ] {
            let world = world(head, title, asked);
            assert_eq!(world.may_be_rtl(), wanted, "{head} {title} {asked}");
        }
    }
}
