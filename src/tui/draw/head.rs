//! Draws the head of the screen: the programme's name and the clock, the tabs, a rule.

use chrono::Datelike as _;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::{Canvas, from, row};
use crate::i18n::time;
use crate::model::Subject;
use crate::model::diagnostic::Level;
use crate::page::Role;
use crate::page::item::announcement_role;
use crate::text::{truncate, width};
use crate::tui::app::{App, Target};
use crate::view::{VIEWS, View};
use crate::world::World;
use crate::world::query::parts;

/// A line of the head.
type Line = fn(&App, &mut Canvas, Rect);

/// Draws as many lines as `area` has: the title, the tabs, the first announcement, a rule.
pub fn draw(app: &App, canvas: &mut Canvas, area: Rect) {
    let announcement = app.has_announcement_line().then_some(announcement as Line);
    let first: [Line; 2] = [title, tabs];
    let lines = first.into_iter().chain(announcement).chain([rule as Line]);
    for (y, line) in (0..area.height).zip(lines) {
        line(app, canvas, row(area, y));
    }
}

/// Draws the first announcement, and how many more there are.
fn announcement(app: &App, canvas: &mut Canvas, line: Rect) {
    let world = &app.world;
    let all = world.announcements();
    let Some((room, first)) = all.first() else {
        return;
    };
    let inner = Rect {
        x: line.x + 1,
        width: line.width.saturating_sub(2),
        ..line
    };
    let style = canvas.style(announcement_role(first));
    let used = match all.len() - 1 {
        0 => 0,
        more => canvas.put_end(inner, &format!("  +{more}"), style),
    };
    let text = world.announced_in(*room, first);
    let cells = usize::from(inner.width.saturating_sub(used));
    canvas.put(inner, &truncate(&text, cells), style);
    canvas.target(line, Target::Command("about"));
}

fn rule(app: &App, canvas: &mut Canvas, line: Rect) {
    canvas.rule(line);
    chips(app, canvas, line);
}

/// Draws the parts of the filter on the rule; a click removes one.
fn chips(app: &App, canvas: &mut Canvas, line: Rect) {
    let filter = app.world.filter();
    let query = parts(filter.query()).into_iter().map(str::to_owned);
    let past = filter
        .hides_past()
        .then(|| app.world.messages.get("past-hidden"));
    let mut x = line.x + 1;
    for (n, part) in query.chain(past).enumerate() {
        let text = format!(" {part} × ");
        let place = Rect {
            width: width(&text) as u16,
            ..from(line, x)
        };
        if place.right() >= line.right() {
            break;
        }
        let (style, dir) = (canvas.style(Role::Warning), canvas.dir());
        canvas.put_directed(place, &text, style, dir, &[]);
        canvas.target(place, Target::Chip(n));
        x = place.right() + 1;
    }
}

fn title(app: &App, canvas: &mut Canvas, line: Rect) {
    let world = &app.world;
    let now = world.local_now();
    let zone = world.zone_now();
    let name = world.name(&Subject::program());
    let state = state(world);
    // The programme of another year is not today's, even on the same day.
    let years = world.program.days.iter().map(|day| day.date.year());
    let date = world.messages.short_date(now.date());
    let is_of_year = years.clone().any(|year| year == now.year()) || years.count() == 0;
    let date = if is_of_year {
        date
    } else {
        format!("{date} {}", now.year())
    };
    let forms = [
        format!("{state}{date}  {}  {zone}", time(now)),
        format!("{state}{} {zone}", time(now)),
        format!("{state}{}", time(now)),
    ];
    // The clock is shortened in two steps if it leaves less than half of the line to the name.
    let half = usize::from(line.width) / 2;
    let whole = width(&name) + width(&forms[0]) + 4 <= line.width.into();
    let fits = |form: &&String| width(form) < half;
    let clock = if whole {
        &forms[0]
    } else {
        forms.iter().find(fits).unwrap_or(&forms[2])
    };
    let inner = Rect {
        x: line.x + 1,
        width: line.width.saturating_sub(2),
        ..line
    };
    canvas.target(line, Target::Command("about"));
    let language = language(app, canvas, inner, width(clock) + half);
    let beside = Rect {
        width: inner.width.saturating_sub(language),
        ..inner
    };
    let used = canvas.put_end(beside, clock, canvas.style(Role::Time)) + language;
    canvas.target(from(beside, inner.right() - used), Target::Command("clock"));
    canvas.target(from(inner, beside.right()), Target::Command("language"));
    let room = usize::from(inner.width.saturating_sub(used + 1));
    canvas.put(inner, &truncate(&name, room), canvas.style(Role::Title));
}

