//! Text in the order of its cells: the bidirectional algorithm (Unicode Standard Annex #9) and
//! shaping, a field at a time. A field is a paragraph of its own: a title, a time, a room.

use std::ops::Range;

use unicode_bidi::{Level, ParagraphBidiInfo, get_base_direction};
use unicode_bidi_mirroring::get_mirrored;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::arabic::{
    LAM, form, is_alef, is_transparent, joins_next, joins_previous, lam_alef,
};

/// Where a text begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Hash)]
pub enum Dir {
    /// At the left.
    #[default]
    Ltr,
    /// At the right.
    Rtl,
}

impl Dir {
    /// The direction of a field with this text on a screen that begins here. On a right-to-left screen
    /// any right-to-left letter decides, so that `UN-Habitat · برنامج` begins at the right; on the other
    /// the first strong character does (UAX #9, P2 and P3).
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

/// Whether a character is of a script written from the right: Hebrew, Arabic and their neighbours.
fn is_rtl(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// What a terminal does with right-to-left text, and so what it is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Mode {
    /// Nothing: it is sent shaped letters in the order of their cells.
    Application,
    /// All of it: it is sent text in logical order.
    Terminal,
    /// It turns each run of Arabic letters round (kitty).
    Kitty,
    /// It has no Arabic, or the user wants none of this: logical order, unshaped but for lam-alef.
    Off,
    /// No terminal: the text itself, in logical order, for a pipe.
    Text,
}

impl Mode {
    /// The modes that a user can set, by name.
    pub const NAMES: &[(&str, Self)] = &[
        ("application", Self::Application),
        ("terminal", Self::Terminal),
        ("kitty", Self::Kitty),
        ("off", Self::Off),
    ];

    /// The mode of that name.
    pub fn named(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(n, _)| *n == name);
        found.map(|(_, mode)| *mode)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        Self::NAMES
            .iter()
            .find(|(_, mode)| *mode == self)
            .map_or("text", |(name, _)| name)
    }
}

/// Characters that share a cell, or two.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// What is sent for the cell.
    pub text: String,
    /// Cells, 1 or 2.
    pub width: u16,
    /// Whether it is part of a right-to-left run.
    pub rtl: bool,
    /// Its first byte in the text.
    pub start: usize,
}

/// A base and its marks; more is an attack on the cells around.
const MAX_CHARS: usize = 16;

/// Where the clusters of a text are, in bytes: its graphemes, lam and alef together.
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
    if text.chars().all(|c| is_usual(c) || is_usual_mark(c)) {
        // What most texts are made of needs no search for its graphemes: each character is one,
        // marks aside.
        let mut chars = text.char_indices().peekable();
        while let Some((start, _)) = chars.next() {
            while chars.next_if(|(_, c)| is_usual_mark(*c)).is_some() {}
            add(start, chars.peek().map_or(text.len(), |(next, _)| *next));
        }
    } else {
        for (start, grapheme) in text.grapheme_indices(true) {
            add(start, start + grapheme.len());
        }
    }
    all
}

/// Arabic letters, also as they are shaped, digits and punctuation, and the Latin letters and signs that
/// are one cell each.
fn is_usual(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}'
        | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{621}'..='\u{64a}' | '\u{660}'..='\u{66d}'
        | '\u{fe80}'..='\u{fefc}')
}

