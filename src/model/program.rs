//! The programme as it was read and checked, which everything else shows.
//!
//! Its parts refer to one another by index ([`Ix`]) into the programme's lists. Other modules address them by
//! [`Subject`], whose ids come from the file and stay the same in another version. Where a field has a key of
//! the same meaning in pentabarf's schedule (`schedule.xml`, `schedule.json`) or in iCalendar (RFC 5545), its
//! doc names it.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::color::{Color, Rgb};
use super::ix::{AnyIx, Ix};
use super::subject::named;
use crate::model::zone::{Timestamp, Zone};
use crate::text::{Lang, Localized, Text};

/// A conference programme; the default is an empty one.
#[derive(Debug, Default)]
pub struct Program {
    /// The id, the same in every version; a part of every exported UID. Pentabarf: `conference/acronym`.
    pub id: Text,
    /// The name, in one line. Pentabarf: `conference/title`; iCalendar: `X-WR-CALNAME`.
    pub title: Localized,
    /// The description, in paragraphs.
    pub about: Localized,
    /// The languages of the texts (BCP 47); the first is the default. It may be empty.
    pub languages: Vec<Lang>,
    /// The time zone of the event, by its IANA name. Pentabarf: `conference/time_zone_name`.
    pub zone: Zone,
    /// Whether the file names the time zone; else its times are on the event's unnamed clock, and instants are only right
    /// among themselves.
    pub zoned: bool,
    /// Whether the reader names the time zone, because the file does not.
    pub is_zone_assumed: bool,
    /// The minutes after midnight at which a day starts: a session before belongs to the day before.
    /// Pentabarf: `conference/day_change`.
    pub day_change: u16,
    /// The address of its website (RFC 3986).
    pub url: Option<Text>,
    /// The address of the folder in which the site that nadwa writes is published (RFC 3986).
    pub base_url: Option<Text>,
    /// The colour of links and tabs of what is published.
    pub accent: Option<Rgb>,
    /// The name of the file with its logo, in the folder of the programme's file.
    pub logo: Option<Text>,
    /// The name of the venue, in one line. Pentabarf: `conference/venue`.
    pub venue: Localized,
    /// The texts in paragraphs that are written in Markdown (`CommonMark`), by what they are without its marks.
    pub markdown: HashMap<Text, Text>,
    /// What every reader must know, such as which facts are illustrative, in paragraphs.
    pub notice: Localized,
    /// When the organisers last updated it, on the event's clock.
    pub updated: Option<NaiveDateTime>,
    /// The days by date: those that the file lists, and those of sessions.
    pub days: Vec<Day>,
    /// The rooms in the order of the file.
    pub rooms: Vec<Room>,
    /// The tracks in the order of the file.
    pub tracks: Vec<Track>,
    /// The organisations in the order of the file.
    pub partners: Vec<Partner>,
    /// The projects in the order of the file.
    pub projects: Vec<Project>,
    /// The speakers in the order of the file.
    pub speakers: Vec<Speaker>,
    /// The sessions by start, then by room; those without a start are last.
    pub sessions: Vec<Session>,
    /// From the first start to the last end; empty when no session has a start.
    pub span: std::ops::Range<Timestamp>,
    /// When it or one of its sessions was last changed, also by an update, on the event's clock.
    pub last_change: Option<NaiveDateTime>,
    /// The index of each id.
    pub ids: Ids,
    /// What updates announce to everyone.
    pub announcement: Option<Announcement>,
}

/// What the organisers tell everyone, or all in a room, for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The text, in one line.
    pub text: Localized,
    /// When it ends; `None` until it is withdrawn.
    pub until: Option<Timestamp>,
    /// Whether it comes before others.
    pub urgent: bool,
}

named! {
    /// Whether a speaker is at the event.
    Arrival { Expected = "expected", Arrived = "arrived", Missing = "missing", Left = "left" } default Expected
}

/// How staff reach somebody; no export and no page for others has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// The number, as people write it.
    pub phone: Option<Text>,
    /// What staff must know, in one line.
    pub notes: Option<Text>,
}

/// Contacts by the id of the speaker.
pub type Contacts = HashMap<Text, Contact>;

/// A day of the programme.
#[derive(Debug, Clone)]
pub struct Day {
    /// The date on the event's clock. Pentabarf: `day/@date`.
    pub date: NaiveDate,
    /// The name, in one line; it may be empty.
    pub title: Localized,
    /// Whether the file lists the day, with or without sessions.
    pub declared: bool,
    /// The sessions of the day, in order.
    pub sessions: Vec<Ix<Session>>,
}

