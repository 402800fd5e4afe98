//! Pages as JSON, for scripts: their rows, and the sessions among them as records.

use chrono::NaiveDateTime;
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::i18n::Messages;
use crate::model::diagnostic::Diagnostic;
use crate::model::zone::{Timestamp, Zone};
use crate::model::{AnyIx, Ix, Session, Slot, Speaker, Subject};
use crate::page::item::{ItemStyle, item};
use crate::page::{Page, Row};
use crate::text::Text;
use crate::world::diff::{Difference, fields, of_event, of_session, shown};
use crate::world::{Phase, World};

/// Returns a time in RFC 3339, with the offset of the zone at that moment: `2021-11-30T09:30:00+01:00`.
pub fn rfc3339(local: NaiveDateTime, instant: Timestamp, zone: &Zone) -> String {
    let minutes = zone.offset(instant) / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, rest) = (minutes.abs() / 60, minutes.abs() % 60);
    format!(
        "{}{sign}{hours:02}:{rest:02}",
        local.format("%Y-%m-%dT%H:%M:%S")
    )
}

#[derive(Serialize)]
struct RowJson {
    row: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<String>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<String>,
}

/// Returns a page with its view, its subject, its programme, its rows and its sessions.
pub fn page(world: &World, view: &str, subject: &Subject, page: &Page) -> Value {
    let program = &world.program;
    let rows: Vec<RowJson> = page.rows.iter().filter_map(|r| row(world, r)).collect();
    let linked = page.rows.iter().filter_map(|r| match r {
        Row::Item(subject) => program.find::<Session>(subject),
        _ => None,
    });
    let own = program.find::<Session>(subject);
    let sessions: Vec<Value> = own
        .into_iter()
        .chain(linked)
        .map(|ix| session(world, ix))
        .collect();
    json!({
        "view": view,
        "subject": subject.to_string(),
        "title": page.title,
        "program": {
            "id": program.id,
            "title": world.text(&program.title),
            "timezone": program.zoned.then(|| program.zone.name()),
            "clock": program.zoned.then(|| world.zone().name()),
            "language": world.lang(),
            "notice": world.text(&program.notice),
            "problems": world.diagnostics.len(),
        },
        "rows": rows,
        "sessions": sessions,
        "changes": (view == "changes").then(|| changes(world)),
        "event_changes": (view == "changes").then(|| event_changes(world)),
    })
}

/// Returns a field that differs, with the languages that have lost their text, if there are any.
fn difference(differs: &Difference) -> Value {
    let mut json = json!({ "field": differs.name, "old": differs.old, "new": differs.new });
    if !differs.lost.is_empty() {
        json["lost"] = json!(differs.lost);
    }
    json
}

/// Returns the fields of the event itself that differ from the previous version.
fn event_changes(world: &World) -> Vec<Value> {
    let previous = world.previous().into_iter();
    let differ = previous.flat_map(|previous| of_event(world, previous));
    differ.map(|differs| difference(&differs)).collect()
}

/// Returns what differs from the previous version: each session and, of those that have changed, each field.
fn changes(world: &World) -> Vec<Value> {
    let Some(previous) = world.previous() else {
        return Vec::new();
    };
    let (old, new) = (&previous.world.program, &world.program);
    let (changed, removed) = shown(world, previous);
    let changed = changed.into_iter().map(|ix| {
        let is = &new[ix];
        let was = old.ids.sessions.get(is.id.as_str());
        let differ = was.map(|&was| {
            let was = &old[was];
            let all = fields((old, was), (new, is));
            let all = all.map(|f| of_session((previous, was), (world, is), f));
            all.map(|differs| difference(&differs)).collect::<Vec<_>>()
        });
        let what = if was.is_some() { "changed" } else { "new" };
        json!({ "session": is.id, "what": what, "fields": differ })
    });
    let removed = removed.into_iter().map(|ix| {
        let id = &old[ix].id;
        json!({ "session": id, "what": "gone", "fields": null })
    });
    changed.chain(removed).collect()
}

