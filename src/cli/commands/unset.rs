//! `nadwa unset`: withdraw updates of a session.

use clap::{Arg, ArgMatches};

use super::Command;
use super::set::{open, post, print_subject, report_conflicts, session_arg};
use crate::cli::SUCCESS;
use crate::cli::error::{Answer, CliError};
use crate::cli::options::Options;
use crate::i18n::Message;
use crate::model::{Kind, Subject};
use crate::update::Field;

pub const COMMAND: Command = Command {
    name: "unset",
    doc: "withdraw the updates of a session",
    args: || {
        let fields = Field::NAMES.iter();
        let fields = fields.filter(|(_, field)| field.kinds().contains(&Kind::Session));
        let fields = fields.map(|(name, _)| *name);
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
    let withdrawals = world.withdraw(&session, |field| {
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
    // All fields of the session come first, then the sessions that come back with it.
    let mut subjects: Vec<&Subject> = withdrawals.iter().map(|u| &u.subject).collect();
    subjects.dedup();
    for subject in &subjects {
        print_subject(options, &world, subject)?;
    }
    report_conflicts(&world, subjects.into_iter());
    Ok(SUCCESS)
}
