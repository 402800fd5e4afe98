//! The reader of tables as spreadsheets write them (RFC 4180; commas, semicolons or tabs): one session a
//! row, below a header whose columns stand in any order.

use chrono::{NaiveDate, NaiveDateTime};
use csv::{ReaderBuilder, StringRecord};

use super::Sink;
use super::draft::Draft;
use super::raw::{Field, Raw, RawProgram, Stamp};
use super::value::{clock, languages, minutes, slug};
use crate::diagnostic::{Code, Span};
use crate::fold::fold;
use crate::program::{Session, Status};
use crate::text::{Lang, Localized, Text};
use crate::words::nearest;
use crate::zone::Zone;

/// What a column holds, and its names, folded.
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

/// The column of a name, and its language, if its name ends in one: `title_es`, `title (es)`.
fn column(name: &str) -> Option<(Column, Option<Lang>)> {
    let name = fold(name.trim());
    let known = |name: &str| {
        let of = COLUMNS.iter().find(|(_, names)| names.contains(&name));
        of.map(|(column, _)| *column)
    };
    if let Some(column) = known(&name) {
        return Some((column, None));
    }
    let name = name.trim_end_matches([')', ']']);
    let (stem, lang) = name.rsplit_once(['_', '(', '[', ':', ' ', '-'])?;
    Some((known(stem.trim())?, Some(Lang::parse(lang)?)))
}

/// What separates the fields of a table, if the first line is the header of one.
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
        let known = columns.contains(&Column::Title) && columns.len() > 1;
        known.then_some((columns.len(), delimiter))
    };
    let found = [b',', b';', b'\t'].into_iter().filter_map(count).max();
    found.map(|(_, delimiter)| delimiter)
}

/// Whether a text is a table of sessions.
pub fn is_table(text: &str) -> bool {
    delimiter(text).is_some()
}

/// Reads a table.
pub fn read(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    let delimiter = delimiter(text)?;
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = reader.records().filter_map(Result::ok);
    let header = rows.next()?;
    let rows: Vec<StringRecord> = rows.filter(|r| r.iter().any(|f| !f.is_empty())).collect();
    let mut table = Table {
        draft: Draft::new(sink),
        text,
        delimiter,
        columns: Vec::new(),
        order: Order::Iso,
    };
    table.header(&header);
    table.zone(&rows);
    table.dates(&rows);
    for row in &rows {
        table.row(row);
    }
    Some(table.draft.raw)
}

/// How a table writes dates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Iso,
    DayFirst,
    MonthFirst,
}

struct Table<'t, 'a, 'b> {
    draft: Draft<'a, 'b>,
    text: &'t str,
    delimiter: u8,
    /// What each column holds.
    columns: Vec<Option<(Column, Option<Lang>)>>,
    order: Order,
}

impl<'t, 'a, 'b> Table<'t, 'a, 'b> {
    /// Where a field stands, with its quotes.
    fn place(&self, row: &StringRecord, field: usize) -> Span {
        let from = row.position().map_or(0, csv::Position::byte) as usize;
        let (mut start, mut n, mut quoted) = (from, 0, false);
        let bytes = self.text.as_bytes();
        // The lines before a record that are blank belong to its position.
        while start < bytes.len() && matches!(bytes[start], b'\r' | b'\n') {
            start += 1;
        }
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'"' => quoted = !quoted,
                b'\r' | b'\n' if !quoted => break,
                _ if byte == self.delimiter && !quoted => {
                    if n == field {
                        break;
                    }
                    n += 1;
                    start = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        Span {
            start: start as u32,
            end: at.max(start) as u32,
        }
    }

    fn header(&mut self, header: &StringRecord) {
        self.draft.raw.span = Some(Span {
            start: 0,
            end: self.place(header, header.len()).end,
        });
        for (n, name) in header.iter().enumerate() {
            let known = column(name);
            if known.is_none() && !name.trim().is_empty() {
                let names = || COLUMNS.iter().flat_map(|(_, names)| names.iter().copied());
                let help = match nearest(&fold(name.trim()), names()) {
                    Some(near) => format!("did you mean '{near}'?"),
                    None => "nothing shows it".into(),
                };
                let span = self.place(header, n);
                let message = format!("no column is called '{}'", name.trim());
                self.draft
                    .report(Code::UnknownKey, span, message, Some(help));
            }
            let languages = &mut self.draft.raw.head.languages;
            if let Some((_, Some(lang))) = known
                && !languages.contains(&lang)
            {
                languages.push(lang);
            }
            self.columns.push(known);
        }
    }

    /// The field of a column, without the mark that keeps a spreadsheet from calculating with it.
    fn field<'r>(&self, row: &'r StringRecord, column: Column) -> Option<(&'r str, Span)> {
        self.fields(row, column).next().map(|(_, f, at)| (f, at))
    }

