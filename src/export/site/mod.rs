//! A website: a page for each list, day and thing, with a calendar file beside each page. Each language has
//! a folder; the export runs once per language, and the programme's first language also gets `index.html`
//! and the style sheet at the root.

pub(super) mod html;
pub(super) mod json_ld;
pub(super) mod rows;

use maud::{Markup, html};

use self::html::{Document, Link, STYLE, page_name};
use self::rows::Rows;
use super::schedule::{json, xml};
use super::{Make, Output, Selection, ics};
use crate::i18n::own_name;
use crate::model::{AnyIx, Day, Kind, LISTED, Room, Session, Subject, subject_date};
use crate::page::{Page, Row};
use crate::text::{Lang, truncate};
use crate::view::{self, View};
use crate::world::World;

/// The views that have a page, with the names of their files; the first is the start page.
const LISTS: [(&str, &str); 7] = [
    ("agenda", START_PAGE),
    ("tracks", "tracks"),
    ("speakers", "speakers"),
    ("partners", "partners"),
    ("rooms", "rooms"),
    ("projects", "projects"),
    ("about", "about"),
];
const START_PAGE: &str = "index";
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

pub fn make(selection: &Selection) -> Output {
    let world = selection.world;
    let program = &world.program;
    let named = |lang| (lang, own_name(lang));
    let mut site = Site {
        selection,
        lang: world.lang(),
        languages: languages(world).into_iter().map(named).collect(),
        output: Output::default(),
    };
    for (name, file) in LISTS {
        if !site.is_empty(name) {
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
    site.add_door_signs();
    let exports: [(&str, Make); 3] = [
        ("program.ics", ics::make),
        ("schedule.xml", xml::make),
        ("schedule.json", json::make),
    ];
    for (name, make) in exports {
        for (_, bytes) in make(selection).files {
            site.add(name, bytes);
        }
    }
    if site.is_first_language() {
        let style = STYLE.as_bytes().to_vec();
        site.output.files.push(("style.css".into(), style));
    }
    site.output
}

/// A site in one language, as far as it is written.
struct Site<'s, 'w> {
    selection: &'s Selection<'w>,
    lang: Lang,
    /// The languages of the site, with their own names.
    languages: Vec<(Lang, String)>,
    output: Output,
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

    /// Returns whether a list has no entries.
    fn is_empty(&self, name: &str) -> bool {
        let program = &self.selection.world.program;
        match name {
            "tracks" => program.tracks.is_empty(),
            "speakers" => program.speakers.is_empty(),
            "partners" => program.partners.is_empty(),
            "rooms" => program.rooms.is_empty(),
            "projects" => program.projects.is_empty(),
            _ => false,
        }
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
        let lists = LISTS.iter().filter(|(name, _)| !self.is_empty(name));
        let link = |(name, file): &(&str, &str)| Link {
            href: format!("{prefix}{file}.html"),
            label: messages.get(&format!("tab-{name}")),
            current: *file == here,
        };
        lists.map(link).collect()
    }

    /// Returns links to a page in each language; `prefix` is the path to the folders of languages.
    fn language_links(&self, file: &str, prefix: &str) -> Vec<Link> {
        let link = |(lang, name): &(Lang, String)| Link {
            href: format!("{prefix}{}/{file}.html", lang.as_str()),
            label: name.clone(),
            current: *lang == self.lang,
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
        let tab = || world.messages.get(&format!("tab-{}", view.name));
        let title = match (is_list, file) {
            (true, START_PAGE) => String::new(),
            (true, _) => tab(),
            (false, _) => world.name(subject),
        };
        let href = |subject: &Subject| match subject.kind {
            Kind::Program => Some(format!("{prefix}about.html")),
            _ => self
                .has_page(subject)
                .then(|| format!("{prefix}{}.html", page_name(subject))),
        };
        let rows = Rows {
            world,
            level: 1,
            href: &href,
        };
        let page = (view.page)(world, subject);
        let body = html! {
            @if !has_title(&page) && file != START_PAGE { h1 { (tab()) } "\n" }
            (rows.render(&page))
            (self.downloads(is_list, file, prefix))
        };
        let root = if prefix.is_empty() { "../" } else { "" };
        let with_data = file == START_PAGE || !is_list;
        let document = Document {
            class: view.name,
            title,
            summary: self.summary(subject, file),
            style: Some(&format!("{root}style.css")),
            pages: self.list_links(file, prefix),
            languages: self.language_links(file, root),
            body,
            data: with_data
                .then(|| json_ld::event(self.selection, subject))
                .flatten(),
        };
        document.render(self.selection)
    }

    /// Returns links to the calendar of a page and, on the start page, to the other files of the site.
    fn downloads(&self, is_list: bool, file: &str, prefix: &str) -> Markup {
        let messages = &self.selection.world.messages;
        let calendar = if is_list { "program" } else { file };
        let others = [
            ("doors.html", messages.get("html-doors")),
            ("schedule.xml", "schedule.xml".into()),
            ("schedule.json", "schedule.json".into()),
        ];
        html! {
            @if !is_list || file == START_PAGE {
                p class="calendar" {
                    a href=(format!("{prefix}{calendar}.ics")) type="text/calendar" {
                        (messages.get("html-calendar"))
                    }
                }
                "\n"
            }
            @if file == START_PAGE {
                @for (name, label) in others {
                    p class="calendar" { a href=(format!("{prefix}{name}")) { (label) } } "\n"
                }
            }
        }
    }

    /// Returns the description of a page for search engines: the first line of the abstract, or of what
    /// the programme says about itself.
    fn summary(&self, subject: &Subject, file: &str) -> String {
        let program = &self.selection.world.program;
        let text = match program.find::<Session>(subject) {
            Some(ix) => self.selection.text(&program[ix].summary),
            _ if file == START_PAGE => self.selection.text(&program.about),
            _ => "",
        };
        truncate(text.lines().next().unwrap_or(""), MAX_SUMMARY).into_owned()
    }

    /// Adds the page of door signs: a room and a day on each printed page.
    fn add_door_signs(&mut self) {
        let world = self.selection.world;
        let program = &world.program;
        let rooms = program.all::<Room>();
        let used = rooms.filter(|&room| world.count_shown(&program[room].sessions) > 0);
        let subjects: Vec<Subject> = used.map(|room| program.subject(room)).collect();
        let title = world.messages.get("html-doors");
        let href = |s: &Subject| self.has_page(s).then(|| format!("{}.html", page_name(s)));
        let rows = Rows {
            world,
            level: 2,
            href: &href,
        };
        let body = html! {
            h1 class="calendar" { (title) } "\n"
            @for subject in &subjects {
                article { "\n" (rows.render(&(view::named("room").page)(world, subject))) } "\n"
            }
        };
        let document = Document {
            class: DOOR_SIGNS,
            title,
            summary: String::new(),
            style: Some("../style.css"),
            pages: self.list_links(DOOR_SIGNS, ""),
            languages: self.language_links(DOOR_SIGNS, "../"),
            body,
            data: None,
        };
        let text = document.render(self.selection);
        self.add(&format!("{DOOR_SIGNS}.html"), text);
    }
}

fn has_title(page: &Page) -> bool {
    page.rows.iter().any(|row| matches!(row, Row::Title(_)))
}
