//! Reads program.toml. One table per record lists its keys and the field that each one fills.

mod pieces;
mod reader;
mod syntax;
mod tree;
pub mod updates;

use std::collections::HashSet;
use std::ops::Range;

use self::pieces::PIECE;
use self::reader::Reader;
use self::syntax::{Fault, MAX_SYNTAX};
pub use self::syntax::{WithoutErrors, parse, without_errors};
pub use self::tree::{Item, Value};
use self::tree::{Name, Table};
use super::Sink;
use super::raw::{Field, Raw, RawDay, RawProgram};
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};
use crate::model::{
    Color, Link, Partner, PartnerRole, Project, Room, Session, SessionKind, Speaker, Status, Track,
};
use crate::text::Lines;

/// A key of a table: its name, and the function that reads its value into a field.
struct Key<T> {
    name: &'static str,
    read: fn(&mut Reader, &Item, &mut T),
}

const fn key<T>(name: &'static str, read: fn(&mut Reader, &Item, &mut T)) -> Key<T> {
    Key { name, read }
}

/// The table of the programme, then its lists.
#[rustfmt::skip] // A table: one row, one line.
const FILE: &[Key<RawProgram>] = &[
    key("program", |r, v, t| {
        let at = r.span(v);
        t.span = Some(at);
        r.sink.records.push(at.start);
        if let Some(table) = r.table(v, "[program]") {
            r.record(table, "[program]", PROGRAM, t);
        }
    }),
    key("days", |r, v, t| r.list_into(&mut t.days, v, "days", DAY, |d, at| d.span = at)),
    key("rooms", |r, v, t| r.list_into(&mut t.rooms, v, "rooms", ROOM, placed)),
    key("tracks", |r, v, t| r.list_into(&mut t.tracks, v, "tracks", TRACK, placed)),
    key("partners", |r, v, t| r.list_into(&mut t.partners, v, "partners", PARTNER, placed)),
    key("projects", |r, v, t| r.list_into(&mut t.projects, v, "projects", PROJECT, placed)),
    key("speakers", |r, v, t| r.list_into(&mut t.speakers, v, "speakers", SPEAKER, placed)),
    key("sessions", |r, v, t| r.list_into(&mut t.sessions, v, "sessions", SESSION, placed)),
];

#[rustfmt::skip] // A table: one row, one line.
const PROGRAM: &[Key<RawProgram>] = &[
    key("id", |r, v, t| t.head.id = r.id(v)),
    key("title", |r, v, t| t.head.title = r.localized(v, Lines::One)),
    key("about", |r, v, t| t.head.about = r.localized(v, Lines::Many)),
    // Read before everything else, by `Reader::languages_of`.
    key("languages", |r, _, t| t.head.languages.clone_from(&r.languages)),
    key("timezone", |r, v, t| t.zone = r.text(v, Lines::One).map(|name| (name, r.span(v)))),
    key("day_change", |r, v, t| t.head.day_change = r.time_of_day(v)),
    key("url", |r, v, t| t.head.url = r.url(v)),
    key("venue", |r, v, t| t.head.venue = r.localized(v, Lines::One)),
    key("notice", |r, v, t| t.head.notice = r.localized(v, Lines::Many)),
    key("updated", |r, v, t| t.updated = r.time(v).map(|s| (s, r.span(v)))),
];

#[rustfmt::skip] // A table: one row, one line.
const DAY: &[Key<RawDay>] = &[
    key("date", |r, v, t| t.date = r.date(v)),
    key("title", |r, v, t| t.title = r.localized(v, Lines::One)),
];

#[rustfmt::skip] // A table: one row, one line.
const ROOM: &[Key<Raw<Room>>] = &[
    key("id", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id)),
    key("name", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("capacity", |r, v, t| {
        t.item.capacity = r.number(v);
        if t.item.capacity == Some(0) {
            r.report(Code::ZeroCapacity, v, Message::new("problem-no-capacity"), Message::new("fix-no-capacity"));
        }
    }),
    key("floor", |r, v, t| t.item.floor = r.text(v, Lines::One)),
    key("walk", |r, v, t| r.walk(v, &mut t.refs)),
];

