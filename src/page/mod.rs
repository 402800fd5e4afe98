//! A page: what a view shows of a subject, as rows of cells, without colours and widths.

pub mod item;
pub mod json;
mod role;

pub use role::Role;

use crate::model::Subject;
use crate::page::item::Countdown;
use crate::text::Text;

/// What a view returns; the screen, the shell and the exports show it.
#[derive(Debug, Default)]
pub struct Page {
    /// The page's name, for the status line and for `--json`.
    pub title: String,
    /// Its rows from the top.
    pub rows: Vec<Row>,
    /// The row where the cursor starts.
    pub start: usize,
    /// Whether sessions need their date beside their time.
    pub dated: bool,
    /// Whether all its sessions are in one room, which it is about.
    pub same_room: bool,
    /// How the minutes until a session starts or ends are shown beside it.
    pub countdown: Countdown,
    /// Whether it changes with every second.
    pub ticks: bool,
    /// How it is presented.
    pub presentation: Presentation,
    /// Folded words that are highlighted in the names of its items and in its texts.
    pub highlighted: Vec<String>,
}

/// How a page is presented on a screen. In plain output, all but the timetable are rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Presentation {
    /// Rows below one another.
    #[default]
    Rows,
    /// Sessions as blocks in a grid of rooms and times, a grid for each day.
    Timetable,
    /// A sign at the door of a room, with a title in large letters.
    Board(Box<Board>),
    /// The QR code of the session under the cursor, as large as the screen.
    QrCode,
}

/// What a board shows below the name of its room.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Board {
    /// How the session in large letters stands: `Now · until 12:30 · 20 min left`; `None` without one.
    pub state: Option<Cell>,
    /// How much of the session in large letters is over, in hundredths, while it is on.
    pub over: Option<u8>,
    /// The title in large letters, or that there are no more sessions.
    pub title: Cell,
    /// Whether the title is as large as the screen.
    pub fills: bool,
    /// What stands in smaller letters beside a title that is; it may be empty.
    pub beside: String,
    /// The names of its speakers.
    pub speakers: String,
    /// What is announced to those in the room.
    pub announcements: Vec<Cell>,
    /// The languages and the channels of the interpretation.
    pub channels: Option<Cell>,
    /// The sessions after it.
    pub next: Vec<Cell>,
    /// What has changed today; empty when nothing has.
    pub changes: Vec<Cell>,
    /// The heading of the changes.
    pub changes_heading: Cell,
}

impl Board {
    /// Returns the title with what stands beside it.
    pub fn whole_title(&self) -> Cell {
        Cell {
            text: [&*self.title.text, &self.beside]
                .join("  ")
                .trim_end()
                .into(),
            ..self.title.clone()
        }
    }

    /// Returns what follows the title and its speakers, from the top.
    pub fn below(&self) -> Vec<&Cell> {
        let heading = (!self.changes.is_empty()).then_some(&self.changes_heading);
        self.announcements
            .iter()
            .chain(&self.channels)
            .chain(&self.next)
            .chain(heading)
            .chain(&self.changes)
            .collect()
    }
}

/// A row of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// The name of what the page is about.
    Title(String),
    /// A heading over the rows below.
    Heading(Cell),
    /// The hour in which the sessions below start, where these are many.
    Hour(String),
    /// One line about a subject, the same in every list; an [`item::Item`] when it is shown.
    Item(Subject),
    /// A labelled value; without a label, one more value of the field above.
    Field(String, Cell),
    /// A paragraph.
    Text(Cell),
    /// More about the item above.
    Under(Cell),
    /// A line of a file, with the cells before the caret below it and the cells of the caret.
    Source(String, (usize, usize)),
    /// A blank line.
    Blank,
}

/// A text with its role and, if it can be opened, its subject.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// The text, in logical order.
    pub text: String,
    /// Its role.
    pub role: Role,
    /// The subject that it opens.
    pub link: Option<Subject>,
}

impl Cell {
    /// Creates a cell that opens nothing.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            link: None,
        }
    }

    /// Creates a cell that opens `subject`.
    pub fn link(text: impl Into<String>, subject: Subject) -> Self {
        Self {
            text: text.into(),
            role: Role::Link,
            link: Some(subject),
        }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::new(text, Role::Text)
    }
}

impl From<Option<&Text>> for Cell {
    fn from(text: Option<&Text>) -> Self {
        Self::from(text.map(ToString::to_string).unwrap_or_default())
    }
}

impl Row {
    /// Returns the text of the row, if it has one text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Title(text) | Self::Hour(text) => Some(text),
            Self::Heading(cell) | Self::Field(_, cell) | Self::Text(cell) | Self::Under(cell) => {
                Some(&cell.text)
            }
            Self::Item(_) | Self::Source(..) | Self::Blank => None,
        }
    }

    /// Returns the subject that the row opens.
    pub fn link(&self) -> Option<&Subject> {
        match self {
            Self::Item(subject) => Some(subject),
            Self::Heading(cell) | Self::Field(_, cell) | Self::Text(cell) | Self::Under(cell) => {
                cell.link.as_ref()
            }
            Self::Title(_) | Self::Hour(_) | Self::Source(..) | Self::Blank => None,
        }
    }
}

impl Page {
    /// Creates an empty page.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// Creates a page whose first row is its title.
    pub fn titled(title: impl Into<String>) -> Self {
        let mut page = Self::new(title);
        page.rows.push(Row::Title(page.title.clone()));
        page
    }

    /// Adds a blank row, unless the page is empty or ends in one.
    pub fn gap(&mut self) {
        if !matches!(self.rows.last(), None | Some(Row::Blank)) {
            self.rows.push(Row::Blank);
        }
    }

    /// Adds a heading, with a gap before it.
    pub fn heading(&mut self, cell: Cell) {
        self.gap();
        self.rows.push(Row::Heading(cell));
    }

    /// Adds a labelled value, unless it is empty.
    pub fn field(&mut self, label: &str, cell: impl Into<Cell>) {
        let cell = cell.into();
        if !cell.text.is_empty() {
            self.rows.push(Row::Field(label.to_owned(), cell));
        }
    }

    /// Adds several values under one label.
    pub fn fields(&mut self, label: &str, cells: impl IntoIterator<Item = Cell>) {
        for (n, cell) in cells.into_iter().enumerate() {
            self.field(if n == 0 { label } else { "" }, cell);
        }
    }

    /// Adds a line about the item above, unless it is empty.
    pub fn under(&mut self, cell: impl Into<Cell>) {
        let cell = cell.into();
        if !cell.text.is_empty() {
            self.rows.push(Row::Under(cell));
        }
    }

    /// Adds a text in paragraphs, with a gap before it, unless it is empty.
    pub fn text(&mut self, text: &str, role: Role) {
        if text.trim().is_empty() {
            return;
        }
        self.gap();
        for paragraph in text.trim().lines() {
            match paragraph.trim() {
                "" => self.gap(),
                line => self.rows.push(Row::Text(Cell::new(line, role))),
            }
        }
    }

    /// Returns the first row at or after `from` that can be opened.
    pub fn next_link(&self, from: usize) -> Option<usize> {
        (from..self.rows.len()).find(|&i| self.rows[i].link().is_some())
    }

    /// Returns the last row at or before `from` that can be opened.
    pub fn previous_link(&self, from: usize) -> Option<usize> {
        (0..=from.min(self.rows.len().checked_sub(1)?))
            .rev()
            .find(|&i| self.rows[i].link().is_some())
    }
}
