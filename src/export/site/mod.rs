//! A website: a page for each list, day and thing, with a calendar file beside each page. Each language has
//! a folder; the export runs once per language, and the programme's first language also gets `index.html`
//! and the style sheet at the root.

mod address;
mod changes;
mod grid;
pub(super) mod html;
pub(super) mod json_ld;
mod logo;
mod prose;
pub(super) mod rows;
mod sessions;
mod signs;
mod start;

use maud::{Markup, html};

pub use self::logo::add_logo;

use self::grid::Grid;
use self::html::{Document, During, ICON, Link, SCRIPT, WORKER, manifest, page_name, style};
use self::rows::{NO_LETTER, Rows, letter, letter_id};
use self::sessions::{hours, instant};
use super::schedule::{json, xml};
use super::{Make, Output, Selection, ics};
use crate::export::schedule::ids::file_stem;
use crate::i18n::own_name;
use crate::model::{
    AnyIx, Day, Kind, LISTED, Session, Slot, Status, Subject, day_subject, subject_date,
};
use crate::page::{Page, Row};
use crate::text::{Lang, truncate};
use crate::view::{self, View};
use crate::world::World;

/// The views that have a page, with the names of their files; the first is the start page. The second is for a programme whose
/// start page has its days alone.
const LISTS: [(&str, &str); 9] = [
    ("agenda", START_PAGE),
    ("agenda", SESSIONS),
    ("tracks", "tracks"),
    ("speakers", "speakers"),
    ("partners", "partners"),
    ("rooms", "rooms"),
    ("projects", "projects"),
    ("changes", CHANGES),
    ("about", "about"),
];
const START_PAGE: &str = "index";
/// The page of all sessions.
const SESSIONS: &str = "sessions";

/// Returns the file of the page with all sessions of a site, without its ending.
pub fn page_of_all(sessions: usize) -> &'static str {
    if sessions > MAX_ON_START {
        SESSIONS
    } else {
        START_PAGE
    }
}
/// The page of what differs from the schedule.
const CHANGES: &str = "changes";
/// The most sessions of a programme whose start page has them all.
const MAX_ON_START: usize = 60;
/// The page of signs to print and hang on the doors of rooms.
const DOOR_SIGNS: &str = "doors";
/// The longest description for search engines, in cells.
const MAX_SUMMARY: usize = 200;

/// Returns the languages of a site: those of the programme, or the reader's if it names none.
pub fn languages(world: &World) -> Vec<Lang> {
    match world.program.languages.as_slice() {
        [] => vec![world.lang()],
        all => all.to_vec(),
    }
}

/// The calendar of the whole programme, in its first language.
pub const CALENDAR: &str = "schedule.ics";

pub fn make(selection: &Selection) -> Output {
    let world = selection.world;
    let program = &world.program;
    let named = |lang| (lang, own_name(lang));
    let mut site = Site {
        selection,
        lang: world.lang(),
        languages: languages(world).into_iter().map(named).collect(),
        days: days(selection),
        grids: grids(world),
        mark_tentative: !world.all_tentative(),
        output: Output::default(),
    };
    for (name, file) in LISTS {
        if site.has_list(name, file) {
            site.add_page(view::named(name), &Subject::program(), file);
        }
    }
    let things = LISTED.into_iter().flat_map(|kind| {
        let all = program.all_of(kind);
        all.map(move |ix| program.subject(ix))
    });
    for subject in program.days.iter().map(Day::subject).chain(things) {
        if site.has_page(&subject) {
            let name = page_name(&subject);
            site.add_page(view::of(&subject), &subject, &name);
            let calendar = ics::calendar(&Selection::of(world, subject));
            site.add(&format!("{name}.ics"), calendar);
        }
    }
    site.add_grids();
    site.add_door_signs();
    site.add("changes.atom", changes::feed(selection));
    site.add("manifest.json", manifest(world));
    let exports: [(&str, &str, Make); 3] = [
        ("program.ics", CALENDAR, ics::make),
        ("schedule.xml", "schedule.xml", xml::make),
        ("schedule.json", "schedule.json", json::make),
    ];
    for (name, at_root, make) in exports {
        for (_, bytes) in make(selection).files {
            if site.is_first_language() {
                site.output.files.push((at_root.into(), bytes.clone()));
            }
            site.add(name, bytes);
        }
    }
    if site.is_first_language() {
        for (name, text) in [
            ("style.css", &*style(program)),
            ("site.js", SCRIPT),
            ("sw.js", WORKER),
            ("favicon.svg", ICON),
        ] {
            site.output.files.push((name.into(), text.into()));
        }
        site.add_not_found();
        if let Some(map) = site.map() {
            site.output.files.push(("sitemap.xml".into(), map.into()));
        }
    }
    site.output
}

