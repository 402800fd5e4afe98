//! The messages in four languages (Fluent), and the formats of dates and times.
//!
//! Each language has a folder with these files: `interface.ftl` for the screen, `problems.ftl` for problems in
//! files, `updates.ftl` for updates during the event, `exports.ftl` for exports, and `cli.ftl` for the other
//! output of commands. `tests/all/words.rs` checks that all languages have the same keys and variables.

mod message;
mod time;

use std::cell::OnceCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::LanguageIdentifier;

pub use self::message::{Arg, Message};
pub use self::time::time;
use crate::text::Lang;
use crate::text::bidi::Dir;
use crate::text::fold::fold;

/// A language of the interface.
#[derive(Debug)]
pub struct Language {
    /// The tag (BCP 47).
    pub tag: &'static str,
    /// The messages of the screen.
    pub interface: &'static str,
    /// The other messages, which are parsed when one is first needed.
    pub shell: [&'static str; 4],
}

macro_rules! language {
    ($tag:literal) => {
        Language {
            tag: $tag,
            interface: include_str!(concat!($tag, "/interface.ftl")),
            shell: [
                include_str!(concat!($tag, "/problems.ftl")),
                include_str!(concat!($tag, "/updates.ftl")),
                include_str!(concat!($tag, "/exports.ftl")),
                include_str!(concat!($tag, "/cli.ftl")),
            ],
        }
    };
}

/// The languages of the interface. The first one is used if a language is not available.
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
    // Some terminals print isolates, and they are not needed: each field is ordered on its own.
    bundle.set_use_isolating(false);
    for file in files {
        let resource = FluentResource::try_new((*file).to_owned()).expect("the messages are valid");
        bundle
            .add_resource(resource)
            .expect("each message is defined once");
    }
    bundle
}

/// Returns the name of a language of the interface in itself, or the tag of another language.
pub fn own_name(lang: Lang) -> String {
    let tag = lang.as_str();
    if LANGUAGES.iter().any(|l| l.tag == tag) {
        Messages::new(lang).language(tag)
    } else {
        tag.to_owned()
    }
}

/// Returns the language of a code of two or three letters, or of a name in a language of the interface.
pub fn language_called(typed: &str) -> Option<Lang> {
    let tags = || LANGUAGES.iter().map(|language| language.tag);
    let is_named = |tag: &str| {
        let mut readers = tags().filter_map(Lang::parse);
        readers.any(|reader| fold(&Messages::new(reader).language(tag)) == fold(typed))
    };
    let code = Lang::parse(typed).filter(|lang| lang.primary().len() <= 3);
    code.or_else(|| tags().find(|tag| is_named(tag)).and_then(Lang::parse))
}

impl Messages {
    /// Returns the messages of a language, or the English ones if it is not available.
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

    /// Returns the English messages, which JSON and reports for other programs use.
    pub fn english() -> Self {
        Self::new(Lang::parse(LANGUAGES[0].tag).expect("a language of the table"))
    }

    /// Returns the language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns the writing direction of the language.
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
            let parse = || bundle(self.language.tag, &self.language.shell);
            self.shell.get_or_init(parse)
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

    /// Formats a message that is data.
    pub fn message(&self, message: &Message) -> String {
        message.in_language(self)
    }

    /// Returns a label with its value: `Room: Main hall`.
    pub fn field(&self, label: &str, value: &str) -> String {
        self.format("field-is", &[("label", label), ("value", value)])
    }

    /// Returns the name of a session's status, given its name in program.toml.
    pub fn status(&self, name: &str) -> String {
        self.get(&format!("status-{name}"))
    }

    /// Returns the name of a language of the interface, or the tag of another language.
    pub fn language(&self, tag: &str) -> String {
        match tag {
            "ar" | "es" | "fr" | "en" => self.get(&format!("language-{tag}")),
            other => other.to_owned(),
        }
    }

    /// Returns `3 of 8`.
    pub fn of_all(&self, n: usize, all: usize) -> String {
        let (n, all) = (n.to_string(), all.to_string());
        self.format("of-all", &[("n", &n), ("all", &all)])
    }

    /// Returns the separator of lists: a comma and a space.
    pub fn comma(&self) -> String {
        format!("{} ", self.get("comma"))
    }

    /// Formats a message with texts as its variables.
    pub fn format(&self, key: &str, texts: &[(&str, &str)]) -> String {
        let args: FluentArgs = texts.iter().copied().collect();
        self.value(key, Some(&args))
    }

    /// Formats a message whose variable `n` selects the plural form.
    pub fn plural(&self, key: &str, n: usize) -> String {
        self.plural_with(key, n, &[])
    }

    /// Formats a message like [`Self::plural`], with texts as other variables.
    pub fn plural_with(&self, key: &str, n: usize, texts: &[(&str, &str)]) -> String {
        let mut args: FluentArgs = texts.iter().copied().collect();
        args.set("n", n);
        self.value(key, Some(&args))
    }
}
