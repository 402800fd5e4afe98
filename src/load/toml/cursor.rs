//! What may be written at a place of a program.toml that is being written, so that it need not be right before or behind it.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use super::keys::{About, PARTS, Record, Shape, records};
use super::syntax::statement;

/// A place in a file, and what is around it.
#[derive(Debug)]
pub struct Cursor {
    pub place: Place,
    /// The keys that lead to the table or the value in which it is.
    pub path: Vec<String>,
    /// What stands there and is to be replaced.
    pub typed: Range<usize>,
    /// The other keys of the table, each with those that lead to it.
    pub others: Vec<Vec<String>>,
    /// Whether a list in brackets is directly around it.
    pub is_in_list: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Header,
    Key,
    Value,
}

/// What keys lead to.
pub enum Target {
    File,
    Record(Record),
    Value(Shape),
}

/// Returns what keys lead to.
pub fn target<'k>(path: impl IntoIterator<Item = &'k String>) -> Option<Target> {
    path.into_iter().try_fold(Target::File, |target, key| {
        let find = |name: &str, is_part| {
            let mut all = records().into_iter();
            all.find(|r| r.name == name && PARTS.contains(&r.name) == is_part)
        };
        match target {
            Target::File => find(key, false).map(Target::Record),
            Target::Record(record) => match record.key(key)?.shape {
                Shape::Parts(part) => find(part, true).map(Target::Record),
                shape => Some(Target::Value(shape)),
            },
            Target::Value(Shape::Text | Shape::Paragraphs) => Some(Target::Value(Shape::Plain)),
            Target::Value(Shape::Walk | Shape::Channels) => Some(Target::Value(Shape::Count)),
            Target::Value(_) => None,
        }
    })
}

/// Returns the key with a character at this place, its documentation and where it is.
pub fn key_at(text: &str, at: usize) -> Option<(String, About, Range<usize>)> {
    let next = at + text[at..].chars().next()?.len_utf8();
    let cursor = Cursor::find(text, next)?;
    let name = unquoted(&text[cursor.typed.clone()]);
    match target(&cursor.path)? {
        Target::Record(record) if cursor.place == Place::Key => {
            let about = record.key(&name)?;
            Some((name, about, cursor.typed))
        }
        _ => None,
    }
}

impl Record {
    fn key(&self, name: &str) -> Option<About> {
        let mut keys = self.keys.iter();
        keys.find(|(key, _)| *key == name).map(|(_, about)| *about)
    }
}

impl Cursor {
    /// Returns what is around a place of a text; `None` in comments and in texts of several lines.
    pub fn find(text: &str, at: usize) -> Option<Self> {
        let mut found: Option<Self> = None;
        let mut header = Vec::new();
        let mut others: Vec<Vec<String>> = Vec::new();
        let mut start = 0;
        loop {
            let end = start + statement(&text[start..]);
            let tokens: Vec<Token> = Source::new(&text[start..end]).lex().collect();
            let first = tokens.iter().find(|t| t.kind() != TokenKind::Whitespace);
            let is_header = first.is_some_and(|t| t.kind() == TokenKind::LeftSquareBracket);
            let is_last = end == text.len() && !text[start..].ends_with('\n');
            if found.is_none() && at >= start && (at < end || is_last) {
                let mut walk = Walk::new(text, start, &header);
                found = Some(if is_header {
                    walk.header(&tokens, at)?
                } else {
                    walk.entry(&tokens, at)?
                });
                others.append(&mut walk.others);
            } else if is_header {
                if found.is_some() {
                    break;
                }
                header = Walk::new(text, start, &[]).keys(&tokens);
                others.clear();
            } else {
                let keys = Walk::new(text, start, &header).keys(&tokens);
                others.push([&*header, &keys].concat());
            }
            if end == start || end == text.len() && is_last {
                break;
            }
            start = end;
        }
        let mut found = found?;
        found.others = others;
        Some(found)
    }
}

