//! Syntax errors of TOML. The parser loses much behind an error, so whatever has one is made blank, and the rest is
//! parsed.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::pieces::{PIECE, cut, tree};
use super::reader::expected;
use crate::i18n::Message;
use crate::load::{add, allowance, keep_one, write};
use crate::model::diagnostic::{LineIndex, Span};

/// The name that stands for a key while the first one of its name is searched.
const MARK: &str = "the key that is there twice";

/// The number of syntax errors after which reading stops.
pub const MAX_SYNTAX: usize = 25;

/// A syntax error.
pub struct Fault {
    pub span: Span,
    pub message: Message,
    pub help: Option<Message>,
}

/// A text without its syntax errors: what has one is blank. Places are still those of the file.
pub struct Mended<'t> {
    pub text: Cow<'t, str>,
    pub faults: Vec<Fault>,
}

/// Returns the text of a file that can be parsed, and its errors.
pub fn mended<'t>(text: &'t str, source: &LineIndex) -> Mended<'t> {
    let mut mended = Mended::new(text);
    if DeTable::parse(text).is_err() {
        mended.blank_errors(text, PIECE);
        mended.blank_second_tables(source);
    }
    mended
}

/// Parses a text that is mended.
pub fn parse(text: &str) -> DeTable<'_> {
    DeTable::parse_recoverable(text).0.into_inner()
}

impl<'t> Mended<'t> {
    /// Returns a text in which nothing is blank yet.
    pub fn new(text: &'t str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            faults: Vec::new(),
        }
    }

    /// Makes every statement blank that has an error. A piece of the text without one is not looked at further.
    pub fn blank_errors(&mut self, text: &str, piece: usize) {
        let mut at = 0;
        let mut before = 0..0;
        // Whether the header has an error: nobody knows whose keys are below it.
        let mut is_lost = false;
        while at < text.len() && self.faults.len() < MAX_SYNTAX {
            let end = cut(text, at, piece);
            if end - at > 2 * PIECE && tree(&text[at..end]) > allowance(text) {
                self.faults.push(Fault::too_many(at));
                break;
            }
            if !is_lost && DeTable::parse(&text[at..end]).is_ok() {
                at = end;
            }
            while at < end && self.faults.len() < MAX_SYNTAX {
                let mut range = at..at + statement(&text[at..]);
                let mut found = error(&text[range.clone()], at);
                let mut last = range.clone();
                if found.is_some()
                    && let Some((open, next)) = swallowed(text, before.start..range.end)
                {
                    // The text was not closed where its writer thinks.
                    let start = if open.start < at { before.start } else { at };
                    range = start..next;
                    found = Some(Fault::open_text(text, open));
                    last = next..next;
                }
                let statement = &text[range.clone()];
                if is_table(statement) {
                    is_lost = found.is_some();
                }
                if found.is_some() || is_lost {
                    self.blank(range.clone());
                }
                self.faults.extend(found);
                if !statement.trim().is_empty() {
                    before = last;
                }
                at = range.end;
            }
        }
        self.blank(at..text.len());
    }

    /// Finds keys and tables that are there twice. The parser keeps the first key; the second table is made blank.
    pub fn blank_second_tables(&mut self, source: &LineIndex) {
        let (_, errors) = DeTable::parse_recoverable(&self.text);
        let mut tables: Vec<Range<usize>> = Vec::new();
        for error in errors.iter().take(MAX_SYNTAX - self.faults.len()) {
            let key = error.span().unwrap_or_default();
            // What is in such a table is not used.
            if tables.iter().any(|table| table.contains(&key.start)) {
                continue;
            }
            if let Some(header) = header_around(&self.text, key.start) {
                let mut end = header.end;
                while end < self.text.len() && !is_header(&self.text[end..]) {
                    end += statement(&self.text[end..]);
                }
                tables.push(header.start..end);
            }
            self.faults.push(twice(&self.text, error, source));
        }
        for table in tables {
            self.blank(table);
        }
    }

    /// Makes a part blank; lines remain.
    fn blank(&mut self, part: Range<usize>) {
        if part.is_empty() {
            return;
        }
        let blank = |b: u8| if b == b'\n' { '\n' } else { ' ' };
        let blank: String = self.text[part.clone()].bytes().map(blank).collect();
        self.text.to_mut().replace_range(part, &blank);
    }
}

