//! A fault found in a file: its code, its place, what is wrong and how to mend it.
//!
//! [`CODES`] is the one table of all codes; `nadwa explain`, the documentation and the tests of the
//! checks are made from it.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::i18n::{Message, Messages};
use crate::text::{self, Text};

/// Diagnostics of one file that are reported at most.
pub const MAX_DIAGNOSTICS: usize = 10_000;

/// How bad it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Part of the file could not be used as it was meant.
    Error,
    /// Everything is shown, and something is probably not as it was meant.
    Warning,
}

impl Level {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Bytes `start..end` of a source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// Behind the last byte.
    pub end: u32,
}

impl From<toml_spanner::Span> for Span {
    fn from(at: toml_spanner::Span) -> Self {
        Self {
            start: at.start,
            end: at.end,
        }
    }
}

/// A place in a source, with what is needed to show it when the source is gone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// The name of the file.
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The line, or the part of a long one around the fault, made safe to print.
    pub excerpt: Text,
    /// Cells before the fault in `excerpt`, and cells under which the caret stands.
    pub caret: (usize, usize),
}

/// A fault in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// What sort of fault.
    pub code: Code,
    /// Where; `None` for a fault of the file as a whole.
    pub location: Option<Location>,
    /// What is wrong, in one sentence without a full stop.
    pub message: Message,
    /// How to mend it.
    pub help: Option<Message>,
    /// How many faults of this code stand before it at the same place.
    pub same: u32,
}

/// A row of [`CODES`].
pub struct CodeInfo {
    /// The code.
    pub code: Code,
    /// Its name, as printed and as `nadwa explain` takes it.
    pub name: &'static str,
    /// How bad.
    pub level: Level,
    /// Why it is a fault and what to do.
    pub explain: &'static str,
    /// Lines of a file that have it.
    pub example: &'static str,
}

macro_rules! codes {
    ($($code:ident $level:ident $name:literal $explain:literal $example:literal;)+) => {
        /// What sort of fault a diagnostic tells of.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
        #[allow(missing_docs)]
        pub enum Code { $($code),+ }

        /// Every code there is, errors first.
        pub const CODES: &[CodeInfo] = &[$(CodeInfo {
            code: Code::$code,
            name: $name,
            level: Level::$level,
            explain: $explain,
            example: $example,
        }),+];
    };
}

