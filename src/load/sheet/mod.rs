//! Reads workbooks of Excel and `OpenDocument` as tables: the first sheet with a header is written as a text of commas, a record for
//! each row, which the reader of tables takes.
//!
//! calamine trusts what a workbook says about its size, so it is unpacked once before, within bounds.

mod ods;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{BufReader, Cursor, Read, Seek};

use calamine::{
    Cell, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError,
};
use chrono::{Days, NaiveDate};
use zip::ZipArchive;

use super::columns::ColumnNames;
use super::{MAX_FILE, csv};

/// The size that every workbook may have unpacked.
const LEAST: u64 = 8 << 20;
/// How many times its own size a workbook may have unpacked.
const RATIO: u64 = 100;

/// The largest part with formats: calamine keeps each with its colours and borders.
const FORMATS: usize = 2 << 20;

/// The beginning of what an archive of `OpenDocument` calls itself, if it is a spreadsheet or a template of one.
const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The part of such an archive that has its sheets.
const CONTENT: &str = "content.xml";

/// The rows and columns of Excel.
const ROWS: u32 = 1 << 20;
const COLUMNS: u32 = 1 << 14;

/// The first sheet of a workbook that is a table.
#[derive(Debug)]
pub struct Sheet {
    /// A record for each row of the sheet from the first.
    pub text: String,
    pub name: String,
    /// The names of the other sheets.
    pub others: Vec<String>,
}

/// Why a workbook is not read.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It would be larger than its size allows.
    Large,
    /// No sheet has a header.
    NoTable,
    /// What is wrong with it.
    Damaged(String),
}

impl From<XlsxError> for Refusal {
    fn from(e: XlsxError) -> Self {
        damaged(&e)
    }
}

/// A format of workbooks.
#[derive(Clone, Copy, Debug)]
pub enum Book {
    /// Excel: .xlsx.
    Excel,
    /// `OpenDocument`: .ods.
    OpenDocument,
}

/// Returns the format of a workbook; `None` if the bytes are none.
pub fn format(bytes: &[u8]) -> Option<Book> {
    let mut archive = bytes
        .starts_with(b"PK\x03\x04")
        .then(|| archive(bytes).ok())??;
    if archive
        .file_names()
        .flatten()
        .any(|name| name.starts_with("xl/"))
    {
        return Some(Book::Excel);
    }
    let mut kind = String::new();
    let named = archive.by_name("mimetype").ok()?;
    named
        .take(KIND.len() as u64)
        .read_to_string(&mut kind)
        .ok()?;
    (kind == KIND).then_some(Book::OpenDocument)
}

fn archive(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Refusal> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))
}

fn damaged(e: &impl ToString) -> Refusal {
    Refusal::Damaged(e.to_string())
}

/// Reads the first visible sheet that is a table.
pub fn read(book: Book, bytes: &[u8], columns: &ColumnNames) -> Result<Sheet, Refusal> {
    let most = (LEAST + RATIO * bytes.len() as u64).min(MAX_FILE);
    check(bytes, most)?;
    match book {
        Book::Excel => excel(bytes, most as usize, columns),
        Book::OpenDocument => {
            let mut archive = archive(bytes)?;
            let content = archive.by_name(CONTENT).map_err(|e| damaged(&e))?;
            // What has been checked may be read again.
            ods::read(BufReader::new(content), most as usize, columns)
        }
    }
}

fn excel(bytes: &[u8], most: usize, columns: &ColumnNames) -> Result<Sheet, Refusal> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let sheets = book.sheets_metadata().iter();
    let shown = sheets.filter(|sheet| {
        sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible
    });
    let names: Vec<String> = shown.map(|sheet| sheet.name.clone()).collect();
    let (year, month, day) = if book.has_1904_epoch() {
        (1904, 1, 1)
    } else {
        (1899, 12, 30)
    };
    let first = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    for name in &names {
        let cells = book.worksheet_cells_reader(name)?;
        if let Some(text) = Table::new(first, most, columns).read(cells)? {
            let others = names.iter().filter(|other| *other != name);
            return Ok(Sheet {
                text,
                name: name.clone(),
                others: others.cloned().collect(),
            });
        }
    }
    Err(Refusal::NoTable)
}

/// Unpacks a workbook, and refuses one that is larger than `most`, or says that it has more texts than it can have: memory
/// is taken for as many.
fn check(bytes: &[u8], most: u64) -> Result<(), Refusal> {
    let mut archive = archive(bytes)?;
    let mut left = most;
    let mut part = Vec::new();
    for n in 0..archive.len() {
        let mut file = archive.by_index(n).map_err(|e| damaged(&e))?;
        part.clear();
        let read = file.by_ref().take(left + 1).read_to_end(&mut part);
        let read = read.map_err(|e| damaged(&e))? as u64;
        left = left.checked_sub(read).ok_or(Refusal::Large)?;
        let name = file.name().map_err(|e| damaged(&e))?.to_ascii_lowercase();
        // calamine reads those of Excel, which are in a folder.
        if name.ends_with("/styles.xml") && part.len() > FORMATS {
            return Err(Refusal::Large);
        }
        if name.ends_with("sharedstrings.xml") && !counts_well(&part) {
            return Err(Refusal::Damaged(name));
        }
    }
    Ok(())
}

