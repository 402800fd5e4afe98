//! A page on the screen, the place of the reader in it, and how that moves.

use crate::layout::Laid;
use crate::page::{Page, Row};
use crate::program::Subject;
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
    pub laid: Laid,
    /// The row that can be opened, if any can.
    pub cursor: Option<usize>,
    /// The first line in sight.
    pub offset: usize,
    height: usize,
}

impl Pane {
    /// Shows a subject by a view, `size` columns and lines large.
    pub fn new(world: &World, view: &'static View, subject: Subject, size: (usize, usize)) -> Self {
        let page = (view.page)(world, &subject);
        let laid = Laid::new(world, &page, size.0);
        let cursor = page.next_link(page.start);
        let mut pane = Self {
            view,
            subject,
            page,
            laid,
            cursor,
            offset: 0,
            height: size.1,
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

    /// Makes the page again, the cursor on the same subject where it is still there.
    pub fn remake(&mut self, world: &World) {
        let link = self.link().cloned();
        self.page = (self.view.page)(world, &self.subject);
        self.laid = Laid::new(world, &self.page, self.laid.grid.width);
        let same = self
            .page
            .rows
            .iter()
            .position(|row| row.link().is_some() && row.link() == link.as_ref());
        let near = self.cursor.and_then(|at| self.page.previous_link(at));
        self.cursor = same.or(near).or_else(|| self.page.next_link(0));
        self.show_cursor();
    }

    /// The pane has another size.
    pub fn resize(&mut self, world: &World, (width, height): (usize, usize)) {
        if self.laid.grid.width != width {
            self.laid = Laid::new(world, &self.page, width);
        }
        if self.height != height {
            self.height = height;
        }
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

    /// Which of the rows that can be opened the cursor is on, from 1, and how many there are.
    pub fn position(&self) -> Option<(usize, usize)> {
        let cursor = self.cursor?;
        let counted = |row: &Row| matches!(row, Row::Item(_));
        let before = self.page.rows[..=cursor]
            .iter()
            .filter(|r| counted(r))
            .count();
        let all = before
            + self.page.rows[cursor + 1..]
                .iter()
                .filter(|r| counted(r))
                .count();
        (counted(&self.page.rows[cursor])).then_some((before, all))
    }

    fn last_offset(&self) -> usize {
        self.laid.height().saturating_sub(self.height.max(1))
    }

    /// Scrolls as little as shows the cursor's row, with a line around it and the headings above.
    fn show_cursor(&mut self) {
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
        let next = self.page.next_link(self.cursor.map_or(0, |c| c + 1));
        match next.filter(|&row| {
            self.cursor.is_some() && self.laid.span(row).start < self.offset + self.height + 1
        }) {
            Some(row) => {
                self.cursor = Some(row);
                self.show_cursor();
            }
            None => self.offset = (self.offset + 1).min(self.last_offset()),
        }
    }

    /// One line up, likewise.
    pub fn up(&mut self) {
        let previous = self
            .cursor
            .and_then(|c| self.page.previous_link(c.checked_sub(1)?));
        match previous.filter(|&row| self.laid.span(row).end + 1 > self.offset) {
            // Text was scrolled below the cursor: come back to it first.
            Some(row) if self.cursor.is_some_and(|c| self.in_sight(c)) => {
                self.cursor = Some(row);
                self.show_cursor();
            }
            _ => self.offset = self.offset.saturating_sub(1),
        }
    }

    fn in_sight(&self, row: usize) -> bool {
        let span = self.laid.span(row);
        span.start >= self.offset && span.start < self.offset + self.height
    }

    /// So many lines down, or up when negative.
    pub fn scroll(&mut self, lines: isize) {
        let from = self.cursor.map_or(self.offset, |c| self.laid.span(c).start);
        let last = self.laid.height().saturating_sub(1);
        let row = self.laid.row(from.saturating_add_signed(lines).min(last));
        self.offset = self
            .offset
            .saturating_add_signed(lines)
            .min(self.last_offset());
        if self.cursor.is_some() {
            let found = if lines < 0 {
                self.page
                    .previous_link(row)
                    .or_else(|| self.page.next_link(row))
            } else {
                self.page
                    .next_link(row)
                    .or_else(|| self.page.previous_link(row))
            };
            self.cursor = found;
            self.show_cursor();
        }
    }

    /// To the start or the end.
    pub fn to_end(&mut self, end: bool) {
        let last = self.page.rows.len().saturating_sub(1);
        self.cursor = if end {
            self.page.previous_link(last)
        } else {
            self.page.next_link(0)
        };
        self.offset = if end { self.last_offset() } else { 0 };
        self.show_cursor();
        if end {
            self.offset = self.last_offset();
        }
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
            let head = self.laid.span(found.unwrap_or(row)).start;
            self.offset = self
                .offset
                .max(head.saturating_sub(self.height / 3))
                .min(head)
                .min(self.last_offset());
        }
    }
}
