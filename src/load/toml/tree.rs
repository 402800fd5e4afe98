//! A file as tables of values with their places, in the order of the file. The events of toml's own parser become them,
//! because the tables of the crate `toml` take nearly twice as long and a kilobyte each.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Deref;

use toml::value::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::lexer::Token;
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span as Place};

use crate::model::diagnostic::Span;

/// The maximum number of lists and tables in each other.
const MAX_DEPTH: usize = 80;

/// The number of keys that are compared with a new one; more are found in an index.
const FEW: usize = 32;

/// A key with its place.
pub struct Name<'t> {
    pub text: Cow<'t, str>,
    pub span: Span,
}

/// A value with its place.
pub struct Item<'t> {
    pub value: Value<'t>,
    pub span: Span,
}

pub enum Value<'t> {
    Text(Cow<'t, str>),
    /// A whole number, unless it is negative or very large.
    Number(Option<u64>),
    Float,
    Flag(bool),
    Time(Datetime),
    List(Vec<Item<'t>>),
    Table(Table<'t>),
}

/// The keys of a table and their values.
pub struct Table<'t> {
    entries: Vec<(Name<'t>, Item<'t>)>,
    /// The entry of each key, if there are many.
    index: Option<Box<Index<'t>>>,
    written: Written,
}

struct Index<'t>(HashMap<Cow<'t, str>, usize>);

/// How a table is written.
#[derive(Clone, Copy, PartialEq)]
enum Written {
    /// Below a header of its own, or as the file.
    Header,
    /// Not at all; a longer header names it.
    LongerHeader,
    /// By keys with dots.
    Dots,
    Brackets,
}

/// A key or a table that is defined twice.
pub struct Duplicate {
    pub first: Span,
    pub second: Span,
    pub is_table: bool,
}

/// A text as its tables, with its first syntax error.
pub struct Parsed<'t> {
    pub table: Table<'t>,
    pub error: Option<ParseError>,
    pub twice: Vec<Duplicate>,
}

impl<'t> Item<'t> {
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<u64> {
        match self.value {
            Value::Number(number) => number,
            _ => None,
        }
    }

    pub fn list(&self) -> Option<&[Self]> {
        match &self.value {
            Value::List(all) => Some(all),
            _ => None,
        }
    }

    pub fn table(&self) -> Option<&Table<'t>> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// Returns the spans of the key, or of every `[[header]]` of a list; none if dotted keys or longer headers name it as well.
    pub fn names(&self, key: &Name) -> Vec<Span> {
        match &self.value {
            Value::List(all) if self.is_list_below_headers(key) => {
                let mut tables = all.iter().filter_map(Self::table);
                if tables.any(Table::has_headers) {
                    return Vec::new();
                }
                all.iter().map(|item| item.span).collect()
            }
            Value::Table(table) if table.is_named_again() => Vec::new(),
            _ => vec![key.span],
        }
    }

    /// Returns whether a value is written as `[[name]]`. A header starts before its name, a value after it.
    pub fn is_list_below_headers(&self, name: &Name) -> bool {
        self.list().is_some() && self.span.start < name.span.start
    }
}

impl<'t> Deref for Table<'t> {
    type Target = [(Name<'t>, Item<'t>)];

    fn deref(&self) -> &Self::Target {
        &self.entries
    }
}

impl<'t> Table<'t> {
    fn new(written: Written) -> Self {
        Self {
            entries: Vec::new(),
            index: None,
            written,
        }
    }

    /// Returns whether keys or headers besides the first name it.
    fn is_named_again(&self) -> bool {
        matches!(self.written, Written::Dots | Written::LongerHeader) || self.has_headers()
    }

    /// Returns whether a value in it has a header.
    fn has_headers(&self) -> bool {
        self.iter().any(|(name, item)| match &item.value {
            Value::Table(table) => {
                matches!(table.written, Written::Header | Written::LongerHeader)
            }
            _ => item.is_list_below_headers(name),
        })
    }

