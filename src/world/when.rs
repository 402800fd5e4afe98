//! Times and days as people type them, in the four languages of the interface.

use chrono::{Datelike as _, NaiveDate, TimeDelta, Timelike as _};

use crate::load::MONTHS;
use crate::model::{Day, Ix, Session, Subject};
use crate::search::fuzzy::is_slip;
use crate::text::fold::fold;
use crate::world::World;

/// A part of the event's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(NaiveDate),
    /// A day of the week, from Monday as 0.
    Weekday(u32),
    /// A day of a month, in any year.
    Date(u32, u32),
    /// A time, in minutes after midnight.
    Time(u32),
    /// An hour: `14h`.
    Hour(u32),
}

/// The folded names of the days of the week, from Monday.
#[rustfmt::skip] // A table: one entry, one line.
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "lunes", "lundi", "الاثنين", "اثنين"],
    &["tuesday", "martes", "mardi", "الثلاثا", "ثلاثا"],
    &["wednesday", "miercoles", "mercredi", "الاربعا", "اربعا"],
    &["thursday", "jueves", "jeudi", "الخميس", "خميس"],
    &["friday", "viernes", "vendredi", "الجمعه", "جمعه"],
    &["saturday", "sabado", "samedi", "السبت", "سبت"],
    &["sunday", "domingo", "dimanche", "الاحد", "احد"],
];

/// Their short names, which are also other words.
const SHORT_WEEKDAYS: [&[&str]; 7] = [
    &["mon", "lun"],
    &["tue", "tues", "mar"],
    &["wed", "mie", "mer"],
    &["thu", "thur", "thurs", "jue", "jeu"],
    &["fri", "vie", "ven"],
    &["sat", "sab", "sam"],
    &["sun", "dom", "dim"],
];

/// The folded names of days by how far they are from today.
const DAYS: &[(i64, &[&str])] = &[
    (0, &["today", "hoy", "aujourd'hui", "اليوم"]),
    (1, &["tomorrow", "manana", "demain", "غدا", "غد"]),
    (-1, &["yesterday", "ayer", "hier", "امس"]),
];

/// Other words, which are nearly the names of days.
#[rustfmt::skip] // As many as fit into a line.
const OTHER_WORDS: [&str; 17] = [
    "domain", "domino", "frida", "juives", "marges", "mares", "marte", "marts", "mates", "sabido", "sundae", "vienes",
    "الاثنان", "الاربع", "الارباع", "الثلاث", "الثلاثي",
];

/// The fewest letters of the mistyped name of a day: of one in Latin letters, and of another one, which begins with an
/// article.
const MISTYPED: (usize, usize) = (5, 6);
/// The fewest letters of a name that is typed with another letter.
const ANOTHER: usize = 6;
/// The fewest letters of a name that is typed without two of its letters.
const WITHOUT_TWO: usize = 7;

/// The ways to say which half of the day an hour is in, folded, and what is written behind the hour for it.
const HALVES: [(&str, &str); 23] = [
    ("am", "am"),
    ("a.m", "am"),
    ("pm", "pm"),
    ("p.m", "pm"),
    ("in the morning", "am"),
    ("in the afternoon", "pm"),
    ("in the evening", "pm"),
    ("at night", "pm"),
    ("de la manana", "am"),
    ("de la madrugada", "am"),
    ("del mediodia", "pm"),
    ("de la tarde", "pm"),
    ("de la noche", "pm"),
    ("du matin", "am"),
    ("de l'apres-midi", "pm"),
    ("du soir", "pm"),
    ("صباحا", "am"),
    ("ظهرا", "pm"),
    ("بعد الظهر", "pm"),
    ("بعد الزوال", "pm"),
    ("عصرا", "pm"),
    ("مسا", "pm"),
    ("ليلا", "pm"),
];

/// The phrases for the night, which begins in one half of the day and ends in the other.
const NIGHT: [&str; 3] = ["at night", "de la noche", "ليلا"];

/// The folded words before the number of a day: `day 2`.
const NUMBERED: [&str; 5] = ["day", "dia", "jour", "يوم", "اليوم"];

