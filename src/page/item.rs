//! Items: one line about a subject, the same in every list, with a lead (the time), a name, marks and an aside.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::i18n::Messages;
use crate::model::diagnostic::{Diagnostic, Level};
use crate::model::{
    Announcement, AnyIx, Arrival, Color, Ix, Kind, Partner, Room, Session, Slot, Speaker, Status,
    Subject, Track, subject_date,
};
use crate::page::Role;
use crate::text::{Text, width};
use crate::update::{self, Conflict, Field, Repair, Request, Update};
use crate::world::{ChangeKind, Phase, World};

/// How an item shows the time of a session.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ItemStyle {
    /// Before its name.
    pub lead: Lead,
    /// How the minutes until it starts or ends are shown.
    pub countdown: Countdown,
    /// Which of its marks are shown.
    pub marks: Marks,
}

/// Which marks of a session an item has.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Marks {
    /// All of them, with the original time and room.
    #[default]
    All,
    /// The most urgent one, at most [`CHIP`] cells; whether it is starred or tentative are fields of the item.
    One,
}

/// The most cells of a mark in lists.
pub const CHIP: usize = 12;

/// How the minutes until a session starts or ends are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Countdown {
    /// Not at all.
    #[default]
    None,
    /// `in 20 min`, `1 h 20 min left`.
    Long,
    /// `in 20 min`, `1h20 left`.
    Compact,
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
    /// `30 Nov 09:30–10:30`
    ShortDateRange,
    /// `Tue 30 Nov 09:30–10:30`
    DateRange,
}

impl Lead {
    /// Returns the cells that it takes at most.
    pub fn width(self, world: &World) -> usize {
        let dates = |date: fn(&Messages, NaiveDate) -> String| {
            let days = world.program.days.iter();
            widest(days.map(|d| date(&world.messages, d.date)))
        };
        let times = match self {
            Self::Start => 5,
            Self::Range => 11,
            Self::Date => dates(Messages::day_month) + 6,
            Self::ShortDateRange => dates(Messages::day_month) + 12,
            Self::DateRange => dates(Messages::short_date) + 12,
        };
        // Room for the ` +1` of another date.
        times + if world.is_shifted() { 3 } else { 0 }
    }
}

/// The texts of a line about a subject.
#[derive(Debug, Default, PartialEq)]
pub struct Item {
    /// The time of a session, the place of a problem, the kind of other subjects.
    pub lead: String,
    /// The role of the lead.
    pub lead_role: Role,
    /// The name.
    pub name: String,
    /// The role of the name.
    pub role: Role,
    /// Short texts about its state.
    pub marks: Vec<(String, Role)>,
    /// Whether the reader has starred it, where the marks do not say so.
    pub starred: bool,
    /// Whether it is tentative, where the marks do not say so.
    pub tentative: bool,
    /// The room, the partner, a number.
    pub aside: String,
    /// The colour of its track.
    pub color: Option<Color>,
    /// The track of a session, or the track itself.
    pub track: Option<Ix<Track>>,
}

/// Returns the item of `subject`.
pub fn item(world: &World, subject: &Subject, style: ItemStyle) -> Item {
    let named = Item {
        lead: world.messages.get(&format!("kind-{}", subject.kind.name())),
        lead_role: Role::Faint,
        name: world.name(subject),
        ..Item::default()
    };
    match world.program.find_any(subject) {
        Some(AnyIx::Session(ix)) => session(world, ix, style, named),
        Some(ix) => listed(world, ix, named),
        None => unlisted(world, subject, style, named),
    }
}

