//! Where text is painted: the cells of a screen that begins at the left, or at the right.
//!
//! Everything is placed as on a screen that begins at the left; on one that begins at the right each
//! piece of text is put at the mirrored cells, its own letters in the order of its own direction.

use std::collections::HashMap;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::layout::Piece;
use crate::page::Role;
use crate::text::bidi::{Cluster, Dir, Mode, arrange, embedding};
use crate::text::{is_simple, width};
use crate::tui::app::Target;
use crate::tui::theme::Theme;

/// How text reaches the terminal. Keeps what it has arranged, for the next frame.
#[derive(Debug)]
pub struct Painter {
    /// Colours, or none.
    pub theme: Theme,
    /// What the terminal does with right-to-left text.
    pub mode: Mode,
    /// By the direction of the field, from the left and from the right.
    arranged: [HashMap<String, Vec<Cluster>>; 2],
}

/// Arranged texts that are kept at most: some hundred screens.
const KEPT: usize = 20_000;

impl Painter {
    /// A painter for a terminal.
    pub fn new(theme: Theme, mode: Mode) -> Self {
        Self {
            theme,
            mode,
            arranged: Default::default(),
        }
    }
}

/// The cells being painted.
pub struct Canvas<'a> {
    painter: &'a mut Painter,
    buf: &'a mut Buffer,
    dir: Dir,
    /// What there is where, for the mouse; what was put last is on top.
    targets: Vec<(Rect, Target)>,
}

impl<'a> Canvas<'a> {
    /// A canvas on the whole of `buf`, for a screen that begins at `dir`.
    pub fn new(painter: &'a mut Painter, buf: &'a mut Buffer, dir: Dir) -> Self {
        Self {
            painter,
            buf,
            dir,
            targets: Vec::new(),
        }
    }

    /// All of it.
    pub fn area(&self) -> Rect {
        self.buf.area
    }

    /// Lays the ground of the theme.
    pub fn ground(&mut self) {
        let ground = self.painter.theme.ground();
        if ground != Style::new() {
            self.buf.set_style(self.buf.area, ground);
        }
    }

    /// Says what there is at some cells.
    pub fn target(&mut self, at: Rect, target: Target) {
        let x = self.left(at.x, at.width);
        self.targets.push((Rect { x, ..at }, target));
    }

    /// What there is at a cell of the screen.
    pub fn at(&self, cell: Position) -> Option<Target> {
        let found = self.targets.iter().rev();
        let mut found = found.filter(|(at, _)| at.contains(cell));
        found.next().map(|(_, target)| *target)
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.painter.theme.style(role)
    }

    /// The theme.
    pub fn theme(&self) -> Theme {
        self.painter.theme
    }

    /// The leftmost cell of `width` cells that are `x` cells from where the screen begins.
    fn left(&self, x: u16, width: u16) -> u16 {
        match self.dir {
            Dir::Ltr => x,
            Dir::Rtl => self.buf.area.right().saturating_sub(x + width),
        }
    }

    /// Where the screen begins.
    pub fn dir(&self) -> Dir {
        self.dir
    }

    /// The cell on the screen of a position.
    pub fn position(&self, x: u16, y: u16) -> Position {
        Position {
            x: self.left(x, 1),
            y,
        }
    }

    /// Paints a text at the start of `line`, cut where it ends; the result is the cells used.
    pub fn put(&mut self, line: Rect, text: &str, style: Style) -> u16 {
        self.put_directed(line, text, style, self.dir.of(text), &[])
    }

    /// Paints a piece of a page at its column of `line`.
    pub fn put_piece(&mut self, line: Rect, piece: &Piece, style: Style) {
        let place = from(line, line.x.saturating_add(piece.x as u16));
        let dir = piece.dir.unwrap_or_else(|| self.dir.of(&piece.text));
        self.put_directed(place, &piece.text, style, dir, &piece.found);
    }

