//! The foot of the screen: a rule; then the prompt, a question, a message, the filter, or hints.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::canvas::{Canvas, from, row};
use crate::model::{Kind, Subject};
use crate::page::Role;
use crate::text::bidi::{self, Dir, clusters};
use crate::text::{truncate, width};
use crate::tui::app::{App, Prompt, PromptKind, Target};
use crate::world::keymap::Binding;
use crate::world::query::TERMS;

/// Draws as many lines as `area` has, and returns the position of the prompt's cursor.
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
    if let Some(open) = app.prompt() {
        // What happened to the text that was entered, above the text.
        if let Some(message) = app.message.as_ref().filter(|_| area.height > 1) {
            let above = Rect { y: area.y, ..inner };
            notice(canvas, above, &format!("{message} "), Role::Warning);
        }
        return Some(prompt(app, open, canvas, inner));
    }
    if let Some(question) = app.question() {
        notice(canvas, inner, &question, Role::Warning);
    } else if let Some(message) = &app.message {
        notice(canvas, inner, message, Role::Notice);
    } else {
        let faint = canvas.style(Role::Faint);
        let used = canvas.put_end(
            inner,
            &place(app, cells_of_place(inner.width.into())),
            faint,
        );
        let free = inner.width.saturating_sub(used + 2);
        if app.world.filter().is_on() {
            canvas.target(inner, Target::Command("no-filter"));
            let cells = Rect {
                width: free,
                ..inner
            };
            notice(canvas, cells, &filter(app), Role::Warning);
        } else {
            hints(app, canvas, inner, free.into());
        }
    }
    None
}

/// Draws the prompt, and returns the position of its cursor.
fn prompt(app: &App, prompt: &Prompt, canvas: &mut Canvas, line: Rect) -> Position {
    let title = canvas.style(Role::Title);
    let text = prompt.text();
    let sign = match &prompt.kind {
        PromptKind::Search => "/".to_owned(),
        PromptKind::Palette => ":".to_owned(),
        PromptKind::Update(_) => app.world.messages.get("new-is"),
        PromptKind::Filter { .. } => app.world.messages.get("filter"),
        PromptKind::Announcement(subject) => announced_to(app, subject),
    };
    let sign_width = width(&sign) as u16;
    let place = match prompt.kind {
        PromptKind::Filter { .. } if text.is_empty() => {
            let terms = TERMS.iter().map(|term| format!("{}:", term.name));
            let terms = terms.collect::<Vec<_>>().join("  ");
            truncate(&terms, usize::from(line.width) * 3 / 4).into_owned()
        }
        PromptKind::Filter { .. } => {
            let typed = width(text) + usize::from(sign_width) + 6;
            let most = usize::from(line.width).saturating_sub(typed);
            completions(app, prompt, most.max(usize::from(line.width) / 2))
        }
        PromptKind::Announcement(_) => {
            let hint = app.world.messages.get("announcement-hint");
            let free =
                usize::from(line.width).saturating_sub(width(text) + usize::from(sign_width) + 6);
            truncate(&hint, free).into_owned()
        }
        _ => place(app, usize::from(line.width) / 2),
    };
    let used = canvas.put_end(line, &place, canvas.style(Role::Faint));
    let cells = Rect {
        width: line.width.saturating_sub(used + 2),
        ..line
    };
    let free = usize::from(cells.width.saturating_sub(3 + sign_width));
    let part = around_cursor(text, prompt.cursor(), free);
    canvas.put(line, &sign, title);
    let field = from(cells, line.x + sign_width + 1);
    let (shown, dir) = (&text[part.clone()], canvas.dir().of(text));
    canvas.put_directed(field, shown, title, dir, &[]);
    canvas.cursor(field, shown, dir, prompt.cursor() - part.start)
}

/// Returns the part of a text around its cursor that so many cells show: as much as fits before the cursor, but for a
/// third of the cells if there is text behind it.
fn around_cursor(text: &str, cursor: usize, cells: usize) -> Range<usize> {
    let (before, after) = text.split_at(cursor);
    let behind = width(after).min(cells / 3);
    let mut free = cells - behind;
    let last = clusters(before).into_iter().rev().map_while(|at| {
        free = free.checked_sub(bidi::cells(&before[at.clone()]))?;
        Some(at.start)
    });
    let start = last.last().unwrap_or(cursor);
    free += behind;
    let next = clusters(after).into_iter().map_while(|at| {
        free = free.checked_sub(bidi::cells(&after[at.clone()]))?;
        Some(cursor + at.end)
    });
    start..next.last().unwrap_or(cursor)
}

