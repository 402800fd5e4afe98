//! One session.

use crate::i18n::time;
use crate::model::{
    Ix, Kind, Listed, Session, SessionKind, Slot, Speaker, Status, Subject, day_subject,
};
use crate::page::Role;
use crate::page::item::{self, status_role};
use crate::page::{Cell, Page};
use crate::text::Text;
use crate::update::Field;
use crate::world::diff::{Updated, item_parts, updated_fields};
use crate::world::{Clock, Phase, World};

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let Some(ix) = program.find::<Session>(subject) else {
        return super::missing(world, subject);
    };
    let session = &program[ix];
    let mut page = Page::titled(world.name(subject));
    page.text(&world.text(&session.subtitle), Role::Faint);
    page.gap();
    let updated = updated_fields(world, ix);
    time_and_status(&mut page, world, session, &updated);
    place_and_people(&mut page, world, session, &updated);
    page.text(&world.text(&session.summary), Role::Text);
    page.gap();
    page.fields(&super::label(world, "items"), items(world, session));
    page.field(&super::label(world, "languages"), languages(world, session));
    page.fields(
        &super::label(world, "partners"),
        links(world, &world.program.partners_of(session)),
    );
    page.fields(
        &super::label(world, "project"),
        links(world, session.project.as_slice()),
    );
    page.field(&super::label(world, "kind"), kind(world, session));
    let tags: Vec<String> = session.tags.iter().map(|t| world.text(t)).collect();
    page.field(
        &super::label(world, "tags"),
        tags.join(&world.messages.comma()),
    );
    page.field(&super::label(world, "recording"), recording(world, session));
    page.fields(
        &super::label(world, "links"),
        session.addresses().map(|url| {
            let link = session.links.iter().find(|link| link.url == *url);
            let title = link.map_or_else(String::new, |link| world.text(&link.title));
            let text = if title.is_empty() {
                url.to_string()
            } else {
                format!("{title}  {url}")
            };
            Cell::link(text, Subject::new(Kind::Address, url.clone()))
        }),
    );
    super::last_updated(&mut page, world, session.updated);
    posted(&mut page, world, subject);
    page
}

/// Adds the updates in force of a session, each with the desk that has posted it and when: not on pages for others.
fn posted(page: &mut Page, world: &World, subject: &Subject) {
    let fields = Field::NAMES.iter().map(|(_, field)| *field);
    let in_force = fields.filter_map(|field| world.log.in_force(subject, field));
    let set = in_force.filter(|u| u.value.is_some() && world.now().is_some());
    let cells: Vec<Cell> = set
        .map(|update| {
            let text = item::update_text(world, &world.messages, update);
            let at = time(world.zone().at(update.at));
            Cell::new(format!("{text} · {} {at}", update.by), Role::Faint)
        })
        .collect();
    page.fields(&super::label(world, "posted"), cells);
}

fn links<T: Listed>(world: &World, all: &[Ix<T>]) -> Vec<Cell> {
    all.iter().map(|&ix| super::link(world, ix)).collect()
}

/// Returns links to people, with their organisations.
fn people(world: &World, all: &[Ix<Speaker>]) -> Vec<Cell> {
    let cells = all.iter().map(|&ix| {
        let link = super::link(world, ix);
        let organisation = item::organisation(world, &world.program[ix]);
        let parts = [link.text.as_str(), organisation.as_str()];
        let mut text = if organisation.is_empty() {
            link.text
        } else {
            parts.join(" · ")
        };
        if world.program[ix].is_new {
            text = format!("{text} · {}", world.messages.get("new"));
        }
        if let Some((arrival, _)) = item::arrival_mark(world, &world.program[ix]) {
            text = format!("{text} · {arrival}");
        }
        Cell { text, ..link }
    });
    cells.collect()
}

/// Adds the room, the track and the people of a session.
fn place_and_people(page: &mut Page, world: &World, session: &Session, updated: &[Updated]) {
    page.fields(
        &super::label(world, "room"),
        links(world, session.room.as_slice()),
    );
    original(page, world, updated, "room");
    page.fields(
        &super::label(world, "track"),
        links(world, session.track.as_slice()),
    );
    page.fields(
        &super::label(world, "chairs"),
        people(world, &session.moderators),
    );
    page.fields(
        &super::label(world, "speakers"),
        people(world, &session.speakers),
    );
    original(page, world, updated, "speakers");
    let interpreters = world.program.interpreters_of(session);
    if world.now().is_some() {
        let label = super::label(world, "interpreters");
        page.fields(&label, people(world, interpreters));
    }
}

/// Adds the original value of a field that was updated. Where it had none, nothing is added.
fn original(page: &mut Page, world: &World, updated: &[Updated], name: &str) {
    let none = world.messages.get("none");
    let mut found = updated.iter().filter(|(field, ..)| field.name == name);
    if let Some((_, old, _)) = found.find(|(_, old, _)| *old != none) {
        let text = world.messages.format("was", &[("old", old)]);
        page.field("", Cell::new(text, Role::Warning));
    }
}

