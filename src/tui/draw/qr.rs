//! Draws the session under the cursor as a QR code, as large as the screen allows.

use ratatui::layout::Rect;

use super::canvas::{Canvas, from, row};
use crate::export::starred;
use crate::layout::qr::{self, Code};
use crate::model::{Kind, Subject};
use crate::page::item::{Countdown, ItemStyle, Lead, item};
use crate::page::{Role, Row};
use crate::text::bidi::Dir;
use crate::text::wrap;
use crate::tui::app::App;
use crate::tui::pane::Pane;
use crate::world::World;

/// The cells beside the code for the description of its session.
const ASIDE: u16 = 24;

/// Draws the code and the description of its session.
pub fn draw(pane: &Pane, app: &App, canvas: &mut Canvas, area: Rect) {
    let world = &app.world;
    let Some(session) = pane.link() else {
        for (n, text) in (0..).zip(pane.page.rows.iter().filter_map(Row::text)) {
            if n < area.height {
                canvas.put(row(area, n), text, canvas.style(Role::Text));
            }
        }
        return;
    };
    let size = (area.width.saturating_sub(ASIDE).into(), area.height.into());
    let code = code(world, session, size);
    let ink = canvas.style(Role::Code);
    let mut beside = 1;
    for (n, text) in (0..).zip(code.iter().flat_map(|code| &code.lines)) {
        beside = text.chars().count() as u16 + 2;
        canvas.put_directed(row(area, n), text, ink, Dir::Ltr, &[]);
    }
    let texts = description(pane, app, session, code.as_ref());
    let room = area.width.saturating_sub(beside + 1);
    let texts = texts.iter().filter(|(text, _)| !text.is_empty());
    let texts = texts.flat_map(|(text, role)| {
        let lines = wrap(text, room.into());
        lines
            .into_iter()
            .chain([String::new()])
            .map(move |l| (l, *role))
    });
    for (n, (text, role)) in (0..area.height).zip(texts) {
        canvas.put(
            from(row(area, n), area.x + beside),
            &text,
            canvas.style(role),
        );
    }
}

/// Returns the code of a session; that of the starred sessions for the programme.
fn code(world: &World, subject: &Subject, (columns, rows): (usize, usize)) -> Option<Code> {
    if subject.kind != Kind::Program {
        let ix = world.program.find(subject)?;
        return qr::code(world, ix, columns, rows);
    }
    let lines = qr::code_of(&starred::encode(world)?, columns, rows)?;
    Some(Code {
        lines,
        title: world.name(subject),
    })
}

/// Returns the lines that describe the starred sessions as a list.
fn about_list(pane: &Pane, app: &App, fits: bool) -> Vec<(String, Role)> {
    let world = &app.world;
    let text = pane.page.rows.iter().find(|row| row.link().is_some());
    let count = text.and_then(Row::text).unwrap_or_default().to_owned();
    let mut lines = vec![
        (count, Role::Title),
        (world.name(&Subject::program()), Role::Text),
    ];
    if fits {
        let is_address = world.program.base_url.is_some();
        let hint = if is_address {
            "code-list-hint"
        } else {
            "code-text-hint"
        };
        let hint = world.with_keys(hint, &["back"], &[]);
        lines.push((
            world.with_keys("code-list-next", &["down"], &[]),
            Role::Faint,
        ));
        lines.push((hint, Role::Faint));
    } else {
        let warning = world.messages.get("no-room-for-list");
        lines.insert(0, (warning, Role::Warning));
    }
    lines
}

/// Returns the lines that describe the session: title, time, room, position and hints.
fn description(
    pane: &Pane,
    app: &App,
    session: &Subject,
    code: Option<&Code>,
) -> Vec<(String, Role)> {
    let world = &app.world;
    if session.kind == Kind::Program {
        return about_list(pane, app, code.is_some());
    }
    let form = ItemStyle {
        lead: Lead::DateRange,
        countdown: Countdown::Long,
        ..ItemStyle::default()
    };
    let made = item(world, session, form);
    let messages = &world.messages;
    // The title as in the calendar.
    let title = code.map_or(made.name, |code| code.title.clone());
    let mut lines = vec![
        (title, Role::Title),
        (
            format!("{} {}", made.lead, world.zone_of_session(session)),
            Role::Time,
        ),
        (made.aside, Role::Text),
    ];
    let marks = made.marks.into_iter();
    lines.extend(marks.filter(|(mark, _)| !matches!(&**mark, "?" | "*")));
    if let Some((n, all)) = pane.position().filter(|(_, all)| *all > 1) {
        let next = (n < all).then(|| world.with_keys("code-next", &["down"], &[]));
        let parts: Vec<String> = std::iter::once(messages.of_all(n, all))
            .chain(next)
            .collect();
        lines.push((parts.join(" · "), Role::Faint));
    }
    match code {
        Some(_) => lines.push((world.with_keys("code-hint", &["back"], &[]), Role::Faint)),
        None if made.lead == "–" => lines.insert(0, (messages.get("no-start"), Role::Warning)),
        None => lines.insert(0, (messages.get("no-room-for-code"), Role::Warning)),
    }
    lines
}
