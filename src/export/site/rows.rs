//! The rows of a page as HTML.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};

use super::prose::{self, linked, uri_reference};
use crate::model::{AnyIx, Kind, Session, Subject};
use crate::page::item::{ItemStyle, item};
use crate::page::{Cell, Page, Role, Row};
use crate::text::fold::fold;
use crate::text::{Lang, Localized, truncate};
use crate::world::World;

/// The speakers of a list that has no headings of letters.
pub const MAX_WITHOUT_LETTERS: usize = 30;

/// The longest name in a list or a link, in cells; its own page has the whole of it. A name can be a megabyte long, and be
/// in the list of a hundred thousand sessions.
pub const MAX_LISTED: usize = 400;

/// What stands for the letter of names that begin with none; they are behind the others.
pub const NO_LETTER: char = '#';

/// What the rows of pages need to become HTML.
pub struct Rows<'a> {
    /// The programme, and the language of the reader.
    pub world: &'a World,
    /// What the page is about.
    pub subject: &'a Subject,
    /// The level of the heading that is a page's title, 1 to 5.
    pub level: u8,
    /// Whether rows mark the tentative sessions, because others are not.
    pub mark_tentative: bool,
    /// Returns the address of a subject's page, if it has one.
    pub href: &'a dyn Fn(&Subject) -> Option<String>,
}

/// An item, with the rows that are under it.
pub type ItemRows<'p> = (&'p Subject, Vec<&'p Cell>);

/// Rows that become one element.
enum Block<'p> {
    Title(&'p str),
    Heading(&'p Cell),
    Items(Vec<ItemRows<'p>>),
    Fields(Vec<(&'p str, &'p Cell)>),
    Text(&'p Cell),
    /// The page's long text in Markdown.
    Marked,
    Note(&'p Cell),
    /// The end of a list of fields.
    Gap,
}

/// Groups the rows of a page into blocks, without the fields of these labels; `is_marked` is whether its long text is in Markdown.
fn blocks<'p>(rows: &'p [Row], without: &[String], is_marked: bool) -> Vec<Block<'p>> {
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
            (Row::Field(label, _), _) if without.contains(label) => {}
            (Row::Field(label, cell), Some(Block::Fields(fields))) => fields.push((label, cell)),
            (Row::Field(label, cell), _) => blocks.push(Block::Fields(vec![(label, cell)])),
            (Row::Title(title), _) => blocks.push(Block::Title(title)),
            (Row::Heading(cell), _) => blocks.push(Block::Heading(cell)),
            (Row::Text(cell), last) if is_marked && cell.role == Role::Text => {
                if !matches!(last, Some(Block::Marked)) {
                    blocks.push(Block::Marked);
                }
            }
            (Row::Text(cell), _) => blocks.push(Block::Text(cell)),
            (Row::Blank, Some(Block::Fields(_))) => blocks.push(Block::Gap),
            // Excerpts of the file are not for publication.
            (Row::Hour(_) | Row::Blank | Row::Source(..), _) => {}
        }
    }
    blocks
}