/// A room.
#[derive(Debug, Clone, Default)]
pub struct Room {
    /// The id in the file.
    pub id: Text,
    /// The name, in one line. Pentabarf: `room/@name`; iCalendar: `LOCATION`.
    pub name: Localized,
    /// The number of seats. Pentabarf (JSON): `rooms/capacity`.
    pub capacity: Option<u32>,
    /// The floor of the building, as signs name it: `2`, `ground floor`.
    pub floor: Option<Text>,
    /// The minutes to walk to other rooms.
    pub walk: Vec<(Ix<Room>, u32)>,
    /// The channels on which interpretation is heard, by language (BCP 47).
    pub channels: Vec<(Text, u32)>,
    /// The interpreters of its sessions that are interpreted and name none.
    pub interpreters: Vec<Ix<Speaker>>,
    /// The sessions in the room, in order.
    pub sessions: Vec<Ix<Session>>,
    /// What updates announce to those in the room.
    pub announcement: Option<Announcement>,
}

/// A thematic track.
#[derive(Debug, Clone, Default)]
pub struct Track {
    /// The id in the file.
    pub id: Text,
    /// The name, in one line. Pentabarf: `event/track`; iCalendar: `CATEGORIES`.
    pub name: Localized,
    /// The description, in paragraphs.
    pub about: Localized,
    /// The colour in lists and timetables.
    pub color: Option<Color>,
    /// The sessions of the track, in order.
    pub sessions: Vec<Ix<Session>>,
}

/// An organisation: organiser, partner or funder.
#[derive(Debug, Clone, Default)]
pub struct Partner {
    /// The id in the file.
    pub id: Text,
    /// The full name, in one line.
    pub name: Localized,
    /// The acronym, such as `UCLG`; it may be empty.
    pub acronym: Localized,
    /// The role in the programme.
    pub role: PartnerRole,
    /// The address of its website (RFC 3986).
    pub url: Option<Text>,
    /// The description, in paragraphs.
    pub about: Localized,
    /// The sessions that name it, in which its people speak or moderate, or whose project it leads.
    pub sessions: Vec<Ix<Session>>,
    /// The sessions of projects that it funds, without those in `sessions`.
    pub funded: Vec<Ix<Session>>,
    /// Its speakers.
    pub speakers: Vec<Ix<Speaker>>,
    /// The projects that it leads or funds.
    pub projects: Vec<Ix<Project>>,
}

/// A project to which sessions belong.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// The id in the file.
    pub id: Text,
    /// The name, in one line.
    pub name: Localized,
    /// The description, in paragraphs.
    pub about: Localized,
    /// The address of its website (RFC 3986).
    pub url: Option<Text>,
    /// The partner that leads it.
    pub lead: Option<Ix<Partner>>,
    /// The partners that fund it.
    pub funders: Vec<Ix<Partner>>,
    /// The sessions of the project, in order.
    pub sessions: Vec<Ix<Session>>,
}

/// A person who speaks or moderates.
#[derive(Debug, Clone, Default)]
pub struct Speaker {
    /// The id in the file. Pentabarf: `person/@id` or `guid`.
    pub id: Text,
    /// The name, in one line. Pentabarf: `person`, `public_name`.
    pub name: Localized,
    /// The position in the organisation, in one line.
    pub role: Localized,
    /// The organisation, where it is a partner.
    pub partner: Option<Ix<Partner>>,
    /// The organisation as a text, where it is not a partner.
    pub affiliation: Localized,
    /// The biography, in paragraphs. Pentabarf: `biography`.
    pub bio: Localized,
    /// The address of their website (RFC 3986).
    pub url: Option<Text>,
    /// The address of a picture (RFC 3986). Pentabarf: `avatar`.
    pub image: Option<Text>,
    /// The sessions in which they speak or moderate, in order.
    pub sessions: Vec<Ix<Session>>,
    /// The sessions that they interpret, in order; pages for others do not show them.
    pub interprets: Vec<Ix<Session>>,
    /// Whether updates say that they are there.
    pub arrival: Arrival,
    /// Whether an update names them, and the programme's file does not.
    pub is_new: bool,
}

impl Speaker {
    /// Returns whether they interpret and do nothing else, so that no page for others names them.
    pub fn only_interprets(&self) -> bool {
        self.sessions.is_empty() && !self.interprets.is_empty()
    }
}

