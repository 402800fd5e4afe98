//! The programme as it was read and checked: what everything else shows. Immutable.
//!
//! Things refer to one another by index ([`Ix`]) into the programme's own lists; the outside
//! addresses them by [`Subject`], whose ids come from the file and survive a reload.

use std::collections::HashMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::color::Color;
use super::subject::{Kind, Subject, named};
use crate::i18n::time;
use crate::model::zone::{Timestamp, Zone};
use crate::text::{Lang, Localized, Text};

/// An index into one of the programme's lists.
pub type Ix = u32;

/// A conference programme; the default is an empty one.
#[derive(Debug, Default)]
pub struct Program {
    /// Stable id, part of every exported UID.
    pub id: Text,
    /// Its name.
    pub title: Localized,
    /// What it is about.
    pub about: Localized,
    /// The languages of its texts; the first is the default. May be empty.
    pub languages: Vec<Lang>,
    /// The clock of the event.
    pub zone: Zone,
    /// Whether the file names it; else its times are taken for UTC.
    pub zoned: bool,
    /// Minutes after midnight at which a day begins.
    pub day_change: u16,
    /// Its page on the web.
    pub url: Option<Text>,
    /// Where it takes place.
    pub venue: Localized,
    /// What every reader must know, such as which facts are illustrative.
    pub notice: Localized,
    /// When the organisers last changed it, on the event's clock.
    pub updated: Option<NaiveDateTime>,
    /// Its days in order, declared or not.
    pub days: Vec<Day>,
    /// Its rooms in the file's order.
    pub rooms: Vec<Room>,
    /// Its tracks in the file's order.
    pub tracks: Vec<Track>,
    /// Its organisations in the file's order.
    pub partners: Vec<Partner>,
    /// Its projects in the file's order.
    pub projects: Vec<Project>,
    /// Its speakers in the file's order.
    pub speakers: Vec<Speaker>,
    /// Its sessions by start, then by room; those without a start are last.
    pub sessions: Vec<Session>,
    /// From the first start to the last end; empty when no session has a start.
    pub span: std::ops::Range<Timestamp>,
    /// Where each id is.
    pub ids: Ids,
}

/// A day of the programme.
#[derive(Debug, Clone)]
pub struct Day {
    /// The date on the event's clock.
    pub date: NaiveDate,
    /// Its name, if it has one.
    pub title: Localized,
    /// Whether the file has it, with sessions or without.
    pub declared: bool,
    /// The sessions that belong to it.
    pub sessions: Vec<Ix>,
}

/// A room.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Room {
    pub id: Text,
    pub name: Localized,
    pub capacity: Option<u32>,
    pub floor: Option<Text>,
    /// Minutes on foot to other rooms.
    pub walk: Vec<(Ix, u32)>,
    pub sessions: Vec<Ix>,
}

/// A thematic track.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Track {
    pub id: Text,
    pub name: Localized,
    pub about: Localized,
    pub color: Option<Color>,
    pub sessions: Vec<Ix>,
}

/// An organisation: organiser, partner or funder.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Partner {
    pub id: Text,
    pub name: Localized,
    pub acronym: Localized,
    pub role: PartnerRole,
    pub url: Option<Text>,
    pub about: Localized,
    /// Sessions it takes part in: named by the session, by a speaker or moderator, or as the lead of
    /// the session's project.
    pub sessions: Vec<Ix>,
    /// Sessions of projects that it funds and that are not among `sessions`.
    pub funded: Vec<Ix>,
    pub speakers: Vec<Ix>,
    /// Projects that it leads or funds.
    pub projects: Vec<Ix>,
}

/// A project behind sessions.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Project {
    pub id: Text,
    pub name: Localized,
    pub about: Localized,
    pub url: Option<Text>,
    pub lead: Option<Ix>,
    pub funders: Vec<Ix>,
    pub sessions: Vec<Ix>,
}

/// Someone who speaks or moderates.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Speaker {
    pub id: Text,
    pub name: Localized,
    /// What they do there.
    pub role: Localized,
    pub partner: Option<Ix>,
    /// Free text, where the organisation is no partner.
    pub affiliation: Localized,
    pub bio: Localized,
    pub url: Option<Text>,
    /// The address of a picture.
    pub image: Option<Text>,
    /// Sessions in which they speak or moderate.
    pub sessions: Vec<Ix>,
}

/// One entry of the agenda.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)]
pub struct Session {
    pub id: Text,
    pub title: Localized,
    pub subtitle: Localized,
    pub kind: SessionKind,
    /// The organisers' own word for its kind.
    pub label: Localized,
    /// `None` when its start could not be read.
    pub slot: Option<Slot>,
    pub room: Option<Ix>,
    pub track: Option<Ix>,
    pub project: Option<Ix>,
    pub speakers: Vec<Ix>,
    pub moderators: Vec<Ix>,
    /// Named in the session itself.
    pub partners: Vec<Ix>,
    /// Spoken languages.
    pub language: Vec<Text>,
    pub interpretation: Vec<Text>,
    pub summary: Localized,
    pub status: Status,
    pub note: Localized,
    pub links: Vec<Link>,
    /// Words that organisers sort sessions by, besides tracks.
    pub tags: Vec<Localized>,
    /// The address of a picture.
    pub image: Option<Text>,
    /// The licence of its recording.
    pub license: Option<Text>,
    /// Whether it is recorded, where that is known.
    pub recorded: Option<bool>,
    pub updated: Option<NaiveDateTime>,
}

