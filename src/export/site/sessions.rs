//! Rows of sessions: the whole row leads to the session's page.

use chrono::{DateTime, NaiveDate, Timelike as _};
use maud::{Markup, html};

use super::rows::{ItemRows, Rows, heading, listed, role_name};
use crate::export::schedule::ids::file_stem;
use crate::model::zone::Timestamp;
use crate::model::{Ix, Kind, Session, Slot, Speaker, Status};
use crate::page::item::{Item, ItemStyle, Lead, item};
use crate::page::{Cell, Page, Role};
use crate::world::World;

/// The hour in which sessions start, or whole days.
#[derive(Clone, PartialEq, Eq)]
pub struct Hour {
    day: NaiveDate,
    /// From the midnight at which the day begins; `None` for whole days.
    hour: Option<u32>,
}

impl Hour {
    fn of(slot: Slot) -> Self {
        let days = (slot.start.date() - slot.day).num_days();
        let days = u32::try_from(days).unwrap_or_default();
        Self {
            day: slot.day,
            hour: (!slot.is_whole_days()).then(|| days * 24 + slot.start.hour()),
        }
    }

    /// Returns its anchor.
    pub fn id(&self) -> String {
        match self.hour {
            Some(hour) => format!("h-{}-{hour:02}", self.day),
            None => format!("h-{}-all", self.day),
        }
    }

    /// Returns its name where hours stand beside one another: `09`.
    pub fn short(&self, world: &World) -> String {
        match self.hour {
            Some(hour) => format!("{:02}", hour % 24),
            None => self.label(world),
        }
    }

    /// Returns its name: `09:00`.
    pub fn label(&self, world: &World) -> String {
        match self.hour {
            Some(hour) => format!("{:02}:00", hour % 24),
            None => world.messages.get("all-day"),
        }
    }
}

/// Returns the hours of sessions, in order.
pub fn hours(world: &World, sessions: &[Ix<Session>]) -> Vec<Hour> {
    let shown = sessions.iter().filter(|&&ix| world.shows(ix));
    let mut hours: Vec<Hour> = shown
        .filter_map(|&ix| world.program[ix].slot.map(Hour::of))
        .collect();
    hours.dedup();
    hours
}

/// Returns an instant as the value of `datetime`: in UTC, or on the clock of an event without a time zone.
pub fn instant(world: &World, at: Timestamp) -> String {
    if !world.program.zoned {
        let local = world.program.zone.at(at);
        return local.format("%Y-%m-%dT%H:%M").to_string();
    }
    let utc = DateTime::from_timestamp(at, 0).unwrap_or_default();
    utc.format("%Y-%m-%dT%H:%MZ").to_string()
}

/// Returns the classes of a session: its colour, and whether it is cancelled.
pub fn classes(session: &Session, item: &Item) -> Option<String> {
    let color = item.color.map(|color| format!("c-{}", color.name()));
    let cancelled = session.status == Status::Cancelled;
    let classes = color
        .into_iter()
        .chain(cancelled.then(|| "cancelled".into()));
    let classes = classes.collect::<Vec<String>>().join(" ");
    (!classes.is_empty()).then_some(classes)
}

