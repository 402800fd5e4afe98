//! Lays out program.toml: keys in the order of the reference, equals signs in a column, one blank line between tables. Values
//! and comments stay as they are written. It works on tokens, because comments and blanks have places of their own there.

use std::iter::repeat_n;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::keys::{PARTS, records};
use crate::text::{pad, width};

/// The width from which a list has a line for each value.
const WIDTH: usize = 120;

/// Returns a text without syntax errors as it is laid out.
pub fn formatted(text: &str) -> String {
    let tokens: Vec<Token> = Source::new(text).lex().collect();
    let mut layout = Layout {
        text,
        line_end: if text.contains("\r\n") { "\r\n" } else { "\n" },
        out: String::with_capacity(text.len()),
        order: Vec::new(),
        comments: Vec::new(),
        entries: Vec::new(),
        is_first: true,
        is_apart: false,
    };
    for line in split(&tokens, TokenKind::Newline) {
        layout.line(line);
    }
    layout.end_group();
    layout.out
}

/// Splits tokens where one of this kind is outside all brackets.
fn split(tokens: &[Token], kind: TokenKind) -> impl Iterator<Item = &[Token]> {
    let mut depth = 0_usize;
    let parts = tokens.split(move |token| {
        match token.kind() {
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        depth == 0 && token.kind() == kind
    });
    parts.map(trimmed)
}

/// Returns tokens without blanks at their ends.
fn trimmed(mut tokens: &[Token]) -> &[Token] {
    let is_blank = |token: &Token| matches!(token.kind(), TokenKind::Whitespace | TokenKind::Eof);
    while let [first, rest @ ..] = tokens
        && is_blank(first)
    {
        tokens = rest;
    }
    while let [rest @ .., last] = tokens
        && is_blank(last)
    {
        tokens = rest;
    }
    tokens
}

/// A key and its value.
struct Entry<'t> {
    /// The comments in the lines above.
    comments: Vec<&'t str>,
    key: String,
    value: &'t [Token],
    comment: Option<Comment<'t>>,
    /// The place of the key in the reference.
    rank: usize,
}

/// A comment behind something on its line.
#[derive(Clone, Copy)]
struct Comment<'t> {
    text: &'t str,
    /// The column where it is written.
    column: usize,
}

/// The file as far as it is laid out.
struct Layout<'t> {
    text: &'t str,
    line_end: &'static str,
    out: String,
    /// The keys of the record, in the order of the reference.
    order: Vec<&'static str>,
    /// The comments above what comes next.
    comments: Vec<&'t str>,
    /// The entries since the last blank line.
    entries: Vec<Entry<'t>>,
    /// Whether nothing is written yet below the header, or in the file.
    is_first: bool,
    /// Whether a blank line is above what comes next.
    is_apart: bool,
}

impl<'t> Layout<'t> {
    /// Adds a line; one whose value has several lines is one as well.
    fn line(&mut self, line: &'t [Token]) {
        let (line, comment) = match line {
            [before @ .., last] if last.kind() == TokenKind::Comment => {
                (trimmed(before), Some(self.comment(*last)))
            }
            _ => (line, None),
        };
        match (line, comment) {
            ([], Some(comment)) => self.comments.push(comment.text),
            ([], None) => {
                self.end_group();
                self.is_apart = !self.is_first;
            }
            ([first, ..], comment) if first.kind() == TokenKind::LeftSquareBracket => {
                self.header(line, comment.as_ref());
            }
            (_, comment) => {
                let equals = line.iter().position(|t| t.kind() == TokenKind::Equals);
                let (key, value) = line.split_at(equals.unwrap_or(line.len()));
                let key = self.without_blanks(key);
                let name = key.split('.').next().unwrap_or_default();
                let name = name.trim_matches(['"', '\'']);
                // The speakers of an item have two keys, and are in the order of the file.
                let plural = |name: &str| name.trim_end_matches('s').to_owned();
                let is = |known: &&str| plural(known) == plural(name);
                let rank = self.order.iter().position(is);
                self.entries.push(Entry {
                    comments: std::mem::take(&mut self.comments),
                    rank: rank.unwrap_or(usize::MAX),
                    key,
                    value: trimmed(value.get(1..).unwrap_or_default()),
                    comment,
                });
            }
        }
    }

