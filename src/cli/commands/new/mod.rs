//! `nadwa new`: begins the file of a programme, from answers or from a file in another format.

mod outline;
mod questions;

use std::io::{self, BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, value_parser};

use self::outline::Outline;
use self::questions::{QUESTIONS, Question};
use super::{Command, completions};
use crate::cli::SUCCESS;
use crate::cli::error::{Answer, CliError};
use crate::cli::open::readable;
use crate::cli::options::Options;
use crate::cli::output::{print, shell_name};
use crate::export::{EXPORTS, Selection};
use crate::i18n::{Message, Messages};
use crate::model::Subject;
use crate::text::Localized;
use crate::workspace::fs::{reason, write_new};
use crate::workspace::source::Source;

pub const COMMAND: Command = Command {
    name: "new",
    doc: "write the file of a new programme, from your answers or from another format",
    args: || {
        let own = [
            Arg::new("file")
                .value_name("FILE")
                .default_value(DEFAULT)
                .value_parser(value_parser!(PathBuf))
                .help("the file to write, which must not exist; - for standard output"),
            completions::file(Arg::new("from"))
                .long("from")
                .value_name("FILE")
                .conflicts_with_all(["date", "days", "place", "rooms", "languages"])
                .help("a file or address in any format that nadwa reads"),
        ];
        let questions = QUESTIONS.iter().map(|question| {
            Arg::new(question.option)
                .long(question.option)
                .value_name(question.value)
                .help(question.doc)
        });
        own.into_iter().chain(questions).collect()
    },
    run,
};

/// The file that is written where none is named.
const DEFAULT: &str = "program.toml";

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let file: &PathBuf = matches.get_one("file").expect("it has a default");
    let to_stdout = file.as_os_str() == "-";
    // Nobody should answer seven questions for nothing.
    if !to_stdout && file.symlink_metadata().is_ok() {
        return Err(exists(file));
    }
    let (text, written) = if let Some(from) = matches.get_one::<String>("from") {
        let text = converted(options, matches, from)?;
        (text, Message::new("new-written"))
    } else {
        let name = if to_stdout { Path::new(DEFAULT) } else { file };
        let outline = outline(options, matches)?;
        let first = options.messages().long_date(outline.first);
        let written = Message::new("new-begun").arg("date", first);
        let text = outline.text(&shell_name(name), options.messages());
        (text, written.arg("zone", outline.zone.name()))
    };
    if to_stdout {
        return print(&text);
    }
    write_new(file, text.as_bytes()).map_err(|e| {
        if e.kind() == io::ErrorKind::AlreadyExists {
            return exists(file);
        }
        let message = Message::new("write-failed").arg("name", file.display().to_string());
        CliError::failed(message.arg("why", reason(&e)))
    })?;
    options.report(&written.arg("file", shell_name(file)));
    Ok(SUCCESS)
}

fn exists(file: &Path) -> CliError {
    CliError::failed(Message::new("new-exists").arg("file", shell_name(file)))
}

/// Returns a programme of another format as program.toml, with the title and the time zone of the options.
fn converted(options: &Options, matches: &ArgMatches, from: &str) -> Result<String, CliError> {
    let workspace = options.workspace(Some(from))?;
    let mut loaded = options.load(&workspace.source, Source::read);
    readable(&loaded)?;
    if loaded.program.sessions.is_empty() {
        return Err(CliError::failed(
            Message::new("new-no-sessions").arg("file", from),
        ));
    }
    let mut outline = Outline::new(options);
    let mut given = |option: &str| {
        let typed = matches.get_one::<String>(option)?;
        let question = QUESTIONS.iter().find(|q| q.option == option)?;
        Some((question.answer)(&mut outline, typed).map_err(CliError::usage))
    };
    let (title, zone) = (given("title").transpose()?, given("timezone").transpose()?);
    if title.is_some() {
        loaded.program.title = Localized::Plain(outline.title.as_str().into());
    }
    if zone.is_some() {
        if loaded.program.zoned {
            return Err(CliError::usage(
                Message::new("new-has-zone").arg("file", from),
            ));
        }
        loaded.name_zone(&outline.zone);
    }
    if !loaded.program.zoned {
        return Err(CliError::usage(
            Message::new("new-no-zone").arg("file", from),
        ));
    }
    let mut world = options.world(loaded, &workspace)?;
    world.make_impersonal();
    let toml = EXPORTS.iter().find(|export| export.name == "toml");
    let make = toml.expect("an entry of the table").make;
    let made = make(&Selection::of(&world, Subject::program()));
    for what in &made.left_out {
        options.report(what);
    }
    let bytes = made.files.into_iter().next().map(|(_, bytes)| bytes);
    Ok(String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned())
}

/// Returns the outline of the options; asks for what is missing in a terminal, and takes the defaults elsewhere.
fn outline(options: &Options, matches: &ArgMatches) -> Result<Outline, CliError> {
    let asks = io::stdin().is_terminal() && io::stderr().is_terminal();
    let mut outline = Outline::new(options);
    for question in QUESTIONS {
        if let Some(given) = matches.get_one::<String>(question.option) {
            (question.answer)(&mut outline, given).map_err(CliError::usage)?;
        } else if asks {
            ask(question, &mut outline, options.messages())?;
        } else {
            let default = (question.default)(&outline);
            (question.answer)(&mut outline, &default).map_err(CliError::usage)?;
        }
    }
    Ok(outline)
}

/// Asks a question until it has an answer that can be used.
fn ask(question: &Question, outline: &mut Outline, messages: &Messages) -> Result<(), CliError> {
    let default = (question.default)(outline);
    let asked = messages.get(question.message);
    let asked = match default.as_str() {
        "" => asked,
        default => format!("{asked} [{default}]"),
    };
    loop {
        let mut err = io::stderr().lock();
        let _ = write!(err, "{asked} ").and_then(|()| err.flush());
        let mut line = Vec::new();
        let read = io::stdin().lock().read_until(b'\n', &mut line);
        if !matches!(read, Ok(n) if n > 0) {
            let _ = writeln!(err);
            return Err(CliError::failed(Message::new("new-cancelled")));
        }
        // What is not UTF-8 was not typed as it is meant.
        let Ok(line) = str::from_utf8(&line).map(without_keys) else {
            continue;
        };
        let typed = match line.trim() {
            "" => &default,
            typed => typed,
        };
        match (question.answer)(outline, typed) {
            Ok(()) => return Ok(()),
            Err(why) => {
                let _ = writeln!(err, "  {}", messages.message(&why));
            }
        }
    }
}

/// Returns a line without the sequences that arrows and other keys send.
fn without_keys(line: &str) -> String {
    let mut parts = line.split('\x1b');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = |c: char| c.is_ascii_alphabetic() || c == '~';
        let rest = part.strip_prefix(['[', 'O']);
        text += rest
            .and_then(|rest| rest.get(rest.find(end)? + 1..))
            .unwrap_or_default();
    }
    text
}
