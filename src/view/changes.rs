//! What has changed since the reader last looked, session by session.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::model::{Ix, Kind, Session, Subject};
use crate::page::Role;
use crate::page::{Cell, Page, Row};
use crate::world::diff::{Field, fields, shown};
use crate::world::{Mark, Previous, World};

/// Words that stay the same beside those that differ.
const CONTEXT: usize = 3;
/// Changed sessions on one page, up to which the words that differ are told.
const MANY: usize = 200;
/// Words of both texts together, up to which they are compared word by word.
const LONGEST: usize = 6000;

pub fn page(world: &World, _: &Subject) -> Page {
    let messages = &world.messages;
    let Some(before) = &world.previous else {
        let mut page = Page::new(messages.get("no-changes"));
        page.text(&messages.get("no-changes-since"), Role::Text);
        return page;
    };
    let program = &world.program;
    let old = &before.world;
    let (changed, gone) = shown(world, before);
    let n = changed.len() + gone.len();
    let mut page = Page {
        dated: true,
        ..Page::new(messages.plural("sessions-changed", n))
    };
    if n == 0 {
        page.text(&messages.get("all-filtered"), Role::Text);
    }
    let mut day = None;
    for &ix in &changed {
        let session = program.session(ix);
        super::turn_day(&mut page, world, &mut day, ix);
        page.rows
            .push(Row::Item(program.subject(Kind::Session, ix)));
        if before.marks.get(&session.id) == Some(&Mark::Changed) {
            details(&mut page, world, before, ix, n <= MANY);
        }
    }
    if !gone.is_empty() {
        page.heading(Cell::new(messages.get("heading-gone"), Role::Heading));
        page.rows.extend(
            gone.into_iter()
                .map(|ix| Row::Item(old.program.subject(Kind::Session, ix))),
        );
    }
    page
}

/// Adds, below a session, each field that is not as it was.
fn details(page: &mut Page, world: &World, before: &Previous, ix: Ix, words: bool) {
    let old = &before.world.program;
    let session = world.program.session(ix);
    let Some(&was) = old.ids.sessions.get(session.id.as_str()) else {
        return;
    };
    let was = old.session(was);
    for field in fields((old, was), (&world.program, session)) {
        let text = if words || !field.prose {
            told(world, before, field, was, session)
        } else {
            let label = super::label(world, field.name);
            format!("{label}: {}", world.messages.get("changed"))
        };
        page.under(Cell::new(text, Role::Warning));
    }
}

/// `Room: Hall → Annex`
pub fn told(
    world: &World,
    before: &Previous,
    field: &Field,
    was: &Session,
    is: &Session,
) -> String {
    let (old, new) = ((field.say)(&before.world, was), (field.say)(world, is));
    let label = super::label(world, field.name);
    format!("{label}: {}", difference(world, field, &old, &new))
}

/// `10:00 → 11:00`; of a text the words that differ, with a few around them.
fn difference(world: &World, field: &Field, old: &str, new: &str) -> String {
    let messages = &world.messages;
    if field.prose && !old.is_empty() && !new.is_empty() {
        return match prose(old, new, |a, b| turn(world, a, b)) {
            // The words are those of before in this language, or only the blanks differ.
            same if same.is_empty() => messages.get("elsewhere"),
            told => told,
        };
    }
    let none = messages.get("none");
    let or_none = |text: &str| {
        if text.is_empty() {
            none.clone()
        } else {
            text.to_owned()
        }
    };
    turn(world, &or_none(old), &or_none(new))
}

fn turn(world: &World, old: &str, new: &str) -> String {
    world
        .messages
        .format("from-to", &[("old", old), ("new", new)])
}

/// The words of a text that differ: `… before [old → new] behind …`, `[+ added]`, `[− left out]`.
fn prose(old: &str, new: &str, turn: impl Fn(&str, &str) -> String) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (
        old.split_whitespace().collect(),
        new.split_whitespace().collect(),
    );
    let mut parts: Vec<String> = Vec::new();
    // How far both texts have been told.
    let (mut at, mut to) = (0, 0);
    for (from, until) in differing(&a, &b) {
        let equal = &a[at..from.start];
        parts.extend(around(equal, at > 0 || to > 0, true));
        (at, to) = (from.end, until.end);
        parts.push(match (a[from].join(" "), b[until].join(" ")) {
            (old, new) if old.is_empty() => format!("[+ {new}]"),
            (old, new) if new.is_empty() => format!("[− {old}]"),
            (old, new) => format!("[{}]", turn(&old, &new)),
        });
    }
    if parts.is_empty() {
        return String::new();
    }
    parts.extend(around(&a[at..], true, false));
    parts.join(" ")
}

/// Words that both texts have: all of them, or those beside what differs before and behind them.
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

/// Where two texts differ, in words of each, in order. A few words in common between two differences
/// are no help to a reader, and very long texts differ as wholes.
fn differing(a: &[&str], b: &[&str]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    if a.len() + b.len() > LONGEST {
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
