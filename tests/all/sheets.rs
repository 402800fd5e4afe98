//! Workbooks of Excel and `OpenDocument`: what is read of them, where their problems are, and what is refused.

use std::io::{Cursor, Write as _};

use nadwa::load::{Loaded, load};
use nadwa::model::diagnostic::Code;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{Folder, english, nadwa};
use crate::targets::sheet::{archive, book as workbook, spreadsheet};

/// The texts that cells refer to.
const STRINGS: &str = r#"<sst uniqueCount="3"><si><t>Wax, old
and new</t></si><si><r><t xml:space="preserve">Lea </t></r><r><t>Brun</t></r></si><si><t>Omar Tazi</t></si></sst>"#;

const SHEET: &str = r#"<row r="2"><c r="B2" t="inlineStr"><is><t>Bee days</t></is></c></row>
<row r="4"><c r="B4" t="inlineStr"><is><t>Title</t></is></c><c r="C4" t="inlineStr"><is><t>Date</t></is></c><c r="D4" t="inlineStr"><is><t>Start
(local)</t></is></c><c r="E4" t="inlineStr"><is><t>End</t></is></c><c r="F4" t="inlineStr"><is><t>Duration</t></is></c><c r="G4" t="inlineStr"><is><t>Speakers</t></is></c><c r="H4" t="inlineStr"><is><t>Time zone</t></is></c></row>
<row r="5"><c r="B5" t="s"><v>0</v></c><c r="C5" s="1"><v>46528</v></c><c r="D5" s="2"><v>0.4375</v></c><c r="F5" s="4"><v>1.0625</v></c><c r="G5" t="s"><v>1</v></c><c r="H5" t="inlineStr"><is><t>Europe/Paris</t></is></c></row>
<row r="9"><c r="B9" t="str"><f>"Ho"&amp;"ney"</f><v>Honey</v></c><c r="C9" s="3"><v>46529.5833333333</v></c><c r="E9" s="2"><v>0.625</v></c><c r="G9" t="s"><v>2</v></c></row>
<row r="12"><c r="B12" t="b"><v>1</v></c><c r="C12" t="d"><v>2027-05-23</v></c><c r="D12" t="e"><v>#SPILL!</v></c></row>"#;

/// A sheet of a workbook: its name, its state and the rows in it.
type Sheet<'a> = (&'a str, &'a str, &'a str);

/// Runs a command on a workbook; returns all it prints.
fn shown(bytes: &[u8], command: &[&str]) -> String {
    let folder = Folder::new();
    let path = folder.write("bees.xlsx", bytes);
    let mut run = nadwa();
    run.arg("-p")
        .arg(&path)
        .args(command)
        .current_dir(&folder.0);
    let out = run.env("HOME", &folder.0).output().expect("nadwa runs");
    String::from_utf8_lossy(&[out.stdout, out.stderr].concat()).into_owned()
}

/// Returns the problem of a workbook that is not read.
fn refusal(bytes: &[u8]) -> String {
    let loaded = load("bees.xlsx", bytes);
    let found = loaded.unread().map(|d| english(&d.message));
    found.unwrap_or_else(|| format!("{} sessions", loaded.program.sessions.len()))
}

fn problems(loaded: &Loaded) -> Vec<String> {
    let all = loaded.diagnostics.iter();
    all.map(|d| format!("{} {}", d.position(), english(&d.message)))
        .collect()
}

/// Returns a table as TOML.
fn toml_of(folder: &Folder, table: &str) -> String {
    let path = folder.write("bees.csv", table);
    let mut run = nadwa();
    let run = run.arg("-p").arg(path).args(["export", "toml"]);
    let out = run.env("HOME", &folder.0).output().expect("nadwa runs");
    let toml = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(toml.contains("2027-05-21T10:30:00"), "{toml}");
    toml
}

#[test]
fn a_workbook_is_read_like_the_table_that_it_shows() {
    let folder = Folder::new();
    let table = "Title,Date,Start,End,Duration,Speakers,Time zone\n\"Wax, old\nand new\",2027-05-21,10:30,,25:30,Lea Brun,Europe/Paris\nHoney,2027-05-22 14:00,,15:00,,Omar Tazi,\ntrue,2027-05-23,,,,,\n";
    let wanted = toml_of(&folder, table);
    let found = shown(
        &workbook(&[("Friday", "visible", SHEET)], STRINGS),
        &["export", "toml"],
    );
    // The last row of the workbook has an error in place of its start.
    let found = found.split("nadwa:").next().unwrap_or_default();
    assert_eq!(found, wanted);
}

