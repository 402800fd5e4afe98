//! The layout of a page at a width: lines of text at columns, for the screen and for plain output.

pub mod big_text;
pub mod qr;
pub mod timetable;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::iter::repeat_n;
use std::ops::Range;

use self::timetable::Timetable;
use crate::model::{Color, Ix, Kind, Track};
use crate::page::Role;
use crate::page::item::{self, Countdown, Item, ItemStyle, Lead};
use crate::page::{Cell, Page, Presentation, Row};
use crate::text::bidi::{Dir, clusters};
use crate::text::fold::find;
use crate::text::{cut, pad, truncate, width, wrap};
use crate::world::World;

/// A text at a column of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its first cell, from the start of the line.
    pub x: usize,
    /// The text.
    pub text: String,
    /// Its role.
    pub role: Role,
    /// A colour in place of the role's.
    pub color: Option<Color>,
    /// The direction of its paragraph; `None` for its own.
    pub dir: Option<Dir>,
    /// The highlighted parts, in bytes of the text.
    pub found: Vec<Range<usize>>,
}

impl Piece {
    fn new(x: usize, text: impl Into<String>, role: Role) -> Self {
        Self {
            x,
            text: text.into(),
            role,
            color: None,
            dir: None,
            found: Vec::new(),
        }
    }

    fn directed(self, dir: Dir) -> Self {
        Self {
            dir: Some(dir),
            ..self
        }
    }
}

/// Returns the sign of a track in lists, which tells tracks apart without colours.
fn sign(track: Ix<Track>) -> &'static str {
    const SIGNS: [&str; 8] = ["▎", "┊", "║", "╏", "▒", "┃", "░", "│"];
    SIGNS[track.at() % SIGNS.len()]
}

/// The columns of a page at a width.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The cells of a line.
    pub width: usize,
    /// Whether names are wrapped, as in plain output; else they are cut.
    wrapped: bool,
    style: ItemStyle,
    lead: usize,
    aside: usize,
    label: usize,
    /// Whether any item has the colour of a track.
    colored: bool,
    /// The direction of the screen.
    dir: Dir,
    /// Folded words that are highlighted in names.
    highlighted: Vec<String>,
}

/// Cells before every line, where the screen has its cursor.
pub const GUTTER: usize = 3;
/// The fewest cells of a name beside an aside.
const MIN_NAME: usize = 12;
/// The most lines of a QR code in plain output.
const QR_LINES: usize = 40;
/// The most lines of a notice.
const NOTICE_LINES: usize = 2;

impl Columns {
    /// Creates the columns of `page`, `width` cells wide.
    pub fn new(world: &World, page: &Page, width: usize, wrapped: bool) -> Self {
        let kinds: BTreeSet<Kind> = page
            .rows
            .iter()
            .filter_map(|row| match row {
                Row::Item(subject) => Some(subject.kind),
                _ => None,
            })
            .collect();
        let labels = page.rows.iter().filter_map(|row| match row {
            Row::Field(label, _) => Some(crate::text::width(label)),
            _ => None,
        });
        let style = style(page, width);
        let has_tracks = kinds.contains(&Kind::Session) || kinds.contains(&Kind::Track);
        Self {
            width,
            wrapped,
            style,
            lead: lead_width(world, &kinds, style.lead),
            aside: aside_width(world, &kinds, width, page.dated),
            label: labels.max().unwrap_or(0),
            colored: has_tracks && world.program.tracks.iter().any(|t| t.color.is_some()),
            dir: world.dir(),
            highlighted: page.highlighted.clone(),
        }
    }

    /// Returns the lines of `row`.
    pub fn lines(&self, world: &World, row: &Row) -> Vec<Vec<Piece>> {
        match row {
            Row::Blank => vec![Vec::new()],
            Row::Title(text) => self.paragraph(text, 1, Role::Title),
            Row::Heading(cell) => self.paragraph(&cell.text, 1, Role::Heading),
            Row::Text(cell) if cell.role == Role::Notice && !self.wrapped => {
                self.notice(&cell.text)
            }
            Row::Text(cell) => self.paragraph(&cell.text, GUTTER, cell.role),
            Row::Under(cell) => self.paragraph(&cell.text, self.name_column(), cell.role),
            Row::Source(text, caret) => self.source(text, *caret),
            Row::Field(label, cell) => self.field(label, cell),
            Row::Item(subject) => {
                let item = item::item(world, subject, self.style);
                self.item(&item)
            }
        }
    }

