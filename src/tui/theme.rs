//! Themes: the style of each role of text.
//!
//! Colour is never the only sign: every role that matters also has a word or a mark.

use std::str::FromStr as _;

use ratatui::style::{Color, Modifier, Style};

use crate::export::svg::ANSI;
pub use crate::model::color::Rgb;
use crate::model::color::{READABLE, contrast, mix};
use crate::model::{Color as NamedColor, rgb};
use crate::page::Role;

/// A theme, as it is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// Colours chosen for the terminal's background if it replies to the query; otherwise the terminal's sixteen.
    #[default]
    Auto,
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

/// How many colours a terminal shows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Depth {
    /// Its own sixteen.
    #[default]
    Sixteen,
    /// The 240 others of xterm, whose red, green and blue are fixed.
    Indexed,
    /// Any red, green and blue.
    True,
}

impl Depth {
    /// Returns the depth that COLORTERM and TERM indicate.
    pub fn of_environment() -> Self {
        let is = |name: &str, values: &[&str]| {
            std::env::var(name).is_ok_and(|value| values.iter().any(|v| value.contains(v)))
        };
        let term = [
            "truecolor",
            "24bit",
            "direct",
            "kitty",
            "alacritty",
            "foot",
            "ghostty",
        ];
        if is("COLORTERM", &term) || is("TERM", &term) || is("WT_SESSION", &[""]) {
            Self::True
        } else if is("TERM", &["256", "mlterm"]) {
            Self::Indexed
        } else {
            Self::Sixteen
        }
    }
}

/// What is known of the colours of a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct TerminalColors {
    /// How many it shows.
    pub depth: Depth,
    /// Its background, as it replied to OSC 11.
    pub background: Option<Rgb>,
    /// Whether it shows faint text (SGR 2) like other text.
    pub lacks_faint: bool,
}

/// Hues of equal lightness (0.80 on dark, 0.48 on light backgrounds) and chroma (0.11, 0.13) in OKLCH, in the order of
/// the sixteen colours: bright colours are intermediate hues.
struct Hues {
    text: Rgb,
    accent: Rgb,
    tracks: [Rgb; 16],
}

#[rustfmt::skip]
const ON_DARK: Hues = Hues {
    text: [0xd8, 0xd8, 0xd8],
    accent: [0x89, 0xc2, 0xff],
    tracks: [
        [0xa0; 3], [0xfd, 0xa1, 0x9e], [0x90, 0xd1, 0x92], [0xd7, 0xbc, 0x66],
        [0x89, 0xc2, 0xff], [0xe4, 0xa4, 0xe2], [0x56, 0xd3, 0xda], [0xc0; 3],
        [0xb0; 3], [0xf7, 0xa9, 0x7c], [0xb2, 0xc9, 0x77], [0xe5, 0xb5, 0x68],
        [0xba, 0xb2, 0xff], [0xf6, 0xa0, 0xc1], [0x63, 0xd5, 0xbe], [0xd8; 3],
    ],
};
#[rustfmt::skip]
const ON_LIGHT: Hues = Hues {
    text: [0x1c, 0x1c, 0x1c],
    accent: [0x17, 0x5f, 0xa4],
    tracks: [
        [0x30; 3], [0x99, 0x39, 0x3b], [0x20, 0x70, 0x29], [0x78, 0x59, 0x00],
        [0x17, 0x5f, 0xa4], [0x83, 0x3f, 0x82], [0x00, 0x71, 0x7a], [0x60; 3],
        [0x50; 3], [0x95, 0x42, 0x00], [0x52, 0x68, 0x00], [0x85, 0x51, 0x00],
        [0x5c, 0x4e, 0xa2], [0x93, 0x38, 0x61], [0x00, 0x74, 0x5e], [0x60; 3],
    ],
};

/// The least contrast of the theme `contrast` (WCAG 2.2, level AAA).
const HIGH: f64 = 7.0;

/// A background, and what is needed to choose colours that can be read on it.
struct Scheme {
    hues: &'static Hues,
    background: Rgb,
    /// White on dark, black on light backgrounds.
    extreme: Rgb,
    /// How much of a hue is in the areas of tracks and in what is selected.
    share: f64,
    /// The colours behind text: the background, these areas, and what is selected.
    areas: Vec<Rgb>,
    depth: Depth,
    min_contrast: f64,
}

