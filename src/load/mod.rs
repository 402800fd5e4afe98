//! From the bytes of a file to a programme and its faults.
//!
//! A format's own reader makes raw records with their places; the checks, the same for every
//! format, make the programme of them. Loading never fails: what can be shown is shown, the rest
//! is in the list of diagnostics.

mod builder;
mod check;
mod coscup;
mod csv;
mod html;
mod ics;
mod raw;
mod schedule;
mod toml;
mod tree;
mod value;

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Read};
use std::sync::Arc;

use bumpalo::Bump;
use foldhash::quality::FixedState;

use self::builder::Builder;
use self::raw::RawProgram;
use crate::i18n::Message;
use crate::model::Program;
use crate::model::diagnostic::{Code, Diagnostic, Level, LineIndex, MAX_DIAGNOSTICS, Span};
use crate::text::{Lines, Text, floor_char_boundary};
use crate::update::UpdateLog;

/// The largest file that is read, in bytes: 256 MiB.
pub const MAX_FILE: u64 = 256 << 20;

/// The longest text that is taken, in bytes: 1 MiB.
pub const MAX_TEXT: usize = 1 << 20;

/// The most sessions that are taken.
pub const MAX_SESSIONS: usize = 1_000_000;

/// What came out of a file.
#[derive(Debug)]
pub struct Loaded {
    /// The programme, as far as it could be read.
    pub program: Program,
    /// Every fault, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Tells files with other bytes apart, within one run.
    pub fingerprint: u64,
    /// What desks say over it, which other files have.
    pub log: UpdateLog,
}

/// A number that other bytes hardly have.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for piece in bytes.chunks(PIECE) {
        hasher.write(piece);
    }
    hasher.finish()
}

/// The same of a file, which is not kept in memory for it.
///
/// # Errors
/// When it cannot be read.
pub fn fingerprint_of(mut file: impl Read) -> io::Result<u64> {
    let mut hasher = FixedState::default().build_hasher();
    let mut piece = Vec::with_capacity(PIECE);
    while file.by_ref().take(PIECE as u64).read_to_end(&mut piece)? > 0 {
        hasher.write(&piece);
        piece.clear();
    }
    Ok(hasher.finish())
}

/// Bytes that are looked at together.
const PIECE: usize = 64 << 10;

impl Loaded {
    /// An empty programme with one fault of the file as a whole.
    pub fn unreadable(message: impl Into<Message>, help: impl Into<Message>) -> Self {
        let fault = Diagnostic {
            code: Code::Unreadable,
            location: None,
            message: message.into(),
            help: Some(help.into()),
            same: 0,
        };
        Self {
            program: Program::default(),
            diagnostics: vec![fault],
            fingerprint: 0,
            log: UpdateLog::default(),
        }
    }

    /// Why the file cannot be taken for a programme, if it cannot: it could not be read, or breaks its
    /// grammar somewhere, as while it is being written.
    pub fn broken(&self) -> Option<&Diagnostic> {
        let broken = [Code::Unreadable, Code::NotUtf8, Code::Syntax];
        self.diagnostics.iter().find(|d| broken.contains(&d.code))
    }

    /// Whether it cannot.
    pub fn is_broken(&self) -> bool {
        self.broken().is_some()
    }

    /// Whether any fault is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.level() == Level::Error)
    }
}

/// A format besides program.toml: whether a text is in it, and its reader, which may find no programme.
struct Format {
    name: &'static str,
    /// How a file names its time zone.
    zone: &'static str,
    is: fn(&str) -> bool,
    read: fn(&str, &mut Sink) -> Option<RawProgram>,
}

/// The formats, told apart by what files hold, not by their names.
#[rustfmt::skip] // A table: one row, one line.
const FORMATS: &[Format] = &[
    Format { name: "XML", zone: "add <time_zone_name>Europe/Madrid</time_zone_name> to <conference>", is: |t| t.starts_with('<'), read: xml },
    Format { name: "JSON", zone: "add \"time_zone_name\": \"Europe/Madrid\" to \"conference\"", is: |t| t.starts_with('{') || is_list(t), read: json },
    Format { name: "iCalendar", zone: "add X-WR-TIMEZONE:Europe/Madrid at the top", is: |t| begins(t, "BEGIN:VCALENDAR"), read: ics::read },
    Format { name: "CSV", zone: "add a column timezone, with Europe/Madrid in its first row", is: csv::is_table, read: csv::read },
];

