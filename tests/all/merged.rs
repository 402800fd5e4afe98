//! Updates merged into program.toml: what they set is written, and everything else stays as it is.

use nadwa::export::merge::{Merged, merge};
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Session, Subject};
use nadwa::update::{Field, Update, UpdateLog};
use nadwa::world::World;
use nadwa::world::diff::updated_fields;

use crate::support::{Folder, nadwa};

/// 30 November 2021, 12:00 UTC.
const NOW: i64 = 1_638_273_600;

const FILE: &str = r#"# Kept by hand.
[program]
id = "p"
title = "A day"
timezone = "Africa/Casablanca"
languages = ["en"]

[[rooms]]
id = "hall"
name = "Hall"

[[rooms]]
id = "annex"
name = "Annex"

[[speakers]]
id = "first"       # comes by train
name = "First delegate"

[[speakers]]
id = "second"
name = "Second delegate"

# The morning.
[[sessions]]
id       = "opening"
title    = "Opening"
start    = 2021-11-30T09:30:00   # after the coffee
end      = 2021-11-30T10:30:00
room     = "hall"   # the large one
speakers = ["first", "second"]
note.en  = "Bring your badge"

[[sessions.items]]
speaker = "first"
title = "Welcome"   # short
duration = "10m"

[[sessions.items]]
speakers = ["first", "second"]

[[sessions]]
id = "talk"
start = 2021-11-30T11:00:00
duration = "30m"
title = "Talk"
room = "hall"

[[sessions]]
id = "lunch"
title = "Lunch"
start = 2021-11-30T13:00:00
duration = "1h"
room = "annex"
"#;

fn update(id: &str, field: Field, value: &str) -> Update {
    let kind = field.kinds()[0];
    Update::new(Subject::new(kind, id), field, Some(value.into()))
}

fn world(file: &str, updates: Vec<Update>) -> World {
    let world = any_world(file, updates);
    assert!(world.diagnostics.is_empty(), "{:?}", world.diagnostics);
    world
}

/// Returns the world of a file with these updates, which may have problems.
fn any_world(file: &str, updates: Vec<Update>) -> World {
    let mut world = World::new(load("f", file.as_bytes()), NOW, Zone::utc(), None);
    world.receive(UpdateLog {
        updates,
        ..UpdateLog::default()
    });
    world
}

fn merged(world: &World) -> Merged<'_> {
    merge(world, FILE).expect("a program.toml")
}

/// Returns the lines of which the file has others.
fn new_lines(text: &str) -> Vec<&str> {
    let lines = text.lines();
    lines
        .filter(|line| !FILE.lines().any(|l| l == *line))
        .collect()
}

#[test]
fn without_updates_no_byte_changes() {
    assert_eq!(merged(&world(FILE, Vec::new())).text, FILE);
}

#[test]
fn only_the_values_that_updates_set_are_written_and_comments_stay() {
    let world = world(
        FILE,
        vec![
            update("opening", Field::Delay, "10m"),
            update("opening", Field::Room, "annex"),
            update("opening", Field::Note, "Up the stairs"),
            update("talk", Field::Delay, "1h"),
            update("talk", Field::Status, "cancelled"),
        ],
    );
    let merged = merged(&world);
    assert!(merged.left_out.is_empty(), "{:?}", merged.left_out);
    let wanted = [
        "start    = 2021-11-30T09:40:00   # after the coffee",
        "end      = 2021-11-30T10:40:00",
        "room     = \"annex\"   # the large one",
        "note = \"Up the stairs\"",
        "status = \"delayed\"",
        "start = 2021-11-30T12:00:00",
        "status = \"cancelled\"",
    ];
    assert_eq!(new_lines(&merged.text), wanted, "{}", merged.text);
    assert!(merged.text.starts_with("# Kept by hand.\n"));
    assert!(merged.text.contains("\n# The morning.\n"));
}

