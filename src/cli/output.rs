//! What commands print: pages as text or JSON on standard output, messages on standard error.

use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use clap::ArgMatches;

use super::error::{Answer, CliError};
use super::open::{compare, find};
use super::options::Options;
use super::{FAILURE, SUCCESS};
use crate::export::Selection;
use crate::i18n::{Message, time};
use crate::layout::{self, Piece};
use crate::load::fingerprint;
use crate::model::diagnostic::summary;
use crate::model::{Kind, Subject};
use crate::page::item::announcement_role;
use crate::page::json;
use crate::page::{Cell, Page, Role, Row};
use crate::text::bidi::{Dir, Mode, is_rtl};
use crate::text::{Lines, Text, width, wrap};
use crate::tui::draw::{self, Painter};
use crate::tui::probe::{Bidi, TerminalInfo};
use crate::tui::terminal;
use crate::tui::theme::{Theme, escaped};
use crate::view::View;
use crate::workspace::fs::{reason, write_atomic};
use crate::workspace::source::{Source, printable};
use crate::world::World;

/// The columns of printed text where there is no terminal.
pub const COLUMNS: usize = 80;

/// Prints a message on standard error. It may quote what was typed, the environment or a file.
pub fn report(message: &str) {
    report_in(message, None);
}

/// Prints a message as [`report`] does, in the mode of right-to-left text that is set. The terminal is not queried: the
/// program may end because it cannot be.
pub fn report_in(message: &str, set: Option<Mode>) {
    let message = Text::clean(message, Lines::Many).0;
    let line = format!("nadwa: {message}\n");
    let is_terminal = io::stderr().is_terminal();
    let bidi = || set.map_or_else(|| TerminalInfo::environment().bidi(), Bidi::set);
    let bidi = is_terminal.then(bidi).map(Bidi::for_printing);
    let columns = terminal_columns().unwrap_or(COLUMNS);
    let lines = paragraphs(&line, columns);
    let printer = Printer {
        columns,
        dir: Dir::Ltr.of(&message),
        theme: Theme::None,
        escapes: false,
    };
    let line = printer.print(&lines, || bidi).unwrap_or(line);
    // Where standard error is closed, there is no other place for it.
    let _ = io::stderr().write_all(line.as_bytes());
}

/// Prints messages on standard output, in the order that the terminal needs.
pub fn say(options: &Options, text: &str) -> Answer {
    let columns = options.columns();
    let printer = Printer {
        columns,
        dir: options.messages().dir().of(text),
        theme: Theme::None,
        escapes: false,
    };
    let printed = printer.print(&paragraphs(text, columns), || options.bidi());
    print(printed.as_deref().unwrap_or(text))
}

/// Returns the lines of a text. What is two or more blanks apart is a column, and the last one is wrapped.
fn paragraphs(text: &str, columns: usize) -> Vec<Vec<Piece>> {
    let mut all = Vec::new();
    for line in text.lines() {
        let mut pieces = Vec::new();
        let mut x = 0;
        for part in line.split("  ") {
            let inner = part.trim_start();
            let start = x + width(part) - width(inner);
            if !inner.is_empty() {
                pieces.push(Piece::new(start, inner.trim_end(), Role::Text));
            }
            x += width(part) + 2;
        }
        let last = pieces
            .pop()
            .map_or((0, String::new()), |piece| (piece.x, piece.text));
        let wrapped = wrap(&last.1, columns.saturating_sub(last.0));
        for text in wrapped {
            pieces.push(Piece::new(last.0, text, Role::Text));
            all.push(std::mem::take(&mut pieces));
        }
    }
    all
}

/// How lines are printed on a terminal.
struct Printer {
    columns: usize,
    /// The side at which they start.
    dir: Dir,
    theme: Theme,
    escapes: bool,
}

impl Printer {
    /// Returns lines as the terminal needs them; `None` where their logical order is right, because they have no right-to-left
    /// letters or there is no terminal that shows any.
    fn print(&self, lines: &[Vec<Piece>], bidi: impl FnOnce() -> Option<Bidi>) -> Option<String> {
        let mut pieces = lines.iter().flatten();
        let is_rtl = pieces.any(|piece| piece.text.chars().any(is_rtl));
        let bidi = is_rtl.then(bidi).flatten()?;
        if bidi.mode == Mode::Off {
            return None;
        }
        let colors = TerminalInfo::environment().colors();
        let mut painter = Painter::new(self.theme.palette(colors), bidi.mode);
        let columns = u16::try_from(self.columns).unwrap_or(u16::MAX);
        let text = draw::printed(&mut painter, lines, columns, self.dir, self.escapes);
        Some(bidi.framed(&text))
    }
}

