//! A page on the screen, the place of the reader in it, and how that moves.

mod grid;

use crate::layout::Layout;
use crate::model::Subject;
use crate::page::{Page, Row};
use crate::view::View;
use crate::world::World;

/// A page on the screen: what it shows and where the reader is in it.
#[derive(Debug)]
pub struct Pane {
    /// How the subject is shown.
    pub view: &'static View,
    /// What is shown.
    pub subject: Subject,
    /// The page they make.
    pub page: Page,
    /// Its lines at the pane's width.
    pub laid: Layout,
    /// The row that can be opened, if any can.
    pub cursor: Option<usize>,
    /// The first line in sight.
    pub offset: usize,
    /// The first column in sight, of a timetable.
    pub column: usize,
    /// The line that moving sideways keeps to, of a timetable.
    aim: Option<usize>,
    /// Whether something that it shows has changed since it was made.
    pub stale: bool,
    height: usize,
    /// The rows that are items, for counting.
    items: Vec<u32>,
}

impl Pane {
    /// Shows a subject by a view, `size` columns and lines large.
    pub fn new(world: &World, view: &'static View, subject: Subject, size: (usize, usize)) -> Self {
        let page = (view.page)(world, &subject);
        let laid = Layout::new(world, &page, size.0);
        let cursor = page.next_link(page.start);
        let items = items(&page);
        let mut pane = Self {
            view,
            subject,
            page,
            laid,
            cursor,
            offset: 0,
            column: 0,
            aim: None,
            stale: false,
            height: size.1,
            items,
        };
        if pane.page.start == 0 {
            // The first item, or at least the first link, that shows without scrolling.
            let links = std::iter::successors(pane.cursor, |&row| pane.page.next_link(row + 1));
            let seen: Vec<usize> = links
                .take_while(|&row| pane.laid.span(row).end < size.1)
                .collect();
            let item = seen
                .iter()
                .find(|&&row| matches!(pane.page.rows[row], Row::Item(_)));
            pane.cursor = item.or(seen.first()).copied().or(pane.cursor);
        }
        if pane.page.start > 0
            || pane
                .cursor
                .is_some_and(|row| pane.laid.span(row).end < size.1)
        {
            pane.show_cursor();
        }
        pane
    }

    /// Makes the page again, when something that it shows has changed.
    pub fn refresh(&mut self, world: &World) {
        if std::mem::take(&mut self.stale) {
            self.remake(world);
        }
    }

    /// Makes the page again, the cursor on the same subject where it is still there.
    fn remake(&mut self, world: &World) {
        let link = self.link().cloned();
        let seen = self.cursor.is_none_or(|c| self.in_sight(c));
        self.page = (self.view.page)(world, &self.subject);
        self.items = items(&self.page);
        self.laid = Layout::new(world, &self.page, self.laid.columns.width);
        let old = self.cursor.unwrap_or(0);
        let rows = self.page.rows.iter().enumerate();
        let same = rows.filter(|(_, row)| row.link().is_some() && row.link() == link.as_ref());
        let same = same.map(|(i, _)| i).min_by_key(|i| i.abs_diff(old));
        // Else on the item that is nearest, else on whatever leads somewhere.
        let items = self.items.iter().map(|&row| row as usize);
        let near = items.min_by_key(|row| row.abs_diff(old));
        self.cursor = same.or(near).or_else(|| self.page.next_link(0));
        if seen {
            self.show_cursor();
        }
        self.offset = self.offset.min(self.last_offset());
    }

    /// The pane has another size, perhaps.
    pub fn resize(&mut self, world: &World, (width, height): (usize, usize)) {
        if self.laid.columns.width == width && self.height == height {
            return;
        }
        if self.laid.columns.width != width {
            self.laid = Layout::new(world, &self.page, width);
        }
        self.height = height;
        self.show_cursor();
    }

    /// What the row under the cursor leads to.
    pub fn link(&self) -> Option<&Subject> {
        self.page.rows.get(self.cursor?)?.link()
    }

    /// Lines in sight.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Which of the items the cursor is on, from 1, and how many there are.
    pub fn position(&self) -> Option<(usize, usize)> {
        let at = self.items.binary_search(&(self.cursor? as u32)).ok()?;
        Some((at + 1, self.items.len()))
    }

    pub(super) fn last_offset(&self) -> usize {
        self.laid.height().saturating_sub(self.height.max(1))
    }

    /// Scrolls as little as shows the cursor's row, with a line around it and the headings above.
    fn show_cursor(&mut self) {
        if self.is_grid() {
            return self.show_block();
        }
        if let Some(cursor) = self.cursor {
            let span = self.laid.span(cursor);
            let top = match cursor
                .checked_sub(1)
                .and_then(|row| self.page.previous_link(row))
            {
                // Nothing to open above: show as much of it as there is room for.
                None if span.end <= self.height => 0,
                _ => span.start.saturating_sub(1),
            };
            let bottom = (span.end + 1).min(self.laid.height());
            self.offset = self.offset.max(bottom.saturating_sub(self.height)).min(top);
        }
        self.offset = self.offset.min(self.last_offset());
    }

