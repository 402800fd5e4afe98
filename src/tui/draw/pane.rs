//! Draws a page in its pane: the visible lines, and the cursor.

use ratatui::layout::Rect;

use super::canvas::{Canvas, row};
use super::{board, qr, timetable};
use crate::layout::Piece;
use crate::model::Kind;
use crate::page::{Presentation, Role, Row};
use crate::text::width;
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
        // The second line of a session says nothing without the first.
        if span.start < top && matches!(pane.page.rows[n], Row::Item(_)) {
            continue;
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
            let link = put_pieces(canvas, line, pieces, here && focused);
            let address = pane.page.rows[n].link().filter(|s| s.kind == Kind::Address);
            if let (Some(address), Some(cells)) = (address, link) {
                canvas.link(cells, address.id.clone());
            }
        }
    }
    thumb(pane, canvas, area);
    if let Some(n) = sticky {
        let line = row(area, 0);
        canvas.target(line, Target::Row(slot, n));
        let lines = pane.laid.lines(&app.world, &pane.page, n);
        put_pieces(canvas, line, &lines[0], false);
        let ends = lines[0].iter().map(|piece| piece.x + width(&piece.text));
        let free = usize::from(line.width).saturating_sub(ends.max().unwrap_or(0) + 2);
        let hour = pane.sticky_hour(&app.world);
        if let Some(hour) = hour.filter(|hour| width(hour) + 2 <= free) {
            let end = Rect {
                width: line.width - 2,
                ..line
            };
            canvas.put_end(end, hour, canvas.style(Role::Heading));
        }
    }
}

/// Draws a bar at the end of the lines that shows which part of a longer page they are.
fn thumb(pane: &Pane, canvas: &mut Canvas, area: Rect) {
    let (all, shown) = (pane.laid.height(), usize::from(area.height));
    if all <= shown || shown < 3 || area.width < 2 {
        return;
    }
    let length = (shown * shown / all).clamp(1, shown - 1);
    let start = pane.offset * (shown - length) / (all - shown);
    let thumb = Rect {
        x: area.right() - 1,
        y: area.y + start.min(shown - length) as u16,
        width: 1,
        height: length as u16,
    };
    canvas.column(thumb, "▐", canvas.style(Role::Rule));
}

/// Draws the mark of the cursor before the first piece.
fn mark(canvas: &mut Canvas, line: Rect, pieces: &[Piece], focused: bool) {
    let style = if focused {
        canvas.palette().accent()
    } else {
        canvas.style(Role::Faint)
    };
    let start = pieces.iter().map(|p| p.x).min().unwrap_or(0);
    let cell = Rect {
        x: line.x + start.saturating_sub(2) as u16,
        width: 1,
        ..line
    };
    canvas.put(cell, ">", style);
}

/// Draws a line, and returns the cells of its link.
fn put_pieces(canvas: &mut Canvas, line: Rect, pieces: &[Piece], selected: bool) -> Option<Rect> {
    let mut link = None;
    for piece in pieces {
        let tint = canvas.palette().tint(piece.color);
        let style = canvas.style(piece.role).patch(tint);
        let style = if selected {
            canvas.palette().selected(style).0
        } else {
            style
        };
        let cells = canvas.put_piece(line, piece, style);
        if piece.role == Role::Link {
            link = Some(cells);
        }
    }
    if selected {
        let (_, style) = canvas.palette().selected(canvas.style(Role::Text));
        canvas.wash(line, style);
    }
    link
}
