//! `nadwa export`: the programme, or a part of it, in a format for others.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::patience::Patience;
use super::{Answer, Args, DONE, NO, WRONG, completions, paper, say_bytes, screen, tell};
use crate::export::{EXPORTS, Export, Output, Selection, languages};
use crate::model::{Kind, LISTED, Subject};
use crate::workspace::fs::{write_atomic, write_folder};
use crate::workspace::source::Source;
use crate::world::World;

/// Sessions that are written in a moment.
const MANY: usize = 100;

/// A picture of the screen, which is no part of a programme.
const PICTURE: &str = "svg";

/// The kinds of subjects that can be written alone.
fn kinds() -> impl Iterator<Item = Kind> {
    LISTED.into_iter().chain([Kind::Day])
}

pub fn args() -> Vec<Arg> {
    let names = EXPORTS.iter().map(|e| e.name).chain([PICTURE]);
    let mut docs: Vec<String> = EXPORTS
        .iter()
        .map(|e| format!("{}: {}", e.name, e.doc))
        .collect();
    docs.push(format!(
        "{PICTURE}: a picture of the screen, with --size and --keys"
    ));
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
            .help("the file to write, or the folder of a site; else standard output"),
        Arg::new("starred")
            .long("starred")
            .action(ArgAction::SetTrue)
            .help("only what you have starred"),
        Arg::new("bom")
            .long("bom")
            .action(ArgAction::SetTrue)
            .help("csv: begin with a byte order mark, for spreadsheets that need one"),
    ];
    all.extend(kinds().map(|kind| {
        completions::of_kind(Arg::new(kind.name()), kind)
            .long(kind.name())
            .value_name("NAME")
            .help(format!(
                "only this {}: an id, or any part of a name",
                kind.name()
            ))
    }));
    all
}

pub fn run(args: &Args, matches: &ArgMatches) -> Answer {
    let name = matches.get_one::<String>("format").map_or("", |f| f);
    let output = matches.get_one::<PathBuf>("output").map(PathBuf::as_path);
    let Some(export) = EXPORTS.iter().find(|e| e.name == name) else {
        if kinds().any(|kind| matches.get_one::<String>(kind.name()).is_some()) {
            let message = "a picture is one of the screen: open what it is to show with --keys";
            return Err((WRONG, message.into()));
        }
        let picture = screen::picture(args, matches)?;
        return written(output, picture.as_bytes());
    };
    let desk = args.desk(None)?;
    let loaded = Args::read(&desk.source, Source::read);
    paper::readable(&loaded)?;
    Args::catch_up(&desk, &loaded.program.id);
    let mut world = args.world(loaded, &desk)?;
    if matches.get_flag("starred") {
        let filter = format!("{} is:starred", world.filter().query());
        world.set_filter(filter);
    }
    let of = subject(&world, matches)?;
    world.make_impersonal();
    let sessions = Selection::of(&world, of.clone()).sessions;
    let count = sessions.len();
    if sessions.is_empty() && !world.program.sessions.is_empty() {
        return Err((NO, "no session is left to write".into()));
    }
    if export.folder && sessions.len() < world.program.sessions.len() {
        // Every page of a part is of that part.
        world.show_only(&sessions);
    }
    let _patience = (count > MANY).then(|| Patience::begin(format!("writing {name}")));
    let made = if export.folder {
        let Some(folder) = output else {
            let message = format!("name the folder: nadwa export {name} -o FOLDER");
            return Err((WRONG, message));
        };
        folder_of(export, &mut world, &of, folder)?
    } else {
        let mut part = Selection::of(&world, of);
        part.bom = matches.get_flag("bom");
        let made = (export.make)(&part);
        let file = made.files.first().map_or(&[][..], |(_, bytes)| bytes);
        written(output, file)?;
        made
    };
    for what in &made.left_out {
        tell(world.messages.message(what));
    }
    paper::tell_faults(&world);
    Ok(DONE)
}

/// The one subject that is asked for; the programme, if none is.
fn subject(world: &World, matches: &ArgMatches) -> Result<Subject, (u8, String)> {
    let mut found = None;
    for kind in kinds() {
        let Some(name) = matches.get_one::<String>(kind.name()) else {
            continue;
        };
        if found.is_some() {
            let message = "name one part only; --filter takes several: --filter 'track:x room:y'";
            return Err((WRONG, message.into()));
        }
        found = Some(paper::named(world, kind, name)?);
    }
    Ok(found.unwrap_or_else(Subject::program))
}

/// Writes one file, or to standard output.
fn written(output: Option<&Path>, bytes: &[u8]) -> Answer {
    match output {
        None => say_bytes(bytes),
        Some(path) if path.as_os_str() == "-" => say_bytes(bytes),
        Some(path) => match write_atomic(path, bytes) {
            Ok(()) => Ok(DONE),
            Err(e) => Err((NO, format!("{} could not be written: {e}", path.display()))),
        },
    }
}

/// The files of a folder, in every language of the programme.
pub fn in_all_languages(export: &Export, world: &mut World, of: &Subject) -> Output {
    let mut all = Output::default();
    for lang in languages(world) {
        world.set_language(Some(lang));
        let made = (export.make)(&Selection::of(world, of.clone()));
        all.files.extend(made.files);
        all.left_out = made.left_out;
    }
    all
}

/// Writes a folder, in every language of the programme, and says so on a terminal.
fn folder_of(
    export: &Export,
    world: &mut World,
    of: &Subject,
    folder: &Path,
) -> Result<Output, (u8, String)> {
    let all = in_all_languages(export, world, of);
    let lost = |e: io::Error| {
        (
            NO,
            format!("{} could not be written: {e}", folder.display()),
        )
    };
    write_folder(folder, &all.files).map_err(lost)?;
    if io::stderr().is_terminal() {
        let n = crate::i18n::count(all.files.len(), "file");
        tell(format!("{n} in {}", folder.display()));
    }
    Ok(all)
}
