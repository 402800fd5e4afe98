//! Files that change while nadwa shows them: the programme, saved as editors save it; updates; the state file,
//! written by several programs at once. Also clocks that jump.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::text::bidi::Mode;
use nadwa::tui::app::App;
use nadwa::tui::draw::Painter;
use nadwa::tui::theme::Theme;
use nadwa::update::UpdateLog;
use nadwa::view;
use nadwa::workspace::Workspace;
use nadwa::workspace::source::Source;
use nadwa::workspace::state::Store;
use nadwa::workspace::updates;
use nadwa::workspace::watch::WatchEvent;
use nadwa::world::{Clock, World};
use portable_pty::CommandBuilder;

use crate::support::{Folder, NADWA, draw, nadwa, press, root};
use crate::terminal::{Terminal, plain};
use crate::times::times;

const DELAYS: &str = include_str!("../data/delays.toml");
const EARLIER: &str = include_str!("../data/earlier.toml");

/// Runs nadwa on a file, on the morning of its sessions.
fn open(file: &Path, state: &Path, keys: &str) -> Terminal {
    let mut command = CommandBuilder::new(NADWA);
    command.args(["--at", "2021-11-30T09:00", "--keys", keys]);
    command.arg(file);
    let mut command = plain(command);
    command.env("XDG_STATE_HOME", state);
    Terminal::run_uncontrolled(command)
}

/// Runs nadwa on a file of this text in a temporary folder.
fn open_text(text: &str, keys: &str) -> (Folder, PathBuf, Terminal) {
    let folder = Folder::new();
    let file = folder.write("program.toml", text);
    let terminal = open(&file, &folder.file("state"), keys);
    (folder, file, terminal)
}

/// The name of a way to save a file, and the function that does it.
type Save = (&'static str, fn(&Path, &str));

const SAVES: &[Save] = &[
    ("in place", |path, text| {
        fs::write(path, text).expect("the file can be written");
    }),
    ("written to a new file and renamed", |path, text| {
        let new = path.with_extension("new");
        fs::write(&new, text).expect("the file can be written");
        fs::rename(new, path).expect("the file can be renamed");
    }),
    ("the old file renamed first", |path, text| {
        fs::rename(path, path.with_extension("bak")).expect("the file can be renamed");
        fs::write(path, text).expect("the file can be written");
    }),
    ("removed and created again", |path, text| {
        fs::remove_file(path).expect("the file can be removed");
        fs::write(path, text).expect("the file can be written");
    }),
    ("written in pieces", |path, text| {
        use std::io::Write as _;
        let mut file = fs::File::create(path).expect("the file can be created");
        for piece in text.as_bytes().chunks(100) {
            file.write_all(piece).expect("the file can be written");
            file.sync_all().expect("the file can be synced");
        }
    }),
    ("replaced by a link to another file", |path, text| {
        let other = path.with_extension("other");
        fs::write(&other, text).expect("the file can be written");
        let link = path.with_extension("link");
        std::os::unix::fs::symlink(&other, &link).expect("a link can be created");
        fs::rename(link, path).expect("the file can be renamed");
    }),
];

/// The ways in which the file is whole at every moment.
const RENAMED: [&str; 2] = [
    "written to a new file and renamed",
    "replaced by a link to another file",
];

#[test]
fn a_saved_file_is_shown_in_whichever_way_it_is_saved() {
    for (how, save) in SAVES {
        let (_folder, file, mut terminal) = open_text(EARLIER, "1jj");
        terminal.until_text("Welcoming new people");
        save(&file, DELAYS);
        eprintln!("{how}");
        terminal.until_text("Welcoming people");
        // The cursor stays on its session, and changes are marked.
        let screen = terminal.text();
        assert!(
            screen.contains("> 11:00–12:00 Welcoming people"),
            "{how}:\n{screen}"
        );
        assert!(screen.contains("changed  Annex"), "{how}:\n{screen}");
        terminal.quit();
    }
}

/// The file is saved in every way by turns. `NADWA_TIMES=500` makes it 500 times as many saves.
#[test]
fn every_save_is_read_completely() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let desk = Workspace {
        source: Source::File(file.clone()),
        state_folder: None,
        server: None,
        name: "desk".into(),
        log_beside: true,
        columns: nadwa::load::ColumnNames::default(),
        settings: None,
    };
    let world = World::new(desk.source.read(&desk.columns), 0, Zone::utc(), None);
    let sessions = world.program.sessions.len();
    let (sender, inputs) = std::sync::mpsc::channel();
    let nudge = nadwa::workspace::watch::watch(&desk, &world, move |e| sender.send(e).is_ok())
        .expect("a thread");
    for n in 0..150 * times() as usize {
        let (how, save) = SAVES[n % SAVES.len()];
        let venue = format!("venue = \"Save {n}\"\ntitle");
        save(&file, &DELAYS.replacen("title", &venue, 1));
        let wanted = format!("Save {n}");
        loop {
            let Ok(WatchEvent::Loaded(loaded, asked)) = inputs.recv() else {
                panic!("{how} {n}: another input");
            };
            // A program may be interrupted in the middle of a save, so that a part of the file is read. The
            // interface does not show a file that is broken or has lost its sessions. A renamed file is whole.
            let whole = !loaded.is_broken() && loaded.program.sessions.len() == sessions;
            assert!(
                !asked && (whole || !RENAMED.contains(&how)),
                "{how} {n}: {:?}",
                loaded.diagnostics
            );
            // A part of this save may be read first, and another part before the whole file.
            if whole && loaded.program.venue.all().any(|v| v.as_str() == wanted) {
                break;
            }
        }
    }
    drop(nudge);
}

