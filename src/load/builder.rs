//! A programme in the making, for formats whose files call rooms, tracks and people by name: each name
//! becomes one record with an id made of it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDateTime, Timelike};

use super::html;
use super::raw::{Field, Raw, RawProgram, Ref, Stamp};
use super::value::{is_web, kind, slug};
use super::{Sink, write};
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Link, Room, Session, Speaker, Track};
use crate::text::fold::fold;
use crate::text::{Lines, Localized, Text, hash};

/// A programme in the making.
pub struct Builder<'a, 'b> {
    pub sink: &'a mut Sink<'b>,
    pub raw: RawProgram,
    /// The clock of the event, once it is known.
    pub zone: Option<Zone>,
    /// What addresses without a server are relative to.
    pub base: Option<String>,
    rooms: Names,
    tracks: Names,
    partners: Names,
    /// Where each person is in their list.
    people: HashMap<String, usize>,
    /// The ids of people that are given away.
    taken: HashSet<String>,
}

/// The ids of things, by their names in the file.
#[derive(Default)]
struct Names {
    by_name: HashMap<String, Text>,
    /// Where the thing of each id is, and its name, folded.
    known: HashMap<Text, (usize, String)>,
}

impl Names {
    /// The id of a name, and whether nothing has it yet. Names that differ in case or accents alone
    /// are one.
    fn id(&mut self, name: &str) -> (Text, bool) {
        if let Some(id) = self.by_name.get(name) {
            return (id.clone(), false);
        }
        let folded = fold(name.trim());
        let mut id: Text = slug(name).as_str().into();
        if self.known.get(&id).is_some_and(|(_, have)| *have != folded) {
            // What tells them apart is lost in the id.
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

    pub fn report(
        &mut self,
        code: Code,
        span: Span,
        message: Message,
        help: impl Into<Option<Message>>,
    ) {
        self.sink.report(code, span, message, help);
    }

    /// Takes the zone of this name, unless the times of the file have another offset; else one of that
    /// offset: seconds to the east, at an instant.
    pub fn settle_zone(&mut self, named: Option<(&str, Span)>, offset: Option<(Timestamp, i64)>) {
        let agrees = |name: &str| match (Zone::named(name), offset) {
            // Many write all times in UTC, whatever the zone.
            (Some(zone), Some((at, seconds))) => {
                seconds == 0 || i64::from(zone.offset(at)) == seconds
            }
            _ => true,
        };
        if let Some((name, span)) = named.filter(|(name, _)| agrees(name)) {
            self.zone = Zone::named(name);
            self.raw.zone = Some((name.into(), span));
        } else if let Some((at, seconds)) = offset
            && let Some(zone) = Zone::of_offset(at, seconds)
        {
            let span = named.map_or(self.raw.span.unwrap_or_default(), |(_, span)| span);
            self.raw.zone = Some((zone.name().into(), span));
            self.zone = Some(zone);
        }
    }

    /// A time with an offset on the event's clock, or one without as it is.
    pub fn local(&self, text: &str) -> Option<NaiveDateTime> {
        if let Ok(time) = DateTime::parse_from_rfc3339(text) {
            let zone = self.zone.as_ref();
            return Some(zone.map_or(time.naive_local(), |z| z.at(time.timestamp())));
        }
        let forms = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"];
        let mut read = forms
            .iter()
            .filter_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
        // A leap second is told as nanoseconds.
        read.next()?.with_nanosecond(0)
    }

    /// A time of a field that says one; what is no time is told.
    pub fn stamp(&mut self, text: &str, span: Span) -> Option<(Stamp, Span)> {
        let local = self.local(text);
        if local.is_none() {
            let message = Message::new("problem-no-time");
            let help = write("2021-11-30T11:00:00+01:00");
            self.report(Code::BadValue, span, message, help);
        }
        local.map(|local| (Stamp::on_clock(local), span))
    }

    /// The room of this name.
    pub fn room(&mut self, name: &str, span: Span) -> Ref {
        self.thing(
            (Field::Room, name, span),
            |d| (&mut d.rooms, &mut d.raw.rooms),
            |room, id, name| (room.id, room.name) = (id, name),
        )
    }

    /// The track of this name.
    pub fn track(&mut self, name: &str, span: Span) -> Ref {
        self.thing(
            (Field::Track, name, span),
            |d| (&mut d.tracks, &mut d.raw.tracks),
            |track, id, name| (track.id, track.name) = (id, name),
        )
    }

    /// The organisation of this name.
    pub fn partner(&mut self, name: &str, span: Span) -> Ref {
        self.thing(
            (Field::Partner, name, span),
            |d| (&mut d.partners, &mut d.raw.partners),
            |partner, id, name| (partner.id, partner.name) = (id, name),
        )
    }

    /// The room that a reference leads to.
    pub fn room_of(&mut self, room: &Ref) -> Option<&mut Raw<Room>> {
        let (at, _) = self.rooms.known.get(&room.id)?;
        self.raw.rooms.get_mut(*at)
    }

    /// The track that a reference leads to.
    pub fn track_of(&mut self, track: &Ref) -> Option<&mut Raw<Track>> {
        let (at, _) = self.tracks.known.get(&track.id)?;
        self.raw.tracks.get_mut(*at)
    }

    /// A reference to the thing of a name, which is made when the name first comes.
    fn thing<T: Default>(
        &mut self,
        (field, name, span): (Field, &str, Span),
        all: fn(&mut Self) -> (&mut Names, &mut Vec<Raw<T>>),
        fill: fn(&mut T, Text, Localized),
    ) -> Ref {
        let (id, new) = all(self).0.id(name);
        if new {
            let name = self.line(name, span);
            let mut raw: Raw<T> = Raw::at(span);
            fill(&mut raw.item, id.clone(), name);
            all(self).1.push(raw);
        }
        Ref { field, id, span }
    }

    /// Where somebody is in the list of speakers, told apart by number and name: merged files give one
    /// number to several people.
    pub fn person(&mut self, number: Option<&str>, name: &str, span: Span) -> usize {
        let key = format!("{} {}", number.unwrap_or_default(), fold(name));
        if let Some(&at) = self.people.get(&key) {
            return at;
        }
        let stem = number.map_or_else(|| slug(name), |n| format!("person-{}", slug(n)));
        // The first with a number has it alone.
        let id = if self.taken.insert(stem.clone()) {
            stem
        } else {
            format!("{stem}-{}", slug(name))
        };
        let name = self.line(name, span);
        let mut raw: Raw<Speaker> = Raw::at(span);
        (raw.item.id, raw.item.name) = (id.as_str().into(), name);
        self.raw.speakers.push(raw);
        self.people.insert(key, self.raw.speakers.len() - 1);
        self.raw.speakers.len() - 1
    }

    /// A reference to somebody in the list of speakers.
    pub fn speaks(&self, at: usize, span: Span) -> Ref {
        Ref {
            field: Field::Speaker,
            id: self.raw.speakers[at].item.id.clone(),
            span,
        }
    }

    /// An address of the web as a whole one; none, and told, where it is no such address.
    pub fn url(&mut self, url: &str, span: Span) -> Option<Text> {
        let url = url.trim();
        let server = || {
            let base = self.base.as_deref()?;
            let (scheme, rest) = base.split_once("://")?;
            Some(format!("{scheme}://{}", rest.split('/').next()?))
        };
        let whole = match url {
            // A name and no place: how schedule.json tells that there is none.
            "" => return None,
            _ if url.starts_with("urn:") => return None,
            _ if url.starts_with("//") => format!("https:{url}"),
            _ if url.starts_with('/') => format!("{}{url}", server().unwrap_or_default()),
            _ => url.to_owned(),
        };
        if !is_web(&whole) {
            let message = Message::new("problem-bad-link");
            self.report(Code::BadLink, span, message, write("https://…"));
            return None;
        }
        Some(Text::clean(&whole, Lines::One).0)
    }

    /// Adds a link.
    pub fn link(&mut self, url: &str, title: &str, span: Span, all: &mut Vec<Link>) {
        let title = if title == url { "" } else { title };
        if let Some(url) = self.url(url, span) {
            let title = self.line(title, span);
            // The same one often comes twice, and then soon.
            if !all.iter().rev().take(64).any(|l| l.url == url) {
                all.push(Link { title, url });
            }
        }
    }

    /// Takes the word of a file for what a session is; one that says more than nadwa's own is kept.
    pub fn kind(&mut self, word: &str, span: Span, item: &mut Session) {
        let (kind, all) = kind(word);
        item.kind = kind;
        if !all {
            item.label = self.line(word, span);
        }
    }

    /// A text of one line.
    pub fn line(&mut self, text: &str, span: Span) -> Localized {
        localized(self.word(text, span))
    }

    /// The same, in no language.
    pub fn word(&mut self, text: &str, span: Span) -> Text {
        self.clean(text.trim(), Lines::One, span)
    }

    /// A text in paragraphs, of texts with or without marks: one after the other, where one is not the
    /// beginning of the other.
    pub fn prose(&mut self, texts: [&str; 2], span: Span) -> Localized {
        if texts[0].trim() == texts[1].trim() || texts[1].trim().is_empty() {
            let text = html::plain(texts[0]);
            return localized(self.clean(text, Lines::Many, span));
        }
        let [short, long] = texts.map(html::plain);
        let whole = if long.starts_with(short.as_str()) {
            long
        } else if short.starts_with(long.as_str()) {
            short
        } else {
            format!("{short}\n\n{long}")
        };
        localized(self.clean(whole, Lines::Many, span))
    }

    fn clean<'t>(&mut self, text: impl Into<Cow<'t, str>>, lines: Lines, span: Span) -> Text {
        let mut text = text.into();
        let taken = self.sink.cut(&text, span).len();
        match &mut text {
            Cow::Borrowed(text) => *text = &text[..taken],
            Cow::Owned(text) => text.truncate(taken),
        }
        let (text, removed) = Text::clean(text, lines);
        if let Some((first, n)) = removed {
            self.sink.report_unsafe(first, n, span);
        }
        text
    }

    /// Adds a session whose start, if it has one, is in `raw` already.
    pub fn add(&mut self, raw: Raw<Session>) {
        self.raw.sessions.push(raw);
    }
}

/// A text in a language that is not named.
pub fn localized(text: Text) -> Localized {
    if text.is_empty() {
        Localized::Empty
    } else {
        Localized::Plain(text)
    }
}
