//! `nadwa explain`: what a problem code means.

use clap::{Arg, ArgMatches};
use serde_json::json;

use super::{Command, completions};
use crate::cli::error::{Answer, CliError};
use crate::cli::options::Options;
use crate::cli::output::{COLUMNS, print_json, say};
use crate::i18n::{Message, Messages};
use crate::model::diagnostic::{CODES, Code};
use crate::text::nearest;

pub const COMMAND: Command = Command {
    name: "explain",
    doc: "explain a problem code with an example; without CODE, list all codes",
    args: || {
        vec![
            completions::of_codes(Arg::new("code"))
                .value_name("CODE")
                .help("a code such as room-overlap"),
        ]
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    match matches.get_one::<String>("code") {
        Some(code) => explain(options, code),
        None => list(options),
    }
}

fn list(options: &Options) -> Answer {
    if options.json {
        let all = CODES
            .iter()
            .map(|code| json!({ "code": code.name, "level": code.level, "explain": code.explain(&Messages::english()) }));
        return print_json(&all.collect());
    }
    let messages = options.messages();
    let lines: Vec<String> = CODES
        .iter()
        .map(|code| {
            let level = messages.get(&format!("level-{}", code.level.name()));
            format!("{:<20} {level}\n", code.name)
        })
        .collect();
    say(options, &lines.concat())
}

fn explain(options: &Options, name: &str) -> Answer {
    let Some(code) = Code::named(name) else {
        let message = match nearest(name, CODES.iter().map(|code| code.name)) {
            Some(near) => Message::new("unknown-code-near").arg("near", near),
            None => Message::new("unknown-code"),
        };
        return Err(CliError::failed(message.arg("code", name)));
    };
    if options.json {
        return print_json(&json!({
            "code": code.name, "level": code.level, "explain": code.explain(&Messages::english()), "example": code.example,
        }));
    }
    let messages = options.messages();
    let level = messages.get(&format!("level-{}", code.level.name()));
    let text =
        crate::text::wrap(&code.explain(messages), options.width.unwrap_or(COLUMNS)).join("\n");
    let heading = messages.get("explain-example");
    let example = code.example.replace('\n', "\n    ");
    let name = code.name;
    say(
        options,
        &format!("{name} ({level})\n\n{text}\n\n{heading}\n\n    {example}\n"),
    )
}
