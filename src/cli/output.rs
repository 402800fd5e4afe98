//! What commands print: pages as text or JSON on standard output, messages on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use clap::ArgMatches;

use super::error::{Answer, CliError};
use super::open::{compare, find};
use super::options::Options;
use super::{FAILURE, SUCCESS};
use crate::i18n::{Message, time};
use crate::layout;
use crate::model::diagnostic::summary;
use crate::model::{Kind, Subject};
use crate::page::item::announcement_role;
use crate::page::json;
use crate::page::{Cell, Page, Role, Row};
use crate::text::{Lines, Text};
use crate::tui::terminal;
use crate::tui::theme::{Palette, Theme, escaped};
use crate::view::View;
use crate::world::World;

/// The columns of printed text where there is no terminal.
pub const COLUMNS: usize = 80;

/// Prints a message on standard error. It may quote what was typed, the environment or a file.
pub fn report(message: &str) {
    let message = Text::clean(message, Lines::Many).0;
    // Where standard error is closed, there is no other place for it.
    let _ = writeln!(io::stderr(), "nadwa: {message}");
}

/// Prints text on standard output. A closed pipe is no error: the program at its other end has read enough.
pub fn print(text: &str) -> Answer {
    print_bytes(text.as_bytes())
}

pub fn print_bytes(bytes: &[u8]) -> Answer {
    write(bytes).map(|_| SUCCESS)
}

pub fn print_json(value: &serde_json::Value) -> Answer {
    print(&format!("{value:#}\n"))
}

/// Writes to standard output and returns whether that is still open.
pub fn write(bytes: &[u8]) -> Result<bool, CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(e) => Err(CliError::failed(
            Message::new("output-failed").arg("why", e.to_string()),
        )),
    }
}

/// Returns the words of an argument that takes several, with blanks between them.
pub fn words(matches: &ArgMatches, name: &str) -> String {
    let words = matches.try_get_many::<String>(name).ok().flatten();
    let words: Vec<&str> = words.into_iter().flatten().map(String::as_str).collect();
    words.join(" ")
}

/// Prints a view of the subject that is named.
pub fn print_view(options: &Options, view: &'static View, matches: &ArgMatches) -> Answer {
    let (workspace, mut world) = options.open()?;
    compare(&workspace, &mut world, view.name == "changes");
    let name = words(matches, "name");
    let subject = match view.about {
        Kind::Program => Subject::program(),
        Kind::Query => Subject::new(Kind::Query, name.as_str()),
        kind => find(&world, kind, &name)?,
    };
    print_page(options, &world, view, &subject)
}

/// Reports how many problems the file has, if any.
pub fn report_problems(options: &Options, world: &World) {
    let problems = summary(&world.diagnostics, options.messages());
    if !problems.is_empty() {
        let named = options.config.settings.program.as_deref();
        let command = named.map_or("nadwa check".into(), |file| {
            format!("nadwa check {}", shell_name(Path::new(file)))
        });
        let message = Message::new("file-problems").arg("problems", problems);
        options.report(&message.arg("command", command));
    }
}

/// Returns the name of a file as it can be typed in a shell.
pub fn shell_name(file: &Path) -> String {
    let name = Text::clean(file.to_string_lossy(), Lines::One).0;
    let is_plain = |c: char| c.is_alphanumeric() || "-_./:~\\".contains(c);
    if name.chars().all(is_plain) {
        return name.to_string();
    }
    format!("'{}'", name.replace('\'', r"'\''"))
}

/// Prints the page of a view.
pub fn print_page(options: &Options, world: &World, view: &View, subject: &Subject) -> Answer {
    let mut page = (view.page)(world, subject);
    let nothing = view.about == Kind::Query && !page.rows.iter().any(|r| matches!(r, Row::Item(_)));
    if options.json {
        print_json(&json::page(world, view.name, subject, &page))?;
    } else {
        add_frame(&mut page, world, view);
        print(&text(options, world, &page))?;
    }
    if view.name != "problems" {
        report_problems(options, world);
    }
    Ok(if nothing { FAILURE } else { SUCCESS })
}

/// Lays a page out as text.
fn text(options: &Options, world: &World, page: &Page) -> String {
    let terminal_width = || {
        let size = io::stdout().is_terminal().then(terminal::dimensions);
        size.flatten().map(|(width, _)| width.into())
    };
    let width = options.width.or_else(terminal_width).unwrap_or(COLUMNS);
    // Printed text has the background of the terminal.
    let theme = match options.theme {
        Theme::None => Theme::None,
        _ => Theme::Terminal,
    };
    let palette = Palette::from(theme);
    layout::print(world, page, width, |piece| {
        if options.escapes {
            let style = palette.style(piece.role).patch(palette.tint(piece.color));
            escaped(&piece.text, style)
        } else {
            piece.text.clone()
        }
    })
}

/// Adds what the screen shows around a page: the programme's name, time zone and filter above, and its
/// notice below, unless the page has it.
fn add_frame(page: &mut Page, world: &World, view: &View) {
    let mut zone = world.times_are();
    if view.name == "now" {
        let now = world.local_now();
        let date = world.messages.short_date(now.date());
        zone = format!("{date} {} · {zone}", time(now));
    }
    let mut head = Page::titled(world.name(&Subject::program()));
    head.rows.push(Row::Text(Cell::new(zone, Role::Faint)));
    // These pages have them themselves.
    let has_own = ["about", "board", "countdown"].contains(&view.name);
    let announcements = world.announcements().into_iter();
    for (room, announcement) in announcements.filter(|_| !has_own) {
        let text = world.announced_in(room, announcement);
        let role = announcement_role(announcement);
        head.rows.push(Row::Text(Cell::new(text, role)));
    }
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
