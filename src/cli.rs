//! The command line: its words, and what each command does.

use std::io::{self, IsTerminal, Write};

use chrono::NaiveDateTime;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::app::App;
use crate::command;
use crate::diagnostic::{CODES, Code, summary};
use crate::io::{Origin, now};
use crate::json;
use crate::key::Key;
use crate::layout;
use crate::load::Loaded;
use crate::name::{self, Found};
use crate::page::{Page, Row};
use crate::program::{Kind, Subject};
use crate::terminal::{self, End};
use crate::text::Lang;
use crate::theme::{Theme, escaped};
use crate::ui;
use crate::view::{VIEWS, View};
use crate::words::nearest;
use crate::world::{Clock, World};
use crate::zone::{Instant, Zone};

/// Done.
pub const DONE: u8 = 0;
/// The answer is no, or there are errors.
pub const NO: u8 = 1;
/// The question was wrong.
pub const WRONG: u8 = 2;

/// Columns of text on paper, and of a screen without a terminal.
const PAPER: usize = 80;
const SCREEN: (u16, u16) = (80, 24);
/// No terminal is larger.
const MAX_SCREEN: u16 = 1000;

/// A command that is no view.
struct Verb {
    name: &'static str,
    doc: &'static str,
    args: fn() -> Vec<Arg>,
    run: fn(&Args, &ArgMatches) -> Answer,
}

/// Every command that is no view; those have their rows in [`VIEWS`].
const VERBS: &[Verb] = &[
    Verb {
        name: "check",
        doc: "problems of programme files, each with its place; exit status 1 on errors",
        args: || vec![Arg::new("file").value_name("FILE").num_args(0..).help("files; else the programme in use")],
        run: check,
    },
    Verb {
        name: "explain",
        doc: "what the code of a problem means, with an example; all codes without one",
        args: || vec![Arg::new("code").value_name("CODE").help("a code, such as room-overlap")],
        run: explain,
    },
];

/// Why a command did not give its answer: the exit status and a message for stderr.
type Answer = Result<u8, (u8, String)>;

/// The options that every command takes, checked.
struct Args {
    program: Option<String>,
    at: Option<String>,
    zone: Option<Zone>,
    event_clock: bool,
    lang: Option<Lang>,
    json: bool,
    width: Option<usize>,
    color: String,
}

fn command() -> Command {
    let common = [
        Arg::new("program").short('p').long("program").value_name("FILE").help("the programme's file, or - for standard input"),
        Arg::new("at").long("at").value_name("TIME").help("take this for the time, on the event's clock: 2021-11-30T10:42"),
        Arg::new("zone").long("zone").value_name("ZONE").help("the clock of times shown: event, local, or an IANA name"),
        Arg::new("lang").long("lang").value_name("LANG").help("the language of the programme's texts: ar, es, fr, en"),
        Arg::new("json").long("json").action(ArgAction::SetTrue).help("print JSON"),
        Arg::new("width").long("width").value_name("N").value_parser(value_parser!(u16).range(20..=1000)).help("columns of printed pages"),
        Arg::new("color").long("color").value_name("WHEN").value_parser(["auto", "always", "never"]).default_value("auto").help("colours in printed pages"),
    ];
    let mut root = Command::new("nadwa")
        .about("A terminal reader for conference programmes")
        .version(concat!(env!("CARGO_PKG_VERSION")))
        .long_version(format!("{}\ntime zones: IANA {}", env!("CARGO_PKG_VERSION"), Zone::database()))
        .after_help("Without a command, the programme opens on the screen; ? shows its keys.\nThe programme is PROGRAM, else -p, else $NADWA_PROGRAM, else ./program.toml, else the seminar's, built in.")
        .args(common.map(|a| a.global(true)))
        .arg(Arg::new("file").value_name("PROGRAM").help("the programme's file, or - for standard input"))
        .arg(Arg::new("size").long("size").value_name("COLSxROWS").help("the size of the screen for --print"))
        .arg(Arg::new("keys").long("keys").value_name("KEYS").help("press these keys first: 'jj<enter>'"))
        .arg(Arg::new("print").long("print").value_name("WHAT").num_args(0..=1).require_equals(true).default_missing_value("text").value_parser(["text", "styles"]).help("print the last screen instead of opening it"))
        .disable_help_subcommand(true);
    for view in printed() {
        let mut made = Command::new(view.name).about(view.doc);
        if view.about != Kind::Program {
            let name = if view.about == Kind::Query { "WORDS" } else { "NAME" };
            made = made.arg(Arg::new("name").value_name(name).num_args(1..).required(true).help("an id, or any part of a name"));
        }
        root = root.subcommand(made);
    }
    for verb in VERBS {
        root = root.subcommand(Command::new(verb.name).about(verb.doc).args((verb.args)()));
    }
    root
}

