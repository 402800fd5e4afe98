//! Queries over sessions: words, and terms such as `track:rumour` or `is:starred`.
//!
//! Terms of one name that a session has once (a room, a day) mean any of them, all others mean each.

use crate::model::{Ix, Kind, SessionKind, Status, day_subject};
use crate::search::query_words;
use crate::text::Text;
use crate::text::fold::fold;
use crate::world::agenda;
use crate::world::{Phase, World};

/// Whether a session is asked for.
type Test<'w> = Box<dyn Fn(Ix) -> bool + 'w>;

/// A term: its name, whether a session has one such value alone, what it means.
pub struct Term {
    /// The name before the colon.
    pub name: &'static str,
    single: bool,
    test: for<'w> fn(&'w World, &str) -> Test<'w>,
}

/// Every term.
#[rustfmt::skip] // A table: one row, one line.
pub const TERMS: &[Term] = &[
    Term { name: "track", single: true, test: |world, value| named(world, Kind::Track, value, |s| s.track.into_iter().collect()) },
    Term { name: "room", single: true, test: |world, value| named(world, Kind::Room, value, |s| s.room.into_iter().collect()) },
    Term { name: "speaker", single: false, test: |world, value| named(world, Kind::Speaker, value, |s| s.people().collect()) },
    Term { name: "partner", single: false, test: partner },
    Term { name: "day", single: true, test: day },
    Term { name: "kind", single: true, test: kind },
    Term { name: "lang", single: false, test: language },
    Term { name: "is", single: false, test: state },
];

/// A value of `is:`, and what it means.
type State = (&'static str, fn(&World, Ix) -> bool);

/// Every value of `is:`.
#[rustfmt::skip] // A table: one row, one line.
pub const STATES: &[State] = &[
    ("starred", |world, ix| world.stars.contains(&world.program.session(ix).id)),
    ("mine", is_mine),
    ("now", is_on),
    ("next", agenda::is_next),
    ("changed", |world, ix| world.previous.as_ref().is_some_and(|b| b.marks.contains_key(&world.program.session(ix).id))),
    ("cancelled", |world, ix| world.program.session(ix).status == Status::Cancelled),
    ("tentative", |world, ix| world.program.session(ix).status == Status::Tentative),
    ("moved", |world, ix| world.program.session(ix).status == Status::Moved),
    ("delayed", |world, ix| world.program.session(ix).status == Status::Delayed),
];

/// A query, taken apart.
pub struct Query {
    /// The words that belong to no term.
    pub words: String,
    terms: Vec<(&'static Term, String)>,
}

impl Query {
    /// Takes a query apart. Quotes keep blanks together: `room:"main hall"`.
    pub fn parse(text: &str) -> Self {
        let mut words = Vec::new();
        let mut terms = Vec::new();
        for piece in pieces(text) {
            let term = piece.split_once(':').and_then(|(name, value)| {
                let term = TERMS.iter().find(|t| t.name.eq_ignore_ascii_case(name))?;
                Some((term, fold(value.trim())))
            });
            match term {
                // A term that is still being typed asks for nothing yet.
                Some((_, value)) if value.is_empty() => {}
                Some(term) => terms.push(term),
                None => words.push(piece),
            }
        }
        let words = words.join(" ");
        // Punctuation alone asks for nothing.
        let some = !query_words(&words).is_empty();
        Self {
            words: if some { words } else { String::new() },
            terms,
        }
    }

    /// Whether any term was given.
    pub fn has_terms(&self) -> bool {
        !self.terms.is_empty()
    }

    /// Whether the reader's own sessions are asked for.
    pub fn asks_for_mine(&self) -> bool {
        let mine = |value: &str| "mine".starts_with(value);
        self.terms.iter().any(|(t, v)| t.name == "is" && mine(v))
    }

    /// Values behind `is:` that there are none of.
    pub fn unknown_states(&self) -> Vec<&str> {
        let wrong = |value: &str| !STATES.iter().any(|(name, _)| name.starts_with(value));
        let states = self.terms.iter().filter(|(term, _)| term.name == "is");
        states
            .map(|(_, value)| value.as_str())
            .filter(|v| wrong(v))
            .collect()
    }

    /// Which sessions pass, by their place in the programme.
    pub fn passes(&self, world: &World) -> Vec<bool> {
        let n = world.program.sessions.len();
        let mut passes = vec![self.words.is_empty(); n];
        if !self.words.is_empty() {
            for (kind, ix) in world.index().find(&self.words) {
                if kind == Kind::Session {
                    passes[ix as usize] = true;
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
        for (ix, passes) in (0..).zip(&mut passes) {
            *passes &= groups.iter().all(|(_, any)| any.iter().any(|t| t(ix)));
        }
        passes
    }
}

/// Pieces between blanks; quotes keep blanks together.
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

/// Finds out again which sessions pass the world's filter.
pub fn refilter(world: &mut World) {
    let query = Query::parse(&world.filter.query);
    let some = query.has_terms() || !query.words.is_empty();
    world.filter.passes = some.then(|| query.passes(world));
}

/// Sessions with a thing of a kind whose id or name holds the value.
fn named<'w>(
    world: &'w World,
    kind: Kind,
    value: &str,
    of: fn(&crate::model::Session) -> Vec<Ix>,
) -> Test<'w> {
    let program = &world.program;
    let hits = hits(world, kind, value);
    Box::new(move |ix| of(program.session(ix)).iter().any(|&i| hits[i as usize]))
}

/// Which things of a kind have an id or a name that holds the value.
fn hits(world: &World, kind: Kind, value: &str) -> Vec<bool> {
    let program = &world.program;
    let holds = |ix: Ix| {
        let id = program.subject(kind, ix).id;
        let names = program.names(kind, ix);
        fold(&id).contains(value)
            || names
                .iter()
                .any(|n| n.all().any(|t| fold(t).contains(value)))
    };
    (0..program.len(kind) as Ix).map(holds).collect()
}

fn partner<'w>(world: &'w World, value: &str) -> Test<'w> {
    let program = &world.program;
    let hits = hits(world, Kind::Partner, value);
    Box::new(move |ix| {
        let all = program.partners_of(program.session(ix));
        all.iter().any(|&i| hits[i as usize])
    })
}

/// A day by its number from 1, its date, or a part of its name, such as the day of the week.
fn day<'w>(world: &'w World, value: &str) -> Test<'w> {
    let program = &world.program;
    let holds = |(n, day): (usize, &crate::model::Day)| {
        value == (n + 1).to_string()
            || *day_subject(day.date).id == *value
            || (value.parse::<usize>().is_err() && fold(&world.day_title(day.date)).contains(value))
    };
    let days = program.days.iter().enumerate();
    let dates: Vec<_> = days.filter(|d| holds(*d)).map(|(_, d)| d.date).collect();
    Box::new(move |ix| {
        let slot = program.session(ix).slot;
        slot.is_some_and(|slot| dates.contains(&slot.day))
    })
}

