//! `nadwa` without a command: the screen, in a terminal, or printed for tests and scripts.

use std::fmt::Write as _;

use clap::{Arg, ArgMatches};
use ratatui::style::{Color, Style};

use super::{Answer, Args, DONE, NO, WRONG, commands, lines, paper, say, tell};
use crate::export::svg::ANSI;
use crate::model::Color as NamedColor;
use crate::model::Subject;
use crate::text::bidi::Mode;
use crate::text::nearest;
use crate::tui::app::App;
use crate::tui::draw::{self, Painter};
use crate::tui::effects;
use crate::tui::terminal::{self, End, Settings};
use crate::workspace::Workspace;
use crate::workspace::source::Source;
use crate::world::World;
use crate::world::key::Key;

/// The size of a screen without a terminal.
const SCREEN: (u16, u16) = (80, 24);
/// No terminal is larger.
const MAX_SCREEN: u16 = 1000;

/// The options of commands that open the screen.
pub fn args() -> [Arg; 3] {
    [
        Arg::new("size")
            .long("size")
            .value_name("COLSxROWS")
            .help("the size of the screen for --print"),
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
            .help("print the last screen instead of opening it"),
    ]
    .map(|arg| arg.global(true))
}

/// The screen, in a terminal or printed.
pub fn interface(args: &Args, matches: &ArgMatches) -> Answer {
    let named = args.program.as_deref();
    let is_word = |w: &&str| !w.contains(['.', '/', '-']) && !std::path::Path::new(w).exists();
    if let Some((word, near)) = named
        .filter(is_word)
        .and_then(|w| Some((w, nearest(w, commands())?)))
    {
        let message =
            format!("there is no command and no file '{word}'; did you mean 'nadwa {near}'?");
        return Err((WRONG, message));
    }
    show(args, matches, "agenda", |_| Ok(None))
}

/// Opens the screen at a view of the subject that `first` names, if any; without a terminal, that page
/// is printed, or of the whole programme the view called `paper`.
pub fn show(
    args: &Args,
    matches: &ArgMatches,
    paper: &str,
    first: impl Fn(&World) -> Result<Option<Subject>, (u8, String)>,
) -> Answer {
    let (keys, size) = asked(matches)?;
    let printing = matches.get_one::<String>("print");
    // Lines need no terminal.
    let drawn = !args.accessible && terminal::is_there();
    let desk = args.desk(None)?;
    // On a screen the copy is shown at once, and the server is asked meanwhile.
    let at_once = printing.is_none() && drawn && desk.source.confirmed_at().is_some();
    let loaded = if at_once {
        desk.source.read()
    } else {
        Args::read(&desk.source, Source::read)
    };
    if printing.is_none() && !drawn {
        paper::readable(&loaded)?;
    }
    let mut world = args.world(loaded, &desk)?;
    let first = first(&world)?;
    if printing.is_some() || !drawn {
        paper::previous_version(&desk, &mut world, printing.is_some());
    }
    if printing.is_none() && (args.json || !(drawn || args.accessible)) {
        if !args.json {
            tell(format!(
                "this is no terminal to draw on, so the {paper} is printed; --accessible takes commands, --help shows more"
            ));
        }
        let subject = first.unwrap_or_else(Subject::program);
        return paper::print_page(args, &world, crate::view::named(paper), &subject);
    }
    let theme = args.theme;
    let screen = size
        .or_else(|| printing.is_none().then(terminal::dimensions).flatten())
        .unwrap_or(SCREEN);
    let mut app = App::new(world, screen);
    match (first, args.first) {
        (Some(subject), _) => app.open(crate::view::named(paper), subject),
        (None, Some(view)) if !app.world.broken => app.open(view, Subject::program()),
        _ => {}
    }
    if args.faults > 0 {
        let told = app.world.messages.plural("settings-faults", args.faults);
        app.message = Some(told);
    }
    press(&mut app, &desk, keys);
    if let Some(what) = printing {
        let mut painter = Painter::new(theme, args.bidi.unwrap_or(Mode::Text));
        return say(&printed_screen(&app, &mut painter, what == "styles"));
    }
    if args.accessible {
        if matches!(desk.source, Source::Stdin(_)) {
            let message = "answers are typed, so name a file: nadwa --accessible FILE";
            return Err((WRONG, message.into()));
        }
        return lines::run(&mut app, &desk);
    }
    let settings = Settings {
        theme,
        bidi: args.bidi,
        fixed: args.at.is_some(),
        mouse: args.mouse,
    };
    match terminal::run(&mut app, &settings, &desk) {
        Ok(End::Quit | End::Closed) => Ok(DONE),
        Ok(End::Signal(signal)) => Ok(u8::try_from(128 + signal).unwrap_or(NO)),
        Err(e) => Err((NO, format!("the terminal failed: {e}"))),
    }
}