#[rustfmt::skip] // A table: one row, one line.
const TRACK: &[Key<Raw<Track>>] = &[
    key("id", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id)),
    key("name", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("about", |r, v, t| t.item.about = r.localized(v, Lines::Many)),
    key("color", |r, v, t| t.item.color = r.choice(v, Color::NAMES)),
];

#[rustfmt::skip] // A table: one row, one line.
const PARTNER: &[Key<Raw<Partner>>] = &[
    key("id", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id)),
    key("name", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("acronym", |r, v, t| t.item.acronym = r.localized(v, Lines::One)),
    key("role", |r, v, t| t.item.role = r.choice(v, PartnerRole::NAMES).unwrap_or_default()),
    key("url", |r, v, t| t.item.url = r.url(v)),
    key("about", |r, v, t| t.item.about = r.localized(v, Lines::Many)),
];

#[rustfmt::skip] // A table: one row, one line.
const PROJECT: &[Key<Raw<Project>>] = &[
    key("id", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id)),
    key("name", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("about", |r, v, t| t.item.about = r.localized(v, Lines::Many)),
    key("url", |r, v, t| t.item.url = r.url(v)),
    key("lead", |r, v, t| r.one(v, Field::Lead, &mut t.refs)),
    key("funders", |r, v, t| r.many(v, Field::Funder, &mut t.refs)),
];

#[rustfmt::skip] // A table: one row, one line.
const SPEAKER: &[Key<Raw<Speaker>>] = &[
    key("id", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id)),
    key("name", |r, v, t| t.item.name = r.localized(v, Lines::One)),
    key("role", |r, v, t| t.item.role = r.localized(v, Lines::One)),
    key("partner", |r, v, t| r.one(v, Field::Partner, &mut t.refs)),
    key("affiliation", |r, v, t| t.item.affiliation = r.localized(v, Lines::One)),
    key("bio", |r, v, t| t.item.bio = r.localized(v, Lines::Many)),
    key("url", |r, v, t| t.item.url = r.url(v)),
    key("image", |r, v, t| t.item.image = r.url(v)),
];

#[rustfmt::skip] // A table: one row, one line.
const SESSION: &[Key<Raw<Session>>] = &[
    key("id", |r, v, t| r.own_id(v, &mut t.item.id, &mut t.id)),
    key("title", |r, v, t| t.item.title = r.localized(v, Lines::One)),
    key("subtitle", |r, v, t| t.item.subtitle = r.localized(v, Lines::One)),
    key("kind", |r, v, t| t.item.kind = r.choice(v, SessionKind::NAMES).unwrap_or_default()),
    key("type", |r, v, t| t.item.label = r.localized(v, Lines::One)),
    key("start", |r, v, t| {
        t.has_start = true;
        t.times.start = r.time(v).map(|s| (s, r.span(v)));
    }),
    key("end", |r, v, t| t.times.end = r.time(v).map(|s| (s, r.span(v)))),
    key("duration", |r, v, t| t.times.duration = r.duration(v).map(|n| (n, r.span(v)))),
    key("room", |r, v, t| r.one(v, Field::Room, &mut t.refs)),
    key("track", |r, v, t| r.one(v, Field::Track, &mut t.refs)),
    key("speakers", |r, v, t| r.many(v, Field::Speaker, &mut t.refs)),
    key("moderators", |r, v, t| r.many(v, Field::Moderator, &mut t.refs)),
    key("partners", |r, v, t| r.many(v, Field::Partner, &mut t.refs)),
    key("project", |r, v, t| r.one(v, Field::Project, &mut t.refs)),
    key("language", |r, v, t| t.item.language = r.texts(v)),
    key("interpretation", |r, v, t| t.item.interpretation = r.texts(v)),
    key("abstract", |r, v, t| t.item.summary = r.localized(v, Lines::Many)),
    key("status", |r, v, t| t.item.status = r.choice(v, Status::NAMES).unwrap_or_default()),
    key("note", |r, v, t| t.item.note = r.localized(v, Lines::One)),
    key("links", |r, v, t| t.item.links = r.list(v, "sessions.links", LINK, |_, _| {})),
    key("tags", |r, v, t| t.item.tags = r.words(v)),
    key("image", |r, v, t| t.item.image = r.url(v)),
    key("license", |r, v, t| t.item.license = r.text(v, Lines::One)),
    key("recorded", |r, v, t| t.item.recorded = r.flag(v)),
    key("updated", |r, v, t| t.times.updated = r.time(v).map(|s| (s, r.span(v)))),
];

