//! Reads the bytes of a file into a programme and a list of its problems.
//!
//! The reader of each format returns raw records with their places; the checks, which are the same for every
//! format, turn them into a programme. Loading never fails: everything that can be shown is shown, and the rest
//! is in the list of diagnostics.

mod builder;
mod check;
mod columns;
mod coscup;
mod csv;
mod encoding;
mod fix;
mod format;
mod html;
mod ics;
mod indico;
mod json_ld;
pub mod markdown;
mod raw;
mod schedule;
mod sheet;
pub(crate) mod toml;
mod tree;
mod value;
mod when;
mod xcal;
mod zones;

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Read};
use std::sync::Arc;

use bumpalo::Bump;
use foldhash::quality::FixedState;

use self::builder::Builder;
pub use self::columns::ColumnNames;
use self::encoding::Declared;
pub use self::fix::{Change, fixed};
pub use self::format::{Unformatted, formatted};
use self::raw::RawProgram;
pub use self::toml::schema::{json_schema, reference};
pub use self::value::slug;
pub(crate) use self::when::MONTHS;
pub use self::when::written_date;
pub use self::zones::find as zone_called;
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Diagnostic, Edit, Level, LineIndex, MAX_DIAGNOSTICS, Span};
use crate::model::zone::Zone;
use crate::model::{Contacts, Program, Subject};
use crate::text::{Lines, Text, floor_char_boundary, misspelt, nearest};
use crate::update::UpdateLog;

/// The largest file that is read, in bytes: 256 MiB.
pub const MAX_FILE: u64 = 256 << 20;

/// The longest text that is read, in bytes: 1 MiB.
pub const MAX_TEXT: usize = 1 << 20;

/// The maximum number of sessions that are read.
pub const MAX_SESSIONS: usize = 1_000_000;

/// The maximum number of languages of a programme.
const LANGUAGES: usize = 64;

/// The number of times that a record is in memory at once: as it was read, and as it is in the programme.
const COPIES: usize = 2;

/// The result of reading a file.
#[derive(Debug)]
pub struct Loaded {
    /// The programme, as far as it could be read.
    pub program: Program,
    /// Every problem, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
    /// A hash of the bytes, valid within one run.
    pub fingerprint: u64,
    /// The updates posted during the event, which are in other files.
    pub log: UpdateLog,
    /// The columns of a table, in their order.
    pub columns: Vec<ReadColumn>,
    /// The line of the record that was sought.
    pub line: Option<u32>,
    /// How much of the file was read, in percent; `None` for the whole.
    pub percent: Option<u8>,
}

/// A column of a table, and how it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadColumn {
    /// Its name in the header.
    pub header: Text,
    /// What it holds, such as `title_es`; `None` if it is not read.
    pub field: Option<String>,
}

/// Returns a hash of the bytes.
pub fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for piece in bytes.chunks(PIECE) {
        hasher.write(piece);
    }
    hasher.finish()
}

/// Returns the same hash of a file without reading it into memory as a whole.
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

/// The number of bytes that are hashed at a time.
const PIECE: usize = 64 << 10;

impl Loaded {
    /// Returns an empty programme with one problem of the file as a whole.
    pub fn unreadable(message: Message, help: Message) -> Self {
        let fault = Diagnostic {
            code: Code::Unreadable,
            location: None,
            message,
            help: Some(help),
            edits: Vec::new(),
            same: 0,
        };
        Self {
            program: Program::default(),
            diagnostics: vec![fault],
            fingerprint: 0,
            log: UpdateLog::default(),
            columns: Vec::new(),
            line: None,
            percent: None,
        }
    }

    /// Returns the first problem that makes the file unusable: it could not be read, or has a syntax error, as
    /// while it is being written.
    pub fn broken(&self) -> Option<&Diagnostic> {
        self.diagnostics.iter().find(|d| d.code.is_break())
    }

    /// Returns the problem of a file in which no programme was found.
    pub fn unread(&self) -> Option<&Diagnostic> {
        let mut all = self.diagnostics.iter();
        all.find(|d| d.code == Code::Unreadable)
    }

