//! Queries over sessions: words, and terms such as `track:rumour` or `is:starred`.
//!
//! Of several terms with one name, a session has to match any where it has only one such value (a room, a
//! day), and each where it may have several (speakers, partners).

use std::collections::{BTreeSet, HashSet};

use crate::i18n::Message;
use crate::model::{
    AnyIx, Ix, Kind, Listed, Partner, Project, Room, Session, SessionKind, Speaker, Status, Track,
    day_subject,
};
use crate::search::{Found, Index, Rank, query_words};
use crate::text::fold::fold;
use crate::text::{Localized, Text, nearest};
use crate::world::World;
use crate::world::agenda;
use crate::world::when::When;

/// Whether a session matches a term.
type Test<'w> = Box<dyn Fn(Ix<Session>) -> bool + 'w>;

/// An entry in the table of terms.
pub struct Term {
    /// The name before the colon.
    pub name: &'static str,
    /// Its folded names in other languages, and other names.
    names: &'static [&'static str],
    /// Whether a session has at most one such value.
    single: bool,
    /// Returns the test for the value behind the colon; `None` when nothing has such a value.
    test: for<'w> fn(&'w World, &str) -> Option<Test<'w>>,
    /// Returns the values that the programme has.
    values: fn(&World) -> Vec<Value>,
}

/// A value of a term.
pub enum Value {
    /// A subject with a name.
    Listed(AnyIx),
    /// A word.
    Word(String),
}

/// Every term.
#[rustfmt::skip] // A table: one entry, one line.
pub const TERMS: &[Term] = &[
    Term { name: "track", names: &["eje", "axe", "محور", "pista", "tema", "theme", "parcours", "مسار", "موضوع"], single: true, test: |world, value| named(world, value, |s| s.track.into_iter().collect()), values: listed::<Track> },
    Term { name: "room", names: &["sala", "salle", "قاعه", "aula", "غرفه"], single: true, test: |world, value| named(world, value, |s| s.room.into_iter().collect()), values: listed::<Room> },
    Term { name: "speaker", names: &["ponente", "intervenant", "متحدث", "orador", "orateur", "oratrice", "oradora", "intervenante", "محاضر", "متدخل"], single: false, test: |world, value| named(world, value, |s| s.people().collect()), values: listed::<Speaker> },
    Term { name: "partner", names: &["org", "socio", "partenaire", "شريك", "organizacion", "organisation", "entidad", "منظمه", "جهه"], single: false, test: partner, values: listed::<Partner> },
    Term { name: "project", names: &["proyecto", "projet", "مشروع"], single: true, test: |world, value| named(world, value, |s| s.project.into_iter().collect()), values: listed::<Project> },
    Term { name: "day", names: &["dia", "jour", "يوم", "fecha", "date", "تاريخ"], single: true, test: day, values: |world| world.program.days.iter().map(|d| Value::Word(day_subject(d.date).id.to_string())).collect() },
    Term { name: "after", names: &["desde", "apres", "بعد", "despues", "depuis", "من"], single: false, test: |world, value| time(world, value, true), values: |_| words(["14:00", "tomorrow"].into_iter()) },
    Term { name: "before", names: &["antes", "avant", "قبل", "hasta", "الي"], single: false, test: |world, value| time(world, value, false), values: |_| words(["14:00", "tomorrow"].into_iter()) },
    Term { name: "kind", names: &["tipo", "type", "نوع", "format", "formato"], single: true, test: kind, values: |_| words(SessionKind::NAMES.iter().map(|(name, _)| *name)) },
    Term { name: "lang", names: &["idioma", "langue", "لغه", "language", "lengua"], single: false, test: language, values: languages },
    Term { name: "tag", names: &["etiqueta", "etiquette", "وسم"], single: false, test: tag, values: tags },
    Term { name: "status", names: &["estado", "etat", "حاله", "statut", "وضع"], single: true, test: status, values: |_| words(Status::NAMES.iter().map(|(name, _)| *name)) },
    Term { name: "is", names: &["es", "est", "هو"], single: false, test: state, values: |_| words(STATES.iter().map(|(name, _)| *name)) },
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
    ("full", |world, ix| world.program[ix].full),
];

/// A parsed query.
pub struct Query {
    /// The words besides the terms.
    pub words: String,
    /// Words that a session must not have.
    without: Vec<String>,
    terms: Vec<Condition>,
    /// The names before a colon that are no term's, as typed.
    unknown: Vec<String>,
}