/// The most days that each page leads to; of more, a page leads to those around its own. A calendar may have a session on each
/// day of a year.
const MAX_DAYS: usize = 14;

/// A site in one language, as far as it is written.
struct Site<'s, 'w> {
    selection: &'s Selection<'w>,
    lang: Lang,
    /// The languages of the site, with their own names.
    languages: Vec<(Lang, String)>,
    /// The days that have a page, and when each is on.
    days: Vec<(Subject, During)>,
    /// The days that have a timetable.
    grids: Vec<(Subject, Grid)>,
    /// Whether rows mark the tentative sessions.
    mark_tentative: bool,
    output: Output,
}

/// Returns the days with sessions that are shown, from the first start to the last end of each.
fn days(selection: &Selection) -> Vec<(Subject, During)> {
    let world = selection.world;
    let program = &world.program;
    let day = |day: &Day| {
        let slots = shown_slots(world, day);
        let from = slots.iter().map(|slot| slot.from).min()?;
        let until = slots.iter().map(|slot| slot.until).max()?;
        Some((day.subject(), (instant(world, from), instant(world, until))))
    };
    program.days.iter().filter_map(day).collect()
}

fn grids(world: &World) -> Vec<(Subject, Grid)> {
    let days = world.program.days.iter();
    let grid = |day: &Day| Some((day.subject(), Grid::of(world, day)?));
    days.filter_map(grid).collect()
}

/// Returns when the sessions of a day that are shown are on.
fn shown_slots(world: &World, day: &Day) -> Vec<Slot> {
    let shown = day.sessions.iter().filter(|&&ix| world.shows(ix));
    shown.filter_map(|&ix| world.program[ix].slot).collect()
}

impl Site<'_, '_> {
    /// Adds a file to the folder of the language.
    fn add(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        let path = format!("{}/{name}", self.lang.as_str());
        self.output.files.push((path, bytes.into()));
    }

    fn is_first_language(&self) -> bool {
        self.languages
            .first()
            .is_some_and(|(first, _)| *first == self.lang)
    }

    /// Returns whether the start page has the days alone.
    fn is_large(&self) -> bool {
        self.all_sessions() == SESSIONS
    }

