//! A session as a calendar entry in a QR code (ISO/IEC 18004), drawn in half blocks: dark ink on light.
//!
//! The entry is a VEVENT of RFC 5545, short enough for the code to fit on the screen: its title is cut
//! where it must be.

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use crate::model::zone::{Timestamp, Zone};
use crate::model::{Ix, Kind, Slot, Status};
use crate::text::truncate;
use crate::world::World;

/// Light modules around the code, as many as there is room for: the standard asks for four, cameras are
/// content with fewer.
const QUIET: [i32; 3] = [4, 2, 1];
/// Titles are cut to no fewer cells.
const SHORTEST: usize = 8;
/// Cells of a title that are tried at most; the largest code holds no more bytes.
const LONGEST: usize = 860;
/// Larger codes are hard to read from a screen.
const LARGEST: u8 = 20;

/// A session's code.
#[derive(Debug)]
pub struct Code {
    /// The code, as lines of text.
    pub lines: Vec<String>,
    /// The title that it holds.
    pub title: String,
}

/// The code of a session, at most `columns` wide and `rows` high; `None` when it does not fit, or the
/// session has no time.
pub fn code(world: &World, ix: Ix, columns: usize, rows: usize) -> Option<Code> {
    let slot = world.program.session(ix).slot?;
    let side = i32::try_from(columns.min(rows * 2)).ok()?;
    let session = world.program.session(ix);
    let mut title = world.name(&world.program.subject(Kind::Session, ix));
    if session.status == Status::Cancelled {
        title = format!("{}: {title}", world.messages.status(session.status.name()));
    }
    let made = |quiet: i32, cells: usize| {
        let title = truncate(&title, cells);
        let code = encoded(&entry(world, ix, slot, &title), side - 2 * quiet)?;
        Some(Code {
            lines: drawn(&code, quiet),
            title: title.into_owned(),
        })
    };
    let cells = crate::text::width(&title).min(LONGEST);
    if let Some(whole) = QUIET.into_iter().find_map(|quiet| made(quiet, cells)) {
        return Some(whole);
    }
    // The longest beginning of the title that fits: lengths that do are all below those that do not.
    let [.., least] = QUIET;
    let lengths: Vec<usize> = (SHORTEST..cells).collect();
    let fitting = lengths.partition_point(|&cells| made(least, cells).is_some());
    made(least, *lengths.get(fitting.checked_sub(1)?)?)
}

/// The code of a text, at most so many modules wide.
fn encoded(text: &str, side: i32) -> Option<QrCode> {
    let largest = u8::try_from((side - 17).div_euclid(4)).ok()?.min(LARGEST);
    if largest == 0 {
        return None;
    }
    // 26 stands for UTF-8; without it, bytes are Latin letters.
    let segments = [
        QrSegment::make_eci(26),
        QrSegment::make_bytes(text.as_bytes()),
    ];
    let (low, max) = (QrCodeEcc::Low, Version::new(largest));
    QrCode::encode_segments_advanced(&segments, low, Version::MIN, max, None, true).ok()
}

fn drawn(code: &QrCode, quiet: i32) -> Vec<String> {
    let range = -quiet..code.size() + quiet;
    let rows = range.clone().step_by(2);
    rows.map(|y| {
        let cell = |x: i32| match (code.get_module(x, y), code.get_module(x, y + 1)) {
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => ' ',
        };
        range.clone().map(cell).collect()
    })
    .collect()
}

/// The entry, as scanners take it: one event, without the calendar around it.
fn entry(world: &World, ix: Ix, slot: Slot, title: &str) -> String {
    let room = world.program.session(ix).room;
    let room = room.map(|r| world.name(&world.program.subject(Kind::Room, r)));
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("SUMMARY:{}", escaped(title)),
        format!("DTSTART:{}", stamp(slot.from)),
    ];
    lines.extend(
        slot.has_end()
            .then(|| format!("DTEND:{}", stamp(slot.until))),
    );
    lines.extend(room.map(|r| format!("LOCATION:{}", escaped(&r))));
    if world.program.session(ix).status == Status::Cancelled {
        lines.push("STATUS:CANCELLED".into());
    }
    lines.push("END:VEVENT".into());
    lines.join("\n")
}

/// `20211130T083000Z` (RFC 5545, 3.3.5).
fn stamp(at: Timestamp) -> String {
    Zone::utc().at(at).format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text in an entry (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
