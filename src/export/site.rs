//! A folder of pages to publish: every list and every thing, each with its calendar file, in a folder of
//! its own for each language. Made once a language; that of the programme makes the first page, too.

use std::fmt::Write as _;

use super::html::{Document, STYLE, data, document, escaped, page_name, rows};
use super::schedule::{json, xml};
use super::{Made, Part, ics};
use crate::i18n::Messages;
use crate::model::{Ix, Kind, LISTED, Subject};
use crate::text::Lang;
use crate::view::{self, View};
use crate::world::World;

/// The views of the whole programme that are pages, the first page first, and their files.
const LISTS: [(&str, &str); 7] = [
    ("agenda", "index"),
    ("tracks", "tracks"),
    ("speakers", "speakers"),
    ("partners", "partners"),
    ("rooms", "rooms"),
    ("projects", "projects"),
    ("about", "about"),
];
/// The page of signs for doors.
const DOORS: &str = "doors";

/// The languages that a site is made in: those of the programme, else that of the reader.
pub fn languages(world: &World) -> Vec<Lang> {
    match world.program.languages.as_slice() {
        [] => vec![world.lang()],
        all => all.to_vec(),
    }
}

pub fn make(part: &Part) -> Made {
    let world = part.world;
    let program = &world.program;
    let lang = world.lang();
    let mut site = Site {
        part,
        lang,
        made: Made::default(),
    };
    for (name, file) in LISTS {
        if site.is_empty(name) {
            continue;
        }
        site.page(view::named(name), &Subject::program(), file);
    }
    let days = program.days.iter().map(crate::model::Day::subject);
    let things = LISTED.into_iter().flat_map(|kind| {
        let all = 0..program.len(kind) as Ix;
        all.map(move |ix| program.subject(kind, ix))
    });
    for subject in &days.chain(things).collect::<Vec<Subject>>() {
        if !site.has(subject) {
            continue;
        }
        let name = page_name(subject);
        site.page(view::of(subject), subject, &name);
        let calendar = ics::calendar(&Part::of(world, subject.clone()));
        site.file(&format!("{name}.ics"), calendar);
    }
    site.doors();
    let whole = [
        ("program.ics", ics::make as fn(&Part) -> Made),
        ("schedule.xml", xml::make),
        ("schedule.json", json::make),
    ];
    for (name, make) in whole {
        let made = make(part);
        for (_, bytes) in made.files {
            site.file(name, bytes);
        }
    }
    let mut made = site.made;
    if languages(world).first() == Some(&lang) {
        let style = STYLE.as_bytes().to_vec();
        made.files.push(("style.css".into(), style));
    }
    made
}

struct Site<'p, 'w> {
    part: &'p Part<'w>,
    lang: Lang,
    made: Made,
}

impl Site<'_, '_> {
    fn file(&mut self, name: &str, bytes: impl Into<Vec<u8>>) {
        let path = format!("{}/{name}", self.lang.as_str());
        self.made.files.push((path, bytes.into()));
    }

    /// Whether a list would have nothing in it.
    fn is_empty(&self, name: &str) -> bool {
        let program = &self.part.world.program;
        match name {
            "tracks" => program.tracks.is_empty(),
            "speakers" => program.speakers.is_empty(),
            "partners" => program.partners.is_empty(),
            "rooms" => program.rooms.is_empty(),
            "projects" => program.projects.is_empty(),
            _ => false,
        }
    }

    /// Whether a subject has a page of its own.
    fn has(&self, subject: &Subject) -> bool {
        let program = &self.part.world.program;
        match (subject.kind, program.find(subject)) {
            (Kind::Session, Some(ix)) => self.part.sessions.binary_search(&ix).is_ok(),
            (Kind::Day, _) => {
                let day = crate::model::subject_date(subject).and_then(|d| program.day(d));
                day.is_some_and(|d| !d.sessions.is_empty())
            }
            (kind, Some(ix)) => self.part.world.shows_subject(kind, ix),
            _ => false,
        }
    }

    /// The pages of lists, of which one may be the one they are linked from; `up` leads to them.
    fn pages(&self, here: &str, up: &str) -> Vec<(String, String, bool)> {
        let messages = &self.part.world.messages;
        let lists = LISTS.iter().filter(|(name, _)| !self.is_empty(name));
        lists
            .map(|(name, file)| {
                let label = messages.get(&format!("tab-{name}"));
                (format!("{up}{file}.html"), label, *file == here)
            })
            .collect()
    }

