//! The form for an update of a session: what can be posted, and what it would change.

use crate::model::{AnyIx, Ix, Kind, Room, Session, Speaker, Status, Subject};
use crate::page::{Cell, Page, Role, Row};
use crate::text::fold::fold;
use crate::update::{Cascade, Conflict, Field, ONLY, UNSET, Update, without_only};
use crate::world::World;
use crate::world::diff::{FIELDS, Updated, differences, updated_fields};

/// The most proposals on a page.
const MAX_PROPOSALS: usize = 100;

/// The delays that are proposed.
const DELAYS: [&str; 6] = ["5m", "10m", "15m", "20m", "30m", "1h"];

pub fn page(world: &World, subject: &Subject) -> Page {
    let (id, typed) = Update::split(&subject.id);
    let session = Subject::new(Kind::Session, id);
    let Some(ix) = world.program.find(&session) else {
        return super::missing(world, &session);
    };
    let mut page = Page::titled(world.name(&session));
    page.gap();
    current_state(&mut page, world, ix);
    let offer = |typed: &str| {
        let update = format!("{id} {typed}");
        Row::Item(Subject::new(Kind::Update, update.as_str()))
    };
    let heading = |key| Cell::new(world.messages.get(key), Role::Heading);
    let Some(update) = Update::typed(&world.program, &subject.id, world.timestamp()) else {
        page.heading(heading("heading-say"));
        let all = proposals(world, ix, typed);
        if all.is_empty() {
            page.text(&world.messages.get("say-how"), Role::Text);
        }
        page.rows.extend(all.iter().map(|typed| offer(typed)));
        return page;
    };
    page.heading(heading("heading-becomes"));
    page.rows.push(offer(typed));
    let (_, alone) = without_only(typed);
    if let Some(cascade) = world.cascade(&update).filter(|_| !alone) {
        moved(&mut page, world, &cascade);
        page.rows.push(offer(&format!("{} {ONLY}", typed.trim())));
    }
    effects(&mut page, world, &update);
    page
}

/// Adds the time and the room of a session, and which of its fields are not as scheduled.
fn current_state(page: &mut Page, world: &World, ix: Ix<Session>) {
    let session = &world.program[ix];
    let shown = FIELDS.iter().filter(|f| ["when", "room"].contains(&f.name));
    for field in shown {
        let value = (field.show)(world, session);
        page.field(&super::label(world, field.name), value);
    }
    changes(page, world, updated_fields(world, ix), Role::Warning);
}

/// Adds what an update would change alone, and its conflicts.
fn effects(page: &mut Page, world: &World, update: &Update) {
    let Some(preview) = world.preview(update) else {
        return;
    };
    let now = &world.program[preview.ix];
    let differ = differences(world, now, &preview.session);
    changes(page, world, differ, Role::Text);
    meets(page, world, &preview.conflicts);
}

/// Adds the conflicts of an update.
fn meets(page: &mut Page, world: &World, conflicts: &[Conflict]) {
    for conflict in conflicts {
        let other = world.program.subject(conflict.other);
        let title = [("title", &*world.name(&other))];
        let text = world.messages.format("meets", &title);
        page.under(Cell::new(text, Role::Error));
    }
}

/// Adds the sessions that a delay moves: `Opening: 10:00–11:00 → 10:10–11:10`.
fn moved(page: &mut Page, world: &World, cascade: &Cascade) {
    for &(ix, new) in &cascade.moved {
        let old = world.program[ix]
            .slot
            .map_or_else(String::new, |slot| world.range(slot));
        let times = super::from_to(world, &old, &world.range(new));
        let title = world.name(&world.program.subject(ix));
        page.under(Cell::new(world.messages.field(&title, &times), Role::Text));
    }
    meets(page, world, &cascade.conflicts);
}

/// Adds fields that differ: `Room: Hall → Annex`.
fn changes(page: &mut Page, world: &World, fields: Vec<Updated>, role: Role) {
    for (field, old, new) in fields {
        let label = super::label(world, field.name);
        let change = super::from_to(world, &old, &new);
        page.under(Cell::new(world.messages.field(&label, &change), role));
    }
}

/// Returns the updates that contain the typed words, as they would be typed.
fn proposals(world: &World, ix: Ix<Session>, typed: &str) -> Vec<String> {
    let program = &world.program;
    let session = &program[ix];
    let typed = fold(typed.trim());
    // Each with its name, by which it is found, too.
    let mut all: Vec<(String, String)> = Vec::new();
    let plain = |text: String| (text, String::new());
    all.extend(DELAYS.iter().map(|d| plain(format!("delay {d}"))));
    let rooms = program
        .all::<Room>()
        .filter(|&room| session.room != Some(room));
    all.extend(rooms.map(|room| named(world, Field::Room, room)));
    let statuses = [Status::Cancelled, Status::Confirmed, Status::Tentative];
    let statuses = statuses.iter().filter(|s| **s != session.status);
    all.extend(statuses.map(|s| plain(s.name().to_owned())));
    if !world.log.withdraw(&session.id, |_| true).is_empty() {
        all.push(plain(UNSET.to_owned()));
    }
    if typed.starts_with("speakers") {
        let people = program.all::<Speaker>();
        all.extend(people.map(|who| named(world, Field::Speakers, who)));
    }
    let matches = |(proposal, name): &(String, String)| {
        let texts = fold(&format!("{proposal} {name}"));
        typed.split_whitespace().all(|word| texts.contains(word))
    };
    let found = all.into_iter().filter(matches).take(MAX_PROPOSALS);
    found.map(|(proposal, _)| proposal).collect()
}

/// Returns `room annex`, and the name of the room.
fn named(world: &World, field: Field, ix: impl Into<AnyIx>) -> (String, String) {
    let subject = world.program.subject(ix);
    let proposal = format!("{} {}", field.name(), subject.id);
    (proposal, world.name(&subject))
}