    /// Returns the value of a key.
    pub fn get(&self, key: &str) -> Option<&Item<'t>> {
        self.find(key).map(|at| &self.entries[at].1)
    }

    fn find(&self, key: &str) -> Option<usize> {
        match &self.index {
            Some(index) => index.0.get(key).copied(),
            None => self.iter().position(|(name, _)| name.text == key),
        }
    }

    /// Adds a key that is not there; returns its entry.
    fn push(&mut self, name: Name<'t>, item: Item<'t>) -> usize {
        let at = self.entries.len();
        if let Some(index) = &mut self.index {
            index.0.insert(name.text.clone(), at);
        }
        self.entries.push((name, item));
        if at == FEW {
            let names = self.iter().enumerate();
            let index = names
                .map(|(at, (name, _))| (name.text.clone(), at))
                .collect();
            self.index = Some(Box::new(Index(index)));
        }
        at
    }
}

/// Returns the table below the last header that made this value.
fn below<'i, 't>(item: &'i mut Item<'t>) -> Option<&'i mut Table<'t>> {
    match &mut item.value {
        Value::Table(table) => Some(table),
        Value::List(all) => below(all.last_mut()?),
        _ => None,
    }
}

/// Parses a text. `tokens` is memory to be used again.
pub fn parse<'t>(text: &'t str, tokens: &mut Vec<Token>) -> Parsed<'t> {
    let source = Source::new(text);
    tokens.clear();
    tokens.extend(source.lex());
    let mut builder = Builder {
        source,
        root: Table::new(Written::Header),
        path: Vec::new(),
        is_lost: false,
        header: Span::default(),
        keys: Vec::new(),
        open: Vec::new(),
        twice: Vec::new(),
    };
    let mut error = None;
    let mut receiver = ValidateWhitespace::new(&mut builder, source);
    let mut receiver = RecursionGuard::new(&mut receiver, MAX_DEPTH as u32);
    parse_document(tokens, &mut receiver, &mut error);
    Parsed {
        table: builder.root,
        error,
        twice: builder.twice,
    }
}

/// Makes tables of the parser's events.
struct Builder<'t> {
    source: Source<'t>,
    root: Table<'t>,
    /// Leads to the table below the last header: an entry of each table, of the last one if it is a list.
    path: Vec<usize>,
    /// Whether that table is there twice, and what is below the header is not used.
    is_lost: bool,
    header: Span,
    /// Keys whose value has not ended.
    keys: Vec<Name<'t>>,
    /// Lists and tables in brackets that have not ended, and the number of keys before each.
    open: Vec<(Item<'t>, usize)>,
    twice: Vec<Duplicate>,
}

impl<'t> Builder<'t> {
    fn begin_header(&mut self, span: Place) {
        self.header = at(span);
        self.keys.clear();
    }

    fn end_header(&mut self, span: Place, is_list: bool, error: &mut dyn ErrorSink) {
        self.header.end = span.end() as u32;
        self.is_lost = false;
        self.path.clear();
        if is_deep(&self.keys, error) {
            self.is_lost = true;
        } else if let Err(first) = self.find_table(is_list) {
            self.is_lost = true;
            self.twice.push(Duplicate {
                first,
                second: self.header,
                is_table: true,
            });
        }
    }

    /// Finds or makes the table below a header, or returns the place of another value of its name.
    fn find_table(&mut self, is_list: bool) -> Result<(), Span> {
        let span = self.header;
        let mut table = &mut self.root;
        let Some(name) = self.keys.pop() else {
            return Ok(());
        };
        for key in self.keys.drain(..) {
            let at = table.find(&key.text).unwrap_or_else(|| {
                let (value, span) = (Value::Table(Table::new(Written::LongerHeader)), key.span);
                table.push(key, Item { value, span })
            });
            self.path.push(at);
            let (name, item) = &mut table.entries[at];
            let is_open = item.table().is_some_and(|t| t.written != Written::Brackets);
            if !is_open && !item.is_list_below_headers(name) {
                return Err(name.span);
            }
            table = below(item).ok_or(name.span)?;
        }
        let value = Value::Table(Table::new(Written::Header));
        let new = Item { value, span };
        let at = table.find(&name.text);
        self.path.push(at.unwrap_or(table.len()));
        match at {
            None if is_list => {
                let value = Value::List(vec![new]);
                table.push(name, Item { value, span });
            }
            None => {
                table.push(name, new);
            }
            Some(at) => {
                let (first, item) = &mut table.entries[at];
                let is_open = item.is_list_below_headers(first);
                match &mut item.value {
                    Value::List(all) if is_list && is_open => all.push(new),
                    Value::Table(table) if !is_list && table.written == Written::LongerHeader => {
                        table.written = Written::Header;
                        (*first, item.span) = (name, span);
                    }
                    _ => return Err(first.span),
                }
            }
        }
        Ok(())
    }

