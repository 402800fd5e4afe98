//! One line about a subject, the same in every list: a lead (the time), a name, marks, an aside.

use chrono::NaiveDate;

use crate::i18n::Messages;
use crate::model::diagnostic::{Diagnostic, Level};
use crate::model::{Color, Ix, Kind, Partner, Slot, Speaker, Status, Subject};
use crate::page::Role;
use crate::text::{Text, truncate, width};
use crate::update::{self, Field, Update};
use crate::world::{Mark, Phase, World};

/// What a line about a session says of its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ItemStyle {
    /// Before its name.
    pub lead: Lead,
    /// How the minutes until it starts or ends are told.
    pub countdown: Countdown,
}

/// How it is told how long it takes until a session starts or ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Countdown {
    /// Not at all.
    #[default]
    None,
    /// The minutes alone, where there is little room and a heading says what they are.
    Bare,
    /// In words.
    Words,
}

/// How much of a session's time stands before its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lead {
    /// `09:30`
    Start,
    /// `09:30–10:30`
    #[default]
    Range,
    /// `30 Nov 09:30`
    Date,
    /// `Tue 30 Nov 09:30–10:30`
    DateRange,
}

impl Lead {
    /// Cells it takes at most, in a world.
    pub fn width(self, world: &World) -> usize {
        let widest = |date: fn(&Messages, NaiveDate) -> String| {
            let days = world
                .program
                .days
                .iter()
                .map(|d| width(&date(&world.messages, d.date)));
            days.max().unwrap_or(0)
        };
        let times = match self {
            Self::Start => 5,
            Self::Range => 11,
            Self::Date => widest(Messages::day_month) + 6,
            Self::DateRange => widest(Messages::short_date) + 12,
        };
        // Room for the ` +1` of another date.
        times + if world.is_shifted() { 3 } else { 0 }
    }
}

/// The cells of a line.
#[derive(Debug, Default, PartialEq)]
pub struct Item {
    /// The time of a session; the place of a problem; else what sort of thing it is.
    pub lead: String,
    /// How the lead is shown.
    pub lead_role: Role,
    /// The name.
    pub name: String,
    /// How the name is shown.
    pub role: Role,
    /// Words about its state.
    pub marks: Vec<(String, Role)>,
    /// The room, the partner, a number.
    pub aside: String,
    /// The colour of its track.
    pub color: Option<Color>,
    /// Its track, or the one that it is, by the place in the file.
    pub track: Option<Ix>,
}

/// The line about `subject`.
pub fn line(world: &World, subject: &Subject, form: ItemStyle) -> Item {
    let program = &world.program;
    let name = world.name(subject);
    let named = Item {
        lead: world.messages.get(&format!("kind-{}", subject.kind.name())),
        lead_role: Role::Faint,
        name,
        ..Item::default()
    };
    let Some(ix) = program.find(subject) else {
        return match subject.kind {
            Kind::Day => {
                let day = crate::model::subject_date(subject).and_then(|d| program.day(d));
                Item {
                    aside: sessions(world, day.map_or(0, |d| world.count(&d.sessions))),
                    ..named
                }
            }
            Kind::Problem => problem(world, subject),
            Kind::Command => Item {
                aside: keys(world, subject),
                ..named
            },
            Kind::Session => gone(world, subject, form).unwrap_or(named),
            Kind::Update => offer(world, subject),
            _ => named,
        };
    };
    match subject.kind {
        Kind::Session => session(world, ix, form, named),
        Kind::Track => {
            let track = program.track(ix);
            Item {
                aside: sessions(world, world.count(&track.sessions)),
                color: track.color,
                track: Some(ix),
                ..named
            }
        }
        Kind::Speaker => {
            let aside = organisation(world, program.speaker(ix));
            Item { aside, ..named }
        }
        Kind::Partner => {
            let partner = program.partner(ix);
            let aside = match (world.count(&partner.sessions), partner.funded.len()) {
                (0, funded) if funded > 0 => world
                    .messages
                    .format("funds-sessions", &[("n", &funded.to_string())]),
                (n, _) => sessions(world, n),
            };
            Item {
                name: full_name(world, partner),
                aside,
                ..named
            }
        }
        Kind::Room => Item {
            aside: sessions(world, world.count(&program.room(ix).sessions)),
            ..named
        },
        Kind::Project => Item {
            aside: sessions(world, world.count(&program.project(ix).sessions)),
            ..named
        },
        _ => named,
    }
}

/// The session of a change that is offered, and the words.
pub fn said_of(subject: &Subject) -> (&str, &str) {
    let text = subject.id.as_str();
    text.split_once(' ').unwrap_or((text, ""))
}

/// The change that a subject means; none while its words are not all there.
pub fn change(world: &World, subject: &Subject) -> Option<Update> {
    let (id, words) = said_of(subject);
    let (field, value) = update::parse(&world.program, words).ok()?;
    Some(Update {
        session: id.into(),
        field,
        value: Some(value),
        at: world.now,
        ..Update::default()
    })
}