/// Returns the length of the statement that a text begins with: a blank line, a header, or a key and its value. A
/// value that is not closed ends before the next line that begins like a statement.
fn statement(text: &str) -> usize {
    let is_table = is_table(text);
    let mut open = Vec::new();
    let mut next = None;
    for token in Source::new(text).lex() {
        let end = token.span().end();
        match token.kind() {
            kind @ (TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) => open.push(kind),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => drop(open.pop()),
            kind if is_long(kind) => {
                let string = &text[token.span().start()..end];
                if !is_closed(string) {
                    let mut lines = memchr::memchr_iter(b'\n', string.as_bytes());
                    let line = lines.find(|at| begins_statement(&string[at + 1..]));
                    return line.map_or(text.len(), |at| token.span().start() + at + 1);
                }
            }
            TokenKind::Newline if open.is_empty() || is_table => return end,
            TokenKind::Newline if begins_statement(&text[end..]) => {
                let next = *next.get_or_insert(end);
                // A table in braces may have such lines, but not very many; a list may not.
                let is_list = open.ends_with(&[TokenKind::LeftSquareBracket]);
                if is_list || is_header(&text[end..]) || end > PIECE {
                    return next;
                }
            }
            _ => {}
        }
    }
    next.filter(|_| !open.is_empty()).unwrap_or(text.len())
}

/// Returns whether a statement is meant as the header of a table or a list.
fn is_table(statement: &str) -> bool {
    let name = statement.trim_start().strip_prefix('[');
    name.is_some_and(|name| {
        name.trim_start_matches(['[', ' '])
            .starts_with(char::is_alphabetic)
    })
}

/// Returns the error of the statement at `start`.
fn error(statement: &str, start: usize) -> Option<Fault> {
    let error = DeTable::parse(statement).err();
    let error = error.filter(|error| !is_about_two(error))?;
    let mut fault = fault(statement, &error);
    fault.span.start += start as u32;
    fault.span.end += start as u32;
    Some(fault)
}

/// Returns the quotes of a text of several lines in which a statement seems to begin, and the place of that: with an
/// error behind it, the text was meant to end earlier.
fn swallowed(text: &str, part: Range<usize>) -> Option<(Range<usize>, usize)> {
    Source::new(&text[part.clone()]).lex().find_map(|token| {
        is_long(token.kind()).then_some(())?;
        let start = part.start + token.span().start();
        let string = &text[start..part.start + token.span().end()];
        let mut lines = memchr::memchr_iter(b'\n', string.as_bytes());
        let line = lines.find(|at| begins_statement(&string[at + 1..]))?;
        Some((start..start + 3, start + line + 1))
    })
}

/// Returns whether a token is a text that may have several lines.
fn is_long(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::MlBasicString | TokenKind::MlLiteralString)
}

/// Returns whether a text of several lines ends with the quotes that it begins with.
fn is_closed(string: &str) -> bool {
    string.len() >= 6 && string.ends_with(&string[..3])
}

/// Returns whether the first line of a text looks like a header, or like a key and its value.
fn begins_statement(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    // Lines within brackets are indented.
    let key = |key: &str| {
        let key = key.trim_end();
        !key.is_empty() && !key.contains(|c: char| c.is_whitespace() || "[]{},".contains(c))
    };
    is_header(line) || line.split_once('=').is_some_and(|(name, _)| key(name))
}

/// Returns whether the first line of a text is the header of a table or a list.
fn is_header(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_start();
    let Some((name, rest)) = line.strip_prefix('[').and_then(|l| l.split_once(']')) else {
        return false;
    };
    let (name, rest) = (name.trim_start_matches('['), rest.trim_start_matches(']'));
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"_-. ".contains(&b);
    let rest = rest.trim_start();
    name.bytes().all(is_plain) && (rest.is_empty() || rest.starts_with('#'))
}

