//! The bodies of the fuzz targets: `fuzz/` runs them with inputs that it makes up, `corpus.rs` with those that were kept.
//!
//! A target fails by a panic. All but `load` and `words` make a text of a grammar from the bytes of the input, so an input
//! keeps its meaning only while its grammar is the same.

pub mod cost;
mod formats;
mod grammar;
mod interface;
mod log;
mod merge;
mod programme;
pub mod sheet;

/// A fuzz target: a binary of this name in `fuzz/Cargo.toml`.
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Runs it with an input.
    pub run: fn(&[u8]),
}

const fn target(name: &'static str, run: fn(&[u8])) -> Target {
    Target { name, run }
}

/// Every target.
#[rustfmt::skip] // A table: one target, one line.
pub const TARGETS: &[Target] = &[
    target("load", programme::check),
    target("toml", |bytes| programme::check(&grammar::write(formats::TOML, bytes))),
    target("xml", |bytes| programme::check(&grammar::write(formats::XML, bytes))),
    target("json", |bytes| programme::check(&grammar::write(formats::JSON, bytes))),
    target("coscup", |bytes| programme::check(&grammar::write(formats::COSCUP, bytes))),
    target("ics", |bytes| programme::check(&grammar::write(formats::ICS, bytes))),
    target("csv", |bytes| programme::check(&grammar::write(formats::CSV, bytes))),
    target("lists", |bytes| programme::check(&grammar::write(formats::LISTS, bytes))),
    target("sheet", |bytes| programme::check(&sheet::workbook(&grammar::write(formats::SHEET, bytes)))),
    target("ods", |bytes| programme::check(&sheet::document(&grammar::write(formats::ODS, bytes)))),
    target("log", log::file),
    target("records", log::records),
    target("merge", merge::desks),
    target("settings", interface::settings),
    target("words", interface::words),
    target("keys", interface::keys),
    target("screen", interface::screen),
];

/// Runs the target of this name.
///
/// # Panics
/// When there is none, or when it fails.
pub fn run(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|t| t.name == name);
    (target.expect("a target of this name").run)(bytes);
}

/// Reads what every programme shares, such as time zones and messages, so that it counts for no input.
pub fn warm_up() {
    for target in TARGETS {
        (target.run)(b"");
    }
    programme::check(b"[program]\nid = \"x\"\ntimezone = \"Europe/Nowhere\"\n[[sessions]]\nid = \"s\"\ntitel = \"T\"\n");
}
