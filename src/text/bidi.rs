//! The visual order of text: the bidirectional algorithm (Unicode Standard Annex #9) and shaping. Each field
//! of the screen, such as a title, a time or a room, is a paragraph of its own.

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo, get_base_direction};
use unicode_bidi_mirroring::get_mirrored;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::arabic::{
    LAM, form, is_alef, is_transparent, joins_next, joins_previous, lam_alef,
};

/// A direction of writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Dir {
    /// From left to right.
    #[default]
    Ltr,
    /// From right to left.
    Rtl,
}

impl Dir {
    /// Returns the direction of a field with this text, on a screen of this direction. On a right-to-left
    /// screen, one right-to-left letter makes the field right-to-left, so that `UN-Habitat · برنامج` starts at
    /// the right. On a left-to-right screen, the first strong character decides (UAX #9, P2 and P3).
    #[must_use]
    pub fn of(self, text: &str) -> Self {
        let rtl = || text.chars().any(is_rtl);
        let strong = || text.chars().any(|c| c.is_alphabetic() || c == '\u{200e}');
        match self {
            Self::Rtl if rtl() || !strong() => Self::Rtl,
            Self::Ltr if rtl() && get_base_direction(text) == unicode_bidi::Direction::Rtl => {
                Self::Rtl
            }
            _ => Self::Ltr,
        }
    }
}

/// Returns whether a character belongs to a right-to-left script, such as Hebrew or Arabic.
pub fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// How right-to-left text is sent, which depends on what the terminal does with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Mode {
    /// The terminal does nothing: it receives shaped letters in visual order.
    Application,
    /// The terminal orders and shapes the text: it receives logical order.
    Terminal,
    /// The terminal reverses runs of right-to-left letters (kitty): it receives what [`Self::Application`] does, with
    /// these runs reversed once they are in their cells.
    Kitty,
    /// The terminal is a page in a browser, which may order each piece of a row (xterm.js): it receives what
    /// [`Self::Application`] does, with a left-to-right mark after each right-to-left letter.
    Browser,
    /// Neither does anything: logical order, without shaping except for the ligature of lam and alef.
    Off,
    /// There is no terminal: the unchanged text, for a file or a pipe.
    Text,
}

impl Mode {
    /// The modes that users can set, and their names.
    pub const NAMES: &[(&str, Self)] = &[
        ("application", Self::Application),
        ("terminal", Self::Terminal),
        ("kitty", Self::Kitty),
        ("browser", Self::Browser),
        ("off", Self::Off),
    ];

    /// Returns the mode with this name.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(n, _)| *n == name);
        found.map(|(_, mode)| *mode)
    }

    /// Returns the name of the mode.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, mode)| *mode == self)
            .map_or("text", |(name, _)| name)
    }
}

/// Characters that together take one or two cells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// What the terminal receives.
    pub text: String,
    /// The number of cells, 1 or 2.
    pub width: u16,
    /// Whether the cluster is part of a right-to-left run.
    pub rtl: bool,
    /// The position of the cluster in the text, in bytes.
    pub start: usize,
}

/// A text on a screen, such as a title or a time, of which a cell is part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its number among those on the screen.
    pub number: u32,
    /// Its direction.
    pub dir: Dir,
}

/// The most characters of a cluster. Only hostile text has more, to cover the cells around it.
const MAX_CHARS: usize = 16;

/// Returns the byte ranges of clusters: the graphemes, with lam and a following alef in one cluster.
pub fn clusters(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::with_capacity(text.len() / 2);
    let mut add = |start: usize, end: usize| {
        let alef = text[start..].chars().next().is_some_and(is_alef);
        match all.last_mut() {
            Some(last)
                if alef && text[last.clone()].starts_with(LAM) && !is_cut(&text[last.clone()]) =>
            {
                last.end = end;
            }
            _ => all.push(start..end),
        }
    };
    if text.chars().all(|c| is_common(c) || is_common_mark(c)) {
        // In most texts each character is a grapheme, except for marks: there is no need to search.
        let mut chars = text.char_indices().peekable();
        while let Some((start, _)) = chars.next() {
            while chars.next_if(|(_, c)| is_common_mark(*c)).is_some() {}
            add(start, chars.peek().map_or(text.len(), |(next, _)| *next));
        }
    } else {
        for (start, grapheme) in text.grapheme_indices(true) {
            add(start, start + grapheme.len());
        }
    }
    all
}

