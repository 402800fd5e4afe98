//! Sessions as blocks in a grid of rooms and times: a sheet a day, rooms across, time down.
//!
//! A room in which two sessions overlap by more than a quarter of an hour has a second column.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::ops::Range;

use super::Piece;
use crate::i18n::time;
use crate::model::zone::Timestamp;
use crate::model::{Color, Ix, Room, Session, Slot, Track};
use crate::page::Role;
use crate::page::item::{ItemStyle, Marks, item};
use crate::page::{Page, Row};
use crate::text::bidi::Dir;
use crate::text::{cut, truncate, width, wrap};
use crate::world::World;

/// Cells before the rooms, for the times.
const TIMES: usize = 7;
/// Cells of a time.
const TIME: usize = 5;
/// The fewest cells of a room, unless the screen has fewer.
const MIN_ROOM: usize = 16;
/// The most cells of a room.
const MAX_ROOM: usize = 48;
/// The minutes that a line may stand for.
const UNITS: [i64; 4] = [30, 15, 10, 5];
/// The longest sheet, in minutes.
const LONGEST: i64 = 24 * 60;

/// The sheets of a page at a width.
#[derive(Debug, Clone)]
pub struct Timetable {
    /// One for each day.
    pub sheets: Vec<Sheet>,
    /// The blocks by the rows of their sessions.
    blocks: HashMap<usize, Block>,
    width: usize,
    dir: Dir,
    /// The minutes that a line stands for.
    unit: i64,
    /// Whether tentative sessions are marked: not where all of them are.
    mark_tentative: bool,
}

/// The sheet of one day.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its lines: the names of the rooms, then the times.
    pub lines: Range<usize>,
    /// The lines of the names: two where they are long.
    pub head: usize,
    /// Its rows of the page.
    pub rows: Range<usize>,
    from: Timestamp,
    /// The earliest start at each line that has one.
    starts: HashMap<usize, Timestamp>,
    columns: Vec<Column>,
}

/// The room of a column; `None` for sessions that have no room.
type ColumnRoom = Option<Ix<Room>>;

/// A column of a sheet.
#[derive(Debug, Clone)]
struct Column {
    room: ColumnRoom,
    /// Rows of the page, by their lines.
    rows: Vec<usize>,
}

/// A session with a time, which has a block on a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Placed {
    /// Its row of the page.
    pub row: usize,
    /// The session.
    pub session: Ix<Session>,
    /// Its time.
    pub slot: Slot,
}

/// A block that is being placed: its row, and its lines from the first one of the body.
struct Placing {
    row: usize,
    lines: Range<usize>,
}

/// The place of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Its sheet.
    pub sheet: usize,
    /// Its column of the sheet.
    pub column: usize,
    /// Its lines of the page.
    pub lines: Range<usize>,
}

/// A piece on a line of a sheet.
#[derive(Debug)]
pub struct Painted {
    /// The line of the page.
    pub line: usize,
    /// The row of the block that it is part of, if any.
    pub row: Option<usize>,
    /// The cells of the block from the piece on.
    pub cells: usize,
    /// The text.
    pub piece: Piece,
}

/// Top, middle, bottom and all of a bar, for each direction: without a track, then for tracks in turn.
#[rustfmt::skip] // A table: one entry, one line.
const BARS: [([&str; 4], [&str; 4]); 5] = [
    (["┌", "│", "└", "╶"], ["┐", "│", "┘", "╴"]),
    (["┏", "┃", "┗", "╺"], ["┓", "┃", "┛", "╸"]),
    (["╭", "┊", "╰", "┄"], ["╮", "┊", "╯", "┄"]),
    (["╓", "║", "╙", "═"], ["╖", "║", "╜", "═"]),
    (["┎", "╏", "┖", "╍"], ["┒", "╏", "┚", "╍"]),
];

impl Timetable {
    /// Creates a timetable without sheets.
    pub fn new(world: &World, page: &Page, width: usize, dir: Dir) -> Self {
        Self {
            sheets: Vec::new(),
            blocks: HashMap::new(),
            width,
            dir,
            unit: unit(world, page),
            mark_tentative: !world.all_tentative(),
        }
    }

