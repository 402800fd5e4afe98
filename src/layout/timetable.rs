//! Sessions as blocks in a grid of rooms and times: a sheet a day, rooms across, time down.
//!
//! Where two sessions are in one room at once, the room has a second column.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap};
use std::ops::Range;

use super::Piece;
use crate::i18n::time;
use crate::model::zone::Timestamp;
use crate::model::{Ix, Kind, Slot};
use crate::page::Role;
use crate::page::item::{ItemStyle, line};
use crate::page::{Page, Row};
use crate::text::bidi::Dir;
use crate::text::{cut, truncate, width, wrap};
use crate::world::World;

/// Cells before the rooms, where the times stand.
const TIMES: usize = 7;
/// Cells of a time.
const TIME: usize = 5;
/// In the place of a room, for sessions that have none.
const NO_ROOM: Ix = Ix::MAX;
/// A room is no narrower, unless the screen is.
const NARROWEST: usize = 16;
/// A room is no wider.
const WIDEST: usize = 48;
/// Minutes that a line may stand for.
const UNITS: [i64; 4] = [30, 15, 10, 5];
/// A sheet is no longer, in minutes.
const LONGEST: i64 = 24 * 60;

/// The sheets of a page at a width.
#[derive(Debug, Clone)]
pub struct Timetable {
    /// One a day.
    pub sheets: Vec<Sheet>,
    blocks: HashMap<usize, Block>,
    width: usize,
    dir: Dir,
    /// Minutes a line.
    unit: i64,
}

/// One day.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// The names of the rooms, then the times.
    pub lines: Range<usize>,
    /// Lines of the names: two where they are long.
    pub head: usize,
    /// Its rows of the page.
    pub rows: Range<usize>,
    from: Timestamp,
    /// The first start at each line that has one.
    starts: HashMap<usize, Timestamp>,
    columns: Vec<Column>,
}

#[derive(Debug, Clone)]
struct Column {
    room: Ix,
    /// Rows of the page, by their lines.
    rows: Vec<usize>,
}

/// The rows of one column with their lines, counted from the first of the sheet.
type Placed = Vec<(usize, Range<usize>)>;

/// Where a session stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The day.
    pub sheet: usize,
    /// The column in it.
    pub column: usize,
    /// Lines of the page.
    pub lines: Range<usize>,
}

/// A piece on a line; a row of the page when it belongs to its block.
#[derive(Debug)]
pub struct Painted {
    /// The line of the page.
    pub line: usize,
    /// The row whose block it is part of.
    pub row: Option<usize>,
    /// Cells of the block, from the piece on.
    pub cells: usize,
    /// The text.
    pub piece: Piece,
}

/// Top, middle, bottom and all of a bar, from the left and from the right: without a track, then of tracks.
#[rustfmt::skip] // A table: one row, one line.
const BARS: [([&str; 4], [&str; 4]); 5] = [
    (["┌", "│", "└", "╶"], ["┐", "│", "┘", "╴"]),
    (["┏", "┃", "┗", "╺"], ["┓", "┃", "┛", "╸"]),
    (["╭", "┊", "╰", "┄"], ["╮", "┊", "╯", "┄"]),
    (["╓", "║", "╙", "═"], ["╖", "║", "╜", "═"]),
    (["┎", "╏", "┖", "╍"], ["┒", "╏", "┚", "╍"]),
];

impl Timetable {
    /// No sheets yet, for a page.
    pub fn new(world: &World, page: &Page, width: usize, dir: Dir) -> Self {
        Self {
            sheets: Vec::new(),
            blocks: HashMap::new(),
            width,
            dir,
            unit: unit(world, page),
        }
    }

    /// The session of a row and its slot, when it can stand on a sheet.
    pub fn slot(world: &World, row: &Row) -> Option<(Ix, Slot)> {
        match row {
            Row::Item(subject) if subject.kind == Kind::Session => {
                let ix = world.program.find(subject)?;
                Some((ix, world.program.session(ix).slot?))
            }
            _ => None,
        }
    }

