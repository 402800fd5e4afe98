//! Reads events of schema.org (JSON-LD), as a document or in a web page: an event with its sub-events, or several events.

use std::ops::Range;

use bumpalo::Bump;

use super::builder::Builder;
use super::raw::{Field, Raw, RawProgram, Ref};
use super::tree::{Node, Shape, json};
use super::value::{languages, slug};
use super::when::offset;
use super::{Sink, is_page};
use crate::model::{Session, Status};
use crate::text::Text;

/// The ends of `eventStatus`; a postponed event has no date yet.
const STATUS: &[(&str, Status)] = &[
    ("EventCancelled", Status::Cancelled),
    ("EventPostponed", Status::Delayed),
    ("EventRescheduled", Status::Moved),
];

/// The keys of those who have a part in an event.
const PEOPLE: &[&str] = &["performer", "performers", "actor"];

/// The most levels of events in events that are read.
const LEVELS: usize = 8;

/// The most scripts of a page that are looked at.
const SCRIPTS: usize = 1_000;

/// Reads the events in the scripts of a web page; returns none if there are none.
pub fn read_page(text: &str, sink: &mut Sink) -> Option<RawProgram> {
    if !is_page(text) {
        return None;
    }
    let memory = Bump::new();
    let scripts = scripts(text).into_iter();
    let all: Vec<Node> = scripts
        .map(|part| json::parse_part(text, part, &memory, sink))
        .collect();
    let root = Node {
        shape: Shape::List,
        children: &all,
        ..Node::default()
    };
    read(&root, Builder::new(sink))
}

/// Returns where the data is in a page.
fn scripts(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find("application/ld+json") {
        let start = from + at;
        let Some(open) = text[start..].find('>') else {
            break;
        };
        let start = start + open + 1;
        let length = text[start..].find("</").unwrap_or(text.len() - start);
        all.push(start..start + length);
        from = start + length;
        if all.len() == SCRIPTS {
            break;
        }
    }
    all
}

/// Returns whether a document names the vocabulary of its data.
pub fn is_events(document: &Node) -> bool {
    let named = |node: &Node| node.child("@context").is_some() || node.child("@type").is_some();
    named(document) || document.children.first().is_some_and(named)
}

/// Reads the events of a document; returns none if there are none.
pub fn read(document: &Node, builder: Builder) -> Option<RawProgram> {
    let mut events = Vec::new();
    collect(document, 0, &mut events);
    let first = *events.first()?;
    let mut sessions = Vec::new();
    for event in &events {
        leaves(event, 0, &mut sessions);
    }
    // An event that holds others is the programme.
    let whole = if inner(first).is_empty() {
        first.child("superEvent")
    } else {
        Some(first)
    };
    let mut file = File { builder };
    file.builder.raw.span = Some(document.span);
    let mut starts = sessions.iter().filter_map(|e| e.value("startDate"));
    let first = starts.find_map(offset);
    file.builder.settle_zone(None, first);
    if let Some(whole) = whole {
        file.head(whole);
    }
    for session in sessions {
        if file.builder.sink.is_full() {
            break;
        }
        file.session(session);
    }
    Some(file.builder.raw)
}

/// Returns whether a node is an event of any kind: `Event`, `EducationEvent`, `Festival`.
fn is_event(node: &Node) -> bool {
    let known = |name: &str| name.ends_with("Event") || name == "Festival";
    let types = node.all("@type");
    let several = node.inside("@type").map(|n| n.text);
    types.map(|n| n.text).chain(several).any(known)
}

/// Adds the events of a document: itself, those in its lists, and those in `@graph`.
fn collect<'n>(node: &'n Node<'n>, level: usize, all: &mut Vec<&'n Node<'n>>) {
    if is_event(node) {
        all.push(node);
    } else if level < LEVELS {
        let list = if node.shape == Shape::List {
            node.children
        } else {
            node.child("@graph").map_or(&[][..], |graph| graph.children)
        };
        for inner in list {
            collect(inner, level + 1, all);
        }
    }
}

/// Returns the events in an event.
fn inner<'n>(event: &'n Node<'n>) -> Vec<&'n Node<'n>> {
    let named = ["subEvent", "subEvents"].iter();
    let lists = named.filter_map(|name| event.child(name));
    lists
        .flat_map(several)
        .filter(|node| is_event(node))
        .collect()
}

