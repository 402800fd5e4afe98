//! `nadwa config`: every setting and key with its source; the output is a valid settings file.

use std::fmt::Write as _;

use clap::ArgMatches;

use super::Command;
use crate::cli::error::Answer;
use crate::cli::options::Options;
use crate::cli::output::print;
use crate::cli::{FAILURE, SUCCESS};
use crate::config::{Config, SETTINGS, SetBy, Setting, Value, path};
use crate::export::quoted;
use crate::i18n::Messages;
use crate::text::{Lines, Text};
use crate::workspace::http::without_secrets;
use crate::workspace::source::printable;

pub const COMMAND: Command = Command {
    name: "config",
    doc: "print every setting and key with its source, as a settings file",
    args: Vec::new,
    run,
};

fn run(options: &Options, _: &ArgMatches) -> Answer {
    let config = &options.config;
    let file = path().map_or_else(|| options.messages().get("no-home"), |p| printable(&p));
    let mut out = format!("# {file}\n# A line that begins with # shows a default.\n");
    for (setting, value) in SETTINGS.iter().zip(&config.values) {
        out.push_str(&setting_lines(setting, value));
    }
    for (table, entries) in [("columns", &config.named), ("colors", &config.own_colors)] {
        if !entries.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "\n[{table}]");
        }
        for (name, value) in entries {
            let [name, value] = [name, value].map(|text| quoted(&Text::clean(text, Lines::One).0));
            let _ = writeln!(out, "{name} = {value}");
        }
    }
    out.push_str("\n[keys]\n");
    out.push_str(&key_lines(config));
    print(&out)?;
    Ok(if config.problems.is_empty() {
        SUCCESS
    } else {
        FAILURE
    })
}

fn setting_lines(setting: &Setting, value: &Value) -> String {
    let (name, doc) = (setting.name, setting.doc);
    let source = match &value.from {
        SetBy::Option if name == "mouse" => " (--no-mouse)".to_owned(),
        SetBy::Option => format!(" (--{name})"),
        SetBy::Variable(variable) => format!(" ({variable})"),
        SetBy::Line(n) => format!(" (line {n})"),
        SetBy::Default => String::new(),
    };
    let shown = match name {
        "program" if !value.text.contains("://") => value.text.clone(),
        "program" => without_secrets(&value.text),
        "live" => {
            let all: Vec<String> = value.text.split(',').map(without_secrets).collect();
            all.join(",")
        }
        _ => value.text.clone(),
    };
    let text = match name {
        "mouse" | "accessible" => shown.clone(),
        _ => quoted(&Text::clean(&shown, Lines::One).0),
    };
    // An address without its secrets is no setting.
    let is_whole = shown == value.text;
    let mark = if source.is_empty() || !is_whole {
        "# "
    } else {
        ""
    };
    let note = if is_whole {
        ""
    } else {
        ", shown without its secrets"
    };
    format!("\n# {doc}{source}{note}\n{mark}{name} = {text}\n")
}

fn key_lines(config: &Config) -> String {
    let english = Messages::english();
    let mut out = String::new();
    for row in &config.keys.rows {
        let keys: Vec<String> = row.keys.iter().map(|k| quoted(&k.to_string())).collect();
        let keys = match keys.as_slice() {
            [one] => one.clone(),
            all => format!("[{}]", all.join(", ")),
        };
        let is_set = config.bound.contains(&row.name);
        let mark = if is_set { "" } else { "# " };
        let doc = english.get(&row.message);
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{mark}{} = {keys}  # {doc}", row.name);
    }
    out
}
