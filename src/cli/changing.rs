//! `nadwa set`, `unset` and `log`: what is said of sessions while the event goes on.

use std::fmt::Write as _;

use clap::{Arg, ArgAction, ArgMatches};

use super::{Answer, Args, CONTESTED, DONE, NO, WRONG, completions, paper, say, say_json, tell};
use crate::i18n::time;
use crate::model::{Kind, Subject};
use crate::sync::{self, Posted};
use crate::text::{Text, pad, width};
use crate::update::{self, Field, Update};
use crate::workspace::Workspace;
use crate::workspace::source::Source;
use crate::world::World;
use crate::world::diff::updated_fields;

fn session() -> Arg {
    completions::of_kind(Arg::new("session"), Kind::Session)
        .value_name("SESSION")
        .help("an id, or any part of a title")
}

pub fn set_args() -> Vec<Arg> {
    vec![
        session().required(true),
        Arg::new("words")
            .value_name("WHAT")
            .num_args(1..)
            .required(true)
            .help(format!("what is new: {}", update::fields::syntax())),
        Arg::new("force")
            .long("force")
            .action(ArgAction::SetTrue)
            .help("also where a room is taken, or somebody is elsewhere"),
    ]
}

pub fn unset_args() -> Vec<Arg> {
    let fields = Field::NAMES.iter().map(|(name, _)| *name);
    vec![
        session().required(true),
        Arg::new("field")
            .value_name("FIELD")
            .value_parser(fields.collect::<Vec<_>>())
            .help("what is taken back; else all"),
    ]
}

pub fn log_args() -> Vec<Arg> {
    vec![session()]
}

fn world(args: &Args) -> Result<(Workspace, World), (u8, String)> {
    let desk = args.desk(None)?;
    let loaded = Args::read(&desk.source, Source::read);
    paper::readable(&loaded)?;
    Args::catch_up(&desk, &loaded.program.id);
    let world = args.world(loaded, &desk)?;
    if world.program.id.is_empty() {
        let why = "the programme has no id, and what is said hangs on it; give it one";
        return Err((NO, why.into()));
    }
    Ok((desk, world))
}

fn named(world: &World, matches: &ArgMatches) -> Result<Option<Subject>, (u8, String)> {
    let name = matches.get_one::<String>("session");
    name.map(|name| paper::named(world, Kind::Session, name))
        .transpose()
}

pub fn set(args: &Args, matches: &ArgMatches) -> Answer {
    let (desk, mut world) = world(args)?;
    let session = named(&world, matches)?.unwrap_or_default();
    let words: Vec<&str> = matches
        .get_many::<String>("words")
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let (field, value) = update::parse(&world.program, &words.join(" "))
        .map_err(|why| (WRONG, world.messages.message(&why)))?;
    let change = Update {
        session: session.id.clone(),
        field,
        value: Some(value),
        ..Update::default()
    };
    let trial = update::preview(&world.program, &world.original, &world.log, &change);
    let met = trial.into_iter().flat_map(|t| t.conflicts);
    let met: Vec<String> = met
        .map(|clash| world.messages.message(&clash.message))
        .collect();
    if !met.is_empty() && !matches.get_flag("force") {
        let why = format!(
            "{}; nothing was said. --force says it all the same",
            met.join("; ")
        );
        return Err((NO, why));
    }
    for clash in met {
        tell(clash);
    }
    keep(&desk, &mut world, vec![change])?;
    told(&world, &session)
}

pub fn unset(args: &Args, matches: &ArgMatches) -> Answer {
    let (desk, mut world) = world(args)?;
    let session = named(&world, matches)?.unwrap_or_default();
    let only = matches.get_one::<String>("field");
    let back = world
        .log
        .withdraw(&session.id, |f| only.is_none_or(|o| o == f.name()));
    if back.is_empty() {
        let what = only.map_or_else(String::new, |o| format!(" of its {o}"));
        return Err((NO, format!("nothing{what} was said of {}", session.id)));
    }
    keep(&desk, &mut world, back)?;
    told(&world, &session)
}

/// Writes down what is said.
fn keep(desk: &Workspace, world: &mut World, said: Vec<Update>) -> Result<(), (u8, String)> {
    let id = world.program.id.clone();
    let kept = desk.post(&id, world.timestamp(), said);
    let log = kept.map_err(|why| {
        let why = world.messages.message(&why);
        (NO, format!("the update could not be saved: {why}"))
    })?;
    world.receive(log);
    if desk.server.is_none() {
        return Ok(());
    }
    let sent = sync::exchange(desk, &id);
    world.receive(desk.log(&id));
    match sent {
        Ok(Posted::All) => Ok(()),
        Ok(Posted::Contested) => Err((NO, CONTESTED.into())),
        // Another run sends it.
        Err(why) => {
            let why = world.messages.message(&why);
            tell(format!("saved here, and not sent yet: {why}"));
            Ok(())
        }
    }
}

/// Says how a session stands now, against the plan.
fn told(world: &World, session: &Subject) -> Answer {
    let mut lines = vec![format!("{}  {}", session.id, world.name(session))];
    let differs = world
        .program
        .find(session)
        .map(|ix| updated_fields(world, ix));
    for (field, old, new) in differs.into_iter().flatten() {
        let label = world.messages.get(&format!("label-{}", field.name));
        let turn = world
            .messages
            .format("from-to", &[("old", &old), ("new", &new)]);
        lines.push(format!("  {label}: {turn}"));
    }
    if lines.len() == 1 {
        lines.push(format!("  {}", world.messages.get("as-planned")));
    }
    say(&(lines.join("\n") + "\n"))
}

pub fn log(args: &Args, matches: &ArgMatches) -> Answer {
    let (_, world) = world(args)?;
    let session = named(&world, matches)?;
    let of = |c: &&Update| session.as_ref().is_none_or(|s| s.id == c.session);
    let changes: Vec<&Update> = world.log.updates.iter().filter(of).collect();
    if args.json {
        return say_json(
            &changes
                .iter()
                .map(|c| {
                    serde_json::json!({
                        "session": c.session, "field": c.field.name(), "value": c.value,
                        "at": update::rfc3339(c.at),
                        "by": c.by, "refused": c.refused, "sent": c.revision.is_some(),
                    })
                })
                .collect(),
        );
    }
    if changes.is_empty() {
        return say("nothing was said over the programme\n");
    }
    let widest = |of: fn(&Update) -> &Text| changes.iter().map(|c| width(of(c))).max().unwrap_or(0);
    let (by, id) = (widest(|c| &c.by), widest(|c| &c.session));
    let mut out = String::new();
    for change in changes {
        let at = world.zone().at(change.at);
        let value = change.value.as_ref().map_or_else(
            || format!("{} taken back", change.field.name()),
            |v| format!("{} {v}", change.field.name()),
        );
        let state = match (change.refused, change.revision, &args.server) {
            (true, ..) => "  (refused: another desk posted first)",
            (false, None, Some(_)) => "  (not sent yet)",
            _ => "",
        };
        let date = world.messages.day_month(at.date());
        let (by, id) = (pad(&change.by, by), pad(&change.session, id));
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{date} {}  {by}  {id}  {value}{state}", time(at));
    }
    say(&out)?;
    Ok(DONE)
}
