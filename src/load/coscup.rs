//! Reads JSON lists of sessions as community conferences, Sessionize, pretalx (its widget) and eventyay publish them: tables of
//! sessions, speakers, rooms and kinds that refer to one another by id, with an object per language for each text; or
//! sessions in groups, rooms and days.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::LANGUAGES;
use super::builder::{Builder, Named};
use super::columns::{Column, Meaning, meaning};
use super::raw::{Raw, RawProgram, Ref};
use super::tree::{Node, Shape};
use super::value::{languages, minutes, names, slug};
use super::when::{clock, offset};
use crate::model::diagnostic::Span;
use crate::model::{Room, Session, SessionKind, Track};
use crate::text::{Lang, Lines, Localized, Text};

/// The keys of a session that hold links, and the titles of the links.
const LINKS: &[(&str, &str)] = &[
    ("uri", ""),
    ("url", ""),
    ("slide", "Slides"),
    ("slides", "Slides"),
    ("slides-url", "Slides"),
    ("video", "Recording"),
    ("video-url", "Recording"),
    ("audio-url", "Recording"),
    ("record", "Recording"),
    ("recordingUrl", "Recording"),
    ("live", "Live"),
    ("liveUrl", "Live"),
    ("link", ""),
    ("co_write", "Notes"),
    ("qa", "Questions"),
];

/// The keys of lists of sessions.
const LISTS: &[&str] = &[
    "sessions", "events", "talks", "schedule", "items", "data", "results",
];

/// Reads the tables of a document; returns none if it has no sessions.
pub fn read(document: &Node, mut builder: Builder) -> Option<RawProgram> {
    let list = match document.shape {
        Shape::List => document,
        _ => LISTS
            .iter()
            .filter_map(|name| document.child(name))
            .find(|list| list.shape == Shape::List)?,
    };
    let mut sessions = Vec::new();
    collect(list, &mut sessions);
    let mut keys = Keys::default();
    if !sessions
        .iter()
        .any(|node| keys.find(node, Column::Start).is_some())
    {
        return None;
    }
    builder.raw.span = Some(document.span);
    let mut times = sessions.iter().filter_map(|s| keys.value(s, Column::Start));
    let first = times.find_map(offset);
    let mut file = File {
        is_widget: document.child("event_start").is_some(),
        languages: Vec::new(),
        rooms: table(document, "rooms"),
        kinds: match document.child("session_types") {
            Some(_) => table(document, "session_types"),
            None => table(document, "tracks"),
        },
        speakers: table(document, "speakers"),
        tags: table(document, "tags"),
        categories: categories(document),
        references: HashMap::new(),
        people: HashMap::new(),
        seen: HashSet::new(),
        keys,
        builder,
    };
    let zone = document.value("timezone");
    let zone = zone.map(|name| (name, document.place("timezone")));
    file.builder.settle_zone(zone, first);
    for session in sessions {
        if file.builder.sink.is_full() {
            break;
        }
        file.session(session);
    }
    // Speakers without a session belong to the programme as well.
    let mut rest: Vec<(&str, &Node)> = file.speakers.iter().map(|(id, n)| (*id, *n)).collect();
    rest.sort_by_key(|(_, node)| node.span.start);
    for (id, node) in rest {
        if !file.people.contains_key(id) {
            file.speaker(id, node);
        }
    }
    file.builder.raw.head.languages = file.languages;
    Some(file.builder.raw)
}

/// Adds the sessions of a list, which may be in groups, or in the rooms of days.
fn collect<'n>(list: &'n Node<'n>, all: &mut Vec<&'n Node<'n>>) {
    for node in list.children {
        let inner = ["rooms", "sessions"]
            .iter()
            .find_map(|name| node.child(name));
        match inner.filter(|inner| inner.shape == Shape::List) {
            Some(inner) => collect(inner, all),
            None => all.push(node),
        }
    }
}

