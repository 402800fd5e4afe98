//! The table of the command line's arguments, and messages about those that are wrong.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::Path;

use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::commands::{COMMANDS, completions};
use super::options::reader_language;
use super::{SUCCESS, USAGE, output, screen};
use crate::config::{self, Config};
use crate::i18n::{LANGUAGES, Message, Messages};
use crate::model::Kind;
use crate::model::zone::Zone;
use crate::text::nearest;
use crate::text::{Lines, Text};
use crate::view::{VIEWS, View};
use crate::world::query;

/// Other names of views: the alias, and the view.
const ALIASES: &[(&str, &str)] = &[("qr", "code"), ("update", "set"), ("history", "log")];

const AFTER_HELP: &str = "Without a command, the programme opens on the screen; press ? there to see the keys.\n\
    The programme is PROGRAM, else -p, else $NADWA_PROGRAM, else ./program.toml, else the built-in example.";

const PROGRAM: &str = "the programme's file or address (https://…), or - for standard input";

/// Returns the command line with all commands.
pub fn command() -> Command {
    command_with(&|_| true)
}

/// Returns the command line with some of the commands: to build all takes longer than to read a programme.
fn command_with(wanted: &dyn Fn(&str) -> bool) -> Command {
    let global = global_options().into_iter().chain(screen::args());
    let mut root = Command::new("nadwa")
        .about("A terminal reader for conference programmes")
        .version(env!("CARGO_PKG_VERSION"))
        .long_version(version())
        .after_help(AFTER_HELP)
        .args(global.map(|arg| arg.global(true).help_heading("Global options")))
        .arg(
            completions::file(Arg::new("file"))
                .value_name("PROGRAM")
                .help(PROGRAM),
        );
    for view in printed() {
        let alias = ALIASES.iter().find(|(_, name)| *name == view.name);
        if wanted(view.name) || alias.is_some_and(|(alias, _)| wanted(alias)) {
            let made = view_command(view).visible_aliases(alias.map(|(alias, _)| *alias));
            root = root.subcommand(made);
        }
    }
    for entry in COMMANDS {
        let alias = ALIASES.iter().find(|(_, name)| *name == entry.name);
        if !wanted(entry.name) && !alias.is_some_and(|(alias, _)| wanted(alias)) {
            continue;
        }
        let made = Command::new(entry.name).about(entry.doc);
        let made = made.visible_aliases(alias.map(|(alias, _)| *alias));
        root = root.subcommand(made.args((entry.args)()));
    }
    root
}

/// Returns the options that every command takes, but those of the screen.
fn global_options() -> [Arg; 17] {
    [
        setting("program")
            .short('p')
            .value_name("FILE")
            .help(PROGRAM),
        Arg::new("at")
            .long("at")
            .value_name("TIME")
            .help("pretend it is this time, in the event's time zone: 2021-11-30T10:42"),
        Arg::new("filter")
            .short('f')
            .long("filter")
            .value_name("QUERY")
            .allow_hyphen_values(true)
            .help("list only what matches: words, track: room: speaker: partner: day: kind: lang: is:"),
        Arg::new("json")
            .long("json")
            .action(ArgAction::SetTrue)
            .help("print JSON"),
        Arg::new("staff")
            .long("staff")
            .action(ArgAction::SetTrue)
            .conflicts_with("json")
            .help("show phone numbers and notes of contacts.toml on screens and printed pages; never in exports or published pages"),
        Arg::new("width")
            .long("width")
            .value_name("N")
            .value_parser(value_parser!(u16).range(20..=1000))
            .help("columns of printed pages"),
        Arg::new("color")
            .long("color")
            .value_name("WHEN")
            .value_parser(["auto", "always", "never"])
            .default_value("auto")
            .help("when to use colours; auto: only in a terminal"),
        setting("zone").value_name("ZONE"),
        Arg::new("event-zone")
            .long("event-zone")
            .value_name("ZONE")
            .value_parser(|name: &str| Zone::named(name).ok_or("write a name such as Europe/Madrid"))
            .help("the event's time zone, where its file does not name it: an IANA name"),
        setting("lang").value_name("LANG"),
        setting("bidi").value_name("MODE"),
        setting("theme").value_name("NAME"),
        setting("me").value_name("NAME"),
        setting("desk").value_name("NAME"),
        setting("live").value_name("ADDRESS"),
        Arg::new("no-mouse")
            .long("no-mouse")
            .action(ArgAction::SetTrue)
            .help("disable mouse support"),
        Arg::new("accessible")
            .long("accessible")
            .action(ArgAction::SetTrue)
            .help(config::setting("accessible").doc),
    ]
}

