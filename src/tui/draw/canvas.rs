//! Draws text into the cells of a left-to-right or right-to-left screen.
//!
//! Callers place everything as on a left-to-right screen. On a right-to-left screen each piece of text is
//! drawn at the mirrored cells, its characters in the order of its own direction.

use std::collections::HashMap;
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use super::kitty;
use crate::layout::Piece;
use crate::page::Role;
use crate::text::arabic::has_dots_below;
use crate::text::bidi::{Cluster, Dir, Field, LRM, Mode, arrange, embedding, is_rtl};
use crate::text::{Text, is_simple, width};
use crate::tui::app::Target;
use crate::tui::theme::Palette;

/// How text is sent to the terminal, with a cache of arranged texts for the next frame.
#[derive(Debug)]
pub struct Painter {
    /// The colours.
    pub palette: Palette,
    /// How the terminal handles right-to-left text.
    pub mode: Mode,
    /// The cells of the last frame that are hyperlinks.
    pub links: Vec<(Rect, Text)>,
    /// The arranged texts of left-to-right fields, and of right-to-left fields.
    arranged: [HashMap<String, Vec<Cluster>>; 2],
}

/// The most texts in the cache: some hundred screens.
const CACHE_SIZE: usize = 20_000;

impl Painter {
    /// Returns a painter for a terminal.
    pub fn new(palette: impl Into<Palette>, mode: Mode) -> Self {
        Self {
            palette: palette.into(),
            mode,
            links: Vec::new(),
            arranged: Default::default(),
        }
    }
}

/// The cells being drawn.
pub struct Canvas<'a> {
    painter: &'a mut Painter,
    buf: &'a mut Buffer,
    dir: Dir,
    /// The targets of the mouse; the last one is on top.
    targets: Vec<(Rect, Target)>,
    /// The field that each cell is part of, where the mode needs them: none elsewhere.
    fields: Vec<Option<Field>>,
    /// How many fields were drawn.
    drawn: u32,
}

impl<'a> Canvas<'a> {
    /// Returns a canvas on all cells of `buf`, for a screen of this direction.
    pub fn new(painter: &'a mut Painter, buf: &'a mut Buffer, dir: Dir) -> Self {
        let needs_fields = matches!(painter.mode, Mode::Terminal | Mode::Text);
        let cells = if needs_fields { buf.content.len() } else { 0 };
        painter.links.clear();
        Self {
            painter,
            buf,
            dir,
            targets: Vec::new(),
            fields: vec![None; cells],
            drawn: 0,
        }
    }

    /// Gives the cells the form that the terminal needs, once all is drawn; returns the field that each is part of, where
    /// the mode needs them.
    pub fn finish(self) -> Vec<Option<Field>> {
        match self.painter.mode {
            Mode::Terminal => embed(self.buf, &self.fields),
            Mode::Kitty => kitty::reverse_runs(self.buf),
            Mode::Browser => separate(self.buf),
            Mode::Application | Mode::Off | Mode::Text => {}
        }
        self.fields
    }

    /// Notes that cells are part of a field, or of none.
    fn note(&mut self, x: u16, y: u16, cells: u16, dir: Option<Dir>) {
        if self.fields.is_empty() || cells == 0 {
            return;
        }
        self.drawn += 1;
        let number = self.drawn;
        let first = self.buf.index_of(x, y);
        let field = dir.map(|dir| Field { number, dir });
        self.fields[first..first + usize::from(cells)].fill(field);
    }

    /// Returns the area of the whole canvas.
    pub fn area(&self) -> Rect {
        self.buf.area
    }

    /// Fills all cells with the background of the theme.
    pub fn fill_background(&mut self) {
        let background = self.painter.palette.background();
        if background != Style::new() {
            self.buf.set_style(self.buf.area, background);
        }
    }

    /// Registers a target of the mouse at some cells.
    pub fn target(&mut self, at: Rect, target: Target) {
        let x = self.left(at.x, at.width);
        self.targets.push((Rect { x, ..at }, target));
    }

    /// Returns the target at a cell of the screen.
    pub fn at(&self, cell: Position) -> Option<Target> {
        let found = self.targets.iter().rev();
        let mut found = found.filter(|(at, _)| at.contains(cell));
        found.next().map(|(_, target)| *target)
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.painter.palette.style(role)
    }