/// Cells of the title of a session that would be met.
const MET: usize = 24;

/// What could be said of a session, and what that would meet.
fn offer(world: &World, subject: &Subject) -> Item {
    let (_, words) = said_of(subject);
    let Some(change) = change(world, subject) else {
        let withdraw = words == update::UNSET;
        return Item {
            name: if withdraw {
                world.messages.get("say-unset")
            } else {
                words.to_owned()
            },
            ..Item::default()
        };
    };
    let Some(trial) = update::preview(&world.program, &world.original, &world.log, &change) else {
        return Item::default();
    };
    let (messages, after) = (&world.messages, &trial.session);
    let labelled = |said: String| {
        let label = messages.get(&format!("label-{}", change.field.name()));
        format!("{label}: {said}")
    };
    let name = match change.field {
        Field::Delay => {
            let late = change.value.as_deref().and_then(update::minutes);
            let late = late.unwrap_or_default();
            let key = if late < 0 { "say-earlier" } else { "say-later" };
            messages.format(key, &[("time", &messages.minutes(late.abs()))])
        }
        Field::Room => labelled(world.names(Kind::Room, after.room)),
        Field::Speakers => labelled(world.names(Kind::Speaker, after.speakers.iter().copied())),
        Field::Note => labelled(world.say(&after.note)),
        Field::Status => world.messages.status(after.status.name()),
    };
    let marks = trial.conflicts.first().map(|clash| {
        let other = world.program.subject(Kind::Session, clash.other);
        // What is offered is what has to be read.
        let title = truncate(&world.name(&other), MET).into_owned();
        (
            world.messages.format("meets", &[("title", &title)]),
            Role::Error,
        )
    });
    let start = trial.session.slot.filter(|_| change.field == Field::Delay);
    Item {
        name,
        marks: marks.into_iter().collect(),
        aside: start.map_or_else(String::new, |slot| world.range(slot)),
        ..Item::default()
    }
}

/// Where somebody comes from: a partner of the programme, else as the file has it.
fn organisation(world: &World, speaker: &Speaker) -> String {
    match speaker.partner {
        Some(p) => world.short(world.program.partner(p)),
        None => world.say(&speaker.affiliation),
    }
}

/// The keys of a command.
fn keys(world: &World, command: &Subject) -> String {
    let row = world.keys.named(&command.id);
    row.map_or_else(String::new, |row| row.shown(world.dir()))
}

fn sessions(world: &World, n: usize) -> String {
    world.messages.plural("sessions", n)
}

/// `UN-Habitat · United Nations Human Settlements Programme`.
pub fn full_name(world: &World, partner: &Partner) -> String {
    let name = world.say(&partner.name);
    let short = world.short(partner);
    if name.is_empty() || name == short {
        short
    } else {
        format!("{short} · {name}")
    }
}

fn session(world: &World, ix: u32, form: ItemStyle, named: Item) -> Item {
    let session = world.program.session(ix);
    let when = session.slot.map(|slot| world.when(slot));
    let cancelled = session.status == Status::Cancelled;
    let running = matches!(when, Some(Phase::Now(_))) && !cancelled;
    let mut marks = Vec::new();
    match when {
        Some(Phase::Now(left)) if running && form.countdown != Countdown::None => {
            marks.push((countdown(world, "left", left, form), Role::Now));
        }
        Some(Phase::Coming(n @ ..DAY)) if form.countdown != Countdown::None && !cancelled => {
            marks.push((countdown(world, "in-time", n, form), Role::Faint));
        }
        _ if running => marks.push((world.messages.get("now"), Role::Now)),
        _ => {}
    }
    let planned = planned(world, ix);
    // Where it was says that it has moved.
    let told = planned.is_some() && session.status == Status::Moved;
    marks.extend(status_mark(world, session.status).filter(|_| !told));
    marks.extend(planned);
    marks.extend(own_marks(world, &session.id));
    // Phase all is over, nothing is to be told apart.
    let past = when == Some(Phase::Past) && world.program.span.contains(&world.now);
    let role = if cancelled || past {
        Role::Faint
    } else {
        Role::Text
    };
    Item {
        lead: session
            .slot
            .map_or_else(|| "–".into(), |slot| lead_text(world, slot, form.lead)),
        lead_role: match role {
            Role::Faint => Role::Faint,
            _ if running => Role::Now,
            _ => Role::Time,
        },
        role,
        marks,
        aside: session
            .room
            .map(|r| world.name(&world.program.subject(Kind::Room, r)))
            .unwrap_or_default(),
        color: session.track.and_then(|t| world.program.track(t).color),
        track: session.track,
        ..named
    }
}

