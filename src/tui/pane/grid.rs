//! Moves among the blocks of a timetable, in four directions.

use super::Pane;
use crate::layout::timetable::{Block, Timetable};

impl Pane {
    /// Whether the page is a timetable.
    pub fn is_grid(&self) -> bool {
        self.laid.table.is_some()
    }

    /// Returns the block under the cursor.
    fn here(&self) -> Option<(&Timetable, &Block)> {
        let table = self.laid.table.as_ref()?;
        Some((table, table.block(self.cursor?)?))
    }

    /// Moves to the next or previous block of the room; after the last block, to the next day.
    pub(super) fn below(&mut self, down: bool) {
        let found = self.here().map(|(table, block)| {
            let rows = table.rows(block.sheet, block.column);
            let at = rows.iter().position(|row| Some(*row) == self.cursor);
            let next = at.and_then(|at| {
                if down {
                    at.checked_add(1)
                } else {
                    at.checked_sub(1)
                }
            });
            next.and_then(|at| rows.get(at)).copied().or_else(|| {
                let sheet = if down {
                    block.sheet.checked_add(1)
                } else {
                    block.sheet.checked_sub(1)
                };
                outermost(table, sheet?, block.column, down)
            })
        });
        if let Some(row) = found.flatten() {
            return self.choose(Some(row));
        }
        // Headings, and sessions without a time below the sheets, are links as in a list.
        let at = self.cursor.unwrap_or(0);
        let row = match self.here() {
            Some(_) if down => self.page.next_link(self.first_after()),
            Some(_) => None,
            None if down => self.page.next_link(at + 1),
            None => at.checked_sub(1).and_then(|at| self.page.previous_link(at)),
        };
        match row {
            Some(row) => self.choose(Some(row)),
            None => self.shift(if down { 1 } else { -1 }),
        }
    }

    /// Scrolls if there is no further block, to show the rest of a long block; a part of the block stays
    /// visible.
    fn shift(&mut self, lines: isize) {
        let (least, most) = self.here().map_or((0, usize::MAX), |(table, block)| {
            let head = table.sheets[block.sheet].head;
            let most = block.lines.end.saturating_sub(head + 1);
            ((block.lines.start + 1).saturating_sub(self.height), most)
        });
        let offset = self.offset.saturating_add_signed(lines);
        self.offset = offset.min(most).max(least).min(self.last_offset());
    }

    /// Returns the first row after all blocks.
    fn first_after(&self) -> usize {
        let Some(table) = &self.laid.table else {
            return 0;
        };
        let rows = 0..self.page.rows.len();
        rows.rev()
            .find(|row| table.block(*row).is_some())
            .map_or(0, |row| row + 1)
    }

    /// Moves to the block of the nearest room that has one at this time.
    pub fn beside(&mut self, forward: bool) {
        let Some((table, block)) = self.here() else {
            return;
        };
        let (all, _) = table.columns(block.sheet);
        let columns: Vec<usize> = if forward {
            (block.column + 1..all).collect()
        } else {
            (0..block.column).rev().collect()
        };
        // Blocks that start at other times do not change the line that the cursor keeps to.
        let goal = self.goal_line.unwrap_or(block.lines.start);
        let distance_to = |row: &usize| {
            let lines = table.block(*row).map(|b| &b.lines);
            lines.map_or(usize::MAX, |lines| distance(lines, goal))
        };
        let near = |column: &usize| {
            let rows = table.rows(block.sheet, *column).iter().copied();
            rows.min_by_key(distance_to)
        };
        let beside = columns
            .iter()
            .filter_map(near)
            .find(|row| distance_to(row) == 0);
        let row = beside.or_else(|| near(columns.first()?));
        self.choose(row);
        self.goal_line = Some(goal);
    }

    /// Moves `lines` down or up to the nearest block; without one, scrolls.
    pub(super) fn leap(&mut self, lines: isize) {
        let (line, column) = match self.here() {
            Some((_, block)) => (block.lines.start, block.column),
            None => (self.cursor.map_or(0, |c| self.laid.span(c).start), 0),
        };
        let target = line.saturating_add_signed(lines);
        let beyond = |start: usize| {
            if lines < 0 {
                start < line
            } else {
                start > line
            }
        };
        if let Some(row) = self.nearest(target, column, beyond) {
            self.choose(Some(row));
        } else {
            self.shift(lines);
        }
    }

    /// Returns the block nearest to a line and a column, among those whose first line is wanted.
    fn nearest(&self, line: usize, column: usize, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let table = self.laid.table.as_ref()?;
        let rows = 0..self.page.rows.len();
        let far = |row: usize| {
            let block = table.block(row).filter(|b| wanted(b.lines.start))?;
            Some((
                distance(&block.lines, line) + LINES_A_COLUMN * block.column.abs_diff(column),
                row,
            ))
        };
        rows.filter_map(far).min().map(|(_, row)| row)
    }

    /// Returns the first block of all, or the last.
    pub(super) fn outermost(&self, end: bool) -> Option<usize> {
        let table = self.laid.table.as_ref()?;
        let rows = 0..self.page.rows.len();
        let mut blocks = rows.filter(|row| table.block(*row).is_some());
        if end {
            blocks.next_back()
        } else {
            blocks.next()
        }
    }

    /// Scrolls down and sideways just enough to show the block under the cursor, below the names of the
    /// rooms.
    pub(super) fn show_block(&mut self) {
        let height = self.height;
        if let Some((table, block)) = self.here() {
            let (all, visible) = table.columns(block.sheet);
            let sheet = &table.sheets[block.sheet];
            let line = block.lines.start;
            // Near the start of a day, its heading is visible.
            let top = if line <= sheet.lines.start + sheet.head + 2 {
                sheet.lines.start.saturating_sub(1)
            } else {
                line - sheet.head
            };
            let bottom = (block.lines.end + 1).min(self.laid.height());
            let column = self
                .column
                .clamp((block.column + 1).saturating_sub(visible), block.column)
                .min(all.saturating_sub(visible));
            self.offset = self
                .offset
                .max(bottom.saturating_sub(height))
                .min(top)
                .max((line + 1).saturating_sub(height));
            self.column = column;
        } else if let Some(cursor) = self.cursor {
            let span = self.laid.span(cursor);
            let top = span.start.saturating_sub(1);
            let bottom = (span.end + 1).min(self.laid.height());
            self.offset = self.offset.max(bottom.saturating_sub(height)).min(top);
        }
        self.offset = self.offset.min(self.last_offset());
    }
}

/// The lines of distance that count as much as one column.
const LINES_A_COLUMN: usize = 8;

/// Returns the first or last block of a day in a room, or in the nearest room of that day.
fn outermost(table: &Timetable, sheet: usize, column: usize, first: bool) -> Option<usize> {
    table.sheets.get(sheet)?;
    let (all, _) = table.columns(sheet);
    let rows = table.rows(sheet, column.min(all.checked_sub(1)?));
    if first { rows.first() } else { rows.last() }.copied()
}

/// Returns the number of lines between a range and a line.
fn distance(lines: &std::ops::Range<usize>, line: usize) -> usize {
    if lines.contains(&line) {
        0
    } else if line < lines.start {
        lines.start - line
    } else {
        line + 1 - lines.end
    }
}