codes! {
    Unreadable Error "unreadable"
        "The file could not be read at all: it is missing, is a folder, may not be opened, or is larger than 256 MiB. nadwa opens an empty programme and says which paths were tried; press r once the file is there."
        "nadwa no-such-file.toml";
    NotUtf8 Error "not-utf8"
        "Programmes are UTF-8. The bytes at this place are in another encoding (often Windows-1252 or ISO 8859-6). They are shown as �; save the file as UTF-8."
        "title = \"R\\xe9union\"";
    Syntax Error "syntax"
        "The file breaks the grammar of its format here. In TOML, reading goes on at the next line, so the other faults are reported too, and everything that could be read is shown; after 25 such faults it stops. In XML, what stands before the fault is shown. Mend these and check again."
        "title = \"no closing quote";
    WrongType Error "wrong-type"
        "The key is known, and its value is of another type than the key takes: text for a number, a date without a time, one text for a list. The value is used where its meaning is certain, else left out."
        "start = \"2021-11-30T09:30:00\"   # no quotes around a time";
    BadValue Error "bad-value"
        "The value is of the right type and not one of those that the key takes."
        "status = \"canceled\"             # cancelled";
    MissingKey Error "missing-key"
        "A session needs an id, a title and a start; everything else that is referred to needs an id, the programme an id, a title and a time zone. What can be shown without it is shown: a session without a start stands at the end of the agenda."
        "[[sessions]]\ntitle = \"Opening\"              # no id, no start";
    BadId Error "bad-id"
        "Ids are lower case letters a-z, digits and hyphens. They are part of exported addresses and of what readers have starred, so they are kept plain."
        "id = \"Main Hall\"                # main-hall";
    DuplicateId Error "duplicate-id"
        "Two things of one kind have the same id. References go to the first; the second is shown under an id with a number behind it."
        "[[rooms]]\nid = \"main-hall\"\n[[rooms]]\nid = \"main-hall\"";
    UnknownReference Error "unknown-reference"
        "The id names nothing of the kind that this key refers to. The reference is left out."
        "room = \"mainhall\"               # main-hall";
    EndNotAfterStart Error "end-not-after-start"
        "The session ends before it starts, or at the same moment. It is shown with its start alone."
        "start = 2021-11-30T10:30:00\nend   = 2021-11-30T09:30:00";
    BadDuration Error "bad-duration"
        "A duration is hours, minutes or both, more than nothing: 1h, 30m, 1h30m."
        "duration = \"90 minutes\"         # 1h30m";
    UnknownZone Error "unknown-zone"
        "The time zone is not in the IANA database. Times are shown as written and taken for UTC."
        "timezone = \"Africa/Casablanka\"  # Africa/Casablanca";
    GapTime Error "gap-time"
        "On this day the clocks are put forward over this time, so it does not exist there. The session is placed as if the clock had not changed."
        "timezone = \"Europe/Madrid\"\nstart = 2021-03-28T02:30:00";
    Schema Error "schema"
        "The published schema of schedule.xml or schedule.json does not allow this. nadwa reads it all the same; other programs may not. Only nadwa check reports it."
        "<event id=\"7\">                   <!-- no guid -->";
    UnknownKey Warning "unknown-key"
        "The format has no such key here, so nothing shows its value. It is often a slip of the pen."
        "titel = \"Opening\"               # title";
    RoomOverlap Warning "room-overlap"
        "Two sessions are in one room at the same time. Cancelled sessions do not count."
        "room = \"main-hall\"              # taken from 09:30 to 10:30 by 'opening'";
    SpeakerOverlap Warning "speaker-overlap"
        "Somebody speaks or moderates in two rooms at the same time. Cancelled sessions do not count."
        "speakers = [\"un-habitat-delegate\"]";
    OutsideDays Warning "outside-days"
        "The file declares its days, and the session is on none of them. It is shown on a day of its own."
        "start = 2021-12-11T09:30:00      # days: 2021-11-30, 2021-12-01";
    Unused Warning "unused"
        "No session uses this day, room, track, speaker or partner, so its page is empty."
        "[[rooms]]\nid = \"room-9\"";
    MissingTranslation Warning "missing-translation"
        "The text is given in some of the programme's languages and not in all. Readers of the others see it in the first language, marked with its name."
        "languages = [\"ar\", \"en\"]\ntitle = { en = \"Opening\" }";
    UnsafeText Warning "unsafe-text"
        "The text holds characters that a terminal must not print: controls, which can move the cursor or change the screen, bidirectional formatting, which can show a text in a false order, or invisible characters. They are taken out."
        "title = \"Opening\\u001B[2J\"";
    FoldTime Warning "fold-time"
        "On this day the clocks are put back and show this time twice. The first of the two is taken."
        "timezone = \"Europe/Madrid\"\nstart = 2021-10-31T02:30:00";
    OffsetTime Warning "offset-time"
        "Times are on the event's clock and have no offset. The offset was used to convert this one."
        "start = 2021-11-30T08:30:00Z";
    DateOrder Warning "date-order"
        "A table writes its dates with slashes or dots, which some read as day/month and some as month/day. A number above 12 decides; else the day is taken to stand first, as around the Mediterranean."
        "title,start\nOpening,01/12/2021 09:30";
    TwoEnds Warning "two-ends"
        "The session has an end and a duration. The end is taken; keep one of the two."
        "end      = 2021-11-30T10:30:00\nduration = \"1h\"";
    LongSession Warning "long-session"
        "The session is longer than twelve hours, which is often a slip in the date of its end."
        "start = 2021-11-30T09:30:00\nend   = 2021-12-01T10:30:00";
    ZeroCapacity Warning "zero-capacity"
        "The room holds nobody. Leave the capacity out where it is not known."
        "capacity = 0";
    BadLink Warning "bad-link"
        "Links are http or https addresses. Others are not shown."
        "url = \"javascript:alert(1)\"";
    NoSessions Warning "no-sessions"
        "The file has no session that could be read, so the programme is empty."
        "[program]\nid = \"empty\"";
}

