//! Reads JSON lists of sessions as community conferences publish them: tables of sessions, speakers, rooms
//! and kinds that refer to one another by id, with an object per language for each text.

use std::collections::HashMap;

use super::LANGUAGES;
use super::builder::{Builder, Named};
use super::raw::{Raw, RawProgram, Ref};
use super::tree::{Node, Shape};
use super::value::{languages, minutes};
use super::when::offset;
use crate::model::diagnostic::Span;
use crate::model::{Room, Session, Track};
use crate::text::{Lang, Lines, Localized, Text};

/// The keys of a session that hold links, and the titles of the links.
const LINKS: &[(&str, &str)] = &[
    ("uri", ""),
    ("url", ""),
    ("slide", "Slides"),
    ("record", "Recording"),
    ("live", "Live"),
    ("co_write", "Notes"),
    ("qa", "Questions"),
];

/// Reads the tables of a document; returns none if it has no sessions.
pub fn read(document: &Node, mut builder: Builder) -> Option<RawProgram> {
    let sessions = match document.shape {
        Shape::List => document,
        _ => document.child("sessions")?,
    };
    let is_session = |node: &Node| node.child("start").is_some();
    if !sessions.children.iter().any(is_session) {
        return None;
    }
    builder.raw.span = Some(document.span);
    let mut file = File {
        languages: Vec::new(),
        rooms: table(document, "rooms"),
        kinds: table(document, "session_types"),
        speakers: table(document, "speakers"),
        tags: table(document, "tags"),
        references: HashMap::new(),
        people: HashMap::new(),
        builder,
    };
    let mut starts = sessions.children.iter().filter_map(|s| s.value("start"));
    let first = starts.find_map(offset);
    file.builder.settle_zone(None, first);
    for session in sessions.children {
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

/// Returns the records of a list by their ids.
fn table<'n>(document: &'n Node, name: &'n str) -> HashMap<&'n str, &'n Node<'n>> {
    let named = document.inside(name);
    named.filter_map(|n| Some((n.value("id")?, n))).collect()
}

struct File<'n, 'a, 'b> {
    builder: Builder<'a, 'b>,
    /// In the order of their first use.
    languages: Vec<Lang>,
    rooms: HashMap<&'n str, &'n Node<'n>>,
    kinds: HashMap<&'n str, &'n Node<'n>>,
    speakers: HashMap<&'n str, &'n Node<'n>>,
    tags: HashMap<&'n str, &'n Node<'n>>,
    /// The references to the rooms and kinds that have been read, by the name of their table and their id.
    references: HashMap<(&'static str, &'n str), Ref>,
    /// The positions of the speakers that have been read.
    people: HashMap<&'n str, usize>,
}

impl<'n> File<'n, '_, '_> {
    fn session(&mut self, node: &'n Node<'n>) {
        let mut raw: Raw<Session> = Raw::at(node.span);
        let id = node.first_value(&["id", "code", "guid"]).unwrap_or("");
        raw.item.id = Text::from(&*super::value::slug(id));
        raw.item.title = self.localized(node, "title", Lines::One);
        raw.item.subtitle = self.localized(node, "subtitle", Lines::One);
        raw.item.summary = self.localized(node, "description", Lines::Many);
        if raw.item.summary.is_empty() {
            raw.item.summary = self.localized(node, "abstract", Lines::Many);
        }
        raw.item.language = languages(node.value("language").unwrap_or(""));
        self.times(node, &mut raw);
        // A room is an id, or an object with a name.
        let own = node.child("room");
        let own = own.and_then(|room| room.first_value(&["id", "name"]));
        if let Some(name) = node.value("room").or(own) {
            let room = self.reference::<Room>("rooms", name, node.place("room"));
            raw.refs.push(room);
        }
        if let Some(id) = node.first_value(&["type", "track"]) {
            let track = self.reference::<Track>("session_types", id, node.place("type"));
            raw.refs.push(track);
        }
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

    fn times(&mut self, node: &Node, raw: &mut Raw<Session>) {
        raw.has_start = node.child("start").is_some();
        let mut time = |name| {
            let text: Option<&str> = node.value(name);
            text.and_then(|t| self.builder.stamp(t, node.place(name)))
        };
        raw.times.start = time("start");
        raw.times.end = time("end");
        let length = node.value("duration").and_then(minutes).filter(|n| *n > 0);
        raw.times.duration = length
            .filter(|_| raw.times.end.is_none())
            .map(|n| (n, node.place("duration")));
    }

    fn speakers(&mut self, node: &'n Node<'n>, raw: &mut Raw<Session>) {
        for one in node.inside("speakers") {
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
            let bio = self.localized(node, "bio", Lines::Many);
            let avatar = node.value("avatar").unwrap_or("");
            let image = self.builder.url(avatar, node.place("avatar"));
            let item = &mut self.builder.raw.speakers[at].item;
            if !name.is_empty() {
                item.name = name;
            }
            (item.bio, item.image) = (bio, image);
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
    let translated = || record.children.iter().find_map(|c| c.value("name"));
    record.value("name").or_else(translated).map(str::to_owned)
}
