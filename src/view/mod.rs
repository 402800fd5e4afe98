//! The views: what can be said about each subject, one file each, one row of [`VIEWS`] each.

mod address;
mod agenda;
mod board;
mod change;
mod changes;
mod command;
mod day;
mod help;
mod now;
mod palette;
mod partner;
mod partners;
mod problem;
mod problems;
mod program;
mod project;
mod projects;
mod qr;
mod room;
mod rooms;
mod search;
mod session;
mod speaker;
mod speakers;
mod starred;
mod timetable;
mod track;
mod tracks;

use crate::i18n::time;
use crate::model::{Ix, Kind, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::text::Text;
use crate::world::World;

/// A row of [`VIEWS`].
#[derive(Debug)]
pub struct View {
    /// Its name, also its command in the shell.
    pub name: &'static str,
    /// The key that opens it, for views of the whole programme.
    pub key: Option<&'static str>,
    /// Whether it has a tab.
    pub tab: bool,
    /// What sort of subject it is about.
    pub about: Kind,
    /// What it shows.
    pub doc: &'static str,
    /// Makes the page.
    pub page: fn(&World, &Subject) -> Page,
}

/// Every view there is. Views of one thing are found by their subject's kind.
#[rustfmt::skip] // A table: one row, one line.
pub const VIEWS: &[View] = &[
    View { name: "agenda", key: Some("1"), tab: true, about: Kind::Program, doc: "every session, day by day", page: agenda::page },
    View { name: "timetable", key: Some("2"), tab: true, about: Kind::Program, doc: "rooms across, time down", page: timetable::page },
    View { name: "tracks", key: Some("3"), tab: true, about: Kind::Program, doc: "the tracks", page: tracks::page },
    View { name: "speakers", key: Some("4"), tab: true, about: Kind::Program, doc: "the speakers, by name", page: speakers::page },
    View { name: "partners", key: Some("5"), tab: true, about: Kind::Program, doc: "organisers, partners and funders", page: partners::page },
    View { name: "rooms", key: Some("6"), tab: true, about: Kind::Program, doc: "the rooms", page: rooms::page },
    View { name: "now", key: Some("7"), tab: true, about: Kind::Program, doc: "what is on now, next in each room, later today", page: now::page },
    View { name: "starred", key: Some("8"), tab: true, about: Kind::Program, doc: "what you have starred: clashes, gaps, ways on foot", page: starred::page },
    View { name: "changes", key: Some("9"), tab: true, about: Kind::Program, doc: "what has changed since you last looked", page: changes::page },
    View { name: "projects", key: Some("0"), tab: false, about: Kind::Program, doc: "the projects behind the sessions", page: projects::page },
    View { name: "problems", key: Some("!"), tab: false, about: Kind::Program, doc: "what is wrong in the programme's file", page: problems::page },
    View { name: "about", key: Some("i"), tab: false, about: Kind::Program, doc: "the programme itself: notice, organisers, languages, clock", page: program::page },
    View { name: "help", key: Some("?"), tab: false, about: Kind::Program, doc: "the keys", page: help::page },
    View { name: "day", key: None, tab: false, about: Kind::Day, doc: "a day: its date, or its number from 1", page: day::page },
    View { name: "session", key: None, tab: false, about: Kind::Session, doc: "a session", page: session::page },
    View { name: "track", key: None, tab: false, about: Kind::Track, doc: "a track and its sessions", page: track::page },
    View { name: "speaker", key: None, tab: false, about: Kind::Speaker, doc: "a speaker and their sessions", page: speaker::page },
    View { name: "partner", key: None, tab: false, about: Kind::Partner, doc: "a partner: its sessions, speakers and projects", page: partner::page },
    View { name: "room", key: None, tab: false, about: Kind::Room, doc: "a room and its sessions", page: room::page },
    View { name: "board", key: None, tab: false, about: Kind::Room, doc: "the screen at a room's door: now, next, until, changes", page: board::page },
    View { name: "code", key: None, tab: false, about: Kind::Speaker, doc: "a speaker's sessions as QR codes, for a calendar", page: qr::page },
    View { name: "project", key: None, tab: false, about: Kind::Project, doc: "a project and its sessions", page: project::page },
    View { name: "problem", key: None, tab: false, about: Kind::Problem, doc: "a problem, where it is and how to mend it", page: problem::page },
    View { name: "address", key: None, tab: false, about: Kind::Address, doc: "an address of the web", page: address::page },
    View { name: "change", key: None, tab: false, about: Kind::Update, doc: "what can be said of a session while the event goes on", page: change::page },
    View { name: "command", key: None, tab: false, about: Kind::Command, doc: "a command and its keys", page: command::page },
    View { name: "palette", key: None, tab: false, about: Kind::Command, doc: "commands and subjects by some of their letters", page: palette::page },
    View { name: "search", key: None, tab: false, about: Kind::Query, doc: "everything that holds these words", page: search::page },
];

/// The view of that name.
///
/// # Panics
/// When there is none: names come from the table.
pub fn named(name: &str) -> &'static View {
    VIEWS
        .iter()
        .find(|v| v.name == name)
        .expect("a name from the table of views")
}

/// The view that shows a subject when it is opened.
pub fn of(subject: &Subject) -> &'static View {
    match subject.kind {
        Kind::Program => named("about"),
        kind => VIEWS
            .iter()
            .find(|v| v.about == kind)
            .expect("every kind has a view"),
    }
}

