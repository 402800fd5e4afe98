//! The commands that are not views: a file for each, named as the command, and an entry in [`COMMANDS`].

mod announce;
mod arrived;
mod board;
mod check;
mod clock;
pub mod completions;
mod config;
mod diff;
mod doctor;
mod explain;
mod export;
mod fmt;
mod log;
mod lsp;
mod man;
mod new;
mod publish;
mod schema;
mod set;
mod starred;
mod undo;
mod unset;

use clap::{Arg, ArgMatches};

use super::error::Answer;
use super::options::Options;

/// An entry of [`COMMANDS`].
pub struct Command {
    pub name: &'static str,
    /// The description in the help.
    pub doc: &'static str,
    pub args: fn() -> Vec<Arg>,
    pub run: fn(&Options, &ArgMatches) -> Answer,
}

/// Every command that is not a view, in the order of the help.
pub const COMMANDS: &[Command] = &[
    new::COMMAND,
    check::COMMAND,
    fmt::COMMAND,
    explain::COMMAND,
    schema::COMMAND,
    lsp::COMMAND,
    board::COMMAND,
    clock::COMMAND,
    diff::COMMAND,
    starred::COMMAND,
    set::COMMAND,
    unset::COMMAND,
    undo::COMMAND,
    announce::COMMAND,
    arrived::COMMAND,
    log::COMMAND,
    export::COMMAND,
    publish::COMMAND,
    doctor::COMMAND,
    config::COMMAND,
    completions::COMMAND,
    man::COMMAND,
];
