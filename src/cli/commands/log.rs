//! `nadwa log`: the updates that were posted.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::Command;
use super::export::{not_own, write_file};
use super::set::{open, session_arg};
use crate::cli::SUCCESS;
use crate::cli::error::{Answer, CliError};
use crate::cli::open::missing;
use crate::cli::options::Options;
use crate::cli::output::{print_json, report, say};
use crate::export::merge;
use crate::i18n::{Message, Messages, time};
use crate::model::{Kind, Session};
use crate::page::item::update_text;
use crate::text::{pad, truncate, width};
use crate::update::{Fate, Update, rfc3339};
use crate::workspace::Workspace;
use crate::workspace::fs::reason;
use crate::world::World;

pub const COMMAND: Command = Command {
    name: "log",
    doc: "list the updates with time and author",
    args: || {
        vec![
            session_arg(),
            Arg::new("merge")
                .long("merge")
                .action(ArgAction::SetTrue)
                .conflicts_with("session")
                .help("print program.toml with the updates in force, in its own order and with its comments"),
            Arg::new("output")
                .short('o')
                .long("output")
                .value_name("PATH")
                .requires("merge")
                .value_parser(value_parser!(PathBuf))
                .help("the file to write; without it, standard output"),
        ]
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let (workspace, world, session) = open(options, matches)?;
    if matches.get_flag("merge") {
        return write_merged(options, matches, &workspace, &world);
    }
    let updates: Vec<Entry> = world
        .log
        .updates
        .iter()
        .zip(world.log.fates())
        .filter(|(u, _)| session.as_ref().is_none_or(|s| *s == u.subject))
        .collect();
    if options.json {
        return print_json(&updates.into_iter().map(json).collect());
    }
    if updates.is_empty() {
        return say(options, &(options.messages().get("no-updates") + "\n"));
    }
    let is_shared = workspace.server.is_some();
    say(
        options,
        &table(options.messages(), &world, &updates, is_shared),
    )
}

/// Writes the programme's file with the updates in force, and lists those that it cannot hold.
fn write_merged(
    options: &Options,
    matches: &ArgMatches,
    workspace: &Workspace,
    world: &World,
) -> Answer {
    let output = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    // The log stays in force, so that in the programme's own file a delay would count twice.
    not_own(workspace, world, output)?;
    if let Some(problem) = world.log.broken() {
        return Err(CliError::failed(missing(problem)));
    }
    let bytes = workspace.source.bytes().map_err(|e| {
        let message = Message::new("source-unreadable").arg("name", workspace.source.name());
        CliError::failed(message.arg("why", reason(&e)))
    })?;
    let text = str::from_utf8(&bytes).ok();
    let merged = text.and_then(|text| merge::merge(world, text));
    let file = workspace.source.name();
    let merged =
        merged.ok_or_else(|| CliError::failed(Message::new("merge-no-toml").arg("file", file)))?;
    write_file(output, merged.text.as_bytes())?;
    if !merged.left_out.is_empty() {
        let lines = merged.left_out.iter().map(|update| {
            let text = update_text(world, options.messages(), update);
            format!("  {}  {text}", title(world, update))
        });
        let lines: Vec<String> = lines.collect();
        let heading = options.messages().get("merge-left-out");
        report(&format!("{heading}\n{}", lines.join("\n")));
    }
    Ok(SUCCESS)
}

/// An update and what has become of it.
type Entry<'l> = (&'l Update, Fate);

fn json((update, fate): Entry) -> serde_json::Value {
    serde_json::json!({
        update.subject.kind.name(): update.subject.id, "field": update.field.name(), "value": update.value,
        "at": rfc3339(update.at),
        "by": update.by, "refused": update.refused, "sent": update.revision.is_some_and(|r| r > 0),
        "undone": fate == Fate::Undone, "undoes": fate == Fate::Undoes,
    })
}

/// Cells of a title.
const TITLE: usize = 40;

/// Returns a line for each update: time, author, session and what it sets. Of the updates of one post, only the first has
/// its time and its author.
fn table(messages: &Messages, world: &World, updates: &[Entry], is_shared: bool) -> String {
    let titles: Vec<String> = updates.iter().map(|(u, _)| title(world, u)).collect();
    let by = updates.iter().map(|(u, _)| width(&u.by)).max().unwrap_or(0);
    let widest = titles.iter().map(|t| width(t)).max().unwrap_or(0);
    let mut out = String::new();
    let mut before: Option<&Update> = None;
    for ((update, fate), title) in updates.iter().zip(&titles) {
        let at = world.zone().at(update.at);
        let head = format!(
            "{} {}  {}",
            messages.day_month(at.date()),
            time(at),
            pad(&update.by, by)
        );
        let is_same = before.is_some_and(|before| {
            let is_other = (&before.subject, before.field) != (&update.subject, update.field);
            is_other && before.is_of_post(update)
        });
        let head = if is_same {
            " ".repeat(width(&head))
        } else {
            head
        };
        before = Some(update);
        let value = update_text(world, messages, update);
        let state = state(update, *fate, is_shared);
        let state = state.map_or_else(String::new, |key| format!("  ({})", messages.get(key)));
        let title = pad(title, widest);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{head}  {title}  {value}{state}");
    }
    out
}

/// Returns the name of what an update is about, with its start where other sessions have the same name.
fn title(world: &World, update: &Update) -> String {
    let name = match update.subject.kind {
        Kind::Program => world.messages.get("everyone"),
        _ => world.name(&update.subject),
    };
    let title = truncate(&name, TITLE).into_owned();
    let session = world.program.find::<Session>(&update.subject);
    let Some((ix, slot)) = session.and_then(|ix| Some((ix, world.program[ix].slot?))) else {
        return title;
    };
    let mut others = world.program.all::<Session>().filter(|other| *other != ix);
    if others.any(|other| world.name(&world.program.subject(other)) == name) {
        let day = world.messages.day_month(slot.day);
        return format!("{title}, {day} {}", world.start(slot));
    }
    title
}

/// Returns the key of what else there is to say of an update.
fn state(update: &Update, fate: Fate, is_shared: bool) -> Option<&'static str> {
    match (update.refused, update.revision, fate) {
        (true, ..) => Some("log-refused"),
        (false, None, _) if is_shared => Some("log-unsent"),
        (false, Some(0), _) => Some("log-lost"),
        (.., Fate::Undone) => Some("log-undone"),
        (.., Fate::Undoes) => Some("log-undoes"),
        _ => None,
    }
}
