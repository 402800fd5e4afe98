//! The difference between two versions of a programme: the event itself, and session by session, field by field.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::model::{Ix, Listed, Program, Session, SessionItem, Speaker};
use crate::text::{Lang, Localized, Text};
use crate::world::query::Query;
use crate::world::{ChangeKind, Previous, World};

/// A field that is compared.
pub struct Field {
    /// Its name in JSON, and the key of its label.
    pub name: &'static str,
    /// Its text, if it is one that is compared word by word.
    pub prose: Option<fn(&Session) -> &Localized>,
    /// Returns whether two sessions differ in it.
    differs: fn(Side, Side) -> bool,
    /// Returns its value in the reader's language.
    pub show: fn(&World, &Session) -> String,
}

/// A session and the programme that it is from.
type Side<'a> = (&'a Program, &'a Session);

/// Every field that is compared, the most urgent first.
#[rustfmt::skip] // A table: one entry, one line.
pub const FIELDS: &[Field] = &[
    Field { name: "status", prose: None, differs: |a, b| a.1.status != b.1.status, show: |w, s| w.messages.status(s.status.name()) },
    Field { name: "when", prose: None, differs: times_differ, show: when },
    Field { name: "room", prose: None, differs: |a, b| subjects_differ(a, b, |s| s.room.as_slice()), show: |w, s| w.names(s.room) },
    Field { name: "full", prose: None, differs: |a, b| a.1.full != b.1.full, show: |w, s| w.messages.get(if s.full { "full" } else { "seats-free" }) },
    Field { name: "title", prose: Some(|s| &s.title), differs: |a, b| text_changed(&a.1.title, &b.1.title), show: |w, s| w.text(&s.title) },
    Field { name: "note", prose: Some(|s| &s.note), differs: |a, b| text_changed(&a.1.note, &b.1.note), show: |w, s| w.text(&s.note) },
    Field { name: "speakers", prose: None, differs: |a, b| subjects_differ(a, b, |s| &s.speakers), show: |w, s| w.names(s.speakers.iter().copied()) },
    Field { name: "chairs", prose: None, differs: |a, b| subjects_differ(a, b, |s| &s.moderators), show: |w, s| w.names(s.moderators.iter().copied()) },
    Field { name: "track", prose: None, differs: |a, b| subjects_differ(a, b, |s| s.track.as_slice()), show: |w, s| w.names(s.track) },
    Field { name: "partners", prose: None, differs: |a, b| subjects_differ(a, b, |s| &s.partners), show: |w, s| w.names(s.partners.iter().copied()) },
    Field { name: "project", prose: None, differs: |a, b| subjects_differ(a, b, |s| s.project.as_slice()), show: |w, s| w.names(s.project) },
    Field { name: "kind", prose: None, differs: |a, b| texts_differ(&a.1.label, &b.1.label), show: |w, s| w.text_or(&s.label, &kind(w, s)) },
    // Compared only where the label, which is shown in its place, is the same.
    Field { name: "kind", prose: None, differs: |a, b| a.1.kind != b.1.kind && !texts_differ(&a.1.label, &b.1.label), show: kind },
    Field { name: "spoken", prose: None, differs: |a, b| a.1.language != b.1.language, show: |_, s| codes(&s.language) },
    Field { name: "interpreted", prose: None, differs: |a, b| a.1.interpretation != b.1.interpretation, show: |_, s| codes(&s.interpretation) },
    Field { name: "interpreters", prose: None, differs: |a, b| subjects_differ(a, b, |s| &s.interpreters), show: |w, s| w.names(s.interpreters.iter().copied()) },
    Field { name: "links", prose: None, differs: |a, b| !a.1.addresses().eq(b.1.addresses()), show: |_, s| codes(&s.addresses().cloned().collect::<Vec<_>>()) },
    Field { name: "items", prose: None, differs: items_differ, show: items },
    Field { name: "subtitle", prose: Some(|s| &s.subtitle), differs: |a, b| text_changed(&a.1.subtitle, &b.1.subtitle), show: |w, s| w.text(&s.subtitle) },
    Field { name: "abstract", prose: Some(|s| &s.summary), differs: |a, b| text_changed(&a.1.summary, &b.1.summary), show: |w, s| w.text(&s.summary) },
];

