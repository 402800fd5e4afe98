//! A programme whose file changes while it is shown, saved in every way that editors have; the clock that
//! moves; what is kept between runs, and by several programs at once.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::terminal::{Folder, Terminal, plain};
use crate::times::times;
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::tui::app::App;
use nadwa::update::UpdateLog;
use nadwa::view;
use nadwa::workspace::Workspace;
use nadwa::workspace::source::Source;
use nadwa::workspace::state::Store;
use nadwa::workspace::updates;
use nadwa::workspace::watch::WatchEvent;
use nadwa::world::{Clock, World};
use portable_pty::CommandBuilder;

const DELAYS: &str = include_str!("../data/delays.toml");
const EARLIER: &str = include_str!("../data/earlier.toml");

/// nadwa on a file, on that morning.
fn open(file: &Path, state: &Path, keys: &str) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_nadwa"));
    command.args(["--at", "2021-11-30T09:00", "--keys", keys]);
    command.arg(file);
    let mut command = plain(command);
    command.env("XDG_STATE_HOME", state);
    command.set_controlling_tty(false);
    Terminal::run(command)
}

/// nadwa on a file of this text, in a folder that is gone with the test.
fn open_text(text: &str, keys: &str) -> (Folder, PathBuf, Terminal) {
    let folder = Folder::new();
    let file = folder.file("program.toml");
    fs::write(&file, text).expect("it can be written");
    let terminal = open(&file, &folder.file("state"), keys);
    (folder, file, terminal)
}