/// Returns whether a character is a common one that takes one cell: Arabic letters and their forms, digits,
/// punctuation, Latin letters.
fn is_common(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}'
        | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{621}'..='\u{64a}' | '\u{660}'..='\u{66d}'
        | '\u{fe80}'..='\u{fefc}')
}

/// Returns whether a character is an Arabic vowel sign.
fn is_common_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Returns whether the cluster of a lam cannot take an alef: it has one, or a ZWNJ.
fn is_cut(cluster: &str) -> bool {
    cluster.chars().skip(1).any(|c| !is_transparent(c))
}

/// Returns the width of a text in cells after shaping.
pub fn width(text: &str) -> usize {
    // This gives the result of `clusters` without allocating, because each frame measures all its texts.
    let mut count = 0;
    let mut lam = false;
    for c in text.chars() {
        if is_common(c) {
            count += usize::from(!(lam && is_alef(c)));
            lam = c == LAM;
        } else if !is_common_mark(c) || count == 0 {
            return clusters(text).into_iter().map(|at| cells(&text[at])).sum();
        }
    }
    count
}

/// Returns the width of a cluster in cells.
pub fn cells(cluster: &str) -> usize {
    let mut chars = cluster.chars();
    let first = chars.next().unwrap_or_default();
    if is_common(first) && chars.all(|c| is_common_mark(c) || first == LAM && is_alef(c)) {
        return 1;
    }
    if first == LAM && cluster.chars().any(is_alef) {
        return 1;
    }
    cluster.width().min(2)
}

/// Returns the clusters of a text in the order in which the terminal receives them.
pub fn arrange(text: &str, dir: Dir, mode: Mode) -> Vec<Cluster> {
    let marks = if mode == Mode::Text {
        Vec::new()
    } else {
        marks(text, dir)
    };
    if marks.is_empty() {
        return arrange_marked(text, dir, mode);
    }
    let mut marked = text.to_owned();
    for (at, mark) in marks.iter().rev() {
        marked.insert(*at, *mark);
    }
    let mut clusters = arrange_marked(&marked, dir, mode);
    let places = marks.iter().zip(0..);
    let places: Vec<usize> = places
        .map(|((at, mark), n)| at + n * mark.len_utf8())
        .collect();
    for cluster in &mut clusters {
        let before = places.partition_point(|place| *place < cluster.start);
        cluster.start -= before * LRM.len_utf8();
    }
    clusters
}

/// The left-to-right mark.
pub const LRM: char = '\u{200e}';
const RLM: char = '\u{200f}';
const LRE: char = '\u{202a}';
const PDF: char = '\u{202c}';

/// Returns marks for what keeps its order from left to right in right-to-left text, and where they are inserted, all of
/// the same length: before `09:30–10:30`, whose times would be exchanged, around filter terms as `track:هجرة`, each
/// of which is a piece of its own, and between the sign and the name of `--lang`, `/tmp` and `site/`.
fn marks(text: &str, dir: Dir) -> Vec<(usize, char)> {
    let mut all = Vec::new();
    if dir == Dir::Ltr || !text.contains(|c| c == ':' || is_sign(c)) {
        return all;
    }
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let word = rest.split([' ', '\u{a0}']).next().unwrap_or_default();
        let mut end = start + word.len();
        if let Some(range) = time_range(word) {
            all.push((start + range, LRM));
        } else if let Some(value) = term(word) {
            if let Some(quote) = value.strip_prefix('"').filter(|rest| !rest.contains('"')) {
                let closed = text[end..].find('"').map(|at| end + at + 1);
                end = closed.filter(|_| !quote.is_empty()).unwrap_or(end);
            }
            all.extend([(start, RLM), (start, LRE), (end, PDF), (end, RLM)]);
        } else {
            let ends = signs(word).into_iter().flatten();
            all.extend(ends.map(|at| (start + at, LRM)));
        }
        start = end + text[end..].chars().next().map_or(0, char::len_utf8);
    }
    all
}

