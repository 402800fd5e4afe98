//! `nadwa fmt`: the layout of program.toml.

use clap::{Arg, ArgAction, ArgMatches};

use super::{Command, completions};
use crate::cli::error::{Answer, CliError};
use crate::cli::options::Options;
use crate::cli::output::{file_of, print, replace, say};
use crate::cli::{FAILURE, SUCCESS};
use crate::i18n::Message;
use crate::load::{Unformatted, formatted};
use crate::workspace::fs::reason;
use crate::workspace::source::Source;

pub const COMMAND: Command = Command {
    name: "fmt",
    doc: "lay out program.toml: keys in the order of the reference, one blank line between tables; comments stay",
    args: || {
        vec![
            completions::file(Arg::new("file"))
                .value_name("FILE")
                .num_args(0..)
                .help("the files, - for standard input, whose layout is printed; without any, the programme in use"),
            Arg::new("check")
                .long("check")
                .action(ArgAction::SetTrue)
                .help("change nothing, and name the files that would be changed; exit status 1 if there are any"),
        ]
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let files: Vec<&String> = matches.get_many("file").into_iter().flatten().collect();
    let sources = if files.is_empty() {
        vec![options.source(None)?]
    } else {
        let named = files.iter().map(|file| options.source(Some(file)));
        named.collect::<Result<_, _>>()?
    };
    let mut status = SUCCESS;
    for source in &sources {
        let name = source.name();
        let old = source.bytes().map_err(|e| {
            let message = Message::new("source-unreadable").arg("name", &*name);
            message.arg("why", reason(&e))
        })?;
        let new = formatted(&name, &old).map_err(|why| match why {
            Unformatted::Broken(problem) => CliError::from(&*problem),
            Unformatted::NoToml => Message::new("fmt-no-toml").arg("name", &*name).into(),
        })?;
        let is_changed = new.as_bytes() != &*old;
        match (source, matches.get_flag("check")) {
            (_, true) if is_changed => {
                say(options, &format!("{name}\n"))?;
                status = FAILURE;
            }
            (Source::Pipe(..), false) => drop(print(&new)?),
            (_, false) if is_changed => replace(file_of(source)?, &old, new.as_bytes())?,
            _ => {}
        }
    }
    Ok(status)
}
