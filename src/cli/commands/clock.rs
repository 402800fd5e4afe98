//! `nadwa clock`: the time left in a room, for its chair and its speakers.

use clap::{Arg, ArgMatches};

use super::{Command, completions};
use crate::cli::error::Answer;
use crate::cli::open::find;
use crate::cli::options::Options;
use crate::cli::{output, screen};
use crate::model::Kind;

pub const COMMAND: Command = Command {
    name: "clock",
    doc: "the time left of the session in a room, as large as the screen",
    args: || {
        vec![
            completions::of_kind(Arg::new("name"), Kind::Room)
                .value_name("ROOM")
                .num_args(1..)
                .required(true)
                .help("an id, or any part of a name"),
        ]
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let name = output::words(matches, "name");
    screen::open_at(options, matches, "countdown", |world| {
        find(world, Kind::Room, &name).map(Some)
    })
}