/// A page for a subject that is not in the programme, or no longer: then it is shown as it was.
fn gone(world: &World, subject: &Subject) -> Page {
    let before = world.previous.as_ref().map(|b| &*b.world);
    if let Some(before) = before.filter(|b| b.program.find(subject).is_some()) {
        let mut page = (of(subject).page)(before, subject);
        let text = Cell::new(world.messages.get("no-longer"), Role::Error);
        page.rows.insert(1, Row::Text(text));
        return page;
    }
    let mut page = Page::titled(world.name(subject));
    let kind = world.messages.get(&format!("kind-{}", subject.kind.name()));
    page.text(
        &world.messages.format("no-such", &[("kind", &kind)]),
        Role::Text,
    );
    page
}

/// Everything of a kind that passes the filter, in the file's order; the messages say how many there
/// are, or that there are none.
fn list(world: &World, kind: Kind, count: &str, none: &str) -> Page {
    let all = shown(world, kind);
    let mut page = Page::new(world.messages.plural(count, all.len()));
    let all = all.into_iter().map(|ix| world.program.subject(kind, ix));
    items(&mut page, all, &why_none(world, kind, none));
    page
}

/// What a list of a kind says when nothing is in it: `none`, or that the filter hides everything.
fn why_none(world: &World, kind: Kind, none: &str) -> String {
    let none_at_all = world.program.len(kind) == 0;
    world
        .messages
        .get(if none_at_all { none } else { "all-filtered" })
}

/// Everything of a kind that passes the filter, by its place in the file.
fn shown(world: &World, kind: Kind) -> Vec<Ix> {
    let all = 0..world.program.len(kind) as Ix;
    all.filter(|&ix| world.shows_thing(kind, ix)).collect()
}

/// Adds items, or a sentence when there are none.
fn items(page: &mut Page, subjects: impl IntoIterator<Item = Subject>, none: &str) {
    let before = page.rows.len();
    page.rows.extend(subjects.into_iter().map(Row::Item));
    if page.rows.len() == before && !none.is_empty() {
        page.rows.push(Row::Text(Cell::new(none, Role::Faint)));
    }
}

/// Adds the sessions that pass the filter under the headings of their days; those without a start
/// come last.
fn by_day(page: &mut Page, world: &World, sessions: &[Ix]) {
    by_day_with(page, world, sessions, |_, _| {});
}

/// Like [`by_day`]; `more` adds what is to be said below each session.
fn by_day_with(page: &mut Page, world: &World, sessions: &[Ix], more: impl Fn(&mut Page, Ix)) {
    let mut day = None;
    for ix in sessions.iter().copied().filter(|&ix| world.shows(ix)) {
        turn_day(page, world, &mut day, ix);
        page.rows
            .push(Row::Item(world.program.subject(Kind::Session, ix)));
        more(page, ix);
    }
    if day.is_none() && !sessions.is_empty() {
        page.text(&world.messages.get("all-filtered"), Role::Text);
    }
}

/// Adds the heading of a session's day, where that is another than the last one's: `day` is its
/// address, that of the programme for sessions without a start.
fn turn_day(page: &mut Page, world: &World, day: &mut Option<Subject>, ix: Ix) {
    let date = world.program.session(ix).slot.map(|slot| slot.day);
    let this = date.map_or_else(Subject::program, crate::model::day_subject);
    if day.as_ref() != Some(&this) {
        page.heading(match date {
            Some(date) => day_heading(world, date),
            None => Cell::new(world.messages.get("no-start"), Role::Heading),
        });
        *day = Some(this);
    }
}

/// Adds what every reader must know.
fn notice(page: &mut Page, world: &World) {
    page.text(&world.say(&world.program.notice), Role::Notice);
}

fn day_heading(world: &World, date: chrono::NaiveDate) -> Cell {
    let link = Some(crate::model::day_subject(date));
    Cell {
        text: world.day_title(date),
        role: Role::Heading,
        link,
    }
}

/// `8 sessions`, as a heading over a list by day, or `No sessions`.
fn sessions_heading(page: &mut Page, world: &World, sessions: &[Ix]) {
    let shown = world.count(sessions);
    let text = match sessions.len() {
        0 => world.messages.get("no-sessions"),
        n if shown < n => {
            let (n, all) = (shown.to_string(), n.to_string());
            world
                .messages
                .format("shown-of", &[("n", &n), ("all", &all)])
        }
        n => world.messages.plural("sessions", n),
    };
    page.gap();
    page.rows.push(Row::Text(Cell::new(text, Role::Faint)));
}

/// Adds when something was last changed, where that is known.
fn changed(page: &mut Page, world: &World, at: Option<chrono::NaiveDateTime>) {
    if let Some(at) = at {
        let date = world.messages.short_date(at.date());
        page.field(&label(world, "changed"), format!("{date} {}", time(at)));
    }
}

/// A label in the reader's language.
fn label(world: &World, key: &str) -> String {
    world.messages.get(&format!("label-{key}"))
}

/// Adds an address of the web.
fn web(page: &mut Page, world: &World, url: Option<&Text>) {
    let link = |url: &Text| Cell::link(url.to_string(), Subject::new(Kind::Address, url.clone()));
    page.fields(&label(world, "web"), url.map(link));
}

/// A link to a subject of a listed kind, by its name.
fn link(world: &World, kind: Kind, ix: Ix) -> Cell {
    let subject = world.program.subject(kind, ix);
    Cell::link(world.name(&subject), subject)
}