    /// Adds the sheet of a day, which starts at the line `top`. Returns the line after it.
    pub fn add(&mut self, world: &World, day: &[Placed], top: usize) -> usize {
        let unit = self.unit * 60;
        let first = day.iter().map(|p| p.slot.from).min().unwrap_or(0);
        // Lines start at full hours of the clock that is shown.
        let offset = i64::from(world.zone().offset(first));
        let from = first - (first + offset).rem_euclid(unit);
        let (columns, starts) = place(world, day, from, unit);
        let (_, wide) = self.share(columns.len());
        let long = |(room, _): &(ColumnRoom, _)| width(&room_name(world, *room)) + 2 > wide;
        let head = 1 + usize::from(columns.iter().any(long));
        let body = top + head;
        let sheet = self.sheets.len();
        let mut end = body;
        let mut all = Vec::with_capacity(columns.len());
        for (column, (room, placed)) in columns.into_iter().enumerate() {
            let rows = placed.iter().map(|p| p.row).collect();
            for Placing { row, lines } in placed {
                let lines = body + lines.start..body + lines.end;
                end = end.max(lines.end);
                let block = Block {
                    sheet,
                    column,
                    lines,
                };
                self.blocks.insert(row, block);
            }
            all.push(Column { room, rows });
        }
        let starts = starts.into_iter();
        let row = day.first().map_or(0, |p| p.row);
        self.sheets.push(Sheet {
            lines: top..end,
            head,
            rows: row..row + day.len(),
            from,
            starts: starts.map(|(line, start)| (body + line, start)).collect(),
            columns: all,
        });
        end
    }

    /// Returns the block of a row of the page.
    pub fn block(&self, row: usize) -> Option<&Block> {
        self.blocks.get(&row)
    }

    /// Returns the first row after those on the same sheet as `row`; `row` itself when it is on none.
    pub fn after(&self, row: usize) -> usize {
        let block = self.block(row);
        block.map_or(row, |b| self.sheets[b.sheet].rows.end)
    }

    /// Returns the number of columns of a sheet, and how many fit on the screen.
    pub fn columns(&self, sheet: usize) -> (usize, usize) {
        let all = self.sheets[sheet].columns.len();
        (all, self.share(all).0)
    }

    /// Returns the cells of a column, with the gap after it.
    fn column_width(&self, sheet: usize) -> usize {
        self.share(self.sheets[sheet].columns.len()).1
    }

    /// Returns the cells between the bar of a block and its text: right-to-left letters fill their cells up to the bar.
    fn gap(&self) -> usize {
        usize::from(self.dir == Dir::Rtl)
    }

    /// Returns how many of `all` columns fit on the screen, and the cells of one.
    fn share(&self, all: usize) -> (usize, usize) {
        let room = self.width.saturating_sub(TIMES + 1);
        let seen = (room / MIN_ROOM).clamp(1, all.max(1));
        (seen, (room / seen).clamp(1, MAX_ROOM))
    }

    /// Returns the rows of one column, by their lines.
    pub fn rows(&self, sheet: usize, column: usize) -> &[usize] {
        let columns = &self.sheets[sheet].columns;
        columns.get(column).map_or(&[], |c| &c.rows)
    }

    /// Returns the lines of the header: the date, and the names of the rooms from column `first` on.
    pub fn header(&self, world: &World, sheet: usize, first: usize) -> Vec<Vec<Piece>> {
        let (all, seen) = self.columns(sheet);
        let wide = self.column_width(sheet);
        let shown = &self.sheets[sheet];
        let date = world.zone().at(shown.from).format("%d/%m").to_string();
        let mut lines = vec![Vec::new(); shown.head];
        lines[0].push(Piece::new(1, date, Role::Faint));
        let signs = match self.dir {
            Dir::Ltr => ['‹', '›'],
            Dir::Rtl => ['›', '‹'],
        };
        // Whether there are more rooms on either side.
        if first > 0 {
            lines[0].push(Piece::new(TIMES - 1, signs[0].to_string(), Role::Title));
        }
        if first + seen < all {
            let x = TIMES + seen * wide - 1;
            lines[0].push(Piece::new(x, signs[1].to_string(), Role::Title));
        }
        for (n, column) in shown.columns.iter().enumerate().skip(first).take(seen) {
            let room = wide.saturating_sub(2 + self.gap());
            let name = room_name(world, column.room);
            let x = TIMES + (n - first) * wide + 1 + self.gap();
            let dir = self.dir.of(&name);
            for (line, text) in lines.iter_mut().zip(cut(&name, room, shown.head)) {
                line.push(Piece::new(x, text, Role::Heading).directed(dir));
            }
        }
        lines
    }