    /// Sets the time zone, unless the file names it.
    pub fn name_zone(&mut self, zone: &Zone) {
        if self.program.zoned && self.program.zone.is_offset() {
            // The file has offsets only, so its instants are known.
            self.program.show_in(zone);
        } else if !self.program.zoned {
            self.program.name_zone(zone);
            self.diagnostics
                .retain(|d| d.message.key() != "problem-no-zone");
        }
    }

    /// Returns whether the file is unusable.
    pub fn is_broken(&self) -> bool {
        self.broken().is_some()
    }

    /// Returns whether any problem is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.level() == Level::Error)
    }
}

/// A format other than program.toml: a test of whether a text has it, and its reader, which may find no programme.
struct Format {
    name: &'static str,
    /// The message that explains how to name the time zone, and its example.
    zone: (&'static str, &'static str),
    /// The message that explains what to do without sessions, and its example.
    empty: (&'static str, &'static str),
    is: fn(&str, &ColumnNames) -> bool,
    read: fn(&str, &mut Sink) -> Option<RawProgram>,
}

impl Format {
    /// Reads a text of this format. `file` is its name.
    fn read(&self, file: &str, text: &str, sink: &mut Sink) -> Option<RawProgram> {
        let mut raw = (self.read)(text, sink)?;
        name(&mut raw, file);
        let help = |(key, example): (&'static str, &str)| Message::new(key).arg("example", example);
        raw.zone_help.get_or_insert_with(|| help(self.zone));
        raw.empty_help.get_or_insert_with(|| help(self.empty));
        Some(raw)
    }
}

/// The formats, recognised by the content of files, not by their names.
#[rustfmt::skip] // A table: one row, one line.
const FORMATS: &[Format] = &[
    Format { name: "XML", zone: ("fix-zone-conference", "<time_zone_name>Europe/Madrid</time_zone_name>"), empty: ("fix-no-sessions-conference", "<event>"), is: |t, _| t.starts_with('<'), read: xml },
    Format { name: "JSON", zone: ("fix-zone-conference", "\"time_zone_name\": \"Europe/Madrid\""), empty: ("fix-no-sessions-conference", "{ \"title\": …, \"start\": … }"), is: |t, _| t.starts_with('{') || is_list(t), read: json },
    Format { name: "iCalendar", zone: ("fix-zone-calendar", "X-WR-TIMEZONE:Europe/Madrid"), empty: ("fix-no-sessions-calendar", "BEGIN:VEVENT"), is: |t, _| begins(t, "BEGIN:VCALENDAR"), read: ics::read },
    TABLE,
];

/// Tables, which spreadsheets have as well.
#[rustfmt::skip] // As in the table.
const TABLE: Format = Format { name: "CSV", zone: ("fix-zone-table", "Europe/Madrid"), empty: ("fix-no-sessions-table", "Opening,2021-11-30 09:30"), is: csv::is_table, read: csv::read };

/// Files that hold no programme: a test of their bytes, what they are, and what to do.
type Other = (fn(&[u8]) -> bool, &'static str, &'static str);

/// Such files, by their first bytes.
const OTHERS: &[Other] = &[
    (|b| b.starts_with(b"%PDF-"), "what-pdf", "fix-pdf"),
    (is_office, "what-spreadsheet", "fix-spreadsheet"),
    (|b| b.starts_with(b"PK\x03\x04"), "what-zip", "fix-zip"),
];

/// Returns whether the bytes are those of an office document: an archive whose first entries say so, or an old format.
fn is_office(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let has = |name: &str| memchr::memmem::find(head, name.as_bytes()).is_some();
    let archive = head.starts_with(b"PK\x03\x04");
    let named = has("[Content_Types].xml") || has("application/vnd.oasis") || has("xl/");
    archive && named || head.starts_with(b"\xd0\xcf\x11\xe0")
}

/// Returns whether a text is a web page.
fn is_page(text: &str) -> bool {
    let head = &text[..floor_char_boundary(text, 1024)].to_ascii_lowercase();
    head.contains("<!doctype html") || head.contains("<html")
}

fn begins(text: &str, start: &str) -> bool {
    let head = text.get(..start.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(start))
}

/// Returns whether a text is a list of objects, or a calendar; a table of TOML has a name in its brackets.
fn is_list(text: &str) -> bool {
    let inside = text.strip_prefix('[').map(str::trim_start);
    let calendar = |t: &str| {
        let name = t.get(..11).unwrap_or_default();
        name.eq_ignore_ascii_case("\"vcalendar\"") && t[11..].trim_start().starts_with(',')
    };
    inside.is_some_and(|t| t.starts_with('{') || calendar(t))
}

/// Removes the byte order mark that some editors write.
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

/// Moves folds within a character behind it, so that every line keeps its number: iCalendar folds lines after a
/// number of bytes (RFC 5545, 3.1).
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

/// Reads schedule.xml, or the events in a web page.
fn xml(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    let memory = Bump::new();
    let document = tree::xml::parse(text, &memory, sink);
    if let Some(calendar) = xcal::of_xml(&document) {
        return xcal::read(calendar, sink);
    }
    let Some(schedule) = document.child("schedule") else {
        // What is wrong with a page as XML says nothing of the data in it.
        sink.begin_again();
        return json_ld::read_page(text, sink);
    };
    if sink.strict {
        schedule::schema::xml::check(schedule, sink);
    }
    let is_own = schedule::is_own(schedule);
    Some(schedule::read(schedule, is_own, Builder::new(sink)))
}

/// Reads schedule.json, or another list of sessions.
fn json(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    let memory = Bump::new();
    let document = tree::json::parse(text, &memory, sink);
    if xcal::is_json(&document) {
        return xcal::read(&document, sink);
    }
    let schedule = document.child("schedule");
    // A list of objects is one of sessions.
    let is_list = |s: &tree::Node| s.children.iter().any(|c| c.shape == tree::Shape::Object);
    if let Some(schedule) = schedule.filter(|s| s.shape != tree::Shape::List || !is_list(s)) {
        // The second schema of voc is another one, and a draft.
        if sink.strict && schedule.child("events").is_none() {
            schedule::schema::json::check(&document, sink);
        }
        let is_own = schedule::is_own(&document);
        return Some(schedule::read(schedule, is_own, Builder::new(sink)));
    }
    let (_, read) = LISTS.iter().find(|(is, _)| is(&document))?;
    read(&document, Builder::new(sink))
}

/// A test of a document, and its reader.
type List = (
    fn(&tree::Node) -> bool,
    fn(&tree::Node, Builder) -> Option<RawProgram>,
);

/// The formats of JSON besides schedule.json.
const LISTS: &[List] = &[
    (indico::is_timetable, indico::read),
    (json_ld::is_events, json_ld::read),
    (|_| true, coscup::read),
];

/// Reads a programme of any known format. `file` is its name in the diagnostics.
pub fn load<'b>(file: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Loaded {
    load_with(file, bytes, &ColumnNames::default(), false)
}

