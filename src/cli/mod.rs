//! The command line: its words, and what each command does.

mod changing;
mod completions;
mod doctor;
mod export;
mod lines;
mod man;
mod paper;
mod patience;
mod publish;
mod report;

mod screen;
mod settings;
mod verbs;

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write as _};
use std::sync::Arc;

use chrono::NaiveDateTime;
use clap::error::{ContextKind, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use self::patience::Patience;
use self::verbs::VERBS;
use crate::config::{self, Config, SETTINGS, SetBy, Value};
use crate::i18n::Messages;
use crate::load::Loaded;
use crate::model::Kind;
use crate::model::zone::{Timestamp, Zone};
use crate::sync::{self, Posted};
use crate::text::bidi::Mode;
use crate::text::{Lang, Lines, Text, nearest};
use crate::tui::theme::Theme;
use crate::view::{VIEWS, View};
use crate::workspace::Workspace;
use crate::workspace::http::HttpSource;
use crate::workspace::source::{Source, now};
use crate::workspace::state;
use crate::world::keymap::Keymap;
use crate::world::query::{Query, STATES};
use crate::world::{Clock, World};

/// Done.
pub const DONE: u8 = 0;
/// The answer is no, or there are errors.
pub const NO: u8 = 1;
/// The question was wrong.
pub const WRONG: u8 = 2;

/// Columns of text on paper.
const PAPER: usize = 80;
/// What is said of what was said here, and is not in force.
const CONTESTED: &str = "another desk posted first, and its update is in force; 'nadwa log' shows both, nadwa on the screen asks which to keep";

/// Why a command did not give its answer: the exit status and a message for stderr.
type Answer = Result<u8, (u8, String)>;

/// The options that every command takes, checked.
#[allow(clippy::struct_excessive_bools)] // Each is an option.
struct Args {
    program: Option<String>,
    at: Option<String>,
    /// The zone asked for; none is the event's.
    zone: Option<Zone>,
    lang: Option<Lang>,
    filter: String,
    json: bool,
    width: Option<usize>,
    /// Whether printed pages carry escapes.
    escapes: bool,
    /// As set; else found out.
    bidi: Option<Mode>,
    theme: Theme,
    mouse: bool,
    /// Whether pages are told as lines.
    accessible: bool,
    /// The view at the start, where one is set.
    first: Option<&'static View>,
    /// The speaker that the reader is, by a part of the name.
    me: Value,
    keys: Arc<Keymap>,
    /// Every setting, and who set it.
    settings: Vec<Value>,
    bound: Vec<&'static str>,
    /// How many faults the file of settings has.
    faults: usize,
    /// The server of changes.
    server: Option<String>,
    /// Who says what is said here.
    name: Text,
}

/// The words of the command line.
fn words() -> Command {
    words_with(&|_| true)
}

/// The same with those commands alone: making all of them takes longer than reading a programme.
fn words_with(wanted: &dyn Fn(&str) -> bool) -> Command {
    let common = [
        setting("program")
            .short('p')
            .value_name("FILE")
            .help("the programme's file, its address (https://…), or - for standard input"),
        Arg::new("at")
            .long("at")
            .value_name("TIME")
            .help("take this for the time, on the event's clock: 2021-11-30T10:42"),
        Arg::new("filter")
            .short('f')
            .long("filter")
            .value_name("QUERY")
            .help("lists show only what passes: words, track: room: speaker: partner: day: kind: lang: is:"),
        Arg::new("json")
            .long("json")
            .action(ArgAction::SetTrue)
            .help("print JSON"),
        Arg::new("width")
            .long("width")
            .value_name("N")
            .value_parser(value_parser!(u16).range(20..=1000))
            .help("columns of printed pages"),
        Arg::new("color")
            .long("color")
            .value_name("WHEN")
            .value_parser(["auto", "always", "never"])
            .default_value("auto")
            .help("colours: where there is a terminal, always, never"),
        setting("zone").value_name("ZONE"),
        setting("lang").value_name("LANG"),
        setting("bidi").value_name("MODE"),
        setting("theme").value_name("NAME"),
        setting("me").value_name("NAME"),
        setting("desk").value_name("NAME"),
        setting("live").value_name("ADDRESS"),
        Arg::new("no-mouse")
            .long("no-mouse")
            .action(ArgAction::SetTrue)
            .help("leave clicks and the wheel to the terminal"),
        Arg::new("accessible")
            .long("accessible")
            .action(ArgAction::SetTrue)
            .help("pages as lines of words with numbers, for screen readers"),
    ];
    let mut root = Command::new("nadwa")
        .about("A terminal reader for conference programmes")
        .version(concat!(env!("CARGO_PKG_VERSION")))
        .long_version(version())
        .after_help("Without a command, the programme opens on the screen; ? shows its keys.\nThe programme is PROGRAM, else -p, else $NADWA_PROGRAM, else ./program.toml, else the seminar's, built in.")
        .args(common.map(|a| a.global(true)))
        .arg(completions::file(Arg::new("file")).value_name("PROGRAM").help("the programme's file, its address (https://…), or - for standard input"))
        .args(screen::args());
    for view in printed().filter(|view| wanted(view.name)) {
        let mut made = Command::new(view.name).about(view.doc);
        if view.about != Kind::Program {
            let name = if view.about == Kind::Query {
                "WORDS"
            } else {
                "NAME"
            };
            made = made.arg(
                completions::of_kind(Arg::new("name"), view.about)
                    .value_name(name)
                    .num_args(1..)
                    .required(true)
                    .help("an id, or any part of a name"),
            );
        }
        root = root.subcommand(made);
    }
    for verb in VERBS.iter().filter(|verb| wanted(verb.name)) {
        root = root.subcommand(Command::new(verb.name).about(verb.doc).args((verb.args)()));
    }
    root
}

/// The version, the commit where it is known, the time zones.
fn version() -> String {
    let commit = option_env!("NADWA_COMMIT").map_or_else(String::new, |c| format!(" ({c})"));
    let version = env!("CARGO_PKG_VERSION");
    format!("{version}{commit}\ntime zones: IANA {}", Zone::database())
}

/// The option of a setting.
fn setting(name: &'static str) -> Arg {
    let row = config::setting(name);
    completions::of_setting(Arg::new(name).long(name).help(row.doc), row)
}

/// The views that are commands of the shell.
fn printed() -> impl Iterator<Item = &'static View> {
    let verb = |v: &View| VERBS.iter().any(|verb| verb.name == v.name);
    let unprinted = [Kind::Problem, Kind::Command, Kind::Address, Kind::Update];
    VIEWS
        .iter()
        .filter(move |v| !(unprinted.contains(&v.about) || v.name == "help" || verb(v)))
}

