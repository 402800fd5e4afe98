//! Reads Markdown (`CommonMark`), which frab, pretalx and voc keep in their texts, as plain text.

use std::borrow::Cow;
use std::fmt::Write as _;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// The most levels of lists that are indented; more would make the text grow with their square.
const MAX_INDENT: usize = 8;

/// Returns the text without marks of Markdown: paragraphs and list items stay, links show their label and their
/// address. A text without marks is returned as it is.
pub fn to_text(markdown: &str) -> Cow<'_, str> {
    if !has_marks(markdown) {
        return markdown.into();
    }
    let mut out = Output::default();
    for event in Parser::new(&with_addresses_escaped(markdown)) {
        out.take(event);
    }
    out.text.truncate(out.text.trim_end().len());
    out.text.into()
}

/// Returns the text with a backslash before each character of a plain address that would be taken for a mark:
/// `https://example.org/__init__.py`.
pub fn with_addresses_escaped(text: &str) -> Cow<'_, str> {
    if !text.contains("://") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let start = at + "://".len();
        let end = rest[start..].find(|c: char| c.is_whitespace() || "<>()[]\"`".contains(c));
        let end = end.map_or(rest.len(), |end| start + end);
        let scheme = rest[..at].trim_end_matches(|c: char| c.is_ascii_alphabetic());
        out.push_str(&rest[..start]);
        // In `<https://…>` and in code, a backslash is one.
        let is_literal = scheme.ends_with(['<', '`']);
        for c in rest[start..end].chars() {
            if matches!(c, '*' | '_') && !is_literal {
                out.push('\\');
            }
            out.push(c);
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns whether a text has a character that may mean something in Markdown.
fn has_marks(text: &str) -> bool {
    let inside = text.contains(['*', '_', '`', '[', '\\', '#', '>', '&']);
    inside
        || text.lines().any(|line| {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            rest.starts_with(['-', '+', '=', '~', '.', ')'])
        })
}

/// The text so far.
#[derive(Default)]
struct Output {
    text: String,
    /// Where the text of a list item starts: its first paragraph is beside its mark.
    point: usize,
    /// The number of the next item of each list that is open; `None` in a list without numbers.
    lists: Vec<Option<u64>>,
    /// The address of each link that is open, and where its label starts.
    links: Vec<(String, usize)>,
}

impl Output {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links.push((dest_url.into_string(), self.text.len()));
            }
            Event::End(TagEnd::Link) => self.end_link(),
            Event::Start(Tag::List(first)) => {
                // A list inside an item goes on below it.
                self.end_block(if self.lists.is_empty() { 2 } else { 1 });
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
            }
            Event::Start(Tag::Item) => self.begin_item(),
            Event::Rule
            | Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::HtmlBlock,
            ) => self.end_block(2),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text.push_str(&text);
            }
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            _ => {}
        }
    }

    /// Ensures that the text ends with at least this number of line ends, unless a list item begins there.
    fn end_block(&mut self, ends: usize) {
        if self.text.len() == self.point {
            return;
        }
        let there = self.text.len() - self.text.trim_end_matches('\n').len();
        let missing = ends.saturating_sub(there);
        self.text.extend(std::iter::repeat_n('\n', missing));
    }

    fn begin_item(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        let indent = self.lists.len().saturating_sub(1).min(MAX_INDENT);
        self.text.extend(std::iter::repeat_n("  ", indent));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                // Writing to a String cannot fail.
                let _ = write!(self.text, "{number}. ");
                *number += 1;
            }
            _ => self.text.push_str("• "),
        }
        self.point = self.text.len();
    }

    fn end_link(&mut self) {
        let Some((address, start)) = self.links.pop() else {
            return;
        };
        let label = self.text.get(start..).unwrap_or_default();
        let plain = address.strip_prefix("mailto:").unwrap_or(&address);
        if label != plain && !plain.is_empty() {
            let space = if label.is_empty() { "" } else { " " };
            let _ = write!(self.text, "{space}({plain})");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::to_text;

    #[test]
    fn lists_in_lists_do_not_grow_with_their_square() {
        let text = to_text(&("- ".repeat(10_000) + "a")).into_owned();
        assert!(text.len() < 10_000 * 24, "{} bytes", text.len());
    }

    #[test]
    fn marks_are_removed_and_structure_stays() {
        let cases = [
            ("# Title\n\nA *b* **c** `d`", "Title\n\nA b c d"),
            (
                "One:\n\n* two\n* three\n\nfour",
                "One:\n\n• two\n• three\n\nfour",
            ),
            ("1. one\n2. two", "1. one\n2. two"),
            (
                "see [the site](https://example.org/x)",
                "see the site (https://example.org/x)",
            ),
            ("see <https://example.org/x>", "see https://example.org/x"),
            ("[a@b.org](mailto:a@b.org)", "a@b.org"),
            ("line\nline", "line\nline"),
            (
                "snake_case, 2 * 3 * 4, C#, #tag, [1], a > b",
                "snake_case, 2 * 3 * 4, C#, #tag, [1], a > b",
            ),
            ("Vec<String> and <a@b.org>", "Vec<String> and a@b.org"),
            ("Heading\n---\ntext\n***\nmore", "Heading\n\ntext\n\nmore"),
            ("* one\n\n* two", "• one\n• two"),
            ("- foo\n-\n- bar", "• foo\n• \n• bar"),
            ("Points:\n  - one\n  - two", "Points:\n\n• one\n• two"),
            ("![a picture](x.png)", "a picture"),
            (
                "see https://e.org/__init__.py and [a](https://e.org/_b_/c*d*e)",
                "see https://e.org/__init__.py and a (https://e.org/_b_/c*d*e)",
            ),
            ("\\*no\\* mark", "*no* mark"),
            ("", ""),
        ];
        for (markdown, text) in cases {
            assert_eq!(to_text(markdown), text, "{markdown:?}");
        }
    }
}
