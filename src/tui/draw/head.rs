//! The head of the screen: the programme's name and the clock, the tabs, a rule.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::canvas::{Canvas, from, row};
use crate::i18n::time;
use crate::model::Subject;
use crate::model::diagnostic::Level;
use crate::page::Role;
use crate::text::{truncate, width};
use crate::tui::app::{App, Target};
use crate::view::{VIEWS, View};

/// Draws as many lines as `area` has, at most three.
pub fn draw(app: &App, canvas: &mut Canvas, area: Rect) {
    if area.height > 0 {
        title(app, canvas, row(area, 0));
    }
    if area.height > 1 {
        tabs(app, canvas, row(area, 1));
    }
    if area.height > 2 {
        canvas.rule(row(area, 2));
    }
}

fn title(app: &App, canvas: &mut Canvas, line: Rect) {
    let world = &app.world;
    let now = world.local_now();
    let city = world.zone().city();
    let name = world.name(&Subject::program());
    // How old a copy is stands before everything else about time, and that others are not heard.
    let age = world.age().map_or_else(String::new, |minutes| {
        let age = world.messages.minutes(minutes);
        format!("{}  ", world.messages.format("copy-age", &[("age", &age)]))
    });
    let away = world.offline.map_or_else(String::new, |since| {
        let since = time(world.zone().at(since));
        let told = world.messages.format("offline-since", &[("time", &since)]);
        format!("{told}  ")
    });
    let age = age + &away;
    let forms = [
        format!(
            "{age}{}  {}  {city}",
            world.messages.short_date(now.date()),
            time(now)
        ),
        format!("{age}{} {city}", time(now)),
        format!("{age}{}", time(now)),
    ];
    // The clock gives way to the name, in three steps, once it would take more than half.
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
    let used = canvas.put_end(inner, clock, canvas.style(Role::Time));
    canvas.target(line, Target::Command("about"));
    canvas.target(from(inner, inner.right() - used), Target::Command("clock"));
    let room = usize::from(inner.width.saturating_sub(used + 1));
    canvas.put(inner, &truncate(&name, room), canvas.style(Role::Title));
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
    let shown = || {
        VIEWS
            .iter()
            .filter(|v| v.tab)
            .filter_map(|v| Some((v, v.key?)))
    };
    let current = app.tab();
    let tab = |name: &str| app.world.messages.get(&format!("tab-{name}"));
    // Names give way step by step: whole, cut, only the one where the reader is.
    let names = |longest: usize| -> Vec<String> {
        let short = |view: &View| truncate(&tab(view.name), longest).into_owned();
        shown()
            .map(|(view, key)| format!("{key} {}", short(view)))
            .collect()
    };
    let (gap, names) = std::iter::once((2, usize::MAX))
        .chain((5..=12).rev().map(|longest| (1, longest)))
        .map(|(gap, longest)| (gap, names(longest)))
        .find(|(gap, names)| {
            let cells: usize = names.iter().map(|n| width(n) + usize::from(*gap)).sum();
            cells < line.width.into()
        })
        .unwrap_or_else(|| {
            let name = |(view, key): (&View, &str)| {
                if view.name == current.name {
                    format!("{key} {}", tab(view.name))
                } else {
                    key.to_owned()
                }
            };
            (2, shown().map(name).collect())
        });
    let mut x = line.x + 1;
    for ((view, _), name) in shown().zip(names) {
        let start = x;
        if view.name == current.name {
            let style = canvas.style(Role::Title).add_modifier(Modifier::REVERSED);
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

/// `! 2` when the file has faults.
fn problems(app: &App) -> Option<(String, Role)> {
    let all = &app.world.diagnostics;
    let errors = all.iter().any(|d| d.level() == Level::Error);
    let role = if errors { Role::Error } else { Role::Warning };
    (!all.is_empty()).then(|| (format!("! {}", all.len()), role))
}
