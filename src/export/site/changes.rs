//! What differs from the schedule: a page, and a feed (Atom, RFC 4287). Both have what was posted for everyone, and not who
//! posted it.

use std::cmp::Reverse;

use chrono::DateTime;
use maud::{Markup, html};
use uuid::Uuid;

use super::html::page_name;
use crate::export::Selection;
use crate::export::schedule::ids::guid;
use crate::i18n::time;
use crate::model::zone::Timestamp;
use crate::model::{Ix, Kind, Session, Subject};
use crate::page::{Cell, Page, Role, Row};
use crate::text::truncate;
use crate::update::Field;
use crate::world::World;
use crate::world::diff::updated_texts;

/// A session that is not as scheduled.
struct Change {
    ix: Ix<Session>,
    /// When the last update of it was posted.
    at: Timestamp,
    /// Each field with its old and its new value.
    texts: Vec<String>,
}

/// Returns the sessions that are not as scheduled, the last that was changed first.
fn changes(world: &World) -> Vec<Change> {
    let in_force = world.log.all_in_force();
    let sessions = in_force.iter().filter_map(|(subject, updates)| {
        let ix = world.program.find::<Session>(subject)?;
        let at = updates.iter().map(|update| update.at).max()?;
        Some((ix, at))
    });
    let mut all: Vec<Change> = sessions
        .filter(|(ix, _)| world.shows(*ix))
        .map(|(ix, at)| Change {
            ix,
            at,
            texts: updated_texts(world, ix),
        })
        .filter(|change| !change.texts.is_empty())
        .collect();
    all.sort_by_key(|change| (Reverse(change.at), change.ix));
    all
}

/// Returns a link to the page of changes, where there are some.
pub fn banner(world: &World, prefix: &str) -> Markup {
    let n = changes(world).len();
    html! {
        @if n > 0 {
            p class="notice" {
                a href=(format!("{prefix}{}.html", super::CHANGES)) { (world.messages.plural("sessions-changed", n)) }
            }
            "\n"
        }
    }
}

pub fn page(world: &World) -> Page {
    let changes = changes(world);
    let mut page = Page {
        dated: true,
        ..Page::default()
    };
    page.text(
        &world.messages.plural("sessions-changed", changes.len()),
        Role::Faint,
    );
    for change in changes {
        page.rows.push(Row::Item(world.program.subject(change.ix)));
        for text in change.texts {
            page.under(Cell::new(text, Role::Text));
        }
        let at = world.program.zone.at(change.at);
        let at = format!("{} {}", world.messages.short_date(at.date()), time(at));
        page.under(Cell::new(at, Role::Faint));
    }
    page
}

/// An entry of the feed.
struct Entry {
    id: Uuid,
    at: Timestamp,
    title: String,
    text: String,
    page: String,
}

/// Returns the feed of what has changed and what is announced. An entry has a new id when a session changes again, so that it is
/// shown again.
pub fn feed(selection: &Selection) -> String {
    let world = selection.world;
    let program = &world.program;
    let of_feed = guid(program, Kind::Program, "changes");
    let id = |subject: &Subject, at: Timestamp| {
        Uuid::new_v5(&of_feed, format!("{subject} {at}").as_bytes())
    };
    let changed = changes(world).into_iter().map(|change| {
        let subject = program.subject(change.ix);
        Entry {
            id: id(&subject, change.at),
            at: change.at,
            title: world.name(&subject),
            text: change.texts.join("\n"),
            page: page_name(&subject),
        }
    });
    let announced = world
        .announcements()
        .into_iter()
        .map(|(room, announcement)| {
            let subject = room.map_or_else(Subject::program, |room| program.subject(room));
            let update = world.log.in_force(&subject, Field::Announcement);
            let at = update.map_or(program.span.start, |update| update.at);
            Entry {
                id: id(&subject, at),
                at,
                title: world.announced_in(room, announcement),
                text: String::new(),
                page: super::CHANGES.to_owned(),
            }
        });
    let mut entries: Vec<Entry> = announced.chain(changed).collect();
    entries.sort_by_key(|entry| Reverse(entry.at));
    // Without an entry, the feed is as old as the programme.
    let written = program
        .updated
        .map(|t| program.zone.from_local(t).timestamp());
    let updated = entries.first().map(|entry| entry.at).or(written);
    let name = world.name(&Subject::program());
    let title = format!("{} · {name}", world.messages.get("tab-changes"));
    let feed = html! {
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(world.lang().as_str()) {
            "\n" generator { "nadwa" }
            "\n" id { "urn:uuid:" (of_feed) }
            "\n" title { (shortened(&title)) }
            "\n" updated { (rfc3339(updated.unwrap_or(program.span.start))) }
            "\n" author { name { (shortened(&name)) } }
            "\n" link rel="self" href="changes.atom" {}
            "\n" link rel="alternate" type="text/html" href="changes.html" {}
            @for entry in entries { "\n" (entry.write()) }
            "\n"
        }
        "\n"
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}",
        feed.into_string()
    )
}

impl Entry {
    fn write(&self) -> Markup {
        html! {
            entry {
                "\n" id { "urn:uuid:" (self.id) }
                "\n" title { (shortened(&self.title)) }
                "\n" updated { (rfc3339(self.at)) }
                "\n" link rel="alternate" type="text/html" href=(format!("{}.html", self.page)) {}
                @if !self.text.is_empty() { "\n" content type="text" { (self.text) } }
                "\n"
            }
        }
    }
}

fn shortened(text: &str) -> String {
    truncate(text, super::rows::MAX_LISTED).into_owned()
}

fn rfc3339(at: Timestamp) -> String {
    let utc = DateTime::from_timestamp(at, 0).unwrap_or_default();
    utc.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
