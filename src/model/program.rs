//! The programme as it was read and checked, which everything else shows.
//!
//! Its parts refer to one another by index ([`Ix`]) into the programme's lists. Other modules address them by
//! [`Subject`], whose ids come from the file and stay the same in another version. Where a field has a key of
//! the same meaning in pentabarf's schedule (`schedule.xml`, `schedule.json`) or in iCalendar (RFC 5545), its
//! doc names it.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::color::Color;
use super::subject::{Kind, Subject, named};
use crate::model::zone::{Timestamp, Zone};
use crate::text::{Lang, Localized, Text};

/// An index into one of the programme's lists.
pub type Ix = u32;

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
    /// Whether the file names the time zone; else its times are taken as UTC.
    pub zoned: bool,
    /// The minutes after midnight at which a day starts: a session before belongs to the day before.
    /// Pentabarf: `conference/day_change`.
    pub day_change: u16,
    /// The address of its website (RFC 3986).
    pub url: Option<Text>,
    /// The name of the venue, in one line. Pentabarf: `conference/venue`.
    pub venue: Localized,
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
    /// The index of each id.
    pub ids: Ids,
}

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
    pub sessions: Vec<Ix>,
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
    pub walk: Vec<(Ix, u32)>,
    /// The sessions in the room, in order.
    pub sessions: Vec<Ix>,
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
    pub sessions: Vec<Ix>,
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
    pub sessions: Vec<Ix>,
    /// The sessions of projects that it funds, without those in `sessions`.
    pub funded: Vec<Ix>,
    /// Its speakers.
    pub speakers: Vec<Ix>,
    /// The projects that it leads or funds.
    pub projects: Vec<Ix>,
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
    pub lead: Option<Ix>,
    /// The partners that fund it.
    pub funders: Vec<Ix>,
    /// The sessions of the project, in order.
    pub sessions: Vec<Ix>,
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
    pub partner: Option<Ix>,
    /// The organisation as a text, where it is not a partner.
    pub affiliation: Localized,
    /// The biography, in paragraphs. Pentabarf: `biography`.
    pub bio: Localized,
    /// The address of their website (RFC 3986).
    pub url: Option<Text>,
    /// The address of a picture (RFC 3986). Pentabarf: `avatar`.
    pub image: Option<Text>,
    /// The sessions in which they speak or moderate, in order.
    pub sessions: Vec<Ix>,
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
    pub room: Option<Ix>,
    /// The track.
    pub track: Option<Ix>,
    /// The project to which it belongs.
    pub project: Option<Ix>,
    /// The speakers. Pentabarf: `persons`.
    pub speakers: Vec<Ix>,
    /// The moderators, who chair it.
    pub moderators: Vec<Ix>,
    /// The partners that the session itself names.
    pub partners: Vec<Ix>,
    /// The spoken languages (BCP 47). Pentabarf: `language`.
    pub language: Vec<Text>,
    /// The languages of the interpretation (BCP 47).
    pub interpretation: Vec<Text>,
    /// The abstract, in paragraphs. Pentabarf: `abstract`, `description`; iCalendar: `DESCRIPTION`.
    pub summary: Localized,
    /// The status. iCalendar: `STATUS`.
    pub status: Status,
    /// The organisers' note on its status, in one line.
    pub note: Localized,
    /// The links. Pentabarf: `links`, `attachments`.
    pub links: Vec<Link>,
    /// The tags, by which organisers group sessions besides tracks.
    pub tags: Vec<Localized>,
    /// The address of a picture (RFC 3986). Pentabarf: `logo`.
    pub image: Option<Text>,
    /// The licence of the recording, as a text. Pentabarf: `recording/license`.
    pub license: Option<Text>,
    /// Whether it is recorded; `None` where the file does not say. Pentabarf: `recording/optout`, inverted.
    pub recorded: Option<bool>,
    /// When the organisers last updated it, on the event's clock. iCalendar: `LAST-MODIFIED`.
    pub updated: Option<NaiveDateTime>,
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

