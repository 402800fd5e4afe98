//! Reads Indico's export of a timetable (JSON): days of entries, among them session blocks that hold contributions.

use std::collections::HashSet;

use super::builder::Builder;
use super::raw::{Field, Raw, RawProgram, Ref, Stamp};
use super::tree::{Node, Shape};
use super::value::slug;
use crate::model::diagnostic::Span;
use crate::model::{Session, SessionKind};
use crate::text::Text;

/// The keys of people who speak, and of those who lead a session block.
const PEOPLE: &[&str] = &["presenters", "conveners", "personLinks"];

/// Returns whether a document is an export: its results are events by their numbers.
pub fn is_timetable(document: &Node) -> bool {
    let results = document.child("results");
    results.is_some_and(|results| results.shape == Shape::Object)
}

/// Reads the events of a document; returns none if it has no entries.
pub fn read(document: &Node, builder: Builder) -> Option<RawProgram> {
    let events = document.child("results")?;
    let days = || events.children.iter().flat_map(|event| event.children);
    let entries = || days().flat_map(|day| day.children);
    let is_entry = |node: &Node| node.child("startDate").is_some();
    let first = entries().find(|node| is_entry(node))?;
    let mut file = File {
        builder,
        seen: HashSet::new(),
    };
    file.builder.raw.span = Some(document.span);
    file.builder.base = document.value("url").map(str::to_owned);
    let start = first.child("startDate")?;
    let zone = start.value("tz").map(|name| (name, start.place("tz")));
    file.builder.settle_zone(zone, None);
    for entry in entries().filter(|node| is_entry(node)) {
        file.entry(entry);
    }
    Some(file.builder.raw)
}

struct File<'n, 'a, 'b> {
    builder: Builder<'a, 'b>,
    /// The ids of entries: a block that ends on the next day is in both.
    seen: HashSet<&'n str>,
}

impl<'n> File<'n, '_, '_> {
    /// Reads an entry of a day; of a block with contributions, these.
    fn entry(&mut self, entry: &'n Node<'n>) {
        let inner = entry.child("entries").map_or(&[][..], |all| all.children);
        if inner.is_empty() {
            self.session(entry, None);
        }
        for contribution in inner {
            self.session(contribution, Some(entry));
        }
    }

    fn session(&mut self, entry: &'n Node<'n>, block: Option<&'n Node<'n>>) {
        let id = entry.first_value(&["id", "uniqueId"]).unwrap_or_default();
        let again = !id.is_empty() && !self.seen.insert(id);
        if again || self.builder.sink.is_full() {
            return;
        }
        let mut raw: Raw<Session> = Raw::at(entry.span);
        raw.item.id = Text::from(&*slug(id));
        let title = entry.first_value(&["slotTitle", "title", "sessionTitle"]);
        let title = title.unwrap_or_default();
        raw.item.title = self.builder.line(title, entry.place("title"));
        let text = entry.value("description").unwrap_or_default();
        raw.item.summary = self.builder.prose([text, ""], entry.place("description"));
        if entry.value("entryType") == Some("Break") {
            raw.item.kind = SessionKind::Break;
        }
        let around = |names: &[&str]| {
            let own = entry.first_value(names).map(|name| (name, entry.span));
            own.or_else(|| block.and_then(|block| Some((block.first_value(names)?, block.span))))
        };
        if let Some((name, span)) = around(&["room", "roomFullname", "location"]) {
            raw.refs.push(self.builder.room(name, span));
        }
        if let Some((name, span)) = around(&["sessionTitle"]).filter(|(name, _)| *name != title) {
            raw.refs.push(self.builder.track(name, span));
        }
        self.people(
            entry,
            block.is_none() && entry.child("entries").is_some(),
            &mut raw,
        );
        if let Some(block) = block {
            self.people(block, true, &mut raw);
        }
        self.links(entry, &mut raw.item);
        raw.times.start = self.time(entry.child("startDate"));
        raw.times.end = self.time(entry.child("endDate"));
        raw.has_start = true;
        self.builder.add(raw);
    }

    /// Reads a date with a time.
    fn time(&mut self, node: Option<&Node>) -> Option<(Stamp, Span)> {
        let node = node.filter(|node| node.shape == Shape::Object)?;
        let [date, time] = ["date", "time"].map(|name| node.value(name).unwrap_or_default());
        self.builder.stamp(&format!("{date} {time}"), node.span)
    }

    /// Adds those who speak, or those who lead the block.
    fn people(&mut self, entry: &'n Node<'n>, leads: bool, raw: &mut Raw<Session>) {
        let all = PEOPLE.iter().flat_map(|name| entry.inside(name));
        for person in all {
            let mut roles = person.inside("roles").map(|role| role.text);
            let has_roles = person.child("roles").is_some();
            if !leads && has_roles && !roles.any(|role| role == "speaker") {
                continue;
            }
            let parts = ["firstName", "familyName"].map(|name| person.value(name));
            let whole = match parts {
                [Some(first), Some(family)] => format!("{first} {family}"),
                _ => person
                    .first_value(&["name", "fullName"])
                    .unwrap_or_default()
                    .to_owned(),
            };
            let Some(at) = self.builder.person(None, &whole, person.span) else {
                continue;
            };
            if let Some(name) = person.value("affiliation") {
                let line = self.builder.line(name, person.place("affiliation"));
                self.builder.raw.speakers[at].item.affiliation = line;
            }
            let field = if leads {
                Field::Moderator
            } else {
                Field::Speaker
            };
            let reference = self.builder.speaks(at, person.span);
            raw.refs.push(Ref { field, ..reference });
        }
    }

    /// Adds the page of an entry and what is attached to it.
    fn links(&mut self, entry: &Node, item: &mut Session) {
        if let Some(url) = entry.value("url") {
            item.url = self.builder.url(url, entry.place("url"));
        }
        for attachments in entry.all("attachments") {
            let folders = attachments.inside("folders");
            let filed = folders.flat_map(|folder| folder.inside("attachments"));
            for file in attachments.inside("files").chain(filed) {
                let title = file.value("title").unwrap_or_default();
                if let Some(url) = file.first_value(&["download_url", "link_url", "url"]) {
                    self.builder.link(url, title, file.span, &mut item.links);
                }
            }
        }
    }
}