/// A session: an entry of the agenda. Pentabarf: `event`; iCalendar: `VEVENT`.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// The id in the file. Pentabarf: `event/@guid` or `@id`; iCalendar: `UID`.
    pub id: Text,
    /// The title, in one line. Pentabarf: `title`; iCalendar: `SUMMARY`.
    pub title: Localized,
    /// The subtitle, in one line. Pentabarf: `subtitle`.
    pub subtitle: Localized,
    /// The kind. Pentabarf: `type`.
    pub kind: SessionKind,
    /// The organisers' name for its kind, in one line. Pentabarf: `type`.
    pub label: Localized,
    /// The start and the end; `None` where the start is missing or invalid. Pentabarf: `date`, `start`,
    /// `duration`; iCalendar: `DTSTART`, `DTEND`, `DURATION`.
    pub slot: Option<Slot>,
    /// The room.
    pub room: Option<Ix<Room>>,
    /// The track.
    pub track: Option<Ix<Track>>,
    /// The project to which it belongs.
    pub project: Option<Ix<Project>>,
    /// The speakers. Pentabarf: `persons`.
    pub speakers: Vec<Ix<Speaker>>,
    /// The moderators, who chair it.
    pub moderators: Vec<Ix<Speaker>>,
    /// The partners that the session itself names.
    pub partners: Vec<Ix<Partner>>,
    /// The spoken languages (BCP 47). Pentabarf: `language`.
    pub language: Vec<Text>,
    /// The languages of the interpretation (BCP 47).
    pub interpretation: Vec<Text>,
    /// The interpreters, where they are not those of the room.
    pub interpreters: Vec<Ix<Speaker>>,
    /// The abstract, in paragraphs. Pentabarf: `abstract`, `description`; iCalendar: `DESCRIPTION`.
    pub summary: Localized,
    /// The running order: the items that follow one another from the start.
    pub items: Vec<SessionItem>,
    /// The status. iCalendar: `STATUS`.
    pub status: Status,
    /// The organisers' note on its status, in one line.
    pub note: Localized,
    /// Whether updates say that no seat is free.
    pub full: bool,
    /// The links. Pentabarf: `links`, `attachments`.
    pub links: Vec<Link>,
    /// The tags, by which organisers group sessions besides tracks.
    pub tags: Vec<Localized>,
    /// The address of its own page (RFC 3986). iCalendar: `URL`; Pentabarf: `url`.
    pub url: Option<Text>,
    /// The address of a picture (RFC 3986). Pentabarf: `logo`.
    pub image: Option<Text>,
    /// The licence of the recording, as a text. Pentabarf: `recording/license`.
    pub license: Option<Text>,
    /// Whether it is recorded; `None` where the file does not say. Pentabarf: `recording/optout`, inverted.
    pub recorded: Option<bool>,
    /// When the organisers last updated it, on the event's clock. iCalendar: `LAST-MODIFIED`.
    pub updated: Option<NaiveDateTime>,
}

/// An item of the running order of a session.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionItem {
    /// Those who speak, in order; often one.
    pub speakers: Vec<Ix<Speaker>>,
    /// The title, in one line; it may be empty.
    pub title: Localized,
    /// The length in minutes, more than 0; `None` where the file does not say.
    pub minutes: Option<i64>,
    /// The spoken language (BCP 47).
    pub language: Option<Text>,
    /// What those who run the room do then, in one line.
    pub cue: Localized,
}

/// The start and the end of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The start on the event's clock, as written.
    pub start: NaiveDateTime,
    /// The end on the event's clock; the start where no end is known.
    pub end: NaiveDateTime,
    /// The start, in seconds since the Unix epoch.
    pub from: Timestamp,
    /// The end, in seconds since the Unix epoch; never before the start.
    pub until: Timestamp,
    /// The day to which it belongs, by the programme's `day_change`.
    pub day: NaiveDate,
}

/// The seconds that count as a pause of an interpreter.
const PAUSE: i64 = 10 * 60;
/// The seconds that somebody can interpret without a pause.
const MAX_INTERPRETING: i64 = 2 * 60 * 60;

impl Slot {
    /// Returns whether an end is known.
    pub fn has_end(&self) -> bool {
        self.until > self.from
    }