/// A field of the event itself: its name, which is the key of its label too, its text if it is one, whether two programmes differ
/// in it, and its value in the reader's language.
struct EventField {
    name: &'static str,
    prose: Option<fn(&Program) -> &Localized>,
    differs: fn(&Program, &Program) -> bool,
    show: fn(&World) -> String,
}

#[rustfmt::skip] // A table: one entry, one line.
const EVENT: &[EventField] = &[
    EventField { name: "title", prose: Some(|p| &p.title), differs: |a, b| text_changed(&a.title, &b.title), show: |w| w.text(&w.program.title) },
    EventField { name: "days", prose: None, differs: |a, b| dates(a) != dates(b), show: shown_dates },
    EventField { name: "clock", prose: None, differs: |a, b| (a.zoned, &a.zone) != (b.zoned, &b.zone), show: |w| if w.program.zoned { w.program.zone.label() } else { String::new() } },
    EventField { name: "venue", prose: Some(|p| &p.venue), differs: |a, b| text_changed(&a.venue, &b.venue), show: |w| w.text(&w.program.venue) },
    EventField { name: "web", prose: None, differs: |a, b| a.url != b.url, show: |w| w.program.url.as_ref().map_or_else(String::new, ToString::to_string) },
    EventField { name: "notice", prose: Some(|p| &p.notice), differs: |a, b| text_changed(&a.notice, &b.notice), show: |w| w.text(&w.program.notice) },
    EventField { name: "about", prose: Some(|p| &p.about), differs: |a, b| text_changed(&a.about, &b.about), show: |w| w.text(&w.program.about) },
];

/// What differs in a field, in the reader's language.
pub struct Difference {
    /// The name of the field in JSON, and the key of its label.
    pub name: &'static str,
    /// Whether it is a text that is compared word by word.
    pub prose: bool,
    /// The value in the previous version.
    pub old: String,
    /// The value now.
    pub new: String,
    /// The languages that had a text and have none now.
    pub lost: Vec<Lang>,
}

/// Returns what differs in a field of a session.
pub fn of_session(
    (previous, was): (&Previous, &Session),
    (world, is): (&World, &Session),
    field: &Field,
) -> Difference {
    let mut values = [(&*previous.world, was), (world, is)].map(|(world, session)| {
        let value = (field.show)(world, session);
        // On the clocks of two zones, the same hour is another time.
        let slot = session.slot.filter(|_| field.name == "when");
        let zone = slot.map(|slot| world.zone_of(world.clock()).abbreviation(slot.from));
        (value, zone)
    });
    if previous.world.program.zone != world.program.zone && values[0].1 != values[1].1 {
        for (value, zone) in &mut values {
            value.extend(zone.iter().flat_map(|zone| [" ", zone]));
        }
    }
    let [(old, _), (new, _)] = values;
    Difference {
        name: field.name,
        prose: field.prose.is_some(),
        old,
        new,
        lost: field
            .prose
            .map_or_else(Vec::new, |text| lost(text(was), text(is))),
    }
}

/// Returns what differs in the event itself, unless only what matches a filter is shown.
pub fn of_event(world: &World, previous: &Previous) -> Vec<Difference> {
    if Query::parse(world.filter().query()).asks() {
        return Vec::new();
    }
    let (old, new) = (&previous.world.program, &world.program);
    let differ = EVENT.iter().filter(|field| (field.differs)(old, new));
    let difference = |field: &EventField| Difference {
        name: field.name,
        prose: field.prose.is_some(),
        old: (field.show)(&previous.world),
        new: (field.show)(world),
        lost: field
            .prose
            .map_or_else(Vec::new, |text| lost(text(old), text(new))),
    };
    differ.map(difference).collect()
}

/// Compares a world with one of an earlier version; `None` when nothing differs.
pub fn compare(earlier: impl Into<Box<World>>, world: &World) -> Option<Previous> {
    let earlier = earlier.into();
    let (old, new) = (&earlier.program, &world.program);
    let change = |session: &Session| match old.ids.sessions.get(session.id.as_str()) {
        None => Some(ChangeKind::New),
        Some(&ix) => {
            let mut differ = fields((old, &old[ix]), (new, session));
            differ.next().map(|_| ChangeKind::Changed)
        }
    };
    let changed: HashMap<Text, ChangeKind> = new
        .sessions
        .iter()
        .filter_map(|s| Some((s.id.clone(), change(s)?)))
        .collect();
    let is_removed = |ix: &Ix<Session>| {
        let id = &old[*ix].id;
        !new.ids.sessions.contains_key(id.as_str())
    };
    let removed: Vec<Ix<Session>> = old.all().filter(is_removed).collect();
    let event = EVENT.iter().any(|field| (field.differs)(old, new));
    (event || !changed.is_empty() || !removed.is_empty()).then_some(Previous {
        changed,
        removed,
        world: earlier,
    })
}

