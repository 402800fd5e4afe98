//! The reader of JSON lists of sessions, as community conferences publish them: tables of sessions,
//! speakers, rooms and kinds that refer to one another by id, each text in an object of its language.

use std::collections::HashMap;

use super::builder::Builder;
use super::raw::{Raw, RawProgram};
use super::tree::{Node, Shape};
use super::value::{languages, minutes, offset};
use crate::model::{Room, Session, Track};
use crate::text::{Lang, Lines, Localized, Text};

/// Keys of a session that hold links, with what they lead to.
const LINKS: &[(&str, &str)] = &[
    ("uri", ""),
    ("url", ""),
    ("slide", "Slides"),
    ("record", "Recording"),
    ("live", "Live"),
    ("co_write", "Notes"),
    ("qa", "Questions"),
];

/// Reads the tables of a document; none where it has no sessions.
pub fn read(document: &Node, mut draft: Builder) -> Option<RawProgram> {
    let sessions = match document.shape {
        Shape::List => document,
        _ => document.child("sessions")?,
    };
    let is_session = |node: &Node| node.child("start").is_some();
    if !sessions.children.iter().any(is_session) {
        return None;
    }
    draft.raw.span = Some(document.span);
    let mut file = File {
        languages: Vec::new(),
        rooms: table(document, "rooms"),
        kinds: table(document, "session_types"),
        speakers: table(document, "speakers"),
        tags: table(document, "tags"),
        draft,
    };
    let mut starts = sessions.children.iter().filter_map(|s| s.said("start"));
    let first = starts.find_map(offset);
    file.draft.settle_zone(None, first);
    for session in sessions.children {
        file.session(session);
    }
    // People whom no session names are part of the file, too.
    let mut rest: Vec<(&str, &Node)> = file.speakers.iter().map(|(id, n)| (*id, *n)).collect();
    rest.sort_by_key(|(_, node)| node.span.start);
    for (id, node) in rest {
        file.speaker(id, node);
    }
    file.draft.raw.head.languages = file.languages;
    Some(file.draft.raw)
}

/// The records of a list by their ids.
fn table<'n>(document: &'n Node, name: &'n str) -> HashMap<&'n str, &'n Node<'n>> {
    let named = document.inside(name);
    named.filter_map(|n| Some((n.said("id")?, n))).collect()
}

struct File<'n, 'a, 'b> {
    draft: Builder<'a, 'b>,
    /// In the order in which they come.
    languages: Vec<Lang>,
    rooms: HashMap<&'n str, &'n Node<'n>>,
    kinds: HashMap<&'n str, &'n Node<'n>>,
    speakers: HashMap<&'n str, &'n Node<'n>>,
    tags: HashMap<&'n str, &'n Node<'n>>,
}

