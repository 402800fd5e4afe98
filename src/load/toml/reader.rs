//! Reads single values. A value of another type is reported, and used if its meaning is certain.

use chrono::{NaiveDate, NaiveDateTime};

use toml::value::{Datetime, Offset};

use super::keys::{Key, PROGRAM};
use super::tree::{Item, Name, Table, Value};
use crate::i18n::Message;
use crate::load::raw::{Field, Ref, Stamp, push};
use crate::load::value::{is_link, is_web};
use crate::load::when::{date, length, moment, written_moment};
use crate::load::{
    COPIES, Help, LANGUAGES, Sink, add, did_you_mean, keep_one, one_of, quoted, write,
};
use crate::model::Picture;
use crate::model::color::{self, Rgb};
use crate::model::diagnostic::{Code, Edit, Span};
use crate::text::fold::fold;
use crate::text::{Lang, Lines, Localized, Text};
use crate::text::{misspelt, nearest};

/// The longest value that is quoted in a help.
const MAX_EXAMPLE: usize = 40;

/// The time that is an example where none is meant.
pub const EXAMPLE: NaiveDateTime = match NaiveDate::from_ymd_opt(2021, 11, 30) {
    Some(date) => match date.and_hms_opt(9, 30, 0) {
        Some(time) => time,
        None => NaiveDateTime::MIN,
    },
    None => NaiveDateTime::MIN,
};

/// What a date or a time is called, how it is written, and what a text certainly means.
struct Moment {
    wanted: &'static str,
    written: &'static str,
    certain: fn(&str) -> Option<NaiveDateTime>,
}

const DATE: Moment = Moment {
    wanted: "type-date",
    written: "%Y-%m-%d",
    certain: |text| Some(date(text.trim())?.certain()?.into()),
};

const TIME: Moment = Moment {
    wanted: "type-time",
    written: "%Y-%m-%dT%H:%M:%S",
    certain: |text| {
        let (date, clock) = moment(text)?;
        NaiveDateTime::from(date.certain()?).checked_add_signed(clock)
    },
};

pub struct Reader<'a, 's> {
    pub sink: &'a mut Sink<'s>,
    pub languages: Vec<Lang>,
    /// The start of the piece of the file that is being read.
    pub base: u32,
}

impl<'a, 's> Reader<'a, 's> {
    pub fn new(sink: &'a mut Sink<'s>) -> Self {
        Self {
            sink,
            languages: Vec::new(),
            base: 0,
        }
    }

    /// Returns the place of a value in the file.
    pub fn span(&self, item: &Item) -> Span {
        self.at(item.span)
    }

    fn at(&self, span: Span) -> Span {
        Span {
            start: self.base + span.start,
            end: self.base + span.end,
        }
    }

