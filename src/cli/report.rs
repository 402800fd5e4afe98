//! How `nadwa check` tells problems: to people, to scripts, to what checks an organiser's files.

use std::collections::HashMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::i18n::Messages;
use crate::load::Loaded;
use crate::model::diagnostic::{CODES, Code, Diagnostic, Level, summary};
use crate::page::json;

/// A way to tell problems.
pub struct Report {
    pub name: &'static str,
    /// What is said of files, each with its name.
    pub say: fn(&[(String, Loaded)], &Messages) -> String,
}

/// Every way to tell problems, the usual one first.
pub const REPORTS: &[Report] = &[
    Report {
        name: "text",
        say: text,
    },
    Report {
        name: "json",
        say: |all, _| format!("{:#}\n", json::diagnostics(faults(all))),
    },
    Report {
        name: "github",
        say: github,
    },
    Report {
        name: "sarif",
        say: |all, _| format!("{:#}\n", sarif(all)),
    },
];

/// What a schema does not allow is often the habit of the program that wrote the file: the same faults
/// are told in full so many times.
const ALIKE: usize = 5;

fn faults(all: &[(String, Loaded)]) -> impl Iterator<Item = &Diagnostic> {
    all.iter().flat_map(|(_, loaded)| &loaded.diagnostics)
}

fn text(all: &[(String, Loaded)], messages: &Messages) -> String {
    let mut out = String::new();
    for (name, loaded) in all {
        let mut told: HashMap<(Code, String), usize> = HashMap::new();
        for fault in &loaded.diagnostics {
            let n = told
                .entry((fault.code, messages.message(&fault.message)))
                .or_default();
            *n += 1;
            if fault.code != Code::Schema || *n <= ALIKE {
                out.push_str(&fault.render(messages));
                out.push_str("\n\n");
            }
        }
        let mut more: Vec<_> = told
            .iter()
            .filter(|((code, _), n)| *code == Code::Schema && **n > ALIKE)
            .collect();
        more.sort();
        for ((code, message), n) in more {
            let (code, n) = (code.about().name, n - ALIKE);
            // Writing to a String cannot fail.
            let _ = writeln!(out, "and {n} more {code}: {message}\n");
        }
        let sum = match summary(&loaded.diagnostics, messages) {
            none if none.is_empty() => "no problems".to_owned(),
            some => some,
        };
        let n = crate::i18n::count(loaded.program.sessions.len(), "session");
        let _ = writeln!(out, "{name}: {n}, {sum}");
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
        for fault in &loaded.diagnostics {
            let (level, code) = (fault.level().name(), fault.code.about().name);
            let place = fault.location.as_ref();
            let file = place.map_or(name.as_str(), |p| &p.file);
            let _ = write!(out, "::{level} file={}", property(file));
            if let Some(place) = place {
                let _ = write!(out, ",line={},col={}", place.line, place.column);
            }
            let message = english.message(&fault.message);
            let message = match &fault.help {
                Some(help) => format!("{message} ({})", english.message(help)),
                None => message,
            };
            let _ = writeln!(out, ",title={code}::{}", data(&message));
        }
    }
    out
}

/// SARIF 2.1.0 (OASIS).
fn sarif(all: &[(String, Loaded)]) -> Value {
    let level = |level: Level| match level {
        Level::Error => "error",
        Level::Warning => "warning",
    };
    let english = Messages::english();
    let rules: Vec<Value> = CODES
        .iter()
        .map(|about| {
            json!({
                "id": about.name,
                "shortDescription": { "text": about.name.replace('-', " ") },
                "fullDescription": { "text": about.explain(&english) },
                "defaultConfiguration": { "level": level(about.level) },
            })
        })
        .collect();
    let mut results = Vec::new();
    for (name, loaded) in all {
        for fault in &loaded.diagnostics {
            let place = fault.location.as_ref();
            let file = place.map_or(name.as_str(), |p| &p.file);
            let mut location = json!({ "artifactLocation": { "uri": uri(file) } });
            if let Some(place) = place {
                location["region"] = json!({
                    "startLine": place.line,
                    "startColumn": place.column,
                    "snippet": { "text": place.excerpt },
                });
            }
            let text = english.message(&fault.message);
            let text = match &fault.help {
                Some(help) => format!("{text}. {}", english.message(help)),
                None => text,
            };
            results.push(json!({
                "ruleId": fault.code.about().name,
                "ruleIndex": fault.code as usize,
                "level": level(fault.level()),
                "message": { "text": text },
                "locations": [{ "physicalLocation": location }],
            }));
        }
    }
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

/// A path as a reference of RFC 3986.
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
