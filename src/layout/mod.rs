//! The layout of a page at a width: lines of text at columns, for the screen and for plain output.

pub mod big_text;
pub mod qr;
pub mod timetable;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::iter::repeat_n;
use std::ops::Range;

use self::timetable::Timetable;
use crate::model::{Color, Ix, Kind, Session, Status, Track};
use crate::page::Role;
use crate::page::item::{self, CHIP, Countdown, Item, ItemStyle, Lead, Marks};
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
    /// Returns a text at a column.
    pub fn new(x: usize, text: impl Into<String>, role: Role) -> Self {
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

/// Returns the mark of a tentative session in lists.
fn tentative_mark(dir: Dir) -> &'static str {
    match dir {
        Dir::Ltr => "?",
        Dir::Rtl => "؟",
    }
}

/// How many lines an item takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// Each in one line, with its name cut.
    OneLine,
    /// The names of sessions in one line, their rooms and marks below.
    TwoLines,
    /// Names are wrapped, as in plain output and where the whole page fits on the screen.
    Wrapped,
}

/// The columns of a page at a width.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    /// The cells of a line.
    pub width: usize,
    form: Form,
    /// Whether they are for plain output, which has no keys to see more.
    plain: bool,
    /// Whether tentative sessions are marked: not where all of them are.
    mark_tentative: bool,
    style: ItemStyle,
    lead: usize,
    aside: usize,
    label: usize,
    /// The hint beside a notice that was cut: `i more`.
    more: String,
    /// The cells of the sign of a track: none where no item has one.
    sign: usize,
    /// The direction of the screen.
    dir: Dir,
    /// Folded words that are highlighted in names and texts.
    highlighted: Vec<String>,
}

/// Cells before every line, where the screen has its cursor.
pub const GUTTER: usize = 3;
/// The fewest cells of a name beside an aside.
const MIN_NAME: usize = 12;
/// The fewest cells of a session's title beside its state and its room; otherwise these go below.
const MIN_TITLE: usize = 24;
/// The fewest cells of a room's name beside a title.
const MIN_ROOM: usize = 14;
/// The cells of a list from which sessions always have one line, and show their end.
const WIDE: usize = 72;
/// The cells of a list below which sessions always have two lines.
const NARROW: usize = 48;
/// The most rows of a page whose marks are measured when it is laid out.
const MEASURED: usize = 2_000;
/// The most rows of a page whose asides are measured. A longer page has room for the widest that its kinds of items can have.
const MAX_MEASURED_ASIDES: usize = 200;
/// Cells between a name and its aside.
const GAP: usize = 2;
/// The most lines of a QR code in plain output.
const QR_LINES: usize = 40;

impl Columns {
    /// Creates the columns of `page`, `width` cells wide.
    pub fn new(world: &World, page: &Page, width: usize, wrapped: bool) -> Self {
        let items = page.rows.iter().filter_map(|row| match row {
            Row::Item(subject) => Some(subject),
            _ => None,
        });
        let kinds: BTreeSet<Kind> = items.clone().map(|subject| subject.kind).collect();
        let labels = page.rows.iter().filter_map(|row| match row {
            Row::Field(label, _) => Some(crate::text::width(label)),
            _ => None,
        });
        let style = style(page, width);
        let has_sessions = kinds.contains(&Kind::Session);
        let has_tracks = has_sessions || kinds.contains(&Kind::Track);
        let mut columns = Self {
            width,
            plain: wrapped,
            form: if wrapped {
                Form::Wrapped
            } else {
                Form::OneLine
            },
            mark_tentative: has_sessions && !world.all_tentative(),
            style,
            lead: lead_width(world, &kinds, style.lead),
            aside: 0,
            label: labels.max().unwrap_or(0),
            more: world.with_keys("more", &["about"], &[]),
            sign: match (has_tracks && !world.program.tracks.is_empty(), world.dir()) {
                (false, _) => 0,
                (true, Dir::Ltr) => 1,
                // Right-to-left letters fill their cells up to the side of the sign.
                (true, Dir::Rtl) => 2,
            },
            dir: world.dir(),
            highlighted: page.highlighted.clone(),
        };
        let widest = if page.same_room && kinds.len() == 1 {
            0
        } else if page.rows.len() <= MAX_MEASURED_ASIDES && !kinds.contains(&Kind::Update) {
            item::widest_aside(world, items)
        } else {
            item::aside_width(world, kinds.iter().copied())
        };
        if has_sessions && !wrapped {
            columns.divide(world, page, widest);
        } else {
            columns.aside = limited_aside(widest, &kinds, width, page.dated);
        }
        columns
    }