/// When a session takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// Start on the event's clock, as written.
    pub start: NaiveDateTime,
    /// End on the event's clock; the start where no end is known.
    pub end: NaiveDateTime,
    /// The start.
    pub from: Timestamp,
    /// The end, never before the start.
    pub until: Timestamp,
    /// The day it belongs to, by the programme's `day_change`.
    pub day: NaiveDate,
}

impl Slot {
    /// Whether an end is known.
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
#[allow(missing_docs)]
pub struct Link {
    pub title: Localized,
    pub url: Text,
}

named! {
    /// What an organisation is to the programme.
    PartnerRole { Organiser = "organiser", Partner = "partner", Funder = "funder" } default Partner
}

named! {
    /// What sort of session it is.
    SessionKind {
        Opening = "opening", Talk = "talk", Panel = "panel", Workshop = "workshop",
        Declaration = "declaration", Break = "break", Social = "social", Closing = "closing",
        Other = "other",
    } default Other
}

named! {
    /// Whether a session stands as announced.
    Status {
        Confirmed = "confirmed", Tentative = "tentative", Moved = "moved", Delayed = "delayed",
        Cancelled = "cancelled",
    } default Confirmed
}

/// Where each id of a kind is. The ids of a file are hashed by a seed of each run.
pub type Places = HashMap<Text, Ix, foldhash::fast::RandomState>;

/// Where each id is, by kind.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Ids {
    pub sessions: Places,
    pub tracks: Places,
    pub speakers: Places,
    pub partners: Places,
    pub rooms: Places,
    pub projects: Places,
}

impl Ids {
    /// Where the ids of a kind are; `None` for kinds without ids.
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
    /// Those who speak, then those who moderate.
    pub fn people(&self) -> impl Iterator<Item = Ix> {
        self.speakers.iter().chain(&self.moderators).copied()
    }

    /// `"opening" from 09:30 to 10:30`, as faults name it.
    pub fn told(&self) -> String {
        let times = self.slot.map_or_else(String::new, |slot| {
            format!(" from {} to {}", time(slot.start), time(slot.end))
        });
        format!("\"{}\"{times}", self.id)
    }

    /// When it takes a place and people's time, if it does.
    pub fn busy(&self) -> Option<Slot> {
        let held = self.status != Status::Cancelled;
        self.slot.filter(|slot| slot.has_end() && held)
    }
}

impl Program {
    /// The session at `ix`.
    pub fn session(&self, ix: Ix) -> &Session {
        &self.sessions[ix as usize]
    }

    /// The room at `ix`.
    pub fn room(&self, ix: Ix) -> &Room {
        &self.rooms[ix as usize]
    }

    /// The track at `ix`.
    pub fn track(&self, ix: Ix) -> &Track {
        &self.tracks[ix as usize]
    }

    /// The partner at `ix`.
    pub fn partner(&self, ix: Ix) -> &Partner {
        &self.partners[ix as usize]
    }

    /// The project at `ix`.
    pub fn project(&self, ix: Ix) -> &Project {
        &self.projects[ix as usize]
    }

    /// The speaker at `ix`.
    pub fn speaker(&self, ix: Ix) -> &Speaker {
        &self.speakers[ix as usize]
    }

    /// The day on `date`.
    pub fn day(&self, date: NaiveDate) -> Option<&Day> {
        self.days
            .binary_search_by_key(&date, |d| d.date)
            .ok()
            .map(|i| &self.days[i])
    }

    /// Where the subject is in its list; `None` when it is in none or no longer there.
    pub fn find(&self, subject: &Subject) -> Option<Ix> {
        self.ids.of(subject.kind)?.get(subject.id.as_str()).copied()
    }

    /// The partners that take part in a session, each once: named by it, then those of its speakers and
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

    /// How many subjects of a listed kind there are.
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

    /// The subject of a listed kind at `ix`.
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

    /// The names that a subject of a listed kind goes by, in every language.
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

/// By what sessions are sorted: their start, then their room.
type Key = (Timestamp, Option<Ix>);

/// Where each key stands among all of them, in order.
fn places(keys: &[Key]) -> Vec<Ix> {
    let mut order: Vec<Ix> = (0..keys.len() as Ix).collect();
    order.sort_by_key(|&ix| keys[ix as usize]);
    let mut place = vec![0; order.len()];
    for (to, &from) in (0..).zip(&order) {
        place[from as usize] = to;
    }
    place
}

/// Puts sessions in the order of the agenda, and tells their ids; what goes with each goes along.
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
    // Where they stand, since they are large: whoever is at a place goes to their own.
    for at in 0..sessions.len() {
        while place[at] as usize != at {
            let to = place[at] as usize;
            sessions.swap(at, to);
            place.swap(at, to);
        }
    }
}

/// Adds to a list what is not in it.
pub fn push_new(list: &mut Vec<Ix>, ix: Ix) {
    if !list.contains(&ix) {
        list.push(ix);
    }
}

impl Program {
    /// Fills its span and the lists that days, rooms, tracks, speakers, partners and projects keep, from
    /// sessions that are in order.
    pub fn index(&mut self) {
        self.forget();
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
                push_new(&mut self.partners[p as usize].projects, ix);
            }
        }
        for ix in 0..self.sessions.len() as Ix {
            self.index_session(ix);
        }
    }

    fn forget(&mut self) {
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
        // Sessions come in order, so one that is in a list already is its last.
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
