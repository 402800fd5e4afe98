//! Ids: what has none, what has one that is taken, and what each record is called in the end.

use crate::i18n;
use crate::load::Sink;
use crate::load::raw::{Raw, RawProgram};
use crate::model::diagnostic::{Code, Span};
use crate::model::{Ix, Places, Program};
use crate::text::Text;

/// Reports what records must have and have not.
pub fn lacking(raw: &RawProgram, program: &Program, sink: &mut Sink) {
    fn id<T>(all: &[Raw<T>], what: &str, id: fn(&T) -> &Text, sink: &mut Sink) {
        for raw in all {
            missing(sink, raw.span, what, &[("id", id(&raw.item).is_empty())]);
        }
    }
    // A header that could not be read may be that of [program].
    if raw.span.is_some() || sink.broken.is_empty() {
        missing(
            sink,
            raw.span.unwrap_or_default(),
            "the programme",
            &[
                ("id", program.id.is_empty()),
                ("title", program.title.is_empty()),
                ("timezone", raw.zone.is_none() && raw.zone_help.is_none()),
            ],
        );
        if let (None, Some(help)) = (&raw.zone, raw.zone_help) {
            let message = "the file does not say on whose clock its times are";
            let span = raw.span.unwrap_or_default();
            sink.report(Code::MissingKey, span, message, Some(help));
        }
    }
    id(&raw.rooms, "the room", |r| &r.id, sink);
    id(&raw.tracks, "the track", |t| &t.id, sink);
    id(&raw.partners, "the partner", |p| &p.id, sink);
    id(&raw.projects, "the project", |p| &p.id, sink);
    id(&raw.speakers, "the speaker", |s| &s.id, sink);
    for Raw {
        item,
        span,
        has_start,
        ..
    } in &raw.sessions
    {
        // A start that cannot be read has been reported where it stands.
        missing(
            sink,
            *span,
            "the session",
            &[
                ("id", item.id.is_empty()),
                ("title", item.title.is_empty()),
                ("start", !has_start),
            ],
        );
    }
}

fn missing(sink: &mut Sink, span: Span, what: &str, keys: &[(&str, bool)]) {
    let missing: Vec<String> = keys
        .iter()
        .filter(|(_, is)| *is)
        .map(|(key, _)| (*key).to_owned())
        .collect();
    if !missing.is_empty() && !sink.is_broken(span) {
        let names = i18n::join(&missing);
        sink.report(
            Code::MissingKey,
            span,
            format!("{what} has no {names}"),
            Some(format!("add {names}")),
        );
    }
}

/// Gives every record an id of its own and says where each is.
pub fn identify<T>(
    all: &mut [Raw<T>],
    what: &str,
    id_of: fn(&mut T) -> &mut Text,
    sink: &mut Sink,
) -> Places {
    let hasher = foldhash::fast::RandomState::default();
    let mut map = Places::with_capacity_and_hasher(all.len(), hasher);
    // The last number given to an id that came before.
    let mut numbers = Places::default();
    let spans: Vec<Span> = all.iter().map(|raw| raw.id).collect();
    for (ix, raw) in (0..).zip(all.iter_mut()) {
        let given = id_of(&mut raw.item).clone();
        let mut id = given.clone();
        if given.is_empty() {
            id = format!("{what}-{}", ix + 1).as_str().into();
        } else if let Some(&first) = map.get(&given) {
            let line = sink.source.location(spans[first as usize]).line;
            let message = format!("the {what} \"{given}\" is there already, on line {line}");
            sink.report(
                Code::DuplicateId,
                raw.id,
                message,
                Some("give each its own id"),
            );
        }
        let stem = id.clone();
        while map.contains_key(&id) {
            let number: &mut Ix = numbers.entry(stem.clone()).or_insert(1);
            *number += 1;
            id = format!("{stem}-{number}").as_str().into();
        }
        *id_of(&mut raw.item) = id.clone();
        map.insert(id, ix);
    }
    map
}
