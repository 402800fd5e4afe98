//! Builds a programme from formats that refer to rooms, tracks and people by name: each name becomes one
//! record with an id derived from it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::raw::{Field, Raw, RawProgram, Ref, Stamp, push};
use super::value::{is_link, is_mail, is_server, is_web, kind, slug, without_mail};
use super::when::stamp;
use super::{COPIES, Help, Sink, write};
use super::{html, markdown, zones};
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Link, Partner, Room, Session, Speaker, Track};
use crate::text::fold::fold;
use crate::text::{Lines, Localized, Text, hash};

/// The memory of the allocations of a small text.
const ALLOCATION: usize = 48;
/// The memory of a session and its id; the list of sessions is not copied.
const SESSION: usize = size_of::<Raw<Session>>() * 3 / 2 + ALLOCATION;

/// Builds a programme.
pub struct Builder<'a, 'b> {
    pub sink: &'a mut Sink<'b>,
    pub raw: RawProgram,
    /// The time zone of the event, once it is known.
    pub zone: Option<Zone>,
    /// The address that addresses without a server are relative to.
    pub base: Option<String>,
    rooms: Names,
    tracks: Names,
    partners: Names,
    /// The position of each person in the list of speakers.
    people: HashMap<String, usize>,
    /// The ids that people already have.
    taken: HashSet<String>,
}

/// The ids of records by their names in the file.
#[derive(Default)]
pub struct Names {
    by_name: HashMap<String, Text>,
    /// The position and the folded name of the record with each id.
    known: HashMap<Text, (usize, String)>,
}

impl Names {
    /// Returns the id of a name, and whether it is new. Names that differ only in case or accents have one id.
    fn id(&mut self, name: &str) -> (Text, bool) {
        if let Some(id) = self.by_name.get(name) {
            return (id.clone(), false);
        }
        let folded = fold(name.trim());
        let mut id: Text = slug(name).as_str().into();
        if self.known.get(&id).is_some_and(|(_, have)| *have != folded) {
            // The id alone does not tell the two names apart.
            id = format!("{id}-{:08x}", hash(&folded)).as_str().into();
        }
        self.by_name.insert(name.to_owned(), id.clone());
        let new = !self.known.contains_key(&id);
        if new {
            self.known.insert(id.clone(), (self.known.len(), folded));
        }
        (id, new)
    }
}

/// A record that files refer to by its name.
pub trait Named: Default {
    /// The references to such records.
    const FIELD: Field;

    /// Returns a record with this id and name.
    fn named(id: Text, name: Localized) -> Self;

    /// Returns the name of the record.
    fn name(&mut self) -> &mut Localized;

    /// Returns the ids and the records of this kind.
    fn all<'n>(builder: &'n mut Builder) -> (&'n mut Names, &'n mut Vec<Raw<Self>>);
}

macro_rules! named_records {
    ($($record:ident $list:ident;)+) => {$(
        impl Named for $record {
            const FIELD: Field = Field::$record;

            fn named(id: Text, name: Localized) -> Self {
                Self { id, name, ..Self::default() }
            }

            fn name(&mut self) -> &mut Localized {
                &mut self.name
            }

            fn all<'n>(builder: &'n mut Builder) -> (&'n mut Names, &'n mut Vec<Raw<Self>>) {
                (&mut builder.$list, &mut builder.raw.$list)
            }
        }
    )+};
}

named_records! {
    Room rooms;
    Track tracks;
    Partner partners;
}

impl<'a, 'b> Builder<'a, 'b> {
    pub fn new(sink: &'a mut Sink<'b>) -> Self {
        Self {
            sink,
            raw: RawProgram::default(),
            zone: None,
            base: None,
            rooms: Names::default(),
            tracks: Names::default(),
            partners: Names::default(),
            people: HashMap::new(),
            taken: HashSet::new(),
        }
    }

    /// Reports a problem.
    pub fn report(&mut self, code: Code, span: Span, message: Message, help: impl Into<Help>) {
        self.sink.report(code, span, message, help);
    }