/// Runs a command line; the result is the exit status.
pub fn run(args: impl Iterator<Item = std::ffi::OsString>) -> u8 {
    let args: Vec<std::ffi::OsString> = args.collect();
    if completions::answer(&args) {
        return DONE;
    }
    // Without a command in it, `help` would be the name of a file. The help of all commands, and every usage
    // error, needs all of them.
    let named = words_with(&|name| args.iter().any(|arg| arg == name || arg == "help"));
    let matched = named.try_get_matches_from(&args);
    let matches = match matched.or_else(|_| words().try_get_matches_from(&args)) {
        Ok(matches) => matches,
        Err(e) => {
            // `--help` and `--version` are answers, the rest are wrong questions.
            let option = e
                .get(ContextKind::InvalidArg)
                .is_some_and(|arg| arg.to_string().starts_with('-'));
            let unknown = e.kind() == ErrorKind::UnknownArgument && !option;
            if let Some(hint) = unknown.then(|| mistyped(&args)).flatten() {
                tell(hint);
            } else if e.use_stderr() {
                // It quotes what was typed.
                let told = Text::clean(e.render().to_string(), Lines::Many).0;
                let _ = write!(io::stderr(), "{told}");
            } else {
                let _ = e.print();
            }
            return if e.use_stderr() { WRONG } else { DONE };
        }
    };
    let answer = options(&matches).and_then(|args| match matches.subcommand() {
        None => screen::interface(&args, &matches),
        Some((name, sub)) => match VERBS.iter().find(|v| v.name == name) {
            Some(verb) => (verb.run)(&args, sub),
            None => paper::print_view(&args, crate::view::named(name), sub),
        },
    });
    answer.unwrap_or_else(|(status, message)| {
        tell(message);
        status
    })
}

/// What to say of two words of which the first is no command but nearly one.
fn mistyped(args: &[std::ffi::OsString]) -> Option<String> {
    let mut words = args
        .iter()
        .skip(1)
        .map(|a| a.to_string_lossy())
        .filter(|a| !a.starts_with('-'));
    let (first, second) = (words.next()?, words.next()?);
    if commands().any(|c| c == first) {
        return Some(format!(
            "'nadwa {first}' takes no '{second}'; for another file: nadwa -p FILE {first}"
        ));
    }
    let near = nearest(&first, commands())?;
    Some(format!(
        "there is no command '{first}'; did you mean 'nadwa {near}'?"
    ))
}

/// The names of all commands.
fn commands() -> impl Iterator<Item = &'static str> {
    printed()
        .map(|v| v.name)
        .chain(VERBS.iter().map(|v| v.name))
}

