//! `nadwa export`: the programme, or a part of it, in another format.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::{Command, completions};
use crate::cli::error::{Answer, CliError};
use crate::cli::open::find;
use crate::cli::options::Options;
use crate::cli::output::{print_bytes, report_problems, shell_name};
use crate::cli::progress::Progress;
use crate::cli::{SUCCESS, screen};
use crate::export::{self, EXPORTS, Export, Output, Selection, languages, lost_by, with_stamps};
use crate::i18n::Message;
use crate::load::MAX_FILE;
use crate::model::zone::Timestamp;
use crate::model::{Ix, Kind, LISTED, Session, Subject};
use crate::workspace::Workspace;
use crate::workspace::folder::write_folder;
use crate::workspace::fs::{read, reason, write_atomic};
use crate::workspace::source::Source;
use crate::world::World;

pub const COMMAND: Command = Command {
    name: "export",
    doc: "write the programme, or a part of it, as ics, xml, json, csv, toml, html, site, sheet, plates, cards, delegation, text or svg",
    args,
    run,
};

/// The sessions that are written without a message of progress.
const MANY: usize = 100;

/// The format that is a picture of the screen, not of the programme.
const PICTURE: &str = "svg";

/// Returns the kinds of subjects that can be exported alone.
fn kinds() -> impl Iterator<Item = Kind> {
    LISTED.into_iter().chain([Kind::Day])
}

fn args() -> Vec<Arg> {
    let names = EXPORTS.iter().map(|e| e.name).chain([PICTURE]);
    let docs = EXPORTS.iter().map(|e| format!("{}: {}", e.name, e.doc));
    let picture = format!("{PICTURE}: a picture of the screen, with --size and --keys");
    let docs: Vec<String> = docs.chain([picture]).collect();
    let mut all = vec![
        Arg::new("format")
            .value_name("FORMAT")
            .required(true)
            .value_parser(PossibleValuesParser::new(names.collect::<Vec<_>>()))
            .hide_possible_values(true)
            .help(docs.join("\n")),
        Arg::new("output")
            .short('o')
            .long("output")
            .value_name("PATH")
            .value_parser(value_parser!(PathBuf))
            .help("the file to write, or the folder of a site; without it, standard output"),
        Arg::new("starred")
            .long("starred")
            .action(ArgAction::SetTrue)
            .help("only your starred sessions"),
        Arg::new("bom")
            .long("bom")
            .action(ArgAction::SetTrue)
            .help("csv: begin with a byte order mark, which some spreadsheets need"),
    ];
    all.extend(kinds().map(|kind| {
        let name = kind.name();
        completions::of_kind(Arg::new(name), kind)
            .long(name)
            .value_name("NAME")
            .help(format!("only this {name}: an id, or any part of a name"))
    }));
    all
}

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let name = matches.get_one::<String>("format").map_or("", |f| f);
    let output = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let Some(export) = EXPORTS.iter().find(|e| e.name == name) else {
        return picture(options, matches, output);
    };
    let (workspace, mut world) = options.open()?;
    not_own(&workspace, &world, output)?;
    let changed = workspace.source.modified();
    let changed = changed.unwrap_or(world.timestamp());
    if matches.get_flag("starred") {
        let filter = format!("{} is:starred", world.filter().query());
        world.set_filter(filter);
    }
    let subject = subject(&world, matches)?;
    world.make_impersonal();
    let sessions = Selection::of(&world, subject.clone()).sessions;
    if sessions.is_empty() && !world.program.sessions.is_empty() {
        return Err(CliError::failed(Message::new("export-empty")));
    }
    let _progress = (sessions.len() > MANY).then(|| {
        let message = Message::new("progress-writing").arg("name", name);
        Progress::begin(options.messages().message(&message))
    });
    let made = if export.folder {
        let Some(folder) = output else {
            let message = Message::new("export-folder").arg("format", name);
            return Err(CliError::usage(message));
        };
        limit_to(&mut world, &sessions);
        let mut made = in_all_languages(export, &mut world, &subject);
        add_logo(options, &workspace, &world, &mut made);
        write_files(options, folder, &made.files, changed)?;
        made
    } else {
        let mut part = Selection::of(&world, subject);
        part.bom = matches.get_flag("bom");
        let mut made = (export.make)(&part);
        made.left_out.extend(lost_by(name, &part));
        let bytes = made.files.first().map_or(&[][..], |(_, bytes)| bytes);
        let text = str::from_utf8(bytes).ok().filter(|_| name == "ics");
        let calendar = text.map(|new| with_stamps(new, &replaced(output), changed));
        write_file(output, calendar.as_ref().map_or(bytes, String::as_bytes))?;
        made
    };
    for what in &made.left_out {
        options.report(what);
    }
    report_problems(options, &world);
    Ok(SUCCESS)
}

