//! Syntax errors of TOML. The parser loses much behind an error, so whatever has one is made blank, and the rest is
//! parsed.

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::lexer::TokenKind;
use toml_parser::{Expected, ParseError, Source};

use super::pieces::{PIECE, cut, memory};
use super::reader::{EXAMPLE, expected};
use super::tree::{self, Duplicate, Table};
use crate::i18n::Message;
use crate::load::when::written_moment;
use crate::load::{add, allowance, keep_one, write};
use crate::model::diagnostic::{LineIndex, Span};

/// The number of syntax errors after which reading stops.
pub const MAX_SYNTAX: usize = 25;

/// A syntax error.
pub struct Fault {
    pub span: Span,
    pub message: Message,
    pub help: Option<Message>,
}

/// A text without its syntax errors: what has one is blank. Places are still those of the file.
pub struct WithoutErrors<'t> {
    pub text: Cow<'t, str>,
    pub faults: Vec<Fault>,
}

/// Returns the text of a file without its syntax errors.
pub fn without_errors(text: &str) -> WithoutErrors<'_> {
    let mut without_errors = WithoutErrors::new(text);
    without_errors.remove_errors(text, PIECE);
    without_errors
}

/// Parses a text without syntax errors; reports keys and tables that are defined twice, and uses the first.
pub fn parse<'t>(text: &'t str, faults: &mut Vec<Fault>, source: &LineIndex) -> Table<'t> {
    let parsed = tree::parse(text, &mut Vec::new());
    let room = MAX_SYNTAX.saturating_sub(faults.len());
    let all = parsed.twice.iter().take(room);
    faults.extend(all.map(|one| twice(one, source)));
    parsed.table
}

/// Returns the first syntax error of a text.
fn error_in(text: &str) -> Option<ParseError> {
    tree::parse(text, &mut Vec::new()).error
}

impl<'t> WithoutErrors<'t> {
    /// Returns a text in which nothing is blank yet.
    pub fn new(text: &'t str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            faults: Vec::new(),
        }
    }

    /// Makes every statement blank that has an error. A piece of the text without one is not looked at further.
    pub fn remove_errors(&mut self, text: &str, piece: usize) {
        let mut at = 0;
        let mut before = 0..0;
        // Whether the header has an error: nobody knows whose keys are below it.
        let mut is_lost = false;
        while at < text.len() && self.faults.len() < MAX_SYNTAX {
            let end = cut(text, at, piece);
            if end - at > 2 * PIECE && memory(&text[at..end]) > allowance(text) {
                self.faults.push(Fault::too_many(at));
                break;
            }
            if !is_lost && error_in(&text[at..end]).is_none() {
                at = end;
            }
            while at < end && self.faults.len() < MAX_SYNTAX {
                let mut range = at..at + statement(&text[at..]);
                let mut found = error(&text[range.clone()], at);
                let mut last = range.clone();
                if found.is_some()
                    && let Some((open, next)) = unclosed_string(text, before.start..range.end)
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
pub fn statement(text: &str) -> usize {
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

/// The byte order mark.
const MARK: char = '\u{feff}';

/// Returns the error of the statement at `start`.
fn error(statement: &str, start: usize) -> Option<Fault> {
    // The parser takes a byte order mark for that of a file; behind another one it is an error.
    let is_marked = start > 0 && statement.starts_with(MARK);
    let marked = if is_marked {
        Cow::Owned(format!("{MARK}{statement}"))
    } else {
        Cow::Borrowed(statement)
    };
    let mut fault = fault(&marked, &error_in(&marked)?);
    let place =
        |at: u32| (at + start as u32).saturating_sub((marked.len() - statement.len()) as u32);
    fault.span = Span {
        start: place(fault.span.start),
        end: place(fault.span.end),
    };
    Some(fault)
}

/// Returns the quotes of a text of several lines in which a statement seems to begin, and the place of that: with an
/// error behind it, the text was meant to end earlier.
fn unclosed_string(text: &str, part: Range<usize>) -> Option<(Range<usize>, usize)> {
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

/// An error of the parser.
struct Found<'t> {
    /// The text from the place on.
    text: &'t str,
    message: &'t str,
}

/// A message and its help.
type Explanation = (Message, Option<Message>);

type Explain = fn(&Found) -> Explanation;

/// How the parser's messages begin, and our message and help. The first row that fits is used.
#[rustfmt::skip] // A table: one row, one line.
const FAULTS: &[(&[&str], Explain)] = &[
    (&["invalid basic string, expected `\"`"], |_| open_quote("\"")),
    (&["invalid literal string, expected `'`"], |_| open_quote("'")),
    (&["string values must be quoted"], |f| if f.is_word() { f.no_value() } else { value_missing() }),
    (&["missing opening quote", "invalid boolean", "invalid float, expected `"], |f| f.no_value()),
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

fn open_quote(quote: &str) -> Explanation {
    let help = Message::new("fix-open-quote").arg("quotes", "\"\"\"");
    (
        Message::new("problem-open-quote").arg("quote", quote),
        Some(help),
    )
}

fn value_missing() -> Explanation {
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

    /// Explains a value that is not valid TOML: one in the quotes of a word processor, a date as people write it, or a bare text.
    fn no_value(&self) -> Explanation {
        let line = self.text.lines().next().unwrap_or_default();
        let value = line.split('#').next().unwrap_or_default().trim();
        let help = match value.chars().next() {
            Some('“' | '”' | '„' | '‘' | '’' | '«' | '»') => {
                Message::new("fix-straight-quotes")
            }
            _ => match written_moment(value, EXAMPLE.time()) {
                Some(at) => write(&at.format("%Y-%m-%dT%H:%M:%S").to_string()),
                None => Message::new("fix-no-value"),
            },
        };
        (Message::new("problem-no-value"), Some(help))
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

/// Returns the description of an error and of what is expected.
fn describe(error: &ParseError) -> String {
    let expected = error.expected().map(|all| {
        let all = all.iter().map(|one| match one {
            Expected::Literal("\n") => "newline".to_owned(),
            Expected::Literal(sign) => format!("`{sign}`"),
            Expected::Description(name) => (*name).to_owned(),
            _ => String::new(),
        });
        all.collect::<Vec<_>>().join(", ")
    });
    let expected = expected.map(|all| match all.as_str() {
        "" => ", expected nothing".to_owned(),
        all => format!(", expected {all}"),
    });
    error.description().to_owned() + &expected.unwrap_or_default()
}

/// Returns our message of an error in a statement; its place is that in the statement.
fn fault(statement: &str, error: &ParseError) -> Fault {
    let span = error.unexpected().map(|span| span.start()..span.end());
    let span = span.unwrap_or(0..statement.len());
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
    let message = &describe(error);
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
fn twice(twice: &Duplicate, source: &LineIndex) -> Fault {
    let (name, help) = if twice.is_table {
        let help = Message::new("fix-two-brackets").arg("example", "[[sessions]]");
        ("problem-table-twice", help)
    } else {
        ("problem-key-twice", keep_one())
    };
    let line = source.location(twice.first).line;
    Fault {
        span: twice.second,
        message: Message::new(name).arg("line", line.to_string()),
        help: Some(help),
    }
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
            let WithoutErrors {
                text: without_errors,
                mut faults,
            } = without_errors(text);
            parse(&without_errors, &mut faults, &source);
            let faults = faults.into_iter().map(|fault| {
                let place = source.location(fault.span);
                let message = english.message(&fault.message);
                format!("{}:{} {message}", place.line, place.column)
            });
            assert_eq!(faults.collect::<Vec<_>>(), wanted, "{text}");
        }
    }
}