fn options(matches: &ArgMatches) -> Result<Args, (u8, String)> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let wrong = |why| (WRONG, why);
    let (config, faults) = Config::read();
    for fault in &faults {
        tell(fault.as_str());
    }
    let mut settings = Vec::new();
    for setting in SETTINGS {
        let option = match setting.name {
            "program" => text("program").or(text("file")),
            "mouse" => matches.get_flag("no-mouse").then(|| "false".to_owned()),
            "accessible" => matches.get_flag("accessible").then(|| "true".to_owned()),
            "first" => None,
            name => text(name),
        };
        // Of a zone, the nearest can be told below.
        let (name, values) = (setting.name, setting.values);
        let fault = option
            .as_ref()
            .filter(|v| name != "zone" && !(setting.check)(v));
        if let Some(v) = fault {
            return Err(wrong(format!("'{v}' is no {name}; write {values}")));
        }
        settings.push(config.value(setting, option).map_err(wrong)?);
    }
    let value = |name: &str| {
        let found = settings.iter().find(|v| v.name == name);
        found.cloned().expect("a row of the table")
    };
    let set = |name: &str| Some(value(name).text).filter(|text| !text.is_empty());
    let zone = match set("zone").as_deref() {
        None | Some("event") => None,
        Some("local") => Some(Zone::local()),
        Some(name) => Some(Zone::named(name).ok_or_else(|| {
            let names = Zone::names();
            let near = nearest(name, names.iter().map(String::as_str));
            let hint = near.map_or(
                "write event, local or a name such as Europe/Madrid".into(),
                |n| format!("did you mean {n}?"),
            );
            wrong(format!("there is no time zone '{name}'; {hint}"))
        })?),
    };
    let server = set("live");
    let name = Text::clean(set("desk").unwrap_or_else(user), Lines::One).0;
    let color = text("color").unwrap_or_default();
    let theme = set("theme").and_then(|name| Theme::named(&name));
    Ok(Args {
        program: set("program"),
        at: text("at"),
        zone,
        lang: set("lang").and_then(|l| Lang::parse(&l)),
        filter: text("filter").map_or_else(String::new, |f| {
            // It comes to the screen and into messages.
            Text::clean(&f, Lines::One).0.to_string()
        }),
        json: matches.get_flag("json"),
        width: matches.get_one::<u16>("width").map(|w| usize::from(*w)),
        escapes: match color.as_str() {
            "always" => true,
            "never" => false,
            _ => forced() || (io::stdout().is_terminal() && !unwanted()),
        },
        bidi: set("bidi").and_then(|name| Mode::named(&name)),
        theme: match color.as_str() {
            "never" => Theme::None,
            "auto" if unwanted() && !forced() => Theme::None,
            _ => theme.unwrap_or(Theme::Terminal),
        },
        mouse: set("mouse").as_deref() != Some("false"),
        accessible: set("accessible").as_deref() == Some("true"),
        first: set("first").and_then(|name| VIEWS.iter().find(|v| v.name == name)),
        me: value("me"),
        keys: Arc::new(config.keys),
        settings,
        bound: config.bound,
        faults: faults.len(),
        server,
        name,
    })
}

/// What a desk is called where nobody gives it a name: as who is at it, and its machine.
fn user() -> String {
    let set = |name| std::env::var(name).ok().filter(|v| !v.is_empty());
    set("USER")
        .or_else(|| set("LOGNAME"))
        .unwrap_or_else(|| "desk".into())
}

/// Whether a variable says yes.
fn says(variable: &str) -> Option<bool> {
    let value = std::env::var_os(variable)?;
    (!value.is_empty()).then(|| value != "0")
}

