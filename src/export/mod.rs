//! The exports: the formats that a programme is written in, a file and an entry in [`EXPORTS`] each. The
//! same programme always gives the same bytes.

mod csv;
mod html;
mod ics;
mod lost;
pub mod merge;
mod print;
mod schedule;
mod site;
mod stamps;
pub mod starred;
pub mod svg;
mod text;
mod toml;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use chrono::NaiveDateTime;
use memchr::memmem;
use sha2::{Digest as _, Sha256};

use crate::i18n::Message;
use crate::model::zone::{LocalResult, Timestamp, Zone};
use crate::model::{AnyIx, Ix, Kind, LISTED, Listed, Session, Speaker, Subject, subject_date};
use crate::text::Localized;
use crate::world::World;

pub use crate::update::quoted;
pub use lost::of as lost_by;
pub use site::{CALENDAR, add_logo, languages};
pub use stamps::with_stamps;

/// A function that writes a selection of sessions in one format.
pub type Make = fn(&Selection) -> Output;

/// An entry in [`EXPORTS`].
#[derive(Debug)]
pub struct Export {
    /// The name of the format, as an argument of `nadwa export`.
    pub name: &'static str,
    /// The description, for `nadwa export --help`.
    pub doc: &'static str,
    /// Whether the export is a folder of files.
    pub folder: bool,
    /// Writes a selection of sessions.
    pub make: Make,
}

/// All exports except SVG, which shows the screen instead of a programme.
#[rustfmt::skip] // A table: one entry, one line.
pub const EXPORTS: &[Export] = &[
    Export { name: "ics", folder: false, doc: "iCalendar (RFC 5545), for the calendars of phones and offices", make: ics::make },
    Export { name: "xml", folder: false, doc: "schedule.xml, for frab, pretalx and conference apps", make: schedule::xml::make },
    Export { name: "json", folder: false, doc: "schedule.json, the JSON counterpart of schedule.xml", make: schedule::json::make },
    Export { name: "csv", folder: false, doc: "a table for spreadsheets (RFC 4180)", make: csv::make },
    Export { name: "toml", folder: false, doc: "program.toml, nadwa's own format, with everything it knows", make: toml::make },
    Export { name: "html", folder: false, doc: "one page for a browser or a printer", make: html::make },
    Export { name: "site", folder: true, doc: "a website to publish, in every language of the programme", make: site::make },
    Export { name: "sheet", folder: false, doc: "a run sheet of each day, in two languages, to print on A4 and to write on", make: print::sheet::make },
    Export { name: "plates", folder: false, doc: "a name plate for each speaker, in two scripts, to print on A4 and to fold", make: print::plates::make },
    Export { name: "cards", folder: false, doc: "a card for the chair of each session, in two scripts, to print on A5", make: print::cards::make },
    Export { name: "delegation", folder: false, doc: "a sheet for each partner: where its people have to be, to print on A4 and to tick", make: print::delegation::make },
    Export { name: "text", folder: false, doc: "plain text, 80 columns wide, for a printer or an e-mail", make: text::make },
];

/// What is near the beginning of each file of a folder, by the ending of its name.
#[rustfmt::skip] // A table: one entry, one line.
const MARKS: [(&str, &str); 14] = [
    ("404.html", "default-src 'none'; style-src 'sha256-"),
    (".html", "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; script-src 'self'; img-src 'self' data:"),
    // Pages of versions before there were pictures of sessions.
    (".html", "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"),
    // Pages of versions before sites had an icon.
    (".html", "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"),
    (".css", "--ink: light-dark("),
    (".js", "// The script of a site of nadwa."),
    ("sw.js", "// The worker of a site of nadwa."),
    ("manifest.json", "\"generator\": \"nadwa\""),
    (".atom", "<generator>nadwa</generator>"),
    (".ics", "PRODID:-//nadwa//"),
    (".svg", "<!-- The icon of a site of nadwa. -->"),
    ("sitemap.xml", "<!-- The pages of a site of nadwa. -->"),
    (".xml", "<generator name=\"nadwa\""),
    (".json", "\"generator\": {\n    \"name\": \"nadwa\""),
];

