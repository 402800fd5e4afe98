//! A page in its pane: the lines in sight, and the cursor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::put;
use crate::app::App;
use crate::pane::Pane;
use crate::theme::{Role, Theme};

/// Draws a pane; `focused` says whether the keys go there. The page at the right shows its cursor
/// only then.
pub fn draw(pane: &Pane, app: &App, theme: Theme, focused: bool, area: Rect, buf: &mut Buffer) {
    let marked = focused || std::ptr::eq(pane, app.pane());
    let bottom = pane.offset + usize::from(area.height);
    let mut row = pane.laid.row(pane.offset);
    while row < pane.page.rows.len() && pane.laid.span(row).start < bottom {
        let here = pane.cursor == Some(row);
        let first = pane.laid.span(row).start;
        for (n, pieces) in pane
            .laid
            .grid
            .lines(&app.world, &pane.page.rows[row])
            .iter()
            .enumerate()
        {
            let Some(y) = (first + n)
                .checked_sub(pane.offset)
                .filter(|y| *y < area.height.into())
            else {
                continue;
            };
            let line = Rect {
                y: area.y + y as u16,
                height: 1,
                ..area
            };
            if let Some(piece) = pieces.first().filter(|_| here && n == 0 && marked) {
                let role = if focused { Role::Title } else { Role::Faint };
                let x = line.x + piece.x.saturating_sub(2) as u16;
                put(
                    buf,
                    Rect {
                        x,
                        width: 1,
                        ..line
                    },
                    ">",
                    theme.style(role),
                );
            }
            for piece in pieces {
                let x = line.x.saturating_add(piece.x as u16);
                // The row under the cursor is reversed as a whole; colours would break it up.
                let style = if here && focused {
                    Style::new().add_modifier(Modifier::BOLD)
                } else {
                    theme.style(piece.role).patch(theme.tint(piece.color))
                };
                put(
                    buf,
                    Rect {
                        x,
                        width: line.right().saturating_sub(x),
                        ..line
                    },
                    &piece.text,
                    style,
                );
            }
            if here && focused {
                buf.set_style(line, Style::new().add_modifier(Modifier::REVERSED));
            }
        }
        row += 1;
    }
}