    fn paragraph(&self, text: &str, x: usize, role: Role) -> Vec<Vec<Piece>> {
        let wrapped = wrap(text, self.width.saturating_sub(x + 1));
        self.directed(wrapped, text, |line| Piece::new(x, line, role))
    }

    fn notice(&self, text: &str) -> Vec<Vec<Piece>> {
        let room = self.width.saturating_sub(GUTTER + 1);
        let lines = cut(text, room, NOTICE_LINES);
        self.directed(lines, text, |line| Piece::new(GUTTER, line, Role::Notice))
    }

    /// Returns lines of one text, all in its direction.
    fn directed(
        &self,
        lines: Vec<String>,
        text: &str,
        piece: impl Fn(String) -> Piece,
    ) -> Vec<Vec<Piece>> {
        let dir = self.dir.of(text);
        lines
            .into_iter()
            .map(|line| vec![piece(line).directed(dir)])
            .collect()
    }

    /// Returns the part of a line of a file that fits, with the caret in it.
    fn source(&self, text: &str, (before, under): (usize, usize)) -> Vec<Vec<Piece>> {
        let room = self.width.saturating_sub(GUTTER + 1);
        let skipped = (before + under).saturating_sub(room).min(before);
        let mut clusters = clusters(text).into_iter();
        let mut shown = text;
        while width(text) - width(shown) < skipped {
            let Some(first) = clusters.next() else { break };
            shown = &text[first.end..];
        }
        let caret = " ".repeat(before - skipped) + &"^".repeat(under);
        // Both have one width, so that they start at the same cell in either direction.
        let wide = width(shown).max(width(&caret)).min(room);
        let line = |text: &str| {
            let text = pad(&truncate(text, room), wide);
            vec![Piece::new(GUTTER, text, Role::Faint).directed(Dir::Ltr)]
        };
        vec![line(shown), line(&caret)]
    }

    fn field(&self, label: &str, cell: &Cell) -> Vec<Vec<Piece>> {
        let room = |x: usize| self.width.saturating_sub(x + 1);
        let beside = GUTTER + self.label + 2;
        // A value that does not fit beside its label is below it.
        let below = room(beside) < MIN_NAME;
        let x = if below { GUTTER + 1 } else { beside };
        let values = wrap(&cell.text, room(x));
        let mut lines = self.directed(values, &cell.text, |line| Piece::new(x, line, cell.role));
        let dir = if label.is_ascii() {
            Dir::Ltr
        } else {
            self.dir.of(label)
        };
        let label =
            (!label.is_empty()).then(|| Piece::new(GUTTER, label, Role::Label).directed(dir));
        match (label, lines.first_mut()) {
            (Some(label), _) if below => lines.insert(0, vec![label]),
            (Some(label), Some(first)) => first.insert(0, label),
            _ => {}
        }
        lines
    }

    /// Returns the column of the names of items.
    fn name_column(&self) -> usize {
        let lead = if self.lead > 0 { self.lead + 1 } else { 0 };
        GUTTER + lead + usize::from(self.colored)
    }

