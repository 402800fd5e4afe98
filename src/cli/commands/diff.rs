//! `nadwa diff`: two files, compared.

use clap::{Arg, ArgMatches};

use super::{Command, completions};
use crate::cli::error::{Answer, CliError};
use crate::cli::open::readable;
use crate::cli::options::Options;
use crate::cli::output::{print_page, say};
use crate::cli::{FAILURE, SUCCESS};
use crate::model::Subject;
use crate::workspace::source::Source;
use crate::world::diff;

pub const COMMAND: Command = Command {
    name: "diff",
    doc: "differences between two files, field by field; exit status 1 if there are any",
    args: || {
        let file = |name, help| {
            let arg = completions::file(Arg::new(name)).value_name(name);
            arg.required(true).help(help)
        };
        vec![file("OLD", "the old file"), file("NEW", "the new file")]
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let read = |name: &str| -> Result<_, CliError> {
        let name = matches.get_one::<String>(name).map(String::as_str);
        let workspace = options.workspace(name)?;
        let loaded = options.load(&workspace.source, Source::read);
        // The status of a failure would mean that the files differ.
        readable(&loaded).map_err(CliError::into_usage)?;
        Ok((workspace, loaded))
    };
    let (_, old) = read("OLD")?;
    let (workspace, new) = read("NEW")?;
    let mut world = options.world(new, &workspace)?;
    world.compare_with(old);
    options.apply_filter(&mut world)?;
    if world.previous().is_none() && !options.json {
        return say(options, &(options.messages().get("diff-none") + "\n"));
    }
    let view = crate::view::named("changes");
    print_page(options, &world, view, &Subject::program())?;
    let same = world.previous().is_none_or(|previous| {
        let (changed, removed) = diff::shown(&world, previous);
        let event = diff::of_event(&world, previous);
        changed.is_empty() && removed.is_empty() && event.is_empty()
    });
    Ok(if same { SUCCESS } else { FAILURE })
}
