//! Announcements: which are in force, how they read, how they are typed.

use chrono::TimeDelta;

use super::when::When;
use crate::i18n::{Message, time};
use crate::model::zone::Timestamp;
use crate::model::{Announcement, Ix, Room};
use crate::text::fold::fold;
use crate::text::{Lines, Localized, Text};
use crate::update::MAX_ANNOUNCEMENT;
use crate::world::World;

/// The words before the end of an announcement, folded, in the languages of the interface.
const UNTIL: [&str; 4] = ["until", "hasta", "jusqu'a", "حتي"];
/// What an urgent announcement begins with.
const URGENT: char = '!';

impl World {
    /// Returns the announcements in force, each with its room unless it is for everyone: urgent ones first, then those for
    /// everyone.
    pub fn announcements(&self) -> Vec<(Option<Ix<Room>>, &Announcement)> {
        let rooms = self.program.all::<Room>();
        let rooms =
            rooms.filter_map(|ix| Some((Some(ix), self.program[ix].announcement.as_ref()?)));
        let everyone = self.program.announcement.as_ref().map(|a| (None, a));
        let mut all: Vec<_> = everyone.into_iter().chain(rooms).collect();
        all.retain(|(_, a)| self.is_announced(a));
        all.sort_by_key(|(_, a)| !a.urgent);
        all
    }

    /// Returns whether an announcement has not ended.
    fn is_announced(&self, announcement: &Announcement) -> bool {
        let now = self.on_event();
        announcement.until.is_none_or(|until| now < until)
    }

    /// Returns how many seconds it is until the next announcement ends.
    pub fn seconds_to_end(&self) -> Option<u64> {
        let ends = self
            .announcements()
            .into_iter()
            .filter_map(|(_, a)| a.until);
        let left = ends.min()? - self.on_event();
        u64::try_from(left).ok()
    }

    /// Returns `Lunch is in the garden · until 14:00`.
    pub fn announced(&self, announcement: &Announcement) -> String {
        let text = self.text(&announcement.text);
        let Some(until) = announcement.until else {
            return text;
        };
        let until = time(self.zone().at(until));
        let until = self.messages.format("until", &[("time", &until)]);
        format!("{text} · {until}")
    }

    /// Returns `Main hall: Lunch is in the garden · until 14:00` for a room, and without a room what is for everyone.
    pub fn announced_in(&self, room: Option<Ix<Room>>, announcement: &Announcement) -> String {
        let text = self.announced(announcement);
        match room {
            Some(room) => self
                .messages
                .field(&self.name(&self.program.subject(room)), &text),
            None => text,
        }
    }

    /// Returns the announcement that is typed as `Lunch is in the garden until 14:00`, with `!` before it if it is urgent.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn typed_announcement(&self, typed: &str) -> Result<Announcement, Message> {
        let typed = typed.trim();
        let (urgent, rest) = match typed.strip_prefix(URGENT) {
            Some(rest) => (true, rest.trim()),
            None => (false, typed),
        };
        let ending = || {
            let (before, at) = rest.rsplit_once(char::is_whitespace)?;
            let (text, word) = before.trim_end().rsplit_once(char::is_whitespace)?;
            let is_ending = UNTIL.contains(&fold(word).as_str());
            is_ending.then_some((text.trim_end(), at))
        };
        let (text, until) = match ending() {
            Some((text, at)) => match self.next_time(at) {
                Some(until) => (text, Some(until)),
                // 25:00, which would be a part of the text that never ends.
                None if at.starts_with(|c: char| c.is_numeric()) => {
                    return Err(Message::new("announcement-until").arg("typed", at));
                }
                None => (rest, None),
            },
            None => (rest, None),
        };
        let text = Text::clean(text, Lines::One).0;
        match text.chars().count() {
            0 => Err(Message::new("announcement-missing")),
            1..=MAX_ANNOUNCEMENT => Ok(Announcement {
                text: Localized::Plain(text),
                until,
                urgent,
            }),
            n => Err(Message::new("announcement-long")
                .arg("n", n)
                .arg("most", MAX_ANNOUNCEMENT)),
        }
    }

    /// Returns the next moment at which the event's clock shows a time: `14:00`, `14h`.
    pub fn next_time(&self, typed: &str) -> Option<Timestamp> {
        let words = [fold(typed)];
        let minutes = match When::read(&words, self)? {
            (When::Time(minutes), 1) => minutes,
            (When::Hour(hour), 1) => hour * 60,
            _ => return None,
        };
        let zone = &self.program.zone;
        let now = self.on_event();
        let today = zone.at(now).date();
        let at = |days: i64| {
            let date = today + TimeDelta::days(days);
            let local = date.and_hms_opt(minutes / 60, minutes % 60, 0)?;
            Some(zone.from_local(local).timestamp())
        };
        at(0).filter(|at| *at > now).or_else(|| at(1))
    }
}