/// Returns the command that prints a view.
fn view_command(view: &'static View) -> Command {
    let made = Command::new(view.name).about(view_doc(view));
    let (name, help) = match view.about {
        Kind::Program => return made,
        Kind::Query => ("WORDS", "the words to find"),
        _ => ("NAME", "an id, or any part of a name"),
    };
    made.arg(
        completions::of_kind(Arg::new("name"), view.about)
            .value_name(name)
            .num_args(1..)
            .required(true)
            .help(help),
    )
}

/// Returns the description of a view: its English message where the screen shows one.
fn view_doc(view: &'static View) -> &'static str {
    // To parse all messages would take longer than to read a programme.
    let start = format!("view-{} = ", view.name);
    let mut lines = LANGUAGES[0].interface.lines();
    let message = lines.find_map(|line| line.strip_prefix(&start));
    message.or(view.doc).unwrap_or_default()
}

/// Returns the version, the commit where it is known, the version of the time zones, and the licences.
fn version() -> String {
    let commit = option_env!("NADWA_COMMIT").map_or_else(String::new, |c| format!(" ({c})"));
    let version = env!("CARGO_PKG_VERSION");
    let licences =
        "licence: MIT or Apache-2.0; glyphs of the board: GNU Unifont, SIL OFL 1.1 (see nadwa man)";
    format!(
        "{version}{commit}\ntime zones: IANA {}\n{licences}",
        Zone::database()
    )
}

/// Returns the option of a setting.
fn setting(name: &'static str) -> Arg {
    let setting = config::setting(name);
    completions::of_setting(Arg::new(name).long(name).help(setting.doc), setting)
}

/// Returns the views that have a command of their own without an entry in [`COMMANDS`].
fn printed() -> impl Iterator<Item = &'static View> {
    // The command of the countdown is `clock`.
    let listed =
        |v: &View| v.name == "countdown" || COMMANDS.iter().any(|entry| entry.name == v.name);
    let unprinted = [Kind::Problem, Kind::Command, Kind::Address, Kind::Update];
    VIEWS
        .iter()
        .filter(move |v| !(unprinted.contains(&v.about) || v.name == "help" || listed(v)))
}

/// Returns the names of all commands.
pub fn names() -> impl Iterator<Item = &'static str> {
    let aliases = ALIASES.iter().map(|(alias, _)| *alias);
    let views = printed().map(|v| v.name);
    let commands = COMMANDS.iter().map(|c| c.name).chain(["help"]);
    views.chain(commands).chain(aliases)
}

/// Rewrites an excluded word after the command `search`, such as `-lunch`, as `!lunch`: clap would read it as options. Options
/// of one letter keep the value behind them: `-pFILE`, `-fis:now`.
fn rewrite_excluded_words(args: &[OsString]) -> Vec<OsString> {
    let is_command = |arg: &OsString| arg.to_str().is_some_and(|arg| names().any(|n| n == arg));
    let command = args.iter().position(is_command);
    let search = command.filter(|&at| args[at] == "search");
    let is_option = |word: &str| {
        let is_file = |file: &str| file.contains(['.', '/', '\\']) || Path::new(file).is_file();
        word.len() == 1
            || word.strip_prefix('p').is_some_and(is_file)
            || word.strip_prefix('f').is_some_and(query::starts_with_term)
    };
    let rewritten = |(at, arg): (usize, &OsString)| {
        let word = arg.to_str()?.strip_prefix('-')?;
        let is_excluded = search.is_some_and(|search| at > search)
            && word.starts_with(char::is_alphabetic)
            && !is_option(word);
        is_excluded.then(|| format!("!{word}").into())
    };
    let args = args.iter().enumerate();
    args.map(|arg| rewritten(arg).unwrap_or_else(|| arg.1.clone()))
        .collect()
}

/// Parses a command line.
pub fn parse(args: &[OsString]) -> Result<ArgMatches, clap::Error> {
    let args = &rewrite_excluded_words(args)[..];
    // The help of a command is the same with any options, which clap does not take there.
    let is_help = args.get(1).is_some_and(|arg| arg == "help");
    let is_option = |arg: &OsString| arg.to_string_lossy().starts_with('-');
    let end = args.iter().skip(1).position(is_option).map(|at| at + 1);
    let args = &args[..end.filter(|_| is_help).unwrap_or(args.len())];
    // Without its subcommand, a command's name would be the name of a file. The help of all commands, and
    // every usage error, needs all of them.
    let named = command_with(&|name| args.iter().any(|arg| arg == name || arg == "help"));
    let matched = named.try_get_matches_from(args);
    matched.or_else(|_| command().try_get_matches_from(args))
}