    /// Returns whether the slot takes whole days, from midnight to midnight.
    pub fn is_whole_days(&self) -> bool {
        let midnight = |local: NaiveDateTime| local.time() == NaiveTime::MIN;
        self.has_end() && midnight(self.start) && midnight(self.end)
    }

    /// Returns whether both start on one date and belong to one day.
    pub fn is_same_day(self, other: Self) -> bool {
        self.day == other.day && self.start.date() == other.start.date()
    }

    /// Returns the first stretch of more than two hours in slots that are in order, without a pause of ten minutes.
    pub fn without_pause(all: impl Iterator<Item = Self>) -> Option<Self> {
        let mut stretch: Option<Self> = None;
        for slot in all {
            let begun = stretch.filter(|begun| slot.from < begun.until + PAUSE);
            let begun = begun.unwrap_or(slot);
            let last = if slot.until > begun.until {
                slot
            } else {
                begun
            };
            let whole = Self {
                until: last.until,
                end: last.end,
                ..begun
            };
            if whole.until - whole.from > MAX_INTERPRETING {
                return Some(whole);
            }
            stretch = Some(whole);
        }
        None
    }

    /// Returns whether both have a moment in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }
}

/// A link of a session.
#[derive(Debug, Clone, Default)]
pub struct Link {
    /// The title, in one line; it may be empty.
    pub title: Localized,
    /// The address (RFC 3986).
    pub url: Text,
}

named! {
    /// The role of an organisation in the programme.
    PartnerRole { Organiser = "organiser", Partner = "partner", Funder = "funder" } default Partner
}

named! {
    /// The kind of a session.
    SessionKind {
        Opening = "opening", Talk = "talk", Panel = "panel", Workshop = "workshop",
        Declaration = "declaration", Break = "break", Social = "social", Closing = "closing",
        Other = "other",
    } default Other
}

named! {
    /// Whether a session takes place as scheduled.
    Status {
        Confirmed = "confirmed", Tentative = "tentative", Moved = "moved", Delayed = "delayed",
        Cancelled = "cancelled",
    } default Confirmed
}

/// The index of each id of a kind. The hash has a random seed, since the ids come from files.
pub type IdMap<T> = HashMap<Text, Ix<T>, foldhash::fast::RandomState>;

/// The index of each id, by kind.
#[derive(Debug, Default)]
pub struct Ids {
    /// The indices of sessions.
    pub sessions: IdMap<Session>,
    /// The indices of tracks.
    pub tracks: IdMap<Track>,
    /// The indices of speakers.
    pub speakers: IdMap<Speaker>,
    /// The indices of partners.
    pub partners: IdMap<Partner>,
    /// The indices of rooms.
    pub rooms: IdMap<Room>,
    /// The indices of projects.
    pub projects: IdMap<Project>,
}

impl Room {
    /// Returns the channel on which a language is heard.
    pub fn channel(&self, language: &str) -> Option<u32> {
        let is = |(own, _): &&(Text, u32)| own.eq_ignore_ascii_case(language);
        self.channels.iter().find(is).map(|(_, channel)| *channel)
    }
}

impl Session {
    /// Returns the speakers, then the moderators.
    pub fn people(&self) -> impl Iterator<Item = Ix<Speaker>> {
        self.speakers.iter().chain(&self.moderators).copied()
    }

    /// Returns the address of its own page, then those of its links.
    pub fn addresses(&self) -> impl Iterator<Item = &Text> {
        let links = self.links.iter().map(|link| &link.url);
        let others = links.filter(|url| !url.is_empty() && self.url.as_ref() != Some(url));
        self.url.iter().chain(others)
    }

    /// Returns the slot in which the session needs its room and its people; `None` when it needs neither.
    pub fn busy(&self) -> Option<Slot> {
        let held = self.status != Status::Cancelled;
        self.slot.filter(|slot| slot.has_end() && held)
    }
}

impl Program {
    /// Sets the time zone of an event whose file does not name it.
    pub fn name_zone(&mut self, zone: &Zone) {
        (self.zone, self.zoned) = (zone.clone(), true);
        self.is_zone_assumed = true;
        for session in &mut self.sessions {
            if let Some(slot) = &mut session.slot {
                slot.from = zone.from_local(slot.start).timestamp();
                slot.until = zone.from_local(slot.end).timestamp().max(slot.from);
            }
        }
        self.index();
    }

