//! The page at the right of a list: where there is one, and how wide it is.

use std::fmt;

use super::{App, Effect};
use crate::text::bidi::Dir;

/// The width from which a list and a page are side by side by default. The list has at least [`LIST`] columns, so that it
/// shows whatever it shows on a narrower screen; the page gets at least 46.
pub const WIDE: u16 = 119;
const LIST: u16 = 72;
/// The fewest columns of either.
const LEAST: u16 = 40;
/// Percentage points per key press.
const STEP: u8 = 5;

/// How much of the screen the page at the right takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SideWidth {
    /// What the list does not need.
    #[default]
    Auto,
    /// Nothing.
    Off,
    /// This percentage of the screen.
    Percent(u8),
}

impl fmt::Display for SideWidth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Auto => f.write_str("auto"),
            Self::Off => f.write_str("off"),
            Self::Percent(percent) => write!(f, "{percent}%"),
        }
    }
}

impl SideWidth {
    /// Parses `auto`, `off`, or a percentage from 10 to 90.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "auto" => Some(Self::Auto),
            "off" => Some(Self::Off),
            _ => {
                let digits = text.strip_suffix('%').unwrap_or(text);
                let percent = digits.parse().ok().filter(|n| (10..=90).contains(n))?;
                Some(Self::Percent(percent))
            }
        }
    }

    /// Returns the columns of the list beside it on a screen; all of them where there is no room for a page.
    pub fn list(self, width: u16) -> u16 {
        match self {
            Self::Off => width,
            Self::Auto if width < WIDE => width,
            Self::Auto => LIST.max((width - 1) / 2),
            Self::Percent(_) if width < 2 * LEAST + 1 => width,
            Self::Percent(percent) => {
                let side = u32::from(width) * u32::from(percent) / 100;
                (width - 1 - side as u16).clamp(LEAST, width - 1 - LEAST)
            }
        }
    }
}

impl App {
    /// Sets how much of the screen the page at the right takes.
    pub fn set_side_width(&mut self, side: SideWidth) {
        self.side_width = side;
        self.settle();
    }

    /// Sets and saves how much of the screen the page at the right takes.
    fn save_side_width(&mut self, side: SideWidth) {
        self.set_side_width(side);
        self.ask(Effect::SaveSideWidth(side));
    }

    /// Returns the columns of a list that shares the screen with a page; all of them where there is no room for one.
    pub(super) fn list_width(&self) -> u16 {
        if self.side_closed {
            self.size.0
        } else {
            self.side_width.list(self.size.0)
        }
    }

    /// Opens or closes the page at the right.
    pub fn switch_side(&mut self) {
        let width = self.size.0;
        if !self.may_have_side() {
            return self.notify("no-side-here", &[]);
        }
        if self.list_width() < width {
            self.side_closed = true;
            self.ask(Effect::SaveSideWidth(SideWidth::Off));
            return self.settle();
        }
        let half = SideWidth::Percent(50);
        let mut open = [self.side_width, SideWidth::Auto, half].into_iter();
        match open.find(|side| side.list(width) < width) {
            Some(side) => {
                self.side_closed = false;
                self.save_side_width(side);
            }
            None => self.notify("too-narrow", &[]),
        }
    }

    /// Moves the border between a list and the page beside it, to the left or to the right of the screen.
    pub fn move_border(&mut self, right: bool) {
        let (width, list) = (self.size.0, self.list_width());
        if !self.may_have_side() {
            return self.notify("no-side-here", &[]);
        }
        if list == width {
            return self.notify_keys("no-side", &["side"]);
        }
        let percent = u32::from(width - 1 - list) * 100 / u32::from(width);
        let percent = u8::try_from(percent).unwrap_or(50);
        let wider = right == (self.world.dir() == Dir::Rtl);
        let percent = if wider {
            percent.saturating_add(STEP)
        } else {
            percent.saturating_sub(STEP)
        };
        self.save_side_width(SideWidth::Percent(percent.clamp(10, 90)));
    }

    /// Begins to drag the border between a list and the page beside it.
    pub fn begin_border_drag(&mut self) {
        self.is_dragging_border = true;
    }

    /// Moves the border that is dragged to a column of the screen, from 1.
    pub fn drag_border(&mut self, column: u16) {
        let width = self.size.0;
        if !self.is_dragging_border || self.list_width() == width || !self.may_have_side() {
            return;
        }
        let side = match self.world.dir() {
            Dir::Ltr => width.saturating_sub(column),
            Dir::Rtl => column.saturating_sub(1),
        };
        // Rounded up, because the width of the list is rounded down.
        let percent = (u32::from(side) * 100).div_ceil(u32::from(width));
        let percent = u8::try_from(percent).unwrap_or(90).clamp(10, 90);
        if self.side_width != SideWidth::Percent(percent) {
            self.set_side_width(SideWidth::Percent(percent));
        }
    }

    /// Ends a drag of the border, and saves where it is.
    pub fn end_border_drag(&mut self) {
        if std::mem::take(&mut self.is_dragging_border) {
            self.save_side_width(self.side_width);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_its_columns() {
        let lists = |side: SideWidth| [40, 80, 81, 118, 119, 200].map(|width| side.list(width));
        assert_eq!(lists(SideWidth::Auto), [40, 80, 81, 118, 72, 99]);
        assert_eq!(lists(SideWidth::Off), [40, 80, 81, 118, 119, 200]);
        assert_eq!(lists(SideWidth::Percent(25)), [40, 80, 40, 77, 78, 149]);
        assert_eq!(lists(SideWidth::Percent(90)), [40, 80, 40, 40, 40, 40]);
    }

    #[test]
    fn a_width_is_a_word_or_a_percentage() {
        let parsed =
            ["auto", "off", "30", "30%", "9", "91", "", "-5", "thirty"].map(SideWidth::parse);
        let thirty = Some(SideWidth::Percent(30));
        let (auto, off) = (Some(SideWidth::Auto), Some(SideWidth::Off));
        assert_eq!(
            parsed,
            [auto, off, thirty, thirty, None, None, None, None, None]
        );
    }
}