/// Returns whether a version has less than half as many sessions as the one before: it may be half a save or half a deployment.
pub fn has_lost_most(before: usize, now: usize) -> bool {
    now * 2 < before
}

/// Reads a programme like [`load`], and also reports what the published schema of its format does not allow.
pub fn load_strictly<'b>(file: &str, bytes: impl Into<Cow<'b, [u8]>>) -> Loaded {
    load_with(file, bytes, &ColumnNames::default(), true)
}

/// Reads a programme like [`load`] or [`load_strictly`], whose columns may have other names.
pub fn load_with<'b>(
    file: &str,
    bytes: impl Into<Cow<'b, [u8]>>,
    columns: &ColumnNames,
    strict: bool,
) -> Loaded {
    let reading = if strict {
        Reading::Strict
    } else {
        Reading::Whole
    };
    read(file, bytes.into(), columns, reading)
}

/// The part of a large file, in bytes, that is read before the rest: more sessions than a screen has lines.
const SHOWN_PART: usize = 64 << 10;

/// Reads the beginning of a file of `size` bytes as a programme, without its problems; `None` if no session is found there. The
/// sessions of a program.toml may stand behind long lists, anywhere in `bytes`.
pub fn load_beginning(
    file: &str,
    bytes: &[u8],
    size: u64,
    columns: &ColumnNames,
) -> Option<Loaded> {
    let part = |from: usize| &bytes[from..bytes.len().min(from + SHOWN_PART)];
    let head = part(0);
    let sessions = memchr::memmem::find(bytes, b"\n[[sessions]]");
    let mut text = match sessions.filter(|at| *at >= head.len()) {
        Some(at) => {
            let lists = memchr::memmem::rfind(head, b"\n[[");
            [&head[..lists.unwrap_or(head.len())], part(at)].concat()
        }
        None => head.to_vec(),
    };
    if let Err(e) = str::from_utf8(&text)
        && e.error_len().is_none()
    {
        // The last character is cut.
        text.truncate(e.valid_up_to());
    }
    let percent = text.len() as u64 * 100 / size.max(1);
    let mut loaded = read(file, text.into(), columns, Reading::Beginning);
    loaded.diagnostics.clear();
    loaded.percent = Some(percent.min(99) as u8);
    (!loaded.program.sessions.is_empty()).then_some(loaded)
}