/// Returns the item of a subject that the programme lists, other than a session.
fn listed(world: &World, ix: AnyIx, named: Item) -> Item {
    let program = &world.program;
    let count = |all: &[Ix<Session>]| sessions(world, world.count_shown(all));
    let aside = match ix {
        AnyIx::Track(ix) => {
            let track = &program[ix];
            return Item {
                aside: count(&track.sessions),
                color: Some(track_color(world, ix)),
                track: Some(ix),
                ..named
            };
        }
        AnyIx::Partner(ix) => {
            let partner = &program[ix];
            return Item {
                name: full_name(world, partner),
                aside: sessions_of(world, partner),
                ..named
            };
        }
        AnyIx::Speaker(ix) => {
            let speaker = &program[ix];
            let all = match world.now() {
                Some(_) => &program.duties_of(ix),
                None => &speaker.sessions,
            };
            let count = || (count(all), Role::Faint);
            return Item {
                marks: vec![arrival_mark(world, speaker).unwrap_or_else(count)],
                aside: organisation(world, speaker),
                ..named
            };
        }
        AnyIx::Room(ix) => count(&program[ix].sessions),
        AnyIx::Project(ix) => count(&program[ix].sessions),
        AnyIx::Session(_) => return named,
    };
    Item { aside, ..named }
}

/// Returns the item of a subject that the programme does not list, or no longer.
fn unlisted(world: &World, subject: &Subject, style: ItemStyle, named: Item) -> Item {
    let aside = match subject.kind {
        Kind::Session => return removed(world, subject, style).unwrap_or(named),
        Kind::Problem => return problem(world, subject),
        Kind::Update => return proposal(world, subject),
        Kind::Day => {
            let day = subject_date(subject).and_then(|date| world.program.day(date));
            sessions(world, day.map_or(0, |d| world.count_shown(&d.sessions)))
        }
        Kind::Command => keys(world, subject),
        _ => return named,
    };
    Item { aside, ..named }
}

/// Returns the item of an update that can be posted: what it sets, and when the session would be.
fn proposal(world: &World, subject: &Subject) -> Item {
    let (_, typed) = Update::split(&subject.id);
    let Some(request) = Request::typed(&world.program, &subject.id, world.timestamp()) else {
        let name = if typed == update::UNSET {
            world.messages.get("say-unset")
        } else {
            typed.to_owned()
        };
        return Item {
            name,
            ..Item::default()
        };
    };
    let update = &request.update;
    let Some(preview) = world.preview(update) else {
        return Item::default();
    };
    let (messages, after) = (&world.messages, &preview.session);
    let text = update_text(world, messages, update);
    let name = match (&request.repair, world.cascade(&request)) {
        (Repair::Only, _) => messages.format("moves-none", &[("update", &text)]),
        (_, None) => text,
        (repair, Some(cascade)) => {
            let texts = [("update", &*text), ("room", &*swap_room(world, repair))];
            messages.plural_with(repair_key(repair), cascade.moved.len() - 1, &texts)
        }
    };
    let is_time = matches!(update.field, Field::Delay | Field::Length);
    let start = after.slot.filter(|_| is_time);
    Item {
        name,
        aside: start.map_or_else(String::new, |slot| world.range(slot)),
        ..Item::default()
    }
}

/// Returns the key of what a repair does to a number of sessions.
fn repair_key(repair: &Repair) -> &'static str {
    match repair {
        Repair::Absorb | Repair::Only => "moves-others",
        Repair::Follow => "moves-follow",
        Repair::Hold => "moves-hold",
        Repair::Swap(_) => "moves-swap",
    }
}

/// Returns the name of the room in which a repair puts sessions.
fn swap_room(world: &World, repair: &Repair) -> String {
    match repair {
        Repair::Swap(room) => world.name(&Subject::new(Kind::Room, room.clone())),
        _ => String::new(),
    }
}

