//! The screen at a door: what is on in this room, until when, what is next, what has changed.

use crate::i18n::time;
use crate::model::{Ix, Kind, Session, Status, Subject};
use crate::page::Role;
use crate::page::item::{status_mark, status_role};
use crate::page::{Cell, Page, Presentation, Row};
use crate::view::changes;
use crate::world::agenda;
use crate::world::diff::{Field, fields};
use crate::world::{Phase, World};

/// Sessions after the one in large letters.
const AFTER: usize = 2;

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let Some(room) = program.find(subject) else {
        return super::gone(world, subject);
    };
    let mut page = Page {
        form: Presentation::Board,
        ..Page::titled(world.name(subject))
    };
    let now = agenda::now_among(world, &program.room(room).sessions);
    let held = |ix: &Ix| program.session(*ix).status != Status::Cancelled;
    let coming: Vec<Ix> = now.next.iter().chain(&now.later).copied().collect();
    let shown = now.on.iter().chain(&coming).copied().find(held);
    if let Some(ix) = shown {
        large(&mut page, world, ix);
    } else {
        let text = world.messages.get("nothing-more-here");
        page.rows.push(Row::Text(Cell::new(text, Role::Title)));
    }
    let rest = now.on.iter().chain(&now.cancelled).chain(&coming).copied();
    for ix in rest.filter(|ix| Some(*ix) != shown).take(AFTER) {
        let text = format!("{} · {}", state(world, ix), title(world, ix).text);
        let link = title(world, ix).link;
        let role = role(world, ix);
        page.rows.push(Row::Text(Cell { text, role, link }));
    }
    moved(&mut page, world, room, subject);
    page
}

/// Adds a session in large letters: how it stands, its title, who speaks.
fn large(page: &mut Page, world: &World, ix: Ix) {
    page.heading(Cell::new(state(world, ix), role(world, ix)));
    page.rows.push(Row::Text(title(world, ix)));
    let speakers = world.program.session(ix).speakers.iter();
    page.under(world.names(Kind::Speaker, speakers.copied()));
}

fn title(world: &World, ix: Ix) -> Cell {
    let subject = world.program.subject(Kind::Session, ix);
    Cell {
        text: world.name(&subject),
        role: Role::Title,
        link: Some(subject),
    }
}

/// `Now · until 12:30 · 20 min left`, `Next · 14:00 · in 2 h`, with what has become of it.
fn state(world: &World, ix: Ix) -> String {
    let messages = &world.messages;
    let session = world.program.session(ix);
    let mut parts = Vec::new();
    if let Some(slot) = session.slot {
        let (_, end) = world.times(slot);
        let start = world.start(slot);
        parts.push(match world.when(slot) {
            // Nobody waits for it, nor is kept from the room by it.
            _ if session.status == Status::Cancelled => world.range(slot),
            Phase::Now(left) => {
                let until = [("time", &*time(end)), ("left", &messages.minutes(left))];
                messages.format("now-until", &until)
            }
            Phase::Coming(n) if slot.day == world.today() => messages.format(
                "next-at",
                &[("time", &*start), ("in", &messages.minutes(n))],
            ),
            _ => {
                let day = messages.short_date(slot.day);
                messages.format("next-on", &[("time", &*start), ("day", &day)])
            }
        });
    }
    let status = status_mark(world, session.status);
    parts.extend(status.filter(|(mark, _)| mark != "?").map(|(mark, _)| mark));
    let note = world.say(&session.note);
    parts.extend((!note.is_empty()).then_some(note));
    parts.join(" · ")
}

fn role(world: &World, ix: Ix) -> Role {
    let session = world.program.session(ix);
    let on = |slot| matches!(world.when(slot), Phase::Now(_));
    match session.status {
        Status::Confirmed | Status::Tentative if session.slot.is_some_and(on) => Role::Now,
        Status::Confirmed | Status::Tentative => Role::Heading,
        status => status_role(status),
    }
}

/// Adds what has become of sessions that are at this door today, or were: another time, another room,
/// cancelled, new, gone.
fn moved(page: &mut Page, world: &World, room: Ix, subject: &Subject) {
    let Some(before) = &world.previous else {
        return;
    };
    let (old, new) = (&before.world.program, &world.program);
    let soon = |s: &Session| {
        let slot = s.slot.filter(|slot| slot.day == world.today());
        slot.filter(|slot| world.when(*slot) != Phase::Past)
    };
    let was_here = |s: &Session| s.room.is_some_and(|r| old.room(r).id == subject.id);
    let mut told = Vec::new();
    for (ix, is) in (0..).zip(&new.sessions) {
        let was = old.ids.sessions.get(is.id.as_str());
        let was = was.map(|&ix| old.session(ix));
        let here = is.room == Some(room) || was.is_some_and(was_here);
        // Who comes today for what was to be today has to be told, too.
        let slot = was.and_then(soon).or_else(|| soon(is));
        let (Some(slot), true) = (slot, here && before.marks.contains_key(&is.id)) else {
            continue;
        };
        let start = world.start(slot);
        let what: Vec<String> = match was {
            None => vec![world.messages.get("new")],
            Some(was) => {
                let pressing = |f: &&Field| matches!(f.name, "status" | "when" | "room");
                let differ = fields((old, was), (new, is)).filter(pressing);
                differ
                    .map(|f| changes::told(world, before, f, was, is))
                    .collect()
            }
        };
        if !what.is_empty() {
            told.push(format!(
                "{start} {} · {}",
                title(world, ix).text,
                what.join(" · ")
            ));
        }
    }
    for &ix in &before.gone {
        let was = old.session(ix);
        if let (Some(slot), true) = (soon(was), was_here(was)) {
            let start = world.start(slot);
            let title = before.world.name(&old.subject(Kind::Session, ix));
            told.push(format!("{start} {title} · {}", world.messages.get("gone")));
        }
    }
    if !told.is_empty() {
        let heading = world.messages.get("heading-changed");
        page.heading(Cell::new(heading, Role::Warning));
        let rows = told.into_iter();
        page.rows
            .extend(rows.map(|text| Row::Text(Cell::new(text, Role::Warning))));
    }
}
