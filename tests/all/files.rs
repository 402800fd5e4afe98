//! Files beside somebody else's programme and in the reader's folders: links, pipes, devices, logs of other programmes and of
//! other versions, full and damaged ones, and locks.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Subject};
use nadwa::tui::app::{App, Effect};
use nadwa::tui::effects;
use nadwa::update::{Field, Update, UpdateLog, to_toml};
use nadwa::workspace::fs::{Links, lock, lock_beside, write_atomic_via};
use nadwa::workspace::http::{HttpSource, Limits};
use nadwa::workspace::source::Source;
use nadwa::workspace::state::Store;
use nadwa::workspace::watch::{Waker, WatchEvent, watch};
use nadwa::workspace::{Workspace, updates};
use nadwa::world::World;
use portable_pty::CommandBuilder;
#[cfg(target_os = "linux")]
use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::support::{Folder, NADWA, nadwa, run};
use crate::terminal::{Terminal, plain};

const DELAYS: &str = include_str!("../data/delays.toml");
const EARLIER: &str = include_str!("../data/earlier.toml");

/// How long a test waits before it fails.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// Returns the command `nadwa ARGS` on the morning of the sessions, with its state in a folder.
fn command(folder: &Folder, args: &[&str]) -> Command {
    let mut command = nadwa();
    command
        .args(["--lang", "en", "--at", "2021-11-30T09:00", "--desk", "me"])
        .args(args)
        .current_dir(&folder.0)
        .env("XDG_STATE_HOME", folder.file("state"))
        .env("XDG_CONFIG_HOME", folder.file("config"))
        .env("XDG_CACHE_HOME", folder.file("cache"))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Waits for a program to end; one that does not is killed, and the test fails.
fn end(child: Child, what: &str) -> Output {
    let id = child.id().to_string();
    let (sender, ended) = channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    if let Ok(out) = ended.recv_timeout(LONGEST_WAIT) {
        out.expect("the program was started")
    } else {
        let _ = Command::new("kill").args(["-9", &id]).status();
        panic!("{what}: still running");
    }
}

/// Runs nadwa; returns its exit status, its output and its errors.
fn nadwa_in(folder: &Folder, args: &[&str]) -> (Option<i32>, String, String) {
    let child = command(folder, args).spawn().expect("nadwa runs");
    let out = end(child, &format!("nadwa {args:?}"));
    let text = |bytes| String::from_utf8(bytes).expect("nadwa prints UTF-8");
    (out.status.code(), text(out.stdout), text(out.stderr))
}

/// Waits until something holds.
fn until(what: &str, holds: impl Fn() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < LONGEST_WAIT, "waited for {what}");
        thread::sleep(Duration::from_millis(1));
    }
}

fn text(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("an entry").file_name().display().to_string())
        .collect();
    names.sort();
    names
}

/// Returns the sessions and fields of a log.
fn fields(log: &UpdateLog) -> Vec<(&str, &str)> {
    log.updates
        .iter()
        .map(|u| (u.subject.id.as_str(), u.field.name()))
        .collect()
}

/// Returns an update; `n` is its time.
fn note(session: &str, value: &str, by: &str, n: i64) -> Update {
    let session = Subject::new(Kind::Session, session);
    Update {
        at: n,
        by: by.into(),
        ..Update::new(session, Field::Note, Some(value.into()))
    }
}

/// Returns a desk on a file, with its state beside it.
fn desk(file: &Path) -> Workspace {
    Workspace {
        source: Source::File(file.to_owned()),
        state_folder: Some(file.with_file_name("state")),
        server: None,
        name: "me".into(),
        log_beside: true,
        columns: nadwa::load::ColumnNames::default(),
        settings: None,
    }
}

const RECORD: &str = "[[changes]]\nsession = \"long\"\nfield = \"note\"\nvalue = \"a\"\nat = 2021-11-30T08:00:00Z\nby = \"x\"\n";

#[test]
fn an_update_is_not_written_through_a_link() {
    let places: [(&str, &str); 4] = [
        // The log itself leads to a file, or to one that does not exist.
        ("changes.toml", "there"),
        ("changes.toml", "missing"),
        // So do the names that nadwa makes beside it.
        (".changes.toml.new", "there"),
        ("changes.damaged.1", "missing"),
    ];
    for (link, to) in places {
        let folder = Folder::new();
        folder.write("program.toml", DELAYS);
        fs::create_dir(folder.file("victim")).expect("a folder can be made");
        fs::write(folder.file("victim/there"), RECORD).expect("a file can be written");
        if link == "changes.damaged.1" {
            fs::write(folder.file("changes.toml"), format!("{RECORD}= =\n"))
                .expect("a file can be written");
        }
        let target = PathBuf::from("victim").join(to);
        symlink(&target, folder.file(link)).expect("a link can be made");
        let (status, _, err) = nadwa_in(&folder, &["set", "opening", "cancelled"]);
        let when = format!("{link} -> {to}: {status:?} {err}");
        assert_eq!(text(folder.file("victim/there")), RECORD, "{when}");
        assert_eq!(names(&folder.file("victim")), ["there"], "{when}");
        if link == "changes.toml" {
            assert_eq!(status, Some(1), "{when}");
            assert!(err.contains("changes.toml is a symbolic link"), "{when}");
            let link = fs::read_link(folder.file(link)).expect("the link stays");
            assert_eq!(link, target, "{when}");
        } else {
            assert_eq!(status, Some(0), "{when}");
            assert!(fs::read_link(folder.file("changes.toml")).is_err());
        }
    }
}