/// Returns the hash of a style sheet, by which a document allows it (Content Security Policy, level 3).
fn hash(style: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(style)))
}

/// The number of bytes at the beginning of a file that [`is_exported`] needs.
pub const HEAD: u64 = 1024;

/// Returns whether a file of a folder is one that nadwa has written, by its name and its first bytes. An empty file of such
/// a name is one that a machine which lost its power has not finished.
pub fn is_exported(name: &str, head: &[u8]) -> bool {
    let mut marks = MARKS.iter().filter(|(end, _)| name.ends_with(end));
    marks.any(|(_, mark)| head.is_empty() || memmem::find(head, mark.as_bytes()).is_some())
}

/// Returns the offset of a time of a session, `+01:00`, where clocks show that time twice and the second one is meant.
fn second_offset(zone: &Zone, local: NaiveDateTime, instant: Timestamp) -> String {
    match zone.from_local(local) {
        LocalResult::Ambiguous(_, second) if second == instant => {
            let minutes = zone.offset(instant) / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
        }
        _ => String::new(),
    }
}

/// Returns the address of a page of the site in the reader's language; `None` where the programme does not say where the site
/// is published.
fn published(world: &World, page: &str) -> Option<String> {
    let (all, own) = (languages(world), world.lang());
    let lang = all.iter().find(|lang| **lang == own).or(all.first())?;
    address(world, &format!("{}/{page}.html", lang.as_str()))
}

/// Returns the address of a file of the site, if the programme says where that is published.
fn address(world: &World, path: &str) -> Option<String> {
    let base = world.program.base_url.as_ref()?;
    let slash = if base.ends_with('/') { "" } else { "/" };
    Some(format!("{base}{slash}{path}"))
}

/// The result of an export.
#[derive(Debug, Default)]
pub struct Output {
    /// The path and the bytes of each file. The path is relative to the folder, and empty for an export
    /// that is not a folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the format cannot express, so that it was left out or simplified.
    pub left_out: Vec<Message>,
}

impl Output {
    /// Returns the output that is this one file.
    fn file(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            files: vec![(String::new(), bytes.into())],
            left_out: Vec::new(),
        }
    }

    /// Reports the running orders of a selection, for which the format has no word.
    fn report_items(&mut self, selection: &Selection) {
        let ordered = selection.all().filter(|s| !s.items.is_empty());
        self.report("export-no-items", ordered.count());
    }

    /// Reports that `n` sessions were left out or simplified, if `n` is not 0.
    fn report(&mut self, key: &'static str, n: usize) {
        if n > 0 {
            self.left_out.push(Message::new(key).arg("n", n));
        }
    }
}

/// The sessions to export.
#[derive(Debug)]
pub struct Selection<'w> {
    /// The programme, and the language of its texts.
    pub world: &'w World,
    /// The sessions, in order.
    pub sessions: Vec<Ix<Session>>,
    /// The subject whose sessions these are: the programme, for all sessions.
    pub of: Subject,
    /// Whether CSV begins with a byte order mark, which some spreadsheets need.
    pub bom: bool,
}

impl<'w> Selection<'w> {
    /// Returns the sessions of a subject that match the filter.
    pub fn of(world: &'w World, of: Subject) -> Self {
        let program = &world.program;
        let all: Vec<Ix<Session>> = match (of.kind, program.find_any(&of)) {
            (_, Some(AnyIx::Session(ix))) => vec![ix],
            (_, Some(AnyIx::Partner(ix))) => {
                let partner = &program[ix];
                let mut all = [partner.sessions.as_slice(), &partner.funded].concat();
                all.sort_unstable();
                all
            }
            (_, Some(ix)) => program.sessions_of(ix).to_vec(),
            (Kind::Day, _) => {
                let day = subject_date(&of).and_then(|d| program.day(d));
                day.map_or_else(Vec::new, |d| d.sessions.clone())
            }
            _ => program.all().collect(),
        };
        let sessions = all.into_iter().filter(|&ix| world.shows(ix)).collect();
        Self {
            world,
            sessions,
            of,
            bom: false,
        }
    }

