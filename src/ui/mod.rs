//! The screen: title and tabs, the page, the page beside it, the foot. Draws an [`App`] into cells.

mod foot;
mod head;
mod pane;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::text::{is_simple, width};
use crate::theme::{Role, Theme};

/// Draws the whole screen; the result is where the terminal's cursor belongs, when it is shown.
pub fn draw(app: &App, theme: Theme, buf: &mut Buffer) -> Option<Position> {
    let area = buf.area;
    if area.is_empty() {
        return None;
    }
    let (above, below) = app.chrome();
    head::draw(
        app,
        theme,
        Rect {
            height: above,
            ..area
        },
        buf,
    );
    let body = Rect {
        y: area.y + above,
        height: area.height.saturating_sub(above + below),
        ..area
    };
    let (list, side) = app.columns();
    pane::draw(
        app.pane(),
        app,
        theme,
        !app.on_side,
        Rect {
            width: list,
            ..body
        },
        buf,
    );
    if let Some(shown) = app.side().filter(|_| side > 0) {
        for y in body.top()..body.bottom() {
            put(
                buf,
                Rect {
                    x: body.x + list,
                    y,
                    width: 1,
                    height: 1,
                },
                "│",
                theme.style(Role::Faint),
            );
        }
        let area = Rect {
            x: body.x + list + 1,
            width: side,
            ..body
        };
        pane::draw(shown, app, theme, app.on_side, area, buf);
    }
    foot::draw(
        app,
        theme,
        Rect {
            y: body.bottom(),
            height: below,
            ..area
        },
        buf,
    )
}

/// Paints a text into the first line of `area`, cut where it ends; the result is the cells used.
fn put(buf: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return 0;
    }
    if !is_simple(text) {
        return buf
            .set_stringn(area.x, area.y, text, area.width.into(), style)
            .0
            - area.x;
    }
    let first = buf.index_of(area.x, area.y);
    let cells = &mut buf.content[first..first + usize::from(area.width)];
    let mut used = 0;
    for (cell, c) in cells.iter_mut().zip(text.chars()) {
        cell.set_char(c).set_style(style);
        used += 1;
    }
    used
}

/// Paints a text at the right end of the first line of `area`; the result is the cells used.
fn put_right(buf: &mut Buffer, area: Rect, text: &str, style: Style) -> u16 {
    let used = width(text).min(area.width.into()) as u16;
    put(
        buf,
        Rect {
            x: area.right() - used,
            width: used,
            ..area
        },
        text,
        style,
    )
}

/// A line across.
fn rule(buf: &mut Buffer, area: Rect, theme: Theme) {
    for x in area.left()..area.right() {
        buf[(x, area.y)]
            .set_char('─')
            .set_style(theme.style(Role::Faint));
    }
}