/// Returns `announcement:`, or `Main hall:` for one to those in a room.
fn announced_to(app: &App, subject: &Subject) -> String {
    match subject.kind {
        Kind::Room => format!("{}:", app.world.name(subject)),
        _ => app.world.messages.get("announcement"),
    }
}

/// The most cells of a value that is offered.
const VALUE: usize = 20;

/// Returns what the filter that is being typed may be completed to, with the sessions that each leaves, and how
/// many it leaves itself.
fn completions(app: &App, prompt: &Prompt, cells: usize) -> String {
    let world = &app.world;
    let all: Vec<_> = world.program.all().collect();
    let (shown, all) = (world.count_shown(&all).to_string(), all.len().to_string());
    let count = world
        .messages
        .format("shown-of", &[("n", &shown), ("all", &all)]);
    let offered = prompt.completions.iter().map(|c| match c.leaves {
        Some(n) => format!("{} {n}", truncate(&c.shown, VALUE)),
        None => c.shown.clone(),
    });
    let offered = offered.collect::<Vec<_>>().join("  ");
    match truncate(&offered, cells.saturating_sub(width(&count) + 3)) {
        offered if offered.trim_end_matches('…').is_empty() => count,
        offered => format!("{offered} · {count}"),
    }
}

/// Draws one line of text, truncated.
fn notice(canvas: &mut Canvas, line: Rect, text: &str, role: Role) {
    let style = canvas.style(role);
    canvas.put(line, &truncate(text, line.width.into()), style);
}

/// Draws keys and names of commands in the free cells: those of this page, then those of every page; `help` always.
fn hints(app: &App, canvas: &mut Canvas, line: Rect, free: usize) {
    let world = &app.world;
    let here = app.pane().view.name;
    // Without changes there is nothing to mark as seen.
    let idle = here == "changes" && world.previous().is_none();
    let rows = world.keys.rows.iter();
    let of_page = rows.clone().filter(|r| r.on == Some(here) && !idle);
    let hint = |row: &Binding| {
        let word = world.messages.get(&format!("hint-{}", row.name));
        Some((row.name, row.first(world.dir())?, word))
    };
    let cells = |(_, key, word): &(&str, String, String)| width(key) + width(word) + 4;
    let (help, others): (Vec<_>, Vec<_>) = of_page
        .chain(rows.filter(|r| r.hint))
        .filter_map(hint)
        .partition(|(name, ..)| *name == "help");
    let needed = help.iter().map(cells).sum::<usize>().saturating_sub(2);
    let help = if needed <= free { help } else { Vec::new() };
    let mut free = free.saturating_sub(needed);
    let shown = others.into_iter().take_while(|hint| {
        let rest = free.checked_sub(cells(hint));
        free = rest.unwrap_or(free);
        rest.is_some()
    });
    let (title, faint) = (canvas.style(Role::Title), canvas.style(Role::Faint));
    let mut x = line.x;
    for hint in shown.chain(help) {
        let place = Rect {
            width: cells(&hint) as u16,
            ..from(line, x)
        };
        let (name, key, word) = hint;
        canvas.target(place, Target::Command(name));
        x += canvas.put_directed(from(line, x), &key, title, Dir::Ltr, &[]) + 1;
        x += canvas.put(from(line, x), &word, faint) + 3;
    }
}

/// Returns the filter, and the key that clears it.
fn filter(app: &App) -> String {
    let messages = &app.world.messages;
    let filter = app.world.filter();
    let past = filter.hides_past().then(|| messages.get("past-hidden"));
    let query = (!filter.query().is_empty()).then(|| {
        let query = [("query", filter.query())];
        messages.format("filtered", &query)
    });
    let clear = app.world.with_keys("f-clears", &["no-filter"], &[]);
    let parts = query.into_iter().chain(past).chain([clear]);
    parts.collect::<Vec<_>>().join(" · ")
}

/// Returns the cells for the title of the page and the position in it: hints for search and help come first.
fn cells_of_place(line: usize) -> usize {
    const HINTS: usize = 40;
    line.saturating_sub(HINTS).clamp(line / 4, line * 3 / 5)
}

/// Returns the title of the page and the position in it. The title is truncated, the position is not.
fn place(app: &App, cells: usize) -> String {
    let pane = app.pane();
    let count = pane.position().filter(|(_, all)| *all > 1);
    let count = count.map_or_else(String::new, |(n, all)| app.world.messages.of_all(n, all));
    let separator = if count.is_empty() { "" } else { " · " };
    let room = cells.saturating_sub(width(separator) + width(&count));
    match truncate(&pane.page.title, room) {
        title if title.trim_end_matches('…').is_empty() => count,
        title => format!("{title}{separator}{count}"),
    }
}
