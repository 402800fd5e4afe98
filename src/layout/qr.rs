//! A session as a QR code (ISO/IEC 18004) that holds a calendar entry, drawn in half blocks, dark on light.
//!
//! The entry is a VEVENT (RFC 5545). Its title is cut where the code would not fit on the screen.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use crate::model::zone::{Timestamp, Zone};
use crate::model::{Ix, Session, Slot, Status};
use crate::text::truncate;
use crate::world::World;

/// The light modules around the code, as many as fit: the standard asks for four, cameras accept fewer.
const QUIET: [i32; 3] = [4, 2, 1];
/// The shortest title, in cells.
const SHORTEST: usize = 8;
/// The longest title, in cells: the largest code holds no more bytes.
const LONGEST: usize = 860;
/// The largest version of a code: larger ones are hard to read from a screen.
const LARGEST: u8 = 20;

/// The QR code of a session.
#[derive(Debug)]
pub struct Code {
    /// Its lines of text.
    pub lines: Vec<String>,
    /// The title in its entry.
    pub title: String,
}

/// Returns the QR code of a session, at most `columns` wide and `rows` high; `None` when it does not fit or
/// the session has no time.
pub fn code(world: &World, ix: Ix<Session>, columns: usize, rows: usize) -> Option<Code> {
    let slot = world.program[ix].slot?;
    let side = i32::try_from(columns.min(rows * 2)).ok()?;
    let session = &world.program[ix];
    let mut title = world.name(&world.program.subject(ix));
    if session.status == Status::Cancelled {
        let status = world.messages.status(session.status.name());
        title = world.messages.field(&status, &title);
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
    // The longest start of the title that fits, by binary search.
    let [.., least] = QUIET;
    let lengths: Vec<usize> = (SHORTEST..cells).collect();
    let fitting = lengths.partition_point(|&cells| made(least, cells).is_some());
    made(least, *lengths.get(fitting.checked_sub(1)?)?)
}

/// Returns the QR code of a text, at most `columns` wide and `rows` high; `None` when it does not fit.
pub fn code_of(text: &str, columns: usize, rows: usize) -> Option<Vec<String>> {
    let side = i32::try_from(columns.min(rows * 2)).ok()?;
    QUIET.into_iter().find_map(|quiet| {
        let code = encoded(text, side - 2 * quiet)?;
        Some(drawn(&code, quiet))
    })
}

/// Returns the QR code of a text as a path of SVG, and its width with the light modules around it; `None` when it does not fit.
pub fn path_of(text: &str) -> Option<(String, i32)> {
    let [quiet, ..] = QUIET;
    let code = encoded(text, 17 + 4 * i32::from(LARGEST))?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size())
                .take_while(|&x| code.get_module(x, y))
                .count();
            let dark = i32::try_from(dark).unwrap_or_default();
            if dark > 0 {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", x + quiet, y + quiet);
            }
            x += dark + 1;
        }
    }
    Some((path, code.size() + 2 * quiet))
}

/// Returns the code of a text, at most `side` modules wide.
fn encoded(text: &str, side: i32) -> Option<QrCode> {
    let largest = u8::try_from((side - 17).div_euclid(4)).ok()?.min(LARGEST);
    if largest == 0 {
        return None;
    }
    // ECI 26 is UTF-8; without it, bytes are ISO 8859-1.
    let segments = [
        QrSegment::make_eci(26),
        QrSegment::make_bytes(text.as_bytes()),
    ];
    let (low, max) = (QrCodeEcc::Low, Version::new(largest));
    QrCode::encode_segments_advanced(&segments, low, Version::MIN, max, None, true).ok()
}

/// Returns the lines of a code, two rows of modules in each.
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

/// Returns the entry as scanners expect it: one event, without a calendar around it.
fn entry(world: &World, ix: Ix<Session>, slot: Slot, title: &str) -> String {
    let room = world.program[ix].room;
    let room = room.map(|r| world.name(&world.program.subject(r)));
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
    if world.program[ix].status == Status::Cancelled {
        lines.push("STATUS:CANCELLED".into());
    }
    lines.push("END:VEVENT".into());
    lines.join("\n")
}

/// Returns `20211130T083000Z` (RFC 5545, 3.3.5).
fn stamp(at: Timestamp) -> String {
    Zone::utc().at(at).format("%Y%m%dT%H%M%SZ").to_string()
}

/// Escapes a text in an entry (RFC 5545, 3.3.11).
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
