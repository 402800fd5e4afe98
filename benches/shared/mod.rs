//! Helpers of both benchmarks: the folder of the project, and the document with their tables.

use std::fs;
use std::path::{Path, PathBuf};

/// Returns a path in the folder of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Prints a table; with `ACCEPT` set, also writes it between its marks in docs/performance.md.
pub fn report(mark: &str, table: &str) {
    println!("\n{table}");
    if std::env::var_os("ACCEPT").is_none() {
        return;
    }
    let path = project("docs/performance.md");
    let text = fs::read_to_string(&path).expect("docs/performance.md can be read");
    let (begin, end) = (format!("<!-- {mark} -->\n"), format!("<!-- /{mark} -->"));
    let (before, rest) = text.split_once(&begin).expect("the document has the mark");
    let (_, after) = rest
        .split_once(&end)
        .expect("the document has the end mark");
    let text = format!("{before}{begin}{table}{end}{after}");
    fs::write(&path, text).expect("docs/performance.md can be written");
}