fn begins(text: &str, start: &str) -> bool {
    let head = text.get(..start.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Whether a text is a list of objects; a table of TOML has a name in its brackets.
fn is_list(text: &str) -> bool {
    let inside = text.strip_prefix('[');
    inside.is_some_and(|t| t.trim_start().starts_with('{'))
}

/// Without the mark that some editors put before a text.
fn without_mark(bytes: Cow<[u8]>) -> Cow<[u8]> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    match bytes {
        Cow::Borrowed(bytes) => Cow::Borrowed(bytes.strip_prefix(MARK).unwrap_or(bytes)),
        Cow::Owned(mut bytes) => {
            if bytes.starts_with(MARK) {
                bytes.drain(..MARK.len());
            }
            Cow::Owned(bytes)
        }
    }
}

/// iCalendar folds lines after so many bytes, and some files within a character (RFC 5545, 3.1). Such a
/// fold is moved behind the character, so that every line stays where it is.
fn whole_characters(mut bytes: Cow<[u8]>) -> Cow<[u8]> {
    let head = &bytes[..bytes.len().min(64)];
    if !begins(String::from_utf8_lossy(head).trim_start(), "BEGIN:V") {
        return bytes;
    }
    let breaks: Vec<usize> = memchr::memchr_iter(b'\n', &bytes).collect();
    for at in breaks {
        let from = at - usize::from(at > 0 && bytes[at - 1] == b'\r');
        let folded = matches!(bytes.get(at + 1), Some(b' ' | b'\t'));
        let cut = from > 0 && bytes[from - 1] >= 0x80;
        let rest = bytes.iter().skip(at + 2);
        let rest = rest.take_while(|b| (0x80..0xc0).contains(*b)).count();
        if folded && cut && rest > 0 {
            bytes.to_mut()[from..at + 2 + rest].rotate_right(rest);
        }
    }
    bytes
}

/// schedule.xml; something before its declaration is a fault and no other format.
fn xml(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    let memory = Bump::new();
    let document = tree::xml::parse(text, &memory, sink);
    let schedule = document.child("schedule")?;
    if sink.strict {
        schedule::schema::xml::check(schedule, sink);
    }
    Some(schedule::read(schedule, Builder::new(sink)))
}

/// schedule.json, or the lists of a community.
fn json(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    let memory = Bump::new();
    let document = tree::json::parse(text, &memory, sink);
    match document.child("schedule") {
        Some(schedule) => {
            if sink.strict {
                schedule::schema::json::check(&document, sink);
            }
            Some(schedule::read(schedule, Builder::new(sink)))
        }
        None => coscup::read(&document, Builder::new(sink)),
    }
}

/// Reads a programme of any known format. `file` is its name in the diagnostics.
pub fn load<'b>(file: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Loaded {
    read(file, bytes.into(), false)
}

/// The same; what the published schema of its format does not allow is a fault, too.
pub fn load_strictly<'b>(file: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Loaded {
    read(file, bytes.into(), true)
}

fn read(file: &str, bytes: Cow<[u8]>, strict: bool) -> Loaded {
    let file = Text::clean(file, Lines::One).0;
    if bytes.len() as u64 >= MAX_FILE {
        return Loaded::unreadable(
            format!("{file} is larger than 256 MiB"),
            "split the programme, or leave out what is not part of it",
        );
    }
    let fingerprint = fingerprint(&bytes);
    let (text, invalid) = decode(whole_characters(without_mark(bytes)));
    let text = Arc::new(text);
    let content = text.trim_start();
    let format = FORMATS.iter().find(|f| (f.is)(content));
    let unread = |name: &str| {
        Loaded::unreadable(
            format!("{file} is {name}, and holds no programme that nadwa reads"),
            format!("it reads program.toml, {READ}"),
        )
    };
    let source = LineIndex::new(&file, &text);
    let mut sink = Sink::new(&source, &text, strict);
    for span in invalid {
        let help = Some("save the file as UTF-8");
        sink.report(Code::NotUtf8, span, "these bytes are not UTF-8", help);
    }
    let raw = match format {
        None => toml::read(&text, &mut sink),
        Some(format) => match (format.read)(&text, &mut sink) {
            Some(mut raw) => {
                name(&mut raw, &file);
                raw.zone_help = Some(format.zone);
                raw
            }
            None => return unread(format.name),
        },
    };
    let program = check::check(raw, &mut sink);
    let diagnostics = in_order(sink.found);
    Loaded {
        program,
        diagnostics,
        fingerprint,
        log: UpdateLog::default(),
    }
}

/// Faults in the order of their places, told apart.
fn in_order(mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    faults.sort_by_key(|d| d.location.as_ref().map(|p| (p.line, p.column)));
    Diagnostic::number(&mut faults);
    faults
}

