//! Reads tables as spreadsheets write them (RFC 4180; commas, semicolons or tabs): one session per row, below
//! a header with the columns in any order.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use csv::{ReaderBuilder, StringRecord};

use super::builder::Builder;
use super::columns::{self, COLUMNS, Column, ColumnNames, Meaning};
use super::raw::{Field, Raw, RawProgram, Stamp};
use super::value::{is_mail, languages, names, slug};
use super::when::{Written, clock, date, length, moment, offset};
use super::{LANGUAGES, ReadColumn, Sink, did_you_mean, one_of, write, zones};
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Session, Status};
use crate::text::fold::fold;
use crate::text::{Lang, Lines, Localized, Text};

/// The words that say no, folded; any other word in a column such as `published` says yes.
const NO: &[&str] = &["n", "no", "non", "false", "0", "لا"];

/// The words for states of sessions besides their names, folded; sessions with `None` are not shown.
#[rustfmt::skip] // A table: one row, one line.
const STATES: &[(&[&str], Option<Status>)] = &[
    (&["canceled", "cancelado", "cancelada", "annule", "annulee", "ملغي", "ملغاه"], Some(Status::Cancelled)),
    (&["accepted", "published", "scheduled", "aceptado", "aceptada", "accepte", "acceptee", "confirmado", "confirmada", "confirme", "confirmee", "موكد", "موكده"], Some(Status::Confirmed)),
    (&["provisional", "provisoire", "tentativo", "tentativa", "موقت", "موقته"], Some(Status::Tentative)),
    (&["rejected", "withdrawn", "deleted", "draft", "rechazado", "rechazada", "refuse", "refusee"], None),
];

/// The number of lines in which the header is looked for, and the length of the longest.
pub const LINES: usize = 20;
const LONGEST: usize = 16 << 10;

/// Returns where the header of a table begins and what separates its fields. It is the first line, or stands below others
/// and names a title and two other columns.
fn header(text: &str, names: &ColumnNames) -> Option<(usize, u8)> {
    let mut start = 0;
    let mut first = true;
    let mut seen = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim_end();
        let hint = line
            .get(..4)
            .is_some_and(|l| l.eq_ignore_ascii_case("sep="));
        if line.trim().is_empty() || hint {
            continue;
        }
        // These characters are in tables and keys of TOML, and not in headers.
        let other = line.trim_start().starts_with('[') || line.contains('=');
        if other || line.len() > LONGEST || seen == LINES {
            return None;
        }
        if let Some(delimiter) = delimiter(line, first, names) {
            return Some((at, delimiter));
        }
        (first, seen) = (false, seen + 1);
    }
    None
}

/// Returns what separates the fields of a line, if it is a header.
fn delimiter(line: &str, first: bool, names: &ColumnNames) -> Option<u8> {
    let count = |delimiter: u8| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(delimiter)
            .from_reader(line.as_bytes());
        let record = reader.records().next().and_then(Result::ok)?;
        let known = record.iter().filter_map(|name| names.meaning(name));
        let known: Vec<Meaning> = known.collect();
        let titled = |m: &Meaning| m.column == Column::Title && m.is_exact();
        let enough = known.len() > 1 && first || known.len() > 2 && known.iter().any(titled);
        enough.then_some((known.len(), delimiter))
    };
    let delimiters = [b',', b';', b'\t'].into_iter();
    let there = delimiters.filter(|d| line.as_bytes().contains(d));
    let found = there.filter_map(count).max();
    found.map(|(_, delimiter)| delimiter)
}

/// Returns whether a text is a table of sessions.
pub fn is_table(text: &str, names: &ColumnNames) -> bool {
    header(text, names).is_some()
}

