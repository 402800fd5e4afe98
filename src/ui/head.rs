//! The head of the screen: the programme's name and the clock, the tabs, a rule.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::{put, put_right, rule};
use crate::app::App;
use crate::diagnostic::Level;
use crate::program::Subject;
use crate::text::{truncate, width};
use crate::theme::{Role, Theme};
use crate::view::{VIEWS, View};
use crate::words::{short_date, time};

/// Draws as many lines as `area` has, at most three.
pub fn draw(app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let line = |n: u16| Rect {
        y: area.y + n,
        height: 1,
        ..area
    };
    if area.height > 0 {
        title(app, theme, line(0), buf);
    }
    if area.height > 1 {
        tabs(app, theme, line(1), buf);
    }
    if area.height > 2 {
        rule(buf, line(2), theme);
    }
}

fn title(app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let world = &app.world;
    let now = world.local_now();
    let city = world.zone().city();
    let name = world.name(&Subject::program());
    let forms = [
        format!("{}  {}  {city} ", short_date(now.date()), time(now)),
        format!("{} {city} ", time(now)),
        format!("{} ", time(now)),
    ];
    // The clock gives way to the name, in three steps, once it would take more than half.
    let half = usize::from(area.width) / 2;
    let whole = width(&name) + width(&forms[0]) + 3 <= area.width.into();
    let clock = if whole {
        &forms[0]
    } else {
        forms.iter().find(|f| width(f) <= half).unwrap_or(&forms[2])
    };
    let used = put_right(buf, area, clock, theme.style(Role::Time));
    let room = usize::from(area.width.saturating_sub(used + 2));
    put(
        buf,
        Rect {
            x: area.x + 1,
            width: room as u16,
            ..area
        },
        &truncate(&name, room),
        theme.style(Role::Title),
    );
}

fn tabs(app: &App, theme: Theme, area: Rect, buf: &mut Buffer) {
    let mark = problems(app);
    let right = mark.as_ref().map_or(0, |(text, role)| {
        put_right(buf, area, text, theme.style(*role))
    });
    let shown: Vec<(&View, &str, &str)> = VIEWS
        .iter()
        .filter_map(|v| Some((v, v.key?, v.tab?)))
        .collect();
    let current = app.tab();
    let room = usize::from(area.width.saturating_sub(right + 1));
    let named: usize = shown
        .iter()
        .map(|(_, key, tab)| key.len() + width(tab) + 3)
        .sum();
    let mut x = area.x + 1;
    for (view, key, tab) in shown {
        let here = view.name == current.name;
        // Without room for all the names, the one where the reader is keeps its own.
        let text = if named <= room || here {
            format!("{key} {tab}")
        } else {
            key.to_owned()
        };
        let style = if here {
            theme.style(Role::Title).add_modifier(Modifier::REVERSED)
        } else {
            theme.style(Role::Text)
        };
        let text = if here { format!(" {text} ") } else { text };
        let at = if here { x.saturating_sub(1) } else { x };
        let left = area.right().saturating_sub(right + at);
        x =
            at + put(
                buf,
                Rect {
                    x: at,
                    width: left,
                    ..area
                },
                &text,
                style,
            ) + if here { 1 } else { 2 };
    }
}

/// `! 2` when the file has faults.
fn problems(app: &App) -> Option<(String, Role)> {
    let all = &app.world.diagnostics;
    let errors = all.iter().any(|d| d.level() == Level::Error);
    let role = if errors { Role::Error } else { Role::Warning };
    (!all.is_empty()).then(|| (format!("! {} ", all.len()), role))
}