/// Returns the items of categories by their ids, each with the title of its category.
fn categories<'n>(document: &'n Node<'n>) -> HashMap<&'n str, (&'n str, &'n Node<'n>)> {
    let mut all = HashMap::new();
    for category in document.inside("categories") {
        let title = category.first_value(&["title", "name"]).unwrap_or_default();
        for item in category.inside("items") {
            if let Some(id) = item.value("id") {
                all.insert(id, (title, item));
            }
        }
    }
    all
}

/// The meanings of keys, which are named as the columns of tables are.
#[derive(Default)]
struct Keys<'n>(HashMap<&'n str, Option<Meaning>>);

impl<'n> Keys<'n> {
    /// Returns the value of a record that means this.
    fn find(&mut self, record: &'n Node<'n>, column: Column) -> Option<&'n Node<'n>> {
        let mut best: Option<(Meaning, &Node)> = None;
        for child in record.children {
            let name = child.name;
            let known = self.0.len() < KEYS || self.0.contains_key(name);
            if !known {
                continue;
            }
            let found = *self.0.entry(name).or_insert_with(|| meaning(&spaced(name)));
            let Some(found) = found.filter(|m| m.column == column && m.lang.is_none()) else {
                continue;
            };
            if child.shape != Shape::Null && best.is_none_or(|(other, _)| found.is_surer(&other)) {
                best = Some((found, child));
            }
        }
        best.map(|(_, node)| node)
    }

    /// Returns the text of the value of a record that means this.
    fn value(&mut self, record: &'n Node<'n>, column: Column) -> Option<&'n str> {
        let text = self.find(record, column)?.text.trim();
        (!text.is_empty()).then_some(text)
    }
}

/// The number of different keys that are looked up.
const KEYS: usize = 1_000;

