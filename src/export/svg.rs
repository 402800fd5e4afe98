//! The screen as SVG. Each run of cells in one style becomes a text that is stretched to the width of the
//! cells, so that columns line up in every font.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::model::rgb;
use crate::text::bidi::Dir;
use crate::text::{is_simple, width};

/// The width and height of a cell.
const CELL: (u16, u16) = (9, 19);
/// The space around the screen.
const MARGIN: u16 = 14;
/// ratatui's names of a terminal's sixteen colours, in the order of [`crate::model::Color`].
pub const ANSI: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// The default colour of text.
const FOREGROUND: &str = "#d7dae0";
/// The default colour of the background.
const BACKGROUND: &str = "#1d2026";
/// The sixteen colours of a terminal, in the order of [`ANSI`].
const PALETTE: [&str; 16] = [
    "#3b4048", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4",
    "#7f848e", "#f08a92", "#b5e090", "#f0d399", "#8cc4f7", "#d9a0ea", "#7fd0da", "#ffffff",
];

/// Returns the picture of a screen.
pub fn picture(buf: &Buffer, title: &str) -> String {
    let (w, h) = (buf.area.width, buf.area.height);
    let (wide, high) = (w * CELL.0 + 2 * MARGIN, h * CELL.1 + 2 * MARGIN);
    let background = buf.content.first().and_then(|cell| color(cell.style().bg));
    let background = background.unwrap_or_else(|| BACKGROUND.to_owned());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{background}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\" fill=\"{FOREGROUND}\" direction=\"ltr\" unicode-bidi=\"bidi-override\">\n",
        escaped(title)
    );
    for y in 0..h {
        let mut x = 0;
        while x < w {
            let style = buf[(x, y)].style();
            let mut text = String::new();
            let start = x;
            // A browser would reorder or join the characters of other scripts, so each is drawn alone.
            while x < w && buf[(x, y)].style() == style {
                let symbol = buf[(x, y)].symbol();
                let simple = is_simple(symbol);
                if !simple && x > start {
                    break;
                }
                text.push_str(symbol);
                x += (width(symbol).max(1) as u16).min(w - x);
                if !simple {
                    break;
                }
            }
            run(&mut out, (start, x - start, y), &text, style);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Draws `cells` cells of one style.
fn run(out: &mut String, (x, cells, y): (u16, u16, u16), text: &str, style: Style) {
    let (mut foreground, mut background) = (color(style.fg), color(style.bg));
    if style.add_modifier.contains(Modifier::REVERSED) {
        let or = |color: Option<String>, default: &str| color.or(Some(default.to_owned()));
        (foreground, background) = (or(background, BACKGROUND), or(foreground, FOREGROUND));
    }
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let wide = cells * CELL.0;
    // Writing to a String cannot fail.
    if let Some(background) = background {
        let high = CELL.1;
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{background}\"/>"
        );
    }
    // Words that are two or more spaces apart are placed on their own, as some viewers collapse spaces.
    let mut x = x;
    for part in text.split("  ") {
        let inner = part.trim_start();
        let spaces = width(part) - width(inner);
        piece(
            out,
            (x + spaces as u16, y),
            inner.trim_end(),
            foreground.as_deref(),
            style,
        );
        x += width(part) as u16 + 2;
    }
}

/// Draws words at a cell, in a colour.
fn piece(out: &mut String, (x, y): (u16, u16), text: &str, fill: Option<&str>, style: Style) {
    if text.is_empty() {
        return;
    }
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let wide = width(text) as u16 * CELL.0;
    // Viewers collapse ordinary spaces.
    let text = text.replace(' ', "\u{a0}");
    let attributes = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
    ];
    let attributes = attributes
        .iter()
        .filter(|(modifier, _)| style.add_modifier.contains(*modifier));
    let attributes: String = attributes.map(|(_, text)| *text).collect();
    let fill = fill.map_or_else(String::new, |fill| format!(" fill=\"{fill}\""));
    // Arabic letters join at their edges, so stretching them would leave gaps.
    let stretched = Dir::Ltr.of(&text) == Dir::Ltr;
    let length = if stretched {
        format!(" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\"")
    } else {
        String::new()
    };
    let base = top + CELL.1 - 5;
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{base}\"{length}{fill}{attributes}>{}</text>",
        escaped(&text)
    );
}

/// Returns a colour as `#rrggbb`; `None` for the default colours.
fn color(color: Option<Color>) -> Option<String> {
    if let Some(Color::Indexed(n)) = color {
        let [r, g, b] = rgb(n);
        return Some(format!("#{r:02x}{g:02x}{b:02x}"));
    }
    let at = ANSI.iter().position(|c| Some(*c) == color)?;
    Some(PALETTE[at].to_owned())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