/// Returns the line of a file on which the record of a subject begins; `None` if it has none, and in a workbook.
pub fn line_of(file: &str, bytes: &[u8], columns: &ColumnNames, subject: &Subject) -> Option<u32> {
    read(file, bytes.into(), columns, Reading::Sought(subject)).line
}

/// What is read of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading<'s> {
    Whole,
    /// Also what the published schema of the format does not allow.
    Strict,
    /// Also the line of a subject's record.
    Sought(&'s Subject),
    /// The file is cut, and its last session may be.
    Beginning,
}

fn read(file: &str, bytes: Cow<[u8]>, columns: &ColumnNames, reading: Reading) -> Loaded {
    let file = Text::clean(file, Lines::One).0;
    if bytes.len() as u64 >= MAX_FILE {
        return Loaded::unreadable(
            Message::new("problem-too-large").arg("file", &file),
            Message::new("fix-too-large"),
        );
    }
    let other = |what: &'static str, fix: &'static str| {
        let message = Message::new("problem-no-programme").arg("file", &file);
        Loaded::unreadable(message.arg("format", Message::new(what)), Message::new(fix))
    };
    if let Some(book) = sheet::format(&bytes) {
        return workbook(&file, (book, &bytes), columns);
    }
    if let Some((_, what, fix)) = OTHERS.iter().find(|(is, ..)| is(&bytes)) {
        return other(what, fix);
    }
    let fingerprint = fingerprint(&bytes);
    let (bytes, wide) = encoding::without_utf16(bytes);
    let (bytes, declared) = encoding::declared(without_mark(bytes), wide.is_some());
    let bytes = whole_characters(bytes);
    let format = |text: &str| {
        let content = text.trim_start();
        FORMATS.iter().find(|f| (f.is)(content, columns))
    };
    // program.toml is UTF-8.
    let (text, encoding, invalid) = decode(bytes, |text| format(text).is_some());
    let text = Arc::new(text);
    let format = format(&text);
    let unread = |name: &str| {
        let message = Message::new("problem-no-programme").arg("file", &file);
        Loaded::unreadable(message.arg("format", name), Message::new("fix-formats"))
    };
    let source = LineIndex::new(&file, &text);
    let mut sink = Sink::new(&source, &text, reading == Reading::Strict);
    sink.names = columns.clone();
    let mut raw = match format {
        None if reading == Reading::Beginning => toml::read_beginning(&text, &mut sink),
        None => toml::read(&text, &mut sink),
        Some(format) => match format.read(&file, &text, &mut sink) {
            Some(raw) => raw,
            None if is_page(&text) => return other("what-web-page", "fix-web-page"),
            None => return unread(format.name),
        },
    };
    sink.report_not_utf8(&invalid);
    report_encoding(declared, wide.or(encoding), &mut sink);
    match reading {
        Reading::Sought(subject) => sink.sought = Some(subject.clone()),
        Reading::Beginning => {
            raw.sessions.pop();
            // Records that are not found may be in the rest.
            sink.is_full = true;
        }
        Reading::Whole | Reading::Strict => {}
    }
    sink.is_editable = format.is_none() && wide.is_none() && invalid.is_empty();
    finish(raw, sink, fingerprint)
}

