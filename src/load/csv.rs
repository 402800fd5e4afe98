//! Reads tables as spreadsheets write them (RFC 4180; commas, semicolons or tabs): one session per row, below
//! a header with the columns in any order.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};
use csv::{ReaderBuilder, StringRecord};

use super::builder::Builder;
use super::raw::{Field, Raw, RawProgram, Stamp};
use super::value::{languages, minutes, offset, slug, time_of_day};
use super::{LANGUAGES, Sink, did_you_mean, one_of, write};
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Session, Status};
use crate::text::fold::fold;
use crate::text::{Lang, Localized, Text};

/// The columns, and the folded names of each.
#[rustfmt::skip] // A table: one row, one line.
const COLUMNS: &[(Column, &[&str])] = &[
    (Column::Id, &["id", "code", "uid", "guid"]),
    (Column::Title, &["title", "titulo", "titre", "session", "sesion", "name", "العنوان"]),
    (Column::Subtitle, &["subtitle", "subtitulo", "sous-titre"]),
    (Column::Kind, &["kind", "type", "tipo", "format", "النوع"]),
    (Column::Date, &["date", "day", "fecha", "dia", "jour", "التاريخ", "اليوم"]),
    (Column::Start, &["start", "begin", "from", "start time", "inicio", "hora", "debut", "heure", "البدايه"]),
    (Column::End, &["end", "until", "to", "end time", "fin", "hasta", "النهايه"]),
    (Column::Duration, &["duration", "minutes", "duracion", "duree", "المده"]),
    (Column::Room, &["room", "location", "sala", "lugar", "salle", "lieu", "القاعه"]),
    (Column::Track, &["track", "theme", "eje", "axe", "categoria", "categorie", "المحور"]),
    (Column::Speakers, &["speakers", "speaker", "presenters", "ponentes", "ponente", "intervenants", "intervenant", "المتحدثون", "المتحدث"]),
    (Column::Moderators, &["moderators", "moderator", "chair", "moderadores", "moderador", "moderateurs", "moderateur"]),
    (Column::Partners, &["partners", "partner", "organisation", "organization", "socios", "socio", "partenaires", "partenaire", "الشركاء", "الشريك"]),
    (Column::Language, &["language", "languages", "idioma", "langue", "اللغه"]),
    (Column::Abstract, &["abstract", "description", "summary", "resumen", "descripcion", "resume", "الملخص", "الوصف"]),
    (Column::Status, &["status", "estado", "statut", "الحاله"]),
    (Column::Note, &["note", "nota"]),
    (Column::Tags, &["tags", "keywords", "etiquetas"]),
    (Column::Url, &["url", "link", "enlace", "lien"]),
    (Column::Zone, &["timezone", "time zone", "zone"]),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Column {
    Id,
    Title,
    Subtitle,
    Kind,
    Date,
    Start,
    End,
    Duration,
    Room,
    Track,
    Speakers,
    Moderators,
    Partners,
    Language,
    Abstract,
    Status,
    Note,
    Tags,
    Url,
    Zone,
}

/// Returns the column with this name, and its language if the name ends in one: `title_es`, `title (es)`.
fn column(name: &str) -> Option<(Column, Option<Lang>)> {
    // `Speaker(s)`
    let name = fold(name.trim()).replace("(s)", "");
    let known = |name: &str| {
        let of = COLUMNS.iter().find(|(_, names)| names.contains(&name));
        of.map(|(column, _)| *column)
    };
    if let Some(column) = known(&name) {
        return Some((column, None));
    }
    let name = name.trim_end_matches([')', ']']);
    let signs = ['_', '(', '[', ':', ' ', '-'];
    let in_language = || {
        let (stem, lang) = name.rsplit_once(signs)?;
        let lang = Lang::parse(lang).filter(|l| l.as_str().len() <= 3);
        Some((known(stem.trim())?, Some(lang?)))
    };
    // In `Talk Title` and `Session start` the last word is the name of the column.
    let last = || Some((known(name.rsplit(signs).next()?)?, None));
    in_language().or_else(last)
}

/// Returns what separates the fields of a table, if the first line is a header.
fn delimiter(text: &str) -> Option<u8> {
    let line = text.lines().find(|l| !l.trim().is_empty())?;
    let count = |delimiter: u8| {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .delimiter(delimiter)
            .from_reader(line.as_bytes());
        let record = reader.records().next().and_then(Result::ok);
        let columns: Vec<Column> = record
            .iter()
            .flatten()
            .filter_map(|name| Some(column(name)?.0))
            .collect();
        (columns.len() > 1).then_some((columns.len(), delimiter))
    };
    // These characters are in tables and keys of TOML, and not in headers.
    if line.starts_with('[') || line.contains('=') {
        return None;
    }
    let delimiters = [b',', b';', b'\t'].into_iter();
    let there = delimiters.filter(|d| line.as_bytes().contains(d));
    let found = there.filter_map(count).max();
    found.map(|(_, delimiter)| delimiter)
}

/// Returns whether a text is a table of sessions.
pub fn is_table(text: &str) -> bool {
    delimiter(text).is_some()
}

/// Reads a table.
pub fn read(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    let delimiter = delimiter(text)?;
    // The rows are read twice, because all of them would take many times the memory of the file.
    let mut rows = Rows::new(text, delimiter);
    let mut row = rows.next(Row::default())?;
    let mut table = Table {
        builder: Builder::new(sink),
        columns: Vec::new(),
        order: Order::Iso,
    };
    table.header(&row);
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
    rows = Rows::new(text, delimiter);
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
    delimiter: u8,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes());
        Self {
            reader,
            text,
            delimiter,
        }
    }

    /// Returns the next row in the memory of another one.
    fn next(&mut self, mut row: Row) -> Option<Row> {
        loop {
            match self.reader.read_record(&mut row.record) {
                Ok(false) => return None,
                Ok(true) if row.record.iter().any(|f| !f.is_empty()) => {
                    row.find_places(self.text, self.delimiter);
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
    fn find_places(&mut self, text: &str, delimiter: u8) {
        let bytes = text.as_bytes();
        let mut start = self.record.position().map_or(0, csv::Position::byte) as usize;
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
    /// The first date that is not an ISO date.
    slashed: Option<Span>,
    /// Whether any such date has a number that is only a day at the first place, or at the second.
    day_first: bool,
    month_first: bool,
}

/// The order of day and month in dates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Iso,
    DayFirst,
    MonthFirst,
}

struct Table<'a, 'b> {
    builder: Builder<'a, 'b>,
    /// The meaning of each column.
    columns: Vec<Option<(Column, Option<Lang>)>>,
    order: Order,
}

impl<'a, 'b> Table<'a, 'b> {
    fn header(&mut self, header: &Row) {
        self.builder.raw.span = Some(header.whole());
        for (n, name) in header.record.iter().enumerate() {
            let span = header.place(n);
            let mut known = column(name);
            let shown = name.trim();
            // Several columns with one meaning, each in its language, are one text.
            let meaning = |c: &Option<(Column, Option<Lang>)>| c.map(|(column, _)| column);
            let before = self
                .columns
                .iter()
                .filter(|c| meaning(c) == meaning(&known));
            let lang = known.and_then(|(_, lang)| lang);
            let clash = known.is_some()
                && before.into_iter().any(|c| {
                    let other = c.and_then(|(_, lang)| lang);
                    other.is_none() || lang.is_none() || other == lang
                });
            if clash {
                let message = Message::new("problem-column-twice").arg("name", shown);
                let help = Message::new("fix-column-twice");
                self.builder.report(Code::UnknownKey, span, message, help);
                known = None;
            } else if known.is_none() && !shown.is_empty() {
                let names = || COLUMNS.iter().flat_map(|(_, names)| names.iter().copied());
                let near = self
                    .builder
                    .sink
                    .nearest(&fold(shown), names().count(), names());
                let help = match near {
                    Some(near) => did_you_mean(near),
                    None => Message::new("fix-unknown-column"),
                };
                let message = Message::new("problem-unknown-column").arg("name", shown);
                self.builder.report(Code::UnknownKey, span, message, help);
            }
            let languages = &mut self.builder.raw.head.languages;
            if let Some((_, Some(lang))) = known
                && !languages.contains(&lang)
            {
                if languages.len() == LANGUAGES {
                    self.builder.sink.report_more_languages(span);
                    known = None;
                } else {
                    languages.push(lang);
                }
            }
            self.columns.push(known);
        }
        let titled = |c: &Option<(Column, _)>| c.is_some_and(|(c, _)| c == Column::Title);
        if !self.columns.iter().any(titled) {
            let message = Message::new("problem-no-title-column");
            let help = Message::new("fix-no-title-column");
            self.builder
                .report(Code::MissingKey, header.whole(), message, help);
        }
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
            let (_, lang) = of.filter(|(c, _)| *c == column)?;
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
            survey.offset = start.and_then(|(text, _)| offset(&text.replacen(' ', "T", 1)));
        }
        for column in [Column::Date, Column::Start, Column::End] {
            let field = self.field(row, column);
            if let Some(([a, b, _], span)) = field.and_then(|(text, at)| Some((slashed(text)?, at)))
            {
                survey.slashed.get_or_insert(span);
                survey.day_first |= a > 12;
                survey.month_first |= b > 12;
            }
        }
    }

    /// Sets the time zone: that of its column, otherwise one with the offset of the times. Determines the order of day
    /// and month, and reports dates that are not ISO dates.
    fn settle(&mut self, survey: Survey) {
        if let Some((name, span)) = survey.zone {
            self.builder.zone = Zone::named(&name);
            self.builder.raw.zone = Some((self.builder.word(&name, span), span));
        } else {
            self.builder.settle_zone(None, survey.offset);
        }
        let Some(span) = survey.slashed else { return };
        let month_first = survey.month_first && !survey.day_first;
        let (order, name) = if month_first {
            (Order::MonthFirst, "order-month-first")
        } else {
            (Order::DayFirst, "order-day-first")
        };
        self.order = order;
        let message = Message::new("problem-date-order").arg("order", Message::new(name));
        self.builder
            .report(Code::DateOrder, span, message, write("2021-11-30"));
    }

    /// Converts a time of a row to the time zone of the table.
    fn in_zone(&self, local: NaiveDateTime, row: &Row) -> NaiveDateTime {
        let named = self.field(row, Column::Zone);
        let own = named.and_then(|(name, _)| Zone::named(name));
        match (own, &self.builder.zone) {
            (Some(own), Some(zone)) if own != *zone => zone.at(own.from_local(local).timestamp()),
            _ => local,
        }
    }

    fn row(&mut self, row: &Row) {
        let mut raw: Raw<Session> = Raw::at(row.whole());
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
        }
        raw.item.subtitle = self.localized(row, Column::Subtitle);
        raw.item.note = self.localized(row, Column::Note);
        raw.item.summary = self.localized(row, Column::Abstract);
        if let Some((word, at)) = self.field(row, Column::Kind) {
            self.builder.kind(word, at, &mut raw.item);
        }
        if let Some((word, at)) = self.field(row, Column::Status) {
            raw.item.status = self.status(word, at);
        }
        if let Some((text, _)) = self.field(row, Column::Language) {
            raw.item.language = languages(text);
        }
        self.references(row, &mut raw);
        if let Some((url, at)) = self.field(row, Column::Url) {
            for url in url.split_whitespace() {
                self.builder.link(url, "", at, &mut raw.item.links);
            }
        }
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
            let named = self.field(row, column);
            for (name, at) in named.into_iter().flat_map(parts) {
                let Some(person) = self.builder.person(None, name, at) else {
                    break;
                };
                let mut reference = self.builder.speaks(person, at);
                reference.field = field;
                raw.refs.push(reference);
            }
        }
        let named = self.field(row, Column::Partners);
        for (name, at) in named.into_iter().flat_map(parts) {
            raw.refs.push(self.builder.partner(name, at));
        }
        let named = self.field(row, Column::Tags);
        for (name, at) in named.into_iter().flat_map(parts) {
            raw.item.tags.push(self.builder.line(name, at));
        }
    }

    fn localized(&mut self, row: &Row, column: Column) -> Localized {
        let all: Vec<_> = self.fields(row, column).collect();
        let mut texts: Vec<(Lang, Text)> = Vec::new();
        for (lang, text, at) in all {
            let said = match column {
                Column::Abstract => self.builder.prose([text, ""], at),
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

    fn status(&mut self, word: &str, at: Span) -> Status {
        let folded = fold(word);
        let known = Status::NAMES.iter().find(|(name, _)| *name == folded);
        known.map_or_else(
            || {
                let names: Vec<&str> = Status::NAMES.iter().map(|(name, _)| *name).collect();
                let message = Message::new("problem-no-status");
                self.builder
                    .report(Code::BadValue, at, message, one_of(&names));
                Status::default()
            },
            |(_, status)| *status,
        )
    }

    /// Reads the times of a session: a date with a time, or a time on the date of another column.
    fn times(&mut self, row: &Row, raw: &mut Raw<Session>) {
        let date = self.field(row, Column::Date);
        let day = date.and_then(|(text, _)| self.date(text));
        if let (Some((_, at)), None) = (date, day) {
            self.no_time(at, "2021-11-30");
        }
        let start = self.field(row, Column::Start);
        raw.has_start = start.is_some();
        let start = start.and_then(|(text, at)| {
            let local = self.moment(text, day);
            match local {
                Some(local) => {
                    let local = self.in_zone(local, row);
                    raw.times.start = Some((Stamp::without_offset(local), at));
                }
                None => self.no_time(at, "2021-11-30 11:00"),
            }
            local
        });
        let day = start.map(|local| local.date());
        // A time without a date that is not after the start is on the next day.
        let next = |end: NaiveDateTime, text: &str| {
            let night = time_of_day(text).is_some() && start.is_some_and(|start| end <= start);
            end + TimeDelta::days(i64::from(night))
        };
        if let Some((text, at)) = self.field(row, Column::End) {
            match self.moment(text, day) {
                Some(local) => {
                    let local = self.in_zone(next(local, text), row);
                    raw.times.end = Some((Stamp::without_offset(local), at));
                }
                None => self.no_time(at, "2021-11-30 12:30"),
            }
        }
        if let Some((text, at)) = self.field(row, Column::Duration) {
            let plain = text.trim_end_matches("min").trim();
            match minutes(plain) {
                Some(0) => {}
                Some(n) => raw.times.duration = Some((n, at)),
                None => {
                    let message = Message::new("problem-no-duration");
                    self.builder
                        .report(Code::BadDuration, at, message, write("1:30"));
                }
            }
        }
    }

    fn no_time(&mut self, at: Span, example: &str) {
        let message = Message::new("problem-no-time");
        self.builder
            .report(Code::BadValue, at, message, write(example));
    }

    fn moment(&self, text: &str, day: Option<NaiveDate>) -> Option<NaiveDateTime> {
        if let Some(time) = time_of_day(text) {
            return Some(day?.and_time(time));
        }
        let iso = text.replacen(' ', "T", 1);
        self.builder.local(&iso).or_else(|| {
            let (date, time) = text.split_once([' ', 'T', ','])?;
            Some(self.date(date)?.and_time(time_of_day(time.trim())?))
        })
    }

    fn date(&self, text: &str) -> Option<NaiveDate> {
        if let Ok(date) = text.parse() {
            return Some(date);
        }
        let [a, b, year] = slashed(text)?;
        let (day, month) = if self.order == Order::MonthFirst {
            (b, a)
        } else {
            (a, b)
        };
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }
}

/// Returns the numbers of `30/11/2021` or `30.11.2021` at the start of a text.
fn slashed(text: &str) -> Option<[u32; 3]> {
    let date = text.split([' ', 'T']).next()?;
    let mut parts = date.split(['/', '.', '-']).map(str::parse);
    let numbers = [
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    ];
    let [a, b, year] = numbers;
    // A year of two digits is in this century.
    let year = if year < 100 { 2000 + year } else { year };
    let dated = (1..=31).contains(&a) && (1..=31).contains(&b) && parts.next().is_none();
    dated.then_some([a, b, year])
}

/// Returns the names in a field, each with the place of the field. Names are separated by semicolons, bars or
/// ampersands; by commas only if each part has several words, because of `Family, First`.
fn parts((text, at): (&str, Span)) -> impl Iterator<Item = (&str, Span)> {
    let whole = |part: &str| part.split_whitespace().count() > 1;
    let commas = !text.contains([';', '|', '\n']) && text.split(',').all(whole);
    let signs = move |c: char| matches!(c, ';' | '|' | '\n' | '&') || commas && c == ',';
    let names = text.split(signs).map(str::trim);
    names.filter(|n| !n.is_empty()).map(move |n| (n, at))
}