#[test]
fn the_merged_file_is_the_programme_that_the_updates_make() {
    let new = "\"Third delegate (A city)\" second";
    let world = world(
        FILE,
        vec![
            update("opening", Field::Speakers, new),
            update("opening", Field::Delay, "-10m"),
            update("talk", Field::Room, "annex"),
            update("talk", Field::Speakers, "first"),
        ],
    );
    let merged = merged(&world);
    assert!(merged.left_out.is_empty(), "{:?}", merged.left_out);
    let again = load("again", merged.text.as_bytes());
    assert!(
        again.diagnostics.is_empty(),
        "{:?}\n{}",
        again.diagnostics,
        merged.text
    );
    for (one, other) in world.program.sessions.iter().zip(&again.program.sessions) {
        assert_eq!(
            (&one.id, one.slot, one.room),
            (&other.id, other.slot, other.room)
        );
        assert_eq!(one.status, other.status);
        let names = |program: &nadwa::model::Program, session: &Session| {
            let all = session.speakers.iter().map(|&who| &program[who]);
            all.map(|s| (s.name.clone(), s.affiliation.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(names(&world.program, one), names(&again.program, other));
        let items = |session: &Session| {
            let all = session.items.iter().map(|item| item.speakers.len());
            all.collect::<Vec<_>>()
        };
        assert_eq!(items(one), items(other), "{}", merged.text);
    }
    assert!(
        merged.text.contains("id = \"third-delegate-a-city\""),
        "{}",
        merged.text
    );
}

#[test]
fn sessions_in_brackets_are_merged_too() {
    let file = "program = { id = \"p\", title = \"A day\", timezone = \"UTC\" }\nsessions = [\n  { id = \"a\", title = \"A\", start = 2021-11-30T09:30:00, duration = \"1h\" }, # first\n]\n";
    let world = world(file, vec![update("a", Field::Delay, "5m")]);
    let merged = merge(&world, file).expect("a program.toml");
    assert_eq!(
        merged.text,
        file.replace("09:30", "09:35")
            .replace("\"1h\"", "\"1h\", status = \"delayed\"")
    );
}

#[test]
fn updates_without_a_key_are_listed() {
    let updates = vec![
        update("talk", Field::Full, "yes"),
        update("first", Field::Arrival, "arrived"),
        update("talk", Field::Room, "annex"),
    ];
    let world = world(FILE, updates);
    let merged = merged(&world);
    let left_out = merged.left_out.iter().map(|u| u.field);
    assert_eq!(left_out.collect::<Vec<_>>(), [Field::Full, Field::Arrival]);
}

#[test]
fn an_update_that_cannot_be_applied_any_more_is_listed() {
    let world = any_world(FILE, vec![update("talk", Field::Room, "cellar")]);
    let merged = merged(&world);
    assert_eq!(merged.text, FILE);
    assert_eq!(merged.left_out.len(), 1);
}

#[test]
fn new_speakers_get_ids_of_their_own_in_the_form_of_the_list() {
    let head = "program = { id = \"p\", title = \"A day\", timezone = \"UTC\" }\nspeakers = [{ id = \"ana\", name = \"Ana\" }]\n";
    let session =
        "[[sessions]]\nid = \"a\"\ntitle = \"A\"\nstart = 2021-11-30T09:30:00\nduration = \"1h\"\n";
    let file = head.to_owned() + session;
    let people = "\"Ana Ruiz (UCLG)\" \"Ana Ruiz (Uclg)\"";
    let world = any_world(&file, vec![update("a", Field::Speakers, people)]);
    let merged = merge(&world, &file).expect("a program.toml");
    assert_eq!(merged.left_out.len(), 0);
    let read = load("f.toml", merged.text.as_bytes());
    assert!(!read.has_errors(), "{}", merged.text);
    let ids = read.program.speakers.iter().map(|s| s.id.to_string());
    let mut ids: Vec<String> = ids.collect();
    ids.sort();
    assert_eq!(ids, ["ana", "ana-ruiz-uclg", "ana-ruiz-uclg-2"]);
}

#[test]
fn a_file_with_errors_or_of_another_format_is_not_merged() {
    let world = world(FILE, Vec::new());
    for text in [
        "title = \"no closing quote",
        "<schedule/>",
        "id,title\na,A\n",
        "a = 1\n",
    ] {
        assert!(merge(&world, text).is_none(), "{text}");
    }
}

#[test]
fn the_log_is_kept_and_the_programme_is_not_written_over() {
    let home = Folder::new();
    let file = home.write("program.toml", FILE);
    let run = |args: &[&str]| {
        let mut command = nadwa();
        command.arg("-p").arg(&file).args(args).env("HOME", &home.0);
        command.current_dir(&home.0).output().expect("nadwa runs")
    };
    assert!(run(&["set", "talk", "room", "annex"]).status.success());
    assert!(run(&["set", "talk", "full"]).status.success());
    let log = std::fs::read(home.file("changes.toml")).expect("a log");
    let own = run(&["log", "--merge", "-o", "program.toml"]);
    assert_eq!(own.status.code(), Some(1), "{own:?}");
    let out = run(&["log", "--merge", "-o", "next.toml"]);
    assert!(out.status.success(), "{out:?}");
    let listed = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(listed.contains("Talk  full"), "{listed}");
    let next = std::fs::read_to_string(home.file("next.toml")).expect("a file");
    let printed = run(&["log", "--merge"]).stdout;
    assert_eq!(String::from_utf8_lossy(&printed), next);
    assert_eq!(
        std::fs::read(&file).expect("the programme"),
        FILE.as_bytes()
    );
    assert_eq!(
        std::fs::read(home.file("changes.toml")).expect("a log"),
        log
    );
    let world = world(&next, Vec::new());
    let talk = world
        .program
        .find::<Session>(&Subject::new(Kind::Session, "talk"));
    let talk = talk.expect("a session");
    assert_eq!(world.names(world.program[talk].room), "Annex");
    assert!(updated_fields(&world, talk).is_empty());
}
