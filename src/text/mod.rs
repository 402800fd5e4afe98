//! Text from a file, made safe at the door, and its measure on a screen.
//!
//! Every string that a programme file brings becomes a [`Text`] before anything else sees it; what
//! a terminal must not print is taken out there and reported. Widths are in terminal cells.

pub mod arabic;
pub mod bidi;
pub mod fold;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// A string that is safe to print: no control characters, no bidirectional embeddings, overrides,
/// isolates or marks, no tag characters, and no invisible characters but ZWJ and ZWNJ inside words.
/// Cheap to clone: a part of something longer, which lives as long as any part of it.
#[derive(Clone, Default)]
pub struct Text {
    /// Nothing is part of nothing.
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
    /// Makes `raw` safe. The second value is the first character taken out and how many there were.
    pub fn clean<'r>(raw: impl Into<Cow<'r, str>>, lines: Lines) -> (Self, Option<(char, usize)>) {
        let raw = raw.into();
        if is_plain(&raw, lines) {
            return (Self::own(raw.into_owned()), None);
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
                _ if is_unsafe(c) => removed.get_or_insert((c, 0)).1 += 1,
                _ => out.push(c),
            }
        }
        (Self::own(out), removed)
    }

    /// The same for a part of `whole`, which is shared where nothing in it needs to be changed: a file's
    /// text is in memory once.
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

    fn own(text: String) -> Self {
        let length = u32::try_from(text.len()).expect("no text is longer than a file may be");
        Self {
            whole: (length > 0).then(|| Arc::new(text)),
            start: 0,
            length,
        }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        let start = self.start as usize;
        let whole = self.whole.as_ref();
        whole.map_or("", |whole| &whole[start..start + self.length as usize])
    }
}

/// Whether nothing in `raw` needs a second look. Most texts pass here, at a few bytes a cycle.
fn is_plain(raw: &str, lines: Lines) -> bool {
    raw.as_bytes().chunks(64).enumerate().all(|(n, chunk)| {
        // Without a branch, so that the compiler takes many bytes at once.
        let ascii = chunk
            .iter()
            .fold(true, |ok, &b| ok & (b.wrapping_sub(b' ') < 0x5f));
        ascii
            || chunk.iter().enumerate().all(|(i, &b)| match b {
                b'\n' => lines == Lines::Many,
                0..b' ' | 0x7f => false,
                // The first bytes of everything in `is_unsafe`; most characters behind them are safe.
                0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3 => raw
                    .get(n * 64 + i..)
                    .and_then(|s| s.chars().next())
                    .is_some_and(|c| !is_unsafe(c) && c != '\u{2028}' && c != '\u{2029}'),
                _ => true,
            })
    })
}

/// ZWJ and ZWNJ mean something only between two visible characters.
fn joins(before: Option<char>, after: Option<&char>) -> bool {
    let visible =
        |c: char| !c.is_whitespace() && !is_unsafe(c) && !matches!(c, '\u{200c}' | '\u{200d}');
    before.is_some_and(visible) && after.is_some_and(|&c| visible(c))
}

/// Controls, bidirectional formatting (UAX #9), tags and characters without a shape.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
            | '\u{e0000}'..='\u{e007f}')
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
        // As a string does, for looking up by one.
        self.as_str().hash(hasher);
    }
}

/// Whether a character may be typed: joiners are on keyboards, and their letter comes next.
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

/// A language tag of at most twelve ASCII characters, lower case (BCP 47: `ar`, `zh-hant-tw`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang([u8; 12]);