#[test]
fn a_file_in_a_linked_folder_is_watched() {
    let folder = Folder::new();
    let (first, second) = (folder.file("first"), folder.file("second"));
    for (place, text) in [(&first, EARLIER), (&second, DELAYS)] {
        fs::create_dir(place).expect("a folder can be created");
        fs::write(place.join("program.toml"), text).expect("the file can be written");
    }
    let link = folder.file("program.toml");
    std::os::unix::fs::symlink(first.join("program.toml"), &link).expect("a link can be created");
    let mut terminal = open(&link, &folder.file("state"), "1");
    terminal.until_text("Welcoming new people");
    // The target of the link is saved.
    fs::write(first.join("program.toml"), DELAYS).expect("the file can be written");
    terminal.until_text("Welcoming people");
    // The link is replaced by a link to another file, and that file is saved.
    fs::write(second.join("program.toml"), EARLIER).expect("the file can be written");
    let other = folder.file("other");
    std::os::unix::fs::symlink(second.join("program.toml"), &other).expect("a link can be created");
    fs::rename(&other, &link).expect("the file can be renamed");
    terminal.until_text("Welcoming new people");
    fs::write(second.join("program.toml"), DELAYS).expect("the file can be written");
    terminal.until_text("Welcoming people");
    terminal.quit();
}

#[test]
fn a_broken_save_keeps_the_last_valid_programme_and_shows_the_problem() {
    let (_folder, file, mut terminal) = open_text(EARLIER, "1");
    terminal.until_text("Welcoming new people");
    fs::write(&file, EARLIER.replace("\"Rumours\"", "\"Rumours")).expect("the file can be written");
    terminal.until_text("! 1");
    let screen = terminal.text();
    assert!(
        screen.contains("Rumours")
            && screen.contains("Still showing the last valid version: 38:17"),
        "{screen}"
    );
    terminal.press("!");
    terminal.until_text("error");
    terminal.press("1");
    terminal.until_text("Welcoming new people");
    // The file is fixed, with the same bytes as before.
    fs::write(&file, EARLIER).expect("the file can be written");
    terminal.until(|screen| !screen.contents().contains("! 1"));
    fs::remove_file(&file).expect("the file can be removed");
    terminal.until_text("no such file");
    fs::write(&file, DELAYS).expect("the file can be written");
    terminal.until_text("Welcoming people");
    terminal.quit();
}