    /// Puts a value in its place: in the list or the table that is open, else in the table below the last header.
    fn put(&mut self, item: Item<'t>, error: &mut dyn ErrorSink) {
        let (table, keys) = if let Some((around, keys)) = self.open.last_mut() {
            match &mut around.value {
                Value::List(all) => return all.push(item),
                Value::Table(table) => (table, *keys),
                _ => return,
            }
        } else {
            let mut table = Some(&mut self.root);
            for &at in &self.path {
                let entry = table.and_then(|table| table.entries.get_mut(at));
                table = entry.and_then(|(_, item)| below(item));
            }
            match table.filter(|_| !self.is_lost) {
                Some(table) => (table, 0),
                None => return self.keys.clear(),
            }
        };
        let keys = keys.min(self.keys.len());
        if is_deep(&self.keys[keys..], error) {
            self.keys.truncate(keys);
        } else if let Err(twice) = put(table, self.keys.drain(keys..), item)
            && !self.is_lost
        {
            self.twice.push(twice);
        }
    }

    fn open(&mut self, value: Value<'t>, span: Place) -> bool {
        let span = at(span);
        self.open.push((Item { value, span }, self.keys.len()));
        true
    }

    fn close(&mut self, span: Place, error: &mut dyn ErrorSink) {
        if let Some((mut item, _)) = self.open.pop() {
            item.span.end = span.end() as u32;
            self.put(item, error);
        }
    }
}

/// Puts a value in a table below these keys, or returns the key that is there twice.
fn put<'t>(
    mut table: &mut Table<'t>,
    mut keys: impl DoubleEndedIterator<Item = Name<'t>>,
    item: Item<'t>,
) -> Result<(), Duplicate> {
    let twice = |first, second| Duplicate {
        first,
        second,
        is_table: false,
    };
    let Some(last) = keys.next_back() else {
        return Ok(());
    };
    for key in keys {
        let second = key.span;
        let at = table.find(&key.text).unwrap_or_else(|| {
            let (value, span) = (Value::Table(Table::new(Written::Dots)), key.span);
            table.push(key, Item { value, span })
        });
        let (name, item) = &mut table.entries[at];
        table = match &mut item.value {
            Value::Table(table)
                if matches!(table.written, Written::Dots | Written::LongerHeader) =>
            {
                table.written = Written::Dots;
                table
            }
            _ => return Err(twice(name.span, second)),
        };
    }
    if let Some(at) = table.find(&last.text) {
        return Err(twice(table[at].0.span, last.span));
    }
    table.push(last, item);
    Ok(())
}

/// Reports more keys with dots between them than tables may be in each other.
fn is_deep(keys: &[Name], error: &mut dyn ErrorSink) -> bool {
    let deep = keys.get(MAX_DEPTH).map(|key| key.span);
    if let Some(span) = deep {
        let place = Place::new_unchecked(span.start as usize, span.end as usize);
        error.report_error(ParseError::new("too many dots").with_unexpected(place));
    }
    deep.is_some()
}