    /// Returns whether these are all sessions of the programme.
    pub fn is_whole(&self) -> bool {
        self.of.kind == Kind::Program && self.sessions.len() == self.world.program.sessions.len()
    }

    /// Returns the sessions in order.
    fn all(&self) -> impl Iterator<Item = &'w Session> {
        let program = &self.world.program;
        self.sessions.iter().map(|&ix| &program[ix])
    }

    fn contains(&self, session: Ix<Session>) -> bool {
        self.sessions.binary_search(&session).is_ok()
    }

    /// Returns the elements of a list that belong to the selection.
    fn used<T: Listed>(&self) -> impl Iterator<Item = Ix<T>> {
        let all = self.world.program.all();
        all.filter(move |&ix| self.uses(ix.into()))
    }

    /// Returns the sessions, and everything else that belongs to the selection.
    fn subjects(&self) -> impl Iterator<Item = Subject> {
        let program = &self.world.program;
        let all = LISTED
            .into_iter()
            .flat_map(move |kind| program.all_of(kind));
        let used = all.filter(move |&ix| self.uses(ix));
        used.map(move |ix| program.subject(ix))
    }

    /// Returns a text in the language of the reader, or in another language if there is no translation.
    fn text(&self, text: &'w Localized) -> &'w str {
        let choice = text.choose(self.world.lang(), &self.world.program.languages);
        choice.map_or("", |choice| choice.text.as_str())
    }

    /// Returns the name of a thing, without the tag that marks other languages on the screen; its id if it has none.
    fn name(&self, ix: impl Into<AnyIx>) -> &'w str {
        let ix = ix.into();
        let names = self.world.program.names(ix);
        let name = names.iter().map(|n| self.text(n)).find(|n| !n.is_empty());
        name.unwrap_or_else(|| self.world.program.id(ix))
    }

    fn names<T: Listed>(&self, all: &[Ix<T>]) -> Vec<&'w str> {
        all.iter().map(|&ix| self.name(ix)).collect()
    }

    /// Returns the title of a session, or its id if it has none.
    fn title(&self, session: &'w Session) -> &'w str {
        match self.text(&session.title) {
            "" => &session.id,
            title => title,
        }
    }

    /// Returns the address of a session: its own, else that of its page on the site in the reader's language.
    fn url(&self, session: &Session) -> Option<String> {
        let own = session.url.as_ref().map(ToString::to_string);
        own.or_else(|| {
            let page = site::html::page_name(&Subject::new(Kind::Session, session.id.clone()));
            published(self.world, &page)
        })
    }

    /// Returns the address of a file of the site, if the programme says where that is published.
    fn address(&self, path: &str) -> Option<String> {
        address(self.world, path)
    }

    /// Returns the title of the programme, after the name of the subject if that is not the programme.
    fn heading(&self) -> String {
        let program = self.world.name(&Subject::program());
        if self.of.kind == Kind::Program {
            return program;
        }
        format!("{} · {program}", self.world.name(&self.of))
    }

    /// Returns whether a thing belongs to the selection: everything, if that is the whole programme; else
    /// the sessions, what they refer to, and the subject.
    fn uses(&self, ix: AnyIx) -> bool {
        let program = &self.world.program;
        if let AnyIx::Session(ix) = ix {
            return self.contains(ix);
        }
        let is_hidden = |ix: Ix<Speaker>| program[ix].only_interprets();
        self.is_whole() && !matches!(ix, AnyIx::Speaker(ix) if is_hidden(ix))
            || self.of == program.subject(ix)
            || self.all().any(|s| match ix {
                AnyIx::Session(_) => false,
                AnyIx::Room(ix) => s.room == Some(ix),
                AnyIx::Track(ix) => s.track == Some(ix),
                AnyIx::Speaker(ix) => s.people().any(|p| p == ix),
                AnyIx::Project(ix) => s.project == Some(ix),
                AnyIx::Partner(ix) => {
                    let project = s.project.map(|p| &program[p]);
                    program.partners_of(s).contains(&ix)
                        || project.is_some_and(|p| p.funders.contains(&ix))
                }
            })
    }
}
