//! `nadwa undo`: take back the last post of this desk.

use clap::ArgMatches;

use super::Command;
use super::set::{open_program, print_subject, report_conflicts, send};
use crate::cli::SUCCESS;
use crate::cli::error::{Answer, CliError};
use crate::cli::options::Options;
use crate::cli::output::say;
use crate::i18n::Message;

pub const COMMAND: Command = Command {
    name: "undo",
    doc: "take back the last update that this desk has posted",
    args: Vec::new,
    run,
};

fn run(options: &Options, _: &ArgMatches) -> Answer {
    let (workspace, mut world) = open_program(options)?;
    let id = world.program.id.clone();
    let (log, subjects) = workspace
        .undo(&id, world.timestamp())
        .map_err(|e| CliError::failed(Message::new("update-unsaved").arg("why", e)))?;
    if subjects.is_empty() {
        return Err(CliError::failed(Message::new("nothing-to-undo")));
    }
    send(options, &workspace, &mut world, log)?;
    say(options, &(options.messages().get("undone-now") + "\n"))?;
    for subject in &subjects {
        print_subject(options, &world, subject)?;
    }
    report_conflicts(&world, subjects.iter());
    Ok(SUCCESS)
}