impl When {
    /// Reads folded words as [`Self::read`] does. `3:30` is 15:30 where sessions are on then and none in the morning, unless it
    /// says in which half of the day it is.
    pub fn read_meant(words: &[String], world: &World) -> Option<(Self, usize)> {
        if let Some(exact) = time_in_half(words) {
            return Some(exact);
        }
        let (when, n) = Self::read(words, world)?;
        let typed = words[..n].concat();
        let is_exact = typed.ends_with("am") || typed.starts_with('0');
        Some((if is_exact { when } else { when.meant(world) }, n))
    }

    /// Returns the one time or day that folded words are.
    pub fn read_all(words: &[String], world: &World) -> Option<Self> {
        match (Self::read_meant(words, world), words) {
            (Some((when, n)), _) => (n == words.len()).then_some(when),
            (None, [word]) => Self::mistyped(word, world),
            (None, _) => None,
        }
    }

    /// Reads a folded word as the mistyped name of a day: `wensday`.
    pub fn mistyped(word: &str, world: &World) -> Option<Self> {
        let days = DAYS.iter().flat_map(|(_, names)| *names);
        let mut all = WEEKDAYS.iter().copied().flatten().chain(days);
        let meant = all.find(|name| is_mistyped(word, name));
        meant.and_then(|name| Self::word(name, world))
    }

    /// Reads folded words as one time or day, and returns how many of them it takes.
    pub fn read(words: &[String], world: &World) -> Option<(Self, usize)> {
        let first = words.first()?;
        if NUMBERED.contains(&first.as_str())
            && let Some(number) = words.get(1).and_then(|word| word.parse::<usize>().ok())
            && let Some(day) = world.program.days.get(number.wrapping_sub(1))
        {
            return Some((Self::Day(day.date), 2));
        }
        if let (Some(day), Some(next)) = (day_number(first), words.get(1)) {
            // 30 de noviembre
            let (at, next) = match words.get(2) {
                Some(month) if ["de", "of"].contains(&next.as_str()) => (3, month),
                _ => (2, next),
            };
            if let Some(month) = month(next) {
                return Some((Self::Date(day, month), at));
            }
        }
        if let Some(time) = spaced_time(words) {
            return Some(time);
        }
        if let (Some(month), Some(day)) = (month(first), words.get(1).and_then(|w| day_number(w))) {
            return Some((Self::Date(day, month), 2));
        }
        Self::word(first, world).map(|when| (when, 1))
    }

    fn word(word: &str, world: &World) -> Option<Self> {
        let weekday = |names: [&[&str]; 7]| names.iter().position(|names| names.contains(&word));
        if let Some(at) = weekday(WEEKDAYS).or_else(|| weekday(SHORT_WEEKDAYS)) {
            return Some(Self::Weekday(at as u32));
        }
        if let Some((days, _)) = DAYS.iter().find(|(_, names)| names.contains(&word)) {
            return Some(Self::Day(world.today()? + TimeDelta::days(*days)));
        }
        if let Ok(date) = word.parse::<NaiveDate>() {
            return Some(Self::Day(date));
        }
        if let Some((day, month)) = word.split_once('/') {
            let month = month.parse().ok().filter(|m| (1..=12).contains(m))?;
            return Some(Self::Date(day_number(day)?, month));
        }
        time(word).or_else(|| bare_time(word, world))
    }

    /// Returns whether a folded word is the short name of a day of the week: `sun`.
    pub fn is_short_weekday(word: &str) -> bool {
        SHORT_WEEKDAYS.iter().any(|names| names.contains(&word))
    }

    /// Returns whether a time is meant, not a day.
    pub fn is_time(self) -> bool {
        matches!(self, Self::Time(_) | Self::Hour(_))
    }

    /// Returns the same time in the afternoon, where sessions are on then and none in the morning.
    fn meant(self, world: &World) -> Self {
        let later = match self {
            Self::Time(minutes) if minutes < HALF => Self::Time(minutes + HALF),
            Self::Hour(hour) if hour < HALF / 60 => Self::Hour(hour + HALF / 60),
            other => return other,
        };
        if !self.is_in_use(world) && later.is_in_use(world) {
            return later;
        }
        self
    }

    /// Returns whether any session is on then.
    fn is_in_use(self, world: &World) -> bool {
        world.program.all().any(|ix| self.is_within(world, ix))
    }

