//! The formats of `nadwa check`: for people, for scripts and for continuous integration.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::cli::output::shell_name;
use crate::i18n::Messages;
use crate::load::Loaded;
use crate::model::diagnostic::{CODES, Code, Diagnostic, Level, summary};
use crate::page::json;
use crate::text::{pad, width};

/// A format of problems.
pub struct Report {
    pub name: &'static str,
    /// Returns the report of files, each with its name.
    pub text: fn(&[(String, Loaded)], &Messages) -> String,
}

/// Every format; the first is the default.
pub const REPORTS: &[Report] = &[
    Report { name: "text", text },
    Report {
        name: "json",
        text: |all, _| format!("{:#}\n", json::diagnostics(problems(all))),
    },
    Report {
        name: "github",
        text: github,
    },
    Report {
        name: "sarif",
        text: |all, _| format!("{:#}\n", sarif(all)),
    },
];

/// The most cells that names of columns are padded to.
const WIDEST: usize = 40;

/// The problems of a schema with the same message that are shown in full: usually one program wrote them all.
const ALIKE: usize = 5;

fn problems(all: &[(String, Loaded)]) -> impl Iterator<Item = &Diagnostic> {
    all.iter().flat_map(|(_, loaded)| &loaded.diagnostics)
}

fn text(all: &[(String, Loaded)], messages: &Messages) -> String {
    all.iter()
        .map(|(name, loaded)| file_text(name, loaded, messages))
        .collect()
}

/// Returns the problems of a file, and their number.
fn file_text(name: &str, loaded: &Loaded, messages: &Messages) -> String {
    let mut out = String::new();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    for problem in &loaded.diagnostics {
        if problem.code == Code::Schema {
            let n = alike.entry(messages.message(&problem.message)).or_default();
            *n += 1;
            if *n > ALIKE {
                continue;
            }
        }
        out.push_str(&problem.render(messages));
        out.push_str("\n\n");
    }
    let code = Code::Schema.about().name;
    for (message, n) in alike.into_iter().filter(|(_, n)| *n > ALIKE) {
        let texts = [("code", code), ("message", &*message)];
        out.push_str(&messages.plural_with("check-more", n - ALIKE, &texts));
        out.push_str("\n\n");
    }
    let problems = match summary(&loaded.diagnostics, messages) {
        none if none.is_empty() => messages.get("check-none"),
        some => some,
    };
    let sessions = messages.plural("sessions", loaded.program.sessions.len());
    let comma = messages.comma();
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{name}: {sessions}{comma}{problems}");
    let fixable = loaded.diagnostics.iter().filter(|d| !d.edits.is_empty());
    let fixable = fixable.count();
    if fixable > 0 {
        let command = format!("nadwa check --fix {}", shell_name(Path::new(name)));
        let text = messages.plural_with("check-fixable", fixable, &[("command", &*command)]);
        let _ = writeln!(out, "{text}");
    }
    out
}

/// Returns how the columns and the dates of tables are understood.
pub fn columns(all: &[(String, Loaded)], messages: &Messages) -> String {
    let mut out = String::new();
    for (name, loaded) in all {
        let _ = writeln!(out, "{name}:");
        if loaded.columns.is_empty() {
            let _ = writeln!(out, "  {}", messages.get("columns-none"));
        }
        let widths = loaded.columns.iter().map(|column| width(&column.header));
        let widest = widths.max().unwrap_or(0).min(WIDEST);
        for column in &loaded.columns {
            let field = column.field.clone();
            let field = field.unwrap_or_else(|| messages.get("column-unread"));
            let _ = writeln!(out, "  {}  {field}", pad(&column.header, widest));
        }
        let mut problems = loaded.diagnostics.iter();
        if let Some(order) = problems.find(|d| d.code == Code::DateOrder) {
            let _ = writeln!(out, "  {}", messages.message(&order.message));
        }
    }
    out
}

/// Commands of a GitHub workflow, which become annotations of lines.
fn github(all: &[(String, Loaded)], _: &Messages) -> String {
    let english = Messages::english();
    let data = |text: &str| {
        let text = text.replace('%', "%25").replace('\r', "%0D");
        text.replace('\n', "%0A")
    };
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for (name, loaded) in all {
        for problem in &loaded.diagnostics {
            let (level, code) = (problem.level().name(), problem.code.about().name);
            let place = problem.location.as_ref();
            let file = place.map_or(name.as_str(), |p| &p.file);
            let _ = write!(out, "::{level} file={}", property(file));
            if let Some(place) = place {
                let _ = write!(out, ",line={},col={}", place.line, place.column);
            }
            let message = english.message(&problem.message);
            let message = match &problem.help {
                Some(help) => format!("{message} ({})", english.message(help)),
                None => message,
            };
            let _ = writeln!(out, ",title={code}::{}", data(&message));
        }
    }
    out
}

fn sarif_level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

/// SARIF 2.1.0 (OASIS).
fn sarif(all: &[(String, Loaded)]) -> Value {
    let english = Messages::english();
    let rules: Vec<Value> = CODES
        .iter()
        .map(|about| {
            json!({
                "id": about.name,
                "shortDescription": { "text": about.name.replace('-', " ") },
                "fullDescription": { "text": about.explain(&english) },
                "defaultConfiguration": { "level": sarif_level(about.level) },
            })
        })
        .collect();
    let results: Vec<Value> = all
        .iter()
        .flat_map(|(name, loaded)| loaded.diagnostics.iter().map(move |p| (name, p)))
        .map(|(name, problem)| sarif_result(name, problem, &english))
        .collect();
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "nadwa",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

/// Returns a problem of the file called `name` as a result of SARIF.
fn sarif_result(name: &str, problem: &Diagnostic, english: &Messages) -> Value {
    let place = problem.location.as_ref();
    let file = place.map_or(name, |p| &p.file);
    let mut location = json!({ "artifactLocation": { "uri": uri(file) } });
    if let Some(place) = place {
        location["region"] = json!({
            "startLine": place.line,
            "startColumn": place.column,
            "snippet": { "text": place.excerpt },
        });
    }
    let text = english.message(&problem.message);
    let text = match &problem.help {
        Some(help) => format!("{text}. {}", english.message(help)),
        None => text,
    };
    json!({
        "ruleId": problem.code.about().name,
        "ruleIndex": problem.code as usize,
        "level": sarif_level(problem.level()),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location }],
    })
}

/// Returns a path as a reference of RFC 3986.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                out.push(byte.into());
            }
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}