    /// Sets the time zone of an event whose file has offsets only: its sessions stay at their instants.
    pub fn show_in(&mut self, zone: &Zone) {
        self.zone = zone.clone();
        for at in 0..self.sessions.len() {
            if let Some(mut slot) = self.sessions[at].slot {
                (slot.start, slot.end) = (zone.at(slot.from), zone.at(slot.until));
                slot.day = self.day_of(slot.start);
                self.sessions[at].slot = Some(slot);
            }
        }
        self.index();
    }

    /// Returns the sessions of a track, a speaker, a partner, a room or a project; a session has none.
    pub fn sessions_of(&self, ix: impl Into<AnyIx>) -> &[Ix<Session>] {
        match ix.into() {
            AnyIx::Track(ix) => &self[ix].sessions,
            AnyIx::Speaker(ix) => &self[ix].sessions,
            AnyIx::Partner(ix) => &self[ix].sessions,
            AnyIx::Room(ix) => &self[ix].sessions,
            AnyIx::Project(ix) => &self[ix].sessions,
            AnyIx::Session(_) => &[],
        }
    }

    /// Returns the day on `date`.
    pub fn day(&self, date: NaiveDate) -> Option<&Day> {
        self.days
            .binary_search_by_key(&date, |d| d.date)
            .ok()
            .map(|i| &self.days[i])
    }

    /// Returns the interpreters of a session that is interpreted: its own, else those of its room.
    pub fn interpreters_of<'p>(&'p self, session: &'p Session) -> &'p [Ix<Speaker>] {
        match session.room {
            Some(room) if session.interpreters.is_empty() && !session.interpretation.is_empty() => {
                &self[room].interpreters
            }
            _ => &session.interpreters,
        }
    }

    /// Returns all whom a session needs: its people, then the interpreters.
    pub fn staff_of<'p>(&'p self, session: &'p Session) -> impl Iterator<Item = Ix<Speaker>> {
        let interpreters = self.interpreters_of(session).iter().copied();
        session.people().chain(interpreters)
    }

    /// Returns the sessions that need somebody, in order.
    pub fn duties_of(&self, who: Ix<Speaker>) -> Vec<Ix<Session>> {
        let who = &self[who];
        let mut all = [&*who.sessions, &*who.interprets].concat();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Returns the day to which a time on the event's clock belongs.
    pub fn day_of(&self, local: NaiveDateTime) -> NaiveDate {
        let change = TimeDelta::minutes(self.day_change.into());
        local.checked_sub_signed(change).unwrap_or(local).date()
    }

    /// Returns the items of a session, each with its planned slot as far as the lengths of those before it are known. The
    /// last one has all the time that is left if it has no length.
    pub fn running_order<'s>(
        &self,
        session: &'s Session,
    ) -> impl Iterator<Item = (&'s SessionItem, Option<Slot>)> {
        let mut rest = session.slot;
        let last = session.items.len().saturating_sub(1);
        session.items.iter().enumerate().map(move |(n, item)| {
            let slot = rest.map(|rest| {
                let until = match item.minutes {
                    Some(minutes) => rest.from.saturating_add(minutes * 60),
                    None if n == last => rest.until.max(rest.from),
                    None => rest.from,
                };
                Slot {
                    end: self.zone.at(until),
                    until,
                    ..rest
                }
            });
            let next = slot.zip(session.slot).filter(|(slot, _)| slot.has_end());
            rest = next.map(|(slot, whole)| Slot {
                start: slot.end,
                from: slot.until,
                ..whole
            });
            (item, slot)
        })
    }

    /// Returns the partners of a session, each once: those that it names, then those of its speakers and
    /// moderators, then the lead of its project. Funders of the project do not count.
    pub fn partners_of(&self, session: &Session) -> Vec<Ix<Partner>> {
        let of_people = session.people().filter_map(|s| self[s].partner);
        let lead = session.project.and_then(|p| self[p].lead);
        let mut all = session.partners.clone();
        for partner in of_people.chain(lead) {
            if !all.contains(&partner) {
                all.push(partner);
            }
        }
        all
    }
}

/// The sort key of sessions: their start, then their room.
type Key = (Timestamp, Option<Ix<Room>>);

/// Returns the position of each key in sorted order.
fn places(keys: &[Key]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&at| keys[at]);
    let mut place = vec![0; order.len()];
    for (to, &from) in order.iter().enumerate() {
        place[from] = to;
    }
    place
}