/// A term with its value.
struct Condition {
    term: &'static Term,
    /// The folded value.
    value: String,
    /// Whether sessions must not match.
    negated: bool,
}

/// What is wrong with a query.
pub enum Wrong<'q> {
    /// No term has this name; the nearest, or all.
    Field(&'q str, Vec<&'static str>),
    /// Nothing has this value of a term; the nearest, or a few.
    Value(&'static str, &'q str, Vec<String>),
}

impl Wrong<'_> {
    /// Returns the message about it.
    pub fn message(&self) -> Message {
        match self {
            Self::Field(name, near) => {
                let near: Vec<String> = near.iter().map(|n| format!("{n}:")).collect();
                Message::new("no-such-field")
                    .arg("wrong", *name)
                    .arg("known", near.join(" "))
            }
            Self::Value(field, value, near) => {
                let message = Message::new("no-such-value").arg("field", *field);
                message.arg("wrong", *value).arg("known", near.clone())
            }
        }
    }
}

/// The most values that are named for one that is unknown.
const MOST_NAMED: usize = 12;

impl Query {
    /// Parses a query. Quotes keep words together: `room:"main hall"`; `!` or `-` before a word or a term
    /// leaves out what matches.
    pub fn parse(text: &str) -> Self {
        let mut query = Self {
            words: String::new(),
            without: Vec::new(),
            terms: Vec::new(),
            unknown: Vec::new(),
        };
        let mut words = Vec::new();
        for (piece, is_quoted) in pieces(text) {
            let bare = piece.strip_prefix(['!', '-']).filter(|rest| {
                let first = rest.chars().next();
                first.is_some_and(char::is_alphabetic)
            });
            let negated = bare.is_some();
            let bare = bare.unwrap_or(&piece);
            match bare.split_once(':') {
                Some((name, value)) if term(name).is_some() && !is_quoted => {
                    // `room:!hall` is `!room:hall`.
                    let outside = value.trim_start_matches(['!', '-']);
                    let negated = negated ^ (outside.len() < value.len());
                    let value = fold(outside.trim());
                    // A term without a value is still being typed.
                    if let Some(term) = term(name).filter(|_| !value.is_empty()) {
                        query.terms.push(Condition {
                            term,
                            value,
                            negated,
                        });
                    }
                    continue;
                }
                Some((name, value)) if is_field(name, value) && !is_quoted => {
                    query.unknown.push(name.to_owned());
                }
                _ => {}
            }
            if negated && query.without.iter().all(|word| word != bare) {
                query.without.push(bare.to_owned());
            } else if !negated {
                words.push(piece);
            }
        }
        let words = words.join(" ");
        // Punctuation alone matches everything.
        if !query_words(&words).is_empty() {
            query.words = words;
        }
        query
    }

    /// Returns whether any session may fail to match.
    pub fn asks(&self) -> bool {
        self.has_terms() || !self.words.is_empty()
    }

    /// Returns whether there is any term, or a word to leave out.
    pub fn has_terms(&self) -> bool {
        !self.terms.is_empty() || !self.without.is_empty()
    }

    /// Returns whether a term asks for the reader's own sessions.
    pub fn asks_for_mine(&self) -> bool {
        let mine = |c: &Condition| c.term.name == "is" && "mine".starts_with(c.value.as_str());
        self.terms.iter().any(mine)
    }