    /// Returns the lines of an item. Where not everything fits, the aside makes room for the name, then the
    /// marks do.
    fn item(&self, item: &Item) -> Vec<Vec<Piece>> {
        let mut pieces = Vec::with_capacity(5);
        let x = self.name_column();
        if self.lead > 0 {
            pieces.push(Piece::new(GUTTER, item.lead.clone(), item.lead_role));
        }
        if let Some(track) = item.track.filter(|_| self.colored && item.color.is_some()) {
            pieces.push(Piece {
                color: item.color,
                ..Piece::new(x - 1, sign(track), Role::Text)
            });
        }
        let end = self.width.saturating_sub(1);
        let marks: usize = item.marks.iter().map(|(mark, _)| width(mark) + 1).sum();
        let aside = if self.aside > 0 { self.aside + 2 } else { 0 };
        let room = |taken: usize| end.saturating_sub(x + taken);
        let beside = room(aside + marks);
        let (aside, room) = if beside >= MIN_NAME || self.wrapped && beside > 0 {
            (aside, beside)
        } else {
            (0, room(marks).max(room(0).min(MIN_NAME / 2)))
        };
        if aside > 0 {
            let text = truncate(&item.aside, self.aside).into_owned();
            pieces.push(Piece::new(end - self.aside, text, Role::Faint));
        }
        let mut at = x + room + 1;
        for (mark, role) in &item.marks {
            let text = truncate(mark, (end + 1).saturating_sub(at + aside)).into_owned();
            pieces.push(Piece::new(at, text, *role));
            at += width(mark) + 1;
        }
        let name = |text: String| Piece {
            found: find(&text, &self.highlighted),
            ..Piece::new(x, text, item.role)
        };
        if !self.wrapped {
            pieces.push(name(truncate(&item.name, room).into_owned()));
            return vec![pieces];
        }
        let mut lines = wrap(&item.name, room).into_iter();
        pieces.push(name(lines.next().unwrap_or_default()));
        std::iter::once(pieces)
            .chain(lines.map(|text| vec![name(text)]))
            .collect()
    }
}

/// Returns the style of items on a page.
fn style(page: &Page, width: usize) -> ItemStyle {
    let lead = match page.dated {
        false if width < 64 => Lead::Start,
        false => Lead::Range,
        true if width < 90 => Lead::Date,
        true => Lead::DateRange,
    };
    let countdown = match page.countdown {
        Countdown::Short if width >= 64 => Countdown::Long,
        other => other,
    };
    ItemStyle { lead, countdown }
}

/// Returns the cells of the widest lead of items of these kinds.
fn lead_width(world: &World, kinds: &BTreeSet<Kind>, lead: Lead) -> usize {
    if kinds.contains(&Kind::Session) {
        // Among sessions, other items have the name of their kind.
        let others = kinds.iter().filter(|k| **k != Kind::Session);
        let names = others.map(|k| width(&world.messages.get(&format!("kind-{}", k.name()))));
        names.max().unwrap_or(0).max(lead.width(world))
    } else if kinds.contains(&Kind::Problem) {
        let places = world.diagnostics.iter().map(|d| item::place(d).len());
        places.max().unwrap_or(0)
    } else {
        0
    }
}

/// Returns the cells for the asides of items of these kinds on a page of `width` cells.
fn aside_width(world: &World, kinds: &BTreeSet<Kind>, width: usize, dated: bool) -> usize {
    let share = if dated && width < 64 { 5 } else { 3 };
    // The message of a problem needs more room than other names.
    let least = if kinds.contains(&Kind::Problem) {
        100
    } else {
        36
    };
    if width < least {
        return 0;
    }
    item::aside_width(world, kinds.iter().copied()).min(width / share)
}

/// The lines of each row of a page at one width.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The columns.
    pub columns: Columns,
    /// The first line of each row, and the line after the last row.
    starts: Vec<u32>,
    /// The lines of rows that may have several, by row. Items have one line, which is laid out when it is
    /// shown.
    wrapped: HashMap<usize, Vec<Vec<Piece>>>,
    /// The sheets of a timetable.
    pub table: Option<Timetable>,
}

impl Layout {
    /// Lays `page` out for a screen of `width` cells.
    pub fn new(world: &World, page: &Page, width: usize) -> Self {
        Self::directed(world, page, width, world.dir())
    }