#[rustfmt::skip] // A table: one row, one line.
const LINK: &[Key<Link>] = &[
    key("title", |r, v, t| t.title = r.localized(v, Lines::One)),
    key("url", |r, v, t| t.url = r.link(v).unwrap_or_default()),
];

/// A kind of file.
struct File<T: 'static> {
    keys: &'static [Key<T>],
    /// Takes from the table of the file what is not among its keys.
    rest: fn(&Reader, &Table, &mut T),
}

const PROGRAMME: File<RawProgram> = File {
    keys: FILE,
    rest: |_, _, _| {},
};

/// Reads a file.
pub(super) fn read(text: &str, sink: &mut Sink) -> RawProgram {
    read_by(text, PIECE, &PROGRAMME, sink)
}

/// Reads a file, in pieces of `size` if they have the same meaning as the whole.
fn read_by<T: Default>(text: &str, size: usize, kind: &File<T>, sink: &mut Sink) -> T {
    if let Some(read) = read_pieces(text, size, kind, sink) {
        return read;
    }
    sink.begin_again();
    let mut without_errors = WithoutErrors::new(text);
    without_errors.remove_errors(text, size);
    report(&without_errors.faults, sink);
    if let Some(read) = read_pieces(&without_errors.text, size, kind, sink) {
        return read;
    }
    sink.begin_again();
    let mut read = T::default();
    if !is_affordable(text, sink) {
        return read;
    }
    let file = parse(
        &without_errors.text,
        &mut without_errors.faults,
        sink.source,
    );
    report(&without_errors.faults, sink);
    let mut reader = Reader::new(sink);
    reader.languages = reader.languages_of(&file);
    reader.record(&file, "", kind.keys, &mut read);
    (kind.rest)(&reader, &file, &mut read);
    sink.records.sort_unstable();
    read
}

/// Reads a file in pieces, because the parser's tree is many times the size of its text. Returns none if there is
/// an error, also one from a cut within a text, or if the pieces may have another meaning than the whole, because a
/// later one has something other than lists.
fn read_pieces<T: Default>(text: &str, size: usize, kind: &File<T>, sink: &mut Sink) -> Option<T> {
    let mut pieces: Vec<_> = pieces::pieces(text, size).collect();
    let mut pay = |piece: &Range<usize>| is_affordable(&text[piece.clone()], sink);
    if let Some(first) = pieces.iter().position(|piece| !pay(piece)) {
        pieces.truncate(first);
    }
    let mut read = T::default();
    let mut reader = Reader::new(sink);
    // What is not a list of tables, and must not be in a later piece.
    let mut single = HashSet::new();
    pieces::parse(text, &pieces, |start, file| {
        if start == 0 {
            // Texts cannot be read without the languages.
            reader.languages = reader.languages_of(&file);
            let others = file
                .iter()
                .filter(|(name, item)| !item.is_list_below_headers(name));
            single.extend(others.map(|(name, _)| name.text.to_string()));
        } else {
            let is_known = |name: &str| kind.keys.iter().any(|key| key.name == name);
            let fits = |(name, item): &(Name, Item)| {
                let is_list = item.is_list_below_headers(name) && is_known(&name.text);
                is_list && !single.contains(&*name.text)
            };
            if !file.iter().all(fits) {
                return None;
            }
        }
        reader.base = start as u32;
        reader.record(&file, "", kind.keys, &mut read);
        if start == 0 {
            (kind.rest)(&reader, &file, &mut read);
        }
        Some(())
    })?;
    sink.records.sort_unstable();
    Some(read)
}