/// Sorts sessions, with what belongs to each, in the order of the agenda, and updates the indices of their
/// ids.
pub fn sort<T>(sessions: &mut [T], of: impl Fn(&T) -> &Session, ids: &mut IdMap<Session>) {
    let key = |s: &T| {
        let session = of(s);
        (
            session.slot.map_or(Timestamp::MAX, |s| s.from),
            session.room,
        )
    };
    let keys: Vec<Key> = sessions.iter().map(key).collect();
    let mut place = places(&keys);
    for ix in ids.values_mut() {
        *ix = Ix::new(place[ix.at()]);
    }
    // In place, since sessions are large: each is swapped to its position.
    for at in 0..sessions.len() {
        while place[at] != at {
            let to = place[at];
            sessions.swap(at, to);
            place.swap(at, to);
        }
    }
}

/// Adds an index to a list that does not have it.
pub fn push_new<T>(list: &mut Vec<Ix<T>>, ix: Ix<T>) {
    if !list.contains(&ix) {
        list.push(ix);
    }
}

impl Program {
    /// Fills the span, and the lists of days, rooms, tracks, speakers, partners and projects, from sessions
    /// that are in order.
    pub fn index(&mut self) {
        self.clear_lists();
        let slots = || self.sessions.iter().filter_map(|s| s.slot);
        let until = slots().map(|s| s.until).max().unwrap_or(0);
        self.span = slots().next().map_or(0, |s| s.from)..until;
        let changes = self.sessions.iter().filter_map(|s| s.updated);
        self.last_change = changes.chain(self.updated).max();
        for (at, speaker) in self.speakers.iter().enumerate() {
            if let Some(p) = speaker.partner {
                self.partners[p.at()].speakers.push(Ix::new(at));
            }
        }
        for (at, project) in self.projects.iter().enumerate() {
            for &p in project.lead.iter().chain(&project.funders) {
                // Projects come in order, so one that a list has already is its last.
                let list = &mut self.partners[p.at()].projects;
                if list.last() != Some(&Ix::new(at)) {
                    list.push(Ix::new(at));
                }
            }
        }
        for ix in self.all() {
            self.index_session(ix);
        }
    }

    /// Clears what [`Self::index`] fills.
    fn clear_lists(&mut self) {
        self.days.retain(|day| day.declared);
        self.days.iter_mut().for_each(|d| d.sessions.clear());
        self.rooms.iter_mut().for_each(|r| r.sessions.clear());
        self.tracks.iter_mut().for_each(|t| t.sessions.clear());
        for speaker in &mut self.speakers {
            speaker.sessions.clear();
            speaker.interprets.clear();
        }
        self.projects.iter_mut().for_each(|p| p.sessions.clear());
        for partner in &mut self.partners {
            partner.sessions.clear();
            partner.funded.clear();
            partner.speakers.clear();
            partner.projects.clear();
        }
    }

    /// Adds a session to the lists of the subjects that it refers to.
    fn index_session(&mut self, ix: Ix<Session>) {
        let session = &self[ix];
        let partners = self.partners_of(session);
        let Session {
            slot,
            room,
            track,
            project,
            ..
        } = *session;
        let people: Vec<Ix<Speaker>> = session.people().collect();
        let interpreters = self.interpreters_of(session).to_vec();
        if let Some(slot) = slot {
            let days = &mut self.days;
            let at = days
                .binary_search_by_key(&slot.day, |d| d.date)
                .unwrap_or_else(|at| {
                    let day = Day {
                        date: slot.day,
                        title: Localized::Empty,
                        declared: false,
                        sessions: Vec::new(),
                    };
                    days.insert(at, day);
                    at
                });
            days[at].sessions.push(ix);
        }
        // Sessions come in order, so one that a list has already is its last.
        let add = |list: &mut Vec<Ix<Session>>| {
            if list.last() != Some(&ix) {
                list.push(ix);
            }
        };
        if let Some(room) = room {
            add(&mut self.rooms[room.at()].sessions);
        }
        if let Some(track) = track {
            add(&mut self.tracks[track.at()].sessions);
        }
        for &speaker in &people {
            add(&mut self.speakers[speaker.at()].sessions);
        }
        for &speaker in &interpreters {
            add(&mut self.speakers[speaker.at()].interprets);
        }
        for &partner in &partners {
            add(&mut self.partners[partner.at()].sessions);
        }
        if let Some(project) = project {
            add(&mut self.projects[project.at()].sessions);
            for &p in &self.projects[project.at()].funders {
                if !partners.contains(&p) {
                    add(&mut self.partners[p.at()].funded);
                }
            }
        }
    }
}
