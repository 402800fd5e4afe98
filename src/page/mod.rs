//! A page: what a view says about a subject, as rows of cells. No colours, no widths.

pub mod item;
pub mod json;
mod role;

pub use role::Role;

use crate::model::Subject;
use crate::page::item::Countdown;
use crate::text::Text;

/// What a view makes; the screen, the shell and the exports show it.
#[derive(Debug, Default)]
pub struct Page {
    /// The page's name, for the status line and for `--json`.
    pub title: String,
    /// Its rows in order.
    pub rows: Vec<Row>,
    /// The row to start at: a link, or nothing in particular.
    pub start: usize,
    /// Whether a session among its items needs its date beside its time.
    pub dated: bool,
    /// How the minutes until a session starts or ends are told beside it; bare where the headings say
    /// which of the two they are, and there is little room.
    pub countdown: Countdown,
    /// How it is laid out.
    pub form: Presentation,
    /// Whether it speaks of a file to whoever writes it, in English.
    pub english: bool,
    /// Folded words that are shown where they occur in the names of its items.
    pub words: Vec<String>,
}

/// How a page is laid out on a screen; on paper they are all rows, but for the timetable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Presentation {
    /// Rows below one another.
    #[default]
    Rows,
    /// Under each heading, the sessions stand as blocks in a grid of rooms and times.
    Timetable,
    /// Texts in letters to be read from afar.
    Board,
    /// A code to be read by a camera, as large as the screen.
    Code,
}

/// A row of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// The name of what the page is about.
    Title(String),
    /// A heading over the rows below.
    Heading(Cell),
    /// One line about a subject, the same in every list; its cells are made when it is shown.
    Item(Subject),
    /// A labelled value; without a label, one more value of the field above.
    Field(String, Cell),
    /// A paragraph.
    Text(Cell),
    /// More about the item above.
    Under(Cell),
    /// A line of a file with a caret below: cells before it, and cells that it points at.
    Source(String, (usize, usize)),
    /// A blank line.
    Blank,
}

/// A piece of text with its role, that may lead to a subject.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// The text, in logical order.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// Where it leads.
    pub link: Option<Subject>,
}

impl Cell {
    /// Text that leads nowhere.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self {
            text: text.into(),
            role,
            link: None,
        }
    }

    /// Text that leads to `subject`.
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
    /// What the row says, when that is one text.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Title(text) => Some(text),
            Self::Heading(cell) | Self::Field(_, cell) | Self::Text(cell) | Self::Under(cell) => {
                Some(&cell.text)
            }
            Self::Item(_) | Self::Source(..) | Self::Blank => None,
        }
    }

    /// Where the row leads, when it can be opened.
    pub fn link(&self) -> Option<&Subject> {
        match self {
            Self::Item(subject) => Some(subject),
            Self::Heading(cell) | Self::Field(_, cell) | Self::Text(cell) | Self::Under(cell) => {
                cell.link.as_ref()
            }
            Self::Title(_) | Self::Source(..) | Self::Blank => None,
        }
    }
}

impl Page {
    /// An empty page.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    /// A page whose first row is its title.
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

    /// The first row at or after `from` that can be opened.
    pub fn next_link(&self, from: usize) -> Option<usize> {
        (from..self.rows.len()).find(|&i| self.rows[i].link().is_some())
    }

    /// The last row at or before `from` that can be opened.
    pub fn previous_link(&self, from: usize) -> Option<usize> {
        (0..=from.min(self.rows.len().checked_sub(1)?))
            .rev()
            .find(|&i| self.rows[i].link().is_some())
    }
}