#[test]
fn a_programme_that_lost_most_sessions_needs_a_confirmation() {
    let (_folder, file, mut terminal) = open_text(DELAYS, "1");
    terminal.until_text("A long afternoon");
    let few = DELAYS.split("[[sessions]]").take(3).collect::<Vec<_>>();
    fs::write(&file, few.join("[[sessions]]")).expect("the file can be written");
    terminal.until_text("2 of 6 sessions");
    // Other keys keep their meaning.
    terminal.press("j");
    terminal.until_text("A long afternoon");
    terminal.press("n");
    terminal.until_text("Still showing the previous version");
    terminal.press("r");
    terminal.until_text("2 of 6 sessions");
    terminal.press("y");
    terminal.until(|screen| !screen.contents().contains("A long afternoon"));
    terminal.press("9");
    terminal.until_text("Removed from the programme");
    terminal.quit();
}

#[test]
fn changes_since_the_last_run_are_marked_until_they_are_marked_as_seen() {
    let folder = Folder::new();
    let file = folder.write("program.toml", EARLIER);
    let state = folder.file("state");
    let mut terminal = open(&file, &state, "1");
    terminal.until_text("Welcoming new people");
    // The version that was seen is written after the first frame.
    while Store::new(state.join("nadwa"), "delays")
        .seen()
        .ok()
        .flatten()
        .is_none()
    {
        std::thread::yield_now();
    }
    terminal.quit();
    fs::write(&file, DELAYS).expect("the file can be written");
    for seen in [false, false, true] {
        let mut terminal = open(&file, &state, "1");
        terminal.until_text("changed  Annex");
        if seen {
            terminal.press("x");
            terminal.until_text("All changes are marked as seen");
        }
        terminal.quit();
    }
    let mut terminal = open(&file, &state, "9");
    terminal.until_text("Nothing has changed");
    terminal.quit();
}

#[test]
fn another_programme_in_the_file_has_its_own_stars() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let state = folder.file("state");
    let other = DELAYS.replace("id = \"delays\"", "id = \"other\"");
    Store::new(state.join("nadwa"), "other")
        .update(|state| state.stars = ["cities".into()].into())
        .expect("the file can be written");
    let mut terminal = open(&file, &state, "1gj");
    terminal.until_text("Opening");
    terminal.press(" ");
    terminal.until_text("*10:00");
    fs::write(&file, other).expect("the file can be written");
    terminal.until(|s| !s.contents().contains("*10:00") && s.contents().contains("*12:05"));
    // Nothing is marked as new, because it is another programme.
    let screen = terminal.text();
    assert!(
        !screen.contains("new") && !screen.contains("changed"),
        "{screen}"
    );
    terminal.quit();
    // The next version is compared with this one.
    assert!(is_seen(&state, "other"));
}

/// Tells whether a version of the programme is recorded as seen.
fn is_seen(state: &Path, id: &str) -> bool {
    let seen = Store::new(state.join("nadwa"), id).seen();
    seen.expect("the file can be read").is_some()
}

#[test]
fn half_of_another_programme_is_not_recorded_as_seen() {
    let folder = Folder::new();
    let (file, state) = (folder.file("program.toml"), folder.file("state"));
    let half = &DELAYS[..DELAYS.len() / 2];
    let other = half
        .replace("id = \"delays\"", "id = \"other\"")
        .replace("A hard morning", "Another morning");
    fs::write(&file, half).expect("the file can be written");
    let mut terminal = open(&file, &state, "1");
    terminal.until_text("A hard morning");
    fs::write(&file, other).expect("the file can be written");
    terminal.until_text("Another morning");
    terminal.quit();
    assert!(!is_seen(&state, "delays") && !is_seen(&state, "other"));
}

#[test]
fn half_a_file_is_not_recorded_as_seen() {
    let folder = Folder::new();
    let (file, state) = (folder.file("program.toml"), folder.file("state"));
    let half = &DELAYS[..DELAYS.len() / 2];
    fs::write(&file, half).expect("the file can be written");
    let mut terminal = open(&file, &state, "1");
    terminal.until_text("Opening");
    fs::write(&file, DELAYS).expect("the file can be written");
    terminal.until_text("A long afternoon");
    terminal.quit();
    let mut terminal = open(&file, &state, "9");
    terminal.until_text("Nothing has changed");
    terminal.quit();
}