impl Lang {
    /// Reads a tag; `None` when it is no two or more letters, with subtags behind hyphens.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let first = parts
            .next()
            .is_some_and(|p| p.len() >= 2 && p.bytes().all(|b| b.is_ascii_alphabetic()));
        let rest = parts.all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        let fits = tag.len() <= 12 && first && rest;
        fits.then(|| {
            let mut bytes = [0; 12];
            for (to, from) in bytes.iter_mut().zip(tag.bytes()) {
                *to = from.to_ascii_lowercase();
            }
            Self(bytes)
        })
    }

    /// The language without its country or script: `ar` of `ar-ma`.
    pub fn primary(&self) -> &str {
        self.as_str().split('-').next().unwrap_or_default()
    }

    /// Whether it is written from the right.
    pub fn is_rtl(&self) -> bool {
        ["ar", "fa", "he", "ur", "ps", "ckb", "dv", "yi"].contains(&self.primary())
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        let len = self.0.iter().position(|&b| b == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..len]).expect("a tag is ASCII")
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.as_str())
    }
}

/// A text in one unnamed language, or in several named ones.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum Localized {
    /// Nothing was given.
    #[default]
    Empty,
    /// One plain string.
    Plain(Text),
    /// One text a language, in the file's order; never empty.
    Many(Box<[(Lang, Text)]>),
}

/// A text chosen from a [`Localized`].
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The text.
    pub text: &'a Text,
    /// Its language, when it is not the one asked for.
    pub other: Option<Lang>,
}

impl Localized {
    /// The text in `lang`, else in the programme's first language, else the first there is.
    pub fn say(&self, lang: Lang, languages: &[Lang]) -> Option<Said<'_>> {
        match self {
            Self::Empty => None,
            Self::Plain(text) => Some(Said { text, other: None }),
            Self::Many(all) => {
                let alike = |l: Lang| all.iter().find(|(have, _)| have.primary() == l.primary());
                let find = |l: Lang| all.iter().find(|(have, _)| *have == l).or_else(|| alike(l));
                let (have, text) = find(lang)
                    .or_else(|| languages.first().and_then(|&l| find(l)))
                    .or_else(|| all.first())?;
                Some(Said {
                    text,
                    other: (have.primary() != lang.primary()).then_some(*have),
                })
            }
        }
    }

    /// Every text, whatever its language.
    pub fn all(&self) -> impl Iterator<Item = &Text> {
        let (plain, many): (Option<&Text>, &[(Lang, Text)]) = match self {
            Self::Empty => (None, &[]),
            Self::Plain(text) => (Some(text), &[]),
            Self::Many(all) => (None, all),
        };
        plain.into_iter().chain(many.iter().map(|(_, text)| text))
    }

    /// Whether there is no text in any language.
    pub fn is_empty(&self) -> bool {
        self.all().all(|t| t.is_empty())
    }
}

/// A number of a text that is the same on every machine and for ever (FNV-1a of 32 bits).
pub fn hash(s: &str) -> u32 {
    s.bytes().fold(0x811c_9dc5, |hash: u32, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The nearest character boundary at or before `at`.
pub fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0)
}

/// Whether every character of `s` is a grapheme of one cell by itself: Latin letters, the usual
/// punctuation, box drawing. Most text is, and looking for its graphemes is half the time of a frame.
pub fn is_simple(s: &str) -> bool {
    s.chars().all(|c| {
        matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{259f}')
    })
}

/// Cells that `s` takes on a screen, as it is painted: a lam and its alef are one.
pub fn width(s: &str) -> usize {
    if is_simple(s) {
        return s.chars().count();
    }
    bidi::width(s)
}

/// `s` cut to `cells`, with an ellipsis as its last cell when something was cut.
pub fn truncate(s: &str, cells: usize) -> Cow<'_, str> {
    if width(s) <= cells {
        return Cow::Borrowed(s);
    }
    if cells == 0 {
        return Cow::Borrowed("");
    }
    if is_simple(s) {
        let kept = s
            .char_indices()
            .nth(cells - 1)
            .map_or(s, |(at, _)| &s[..at]);
        return Cow::Owned(format!("{}…", kept.trim_end()));
    }
    let mut out = String::new();
    let mut used = 0;
    for at in bidi::clusters(s) {
        let cluster = &s[at];
        let w = bidi::cells(cluster);
        if used + w + 1 > cells {
            break;
        }
        used += w;
        out.push_str(cluster);
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    out.push('…');
    Cow::Owned(out)
}