impl Slot {
    /// Returns whether an end is known.
    pub fn has_end(&self) -> bool {
        self.until > self.from
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
pub type Places = HashMap<Text, Ix, foldhash::fast::RandomState>;

/// The index of each id, by kind.
#[derive(Debug, Default)]
pub struct Ids {
    /// The indices of sessions.
    pub sessions: Places,
    /// The indices of tracks.
    pub tracks: Places,
    /// The indices of speakers.
    pub speakers: Places,
    /// The indices of partners.
    pub partners: Places,
    /// The indices of rooms.
    pub rooms: Places,
    /// The indices of projects.
    pub projects: Places,
}

impl Ids {
    /// Returns the indices of a kind; `None` for kinds without ids.
    pub fn of(&self, kind: Kind) -> Option<&Places> {
        match kind {
            Kind::Session => Some(&self.sessions),
            Kind::Track => Some(&self.tracks),
            Kind::Speaker => Some(&self.speakers),
            Kind::Partner => Some(&self.partners),
            Kind::Room => Some(&self.rooms),
            Kind::Project => Some(&self.projects),
            _ => None,
        }
    }
}

impl Session {
    /// Returns the speakers, then the moderators.
    pub fn people(&self) -> impl Iterator<Item = Ix> {
        self.speakers.iter().chain(&self.moderators).copied()
    }

    /// Returns the slot in which the session needs its room and its people; `None` when it needs neither.
    pub fn busy(&self) -> Option<Slot> {
        let held = self.status != Status::Cancelled;
        self.slot.filter(|slot| slot.has_end() && held)
    }
}

impl Program {
    /// Returns the session at `ix`.
    pub fn session(&self, ix: Ix) -> &Session {
        &self.sessions[ix as usize]
    }

    /// Returns the room at `ix`.
    pub fn room(&self, ix: Ix) -> &Room {
        &self.rooms[ix as usize]
    }

    /// Returns the track at `ix`.
    pub fn track(&self, ix: Ix) -> &Track {
        &self.tracks[ix as usize]
    }

    /// Returns the partner at `ix`.
    pub fn partner(&self, ix: Ix) -> &Partner {
        &self.partners[ix as usize]
    }

    /// Returns the project at `ix`.
    pub fn project(&self, ix: Ix) -> &Project {
        &self.projects[ix as usize]
    }

    /// Returns the speaker at `ix`.
    pub fn speaker(&self, ix: Ix) -> &Speaker {
        &self.speakers[ix as usize]
    }

    /// Returns the day on `date`.
    pub fn day(&self, date: NaiveDate) -> Option<&Day> {
        self.days
            .binary_search_by_key(&date, |d| d.date)
            .ok()
            .map(|i| &self.days[i])
    }

    /// Returns the index of a subject in its list; `None` when the programme does not have it.
    pub fn find(&self, subject: &Subject) -> Option<Ix> {
        self.ids.of(subject.kind)?.get(subject.id.as_str()).copied()
    }

    /// Returns the partners of a session, each once: those that it names, then those of its speakers and
    /// moderators, then the lead of its project. Funders of the project do not count.
    pub fn partners_of(&self, session: &Session) -> Vec<Ix> {
        let of_people = session.people().filter_map(|s| self.speaker(s).partner);
        let lead = session.project.and_then(|p| self.project(p).lead);
        let mut all = session.partners.clone();
        for partner in of_people.chain(lead) {
            if !all.contains(&partner) {
                all.push(partner);
            }
        }
        all
    }

    /// Returns the number of subjects of a listed kind.
    pub fn len(&self, kind: Kind) -> usize {
        match kind {
            Kind::Session => self.sessions.len(),
            Kind::Track => self.tracks.len(),
            Kind::Speaker => self.speakers.len(),
            Kind::Partner => self.partners.len(),
            Kind::Room => self.rooms.len(),
            Kind::Project => self.projects.len(),
            Kind::Day => self.days.len(),
            _ => 0,
        }
    }

    /// Returns the subject of a listed kind at `ix`.
    ///
    /// # Panics
    /// When `ix` is outside the list or `kind` has none.
    pub fn subject(&self, kind: Kind, ix: Ix) -> Subject {
        let id = match kind {
            Kind::Session => &self.session(ix).id,
            Kind::Track => &self.track(ix).id,
            Kind::Speaker => &self.speaker(ix).id,
            Kind::Partner => &self.partner(ix).id,
            Kind::Room => &self.room(ix).id,
            Kind::Project => &self.project(ix).id,
            Kind::Day => return self.days[ix as usize].subject(),
            _ => unreachable!("{kind:?} has no list"),
        };
        Subject {
            kind,
            id: id.clone(),
        }
    }

    /// Returns the names of a subject of a listed kind, in every language.
    pub fn names(&self, kind: Kind, ix: Ix) -> Vec<&Localized> {
        match kind {
            Kind::Session => vec![&self.session(ix).title],
            Kind::Track => vec![&self.track(ix).name],
            Kind::Speaker => vec![&self.speaker(ix).name],
            Kind::Partner => vec![&self.partner(ix).acronym, &self.partner(ix).name],
            Kind::Room => vec![&self.room(ix).name],
            Kind::Project => vec![&self.project(ix).name],
            Kind::Day => vec![&self.days[ix as usize].title],
            _ => Vec::new(),
        }
    }
}

/// The sort key of sessions: their start, then their room.
type Key = (Timestamp, Option<Ix>);

/// Returns the position of each key in sorted order.
fn places(keys: &[Key]) -> Vec<Ix> {
    let mut order: Vec<Ix> = (0..keys.len() as Ix).collect();
    order.sort_by_key(|&ix| keys[ix as usize]);
    let mut place = vec![0; order.len()];
    for (to, &from) in (0..).zip(&order) {
        place[from as usize] = to;
    }
    place
}

/// Sorts sessions, with what belongs to each, in the order of the agenda, and updates the indices of their
/// ids.
pub fn sort<T>(sessions: &mut [T], of: impl Fn(&T) -> &Session, ids: &mut Places) {
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
        *ix = place[*ix as usize];
    }
    // In place, since sessions are large: each is swapped to its position.
    for at in 0..sessions.len() {
        while place[at] as usize != at {
            let to = place[at] as usize;
            sessions.swap(at, to);
            place.swap(at, to);
        }
    }
}

/// Adds an index to a list that does not have it.
pub fn push_new(list: &mut Vec<Ix>, ix: Ix) {
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
        for (ix, speaker) in (0..).zip(&self.speakers) {
            if let Some(p) = speaker.partner {
                self.partners[p as usize].speakers.push(ix);
            }
        }
        for (ix, project) in (0..).zip(&self.projects) {
            for &p in project.lead.iter().chain(&project.funders) {
                // Projects come in order, so one that a list has already is its last.
                let list = &mut self.partners[p as usize].projects;
                if list.last() != Some(&ix) {
                    list.push(ix);
                }
            }
        }
        for ix in 0..self.sessions.len() as Ix {
            self.index_session(ix);
        }
    }

