//! The reader's settings: a table. Each is taken from the command line, else from the environment, else
//! from a small TOML file in the XDG folder, which is read with the same care as a programme.

use std::path::PathBuf;

use toml_spanner::{Arena, Item, parse_recoverable};

use crate::model::diagnostic::LineIndex;
use crate::model::zone::Zone;
use crate::text::bidi::Mode;
use crate::text::nearest;
use crate::text::{Lang, Lines, Text};
use crate::tui::commands;
use crate::tui::theme::Theme;
use crate::view::VIEWS;
use crate::workspace::paths::folder;
use crate::world::key::Key;
use crate::world::keymap::Keymap;

/// A row of [`SETTINGS`].
pub struct Setting {
    /// Its name in the file, and of its option.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
    /// What may be written, for a message.
    pub values: &'static str,
    /// Variables of the environment that set it, the first one first.
    pub variables: &'static [&'static str],
    /// What it is where nobody sets it.
    pub default: &'static str,
    /// Values that can be told beforehand.
    pub choices: fn() -> Vec<String>,
    /// Whether a value is one of its own.
    pub check: fn(&str) -> bool,
}

/// Every setting but those of the keys.
#[rustfmt::skip] // A table: one row, one line.
pub const SETTINGS: &[Setting] = &[
    Setting { name: "program", doc: "the programme's file or address", values: "a file or an address", variables: &["NADWA_PROGRAM"], default: "", choices: Vec::new, check: |v| !v.is_empty() },
    Setting { name: "lang", doc: "the language of texts and interface: ar, es, fr, en", values: "a language code such as \"ar\"", variables: &["NADWA_LANG"], default: "", choices: || strings(&["ar", "es", "fr", "en"]), check: |v| Lang::parse(v).is_some() },
    Setting { name: "zone", doc: "the clock of times shown: event, local, or an IANA name", values: "\"event\", \"local\" or a name such as \"Europe/Madrid\"", variables: &[], default: "event", choices: || [strings(&["event", "local"]), Zone::names()].concat(), check: |v| ["event", "local"].contains(&v) || Zone::named(v).is_some() },
    Setting { name: "bidi", doc: "how right-to-left text is sent to the terminal: auto, application, terminal, kitty, off", values: "\"auto\", \"application\", \"terminal\", \"kitty\" or \"off\"", variables: &["NADWA_BIDI"], default: "auto", choices: || strings(&["auto"]).into_iter().chain(Mode::NAMES.iter().map(|(n, _)| (*n).to_owned())).collect(), check: |v| v == "auto" || Mode::named(v).is_some() },
    Setting { name: "theme", doc: "colours: terminal (its own sixteen), light, dark, contrast, none", values: "\"terminal\", \"light\", \"dark\", \"contrast\" or \"none\"", variables: &["NADWA_THEME"], default: "terminal", choices: || Theme::NAMES.iter().map(|(n, _)| (*n).to_owned()).collect(), check: |v| Theme::named(v).is_some() },
    Setting { name: "mouse", doc: "whether clicks and the wheel are taken", values: "true or false", variables: &[], default: "true", choices: || strings(&["true", "false"]), check: |v| ["true", "false"].contains(&v) },
    Setting { name: "accessible", doc: "pages as lines of words with numbers, for screen readers", values: "true or false", variables: &["NADWA_ACCESSIBLE"], default: "false", choices: || strings(&["true", "false"]), check: |v| ["true", "false"].contains(&v) },
    Setting { name: "first", doc: "the view at the start; auto is what is on now while the programme goes on, else the agenda", values: "\"auto\" or a view such as \"timetable\"", variables: &[], default: "auto", choices: || VIEWS.iter().filter(|v| v.key.is_some()).map(|v| v.name.to_owned()).collect(), check: |v| v == "auto" || VIEWS.iter().any(|view| view.key.is_some() && view.name == v) },
    Setting { name: "desk", doc: "the name by which you say what has changed, for others to see", values: "a name such as \"entrance\"", variables: &["NADWA_DESK"], default: "", choices: Vec::new, check: |v| !v.is_empty() && v.chars().count() <= 40 },
    Setting { name: "live", doc: "the server that desks share changes by: nats://…", values: "an address such as \"nats://192.0.2.7:4222\"", variables: &["NADWA_LIVE"], default: "", choices: Vec::new, check: is_server },
    Setting { name: "me", doc: "the speaker that you are, by an id or any part of a name", values: "an id or a part of a name", variables: &[], default: "", choices: Vec::new, check: |v| !v.is_empty() },
];

