//! The file that a new programme begins with.

use std::collections::HashSet;
use std::fmt::Write as _;

use chrono::{Days, NaiveDate};

use crate::cli::options::{Options, reader_language};
use crate::export::quoted;
use crate::i18n::Messages;
use crate::load::slug;
use crate::model::zone::Zone;
use crate::text::Lang;
use crate::text::fold::fold;
use crate::workspace::source::now;

/// What is known of a new programme.
pub struct Outline {
    pub title: String,
    pub first: NaiveDate,
    pub days: usize,
    pub place: String,
    pub zone: Zone,
    pub rooms: Vec<String>,
    /// At least one.
    pub languages: Vec<Lang>,
    reader: Lang,
}

impl Outline {
    /// Returns an outline of defaults.
    pub fn new(options: &Options) -> Self {
        let own = options.event_zone.clone().unwrap_or_else(Zone::local);
        let zone = if own.is_named() { own } else { Zone::utc() };
        let reader = reader_language(options.config.settings.lang);
        Self {
            title: String::new(),
            first: zone.at(now()).date(),
            days: 1,
            place: String::new(),
            zone,
            rooms: Vec::new(),
            languages: vec![reader],
            reader,
        }
    }

    /// Returns the name of the room of an event that has one.
    pub fn room(&self) -> String {
        Messages::new(self.reader).get("new-room")
    }

    /// Returns program.toml, with comments in the language of `messages`; `file` is its name in a shell.
    pub fn text(&self, file: &str, messages: &Messages) -> String {
        let comment = |key: &str| messages.format(key, &[("file", file)]);
        let mut out = String::new();
        let mut line = |text: &str| {
            out.push_str(text);
            out.push('\n');
        };
        for text in comment("new-comment-file").lines() {
            line(&format!("# {text}"));
        }
        line("\n[program]");
        let id = format!("{}-{}", self.id(), self.first.format("%Y"));
        line(&format!(
            "id        = {}  # {}",
            quoted(&id),
            comment("new-comment-id")
        ));
        line(&format!("title     = {}", quoted(&self.title)));
        let languages: Vec<String> = self.languages.iter().map(|l| quoted(l.as_str())).collect();
        line(&format!("languages = [{}]", languages.join(", ")));
        line(&format!(
            "timezone  = {}  # {}",
            quoted(self.zone.name()),
            comment("new-comment-timezone")
        ));
        if !self.place.is_empty() {
            line(&format!("venue     = {}", quoted(&self.place)));
        }
        let rooms = self.ids();
        line(&format!("\n# {}", comment("new-comment-rooms")));
        for (id, name) in rooms.iter().zip(&self.rooms) {
            line(&format!(
                "[[rooms]]\nid   = {}\nname = {}\n",
                quoted(id),
                quoted(name)
            ));
        }
        line(&format!("# {}", comment("new-comment-optional")));
        line("# [[tracks]]\n# id    = \"…\"\n# name  = \"…\"\n# color = \"blue\"\n#");
        line("# [[speakers]]\n# id   = \"…\"\n# name = \"…\"\n");
        line(&format!("# {}", comment("new-comment-sessions")));
        let more = comment("new-comment-more");
        out + &self.sessions(&rooms) + "\n# " + &more + "\n"
    }

    /// Returns the start of the programme's id, which no other programme should have.
    fn id(&self) -> String {
        let id = slug(&self.title);
        let id = id.get(..MAX_ID).unwrap_or(&id);
        if has_latin(&self.title) {
            id.to_owned()
        } else {
            format!("event-{id}")
        }
    }

    /// Returns the ids of the rooms.
    fn ids(&self) -> Vec<String> {
        let mut taken = HashSet::new();
        let id = |name: &String| {
            let id = id_of(name, "room");
            let mut numbered = (2..).map(|n| format!("{id}-{n}"));
            let free = Some(id.clone()).filter(|id| !taken.contains(id));
            let id = free.or_else(|| numbered.find(|id| !taken.contains(id)));
            let id = id.expect("some number is free");
            taken.insert(id.clone());
            id
        };
        self.rooms.iter().map(id).collect()
    }

    /// Returns a session in each room on the first day, and one on each other day: every room and day is used.
    fn sessions(&self, rooms: &[String]) -> String {
        let words = Messages::new(self.languages[0]);
        let later = (1..self.days as u64).filter_map(|n| self.first.checked_add_days(Days::new(n)));
        let slots = rooms.iter().map(|room| (self.first, room));
        let slots = slots.chain(later.map(|day| (day, &rooms[0])));
        let mut out = String::new();
        for (n, (day, room)) in slots.enumerate() {
            let number = (n + 1).to_string();
            let title = words.format("new-session", &[("n", &number)]);
            // Writing to a String cannot fail.
            let _ = write!(
                out,
                "[[sessions]]\nid     = \"session-{number}\"\ntitle  = {}\nstart  = {day}T10:00:00\nend    = {day}T11:00:00\nroom   = {}\nstatus = \"tentative\"\n\n",
                quoted(&title),
                quoted(room),
            );
        }
        out.truncate(out.trim_end().len());
        out.push('\n');
        out
    }
}

/// The longest part of a title in an id.
const MAX_ID: usize = 48;

/// Returns whether a name has letters that an id may have.
fn has_latin(name: &str) -> bool {
    fold(name).chars().any(|c| c.is_ascii_alphabetic())
}

/// Returns an id that people can type: that of a name, or another word if the name has no Latin letter.
fn id_of(name: &str, other: &str) -> String {
    if has_latin(name) {
        slug(name)
    } else {
        other.to_owned()
    }
}
