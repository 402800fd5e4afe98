//! Those who interpret: on staff's pages, in the run sheet and in conflicts, and on no page for others.

use std::fmt::Write as _;

use nadwa::export::{EXPORTS, Selection};
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Subject};
use nadwa::update::{Field, Update};
use nadwa::view;
use nadwa::world::World;

/// 30 November 2021, 09:45 in Casablanca.
const NOW: i64 = 1_638_261_900;

/// Returns a programme with two rooms: Amal interprets in the hall, from 10:00 in two sessions of 50 minutes with a pause, and
/// Bruno in the annex from 12:30.
fn world() -> World {
    let mut file = String::from(
        "[program]\nid = \"p\"\ntitle = \"P\"\nlanguages = [\"en\"]\ntimezone = \"Africa/Casablanca\"\n",
    );
    file.push_str("[[rooms]]\nid = \"hall\"\nname = \"Hall\"\ninterpreters = [\"amal\"]\n[[rooms]]\nid = \"annex\"\nname = \"Annex\"\n");
    file.push_str("[[partners]]\nid = \"booth\"\nname = \"Booth\"\n");
    for (id, name) in [("amal", "Amal"), ("bruno", "Bruno"), ("lea", "Lea")] {
        write!(
            file,
            "[[speakers]]\nid = \"{id}\"\nname = \"{name}\"\npartner = \"booth\"\n"
        )
        .expect("a String takes it");
    }
    for (id, room, from, until, more) in [
        ("opening", "hall", "10:00", "10:50", ""),
        ("first", "hall", "11:00", "12:05", ""),
        ("second", "hall", "12:15", "12:40", ""),
        (
            "circle",
            "annex",
            "12:50",
            "13:30",
            "interpreters = [\"bruno\", \"amal\"]",
        ),
    ] {
        write!(
            file,
            "[[sessions]]\nid = \"{id}\"\ntitle = \"{id}\"\nroom = \"{room}\"\nspeakers = [\"lea\"]\ninterpretation = [\"fr\"]\nstart = 2021-11-30T{from}:00\nend = 2021-11-30T{until}:00\n{more}\n"
        )
        .expect("a String takes it");
    }
    let world = World::new(load("f", file.as_bytes()), NOW, Zone::utc(), None);
    assert!(world.diagnostics.is_empty(), "{:?}", world.diagnostics);
    world
}

/// Returns the text of each row of a page.
fn rows(world: &World, view: &str, subject: &Subject) -> Vec<String> {
    let page = (view::named(view).page)(world, subject);
    let texts = page.rows.iter().map(|row| match row {
        nadwa::page::Row::Item(subject) => world.name(subject),
        row => row.text().unwrap_or_default().to_owned(),
    });
    texts.collect()
}

fn of(kind: Kind, id: &str) -> Subject {
    Subject::new(kind, id)
}

#[test]
fn the_pages_of_sessions_rooms_and_interpreters_have_them_and_those_for_others_do_not() {
    let mut world = world();
    let pages = [
        ("session", of(Kind::Session, "opening"), "Amal · Booth"),
        ("session", of(Kind::Session, "circle"), "Bruno · Booth"),
        ("room", of(Kind::Room, "hall"), "Amal"),
        ("speaker", of(Kind::Speaker, "amal"), "opening"),
        ("speakers", Subject::program(), "Amal"),
        ("partner", of(Kind::Partner, "booth"), "Amal"),
    ];
    for (view, subject, wanted) in &pages {
        let found = rows(&world, view, subject);
        assert!(found.contains(&(*wanted).to_owned()), "{view}: {found:?}");
    }
    world.make_impersonal();
    for (view, subject, wanted) in &pages {
        let found = rows(&world, view, subject);
        assert!(!found.contains(&(*wanted).to_owned()), "{view}: {found:?}");
    }
}

#[test]
fn arrivals_have_the_interpreters_of_a_session() {
    let found = rows(&world(), "arrivals", &Subject::program());
    let circle = found
        .iter()
        .position(|row| row == "circle")
        .expect("it is of the day");
    assert_eq!(found[circle + 1..][..3], ["Lea", "Bruno", "Amal"]);
}

#[test]
fn only_sheets_of_staff_and_program_toml_name_interpreters() {
    let mut world = world();
    world.make_impersonal();
    for export in EXPORTS {
        let files = (export.make)(&Selection::of(&world, Subject::program())).files;
        let named = files.iter().find(|(_, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            text.contains("Amal") || text.contains("Bruno")
        });
        let named = named.map(|(file, _)| file);
        let wanted = ["sheet", "delegation", "toml"].contains(&export.name);
        assert_eq!(named.is_some(), wanted, "{} {named:?}", export.name);
    }
}

#[test]
fn program_toml_keeps_the_interpreters() {
    let world = world();
    let toml = EXPORTS
        .iter()
        .find(|e| e.name == "toml")
        .expect("an export");
    let circle = of(Kind::Session, "circle");
    for subject in [Subject::program(), circle.clone()] {
        let files = (toml.make)(&Selection::of(&world, subject)).files;
        let again = load("again", &files[0].1);
        assert!(!again.has_errors(), "{:?}", again.diagnostics);
        let ix = again.program.find(&circle).expect("the session");
        let names = again.program.interpreters_of(&again.program[ix]).iter();
        let names: Vec<String> = names
            .map(|&who| again.program[who].id.to_string())
            .collect();
        assert_eq!(names, ["bruno", "amal"]);
    }
}

#[test]
fn a_delay_warns_of_an_interpreter_without_a_pause() {
    let typed = |typed: &str| rows(&world(), "change", &of(Kind::Update, typed)).join("\n");
    assert!(typed("opening delay 20m").contains("Amal has no pause: 10:20–12:"));
    assert!(!typed("second delay 1m").contains("no pause"));
}

#[test]
fn an_interpreter_in_two_rooms_at_once_is_a_conflict() {
    let world = world();
    let update = Update::new(
        of(Kind::Session, "second"),
        Field::Delay,
        Some("20m".into()),
    );
    let conflicts = world.to_post(update.into()).1;
    let texts = conflicts.iter().map(|c| world.messages.message(&c.message));
    let texts: Vec<String> = texts.collect();
    assert!(
        texts.iter().any(|text| text.starts_with("Amal")),
        "{texts:?}"
    );
}
