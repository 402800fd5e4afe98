//! On which channel interpretation is heard, wherever a session or its room is shown.

use nadwa::export::{EXPORTS, Selection};
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Room, Subject};
use nadwa::view;
use nadwa::world::World;

const FILE: &str = include_str!("../data/channels.toml");
/// 30 November 2021, 09:45 in Casablanca.
const NOW: i64 = 1_638_261_900;

fn world() -> World {
    let world = World::new(load("f", FILE.as_bytes()), NOW, Zone::utc(), None);
    assert!(world.diagnostics.is_empty(), "{:?}", world.diagnostics);
    world
}

/// Returns the text of each row of a page.
fn rows(view: &str, kind: Kind, id: &str) -> Vec<String> {
    let page = (view::named(view).page)(&world(), &Subject::new(kind, id));
    let texts = page.rows.iter().filter_map(|row| row.text());
    texts.map(str::to_owned).collect()
}

/// Returns the file of an export whose name begins so.
fn export(name: &str, file: &str) -> String {
    let mut world = world();
    world.make_impersonal();
    let export = EXPORTS.iter().find(|e| e.name == name).expect("an export");
    let files = (export.make)(&Selection::of(&world, Subject::program())).files;
    let found = files.into_iter().find(|(path, _)| path.starts_with(file));
    let (_, bytes) = found.unwrap_or_else(|| panic!("{name} has no {file}"));
    String::from_utf8_lossy(&bytes).into_owned()
}

const INTERPRETED: &str = "interpreted into French on channel 1, English on channel 2";

#[test]
fn the_page_of_a_session_has_the_channel_of_each_language() {
    let languages = format!("Arabic · {INTERPRETED}");
    assert!(rows("session", Kind::Session, "opening").contains(&languages));
    let plain = "interpreted into French".to_owned();
    assert!(rows("session", Kind::Session, "circle").contains(&plain));
}

#[test]
fn the_page_of_a_room_has_its_channels() {
    let found = rows("room", Kind::Room, "hall");
    for language in [
        "French on channel 1",
        "English on channel 2",
        "Arabic on channel 3",
    ] {
        assert!(found.contains(&language.to_owned()), "{found:?}");
    }
}

#[test]
fn the_board_of_a_room_with_channels_says_where_a_session_is_interpreted() {
    assert!(rows("board", Kind::Room, "hall").contains(&INTERPRETED.to_owned()));
    let found = rows("board", Kind::Room, "annex");
    assert!(
        !found.iter().any(|row| row.contains("interpreted")),
        "{found:?}"
    );
}

#[test]
fn door_signs_and_pages_of_the_site_have_channels() {
    let sign = export("site", "en/doors");
    assert_eq!(sign.matches(INTERPRETED).count(), 1, "only of the opening");
    assert!(export("site", "en/session-opening").contains(INTERPRETED));
    assert!(export("site", "en/room-hall").contains("Arabic on channel 3"));
}

#[test]
fn the_run_sheet_has_the_number_behind_the_language() {
    assert!(export("sheet", "").contains("ar → fr 1 en 2<"));
}

#[test]
fn program_toml_keeps_the_channels() {
    let again = load("again", export("toml", "").as_bytes());
    assert!(again.diagnostics.is_empty(), "{:?}", again.diagnostics);
    let hall = Subject::new(Kind::Room, "hall");
    let channels = |program: &nadwa::model::Program| {
        let ix = program.find::<Room>(&hall).expect("a room");
        program[ix].channels.clone()
    };
    assert_eq!(channels(&again.program), channels(&world().program));
    assert_eq!(channels(&again.program).len(), 3);
}
