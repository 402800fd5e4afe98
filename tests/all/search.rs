//! What a search and a filter must find and what they must not find: files of pairs of a query and a title, of names
//! and of places; the order of results; times and days; the filter's terms.

use std::fs;

use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::search::{Index, Rank};
use nadwa::text::fold::fold;
use nadwa::view;
use nadwa::world::World;
use nadwa::world::query::{Query, Wrong, completions};

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
    let all: Vec<Name> = text
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(name)
        .collect();
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

/// Returns whether a name is a part of another: Karim of Abdelkarim.
fn is_part(name: &Name, of: &Name) -> bool {
    let bare = |s: &String| fold(s).replace([' ', '-'], "");
    let all =
        |(latin, arabic): &Name| -> Vec<String> { latin.iter().chain(arabic).map(bare).collect() };
    let of = all(of);
    all(name)
        .iter()
        .any(|part| of.iter().any(|whole| whole.contains(part)))
}

#[test]
fn names_do_not_find_other_names_in_the_other_script() {
    let all = [names(false), names(true)].concat();
    let mut wrong = Vec::new();
    for (from, to) in [
        (
            across as fn(&Name) -> _,
            back as fn(&Name) -> Vec<(String, String)>,
        ),
        (back, across),
    ] {
        let speaker = |(n, name): (usize, &Name)| {
            format!(
                "[[speakers]]\nid = \"n{n}\"\nname = \"{}\"\n",
                to(name)[0].0
            )
        };
        let file: String = all.iter().enumerate().map(speaker).collect();
        let program = load("names", file.as_bytes()).program;
        let index = Index::new(&program);
        for name in &all {
            let query = &from(name)[0].0;
            for (ix, _) in index.find(query).hits {
                let id = program.subject(ix).id;
                let other = &all[id[1..].parse::<usize>().expect("a number")];
                if other != name && !is_part(name, other) && !is_part(other, name) {
                    wrong.push(format!("{query} | {}", to(other)[0].0));
                }
            }
        }
    }
    let queries = 2 * all.len();
    println!("{} wrong names for {queries} queries", wrong.len());
    assert!(wrong.len() * 70 <= queries, "wrong:\n{}", wrong.join("\n"));
}

#[test]
fn places_are_found_by_their_other_names_and_behind_particles() {
    let path = root().join("tests/search/places.txt");
    let text = fs::read_to_string(path).expect("the places can be read");
    let pair = |l: &str| {
        l.split_once(" | ")
            .map(|(q, t)| (q.to_owned(), t.to_owned()))
    };
    let lines = text.lines().filter(|l| !l.starts_with('#'));
    assert_share("places", 100, lines.filter_map(pair).collect());
}

/// A programme in which words are names, parts of names, and parts of texts.
const PROGRAMME: &str = r#"
[program]
id = "p"
title = "A programme"
timezone = "UTC"

[[rooms]]
id = "r1"
name = "Room 1"
[[rooms]]
id = "r10"
name = "Room 10"

[[tracks]]
id = "t1"
name = "Rust"
[[tracks]]
id = "t2"
name = "Embedded Rust"

[[partners]]
id = "uclg"
name = { en = "United Cities and Local Governments", es = "Ciudades y Gobiernos Locales Unidos" }
acronym = { en = "UCLG", es = "CGLU" }
[[partners]]
id = "onu"
name = "UN-Habitat"

[[speakers]]
id = "mo"
name = "محمد العلوي"
[[speakers]]
id = "ra"
name = "Rachid Tazi"
partner = "uclg"

[[sessions]]
id = "s1"
title = "Reception"
start = 2021-11-30T14:00
end = 2021-11-30T15:00
room = "r1"
track = "t1"
tags = ["Ciudad"]
speakers = ["mo"]
[[sessions]]
id = "s2"
title = "Trust in UN-Habitat"
start = 2021-11-30T15:30
end = 2021-11-30T16:30
room = "r10"
track = "t2"
status = "tentative"
speakers = ["ra"]
[[sessions]]
id = "s3"
title = "Rust and the UCLG"
start = 2021-12-01T14:00
end = 2021-12-01T15:00
room = "r1"
status = "cancelled"
abstract = "A talk about a very long way, on which a lighthouse stands for all to see, near the sea."
"#;

