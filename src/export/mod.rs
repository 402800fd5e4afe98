//! The exports: what a programme is written as, one file each, one row of [`EXPORTS`] each. The same
//! programme gives the same bytes.

mod csv;
mod html;
mod ics;
mod schedule;
mod site;
pub mod svg;
mod text;
mod toml;

use crate::i18n::count;
use crate::model::{Ix, Kind, Session, Subject};
use crate::text::Localized;
use crate::world::World;

pub use crate::update::live::quoted;
pub use site::languages;

/// A row of [`EXPORTS`].
#[derive(Debug)]
pub struct Export {
    /// Its name, as `nadwa export` takes it.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// Whether it is a folder of files.
    pub folder: bool,
    /// Writes a part of a programme.
    pub make: fn(&Part) -> Made,
}

/// Every export there is, but for pictures of the screen, which `ui` draws.
#[rustfmt::skip] // A table: one row, one line.
pub const EXPORTS: &[Export] = &[
    Export { name: "ics", folder: false, doc: "iCalendar (RFC 5545), for the calendars of phones and offices", make: ics::make },
    Export { name: "xml", folder: false, doc: "schedule.xml, as frab, pretalx and the apps of conferences read it", make: schedule::xml::make },
    Export { name: "json", folder: false, doc: "schedule.json, of the same family", make: schedule::json::make },
    Export { name: "csv", folder: false, doc: "a table for spreadsheets (RFC 4180)", make: csv::make },
    Export { name: "toml", folder: false, doc: "program.toml, with all that nadwa knows", make: toml::make },
    Export { name: "html", folder: false, doc: "one page for a browser or a printer", make: html::make },
    Export { name: "site", folder: true, doc: "a folder of pages to publish, in every language of the programme", make: site::make },
    Export { name: "text", folder: false, doc: "the programme on one sheet, for a printer or an e-mail", make: text::make },
];

/// What an export wrote.
#[derive(Debug, Default)]
pub struct Made {
    /// Each file's path below the folder, and its bytes; one without a path where it is no folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the format has no words for, and so is not in it.
    pub left_out: Vec<String>,
}

impl Made {
    fn one(text: impl Into<Vec<u8>>) -> Self {
        Self {
            files: vec![(String::new(), text.into())],
            left_out: Vec::new(),
        }
    }

    /// Says that so many sessions are left out, where any are.
    fn without(&mut self, n: usize, why: &str) {
        if n > 0 {
            let what = count(n, "session");
            self.left_out.push(format!("{what} {why}"));
        }
    }
}

/// The part of a programme that is written.
#[derive(Debug)]
pub struct Part<'w> {
    /// The world it is in, with the language of texts.
    pub world: &'w World,
    /// Its sessions, in order.
    pub sessions: Vec<Ix>,
    /// What they are the sessions of; the programme where they are all.
    pub of: Subject,
    /// Whether a table begins with a byte order mark, for spreadsheets that need one.
    pub bom: bool,
}

impl<'w> Part<'w> {
    /// The sessions of a subject that pass the filter.
    pub fn of(world: &'w World, of: Subject) -> Self {
        let program = &world.program;
        let ix = program.find(&of);
        let all: Vec<Ix> = match (of.kind, ix) {
            (Kind::Session, Some(ix)) => vec![ix],
            (Kind::Track, Some(ix)) => program.track(ix).sessions.clone(),
            (Kind::Speaker, Some(ix)) => program.speaker(ix).sessions.clone(),
            (Kind::Partner, Some(ix)) => {
                let partner = program.partner(ix);
                let mut all = [partner.sessions.as_slice(), &partner.funded].concat();
                all.sort_unstable();
                all
            }
            (Kind::Room, Some(ix)) => program.room(ix).sessions.clone(),
            (Kind::Project, Some(ix)) => program.project(ix).sessions.clone(),
            (Kind::Day, _) => {
                let day = crate::model::subject_date(&of).and_then(|d| program.day(d));
                day.map_or_else(Vec::new, |d| d.sessions.clone())
            }
            _ => (0..program.sessions.len() as Ix).collect(),
        };
        let sessions = all.into_iter().filter(|&ix| world.shows(ix)).collect();
        Self {
            world,
            sessions,
            of,
            bom: false,
        }
    }

    /// Whether it is the whole programme.
    pub fn is_whole(&self) -> bool {
        self.of.kind == Kind::Program && self.sessions.len() == self.world.program.sessions.len()
    }

    /// The sessions in order.
    fn all(&self) -> impl Iterator<Item = &'w Session> {
        let program = &self.world.program;
        self.sessions.iter().map(|&ix| program.session(ix))
    }

    /// A text in the language of the part, else another that it has.
    fn say(&self, text: &'w Localized) -> &'w str {
        let program = &self.world.program;
        let said = text.choose(self.world.lang(), &program.languages);
        said.map_or("", |said| said.text.as_str())
    }

    /// The name of something without the mark of another language.
    fn name(&self, kind: Kind, ix: Ix) -> &'w str {
        let names = self.world.program.names(kind, ix);
        let said = names.iter().map(|n| self.say(n)).find(|n| !n.is_empty());
        said.unwrap_or_default()
    }

    fn names(&self, kind: Kind, all: &[Ix]) -> Vec<&'w str> {
        all.iter().map(|&ix| self.name(kind, ix)).collect()
    }

    /// The title of a session; its id where it has none.
    fn title(&self, session: &'w Session) -> &'w str {
        match self.say(&session.title) {
            "" => &session.id,
            title => title,
        }
    }

    /// The name of the programme, and of what it is a part.
    fn heading(&self) -> String {
        let program = self.world.name(&Subject::program());
        if self.of.kind == Kind::Program {
            return program;
        }
        format!("{} · {program}", self.world.name(&self.of))
    }

    /// Whether a session of the part uses a thing; of the whole programme everything is a part.
    fn uses(&self, kind: Kind, ix: Ix) -> bool {
        let program = &self.world.program;
        self.is_whole()
            || self.of == program.subject(kind, ix)
            || self.all().any(|s| match kind {
                Kind::Room => s.room == Some(ix),
                Kind::Track => s.track == Some(ix),
                Kind::Speaker => s.people().any(|p| p == ix),
                Kind::Project => s.project == Some(ix),
                Kind::Partner => {
                    let project = s.project.map(|p| program.project(p));
                    program.partners_of(s).contains(&ix)
                        || project.is_some_and(|p| p.funders.contains(&ix))
                }
                _ => true,
            })
    }
}
