//! The foot of the screen: a rule; then the prompt, a message, or hints and where the reader is.

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, from, row};
use crate::page::Role;
use crate::text::bidi::{self, clusters};
use crate::text::{truncate, width};
use crate::tui::app::{App, Asks, Target};

/// Draws as many lines as `area` has; the result is where the prompt's cursor is.
pub fn draw(app: &App, canvas: &mut Canvas, area: Rect) -> Option<Position> {
    let line = row(area, area.height.checked_sub(1)?);
    if area.height > 1 {
        canvas.rule(row(area, 0));
    }
    let inner = Rect {
        x: line.x + 1,
        width: line.width.saturating_sub(2),
        ..line
    };
    let faint = canvas.style(Role::Faint);
    let title = canvas.style(Role::Title);
    if let Some(prompt) = &app.prompt {
        let words = &prompt.words;
        let sign = match prompt.asks {
            Asks::Search => "/".to_owned(),
            Asks::Palette => ":".to_owned(),
            Asks::Update(_) => app.world.messages.get("new-is"),
            Asks::Filter(..) => app.world.messages.get("filter"),
        };
        let sign_width = width(&sign) as u16;
        let used = canvas.put_end(inner, &place(app, usize::from(inner.width) / 2), faint);
        let room = inner.width.saturating_sub(used + 2);
        // A long search shows its end, where the typing is.
        let mut cells = usize::from(room.saturating_sub(3 + sign_width));
        let start = clusters(words).into_iter().rev().map_while(|at| {
            cells = cells.checked_sub(bidi::cells(&words[at.clone()]))?;
            Some(at.start)
        });
        let shown = &words[start.last().unwrap_or(words.len())..];
        canvas.put(inner, &sign, title);
        let start = inner.x + sign_width + 1;
        let used = canvas.put(
            from(
                Rect {
                    width: room,
                    ..inner
                },
                start,
            ),
            shown,
            title,
        );
        // A text of the other direction ends where it begins for the screen.
        let along = canvas.dir().of(shown) == canvas.dir() || shown.is_empty();
        let x = if along { start + used } else { start - 1 };
        return Some(canvas.position(x.min(line.right().saturating_sub(1)), line.y));
    }
    if let Some(question) = app.question().or_else(|| app.contest()) {
        let style = canvas.style(Role::Warning);
        canvas.put(inner, &truncate(&question, inner.width.into()), style);
        return None;
    }
    if let Some(message) = &app.message {
        canvas.put(
            inner,
            &truncate(message, inner.width.into()),
            canvas.style(Role::Notice),
        );
        return None;
    }
    let used = canvas.put_end(inner, &place(app, usize::from(inner.width) * 3 / 5), faint);
    if app.world.filter.is_on() {
        let room = usize::from(inner.width.saturating_sub(used + 2));
        let style = canvas.style(Role::Warning);
        canvas.put(inner, &truncate(&filter(app), room), style);
        canvas.target(inner, Target::Command("no-filter"));
        return None;
    }
    let mut room = usize::from(inner.width.saturating_sub(used + 2));
    let mut x = inner.x;
    for (name, key) in hints(app) {
        let word = &app.world.messages.get(&format!("hint-{name}"));
        let needed = width(&key) + width(word) + 4;
        if needed > room {
            break;
        }
        room -= needed;
        let cells = Rect {
            width: needed as u16,
            ..from(line, x)
        };
        canvas.target(cells, Target::Command(name));
        x += canvas.put(from(line, x), &key, title) + 1;
        x += canvas.put(from(line, x), word, faint) + 3;
    }
    None
}

/// Names and keys of the commands worth showing: those of this page, then those of every page.
fn hints(app: &App) -> impl Iterator<Item = (&'static str, String)> {
    let world = &app.world;
    let here = app.pane().view.name;
    // Without changes, there is nothing to be seen.
    let idle = here == "changes" && world.previous.is_none();
    let rows = world.keys.rows.iter();
    let of_page = rows.clone().filter(move |r| r.on == Some(here) && !idle);
    let rows = of_page.chain(rows.filter(|r| r.hint));
    rows.filter_map(|row| Some((row.name, row.first(world.dir())?)))
}

/// What lists leave out, and the key that shows it again.
fn filter(app: &App) -> String {
    let messages = &app.world.messages;
    let filter = &app.world.filter;
    let past = filter.hide_past.then(|| messages.get("past-hidden"));
    let query = (!filter.query.is_empty()).then(|| {
        let query = [("query", &*filter.query)];
        messages.format("filtered", &query)
    });
    let clear = app.world.with_keys("f-clears", &["no-filter"], &[]);
    let parts = query.into_iter().chain(past).chain([clear]);
    parts.collect::<Vec<_>>().join(" · ")
}

/// What is shown and where the reader is in it. The title gives way, the count stays.
fn place(app: &App, cells: usize) -> String {
    let pane = app.pane();
    let count = pane.position().filter(|(_, all)| *all > 1);
    let count = count.map_or_else(String::new, |(n, all)| {
        format!(" · {}", app.world.messages.of_all(n, all))
    });
    let title = truncate(&pane.page.title, cells.saturating_sub(width(&count)));
    format!("{title}{count}")
}
