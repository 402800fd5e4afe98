//! What a search must find and what it must not find: two files of pairs of a query and a title.

use std::fs;

use nadwa::load::load;
use nadwa::search::Index;

use crate::support::root;

/// Reads the pairs of a file.
fn pairs(name: &str) -> Vec<(String, String)> {
    let path = root().join("tests/search").join(name);
    let text = fs::read_to_string(path).expect("the pairs can be read");
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

/// Tells whether a query finds a speaker of this name.
fn finds(query: &str, title: &str) -> bool {
    let title = title.replace('\\', "\\\\").replace('"', "\\\"");
    let file = format!("[[speakers]]\nid = \"s\"\nname = \"{title}\"\n");
    !Index::new(&load("pair", file.as_bytes()).program)
        .find(query)
        .is_empty()
}

/// Returns the pairs of a file that are not found, or found, as `wanted`.
fn wrong(name: &str, wanted: bool) -> String {
    let all = pairs(name)
        .into_iter()
        .filter(|(query, title)| finds(query, title) != wanted);
    all.map(|(query, title)| format!("{query} | {title}"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn other_spellings_of_a_word_are_found() {
    let missed = wrong("match.txt", true);
    assert!(missed.is_empty(), "not found:\n{missed}");
}

#[test]
fn other_words_are_not_found() {
    let found = wrong("differ.txt", false);
    assert!(found.is_empty(), "found:\n{found}");
}