fn row(world: &World, row: &Row) -> Option<RowJson> {
    let name = match row {
        Row::Hour(_) | Row::Blank => return None,
        Row::Source(..) => "source",
        Row::Title(_) => "title",
        Row::Heading(_) => "heading",
        Row::Text(_) => "text",
        Row::Under(_) => "under",
        Row::Field(..) => "field",
        Row::Item(_) => "item",
    };
    let text = match row {
        Row::Item(subject) => item(world, subject, ItemStyle::default()).name,
        Row::Source(text, _) => text.clone(),
        other => other.text().unwrap_or_default().to_owned(),
    };
    let label = match row {
        Row::Field(label, _) if !label.is_empty() => Some(label.clone()),
        _ => None,
    };
    Some(RowJson {
        row: name,
        label,
        text,
        subject: row.link().map(ToString::to_string),
    })
}

/// Returns a session with its references as `{id, name}`, on the clock that is shown.
pub fn session(world: &World, ix: Ix<Session>) -> Value {
    let program = &world.program;
    let s = &program[ix];
    let named = |ix: AnyIx| {
        let subject = program.subject(ix);
        json!({ "id": subject.id, "name": world.name(&subject) })
    };
    let people = |all: &[Ix<Speaker>]| all.iter().map(|&p| named(p.into())).collect::<Vec<_>>();
    let partners = program.partners_of(s);
    let partners: Vec<Value> = partners.iter().map(|&p| named(p.into())).collect();
    let time = |at: Timestamp| {
        let local = world.zone().at(at);
        if program.zoned {
            rfc3339(local, at, world.zone())
        } else {
            local.format("%Y-%m-%dT%H:%M:%S").to_string()
        }
    };
    let items = program.running_order(s).map(|(item, slot)| {
        json!({
            "start": slot.map(|slot| time(slot.from)),
            "minutes": item.minutes,
            "title": world.text(&item.title),
            "speakers": people(&item.speakers),
            "language": item.language,
            "cue": world.text(&item.cue),
        })
    });
    let items: Vec<Value> = items.collect();
    let room = s.room.map(|room| &program[room]);
    let channel = |tag: &Text| Some((tag.to_string(), room?.channel(tag)?.into()));
    let channels: Map<String, Value> = s.interpretation.iter().filter_map(channel).collect();
    json!({
        "id": s.id,
        "title": world.text(&s.title),
        "subtitle": world.text(&s.subtitle),
        "kind": s.kind.name(),
        "status": s.status.name(),
        "note": world.text(&s.note),
        "day": s.slot.map(|slot| slot.day.to_string()),
        "start": s.slot.map(|slot| time(slot.from)),
        "end": s.slot.filter(Slot::has_end).map(|slot| time(slot.until)),
        "room": s.room.map(|r| named(r.into())),
        "track": s.track.map(|t| named(t.into())),
        "speakers": people(&s.speakers),
        "moderators": people(&s.moderators),
        "partners": partners,
        "project": s.project.map(|p| named(p.into())),
        "language": s.language,
        "interpretation": s.interpretation,
        "channels": channels,
        "abstract": world.text(&s.summary),
        "items": items,
        "planned": world.original.get(&s.id).map(|original| json!({
            "start": original.slot.map(|slot| time(slot.from)),
            "room": original.room.map(|r| named(r.into())),
            "status": original.status.name(),
        })),
        "updated": s.updated.map(|t| t.to_string()),
        "minutes_until_start": s.slot.and_then(|slot| match world.phase(slot) {
            Some(Phase::Coming(n)) => Some(n),
            _ => None,
        }),
        "starred": world.stars().contains(&s.id),
        "url": s.url,
        "links": s.links.iter().map(|l| json!({ "title": world.text(&l.title), "url": l.url })).collect::<Vec<_>>(),
    })
}

/// Returns the problems of files, in English, for `check --json`.
pub fn diagnostics<'d>(all: impl Iterator<Item = &'d Diagnostic>) -> Value {
    let english = Messages::english();
    all.map(|d| {
        let location = d.location.as_ref();
        json!({
            "code": d.code.about().name,
            "level": d.level(),
            "file": location.map(|l| l.file.as_ref()),
            "line": location.map(|l| l.line),
            "column": location.map(|l| l.column),
            "message": english.message(&d.message),
            "help": d.help.as_ref().map(|help| english.message(help)),
        })
    })
    .collect()
}