/// Returns the header around a place, with its brackets.
fn header_around(text: &str, at: usize) -> Option<Range<usize>> {
    let line = text[..at].rfind('\n').map_or(0, |n| n + 1);
    let header = text[line..].lines().next()?;
    let start = line + header.find('[')?;
    let end = line + header.rfind(']')? + 1;
    is_header(header).then_some(start..end)
}

/// Returns the table around a place, from its header to the next one.
fn section_around(text: &str, at: usize) -> Range<usize> {
    let is_header = |(n, _): &(usize, &str)| is_header(&text[n + 1..]);
    let start = text[..at].rmatch_indices("\n[").find(is_header);
    let end = text[at..]
        .match_indices("\n[")
        .map(|(n, m)| (at + n, m))
        .find(is_header);
    start.map_or(0, |(n, _)| n + 1)..end.map_or(text.len(), |(n, _)| n + 1)
}

/// Returns whether an error is about a key and an earlier one, and not about how something is written.
fn is_about_two(error: &Error) -> bool {
    let message = error.message();
    message.starts_with("duplicate key") || message.starts_with("cannot extend")
}

/// An error of the parser.
struct Found<'t> {
    /// The text from the place on.
    text: &'t str,
    message: &'t str,
}

/// A message and its help.
type Told = (Message, Option<Message>);

type Tell = fn(&Found) -> Told;

/// How the parser's messages begin, and our message and help. The first row that fits is used.
#[rustfmt::skip] // A table: one row, one line.
const FAULTS: &[(&[&str], Tell)] = &[
    (&["invalid basic string, expected `\"`"], |_| open_quote("\"")),
    (&["invalid literal string, expected `'`"], |_| open_quote("'")),
    (&["string values must be quoted"], |f| if f.is_word() { no_value() } else { value_missing() }),
    (&["missing opening quote", "invalid boolean", "invalid float, expected `"], |_| no_value()),
    (&["missing value,"], |_| value_missing()),
    (&["missing comma between array elements", "unexpected `=` in array"], |_| (no_comma("]"), Some(Message::new("fix-no-comma")))),
    (&["missing comma between key-value pairs"], |_| (no_comma("}"), None)),
    (&["unclosed array,"], |_| (Message::new("problem-open-list"), Some(add("]")))),
    (&["unclosed inline table"], |_| (Message::new("problem-open-table"), Some(add("}")))),
    (&["missing escaped value"], |f| (f.escape(), Some(Message::new("fix-escape").arg("example", "\\\\")))),
    (&["unclosed", "key with no value", "missing", "invalid key-value pair", "unexpected key or value"], |f| (f.expected(), None)),
    (&["unquoted keys cannot be empty"], |f| (expected(Message::new("type-word"), f.token()), None)),
    (&["invalid date", "invalid time", "invalid offset"], |f| (f.by_parser(), Some(write("2021-11-30T09:30:00")))),
    (&[""], |f| (f.by_parser(), None)),
];

fn open_quote(quote: &str) -> Told {
    let help = Message::new("fix-open-quote").arg("quotes", "\"\"\"");
    (
        Message::new("problem-open-quote").arg("quote", quote),
        Some(help),
    )
}

fn no_value() -> Told {
    (
        Message::new("problem-no-value"),
        Some(Message::new("fix-no-value")),
    )
}

fn value_missing() -> Told {
    (
        Message::new("problem-value-missing"),
        Some(Message::new("fix-value-missing")),
    )
}

fn no_comma(sign: &str) -> Message {
    Message::new("problem-no-comma").arg("sign", sign)
}

