//! Reads program.toml. One table per record lists its keys and the field that each one fills.

mod reader;
pub mod updates;

use std::ops::Range;

use toml_spanner::{Array, ArrayStyle, ErrorKind, Item};

use self::reader::{Reader, expected};
use super::raw::{Field, Raw, RawDay, RawProgram};
use super::{Sink, add, keep_one, write};
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};
use crate::model::{
    Color, Link, Partner, PartnerRole, Project, Room, Session, SessionKind, Speaker, Status, Track,
};
use crate::text::Lines;

/// The number of syntax errors after which toml-spanner stops.
const MAX_SYNTAX: usize = 25;

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
    key("languages", |_, _, _| {}),
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
    key("url", |r, v, t| t.url = r.url(v).unwrap_or_default()),
];

/// Reads a file.
pub fn read(text: &str, sink: &mut Sink) -> RawProgram {
    read_by(text, PIECE, sink)
}

/// Reads a file, in pieces if it is larger than `size` and they have the same meaning as the whole.
fn read_by(text: &str, size: usize, sink: &mut Sink) -> RawProgram {
    if text.len() > size {
        if let Some(raw) = read_pieces(text, size, sink) {
            return raw;
        }
        sink.begin_again();
    }
    read_whole(text, sink)
}

/// Reads a file in pieces: the parser's index of keys and its tree are those of one piece, which makes a large
/// file about four times faster. Returns none if the pieces may have another meaning than the whole: if there is
/// a syntax error, also one from a cut within a text, or something other than lists in a later piece.
fn read_pieces(text: &str, size: usize, sink: &mut Sink) -> Option<RawProgram> {
    let mut raw = RawProgram::default();
    let sessions = memchr::memmem::find_iter(text.as_bytes(), b"\n[[sessions]]").count();
    let most = sink.memory / size_of::<Raw<Session>>();
    raw.sessions.reserve_exact(sessions.min(most));
    let mut reader = Reader::new(sink);
    for piece in pieces(text, size) {
        if piece.len() > 2 * PIECE && !afford_tree(&text[piece.clone()], reader.sink) {
            break;
        }
        let arena = toml_spanner::Arena::new();
        let document = toml_spanner::parse_recoverable(&text[piece.clone()], &arena);
        let file = document.table();
        let first = piece.start == 0;
        let fits = |(name, value): &(toml_spanner::Key, Item)| {
            let is_list = |a: &Array| a.style() == ArrayStyle::Header;
            let list = value.as_array().is_some_and(is_list);
            match FILE.iter().position(|key| key.name == name.as_str()) {
                None | Some(0) => first,
                Some(_) => list,
            }
        };
        if !document.errors().is_empty() || !file.into_iter().all(fits) {
            return None;
        }
        if first {
            // Texts cannot be read without the languages.
            file.get(FILE[0].name)?;
            reader.languages = reader.languages_of(file);
        }
        reader.base = piece.start as u32;
        reader.record(file, "", FILE, &mut raw);
    }
    raw.head.languages = reader.languages;
    sink.records.sort_unstable();
    Some(raw)
}

/// The minimum size of a piece in bytes.
const PIECE: usize = 64 << 10;

/// Returns the pieces of a file. Each except the first begins with the header of a list.
fn pieces(text: &str, size: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let rest = &text.as_bytes()[start..];
        let behind = rest.get(size..).unwrap_or_default();
        let mut headers = memchr::memmem::find_iter(behind, b"\n[[");
        let cut = headers.find(|at| is_list(&behind[at + 1..]));
        let end = cut.map_or(text.len(), |at| start + size + at + 1);
        (!rest.is_empty()).then(|| std::mem::replace(&mut start, end)..end)
    })
}

/// Returns whether a line begins with `[[name]]`; `[[a.b]]` belongs to the record before it.
fn is_list(line: &[u8]) -> bool {
    let name = line.strip_prefix(b"[[").unwrap_or_default();
    let end = name.iter().position(|b| !b.is_ascii_lowercase());
    end.is_some_and(|end| name[end..].starts_with(b"]]"))
}

/// The memory of a key, a bracket and a comma in the parser's tree.
const TREE: [(u8, usize); 4] = [(b'=', 200), (b'[', 200), (b'{', 160), (b',', 64)];

/// Takes the memory for the parser's tree of a large piece; returns false if that is too much.
fn afford_tree(text: &str, sink: &mut Sink) -> bool {
    let cost =
        |(sign, cost): (u8, usize)| cost * memchr::memchr_iter(sign, text.as_bytes()).count();
    sink.afford(TREE.into_iter().map(cost).sum(), Span::default())
}