    /// Returns what is wrong with it, if anything.
    pub fn wrong(&self, world: &World) -> Option<Wrong<'_>> {
        if let Some(name) = self.unknown.first() {
            let near = nearest(name, names());
            let known = TERMS.iter().map(|t| t.name);
            return Some(Wrong::Field(
                name,
                near.map_or_else(|| known.collect(), |n| vec![n]),
            ));
        }
        let unknown = |c: &&Condition| (c.term.test)(world, &c.value).is_none();
        let Condition { term, value, .. } = self.terms.iter().find(unknown)?;
        let known: Vec<String> = (term.values)(world).iter().map(|v| v.text(world)).collect();
        // A programme without rooms has no wrong ones.
        if known.is_empty() {
            return None;
        }
        let near = nearest(value, known.iter().map(String::as_str)).map(str::to_owned);
        let few = || known.iter().take(MOST_NAMED).cloned().collect();
        Some(Wrong::Value(
            term.name,
            value,
            near.map_or_else(few, |n| vec![n]),
        ))
    }

    /// Returns what the words find, sessions at the times and on the days that they name included.
    pub fn find(&self, world: &World) -> Found {
        let mut found = world.index().find(&self.words);
        found.add(called(&self.words, world));
        let words = query_words(&self.words);
        let mut held = Found::default();
        // Short names of weekdays are parts of other names, too: `sun`. They are days beside a time, or alone.
        if words.iter().any(|word| When::is_short_weekday(word)) {
            let (whens, rest) = whens(&words, world, true);
            let is_named = || found.hits.iter().any(|(_, rank)| *rank < Rank::Text);
            let is_alone = || rest.is_empty() && !is_named();
            if whens.iter().any(|when| when.is_time()) || is_alone() {
                held = held_at(&whens, &rest, world);
            }
        }
        if held.hits.is_empty() {
            let (whens, rest) = whens(&words, world, false);
            held = held_at(&whens, &rest, world);
        }
        found.words.extend(held.words);
        found.add(held.hits);
        found
    }

    /// Returns whether each session matches, by its place in the programme.
    pub fn matching(&self, world: &World) -> Vec<bool> {
        let mut matching = vec![self.words.is_empty(); world.program.sessions.len()];
        if !self.words.is_empty() {
            mark(&mut matching, self.find(world), true);
        }
        self.leave_out(world, &mut matching);
        matching
    }

    /// Leaves out the sessions that fail a term, or have a word that they must not have.
    pub fn leave_out(&self, world: &World, matching: &mut [bool]) {
        for word in &self.without {
            mark(matching, world.index().find(word), false);
        }
        let mut groups: Vec<(&Condition, Vec<Test>)> = Vec::new();
        for condition in &self.terms {
            let test = (condition.term.test)(world, &condition.value);
            let test = test.unwrap_or_else(|| Box::new(|_| false));
            let same = |c: &Condition| c.term.name == condition.term.name && !c.negated;
            let single = condition.term.single && !condition.negated;
            match groups.iter_mut().find(|(c, _)| single && same(c)) {
                Some((_, tests)) => tests.push(test),
                None => groups.push((condition, vec![test])),
            }
        }
        for (ix, matches) in world.program.all().zip(matching) {
            let holds = |(c, any): &(&Condition, Vec<Test>)| any.iter().any(|t| t(ix)) != c.negated;
            *matches = *matches && groups.iter().all(holds);
        }
    }
}

/// Returns the sessions at all of some times and days that some words find, or all where there are no words.
fn held_at(whens: &[When], words: &str, world: &World) -> Found {
    if whens.is_empty() {
        return Found::default();
    }
    let mut found = if words.is_empty() {
        let all = world.program.all::<Session>();
        Found {
            hits: all.map(|ix| (ix.into(), Rank::Word)).collect(),
            words: Vec::new(),
        }
    } else {
        world.index().find(words)
    };
    let all_hold = |test: fn(When, &World, Ix<Session>) -> bool| -> Vec<(AnyIx, Rank)> {
        let holds = |ix: &AnyIx| matches!(*ix, AnyIx::Session(ix) if whens.iter().all(|w| test(*w, world, ix)));
        let hits = found.hits.iter();
        hits.filter(|(ix, _)| holds(ix)).copied().collect()
    };
    let mut held = all_hold(When::starts);
    // What has begun by then counts where nothing begins.
    if held.is_empty() {
        held = all_hold(When::is_within);
    }
    found.hits = held;
    found
}

/// Returns the subjects of a kind that is named before or behind a part of their names: `room janson`.
fn called(words: &str, world: &World) -> Vec<(AnyIx, Rank)> {
    const KINDS: [(&str, Kind); 5] = [
        ("track", Kind::Track),
        ("room", Kind::Room),
        ("speaker", Kind::Speaker),
        ("partner", Kind::Partner),
        ("project", Kind::Project),
    ];
    let words = query_words(words);
    let [first, .., last] = words.as_slice() else {
        return Vec::new();
    };
    let rests = [(first, &words[1..]), (last, &words[..words.len() - 1])];
    let found = rests.into_iter().flat_map(|(name, rest)| {
        let named = term(name).and_then(|term| KINDS.iter().find(|(name, _)| *name == term.name));
        let hits = named.map(|(_, kind)| {
            Index::of_names(&world.program, *kind)
                .find(&rest.join(" "))
                .hits
        });
        hits.unwrap_or_default()
    });
    found.filter(|(_, rank)| *rank <= Rank::Word).collect()
}

