//! A page in its pane: the lines in sight, and the cursor.

use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::canvas::{Canvas, row};
use super::{board, qr, timetable};
use crate::page::Presentation;
use crate::page::Role;
use crate::tui::app::{App, Target};
use crate::tui::pane::Pane;

/// Draws a pane in the form of its page; `focused` says whether the keys go there. The page at the side shows its cursor
/// only then.
pub fn draw(pane: &Pane, app: &App, focused: bool, canvas: &mut Canvas, area: Rect) {
    // The page itself has the keys, or the one at its side.
    let side = !std::ptr::eq(pane, app.pane());
    canvas.target(area, Target::Page(side));
    match &pane.page.presentation {
        Presentation::Timetable => timetable::draw(pane, app, canvas, area),
        Presentation::Board(board) => return board::draw(board, pane, app, canvas, area),
        Presentation::QrCode => return qr::draw(pane, app, canvas, area),
        Presentation::Rows => {}
    }
    let marked = focused || !side;
    let bottom = pane.offset + usize::from(area.height);
    let first = pane.laid.row(pane.offset);
    let mut next = first;
    loop {
        // Blocks have been drawn.
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
        for (y, pieces) in span
            .clone()
            .zip(lines.iter())
            .filter(|(y, _)| (pane.offset..bottom).contains(y))
        {
            let line = row(area, (y - pane.offset) as u16);
            if pane.page.rows[n].link().is_some() {
                canvas.target(line, Target::Row(side, n));
            }
            if here && marked && y == span.start {
                let role = if focused { Role::Title } else { Role::Faint };
                let start = pieces.iter().map(|p| p.x).min().unwrap_or(0);
                let x = line.x + start.saturating_sub(2) as u16;
                canvas.put(
                    Rect {
                        x,
                        width: 1,
                        ..line
                    },
                    ">",
                    canvas.style(role),
                );
            }
            for piece in pieces {
                // The row under the cursor is reversed as a whole; colours would break it up.
                let style = if here && focused {
                    Style::new().add_modifier(Modifier::BOLD)
                } else {
                    canvas
                        .style(piece.role)
                        .patch(canvas.theme().tint(piece.color))
                };
                canvas.put_piece(line, piece, style);
            }
            if here && focused {
                canvas.wash(line, Style::new().add_modifier(Modifier::REVERSED));
            }
        }
    }
}
