//! A table for spreadsheets (RFC 4180), one session a row, with the columns that nadwa reads.

use csv::{Terminator, WriterBuilder};

use super::schedule::kind;
use super::{Made, Part};
use crate::model::{Kind, Session, Slot};
use crate::text::Text;

/// A column: its name, and what it says of a session.
type Column = (&'static str, fn(&Part, &Session) -> String);

#[rustfmt::skip] // A table: one row, one line.
const COLUMNS: &[Column] = &[
    ("id", |_, s| s.id.to_string()),
    ("title", |p, s| p.title(s).into()),
    ("subtitle", |p, s| p.say(&s.subtitle).into()),
    ("kind", |p, s| kind(p, s).into()),
    ("start", |_, s| time(s.slot, |slot| slot.start)),
    ("end", |_, s| time(s.slot.filter(Slot::has_end), |slot| slot.end)),
    ("room", |p, s| p.names(Kind::Room, s.room.as_slice()).concat()),
    ("track", |p, s| p.names(Kind::Track, s.track.as_slice()).concat()),
    ("speakers", |p, s| p.names(Kind::Speaker, &s.speakers).join("; ")),
    ("moderators", |p, s| p.names(Kind::Speaker, &s.moderators).join("; ")),
    ("partners", |p, s| p.names(Kind::Partner, &s.partners).join("; ")),
    ("language", |_, s| s.language.iter().map(Text::as_str).collect::<Vec<_>>().join(", ")),
    ("abstract", |p, s| p.say(&s.summary).into()),
    ("status", |_, s| s.status.name().into()),
    ("note", |p, s| p.say(&s.note).into()),
    ("tags", |p, s| s.tags.iter().map(|t| p.say(t)).collect::<Vec<_>>().join("; ")),
    ("url", |_, s| s.links.iter().map(|l| l.url.as_str()).collect::<Vec<_>>().join(" ")),
    ("timezone", |p, _| zone(p)),
];

fn zone(part: &Part) -> String {
    let program = &part.world.program;
    let name = program.zoned.then(|| program.zone.name());
    name.unwrap_or_default().to_owned()
}

fn time(slot: Option<Slot>, of: fn(Slot) -> chrono::NaiveDateTime) -> String {
    slot.map_or_else(String::new, |s| of(s).format("%Y-%m-%d %H:%M").to_string())
}

/// A cell that a spreadsheet would calculate with is made a text.
fn guarded(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{cell}");
    }
    cell
}

pub fn make(part: &Part) -> Made {
    let start = if part.bom { "\u{feff}" } else { "" };
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(start.as_bytes().to_vec());
    let taken = "a Vec takes everything";
    let names = COLUMNS.iter().map(|(name, _)| *name);
    table.write_record(names).expect(taken);
    for session in part.all() {
        let cells = COLUMNS.iter().map(|(_, say)| guarded(say(part, session)));
        table.write_record(cells).expect(taken);
    }
    Made::one(table.into_inner().expect(taken))
}