#[test]
fn problems_of_a_workbook_are_at_the_row_and_the_column_of_the_sheet() {
    let rows = SHEET.replace("<v>0.625</v>", "<v>99999999999</v>");
    let loaded = load("f.xlsx", workbook(&[("Friday", "visible", &rows)], STRINGS));
    let found = problems(&loaded);
    let wanted = "f.xlsx:9:5 This is not a date and time";
    assert!(found.iter().any(|d| d == wanted), "{found:#?}");
}

#[test]
fn the_first_visible_sheet_with_a_header_is_read_and_the_others_are_named() {
    let text = |text: &str| format!("<row><c t=\"inlineStr\"><is><t>{text}</t></is></c></row>");
    let (notes, many) = (text("Call Lea"), text("x").repeat(30));
    let sheets: [Sheet; 5] = [
        ("Old", "hidden", SHEET),
        ("Notes", "visible", &notes),
        ("Many", "visible", &many),
        ("Friday", "visible", SHEET),
        ("Saturday", "visible", SHEET),
    ];
    let loaded = load("f.xlsx", workbook(&sheets, STRINGS));
    assert_eq!(loaded.program.sessions.len(), 3);
    let named = loaded.diagnostics.iter().find(|d| d.code == Code::Sheets);
    let named = named.map(|d| english(&d.message)).unwrap_or_default();
    assert!(named.contains("“Friday”"), "{named}");
    assert!(
        named.contains("Notes") && named.contains("Saturday"),
        "{named}"
    );
    assert!(!named.contains("Old"), "{named}");
    let none = refusal(&workbook(&sheets[..3], STRINGS));
    assert!(none.contains("holds no programme"), "{none}");
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let bytes = workbook(&[("Friday", "visible", SHEET)], STRINGS);
    let plain = "2027-05-21";
    assert!(shown(&bytes, &["export", "toml"]).contains(plain));
    // The date and the date with a time, 1,462 days less.
    let rows = SHEET.replace("46528", "45066").replace("46529.", "45067.");
    let book = "<workbook><workbookPr date1904=\"1\"/><sheets><sheet name=\"A\" r:id=\"r0\"/></sheets></workbook>";
    let bytes = workbook(&[("A", "visible", &rows)], STRINGS);
    let bytes = with_part(&bytes, "xl/workbook.xml", book);
    let found = shown(&bytes, &["export", "toml"]);
    assert!(found.contains(plain), "{found}");
}

#[test]
fn a_workbook_that_grows_out_of_proportion_is_refused() {
    let long = "x".repeat(1 << 20);
    let strings = format!("<sst><si><t>{long}</t></si></sst>");
    let head = SHEET.split("<row r=\"5\">").next().unwrap_or_default();
    let cell = |n: usize| format!("<row r=\"{n}\"><c r=\"B{n}\" t=\"s\"><v>0</v></c></row>");
    let repeated: String = head.to_owned() + &(5..5000).map(cell).collect::<String>();
    let blank = " ".repeat(64 << 20);
    let large = "far larger unpacked";
    let style = "<xf numFmtId=\"0\"/>".repeat(1 << 18);
    let cases = [
        (
            "a text in many cells",
            workbook(&[("A", "visible", &repeated)], &strings),
        ),
        ("blanks", workbook(&[("A", "visible", &blank)], STRINGS)),
        (
            "many formats",
            with_part(
                &workbook(&[("A", "visible", SHEET)], STRINGS),
                "xl/styles.xml",
                &style,
            ),
        ),
    ];
    for (name, bytes) in cases {
        let found = refusal(&bytes);
        assert!(found.contains(large), "{name}: {found}");
    }
}

/// Returns a workbook with another part in place of one.
fn with_part(bytes: &[u8], part: &str, text: &str) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for n in 0..old.len() {
        let file = old.by_index(n).expect("a part");
        if file.name().expect("a name") != part {
            archive.raw_copy_file(file).expect("it is copied");
        }
    }
    let options = SimpleFileOptions::default();
    archive.start_file(part, options).expect("a new part");
    archive.write_all(text.as_bytes()).expect("it is written");
    archive.finish().expect("it is complete").into_inner()
}