/// Reports a file in another encoding than its XML declaration names, or in `found` without one.
fn report_encoding(declared: Option<Declared>, found: Option<&'static str>, sink: &mut Sink) {
    let report = |sink: &mut Sink, at, message: Message, help| {
        let message = message.arg("name", found.unwrap_or("UTF-8"));
        sink.report(Code::Encoding, at, message, Message::new(help));
    };
    match declared {
        Some(declared) if declared.is_wrong => {
            let message = Message::new("problem-encoding-declared").arg("declared", declared.name);
            report(sink, declared.span, message, "fix-encoding-declared");
        }
        None if found.is_some() => {
            let message = Message::new("problem-encoding");
            report(sink, Span::default(), message, "fix-not-utf8");
        }
        _ => {}
    }
}

/// Checks what was read.
fn finish(mut raw: RawProgram, mut sink: Sink, fingerprint: u64) -> Loaded {
    let columns = std::mem::take(&mut raw.columns);
    let program = check::check(raw, &mut sink);
    Loaded {
        program,
        line: sink.line,
        diagnostics: sink.in_order(),
        fingerprint,
        log: UpdateLog::default(),
        columns,
        percent: None,
    }
}

/// Reads the first sheet of a workbook that is a table.
fn workbook(file: &str, (book, bytes): (sheet::Book, &[u8]), columns: &ColumnNames) -> Loaded {
    let refused = |problem: Message, help: &'static str| {
        Loaded::unreadable(problem.arg("file", file), Message::new(help))
    };
    let sheet = match sheet::read(book, bytes, columns) {
        Ok(sheet) => sheet,
        Err(sheet::Refusal::Large) => {
            return refused(Message::new("problem-sheet-large"), "fix-sheet-large");
        }
        Err(sheet::Refusal::Damaged(what)) => {
            let problem = Message::new("problem-sheet-damaged").arg("message", what);
            return refused(problem, "fix-spreadsheet");
        }
        Err(sheet::Refusal::NoTable) => {
            let problem = Message::new("problem-no-programme");
            let problem = problem.arg("format", Message::new("what-spreadsheet"));
            return refused(problem, "fix-sheet-header");
        }
    };
    let text = Arc::new(sheet.text);
    let source = LineIndex::of_sheet(file, &text);
    let mut sink = Sink::new(&source, &text, false);
    sink.names = columns.clone();
    let raw = TABLE.read(file, &text, &mut sink).unwrap_or_default();
    if !sheet.others.is_empty() {
        let message = Message::new("problem-sheets").arg("name", sheet.name);
        let message = message.arg("others", sheet.others);
        let at = raw.span.unwrap_or_default();
        sink.report(Code::Sheets, at, message, Message::new("fix-sheets"));
    }
    finish(raw, sink, fingerprint(bytes))
}

/// Reads a file of updates. `file` is its name in the diagnostics.
pub fn read_updates(file: &str, bytes: &[u8]) -> UpdateLog {
    let (mut log, diagnostics) = read_with(file, bytes, toml::updates::read);
    log.diagnostics = diagnostics;
    log
}

/// Reads a file of contacts, and returns its problems. `file` is its name in them.
pub fn read_contacts(file: &str, bytes: &[u8]) -> (Contacts, Vec<Diagnostic>) {
    read_with(file, bytes, toml::contacts::read)
}

