//! Writes a table as an Excel workbook, with its texts as programs write them.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use csv::ReaderBuilder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The parts besides the sheet and the texts.
const PARTS: [(&str, &str); 3] = [
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="b" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook><sheets><sheet name="Sheet" sheetId="1" r:id="r1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="r1" Type="x/worksheet" Target="sheet.xml"/></Relationships>"#,
    ),
];

/// Returns the workbook of a table.
pub fn of_table(table: &[u8]) -> Vec<u8> {
    let mut rows = String::from("<worksheet><sheetData>");
    let mut texts = String::from("<sst>");
    let mut count = 0;
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(table);
    for record in reader.records() {
        rows.push_str("<row>");
        for field in &record.expect("a row") {
            let text = field.replace('&', "&amp;").replace('<', "&lt;");
            write!(texts, "<si><t>{text}</t></si>").expect("a String takes it");
            write!(rows, r#"<c t="s"><v>{count}</v></c>"#).expect("a String takes it");
            count += 1;
        }
        rows.push_str("</row>");
    }
    rows.push_str("</sheetData></worksheet>");
    texts.push_str("</sst>");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let large = [("xl/sheet.xml", &*rows), ("xl/sharedStrings.xml", &*texts)];
    for (name, text) in PARTS.into_iter().chain(large) {
        let options = SimpleFileOptions::default();
        archive.start_file(name, options).expect("a new part");
        archive.write_all(text.as_bytes()).expect("it is written");
    }
    archive.finish().expect("it is complete").into_inner()
}