/// Reads a file in one piece, and reports its syntax errors.
fn read_whole(text: &str, sink: &mut Sink) -> RawProgram {
    if !afford_tree(text, sink) {
        return RawProgram::default();
    }
    let arena = toml_spanner::Arena::new();
    let document = toml_spanner::parse_recoverable(text, &arena);
    for (n, error) in document.errors().iter().enumerate() {
        let at = error.primary_label().map_or(error.span(), |(at, _)| at);
        let (message, help) = syntax(error, text, sink);
        let help = if n + 1 == MAX_SYNTAX {
            Some(Message::new("fix-syntax-limit"))
        } else {
            help
        };
        sink.report(Code::Syntax, at.into(), message, help);
        sink.broken.push(at.start);
    }
    let mut reader = Reader::new(sink);
    let mut raw = RawProgram::default();
    // Texts cannot be read without the languages.
    reader.languages = reader.languages_of(document.table());
    reader.record(document.table(), "", FILE, &mut raw);
    raw.head.languages = reader.languages;
    sink.records.sort_unstable();
    raw
}

/// Returns the message for an error of the parser, and how to fix it.
fn syntax(error: &toml_spanner::Error, text: &str, sink: &Sink) -> (Message, Option<Message>) {
    let new = Message::new;
    let line = |key, at: toml_spanner::Span| {
        let line = sink.source.location(at.into()).line;
        new(key).arg("line", line.to_string())
    };
    let by_parser = || new("problem-syntax").arg("message", error.message(text).replace('`', "'"));
    match error.kind() {
        ErrorKind::UnterminatedString(quote) => (
            new("problem-open-quote").arg("quote", quote.to_string()),
            Some(new("fix-open-quote").arg("quotes", "\"\"\"")),
        ),
        ErrorKind::UnquotedString => (new("problem-no-value"), Some(new("fix-no-value"))),
        ErrorKind::DuplicateKey { first } => (line("problem-key-twice", first), Some(keep_one())),
        ErrorKind::DuplicateTable { first, .. } | ErrorKind::RedefineAsArray { first } => (
            line("problem-table-twice", first),
            Some(new("fix-two-brackets").arg("example", "[[sessions]]")),
        ),
        ErrorKind::MissingArrayComma => (
            new("problem-no-comma").arg("sign", "]"),
            Some(new("fix-no-comma")),
        ),
        ErrorKind::UnclosedArray => (new("problem-open-list"), Some(add("]"))),
        ErrorKind::MissingInlineTableComma => (new("problem-no-comma").arg("sign", "}"), None),
        ErrorKind::UnclosedInlineTable => (new("problem-open-table"), Some(add("}"))),
        ErrorKind::Unexpected('\n') => {
            (new("problem-value-missing"), Some(new("fix-value-missing")))
        }
        ErrorKind::InvalidEscape(_) => {
            (by_parser(), Some(new("fix-escape").arg("example", "\\\\")))
        }
        ErrorKind::InvalidDateTime(_) => (by_parser(), Some(write("2021-11-30T09:30:00"))),
        ErrorKind::Wanted {
            expected: wanted,
            found,
        } => (expected(token(wanted), token(found)), None),
        _ => (by_parser(), None),
    }
}

/// Returns the message for what the parser calls a token.
fn token(name: &str) -> Message {
    let known = TOKENS.iter().find(|(token, _)| *token == name);
    match known {
        Some((_, key)) if key.starts_with("type-") => Message::new(key),
        Some((_, sign)) => Message::verbatim(sign),
        None => Message::verbatim(name),
    }
}

/// The parser's names of tokens, and the signs themselves or keys of messages.
const TOKENS: &[(&str, &str)] = &[
    ("an equals", "="),
    ("a right bracket", "]"),
    ("a left bracket", "["),
    ("a right brace", "}"),
    ("a left brace", "{"),
    ("an identifier", "type-word"),
    ("a string", "type-text"),
    ("a newline", "type-line-end"),
    ("newline", "type-line-end"),
    ("eof", "type-file-end"),
];

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
            let whole = result(&text, |text, sink| Some(read_whole(text, sink)));
            let cut = result(&text, |text, sink| read_pieces(text, 1, sink));
            assert_eq!(cut.is_some(), fits, "{text}");
            if fits {
                assert_eq!(cut, whole, "{text}");
            }
            let read = result(&text, |text, sink| Some(read_by(text, 1, sink)));
            assert_eq!(read, whole, "{text}");
        }
    }
}
