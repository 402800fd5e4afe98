//! How commands open a programme: choose its source, read it, receive updates, and build the world.

use std::path::Path;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDateTime};

use super::error::CliError;
use super::options::{Options, locale};
use super::output::{report, report_in};
use super::progress::Progress;
use crate::config::SetBy;
use crate::i18n::{LANGUAGES, Message};
use crate::load::{ColumnNames, Loaded, has_lost_most};
use crate::model::diagnostic::Diagnostic;
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Kind, Program, Session, Subject};
use crate::search::resolve::{self, Found};
use crate::sync::{self, Posted};
use crate::text::{Lang, Lines, Text, pad, width};
use crate::workspace::http::{HttpSource, without_secrets};
use crate::workspace::source::{Source, is_pipe, now};
use crate::workspace::watch::WatchedFile;
use crate::workspace::{ShownVersion, Workspace, state};
use crate::world::query::Query;
use crate::world::{Clock, World};

impl Options {
    /// Opens the programme, with the updates of other desks where a server shares them.
    pub fn open(&self) -> Result<(Workspace, World), CliError> {
        let workspace = self.workspace(None)?;
        let loaded = self.load(&workspace.source, Source::read);
        readable(&loaded)?;
        self.sync(&workspace, &loaded.program.id);
        let world = self.world(loaded, &workspace)?;
        Ok((workspace, world))
    }

    /// Returns the workspace of the programme called `named`, else of the one that is set.
    pub fn workspace(&self, named: Option<&str>) -> Result<Workspace, CliError> {
        let settings = &self.config.settings;
        let name = settings.desk.clone().unwrap_or_else(user);
        Ok(Workspace {
            source: self.source(named)?,
            state_folder: state::folder(),
            server: settings.live.clone(),
            name: Text::clean(name, Lines::One).0,
            log_beside: true,
            settings: crate::config::path().map(WatchedFile::now),
            columns: self.config.columns.clone(),
        })
    }

    /// Returns the source called `named`, else the one that is set.
    pub fn source(&self, named: Option<&str>) -> Result<Source, CliError> {
        let named = named.or(self.config.settings.program.as_deref());
        let other = |n: &&str| n.contains("://") && HttpSource::new(n).is_none();
        if let Some(address) = named.filter(other) {
            let message = Message::new("not-http").arg("address", without_secrets(address));
            return Err(CliError::usage(message));
        }
        let _progress = named.filter(|name| is_pipe(Path::new(name))).map(|name| {
            let message = Message::new("progress-reading").arg("name", name);
            Progress::begin(self.messages().message(&message))
        });
        Source::choose(named).map_err(CliError::failed)
    }

    /// Reads a programme. One at an address is fetched; where that fails, its copy is read.
    pub fn load(&self, source: &Source, read: fn(&Source, &ColumnNames) -> Loaded) -> Loaded {
        let name = source.name();
        let _progress = source.may_be_slow().then(|| {
            let message = Message::new("progress-reading").arg("name", name.as_str());
            Progress::begin(self.messages().message(&message))
        });
        if let Err(failure) = source.fetch()
            && let Some(at) = source.confirmed_at()
        {
            let minutes = now().saturating_sub(at).max(0) / 60;
            let message = Message::new("reading-copy").arg("name", name);
            let message = message.arg("age", self.messages().minutes(minutes));
            self.report(&message.arg("why", failure.why));
        }
        let mut loaded = read(source, &self.config.columns);
        let n = loaded.program.sessions.len();
        if let Source::Http(http) = source
            && let Some(all) = http.saved_sessions().filter(|all| has_lost_most(*all, n))
        {
            let message = Message::new("fetch-lost").arg("name", source.name());
            let message = message.arg("n", n.to_string());
            self.report(&message.arg("all", all.to_string()));
        }
        if let Some(zone) = &self.event_zone {
            loaded.name_zone(zone);
        }
        loaded
    }