/// Reads a table.
pub fn read(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    let place = header(text, &sink.names)?;
    // The rows are read twice, because all of them would take many times the memory of the file.
    let mut rows = Rows::new(text, place);
    let mut row = rows.next(Row::default())?;
    let mut table = Table {
        builder: Builder::new(sink),
        columns: Vec::new(),
        month_first: false,
        zones: Vec::new(),
    };
    table.header(&row);
    let text = &*table.without_late_quotes(text, row.whole().end as usize, place.1);
    rows = Rows::new(text, place);
    row = rows.next(row)?;
    let mut survey = Survey::default();
    let mut open = row.open;
    let mut count = 0;
    while let Some(next) = rows.next(row) {
        row = next;
        count += 1;
        open = row.open;
        table.survey(&row, &mut survey);
    }
    if let Some(at) = open {
        let message = Message::new("problem-quote-open");
        table.builder.sink.report_broken(at, message);
    }
    table.settle(survey);
    table.builder.expect(count);
    rows = Rows::new(text, place);
    row = rows.next(Row::default())?;
    while let Some(next) = rows.next(row).filter(|_| !table.builder.sink.is_full()) {
        row = next;
        table.row(&row);
    }
    Some(table.builder.raw)
}

/// The rows of a table that have a field with a text.
struct Rows<'t> {
    reader: csv::Reader<&'t [u8]>,
    text: &'t str,
    start: usize,
    delimiter: u8,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, (start, delimiter): (usize, u8)) -> Self {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(&text.as_bytes()[start..]);
        Self {
            reader,
            text,
            start,
            delimiter,
        }
    }

    /// Returns the next row in the memory of another one.
    fn next(&mut self, mut row: Row) -> Option<Row> {
        loop {
            match self.reader.read_record(&mut row.record) {
                Ok(false) => return None,
                Ok(true) if row.record.iter().any(|f| !f.is_empty()) => {
                    row.find_places(self.text, self.start, self.delimiter);
                    return Some(row);
                }
                _ => {}
            }
        }
    }
}

/// A row, and the places of its fields including their quotes.
#[derive(Default)]
struct Row {
    record: StringRecord,
    spans: Vec<Span>,
    /// The start of a quote that is not closed.
    open: Option<u32>,
}

impl Row {
    fn find_places(&mut self, text: &str, from: usize, delimiter: u8) {
        let bytes = text.as_bytes();
        let mut start = from + self.record.position().map_or(0, csv::Position::byte) as usize;
        // The position of a record is that of the blank lines before it.
        while matches!(bytes.get(start), Some(b'\r' | b'\n')) {
            start += 1;
        }
        self.spans.clear();
        let (mut at, mut quoted) = (start, false);
        loop {
            let byte = bytes.get(at).copied();
            match byte {
                // Quotes have a meaning only in a field that begins with one.
                Some(b'"') if at == start || quoted => quoted = !quoted,
                // A doubled quote stands for a quote in the text.
                Some(b'"') if bytes[at - 1] == b'"' && bytes[start] == b'"' => quoted = true,
                Some(_) if quoted => {}
                Some(b) if b != delimiter && b != b'\r' && b != b'\n' => {}
                _ => {
                    self.spans.push(Span {
                        start: start as u32,
                        end: at as u32,
                    });
                    if quoted || byte != Some(delimiter) {
                        break;
                    }
                    start = at + 1;
                }
            }
            at += 1;
        }
        self.open = quoted.then_some(start as u32);
    }

    /// Returns the place of a field.
    fn place(&self, field: usize) -> Span {
        let last = || self.spans.last().copied().unwrap_or_default();
        self.spans.get(field).copied().unwrap_or_else(last)
    }

    /// Returns the place of the row.
    fn whole(&self) -> Span {
        let first = self.spans.first().copied().unwrap_or_default();
        Span {
            start: first.start,
            end: self.place(self.spans.len()).end,
        }
    }
}

/// What the rows of a table have in common.
#[derive(Default)]
struct Survey {
    /// The first time zone that is named.
    zone: Option<(String, Span)>,
    /// The first offset of a start.
    offset: Option<(Timestamp, i64)>,
    /// The first date whose order alone says which number is the month.
    slashed: Option<Span>,
    /// Such dates, read with the day first and with the month first.
    orders: [Reading; 2],
}

/// The dates of a table in one order of day and month.
#[derive(Default)]
struct Reading {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    /// The number of dates that do not exist.
    wrong: usize,
}

impl Reading {
    fn add(&mut self, date: Option<NaiveDate>) {
        let Some(date) = date else {
            self.wrong += 1;
            return;
        };
        self.first = Some(self.first.map_or(date, |first| first.min(date)));
        self.last = self.last.max(Some(date));
    }

