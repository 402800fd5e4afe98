//! The clock on the table of a room's chair: the time left of the session in the largest letters, then how long it is over.

use crate::i18n::time;
use crate::model::{Ix, Room, Session, Status, Subject};
use crate::page::{Board, Cell, Page, Presentation, Role, Row};
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
    page.rows.push(Row::Text(board.title.clone()));
    page.under(board.speakers.clone());
    page.rows
        .extend(board.below().into_iter().cloned().map(Row::Text));
    Page {
        presentation: Presentation::Board(Box::new(board)),
        ..page
    }
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
    let (state, role, seconds) = state(world, ix, &at);
    let sign = if matches!(at, Time::Over(_)) { "+" } else { "" };
    let session = world.name(&world.program.subject(ix));
    let people = world.names(world.program[ix].people());
    let next = next(world, room, ix).map(|next| {
        let start = world.program[next]
            .slot
            .map_or_else(String::new, |slot| world.start(slot));
        let title = world.name(&world.program.subject(next));
        let texts = [("time", &*start), ("title", &*title)];
        Cell::new(world.messages.format("then-next", &texts), Role::Faint)
    });
    Board {
        state: Some(Cell::new(state, role)),
        title: Cell::new(format!("{sign}{}", digits(seconds)), role),
        fills: true,
        speakers: if people.is_empty() {
            session
        } else {
            format!("{session} · {people}")
        },
        announcements,
        next: next.into_iter().collect(),
        ..Board::default()
    }
}

/// Returns what the clock says, in words, and how urgent it is.
fn state(world: &World, ix: Ix<Session>, at: &Time) -> (String, Role, i64) {
    let messages = &world.messages;
    let slot = world.program[ix].slot;
    let end = slot.map_or_else(String::new, |slot| time(world.times(slot).1));
    let until = messages.format("until", &[("time", &end)]);
    match *at {
        Time::Left(n) if n <= ALARMS => (messages.get("clock-last-minute"), Role::Error, n),
        Time::Left(n) if n <= WARNS => {
            let left = messages.minutes((n + 59) / 60);
            let text = messages.format("clock-soon", &[("left", &left)]);
            (text, Role::Warning, n)
        }
        Time::Left(n) => (until, Role::Now, n),
        Time::Over(n) => (messages.get("clock-over"), Role::Error, n),
        Time::Until(n) => (messages.get("clock-starts"), Role::Time, n),
    }
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

/// Returns the session of a room after this one.
fn next(world: &World, room: Ix<Room>, ix: Ix<Session>) -> Option<Ix<Session>> {
    let mut after = world.program[room].sessions.iter().copied();
    after.find(|&next| {
        next > ix
            && world.program[next].status != Status::Cancelled
            && agenda::is_ahead(world, next)
    })
}

/// Returns `12:34`, from an hour on `1:02:03`, from a day on `27:02:03`.
fn digits(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes:02}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
