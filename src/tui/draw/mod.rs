//! Draws an [`App`] into cells: title and tabs, the current page, the side pane, the foot.

mod board;
mod canvas;
mod foot;
mod head;
mod kitty;
mod pane;
mod printed;
mod qr;
mod timetable;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use self::canvas::Painter;
use self::canvas::{Canvas, from};
pub use self::printed::printed;
use crate::page::Role;
use crate::text::bidi::{Field, Mode};
use crate::tui::app::{App, Slot, Target};
use crate::tui::commands;
use crate::tui::theme::Theme;
use crate::world::key::{Key, KeyCode};

/// Draws the whole screen, and returns the position of the cursor if it is visible.
pub fn draw(app: &App, painter: &mut Painter, buf: &mut Buffer) -> Option<Position> {
    let mut canvas = Canvas::new(painter, buf, app.world.dir());
    let cursor = draw_on(app, &mut canvas);
    canvas.finish();
    cursor
}

/// Draws the whole screen with its texts in logical order, and returns the field of each cell.
pub fn fields(app: &App, painter: &mut Painter, buf: &mut Buffer) -> Vec<Option<Field>> {
    let mut canvas = Canvas::new(painter, buf, app.world.dir());
    draw_on(app, &mut canvas);
    canvas.finish()
}

/// Returns the target of the mouse at a cell of the screen.
pub fn target(app: &App, x: u16, y: u16) -> Option<Target> {
    let (width, height) = app.size();
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    let mut painter = Painter::new(Theme::None, Mode::Text);
    let mut canvas = Canvas::new(&mut painter, &mut buf, app.world.dir());
    draw_on(app, &mut canvas);
    canvas.at(Position { x, y })
}

/// Handles a key, or an action of the mouse, which is written as a key.
pub fn press(app: &mut App, key: Key) {
    let at = |app: &App, x: u16, y: u16| target(app, x.checked_sub(1)?, y.checked_sub(1)?);
    match key.code {
        KeyCode::Click(x, y) => {
            app.end_border_drag();
            match at(app, x, y) {
                Some(target) => commands::click(app, target),
                // A click elsewhere closes the message.
                None => app.message = None,
            }
        }
        KeyCode::Drag(x, _) => app.drag_border(x),
        KeyCode::Release(..) => app.end_border_drag(),
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
    canvas.fill_background();
    let (above, below) = app.chrome();
    let height = area.height.saturating_sub(above + below);
    let body = Rect {
        y: area.y + above,
        height,
        ..area
    };
    let head = Rect {
        height: above,
        ..area
    };
    head::draw(app, canvas, head);
    let (list, side) = app.columns();
    let main = Rect {
        width: list,
        ..body
    };
    pane::draw(app.pane(), Slot::Main, app, canvas, main);
    if let Some(shown) = app.side().filter(|_| side > 0) {
        let rule = canvas.style(Role::Rule);
        canvas.column(from(body, list), "│", rule);
        let border = Rect {
            width: 1,
            ..from(body, list)
        };
        canvas.target(border, Target::Border);
        pane::draw(shown, Slot::Side, app, canvas, from(body, list + 1));
    }
    let foot = Rect {
        y: body.bottom(),
        height: below,
        ..area
    };
    foot::draw(app, canvas, foot)
}
