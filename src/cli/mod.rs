//! The command line: its arguments, and one file for each command.

mod accessible;
mod args;
mod commands;
mod crash;
mod error;
mod open;
mod options;
mod output;
mod progress;
mod screen;

use std::ffi::OsString;

use clap::ArgMatches;

use self::commands::{COMMANDS, completions};
use self::error::Answer;
use self::options::Options;

/// The exit status of success.
const SUCCESS: u8 = 0;
/// The exit status when nothing was found, files differ, or there are errors.
const FAILURE: u8 = 1;
/// The exit status of a usage error.
const USAGE: u8 = 2;

/// Runs a command line and returns the exit status.
pub fn run(args: impl Iterator<Item = OsString>) -> u8 {
    crash::install();
    let args: Vec<OsString> = args.collect();
    if completions::answer(&args) {
        return SUCCESS;
    }
    let matches = match args::parse(&args) {
        Ok(matches) => matches,
        Err(error) => return args::report(&error, &args),
    };
    let (options, result) = Options::read(&matches);
    for problem in &options.config.problems {
        output::report(&problem.text(options.messages()));
    }
    let answer = result.and_then(|()| dispatch(&options, &matches));
    answer.unwrap_or_else(|error| {
        output::report(&error.text(options.messages()));
        error.status()
    })
}

fn dispatch(options: &Options, matches: &ArgMatches) -> Answer {
    match matches.subcommand() {
        None => screen::open(options, matches),
        Some((name, sub)) => match COMMANDS.iter().find(|c| c.name == name) {
            Some(command) => (command.run)(options, sub),
            None => output::print_view(options, crate::view::named(name), sub),
        },
    }
}