    fn fields<'s, 'r>(
        &'s self,
        row: &'r StringRecord,
        column: Column,
    ) -> impl Iterator<Item = (Option<Lang>, &'r str, Span)> + use<'s, 'r, 't, 'a, 'b> {
        let named = self.columns.iter().zip(row).enumerate();
        named.filter_map(move |(n, (of, field))| {
            let (_, lang) = of.filter(|(c, _)| *c == column)?;
            let field = field.trim();
            let guarded = field.strip_prefix('\'');
            let guarded = guarded.filter(|f| f.starts_with(['=', '+', '-', '@', '\t']));
            let field = guarded.unwrap_or(field);
            (!field.is_empty()).then(|| (lang, field, self.place(row, n)))
        })
    }

    /// The clock of the table: that of its column, if there is one.
    fn zone(&mut self, rows: &[StringRecord]) {
        let mut zones = rows.iter().filter_map(|r| self.field(r, Column::Zone));
        if let Some((name, span)) = zones.next() {
            self.draft.zone = Zone::named(name);
            self.draft.raw.zone = Some((name.into(), span));
        }
    }

    /// Finds out how dates are written; what is no ISO date is told.
    fn dates(&mut self, rows: &[StringRecord]) {
        let mut first: Option<Span> = None;
        let (mut day_first, mut month_first) = (false, false);
        for row in rows {
            for column in [Column::Date, Column::Start] {
                let Some((text, span)) = self.field(row, column) else {
                    continue;
                };
                if let Some([a, b, _]) = slashed(text) {
                    first.get_or_insert(span);
                    day_first |= a > 12;
                    month_first |= b > 12;
                }
            }
        }
        let Some(span) = first else { return };
        let month_first = month_first && !day_first;
        self.order = if month_first {
            Order::MonthFirst
        } else {
            Order::DayFirst
        };
        let order = if month_first {
            "month/day/year"
        } else {
            "day/month/year"
        };
        let message = format!("dates are taken for {order}");
        let help = Some("write them as 2021-11-30");
        self.draft.report(Code::DateOrder, span, message, help);
    }

    fn row(&mut self, row: &StringRecord) {
        let whole = Span {
            start: self.place(row, 0).start,
            end: self.place(row, row.len()).end,
        };
        let mut raw: Raw<Session> = Raw::at(whole);
        if let Some((id, at)) = self.field(row, Column::Id) {
            raw.item.id = slug(id).as_str().into();
            raw.id = at;
        }
        raw.item.title = self.localized(row, Column::Title);
        if raw.item.id.is_empty() {
            // A table need not have ids; the title is what a reader would look for.
            let title = self
                .field(row, Column::Title)
                .map_or("", |(title, _)| title);
            raw.item.id = slug(title).as_str().into();
        }
        raw.item.subtitle = self.localized(row, Column::Subtitle);
        raw.item.note = self.localized(row, Column::Note);
        raw.item.summary = match self.localized(row, Column::Abstract) {
            Localized::Plain(_) => {
                let (text, at) = self.field(row, Column::Abstract).unwrap_or_default();
                self.draft.prose([text, ""], at)
            }
            other => other,
        };
        if let Some((word, at)) = self.field(row, Column::Kind) {
            self.draft.kind(word, at, &mut raw.item);
        }
        if let Some((word, at)) = self.field(row, Column::Status) {
            raw.item.status = self.status(word, at);
        }
        if let Some((text, _)) = self.field(row, Column::Language) {
            raw.item.language = languages(text);
        }
        if let Some((name, at)) = self.field(row, Column::Room) {
            raw.refs.push(self.draft.room(name, at));
        }
        if let Some((name, at)) = self.field(row, Column::Track) {
            raw.refs.push(self.draft.track(name, at));
        }
        let people = [
            (Column::Speakers, Field::Speaker),
            (Column::Moderators, Field::Moderator),
        ];
        for (column, field) in people {
            let named = self.field(row, column);
            for (name, at) in named.into_iter().flat_map(parts) {
                let person = self.draft.person(None, name, at);
                let mut reference = self.draft.speaks(person, at);
                reference.field = field;
                raw.refs.push(reference);
            }
        }
        let named = self.field(row, Column::Partners);
        for (name, at) in named.into_iter().flat_map(parts) {
            raw.refs.push(self.draft.partner(name, at));
        }
        let named = self.field(row, Column::Tags);
        for (name, at) in named.into_iter().flat_map(parts) {
            raw.item.tags.push(self.draft.line(name, at));
        }
        if let Some((url, at)) = self.field(row, Column::Url) {
            self.draft.link(url, "", at, &mut raw.item.links);
        }
        self.times(row, &mut raw);
        self.draft.add(raw);
    }

    fn localized(&mut self, row: &StringRecord, column: Column) -> Localized {
        let all: Vec<_> = self.fields(row, column).collect();
        let mut texts: Vec<(Lang, Text)> = Vec::new();
        for (lang, text, at) in all {
            let Some(lang) = lang else {
                return self.draft.line(text, at);
            };
            texts.push((lang, self.draft.word(text, at)));
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
                let message = "this is no status";
                let help = format!("write one of {}", names.join(", "));
                self.draft.report(Code::BadValue, at, message, Some(help));
                Status::default()
            },
            |(_, status)| *status,
        )
    }

