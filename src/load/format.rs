//! Lays out a program.toml.

use super::fix::MARK;
use super::{ColumnNames, FORMATS, load, toml, with_line_ends};
use crate::model::diagnostic::Diagnostic;

/// Why a file is not formatted.
#[derive(Debug)]
pub enum Unformatted {
    /// It has a syntax error.
    Broken(Box<Diagnostic>),
    /// It has another format or another encoding.
    NoToml,
}

/// Returns a program.toml with its keys in the order of the reference and one blank line between its tables. What it means
/// stays, and so do its comments. `file` is its name in the diagnostic.
///
/// # Errors
/// When it has a syntax error, or is no program.toml in UTF-8.
pub fn formatted(file: &str, bytes: &[u8]) -> Result<String, Unformatted> {
    let columns = ColumnNames::default();
    let text = std::str::from_utf8(bytes).map_err(|_| Unformatted::NoToml)?;
    let (mark, text) = match text.strip_prefix(MARK) {
        Some(content) => (MARK, content),
        None => ("", text),
    };
    let content = text.trim_start();
    if FORMATS.iter().any(|format| (format.is)(content, &columns)) {
        return Err(Unformatted::NoToml);
    }
    match load(file, bytes).broken() {
        Some(problem) => Err(Unformatted::Broken(Box::new(problem.clone()))),
        None => Ok(mark.to_owned() + &toml::formatted(&with_line_ends(text.to_owned()))),
    }
}