/// Marks the sessions that a search has found.
fn mark(matching: &mut [bool], found: Found, matches: bool) {
    for (ix, _) in found.hits {
        if let AnyIx::Session(ix) = ix {
            matching[ix.at()] = matches;
        }
    }
}

impl Value {
    /// Returns the value as it is typed.
    fn text(&self, world: &World) -> String {
        match self {
            Self::Listed(ix) => world.name(&world.program.subject(*ix)),
            Self::Word(word) => word.clone(),
        }
    }
}

/// Returns every name of every term.
fn names() -> impl Iterator<Item = &'static str> {
    let names = |term: &'static Term| std::iter::once(&term.name).chain(term.names);
    TERMS.iter().flat_map(names).copied()
}

/// Returns the term with a name, in any of the four languages.
fn term(name: &str) -> Option<&'static Term> {
    let name = fold(name);
    TERMS
        .iter()
        .find(|t| t.name == name || t.names.contains(&name.as_str()))
}

/// Returns whether a query starts with a term, such as `is:`.
pub fn starts_with_term(query: &str) -> bool {
    query
        .split_once(':')
        .is_some_and(|(name, _)| term(name).is_some())
}

/// Returns whether what is before a colon is meant as the name of a term, and not a title or an address.
fn is_field(name: &str, value: &str) -> bool {
    !name.is_empty()
        && name.chars().all(char::is_alphabetic)
        && !value.is_empty()
        && !value.starts_with('/')
}

/// The words before a time that say no more: `at 3pm`, `a las 15:00`.
const BEFORE_TIMES: [&str; 7] = ["at", "a", "la", "las", "vers", "علي", "في"];

/// Returns whether a time is next, perhaps behind another word before times.
fn starts_with_time(words: &[String], world: &World) -> bool {
    let is_time = |words: &[String]| {
        let read = When::read_meant(words, world);
        read.is_some_and(|(when, _)| when.is_time())
    };
    let skipped = words
        .first()
        .is_some_and(|w| BEFORE_TIMES.contains(&w.as_str()));
    is_time(words) || skipped && is_time(&words[1..])
}

/// Returns the times and days in some words, and the other words. Short names of weekdays may be among either.
fn whens(words: &[String], world: &World, short_are_days: bool) -> (Vec<When>, String) {
    let (mut whens, mut rest) = (Vec::new(), Vec::new());
    let mut left = words;
    while let Some(first) = left.first() {
        let is_word = !short_are_days && When::is_short_weekday(first);
        let read =
            || When::read_meant(left, world).or_else(|| Some((mistyped_day(first, world)?, 1)));
        let taken = if is_word { None } else { read() };
        match taken {
            Some((when, _)) => whens.push(when),
            None if BEFORE_TIMES.contains(&first.as_str())
                && starts_with_time(&left[1..], world) => {}
            None => rest.push(first.as_str()),
        }
        left = &left[taken.map_or(1, |(_, n)| n)..];
    }
    (whens, rest.join(" "))
}

/// Returns the day whose mistyped name a word is, unless the programme has the word.
fn mistyped_day(word: &str, world: &World) -> Option<When> {
    When::mistyped(word, world).filter(|_| !world.index().has_word(word))
}

/// A text that Tab may complete a query to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The whole query.
    pub query: String,
    /// What it is completed with.
    pub shown: String,
    /// How many sessions it leaves; `None` while it has no value.
    pub leaves: Option<usize>,
}

/// The most completions.
const MOST_COMPLETIONS: usize = 8;

/// Returns what the last word of a query may be completed to: the name of a term, or a value. After a whole
/// value, the next ones follow.
pub fn completions(world: &World, text: &str) -> Vec<Completion> {
    let last = split(text).next_back().unwrap_or_default();
    let (head, piece) = text.split_at(text.len() - last.len());
    let sign = &piece[..piece.len() - piece.trim_start_matches(['!', '-']).len()];
    let Some((name, value)) = piece[sign.len()..].split_once(':') else {
        let typed = fold(&piece[sign.len()..]);
        let names = names().filter(|n| !typed.is_empty() && n.starts_with(&typed));
        let completion = |name: &str| Completion {
            query: format!("{head}{sign}{name}:"),
            shown: format!("{name}:"),
            leaves: None,
        };
        return names.take(MOST_COMPLETIONS).map(completion).collect();
    };
    let Some(term) = term(name) else {
        return Vec::new();
    };
    let typed = fold(value.trim_matches(QUOTES));
    let values = (term.values)(world).into_iter().map(|v| (v.text(world), v));
    let mut values: Vec<(String, Value)> = values.collect();
    match values.iter().position(|(text, _)| fold(text) == typed) {
        Some(at) => values.rotate_left(at + 1),
        None => values.retain(|(text, _)| starts_word(&fold(text), &typed)),
    }
    values.truncate(MOST_COMPLETIONS);
    let before = Query::parse(head).matching(world);
    let completion = |(text, value): (String, Value)| {
        let quoted = if text.contains(char::is_whitespace) {
            format!("\"{text}\"")
        } else {
            text.clone()
        };
        Completion {
            leaves: Some(leaves(world, term, &value, !sign.is_empty(), &before)),
            query: format!("{head}{sign}{name}:{quoted}"),
            shown: text,
        }
    };
    values.into_iter().map(completion).collect()
}