#[test]
fn what_a_damaged_workbook_says_of_itself_is_not_believed() {
    let sheet = |rows: &str, strings: &str| workbook(&[("A", "visible", rows)], strings);
    let many = STRINGS.replace("uniqueCount=\"3\"", "uniqueCount = '99999999999999'");
    let backwards = SHEET.replace("r=\"B5\"", "r=\"B1\"");
    let outside = SHEET.replace("r=\"B9\"", "r=\"ZZZZZZZZZZ99999999999\"");
    let no_text = SHEET.replace("<v>2</v>", "<v>77</v>");
    let whole = sheet(SHEET, STRINGS);
    let cases = [
        ("a count of texts", sheet(SHEET, &many)),
        ("cells in no order", sheet(&backwards, STRINGS)),
        ("a cell outside the sheet", sheet(&outside, STRINGS)),
        ("a text that is not there", sheet(&no_text, STRINGS)),
    ];
    for (name, bytes) in cases {
        let found = refusal(&bytes);
        assert!(found.contains("damaged workbook"), "{name}: {found}");
    }
    for end in (0..whole.len()).step_by(7) {
        let loaded = load("f.xlsx", &whole[..end]);
        assert!(!loaded.diagnostics.is_empty(), "cut at {end}");
    }
}

#[test]
fn empty_rows_of_a_workbook_cost_nothing_and_keep_the_numbers_of_rows() {
    let (head, rest) = SHEET.split_once("<row r=\"5\">").expect("a row");
    let empty: Vec<String> = (5..1_000_000)
        .map(|n| format!("<row r=\"{n}\"/>"))
        .collect();
    let empty = empty.concat();
    let rest = rest
        .split_once("</row>")
        .expect("a row")
        .0
        .replace("0.4375", "\u{20}x");
    let rest = rest.replace("5\"", "1000001\"");
    let rows = format!("{head}{empty}<row r=\"1000001\">{rest}</row>");
    let loaded = load("f.xlsx", workbook(&[("A", "visible", &rows)], STRINGS));
    let found = problems(&loaded);
    assert_eq!(loaded.program.sessions.len(), 1, "{found:#?}");
    assert!(
        found.iter().any(|d| d.starts_with("f.xlsx:1000001:4 ")),
        "{found:#?}"
    );
}

/// The rows of a sheet of `OpenDocument`, as programs write them: empty rows and cells are repeated, and comments are in cells.
const ROWS: &str = r#"<table:table-column table:number-columns-repeated="16384"/>
<table:table-row><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Bee days</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16382"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><office:annotation><text:p>Not a title</text:p></office:annotation><text:p>Title</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Start</text:p><text:p>(local)</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>End</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Duration</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Speakers</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Time zone</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Wax,<text:s/>old</text:p><text:p>and <text:span>new</text:span></text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2027-05-21"><text:p>21/05/27</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT10H30M00S"><text:p>10:30 AM</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="time" office:time-value="PT25H30M00S"><text:p>25:30</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Lea &amp; Ivo</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Europe/Paris</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell table:formula="of:=1" office:value-type="string" office:string-value="Honey"><text:p>Honey</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2027-05-22T14:00:00"><text:p>22/05/27</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="time" office:time-value="PT15H00M00S"><text:p>15:00</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="string"><text:p>Omar Tazi</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="46530"><text:p>46530</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048568"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;

#[test]
fn an_open_document_is_read_like_the_table_that_it_shows() {
    let folder = Folder::new();
    let table = "Title,Date,Start,End,Duration,Speakers,Time zone\n\"Wax, old\nand new\",2027-05-21,10:30,,25:30,Lea & Ivo,Europe/Paris\nHoney,2027-05-22 14:00,,15:00,,Omar Tazi,\ntrue,46530,,,,,\n";
    let wanted = toml_of(&folder, table);
    let found = shown(&spreadsheet(&[("Friday", true, ROWS)]), &["export", "toml"]);
    let found = found.split("nadwa:").next().unwrap_or_default();
    assert_eq!(found, wanted);
}

