//! `nadwa man`: the manual page, from the tables of commands, keys and settings.

use clap::{Arg, ArgMatches};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::Command;
use crate::cli::args;
use crate::cli::error::Answer;
use crate::cli::options::Options;
use crate::cli::output::print_bytes;
use crate::config::SETTINGS;
use crate::i18n::Messages;
use crate::tui::commands::keymap;

pub const COMMAND: Command = Command {
    name: "man",
    doc: "print the manual page",
    args: Vec::new,
    run,
};

/// The files that nadwa uses.
const FILES: &[(&str, &str)] = &[
    (
        "~/.config/nadwa/config.toml",
        "the settings; in $XDG_CONFIG_HOME if that is set",
    ),
    (
        "~/.local/state/nadwa",
        "your stars, your name as a speaker, and the programme as you last saw it; in $XDG_STATE_HOME if that is set",
    ),
    ("./program.toml", "the programme if none is named"),
];

/// The exit status.
const STATUS: &[(&str, &str)] = &[
    ("0", "success"),
    (
        "1",
        "nothing found, no session left by the filter, differences found, or errors in the file",
    ),
    ("2", "usage error"),
];

/// The licence of the font. Each copy of the program has to contain it.
const FONT: &str = include_str!("../../../LICENSE-UNIFONT");

fn run(_: &Options, _: &ArgMatches) -> Answer {
    print_bytes(&page().expect("writing to memory does not fail"))
}

fn page() -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let command = args::command().version(env!("CARGO_PKG_VERSION"));
    let man = Man::new(command.clone());
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    let mut rest = Roff::new();
    rest.control("SH", ["SYNOPSIS"]);
    let name = |name: &str| vec![bold(format!("nadwa {name}").trim().to_owned()), roman(" ")];
    let with = |start: &str, rest: &str| [name(start), vec![italic(rest)]].concat();
    rest.text(with("", "[OPTIONS] [PROGRAM]"));
    rest.control("br", []);
    rest.text(with("", "[OPTIONS] COMMAND …"));
    rest.to_writer(&mut page)?;
    man.render_options_section(&mut page)?;
    let mut rest = Roff::new();
    rest.control("SH", ["COMMANDS"]);
    for sub in command.get_subcommands() {
        let about = sub.get_about().map(ToString::to_string);
        entry(&mut rest, name(sub.get_name()), &about.unwrap_or_default());
        let own = sub.get_arguments().filter(|arg| !arg.is_global_set());
        options(&mut rest, own);
    }
    let english = Messages::english();
    rest.control("SH", ["KEYS"]);
    for row in keymap().rows {
        let keys = row.shown(crate::text::bidi::Dir::Ltr);
        entry(&mut rest, vec![bold(keys)], &english.get(&row.message));
    }
    rest.control("SH", ["SETTINGS"]);
    for setting in SETTINGS {
        let mut doc = setting.doc.to_owned();
        for variable in setting.variables {
            doc.push_str("; ");
            doc.push_str(variable);
        }
        entry(&mut rest, vec![bold(setting.name)], &doc);
    }
    for (title, rows) in [("FILES", FILES), ("EXIT STATUS", STATUS)] {
        rest.control("SH", [title]);
        for (what, doc) in rows {
            entry(&mut rest, vec![bold(*what)], doc);
        }
    }
    copyright(&mut rest);
    rest.to_writer(&mut page)?;
    Ok(page)
}

fn copyright(roff: &mut Roff) {
    roff.control("SH", ["COPYRIGHT"]);
    roff.text(vec![roman("MIT or Apache-2.0, at your option.")]);
    for paragraph in FONT.split("\n\n") {
        roff.control("PP", []);
        roff.text(vec![roman(paragraph.trim())]);
    }
}

fn entry(roff: &mut Roff, what: Vec<Inline>, doc: &str) {
    roff.control("TP", []);
    roff.text(what);
    roff.text(vec![roman(doc.replace('\n', "; "))]);
}

/// Adds the arguments of a command, indented.
fn options<'a>(roff: &mut Roff, all: impl Iterator<Item = &'a Arg>) {
    let mut all = all.filter(|arg| arg.get_id() != "help").peekable();
    if all.peek().is_none() {
        return;
    }
    roff.control("RS", []);
    for arg in all {
        let value = arg.get_value_names().unwrap_or_default().join(" ");
        let takes = arg.get_action().takes_values();
        let what = match (arg.get_long(), takes) {
            (Some(long), true) => vec![bold(format!("--{long}")), roman(" "), italic(value)],
            (Some(long), false) => vec![bold(format!("--{long}"))],
            (None, _) => vec![italic(value)],
        };
        let doc = arg.get_help().map(ToString::to_string);
        entry(roff, what, &doc.unwrap_or_default());
    }
    roff.control("RE", []);
}
