//! `nadwa new` begins a programme that has no problems, and `nadwa schema` describes it as it is read.

use std::fs;

use nadwa::load::load_strictly;

use crate::support::{Folder, NADWA, nadwa, python, root};
#[cfg(unix)]
use crate::terminal::{self, Terminal};

/// Runs `nadwa new` and returns the file that it prints, or why it does not.
fn begun(args: &[&str]) -> Result<String, String> {
    let out = nadwa()
        .args(["new", "-"])
        .args(args)
        .output()
        .expect("nadwa runs");
    let text = |bytes| String::from_utf8(bytes).expect("the output is UTF-8");
    if out.status.success() {
        Ok(text(out.stdout))
    } else {
        Err(text(out.stderr))
    }
}

#[test]
fn a_new_programme_has_what_was_asked_for_and_no_problems() {
    let cases: [(&[&str], &str); 6] = [
        (&["--title", "Open day"], "open-day"),
        (
            &["--title", "فعالية", "--lang", "ar", "--languages", "ar،es"],
            "event",
        ),
        (
            &[
                "--title",
                "a \"b\" \\ 'c'\n#",
                "--place",
                "x, Lisbon",
                "--lang",
                "fr",
            ],
            "a",
        ),
        (
            &[
                "--title",
                "x",
                "--days",
                "30",
                "--rooms",
                "Hall, hall, القاعة, ,٣",
                "--lang",
                "es",
            ],
            "x",
        ),
        (
            &["--title", "x", "--date", "31 December 2026", "--days", "2"],
            "x-2026",
        ),
        (
            &[
                "--title",
                "x",
                "--timezone",
                "Tokyo",
                "--date",
                "2024-02-29",
            ],
            "x-2024",
        ),
    ];
    for (args, id) in cases {
        let text = begun(args).expect("it is written");
        let read = load_strictly("new.toml", text.as_bytes());
        assert!(
            read.diagnostics.is_empty(),
            "{args:?}: {:?}\n{text}",
            read.diagnostics
        );
        assert!(
            read.program.id.starts_with(id),
            "{args:?}: {}",
            read.program.id
        );
    }
    let args = [
        "--title",
        "x",
        "--rooms",
        "A, B",
        "--days",
        "3",
        "--place",
        "Lisbon",
        "--date",
        "2026-12-31",
    ];
    let text = begun(&args).expect("it is written");
    let program = load_strictly("new.toml", text.as_bytes()).program;
    let days: Vec<String> = program.days.iter().map(|d| d.date.to_string()).collect();
    assert_eq!(days, ["2026-12-31", "2027-01-01", "2027-01-02"]);
    assert_eq!(program.zone.name(), "Europe/Lisbon");
    assert_eq!((program.rooms.len(), program.sessions.len()), (2, 4));
}

#[test]
fn a_wrong_answer_is_refused_with_what_is_expected() {
    let cases: [(&[&str], &str); 7] = [
        (&[], "an event needs a title: nadwa new --title \"…\""),
        (
            &["--title", " "],
            "an event needs a title: nadwa new --title \"…\"",
        ),
        (
            &["--title", "x", "--date", "soon"],
            "'soon' is not a date: write 2026-11-20",
        ),
        (
            &["--title", "x", "--days", "0"],
            "'0' is not a number of days from 1 to 30",
        ),
        (
            &["--title", "x", "--timezone", "Mars"],
            "no time zone is called 'Mars': write a name such as Europe/Madrid or a large town in it",
        ),
        (
            &["--title", "x", "--rooms", " , "],
            "name 1 to 30 rooms, with commas between them",
        ),
        (
            &["--title", "x", "--languages", "en,?"],
            "'?' is not a language code such as ar or es",
        ),
    ];
    for (args, why) in cases {
        assert_eq!(begun(args), Err(format!("nadwa: {why}\n")), "{args:?}");
    }
}

#[test]
fn a_file_that_exists_is_never_replaced() {
    let home = Folder::new();
    let path = home.write("program.toml", "mine");
    let out = nadwa()
        .args(["new", "--title", "x"])
        .current_dir(&home.0)
        .output()
        .expect("nadwa runs");
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(fs::read_to_string(path).expect("it is there"), "mine");
}

