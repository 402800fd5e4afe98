//! One session.

use crate::line::status_mark;
use crate::page::{Cell, Page};
use crate::program::{Ix, Kind, Session, SessionKind, Slot, Status, Subject, day_subject};
use crate::text::Text;
use crate::theme::Role;
use crate::words::{minutes, range, short_date, time};
use crate::world::{Clock, When, World};

pub fn page(world: &World, subject: &Subject) -> Page {
    let program = &world.program;
    let Some(ix) = program.find(subject) else {
        return super::gone(world, subject);
    };
    let session = program.session(ix);
    let mut page = Page::titled(world.name(subject));
    page.text(&world.say(&session.subtitle), Role::Faint);
    page.gap();
    when(&mut page, world, session);
    let one = |kind: Kind, ix: Option<Ix>| ix.map(|ix| super::link(world, kind, ix));
    let many = |kind: Kind, all: &[Ix]| {
        all.iter()
            .map(|&ix| super::link(world, kind, ix))
            .collect::<Vec<_>>()
    };
    page.fields("Room", one(Kind::Room, session.room));
    page.fields("Track", one(Kind::Track, session.track));
    page.fields("Speakers", many(Kind::Speaker, &session.speakers));
    page.fields("Chairs", many(Kind::Speaker, &session.moderators));
    page.fields(
        "Partners",
        many(Kind::Partner, &program.partners_of(session)),
    );
    page.fields("Project", one(Kind::Project, session.project));
    page.field("Languages", languages(session));
    if session.kind != SessionKind::Other {
        page.field("Kind", session.kind.name().to_owned());
    }
    page.fields(
        "Links",
        session.links.iter().filter(|l| !l.url.is_empty()).map(|l| {
            let title = world.say(&l.title);
            Cell::from(if title.is_empty() {
                l.url.to_string()
            } else {
                format!("{title}  {}", l.url)
            })
        }),
    );
    if let Some(updated) = session.updated {
        page.field(
            "Changed",
            format!("{} {}", short_date(updated.date()), time(updated)),
        );
    }
    page.text(&world.say(&session.summary), Role::Text);
    page
}

fn when(page: &mut Page, world: &World, session: &Session) {
    match session.slot {
        Some(slot) => {
            let text = format!("{}{}", on_clock(world, world.clock, slot), length(slot));
            page.field(
                "When",
                Cell {
                    text,
                    role: Role::Time,
                    link: Some(day_subject(slot.day)),
                },
            );
            let other = world.other_clock();
            if world.times_on(other, slot) != world.times(slot) {
                page.field("", Cell::new(on_clock(world, other, slot), Role::Text));
            }
            if session.status != Status::Cancelled {
                page.fields("", now(world.when(slot)));
            }
        }
        None => page.field("When", Cell::new("no start yet", Role::Faint)),
    }
    let role = status_mark(session.status).map_or(Role::Text, |(_, role)| role);
    let note = world.say(&session.note);
    let status = match (session.status, note.is_empty()) {
        (Status::Confirmed, _) => note,
        (status, true) => status.name().to_owned(),
        (status, false) => format!("{}: {note}", status.name()),
    };
    page.field("Status", Cell::new(status, role));
}

/// `Tue 30 Nov 11:00–12:30 Casablanca`
fn on_clock(world: &World, clock: Clock, slot: Slot) -> String {
    let (start, end) = world.times_on(clock, slot);
    let times = if slot.until - slot.from > 12 * 3600 {
        // Past midnight is understood; more than half a day needs its date.
        format!("{}–{} {}", time(start), short_date(end.date()), time(end))
    } else if slot.has_end() {
        range(start, end, world.dir())
    } else {
        time(start)
    };
    format!(
        "{} {times} {}",
        short_date(start.date()),
        world.zone_of(clock).city()
    )
}

fn length(slot: Slot) -> String {
    if slot.has_end() {
        format!(" ({})", minutes((slot.until - slot.from) / 60))
    } else {
        String::new()
    }
}

/// What is near enough to count in minutes: within a day.
fn now(when: When) -> Option<Cell> {
    match when {
        When::Past => Some(Cell::new("over", Role::Faint)),
        When::Now(left) => Some(Cell::new(
            format!("on now · {} left", minutes(left)),
            Role::Now,
        )),
        When::Coming(n) if n < 24 * 60 => Some(Cell::new(format!("in {}", minutes(n)), Role::Text)),
        When::Coming(_) => None,
    }
}

/// `Arabic, Spanish · interpreted French, English`
fn languages(session: &Session) -> String {
    let names = |all: &[Text]| all.iter().map(language).collect::<Vec<_>>().join(", ");
    match (names(&session.language), names(&session.interpretation)) {
        (spoken, into) if into.is_empty() => spoken,
        (spoken, into) if spoken.is_empty() => format!("interpreted {into}"),
        (spoken, into) => format!("{spoken} · interpreted {into}"),
    }
}

fn language(tag: &Text) -> String {
    let name = match tag.as_str() {
        "ar" => "Arabic",
        "es" => "Spanish",
        "fr" => "French",
        "en" => "English",
        other => other,
    };
    name.to_owned()
}
