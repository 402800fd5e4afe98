//! The keymap: which key runs which command, from the tables or from the reader's settings.

use crate::i18n::Messages;
use crate::text::bidi::{Dir, unmirrored};
use crate::world::World;
use crate::world::key::{Key, KeyCode};

/// A part of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Commands that open a view of the whole programme.
    View,
    /// To another row or page.
    Move,
    /// Search and filters.
    Find,
    /// What the reader keeps or takes along.
    Mine,
    /// What changes during the event.
    Event,
    /// How the screen looks, and leaving it.
    Screen,
    /// One of several values, such as a theme: in the palette only.
    Choice,
}

impl Group {
    /// Every part of the help with the key of its heading, in their order.
    pub const ALL: [(Self, &str); 6] = [
        (Self::View, "keys-view"),
        (Self::Move, "keys-move"),
        (Self::Find, "keys-find"),
        (Self::Mine, "keys-mine"),
        (Self::Event, "keys-event"),
        (Self::Screen, "keys-screen"),
    ];
}

/// A command and the keys that run it.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The name of the command.
    pub name: &'static str,
    /// The part of the help that lists the command.
    pub group: Group,
    /// The key of the message that describes the command.
    pub message: String,
    /// The key of the message that names its tab, where it opens one.
    pub tab: Option<String>,
    /// The keys, as on a left-to-right screen.
    pub keys: Vec<Key>,
    /// The view that the command belongs to; `None` for a command of every view.
    pub on: Option<&'static str>,
    /// Whether the foot of every page shows the command.
    pub hint: bool,
}

/// Every command with its keys, in the order of the tables.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    /// The bindings.
    pub rows: Vec<Binding>,
}

impl Keymap {
    /// Returns the binding of the command called `name`.
    pub fn named(&self, name: &str) -> Option<&Binding> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// Returns the command that a key runs on a screen of this direction.
    pub fn command(&self, key: Key, dir: Dir) -> Option<&'static str> {
        let key = on_screen(key, dir);
        let row = self.rows.iter().find(|row| row.keys.contains(&key));
        row.map(|row| row.name)
    }

    /// Binds a command to other keys, and returns the names of the commands that lose one of them.
    pub fn bind(&mut self, name: &str, keys: &[Key]) -> Vec<&'static str> {
        let mut lost = Vec::new();
        for row in &mut self.rows {
            if row.name == name {
                row.keys = keys.to_vec();
            } else if row.keys.iter().any(|key| keys.contains(key)) {
                row.keys.retain(|key| !keys.contains(key));
                lost.push(row.name);
            }
        }
        lost
    }
}

impl Binding {
    /// Returns what the command does, after the name of the tab that it opens: `Agenda: every session, day by day`.
    pub fn described(&self, messages: &Messages) -> String {
        let doc = messages.get(&self.message);
        match &self.tab {
            Some(tab) => messages.field(&messages.get(tab), &doc),
            None => doc,
        }
    }

    /// Returns the keys as they are on a screen of this direction.
    pub fn shown(&self, dir: Dir) -> String {
        let shown = self.keys.iter().map(|k| on_screen(*k, dir).to_string());
        shown.collect::<Vec<_>>().join(" ")
    }

    /// Returns the first key, without brackets.
    pub fn first(&self, dir: Dir) -> Option<String> {
        Some(on_screen(*self.keys.first()?, dir).bare())
    }
}

impl World {
    /// Formats a message that names keys: its variable `$key-filter` is the key of the command `filter`.
    pub fn with_keys(&self, message: &str, commands: &[&str], texts: &[(&str, &str)]) -> String {
        let names: Vec<String> = commands.iter().map(|c| format!("key-{c}")).collect();
        let keys = commands.iter().map(|c| unmirrored(self.key(c), self.dir()));
        let keys: Vec<String> = keys.collect();
        let keys = names.iter().zip(&keys).map(|(n, k)| (&**n, &**k));
        let all: Vec<(&str, &str)> = keys.chain(texts.iter().copied()).collect();
        self.messages.format(message, &all)
    }

    /// Returns the first key of a command as messages write it: `Enter`, `y`. A command without a key is
    /// written as it is typed into the palette: `:filter`.
    pub fn key(&self, command: &str) -> String {
        let binding = self.keys.named(command);
        let key = binding.and_then(|binding| binding.keys.first());
        key.map_or_else(
            || format!(":{command}"),
            |key| label(on_screen(*key, self.dir()), &self.messages),
        )
    }
}

/// Returns the name of a key in a language: `Enter`, `Entrée`, `F1`; `c-d` for a key with a modifier.
fn label(key: Key, messages: &Messages) -> String {
    match key.name() {
        Some(name) if key == Key::plain(key.code) && key.code != KeyCode::Char('<') => {
            messages.get(&format!("key-{name}"))
        }
        _ => match key.code {
            KeyCode::F(_) => key.bare().to_uppercase(),
            _ => key.bare(),
        },
    }
}

/// Returns the key that does the same on a right-to-left screen, where left and right change places.
fn on_screen(key: Key, dir: Dir) -> Key {
    const PAIRS: [(KeyCode, KeyCode); 2] = [
        (KeyCode::Left, KeyCode::Right),
        (KeyCode::Char('h'), KeyCode::Char('l')),
    ];
    let other = PAIRS.iter().find_map(|&(a, b)| match key.code {
        code if code == a => Some(b),
        code if code == b => Some(a),
        _ => None,
    });
    match other {
        Some(code) if dir == Dir::Rtl && !key.ctrl && !key.alt => Key { code, ..key },
        _ => key,
    }
}
