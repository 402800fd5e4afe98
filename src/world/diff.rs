//! What differs between two readings of a programme, session by session and field by field.

use std::collections::HashMap;

use crate::load::Loaded;
use crate::model::{Ix, Kind, Program, Session};
use crate::text::{Localized, Text};
use crate::world::query::Query;
use crate::world::{Mark, Previous, World};

/// A field that is compared.
pub struct Field {
    /// Its name, also that of its label.
    pub name: &'static str,
    /// Whether it is a text, of which the words that differ are shown.
    pub prose: bool,
    /// Whether two sessions, each of its programme, differ in it.
    differs: fn(Side, Side) -> bool,
    /// Its value in words.
    pub say: fn(&World, &Session) -> String,
}

/// A session and the programme it is in.
type Side<'a> = (&'a Program, &'a Session);

/// Every field that is compared, the most pressing first.
#[rustfmt::skip] // A table: one row, one line.
pub const FIELDS: &[Field] = &[
    Field { name: "status", prose: false, differs: |a, b| a.1.status != b.1.status, say: |w, s| w.messages.status(s.status.name()) },
    Field { name: "when", prose: false, differs: |a, b| a.1.slot.map(|s| (s.start, s.end)) != b.1.slot.map(|s| (s.start, s.end)), say: when },
    Field { name: "room", prose: false, differs: |a, b| things(a, b, Kind::Room, |s| s.room.into_iter().collect()), say: |w, s| w.names(Kind::Room, s.room) },
    Field { name: "title", prose: true, differs: |a, b| texts(&a.1.title, &b.1.title), say: |w, s| w.say(&s.title) },
    Field { name: "note", prose: true, differs: |a, b| texts(&a.1.note, &b.1.note), say: |w, s| w.say(&s.note) },
    Field { name: "speakers", prose: false, differs: |a, b| things(a, b, Kind::Speaker, |s| s.speakers.clone()), say: |w, s| w.names(Kind::Speaker, s.speakers.iter().copied()) },
    Field { name: "chairs", prose: false, differs: |a, b| things(a, b, Kind::Speaker, |s| s.moderators.clone()), say: |w, s| w.names(Kind::Speaker, s.moderators.iter().copied()) },
    Field { name: "track", prose: false, differs: |a, b| things(a, b, Kind::Track, |s| s.track.into_iter().collect()), say: |w, s| w.names(Kind::Track, s.track) },
    Field { name: "partners", prose: false, differs: |a, b| things(a, b, Kind::Partner, |s| s.partners.clone()), say: |w, s| w.names(Kind::Partner, s.partners.iter().copied()) },
    Field { name: "project", prose: false, differs: |a, b| things(a, b, Kind::Project, |s| s.project.into_iter().collect()), say: |w, s| w.names(Kind::Project, s.project) },
    Field { name: "kind", prose: false, differs: |a, b| texts(&a.1.label, &b.1.label), say: |w, s| w.say_or(&s.label, &kind(w, s)) },
    // Under one label, where it would not be seen.
    Field { name: "kind", prose: false, differs: |a, b| a.1.kind != b.1.kind && !texts(&a.1.label, &b.1.label), say: kind },
    Field { name: "spoken", prose: false, differs: |a, b| a.1.language != b.1.language, say: |_, s| codes(&s.language) },
    Field { name: "interpreted", prose: false, differs: |a, b| a.1.interpretation != b.1.interpretation, say: |_, s| codes(&s.interpretation) },
    Field { name: "links", prose: false, differs: |a, b| !a.1.links.iter().map(|l| &l.url).eq(b.1.links.iter().map(|l| &l.url)), say: |_, s| codes(&s.links.iter().map(|l| l.url.clone()).collect::<Vec<_>>()) },
    Field { name: "subtitle", prose: true, differs: |a, b| texts(&a.1.subtitle, &b.1.subtitle), say: |w, s| w.say(&s.subtitle) },
    Field { name: "abstract", prose: true, differs: |a, b| texts(&a.1.summary, &b.1.summary), say: |w, s| w.say(&s.summary) },
];

/// Tells a world how its programme was before.
pub fn previous_version(world: &mut World, before: Loaded) {
    let before = world.of_before(before);
    world.previous = compare(before, world);
    world.tell_before();
}

