//! Reads program.toml, by the tables of [`keys`].

pub mod contacts;
pub mod cursor;
mod format;
mod keys;
pub mod mentions;
mod pieces;
mod reader;
pub mod schema;
mod syntax;
mod tree;
pub mod updates;

use std::collections::HashSet;
use std::ops::Range;

pub use self::format::formatted;
pub use self::keys::{About, PARTS, Record, Shape, records};
use self::keys::{FILE, Key};
use self::pieces::PIECE;
use self::reader::Reader;
use self::syntax::{Fault, MAX_SYNTAX};
pub use self::syntax::{WithoutErrors, parse, without_errors};
pub use self::tree::{Item, Value};
use self::tree::{Name, Table};
use super::Sink;
use super::raw::RawProgram;
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};

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

/// Reads a file that is cut, up to the last header.
pub(super) fn read_beginning(text: &str, sink: &mut Sink) -> RawProgram {
    read(&text[..text.rfind("\n[[").unwrap_or(0)], sink)
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