/// The views that are commands of the shell.
fn printed() -> impl Iterator<Item = &'static View> {
    VIEWS.iter().filter(|v| v.about != Kind::Problem && v.name != "help")
}

/// Runs a command line; the result is the exit status.
pub fn run(words: impl Iterator<Item = std::ffi::OsString>) -> u8 {
    let matches = match command().try_get_matches_from(words) {
        Ok(matches) => matches,
        Err(e) => {
            // `--help` and `--version` are answers, the rest are wrong questions.
            let _ = e.print();
            return if e.use_stderr() { WRONG } else { DONE };
        }
    };
    let answer = options(&matches).and_then(|args| match matches.subcommand() {
        None => interface(&args, &matches),
        Some((name, sub)) => match VERBS.iter().find(|v| v.name == name) {
            Some(verb) => (verb.run)(&args, sub),
            None => print_view(&args, crate::view::named(name), sub),
        },
    });
    answer.unwrap_or_else(|(status, message)| {
        let _ = writeln!(io::stderr(), "nadwa: {message}");
        status
    })
}

fn options(matches: &ArgMatches) -> Result<Args, (u8, String)> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let lang = text("lang")
        .map(|l| Lang::parse(&l).ok_or_else(|| (WRONG, format!("'{l}' is no language code; write ar, es, fr or en"))))
        .transpose()?;
    let zone = match text("zone").as_deref() {
        None | Some("event") => None,
        Some("local") => Some(Zone::local()),
        Some(name) => Some(Zone::named(name).ok_or_else(|| {
            let names = Zone::names();
            let near = nearest(name, names.iter().map(String::as_str));
            let hint = near.map_or("write event, local or a name such as Europe/Madrid".into(), |n| format!("did you mean {n}?"));
            (WRONG, format!("there is no time zone '{name}'; {hint}"))
        })?),
    };
    Ok(Args {
        program: text("program"),
        at: text("at"),
        zone,
        event_clock: text("zone").as_deref() == Some("event"),
        lang,
        json: matches.get_flag("json"),
        width: matches.get_one::<u16>("width").map(|w| usize::from(*w)),
        color: text("color").unwrap_or_default(),
    })
}

impl Args {
    fn origin(&self, named: Option<&str>) -> Result<Origin, (u8, String)> {
        let named = named.or(self.program.as_deref());
        if let Some(url) = named.filter(|n| n.contains("://")) {
            return Err((WRONG, format!("addresses are not read yet: download {url} and name the file")));
        }
        Origin::choose(named).map_err(|e| (NO, format!("standard input could not be read: {e}")))
    }

    fn world(&self, loaded: Loaded) -> Result<World, (u8, String)> {
        let at = self.at.as_deref().map(|text| moment(text, &loaded.program.zone)).transpose()?;
        let own = self.zone.clone().unwrap_or_else(Zone::local);
        let mut world = World::new(loaded, at.unwrap_or_else(now), own);
        world.clock = if self.zone.is_some() && !self.event_clock { Clock::Own } else { Clock::Event };
        // A locale counts only where the programme speaks its language.
        let locale = || sys_locale::get_locale().and_then(|l| Lang::parse(l.split(['-', '_']).next()?));
        world.asked = self.lang.or_else(|| locale().filter(|l| world.program.languages.contains(l)));
        world.help = command::help();
        Ok(world)
    }

    fn theme(&self) -> Theme {
        let off = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        match self.color.as_str() {
            "always" => Theme::Colors,
            "never" => Theme::Plain,
            _ if off => Theme::Plain,
            _ => Theme::Colors,
        }
    }

    /// Whether printed pages carry escapes at all.
    fn escapes(&self) -> bool {
        match self.color.as_str() {
            "always" => true,
            "never" => false,
            _ => io::stdout().is_terminal(),
        }
    }
}

/// A time such as `2021-11-30T10:42`, on the clock of `zone`.
fn moment(text: &str, zone: &Zone) -> Result<Instant, (u8, String)> {
    let wall = text.replace(' ', "T");
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&wall, form).ok())
        .map(|local| zone.meaning(local).instant())
        .ok_or_else(|| (WRONG, format!("'{text}' is no time; write 2021-11-30T10:42")))
}

/// Writes to standard output; a reader that has gone is no fault.
fn say(text: &str) -> Answer {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => Err((NO, format!("the answer could not be written: {e}"))),
        _ => Ok(DONE),
    }
}