    /// Returns what is least where the dates exist and follow each other.
    fn doubt(&self) -> (usize, TimeDelta) {
        let days = self.last.zip(self.first).map(|(last, first)| last - first);
        (self.wrong, days.unwrap_or_default())
    }
}

/// A start, and the day from which its hours count.
type Start = (NaiveDateTime, NaiveDate);

struct Table<'a, 'b> {
    builder: Builder<'a, 'b>,
    /// The meaning of each column.
    columns: Vec<Option<Meaning>>,
    /// Whether the month is before the day in dates.
    month_first: bool,
    /// The zones that rows name.
    zones: Vec<(String, Option<Zone>)>,
}

impl<'a, 'b> Table<'a, 'b> {
    fn header(&mut self, header: &Row) {
        self.builder.raw.span = Some(header.whole());
        let (mut columns, twice) =
            columns::meanings(header.record.iter(), &self.builder.sink.names);
        for (n, name) in header.record.iter().enumerate() {
            let span = header.place(n);
            let shown = name.trim();
            if twice.contains(&n) {
                let message = Message::new("problem-column-twice").arg("name", shown);
                let help = Message::new("fix-column-twice");
                self.builder.report(Code::UnknownKey, span, message, help);
            } else if columns[n].is_none() && !shown.is_empty() {
                self.report_unknown(shown, span);
            }
            let languages = &mut self.builder.raw.head.languages;
            if let Some(lang) = columns[n].and_then(|c| c.lang)
                && !languages.contains(&lang)
            {
                if languages.len() == LANGUAGES {
                    self.builder.sink.report_more_languages(span);
                    columns[n] = None;
                } else {
                    languages.push(lang);
                }
            }
        }
        let named = header.record.iter().zip(&columns);
        let read = named.map(|(name, meaning)| ReadColumn {
            header: Text::clean(name.trim(), Lines::One).0,
            field: meaning.map(|meaning| meaning.name()),
        });
        self.builder.raw.columns = read.collect();
        self.columns = columns;
        let titled = |c: &Option<Meaning>| c.is_some_and(|c| c.column == Column::Title);
        if !self.columns.iter().any(titled) {
            let message = Message::new("problem-no-title-column");
            let help = Message::new("fix-no-title-column");
            self.builder
                .report(Code::MissingKey, header.whole(), message, help);
        }
    }