/// Returns the world of the programme on the morning of its first day.
fn world() -> World {
    World::new(
        load("p", PROGRAMME.as_bytes()),
        1_638_259_200,
        Zone::utc(),
        None,
    )
}

/// Returns the ids of what a search finds, in its order.
fn found(world: &World, query: &str) -> Vec<String> {
    let hits = Query::parse(query).find(world).hits;
    let ids = hits
        .into_iter()
        .map(|(ix, _)| world.program.subject(ix).id.to_string());
    ids.collect()
}

/// Returns the ids of the sessions that a filter leaves.
fn left(world: &mut World, filter: &str) -> String {
    world.set_filter(filter);
    let sessions = world.program.sessions.iter().zip(world.program.all());
    let left = sessions.filter(|(_, ix)| world.shows(*ix));
    left.map(|(s, _)| s.id.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn whole_names_come_first_and_organisations_before_sessions() {
    let world = world();
    for (query, first) in [
        ("rust", "t1"),
        ("uclg", "uclg"),
        ("CGLU", "uclg"),
        ("habitat", "onu"),
        ("unhabitat", "onu"),
        ("un habitat", "onu"),
        ("room 1", "r1"),
        ("sala room 10", "r10"),
        ("tazi speaker", "ra"),
        ("ciudades", "uclg"),
    ] {
        let found = found(&world, query);
        assert_eq!(
            found.first().map(String::as_str),
            Some(first),
            "{query}: {found:?}"
        );
    }
    assert_eq!(found(&world, "rust"), ["t1", "s3", "t2", "s2", "s1"]);
}

#[test]
fn mistyped_words_are_found_where_nothing_else_is() {
    let world = world();
    for (query, wanted) in [
        ("recepton", "s1"),
        ("receptoin", "s1"),
        ("habitatt", "onu"),
        ("embeded", "t2"),
        ("trsut habitat", "s2"),
        ("turst", "s2"),
        ("trudt", "s2"),
        ("trut", "s2"),
        ("rusy", "t1"),
        ("rachud", "ra"),
        ("rst uclg", "s3"),
    ] {
        let found = found(&world, query);
        assert_eq!(
            found.first().map(String::as_str),
            Some(wanted),
            "{query}: {found:?}"
        );
    }
    assert!(found(&world, "rusk").is_empty());
}

#[test]
fn times_and_days_are_found_as_people_type_them() {
    let world = world();
    let cases = [
        ("14:00", "s1 s3"),
        ("14h", "s1 s3"),
        ("14h00", "s1 s3"),
        ("2pm", "s1 s3"),
        ("1400", "s1 s3"),
        ("3:30 pm", "s2"),
        ("2 PM", "s1 s3"),
        ("200pm", "s1 s3"),
        ("330pm", "s2"),
        ("15 h 30", "s2"),
        ("14 h", "s1 s3"),
        ("14 heures", "s1 s3"),
        ("a las 14:00", "s1 s3"),
        ("at 2 p.m.", "s1 s3"),
        ("14:00h", "s1 s3"),
        ("الساعة 14", "s1 s3"),
        ("2am", ""),
        ("2 de la tarde", "s1 s3"),
        ("las 2 de la tarde", "s1 s3"),
        ("a las 3:30 de la tarde", "s2"),
        ("2 de la mañana", ""),
        ("las 10 de la noche", ""),
        ("2 de la noche", ""),
        ("2 heures de l'après-midi", "s1 s3"),
        ("15h30 de l’après-midi", "s2"),
        ("2 h du matin", ""),
        ("2 o'clock", "s1 s3"),
        ("2 in the afternoon", "s1 s3"),
        ("2 in the morning", ""),
        ("2 مساء", "s1 s3"),
        ("الساعة 2 مساءً", "s1 s3"),
        ("3:30 بعد الظهر", "s2"),
        ("2 صباحا", ""),
        ("14.00", "s1 s3"),
        ("2:00", "s1 s3"),
        ("3.30", "s2"),
        ("2021", ""),
        ("day 2", "s3"),
        ("jour 1", "s1 s2"),
        ("اليوم 2", "s3"),
        ("16:00", "s2"),
        ("wednesday", "s3"),
        ("wed", "s3"),
        ("mar", "s1 s2"),
        ("tues 14:00", "s1"),
        ("tue 14:00 rust", "s1"),
        ("wed 14:00 rust", "s3"),
        ("mar 15h30 habitat", "s2"),
        ("wed rust", ""),
        ("miércoles", "s3"),
        ("mercredi", "s3"),
        ("الأربعاء", "s3"),
        ("30 nov", "s1 s2"),
        ("30 de noviembre", "s1 s2"),
        ("nov 30", "s1 s2"),
        ("30/11", "s1 s2"),
        ("2021-12-01", "s3"),
        ("1er décembre", "s3"),
        ("30 نونبر", "s1 s2"),
        ("tomorrow", "s3"),
        ("mañana", "s3"),
        ("demain", "s3"),
        ("غدا", "s3"),
        ("tomorow", "s3"),
        ("tommorow", "s3"),
        ("wensday", "s3"),
        ("tuseday", "s1 s2"),
        ("mañna", "s3"),
        ("miercloes", "s3"),
        ("demian", "s3"),
        ("mecredi", "s3"),
        ("الأرعاء", "s3"),
        ("الأربغاء", "s3"),
        ("الثلثاء", "s1 s2"),
        ("wensday 14:00", "s3"),
        ("tomorow rust", "s3"),
        ("today 14:00", "s1"),
        ("rust 14h", "s3 s1"),
        ("ciudad", "uclg ra s1 s2"),
        ("محمد", "mo s1"),
        ("rashid", "ra s2"),
    ];
    for (query, wanted) in cases {
        assert_eq!(found(&world, query).join(" "), wanted, "{query}");
    }
}

#[test]
fn other_words_that_are_nearly_days_are_no_days() {
    let world = world();
    for word in [
        "domain",
        "sundae",
        "lines",
        "money",
        "mates",
        "demarche",
        "الأربعة",
        "الثلاث",
        "الجامعة",
        "الجمعية",
        "الواحد",
        "السبب",
    ] {
        // Names may sound like them.
        let found = found(&world, word).into_iter();
        let sessions: Vec<String> = found.filter(|id| id.starts_with('s')).collect();
        assert!(sessions.is_empty(), "{word}: {sessions:?}");
    }
}

#[test]
fn common_words_find_no_other_words() {
    let text = fs::read_to_string(root().join("program.toml")).expect("the programme can be read");
    let program = load("program.toml", text.as_bytes()).program;
    let index = Index::new(&program);
    let mut wrong = Vec::new();
    for word in COMMON.split_whitespace() {
        let hits = index.find(word).hits.into_iter();
        let mistyped = hits.filter(|(_, rank)| matches!(rank, Rank::Typo | Rank::TextTypo));
        wrong.extend(mistyped.map(|(ix, _)| format!("{word}: {}", program.subject(ix).id)));
    }
    let words = COMMON.split_whitespace().count();
    println!("{} wrong results for {words} words", wrong.len());
    assert!(wrong.len() * 40 <= words, "{}", wrong.join("\n"));
}

/// Common short words of four languages.
const COMMON: &str = "house water world music paper light point table state stage plant train green money white black
    group price night river friend person school family church letter mother doctor market nature office minute number
    people reason result sister street summer winter book food game hand land life love mind name part room team time
    tree week word year baby bank bird blue boat body card city club code cold cook cost dark data date casa mesa libro
    agua mundo calle tiempo gente noche playa mujer hombre amigo fiesta coche verde blanco negro dinero precio maison
    monde ville temps livre homme femme enfant chemin argent prix rouge blanc noir terre بيت كتاب سماء شجرة سيارة طعام
    حليب ورقة قهوة مطعم فندق طريق شارع كرسي نافذة باب شمس قمر";

#[test]
fn a_filter_finds_what_a_search_finds() {
    let mut world = world();
    for (filter, wanted) in [
        ("room:1", "s1 s2 s3"),
        ("room:\"room 1\"", "s1 s3"),
        ("sala:r10", "s2"),
        ("salle:r10", "s2"),
        ("قاعة:r10", "s2"),
        ("غرفة:r10", "s2"),
        ("orador:rashid", "s2"),
        ("orateur:rashid", "s2"),
        ("محاضر:rashid", "s2"),
        ("pista:embedded", "s2"),
        ("thème:embedded", "s2"),
        ("fecha:2", "s3"),
        ("day:wensday", "s3"),
        ("after:\"3 de la tarde\"", "s2"),
        ("speaker:mohamed", "s1"),
        ("ponente:rashid", "s2"),
        ("org:uclg", "s2"),
        ("partner:\"united cities\"", "s2"),
        ("track:embeded", "s2"),
        ("tag:ciudad", "s1"),
        ("status:cancelled", "s3"),
        ("!status:cancelled", "s1 s2"),
        ("-room:r10", "s1 s3"),
        ("room:!r10", "s1 s3"),
        ("\"status:cancelled\"", ""),
        ("-rust", ""),
        ("-reception -trust", "s3"),
        ("after:14:00", "s1 s2 s3"),
        ("after:15:00", "s2"),
        ("before:15:00", "s1 s3"),
        ("before:tomorrow after:14:30", "s2"),
        ("day:tomorrow", "s3"),
        ("día:2", "s3"),
        ("jour:mercredi", "s3"),
    ] {
        assert_eq!(left(&mut world, filter), wanted, "{filter}");
    }
}

#[test]
fn wrong_fields_and_values_of_a_filter_are_named_with_the_nearest() {
    let world = world();
    let wrong = |filter: &str| match Query::parse(filter).wrong(&world) {
        Some(Wrong::Field(name, near)) => format!("{name}: {}", near.join(" ")),
        Some(Wrong::Value(field, value, near)) => format!("{field}:{value} {}", near.join(", ")),
        None => String::new(),
    };
    assert_eq!(wrong("rom:1"), "rom: room");
    assert_eq!(wrong("room:zzz"), "room:zzz Room 1, Room 10");
    assert_eq!(wrong("status:canceled"), "status:canceled cancelled");
    assert_eq!(wrong("is:strred"), "is:strred starred");
    for right in [
        "room:1 rust 14:00",
        "lang:de",
        "https://example.org",
        "after:14:00",
        "room:",
    ] {
        assert_eq!(wrong(right), "", "{right}");
    }
}

#[test]
fn fields_and_values_are_completed_with_the_sessions_that_each_leaves() {
    let world = world();
    let offered = |text: &str| {
        let all = completions(&world, text).into_iter();
        let all = all.map(|c| format!("{}={:?}", c.query, c.leaves));
        all.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(offered("ro"), "room:=None");
    assert_eq!(
        offered("room:"),
        "room:\"Room 1\"=Some(2) room:\"Room 10\"=Some(1)"
    );
    assert_eq!(
        offered("rust !status:c"),
        "rust !status:confirmed=Some(2) rust !status:cancelled=Some(2)"
    );
    assert_eq!(
        offered("room:\"Room 1\""),
        "room:\"Room 10\"=Some(1) room:\"Room 1\"=Some(2)"
    );
    assert_eq!(offered("zz"), "");
}

#[test]
fn a_result_that_is_found_by_its_texts_shows_the_words_around_the_match() {
    let world = world();
    let subject = nadwa::model::Subject::new(nadwa::model::Kind::Query, "lighthouse");
    let page = (view::named("search").page)(&world, &subject);
    let texts: Vec<&str> = page
        .rows
        .iter()
        .filter_map(nadwa::page::Row::text)
        .collect();
    assert_eq!(
        texts,
        ["…very long way, on which a lighthouse stands for all to see,…"]
    );
}

#[test]
fn queries_of_any_length_and_shape_are_searched_for() {
    let world = world();
    let long = [
        "a".repeat(10_000),
        "jh ".repeat(3_000),
        "عا".repeat(5_000),
        "a:".repeat(5_000),
    ];
    let odd = [
        "\"",
        "room:\"",
        "!",
        "-",
        "!:",
        "::",
        "\u{1b}[31m",
        "\0",
        "after:",
        "after:99:99",
        "-\"",
        "31/31",
    ];
    for query in long.iter().map(String::as_str).chain(odd) {
        let query = Query::parse(query);
        let _ = query.matching(&world);
        let _ = query.wrong(&world);
        let _ = query.find(&world);
    }
    for text in odd {
        let _ = completions(&world, text);
    }
}
