//! Large letters, readable from across a room: each pixel of GNU Unifont is a quarter of a cell.

use std::ops::Range;

use crate::text::bidi::{Dir, Mode, arrange};

/// Pixels of a glyph, from the top.
const HEIGHT: usize = 16;
/// A character, its width in pixels, and the pixels of each row, the last one in the lowest bit.
type Glyph = (char, usize, [u16; HEIGHT]);
/// The glyphs by character; `build.rs` generates them.
const GLYPHS: &[Glyph] = include!(concat!(env!("OUT_DIR"), "/glyphs.rs"));
/// The cell for each set of quarters: upper left, upper right, lower left, lower right, from the lowest bit.
const QUARTERS: [char; 16] = [
    ' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█',
];

/// Returns a text in large letters, in lines of at most `cells`; each line is several rows of text, which
/// are drawn from left to right. A word that is too long is cut. `None` when a character has no glyph.
pub fn lines(text: &str, cells: usize, dir: Dir) -> Option<Vec<Vec<String>>> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if line.is_empty() || width(&longer, dir)? <= cells {
            line = longer;
        } else {
            lines.push(std::mem::replace(&mut line, word.to_owned()));
        }
    }
    lines.extend((!line.is_empty()).then_some(line));
    let rows = lines.iter().map(|line| rows_of(line, cells, dir));
    rows.collect()
}

/// Returns the glyphs of a line from the left, with Arabic shaped; combining signs are left out.
fn glyphs(text: &str, dir: Dir) -> Option<Vec<&'static Glyph>> {
    let clusters = arrange(text, dir, Mode::Application);
    let all = clusters.iter().filter_map(|c| c.text.chars().next());
    let glyph = |c: char| {
        let at = GLYPHS.binary_search_by_key(&c, |(c, ..)| *c).ok()?;
        Some(&GLYPHS[at])
    };
    all.map(glyph).collect()
}

/// Returns the cells of a line.
pub fn width(text: &str, dir: Dir) -> Option<usize> {
    Some(glyphs(text, dir)?.iter().map(|(_, wide, _)| wide / 2).sum())
}

/// The pixels of a line, in columns.
type Columns = Vec<[bool; HEIGHT]>;

/// Returns the pixels of a line, and its rows without the empty ones above and below.
fn pixels(text: &str, dir: Dir) -> Option<(Columns, Range<usize>)> {
    let mut columns = Columns::new();
    for (_, wide, rows) in glyphs(text, dir)? {
        let column = |x| std::array::from_fn(|y| rows[y] >> (wide - 1 - x) & 1 == 1);
        columns.extend((0..*wide).map(column));
    }
    let inked = |y: &usize| columns.iter().any(|c| c[*y]);
    let top = (0..HEIGHT).find(inked).unwrap_or(0);
    let bottom = (0..HEIGHT).rev().find(inked).map_or(1, |y| y + 1);
    Some((columns, top..bottom))
}

/// Returns the rows of one line, without the empty ones above and below.
fn rows_of(text: &str, cells: usize, dir: Dir) -> Option<Vec<String>> {
    let (mut columns, rows) = pixels(text, dir)?;
    if dir == Dir::Rtl {
        // It starts at the right, so it is cut at the left.
        columns.drain(..columns.len().saturating_sub(cells * 2));
    }
    columns.truncate(cells * 2);
    Some(quarters(columns.len(), rows.len(), |x, y| {
        columns[x][rows.start + y]
    }))
}

/// Returns the rows of a text of one line in letters as large as fit into these cells and rows; `None` where not even small
/// ones do, or a character has no glyph.
pub fn largest(text: &str, cells: usize, lines: usize, dir: Dir) -> Option<Vec<String>> {
    let (columns, rows) = pixels(text, dir)?;
    let times = (cells * 2 / columns.len().max(1)).min(lines * 2 / rows.len());
    let pixel = |x: usize, y: usize| columns[x / times][rows.start + y / times];
    (times > 0).then(|| quarters(columns.len() * times, rows.len() * times, pixel))
}

/// The cells between large letters and small ones beside them.
const GAP: usize = 4;

/// Returns [`largest`] with another text in small letters behind its foot; `None` where not both fit.
pub fn largest_with(
    text: &str,
    beside: &str,
    (cells, lines): (usize, usize),
    dir: Dir,
) -> Option<Vec<String>> {
    let small = rows_of(beside, cells, dir)?;
    let wide = small.first()?.chars().count();
    let large = largest(text, cells.checked_sub(wide + GAP)?, lines, dir)?;
    let above = large.len().checked_sub(small.len())?;
    let blank = " ".repeat(wide);
    let beside = std::iter::repeat_n(&blank, above).chain(&small);
    let rows = large.iter().zip(beside).map(|(large, small)| {
        let gap = " ".repeat(GAP);
        match dir {
            Dir::Ltr => [large, &gap, small].map(String::as_str).concat(),
            Dir::Rtl => [small, &gap, large].map(String::as_str).concat(),
        }
    });
    Some(rows.collect())
}

/// Returns the cells of pixels, four to each.
fn quarters(wide: usize, high: usize, pixel: impl Fn(usize, usize) -> bool) -> Vec<String> {
    let quarter = |x: usize, y: usize| usize::from(x < wide && y < high && pixel(x, y));
    let row = |y: usize| {
        let cell = |x: usize| {
            let bits = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)];
            let bits = bits.iter().enumerate();
            QUARTERS[bits.map(|(n, &(x, y))| quarter(x, y) << n).sum::<usize>()]
        };
        (0..wide).step_by(2).map(cell).collect()
    };
    (0..high).step_by(2).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_the_text_in_their_shapes() {
        let small = lines("Tr", 80, Dir::Ltr).expect("Latin letters");
        let wanted = ["▝▀▛▀    ", "  ▌ ▐▞▀▖", "  ▌ ▐  ▘", "  ▌ ▐   ", "  ▌ ▐   "];
        assert_eq!(small.concat(), wanted);
        assert!(lines("日本", 80, Dir::Ltr).is_none());
        assert!(largest("12:34", 4, 40, Dir::Ltr).is_none());
        let size = |cells, lines| {
            let rows = largest("12:34", cells, lines, Dir::Ltr).expect("digits");
            (rows[0].chars().count(), rows.len())
        };
        assert_eq!(
            (size(20, 40), size(41, 40), size(200, 12)),
            ((20, 5), (40, 10), (40, 10))
        );
        let small = lines("59:59", 80, Dir::Ltr).expect("digits").concat();
        for dir in [Dir::Ltr, Dir::Rtl] {
            let rows = largest_with("12:34", "59:59", (78, 12), dir).expect("digits");
            assert_eq!(rows.len(), 10);
            assert!(
                rows.iter().all(|row| row.chars().count() == 64),
                "{rows:#?}"
            );
            let is_there = |(row, small): (&String, &String)| match dir {
                Dir::Ltr => row.ends_with(small.as_str()),
                Dir::Rtl => row.starts_with(small.as_str()),
            };
            assert!(rows[5..].iter().zip(&small).all(is_there), "{rows:#?}");
        }
        assert!(largest_with("12:34", "59:59", (40, 12), Dir::Ltr).is_none());
        assert!(GLYPHS.is_sorted_by_key(|(c, ..)| *c));
    }
}
