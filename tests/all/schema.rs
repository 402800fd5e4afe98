//! `nadwa check` is as strict as the published schemas: files that are damaged in many ways, each
//! judged by libxml2 or Python's validator, too.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::terminal::Folder;
use nadwa::load::load_strictly;
use nadwa::model::diagnostic::Code;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What an export of the seminar's programme holds.
fn exported(format: &str) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_nadwa"))
        .args(["export", format, "--lang", "en", "-p"])
        .arg(root().join("program.toml"))
        .output()
        .expect("nadwa runs");
    String::from_utf8(out.stdout).expect("it is UTF-8")
}

/// A text with one line damaged, in every way, for every so many lines.
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

/// Whether nadwa finds nothing that the schema, or the grammar, does not allow.
fn valid(text: &str) -> bool {
    let found = load_strictly("a file", text.as_bytes()).diagnostics;
    let faults = [Code::Schema, Code::Syntax, Code::Unreadable];
    !found.iter().any(|d| faults.contains(&d.code))
}

fn schema(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared/schedules").join(name);
    if !path.is_file() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// Files in a folder, a number each.
fn written(texts: &[String], home: &Folder) -> Vec<PathBuf> {
    let path = |n: usize| home.0.join(n.to_string());
    for (n, text) in texts.iter().enumerate() {
        fs::write(path(n), text).expect("it can be written");
    }
    (0..texts.len()).map(path).collect()
}

fn compare(whole: &str, texts: &[String], verdicts: &[bool]) {
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
            panic!("{verdict} is the other's verdict: {differ:#?}");
        }
    }
}

#[test]
fn libxml2_finds_the_same_files_valid() {
    let Some(schema) = schema("schedule.xml.xsd") else {
        return;
    };
    let home = Folder::new();
    let whole = exported("xml");
    let mut texts = damaged(&whole, 7);
    // What else is well formed and does not belong there.
    texts.push(whole.replace("<version>", "<version>1</version><version>"));
    texts.push(whole.replace("<schedule>", "<schedule lang=\"en\">"));
    texts.push(whole.replace("<generator name=\"nadwa\"", "<generator"));
    texts.push(
        whole
            .replace("<slug>", "<x>")
            .replace("<title>", "<title>&amp;"),
    );
    let files = written(&texts, &home);
    let out = Command::new("xmllint")
        .args(["--noout", "--schema"])
        .arg(schema)
        .args(&files)
        .output();
    let Ok(out) = out else {
        eprintln!("skipped: xmllint is not there");
        return;
    };
    let said = String::from_utf8_lossy(&out.stderr);
    let validates = |path: &PathBuf| said.contains(&format!("{} validates\n", path.display()));
    let verdicts: Vec<bool> = files.iter().map(validates).collect();
    compare(&whole, &texts, &verdicts);
}

#[test]
fn python_finds_the_same_files_valid() {
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
    let Some(schema) = schema("schedule.json.schema.json") else {
        return;
    };
    let home = Folder::new();
    let whole = exported("json");
    let texts = damaged(&whole, 5);
    written(&texts, &home);
    let out = Command::new("/usr/bin/python3")
        .args(["-c", SCRIPT])
        .args([schema.as_path(), home.0.as_path()])
        .arg(texts.len().to_string())
        .output();
    let Some(out) = out.ok().filter(|out| out.status.success()) else {
        eprintln!("skipped: Debian's python3-jsonschema is not there");
        return;
    };
    let said = String::from_utf8_lossy(&out.stdout);
    let verdicts: Vec<bool> = said.lines().map(|l| l == "True").collect();
    compare(&whole, &texts, &verdicts);
}

#[test]
fn real_files_are_judged_alike() {
    let Some(schema) = schema("schedule.xml.xsd") else {
        return;
    };
    let folder = schema.parent().expect("a folder").to_owned();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|e| e != "xml") {
            continue;
        }
        let out = lint(&schema, &path);
        let Some(first) = out else { return };
        let bytes = fs::read(&path).expect("it can be read");
        let found = load_strictly("a file", &bytes).diagnostics;
        let lines = found.iter().filter_map(|d| Some(d.location.as_ref()?.line));
        let name = path.display();
        assert!(
            lines.into_iter().any(|l| l == first),
            "{name}: line {first}"
        );
    }
}

/// The line of the first fault that libxml2 finds.
fn lint(schema: &Path, path: &Path) -> Option<u32> {
    let out = Command::new("xmllint")
        .args(["--noout", "--schema"])
        .args([schema, path])
        .output();
    let Ok(out) = out else {
        eprintln!("skipped: xmllint is not there");
        return None;
    };
    let said = String::from_utf8_lossy(&out.stderr);
    let line = said.split(':').nth(1).and_then(|n| n.parse().ok());
    Some(line.expect("a fault with its line"))
}
