//! Removes the HTML tags of texts, which many programmes have.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

use super::encoding;

/// Elements that end a paragraph.
const PARAGRAPHS: &[&str] = &[
    "p",
    "div",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "table",
];
/// Elements that end a line.
const LINES: &[&str] = &["br", "li", "tr"];
/// Elements that end a word.
const CELLS: &[&str] = &["td", "th"];
/// Other elements whose tags are removed; angle brackets around any other word belong to the text.
const OTHERS: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "big",
    "body",
    "button",
    "center",
    "cite",
    "code",
    "col",
    "dd",
    "del",
    "details",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "link",
    "main",
    "mark",
    "meta",
    "nav",
    "o",
    "picture",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "tbody",
    "tfoot",
    "thead",
    "time",
    "tt",
    "u",
    "var",
    "video",
    "wbr",
];
/// The maximum length of a tag in bytes.
const TAG: usize = 4096;
/// The longest entity of HTML in bytes, with its signs.
const ENTITY: usize = 34;
/// Returns the text without tags, with a blank line between paragraphs and single spaces between words. Tags and entities
/// that are encoded twice, as some programs write them, are removed as well.
pub fn strip_tags(text: &str) -> String {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return tidy(text);
    }
    let (mut out, tags) = without_tags(text);
    if !tags && is_encoded(&out) {
        (out, _) = without_tags(&out);
    }
    tidy(&out)
}

/// Returns the text without tags and entities, and whether there were tags.
fn without_tags(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut tags = false;
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = if rest.starts_with('<') {
            let taken = tag(rest, &mut out);
            tags |= taken.is_some();
            taken
        } else {
            entity(rest, &mut out)
        };
        // A character that begins neither a tag nor an entity is kept.
        let taken = taken.unwrap_or_else(|| {
            out.push_str(&rest[..1]);
            1
        });
        rest = &rest[taken..];
    }
    out.push_str(rest);
    (out, tags)
}

/// Returns whether a text without tags is HTML itself: it ends an element, breaks a line or has entities.
fn is_encoded(text: &str) -> bool {
    let mut unused = String::new();
    let mut ends = memchr::memmem::find_iter(text.as_bytes(), "</");
    let mut breaks = memchr::memmem::find_iter(text.as_bytes(), "<br");
    let mut entities = memchr::memchr_iter(b'&', text.as_bytes());
    ends.any(|at| tag(&text[at..], &mut unused).is_some())
        || breaks.any(|at| tag(&text[at..], &mut unused).is_some())
        || entities.any(|at| entity(&text[at..], &mut unused).is_some())
}

/// Returns a text of one line, in which tags are a part of the text, without entities.
pub fn without_entities(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'&', &text.as_bytes()[from..]) {
        let at = from + at;
        let mut character = String::new();
        from = at + 1;
        if let Some(taken) = entity(&text[at..], &mut character) {
            out.extend([&text[done..at], &character]);
            (done, from) = (at + taken, at + taken);
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[done..]);
    Cow::Owned(out)
}

/// Appends what a tag stands for, and returns the length of the tag.
fn tag(text: &str, out: &mut String) -> Option<usize> {
    if text.starts_with("<!--") {
        return Some(text.find("-->").map_or(text.len(), |i| i + 3));
    }
    let head = &text.as_bytes()[..text.len().min(TAG)];
    let end = memchr::memchr(b'>', head)?;
    let inner = text[1..end].trim_start_matches('/');
    let name: String = inner
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_ascii_lowercase();
    // Only attributes may follow the name.
    let behind = &inner[name.len()..];
    let attributes = behind.trim_matches([' ', '/', '\t', '\r', '\n']);
    let apart = behind.is_empty() || behind.starts_with([' ', '/', '\t', '\r', '\n', ':']);
    if !apart || !(attributes.is_empty() || attributes.contains('=')) {
        return None;
    }
    if PARAGRAPHS.contains(&&*name) {
        out.push_str("\n\n");
    } else if LINES.contains(&&*name) {
        out.push('\n');
    } else if CELLS.contains(&&*name) {
        out.push(' ');
    } else if !OTHERS.contains(&&*name) {
        return None;
    }
    Some(end + 1)
}