    /// Clears what [`Self::index`] fills.
    fn clear_lists(&mut self) {
        self.days.retain(|day| day.declared);
        self.days.iter_mut().for_each(|d| d.sessions.clear());
        self.rooms.iter_mut().for_each(|r| r.sessions.clear());
        self.tracks.iter_mut().for_each(|t| t.sessions.clear());
        self.speakers.iter_mut().for_each(|s| s.sessions.clear());
        self.projects.iter_mut().for_each(|p| p.sessions.clear());
        for partner in &mut self.partners {
            partner.sessions.clear();
            partner.funded.clear();
            partner.speakers.clear();
            partner.projects.clear();
        }
    }

    /// Adds a session to the lists of the subjects that it refers to.
    fn index_session(&mut self, ix: Ix) {
        let session = self.session(ix);
        let partners = self.partners_of(session);
        let Session {
            slot,
            room,
            track,
            project,
            ..
        } = *session;
        let people: Vec<Ix> = session.people().collect();
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
        let add = |list: &mut Vec<Ix>| {
            if list.last() != Some(&ix) {
                list.push(ix);
            }
        };
        if let Some(room) = room {
            add(&mut self.rooms[room as usize].sessions);
        }
        if let Some(track) = track {
            add(&mut self.tracks[track as usize].sessions);
        }
        for &speaker in &people {
            add(&mut self.speakers[speaker as usize].sessions);
        }
        for &partner in &partners {
            add(&mut self.partners[partner as usize].sessions);
        }
        if let Some(project) = project {
            add(&mut self.projects[project as usize].sessions);
            for &p in &self.projects[project as usize].funders {
                if !partners.contains(&p) {
                    add(&mut self.partners[p as usize].funded);
                }
            }
        }
    }
}