    /// One line down: to the next link where it is near, else the text moves.
    pub fn down(&mut self) {
        if self.is_grid() {
            return self.below(true);
        }
        let next = self.page.next_link(self.cursor.map_or(0, |c| c + 1));
        let near = |row: &usize| self.laid.span(*row).start <= self.offset + self.height;
        match next.filter(near) {
            Some(row) => {
                self.cursor = Some(row);
                self.reveal(row);
            }
            None => self.offset = (self.offset + 1).min(self.last_offset()),
        }
    }

    /// One line up, likewise; a cursor that was left behind is come back to first.
    pub fn up(&mut self) {
        if self.is_grid() {
            return self.below(false);
        }
        let seen = self.cursor.is_some_and(|c| self.in_sight(c));
        let previous = self
            .cursor
            .and_then(|c| self.page.previous_link(c.checked_sub(1)?));
        match previous.filter(|&row| seen && self.laid.span(row).end + 1 > self.offset) {
            Some(row) => {
                self.cursor = Some(row);
                self.show_cursor();
            }
            None => self.offset = self.offset.saturating_sub(1),
        }
    }

    /// Puts the cursor on what leads to a subject, if anything does.
    pub fn find(&mut self, link: &Subject) -> bool {
        let row = self.page.rows.iter().position(|r| r.link() == Some(link));
        self.choose(row);
        row.is_some()
    }

    /// Puts the cursor where the page starts.
    pub fn to_start(&mut self) {
        self.choose(self.page.next_link(self.page.start));
    }

    /// Puts the cursor on a row that can be opened.
    pub fn choose(&mut self, row: Option<usize>) {
        self.aim = None;
        self.cursor = row.or(self.cursor);
        self.show_cursor();
    }

    /// Shows the lines from this one on, as far as there are so many: the pane may have another size by now.
    pub fn scroll_to(&mut self, offset: usize) {
        self.offset = offset.min(self.last_offset());
    }

    /// Scrolls down as little as shows all of a row, if it fits.
    fn reveal(&mut self, row: usize) {
        let span = self.laid.span(row);
        let bottom = (span.end + 1).min(self.laid.height());
        self.offset = self
            .offset
            .max(bottom.saturating_sub(self.height))
            .min(span.start.max(self.offset))
            .min(self.last_offset());
    }

    fn in_sight(&self, row: usize) -> bool {
        let span = self.laid.span(row);
        span.start >= self.offset && span.start < self.offset + self.height
    }

    /// So many lines down, or up when negative. The cursor goes along, to the nearest link in sight.
    pub fn scroll(&mut self, lines: isize) {
        if self.is_grid() {
            return self.leap(lines);
        }
        let last = self.laid.height().saturating_sub(1);
        let here = self
            .cursor
            .filter(|&c| self.in_sight(c))
            .map_or(self.offset, |c| self.laid.span(c).start);
        let before = self.offset;
        self.offset = self
            .offset
            .saturating_add_signed(lines)
            .min(self.last_offset());
        let row = self.laid.row(here.saturating_add_signed(lines).min(last));
        let (below, above) = (self.page.next_link(row), self.page.previous_link(row));
        let nearest = if lines < 0 {
            [above, below]
        } else {
            [below, above]
        };
        let seen = nearest
            .into_iter()
            .flatten()
            .find(|&row| self.in_sight(row));
        let in_sight = self
            .page
            .next_link(self.laid.row(self.offset))
            .filter(|&row| self.in_sight(row));
        self.cursor = seen.or(in_sight).or(self.cursor);
        if before == self.offset && !self.cursor.is_none_or(|c| self.in_sight(c)) {
            self.show_cursor();
        }
    }

    /// To the start or the end.
    pub fn to_end(&mut self, end: bool) {
        if self.is_grid() {
            return self.choose(self.outermost(end));
        }
        let last = self.page.rows.len().saturating_sub(1);
        self.cursor = if end {
            self.page.previous_link(last)
        } else {
            self.page.next_link(0)
        };
        self.offset = if end { self.last_offset() } else { 0 };
    }

    /// To the next heading, or the one before: the next day, mostly.
    pub fn to_heading(&mut self, forward: bool) {
        let Some(cursor) = self.cursor else { return };
        let heads = |row: &usize| matches!(self.page.rows[*row], Row::Heading(_));
        let found = if forward {
            (cursor + 1..self.page.rows.len()).find(heads)
        } else {
            // The heading of the group before the one the cursor is in.
            let own = (0..=cursor).rev().find(heads);
            own.and_then(|own| {
                if own + 1 < cursor {
                    Some(own)
                } else {
                    (0..own).rev().find(heads).or(Some(own))
                }
            })
        };
        if let Some(row) = found.and_then(|head| self.page.next_link(head + 1)) {
            self.cursor = Some(row);
            self.show_cursor();
            if self.is_grid() {
                return;
            }
            let head = self.laid.span(found.unwrap_or(row)).start;
            self.offset = self
                .offset
                .max(head.saturating_sub(self.height / 3))
                .min(head)
                .min(self.last_offset());
        }
    }
}

fn items(page: &Page) -> Vec<u32> {
    let rows = (0..).zip(&page.rows);
    rows.filter(|(_, row)| matches!(row, Row::Item(_)))
        .map(|(i, _)| i)
        .collect()
}