/// Returns a key in words: `startsAt` and `starts-at` are `starts at`.
fn spaced(key: &str) -> String {
    let mut out = String::new();
    for c in key.replace('-', " ").chars() {
        if c.is_uppercase() && out.ends_with(char::is_lowercase) {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

/// Returns the records of a list by their ids.
fn table<'n>(document: &'n Node, name: &'n str) -> HashMap<&'n str, &'n Node<'n>> {
    let named = document.inside(name);
    named
        .filter_map(|n| Some((n.first_value(&["id", "code"])?, n)))
        .collect()
}

struct File<'n, 'a, 'b> {
    builder: Builder<'a, 'b>,
    /// Whether the file is for the widget of pretalx.
    is_widget: bool,
    /// In the order of their first use.
    languages: Vec<Lang>,
    rooms: HashMap<&'n str, &'n Node<'n>>,
    kinds: HashMap<&'n str, &'n Node<'n>>,
    speakers: HashMap<&'n str, &'n Node<'n>>,
    tags: HashMap<&'n str, &'n Node<'n>>,
    /// The items of categories, with the titles of these.
    categories: HashMap<&'n str, (&'n str, &'n Node<'n>)>,
    /// The ids and the starts of sessions, which some files have in every room.
    seen: HashSet<(&'n str, &'n str)>,
    keys: Keys<'n>,
    /// The references to the rooms and kinds that have been read, by the name of their table and their id.
    references: HashMap<(&'static str, &'n str), Ref>,
    /// The positions of the speakers that have been read.
    people: HashMap<&'n str, usize>,
}

impl<'n> File<'n, '_, '_> {
    fn session(&mut self, node: &'n Node<'n>) {
        let mut raw: Raw<Session> = Raw::at(node.span);
        let start = self.keys.value(node, Column::Start).unwrap_or("");
        // The numbers of pretalx are new in each version.
        let id = if self.is_widget {
            node.value("code")
        } else {
            node.first_value(&["id", "code", "guid"])
        };
        let id = id.unwrap_or("");
        if !id.is_empty() && !start.is_empty() && !self.seen.insert((id, start)) {
            // A session for everybody is in every room.
            let place = node.value("isPlenumSession");
            if place == Some("true") {
                return;
            }
        }
        raw.item.id = Text::from(&*slug(id));
        let title = self.keys.find(node, Column::Title);
        let title = title.map_or("title", |title| title.name);
        raw.item.title = self.localized(node, title, Lines::One);
        if raw.item.id.is_empty() {
            let title = raw.item.title.all().next();
            let title = title.map_or_else(String::new, |title| slug(title));
            raw.item.id = title.as_str().into();
            // It has no place.
            raw.id.end = raw.id.start;
        }
        raw.item.subtitle = self.localized(node, "subtitle", Lines::One);
        raw.item.summary = self.localized(node, "description", Lines::Many);
        if raw.item.summary.is_empty() {
            raw.item.summary = self.abstracts(node);
        }
        if raw.item.summary.is_empty()
            && let Some(text) = self.keys.find(node, Column::Abstract)
        {
            raw.item.summary = self.localized(node, text.name, Lines::Many);
        }
        let language = node.first_value(&["language", "content_locale"]);
        raw.item.language = languages(language.unwrap_or(""));
        raw.item.recorded = match node.value("do_not_record") {
            Some("true") => Some(false),
            Some("false") => Some(true),
            _ => None,
        };
        self.times(node, &mut raw);
        self.place(node, &mut raw);
        let is_break = self.is_widget && node.child("code").is_none();
        if is_break || node.value("isServiceSession") == Some("true") {
            raw.item.kind = SessionKind::Break;
        }
        self.categories(node, &mut raw);
        self.speakers(node, &mut raw);
        self.tags(node, &mut raw.item.tags);
        for (name, title) in LINKS {
            if let Some(url) = node.value(name) {
                let links = &mut raw.item.links;
                self.builder.link(url, title, node.place(name), links);
            }
        }
        self.builder.add(raw);
    }

    /// Returns the short and the long abstract of eventyay.
    fn abstracts(&mut self, node: &Node) -> Localized {
        let names = [
            ["short_abstract", "short-abstract"],
            ["long_abstract", "long-abstract"],
        ];
        let texts = names.map(|names| node.first_value(&names).unwrap_or_default());
        self.builder.prose(texts, node.span)
    }

    /// Adds the room and the track of a session.
    fn place(&mut self, node: &'n Node<'n>, raw: &mut Raw<Session>) {
        // A room is an id, or an object with a name.
        let own = node.child("room");
        let own = own.and_then(|room| room.first_value(&["id", "name"]));
        let of_id = node.value("roomId");
        let of_id = of_id.filter(|id| self.rooms.contains_key(id));
        let named = of_id.or(node.value("room")).or(own);
        let named = named.or_else(|| self.keys.value(node, Column::Room));
        if let Some(name) = named {
            let room = self.reference::<Room>("rooms", name, node.place("room"));
            raw.refs.push(room);
        }
        let track = node.first_value(&["type", "track"]);
        if let Some(id) = track.or_else(|| self.keys.value(node, Column::Track)) {
            let track = self.reference::<Track>("session_types", id, node.place("type"));
            raw.refs.push(track);
        }
        // eventyay has objects.
        let named = |names: &[&str]| {
            let mut all = names.iter().filter_map(|name| node.child(name));
            all.find_map(|child| Some((child.value("name")?, child.span)))
        };
        if let Some((name, span)) = named(&["microlocation"]) {
            raw.refs.push(self.builder.room(name, span));
        }
        if let Some((name, span)) = named(&["track"]) {
            raw.refs.push(self.builder.track(name, span));
        }
        if let Some((name, span)) = named(&["session_type", "session-type"]) {
            self.builder.kind(name, span, &mut raw.item);
        }
    }

    fn times(&mut self, node: &'n Node<'n>, raw: &mut Raw<Session>) {
        let date = self.keys.value(node, Column::Date).unwrap_or("");
        let mut time = |column| {
            let found = self.keys.find(node, column)?;
            let text = found.text.trim();
            // A time of day is on the day of another key.
            let whole = match clock(text) {
                Some(_) => Cow::Owned(format!("{date} {text}")),
                None => Cow::Borrowed(text),
            };
            (!text.is_empty()).then(|| self.builder.stamp(&whole, found.span))?
        };
        raw.times.start = time(Column::Start);
        raw.times.end = time(Column::End);
        raw.has_start = self.keys.find(node, Column::Start).is_some();
        let length = node.value("duration").and_then(minutes).filter(|n| *n > 0);
        raw.times.duration = length
            .filter(|_| raw.times.end.is_none())
            .map(|n| (n, node.place("duration")));
    }

    fn speakers(&mut self, node: &'n Node<'n>, raw: &mut Raw<Session>) {
        let known = node.child("speakers");
        let other = || self.keys.find(node, Column::Speakers);
        let Some(all) = known.or_else(other) else {
            return;
        };
        if all.shape == Shape::Text {
            for name in names(all.text) {
                if let Some(at) = self.builder.person(None, name, all.span) {
                    raw.refs.push(self.builder.speaks(at, all.span));
                }
            }
            return;
        }
        let alone = (all.shape == Shape::Object).then_some(all);
        let several = all.children.iter().filter(|_| alone.is_none());
        for one in alone.into_iter().chain(several) {
            let id = one.value("id").unwrap_or(one.text.trim());
            let at = match (self.people.get(id), self.speakers.get(id).copied()) {
                (Some(at), _) => Some(*at),
                (None, Some(known)) => self.speaker(id, known),
                (None, None) => self.person(id, one),
            };
            if let Some(at) = at {
                raw.refs.push(self.builder.speaks(at, one.span));
            }
        }
    }

    /// Adds the track, the kind, the languages and the tags that a session has in categories.
    fn categories(&mut self, node: &'n Node<'n>, raw: &mut Raw<Session>) {
        let mut all: Vec<(&str, &Node)> = Vec::new();
        for item in node.inside("categoryItems") {
            all.extend(self.categories.get(item.text.trim()).copied());
        }
        for category in node.inside("categories") {
            let title = category.first_value(&["title", "name"]).unwrap_or_default();
            all.extend(category.inside("categoryItems").map(|item| (title, item)));
        }
        for (title, item) in all {
            let Some(name) = item.first_value(&["name", "title"]) else {
                continue;
            };
            match meaning(title).map(|m| m.column) {
                Some(Column::Track) => raw.refs.push(self.builder.track(name, item.span)),
                Some(Column::Kind) => self.builder.kind(name, item.span, &mut raw.item),
                Some(Column::Language) => raw.item.language = languages(name),
                _ => raw.item.tags.push(self.builder.line(name, item.span)),
            }
        }
    }

    fn tags(&mut self, node: &Node, tags: &mut Vec<Localized>) {
        for tag in node.inside("tags") {
            let known = self.tags.get(tag.text.trim()).copied();
            // A record may be long, and is read for each session.
            let work = known.map_or(0, |known| size_of_val(known.children));
            if !self.builder.sink.afford(work, tag.span) {
                break;
            }
            let tag = match known {
                Some(known) => self.localized(known, "name", Lines::One),
                None => self.builder.line(tag.text, tag.span),
            };
            tags.push(tag);
        }
    }

    /// Returns a reference to the record of an id, with its name in every language where the table has it. Each record is
    /// read once.
    fn reference<T: Named>(&mut self, table: &'static str, id: &'n str, span: Span) -> Ref {
        if let Some(known) = self.references.get(&(table, id)) {
            return Ref {
                span,
                ..known.clone()
            };
        }
        let records = if table == "rooms" {
            &self.rooms
        } else {
            &self.kinds
        };
        let known = records.get(id).copied();
        let name = first_name(known).unwrap_or_else(|| id.to_owned());
        let reference = self.builder.reference::<T>(&name, span);
        if let Some(known) = known {
            let name = self.localized(known, "name", Lines::One);
            if let Some(raw) = self.builder.record::<T>(&reference) {
                *raw.item.name() = name;
            }
        }
        self.references.insert((table, id), reference.clone());
        reference
    }

    /// Reads a speaker of the table, once.
    fn speaker(&mut self, id: &'n str, node: &'n Node<'n>) -> Option<usize> {
        let at = self.person(id, node)?;
        self.people.insert(id, at);
        Some(at)
    }

    fn person(&mut self, id: &str, node: &'n Node<'n>) -> Option<usize> {
        let name = first_name(Some(node)).unwrap_or_else(|| id.to_owned());
        let at = self.builder.person(Some(id), &name, node.span)?;
        if self.builder.raw.speakers[at].item.bio.is_empty() {
            let name = self.localized(node, "name", Lines::One);
            let mut bio = self.localized(node, "bio", Lines::Many);
            if bio.is_empty() {
                let names = ["short", "long"].map(|length| {
                    let names = [format!("{length}_biography"), format!("{length}-biography")];
                    names.iter().find_map(|name| node.value(name))
                });
                let texts = names.map(Option::unwrap_or_default);
                bio = self.builder.prose(texts, node.span);
            }
            let avatar = node
                .first_value(&["avatar", "profilePicture", "photo-url"])
                .unwrap_or("");
            let image = self.builder.url(avatar, node.place("avatar"));
            let role = self.localized(node, "tagLine", Lines::One);
            let affiliation = self.localized(node, "organisation", Lines::One);
            let links = node.inside("links").filter_map(|link| link.value("url"));
            let url = links
                .take(1)
                .find_map(|url| self.builder.url(url, node.span));
            let item = &mut self.builder.raw.speakers[at].item;
            if !name.is_empty() {
                item.name = name;
            }
            (item.bio, item.image) = (bio, image);
            item.affiliation = affiliation;
            if !role.is_empty() {
                item.role = role;
            }
            item.url = url.or(item.url.take());
        }
        Some(at)
    }

    /// Returns a text of a record, in each language that the record has an object for.
    fn localized(&mut self, record: &Node, name: &str, lines: Lines) -> Localized {
        let read = |builder: &mut Builder, text: &Node| match lines {
            Lines::One => builder.line(text.text, text.span),
            Lines::Many => builder.prose([text.text, ""], text.span),
        };
        let own = record.child(name);
        if let Some(text) = own.filter(|n| n.shape != Shape::Object) {
            return read(&mut self.builder, text);
        }
        // Each language has an object with the texts, or each text is an object with the languages.
        let by_text = own.into_iter().flat_map(|n| n.children);
        let by_text = by_text.map(|text| (text.name, Some(text)));
        let by_language = record.children.iter().map(|c| (c.name, c.child(name)));
        let mut all: Vec<(Lang, Text)> = Vec::new();
        for (lang, text) in by_text.chain(by_language) {
            let (Some(lang), Some(text)) = (Lang::parse(lang), text) else {
                continue;
            };
            if all.len() == LANGUAGES || all.iter().any(|(have, _)| *have == lang) {
                continue;
            }
            if !self.languages.contains(&lang) {
                if self.languages.len() == LANGUAGES {
                    self.builder.sink.report_more_languages(text.span);
                    continue;
                }
                self.languages.push(lang);
            }
            if let Localized::Plain(text) = read(&mut self.builder, text) {
                all.push((lang, text));
            }
        }
        if all.is_empty() {
            Localized::Empty
        } else {
            Localized::Many(all.into())
        }
    }
}

/// Returns the first name of a record, in any language.
fn first_name(record: Option<&Node>) -> Option<String> {
    let record = record?;
    let by_text = || record.child("name").and_then(|name| name.children.first());
    let by_text = || by_text().map(|name| name.text.trim());
    let by_language = || record.children.iter().find_map(|c| c.value("name"));
    let translated = || by_language().or_else(by_text);
    let name = record.first_value(&["name", "fullName"]);
    name.or_else(translated).map(str::to_owned)
}