impl Rows<'_> {
    /// Returns the rows of a page; each heading begins a section.
    pub fn render(&self, page: &Page) -> Markup {
        let is_marked = self.markdown().is_some();
        let blocks = blocks(&page.rows, &self.shown_elsewhere(), is_marked);
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
                section { "\n" (self.blocks(page, inside)) } "\n"
                (self.blocks(page, after))
            }
        }
    }

    /// Returns the labels of fields that are shown as bands or tabs.
    fn shown_elsewhere(&self) -> Vec<String> {
        let keys: &[&str] = match self.subject.kind {
            Kind::Session => &["label-status", "label-full"],
            Kind::Day => &["label-day-before", "label-day-after"],
            _ => &[],
        };
        keys.iter()
            .map(|key| self.world.messages.get(key))
            .collect()
    }

    fn blocks(&self, page: &Page, blocks: &[Block]) -> Markup {
        html! {
            @for block in blocks { (self.block(page, block)) "\n" }
        }
    }

    fn block(&self, page: &Page, block: &Block) -> Markup {
        match block {
            Block::Title(title) => self.title(title),
            Block::Heading(cell) => heading(self.level + 1, &self.cell(cell)),
            Block::Items(items) => self.items(page, items),
            Block::Fields(fields) => self.fields(fields),
            Block::Text(cell) => self.text(cell),
            Block::Marked => self.marked(),
            Block::Note(cell) => html! { p class="faint" { (self.cell(cell)) } },
            Block::Gap => html! {},
        }
    }

    /// Returns the name of what the page is about, and how a session differs from the schedule.
    fn title(&self, title: &str) -> Markup {
        let program = &self.world.program;
        let found = program.find_any(self.subject);
        let names = found.map_or_else(Vec::new, |ix| program.names(ix));
        let lang = names.first().and_then(|name| self.foreign(name));
        let title = heading(
            self.level,
            &html! { bdi lang=[tag(lang)] { (unmarked(title, lang)) } },
        );
        html! {
            (title)
            @if let Some(AnyIx::Session(ix)) = found { (self.bands(ix)) }
        }
    }

    fn fields(&self, fields: &[(&str, &Cell)]) -> Markup {
        html! {
            dl {
                @for (label, cell) in fields {
                    "\n"
                    @if !label.is_empty() { dt { (label) } "\n" }
                    dd { (self.field(cell)) }
                }
                "\n"
            }
        }
    }

    /// Returns a value; the time of a session in such a way that a program can read it.
    fn field(&self, cell: &Cell) -> Markup {
        let session = self.world.program.find::<Session>(self.subject);
        let slot = session.and_then(|ix| self.world.program[ix].slot);
        match slot.filter(|_| cell.role == Role::Time) {
            Some(slot) => self.time("when", slot, &self.cell(cell)),
            None => self.cell(cell),
        }
    }

    fn text(&self, cell: &Cell) -> Markup {
        let lang = (cell.role == Role::Text)
            .then(|| self.prose_lang())
            .flatten();
        html! {
            p dir="auto" class=[class(cell.role)] lang=[tag(lang)] {
                // `dir="auto"` ignores text inside `bdi`, so only links are isolated.
                @if cell.link.is_some() { (self.cell(cell)) } @else { (linked(unmarked(&cell.text, lang))) }
            }
        }
    }

    fn marked(&self) -> Markup {
        let lang = self.prose_lang();
        html! {
            div class="prose" dir="auto" lang=[tag(lang)] { "\n" (prose::marked(self.markdown().unwrap_or_default())) }
        }
    }

    /// Returns the page's long text.
    fn prose(&self) -> Option<&Localized> {
        let program = &self.world.program;
        match program.find_any(self.subject) {
            Some(AnyIx::Session(ix)) => Some(&program[ix].summary),
            Some(AnyIx::Speaker(ix)) => Some(&program[ix].bio),
            Some(AnyIx::Track(ix)) => Some(&program[ix].about),
            Some(AnyIx::Partner(ix)) => Some(&program[ix].about),
            Some(AnyIx::Project(ix)) => Some(&program[ix].about),
            None if self.subject.kind == Kind::Program => Some(&program.about),
            Some(AnyIx::Room(_)) | None => None,
        }
    }

    /// Returns the page's long text in Markdown, if it is written so.
    fn markdown(&self) -> Option<&str> {
        let program = &self.world.program;
        let choice = self
            .prose()?
            .choose(self.world.lang(), &program.languages)?;
        program.markdown.get(choice.text).map(|text| &**text)
    }

    /// Returns the language of the page's long text, where it is not that of the page.
    fn prose_lang(&self) -> Option<Lang> {
        self.foreign(self.prose()?)
    }

    /// Returns the language of a text that has no translation into that of the page.
    fn foreign(&self, text: &Localized) -> Option<Lang> {
        text.choose(self.world.lang(), &self.world.program.languages)?
            .fallback
    }

    /// Returns the name of something in the programme, marked with its language where that is not the page's.
    pub fn name(&self, ix: impl Into<AnyIx>, class: Option<&str>) -> Markup {
        let ix = ix.into();
        let program = &self.world.program;
        let lang = program.names(ix).first().and_then(|n| self.foreign(n));
        let name = self.world.name(&program.subject(ix));
        html! { bdi class=[class] lang=[tag(lang)] { (listed(unmarked(&name, lang))) } }
    }

    pub fn cell(&self, cell: &Cell) -> Markup {
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

    fn items(&self, page: &Page, items: &[ItemRows]) -> Markup {
        let kind = items.first().map(|(subject, _)| subject.kind);
        match kind {
            Some(Kind::Session) if self.has_hours(page) => self.by_hour(page, items),
            Some(Kind::Session) => self.sessions(page, items),
            Some(Kind::Speaker) if items.len() > MAX_WITHOUT_LETTERS => self.by_letter(items),
            Some(kind) => self.things(kind, items),
            None => html! {},
        }
    }

    /// Returns a list of speakers under their first letters.
    fn by_letter(&self, items: &[ItemRows]) -> Markup {
        let letter_of = |(subject, _): &ItemRows| letter(&self.world.name(subject));
        let mut items = items.to_vec();
        items.sort_by_key(|item| letter_of(item) == NO_LETTER);
        html! {
            @for group in items.chunk_by(|a, b| letter_of(a) == letter_of(b)) {
                @let letter = group.first().map_or(NO_LETTER, letter_of);
                section class="letter" id=(letter_id(letter)) {
                    "\n" (heading(self.level + 1, &html! { (letter.to_uppercase()) })) "\n"
                    (self.things(Kind::Speaker, group))
                }
                "\n"
            }
        }
    }

    fn things(&self, kind: Kind, items: &[ItemRows]) -> Markup {
        html! {
            ul class=(format!("list things of-{}", kind.name())) {
                @for (subject, under) in items { "\n" (self.thing(subject, under)) }
                "\n"
            }
        }
    }

    fn thing(&self, subject: &Subject, under: &[&Cell]) -> Markup {
        let item = item(self.world, subject, ItemStyle::default());
        let color = item.color.map(|color| format!("c-{}", color.name()));
        html! {
            li class=[color] {
                @match (self.href)(subject) {
                    Some(href) => { a class="title" href=(href) { bdi { (listed(&item.name)) } } }
                    None => { bdi class="title" { (listed(&item.name)) } }
                }
                @for (mark, role) in item.marks {
                    " " span class=(format!("mark {}", role_name(role))) { (listed(&mark)) }
                }
                @if !item.aside.is_empty() {
                    " " bdi class="aside" { (listed(&item.aside)) }
                }
                @for cell in under { p class="under" { (self.cell(cell)) } "\n" }
            }
        }
    }
}

