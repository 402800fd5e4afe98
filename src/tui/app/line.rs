//! A line of text that is typed, and its cursor.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::{Lines, Text};

/// A text, and the place in it where the next character goes. The cursor is in the order in which the text is read, in
/// every direction of writing.
#[derive(Debug, Default)]
pub struct Line {
    text: String,
    /// The bytes before the cursor.
    cursor: usize,
}

/// A place in a line, seen from its cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before the whole text.
    Start,
    /// Behind the whole text.
    End,
    /// Before the last letter with its marks.
    Before,
    /// Behind the next letter with its marks.
    After,
    /// Before the last character, which may be a mark.
    CharBefore,
    /// Before the last word.
    WordBefore,
    /// Behind the next word.
    WordAfter,
}

impl Line {
    /// Returns a line with its cursor at the end.
    pub fn new(text: String) -> Self {
        Self {
            cursor: text.len(),
            text,
        }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns the bytes before the cursor.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// Returns the text before the cursor.
    pub fn before(&self) -> &str {
        &self.text[..self.cursor]
    }

    /// Moves the cursor.
    pub fn go(&mut self, to: Place) {
        self.cursor = self.at(to);
    }

    /// Deletes what is between the cursor and a place.
    pub fn delete(&mut self, to: Place) {
        let to = self.at(to);
        let (start, end) = (self.cursor.min(to), self.cursor.max(to));
        self.text.replace_range(start..end, "");
        self.cursor = start;
    }

    /// Deletes what is between a byte and the cursor behind it.
    pub fn delete_from(&mut self, start: usize) {
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    /// Types a text at the cursor, as much of it as leaves the line no more than `most` characters.
    pub fn insert(&mut self, text: &str, most: usize) {
        let after = self.text.split_off(self.cursor);
        let most = most.saturating_sub(after.chars().count());
        // Whether some characters are safe depends on those before them.
        let typed = Text::clean(self.text.clone() + text, Lines::One).0;
        self.text = typed.chars().take(most).collect();
        self.cursor = self.text.len();
        self.text += &after;
    }

    fn at(&self, place: Place) -> usize {
        let (before, after) = self.text.split_at(self.cursor);
        match place {
            Place::Start => 0,
            Place::End => self.text.len(),
            Place::Before => before
                .grapheme_indices(true)
                .next_back()
                .map_or(0, |(at, _)| at),
            Place::CharBefore => before.char_indices().next_back().map_or(0, |(at, _)| at),
            Place::After => self.cursor + after.graphemes(true).next().map_or(0, str::len),
            Place::WordBefore => before
                .unicode_word_indices()
                .next_back()
                .map_or(0, |(at, _)| at),
            Place::WordAfter => {
                let word = after.unicode_word_indices().next();
                self.cursor + word.map_or(after.len(), |(at, word)| at + word.len())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the text with a bar at the cursor.
    fn shown(line: &Line) -> String {
        let (before, after) = line.text.split_at(line.cursor);
        format!("{before}|{after}")
    }

    #[test]
    fn the_cursor_moves_by_letters_with_their_marks_and_by_words() {
        use Place::{After, Before, End, Start, WordAfter, WordBefore};
        for (text, moves, wanted) in [
            ("main hall", &[Before][..], "main hal|l"),
            ("main hall", &[Start, After], "m|ain hall"),
            ("main hall", &[Start, Before], "|main hall"),
            ("main hall", &[After], "main hall|"),
            ("main hall", &[WordBefore], "main |hall"),
            (
                "main hall",
                &[WordBefore, WordBefore, WordBefore],
                "|main hall",
            ),
            ("main hall", &[Start, WordAfter], "main| hall"),
            (
                "main hall ",
                &[Start, WordAfter, WordAfter, WordAfter],
                "main hall |",
            ),
            ("room:\"main\"", &[WordBefore], "room:\"|main\""),
            ("كَتَبَ", &[Before], "كَتَ|بَ"),
            ("كَتَبَ", &[Start, After], "كَ|تَبَ"),
            ("قاعة لا", &[Before], "قاعة ل|ا"),
            ("قاعة الندوات", &[WordBefore], "قاعة |الندوات"),
            (
                "e\u{301}te\u{301}",
                &[Before, End, Before],
                "e\u{301}t|e\u{301}",
            ),
        ] {
            let mut line = Line::new(text.to_owned());
            for &place in moves {
                line.go(place);
            }
            assert_eq!(shown(&line), wanted, "{text} {moves:?}");
        }
    }

    #[test]
    fn text_is_typed_and_deleted_at_the_cursor() {
        let mut line = Line::new("main hall".to_owned());
        line.go(Place::WordBefore);
        line.insert("new\n", 50);
        assert_eq!(shown(&line), "main new |hall");
        line.delete(Place::CharBefore);
        line.delete(Place::After);
        assert_eq!(shown(&line), "main new|all");
        line.delete(Place::End);
        line.delete(Place::WordBefore);
        assert_eq!(shown(&line), "main |");
        line.delete(Place::Start);
        assert_eq!(shown(&line), "|");
        line.delete(Place::CharBefore);
        assert_eq!(shown(&line), "|");
        // A mark alone can be typed again.
        let mut line = Line::new("كَتَبَ".to_owned());
        line.delete(Place::CharBefore);
        assert_eq!(shown(&line), "كَتَب|");
    }

    #[test]
    fn what_does_not_fit_is_not_typed_and_what_stands_behind_stays() {
        let mut line = Line::new("ab".to_owned());
        line.go(Place::Before);
        line.insert("12345", 5);
        assert_eq!(shown(&line), "a123|b");
        line.insert("x", 5);
        assert_eq!(shown(&line), "a123|b");
    }
}
