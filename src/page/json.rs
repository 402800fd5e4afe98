//! Pages as JSON, for scripts: the rows as they are shown, and the sessions among them as records.

use chrono::NaiveDateTime;
use serde::Serialize;
use serde_json::{Value, json};

use crate::i18n::Messages;
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Ix, Kind, Session, Subject};
use crate::page::item::{ItemStyle, line};
use crate::page::{Cell, Page, Row};
use crate::world::diff::{Field, fields, shown};
use crate::world::{Phase, World};

/// RFC 3339, with the offset of the zone at that moment: `2021-11-30T09:30:00+01:00`.
pub fn stamp(local: NaiveDateTime, instant: Timestamp, zone: &Zone) -> String {
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

/// A page: which view of what, the programme it belongs to, its rows, its sessions.
pub fn page(world: &World, view: &str, subject: &Subject, page: &Page) -> Value {
    let program = &world.program;
    let rows: Vec<RowJson> = page.rows.iter().filter_map(|r| row(world, r)).collect();
    let linked = page.rows.iter().filter_map(|r| match r {
        Row::Item(subject) if subject.kind == Kind::Session => program.find(subject),
        _ => None,
    });
    let own = program
        .find(subject)
        .filter(|_| subject.kind == Kind::Session);
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
            "title": world.say(&program.title),
            "timezone": program.zone.name(),
            "clock": world.zone().name(),
            "language": world.lang(),
            "notice": world.say(&program.notice),
            "problems": world.diagnostics.len(),
        },
        "rows": rows,
        "sessions": sessions,
        "changes": (view == "changes").then(|| changes(world)),
    })
}

/// What differs from the programme of before: each session, and of those that were there each field.
fn changes(world: &World) -> Vec<Value> {
    let Some(before) = &world.previous else {
        return Vec::new();
    };
    let (old, new) = (&before.world.program, &world.program);
    let field = |f: &Field, was: &Session, is: &Session| {
        let (old, new) = ((f.say)(&before.world, was), (f.say)(world, is));
        json!({ "field": f.name, "old": old, "new": new })
    };
    let (changed, gone) = shown(world, before);
    let there = changed.into_iter().map(|ix| {
        let is = new.session(ix);
        let was = old.ids.sessions.get(is.id.as_str());
        let differ = was.map(|&was| {
            let was = old.session(was);
            let all = fields((old, was), (new, is));
            all.map(|f| field(f, was, is)).collect::<Vec<_>>()
        });
        let what = if was.is_some() { "changed" } else { "new" };
        json!({ "session": is.id, "what": what, "fields": differ })
    });
    let gone = gone.into_iter().map(|ix| {
        let id = &old.session(ix).id;
        json!({ "session": id, "what": "gone", "fields": null })
    });
    there.chain(gone).collect()
}

fn row(world: &World, row: &Row) -> Option<RowJson> {
    let made = |row, label, cell: &Cell| RowJson {
        row,
        label,
        text: cell.text.clone(),
        subject: cell.link.as_ref().map(ToString::to_string),
    };
    Some(match row {
        Row::Blank => return None,
        Row::Source(text, _) => RowJson {
            row: "source",
            label: None,
            text: text.clone(),
            subject: None,
        },
        Row::Title(text) => RowJson {
            row: "title",
            label: None,
            text: text.clone(),
            subject: None,
        },
        Row::Heading(cell) => made("heading", None, cell),
        Row::Text(cell) => made("text", None, cell),
        Row::Under(cell) => made("under", None, cell),
        Row::Field(label, cell) => {
            made("field", Some(label.clone()).filter(|l| !l.is_empty()), cell)
        }
        Row::Item(subject) => {
            let text = line(world, subject, ItemStyle::default()).name;
            RowJson {
                row: "item",
                label: None,
                text,
                subject: Some(subject.to_string()),
            }
        }
    })
}

/// A session with its references as `{id, name}`, on the clock that is shown.
pub fn session(world: &World, ix: Ix) -> Value {
    let program = &world.program;
    let s = program.session(ix);
    let named = |kind: Kind, ix: Ix| {
        let subject = program.subject(kind, ix);
        json!({ "id": subject.id, "name": world.name(&subject) })
    };
    let all = |kind: Kind, list: &[Ix]| list.iter().map(|&ix| named(kind, ix)).collect::<Vec<_>>();
    let times = s.slot.map(|slot| {
        let (start, end) = (world.zone().at(slot.from), world.zone().at(slot.until));
        (
            stamp(start, slot.from, world.zone()),
            stamp(end, slot.until, world.zone()),
        )
    });
    json!({
        "id": s.id,
        "title": world.say(&s.title),
        "subtitle": world.say(&s.subtitle),
        "kind": s.kind.name(),
        "status": s.status.name(),
        "note": world.say(&s.note),
        "day": s.slot.map(|slot| slot.day.to_string()),
        "start": times.as_ref().map(|t| &t.0),
        "end": times.as_ref().filter(|_| s.slot.is_some_and(|slot| slot.has_end())).map(|t| &t.1),
        "room": s.room.map(|r| named(Kind::Room, r)),
        "track": s.track.map(|t| named(Kind::Track, t)),
        "speakers": all(Kind::Speaker, &s.speakers),
        "moderators": all(Kind::Speaker, &s.moderators),
        "partners": all(Kind::Partner, &program.partners_of(s)),
        "project": s.project.map(|p| named(Kind::Project, p)),
        "language": s.language,
        "interpretation": s.interpretation,
        "abstract": world.say(&s.summary),
        "planned": world.original.get(&s.id).map(|plan| json!({
            "start": plan.slot.map(|slot| stamp(world.zone().at(slot.from), slot.from, world.zone())),
            "room": plan.room.map(|r| named(Kind::Room, r)),
            "status": plan.status.name(),
        })),
        "updated": s.updated.map(|t| t.to_string()),
        "minutes_until_start": s.slot.map(|slot| world.when(slot)).and_then(|when| match when {
            Phase::Coming(n) => Some(n),
            Phase::Now(_) | Phase::Past => None,
        }),
        "starred": world.stars.contains(&s.id),
        "links": s.links.iter().map(|l| json!({ "title": world.say(&l.title), "url": l.url })).collect::<Vec<_>>(),
    })
}

/// The faults of files, for `check --json`.
pub fn diagnostics<'d>(
    all: impl Iterator<Item = &'d crate::model::diagnostic::Diagnostic>,
) -> Value {
    let english = Messages::english();
    all.map(|d| {
        let place = d.location.as_ref();
        json!({
            "code": d.code.about().name,
            "level": d.level(),
            "file": place.map(|p| p.file.as_ref()),
            "line": place.map(|p| p.line),
            "column": place.map(|p| p.column),
            "message": english.message(&d.message),
            "help": d.help.as_ref().map(|help| english.message(help)),
        })
    })
    .collect()
}