#[test]
fn indented_and_oddly_nested_parts_of_an_open_document_change_nothing() {
    let indented = ROWS
        .replace("</text:p><text:p>", "</text:p>\n    <text:p>")
        .replace(
            "</text:p></table:table-cell>",
            "</text:p>\n  </table:table-cell>",
        );
    let nested = ROWS.replace(
        "<text:p>Wax,",
        "<table:table table:name=\"Inner\"/><text:p>Wax,",
    );
    let empty = "<table:table-cell office:value-type=\"string\" office:string-value=\"\" table:number-columns-repeated=\"1002\"/></table:table-row>";
    let repeated = ROWS.replacen("</table:table-row>", empty, 1);
    let titles = |rows: &str| {
        let loaded = load("f.ods", spreadsheet(&[("Friday", true, rows)]));
        let titles = loaded.program.sessions.iter().map(|s| s.title.clone());
        titles.collect::<Vec<_>>()
    };
    let wanted = titles(ROWS);
    assert_eq!(wanted.len(), 3);
    for rows in [indented, nested, repeated] {
        assert_eq!(titles(&rows), wanted, "{rows}");
    }
}

#[test]
fn problems_of_an_open_document_are_at_the_row_and_the_column_of_the_sheet() {
    let rows = ROWS.replace("PT15H00M00S", "noon");
    let loaded = load("f.ods", spreadsheet(&[("Friday", true, &rows)]));
    let found = problems(&loaded);
    let wanted = "f.ods:7:5 This is not a date and time";
    assert!(found.iter().any(|d| d == wanted), "{found:#?}");
}

#[test]
fn hidden_sheets_of_an_open_document_are_not_read_and_others_are_named() {
    let notes = "<table:table-row><table:table-cell><text:p>Call Lea</text:p></table:table-cell></table:table-row>";
    let many = notes.repeat(30);
    let sheets = [
        ("Old", false, ROWS),
        ("Notes", true, notes),
        ("Many", true, &*many),
        ("Friday", true, ROWS),
        ("Saturday", true, ROWS),
    ];
    let loaded = load("f.ods", spreadsheet(&sheets));
    assert_eq!(loaded.program.sessions.len(), 3);
    let named = loaded.diagnostics.iter().find(|d| d.code == Code::Sheets);
    let named = named.map(|d| english(&d.message)).unwrap_or_default();
    assert!(named.contains("“Friday”"), "{named}");
    assert!(named.contains("Notes, Many, Saturday"), "{named}");
    let none = refusal(&spreadsheet(&sheets[..3]));
    assert!(none.contains("holds no programme"), "{none}");
}

#[test]
fn an_open_document_that_grows_out_of_proportion_is_refused() {
    let row = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>";
    let rows = row.replace(
        "<table:table-row>",
        "<table:table-row table:number-rows-repeated=\"1000000\">",
    );
    let cells = row.replace(
        "<table:table-cell>",
        "<table:table-cell table:number-columns-repeated=\"16384\">",
    );
    let numbers = cells.replace(
        "<table:table-cell ",
        "<table:table-cell office:value-type=\"float\" office:value=\"1\" ",
    );
    let blank = " ".repeat(64 << 20);
    let long = format!(
        "<table:table-row table:number-rows-repeated=\"999\"><table:table-cell table:number-columns-repeated=\"999\"><text:p>{}</text:p></table:table-cell></table:table-row>",
        "x".repeat(1000)
    );
    let cases = [
        ("a row", rows),
        ("a cell", cells),
        ("a number", numbers),
        ("blanks", blank),
        ("a text", long),
    ];
    let (rows, _) = ROWS.rsplit_once('\n').expect("the empty rows at the end");
    for (name, added) in cases {
        let found = refusal(&spreadsheet(&[("A", true, &format!("{rows}{added}"))]));
        assert!(found.contains("far larger unpacked"), "{name}: {found}");
    }
}

#[test]
fn an_open_document_that_is_cut_is_damaged() {
    let whole = spreadsheet(&[("A", true, ROWS)]);
    for end in (0..whole.len()).step_by(7) {
        let loaded = load("f.ods", &whole[..end]);
        assert!(!loaded.diagnostics.is_empty(), "cut at {end}");
    }
    let mut archived = zip::ZipArchive::new(Cursor::new(&whole)).expect("an archive");
    let part = archived.by_name("content.xml").expect("a part");
    let content = std::io::read_to_string(part).expect("a text");
    for end in (100..content.len()).step_by(50) {
        let Some(cut) = content.get(..end) else {
            continue;
        };
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        let parts = [("mimetype", kind), ("content.xml", cut)];
        let parts = parts.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let found = refusal(&archive(&parts));
        assert!(found.contains("damaged workbook"), "cut at {end}: {found}");
    }
}
