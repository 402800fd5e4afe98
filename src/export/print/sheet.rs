//! The run sheet: a table of each day, with a column to write in.

use maud::{Markup, html};

use super::{document, in_language, languages};
use crate::export::{Output, Selection};
use crate::i18n::time;
use crate::model::{Kind, Session, Slot, Status};
use crate::text::Lang;

/// A column: the key of its heading, and what it holds of a session.
type Column = (&'static str, fn(&Selection, &Session) -> Markup);

const COLUMNS: &[Column] = &[
    ("label-speakers", people),
    ("label-spoken", languages_of),
    ("label-note", note),
];

pub fn make(selection: &Selection) -> Output {
    let world = selection.world;
    let (messages, program) = (&world.messages, &world.program);
    let languages = languages(selection);
    let of_room = selection.of.kind == Kind::Room;
    let columns = || COLUMNS.iter();
    let days = program.days.iter().map(|day| {
        let sessions = day.sessions.iter().filter(|&&ix| selection.contains(ix));
        (day, sessions.map(|&ix| &program[ix]).collect::<Vec<_>>())
    });
    let days: Vec<_> = days.filter(|(_, sessions)| !sessions.is_empty()).collect();
    let body = html! {
        @for (day, sessions) in &days {
            table {
                "\n" caption {
                    bdi { (selection.heading()) } " · " (messages.long_date(day.date))
                    @if !day.title.is_empty() { " · " bdi { (selection.text(&day.title)) } }
                }
                "\n" thead { tr {
                    th { (messages.get("label-when")) }
                    th { (messages.get("sheet-minutes")) }
                    @if !of_room { th { (messages.get("label-room")) } }
                    @for lang in &languages { th { (messages.language(lang.as_str())) } }
                    @for (key, _) in columns() { th { (messages.get(key)) } }
                    th class="cue" { (messages.get("sheet-cue")) }
                } }
                "\n" tbody {
                    @for session in sessions {
                        "\n" tr class=[(session.status == Status::Cancelled).then_some("cancelled")] {
                            (times(session.slot))
                            @if !of_room { td { @if let Some(room) = session.room { bdi { (selection.name(room)) } } } }
                            (titles(selection, session, &languages))
                            @for (_, cell) in columns() { td { (cell(selection, session)) } }
                            td {}
                        }
                        (items(selection, session, &languages))
                    }
                    "\n"
                }
            }
            "\n"
        }
    };
    let mut output = Output::file(document(selection, "sheet", &body));
    output.report(
        "export-no-start",
        selection.all().filter(|s| s.slot.is_none()).count(),
    );
    output
}

/// Returns a row for each item of the running order.
fn items(selection: &Selection, session: &Session, languages: &[Lang]) -> Markup {
    let comma = selection.world.messages.comma();
    let cancelled = session.status == Status::Cancelled;
    let class = if cancelled { "item cancelled" } else { "item" };
    html! {
        @for (item, slot) in selection.world.program.running_order(session) {
            "\n" tr class=(class) {
                (times(slot))
                @if selection.of.kind != Kind::Room { td {} }
                @for &lang in languages { td dir="auto" { (in_language(selection, &item.title, lang).unwrap_or_default()) } }
                td { (selection.names(&item.speakers).join(&comma)) }
                td { @if let Some(language) = &item.language { (language) } }
                td {}
                td dir="auto" { (selection.text(&item.cue)) }
            }
        }
    }
}

/// Returns the cells of the start, the end and the length.
fn times(slot: Option<Slot>) -> Markup {
    let minutes = slot
        .filter(Slot::has_end)
        .map(|slot| (slot.until - slot.from) / 60);
    html! {
        td class="time" {
            @if let Some(slot) = slot { (time(slot.start)) @if slot.has_end() { "–" (time(slot.end)) } }
        }
        td class="time" { @if let Some(minutes) = minutes { (minutes) } }
    }
}

/// Returns the cells of the title, one for each language; a title in none of them is in the first.
fn titles(selection: &Selection, session: &Session, languages: &[Lang]) -> Markup {
    let found = languages
        .iter()
        .map(|&lang| in_language(selection, &session.title, lang));
    let mut titles: Vec<&str> = found.map(Option::unwrap_or_default).collect();
    if titles.iter().all(|title| title.is_empty()) {
        titles[0] = selection.title(session);
    }
    html! { @for title in titles { td dir="auto" { strong { (title) } } } }
}

/// Returns `ar → fr 1 en 2`: what is spoken, and what is interpreted on which channel.
fn languages_of(selection: &Selection, session: &Session) -> Markup {
    let room = session.room.map(|room| &selection.world.program[room]);
    let into = session.interpretation.iter().map(|tag| {
        let channel = room.and_then(|room| room.channel(tag));
        channel.map_or_else(|| tag.to_string(), |n| format!("{tag} {n}"))
    });
    let into: Vec<String> = into.collect();
    html! { (session.language.join(" ")) @if !into.is_empty() { " → " (into.join(" ")) } }
}

fn people(selection: &Selection, session: &Session) -> Markup {
    let messages = &selection.world.messages;
    let comma = messages.comma();
    let interpreters = selection.world.program.interpreters_of(session);
    html! {
        (selection.names(&session.speakers).join(&comma))
        @if !session.moderators.is_empty() {
            @if !session.speakers.is_empty() { br; }
            (messages.field(&messages.get("label-chairs"), &selection.names(&session.moderators).join(&comma)))
        }
        @if !interpreters.is_empty() {
            br;
            (messages.field(&messages.get("label-interpreters"), &selection.names(interpreters).join(&comma)))
        }
    }
}

/// Returns the status, if it is not the usual one, and the note.
fn note(selection: &Selection, session: &Session) -> Markup {
    let usual = [Status::Confirmed, Status::Tentative].contains(&session.status);
    let status = (!usual).then(|| selection.world.messages.status(session.status.name()));
    html! {
        @if let Some(status) = status { strong { (status) } " " }
        bdi { (selection.text(&session.note)) }
    }
}