/// Reads a file of changes, with its faults, each with its place. `file` is its name in them.
pub fn read_updates(file: &str, bytes: &[u8]) -> UpdateLog {
    let file = Text::clean(file, Lines::One).0;
    let (text, invalid) = decode(without_mark(bytes.into()));
    let text = Arc::new(text);
    let source = LineIndex::new(&file, &text);
    let mut sink = Sink::new(&source, &text, false);
    for span in invalid {
        let help = Some("save the file as UTF-8");
        sink.report(Code::NotUtf8, span, "these bytes are not UTF-8", help);
    }
    let mut log = toml::updates::read(&text, &mut sink);
    log.diagnostics = in_order(sink.found);
    log
}

/// What is read besides program.toml, in words.
pub const READ: &str = "schedule.xml, schedule.json, iCalendar, CSV and JSON lists of sessions";

/// A programme whose format has no word for its name is called as its file is.
fn name(raw: &mut RawProgram, file: &str) {
    let head = &mut raw.head;
    if head.title.is_empty() {
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        head.title = builder::localized(Text::clean(stem, Lines::One).0);
    }
    if head.id.is_empty()
        && let Some(title) = head.title.all().next()
    {
        head.id = value::slug(title).as_str().into();
    }
}

/// The text of a file, and where its bytes are no UTF-8, once a line.
fn decode(bytes: Cow<[u8]>) -> (String, Vec<Span>) {
    let (text, invalid) = match String::from_utf8(bytes.into_owned()) {
        Ok(text) => (text, Vec::new()),
        Err(e) => {
            let bytes = e.as_bytes();
            (String::from_utf8_lossy(bytes).into_owned(), not_utf8(bytes))
        }
    };
    // Lines that end as they did on old machines.
    if !text.contains('\n') && text.contains('\r') {
        (text.replace('\r', "\n"), invalid)
    } else {
        (text, invalid)
    }
}

/// Where bytes are no UTF-8, in the text that is made of them, once a line.
fn not_utf8(bytes: &[u8]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut at = 0;
    let mut new_line = true;
    for chunk in bytes.utf8_chunks() {
        new_line |= chunk.valid().contains('\n');
        at += chunk.valid().len() as u32;
        if !chunk.invalid().is_empty() {
            // Each sequence was replaced by U+FFFD, three bytes long.
            let (start, end) = (at, at + 3);
            if std::mem::take(&mut new_line) {
                spans.push(Span { start, end });
            }
            at = end;
        }
    }
    spans
}

/// Where readers and checks report.
struct Sink<'a> {
    source: &'a LineIndex<'a>,
    /// The text of the file.
    text: &'a Arc<String>,
    found: Vec<Diagnostic>,
    /// Where each record starts.
    records: Vec<u32>,
    /// Where the grammar was broken; in order once reading is over.
    broken: Vec<u32>,
    /// Names that may still be compared to find the nearest: a file of faults must not take for ever.
    guesses: usize,
    /// Whether published schemas are looked at.
    strict: bool,
    /// What has been reported: code, place, a number of the message.
    told: HashSet<(Code, u32, u64)>,
}

/// Comparisons for "did you mean", for a whole file.
const GUESSES: usize = 1_000_000;

impl<'a> Sink<'a> {
    fn new(source: &'a LineIndex<'a>, text: &'a Arc<String>, strict: bool) -> Self {
        Self {
            source,
            text,
            found: Vec::new(),
            records: Vec::new(),
            broken: Vec::new(),
            guesses: GUESSES,
            strict,
            told: HashSet::new(),
        }
    }

    /// Forgets what a reader has reported, but for the first so many faults.
    fn begin_again(&mut self, found: usize) {
        self.found.truncate(found);
        self.told.clear();
        self.records.clear();
        self.guesses = GUESSES;
    }

    /// Whether the grammar is broken inside the record at `span`, so that what it lacks may be there.
    fn is_broken(&self, span: Span) -> bool {
        // At most 25 places are broken, so this is quick.
        self.broken.iter().any(|&fault| {
            fault >= span.start
                && self.records.partition_point(|&r| r <= fault)
                    == self.records.partition_point(|&r| r <= span.start)
        })
    }