    /// Sets the zone to the one of this name, unless the times of the file have another offset; otherwise
    /// to one with that offset, which is in seconds east of UTC at an instant.
    pub fn settle_zone(&mut self, named: Option<(&str, Span)>, offset: Option<(Timestamp, i64)>) {
        let known = named.and_then(|(name, _)| zones::find(name));
        let span = named.map_or(self.raw.span.unwrap_or_default(), |(_, span)| span);
        // Many write all times in UTC, whatever the zone.
        let agrees = |zone: &Zone| {
            offset.is_none_or(|(at, seconds)| seconds == 0 || i64::from(zone.offset(at)) == seconds)
        };
        let of_offset = || offset.and_then(|(at, seconds)| Zone::of_offset(at, seconds));
        let unknown = named.filter(|_| known.is_none());
        self.zone = known.filter(agrees).or_else(of_offset);
        let name = match (&self.zone, unknown) {
            (Some(zone), Some((name, span))) => {
                self.sink.report_unknown_zone(name, span);
                Some(zone.name().into())
            }
            (Some(zone), None) => Some(zone.name().into()),
            // The checks report it.
            (None, unknown) => unknown.map(|(name, _)| name.into()),
        };
        self.raw.zone = name.map(|name| (name, span));
    }

    /// Converts a time with an offset to the event's time zone; returns one without as it is.
    pub fn local(&self, text: &str) -> Option<Stamp> {
        let (local, offset) = stamp(text)?;
        Some(match (offset, &self.zone) {
            (Some(offset), Some(zone)) => {
                Stamp::of_instant(local.and_utc().timestamp() - offset, zone)
            }
            _ => Stamp::without_offset(local),
        })
    }

    /// Reads the time of a field; reports a text that is not a time.
    pub fn stamp(&mut self, text: &str, span: Span) -> Option<(Stamp, Span)> {
        let local = self.local(text);
        if local.is_none() {
            let message = Message::new("problem-no-time");
            let help = write("2021-11-30T11:00:00+01:00");
            self.report(Code::BadValue, span, message, help);
        }
        local.map(|stamp| (stamp, span))
    }

    /// Returns a reference to the room of this name.
    pub fn room(&mut self, name: &str, span: Span) -> Ref {
        self.reference::<Room>(name, span)
    }

    /// Returns a reference to the track of this name.
    pub fn track(&mut self, name: &str, span: Span) -> Ref {
        self.reference::<Track>(name, span)
    }

    /// Returns a reference to the organisation of this name.
    pub fn partner(&mut self, name: &str, span: Span) -> Ref {
        self.reference::<Partner>(name, span)
    }

    /// Returns the record that a reference leads to.
    pub fn record<T: Named>(&mut self, reference: &Ref) -> Option<&mut Raw<T>> {
        let (names, records) = T::all(self);
        let (at, _) = names.known.get(&reference.id)?;
        records.get_mut(*at)
    }

    /// Returns a reference to the record of a name, and adds the record if the name is new.
    pub fn reference<T: Named>(&mut self, name: &str, span: Span) -> Ref {
        let field = T::FIELD;
        let name = &*html::without_entities(name);
        let is_known = T::all(self).0.by_name.contains_key(name);
        if !is_known && !self.afford::<Raw<T>>(3 * name.len(), span) {
            let id = Text::default();
            return Ref { field, id, span };
        }
        let (id, new) = T::all(self).0.id(name);
        if new {
            let name = self.line(name, span);
            let item = T::named(id.clone(), name);
            let raw = Raw {
                item,
                ..Raw::at(span)
            };
            push(T::all(self).1, raw);
        }
        Ref { field, id, span }
    }

