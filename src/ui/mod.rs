//! The screen: title and tabs, the page, the page beside it, the foot. Draws an [`App`] into cells.

mod board;
mod canvas;
mod code;
mod foot;
mod head;
mod pane;
pub mod svg;
mod timetable;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use self::canvas::Painter;
use self::canvas::{Canvas, from};
use crate::app::App;
use crate::theme::Role;

/// Draws the whole screen; the result is where the terminal's cursor belongs, when it is shown.
pub fn draw(app: &App, painter: &mut Painter, buf: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas::new(painter, buf, app.world.dir());
    let area = canvas.area();
    if area.is_empty() {
        return None;
    }
    let (above, below) = app.chrome();
    let height = area.height.saturating_sub(above + below);
    let body = Rect {
        y: area.y + above,
        height,
        ..area
    };
    head::draw(
        app,
        &mut canvas,
        Rect {
            height: above,
            ..area
        },
    );
    let (list, side) = app.columns();
    pane::draw(
        app.pane(),
        app,
        !app.on_side,
        &mut canvas,
        Rect {
            width: list,
            ..body
        },
    );
    if let Some(shown) = app.side().filter(|_| side > 0) {
        let faint = canvas.style(Role::Faint);
        for y in body.top()..body.bottom() {
            canvas.put(
                Rect {
                    x: list,
                    y,
                    width: 1,
                    height: 1,
                },
                "│",
                faint,
            );
        }
        pane::draw(shown, app, app.on_side, &mut canvas, from(body, list + 1));
    }
    foot::draw(
        app,
        &mut canvas,
        Rect {
            y: body.bottom(),
            height: below,
            ..area
        },
    )
}
