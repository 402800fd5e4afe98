//! Chair's cards: a sheet of A5 for each session, with who speaks in which order, and what is next in the room.

use maud::{Markup, html};

use super::plates::in_other_script;
use super::{dir, document};
use crate::export::{Output, Selection};
use crate::model::{Ix, Session, Speaker, Status};
use crate::page::item::{interpretation, organisation};

pub fn make(selection: &Selection) -> Output {
    let is_chaired = |session: &&Session| {
        session.people().next().is_some() && session.status != Status::Cancelled
    };
    let sessions = selection.all().filter(is_chaired);
    let cards: Vec<Markup> = sessions.map(|session| card(selection, session)).collect();
    let body = html! { @for card in &cards { section { "\n" (card) "\n" } "\n" } };
    Output::file(document(selection, "cards", &body))
}

fn card(selection: &Selection, session: &Session) -> Markup {
    let world = selection.world;
    let messages = &world.messages;
    let spoken = session.language.iter().map(|tag| messages.language(tag));
    let spoken: Vec<String> = spoken.collect();
    let languages = [spoken.join(&messages.comma())]
        .into_iter()
        .filter(|spoken| !spoken.is_empty())
        .chain(interpretation(world, session));
    let languages: Vec<String> = languages.collect();
    html! {
        p class="when" {
            @if let Some(slot) = session.slot {
                (messages.short_date(slot.day)) " · " span class="time" { (world.range(slot)) }
            }
            @if let Some(room) = session.room { " · " bdi { (selection.name(room)) } }
        }
        h1 dir="auto" { (selection.title(session)) }
        @if !languages.is_empty() { p { (languages.join(" · ")) } }
        @if !session.moderators.is_empty() {
            h2 { (messages.get("label-chairs")) }
            ol class="chairs" { @for &who in &session.moderators { li { (person(selection, who)) } } }
        }
        @if session.items.is_empty() {
            @if !session.speakers.is_empty() { h2 { (messages.get("label-speakers")) } }
            ol { @for &who in &session.speakers { li { (person(selection, who)) } } }
        } @else {
            h2 { (messages.get("label-items")) }
            (items(selection, session))
        }
        @if let Some(next) = next(selection, session) { p class="next" { (next) } }
    }
}

/// Returns a name with its form in the other script, and the organisation.
fn person(selection: &Selection, who: Ix<Speaker>) -> Markup {
    let (world, name) = (selection.world, selection.name(who));
    let speaker = &world.program[who];
    let organisation = organisation(world, speaker);
    html! {
        strong dir="auto" { (name) }
        @if let Some((lang, other)) = in_other_script(selection, &speaker.name, name) {
            " " bdi lang=(lang.as_str()) dir=(dir(lang)) { (other) }
        }
        @if !organisation.is_empty() { " · " bdi { (organisation) } }
    }
}

/// Returns the running order: when each item starts, for how long, and who speaks.
fn items(selection: &Selection, session: &Session) -> Markup {
    let world = selection.world;
    html! {
        table {
            @for (item, slot) in world.program.running_order(session) {
                "\n" tr {
                    td class="time" { @if let Some(slot) = slot { (world.start(slot)) } }
                    td { @if let Some(minutes) = item.minutes { (world.messages.minutes(minutes)) } }
                    td {
                        @if !item.title.is_empty() { bdi { (selection.text(&item.title)) } br; }
                        @for &who in &item.speakers { div { (person(selection, who)) } }
                    }
                    td { @if let Some(tag) = &item.language { (world.messages.language(tag)) } }
                }
            }
            "\n"
        }
    }
}

/// Returns what is next in the room on that day: `Next: 10:10 A frame for action`.
fn next(selection: &Selection, session: &Session) -> Option<String> {
    let world = selection.world;
    let slot = session.slot?;
    let room = &world.program[session.room?];
    let behind = room.sessions.iter().map(|&ix| &world.program[ix]);
    let mut behind = behind.filter(|next| {
        next.busy()
            .is_some_and(|next| next.from >= slot.until && next.day == slot.day)
    });
    let next = behind.next()?;
    let start = world.start(next.slot?);
    let text = format!("{start} {}", selection.title(next));
    let messages = &world.messages;
    Some(messages.field(&messages.get("card-next"), &text))
}
