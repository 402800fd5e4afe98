//! Themes: the style of each role of text.
//!
//! Colour is never the only sign: every role that matters also has a word or a mark.

use ratatui::style::{Color, Modifier, Style};

use crate::export::svg::ANSI;
use crate::model::Color as NamedColor;
use crate::page::Role;

/// A theme.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// The sixteen colours of the terminal, as its own theme defines them.
    Terminal,
    /// Dark text on a light background.
    Light,
    /// Light text on a dark background.
    Dark,
    /// White and bright text on black.
    Contrast,
    /// No colours: only bold, dim and reverse (<https://no-color.org>).
    None,
}

/// The colours of a theme with its own background. They are among the 240 whose red, green and blue are fixed
/// (xterm's cube and greys), so that their contrast is known: at least 4.5, or 7 in `contrast` (WCAG 2.2).
struct Colors {
    background: u8,
    text: u8,
    faint: u8,
    now: u8,
    notice: u8,
    warning: u8,
    error: u8,
    /// The colours of tracks: black, red, green, yellow, blue, magenta, cyan, white.
    tracks: [u8; 8],
}

#[rustfmt::skip] // A table: one entry a line.
const LIGHT: Colors = Colors { background: 255, text: 234, faint: 240, now: 22, notice: 90, warning: 94, error: 124, tracks: [234, 124, 22, 94, 25, 90, 23, 240] };
#[rustfmt::skip]
const DARK: Colors = Colors { background: 234, text: 252, faint: 246, now: 114, notice: 176, warning: 179, error: 210, tracks: [246, 210, 114, 221, 111, 176, 80, 252] };
#[rustfmt::skip]
const CONTRAST: Colors = Colors { background: 16, text: 231, faint: 252, now: 120, notice: 219, warning: 228, error: 217, tracks: [250, 217, 120, 228, 153, 219, 123, 231] };

impl Theme {
    /// The themes with their names in the settings.
    pub const NAMES: [(&str, Self); 5] = [
        ("terminal", Self::Terminal),
        ("light", Self::Light),
        ("dark", Self::Dark),
        ("contrast", Self::Contrast),
        ("none", Self::None),
    ];

    /// Returns the theme called `name`.
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

    /// Returns the style of empty cells.
    pub fn background(self) -> Style {
        let style = |c: &Colors| {
            let text = Style::new().fg(Color::Indexed(c.text));
            text.bg(Color::Indexed(c.background))
        };
        self.colors().map_or_else(Style::new, style)
    }

    /// Returns the style of a role. In the default colours of several terminals blue is illegible on black, and
    /// yellow and cyan on white; so the terminal's own theme uses none of them.
    pub fn style(self, role: Role) -> Style {
        let modifier = match role {
            Role::Title | Role::Heading | Role::Now | Role::Warning | Role::Error => Modifier::BOLD,
            // Themes with colours use a colour of known contrast instead.
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
            // A camera needs the contrast in every theme.
            (Role::Code, _) => Style::new().fg(Color::Black).bg(Color::White),
            (_, Some(colors)) => Style::new().fg(Color::Indexed(color(colors))),
            (Role::Now, None) => self.tint(Some(NamedColor::Green)),
            (Role::Notice | Role::Warning, None) => self.tint(Some(NamedColor::Magenta)),
            (Role::Error, None) => self.tint(Some(NamedColor::Red)),
            _ => Style::new(),
        };
        style.add_modifier(modifier)
    }

    /// Returns a style with the colour of a track, in a theme with colours.
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

/// Returns `text` in a style, with escape sequences (ECMA-48 SGR) if the style needs any.
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
    fn contrast(text: Option<Color>, background: Option<Color>) -> f64 {
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
        let (text, background) = (luminance(text), luminance(background));
        (text.max(background) + 0.05) / (text.min(background) + 0.05)
    }

    #[test]
    fn every_role_is_legible_on_its_background() {
        use Role::{Error, Faint, Heading, Label, Link, Notice, Now, Text, Time, Title, Warning};
        let roles = [
            Text, Title, Heading, Time, Link, Faint, Label, Now, Notice, Warning, Error,
        ];
        for (name, theme) in Theme::NAMES {
            let Some(background) = theme.background().bg else {
                continue;
            };
            let least = if theme == Theme::Contrast { 7.0 } else { 4.5 };
            let roles = roles.map(|role| (format!("{role:?}"), theme.style(role)));
            let tracks = NamedColor::NAMES
                .iter()
                .map(|(n, c)| ((*n).to_owned(), theme.tint(Some(*c))));
            for (what, style) in roles.into_iter().chain(tracks) {
                let contrast = contrast(style.fg, Some(background));
                assert!(contrast >= least, "{name}, {what}: {contrast:.1}");
            }
        }
    }
}
