//! Draws a page in its pane: the visible lines, and the cursor.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::{Canvas, row};
use super::{board, qr, timetable};
use crate::layout::Piece;
use crate::page::{Presentation, Role};
use crate::tui::app::{App, Slot, Target};
use crate::tui::pane::Pane;

/// Draws a pane in the presentation of its page. The side pane shows its cursor only when it is focused.
pub fn draw(pane: &Pane, slot: Slot, app: &App, canvas: &mut Canvas, area: Rect) {
    canvas.target(area, Target::Page(slot));
    match &pane.page.presentation {
        Presentation::Timetable => timetable::draw(pane, app, canvas, area),
        Presentation::Board(board) => return board::draw(board, pane, app, canvas, area),
        Presentation::QrCode => return qr::draw(pane, app, canvas, area),
        Presentation::Rows => {}
    }
    let focused = app.focus == slot;
    let sticky = pane.sticky_heading();
    let top = pane.offset + usize::from(sticky.is_some());
    let bottom = pane.offset + usize::from(area.height);
    let mut next = pane.laid.row(pane.offset);
    loop {
        // The blocks of a timetable have been drawn.
        let n = pane.laid.table.as_ref().map_or(next, |t| t.after(next));
        if n >= pane.page.rows.len() {
            break;
        }
        next = n + 1;
        let span = pane.laid.span(n);
        if span.start >= bottom {
            break;
        }
        let here = pane.cursor == Some(n);
        let lines = pane.laid.lines(&app.world, &pane.page, n);
        let visible = span.clone().zip(lines.iter());
        for (y, pieces) in visible.filter(|(y, _)| (top..bottom).contains(y)) {
            let line = row(area, (y - pane.offset) as u16);
            if pane.page.rows[n].link().is_some() {
                canvas.target(line, Target::Row(slot, n));
            }
            if here && y == span.start && (focused || slot == Slot::Main) {
                mark(canvas, line, pieces, focused);
            }
            put_pieces(canvas, line, pieces, here && focused);
        }
    }
    if let Some(n) = sticky {
        let line = row(area, 0);
        canvas.target(line, Target::Row(slot, n));
        let lines = pane.laid.lines(&app.world, &pane.page, n);
        put_pieces(canvas, line, &lines[0], false);
    }
}

/// Draws the mark of the cursor before the first piece.
fn mark(canvas: &mut Canvas, line: Rect, pieces: &[Piece], focused: bool) {
    let role = if focused { Role::Title } else { Role::Faint };
    let start = pieces.iter().map(|p| p.x).min().unwrap_or(0);
    let cell = Rect {
        x: line.x + start.saturating_sub(2) as u16,
        width: 1,
        ..line
    };
    canvas.put(cell, ">", canvas.style(role));
}

/// Draws a line. A selected line is reversed without the colours of its pieces, which would break it up.
fn put_pieces(canvas: &mut Canvas, line: Rect, pieces: &[Piece], selected: bool) {
    for piece in pieces {
        let style = if selected {
            Style::new().add_modifier(Modifier::BOLD)
        } else {
            let tint = canvas.theme().tint(piece.color);
            canvas.style(piece.role).patch(tint)
        };
        canvas.put_piece(line, piece, style);
    }
    if selected {
        canvas.wash(line, Style::new().add_modifier(Modifier::REVERSED));
    }
}