    /// Returns the pieces on `lines` of a sheet below its header, from column `first` on.
    pub fn paint(
        &self,
        world: &World,
        page: &Page,
        sheet: usize,
        first: usize,
        lines: &Range<usize>,
    ) -> Vec<Painted> {
        let (_, seen) = self.columns(sheet);
        let wide = self.column_width(sheet);
        let shown = &self.sheets[sheet];
        let body = lines.start.max(shown.lines.start + shown.head)..lines.end.min(shown.lines.end);
        let mut all = self.times(world, shown, &body);
        let now = self.now(world, shown).filter(|line| body.contains(line));
        for (n, column) in shown.columns.iter().enumerate().skip(first).take(seen) {
            let x = TIMES + (n - first) * wide;
            let from = column
                .rows
                .partition_point(|row| self.blocks[row].lines.end <= body.start);
            let rows = column.rows[from..].iter().copied();
            let rows = rows.take_while(|row| self.blocks[row].lines.start < body.end);
            let mut free = now;
            for row in rows {
                let block = &self.blocks[&row].lines;
                free = free.filter(|line| !block.contains(line));
                // The visible part of a long block shows its title.
                let visible = block.start.max(body.start)..block.end.min(body.end);
                let texts = self.texts(
                    world,
                    page,
                    row,
                    &visible,
                    wide.saturating_sub(2 + self.gap()),
                );
                let pieces = visible.zip(texts).flat_map(|(line, pieces)| {
                    let pieces = pieces.into_iter();
                    pieces.map(move |piece| (line, piece))
                });
                all.extend(pieces.map(|(line, piece)| Painted {
                    line,
                    row: Some(row),
                    cells: wide.saturating_sub(1 + piece.x),
                    piece: Piece {
                        x: piece.x + x,
                        ..piece
                    },
                }));
            }
            if let Some(line) = free {
                let rule = "─".repeat(wide.saturating_sub(1));
                all.push(Painted::rule(line, x, &rule));
            }
        }
        all
    }

    /// Returns the lines of a sheet in plain output: as many rooms as fit side by side, the next ones below.
    pub fn pages(&self, world: &World, page: &Page, sheet: usize) -> Vec<Vec<Piece>> {
        let (all, seen) = self.columns(sheet);
        let lines = self.sheets[sheet].lines.clone();
        let mut out = Vec::new();
        for first in (0..all).step_by(seen) {
            let from = out.len();
            out.extend(self.header(world, sheet, first));
            out.resize(from + lines.len(), Vec::new());
            for painted in self.paint(world, page, sheet, first, &lines) {
                // Plain output has no gutter, into which the line of this moment reaches.
                if painted.piece.x > 0 {
                    out[from + painted.line - lines.start].push(painted.piece);
                }
            }
            // The day may end earlier in these rooms.
            while out.last().is_some_and(Vec::is_empty) {
                out.pop();
            }
            if first + seen < all {
                out.push(Vec::new());
            }
        }
        out
    }

    /// Returns the line of this moment on a sheet, never that of a session which has not started.
    fn now(&self, world: &World, sheet: &Sheet) -> Option<usize> {
        let now = world.now()?;
        let into = (now - sheet.from).div_euclid(self.unit * 60);
        let body = sheet.lines.start + sheet.head;
        let line = usize::try_from(into).ok()? + body;
        let ahead = sheet.starts.get(&line).is_some_and(|&start| start > now);
        let line = line - usize::from(ahead && line > body);
        sheet.lines.contains(&line).then_some(line)
    }

    /// Returns the times at which sessions start, at their lines, and the current time.
    fn times(&self, world: &World, shown: &Sheet, body: &Range<usize>) -> Vec<Painted> {
        let now = self.now(world, shown);
        let mut all = Vec::new();
        for line in body.clone() {
            let (shown, role) = if now == Some(line) {
                // The ends of a rule across all columns.
                all.push(Painted::rule(line, 0, "─"));
                all.push(Painted::rule(line, 1 + TIME, "─"));
                (Some(world.local_now()), Role::Now)
            } else {
                let start = shown.starts.get(&line);
                (start.map(|&start| world.zone().at(start)), Role::Time)
            };
            all.extend(shown.map(|at| Painted::alone(line, Piece::new(1, time(at), role))));
        }
        all
    }