    /// Divides the cells beside the titles of sessions among their rooms and marks; where there are too few, both are
    /// below the titles.
    fn divide(&mut self, world: &World, page: &Page, widest: usize) {
        let beside =
            (self.width - self.width.min(1 + self.name_column())).saturating_sub(MIN_TITLE);
        let room = match widest.min(MIN_ROOM) {
            0 => 0,
            room => room + GAP,
        };
        let measured = || widest_marks(world, page, self.style.countdown, self.mark_tentative);
        // The marks of a long page are measured only where it matters.
        let is_long = page.rows.len() > MEASURED;
        let marks = if is_long {
            1 + CHIP + if self.mark_tentative { 2 } else { 0 }
        } else {
            measured()
        };
        let aside = |marks: usize| widest.min(beside.saturating_sub(marks + GAP));
        if self.width >= WIDE || beside >= room + marks {
            self.aside = aside(marks).min(self.width / 3);
            return;
        }
        let marks = (is_long && self.width >= NARROW).then(measured);
        match marks.filter(|marks| beside >= room + marks) {
            Some(marks) => self.aside = aside(marks),
            None => self.form = Form::TwoLines,
        }
    }

    /// Returns the lines of an item, where names are not wrapped.
    fn item_height(&self) -> u32 {
        if self.form == Form::TwoLines { 2 } else { 1 }
    }

