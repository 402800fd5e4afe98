//! `nadwa set`: post an update of a session.

use clap::{Arg, ArgAction, ArgMatches};

use super::{Command, completions};
use crate::cli::SUCCESS;
use crate::cli::error::{Answer, CliError};
use crate::cli::open::find_written;
use crate::cli::options::Options;
use crate::cli::output::{self, print, report};
use crate::i18n::Message;
use crate::model::{Kind, Subject};
use crate::sync::{self, Posted};
use crate::update::{self, Update, UpdateLog};
use crate::workspace::Workspace;
use crate::world::World;
use crate::world::diff::updated_fields;

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
    let (workspace, mut world, session) = open(options, matches)?;
    let session = session.unwrap_or_default();
    let words = output::words(matches, "words");
    let (field, value) = update::parse(&world.program, &words).map_err(CliError::usage)?;
    let update = Update {
        session: session.id.clone(),
        field,
        value: Some(value),
        ..Update::default()
    };
    let alone = matches.get_flag("force") || matches.get_flag("only");
    let (updates, conflicts) = world.to_post(update, alone);
    let conflicts: Vec<String> = conflicts
        .iter()
        .map(|c| options.messages().message(&c.message))
        .collect();
    if !conflicts.is_empty() && !matches.get_flag("force") {
        let message = Message::new("update-conflicts").arg("conflicts", conflicts.join("; "));
        return Err(CliError::failed(message));
    }
    for conflict in conflicts {
        report(&conflict);
    }
    let sessions: Vec<Subject> = updates
        .iter()
        .map(|u| Subject::new(Kind::Session, u.session.clone()))
        .collect();
    post(options, &workspace, &mut world, &updates)?;
    for session in sessions {
        print_session(&world, &session)?;
    }
    Ok(SUCCESS)
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
        .map_err(|e| CliError::failed(Message::new("update-unsaved").arg("why", e)))?;
    send(options, workspace, world, log)
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

/// Prints the fields of a session that differ from the schedule.
pub fn print_session(world: &World, session: &Subject) -> Answer {
    let mut lines = vec![format!("{}  {}", session.id, world.name(session))];
    let differs = world
        .program
        .find(session)
        .map(|ix| updated_fields(world, ix));
    for (field, old, new) in differs.into_iter().flatten() {
        let label = world.messages.get(&format!("label-{}", field.name));
        let values = [("old", &*old), ("new", &*new)];
        let change = world.messages.format("from-to", &values);
        let line = world.messages.field(&label, &change);
        lines.push(format!("  {line}"));
    }
    if lines.len() == 1 {
        lines.push(format!("  {}", world.messages.get("as-planned")));
    }
    print(&(lines.join("\n") + "\n"))
}