/// Returns whether a character is a sign with which an option, a path or an address begins or ends.
fn is_sign(c: char) -> bool {
    matches!(c, '-' | '/' | '.' | '~' | '$' | '@' | '#' | '=' | '+')
}

/// Returns where the signs before a Latin name begin, as in `(--lang)`, and where those behind it end, as in `site/`. What
/// encloses both is not part of them, and neither is the full stop of a sentence.
fn signs(word: &str) -> [Option<usize>; 2] {
    let is_name = |c: char| c.is_ascii_alphanumeric();
    let whole = word.trim_start_matches(['(', '«', '"', '\'']);
    let start = word.len() - whole.len();
    let before = whole.trim_start_matches(is_sign);
    let named = before.starts_with(|c: char| c.is_ascii_alphabetic());
    let before = (named && before.len() < whole.len()).then_some(start);
    let whole = word.trim_end_matches([')', '»', '"', '\'', '.', '،', '؛', ':']);
    let behind = whole.trim_end_matches(is_sign);
    let behind = (behind.ends_with(is_name) && behind.len() < whole.len()).then_some(whole.len());
    [before, behind]
}

/// Returns the value of a word that is a filter term, such as `!track:هجرة`.
fn term(word: &str) -> Option<&str> {
    let (name, value) = word.split_once(':')?;
    let name = name.trim_start_matches(['!', '-']);
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase());
    let is_address = value.starts_with("//");
    (named && !value.is_empty() && !is_address).then_some(value)
}

/// Returns where a word has a range of two times.
fn time_range(word: &str) -> Option<usize> {
    const TIME: usize = "00:00".len();
    let is_time = |text: Option<&str>| {
        let text = text.filter(|text| text.as_bytes()[2] == b':');
        text.is_some_and(|text| text.bytes().all(|b| b.is_ascii_digit() || b == b':'))
    };
    let dash = word.find('–')?;
    let start = dash.checked_sub(TIME)?;
    let after = dash + '–'.len_utf8();
    let both = is_time(word.get(start..dash)) && is_time(word.get(after..after + TIME));
    both.then_some(start)
}

/// Returns the clusters of a text that has the marks it needs.
fn arrange_marked(text: &str, dir: Dir, mode: Mode) -> Vec<Cluster> {
    let base = if dir == Dir::Rtl {
        Level::rtl()
    } else {
        Level::ltr()
    };
    let info = ParagraphBidiInfo::new(text, Some(base));
    let levels = info.reordered_levels(0..text.len());
    let letters: Vec<(usize, char)> = text
        .char_indices()
        .filter(|(_, c)| !is_transparent(*c))
        .collect();
    let mut logical_order: Vec<Cluster> = Vec::new();
    let mut cluster_levels: Vec<Level> = Vec::new();
    let mut before = String::new();
    for at in clusters(text) {
        let start = at.start;
        let width = cells(&text[at.clone()]) as u16;
        if width == 0 {
            // Only a terminal that orders the text itself needs marks such as LRM.
            if mode == Mode::Terminal {
                let last = logical_order.last_mut();
                let cell = last.map_or(&mut before, |last| &mut last.text);
                if cell.chars().count() + text[at.clone()].chars().count() <= MAX_CHARS {
                    cell.push_str(&text[at]);
                }
            }
            continue;
        }
        let level = levels[start];
        let shaped = match mode {
            Mode::Application | Mode::Kitty | Mode::Browser => {
                shape(text, &at, &letters, level.is_rtl())
            }
            Mode::Terminal => std::mem::take(&mut before) + &unshaped(&text[at], level.is_rtl()),
            Mode::Off => unshaped(&text[at], false),
            Mode::Text => text[at].to_owned(),
        };
        logical_order.push(Cluster {
            text: shaped,
            width,
            rtl: level.is_rtl(),
            start,
        });
        cluster_levels.push(level);
    }
    if matches!(mode, Mode::Terminal | Mode::Off | Mode::Text) {
        return logical_order;
    }
    let order = ParagraphBidiInfo::reorder_visual(&cluster_levels);
    let take = |i: usize| Cluster {
        text: std::mem::take(&mut logical_order[i].text),
        ..logical_order[i]
    };
    order.into_iter().map(take).collect()
}

