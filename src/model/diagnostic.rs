//! Problems of files: their code, their place, what is wrong and how to fix it.
//!
//! [`CODES`] is the table of all codes, from which `nadwa explain`, the documentation and the tests of the
//! checks are generated.

use std::fmt::Write as _;
use std::sync::Arc;

use crate::i18n::{Message, Messages};
use crate::text::{self, Text};

/// The most diagnostics that are reported for one file.
pub const MAX_DIAGNOSTICS: usize = 10_000;

/// The level of a diagnostic.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A part of the file could not be used as intended.
    Error,
    /// Everything is shown, but something is probably not as intended.
    Warning,
}

impl Level {
    /// Returns `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// The bytes `start..end` of a source.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Span {
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl From<std::ops::Range<usize>> for Span {
    fn from(at: std::ops::Range<usize>) -> Self {
        Self {
            start: at.start as u32,
            end: at.end as u32,
        }
    }
}

/// A place in a source, with an excerpt, so that it can be shown without the source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// The name of the file.
    pub file: Arc<str>,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The line, or the part of a long one around the place, without control characters.
    pub excerpt: Text,
    /// The cells before the caret in `excerpt`, and the cells of the caret.
    pub caret: (usize, usize),
}

/// The replacement of a part of a source.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// The part, in a source without its byte order mark.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

/// A problem of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The code.
    pub code: Code,
    /// The place; `None` for a problem of the whole file.
    pub location: Option<Location>,
    /// What is wrong, in one sentence without a full stop.
    pub message: Message,
    /// How to fix it.
    pub help: Option<Message>,
    /// The edits that fix it, in a file that is UTF-8; none where what was meant is not certain.
    pub edits: Vec<Edit>,
    /// The number of diagnostics with this code before it at the same place.
    pub same: u32,
}

/// An entry in [`CODES`].
pub struct CodeInfo {
    /// The code.
    pub code: Code,
    /// The name, as it is printed and as `nadwa explain` takes it.
    pub name: &'static str,
    /// The level.
    pub level: Level,
    /// Lines of a file with this problem; the message `explain-NAME` explains it.
    pub example: &'static str,
}

macro_rules! codes {
    ($($code:ident $level:ident $name:literal $example:literal;)+) => {
        /// The code of a diagnostic.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
        #[allow(missing_docs)]
        pub enum Code { $($code),+ }

        /// Every code, errors first.
        pub const CODES: &[CodeInfo] = &[$(CodeInfo {
            code: Code::$code,
            name: $name,
            level: Level::$level,
            example: $example,
        }),+];
    };
}

