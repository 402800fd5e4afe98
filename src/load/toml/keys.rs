//! The keys of program.toml: a table for each kind of record, from which files are read, and the JSON Schema and the
//! reference in docs/format.md are made.

use self::Shape::{
    Address, Channels, Choice, Clock, Count, Date, Duration, Flag, Id, Languages, Link, Paragraphs,
    Parts, Picture, Plain, Ref, Refs, Rgb, Spoken, Text, Texts, Time, Walk, Zone,
};
use super::reader::Reader;
use super::tree::Item;
use crate::i18n::Message;
use crate::load::raw::{Field, Raw, RawDay, RawProgram};
use crate::model::diagnostic::{Code, Span};
use crate::model::{
    Color, Link as SessionLink, Partner, PartnerRole, Project, Room, Session, SessionItem,
    SessionKind, Speaker, Status, Track,
};
use crate::text::Lines;

/// A key of a table.
pub struct Key<T> {
    pub name: &'static str,
    /// Its documentation; `None` for tables, for lists, and for keys that only nadwa writes.
    pub about: Option<About>,
    /// Reads its value into a field.
    pub read: fn(&mut Reader, &Item, &mut T),
}

/// The documentation of a key.
#[derive(Clone, Copy)]
pub struct About {
    pub shape: Shape,
    /// What it means, in Markdown, where its name and shape do not say it.
    pub doc: &'static str,
    pub required: bool,
}

