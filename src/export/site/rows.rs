//! The rows of a page as HTML.

use std::borrow::Cow;
use std::fmt::Write as _;

use maud::{Markup, PreEscaped, html};

use crate::model::{Kind, Session, Status, Subject};
use crate::page::item::{Countdown, ItemStyle, Lead, item};
use crate::page::{Cell, Page, Role, Row};
use crate::text::truncate;
use crate::world::World;

/// The longest name in a list or a link, in cells; its own page has the whole of it. A name can be a megabyte long, and be
/// in the list of a hundred thousand sessions.
pub const MAX_LISTED: usize = 400;

/// What the rows of pages need to become HTML.
pub struct Rows<'a> {
    /// The programme, and the language of the reader.
    pub world: &'a World,
    /// The level of the heading that is a page's title, 1 to 5.
    pub level: u8,
    /// Returns the address of a subject's page, if it has one.
    pub href: &'a dyn Fn(&Subject) -> Option<String>,
}

/// Rows that become one element.
enum Block<'p> {
    Title(&'p str),
    Heading(&'p Cell),
    /// Items, each with the rows that are under it.
    Items(Vec<(&'p Subject, Vec<&'p Cell>)>),
    Fields(Vec<(&'p str, &'p Cell)>),
    Text(&'p Cell),
    Note(&'p Cell),
    /// The end of a list of fields.
    Gap,
}

/// Groups the rows of a page into blocks.
fn blocks(rows: &[Row]) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block> = Vec::new();
    for row in rows {
        match (row, blocks.last_mut()) {
            (Row::Item(subject), Some(Block::Items(items))) => items.push((subject, Vec::new())),
            (Row::Item(subject), _) => blocks.push(Block::Items(vec![(subject, Vec::new())])),
            (Row::Under(cell), Some(Block::Items(items))) => {
                items
                    .last_mut()
                    .into_iter()
                    .for_each(|(_, under)| under.push(cell));
            }
            (Row::Under(cell), _) => blocks.push(Block::Note(cell)),
            (Row::Field(label, cell), Some(Block::Fields(fields))) => fields.push((label, cell)),
            (Row::Field(label, cell), _) => blocks.push(Block::Fields(vec![(label, cell)])),
            (Row::Title(title), _) => blocks.push(Block::Title(title)),
            (Row::Heading(cell), _) => blocks.push(Block::Heading(cell)),
            (Row::Text(cell), _) => blocks.push(Block::Text(cell)),
            (Row::Blank, Some(Block::Fields(_))) => blocks.push(Block::Gap),
            // Excerpts of the file are not for publication.
            (Row::Blank | Row::Source(..), _) => {}
        }
    }
    blocks
}

impl Rows<'_> {
    /// Returns the rows of a page; each heading begins a section.
    pub fn render(&self, page: &Page) -> Markup {
        let blocks = blocks(&page.rows);
        let heading = |block: &Block| matches!(block, Block::Heading(_));
        let first = blocks.iter().position(heading).unwrap_or(blocks.len());
        let (before, sections) = blocks.split_at(first);
        html! {
            (self.blocks(page, before))
            @for section in sections.chunk_by(|_, next| !heading(next)) {
                // A text after the list of a day is not about that day.
                @let list_then_text = |pair: &[Block]| matches!(pair, [Block::Items(_), Block::Text(_)]);
                @let end = section.windows(2).position(list_then_text);
                @let (inside, after) = section.split_at(end.map_or(section.len(), |at| at + 1));
                section data-title=(page.title) { "\n" (self.blocks(page, inside)) } "\n"
                (self.blocks(page, after))
            }
        }
    }

    fn blocks(&self, page: &Page, blocks: &[Block]) -> Markup {
        html! {
            @for block in blocks { (self.block(page, block)) "\n" }
        }
    }

    fn block(&self, page: &Page, block: &Block) -> Markup {
        match block {
            Block::Title(title) => heading(self.level, &html! { bdi { (title) } }),
            Block::Heading(cell) => heading(self.level + 1, &self.cell(cell)),
            Block::Items(items) => self.items(page, items),
            Block::Fields(fields) => html! {
                dl {
                    @for (label, cell) in fields {
                        "\n"
                        @if !label.is_empty() { dt { (label) } "\n" }
                        dd { (self.cell(cell)) }
                    }
                    "\n"
                }
            },
            Block::Text(cell) => html! {
                p dir="auto" class=[class(cell.role)] {
                    // `dir="auto"` ignores text inside `bdi`, so only links are isolated.
                    @if cell.link.is_some() { (self.cell(cell)) } @else { (cell.text) }
                }
            },
            Block::Note(cell) => html! { p class="faint" { (self.cell(cell)) } },
            Block::Gap => html! {},
        }
    }

    fn cell(&self, cell: &Cell) -> Markup {
        if let Some(href) = cell.link.as_ref().and_then(self.href) {
            return html! { a href=(href) { bdi { (listed(&cell.text)) } } };
        }
        let Some(Subject {
            kind: Kind::Address,
            id: url,
        }) = &cell.link
        else {
            return html! { bdi { (cell.text) } };
        };
        // The text is the title followed by the address, or the address alone.
        let title = cell
            .text
            .strip_suffix(url.as_str())
            .unwrap_or_default()
            .trim_end();
        let shown = if title.is_empty() { url } else { title };
        html! { a href=(uri_reference(url)) rel="nofollow noopener" { bdi { (shown) } } }
    }

    fn items(&self, page: &Page, items: &[(&Subject, Vec<&Cell>)]) -> Markup {
        let sessions = items.first().is_some_and(|(s, _)| s.kind == Kind::Session);
        let list = match (sessions, page.dated) {
            (false, _) => "list things",
            (true, true) => "list dated",
            (true, false) => "list",
        };
        html! {
            ul class=(list) {
                @for (subject, under) in items {
                    "\n" (self.item(page, subject, under))
                }
                "\n"
            }
        }
    }

    fn item(&self, page: &Page, subject: &Subject, under: &[&Cell]) -> Markup {
        let lead = if page.dated {
            Lead::DateRange
        } else {
            Lead::Range
        };
        let style = ItemStyle {
            lead,
            countdown: Countdown::None,
            ..ItemStyle::default()
        };
        let item = item(self.world, subject, style);
        let is_session = subject.kind == Kind::Session;
        let program = &self.world.program;
        let session = program.find::<Session>(subject).map(|ix| &program[ix]);
        let start = session
            .and_then(|s| s.slot)
            .map(|s| s.start.format("%Y-%m-%dT%H:%M"));
        let color = item.color.map(|color| format!("c-{}", color.name()));
        let cancelled = session.is_some_and(|s| s.status == Status::Cancelled);
        let classes: Vec<String> = color
            .into_iter()
            .chain(cancelled.then(|| "cancelled".into()))
            .collect();
        html! {
            li class=[(!classes.is_empty()).then(|| classes.join(" "))] {
                @if is_session {
                    @match start {
                        Some(start) => { time class="lead" datetime=(start) { (item.lead) } }
                        None => { span class="lead" { (item.lead) } }
                    }
                    " "
                }
                span {
                    @match (self.href)(subject) {
                        Some(href) => { a class="title" href=(href) { bdi { (listed(&item.name)) } } }
                        None => { bdi class="title" { (listed(&item.name)) } }
                    }
                    @for (mark, role) in item.marks {
                        " " span class=(format!("mark {}", role_name(role))) { (listed(&self.mark(mark))) }
                    }
                }
                @if !item.aside.is_empty() {
                    " " bdi class="aside" { (listed(&item.aside)) }
                }
                @for cell in under {
                    p class="under" { (self.cell(cell)) } "\n"
                }
            }
        }
    }

    /// Returns the text of a mark. The screen abbreviates "tentative" to `?`.
    fn mark(&self, mark: String) -> String {
        match mark.as_str() {
            "?" => self.world.messages.status(Status::Tentative.name()),
            _ => mark,
        }
    }
}

fn listed(name: &str) -> Cow<'_, str> {
    truncate(name, MAX_LISTED)
}

/// Returns a heading of a level.
fn heading(level: u8, content: &Markup) -> Markup {
    html! { (PreEscaped(format!("<h{level}>"))) (content) (PreEscaped(format!("</h{level}>"))) }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Faint => "faint",
        Role::Warning => "warning",
        Role::Notice => "notice",
        Role::Error => "error",
        Role::Now => "now",
        _ => "plain",
    }
}

fn class(role: Role) -> Option<&'static str> {
    Some(role_name(role)).filter(|name| *name != "plain")
}

/// Returns an address as a URI reference (RFC 3986), with the characters that it may not contain
/// percent-encoded.
fn uri_reference(url: &str) -> String {
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
}
