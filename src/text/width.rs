//! The width of text in terminal cells, and what depends on it: truncation, wrapping, padding.

use std::borrow::Cow;

use super::bidi;

/// Returns whether every character of `s` is a grapheme of one cell: Latin letters, common punctuation, box
/// drawing. Most text is simple, and to search it for graphemes would take half the time of a frame.
pub fn is_simple(s: &str) -> bool {
    s.chars().all(|c| {
        matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' | '\u{2500}'..='\u{259f}')
    })
}

/// Returns the width of `s` in cells. A lam and an alef after it take one cell.
pub fn width(s: &str) -> usize {
    if is_simple(s) {
        return s.chars().count();
    }
    bidi::width(s)
}

/// Returns `s` if it fits in `cells`, else its start and an ellipsis.
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

/// Splits `s` into lines of at most `cells`, at spaces and line breaks. Words that are too long are split
/// between clusters.
pub fn wrap(s: &str, cells: usize) -> Vec<String> {
    let cells = cells.max(1);
    let mut lines = Vec::new();
    for paragraph in s.split('\n') {
        let (mut line, mut used) = (String::new(), 0);
        for word in paragraph.split(' ').filter(|w| !w.is_empty()) {
            let word_width = width(word);
            if used > 0 && used + 1 + word_width > cells {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            if word_width <= cells {
                line.push_str(word);
                used += word_width;
                continue;
            }
            for at in bidi::clusters(word) {
                let cluster = &word[at];
                let w = bidi::cells(cluster);
                if used + w > cells && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(cluster);
                used += w;
            }
        }
        lines.push(line);
    }
    lines
}

/// The cells by which a title is recognised; what is cut keeps as many, or two thirds of the line.
const ENOUGH: usize = 24;

/// Splits `s` into at most `lines` lines of at most `cells`; what does not fit is cut off between words, unless that
/// would leave less than 24 cells and less than two thirds of the last line.
pub fn cut(s: &str, cells: usize, lines: usize) -> Vec<String> {
    let mut all = wrap(s, cells);
    if all.len() > lines.max(1) {
        let rest = all.split_off(lines.max(1) - 1);
        let words = rest[0].as_str();
        let fits = |kept: &str| width(kept) < cells;
        let between_words = if fits(words) {
            Some(words)
        } else {
            words.rsplit_once(' ').map(|(kept, _)| kept)
        };
        let between_words =
            between_words.filter(|kept| fits(kept) && width(kept) >= ENOUGH.min(cells * 2 / 3));
        all.push(match between_words {
            Some(kept) => format!("{kept}…"),
            None => truncate(&rest.join(" "), cells).into_owned(),
        });
    }
    all
}

/// Returns `s` with spaces after it, up to `cells`.
pub fn pad(s: &str, cells: usize) -> String {
    let mut out = s.to_owned();
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(s))));
    out
}

#[cfg(test)]
mod tests {
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthStr;

    use super::*;

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
    fn truncation_counts_cells_and_does_not_split_graphemes() {
        assert_eq!(truncate("Reception services", 18), "Reception services");
        assert_eq!(truncate("Reception services", 11), "Reception…");
        assert_eq!(truncate("日本語の題", 6), "日本…");
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(truncate("abc", 1), "…");
        assert_eq!(truncate("abc", 0), "");
        // Also where little is left, a word is whole, unless that would be less than two thirds.
        let title = "الهجرة في مدن المتوسط: مداخل للنقاش";
        assert_eq!(cut(title, 17, 1), ["الهجرة في مدن…"]);
        assert_eq!(cut("10:10 الهجرة في مدن", 10, 1), ["10:10 اله…"]);
        assert_eq!(cut("Extraordinarily", 8, 1), ["Extraor…"]);
        assert_eq!(wrap("one two\n\nthree", 4), ["one", "two", "", "thre", "e"]);
    }
}