    /// Returns the styles of the theme.
    pub fn palette(&self) -> &Palette {
        &self.painter.palette
    }

    /// Returns the leftmost of `width` cells that are `x` cells from the start of the screen.
    fn left(&self, x: u16, width: u16) -> u16 {
        match self.dir {
            Dir::Ltr => x,
            Dir::Rtl => self.buf.area.right().saturating_sub(x + width),
        }
    }

    /// Returns the direction of the screen.
    pub fn dir(&self) -> Dir {
        self.dir
    }

    /// Returns the cell of the cursor in a text of a known direction that is drawn at the start of `line`: that of the letter at
    /// a byte of the text, or the one behind the last letter.
    pub fn cursor(&self, line: Rect, text: &str, dir: Dir, at: usize) -> Position {
        let clusters = arrange(text, dir, self.painter.mode);
        let cells = |clusters: &[Cluster]| -> u16 { clusters.iter().map(|c| c.width).sum() };
        let used = cells(&clusters);
        let x = if at < text.len() {
            // Marks have no cells of their own.
            let before = clusters.iter().enumerate().filter(|(_, c)| c.start <= at);
            let letter = before.max_by_key(|(_, c)| c.start).map_or(0, |(n, _)| n);
            self.left(line.x, used) + cells(&clusters[..letter])
        } else if dir == self.dir {
            self.left(line.x + used, 1)
        } else {
            // A text of the other direction ends where it starts on the screen.
            self.left(line.x.saturating_sub(1), 1)
        };
        let last = self.area().right().saturating_sub(1);
        Position {
            x: x.min(last),
            y: line.y,
        }
    }

    /// Draws a text at the start of `line`, truncated, and returns the cells used.
    pub fn put(&mut self, line: Rect, text: &str, style: Style) -> u16 {
        self.put_directed(line, text, style, self.dir.of(text), &[])
    }

    /// Draws a piece of a page at its column of `line`, and returns its cells.
    pub fn put_piece(&mut self, line: Rect, piece: &Piece, style: Style) -> Rect {
        let place = from(line, line.x.saturating_add(piece.x as u16));
        let dir = piece.dir.unwrap_or_else(|| self.dir.of(&piece.text));
        let width = self.put_directed(place, &piece.text, style, dir, &piece.found);
        Rect { width, ..place }
    }

    /// Makes cells a hyperlink.
    pub fn link(&mut self, at: Rect, url: Text) {
        let x = self.left(at.x, at.width);
        self.painter.links.push((Rect { x, ..at }, url));
    }

