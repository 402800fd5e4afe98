//! The form for an update of a session: what can be posted, and what it would change.

use crate::model::{AnyIx, Ix, Kind, Room, Session, Slot, Speaker, Status, Subject};
use crate::page::item::{conflict_text, other_day_text};
use crate::page::{Cell, Page, Role, Row};
use crate::text::fold::fold;
use crate::update::{
    Cascade, Conflict, Field, Repair, Request, UNSET, Update, breaks, is_keyword, without_pause,
};
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
    let heading = |key| Cell::new(world.messages.get(key), Role::Heading);
    if let Some(request) = Request::typed(&world.program, &subject.id, world.timestamp()) {
        page.heading(heading("heading-becomes"));
        effects(&mut page, world, &request, typed);
        others(&mut page, world, &request, typed);
    } else {
        page.heading(heading("heading-say"));
        choices(&mut page, world, ix, typed);
    }
    page
}

/// Adds the item of an update as it would be typed.
fn offer(page: &mut Page, session: &Subject, typed: &str) {
    let update = format!("{} {}", session.id, typed.trim());
    page.rows
        .push(Row::Item(Subject::new(Kind::Update, update.as_str())));
}

/// Adds the updates that contain what is typed, each with its first conflict, and how to type others.
fn choices(page: &mut Page, world: &World, ix: Ix<Session>, typed: &str) {
    let session = world.program.subject(ix);
    let all = proposals(world, ix, typed);
    let first = typed.split_whitespace().next().unwrap_or_default();
    if all.is_empty() && is_keyword(first) {
        let wrong = Request::parse(&world.program, session.clone(), typed).err();
        let wrong = wrong.map(|why| world.messages.message(&why));
        page.text(&wrong.unwrap_or_default(), Role::Error);
    }
    for typed in &all {
        offer(page, &session, typed);
        let whole = format!("{} {typed}", session.id);
        let request = Request::typed(&world.program, &whole, world.timestamp());
        let conflicts = request.map(|request| world.to_post(request).1);
        if let Some(first) = conflicts.iter().flatten().next() {
            let other = world.name(&world.program.subject(first.other));
            let text = world.messages.format("meets", &[("title", &other)]);
            page.under(Cell::new(text, Role::Error));
        }
    }
    page.text(&world.messages.get("say-how"), Role::Faint);
}

/// Adds an update with what it would change.
fn effects(page: &mut Page, world: &World, request: &Request, typed: &str) {
    let update = &request.update;
    offer(page, &update.subject, typed);
    let Some(preview) = world.preview(update) else {
        return;
    };
    if let Some(text) = other_day_text(world, &world.messages, update) {
        page.under(Cell::new(text, Role::Error));
    }
    let Some(cascade) = world.cascade(request) else {
        let differ = differences(world, &world.program[preview.ix], &preview.session);
        let names_new = update
            .value
            .as_ref()
            .is_some_and(|value| value.contains('"'));
        if names_new && update.field == Field::Speakers {
            page.under(Cell::new(world.messages.get("new-person"), Role::Warning));
        } else if differ.is_empty() {
            page.under(Cell::new(world.messages.get("already-so"), Role::Warning));
        }
        changes(page, world, differ, Role::Text);
        let slot = preview.session.busy();
        runs_into(page, world, slot.map(|slot| (preview.ix, slot)).as_slice());
        meets(page, world, &preview.conflicts);
        return pauses(page, world, &[(preview.ix, preview.session)]);
    };
    moved(page, world, &cascade);
    pauses(page, world, &cascade.moved);
    for (ix, session) in &cascade.moved {
        let slot = session.busy();
        runs_into(page, world, slot.map(|slot| (*ix, slot)).as_slice());
    }
    meets(page, world, &cascade.conflicts);
}