/// Takes the memory for the parser's tree of a large piece; returns false if that is too much.
fn is_affordable(piece: &str, sink: &mut Sink) -> bool {
    piece.len() <= 2 * PIECE || sink.afford(pieces::memory(piece), Span::default())
}

/// Reports syntax errors.
fn report(faults: &[Fault], sink: &mut Sink) {
    for (n, fault) in faults.iter().enumerate().take(MAX_SYNTAX) {
        sink.broken.push(fault.span.start);
        let help = if n + 1 == MAX_SYNTAX {
            Some(Message::new("fix-syntax-limit"))
        } else {
            fault.help.clone()
        };
        sink.report(Code::Syntax, fault.span, fault.message.clone(), help);
    }
}

fn placed<T>(raw: &mut Raw<T>, at: Span) {
    raw.span = at;
    raw.id = at;
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::load::check;
    use crate::model::diagnostic::{Diagnostic, LineIndex};

    /// Returns the programme and the problems of a text; none if the reader gives up.
    fn result(
        text: &str,
        read: impl Fn(&str, &mut Sink) -> Option<RawProgram>,
    ) -> Option<(String, Vec<Diagnostic>)> {
        let text = Arc::new(text.to_owned());
        let source = LineIndex::new("f.toml", &text);
        let mut sink = Sink::new(&source, &text, false);
        let raw = read(&text, &mut sink)?;
        let mut program = check::check(raw, &mut sink);
        // The order of a hash table is not stable.
        program.ids = crate::model::Ids::default();
        Some((format!("{program:#?}"), sink.found))
    }

    #[test]
    fn pieces_mean_what_the_whole_means_or_are_given_up() {
        let own = include_str!("../../../program.toml");
        let head = "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n";
        let session = "[[sessions]]\nid = \"a\"\ntitle = \"A\"\nstart = 2021-11-30T09:30:00\n";
        let text = "[[sessions]]\nid = \"b\"\ntitle = \"B\"\nabstract = \"\"\"\n[[sessions]]\nx = 1\n\"\"\"\n";
        let cases = [
            (own.to_owned(), true),
            (
                format!("{head}{session}{session}[[sessions.links]]\nurl = \"x\"\n{session}"),
                true,
            ),
            (
                format!("{head}{session}titel = 1\n[[rooms]]\nid = \"r\"\n{session}room = 3\n"),
                true,
            ),
            // A cut inside a text, a record from before the cut, a table and a list, an unknown list.
            (format!("{head}{text}{session}"), false),
            (
                format!("{head}{session}[[rooms]]\nid = \"r\"\n[sessions.x]\n"),
                false,
            ),
            (
                format!("{head}{session}[[rooms]]\nid = \"r\"\n[rooms.walk]\nr = 1\n{session}"),
                true,
            ),
            (format!("{head}{session}[sessions]\n"), false),
            (format!("{head}{session}[[guests]]\n{session}"), false),
            (format!("sessions = []\n{head}{session}"), false),
            (format!("{session}{session}{head}"), false),
            (format!("{head}{session}[[program]]\n"), false),
            (format!("{head}{session}x = \n"), false),
        ];
        for (text, fits) in cases {
            let whole = result(&text, |text, sink| {
                Some(read_by(text, text.len(), &PROGRAMME, sink))
            });
            let cut = result(&text, |text, sink| read_pieces(text, 1, &PROGRAMME, sink));
            assert_eq!(cut.is_some(), fits, "{text}");
            if fits {
                assert_eq!(cut, whole, "{text}");
            }
            let read = result(&text, |text, sink| Some(read_by(text, 1, &PROGRAMME, sink)));
            assert_eq!(read, whole, "{text}");
        }
    }
}
