//! Resolves a name that a reader types, an id or any part of a name in any language, to a subject.

use crate::model::{AnyIx, Kind, Program, Subject};
use crate::text::fold::fold;

/// The subjects that match a name.
#[derive(Debug, PartialEq)]
pub enum Found {
    /// One subject.
    One(Subject),
    /// Several subjects.
    Many(Vec<Subject>),
    /// None; the ids that are nearest to the name.
    None(Vec<String>),
}

/// Returns the subjects of a kind that match `name` as an id, else as a whole name, else as a part of one.
pub fn find(program: &Program, kind: Kind, name: &str) -> Found {
    if kind == Kind::Day {
        return find_day(program, name);
    }
    let exact = Subject::new(kind, name);
    if program.find_any(&exact).is_some() {
        return Found::One(exact);
    }
    let wanted = fold(name.trim());
    let names = |ix: AnyIx| -> Vec<String> {
        let id = program.subject(ix).id;
        let named = program
            .names(ix)
            .into_iter()
            .flat_map(|n| n.all().map(|t| fold(t)).collect::<Vec<_>>());
        std::iter::once(fold(&id)).chain(named).collect()
    };
    let by = |test: &dyn Fn(&str) -> bool| -> Vec<Subject> {
        program
            .all_of(kind)
            .filter(|&ix| names(ix).iter().any(|n| test(n)))
            .map(|ix| program.subject(ix))
            .collect()
    };
    let mut found = by(&|n| n == wanted);
    if found.is_empty() && !wanted.is_empty() {
        found = by(&|n| n.contains(&wanted));
    }
    match found.len() {
        1 => Found::One(found.remove(0)),
        0 => {
            let known: Vec<String> = program
                .all_of(kind)
                .map(|ix| program.subject(ix).id.to_string())
                .collect();
            let near = crate::text::nearest(name, known.iter().map(String::as_str));
            let near: Vec<String> = near.map(str::to_owned).into_iter().collect();
            Found::None(if near.is_empty() && known.len() <= 12 {
                known
            } else {
                near
            })
        }
        _ => Found::Many(found),
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
