//! The manual page: the table of words, the keys, the settings.

use clap::{Arg, ArgMatches};
use clap_mangen::Man;
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use super::{Answer, Args, NO, english, say_bytes, words};
use crate::config::SETTINGS;
use crate::i18n::Messages;
use crate::tui::commands::keymap;

/// Where things are kept.
const FILES: &[(&str, &str)] = &[
    (
        "~/.config/nadwa/config.toml",
        "the settings; in $XDG_CONFIG_HOME, where that is set",
    ),
    (
        "~/.local/state/nadwa",
        "stars, who you are, the programme as you last saw it; in $XDG_STATE_HOME, where that is set",
    ),
    ("./program.toml", "the programme, where none is named"),
];

/// What the exit status says.
const STATUS: &[(&str, &str)] = &[
    ("0", "done"),
    ("1", "the answer is no, or there are errors"),
    ("2", "the question was wrong"),
];

/// Prints the page.
pub fn run(_: &Args, _: &ArgMatches) -> Answer {
    let page = page().map_err(|e| (NO, e.to_string()))?;
    say_bytes(&page)
}

fn page() -> std::io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let command = words().version(env!("CARGO_PKG_VERSION"));
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
    let english = Messages::new(english());
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
    rest.to_writer(&mut page)?;
    Ok(page)
}

fn entry(roff: &mut Roff, what: Vec<Inline>, doc: &str) {
    roff.control("TP", []);
    roff.text(what);
    roff.text(vec![roman(doc.replace('\n', "; "))]);
}

/// The arguments of a command, further in.
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