/// Returns what an update sets, with names instead of ids: `10 min later`, `Room: Main hall`.
pub fn update_text(world: &World, messages: &Messages, update: &Update) -> String {
    let label = || messages.get(&format!("label-{}", update.field.name()));
    let Some(value) = &update.value else {
        return messages.format("withdrawn", &[("field", &label())]);
    };
    let name = |kind, id: &str| world.name(&Subject::new(kind, id));
    let value = match update.field {
        Field::Delay => {
            let Some(late) = update::minutes(value) else {
                return messages.field(&label(), value);
            };
            let key = if late < 0 { "say-earlier" } else { "say-later" };
            return messages.format(key, &[("time", &messages.minutes(late.abs()))]);
        }
        Field::Length => match update::minutes(value) {
            Some(length) => messages.minutes(length),
            None => value.to_string(),
        },
        // Another desk may post a value that this version does not know.
        Field::Status if !is_name(Status::NAMES, value) => value.to_string(),
        Field::Arrival if !is_name(Arrival::NAMES, value) => value.to_string(),
        Field::Status => return messages.status(value),
        Field::Room => name(Kind::Room, value),
        Field::Speakers => {
            let ids = update::people(value).into_iter();
            let names = ids.map(|id| name(Kind::Speaker, id));
            names.collect::<Vec<_>>().join(&messages.comma())
        }
        Field::Note => value.to_string(),
        Field::Full => return messages.get("full"),
        Field::Arrival => return messages.get(&format!("arrival-{value}")),
        Field::Announcement => match update::announcement(value) {
            Some(announcement) => world.announced(&announcement),
            None => value.to_string(),
        },
    };
    messages.field(&label(), &value)
}

fn is_name<T>(names: &[(&str, T)], word: &str) -> bool {
    names.iter().any(|(name, _)| *name == word)
}

/// The colours of tracks in a programme that names none, in turn: neighbours differ in hue.
const TRACK_COLORS: [Color; 8] = [
    Color::Blue,
    Color::Green,
    Color::Magenta,
    Color::Yellow,
    Color::Cyan,
    Color::Red,
    Color::BrightBlue,
    Color::BrightRed,
];

/// Returns the colour of a track, or one by its place where it names none.
fn track_color(world: &World, ix: Ix<Track>) -> Color {
    let own = world.program[ix].color;
    own.unwrap_or(TRACK_COLORS[ix.at() % TRACK_COLORS.len()])
}

/// Returns a conflict with the session that has it: `Opening: Main hall is used by …`.
pub fn conflict_text(world: &World, messages: &Messages, conflict: &Conflict) -> String {
    let title = world.name(&world.program.subject(conflict.of));
    messages.field(&title, &messages.message(&conflict.message))
}

/// Returns that an update moves its session to another day; `None` where it stays.
pub fn other_day_text(world: &World, messages: &Messages, update: &Update) -> Option<String> {
    let day = messages.short_date(world.leaves_day(update)?);
    Some(messages.format("leaves-day", &[("day", &day)]))
}

/// Returns the role of an announcement.
pub fn announcement_role(announcement: &Announcement) -> Role {
    if announcement.urgent {
        Role::Error
    } else {
        Role::Notice
    }
}

/// Returns the mark for what updates say of the arrival of a speaker: none on pages for others.
pub fn arrival_mark(world: &World, speaker: &Speaker) -> Option<(String, Role)> {
    world.now()?;
    let role = match speaker.arrival {
        Arrival::Expected => return None,
        Arrival::Arrived => Role::Now,
        Arrival::Missing => Role::Error,
        Arrival::Left => Role::Warning,
    };
    let key = format!("arrival-{}", speaker.arrival.name());
    Some((world.messages.get(&key), role))
}

/// Returns what somebody does in a session: speaks, chairs or interprets.
pub fn duty(world: &World, session: &Session, who: Ix<Speaker>) -> String {
    let key = if session.speakers.contains(&who) {
        "speaks"
    } else if session.moderators.contains(&who) {
        "in-the-chair"
    } else {
        "interprets"
    };
    world.messages.get(key)
}

/// Returns the organisation of a speaker: a partner of the programme, else the affiliation.
pub fn organisation(world: &World, speaker: &Speaker) -> String {
    match speaker.partner {
        Some(p) => world.short_name(&world.program[p]),
        None => world.text(&speaker.affiliation),
    }
}

/// Returns `interpreted into French on channel 1, English`; `None` without interpretation.
pub fn interpretation(world: &World, session: &Session) -> Option<String> {
    let messages = &world.messages;
    let room = session.room.map(|room| &world.program[room]);
    let languages = session.interpretation.iter().map(|tag| {
        let channel = room.and_then(|room| room.channel(tag));
        on_channel(world, tag, channel)
    });
    let languages = languages.collect::<Vec<_>>().join(&messages.comma());
    let text = || messages.format("interpreted", &[("languages", &languages)]);
    (!languages.is_empty()).then(text)
}

