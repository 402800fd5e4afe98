//! Views printed as text or JSON.

use std::io::{self, IsTerminal as _};

use clap::ArgMatches;

use super::{Answer, Args, DONE, NO, PAPER, WRONG, say, say_json, tell};
use crate::i18n::Messages;
use crate::layout;
use crate::load::Loaded;
use crate::model::diagnostic::{Code, summary};
use crate::model::resolve::{self, Found};
use crate::model::{Kind, Subject};
use crate::page::Role;
use crate::page::json;
use crate::page::{Cell, Page, Row};
use crate::tui::terminal;
use crate::tui::theme::{Theme, escaped};
use crate::view::View;
use crate::workspace::source::Source;
use crate::workspace::{ShownVersion, Workspace};
use crate::world::World;

/// A view on paper.
pub fn print_view(args: &Args, view: &'static View, matches: &ArgMatches) -> Answer {
    let desk = args.desk(None)?;
    let loaded = Args::read(&desk.source, Source::read);
    readable(&loaded)?;
    let words = matches
        .try_get_many::<String>("name")
        .ok()
        .flatten()
        .into_iter()
        .flatten();
    let words = words.map(String::as_str).collect::<Vec<_>>().join(" ");
    Args::catch_up(&desk, &loaded.program.id);
    let mut world = args.world(loaded, &desk)?;
    previous_version(&desk, &mut world, view.name == "changes");
    let subject = match view.about {
        Kind::Program => Subject::program(),
        Kind::Query => Subject::new(Kind::Query, words.as_str()),
        kind => named(&world, kind, &words)?,
    };
    print_page(args, &world, view, &subject)
}

/// Tells the world how its programme was when the reader last saw it, in the interface; `looks` says
/// that this counts as looking.
pub fn previous_version(desk: &Workspace, world: &mut World, looks: bool) {
    if let Some(before) = desk.previous_version(&ShownVersion::of(world), looks) {
        world.compare_with(before);
    }
}

/// A file that could not be read at all is no answer.
pub fn readable(loaded: &Loaded) -> Result<(), (u8, String)> {
    let fault = loaded
        .diagnostics
        .iter()
        .find(|d| d.code == Code::Unreadable);
    fault.map_or(Ok(()), |fault| {
        Err((NO, fault.render(&Messages::english())))
    })
}

/// The one subject that a name means.
pub fn named(world: &World, kind: Kind, words: &str) -> Result<Subject, (u8, String)> {
    let what = kind.name();
    match resolve::find(&world.program, kind, words) {
        Found::One(subject) => Ok(subject),
        Found::Many(all) => {
            let widest = all
                .iter()
                .map(|s| crate::text::width(&s.id))
                .max()
                .unwrap_or(0);
            let line =
                |s: &Subject| format!("  {}  {}", crate::text::pad(&s.id, widest), world.name(s));
            let list: Vec<String> = all.iter().map(line).collect();
            Err((
                WRONG,
                format!(
                    "'{words}' is a part of several names; give more of it, or an id:\n{}",
                    list.join("\n")
                ),
            ))
        }
        Found::None(near) if near.is_empty() => Err((
            NO,
            format!("no {what} is called '{words}'; 'nadwa search {words}' looks everywhere"),
        )),
        Found::None(near) => Err((
            NO,
            format!(
                "no {what} is called '{words}'; the nearest: {}",
                near.join(", ")
            ),
        )),
    }
}

/// Says how many faults the file has, where it has some.
pub fn tell_faults(world: &World) {
    let faults = summary(&world.diagnostics, &world.messages);
    if !faults.is_empty() {
        tell(format!(
            "{faults} in the programme's file; 'nadwa check' shows them"
        ));
    }
}

pub fn print_page(args: &Args, world: &World, view: &View, subject: &Subject) -> Answer {
    let mut page = (view.page)(world, subject);
    let nothing = view.about == Kind::Query && !page.rows.iter().any(|r| matches!(r, Row::Item(_)));
    if args.json {
        say_json(&json::page(world, view.name, subject, &page))?;
    } else {
        frame(&mut page, world, view);
        let terminal_width = || {
            io::stdout()
                .is_terminal()
                .then(terminal::dimensions)
                .flatten()
                .map(|(w, _)| w.into())
        };
        let width = args.width.or_else(terminal_width).unwrap_or(PAPER);
        // A page on paper lies on the ground of the terminal.
        let theme = match args.theme {
            Theme::None => Theme::None,
            _ => Theme::Terminal,
        };
        let escapes = args.escapes;
        say(&layout::print(world, &page, width, |piece| {
            let style = theme.style(piece.role).patch(theme.tint(piece.color));
            if escapes {
                escaped(&piece.text, style)
            } else {
                piece.text.clone()
            }
        }))?;
    }
    if view.name != "problems" {
        tell_faults(world);
    }
    Ok(if nothing { NO } else { DONE })
}

/// What the screen shows around a page, on paper: the programme's name and clock above, its notice
/// below, unless the page has it.
fn frame(page: &mut Page, world: &World, view: &View) {
    let zone = world
        .messages
        .format("times-on", &[("zone", &world.zone().label())]);
    let mut head = Page::titled(world.name(&Subject::program()));
    head.rows.push(Row::Text(Cell::new(zone, Role::Faint)));
    let query = world.filter().query();
    if !query.is_empty() {
        let filter = world.messages.format("filtered", &[("query", query)]);
        head.rows.push(Row::Text(Cell::new(filter, Role::Warning)));
    }
    head.gap();
    page.rows.splice(0..0, head.rows);
    if !["agenda", "about", "now"].contains(&view.name) {
        page.text(&world.text(&world.program.notice), Role::Notice);
    }
}
