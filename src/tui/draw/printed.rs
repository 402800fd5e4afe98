//! Lines that are printed on a terminal: drawn like those of the screen, so that right-to-left text is the same there.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::canvas::{Canvas, Painter};
use crate::layout::Piece;
use crate::text::bidi::{Dir, Mode};
use crate::text::width;
use crate::tui::theme::escaped;

/// Returns lines as the terminal needs them, each with a line break, for `columns` cells; `escapes` adds their styles.
pub fn printed(
    painter: &mut Painter,
    lines: &[Vec<Piece>],
    columns: u16,
    dir: Dir,
    escapes: bool,
) -> String {
    // Runs of kitty are distinguished by their fonts.
    let mode = painter.mode;
    let area = Rect::new(0, 0, columns, 1);
    let lines = lines.iter().map(|pieces| {
        let mut buf = Buffer::empty(area);
        let mut canvas = Canvas::new(painter, &mut buf, dir);
        for piece in pieces {
            let tint = canvas.palette().tint(piece.color);
            let style = canvas.style(piece.role).patch(tint);
            canvas.put_piece(area, piece, style);
        }
        canvas.finish();
        line(&buf, escapes || mode == Mode::Kitty) + "\n"
    });
    lines.collect()
}

/// Returns the cells up to the last one that is seen, with escape sequences where the style changes.
fn line(buf: &Buffer, escapes: bool) -> String {
    let is_seen = |cell: &Cell| cell.symbol() != " " || cell.bg != Color::Reset;
    let end = buf.content.iter().rposition(is_seen);
    let shown = &buf.content[..end.map_or(0, |at| at + 1)];
    let mut out = String::new();
    for run in shown.chunk_by(|a, b| a.style() == b.style()) {
        let mut covered = 0;
        let mut text = String::new();
        for cell in run {
            if covered == 0 {
                text.push_str(cell.symbol());
                covered = width(cell.symbol()).max(1);
            }
            covered -= 1;
        }
        out.push_str(&if escapes {
            escaped(&text, run[0].style())
        } else {
            text
        });
    }
    out
}