/// Runs nadwa with keys that star a session.
fn starring(state: &Path, keys: &str) -> Child {
    nadwa()
        .args([
            "--at",
            "2021-11-30T09:00",
            "--print",
            "--save",
            "--keys",
            keys,
        ])
        .arg(root().join("tests/data/delays.toml"))
        .env("XDG_STATE_HOME", state)
        .stdout(Stdio::piped())
        .spawn()
        .expect("nadwa runs")
}

#[test]
fn stars_of_programs_that_write_at_once_are_all_kept() {
    let folder = Folder::new();
    for _ in 0..10 {
        // Each program stars another session.
        let all: Vec<Child> = (1..=6)
            .map(|n| starring(&folder.0, &format!("1g{}<space>", "j".repeat(n))))
            .collect();
        for child in all {
            let out = child.wait_with_output().expect("nadwa ends");
            assert!(
                out.status.success(),
                "{}",
                String::from_utf8_lossy(&out.stdout)
            );
        }
        let store = Store::new(folder.file("nadwa"), "delays");
        let (state, damaged) = store.read().expect("the file can be read");
        assert_eq!((state.stars.len(), damaged), (6, None));
        // The same keys remove the stars, again all at once.
        let all: Vec<Child> = (1..=6)
            .map(|n| starring(&folder.0, &format!("1g{}<space>", "j".repeat(n))))
            .collect();
        for child in all {
            let out = child.wait_with_output().expect("nadwa ends");
            assert!(
                out.status.success(),
                "{}",
                String::from_utf8_lossy(&out.stdout)
            );
        }
        assert!(
            store
                .read()
                .expect("the file can be read")
                .0
                .stars
                .is_empty()
        );
    }
}

#[test]
fn stars_of_two_open_programs_are_both_kept() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let state = folder.file("state");
    let mut first = open(&file, &state, "1gj");
    let mut second = open(&file, &state, "1gjjj");
    first.until_text("Opening");
    second.until_text("Opening");
    first.press(" ");
    first.until_text("Starred: Opening");
    second.press(" ");
    second.until_text("Starred: Welcoming people");
    // The second program also shows the star of the first.
    let screen = second.text();
    assert!(screen.contains("*10:00"), "{screen}");
    // The first program shows the star of the second without a key.
    first.until_text("*11:00");
    for mut terminal in [first, second] {
        terminal.quit();
    }
    let (kept, _) = Store::new(state.join("nadwa"), "delays")
        .read()
        .expect("the file can be read");
    assert_eq!(kept.stars.len(), 2);
}

/// Runs `nadwa set` on a file, on the morning of its sessions.
fn post(file: &Path, state: &Path, desk: &str, words: &[&str]) -> Child {
    nadwa()
        .args(["--at", "2021-11-30T09:00", "--desk", desk, "-p"])
        .arg(file)
        .arg("set")
        .args(words)
        .env("XDG_STATE_HOME", state)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("nadwa runs")
}

/// Returns the first line of a screen that contains a text.
fn line(screen: &vt100::Screen, words: &str) -> String {
    let all = screen.contents();
    let line = all.lines().find(|line| line.contains(words));
    line.unwrap_or_default().to_owned()
}

/// Two screens with different states show the updates of each other and of `nadwa set`.
#[test]
fn every_screen_of_a_file_shows_an_update() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let states = ["one", "two"].map(|name| folder.file(name));
    let mut screens = states.each_ref().map(|state| open(&file, state, "1"));
    for screen in &mut screens {
        screen.until_text("Tuesday 30 November");
    }
    let posted = post(&file, &states[0], "entrance", &["long", "delay", "25m"]).wait();
    assert!(posted.expect("nadwa ends").success());
    for screen in &mut screens {
        screen.until_text("+25 min");
    }
    // One screen posts an update, and the other withdraws it.
    screens[0].press("gjccancelled\r");
    for screen in &mut screens {
        screen.until(|s| line(s, "Opening").contains("cancelled"));
    }
    screens[1].press("gjcunset\r");
    for screen in &mut screens {
        screen.until(|s| line(s, "Opening").contains("delayed"));
    }
    for mut screen in screens {
        screen.quit();
    }
}

