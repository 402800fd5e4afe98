//! What a search finds and what it must not: pairs of a query and a title, a file each.

use std::fs;
use std::path::Path;

use nadwa::load::load;
use nadwa::search::Index;

fn pairs(name: &str) -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/search")
        .join(name);
    let text = fs::read_to_string(path).expect("the pairs are there");
    let lines = text
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    let pair = |l: &str| {
        l.split_once(" | ")
            .map(|(q, t)| (q.to_owned(), t.to_owned()))
    };
    let all: Vec<_> = lines
        .map(|l| pair(l).unwrap_or_else(|| panic!("{l}: query | text")))
        .collect();
    assert!(all.len() >= 150, "{name}: {} pairs", all.len());
    all
}

fn finds(query: &str, title: &str) -> bool {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    let file = format!("[[speakers]]\nid = \"s\"\nname = \"{title}\"\n");
    !Index::new(&load("pair", file.as_bytes()).program)
        .find(query)
        .is_empty()
}

fn wrong(name: &str, wanted: bool) -> String {
    let all = pairs(name)
        .into_iter()
        .filter(|(query, title)| finds(query, title) != wanted);
    all.map(|(query, title)| format!("{query} | {title}"))
        .collect::<Vec<_>>()
        .join(
            "
",
        )
}

#[test]
fn one_word_written_in_many_ways_is_found() {
    let missed = wrong("match.txt", true);
    assert!(missed.is_empty(), "not found:\n{missed}");
}

#[test]
fn other_words_are_not_found() {
    let found = wrong("differ.txt", false);
    assert!(found.is_empty(), "found:\n{found}");
}
