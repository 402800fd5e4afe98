//! `nadwa publish` and `nadwa export site` write to their folder and to nothing else, whatever is in it, whichever system call
//! fails, and however many of them write at once. strace injects signals and errors; without it those tests print a message
//! and pass.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::support::{Folder, NADWA, clean, traced_calls};
use crate::times::times;

/// How long a test waits for a file before it fails.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

/// Returns a programme with these sessions: ids, titles, rooms.
fn programme(sessions: &[(&str, &str, &str)]) -> String {
    let mut text = "[program]\nid = \"p\"\ntitle = \"A programme\"\nlanguages = [\"en\"]\ntimezone = \"Europe/Madrid\"\n"
        .to_owned();
    for room in sessions
        .iter()
        .map(|(_, _, room)| room)
        .collect::<BTreeSet<_>>()
    {
        writeln!(text, "\n[[rooms]]\nid = \"{room}\"\nname = \"Room {room}\"")
            .expect("a String accepts all text");
    }
    for (n, (id, title, room)) in sessions.iter().enumerate() {
        let hour = 9 + n;
        let session =
            format!("id = \"{id}\"\ntitle = \"{title}\"\nroom = \"{room}\"\nduration = \"1h\"");
        writeln!(
            text,
            "\n[[sessions]]\n{session}\nstart = 2021-11-30T{hour:02}:00:00"
        )
        .expect("a String accepts all text");
    }
    text
}

/// A programme, and the folder that it is published to.
struct Site {
    folder: Folder,
    program: PathBuf,
    public: PathBuf,
}

impl Site {
    fn new(text: &str) -> Self {
        let folder = Folder::new();
        let public = folder.file("public");
        fs::create_dir(&public).expect("a folder can be made");
        Self {
            program: folder.write("program.toml", text),
            public,
            folder,
        }
    }