/// Adds the interpreters who would have no pause if these sessions moved.
fn pauses(page: &mut Page, world: &World, moved: &[(Ix<Session>, Session)]) {
    for (who, slot) in without_pause(&world.program, moved) {
        let texts = [
            ("person", &*world.name(&world.program.subject(who))),
            ("times", &world.range(slot)),
        ];
        let text = world.messages.format("no-pause", &texts);
        page.under(Cell::new(text, Role::Warning));
    }
}

/// Adds the other ways to post a delay, each with how many people and sessions it moves and its first conflict.
fn others(page: &mut Page, world: &World, request: &Request, typed: &str) {
    let messages = &world.messages;
    let (delay, _) = Request::split(&world.program, typed);
    let own = world.to_post(request.clone()).0;
    let all = world.proposals(&request.update).into_iter();
    for other in all.filter(|other| other.updates != own) {
        let typed = match &other.repair {
            Repair::Absorb => delay.to_owned(),
            repair => format!("{delay} {}", repair.word()),
        };
        offer(page, &request.update.subject, &typed);
        let counts = [
            messages.plural("sessions", other.moved.len()),
            messages.plural("people", other.people()),
        ];
        page.under(Cell::new(counts.join(" · "), Role::Faint));
        meets(
            page,
            world,
            &other.conflicts[..other.conflicts.len().min(1)],
        );
    }
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

/// Adds the conflicts of an update, each with the session that has it.
fn meets(page: &mut Page, world: &World, conflicts: &[Conflict]) {
    for conflict in conflicts {
        page.under(Cell::new(
            conflict_text(world, &world.messages, conflict),
            Role::Error,
        ));
    }
}

/// Adds the breaks of other rooms into which moved sessions run.
fn runs_into(page: &mut Page, world: &World, moved: &[(Ix<Session>, Slot)]) {
    for &(ix, slot) in moved {
        for pause in breaks(&world.program, ix, slot) {
            let pause = world.program.subject(pause);
            let texts = [
                ("title", &*world.name(&world.program.subject(ix))),
                ("break", &*world.name(&pause)),
            ];
            let text = world.messages.format("runs-into", &texts);
            page.under(Cell::new(text, Role::Warning));
        }
    }
}

/// Adds the sessions that a delay moves: `Opening: 10:00–11:00 → 10:10–11:10`, or `Talk: Hall → Annex`.
fn moved(page: &mut Page, world: &World, cascade: &Cascade) {
    let range = |session: &Session| {
        session
            .slot
            .map_or_else(String::new, |slot| world.range(slot))
    };
    for (ix, session) in &cascade.moved {
        let before = &world.program[*ix];
        let (old, new) = if before.room == session.room {
            (range(before), range(session))
        } else {
            (world.names(before.room), world.names(session.room))
        };
        let change = super::from_to(world, &old, &new);
        let title = world.name(&world.program.subject(*ix));
        page.under(Cell::new(world.messages.field(&title, &change), Role::Text));
    }
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
    if !session.full {
        all.push(plain(Field::Full.name().to_owned()));
    }
    let statuses = [Status::Cancelled, Status::Confirmed, Status::Tentative];
    let statuses = statuses.iter().filter(|s| **s != session.status);
    all.extend(statuses.map(|s| plain(s.name().to_owned())));
    if !world
        .log
        .withdraw(&program.subject(ix), |_| true)
        .is_empty()
    {
        all.push(plain(UNSET.to_owned()));
    }
    if typed.starts_with("speakers") {
        let people = program.all::<Speaker>();
        all.extend(people.map(|who| named(world, Field::Speakers, who)));
    }
    let matches = |(proposal, name): &(String, String)| {
        let texts = fold(&format!("{proposal} {name}"));
        // `delay 0` must not find `delay 10m`.
        let begins = |word: &str| texts.split(' ').any(|text| text.starts_with(word));
        let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let mut words = typed.split_whitespace();
        words.all(|word| begins(word) || !is_number(word) && texts.contains(word))
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
