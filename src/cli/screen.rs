//! `nadwa` without a command: the screen in a terminal, or printed for tests and scripts.

use std::fmt::Write as _;
use std::sync::Arc;

use clap::{Arg, ArgAction, ArgMatches};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

use super::error::{Answer, CliError};
use super::open::{compare, readable};
use super::options::Options;
use super::output::{print, print_page, report};
use super::{FAILURE, SUCCESS, accessible, args};
use crate::config::SetBy;
use crate::export::svg::ANSI;
use crate::i18n::Message;
use crate::load::Loaded;
use crate::model::Color as NamedColor;
use crate::model::Subject;
use crate::text::bidi::Mode;
use crate::text::nearest;
use crate::tui::app::{App, SideWidth};
use crate::tui::draw::{self, Painter};
use crate::tui::effects;
use crate::tui::terminal::{self, End, Settings};
use crate::tui::theme::TerminalColors;
use crate::workspace::Workspace;
use crate::workspace::fs::reason;
use crate::workspace::source::{STDIN, Source};
use crate::workspace::trial::Trial;
use crate::world::World;
use crate::world::key::Key;

/// The size of a screen without a terminal.
const SIZE: (u16, u16) = (80, 24);
/// The largest size in either direction.
const MAX_SIZE: u16 = 1000;

/// Returns the options of commands that open the screen.
pub fn args() -> [Arg; 4] {
    [
        Arg::new("size")
            .long("size")
            .value_name("COLSxROWS")
            .help("size of the screen for --print"),
        Arg::new("keys")
            .long("keys")
            .value_name("KEYS")
            .help("press these keys first: 'jj<enter>'"),
        Arg::new("print")
            .long("print")
            .value_name("WHAT")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("text")
            .value_parser(["text", "styles"])
            .help("print the screen instead of opening it"),
        Arg::new("save")
            .long("save")
            .requires("print")
            .action(ArgAction::SetTrue)
            .help("keep the stars and updates that --keys make for --print"),
    ]
}

/// Opens the screen at its first view.
pub fn open(options: &Options, matches: &ArgMatches) -> Answer {
    let named = options.config.settings.program.as_deref();
    let in_paths = |c| ".-:".contains(c) || std::path::is_separator(c);
    let is_word = |w: &&str| !w.contains(in_paths) && !std::path::Path::new(w).exists();
    if let Some(word) = named.filter(is_word)
        && let Some(near) = nearest(word, args::names())
    {
        let message = Message::new("no-command-or-file").arg("name", word);
        return Err(CliError::usage(message.arg("near", near)));
    }
    start(options, matches, "agenda", None)
}

/// Opens the screen at the view called `view` of a subject. Without a terminal, the page of the view is printed.
pub fn open_at(
    options: &Options,
    matches: &ArgMatches,
    view: &str,
    subject: impl Fn(&World) -> Result<Subject, CliError>,
) -> Answer {
    start(options, matches, view, Some(&subject))
}

/// Finds a subject.
type Find<'f> = &'f dyn Fn(&World) -> Result<Subject, CliError>;

/// Opens the screen at the view called `view` of a subject, else at the first view.
fn start(options: &Options, matches: &ArgMatches, view: &str, subject: Option<Find>) -> Answer {
    let (keys, size) = keys_and_size(matches)?;
    let printed = matches.get_one::<String>("print");
    let accessible = options.config.settings.accessible;
    let drawn = !accessible && terminal::is_there();
    let workspace = options.workspace(None)?;
    let loaded = if printed.is_none() && drawn {
        let is_plain = keys.is_empty() && subject.is_none() && options.need_no_session();
        read_first(options, &workspace.source, is_plain)
    } else {
        options.load(&workspace.source, Source::read)
    };
    if printed.is_none() && !drawn {
        readable(&loaded)?;
    }
    let mut world = options.world(loaded, &workspace)?;
    let subject = subject.map(|find| find(&world)).transpose()?;
    let contact_problems = options.add_contacts(&workspace, &mut world);
    let saves = printed.is_none() || matches.get_flag("save");
    if printed.is_some() || !drawn {
        compare(&workspace, &mut world, printed.is_some() && saves);
    }
    if printed.is_none() && (options.json || !(drawn || accessible)) {
        if !options.json {
            options.report(&Message::new("not-a-terminal"));
        }
        let subject = subject.unwrap_or_else(Subject::program);
        for problem in &contact_problems {
            report(problem);
        }
        return print_page(options, &world, crate::view::named(view), &subject);
    }
    let size = size
        .or_else(|| printed.is_none().then(terminal::dimensions).flatten())
        .unwrap_or(SIZE);
    let mut app = app(options, world, &workspace, size);
    app.desk = workspace.name.clone();
    app.message = contact_problems.into_iter().next().or(app.message);
    match (subject, options.config.settings.first) {
        (Some(subject), _) => app.open(crate::view::named(view), subject),
        (None, Some(view)) if !app.world.broken => app.open(view, Subject::program()),
        _ => {}
    }
    let saved = if saves {
        press(&mut app, &workspace, keys)
    } else {
        try_out(&mut app, &workspace, keys)?
    };
    match printed {
        Some(what) => {
            let mode = options.config.settings.bidi.unwrap_or(Mode::Text);
            let colors = app.color_scheme.palette(TerminalColors::default());
            let mut painter = Painter::new(colors, mode);
            let printed = print(&printed_screen(&app, &mut painter, what == "styles"))?;
            // The screen says why.
            Ok(if saved { printed } else { FAILURE })
        }
        None if accessible => run_accessible(&mut app, &workspace),
        None => run(options, matches, &mut app, &workspace),
    }
}