    /// Returns the visible lines of a block, `wide` cells wide: a bar, its title, its marks.
    fn texts(
        &self,
        world: &World,
        page: &Page,
        row: usize,
        visible: &Range<usize>,
        wide: usize,
    ) -> Vec<Vec<Piece>> {
        let height = visible.len();
        let (Row::Item(subject), Some(placed), true) = (
            &page.rows[row],
            Placed::of(world, row, &page.rows[row]),
            height > 0,
        ) else {
            return Vec::new();
        };
        let style = ItemStyle {
            marks: Marks::One,
            ..ItemStyle::default()
        };
        let item = item(world, subject, style);
        let starred = item.starred.then_some("*");
        let tentative = item.tentative && self.mark_tentative;
        let tentative = tentative.then_some(super::tentative_mark(world.dir()));
        let marks = item.marks.iter().map(|(m, _)| m.as_str());
        let marks: Vec<&str> = marks.chain(starred).chain(tentative).collect();
        let marks = marks.join(" ");
        let mark_role = item.marks.first().map_or(Role::Text, |(_, role)| *role);
        let title = self.odd_start(world, placed) + &item.name;
        // The marks have a line of their own, or the end of the last one.
        let own_line = !marks.is_empty() && height > 1 && wrap(&title, wide).len() < height;
        let title_lines = height - usize::from(own_line);
        let mut lines = cut(&title, wide, title_lines);
        lines.resize(title_lines, String::new());
        let dir = self.dir.of(&title);
        let x = 1 + self.gap();
        let text = |text, role, dir| vec![Piece::new(x, text, role).directed(dir)];
        let mut texts: Vec<Vec<Piece>> = Vec::with_capacity(height);
        if own_line {
            let marks = truncate(&marks, wide).into_owned();
            let marks_dir = self.dir.of(&marks);
            texts.extend(lines.into_iter().map(|line| text(line, item.role, dir)));
            texts.push(text(marks, mark_role, marks_dir));
        } else {
            let cells = wide.saturating_sub(width(&marks) + 1);
            if let Some(last) = lines.last_mut().filter(|_| !marks.is_empty()) {
                *last = cut(last, cells, 1).concat();
            }
            texts.extend(lines.into_iter().map(|line| text(line, item.role, dir)));
            if let Some(last) = texts.last_mut().filter(|_| !marks.is_empty()) {
                last.push(Piece::new(x + cells + 1, marks, mark_role));
            }
        }
        let block = &self.blocks[&row].lines;
        for (line, pieces) in visible.clone().zip(&mut texts) {
            let bar = Piece {
                // Of a block without a track, grey, so that its area can be seen.
                color: item.color.or(Some(Color::BrightBlack)),
                ..Piece::new(0, self.bar(item.track, block, line), Role::Text)
            };
            pieces.insert(0, bar);
        }
        texts
    }

    /// Returns the bar at the side of a block, which shows where the block starts and ends, and its track,
    /// without colours.
    fn bar(&self, track: Option<Ix<Track>>, block: &Range<usize>, line: usize) -> &'static str {
        let at = match (line == block.start, line + 1 == block.end) {
            (true, true) => 3,
            (true, false) => 0,
            (false, true) => 2,
            (false, false) => 1,
        };
        let bars = track.map_or(0, |ix| 1 + ix.at() % (BARS.len() - 1));
        let (ltr, rtl) = BARS[bars];
        match self.dir {
            Dir::Ltr => ltr[at],
            Dir::Rtl => rtl[at],
        }
    }

    /// Returns the start of a session where it is not the time that its line shows.
    fn odd_start(&self, world: &World, placed: Placed) -> String {
        let block = &self.blocks[&placed.row];
        let (line, sheet) = (block.lines.start, &self.sheets[block.sheet]);
        let shown = world.now().filter(|_| self.now(world, sheet) == Some(line));
        let shown = shown.unwrap_or_else(|| sheet.starts[&line]);
        if shown.div_euclid(60) == placed.slot.from.div_euclid(60) {
            String::new()
        } else {
            format!("{} ", world.start(placed.slot))
        }
    }
}

impl Placed {
    /// Returns the session of a row, if it has a time.
    fn of(world: &World, row: usize, of: &Row) -> Option<Self> {
        let Row::Item(subject) = of else { return None };
        let session = world.program.find(subject)?;
        Some(Self {
            row,
            session,
            slot: world.program[session].slot?,
        })
    }
}

impl Painted {
    /// Returns a piece that is part of no block.
    fn alone(line: usize, piece: Piece) -> Self {
        Self {
            line,
            row: None,
            cells: 0,
            piece,
        }
    }