#[test]
fn publishing_follows_updates_and_valid_saves() {
    let folder = Folder::new();
    let (file, public) = (folder.file("program.toml"), folder.file("public"));
    fs::write(&file, DELAYS).expect("the file can be written");
    let state = folder.file("state");
    let mut publisher = nadwa()
        .args(["publish", "-p"])
        .args([&file, &public])
        .env("XDG_STATE_HOME", &state)
        .stderr(Stdio::piped())
        .spawn()
        .expect("nadwa runs");
    let holds = |name: &str, words: &str| {
        let there = || fs::read_to_string(public.join(name)).unwrap_or_default();
        while !there().contains(words) {
            std::thread::yield_now();
        }
    };
    // It is written last.
    holds("index.html", "</html>");
    holds("schedule.ics", "UID:long@delays");
    let page = fs::read_dir(public.join("en"))
        .expect("the file exists")
        .map(|entry| entry.expect("an entry").file_name().display().to_string())
        .find(|name| name.starts_with("session-long-") && name.contains(".html"));
    let page = format!("en/{}", page.expect("the file exists"));
    holds(&page, "EventScheduled");
    let posted = post(&file, &state, "entrance", &["long", "delay", "25m"]).wait();
    assert!(posted.expect("nadwa ends").success());
    holds("schedule.ics", "DTSTART:20211130T152500Z");
    holds("schedule.xml", "<start>16:25</start>");
    holds("schedule.json", "\"start\": \"16:25\"");
    holds(&page, "EventRescheduled");
    holds(&page, "\"previousStartDate\":\"2021-11-30T16:00:00+01:00\"");
    // A truncated file is reported, and the published version stays.
    let half = DELAYS.split("and done").next().expect("a part");
    fs::write(&file, half).expect("the file can be written");
    let mut report = String::new();
    let mut lines = std::io::BufReader::new(publisher.stderr.take().expect("stderr is piped"));
    while !report.contains("The published files stay as they are") {
        report.clear();
        let read = std::io::BufRead::read_line(&mut lines, &mut report);
        assert!(read.expect("the file can be read") > 0);
    }
    holds("schedule.ics", "DTSTART:20211130T152500Z");
    let other = DELAYS.replace("A long afternoon", "A longer afternoon");
    fs::write(&file, other).expect("the file can be written");
    holds("schedule.xml", "A longer afternoon");
    holds("schedule.xml", "<start>16:25</start>");
    publisher.kill().expect("nadwa runs");
    publisher.wait().expect("nadwa ends");
}

#[test]
fn updates_of_desks_that_write_at_once_are_all_kept() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    for round in 1..=5 {
        let note = format!("note {round}");
        let posted: Vec<Child> = ["opening", "rumours", "welcome", "cities", "short", "long"]
            .iter()
            .map(|session| {
                post(
                    &file,
                    &folder.file(session),
                    session,
                    &[session, "note", &note],
                )
            })
            .collect();
        for mut child in posted {
            assert!(child.wait().expect("nadwa ends").success());
        }
        let log = updates::read(&folder.file("changes.toml"));
        assert_eq!((log.updates.len(), log.diagnostics.len()), (6 * round, 0));
    }
    let mut left: Vec<String> = fs::read_dir(&folder.0)
        .expect("the file can be read")
        .map(|entry| entry.expect("an entry").file_name().display().to_string())
        .filter(|name| name.contains("changes"))
        .collect();
    left.sort();
    assert_eq!(left, ["changes.toml"], "no temporary file is left");
}

/// Two sessions that are on at once are put into one empty room by two desks at one instant.
#[test]
fn of_two_desks_that_conflict_at_one_instant_one_is_refused() {
    for _ in 0..8 {
        let home = Folder::new();
        let file = home.file("program.toml");
        fs::copy(root().join("program.toml"), &file).expect("the file can be copied");
        let desks = ["fake-news-cities", "reception-services"].map(|session| {
            nadwa()
                .args(["set", session, "room", "foyer", "--desk", session, "-p"])
                .arg(&file)
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("nadwa starts")
        });
        let mut ends = desks.map(|mut desk| desk.wait().expect("it ends").code());
        ends.sort_unstable();
        let log = fs::read_to_string(home.file("changes.toml")).expect("a log");
        assert_eq!(
            (ends, log.matches("foyer").count()),
            ([Some(0), Some(1)], 1),
            "{log}"
        );
    }
}