codes! {
    Unreadable Error "unreadable" "nadwa no-such-file.toml";
    NotUtf8 Error "not-utf8" "title = \"R\\xe9union\"";
    Syntax Error "syntax" "title = \"no closing quote";
    WrongType Error "wrong-type" "start = \"2021-11-30T09:30:00\"   # no quotes around a time";
    BadValue Error "bad-value" "status = \"canceled\"             # cancelled";
    MissingKey Error "missing-key" "[[sessions]]\ntitle = \"Opening\"              # no id, no start";
    BadId Error "bad-id" "id = \"Main Hall\"                # main-hall";
    DuplicateId Error "duplicate-id" "[[rooms]]\nid = \"main-hall\"\n[[rooms]]\nid = \"main-hall\"";
    UnknownReference Error "unknown-reference" "room = \"mainhall\"               # main-hall";
    EndNotAfterStart Error "end-not-after-start" "start = 2021-11-30T10:30:00\nend   = 2021-11-30T09:30:00";
    BadDuration Error "bad-duration" "duration = \"90 minutes\"         # 1h30m";
    UnknownZone Error "unknown-zone" "timezone = \"Africa/Casablanka\"  # Africa/Casablanca";
    GapTime Error "gap-time" "timezone = \"Europe/Madrid\"\nstart = 2021-03-28T02:30:00";
    Schema Error "schema" "<event id=\"7\">                   <!-- no guid -->";
    UnknownKey Warning "unknown-key" "titel = \"Opening\"               # title";
    RoomOverlap Warning "room-overlap" "room = \"main-hall\"              # taken from 09:30 to 10:30 by 'opening'";
    SpeakerOverlap Warning "speaker-overlap" "speakers = [\"un-habitat-delegate\"]";
    OutsideDays Warning "outside-days" "start = 2021-12-11T09:30:00      # days: 2021-11-30, 2021-12-01";
    Unused Warning "unused" "[[rooms]]\nid = \"room-9\"";
    MissingTranslation Warning "missing-translation" "languages = [\"ar\", \"en\"]\ntitle = { en = \"Opening\" }";
    UnsafeText Warning "unsafe-text" "title = \"Opening\\u001B[2J\"";
    FoldTime Warning "fold-time" "timezone = \"Europe/Madrid\"\nstart = 2021-10-31T02:30:00";
    OffsetTime Warning "offset-time" "start = 2021-11-30T08:30:00Z";
    Encoding Warning "encoding" "T\\xedtulo;Fecha                  # Windows-1252";
    DateOrder Warning "date-order" "title,start\nOpening,01/12/2021 09:30";
    Sheets Warning "sheets" "programme.xlsx with two sheets: Friday, Saturday";
    TwoEnds Warning "two-ends" "end      = 2021-11-30T10:30:00\nduration = \"1h\"";
    NoEnd Warning "no-end" "start = 2021-11-30T09:30:00      # neither end nor duration";
    LongSession Warning "long-session" "start = 2021-11-30T09:30:00\nend   = 2021-12-01T10:30:00";
    ItemsTooLong Warning "items-too-long" "duration = \"30m\"               # of an item, in a session of 20 minutes";
    ItemSpeaker Warning "item-speaker" "[[sessions.items]]\nspeaker = \"uclg-delegate\"        # not among the session's speakers";
    NoChannel Warning "no-channel" "channels = { fr = 1 }            # of the room of a session with interpretation = [\"fr\", \"en\"]";
    NoPause Warning "no-pause" "interpreters = [\"interpreter-1\"]    # of sessions from 9:00 until 12:00, without a pause";
    ZeroCapacity Warning "zero-capacity" "capacity = 0";
    BadLink Warning "bad-link" "url = \"javascript:alert(1)\"";
    NoSessions Warning "no-sessions" "[program]\nid = \"empty\"";
}

impl CodeInfo {
    /// Explains why it is a problem and what to do.
    pub fn explain(&self, messages: &Messages) -> String {
        messages.get(&format!("explain-{}", self.name))
    }
}

impl Code {
    /// Returns its entry in [`CODES`].
    pub fn about(self) -> &'static CodeInfo {
        &CODES[self as usize]
    }

    /// Returns whether such a problem makes the file unusable: it could not be read, or has a syntax error, as while it
    /// is being written.
    pub fn is_break(self) -> bool {
        matches!(self, Self::Unreadable | Self::NotUtf8 | Self::Syntax)
    }

    /// Returns the code with this name, in upper or lower case.
    pub fn named(name: &str) -> Option<&'static CodeInfo> {
        CODES.iter().find(|a| a.name.eq_ignore_ascii_case(name))
    }
}

impl Diagnostic {
    /// Returns the level.
    pub fn level(&self) -> Level {
        self.code.about().level
    }

    /// Returns `file:line:column`, or an empty text for a problem of the whole file.
    pub fn position(&self) -> String {
        self.location.as_ref().map_or_else(String::new, |p| {
            format!("{}:{}:{}", p.file, p.line, p.column)
        })
    }

    /// Numbers the diagnostics of one code at one place, in a list that is sorted by place.
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

    /// Returns the id, which does not depend on other diagnostics: `12:8:duplicate-id`.
    pub fn id(&self) -> String {
        match self.same {
            0 => self.address(),
            n => format!("{}:{n}", self.address()),
        }
    }