/// Returns [`interpretation`] where the room has channels: those who stand in it want to know which.
pub fn channels(world: &World, session: &Session) -> Option<String> {
    let room = session.room.map(|room| &world.program[room]);
    room.filter(|room| !room.channels.is_empty())?;
    interpretation(world, session)
}

/// Returns `French on channel 1`, or the name of the language where it has no channel.
pub fn on_channel(world: &World, tag: &str, channel: Option<u32>) -> String {
    let language = world.messages.language(tag);
    match channel.map(|channel| channel.to_string()) {
        Some(n) => {
            let texts = [("language", &*language), ("n", &*n)];
            world.messages.format("on-channel", &texts)
        }
        None => language,
    }
}

/// Returns the keys of a command.
fn keys(world: &World, command: &Subject) -> String {
    let binding = world.keys.named(&command.id);
    binding.map_or_else(String::new, |b| b.shown(world.dir()))
}

fn sessions(world: &World, n: usize) -> String {
    world.messages.plural("sessions", n)
}

/// Returns how many sessions a partner has, or funds.
fn sessions_of(world: &World, partner: &Partner) -> String {
    let shown = world.count_shown(&partner.sessions);
    let funded = partner.funded.len();
    if shown == 0 && funded > 0 {
        let n = funded.to_string();
        world.messages.format("funds-sessions", &[("n", &n)])
    } else {
        sessions(world, shown)
    }
}

/// Returns `UN-Habitat · United Nations Human Settlements Programme`.
pub fn full_name(world: &World, partner: &Partner) -> String {
    let name = world.text(&partner.name);
    let short = world.short_name(partner);
    if name.is_empty() || name == short {
        short
    } else {
        format!("{short} · {name}")
    }
}

fn session(world: &World, ix: Ix<Session>, style: ItemStyle, named: Item) -> Item {
    let session = &world.program[ix];
    let phase = session.slot.and_then(|slot| world.phase(slot));
    let cancelled = session.status == Status::Cancelled;
    let on = matches!(phase, Some(Phase::Now(_))) && !cancelled;
    let one = style.marks == Marks::One;
    let marks = if one {
        chip(world, ix, style.countdown).into_iter().collect()
    } else {
        all_marks(world, ix, style.countdown)
    };
    // After the event, all sessions look alike.
    let running = world
        .now()
        .is_some_and(|now| world.program.span.contains(&now));
    let past = phase == Some(Phase::Past) && running;
    let role = if cancelled || past {
        Role::Faint
    } else {
        Role::Text
    };
    Item {
        lead: session
            .slot
            .map_or_else(|| "–".into(), |slot| lead_text(world, slot, style.lead)),
        lead_role: match role {
            Role::Faint => Role::Faint,
            _ if on => Role::Now,
            _ => Role::Time,
        },
        role,
        marks,
        starred: one && world.stars().contains(&session.id),
        tentative: one && session.status == Status::Tentative,
        aside: world.names(session.room),
        color: session.track.map(|track| track_color(world, track)),
        track: session.track,
        ..named
    }
}

/// Returns the marks of a session: its phase, its status, what updates have changed, what it is to the reader.
fn all_marks(world: &World, ix: Ix<Session>, countdown: Countdown) -> Vec<(String, Role)> {
    let session = &world.program[ix];
    let phase = session.slot.and_then(|slot| world.phase(slot));
    let phase = phase.filter(|_| session.status != Status::Cancelled);
    let phase = phase.and_then(|phase| phase_mark(world, phase, countdown));
    let original = original_mark(world, ix);
    // The original room or time shows that it was moved.
    let is_clear = original.is_some() && session.status == Status::Moved;
    let status = status_mark(world, session.status).filter(|_| !is_clear);
    let marks = phase
        .into_iter()
        .chain(status)
        .chain(full_mark(world, session));
    let marks = marks.chain(original);
    marks.chain(reader_marks(world, &session.id)).collect()
}