    /// Returns a part of the rule for the current time.
    fn rule(line: usize, x: usize, text: &str) -> Self {
        Self::alone(line, Piece::new(x, text, Role::Now))
    }
}

/// Returns the sessions of a page that have a time, in groups of neighbouring rows: one for each day.
pub fn days(world: &World, page: &Page) -> Vec<Vec<Placed>> {
    let mut days: Vec<Vec<Placed>> = Vec::new();
    for placed in placed(world, page) {
        match days.last_mut() {
            Some(day) if day[0].row + day.len() == placed.row => day.push(placed),
            _ => days.push(vec![placed]),
        }
    }
    days
}

fn placed(world: &World, page: &Page) -> impl Iterator<Item = Placed> {
    let rows = page.rows.iter().enumerate();
    rows.filter_map(|(n, row)| Placed::of(world, n, row))
}

/// How long two sessions of a room may overlap in one column, in seconds.
const OVERLAP: i64 = 15 * 60;

/// The blocks of each column, with its room.
type Columns = Vec<(ColumnRoom, Vec<Placing>)>;

/// Places the sessions of a day in columns: rooms in the file's order, each with as many columns as it
/// needs, sessions without a room last. Lines of `unit` seconds count from `from`. Returns the earliest
/// start at each line, too.
fn place(
    world: &World,
    day: &[Placed],
    from: Timestamp,
    unit: i64,
) -> (Columns, HashMap<usize, Timestamp>) {
    let line_of = |seconds: i64| usize::try_from(seconds / unit).unwrap_or(0);
    let limit = line_of(LONGEST * 60);
    let mut rooms: BTreeMap<ColumnRoom, Vec<Vec<Placing>>> = BTreeMap::new();
    let mut starts: HashMap<usize, Timestamp> = HashMap::new();
    // When each column of a room is free.
    let mut ends: HashMap<ColumnRoom, BinaryHeap<Reverse<(Timestamp, usize)>>> = HashMap::new();
    for &Placed { row, session, slot } in day {
        let start = line_of(slot.from - from).min(limit);
        // An end is rounded to the nearest line.
        let end = line_of(slot.until - from + unit / 2).min(limit);
        let room = world.program[session].room;
        let columns = rooms.entry(room).or_default();
        let ends = ends.entry(room).or_default();
        // The column that has been free for longest, if any is.
        let free = ends
            .peek()
            .filter(|Reverse((end, _))| *end <= slot.from + OVERLAP);
        let free = free.and_then(|Reverse((_, c))| Some((*c, columns[*c].last_mut()?)));
        // Of two short sessions in a line, the second one takes the next line.
        let free = free.filter(|(_, before)| before.lines.start <= start + 1);
        let (column, start) = if let Some((column, before)) = free {
            ends.pop();
            let start = start.max(before.lines.start + 1);
            // A session that follows at once takes the line that rounding has added.
            before.lines.end = before.lines.end.min(start);
            (column, start)
        } else {
            columns.push(Vec::new());
            (columns.len() - 1, start)
        };
        let lines = start..end.max(start + 1);
        let earliest = starts.entry(start).or_insert(slot.from);
        *earliest = slot.from.min(*earliest);
        ends.push(Reverse((slot.until, column)));
        columns[column].push(Placing { row, lines });
    }
    let columns = rooms
        .into_iter()
        .flat_map(|(room, columns)| columns.into_iter().map(move |c| (room, c)));
    let mut columns: Columns = columns.collect();
    let without_room = columns.partition_point(|(room, _)| room.is_none());
    columns.rotate_left(without_room);
    (columns, starts)
}

/// Returns the name of a room in the header.
fn room_name(world: &World, room: ColumnRoom) -> String {
    match room {
        None => world.messages.get("no-room"),
        Some(room) => world.name(&world.program.subject(room)),
    }
}

/// Returns the minutes that a line stands for, such that few sessions are shorter and most take two lines.
fn unit(world: &World, page: &Page) -> i64 {
    let mut lengths: Vec<i64> = placed(world, page)
        .map(|p| (p.slot.until - p.slot.from) / 60)
        .filter(|n| *n > 0)
        .collect();
    lengths.sort_unstable();
    let at = |percent: usize| lengths.get(lengths.len() * percent / 100).copied();
    let fits = |unit: &i64| {
        at(10).is_none_or(|short| *unit <= short) && at(25).is_none_or(|n| *unit * 2 <= n)
    };
    UNITS.into_iter().find(fits).unwrap_or(5)
}
