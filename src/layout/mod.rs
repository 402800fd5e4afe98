//! From the rows of a page to lines of placed text, for a width. The screen and the printer share it.

pub mod big_text;
pub mod qr;
pub mod timetable;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use self::timetable::Timetable;
use crate::model::{Color, Ix, Kind};
use crate::page::Role;
use crate::page::item::{self, Countdown, ItemStyle, Lead};
use crate::page::{self, Cell, Page, Row};
use crate::text::bidi::Dir;
use crate::text::fold::find;
use crate::text::{cut, pad, truncate, width, wrap};
use crate::world::World;

/// A piece of a line at a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its first cell, from the left of the page.
    pub x: usize,
    /// The text.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// A colour besides the role's.
    pub color: Option<Color>,
    /// The direction of the paragraph that it is a line of; else its own.
    pub dir: Option<Dir>,
    /// What was searched for, in bytes of the text.
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

/// The sign of a track in lists, by its place in the file, for eyes and terminals that tell colours badly.
fn sign(track: Ix) -> &'static str {
    const SIGNS: [&str; 8] = ["▎", "┊", "║", "╏", "▒", "┃", "░", "│"];
    SIGNS[track as usize % SIGNS.len()]
}

/// The columns of a page at a width.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// Cells in all.
    pub width: usize,
    /// Whether names that do not fit go on in the next line (paper) or are cut (screen).
    paper: bool,
    form: ItemStyle,
    lead: usize,
    aside: usize,
    label: usize,
    /// Whether any item has the colour of a track.
    tinted: bool,
    /// Where the screen begins.
    dir: Dir,
    /// Folded words to be shown in names.
    words: Vec<String>,
    /// Whether the page speaks of a file, in English.
    english: bool,
}

/// Cells before everything, where the screen puts its cursor.
pub const GUTTER: usize = 3;
/// Cells that a name keeps while there is an aside beside it.
const NAME: usize = 12;
/// Lines of a code on paper.
const CODE: usize = 40;
/// Lines of a paragraph that is only a notice over a list.
const NOTICE_LINES: usize = 2;

impl Columns {
    /// The columns for `page`, `width` cells wide.
    pub fn new(world: &World, page: &Page, width: usize, paper: bool) -> Self {
        let kinds: BTreeSet<Kind> = page
            .rows
            .iter()
            .filter_map(|row| match row {
                Row::Item(subject) => Some(subject.kind),
                _ => None,
            })
            .collect();
        let lead_form = match page.dated {
            false if width < 64 => Lead::Start,
            false => Lead::Range,
            true if width < 90 => Lead::Date,
            true => Lead::DateRange,
        };
        let lead = if kinds.contains(&Kind::Session) {
            // Beside sessions, other things are told apart by a word.
            let words = kinds
                .iter()
                .filter(|k| **k != Kind::Session)
                .map(|k| crate::text::width(&world.messages.get(&format!("kind-{}", k.name()))));
            words.max().unwrap_or(0).max(lead_form.width(world))
        } else if kinds.contains(&Kind::Problem) {
            world
                .diagnostics
                .iter()
                .map(|d| item::place(d).len())
                .max()
                .unwrap_or(0)
        } else {
            0
        };
        let share = if page.dated && width < 64 {
            width / 5
        } else {
            width / 3
        };
        // A problem's code gives way to its message earlier.
        let aside = if width < 36 || (width < 100 && kinds.contains(&Kind::Problem)) {
            0
        } else {
            item::aside_width(world, kinds.iter().copied()).min(share)
        };
        let label = page
            .rows
            .iter()
            .filter_map(|row| match row {
                Row::Field(label, _) => Some(crate::text::width(label)),
                _ => None,
            })
            .max()
            .unwrap_or(0);
        let tinted = kinds
            .iter()
            .any(|k| matches!(k, Kind::Session | Kind::Track))
            && world.program.tracks.iter().any(|t| t.color.is_some());
        Self {
            width,
            paper,
            form: ItemStyle {
                lead: lead_form,
                countdown: match page.countdown {
                    Countdown::Bare if width >= 64 => Countdown::Words,
                    other => other,
                },
            },
            lead,
            aside,
            label,
            tinted,
            dir: if page.english { Dir::Ltr } else { world.dir() },
            english: page.english,
            words: page.words.clone(),
        }
    }

