//! A table for spreadsheets (RFC 4180): a session in each row, in the columns that nadwa reads.

use chrono::NaiveDateTime;
use csv::{Terminator, WriterBuilder};

use super::schedule::session_type;
use super::{Output, Selection, second_offset};
use crate::model::zone::Timestamp;
use crate::model::{Session, Slot};
use crate::text::Text;

/// A column: its name, and the value for a session.
type Column = (&'static str, fn(&Selection, &Session) -> String);

#[rustfmt::skip] // A table: one column, one line.
const COLUMNS: &[Column] = &[
    ("id", |_, s| s.id.to_string()),
    ("title", |all, s| all.title(s).into()),
    ("subtitle", |all, s| all.text(&s.subtitle).into()),
    ("kind", |all, s| session_type(all, s).into()),
    ("start", |all, s| time(all, s.slot, |slot| (slot.start, slot.from))),
    ("end", |all, s| time(all, s.slot.filter(Slot::has_end), |slot| (slot.end, slot.until))),
    ("room", |all, s| all.names(s.room.as_slice()).concat()),
    ("track", |all, s| all.names(s.track.as_slice()).concat()),
    ("speakers", |all, s| listed(&all.names(&s.speakers))),
    ("moderators", |all, s| listed(&all.names(&s.moderators))),
    ("partners", |all, s| listed(&all.names(&s.partners))),
    ("language", |_, s| s.language.iter().map(Text::as_str).collect::<Vec<_>>().join(", ")),
    ("abstract", |all, s| all.text(&s.summary).into()),
    ("status", |_, s| s.status.name().into()),
    ("note", |all, s| all.text(&s.note).into()),
    ("tags", |all, s| s.tags.iter().map(|t| all.text(t)).collect::<Vec<_>>().join("; ")),
    ("url", |_, s| s.url.as_ref().map_or_else(String::new, ToString::to_string)),
    ("links", |_, s| s.links.iter().map(|l| l.url.as_str()).collect::<Vec<_>>().join(" ")),
    ("timezone", |all, _| time_zone(all)),
];

/// Returns names in one cell. A semicolon at the end says that nothing else separates them.
fn listed(names: &[&str]) -> String {
    let all = names.join("; ");
    let others = |name: &&str| name.contains([',', '،', '&', '|']);
    if names.iter().any(others) {
        all + ";"
    } else {
        all
    }
}

fn time_zone(selection: &Selection) -> String {
    let program = &selection.world.program;
    let name = program.zoned.then(|| program.zone.name());
    name.unwrap_or_default().to_owned()
}

fn time(
    selection: &Selection,
    slot: Option<Slot>,
    of: fn(Slot) -> (NaiveDateTime, Timestamp),
) -> String {
    let Some((local, instant)) = slot.map(of) else {
        return String::new();
    };
    match &*second_offset(&selection.world.program.zone, local, instant) {
        "" => local.format("%Y-%m-%d %H:%M").to_string(),
        offset => format!("{}{offset}", local.format("%Y-%m-%dT%H:%M:%S")),
    }
}

/// Returns the text of a cell, with an apostrophe before one that a spreadsheet would take for a formula.
fn without_formula(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{cell}");
    }
    cell
}

pub fn make(selection: &Selection) -> Output {
    let start = if selection.bom { "\u{feff}" } else { "" };
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(start.as_bytes().to_vec());
    let infallible = "a Vec accepts all bytes";
    let names = COLUMNS.iter().map(|(name, _)| *name);
    table.write_record(names).expect(infallible);
    for session in selection.all() {
        let cells = COLUMNS
            .iter()
            .map(|(_, value)| without_formula(value(selection, session)));
        table.write_record(cells).expect(infallible);
    }
    let mut output = Output::file(table.into_inner().expect(infallible));
    output.report_items(selection);
    output
}