/// Returns the text between quotes if it is written as it is. The parser looks at each letter, which takes as long as all
/// the rest.
fn plain(raw: &str, encoding: Encoding) -> Option<&str> {
    let quotes = match encoding {
        Encoding::BasicString => "\"",
        Encoding::LiteralString => "'",
        Encoding::MlBasicString => "\"\"\"",
        Encoding::MlLiteralString => "'''",
    };
    let text = raw.get(quotes.len()..)?.strip_suffix(quotes)?;
    let is_sign = |b: u8| b == b'\\' || b == 0x7f || b < b' ' && b != b'\n' && b != b'\t';
    // Without an early end, many bytes are compared at once.
    let signs = text.bytes().fold(0, |all, b| all | u8::from(is_sign(b)));
    (signs == 0).then(|| text.strip_prefix('\n').unwrap_or(text))
}

fn at(place: Place) -> Span {
    (place.start()..place.end()).into()
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Place, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }

    fn std_table_close(&mut self, span: Place, error: &mut dyn ErrorSink) {
        self.end_header(span, false, error);
    }

    fn array_table_open(&mut self, span: Place, _: &mut dyn ErrorSink) {
        self.begin_header(span);
    }

    fn array_table_close(&mut self, span: Place, error: &mut dyn ErrorSink) {
        self.end_header(span, true, error);
    }

    fn inline_table_open(&mut self, span: Place, _: &mut dyn ErrorSink) -> bool {
        self.open(Value::Table(Table::new(Written::Brackets)), span)
    }

    fn inline_table_close(&mut self, span: Place, error: &mut dyn ErrorSink) {
        self.close(span, error);
    }

    fn array_open(&mut self, span: Place, _: &mut dyn ErrorSink) -> bool {
        self.open(Value::List(Vec::new()), span)
    }

    fn array_close(&mut self, span: Place, error: &mut dyn ErrorSink) {
        self.close(span, error);
    }

    fn simple_key(&mut self, span: Place, kind: Option<Encoding>, error: &mut dyn ErrorSink) {
        let raw = self.source.get(span).map_or("", |raw| raw.as_str());
        let is_bare = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        let mut text = Cow::Borrowed(raw);
        if kind.is_some() || raw.is_empty() || !raw.bytes().all(is_bare) {
            Raw::new_unchecked(raw, kind, span).decode_key(&mut text, error);
        }
        let span = at(span);
        self.keys.push(Name { text, span });
    }

    fn scalar(&mut self, span: Place, kind: Option<Encoding>, error: &mut dyn ErrorSink) {
        let raw = self.source.get(span).map_or("", |raw| raw.as_str());
        let value = match kind.and_then(|kind| plain(raw, kind)) {
            Some(text) => Value::Text(Cow::Borrowed(text)),
            None => decoded(Raw::new_unchecked(raw, kind, span), span, error),
        };
        let span = at(span);
        self.put(Item { value, span }, error);
    }
}