fn kind<'w>(world: &'w World, value: &str) -> Test<'w> {
    let said = |name: &str| fold(&world.messages.get(&format!("session-{name}")));
    let kinds: Vec<SessionKind> = SessionKind::NAMES
        .iter()
        .filter(|(name, _)| name.contains(value) || said(name).contains(value))
        .map(|(_, kind)| *kind)
        .collect();
    Box::new(move |ix| kinds.contains(&world.program.session(ix).kind))
}

/// A language that is spoken or interpreted, by its code or its name.
fn language<'w>(world: &'w World, value: &str) -> Test<'w> {
    let value = value.to_owned();
    Box::new(move |ix| {
        let s = world.program.session(ix);
        let all = s.language.iter().chain(&s.interpretation);
        let named = |tag: &Text| fold(&world.messages.language(tag)).contains(&value);
        all.into_iter()
            .any(|tag| fold(tag).starts_with(&value) || named(tag))
    })
}

/// A state by its name, or the start of it.
fn state<'w>(world: &'w World, value: &str) -> Test<'w> {
    let state = STATES.iter().find(|(name, _)| name.starts_with(value));
    let test = state.map_or((|_, _| false) as fn(&World, Ix) -> bool, |(_, test)| *test);
    Box::new(move |ix| test(world, ix))
}

/// Whether a session goes on, and is not cancelled.
fn is_on(world: &World, ix: Ix) -> bool {
    let session = world.program.session(ix);
    let on = session
        .slot
        .is_some_and(|s| matches!(world.when(s), Phase::Now(_)));
    on && session.status != Status::Cancelled
}

/// Whether the reader speaks or moderates in a session.
fn is_mine(world: &World, ix: Ix) -> bool {
    let me = world.me.as_ref().and_then(|id| {
        let speakers = &world.program.ids.speakers;
        speakers.get(id.as_str()).copied()
    });
    me.is_some_and(|me| world.program.session(ix).people().any(|who| who == me))
}