    /// Returns a command that runs nadwa with the programme; under `strace` if that is not empty.
    fn command(&self, strace: &[&str], args: &[&str]) -> Command {
        let line: Vec<&str> = strace.iter().copied().chain([NADWA]).collect();
        let mut command = clean(line[0]);
        command
            .args(&line[1..])
            .args(["--lang", "en", "-p"])
            .arg(&self.program)
            .args(args)
            .env("XDG_STATE_HOME", self.folder.file("state"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
    }

    /// Publishes once under `strace`; `None` if that is not installed.
    fn traced(&self, strace: &[&str]) -> Option<Output> {
        let mut command = self.command(strace, &["publish", "--once"]);
        let out = command.arg(&self.public).output();
        if out.is_err() {
            eprintln!("skipped: strace not found");
        }
        out.ok()
    }

    /// Publishes once, and returns the messages.
    fn publish(&self) -> Result<String, String> {
        let out = self.traced(&[]).expect("nadwa runs");
        let messages = String::from_utf8_lossy(&out.stderr).into_owned();
        if out.status.success() {
            Ok(messages)
        } else {
            Err(messages)
        }
    }

    /// Writes the site alone, and returns the messages.
    fn export(&self) -> Result<String, String> {
        let mut command = self.command(&[], &["export", "site", "-o"]);
        let out = command.arg(&self.public).output().expect("nadwa runs");
        let messages = String::from_utf8_lossy(&out.stderr).into_owned();
        if out.status.success() {
            Ok(messages)
        } else {
            Err(messages)
        }
    }

    /// Starts to publish after every change.
    fn follow(&self, strace: &[&str], args: &[&str]) -> Publisher {
        let mut command = self.command(strace, args);
        let command = command.arg("publish").arg(&self.public);
        let mut child = command.stderr(Stdio::piped()).spawn().expect("nadwa runs");
        let messages = BufReader::new(child.stderr.take().expect("stderr is piped"));
        let (sender, lines) = channel();
        std::thread::spawn(move || messages.lines().try_for_each(|line| sender.send(line)));
        Publisher { child, lines }
    }

    /// Waits until a published file holds some text.
    fn until_holds(&self, name: &str, text: &str) {
        let path = self.public.join(name);
        let holds = || fs::read_to_string(&path).is_ok_and(|have| have.contains(text));
        until(&format!("{name} holds {text:?}"), holds);
    }

    /// Waits until every file that the folder's list names is written.
    fn until_complete(&self) {
        let path = |name: &str| self.public.join(name);
        let is_complete = || {
            let names = fs::read_to_string(path(".nadwa-files")).unwrap_or_default();
            let is_written = names.lines().all(|name| path(name).exists());
            !names.is_empty() && is_written && !path(".nadwa-files.new").exists()
        };
        until("the folder is complete", is_complete);
    }

    /// Saves the programme as editors do.
    fn save(&self, text: &str) {
        let new = self.folder.write("program.toml.new", text);
        fs::rename(new, &self.program).expect("a file can be renamed");
    }
}

/// Waits until something is so.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + LONGEST_WAIT;
    while !is_so() {
        assert!(Instant::now() < end, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A running publisher, which ends with the test.
struct Publisher {
    child: Child,
    /// What it prints on standard error.
    lines: Receiver<std::io::Result<String>>,
}

impl Publisher {
    /// Waits until it prints a message with these words.
    fn until_says(&self, words: &str) {
        let next = || self.lines.recv_timeout(LONGEST_WAIT);
        let says = |line: std::io::Result<String>| line.expect("a message").contains(words);
        while !says(next().unwrap_or_else(|e| panic!("waited for the message {words:?}: {e}"))) {}
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

type Tree = BTreeMap<String, Vec<u8>>;

/// Returns a calendar without the stamps of its entries, which depend on what was published before.
fn without_stamps(calendar: &[u8]) -> Vec<u8> {
    let lines = calendar.split_inclusive(|b| *b == b'\n');
    let kept =
        lines.filter(|line| !line.starts_with(b"DTSTAMP:") && !line.starts_with(b"SEQUENCE:"));
    kept.collect::<Vec<_>>().concat()
}

/// Returns the files below a folder; a link is a file that holds its target.
fn tree(folder: &Path) -> Tree {
    let mut all = Tree::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().display().to_string();
        let kind = entry.file_type().expect("the file exists");
        if kind.is_symlink() {
            let target = fs::read_link(entry.path()).expect("the link can be read");
            all.insert(name, target.display().to_string().into_bytes());
        } else if kind.is_dir() {
            let below = tree(&entry.path());
            all.extend(below.into_iter().map(|(n, b)| (format!("{name}/{n}"), b)));
        } else {
            let bytes = fs::read(entry.path()).expect("the file can be read");
            let is_calendar = Path::new(&name).extension().is_some_and(|end| end == "ics");
            all.insert(
                name,
                if is_calendar {
                    without_stamps(&bytes)
                } else {
                    bytes
                },
            );
        }
    }
    all
}

/// Makes a folder hold these files only.
fn restore(folder: &Path, files: &Tree) {
    let _ = fs::remove_dir_all(folder);
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }
}

/// Two versions: a session is changed, one is removed, one is added.
const FIRST: [(&str, &str, &str); 2] = [("kept", "Kept", "hall"), ("removed", "Removed", "hall")];
const SECOND: [(&str, &str, &str); 2] = [("kept", "Changed", "hall"), ("added", "Added", "hall")];

/// Returns a site that has published both versions, and the files of each.
fn published_twice() -> (Site, Tree, Tree) {
    let site = Site::new(&programme(&FIRST));
    site.publish().expect("the first version is published");
    let first = tree(&site.public);
    site.save(&programme(&SECOND));
    site.publish().expect("the second version is published");
    let second = tree(&site.public);
    (site, first, second)
}

#[test]
fn a_folder_is_published_into_again_and_again() {
    let site = Site::new(&programme(&FIRST));
    fs::write(site.public.join("notes.txt"), "mine").expect("a file can be written");
    let told = site.publish().expect("it is published");
    assert!(
        told.ends_with("public has files that are not from nadwa; they are left alone\n"),
        "{told}"
    );
    let pages = |word: &str| tree(&site.public).keys().any(|name| name.contains(word));
    assert!(pages("session-removed") && !pages("session-added"));
    site.save(&programme(&SECOND));
    assert_eq!(site.publish().as_deref(), Ok(""));
    assert!(!pages("session-removed") && pages("session-added"));
    // An export of the site writes the same files.
    let published = tree(&site.public);
    assert_eq!(site.export().as_deref(), Ok(""));
    assert!(tree(&site.public) == published && pages("schedule.ics"));
    assert_eq!(tree(&site.public)["notes.txt"], b"mine");
}

#[test]
fn a_damaged_programme_does_not_replace_a_published_one_without_force() {
    let many: Vec<(String, String)> = (0..4).map(|n| (format!("s{n}"), format!("T{n}"))).collect();
    let many: Vec<(&str, &str, &str)> = many
        .iter()
        .map(|(id, title)| (&**id, &**title, "hall"))
        .collect();
    let site = Site::new(&programme(&many));
    site.publish().expect("the first version is published");
    let first = tree(&site.public);
    for damaged in [programme(&many[..1]), programme(&many) + "x = \n"] {
        site.save(&damaged);
        let why = site.publish().expect_err("it is refused");
        assert!(why.contains("published files stay as they are"), "{why}");
        assert!(tree(&site.public) == first);
    }
    site.save(&programme(&many[..1]));
    let mut command = site.command(&[], &["publish", "--once", "--force"]);
    let status = command.arg(&site.public).status().expect("nadwa runs");
    assert!(status.success() && tree(&site.public).len() < first.len());
}

/// An entry that has not changed keeps its stamp, so that no phone shows it as new; one that has changed gets a later one.
#[test]
fn entries_of_a_calendar_keep_their_stamps_until_they_change() {
    let site = Site::new(&programme(&[
        ("kept", "Kept", "hall"),
        ("other", "Before", "hall"),
    ]));
    let entry = |id: &str| {
        let text = fs::read_to_string(site.public.join("schedule.ics")).expect("it is published");
        let start = text.find(&format!("UID:{id}@")).expect("the entry");
        let lines = text[start..]
            .lines()
            .take_while(|line| *line != "END:VEVENT");
        let stamps =
            lines.filter(|line| line.starts_with("DTSTAMP:") || line.starts_with("SEQUENCE:"));
        stamps.map(str::to_owned).collect::<Vec<_>>()
    };
    let at = |seconds: u64| {
        let file = fs::File::options()
            .append(true)
            .open(&site.program)
            .expect("the file is there");
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        file.set_modified(time).expect("its time can be set");
    };
    at(1_577_836_800);
    site.publish().expect("the first version is published");
    assert_eq!(entry("kept"), ["DTSTAMP:20200101T000000Z"]);
    site.save(&programme(&[
        ("kept", "Kept", "hall"),
        ("other", "After", "hall"),
    ]));
    at(1_577_836_800 + 86_400);
    site.publish().expect("the second version is published");
    assert_eq!(entry("kept"), ["DTSTAMP:20200101T000000Z"]);
    assert_eq!(entry("other"), ["DTSTAMP:20200102T000000Z", "SEQUENCE:1"]);
}

#[test]
fn files_that_nadwa_did_not_write_are_not_replaced() {
    for name in ["index.html", "en/index.html", "en/style.css"] {
        let site = Site::new(&programme(&FIRST));
        site.publish().expect("it is published");
        let all = tree(&site.public);
        if !all.contains_key(name) {
            continue;
        }
        let strange = Tree::from([(name.to_owned(), b"mine".to_vec())]);
        restore(&site.public, &strange);
        for refused in [site.publish(), site.export()] {
            let message = refused.expect_err("it is not published");
            assert!(message.contains(name), "{message}");
            assert!(message.contains("is not from nadwa"), "{message}");
            assert_eq!(tree(&site.public), strange, "{message}");
        }
    }
}

/// Files of several kinds, none of which nadwa wrote, and one that was edited by hand.
fn not_from_nadwa() -> Tree {
    let all = [
        ("notes.txt", "nadwa"),
        ("page.html", "<!DOCTYPE html>\n<p>nadwa"),
        ("data.json", "{\"generator\": \"nadwa\"}"),
        ("plan.xml", "<schedule/>"),
        ("my.ics", "BEGIN:VCALENDAR\nPRODID:-//other//EN"),
        ("look.css", "p { color: red }"),
        ("src/main.rs", ""),
        (".git/HEAD", "ref: refs/heads/main\n"),
    ];
    let all = all.map(|(name, text)| (name.to_owned(), text.into()));
    Tree::from(all)
}

#[test]
fn a_forged_list_removes_and_replaces_no_file_that_nadwa_did_not_write() {
    let site = Site::new(&programme(&FIRST));
    let all = not_from_nadwa();
    for run in [Site::publish, Site::export] {
        restore(&site.public, &all);
        let empty = site.public.join(".git/refs");
        fs::create_dir(&empty).expect("a folder can be made");
        let list: String = all.keys().flat_map(|name| [name, "\n"]).collect();
        let list = list + ".git/refs/gone.html\n";
        fs::write(site.public.join(".nadwa-files"), list).expect("a file can be written");
        let told = run(&site).expect("it is written");
        assert!(
            told.contains("names 8 files that are not files from nadwa"),
            "{told}"
        );
        let have = tree(&site.public);
        for (name, bytes) in &all {
            assert_eq!(have.get(name), Some(bytes), "{name}");
        }
        assert!(have.contains_key("index.html") && empty.is_dir());
        // The second time, nothing is left to tell.
        assert_eq!(run(&site).as_deref(), Ok(""));
        let mine = [("index.html".to_owned(), b"mine".to_vec())];
        let mine = Tree::from(mine);
        restore(&site.public, &mine);
        let list = site.public.join(".nadwa-files");
        fs::write(&list, "index.html\n").expect("a file can be written");
        let refused = run(&site).expect_err("it is refused");
        assert!(
            refused.contains("index.html there is not from nadwa"),
            "{refused}"
        );
        fs::remove_file(list).expect("the list can be removed");
        assert_eq!(tree(&site.public), mine);
    }
}

#[test]
fn a_home_directory_is_not_published_to() {
    let site = Site::new(&programme(&FIRST));
    let mut command = site.command(&[], &["publish", "--once"]);
    let command = command.arg(&site.public).env("HOME", &site.public);
    let out = command.output().expect("nadwa runs");
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(told.contains("which is a home or system folder"), "{told}");
    assert_eq!(out.status.code(), Some(1));
    assert!(tree(&site.public).is_empty());
    // Unless there is a site already.
    site.publish().expect("it is published");
    let out = site.command(&[], &["publish", "--once"]);
    let out = { out }.arg(&site.public).env("HOME", &site.public).output();
    assert!(out.is_ok_and(|out| out.status.success()));
}

#[test]
fn a_folder_in_the_place_of_a_file_is_left_alone() {
    let site = Site::new(&programme(&FIRST));
    fs::create_dir(site.public.join("index.html")).expect("a folder can be made");
    let message = site.publish().expect_err("it is not published");
    assert!(message.contains("index.html"), "{message}");
    assert!(tree(&site.public).is_empty());
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_folder_is_touched() {
    use std::os::unix::fs::symlink;

    /// What is in the folder: links, the list, and what publishing reports; `Err` if it is refused.
    type Case = (
        &'static [(&'static str, &'static str)],
        &'static str,
        Result<&'static str, &'static str>,
    );
    const CASES: &[Case] = &[
        (
            &[("sub", "../other")],
            "sub/keep.html\n",
            Ok("sub/keep.html"),
        ),
        (&[], "../other/keep.html\n", Ok("../other/keep.html")),
        (&[], "OTHER/keep.html\n", Ok("/other/keep.html")),
        (
            &[("sub", "../other")],
            "sub/../other/keep.html\n",
            Ok("sub/../other"),
        ),
        (&[("en", "../other")], "", Err("en/")),
        (&[("en", "../other")], "en/index.html\n", Err("en/")),
        (
            &[(".nadwa-files", "../other/keep.html")],
            "",
            Err(".nadwa-files"),
        ),
        (
            &[("index.html", "../other/keep.html")],
            "",
            Err("index.html"),
        ),
        // A link is not from nadwa, whatever the list says.
        (
            &[("index.html", "../other/keep.html")],
            "index.html\n",
            Err("index.html"),
        ),
        (
            &[("old.html", "../other/keep.html")],
            "old.html\n",
            Ok("old.html"),
        ),
        // Names of temporary files, now and earlier.
        (&[(".nadwa-files.new", "../other/keep.html")], "", Ok("")),
        (
            &[
                ("index.new", "../other/keep.html"),
                ("schedule.new", "../other/keep.html"),
            ],
            "",
            Ok("public has files that are not from nadwa"),
        ),
    ];
    let other = Tree::from([("keep.html".to_owned(), b"theirs".to_vec())]);
    for (links, list, wanted) in CASES {
        let site = Site::new(&programme(&FIRST));
        let place = site.folder.file("other");
        for run in [Site::publish, Site::export] {
            restore(&place, &other);
            restore(&site.public, &Tree::new());
            fs::create_dir_all(&site.public).expect("a folder can be made");
            for (link, target) in *links {
                symlink(target, site.public.join(link)).expect("a link can be made");
            }
            if !list.is_empty() {
                let list = list.replace("OTHER", &place.display().to_string());
                fs::write(site.public.join(".nadwa-files"), list).expect("a file can be written");
            }
            let before = tree(&site.public);
            let done = run(&site);
            let case = format!("{links:?}, {list:?}: {done:?}");
            assert_eq!(tree(&place), other, "{case}");
            match (done, wanted) {
                (Ok(said), Ok("")) => assert_eq!(said, "", "{case}"),
                (Ok(said), Ok(wanted)) => assert!(said.contains(wanted), "{case}"),
                (Err(said), Err(wanted)) => {
                    assert!(said.contains(wanted), "{case}");
                    assert_eq!(tree(&site.public), before, "{case}");
                }
                _ => panic!("{case}"),
            }
        }
    }
}

#[test]
fn what_is_published_three_times_at_once_is_one_of_the_three() {
    let titles = ["One", "Two", "Three"];
    let sites = titles.map(|title| {
        let id = title.to_lowercase();
        Site::new(&programme(&[
            ("shared", title, "hall"),
            (&id, title, "annex"),
        ]))
    });
    let wanted = sites.each_ref().map(|site| {
        site.publish().expect("it is published");
        tree(&site.public)
    });
    let folder = &sites[0].public;
    for _ in 0..5 {
        let running = sites.each_ref().map(|site| {
            let mut command = site.command(&[], &["publish", "--once"]);
            let command = command.arg(folder).stderr(Stdio::piped());
            command.spawn().expect("nadwa runs")
        });
        for child in running {
            let out = child.wait_with_output().expect("nadwa ends");
            assert!(out.status.success(), "{out:?}");
        }
        let have = tree(folder);
        let names: Vec<&String> = have.keys().collect();
        assert!(wanted.contains(&have), "a mixture: {names:?}");
    }
}

#[test]
fn a_filter_publishes_the_same_sessions_after_a_save() {
    let site = Site::new(&programme(&[
        ("a", "First", "hall"),
        ("b", "Second", "annex"),
    ]));
    let _publisher = site.follow(&[], &["--filter", "room:annex"]);
    site.until_holds("schedule.ics", "SUMMARY:Second");
    // Two sessions above move it to another place in the list.
    let all = [
        ("x", "Above", "hall"),
        ("a", "First", "hall"),
        ("b", "Still second", "annex"),
    ];
    site.save(&programme(&all));
    site.until_holds("schedule.ics", "SUMMARY:Still second");
    let calendar = fs::read_to_string(site.public.join("schedule.ics")).expect("it is published");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{calendar}");
}

#[test]
fn a_write_that_failed_is_reported_and_made_up_for_at_the_next_change() {
    let site = Site::new(&programme(&FIRST));
    let publisher = site.follow(&[], &[]);
    site.until_complete();
    let file = site.public.join("schedule.xml");
    fs::remove_file(&file).expect("the file can be removed");
    fs::create_dir(&file).expect("a folder can be made");
    site.save(&programme(&SECOND));
    publisher.until_says("schedule.xml");
    fs::remove_dir(&file).expect("the folder can be removed");
    site.save(&programme(&[("kept", "Changed again", "hall")]));
    site.until_holds("schedule.xml", "Changed again");
    site.until_holds("schedule.ics", "SUMMARY:Changed again");
}

#[test]
fn a_programme_that_lost_most_sessions_is_not_published() {
    let all = ["a", "b", "c", "d"].map(|id| (id, "A session", "hall"));
    let site = Site::new(&programme(&all));
    let publisher = site.follow(&[], &[]);
    site.until_complete();
    let before = tree(&site.public);
    site.save(&programme(&all[..1]));
    publisher.until_says("only 1 of 4 sessions");
    assert!(tree(&site.public) == before, "the files were changed");
    // Half of them is published.
    site.save(&programme(&all[..2]));
    let page = before.keys().find(|name| name.contains("session-d"));
    let page = site.public.join(page.expect("a page of the session"));
    until("the page of a removed session is gone", || !page.exists());
}

#[test]
fn a_programme_that_is_missing_leaves_the_published_files_and_is_reported() {
    let site = Site::new(&programme(&FIRST));
    let publisher = site.follow(&[], &[]);
    site.until_complete();
    fs::remove_file(&site.program).expect("the file can be removed");
    // It has no place in the file.
    publisher.until_says("nadwa: Cannot read program.toml: no such file. The published files stay");
    assert!(site.public.join("schedule.ics").exists());
}

#[test]
fn a_full_disk_does_not_end_the_publisher() {
    let site = Site::new(&programme(&FIRST));
    let trace = site.folder.file("trace").display().to_string();
    let Some(out) = site.traced(&["strace", "-f", "-o", &trace]) else {
        return;
    };
    assert!(out.status.success(), "{out:?}");
    let text = fs::read_to_string(&trace).expect("strace writes its log");
    // The renames of the first write; the next one fails.
    let next = traced_calls(&text)["renameat"] + 1;
    restore(&site.public, &Tree::new());
    let fault = format!("inject=renameat:error=ENOSPC:when={next}");
    // With -D the publisher is the process that the test starts, and can be ended.
    let publisher = site.follow(
        &["strace", "-D", "-f", "-o", "/dev/null", "-e", &fault],
        &[],
    );
    site.until_complete();
    let pages = tree(&site.public);
    let removed = pages.keys().find(|name| name.contains("session-removed"));
    let removed = site.public.join(removed.expect("a page of the session"));
    site.save(&programme(&SECOND));
    publisher.until_says("the disk is full");
    site.save(&programme(&[
        ("kept", "Changed again", "hall"),
        ("added", "Added", "hall"),
    ]));
    site.until_holds("schedule.ics", "SUMMARY:Changed again");
    until("the removed page is gone", || !removed.exists());
}

/// Asserts that every file is one of the first or of the second version, or a temporary one.
fn assert_whole(site: &Site, first: &Tree, second: &Tree, when: &str) {
    for (name, bytes) in tree(&site.public) {
        let known = [first, second]
            .iter()
            .any(|all| all.get(&name) == Some(&bytes));
        let is_ours = name.starts_with(".nadwa-files");
        assert!(known || is_ours, "{when}: {name} is not whole");
    }
}

/// Returns the distance of the calls that are tried; `NADWA_TIMES=8` tries all of them.
fn stride() -> usize {
    (8 / times() as usize).max(1)
}

#[test]
fn a_kill_while_writing_leaves_whole_files_and_the_next_run_completes_them() {
    let (site, first, second) = published_twice();
    let trace = site.folder.file("trace").display().to_string();
    restore(&site.public, &first);
    if site.traced(&["strace", "-f", "-o", &trace]).is_none() {
        return;
    }
    let text = fs::read_to_string(&trace).expect("strace writes its log");
    let (before, after) = text.split_at(text.find("flock(").expect("the folder is locked"));
    let (before, after) = (traced_calls(before), traced_calls(after));
    let (mut untouched, mut begun, mut ended) = (0, 0, 0);
    // Between these calls the files stay as they are.
    for name in [
        "openat", "mkdirat", "write", "fsync", "renameat", "unlinkat",
    ] {
        let start = before.get(name).copied().unwrap_or_default();
        let count = after.get(name).copied().unwrap_or_default();
        for n in (start + 1..=start + count).step_by(stride()) {
            restore(&site.public, &first);
            let fault = format!("inject={name}:signal=KILL:when={n}");
            site.traced(&["strace", "-f", "-o", "/dev/null", "-e", &fault]);
            let when = format!("killed at {name} {n}");
            assert_whole(&site, &first, &second, &when);
            let have = tree(&site.public);
            if have == first {
                untouched += 1;
            } else if have == second {
                ended += 1;
            } else {
                begun += 1;
            }
            let said = site.publish();
            assert_eq!(said.as_deref(), Ok(""), "{when}");
            assert!(tree(&site.public) == second, "{when}: not completed");
        }
    }
    eprintln!("killed before writing: {untouched}, while: {begun}, after: {ended}");
    assert!(
        untouched > 1 && begun > 5,
        "{untouched} before, {begun} while writing"
    );
}

#[test]
fn a_kill_while_writing_leaves_no_page_that_a_later_version_does_not_have() {
    let (site, first, second) = published_twice();
    let new = second.keys().filter(|name| !first.contains_key(*name));
    let new: Vec<&String> = new.collect();
    let mut left = 0;
    for n in 1.. {
        restore(&site.public, &first);
        site.save(&programme(&SECOND));
        let fault = format!("inject=renameat:signal=KILL:when={n}");
        let killed = site.traced(&["strace", "-f", "-o", "/dev/null", "-e", &fault]);
        let Some(killed) = killed else { return };
        if killed.status.success() {
            break;
        }
        let have = tree(&site.public);
        left += new.iter().filter(|name| have.contains_key(**name)).count();
        // The session that was added is withdrawn.
        site.save(&programme(&FIRST));
        assert_eq!(site.publish().as_deref(), Ok(""), "killed at rename {n}");
        let have: Vec<String> = tree(&site.public).into_keys().collect();
        let wanted: Vec<&String> = first.keys().collect();
        assert_eq!(
            have.iter().collect::<Vec<_>>(),
            wanted,
            "killed at rename {n}"
        );
    }
    assert!(left > 0, "no kill came between the new pages and the list");
}

#[test]
fn a_failed_write_leaves_no_temporary_file() {
    let (site, first, _) = published_twice();
    for n in 1.. {
        restore(&site.public, &first);
        let fault = format!("inject=renameat:error=ENOSPC:when={n}");
        let failed = site.traced(&["strace", "-f", "-o", "/dev/null", "-e", &fault]);
        let Some(failed) = failed else { return };
        let left = tree(&site.public).into_keys();
        let left: Vec<String> = left.filter(|name| name.contains(".new")).collect();
        assert_eq!(left, [""; 0], "ENOSPC at rename {n}: {failed:?}");
        if failed.status.success() {
            assert!(n > 1, "no write failed");
            break;
        }
    }
}

#[test]
fn a_failed_system_call_is_reported_and_the_next_run_completes_the_files() {
    let (site, first, second) = published_twice();
    let trace = site.folder.file("trace").display().to_string();
    let mut reported = 0;
    for error in ["ENOSPC", "EIO", "EROFS"] {
        for call in [
            "openat", "mkdirat", "write", "fsync", "renameat", "unlinkat", "flock",
        ] {
            for n in (1..).step_by(stride()) {
                restore(&site.public, &first);
                let fault = format!("inject={call}:error={error}:when={n}");
                let Some(out) = site.traced(&["strace", "-f", "-o", &trace, "-e", &fault]) else {
                    return;
                };
                let when = format!("{error} at {call} {n}: {out:?}");
                assert!(out.status.code().is_some(), "{when}");
                assert_whole(&site, &first, &second, &when);
                let leftover = site.public.join(".nadwa-files.new");
                assert!(!leftover.exists() || call == "unlinkat", "{when}");
                if tree(&site.public) != second {
                    assert!(!out.status.success(), "{when}");
                    assert!(!out.stderr.is_empty(), "{when}");
                    reported += 1;
                }
                assert_eq!(site.publish().as_deref(), Ok(""), "{when}");
                assert!(tree(&site.public) == second, "{when}: not completed");
                let log = fs::read_to_string(&trace).unwrap_or_default();
                if !log.contains("INJECTED") {
                    break;
                }
            }
        }
    }
    assert!(reported > 5, "{reported} reported");
}

#[test]
fn a_damaged_or_emptied_log_withdraws_nothing_that_is_published() {
    let site = Site::new(&programme(&FIRST));
    let posted = site.command(&[], &["set", "kept", "cancelled"]).output();
    assert!(posted.expect("nadwa runs").status.success());
    let publisher = site.follow(&[], &[]);
    site.until_complete();
    site.until_holds("schedule.ics", "STATUS:CANCELLED");
    let before = tree(&site.public);
    let log = site.folder.file("changes.toml");
    let written = fs::read(&log).expect("a log");
    for (damage, problem) in [
        (&b""[..], "is empty"),
        (b"<<<<<<< HEAD\n", "changes.toml:1:1"),
    ] {
        let damaged = site.folder.write("changes.toml.other", damage);
        fs::rename(damaged, &log).expect("a file can be renamed");
        publisher.until_says(problem);
        assert!(tree(&site.public) == before, "{problem}");
    }
    // What is in a log that can be read is published again.
    let whole = site.folder.write("changes.toml.other", written);
    fs::rename(whole, &log).expect("a file can be renamed");
    site.save(&programme(&SECOND));
    site.until_holds("schedule.ics", "Changed");
    let calendar = fs::read_to_string(site.public.join("schedule.ics")).expect("it is published");
    assert!(calendar.contains("STATUS:CANCELLED"), "{calendar}");
}
