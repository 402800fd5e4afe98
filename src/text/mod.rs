//! Text: safe strings, widths in terminal cells, languages, writing directions.
//!
//! Every string of a programme becomes a [`Text`] as soon as it is read. This removes the characters that a
//! terminal must not print, and reports them.

pub mod arabic;
pub mod bidi;
pub mod fold;
mod localized;
mod nearest;
mod width;

pub use localized::{Choice, Lang, Localized};
pub use nearest::{has_same_letters, misspelt, nearest};
pub use width::{cut, is_simple, pad, truncate, width, wrap};

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// A string that is safe to print: no control characters, no bidirectional embeddings, overrides,
/// isolates or marks, no tag characters, and no invisible characters but ZWJ and ZWNJ inside words, and one selector behind
/// a character that has several shapes.
/// It is cheap to clone, because it shares the memory of the file that it is part of. That memory is freed
/// with its last `Text`.
#[derive(Clone, Default)]
pub struct Text {
    /// The string that contains the text; `None` if the text is empty.
    whole: Option<Arc<String>>,
    start: u32,
    length: u32,
}

/// Whether a text may hold several lines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lines {
    /// Titles and names: a line break becomes a space.
    One,
    /// Paragraphs: `\n` is kept.
    Many,
}

impl Text {
    /// Returns `raw` without unsafe characters, and the first of these with their number.
    pub fn clean<'r>(raw: impl Into<Cow<'r, str>>, lines: Lines) -> (Self, Option<(char, usize)>) {
        let raw = raw.into();
        if is_plain(&raw, lines) {
            return (Self::owned(raw.into_owned()), None);
        }
        let mut out = String::with_capacity(raw.len());
        let mut removed: Option<(char, usize)> = None;
        let mut chars = raw.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\r' if chars.peek() == Some(&'\n') => {}
                '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' if lines == Lines::Many => {
                    out.push('\n');
                }
                '\t' | '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push(' '),
                '\u{200c}' | '\u{200d}' if joins(out.chars().next_back(), chars.peek()) => {
                    out.push(c);
                }
                _ if is_selector(c) && selects(out.chars().next_back(), c, chars.peek()) => {
                    out.push(c);
                }
                _ if is_unsafe(c) || is_selector(c) => removed.get_or_insert((c, 0)).1 += 1,
                _ => out.push(c),
            }
        }
        (Self::owned(out), removed)
    }

    /// Does the same as [`Self::clean`] for a part of `whole`, and shares its memory if the part is safe as it
    /// is.
    pub fn part(whole: &Arc<String>, raw: &str, lines: Lines) -> (Self, Option<(char, usize)>) {
        let start = (raw.as_ptr() as usize).wrapping_sub(whole.as_ptr() as usize);
        let inside = start
            .checked_add(raw.len())
            .is_some_and(|end| end <= whole.len());
        if !(inside && is_plain(raw, lines)) {
            return Self::clean(raw, lines);
        }
        let text = Self {
            whole: Some(Arc::clone(whole)),
            start: start as u32,
            length: raw.len() as u32,
        };
        (text, None)
    }

    fn owned(text: String) -> Self {
        let length = u32::try_from(text.len()).expect("the size of files is limited");
        Self {
            whole: (length > 0).then(|| Arc::new(text)),
            start: 0,
            length,
        }
    }

    /// Returns the text as a string slice.
    pub fn as_str(&self) -> &str {
        let start = self.start as usize;
        let whole = self.whole.as_ref();
        whole.map_or("", |whole| &whole[start..start + self.length as usize])
    }
}