/// Reads a file beside a programme, and returns its problems.
fn read_with<T>(file: &str, bytes: &[u8], read: fn(&str, &mut Sink) -> T) -> (T, Vec<Diagnostic>) {
    let file = Text::clean(file, Lines::One).0;
    let (text, _, invalid) = decode(without_mark(bytes.into()), |_| false);
    let text = Arc::new(text);
    let source = LineIndex::new(&file, &text);
    let mut sink = Sink::new(&source, &text, false);
    let found = read(&text, &mut sink);
    sink.report_not_utf8(&invalid);
    (found, sink.in_order())
}

/// Names a programme after its file if the format has no title.
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

/// Returns the text of a file, the name of its encoding if that is a code page of Windows, and the first place in each line
/// that is not UTF-8. `is_known` says whether a text in the code page is one that is read.
fn decode(
    bytes: Cow<[u8]>,
    is_known: impl Fn(&str) -> bool,
) -> (String, Option<&'static str>, Vec<Span>) {
    let (text, encoding, invalid) = match String::from_utf8(bytes.into_owned()) {
        Ok(text) => (text, None, Vec::new()),
        Err(e) => {
            let known = encoding::windows(e.as_bytes()).filter(|(text, _)| is_known(text));
            let other = || {
                let text = String::from_utf8_lossy(e.as_bytes()).into_owned();
                (text, None, not_utf8(e.as_bytes()))
            };
            known.map_or_else(other, |(text, page)| (text, Some(page), Vec::new()))
        }
    };
    (with_line_ends(text), encoding, invalid)
}

/// Returns a text whose lines end as others do: old Macintosh files end them with a carriage return.
fn with_line_ends(text: String) -> String {
    if !text.contains('\n') && text.contains('\r') {
        text.replace('\r', "\n")
    } else {
        text
    }
}

/// Returns the first place in each line that is not UTF-8, in the text that replaces the bytes.
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

/// Collects the problems that readers and checks report.
struct Sink<'a> {
    source: &'a LineIndex<'a>,
    /// The text of the file.
    text: &'a Arc<String>,
    found: Vec<Diagnostic>,
    /// The positions in `found` of breaks, of other errors and of warnings.
    ranks: [Vec<u32>; 3],
    /// The number of problems that are not in `found`.
    unlisted: usize,
    /// The memory in bytes that records, texts and nodes may still take.
    memory: usize,
    /// Whether something was left out, because it would have taken more.
    is_full: bool,
    /// The start of each record.
    records: Vec<u32>,
    /// The places of syntax errors.
    broken: Vec<u32>,
    /// The number of names that may still be compared to find the nearest, which limits the time for files with
    /// very many problems.
    guesses: usize,
    /// Whether to check against published schemas.
    strict: bool,
    /// The reader's own names of columns.
    names: ColumnNames,
    /// The code, place and hash of the message of each reported problem.
    reported: HashSet<(Code, u32, u64)>,
    /// Whether the places are those of a file that can be edited.
    is_editable: bool,
    /// The subject whose line is sought, and that line.
    sought: Option<Subject>,
    line: Option<u32>,
}

/// The maximum number of comparisons for "did you mean" in one file.
const GUESSES: usize = 1_000_000;

/// Returns the memory in bytes that the records, texts and nodes of a file may take. No programme needs as much for
/// its size; very many small or empty records would.
fn allowance(text: &str) -> usize {
    (6 << 20) + 36 * text.len()
}

impl<'a> Sink<'a> {
    fn new(source: &'a LineIndex<'a>, text: &'a Arc<String>, strict: bool) -> Self {
        Self {
            source,
            text,
            found: Vec::new(),
            ranks: Default::default(),
            unlisted: 0,
            memory: allowance(text),
            is_full: false,
            records: Vec::new(),
            broken: Vec::new(),
            guesses: GUESSES,
            strict,
            names: ColumnNames::default(),
            reported: HashSet::new(),
            is_editable: false,
            sought: None,
            line: None,
        }
    }

    /// Discards all problems, so that a file can be read again.
    fn begin_again(&mut self) {
        *self = Self::new(self.source, self.text, self.strict);
    }