    /// Lays `page` out for a screen with this direction.
    fn directed(world: &World, page: &Page, width: usize, dir: Dir) -> Self {
        let columns = Columns::new(world, page, width, false);
        let mut starts = Vec::with_capacity(page.rows.len() + 1);
        let mut wrapped = HashMap::new();
        let is_table = page.presentation == Presentation::Timetable;
        let mut table = is_table.then(|| Timetable::new(world, page, width, dir));
        let days = is_table.then(|| timetable::days(world, page));
        let mut days = days.into_iter().flatten().peekable();
        let mut at = 0;
        let mut n = 0;
        while let Some(row) = page.rows.get(n) {
            if let Some(table) = &mut table
                && let Some(day) = days.next_if(|day| day[0].row == n)
            {
                // All rows of a day start where its sheet does.
                starts.extend(repeat_n(at, day.len()));
                n += day.len();
                at = table.add(world, &day, at as usize) as u32;
                continue;
            }
            starts.push(at);
            at += match row {
                Row::Item(_) | Row::Blank => 1,
                _ => {
                    let lines = columns.lines(world, row);
                    let height = lines.len() as u32;
                    wrapped.insert(n, lines);
                    height
                }
            };
            n += 1;
        }
        starts.push(at);
        Self {
            columns,
            starts,
            wrapped,
            table,
        }
    }

    /// Returns the lines of a row of the page.
    pub fn lines(&self, world: &World, page: &Page, row: usize) -> Cow<'_, [Vec<Piece>]> {
        match self.wrapped.get(&row) {
            Some(lines) => Cow::Borrowed(lines),
            None => Cow::Owned(self.columns.lines(world, &page.rows[row])),
        }
    }

    /// Returns the number of lines.
    pub fn height(&self) -> usize {
        self.starts.last().map_or(0, |&h| h as usize)
    }

    /// Returns the range of the lines of a row.
    pub fn span(&self, row: usize) -> Range<usize> {
        if let Some(block) = self.table.as_ref().and_then(|t| t.block(row)) {
            return block.lines.clone();
        }
        self.starts[row] as usize..self.starts[row + 1] as usize
    }

    /// Returns the row that has this line.
    pub fn row(&self, line: usize) -> usize {
        self.starts
            .partition_point(|&s| s as usize <= line)
            .saturating_sub(1)
    }
}

/// Returns a page as plain text in logical order, a line break after each line. `paint` returns the text of
/// a piece, for example with escape sequences for its colour.
pub fn print(world: &World, page: &Page, width: usize, paint: impl Fn(&Piece) -> String) -> String {
    let columns = Columns::new(world, page, width, true);
    // Plain output starts at the left in every language.
    let layout = (page.presentation == Presentation::Timetable)
        .then(|| Layout::directed(world, page, width, Dir::Ltr));
    let table = layout.as_ref().and_then(|l| l.table.as_ref());
    let mut out = String::new();
    let mut sheet = None;
    for (n, row) in page.rows.iter().enumerate() {
        let lines = match table.and_then(|t| Some((t, t.block(n)?.sheet))) {
            Some((_, of)) if sheet.replace(of) == Some(of) => Vec::new(),
            Some((table, of)) => table.pages(world, page, of),
            None => columns.lines(world, row),
        };
        for line in lines {
            print_line(&mut out, line, &paint);
        }
        if page.presentation == Presentation::QrCode
            && let Some(ix) = row.link().and_then(|session| world.program.find(session))
        {
            out.push('\n');
            let code = qr::code(world, ix, width.saturating_sub(GUTTER), QR_LINES);
            for text in code.into_iter().flat_map(|code| code.lines) {
                let line = vec![Piece::new(GUTTER, text, Role::Code)];
                print_line(&mut out, line, &paint);
            }
            out.push('\n');
        }
    }
    out
}

/// Prints one line with its line break.
fn print_line(out: &mut String, mut pieces: Vec<Piece>, paint: &impl Fn(&Piece) -> String) {
    pieces.sort_by_key(|p| p.x);
    let mut at = 0;
    for piece in pieces.iter().filter(|p| !p.text.is_empty()) {
        // Plain output has a smaller gutter, since it has no cursor.
        let x = piece.x.saturating_sub(1);
        let x = if x < at { at + 1 } else { x };
        out.extend(repeat_n(' ', x.saturating_sub(at)));
        out.push_str(&paint(piece));
        at = x.max(at) + width(&piece.text);
    }
    out.push('\n');
}