/// Adds the events in an event that have none in them.
fn leaves<'n>(event: &'n Node<'n>, level: usize, all: &mut Vec<&'n Node<'n>>) {
    let inside = inner(event);
    if inside.is_empty() || level == LEVELS {
        all.push(event);
        return;
    }
    for event in inside {
        leaves(event, level + 1, all);
    }
}

/// Returns the values of a key that has one or a list.
fn several<'n>(node: &'n Node<'n>) -> &'n [Node<'n>] {
    match node.shape {
        Shape::List => node.children,
        Shape::Null => &[],
        _ => std::slice::from_ref(node),
    }
}

/// Returns the name of a thing, which may be a text.
fn name<'n>(node: &'n Node<'n>) -> Option<&'n str> {
    let text = node.text.trim();
    node.value("name").or((!text.is_empty()).then_some(text))
}

struct File<'a, 'b> {
    builder: Builder<'a, 'b>,
}

impl File<'_, '_> {
    fn head(&mut self, event: &Node) {
        let builder = &mut self.builder;
        let title = event.value("name").unwrap_or_default();
        builder.raw.head.title = builder.line(title, event.place("name"));
        builder.raw.head.id = slug(event.value("identifier").unwrap_or_default())
            .as_str()
            .into();
        let about = event.value("description").unwrap_or_default();
        builder.raw.head.about = builder.prose([about, ""], event.place("description"));
        let place = event
            .child("location")
            .and_then(|place| several(place).first());
        if let Some(place) = place.and_then(name) {
            builder.raw.head.venue = builder.line(place, event.place("location"));
        }
        let url = event.value("url").unwrap_or_default();
        builder.raw.head.url = builder.url(url, event.place("url"));
        builder.base = event.value("url").map(str::to_owned);
    }

    fn session(&mut self, event: &Node) {
        let mut raw: Raw<Session> = Raw::at(event.span);
        let builder = &mut self.builder;
        let title = event.value("name").unwrap_or_default();
        let id = event.first_value(&["identifier", "@id", "url"]);
        // The last part of an address.
        let last = id.and_then(|id| id.trim_end_matches('/').rsplit('/').next());
        let last = last.map(|last| slug(&last.replace(['#', '?', '=', '&'], "-")));
        raw.item.id = Text::from(&*last.unwrap_or_else(|| slug(title)));
        raw.item.title = builder.line(title, event.place("name"));
        let text = event.value("description").unwrap_or_default();
        raw.item.summary = builder.prose([text, ""], event.place("description"));
        let language = event.child("inLanguage");
        let language = language.and_then(|l| l.value("alternateName").or(name(l)));
        raw.item.language = languages(language.unwrap_or_default());
        let status = event.value("eventStatus").unwrap_or_default();
        let known = STATUS.iter().find(|(end, _)| status.ends_with(end));
        raw.item.status = known.map_or(Status::default(), |(_, status)| *status);
        let image = event
            .child("image")
            .and_then(|image| several(image).first());
        let image = image.and_then(|image| image.value("url").or(name(image)));
        raw.item.image = builder.url(image.unwrap_or_default(), event.place("image"));
        if let Some(url) = event.value("url") {
            raw.item.url = builder.url(url, event.place("url"));
        }
        for place in event.all("location").flat_map(several) {
            if let Some(name) = name(place).filter(|_| raw.refs.is_empty()) {
                raw.refs.push(builder.room(name, place.span));
            }
        }
        for person in PEOPLE
            .iter()
            .flat_map(|key| event.all(key))
            .flat_map(several)
        {
            let known = name(person).and_then(|name| builder.person(None, name, person.span));
            if let Some(at) = known {
                let reference = builder.speaks(at, person.span);
                raw.refs.push(Ref {
                    field: Field::Speaker,
                    ..reference
                });
            }
        }
        let mut time = |key: &str| builder.stamp(event.value(key)?, event.place(key));
        raw.times.start = time("startDate");
        raw.times.end = time("endDate");
        raw.has_start = event.child("startDate").is_some();
        self.builder.add(raw);
    }
}