    /// Exchanges updates with the server, where there is one.
    pub fn sync(&self, workspace: &Workspace, program: &Text) {
        if workspace.server.is_none() || program.is_empty() {
            return;
        }
        match sync::exchange(workspace, program) {
            Ok(Posted::All) => {}
            Ok(Posted::Contested) => self.report(&Message::new("update-contested")),
            Ok(Posted::Lost(n)) => self.report(&Message::new("update-lost").arg("n", n)),
            Err(why) => self.report(&Message::new("sync-failed").arg("why", why)),
        }
    }

    /// Builds the world of a programme, with the reader's state and options.
    pub fn world(&self, loaded: Loaded, workspace: &Workspace) -> Result<World, CliError> {
        let loaded = workspace.with_updates(loaded);
        let settings = &self.config.settings;
        let own = settings.zone.clone().unwrap_or_else(Zone::local);
        // A clock without a name is read by the reader's.
        let zone = if loaded.program.zoned {
            &loaded.program.zone
        } else {
            &own
        };
        let at = match &self.at {
            Some(text) => parse_time(text, zone, &loaded.program)?,
            None => now(),
        };
        // A locale counts only where the programme has its language; else most people read English.
        let has = |lang: &Lang| loaded.program.languages.contains(lang);
        let english = || Lang::parse("en").filter(has);
        let speaks = |lang: &Lang| LANGUAGES.iter().any(|own| own.tag == lang.primary());
        let is_known = |lang: &Lang| has(lang) || speaks(lang);
        let lang = settings
            .lang
            .filter(is_known)
            .or_else(|| locale().filter(has).or_else(english));
        if let Some(problem) = loaded.log.broken() {
            self.report(&missing(problem));
        }
        let mut world = World::new(loaded, at, own, lang);
        world.set_clock(match settings.zone {
            Some(_) => Clock::Own,
            None => Clock::Event,
        });
        world.event_zone.clone_from(&self.event_zone);
        world.keys = Arc::new(self.config.keys.clone());
        world.confirmed_at = workspace.source.confirmed_at();
        if let Some(problem) = workspace.restore_state(&mut world) {
            report(&problem);
        }
        if let Some(name) = &settings.me {
            let option = *self.config.set_by("me") == SetBy::Option;
            // A reader marked on the speaker's page counts more than the file of settings.
            if option || world.me().is_none() {
                match find(&world, Kind::Speaker, name) {
                    Ok(me) => world.set_me(Some(me.id)),
                    Err(error) if option => return Err(error),
                    // Settings are for every programme, and this one may not have the reader.
                    Err(_) => {}
                }
            }
        }
        self.apply_filter(&mut world)?;
        Ok(world)
    }

    /// Adds the contacts to a world that is shown on a screen of staff; returns the problems of their file.
    pub fn add_contacts(&self, workspace: &Workspace, world: &mut World) -> Vec<String> {
        if !self.staff {
            return Vec::new();
        }
        let (contacts, problems) = workspace.contacts();
        world.set_contacts(contacts);
        let text = |problem: &Diagnostic| {
            let message = self.messages().message(&problem.message);
            match &problem.location {
                Some(at) => format!("{}:{}:{}: {message}", at.file, at.line, at.column),
                None => message,
            }
        };
        problems.iter().map(text).collect()
    }

    /// Applies the filter of the command line.
    pub fn apply_filter(&self, world: &mut World) -> Result<(), CliError> {
        let query = Query::parse(&self.filter);
        if let Some(wrong) = query.wrong(world) {
            return Err(CliError::usage(wrong.message()));
        }
        world.set_filter(&*self.filter);
        Ok(())
    }

    /// Prints a message on standard error.
    pub fn report(&self, message: &Message) {
        report_in(&self.messages().message(message), self.config.settings.bidi);
    }
}

/// Returns the author of updates where none is set: the user's name.
fn user() -> String {
    let set = |name| std::env::var(name).ok().filter(|v| !v.is_empty());
    let names = ["USER", "LOGNAME", "USERNAME"];
    names
        .into_iter()
        .find_map(set)
        .unwrap_or_else(|| "desk".into())
}

/// Returns the message that updates may be missing, because of a problem of their file.
pub fn missing(problem: &Diagnostic) -> Message {
    let message = Message::new("updates-missing").arg("place", problem.position());
    message.arg("problem", problem.message.clone())
}