    /// A page in every language; `up` leads to their folders.
    fn languages(&self, file: &str, up: &str) -> Vec<(String, String, bool)> {
        let all = languages(self.part.world).into_iter();
        all.map(|lang| {
            let name = Messages::new(lang).language(lang.as_str());
            let href = format!("{up}{}/{file}.html", lang.as_str());
            (href, name, lang == self.lang)
        })
        .collect()
    }

    fn page(&mut self, view: &'static View, subject: &Subject, file: &str) {
        let text = self.text(view, subject, file, "");
        self.file(&format!("{file}.html"), text);
        if file == "index" && languages(self.part.world).first() == Some(&self.lang) {
            let folder = format!("{}/", self.lang.as_str());
            let text = self.text(view, subject, file, &folder);
            self.made
                .files
                .push(("index.html".into(), text.into_bytes()));
        }
    }

    /// A page whose links begin with `down`: the folder of the language, where it is not in it.
    fn text(&self, view: &'static View, subject: &Subject, file: &str, down: &str) -> String {
        let part = self.part;
        let world = part.world;
        let href = |subject: &Subject| match subject.kind {
            Kind::Program => Some(format!("{down}about.html")),
            _ => self
                .has(subject)
                .then(|| format!("{down}{}.html", page_name(subject))),
        };
        let page = (view.page)(world, subject);
        let list = subject.kind == Kind::Program;
        let mut body = String::new();
        let titled = page
            .rows
            .iter()
            .any(|r| matches!(r, crate::page::Row::Title(_)));
        if !titled && file != "index" {
            let name = world.messages.get(&format!("tab-{}", view.name));
            let _ = writeln!(body, "<h1>{}</h1>", escaped(&name));
        }
        body.push_str(&rows(world, &page, 1, &href));
        let calendar = if list { "program" } else { file };
        if !list || file == "index" {
            let text = world.messages.get("html-calendar");
            let _ = writeln!(
                body,
                "<p class=\"calendar\"><a href=\"{down}{calendar}.ics\" type=\"text/calendar\">{}</a></p>",
                escaped(&text)
            );
        }
        if file == "index" {
            let doors = world.messages.get("html-doors");
            let more = [
                ("doors.html", doors.as_str()),
                ("schedule.xml", "schedule.xml"),
                ("schedule.json", "schedule.json"),
            ];
            for (name, label) in more {
                let label = escaped(label);
                let _ = writeln!(
                    body,
                    "<p class=\"calendar\"><a href=\"{down}{name}\">{label}</a></p>"
                );
            }
        }
        let title = match (list, file) {
            (true, "index") => String::new(),
            (true, _) => world.messages.get(&format!("tab-{}", view.name)),
            (false, _) => world.name(subject),
        };
        let up = if down.is_empty() { "../" } else { "" };
        let summary = match world.program.find(subject) {
            Some(ix) if subject.kind == Kind::Session => {
                part.say(&world.program.session(ix).summary)
            }
            _ if file == "index" => part.say(&world.program.about),
            _ => "",
        };
        let summary = crate::text::truncate(summary.lines().next().unwrap_or(""), 200);
        document(
            part,
            &Document {
                class: view.name,
                title,
                summary: summary.into_owned(),
                style: Some(&format!("{up}style.css")),
                pages: self.pages(file, down),
                languages: self.languages(file, up),
                body,
                data: if file == "index" || !list {
                    data(part, subject)
                } else {
                    None
                },
            },
        )
    }

    /// Signs for all doors: each room, each day, on a page of its own when they are printed.
    fn doors(&mut self) {
        let world = self.part.world;
        let program = &world.program;
        let used = (0..)
            .zip(&program.rooms)
            .filter(|(_, r)| world.count_shown(&r.sessions) > 0);
        let subjects: Vec<Subject> = used
            .map(|(ix, _)| program.subject(Kind::Room, ix))
            .collect();
        let name = world.messages.get("html-doors");
        let mut body = format!("<h1 class=\"calendar\">{}</h1>\n", escaped(&name));
        for subject in &subjects {
            let page = (view::named("room").page)(world, subject);
            let href = |s: &Subject| self.has(s).then(|| format!("{}.html", page_name(s)));
            body.push_str("<article>\n");
            body.push_str(&rows(world, &page, 2, &href));
            body.push_str("</article>\n");
        }
        let text = document(
            self.part,
            &Document {
                class: DOORS,
                title: name,
                summary: String::new(),
                style: Some("../style.css"),
                pages: self.pages(DOORS, ""),
                languages: self.languages(DOORS, "../"),
                body,
                data: None,
            },
        );
        self.file(&format!("{DOORS}.html"), text);
    }
}