/// The row of that name.
///
/// # Panics
/// When there is none: names come from the table.
pub fn setting(name: &str) -> &'static Setting {
    let row = SETTINGS.iter().find(|s| s.name == name);
    row.expect("a row of the table")
}

/// Whether this is an address of a server of changes, or several with commas.
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

/// What a file sets.
#[derive(Debug, Default)]
pub struct Config {
    /// Names and values, each with its line.
    values: Vec<(&'static str, String, u32)>,
    /// What every key does.
    pub keys: Keymap,
    /// The commands whose keys are those of the file.
    pub bound: Vec<&'static str>,
}

/// Where the settings are: `$XDG_CONFIG_HOME/nadwa/config.toml`, else in `~/.config`.
pub fn path() -> Option<PathBuf> {
    Some(folder("XDG_CONFIG_HOME", ".config")?.join("config.toml"))
}

/// Who set a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetBy {
    /// An option of the command line.
    Option,
    /// This variable of the environment.
    Variable(&'static str),
    /// This line of the file.
    Line(u32),
    /// Nobody.
    Default,
}

/// A setting with its value.
#[derive(Debug, Clone)]
pub struct Value {
    /// Its name.
    pub name: &'static str,
    /// The value; empty where there is none.
    pub text: String,
    /// Who set it.
    pub from: SetBy,
}

/// A message as a terminal may print it: it quotes the file, and names it.
fn told(message: &str) -> String {
    Text::clean(message, Lines::One).0.to_string()
}

impl Config {
    /// Reads the settings of a text; the second value is what is wrong in it, each with its place.
    pub fn parse(file: &str, text: &str) -> (Self, Vec<String>) {
        let arena = Arena::new();
        let document = parse_recoverable(text, &arena);
        let source = LineIndex::new(file, text);
        let line = |at: toml_spanner::Span| source.location(at.into()).line;
        let placed = |at: toml_spanner::Span, message: String| {
            let place = source.location(at.into());
            told(&format!(
                "{file}:{}:{}: {message}",
                place.line, place.column
            ))
        };
        let mut wrong: Vec<String> = document
            .errors()
            .iter()
            .map(|e| placed(e.span(), e.message(text).replace('`', "'")))
            .collect();
        let mut config = Self {
            keys: commands::keymap(),
            ..Self::default()
        };
        // Commands and their new keys, in the order of the file.
        let mut bound: Vec<(&'static str, Vec<Key>, toml_spanner::Span)> = Vec::new();
        for (key, value) in document.table() {
            let name = &*Text::clean(key.as_str(), Lines::One).0;
            if let ("keys", Some(table)) = (name, value.as_table()) {
                for (key, value) in table {
                    let name = &*Text::clean(key.as_str(), Lines::One).0;
                    let known = config.keys.rows.iter().map(|row| row.name);
                    match (config.keys.named(name), keys(value)) {
                        (None, _) => {
                            let message = unknown("command", name, known);
                            wrong.push(placed(key.span, message));
                        }
                        (_, Err(why)) => wrong.push(placed(value.span(), why)),
                        (Some(row), Ok(keys)) => bound.push((row.name, keys, value.span())),
                    }
                }
                continue;
            }
            let Some(setting) = SETTINGS.iter().find(|s| s.name == name) else {
                let known = SETTINGS.iter().map(|s| s.name).chain(["keys"]);
                wrong.push(placed(key.span, unknown("setting", name, known)));
                continue;
            };
            let said = value.as_bool().map(|b| b.to_string());
            let said = said.or_else(|| value.as_str().map(str::to_owned));
            // Nothing is how a setting is written that nobody sets.
            let Some(said) = said.filter(|v| v.is_empty() || (setting.check)(v)) else {
                let message = format!("{name} is {}", setting.values);
                wrong.push(placed(value.span(), message));
                continue;
            };
            if said.is_empty() {
                continue;
            }
            config.values.push((setting.name, said, line(key.span)));
        }
        // What is given other keys has none of its own to lose.
        for (name, ..) in &bound {
            config.keys.bind(name, &[]);
        }
        for (name, keys, at) in bound {
            for lost in config.keys.bind(name, &keys) {
                let message = format!("'{name}' takes a key of '{lost}', which no longer has it");
                wrong.push(placed(at, message));
            }
            config.bound.push(name);
        }
        (config, wrong)
    }

    /// Reads the reader's own file, if there is one.
    pub fn read() -> (Self, Vec<String>) {
        let none = || Self::parse("", "").0;
        let Some(path) = path() else {
            return (none(), Vec::new());
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&path.display().to_string(), &text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => (none(), Vec::new()),
            Err(e) => (none(), vec![told(&format!("{}: {e}", path.display()))]),
        }
    }

    /// A setting, whose option may have been given.
    ///
    /// # Errors
    /// A sentence, where a variable of the environment holds no value of the setting.
    pub fn value(&self, setting: &Setting, option: Option<String>) -> Result<Value, String> {
        let name = setting.name;
        let value = |text: String, from| Ok(Value { name, text, from });
        if let Some(text) = option {
            return value(text, SetBy::Option);
        }
        for variable in setting.variables {
            let set = std::env::var(variable).ok().filter(|v| !v.is_empty());
            match set {
                Some(text) if (setting.check)(&text) => {
                    return value(text, SetBy::Variable(variable));
                }
                Some(text) => {
                    let values = setting.values;
                    return Err(format!("{variable} is '{text}'; {name} is {values}"));
                }
                None => {}
            }
        }
        match self.values.iter().find(|(n, ..)| *n == name) {
            Some((_, text, line)) => value(text.clone(), SetBy::Line(*line)),
            None => value(setting.default.to_owned(), SetBy::Default),
        }
    }
}

/// What to say of a name that there is not.
fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let hint = match nearest(name, known) {
        Some(near) => format!("did you mean '{near}'?"),
        None => "it is passed over".to_owned(),
    };
    format!("there is no {what} '{name}'; {hint}")
}

/// The keys of a command: one, or a list.
fn keys(value: &Item) -> Result<Vec<Key>, String> {
    let one = |item: &Item| {
        let text = item
            .as_str()
            .ok_or("a key is a text such as \"s\" or \"<c-s>\"")?;
        if let [key] = Key::parse_all(text)?.as_slice() {
            return Ok(*key);
        }
        let named = format!("<{}>", text.to_lowercase());
        let hint = match Key::parse_all(&named) {
            Ok(_) => format!("that one is written \"{named}\""),
            Err(_) => "several are a list: [\"s\", \"<c-s>\"]".to_owned(),
        };
        Err(format!("'{text}' is not one key; {hint}"))
    };
    match value.as_array() {
        Some(all) => all.iter().map(one).collect(),
        None => Ok(vec![one(value)?]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<String>) {
        Config::parse("c", text)
    }

    #[test]
    fn settings_are_read_and_faults_are_placed() {
        let (config, wrong) =
            read("lang = \"ar\"\nmouse = false\n[keys]\nstar = [\"s\", \"<c-s>\"]\n");
        assert_eq!(wrong, [""; 0]);
        assert_eq!(
            config.values,
            [("lang", "ar".into(), 1), ("mouse", "false".into(), 2)]
        );
        let star = config.keys.named("star").expect("a command");
        assert_eq!(star.shown(crate::text::bidi::Dir::Ltr), "s <c-s>");
        let (config, wrong) = read("bidi = 3\nlng = \"ar\"\nlang = \"a b\"\nbidi = \nme = \"\"\n");
        assert!(config.values.is_empty());
        assert_eq!(
            wrong,
            [
                "c:4:8: unexpected character found: '\\n'",
                "c:1:8: bidi is \"auto\", \"application\", \"terminal\", \"kitty\" or \"off\"",
                "c:2:1: there is no setting 'lng'; did you mean 'lang'?",
                "c:3:8: lang is a language code such as \"ar\"",
            ]
        );
    }

    #[test]
    fn keys_that_clash_and_keys_that_are_none_are_told() {
        let (config, wrong) = read(
            "[keys]\nstar = \"f\"\nfilter = \"<c-k>\"\nquit = \"j\"\nstr = \"s\"\nopen = \"<entr>\"\nme = \"mm\"\n",
        );
        assert_eq!(
            wrong,
            [
                "c:5:1: there is no command 'str'; did you mean 'star'?",
                "c:6:8: '<entr>' is not a key; keys are written as in 'j <enter> <esc> <tab> <bs> <up> <pgdn> <space> <f1> <c-d>'",
                "c:7:6: 'mm' is not one key; several are a list: [\"s\", \"<c-s>\"]",
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
    fn every_default_is_a_value() {
        for setting in SETTINGS {
            assert!(
                setting.default.is_empty() || (setting.check)(setting.default),
                "{}",
                setting.name
            );
        }
    }
}