#[test]
fn a_file_that_is_no_update_log_is_not_replaced() {
    for other in [
        "# Changes\n\nNotes on our software.\n",
        "[package]\nname = \"x\"\n",
        "program = \"delays\"\n[server]\nport = 1\n",
        "\0\0\0\0",
    ] {
        let folder = Folder::new();
        folder.write("program.toml", DELAYS);
        let log = folder.write("changes.toml", other);
        let (status, _, err) = nadwa_in(&folder, &["set", "opening", "cancelled"]);
        assert_eq!(status, Some(1), "{other}: {err}");
        assert!(err.contains("changes.toml is not an update log"), "{err}");
        assert_eq!(text(log), other);
        assert_eq!(names(&folder.0), ["changes.toml", "program.toml"]);
    }
}

#[test]
fn the_updates_of_last_year_stay_and_are_not_in_force() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    let set = |words: &[&str]| nadwa_in(&folder, &[&["set"], words].concat());
    assert_eq!(set(&["opening", "cancelled"]).0, Some(0));
    let last_year = text(folder.file("changes.toml"));
    folder.write("program.toml", DELAYS.replace("\"delays\"", "\"next\""));
    let (_, out, _) = nadwa_in(&folder, &["session", "opening"]);
    assert!(!out.contains("cancelled"), "{out}");
    let (_, out, _) = nadwa_in(&folder, &["--print", "--keys", "!"]);
    assert!(
        out.contains("changes.toml holds updates of another programme, “delays”"),
        "{out}"
    );
    let (status, out, err) = set(&["rumours", "note", "new"]);
    assert_eq!(status, Some(0), "{err}");
    assert!(out.contains("new"), "{out}");
    assert!(err.contains("saved in changes.next.toml"), "{err}");
    assert_eq!(text(folder.file("changes.toml")), last_year);
    let log = updates::read(&folder.file("changes.next.toml"));
    assert_eq!(fields(&log), [("rumours", "note")]);
    let (_, out, _) = nadwa_in(&folder, &["session", "opening"]);
    assert!(!out.contains("cancelled"), "{out}");
    // It is said once.
    assert_eq!(set(&["rumours", "cancelled"]).2, "");
}

#[test]
fn programmes_with_one_stem_have_logs_of_their_own() {
    let folder = Folder::new();
    folder.write("a.toml", DELAYS);
    folder.write("a.txt", DELAYS.replace("\"delays\"", "\"other\""));
    for (file, session) in [
        ("a.toml", "opening"),
        ("a.txt", "rumours"),
        ("a.toml", "long"),
        ("a.txt", "short"),
    ] {
        let (status, _, err) = nadwa_in(&folder, &["-p", file, "set", session, "cancelled"]);
        assert_eq!(status, Some(0), "{err}");
    }
    let log = |name: &str| updates::read(&folder.file(name));
    let (first, second) = (log("a.changes.toml"), log("a.changes.other.toml"));
    assert_eq!(fields(&first), [("opening", "status"), ("long", "status")]);
    assert_eq!(
        fields(&second),
        [("rumours", "status"), ("short", "status")]
    );
}

#[test]
fn a_failed_first_update_leaves_no_empty_log() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let desk = Workspace {
        state_folder: None,
        ..desk(&file)
    };
    // A record without a session cannot be read again.
    let posted = desk.post("delays", 0, &[note("", "x", "me", 0)]);
    assert!(posted.is_err());
    assert_eq!(names(&folder.0), ["program.toml"]);
}

/// The largest update log, in bytes.
const MAX_LOG: usize = 16 << 20;

#[test]
fn a_full_update_log_keeps_what_is_in_force_and_can_be_read() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let desk = desk(&file);
    let long = "x".repeat(8000);
    let value = |n: usize| format!("{n} {long}");
    let all: Vec<Update> = (0..1000)
        .map(|n| note("opening", &value(n), &format!("desk {}", n % 4), 1))
        .collect();
    for part in 0..3 {
        desk.edit_log("delays", |log| log.updates.extend_from_slice(&all))
            .unwrap_or_else(|e| panic!("{part}: {e:?}"));
    }
    let size = fs::metadata(folder.file("changes.toml")).expect("a log");
    assert!(size.len() <= MAX_LOG as u64);
    let log = desk.log("delays");
    assert!(log.diagnostics.is_empty());
    let in_force = log
        .in_force(&Subject::new(Kind::Session, "opening"), Field::Note)
        .expect("an update");
    assert_eq!(in_force.value.as_deref(), Some(&*value(999)));
    assert!(log.updates.len() >= 64, "{} updates", log.updates.len());
}

