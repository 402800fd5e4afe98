//! Writes a table as a workbook of Excel and of `OpenDocument`, with its texts as programs write them.

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
    let large = [("xl/sheet.xml", &*rows), ("xl/sharedStrings.xml", &*texts)];
    archive(PARTS.into_iter().chain(large))
}

/// Returns the spreadsheet of `OpenDocument` of a table.
pub fn open_document(table: &[u8]) -> Vec<u8> {
    let mut content = String::from(
        r#"<office:document-content><office:body><office:spreadsheet><table:table table:name="Sheet">"#,
    );
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(table);
    for record in reader.records() {
        content.push_str("<table:table-row>");
        for field in &record.expect("a row") {
            let text = field.replace('&', "&amp;").replace('<', "&lt;");
            let paragraphs = text.replace('\n', "</text:p><text:p>");
            write!(
                content,
                r#"<table:table-cell office:value-type="string"><text:p>{paragraphs}</text:p></table:table-cell>"#
            )
            .expect("a String takes it");
        }
        content.push_str("</table:table-row>");
    }
    content.push_str("</table:table></office:spreadsheet></office:body></office:document-content>");
    let kind = ("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    archive([kind, ("content.xml", &content)])
}

fn archive<'t>(parts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = SimpleFileOptions::default();
        archive.start_file(name, options).expect("a new part");
        archive.write_all(text.as_bytes()).expect("it is written");
    }
    archive.finish().expect("it is complete").into_inner()
}
