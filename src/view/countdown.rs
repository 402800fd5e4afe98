//! The clock on the table of a room's chair: the time left of the session in the largest letters, then how long it is over.

use crate::i18n::time;
use crate::model::{Ix, Kind, Room, Session, Slot, Status, Subject};
use crate::page::{Board, Cell, Page, Presentation, Role, Row};
use crate::world::diff::item_parts;
use crate::world::{World, agenda};

/// The seconds left from which the clock warns, and from which it alarms.
const WARNS: i64 = 5 * 60;
const ALARMS: i64 = 60;
/// The seconds for which a session that is over counts on, until another one starts in the room.
const COUNTS_ON: i64 = 20 * 60;

/// How a session stands to the clock.
enum Time {
    /// It is on, for so many seconds more.
    Left(i64),
    /// It is over, for so many seconds.
    Over(i64),
    /// It starts in so many seconds.
    Until(i64),
}

pub fn page(world: &World, subject: &Subject) -> Page {
    if subject.kind == Kind::Program {
        return of_rooms(world);
    }
    let Some(room) = world.program.find(subject) else {
        return super::missing(world, subject);
    };
    let mut page = Page {
        ticks: true,
        ..Page::titled(world.name(subject))
    };
    let board = board(world, room);
    page.rows
        .extend(board.state.iter().cloned().map(Row::Heading));
    page.rows.push(Row::Text(board.whole_title()));
    page.under(board.speakers.clone());
    page.rows
        .extend(board.below().into_iter().cloned().map(Row::Text));
    Page {
        presentation: Presentation::Board(Box::new(board)),
        ..page
    }
}

/// Returns the time left in each room that has a session to come, for those who look after all of them.
fn of_rooms(world: &World) -> Page {
    let mut page = Page {
        ticks: true,
        ..Page::titled(world.messages.get("clock-rooms"))
    };
    for room in world.program.all::<Room>() {
        let Some((ix, at)) = current(world, room) else {
            continue;
        };
        let (state, role, time) = state(world, world.program[ix].slot, &at);
        let room = world.program.subject(room);
        let text = joined(&[world.name(&room), time, state]);
        page.rows.push(Row::Text(Cell {
            link: Some(room),
            ..Cell::new(text, role)
        }));
        let session = world.name(&world.program.subject(ix));
        let people = world.names(world.program[ix].people());
        page.under(Cell::new(joined(&[session, people]), Role::Faint));
    }
    page
}

fn board(world: &World, room: Ix<Room>) -> Board {
    let announcements = super::board::announcements(world, room);
    let Some((ix, at)) = current(world, room) else {
        return Board {
            title: Cell::new(world.messages.get("nothing-more-here"), Role::Title),
            announcements,
            ..Board::default()
        };
    };
    let slot = world.program[ix].slot;
    let (state, role, time) = state(world, slot, &at);
    let session = world.name(&world.program.subject(ix));
    let people = world.names(world.program[ix].people());
    let board = Board {
        state: Some(Cell::new(state, role)),
        title: Cell::new(time, role),
        fills: true,
        speakers: joined(&[session, people]),
        announcements,
        next: next(world, room, ix).into_iter().collect(),
        ..Board::default()
    };
    match at {
        Time::Left(_) => with_item(world, ix, board),
        Time::Over(_) | Time::Until(_) => board,
    }
}

