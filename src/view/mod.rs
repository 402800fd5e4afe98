//! The views: a file and an entry in [`VIEWS`] for each; a view returns the page of a subject.

mod address;
pub mod agenda;
mod arrivals;
mod board;
mod changes;
mod command;
mod countdown;
mod day;
mod help;
mod log;
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
mod update;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;

use crate::i18n::time;
use crate::model::{AnyIx, Ix, Kind, Listed, Session, Status, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Presentation, Row};
use crate::text::Text;
use crate::world::{Order, World};

/// An entry in [`VIEWS`].
#[derive(Debug)]
pub struct View {
    /// Its name, which is also its command in the shell.
    pub name: &'static str,
    /// The key that opens it, for views of the whole programme.
    pub key: Option<&'static str>,
    /// Whether it has a tab.
    pub tab: bool,
    /// The kind of its subjects.
    pub about: Kind,
    /// What it shows, for help; views with a key have the message `view-NAME` instead.
    pub doc: Option<&'static str>,
    /// Returns the page of a subject.
    pub page: fn(&World, &Subject) -> Page,
}

impl View {
    /// Returns whether there is something to show: lists of tracks, speakers and others may have nothing.
    pub fn has_content(&self, world: &World) -> bool {
        let is_listed = |kind| world.program.all_of(kind).next().is_some();
        self.lists().is_none_or(is_listed)
    }

    /// Returns the kind of the subjects that it lists, where it is a list of all of a kind.
    pub fn lists(&self) -> Option<Kind> {
        match self.name {
            "tracks" => Some(Kind::Track),
            "speakers" => Some(Kind::Speaker),
            "partners" => Some(Kind::Partner),
            "rooms" => Some(Kind::Room),
            "projects" => Some(Kind::Project),
            _ => None,
        }
    }
}

/// Every view. The views of single subjects are found by the kind of the subject.
#[rustfmt::skip] // A table: one entry, one line.
pub const VIEWS: &[View] = &[
    View { name: "agenda", key: Some("1"), tab: true, about: Kind::Program, doc: None, page: agenda::page },
    View { name: "timetable", key: Some("2"), tab: true, about: Kind::Program, doc: None, page: timetable::page },
    View { name: "tracks", key: Some("3"), tab: true, about: Kind::Program, doc: None, page: tracks::page },
    View { name: "speakers", key: Some("4"), tab: true, about: Kind::Program, doc: None, page: speakers::page },
    View { name: "partners", key: Some("5"), tab: true, about: Kind::Program, doc: None, page: partners::page },
    View { name: "rooms", key: Some("6"), tab: true, about: Kind::Program, doc: None, page: rooms::page },
    View { name: "now", key: Some("7"), tab: true, about: Kind::Program, doc: None, page: now::page },
    View { name: "starred", key: Some("8"), tab: true, about: Kind::Program, doc: None, page: starred::page },
    View { name: "changes", key: Some("9"), tab: true, about: Kind::Program, doc: None, page: changes::page },
    View { name: "projects", key: Some("0"), tab: false, about: Kind::Program, doc: None, page: projects::page },
    View { name: "arrivals", key: Some("a"), tab: false, about: Kind::Program, doc: None, page: arrivals::page },
    View { name: "log", key: Some("U"), tab: false, about: Kind::Program, doc: None, page: log::page },
    View { name: "problems", key: Some("!"), tab: false, about: Kind::Program, doc: None, page: problems::page },
    View { name: "about", key: Some("i"), tab: false, about: Kind::Program, doc: None, page: program::page },
    View { name: "help", key: Some("?"), tab: false, about: Kind::Program, doc: None, page: help::page },
    View { name: "day", key: None, tab: false, about: Kind::Day, doc: Some("a day: its date, or its number from 1"), page: day::page },
    View { name: "session", key: None, tab: false, about: Kind::Session, doc: Some("a session"), page: session::page },
    View { name: "track", key: None, tab: false, about: Kind::Track, doc: Some("a track and its sessions"), page: track::page },
    View { name: "speaker", key: None, tab: false, about: Kind::Speaker, doc: Some("a speaker and their sessions"), page: speaker::page },
    View { name: "partner", key: None, tab: false, about: Kind::Partner, doc: Some("a partner: its sessions, speakers and projects"), page: partner::page },
    View { name: "room", key: None, tab: false, about: Kind::Room, doc: Some("a room and its sessions"), page: room::page },
    View { name: "board", key: None, tab: false, about: Kind::Room, doc: Some("the screen at a room's door: now, next, until, changes"), page: board::page },
    View { name: "countdown", key: None, tab: false, about: Kind::Room, doc: Some("the time left in a room, as large as the screen, for its chair"), page: countdown::page },
    View { name: "code", key: None, tab: false, about: Kind::Speaker, doc: Some("a speaker's sessions as QR codes, for a calendar"), page: qr::page },
    View { name: "project", key: None, tab: false, about: Kind::Project, doc: Some("a project and its sessions"), page: project::page },
    View { name: "problem", key: None, tab: false, about: Kind::Problem, doc: Some("a problem, where it is and how to fix it"), page: problem::page },
    View { name: "address", key: None, tab: false, about: Kind::Address, doc: Some("an address of the web"), page: address::page },
    View { name: "change", key: None, tab: false, about: Kind::Update, doc: Some("the updates that can be posted for a session"), page: update::page },
    View { name: "command", key: None, tab: false, about: Kind::Command, doc: Some("a command and its keys"), page: command::page },
    View { name: "palette", key: None, tab: false, about: Kind::Command, doc: Some("commands and subjects, by some of their letters"), page: palette::page },
    View { name: "search", key: None, tab: false, about: Kind::Query, doc: Some("everything that contains these words"), page: search::page },
];