/// Reads what the screen shows first: the beginning of a large file if `is_plain`, the copy of an address, or all of a file. The
/// watching thread reads the rest, and asks the server.
fn read_first(options: &Options, source: &Source, is_plain: bool) -> Loaded {
    let columns = &options.config.columns;
    let beginning = is_plain.then(|| source.read_beginning(columns));
    match beginning.flatten() {
        Some(beginning) => beginning,
        None if source.confirmed_at().is_some() => source.read(columns),
        None => options.load(source, Source::read),
    }
}

/// Returns the interface, with a message where the settings have problems.
fn app(options: &Options, world: World, workspace: &Workspace, size: (u16, u16)) -> App {
    let mut app = App::new(world, size);
    app.color_scheme = options.color_scheme();
    app.set_side_width(side_width(options, &app.world, workspace));
    let problems = options.config.problems.len();
    if problems > 0 {
        app.message = Some(app.world.messages.plural("settings-faults", problems));
    }
    app
}

/// Returns how much of the screen the page at the right takes: what the settings say, else what the reader chose last.
fn side_width(options: &Options, world: &World, workspace: &Workspace) -> SideWidth {
    let kept = || {
        let (state, _) = workspace.store(&world.program.id)?.read().ok()?;
        SideWidth::parse(state.pane?.as_str()?)
    };
    match options.config.set_by("pane") {
        SetBy::Default => kept().unwrap_or_default(),
        _ => options.config.settings.pane,
    }
}

fn run_accessible(app: &mut App, workspace: &Workspace) -> Answer {
    if matches!(&workspace.source, Source::Pipe(name, _) if name == STDIN) {
        return Err(CliError::usage(Message::new("accessible-stdin")));
    }
    accessible::run(app, workspace)
}

/// Applies the file of settings after a change: keys, colours, language, and the page at the right. The others are read at the
/// next start.
fn reread(before: &Options, matches: &ArgMatches, app: &mut App) {
    let (now, read) = Options::read(matches);
    let settings = &now.config.settings;
    app.world.keys = Arc::new(now.config.keys.clone());
    if *now.config.set_by("pane") != SetBy::Default {
        app.set_side_width(settings.pane);
    }
    app.set_color_scheme(now.color_scheme());
    if settings.lang != before.config.settings.lang {
        app.change(|world| _ = world.set_language(settings.lang));
    }
    let messages = &app.world.messages;
    app.message = Some(match (read, now.config.problems.len()) {
        (Err(error), _) => error.text(messages),
        (Ok(()), 0) => messages.get("settings-read"),
        (Ok(()), n) => messages.plural("settings-faults", n),
    });
}

/// Runs the interface in the terminal until it ends.
fn run(options: &Options, matches: &ArgMatches, app: &mut App, workspace: &Workspace) -> Answer {
    if matches!(workspace.source, Source::BuiltIn) && app.message.is_none() {
        app.notify_keys("built-in", &["help"]);
    }
    let settings = Settings {
        bidi: options.config.settings.bidi,
        fixed: options.at.is_some(),
        mouse: options.config.settings.mouse,
        reread: Box::new(|app| reread(options, matches, app)),
    };
    match terminal::run(app, &settings, workspace) {
        Ok(End::Quit | End::Closed) => Ok(SUCCESS),
        Ok(End::Signal(signal)) => Ok(u8::try_from(128 + signal).unwrap_or(FAILURE)),
        Err(e) => Err(CliError::failed(
            Message::new("terminal-failed").arg("why", e.to_string()),
        )),
    }
}

/// Presses keys; returns whether everything that they were to save is saved.
fn press(app: &mut App, workspace: &Workspace, keys: Vec<Key>) -> bool {
    let mut saved = true;
    for key in keys {
        draw::press(app, key);
        for effect in app.take_effects() {
            saved &= effects::run(workspace, app, effect);
        }
    }
    saved
}