    /// Adds the sheet of a day: its rows, and the line it begins at. The result is the line behind it.
    pub fn add(&mut self, world: &World, page: &Page, rows: Range<usize>, top: usize) -> usize {
        let slots: Vec<(usize, Ix, Slot)> = rows
            .clone()
            .filter_map(|row| Self::slot(world, &page.rows[row]).map(|(ix, slot)| (row, ix, slot)))
            .collect();
        let unit = self.unit * 60;
        let first = slots.iter().map(|(_, _, s)| s.from).min().unwrap_or(0);
        // Lines are on the hour of the clock that is shown.
        let into = i64::from(world.zone().offset(first));
        let from = first - (first + into).rem_euclid(unit);
        let line_of = |seconds: i64| usize::try_from(seconds / unit).unwrap_or(0);
        let limit = line_of(LONGEST * 60);
        // Rooms in the file's order, those without a room last; each with as many columns as it needs.
        let mut rooms: BTreeMap<Ix, Vec<Placed>> = BTreeMap::new();
        let mut starts: HashMap<usize, Timestamp> = HashMap::new();
        let mut ends: HashMap<Ix, BinaryHeap<Reverse<(Timestamp, usize)>>> = HashMap::new();
        for (row, ix, slot) in slots {
            let start = line_of(slot.from - from).min(limit);
            // Half a line more or less is rounded.
            let end = line_of(slot.until - from + unit / 2).min(limit);
            let lines = start..end.max(start + 1);
            let told = starts.entry(start).or_insert(slot.from);
            *told = slot.from.min(*told);
            let room = world.program.session(ix).room.unwrap_or(NO_ROOM);
            let columns = rooms.entry(room).or_default();
            // The column that is free for longest, if any is.
            let ends = ends.entry(room).or_default();
            let last = ends
                .peek()
                .copied()
                .filter(|Reverse((end, _))| *end <= slot.from);
            let last = last.and_then(|Reverse((_, c))| Some((c, columns[c].last_mut()?)));
            let free = last.filter(|(_, (_, before))| before.start < start);
            let column = if let Some((column, (_, before))) = free {
                ends.pop();
                // Where one follows at once, the rounding gives way.
                before.end = before.end.min(start);
                column
            } else {
                columns.push(Vec::new());
                columns.len() - 1
            };
            ends.push(Reverse((slot.until, column)));
            columns[column].push((row, lines));
        }
        let columns: Vec<(Ix, Placed)> = rooms
            .into_iter()
            .flat_map(|(room, columns)| columns.into_iter().map(move |c| (room, c)))
            .collect();
        let (_, wide) = self.share(columns.len());
        let long = |(room, _): &(Ix, _)| width(&room_name(world, *room)) + 2 > wide;
        let head = 1 + usize::from(columns.iter().any(long));
        let sheet = self.sheets.len();
        let mut end = top + head;
        let mut column = 0;
        let columns = columns.into_iter().map(|(room, placed)| {
            let mut rows = Vec::with_capacity(placed.len());
            for (row, lines) in placed {
                let lines = top + head + lines.start..top + head + lines.end;
                end = end.max(lines.end);
                rows.push(row);
                self.blocks.insert(
                    row,
                    Block {
                        sheet,
                        column,
                        lines,
                    },
                );
            }
            column += 1;
            Column { room, rows }
        });
        let columns = columns.collect();
        let starts = starts
            .into_iter()
            .map(|(line, start)| (top + head + line, start));
        self.sheets.push(Sheet {
            lines: top..end,
            head,
            rows,
            from,
            starts: starts.collect(),
            columns,
        });
        end
    }

    /// Where a row of the page stands, when it is on a sheet.
    pub fn block(&self, row: usize) -> Option<&Block> {
        self.blocks.get(&row)
    }

    /// The row behind all rows that stand on the sheet of this one; itself, when it is on none.
    pub fn after(&self, row: usize) -> usize {
        let block = self.block(row);
        block.map_or(row, |b| self.sheets[b.sheet].rows.end)
    }

    /// Columns of a sheet, and how many of them are seen at once.
    pub fn columns(&self, sheet: usize) -> (usize, usize) {
        let all = self.sheets[sheet].columns.len();
        (all, self.share(all).0)
    }

    /// Cells of a column with the gap behind it.
    fn column_width(&self, sheet: usize) -> usize {
        self.share(self.sheets[sheet].columns.len()).1
    }

    /// How many of `all` columns are seen at once, and the cells of one.
    fn share(&self, all: usize) -> (usize, usize) {
        let room = self.width.saturating_sub(TIMES + 1);
        let seen = (room / NARROWEST).clamp(1, all.max(1));
        (seen, (room / seen).clamp(1, WIDEST))
    }

    /// The rows of one column, by their lines.
    pub fn rows(&self, sheet: usize, column: usize) -> &[usize] {
        let columns = &self.sheets[sheet].columns;
        columns.get(column).map_or(&[], |c| &c.rows)
    }

