//! What can be said of a session while the event goes on, and what becomes of it.

use crate::model::{Ix, Kind, Program, Session, Status, Subject};
use crate::page::Role;
use crate::page::item::{change, said_of};
use crate::page::{Cell, Page, Row};
use crate::text::fold::fold;
use crate::update::{Field, UNSET, parse, preview};
use crate::world::World;
use crate::world::diff::{fields, of_plan};

/// Rooms and people that are offered at most.
const MOST: usize = 100;

/// Delays that are offered.
const DELAYS: [&str; 6] = ["5m", "10m", "15m", "20m", "30m", "1h"];

pub fn page(world: &World, subject: &Subject) -> Page {
    let (id, words) = said_of(subject);
    let session = Subject::new(Kind::Session, id);
    let Some(ix) = world.program.find(&session) else {
        return super::gone(world, &session);
    };
    let mut page = Page::titled(world.name(&session));
    page.gap();
    stands(&mut page, world, ix);
    let whole = parse(&world.program, words).is_ok();
    let offered: Vec<String> = if whole {
        vec![words.to_owned()]
    } else {
        offers(world, ix, words)
    };
    let heading = if whole {
        "heading-becomes"
    } else {
        "heading-say"
    };
    page.heading(Cell::new(world.messages.get(heading), Role::Heading));
    if offered.is_empty() {
        page.text(&world.messages.get("say-how"), Role::Text);
    }
    for words in offered {
        let this = Subject::new(Kind::Update, format!("{id} {words}").as_str());
        page.rows.push(Row::Item(this.clone()));
        if whole {
            becomes(&mut page, world, &this);
        }
    }
    page
}

/// How the session stands now, and in what that is not the plan.
fn stands(page: &mut Page, world: &World, ix: Ix) {
    let session = world.program.session(ix);
    for field in crate::world::diff::FIELDS
        .iter()
        .filter(|f| ["when", "room"].contains(&f.name))
    {
        page.field(
            &super::label(world, field.name),
            (field.say)(world, session),
        );
    }
    for (field, old, new) in of_plan(world, ix) {
        let turn = world
            .messages
            .format("from-to", &[("old", &old), ("new", &new)]);
        page.under(Cell::new(
            format!("{}: {turn}", super::label(world, field.name)),
            Role::Warning,
        ));
    }
}

/// What would be new, below what is said, and what it would meet.
fn becomes(page: &mut Page, world: &World, subject: &Subject) {
    let Some(change) = change(world, subject) else {
        return;
    };
    let Some(trial) = preview(&world.program, &world.original, &world.log, &change) else {
        return;
    };
    let program = &world.program;
    let now = program.session(trial.ix);
    for field in fields((program, now), (program, &trial.session)) {
        let none = world.messages.get("none");
        let say = |s: &Session| {
            Some((field.say)(world, s))
                .filter(|t| !t.is_empty())
                .unwrap_or(none.clone())
        };
        let turn = world.messages.format(
            "from-to",
            &[("old", &say(now)), ("new", &say(&trial.session))],
        );
        page.under(Cell::new(
            format!("{}: {turn}", super::label(world, field.name)),
            Role::Text,
        ));
    }
    for clash in trial.conflicts {
        let other = program.subject(Kind::Session, clash.other);
        let text = world
            .messages
            .format("meets", &[("title", &world.name(&other))]);
        page.under(Cell::new(text, Role::Error));
    }
}

/// What can be said that begins as these words do, or has them.
fn offers(world: &World, ix: Ix, words: &str) -> Vec<String> {
    let program = &world.program;
    let session = program.session(ix);
    let mut all: Vec<(String, String)> = Vec::new();
    let plain = |text: String| (text.clone(), text);
    all.extend(DELAYS.iter().map(|d| plain(format!("delay {d}"))));
    let free = |&room: &Ix| session.room != Some(room);
    all.extend(
        (0..program.rooms.len() as Ix)
            .filter(free)
            .map(|room| named(world, program, Kind::Room, room)),
    );
    let statuses = [Status::Cancelled, Status::Confirmed, Status::Tentative];
    let other = statuses.iter().filter(|s| **s != session.status);
    all.extend(other.map(|s| plain(s.name().to_owned())));
    if !world.log.withdraw(&session.id, |_| true).is_empty() {
        all.push(plain(UNSET.to_owned()));
    }
    let typed = fold(words.trim());
    if typed.starts_with("speakers") {
        let people = 0..program.speakers.len() as Ix;
        all.extend(people.map(|s| named(world, program, Kind::Speaker, s)));
    }
    let has = |(_, names): &&(String, String)| {
        let names = fold(names);
        typed.split_whitespace().all(|word| names.contains(word))
    };
    all.iter()
        .filter(has)
        .take(MOST)
        .map(|(said, _)| said.clone())
        .collect()
}

/// `room annex`, and by what else it is found.
fn named(world: &World, program: &Program, kind: Kind, ix: Ix) -> (String, String) {
    let field = if kind == Kind::Room {
        Field::Room
    } else {
        Field::Speakers
    };
    let subject = program.subject(kind, ix);
    let said = format!("{} {}", field.name(), subject.id);
    let names = format!("{said} {}", world.name(&subject));
    (said, names)
}
