//! The commands of the shell that are no views.

use clap::{Arg, ArgMatches};

use super::{
    Answer, Args, DONE, NO, PAPER, WRONG, changing, completions, export, man, paper, publish,
    report, say, say_json, screen,
};
use crate::load::Loaded;
use crate::model::diagnostic::{CODES, Code};
use crate::model::{Kind, Subject};
use crate::text::nearest;
use crate::update::{self, Original};
use crate::workspace::source::Source;
use crate::world::diff;

/// A command that is no view.
pub struct Verb {
    pub name: &'static str,
    pub doc: &'static str,
    pub args: fn() -> Vec<Arg>,
    pub run: fn(&Args, &ArgMatches) -> Answer,
}

/// Every command that is no view; those have their rows in the table of views.
pub const VERBS: &[Verb] = &[
    Verb {
        name: "check",
        doc: "problems of programme files, each with its place; exit status 1 on errors",
        args: || {
            vec![
                completions::file(Arg::new("file"))
                    .value_name("FILE")
                    .num_args(0..)
                    .help("files; else the programme in use"),
                Arg::new("format")
                    .long("format")
                    .value_name("FORMAT")
                    .value_parser(report::REPORTS.iter().map(|r| r.name).collect::<Vec<_>>())
                    .help("how problems are told: text, json, github (annotations of a workflow), sarif (SARIF 2.1.0)"),
            ]
        },
        run: check,
    },
    Verb {
        name: "explain",
        doc: "what the code of a problem means, with an example; all codes without one",
        args: || {
            vec![
                completions::of_codes(Arg::new("code"))
                    .value_name("CODE")
                    .help("a code, such as room-overlap"),
            ]
        },
        run: explain,
    },
    Verb {
        name: "board",
        doc: "the screen at a room's door: now, next, until, changes",
        args: || {
            vec![
                completions::of_kind(Arg::new("name"), Kind::Room)
                    .value_name("ROOM")
                    .num_args(1..)
                    .required(true)
                    .help("an id, or any part of a name"),
            ]
        },
        run: board,
    },
    Verb {
        name: "diff",
        doc: "what changed from one file to another, field by field; exit status 1 when anything did",
        args: || {
            let file = |name, help| {
                let arg = completions::file(Arg::new(name)).value_name(name);
                arg.required(true).help(help)
            };
            vec![
                file("OLD", "the file of before"),
                file("NEW", "the file of now"),
            ]
        },
        run: diff,
    },
    Verb {
        name: "set",
        doc: "say that a session is late, elsewhere, cancelled, or what else there is to know; the programme's file stays",
        args: changing::set_args,
        run: changing::set,
    },
    Verb {
        name: "unset",
        doc: "take back what was said of a session",
        args: changing::unset_args,
        run: changing::unset,
    },
    Verb {
        name: "log",
        doc: "what was said of sessions, when and by whom",
        args: changing::log_args,
        run: changing::log,
    },
    Verb {
        name: "export",
        doc: "the programme, or a part of it, in another format: ics, xml, json, csv, toml, html, site, text, svg",
        args: export::args,
        run: export::run,
    },
    Verb {
        name: "publish",
        doc: "the site, schedule.xml, schedule.json and schedule.ics, written anew with every change",
        args: publish::args,
        run: publish::run,
    },
    Verb {
        name: "doctor",
        doc: "what this terminal can do; which Arabic line reads right?",
        args: Vec::new,
        run: super::doctor::run,
    },
    Verb {
        name: "config",
        doc: "every setting and key as it is now and who set it; what is printed is a file of settings",
        args: Vec::new,
        run: super::settings::run,
    },
    Verb {
        name: "completions",
        doc: "the script that lets a shell complete commands, options and what is in the programme",
        args: || {
            vec![
                Arg::new("shell")
                    .value_name("SHELL")
                    .required(true)
                    .value_parser(completions::shells())
                    .help("add it to the shell's own start: source <(nadwa completions bash)"),
            ]
        },
        run: completions::run,
    },
    Verb {
        name: "man",
        doc: "the manual page, for man",
        args: Vec::new,
        run: man::run,
    },
];