#[test]
fn a_programme_of_another_format_becomes_one_of_the_same_sessions() {
    let home = Folder::new();
    let path = home.file("converted.toml");
    let xml = home.file("schedule.xml");
    let run = |args: &[&str]| nadwa().args(args).output().expect("nadwa runs");
    let name = |path: &std::path::Path| path.display().to_string();
    let own = root().join("program.toml").display().to_string();
    assert!(
        run(&["export", "xml", "-p", &own, "-o", &name(&xml)])
            .status
            .success()
    );
    assert!(
        run(&["new", &name(&path), "--from", &name(&xml)])
            .status
            .success()
    );
    let differences = run(&["diff", &name(&xml), &name(&path)]);
    assert_eq!(
        String::from_utf8_lossy(&differences.stdout),
        "nothing differs\n"
    );
    let checked = run(&["check", &name(&path)]);
    assert_eq!(
        checked.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&checked.stdout)
    );
}

#[cfg(unix)]
#[test]
fn it_asks_in_a_terminal_and_asks_again_after_a_wrong_answer() {
    let home = Folder::new();
    let path = home.file("mine.toml");
    let mut command = portable_pty::CommandBuilder::new(NADWA);
    command.args(["new", "--lang", "en", "--event-zone", "Africa/Casablanca"]);
    command.arg(&path);
    let mut terminal = Terminal::run(terminal::plain(command));
    let answers = [
        ("Title of the event:", "\r"),
        ("an event needs a title", "Open day\r"),
        ("First day [", "1 May 2027\r"),
        ("Number of days [1]", "two\r"),
        ("'two' is not a number of days", "2\r"),
        ("Town or venue:", "Sevilla\r"),
        ("Time zone [Africa/Casablanca]", "Madrid\r"),
        ("Rooms, with commas between them [Main hall]", "\r"),
        ("Languages of the programme, such as ar,es [en]", "es\r"),
    ];
    for (question, answer) in answers {
        terminal.until_text(question);
        terminal.press(answer);
    }
    terminal.until_text("To show it:");
    terminal.end();
    let text = fs::read_to_string(&path).expect("it is written");
    for line in [
        "title     = \"Open day\"",
        "timezone  = \"Europe/Madrid\"  # for all times in this file",
        "start  = 2027-05-02T10:00:00",
        "title  = \"Sesión 2\"",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

/// Prints the places of what is wrong in each file by the schema.
const SCRIPT: &str = r#"
import json, sys, tomllib
from jsonschema import Draft7Validator
schema = json.load(open(sys.argv[1]))
Draft7Validator.check_schema(schema)
for path in sys.argv[2:]:
    value = json.loads(json.dumps(tomllib.load(open(path, "rb")), default=str))
    faults = sorted("/".join(map(str, e.path)) or "file" for e in Draft7Validator(schema).iter_errors(value))
    print(" ".join(faults) or "valid")
"#;

#[test]
fn the_schema_takes_what_nadwa_takes() {
    let home = Folder::new();
    let run = |args: &[&str]| nadwa().args(args).output().expect("nadwa runs").stdout;
    let schema = home.write("schema.json", run(&["schema"]));
    let own = fs::read_to_string(root().join("program.toml")).expect("it is there");
    let files = [
        (own.clone(), "valid"),
        (
            begun(&["--title", "x", "--rooms", "A,B"]).expect("it is written"),
            "valid",
        ),
        (own.replacen("title.ar", "titel.ar", 1), "program"),
        (
            own.replacen("= \"tentative\"", "= \"tentativ\"", 1),
            "sessions/0/status",
        ),
        (
            own.replacen("color    = \"blue\"", "color = 3", 1),
            "tracks/0/color",
        ),
        (own.replacen("\n[[rooms]]", "\n[[room]]", 1), "file"),
    ];
    let paths: Vec<_> = files
        .iter()
        .enumerate()
        .map(|(n, (text, _))| home.write(&format!("{n}.toml"), text))
        .collect();
    let Some(printed) = python(SCRIPT, std::iter::once(&schema).chain(&paths)) else {
        return;
    };
    let wanted: Vec<&str> = files.iter().map(|(_, faults)| *faults).collect();
    assert_eq!(printed.lines().collect::<Vec<_>>(), wanted);
}
