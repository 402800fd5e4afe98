//! Checks ids and other required keys, and gives each record a unique id.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::i18n::Message;
use crate::load::raw::{Raw, RawProgram};
use crate::load::value::slug;
use crate::load::{Sink, add};
use crate::model::diagnostic::{Code, Span};
use crate::model::{IdMap, Ix, Program, Session};
use crate::text::{Localized, Text};

/// Reports the required keys that records have not.
pub fn check_required(raw: &RawProgram, program: &Program, sink: &mut Sink) {
    fn id<T>(
        all: &[Raw<T>],
        this: &'static str,
        of: fn(&T) -> (&Text, &Localized),
        sink: &mut Sink,
    ) {
        for raw in all {
            let (id, name) = of(&raw.item);
            missing(sink, raw.span, (name, this), &[("id", id.is_empty())]);
        }
    }
    // A header with a syntax error may be that of [program].
    if raw.span.is_some() || sink.broken.is_empty() {
        missing(
            sink,
            raw.span.unwrap_or_default(),
            (&program.title, "this-program"),
            &[
                ("id", program.id.is_empty()),
                ("title", program.title.is_empty()),
                ("timezone", raw.zone.is_none() && raw.zone_help.is_none()),
            ],
        );
        let timed = !raw.sessions.is_empty();
        if let (None, Some(help), true) = (&raw.zone, &raw.zone_help, timed) {
            let message = Message::new("problem-no-zone");
            let span = raw.span.unwrap_or_default();
            sink.report(Code::MissingKey, span, message, help.clone());
        }
    }
    id(&raw.rooms, "this-room", |r| (&r.id, &r.name), sink);
    id(&raw.tracks, "this-track", |t| (&t.id, &t.name), sink);
    id(&raw.partners, "this-partner", |p| (&p.id, &p.name), sink);
    id(&raw.projects, "this-project", |p| (&p.id, &p.name), sink);
    id(&raw.speakers, "this-speaker", |s| (&s.id, &s.name), sink);
    for Raw {
        item,
        span,
        has_start,
        ..
    } in &raw.sessions
    {
        // A start that is not valid has been reported already.
        missing(
            sink,
            *span,
            (&item.title, "this-session"),
            &[
                ("id", item.id.is_empty()),
                ("title", item.title.is_empty()),
                ("start", !has_start),
            ],
        );
    }
}

/// Returns the name of a record in quotes, or the message `this` where it has none.
pub fn named(name: &Localized, this: &'static str) -> Message {
    if name.is_empty() {
        Message::new(this)
    } else {
        Message::new("named").arg("name", name)
    }
}

/// Reports those of `keys` that are missing in a record with this name.
fn missing(
    sink: &mut Sink,
    span: Span,
    (name, this): (&Localized, &'static str),
    keys: &[(&str, bool)],
) {
    let missing: Vec<&str> = keys
        .iter()
        .filter(|(_, is)| *is)
        .map(|(key, _)| *key)
        .collect();
    if !missing.is_empty() && !sink.is_broken(span) {
        let keys = missing.join(", ");
        let message = Message::new("problem-missing").arg("what", named(name, this));
        sink.report(
            Code::MissingKey,
            span,
            message.arg("keys", &keys),
            add(&keys),
        );
    }
}

/// Adds the start to the ids that several sessions have, and the title where that is not enough, so that each session has
/// the same id in the next version of the file, whatever is added before it. Reports the ids that the file repeats.
pub fn tell_apart(all: &mut [Raw<Session>], sink: &mut Sink) {
    let repeated = |all: &[Raw<Session>]| {
        let mut first: HashMap<Text, (usize, bool), RandomState> = HashMap::default();
        for (at, raw) in all
            .iter()
            .enumerate()
            .filter(|(_, raw)| !raw.item.id.is_empty())
        {
            let entry = first.entry(raw.item.id.clone());
            entry
                .and_modify(|(_, again)| *again = true)
                .or_insert((at, false));
        }
        first.retain(|_, (_, again)| *again);
        first
    };
    let first = repeated(all);
    for at in 0..all.len() {
        let Some(&(one, _)) = first.get(&all[at].item.id) else {
            continue;
        };
        // An id that was made of a title is no mistake.
        if at > one && all[at].id.start < all[at].id.end {
            report_twice(&all[at].item.id, all[one].id, all[at].id, sink);
        }
        let raw = &mut all[at];
        if let Some((start, _)) = raw.times.start {
            let time = start.local.format("%Y-%m-%d-%H%M");
            raw.item.id = format!("{}-{time}", raw.item.id).as_str().into();
        }
    }
    let first = if first.is_empty() {
        first
    } else {
        repeated(all)
    };
    for raw in all
        .iter_mut()
        .filter(|raw| first.contains_key(&raw.item.id))
    {
        let title = raw.item.title.all().next();
        let title = title.map_or_else(String::new, |title| slug(title));
        raw.item.id = format!("{}-{title}", raw.item.id).as_str().into();
    }
}

/// Reports an id that an earlier record has.
fn report_twice(id: &Text, first: Span, at: Span, sink: &mut Sink) {
    let line = sink.source.location(first).line;
    let message = Message::new("problem-duplicate-id").arg("id", id);
    let message = message.arg("line", line.to_string());
    let help = Message::new("fix-duplicate-id");
    sink.report(Code::DuplicateId, at, message, help);
}

/// Gives every record a unique id, and returns the position of each.
pub fn identify<T>(
    all: &mut [Raw<T>],
    what: &str,
    id_of: fn(&mut T) -> &mut Text,
    sink: &mut Sink,
) -> IdMap<T> {
    let hasher = RandomState::default();
    let mut map = IdMap::with_capacity_and_hasher(all.len(), hasher);
    // The last number added to each duplicate id.
    let mut numbers: HashMap<Text, u32, RandomState> = HashMap::default();
    let spans: Vec<Span> = all.iter().map(|raw| raw.id).collect();
    for (at, raw) in all.iter_mut().enumerate() {
        let given = id_of(&mut raw.item).clone();
        let mut id = given.clone();
        if given.is_empty() {
            id = format!("{what}-{}", at + 1).as_str().into();
        } else if let Some(&first) = map.get(&given) {
            report_twice(&given, spans[first.at()], raw.id, sink);
        }
        let stem = id.clone();
        while map.contains_key(&id) {
            let number = numbers.entry(stem.clone()).or_insert(1);
            *number += 1;
            id = format!("{stem}-{number}").as_str().into();
        }
        *id_of(&mut raw.item) = id.clone();
        map.insert(id, Ix::new(at));
    }
    map
}
