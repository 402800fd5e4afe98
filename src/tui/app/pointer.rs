//! The mouse: what it points at, and what a click or a turn of its wheel does to the pages.

use super::App;

/// What there is at a place of the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A command or a view, by its name.
    Command(&'static str),
    /// A row of the page, or of the page at its side.
    Row(bool, usize),
    /// Elsewhere on the page, or on the page at its side.
    Page(bool),
}

impl App {
    /// Puts the cursor on a row; the result is whether it was there already, so that it is to be opened.
    pub fn point(&mut self, on_side: bool, row: usize) -> bool {
        let there = self.on_side == on_side && self.focused().cursor == Some(row);
        if self.on_side != on_side {
            self.switch_pane();
        }
        let link =
            |p: &crate::tui::pane::Pane| p.page.rows.get(row).is_some_and(|r| r.link().is_some());
        if self.on_side == on_side && link(self.focused()) {
            self.go(|pane| pane.choose(Some(row)));
        }
        there
    }

    /// Takes the cursor away, where nobody sees one.
    pub fn point_nowhere(&mut self) {
        self.pane_mut().cursor = None;
    }

    /// Moves what the wheel is turned over.
    pub fn turn(&mut self, on_side: bool, lines: isize) {
        match &mut self.side {
            Some(side) if on_side => side.scroll(lines),
            _ => self.pane_mut().scroll(lines),
        }
        self.settle();
    }
}
