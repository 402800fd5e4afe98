//! `nadwa publish`: what the web and other programs read of the programme, written anew whenever the file
//! or what is said over it changes.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::{Answer, Args, DONE, NO, export, paper, tell};
use crate::export::{EXPORTS, Export, Selection};
use crate::load::Loaded;
use crate::model::Subject;
use crate::sync::{self, Status, SyncEvent};
use crate::workspace::fs::write_folder;
use crate::workspace::source::Source;
use crate::workspace::watch::{WatchEvent, watch};
use crate::world::World;

pub fn args() -> Vec<Arg> {
    vec![
        Arg::new("folder")
            .value_name("FOLDER")
            .required(true)
            .value_parser(value_parser!(PathBuf))
            .help("what a server of the web shows to everybody"),
        Arg::new("once")
            .long("once")
            .action(ArgAction::SetTrue)
            .help("write it once; else whenever something changes, until it is ended"),
    ]
}

/// What is written besides the site, by the name of its export.
const FILES: [(&str, &str); 3] = [
    ("xml", "schedule.xml"),
    ("json", "schedule.json"),
    ("ics", "schedule.ics"),
];

/// What makes the published files stale.
enum Found {
    Watch(WatchEvent),
    Sync(SyncEvent),
}

pub fn run(args: &Args, matches: &ArgMatches) -> Answer {
    let folder: &PathBuf = matches.get_one("folder").expect("it is required");
    let desk = args.desk(None)?;
    let loaded = Args::read(&desk.source, Source::read);
    paper::readable(&loaded)?;
    Args::catch_up(&desk, &loaded.program.id);
    let mut world = args.world(loaded, &desk)?;
    world.make_impersonal();
    let (sender, inputs) = channel();
    let lost = |e: io::Error| (NO, format!("the files cannot be watched: {e}"));
    // From before the first writing on, so that nothing is missed.
    let others = sender.clone();
    let waker =
        watch(&desk, &world, move |e| sender.send(Found::Watch(e)).is_ok()).map_err(lost)?;
    let _link = match &desk.server {
        Some(_) if !matches.get_flag("once") => {
            let joined = sync::connect(&desk, &world.program.id, move |e| {
                others.send(Found::Sync(e)).is_ok()
            });
            Some(joined.map_err(|why| (NO, world.messages.message(&why)))?)
        }
        _ => None,
    };
    write(&mut world, folder)?;
    paper::tell_faults(&world);
    if matches.get_flag("once") {
        return Ok(DONE);
    }
    while let Ok(first) = inputs.recv() {
        let mut changed = false;
        for input in std::iter::once(first).chain(inputs.try_iter()) {
            match input {
                Found::Watch(WatchEvent::Loaded(loaded, _)) => changed |= take(&mut world, *loaded),
                Found::Watch(WatchEvent::UpdatesChanged)
                | Found::Sync(SyncEvent::UpdatesChanged) => {
                    world.receive(desk.log(&world.program.id));
                    changed = true;
                }
                Found::Watch(WatchEvent::FetchFailed(why))
                | Found::Sync(SyncEvent::Status(Status::Offline(why))) => {
                    tell(world.messages.message(&why));
                }
                _ => {}
            }
        }
        if changed {
            write(&mut world, folder)?;
        }
    }
    drop(waker);
    Ok(DONE)
}

/// Takes over another reading; one that is broken, or has lost much, is not for the public.
fn take(world: &mut World, loaded: Loaded) -> bool {
    if let Some(fault) = loaded.broken() {
        tell(format!(
            "{}: {}; what was published stays",
            fault.position(),
            world.messages.message(&fault.message)
        ));
        return false;
    }
    let ids = &loaded.program.ids.sessions;
    let old = &world.program.sessions;
    let kept = old
        .iter()
        .filter(|s| ids.contains_key(s.id.as_str()))
        .count();
    if kept * 2 < old.len() {
        tell(format!(
            "{kept} of {} sessions are left; what was published stays: begin again to publish it",
            old.len()
        ));
        return false;
    }
    world.reload(loaded);
    true
}

fn write(world: &mut World, folder: &Path) -> Result<(), (u8, String)> {
    let export = |name: &str| -> &Export {
        let found = EXPORTS.iter().find(|e| e.name == name);
        found.expect("a row of the table")
    };
    let first = world.program.languages.first().copied();
    let chosen = world.set_language(first);
    let mut made = export::in_all_languages(export("site"), world, &Subject::program()).files;
    // The files beside the site are in the first language.
    world.set_language(first);
    for (name, file) in FILES {
        let one = (export(name).make)(&Selection::of(world, Subject::program()));
        made.extend(
            one.files
                .into_iter()
                .map(|(_, bytes)| (file.to_owned(), bytes)),
        );
    }
    world.set_language(chosen);
    let lost = |e: io::Error| {
        (
            NO,
            format!("{} could not be written: {e}", folder.display()),
        )
    };
    write_folder(folder, &made).map_err(lost)
}