    /// Returns the id without the number among diagnostics of one code at one place.
    pub fn address(&self) -> String {
        let (line, column) = self
            .location
            .as_ref()
            .map_or((0, 0), |p| (p.line, p.column));
        format!("{line}:{column}:{}", self.code.about().name)
    }

    /// Returns the diagnostic as `check` prints it: message, place, line with a caret, help. It has no line break
    /// at the end.
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

/// Returns the places of spans in one source, by an index of its lines that is built when it is needed.
pub struct LineIndex<'a> {
    file: Arc<str>,
    text: &'a str,
    lines: std::cell::OnceCell<Vec<u32>>,
    /// Whether lines are the rows of a sheet, and columns its cells.
    is_sheet: bool,
    /// The start of the line of the last place, its byte, and the characters between.
    last: std::cell::Cell<(usize, usize, u32)>,
}

/// The most cells of an excerpt.
const EXCERPT: usize = 160;

impl<'a> LineIndex<'a> {
    /// Creates the index of a source of at most 4 GiB.
    pub fn new(file: &str, text: &'a str) -> Self {
        Self {
            file: file.into(),
            text,
            lines: std::cell::OnceCell::new(),
            is_sheet: false,
            last: std::cell::Cell::new((0, 0, 0)),
        }
    }

    /// Creates the index of a sheet that is written as a table of commas.
    pub fn of_sheet(file: &str, text: &'a str) -> Self {
        Self {
            is_sheet: true,
            ..Self::new(file, text)
        }
    }

    /// Returns the text of `span`, or an empty one outside the source.
    pub fn slice(&self, span: Span) -> &'a str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or("")
    }

    /// Returns the place of `span`.
    pub fn location(&self, span: Span) -> Location {
        let starts = self.lines.get_or_init(|| {
            let breaks = self.signs(b'\n', 0..self.text.len());
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

        // A long line is read only from a little before the place.
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
    /// Returns the places of a sign in a part of the text; in a sheet, of those outside quotes.
    fn signs(&self, sign: u8, part: std::ops::Range<usize>) -> impl Iterator<Item = usize> {
        let start = part.start;
        let mut quoted = false;
        let all = memchr::memchr2_iter(sign, b'"', &self.text.as_bytes()[part]);
        all.map(move |at| start + at).filter(move |at| {
            let is_quote = self.text.as_bytes()[*at] == b'"';
            quoted ^= is_quote && self.is_sheet;
            !is_quote && !quoted
        })
    }

    /// Returns the column of the byte `at` in the line at `start`, counted from the last place if possible.
    fn column(&self, start: usize, at: usize) -> u32 {
        let (known_start, known_at, known) = self.last.get();
        let (from, before) = if known_start == start && known_at <= at {
            (known_at, known)
        } else {
            (start, 0)
        };
        let between = if self.is_sheet {
            self.signs(b',', from..at).count()
        } else {
            self.text[from..at].chars().count()
        };
        let before = before + between as u32;
        self.last.set((start, at, before));
        before + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::LANGUAGES;
    use crate::text::Lang;

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
            assert!(!about.example.is_empty(), "{}", about.name);
            for language in LANGUAGES {
                let lang = Lang::parse(language.tag).expect("a language of the table");
                let text = about.explain(&Messages::new(lang));
                assert!(text.ends_with('.'), "{}", about.name);
            }
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
    fn places_in_a_sheet_are_rows_and_cells() {
        let text = "Title,Start\n\n\"Wax, \"\"old\"\"\nand new\",,soon\n";
        let source = LineIndex::of_sheet("f.xlsx", text);
        let place = |part: &str| {
            let start = text.find(part).expect("there") as u32;
            let end = start + part.len() as u32;
            let place = source.location(Span { start, end });
            (place.line, place.column)
        };
        assert_eq!(place("Start"), (1, 2));
        assert_eq!(place("soon"), (3, 3));
        assert_eq!(place("\"Wax"), (3, 1));
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