/// Returns the board of a session that is on with the item that is on: its time left first, and the item after it.
fn with_item(world: &World, ix: Ix<Session>, board: Board) -> Board {
    let (messages, session) = (&world.messages, &world.program[ix]);
    let mut order = world.program.running_order(session);
    let mut slots = order
        .by_ref()
        .filter_map(|(item, slot)| Some((item, slot?)));
    let Some((item, slot)) = slots.find(|(_, slot)| world.is_on(*slot)) else {
        return board;
    };
    let left = Time::Left(slot.until - world.timestamp());
    let (state, role, time) = state(world, Some(slot), &left);
    let whole = board.state.map_or_else(String::new, |cell| cell.text);
    let whole = messages.field(&messages.get("kind-session"), &whole);
    let mut about = item_parts(world, item);
    about.push(world.name(&world.program.subject(ix)));
    let then = order
        .next()
        .map(|(next, slot)| then_next(world, slot, &joined(&item_parts(world, next))));
    Board {
        state: Some(Cell::new(joined(&[state, whole]), role)),
        title: Cell::new(time, role),
        beside: board.title.text,
        speakers: joined(&about),
        next: then.map_or(board.next, |then| vec![then]),
        ..board
    }
}

/// Returns the texts that are not empty, with dots between them.
fn joined(parts: &[String]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// Returns what the clock says, in words, how urgent it is, and the time in digits.
fn state(world: &World, slot: Option<Slot>, at: &Time) -> (String, Role, String) {
    let messages = &world.messages;
    let end = slot.map_or_else(String::new, |slot| time(world.times(slot).1));
    let until = messages.format("until", &[("time", &end)]);
    let left = |n| messages.minutes((n + 59) / 60);
    let (text, role, seconds) = match *at {
        Time::Left(n) if n <= ALARMS => (messages.get("clock-last-minute"), Role::Error, n),
        Time::Left(n) if n <= WARNS => {
            let text = messages.format("clock-soon", &[("left", &left(n))]);
            (text, Role::Warning, n)
        }
        Time::Left(n) => (until, Role::Now, n),
        Time::Over(n) => (messages.get("clock-over"), Role::Error, n),
        Time::Until(n) => (messages.get("clock-starts"), Role::Time, n),
    };
    let sign = if matches!(at, Time::Over(_)) { "+" } else { "" };
    (text, role, format!("{sign}{}", digits(seconds)))
}

/// Returns the session of a room that the clock is about: on now, else just over, else next.
fn current(world: &World, room: Ix<Room>) -> Option<(Ix<Session>, Time)> {
    let now = world.now()?;
    let all = &world.program[room].sessions;
    let held = all.iter().copied().filter_map(|ix| {
        let slot = world.program[ix].busy()?;
        Some((ix, slot))
    });
    let held: Vec<_> = held.collect();
    let on = held
        .iter()
        .rev()
        .find(|(_, slot)| slot.from <= now && now < slot.until);
    if let Some((ix, slot)) = on {
        return Some((*ix, Time::Left(slot.until - now)));
    }
    let over = held.iter().filter(|(_, slot)| slot.until <= now);
    let over = over.max_by_key(|(_, slot)| slot.until);
    if let Some((ix, slot)) = over.filter(|(_, slot)| now - slot.until < COUNTS_ON) {
        return Some((*ix, Time::Over(now - slot.until)));
    }
    let next = held.iter().find(|(_, slot)| slot.from > now)?;
    Some((next.0, Time::Until(next.1.from - now)))
}

/// Returns which session of a room comes after this one.
fn next(world: &World, room: Ix<Room>, ix: Ix<Session>) -> Option<Cell> {
    let mut after = world.program[room].sessions.iter().copied();
    let next = after.find(|&next| {
        next > ix
            && world.program[next].status != Status::Cancelled
            && agenda::is_ahead(world, next)
    })?;
    let title = world.name(&world.program.subject(next));
    Some(then_next(world, world.program[next].slot, &title))
}

/// Returns `then 10:10 Framing the debate`.
fn then_next(world: &World, slot: Option<Slot>, title: &str) -> Cell {
    let start = slot.map_or_else(String::new, |slot| world.start(slot));
    let texts = [("time", &*start), ("title", title)];
    Cell::new(world.messages.format("then-next", &texts), Role::Faint)
}

/// Returns `12:34`, from an hour on `1:02:03`, from a day on `27:02:03`.
fn digits(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes:02}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
