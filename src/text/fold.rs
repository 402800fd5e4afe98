//! Folding for search: different spellings of a word become the same text.
//!
//! Folding decomposes the text (NFKD, Unicode Standard Annex #15), removes marks, case, tatweel and invisible
//! characters, unifies Arabic letters that are often confused, and converts digits to ASCII.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Letters that decomposition leaves different.
const LETTERS: &[(char, &str)] = &[
    ('ى', "ي"),
    ('ی', "ي"),
    ('ئ', "ي"),
    ('ة', "ه"),
    ('أ', "ا"),
    ('إ', "ا"),
    ('آ', "ا"),
    ('ٱ', "ا"),
    ('ؤ', "و"),
    ('گ', "ك"),
    ('ڭ', "ك"),
    ('ݣ', "ك"),
    ('ک', "ك"),
    ('œ', "oe"),
    ('æ', "ae"),
    ('ß', "ss"),
    ('ø', "o"),
    ('đ', "d"),
    ('ł', "l"),
    ('’', "'"),
];

/// Folds `text` and appends it to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        // ASCII, as most text is, needs no decomposition.
        let (ascii, after) = rest.split_at(ascii_bytes(rest));
        let start = out.len();
        out.push_str(ascii);
        out[start..].make_ascii_lowercase();
        let others = after.bytes().position(|b| b.is_ascii());
        let (others, after) = after.split_at(others.unwrap_or(after.len()));
        let mut letters = others.chars().peekable();
        while let Some(c) = letters.next() {
            fold_letter(c, letters.peek().copied(), out);
        }
        rest = after;
    }
}

/// Returns how many bytes of ASCII a text starts with.
fn ascii_bytes(text: &str) -> usize {
    const BLOCK: usize = 32;
    let bytes = text.as_bytes();
    let blocks = bytes.chunks(BLOCK).take_while(|block| block.is_ascii());
    let start = text.len().min(BLOCK * blocks.count());
    let rest = bytes[start..].iter().position(|b| !b.is_ascii());
    rest.map_or(text.len(), |at| start + at)
}

/// Folds a letter before `next` and appends it to `out`. Each is decomposed alone: the marks, which decomposition orders
/// over several, are removed.
fn fold_letter(c: char, next: Option<char>, out: &mut String) {
    decompose_compatible(seat(c, next), |part| fold_char(part, out));
}

/// Returns a letter; for a hamza on a ya before a waw, one on a waw, which others write: مسئول, مسؤول.
fn seat(c: char, next: Option<char>) -> char {
    match (c, next) {
        ('ئ', Some('و')) => 'ؤ',
        _ => c,
    }
}

/// Folds a character of decomposed text and appends it to `out`.
fn fold_char(c: char, out: &mut String) {
    for c in c.to_lowercase() {
        match c {
            ' '..='~' => out.push(c),
            'ء'
            | 'ـ'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}' => {}
            '٠'..='٩' => out.push(digit(c, '٠')),
            '۰'..='۹' => out.push(digit(c, '۰')),
            _ if is_combining_mark(c) => {}
            _ => match LETTERS.iter().find(|(from, _)| *from == c) {
                Some((_, to)) => out.push_str(to),
                None => out.push(c),
            },
        }
    }
}

/// Returns the byte ranges where folded words occur in `text`, in order, without overlaps.
pub fn find(text: &str, words: &[String]) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let mut folded = String::with_capacity(text.len());
    // For each byte of the folded text, the position of its character in `text`.
    let mut sources: Vec<usize> = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        fold_letter(c, next, &mut folded);
        sources.resize(folded.len(), at);
    }
    let end = |at: usize| {
        text[at..]
            .chars()
            .next()
            .map_or(text.len(), |c| at + c.len_utf8())
    };
    let found = words.iter().filter(|w| !w.is_empty()).flat_map(|w| {
        let sources = &sources;
        folded
            .match_indices(w.as_str())
            .map(move |(at, _)| sources[at]..end(sources[at + w.len() - 1]))
    });
    let mut found: Vec<Range<usize>> = found.collect();
    found.sort_by_key(|r| r.start);
    found.dedup_by(|next, kept| {
        let touches = next.start <= kept.end;
        if touches {
            kept.end = kept.end.max(next.end);
        }
        touches
    });
    found
}

/// Returns the words around a part of a text, in about so many characters, with an ellipsis where it is cut.
pub fn around(text: &str, part: Range<usize>, length: usize) -> String {
    let half = length.saturating_sub(text[part.clone()].chars().count()) / 2;
    let (before, after) = (&text[..part.start], &text[part.end..]);
    let from = before
        .char_indices()
        .rev()
        .nth(half)
        .map_or(0, |(at, _)| at);
    let to = after
        .char_indices()
        .nth(half)
        .map_or(text.len(), |(at, _)| part.end + at);
    // Words are whole.
    let from = if from == 0 {
        0
    } else {
        before[from..]
            .find(' ')
            .map_or(part.start, |at| from + at + 1)
    };
    let to = if to == text.len() {
        to
    } else {
        text[part.end..to]
            .rfind(' ')
            .map_or(part.end, |at| part.end + at)
    };
    let lines: Vec<&str> = text[from..to].split_whitespace().collect();
    let mark = |cut: bool| if cut { "…" } else { "" };
    [mark(from > 0), &lines.join(" "), mark(to < text.len())].concat()
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).expect("one of ten consecutive digits")
}

/// Returns `text` folded.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_ranges_of_the_original_text() {
        let cases = [
            ("Reunión en Tetuán", "tetuan", "Tetuán"),
            ("إعلان أنْمار: المسودة", "انمار", "أنْمار"),
            ("L’œuvre", "oeuv", "œuv"),
            ("abc", "x", ""),
        ];
        for (text, query, wanted) in cases {
            let found: Vec<&str> = find(text, &[fold(query)])
                .into_iter()
                .map(|r| &text[r])
                .collect();
            assert_eq!(found.concat(), wanted, "{query} in {text}");
        }
        assert_eq!(find("one two one", &["one".into(), "two".into()]).len(), 3);
    }

    #[test]
    fn spellings_of_a_word_fold_to_the_same_text() {
        let same: &[&[&str]] = &[
            &["Tetuán", "TETUAN", "tetua\u{301}n"],
            &["œuvre", "OEUVRE"],
            &["الأندلس", "الاندلس", "الأندلـــس", "الأَنْدَلُس"],
            &["فاطمة", "فاطمه"],
            &["مؤسسة", "موسسه"],
            &["مسؤول", "مسئول"],
            &["أگادير", "اكادير"],
            &["2021", "٢٠٢١", "۲۰۲۱"],
            &["l’accueil", "l'accueil"],
            &["N\u{ba} 5", "no 5", "n\u{ba}\u{a0}5"],
            &["ﷺ", "صلى الله عليه وسلم"],
        ];
        for row in same {
            for other in *row {
                assert_eq!(fold(other), fold(row[0]), "{other}");
            }
        }
        assert_ne!(fold("Tanger"), fold("Tunis"));
    }
}