/// Follows the tokens of a statement up to a place.
struct Walk<'t> {
    text: &'t str,
    start: usize,
    path: Vec<String>,
    /// The parts of the key that has no value yet.
    key: Vec<String>,
    /// The brackets that are open, with the length of the path before each.
    open: Vec<(TokenKind, usize)>,
    is_value: bool,
    others: Vec<Vec<String>>,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, start: usize, header: &[String]) -> Self {
        Self {
            text,
            start,
            path: header.to_vec(),
            key: Vec::new(),
            open: Vec::new(),
            is_value: false,
            others: Vec::new(),
        }
    }

    fn range(&self, token: Token) -> Range<usize> {
        self.start + token.span().start()..self.start + token.span().end()
    }

    /// Returns the parts of the key, or the name of the header, with which a statement begins.
    fn keys(&self, tokens: &[Token]) -> Vec<String> {
        let is_end = |t: &&Token| matches!(t.kind(), TokenKind::Equals | TokenKind::Comment);
        let keys = tokens.iter().take_while(|t| !is_end(t));
        let keys = keys.filter(|token| is_word(token.kind()));
        keys.map(|token| unquoted(&self.text[self.range(*token)]))
            .collect()
    }

    /// Returns the place in a header, all of which is to be replaced.
    fn header(&self, tokens: &[Token], at: usize) -> Option<Cursor> {
        let is_end = |t: &&Token| {
            let is_long =
                t.kind() == TokenKind::MlBasicString || t.kind() == TokenKind::MlLiteralString;
            is_long || matches!(t.kind(), TokenKind::Newline | TokenKind::Comment)
        };
        if let Some(end) = tokens.iter().find(is_end)
            && self.range(*end).start < at
        {
            return None;
        }
        let line = tokens.iter().take_while(|t| !is_end(t));
        let is_blank = |t: &&Token| matches!(t.kind(), TokenKind::Whitespace | TokenKind::Eof);
        let mut parts = line.filter(|t| !is_blank(t));
        let first = parts.next().map_or(at..at, |token| self.range(*token));
        let last = parts.last().map_or(first.end, |t| self.range(*t).end);
        Some(Cursor {
            place: Place::Header,
            path: Vec::new(),
            typed: first.start.min(at)..last.max(at),
            others: Vec::new(),
            is_in_list: false,
        })
    }

    /// Returns the place in a key or a value.
    fn entry(&mut self, tokens: &[Token], at: usize) -> Option<Cursor> {
        let mut typed = at..at;
        for token in tokens {
            let range = self.range(*token);
            if range.start >= at {
                break;
            }
            if range.end >= at {
                match token.kind() {
                    kind if is_word(kind) => {
                        typed = range.clone();
                        if !is_closed(&self.text[range]) {
                            typed.end = at;
                        }
                        break;
                    }
                    TokenKind::Comment | TokenKind::MlBasicString | TokenKind::MlLiteralString => {
                        return None;
                    }
                    _ => {}
                }
            }
            self.pass(*token);
        }
        let mut path = std::mem::take(&mut self.path);
        path.append(&mut self.key);
        Some(Cursor {
            place: if self.is_value {
                Place::Value
            } else {
                Place::Key
            },
            path,
            typed,
            others: Vec::new(),
            is_in_list: matches!(self.open.last(), Some((TokenKind::LeftSquareBracket, _))),
        })
    }

    /// Passes a token before the place.
    fn pass(&mut self, token: Token) {
        match token.kind() {
            kind if is_word(kind) && !self.is_value => {
                self.key.push(unquoted(&self.text[self.range(token)]));
            }
            TokenKind::Equals if !self.is_value => {
                self.path.append(&mut self.key);
                self.others.push(self.path.clone());
                self.is_value = true;
            }
            kind @ TokenKind::LeftSquareBracket if self.is_value => {
                self.open.push((kind, self.path.len()));
            }
            kind @ TokenKind::LeftCurlyBracket if self.is_value => {
                // Another table of the list may have the same keys.
                let path = &self.path;
                self.others
                    .retain(|other| other == path || !other.starts_with(path));
                self.open.push((kind, self.path.len()));
                self.is_value = false;
            }
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                if let Some((_, len)) = self.open.pop() {
                    self.path.truncate(len);
                }
                self.key.clear();
                self.is_value = true;
            }
            TokenKind::Comma => {
                if let Some(&(TokenKind::LeftCurlyBracket, len)) = self.open.last() {
                    self.path.truncate(len);
                    self.key.clear();
                    self.is_value = false;
                }
            }
            _ => {}
        }
    }
}

/// Returns whether a token may be a part of a key, or a value of one line.
fn is_word(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Atom | TokenKind::BasicString | TokenKind::LiteralString
    )
}

/// Returns whether a word has the quote at its end with which it begins, if any.
fn is_closed(word: &str) -> bool {
    match word.chars().next() {
        Some(quote @ ('"' | '\'')) => word.len() > 1 && word.ends_with(quote),
        _ => true,
    }
}

fn unquoted(word: &str) -> String {
    word.trim_matches(['"', '\'']).to_owned()
}
