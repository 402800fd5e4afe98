//! The board at a door: the room and the clock above, one title in large letters.

use ratatui::layout::Rect;

use super::canvas::{Canvas, row};
use crate::i18n::time;
use crate::layout::big_text;
use crate::page::{Board, Cell, Role};
use crate::text::bidi::Dir;
use crate::text::{cut, truncate, width, wrap};
use crate::tui::app::App;
use crate::tui::pane::Pane;

/// The most lines of a text in ordinary letters.
const MAX_LINES: usize = 2;

/// The lines of a text in ordinary letters.
type Lines = (Vec<String>, Role);

/// Draws the whole board.
pub fn draw(board: &Board, pane: &Pane, app: &App, canvas: &mut Canvas, area: Rect) {
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
    let lines = |cell: &Cell| (cut(&cell.text, cells, MAX_LINES), cell.role);
    let height_of = |all: &[Lines]| -> usize { all.iter().map(|(l, _)| l.len()).sum() };
    let mut above: Vec<Lines> = board.state.iter().map(lines).collect();
    // On a small screen the title needs the line.
    let bar = board.over.filter(|_| area.height >= 12);
    above.extend(bar.map(|over| (vec![time_bar(over, cells, canvas.dir())], Role::Now)));
    let mut below: Vec<Lines> = board.below().into_iter().map(lines).collect();
    let height = usize::from(area.height).saturating_sub(2 + height_of(&above));
    // The title has priority, then what is below it from the top, then the speakers.
    let first = below.first().map_or(0, |(lines, _)| lines.len());
    let rows = height.saturating_sub(first);
    let filling = || filling(canvas, board, (cells, rows.saturating_sub(2)));
    let title = board.fills.then(filling).flatten();
    let title = title.unwrap_or_else(|| title_rows(canvas, &board.whole_title().text, cells, rows));
    while height_of(&below) + title.len() > height && below.len() > 1 {
        below.pop();
    }
    let is_heading = |last: &Lines| last.0 == [board.changes_heading.text.clone()];
    if below.last().is_some_and(is_heading) {
        below.pop();
    }
    let left = height.saturating_sub(height_of(&below) + title.len());
    let speakers = (!board.speakers.is_empty())
        .then(|| (cut(&board.speakers, cells, MAX_LINES), Role::Text))
        .filter(|(lines, _)| lines.len() <= left);
    let speakers: Vec<Lines> = speakers.into_iter().collect();
    let mut y = put_all(canvas, inner, 2, &above);
    y = put_title(canvas, inner, y, &board.title, &title);
    y = put_all(canvas, inner, y, &speakers);
    // A blank line, if there is one left, separates what is next.
    y += u16::from(left > height_of(&speakers));
    put_all(canvas, inner, y, &below);
}

/// Returns a bar of which the part that is left is full.
fn time_bar(over: u8, cells: usize, dir: Dir) -> String {
    let left = (cells * usize::from(100 - over.min(100))).div_ceil(100);
    let (left, gone) = ("━".repeat(left), "─".repeat(cells - left));
    match dir {
        Dir::Ltr => left + &gone,
        Dir::Rtl => gone + &left,
    }
}

/// Draws the room, and as much of the clock as fits beside it.
fn head(pane: &Pane, app: &App, canvas: &mut Canvas, inner: Rect) {
    let world = &app.world;
    let line = row(inner, 0);
    let now = world.local_now();
    let (date, at) = (world.messages.short_date(now.date()), time(now));
    let forms = [
        format!(
            "{date}  {at}  {}",
            world.zone().abbreviation(world.timestamp())
        ),
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

/// Draws texts below one another. Returns the line after them.
fn put_all(canvas: &mut Canvas, inner: Rect, y: u16, all: &[Lines]) -> u16 {
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

/// Returns the rows of a title that is as large as the screen, if it fits.
fn filling(canvas: &Canvas, board: &Board, (cells, lines): (usize, usize)) -> Option<Vec<String>> {
    let title = &board.title.text;
    let dir = canvas.dir().of(title);
    if board.beside.is_empty() {
        big_text::largest(title, cells, lines, dir)
    } else {
        big_text::largest_with(title, &board.beside, (cells, lines), dir)
    }
}

/// Returns the rows of a title: in large letters as far as they fit, else in ordinary ones, as for a text
/// with characters that have no large form.
fn title_rows(canvas: &Canvas, text: &str, cells: usize, rows: usize) -> Vec<String> {
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
    // Where only a part fits, that part has at least two lines, and all of the title follows in ordinary
    // letters.
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

/// Draws the rows of a title. Returns the line after them.
fn put_title(canvas: &mut Canvas, inner: Rect, y: u16, title: &Cell, rows: &[String]) -> u16 {
    let dir = canvas.dir().of(&title.text);
    let style = canvas.style(title.role);
    let mut at = y;
    for text in rows.iter().filter(|_| inner.height > 0) {
        if at >= inner.height {
            break;
        }
        let wide = (text.chars().count() as u16).min(inner.width);
        let line = row(inner, at);
        if text.chars().all(|c| matches!(c, ' ' | '▀'..='▟')) {
            let start = if dir == canvas.dir() {
                line
            } else {
                Rect {
                    x: inner.right() - wide,
                    width: wide,
                    ..line
                }
            };
            // Pixels have no direction of their own.
            canvas.put_directed(start, text, style, Dir::Ltr, &[]);
        } else {
            canvas.put(line, text, style);
        }
        at += 1;
    }
    at
}