    /// Returns the position of a person in the list of speakers. Number and name together identify a person,
    /// because merged files give one number to several people. Returns none if there are too many. E-mail
    /// addresses in names are left out, because nobody should publish them.
    pub fn person(&mut self, number: Option<&str>, name: &str, span: Span) -> Option<usize> {
        let whole = html::without_entities(name);
        let name = without_mail(&whole);
        let name = match name.trim() {
            // Of nothing but an address, what is before the server is a name.
            "" => whole.trim().split('@').next().unwrap_or_default(),
            name => name,
        };
        if name.is_empty() {
            return None;
        }
        let key = format!("{} {}", number.unwrap_or_default(), fold(name));
        if let Some(&at) = self.people.get(&key) {
            return Some(at);
        }
        if !self.afford::<Raw<Speaker>>(2 * key.len(), span) {
            return None;
        }
        let stem = number.map_or_else(|| slug(name), |n| format!("person-{}", slug(n)));
        // Only the first person with a number has it as the id.
        let id = if self.taken.insert(stem.clone()) {
            stem
        } else {
            format!("{stem}-{}", slug(name))
        };
        let name = self.line(name, span);
        let mut raw: Raw<Speaker> = Raw::at(span);
        (raw.item.id, raw.item.name) = (id.as_str().into(), name);
        push(&mut self.raw.speakers, raw);
        self.people.insert(key, self.raw.speakers.len() - 1);
        Some(self.raw.speakers.len() - 1)
    }

    /// Returns a reference to a person in the list of speakers.
    pub fn speaks(&self, at: usize, span: Span) -> Ref {
        Ref {
            field: Field::Speaker,
            id: self.raw.speakers[at].item.id.clone(),
            span,
        }
    }

    /// Returns an absolute web address; reports one that is not http or https.
    pub fn url(&mut self, url: &str, span: Span) -> Option<Text> {
        let whole = self.absolute(url)?;
        self.address(&whole, is_web(&whole), span)
    }

    /// Adds a link to a web page, or to write an e-mail.
    pub fn link(&mut self, url: &str, title: &str, span: Span, all: &mut Vec<Link>) {
        let title = if title == url { "" } else { title };
        let whole = self.absolute(url);
        let found = whole.and_then(|whole| self.address(&whole, is_link(&whole), span));
        if let Some(url) = found {
            let title = self.line(title, span);
            // Duplicates are frequent, and close together.
            if !all.iter().rev().take(64).any(|l| l.url == url) {
                all.push(Link { title, url });
            }
        }
    }

    /// Returns an address with its scheme and server, and with blanks as they are written in addresses.
    fn absolute(&self, url: &str) -> Option<String> {
        let url = url.trim();
        let server = || {
            let base = self.base.as_deref()?;
            let (scheme, rest) = base.split_once("://")?;
            Some(format!("{scheme}://{}", rest.split('/').next()?))
        };
        let url = url.split_whitespace().collect::<Vec<_>>().join("%20");
        match url {
            // schedule.json has a URN where there is no address.
            _ if url.is_empty() || url.starts_with("urn:") => None,
            _ if url.starts_with("//") => Some(format!("https:{url}")),
            _ if url.starts_with('/') => Some(format!("{}{url}", server().unwrap_or_default())),
            _ if is_mail(&url) => Some(format!("mailto:{url}")),
            _ if is_server(&url) => Some(format!("https://{url}")),
            _ => Some(url),
        }
    }

    /// Returns an address; reports one that is not valid.
    fn address(&mut self, url: &str, is_valid: bool, span: Span) -> Option<Text> {
        if !is_valid {
            let message = Message::new("problem-bad-link");
            self.report(Code::BadLink, span, message, write("https://…"));
            return None;
        }
        let affordable = self.afford::<Link>(url.len(), span);
        affordable.then(|| Text::clean(url, Lines::One).0)
    }

    /// Sets the kind of a session from the word in the file, and keeps the word if it is more specific.
    pub fn kind(&mut self, word: &str, span: Span, item: &mut Session) {
        let (kind, all) = kind(word);
        item.kind = kind;
        if !all {
            item.label = self.line(word, span);
        }
    }

    /// Returns a text of one line.
    pub fn line(&mut self, text: &str, span: Span) -> Localized {
        localized(self.word(text, span))
    }

    /// Returns a text of one line that has no language.
    pub fn word(&mut self, text: &str, span: Span) -> Text {
        match html::without_entities(text.trim()) {
            Cow::Borrowed(text) => self.clean(text, Lines::One, span),
            Cow::Owned(text) => self.clean(text, Lines::One, span),
        }
    }