    /// Returns whether a day is meant; `None` for a time.
    pub fn is_day(self, date: NaiveDate) -> Option<bool> {
        match self {
            Self::Day(day) => Some(day == date),
            Self::Weekday(n) => Some(date.weekday().num_days_from_monday() == n),
            Self::Date(day, month) => Some((date.day(), date.month()) == (day, month)),
            Self::Time(_) | Self::Hour(_) => None,
        }
    }

    /// Returns whether a session starts then, or is on that day.
    pub fn starts(self, world: &World, ix: Ix<Session>) -> bool {
        let Some(slot) = world.program[ix].slot else {
            return false;
        };
        let (start, _) = world.times(slot);
        match self {
            Self::Time(minutes) => start.hour() * 60 + start.minute() == minutes,
            Self::Hour(hour) => start.hour() == hour,
            day => day.is_day(slot.day) == Some(true),
        }
    }

    /// Returns whether a session has begun and not ended then.
    pub fn is_within(self, world: &World, ix: Ix<Session>) -> bool {
        let Self::Time(time) = self else {
            return self.starts(world, ix);
        };
        let Some(slot) = world.program[ix].slot else {
            return false;
        };
        let (start, end) = world.times(slot);
        let at = start.date().and_hms_opt(time / 60, time % 60, 0);
        at.is_some_and(|at| start <= at && at < end)
    }

    /// Returns whether it has come when a session starts.
    pub fn has_come(self, world: &World, ix: Ix<Session>) -> bool {
        let Some(slot) = world.program[ix].slot else {
            return false;
        };
        let (start, _) = world.times(slot);
        match self {
            Self::Day(date) => slot.day >= date,
            Self::Weekday(n) => slot.day.weekday().num_days_from_monday() >= n,
            Self::Date(day, month) => (slot.day.month(), slot.day.day()) >= (month, day),
            Self::Time(time) => start.hour() * 60 + start.minute() >= time,
            Self::Hour(hour) => start.hour() >= hour,
        }
    }
}

/// Returns whether a folded word is the name of a day with letters that are missing, doubled or swapped, or with one
/// slip.
fn is_mistyped(word: &str, name: &str) -> bool {
    let typed: Vec<char> = word.chars().collect();
    let meant: Vec<char> = name.chars().collect();
    if typed.first() != meant.first() {
        return false;
    }
    let fewest = if word.is_ascii() {
        MISTYPED.0
    } else {
        MISTYPED.1
    };
    let missing = meant.len().saturating_sub(typed.len());
    let bounds = fewest..=meant.len() + 2;
    if missing > 2 || !bounds.contains(&typed.len()) || OTHER_WORDS.contains(&word) {
        return false;
    }
    let once = |mut letters: Vec<char>| {
        letters.dedup();
        letters
    };
    if once(typed.clone()) == once(meant.clone()) {
        return true;
    }
    let mistakes = strsim::generic_damerau_levenshtein(&typed, &meant);
    let others = typed.iter().zip(&meant).filter(|(a, b)| a != b);
    match (missing, others.take(3).collect::<Vec<_>>().as_slice()) {
        (0, _) if typed.len() > meant.len() => false,
        (0, [(a, b)]) => typed.len() >= ANOTHER && is_slip(**a, **b, typed.len()),
        // Of two other letters each is a mistake, of two that are swapped one.
        (0 | 1, _) => mistakes == 1,
        _ => mistakes == 2 && typed.len() >= WITHOUT_TWO,
    }
}

/// Reads a time in words that say in which half of the day it is: `2 pm`, `2 de la tarde`, `3h de l'après-midi`, `3 مساء`.
fn time_in_half(words: &[String]) -> Option<(When, usize)> {
    let first = words.first()?;
    let alone = || Some((time(first).or_else(|| time(&format!("{first}h")))?, 1));
    let (when, n) = spaced_time(words).or_else(alone)?;
    let rest = words[n..].join(" ");
    let is_next = |phrase: &str| {
        let after = rest.strip_prefix(phrase);
        after.is_some_and(|after| after.is_empty() || after.starts_with(' '))
    };
    let (phrase, half) = HALVES.iter().find(|(phrase, _)| is_next(phrase))?;
    let hour = match when {
        When::Time(minutes) => minutes / 60,
        When::Hour(hour) => hour,
        _ => return None,
    };
    let half = match hour {
        12 | 1..=5 if NIGHT.contains(phrase) => "am",
        12 if *phrase == "de la manana" => "pm",
        _ => half,
    };
    let typed = match when {
        When::Time(minutes) => format!("{}:{:02}{half}", minutes / 60, minutes % 60),
        When::Hour(hour) => format!("{hour}{half}"),
        _ => return None,
    };
    // 14 de la tarde
    let when = time(&typed).unwrap_or(when);
    Some((when, n + phrase.split(' ').count()))
}