impl Scheme {
    fn new(background: Rgb, depth: Depth, min_contrast: f64) -> Self {
        let is_dark = contrast([255; 3], background) > contrast([0; 3], background);
        let (hues, extreme) = if is_dark {
            (&ON_DARK, [255; 3])
        } else {
            (&ON_LIGHT, [0; 3])
        };
        let with_share = |share: f64| {
            let tints = hues.tracks.iter().chain([&hues.accent]);
            let areas = tints.map(|hue| mix(background, *hue, share));
            let areas = areas.chain([background]);
            Self {
                hues,
                background,
                extreme,
                share,
                areas: areas.map(|area| rgb_of(to_terminal(area, depth))).collect(),
                depth,
                min_contrast,
            }
        };
        // On a background of medium lightness, only faint areas leave the text legible.
        let shares = [0.22, 0.16, 0.1, 0.05, 0.0].map(with_share);
        let mut legible = shares
            .into_iter()
            .filter(|scheme| scheme.is_readable(to_terminal(extreme, depth)));
        legible.next().unwrap_or_else(|| with_share(0.0))
    }

    /// Returns whether a text can be read everywhere.
    fn is_readable(&self, text: Color) -> bool {
        let mut areas = self.areas.iter();
        areas.all(|area| contrast(rgb_of(text), *area) >= self.min_contrast)
    }

    /// Returns the nearest colour that can be read.
    fn readable(&self, color: Rgb) -> Color {
        let end = self.extreme;
        let steps =
            (0..=20).map(|step| to_terminal(mix(color, end, f64::from(step) / 20.0), self.depth));
        let mut readable = steps.filter(|color| self.is_readable(*color));
        readable
            .next()
            .unwrap_or_else(|| to_terminal(end, self.depth))
    }

    /// Returns the background with some of a colour in it.
    fn tinted(&self, color: Rgb, share: f64) -> Color {
        to_terminal(mix(self.background, color, share), self.depth)
    }
}

/// A theme, and custom colours in place of some of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ColorScheme {
    /// The theme.
    pub theme: Theme,
    /// The colours in place of the theme's.
    pub own: OwnColors,
}

/// Custom colours, by their place in [`OwnColors::NAMES`].
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OwnColors([Option<Color>; OwnColors::NAMES.len()]);

impl OwnColors {
    /// What a colour may be set for.
    pub const NAMES: [&'static str; 9] = [
        "text",
        "muted",
        "faint",
        "accent",
        "selection",
        "now",
        "warning",
        "error",
        "rule",
    ];

    /// Sets the colour for a name: `#aa3344`, `red`, `light-blue`, or a number up to 255. Returns whether both are known.
    pub fn set(&mut self, name: &str, color: &str) -> bool {
        let place = Self::NAMES.iter().position(|n| *n == name);
        match (place, Color::from_str(color)) {
            (Some(place), Ok(color)) if color != Color::Reset => {
                self.0[place] = Some(color);
                true
            }
            _ => false,
        }
    }

    /// Returns a colour, the nearest of 256 where the terminal does not have all.
    fn get(self, name: &str, depth: Depth) -> Option<Color> {
        let place = Self::NAMES.iter().position(|n| *n == name)?;
        Some(match self.0[place]? {
            Color::Rgb(r, g, b) => to_terminal([r, g, b], depth),
            color => color,
        })
    }
}

impl ColorScheme {
    /// Returns its styles on a terminal. `Theme::None` has no colours.
    pub fn palette(self, terminal: TerminalColors) -> Palette {
        let mut palette = self.theme.palette(terminal);
        let own = |name: &str| self.own.get(name, terminal.depth);
        if self.theme == Theme::None {
            return palette;
        }
        let roles: [(&str, &[Role]); 8] = [
            ("text", &[Role::Text, Role::Title, Role::Time]),
            ("muted", &[Role::Label]),
            ("faint", &[Role::Faint]),
            ("accent", &[Role::Heading, Role::Link]),
            ("now", &[Role::Now]),
            ("warning", &[Role::Warning, Role::Notice]),
            ("error", &[Role::Error]),
            ("rule", &[Role::Rule]),
        ];
        for (name, roles) in roles {
            let Some(color) = own(name) else { continue };
            for role in roles {
                let style = &mut palette.roles[*role as usize];
                *style = style.remove_modifier(Modifier::DIM).fg(color);
            }
        }
        if let Some(color) = own("accent") {
            palette.accent = Style::new().fg(color);
        }
        let selection = own("selection").map(|color| Style::new().bg(color));
        palette.selection = selection.or(palette.selection);
        palette
    }
}