    /// The names of the rooms from column `first` on, and the date: the lines of the header.
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
        // Which rooms there are besides those in sight.
        if first > 0 {
            lines[0].push(Piece::new(TIMES - 1, signs[0].to_string(), Role::Title));
        }
        if first + seen < all {
            let x = TIMES + seen * wide - 1;
            lines[0].push(Piece::new(x, signs[1].to_string(), Role::Title));
        }
        for (n, column) in shown.columns.iter().enumerate().skip(first).take(seen) {
            let room = wide.saturating_sub(2);
            let name = room_name(world, column.room);
            let x = TIMES + (n - first) * wide + 1;
            let dir = self.dir.of(&name);
            for (line, text) in lines.iter_mut().zip(cut(&name, room, shown.head)) {
                line.push(Piece::new(x, text, Role::Heading).directed(dir));
            }
        }
        lines
    }

    /// What stands on `lines` of a sheet below its header, from column `first` on.
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
            let rows = column.rows[from..]
                .iter()
                .take_while(|row| self.blocks[row].lines.start < body.end);
            let mut free = now;
            for &row in rows {
                let block = &self.blocks[&row].lines;
                free = free.filter(|line| !block.contains(line));
                // What is in sight of a long block has its title.
                let sight = block.start.max(body.start)..block.end.min(body.end);
                let texts = self.texts(world, page, row, &sight, wide.saturating_sub(2));
                for (line, pieces) in sight.zip(texts) {
                    all.extend(pieces.into_iter().map(|piece| Painted {
                        line,
                        row: Some(row),
                        cells: wide.saturating_sub(1 + piece.x),
                        piece: Piece {
                            x: piece.x + x,
                            ..piece
                        },
                    }));
                }
            }
            if let Some(line) = free {
                let rule = "─".repeat(wide.saturating_sub(1));
                all.push(Painted {
                    line,
                    row: None,
                    cells: 0,
                    piece: Piece::new(x, rule, Role::Now),
                });
            }
        }
        all
    }

    /// The lines of a sheet on paper: as many rooms as fit beside one another, then the next ones below.
    pub fn pages(&self, world: &World, page: &Page, sheet: usize) -> Vec<Vec<Piece>> {
        let (all, seen) = self.columns(sheet);
        let lines = self.sheets[sheet].lines.clone();
        let mut out = Vec::new();
        for first in (0..all).step_by(seen) {
            let from = out.len();
            out.extend(self.header(world, sheet, first));
            out.resize(from + lines.len(), Vec::new());
            for painted in self.paint(world, page, sheet, first, &lines) {
                // Paper has no gutter for a line that reaches into it.
                if painted.piece.x > 0 {
                    out[from + painted.line - lines.start].push(painted.piece);
                }
            }
            // Other rooms may have nothing so late.
            while out.last().is_some_and(Vec::is_empty) {
                out.pop();
            }
            if first + seen < all {
                out.push(Vec::new());
            }
        }
        out
    }

    /// The line of this moment, on the day that has it: never one of a session that has not begun.
    fn now(&self, world: &World, sheet: &Sheet) -> Option<usize> {
        let into = (world.now - sheet.from).div_euclid(self.unit * 60);
        let body = sheet.lines.start + sheet.head;
        let line = usize::try_from(into).ok()? + body;
        let ahead = sheet.starts.get(&line).is_some_and(|&s| s > world.now);
        let line = line - usize::from(ahead && line > body);
        sheet.lines.contains(&line).then_some(line)
    }

    /// The times at which sessions start, at their lines, and this moment.
    fn times(&self, world: &World, shown: &Sheet, body: &Range<usize>) -> Vec<Painted> {
        let now = self.now(world, shown);
        let piece = |line: usize, x: usize, text: &str, role: Role| Painted {
            line,
            row: None,
            cells: 0,
            piece: Piece::new(x, text, role),
        };
        let mut all = Vec::new();
        for line in body.clone() {
            let start = shown.starts.get(&line).map(|&t| world.zone().at(t));
            let role = if now == Some(line) {
                // A line across, where no session is in its way.
                all.push(piece(line, 0, "─", Role::Now));
                all.push(piece(line, 1 + TIME, "─", Role::Now));
                Role::Now
            } else {
                Role::Time
            };
            let told = if now == Some(line) {
                Some(world.local_now())
            } else {
                start
            };
            all.extend(told.map(|t| piece(line, 1, &time(t), role)));
        }
        all
    }

    /// The lines in sight of a block, `wide` cells wide: a bar, its title, its marks.
    fn texts(
        &self,
        world: &World,
        page: &Page,
        row: usize,
        sight: &Range<usize>,
        wide: usize,
    ) -> Vec<Vec<Piece>> {
        let (Row::Item(subject), Some((_, slot))) =
            (&page.rows[row], Self::slot(world, &page.rows[row]))
        else {
            return Vec::new();
        };
        let made = line(world, subject, ItemStyle::default());
        let height = sight.len();
        if height == 0 {
            return Vec::new();
        }
        let marks: Vec<&str> = made.marks.iter().map(|(m, _)| m.as_str()).collect();
        let mark_role = made.marks.first().map_or(Role::Text, |(_, role)| *role);
        let prefix = self.odd_start(world, row, slot);
        let title = format!("{prefix}{}", made.name);
        let marks = marks.join(" ");
        // The marks have a line of their own, or the end of the last one.
        let own = !marks.is_empty() && height > 1 && wrap(&title, wide).len() < height;
        let room = height - usize::from(own);
        let mut lines = cut(&title, wide, room);
        let mut end = None;
        if !marks.is_empty() && !own {
            let cells = wide.saturating_sub(width(&marks) + 1);
            if let Some(last) = lines.get_mut(room - 1) {
                *last = truncate(last, cells).into_owned();
            }
            end = Some(Piece::new(1 + cells + 1, marks.clone(), mark_role));
        }
        let dir = self.dir.of(&title);
        let mut texts: Vec<(String, Role)> = lines.into_iter().map(|l| (l, made.role)).collect();
        texts.resize(room, (String::new(), made.role));
        if own {
            texts.push((truncate(&marks, wide).into_owned(), mark_role));
        }
        let block = &self.blocks[&row].lines;
        let bars = texts.into_iter().enumerate().map(|(n, (text, role))| {
            let bar = Piece {
                color: made.color,
                ..Piece::new(0, self.bar(made.track, block, sight.start + n), Role::Text)
            };
            let dir = if n < room { dir } else { self.dir.of(&text) };
            let mut line = vec![bar, Piece::new(1, text, role).directed(dir)];
            line.extend(end.take_if(|_| n + 1 == height));
            line
        });
        bars.collect()
    }

    /// The bar at the side of a block: where it begins and ends can be told from those above and below, and
    /// its track from others, without colours.
    fn bar(&self, track: Option<Ix>, block: &Range<usize>, line: usize) -> &'static str {
        let at = match (line == block.start, line + 1 == block.end) {
            (true, true) => 3,
            (true, false) => 0,
            (false, true) => 2,
            (false, false) => 1,
        };
        let bars = track.map_or(0, |ix| 1 + ix as usize % (BARS.len() - 1));
        let (ltr, rtl) = BARS[bars];
        match self.dir {
            Dir::Ltr => ltr[at],
            Dir::Rtl => rtl[at],
        }
    }

    /// The start of a session that is not the time told at its line.
    fn odd_start(&self, world: &World, row: usize, slot: Slot) -> String {
        let block = &self.blocks[&row];
        let (line, sheet) = (block.lines.start, &self.sheets[block.sheet]);
        let told = if self.now(world, sheet) == Some(line) {
            world.now.div_euclid(60)
        } else {
            sheet.starts[&line].div_euclid(60)
        };
        if told == slot.from.div_euclid(60) {
            String::new()
        } else {
            format!("{} ", world.start(slot))
        }
    }
}

fn room_name(world: &World, room: Ix) -> String {
    match room {
        NO_ROOM => world.messages.get("no-room"),
        room => world.name(&world.program.subject(Kind::Room, room)),
    }
}

/// Minutes a line, so that hardly a session is shorter, and most take two lines.
fn unit(world: &World, page: &Page) -> i64 {
    let slots = page
        .rows
        .iter()
        .filter_map(|row| Timetable::slot(world, row));
    let mut lengths: Vec<i64> = slots
        .map(|(_, slot)| (slot.until - slot.from) / 60)
        .filter(|n| *n > 0)
        .collect();
    lengths.sort_unstable();
    let at = |percent: usize| lengths.get(lengths.len() * percent / 100).copied();
    let fits = |unit: &i64| {
        at(10).is_none_or(|short| *unit <= short) && at(25).is_none_or(|most| *unit * 2 <= most)
    };
    UNITS.into_iter().find(fits).unwrap_or(5)
}
