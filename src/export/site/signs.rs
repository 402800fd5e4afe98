//! What is printed of rooms and speakers: signs for doors and cards for hands. Each is a table whose head is repeated on every
//! printed page.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::html::page_name;
use super::rows::Rows;
use crate::export::published;
use crate::layout::qr::path_of;
use crate::model::{AnyIx, Ix, Room, Session, Speaker, Status, Subject};
use crate::page::item::{Lead, channels, organisation};

/// Returns the signs of all rooms.
pub fn all(rows: &Rows) -> Markup {
    let program = &rows.world.program;
    html! {
        @for room in program.all::<Room>() { (signs(rows, room)) }
    }
}

/// Returns the signs of the room or the card of the speaker that a page is about, which are only printed.
pub fn printed(rows: &Rows) -> Markup {
    let inside = match rows.world.program.find_any(rows.subject) {
        Some(AnyIx::Room(room)) => signs(rows, room),
        Some(AnyIx::Speaker(speaker)) => card(rows, speaker),
        _ => return html! {},
    };
    html! { div class="printed" { "\n" (inside) } "\n" }
}

/// Returns a sign for each day of a room.
fn signs(rows: &Rows, room: Ix<Room>) -> Markup {
    let program = &rows.world.program;
    let day_of = |ix: &Ix<Session>| program[*ix].slot.map(|slot| slot.day);
    let all = program[room].sessions.iter().copied();
    let shown = all.filter(|ix| rows.world.shows(*ix) && day_of(ix).is_some());
    let shown: Vec<Ix<Session>> = shown.collect();
    let subject = program.subject(room);
    html! {
        @for sessions in shown.chunk_by(|a, b| day_of(a) == day_of(b)) {
            @if let Some(day) = sessions.first().and_then(day_of) {
                table class="sign" { "\n" (head(rows, &subject, &of_room(rows, room, day))) "\n" (body(rows, sessions)) }
                "\n"
            }
        }
    }
}

/// Returns the head of a sign: the room, the day, what is announced to those who stand before it.
fn of_room(rows: &Rows, room: Ix<Room>, day: NaiveDate) -> Markup {
    let world = rows.world;
    let announced = world.announcements().into_iter();
    let announced = announced.filter(|(of, _)| of.is_none_or(|of| of == room));
    html! {
        (rows.name(room, Some("at"))) " "
        span class="date" { (world.day_title(day)) }
        @for (_, announcement) in announced {
            " " span class="announced" dir="auto" { (world.announced(announcement)) }
        }
    }
}

fn card(rows: &Rows, speaker: Ix<Speaker>) -> Markup {
    let world = rows.world;
    let program = &world.program;
    let sessions = program[speaker].sessions.iter().copied();
    let shown: Vec<Ix<Session>> = sessions.filter(|&ix| world.shows(ix)).collect();
    let who = html! {
        (rows.name(speaker, Some("at"))) " "
        span class="date" { (organisation(world, &program[speaker])) }
    };
    html! {
        table class="sign" { "\n" (head(rows, &program.subject(speaker), &who)) "\n" (body(rows, &shown)) }
        "\n"
    }
}

/// Returns a QR code with the address of the page of a room or a speaker, if it is known.
fn code(rows: &Rows, of: &Subject) -> Markup {
    let address = published(rows.world, &page_name(of));
    let code = address.and_then(|address| Some((path_of(&address)?, address)));
    html! {
        @if let Some(((path, side), address)) = code {
            svg class="code" viewBox=(format!("0 0 {side} {side}")) role="img" aria-label=(address) shape-rendering="crispEdges" {
                path d=(path) {}
            }
        }
    }
}

/// Returns the head of a sign or a card: what it is about, with its name and more.
fn head(rows: &Rows, of: &Subject, named: &Markup) -> Markup {
    html! {
        thead {
            tr {
                th colspan="2" scope="colgroup" {
                    (code(rows, of))
                    span class="event" { bdi { (rows.world.name(&Subject::program())) } }
                    " " (named)
                }
            }
        }
    }
}

fn body(rows: &Rows, sessions: &[Ix<Session>]) -> Markup {
    let program = &rows.world.program;
    let is_card = matches!(program.find_any(rows.subject), Some(AnyIx::Speaker(_)));
    let lead = if is_card {
        Lead::DateRange
    } else {
        Lead::Range
    };
    html! {
        tbody {
            @for &ix in sessions {
                @let cancelled = program[ix].status == Status::Cancelled;
                "\n" tr class=[cancelled.then_some("cancelled")] {
                    th scope="row" { (rows.lead(ix, lead)) }
                    td {
                        (rows.name(ix, Some("title"))) (rows.about(ix))
                        @if let Some(channels) = channels(rows.world, &program[ix]) { p class="channels" { (channels) } }
                        @if is_card { (rows.place(&program[ix])) }
                    }
                }
            }
            "\n"
        }
    }
}