/// In these formats a programme has no id of its own.
#[test]
fn a_table_and_a_calendar_of_one_name_have_logs_of_their_own() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    let copies = [("talks.csv", "csv"), ("talks.ics", "ics")];
    for (name, format) in copies {
        let (status, _, err) = nadwa_in(&folder, &["export", format, "-o", name]);
        assert_eq!(status, Some(0), "{err}");
    }
    // Both are called after their file.
    let calendar = text(folder.file("talks.ics"));
    let lines = calendar.split_inclusive('\n');
    // Without a name, and not nadwa's own, whose ids have the programme's.
    let left_out = ["NAME:", "X-WR-CALNAME:", "PRODID:"];
    let nameless = lines.filter(|l| left_out.iter().all(|start| !l.starts_with(start)));
    folder.write("talks.ics", nameless.collect::<String>());
    let first = |name: &str| {
        let (_, out, _) = nadwa_in(&folder, &["-p", name, "agenda", "--json"]);
        let page: serde_json::Value = serde_json::from_str(&out).expect("JSON");
        assert_eq!(page["program"]["id"], "talks");
        let rows = page["rows"].as_array().expect("rows").iter();
        let subjects = rows.filter_map(|row| row["subject"].as_str()?.strip_prefix("session:"));
        subjects.map(str::to_owned).next().expect("a session")
    };
    let set = |name: &str, note: &str| {
        let id = first(name);
        let (status, _, err) = nadwa_in(&folder, &["-p", name, "set", &id, "note", note]);
        assert_eq!(status, Some(0), "{name}: {err}");
    };
    set("talks.csv", "of the table");
    set("talks.ics", "of the calendar");
    assert!(text(folder.file("talks.csv.changes.toml")).contains("of the table"));
    assert!(text(folder.file("talks.ics.changes.toml")).contains("of the calendar"));
    // A log of an earlier version is used as it was.
    fs::rename(
        folder.file("talks.csv.changes.toml"),
        folder.file("talks.changes.toml"),
    )
    .expect("the log can be renamed");
    let (_, out, _) = nadwa_in(&folder, &["-p", "talks.csv", "log"]);
    assert!(out.contains("of the table"), "{out}");
    set("talks.csv", "another one");
    assert!(text(folder.file("talks.changes.toml")).contains("another one"));
    assert!(!folder.file("talks.csv.changes.toml").exists());
}

#[test]
fn an_update_log_over_16_mib_is_not_read() {
    let folder = Folder::new();
    for (more, wanted) in [(0, 1), (1, 0)] {
        let blank = " ".repeat(MAX_LOG - RECORD.len() - 1 + more);
        let log = updates::read(&folder.write("changes.toml", format!("{RECORD}{blank}\n")));
        assert_eq!((log.updates.len(), log.diagnostics.len()), (wanted, more));
    }
}

#[test]
fn a_refused_update_is_not_in_force() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    let refused = RECORD.replace("value = \"a\"", "value = \"refused\"\nrefused = true");
    let first = RECORD.replace("value = \"a\"", "value = \"in force\"");
    folder.write("changes.toml", format!("{first}{refused}"));
    let (_, out, _) = nadwa_in(&folder, &["session", "long"]);
    assert!(
        out.contains("in force") && !out.contains("refused"),
        "{out}"
    );
}

#[test]
fn one_author_cannot_fill_the_update_log() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let desk = desk(&file);
    let long = "x".repeat(8000);
    let flood = |by: &str, n: usize| -> Vec<Update> {
        let one = |n| note(&format!("session {by} {n}"), &long, by, 1);
        (0..n).map(one).collect()
    };
    let post =
        |all: Vec<Update>| desk.edit_log("delays", |log| log.updates.extend_from_slice(&all));
    post(flood("a", 1000)).expect("less than half of the log");
    let before = text(folder.file("changes.toml"));
    let why = post(flood("a", 2000)).expect_err("more than half of the log");
    let why = crate::support::english(&why);
    assert_eq!(
        why,
        "changes.toml is full (at most 16 MiB, 8 MiB from one desk); move it to another folder to start a new one"
    );
    assert_eq!(text(folder.file("changes.toml")), before);
    post(vec![note("opening", "b", "b", 1)]).expect("there is room for others");
    // Nor can all of them together write more than can be read.
    post(flood("c", 900)).expect("less than half of the log");
    // What is of no session of the programme makes room, and is moved once.
    let log = post(flood("d", 400)).expect("there is room");
    assert_eq!(log.updates.len(), 401);
    let notice = crate::support::english(log.notice.as_ref().expect("a notice"));
    assert_eq!(
        notice,
        "changes.toml was full; 1900 updates of sessions that the programme does not have were moved to changes.unknown.1"
    );
    assert_eq!(fields(&desk.log("delays")).len(), 401);
    assert!(
        log.in_force(&Subject::new(Kind::Session, "opening"), Field::Note)
            .is_some()
    );
    let moved = nadwa::workspace::updates::read(&folder.file("changes.unknown.1"));
    assert_eq!((moved.updates.len(), moved.diagnostics.len()), (1900, 0));
    post(flood("e", 900)).expect("less than half of the log");
    assert!(post(flood("f", 900)).is_err());
    assert_eq!(desk.log("delays").updates.len(), 1301);
}

