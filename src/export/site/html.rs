//! The frame of an HTML document: its head, the navigation and the footer. Documents have no script and
//! no style attributes, and link only to the web and to the pages of the export.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use crate::export::Selection;
use crate::export::schedule::ids::file_stem;
use crate::i18n::time;
use crate::model::{Kind, Subject};
use crate::text::bidi::Dir;
use crate::world::World;

/// The style sheet of every document.
pub const STYLE: &str = include_str!("style.css");
/// The hash of [`STYLE`], by which a document allows it (Content Security Policy, level 3).
const STYLE_HASH: &str = "sha256-9DisKi3nWnSafHHkOY6tI4H7dD5Na6c5HThdsNn/oW8=";

/// An HTML document.
pub struct Document<'a> {
    /// The class of the body, for the style sheet.
    pub class: &'a str,
    /// The title of the page; empty on the first page, whose title is that of the programme.
    pub title: String,
    /// The description for search engines; may be empty.
    pub summary: String,
    /// The path of the style sheet; `None` if the document contains it.
    pub style: Option<&'a str>,
    /// Links to the lists of the programme.
    pub pages: Vec<Link>,
    /// Links to this page in each language.
    pub languages: Vec<Link>,
    /// The content.
    pub body: Markup,
    /// The data for search engines (JSON-LD).
    pub data: Option<Value>,
}

/// A link of the navigation.
pub struct Link {
    /// The path of the page.
    pub href: String,
    /// The text.
    pub label: String,
    /// Whether it leads to the page that it is on.
    pub current: bool,
}

impl Document<'_> {
    /// Returns the document as text.
    pub fn render(&self, selection: &Selection) -> String {
        let world = selection.world;
        let dir = match world.dir() {
            Dir::Rtl => "rtl",
            Dir::Ltr => "ltr",
        };
        let document = html! {
            (DOCTYPE) "\n"
            html lang=(world.lang().as_str()) dir=(dir) {
                "\n" (self.head(world)) "\n"
                body class=(self.class) {
                    "\n" a class="skip" href="#main" { (world.messages.get("html-skip")) }
                    "\n" (self.header(world))
                    "\n" main id="main" { "\n" (self.body) }
                    "\n" (self.footer(world)) "\n"
                }
                "\n"
            }
            "\n"
        };
        document.into_string()
    }

    fn head(&self, world: &World) -> Markup {
        let name = world.name(&Subject::program());
        let title = match &*self.title {
            "" => name,
            title => format!("{title} · {name}"),
        };
        let allowed = match self.style {
            Some(_) => "'self'".to_owned(),
            None => format!("'{STYLE_HASH}'"),
        };
        let policy = format!(
            "default-src 'none'; style-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'"
        );
        // Inside a script element, only `<` can begin its end tag.
        let data = self
            .data
            .as_ref()
            .map(|data| data.to_string().replace('<', "\\u003c"));
        html! {
            head {
                "\n" meta charset="utf-8";
                "\n" meta http-equiv="Content-Security-Policy" content=(policy);
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" meta name="referrer" content="no-referrer";
                "\n" title { (title) }
                @if !self.summary.is_empty() {
                    "\n" meta name="description" content=(self.summary);
                }
                "\n" link rel="icon" href="data:,";
                @match self.style {
                    Some(path) => { "\n" link rel="stylesheet" href=(path); }
                    None => { "\n" style { (PreEscaped(STYLE)) } }
                }
                @if let Some(data) = data {
                    "\n" script type="application/ld+json" { (PreEscaped(data)) }
                }
                "\n"
            }
        }
    }

    fn header(&self, world: &World) -> Markup {
        let name = world.name(&Subject::program());
        let home = self.pages.first();
        html! {
            header {
                "\n"
                @if self.title.is_empty() {
                    h1 { bdi { (name) } }
                } @else {
                    p class="name" {
                        @match home {
                            Some(home) => { a href=(home.href) { bdi { (name) } } }
                            None => { bdi { (name) } }
                        }
                    }
                }
                (navigation("pages", &world.messages.get("html-pages"), &self.pages))
                (navigation("languages", &world.messages.get("label-languages"), &self.languages))
                "\n"
            }
            @for (room, announcement) in world.announcements() {
                "\n" p class=(if announcement.urgent { "notice urgent" } else { "notice" }) role="status" dir="auto" {
                    (world.announced_in(room, announcement))
                }
            }
        }
    }

    fn footer(&self, world: &World) -> Markup {
        let messages = &world.messages;
        let notice = world.text(&world.program.notice);
        // The pages of these views show the notice themselves.
        let notice =
            Some(notice).filter(|n| !n.is_empty() && !["agenda", "about"].contains(&self.class));
        html! {
            footer {
                "\n" p { (world.times_are()) }
                @if let Some(notice) = notice {
                    "\n" p class="notice" dir="auto" { (notice) }
                }
                @if let Some(updated) = world.program.updated {
                    "\n" p {
                        (messages.field(
                            &messages.get("label-changed"),
                            &format!("{} {}", messages.long_date(updated.date()), time(updated)),
                        ))
                    }
                }
                "\n" p class="made" { "nadwa" }
                "\n"
            }
        }
    }
}

/// Returns a list of links; nothing for fewer than two.
fn navigation(class: &str, label: &str, links: &[Link]) -> Markup {
    html! {
        @if links.len() > 1 {
            "\n" nav class=(class) aria-label=(label) {
                ul {
                    @for link in links {
                        "\n" li {
                            a href=(link.href) aria-current=[link.current.then_some("page")] {
                                bdi { (link.label) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Returns the name of a subject's page, without its extension.
pub fn page_name(subject: &Subject) -> String {
    match subject.kind {
        Kind::Day => format!("day-{}", subject.id),
        kind => format!("{}-{}", kind.name(), file_stem(&subject.id)),
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn a_page_allows_its_own_style_and_no_other() {
        let hash = base64::prelude::BASE64_STANDARD.encode(Sha256::digest(STYLE));
        assert_eq!(STYLE_HASH, format!("sha256-{hash}"));
    }

    #[test]
    fn no_text_ends_an_attribute_or_an_element() {
        let text = "\"'><script>&";
        let written = html! { p class=(text) { (text) } }.into_string();
        let escaped = "&quot;'&gt;&lt;script&gt;&amp;";
        assert_eq!(written, format!("<p class=\"{escaped}\">{escaped}</p>"));
    }
}
