//! The messages of the interface and the shell in four languages (Fluent), and forms of dates and times.
//!
//! A language is a folder: `interface.ftl` is what the screen shows; `problems.ftl`, `updates.ftl` and `shell.ftl` are the
//! problems of files, what is posted during the event, and what the shell's commands print. `tests/all/words.rs` keeps keys and variables of all languages alike.

mod message;

use std::cell::OnceCell;

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

pub use self::message::{Arg, Message};
use crate::text::Lang;
use crate::text::bidi::Dir;

/// A language of the interface.
#[derive(Debug)]
pub struct Language {
    /// Its tag (BCP 47).
    pub tag: &'static str,
    /// What the screen shows (Fluent).
    pub interface: &'static str,
    /// Problems of files, updates, and what the shell's commands print; parsed when first needed.
    pub shell: [&'static str; 3],
}

macro_rules! language {
    ($tag:literal) => {
        Language {
            tag: $tag,
            interface: include_str!(concat!($tag, "/interface.ftl")),
            shell: [
                include_str!(concat!($tag, "/problems.ftl")),
                include_str!(concat!($tag, "/updates.ftl")),
                include_str!(concat!($tag, "/shell.ftl")),
            ],
        }
    };
}

/// The languages of the interface; the first stands in for all others.
pub const LANGUAGES: &[Language] = &[
    language!("en"),
    language!("es"),
    language!("fr"),
    language!("ar"),
];

type Bundle = FluentBundle<FluentResource>;

/// The messages of one language.
pub struct Messages {
    language: &'static Language,
    lang: Lang,
    interface: Bundle,
    shell: OnceCell<Bundle>,
}

impl std::fmt::Debug for Messages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Messages({})", self.language.tag)
    }
}

fn bundle(tag: &str, files: &[&str]) -> Bundle {
    let id: LanguageIdentifier = tag.parse().expect("a language of the table");
    let mut bundle = FluentBundle::new(vec![id]);
    // Terminals show isolates as visible characters; the screen orders each field by itself.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned()).expect("the messages are valid");
        bundle
            .add_resource(resource)
            .expect("each message is defined once");
    }
    bundle
}

impl Messages {
    /// Returns the messages of a language, or the English ones where there are none.
    pub fn new(lang: Lang) -> Self {
        let known = LANGUAGES.iter().find(|l| l.tag == lang.primary());
        let language = known.unwrap_or(&LANGUAGES[0]);
        Self {
            language,
            lang: Lang::parse(language.tag).expect("a language of the table"),
            interface: bundle(language.tag, &[language.interface]),
            shell: OnceCell::new(),
        }
    }

    /// Returns the English messages: those of JSON and of reports for other programs.
    pub fn english() -> Self {
        Self::new(Lang::parse(LANGUAGES[0].tag).expect("a language of the table"))
    }

    /// Returns the direction in which text of this language is written.
    pub fn dir(&self) -> Dir {
        if self.lang.is_rtl() {
            Dir::Rtl
        } else {
            Dir::Ltr
        }
    }

    fn value(&self, key: &str, args: Option<&FluentArgs>) -> String {
        let bundle = if self.interface.has_message(key) {
            &self.interface
        } else {
            let made = || bundle(self.language.tag, &self.language.shell);
            self.shell.get_or_init(made)
        };
        let pattern = bundle.get_message(key).and_then(|m| m.value());
        let pattern = pattern.unwrap_or_else(|| panic!("there is no message {key}"));
        bundle
            .format_pattern(pattern, args, &mut Vec::new())
            .into_owned()
    }

    /// Formats a message without variables.
    pub fn get(&self, key: &str) -> String {
        self.value(key, None)
    }

    /// Formats a message that was made before the reader's language was known.
    pub fn message(&self, message: &Message) -> String {
        message.in_language(self)
    }

    /// Returns the name of a session's status, from its name in the file.
    pub fn status(&self, name: &str) -> String {
        self.get(&format!("status-{name}"))
    }

    /// A language that the interface speaks by its name, others by their code.
    pub fn language(&self, tag: &str) -> String {
        match tag {
            "ar" | "es" | "fr" | "en" => self.get(&format!("language-{tag}")),
            other => other.to_owned(),
        }
    }