/// Returns the most urgent mark of a session: cancelled, another start, another room, its phase, new or changed.
pub fn chip(world: &World, ix: Ix<Session>, countdown: Countdown) -> Option<(String, Role)> {
    let session = &world.program[ix];
    let original = world.original.get(&session.id);
    let shift = original.and_then(|original| {
        let minutes = (session.slot?.from - original.slot?.from) / 60;
        (minutes != 0).then_some(minutes)
    });
    let is_moved = original.is_some_and(|original| original.room != session.room);
    let phase = || {
        let phase = world.phase(session.slot?)?;
        let forms = [countdown, Countdown::Compact];
        let marks = forms.map(|form| phase_mark(world, phase, form));
        marks[0].as_ref()?;
        let short = marks.iter().flatten().find(|(mark, _)| width(mark) <= CHIP);
        short.or(marks[0].as_ref()).cloned()
    };
    match (session.status, shift) {
        (Status::Cancelled, _) => status_mark(world, Status::Cancelled),
        (_, Some(minutes)) => {
            let sign = if minutes < 0 { '−' } else { '+' };
            let text = format!("{sign}{}", world.messages.minutes(minutes.abs()));
            Some((text, Role::Warning))
        }
        _ if is_moved => status_mark(world, Status::Moved),
        (Status::Moved | Status::Delayed, None) => status_mark(world, session.status),
        _ => full_mark(world, session)
            .or_else(phase)
            .or_else(|| change_mark(world, &session.id)),
    }
}

/// Returns the mark of a session to come, or on, where no seat is free.
pub fn full_mark(world: &World, session: &Session) -> Option<(String, Role)> {
    let is_past = session.slot.is_some_and(|slot| world.is_past(slot));
    let shown = session.full && !is_past && session.status != Status::Cancelled;
    shown.then(|| (world.messages.get("full"), Role::Warning))
}

/// Returns the mark for the phase of a session: `now`, `20 min left`, `in 20 min`.
fn phase_mark(world: &World, phase: Phase, countdown: Countdown) -> Option<(String, Role)> {
    let minutes = |key: &str, n: i64| match countdown {
        Countdown::Compact => {
            let time = world.messages.minutes_compact(n);
            let key = if key == "in-time" {
                "in-time-compact"
            } else {
                key
            };
            world.messages.format(key, &[("time", &time)])
        }
        Countdown::None | Countdown::Long => {
            let time = world.messages.minutes(n);
            world.messages.format(key, &[("time", &time)])
        }
    };
    match phase {
        Phase::Now(_) if countdown == Countdown::None => {
            Some((world.messages.get("now"), Role::Now))
        }
        Phase::Now(left) => Some((minutes("left", left), Role::Now)),
        Phase::Coming(n @ ..DAY) if countdown != Countdown::None => {
            Some((minutes("in-time", n), Role::Faint))
        }
        Phase::Coming(_) | Phase::Past => None,
    }
}

/// Returns the original time and room of a session, where an update has changed them.
fn original_mark(world: &World, ix: Ix<Session>) -> Option<(String, Role)> {
    let session = &world.program[ix];
    let original = world.original.get(&session.id)?;
    let start = |slot: Option<Slot>| slot.map(|slot| slot.from);
    let slot = original
        .slot
        .filter(|_| start(original.slot) != start(session.slot));
    let time = slot.map(|slot| world.messages.format("was", &[("old", &world.start(slot))]));
    // With the new room, since a narrow page has no place for it elsewhere.
    let name = |room: Option<Ix<Room>>| world.names(room);
    let room = original.room.filter(|_| original.room != session.room);
    let room = room.map(|_| {
        let rooms = [
            ("old", &*name(original.room)),
            ("new", &*name(session.room)),
        ];
        world.messages.format("moved-from-to", &rooms)
    });
    let parts: Vec<String> = time.into_iter().chain(room).collect();
    (!parts.is_empty()).then(|| (parts.join(" "), Role::Warning))
}