    /// When a session is: a date with a time, or a time on the date of another column.
    fn times(&mut self, row: &StringRecord, raw: &mut Raw<Session>) {
        let date = self.field(row, Column::Date);
        let day = date.and_then(|(text, _)| self.date(text));
        if let (Some((_, at)), None) = (date, day) {
            self.no_time(at, "2021-11-30");
        }
        let start = self.field(row, Column::Start);
        raw.has_start = start.is_some();
        if let Some((text, at)) = start {
            match self.moment(text, day) {
                Some(local) => raw.times.start = Some((Stamp::on_clock(local), at)),
                None => self.no_time(at, "2021-11-30 11:00"),
            }
        }
        let day = raw.times.start.map(|(stamp, _)| stamp.local.date());
        if let Some((text, at)) = self.field(row, Column::End) {
            match self.moment(text, day) {
                Some(local) => raw.times.end = Some((Stamp::on_clock(local), at)),
                None => self.no_time(at, "2021-11-30 12:30"),
            }
        }
        if let Some((text, at)) = self.field(row, Column::Duration) {
            let plain = text.trim_end_matches("min").trim();
            match minutes(plain) {
                Some(0) => {}
                Some(n) => raw.times.duration = Some((n, at)),
                None => {
                    let message = "this is no duration";
                    self.draft
                        .report(Code::BadDuration, at, message, Some("write 1:30 or 90"));
                }
            }
        }
    }

    fn no_time(&mut self, at: Span, help: &str) {
        let message = "this is no date and time";
        let help = Some(format!("write {help}"));
        self.draft.report(Code::BadValue, at, message, help);
    }

    fn moment(&self, text: &str, day: Option<NaiveDate>) -> Option<NaiveDateTime> {
        if let Some(time) = clock(text) {
            return Some(day?.and_time(time));
        }
        let iso = text.replacen(' ', "T", 1);
        self.draft.local(&iso).or_else(|| {
            let (date, time) = text.split_once([' ', 'T'])?;
            Some(self.date(date)?.and_time(clock(time.trim())?))
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

/// The numbers of `30/11/2021`, `30.11.2021`, at the start of a text.
fn slashed(text: &str) -> Option<[u32; 3]> {
    let date = text.split([' ', 'T']).next()?;
    let mut parts = date.split(['/', '.', '-']).map(str::parse);
    let numbers = [
        parts.next()?.ok()?,
        parts.next()?.ok()?,
        parts.next()?.ok()?,
    ];
    (numbers[0] <= 31 && numbers[2] > 31 && parts.next().is_none()).then_some(numbers)
}

/// The names in a field, separated by semicolons or bars, each with the place of the field.
fn parts((text, at): (&str, Span)) -> impl Iterator<Item = (&str, Span)> {
    let names = text.split([';', '|', '\n']).map(str::trim);
    names.filter(|n| !n.is_empty()).map(move |n| (n, at))
}