    /// The name nearest to a mistyped one among `count` names, while there are guesses left.
    fn nearest<'n>(
        &mut self,
        typed: &str,
        count: usize,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        self.guesses = self.guesses.checked_sub(count)?;
        crate::text::nearest(typed, known)
    }

    /// As much of a text as is taken.
    fn cut<'t>(&mut self, text: &'t str, span: Span) -> &'t str {
        if text.len() <= MAX_TEXT {
            return text;
        }
        let message = format!("this text has {} bytes, and 1 MiB is the most", text.len());
        let help = Some("what is longer belongs on a page of its own, with a link to it");
        self.report(Code::BadValue, span, message, help);
        &text[..floor_char_boundary(text, MAX_TEXT)]
    }

    /// Reports characters that were taken out of a text.
    fn report_unsafe(&mut self, first: char, n: usize, span: Span) {
        let what = crate::i18n::count(n, "character");
        let message = format!(
            "{what} that a terminal must not print, first U+{:04X}",
            u32::from(first)
        );
        let help = Some("take it out; it is not shown");
        self.report(Code::UnsafeText, span, message, help);
    }

    /// Reports where the grammar of a format without recovery is broken.
    fn report_broken(&mut self, at: u32, message: &str) {
        self.broken.push(at);
        let span = Span {
            start: at,
            end: at + 1,
        };
        let help = "what stands before it is shown";
        self.report(Code::Syntax, span, message, Some(help));
    }

    fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<Message>,
        help: Option<impl Into<Message>>,
    ) {
        if self.found.len() == MAX_DIAGNOSTICS {
            return;
        }
        let message = message.into();
        // What is used in several places is read as often.
        let key = (code, span.start, FixedState::default().hash_one(&message));
        if !self.told.insert(key) {
            return;
        }
        let last = "there are more faults than 10,000: fix these first".into();
        let help = if self.found.len() + 1 == MAX_DIAGNOSTICS {
            Some(last)
        } else {
            help.map(Into::into)
        };
        self.found.push(Diagnostic {
            code,
            location: Some(self.source.location(span)),
            message,
            help,
            same: 0,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fold_within_a_character_is_moved_behind_it() {
        let cases: [(&[u8], &str); 8] = [
            (b"X:Caf\xc3\n \xa9 x\n", "X:Caf\u{e9}\n  x\n"),
            (b"X:Caf\xc3\r\n\t\xa9 x\r\n", "X:Caf\u{e9}\r\n\t x\r\n"),
            (b"X:\xe2\x80\n \xa6\n", "X:\u{2026}\n \n"),
            (b"X:\xe2\n \x80\xa6\n", "X:\u{2026}\n \n"),
            // Lines that begin with a letter of several bytes behind one that ends in such.
            (
                "X:Café\nélan vital\néé\n".as_bytes(),
                "X:Café\nélan vital\néé\n",
            ),
            ("X:Café\n élan\n".as_bytes(), "X:Café\n élan\n"),
            (b"X:Cafe\n x\n", "X:Cafe\n x\n"),
            (b"X:y", "X:y"),
        ];
        for (bytes, wanted) in cases {
            for start in [
                "BEGIN:VCALENDAR\n",
                "\nBEGIN:VCALENDAR\n",
                "\r\n begin:vcalendar\r\n",
            ] {
                let bytes = [start.as_bytes(), bytes].concat();
                let whole = whole_characters(Cow::Borrowed(&bytes));
                assert_eq!(
                    String::from_utf8_lossy(&whole),
                    format!("{start}{wanted}"),
                    "{start:?}"
                );
            }
        }
        // Another format has no folds.
        let other = b"title = \"Caf\xc3\n \xa9\"";
        assert_eq!(&*whole_characters(Cow::Borrowed(other)), other);
    }

    #[test]
    fn bytes_that_are_no_utf8_are_told_once_a_line() {
        let cases: [(&[u8], &[u32]); 5] = [
            (b"fine\n", &[]),
            (b"\xe9 \xe9\nfine\n", &[0]),
            (b"a\xe9\nb\xe9 \xe9\n", &[1, 6]),
            (b"\n\xe9\n\n\xe9", &[1, 6]),
            (b"a\xe9 \xe9 \xe9", &[1]),
        ];
        for (bytes, wanted) in cases {
            let spans = not_utf8(bytes);
            assert!(spans.iter().all(|s| s.end == s.start + 3));
            let found: Vec<u32> = spans.iter().map(|s| s.start).collect();
            assert_eq!(found, wanted, "{bytes:?}");
        }
    }

    #[test]
    fn a_file_and_its_bytes_have_one_fingerprint() {
        let bytes: Vec<u8> = (0..=250).cycle().take(3 * PIECE + 1).collect();
        let mut seen = HashSet::new();
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE, 3 * PIECE + 1] {
            let bytes = &bytes[..length];
            let number = fingerprint(bytes);
            assert_eq!(fingerprint_of(bytes).ok(), Some(number), "{length}");
            assert!(seen.insert(number), "{length}");
        }
    }
}
