//! A page on the screen: its lines, its cursor and its scrolling.

mod grid;

use chrono::NaiveDateTime;

use crate::layout::Layout;
use crate::model::Subject;
use crate::page::{Page, Presentation, Row};
use crate::view::{self, View};
use crate::world::World;

/// A page on the screen, with the cursor and the scroll position.
#[derive(Debug)]
pub struct Pane {
    /// The view.
    pub view: &'static View,
    /// The subject of the view.
    pub subject: Subject,
    /// The page that the view makes of the subject.
    pub page: Page,
    /// The lines of the page at the width of the pane.
    pub laid: Layout,
    /// The selected row, if any row can be opened.
    pub cursor: Option<usize>,
    /// The first visible line.
    pub offset: usize,
    /// The first visible column of a timetable.
    pub column: usize,
    /// The line to which moving sideways keeps in a timetable.
    goal_line: Option<usize>,
    /// Whether the world has changed since the page was made.
    pub stale: bool,
    height: usize,
    /// The rows that are items.
    items: Vec<u32>,
    /// The rows that are headings.
    headings: Vec<u32>,
    /// The rows that name an hour.
    hours: Vec<u32>,
}

/// The fewest lines of a pane that keeps a heading in view.
const MIN_STICKY: usize = 8;

impl Pane {
    /// Returns a pane of `size` columns and lines that shows a subject by a view.
    pub fn new(world: &World, view: &'static View, subject: Subject, size: (usize, usize)) -> Self {
        let page = (view.page)(world, &subject);
        let laid = Layout::new(world, &page, size);
        let cursor = page.next_link(page.start);
        let [items, headings, hours] = marked_rows(&page);
        let mut pane = Self {
            view,
            subject,
            page,
            laid,
            cursor,
            offset: 0,
            column: 0,
            goal_line: None,
            stale: false,
            height: size.1,
            items,
            headings,
            hours,
        };
        if pane.page.start == 0 {
            // The first item, else the first link, that is visible without scrolling.
            let links = std::iter::successors(pane.cursor, |&row| pane.page.next_link(row + 1));
            let visible: Vec<usize> = links
                .take_while(|&row| pane.laid.span(row).end < size.1)
                .collect();
            let item = visible
                .iter()
                .find(|&&row| matches!(pane.page.rows[row], Row::Item(_)));
            pane.cursor = item.or(visible.first()).copied().or(pane.cursor);
        }
        if pane.page.start > 0
            && let Some(row) = pane.cursor
        {
            // What comes next is more useful than what was before; the beginning of the page stays if it can.
            let line = pane.laid.span(row).start;
            let line = if line < size.1 * 2 / 3 { 0 } else { line };
            pane.offset = line.saturating_sub(size.1 / 3).min(pane.last_offset());
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

    /// Updates the page if it is stale.
    pub fn refresh(&mut self, world: &World) {
        if std::mem::take(&mut self.stale) {
            self.update(world);
        }
    }

    /// Marks folded words in the texts of the page.
    pub fn highlight(&mut self, world: &World, words: Vec<String>) {
        if self.page.highlighted != words {
            self.page.highlighted = words;
            self.laid = Layout::new(world, &self.page, (self.laid.columns.width, self.height));
        }
    }

    /// Makes the page again; the cursor stays on the same subject if the page still has it.
    fn update(&mut self, world: &World) {
        let link = self.link().cloned();
        let visible = self.cursor.is_none_or(|c| self.is_visible(c));
        self.page = (self.view.page)(world, &self.subject);
        [self.items, self.headings, self.hours] = marked_rows(&self.page);
        self.laid = Layout::new(world, &self.page, (self.laid.columns.width, self.height));
        let old = self.cursor.unwrap_or(0);
        let rows = self.page.rows.iter().enumerate();
        let same = rows.filter(|(_, row)| row.link().is_some() && row.link() == link.as_ref());
        let same = same.map(|(i, _)| i).min_by_key(|i| i.abs_diff(old));
        // Else the cursor goes to the nearest item, else to the first link.
        let items = self.items.iter().map(|&row| row as usize);
        let near = items.min_by_key(|row| row.abs_diff(old));
        self.cursor = same.or(near).or_else(|| self.page.next_link(0));
        if visible {
            self.show_cursor();
        }
        self.offset = self.offset.min(self.last_offset());
    }

    /// Resizes the pane.
    pub fn resize(&mut self, world: &World, (width, height): (usize, usize)) {
        if self.laid.columns.width == width && self.height == height {
            return;
        }
        self.laid = Layout::new(world, &self.page, (width, height));
        self.height = height;
        self.show_cursor();
    }

    /// Returns the link of the row under the cursor.
    pub fn link(&self) -> Option<&Subject> {
        self.page.rows.get(self.cursor?)?.link()
    }

    /// Returns the number of visible lines.
    pub fn height(&self) -> usize {
        self.height
    }

    /// Returns the number of the item under the cursor, from 1, and the number of items.
    pub fn position(&self) -> Option<(usize, usize)> {
        let at = self.items.binary_search(&(self.cursor? as u32)).ok()?;
        Some((at + 1, self.items.len()))
    }

    pub(super) fn last_offset(&self) -> usize {
        self.laid.height().saturating_sub(self.height.max(1))
    }

    /// Scrolls just enough to show the row under the cursor, a line around it and the headings above.
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
                // Without a link above, the start of the page is shown if it fits.
                None if span.end <= self.height => 0,
                _ => span.start.saturating_sub(1),
            };
            let bottom = (span.end + 1).min(self.laid.height());
            self.offset = self.offset.max(bottom.saturating_sub(self.height)).min(top);
        }
        self.offset = self.offset.min(self.last_offset());
    }

    /// Moves down to the next link if it is near, else scrolls a line down.
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

    /// Moves up to the previous link if it is near, else scrolls a line up, also to a cursor that is above.
    pub fn up(&mut self) {
        if self.is_grid() {
            return self.below(false);
        }
        let visible = self.cursor.is_some_and(|c| self.is_visible(c));
        let previous = self
            .cursor
            .and_then(|c| self.page.previous_link(c.checked_sub(1)?));
        match previous.filter(|&row| visible && self.laid.span(row).end + 1 > self.offset) {
            Some(row) => {
                self.cursor = Some(row);
                self.show_cursor();
            }
            None => self.offset = self.offset.saturating_sub(1),
        }
    }

    /// Moves the cursor to the row that links to a subject, and returns whether there is one.
    pub fn find(&mut self, link: &Subject) -> bool {
        let row = self.page.rows.iter().position(|r| r.link() == Some(link));
        self.choose(row);
        row.is_some()
    }

    /// Moves the cursor to the start row of the page.
    pub fn to_start(&mut self) {
        self.choose(self.page.next_link(self.page.start));
    }

    /// Moves the cursor to a row that can be opened.
    pub fn choose(&mut self, row: Option<usize>) {
        self.goal_line = None;
        self.cursor = row.or(self.cursor);
        self.show_cursor();
    }

    /// Scrolls to a line, or to the last one if the pane has become larger.
    pub fn scroll_to(&mut self, offset: usize) {
        self.offset = offset.min(self.last_offset());
    }

    /// Scrolls down just enough to show the whole row, if it fits.
    fn reveal(&mut self, row: usize) {
        let span = self.laid.span(row);
        let bottom = (span.end + 1).min(self.laid.height());
        self.offset = self
            .offset
            .max(bottom.saturating_sub(self.height))
            .min(span.start.max(self.offset))
            .min(self.last_offset());
    }

    /// Returns the heading that stays in view at the top, over the first visible line: that of the rows below it, once
    /// it has been scrolled away.
    pub fn sticky_heading(&self) -> Option<usize> {
        if self.height < MIN_STICKY || self.page.presentation != Presentation::Rows {
            return None;
        }
        let top = self.laid.row(self.offset) as u32;
        let next = self.headings.partition_point(|&row| row <= top);
        let row = *self.headings.get(next.checked_sub(1)?)? as usize;
        (self.laid.span(row).start < self.offset).then_some(row)
    }

    /// Returns the hour beside the heading that stays at the top: that of the first visible session, if a row above names it.
    pub fn sticky_hour(&self, world: &World) -> Option<&str> {
        let heading = self.sticky_heading()?;
        let top = self.laid.row(self.offset + 1);
        let next = self.hours.partition_point(|&row| row as usize <= top);
        let row = *self.hours.get(next.checked_sub(1)?)? as usize;
        let named = self.hour_of(world, self.page.next_link(row)?);
        let visible = self.hour_of(world, self.page.next_link(top)?);
        let hour = self.page.rows[row].text();
        hour.filter(|_| heading < row && row < top && named == visible)
    }

    fn hour_of(&self, world: &World, row: usize) -> Option<NaiveDateTime> {
        world.hour_of(world.program.find(self.page.rows[row].link()?)?)
    }

    fn is_visible(&self, row: usize) -> bool {
        let span = self.laid.span(row);
        let covered = usize::from(self.sticky_heading().is_some());
        span.start >= self.offset + covered && span.start < self.offset + self.height
    }

    /// Scrolls down by `lines`, or up if negative; the cursor moves to the nearest visible link.
    pub fn scroll(&mut self, lines: isize) {
        if self.is_grid() {
            return self.leap(lines);
        }
        let last = self.laid.height().saturating_sub(1);
        let here = self
            .cursor
            .filter(|&c| self.is_visible(c))
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
        let near = nearest
            .into_iter()
            .flatten()
            .find(|&row| self.is_visible(row));
        // The first row may be visible in part only.
        let first = self.page.next_link(self.laid.row(self.offset));
        let links = std::iter::successors(first, |&row| self.page.next_link(row + 1));
        let bottom = self.offset + self.height;
        let mut links = links.take_while(|&row| self.laid.span(row).start < bottom);
        let visible = links.find(|&row| self.is_visible(row));
        self.cursor = near.or(visible).or(self.cursor);
        if before == self.offset && !self.cursor.is_none_or(|c| self.is_visible(c)) {
            self.show_cursor();
        }
    }

    /// Moves to the start or the end.
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

    /// Returns the row of the session that is on or next.
    pub fn current_row(&self, world: &World) -> Option<usize> {
        view::agenda::current(world, &self.page)
    }

    /// Returns the row of the first session of the next hour in which one starts; backwards, of the first one of this
    /// hour or, if the cursor is there already, of the hour before.
    pub fn row_of_hour(&self, world: &World, forward: bool) -> Option<usize> {
        let cursor = self.cursor?;
        let hour = |row: usize| self.hour_of(world, row);
        let rows = self.items.iter().map(|&row| row as usize);
        if forward {
            let here = hour(cursor);
            let mut after = rows.filter(|&row| row > cursor);
            return after.find(|&row| hour(row).is_some() && hour(row) != here);
        }
        // The row above tells whether the cursor is already at the start of its hour.
        let before = rows.filter(|&row| row < cursor && hour(row).is_some());
        let own = before.clone().next_back().map(hour)?;
        before.rev().take_while(|&row| hour(row) == own).last()
    }

    /// Moves to the next or previous heading: that of a day in most lists.
    pub fn to_heading(&mut self, forward: bool) {
        let Some(cursor) = self.cursor else { return };
        let is_heading = |row: &usize| matches!(self.page.rows[*row], Row::Heading(_));
        let found = if forward {
            (cursor + 1..self.page.rows.len()).find(is_heading)
        } else {
            // Back to the start of this group, else to the previous group.
            let own = (0..=cursor).rev().find(is_heading);
            own.and_then(|own| {
                if self.page.next_link(own + 1) < Some(cursor) {
                    Some(own)
                } else {
                    (0..own).rev().find(is_heading).or(Some(own))
                }
            })
        };
        if let Some(row) = found.and_then(|head| self.page.next_link(head + 1)) {
            self.choose_below(row, found.unwrap_or(row));
        }
    }

    /// Moves the cursor to a row, with another one above it in the upper third.
    fn choose_below(&mut self, row: usize, above: usize) {
        self.choose(Some(row));
        if self.is_grid() {
            return;
        }
        let top = self.laid.span(above).start;
        self.offset = self
            .offset
            .max(top.saturating_sub(self.height / 3))
            .min(top)
            .min(self.last_offset());
    }

    /// Moves the cursor to a row, in the upper third.
    pub fn jump_to(&mut self, row: usize) {
        self.choose_below(row, row.saturating_sub(1));
    }
}

/// Returns the rows that are items, headings and hours.
fn marked_rows(page: &Page) -> [Vec<u32>; 3] {
    let [mut items, mut headings, mut hours] = [const { Vec::new() }; 3];
    for (n, row) in (0..).zip(&page.rows) {
        match row {
            Row::Item(_) => items.push(n),
            Row::Heading(_) => headings.push(n),
            Row::Hour(_) => hours.push(n),
            _ => {}
        }
    }
    [items, headings, hours]
}