/// What a value looks like.
#[derive(Clone, Copy)]
pub enum Shape {
    /// One line, in one language or several.
    Text,
    /// As `Text`, with empty lines between paragraphs.
    Paragraphs,
    Texts,
    /// A string in no language.
    Plain,
    Id,
    /// The id of a record of this kind.
    Ref(&'static str),
    /// The ids of records of this kind.
    Refs(&'static str),
    Choice(fn() -> Vec<&'static str>),
    Languages,
    /// The languages that are spoken or interpreted.
    Spoken,
    /// The name of a time zone in the IANA database.
    Zone,
    Date,
    Time,
    /// A time of day.
    Clock,
    Duration,
    Count,
    Flag,
    /// A colour with its red, green and blue.
    Rgb,
    /// The name of a file with a picture, beside this one.
    Picture,
    /// http or https.
    Address,
    /// As `Address`, or mailto.
    Link,
    /// Tables inside a record, one of [`PARTS`].
    Parts(&'static str),
    /// Minutes to other rooms.
    Walk,
    /// Numbers of channels by language.
    Channels,
}

/// Returns a key that no document lists.
pub const fn unlisted<T>(name: &'static str, read: fn(&mut Reader, &Item, &mut T)) -> Key<T> {
    Key {
        name,
        about: None,
        read,
    }
}

const fn key<T>(
    name: &'static str,
    shape: Shape,
    doc: &'static str,
    read: fn(&mut Reader, &Item, &mut T),
) -> Key<T> {
    let about = About {
        shape,
        doc,
        required: false,
    };
    Key {
        about: Some(about),
        ..unlisted(name, read)
    }
}

const fn required<T>(mut key: Key<T>) -> Key<T> {
    if let Some(about) = &mut key.about {
        about.required = true;
    }
    key
}

fn names<T>(all: &[(&'static str, T)]) -> Vec<&'static str> {
    all.iter().map(|(name, _)| *name).collect()
}

fn placed<T>(raw: &mut Raw<T>, at: Span) {
    raw.span = at;
    raw.id = at;
}

/// The table of the programme, then its lists.
#[rustfmt::skip] // A table: one row, one line.
pub const FILE: &[Key<RawProgram>] = &[
    unlisted("program", |r, v, t| {
        let at = r.span(v);
        t.span = Some(at);
        r.sink.records.push(at.start);
        if let Some(table) = r.table(v, "[program]") {
            r.record(table, "[program]", PROGRAM, t);
        }
    }),
    unlisted("days", |r, v, t| r.list_into(&mut t.days, v, "days", DAY, |d, at| d.span = at)),
    unlisted("rooms", |r, v, t| r.list_into(&mut t.rooms, v, "rooms", ROOM, placed)),
    unlisted("tracks", |r, v, t| r.list_into(&mut t.tracks, v, "tracks", TRACK, placed)),
    unlisted("partners", |r, v, t| r.list_into(&mut t.partners, v, "partners", PARTNER, placed)),
    unlisted("projects", |r, v, t| r.list_into(&mut t.projects, v, "projects", PROJECT, placed)),
    unlisted("speakers", |r, v, t| r.list_into(&mut t.speakers, v, "speakers", SPEAKER, placed)),
    unlisted("sessions", |r, v, t| r.list_into(&mut t.sessions, v, "sessions", SESSION, placed)),
];

#[rustfmt::skip] // A table: one row, one line.
pub const PROGRAM: &[Key<RawProgram>] = &[
    required(key("id", Id, "part of every exported identifier", |r, v, t| t.head.id = r.id(v))),
    required(key("title", Text, "", |r, v, t| t.head.title = r.localized(v, Lines::One))),
    key("about", Paragraphs, "", |r, v, t| t.head.about = r.localized(v, Lines::Many)),
    // Read before everything else, by `Reader::languages_of`.
    key("languages", Languages, "the first one is the default", |r, _, t| t.head.languages.clone_from(&r.languages)),
    required(key("timezone", Zone, "the time zone of all times in the file: `Africa/Casablanca`", |r, v, t| t.zone = r.text(v, Lines::One).map(|name| (name, r.span(v))))),
    key("day_change", Clock, "a session that starts earlier belongs to the previous day: `\"05:00\"`; `\"00:00\"` by default", |r, v, t| t.head.day_change = r.time_of_day(v)),
    key("url", Address, "", |r, v, t| t.head.url = r.url(v)),
    key("base_url", Address, "the address of the folder in which the site is published; links in calendars lead there", |r, v, t| t.head.base_url = r.url(v)),
    key("accent", Rgb, "the colour of links and tabs on the site and of headings on printed sheets, made darker or lighter where it could not be read", |r, v, t| t.head.accent = r.rgb(v)),
    key("logo", Picture, "shown at the head of each page of the site; at most 1 MB", |r, v, t| t.head.logo = r.picture(v)),
    key("venue", Text, "", |r, v, t| t.head.venue = r.localized(v, Lines::One)),
    key("notice", Paragraphs, "shown on the first screen, in printed pages and in exports", |r, v, t| t.head.notice = r.localized(v, Lines::Many)),
    key("updated", Time, "when the organisers last changed the programme", |r, v, t| t.updated = r.time(v).map(|s| (s, r.span(v)))),
];

#[rustfmt::skip] // A table: one row, one line.
pub const DAY: &[Key<RawDay>] = &[
    key("date", Date, "`2021-11-30`", |r, v, t| t.date = r.date(v)),
    key("title", Text, "", |r, v, t| t.title = r.localized(v, Lines::One)),
];

#[rustfmt::skip] // A table: one row, one line.
pub const ROOM: &[Key<Raw<Room>>] = &[
    required(key("id", Id, "", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id))),
    key("name", Text, "", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("capacity", Count, "seats", |r, v, t| {
        t.item.capacity = r.number(v);
        if t.item.capacity == Some(0) {
            r.report(Code::ZeroCapacity, v, Message::new("problem-no-capacity"), Message::new("fix-no-capacity"));
        }
    }),
    key("floor", Plain, "", |r, v, t| t.item.floor = r.text(v, Lines::One)),
    key("walk", Walk, "minutes to walk to other rooms, both ways: `{ \"room-2\" = 4 }`; 0 by default", |r, v, t| r.walk(v, &mut t.refs)),
    key("channels", Channels, "where each interpreted language is heard: `{ fr = 1, en = 2 }`", |r, v, t| t.item.channels = r.channels(v)),
    key("interpreters", Refs("speakers"), "those who interpret in this room, for sessions that name none; no page that is published has them", |r, v, t| r.many(v, Field::Interpreter, &mut t.refs)),
];

#[rustfmt::skip] // A table: one row, one line.
pub const TRACK: &[Key<Raw<Track>>] = &[
    required(key("id", Id, "", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id))),
    key("name", Text, "", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("about", Paragraphs, "", |r, v, t| t.item.about = r.localized(v, Lines::Many)),
    key("color", Choice(|| names(Color::NAMES)), "", |r, v, t| t.item.color = r.choice(v, Color::NAMES)),
];

#[rustfmt::skip] // A table: one row, one line.
pub const PARTNER: &[Key<Raw<Partner>>] = &[
    required(key("id", Id, "", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id))),
    key("name", Text, "", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("acronym", Text, "shown in lists", |r, v, t| t.item.acronym = r.localized(v, Lines::One)),
    key("role", Choice(|| names(PartnerRole::NAMES)), "`partner` by default", |r, v, t| t.item.role = r.choice(v, PartnerRole::NAMES).unwrap_or_default()),
    key("url", Address, "", |r, v, t| t.item.url = r.url(v)),
    key("about", Paragraphs, "", |r, v, t| t.item.about = r.localized(v, Lines::Many)),
];

#[rustfmt::skip] // A table: one row, one line.
pub const PROJECT: &[Key<Raw<Project>>] = &[
    required(key("id", Id, "", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id))),
    key("name", Text, "", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("about", Paragraphs, "", |r, v, t| t.item.about = r.localized(v, Lines::Many)),
    key("url", Address, "", |r, v, t| t.item.url = r.url(v)),
    key("lead", Ref("partner"), "", |r, v, t| r.one(v, Field::Lead, &mut t.refs)),
    key("funders", Refs("partners"), "", |r, v, t| r.many(v, Field::Funder, &mut t.refs)),
];

#[rustfmt::skip] // A table: one row, one line.
pub const SPEAKER: &[Key<Raw<Speaker>>] = &[
    required(key("id", Id, "", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id))),
    key("name", Text, "", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("role", Text, "the speaker’s role at the event", |r, v, t| t.item.role = r.localized(v, Lines::One)),
    key("partner", Ref("partner"), "the organisation that the speaker comes from", |r, v, t| r.one(v, Field::Partner, &mut t.refs)),
    key("affiliation", Text, "an organisation that is not in the file", |r, v, t| t.item.affiliation = r.localized(v, Lines::One)),
    key("bio", Paragraphs, "", |r, v, t| t.item.bio = r.localized(v, Lines::Many)),
    key("url", Address, "", |r, v, t| t.item.url = r.url(v)),
    key("image", Address, "", |r, v, t| t.item.image = r.url(v)),
];

#[rustfmt::skip] // A table: one row, one line.
pub const SESSION: &[Key<Raw<Session>>] = &[
    required(key("id", Id, "", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id))),
    required(key("title", Text, "", |r, v, t| t.item.title = r.localized(v, Lines::One))),
    key("subtitle", Text, "", |r, v, t| t.item.subtitle = r.localized(v, Lines::One)),
    key("kind", Choice(|| names(SessionKind::NAMES)), "`other` by default", |r, v, t| t.item.kind = r.choice(v, SessionKind::NAMES).unwrap_or_default()),
    key("type", Text, "the kind in the organisers’ own words", |r, v, t| t.item.label = r.localized(v, Lines::One)),
    required(key("start", Time, "", |r, v, t| {
        t.has_start = true;
        t.times.start = r.time(v).map(|s| (s, r.span(v)));
    })),
    key("end", Time, "either this or a duration", |r, v, t| {
        t.has_end = true;
        t.times.end = r.time(v).map(|s| (s, r.span(v)));
    }),
    key("duration", Duration, "", |r, v, t| {
        t.has_end = true;
        t.times.duration = r.duration(v).map(|n| (n, r.span(v)));
    }),
    key("room", Ref("room"), "", |r, v, t| r.one(v, Field::Room, &mut t.refs)),
    key("track", Ref("track"), "", |r, v, t| r.one(v, Field::Track, &mut t.refs)),
    key("speakers", Refs("speakers"), "", |r, v, t| r.many(v, Field::Speaker, &mut t.refs)),
    key("moderators", Refs("speakers"), "", |r, v, t| r.many(v, Field::Moderator, &mut t.refs)),
    key("partners", Refs("partners"), "besides those of the speakers and of the project", |r, v, t| r.many(v, Field::Partner, &mut t.refs)),
    key("project", Ref("project"), "", |r, v, t| r.one(v, Field::Project, &mut t.refs)),
    key("language", Spoken, "spoken", |r, v, t| t.item.language = r.texts(v)),
    key("interpretation", Spoken, "interpreted", |r, v, t| t.item.interpretation = r.texts(v)),
    key("interpreters", Refs("speakers"), "those who interpret, if not those of the room; no page that is published has them", |r, v, t| r.many(v, Field::Interpreter, &mut t.refs)),
    key("abstract", Paragraphs, "", |r, v, t| t.item.summary = r.localized(v, Lines::Many)),
    key("status", Choice(|| names(Status::NAMES)), "`confirmed` by default", |r, v, t| t.item.status = r.choice(v, Status::NAMES).unwrap_or_default()),
    key("note", Text, "for example “Moved from Room 2”", |r, v, t| t.item.note = r.localized(v, Lines::One)),
    key("url", Address, "its own page", |r, v, t| t.item.url = r.url(v)),
    key("links", Parts(LINKS), "", |r, v, t| t.item.links = r.list(v, "sessions.links", LINK, |_, _| {})),
    key("tags", Texts, "", |r, v, t| t.item.tags = r.words(v)),
    key("image", Address, "", |r, v, t| t.item.image = r.url(v)),
    key("license", Plain, "", |r, v, t| t.item.license = r.text(v, Lines::One)),
    key("recorded", Flag, "", |r, v, t| t.item.recorded = r.flag(v)),
    key("updated", Time, "when the session was last changed", |r, v, t| t.times.updated = r.time(v).map(|s| (s, r.span(v)))),
    key("items", Parts(ITEMS), "the running order", |r, v, t| t.items = r.list(v, "sessions.items", ITEM, placed)),
];

#[rustfmt::skip] // A table: one row, one line.
pub const LINK: &[Key<SessionLink>] = &[
    key("title", Text, "", |r, v, t| t.title = r.localized(v, Lines::One)),
    key("url", Link, "", |r, v, t| t.url = r.link(v).unwrap_or_default()),
];

#[rustfmt::skip] // A table: one row, one line.
pub const ITEM: &[Key<Raw<SessionItem>>] = &[
    key("speaker", Ref("speaker"), "one of the session’s speakers and moderators", |r, v, t| r.one(v, Field::Speaker, &mut t.refs)),
    key("speakers", Refs("speakers"), "where several speak", |r, v, t| r.many(v, Field::Speaker, &mut t.refs)),
    key("title", Text, "", |r, v, t| t.item.title = r.localized(v, Lines::One)),
    key("duration", Duration, "the next item starts after it", |r, v, t| {
        t.item.minutes = r.duration(v);
        t.times.duration = t.item.minutes.map(|n| (n, r.span(v)));
    }),
    key("language", Plain, "code of the spoken language", |r, v, t| t.item.language = r.text(v, Lines::One)),
    key("cue", Text, "for those who run the room: “film, lights down”; no page that is published has it", |r, v, t| t.item.cue = r.localized(v, Lines::One)),
];

/// The documentation of a kind of record.
pub struct Record {
    /// The name of its table or list in the file.
    pub name: &'static str,
    /// Whether a file has a list of them.
    pub is_list: bool,
    pub keys: Vec<(&'static str, About)>,
}

/// Returns the kinds of records of a file, in its order, and at last the parts of a session.
pub fn records() -> [Record; 10] {
    fn record<T>(name: &'static str, keys: &[Key<T>]) -> Record {
        let keys = keys.iter().filter_map(|key| Some((key.name, key.about?)));
        Record {
            name,
            is_list: name != "program",
            keys: keys.collect(),
        }
    }
    [
        record("program", PROGRAM),
        record("days", DAY),
        record("rooms", ROOM),
        record("tracks", TRACK),
        record("partners", PARTNER),
        record("projects", PROJECT),
        record("speakers", SPEAKER),
        record("sessions", SESSION),
        record(LINKS, LINK),
        record(ITEMS, ITEM),
    ]
}

/// The names of the lists that are parts of a session.
pub const PARTS: [&str; 2] = [LINKS, ITEMS];
const LINKS: &str = "links";
const ITEMS: &str = "items";