/// Returns how many of some sessions match a value, or do not.
fn leaves(world: &World, term: &Term, value: &Value, negated: bool, before: &[bool]) -> usize {
    let all = before.iter().filter(|passes| **passes).count();
    let matching = match value {
        // Partners of people count too.
        Value::Listed(ix) => world
            .program
            .sessions_of(*ix)
            .iter()
            .filter(|s| before[s.at()])
            .count(),
        Value::Word(word) => {
            let test = (term.test)(world, &fold(word));
            let sessions = world.program.all::<Session>().zip(before);
            let holds = |ix: Ix<Session>| test.as_ref().is_some_and(|test| test(ix));
            sessions
                .filter(|&(ix, passes)| *passes && holds(ix))
                .count()
        }
    };
    if negated { all - matching } else { matching }
}

/// Returns whether a folded text or a word of it starts with a folded one.
fn starts_word(text: &str, start: &str) -> bool {
    text.starts_with(start)
        || text
            .split(|c: char| !c.is_alphanumeric())
            .any(|w| w.starts_with(start))
}

/// The quotes that keep words together.
const QUOTES: [char; 5] = ['"', '“', '”', '«', '»'];

/// Splits a query at blanks outside quotes; parts may be empty.
fn split(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let mut quoted = false;
    let is_end = move |c: char| {
        quoted ^= QUOTES.contains(&c);
        c.is_whitespace() && !quoted
    };
    text.split(is_end).collect::<Vec<_>>().into_iter()
}

/// Returns the parts of a query as they were typed.
pub fn parts(text: &str) -> Vec<&str> {
    split(text).filter(|part| !part.is_empty()).collect()
}

/// Returns the parts of a query without quotes, and whether each is in quotes as a whole.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let bare = parts(text).into_iter().map(|part| {
        let is_quoted = part.starts_with(QUOTES) && part.ends_with(QUOTES);
        (part.replace(QUOTES, ""), is_quoted)
    });
    bare.filter(|(piece, _)| !piece.is_empty()).collect()
}

/// Tests for a subject of a list whose id or name matches the value.
fn named<'w, T: Listed + 'w>(
    world: &'w World,
    value: &str,
    of: fn(&Session) -> Vec<Ix<T>>,
) -> Option<Test<'w>> {
    let program = &world.program;
    let hits = hits::<T>(world, value)?;
    Some(Box::new(move |ix| {
        of(&program[ix]).iter().any(|&i| hits[i.at()])
    }))
}

/// Returns which elements of a list a search for the value finds by their ids and names: those with the whole name,
/// else all; `None` when it finds none.
fn hits<T: Listed>(world: &World, value: &str) -> Option<Vec<bool>> {
    let program = &world.program;
    let mut found = Index::of_names(program, T::KIND).find(value).hits;
    if matches!(found.first()?, (_, Rank::Exact)) {
        found.retain(|(_, rank)| *rank == Rank::Exact);
    }
    let found: HashSet<AnyIx> = found.into_iter().map(|(ix, _)| ix).collect();
    let all = program.all::<T>();
    Some(all.map(|ix| found.contains(&ix.into())).collect())
}

fn listed<T: Listed>(world: &World) -> Vec<Value> {
    let all = world.program.all::<T>();
    all.map(|ix| Value::Listed(ix.into())).collect()
}

fn words<'t>(all: impl Iterator<Item = &'t str>) -> Vec<Value> {
    all.map(|word| Value::Word(word.to_owned())).collect()
}

fn partner<'w>(world: &'w World, value: &str) -> Option<Test<'w>> {
    let program = &world.program;
    let hits = hits::<Partner>(world, value)?;
    Some(Box::new(move |ix| {
        let all = program.partners_of(&program[ix]);
        all.iter().any(|&i| hits[i.at()])
    }))
}