    /// Returns the lines of `row`.
    pub fn lines(&self, world: &World, row: &Row) -> Vec<Vec<Piece>> {
        match row {
            Row::Blank => vec![Vec::new()],
            Row::Title(text) => self.paragraph(text, 1, Role::Title),
            Row::Heading(cell) => self.paragraph(&cell.text, 1, Role::Heading),
            Row::Hour(hour) => vec![self.hour(hour)],
            Row::Text(cell) if cell.role == Role::Notice && !self.plain => self.notice(&cell.text),
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

    /// Returns the lines of a row of a page. The start is faint if the row above has the same one.
    fn lines_of(&self, world: &World, page: &Page, row: usize) -> Vec<Vec<Piece>> {
        let mut lines = self.lines(world, &page.rows[row]);
        let start = |row: &Row| match row {
            Row::Item(subject) => {
                let session = world.program.find::<Session>(subject)?;
                world.program[session].slot.map(|slot| slot.from)
            }
            _ => None,
        };
        let above = row
            .checked_sub(1)
            .and_then(|above| start(&page.rows[above]));
        if above.is_some()
            && above == start(&page.rows[row])
            && let Some(lead) = lines[0].first_mut()
            && lead.role == Role::Time
        {
            lead.role = Role::Faint;
        }
        lines
    }

    fn paragraph(&self, text: &str, x: usize, role: Role) -> Vec<Vec<Piece>> {
        let wrapped = wrap(text, self.width.saturating_sub(x + 1));
        self.directed(wrapped, text, |line| Piece {
            found: find(&line, &self.highlighted),
            ..Piece::new(x, line, role)
        })
    }

    /// Returns an hour with a rule behind it.
    fn hour(&self, hour: &str) -> Vec<Piece> {
        let start = GUTTER + width(hour) + 1;
        let rule = "─".repeat(self.width.saturating_sub(start + 1));
        let hour = Piece::new(GUTTER, hour, Role::Label).directed(Dir::Ltr);
        vec![hour, Piece::new(start, rule, Role::Rule)]
    }

    /// Returns the line of a notice; one that was cut ends with the key that shows the rest.
    fn notice(&self, text: &str) -> Vec<Vec<Piece>> {
        let room = self.width.saturating_sub(GUTTER + 1);
        let whole = cut(text, room, 1);
        if whole[0] == text || room < width(&self.more) + MIN_NAME {
            return self.directed(whole, text, |line| Piece::new(GUTTER, line, Role::Notice));
        }
        let shown = cut(text, room - width(&self.more) - GAP, 1);
        let at = GUTTER + width(&shown[0]) + GAP;
        let mut lines = self.directed(shown, text, |line| Piece::new(GUTTER, line, Role::Notice));
        lines[0].push(Piece::new(at, self.more.clone(), Role::Faint));
        lines
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
        GUTTER + lead + self.sign
    }

    /// Returns the lines of an item. Where not everything fits, the aside makes room for the name, then the
    /// marks do.
    fn item(&self, item: &Item) -> Vec<Vec<Piece>> {
        let mut pieces = Vec::with_capacity(6);
        let x = self.name_column();
        if self.lead > 0 {
            pieces.push(Piece::new(GUTTER, item.lead.clone(), item.lead_role));
        }
        if item.starred {
            pieces.push(Piece::new(GUTTER - 1, "*", Role::Title));
        }
        if let Some(track) = item.track.filter(|_| self.sign > 0 && item.color.is_some()) {
            pieces.push(Piece {
                color: item.color,
                ..Piece::new(x - self.sign, sign(track), Role::Text)
            });
        }
        let end = self.width.saturating_sub(1);
        if self.form == Form::TwoLines {
            return self.two_lines(item, pieces, x, end);
        }
        // What follows a line of several would read as its next word.
        let gap = if self.form == Form::Wrapped { GAP } else { 1 };
        let marks: usize = self.marks(item).map(|(mark, _)| width(mark) + 1).sum();
        let marks = if marks > 0 { marks + gap - 1 } else { 0 };
        let aside = if self.aside > 0 { self.aside + 2 } else { 0 };
        let room = |taken: usize| end.saturating_sub(x + taken);
        // A long name may use the column of an empty aside.
        let is_long = width(&item.name) > room(aside + marks);
        let aside = if item.aside.is_empty() && item.track.is_none() && is_long {
            0
        } else {
            aside
        };
        let beside = room(aside + marks);
        let (aside, room) = if beside >= MIN_NAME || self.form == Form::Wrapped && beside > 0 {
            (aside, beside)
        } else {
            (0, room(marks).max(room(0).min(MIN_NAME / 2)))
        };
        if aside > 0 {
            let text = truncate(&item.aside, self.aside).into_owned();
            // Keys are what they are in every direction.
            let dir = text.is_ascii().then_some(Dir::Ltr);
            pieces.push(Piece {
                dir,
                ..Piece::new(end - self.aside, text, Role::Faint)
            });
        }
        let mut at = x + room + gap;
        for (mark, role) in self.marks(item) {
            let text = truncate(mark, (end + 1).saturating_sub(at + aside)).into_owned();
            pieces.push(Piece::new(at, text, role));
            at += width(mark) + 1;
        }
        let name = |text: String| Piece {
            found: find(&text, &self.highlighted),
            ..Piece::new(x, text, item.role)
        };
        if self.form != Form::Wrapped {
            pieces.push(name(cut(&item.name, room, 1).concat()));
            return vec![pieces];
        }
        let mut lines = wrap(&item.name, room).into_iter();
        pieces.push(name(lines.next().unwrap_or_default()));
        std::iter::once(pieces)
            .chain(lines.map(|text| vec![name(text)]))
            .collect()
    }

    /// Returns the marks of an item, with one for a tentative session.
    fn marks<'i>(&self, item: &'i Item) -> impl Iterator<Item = (&'i str, Role)> {
        let tentative = item.tentative && self.mark_tentative;
        let tentative = tentative.then_some((tentative_mark(self.dir), Role::Faint));
        let marks = item.marks.iter().map(|(mark, role)| (mark.as_str(), *role));
        tentative.into_iter().chain(marks)
    }

    /// Returns the lines of an item with its name on the first one, its aside and its marks on the second.
    fn two_lines(
        &self,
        item: &Item,
        mut first: Vec<Piece>,
        x: usize,
        end: usize,
    ) -> Vec<Vec<Piece>> {
        let name = cut(&item.name, end.saturating_sub(x), 1).concat();
        first.push(Piece {
            found: find(&name, &self.highlighted),
            ..Piece::new(x, name, item.role)
        });
        let mut second = Vec::new();
        let mut at = x;
        // A long room makes place for the marks.
        let room = end.saturating_sub(x);
        let marks: usize = self.marks(item).map(|(mark, _)| width(mark) + 3).sum();
        let aside = truncate(
            &item.aside,
            room.saturating_sub(marks).max(MIN_ROOM).min(room),
        );
        let aside = (!aside.is_empty()).then_some((&*aside, Role::Faint));
        for (text, role) in aside.into_iter().chain(self.marks(item)) {
            if at > x {
                second.push(Piece::new(at, "·", Role::Faint));
                at += 2;
            }
            let text = truncate(text, end.saturating_sub(at)).into_owned();
            let wide = width(&text);
            if wide > 0 {
                second.push(Piece::new(at, text, role));
                at += wide + 1;
            }
        }
        vec![first, second]
    }
}

/// Returns the cells of the widest marks of a session of a page, each with a blank before it.
fn widest_marks(world: &World, page: &Page, countdown: Countdown, tentative: bool) -> usize {
    let program = &world.program;
    let marks = |row: &Row| {
        let ix = program.find::<Session>(row.link()?)?;
        let chip = item::chip(world, ix, countdown);
        let chip = chip.map_or(0, |(text, _)| 1 + width(&text).min(CHIP));
        let tentative = tentative && program[ix].status == Status::Tentative;
        Some(chip + if tentative { 2 } else { 0 })
    };
    page.rows.iter().filter_map(marks).max().unwrap_or(0)
}

/// Returns the style of items on a page.
fn style(page: &Page, width: usize) -> ItemStyle {
    let lead = match page.dated {
        false if width < WIDE => Lead::Start,
        false => Lead::Range,
        true if width < WIDE => Lead::Date,
        true if width < 90 => Lead::ShortDateRange,
        true => Lead::DateRange,
    };
    ItemStyle {
        lead,
        countdown: page.countdown,
        marks: Marks::One,
    }
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

/// Returns the cells for asides on a page of `width` cells.
fn limited_aside(widest: usize, kinds: &BTreeSet<Kind>, width: usize, dated: bool) -> usize {
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
    widest.min(width / share)
}

/// The lines of each row of a page at one width.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The columns.
    pub columns: Columns,
    /// The first line of each row, and the line after the last row.
    starts: Vec<u32>,
    /// The lines of rows whose number of lines depends on their text, by row. Others are laid out when they are
    /// shown.
    wrapped: HashMap<usize, Vec<Vec<Piece>>>,
    /// The sheets of a timetable.
    pub table: Option<Timetable>,
}

impl Layout {
    /// Lays `page` out for a screen of `width` cells and `height` lines. Names are wrapped where the whole page fits.
    pub fn new(world: &World, page: &Page, (width, height): (usize, usize)) -> Self {
        let dir = world.dir();
        let columns = Columns::new(world, page, width, false);
        let may_wrap = columns.form == Form::OneLine && page.presentation == Presentation::Rows;
        if may_wrap && page.rows.len() <= height {
            let columns = Columns {
                form: Form::Wrapped,
                ..columns.clone()
            };
            let whole = Self::with_columns(columns, world, page, dir);
            if whole.height() <= height {
                return whole;
            }
        }
        Self::with_columns(columns, world, page, dir)
    }