/// `s` in lines of at most `cells`; a line break in `s` starts a new line, words too long are cut
/// between clusters. Lines are filled one after the other, as on a page without hyphens.
pub fn wrap(s: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    for paragraph in s.split('\n') {
        let (mut line, mut used) = (String::new(), 0);
        for word in paragraph.split(' ').filter(|w| !w.is_empty()) {
            let mut wide = width(word);
            if used > 0 && used + 1 + wide > cells {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            if wide <= cells {
                line.push_str(word);
            } else {
                wide = 0;
                for at in bidi::clusters(word) {
                    let cluster = &word[at];
                    let w = bidi::cells(cluster);
                    if wide + w > cells && !line.is_empty() {
                        lines.push(std::mem::take(&mut line));
                        wide = 0;
                    }
                    line.push_str(cluster);
                    wide += w;
                }
            }
            used += wide;
        }
        lines.push(line);
    }
    lines
}

/// `s` in at most so many lines of at most `cells`, the last one cut.
pub fn cut(s: &str, cells: usize, lines: usize) -> Vec<String> {
    let mut all = wrap(s, cells);
    if all.len() > lines.max(1) {
        let rest = all.split_off(lines.max(1) - 1).join(" ");
        all.push(truncate(&rest, cells).into_owned());
    }
    all
}

/// `s` with blanks behind it up to `cells`.
pub fn pad(s: &str, cells: usize) -> String {
    let mut out = s.to_owned();
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(s))));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;

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
    fn a_part_is_shared_where_it_needs_no_change_and_lies_inside() {
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
    fn what_a_terminal_must_not_print_is_taken_out_and_counted() {
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
        // Bytes are looked at 64 together: wherever it stands, in a text of any length.
        for at in 0..200 {
            let (before, behind) = ("a".repeat(at), "b".repeat(200 - at));
            assert_eq!(
                cleaned(&format!("{before}\u{202e}{behind}"), Lines::One),
                (format!("{before}{behind}"), Some(('\u{202e}', 1))),
                "{at}"
            );
        }
    }

    #[test]
    fn a_missing_language_falls_back_to_the_first_and_is_marked() {
        let [ar, es, fr, en] = ["ar", "es", "fr", "en"].map(|l| Lang::parse(l).expect("a tag"));
        let text = Localized::Many([(es, "hola".into()), (en, "hello".into())].into());
        let say = |lang, first| {
            text.say(lang, &[first])
                .map(|s| (s.text.to_string(), s.other))
        };
        assert_eq!(say(en, ar), Some(("hello".into(), None)));
        assert_eq!(say(fr, en), Some(("hello".into(), Some(en))));
        assert_eq!(say(fr, ar), Some(("hola".into(), Some(es))));
        assert_eq!(
            Localized::Plain("x".into())
                .say(fr, &[ar])
                .and_then(|s| s.other),
            None
        );
        assert!(Localized::Empty.say(fr, &[ar]).is_none());
    }

    #[test]
    fn simple_characters_are_graphemes_of_one_cell() {
        for c in (0..0x3000)
            .filter_map(char::from_u32)
            .filter(|c| is_simple(&c.to_string()))
        {
            let pair = format!("{c}{c}");
            assert_eq!(
                (pair.graphemes(true).count(), pair.width()),
                (2, 2),
                "U+{:04X}",
                u32::from(c)
            );
        }
        assert!(!is_simple("e\u{301}") && !is_simple("日") && !is_simple("\x1b"));
    }

    #[test]
    fn cutting_counts_cells_and_never_splits_a_grapheme() {
        assert_eq!(truncate("Reception services", 18), "Reception services");
        assert_eq!(truncate("Reception services", 11), "Reception…");
        assert_eq!(truncate("日本語の題", 6), "日本…");
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(truncate("abc", 1), "…");
        assert_eq!(truncate("abc", 0), "");
        assert_eq!(wrap("one two\n\nthree", 4), ["one", "two", "", "thre", "e"]);
    }
}