#[test]
fn what_a_newer_version_wrote_is_kept() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    let newer = "program = \"delays\"\nepoch = [1, { a = \"b\\nc\" }]\n\n[[changes]]\nsession = \"opening\"\nfield = \"language\"\nvalue = \"fr\"\nat = 2021-11-30T08:00:00Z\nby = \"x\"\nweight = 3.5\n\n[[changes]]\nsession = \"long\"\nfield = \"note\"\nvalue = \"a\"\nat = 2021-11-30T08:00:00Z\nby = \"x\"\nrevision = 5000000000\nreason.text = \"rain\"\nuntil = 2021-11-30T09:00:00Z\n";
    let log = folder.write("changes.toml", newer);
    for session in ["rumours", "short"] {
        let (status, _, err) = nadwa_in(&folder, &["set", session, "cancelled"]);
        assert_eq!((status, &*err), (Some(0), ""));
    }
    let table: toml::Table = text(&log).parse().expect("TOML");
    let was: toml::Table = newer.parse().expect("TOML");
    assert_eq!(table["epoch"], was["epoch"]);
    let records = |table: &toml::Table| table["changes"].as_array().expect("a list").clone();
    for record in records(&was) {
        assert!(records(&table).contains(&record), "{record}\n{table}");
    }
    assert_eq!(records(&table).len(), 4);
    // Nothing would be lost, so there is no copy.
    assert_eq!(names(&folder.0), ["changes.toml", "program.toml"]);
}

#[test]
fn a_copy_of_a_damaged_log_is_reported() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    // Half a record must not withdraw what it was about to set.
    let half = "\n[[changes]]\nsession = \"long\"\nfield = \"note\"\nvalue = ";
    let log = folder.write("changes.toml", format!("{RECORD}{half}"));
    let (status, _, err) = nadwa_in(&folder, &["set", "opening", "cancelled"]);
    assert_eq!(status, Some(0), "{err}");
    assert!(
        err.contains("the original was copied to changes.damaged.1"),
        "{err}"
    );
    assert_eq!(
        text(folder.file("changes.damaged.1")),
        format!("{RECORD}{half}")
    );
    let log = updates::read(&log);
    assert_eq!(fields(&log), [("long", "note"), ("opening", "status")]);
}

#[test]
fn a_log_with_more_problems_than_are_listed_is_copied() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    // Keys of other versions are kept, so that fewer of them need no copy.
    let keys = |n: usize| {
        (0..n)
            .map(|n| format!("key-{n} = 1\n"))
            .collect::<Vec<_>>()
            .concat()
    };
    for (count, copies) in [(9_999, 0), (10_001, 1)] {
        let before = RECORD.to_owned() + &keys(count);
        folder.write("changes.toml", &before);
        let (status, _, err) = nadwa_in(&folder, &["set", "opening", "cancelled"]);
        assert_eq!(status, Some(0), "{err}");
        let names = names(&folder.0);
        let copied = names.iter().filter(|name| name.contains("damaged"));
        assert_eq!(copied.count(), copies, "{count} problems: {err}");
        if copies > 0 {
            assert_eq!(text(folder.file("changes.damaged.1")), before);
        }
    }
}

#[test]
fn a_time_that_no_file_can_hold_is_not_written() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let desk = desk(&file);
    for at in [i64::MIN / 4, -62_167_219_201, 253_402_300_800, i64::MAX / 4] {
        assert!(
            desk.post("delays", at, &[note("long", "a", "", 0)])
                .is_err()
        );
    }
    for at in [-62_167_219_200, 253_402_300_799] {
        let log = desk.post("delays", at, &[note("long", "a", "", 0)]);
        let log = log.expect("the first and the last second");
        assert!(log.diagnostics.is_empty());
        assert_eq!(log.updates.last().map(|u| u.at), Some(at));
    }
    let mut late = nadwa();
    late.args(["-p", "program.toml", "--at", "+10000-01-01T00:00"]);
    late.args(["set", "long", "cancelled"])
        .current_dir(&folder.0);
    assert_eq!(late.output().expect("nadwa runs").status.code(), Some(2));
    // A log that has one is read with the nearest time, and can be written again.
    let at = "at = 9999-12-31T23:59:59-01:00";
    let bad = RECORD.replace("at = 2021-11-30T08:00:00Z", at);
    fs::write(folder.file("changes.toml"), bad).expect("a file can be written");
    let log = desk.post("delays", 5, &[note("long", "b", "", 0)]);
    let log = log.expect("the log can be written");
    assert_eq!(log.updates[0].at, 253_402_300_799);
    assert_eq!(to_toml(&log), text(folder.file("changes.toml")));
}

