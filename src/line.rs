//! One line about a subject, the same in every list: a lead (the time), a name, marks, an aside.

use ratatui::style::Color;

use crate::diagnostic::Level;
use crate::program::{Kind, Partner, Slot, Status, Subject};
use crate::text::width;
use crate::theme::Role;
use crate::words::{self, count};
use crate::world::{When, World};

/// How much of a session's time stands before its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lead {
    /// `09:30`
    Start,
    /// `09:30–10:30`
    Range,
    /// `30 Nov 09:30`
    Date,
    /// `Tue 30 Nov 09:30–10:30`
    DateRange,
}

impl Lead {
    /// Cells it takes at most.
    pub fn width(self, shifted: bool) -> usize {
        let times = match self {
            Self::Start => 5,
            Self::Range => 11,
            Self::Date => 12,
            Self::DateRange => 22,
        };
        // Room for the ` +1` of another date.
        times + if shifted { 3 } else { 0 }
    }
}

/// The cells of a line.
#[derive(Debug, Default, PartialEq)]
pub struct Line {
    /// The time of a session; the place of a problem; else what sort of thing it is.
    pub lead: String,
    /// How the lead is shown.
    pub lead_role: Role,
    /// The name.
    pub name: String,
    /// How the name is shown.
    pub role: Role,
    /// Words about its state.
    pub marks: Vec<(&'static str, Role)>,
    /// The room, the partner, a number.
    pub aside: String,
    /// The colour of its track.
    pub color: Option<Color>,
}

/// The line about `subject`.
pub fn line(world: &World, subject: &Subject, lead: Lead) -> Line {
    let program = &world.program;
    let name = world.name(subject);
    let named = Line {
        lead: subject.kind.name().to_owned(),
        lead_role: Role::Faint,
        name,
        ..Line::default()
    };
    let Some(ix) = program.find(subject) else {
        return match subject.kind {
            Kind::Day => {
                let day = crate::program::subject_date(subject).and_then(|d| program.day(d));
                Line {
                    aside: sessions(day.map_or(0, |d| d.sessions.len())),
                    ..named
                }
            }
            Kind::Problem => problem(world, subject),
            _ => named,
        };
    };
    match subject.kind {
        Kind::Session => session(world, ix, lead, named),
        Kind::Track => {
            let track = program.track(ix);
            Line {
                aside: sessions(track.sessions.len()),
                color: track.color,
                ..named
            }
        }
        Kind::Speaker => {
            let speaker = program.speaker(ix);
            let aside = match speaker.partner {
                Some(p) => world.short(program.partner(p)),
                None => world.say(&speaker.affiliation),
            };
            Line { aside, ..named }
        }
        Kind::Partner => {
            let partner = program.partner(ix);
            let aside = match (partner.sessions.len(), partner.funded.len()) {
                (0, funded) if funded > 0 => format!("funds {funded}"),
                (n, _) => sessions(n),
            };
            Line {
                name: full_name(world, partner),
                aside,
                ..named
            }
        }
        Kind::Room => Line {
            aside: sessions(program.room(ix).sessions.len()),
            ..named
        },
        Kind::Project => Line {
            aside: sessions(program.project(ix).sessions.len()),
            ..named
        },
        _ => named,
    }
}

fn sessions(n: usize) -> String {
    count(n, "session")
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

fn session(world: &World, ix: u32, lead: Lead, named: Line) -> Line {
    let session = world.program.session(ix);
    let when = session.slot.map(|slot| world.when(slot));
    let cancelled = session.status == Status::Cancelled;
    let running = matches!(when, Some(When::Now(_))) && !cancelled;
    let mut marks = Vec::new();
    if running {
        marks.push(("now", Role::Now));
    }
    marks.extend(status_mark(session.status));
    // When all is over, nothing is to be told apart.
    let past = when == Some(When::Past) && world.program.span.contains(&world.now);
    let role = if cancelled || past {
        Role::Faint
    } else {
        Role::Text
    };
    Line {
        lead: session
            .slot
            .map_or_else(|| "–".into(), |slot| lead_text(world, slot, lead)),
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
        ..named
    }
}

/// The word for a status in a list; tentative is a mark, for whole programmes are.
pub fn status_mark(status: Status) -> Option<(&'static str, Role)> {
    match status {
        Status::Confirmed => None,
        Status::Tentative => Some(("?", Role::Faint)),
        Status::Moved | Status::Delayed => Some((status.name(), Role::Warning)),
        Status::Cancelled => Some((status.name(), Role::Error)),
    }
}

fn lead_text(world: &World, slot: Slot, lead: Lead) -> String {
    // The date is the event's, as the day headings are; the time carries a shift where it differs.
    let date = words::short_date(slot.start.date());
    match lead {
        Lead::Start => world.start(slot),
        Lead::Range => world.range(slot),
        Lead::Date => format!("{:>6} {}", &date[4..], world.start(slot)),
        Lead::DateRange => format!("{date:>10} {}", world.range(slot)),
    }
}

fn problem(world: &World, subject: &Subject) -> Line {
    let Some(found) = world.problem(&subject.id) else {
        return Line::default();
    };
    let role = match found.level() {
        Level::Error => Role::Error,
        Level::Warning => Role::Warning,
    };
    let place = found
        .place
        .as_ref()
        .map_or_else(String::new, |p| format!("{}:{}", p.line, p.column));
    Line {
        lead: place,
        lead_role: Role::Time,
        name: found.message.clone(),
        marks: vec![(found.level().name(), role)],
        aside: found.code.about().name.to_owned(),
        ..Line::default()
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
            .map(|s| match s.partner {
                Some(p) => width(&world.short(program.partner(p))),
                None => width(&world.say(&s.affiliation)),
            })
            .max()
            .unwrap_or(0),
        Kind::Problem => world
            .diagnostics
            .iter()
            .map(|d| d.code.about().name.len())
            .max()
            .unwrap_or(0),
        _ => sessions(program.sessions.len().max(2)).len(),
    };
    kinds.map(widest).max().unwrap_or(0)
}
