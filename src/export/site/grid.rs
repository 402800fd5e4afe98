//! The timetable of a day as a table: rooms across, time down. A row is the time between two moments at which sessions start or
//! end, and a session is one cell.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use maud::{Markup, html};

use super::Site;
use super::html::{Document, page_name};
use super::rows::Rows;
use super::sessions::{classes, instant};
use crate::export::schedule::ids::file_stem;
use crate::i18n::time;
use crate::model::zone::Timestamp;
use crate::model::{Day, Ix, Room, Session, Slot, Subject};
use crate::page::item::Lead;
use crate::page::{Page, Row};
use crate::world::World;

/// The most columns of a table: of more, nobody finds a room, and a break across all of them is a cell in each.
const MAX_COLUMNS: usize = 100;
/// The most rows of a table.
const MAX_ROWS: usize = 1000;
/// The length of a session whose end is not known, in seconds.
const SHORTEST: i64 = 15 * 60;
/// The heights of rows in the style sheet, in minutes.
const HEIGHTS: [i64; 6] = [120, 90, 60, 45, 30, 15];
/// The paper of a table, by the most columns that can be read on it.
const PAPER: [(usize, &str); 3] = [(8, "grid a4"), (20, "grid a3"), (MAX_COLUMNS, "grid a1")];

/// A session, with its rows.
struct Block {
    session: Ix<Session>,
    rows: Range<usize>,
}

/// A column: a room, or sessions without one. A room in which sessions overlap has several.
struct Column {
    room: Option<Ix<Room>>,
    blocks: Vec<Block>,
}

/// The table of a day.
pub struct Grid {
    /// The moments between the rows.
    moments: Vec<Timestamp>,
    columns: Vec<Column>,
    /// The sessions without a room during which there is no other, such as breaks: they are across all columns.
    across: Vec<Block>,
    /// The sessions that take whole days, which are above the table.
    whole_days: Vec<Ix<Session>>,
}

/// A session, from its start to its end.
type Span = (Ix<Session>, Timestamp, Timestamp);

impl Grid {
    /// Returns the table of a day; `None` for a day with fewer than two columns, or too many.
    pub fn of(world: &World, day: &Day) -> Option<Self> {
        let program = &world.program;
        let shown = day.sessions.iter().copied().filter(|&ix| world.shows(ix));
        let timed = shown.filter_map(|ix| Some((ix, program[ix].slot?)));
        let (whole, timed): (Vec<_>, Vec<_>) = timed.partition(|(_, slot)| slot.is_whole_days());
        let span = |(ix, slot): &(Ix<Session>, Slot)| {
            let shortest = if slot.has_end() { 0 } else { SHORTEST };
            (*ix, slot.from, slot.until.max(slot.from + shortest))
        };
        let mut spans: Vec<Span> = timed.iter().map(span).collect();
        spans.sort_by_key(|&(_, from, until)| (from, Reverse(until)));
        let mut moments: Vec<Timestamp> = spans.iter().flat_map(|s| [s.1, s.2]).collect();
        moments.sort_unstable();
        moments.dedup();
        if moments.len() > MAX_ROWS {
            return None;
        }
        let row = |at: Timestamp| moments.partition_point(|moment| *moment < at);
        let block = |&(session, from, until): &Span| Block {
            session,
            rows: row(from)..row(until),
        };
        let is_across = alone(&spans);
        let (mut across, mut rooms) = (Vec::new(), BTreeMap::<_, Vec<Column>>::new());
        for (span, alone) in spans.iter().zip(is_across) {
            let (block, room) = (block(span), program[span.0].room);
            if alone && room.is_none() {
                across.push(block);
                continue;
            }
            let columns = rooms.entry((room.is_none(), room)).or_default();
            let is_free = |c: &&mut Column| {
                let last = c.blocks.last();
                last.is_none_or(|last| last.rows.end <= block.rows.start)
            };
            if let Some(column) = columns.iter_mut().find(is_free) {
                column.blocks.push(block);
            } else if columns.len() < MAX_COLUMNS {
                let blocks = vec![block];
                columns.push(Column { room, blocks });
            } else {
                return None;
            }
        }
        let columns: Vec<Column> = rooms.into_values().flatten().collect();
        (2..=MAX_COLUMNS).contains(&columns.len()).then(|| Self {
            moments,
            columns,
            across,
            whole_days: whole.into_iter().map(|(ix, _)| ix).collect(),
        })
    }