/// Makes a pipe.
fn pipe(path: &Path) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a folder can be made");
    }
    let made = run("mkfifo", [path]).expect("mkfifo is installed");
    assert!(made.status.success());
}

#[test]
fn a_pipe_or_a_device_in_the_place_of_a_file_is_reported_at_once() {
    let places = [
        ("program.toml", "program.toml is a pipe or a device"),
        ("changes.toml", "changes.toml is a "),
        (
            "state/nadwa/delays.json",
            "delays.json is a pipe or a device",
        ),
        (
            "state/nadwa/delays.lock",
            "delays.lock is a pipe or a device",
        ),
        ("state/nadwa/delays.seen", ""),
        ("state/nadwa/delays.seen-changes", ""),
        (
            "config/nadwa/config.toml",
            "config.toml is a pipe or a device",
        ),
    ];
    // No device of the machine is used: root could replace it.
    let with: [fn(&Path); 2] = [pipe, |path| {
        let target = path.with_file_name("elsewhere");
        pipe(&target);
        symlink(&target, path).expect("a link can be made");
    }];
    for make in with {
        for (name, message) in places {
            let folder = Folder::new();
            if name != "program.toml" {
                folder.write("program.toml", DELAYS);
            }
            make(&folder.file(name));
            let page = nadwa_in(
                &folder,
                &["--size", "160x30", "--print", "--save", "--keys", "1 "],
            );
            let set = nadwa_in(&folder, &["set", "opening", "cancelled"]);
            let config = nadwa_in(&folder, &["config"]);
            let all = format!("{page:?} {set:?} {config:?}");
            assert!(all.contains(message), "{name}: {all}");
            let is_pipe = |meta: fs::Metadata| !meta.is_file() && !meta.is_dir();
            let stays = fs::metadata(folder.file(name)).is_ok_and(is_pipe);
            assert!(stays, "{name} was replaced");
            let refused = i32::from(matches!(name, "program.toml" | "changes.toml"));
            assert_eq!(set.0, Some(refused), "{name}: {all}");
        }
    }
}

#[test]
fn a_link_to_nothing_is_called_one() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    symlink("nowhere", folder.file("link.ics")).expect("a link can be made");
    let (status, _, err) = nadwa_in(&folder, &["export", "ics", "-o", "link.ics"]);
    assert!(
        err.contains("link.ics is a symbolic link to a file that does not exist"),
        "{err}"
    );
    assert_eq!(status, Some(1));
}

#[test]
fn a_variable_that_cannot_be_read_is_named() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = Folder::new();
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9");
    // A pipe without a writer, at which a device would be read.
    pipe(&folder.0.join(name));
    let mut child = command(&folder, &["agenda"]);
    let out = end(
        child
            .env("NADWA_PROGRAM", name)
            .spawn()
            .expect("nadwa runs"),
        "agenda",
    );
    let err = String::from_utf8_lossy(&out.stderr);
    assert!(
        err.contains("Cannot read caf") && !err.contains("standard input"),
        "{err}"
    );
}

/// Some file systems of networks and of FUSE cannot sync folders.
#[test]
fn a_folder_that_cannot_be_synced_is_no_failure() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    // Without a log there would be another place for one.
    nadwa_in(&folder, &["set", "opening", "note", "first"]);
    // Of the two calls, the first one syncs the file, the second one its folder.
    for (call, is_saved) in [(1, false), (2, true)] {
        let fault = format!("inject=fsync:error=EINVAL:when={call}");
        let line = ["strace", "-f", "-o", "/dev/null", "-e", &fault, NADWA];
        let mut traced = Command::new(line[0]);
        traced
            .args(&line[1..])
            .args(["--lang", "en", "set", "opening", "note"]);
        traced.arg(format!("{call}5m")).current_dir(&folder.0);
        traced.env("XDG_STATE_HOME", folder.file("state"));
        let Ok(out) = traced.output() else {
            eprintln!("skipped: strace not found");
            return;
        };
        assert_eq!(out.status.success(), is_saved, "{out:?}");
        let log = fs::read_to_string(folder.file("changes.toml")).unwrap_or_default();
        assert_eq!(log.contains(&format!("{call}5m")), is_saved, "{log}");
    }
}

