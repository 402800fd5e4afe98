//! Queries over sessions: words, and terms such as `track:rumour` or `is:starred`.
//!
//! Of several terms with one name, a session has to match any where it has only one such value (a room, a
//! day), and each where it may have several (speakers, partners).

use std::collections::HashSet;

use crate::model::{
    AnyIx, Ix, Listed, Partner, Session, SessionKind, Speaker, Status, day_subject,
};
use crate::search::{Index, query_words};
use crate::text::Text;
use crate::text::fold::fold;
use crate::world::World;
use crate::world::agenda;

/// Whether a session matches a term.
type Test<'w> = Box<dyn Fn(Ix<Session>) -> bool + 'w>;

/// An entry in the table of terms.
pub struct Term {
    /// The name before the colon.
    pub name: &'static str,
    /// Whether a session has at most one such value.
    single: bool,
    /// Returns the test for the value behind the colon.
    test: for<'w> fn(&'w World, &str) -> Test<'w>,
}

/// Every term.
#[rustfmt::skip] // A table: one entry, one line.
pub const TERMS: &[Term] = &[
    Term { name: "track", single: true, test: |world, value| named(world, value, |s| s.track.into_iter().collect()) },
    Term { name: "room", single: true, test: |world, value| named(world, value, |s| s.room.into_iter().collect()) },
    Term { name: "speaker", single: false, test: |world, value| named(world, value, |s| s.people().collect()) },
    Term { name: "partner", single: false, test: partner },
    Term { name: "day", single: true, test: day },
    Term { name: "kind", single: true, test: kind },
    Term { name: "lang", single: false, test: language },
    Term { name: "is", single: false, test: state },
];

/// A value of `is:`, and its test.
type State = (&'static str, fn(&World, Ix<Session>) -> bool);

/// Every value of `is:`.
#[rustfmt::skip] // A table: one entry, one line.
pub const STATES: &[State] = &[
    ("starred", |world, ix| world.stars.contains(&world.program[ix].id)),
    ("mine", is_mine),
    ("now", is_on_now),
    ("next", agenda::is_next),
    ("changed", |world, ix| world.change_of(&world.program[ix].id).is_some()),
    ("cancelled", |world, ix| world.program[ix].status == Status::Cancelled),
    ("tentative", |world, ix| world.program[ix].status == Status::Tentative),
    ("moved", |world, ix| world.program[ix].status == Status::Moved),
    ("delayed", |world, ix| world.program[ix].status == Status::Delayed),
];

/// A parsed query.
pub struct Query {
    /// The words besides the terms.
    pub words: String,
    terms: Vec<(&'static Term, String)>,
}

impl Query {
    /// Parses a query. Quotes keep words together: `room:"main hall"`.
    pub fn parse(text: &str) -> Self {
        let mut words = Vec::new();
        let mut terms = Vec::new();
        for piece in pieces(text) {
            let term = piece.split_once(':').and_then(|(name, value)| {
                let term = TERMS.iter().find(|t| t.name.eq_ignore_ascii_case(name))?;
                Some((term, fold(value.trim())))
            });
            match term {
                // A term without a value is still being typed.
                Some((_, value)) if value.is_empty() => {}
                Some(term) => terms.push(term),
                None => words.push(piece),
            }
        }
        let words = words.join(" ");
        // Punctuation alone matches everything.
        let has_words = !query_words(&words).is_empty();
        Self {
            words: if has_words { words } else { String::new() },
            terms,
        }
    }

    /// Returns whether any session may fail to match.
    pub fn asks(&self) -> bool {
        self.has_terms() || !self.words.is_empty()
    }

    /// Returns whether there is any term.
    pub fn has_terms(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Returns whether a term asks for the reader's own sessions.
    pub fn asks_for_mine(&self) -> bool {
        let mine = |value: &str| "mine".starts_with(value);
        self.terms.iter().any(|(t, v)| t.name == "is" && mine(v))
    }

    /// Returns the values behind `is:` that do not exist.
    pub fn unknown_states(&self) -> Vec<&str> {
        let wrong = |value: &str| !STATES.iter().any(|(name, _)| name.starts_with(value));
        let states = self.terms.iter().filter(|(term, _)| term.name == "is");
        states
            .map(|(_, value)| value.as_str())
            .filter(|v| wrong(v))
            .collect()
    }

    /// Returns whether each session matches, by its place in the programme.
    pub fn matching(&self, world: &World) -> Vec<bool> {
        let n = world.program.sessions.len();
        let mut matching = vec![self.words.is_empty(); n];
        if !self.words.is_empty() {
            for (ix, _) in world.index().find(&self.words).hits {
                if let AnyIx::Session(ix) = ix {
                    matching[ix.at()] = true;
                }
            }
        }
        let mut groups: Vec<(&Term, Vec<Test>)> = Vec::new();
        for (term, value) in &self.terms {
            let test = (term.test)(world, value);
            match groups
                .iter_mut()
                .find(|(t, _)| t.single && t.name == term.name)
            {
                Some((_, tests)) => tests.push(test),
                None => groups.push((term, vec![test])),
            }
        }
        for (ix, matches) in world.program.all().zip(&mut matching) {
            *matches &= groups.iter().all(|(_, any)| any.iter().any(|t| t(ix)));
        }
        matching
    }
}

/// Splits a query at blanks outside quotes.
fn pieces(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut piece = String::new();
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' | '“' | '”' | '«' | '»' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => all.push(std::mem::take(&mut piece)),
            c => piece.push(c),
        }
    }
    all.push(piece);
    all.retain(|p| !p.is_empty());
    all
}

/// Tests for a subject of a list whose id or name contains the value.
fn named<'w, T: Listed + 'w>(
    world: &'w World,
    value: &str,
    of: fn(&Session) -> Vec<Ix<T>>,
) -> Test<'w> {
    let program = &world.program;
    let hits = hits::<T>(world, value);
    Box::new(move |ix| of(&program[ix]).iter().any(|&i| hits[i.at()]))
}

