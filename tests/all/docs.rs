//! The parts of the README that are made from the tables are those of today.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

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
fn the_readme_is_that_of_the_tables() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).expect("the README is there");
    let mut made = text.clone();
    for (name, part) in [("keys", keys()), ("codes", codes())] {
        let start = made
            .find(&format!("<!-- {name}:"))
            .expect("the mark is there");
        let start = start + made[start..].find("-->\n").expect("the mark ends") + "-->\n".len();
        let end = start + made[start..].find("<!-- end -->").expect("the part ends");
        made.replace_range(start..end, &format!("\n{part}\n"));
    }
    if std::env::var_os("ACCEPT").is_some() {
        fs::write(&path, &made).expect("the README can be written");
    } else {
        assert!(
            made == text,
            "README.md is stale: ACCEPT=1 cargo test --test all docs writes it anew"
        );
    }
}

/// The pictures of the README are made by nadwa itself.
#[test]
fn the_pictures_are_those_of_today() {
    let pictures = [
        ("agenda", "en", "1"),
        ("agenda-ar", "ar", "1"),
        ("timetable", "en", "2"),
    ];
    for (name, lang, keys) in pictures {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_nadwa"))
            .args(["export", "svg", "--size", "120x28"])
            .args(["--at", "2021-11-30T11:20", "--lang", lang, "--keys", keys])
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            .env_clear()
            .env("TZ", "UTC")
            .output()
            .expect("nadwa runs");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{name}.svg"));
        if std::env::var_os("ACCEPT").is_some() {
            fs::write(&path, &out.stdout).expect("the picture can be written");
        }
        assert!(
            fs::read(&path).is_ok_and(|now| now == out.stdout),
            "docs/{name}.svg is stale: ACCEPT=1 cargo test --test all docs writes it anew"
        );
    }
}
