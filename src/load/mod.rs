//! From the bytes of a file to a programme and its faults.
//!
//! A format's own reader makes raw records with their places; the checks, the same for every
//! format, make the programme of them. Loading never fails: what can be shown is shown, the rest
//! is in the list of diagnostics.

mod check;
mod raw;
mod toml;
mod xml;

use std::borrow::Cow;

use self::raw::RawProgram;
use crate::diagnostic::{Code, Diagnostic, Level, Source, Span};
use crate::program::Program;
use crate::text::{Lines, Text};

/// The largest file that is read, in bytes: 256 MiB.
pub const MAX_FILE: u64 = 256 << 20;

/// What came out of a file.
#[derive(Debug)]
pub struct Loaded {
    /// The programme, as far as it could be read.
    pub program: Program,
    /// Every fault, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Tells files with other bytes apart, within one run.
    pub fingerprint: u64,
}

/// A number that other bytes hardly have, within one run.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    use std::hash::{BuildHasher, Hasher};
    let mut hasher = foldhash::quality::FixedState::default().build_hasher();
    hasher.write(bytes);
    hasher.finish()
}

impl Loaded {
    /// An empty programme with one fault of the file as a whole.
    pub fn unreadable(message: String, help: String) -> Self {
        let fault = Diagnostic {
            code: Code::Unreadable,
            place: None,
            message,
            help: Some(help),
            same: 0,
        };
        Self {
            program: Program::default(),
            diagnostics: vec![fault],
            fingerprint: 0,
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

/// A format besides program.toml: how its files begin, and its reader, where there is one.
struct Format {
    name: &'static str,
    begins: &'static [&'static str],
    read: Option<fn(&str, &mut Sink) -> Option<RawProgram>>,
}

/// The formats, told apart by what files hold, not by their names.
#[rustfmt::skip] // A table: one row, one line.
const FORMATS: &[Format] = &[
    Format { name: "XML", begins: &["<"], read: Some(xml::read) },
    Format { name: "JSON", begins: &["{", "[{"], read: None },
    Format { name: "iCalendar", begins: &["BEGIN:VCALENDAR"], read: None },
];

/// Reads a programme of any known format. `file` is its name in the diagnostics.
pub fn load(file: &str, bytes: &[u8]) -> Loaded {
    let file = Text::clean(file, Lines::One).0;
    if bytes.len() as u64 >= MAX_FILE {
        return Loaded::unreadable(
            format!("{file} is larger than 256 MiB"),
            "split the programme, or leave out what is not part of it".into(),
        );
    }
    let fingerprint = fingerprint(bytes);
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Checked apart: the lossy conversion is slow where there is nothing to replace.
    let checked = std::str::from_utf8(bytes);
    let text = checked.map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
    let begins = |start: &&str| text.trim_start().starts_with(start);
    let format = FORMATS.iter().find(|f| f.begins.iter().any(begins));
    let unread = |name: &str| {
        Loaded::unreadable(
            format!("{file} is {name}, and holds no programme that nadwa reads"),
            "it reads program.toml, of which nadwa's own folder has an example, and schedule.xml"
                .into(),
        )
    };
    if let Some(format) = format.filter(|f| f.read.is_none()) {
        return unread(format.name);
    }
    let source = Source::new(&file, &text);
    let mut sink = Sink {
        source: &source,
        found: Vec::new(),
        records: Vec::new(),
        broken: Vec::new(),
        guesses: GUESSES,
    };
    if checked.is_err() {
        not_utf8(bytes, &mut sink);
    }
    let raw = match format.and_then(|f| Some((f, f.read?))) {
        None => toml::read(&text, &mut sink),
        Some((format, read)) => match read(&text, &mut sink) {
            Some(raw) => raw,
            None => return unread(format.name),
        },
    };
    let program = check::check(raw, &mut sink);
    let mut diagnostics = sink.found;
    diagnostics.sort_by_key(|d| d.place.as_ref().map(|p| (p.line, p.column)));
    Diagnostic::number(&mut diagnostics);
    Loaded {
        program,
        diagnostics,
        fingerprint,
    }
}

/// Reports the bytes that are no UTF-8, once a line.
fn not_utf8(bytes: &[u8], sink: &mut Sink) {
    let mut at = 0;
    let mut new_line = true;
    for chunk in bytes.utf8_chunks() {
        new_line |= chunk.valid().contains('\n');
        at += chunk.valid().len() as u32;
        if !chunk.invalid().is_empty() {
            // Each sequence was replaced by U+FFFD, three bytes long.
            let span = Span {
                start: at,
                end: at + 3,
            };
            if std::mem::take(&mut new_line) {
                let help = Some("save the file as UTF-8");
                sink.report(Code::NotUtf8, span, "these bytes are not UTF-8", help);
            }
            at += 3;
        }
    }
}

/// Where readers and checks report.
struct Sink<'a> {
    source: &'a Source<'a>,
    found: Vec<Diagnostic>,
    /// Where each record starts.
    records: Vec<u32>,
    /// Where the grammar was broken; in order once reading is over.
    broken: Vec<u32>,
    /// Names that may still be compared to find the nearest: a file of faults must not take for ever.
    guesses: usize,
}

/// Comparisons for "did you mean", for a whole file.
const GUESSES: usize = 1_000_000;

impl Sink<'_> {
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
        crate::words::nearest(typed, known)
    }

    /// Reports characters that were taken out of a text.
    fn report_unsafe(&mut self, first: char, n: usize, span: Span) {
        let what = crate::words::count(n, "character");
        let message = format!(
            "{what} that a terminal must not print, first U+{:04X}",
            u32::from(first)
        );
        let help = Some("take it out; it is not shown");
        self.report(Code::UnsafeText, span, message, help);
    }

    fn report(
        &mut self,
        code: Code,
        span: Span,
        message: impl Into<String>,
        help: Option<impl Into<String>>,
    ) {
        // Messages quote the file, and those of parsers do as they like.
        let message = Text::clean(&message.into(), Lines::One).0.to_string();
        self.found.push(Diagnostic {
            code,
            place: Some(self.source.place(span)),
            message,
            help: help.map(Into::into),
            same: 0,
        });
    }
}