/// The styles of a theme on a terminal.
#[derive(Clone, PartialEq, Debug)]
pub struct Palette {
    base: Style,
    roles: [Style; ROLES.len()],
    tracks: [Style; 16],
    blocks: [Style; 16],
    accent: Style,
    /// The style of what is selected, if the colours of its text stay.
    selection: Option<Style>,
}

const ROLES: [Role; 13] = [
    Role::Text,
    Role::Title,
    Role::Heading,
    Role::Time,
    Role::Link,
    Role::Faint,
    Role::Label,
    Role::Now,
    Role::Notice,
    Role::Warning,
    Role::Error,
    Role::Code,
    Role::Rule,
];

fn modifiers(role: Role) -> Modifier {
    match role {
        Role::Title | Role::Heading | Role::Now | Role::Warning | Role::Error => Modifier::BOLD,
        _ => Modifier::empty(),
    }
}

impl Palette {
    /// Returns the styles without colours or, if `colored`, with the sixteen of the terminal. In the default colours of several
    /// terminals blue is illegible on black, and yellow and cyan on white; so only tracks use them. Where the terminal does
    /// not show faint text, that is grey.
    fn sixteen(colored: bool, terminal: TerminalColors) -> Self {
        let faint = Style::new().add_modifier(Modifier::DIM);
        let faint = match terminal.depth {
            _ if !(colored && terminal.lacks_faint) => faint,
            Depth::Sixteen => faint.fg(ANSI[NamedColor::BrightBlack as usize]),
            Depth::Indexed | Depth::True => faint.fg(GREY),
        };
        let color = |color: NamedColor| {
            if colored {
                Style::new().fg(ANSI[color as usize])
            } else {
                Style::new()
            }
        };
        let style = |role: Role| {
            let style = match role {
                Role::Now => color(NamedColor::Green),
                Role::Notice | Role::Warning => color(NamedColor::Magenta),
                Role::Error => color(NamedColor::Red),
                Role::Faint | Role::Label => faint,
                Role::Rule => Style::new().add_modifier(Modifier::DIM),
                Role::Link => Style::new().add_modifier(Modifier::UNDERLINED),
                Role::Code => CODE,
                _ => Style::new(),
            };
            style.add_modifier(modifiers(role))
        };
        Self {
            base: Style::new(),
            roles: ROLES.map(style),
            tracks: std::array::from_fn(|at| color(NamedColor::NAMES[at].1)),
            blocks: [Style::new(); 16],
            accent: Style::new(),
            selection: None,
        }
    }

    /// Returns the styles that can be read on a background, which is filled if it is not that of the terminal.
    fn on(scheme: &Scheme, filled: bool) -> Self {
        let hues = scheme.hues;
        let fg = |color: Rgb| Style::new().fg(scheme.readable(color));
        let named = |color: NamedColor| fg(hues.tracks[color as usize]);
        let text = if filled { fg(hues.text) } else { Style::new() };
        let faint = fg(mix(scheme.background, hues.text, 0.62));
        let style = |role: Role| {
            let style = match role {
                Role::Text | Role::Title | Role::Time => text,
                Role::Heading | Role::Link => fg(hues.accent),
                Role::Faint | Role::Label => faint,
                Role::Rule => Style::new().fg(scheme.tinted(hues.text, 0.35)),
                Role::Now => named(NamedColor::Green),
                Role::Notice => named(NamedColor::Magenta),
                Role::Warning => named(NamedColor::BrightYellow),
                Role::Error => named(NamedColor::Red),
                Role::Code => CODE,
            };
            style.add_modifier(modifiers(role))
        };
        let bg = |color: Rgb| Style::new().bg(scheme.tinted(color, scheme.share));
        let base = if filled {
            text.bg(to_terminal(scheme.background, scheme.depth))
        } else {
            Style::new()
        };
        Self {
            base,
            roles: ROLES.map(style),
            tracks: hues.tracks.map(fg),
            blocks: hues.tracks.map(bg),
            accent: fg(hues.accent),
            // High contrast is that of reverse video.
            selection: (scheme.min_contrast < HIGH).then(|| bg(hues.accent)),
        }
    }