    /// Returns the text of the table without the quotes that are not closed in their row: where lines behind one are rows, it would
    /// take them into its field. A blank stands in the place of each, so all places stay.
    fn without_late_quotes<'t>(&mut self, text: &'t str, from: usize, sign: u8) -> Cow<'t, str> {
        let bytes = text.as_bytes();
        let mut late = Vec::new();
        let mut done = from;
        while let Some(at) = next_quote(bytes, done) {
            done = at + 1;
            if !matches!(bytes.get(at.wrapping_sub(1)), Some(b) if *b == sign || *b == b'\n' || *b == b'\r')
            {
                continue;
            }
            let end = end_of_quote(bytes, done);
            if memchr::memchr(b'\n', &bytes[at..end]).is_none() {
                done = end + 1;
                continue;
            }
            let last = if closes_field(bytes, end, sign) {
                memchr::memrchr(b'\n', &bytes[..end]).unwrap_or(end)
            } else {
                end
            };
            let mut lines = text[at..].split_inclusive('\n').scan(at, |start, line| {
                *start += line.len();
                Some((*start - line.len(), line))
            });
            let mut inside = lines
                .by_ref()
                .skip(1)
                .take_while(|(start, _)| *start <= last);
            if inside.any(|(_, line)| self.is_row(line, sign)) {
                late.push(at);
            } else {
                done = end + 1;
            }
        }
        if late.is_empty() {
            return text.into();
        }
        let mut patched = text.to_owned().into_bytes();
        for at in late {
            patched[at] = b' ';
            let span = Span {
                start: at as u32,
                end: at as u32 + 1,
            };
            let message = Message::new("problem-quote-late");
            let help = Message::new("fix-quote-late");
            self.builder.report(Code::BadValue, span, message, help);
        }
        // A quote is one byte, and so is a blank.
        String::from_utf8_lossy(&patched).into_owned().into()
    }

    /// Returns whether a line is a row of the table by itself: it has its fields, and times where it has them.
    fn is_row(&self, line: &str, sign: u8) -> bool {
        if memchr::memchr_iter(sign, line.as_bytes()).count() + 1 < self.columns.len() {
            return false;
        }
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(sign)
            .from_reader(line.as_bytes());
        let record = reader.records().next().and_then(Result::ok);
        let Some(record) = record.filter(|record| record.len() == self.columns.len()) else {
            return false;
        };
        let of_time = [Column::Date, Column::Start];
        let is_time = |of: &Option<Meaning>| of.is_some_and(|of| of_time.contains(&of.column));
        let times = self
            .columns
            .iter()
            .zip(&record)
            .filter(|(of, _)| is_time(of));
        let mut times = times.map(|(_, field)| field.trim()).peekable();
        let timed = |text: &str| {
            let alone = clock(text).is_some() || date(text).is_some();
            alone || offset(text).is_some() || moment(text).is_some() || range(text).is_some()
        };
        times.peek().is_some() && times.all(timed)
    }

    /// Reports a column without a meaning.
    fn report_unknown(&mut self, name: &str, span: Span) {
        let names = || COLUMNS.iter().flat_map(|(_, names)| names.iter().copied());
        let typed = fold(name);
        let near = self.builder.sink.nearest(&typed, names().count(), names());
        let help = match near {
            Some(near) => did_you_mean(near),
            None => Message::new("fix-unknown-column"),
        };
        let message = Message::new("problem-unknown-column").arg("name", name);
        self.builder.report(Code::UnknownKey, span, message, help);
    }

    /// Returns the field of a column, without the apostrophe that prevents a spreadsheet from reading a formula.
    fn field<'r>(&self, row: &'r Row, column: Column) -> Option<(&'r str, Span)> {
        self.fields(row, column).next().map(|(_, f, at)| (f, at))
    }

    fn fields<'s, 'r>(
        &'s self,
        row: &'r Row,
        column: Column,
    ) -> impl Iterator<Item = (Option<Lang>, &'r str, Span)> + use<'s, 'r, 'a, 'b> {
        let named = self.columns.iter().zip(&row.record).enumerate();
        named.filter_map(move |(n, (of, field))| {
            let lang = of.filter(|of| of.column == column)?.lang;
            let field = field.trim();
            let guarded = field.strip_prefix('\'');
            let guarded = guarded.filter(|f| f.starts_with(['=', '+', '-', '@', '\t']));
            let field = guarded.unwrap_or(field);
            (!field.is_empty()).then(|| (lang, field, row.place(n)))
        })
    }

    /// Notes what a row says about the time zone and the dates of the table.
    fn survey(&self, row: &Row, survey: &mut Survey) {
        if survey.zone.is_none() {
            let named = self.field(row, Column::Zone);
            survey.zone = named.map(|(name, span)| (name.to_owned(), span));
        }
        if survey.offset.is_none() {
            let start = self.field(row, Column::Start);
            survey.offset = start.and_then(|(text, _)| offset(text));
        }
        for column in [Column::Date, Column::EndDate, Column::Start, Column::End] {
            let field = self.field(row, column);
            // Most tables have dates of ISO, in very many rows.
            let Some((text, span)) = field.filter(|(t, _)| !is_iso(t)) else {
                continue;
            };
            let written = date(text).or_else(|| Some(moment(text)?.0));
            if let Some(written @ Written::Slashed(_)) = written {
                survey.slashed.get_or_insert(span);
                for (month_first, order) in [false, true].into_iter().zip(&mut survey.orders) {
                    order.add(written.date(month_first));
                }
            }
        }
    }

    /// Sets the time zone: that of its column, otherwise one with the offset of the times. Determines the order of day
    /// and month, and reports dates that are not ISO dates.
    fn settle(&mut self, survey: Survey) {
        if let Some((name, span)) = survey.zone {
            let zone = zones::find(&name);
            let name = zone.as_ref().map_or(&*name, Zone::name);
            self.builder.raw.zone = Some((self.builder.word(name, span), span));
            self.builder.zone = zone;
        } else {
            self.builder.settle_zone(None, survey.offset);
        }
        let Some(span) = survey.slashed else { return };
        let [day_first, month_first] = &survey.orders;
        self.month_first = month_first.doubt() < day_first.doubt();
        let name = if self.month_first {
            "order-month-first"
        } else {
            "order-day-first"
        };
        let message = Message::new("problem-date-order").arg("order", Message::new(name));
        self.builder
            .report(Code::DateOrder, span, message, write("2021-11-30"));
    }

    /// Converts a time of a row to the time zone of the table.
    fn in_zone(&mut self, stamp: Stamp, row: &Row) -> Stamp {
        let named = self.field(row, Column::Zone).map(|(name, _)| name);
        let of = |own: &Zone, all: &Zone| {
            if own == all {
                stamp
            } else {
                Stamp::of_instant(own.from_local(stamp.local).timestamp(), all)
            }
        };
        if let Some(name) = named
            && self.zones.len() < LINES
            && !self.zones.iter().any(|(known, _)| known == name)
        {
            let found = zones::find(name);
            if let (None, Some((_, at))) = (&found, self.field(row, Column::Zone)) {
                self.builder.sink.report_unknown_zone(name, at);
            }
            self.zones.push((name.to_owned(), found));
        }
        let mut zones = self.zones.iter();
        let own = named.and_then(|name| zones.find(|(known, _)| known == name)?.1.as_ref());
        let all = self.builder.zone.as_ref();
        own.zip(all).map_or(stamp, |(own, all)| of(own, all))
    }

    fn row(&mut self, row: &Row) {
        let mut raw: Raw<Session> = Raw::at(row.whole());
        let hidden = self.field(row, Column::Active);
        if hidden.is_some_and(|(word, _)| NO.contains(&&*fold(word))) {
            return;
        }
        let more = self.columns.len()..row.record.len();
        if more.clone().any(|n| !row.record[n].trim().is_empty()) {
            let span = row.place(more.start);
            let message = Message::new("problem-long-row");
            let help = Message::new("fix-long-row");
            self.builder.report(Code::BadValue, span, message, help);
        }
        if let Some((id, at)) = self.field(row, Column::Id) {
            raw.item.id = slug(id).as_str().into();
            raw.id = at;
        }
        raw.item.title = self.localized(row, Column::Title);
        if raw.item.id.is_empty() {
            // A table may have no ids.
            let title = self
                .field(row, Column::Title)
                .map_or("", |(title, _)| title);
            raw.item.id = slug(title).as_str().into();
            // It has no place.
            raw.id.end = raw.id.start;
        }
        raw.item.subtitle = self.localized(row, Column::Subtitle);
        raw.item.note = self.localized(row, Column::Note);
        raw.item.summary = self.summary(row);
        if let Some((word, at)) = self.field(row, Column::Kind) {
            self.builder.kind(word, at, &mut raw.item);
        }
        if let Some((word, at)) = self.field(row, Column::Status) {
            match self.status(word, at) {
                Some(status) => raw.item.status = status,
                None => return,
            }
        }
        if let Some((text, _)) = self.field(row, Column::Language) {
            raw.item.language = languages(text);
        }
        self.references(row, &mut raw);
        self.addresses(row, &mut raw.item);
        self.times(row, &mut raw);
        self.builder.add(raw);
    }

    /// Adds the room, the track, the people, the partners and the tags of a row.
    fn references(&mut self, row: &Row, raw: &mut Raw<Session>) {
        if let Some((name, at)) = self.field(row, Column::Room) {
            raw.refs.push(self.builder.room(name, at));
        }
        if let Some((name, at)) = self.field(row, Column::Track) {
            raw.refs.push(self.builder.track(name, at));
        }
        let people = [
            (Column::Speakers, Field::Speaker),
            (Column::Moderators, Field::Moderator),
        ];
        for (column, field) in people {
            for (name, at) in self.names(row, column) {
                let Some(person) = self.builder.person(None, name, at) else {
                    continue;
                };
                let mut reference = self.builder.speaks(person, at);
                reference.field = field;
                raw.refs.push(reference);
            }
        }
        self.bio(row);
        for (name, at) in self.names(row, Column::Partners) {
            raw.refs.push(self.builder.partner(name, at));
        }
        for (name, at) in self.names(row, Column::Tags) {
            raw.item.tags.push(self.builder.line(name, at));
        }
    }

    /// Returns the names in every column of a kind.
    fn names<'r>(&self, row: &'r Row, column: Column) -> Vec<(&'r str, Span)> {
        let fields = self.fields(row, column);
        let names = fields.flat_map(|(_, text, at)| names(text).into_iter().map(move |n| (n, at)));
        names.collect()
    }

    /// Adds the biography of a row to its only speaker.
    fn bio(&mut self, row: &Row) {
        let Some((text, at)) = self.field(row, Column::Bio) else {
            return;
        };
        let names = self.names(row, Column::Speakers);
        if let [(name, _)] = *names
            && let Some(person) = self.builder.person(None, name, at)
            && self.builder.raw.speakers[person].item.bio.is_empty()
        {
            let bio = self.builder.prose([text, ""], at);
            self.builder.raw.speakers[person].item.bio = bio;
        }
    }

    /// Returns the abstract and the description of a row.
    fn summary(&mut self, row: &Row) -> Localized {
        let columns = [Column::Abstract, Column::Description];
        let whole = columns.map(|column| self.fields(row, column).find(|f| f.0.is_none()));
        if let [Some((_, short, at)), Some((_, long, _))] = whole {
            return self.builder.prose([short, long], at);
        }
        match self.localized(row, Column::Abstract) {
            Localized::Empty => self.localized(row, Column::Description),
            text => text,
        }
    }

    fn localized(&mut self, row: &Row, column: Column) -> Localized {
        let all: Vec<_> = self.fields(row, column).collect();
        let mut texts: Vec<(Lang, Text)> = Vec::new();
        for (lang, text, at) in all {
            let said = match column {
                Column::Abstract | Column::Description => self.builder.prose([text, ""], at),
                _ => self.builder.line(text, at),
            };
            match (lang, said) {
                (Some(lang), Localized::Plain(text)) => texts.push((lang, text)),
                (_, said) => return said,
            }
        }
        if texts.is_empty() {
            Localized::Empty
        } else {
            Localized::Many(texts.into())
        }
    }

    /// Returns the status that a word means; `None` if the session is not shown.
    fn status(&mut self, word: &str, at: Span) -> Option<Status> {
        let folded = fold(word);
        let known = Status::NAMES.iter().find(|(name, _)| *name == folded);
        if let Some((_, status)) = known {
            return Some(*status);
        }
        let mut states = STATES.iter();
        if let Some((_, status)) = states.find(|(words, _)| words.contains(&&*folded)) {
            return *status;
        }
        let names: Vec<&str> = Status::NAMES.iter().map(|(name, _)| *name).collect();
        let message = Message::new("problem-no-status");
        let help = one_of(&names);
        self.builder.report(Code::BadValue, at, message, help);
        Some(Status::default())
    }

    /// Reads the address of a session, which is the first of its column, and its links.
    fn addresses(&mut self, row: &Row, item: &mut Session) {
        for column in [Column::Url, Column::Links] {
            let cells: Vec<_> = self.fields(row, column).collect();
            for (_, urls, at) in cells {
                for url in urls.split_whitespace() {
                    if column == Column::Url && item.url.is_none() && !is_mail(url) {
                        item.url = self.builder.url(url, at);
                    } else {
                        self.builder.link(url, "", at, &mut item.links);
                    }
                }
            }
        }
    }

    /// Reads the times of a session: a date with a time, or a time on the date of another column.
    fn times(&mut self, row: &Row, raw: &mut Raw<Session>) {
        let stated = self.field(row, Column::Date);
        let timed = stated.and_then(|(text, at)| Some((self.moment(text, None)?, at)));
        let day = stated.and_then(|(text, _)| self.date(text));
        if let (Some((_, at)), None) = (stated, day) {
            self.no_time(at, "2021-11-30");
        }
        let start = self.field(row, Column::Start);
        let whole = self.field(row, Column::AllDay);
        let whole = whole.is_some_and(|(word, _)| !NO.contains(&&*fold(word)));
        if let (true, Some(day), Some((_, at))) = (whole, day, stated) {
            self.whole_days(row, (day, at), raw);
            return;
        }
        // `10:00–11:00` in one column.
        let (start, mut end) = match start.map(|(text, at)| (range(text), at)) {
            Some((Some((from, to)), at)) => (Some((from, at)), Some((to, at))),
            _ => (start.map(|(text, at)| (Cow::Borrowed(text), at)), None),
        };
        let stated_end = self.field(row, Column::End);
        end = stated_end.map(|(text, at)| (text.into(), at)).or(end);
        raw.has_start = start.is_some() || timed.is_some();
        let start = match start {
            Some((text, at)) => {
                let stamp = self.moment(&text, day);
                if stamp.is_none() {
                    self.no_time(at, "2021-11-30 11:00");
                }
                stamp.map(|stamp| (stamp, at))
            }
            // One column may have both, and be named after the date.
            None => timed.filter(|(stamp, _)| stamp.local.time() != NaiveTime::MIN),
        };
        if let Some((stamp, at)) = start {
            raw.times.start = Some((self.in_zone(stamp, row), at));
        }
        // `25:15` counts from the day of the row, even if the start is after midnight.
        let local = start.map(|(stamp, _)| stamp.local);
        let base = day.filter(|day| local.is_some_and(|l| l.date() > *day));
        let base = base.or_else(|| local.map(|local| local.date()));
        let end = end.as_ref().map(|(text, at)| (&**text, *at));
        self.end(row, (local.zip(base), end), raw);
        self.duration(row, raw);
    }

    /// Sets the times of a session that takes whole days, the last of which the table names.
    fn whole_days(&mut self, row: &Row, (first, at): (NaiveDate, Span), raw: &mut Raw<Session>) {
        let last = self.field(row, Column::EndDate);
        let last = last.and_then(|(text, _)| self.date(text)).unwrap_or(first);
        let end = last.max(first).succ_opt().unwrap_or(last);
        raw.has_start = true;
        raw.times.start = Some((Stamp::without_offset(first.into()), at));
        raw.times.end = Some((Stamp::without_offset(end.into()), at));
    }

    /// Reads the end of a session: a date with a time, or a time on the date of the end or of the start.
    fn end(
        &mut self,
        row: &Row,
        (start, end): (Option<Start>, Option<(&str, Span)>),
        raw: &mut Raw<Session>,
    ) {
        let stated = self.field(row, Column::EndDate);
        let last = stated.and_then(|(text, _)| self.date(text));
        if let (Some((_, at)), None) = (stated, last) {
            self.no_time(at, "2021-11-30");
        }
        let Some((text, at)) = end else { return };
        let day = last.or_else(|| start.map(|(_, day)| day));
        let Some(mut stamp) = self.moment(text, day) else {
            self.no_time(at, "2021-11-30 12:30");
            return;
        };
        // A time without a date that is not after the start is on the next day.
        let night = last.is_none() && clock(text).is_some();
        let night = night && start.is_some_and(|(start, _)| stamp.local <= start);
        stamp.local += TimeDelta::days(i64::from(night));
        raw.times.end = Some((self.in_zone(stamp, row), at));
    }

    fn duration(&mut self, row: &Row, raw: &mut Raw<Session>) {
        let Some((text, at)) = self.field(row, Column::Duration) else {
            return;
        };
        let Some(minutes) = length(text) else {
            let message = Message::new("problem-no-duration");
            let help = write("1:30");
            self.builder.report(Code::BadDuration, at, message, help);
            return;
        };
        // Many tables have the end as well.
        let ends = raw.times.start.zip(raw.times.end);
        let known = ends.map(|((start, _), (end, _))| (end.local - start.local).num_minutes());
        if minutes > 0 && known != Some(minutes) {
            raw.times.duration = Some((minutes, at));
        }
    }

    fn no_time(&mut self, at: Span, example: &str) {
        let message = Message::new("problem-no-time");
        self.builder
            .report(Code::BadValue, at, message, write(example));
    }

    /// Reads a date with a time, or a time on a day.
    fn moment(&self, text: &str, day: Option<NaiveDate>) -> Option<Stamp> {
        let on = |date: NaiveDate, time: TimeDelta| {
            let local = NaiveDateTime::from(date).checked_add_signed(time)?;
            Some(Stamp::without_offset(local))
        };
        if let Some(time) = clock(text) {
            return on(day?, time);
        }
        let dated = || {
            let (date, time) = moment(text)?;
            on(date.date(self.month_first)?, time)
        };
        self.builder.local(text).or_else(dated)
    }

    fn date(&self, text: &str) -> Option<NaiveDate> {
        let written = date(text).or_else(|| Some(moment(text)?.0));
        written?.date(self.month_first)
    }
}