/// A way to save a file.
type Save = (&'static str, fn(&Path, &str));

const SAVES: &[Save] = &[
    ("in place", |path, text| {
        fs::write(path, text).expect("it can be written");
    }),
    ("beside and renamed", |path, text| {
        let beside = path.with_extension("new");
        fs::write(&beside, text).expect("it can be written");
        fs::rename(beside, path).expect("it can be renamed");
    }),
    ("the old one renamed first", |path, text| {
        fs::rename(path, path.with_extension("bak")).expect("it can be renamed");
        fs::write(path, text).expect("it can be written");
    }),
    ("removed and made again", |path, text| {
        fs::remove_file(path).expect("it can be removed");
        fs::write(path, text).expect("it can be written");
    }),
    ("in pieces", |path, text| {
        use std::io::Write as _;
        let mut file = fs::File::create(path).expect("it can be made");
        for piece in text.as_bytes().chunks(100) {
            file.write_all(piece).expect("it can be written");
            file.sync_all().expect("it reaches the disk");
        }
    }),
    ("by a link to another file", |path, text| {
        let other = path.with_extension("other");
        fs::write(&other, text).expect("it can be written");
        let link = path.with_extension("link");
        std::os::unix::fs::symlink(&other, &link).expect("a link can be made");
        fs::rename(link, path).expect("it can be renamed");
    }),
];

/// Those in which the file is whole at every moment.
const RENAMED: [&str; 2] = ["beside and renamed", "by a link to another file"];

#[test]
fn a_saved_file_is_shown_however_it_is_saved() {
    for (how, save) in SAVES {
        let (_folder, file, mut terminal) = open_text(EARLIER, "1jj");
        terminal.until_text("Welcoming new people");
        save(&file, DELAYS);
        eprintln!("{how}");
        terminal.until_text("Welcoming people");
        // The cursor is where it was, and what has changed is marked.
        let screen = terminal.screen.screen().contents();
        assert!(
            screen.contains("> 11:00–12:00 Welcoming people"),
            "{how}:\n{screen}"
        );
        assert!(screen.contains("moved changed"), "{how}:\n{screen}");
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}

/// Save after save, in every way by turns: each is read, whole, and none is told as broken.
/// `NADWA_TIMES=500` makes it 500 times as many.
#[test]
fn every_save_is_read_whole() {
    let folder = Folder::new();
    let file = folder.file("program.toml");
    fs::write(&file, DELAYS).expect("it can be written");
    let desk = Workspace {
        source: Source::File(file.clone()),
        folder: None,
        server: None,
        name: "desk".into(),
    };
    let world = World::new(desk.source.read(), 0, Zone::utc(), None);
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
            // Where a program is stopped in the middle of its save, a piece is read; the interface holds back
            // one that has lost its sessions, and one that is broken. A file that is renamed is whole.
            let whole = !loaded.is_broken() && loaded.program.sessions.len() == sessions;
            assert!(
                !asked && (whole || !RENAMED.contains(&how)),
                "{how} {n}: {:?}",
                loaded.diagnostics
            );
            if loaded.program.venue.all().any(|v| v.as_str() == wanted) {
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
        fs::create_dir(place).expect("a folder can be made");
        fs::write(place.join("program.toml"), text).expect("it can be written");
    }
    let link = folder.file("program.toml");
    std::os::unix::fs::symlink(first.join("program.toml"), &link).expect("a link can be made");
    let mut terminal = open(&link, &folder.file("state"), "1");
    terminal.until_text("Welcoming new people");
    // Written where the link leads.
    fs::write(first.join("program.toml"), DELAYS).expect("it can be written");
    terminal.until_text("Welcoming people");
    // Led elsewhere, and written there.
    fs::write(second.join("program.toml"), EARLIER).expect("it can be written");
    let other = folder.file("other");
    std::os::unix::fs::symlink(second.join("program.toml"), &other).expect("a link can be made");
    fs::rename(&other, &link).expect("it can be renamed");
    terminal.until_text("Welcoming new people");
    fs::write(second.join("program.toml"), DELAYS).expect("it can be written");
    terminal.until_text("Welcoming people");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_broken_save_keeps_the_last_good_programme_and_shows_the_problem() {
    let (_folder, file, mut terminal) = open_text(EARLIER, "1");
    terminal.until_text("Welcoming new people");
    fs::write(&file, EARLIER.replace("\"Rumours\"", "\"Rumours")).expect("it can be written");
    terminal.until_text("! 1");
    let screen = terminal.screen.screen().contents();
    assert!(
        screen.contains("Rumours") && screen.contains("shown as before: 38:17"),
        "{screen}"
    );
    terminal.press("!");
    terminal.until_text("error");
    terminal.press("1");
    terminal.until_text("Welcoming new people");
    // Mended, by the bytes of before.
    fs::write(&file, EARLIER).expect("it can be written");
    terminal.until(|screen| !screen.contents().contains("! 1"));
    fs::remove_file(&file).expect("it can be removed");
    terminal.until_text("there is no such file");
    fs::write(&file, DELAYS).expect("it can be written");
    terminal.until_text("Welcoming people");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_programme_that_lost_most_sessions_waits_for_a_yes() {
    let (_folder, file, mut terminal) = open_text(DELAYS, "1");
    terminal.until_text("A long afternoon");
    let few = DELAYS.split("[[sessions]]").take(3).collect::<Vec<_>>();
    fs::write(&file, few.join("[[sessions]]")).expect("it can be written");
    terminal.until_text("2 of 6 sessions");
    // Other keys go on meaning what they mean.
    terminal.press("j");
    terminal.until_text("A long afternoon");
    terminal.press("n");
    terminal.until_text("the programme of before is shown");
    terminal.press("r");
    terminal.until_text("2 of 6 sessions");
    terminal.press("y");
    terminal.until(|screen| !screen.contents().contains("A long afternoon"));
    terminal.press("9");
    terminal.until_text("No longer in the programme");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn what_changed_since_the_last_run_is_marked_until_it_is_seen() {
    let folder = Folder::new();
    let (file, state) = (folder.file("program.toml"), folder.file("state"));
    fs::write(&file, EARLIER).expect("it can be written");
    let mut terminal = open(&file, &state, "1");
    terminal.until_text("Welcoming new people");
    // The first look is kept once the screen stands.
    while Store::new(state.join("nadwa"), "delays")
        .seen()
        .ok()
        .flatten()
        .is_none()
    {
        std::thread::yield_now();
    }
    terminal.press("q");
    terminal.end();
    fs::write(&file, DELAYS).expect("it can be written");
    for seen in [false, false, true] {
        let mut terminal = open(&file, &state, "1");
        terminal.until_text("moved changed");
        if seen {
            terminal.press("x");
            terminal.until_text("all changes are seen");
        }
        terminal.press("q");
        terminal.end();
    }
    let mut terminal = open(&file, &state, "9");
    terminal.until_text("Nothing has changed");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn another_programme_in_the_file_has_its_own_stars() {
    let folder = Folder::new();
    let (file, state) = (folder.file("program.toml"), folder.file("state"));
    fs::write(&file, DELAYS).expect("it can be written");
    let other = DELAYS.replace("id = \"delays\"", "id = \"other\"");
    Store::new(state.join("nadwa"), "other")
        .update(|state| state.stars = ["cities".into()].into())
        .expect("it can be written");
    let mut terminal = open(&file, &state, "1gj");
    terminal.until_text("Opening");
    terminal.press(" ");
    terminal.until_text("delayed *");
    fs::write(&file, other).expect("it can be written");
    terminal.until(|s| !s.contents().contains("delayed *") && s.contents().contains("* "));
    // None of it is new: it is another programme.
    let screen = terminal.screen.screen().contents();
    assert!(
        !screen.contains("new") && !screen.contains("changed"),
        "{screen}"
    );
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    // What comes next is compared with it.
    assert!(is_seen(&state, "other"));
}

fn is_seen(state: &Path, id: &str) -> bool {
    let seen = Store::new(state.join("nadwa"), id).seen();
    seen.expect("it can be read").is_some()
}

#[test]
fn a_first_look_at_half_of_another_programme_is_not_kept() {
    let folder = Folder::new();
    let (file, state) = (folder.file("program.toml"), folder.file("state"));
    let half = &DELAYS[..DELAYS.len() / 2];
    let other = half
        .replace("id = \"delays\"", "id = \"other\"")
        .replace("A hard morning", "Another morning");
    fs::write(&file, half).expect("it can be written");
    let mut terminal = open(&file, &state, "1");
    terminal.until_text("A hard morning");
    fs::write(&file, other).expect("it can be written");
    terminal.until_text("Another morning");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    assert!(!is_seen(&state, "delays") && !is_seen(&state, "other"));
}

#[test]
fn a_first_look_at_half_a_file_is_not_kept() {
    let folder = Folder::new();
    let (file, state) = (folder.file("program.toml"), folder.file("state"));
    let half = &DELAYS[..DELAYS.len() / 2];
    fs::write(&file, half).expect("it can be written");
    let mut terminal = open(&file, &state, "1");
    terminal.until_text("Opening");
    fs::write(&file, DELAYS).expect("it can be written");
    terminal.until_text("A long afternoon");
    terminal.press("q");
    terminal.end();
    let mut terminal = open(&file, &state, "9");
    terminal.until_text("Nothing has changed");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

fn starring(state: &Path, keys: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_nadwa"))
        .args(["--at", "2021-11-30T09:00", "--print", "--keys", keys])
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/data/delays.toml"
        ))
        .env("XDG_STATE_HOME", state)
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .stdout(Stdio::null())
        .spawn()
        .expect("nadwa runs")
}

#[test]
fn programs_that_star_at_once_lose_nothing() {
    let folder = Folder::new();
    for _ in 0..10 {
        // Each stars another session.
        let all: Vec<Child> = (1..=6)
            .map(|n| starring(&folder.0, &format!("1g{}<space>", "j".repeat(n))))
            .collect();
        for mut child in all {
            assert!(child.wait().expect("it ends").success());
        }
        let store = Store::new(folder.file("nadwa"), "delays");
        let (state, damaged) = store.read().expect("it can be read");
        assert_eq!((state.stars.len(), damaged), (6, None));
        // The same keys take the stars away, again all at once.
        let all: Vec<Child> = (1..=6)
            .map(|n| starring(&folder.0, &format!("1g{}<space>", "j".repeat(n))))
            .collect();
        for mut child in all {
            assert!(child.wait().expect("it ends").success());
        }
        assert!(store.read().expect("it can be read").0.stars.is_empty());
    }
}

#[test]
fn stars_of_two_open_programs_are_both_kept() {
    let folder = Folder::new();
    let file = folder.file("program.toml");
    fs::write(&file, DELAYS).expect("it can be written");
    let state = folder.file("state");
    let mut first = open(&file, &state, "1gj");
    let mut second = open(&file, &state, "1gjjj");
    first.until_text("Opening");
    second.until_text("Opening");
    first.press(" ");
    first.until_text("starred: Opening");
    second.press(" ");
    second.until_text("starred: Welcoming people");
    // The later one has learnt of the other's star.
    let screen = second.screen.screen().contents();
    assert!(screen.contains("delayed *"), "{screen}");
    // And the other one of this, by itself.
    first.until_text("moved *");
    for mut terminal in [first, second] {
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
    let (kept, _) = Store::new(state.join("nadwa"), "delays")
        .read()
        .expect("it can be read");
    assert_eq!(kept.stars.len(), 2);
}

/// A program that was stopped while it held the lock must not stop the others.
/// `nadwa set` on a file, on that morning.
fn say(file: &Path, state: &Path, desk: &str, words: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_nadwa"))
        .args(["--at", "2021-11-30T09:00", "--desk", desk, "-p"])
        .arg(file)
        .arg("set")
        .args(words)
        .env("XDG_STATE_HOME", state)
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("nadwa runs")
}

/// The line of a screen that has these words.
fn line(screen: &vt100::Screen, words: &str) -> String {
    let all = screen.contents();
    let line = all.lines().find(|line| line.contains(words));
    line.unwrap_or_default().to_owned()
}

/// Every program that shows the file shows what one of them says, and `nadwa set`; a screen of the same
/// reader and one of another, whose state is elsewhere.
#[test]
fn what_is_said_once_every_screen_shows() {
    let folder = Folder::new();
    let file = folder.file("program.toml");
    fs::write(&file, DELAYS).expect("it can be written");
    let states = ["one", "two"].map(|name| folder.file(name));
    let mut screens = states.each_ref().map(|state| open(&file, state, "1"));
    for screen in &mut screens {
        screen.until_text("Tuesday 30 November");
    }
    let said = say(&file, &states[0], "entrance", &["long", "delay", "25m"]).wait();
    assert!(said.expect("it ends").success());
    for screen in &mut screens {
        screen.until_text("delayed was 16:00");
    }
    // In the interface of one of them, then taken back.
    screens[0].press("gjccancelled\r");
    for screen in &mut screens {
        screen.until(|s| line(s, "Opening").contains("cancelled"));
    }
    screens[1].press("gjcunset\r");
    for screen in &mut screens {
        screen.until(|s| line(s, "Opening").contains("delayed"));
    }
    for mut screen in screens {
        screen.press("q");
        assert_eq!(screen.end(), 0);
    }
}

/// What is published follows the file and what is said; half a file is not for the public.
#[test]
fn what_is_published_follows() {
    let folder = Folder::new();
    let (file, public) = (folder.file("program.toml"), folder.file("public"));
    fs::write(&file, DELAYS).expect("it can be written");
    let state = folder.file("state");
    let mut publisher = Command::new(env!("CARGO_BIN_EXE_nadwa"))
        .args(["publish", "-p"])
        .args([&file, &public])
        .env("XDG_STATE_HOME", &state)
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .stderr(Stdio::piped())
        .spawn()
        .expect("nadwa runs");
    let holds = |name: &str, words: &str| {
        let there = || fs::read_to_string(public.join(name)).unwrap_or_default();
        while !there().contains(words) {
            std::thread::yield_now();
        }
    };
    holds("schedule.ics", "UID:long@delays");
    let page = fs::read_dir(public.join("en"))
        .expect("it is there")
        .map(|entry| entry.expect("an entry").file_name().display().to_string())
        .find(|name| name.starts_with("session-long-") && name.contains(".html"));
    let page = format!("en/{}", page.expect("it is there"));
    holds(&page, "EventScheduled");
    let said = say(&file, &state, "entrance", &["long", "delay", "25m"]).wait();
    assert!(said.expect("it ends").success());
    holds("schedule.ics", "DTSTART:20211130T152500Z");
    holds("schedule.xml", "<start>16:25</start>");
    holds("schedule.json", "\"start\": \"16:25\"");
    holds(&page, "EventRescheduled");
    holds(&page, "\"previousStartDate\":\"2021-11-30T16:00:00+01:00\"");
    // A file that breaks off is told, and what was published stays.
    let half = DELAYS.split("and done").next().expect("a part");
    fs::write(&file, half).expect("it can be written");
    let mut told = String::new();
    let mut lines = std::io::BufReader::new(publisher.stderr.take().expect("it is piped"));
    while !told.contains("what was published stays") {
        told.clear();
        let read = std::io::BufRead::read_line(&mut lines, &mut told);
        assert!(read.expect("it can be read") > 0);
    }
    holds("schedule.ics", "DTSTART:20211130T152500Z");
    let other = DELAYS.replace("A long afternoon", "A longer afternoon");
    fs::write(&file, other).expect("it can be written");
    holds("schedule.xml", "A longer afternoon");
    holds("schedule.xml", "<start>16:25</start>");
    publisher.kill().expect("it runs");
    publisher.wait().expect("it ends");
}

#[test]
fn desks_that_speak_at_once_lose_nothing() {
    let folder = Folder::new();
    let file = folder.file("program.toml");
    fs::write(&file, DELAYS).expect("it can be written");
    for round in 1..=5 {
        let note = format!("note {round}");
        let said: Vec<Child> = ["opening", "rumours", "welcome", "cities", "short", "long"]
            .iter()
            .map(|session| {
                say(
                    &file,
                    &folder.file(session),
                    session,
                    &[session, "note", &note],
                )
            })
            .collect();
        for mut child in said {
            assert!(child.wait().expect("it ends").success());
        }
        let log = updates::read(&folder.file("changes.toml"));
        assert_eq!((log.updates.len(), log.diagnostics.len()), (6 * round, 0));
    }
    let mut left: Vec<String> = fs::read_dir(&folder.0)
        .expect("it can be read")
        .map(|entry| entry.expect("an entry").file_name().display().to_string())
        .filter(|name| name.contains("changes"))
        .collect();
    left.sort();
    assert_eq!(left, ["changes.toml"], "nothing is left lying");
}

#[test]
fn a_damaged_file_of_changes_is_told_and_kept_aside() {
    let folder = Folder::new();
    let file = folder.file("program.toml");
    let changes = folder.file("changes.toml");
    fs::write(&file, DELAYS).expect("it can be written");
    let text = "[[changes]]\nsession = \"long\"\nfield = \"note\"\nvalue = \"kept\"\nat = 2021-11-30T08:00:00Z\nby = \"x\"\n\n[[changes]]\nsession = \"opening\"\nfield = \"colour\"\nvalue = ";
    fs::write(&changes, text).expect("it can be written");
    let mut terminal = open(&file, &folder.file("state"), "1!");
    terminal.until_text("unexpected eof");
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    let said = say(
        &file,
        &folder.file("state"),
        "entrance",
        &["opening", "cancelled"],
    )
    .wait();
    assert!(said.expect("it ends").success());
    let log = updates::read(&changes);
    let told: Vec<(&str, &str)> = log
        .updates
        .iter()
        .map(|c| (c.session.as_str(), c.field.name()))
        .collect();
    assert_eq!(told, [("long", "note"), ("opening", "status")]);
    assert!(log.diagnostics.is_empty());
    let aside = fs::read_to_string(folder.file("changes.damaged.1")).expect("it is there");
    assert_eq!(aside, text);
}

#[test]
fn a_lock_that_is_held_for_ever_is_told() {
    let folder = Folder::new();
    let store = Store::new(folder.0.clone(), "delays");
    let held = fs::File::create(folder.file("delays.lock")).expect("a lock can be made");
    held.lock().expect("it is free");
    let kept = store.update(|state| state.me = Some("delegate".into()));
    assert!(kept.is_err_and(|e| e.to_string().contains("holds the lock")));
    drop(held);
    assert!(store.update(|_| {}).is_ok());
}

/// Two programs of a reader who has seen the file before it changed; the keys are those of the first.
fn two_that_have_seen(keys: &str) -> (Folder, Terminal, Terminal) {
    let folder = Folder::new();
    let (file, state) = (folder.file("program.toml"), folder.file("state"));
    fs::write(&file, DELAYS).expect("it can be written");
    Store::new(state.join("nadwa"), "delays")
        .see(EARLIER.as_bytes(), &UpdateLog::default())
        .expect("it can be written");
    let (mut first, mut second) = (open(&file, &state, keys), open(&file, &state, "1"));
    first.until_text("moved changed");
    second.until_text("moved changed");
    (folder, first, second)
}

#[test]
fn what_is_seen_in_one_program_is_seen_in_the_other() {
    let (_folder, mut first, mut second) = two_that_have_seen("1");
    first.press("x");
    first.until_text("all changes are seen");
    second.until(|screen| !screen.contents().contains("changed"));
    for mut terminal in [first, second] {
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn a_star_in_one_program_leaves_the_marks_of_what_changed_in_the_other() {
    let (_folder, mut first, mut second) = two_that_have_seen("1gj");
    first.press(" ");
    first.until_text("starred: Opening");
    second.until_text("delayed *");
    for mut terminal in [first, second] {
        let screen = terminal.screen.screen().contents();
        assert!(screen.contains("moved changed"), "{screen}");
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}

#[test]
fn who_is_the_reader_in_one_program_is_so_in_the_other() {
    let folder = Folder::new();
    let (file, state) = (folder.file("program.toml"), folder.file("state"));
    fs::write(&file, DELAYS).expect("it can be written");
    let (mut first, mut second) = (
        open(&file, &state, "4<enter>"),
        open(&file, &state, "4<enter>"),
    );
    first.until_text("2 sessions");
    second.until_text("2 sessions");
    first.press("m");
    for mut terminal in [first, second] {
        terminal.until_text("This is you.");
        terminal.press("q");
        assert_eq!(terminal.end(), 0);
    }
}

/// All that is set on the way from one reading to the next.
#[test]
fn another_reading_leaves_what_the_reader_has_set() {
    let now = 1_638_264_900;
    let loaded = load("program.toml", EARLIER.as_bytes());
    let mut app = App::new(World::new(loaded, now, Zone::utc(), None), (80, 24));
    app.change(|world| {
        world.clock = Clock::Own;
        world.stars = ["cities".into()].into();
        world.me = Some("delegate".into());
        world.confirmed_at = Some(now - 60);
        world.offline = Some(now - 120);
        world.filter.query = "room:annex".into();
        world.filter.hide_past = true;
    });
    app.reload(load("program.toml", DELAYS.as_bytes()), true);
    let world = &app.world;
    assert_eq!(world.clock, Clock::Own);
    assert_eq!(world.stars, ["cities".into()].into());
    assert_eq!(world.me.as_deref(), Some("delegate"));
    assert_eq!(
        (world.confirmed_at, world.offline),
        (Some(now - 60), Some(now - 120))
    );
    assert!(world.filter.hide_past);
    assert_eq!(world.filter.query, "room:annex");
    // By the new reading, in which one has moved there.
    let sessions = world.program.sessions.iter();
    let passes = world.filter.passes.iter().flatten();
    let passing: Vec<&str> = sessions
        .zip(passes)
        .filter_map(|(s, passes)| passes.then_some(s.id.as_str()))
        .collect();
    assert_eq!(passing, ["welcome", "long"]);
}

#[test]
fn a_damaged_state_is_set_aside_and_told() {
    let folder = Folder::new();
    let store = Store::new(folder.file("nadwa"), "delays");
    fs::create_dir(folder.file("nadwa")).expect("a folder can be made");
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
        fs::write(store.file(), damage).expect("it can be written");
        let (state, aside) = store.read().expect("it can be read");
        assert!(state.stars.is_empty(), "{damage}");
        let aside = aside.expect("it is told where it is");
        assert!(
            aside.ends_with(format!("delays.damaged.{}", n + 1)),
            "{aside:?}"
        );
        assert_eq!(fs::read_to_string(aside).expect("it is there"), *damage);
    }
    // Nobody has so many stars: what is too large is not read, sound or not.
    let large = "{}".to_owned() + &" ".repeat(16 << 20);
    fs::write(store.file(), &large[..16 << 20]).expect("it can be written");
    let (_, aside) = store.read().expect("it can be read");
    assert_eq!(aside, None);
    fs::write(store.file(), &large[..=16 << 20]).expect("it can be written");
    let (_, aside) = store.read().expect("it can be read");
    assert!(aside.is_some_and(|path| path.ends_with("delays.damaged.6")));
    // What another version keeps there stays.
    fs::write(store.file(), "{\"stars\": [\"x\"], \"colour\": \"blue\"}")
        .expect("it can be written");
    store
        .update(|state| state.me = Some("delegate".into()))
        .expect("it can be written");
    let text = fs::read_to_string(store.file()).expect("it is there");
    assert!(
        text.contains("\"colour\": \"blue\"") && text.contains("\"delegate\""),
        "{text}"
    );
}

#[test]
fn a_folder_that_cannot_be_written_is_told_and_nothing_is_lost() {
    let folder = Folder::new();
    // A file in the place of the folder: as good as a home that may not be written, for root too.
    fs::write(folder.file("nadwa"), "").expect("it can be written");
    let file = folder.file("program.toml");
    fs::write(&file, DELAYS).expect("it can be written");
    let mut terminal = open(&file, &folder.0, "1");
    terminal.until_text("Opening");
    terminal.press(" ");
    terminal.until_text("shown, but not kept");
    assert!(terminal.screen.screen().contents().contains("delayed *"));
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}

/// Clocks are set, and files of copies damaged: every page is still a page.
#[test]
fn a_clock_may_go_back_or_anywhere() {
    let origin = Source::BuiltIn;
    let mut app = App::new(
        World::new(origin.read(), 1_638_264_900, Zone::utc(), None),
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
        for told in [
            None,
            Some(now),
            Some(now + 86_400),
            Some(i64::MIN),
            Some(i64::MAX),
        ] {
            app.world.confirmed_at = told;
            for view in view::VIEWS
                .iter()
                .filter(|v| v.about == nadwa::model::Kind::Program)
            {
                app.open(view, nadwa::model::Subject::program());
                let area = ratatui::layout::Rect::new(0, 0, 80, 24);
                let mut buffer = ratatui::buffer::Buffer::empty(area);
                nadwa::tui::draw::draw(&app, &mut painter, &mut buffer);
                let title: String = (0..80).map(|x| buffer[(x, 0)].symbol()).collect();
                assert!(title.contains("المتوسط"), "{now} {told:?}: {title}");
            }
        }
    }
}

/// Days of minutes, with a file that is saved now and then: the board says what it should, and grows by
/// nothing.
#[test]
fn a_board_survives_days_unattended() {
    let desk = Source::File(concat!(env!("CARGO_MANIFEST_DIR"), "/program.toml").into());
    let world = World::new(
        desk.read(),
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
        .expect("it is there");
    let mut seen = std::collections::BTreeSet::new();
    for minute in 0..6 * 24 * 60 {
        app.tick(1_638_000_000 + minute * 60);
        if minute % 500 == 0 {
            let note = format!("note = \"notice {minute}\"\nstart          = 2021-11-30T09:30");
            let text = program.replacen("start          = 2021-11-30T09:30", &note, 1);
            app.reload(load("program.toml", text.as_bytes()), false);
        }
        if minute % 10 == 0 {
            let mut buffer =
                ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 80, 24));
            nadwa::tui::draw::draw(&app, &mut painter, &mut buffer);
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