/// Returns whether [`Text::clean`] would not change `raw`. It is fast, because most texts are safe.
fn is_plain(raw: &str, lines: Lines) -> bool {
    raw.as_bytes().chunks(64).enumerate().all(|(n, chunk)| {
        // There is no branch, so the compiler can vectorize it.
        let ascii = chunk
            .iter()
            .fold(true, |ok, &b| ok & (b.wrapping_sub(b' ') < 0x5f));
        ascii
            || chunk.iter().enumerate().all(|(i, &b)| match b {
                b'\n' => lines == Lines::Many,
                0..b' ' | 0x7f => false,
                // The first bytes of the characters in `is_unsafe`, and of many safe ones.
                0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef..=0xf4 => raw
                    .get(n * 64 + i..)
                    .and_then(|s| s.chars().next())
                    .is_some_and(|c| !is_unsafe(c) && !is_selector(c) && !is_line_end(c)),
                _ => true,
            })
    })
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

/// Returns whether a joiner between two characters has a meaning: only if both are visible.
fn joins(before: Option<char>, after: Option<&char>) -> bool {
    let visible =
        |c: char| !c.is_whitespace() && !is_unsafe(c) && !matches!(c, '\u{200c}' | '\u{200d}');
    before.is_some_and(visible) && after.is_some_and(|&c| visible(c) && !is_selector(c))
}

/// Returns whether a character chooses the shape of the one before it.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Returns whether a selector has a meaning behind this character: an emoji or symbol, a key cap, an ideograph, or a
/// Mongolian letter.
fn selects(before: Option<char>, selector: char, after: Option<&char>) -> bool {
    let Some(base) = before else { return false };
    match selector {
        '\u{fe0e}' | '\u{fe0f}' => match base {
            '#' | '*' | '0'..='9' => after == Some(&'\u{20e3}'),
            _ => matches!(base,
                '©' | '®' | '‼' | '⁉' | '\u{2100}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
                | '〰' | '〽' | '㊗' | '㊙' | '\u{1f000}'..='\u{1faff}'),
        },
        '\u{180b}'..='\u{180f}' => matches!(base, '\u{1820}'..='\u{18aa}'),
        _ => matches!(base,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}'),
    }
}

/// Returns whether a terminal must not print a character: control characters, bidirectional formatting (UAX #9), tags,
/// invisible characters (Unicode's `Default_Ignorable_Code_Point` and a blank Braille cell), and what is no character.
/// Whether a selector is allowed depends on what stands before it.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || u32::from(c) & 0xfffe == 0xfffe
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        // `Borrow<str>` requires the hash of the string.
        self.as_str().hash(hasher);
    }
}

/// Returns whether a character may be typed. Joiners may, because the letter that they join comes next.
pub fn may_be_typed(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}') || !is_unsafe(c)
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::clean(raw, Lines::Many).0
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl serde::Serialize for Text {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Text {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let raw = <String as serde::Deserialize>::deserialize(d)?;
        Ok(Self::clean(&raw, Lines::One).0)
    }
}

