//! The mouse: what it points at, and what clicks and turns of the wheel do.

use super::{App, Slot};
use crate::page::Row;

/// A part of the screen that reacts to the mouse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A command or a view, by its name.
    Command(&'static str),
    /// A part of the filter, by its place.
    Chip(usize),
    /// The border between a list and the page beside it.
    Border,
    /// A row of a page.
    Row(Slot, usize),
    /// A page, outside its rows.
    Page(Slot),
}

impl App {
    /// Moves the cursor to a row, and returns whether it was there already, so that a click opens it.
    pub fn point(&mut self, slot: Slot, row: usize) -> bool {
        let there = self.focus == slot && self.focused().cursor == Some(row);
        if self.focus != slot {
            self.switch_pane();
        }
        let link = self.focused().page.rows.get(row).and_then(Row::link);
        if self.focus == slot && link.is_some() {
            self.go(|pane| pane.choose(Some(row)));
        }
        there
    }

    /// Removes the cursor, in the accessible mode.
    pub fn point_nowhere(&mut self) {
        self.pane_mut().cursor = None;
    }

    /// Scrolls a page by the wheel.
    pub fn turn(&mut self, slot: Slot, lines: isize) {
        self.slot_mut(slot).scroll(lines);
        self.settle();
    }
}