/// Returns the sessions that have changed and those that were removed, as far as they pass the filter; the
/// latter by their place in the previous version.
pub fn shown(world: &World, previous: &Previous) -> (Vec<Ix<Session>>, Vec<Ix<Session>>) {
    let is_changed = |ix: &Ix<Session>| previous.changed.contains_key(&world.program[*ix].id);
    let all = world.program.all().filter(is_changed);
    let changed = all.filter(|&ix| world.shows(ix)).collect();
    let removed = previous.removed.iter().copied();
    let query = Query::parse(world.filter().query());
    if !query.asks() {
        return (changed, removed.collect());
    }
    let matching = query.matching(&previous.world);
    (changed, removed.filter(|&ix| matching[ix.at()]).collect())
}

/// A field that was updated: the field, its original value, its value now.
pub type Updated = (&'static Field, String, String);

/// Returns the fields in which a session is not as scheduled in the programme's file.
pub fn updated_fields(world: &World, ix: Ix<Session>) -> Vec<Updated> {
    let session = &world.program[ix];
    match world.original.get(&session.id) {
        Some(original) => differences(world, original, session),
        None => Vec::new(),
    }
}

/// Returns what [`updated_fields`] returns as texts: `Room: Hall → Annex`.
pub fn updated_texts(world: &World, ix: Ix<Session>) -> Vec<String> {
    let messages = &world.messages;
    let text = |(field, old, new): Updated| {
        let label = messages.get(&format!("label-{}", field.name));
        let values = messages.format("from-to", &[("old", &old), ("new", &new)]);
        messages.field(&label, &values)
    };
    updated_fields(world, ix).into_iter().map(text).collect()
}

/// Returns the fields in which two forms of a session of this programme differ, with their values.
pub fn differences(world: &World, old: &Session, new: &Session) -> Vec<Updated> {
    let value = |field: &Field, session: &Session| {
        let value = (field.show)(world, session);
        if value.is_empty() {
            world.messages.get("none")
        } else {
            value
        }
    };
    fields((&world.program, old), (&world.program, new))
        .map(|field| (field, value(field, old), value(field, new)))
        .collect()
}

/// Returns the fields in which two sessions differ.
pub fn fields<'a>(old: Side<'a>, new: Side<'a>) -> impl Iterator<Item = &'static Field> {
    FIELDS.iter().filter(move |f| (f.differs)(old, new))
}

/// Returns whether two sessions are at other times: other instants where both programmes name their zones, else other hours.
fn times_differ(a: Side, b: Side) -> bool {
    let zoned = a.0.zoned && b.0.zoned;
    let times = |(_, session): Side| {
        session.slot.map(|slot| {
            if zoned {
                (slot.from, slot.until)
            } else {
                let hours = [slot.start, slot.end].map(|local| local.and_utc().timestamp());
                (hours[0], hours[1])
            }
        })
    };
    times(a) != times(b)
}

/// Returns the first and the last day of a programme.
fn dates(program: &Program) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = (program.days.first()?, program.days.last()?);
    Some((first.date, last.date))
}

fn shown_dates(world: &World) -> String {
    let messages = &world.messages;
    match dates(&world.program) {
        None => String::new(),
        Some((first, last)) if first == last => messages.long_date(first),
        Some((first, last)) => {
            let dates = [first, last].map(|date| messages.long_date(date));
            dates.join(" – ")
        }
    }
}

/// Returns whether a text differs, or has lost a translation.
fn text_changed(old: &Localized, new: &Localized) -> bool {
    texts_differ(old, new) || !lost(old, new).is_empty()
}

