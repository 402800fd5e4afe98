//! Announcements, arrivals and people who are not in the file, as others see them.

use nadwa::export::{EXPORTS, Selection};
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::model::{Announcement, Kind, Subject};
use nadwa::text::Localized;
use nadwa::update::{Field, Update, UpdateLog, to_value};
use nadwa::world::World;

const FILE: &str = include_str!("../data/delays.toml");
/// 30 November 2021, 12:00 UTC.
const NOW: i64 = 1_638_273_600;

/// Returns the programme with updates.
fn world(updates: Vec<Update>) -> World {
    let mut world = World::new(load("f", FILE.as_bytes()), NOW, Zone::utc(), None);
    world.receive(UpdateLog {
        updates,
        ..UpdateLog::default()
    });
    assert!(world.diagnostics.is_empty(), "{:?}", world.diagnostics);
    world
}

fn lunch(until: Option<i64>) -> Update {
    let announcement = Announcement {
        text: Localized::Plain("Lunch is in the garden".into()),
        until,
        urgent: true,
    };
    let value = Some(to_value(&announcement));
    Update::new(Subject::program(), Field::Announcement, value)
}

/// Returns the text of an export's files, each with its name.
fn export(world: &World, name: &str) -> Vec<(String, String)> {
    let export = EXPORTS.iter().find(|e| e.name == name).expect("an export");
    let files = (export.make)(&Selection::of(world, Subject::program())).files;
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    files
        .into_iter()
        .map(|(name, bytes)| (name, text(bytes)))
        .collect()
}

#[test]
fn an_announcement_is_on_every_page_of_the_site_until_it_ends() {
    let pages = |until| {
        let mut world = world(vec![lunch(until)]);
        world.make_impersonal();
        let pages = export(&world, "site").into_iter();
        let pages = pages.filter(|(_, text)| text.starts_with("<!DOCTYPE html"));
        pages
            .map(|(_, text)| text.contains("Lunch is in the garden"))
            .collect::<Vec<bool>>()
    };
    assert!(pages(None).iter().all(|shown| *shown));
    assert!(pages(Some(NOW + 1)).iter().all(|shown| *shown));
    assert!(!pages(Some(NOW)).iter().any(|shown| *shown));
}

#[test]
fn no_export_has_arrivals() {
    let chair = || Subject::new(Kind::Speaker, "chair");
    for arrival in ["arrived", "missing", "left"] {
        let mut with = world(vec![Update::new(
            chair(),
            Field::Arrival,
            Some(arrival.into()),
        )]);
        let mut without = world(Vec::new());
        with.make_impersonal();
        without.make_impersonal();
        for name in EXPORTS.iter().map(|e| e.name) {
            assert_eq!(export(&with, name), export(&without, name), "{name}");
        }
    }
}

#[test]
fn somebody_new_speaks_and_is_gone_when_the_update_is() {
    let opening = || Subject::new(Kind::Session, "opening");
    let typed = "speakers Second delegate (UCLG), chair";
    let mut world = world(Vec::new());
    let (field, value) = nadwa::update::parse(&world.program, typed).expect("an update");
    world.receive(UpdateLog {
        updates: vec![Update::new(opening(), field, Some(value))],
        ..UpdateLog::default()
    });
    let ix = world
        .program
        .find::<nadwa::model::Session>(&opening())
        .expect("a session");
    let names = world.names(world.program[ix].speakers.iter().copied());
    assert_eq!(names, "Second delegate, Chair (to be confirmed)");
    let new = Subject::new(Kind::Speaker, "Second delegate (UCLG)");
    assert!(world.program.find_any(&new).is_some());
    let (_, csv) = &export(&world, "csv")[0];
    assert!(csv.contains("Second delegate"), "{csv}");
    world.receive(UpdateLog::default());
    assert!(world.program.find_any(&new).is_none());
    assert_eq!(world.program.speakers.len(), 2);
}