/// Returns a text such as the key `(` with marks that keep it from being mirrored in a message of this direction.
pub fn unmirrored(text: String, dir: Dir) -> String {
    if dir == Dir::Rtl && text.chars().any(|c| get_mirrored(c).is_some()) {
        return format!("{LRM}{text}{LRM}");
    }
    text
}

/// Returns what to write before and after a field to keep it in its cells, if the terminal reorders whole
/// lines: an embedding and its end (UAX #9: LRE or RLE, PDF). The LRM before it makes the line left-to-right.
pub fn embedding(dir: Dir) -> (&'static str, &'static str) {
    let before = match dir {
        Dir::Ltr => "\u{200e}\u{202a}",
        Dir::Rtl => "\u{200e}\u{202b}",
    };
    (before, "\u{202c}\u{200e}")
}

/// Returns a cluster as a terminal without shaping needs it: the form of the letter, then its marks (UAX #9,
/// L3), brackets mirrored (L4).
fn shape(text: &str, at: &Range<usize>, letters: &[(usize, char)], rtl: bool) -> String {
    let cluster = &text[at.clone()];
    let mut chars = cluster.chars();
    let Some(base) = chars.next() else {
        return String::new();
    };
    let here = letters.partition_point(|(i, _)| *i < at.start);
    let neighbour = |i: Option<usize>| i.and_then(|i| letters.get(i)).map(|(_, c)| *c);
    let previous = joins_previous(base) && neighbour(here.checked_sub(1)).is_some_and(joins_next);
    let next = joins_next(base) && neighbour(Some(here + 1)).is_some_and(joins_previous);
    let ligature = chars.clone().find(|c| is_alef(*c)).filter(|_| base == LAM);
    let first = match ligature.and_then(|alef| lam_alef(alef, previous)) {
        Some(joined) => joined,
        None if rtl => get_mirrored(base).unwrap_or_else(|| form(base, previous, next)),
        None => form(base, previous, next),
    };
    // Shaped letters need no joiners. Those between emoji are part of the character.
    let arabic = joins_previous(base) || joins_next(base);
    let is_joiner = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    let marks = chars.filter(|&c| Some(c) != ligature && !(arabic && is_joiner(c)));
    std::iter::once(first)
        .chain(marks)
        .take(MAX_CHARS)
        .collect()
}