    /// Returns the file of the page with all sessions.
    fn all_sessions(&self) -> &'static str {
        page_of_all(self.selection.sessions.len())
    }

    /// Returns whether a list has a page.
    fn has_list(&self, name: &str, file: &str) -> bool {
        let is_needed = file != SESSIONS || self.is_large();
        is_needed && view::named(name).has_content(self.selection.world)
    }

    /// Returns whether a subject has a page of its own.
    fn has_page(&self, subject: &Subject) -> bool {
        let program = &self.selection.world.program;
        match (subject.kind, program.find_any(subject)) {
            (_, Some(AnyIx::Session(ix))) => self.selection.contains(ix),
            (Kind::Day, _) => {
                let day = subject_date(subject).and_then(|d| program.day(d));
                day.is_some_and(|d| !d.sessions.is_empty())
            }
            (_, Some(ix)) => self.selection.world.shows_subject(ix),
            _ => false,
        }
    }

    /// Returns links to the lists, from the page `here`; `prefix` is the path to their folder.
    fn list_links(&self, here: &str, prefix: &str) -> Vec<Link> {
        let messages = &self.selection.world.messages;
        let lists = LISTS
            .iter()
            .filter(|(name, file)| self.has_list(name, file));
        let link = |(name, file): &(&str, &str)| Link {
            href: format!("{prefix}{file}.html"),
            label: self.list_title(name, file),
            current: (*file == here).then_some("page"),
            ..Link::default()
        };
        let starred = Link {
            href: format!("{prefix}{}.html#starred", self.all_sessions()),
            label: format!("★ {}", messages.get("tab-starred")),
            scripted: true,
            ..Link::default()
        };
        lists.map(link).chain([starred]).collect()
    }

    fn list_title(&self, name: &str, file: &str) -> String {
        let messages = &self.selection.world.messages;
        match file {
            SESSIONS => messages.get("html-sessions"),
            _ => messages.get(&format!("tab-{name}")),
        }
    }

    /// Returns links to the days, from the page of a subject, and to what is on now. `page` is the name of a day's page.
    fn day_links(
        &self,
        subject: &Subject,
        prefix: &str,
        page: &dyn Fn(&Subject) -> String,
    ) -> Vec<Link> {
        let world = self.selection.world;
        let program = &world.program;
        let session = program.find::<Session>(subject).map(|ix| &program[ix]);
        let slot = session.and_then(|session| session.slot);
        let of_session = slot.map(|slot| day_subject(slot.day));
        let link = |(day, during): &(Subject, During)| Link {
            href: format!("{prefix}{}.html", page(day)),
            label: subject_date(day).map_or_else(String::new, |d| world.messages.short_date(d)),
            current: match subject {
                here if here == day => Some("page"),
                _ => (of_session.as_ref() == Some(day)).then_some("true"),
            },
            during: Some(during.clone()),
            scripted: false,
        };
        let now = Link {
            href: "#main".to_owned(),
            label: world.messages.get("tab-now"),
            scripted: true,
            ..Link::default()
        };
        let is_here =
            |(day, _): &(Subject, During)| day == subject || of_session.as_ref() == Some(day);
        let here = self.days.iter().position(is_here);
        let shown = match here {
            _ if self.days.len() <= MAX_DAYS => &self.days[..],
            Some(at) => {
                let from = at.saturating_sub(MAX_DAYS / 2);
                &self.days[from..(at + MAX_DAYS / 2).min(self.days.len())]
            }
            None => &[],
        };
        shown.iter().map(link).chain([now]).collect()
    }

    /// Returns links to the hours of a day, or to the letters of the speakers.
    fn jumps(&self, subject: &Subject, page: &Page) -> Vec<Link> {
        let world = self.selection.world;
        let link = |id: String, label: String| Link {
            href: format!("#{id}"),
            label,
            ..Link::default()
        };
        if let Some(day) = subject_date(subject).and_then(|date| world.program.day(date)) {
            let hours = hours(world, &day.sessions).into_iter();
            return hours.map(|h| link(h.id(), h.short(world))).collect();
        }
        let speakers = page.rows.iter().filter_map(|row| match row {
            Row::Item(subject) if subject.kind == Kind::Speaker => Some(subject),
            _ => None,
        });
        let mut letters: Vec<char> = speakers.map(|s| letter(&world.name(s))).collect();
        if subject.kind != Kind::Program || letters.len() <= rows::MAX_WITHOUT_LETTERS {
            return Vec::new();
        }
        letters.sort_by_key(|letter| *letter == NO_LETTER);
        letters.dedup();
        let letters = letters.into_iter();
        letters
            .map(|c| link(letter_id(c), c.to_uppercase().to_string()))
            .collect()
    }

    /// Returns links to a page in each language; `prefix` is the path to the folders of languages.
    fn language_links(&self, file: &str, prefix: &str) -> Vec<Link> {
        let link = |(lang, name): &(Lang, String)| Link {
            href: format!("{prefix}{}/{file}.html", lang.as_str()),
            label: name.clone(),
            current: (*lang == self.lang).then_some("page"),
            ..Link::default()
        };
        self.languages.iter().map(link).collect()
    }

    /// Adds a page, and the start page of the first language also at the root.
    fn add_page(&mut self, view: &'static View, subject: &Subject, file: &str) {
        let text = self.page(view, subject, file, "");
        self.add(&format!("{file}.html"), text);
        if file == START_PAGE && self.is_first_language() {
            let folder = format!("{}/", self.lang.as_str());
            let text = self.page(view, subject, file, &folder);
            self.output
                .files
                .push((format!("{file}.html"), text.into_bytes()));
        }
    }

    /// Returns a page; `prefix` is the path from it to the folder of the language.
    fn page(&self, view: &'static View, subject: &Subject, file: &str, prefix: &str) -> String {
        let world = self.selection.world;
        let is_list = subject.kind == Kind::Program;
        let href = |subject: &Subject| self.href(subject, prefix);
        let rows = Rows {
            world,
            mark_tentative: self.mark_tentative,
            subject,
            level: 1,
            href: &href,
        };
        let page = match file {
            CHANGES => changes::page(world),
            START_PAGE if self.is_large() => start::page(world),
            _ => (view.page)(world, subject),
        };
        let body = html! {
            @if !has_title(&page) && file != START_PAGE { h1 { (self.list_title(view.name, file)) } "\n" }
            @if is_list && file == START_PAGE { (changes::banner(world, prefix)) }
            @if is_list && [START_PAGE, SESSIONS].contains(&file) { (self.tools(file, prefix)) }
            (self.picture(subject))
            @if let Some(grid) = self.grid_name(subject) { (self.switch(&grid, "tab-timetable")) }
            (rows.render(&page))
            (signs::printed(&rows))
            (self.downloads(subject, file, prefix))
        };
        let root = if prefix.is_empty() { "../" } else { "" };
        let with_data = !is_list || file == START_PAGE;
        let document = Document {
            class: view.name,
            title: self.title(view, subject, file),
            summary: self.summary(subject, file),
            root: Some(root),
            pages: self.list_links(file, prefix),
            languages: self.language_links(file, root),
            days: self.day_links(subject, prefix, &page_name),
            jumps: self.jumps(subject, &page),
            body,
            addresses: self.addresses(file),
            image: self.image(subject),
            data: with_data
                .then(|| json_ld::event(self.selection, subject, self.is_large()))
                .flatten(),
        };
        document.render(self.selection)
    }

    /// Returns the path of a subject's page; `prefix` is the path to the folder of the language.
    fn href(&self, subject: &Subject, prefix: &str) -> Option<String> {
        match subject.kind {
            Kind::Program => Some(format!("{prefix}about.html")),
            _ => self
                .has_page(subject)
                .then(|| format!("{prefix}{}.html", page_name(subject))),
        }
    }

    /// Returns the title of a page: for a session that is cancelled, moved, delayed or full, that comes first.
    fn title(&self, view: &View, subject: &Subject, file: &str) -> String {
        let world = self.selection.world;
        if subject.kind == Kind::Program {
            return match file {
                START_PAGE => String::new(),
                _ => self.list_title(view.name, file),
            };
        }
        let name = world.name(subject);
        let session = world.program.find::<Session>(subject);
        match session.map(|ix| &world.program[ix]) {
            Some(s) if !matches!(s.status, Status::Confirmed | Status::Tentative) => {
                let status = world.messages.status(s.status.name());
                world.messages.field(&capitalized(&status), &name)
            }
            Some(s) if s.full => {
                let full = world.messages.get("full");
                world.messages.field(&capitalized(&full), &name)
            }
            _ => name,
        }
    }

    /// Returns what the script brings to life: the search, the starred sessions, the reader's time zone.
    fn tools(&self, file: &str, prefix: &str) -> Markup {
        let text = |key: &str| self.selection.world.messages.get(key);
        let elsewhere = self.all_sessions();
        let elsewhere = (file != elsewhere).then(|| format!("{prefix}{elsewhere}.html"));
        html! {
            div class="tools" {
                "\n" label class="search" { span { (text("html-search")) } " " input id="search" type="search" autocomplete="off" data-page=[&elsewhere]; " " span id="found" role="status" {} }
                "\n" p class="starred notice" hidden { strong { (text("tab-starred")) } " " a id="share" href="#main" { (text("html-share")) } }
                "\n" p class="unstarred notice" hidden { (text("html-unstarred")) }
                "\n" p class="shared notice" hidden { strong { (text("html-shared")) } " " button id="keep" type="button" { (text("html-keep")) } }
                "\n"
            }
            "\n"
        }
    }

    /// Returns links to the calendar of a page and, on the start page, to the other files of the site.
    fn downloads(&self, subject: &Subject, file: &str, prefix: &str) -> Markup {
        let messages = &self.selection.world.messages;
        let is_list = subject.kind == Kind::Program;
        let calendar = if is_list { "program" } else { file };
        let session = (subject.kind == Kind::Session).then(|| file_stem(&subject.id));
        let others = [
            ("doors.html", messages.get("html-doors")),
            ("changes.atom", messages.get("html-feed")),
            ("schedule.xml", "schedule.xml".into()),
            ("schedule.json", "schedule.json".into()),
        ];
        html! {
            @if !is_list || file == START_PAGE {
                p class="actions" data-id=[session] {
                    a href=(format!("{prefix}{calendar}.ics")) type="text/calendar" {
                        (messages.get("html-calendar"))
                    }
                    @if let Some(address) = self.subscription(calendar) {
                        "\n" a href=(address) { (messages.get("html-subscribe")) }
                    }
                    @if file == START_PAGE {
                        @for (name, label) in others {
                            "\n" a href=(format!("{prefix}{name}")) { (label) }
                        }
                    }
                }
                "\n"
            }
        }
    }

    /// Returns the description of a page for search engines: the first line of the abstract, or of what
    /// the programme says about itself, else how many sessions there are.
    fn summary(&self, subject: &Subject, file: &str) -> String {
        let world = self.selection.world;
        let program = &world.program;
        let text = match program.find::<Session>(subject) {
            Some(ix) => self.selection.text(&program[ix].summary),
            _ if file == START_PAGE => self.selection.text(&program.about),
            _ => "",
        };
        let first = text.lines().next().unwrap_or("");
        if !first.is_empty() {
            return truncate(first, MAX_SUMMARY).into_owned();
        }
        let n = Selection::of(world, subject.clone()).sessions.len();
        let sessions = world.messages.plural("sessions", n);
        let name = world.name(&Subject::program());
        truncate(&format!("{name} · {sessions}"), MAX_SUMMARY).into_owned()
    }

    /// Adds the page of door signs: a room and a day on each printed page.
    fn add_door_signs(&mut self) {
        let world = self.selection.world;
        let title = world.messages.get("html-doors");
        let subject = Subject::program();
        let href = |subject: &Subject| self.href(subject, "");
        let rows = Rows {
            world,
            mark_tentative: self.mark_tentative,
            subject: &subject,
            level: 2,
            href: &href,
        };
        let body = html! {
            h1 class="screen" { (title) } "\n"
            (signs::all(&rows))
        };
        let document = Document {
            class: DOOR_SIGNS,
            title,
            root: Some("../"),
            pages: self.list_links(DOOR_SIGNS, ""),
            languages: self.language_links(DOOR_SIGNS, "../"),
            body,
            addresses: self.addresses(DOOR_SIGNS),
            ..Document::default()
        };
        let text = document.render(self.selection);
        self.add(&format!("{DOOR_SIGNS}.html"), text);
    }
}

fn has_title(page: &Page) -> bool {
    page.rows.iter().any(|row| matches!(row, Row::Title(_)))
}

/// Returns a text with a capital at its beginning.
fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    first.chain(chars).collect()
}
