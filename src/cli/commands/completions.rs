//! `nadwa completions`: a script for the shell, and the candidates that it queries.

use std::ffi::{OsStr, OsString};

use clap::{Arg, ArgMatches, ValueHint};
use clap_complete::engine::{
    ArgValueCandidates, ArgValueCompleter, CompletionCandidate, PathCompleter, ValueCompleter as _,
};
use clap_complete::env::{CompleteEnv, Shells};

use super::Command;
use crate::cli::args;
use crate::cli::error::Answer;
use crate::cli::options::Options;
use crate::cli::output::print_bytes;
use crate::config::{Config, Setting};
use crate::model::Kind;
use crate::model::diagnostic::CODES;
use crate::model::zone::Zone;
use crate::workspace::source::{Source, now};
use crate::world::World;

pub const COMMAND: Command = Command {
    name: "completions",
    doc: "print the shell script that completes commands, options and names of the programme",
    args: || {
        let shells: Vec<&str> = Shells::builtins().names().collect();
        vec![
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(shells)
                .help("add it to your shell's startup file: source <(nadwa completions bash)"),
        ]
    },
    run,
};

/// The variable that the script sets to the name of the shell when it queries candidates.
const VARIABLE: &str = "NADWA_COMPLETE";

/// The shells that quote the candidates they insert. The others insert them as they are.
const QUOTING: [&str; 3] = ["elvish", "fish", "zsh"];

/// Prints candidates where the script queries them, and returns whether it does.
pub fn answer(words: &[OsString]) -> bool {
    let Some(shell) = std::env::var_os(VARIABLE) else {
        return false;
    };
    let quotes = QUOTING.iter().any(|name| shell == *name);
    let command = || {
        if quotes {
            return args::command();
        }
        with_plain_paths(args::command())
    };
    let here = std::env::current_dir().ok();
    let env = CompleteEnv::with_factory(command).var(VARIABLE);
    // A message would appear in the middle of the line that is typed.
    env.try_complete(words.iter().cloned(), here.as_deref())
        .unwrap_or(true)
}

fn run(_: &Options, matches: &ArgMatches) -> Answer {
    let name = matches.get_one::<String>("shell").map_or("", |s| s);
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let shell = shells.completer(name).expect("the argument is in the list");
    shell
        .write_registration(VARIABLE, "nadwa", "nadwa", "nadwa", &mut script)
        .expect("writing to memory does not fail");
    print_bytes(&script)
}

/// Completes only those paths that need no quotes. A shell that inserts candidates as they are would run the rest of
/// others: the file `a;reboot` is one that anybody can make.
fn with_plain_paths(command: clap::Command) -> clap::Command {
    let command = command.mut_args(|arg| {
        let paths = match arg.get_value_hint() {
            ValueHint::FilePath => PathCompleter::file(),
            ValueHint::AnyPath => PathCompleter::any(),
            _ => return arg,
        };
        arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
            let mut all = paths.complete(typed);
            all.retain(|path| path.get_value().to_str().is_some_and(is_plain));
            all
        }))
    });
    command.mut_subcommands(with_plain_paths)
}

/// Tells whether every shell takes a word as it is, and nadwa does not take it for an option.
fn is_plain(word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || "-_.:/@+".contains(c);
    word.starts_with(|c: char| c.is_alphanumeric() || "_./~".contains(c))
        && word.chars().skip(1).all(inside)
}

/// Completes the values of a setting.
pub fn of_setting(arg: Arg, setting: &'static Setting) -> Arg {
    match setting.name {
        "program" => file(arg),
        "me" => of_kind(arg, Kind::Speaker),
        _ => arg.add(ArgValueCandidates::new(|| {
            let values = (setting.choices)().into_iter();
            values.map(CompletionCandidate::new).collect()
        })),
    }
}

/// Completes a file.
pub fn file(arg: Arg) -> Arg {
    arg.value_hint(ValueHint::FilePath)
}

/// Completes the codes of problems.
pub fn of_codes(arg: Arg) -> Arg {
    arg.add(ArgValueCandidates::new(|| {
        let one = |about: &crate::model::diagnostic::CodeInfo| CompletionCandidate::new(about.name);
        CODES.iter().map(one).collect()
    }))
}

/// Completes the ids of a kind in the programme, with names as descriptions. Anybody may have written the programme, so
/// ids that need quotes are left out, whichever shell it is.
pub fn of_kind(arg: Arg, kind: Kind) -> Arg {
    arg.add(ArgValueCandidates::new(move || subjects(kind)))
}

fn subjects(kind: Kind) -> Vec<CompletionCandidate> {
    let mut config = Config::read();
    let words = std::env::args_os().skip_while(|w| w != "--").skip(1);
    let words: Vec<OsString> = words.collect();
    // While a line is typed, values may be incomplete.
    let _ = config.override_with(|setting| match setting.name {
        "program" => args::option(&words, &["-p", "--program"]).or_else(|| first_file(&words)),
        "lang" => args::option(&words, &["--lang"]),
        _ => None,
    });
    let (name, lang) = (config.settings.program, config.settings.lang);
    // Standard input belongs to the shell.
    if name.as_deref() == Some("-") {
        return Vec::new();
    }
    let Ok(source) = Source::choose(name.as_deref()) else {
        return Vec::new();
    };
    let world = World::new(
        source.read(&crate::load::ColumnNames::default()),
        now(),
        Zone::utc(),
        lang,
    );
    let all = world.program.all_of(kind);
    all.map(|ix| world.program.subject(ix))
        .filter(|subject| is_plain(&subject.id))
        .map(|subject| {
            CompletionCandidate::new(subject.id.as_str()).help(Some(world.name(&subject).into()))
        })
        .collect()
}

/// Returns the first argument of the line where it is a file: the programme.
fn first_file(words: &[OsString]) -> Option<String> {
    let first = words.get(1)?.to_str()?;
    std::path::Path::new(first)
        .is_file()
        .then(|| first.to_owned())
}
