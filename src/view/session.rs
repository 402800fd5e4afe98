//! One session.

use crate::i18n::time;
use crate::model::{Ix, Kind, Session, SessionKind, Slot, Status, Subject, day_subject};
use crate::page::Role;
use crate::page::item::status_role;
use crate::page::{Cell, Page};
use crate::text::Text;
use crate::world::diff::{Field, of_plan};
use crate::world::{Clock, Phase, World};

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let Some(ix) = program.find(subject) else {
        return super::gone(world, subject);
    };
    let session = program.session(ix);
    let mut page = Page::titled(world.name(subject));
    page.text(&world.say(&session.subtitle), Role::Faint);
    page.gap();
    let plan = of_plan(world, ix);
    when(&mut page, world, session, &plan);
    let one = |kind: Kind, ix: Option<Ix>| ix.map(|ix| super::link(world, kind, ix));
    let many = |kind: Kind, all: &[Ix]| {
        all.iter()
            .map(|&ix| super::link(world, kind, ix))
            .collect::<Vec<_>>()
    };
    page.fields(&super::label(world, "room"), one(Kind::Room, session.room));
    was(&mut page, world, &plan, "room");
    page.fields(
        &super::label(world, "track"),
        one(Kind::Track, session.track),
    );
    page.fields(
        &super::label(world, "speakers"),
        many(Kind::Speaker, &session.speakers),
    );
    was(&mut page, world, &plan, "speakers");
    page.fields(
        &super::label(world, "chairs"),
        many(Kind::Speaker, &session.moderators),
    );
    page.fields(
        &super::label(world, "partners"),
        many(Kind::Partner, &program.partners_of(session)),
    );
    page.fields(
        &super::label(world, "project"),
        one(Kind::Project, session.project),
    );
    page.field(&super::label(world, "languages"), languages(world, session));
    page.field(&super::label(world, "kind"), kind(world, session));
    let tags: Vec<String> = session.tags.iter().map(|t| world.say(t)).collect();
    page.field(
        &super::label(world, "tags"),
        tags.join(&world.messages.comma()),
    );
    page.field(&super::label(world, "recording"), recording(world, session));
    page.fields(
        &super::label(world, "links"),
        session.links.iter().filter(|l| !l.url.is_empty()).map(|l| {
            let title = world.say(&l.title);
            let text = if title.is_empty() {
                l.url.to_string()
            } else {
                format!("{title}  {}", l.url)
            };
            Cell::link(text, Subject::new(Kind::Address, l.url.clone()))
        }),
    );
    super::changed(&mut page, world, session.updated);
    page.text(&world.say(&session.summary), Role::Text);
    page
}

/// What is not as the programme's file has it: the field, its value there and now.
type Plan = [(&'static Field, String, String)];

/// Adds what a field is in the programme's file, where a desk has said something else.
fn was(page: &mut Page, world: &World, plan: &Plan, name: &str) {
    let mut told = plan.iter().filter(|(field, ..)| field.name == name);
    // That there was nothing need not be said.
    if let Some((_, old, _)) = told.find(|(_, old, _)| *old != world.messages.get("none")) {
        let was = world.messages.format("was", &[("old", old)]);
        page.field("", Cell::new(was, Role::Warning));
    }
}

fn when(page: &mut Page, world: &World, session: &Session, plan: &Plan) {
    match session.slot {
        Some(slot) => {
            let text = format!(
                "{}{}",
                on_clock(world, world.clock, slot),
                length(world, slot)
            );
            page.field(
                &super::label(world, "when"),
                Cell {
                    text,
                    role: Role::Time,
                    link: Some(day_subject(slot.day)),
                },
            );
            was(page, world, plan, "when");
            let other = world.other_clock();
            if world.times_on(other, slot) != world.times(slot) {
                page.field("", Cell::new(on_clock(world, other, slot), Role::Text));
            }
            if session.status != Status::Cancelled {
                page.fields("", now(world, world.when(slot)));
            }
        }
        None => page.field(
            &super::label(world, "when"),
            Cell::new(world.messages.get("no-start"), Role::Faint),
        ),
    }
    let role = status_role(session.status);
    let note = world.say(&session.note);
    let status = match (session.status, note.is_empty()) {
        (Status::Confirmed, _) => note,
        (status, true) => world.messages.status(status.name()),
        (status, false) => format!("{}: {note}", world.messages.status(status.name())),
    };
    page.field(&super::label(world, "status"), Cell::new(status, role));
    was(page, world, plan, "note");
}

/// `Tue 30 Nov 11:00–12:30 Casablanca`; `(+1)` where the date is not the event's.
pub fn on_clock(world: &World, clock: Clock, slot: Slot) -> String {
    let (start, end) = world.times_on(clock, slot);
    let times = if slot.until - slot.from > 12 * 3600 {
        // Past midnight is understood; more than half a day needs its date.
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
    let city = world.zone_of(clock).city();
    // What is written for others is read in other years, too.
    let date = if world.is_still() {
        world.messages.long_date(start.date())
    } else {
        world.messages.short_date(start.date())
    };
    match (start.date() - slot.start.date()).num_days() {
        0 => format!("{date} {times} {city}"),
        days => format!("{date} {times} {city} ({days:+})"),
    }
}

fn length(world: &World, slot: Slot) -> String {
    if !slot.has_end() {
        return String::new();
    }
    // In one piece, so that a line never ends inside the brackets.
    let length = world
        .messages
        .minutes((slot.until - slot.from) / 60)
        .replace(' ', "\u{a0}");
    format!(" ({length})")
}

/// What is near enough to count in minutes: within a day.
fn now(world: &World, when: Phase) -> Option<Cell> {
    let messages = &world.messages;
    match when {
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

/// The organisers' own word for what it is, else that of the programme's kinds.
pub fn kind(world: &World, session: &Session) -> String {
    let label = world.say(&session.label);
    if label.is_empty() && session.kind != SessionKind::Other {
        return world
            .messages
            .get(&format!("session-{}", session.kind.name()));
    }
    label
}

/// Its licence, or that there is none to be.
fn recording(world: &World, session: &Session) -> String {
    match (session.recorded, &session.license) {
        (Some(false), _) => world.messages.get("not-recorded"),
        (_, license) => license.as_ref().map(Text::to_string).unwrap_or_default(),
    }
}

/// `Arabic, Spanish · interpreted French, English`
fn languages(world: &World, session: &Session) -> String {
    let comma = world.messages.comma();
    let names = |all: &[Text]| {
        all.iter()
            .map(|tag| world.messages.language(tag))
            .collect::<Vec<_>>()
            .join(&comma)
    };
    let spoken = names(&session.language);
    if session.interpretation.is_empty() {
        return spoken;
    }
    let into = world.messages.format(
        "interpreted",
        &[("languages", &names(&session.interpretation))],
    );
    if spoken.is_empty() {
        into
    } else {
        format!("{spoken} · {into}")
    }
}