/// Tests for a day by its number from 1, its date, a part of its name, or as people say it: `tomorrow`.
fn day<'w>(world: &'w World, value: &str) -> Option<Test<'w>> {
    let program = &world.program;
    let matches = |(n, day): (usize, &crate::model::Day)| {
        value == (n + 1).to_string()
            || *day_subject(day.date).id == *value
            || (value.parse::<usize>().is_err() && fold(&world.day_title(day.date)).contains(value))
    };
    let days = program.days.iter().enumerate();
    let dates: Vec<_> = days.filter(|d| matches(*d)).map(|(_, d)| d.date).collect();
    if dates.is_empty() {
        let when = when(world, value).filter(|when| !when.is_time())?;
        return Some(Box::new(move |ix| when.starts(world, ix)));
    }
    Some(Box::new(move |ix| {
        let slot = program[ix].slot;
        slot.is_some_and(|slot| dates.contains(&slot.day))
    }))
}

/// Returns the one time or day that a folded value is.
fn when(world: &World, value: &str) -> Option<When> {
    When::read_all(&query_words(value), world)
}

/// Tests for sessions that start at a time or on a day, or later; or before.
fn time<'w>(world: &'w World, value: &str, after: bool) -> Option<Test<'w>> {
    let when = when(world, value)?;
    Some(Box::new(move |ix| {
        world.program[ix].slot.is_some() && when.has_come(world, ix) == after
    }))
}

fn kind<'w>(world: &'w World, value: &str) -> Option<Test<'w>> {
    let label = |name: &str| fold(&world.messages.get(&format!("session-{name}")));
    let kinds: Vec<SessionKind> = SessionKind::NAMES
        .iter()
        .filter(|(name, _)| name.contains(value) || label(name).contains(value))
        .map(|(_, kind)| *kind)
        .collect();
    if kinds.is_empty() {
        return None;
    }
    Some(Box::new(move |ix| kinds.contains(&world.program[ix].kind)))
}

/// Tests for a language that is spoken or interpreted, by its tag or its name.
fn language<'w>(world: &'w World, value: &str) -> Option<Test<'w>> {
    let value = value.to_owned();
    // Any tag may be asked for.
    let is_tag = value.len() <= 3;
    let test: Test<'w> = Box::new(move |ix| {
        let s = &world.program[ix];
        let all = s.language.iter().chain(&s.interpretation);
        let named = |tag: &Text| fold(&world.messages.language(tag)).contains(&value);
        all.into_iter()
            .any(|tag| fold(tag).starts_with(&value) || named(tag))
    });
    (is_tag || world.program.all().any(&test)).then_some(test)
}

fn languages(world: &World) -> Vec<Value> {
    let sessions = world.program.sessions.iter();
    let tags: BTreeSet<&str> = sessions
        .flat_map(|s| s.language.iter().chain(&s.interpretation))
        .map(Text::as_str)
        .collect();
    words(tags.into_iter())
}

fn tag<'w>(world: &'w World, value: &str) -> Option<Test<'w>> {
    let value = value.to_owned();
    let test: Test<'w> = Box::new(move |ix| {
        let mut tags = world.program[ix].tags.iter().flat_map(Localized::all);
        tags.any(|tag| fold(tag).contains(&value))
    });
    world.program.all().any(&test).then_some(test)
}

fn tags(world: &World) -> Vec<Value> {
    let sessions = world.program.sessions.iter();
    let tags: BTreeSet<String> = sessions
        .flat_map(|s| s.tags.iter().map(|tag| world.text(tag)))
        .collect();
    tags.into_iter().map(Value::Word).collect()
}

/// Tests for a status by its name, or the start of it.
fn status<'w>(world: &'w World, value: &str) -> Option<Test<'w>> {
    let label = |name: &str| fold(&world.messages.get(&format!("status-{name}")));
    let mut all = Status::NAMES.iter();
    let (_, status) =
        all.find(|(name, _)| name.starts_with(value) || label(name).starts_with(value))?;
    Some(Box::new(move |ix| world.program[ix].status == *status))
}

/// Tests for a state by its name, or the start of it.
fn state<'w>(world: &'w World, value: &str) -> Option<Test<'w>> {
    let (_, test) = STATES.iter().find(|(name, _)| name.starts_with(value))?;
    Some(Box::new(move |ix| test(world, ix)))
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
