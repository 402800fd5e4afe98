//! `nadwa check` is as strict as the published schemas: libxml2 and Python's validator give the same verdict on
//! files that are damaged in many ways.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use nadwa::load::load_strictly;
use nadwa::model::diagnostic::Code;

use crate::support::{Folder, nadwa, python, root, run, shared};

/// Returns an export of the built-in programme.
fn exported(format: &str) -> String {
    let out = nadwa()
        .args(["export", format, "--lang", "en", "-p"])
        .arg(root().join("program.toml"))
        .output()
        .expect("nadwa runs");
    String::from_utf8(out.stdout).expect("the export is UTF-8")
}

/// Returns copies of a text, each with one line damaged; one line in `every` is damaged in each of nine ways.
fn damaged(text: &str, every: usize) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let mut all = Vec::new();
    for at in (2..lines.len() - 1).step_by(every) {
        let with = |line: &str| {
            let mut lines = lines.clone();
            lines[at] = line;
            lines.join("\n")
        };
        all.push(with(""));
        all.push(with(&lines[at].repeat(2)));
        all.push(with(&lines[at].replace(['0', '1'], "x")));
        all.push(with(&lines[at].replace("id=", "name=")));
        all.push(with(&lines[at].replace('>', "> 7")));
        all.push(with(&lines[at].replace("\": ", "x\": ")));
        all.push(with(&lines[at].replace("\",", "x\",")));
        all.push(with(&lines[at].replace(": \"", ": 7, \"x\": \"")));
        let mut swapped = lines.clone();
        swapped.swap(at, at + 1);
        all.push(swapped.join("\n"));
    }
    all.retain(|one| one != text);
    all.sort();
    all.dedup();
    all
}

/// Tells whether nadwa finds no fault of the schema or of the grammar.
fn valid(text: &str) -> bool {
    let found = load_strictly("a file", text.as_bytes()).diagnostics;
    let faults = [Code::Schema, Code::Syntax, Code::Unreadable];
    !found.iter().any(|d| faults.contains(&d.code))
}

/// Writes each text to a file in `home`, named by its number.
fn written(texts: &[String], home: &Folder) -> Vec<PathBuf> {
    let path = |n: usize| home.0.join(n.to_string());
    for (n, text) in texts.iter().enumerate() {
        fs::write(path(n), text).expect("the file can be written");
    }
    (0..texts.len()).map(path).collect()
}

/// Asserts that nadwa gives the other validator's verdict on each text.
fn assert_same_verdicts(whole: &str, texts: &[String], verdicts: &[bool]) {
    assert_eq!(texts.len(), verdicts.len());
    assert!(
        verdicts.iter().filter(|v| !**v).count() > 100,
        "most are damaged"
    );
    for (text, verdict) in texts.iter().zip(verdicts) {
        if valid(text) != *verdict {
            let original: Vec<&str> = whole.lines().collect();
            let differ = text.lines().filter(|l| !original.contains(l));
            let differ: Vec<&str> = differ.collect();
            panic!("the other validator says {verdict}: {differ:#?}");
        }
    }
}

#[test]
fn libxml2_gives_the_same_verdicts() {
    let Some(schema) = shared("schedules/schedule.xml.xsd") else {
        return;
    };
    let home = Folder::new();
    let whole = exported("xml");
    let mut texts = damaged(&whole, 7);
    // Elements and attributes that are well formed and that the schema does not allow.
    texts.push(whole.replace("<version>", "<version>1</version><version>"));
    texts.push(whole.replace("<schedule>", "<schedule lang=\"en\">"));
    texts.push(whole.replace("<generator name=\"nadwa\"", "<generator"));
    texts.push(
        whole
            .replace("<slug>", "<x>")
            .replace("<title>", "<title>&amp;"),
    );
    let files = written(&texts, &home);
    let Some(report) = lint(&schema, &files) else {
        return;
    };
    let validates = |path: &PathBuf| report.contains(&format!("{} validates\n", path.display()));
    let verdicts: Vec<bool> = files.iter().map(validates).collect();
    assert_same_verdicts(&whole, &texts, &verdicts);
}

#[test]
fn python_gives_the_same_verdicts() {
    const SCRIPT: &str = "
import datetime, json, jsonschema, re, sys
formats = jsonschema.FormatChecker()
@formats.checks('date-time', raises=ValueError)
def moment(text):
    if isinstance(text, str):
        datetime.datetime.fromisoformat(text)
        return re.search('T.*(Z|[+-]\\\\d\\\\d:\\\\d\\\\d)$', text) is not None
    return True
validator = jsonschema.Draft6Validator(json.load(open(sys.argv[1])), format_checker=formats)
for n in range(int(sys.argv[3])):
    try: print(validator.is_valid(json.load(open(f'{sys.argv[2]}/{n}'))))
    except json.JSONDecodeError: print(False)";
    let Some(schema) = shared("schedules/schedule.json.schema.json") else {
        return;
    };
    let home = Folder::new();
    let whole = exported("json");
    let texts = damaged(&whole, 5);
    written(&texts, &home);
    let count = texts.len().to_string();
    let args = [schema.as_os_str(), home.0.as_os_str(), OsStr::new(&count)];
    let Some(printed) = python(SCRIPT, args) else {
        return;
    };
    let verdicts: Vec<bool> = printed.lines().map(|l| l == "True").collect();
    assert_same_verdicts(&whole, &texts, &verdicts);
}

#[test]
fn libxml2_finds_the_same_first_fault_in_real_files() {
    let Some(schema) = shared("schedules/schedule.xml.xsd") else {
        return;
    };
    let folder = schema.parent().expect("a folder").to_owned();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "xml") {
            continue;
        }
        let Some(report) = lint(&schema, std::slice::from_ref(&path)) else {
            return;
        };
        let first = report.split(':').nth(1).and_then(|n| n.parse().ok());
        let first: u32 = first.expect("a fault with its line");
        let bytes = fs::read(&path).expect("the file can be read");
        let found = load_strictly("a file", &bytes).diagnostics;
        let lines = found.iter().filter_map(|d| Some(d.location.as_ref()?.line));
        let name = path.display();
        assert!(
            lines.into_iter().any(|l| l == first),
            "{name}: line {first}"
        );
    }
}

/// Returns the verdicts and the faults that libxml2 prints for files.
fn lint(schema: &Path, files: &[PathBuf]) -> Option<String> {
    let options = ["--noout", "--schema"].map(OsStr::new);
    let paths = files.iter().map(|path| path.as_os_str());
    let out = run(
        "xmllint",
        options.into_iter().chain([schema.as_os_str()]).chain(paths),
    )?;
    Some(String::from_utf8_lossy(&out.stderr).into_owned())
}
