//! The board at the door of a room: what is on and until when, what is next, what has changed today.

use crate::i18n::time;
use crate::model::{Announcement, Ix, Room, Session, Slot, Status, Subject};
use crate::page::item::{announcement_role, channels, full_mark, status_mark, status_role};
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
    page.rows.extend(
        board
            .channels
            .iter()
            .chain(&board.next)
            .cloned()
            .map(Row::Text),
    );
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
    let mut moved = moved_away(world, room);
    let starts = |ix: Ix<Session>| program[ix].slot.map(|slot| slot.from);
    let is_on = |ix: Ix<Session>| program[ix].slot.is_some_and(|slot| world.is_on(slot));
    // What is on here is larger than what would have been.
    let is_first =
        |away: &Away| shown.is_none_or(|ix| !is_on(ix) && starts(ix) > Some(away.slot.from));
    let is_large = moved.first().is_some_and(is_first);
    let away = is_large.then(|| moved.remove(0));
    let shown = shown.filter(|_| away.is_none());
    let rest = rest.filter(|ix| Some(*ix) != shown).take(AFTER);
    let next = rest.map(|ix| Cell {
        text: format!("{} · {}", state(world, ix), title(world, ix).text),
        role: role(world, ix),
        link: title(world, ix).link,
    });
    let elsewhere = moved.iter().map(|away| {
        let range = world.range(away.slot);
        Cell::new(format!("{range} · {}", away.text(world)), Role::Warning)
    });
    let speakers = shown.map(|ix| program[ix].speakers.iter().copied());
    let session = shown.map(|ix| {
        let state = Cell::new(state(world, ix), role(world, ix));
        (state, title(world, ix))
    });
    let (state, title) = session.or_else(|| Some(away?.large(world))).unzip();
    Board {
        state,
        over: shown.and_then(|ix| over(world, ix)),
        title: title
            .unwrap_or_else(|| Cell::new(world.messages.get("nothing-more-here"), Role::Title)),
        speakers: world.names(speakers.into_iter().flatten()),
        announcements: announcements(world, room),
        channels: shown
            .and_then(|ix| channels(world, &program[ix]))
            .map(Cell::from),
        next: elsewhere.chain(next).collect(),
        changes: world
            .previous()
            .map_or_else(Vec::new, |previous| changes_today(world, previous, room)),
        changes_heading: Cell::new(world.messages.get("heading-changed"), Role::Warning),
        ..Board::default()
    }
}

/// A session that an update has moved out of a room.
struct Away {
    session: Ix<Session>,
    /// When it would have been there.
    slot: Slot,
}

impl Away {
    /// Returns `Moved to Annex: Opening`, with the start where that is another one.
    fn text(&self, world: &World) -> String {
        let session = &world.program[self.session];
        let start = session.slot.filter(|slot| slot.from != self.slot.from);
        let start = start.map(|slot| world.start(slot));
        let parts = [Some(world.names(session.room)), start];
        let place: Vec<String> = parts.into_iter().flatten().collect();
        let title = world.name(&world.program.subject(self.session));
        let texts = [("title", &*title), ("room", &*place.join(" · "))];
        world.messages.format("moved-away", &texts)
    }

    /// Returns when it would have been there, and what stands there in large letters.
    fn large(&self, world: &World) -> (Cell, Cell) {
        let state = world.range(self.slot);
        let title = Cell {
            text: self.text(world),
            ..title(world, self.session)
        };
        (Cell::new(state, Role::Warning), title)
    }
}

/// Returns the sessions of today that updates have moved out of a room and that would not be over yet, by their start.
fn moved_away(world: &World, room: Ix<Room>) -> Vec<Away> {
    let program = &world.program;
    let all = world.original.iter().filter_map(|(id, original)| {
        let &session = program.ids.sessions.get(id.as_str())?;
        let is_away = original.room == Some(room) && program[session].room != Some(room);
        let slot = original
            .slot
            .filter(|_| is_away && program[session].status != Status::Cancelled)?;
        let is_today = Some(slot.day) == world.today() && !world.is_past(slot);
        is_today.then_some(Away { session, slot })
    });
    let mut all: Vec<Away> = all.collect();
    all.sort_by_key(|away| (away.slot.from, away.session));
    all
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