/// Returns the item of a session that was removed, as it was in the previous version.
fn removed(world: &World, subject: &Subject, style: ItemStyle) -> Option<Item> {
    let previous = &world.previous()?.world;
    previous.program.find::<Session>(subject)?;
    Some(Item {
        role: Role::Faint,
        marks: vec![(world.messages.get("gone"), Role::Error)],
        ..item(previous, subject, style)
    })
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// Returns the marks for what a session is to the reader: starred, new, changed.
pub fn reader_marks(world: &World, id: &Text) -> Vec<(String, Role)> {
    let star = world.stars().contains(id);
    let star = star.then(|| ("*".to_owned(), Role::Title));
    star.into_iter().chain(change_mark(world, id)).collect()
}

/// Returns the mark for a difference from the previous version.
fn change_mark(world: &World, id: &Text) -> Option<(String, Role)> {
    let key = match world.change_of(id)? {
        ChangeKind::New => "new",
        ChangeKind::Changed => "changed",
    };
    Some((world.messages.get(key), Role::Warning))
}

/// Returns the mark for a status. Tentative is `?`, since all sessions of a programme may be.
pub fn status_mark(world: &World, status: Status) -> Option<(String, Role)> {
    let role = status_role(status);
    match status {
        Status::Confirmed => None,
        Status::Tentative => Some(("?".into(), role)),
        other => Some((world.messages.status(other.name()), role)),
    }
}

/// Returns the role of a status.
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
        Lead::ShortDateRange => format!("{} {}", world.messages.day_month(date), world.range(slot)),
        Lead::DateRange => format!("{} {}", world.messages.short_date(date), world.range(slot)),
    }
}

/// Returns the line and the column of a problem: `12:8`.
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

/// Returns the cells of the widest aside of the items of these subjects.
pub fn widest_aside<'s>(world: &World, subjects: impl Iterator<Item = &'s Subject>) -> usize {
    let aside = |subject: &Subject| match world.program.find_any(subject) {
        Some(AnyIx::Session(ix)) => world.names(world.program[ix].room),
        Some(AnyIx::Speaker(ix)) => organisation(world, &world.program[ix]),
        _ => item(world, subject, ItemStyle::default()).aside,
    };
    widest(subjects.map(aside))
}

/// Returns the cells of the widest aside that items of these kinds can have.
pub fn aside_width(world: &World, kinds: impl Iterator<Item = Kind>) -> usize {
    let program = &world.program;
    let of_kind = |kind: Kind| match kind {
        Kind::Session => {
            let rooms = program.all::<Room>().map(|r| program.subject(r));
            widest(rooms.map(|room| world.name(&room)))
        }
        Kind::Speaker => widest(program.speakers.iter().map(|s| organisation(world, s))),
        Kind::Command => widest(world.keys.rows.iter().map(|b| b.shown(world.dir()))),
        Kind::Update => "00:00–00:00 +1".len(),
        Kind::Problem => widest(world.diagnostics.iter().map(|d| d.code.about().name)),
        Kind::Partner => widest(program.partners.iter().map(|p| sessions_of(world, p))),
        _ => widest(counts(world, kind).into_iter().map(|n| sessions(world, n))),
    };
    kinds.map(of_kind).max().unwrap_or(0)
}

/// Returns the numbers of sessions that things of a kind have: a longer one may have a shorter text.
fn counts(world: &World, kind: Kind) -> BTreeSet<usize> {
    let program = &world.program;
    let all: Box<dyn Iterator<Item = &[Ix<Session>]>> = match kind {
        Kind::Track => Box::new(program.tracks.iter().map(|t| &*t.sessions)),
        Kind::Room => Box::new(program.rooms.iter().map(|r| &*r.sessions)),
        Kind::Project => Box::new(program.projects.iter().map(|p| &*p.sessions)),
        Kind::Day => Box::new(program.days.iter().map(|d| &*d.sessions)),
        _ => return BTreeSet::new(),
    };
    all.map(|sessions| world.count_shown(sessions)).collect()
}

fn widest<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> usize {
    let widths = texts.into_iter().map(|text| width(text.as_ref()));
    widths.max().unwrap_or(0)
}