#[test]
fn a_programme_can_be_read_from_a_pipe_that_is_named() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    for words in ["-p /dev/stdin agenda", "-p - agenda"] {
        let mut child = command(&folder, &words.split(' ').collect::<Vec<_>>());
        child.stdin(File::open(&file).expect("the file can be opened"));
        let out = end(child.spawn().expect("nadwa runs"), words);
        assert!(String::from_utf8_lossy(&out.stdout).contains("Opening"));
    }
    // The other end is opened later.
    let fifo = folder.file("fifo");
    pipe(&fifo);
    let reader = command(&folder, &["-p", "fifo", "agenda"]).spawn();
    thread::spawn(move || fs::write(fifo, DELAYS));
    let out = end(reader.expect("nadwa runs"), "a pipe");
    assert!(String::from_utf8_lossy(&out.stdout).contains("Opening"));
}

#[test]
fn a_pipe_that_no_program_writes_to_is_given_up() {
    let folder = Folder::new();
    pipe(&folder.file("fifo"));
    let (status, _, err) = nadwa_in(&folder, &["-p", "fifo", "agenda"]);
    assert_eq!(status, Some(1));
    assert!(
        err.contains("no program wrote to fifo within 10 seconds"),
        "{err}"
    );
}

#[test]
fn a_programme_that_was_a_pipe_for_a_while_is_watched() {
    let folder = Folder::new();
    let file = folder.write("program.toml", EARLIER);
    let mut command = CommandBuilder::new(NADWA);
    command.args(["--at", "2021-11-30T09:00", "--keys", "1"]);
    command.arg(&file);
    let mut command = plain(command);
    command.env("XDG_STATE_HOME", folder.file("state"));
    let mut terminal = Terminal::run_uncontrolled(command);
    terminal.until_text("Welcoming new people");
    fs::remove_file(&file).expect("the file can be removed");
    pipe(&file);
    terminal.until_text("Still showing the last valid version: Cannot read program.toml");
    let new = folder.write("new", DELAYS);
    fs::rename(new, &file).expect("the file can be renamed");
    terminal.until_text("Welcoming people");
    terminal.quit();
}

#[test]
fn large_files_are_not_read() {
    let folder = Folder::new();
    let sparse = |path: &Path, size: u64| {
        let file = File::create(path).expect("a file can be made");
        file.set_len(size).expect("the size can be set");
    };
    let store = Store::new(folder.0.clone(), "delays");
    sparse(&folder.file("delays.seen"), 1 << 30);
    let seen = store.seen();
    assert!(seen.is_err_and(|e| e.kind() == ErrorKind::FileTooLarge));
    assert!(!store.has_seen(1, &UpdateLog::default()));
    let limits = Limits {
        bytes: 1 << 20,
        time: Duration::from_secs(1),
        redirects: 0,
    };
    let address = "http://127.0.0.1:1/";
    let web = || HttpSource::with(address, Some(folder.0.clone()), limits).expect("an address");
    let copy = folder.0.join(nadwa::workspace::paths::file_name(address));
    let head = format!("{{\"address\":\"{address}\",\"told\":1}}\n");
    fs::write(&copy, &head).expect("a file can be written");
    assert!(web().cached().is_some());
    let file = File::options().write(true).open(&copy).expect("a copy");
    file.set_len(3 << 30).expect("the size can be set");
    assert!(web().cached().is_none());
}

#[test]
fn the_permissions_of_a_replaced_file_stay() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    let both: [&[&str]; 2] = [
        &["set", "long", "cancelled"],
        &["--print", "--save", "--keys", "1 "],
    ];
    let run = || both.map(|args| assert_eq!(nadwa_in(&folder, args).0, Some(0)));
    run();
    let files = ["changes.toml", "state/nadwa/delays.json"].map(|name| folder.file(name));
    for mode in [0o640, 0o600, 0o664] {
        for file in &files {
            fs::set_permissions(file, fs::Permissions::from_mode(mode)).expect("it is ours");
        }
        let before = files
            .each_ref()
            .map(|f| fs::metadata(f).expect("a file").ino());
        folder.write(
            "program.toml",
            DELAYS.replace("Opening", &format!("{mode}")),
        );
        nadwa_in(&folder, &["set", "long", "note", &format!("{mode}")]);
        nadwa_in(&folder, &["--print", "--save", "--keys", "1 "]);
        for (file, inode) in files.iter().zip(before) {
            let meta = fs::metadata(file).expect("a file");
            assert_ne!(meta.ino(), inode, "{} was replaced", file.display());
            assert_eq!(meta.mode() & 0o777, mode, "{}", file.display());
        }
    }
}

