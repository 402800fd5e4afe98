//! Generates a table of glyphs for the departure board, and the commit for `nadwa --version`.
//!
//! GNU Unifont has two megabytes of glyphs; the table has only those of the scripts that the board shows. The MIT licence of
//! the crate `unifont` is that of its code; LICENSE-UNIFONT has that of the font.

use std::fmt::Write as _;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::Command;

/// The rows of a glyph.
const HEIGHT: usize = 16;

/// Latin, Greek, Cyrillic, Hebrew, Arabic and its presentation forms, punctuation and currency signs.
const SCRIPTS: [RangeInclusive<char>; 6] = [
    '\u{20}'..='\u{24f}',
    '\u{370}'..='\u{6ff}',
    '\u{1e00}'..='\u{1fff}',
    '\u{2010}'..='\u{205e}',
    '\u{20a0}'..='\u{20bf}',
    '\u{fb50}'..='\u{fefc}',
];

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    set_commit();
    let folder = std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    std::fs::write(Path::new(&folder).join("glyphs.rs"), glyphs())
}

/// Sets `NADWA_COMMIT` to the hash and the date of the commit, if this is a repository.
fn set_commit() {
    if !Path::new(".git").exists() {
        return;
    }
    let log = Command::new("git")
        .args(["log", "-1", "--format=%h %cs"])
        .output();
    let log = log.ok().filter(|output| output.status.success());
    if let Some(commit) = log.and_then(|output| String::from_utf8(output.stdout).ok()) {
        println!("cargo::rustc-env=NADWA_COMMIT={}", commit.trim());
        println!("cargo::rerun-if-changed=.git/logs/HEAD");
    }
}

/// Returns a Rust array with the character, the width and the rows of bits of each glyph.
fn glyphs() -> String {
    let mut table = String::from("&[\n");
    for c in SCRIPTS.into_iter().flatten() {
        let Some(glyph) = unifont::get_glyph(c) else {
            continue;
        };
        let width = glyph.get_width();
        let row = |y| (0..width).fold(0, |bits, x| bits << 1 | u16::from(glyph.get_pixel(x, y)));
        let rows: Vec<u16> = (0..HEIGHT).map(row).collect();
        let c = c.escape_unicode();
        writeln!(table, "('{c}', {width}, {rows:?}),").expect("a String accepts all text");
    }
    table.push(']');
    table
}
