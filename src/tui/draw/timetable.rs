//! A timetable in its pane: the visible sheets, each below the names of its rooms.

use ratatui::layout::Rect;

use super::canvas::{Canvas, from, row};
use crate::layout::Piece;
use crate::tui::app::{App, Slot, Target};
use crate::tui::pane::Pane;

/// Draws the visible lines.
pub fn draw(pane: &Pane, app: &App, canvas: &mut Canvas, area: Rect) {
    let Some(table) = &pane.laid.table else {
        return;
    };
    let world = &app.world;
    let visible = pane.offset..pane.offset + usize::from(area.height);
    let line = |n: usize| row(area, (n - visible.start) as u16);
    for (n, sheet) in table.sheets.iter().enumerate() {
        if sheet.lines.end <= visible.start || sheet.lines.start >= visible.end {
            continue;
        }
        // A day may have fewer rooms than the one at which the reader has scrolled to the side.
        let (all, at_once) = table.columns(n);
        let first = pane.column.min(all.saturating_sub(at_once));
        // The names of the rooms stay visible.
        let head = sheet.lines.start.max(visible.start);
        for (n, pieces) in table.header(world, n, first).iter().enumerate() {
            for piece in pieces.iter().filter(|_| head + n < visible.end) {
                canvas.put_piece(line(head + n), piece, canvas.style(piece.role));
            }
        }
        let body = head + sheet.head..visible.end;
        let mut marked = false;
        for painted in table.paint(world, &pane.page, n, first, &body) {
            let here = painted.row.is_some() && painted.row == pane.cursor;
            let at = line(painted.line);
            let piece = &painted.piece;
            let cells = Rect {
                width: painted.cells as u16,
                ..from(at, at.x + piece.x as u16)
            };
            if let Some(row) = painted.row {
                canvas.target(cells, Target::Row(Slot::Main, row));
            }
            let style = canvas.style(piece.role);
            let style = style.patch(canvas.palette().tint(piece.color));
            if !here {
                canvas.put_piece(at, piece, style);
                canvas.wash(cells, canvas.palette().fill(piece.color));
                continue;
            }
            // The bar comes first: the cursor replaces its topmost piece.
            let mark = Piece {
                text: ">".into(),
                ..piece.clone()
            };
            let shown = if marked { piece } else { &mark };
            let selected = canvas.palette().selected_block();
            marked = true;
            canvas.put_piece(at, shown, selected);
            canvas.wash(cells, selected);
        }
    }
}