#[test]
fn a_damaged_update_log_is_reported_and_copied() {
    let folder = Folder::new();
    let file = folder.file("program.toml");
    let changes = folder.file("changes.toml");
    fs::write(&file, DELAYS).expect("the file can be written");
    let text = "[[changes]]\nsession = \"long\"\nfield = \"note\"\nvalue = \"kept\"\nat = 2021-11-30T08:00:00Z\nby = \"x\"\n\n[[changes]]\nsession = \"opening\"\nfield = \"colour\"\nvalue = ";
    fs::write(&changes, text).expect("the file can be written");
    let mut terminal = open(&file, &folder.file("state"), "1!");
    terminal.until_text("A value is missing");
    terminal.quit();
    let posted = post(
        &file,
        &folder.file("state"),
        "entrance",
        &["opening", "cancelled"],
    )
    .wait();
    assert!(posted.expect("nadwa ends").success());
    let log = updates::read(&changes);
    let updates: Vec<(&str, &str)> = log
        .updates
        .iter()
        .map(|c| (c.subject.id.as_str(), c.field.name()))
        .collect();
    assert_eq!(updates, [("long", "note"), ("opening", "status")]);
    assert!(log.diagnostics.is_empty());
    let copy = fs::read_to_string(folder.file("changes.damaged.1")).expect("a copy");
    assert_eq!(copy, text);
}

#[test]
fn a_lock_that_is_never_released_is_an_error() {
    let folder = Folder::new();
    let store = Store::new(folder.0.clone(), "delays");
    let held = fs::File::create(folder.file("delays.lock")).expect("a lock can be created");
    held.lock().expect("the lock is free");
    let kept = store.update(|state| state.me = Some("delegate".into()));
    assert!(kept.is_err_and(|e| e.kind() == std::io::ErrorKind::ResourceBusy));
    drop(held);
    assert!(store.update(|_| {}).is_ok());
}

/// Runs two programs with one state, in which the earlier version is seen; the keys are for the first.
fn two_with_the_earlier_version_seen(keys: &str) -> (Folder, Terminal, Terminal) {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let state = folder.file("state");
    Store::new(state.join("nadwa"), "delays")
        .mark_seen(EARLIER.as_bytes(), &UpdateLog::default())
        .expect("the file can be written");
    let (mut first, mut second) = (open(&file, &state, keys), open(&file, &state, "1"));
    first.until_text("changed  Annex");
    second.until_text("changed  Annex");
    (folder, first, second)
}

#[test]
fn changes_marked_as_seen_in_one_program_are_so_in_the_other() {
    let (_folder, mut first, mut second) = two_with_the_earlier_version_seen("1");
    first.press("x");
    first.until_text("All changes are marked as seen");
    second.until(|screen| !screen.contents().contains("changed"));
    for mut terminal in [first, second] {
        terminal.quit();
    }
}

#[test]
fn a_star_in_one_program_leaves_the_marks_of_changes_in_the_other() {
    let (_folder, mut first, mut second) = two_with_the_earlier_version_seen("1gj");
    first.press(" ");
    first.until_text("Starred: Opening");
    second.until_text("*10:00");
    for mut terminal in [first, second] {
        let screen = terminal.text();
        assert!(screen.contains("changed  Annex"), "{screen}");
        terminal.quit();
    }
}

#[test]
fn the_reader_chosen_in_one_program_is_chosen_in_the_other() {
    let folder = Folder::new();
    let file = folder.write("program.toml", DELAYS);
    let state = folder.file("state");
    let (mut first, mut second) = (
        open(&file, &state, "4<enter>"),
        open(&file, &state, "4<enter>"),
    );
    first.until_text("2 sessions");
    second.until_text("2 sessions");
    first.press("m");
    for mut terminal in [first, second] {
        terminal.until_text("This is you.");
        terminal.quit();
    }
}

