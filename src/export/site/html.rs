//! The frame of an HTML document: its head, the navigation and the footer. Documents have no style attributes and no script
//! but [`SCRIPT`], and link only to the web and to the pages of the export.

use std::borrow::Cow;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Value, json};

use super::rows::MAX_LISTED;
use crate::export::schedule::ids::{file_stem, origin};
use crate::export::{Selection, hash};
use crate::i18n::time;
use crate::model::color::{Rgb, hex, mix, readable};
use crate::model::{Kind, Program, Subject};
use crate::text::bidi::Dir;
use crate::text::truncate;
use crate::world::World;

/// The style sheet of every document.
const STYLE: &str = include_str!("style.css");
/// The script of a site, without which every page works.
pub const SCRIPT: &str = include_str!("site.js");
/// The worker of a site, which keeps copies of pages. Browsers accept it as a file of its own only.
pub const WORKER: &str = include_str!("sw.js");
/// The icon of a site.
pub const ICON: &str = include_str!("favicon.svg");
/// The backgrounds of [`STYLE`], light and dark, with the share of the accent in the background of what is on now.
const BACKGROUNDS: [([Rgb; 2], f64); 2] = [
    ([[0xff, 0xff, 0xff], [0xf3, 0xf5, 0xf7]], 0.1),
    ([[0x14, 0x17, 0x1b], [0x20, 0x25, 0x2b]], 0.14),
];

/// Returns the style sheet, with the programme's own colour.
pub fn style(program: &Program) -> Cow<'static, str> {
    let Some(accent) = program.accent else {
        return STYLE.into();
    };
    let [light, dark] = BACKGROUNDS.map(|([paper, soft], share)| {
        let on = mix(paper, accent, share);
        (hex(readable(accent, &[paper, soft, on])), hex(on))
    });
    let ((link, on), (dark_link, dark_on)) = (light, dark);
    let links = format!("--link: light-dark({link}, {dark_link});");
    format!("{STYLE}\n:root {{ {links} --on: light-dark({on}, {dark_on}); }}\n").into()
}

/// Returns the background of light and of dark pages, for the frame of the browser.
fn themes() -> [(String, &'static str); 2] {
    let [light, dark] = BACKGROUNDS.map(|([paper, _], _)| hex(paper));
    [(light, "light"), (dark, "dark")]
}

/// Returns what a phone needs to put the site among its programs (Web App Manifest).
pub fn manifest(world: &World) -> String {
    let [(background, _), _] = themes();
    let name = world.name(&Subject::program());
    let manifest = json!({
        "generator": "nadwa",
        "name": truncate(&name, MAX_LISTED),
        "lang": world.lang().as_str(),
        "dir": dir(world),
        "start_url": "index.html",
        "scope": "../",
        "display": "minimal-ui",
        "background_color": background,
        "theme_color": background,
        "icons": [{ "src": "../favicon.svg", "sizes": "any", "type": "image/svg+xml" }],
    });
    format!("{manifest:#}\n")
}

fn dir(world: &World) -> &'static str {
    match world.dir() {
        Dir::Rtl => "rtl",
        Dir::Ltr => "ltr",
    }
}

/// An HTML document.
#[derive(Default)]
pub struct Document<'a> {
    /// The class of the body, for the style sheet.
    pub class: &'a str,
    /// The title of the page; empty on the first page, whose title is that of the programme.
    pub title: String,
    /// The description for search engines; may be empty.
    pub summary: String,
    /// The path to the folder of the style sheet and the script; `None` if the document contains its style and has no script.
    pub root: Option<&'a str>,
    /// Links to the lists of the programme.
    pub pages: Vec<Link>,
    /// Links to this page in each language.
    pub languages: Vec<Link>,
    /// Links to the days of the programme.
    pub days: Vec<Link>,
    /// Links to the hours or the letters on this page.
    pub jumps: Vec<Link>,
    /// The content.
    pub body: Markup,
    /// The addresses of the page, if it is known where it is published.
    pub addresses: Option<Addresses>,
    /// The address of a picture of what the page is about.
    pub image: Option<String>,
    /// The data for search engines (JSON-LD).
    pub data: Option<Value>,
}

