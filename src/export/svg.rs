//! A picture of the screen as SVG, drawn from its cells: each run of one style is a text stretched over
//! its cells, so that it lines up in any font.

use std::fmt::Write as _;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier, Style};

use crate::model::rgb;
use crate::text::bidi::Dir;
use crate::text::{is_simple, width};

/// A cell's width and height, and the space around the screen.
const CELL: (u16, u16) = (9, 19);
const MARGIN: u16 = 14;
/// The sixteen colours of a terminal as ratatui has them, in the order of [`crate::model::Color`].
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

/// Ink, paper, and the sixteen colours of a terminal, in the order of [`ANSI`].
const INK: &str = "#d7dae0";
const PAPER: &str = "#1d2026";
const PALETTE: [&str; 16] = [
    "#3b4048", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#c8ccd4",
    "#7f848e", "#f08a92", "#b5e090", "#f0d399", "#8cc4f7", "#d9a0ea", "#7fd0da", "#ffffff",
];

/// The picture of a screen.
pub fn picture(buf: &Buffer, title: &str) -> String {
    let (w, h) = (buf.area.width, buf.area.height);
    let (wide, high) = (w * CELL.0 + 2 * MARGIN, h * CELL.1 + 2 * MARGIN);
    // The ground of the theme, or that of a terminal.
    let ground = buf.content.first().and_then(|cell| color(cell.style().bg));
    let ground = ground.unwrap_or_else(|| PAPER.to_owned());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{ground}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\" fill=\"{INK}\" direction=\"ltr\" unicode-bidi=\"bidi-override\">\n",
        escaped(title)
    );
    for y in 0..h {
        let mut x = 0;
        while x < w {
            let style = buf[(x, y)].style();
            let mut text = String::new();
            let start = x;
            // Letters that a browser would turn round or join stand alone.
            while x < w && buf[(x, y)].style() == style {
                let symbol = buf[(x, y)].symbol();
                let plain = is_simple(symbol);
                if !plain && x > start {
                    break;
                }
                text.push_str(symbol);
                x += (width(symbol).max(1) as u16).min(w - x);
                if !plain {
                    break;
                }
            }
            run(&mut out, (start, x - start, y), &text, style);
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

fn run(out: &mut String, (x, cells, y): (u16, u16, u16), text: &str, style: Style) {
    let (mut ink, mut paper) = (color(style.fg), color(style.bg));
    if style.add_modifier.contains(Modifier::REVERSED) {
        let or = |color: Option<String>, other: &str| color.or(Some(other.to_owned()));
        (ink, paper) = (or(paper, PAPER), or(ink, INK));
    }
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let wide = cells * CELL.0;
    // Writing to a String cannot fail.
    if let Some(paper) = paper {
        let high = CELL.1;
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{paper}\"/>"
        );
    }
    // Pieces apart from one another stand each at its own cell: not every reader keeps blanks.
    let mut x = x;
    for part in text.split("  ") {
        let inner = part.trim_start();
        let blanks = width(part) - width(inner);
        piece(
            out,
            (x + blanks as u16, y),
            inner.trim_end(),
            ink.as_deref(),
            style,
        );
        x += width(part) as u16 + 2;
    }
}

fn piece(out: &mut String, (x, y): (u16, u16), text: &str, ink: Option<&str>, style: Style) {
    if text.is_empty() {
        return;
    }
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let wide = width(text) as u16 * CELL.0;
    // Blanks in a row would be one.
    let text = text.replace(' ', "\u{a0}");
    let looks = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
    ];
    let looks = looks
        .iter()
        .filter(|(m, _)| style.add_modifier.contains(*m));
    let looks: String = looks.map(|(_, look)| *look).collect();
    let fill = ink.map_or_else(String::new, |ink| format!(" fill=\"{ink}\""));
    // Arabic letters are narrower than their cells and join at their edges: they are not stretched.
    let stretched = Dir::Ltr.of(&text) == Dir::Ltr;
    let length = if stretched {
        format!(" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\"")
    } else {
        String::new()
    };
    let base = top + CELL.1 - 5;
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{base}\"{length}{fill}{looks}>{}</text>",
        escaped(&text)
    );
}

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
