//! `nadwa set`: post an update of a session.

use clap::{Arg, ArgAction, ArgMatches};

use super::{Command, completions};
use crate::cli::SUCCESS;
use crate::cli::error::{Answer, CliError};
use crate::cli::open::find_written;
use crate::cli::options::Options;
use crate::cli::output::{report, say};
use crate::i18n::Message;
use crate::model::{Kind, Session, Subject};
use crate::page::item::{conflict_text, other_day_text, update_text};
use crate::sync::{self, Posted};
use crate::update::{self, Repair, Request, Update, UpdateLog};
use crate::workspace::{Post, Workspace};
use crate::world::World;
use crate::world::diff::updated_texts;

pub const COMMAND: Command = Command {
    name: "set",
    doc: "post an update of a session (delay, room, cancellation, note) without editing the file",
    args: || {
        vec![
            session_arg().required(true),
            Arg::new("words")
                .value_name("UPDATE")
                .num_args(1..)
                .required(true)
                .help(format!("the update: {}", update::fields::syntax())),
            Arg::new("force")
                .long("force")
                .action(ArgAction::SetTrue)
                .help("post it even if it conflicts with another session; move no other session"),
            Arg::new("only")
                .long("only")
                .action(ArgAction::SetTrue)
                .help("move no other session when this one is delayed"),
            Arg::new("hold")
                .long("hold")
                .action(ArgAction::SetTrue)
                .conflicts_with_all(["only", "force"])
                .help("shorten the next sessions when this one is delayed, instead of moving them"),
        ]
    },
    run,
};

/// Returns the argument that names a session.
pub fn session_arg() -> Arg {
    completions::of_kind(Arg::new("session"), Kind::Session)
        .value_name("SESSION")
        .help("an id, or any part of a title")
}

/// Opens a programme to which updates can be posted.
pub fn open_program(options: &Options) -> Result<(Workspace, World), CliError> {
    let (workspace, world) = options.open()?;
    if world.program.id.is_empty() {
        return Err(CliError::failed(Message::new("program-without-id")));
    }
    Ok((workspace, world))
}

/// Opens a programme to which updates can be posted, and finds the session that is named, if any.
pub fn open(
    options: &Options,
    matches: &ArgMatches,
) -> Result<(Workspace, World, Option<Subject>), CliError> {
    let (workspace, world) = open_program(options)?;
    let session = match matches.get_one::<String>("session") {
        Some(name) => Some(find_written(&world, Kind::Session, name)?),
        None => None,
    };
    Ok((workspace, world, session))
}

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let (workspace, mut world) = open_program(options)?;
    let request = typed(&world, matches)?;
    let is_forced = matches.get_flag("force");
    let (updates, has_warned) = loop {
        let (updates, against) = checked(options, &world, &request, is_forced)?;
        let id = world.program.id.clone();
        let posted = workspace.post_after(&world.log, &id, world.timestamp(), &updates);
        match posted.map_err(unsaved)? {
            Post::Done(log) => {
                send(options, &workspace, &mut world, log)?;
                break (updates, against);
            }
            // Another desk has posted since the log was read.
            Post::Outdated(log) => world.receive(log),
        }
    };
    let mut subjects: Vec<&Subject> = updates.iter().map(|u| &u.subject).collect();
    // Several updates may move one session.
    subjects.dedup();
    for subject in subjects {
        print_subject(options, &world, subject)?;
    }
    if !has_warned {
        // Conflicts with what another desk has posted through the server at the same time.
        report_conflicts(&world, updates.iter().map(|u| &u.subject));
    }
    Ok(SUCCESS)
}

/// Returns the updates that an update makes, and whether warnings were printed.
///
/// # Errors
/// What is against them, without `--force`.
fn checked(
    options: &Options,
    world: &World,
    request: &Request,
    is_forced: bool,
) -> Result<(Vec<Update>, bool), CliError> {
    let messages = options.messages();
    let day = other_day_text(world, messages, &request.update);
    let (updates, conflicts) = world.to_post(request.clone());
    let conflicts = conflicts.iter().map(|c| conflict_text(world, messages, c));
    let against: Vec<String> = day.into_iter().chain(conflicts).collect();
    if !against.is_empty() && !is_forced {
        let lines = against.iter().map(|line| format!("  {line}"));
        let mut refused = Message::new("update-conflicts");
        let others = world.proposals(&request.update).into_iter();
        let others = others.filter(|other| other.conflicts.is_empty() && other.updates != updates);
        let others: Vec<String> = others.map(|other| other.repair.word()).collect();
        if !others.is_empty() {
            refused = Message::new("update-conflicts-others").arg("others", others);
        }
        return Err(CliError::list(refused, lines.collect()).into_failure());
    }
    for line in &against {
        report(line);
    }
    Ok((updates, !against.is_empty()))
}