fn press(app: &mut App, desk: &Workspace, keys: Vec<Key>) {
    for key in keys {
        draw::press(app, key);
        for effect in app.take_effects() {
            effects::run(desk, app, effect);
        }
    }
}

/// The screen after `--keys`, as an SVG picture.
pub fn picture(args: &Args, matches: &ArgMatches) -> Result<String, (u8, String)> {
    let (keys, size) = asked(matches)?;
    let desk = args.desk(None)?;
    let loaded = Args::read(&desk.source, Source::read);
    let mut world = args.world(loaded, &desk)?;
    paper::previous_version(&desk, &mut world, false);
    let (width, height) = size.unwrap_or(SCREEN);
    let mut app = App::new(world, (width, height));
    press(&mut app, &desk, keys);
    // Pictures have no order of their own: each letter goes where it is seen.
    let mut painter = Painter::new(args.theme, Mode::Application);
    let mut buf = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, width, height));
    draw::draw(&app, &mut painter, &mut buf);
    let title = app.world.name(&Subject::program());
    Ok(crate::export::svg::picture(&buf, &title))
}

/// The keys to press first, and the size of the screen.
type Asked = (Vec<Key>, Option<(u16, u16)>);

/// What the options of the screen ask for.
fn asked(matches: &ArgMatches) -> Result<Asked, (u8, String)> {
    let keys = match matches.get_one::<String>("keys") {
        Some(text) => Key::parse_all(text).map_err(|e| (WRONG, e))?,
        None => Vec::new(),
    };
    let named = matches.get_one::<String>("size");
    Ok((keys, named.map(|s| size(s)).transpose()?))
}

fn size(text: &str) -> Result<(u16, u16), (u8, String)> {
    let parsed = text
        .split_once(['x', 'X'])
        .and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    parsed
        .filter(|(w, h)| (1..=MAX_SCREEN).contains(w) && (1..=MAX_SCREEN).contains(h))
        .ok_or_else(|| (WRONG, format!("'{text}' is no size; write 80x24")))
}

/// The screen as text, a line each without the blanks at its end; then, if asked for, the runs of
/// style: line, first and last column from 0, what they look like.
pub fn printed_screen(app: &App, painter: &mut Painter, styles: bool) -> String {
    let (width, height) = app.size();
    let mut buf = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, width, height));
    draw::draw(app, painter, &mut buf);
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
            let mut x = 0;
            while x < width {
                let style = buf[(x, y)].style();
                let end = (x..width)
                    .find(|&e| buf[(e, y)].style() != style)
                    .unwrap_or(width);
                let told = told_style(style);
                if !told.is_empty() {
                    // Writing to a String cannot fail.
                    let _ = writeln!(out, "{y}:{x}-{} {told}", end - 1);
                }
                x = end;
            }
        }
    }
    out
}

fn told_style(style: Style) -> String {
    let name = |color: Color| {
        if let Color::Indexed(n) = color {
            return Some(n.to_string());
        }
        let at = ANSI.iter().position(|c| *c == color)?;
        Some(NamedColor::NAMES[at].0.to_owned())
    };
    // What lies behind everything is said once a cell of it is told.
    let fg = style.fg.and_then(name);
    let bg = style.bg.and_then(name).map(|name| format!("on-{name}"));
    let modifiers = style.add_modifier.iter_names();
    let modifiers = modifiers.map(|(name, _)| name.to_owned());
    fg.into_iter()
        .chain(bg)
        .chain(modifiers)
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}