/// Reads a day of a month: `30`, `1st`, `1er`.
fn day_number(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let suffix = &word[digits.len()..];
    let known = ["", "st", "nd", "rd", "th", "er", "o"].contains(&suffix);
    digits
        .parse()
        .ok()
        .filter(|n| known && (1..=31).contains(n))
}

/// Reads a month by its name or the start of it.
fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    // As few as three letters stand for a name.
    let starts = |names: &[&str]| names.iter().any(|name| name.starts_with(word));
    let long = word.chars().count() >= 3;
    MONTHS
        .iter()
        .position(|(names, _)| long && starts(names))
        .map(|at| at as u32 + 1)
}

/// Reads a time in several words, and returns how many: `15 h`, `15 heures`, `15 h 30`.
fn spaced_time(words: &[String]) -> Option<(When, usize)> {
    let [hour, unit, rest @ ..] = words else {
        return None;
    };
    // الساعة 14
    if hour == "الساعه" {
        return Some((time(unit).or_else(|| time(&format!("{unit}h")))?, 2));
    }
    if !["h", "hs", "hrs", "heures", "heure", "horas", "o'clock"].contains(&unit.as_str()) {
        return None;
    }
    let minutes = rest.first().filter(|m| m.len() == 2);
    let with_minutes = minutes.and_then(|m| time(&format!("{hour}h{m}")));
    with_minutes
        .map(|time| (time, 3))
        .or_else(|| Some((time(&format!("{hour}h"))?, 2)))
}

/// Reads a time without a sign between hour and minute, `1530`, where a session is on then: it may be a year.
fn bare_time(word: &str, world: &World) -> Option<When> {
    let is_time = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let (hour, minute) = is_time.then(|| word.split_at(2))?;
    let found = time(&format!("{hour}:{minute}"))?;
    found.is_in_use(world).then_some(found)
}

/// Half a day, in minutes.
const HALF: u32 = 12 * 60;

/// Reads a time: `14:00`, `14.30`, `14h30`, `14h`, `2pm`, `230pm`.
fn time(word: &str) -> Option<When> {
    let at = word.find(|c: char| !c.is_ascii_digit())?;
    let (hour, rest) = word.split_at(at);
    if at > 2 && ["am", "pm"].contains(&rest) {
        let (hour, minutes) = hour.split_at(at - 2);
        return time(&format!("{hour}:{minutes}{rest}"));
    }
    let hour: u32 = hour.parse().ok().filter(|h| *h < 24)?;
    let half = |rest: &str, hour: u32| match rest {
        "" => Some(hour),
        "am" if (1..=12).contains(&hour) => Some(hour % 12),
        "pm" if (1..=12).contains(&hour) => Some(hour % 12 + 12),
        _ => None,
    };
    let minutes = rest.strip_prefix([':', '.', 'h']).unwrap_or_default();
    let minutes = minutes.trim_end_matches('h');
    match minutes.get(..2).and_then(|m| m.parse::<u32>().ok()) {
        Some(m) if m < 60 => half(&minutes[2..], hour).map(|hour| When::Time(hour * 60 + m)),
        _ if rest == "h" => Some(When::Hour(hour)),
        _ if rest.is_empty() => None,
        _ => half(rest, hour).map(When::Hour),
    }
}

impl World {
    /// Returns the days that are typed: `tomorrow`, `wed`, `30 nov`, `day 2`.
    pub fn days_called(&self, typed: &str) -> Vec<Subject> {
        let words: Vec<String> = fold(typed).split_whitespace().map(str::to_owned).collect();
        let read = When::read_all(&words, self);
        let days = self.program.days.iter();
        let meant = days.filter(|day| read.and_then(|when| when.is_day(day.date)) == Some(true));
        meant.map(Day::subject).collect()
    }
}
