//! Running orders, as those who run rooms and as others see them.

use nadwa::export::{EXPORTS, Output, Selection};
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Program, Session, Subject};
use nadwa::update::{Field, Update, UpdateLog};
use nadwa::view;
use nadwa::world::World;

use crate::support::english;

const FILE: &str = include_str!("../data/order.toml");
/// 30 November 2021, 09:45 in Casablanca: five minutes into the second item.
const NOW: i64 = 1_638_261_900;

fn world() -> World {
    let world = World::new(load("f", FILE.as_bytes()), NOW, Zone::utc(), None);
    assert!(world.diagnostics.is_empty(), "{:?}", world.diagnostics);
    world
}

fn subject() -> Subject {
    Subject::new(Kind::Session, "opening")
}

fn post(world: &mut World, field: Field, value: &str) {
    world.receive(UpdateLog {
        updates: vec![Update::new(subject(), field, Some(value.into()))],
        ..UpdateLog::default()
    });
}

fn opening(program: &Program) -> &Session {
    &program[program.find::<Session>(&subject()).expect("a session")]
}

/// Returns the rows of the session's page that have a text.
fn page(world: &World) -> Vec<String> {
    let page = (view::of(&subject()).page)(world, &subject());
    let texts = page.rows.iter().filter_map(|row| row.text());
    texts.map(str::to_owned).collect()
}

/// Returns an export of the whole programme, as others see it, and the text of its files.
fn export(name: &str) -> (Output, String) {
    let mut world = world();
    world.make_impersonal();
    let export = EXPORTS.iter().find(|e| e.name == name).expect("an export");
    let output = (export.make)(&Selection::of(&world, Subject::program()));
    let files = output.files.iter();
    let text = files.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
    let text = text.collect();
    (output, text)
}

#[test]
fn items_start_one_after_another_until_a_length_is_unknown() {
    let mut world = world();
    let starts = |world: &World| {
        let order = world.program.running_order(opening(&world.program));
        let times = order.map(|(_, slot)| slot.map(|slot| slot.start.format("%H:%M").to_string()));
        times.collect::<Vec<_>>()
    };
    let wanted = |all: [&str; 4]| all.map(|time| Some(time.to_owned())).to_vec();
    assert_eq!(starts(&world), wanted(["09:30", "09:40", "10:10", "10:15"]));
    post(&mut world, Field::Delay, "10m");
    assert_eq!(
        starts(&world),
        wanted(["09:40", "09:50", "10:20", "10:25"]),
        "a delay moves them"
    );
    let text = FILE.replacen("duration = \"30m\"\nlanguage", "language", 1);
    let world = World::new(load("f", text.as_bytes()), NOW, Zone::utc(), None);
    let some = |time: &str| Some(time.to_owned());
    assert_eq!(starts(&world), [some("09:30"), some("09:40"), None, None]);
}

#[test]
fn a_replaced_speaker_is_no_longer_in_the_running_order() {
    let mut world = world();
    assert!(
        page(&world).contains(&"09:40 · 30 min · First delegate, Second delegate · Arabic".into())
    );
    post(&mut world, Field::Speakers, "second");
    assert!(page(&world).contains(&"09:40 · 30 min · Second delegate · Arabic".into()));
    let chaired = "09:30 · 10 min · Welcome · Host (to be confirmed) · English · Lights up";
    assert!(page(&world).contains(&chaired.into()), "{:?}", page(&world));
    world.receive(UpdateLog::default());
    assert!(
        page(&world).contains(&"09:40 · 30 min · First delegate, Second delegate · Arabic".into())
    );
}

#[test]
fn program_toml_keeps_the_running_order() {
    let (_, text) = export("toml");
    let again = load("again", text.as_bytes());
    assert!(again.diagnostics.is_empty(), "{:?}", again.diagnostics);
    let world = world();
    assert_eq!(opening(&again.program).items, opening(&world.program).items);
    assert_eq!(opening(&again.program).items.len(), 4);
}

#[test]
fn formats_without_running_orders_report_that_they_leave_them_out() {
    let wanted = "The running order of 1 session was left out, because this format has none";
    for (name, leaves_out) in [
        ("ics", true),
        ("xml", true),
        ("json", true),
        ("csv", true),
        ("toml", false),
        ("html", false),
        ("site", false),
        ("sheet", false),
    ] {
        let (output, text) = export(name);
        let reported = output.left_out.iter().any(|m| english(m) == wanted);
        assert_eq!(reported, leaves_out, "{name}");
        assert_eq!(text.contains("Film"), !leaves_out, "{name}");
    }
}

#[test]
fn cues_are_in_the_run_sheet_and_in_no_page_for_others() {
    assert!(
        page(&world())
            .iter()
            .any(|row| row.ends_with("Lights down"))
    );
    for name in EXPORTS.iter().map(|e| e.name) {
        let (_, text) = export(name);
        let has_cues = text.contains("Lights") || text.contains("الأضواء");
        assert_eq!(has_cues, ["sheet", "toml"].contains(&name), "{name}");
    }
}

#[test]
fn the_run_sheet_has_a_line_for_each_item() {
    let (_, text) = export("sheet");
    let rows: Vec<String> = text
        .split("<tr class=\"item\">")
        .skip(1)
        .map(|row| {
            let row = row.split("</tr>").next().unwrap_or_default();
            let cells = row.split("</td>").map(|cell| {
                let text = cell.rsplit('>').next().unwrap_or_default();
                text.trim().to_owned()
            });
            cells.collect::<Vec<_>>().join("|")
        })
        .collect();
    let wanted = [
        "09:30–09:40|10||Welcome|Host (to be confirmed)|en||Lights up|",
        "09:40–10:10|30|||First delegate, Second delegate|ar|||",
        "10:10–10:15|5||Film||||Lights down|",
        "10:15–10:30|15||Questions|||||",
    ];
    assert_eq!(rows, wanted);
}

#[test]
fn the_clock_without_a_room_has_a_line_for_each_room_in_use() {
    let page = (view::named("countdown").page)(&world(), &Subject::program());
    let rows: Vec<&str> = page.rows.iter().filter_map(|row| row.text()).collect();
    let hall = rows.iter().find(|row| row.starts_with("Hall · "));
    assert!(hall.is_some_and(|row| row.contains(":00")), "{rows:?}");
    assert!(page.ticks, "it counts");
}