impl Rows<'_> {
    /// Returns whether the sessions of a page are under headings of hours.
    pub fn has_hours(&self, page: &Page) -> bool {
        matches!(self.subject.kind, Kind::Program | Kind::Day) && !page.dated
    }

    fn session_at(&self, (subject, _): &ItemRows) -> Option<Ix<Session>> {
        self.world.program.find(subject)
    }

    /// Returns sessions under the hours in which they start.
    pub fn by_hour(&self, page: &Page, items: &[ItemRows]) -> Markup {
        let slot_of = |item: &ItemRows| self.world.program[self.session_at(item)?].slot;
        let hour_of = |item: &ItemRows| slot_of(item).map(Hour::of);
        // In the agenda, hours are below days.
        let below = if self.subject.kind == Kind::Day { 1 } else { 2 };
        html! {
            @for group in items.chunk_by(|a, b| hour_of(a) == hour_of(b)) {
                @match group.first().and_then(slot_of) {
                    Some(slot) => {
                        section class="hour" id=(Hour::of(slot).id()) {
                            "\n" (heading(self.level + below, &self.hour(slot))) "\n"
                            (self.sessions(page, group))
                        }
                    }
                    None => (self.sessions(page, group)),
                }
                "\n"
            }
        }
    }

    /// Returns the hour in which a slot starts.
    fn hour(&self, slot: Slot) -> Markup {
        let into = i64::from(slot.start.minute() * 60 + slot.start.second());
        let at = instant(self.world, slot.from - into);
        html! { time datetime=(at) { (Hour::of(slot).label(self.world)) } }
    }

    /// Returns a list of sessions.
    pub fn sessions(&self, page: &Page, items: &[ItemRows]) -> Markup {
        html! {
            ul class=(if page.dated { "list dated" } else { "list" }) {
                @for item in items {
                    @if let Some(ix) = self.session_at(item) { "\n" (self.session(page, ix, &item.1)) }
                }
                "\n"
            }
        }
    }

    fn session(&self, page: &Page, ix: Ix<Session>, under: &[&Cell]) -> Markup {
        let program = &self.world.program;
        let (subject, session) = (program.subject(ix), &program[ix]);
        let lead = if page.dated {
            Lead::DateRange
        } else {
            Lead::Range
        };
        let item = self.item(ix, lead);
        html! {
            li class=[classes(session, &item)] data-id=(file_stem(&session.id)) {
                (self.lead_of(session, &item)) " "
                div {
                    @match (self.href)(&subject) {
                        Some(href) => { a class="title" href=(href) { (self.name(ix, None)) } }
                        None => (self.name(ix, Some("title"))),
                    }
                    (self.about(ix))
                    @for cell in under { p class="under" { (self.cell(cell)) } }
                }
                (self.place(session))
            }
        }
    }

    /// Returns when a session is.
    pub fn lead(&self, ix: Ix<Session>, lead: Lead) -> Markup {
        self.lead_of(&self.world.program[ix], &self.item(ix, lead))
    }

    pub fn lead_of(&self, session: &Session, item: &Item) -> Markup {
        let text = html! { (item.lead) };
        session.slot.map_or_else(
            || html! { span class="lead" { (text) } },
            |slot| self.time("lead", slot, &text),
        )
    }

    /// Returns how a session differs from the schedule, the organisers' note, and who speaks.
    pub fn about(&self, ix: Ix<Session>) -> Markup {
        let marks = self.marks(&self.item(ix, Lead::Range), self.mark_tentative);
        let session = &self.world.program[ix];
        let note = self.world.text(&session.note);
        html! {
            (marks)
            @if !note.is_empty() { p class="note" dir="auto" { (note) } }
            (self.people(session))
        }
    }

    /// Returns the texts of a session's row.
    pub fn item(&self, ix: Ix<Session>, lead: Lead) -> Item {
        let style = ItemStyle {
            lead,
            ..ItemStyle::default()
        };
        item(self.world, &self.world.program.subject(ix), style)
    }

    /// Returns how a session differs from the schedule, for its own page.
    pub fn bands(&self, ix: Ix<Session>) -> Markup {
        self.marks(&self.item(ix, Lead::Range), true)
    }

    /// Returns the marks of a session as bands: an error, then what an update has changed, then what is faint.
    fn marks(&self, item: &Item, tentative: bool) -> Markup {
        let of = |role| {
            let found = item.marks.iter().filter(move |(_, r)| *r == role);
            let texts = found.map(|(mark, _)| self.mark(mark));
            let text = texts.collect::<Vec<String>>().join(" · ");
            (role, text)
        };
        let shown = [Role::Error, Role::Warning, Role::Faint].map(of);
        let shown = shown
            .into_iter()
            .filter(|(role, text)| !text.is_empty() && (tentative || *role != Role::Faint));
        html! {
            @for (role, text) in shown {
                p class=(format!("band {}", role_name(role))) { (listed(&text)) }
            }
        }
    }

    /// Returns the text of a mark. The screen abbreviates "tentative" to `?`.
    fn mark(&self, mark: &str) -> String {
        match mark {
            "?" => self.world.messages.status(Status::Tentative.name()),
            _ => mark.to_owned(),
        }
    }

    /// Returns the names of those who speak, or of those who chair where nobody does.
    fn people(&self, session: &Session) -> Markup {
        let people: &[Ix<Speaker>] = match session.speakers.as_slice() {
            [] => &session.moderators,
            speakers => speakers,
        };
        let comma = self.world.messages.comma();
        html! {
            @if !people.is_empty() && self.subject.kind != Kind::Speaker {
                p class="people" {
                    @for (n, &person) in people.iter().enumerate() {
                        @if n > 0 { (comma) }
                        (self.name(person, None))
                    }
                }
            }
        }
    }

    /// Returns the room and the track of a session, unless the page is about them.
    pub fn place(&self, session: &Session) -> Markup {
        let room = session.room.filter(|_| self.subject.kind != Kind::Room);
        let track = session.track.filter(|_| self.subject.kind != Kind::Track);
        html! {
            @if room.is_some() || track.is_some() {
                p class="place" {
                    @if let Some(room) = room { (self.name(room, Some("room"))) }
                    @if let Some(track) = track { " " (self.name(track, Some("track"))) }
                }
            }
        }
    }

    /// Returns a time that the script can mark and show in another zone.
    pub fn time(&self, class: &str, slot: Slot, text: &Markup) -> Markup {
        let until = slot.has_end().then(|| instant(self.world, slot.until));
        html! {
            time class=(class) datetime=(instant(self.world, slot.from)) data-end=[until] { (text) }
        }
    }
}
