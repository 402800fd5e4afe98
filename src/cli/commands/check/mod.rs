//! `nadwa check`: the problems of files.

mod fix;
mod report;

use clap::{Arg, ArgAction, ArgMatches};

use super::{Command, completions};
use crate::cli::error::Answer;
use crate::cli::options::Options;
use crate::cli::output::{print, say};
use crate::cli::{FAILURE, SUCCESS};
use crate::load::Loaded;
use crate::update::{self, Original};
use crate::workspace::Workspace;
use crate::workspace::source::Source;
use report::REPORTS;

pub const COMMAND: Command = Command {
    name: "check",
    doc: "report the problems of programme files with their locations; exit status 1 on errors",
    args: || {
        let formats: Vec<&str> = REPORTS.iter().map(|r| r.name).collect();
        vec![
            completions::file(Arg::new("file"))
                .value_name("FILE")
                .num_args(0..)
                .help("the files; without any, the programme in use"),
            Arg::new("format")
                .long("format")
                .value_name("FORMAT")
                .value_parser(formats)
                .help(
                    "format of the report; github: annotations of a workflow, sarif: SARIF 2.1.0",
                ),
            Arg::new("fix")
                .long("fix")
                .action(ArgAction::SetTrue)
                .conflicts_with("columns")
                .help("change program.toml where what was meant is certain: mistyped keys and ids, values in the wrong form"),
            Arg::new("columns")
                .long("columns")
                .action(ArgAction::SetTrue)
                .conflicts_with("format")
                .help("print how the columns of tables are understood"),
        ]
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let files: Vec<&String> = matches.get_many("file").into_iter().flatten().collect();
    let workspaces = if files.is_empty() {
        vec![options.workspace(None)?]
    } else {
        let named = files.iter().map(|file| options.workspace(Some(file)));
        named.collect::<Result<_, _>>()?
    };
    let default = if options.json { "json" } else { "text" };
    let format = matches.get_one::<String>("format");
    let format = format.map_or(default, String::as_str);
    if matches.get_flag("fix") {
        for workspace in &workspaces {
            fix::run(options, &workspace.source, format == "text")?;
        }
    }
    let checked: Vec<(String, Loaded)> = workspaces
        .iter()
        .map(|workspace| (workspace.source.name(), check(options, workspace)))
        .collect();
    if matches.get_flag("columns") {
        say(options, &report::columns(&checked, options.messages()))?;
        let tables = checked.iter().all(|(_, loaded)| !loaded.columns.is_empty());
        return Ok(if tables { SUCCESS } else { FAILURE });
    }
    let report = REPORTS.iter().find(|r| r.name == format);
    let text = report.map_or_else(String::new, |r| (r.text)(&checked, options.messages()));
    if format == "text" {
        say(options, &text)?;
    } else {
        print(&text)?;
    }
    let errors = checked.iter().any(|(_, loaded)| loaded.has_errors());
    Ok(if errors { FAILURE } else { SUCCESS })
}

/// Checks a file and the updates posted for it.
fn check(options: &Options, workspace: &Workspace) -> Loaded {
    let mut loaded = workspace.with_updates(options.load(&workspace.source, Source::check));
    let problems = update::apply(&mut loaded.program, &mut Original::new(), &loaded.log);
    loaded.diagnostics.extend(problems);
    if !matches!(workspace.source, Source::File(_)) {
        loaded.diagnostics.iter_mut().for_each(|d| d.edits.clear());
    }
    loaded
}