    /// Returns the style of empty cells.
    pub fn background(&self) -> Style {
        self.base
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.roles[role as usize]
    }

    /// Returns the style of a text in the colour of a track.
    pub fn tint(&self, color: Option<NamedColor>) -> Style {
        color.map_or_else(Style::new, |c| self.tracks[c as usize])
    }

    /// Returns the style of an area in the colour of a track.
    pub fn fill(&self, color: Option<NamedColor>) -> Style {
        color.map_or_else(Style::new, |c| self.blocks[c as usize])
    }

    /// Returns the style of what is active.
    pub fn accent(&self) -> Style {
        self.accent.add_modifier(Modifier::BOLD)
    }

    /// Returns the style of a block of the timetable that is selected: among areas of all hues, only reverse video is seen.
    pub fn selected_block(&self) -> Style {
        self.accent().add_modifier(Modifier::REVERSED)
    }

    /// Returns the style of a text that is selected, and that of its whole line. In reverse video, the colours of parts
    /// of a line would break it up.
    pub fn selected(&self, text: Style) -> (Style, Style) {
        match self.selection {
            Some(line) => (text, line),
            None => (
                Style::new().add_modifier(Modifier::BOLD),
                Style::new().add_modifier(Modifier::REVERSED),
            ),
        }
    }
}

impl From<Theme> for Palette {
    /// Returns the styles of a theme on a terminal of which nothing is known.
    fn from(theme: Theme) -> Self {
        theme.palette(TerminalColors::default())
    }
}

/// The grey that can be read on black and on white (4.5 to 1 on both).
const GREY: Color = Color::Indexed(243);

/// A camera needs the contrast in every theme.
const CODE: Style = Style::new().fg(Color::Black).bg(Color::White);

