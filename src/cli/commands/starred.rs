//! `nadwa starred`: the page of the starred sessions, and these as a line for another device.

use clap::{Arg, ArgAction, ArgMatches};

use super::Command;
use super::set::open_program;
use crate::cli::error::{Answer, CliError};
use crate::cli::options::Options;
use crate::cli::output::{print_bytes, print_view, say};
use crate::cli::{FAILURE, SUCCESS};
use crate::export::starred::{DecodeError, decode, encode};
use crate::i18n::Message;
use crate::model::{Kind, Subject};
use crate::text::{Lines, Text};
use crate::view;

pub const COMMAND: Command = Command {
    name: "starred",
    doc: "your starred sessions: clashes, gaps, walking times",
    args: || {
        vec![
            Arg::new("code")
                .long("code")
                .action(ArgAction::SetTrue)
                .help("print them as one line, for another device or another person"),
            Arg::new("import")
                .long("import")
                .value_name("LINE")
                .conflicts_with("code")
                .help(
                    "star the sessions of such a line, or of a link to a list of a published site",
                ),
        ]
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    match matches.get_one::<String>("import") {
        Some(line) => import(options, line),
        None if matches.get_flag("code") => print_line(options),
        None => print_view(options, view::named("starred"), matches),
    }
}

fn print_line(options: &Options) -> Answer {
    let (_, world) = options.open()?;
    match encode(&world) {
        Some(line) => print_bytes(format!("{line}\n").as_bytes()),
        None => Err(CliError::failed(Message::new("no-stars"))),
    }
}

/// Stars the sessions of a line, and prints their titles and which were removed.
fn import(options: &Options, line: &str) -> Answer {
    let (workspace, world) = open_program(options)?;
    let named = decode(&world.program, line).map_err(|why| {
        CliError::usage(match why {
            DecodeError::Malformed => Message::new("starred-wrong"),
            DecodeError::OtherProgram(list) => Message::new("starred-other").arg("list", list),
        })
    })?;
    let store = workspace.store(&world.program.id);
    let store = store.ok_or_else(|| CliError::failed(Message::new("no-home")))?;
    let stars = named.sessions.clone();
    let stored = store.update(|state| state.stars.extend(stars));
    stored.map_err(|e| CliError::write(&store.file().display().to_string(), &e))?;
    let messages = options.messages();
    let mut text = String::new();
    for id in &named.sessions {
        let title = world.name(&Subject::new(Kind::Session, id.clone()));
        text += &messages.format("is-starred", &[("title", &title)]);
        text.push('\n');
    }
    if !named.removed.is_empty() {
        let ids = Text::clean(named.removed.join(&messages.comma()), Lines::One).0;
        text += &messages.field(&messages.get("starred-unknown"), &ids);
        text.push('\n');
    }
    say(options, &text)?;
    Ok(if named.sessions.is_empty() {
        FAILURE
    } else {
        SUCCESS
    })
}