/// Returns the place of the next quote.
fn next_quote(bytes: &[u8], from: usize) -> Option<usize> {
    memchr::memchr(b'"', bytes.get(from..)?).map(|at| from + at)
}

/// Returns the place of the quote that closes a field, or the end; a doubled quote stands for a quote in the field.
fn end_of_quote(bytes: &[u8], mut from: usize) -> usize {
    while let Some(at) = next_quote(bytes, from) {
        if bytes.get(at + 1) != Some(&b'"') {
            return at;
        }
        from = at + 2;
    }
    bytes.len()
}

/// Returns whether a quote is at the end of its field; otherwise it is where another field begins.
fn closes_field(bytes: &[u8], quote: usize, sign: u8) -> bool {
    let end = |b: &u8| *b == sign || *b == b'\n' || *b == b'\r';
    quote < bytes.len() && bytes.get(quote + 1).is_none_or(end)
}

/// Returns whether a text begins as a date of ISO 8601 does: with a year of four digits.
fn is_iso(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.get(4) == Some(&b'-') && bytes[..4].iter().all(u8::is_ascii_digit)
}

/// Returns the start and the end of `10:00–11:00`, `9-10`, `10:00 to 11:00` or `1:30-2:30 PM`.
fn range(text: &str) -> Option<(Cow<'_, str>, Cow<'_, str>)> {
    let signs = ["–", "—", "-", " to ", " a ", " à ", "إلى"];
    let parts = signs.iter().filter_map(|sign| text.split_once(sign));
    let timed = |text: &str| clock(text).or_else(|| Some(moment(text)?.1)).is_some();
    let starts = |from: &str| timed(from) || is_hour(from);
    let mut ranges =
        parts.filter(|(from, to)| starts(from) && (clock(to).is_some() || is_hour(to)));
    let (from, to) = ranges.next()?;
    let (from, to) = (from.trim(), to.trim());
    if clock(to).is_some() {
        return Some((whole_hour(in_same_half(from, to)), to.into()));
    }
    Some((whole_hour(from.into()), whole_hour(to.into())))
}

/// Returns whether a text is an hour alone.
fn is_hour(text: &str) -> bool {
    let hour = fold(text).trim().parse::<u32>();
    hour.is_ok_and(|hour| hour <= 24)
}

/// Returns an hour alone with its minutes: `9:00`.
fn whole_hour(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_hour(&text) {
        format!("{}:00", fold(&text).trim()).into()
    } else {
        text
    }
}

/// Returns a start with the half of the day that stands behind the end: that of the end, else the one before, `11-1 PM`.
fn in_same_half<'t>(from: &'t str, to: &str) -> Cow<'t, str> {
    let number = to.trim_end_matches(|c: char| !c.is_numeric());
    let half = &to[number.len()..];
    let is_bare = from.ends_with(char::is_numeric) && !half.trim().is_empty();
    let (Some(end), true) = (clock(to), is_bare) else {
        return from.into();
    };
    let other = if end < TimeDelta::hours(12) {
        "pm"
    } else {
        "am"
    };
    let halves = [half, other].map(|half| format!("{from} {}", half.trim()));
    let fits = |text: &&String| clock(text).is_some_and(|start| start < end);
    match halves.iter().find(fits) {
        Some(start) if clock(from) != clock(start) => start.clone().into(),
        _ => from.into(),
    }
}
