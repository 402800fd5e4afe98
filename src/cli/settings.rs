//! `nadwa config`: every setting and every key as it is now, and who set it; what is printed is a file of
//! settings.

use std::fmt::Write as _;

use clap::ArgMatches;

use super::{Answer, Args, DONE, NO, say};
use crate::config::{SETTINGS, SetBy, path};
use crate::export::quoted;
use crate::text::{Lines, Text};
use crate::workspace::source::printable;

/// Prints them.
pub fn run(args: &Args, _: &ArgMatches) -> Answer {
    let file = path().map_or_else(|| "no home folder".to_owned(), |p| printable(&p));
    let rows = args.settings.iter().zip(SETTINGS);
    let mut out = format!("# {file}\n# Lines behind a # are as they would be without them.\n");
    // Writing to a String cannot fail.
    for (value, setting) in rows {
        let by = match &value.from {
            SetBy::Option if value.name == "mouse" => " (--no-mouse)".to_owned(),
            SetBy::Option => format!(" (--{})", value.name),
            SetBy::Variable(name) => format!(" ({name})"),
            SetBy::Line(n) => format!(" (line {n})"),
            SetBy::Default => String::new(),
        };
        let mark = if by.is_empty() { "# " } else { "" };
        let text = match setting.name {
            "mouse" | "accessible" => value.text.clone(),
            _ => quoted(&Text::clean(&value.text, Lines::One).0),
        };
        let _ = writeln!(
            out,
            "\n# {}{by}\n{mark}{} = {text}",
            setting.doc, setting.name
        );
    }
    out.push_str("\n[keys]\n");
    let english = crate::i18n::Messages::new(super::english());
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
        let doc = english.get(&row.message);
        let _ = writeln!(out, "{mark}{} = {keys}  # {doc}", row.name);
    }
    say(&out)?;
    Ok(if args.faults == 0 { DONE } else { NO })
}