/// Prints the help, the version or a usage error, and returns the exit status.
pub fn report(error: &clap::Error, args: &[OsString]) -> u8 {
    if !error.use_stderr() {
        let _ = error.print();
        return SUCCESS;
    }
    let is_option = error
        .get(ContextKind::InvalidArg)
        .is_some_and(|arg| arg.to_string().starts_with('-'));
    let kinds = [ErrorKind::UnknownArgument, ErrorKind::InvalidSubcommand];
    let unknown = kinds.contains(&error.kind()) && !is_option;
    if let Some(message) = unknown.then(|| mistyped(args)).flatten() {
        output::report(&messages(args).message(&message));
    } else {
        // The message quotes what was typed.
        let text = Text::clean(error.render().to_string(), Lines::Many).0;
        let _ = write!(io::stderr(), "{text}");
    }
    USAGE
}

/// Returns the messages in the language of a command line that could not be parsed.
fn messages(args: &[OsString]) -> Messages {
    let mut config = Config::read();
    // An invalid value does not matter: another error is reported.
    let _ = config.override_with(|setting| match setting.name {
        "lang" => option(args, &["--lang"]),
        _ => None,
    });
    Messages::new(reader_language(config.settings.lang))
}

/// Returns the value of an option in a command line that may be incomplete.
pub fn option(args: &[OsString], names: &[&str]) -> Option<String> {
    let words: Vec<&str> = args
        .iter()
        .map(|word| word.to_str().unwrap_or(""))
        .collect();
    let value = |(at, word): (usize, &&str)| match word.split_once('=') {
        Some((name, value)) if names.contains(&name) => Some(value.to_owned()),
        _ if names.contains(word) => words.get(at + 1).map(|&value| value.to_owned()),
        _ => None,
    };
    words.iter().enumerate().find_map(value)
}

/// Returns the message about two words of which the first is nearly a command, or a command that takes none.
fn mistyped(args: &[OsString]) -> Option<Message> {
    let mut words = args
        .iter()
        .skip(1)
        .map(|a| a.to_string_lossy())
        .filter(|a| !a.starts_with('-'));
    let (first, second) = (words.next()?, words.next()?);
    let takes = COMMANDS.iter().find(|entry| entry.name == first);
    let takes = takes.is_some_and(|entry| (entry.args)().iter().any(Arg::is_positional));
    if takes {
        return None;
    }
    let message = if names().any(|name| name == first) {
        Message::new("takes-no-argument").arg("argument", &*second)
    } else {
        Message::new("no-command").arg("near", nearest(&first, names())?)
    };
    Some(message.arg("name", &*first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_arguments_is_valid() {
        command().debug_assert();
    }

    #[test]
    fn only_words_of_a_search_are_excluded() {
        let rewritten = |line: &str| {
            let args: Vec<OsString> = line.split(' ').map(Into::into).collect();
            let args = rewrite_excluded_words(&args);
            let words = args.iter().map(|arg| arg.to_string_lossy().into_owned());
            words.collect::<Vec<_>>().join(" ")
        };
        for (line, wanted) in [
            ("nadwa search cities -fake", "nadwa search cities !fake"),
            (
                "nadwa -p a.toml search x -lunch",
                "nadwa -p a.toml search x !lunch",
            ),
            (
                "nadwa search x -phttps://e.org/s.xml",
                "nadwa search x -phttps://e.org/s.xml",
            ),
            (
                "nadwa search x -pmissing.toml",
                "nadwa search x -pmissing.toml",
            ),
            (
                "nadwa export ics --session search -ocal.ics",
                "nadwa export ics --session search -ocal.ics",
            ),
            ("nadwa partner -x search", "nadwa partner -x search"),
        ] {
            assert_eq!(rewritten(line), wanted);
        }
    }

    #[test]
    fn views_are_described_alike_in_the_help_and_on_the_screen() {
        let english = Messages::english();
        for view in VIEWS.iter().filter(|v| v.key.is_some()) {
            assert_eq!(view_doc(view), english.get(&format!("view-{}", view.name)));
        }
    }
}
