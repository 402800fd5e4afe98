//! Which key does what: the keys of the tables, or those that the reader has set.

use crate::text::bidi::Dir;
use crate::world::key::{Key, KeyCode};

/// A command with its keys.
#[derive(Debug, Clone)]
pub struct Binding {
    /// Its name.
    pub name: &'static str,
    /// The message that says what it does.
    pub message: String,
    /// Its keys, on a screen that begins at the left.
    pub keys: Vec<Key>,
    /// The view in which it is of most use.
    pub on: Option<&'static str>,
    /// Whether it is of use everywhere.
    pub hint: bool,
}

/// Every command with its keys, in the order of the tables.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    /// The commands.
    pub rows: Vec<Binding>,
}

impl Keymap {
    /// The command of that name.
    pub fn named(&self, name: &str) -> Option<&Binding> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// What a key does on a screen that begins there.
    pub fn command(&self, key: Key, dir: Dir) -> Option<&'static str> {
        let key = on_screen(key, dir);
        let row = self.rows.iter().find(|row| row.keys.contains(&key));
        row.map(|row| row.name)
    }

    /// Gives a command other keys. Whatever had one of them loses it; the result is the names of those.
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
    /// Its keys as they are on a screen that begins there.
    pub fn shown(&self, dir: Dir) -> String {
        let shown = self.keys.iter().map(|k| on_screen(*k, dir).to_string());
        shown.collect::<Vec<_>>().join(" ")
    }

    /// The first of them, without brackets.
    pub fn first(&self, dir: Dir) -> Option<String> {
        let key = on_screen(*self.keys.first()?, dir).to_string();
        let bare = key.strip_prefix('<').and_then(|k| k.strip_suffix('>'));
        Some(bare.unwrap_or(&key).to_owned())
    }
}

/// On a screen that begins at the right, the keys to the left and to the right change places.
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
