//! `nadwa check --fix`: changes what is certain, and nothing else.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::{Output, Stdio};

use nadwa::load::{fixed, load};
use nadwa::model::diagnostic::Diagnostic;

use crate::support::{Folder, nadwa, root};

const MISTYPED: &str = include_str!("../data/mistyped.toml");
const CORRECTED: &str = include_str!("../data/corrected.toml");

/// Runs `nadwa check ARGS` in a folder.
fn check(folder: &Folder, args: &[&str]) -> Output {
    nadwa()
        .args(["--lang", "en", "check"])
        .args(args)
        .current_dir(&folder.0)
        .stdin(Stdio::null())
        .output()
        .expect("nadwa runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn what_is_certain_is_changed_and_all_else_stays() {
    let folder = Folder::new();
    let file = folder.write("program.toml", MISTYPED);
    let before = text(&check(&folder, &["program.toml"]).stdout);
    let hint =
        "13 problems have one certain fix each; to apply them: nadwa check --fix program.toml";
    assert!(before.ends_with(&format!("{hint}\n")), "{before}");

    let out = check(&folder, &["--fix", "program.toml"]);
    assert_eq!(fs::read_to_string(&file).expect("the file"), CORRECTED);
    let printed = text(&out.stdout);
    assert!(
        printed.starts_with("program.toml:4:12: 2026 → \"2026\"\n"),
        "{printed}"
    );
    assert!(
        printed.contains("\nprogram.toml:19:1: titel → title\n"),
        "{printed}"
    );
    assert!(
        printed.ends_with("\nprogram.toml: 3 sessions, 3 errors\n"),
        "{printed}"
    );
    assert_eq!(out.status.code(), Some(1), "errors remain");

    let again = text(&check(&folder, &["--fix", "program.toml"]).stdout);
    let nothing = "program.toml: nothing to fix automatically; the file was not changed\n";
    assert!(again.starts_with(nothing), "{again}");
    assert_eq!(fs::read_to_string(&file).expect("the file"), CORRECTED);
}

#[test]
fn json_has_the_remaining_problems_and_nothing_else() {
    let folder = Folder::new();
    folder.write("program.toml", MISTYPED);
    let out = check(&folder, &["--fix", "--format", "json", "program.toml"]);
    let problems: serde_json::Value = serde_json::from_slice(&out.stdout).expect("JSON");
    assert_eq!(problems.as_array().map(Vec::len), Some(3), "{problems}");
    assert!(text(&out.stderr).contains("titel → title"));
}

#[test]
fn the_target_of_a_link_is_changed_and_the_link_stays() {
    let folder = Folder::new();
    let target = folder.write("target.toml", MISTYPED);
    symlink("target.toml", folder.file("program.toml")).expect("a link can be made");
    check(&folder, &["--fix", "program.toml"]);
    assert_eq!(fs::read_to_string(target).expect("the file"), CORRECTED);
    let meta = fs::symlink_metadata(folder.file("program.toml")).expect("the link");
    assert!(meta.is_symlink());
}

#[test]
fn a_programme_that_is_no_file_is_refused() {
    let folder = Folder::new();
    let out = check(&folder, &["--fix", "-"]);
    assert_eq!(out.status.code(), Some(2));
    let why = "nadwa: standard input is not a file, so it cannot be changed\n";
    assert_eq!(text(&out.stderr), why);
}

#[test]
fn a_byte_order_mark_and_line_ends_stay() {
    let crlf = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let (new, changes) = fixed("f.toml", crlf(MISTYPED).as_bytes());
    assert_eq!(text(&new), crlf(CORRECTED));
    assert!(!changes.is_empty());
}

#[test]
fn what_may_mean_two_things_stays() {
    let head = "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n";
    let rooms = "[[rooms]]\nid = \"room-1\"\nname = \"Hall\"\n[[rooms]]\nid = \"room-2\"\nname = \"Hall\"\n";
    let session = "[[sessions]]\nid = \"a\"\nstart = 2026-05-12T09:00:00\n";
    let cases = [
        // Two keys that mean the same, and one whose name is taken.
        "titel = \"A\"\ntitl = \"B\"\n",
        "title = \"A\"\ntitel = \"B\"\n",
        "title = \"A\"\nroom = \"room-3\"\n",
        "title = \"A\"\nspeakers = [\"p-garcia\"]\n[[speakers]]\nid = \"m-garcia\"\nname = \"Marta García\"\n",
        "title = \"A\"\nroom = \"Hall\"\n",
        // Further keys name the same table.
        "titel.en = \"A\"\ntitel.es = \"A\"\n",
        "title = \"A\"\nduration = 90\n",
        "title = \"A\"\nend = \"12/05/2026 10:00\"\n",
        "title = \"A\"\nend = \"12-05-26 10:00\"\n",
        "title = \"A\"\nend = \"12 May\"\n",
        "title = \"A\"\nurl = \"www.example.org\"\n",
        "title = \"A\"\n[[sessions.lnks]]\nurl = \"https://a.org\"\n[sessions.lnks.title]\nen = \"A\"\n",
    ];
    for case in cases {
        let text = format!("{head}{rooms}{session}{case}");
        let (new, changes) = fixed("f.toml", text.as_bytes());
        assert_eq!(new, text.as_bytes(), "{case}");
        assert!(changes.is_empty(), "{case}");
    }
    // Of two orders of day and month, only one is a date.
    let text = format!("{head}{session}title = \"A\"\nend = \"12/31/2026 10:00\"\n");
    let (new, _) = fixed("f.toml", text.as_bytes());
    assert!(String::from_utf8_lossy(&new).contains("end = 2026-12-31T10:00:00"));
}

#[test]
fn other_formats_and_other_encodings_stay() {
    let csv = "title,start,room,timezone\nA,2026-05-12 09:00,Hall,Europe/Lisbonn\n";
    let latin = b"[program]\nid = \"p\"\ntitle = \"Caf\xe9\"\ntimezone = \"Lisbon\"\n";
    let wide: Vec<u8> = MISTYPED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [csv.as_bytes(), latin, &wide] {
        let (new, changes) = fixed("f", bytes);
        assert_eq!(new, bytes);
        assert!(changes.is_empty());
    }
}

#[test]
fn a_change_solves_its_problem_and_breaks_nothing() {
    let files = fs::read_dir(root().join("tests/check")).expect("the folder");
    let files = files.map(|entry| entry.expect("an entry").path());
    for path in files.filter(|path| path.extension().is_some_and(|e| e == "toml")) {
        let bytes = fs::read(&path).expect("the file");
        let (new, _) = fixed("f.toml", &bytes);
        let (before, after) = (load("f.toml", &bytes), load("f.toml", &new));
        let name = path.display();
        assert!(before.is_broken() || !after.is_broken(), "{name}");
        let certain = |d: &&Diagnostic| !d.edits.is_empty();
        assert_eq!(after.diagnostics.iter().find(certain), None, "{name}");
        let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).lines().count();
        assert_eq!(lines(&bytes), lines(&new), "{name}");
    }
}
