//! The reader's own settings: a small TOML file in the XDG folder, read with the same care as a
//! programme. An option on the command line and a variable count more.

use std::path::PathBuf;

use toml_spanner::{Arena, parse_recoverable};

use crate::bidi::Mode;
use crate::diagnostic::Source;
use crate::file::folder;
use crate::text::{Lang, Lines, Text};
use crate::words::nearest;

/// The settings of a file.
#[derive(Debug, Default, PartialEq)]
pub struct Config {
    /// `lang`: the language of texts and interface.
    pub lang: Option<Lang>,
    /// `bidi`: how right-to-left text is sent; `auto` is to be found out.
    pub bidi: Option<Mode>,
}

/// A setting: its name, and what takes its value; `None` where the value is none of its own.
struct Setting {
    name: &'static str,
    values: &'static str,
    set: fn(&mut Config, &str) -> Option<()>,
}

const SETTINGS: &[Setting] = &[
    Setting {
        name: "lang",
        values: "a language code such as \"ar\"",
        set: |config, value| {
            config.lang = Some(Lang::parse(value)?);
            Some(())
        },
    },
    Setting {
        name: "bidi",
        values: "\"auto\", \"application\", \"terminal\", \"kitty\" or \"off\"",
        set: |config, value| {
            config.bidi = Mode::NAMES
                .iter()
                .find(|(name, _)| *name == value)
                .map(|(_, mode)| *mode);
            (config.bidi.is_some() || value == "auto").then_some(())
        },
    },
];

/// Where the settings are: `$XDG_CONFIG_HOME/nadwa/config.toml`, else in `~/.config`.
pub fn path() -> Option<PathBuf> {
    Some(folder("XDG_CONFIG_HOME", ".config")?.join("config.toml"))
}

impl Config {
    /// Reads the settings of a text; the second value is what is wrong in it, each with its place.
    pub fn parse(file: &str, text: &str) -> (Self, Vec<String>) {
        let arena = Arena::new();
        let document = parse_recoverable(text, &arena);
        let source = Source::new(file, text);
        let placed = |at: toml_spanner::Span, message: String| {
            let place = source.place(at.into());
            format!("{file}:{}:{}: {message}", place.line, place.column)
        };
        let mut wrong: Vec<String> = document
            .errors()
            .iter()
            .map(|e| placed(e.span(), e.message(text).replace('`', "'")))
            .collect();
        let mut config = Self::default();
        for (key, value) in document.table() {
            let name = &*Text::clean(key.as_str(), Lines::One).0;
            let Some(setting) = SETTINGS.iter().find(|s| s.name == name) else {
                let near = nearest(name, SETTINGS.iter().map(|s| s.name));
                let hint = near.map_or("it is passed over".to_owned(), |n| {
                    format!("did you mean '{n}'?")
                });
                wrong.push(placed(
                    key.span,
                    format!("there is no setting '{name}'; {hint}"),
                ));
                continue;
            };
            if value
                .as_str()
                .and_then(|v| (setting.set)(&mut config, v))
                .is_none()
            {
                wrong.push(placed(
                    value.span(),
                    format!("{name} is {}", setting.values),
                ));
            }
        }
        (config, wrong)
    }

    /// Reads the reader's own file, if there is one.
    pub fn read() -> (Self, Vec<String>) {
        let Some(path) = path() else {
            return Default::default();
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&path.display().to_string(), &text),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Default::default(),
            Err(e) => (Self::default(), vec![format!("{}: {e}", path.display())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_and_faults_are_placed() {
        let (config, wrong) = Config::parse("c", "lang = \"ar\"\nbidi = \"kitty\"\n");
        assert_eq!(
            (config.lang, config.bidi, wrong),
            (Lang::parse("ar"), Some(Mode::Kitty), Vec::new())
        );
        let (config, wrong) = Config::parse("c", "bidi = 3\nlng = \"ar\"\nlang = \"\"\nbidi = \n");
        assert_eq!(config, Config::default());
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
}
