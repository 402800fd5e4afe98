//! The reader's settings. A value comes from the command line, else from an environment variable, else from
//! a TOML file in the XDG configuration folder.

use std::path::PathBuf;

use crate::i18n::{Message, Messages, language_called};
use crate::load::ColumnNames;
use crate::load::toml::{self, Item, WithoutErrors, parse, without_errors};
use crate::model::diagnostic::{LineIndex, Span};
use crate::model::zone::Zone;
use crate::platform::CONFIG;
use crate::text::bidi::Mode;
use crate::text::nearest;
use crate::text::{Lang, Lines, Text};
use crate::tui::app::SideWidth;
use crate::tui::commands;
use crate::tui::theme::{OwnColors, Theme};
use crate::view::{VIEWS, View};
use crate::workspace::fs::{read, reason};
use crate::workspace::http::without_secrets;
use crate::workspace::paths::folder;
use crate::workspace::source::printable;
use crate::world::key::Key;
use crate::world::keymap::Keymap;

/// The value of every setting.
#[derive(Debug, Default)]
pub struct Settings {
    /// The file or address of the programme.
    pub program: Option<String>,
    /// The language of texts and interface.
    pub lang: Option<Lang>,
    /// The time zone of the times shown; `None` is the event's.
    pub zone: Option<Zone>,
    /// How right-to-left text is sent; `None` detects it.
    pub bidi: Option<Mode>,
    /// The colours; `None` is the default theme.
    pub theme: Option<Theme>,
    /// Custom colours, which replace the theme's.
    pub colors: OwnColors,
    /// How much of the screen the page at the right takes.
    pub pane: SideWidth,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether pages are printed as numbered lines.
    pub accessible: bool,
    /// The view at the start; `None` chooses it by the time.
    pub first: Option<&'static View>,
    /// The author of updates.
    pub desk: Option<String>,
    /// The server of updates.
    pub live: Option<String>,
    /// The speaker who the reader is, by an id or part of a name.
    pub me: Option<String>,
}

/// An entry of [`SETTINGS`].
pub struct Setting {
    /// The name in the file, and of its option.
    pub name: &'static str,
    /// The description in the help.
    pub doc: &'static str,
    /// The message that describes its values; `None` lists the choices.
    pub expected: Option<&'static str>,
    /// The environment variables that set it, the first one first.
    pub variables: &'static [&'static str],
    /// The default value.
    pub default: &'static str,
    /// The values that a shell can complete.
    pub choices: fn() -> Vec<String>,
    /// Parses a value and sets it, or returns `None` where it is invalid.
    set: fn(&mut Settings, &str) -> Option<()>,
}

/// Every setting but those of the keys.
#[rustfmt::skip] // A table: one entry, one line.
pub const SETTINGS: &[Setting] = &[
    Setting { name: "program", doc: "the programme's file or address", expected: Some("expected-program"), variables: &["NADWA_PROGRAM"], default: "", choices: Vec::new, set: |s, v| text(&mut s.program, v) },
    Setting { name: "lang", doc: "language of the programme and the interface: ar, es, fr, en", expected: Some("expected-lang"), variables: &["NADWA_LANG"], default: "", choices: || strings(&["ar", "es", "fr", "en"]), set: |s, v| some(&mut s.lang, language_called(v)) },
    Setting { name: "zone", doc: "time zone of the times shown: event, local or an IANA name", expected: Some("expected-zone"), variables: &[], default: "event", choices: || [strings(&["event", "local"]), Zone::names()].concat(), set: zone },
    Setting { name: "bidi", doc: "how right-to-left text is sent to the terminal: auto, application, terminal, kitty, browser, off", expected: None, variables: &["NADWA_BIDI"], default: "auto", choices: || names_with("auto", Mode::NAMES.iter().map(|(name, _)| *name)), set: |s, v| auto(&mut s.bidi, v, Mode::named) },
    Setting { name: "theme", doc: "colours: auto (by the background), terminal (its own 16), light, dark, contrast, none", expected: None, variables: &["NADWA_THEME"], default: "auto", choices: || Theme::NAMES.iter().map(|(n, _)| (*n).to_owned()).collect(), set: |s, v| some(&mut s.theme, Theme::named(v)) },
    Setting { name: "pane", doc: "the page at the right of a list: auto, off or a percentage of the screen, 10 to 90", expected: Some("expected-pane"), variables: &[], default: "auto", choices: || strings(&["auto", "off", "50"]), set: |s, v| SideWidth::parse(v).map(|side| s.pane = side) },
    Setting { name: "mouse", doc: "use the mouse", expected: None, variables: &[], default: "true", choices: || strings(&["true", "false"]), set: |s, v| flag(&mut s.mouse, v) },
    Setting { name: "accessible", doc: "print pages as numbered lines, for screen readers", expected: None, variables: &["NADWA_ACCESSIBLE"], default: "false", choices: || strings(&["true", "false"]), set: |s, v| flag(&mut s.accessible, v) },
    Setting { name: "first", doc: "first view; auto: now during the event, else the agenda", expected: None, variables: &[], default: "auto", choices: || names_with("auto", start_views().map(|v| v.name)), set: |s, v| auto(&mut s.first, v, |v| start_views().find(|view| view.name == v)) },
    Setting { name: "desk", doc: "your name as the author of updates", expected: Some("expected-desk"), variables: &["NADWA_DESK"], default: "", choices: Vec::new, set: |s, v| some(&mut s.desk, (1..=40).contains(&v.chars().count()).then(|| v.to_owned())) },
    Setting { name: "live", doc: "NATS server that shares updates between desks: nats://…", expected: Some("expected-live"), variables: &["NADWA_LIVE"], default: "", choices: Vec::new, set: |s, v| some(&mut s.live, is_server(v).then(|| v.to_owned())) },
    Setting { name: "me", doc: "which speaker you are: an id or part of a name", expected: Some("expected-me"), variables: &[], default: "", choices: Vec::new, set: |s, v| text(&mut s.me, v) },
];