    /// Takes memory for what stands at `span`; returns false, and reports it once, if too much has been taken.
    fn afford(&mut self, bytes: usize, span: Span) -> bool {
        if let Some(rest) = self.memory.checked_sub(bytes) {
            self.memory = rest;
            return true;
        }
        self.memory = 0;
        if !std::mem::replace(&mut self.is_full, true) {
            let message = Message::new("problem-too-many-records");
            let help = Message::new("fix-too-many-records");
            self.report(Code::BadValue, span, message, help);
        }
        false
    }

    /// Returns whether something was left out, because it would have taken too much memory.
    fn is_full(&self) -> bool {
        self.is_full
    }

    /// Returns whether a syntax error is inside the record at `span`, so that a missing key may be there.
    fn is_broken(&self, span: Span) -> bool {
        // There are at most 25 such places.
        self.broken.iter().any(|&at| {
            at >= span.start
                && self.records.partition_point(|&r| r <= at)
                    == self.records.partition_point(|&r| r <= span.start)
        })
    }

    /// Returns the name nearest to a mistyped one among `count` names, while comparisons are left.
    fn nearest<'n>(
        &mut self,
        typed: &str,
        count: usize,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Option<&'n str> {
        self.spend(count)?;
        nearest(typed, known)
    }

    /// Takes so many comparisons from those that are left.
    fn spend(&mut self, count: usize) -> Option<()> {
        self.guesses = self.guesses.checked_sub(count)?;
        Some(())
    }

    /// Returns a text, truncated to the maximum length, and reports one that is longer.
    fn cut<'t>(&mut self, text: &'t str, span: Span) -> &'t str {
        if text.len() <= MAX_TEXT {
            return text;
        }
        let message = Message::new("problem-long-text").arg("n", text.len());
        self.report(Code::BadValue, span, message, Message::new("fix-long-text"));
        &text[..floor_char_boundary(text, MAX_TEXT)]
    }

    /// Reports more languages than are read.
    fn report_languages(&mut self, n: usize, span: Span) {
        let message = Message::new("problem-too-many-languages").arg("n", n);
        let help = Message::new("fix-too-many-languages");
        self.report(Code::BadValue, span, message.arg("most", LANGUAGES), help);
    }

    /// Reports that more languages than are read begin here.
    fn report_more_languages(&mut self, span: Span) {
        let message = Message::new("problem-more-languages").arg("most", LANGUAGES);
        let help = Message::new("fix-too-many-languages");
        self.report(Code::BadValue, span, message, help);
    }

    /// Reports characters that were removed from a text.
    fn report_unsafe(&mut self, first: char, n: usize, span: Span) {
        let message = Message::new("problem-unsafe-text").arg("n", n);
        let message = message.arg("first", format!("U+{:04X}", u32::from(first)));
        self.report(
            Code::UnsafeText,
            span,
            message,
            Message::new("fix-unsafe-text"),
        );
    }

    /// Reports a syntax error after which nothing is read.
    fn report_broken(&mut self, at: u32, message: Message) {
        self.broken.push(at);
        let span = Span {
            start: at,
            end: at + 1,
        };
        self.report(Code::Syntax, span, message, Message::new("fix-before"));
    }

    /// Reports the name of a time zone that is not known.
    fn report_unknown_zone(&mut self, name: &str, span: Span) {
        let names = Zone::names();
        let names = || names.iter().map(String::as_str);
        let called = zone_called(name).filter(Zone::is_named);
        let called = called.as_ref().map(Zone::name);
        let certain = called.or_else(|| misspelt(name, names()));
        let help = match certain.or_else(|| nearest(name, names())) {
            Some(near) => Help::new(did_you_mean(near), certain.map(|zone| quoted(span, zone))),
            None => Message::new("fix-unknown-zone")
                .arg("example", "\"Africa/Casablanca\"")
                .into(),
        };
        let message = Message::new("problem-unknown-zone").arg("name", name);
        self.report(Code::UnknownZone, span, message, help);
    }

    /// Reports bytes that are not UTF-8.
    fn report_not_utf8(&mut self, invalid: &[Span]) {
        for &span in invalid {
            let message = Message::new("problem-not-utf8");
            self.report(Code::NotUtf8, span, message, Message::new("fix-not-utf8"));
        }
    }

    /// Reports a problem, once for each place. A list that is full takes errors in place of warnings, and breaks in
    /// place of other errors.
    fn report(&mut self, code: Code, span: Span, message: Message, help: impl Into<Help>) {
        let help = help.into();
        let rank = rank(code);
        let is_full = self.found.len() == MAX_DIAGNOSTICS;
        if is_full && self.ranks[rank + 1..].iter().all(Vec::is_empty) {
            self.unlisted += 1;
            return;
        }
        // A record that is used in several places is read as often.
        let key = (code, span.start, FixedState::default().hash_one(&message));
        if !self.reported.insert(key) {
            return;
        }
        let problem = Diagnostic {
            code,
            location: Some(self.source.location(span)),
            message,
            help: help.text,
            edits: help.edits,
            same: 0,
        };
        let mut at = self.found.len();
        if is_full {
            self.unlisted += 1;
            let less = self.ranks[rank + 1..].iter_mut().rev().find_map(Vec::pop);
            at = less.map_or(at, |less| less as usize);
            self.found[at] = problem;
        } else {
            self.found.push(problem);
        }
        self.ranks[rank].push(at as u32);
    }

    /// Returns the problems by place, and numbers those of one code at one place.
    fn in_order(self) -> Vec<Diagnostic> {
        let mut all = self.found;
        if !self.is_editable {
            for problem in &mut all {
                problem.edits.clear();
            }
        }
        all.sort_by_key(|d| d.location.as_ref().map(|p| (p.line, p.column)));
        Diagnostic::number(&mut all);
        if let Some(last) = all.last_mut().filter(|_| self.unlisted > 0) {
            let n = MAX_DIAGNOSTICS + self.unlisted;
            last.help = Some(Message::new("fix-many-problems").arg("n", n));
        }
        all
    }
}