/// The addresses of a page.
pub struct Addresses {
    pub own: String,
    /// The address in each language, by its tag; empty for a page in one language.
    pub languages: Vec<(String, String)>,
}

/// A start and an end, as values of `datetime`.
pub type During = (String, String);

/// A link of the navigation.
#[derive(Default)]
pub struct Link {
    /// The path of the page.
    pub href: String,
    /// The text.
    pub label: String,
    /// The value of `aria-current`: `page` if it leads to the page that it is on, `true` if that page is below it.
    pub current: Option<&'static str>,
    /// When what it leads to is on, for the script.
    pub during: Option<During>,
    /// Whether only the script can follow it.
    pub scripted: bool,
}

impl Document<'_> {
    /// Returns the document as text.
    pub fn render(&self, selection: &Selection) -> String {
        let world = selection.world;
        let dir = dir(world);
        // What the script needs.
        let scripted = self.root.is_some();
        let program = scripted.then(|| file_stem(&world.program.id));
        let star = scripted.then(|| world.messages.get("html-star"));
        let zone = Some(world.program.zone.name()).filter(|_| scripted && world.program.zoned);
        let document = html! {
            (DOCTYPE) "\n"
            html lang=(world.lang().as_str()) dir=(dir) {
                "\n" (self.head(world)) "\n"
                body class=(self.class) data-program=[program] data-star=[star] data-zone=[zone] {
                    "\n" a class="skip" href="#main" { (world.messages.get("html-skip")) }
                    "\n" (self.header(world))
                    (self.bar(world))
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
        let program = &world.program;
        // Without a source for connections, the script can make none.
        let picture = self.image.as_deref().and_then(origin);
        let picture = picture.map_or_else(String::new, |origin| format!(" {origin}"));
        let (styles, images, script) = match self.root {
            Some(_) => (
                "'self'".to_owned(),
                &*format!("'self' data:{picture}; manifest-src 'self'; worker-src 'self'"),
                "'self'",
            ),
            None => (format!("'{}'", hash(&style(program))), "data:", "'none'"),
        };
        let policy = format!(
            "default-src 'none'; style-src {styles}; base-uri 'none'; form-action 'none'; script-src {script}; img-src {images}"
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
                (self.shared(&title))
                @if !self.summary.is_empty() {
                    "\n" meta name="description" content=(self.summary);
                }
                @match self.root {
                    Some(root) => {
                        @for (background, scheme) in themes() {
                            "\n" meta name="theme-color" content=(background) media=(format!("(prefers-color-scheme: {scheme})"));
                        }
                        "\n" link rel="icon" type="image/svg+xml" href=(format!("{root}favicon.svg"));
                        "\n" link rel="manifest" href=(format!("{root}{}/manifest.json", world.lang().as_str()));
                        "\n" link rel="stylesheet" href=(format!("{root}style.css"));
                        "\n" script src=(format!("{root}site.js")) {}
                    }
                    None => {
                        "\n" link rel="icon" href="data:,";
                        "\n" style { (PreEscaped(style(program))) }
                    }
                }
                @if let Some(data) = data {
                    "\n" script type="application/ld+json" { (PreEscaped(data)) }
                }
                "\n"
            }
        }
    }

    /// Returns what other sites need to lead to the page and to describe it: its addresses, and the Open Graph protocol.
    fn shared(&self, title: &str) -> Markup {
        let Some(addresses) = &self.addresses else {
            return Markup::default();
        };
        html! {
            "\n" link rel="canonical" href=(addresses.own);
            @for (lang, url) in &addresses.languages {
                "\n" link rel="alternate" hreflang=(lang) href=(url);
            }
            "\n" meta property="og:type" content="website";
            "\n" meta property="og:title" content=(title);
            "\n" meta property="og:url" content=(addresses.own);
            @if !self.summary.is_empty() {
                "\n" meta property="og:description" content=(self.summary);
            }
            @if let Some(image) = &self.image {
                "\n" meta property="og:image" content=(image);
            }
        }
    }

    fn header(&self, world: &World) -> Markup {
        let name = world.name(&Subject::program());
        let home = self.pages.first();
        let scripted = self.root.is_some();
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
                @if scripted && world.program.zoned {
                    "\n" p class="zone" hidden { button id="own" type="button" { (world.messages.get("html-own-zone")) } }
                }
                "\n"
            }
            @if scripted {
                "\n" p class="offline notice urgent" role="status" hidden { (world.messages.get("html-offline")) " " bdi {} }
            }
            @for (room, announcement) in world.announcements() {
                "\n" p class=(if announcement.urgent { "notice urgent" } else { "notice" }) role="status" dir="auto" {
                    (world.announced_in(room, announcement))
                }
            }
        }
    }

    /// Returns the bar that stays at the top: the days, and the hours or the letters of the page.
    fn bar(&self, world: &World) -> Markup {
        let label = |key| world.messages.get(key);
        html! {
            @if !self.days.is_empty() || !self.jumps.is_empty() {
                "\n" div class="bar" {
                    (navigation("days", &label("label-days"), &self.days))
                    (navigation("jumps", &label("html-jumps"), &self.jumps))
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
                "\n" p class="times" { (world.times_are()) }
                @if let Some(notice) = notice {
                    "\n" p class="notice" dir="auto" { (notice) }
                }
                @if let Some(updated) = world.program.last_change {
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
                        "\n" li class=[link.scripted.then_some("scripted")] {
                            a href=(link.href) aria-current=[link.current]
                                data-from=[link.during.as_ref().map(|(from, _)| from)]
                                data-end=[link.during.as_ref().map(|(_, until)| until)] {
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
    use super::*;
    use crate::model::color;

    #[test]
    fn the_backgrounds_are_those_of_the_style_sheet() {
        let [(light, _), (dark, _)] = BACKGROUNDS;
        for (n, name) in ["paper", "soft"].into_iter().enumerate() {
            let pair = format!("--{name}: light-dark({}, {});", hex(light[n]), hex(dark[n]));
            assert!(STYLE.contains(&pair), "{pair}");
        }
    }

    #[test]
    fn links_can_be_read_in_any_colour() {
        for accent in [
            "#ffff00", "#000000", "#ffffff", "#0a6e8a", "#808080", "#ff0000",
        ] {
            let accent = color::parse(accent);
            let program = Program {
                accent,
                ..Program::default()
            };
            let sheet = style(&program);
            let values = |name: &str| -> Vec<Rgb> {
                let at = sheet
                    .rfind(&format!("--{name}: light-dark("))
                    .expect("the variable");
                let (_, rest) = sheet[at..].split_once('(').expect("two colours");
                let (pair, _) = rest.split_once(')').expect("two colours");
                pair.split(", ").filter_map(color::parse).collect()
            };
            let (links, on) = (values("link"), values("on"));
            for (n, (backgrounds, _)) in BACKGROUNDS.into_iter().enumerate() {
                for background in backgrounds.into_iter().chain([on[n]]) {
                    let contrast = color::contrast(links[n], background);
                    assert!(contrast >= color::READABLE, "{accent:?} on {background:?}");
                }
            }
        }
        assert_eq!(style(&Program::default()), STYLE);
    }

    #[test]
    fn no_text_ends_an_attribute_or_an_element() {
        let text = "\"'><script>&";
        let written = html! { p class=(text) { (text) } }.into_string();
        let escaped = "&quot;'&gt;&lt;script&gt;&amp;";
        assert_eq!(written, format!("<p class=\"{escaped}\">{escaped}</p>"));
    }
}