/// Returns the view with this name.
///
/// # Panics
/// When the table has no such view.
pub fn named(name: &str) -> &'static View {
    VIEWS
        .iter()
        .find(|v| v.name == name)
        .expect("a name from the table of views")
}

/// Returns the view that opens a subject.
pub fn of(subject: &Subject) -> &'static View {
    match subject.kind {
        Kind::Program => named("about"),
        kind => VIEWS
            .iter()
            .find(|v| v.about == kind)
            .expect("every kind has a view"),
    }
}

/// Returns the page of a subject that the programme does not have. One that was removed is shown as it was.
fn missing(world: &World, subject: &Subject) -> Page {
    let previous = world.previous().map(|p| &*p.world);
    if let Some(previous) = previous.filter(|p| p.program.find_any(subject).is_some()) {
        let mut page = (of(subject).page)(previous, subject);
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

/// Returns a page with the subjects of a list that pass the filter. `count` and `none` are the keys of
/// messages: how many there are, and that there are none.
fn list<T: Listed>(world: &World, count: &str, none: &str) -> Page {
    let mut all = shown::<T>(world);
    world.sort(&mut all);
    let mut page = Page::new(sorted_title(world, count, all.len()));
    let all = all.into_iter().map(|ix| world.program.subject(ix));
    items(&mut page, all, &why_none::<T>(world, none));
    page
}

/// Returns `12 speakers`, or `12 speakers · most sessions first`.
fn sorted_title(world: &World, count: &str, n: usize) -> String {
    let title = world.messages.plural(count, n);
    match world.order {
        Order::Own => title,
        order => format!("{title} · {}", world.messages.get(order.message())),
    }
}

/// Returns why a page of a list is empty: the message `none`, or that the filter hides everything.
fn why_none<T: Listed>(world: &World, none: &str) -> String {
    let filtered = !T::list(&world.program).is_empty();
    if filtered {
        world.filtered_out("all-filtered")
    } else {
        world.messages.get(none)
    }
}

/// Returns the elements of a list that pass the filter.
fn shown<T: Listed>(world: &World) -> Vec<Ix<T>> {
    let all = world.program.all();
    all.filter(|&ix| world.shows_subject(ix)).collect()
}

/// Adds items, or the text `none` when there are none.
fn items(page: &mut Page, subjects: impl IntoIterator<Item = Subject>, none: &str) {
    let before = page.rows.len();
    page.rows.extend(subjects.into_iter().map(Row::Item));
    if page.rows.len() == before && !none.is_empty() {
        page.rows.push(Row::Text(Cell::new(none, Role::Faint)));
    }
}

/// Adds the sessions that pass the filter, under the headings of their days. Those without a start come
/// last.
fn by_day(page: &mut Page, world: &World, sessions: &[Ix<Session>]) {
    by_day_with(page, world, sessions, |_, _| {});
}

/// Adds sessions as [`by_day`] does; `details` adds rows below each.
fn by_day_with(
    page: &mut Page,
    world: &World,
    sessions: &[Ix<Session>],
    details: impl Fn(&mut Page, Ix<Session>),
) {
    let shown = sessions.iter().copied().filter(|&ix| world.shows(ix));
    let shown: Vec<_> = shown.map(|ix| (ix, world.hour_of(ix))).collect();
    // A timetable has its own hours.
    let is_list = page.presentation == Presentation::Rows;
    let mut busy = if is_list {
        busy_hours(&shown)
    } else {
        HashSet::new()
    };
    let mut day = None;
    for (ix, hour) in shown {
        start_day(page, world, &mut day, ix);
        let busy = hour.filter(|hour| busy.remove(hour));
        page.rows.extend(busy.map(|hour| Row::Hour(time(hour))));
        page.rows.push(Row::Item(world.program.subject(ix)));
        details(page, ix);
    }
    if day.is_none() && !sessions.is_empty() {
        page.text(&world.filtered_out("all-filtered"), Role::Text);
    }
}

/// The fewest sessions that start in a busy hour.
const BUSY_HOUR: usize = 8;

/// Returns the hours in which many of some sessions start.
fn busy_hours(sessions: &[(Ix<Session>, Option<NaiveDateTime>)]) -> HashSet<NaiveDateTime> {
    let mut counts: HashMap<NaiveDateTime, usize> = HashMap::new();
    for hour in sessions.iter().filter_map(|(_, hour)| *hour) {
        *counts.entry(hour).or_default() += 1;
    }
    let busy = counts.into_iter().filter(|(_, n)| *n >= BUSY_HOUR);
    busy.map(|(hour, _)| hour).collect()
}

/// Adds how many entries of a page the filter hides, if any.
fn hidden(page: &mut Page, world: &World, n: usize) {
    if n > 0 {
        let query = match world.filter().query() {
            "" => world.messages.get("past-hidden"),
            query => query.to_owned(),
        };
        let texts = [("query", &*query)];
        page.text(
            &world.messages.plural_with("hidden-by-filter", n, &texts),
            Role::Warning,
        );
    }
}

/// Adds the heading of a session's day, where it is not the day of the session before. `day` is the day of
/// the last heading; the programme stands for no start.
fn start_day(page: &mut Page, world: &World, day: &mut Option<Subject>, ix: Ix<Session>) {
    let date = world.program[ix].slot.map(|slot| slot.day);
    let this = date.map_or_else(Subject::program, crate::model::day_subject);
    if day.as_ref() != Some(&this) {
        page.heading(match date {
            Some(date) => day_heading(world, date),
            None => Cell::new(world.messages.get("no-start"), Role::Heading),
        });
        *day = Some(this);
    }
}

/// Adds the notice of the programme, as one paragraph: the screen shows its first line.
fn notice(page: &mut Page, world: &World) {
    let notice = world.notice().map_or_else(String::new, |n| world.text(n));
    let words: Vec<&str> = notice.split_whitespace().collect();
    page.text(&words.join(" "), Role::Notice);
}

/// Returns the heading of a day.
fn day_heading(world: &World, date: chrono::NaiveDate) -> Cell {
    let link = Some(crate::model::day_subject(date));
    Cell {
        text: world.day_title(date),
        role: Role::Heading,
        link,
    }
}

/// Adds `8 sessions` over a list by day, `3 of 8 sessions` under a filter, or `No sessions`.
fn sessions_heading(page: &mut Page, world: &World, sessions: &[Ix<Session>]) {
    let shown = world.count_shown(sessions);
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
    let is_tentative = |ix: &Ix<Session>| world.program[*ix].status == Status::Tentative;
    let text = if !sessions.is_empty() && world.all_tentative() && sessions.iter().all(is_tentative)
    {
        format!("{text} · {}", world.messages.get("all-tentative"))
    } else {
        text
    };
    page.gap();
    page.rows.push(Row::Text(Cell::new(text, Role::Faint)));
}

/// Adds when something was last updated, where that is known.
fn last_updated(page: &mut Page, world: &World, at: Option<chrono::NaiveDateTime>) {
    if let Some(at) = at {
        let date = world.messages.short_date(at.date());
        page.field(&label(world, "changed"), format!("{date} {}", time(at)));
    }
}

/// Returns the label of a field in the reader's language.
fn label(world: &World, key: &str) -> String {
    world.messages.get(&format!("label-{key}"))
}

/// Adds an address on the web.
fn web(page: &mut Page, world: &World, url: Option<&Text>) {
    let link = |url: &Text| Cell::link(url.to_string(), Subject::new(Kind::Address, url.clone()));
    page.fields(&label(world, "web"), url.map(link));
}

/// Returns `Hall → Annex`.
fn from_to(world: &World, old: &str, new: &str) -> String {
    world
        .messages
        .format("from-to", &[("old", old), ("new", new)])
}

/// Returns a link to a subject of a list, by its name.
fn link(world: &World, ix: impl Into<AnyIx>) -> Cell {
    let subject = world.program.subject(ix);
    Cell::link(world.name(&subject), subject)
}