    /// Draws a text of a known direction; `found` are the ranges of bytes to underline.
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
        if dir == Dir::Ltr && is_simple(text) && self.painter.mode != Mode::Terminal {
            self.put_simple(line, text, style, found)
        } else {
            self.put_clusters(line, text, style, dir, found)
        }
    }

    /// Draws a text of one cell a character.
    fn put_simple(&mut self, line: Rect, text: &str, style: Style, found: &[Range<usize>]) -> u16 {
        let used = text.chars().count().min(line.width.into()) as u16;
        let first = self.buf.index_of(self.left(line.x, used), line.y);
        let cells = &mut self.buf.content[first..first + usize::from(used)];
        for (cell, (at, c)) in cells.iter_mut().zip(text.char_indices()) {
            cell.set_char(c).set_style(marked(style, found, at));
        }
        self.note(self.left(line.x, used), line.y, used, Some(Dir::Ltr));
        used
    }

    /// Draws a text in the order in which the terminal needs it.
    fn put_clusters(
        &mut self,
        line: Rect,
        text: &str,
        style: Style,
        dir: Dir,
        found: &[Range<usize>],
    ) -> u16 {
        let Self { painter, buf, .. } = self;
        let arranged = &mut painter.arranged[usize::from(dir == Dir::Rtl)];
        if arranged.len() > CACHE_SIZE {
            arranged.clear();
        }
        let clusters = if let Some(clusters) = arranged.get(text) {
            clusters
        } else {
            let entry = arranged.entry(text.to_owned());
            entry.or_insert_with(|| arrange(text, dir, painter.mode))
        };
        // A text is truncated at its end: at the left of a right-to-left text.
        let whole: u16 = clusters.iter().map(|c| c.width).sum();
        let used = whole.min(line.width);
        let mut skip = if dir == Dir::Rtl { whole - used } else { 0 };
        let mut x = match self.dir {
            Dir::Ltr => line.x,
            Dir::Rtl => buf.area.right().saturating_sub(line.x + used),
        };
        let (start, end) = (x, x + used);
        for cluster in clusters {
            if skip > 0 {
                // A wide cluster that is cut leaves a space.
                let cut = skip.min(cluster.width);
                x += cluster.width - cut;
                skip -= cut;
                continue;
            }
            if x + cluster.width > end {
                break;
            }
            let style = marked(style, found, cluster.start);
            buf[(x, line.y)]
                .set_symbol(&cluster.text)
                .set_style(beside_dots(style, &cluster.text));
            for covered in x + 1..x + cluster.width {
                buf[(covered, line.y)].set_symbol(" ");
            }
            x += cluster.width;
        }
        self.note(start, line.y, used, Some(dir));
        used
    }

    /// Draws a text at the end of `line`, and returns the cells used.
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

    /// Draws a horizontal rule.
    pub fn rule(&mut self, line: Rect) {
        let style = self.style(Role::Rule);
        for x in line.left()..line.right() {
            self.buf[(x, line.y)].set_char('─').set_style(style);
        }
        self.note(line.x, line.y, line.width, None);
    }

    /// Draws a character in each line of the first column of `area`.
    pub fn column(&mut self, area: Rect, text: &str, style: Style) {
        for y in 0..area.height {
            let cell = Rect {
                width: 1,
                ..row(area, y)
            };
            self.put(cell, text, style);
        }
    }

    /// Patches the style of all cells of `line`.
    pub fn wash(&mut self, line: Rect, style: Style) {
        let x = self.left(line.x, line.width);
        self.buf.set_style(Rect { x, ..line }, style);
    }
}

/// Returns a style, underlined at a byte that was found.
fn marked(style: Style, found: &[Range<usize>], at: usize) -> Style {
    if found.iter().any(|r| r.contains(&at)) {
        style.add_modifier(Modifier::UNDERLINED)
    } else {
        style
    }
}

/// Returns a style without the line below the text where that would cover dots.
fn beside_dots(style: Style, shaped: &str) -> Style {
    let is_underlined = style.add_modifier.contains(Modifier::UNDERLINED);
    if is_underlined && has_dots_below(shaped) {
        style.remove_modifier(Modifier::UNDERLINED)
    } else {
        style
    }
}

/// Embeds each field that the terminal would order together with those beside it. A field that another one covers in part is
/// embedded as far as it is seen.
fn embed(buf: &mut Buffer, fields: &[Option<Field>]) {
    let columns = usize::from(buf.area.width.max(1));
    for (y, fields) in (buf.area.y..).zip(fields.chunks(columns)) {
        let mut x = buf.area.x;
        for field in fields.chunk_by(|a, b| a == b) {
            let (start, end) = (x, x + field.len() as u16);
            x = end;
            let Some(Field { dir, .. }) = field[0] else {
                continue;
            };
            let (before, behind) = embedding(dir);
            if let Some(left) = start.checked_sub(1) {
                append(buf, left, y, before);
            }
            // The second cell of a wide character is not sent.
            let is_wide = end - start > 1 && width(buf[(end - 2, y)].symbol()) > 1;
            append(buf, end - 1 - u16::from(is_wide), y, behind);
        }
    }
}

/// Marks right-to-left letters, so that they are no runs that are reversed.
fn separate(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if cell.symbol().starts_with(is_rtl) {
            let symbol = format!("{}{LRM}", cell.symbol());
            cell.set_symbol(&symbol);
        }
    }
}

/// Appends characters without a width to a cell.
fn append(buf: &mut Buffer, x: u16, y: u16, text: &str) {
    let cell = &mut buf[(x, y)];
    let symbol = format!("{}{text}", cell.symbol());
    cell.set_symbol(&symbol);
}

/// Returns the rest of a line from `x` on.
pub fn from(line: Rect, x: u16) -> Rect {
    Rect {
        x,
        width: line.right().saturating_sub(x),
        ..line
    }
}

/// Returns the `n`th line of an area.
pub fn row(area: Rect, n: u16) -> Rect {
    Rect {
        y: area.y + n,
        height: 1,
        ..area
    }
}