    /// The lines of `row`.
    pub fn lines(&self, world: &World, row: &Row) -> Vec<Vec<Piece>> {
        match row {
            Row::Blank => vec![Vec::new()],
            Row::Title(text) => self.paragraph(text, 1, Role::Title),
            Row::Heading(cell) => self.paragraph(&cell.text, 1, Role::Heading),
            Row::Text(cell) if cell.role == Role::Notice && !self.paper => self.notice(&cell.text),
            Row::Text(cell) => self.paragraph(&cell.text, GUTTER, cell.role),
            Row::Under(cell) => self.paragraph(&cell.text, self.name_column(), cell.role),
            Row::Source(text, caret) => self.source(text, *caret),
            Row::Field(label, cell) => self.field(label, cell),
            Row::Item(subject) => {
                let made = item::line(world, subject, self.form);
                self.item(&made)
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

    /// The lines of one text, all in the direction of the whole.
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

    /// The part of a line that has room, with what the caret points at in it.
    fn source(&self, text: &str, (before, under): (usize, usize)) -> Vec<Vec<Piece>> {
        let room = self.width.saturating_sub(GUTTER + 1);
        let skipped = (before + under).saturating_sub(room).min(before);
        let mut shown = text;
        while width(text) - width(shown) < skipped {
            let Some(c) = shown.chars().next() else { break };
            shown = &shown[c.len_utf8()..];
        }
        let caret = " ".repeat(before - skipped) + &"^".repeat(under);
        // Both as wide, so that they begin at the same cell wherever the screen begins.
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
        // Without room for a value beside its label, it stands below.
        let below = room(beside) < NAME;
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

    /// Where the names of items begin.
    fn name_column(&self) -> usize {
        let lead = if self.lead > 0 { self.lead + 1 } else { 0 };
        GUTTER + lead + usize::from(self.tinted)
    }

    fn item(&self, made: &item::Item) -> Vec<Vec<Piece>> {
        let mut pieces = Vec::with_capacity(5);
        let x = self.name_column();
        if self.lead > 0 {
            pieces.push(Piece::new(GUTTER, made.lead.clone(), made.lead_role));
        }
        if let Some(track) = made.track.filter(|_| self.tinted && made.color.is_some()) {
            pieces.push(Piece {
                color: made.color,
                ..Piece::new(x - 1, sign(track), Role::Text)
            });
        }
        let end = self.width.saturating_sub(1);
        let marks: usize = made.marks.iter().map(|(mark, _)| width(mark) + 1).sum();
        let aside = if self.aside > 0 { self.aside + 2 } else { 0 };
        let name = |text: String| Piece {
            found: find(&text, &self.words),
            dir: self.english.then(|| self.dir.of(&text)),
            ..Piece::new(x, text, made.role)
        };
        let room = |taken: usize| end.saturating_sub(x + taken);
        // Where there is no room for all, the aside gives way to the name, then the marks do.
        let shown_aside = room(aside + marks) >= NAME || self.paper && room(aside + marks) > 0;
        let (aside, room) = if shown_aside {
            (aside, room(aside + marks))
        } else {
            (0, room(marks).max(room(0).min(NAME / 2)))
        };
        if aside > 0 {
            let text = truncate(&made.aside, self.aside).into_owned();
            pieces.push(Piece::new(end - self.aside, text, Role::Faint));
        }
        let mut at = x + room + 1;
        for (mark, role) in &made.marks {
            let text = truncate(mark, (end + 1).saturating_sub(at + aside)).into_owned();
            at += width(mark) + 1;
            pieces.push(Piece::new(at - width(mark) - 1, text, *role));
        }
        if !self.paper {
            pieces.push(name(truncate(&made.name, room).into_owned()));
            return vec![pieces];
        }
        let mut lines = wrap(&made.name, room).into_iter();
        pieces.push(name(lines.next().unwrap_or_default()));
        std::iter::once(pieces)
            .chain(lines.map(|text| vec![name(text)]))
            .collect()
    }
}

/// Where each row of a page starts, in lines, at one width. Made once a page and width.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The columns.
    pub grid: Columns,
    starts: Vec<u32>,
    /// The lines of rows that may take several, by row: they are broken once. Items are one line each,
    /// made when they are shown.
    broken: HashMap<usize, Vec<Vec<Piece>>>,
    /// The sheets of a timetable.
    pub table: Option<Timetable>,
}

impl Layout {
    /// Lays `page` out for a screen of `width` cells.
    pub fn new(world: &World, page: &Page, width: usize) -> Self {
        Self::directed(world, page, width, world.dir())
    }

    /// Lays `page` out; signs that have a direction are those of a screen that begins there.
    fn directed(world: &World, page: &Page, width: usize, dir: Dir) -> Self {
        let grid = Columns::new(world, page, width, false);
        let mut starts = Vec::with_capacity(page.rows.len() + 1);
        let mut broken = HashMap::new();
        let mut table = (page.form == page::Presentation::Timetable)
            .then(|| Timetable::new(world, page, width, dir));
        let mut at: u32 = 0;
        let mut sheet_end = 0;
        for (n, row) in page.rows.iter().enumerate() {
            starts.push(at);
            if let Some(table) = &mut table
                && Timetable::slot(world, row).is_some()
            {
                // All rows of a day begin where their sheet does; the last one ends where it ends.
                let is_slot = |n: &usize| Timetable::slot(world, &page.rows[*n]).is_some();
                if n == 0 || !is_slot(&(n - 1)) {
                    let rows = (n..page.rows.len()).take_while(is_slot).count();
                    sheet_end = table.add(world, page, n..n + rows, at as usize) as u32;
                }
                if !(n + 1..page.rows.len()).take(1).any(|n| is_slot(&n)) {
                    at = sheet_end;
                }
                continue;
            }
            at += match row {
                Row::Item(_) | Row::Blank => 1,
                _ => {
                    let lines = grid.lines(world, row);
                    let height = lines.len() as u32;
                    broken.insert(n, lines);
                    height
                }
            };
        }
        starts.push(at);
        Self {
            grid,
            starts,
            broken,
            table,
        }
    }

    /// The lines of a row of the page.
    pub fn lines(&self, world: &World, page: &Page, row: usize) -> Cow<'_, [Vec<Piece>]> {
        match self.broken.get(&row) {
            Some(lines) => Cow::Borrowed(lines),
            None => Cow::Owned(self.grid.lines(world, &page.rows[row])),
        }
    }

    /// Lines in all.
    pub fn height(&self) -> usize {
        self.starts.last().map_or(0, |&h| h as usize)
    }

    /// The lines of a row, as a range.
    pub fn span(&self, row: usize) -> std::ops::Range<usize> {
        if let Some(block) = self.table.as_ref().and_then(|t| t.block(row)) {
            return block.lines.clone();
        }
        self.starts[row] as usize..self.starts[row + 1] as usize
    }

    /// The row that has this line.
    pub fn row(&self, line: usize) -> usize {
        self.starts
            .partition_point(|&s| s as usize <= line)
            .saturating_sub(1)
    }
}

/// A page as plain text in the logical order of its words, a line break behind each line.
/// `paint` gives a piece its form, such as the escapes of a colour.
pub fn print(world: &World, page: &Page, width: usize, paint: impl Fn(&Piece) -> String) -> String {
    let grid = Columns::new(world, page, width, true);
    // Paper is in the order of the words, from the left.
    let laid = || Layout::directed(world, page, width, Dir::Ltr);
    let laid = (page.form == page::Presentation::Timetable).then(laid);
    let table = laid.as_ref().and_then(|l| l.table.as_ref());
    let mut out = String::new();
    let mut sheet = None;
    for (n, row) in page.rows.iter().enumerate() {
        if let Some((table, block)) = table.and_then(|t| Some((t, t.block(n)?))) {
            if sheet.replace(block.sheet) != Some(block.sheet) {
                for pieces in table.pages(world, page, block.sheet) {
                    out.push_str(&printed(pieces, &paint));
                }
            }
            continue;
        }
        for pieces in grid.lines(world, row) {
            out.push_str(&printed(pieces, &paint));
        }
        if let (page::Presentation::Code, Some(session)) = (page.form, row.link())
            && let Some(ix) = world.program.find(session)
        {
            out.push('\n');
            let code = qr::code(world, ix, width.saturating_sub(GUTTER), CODE);
            for text in code.into_iter().flat_map(|code| code.lines) {
                let line = vec![Piece::new(GUTTER, text, Role::Code)];
                out.push_str(&printed(line, &paint));
            }
            out.push('\n');
        }
    }
    out
}

/// One line on paper, its break behind it.
fn printed(mut pieces: Vec<Piece>, paint: &impl Fn(&Piece) -> String) -> String {
    let mut out = String::new();
    pieces.sort_by_key(|p| p.x);
    let mut at = 0;
    for piece in pieces.iter().filter(|p| !p.text.is_empty()) {
        // The gutter is the cursor's; on paper there is none.
        let x = piece.x.saturating_sub(1);
        let x = if x < at { at + 1 } else { x };
        out.extend(std::iter::repeat_n(' ', x.saturating_sub(at)));
        out.push_str(&paint(piece));
        at = x.max(at) + crate::text::width(&piece.text);
    }
    out.push('\n');
    out
}
