//! What a piece of text is for, and how that looks in the terminal's own sixteen colours.
//!
//! Meaning is never in colour alone: every role that matters also has a word or a mark.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Ordinary text.
    #[default]
    Text,
    /// The name of the page or of a thing.
    Title,
    /// A heading inside a page.
    Heading,
    /// A time.
    Time,
    /// Something that can be opened.
    Link,
    /// Said in passing.
    Faint,
    /// The label of a field.
    Label,
    /// Happening now.
    Now,
    /// A notice of the organisers.
    Notice,
    /// Needs attention.
    Warning,
    /// Is wrong.
    Error,
    /// Part of a code for a camera: dark on light.
    Code,
}

/// Whether colours may be sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// The terminal's sixteen.
    Colors,
    /// None: bold, dim and reverse alone (<https://no-color.org>).
    Plain,
}

impl Theme {
    /// The style of a role. Of the sixteen, blue is lost on black, yellow and cyan on white, in the
    /// default colours of several terminals; so none of them is used.
    pub fn style(self, role: Role) -> Style {
        if role == Role::Code {
            // A camera needs the contrast, whatever the reader prefers.
            return Style::new().fg(Color::Black).bg(Color::White);
        }
        let (color, modifier) = match role {
            Role::Text | Role::Link | Role::Time | Role::Code => (None, Modifier::empty()),
            Role::Title | Role::Heading => (None, Modifier::BOLD),
            Role::Faint | Role::Label => (None, Modifier::DIM),
            Role::Now => (Some(Color::Green), Modifier::BOLD),
            Role::Notice => (Some(Color::Magenta), Modifier::empty()),
            Role::Warning => (Some(Color::Magenta), Modifier::BOLD),
            Role::Error => (Some(Color::Red), Modifier::BOLD),
        };
        self.tint(color).add_modifier(modifier)
    }

    /// A style with this colour, where colours may be sent.
    pub fn tint(self, color: Option<Color>) -> Style {
        match (self, color) {
            (Self::Colors, Some(c)) => Style::new().fg(c),
            _ => Style::new(),
        }
    }
}

/// `text` in a style, as the escapes of a terminal (ECMA-48 SGR); as it is when the style is plain.
pub fn escaped(text: &str, style: Style) -> String {
    const MODIFIERS: [(Modifier, &str); 4] = [
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
    ];
    let mut codes: Vec<String> = MODIFIERS
        .iter()
        .filter(|(m, _)| style.add_modifier.contains(*m))
        .map(|(_, c)| (*c).to_owned())
        .collect();
    for (color, base) in [(style.fg, 0), (style.bg, 10)] {
        if let Some(at) = COLORS.iter().position(|(_, c)| Some(*c) == color) {
            codes.push((base + if at < 8 { 30 + at } else { 90 + at - 8 }).to_string());
        }
    }
    if codes.is_empty() {
        text.to_owned()
    } else {
        format!("\x1b[{}m{text}\x1b[0m", codes.join(";"))
    }
}

/// The names of the sixteen terminal colours, as a file writes them.
pub const COLORS: &[(&str, Color)] = &[
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];
