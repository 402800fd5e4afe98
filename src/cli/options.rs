//! The options that every command takes, parsed.

use std::cell::OnceCell;
use std::io::{self, IsTerminal as _};

use clap::ArgMatches;

use super::error::CliError;
use crate::config::Config;
use crate::i18n::{LANGUAGES, Messages};
use crate::model::zone::Zone;
use crate::platform::tty::has_escapes;
use crate::text::{Lang, Lines, Text};
use crate::tui::probe::{self, TerminalInfo};
use crate::tui::theme::{ColorScheme, Theme};

/// The options that every command takes.
pub struct Options {
    /// The settings, with those of the command line.
    pub config: Config,
    /// The time to pretend.
    pub at: Option<String>,
    /// The event's time zone, where its file does not name it.
    pub event_zone: Option<Zone>,
    pub filter: String,
    pub json: bool,
    /// Whether this is a screen of staff, which has their contacts.
    pub staff: bool,
    pub width: Option<usize>,
    /// Whether printed pages have escape sequences.
    pub escapes: bool,
    pub theme: Theme,
    messages: OnceCell<Messages>,
    queried: OnceCell<TerminalInfo>,
}

impl Options {
    /// Returns whether the options can be understood without the sessions of the programme.
    pub fn need_no_session(&self) -> bool {
        let is_plain = self.filter.is_empty() && self.config.settings.me.is_none();
        is_plain && self.at.is_none() && self.event_zone.is_none()
    }

    /// Reads the settings and the options. Where one is invalid, the rest still gives the language of the error.
    pub fn read(matches: &ArgMatches) -> (Self, Result<(), CliError>) {
        let mut config = Config::read();
        let text = |name: &str| matches.get_one::<String>(name).cloned();
        let set = config.override_with(|setting| match setting.name {
            "program" => text("program").or(text("file")),
            "mouse" => matches.get_flag("no-mouse").then(|| "false".to_owned()),
            "accessible" => matches.get_flag("accessible").then(|| "true".to_owned()),
            "first" | "pane" => None,
            name => text(name),
        });
        let color = text("color").unwrap_or_default();
        let options = Self {
            at: text("at"),
            event_zone: matches.get_one::<Zone>("event-zone").cloned(),
            // It is shown on the screen and in messages.
            filter: text("filter")
                .map_or_else(String::new, |f| Text::clean(&f, Lines::One).0.to_string()),
            json: matches.get_flag("json"),
            staff: matches.get_flag("staff"),
            width: matches.get_one::<u16>("width").map(|w| usize::from(*w)),
            escapes: match color.as_str() {
                "always" => true,
                "never" => false,
                _ => {
                    let understood = io::stdout().is_terminal() && has_escapes();
                    forces_colors() || (understood && !refuses_colors())
                }
            },
            theme: match color.as_str() {
                "never" => Theme::None,
                "auto" if refuses_colors() && !forces_colors() => Theme::None,
                _ => config.settings.theme.unwrap_or_default(),
            },
            config,
            messages: OnceCell::new(),
            queried: OnceCell::new(),
        };
        (options, set.map_err(CliError::usage))
    }

    /// Returns the colours of the screen.
    pub fn color_scheme(&self) -> ColorScheme {
        ColorScheme {
            theme: self.theme,
            own: self.config.settings.colors,
        }
    }

    /// Returns the messages in the reader's language.
    pub fn messages(&self) -> &Messages {
        let lang = self.config.settings.lang;
        self.messages
            .get_or_init(|| Messages::new(reader_language(lang)))
    }

    /// Returns what the terminal replies to queries, which are sent once.
    pub fn queried(&self) -> &TerminalInfo {
        self.queried.get_or_init(probe::query_and_end)
    }
}

/// Returns the language of messages: the setting, else the locale where nadwa has its language, else English.
pub fn reader_language(set: Option<Lang>) -> Lang {
    let has = |lang: &Lang| LANGUAGES.iter().any(|l| l.tag == lang.primary());
    set.or_else(|| locale().filter(has))
        .or_else(|| Lang::parse(LANGUAGES[0].tag))
        .expect("the table of languages has a language")
}

/// Returns the language of the locale.
pub fn locale() -> Option<Lang> {
    Lang::parse(sys_locale::get_locale()?.split(['-', '_']).next()?)
}

/// Returns whether an environment variable is set to something but 0.
fn is_on(variable: &str) -> Option<bool> {
    let value = std::env::var_os(variable)?;
    (!value.is_empty()).then(|| value != "0")
}

/// Returns whether the environment refuses colours (<https://no-color.org>, <https://bixense.com/clicolors>).
fn refuses_colors() -> bool {
    let set = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let off = is_on("CLICOLOR") == Some(false) && is_on("CLICOLOR_FORCE") != Some(true);
    set || off || std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Returns whether the environment asks for colours also where there is no terminal.
fn forces_colors() -> bool {
    !refuses_colors() && is_on("CLICOLOR_FORCE") == Some(true)
}