/// Returns what the last update says of a speaker, a room or the programme.
fn other_subject(world: &World, subject: &Subject) -> String {
    let mut latest_first = world.log.updates.iter().rev();
    let last = latest_first.find(|u| u.subject == *subject && !u.refused);
    let text = last.map(|update| update_text(world, &world.messages, update));
    let text = text.unwrap_or_default();
    match subject.kind {
        Kind::Program => text,
        _ => world.messages.field(&world.name(subject), &text),
    }
}

/// Reports the conflicts that sessions have now.
pub fn report_conflicts<'s>(world: &World, subjects: impl Iterator<Item = &'s Subject>) {
    let sessions = subjects.filter_map(|subject| world.program.find::<Session>(subject));
    for conflict in sessions.flat_map(|ix| update::conflicts_of(&world.program, ix)) {
        report(&conflict_text(world, &world.messages, &conflict));
    }
}

/// Returns the update that is typed. The words of a title need no quotes, as long as an update is behind them.
fn typed(world: &World, matches: &ArgMatches) -> Result<Request, CliError> {
    let mut name = matches
        .get_one::<String>("session")
        .cloned()
        .unwrap_or_default();
    let words = matches.get_many::<String>("words").into_iter().flatten();
    let words: Vec<&str> = words.map(String::as_str).collect();
    let parse = |from: usize, session: Subject| {
        Request::parse(&world.program, session, &words[from..].join(" "))
    };
    let is_typed = |from: usize| parse(from, Subject::default()).is_ok();
    let is_whole = |from: &usize| update::is_keyword(words[*from]) && is_typed(*from);
    let found = (1..words.len()).find(is_whole).filter(|_| !is_typed(0));
    let from = found.unwrap_or(0);
    for word in &words[..from] {
        name = format!("{name} {word}");
    }
    let session = find_written(world, Kind::Session, &name)?;
    let mut request = parse(from, session).map_err(CliError::usage)?;
    let is_alone = matches.get_flag("force") && request.repair == Repair::Absorb;
    if matches.get_flag("only") || is_alone {
        request.repair = Repair::Only;
    } else if matches.get_flag("hold") {
        request.repair = Repair::Hold;
    }
    Ok(request)
}

/// Posts updates: saves them and, where there is a server, sends them.
pub fn post(
    options: &Options,
    workspace: &Workspace,
    world: &mut World,
    updates: &[Update],
) -> Result<(), CliError> {
    let id = world.program.id.clone();
    let log = workspace
        .post(&id, world.timestamp(), updates)
        .map_err(unsaved)?;
    send(options, workspace, world, log)
}

fn unsaved(why: Message) -> CliError {
    CliError::failed(Message::new("update-unsaved").arg("why", why))
}

/// Shows a log that was saved and, where there is a server, sends what it does not have.
pub fn send(
    options: &Options,
    workspace: &Workspace,
    world: &mut World,
    log: UpdateLog,
) -> Result<(), CliError> {
    let id = world.program.id.clone();
    if let Some(notice) = &log.notice {
        options.report(notice);
    }
    world.receive(log);
    if workspace.server.is_none() {
        return Ok(());
    }
    let sent = sync::exchange(workspace, &id);
    world.receive(workspace.log(&id));
    match sent {
        Ok(Posted::All) => {}
        Ok(Posted::Contested) => return Err(CliError::failed(Message::new("update-contested"))),
        Ok(Posted::Lost(n)) => options.report(&Message::new("update-lost").arg("n", n)),
        // The next command that opens the programme sends it.
        Err(why) => options.report(&Message::new("update-unsent").arg("why", why)),
    }
    Ok(())
}

/// Prints what updates say of a subject: the fields of a session that differ from the schedule.
pub fn print_subject(options: &Options, world: &World, subject: &Subject) -> Answer {
    let Some(session) = world.program.find(subject) else {
        return say(options, &(other_subject(world, subject) + "\n"));
    };
    let mut lines = vec![format!("{}  {}", subject.id, world.name(subject))];
    let updated = updated_texts(world, session).into_iter();
    lines.extend(updated.map(|line| format!("  {line}")));
    if lines.len() == 1 {
        lines.push(format!("  {}", world.messages.get("as-planned")));
    }
    say(options, &(lines.join("\n") + "\n"))
}