    /// Returns a text in paragraphs, without tags of HTML or marks of Markdown: both texts, unless one is the beginning of the other.
    pub fn prose(&mut self, texts: [&str; 2], span: Span) -> Localized {
        let [first, second] = texts;
        let prose = if first.trim() == second.trim() || second.trim().is_empty() {
            Prose::of(first)
        } else {
            Prose::of(first).with(Prose::of(second))
        };
        let Prose { plain, marked } = prose;
        let marked = marked.filter(|marked| *marked != plain);
        let length = plain.len();
        let text = self.clean(plain, Lines::Many, span);
        if let Some(marked) = marked.filter(|_| text.len() == length) {
            let (marked, _) = Text::clean(marked, Lines::Many);
            self.raw.head.markdown.insert(text.clone(), marked);
        }
        localized(text)
    }

    fn clean<'t>(&mut self, text: impl Into<Cow<'t, str>>, lines: Lines, span: Span) -> Text {
        let mut text = text.into();
        let taken = self.sink.cut(&text, span).len();
        match &mut text {
            Cow::Borrowed(text) => *text = &text[..taken],
            Cow::Owned(text) => text.truncate(taken),
        }
        if text.is_empty() || !self.afford::<()>(text.len(), span) {
            return Text::default();
        }
        let (text, removed) = match text {
            // A text of the file shares its memory.
            Cow::Borrowed(text) => Text::part(self.sink.text, text, lines),
            Cow::Owned(text) => Text::clean(text, lines),
        };
        if let Some((first, n)) = removed {
            self.sink.report_unsafe(first, n, span);
        }
        text
    }

    /// Adds a session, unless there are too many.
    pub fn add(&mut self, raw: Raw<Session>) {
        let item = &raw.item;
        let lists = size_of_val(&*raw.refs) + size_of_val(&*item.tags) + size_of_val(&*item.links);
        let cost = SESSION + item.id.len() + lists;
        if self.sink.afford(cost, raw.span) {
            push(&mut self.raw.sessions, raw);
        }
    }

    /// Allows the memory of this number of sessions, which have a limit of their own.
    pub fn allow(&mut self, sessions: usize) {
        if !self.sink.is_full() {
            self.sink.memory += sessions * SESSION;
        }
    }

    /// Makes place for this number of sessions.
    pub fn expect(&mut self, sessions: usize) {
        let most = self.sink.memory / size_of::<Raw<Session>>();
        self.raw.sessions.reserve_exact(sessions.min(most));
    }

    /// Takes memory for a record or a text that stands at `span`, and for bytes that it refers to; returns false if
    /// too much has been taken.
    fn afford<T>(&mut self, bytes: usize, span: Span) -> bool {
        let cost = COPIES * size_of::<T>() + ALLOCATION + bytes;
        self.sink.afford(cost, span)
    }
}

/// A text in paragraphs, without tags of HTML.
struct Prose {
    /// The text without marks of Markdown.
    plain: String,
    /// The text with its marks, if it has any.
    marked: Option<String>,
}

impl Prose {
    fn of(text: &str) -> Self {
        let text = html::strip_tags(text);
        match markdown::to_text(&text) {
            Cow::Owned(plain) => Self {
                plain,
                marked: Some(text),
            },
            Cow::Borrowed(_) => Self {
                plain: text,
                marked: None,
            },
        }
    }

    /// Returns both texts, unless one is the beginning of the other.
    fn with(self, long: Self) -> Self {
        if long.plain.starts_with(&self.plain) {
            return long;
        }
        if self.plain.starts_with(&long.plain) {
            return self;
        }
        let plain = format!("{}\n\n{}", self.plain, long.plain);
        let marked = self.marked.is_some() || long.marked.is_some();
        let marked = marked.then(|| {
            let [short, long] = [self, long].map(|text| text.marked.unwrap_or(text.plain));
            format!("{short}\n\n{long}")
        });
        Self { plain, marked }
    }
}

/// Returns a text in a language that is not named.
pub fn localized(text: Text) -> Localized {
    if text.is_empty() {
        Localized::Empty
    } else {
        Localized::Plain(text)
    }
}
