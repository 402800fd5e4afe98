//! The screen at a door: the room and the clock above, one title in letters to be read from afar.

use ratatui::layout::Rect;

use super::canvas::{Canvas, row};
use crate::app::App;
use crate::bidi::Dir;
use crate::layout::{letters, timetable::cut};
use crate::page::Row;
use crate::pane::Pane;
use crate::text::{truncate, wrap};
use crate::theme::Role;
use crate::words::time;

/// Lines that one text in ordinary letters may take.
const LINES: usize = 2;

/// Draws the whole board.
pub fn draw(pane: &Pane, app: &App, canvas: &mut Canvas, area: Rect) {
    if area.height == 0 {
        return;
    }
    let inner = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    head(pane, app, canvas, inner);
    if area.height > 1 {
        canvas.rule(row(area, 1));
    }
    let cells = usize::from(inner.width);
    let rows = &pane.page.rows;
    let small = |row: &Row| match row {
        Row::Heading(cell) | Row::Text(cell) => Some((cut(&cell.text, cells, LINES), cell.role)),
        _ => None,
    };
    let at = rows.iter().position(|r| matches!(r, Row::Text(_)));
    let (above, below) = rows.split_at(at.map_or(0, |at| at + 1));
    let large = above.last().and_then(Row::text).unwrap_or_default();
    let above = &above[..above.len().saturating_sub(1)];
    let above: Vec<_> = above.iter().filter_map(small).collect();
    let mut below: Vec<_> = below.iter().filter_map(small).collect();
    let lines = |all: &[(Vec<String>, Role)]| -> usize { all.iter().map(|(l, _)| l.len()).sum() };
    let height = usize::from(area.height).saturating_sub(2 + lines(&above));
    let mut y = 2;
    y = put_all(canvas, inner, y, &above);
    // The title comes first, then what follows it, from the last on left out, then who speaks.
    let first = below.first().map_or(0, |(lines, _)| lines.len());
    let title = enlarged(canvas, large, cells, height.saturating_sub(first));
    while lines(&below) + title.len() > height && below.len() > 1 {
        below.pop();
    }
    let speakers = rows.iter().find_map(|row| match row {
        Row::Under(cell) => Some(cut(&cell.text, cells, LINES)),
        _ => None,
    });
    let room = height.saturating_sub(lines(&below) + title.len());
    y = put_title(canvas, inner, y, large, &title);
    let speakers = speakers.filter(|s| s.len() <= room);
    let told: usize = speakers.as_ref().map_or(0, Vec::len);
    if let Some(speakers) = speakers {
        y = put_all(canvas, inner, y, &[(speakers, Role::Text)]);
    }
    // What is left keeps apart what is on from what comes.
    y += u16::from(room > told);
    put_all(canvas, inner, y, &below);
}

/// The room and the clock.
fn head(pane: &Pane, app: &App, canvas: &mut Canvas, inner: Rect) {
    let world = &app.world;
    let line = row(inner, 0);
    let now = world.local_now();
    let clock = format!("{}  {}", world.words.short_date(now.date()), time(now));
    let used = canvas.put_end(line, &clock, canvas.style(Role::Time));
    let room = inner.width.saturating_sub(used + 2);
    let name = truncate(&pane.page.title, room.into());
    canvas.put(line, &name, canvas.style(Role::Title));
}

/// Puts texts below one another; the result is the line behind them.
fn put_all(canvas: &mut Canvas, inner: Rect, y: u16, all: &[(Vec<String>, Role)]) -> u16 {
    let texts = all
        .iter()
        .flat_map(|(lines, role)| lines.iter().map(move |l| (l, *role)));
    let mut at = y;
    for (text, role) in texts {
        if at < inner.height {
            canvas.put(row(inner, at), text, canvas.style(role));
            at += 1;
        }
    }
    at
}

/// The rows of a title in large letters, as many lines of them as there is room for; in ordinary ones
/// when there is none for the first, or no such letter.
fn enlarged(canvas: &Canvas, text: &str, cells: usize, rows: usize) -> Vec<String> {
    let dir = canvas.dir().of(text);
    let all = letters::lines(text, cells, dir).unwrap_or_default();
    let mut shown: Vec<String> = Vec::new();
    let mut whole = true;
    for line in all {
        whole &= shown.len() + line.len() <= rows;
        if whole {
            shown.extend(line);
        }
    }
    if shown.is_empty() || !whole {
        // All of it below what there was room for, in ordinary letters.
        let small = wrap(text, cells);
        shown.truncate(rows.saturating_sub(small.len()));
        shown.extend(small);
    }
    shown
}

/// Puts a title; letters that are drawn are painted as they are, from where they begin.
fn put_title(canvas: &mut Canvas, inner: Rect, y: u16, text: &str, rows: &[String]) -> u16 {
    let dir = canvas.dir().of(text);
    let style = canvas.style(Role::Title);
    let mut at = y;
    for text in rows.iter().filter(|_| inner.height > 0) {
        if at >= inner.height {
            break;
        }
        let wide = (text.chars().count() as u16).min(inner.width);
        let line = row(inner, at);
        if text.chars().all(|c| matches!(c, ' ' | '▀'..='▟')) {
            let begins = if dir == canvas.dir() {
                line
            } else {
                Rect {
                    x: inner.right() - wide,
                    width: wide,
                    ..line
                }
            };
            // Pixels have no direction of their own.
            canvas.put_directed(begins, text, style, Dir::Ltr, &[]);
        } else {
            canvas.put(line, text, style);
        }
        at += 1;
    }
    at
}