/// Returns what stands before the date: how much of the file is read, the age of a copy, and the state of the connection.
fn state(world: &World) -> String {
    let messages = &world.messages;
    let read = world.percent.map(|percent| {
        let percent = percent.to_string();
        messages.format("reading-so-far", &[("percent", &percent)])
    });
    let age = world.age().map(|minutes| {
        let age = messages.minutes(minutes);
        messages.format("copy-age", &[("age", &age)])
    });
    let away = world.offline.map(|since| {
        let since = time(world.zone().at(since));
        messages.format("offline-since", &[("time", &since)])
    });
    let missing = (world.missing > 0).then(|| {
        let n = world.missing.to_string();
        messages.format("not-on-server", &[("n", &n)])
    });
    let states = [read, age, away, missing].into_iter().flatten();
    states.map(|state| state + "  ").collect()
}

/// Draws the language at the end of the line, and the key that changes it, if the programme has others and at least
/// `others` cells are left. Returns the cells used.
fn language(app: &App, canvas: &mut Canvas, line: Rect, others: usize) -> u16 {
    let world = &app.world;
    let key = format!("  {} ", world.key("language"));
    let name = world.lang().as_str().to_uppercase();
    let needed = width(&key) + width(&name);
    if world.program.languages.len() < 2 || usize::from(line.width) < others + needed {
        return 0;
    }
    let used = canvas.put_end(line, &name, canvas.style(Role::Text));
    let beside = Rect {
        width: line.width - used,
        ..line
    };
    used + canvas.put_end(beside, &key, canvas.style(Role::Title))
}

fn tabs(app: &App, canvas: &mut Canvas, line: Rect) {
    let inner = Rect {
        width: line.width.saturating_sub(1),
        ..line
    };
    let mark = problems(app);
    let right = mark.map_or(0, |(text, role)| {
        canvas.put_end(inner, &text, canvas.style(role))
    });
    canvas.target(
        from(inner, inner.right() - right),
        Target::Command("problems"),
    );
    let line = Rect {
        width: inner.width.saturating_sub(right),
        ..line
    };
    let current = app.tab();
    let (gap, names) = tab_names(app, current, line.width.into());
    let mut x = line.x + 1;
    for ((view, _), name) in shown_tabs(&app.world).zip(names) {
        let start = x;
        if view.name == current.name {
            let style = canvas.palette().accent().add_modifier(Modifier::REVERSED);
            x += canvas
                .put(from(line, x - 1), &format!(" {name} "), style)
                .saturating_sub(2)
                + gap;
        } else {
            x += canvas.put(from(line, x), &name, canvas.style(Role::Text)) + gap;
        }
        let cells = Rect {
            width: x - start,
            ..from(line, start)
        };
        canvas.target(cells, Target::Command(view.name));
    }
}

/// Returns the views with a tab, and their keys. Lists of which the programme has nothing have none.
fn shown_tabs(world: &World) -> impl Iterator<Item = (&'static View, &'static str)> {
    let tabs = VIEWS.iter().filter(|v| v.tab && v.has_content(world));
    tabs.filter_map(|v| Some((v, v.key?)))
}

/// Returns the gap between tabs and their names: whole, else short, else only that of the current tab.
fn tab_names(app: &App, current: &View, width_of_line: usize) -> (u16, Vec<String>) {
    let messages = &app.world.messages;
    let tab = |kind: &str, view: &View| messages.get(&format!("{kind}-{}", view.name));
    let names = |kind: &str| -> Vec<String> {
        let tabs = shown_tabs(&app.world);
        tabs.map(|(view, key)| format!("{key} {}", tab(kind, view)))
            .collect()
    };
    let forms = [(2, "tab"), (1, "tab"), (1, "short-tab")].into_iter();
    let mut forms = forms.map(|(gap, kind)| (gap, names(kind)));
    let fits = |(gap, names): &(u16, Vec<String>)| {
        let cells: usize = names.iter().map(|n| width(n) + usize::from(*gap)).sum();
        // No gap follows the last one, but a cell is left before the first.
        cells <= width_of_line
    };
    forms.find(fits).unwrap_or_else(|| {
        let name = |(view, key): (&View, &str)| {
            if view.name == current.name {
                format!("{key} {}", tab("tab", view))
            } else {
                key.to_owned()
            }
        };
        (2, shown_tabs(&app.world).map(name).collect())
    })
}

/// Returns the mark of a file with problems: `! 2`.
fn problems(app: &App) -> Option<(String, Role)> {
    let all = &app.world.diagnostics;
    let errors = all.iter().any(|d| d.level() == Level::Error);
    let role = if errors { Role::Error } else { Role::Warning };
    (!all.is_empty()).then(|| (format!("! {}", all.len()), role))
}