/// Returns whether the number of texts that a part names is not above its size.
fn counts_well(part: &[u8]) -> bool {
    // In another encoding the number could not be found.
    let plain = memchr::memchr(0, part).is_none();
    let mut named = memchr::memmem::find_iter(part, b"uniqueCount");
    plain
        && named.all(|at| {
            let sign = |b: &&u8| b.is_ascii_whitespace() || matches!(b, b'=' | b'"' | b'\'');
            let rest = part[at + "uniqueCount".len()..].iter().skip_while(sign);
            let digits = rest.take_while(|b| b.is_ascii_digit());
            let count = digits.fold(0_usize, |n, digit| {
                n.saturating_mul(10)
                    .saturating_add(usize::from(digit - b'0'))
            });
            count <= part.len()
        })
}

/// A sheet that is being written as a table.
struct Table<'c> {
    columns: &'c ColumnNames,
    text: String,
    most: usize,
    /// The day from which the workbook counts.
    first: NaiveDate,
    /// The row and the column of the last cell.
    last: Option<(u32, u32)>,
    /// Whether the header has been found, and the rows with cells until then.
    headed: bool,
    seen: usize,
}

impl<'c> Table<'c> {
    fn new(first: NaiveDate, most: usize, columns: &'c ColumnNames) -> Self {
        Self {
            columns,
            text: String::new(),
            most,
            first,
            last: None,
            headed: false,
            seen: 0,
        }
    }

    /// Returns the text of a sheet, unless none of its first rows is a header.
    fn read<R: Read + Seek>(
        mut self,
        mut cells: XlsxCellReader<R>,
    ) -> Result<Option<String>, Refusal> {
        loop {
            match cells.next_cell() {
                Ok(Some(cell)) => self.cell(&cell)?,
                Ok(None) => break,
                // An error of a formula that calamine does not know.
                Err(XlsxError::CellError(_)) => {}
                Err(e) => return Err(e.into()),
            }
            if !self.headed && self.seen > csv::LINES {
                return Ok(None);
            }
        }
        Ok(self.finish())
    }

    /// Returns the text, unless no row was a header.
    fn finish(mut self) -> Option<String> {
        self.end_row();
        self.headed.then_some(self.text)
    }

    fn cell(&mut self, cell: &Cell<DataRef>) -> Result<(), Refusal> {
        let shown = self.shown(cell.get_value());
        if shown.is_empty() {
            return Ok(());
        }
        self.put(cell.get_position(), &shown)
    }

    /// Writes the text of a cell, which is behind all before.
    fn put(&mut self, (row, column): (u32, u32), shown: &str) -> Result<(), Refusal> {
        let known = self.last.is_none_or(|last| last < (row, column));
        if !known || row >= ROWS || column >= COLUMNS {
            let place = format!("{}:{}", row.saturating_add(1), column.saturating_add(1));
            return Err(Refusal::Damaged(place));
        }
        let (last_row, last_column) = self.last.unwrap_or_default();
        let rows = (row - last_row) as usize;
        let columns = column - if rows == 0 { last_column } else { 0 };
        // Quotes may be doubled.
        if self.text.len() + rows + columns as usize + 2 * shown.len() + 2 > self.most {
            return Err(Refusal::Large);
        }
        if rows > 0 {
            self.end_row();
        }
        self.text.extend(std::iter::repeat_n('\n', rows));
        self.text.extend((0..columns).map(|_| ','));
        self.last = Some((row, column));
        // A header of several lines is one.
        let shown: Cow<str> = if self.headed {
            shown.into()
        } else {
            shown.replace(['\n', '\r'], " ").into()
        };
        if shown.contains([',', '"', '\n', '\r']) {
            let _ = write!(self.text, "\"{}\"", shown.replace('"', "\"\""));
        } else {
            self.text.push_str(&shown);
        }
        Ok(())
    }

    /// Looks for the header at the end of each of the first rows.
    fn end_row(&mut self) {
        if !self.headed && self.last.is_some() {
            self.headed = csv::is_table(&self.text, self.columns);
            self.seen += 1;
        }
    }

    /// Returns the value of a cell as tables have it.
    fn shown(&self, value: &DataRef) -> String {
        match value {
            DataRef::Empty => String::new(),
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
                text.clone()
            }
            DataRef::SharedString(text) => (*text).to_owned(),
            DataRef::Int(n) => n.to_string(),
            DataRef::Float(n) => n.to_string(),
            DataRef::Bool(yes) => yes.to_string(),
            DataRef::DateTime(time) => self
                .moment(time)
                .unwrap_or_else(|| time.as_f64().to_string()),
            DataRef::Error(e) => e.to_string(),
        }
    }

    /// Returns the date, the time of day or both that a number of days means.
    fn moment(&self, time: &ExcelDateTime) -> Option<String> {
        let seconds = (time.as_f64() * 86_400.0).round();
        // No workbook has times after the year 9999.
        if !(0.0..300_000_000_000.0).contains(&seconds) {
            return None;
        }
        let seconds = (seconds as i64).unsigned_abs();
        let (days, rest) = (seconds / 86_400, seconds % 86_400);
        let hours = if time.is_duration() { seconds } else { rest } / 3600;
        let clock = match (rest / 60 % 60, rest % 60) {
            (minutes, 0) => format!("{hours:02}:{minutes:02}"),
            (minutes, seconds) => format!("{hours:02}:{minutes:02}:{seconds:02}"),
        };
        if days == 0 || time.is_duration() {
            return Some(clock);
        }
        let date = self.first.checked_add_days(Days::new(days))?;
        Some(if rest == 0 {
            date.to_string()
        } else {
            format!("{date} {clock}")
        })
    }
}