/// Returns the columns of the terminal.
fn terminal_columns() -> Option<usize> {
    terminal::dimensions().map(|(columns, _)| columns.into())
}

impl Options {
    /// Returns the columns of printed pages.
    pub fn columns(&self) -> usize {
        let of_terminal = || io::stdout().is_terminal().then(terminal_columns).flatten();
        self.width.or_else(of_terminal).unwrap_or(COLUMNS)
    }

    /// Returns how right-to-left text is printed on the terminal of standard output; `None` if that is none. The terminal is
    /// queried unless the setting or its environment tells.
    pub fn bidi(&self) -> Option<Bidi> {
        let detected = || {
            let known = TerminalInfo::environment();
            if known.is_known() {
                known.bidi()
            } else {
                self.queried().bidi()
            }
        };
        let set = self.config.settings.bidi;
        let bidi = || set.map_or_else(detected, Bidi::set).for_printing();
        io::stdout().is_terminal().then(bidi)
    }
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

/// Returns the path of a programme that can be changed.
pub fn file_of(source: &Source) -> Result<&Path, CliError> {
    match source {
        Source::File(path) => Ok(path),
        _ => Err(CliError::usage(
            Message::new("check-fix-no-file").arg("name", source.name()),
        )),
    }
}

/// Replaces the content of a file, unless another program has changed it since it was read.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), CliError> {
    let failed = |why: Message| {
        let message = Message::new("write-failed").arg("name", printable(path));
        CliError::failed(message.arg("why", why))
    };
    let source = Source::File(path.to_owned());
    if source.fingerprint().ok() != Some(fingerprint(old)) {
        return Err(failed(Message::new("check-fix-changed")));
    }
    write_atomic(path, new).map_err(|e| failed(reason(&e)))
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
    for problem in options.add_contacts(&workspace, &mut world) {
        report(&problem);
    }
    let name = words(matches, "name");
    let subject = match view.about {
        Kind::Program => Subject::program(),
        Kind::Query => Subject::new(Kind::Query, name.as_str()),
        kind => find(&world, kind, &name)?,
    };
    let answer = print_page(options, &world, view, &subject);
    // The program ends here: to release the memory of each session would only take time.
    std::mem::forget(world);
    answer
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

/// Prints the page of a view; the status says whether a search found anything, and a filter left any session of the page.
pub fn print_page(options: &Options, world: &World, view: &View, subject: &Subject) -> Answer {
    let mut page = (view.page)(world, subject);
    let nothing = if view.about == Kind::Query {
        !page.rows.iter().any(|r| matches!(r, Row::Item(_)))
    } else {
        let filtered = !world.filter().query().is_empty();
        filtered && Selection::of(world, subject.clone()).sessions.is_empty()
    };
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

/// Lays a page out as text: in logical order, or in the order that the terminal needs.
fn text(options: &Options, world: &World, page: &Page) -> String {
    let columns = options.columns();
    // Printed text has the background of the terminal.
    let theme = match options.theme {
        Theme::None => Theme::None,
        _ => Theme::Terminal,
    };
    let printer = Printer {
        columns,
        dir: world.dir(),
        theme,
        escapes: options.escapes,
    };
    let arranged = || {
        let lines = layout::lines(world, page, columns, world.dir());
        printer.print(&lines, || options.bidi())
    };
    // Elsewhere it need not be laid out to be looked through for right-to-left letters.
    let on_terminal = io::stdout().is_terminal().then(arranged).flatten();
    on_terminal.unwrap_or_else(|| logical(options, world, page, theme))
}

/// Lays a page out as text in logical order.
fn logical(options: &Options, world: &World, page: &Page, theme: Theme) -> String {
    let colors = TerminalInfo::environment().colors();
    let palette = theme.palette(colors);
    layout::print(world, page, options.columns(), |piece| {
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