/// Returns the languages in which `old` has a text and `new` has none, if `new` still has one of its texts or languages.
fn lost(old: &Localized, new: &Localized) -> Vec<Lang> {
    let Localized::Many(all) = old else {
        return Vec::new();
    };
    let kept = |(lang, text): &&(Lang, Text)| match new {
        Localized::Many(new) => new.iter().any(|(other, _)| other == lang),
        other => other.all().any(|other| other == text),
    };
    let (kept, lost): (Vec<_>, Vec<_>) = all.iter().partition(kept);
    if kept.is_empty() {
        return Vec::new();
    }
    lost.into_iter().map(|(lang, _)| *lang).collect()
}

/// Returns whether two texts differ in a language that both have. A translation that is added is no difference.
fn texts_differ(a: &Localized, b: &Localized) -> bool {
    match (a, b) {
        (Localized::Many(a), Localized::Many(b)) => {
            let in_b = |lang| b.iter().find(|(l, _)| l == lang).map(|(_, text)| text);
            let mut shared = a
                .iter()
                .filter_map(|(lang, text)| Some((text, in_b(lang)?)))
                .peekable();
            shared.peek().is_none() || shared.any(|(a, b)| a != b)
        }
        // The text is the same when its language is named and translations are added.
        (Localized::Plain(one), Localized::Many(all))
        | (Localized::Many(all), Localized::Plain(one)) => !all.iter().any(|(_, t)| t == one),
        (a, b) => a.is_empty() != b.is_empty() || !a.is_empty() && !a.all().eq(b.all()),
    }
}

/// Returns whether two sessions refer to different subjects of a list, or to the same ones under other
/// names. Their order is no difference.
fn subjects_differ<T: Listed>(a: Side, b: Side, of: fn(&Session) -> &[Ix<T>]) -> bool {
    let (mine, other) = (of(a.1), of(b.1));
    let same = |x: &T, y: &T| {
        let (p, q) = (x.names(), y.names());
        // Programs that write programmes may give other ids to the same people.
        let named = || {
            let first = p.iter().flat_map(|n| n.all()).next();
            first.is_some_and(|name| q.iter().flat_map(|n| n.all()).any(|other| other == name))
        };
        (x.id() == y.id() || named()) && !p.iter().zip(&q).any(|(p, q)| texts_differ(p, q))
    };
    let has = |x: &T| other.iter().any(|&y| same(x, &b.0[y]));
    mine.len() != other.len() || !mine.iter().all(|&x| has(&a.0[x]))
}

/// Returns whether the running orders of two sessions differ in what [`items`] shows.
fn items_differ(a: Side, b: Side) -> bool {
    let ids = |side: Side, all: &[Ix<Speaker>]| -> Vec<Text> {
        all.iter().map(|&ix| side.0[ix].id.clone()).collect()
    };
    let (mine, other) = (&a.1.items, &b.1.items);
    let same = |(x, y): (&SessionItem, &SessionItem)| {
        x.minutes == y.minutes
            && ids(a, &x.speakers) == ids(b, &y.speakers)
            && !texts_differ(&x.title, &y.title)
    };
    mine.len() != other.len() || !mine.iter().zip(other).all(same)
}

/// Returns the running order of a session: `09:30 Welcome · UCLG delegate · 10 min, 09:40 Reply`.
fn items(world: &World, session: &Session) -> String {
    let order = world.program.running_order(session);
    let all = order.map(|(item, slot)| {
        let length = item.minutes.map(|n| world.messages.minutes(n));
        let parts = item_parts(world, item).into_iter().chain(length);
        let parts = parts.collect::<Vec<_>>().join(" · ");
        slot.map_or(parts.clone(), |slot| {
            format!("{} {parts}", world.start(slot))
        })
    });
    all.collect::<Vec<_>>().join(&world.messages.comma())
}

/// Returns the title of an item and the names of its speakers, as far as it has them.
pub fn item_parts(world: &World, item: &SessionItem) -> Vec<String> {
    let names = world.names(item.speakers.iter().copied());
    let parts = [world.text(&item.title), names];
    parts.into_iter().filter(|part| !part.is_empty()).collect()
}

/// Returns `Tue 30 Nov 11:00–12:30`.
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

/// Returns the name of a session's kind, without its label.
fn kind(world: &World, session: &Session) -> String {
    world
        .messages
        .get(&format!("session-{}", session.kind.name()))
}

fn codes(all: &[Text]) -> String {
    let all: Vec<&str> = all.iter().map(Text::as_str).collect();
    all.join(", ")
}
