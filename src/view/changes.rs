//! What has changed since the version that the reader last saw: the event itself, and session by session.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::{Ix, Session, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::text::Lang;
use crate::world::diff::{Difference, fields, of_event, of_session, shown};
use crate::world::{ChangeKind, Previous, World};

/// Unchanged words that are shown beside changed ones.
const CONTEXT: usize = 3;
/// The most changed sessions whose texts are compared word by word.
const MAX_COMPARED: usize = 200;
/// The most words of two texts that are compared word by word.
const MAX_WORDS: usize = 6000;

pub fn page(world: &World, _: &Subject) -> Page {
    let messages = &world.messages;
    let Some(previous) = world.previous() else {
        let mut page = Page::new(messages.get("no-changes"));
        page.text(&messages.get("no-changes-since"), Role::Text);
        return page;
    };
    let program = &world.program;
    let (changed, removed) = shown(world, previous);
    let n = changed.len() + removed.len();
    let event = of_event(world, previous);
    let title = match n {
        0 if !event.is_empty() => world.messages.get("heading-changed"),
        n => world.messages.plural("sessions-changed", n),
    };
    let mut page = Page {
        dated: true,
        ..Page::new(title)
    };
    if !event.is_empty() {
        page.rows.push(Row::Item(Subject::program()));
        for differs in &event {
            page.under(Cell::new(change(world, differs), Role::Warning));
        }
    }
    let mut day = None;
    for &ix in &changed {
        super::start_day(&mut page, world, &mut day, ix);
        page.rows.push(Row::Item(program.subject(ix)));
        if world.change_of(&program[ix].id) == Some(ChangeKind::Changed) {
            details(&mut page, world, previous, ix, n <= MAX_COMPARED);
        }
    }
    if !removed.is_empty() {
        page.heading(Cell::new(messages.get("heading-gone"), Role::Heading));
        let old = &previous.world.program;
        let removed = removed.into_iter();
        page.rows
            .extend(removed.map(|ix| Row::Item(old.subject(ix))));
    }
    let all = previous.changed.len() + previous.removed.len();
    super::hidden(&mut page, world, all - n);
    page
}

/// Adds, below a session, each field that has changed; the words of its texts only with `words`.
fn details(page: &mut Page, world: &World, previous: &Previous, ix: Ix<Session>, words: bool) {
    let old = &previous.world.program;
    let session = &world.program[ix];
    let Some(&was) = old.ids.sessions.get(session.id.as_str()) else {
        return;
    };
    let was = &old[was];
    for field in fields((old, was), (&world.program, session)) {
        let text = if words || field.prose.is_none() {
            let differs = of_session((previous, was), (world, session), field);
            change(world, &differs)
        } else {
            let label = super::label(world, field.name);
            world.messages.field(&label, &world.messages.get("changed"))
        };
        page.under(Cell::new(text, Role::Warning));
    }
}

/// Returns the change of a field: `Room: Hall → Annex`.
pub fn change(world: &World, differs: &Difference) -> String {
    let messages = &world.messages;
    let label = super::label(world, differs.name);
    let lost: Vec<&str> = differs.lost.iter().map(Lang::as_str).collect();
    let lost = (!lost.is_empty()).then(|| {
        messages.format(
            "translations-lost",
            &[("langs", &lost.join(&messages.comma()))],
        )
    });
    let text = match lost {
        Some(lost) if differs.old == differs.new => lost,
        Some(lost) => format!("{} · {lost}", difference(world, differs)),
        None => difference(world, differs),
    };
    messages.field(&label, &text)
}

/// Returns `10:00 → 11:00`; of a text, the words that differ with a few around them.
fn difference(world: &World, differs: &Difference) -> String {
    let messages = &world.messages;
    let (old, new) = (&*differs.old, &*differs.new);
    if differs.prose && !old.is_empty() && !new.is_empty() {
        let words = changed_words(old, new, |a, b| super::from_to(world, a, b));
        if !words.is_empty() {
            return words;
        }
        // Only another language or the blanks differ.
        return messages.get("elsewhere");
    }
    let none = messages.get("none");
    let value = |text: &str| {
        if text.is_empty() {
            none.clone()
        } else {
            text.to_owned()
        }
    };
    super::from_to(world, &value(old), &value(new))
}

/// Returns the words of a text that differ: `… before [old → new] behind …`, `[+ added]`, `[− removed]`.
fn changed_words(old: &str, new: &str, from_to: impl Fn(&str, &str) -> String) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (
        old.split_whitespace().collect(),
        new.split_whitespace().collect(),
    );
    let mut parts: Vec<String> = Vec::new();
    // How much of each text is in the parts.
    let (mut at, mut to) = (0, 0);
    for (from, until) in differing(&a, &b) {
        let equal = &a[at..from.start];
        parts.extend(around(equal, at > 0 || to > 0, true));
        (at, to) = (from.end, until.end);
        parts.push(match (a[from].join(" "), b[until].join(" ")) {
            (old, new) if old.is_empty() => format!("[+ {new}]"),
            (old, new) if new.is_empty() => format!("[− {old}]"),
            (old, new) => format!("[{}]", from_to(&old, &new)),
        });
    }
    if parts.is_empty() {
        return String::new();
    }
    parts.extend(around(&a[at..], true, false));
    parts.join(" ")
}

/// Returns unchanged words: all, or those beside the changes before and behind them.
fn around(same: &[&str], before: bool, behind: bool) -> Option<String> {
    let head = if before { CONTEXT } else { 0 };
    let tail = if behind { CONTEXT } else { 0 };
    if same.is_empty() {
        return None;
    }
    if same.len() <= head + tail {
        return Some(same.join(" "));
    }
    let (head, tail) = (&same[..head], &same[same.len() - tail..]);
    let parts = [head.join(" "), "…".into(), tail.join(" ")];
    Some(parts.join(" ").trim().to_owned())
}

/// Returns where two texts differ, in words of each. Differences with only a few words between them are
/// one; very long texts are not compared.
fn differing(a: &[&str], b: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    if a.len() + b.len() > MAX_WORDS {
        return if a == b {
            found
        } else {
            vec![(0..a.len(), 0..b.len())]
        };
    }
    for op in capture_diff_slices(Algorithm::Myers, a, b) {
        let (old, new) = (op.old_range(), op.new_range());
        match found.last_mut() {
            _ if matches!(op, DiffOp::Equal { .. }) => {}
            Some((a, b)) if old.start - a.end < CONTEXT => (a.end, b.end) = (old.end, new.end),
            _ => found.push((old, new)),
        }
    }
    found
}
