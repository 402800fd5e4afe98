//! The screen at a door: the room and the clock above, one title in letters to be read from afar.

use ratatui::layout::Rect;

use super::canvas::{Canvas, row};
use crate::i18n::time;
use crate::layout::big_text;
use crate::page::Role;
use crate::page::Row;
use crate::text::bidi::Dir;
use crate::text::{cut, truncate, width, wrap};
use crate::tui::app::App;
use crate::tui::pane::Pane;

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

/// The room, and as much of the clock as there is room for beside it.
fn head(pane: &Pane, app: &App, canvas: &mut Canvas, inner: Rect) {
    let world = &app.world;
    let line = row(inner, 0);
    let now = world.local_now();
    let (date, at) = (world.messages.short_date(now.date()), time(now));
    let forms = [
        format!("{date}  {at}  {}", world.zone().city()),
        format!("{date}  {at}"),
        at,
        String::new(),
    ];
    let name = &pane.page.title;
    let room = usize::from(inner.width).saturating_sub(width(name) + 2);
    let clock = forms.iter().find(|form| width(form) <= room);
    canvas.put_end(
        line,
        clock.map_or("", String::as_str),
        canvas.style(Role::Time),
    );
    let name = truncate(name, inner.width.into());
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
    let all = big_text::lines(text, cells, dir).unwrap_or_default();
    let mut shown: Vec<String> = Vec::new();
    let mut lines = 0;
    for line in &all {
        if shown.len() + line.len() > rows {
            break;
        }
        shown.extend_from_slice(line);
        lines += 1;
    }
    if lines == all.len() && lines > 0 {
        return shown;
    }
    // A part of it in large letters is worth it from two lines on; all of it follows in ordinary ones.
    let small = wrap(text, cells);
    let large = rows.saturating_sub(small.len());
    let kept = all.iter().take(lines).scan(0, |used, line| {
        *used += line.len();
        (*used <= large).then_some(line)
    });
    let kept: Vec<&Vec<String>> = kept.collect();
    let kept = if kept.len() > 1 { kept } else { Vec::new() };
    kept.into_iter().flatten().chain(&small).cloned().collect()
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