#[test]
fn what_was_begun_is_removed_after_a_failed_write() {
    let folder = Folder::new();
    // A folder cannot be replaced by a file.
    fs::create_dir(folder.file("target")).expect("a folder can be made");
    fs::write(folder.file("target/inside"), "").expect("a file can be written");
    let written = write_atomic_via(&folder.file("target"), "target.new", b"x", Links::Refuse);
    assert!(written.is_err());
    assert_eq!(names(&folder.0), ["target"]);
}

#[test]
fn a_lock_that_is_held_longer_is_waited_for() {
    let folder = Folder::new();
    let store = Store::new(folder.0.clone(), "delays");
    let held = lock(&folder.file("delays.lock"), Links::Follow).expect("the lock is free");
    let (sender, kept) = channel();
    thread::spawn(move || sender.send(store.update(|_| {}).map(drop)));
    // Eight programs with 200 stars each kept a ninth waiting for half a second.
    let early = kept.recv_timeout(Duration::from_secs(1));
    assert!(matches!(early, Err(RecvTimeoutError::Timeout)), "{early:?}");
    drop(held);
    let kept = kept.recv_timeout(LONGEST_WAIT).expect("it ends");
    assert!(kept.is_ok(), "{kept:?}");
}

/// The lock of the update log that `nadwa set` writes beside `program.toml`.
const LOG_LOCK: &str = ".changes.toml.lock";

#[test]
fn an_update_waits_for_the_lock_beside_the_log_which_goes_with_it() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    let held = lock_beside(&folder.file("changes.toml")).expect("the lock is free");
    assert_eq!(names(&folder.0), [LOG_LOCK, "program.toml"]);
    let mut set = command(&folder, &["set", "long", "cancelled"])
        .spawn()
        .expect("nadwa runs");
    // The programme is read in a tenth of it.
    thread::sleep(Duration::from_millis(500));
    let early = set.try_wait().expect("it is a child of this process");
    assert!(early.is_none(), "{early:?}");
    drop(held);
    let out = end(set, "nadwa set");
    assert!(out.status.success());
    assert_eq!(names(&folder.0), ["changes.toml", "program.toml"]);
}

#[test]
fn a_file_or_a_link_in_the_place_of_a_lock_stays_as_it_is() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    folder.write(LOG_LOCK, "mine");
    let (status, _, err) = nadwa_in(&folder, &["set", "long", "cancelled"]);
    assert_eq!(status, Some(0), "{err}");
    assert_eq!(text(folder.file(LOG_LOCK)), "mine");
    fs::remove_file(folder.file(LOG_LOCK)).expect("it is ours");
    let target = folder.write("other", "");
    symlink(&target, folder.file(LOG_LOCK)).expect("a link can be made");
    let (status, _, err) = nadwa_in(&folder, &["set", "long", "confirmed"]);
    assert_eq!(status, Some(1), "{err}");
    assert!(
        err.contains("changes.toml.lock is a symbolic link"),
        "{err}"
    );
    assert!(target.exists());
}

#[test]
fn what_could_not_be_saved_is_an_exit_status() {
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    for keys in ["1 ", "4<enter>m", "1ccancelled<enter>"] {
        let args = ["--print", "--save", "--keys", keys];
        assert_eq!(nadwa_in(&folder, &args).0, Some(0), "{keys}");
    }
    // A file in the place of a folder cannot be written to by anyone.
    let folder = Folder::new();
    folder.write("program.toml", DELAYS);
    folder.write("state", "");
    fs::create_dir(folder.file("changes.toml")).expect("a folder can be made");
    for keys in ["1 ", "4<enter>m", "1ccancelled<enter>"] {
        let (status, out, _) = nadwa_in(&folder, &["--print", "--save", "--keys", keys]);
        assert_eq!(status, Some(1), "{keys}: {out}");
    }
}

/// Returns how often this process has a file open.
fn times_open(path: &Path) -> usize {
    let all = fs::read_dir("/proc/self/fd").expect("Linux");
    let links = all.filter_map(|entry| fs::read_link(entry.ok()?.path()).ok());
    links.filter(|link| link == path).count()
}

#[test]
#[cfg(target_os = "linux")]
fn a_state_that_was_replaced_meanwhile_is_not_set_aside() {
    let folder = Folder::new();
    let store = Store::new(folder.0.clone(), "delays");
    fs::write(store.file(), "{\"stars\": [").expect("a file can be written");
    let path = folder.file("delays.lock");
    let held = lock(&path, Links::Follow).expect("the lock is free");
    let reader = {
        let store = store.clone();
        thread::spawn(move || store.read())
    };
    until("the other to wait for the lock", || times_open(&path) > 1);
    let good = "{\"stars\": [\"long\"]}";
    fs::write(store.file(), good).expect("a file can be written");
    drop(held);
    let (state, aside) = reader.join().expect("no panic").expect("a state");
    assert_eq!((state.stars.len(), aside), (1, None));
    assert_eq!(text(store.file()), good);
}