/// Returns the letter under which a name stands in a list, folded.
pub fn letter(name: &str) -> char {
    let first = fold(name).chars().find(|c| !c.is_whitespace());
    first.filter(|c| c.is_alphabetic()).unwrap_or(NO_LETTER)
}

/// Returns the anchor of a letter.
pub fn letter_id(letter: char) -> String {
    format!("letter-{:x}", u32::from(letter))
}

/// Returns a language as the value of `lang`.
pub fn tag(lang: Option<Lang>) -> Option<String> {
    lang.map(|lang| lang.as_str().to_owned())
}

/// Returns a text without the mark of its language, which the screen needs.
fn unmarked(text: &str, lang: Option<Lang>) -> &str {
    let mark = lang.map(|lang| format!(" [{}]", lang.as_str()));
    mark.and_then(|mark| text.strip_suffix(&mark))
        .unwrap_or(text)
}

pub fn listed(name: &str) -> Cow<'_, str> {
    truncate(name, MAX_LISTED)
}

/// Returns a heading of a level.
pub fn heading(level: u8, content: &Markup) -> Markup {
    html! { (PreEscaped(format!("<h{level}>"))) (content) (PreEscaped(format!("</h{level}>"))) }
}

pub fn role_name(role: Role) -> &'static str {
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