fn some<T>(field: &mut Option<T>, value: Option<T>) -> Option<()> {
    *field = Some(value?);
    Some(())
}

fn text(field: &mut Option<String>, value: &str) -> Option<()> {
    some(field, (!value.is_empty()).then(|| value.to_owned()))
}

fn flag(field: &mut bool, value: &str) -> Option<()> {
    *field = value.parse().ok()?;
    Some(())
}

fn auto<T>(field: &mut Option<T>, value: &str, parse: fn(&str) -> Option<T>) -> Option<()> {
    *field = match value {
        "auto" => None,
        value => Some(parse(value)?),
    };
    Some(())
}

fn zone(settings: &mut Settings, value: &str) -> Option<()> {
    settings.zone = match value {
        "event" => None,
        "local" => Some(Zone::local()),
        name => Some(Zone::named(name)?),
    };
    Some(())
}

/// Returns the views that the screen can start with.
fn start_views() -> impl Iterator<Item = &'static View> {
    VIEWS.iter().filter(|v| v.key.is_some())
}

fn names_with(first: &'static str, others: impl Iterator<Item = &'static str>) -> Vec<String> {
    std::iter::once(first)
        .chain(others)
        .map(str::to_owned)
        .collect()
}

/// Returns the entry with this name.
///
/// # Panics
/// When there is none: names come from the table.
pub fn setting(name: &str) -> &'static Setting {
    let found = SETTINGS.iter().find(|s| s.name == name);
    found.expect("an entry of the table")
}

/// Returns whether this is the address of a server of updates, or several with commas.
fn is_server(text: &str) -> bool {
    let known = ["nats://", "tls://", "ws://", "wss://"];
    text.split(',').all(|one| {
        known
            .iter()
            .any(|scheme| one.len() > scheme.len() && one.starts_with(scheme))
    })
}

fn strings(all: &[&str]) -> Vec<String> {
    all.iter().map(|&text| text.to_owned()).collect()
}

impl Setting {
    /// Returns what its values look like.
    fn expected(&self) -> Message {
        match self.expected {
            Some(key) => Message::new(key),
            None => Message::verbatim(&(self.choices)().join(", ")),
        }
    }

