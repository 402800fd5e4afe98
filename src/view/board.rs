//! The board at the door of a room: what is on and until when, what is next, what has changed today.

use crate::i18n::time;
use crate::model::{Announcement, Ix, Room, Session, Status, Subject};
use crate::page::item::{announcement_role, full_mark, status_mark, status_role};
use crate::page::{Board, Cell, Page, Presentation, Role, Row};
use crate::view::changes;
use crate::world::agenda;
use crate::world::diff::{Field, fields, of_session};
use crate::world::{Phase, Previous, World};

/// Sessions that are listed after the one in large letters.
const AFTER: usize = 2;

pub fn page(world: &World, subject: &Subject) -> Page {
    let Some(room) = world.program.find(subject) else {
        return super::missing(world, subject);
    };
    let board = board(world, room);
    let mut page = Page::titled(world.name(subject));
    if let Some(state) = &board.state {
        page.heading(state.clone());
    }
    page.rows.push(Row::Text(board.title.clone()));
    page.under(board.speakers.clone());
    page.rows
        .extend(board.announcements.iter().cloned().map(Row::Text));
    page.rows.extend(board.next.iter().cloned().map(Row::Text));
    if !board.changes.is_empty() {
        page.heading(board.changes_heading.clone());
        page.rows
            .extend(board.changes.iter().cloned().map(Row::Text));
    }
    Page {
        presentation: Presentation::Board(Box::new(board)),
        ..page
    }
}

/// Returns the board of a room.
fn board(world: &World, room: Ix<Room>) -> Board {
    let program = &world.program;
    let now = agenda::now_among(world, &program[room].sessions);
    let held = |ix: &Ix<Session>| program[*ix].status != Status::Cancelled;
    let coming: Vec<Ix<Session>> = now.next.iter().chain(&now.later).copied().collect();
    let shown = now.on.iter().chain(&coming).copied().find(held);
    let rest = now.on.iter().chain(&now.cancelled).chain(&coming).copied();
    let rest = rest.filter(|ix| Some(*ix) != shown).take(AFTER);
    let next = rest.map(|ix| Cell {
        text: format!("{} · {}", state(world, ix), title(world, ix).text),
        role: role(world, ix),
        link: title(world, ix).link,
    });
    let speakers = shown.map(|ix| program[ix].speakers.iter().copied());
    Board {
        state: shown.map(|ix| Cell::new(state(world, ix), role(world, ix))),
        over: shown.and_then(|ix| over(world, ix)),
        title: shown.map_or_else(
            || Cell::new(world.messages.get("nothing-more-here"), Role::Title),
            |ix| title(world, ix),
        ),
        fills: false,
        speakers: world.names(speakers.into_iter().flatten()),
        announcements: announcements(world, room),
        next: next.collect(),
        changes: world
            .previous()
            .map_or_else(Vec::new, |previous| changes_today(world, previous, room)),
        changes_heading: Cell::new(world.messages.get("heading-changed"), Role::Warning),
    }
}

/// Returns what is announced to everyone and to those in the room.
pub fn announcements(world: &World, here: Ix<Room>) -> Vec<Cell> {
    let all = world.announcements().into_iter();
    let here = all.filter(|(room, _)| room.is_none_or(|room| room == here));
    let cell = |(_, a): (Option<Ix<Room>>, &Announcement)| {
        Cell::new(world.announced(a), announcement_role(a))
    };
    here.map(cell).collect()
}

fn title(world: &World, ix: Ix<Session>) -> Cell {
    let subject = world.program.subject(ix);
    Cell {
        role: Role::Title,
        ..Cell::link(world.name(&subject), subject)
    }
}

/// Returns `Now · until 12:30 · 20 min left` or `Next · 14:00 · in 2 h`, with the status and the note.
fn state(world: &World, ix: Ix<Session>) -> String {
    let messages = &world.messages;
    let session = &world.program[ix];
    let mut parts = Vec::new();
    if let Some(slot) = session.slot {
        let (_, end) = world.times(slot);
        let start = world.start(slot);
        parts.push(match world.phase(slot) {
            // Whether it would be on or next does not matter.
            _ if session.status == Status::Cancelled => world.range(slot),
            Some(Phase::Now(left)) => {
                let until = [("time", &*time(end)), ("left", &messages.minutes(left))];
                messages.format("now-until", &until)
            }
            Some(Phase::Coming(n)) if Some(slot.day) == world.today() => messages.format(
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
    parts.extend(full_mark(world, session).map(|(mark, _)| mark));
    let note = world.text(&session.note);
    parts.extend((!note.is_empty()).then_some(note));
    parts.join(" · ")
}

/// Returns how much of a session that is on is over, in hundredths.
fn over(world: &World, ix: Ix<Session>) -> Option<u8> {
    let slot = world.program[ix]
        .slot
        .filter(|slot| world.is_on(*slot) && slot.has_end())?;
    let (passed, all) = (world.timestamp() - slot.from, slot.until - slot.from);
    u8::try_from(passed * 100 / all.max(1)).ok()
}

fn role(world: &World, ix: Ix<Session>) -> Role {
    let session = &world.program[ix];
    match session.status {
        Status::Confirmed | Status::Tentative => match session.slot {
            Some(slot) if world.is_on(slot) => Role::Now,
            _ => Role::Heading,
        },
        status => status_role(status),
    }
}

/// Returns what has changed in the sessions that take place in the room today, or did in the previous
/// version: another time, another room, cancelled, new, removed.
fn changes_today(world: &World, previous: &Previous, room: Ix<Room>) -> Vec<Cell> {
    let (old, new) = (&previous.world.program, &world.program);
    let id = &new[room].id;
    let soon = |s: &Session| {
        let slot = s.slot.filter(|slot| Some(slot.day) == world.today());
        slot.filter(|slot| !world.is_past(*slot))
    };
    let was_here = |s: &Session| s.room.is_some_and(|r| old[r].id == *id);
    let mut lines = Vec::new();
    for ix in new.all() {
        let is: &Session = &new[ix];
        let was = old.ids.sessions.get(is.id.as_str());
        let was = was.map(|&ix| &old[ix]);
        let here = is.room == Some(room) || was.is_some_and(was_here);
        // Those who come at the old time read this too.
        let slot = was.and_then(soon).or_else(|| soon(is));
        let (Some(slot), true) = (slot, here && previous.changed.contains_key(&is.id)) else {
            continue;
        };
        let what: Vec<String> = match was {
            None => vec![world.messages.get("new")],
            Some(was) => {
                let urgent = |f: &&Field| matches!(f.name, "status" | "when" | "room");
                let differ: Vec<&Field> = fields((old, was), (new, is)).filter(urgent).collect();
                // Another time or room says more than the status.
                let says_more = differ.len() > 1 && is.status != Status::Cancelled;
                let differ = differ
                    .into_iter()
                    .filter(|f| !(says_more && f.name == "status"));
                differ
                    .map(|f| {
                        let differs = of_session((previous, was), (world, is), f);
                        changes::change(world, &differs)
                    })
                    .collect()
            }
        };
        if !what.is_empty() {
            lines.push((slot, title(world, ix).text, what.join(" · ")));
        }
    }
    for &ix in &previous.removed {
        let was = &old[ix];
        if let (Some(slot), true) = (soon(was), was_here(was)) {
            let title = previous.world.name(&old.subject(ix));
            lines.push((slot, title, world.messages.get("gone")));
        }
    }
    let cell = |(slot, title, what)| {
        let text = format!("{} {title} · {what}", world.start(slot));
        Cell::new(text, Role::Warning)
    };
    lines.into_iter().map(cell).collect()
}