    /// Writes a header, with the comments directly above it.
    fn header(&mut self, line: &[Token], comment: Option<&Comment>) {
        let comments = std::mem::take(&mut self.comments);
        self.end_group();
        if !self.out.is_empty() {
            self.out += self.line_end;
        }
        self.put_all(&comments);
        let header = self.without_blanks(line);
        self.put(&header, comment);
        let path = header.trim_matches(['[', ']']);
        let (name, is_part) = match path.strip_prefix("sessions.") {
            Some(part) => (part, true),
            None => (path, false),
        };
        let record = records()
            .into_iter()
            .find(|record| record.name == name && PARTS.contains(&name) == is_part);
        self.order = record.map_or_else(Vec::new, |record| {
            record.keys.iter().map(|(name, _)| *name).collect()
        });
        (self.is_first, self.is_apart) = (true, false);
    }

    /// Writes the entries since the last blank line in their order.
    fn end_group(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        let comments = std::mem::take(&mut self.comments);
        if entries.is_empty() && comments.is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_apart) {
            self.out += self.line_end;
        }
        self.is_first = false;
        entries.sort_by_key(|entry| entry.rank);
        let widest = entries.iter().map(|entry| width(&entry.key)).max();
        for entry in &entries {
            self.put_all(&entry.comments);
            let head = pad(&entry.key, widest.unwrap_or_default()) + " = ";
            match self.list(entry.value, width(&head)) {
                Some(list) => {
                    let comment = entry.comment.map(|c| Comment { column: 0, ..c });
                    self.put(&(head + &list), comment.as_ref());
                }
                None => self.put(&(head + &self.value(entry.value)), entry.comment.as_ref()),
            }
        }
        self.put_all(&comments);
    }

    /// Writes a line, and the comment behind it in its own column if there is room.
    fn put(&mut self, line: &str, comment: Option<&Comment>) {
        self.out += line;
        if let Some(comment) = comment {
            let last = line.rsplit('\n').next().unwrap_or_default();
            let blanks = comment.column.saturating_sub(width(last)).max(1);
            self.out.extend(repeat_n(' ', blanks));
            self.out += comment.text;
        }
        self.out += self.line_end;
    }

    fn put_all(&mut self, comments: &[&str]) {
        for comment in comments {
            self.put(comment, None);
        }
    }

    /// Returns a list that starts in this column with a line for each value; `None` if it fits on one line, or has several.
    fn list(&self, tokens: &[Token], column: usize) -> Option<String> {
        let [first, items @ .., last] = tokens else {
            return None;
        };
        let text = &self.text[first.span().start()..last.span().end()];
        let is_list = first.kind() == TokenKind::LeftSquareBracket && !text.contains('\n');
        if !is_list || column + width(text) <= WIDTH {
            return None;
        }
        let mut list = String::from("[");
        for item in split(items, TokenKind::Comma).filter(|item| !item.is_empty()) {
            list += self.line_end;
            list += "    ";
            list += &self.value(item);
            list.push(',');
        }
        Some(list + self.line_end + "]")
    }

    /// Returns a value as it is written, without blanks at the ends of lines.
    fn value(&self, tokens: &[Token]) -> String {
        let mut out = String::new();
        for (n, token) in tokens.iter().enumerate() {
            let next = tokens.get(n + 1).map(Token::kind);
            match token.kind() {
                TokenKind::Whitespace if next == Some(TokenKind::Newline) => {}
                TokenKind::Comment => out += self.comment(*token).text,
                _ => out += self.source(*token),
            }
        }
        out
    }

    fn comment(&self, token: Token) -> Comment<'t> {
        let before = &self.text[..token.span().start()];
        let line = before.rsplit('\n').next().unwrap_or_default();
        Comment {
            text: self.source(token).trim_end_matches([' ', '\t']),
            column: width(line),
        }
    }

    fn source(&self, token: Token) -> &'t str {
        &self.text[token.span().start()..token.span().end()]
    }

    fn without_blanks(&self, tokens: &[Token]) -> String {
        let tokens = tokens.iter().filter(|t| t.kind() != TokenKind::Whitespace);
        tokens.map(|token| self.source(*token)).collect()
    }
}
