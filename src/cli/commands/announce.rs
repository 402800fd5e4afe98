//! `nadwa announce`: tell everyone, or all in a room, something for a time.

use clap::{Arg, ArgAction, ArgMatches};

use super::set::{open_program, post};
use super::{Command, completions};
use crate::cli::SUCCESS;
use crate::cli::error::{Answer, CliError};
use crate::cli::open::find_written;
use crate::cli::options::Options;
use crate::cli::output::{say, words};
use crate::i18n::{LANGUAGES, Message};
use crate::model::{Announcement, Kind, Subject};
use crate::text::{Lang, Localized, Text};
use crate::update::{Field, Update, to_value};
use crate::world::World;

pub const COMMAND: Command = Command {
    name: "announce",
    doc: "tell everyone something for a time: on screens, boards, printed pages and the website",
    args: || {
        let translations = LANGUAGES.iter().map(|language| {
            Arg::new(language.tag)
                .long(language.tag)
                .value_name("TEXT")
                .help("the text in this language")
        });
        let own = [
            Arg::new("words")
                .value_name("TEXT")
                .num_args(1..)
                .help("the text; without it, the announcements are listed"),
            Arg::new("until")
                .long("until")
                .value_name("TIME")
                .help("when it ends, on the event's clock, such as 14:00"),
            completions::of_kind(Arg::new("room"), Kind::Room)
                .long("room")
                .value_name("ROOM")
                .help("tell only those in this room"),
            Arg::new("urgent")
                .long("urgent")
                .action(ArgAction::SetTrue)
                .help("show it before others, as urgent"),
            Arg::new("end")
                .long("end")
                .action(ArgAction::SetTrue)
                .conflicts_with("words")
                .help("end the announcement"),
        ];
        own.into_iter().chain(translations).collect()
    },
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let (workspace, mut world) = open_program(options)?;
    let subject = match matches.get_one::<String>("room") {
        Some(room) => find_written(&world, Kind::Room, room)?,
        None => Subject::program(),
    };
    let typed = typed(&world, matches)?;
    let ends = matches.get_flag("end");
    if typed.is_none() && !ends {
        return list(options, &world);
    }
    let updates = match typed {
        Some(announcement) => {
            let value = Some(to_value(&announcement));
            vec![Update::new(subject, Field::Announcement, value)]
        }
        None => world
            .log
            .withdraw(&subject, |field| field == Field::Announcement),
    };
    if updates.is_empty() {
        return Err(CliError::failed(Message::new("no-announcement")));
    }
    post(options, &workspace, &mut world, &updates)?;
    list(options, &world)
}

/// Returns the announcement that the arguments give; `None` without a text.
fn typed(world: &World, matches: &ArgMatches) -> Result<Option<Announcement>, CliError> {
    let text = words(matches, "words");
    let translations = LANGUAGES.iter().filter_map(|language| {
        let text = matches.get_one::<String>(language.tag)?;
        Some((Lang::parse(language.tag)?, text))
    });
    let translations: Vec<_> = translations.collect();
    let Some(first) = Some(&text)
        .filter(|t| !t.is_empty())
        .or(translations.first().map(|(_, t)| *t))
    else {
        return Ok(None);
    };
    let mut announcement = world.typed_announcement(first).map_err(CliError::usage)?;
    if !translations.is_empty() {
        announcement.text = in_languages(world, &announcement.text, &text, &translations)?;
    }
    announcement.urgent |= matches.get_flag("urgent");
    if let Some(until) = matches.get_one::<String>("until") {
        let at = world.next_time(until);
        let wrong = || CliError::usage(Message::new("announcement-until").arg("typed", until));
        announcement.until = Some(at.ok_or_else(wrong)?);
    }
    Ok(Some(announcement))
}

/// Returns a text with its translations; the text itself is in the programme's first language.
fn in_languages(
    world: &World,
    plain: &Localized,
    typed: &str,
    translations: &[(Lang, &String)],
) -> Result<Localized, CliError> {
    let mut all: Vec<(Lang, Text)> = Vec::new();
    let own = world
        .program
        .languages
        .first()
        .copied()
        .unwrap_or(world.lang());
    let is_translated = translations.iter().any(|(lang, _)| *lang == own);
    if !typed.is_empty() && !is_translated {
        all.extend(plain.all().map(|text| (own, text.clone())));
    }
    for (lang, text) in translations {
        let one = world.typed_announcement(text).map_err(CliError::usage)?;
        all.extend(one.text.all().map(|text| (*lang, text.clone())));
    }
    Ok(Localized::Many(all.into()))
}

/// Prints the announcements in force.
fn list(options: &Options, world: &World) -> Answer {
    let all = world.announcements();
    let lines = all
        .iter()
        .map(|(room, a)| world.announced_in(*room, a) + "\n");
    let text: String = lines.collect();
    if text.is_empty() {
        return say(options, &(world.messages.get("no-announcement") + "\n"));
    }
    say(options, &text)?;
    Ok(SUCCESS)
}