impl Theme {
    /// The themes with their names in the settings.
    pub const NAMES: [(&str, Self); 6] = [
        ("auto", Self::Auto),
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

    /// Returns its styles on a terminal.
    pub fn palette(self, terminal: TerminalColors) -> Palette {
        let own = |background: Rgb, least: f64| {
            // Themes with a background of their own have always used the 240 colours.
            let depth = terminal.depth.max(Depth::Indexed);
            Palette::on(&Scheme::new(background, depth, least), true)
        };
        match (self, terminal.background) {
            (Self::Auto, Some(background)) if terminal.depth > Depth::Sixteen => {
                Palette::on(&Scheme::new(background, terminal.depth, READABLE), false)
            }
            (Self::Auto | Self::Terminal, _) => Palette::sixteen(true, terminal),
            (Self::None, _) => Palette::sixteen(false, terminal),
            (Self::Light, _) => own([0xee; 3], READABLE),
            (Self::Dark, _) => own([0x1c; 3], READABLE),
            (Self::Contrast, _) => own([0; 3], HIGH),
        }
    }
}

/// Returns a colour as a terminal shows it: the nearest of the 240 fixed ones, if it has no others.
fn to_terminal([r, g, b]: Rgb, depth: Depth) -> Color {
    if depth == Depth::True {
        return Color::Rgb(r, g, b);
    }
    let distance = |index: &u8| -> i32 {
        let of = rgb(*index).into_iter().zip([r, g, b]);
        of.map(|(a, b)| (i32::from(a) - i32::from(b)).pow(2)).sum()
    };
    // A grey may be the nearest to a colour, which would lose its meaning.
    let has_hue = |rgb: Rgb| {
        rgb.iter()
            .max()
            .zip(rgb.iter().min())
            .is_some_and(|(a, b)| a - b > 40)
    };
    let hue = has_hue([r, g, b]);
    let indexed = (16..=255).filter(|&index| !hue || has_hue(rgb(index)));
    Color::Indexed(indexed.min_by_key(distance).unwrap_or(16))
}

/// Returns red, green and blue of a colour that has them.
fn rgb_of(color: Color) -> Rgb {
    match color {
        Color::Rgb(r, g, b) => [r, g, b],
        Color::Indexed(index) => rgb(index),
        _ => [0; 3],
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
        if let Some(Color::Indexed(n)) = color {
            codes.push(format!("{};5;{n}", base + 38));
        } else if let Some(at) = ANSI.iter().position(|c| Some(*c) == color) {
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

    /// Backgrounds of terminals: black, those of common themes, greys, white.
    const BACKGROUNDS: [Rgb; 13] = [
        [0; 3],
        [0x1e; 3],
        [0x28, 0x2c, 0x34],
        [0x00, 0x2b, 0x36],
        [0x2e, 0x34, 0x40],
        [0x30, 0x0a, 0x24],
        [0x68; 3],
        [0x75; 3],
        [0x78; 3],
        [0xfd, 0xf6, 0xe3],
        [0xfa; 3],
        [0xe0; 3],
        [255; 3],
    ];

    #[test]
    fn every_role_is_legible_on_every_background_and_where_it_is_selected() {
        let terminals = BACKGROUNDS.iter().flat_map(|&background| {
            [Depth::Indexed, Depth::True].map(|depth| TerminalColors {
                depth,
                background: Some(background),
                lacks_faint: false,
            })
        });
        for (terminal, (name, theme)) in terminals.flat_map(|s| Theme::NAMES.map(|n| (s, n))) {
            let palette = theme.palette(terminal);
            let Some(selection) = palette.selection else {
                continue;
            };
            let own = palette.base.bg.map(rgb_of);
            let background = own.or(terminal.background).expect("a background");
            let least = if theme == Theme::Contrast {
                HIGH
            } else {
                READABLE
            };
            let texts = ROLES.iter().filter(|role| **role != Role::Rule);
            let styles = texts.map(|role| &palette.roles[*role as usize]);
            let styles = styles.chain(&palette.tracks);
            // The terminal's own text is its own choice.
            for style in styles.filter(|style| style.bg.is_none()) {
                let Some(text) = style.fg.map(rgb_of) else {
                    continue;
                };
                let areas = palette.blocks.iter().chain([&selection]);
                let areas = areas.map(|area| rgb_of(area.bg.expect("a colour")));
                for area in areas.chain([background]) {
                    let contrast = contrast(text, area);
                    assert!(
                        contrast >= least,
                        "{name} on {area:?}: {style:?} has {contrast:.1}"
                    );
                }
            }
        }
    }

    #[test]
    fn faint_text_is_grey_where_the_terminal_does_not_show_it() {
        let faint = |lacks_faint, theme: Theme| {
            let depth = Depth::Indexed;
            let terminal = TerminalColors {
                depth,
                background: None,
                lacks_faint,
            };
            theme.palette(terminal).style(Role::Faint).fg
        };
        assert_eq!(faint(true, Theme::Auto), Some(GREY));
        assert_eq!(faint(false, Theme::Auto), None);
        assert_eq!(faint(true, Theme::None), None);
        for background in [[0; 3], [255; 3]] {
            assert!(contrast(rgb_of(GREY), background) >= READABLE);
        }
        let grey = Style::new().fg(GREY);
        assert_eq!(escaped("a", grey), "\x1b[38;5;243ma\x1b[0m");
    }

    #[test]
    fn roles_are_in_the_order_of_their_numbers() {
        for (n, role) in ROLES.into_iter().enumerate() {
            assert_eq!(role as usize, n, "{role:?}");
        }
    }

    #[test]
    fn own_colours_replace_those_of_the_theme_but_not_of_none() {
        let mut own = OwnColors::default();
        assert!(own.set("accent", "#aa3344") && own.set("faint", "light-blue"));
        assert!(own.set("selection", "236"));
        assert!(!own.set("accent", "reddish") && !own.set("background", "red"));
        let palette = |theme| ColorScheme { theme, own }.palette(TerminalColors::default());
        let terminal = palette(Theme::Terminal);
        assert_eq!(
            terminal.style(Role::Faint),
            Style::new()
                .fg(Color::LightBlue)
                .remove_modifier(Modifier::DIM)
        );
        assert_eq!(
            terminal.selection,
            Some(Style::new().bg(Color::Indexed(236)))
        );
        // The nearest that a terminal without all colours has.
        assert_eq!(terminal.accent, Style::new().fg(Color::Indexed(131)));
        assert_eq!(palette(Theme::None), Theme::None.into());
    }
}
