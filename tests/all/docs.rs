//! The generated parts of the README and the pictures of the documentation are up to date.

use std::fmt::Write as _;
use std::fs;

use crate::support::{nadwa, root};

/// Returns the table of keys.
fn keys() -> String {
    let mut out = String::from("| keys | |\n|---|---|\n");
    let words = nadwa::i18n::Messages::new(nadwa::text::Lang::parse("en").expect("a language"));
    for row in nadwa::tui::commands::keymap().rows {
        let doc = words.get(&row.message);
        let shown: Vec<String> = row.keys.iter().map(|k| format!("`{k}`")).collect();
        writeln!(out, "| {} | {doc} |", shown.join(" ")).expect("a String takes it");
    }
    out
}

/// Returns the lists of diagnostics.
fn codes() -> String {
    let named = |level: &str| {
        let rows = nadwa::model::diagnostic::CODES
            .iter()
            .filter(|a| a.level.name() == level);
        rows.map(|a| format!("`{}`", a.name))
            .collect::<Vec<_>>()
            .join(" ")
    };
    format!(
        "errors: {}\n\nwarnings: {}\n",
        named("error"),
        named("warning")
    )
}

#[test]
fn the_generated_parts_of_the_readme_are_up_to_date() {
    let path = root().join("README.md");
    let text = fs::read_to_string(&path).expect("the README can be read");
    let mut made = text.clone();
    for (name, part) in [("keys", keys()), ("codes", codes())] {
        let start = made
            .find(&format!("<!-- {name}:"))
            .expect("the part begins with a mark");
        let start = start + made[start..].find("-->\n").expect("the mark ends") + "-->\n".len();
        let end = start + made[start..].find("<!-- end -->").expect("the part ends");
        made.replace_range(start..end, &format!("\n{part}\n"));
    }
    if std::env::var_os("ACCEPT").is_some() {
        fs::write(&path, &made).expect("the README can be written");
    } else {
        assert!(
            made == text,
            "README.md is stale: ACCEPT=1 cargo test --test all docs rewrites it"
        );
    }
}

#[test]
fn the_pictures_are_up_to_date() {
    let pictures = [
        ("agenda", "en", "1"),
        ("agenda-ar", "ar", "1"),
        ("timetable", "en", "2"),
    ];
    for (name, lang, keys) in pictures {
        let out = nadwa()
            .args(["export", "svg", "--size", "120x28"])
            .args(["--at", "2021-11-30T11:20", "--lang", lang, "--keys", keys])
            .current_dir(root())
            .output()
            .expect("nadwa runs");
        let path = root().join(format!("docs/{name}.svg"));
        if std::env::var_os("ACCEPT").is_some() {
            fs::write(&path, &out.stdout).expect("the picture can be written");
        }
        assert!(
            fs::read(&path).is_ok_and(|now| now == out.stdout),
            "docs/{name}.svg is stale: ACCEPT=1 cargo test --test all docs rewrites it"
        );
    }
}