#[test]
fn what_is_on_disk_but_was_not_shown_is_not_stored_as_seen() {
    let folder = Folder::new();
    let file = folder.write("program.toml", EARLIER);
    let desk = desk(&file);
    let mut world = World::new(desk.read(), 0, Zone::utc(), None);
    world.compare_with(load("program.toml", DELAYS.as_bytes()));
    let mut app = App::new(world, (80, 24));
    fs::write(&file, DELAYS).expect("the file can be written");
    assert!(!effects::run(&desk, &mut app, Effect::MarkSeen));
    let store = desk.store("delays").expect("a store");
    assert!(store.seen().expect("it can be read").is_none());
    assert!(app.world.previous().is_some());
    // The version that is shown is.
    fs::write(&file, EARLIER).expect("the file can be written");
    assert!(effects::run(&desk, &mut app, Effect::MarkSeen));
    assert!(store.seen().expect("it can be read").is_some());
}

/// Watches a file from a thread; the events, and what ends it when it is dropped.
fn watched(file: &Path) -> (Receiver<WatchEvent>, Waker) {
    let desk = Workspace {
        state_folder: None,
        ..desk(file)
    };
    let world = World::new(desk.source.read(&desk.columns), 0, Zone::utc(), None);
    let (sender, events) = channel();
    let waker = watch(&desk, &world, move |e| sender.send(e).is_ok()).expect("a thread");
    (events, waker)
}

/// Waits until a version with this title is read.
fn until_read(events: &Receiver<WatchEvent>, title: &str) {
    loop {
        let event = events.recv_timeout(LONGEST_WAIT);
        let event = event.unwrap_or_else(|e| panic!("waited for {title}: {e}"));
        let WatchEvent::Loaded(loaded, _) = event else {
            continue;
        };
        let sessions = &loaded.program.sessions;
        let mut titles = sessions.iter().flat_map(|s| s.title.all());
        if titles.any(|t| t.as_str() == title) {
            return;
        }
    }
}

#[test]
fn a_save_of_the_same_size_and_time_is_read() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let time = fs::metadata(&file).and_then(|meta| meta.modified());
    let time = time.expect("the time of a file");
    let (events, _waker) = watched(&file);
    // Twice, since the thread looks at the file when it starts.
    for title in ["Openinh", "Openini"] {
        let new = folder.write("new", DELAYS.replace("\"Opening\"", &format!("{title:?}")));
        let set = File::options().write(true).open(&new);
        let set = set.and_then(|file| file.set_modified(time));
        set.expect("the time can be set");
        fs::rename(new, &file).expect("the file can be renamed");
        until_read(&events, title);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_folder_that_replaces_another_is_watched() {
    let folder = Folder::new();
    let (here, other) = (folder.file("here"), folder.file("other"));
    fs::create_dir(&here).expect("a folder can be made");
    let file = here.join("program.toml");
    fs::write(&file, DELAYS).expect("a file can be written");
    let (events, _waker) = watched(&file);
    let titled = |title: &str| DELAYS.replace("\"Opening\"", &format!("{title:?}"));
    fs::write(&file, titled("In the old folder")).expect("the file can be written");
    until_read(&events, "In the old folder");
    fs::create_dir(&other).expect("a folder can be made");
    fs::write(other.join("program.toml"), titled("In the new folder")).expect("a new file");
    // A folder that is missing for a moment is looked for once a minute only.
    let exchanged = renameat_with(CWD, &here, CWD, &other, RenameFlags::EXCHANGE);
    if exchanged.is_err() {
        eprintln!("skipped: the file system cannot exchange two folders");
        return;
    }
    until_read(&events, "In the new folder");
    fs::write(&file, titled("Saved again")).expect("the file can be written");
    until_read(&events, "Saved again");
}

#[test]
fn a_broken_file_is_read_again_when_the_rest_comes_soon() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let desk = desk(&file);
    let world = World::new(desk.source.read(&desk.columns), 0, Zone::utc(), None);
    let (sender, events) = channel();
    let waker = watch(&desk, &world, move |e| sender.send(e).is_ok()).expect("a thread");
    let mut halves = 0;
    for n in 0..10 {
        let whole = DELAYS.replace("Opening", &format!("Opening {n}"));
        // Broken in the middle of a text.
        fs::write(&file, &whole[..whole.find("Opening").expect("a title") + 3])
            .expect("the file can be written");
        // Long enough to be read, and shorter than a broken file is waited for.
        thread::sleep(Duration::from_millis(70));
        fs::write(&file, &whole).expect("the file can be written");
        loop {
            match events.recv_timeout(LONGEST_WAIT).expect("a new version") {
                WatchEvent::Loaded(loaded, _) if loaded.is_broken() => halves += 1,
                WatchEvent::Loaded(..) => break,
                _ => {}
            }
        }
    }
    drop(waker);
    // A machine that is very busy may take longer than expected now and then.
    assert!(halves < 5, "{halves} of 10 halves were shown");
}
