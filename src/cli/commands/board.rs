//! `nadwa board`: the screen at a room's door.

use clap::{Arg, ArgMatches};

use super::{Command, completions};
use crate::cli::error::Answer;
use crate::cli::open::find;
use crate::cli::options::Options;
use crate::cli::{output, screen};
use crate::model::{Kind, Subject};

pub const COMMAND: Command = Command {
    name: "board",
    doc: "the screen at a room's door: now, next, changes",
    args: || vec![room()],
    run: |options, matches| open(options, matches, "board"),
};

/// Returns the argument that names a room.
pub fn room() -> Arg {
    completions::of_kind(Arg::new("name"), Kind::Room)
        .value_name("ROOM")
        .num_args(1..)
        .required(true)
        .help("an id, or any part of a name")
}

/// Opens a view of the room that is named, else of the programme.
pub fn open(options: &Options, matches: &ArgMatches, view: &str) -> Answer {
    let name = output::words(matches, "name");
    screen::open_at(options, matches, view, |world| {
        if name.is_empty() {
            return Ok(Subject::program());
        }
        find(world, Kind::Room, &name)
    })
}