/// Whether the environment asks for no colours (<https://no-color.org>, <https://bixense.com/clicolors>).
fn unwanted() -> bool {
    let set = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let off = says("CLICOLOR") == Some(false) && says("CLICOLOR_FORCE") != Some(true);
    set || off || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether it asks for colours where there is no terminal.
fn forced() -> bool {
    !unwanted() && says("CLICOLOR_FORCE") == Some(true)
}

impl Args {
    fn source(&self, named: Option<&str>) -> Result<Source, (u8, String)> {
        let named = named.or(self.program.as_deref());
        let other = |n: &&str| n.contains("://") && HttpSource::new(n).is_none();
        if let Some(address) = named.filter(other) {
            return Err((
                WRONG,
                format!("'{address}' is no http or https address, and no others are read"),
            ));
        }
        Source::choose(named).map_err(|e| (NO, format!("standard input could not be read: {e}")))
    }

    fn desk(&self, named: Option<&str>) -> Result<Workspace, (u8, String)> {
        Ok(Workspace {
            source: self.source(named)?,
            state_folder: state::folder(),
            server: self.server.clone(),
            name: self.name.clone(),
        })
    }

    /// Reads a programme; one at an address is asked for. Its copy does, where there is no answer.
    fn read(origin: &Source, read: fn(&Source) -> Loaded) -> Loaded {
        let _patience = origin.may_be_slow().then(|| {
            let what = format!("reading {}", origin.name());
            Patience::begin(what)
        });
        if let Err(failure) = origin.fetch()
            && let Some(told) = origin.confirmed_at()
        {
            let minutes = now().saturating_sub(told).max(0) / 60;
            let age = Messages::new(english()).minutes(minutes);
            let name = origin.name();
            let why = Messages::english().message(&failure.why);
            tell(format!(
                "{name} could not be read: {why}; this is a copy, {age} old"
            ));
        }
        read(origin)
    }

    /// Hears what other desks have said, where they share a server; what was heard before does, where it is away.
    fn catch_up(desk: &Workspace, program: &Text) {
        if desk.server.is_none() || program.is_empty() {
            return;
        }
        match sync::exchange(desk, program) {
            Ok(Posted::All) => {}
            Ok(Posted::Contested) => tell(CONTESTED),
            Err(why) => {
                let why = Messages::english().message(&why);
                tell(format!(
                    "could not get updates from the server: {why}; showing the saved ones"
                ));
            }
        }
    }

    /// The world of a reading, with what is kept for the reader.
    fn world(&self, loaded: Loaded, desk: &Workspace) -> Result<World, (u8, String)> {
        let loaded = desk.with_updates(loaded);
        let at = self
            .at
            .as_deref()
            .map(|text| moment(text, &loaded.program.zone))
            .transpose()?;
        let own = self.zone.clone().unwrap_or_else(Zone::local);
        // A locale counts only where the programme speaks its language.
        let locale =
            || sys_locale::get_locale().and_then(|l| Lang::parse(l.split(['-', '_']).next()?));
        let spoken = |l: &Lang| loaded.program.languages.contains(l);
        let lang = self.lang.or_else(|| locale().filter(spoken));
        let mut world = World::new(loaded, at.unwrap_or_else(now), own, lang);
        let foreign = self.zone.is_some();
        world.set_clock(if foreign { Clock::Own } else { Clock::Event });
        world.keys = Arc::clone(&self.keys);
        world.confirmed_at = desk.source.confirmed_at();
        if let Some(wrong) = desk.restore_state(&mut world) {
            tell(wrong);
        }
        let asked = self.me.from == SetBy::Option;
        // Who has said it on a page means it more than the settings do.
        if !self.me.text.is_empty() && (asked || world.me().is_none()) {
            match paper::named(&world, Kind::Speaker, &self.me.text) {
                Ok(me) => world.set_me(Some(me.id)),
                Err(why) if asked => return Err(why),
                // Settings are for every programme, and this one may not know the reader.
                Err(_) => {}
            }
        }
        self.filter(&mut world)?;
        Ok(world)
    }

    fn filter(&self, world: &mut World) -> Result<(), (u8, String)> {
        let query = Query::parse(&self.filter);
        if let Some(wrong) = query.unknown_states().first() {
            let known: Vec<&str> = STATES.iter().map(|(name, _)| *name).collect();
            let known = known.join(" ");
            return Err((WRONG, format!("there is no is:{wrong}; there are {known}")));
        }
        world.set_filter(&*self.filter);
        Ok(())
    }
}

fn english() -> Lang {
    Lang::parse("en").expect("en is a language")
}

/// A time such as `2021-11-30T10:42`, on the clock of `zone`.
fn moment(text: &str, zone: &Zone) -> Result<Timestamp, (u8, String)> {
    let wall = text.replace(' ', "T");
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(&wall, form).ok())
        .map(|local| zone.from_local(local).timestamp())
        .ok_or_else(|| {
            (
                WRONG,
                format!("'{text}' is no time; write 2021-11-30T10:42"),
            )
        })
}

/// Says something beside the answer. It may quote what was typed, the environment or a file.
fn tell<'m>(message: impl Into<Cow<'m, str>>) {
    let message = Text::clean(message, Lines::Many).0;
    // Nobody is left to be told that nobody can be told.
    let _ = writeln!(io::stderr(), "nadwa: {message}");
}

/// Writes to standard output; a reader that has gone is no fault.
fn say(text: &str) -> Answer {
    say_bytes(text.as_bytes())
}

fn say_bytes(bytes: &[u8]) -> Answer {
    send(bytes).map(|_| DONE)
}

/// The same; the result is whether the reader is still there.
fn send(bytes: &[u8]) -> Result<bool, (u8, String)> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(e) => Err((NO, format!("the answer could not be written: {e}"))),
    }
}

fn say_json(value: &serde_json::Value) -> Answer {
    say(&format!("{value:#}\n"))
}