impl<'n> File<'n, '_, '_> {
    fn session(&mut self, node: &'n Node<'n>) {
        let mut raw: Raw<Session> = Raw::at(node.span);
        let id = node.any(&["id", "code", "guid"]).unwrap_or("");
        raw.item.id = Text::from(&*super::value::slug(id));
        raw.item.title = self.localized(node, "title", Lines::One);
        raw.item.subtitle = self.localized(node, "subtitle", Lines::One);
        raw.item.summary = self.localized(node, "description", Lines::Many);
        if raw.item.summary.is_empty() {
            raw.item.summary = self.localized(node, "abstract", Lines::Many);
        }
        raw.item.language = languages(node.said("language").unwrap_or(""));
        raw.has_start = node.child("start").is_some();
        let time = |file: &mut Self, name| {
            let text: Option<&str> = node.said(name);
            text.and_then(|t| file.draft.stamp(t, node.place(name)))
        };
        raw.times.start = time(self, "start");
        raw.times.end = time(self, "end");
        let length = node.said("duration").and_then(minutes).filter(|n| *n > 0);
        raw.times.duration = length
            .filter(|_| raw.times.end.is_none())
            .map(|n| (n, node.place("duration")));
        // A room is its id, or an object with its name.
        let own = node.child("room");
        let own = own.and_then(|room| room.any(&["id", "name"]));
        if let Some(name) = node.said("room").or(own) {
            let known = self.rooms.get(name).copied();
            let name = first_name(known).unwrap_or_else(|| name.to_owned());
            let room = self.draft.room(&name, node.place("room"));
            if let Some(known) = known {
                let name = self.localized(known, "name", Lines::One);
                if let Some(raw) = self.draft.record::<Room>(&room) {
                    raw.item.name = name;
                }
            }
            raw.refs.push(room);
        }
        if let Some(id) = node.any(&["type", "track"]) {
            let span = node.place("type");
            let known = self.kinds.get(id).copied();
            let name = first_name(known).unwrap_or_else(|| id.to_owned());
            let track = self.draft.track(&name, span);
            if let Some(known) = known {
                let name = self.localized(known, "name", Lines::One);
                if let Some(raw) = self.draft.record::<Track>(&track) {
                    raw.item.name = name;
                }
            }
            raw.refs.push(track);
        }
        for one in node.inside("speakers") {
            let id = one.said("id").unwrap_or(one.text.trim());
            let known = self.speakers.get(id).copied();
            let at = self.speaker(id, known.unwrap_or(one));
            raw.refs.push(self.draft.speaks(at, one.span));
        }
        for tag in node.inside("tags") {
            let known = self.tags.get(tag.text.trim()).copied();
            let tag = match known {
                Some(known) => self.localized(known, "name", Lines::One),
                None => self.draft.line(tag.text, tag.span),
            };
            raw.item.tags.push(tag);
        }
        for (name, title) in LINKS {
            if let Some(url) = node.said(name) {
                let links = &mut raw.item.links;
                self.draft.link(url, title, node.place(name), links);
            }
        }
        self.draft.add(raw);
    }

    fn speaker(&mut self, id: &str, node: &'n Node<'n>) -> usize {
        let name = first_name(Some(node)).unwrap_or_else(|| id.to_owned());
        let at = self.draft.person(Some(id), &name, node.span);
        if self.draft.raw.speakers[at].item.bio.is_empty() {
            let name = self.localized(node, "name", Lines::One);
            let bio = self.localized(node, "bio", Lines::Many);
            let avatar = node.said("avatar").unwrap_or("");
            let image = self.draft.url(avatar, node.place("avatar"));
            let item = &mut self.draft.raw.speakers[at].item;
            if !name.is_empty() {
                item.name = name;
            }
            (item.bio, item.image) = (bio, image);
        }
        at
    }

    /// A text of a record: its own, or one for each language that it has an object for.
    fn localized(&mut self, record: &Node, name: &str, lines: Lines) -> Localized {
        let read = |draft: &mut Builder, text: &Node| match lines {
            Lines::One => draft.line(text.text, text.span),
            Lines::Many => draft.prose([text.text, ""], text.span),
        };
        let own = record.child(name);
        if let Some(text) = own.filter(|n| n.shape != Shape::Object) {
            return read(&mut self.draft, text);
        }
        // An object of each language holds the texts, or each text is an object of languages.
        let by_text = own.into_iter().flat_map(|n| n.children);
        let by_text = by_text.map(|text| (text.name, Some(text)));
        let by_language = record.children.iter().map(|c| (c.name, c.child(name)));
        let mut all: Vec<(Lang, Text)> = Vec::new();
        for (lang, text) in by_text.chain(by_language) {
            let (Some(lang), Some(text)) = (Lang::parse(lang), text) else {
                continue;
            };
            if all.iter().any(|(have, _)| *have == lang) {
                continue;
            }
            if !self.languages.contains(&lang) {
                self.languages.push(lang);
            }
            if let Localized::Plain(text) = read(&mut self.draft, text) {
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

/// The first name of a record, in any language.
fn first_name(record: Option<&Node>) -> Option<String> {
    let record = record?;
    let translated = || record.children.iter().find_map(|c| c.said("name"));
    record.said("name").or_else(translated).map(str::to_owned)
}
