//! Reads the sheets of an `OpenDocument` spreadsheet, whose cells and rows may be repeated, as a stream: calamine's reader does not
//! end where such a file is cut, and repeats without bounds.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::BufRead;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Refusal, Sheet, Table, csv, damaged};
use crate::load::columns::ColumnNames;
use crate::load::when::length_of_day;

/// How often a row or a cell that is not empty may be repeated.
const REPEATED: u32 = 1000;

/// The elements that hold texts or tables which are not cells of a sheet.
const OTHERS: &[&str] = &[
    "annotation",
    "custom-shape",
    "dde-links",
    "forms",
    "frame",
    "shapes",
    "tracked-changes",
];

/// Reads the first visible sheet of a document that is a table, as [`super::read`] does.
pub fn read(content: impl BufRead, most: usize, columns: &ColumnNames) -> Result<Sheet, Refusal> {
    let mut reader = Reader::from_reader(content);
    let mut document = Document {
        columns,
        most,
        style: String::new(),
        hidden: HashSet::new(),
        names: Vec::new(),
        open: None,
        found: None,
    };
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        let event = reader.read_event_into(&mut buffer);
        match event.map_err(|e| damaged(&e))? {
            Event::Start(tag) if document.is_other(&tag) => {
                let end = tag.to_end().into_owned();
                let skipped = reader.read_to_end_into(end.name(), &mut Vec::new());
                skipped.map_err(|e| damaged(&e))?;
            }
            Event::Start(tag) => {
                depth += 1;
                document.begin(&tag);
            }
            Event::Empty(tag) if document.is_other(&tag) => {}
            Event::Empty(tag) => {
                document.begin(&tag);
                document.end(tag.local_name().into_inner())?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                document.end(tag.local_name().into_inner())?;
            }
            Event::Text(text) => document.text(&text),
            Event::CData(text) => document.text(&text),
            Event::GeneralRef(name) => document.text(&entity(&name)),
            Event::Eof if depth > 0 => return Err(Refusal::Damaged("content.xml".to_owned())),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    let (at, text) = document.found.ok_or(Refusal::NoTable)?;
    let name = document.names.remove(at);
    let others = document.names;
    Ok(Sheet { text, name, others })
}

/// Returns the text of an entity; an unknown one has none.
fn entity(name: &BytesRef) -> Cow<'static, str> {
    if let Some(known) = resolve_xml_entity(name) {
        return known.into();
    }
    let character = name.resolve_char_ref().ok().flatten();
    character.map_or("".into(), |c| String::from(c).into())
}

/// Returns an attribute by its name without a prefix.
fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let mut all = tag.attributes();
    let mut all = all.with_checks(false).flatten();
    let found = all.find(|a| a.key.local_name().into_inner() == name)?;
    let value = found.normalized_value(XmlVersion::Explicit1_0).ok()?;
    Some(value.into_owned())
}

/// Returns the repeat count of a row or a cell.
fn repeated(tag: &BytesStart, name: &str) -> u32 {
    let count = attribute(tag, name).and_then(|n| n.parse().ok());
    count.unwrap_or(1).max(1)
}

/// A document that is being read.
struct Document<'c> {
    columns: &'c ColumnNames,
    most: usize,
    /// The style that is being read, and those of hidden sheets.
    style: String,
    hidden: HashSet<String>,
    /// The names of the visible sheets.
    names: Vec<String>,
    /// The sheet that is being read.
    open: Option<Open<'c>>,
    /// The position and the text of the first sheet that is a table.
    found: Option<(usize, String)>,
}

/// A sheet that is being read.
struct Open<'c> {
    /// `None` for a hidden sheet, and for every sheet after the one that is read.
    table: Option<Table<'c>>,
    row: u32,
    /// The repeat count of the row.
    rows: u32,
    /// The column behind the last cell.
    column: u32,
    /// The cells of the row that are not empty: their columns, repeat counts and texts.
    cells: Vec<(u32, u32, String)>,
    cell: Option<Cell>,
}

/// A cell that is being read.
struct Cell {
    repeated: u32,
    /// Its value, if that is not its text.
    value: Option<String>,
    text: String,
    paragraphs: usize,
    /// Whether a paragraph is open; between them are blanks of the file.
    is_inside: bool,
}

