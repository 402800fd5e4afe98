//! What a site has where the programme says at which address it is published: the addresses of its pages, a map of them, and
//! calendars to subscribe to. The page for addresses that lead nowhere is on every site.

use maud::{Markup, html};

use super::html::{Addresses, Document};
use super::rows::listed;
use super::{START_PAGE, Site};
use crate::export::schedule::ids::origin;
use crate::model::{Session, Speaker, Subject};
use crate::text::Lang;

/// The most addresses of a map (sitemaps.org).
const MAX_ADDRESSES: usize = 50_000;

impl Site<'_, '_> {
    /// Returns the addresses of a page.
    pub(super) fn addresses(&self, file: &str) -> Option<Addresses> {
        let of = |lang: &str| self.selection.address(&format!("{lang}/{file}.html"));
        let named = |lang: &str| Some((lang.to_owned(), of(lang)?));
        let languages = self.languages.iter().filter(|_| self.languages.len() > 1);
        let mut languages: Vec<_> = languages
            .filter_map(|(lang, _)| named(lang.as_str()))
            .collect();
        if file == START_PAGE && !languages.is_empty() {
            let root = self.selection.address("");
            languages.extend(root.map(|root| ("x-default".to_owned(), root)));
        }
        let own = of(self.lang.as_str())?;
        Some(Addresses { own, languages })
    }

    /// Returns the address of the picture of a session or a speaker.
    pub(super) fn image(&self, subject: &Subject) -> Option<String> {
        let program = &self.selection.world.program;
        let session = program.find::<Session>(subject);
        let speaker = program.find::<Speaker>(subject);
        let of_session = session.and_then(|ix| program[ix].image.as_ref());
        let image = of_session.or_else(|| program[speaker?].image.as_ref());
        image.map(ToString::to_string)
    }

    /// Returns the picture of a session or a speaker. Its size does not depend on it, so that nothing moves when it arrives.
    pub(super) fn picture(&self, subject: &Subject) -> Markup {
        let image = self.image(subject);
        let image = image.filter(|image| origin(image).is_some());
        let name = self.selection.world.name(subject);
        html! {
            @if let Some(image) = image {
                img class="picture" src=(image) alt=(listed(&name)) loading="lazy" decoding="async" referrerpolicy="no-referrer";
                "\n"
            }
        }
    }

    /// Returns the address at which a calendar can be subscribed to: calendars ask for it by https.
    pub(super) fn subscription(&self, calendar: &str) -> Option<String> {
        let path = format!("{}/{calendar}.ics", self.lang.as_str());
        let address = self.selection.address(&path)?;
        let place = address.strip_prefix("https://")?;
        Some(format!("webcal://{place}"))
    }

    /// Returns the map of all pages in all languages, which have the same names in each.
    pub(super) fn map(&self) -> Option<String> {
        self.selection.address("")?;
        let folder = format!("{}/", self.lang.as_str());
        let files = self.output.files.iter();
        let pages = files.filter_map(|(name, _)| name.strip_prefix(&folder)?.strip_suffix(".html"));
        let addresses = pages.flat_map(|page| {
            let in_language = move |(lang, _): &(Lang, String)| {
                let path = format!("{}/{page}.html", lang.as_str());
                self.selection.address(&path)
            };
            self.languages.iter().filter_map(in_language)
        });
        let map = html! {
            urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" {
                @for address in addresses.take(MAX_ADDRESSES) { "\n" url { loc { (address) } } }
                "\n"
            }
            "\n"
        };
        let head =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- The pages of a site of nadwa. -->";
        Some(format!("{head}\n{}", map.into_string()))
    }

    /// Adds the page that a server shows for addresses that lead nowhere. It has its style in itself, because the path to the
    /// style sheet is another one for each of them.
    pub(super) fn add_not_found(&mut self) {
        let world = self.selection.world;
        // Without the site's address no link is right for each of them.
        let start = self.selection.address("");
        let title = world.messages.get("html-not-found");
        let body = html! {
            h1 { (title) } "\n"
            p { (world.messages.get("html-not-found-why")) } "\n"
            @if let Some(start) = start {
                p class="actions" { a href=(start) { (world.name(&Subject::program())) } } "\n"
            }
        };
        let document = Document {
            class: "about",
            title,
            body,
            ..Document::default()
        };
        let text = document.render(self.selection);
        self.output
            .files
            .push(("404.html".into(), text.into_bytes()));
    }
}