/// Returns a cluster as a terminal with shaping needs it: the ligature of lam and alef, and right-to-left
/// brackets mirrored. These no longer match their pair, so a right-to-left mark keeps them in place.
fn unshaped(cluster: &str, rtl: bool) -> String {
    let base = cluster.chars().next().unwrap_or_default();
    let ligature = cluster
        .chars()
        .find(|c| is_alef(*c))
        .filter(|_| base == LAM);
    let joined = ligature.and_then(|alef| lam_alef(alef, false));
    let mirrored = get_mirrored(base).filter(|_| rtl);
    let first = joined.or(mirrored).unwrap_or(base);
    let marks = cluster.chars().skip(1).filter(|c| Some(*c) != ligature);
    let rtl_mark = mirrored.map(|_| '\u{200f}');
    std::iter::once(first)
        .chain(marks)
        .take(MAX_CHARS)
        .chain(rtl_mark)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visual(text: &str, dir: Dir) -> String {
        arrange(text, dir, Mode::Application)
            .into_iter()
            .map(|c| c.text)
            .collect()
    }

    #[test]
    fn text_is_ordered_and_shaped() {
        let lines = [
            // The expected text is in the order of the cells from the left.
            ("UN-Habitat", Dir::Ltr, "UN-Habitat"),
            ("سلام", Dir::Rtl, "ﻡﻼﺳ"),
            ("لا", Dir::Rtl, "ﻻ"),
            ("بلا", Dir::Rtl, "ﻼﺑ"),
            ("الهجرة", Dir::Rtl, "ﺓﺮﺠﻬﻟﺍ"),
            ("كَتَبَ", Dir::Rtl, "ﺐَﺘَﻛَ"),
            ("موئل (UN-Habitat) 2021", Dir::Rtl, "2021 (UN-Habitat) ﻞﺋﻮﻣ"),
            ("(موئل)", Dir::Rtl, "(ﻞﺋﻮﻣ)"),
            ("CGLU: مدن", Dir::Ltr, "CGLU: ﻥﺪﻣ"),
            ("09:30", Dir::Rtl, "09:30"),
            ("09:30–10:30", Dir::Rtl, "09:30–10:30"),
            ("30 ماي 09:30–10:30", Dir::Rtl, "09:30–10:30 ﻱﺎﻣ 30"),
            (
                "التصفية: track:هجرة day:1",
                Dir::Rtl,
                "day:1 track:ﺓﺮﺠﻫ :ﺔﻴﻔﺼﺘﻟﺍ",
            ),
            ("room:\"القاعة 2\" مدن", Dir::Rtl, "ﻥﺪﻣ room:\"2 ﺔﻋﺎﻘﻟﺍ\""),
            ("UN-Habitat: مدن", Dir::Rtl, "ﻥﺪﻣ :UN-Habitat"),
            ("مدن --lang مدن", Dir::Rtl, "ﻥﺪﻣ --lang ﻥﺪﻣ"),
            ("مدن (--lang) مدن", Dir::Rtl, "ﻥﺪﻣ (--lang) ﻥﺪﻣ"),
            ("«/tmp/x/» مدن", Dir::Rtl, "ﻥﺪﻣ «/tmp/x/»"),
            ("مدن COUNT= مدن.", Dir::Rtl, ".ﻥﺪﻣ COUNT= ﻥﺪﻣ"),
            ("مدن UN.", Dir::Rtl, ".UN ﻥﺪﻣ"),
            ("عنوان طو…", Dir::Rtl, "…ﻮﻃ ﻥﺍﻮﻨﻋ"),
            ("ه\u{200d}", Dir::Rtl, "ﻫ"),
            ("مي\u{200c}خ", Dir::Rtl, "ﺥﻲﻣ"),
            ("شلوم שלום", Dir::Rtl, "םולש ﻡﻮﻠﺷ"),
        ];
        for (text, dir, wanted) in lines {
            assert_eq!(visual(text, dir), wanted, "{text}");
        }
    }

    #[test]
    fn common_characters_are_graphemes_of_one_cell() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let pair = format!("{c}{c}");
            let (graphemes, width) = (pair.graphemes(true).count(), pair.width());
            if is_common(c) {
                assert_eq!((graphemes, width), (2, 2), "U+{:04X}", u32::from(c));
            } else if is_common_mark(c) {
                assert_eq!(
                    (format!("b{pair}").graphemes(true).count(), width),
                    (1, 0),
                    "U+{:04X}",
                    u32::from(c)
                );
            }
        }
    }

    #[test]
    fn lam_and_alef_are_one_cell() {
        assert_eq!(width("لا"), 1);
        assert_eq!(width("الإعلان"), 5);
        assert_eq!(width("ل\u{64e}ا\u{653}"), 1);
        assert_eq!(width("abc"), 3);
        for text in [
            "",
            "لاا",
            "للا",
            "ل ا",
            "لآلإ",
            "كَلَا",
            "\u{64b}ا",
            "لا🇲🇦",
            "e\u{301}لا",
            "\u{200e}12–34",
        ] {
            let whole: usize = clusters(text).into_iter().map(|at| cells(&text[at])).sum();
            assert_eq!(width(text), whole, "{text}");
        }
    }

    #[test]
    fn the_marks_of_a_cell_are_limited() {
        let text = format!("ب{}ت", "\u{64b}".repeat(10_000));
        let cells = arrange(&text, Dir::Rtl, Mode::Application);
        assert_eq!(cells.iter().map(|c| c.width).sum::<u16>(), 2);
        assert!(cells.iter().all(|c| c.text.chars().count() <= MAX_CHARS));
    }
}
