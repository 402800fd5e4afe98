//! Keys and their notation: `j`, `<enter>`, `<c-d>`. The help, the command table, the settings, the
//! `--keys` option and the tests share it.

use std::fmt;

use crate::i18n::Message;

/// A key with its modifiers. Shift is part of a character (`G`), and a modifier of all other keys.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// Whether Control was pressed.
    pub ctrl: bool,
    /// Whether Alt was pressed.
    pub alt: bool,
    /// Whether Shift was pressed; never set for characters.
    pub shift: bool,
}

/// A key without modifiers.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
#[allow(missing_docs)]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Insert,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    F(u8),
    /// A click of the left mouse button, at a column and a row of the screen, from 1.
    Click(u16, u16),
    /// A movement of the mouse with its left button held down, to a column and a row of the screen, from 1.
    Drag(u16, u16),
    /// The left mouse button is let go, at a column and a row of the screen, from 1.
    Release(u16, u16),
    /// A turn of the mouse wheel, down if true, at a column and a row of the screen, from 1.
    Wheel(bool, u16, u16),
}

const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("bs", KeyCode::Backspace),
    ("del", KeyCode::Delete),
    ("ins", KeyCode::Insert),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pgup", KeyCode::PageUp),
    ("pgdn", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
];

impl Key {
    /// Returns the key without modifiers.
    pub fn plain(code: KeyCode) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// Returns the character that this key types into a prompt.
    pub fn typed(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Parses a sequence of keys: a character stands for itself, other keys are named in `<` `>`.
    ///
    /// # Errors
    /// Returns a message that names the part that is not a key.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, Message> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c == '<' {
                let end = rest
                    .find('>')
                    .ok_or_else(|| Message::new("key-unclosed").arg("key", rest))?;
                keys.push(Self::named(&rest[1..end])?);
                rest = &rest[end + 1..];
            } else {
                keys.push(Self::plain(KeyCode::Char(c)));
                rest = &rest[c.len_utf8()..];
            }
        }
        Ok(keys)
    }

    /// Returns the name of the key in the notation, where it has one: `enter`.
    pub fn name(self) -> Option<&'static str> {
        let found = NAMES.iter().find(|(_, code)| *code == self.code);
        found.map(|(name, _)| *name)
    }

    /// Returns the notation of the key without brackets: `enter`, `c-d`.
    pub fn bare(self) -> String {
        let text = self.to_string();
        let bare = text.strip_prefix('<').and_then(|t| t.strip_suffix('>'));
        bare.unwrap_or(&text).to_owned()
    }

    fn named(name: &str) -> Result<Self, Message> {
        let mut key = Self::plain(KeyCode::Esc);
        let mut rest = name;
        loop {
            rest = match rest.get(..2).map(str::to_ascii_lowercase).as_deref() {
                Some("c-") => {
                    key.ctrl = true;
                    &rest[2..]
                }
                Some("a-") => {
                    key.alt = true;
                    &rest[2..]
                }
                Some("s-") => {
                    key.shift = true;
                    &rest[2..]
                }
                _ => break,
            };
        }
        let lower = rest.to_ascii_lowercase();
        let mut chars = rest.chars();
        key.code = match (chars.next(), chars.next()) {
            (Some(c), None) => KeyCode::Char(c),
            _ => NAMES
                .iter()
                .find(|(n, _)| *n == lower)
                .map(|(_, code)| *code)
                .or_else(|| {
                    let n = lower.strip_prefix('f')?.parse().ok()?;
                    (1..=24).contains(&n).then_some(KeyCode::F(n))
                })
                .or_else(|| mouse(&lower))
                .ok_or_else(|| {
                    let message = Message::new("unknown-key").arg("examples", EXAMPLES);
                    message.arg("key", format!("<{name}>"))
                })?,
        };
        Ok(key)
    }
}

/// Parses an action of the mouse: `click-12-5`, `wheel-down-12-5`.
fn mouse(name: &str) -> Option<KeyCode> {
    let (name, y) = name.rsplit_once('-')?;
    let (name, x) = name.rsplit_once('-')?;
    let (x, y) = (x.parse().ok()?, y.parse().ok()?);
    match name {
        "click" => Some(KeyCode::Click(x, y)),
        "drag" => Some(KeyCode::Drag(x, y)),
        "release" => Some(KeyCode::Release(x, y)),
        "wheel-down" => Some(KeyCode::Wheel(true, x, y)),
        "wheel-up" => Some(KeyCode::Wheel(false, x, y)),
        _ => None,
    }
}

const EXAMPLES: &str = "j <enter> <esc> <tab> <bs> <up> <pgdn> <space> <f1> <c-d>";

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        let modified = self.ctrl || self.alt || self.shift;
        if let (KeyCode::Char(c), None, false) = (self.code, name, modified) {
            return write!(f, "{c}");
        }
        f.write_str("<")?;
        for (pressed, mark) in [(self.ctrl, "c-"), (self.alt, "a-"), (self.shift, "s-")] {
            f.write_str(if pressed { mark } else { "" })?;
        }
        match (name, self.code) {
            (Some(n), _) => f.write_str(n)?,
            (None, KeyCode::Char(c)) => write!(f, "{c}")?,
            (None, KeyCode::F(n)) => write!(f, "f{n}")?,
            (None, KeyCode::Click(x, y)) => write!(f, "click-{x}-{y}")?,
            (None, KeyCode::Drag(x, y)) => write!(f, "drag-{x}-{y}")?,
            (None, KeyCode::Release(x, y)) => write!(f, "release-{x}-{y}")?,
            (None, KeyCode::Wheel(down, x, y)) => {
                write!(f, "wheel-{}-{x}-{y}", if down { "down" } else { "up" })?;
            }
            (None, code) => write!(f, "{code:?}")?,
        }
        f.write_str(">")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Messages;

    #[test]
    fn keys_read_as_they_are_written() {
        let text = "j<enter>G<c-d><s-tab><space><lt><f1>é<a-x><click-3-5><drag-4-5><release-4-5><wheel-up-1-2>";
        let keys = Key::parse_all(text).expect("all keys");
        assert_eq!(
            keys.iter().map(ToString::to_string).collect::<String>(),
            text
        );
        assert_eq!(keys[5], Key::plain(KeyCode::Char(' ')));
        assert!(keys[3].ctrl);
    }

    #[test]
    fn a_wrong_key_is_named() {
        let error = |keys| Messages::english().message(&Key::parse_all(keys).expect_err("no keys"));
        assert!(error("j<entr>").contains("<entr>"));
        assert!(error("<c-").contains("closing"));
        assert!(Key::parse_all("<>").is_err());
    }
}
