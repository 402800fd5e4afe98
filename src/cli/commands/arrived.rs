//! `nadwa arrived`: note that a speaker is there.

use clap::{Arg, ArgAction, ArgMatches};

use super::set::{open_program, post};
use super::{Command, completions};
use crate::cli::SUCCESS;
use crate::cli::error::Answer;
use crate::cli::open::find_written;
use crate::cli::options::Options;
use crate::cli::output::{say, words};
use crate::model::{Arrival, Kind};
use crate::page::item::update_text;
use crate::update::{Field, Update};

/// The arrivals that an option names, each with its help.
const OPTIONS: [(Arrival, &str); 3] = [
    (Arrival::Missing, "they have not come, and should have"),
    (Arrival::Left, "they have left"),
    (Arrival::Expected, "they are still to come, as at first"),
];

pub const COMMAND: Command = Command {
    name: "arrived",
    doc: "note that a speaker has arrived; 'arrivals' lists who is still to come",
    args: || {
        let speaker = completions::of_kind(Arg::new("speaker"), Kind::Speaker)
            .value_name("SPEAKER")
            .num_args(1..)
            .required(true)
            .help("an id, or any part of a name");
        let others = OPTIONS.iter().map(|(arrival, help)| {
            let others = OPTIONS.iter().filter(move |(other, _)| other != arrival);
            Arg::new(arrival.name())
                .long(arrival.name())
                .action(ArgAction::SetTrue)
                .conflicts_with_all(others.map(|(other, _)| other.name()))
                .help(*help)
        });
        [speaker].into_iter().chain(others).collect()
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let (workspace, mut world) = open_program(options)?;
    let speaker = find_written(&world, Kind::Speaker, &words(matches, "speaker"))?;
    let named = OPTIONS.iter().map(|(arrival, _)| *arrival);
    let named = named.into_iter().find(|a| matches.get_flag(a.name()));
    let arrival = named.unwrap_or(Arrival::Arrived);
    let update = Update::new(speaker, Field::Arrival, Some(arrival.name().into()));
    post(
        options,
        &workspace,
        &mut world,
        std::slice::from_ref(&update),
    )?;
    let name = world.name(&update.subject);
    let state = update_text(&world, &world.messages, &update);
    say(options, &(world.messages.field(&name, &state) + "\n"))?;
    Ok(SUCCESS)
}