/// Phase and where the programme's file has a session that a desk has moved.
fn planned(world: &World, ix: Ix) -> Option<(String, Role)> {
    let session = world.program.session(ix);
    let plan = world.original.get(&session.id)?;
    let start = |s: Option<Slot>| s.map(|slot| slot.from);
    let other = (start(plan.slot) != start(session.slot))
        .then_some(plan.slot)
        .flatten();
    let was = other.map(|slot| world.messages.format("was", &[("old", &world.start(slot))]));
    // The new room, too, since the line may have no place for it elsewhere.
    let name = |room: Option<Ix>| world.names(Kind::Room, room);
    let room = plan.room.filter(|_| plan.room != session.room);
    let room = room.map(|_| {
        let turn = [("old", &*name(plan.room)), ("new", &*name(session.room))];
        world.messages.format("moved-from-to", &turn)
    });
    let told: Vec<String> = was.into_iter().chain(room).collect();
    (!told.is_empty()).then(|| (told.join(" "), Role::Warning))
}

/// A session that is no longer in the programme, as it was.
fn gone(world: &World, subject: &Subject, form: ItemStyle) -> Option<Item> {
    let before = &world.previous.as_ref()?.world;
    before.program.find(subject)?;
    Some(Item {
        role: Role::Faint,
        marks: vec![(world.messages.get("gone"), Role::Error)],
        ..line(before, subject, form)
    })
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// `20 min left`, `in 20 min`, or the minutes alone.
fn countdown(world: &World, key: &str, minutes: i64, form: ItemStyle) -> String {
    let time = world.messages.minutes(minutes);
    match form.countdown {
        Countdown::Words => world.messages.format(key, &[("time", &time)]),
        Countdown::None | Countdown::Bare => time,
    }
}

/// What a session is to the reader: starred, new, changed.
pub fn own_marks(world: &World, id: &Text) -> Vec<(String, Role)> {
    let star = world.stars.contains(id);
    let changed = world.previous.as_ref().and_then(|b| b.marks.get(id));
    let word = changed.map(|mark| match mark {
        Mark::New => "new",
        Mark::Changed => "changed",
    });
    let star = star.then(|| ("*".to_owned(), Role::Title));
    star.into_iter()
        .chain(word.map(|w| (world.messages.get(w), Role::Warning)))
        .collect()
}

/// The word for a status in a list; tentative is a mark, for whole programmes are.
pub fn status_mark(world: &World, status: Status) -> Option<(String, Role)> {
    let role = status_role(status);
    match status {
        Status::Confirmed => None,
        Status::Tentative => Some(("?".into(), role)),
        other => Some((world.messages.status(other.name()), role)),
    }
}

/// How a status is shown.
pub fn status_role(status: Status) -> Role {
    match status {
        Status::Confirmed => Role::Text,
        Status::Tentative => Role::Faint,
        Status::Moved | Status::Delayed => Role::Warning,
        Status::Cancelled => Role::Error,
    }
}

fn lead_text(world: &World, slot: Slot, lead: Lead) -> String {
    // The date is the event's, as the day headings are; the time carries a shift where it differs.
    let date = slot.start.date();
    match lead {
        Lead::Start => world.start(slot),
        Lead::Range => world.range(slot),
        Lead::Date => format!("{} {}", world.messages.day_month(date), world.start(slot)),
        Lead::DateRange => format!("{} {}", world.messages.short_date(date), world.range(slot)),
    }
}

/// `12:8`: the line and column of a problem.
pub fn place(found: &Diagnostic) -> String {
    let place = found.location.as_ref();
    place.map_or_else(String::new, |p| format!("{}:{}", p.line, p.column))
}

fn problem(world: &World, subject: &Subject) -> Item {
    let Some(found) = world.problem(&subject.id) else {
        return Item::default();
    };
    let role = match found.level() {
        Level::Error => Role::Error,
        Level::Warning => Role::Warning,
    };
    Item {
        lead: place(found),
        lead_role: Role::Time,
        name: world.messages.message(&found.message),
        marks: vec![(
            world
                .messages
                .get(&format!("level-{}", found.level().name())),
            role,
        )],
        aside: found.code.about().name.to_owned(),
        ..Item::default()
    }
}

/// The widest aside that items of these kinds can have, in cells.
pub fn aside_width(world: &World, kinds: impl Iterator<Item = Kind>) -> usize {
    let program = &world.program;
    let widest = |kind: Kind| match kind {
        Kind::Session => {
            let rooms = 0..program.rooms.len() as u32;
            rooms
                .map(|r| width(&world.name(&program.subject(Kind::Room, r))))
                .max()
                .unwrap_or(0)
        }
        Kind::Speaker => program
            .speakers
            .iter()
            .map(|s| width(&organisation(world, s)))
            .max()
            .unwrap_or(0),
        Kind::Command => {
            let rows = world.keys.rows.iter();
            rows.map(|row| width(&row.shown(world.dir())))
                .max()
                .unwrap_or(0)
        }
        Kind::Update => "00:00–00:00 +1".len(),
        Kind::Problem => world
            .diagnostics
            .iter()
            .map(|d| d.code.about().name.len())
            .max()
            .unwrap_or(0),
        _ => {
            width(&sessions(world, program.sessions.len().max(2))).max(width(&sessions(world, 11)))
        }
    };
    kinds.map(widest).max().unwrap_or(0)
}