/// Returns which elements of a list have an id or a name that a search for the value finds.
fn hits<T: Listed>(world: &World, value: &str) -> Vec<bool> {
    let program = &world.program;
    let index = Index::of_names(program, T::KIND);
    let found: HashSet<AnyIx> = index
        .find(value)
        .hits
        .into_iter()
        .map(|(ix, _)| ix)
        .collect();
    let all = program.all::<T>();
    all.map(|ix| found.contains(&ix.into())).collect()
}

fn partner<'w>(world: &'w World, value: &str) -> Test<'w> {
    let program = &world.program;
    let hits = hits::<Partner>(world, value);
    Box::new(move |ix| {
        let all = program.partners_of(&program[ix]);
        all.iter().any(|&i| hits[i.at()])
    })
}

/// Tests for a day by its number from 1, its date, or a part of its name, such as the day of the week.
fn day<'w>(world: &'w World, value: &str) -> Test<'w> {
    let program = &world.program;
    let matches = |(n, day): (usize, &crate::model::Day)| {
        value == (n + 1).to_string()
            || *day_subject(day.date).id == *value
            || (value.parse::<usize>().is_err() && fold(&world.day_title(day.date)).contains(value))
    };
    let days = program.days.iter().enumerate();
    let dates: Vec<_> = days.filter(|d| matches(*d)).map(|(_, d)| d.date).collect();
    Box::new(move |ix| {
        let slot = program[ix].slot;
        slot.is_some_and(|slot| dates.contains(&slot.day))
    })
}

fn kind<'w>(world: &'w World, value: &str) -> Test<'w> {
    let label = |name: &str| fold(&world.messages.get(&format!("session-{name}")));
    let kinds: Vec<SessionKind> = SessionKind::NAMES
        .iter()
        .filter(|(name, _)| name.contains(value) || label(name).contains(value))
        .map(|(_, kind)| *kind)
        .collect();
    Box::new(move |ix| kinds.contains(&world.program[ix].kind))
}

/// Tests for a language that is spoken or interpreted, by its tag or its name.
fn language<'w>(world: &'w World, value: &str) -> Test<'w> {
    let value = value.to_owned();
    Box::new(move |ix| {
        let s = &world.program[ix];
        let all = s.language.iter().chain(&s.interpretation);
        let named = |tag: &Text| fold(&world.messages.language(tag)).contains(&value);
        all.into_iter()
            .any(|tag| fold(tag).starts_with(&value) || named(tag))
    })
}

/// Tests for a state by its name, or the start of it.
fn state<'w>(world: &'w World, value: &str) -> Test<'w> {
    let state = STATES.iter().find(|(name, _)| name.starts_with(value));
    let test = state.map_or(
        (|_, _| false) as fn(&World, Ix<Session>) -> bool,
        |(_, test)| *test,
    );
    Box::new(move |ix| test(world, ix))
}

/// Returns whether a session is on and not cancelled.
fn is_on_now(world: &World, ix: Ix<Session>) -> bool {
    let session = &world.program[ix];
    session.status != Status::Cancelled && session.slot.is_some_and(|slot| world.is_on(slot))
}

/// Returns whether the reader speaks or moderates in a session.
fn is_mine(world: &World, ix: Ix<Session>) -> bool {
    let me = world.myself();
    let me = me.and_then(|me| world.program.find::<Speaker>(&me));
    me.is_some_and(|me| world.program[ix].people().any(|who| who == me))
}
