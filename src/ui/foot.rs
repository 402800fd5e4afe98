//! The foot of the screen: a rule; then the prompt, a message, or hints and where the reader is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{put, put_right, rule};
use crate::app::App;
use crate::command::hints;
use crate::text::{truncate, width};
use crate::theme::{Role, Theme};

/// Draws as many lines as `area` has; the result is where the prompt's cursor is.
pub fn draw(app: &App, theme: Theme, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let line = Rect {
        y: area.bottom().checked_sub(1)?,
        height: 1,
        ..area
    };
    if area.height == 0 {
        return None;
    }
    if area.height > 1 {
        rule(buf, Rect { height: 1, ..area }, theme);
    }
    let inner = Rect {
        x: line.x + 1,
        width: line.width.saturating_sub(2),
        ..line
    };
    let pane = app.pane();
    let count = pane.position().filter(|(_, all)| *all > 1);
    let count = count.map_or_else(String::new, |(n, all)| format!(" · {n} of {all}"));
    // The title gives way, the count stays.
    let place = |cells: usize| {
        let title = truncate(&pane.page.title, cells.saturating_sub(width(&count)));
        format!("{title}{count}")
    };
    if let Some(words) = &app.prompt {
        let place = place(usize::from(inner.width) / 2);
        let used = put_right(buf, inner, &place, theme.style(Role::Faint));
        let room = inner.width.saturating_sub(used + 2);
        // A long search shows its end, where the typing is.
        let mut shown = words.as_str();
        while width(shown) + 4 > room.into() {
            let Some(c) = shown.chars().next() else { break };
            shown = &shown[c.len_utf8()..];
        }
        let x = inner.x
            + put(
                buf,
                Rect {
                    width: room,
                    ..inner
                },
                &format!("/ {shown}"),
                theme.style(Role::Title),
            );
        return Some(Position {
            x: x.min(line.right().saturating_sub(1)),
            y: line.y,
        });
    }
    if let Some(message) = &app.message {
        put(
            buf,
            inner,
            &truncate(message, inner.width.into()),
            theme.style(Role::Notice),
        );
        return None;
    }
    let place = place(usize::from(inner.width) * 3 / 5);
    let used = put_right(buf, inner, &place, theme.style(Role::Faint));
    let mut room = usize::from(inner.width.saturating_sub(used + 2));
    let mut x = inner.x;
    for (key, word) in hints() {
        let needed = width(key) + width(word) + 4;
        if needed > room {
            break;
        }
        room -= needed;
        let at = |x: u16| Rect {
            x,
            width: line.right() - x,
            ..line
        };
        x += put(buf, at(x), key, theme.style(Role::Title)) + 1;
        x += put(buf, at(x), word, theme.style(Role::Faint)) + 3;
    }
    None
}
