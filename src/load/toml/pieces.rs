//! The pieces of a file, parsed on all processors.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::tree::{self, Table};

/// The minimum size of a piece in bytes.
pub const PIECE: usize = 64 << 10;

/// The maximum number of threads that parse.
const MAX_THREADS: usize = 8;

/// The number of pieces that are worth a thread: with fewer, its start and its memory cost more than it gives.
const PIECES_OF_A_THREAD: usize = 16;

/// Returns the pieces of a file. Each except the first begins with the header of a list.
pub fn pieces(text: &str, size: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let end = cut(text, start, size);
        (start < end).then(|| std::mem::replace(&mut start, end)..end)
    })
}

/// Returns the end of the piece at `start`: before the header of a list, or the end of the file.
pub fn cut(text: &str, start: usize, size: usize) -> usize {
    // What is left behind a cut is worth a piece of its own.
    if text.len() - start < 2 * size {
        return text.len();
    }
    let from = start + size;
    let behind = &text.as_bytes()[from..];
    let mut headers = memchr::memmem::find_iter(behind, b"\n[[");
    let header = headers.find(|at| is_list(&behind[at + 1..]));
    header.map_or(text.len(), |at| from + at + 1)
}

/// Returns the memory in bytes that the tables of a text take at most, with its tokens.
pub fn memory(text: &str) -> usize {
    let tokens = Source::new(text).lex();
    tokens
        .map(|token| match token.kind() {
            // A table has room for four entries at once, and so has a list.
            TokenKind::LeftCurlyBracket | TokenKind::Dot => 450,
            TokenKind::LeftSquareBracket => 250,
            TokenKind::Equals => 300,
            TokenKind::Comma => 150,
            _ => 50,
        })
        .sum()
}

/// Returns whether a line begins with `[[name]]`; `[[a.b]]` belongs to the record before it.
fn is_list(line: &[u8]) -> bool {
    let name = line.strip_prefix(b"[[").unwrap_or_default();
    let end = name.iter().position(|b| !b.is_ascii_lowercase());
    end.is_some_and(|end| name[end..].starts_with(b"]]"))
}

/// Parses the pieces of a file and passes them on in their order, each with its start. Returns none if one has an
/// error, or if `read` does.
///
/// Tables are made by every processor; this thread parses as well while it waits for the next one.
pub fn parse<'t>(
    text: &'t str,
    pieces: &[Range<usize>],
    mut read: impl FnMut(usize, Table<'t>) -> Option<()>,
) -> Option<()> {
    let next = AtomicUsize::new(0);
    let parse = |tokens: &mut Vec<Token>| {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let piece = &text[pieces.get(n)?.clone()];
        let parsed = tree::parse(piece, tokens);
        let is_right = parsed.error.is_none() && parsed.twice.is_empty();
        Some((n, is_right.then_some(parsed.table)))
    };
    let threads = match pieces.len() / PIECES_OF_A_THREAD {
        0 | 1 => 1,
        n => thread::available_parallelism()
            .map_or(1, usize::from)
            .min(n)
            .min(MAX_THREADS),
    };
    thread::scope(|scope| {
        // A thread that is far ahead waits: the tables take many times the memory of the text.
        let (send, parsed) = mpsc::sync_channel(2 * threads);
        for _ in 1..threads {
            let send = send.clone();
            scope.spawn(move || {
                let mut tokens = Vec::new();
                while let Some(one) = parse(&mut tokens) {
                    if send.send(one).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut ahead = BTreeMap::new();
        let mut tokens = Vec::new();
        for (n, piece) in pieces.iter().enumerate() {
            while !ahead.contains_key(&n) {
                let one = parsed
                    .try_recv()
                    .ok()
                    .or_else(|| parse(&mut tokens))
                    .or_else(|| parsed.recv().ok());
                ahead.extend([one?]);
            }
            read(piece.start, ahead.remove(&n)??)?;
        }
        Some(())
    })
}