fn say_json(value: &serde_json::Value) -> Answer {
    say(&format!("{value:#}\n"))
}

/// The screen, in a terminal or printed.
fn interface(args: &Args, matches: &ArgMatches) -> Answer {
    let named = matches.get_one::<String>("file").map(String::as_str);
    if let Some(word) = named.filter(|w| !w.contains(['.', '/', '-']) && !std::path::Path::new(w).exists()) {
        let commands = printed().map(|v| v.name).chain(VERBS.iter().map(|v| v.name));
        if let Some(near) = nearest(word, commands) {
            return Err((WRONG, format!("there is no command and no file '{word}'; did you mean 'nadwa {near}'?")));
        }
    }
    let keys = match matches.get_one::<String>("keys") {
        Some(text) => Key::parse_all(text).map_err(|e| (WRONG, e))?,
        None => Vec::new(),
    };
    let size = matches.get_one::<String>("size").map(|s| size(s)).transpose()?;
    let printing = matches.get_one::<String>("print");
    let origin = args.origin(named)?;
    let world = args.world(origin.read())?;
    if printing.is_none() && (args.json || !terminal::is_there()) {
        if !args.json {
            let _ = writeln!(io::stderr(), "nadwa: this is no terminal, so the agenda is printed; --help shows the commands");
        }
        return print_page(args, &world, crate::view::named("agenda"), &Subject::program());
    }
    let theme = args.theme();
    let screen = size.or_else(|| printing.is_none().then(terminal::dimensions).flatten()).unwrap_or(SCREEN);
    let mut app = App::new(world, screen);
    for key in keys {
        command::press(&mut app, key);
        for effect in app.take_effects() {
            if effect == crate::app::Effect::Reload {
                app.reload(origin.read());
            }
        }
    }
    if let Some(what) = printing {
        return say(&printed_screen(&app, theme, what == "styles"));
    }
    match terminal::run(&mut app, theme, &origin, args.at.is_some()) {
        Ok(End::Quit | End::Closed) => Ok(DONE),
        Ok(End::Signal(signal)) => Ok(128 + signal as u8),
        Err(e) => Err((NO, format!("the terminal failed: {e}"))),
    }
}

fn size(text: &str) -> Result<(u16, u16), (u8, String)> {
    let parsed = text.split_once(['x', 'X']).and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    parsed
        .filter(|(w, h)| (1..=MAX_SCREEN).contains(w) && (1..=MAX_SCREEN).contains(h))
        .ok_or_else(|| (WRONG, format!("'{text}' is no size; write 80x24")))
}

/// The screen as text, a line each without the blanks at its end; then, if asked for, the runs of
/// style: line, first and last column from 0, what they look like.
pub fn printed_screen(app: &App, theme: Theme, styles: bool) -> String {
    let (width, height) = app.size();
    let mut buf = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, width, height));
    ui::draw(app, theme, &mut buf);
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
                let end = (x..width).find(|&e| buf[(e, y)].style() != style).unwrap_or(width);
                let told = told_style(style);
                if !told.is_empty() {
                    out.push_str(&format!("{y}:{x}-{} {told}\n", end - 1));
                }
                x = end;
            }
        }
    }
    out
}

