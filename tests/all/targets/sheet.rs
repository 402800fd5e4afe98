//! Writes workbooks of Excel and `OpenDocument`.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A date, a time of day, a date with a time, and a number of hours, as cells refer to them.
pub const STYLES: &str = r#"<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="d\.m\.yyyy\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"#;

/// The relation of an archive to its workbook.
const RELATIONS: &str = r#"<Relationships><Relationship Id="b" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// Returns a workbook with one sheet, whose rows are the text.
pub fn workbook(rows: &[u8]) -> Vec<u8> {
    let rows = String::from_utf8_lossy(rows);
    let strings = "<sst><si><t>title</t></si><si><t>start</t></si><si><t>A talk</t></si></sst>";
    book(&[("Sheet", "visible", &rows)], strings)
}

/// Returns a workbook with sheets, each with its name, its state and its rows, and the texts that cells refer to.
pub fn book(sheets: &[(&str, &str, &str)], strings: &str) -> Vec<u8> {
    let (mut list, mut links) = (Vec::new(), Vec::new());
    let mut parts: Vec<(String, String)> = Vec::new();
    for (n, (name, state, rows)) in sheets.iter().enumerate() {
        list.push(format!(
            r#"<sheet name="{name}" sheetId="{n}" state="{state}" r:id="r{n}"/>"#
        ));
        links.push(format!(
            r#"<Relationship Id="r{n}" Type="x/worksheet" Target="worksheets/{n}.xml"/>"#
        ));
        let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/{n}.xml"), sheet));
    }
    let (list, links) = (list.concat(), links.concat());
    let book = format!("<workbook><sheets>{list}</sheets></workbook>");
    let links = format!("<Relationships>{links}</Relationships>");
    let rest = [
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &links),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", strings),
    ];
    parts.extend(rest.map(|(name, text)| (name.to_owned(), text.to_owned())));
    archive(&parts)
}

/// Returns a spreadsheet of `OpenDocument` with one sheet, whose rows are the text.
pub fn document(rows: &[u8]) -> Vec<u8> {
    spreadsheet(&[("Sheet", true, &String::from_utf8_lossy(rows))])
}

/// Returns a spreadsheet of `OpenDocument` with sheets, each with its name, whether it is visible, and its rows.
pub fn spreadsheet(sheets: &[(&str, bool, &str)]) -> Vec<u8> {
    let table = |(name, shown, rows): &(&str, bool, &str)| {
        let style = if *shown { "ta1" } else { "ta2" };
        format!(
            r#"<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>"#
        )
    };
    let tables: String = sheets.iter().map(table).collect();
    let style = |name: &str, shown: bool| {
        format!(
            r#"<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/></style:style>"#
        )
    };
    let styles = [style("ta1", true), style("ta2", false)].concat();
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet".to_owned();
    archive(&[
        ("mimetype".to_owned(), kind),
        ("content.xml".to_owned(), content),
    ])
}

/// Returns an archive with these parts of XML.
pub fn archive(parts: &[(String, String)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        // What is small is as it stands, so that a fuzzer sees what it changes.
        let method = if text.len() < 1 << 16 {
            CompressionMethod::Stored
        } else {
            CompressionMethod::Deflated
        };
        let options = SimpleFileOptions::default().compression_method(method);
        archive
            .start_file(name.as_str(), options)
            .expect("a new part");
        archive.write_all(text.as_bytes()).expect("it is written");
    }
    archive.finish().expect("it is complete").into_inner()
}