impl Code {
    /// Its row in [`CODES`].
    pub fn about(self) -> &'static CodeInfo {
        &CODES[self as usize]
    }

    /// The row of that name, in any case.
    pub fn named(name: &str) -> Option<&'static CodeInfo> {
        CODES.iter().find(|a| a.name.eq_ignore_ascii_case(name))
    }
}

impl Diagnostic {
    /// How bad it is.
    pub fn level(&self) -> Level {
        self.code.about().level
    }

    /// `file:line:column`, or nothing for a fault of the whole file.
    pub fn position(&self) -> String {
        self.location.as_ref().map_or_else(String::new, |p| {
            format!("{}:{}:{}", p.file, p.line, p.column)
        })
    }

    /// Tells apart faults of one code at one place, in a list sorted by place.
    pub fn number(all: &mut [Self]) {
        for i in 1..all.len() {
            let (before, rest) = all.split_at_mut(i);
            let key = |d: &Self| d.location.as_ref().map(|p| (p.line, p.column));
            let earlier = before
                .iter()
                .rev()
                .take_while(|d| key(d) == key(&rest[0]))
                .take(1000);
            rest[0].same = earlier.filter(|d| d.code == rest[0].code).count() as u32;
        }
    }

    /// An address that survives a change elsewhere in the list: `12:8:duplicate-id`.
    pub fn id(&self) -> String {
        match self.same {
            0 => self.address(),
            n => format!("{}:{n}", self.address()),
        }
    }

    /// The same without the number that tells apart faults of one code at one place.
    pub fn address(&self) -> String {
        let (line, column) = self
            .location
            .as_ref()
            .map_or((0, 0), |p| (p.line, p.column));
        format!("{line}:{column}:{}", self.code.about().name)
    }

    /// The fault as `check` prints it: message, place, line with a caret, help; no line break at the end.
    pub fn render(&self, messages: &Messages) -> String {
        let about = self.code.about();
        let level = messages.get(&format!("level-{}", about.level.name()));
        let mut out = format!(
            "{level}[{}]: {}",
            about.name,
            messages.message(&self.message)
        );
        let help = self.help.as_ref().map(|help| {
            let text = messages.message(help);
            messages.format("help-is", &[("text", &text)])
        });
        // Writing to a String cannot fail.
        if let Some(place) = &self.location {
            let number = place.line.to_string();
            let gutter = " ".repeat(number.len());
            let (before, under) = place.caret;
            let _ = write!(
                out,
                "\n{gutter}--> {}\n{gutter} |\n{number} | {}\n{gutter} | {}{}",
                self.position(),
                place.excerpt,
                " ".repeat(before),
                "^".repeat(under),
            );
            if let Some(help) = help {
                let _ = write!(out, "\n{gutter} = {help}");
            }
        } else if let Some(help) = help {
            let _ = write!(out, "\n  = {help}");
        }
        out
    }
}

/// Returns the number of errors and of warnings: `2 errors, 1 warning`; empty when there are none.
pub fn summary(all: &[Diagnostic], messages: &Messages) -> String {
    let errors = all.iter().filter(|d| d.level() == Level::Error).count();
    let parts = [(errors, "errors"), (all.len() - errors, "warnings")];
    let parts = parts.iter().filter(|(n, _)| *n > 0);
    let parts: Vec<String> = parts.map(|&(n, key)| messages.plural(key, n)).collect();
    parts.join(&messages.comma())
}

/// Turns spans of one source into places. Finds lines by binary search, once indexed.
pub struct LineIndex<'a> {
    file: Arc<str>,
    text: &'a str,
    lines: std::cell::OnceCell<Vec<u32>>,
    /// The start of a line, a byte in it, and the characters between, as last asked for.
    last: std::cell::Cell<(usize, usize, u32)>,
}

/// Cells of a line that an excerpt shows at most.
const EXCERPT: usize = 160;