/// Returns the 32-bit FNV-1a hash of a string. Exports contain it, so it must never change.
pub fn hash(s: &str) -> u32 {
    s.bytes().fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// Returns the last character boundary at or before `at`.
pub fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_one_way() {
        for raw in [
            "a\nb",
            "a\r\nb",
            "a\rb",
            "a\u{85}b",
            "a\u{2028}b",
            "a\u{2029}b",
        ] {
            assert_eq!(cleaned(raw, Lines::Many), ("a\nb".into(), None), "{raw:?}");
            assert_eq!(cleaned(raw, Lines::One), ("a b".into(), None), "{raw:?}");
        }
    }

    #[test]
    fn a_part_shares_memory_if_it_is_safe_and_inside_the_whole() {
        let whole = Arc::new("plain \u{202e}turned".to_owned());
        let (part, _) = Text::part(&whole, &whole[..5], Lines::One);
        assert_eq!((part.as_str(), Arc::strong_count(&whole)), ("plain", 2));
        let (part, removed) = Text::part(&whole, &whole[6..], Lines::One);
        assert_eq!((part.as_str(), removed), ("turned", Some(('\u{202e}', 1))));
        assert_eq!(&*Text::part(&whole, "elsewhere", Lines::One).0, "elsewhere");
        assert_eq!(Arc::strong_count(&whole), 2);
        let whole = Arc::new("سلام\n日本".to_owned());
        let parts = [
            Text::part(&whole, &whole[..8], Lines::One).0,
            Text::part(&whole, &whole, Lines::Many).0,
        ];
        assert_eq!(parts.each_ref().map(Text::as_str), ["سلام", "سلام\n日本"]);
        assert_eq!(Arc::strong_count(&whole), 3);
        assert_eq!(&*Text::part(&whole, &whole, Lines::One).0, "سلام 日本");
    }

    fn cleaned(raw: &str, lines: Lines) -> (String, Option<(char, usize)>) {
        let (text, removed) = Text::clean(raw, lines);
        (text.to_string(), removed)
    }

    #[test]
    fn unsafe_characters_are_removed_and_counted() {
        let cases = [
            ("plain", "plain", None),
            ("a\x1b[31mb\x07", "a[31mb", Some(('\x1b', 2))),
            (
                "over\u{202e}ride\u{202c}",
                "override",
                Some(('\u{202e}', 2)),
            ),
            (
                "zero\u{200b}width\u{feff}",
                "zerowidth",
                Some(('\u{200b}', 2)),
            ),
            ("tag\u{e0041}s", "tags", Some(('\u{e0041}', 1))),
            ("می\u{200c}خواهم", "می\u{200c}خواهم", None),
            ("end\u{200d}", "end", Some(('\u{200d}', 1))),
            ("end\u{200d} of", "end of", Some(('\u{200d}', 1))),
            ("a\u{200d}\u{200d}b", "a\u{200d}b", Some(('\u{200d}', 1))),
            ("c1\u{9b}31m", "c131m", Some(('\u{9b}', 1))),
            ("two\r\nlines\tand", "two lines and", None),
            // Text hidden in selectors, behind a letter and behind characters that take one.
            ("a\u{fe00}\u{e0141}b", "ab", Some(('\u{fe00}', 2))),
            (
                "❤\u{fe0f}\u{fe0f}\u{fe01}",
                "❤\u{fe0f}",
                Some(('\u{fe0f}', 2)),
            ),
            (
                "葛\u{e0100}\u{e0101}",
                "葛\u{e0100}",
                Some(('\u{e0101}', 1)),
            ),
            (
                "👩\u{200d}❤\u{fe0f}\u{200d}👨",
                "👩\u{200d}❤\u{fe0f}\u{200d}👨",
                None,
            ),
            (
                "1\u{fe0f}\u{20e3} 1\u{fe0f}",
                "1\u{fe0f}\u{20e3} 1",
                Some(('\u{fe0f}', 1)),
            ),
            ("a\u{200d}\u{fe0f}b", "ab", Some(('\u{200d}', 2))),
            // Characters of other scripts without a shape.
            (
                "\u{115f}\u{1160}\u{3164}\u{ffa0}\u{2800}\u{34f}\u{17b4}\u{180e}x",
                "x",
                Some(('\u{115f}', 8)),
            ),
            ("so\u{ad}ft", "soft", Some(('\u{ad}', 1))),
            (
                "\u{1fffe}\u{fdd0}\u{e0080}\u{1d173}x",
                "x",
                Some(('\u{1fffe}', 4)),
            ),
            ("old\rlines", "old lines", None),
            ("Tetuán تطوان 🇲🇦", "Tetuán تطوان 🇲🇦", None),
        ];
        for (raw, text, removed) in cases {
            assert_eq!(
                cleaned(raw, Lines::One),
                (text.to_owned(), removed),
                "{raw:?}"
            );
        }
        assert_eq!(cleaned("a\r\nb\u{2029}c", Lines::Many).0, "a\nb\nc");
        // Bytes are checked in chunks of 64, so the position matters.
        for at in 0..200 {
            let (before, behind) = ("a".repeat(at), "b".repeat(200 - at));
            assert_eq!(
                cleaned(&format!("{before}\u{202e}{behind}"), Lines::One),
                (format!("{before}{behind}"), Some(('\u{202e}', 1))),
                "{at}"
            );
        }
    }
}
