//! `nadwa publish`: the website and schedule files, written again whenever the file or an update changes.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use memchr::memmem;

use super::{Command, export};
use crate::cli::SUCCESS;
use crate::cli::error::{Answer, CliError};
use crate::cli::options::Options;
use crate::cli::output::report_problems;
use crate::export::{CALENDAR, EXPORTS, Selection};
use crate::i18n::Message;
use crate::load::{Loaded, MAX_FILE, has_lost_most};
use crate::model::Subject;
use crate::model::diagnostic::Diagnostic;
use crate::sync::{self, Status, SyncEvent};
use crate::workspace::Workspace;
use crate::workspace::fs::read;
use crate::workspace::source::now;
use crate::workspace::watch::{WatchEvent, watch};
use crate::world::World;

pub const COMMAND: Command = Command {
    name: "publish",
    doc: "write a website, schedule.xml, schedule.json and schedule.ics after every change",
    args: || {
        vec![
            Arg::new("folder")
                .value_name("FOLDER")
                .required(true)
                .value_parser(value_parser!(PathBuf))
                .help("the output directory, served by your web server"),
            Arg::new("once")
                .long("once")
                .action(ArgAction::SetTrue)
                .help("write the files once, then exit"),
            Arg::new("force")
                .long("force")
                .action(ArgAction::SetTrue)
                .help("at the start, publish also a file with syntax errors, or one that has lost most of its sessions"),
        ]
    },
    run,
};

/// A change of what is published.
enum Event {
    Watch(WatchEvent),
    Sync(SyncEvent),
}

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let folder: &PathBuf = matches.get_one("folder").expect("it is required");
    let once = matches.get_flag("once");
    let (workspace, mut world) = options.open()?;
    world.make_impersonal();
    let (sender, events) = channel();
    let others = sender.clone();
    // Begins before the files are written, so that no change in between is missed.
    let watcher = watch(&workspace, &world, move |e| {
        sender.send(Event::Watch(e)).is_ok()
    })
    .map_err(|e| CliError::failed(Message::new("watch-failed").arg("why", e.to_string())))?;
    let link = match &workspace.server {
        Some(_) if !once => {
            let link = sync::connect(&workspace, &world.program.id, move |e| {
                others.send(Event::Sync(e)).is_ok()
            });
            Some(link.map_err(|why| CliError::failed(Message::new("sync-failed").arg("why", why)))?)
        }
        _ => None,
    };
    if !matches.get_flag("force") {
        check_replaces(&world, folder)?;
    }
    write(options, &workspace, &mut world, folder)?;
    report_problems(options, &world);
    if !once {
        follow(options, &workspace, &mut world, folder, &events);
    }
    drop((watcher, link));
    Ok(SUCCESS)
}

/// Checks that a programme may replace the published files.
///
/// # Errors
/// When it cannot be read as a whole, or has lost most of its sessions.
fn check_replaces(world: &World, folder: &Path) -> Result<(), Message> {
    let published = read(&folder.join(CALENDAR), MAX_FILE).unwrap_or_default();
    let all = memmem::find_iter(&published, b"BEGIN:VEVENT").count();
    if all == 0 {
        return Ok(());
    }
    if let Some(problem) = world.diagnostics.iter().find(|d| d.code.is_break()) {
        return Err(invalid(problem));
    }
    let sessions = Selection::of(world, Subject::program()).sessions.len();
    if has_lost_most(all, sessions) {
        return Err(lost(sessions, all));
    }
    Ok(())
}

/// Returns the message that a programme has a problem because of which it is not published.
fn invalid(problem: &Diagnostic) -> Message {
    let message = match problem.location {
        Some(_) => Message::new("publish-invalid").arg("place", problem.position()),
        None => Message::new("publish-unreadable"),
    };
    message.arg("problem", problem.message.clone())
}

/// Returns the message that only `n` of `all` sessions are left.
fn lost(n: usize, all: usize) -> Message {
    let message = Message::new("publish-lost").arg("n", n.to_string());
    message.arg("all", all.to_string())
}

/// How long after a failed write the files are written again.
const RETRY: Duration = Duration::from_secs(60);

/// Writes the files after every change, until the events end. What cannot be written is reported, and written again after
/// the next change or a minute.
fn follow(
    options: &Options,
    workspace: &Workspace,
    world: &mut World,
    folder: &Path,
    events: &Receiver<Event>,
) {
    let mut changed = false;
    loop {
        let ends = world.seconds_to_end().map(Duration::from_secs);
        let wait = if changed { Some(RETRY) } else { ends };
        let first = match events.recv_timeout(wait.unwrap_or(Duration::MAX)) {
            Ok(first) => Some(first),
            Err(RecvTimeoutError::Timeout) => {
                changed = true;
                None
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        for event in first.into_iter().chain(events.try_iter()) {
            match event {
                Event::Watch(WatchEvent::Loaded(loaded, _)) => match accept(world, *loaded) {
                    Ok(()) => changed = true,
                    Err(why) => options.report(&why),
                },
                Event::Watch(WatchEvent::UpdatesChanged)
                | Event::Sync(SyncEvent::UpdatesChanged) => {
                    let log = workspace.log(&world.program.id);
                    if let Some(problem) = log.broken() {
                        options.report(&invalid(problem));
                    } else {
                        world.receive(log);
                        changed = true;
                    }
                }
                Event::Watch(WatchEvent::FetchFailed(why)) => {
                    options.report(&Message::new("fetch-failed").arg("why", why));
                }
                Event::Sync(SyncEvent::Status(Status::Offline(why))) => {
                    options.report(&Message::new("sync-failed").arg("why", why));
                }
                _ => {}
            }
        }
        if changed {
            if options.at.is_none() {
                world.set_now(now());
            }
            let written = write(options, workspace, world, folder);
            changed = written.is_err();
            if let Err(why) = written {
                options.report(&why);
            }
        }
    }
}

/// Replaces the programme by a new version, unless that is invalid or has lost most of its sessions.
fn accept(world: &mut World, loaded: Loaded) -> Result<(), Message> {
    if let Some(problem) = loaded.broken() {
        return Err(invalid(problem));
    }
    let ids = &loaded.program.ids.sessions;
    let old = &world.program.sessions;
    let kept = old.iter().filter(|s| ids.contains_key(s.id.as_str()));
    let kept = kept.count();
    if has_lost_most(old.len(), kept) {
        return Err(lost(kept, old.len()));
    }
    world.reload(loaded);
    Ok(())
}

fn write(
    options: &Options,
    workspace: &Workspace,
    world: &mut World,
    folder: &Path,
) -> Result<(), Message> {
    let changed = workspace.source.modified().unwrap_or(world.timestamp());
    let site = EXPORTS.iter().find(|export| export.name == "site");
    let site = site.expect("an entry of the table");
    let mut made = export::in_all_languages(site, world, &Subject::program());
    export::add_logo(options, workspace, world, &mut made);
    export::write_files(options, folder, &made.files, changed)
}