/// The vowel signs of Arabic.
fn is_usual_mark(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Whether a lam is kept from joining, by ZWNJ, or has its alef already.
fn is_cut(cluster: &str) -> bool {
    cluster.chars().skip(1).any(|c| !is_transparent(c))
}

/// Cells of a text once it is shaped.
pub fn width(text: &str) -> usize {
    // As `clusters` has it, without keeping them: this is asked of every text on the screen.
    let mut cells_so_far = 0;
    let mut lam = false;
    for c in text.chars() {
        if is_usual(c) {
            cells_so_far += usize::from(!(lam && is_alef(c)));
            lam = c == LAM;
        } else if !is_usual_mark(c) || cells_so_far == 0 {
            return clusters(text).into_iter().map(|at| cells(&text[at])).sum();
        }
    }
    cells_so_far
}

/// Cells of one cluster.
pub fn cells(cluster: &str) -> usize {
    let mut chars = cluster.chars();
    let first = chars.next().unwrap_or_default();
    if is_usual(first) && chars.all(|c| is_usual_mark(c) || first == LAM && is_alef(c)) {
        return 1;
    }
    if first == LAM && cluster.chars().any(is_alef) {
        return 1;
    }
    cluster.width().min(2)
}

/// The clusters of a text in the order of their cells from the left.
pub fn arrange(text: &str, dir: Dir, mode: Mode) -> Vec<Cluster> {
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
    let mut made: Vec<Cluster> = Vec::new();
    let mut made_levels: Vec<Level> = Vec::new();
    let mut before = String::new();
    for at in clusters(text) {
        let start = at.start;
        let width = cells(&text[at.clone()]) as u16;
        if width == 0 {
            // A mark such as LRM has done its work, unless the terminal is to order the text.
            if mode == Mode::Terminal {
                let held = made.last_mut().map_or(&mut before, |last| &mut last.text);
                if held.chars().count() + text[at.clone()].chars().count() <= MAX_CHARS {
                    held.push_str(&text[at]);
                }
            }
            continue;
        }
        let level = levels[start];
        let shaped = match mode {
            Mode::Application => shape(text, &at, &letters, level.is_rtl()),
            Mode::Kitty => shape(text, &at, &letters, false),
            Mode::Terminal => std::mem::take(&mut before) + &logical(&text[at], level.is_rtl()),
            Mode::Off => logical(&text[at], false),
            Mode::Text => text[at].to_owned(),
        };
        made.push(Cluster {
            text: shaped,
            width,
            rtl: level.is_rtl(),
            start,
        });
        made_levels.push(level);
    }
    if matches!(mode, Mode::Terminal | Mode::Off | Mode::Text) {
        return made;
    }
    let order = ParagraphBidiInfo::reorder_visual(&made_levels);
    let take = |i: usize| Cluster {
        text: std::mem::take(&mut made[i].text),
        ..made[i]
    };
    let mut visual: Vec<Cluster> = order.into_iter().map(take).collect();
    if mode == Mode::Kitty {
        turn_back(&mut visual);
    }
    visual
}

/// kitty shapes each run of cells between blanks, and draws one that begins with a right-to-left letter
/// from the right, its brackets mirrored. So such runs are sent turned round; brackets elsewhere are
/// mirrored here.
fn turn_back(visual: &mut [Cluster]) {
    let is_blank = |c: &Cluster| c.text.starts_with(' ');
    for run in visual.chunk_by_mut(|a, b| is_blank(a) == is_blank(b) && a.rtl == b.rtl) {
        if run.iter().any(is_letter) {
            run.reverse();
            continue;
        }
        for cluster in run.iter_mut().filter(|c| c.rtl) {
            if let Some(mirrored) = cluster.text.chars().next().and_then(get_mirrored) {
                cluster.text = mirrored.to_string();
            }
        }
    }
}

/// For a terminal that orders whole lines, what keeps a field in its cells: an embedding at the end of
/// the cell before it, and what belongs at the end of its last cell (UAX #9: RLE, LRE, PDF, LRM). The mark
/// before the embedding makes the line one from the left.
pub fn embedding(dir: Dir) -> (&'static str, &'static str) {
    let before = match dir {
        Dir::Ltr => "\u{200e}\u{202a}",
        Dir::Rtl => "\u{200e}\u{202b}",
    };
    (before, "\u{202c}\u{200e}")
}

/// Whether a terminal that knows the script takes the cluster for a right-to-left letter.
fn is_letter(cluster: &Cluster) -> bool {
    cluster.rtl
        && cluster
            .text
            .chars()
            .next()
            .is_some_and(|c| !c.is_ascii() && c.is_alphabetic())
}

/// A cluster as a terminal without Arabic needs it: its form, its marks behind it (L3), mirrored (L4).
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
    // Joiners between letters have done their work; those between pictures are part of them.
    let arabic = joins_previous(base) || joins_next(base);
    let is_joiner = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    let marks = chars.filter(|&c| Some(c) != ligature && !(arabic && is_joiner(c)));
    std::iter::once(first)
        .chain(marks)
        .take(MAX_CHARS)
        .collect()
}

/// A cluster as a terminal that does it all needs it: lam and alef as one, brackets exchanged, which
/// then do not pair any more and are kept in place by a right-to-left mark.
fn logical(cluster: &str, rtl: bool) -> String {
    let base = cluster.chars().next().unwrap_or_default();
    let ligature = cluster
        .chars()
        .find(|c| is_alef(*c))
        .filter(|_| base == LAM);
    let joined = ligature.and_then(|alef| lam_alef(alef, false));
    let mirrored = get_mirrored(base).filter(|_| rtl);
    let first = joined.or(mirrored).unwrap_or(base);
    let marks = cluster.chars().skip(1).filter(|c| Some(*c) != ligature);
    let kept = mirrored.map(|_| '\u{200f}');
    std::iter::once(first)
        .chain(marks)
        .take(MAX_CHARS)
        .chain(kept)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, dir: Dir) -> String {
        arrange(text, dir, Mode::Application)
            .into_iter()
            .map(|c| c.text)
            .collect()
    }

    #[test]
    fn golden_lines() {
        let lines = [
            // Left to right as read from the screen.
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
            ("\u{200e}09:30–10:30", Dir::Rtl, "09:30–10:30"),
            ("عنوان طو…", Dir::Rtl, "…ﻮﻃ ﻥﺍﻮﻨﻋ"),
            ("ه\u{200d}", Dir::Rtl, "ﻫ"),
            ("مي\u{200c}خ", Dir::Rtl, "ﺥﻲﻣ"),
            ("شلوم שלום", Dir::Rtl, "םולש ﻡﻮﻠﺷ"),
        ];
        for (text, dir, wanted) in lines {
            assert_eq!(shown(text, dir), wanted, "{text}");
        }
    }

    #[test]
    fn usual_characters_are_graphemes_of_one_cell() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let pair = format!("{c}{c}");
            let (graphemes, width) = (pair.graphemes(true).count(), pair.width());
            if is_usual(c) {
                assert_eq!((graphemes, width), (2, 2), "U+{:04X}", u32::from(c));
            } else if is_usual_mark(c) {
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
    fn hostile_marks_stay_in_their_cell() {
        let text = format!("ب{}ت", "\u{64b}".repeat(10_000));
        let cells = arrange(&text, Dir::Rtl, Mode::Application);
        assert_eq!(cells.iter().map(|c| c.width).sum::<u16>(), 2);
        assert!(cells.iter().all(|c| c.text.chars().count() <= MAX_CHARS));
    }
}
