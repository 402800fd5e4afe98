//! What a piece of text is for, and how that looks in the terminal's own sixteen colours.
//!
//! Meaning is never in colour alone: every role that matters also has a word or a mark.

use ratatui::style::{Color, Modifier, Style};

use crate::export::svg::ANSI;
use crate::model::Color as NamedColor;
use crate::page::Role;

/// Which colours are sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// The terminal's sixteen, so that the terminal's own theme is kept.
    Terminal,
    /// Dark letters on light ground.
    Light,
    /// Light letters on dark ground.
    Dark,
    /// White and bright letters on black.
    Contrast,
    /// None: bold, dim and reverse alone (<https://no-color.org>).
    None,
}

/// The colours of a theme with a ground of its own, of the 256 whose red, green and blue are fixed
/// (xterm's cube and greys), so that their contrast is known: 4.5 at least, 7 in the one for it (WCAG 2.2).
struct Colors {
    ground: u8,
    text: u8,
    faint: u8,
    now: u8,
    notice: u8,
    warning: u8,
    error: u8,
    /// For the colours of tracks: black, red, green, yellow, blue, magenta, cyan, white.
    tracks: [u8; 8],
}

#[rustfmt::skip] // A table: one row, one line.
const LIGHT: Colors = Colors { ground: 255, text: 234, faint: 240, now: 22, notice: 90, warning: 94, error: 124, tracks: [234, 124, 22, 94, 25, 90, 23, 240] };
#[rustfmt::skip]
const DARK: Colors = Colors { ground: 234, text: 252, faint: 246, now: 114, notice: 176, warning: 179, error: 210, tracks: [246, 210, 114, 221, 111, 176, 80, 252] };
#[rustfmt::skip]
const CONTRAST: Colors = Colors { ground: 16, text: 231, faint: 252, now: 120, notice: 219, warning: 228, error: 217, tracks: [250, 217, 120, 228, 153, 219, 123, 231] };

impl Theme {
    /// Every theme with its name in the settings.
    pub const NAMES: [(&str, Self); 5] = [
        ("terminal", Self::Terminal),
        ("light", Self::Light),
        ("dark", Self::Dark),
        ("contrast", Self::Contrast),
        ("none", Self::None),
    ];

    /// The theme of that name.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(n, _)| *n == name);
        found.map(|(_, theme)| *theme)
    }

    fn colors(self) -> Option<&'static Colors> {
        match self {
            Self::Terminal | Self::None => None,
            Self::Light => Some(&LIGHT),
            Self::Dark => Some(&DARK),
            Self::Contrast => Some(&CONTRAST),
        }
    }

    /// What stands behind everything.
    pub fn ground(self) -> Style {
        let ground = |c: &Colors| {
            let text = Style::new().fg(Color::Indexed(c.text));
            text.bg(Color::Indexed(c.ground))
        };
        self.colors().map_or_else(Style::new, ground)
    }

    /// The style of a role. Of the terminal's sixteen, blue is lost on black, yellow and cyan on white, in
    /// the default colours of several terminals; so none of them is used.
    pub fn style(self, role: Role) -> Style {
        let modifier = match role {
            Role::Title | Role::Heading | Role::Now | Role::Warning | Role::Error => Modifier::BOLD,
            // Where a colour says it, its contrast is known.
            Role::Faint | Role::Label if self.colors().is_none() => Modifier::DIM,
            _ => Modifier::empty(),
        };
        let color = |c: &Colors| match role {
            Role::Faint | Role::Label => c.faint,
            Role::Now => c.now,
            Role::Notice => c.notice,
            Role::Warning => c.warning,
            Role::Error => c.error,
            _ => c.text,
        };
        let style = match (role, self.colors()) {
            // A camera needs the contrast, whatever the reader prefers.
            (Role::Code, _) => Style::new().fg(Color::Black).bg(Color::White),
            (_, Some(colors)) => Style::new().fg(Color::Indexed(color(colors))),
            (Role::Now, None) => self.tint(Some(NamedColor::Green)),
            (Role::Notice | Role::Warning, None) => self.tint(Some(NamedColor::Magenta)),
            (Role::Error, None) => self.tint(Some(NamedColor::Red)),
            _ => Style::new(),
        };
        style.add_modifier(modifier)
    }

    /// A style with the colour of a track, where colours may be sent.
    pub fn tint(self, color: Option<NamedColor>) -> Style {
        let Some(at) = color.map(|c| c as usize) else {
            return Style::new();
        };
        match self.colors() {
            Some(colors) => Style::new().fg(Color::Indexed(colors.tracks[at % 8])),
            None if self == Self::Terminal => Style::new().fg(ANSI[at]),
            None => Style::new(),
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
        if let Some(at) = ANSI.iter().position(|c| Some(*c) == color) {
            codes.push((base + if at < 8 { 30 + at } else { 90 + at - 8 }).to_string());
        }
    }
    if codes.is_empty() {
        text.to_owned()
    } else {
        format!("\x1b[{}m{text}\x1b[0m", codes.join(";"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rgb;

    /// Relative luminance and contrast (WCAG 2.2).
    fn contrast(text: Option<Color>, ground: Option<Color>) -> f64 {
        let luminance = |color: Option<Color>| {
            let Some(Color::Indexed(n)) = color else {
                panic!("{color:?} has no known contrast")
            };
            let line = |c: f64| match c {
                ..=0.03928 => c / 12.92,
                _ => ((c + 0.055) / 1.055).powf(2.4),
            };
            let rgb = rgb(n).map(|byte| line(f64::from(byte) / 255.0));
            let parts = rgb.iter().zip([0.2126, 0.7152, 0.0722]);
            parts.map(|(light, part)| light * part).sum::<f64>()
        };
        let (text, ground) = (luminance(text), luminance(ground));
        (text.max(ground) + 0.05) / (text.min(ground) + 0.05)
    }

    #[test]
    fn everything_can_be_read_on_its_ground() {
        use Role::{Error, Faint, Heading, Label, Link, Notice, Now, Text, Time, Title, Warning};
        let roles = [
            Text, Title, Heading, Time, Link, Faint, Label, Now, Notice, Warning, Error,
        ];
        for (name, theme) in Theme::NAMES {
            let Some(ground) = theme.ground().bg else {
                continue;
            };
            let least = if theme == Theme::Contrast { 7.0 } else { 4.5 };
            let roles = roles.map(|role| (format!("{role:?}"), theme.style(role)));
            let tracks = NamedColor::NAMES
                .iter()
                .map(|(n, c)| ((*n).to_owned(), theme.tint(Some(*c))));
            for (what, style) in roles.into_iter().chain(tracks) {
                let contrast = contrast(style.fg, Some(ground));
                assert!(contrast >= least, "{name}, {what}: {contrast:.1}");
            }
        }
    }
}