    /// `3 of 8`.
    pub fn of_all(&self, n: usize, all: usize) -> String {
        let (n, all) = (n.to_string(), all.to_string());
        self.format("of-all", &[("n", &n), ("all", &all)])
    }

    /// What stands between the things of a list: a comma and a blank.
    pub fn comma(&self) -> String {
        format!("{} ", self.get("comma"))
    }

    /// A message with texts for its variables.
    pub fn format(&self, key: &str, texts: &[(&str, &str)]) -> String {
        let args: FluentArgs = texts.iter().copied().collect();
        self.value(key, Some(&args))
    }

    /// A message about `n` things.
    pub fn plural(&self, key: &str, n: usize) -> String {
        self.plural_with(key, n, &[])
    }

    /// A message about `n` things, with texts besides.
    pub fn plural_with(&self, key: &str, n: usize, texts: &[(&str, &str)]) -> String {
        let mut args: FluentArgs = texts.iter().copied().collect();
        args.set("n", n);
        self.value(key, Some(&args))
    }

    fn date(&self, key: &str, form: (&str, &str), d: NaiveDate) -> String {
        let weekday = self.get(&format!("{}-{}", form.0, d.weekday().number_from_monday()));
        let month = self.get(&format!("{}-{}", form.1, d.month()));
        let texts = [
            ("weekday", weekday),
            ("month", month),
            ("year", d.year().to_string()),
        ];
        let mut args: FluentArgs = texts.into_iter().collect();
        // As a number, so that a language can give the first of a month a form of its own.
        args.set("day", d.day());
        self.value(key, Some(&args))
    }

    /// `Tuesday 30 November 2021`.
    pub fn long_date(&self, d: NaiveDate) -> String {
        self.date("long-date", ("day", "month"), d)
    }

    /// `Tue 30 Nov`.
    pub fn short_date(&self, d: NaiveDate) -> String {
        self.date("short-date", ("day-short", "month-short"), d)
    }

    /// `30 Nov`.
    pub fn day_month(&self, d: NaiveDate) -> String {
        self.date("day-month", ("day-short", "month-short"), d)
    }

    /// `09:30–10:30`. Among right-to-left words, numbers around a dash change places; a left-to-right
    /// mark (U+200E) keeps them, so it is added where the language needs it.
    pub fn range(&self, start: NaiveDateTime, end: NaiveDateTime) -> String {
        let mark = if self.dir() == Dir::Rtl {
            "\u{200e}"
        } else {
            ""
        };
        format!("{mark}{}–{}", time(start), time(end))
    }

    /// A length in minutes: `45 min`, `2 h`, `1 h 30 min`.
    pub fn minutes(&self, n: i64) -> String {
        let (h, m) = ((n / 60).to_string(), format!("{:02}", n % 60));
        match (n / 60, n % 60) {
            (0, m) => self.format("minutes", &[("n", &m.to_string())]),
            (_, 0) => self.format("hours", &[("n", &h)]),
            _ => self.format("hours-minutes", &[("h", &h), ("m", &m)]),
        }
    }
}

/// `09:30`.
pub fn time(t: NaiveDateTime) -> String {
    format!("{:02}:{:02}", t.hour(), t.minute())
}

/// `1 session`, `3 sessions`: for the messages that are English alone.
pub fn count(n: usize, one: &str) -> String {
    if n == 1 {
        format!("1 {one}")
    } else {
        format!("{n} {one}s")
    }
}

/// `one`, `one and two`, `one, two and three`.
pub fn join(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The name nearest to a mistyped one, by Damerau-Levenshtein distance, if any is near enough
/// (a third of its length, at least one and at most four edits).
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let far = (typed.chars().count() / 3).clamp(1, 4);
    let lower = typed.to_lowercase();
    known
        .into_iter()
        .filter(|name| name.len().abs_diff(typed.len()) <= 4 * far)
        .map(|name| (strsim::osa_distance(&lower, &name.to_lowercase()), name))
        .filter(|(distance, _)| *distance <= far)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}
