//! The screen as SVG. Each field becomes a text in logical order and of its own direction, so that it can be selected and
//! searched. Simple ones are stretched to the width of their cells, so that columns line up in every font.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};

use crate::model::rgb;
use crate::text::bidi::{Dir, Field};
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

/// Returns the picture of a screen, whose cells are in logical order within each field.
pub fn picture(buf: &Buffer, fields: &[Option<Field>], title: &str) -> String {
    let (w, h) = (buf.area.width, buf.area.height);
    let (wide, high) = (w * CELL.0 + 2 * MARGIN, h * CELL.1 + 2 * MARGIN);
    let background = buf.content.first().and_then(|cell| color(cell.style().bg));
    let background = background.unwrap_or_else(|| BACKGROUND.to_owned());
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\">\n\
         <title>{}</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{background}\"/>\n\
         <g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\" fill=\"{FOREGROUND}\">\n",
        escaped(title)
    );
    let columns = usize::from(w.max(1));
    let rows = buf.content.chunks(columns).zip(fields.chunks(columns));
    for (y, (cells, fields)) in (0..h).zip(rows) {
        let mut x = 0;
        for run in fields.chunk_by(|a, b| a == b) {
            let cells = &cells[usize::from(x)..usize::from(x) + run.len()];
            let simple = cells.iter().all(|cell| is_simple(cell.symbol()));
            match run[0] {
                Some(Field { dir, .. }) if dir == Dir::Rtl || !simple => {
                    draw_field(&mut out, cells, (x, y), dir);
                }
                _ => runs(&mut out, cells, (x, y)),
            }
            x += run.len() as u16;
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Draws cells of one character each, a run of each style.
fn runs(out: &mut String, cells: &[Cell], (x, y): (u16, u16)) {
    let mut x = x;
    for run in cells.chunk_by(|a, b| a.style() == b.style()) {
        let text: String = run.iter().map(Cell::symbol).collect();
        let end = x + run.len() as u16;
        self::run(out, (x, end - x, y), &text, run[0].style());
        x = end;
    }
}

/// Draws a field as one text of its direction, which starts at its right if that is from right to left.
fn draw_field(out: &mut String, cells: &[Cell], (x, y): (u16, u16), dir: Dir) {
    let end = x + cells.len() as u16;
    let mut at = x;
    for run in cells.chunk_by(|a, b| a.bg == b.bg && a.modifier == b.modifier) {
        let wide = run.len() as u16;
        let (_, background) = colors(run[0].style());
        filled(out, (at, wide, y), background.as_deref());
        at += wide;
    }
    let (start, direction) = match dir {
        Dir::Ltr => (x, ""),
        Dir::Rtl => (end, " direction=\"rtl\""),
    };
    let left = MARGIN + start * CELL.0;
    let base = MARGIN + (y + 1) * CELL.1 - 5;
    // Writing to a String cannot fail.
    let _ = write!(out, "<text x=\"{left}\" y=\"{base}\"{direction}");
    let mut runs = cells.chunk_by(|a, b| a.style() == b.style()).peekable();
    let first = runs.peek().map_or(Style::new(), |run| run[0].style());
    let whole = cells.iter().all(|cell| cell.style() == first);
    if whole {
        out.push_str(&attributes(first));
    }
    out.push('>');
    for run in runs {
        let text = escaped(&text_of(run));
        if whole {
            out.push_str(&text);
        } else {
            let _ = write!(out, "<tspan{}>{text}</tspan>", attributes(run[0].style()));
        }
    }
    out.push_str("</text>\n");
}

/// Returns the text of cells, of which those that a wide character covers have none.
fn text_of(cells: &[Cell]) -> String {
    let mut covered = 0;
    let symbols = cells.iter().filter_map(|cell| {
        let shown = covered == 0;
        if shown {
            covered = width(cell.symbol()).max(1);
        }
        covered -= 1;
        shown.then(|| cell.symbol())
    });
    symbols.collect()
}

/// Fills cells with a colour.
fn filled(out: &mut String, (x, cells, y): (u16, u16, u16), background: Option<&str>) {
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let (wide, high) = (cells * CELL.0, CELL.1);
    if let Some(background) = background {
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{high}\" fill=\"{background}\"/>"
        );
    }
}

/// Returns the colours of text and background; `None` for the default ones.
fn colors(style: Style) -> (Option<String>, Option<String>) {
    let (foreground, background) = (color(style.fg), color(style.bg));
    if style.add_modifier.contains(Modifier::REVERSED) {
        let or = |color: Option<String>, default: &str| color.or(Some(default.to_owned()));
        (or(background, BACKGROUND), or(foreground, FOREGROUND))
    } else {
        (foreground, background)
    }
}

/// Returns the attributes of a text in a style.
fn attributes(style: Style) -> String {
    const ATTRIBUTES: [(Modifier, &str); 4] = [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
    ];
    let fill = colors(style).0;
    let fill = fill.map_or_else(String::new, |fill| format!(" fill=\"{fill}\""));
    let shown = ATTRIBUTES
        .iter()
        .filter(|(modifier, _)| style.add_modifier.contains(*modifier));
    shown.fold(fill, |all, (_, text)| all + text)
}

/// Draws `cells` cells of one style.
fn run(out: &mut String, (x, cells, y): (u16, u16, u16), text: &str, style: Style) {
    let (_, background) = colors(style);
    filled(out, (x, cells, y), background.as_deref());
    // Words that are two or more spaces apart are placed on their own, as some viewers collapse spaces.
    let mut x = x;
    for part in text.split("  ") {
        let inner = part.trim_start();
        let spaces = width(part) - width(inner);
        piece(out, (x + spaces as u16, y), inner.trim_end(), style);
        x += width(part) as u16 + 2;
    }
}

/// Draws words at a cell.
fn piece(out: &mut String, (x, y): (u16, u16), text: &str, style: Style) {
    if text.is_empty() {
        return;
    }
    let (left, top) = (MARGIN + x * CELL.0, MARGIN + y * CELL.1);
    let wide = width(text) as u16 * CELL.0;
    let base = top + CELL.1 - 5;
    let _ = writeln!(
        out,
        "<text x=\"{left}\" y=\"{base}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\"{}>{}</text>",
        attributes(style),
        escaped(text)
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