/// The screen at a door.
fn board(args: &Args, matches: &ArgMatches) -> Answer {
    let words: Vec<&String> = matches.get_many("name").into_iter().flatten().collect();
    let words: Vec<&str> = words.into_iter().map(String::as_str).collect();
    screen::show(args, matches, "board", |world| {
        paper::named(world, Kind::Room, &words.join(" ")).map(Some)
    })
}

/// Two files, compared.
fn diff(args: &Args, matches: &ArgMatches) -> Answer {
    let read = |name: &str| {
        let desk = args.desk(matches.get_one::<String>(name).map(String::as_str))?;
        let loaded = Args::read(&desk.source, Source::read);
        // 1 would say that they differ.
        paper::readable(&loaded).map_err(|(_, message)| (WRONG, message))?;
        Ok((desk, loaded))
    };
    let (_, old) = read("OLD")?;
    let (desk, new) = read("NEW")?;
    let mut world = args.world(new, &desk)?;
    world.compare_with(old);
    args.filter(&mut world)?;
    if world.previous().is_none() && !args.json {
        say("no session differs\n")?;
        return Ok(DONE);
    }
    let view = crate::view::named("changes");
    let subject = Subject::program();
    paper::print_page(args, &world, view, &subject)?;
    let differ = world.previous().map(|p| diff::shown(&world, p));
    let same = differ.is_none_or(|(changed, gone)| changed.is_empty() && gone.is_empty());
    Ok(if same { DONE } else { NO })
}

fn check(args: &Args, matches: &ArgMatches) -> Answer {
    let files: Vec<&String> = matches.get_many("file").into_iter().flatten().collect();
    let desks = if files.is_empty() {
        vec![args.desk(None)?]
    } else {
        files
            .iter()
            .map(|f| args.desk(Some(f)))
            .collect::<Result<_, _>>()?
    };
    let name = matches.get_one::<String>("format").map(String::as_str);
    let name = name.unwrap_or(if args.json { "json" } else { "text" });
    let checked: Vec<(String, Loaded)> = desks
        .iter()
        .map(|desk| {
            let mut loaded = desk.with_updates(Args::read(&desk.source, Source::check));
            // What was said over it may be wrong, too, and so may be what comes of it.
            let said = update::apply(&mut loaded.program, &mut Original::new(), &loaded.log);
            loaded.diagnostics.extend(said);
            (desk.source.name(), loaded)
        })
        .collect();
    let report = report::REPORTS.iter().find(|r| r.name == name);
    say(&report.map_or_else(String::new, |r| {
        (r.say)(&checked, &crate::i18n::Messages::english())
    }))?;
    let errors = checked.iter().any(|(_, loaded)| loaded.has_errors());
    Ok(if errors { NO } else { DONE })
}

fn explain(args: &Args, matches: &ArgMatches) -> Answer {
    let english = crate::i18n::Messages::english();
    let Some(code) = matches.get_one::<String>("code") else {
        if args.json {
            let all: serde_json::Value = CODES.iter().map(|a| serde_json::json!({ "code": a.name, "level": a.level, "explain": a.explain(&english) })).collect();
            return say_json(&all);
        }
        let lines: Vec<String> = CODES
            .iter()
            .map(|a| format!("{:<20} {}\n", a.name, a.level.name()))
            .collect();
        return say(&lines.concat());
    };
    let Some(about) = Code::named(code) else {
        let near = nearest(code, CODES.iter().map(|a| a.name));
        let hint = near.map_or("'nadwa explain' lists them all".to_owned(), |n| {
            format!("did you mean {n}?")
        });
        return Err((NO, format!("there is no code '{code}'; {hint}")));
    };
    if args.json {
        return say_json(&serde_json::json!({
            "code": about.name, "level": about.level, "explain": about.explain(&english), "example": about.example,
        }));
    }
    let text = crate::text::wrap(&about.explain(&english), args.width.unwrap_or(PAPER)).join("\n");
    let example = about.example.replace('\n', "\n    ");
    say(&format!(
        "{} ({})\n\n{text}\n\nFor example:\n\n    {example}\n",
        about.name,
        about.level.name()
    ))
}