#[test]
fn the_page_at_the_right_shows_the_new_version() {
    let now = 1_638_264_900;
    let loaded = load("program.toml", DELAYS.as_bytes());
    let mut app = App::new(World::new(loaded, now, Zone::utc(), None), (160, 40));
    press(&mut app, "1gj");
    let mut painter = Painter::new(Theme::None, Mode::Text);
    let mut at_the_right = |app: &App| -> String {
        let buffer = draw(app, &mut painter, (160, 40));
        let cells = (0..40).flat_map(|y| (80..160).map(move |x| (x, y)));
        cells
            .map(|place| buffer[place].symbol().to_owned())
            .collect()
    };
    let before = at_the_right(&app);
    assert!(
        before.contains("Opening") && !before.contains("Bring water"),
        "{before}"
    );
    let later = DELAYS.replace("starts ten minutes late", "Bring water");
    app.reload(load("program.toml", later.as_bytes()), true);
    let after = at_the_right(&app);
    assert!(
        after.contains("Opening") && after.contains("Bring water"),
        "{after}"
    );
}

#[test]
fn a_reload_keeps_what_the_reader_has_set() {
    let now = 1_638_264_900;
    let loaded = load("program.toml", EARLIER.as_bytes());
    let mut app = App::new(World::new(loaded, now, Zone::utc(), None), (80, 24));
    app.change(|world| {
        world.set_clock(Clock::Own);
        world.set_stars(["cities".into()].into());
        world.set_me(Some("delegate".into()));
        world.confirmed_at = Some(now - 60);
        world.offline = Some(now - 120);
        world.set_filter("room:annex");
        world.hide_past(true);
    });
    app.reload(load("program.toml", DELAYS.as_bytes()), true);
    let world = &app.world;
    assert_eq!(world.clock(), Clock::Own);
    assert_eq!(*world.stars(), ["cities".into()].into());
    assert_eq!(world.me().map(|me| &**me), Some("delegate"));
    assert_eq!(
        (world.confirmed_at, world.offline),
        (Some(now - 60), Some(now - 120))
    );
    assert!(world.filter().hides_past());
    assert_eq!(world.filter().query(), "room:annex");
    // The filter is applied to the new version, in which a session has moved into the room.
    let sessions = world.program.all::<nadwa::model::Session>();
    let passing: Vec<&str> = sessions
        .filter(|&ix| world.filter().passes(ix))
        .map(|ix| world.program[ix].id.as_str())
        .collect();
    assert_eq!(passing, ["welcome", "long"]);
}

#[test]
fn a_damaged_state_file_is_renamed_and_reported() {
    let folder = Folder::new();
    let store = Store::new(folder.file("nadwa"), "delays");
    fs::create_dir(folder.file("nadwa")).expect("a folder can be created");
    for (n, damage) in [
        "",
        "{\"stars\": 3}",
        "[]",
        "\u{0}\u{0}",
        "{\"stars\": [\"a\"",
    ]
    .iter()
    .enumerate()
    {
        fs::write(store.file(), damage).expect("the file can be written");
        let (state, aside) = store.read().expect("the file can be read");
        assert!(state.stars.is_empty(), "{damage}");
        let aside = aside.expect("the path of the damaged file");
        assert!(
            aside.ends_with(format!("delays.damaged.{}", n + 1)),
            "{aside:?}"
        );
        assert_eq!(fs::read_to_string(aside).expect("the file exists"), *damage);
    }
    // A file that is too large is not read, even if it is valid.
    let large = "{}".to_owned() + &" ".repeat(16 << 20);
    fs::write(store.file(), &large[..16 << 20]).expect("the file can be written");
    let (_, aside) = store.read().expect("the file can be read");
    assert_eq!(aside, None);
    fs::write(store.file(), &large[..=16 << 20]).expect("the file can be written");
    let (_, aside) = store.read().expect("the file can be read");
    assert!(aside.is_some_and(|path| path.ends_with("delays.damaged.6")));
    // Keys of other versions stay.
    fs::write(store.file(), "{\"stars\": [\"x\"], \"colour\": \"blue\"}")
        .expect("the file can be written");
    store
        .update(|state| state.me = Some("delegate".into()))
        .expect("the file can be written");
    let text = fs::read_to_string(store.file()).expect("the file exists");
    assert!(
        text.contains("\"colour\": \"blue\"") && text.contains("\"delegate\""),
        "{text}"
    );
}

