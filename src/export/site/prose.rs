//! Addresses, texts with addresses in them, and Markdown.

use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};
use pulldown_cmark::html::push_html;
use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeStream};

use crate::load::markdown::with_addresses_escaped;

/// How an address of the web begins in a text.
const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Returns a text with the addresses of the web in it as links.
pub fn linked(text: &str) -> Markup {
    let mut rest = text;
    let mut parts: Vec<(&str, &str)> = Vec::new();
    while let Some(start) = next_address(rest) {
        let (before, from) = rest.split_at(start);
        let (url, behind) = from.split_at(address_end(from));
        parts.push((before, url));
        rest = behind;
    }
    html! {
        @for (before, url) in parts {
            (before) a href=(uri_reference(url)) rel="nofollow noopener" { bdi { (url) } }
        }
        (rest)
    }
}

/// Returns a text in Markdown (`CommonMark`). Its headings are bold, its tags of HTML are text, of its pictures the text stays,
/// and its links lead to the web. Lines end where they do in the text.
pub fn marked(markdown: &str) -> Markup {
    let markdown = with_addresses_escaped(markdown);
    let mut in_link = false;
    let mut events = Vec::new();
    for event in TextMergeStream::new(Parser::new(&markdown)) {
        let markup = |text: String| Event::InlineHtml(text.into());
        match event {
            Event::Start(Tag::Heading { .. }) => {
                events.extend([Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)]);
            }
            Event::End(TagEnd::Heading(_)) => {
                events.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)]);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                in_link = SCHEMES.iter().any(|scheme| dest_url.starts_with(scheme));
                if in_link {
                    let link =
                        html! { a href=(uri_reference(&dest_url)) rel="nofollow noopener" {} };
                    let link = link.into_string();
                    events.push(markup(link.trim_end_matches("</a>").to_owned()));
                }
            }
            Event::End(TagEnd::Link) if std::mem::take(&mut in_link) => {
                events.push(markup("</a>".to_owned()));
            }
            Event::Text(text) if !in_link => events.push(markup(linked(&text).into_string())),
            Event::Html(text) | Event::InlineHtml(text) => events.push(Event::Text(text)),
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock)
            | Event::End(TagEnd::Image | TagEnd::HtmlBlock | TagEnd::Link) => {}
            Event::SoftBreak => events.push(Event::HardBreak),
            event => events.push(event),
        }
    }
    let mut out = String::new();
    push_html(&mut out, events.into_iter());
    PreEscaped(out)
}

/// Returns where the next address begins that has a host.
fn next_address(text: &str) -> Option<usize> {
    let begins = |at: usize| {
        let scheme = SCHEMES.iter().find(|s| text[at..].starts_with(**s));
        scheme.is_some_and(|scheme| address_end(&text[at..]) > scheme.len())
    };
    let all = text.match_indices("http").map(|(at, _)| at);
    { all }.find(|&at| begins(at))
}

/// Returns the length of the address that a text begins with: to the next blank, without the punctuation behind it.
fn address_end(text: &str) -> usize {
    let in_no_address = |c: char| c.is_whitespace() || "<>\"“”«»".contains(c);
    let mut url = &text[..text.find(in_no_address).unwrap_or(text.len())];
    while let Some(last) = url.chars().next_back() {
        let opening = match last {
            ')' => '(',
            ']' => '[',
            _ if ".,;:!?'’…،؛؟。、".contains(last) => '\0',
            _ => break,
        };
        // A bracket that was opened inside the address belongs to it.
        if url.matches(opening).count() >= url.matches(last).count() {
            break;
        }
        url = &url[..url.len() - last.len_utf8()];
    }
    url.len()
}

/// Returns an address as a URI reference (RFC 3986), with the characters that it may not contain
/// percent-encoded.
pub fn uri_reference(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let mut fragment = false;
    // Only the host may contain brackets: those of an IPv6 address.
    let host_end = url.splitn(4, '/').take(3).map(|part| part.len() + 1).sum();
    for (at, c) in url.char_indices() {
        match c {
            '[' | ']' if at < host_end => out.push(c),
            '#' if !std::mem::replace(&mut fragment, true) => out.push(c),
            '#' | '[' | ']' | '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | ' ' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_reference() {
        let address = "http://[::1]/a#/#b?c[d]=<e>";
        let wanted = "http://[::1]/a#/%23b?c%5Bd%5D=%3Ce%3E";
        assert_eq!(uri_reference(address), wanted);
    }

    #[test]
    fn markdown_has_no_markup_but_its_own() {
        for (markdown, html) in [
            (
                "# A\n\nb *c* **d** `e`",
                "<p><strong>A</strong></p>\n<p>b <em>c</em> <strong>d</strong> <code>e</code></p>\n",
            ),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("a\nb", "<p>a<br />\nb</p>\n"),
            ("<script>a</script>", "&lt;script&gt;a&lt;/script&gt;"),
            (
                "a <b onclick=\"c\">d</b>",
                "<p>a &lt;b onclick=\"c\"&gt;d&lt;/b&gt;</p>\n",
            ),
            (
                "[a](javascript:b) ![c](https://d.example/e.png)",
                "<p>a c</p>\n",
            ),
            (
                "[a](https://b.example/\"c)",
                "<p><a href=\"https://b.example/%22c\" rel=\"nofollow noopener\">a</a></p>\n",
            ),
            (
                "https://b.example/__c__",
                "<p><a href=\"https://b.example/__c__\" rel=\"nofollow noopener\"><bdi>https://b.example/__c__</bdi></a></p>\n",
            ),
        ] {
            assert_eq!(marked(markdown).into_string(), html, "{markdown:?}");
        }
    }

    #[test]
    fn addresses_in_a_text_are_links_without_the_punctuation_behind_them() {
        for (text, links) in [
            (
                "See https://a.example/x, or not.",
                vec!["https://a.example/x"],
            ),
            ("(https://a.example/b_(c))", vec!["https://a.example/b_(c)"]),
            (
                "http://a.example. http://b.example!",
                vec!["http://a.example", "http://b.example"],
            ),
            ("<https://a.example/>\"x", vec!["https://a.example/"]),
            ("انظر https://a.example/x؟", vec!["https://a.example/x"]),
            ("https:// http httpx://a javascript://a.example", vec![]),
        ] {
            let html = linked(text).into_string();
            let hrefs = html.split("href=\"").skip(1);
            let hrefs = hrefs.filter_map(|rest| rest.split('"').next());
            assert_eq!(hrefs.collect::<Vec<_>>(), links, "{html}");
        }
        assert!(
            !linked("https://a.example/<b>\"c")
                .into_string()
                .contains("<b>")
        );
    }
}