impl Found<'_> {
    fn is_word(&self) -> bool {
        let first = Source::new(self.text).lex().next();
        first.is_some_and(|t| matches!(t.kind(), TokenKind::Atom | TokenKind::Dot))
    }

    /// Returns the name of what stands at the place.
    fn token(&self) -> Message {
        let Some(token) = Source::new(self.text).lex().next() else {
            return Message::new("type-file-end");
        };
        let sign = &self.text[token.span().start()..token.span().end()];
        match token.kind() {
            TokenKind::Atom => Message::new("type-word"),
            TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString => Message::new("type-text"),
            TokenKind::Newline | TokenKind::Comment => Message::new("type-line-end"),
            TokenKind::Eof => Message::new("type-file-end"),
            _ => Message::verbatim(sign),
        }
    }

    /// Returns the message about what is expected and what is found.
    fn expected(&self) -> Message {
        let (_, wanted) = self.message.split_once(", expected ").unwrap_or_default();
        let wanted = match wanted.split(", ").next().unwrap_or_default() {
            "newline" => Message::new("type-line-end"),
            "key" => Message::new("type-word"),
            "value" => Message::new("type-text"),
            sign => Message::verbatim(sign.trim_matches('`')),
        };
        expected(wanted, self.token())
    }

    fn escape(&self) -> Message {
        let escape: String = self.text.chars().take(1).collect();
        Message::new("problem-escape").arg("escape", format!("\\{escape}"))
    }

    fn by_parser(&self) -> Message {
        Message::new("problem-syntax").arg("message", self.message.replace('`', "'"))
    }
}

impl Fault {
    /// Returns the error that a text of several lines has no end. It is where the text begins: nobody knows where it
    /// should end.
    fn open_text(text: &str, quotes: Range<usize>) -> Self {
        let (message, help) = open_quote(&text[quotes.clone()]);
        let span = quotes.into();
        Self {
            span,
            message,
            help,
        }
    }

    /// Returns the error that what begins here would take too much memory.
    fn too_many(at: usize) -> Self {
        Self {
            span: (at..at + 1).into(),
            message: Message::new("problem-too-many-records"),
            help: Some(Message::new("fix-too-many-records")),
        }
    }
}

/// Returns our message of an error in a statement; its place is that in the statement.
fn fault(statement: &str, error: &Error) -> Fault {
    let span = error.span().unwrap_or(0..statement.len());
    let long = Source::new(statement)
        .lex()
        .filter(|t| is_long(t.kind()))
        .last();
    if let Some(long) = long.map(|t| t.span())
        && span.start == statement.len()
        && !is_closed(&statement[long.start()..long.end()])
    {
        return Fault::open_text(statement, long.start()..long.start() + 3);
    }
    let text = statement.get(span.start..).unwrap_or_default();
    let message = error.message();
    let found = Found { text, message };
    let is = |begins: &&[&str]| begins.iter().any(|b| message.starts_with(b));
    let row = FAULTS.iter().find(|(begins, _)| is(begins));
    let (message, help) = row.map_or_else(|| (found.by_parser(), None), |(_, make)| make(&found));
    // What stands at the place is marked, but not the end of a line.
    let token = Source::new(text).lex().next();
    let token = token.filter(|t| t.kind() != TokenKind::Newline);
    let length = token.map_or(0, |t| t.span().end());
    let quote = text[..length].find(['"', '\'']);
    let length = quote.filter(|&at| at > 0).unwrap_or(length);
    Fault {
        span: (span.start..span.end.max(span.start + length)).into(),
        message,
        help,
    }
}

/// Returns the error that a key or a table is there twice.
fn twice(text: &str, error: &Error, source: &LineIndex) -> Fault {
    let key = error.span().unwrap_or_default();
    let table = header_around(text, key.start);
    let (first, name, help) = match &table {
        Some(table) => (
            first_header(text, table),
            "problem-table-twice",
            Message::new("fix-two-brackets").arg("example", "[[sessions]]"),
        ),
        None => (first_key(text, &key), "problem-key-twice", keep_one()),
    };
    let message = match first {
        Some(first) => {
            let line = source.location((first..first).into()).line;
            Message::new(name).arg("line", line.to_string())
        }
        None => fault(text, error).message,
    };
    Fault {
        span: table.unwrap_or(key).into(),
        message,
        help: Some(help),
    }
}