fn decoded<'t>(raw: Raw<'t>, span: Place, error: &mut dyn ErrorSink) -> Value<'t> {
    let mut text = Cow::Borrowed("");
    match raw.decode_scalar(&mut text, error) {
        ScalarKind::String => Value::Text(text),
        ScalarKind::Boolean(flag) => Value::Flag(flag),
        ScalarKind::DateTime => match text.parse() {
            Ok(time) => Value::Time(time),
            Err(wrong) => {
                error.report_error(ParseError::new(wrong.to_string()).with_unexpected(span));
                Value::Float
            }
        },
        ScalarKind::Float => Value::Float,
        ScalarKind::Integer(radix) => Value::Number(u64::from_str_radix(&text, radix.value()).ok()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;
    use toml::Spanned;
    use toml::de::{DeTable, DeValue};

    use super::*;

    /// Returns a table with all places, in the order of the file.
    fn shown(table: &Table) -> String {
        let value = |item: &Item| shown_value(item);
        let entries = table.iter().map(|(name, item)| {
            let (text, at) = (&name.text, name.span);
            (
                at.start,
                format!("{text}@{}-{} = {}", at.start, at.end, value(item)),
            )
        });
        in_order(entries.collect())
    }

    fn shown_value(item: &Item) -> String {
        let value = match &item.value {
            Value::Text(text) => format!("{text:?}"),
            Value::Number(n) => format!("{n:?}"),
            Value::Float => "float".into(),
            Value::Flag(flag) => flag.to_string(),
            Value::Time(time) => time.to_string(),
            Value::List(all) => format!("{:?}", all.iter().map(shown_value).collect::<Vec<_>>()),
            Value::Table(table) => shown(table),
        };
        format!("{}-{} {value}", item.span.start, item.span.end)
    }

    /// Returns a table of the crate `toml` in the same way.
    fn expected(table: &DeTable) -> String {
        let entries = table.iter().map(|(name, item)| {
            let (text, at) = (name.get_ref(), name.span());
            let value = expected_value(item);
            (
                at.start as u32,
                format!("{text}@{}-{} = {value}", at.start, at.end),
            )
        });
        in_order(entries.collect())
    }

    fn expected_value(item: &Spanned<DeValue>) -> String {
        let value = match item.get_ref() {
            DeValue::String(text) => format!("{text:?}"),
            DeValue::Integer(n) => format!("{:?}", u64::from_str_radix(n.as_str(), n.radix()).ok()),
            DeValue::Float(_) => "float".into(),
            DeValue::Boolean(flag) => flag.to_string(),
            DeValue::Datetime(time) => time.to_string(),
            DeValue::Array(all) => {
                format!("{:?}", all.iter().map(expected_value).collect::<Vec<_>>())
            }
            DeValue::Table(table) => expected(table),
        };
        format!("{}-{} {value}", item.span().start, item.span().end)
    }

    fn in_order(mut entries: Vec<(u32, String)>) -> String {
        entries.sort();
        let lines: Vec<String> = entries.into_iter().map(|(_, line)| line).collect();
        format!("{{ {} }}", lines.join(", "))
    }

    #[rustfmt::skip] // A table: several rows, one line.
    const LINES: &[&str] = &[
        "[a]", "[a.b]", "[a.b.c]", "[[a]]", "[[l]]", "[l.x]", "[[l.x]]", "[b]", "[b.c]", "[x]", "[x.a]", "[ a . b ]", "[",
        "a = 1", "a.x = 1", "b.c = 2", "b.d = 3", "c.d.e = 1", "c = 2", "x.y = 1", "l = []", "l = 5", "x = [1, {a = 1}, [2]]",
        "x = {a = 1, b.c = 2, b.d = 3}", "w = {a.b = 1, a = 2}", "w = {a = 1, a.b = 2}", "r = {\n a = 1,\n}", "e = [", "]", "}", "",
        "\"q\\u0041\" = 'z'", "m = \"\"\"\na\\\n  b\n\"\"\"", "q = \"\"\"\"a\"\"\"\"\"", "q2 = '''\n'x'''''", "k = \"a\\qb\"", "z = \"\tq\"",
        "é = 1", "t = 2021-11-30T09:30:00Z", "u = 2021-02-30", "d = 07:30", "f = 1.5", "i = inf", "n = -5", "h = 0xff", "# c",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5000))]

        #[test]
        fn tables_and_errors_are_those_of_the_crate_toml(lines in vec(select(LINES), 0..10)) {
            let text = lines.join("\n");
            let parsed = parse(&text, &mut Vec::new());
            let is_right = parsed.error.is_none() && parsed.twice.is_empty();
            match DeTable::parse(&text) {
                Ok(table) => {
                    prop_assert!(is_right, "{text}");
                    prop_assert_eq!(shown(&parsed.table), expected(table.get_ref()));
                }
                Err(error) => prop_assert!(!is_right, "{text}\n{error}"),
            }
        }
    }

    #[test]
    fn a_key_of_a_large_table_is_found_again() {
        let lines = (0..100).map(|n| format!("k{n} = {n}\n"));
        let text = lines.collect::<String>() + "k99 = 1\n";
        let parsed = parse(&text, &mut Vec::new());
        assert_eq!(parsed.table.get("k98").and_then(Item::number), Some(98));
        let twice = parsed.twice.first().expect("the last key");
        assert_eq!(&text[twice.first.start as usize..][..4], "k99 ");
        assert_eq!(parsed.twice.len(), 1);
    }
}
