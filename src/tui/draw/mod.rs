//! The screen: title and tabs, the page, the page beside it, the foot. Draws an [`App`] into cells.

mod board;
mod canvas;
mod foot;
mod head;
mod pane;
mod qr;
mod timetable;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use self::canvas::Painter;
use self::canvas::{Canvas, from};
use crate::page::Role;
use crate::text::bidi::Mode;
use crate::tui::app::{App, Target};
use crate::tui::commands;
use crate::tui::theme::Theme;
use crate::world::key::{Key, KeyCode};

/// Draws the whole screen; the result is where the terminal's cursor belongs, when it is shown.
pub fn draw(app: &App, painter: &mut Painter, buf: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas::new(painter, buf, app.world.dir());
    draw_on(app, &mut canvas)
}

/// What there is at a cell of the screen, for the mouse.
pub fn target(app: &App, x: u16, y: u16) -> Option<Target> {
    let (width, height) = app.size();
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    let mut painter = Painter::new(Theme::None, Mode::Text);
    let mut canvas = Canvas::new(&mut painter, &mut buf, app.world.dir());
    draw_on(app, &mut canvas);
    canvas.at(Position { x, y })
}

/// A key, or what the mouse does, which stands among the keys.
pub fn press(app: &mut App, key: Key) {
    let at = |app: &App, x: u16, y: u16| target(app, x.checked_sub(1)?, y.checked_sub(1)?);
    match key.code {
        KeyCode::Click(x, y) => {
            match at(app, x, y) {
                Some(target) => commands::click(app, target),
                // What was said has been read.
                None => app.message = None,
            }
        }
        KeyCode::Wheel(down, x, y) => {
            if let Some(target) = at(app, x, y) {
                commands::turn(app, target, down);
            }
        }
        _ => commands::press(app, key),
    }
}

fn draw_on(app: &App, canvas: &mut Canvas) -> Option<Position> {
    let area = canvas.area();
    if area.is_empty() {
        return None;
    }
    canvas.ground();
    let (above, below) = app.chrome();
    let height = area.height.saturating_sub(above + below);
    let body = Rect {
        y: area.y + above,
        height,
        ..area
    };
    head::draw(
        app,
        canvas,
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
        canvas,
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
        pane::draw(shown, app, app.on_side, canvas, from(body, list + 1));
    }
    foot::draw(
        app,
        canvas,
        Rect {
            y: body.bottom(),
            height: below,
            ..area
        },
    )
}