impl Document<'_> {
    /// Returns whether an element holds nothing of a sheet.
    fn is_other(&self, tag: &BytesStart) -> bool {
        let name = tag.local_name().into_inner();
        OTHERS.contains(&name) || name == "table" && self.open.is_some()
    }

    fn begin(&mut self, tag: &BytesStart) {
        let name = tag.local_name().into_inner();
        match name {
            "style" => self.style = attribute(tag, "name").unwrap_or_default(),
            "table-properties" if attribute(tag, "display").as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table" => self.begin_sheet(tag),
            _ => {}
        }
        let Some(open) = self.open.as_mut().filter(|open| open.table.is_some()) else {
            return;
        };
        match name {
            "table-row" => {
                open.rows = repeated(tag, "number-rows-repeated");
                (open.column, open.cell) = (0, None);
                open.cells.clear();
            }
            "table-cell" | "covered-table-cell" => open.begin_cell(tag),
            "p" => open.paragraph(),
            "s" => {
                let count = repeated(tag, "c").min(REPEATED) as usize;
                open.text(&" ".repeat(count));
            }
            "tab" => open.text(" "),
            "line-break" => open.text("\n"),
            _ => {}
        }
    }

    fn begin_sheet(&mut self, tag: &BytesStart) {
        let style = attribute(tag, "style-name").unwrap_or_default();
        let shown = !self.hidden.contains(&style);
        if shown {
            self.names.push(attribute(tag, "name").unwrap_or_default());
        }
        let first = chrono::NaiveDate::default();
        let table =
            (shown && self.found.is_none()).then(|| Table::new(first, self.most, self.columns));
        self.open = Some(Open {
            table,
            row: 0,
            rows: 1,
            column: 0,
            cells: Vec::new(),
            cell: None,
        });
    }

    fn end(&mut self, name: &str) -> Result<(), Refusal> {
        let Some(open) = &mut self.open else {
            return Ok(());
        };
        match name {
            "p" => {
                if let Some(cell) = &mut open.cell {
                    cell.is_inside = false;
                }
            }
            "table-cell" | "covered-table-cell" => open.end_cell(),
            "table-row" => open.end_row()?,
            "table" => {
                let text = self.open.take().and_then(|open| open.table?.finish());
                let at = self.names.len().saturating_sub(1);
                self.found = self.found.take().or(text.map(|text| (at, text)));
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = &mut self.open {
            open.text(text);
        }
    }
}

impl Open<'_> {
    fn begin_cell(&mut self, tag: &BytesStart) {
        let of = |name| attribute(tag, name);
        let value = match of("value-type").as_deref() {
            Some("float" | "percentage" | "currency") => of("value"),
            Some("boolean") => of("boolean-value"),
            Some("date") => of("date-value").map(|date| date.replace('T', " ")),
            Some("time") => of("time-value").map(|time| length_of_day(&time).unwrap_or(time)),
            _ => of("string-value"),
        };
        self.cell = Some(Cell {
            repeated: repeated(tag, "number-columns-repeated"),
            value,
            text: String::new(),
            paragraphs: 0,
            is_inside: false,
        });
    }

    fn paragraph(&mut self) {
        if let Some(cell) = &mut self.cell {
            if cell.paragraphs > 0 {
                cell.text.push('\n');
            }
            cell.paragraphs += 1;
            cell.is_inside = true;
        }
    }

    /// Adds to the text of the cell.
    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.is_inside) {
            cell.text.push_str(text);
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let shown = cell.value.unwrap_or(cell.text);
        if !shown.trim().is_empty() {
            self.cells.push((self.column, cell.repeated, shown));
        }
        self.column = self.column.saturating_add(cell.repeated);
    }

    /// Writes the row as many times as it is repeated.
    fn end_row(&mut self) -> Result<(), Refusal> {
        let first = self.row;
        self.row = self.row.saturating_add(self.rows);
        let Some(table) = self.table.as_mut().filter(|_| !self.cells.is_empty()) else {
            return Ok(());
        };
        // An empty cell may be repeated up to the last column.
        let many = self.cells.iter().any(|(_, count, _)| *count > REPEATED);
        if many || self.rows > REPEATED {
            return Err(Refusal::Large);
        }
        for row in first..self.row {
            for (column, count, shown) in &self.cells {
                for column in *column..column.saturating_add(*count) {
                    table.put((row, column), shown)?;
                }
            }
        }
        if !table.headed && table.seen > csv::LINES {
            self.table = None;
        }
        Ok(())
    }
}
