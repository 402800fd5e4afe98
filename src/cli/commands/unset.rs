//! `nadwa unset`: withdraw updates of a session.

use clap::{Arg, ArgMatches};

use super::Command;
use super::set::{open, post, print_session, session_arg};
use crate::cli::error::{Answer, CliError};
use crate::cli::options::Options;
use crate::i18n::Message;
use crate::update::Field;

pub const COMMAND: Command = Command {
    name: "unset",
    doc: "withdraw the updates of a session",
    args: || {
        let fields = Field::NAMES.iter().map(|(name, _)| *name);
        vec![
            session_arg().required(true),
            Arg::new("field")
                .value_name("FIELD")
                .value_parser(fields.collect::<Vec<_>>())
                .help("the field to withdraw; without it, all"),
        ]
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let (workspace, mut world, session) = open(options, matches)?;
    let session = session.unwrap_or_default();
    let only = matches.get_one::<String>("field");
    let withdrawals = world.log.withdraw(&session.id, |field| {
        only.is_none_or(|only| only == field.name())
    });
    if withdrawals.is_empty() {
        let message = match only {
            Some(field) => Message::new("no-update-of-field").arg("field", field),
            None => Message::new("no-update"),
        };
        let message = message.arg("title", world.name(&session));
        return Err(CliError::failed(message));
    }
    post(options, &workspace, &mut world, &withdrawals)?;
    print_session(&world, &session)
}