fn told_style(style: ratatui::style::Style) -> String {
    let color = style.fg.and_then(|fg| crate::theme::COLORS.iter().find(|(_, c)| *c == fg)).map(|(name, _)| *name);
    let modifiers = style.add_modifier.iter_names().map(|(name, _)| name);
    color.into_iter().chain(modifiers).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A view on paper.
fn print_view(args: &Args, view: &'static View, matches: &ArgMatches) -> Answer {
    let loaded = args.origin(None)?.read();
    if let Some(fault) = loaded.diagnostics.iter().find(|d| d.code == Code::Unreadable) {
        return Err((NO, fault.render()));
    }
    let words = matches.try_get_many::<String>("name").ok().flatten().into_iter().flatten();
    let words = words.map(String::as_str).collect::<Vec<_>>().join(" ");
    let world = args.world(loaded)?;
    let subject = match view.about {
        Kind::Program => Subject::program(),
        Kind::Query => Subject::new(Kind::Query, words.as_str()),
        kind => named(&world, kind, &words)?,
    };
    print_page(args, &world, view, &subject)
}

/// The one subject that a name means.
fn named(world: &World, kind: Kind, words: &str) -> Result<Subject, (u8, String)> {
    let what = kind.name();
    match name::find(&world.program, kind, words) {
        Found::One(subject) => Ok(subject),
        Found::Many(all) => {
            let list: Vec<String> = all.iter().map(|s| format!("  {:<24} {}", s.id, world.name(s))).collect();
            Err((WRONG, format!("'{words}' is a part of several names; give more of it, or an id:\n{}", list.join("\n"))))
        }
        Found::None(near) if near.is_empty() => Err((NO, format!("no {what} is called '{words}'; 'nadwa search {words}' looks everywhere"))),
        Found::None(near) => Err((NO, format!("no {what} is called '{words}'; the nearest: {}", near.join(", ")))),
    }
}

fn print_page(args: &Args, world: &World, view: &View, subject: &Subject) -> Answer {
    let mut page = (view.page)(world, subject);
    let nothing = view.about == Kind::Query && !page.rows.iter().any(|r| matches!(r, Row::Item(_)));
    if args.json {
        say_json(&json::page(world, view.name, subject, &page))?;
    } else {
        head(&mut page, world, view);
        let terminal_width = || io::stdout().is_terminal().then(terminal::dimensions).flatten().map(|(w, _)| w.into());
        let width = args.width.or_else(terminal_width).unwrap_or(PAPER);
        let theme = args.theme();
        let escapes = args.escapes();
        say(&layout::print(world, &page, width, |piece| {
            let style = theme.style(piece.role).patch(theme.tint(piece.color));
            if escapes { escaped(&piece.text, style) } else { piece.text.clone() }
        }))?;
    }
    let faults = summary(&world.diagnostics);
    if !faults.is_empty() && view.name != "problems" {
        let _ = writeln!(io::stderr(), "nadwa: {faults} in the programme's file; 'nadwa check' shows them");
    }
    Ok(if nothing { NO } else { DONE })
}

/// What the screen shows around a page, on paper: the programme's name, its clock, its notice.
fn head(page: &mut Page, world: &World, view: &View) {
    let zone = format!("Times: {}", world.zone().name());
    let mut before = Page::titled(world.name(&Subject::program()));
    before.rows.push(Row::Text(crate::page::Cell::new(zone, crate::theme::Role::Faint)));
    if view.name != "agenda" && view.name != "about" {
        before.text(&world.say(&world.program.notice), crate::theme::Role::Notice);
    }
    before.gap();
    before.rows.append(&mut page.rows);
    page.rows = before.rows;
}

fn check(args: &Args, matches: &ArgMatches) -> Answer {
    let files: Vec<&String> = matches.get_many("file").into_iter().flatten().collect();
    let origins = if files.is_empty() {
        vec![args.origin(None)?]
    } else {
        files.iter().map(|f| args.origin(Some(f))).collect::<Result<_, _>>()?
    };
    let mut errors = false;
    let mut all = Vec::new();
    for origin in &origins {
        let loaded = origin.read();
        errors |= loaded.has_errors();
        if !args.json {
            let mut text = String::new();
            for fault in &loaded.diagnostics {
                text.push_str(&fault.render());
                text.push_str("\n\n");
            }
            let faults = summary(&loaded.diagnostics);
            let sum = if faults.is_empty() { "no problems".to_owned() } else { faults };
            let n = crate::words::count(loaded.program.sessions.len(), "session");
            say(&format!("{text}{}: {n}, {sum}\n", origin.name()))?;
        }
        all.extend(loaded.diagnostics);
    }
    if args.json {
        say_json(&json::diagnostics(&all))?;
    }
    Ok(if errors { NO } else { DONE })
}

fn explain(args: &Args, matches: &ArgMatches) -> Answer {
    let Some(code) = matches.get_one::<String>("code") else {
        if args.json {
            let all: serde_json::Value = CODES.iter().map(|a| serde_json::json!({ "code": a.name, "level": a.level, "explain": a.explain })).collect();
            return say_json(&all);
        }
        let lines: Vec<String> = CODES.iter().map(|a| format!("{:<20} {}\n", a.name, a.level.name())).collect();
        return say(&lines.concat());
    };
    let Some(about) = Code::named(code) else {
        let near = nearest(code, CODES.iter().map(|a| a.name));
        let hint = near.map_or("'nadwa explain' lists them all".to_owned(), |n| format!("did you mean {n}?"));
        return Err((NO, format!("there is no code '{code}'; {hint}")));
    };
    let text = crate::text::wrap(about.explain, args.width.unwrap_or(PAPER)).join("\n");
    let example = about.example.replace('\n', "\n    ");
    say(&format!("{} ({})\n\n{text}\n\nFor example:\n\n    {example}\n", about.name, about.level.name()))
}