/// Compares a world with one of before; none when nothing differs in any session.
pub fn compare(before: World, world: &World) -> Option<Previous> {
    let (old, new) = (&before.program, &world.program);
    let mut marks = HashMap::new();
    for session in &new.sessions {
        match old.ids.sessions.get(session.id.as_str()) {
            None => {
                marks.insert(session.id.clone(), Mark::New);
            }
            Some(&ix)
                if fields((old, old.session(ix)), (new, session))
                    .next()
                    .is_some() =>
            {
                marks.insert(session.id.clone(), Mark::Changed);
            }
            Some(_) => {}
        }
    }
    let is_gone = |ix: &Ix| {
        let id = &old.session(*ix).id;
        !new.ids.sessions.contains_key(id.as_str())
    };
    let gone: Vec<Ix> = (0..old.sessions.len() as Ix).filter(is_gone).collect();
    (!marks.is_empty() || !gone.is_empty()).then(|| Previous {
        marks,
        gone,
        world: Box::new(before),
    })
}

/// The sessions that differ and those that are gone, the latter by their place in the programme of
/// before, as far as the filter lets them pass.
pub fn shown(world: &World, before: &Previous) -> (Vec<Ix>, Vec<Ix>) {
    let sessions = &world.program.sessions;
    let marked = |ix: &Ix| before.marks.contains_key(&sessions[*ix as usize].id);
    let all = (0..sessions.len() as Ix).filter(marked);
    let changed = all.filter(|&ix| world.shows(ix)).collect();
    let gone = before.gone.iter().copied();
    if world.filter.query.is_empty() {
        return (changed, gone.collect());
    }
    let passes = Query::parse(&world.filter.query).passes(&before.world);
    (changed, gone.filter(|&ix| passes[ix as usize]).collect())
}

/// In what a session is not as its programme's file has it: the field, its value there and now.
pub fn of_plan(world: &World, ix: Ix) -> Vec<(&'static Field, String, String)> {
    let session = world.program.session(ix);
    let Some(plan) = world.original.get(&session.id) else {
        return Vec::new();
    };
    let none = || world.messages.get("none");
    let said = |field: &Field, session: &Session| {
        let text = (field.say)(world, session);
        if text.is_empty() { none() } else { text }
    };
    let differ = fields((&world.program, plan), (&world.program, session));
    differ
        .map(|field| (field, said(field, plan), said(field, session)))
        .collect()
}

/// The fields in which two sessions differ.
pub fn fields<'a>(old: Side<'a>, new: Side<'a>) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |f| (f.differs)(old, new))
}

/// Whether two texts differ in a language that both have; a translation that is added changes nothing.
fn texts(a: &Localized, b: &Localized) -> bool {
    match (a, b) {
        (Localized::Many(a), Localized::Many(b)) => {
            let in_b = |lang| b.iter().find(|(l, _)| l == lang).map(|(_, text)| text);
            let mut shared = a
                .iter()
                .filter_map(|(lang, text)| Some((text, in_b(lang)?)))
                .peekable();
            shared.peek().is_none() || shared.any(|(a, b)| a != b)
        }
        // A text that gets a language, with others beside it, is the same text.
        (Localized::Plain(one), Localized::Many(all))
        | (Localized::Many(all), Localized::Plain(one)) => !all.iter().any(|(_, t)| t == one),
        (a, b) => a.is_empty() != b.is_empty() || !a.is_empty() && !a.all().eq(b.all()),
    }
}

/// Whether two sessions have other things of a kind, or the same under another name. Their order is
/// no difference.
fn things(a: Side, b: Side, kind: Kind, of: fn(&Session) -> Vec<Ix>) -> bool {
    let (mine, other) = (of(a.1), of(b.1));
    let same = |x: Ix, y: Ix| {
        // Other programs give other ids to the same people.
        let named = || {
            let (p, q) = (a.0.names(kind, x), b.0.names(kind, y));
            let said = p.iter().flat_map(|n| n.all()).next();
            said.is_some_and(|name| q.iter().flat_map(|n| n.all()).any(|other| other == name))
        };
        (a.0.subject(kind, x).id == b.0.subject(kind, y).id || named())
            && !a
                .0
                .names(kind, x)
                .iter()
                .zip(b.0.names(kind, y))
                .any(|(p, q)| texts(p, q))
    };
    mine.len() != other.len() || !mine.iter().all(|&x| other.iter().any(|&y| same(x, y)))
}

/// `Tue 30 Nov 11:00–12:30`
fn when(world: &World, session: &Session) -> String {
    session.slot.map_or_else(
        || world.messages.get("no-start"),
        |slot| {
            // The date is the event's; the time carries a shift where it differs.
            let date = world.messages.short_date(slot.start.date());
            let range = world.range(slot);
            format!("{date} {range}")
        },
    )
}

/// The word for a session's kind, whatever its label.
fn kind(world: &World, session: &Session) -> String {
    world
        .messages
        .get(&format!("session-{}", session.kind.name()))
}

fn codes(all: &[Text]) -> String {
    let all: Vec<&str> = all.iter().map(Text::as_str).collect();
    all.join(", ")
}