    /// Returns the class of the page.
    fn paper(&self) -> &'static str {
        let fits = |(columns, _): &&(usize, _)| self.columns.len() <= *columns;
        PAPER.iter().find(fits).map_or("grid", |(_, class)| class)
    }

    /// Returns the table, in a box of its own that scrolls.
    fn render(&self, rows: &Rows, label: &str) -> Markup {
        html! {
            div class="timetable" role="region" aria-label=(label) tabindex="0" {
                "\n" table {
                    "\n" thead { tr { td {} (self.head(rows)) } }
                    "\n" tbody { (self.body(rows)) "\n" }
                    "\n"
                }
                "\n"
            }
            "\n"
        }
    }

    /// Returns the names of the rooms.
    fn head(&self, rows: &Rows) -> Markup {
        let program = &rows.world.program;
        html! {
            @for columns in self.columns.chunk_by(|a, b| a.room == b.room) {
                @let several = (columns.len() > 1).then_some(columns.len());
                "\n" th scope=(if several.is_some() { "colgroup" } else { "col" }) colspan=[several] {
                    @match columns.first().and_then(|column| column.room) {
                        Some(room) => {
                            @match (rows.href)(&program.subject(room)) {
                                Some(href) => a href=(href) { (rows.name(room, None)) },
                                None => (rows.name(room, None)),
                            }
                        }
                        None => (rows.world.messages.get("no-room")),
                    }
                }
            }
        }
    }

    fn body(&self, rows: &Rows) -> Markup {
        html! {
            @for (between, cells) in self.moments.windows(2).zip(self.cells()) {
                @let height = HEIGHTS.iter().find(|height| **height * 60 <= between[1] - between[0]);
                "\n" tr class=[height.map(|height| format!("m{height}"))] {
                    th scope="row" { (moment(rows.world, between[0])) }
                    @for cell in cells { "\n" (cell.render(rows)) }
                }
            }
        }
    }

    /// Returns the cells that begin in each row, in the order of the columns.
    fn cells(&self) -> Vec<Vec<Cell<'_>>> {
        let mut cells: Vec<Vec<Cell>> = Vec::new();
        cells.resize_with(self.moments.len() - 1, Vec::new);
        for (n, column) in self.columns.iter().enumerate() {
            let across = self.across.iter().map(|block| (block, self.columns.len()));
            let own = column.blocks.iter().map(|block| (block, 1));
            let mut blocks: Vec<(&Block, usize)> = own.chain(across).collect();
            blocks.sort_by_key(|(block, _)| block.rows.start);
            let mut free = 0;
            for (block, columns) in blocks {
                Cell::empty(free..block.rows.start).put(&mut cells);
                if n == 0 || columns == 1 {
                    let (block, rows) = (Some(block), block.rows.clone());
                    let cell = Cell {
                        block,
                        rows,
                        columns,
                    };
                    cell.put(&mut cells);
                }
                free = block.rows.end;
            }
            Cell::empty(free..cells.len()).put(&mut cells);
        }
        cells
    }
}

/// A cell: a session, or a time without one.
struct Cell<'g> {
    block: Option<&'g Block>,
    rows: Range<usize>,
    columns: usize,
}

impl<'g> Cell<'g> {
    fn empty(rows: Range<usize>) -> Self {
        let (block, columns) = (None, 1);
        Self {
            block,
            rows,
            columns,
        }
    }