    fn with_columns(columns: Columns, world: &World, page: &Page, dir: Dir) -> Self {
        let width = columns.width;
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
                Row::Blank => 1,
                Row::Item(_) if columns.form != Form::Wrapped => columns.item_height(),
                _ => {
                    let lines = columns.lines_of(world, page, n);
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
            None => Cow::Owned(self.columns.lines_of(world, page, row)),
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
    // It starts at the left in every language.
    let lines = lines(world, page, width, Dir::Ltr);
    let lines = lines.iter().map(|line| text_of(line, &paint) + "\n");
    lines.collect()
}

/// Returns the lines of a page that is printed in this direction, each from its start.
pub fn lines(world: &World, page: &Page, width: usize, dir: Dir) -> Vec<Vec<Piece>> {
    let columns = Columns::new(world, page, width, true);
    let layout = (page.presentation == Presentation::Timetable).then(|| {
        let columns = Columns::new(world, page, width, false);
        Layout::with_columns(columns, world, page, dir)
    });
    let table = layout.as_ref().and_then(|l| l.table.as_ref());
    let mut out = Vec::new();
    let mut sheet = None;
    for (n, row) in page.rows.iter().enumerate() {
        out.extend(match table.and_then(|t| Some((t, t.block(n)?.sheet))) {
            Some((_, of)) if sheet.replace(of) == Some(of) => Vec::new(),
            Some((table, of)) => table.pages(world, page, of),
            None => columns.lines(world, row),
        });
        if page.presentation == Presentation::QrCode
            && let Some(ix) = row.link().and_then(|session| world.program.find(session))
        {
            out.push(Vec::new());
            let code = qr::code(world, ix, width.saturating_sub(GUTTER), QR_LINES);
            let code = code.into_iter().flat_map(|code| code.lines);
            out.extend(
                code.map(|text| vec![Piece::new(GUTTER, text, Role::Code).directed(Dir::Ltr)]),
            );
            out.push(Vec::new());
        }
    }
    out.iter_mut().for_each(arrange_line);
    out
}

/// Puts the pieces of a printed line next to each other.
fn arrange_line(pieces: &mut Vec<Piece>) {
    pieces.retain(|piece| !piece.text.is_empty());
    pieces.sort_by_key(|piece| piece.x);
    let mut at = 0;
    for piece in pieces {
        // Printed lines have a smaller gutter, since they have no cursor.
        let x = piece.x.saturating_sub(1);
        piece.x = if x < at { at + 1 } else { x };
        at = piece.x.max(at) + width(&piece.text);
    }
}

/// Returns the text of a line, with blanks between its pieces.
fn text_of(pieces: &[Piece], paint: &impl Fn(&Piece) -> String) -> String {
    let mut out = String::new();
    let mut at = 0;
    for piece in pieces {
        out.extend(repeat_n(' ', piece.x - at));
        out.push_str(&paint(piece));
        at = piece.x + width(&piece.text);
    }
    out
}