/// Returns the place of the last header before this one that has its name.
fn first_header(text: &str, header: &Range<usize>) -> Option<usize> {
    let name = |header: &str| header.trim_matches(['[', ']', ' ']).to_owned();
    let wanted = name(&text[header.clone()]);
    let lines = text[..header.start]
        .rmatch_indices("\n[")
        .map(|(n, _)| n + 1);
    let mut headers = lines
        .chain([0])
        .filter_map(|line| header_around(text, line));
    let first = headers.find(|h| h != header && name(&text[h.clone()]) == wanted);
    first.map(|header| header.start)
}

/// Returns the place of the first key with the name and in the table of another one. The parser does not tell it,
/// so it reads the table again with another name for that key.
fn first_key(text: &str, key: &Range<usize>) -> Option<usize> {
    fn table<'a, 't>(value: &'a DeValue<'t>) -> Option<&'a DeTable<'t>> {
        match value {
            DeValue::Table(inner) if inner.contains_key(MARK) => Some(inner),
            DeValue::Table(inner) => inner.values().find_map(|value| table(value.get_ref())),
            DeValue::Array(all) => all.iter().find_map(|one| table(one.get_ref())),
            _ => None,
        }
    }
    let section = section_around(text, key.start);
    if section.len() > PIECE {
        return None;
    }
    let (before, behind) = (&text[section.start..key.start], &text[key.end..section.end]);
    let marked = [before, "'", MARK, "'", behind].concat();
    let name = format!("{} = 0", &text[key.clone()]);
    let name = DeTable::parse(&name)
        .ok()?
        .into_inner()
        .into_iter()
        .next()?
        .0;
    let marked = DeValue::Table(parse(&marked));
    let (first, _) = table(&marked)?.get_key_value(&**name.get_ref())?;
    Some(section.start + first.span().start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Messages;

    #[test]
    fn every_error_is_reported_once_where_it_is() {
        let cases: [(&str, &[&str]); 8] = [
            (
                "[[sessions]]\ntitle.en = \"a\"\nabstract.en = \"b\"\ntitle.en = \"c\"\n",
                &["4:7 The key is already used on line 2"],
            ),
            (
                "[program]\nid = \"a\"\n[[days]]\n[program]\nid = \"b\"\n",
                &["4:1 The table is already used on line 1"],
            ),
            (
                "[[rooms]]\n[rooms.walk]\nb = 1\n[[rooms]]\n[rooms.walk]\n[rooms.walk]\n",
                &["6:1 The table is already used on line 5"],
            ),
            (
                "[[sessions]]\n[sessions]\n",
                &["2:1 The table is already used on line 1"],
            ),
            // The quotes at the beginning of the second text end the first one.
            (
                "a = \"\"\"\nb\n[[c]]\nd = \"\"\"\ne f\n\"\"\"\n",
                &["1:5 The text has no closing \"\"\""],
            ),
            // Nobody knows whose keys these are.
            (
                "[[a]\nb = 1\nb = 2\n[c]\nd = \n",
                &[
                    "1:5 Expected ], found the end of the line",
                    "5:5 A value is missing",
                ],
            ),
            // Lines in braces are indented, so the next key ends a table that is open.
            (
                "a = {\n  b = 1,\n  c = [\nd = 1\ne = \n",
                &["3:8 The list is not closed", "5:5 A value is missing"],
            ),
            ("a = {\n  b = 1,\n  c = [\n    1,\n  ],\n}\n", &[]),
        ];
        let english = Messages::english();
        for (text, wanted) in cases {
            let source = LineIndex::new("f.toml", text);
            let faults = mended(text, &source).faults.into_iter().map(|fault| {
                let place = source.location(fault.span);
                let message = english.message(&fault.message);
                format!("{}:{} {message}", place.line, place.column)
            });
            assert_eq!(faults.collect::<Vec<_>>(), wanted, "{text}");
        }
    }
}
