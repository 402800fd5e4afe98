//! Arabic shaping: replaces letters by their presentation forms (the Unicode blocks Arabic Presentation
//! Forms-A and -B), by the joining types of `ArabicShaping.txt`.

use unicode_joining_type::{JoiningType, get_joining_type};

/// Each letter with its isolated form and the number of its forms. The forms have consecutive code points:
/// isolated, final, initial, medial.
const FORMS: &[(char, u32, u8)] = &[
    ('\u{621}', 0xfe80, 1),
    ('\u{622}', 0xfe81, 2),
    ('\u{623}', 0xfe83, 2),
    ('\u{624}', 0xfe85, 2),
    ('\u{625}', 0xfe87, 2),
    ('\u{626}', 0xfe89, 4),
    ('\u{627}', 0xfe8d, 2),
    ('\u{628}', 0xfe8f, 4),
    ('\u{629}', 0xfe93, 2),
    ('\u{62a}', 0xfe95, 4),
    ('\u{62b}', 0xfe99, 4),
    ('\u{62c}', 0xfe9d, 4),
    ('\u{62d}', 0xfea1, 4),
    ('\u{62e}', 0xfea5, 4),
    ('\u{62f}', 0xfea9, 2),
    ('\u{630}', 0xfeab, 2),
    ('\u{631}', 0xfead, 2),
    ('\u{632}', 0xfeaf, 2),
    ('\u{633}', 0xfeb1, 4),
    ('\u{634}', 0xfeb5, 4),
    ('\u{635}', 0xfeb9, 4),
    ('\u{636}', 0xfebd, 4),
    ('\u{637}', 0xfec1, 4),
    ('\u{638}', 0xfec5, 4),
    ('\u{639}', 0xfec9, 4),
    ('\u{63a}', 0xfecd, 4),
    ('\u{641}', 0xfed1, 4),
    ('\u{642}', 0xfed5, 4),
    ('\u{643}', 0xfed9, 4),
    ('\u{644}', 0xfedd, 4),
    ('\u{645}', 0xfee1, 4),
    ('\u{646}', 0xfee5, 4),
    ('\u{647}', 0xfee9, 4),
    ('\u{648}', 0xfeed, 2),
    ('\u{649}', 0xfeef, 2),
    ('\u{64a}', 0xfef1, 4),
    ('\u{671}', 0xfb50, 2),
    ('\u{67e}', 0xfb56, 4),
    ('\u{686}', 0xfb7a, 4),
    ('\u{698}', 0xfb8a, 2),
    ('\u{6a4}', 0xfb6a, 4),
    ('\u{6a9}', 0xfb8e, 4),
    ('\u{6ad}', 0xfbd3, 4),
    ('\u{6af}', 0xfb92, 4),
    ('\u{6c1}', 0xfba6, 4),
    ('\u{6cc}', 0xfbfc, 4),
];

/// Each alef with the isolated form of its ligature with lam. The final form is the next code point.
const LAM_ALEF: &[(char, u32)] = &[
    ('\u{622}', 0xfef5),
    ('\u{623}', 0xfef7),
    ('\u{625}', 0xfef9),
    ('\u{627}', 0xfefb),
];

/// Lam, which forms a ligature of one cell with an alef after it.
pub const LAM: char = '\u{644}';

/// Returns whether a character is an alef, which forms a ligature with a lam before it.
pub fn is_alef(c: char) -> bool {
    LAM_ALEF.iter().any(|(alef, _)| *alef == c)
}

/// Returns whether a character joins the next one (to its left).
pub fn joins_next(c: char) -> bool {
    matches!(
        get_joining_type(c),
        JoiningType::DualJoining | JoiningType::LeftJoining | JoiningType::JoinCausing
    )
}

/// Returns whether a character joins the previous one (to its right).
pub fn joins_previous(c: char) -> bool {
    matches!(
        get_joining_type(c),
        JoiningType::DualJoining | JoiningType::RightJoining | JoiningType::JoinCausing
    )
}

/// Returns whether a character, such as a vowel sign, does not affect the joining of its neighbours.
pub fn is_transparent(c: char) -> bool {
    get_joining_type(c) == JoiningType::Transparent
}

/// Returns whether a shaped letter has dots, a hamza or a vowel sign where a line below the text is: without them, ب, ي
/// and ج are other letters.
pub fn has_dots_below(shaped: &str) -> bool {
    let is_below = |c| {
        matches!(c,
            '\u{fb52}'..='\u{fb5d}' | '\u{fb72}'..='\u{fb81}' | '\u{fe87}' | '\u{fe88}' | '\u{fe8f}'..='\u{fe92}'
            | '\u{fe9d}'..='\u{fea0}' | '\u{fef1}'..='\u{fef4}' | '\u{fef9}' | '\u{fefa}' | '\u{64d}' | '\u{650}' | '\u{655}')
    };
    shaped.chars().any(is_below)
}

/// Returns the form of a letter that is joined to the `previous` letter, the `next` one or both. Characters
/// without forms are returned unchanged.
pub fn form(c: char, previous: bool, next: bool) -> char {
    // The initial and medial forms of alef maksura are in the other block.
    if c == '\u{649}' && next {
        return if previous { '\u{fbe9}' } else { '\u{fbe8}' };
    }
    let Some((_, first, count)) = FORMS.iter().find(|(letter, ..)| *letter == c) else {
        return c;
    };
    let offset = u32::from(previous) + 2 * u32::from(next);
    let offset = if offset < (*count).into() {
        offset
    } else {
        u32::from(previous && *count > 1)
    };
    char::from_u32(first + offset).unwrap_or(c)
}

/// Returns the ligature of lam and `alef`, joined to the `previous` letter or not.
pub fn lam_alef(alef: char, previous: bool) -> Option<char> {
    let (_, isolated) = LAM_ALEF.iter().find(|(a, _)| *a == alef)?;
    char::from_u32(isolated + u32::from(previous))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    /// Compares the forms with their compatibility decompositions.
    #[test]
    fn the_forms_are_those_of_unicode() {
        for (letter, first, count) in FORMS {
            for form in (*first..).take((*count).into()).filter_map(char::from_u32) {
                let whole: String = form.nfkd().collect();
                assert_eq!(
                    whole,
                    letter.nfkd().collect::<String>(),
                    "U+{:04X}",
                    u32::from(form)
                );
            }
            // Two forms of alef maksura are not in the table.
            let dual = get_joining_type(*letter) == JoiningType::DualJoining;
            assert_eq!(
                *count == 4,
                dual && *letter != '\u{649}',
                "U+{:04X}",
                u32::from(*letter)
            );
        }
        for (alef, first) in LAM_ALEF {
            for form in (*first..).take(2).filter_map(char::from_u32) {
                let wanted: String = [LAM, *alef].into_iter().nfkd().collect();
                assert_eq!(form.nfkd().collect::<String>(), wanted);
            }
        }
        assert!(FORMS.is_sorted_by_key(|(letter, ..)| *letter));
    }

    #[test]
    fn letters_with_dots_below_are_known() {
        for (letter, first, count) in FORMS {
            let below = "إبجيپچ".contains(*letter);
            for form in (*first..).take((*count).into()).filter_map(char::from_u32) {
                assert_eq!(has_dots_below(&form.to_string()), below, "{letter}");
            }
        }
        for (text, below) in [("ﻹ", true), ("ﻻ", false), ("ﺳ\u{650}", true)] {
            assert_eq!(has_dots_below(text), below, "{text}");
        }
    }
}