    /// Returns a key or a value as it is written.
    pub fn source(&self, span: Span) -> &'s str {
        self.sink.source.slice(self.at(span))
    }

    /// Returns a value as it is written, without quotes.
    fn typed(&self, item: &Item) -> &'s str {
        self.source(item.span).trim_matches(['"', '\''])
    }

    pub fn report(&mut self, code: Code, item: &Item, message: Message, help: impl Into<Help>) {
        let at = self.span(item);
        self.sink.report(code, at, message, help);
    }

    /// Reports a value of another type than `wanted`, the key of a message.
    fn wrong_type(&mut self, item: &Item, wanted: &'static str, help: impl Into<Help>) {
        let found = match &item.value {
            Value::Text(_) => "type-text",
            Value::Number(_) | Value::Float => "type-number",
            Value::Flag(_) => "type-flag",
            Value::List(_) => "type-list",
            Value::Table(_) => "type-table",
            Value::Time(Datetime { time: None, .. }) => "type-date",
            Value::Time(Datetime { date: None, .. }) => "type-clock",
            Value::Time(_) => "type-time",
        };
        let message = expected(Message::new(wanted), Message::new(found));
        self.report(Code::WrongType, item, message, help);
    }

    /// Fills `to` from a table; `keys` are those that it may have, and `name` is its header, empty for the file.
    pub fn record<T>(&mut self, table: &Table, name: &str, keys: &[Key<T>], to: &mut T) {
        for entry in table.iter() {
            let (found, value) = entry;
            let (at, found) = (self.at(found.span), &*found.text);
            if let Some(key) = keys.iter().find(|k| k.name == found) {
                (key.read)(self, value, to);
                continue;
            }
            let names = || keys.iter().map(|k| k.name);
            let help = if name.is_empty() && PROGRAM.iter().any(|key| key.name == found) {
                Message::new("fix-in-program").into()
            } else if let Some(near) = nearest(found, names()) {
                Help::new(did_you_mean(near), self.renamed(table, entry, &names()))
            } else {
                let names: Vec<&str> = names().collect();
                Message::new("fix-keys").arg("keys", names).into()
            };
            let record = match name {
                "" => Message::new("this-file"),
                name => Message::verbatim(name),
            };
            let message = Message::new("problem-unknown-key").arg("record", record);
            let message = message.arg("key", found);
            self.sink.report(Code::UnknownKey, at, message, help);
        }
    }

    /// Returns the edits that give a mistyped key the name among `known` that was certainly meant; none if the table already has
    /// that key, or another one that could be a typo of it.
    fn renamed<'n>(
        &mut self,
        table: &Table,
        (key, item): &(Name, Item),
        known: &(impl Iterator<Item = &'n str> + Clone),
    ) -> Vec<Edit> {
        let found = &*key.text;
        let certain = misspelt(found, known.clone());
        // There may be very many keys of this kind.
        let Some(name) = certain.filter(|_| self.sink.spend(table.len()).is_some()) else {
            return Vec::new();
        };
        let is_other = |other: &str| {
            let is_known = || known.clone().any(|known| known == other);
            other == name || other != found && nearest(other, [name]).is_some() && !is_known()
        };
        let mut others = table.iter().filter(|(other, _)| is_other(&other.text));
        let is_list = item.is_list_below_headers(key);
        // Two lists below headers become one.
        if !others.all(|(other, item)| is_list && item.is_list_below_headers(other)) {
            return Vec::new();
        }
        let edit = |span: Span| {
            let source = self.source(span);
            let is_once = source.matches(found).count() == 1;
            is_once.then(|| Edit {
                span: self.at(span),
                text: source.replace(found, name),
            })
        };
        let edits: Option<Vec<Edit>> = item.names(key).into_iter().map(edit).collect();
        edits.unwrap_or_default()
    }

    /// Returns the edit that writes this in the place of a value.
    fn rewritten(&self, item: &Item, text: impl Into<String>) -> Edit {
        Edit {
            span: self.span(item),
            text: text.into(),
        }
    }

    /// Returns a value as the table below `header`, or reports that it is none.
    pub fn table<'i, 't>(&mut self, item: &'i Item<'t>, header: &str) -> Option<&'i Table<'t>> {
        let table = item.table();
        if table.is_none() {
            let help = Message::new("fix-header").arg("header", header);
            self.wrong_type(item, "type-table", help);
        }
        table
    }

    /// Reads `[[name]]` tables; `placed` receives the place of each.
    pub fn list<T: Default>(
        &mut self,
        item: &Item,
        name: &str,
        keys: &[Key<T>],
        placed: fn(&mut T, Span),
    ) -> Vec<T> {
        let mut all = Vec::new();
        self.list_into(&mut all, item, name, keys, placed);
        all
    }

    /// Reads `[[name]]` tables and appends them to `all`.
    pub fn list_into<T: Default>(
        &mut self,
        all: &mut Vec<T>,
        item: &Item,
        name: &str,
        keys: &[Key<T>],
        placed: fn(&mut T, Span),
    ) {
        let header = format!("[[{name}]]");
        let mut read = |reader: &mut Self, item: &Item| {
            let at = reader.span(item);
            if !reader.sink.afford(COPIES * size_of::<T>(), at) {
                return;
            }
            if let Some(table) = reader.table(item, &header) {
                let mut one = T::default();
                placed(&mut one, at);
                reader.sink.records.push(at.start);
                reader.record(table, &header, keys, &mut one);
                push(all, one);
            }
        };
        if let Some(list) = item.list() {
            for one in list {
                read(self, one);
            }
        } else {
            if item.table().is_some() {
                let help = Message::new("fix-list-header").arg("header", &header);
                let is_header = self.source(item.span) == format!("[{name}]");
                let edit = is_header.then(|| self.rewritten(item, &header));
                self.wrong_type(item, "type-list", Help::new(help, edit));
            }
            read(self, item);
        }
    }

    pub fn text(&mut self, item: &Item, lines: Lines) -> Option<Text> {
        let Some(raw) = item.text() else {
            let scalar = !matches!(item.value, Value::Table(_) | Value::List(_));
            let source = self.source(item.span);
            let text = (scalar && source.len() <= MAX_EXAMPLE).then(|| format!("\"{source}\""));
            let example = text.as_deref().unwrap_or("\"…\"");
            let help = Message::new("fix-quotes").arg("example", example);
            let edit = text.map(|text| self.rewritten(item, text));
            self.wrong_type(item, "type-text", Help::new(help, edit));
            return scalar.then(|| self.sink.source.slice(self.span(item)).into());
        };
        let raw = self.sink.cut(raw, self.span(item));
        let (text, removed) = Text::part(self.sink.text, raw, lines);
        if let Some((first, n)) = removed {
            let at = self.span(item);
            self.sink.report_unsafe(first, n, at);
        }
        Some(text)
    }

    pub fn localized(&mut self, item: &Item, lines: Lines) -> Localized {
        let Some(table) = item.table() else {
            return self
                .text(item, lines)
                .map_or(Localized::Empty, Localized::Plain);
        };
        if table.len() > LANGUAGES {
            let at = self.span(item);
            self.sink.report_languages(table.len(), at);
        }
        let mut all = Vec::with_capacity(table.len().min(LANGUAGES));
        for (name, value) in table.iter().take(LANGUAGES) {
            let (at, name) = (self.at(name.span), &*name.text);
            let lang = Lang::parse(name)
                .filter(|l| self.languages.is_empty() || self.languages.contains(l));
            if let Some(lang) = lang.filter(|l| all.iter().any(|(have, _)| have == l)) {
                let message = Message::new("problem-translation-twice");
                let message = message.arg("language", lang.as_str());
                self.sink.report(Code::BadValue, at, message, keep_one());
            } else if let Some(lang) = lang {
                all.extend(
                    self.text(value, lines)
                        .filter(|t| !t.is_empty())
                        .map(|t| (lang, t)),
                );
            } else {
                let known: Vec<&str> = self.languages.iter().map(Lang::as_str).collect();
                let message = Message::new("problem-unknown-language").arg("key", name);
                let help = match known.as_slice() {
                    [] => language_code(),
                    known => Message::new("fix-languages").arg("languages", known.to_vec()),
                };
                self.sink.report(Code::UnknownKey, at, message, help);
            }
        }
        let missing: Vec<&str> = self
            .languages
            .iter()
            .filter(|l| !all.iter().any(|(have, _)| have == *l))
            .map(Lang::as_str)
            .collect();
        if !missing.is_empty() {
            let message = Message::new("problem-missing-translation");
            let example = format!("{} = \"…\"", missing[0]);
            let help = match missing.len() {
                1 => add(&example),
                _ => Message::new("fix-missing-texts").arg("example", example),
            };
            let message = message.arg("languages", missing);
            self.report(Code::MissingTranslation, item, message, help);
        }
        if all.is_empty() {
            Localized::Empty
        } else {
            Localized::Many(all.into())
        }
    }

    /// Reads the programme's languages.
    pub fn languages_of(&mut self, file: &Table) -> Vec<Lang> {
        let list = file
            .get("program")
            .and_then(|item| item.table()?.get("languages"));
        let mut all = Vec::new();
        let Some(list) = list else { return all };
        let items = list.list().unwrap_or(std::slice::from_ref(list));
        if list.list().is_none() {
            let edit = self.bracketed(list);
            self.wrong_type(
                list,
                "type-list",
                Help::new(write("[\"ar\", \"en\"]"), edit),
            );
        }
        if let Some(more) = items.get(LANGUAGES) {
            let at = self.span(more);
            self.sink.report_languages(items.len(), at);
        }
        for one in items.iter().take(LANGUAGES) {
            match one.text().map(Lang::parse) {
                None => self.wrong_type(one, "type-language", language_code()),
                Some(None) => {
                    let message = Message::new("problem-language-code");
                    self.report(Code::BadValue, one, message, language_code());
                }
                Some(Some(lang)) if all.contains(&lang) => {
                    let message = Message::new("problem-language-twice");
                    self.report(Code::BadValue, one, message, Message::new("fix-remove"));
                }
                Some(Some(lang)) => all.push(lang),
            }
        }
        all
    }

    pub fn id(&mut self, item: &Item) -> Text {
        let Some(id) = self.text(item, Lines::One) else {
            return Text::default();
        };
        let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if item.text().is_some() && !id.bytes().all(plain) {
            let mut slug = String::new();
            for c in id.to_lowercase().chars() {
                match c {
                    c if c.is_ascii_alphanumeric() => slug.push(c),
                    _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                    _ => {}
                }
            }
            let slug = slug.trim_end_matches('-');
            let help = if slug.is_empty() {
                write("a-z, 0-9, -")
            } else {
                write(&format!("\"{slug}\""))
            };
            self.report(Code::BadId, item, Message::new("problem-bad-id"), help);
        }
        id
    }

    pub fn own_id(&mut self, item: &Item, id: &mut Text, at: &mut Span) {
        // Ids are copied, because they are used after the text of the file is dropped.
        *id = self.id(item).as_str().into();
        *at = self.span(item);
    }

    pub fn one(&mut self, item: &Item, field: Field, refs: &mut Vec<Ref>) {
        if let Some(id) = self.text(item, Lines::One).filter(|id| !id.is_empty()) {
            refs.push(Ref {
                field,
                id,
                span: self.span(item),
            });
        }
    }

    /// Returns the items of a list; a single value is reported and used.
    fn items<'i, 't>(&mut self, item: &'i Item<'t>) -> &'i [Item<'t>] {
        if let Some(list) = item.list() {
            let cost = COPIES * list.len() * size_of::<Localized>();
            let at = self.span(item);
            return if self.sink.afford(cost, at) {
                list
            } else {
                &[]
            };
        }
        let help = Message::new("fix-brackets").arg("example", "[\"…\"]");
        let help = Help::new(help, self.bracketed(item));
        self.wrong_type(item, "type-list", help);
        if item.text().is_some() {
            std::slice::from_ref(item)
        } else {
            &[]
        }
    }

    /// Returns the edit that makes a list of a text.
    fn bracketed(&self, item: &Item) -> Option<Edit> {
        item.text()?;
        Some(self.rewritten(item, format!("[{}]", self.source(item.span))))
    }

    pub fn many(&mut self, item: &Item, field: Field, refs: &mut Vec<Ref>) {
        for one in self.items(item) {
            self.one(one, field, refs);
        }
    }

    pub fn texts(&mut self, item: &Item) -> Vec<Text> {
        self.items(item)
            .iter()
            .filter_map(|one| self.text(one, Lines::One))
            .collect()
    }

    /// Reads a list of texts, each in any languages.
    pub fn words(&mut self, item: &Item) -> Vec<Localized> {
        let mut all: Vec<Localized> = self
            .items(item)
            .iter()
            .map(|one| self.localized(one, Lines::One))
            .collect();
        all.retain(|one| !one.is_empty());
        all
    }

    pub fn walk(&mut self, item: &Item, refs: &mut Vec<Ref>) {
        for (id, span, minutes) in self.numbers(item, "{ \"room-2\" = 4 }") {
            let field = Field::Walk(minutes);
            refs.push(Ref { field, id, span });
        }
    }

    /// Reads channels by language.
    pub fn channels(&mut self, item: &Item) -> Vec<(Text, u32)> {
        let mut all = Vec::new();
        for (name, span, channel) in self.numbers(item, "{ fr = 1, en = 2 }") {
            if Lang::parse(&name).is_some() {
                all.push((name, channel));
            } else {
                let message = Message::new("problem-language-code");
                self.sink
                    .report(Code::BadValue, span, message, language_code());
            }
        }
        if all.len() > LANGUAGES {
            let at = self.span(item);
            self.sink.report_languages(all.len(), at);
            all.truncate(LANGUAGES);
        }
        all
    }

    /// Reads a table of numbers, each with its key and the place of the key.
    fn numbers(&mut self, item: &Item, example: &str) -> Vec<(Text, Span, u32)> {
        let Some(table) = item.table() else {
            self.wrong_type(item, "type-table", write(example));
            return Vec::new();
        };
        let entries = table.iter().filter_map(|(name, value)| {
            let number = self.number(value)?;
            Some(((&*name.text).into(), self.at(name.span), number))
        });
        entries.collect()
    }

    pub fn number(&mut self, item: &Item) -> Option<u32> {
        let number = item.number().and_then(|n| u32::try_from(n).ok());
        if number.is_none() {
            let meant = item
                .text()
                .and_then(|text| fold(text).trim().parse::<u32>().ok());
            let help = Message::new("fix-digits").arg("example", meant.unwrap_or(220).to_string());
            let edit = meant.map(|meant| self.rewritten(item, meant.to_string()));
            self.wrong_type(item, "type-natural", Help::new(help, edit));
        }
        number
    }

    pub fn flag(&mut self, item: &Item) -> Option<bool> {
        let flag = match item.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        };
        if flag.is_none() {
            let typed = item.text().map(fold);
            let meant = ["true", "false"]
                .into_iter()
                .find(|flag| typed.as_deref() == Some(flag));
            let edit = meant.map(|meant| self.rewritten(item, meant));
            let help = Help::new(write(meant.unwrap_or("true")), edit);
            self.wrong_type(item, "type-flag", help);
        }
        flag
    }

    pub fn choice<T: Copy>(&mut self, item: &Item, names: &[(&str, T)]) -> Option<T> {
        let text = self.text(item, Lines::One)?;
        let found = names
            .iter()
            .find(|(name, _)| *name == text.as_str())
            .map(|(_, value)| *value);
        if found.is_none() {
            let all = || names.iter().map(|(name, _)| *name);
            let help = match nearest(&text, all()) {
                Some(near) => {
                    let certain = misspelt(&text, all());
                    let edit = certain.map(|name| quoted(self.span(item), name));
                    Help::new(did_you_mean(near), edit)
                }
                None => one_of(&all().collect::<Vec<_>>()).into(),
            };
            let message = Message::new("problem-not-a-choice").arg("value", &text);
            self.report(Code::BadValue, item, message, help);
        }
        found
    }

    pub fn url(&mut self, item: &Item) -> Option<Text> {
        self.address(item, is_web)
    }

    pub fn rgb(&mut self, item: &Item) -> Option<Rgb> {
        let text = self.text(item, Lines::One)?;
        let color = color::parse(&text);
        if color.is_none() {
            let message = Message::new("problem-no-color").arg("value", &text);
            self.report(Code::BadValue, item, message, write("\"#0a6e8a\""));
        }
        color
    }

    /// Reads the name of a file with a picture.
    pub fn picture(&mut self, item: &Item) -> Option<Text> {
        let name = self.text(item, Lines::One)?;
        let is_plain = !name.starts_with('.') && !name.contains(['/', '\\']);
        if is_plain && Picture::named(&name).is_some() {
            return Some(name);
        }
        let message = Message::new("problem-no-picture");
        self.report(Code::BadValue, item, message, write("\"logo.svg\""));
        None
    }

    /// Reads the address of a link, which may be one to write an e-mail to.
    pub fn link(&mut self, item: &Item) -> Option<Text> {
        self.address(item, is_link)
    }

    fn address(&mut self, item: &Item, is: fn(&str) -> bool) -> Option<Text> {
        let url = self.text(item, Lines::One)?;
        if !is(&url) {
            let message = Message::new("problem-bad-link");
            self.report(Code::BadLink, item, message, write("https://…"));
            return None;
        }
        Some(url)
    }

    /// Reads a date-time, or reports a text that contains one; `part` selects the wanted part.
    fn moment<T>(
        &mut self,
        item: &Item,
        form: &Moment,
        part: fn(&Datetime) -> Option<T>,
    ) -> Option<T> {
        if let Value::Time(time) = &item.value
            && let Some(found) = part(time)
        {
            return Some(found);
        }
        let quoted = item
            .text()
            .and_then(|s| s.trim().parse().ok())
            .and_then(|m| part(&m));
        let help = if quoted.is_some() {
            let text = item.text().unwrap_or_default().trim();
            Help::new(Message::new("fix-no-quotes"), [self.rewritten(item, text)])
        } else {
            let typed = self.typed(item);
            let written = |time: NaiveDateTime| time.format(form.written).to_string();
            let certain = (form.certain)(typed).map(written);
            let guess = || written(written_moment(typed, EXAMPLE.time()).unwrap_or(EXAMPLE));
            let help = write(&certain.clone().unwrap_or_else(guess));
            Help::new(help, certain.map(|text| self.rewritten(item, text)))
        };
        self.wrong_type(item, form.wanted, help);
        quoted
    }

    pub fn date(&mut self, item: &Item) -> Option<NaiveDate> {
        self.moment(item, &DATE, date_of)
    }

    pub fn time(&mut self, item: &Item) -> Option<Stamp> {
        self.moment(item, &TIME, |moment| {
            let t = moment.time?;
            // TOML allows a leap second, 60.
            let second = t.second.unwrap_or(0).min(59).into();
            let (hour, minute) = (t.hour.into(), t.minute.into());
            let local = date_of(moment)?.and_hms_opt(hour, minute, second)?;
            let offset = moment.offset.map(|o| match o {
                Offset::Z => 0,
                Offset::Custom { minutes } => i32::from(minutes) * 60,
            });
            Some(Stamp {
                offset,
                ..Stamp::without_offset(local)
            })
        })
    }

    /// Reads a time of day such as `"05:00"` in minutes.
    pub fn time_of_day(&mut self, item: &Item) -> u16 {
        let minutes = item.text().and_then(|text| {
            let (hour, minute) = text.split_once(':')?;
            let (hour, minute): (u16, u16) = (digits(hour)?, digits(minute)?);
            (hour < 24 && minute < 60).then_some(hour * 60 + minute)
        });
        let bare = || match item.value {
            Value::Time(Datetime { time, .. }) => {
                time.map(|t| u16::from(t.hour) * 60 + u16::from(t.minute))
            }
            _ => None,
        };
        minutes.or_else(bare).unwrap_or_else(|| {
            let help = write("\"05:00\"");
            if item.text().is_some() {
                let message = Message::new("problem-no-clock");
                self.report(Code::BadValue, item, message, help);
            } else {
                self.wrong_type(item, "type-clock", help);
            }
            0
        })
    }

    pub fn duration(&mut self, item: &Item) -> Option<i64> {
        let minutes = item.text().and_then(minutes_of);
        if minutes.is_none() {
            let message = Message::new("problem-no-duration");
            let typed = self.typed(item);
            let meant = length(typed).filter(|minutes| *minutes > 0);
            let text = format!("\"{}\"", written_length(meant.unwrap_or(90)));
            let help = write(&text);
            // A number alone may count minutes or hours.
            let is_certain =
                meant.is_some() && typed.contains(|c: char| c == ':' || c.is_alphabetic());
            let edit = is_certain.then(|| self.rewritten(item, text));
            self.report(Code::BadDuration, item, message, Help::new(help, edit));
        }
        minutes
    }
}

/// Returns the help that asks for the code of a language.
fn language_code() -> Message {
    Message::new("fix-language-code").arg("example", "\"ar\"")
}

/// Returns the message about what is expected and what is found.
pub fn expected(wanted: Message, found: Message) -> Message {
    let message = Message::new("problem-wrong-type").arg("wanted", wanted);
    message.arg("found", found)
}

fn date_of(moment: &Datetime) -> Option<NaiveDate> {
    let d = moment.date?;
    NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into())
}

/// Writes minutes as a duration: `1h30m`.
fn written_length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes}m"),
    }
}

/// Parses a number that has only digits.
fn digits(text: &str) -> Option<u16> {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Parses `1h30m`, `45m` or `2h` in minutes, more than 0.
fn minutes_of(text: &str) -> Option<i64> {
    let (hours, rest) = match text.split_once('h') {
        Some((hours, rest)) => (digits(hours)?, rest),
        None => (0, text),
    };
    let minutes = match rest.strip_suffix('m') {
        Some(minutes) => digits(minutes)?,
        None if rest.is_empty() => 0,
        None => return None,
    };
    Some(i64::from(hours) * 60 + i64::from(minutes)).filter(|n| *n > 0)
}
