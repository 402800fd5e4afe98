//! Names the commit, and takes the glyphs of the scripts that the board writes in from GNU Unifont, which has two megabytes
//! of all others.

use std::fmt::Write as _;
use std::ops::RangeInclusive;
use std::path::Path;

/// Names the commit that is built, for `nadwa --version`; outside of a repository it has none.
fn commit() {
    let mut git = std::process::Command::new("git");
    git.args(["log", "-1", "--format=%h %cs"]);
    let said = git.output().ok().filter(|out| out.status.success());
    let said = said.and_then(|out| String::from_utf8(out.stdout).ok());
    if let Some(commit) = said.filter(|_| Path::new(".git").exists()) {
        println!("cargo::rustc-env=NADWA_COMMIT={}", commit.trim());
        println!("cargo::rerun-if-changed=.git/logs/HEAD");
    }
}

/// Latin, Greek, Cyrillic, Hebrew, Arabic with its joined forms, punctuation and currencies.
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
    commit();
    let mut table = String::from("&[\n");
    for c in SCRIPTS.into_iter().flatten() {
        let Some(glyph) = unifont::get_glyph(c) else {
            continue;
        };
        let wide = glyph.get_width();
        let row = |y| (0..wide).fold(0, |bits, x| bits << 1 | u16::from(glyph.get_pixel(x, y)));
        let rows: Vec<u16> = (0..16).map(row).collect();
        let c = c.escape_unicode();
        writeln!(table, "('{c}', {wide}, {rows:?}),").expect("a String takes it");
    }
    table.push(']');
    let folder = std::env::var_os("OUT_DIR").expect("cargo names a folder");
    std::fs::write(Path::new(&folder).join("glyphs.rs"), table)
}