#[test]
fn a_state_folder_that_cannot_be_written_is_reported() {
    let folder = Folder::new();
    // A file in the place of the folder fails for every user, root too.
    fs::write(folder.file("nadwa"), "").expect("the file can be written");
    let file = folder.write("program.toml", DELAYS);
    let mut terminal = open(&file, &folder.0, "1");
    terminal.until_text("Opening");
    terminal.press(" ");
    terminal.until_text("Shown, but not saved");
    assert!(terminal.text().contains("*10:00"));
    terminal.quit();
}

/// Clocks are set back and copies have damaged times.
#[test]
fn every_page_draws_at_any_time() {
    let origin = Source::BuiltIn;
    let mut app = App::new(
        World::new(
            origin.read(&nadwa::load::ColumnNames::default()),
            1_638_264_900,
            Zone::utc(),
            None,
        ),
        (80, 24),
    );
    let mut painter = nadwa::tui::draw::Painter::new(
        nadwa::tui::theme::Theme::None,
        nadwa::text::bidi::Mode::Text,
    );
    let times = [
        1_638_264_900,
        1_638_264_840,
        0,
        -1,
        253_402_300_799,
        1_638_264_900,
    ];
    for now in times {
        app.tick(now);
        for copied in [
            None,
            Some(now),
            Some(now + 86_400),
            Some(i64::MIN),
            Some(i64::MAX),
        ] {
            app.world.confirmed_at = copied;
            for view in view::VIEWS
                .iter()
                .filter(|v| v.about == nadwa::model::Kind::Program)
            {
                app.open(view, nadwa::model::Subject::program());
                let buffer = draw(&app, &mut painter, (80, 24));
                let title: String = (0..80).map(|x| buffer[(x, 0)].symbol()).collect();
                assert!(title.contains("المتوسط"), "{now} {copied:?}: {title}");
            }
        }
    }
}

/// Six days of minutes, with a file that is saved now and then.
#[test]
fn a_board_stays_correct_for_days() {
    let desk = Source::File(concat!(env!("CARGO_MANIFEST_DIR"), "/program.toml").into());
    let world = World::new(
        desk.read(&nadwa::load::ColumnNames::default()),
        1_638_000_000,
        Zone::utc(),
        nadwa::text::Lang::parse("en"),
    );
    let room = nadwa::model::Subject::new(nadwa::model::Kind::Room, "main-hall");
    let mut app = App::new(world, (80, 24));
    app.open(view::named("board"), room);
    let mut painter = nadwa::tui::draw::Painter::new(
        nadwa::tui::theme::Theme::None,
        nadwa::text::bidi::Mode::Text,
    );
    let program = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/program.toml"))
        .expect("the file exists");
    let mut seen = std::collections::BTreeSet::new();
    for minute in 0..6 * 24 * 60 {
        app.tick(1_638_000_000 + minute * 60);
        if minute % 500 == 0 {
            let note = format!("note = \"notice {minute}\"\nstart          = 2021-11-30T09:30");
            let text = program.replacen("start          = 2021-11-30T09:30", &note, 1);
            app.reload(load("program.toml", text.as_bytes()), false);
        }
        if minute % 10 == 0 {
            let buffer = draw(&app, &mut painter, (80, 24));
            let line: String = (0..80).map(|x| buffer[(x, 2)].symbol()).collect();
            seen.insert(
                line.split(" · ")
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned(),
            );
        }
    }
    assert!(seen.contains("Now") && seen.contains("Next"), "{seen:?}");
    assert_eq!(app.pane().view.name, "board");
    assert!(
        app.pane()
            .page
            .rows
            .iter()
            .any(|r| r.text() == Some("Nothing more in this room"))
    );
}