impl<'a> LineIndex<'a> {
    /// A source of at most 4 GiB.
    pub fn new(file: &str, text: &'a str) -> Self {
        Self {
            file: file.into(),
            text,
            lines: std::cell::OnceCell::new(),
            last: std::cell::Cell::new((0, 0, 0)),
        }
    }

    /// The text between the bytes of `span`, cut to what there is.
    pub fn slice(&self, span: Span) -> &'a str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// The place of `span`.
    pub fn location(&self, span: Span) -> Location {
        let starts = self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0)
                .chain(breaks.map(|i| i as u32 + 1))
                .collect()
        });
        let at = text::floor_char_boundary(self.text, span.start as usize);
        let line = starts.partition_point(|&s| s as usize <= at).max(1) - 1;
        let start = starts[line] as usize;
        let end = starts
            .get(line + 1)
            .map_or(self.text.len(), |&next| next as usize - 1);
        let end = if self.text[start..end].ends_with('\r') {
            end - 1
        } else {
            end
        };
        let at = at.clamp(start, end.max(start));

        // Only a part of a long line is looked at, from a little before the fault.
        let from = if at - start > EXCERPT {
            text::floor_char_boundary(self.text, at - EXCERPT / 4)
        } else {
            start
        };
        let to = text::floor_char_boundary(self.text, end.min(at + 4 * EXCERPT)).max(at);
        let last = text::floor_char_boundary(self.text, span.end as usize).clamp(at, to);
        let clean = |s: &str| Text::clean(s, text::Lines::One).0;
        let shown = clean(&self.text[from..to]);
        let before = text::width(&clean(&self.text[from..at]));
        let under = text::width(&clean(&self.text[at..last]));
        let under = under.clamp(1, EXCERPT.saturating_sub(before).max(1));
        Location {
            file: self.file.clone(),
            line: line as u32 + 1,
            column: self.column(start, at),
            excerpt: text::truncate(&shown, EXCERPT).as_ref().into(),
            caret: (before, under),
        }
    }
}

impl LineIndex<'_> {
    /// The column of the byte `at` in the line at `start`, counted on from the last one asked for.
    fn column(&self, start: usize, at: usize) -> u32 {
        let (known_start, known_at, known) = self.last.get();
        let (from, before) = if known_start == start && known_at <= at {
            (known_at, known)
        } else {
            (start, 0)
        };
        let before = before + self.text[from..at].chars().count() as u32;
        self.last.set((start, at, before));
        before + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_every_code_once_at_its_place() {
        for (i, about) in CODES.iter().enumerate() {
            assert_eq!(about.code as usize, i);
            assert_eq!(
                CODES.iter().filter(|a| a.name == about.name).count(),
                1,
                "{}",
                about.name
            );
            assert!(
                about.explain.ends_with('.') && !about.example.is_empty(),
                "{}",
                about.name
            );
        }
        assert!(CODES.is_sorted_by_key(|a| a.level), "errors first");
    }

    #[test]
    fn places_count_characters_and_carets_count_cells() {
        let text = "a = 1\r\ntitle = \"日本 x\" y\n";
        let source = LineIndex::new("f.toml", text);
        let at = text.find('y').expect("there") as u32;
        let place = source.location(Span {
            start: at,
            end: at + 1,
        });
        assert_eq!((place.line, place.column, place.caret), (2, 16, (17, 1)));
        let end = source.location(Span {
            start: 99,
            end: 120,
        });
        assert_eq!((end.line, end.column, end.caret), (3, 1, (0, 1)));
        // Inside a character, and on the line break itself.
        let mid = source.location(Span {
            start: at - 6,
            end: at - 5,
        });
        assert_eq!(mid.line, 2);
        assert_eq!(source.location(Span { start: 5, end: 6 }).column, 6);
    }

    #[test]
    fn a_fault_in_a_long_line_is_in_the_excerpt() {
        let text = format!("x = \"{}\" !", "é".repeat(5000));
        let at = text.len() as u32 - 1;
        let place = LineIndex::new("f", &text).location(Span {
            start: at,
            end: at + 1,
        });
        assert!(place.excerpt.ends_with('!') && text::width(&place.excerpt) <= EXCERPT);
        assert_eq!(place.column, 5008);
    }
}
