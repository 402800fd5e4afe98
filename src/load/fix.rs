//! Applies the edits of problems to a file.

use super::load;
use crate::model::diagnostic::{Edit, LineIndex, Location};
use crate::text::{Lines, Text, truncate};

/// A part of a file that was replaced.
#[derive(Debug)]
pub struct Change {
    /// Its place.
    pub location: Location,
    /// What stood there.
    pub old: Text,
    /// What stands there now.
    pub new: Text,
}

/// The maximum number of passes: a key that got its right name may have a value of the wrong type, which is a problem only then.
const PASSES: usize = 8;

/// The most cells of a part that is shown.
const SHOWN: usize = 60;

/// The byte order mark, which is not part of the text.
pub const MARK: &str = "\u{feff}";

/// Applies the edits of all problems of a file, and returns its new content and what was changed. `file` is its name in the
/// places.
pub fn fixed(file: &str, bytes: &[u8]) -> (Vec<u8>, Vec<Change>) {
    let mut changes = Vec::new();
    let Ok(mut text) = String::from_utf8(bytes.to_vec()) else {
        return (bytes.to_vec(), changes);
    };
    let mut before = load(file, text.as_bytes());
    for _ in 0..PASSES {
        let mut edits: Vec<Edit> = before
            .diagnostics
            .iter()
            .flat_map(|d| d.edits.clone())
            .collect();
        edits.sort_by_key(|edit| edit.span.start);
        // What is edited twice is looked at again in the next pass.
        edits.dedup_by(|next, edit| next.span.start < edit.span.end);
        let (mark, content) = match text.strip_prefix(MARK) {
            Some(content) => (MARK, content),
            None => ("", &*text),
        };
        let (edited, made) = apply(file, content, edits);
        let edited = format!("{mark}{edited}");
        if made.is_empty() {
            break;
        }
        let after = load(file, edited.as_bytes());
        if after.is_broken() && !before.is_broken() {
            break;
        }
        changes.extend(made);
        (text, before) = (edited, after);
    }
    changes.sort_by_key(|change| (change.location.line, change.location.column));
    (text.into_bytes(), changes)
}

/// Applies edits in the order of their places, of which none overlaps the next.
fn apply(file: &str, text: &str, edits: Vec<Edit>) -> (String, Vec<Change>) {
    let lines = LineIndex::new(file, text);
    let shown = |text: &str| {
        truncate(&Text::clean(text, Lines::One).0, SHOWN)
            .as_ref()
            .into()
    };
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    let mut changes = Vec::new();
    for Edit { span, text: new } in edits {
        let old = lines.slice(span);
        if old == new {
            continue;
        }
        out += &text[at..span.start as usize];
        out += &new;
        at = span.end as usize;
        changes.push(Change {
            location: lines.location(span),
            old: shown(old),
            new: shown(&new),
        });
    }
    out += &text[at..];
    (out, changes)
}
