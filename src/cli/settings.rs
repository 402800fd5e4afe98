//! `nadwa config`: every setting and every key as it is now, and who set it; what is printed is a file of
//! settings.

use std::fmt::Write as _;

use clap::ArgMatches;
use toml_writer::{ToTomlValue as _, TomlStringBuilder};

use super::{Answer, Args, DONE, NO, say};
use crate::config::{From, SETTINGS, path};

/// Prints them.
pub fn run(args: &Args, _: &ArgMatches) -> Answer {
    let file = path().map(|p| p.display().to_string());
    let file = file.unwrap_or_else(|| "no home folder".to_owned());
    let from = |from: &From, option: &str| match from {
        From::Option => match option {
            "mouse" => "--no-mouse".to_owned(),
            name => format!("--{name}"),
        },
        From::Variable(name) => (*name).to_owned(),
        From::Line(n) => format!("line {n}"),
        From::Default => "default".to_owned(),
    };
    let rows = args.settings.iter().zip(SETTINGS);
    let mut out = format!("# {file}\n# Lines behind a # are as they would be without them.\n");
    // Writing to a String cannot fail.
    for (value, setting) in rows {
        let set = value.from != From::Default;
        let mark = if set { "" } else { "# " };
        let from = if set {
            format!(" ({})", from(&value.from, value.name))
        } else {
            String::new()
        };
        let text = match setting.name {
            "mouse" | "accessible" => value.text.clone(),
            _ => quoted(&value.text),
        };
        let _ = writeln!(
            out,
            "\n# {}{from}\n{mark}{} = {text}",
            setting.doc, setting.name
        );
    }
    out.push_str("\n[keys]\n");
    let english = crate::words::Words::new(super::english());
    for row in &args.keys.rows {
        let keys: Vec<String> = row.keys.iter().map(|k| quoted(&k.to_string())).collect();
        let keys = match keys.as_slice() {
            [one] => one.clone(),
            all => format!("[{}]", all.join(", ")),
        };
        let mark = if args.bound.contains(&row.name) {
            ""
        } else {
            "# "
        };
        let doc = english.say(&row.message);
        let _ = writeln!(out, "{mark}{} = {keys}  # {doc}", row.name);
    }
    say(&out)?;
    Ok(if args.faults == 0 { DONE } else { NO })
}

fn quoted(text: &str) -> String {
    TomlStringBuilder::new(text).as_default().to_toml_value()
}