    /// Adds the cell to the row in which it begins.
    fn put(self, cells: &mut [Vec<Cell<'g>>]) {
        if !self.rows.is_empty() {
            cells[self.rows.start].push(self);
        }
    }

    fn render(&self, rows: &Rows) -> Markup {
        let (down, across) = (span(self.rows.len()), span(self.columns));
        let Some(block) = self.block else {
            return html! { td rowspan=[down] {} };
        };
        let program = &rows.world.program;
        let (ix, session) = (block.session, &program[block.session]);
        let item = rows.item(ix, Lead::Range);
        html! {
            td class=[classes(session, &item)] rowspan=[down] colspan=[across] data-id=(file_stem(&session.id)) {
                (rows.lead_of(session, &item)) " "
                @match (rows.href)(&program.subject(ix)) {
                    Some(href) => a class="title" href=(href) { (rows.name(ix, None)) },
                    None => (rows.name(ix, Some("title"))),
                }
                (rows.about(ix))
            }
        }
    }
}

/// Returns of each span, in the order of their starts, whether no other has a moment in common with it.
fn alone(spans: &[Span]) -> Vec<bool> {
    let mut latest = Timestamp::MIN;
    let mut all = Vec::with_capacity(spans.len());
    for (n, &(_, from, until)) in spans.iter().enumerate() {
        let before = latest <= from;
        let after = spans.get(n + 1).is_none_or(|next| next.1 >= until);
        all.push(before && after);
        latest = latest.max(until);
    }
    all
}

/// Returns a number of rows or columns as an attribute.
fn span(n: usize) -> Option<usize> {
    (n > 1).then_some(n)
}

fn moment(world: &World, at: Timestamp) -> Markup {
    html! { time datetime=(instant(world, at)) { (time(world.program.zone.at(at))) } }
}

impl Site<'_, '_> {
    /// Returns the name of the page with the timetable of a day, without its ending; `None` if the day has none.
    pub(super) fn grid_name(&self, day: &Subject) -> Option<String> {
        let has_grid = self.grids.iter().any(|(of, _)| of == day);
        has_grid.then(|| format!("grid-{}", day.id))
    }

    /// Returns a link from a day to its timetable, or back.
    pub(super) fn switch(&self, page: &str, label: &str) -> Markup {
        let label = self.selection.world.messages.get(label);
        html! { p class="switch" { a href=(format!("{page}.html")) { (label) } } "\n" }
    }

    /// Adds the timetable of each day.
    pub(super) fn add_grids(&mut self) {
        let pages = self.grids.iter().filter_map(|(day, grid)| {
            let name = self.grid_name(day)?;
            Some((format!("{name}.html"), self.grid_page(day, grid, &name)))
        });
        for (name, text) in pages.collect::<Vec<_>>() {
            self.add(&name, text);
        }
    }

    fn grid_page(&self, day: &Subject, grid: &Grid, name: &str) -> String {
        let world = self.selection.world;
        let label = world.messages.get("tab-timetable");
        let href = |subject: &Subject| self.href(subject, "");
        let rows = Rows {
            world,
            mark_tentative: self.mark_tentative,
            subject: day,
            level: 1,
            href: &href,
        };
        let mut page = Page::titled(world.name(day));
        let whole_days = grid.whole_days.iter();
        let whole_days = whole_days.map(|&ix| Row::Item(world.program.subject(ix)));
        page.rows.extend(whole_days);
        let body = html! {
            (self.switch(&page_name(day), "tab-agenda"))
            (rows.render(&page))
            (grid.render(&rows, &label))
        };
        let to_grid = |day: &Subject| self.grid_name(day).unwrap_or_else(|| page_name(day));
        let document = Document {
            class: grid.paper(),
            title: world.messages.field(&label, &world.name(day)),
            summary: self.summary(day, name),
            root: Some("../"),
            pages: self.list_links(name, ""),
            languages: self.language_links(name, "../"),
            days: self.day_links(day, "", &to_grid),
            body,
            addresses: self.addresses(name),
            ..Document::default()
        };
        document.render(self.selection)
    }
}
