//! What the shell completes, from the table of words.

use std::ffi::OsString;

use clap::{Arg, ArgMatches, ValueHint};
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::{CompleteEnv, Shells};

use super::{Answer, Args, NO, say_bytes, words};
use crate::config::{self, Config, Setting};
use crate::model::diagnostic::CODES;
use crate::model::zone::Zone;
use crate::model::{Ix, Kind};
use crate::text::Lang;
use crate::workspace::source::{Source, now};
use crate::world::World;

/// By this variable the shell's own script asks for candidates.
const VARIABLE: &str = "NADWA_COMPLETE";

/// Answers the shell, where it is it that asks.
pub fn answer(args: &[OsString]) -> bool {
    if std::env::var_os(VARIABLE).is_none() {
        return false;
    }
    let here = std::env::current_dir().ok();
    let env = CompleteEnv::with_factory(words).var(VARIABLE);
    // A shell in the middle of a line has no use for a message.
    env.try_complete(args.iter().cloned(), here.as_deref())
        .unwrap_or(true)
}

/// The shells, by their names.
pub fn shells() -> Vec<&'static str> {
    Shells::builtins().names().collect()
}

/// Prints the script by which a shell asks.
pub fn run(_: &Args, matches: &ArgMatches) -> Answer {
    let name = matches.get_one::<String>("shell").map_or("", |s| s);
    let mut script = Vec::new();
    let shells = Shells::builtins();
    let shell = shells.completer(name).expect("one of the list");
    shell
        .write_registration(VARIABLE, "nadwa", "nadwa", "nadwa", &mut script)
        .map_err(|e| (NO, e.to_string()))?;
    say_bytes(&script)
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

/// Completes what there is of a kind in the programme: ids, and names as their explanations.
pub fn of_kind(arg: Arg, kind: Kind) -> Arg {
    arg.add(ArgValueCandidates::new(move || subjects(kind)))
}

fn subjects(kind: Kind) -> Vec<CompletionCandidate> {
    let (config, _) = Config::read();
    let set = |name: &str, option: Option<String>| {
        let value = config.value(config::setting(name), option).ok()?;
        Some(value.text).filter(|text| !text.is_empty())
    };
    let named = option(["-p", "--program"]).or_else(first_file);
    let name = set("program", named);
    let lang = set("lang", option(["--lang"; 2])).and_then(|l| Lang::parse(&l));
    // What comes from elsewhere has to be typed.
    if name.as_deref() == Some("-") {
        return Vec::new();
    }
    let Ok(origin) = Source::choose(name.as_deref()) else {
        return Vec::new();
    };
    let world = World::new(origin.read(), now(), Zone::utc(), lang);
    let all = 0..world.program.len(kind) as Ix;
    all.map(|ix| {
        let subject = world.program.subject(kind, ix);
        CompletionCandidate::new(subject.id.as_str()).help(Some(world.name(&subject).into()))
    })
    .collect()
}

/// The programme as the first word of the line, where it is a file.
fn first_file() -> Option<String> {
    let words = std::env::args_os().skip_while(|w| w != "--").skip(2);
    let first = words.into_iter().next()?.into_string().ok()?;
    std::path::Path::new(&first).is_file().then_some(first)
}

/// The value of an option in the line, as far as that is typed.
fn option(names: [&str; 2]) -> Option<String> {
    let words = std::env::args_os().skip_while(|w| w != "--").skip(1);
    let words: Vec<String> = words.map(|w| w.to_string_lossy().into_owned()).collect();
    let given = |(at, word): (usize, &String)| match word.split_once('=') {
        Some((name, value)) if names.contains(&name) => Some(value.to_owned()),
        _ if names.contains(&word.as_str()) => words.get(at + 1).cloned(),
        _ => None,
    };
    words.iter().enumerate().find_map(given)
}