/// Appends the character of an entity, and returns the length of the entity.
fn entity(text: &str, out: &mut String) -> Option<usize> {
    let head = &text.as_bytes()[..text.len().min(ENTITY)];
    let end = memchr::memchr(b';', head)?;
    let name = &text[1..end];
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        // Numbers below 160 are those of Windows, as in browsers.
        out.push(match char::from_u32(code.ok()?)? {
            c @ '\u{80}'..='\u{9f}' => encoding::of_windows(c as u8),
            c => c,
        });
    } else {
        // A space that does not break is one.
        let known = resolve_html5_entity(name)?;
        out.push_str(if known == "\u{a0}" { " " } else { known });
    }
    Some(end + 1)
}

/// Collapses spaces and blank lines.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let start = out.len();
        if is_tidy(line) {
            out.push_str(line.trim_ascii());
        } else {
            for word in line.split_whitespace() {
                if out.len() > start {
                    out.push(' ');
                }
                out.push_str(word);
            }
        }
        // At most one blank line, and none at the start.
        let blank = out.len() == start;
        if !(blank && (out.is_empty() || out.ends_with("\n\n"))) {
            out.push('\n');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Returns whether a line has only single spaces between words, as most lines have.
fn is_tidy(line: &str) -> bool {
    let bytes = line.trim_ascii().as_bytes();
    let next = bytes.get(1..).unwrap_or_default().iter();
    let doubled = any(bytes.iter().zip(next), |pair| pair == (&b' ', &b' '));
    let controls = any(bytes, |b| *b < b' ');
    // The first bytes of all other spaces, among other characters.
    let perhaps = any(bytes, |b| matches!(b, 0xc2 | 0xe1..=0xe3));
    !(controls || doubled || perhaps && line.chars().any(is_odd))
}

/// Returns whether any element matches; without a branch, so that the compiler can vectorise it.
fn any<T>(all: impl IntoIterator<Item = T>, is: impl Fn(T) -> bool) -> bool {
    let any = all.into_iter().fold(0, |any, one| any | u8::from(is(one)));
    any > 0
}

/// Returns whether a character is a space outside ASCII.
fn is_odd(c: char) -> bool {
    c > '\x7f' && c.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::{strip_tags, without_entities};

    #[test]
    fn entities_are_resolved_in_lines_and_tags_are_kept() {
        let cases = [
            ("Ropes &amp; lanterns", "Ropes & lanterns"),
            ("The &lt;video&gt; tag", "The <video> tag"),
            ("R&D, a & b; &nothing;", "R&D, a & b; &nothing;"),
            ("ma&ntilde;ana &rarr; 5&nbsp;&euro;", "mañana → 5 €"),
            ("&#39;a&#x27;&#146;", "'a'’"),
            ("&", "&"),
            ("", ""),
        ];
        for (text, wanted) in cases {
            assert_eq!(without_entities(text), wanted, "{text}");
        }
    }

    #[test]
    fn tags_are_removed_and_their_text_is_kept() {
        let cases = [
            (
                "<p>One</p><p>two &amp; <b>three</b></p>",
                "One\n\ntwo & three",
            ),
            ("a<br/>b<ul><li>c</li><li>d</li></ul>", "a\nb\n\nc\n\nd"),
            (
                "x < y, R&D &#233; &#x2026; &nothing;",
                "x < y, R&D é … &nothing;",
            ),
            ("a <!-- hidden --> b", "a b"),
            ("  one\n\n\n  two  ", "one\n\ntwo"),
            ("<", "<"),
            (
                "&lt;p&gt;Ma&ntilde;ana &amp;laquo;caf&eacute;&amp;raquo;&lt;/p&gt;&lt;p&gt;là&lt;/p&gt;",
                "Mañana «café»\n\nlà",
            ),
            ("<p>the &lt;p&gt; tag</p>", "the <p> tag"),
            ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
            (
                "see <https://example.org/x>, Vec<String> <a@b.org> a<b and c>d",
                "see <https://example.org/x>, Vec<String> <a@b.org> a<b and c>d",
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(strip_tags(text), wanted, "{text}");
        }
    }
}