/// Presses keys as [`press`] does, in a copy of the workspace that is forgotten then.
fn try_out(app: &mut App, workspace: &Workspace, keys: Vec<Key>) -> Result<bool, CliError> {
    if keys.is_empty() {
        return Ok(true);
    }
    let trial = Trial::of(workspace, &app.world.program.id)
        .map_err(|e| CliError::failed(Message::new("no-trial").arg("why", reason(&e))))?;
    Ok(press(app, &trial.workspace, keys))
}

/// Returns the screen after `--keys` as an SVG picture.
pub fn picture(options: &Options, matches: &ArgMatches) -> Result<String, CliError> {
    let (keys, size) = keys_and_size(matches)?;
    let workspace = options.workspace(None)?;
    let loaded = options.load(&workspace.source, Source::read);
    let mut world = options.world(loaded, &workspace)?;
    compare(&workspace, &mut world, false);
    // Neither the reader's screen nor faults of the settings belong into a picture.
    let mut app = App::new(world, size.unwrap_or(SIZE));
    app.color_scheme = options.color_scheme();
    app.set_side_width(options.config.settings.pane);
    app.desk = workspace.name.clone();
    try_out(&mut app, &workspace, keys)?;
    // Text is in logical order, so that it can be searched and copied.
    let colors = app.color_scheme.palette(TerminalColors::default());
    let mut painter = Painter::new(colors, Mode::Text);
    let (width, height) = app.size();
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    let fields = draw::fields(&app, &mut painter, &mut buf);
    let title = app.world.name(&Subject::program());
    Ok(crate::export::svg::picture(&buf, &fields, &title))
}

/// Returns the cells of the screen.
fn drawn(app: &App, painter: &mut Painter) -> Buffer {
    let (width, height) = app.size();
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    draw::draw(app, painter, &mut buf);
    buf
}

/// The keys of `--keys`, and `--size`.
type KeysAndSize = (Vec<Key>, Option<(u16, u16)>);

fn keys_and_size(matches: &ArgMatches) -> Result<KeysAndSize, CliError> {
    let keys = match matches.get_one::<String>("keys") {
        Some(text) => Key::parse_all(text).map_err(CliError::usage)?,
        None => Vec::new(),
    };
    let size = matches.get_one::<String>("size");
    Ok((keys, size.map(|text| parse_size(text)).transpose()?))
}

fn parse_size(text: &str) -> Result<(u16, u16), CliError> {
    let parsed = text
        .split_once(['x', 'X'])
        .and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    parsed
        .filter(|(w, h)| (1..=MAX_SIZE).contains(w) && (1..=MAX_SIZE).contains(h))
        .ok_or_else(|| CliError::usage(Message::new("invalid-size").arg("value", text)))
}

/// Returns the screen as text, a line for each row without the blanks at its end; then, with `styles`, each run
/// of a style: row, first and last column from 0, and the style.
fn printed_screen(app: &App, painter: &mut Painter, styles: bool) -> String {
    let buf = drawn(app, painter);
    let (width, height) = app.size();
    let mut out = String::new();
    for y in 0..height {
        let mut line = String::new();
        let mut skip = 0;
        for x in 0..width {
            let symbol = buf[(x, y)].symbol();
            if skip == 0 {
                line.push_str(symbol);
                skip = crate::text::width(symbol).max(1);
            }
            skip -= 1;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    if styles {
        for y in 0..height {
            printed_styles(&mut out, &buf, y);
        }
    }
    out
}

/// Adds the runs of style of a row.
fn printed_styles(out: &mut String, buf: &Buffer, y: u16) {
    let width = buf.area.width;
    let mut x = 0;
    while x < width {
        let style = buf[(x, y)].style();
        let end = (x..width)
            .find(|&e| buf[(e, y)].style() != style)
            .unwrap_or(width);
        let name = style_name(style);
        if !name.is_empty() {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{y}:{x}-{} {name}", end - 1);
        }
        x = end;
    }
}

fn style_name(style: Style) -> String {
    let name = |color: Color| {
        if let Color::Indexed(n) = color {
            return Some(n.to_string());
        }
        let at = ANSI.iter().position(|c| *c == color)?;
        Some(NamedColor::NAMES[at].0.to_owned())
    };
    let fg = style.fg.and_then(name);
    let bg = style.bg.and_then(name).map(|name| format!("on-{name}"));
    let modifiers = style.add_modifier.iter_names();
    let modifiers = modifiers.map(|(name, _)| name.to_owned());
    let parts: Vec<String> = fg.into_iter().chain(bg).chain(modifiers).collect();
    parts.join(" ").to_lowercase()
}