/// Returns 0 for a break, 1 for another error and 2 for a warning.
fn rank(code: Code) -> usize {
    match code.about().level {
        _ if code.is_break() => 0,
        Level::Error => 1,
        Level::Warning => 2,
    }
}

/// How to fix a problem: in words, and by edits where what was meant is certain.
#[derive(Default)]
struct Help {
    text: Option<Message>,
    edits: Vec<Edit>,
}

impl From<Message> for Help {
    fn from(text: Message) -> Self {
        Some(text).into()
    }
}

impl From<Option<Message>> for Help {
    fn from(text: Option<Message>) -> Self {
        let edits = Vec::new();
        Self { text, edits }
    }
}

impl Help {
    /// Returns a help in words, and the edits that follow it.
    fn new(text: Message, edits: impl IntoIterator<Item = Edit>) -> Self {
        Self {
            text: Some(text),
            edits: edits.into_iter().collect(),
        }
    }
}

/// Returns the edit that puts a text of TOML in this place.
fn quoted(span: Span, text: &str) -> Edit {
    let text = ::toml::Value::from(text).to_string();
    Edit { span, text }
}

/// Returns the help that gives an example.
fn write(example: &str) -> Message {
    Message::new("fix-write").arg("example", example)
}

/// Returns the help that asks for one of these names.
fn one_of(names: &[&str]) -> Message {
    Message::new("fix-one-of").arg("names", names.to_vec())
}

/// Returns the help that names what was probably meant.
fn did_you_mean(name: &str) -> Message {
    Message::new("fix-did-you-mean").arg("name", name)
}

/// Returns the help that asks to add keys or signs.
fn add(keys: &str) -> Message {
    Message::new("fix-add").arg("keys", keys)
}

/// Returns the help for what is given twice.
fn keep_one() -> Message {
    Message::new("fix-keep-one")
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
    fn bytes_that_are_not_utf8_are_reported_once_per_line() {
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
