//! What a search must find and what it must not find: two files of pairs of a query and a title.

use std::fs;

use nadwa::load::load;
use nadwa::search::{Index, Rank};

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
    let index = Index::new(&load("pair", file.as_bytes()).program);
    !index.find(query).hits.is_empty()
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

/// A name: its spellings in Latin and in Arabic letters.
type Name = (Vec<String>, Vec<String>);

/// Reads the names, those that the rules were made with, or those that were kept aside.
fn names(kept_aside: bool) -> Vec<Name> {
    let path = root().join("tests/search/names.txt");
    let text = fs::read_to_string(path).expect("the names can be read");
    let spellings = |all: &str| all.split(", ").map(|s| s.trim().to_owned()).collect();
    let name = |l: &str| {
        l.split_once(" | ")
            .map(|(latin, arabic)| (spellings(latin), spellings(arabic)))
    };
    let all: Vec<Name> = text.lines().filter_map(name).collect();
    assert!(all.len() >= 200, "{} names", all.len());
    let half = all.into_iter().enumerate();
    half.filter(|(n, _)| (n % 2 == 1) == kept_aside)
        .map(|(_, name)| name)
        .collect()
}

/// Returns how many of some pairs are found, and those that are not.
fn share(pairs: Vec<(String, String)>) -> (usize, usize, Vec<String>) {
    let all = pairs.len();
    let missed = pairs
        .into_iter()
        .filter(|(query, text)| !finds(query, text));
    let missed: Vec<String> = missed
        .map(|(query, text)| format!("{query} | {text}"))
        .collect();
    (all - missed.len(), all, missed)
}

/// Asserts that at least so many of a hundred pairs are found.
fn assert_share(what: &str, percent: usize, pairs: Vec<(String, String)>) {
    let (found, all, missed) = share(pairs);
    println!("{what}: {found} of {all}");
    assert!(
        found * 100 >= all * percent,
        "{what}: {found} of {all}; not found:\n{}",
        missed.join("\n")
    );
}

fn across((latin, arabic): &Name) -> Vec<(String, String)> {
    vec![(latin[0].clone(), arabic[0].clone())]
}

fn back((latin, arabic): &Name) -> Vec<(String, String)> {
    vec![(arabic[0].clone(), latin[0].clone())]
}

/// Returns the pairs of each spelling and the first in the same script, both ways.
fn within((latin, arabic): &Name) -> Vec<(String, String)> {
    let pairs = |all: &[String]| -> Vec<(String, String)> {
        let (first, others) = all.split_first().expect("a spelling");
        let both = |o: &String| [(o.clone(), first.clone()), (first.clone(), o.clone())];
        others.iter().flat_map(both).collect()
    };
    [pairs(latin), pairs(arabic)].concat()
}

fn pairs_of(names: &[Name], pairs: fn(&Name) -> Vec<(String, String)>) -> Vec<(String, String)> {
    names.iter().flat_map(pairs).collect()
}

#[test]
fn names_are_found_in_the_other_script_both_ways() {
    for (half, kept_aside) in [("made with", false), ("kept aside", true)] {
        let names = names(kept_aside);
        assert_share(
            &format!("{half}, Latin to Arabic"),
            95,
            pairs_of(&names, across),
        );
        assert_share(
            &format!("{half}, Arabic to Latin"),
            95,
            pairs_of(&names, back),
        );
    }
}

#[test]
fn other_spellings_of_names_are_found_in_one_script() {
    for (half, kept_aside) in [("made with", false), ("kept aside", true)] {
        let names = names(kept_aside);
        assert_share(&format!("{half}, one script"), 91, pairs_of(&names, within));
    }
}

#[test]
fn names_do_not_find_other_names_in_the_other_script() {
    let all = [names(false), names(true)].concat();
    let latin: String = all
        .iter()
        .enumerate()
        .map(|(n, (latin, _))| format!("[[speakers]]\nid = \"n{n}\"\nname = \"{}\"\n", latin[0]))
        .collect();
    let arabic: String = all
        .iter()
        .enumerate()
        .map(|(n, (_, arabic))| format!("[[speakers]]\nid = \"n{n}\"\nname = \"{}\"\n", arabic[0]))
        .collect();
    let mut wrong = Vec::new();
    for (file, queries) in [(latin, 1), (arabic, 0)] {
        let program = load("names", file.as_bytes()).program;
        let index = Index::new(&program);
        for (n, (latin, arabic)) in all.iter().enumerate() {
            let query = if queries == 0 { &latin[0] } else { &arabic[0] };
            let own = format!("n{n}");
            let hits = index
                .find(query)
                .hits
                .into_iter()
                .filter(|(_, rank)| *rank == Rank::Sound);
            let others = hits
                .map(|(ix, _)| program.subject(ix))
                .filter(|s| *s.id != *own);
            wrong.extend(others.map(|s| {
                format!(
                    "{query} | {}",
                    program
                        .find_any(&s)
                        .map(|ix| program.names(ix)[0]
                            .all()
                            .next()
                            .map(ToString::to_string)
                            .unwrap_or_default())
                        .unwrap_or_default()
                )
            }));
        }
    }
    println!(
        "{} wrong names for {} queries:\n{}",
        wrong.len(),
        2 * all.len(),
        wrong.join("\n")
    );
    assert!(
        wrong.len() * 70 <= 2 * all.len(),
        "wrong:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn places_are_found_by_their_other_names_and_behind_particles() {
    let path = root().join("tests/search/places.txt");
    let text = fs::read_to_string(path).expect("the places can be read");
    let pair = |l: &str| {
        l.split_once(" | ")
            .map(|(q, t)| (q.to_owned(), t.to_owned()))
    };
    assert_share("places", 100, text.lines().filter_map(pair).collect());
}