    /// Returns the message that `value` is invalid; `name` is how it was given, such as a variable.
    fn invalid(&self, name: &str, value: &str) -> Message {
        let choices = (self.choices)();
        let near = nearest(value, choices.iter().map(String::as_str));
        let message = match near {
            Some(near) => Message::new("invalid-value-near").arg("near", near),
            None => Message::new("invalid-value").arg("expected", self.expected()),
        };
        message
            .arg("name", name)
            .arg("value", without_secrets(value))
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetBy {
    /// The command line.
    Option,
    /// This environment variable.
    Variable(&'static str),
    /// This line of the file.
    Line(u32),
    /// The table.
    Default,
}

/// The value of a setting as it was written, for `nadwa config`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The value; empty where there is none.
    pub text: String,
    /// Where it comes from.
    pub from: SetBy,
}

/// A problem in the file of settings.
#[derive(Debug)]
pub struct Problem {
    /// `file:line:column`, or the file.
    place: String,
    message: Message,
}

impl Problem {
    /// Returns the problem in one line, in the language of `messages`.
    pub fn text(&self, messages: &Messages) -> String {
        format!("{}: {}", self.place, messages.message(&self.message))
    }
}

/// Every setting, every key, and the problems of the file that sets them.
#[derive(Debug)]
pub struct Config {
    /// The parsed values.
    pub settings: Settings,
    /// The values as they were written, in the order of [`SETTINGS`].
    pub values: Vec<Value>,
    /// What the columns of tables hold, by their names.
    pub columns: ColumnNames,
    /// The names of columns and what they hold, as they were written.
    pub named: Vec<(String, String)>,
    /// The custom colours, as they were written.
    pub own_colors: Vec<(String, String)>,
    /// The keys of every command.
    pub keys: Keymap,
    /// The commands whose keys the file sets.
    pub bound: Vec<&'static str>,
    /// The problems of the file.
    pub problems: Vec<Problem>,
}

impl Default for Config {
    fn default() -> Self {
        let mut settings = Settings::default();
        let default = |setting: &Setting| {
            let _ = (setting.set)(&mut settings, setting.default);
            Value {
                text: setting.default.to_owned(),
                from: SetBy::Default,
            }
        };
        let values = SETTINGS.iter().map(default).collect();
        Self {
            settings,
            values,
            columns: ColumnNames::default(),
            named: Vec::new(),
            own_colors: Vec::new(),
            keys: commands::keymap(),
            bound: Vec::new(),
            problems: Vec::new(),
        }
    }
}

/// The tables of the file.
const TABLES: [&str; 3] = ["keys", "columns", "colors"];

/// The largest file, in bytes.
const MAX_FILE: u64 = 16 << 20;

/// Returns the path of the file: `$XDG_CONFIG_HOME/nadwa/config.toml`, else in `~/.config`.
pub fn path() -> Option<PathBuf> {
    Some(folder(CONFIG)?.join("config.toml"))
}

impl Config {
    /// Parses the text of a file of settings.
    pub fn parse(file: &str, text: &str) -> Self {
        let mut config = Self::default();
        let mut reader = Reader {
            config: &mut config,
            source: LineIndex::new(file, text),
            file: Text::clean(file, Lines::One).0.to_string(),
            bound: Vec::new(),
        };
        let WithoutErrors { text, mut faults } = without_errors(text);
        let file = parse(&text, &mut faults, &reader.source);
        for fault in faults {
            reader.problem(fault.span, fault.message);
        }
        for (key, item) in file.iter() {
            match (&*key.text, item.table()) {
                ("keys", Some(table)) => {
                    for (key, item) in table.iter() {
                        reader.binding(&key.text, key.span, item);
                    }
                }
                ("columns", Some(table)) => {
                    for (key, item) in table.iter() {
                        reader.column(&key.text, item);
                    }
                }
                ("colors", Some(table)) => {
                    for (key, item) in table.iter() {
                        reader.color(&key.text, key.span, item);
                    }
                }
                (name, _) => reader.setting(name, key.span, item),
            }
        }
        reader.bind();
        config
    }

    /// Reads the reader's own file, if there is one.
    pub fn read() -> Self {
        let Some(path) = path() else {
            return Self::default();
        };
        let bytes = read(&path, MAX_FILE);
        let text = bytes.and_then(|b| String::from_utf8(b).map_err(std::io::Error::other));
        match text {
            Ok(text) => Self::parse(&path.display().to_string(), &text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Self::default(),
            Err(e) => Self {
                problems: vec![Problem {
                    place: printable(&path),
                    message: reason(&e),
                }],
                ..Self::default()
            },
        }
    }

    /// Sets each setting from its option, where `option` has one, else from its environment variable.
    ///
    /// # Errors
    /// The first value that is invalid.
    pub fn override_with(
        &mut self,
        option: impl Fn(&Setting) -> Option<String>,
    ) -> Result<(), Message> {
        // The language of the error may be a later setting.
        let mut invalid = None;
        for (at, setting) in SETTINGS.iter().enumerate() {
            let variable = |&name: &&'static str| {
                let text = std::env::var(name).ok().filter(|v| !v.is_empty())?;
                Some((text, SetBy::Variable(name)))
            };
            let given = option(setting).map(|text| (text, SetBy::Option));
            let Some((text, from)) = given.or_else(|| setting.variables.iter().find_map(variable))
            else {
                continue;
            };
            if (setting.set)(&mut self.settings, &text).is_none() {
                let name = match from {
                    SetBy::Variable(name) => name,
                    _ => setting.name,
                };
                invalid.get_or_insert_with(|| setting.invalid(name, &text));
                continue;
            }
            self.values[at] = Value { text, from };
        }
        invalid.map_or(Ok(()), Err)
    }

    /// Returns where the value of a setting comes from.
    pub fn set_by(&self, name: &str) -> &SetBy {
        let at = SETTINGS.iter().position(|s| s.name == name);
        &self.values[at.expect("an entry of the table")].from
    }
}

/// Reads a file of settings into a [`Config`].
struct Reader<'a> {
    config: &'a mut Config,
    source: LineIndex<'a>,
    /// The file's name for messages.
    file: String,
    /// Commands and their new keys, in the order of the file.
    bound: Vec<(&'static str, Vec<Key>, Span)>,
}

impl Reader<'_> {
    fn problem(&mut self, at: Span, message: Message) {
        let place = self.source.location(at);
        self.config.problems.push(Problem {
            place: format!("{}:{}:{}", self.file, place.line, place.column),
            message,
        });
    }

    fn setting(&mut self, name: &str, at: Span, item: &Item) {
        let Some(n) = SETTINGS.iter().position(|s| s.name == name) else {
            if TABLES.contains(&name) {
                let message = Message::new("invalid-type").arg("name", name);
                let table = Message::verbatim(&format!("[{name}]"));
                return self.problem(at, message.arg("expected", table));
            }
            let known = SETTINGS.iter().map(|s| s.name).chain(TABLES);
            let message = unknown(["unknown-setting", "unknown-setting-near"], name, known);
            return self.problem(at, message);
        };
        let setting = &SETTINGS[n];
        let written = match &item.value {
            toml::Value::Flag(flag) => Some(flag.to_string()),
            toml::Value::Number(Some(percent)) if name == "pane" => Some(percent.to_string()),
            _ => item.text().map(str::to_owned),
        };
        let message = match written {
            // An empty text leaves the default.
            Some(text) if text.is_empty() => return,
            Some(text) if (setting.set)(&mut self.config.settings, &text).is_some() => {
                let from = SetBy::Line(self.source.location(at).line);
                self.config.values[n] = Value { text, from };
                return;
            }
            Some(text) => setting.invalid(name, &text),
            None => Message::new("invalid-type")
                .arg("name", name)
                .arg("expected", setting.expected()),
        };
        self.problem(item.span, message);
    }

    /// Reads what the columns with a name hold.
    fn column(&mut self, name: &str, item: &Item) {
        let field = item.text().unwrap_or("?");
        if self.config.columns.set(name, field) {
            self.config.named.push((name.to_owned(), field.to_owned()));
            return;
        }
        let fields: Vec<&str> = ColumnNames::fields().collect();
        let message = Message::new("invalid-value").arg("name", name);
        let message = message.arg("value", field);
        self.problem(item.span, message.arg("expected", fields.join(", ")));
    }

    /// Reads a custom colour.
    fn color(&mut self, name: &str, at: Span, item: &Item) {
        let color = match &item.value {
            toml::Value::Number(Some(number)) => number.to_string(),
            _ => item.text().unwrap_or("?").to_owned(),
        };
        if self.config.settings.colors.set(name, &color) {
            self.config.own_colors.push((name.to_owned(), color));
        } else if OwnColors::NAMES.contains(&name) {
            let message = Message::new("invalid-value").arg("name", name);
            let message = message.arg("value", color);
            let expected = Message::new("expected-color");
            self.problem(item.span, message.arg("expected", expected));
        } else {
            let message = unknown(
                ["unknown-color", "unknown-color-near"],
                name,
                OwnColors::NAMES,
            );
            self.problem(at, message);
        }
    }

    fn binding(&mut self, name: &str, at: Span, item: &Item) {
        let known = self.config.keys.rows.iter().map(|row| row.name);
        let Some(command) = self.config.keys.named(name).map(|row| row.name) else {
            let message = unknown(["unknown-command", "unknown-command-near"], name, known);
            return self.problem(at, message);
        };
        match keys(item) {
            Ok(keys) => self.bound.push((command, keys, item.span)),
            Err(message) => self.problem(item.span, message),
        }
    }

    /// Gives the commands their new keys and reports the commands that lose one of theirs.
    fn bind(&mut self) {
        let bound = std::mem::take(&mut self.bound);
        // A command with new keys has no old ones to lose.
        for (name, ..) in &bound {
            self.config.keys.bind(name, &[]);
        }
        for (name, keys, at) in bound {
            for other in self.config.keys.bind(name, &keys) {
                let message = Message::new("key-taken");
                self.problem(at, message.arg("name", name).arg("other", other));
            }
            self.config.bound.push(name);
        }
    }
}

/// Returns the message about an unknown name: the second key where a known name is near, else the first.
fn unknown<'a>(
    [plain, near]: [&'static str; 2],
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Message {
    let message = match nearest(name, known) {
        Some(found) => Message::new(near).arg("near", found),
        None => Message::new(plain),
    };
    message.arg("name", name)
}

/// Parses the keys of a command: one, or a list.
fn keys(item: &Item) -> Result<Vec<Key>, Message> {
    let one = |item: &Item| {
        let text = item.text().ok_or_else(|| Message::new("key-not-text"))?;
        let parsed = Key::parse_all(text)?;
        if let [key] = parsed.as_slice() {
            return Ok(*key);
        }
        let named = format!("<{}>", text.to_lowercase());
        let message = match Key::parse_all(&named) {
            Ok(_) => Message::new("key-in-brackets").arg("near", named),
            Err(_) => Message::new("key-not-one"),
        };
        Err(message.arg("key", text))
    };
    match item.list() {
        Some(all) => all.iter().map(one).collect(),
        None => Ok(vec![one(item)?]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(config: &Config) -> Vec<String> {
        let english = Messages::english();
        config.problems.iter().map(|p| p.text(&english)).collect()
    }

    #[test]
    fn settings_are_read_and_problems_have_a_place() {
        let config = Config::parse(
            "c",
            "lang = \"ar\"\nmouse = false\n[keys]\nstar = [\"s\", \"<c-s>\"]\n",
        );
        assert_eq!(problems(&config), [""; 0]);
        assert_eq!(config.settings.lang, Lang::parse("ar"));
        assert!(!config.settings.mouse);
        assert_eq!(
            [config.set_by("lang"), config.set_by("mouse")],
            [&SetBy::Line(1), &SetBy::Line(2)]
        );
        let star = config.keys.named("star").expect("a command");
        assert_eq!(star.shown(crate::text::bidi::Dir::Ltr), "s <c-s>");
        let config = Config::parse(
            "c",
            "bidi = 3\nlng = \"ar\"\nlang = \"a b\"\nbidi = \nme = \"\"\n",
        );
        assert!(config.values.iter().all(|v| v.from == SetBy::Default));
        assert_eq!(
            problems(&config),
            [
                "c:4:8: A value is missing",
                "c:1:8: invalid type of bidi: expected auto, application, terminal, kitty, browser, off",
                "c:2:1: there is no setting 'lng': did you mean 'lang'?",
                "c:3:8: invalid lang 'a b': expected the code or the name of a language: ar, es, fr, en",
            ]
        );
    }

    #[test]
    fn conflicting_and_invalid_keys_are_reported() {
        let config = Config::parse(
            "c",
            "[keys]\nstar = \"f\"\nfilter = \"<c-k>\"\nquit = \"j\"\nstr = \"s\"\nopen = \"<entr>\"\nme = \"mm\"\n",
        );
        assert_eq!(
            problems(&config),
            [
                "c:5:1: there is no command 'str': did you mean 'star'?",
                "c:6:8: '<entr>' is not a key; keys are written as in 'j <enter> <esc> <tab> <bs> <up> <pgdn> <space> <f1> <c-d>'",
                "c:7:6: 'mm' is not one key: write several as a list, such as [\"s\", \"<c-s>\"]",
                "c:4:8: 'quit' takes a key of 'down', which no longer has it",
            ]
        );
        let shown = |name| {
            config
                .keys
                .named(name)
                .expect("a command")
                .shown(crate::text::bidi::Dir::Ltr)
        };
        assert_eq!(
            ["star", "filter", "quit", "down"].map(shown),
            ["f", "<c-k>", "j", "<down>"]
        );
    }

    #[test]
    fn every_default_is_valid() {
        for setting in SETTINGS {
            let set = (setting.set)(&mut Settings::default(), setting.default);
            assert!(
                setting.default.is_empty() || set.is_some(),
                "{}",
                setting.name
            );
        }
    }
}