    /// Paints a text whose direction is known; `found` are the bytes of it to be underlined.
    pub fn put_directed(
        &mut self,
        line: Rect,
        text: &str,
        style: Style,
        dir: Dir,
        found: &[Range<usize>],
    ) -> u16 {
        let line = line.intersection(self.buf.area);
        if line.is_empty() {
            return 0;
        }
        let embedded = self.painter.mode == Mode::Terminal;
        if dir == Dir::Ltr && is_simple(text) && !embedded {
            let used = text.chars().count().min(line.width.into()) as u16;
            let first = self.buf.index_of(self.left(line.x, used), line.y);
            let cells = &mut self.buf.content[first..first + usize::from(used)];
            for (cell, (at, c)) in cells.iter_mut().zip(text.char_indices()) {
                cell.set_char(c).set_style(marked(style, found, at));
            }
            return used;
        }
        let Self { painter, buf, .. } = self;
        let arranged = &mut painter.arranged[usize::from(dir == Dir::Rtl)];
        if arranged.len() > KEPT {
            arranged.clear();
        }
        if !arranged.contains_key(text) {
            arranged.insert(text.to_owned(), arrange(text, dir, painter.mode));
        }
        let clusters = &arranged[text];
        // A text is cut at its end, which is at the left where it begins at the right.
        let whole: u16 = clusters.iter().map(|c| c.width).sum();
        let used = whole.min(line.width);
        let mut skip = if dir == Dir::Rtl { whole - used } else { 0 };
        let mut x = match self.dir {
            Dir::Ltr => line.x,
            Dir::Rtl => buf.area.right().saturating_sub(line.x + used),
        };
        let end = x + used;
        let mut last = x;
        for cluster in clusters {
            if skip > 0 {
                // Of a wide one that is cut, a blank is left.
                let cut = skip.min(cluster.width);
                x += cluster.width - cut;
                skip -= cut;
                continue;
            }
            if x + cluster.width > end {
                break;
            }
            buf[(x, line.y)].set_symbol(&cluster.text).set_style(marked(
                style,
                found,
                cluster.start,
            ));
            last = x;
            for covered in x + 1..x + cluster.width {
                buf[(covered, line.y)].set_symbol(" ");
            }
            x += cluster.width;
        }
        if embedded && used > 0 {
            let (before, behind) = embedding(dir);
            if let Some(left) = (end - used).checked_sub(1) {
                append(buf, left, line.y, before);
            }
            append(buf, last, line.y, behind);
        }
        used
    }

    /// Paints a text at the end of `line`; the result is the cells used.
    pub fn put_end(&mut self, line: Rect, text: &str, style: Style) -> u16 {
        let used = width(text).min(line.width.into()) as u16;
        self.put(
            Rect {
                x: line.right() - used,
                width: used,
                ..line
            },
            text,
            style,
        )
    }

    /// A line across.
    pub fn rule(&mut self, line: Rect) {
        let style = self.style(Role::Faint);
        for x in line.left()..line.right() {
            self.buf[(x, line.y)].set_char('─').set_style(style);
        }
    }

    /// Adds a style to all cells of `line`.
    pub fn wash(&mut self, line: Rect, style: Style) {
        let x = self.left(line.x, line.width);
        self.buf.set_style(Rect { x, ..line }, style);
    }
}

/// A style, underlined where something was found.
fn marked(style: Style, found: &[Range<usize>], at: usize) -> Style {
    if found.iter().any(|r| r.contains(&at)) {
        style.add_modifier(Modifier::UNDERLINED)
    } else {
        style
    }
}

/// Adds characters without a width to a cell.
fn append(buf: &mut Buffer, x: u16, y: u16, text: &str) {
    let cell = &mut buf[(x, y)];
    let symbol = format!("{}{text}", cell.symbol());
    cell.set_symbol(&symbol);
}

/// The rest of a line from `x` on.
pub fn from(line: Rect, x: u16) -> Rect {
    Rect {
        x,
        width: line.right().saturating_sub(x),
        ..line
    }
}

/// The `n`th line of an area.
pub fn row(area: Rect, n: u16) -> Rect {
    Rect {
        y: area.y + n,
        height: 1,
        ..area
    }
}
