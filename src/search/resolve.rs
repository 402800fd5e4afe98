//! Resolves a name that a reader types, an id or any part of a name in any language, to a subject.

use super::{Index, Rank};
use crate::model::{Kind, Program, Subject};
use crate::text::fold::fold;

/// The subjects that match a name.
#[derive(Debug, PartialEq)]
pub enum Found {
    /// One subject.
    One(Subject),
    /// One subject with a name that is nearly this one, or sounds like it: enough to show it, not to change it.
    Guess(Subject),
    /// Several subjects.
    Many(Vec<Subject>),
    /// None; the ids that are nearest to the name.
    None(Vec<String>),
}

/// The most ids that are listed when none is near.
const MOST_LISTED: usize = 12;

/// Returns the subjects of a kind that match `name` best, by their ids and names as a search does.
pub fn find(program: &Program, kind: Kind, name: &str) -> Found {
    if kind == Kind::Day {
        return find_day(program, name);
    }
    let exact = Subject::new(kind, name);
    if program.find_any(&exact).is_some() {
        return Found::One(exact);
    }
    let hits = Index::of_names(program, kind).find(name).hits;
    // A whole name is meant alone; a part of several names may mean any of them.
    let whole = |rank: Rank| rank == Rank::Exact;
    let written = |rank: Rank| rank < Rank::Typo;
    let best = hits.first().map(|(_, rank)| *rank);
    let as_good = |rank: Rank| match best {
        Some(best) if whole(best) => whole(rank),
        Some(best) => written(best) == written(rank) || rank == best,
        None => false,
    };
    let hits = hits.into_iter().filter(|(_, rank)| as_good(*rank));
    let mut found: Vec<Subject> = hits.map(|(ix, _)| program.subject(ix)).collect();
    match found.len() {
        1 if best.is_some_and(written) => Found::One(found.remove(0)),
        1 => Found::Guess(found.remove(0)),
        0 => Found::None(near_ids(program, kind, name)),
        _ => Found::Many(found),
    }
}

/// Returns the id that is nearest to a name, else all of a few.
fn near_ids(program: &Program, kind: Kind, name: &str) -> Vec<String> {
    let ids = program
        .all_of(kind)
        .map(|ix| program.subject(ix).id.to_string());
    let known: Vec<String> = ids.collect();
    match crate::text::nearest(name, known.iter().map(String::as_str)) {
        Some(near) => vec![near.to_owned()],
        None if known.len() <= MOST_LISTED => known,
        None => Vec::new(),
    }
}

/// Returns the days that match a number from 1, a date, or a part of a title.
fn find_day(program: &Program, name: &str) -> Found {
    let number: Option<usize> = name.parse().ok();
    let found = program
        .days
        .iter()
        .enumerate()
        .find(|(i, d)| number == Some(i + 1) || d.date.to_string() == name);
    let wanted = fold(name.trim());
    let titled = || {
        program
            .days
            .iter()
            .filter(|d| {
                d.title
                    .all()
                    .any(|t| !wanted.is_empty() && fold(t).contains(&wanted))
            })
            .collect::<Vec<_>>()
    };
    match (found, titled().as_slice()) {
        (Some((_, day)), _) => Found::One(day.subject()),
        (None, [one]) => Found::One(one.subject()),
        (None, []) => Found::None(program.days.iter().map(|d| d.date.to_string()).collect()),
        (None, many) => Found::Many(many.iter().map(|d| d.subject()).collect()),
    }
}