/// Returns the running order: `09:30 · 10 min · Welcome · UCLG delegate · French`, and the cue, except on pages for others.
fn items(world: &World, session: &Session) -> Vec<Cell> {
    let messages = &world.messages;
    let order = world.program.running_order(session);
    let cells = order.map(|(item, slot)| {
        let cue = Some(world.text(&item.cue)).filter(|_| world.now().is_some());
        let parts = slot.map(|slot| world.start(slot)).into_iter();
        let parts = parts
            .chain(item.minutes.map(|n| messages.minutes(n)))
            .chain(item_parts(world, item))
            .chain(item.language.as_ref().map(|tag| messages.language(tag)))
            .chain(cue.filter(|cue| !cue.is_empty()));
        let is_on = slot.is_some_and(|slot| world.is_on(slot));
        let role = match item.speakers.first() {
            _ if is_on && session.status != Status::Cancelled => Role::Now,
            Some(_) => Role::Link,
            None => Role::Text,
        };
        let first = item.speakers.first();
        Cell {
            link: first.map(|&who| world.program.subject(who)),
            ..Cell::new(parts.collect::<Vec<_>>().join(" · "), role)
        }
    });
    cells.collect()
}

fn time_and_status(page: &mut Page, world: &World, session: &Session, updated: &[Updated]) {
    match session.slot {
        Some(slot) => {
            let cell = Cell {
                link: Some(day_subject(slot.day)),
                ..Cell::new(on_clock(world, world.clock(), slot), Role::Time)
            };
            page.field(&super::label(world, "when"), cell);
            original(page, world, updated, "when");
            let other = world.other_clock();
            if world.times_on(other, slot) != world.times(slot) {
                page.field("", Cell::new(on_clock(world, other, slot), Role::Text));
            }
            page.field("", length_and_phase(world, session.status, slot));
        }
        None => page.field(
            &super::label(world, "when"),
            Cell::new(world.messages.get("no-start"), Role::Faint),
        ),
    }
    if session.status != Status::Confirmed {
        let status = world.messages.status(session.status.name());
        let status = Cell::new(status, status_role(session.status));
        page.field(&super::label(world, "status"), status);
    }
    if let Some((full, role)) = item::full_mark(world, session) {
        page.field(&super::label(world, "full"), Cell::new(full, role));
    }
    let note = Cell::new(world.text(&session.note), Role::Warning);
    page.field(&super::label(world, "note"), note);
    original(page, world, updated, "note");
}

/// Returns `Tue 30 Nov 11:00–12:30 GMT+1`, with `(+1)` where the date is not the event's.
pub fn on_clock(world: &World, clock: Clock, slot: Slot) -> String {
    let (start, end) = world.times_on(clock, slot);
    let times = if slot.until - slot.from > 12 * 3600 {
        // An end soon after midnight is clear; one after more than half a day needs its date.
        format!(
            "{}–{} {}",
            time(start),
            world.messages.short_date(end.date()),
            time(end)
        )
    } else if slot.has_end() {
        world.messages.range(start, end)
    } else {
        time(start)
    };
    let zone = world.zone_of(clock).abbreviation(slot.from);
    // A page without the current time may be read in another year.
    let date = match world.now() {
        None => world.messages.long_date(start.date()),
        Some(_) => world.messages.short_date(start.date()),
    };
    match (start.date() - slot.start.date()).num_days() {
        0 => format!("{date} {times} {zone}"),
        days => format!("{date} {times} {zone} ({days:+})"),
    }
}

/// Returns `1 h 30 min · in 20 min`, or `on now · 20 min left`; of a cancelled session the length alone.
fn length_and_phase(world: &World, status: Status, slot: Slot) -> Cell {
    let minutes = (slot.until - slot.from) / 60;
    let phase = countdown(world, slot).filter(|_| status != Status::Cancelled);
    let role = phase.as_ref().map_or(Role::Text, |phase| phase.role);
    let has_length = slot.has_end() && role != Role::Now;
    let length = has_length.then(|| world.messages.minutes(minutes));
    let parts: Vec<String> = length.into_iter().chain(phase.map(|p| p.text)).collect();
    Cell::new(parts.join(" · "), role)
}

/// Returns the minutes until a slot starts or ends; `None` more than a day before.
fn countdown(world: &World, slot: Slot) -> Option<Cell> {
    let messages = &world.messages;
    match world.phase(slot)? {
        Phase::Past => Some(Cell::new(messages.get("over"), Role::Faint)),
        Phase::Now(left) => Some(Cell::new(
            messages.format("on-now", &[("left", &messages.minutes(left))]),
            Role::Now,
        )),
        Phase::Coming(n) if n < 24 * 60 => Some(Cell::new(
            messages.format("in-time", &[("time", &messages.minutes(n))]),
            Role::Text,
        )),
        Phase::Coming(_) => None,
    }
}

/// Returns the organisers' label for a session, else the name of its kind.
pub fn kind(world: &World, session: &Session) -> String {
    let label = world.text(&session.label);
    if label.is_empty() && session.kind != SessionKind::Other {
        return world
            .messages
            .get(&format!("session-{}", session.kind.name()));
    }
    label
}

/// Returns the licence of the recording, or that there will be none.
fn recording(world: &World, session: &Session) -> String {
    match (session.recorded, &session.license) {
        (Some(false), _) => world.messages.get("not-recorded"),
        (_, license) => license.as_ref().map(Text::to_string).unwrap_or_default(),
    }
}

/// Returns `Arabic, Spanish · interpreted into French on channel 1, English`
fn languages(world: &World, session: &Session) -> String {
    let spoken = session.language.iter();
    let spoken: Vec<String> = spoken.map(|tag| world.messages.language(tag)).collect();
    let spoken = (!spoken.is_empty()).then(|| spoken.join(&world.messages.comma()));
    let parts = spoken
        .into_iter()
        .chain(item::interpretation(world, session));
    parts.collect::<Vec<_>>().join(" · ")
}