/// Parses a time such as `2021-11-30T10:42` in a time zone; one without a date is of today, or of the first day of a
/// programme that is not on today.
fn parse_time(text: &str, zone: &Zone, program: &Program) -> Result<Timestamp, CliError> {
    let today = zone.at(now()).date();
    let first = program.days.first().map(|day| day.date);
    let day = first
        .filter(|_| program.day(today).is_none())
        .unwrap_or(today);
    let is_time = text.len() <= 5 && text.contains(':');
    let wall = if is_time {
        format!("{day}T{text}")
    } else {
        text.replace(' ', "T")
    };
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&wall, form).ok())
        // No file can hold the time of another year.
        .filter(|local| (0..=9999).contains(&local.year()))
        .map(|local| zone.from_local(local).timestamp())
        .ok_or_else(|| CliError::usage(Message::new("invalid-time").arg("value", text)))
}

/// Fails where a file could not be read at all.
pub fn readable(loaded: &Loaded) -> Result<(), CliError> {
    loaded.unread().map_or(Ok(()), |d| Err(d.into()))
}

/// Gives the world the version that the reader saw last on the screen; `looks` makes this one the last.
pub fn compare(workspace: &Workspace, world: &mut World, looks: bool) {
    if let Some(previous) = workspace.previous_version(&ShownVersion::of(world), looks) {
        world.compare_with(previous);
    }
}

/// Finds the one subject with this id or part of a name.
pub fn find(world: &World, kind: Kind, name: &str) -> Result<Subject, CliError> {
    if kind == Kind::Day {
        match world.days_called(name).as_slice() {
            [] => {}
            [day] => return Ok(day.clone()),
            days => return settle(world, kind, name, Found::Many(days.to_vec())),
        }
    }
    match resolve::find(&world.program, kind, name) {
        Found::Guess(subject) => Ok(subject),
        found => settle(world, kind, name, found),
    }
}

/// Finds the one subject with this id or part of a name as it is written, to change it.
pub fn find_written(world: &World, kind: Kind, name: &str) -> Result<Subject, CliError> {
    settle(world, kind, name, resolve::find(&world.program, kind, name))
}

/// Returns the one subject that was found.
fn settle(world: &World, kind: Kind, name: &str, found: Found) -> Result<Subject, CliError> {
    let unknown = |near: Vec<String>| {
        let message = if near.is_empty() {
            Message::new("name-unknown")
        } else {
            Message::new("name-unknown-near").arg("near", near)
        };
        let kind_name = Message::new(kind_key(kind));
        CliError::failed(message.arg("kind", kind_name).arg("name", name))
    };
    match found {
        Found::One(subject) => Ok(subject),
        Found::Guess(near) => Err(unknown(vec![near.id.to_string()])),
        Found::Many(all) => {
            let widest = all.iter().map(|s| width(&s.id)).max().unwrap_or(0);
            let line = |s: &Subject| {
                let slot = world
                    .program
                    .find::<Session>(s)
                    .and_then(|ix| world.program[ix].slot);
                let when = slot.map_or_else(String::new, |slot| {
                    let day = world.messages.short_date(slot.day);
                    format!("  {day} {}", world.range(slot))
                });
                format!("  {}  {}{when}", pad(&s.id, widest), world.name(s))
            };
            let message = Message::new("name-ambiguous").arg("name", name);
            Err(CliError::list(message, all.iter().map(line).collect()))
        }
        Found::None(near) => Err(unknown(near)),
    }
}

/// Returns the key of a kind's name.
fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Program => "kind-program",
        Kind::Day => "kind-day",
        Kind::Session => "kind-session",
        Kind::Track => "kind-track",
        Kind::Speaker => "kind-speaker",
        Kind::Partner => "kind-partner",
        Kind::Room => "kind-room",
        Kind::Project => "kind-project",
        Kind::Problem => "kind-problem",
        Kind::Query => "kind-query",
        Kind::Command => "kind-command",
        Kind::Address => "kind-address",
        Kind::Update => "kind-change",
    }
}