/// Writes a picture of the screen.
fn picture(options: &Options, matches: &ArgMatches, output: Option<&Path>) -> Answer {
    if kinds().any(|kind| matches.get_one::<String>(kind.name()).is_some()) {
        return Err(CliError::usage(Message::new("export-picture")));
    }
    let picture = screen::picture(options, matches)?;
    write_file(output, picture.as_bytes())
}

/// Makes the filter pass only these sessions, so that every page of a site has only them.
fn limit_to(world: &mut World, sessions: &[Ix<Session>]) {
    if sessions.len() < world.program.sessions.len() {
        world.show_only(sessions);
    }
}

/// Returns the one subject that the options name; without any, the programme.
fn subject(world: &World, matches: &ArgMatches) -> Result<Subject, CliError> {
    let named = kinds().filter_map(|kind| Some((kind, matches.get_one::<String>(kind.name())?)));
    let named: Vec<(Kind, &String)> = named.collect();
    match named.as_slice() {
        [] => Ok(Subject::program()),
        [(kind, name)] => find(world, *kind, name),
        _ => Err(CliError::usage(Message::new("export-one-part"))),
    }
}

/// Returns the text of the file that is replaced; empty if there is none.
fn replaced(output: Option<&Path>) -> String {
    let file = output.filter(|path| path.as_os_str() != "-");
    let bytes = file.and_then(|path| read(path, MAX_FILE).ok());
    String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
}

/// Refuses to write over the programme or its updates.
pub fn not_own(
    workspace: &Workspace,
    world: &World,
    output: Option<&Path>,
) -> Result<(), CliError> {
    match output.filter(|path| workspace.is_own(path, &world.program.id)) {
        Some(path) => {
            let message = Message::new("export-own").arg("file", shell_name(path));
            Err(CliError::failed(message))
        }
        None => Ok(()),
    }
}

/// Writes one file, or to standard output.
pub fn write_file(output: Option<&Path>, bytes: &[u8]) -> Answer {
    let Some(path) = output.filter(|path| path.as_os_str() != "-") else {
        return print_bytes(bytes);
    };
    match write_atomic(path, bytes) {
        Ok(()) => Ok(SUCCESS),
        Err(e) => Err(CliError::write(&path.display().to_string(), &e)),
    }
}

/// Returns the files of a folder in every language of the programme.
pub fn in_all_languages(export: &Export, world: &mut World, subject: &Subject) -> Output {
    let mut all = Output::default();
    for lang in languages(world) {
        world.set_language(Some(lang));
        let made = (export.make)(&Selection::of(world, subject.clone()));
        all.files.extend(made.files);
        all.left_out = made.left_out;
    }
    // A page is written after those that it leads to.
    all.files.sort_by_key(|(name, _)| write_order(name));
    all
}

/// The largest logo in bytes.
const MAX_LOGO: u64 = 1_000_000;

/// Adds the logo that is beside the programme's file, or reports why it cannot.
pub fn add_logo(options: &Options, workspace: &Workspace, world: &World, site: &mut Output) {
    let Some(name) = &world.program.logo else {
        return;
    };
    let picture = match &workspace.source {
        Source::File(file) => Some(read(&file.with_file_name(name.as_str()), MAX_LOGO)),
        _ => None,
    };
    let why = match picture {
        Some(Ok(bytes)) if export::add_logo(site, name, &bytes) => return,
        Some(Ok(_)) => Message::new("reason-no-picture"),
        Some(Err(e)) if e.kind() == io::ErrorKind::FileTooLarge => {
            Message::new("reason-large-logo")
        }
        Some(Err(e)) => reason(&e),
        None => Message::new("reason-not-beside"),
    };
    options.report(
        &Message::new("logo-left-out")
            .arg("name", name)
            .arg("why", why),
    );
}

/// Returns the order of writing: other files, pages of things, lists, then the first page.
fn write_order(name: &str) -> u8 {
    let file = name.rsplit('/').next().unwrap_or(name);
    match file.strip_suffix(".html") {
        None => 0,
        Some(page) if page.contains('-') => 1,
        Some(_) if name.contains('/') => 2,
        Some(_) => 3,
    }
}

/// Writes files below a folder, and reports what the user should know of it; in a terminal also how many have changed.
pub fn write_files(
    options: &Options,
    folder: &Path,
    files: &[(String, Vec<u8>)],
    changed: Timestamp,
) -> Result<(), Message> {
    let written = write_folder(folder, files, changed)?;
    for notice in &written.notices {
        options.report(notice);
    }
    if io::stderr().is_terminal() {
        let message = Message::new("files-written").arg("n", written.changed);
        let message = message.arg("all", files.len().to_string());
        options.report(&message.arg("folder", folder.display().to_string()));
    }
    Ok(())
}
