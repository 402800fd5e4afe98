//! A star and an update are written whole or not at all, whichever system call the program is killed at, and
//! whichever call fails. strace injects the signals and the errors; without it the tests print a message and pass.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, ExitStatus, Output, Stdio};

use nadwa::workspace::paths::file_name;
use nadwa::workspace::state::State;
use nadwa::workspace::updates;

use crate::support::{Folder, NADWA, clean, root, traced_calls};

/// The star in the state file before a run, and the star that the run adds.
const OLD: &str = "opening";
const NEW: &str = "registration";
/// Keys that star a session, and keys that post an update of it.
const STAR: &str = "1 ";
const POST: &str = "1ccancelled<enter>";
const BOTH: &str = "1 ccancelled<enter>";
/// Text that every drawn screen holds.
const DRAWN: &str = "Tuesday 30 November";

struct Home {
    folder: Folder,
    program: PathBuf,
    updates: PathBuf,
}

/// The update log before a run.
const UPDATES: &str = "program = \"mcmc-2021\"\n\n[[changes]]\nsession = \"opening\"\nfield = \"note\"\nvalue = \"earlier\"\nat = 2021-11-29T08:00:00Z\nby = \"x\"\n";

impl Home {
    fn new() -> Self {
        let folder = Folder::new();
        let program = folder.file("program.toml");
        fs::copy(root().join("program.toml"), &program).expect("the programme can be copied");
        Self {
            updates: folder.file("changes.toml"),
            program,
            folder,
        }
    }

    /// Returns the number of updates in the log, after checking that the file is whole.
    fn updates(&self, when: &str) -> usize {
        let log = updates::read(&self.updates);
        assert!(log.diagnostics.is_empty(), "{when}: {:?}", log.diagnostics);
        assert_eq!(log.updates[0].value.as_deref(), Some("earlier"), "{when}");
        log.updates.len()
    }

    /// Returns the names of temporary files.
    fn left(&self) -> Vec<String> {
        let folders = [self.folder.0.clone(), self.folder.file("nadwa")];
        let entries = folders
            .iter()
            .filter_map(|f| fs::read_dir(f).ok())
            .flatten();
        let names = entries.map(|e| e.expect("an entry").file_name().display().to_string());
        names
            .filter(|name| name.strip_suffix(".new").is_some())
            .collect()
    }

    fn state(&self) -> PathBuf {
        self.folder.0.join("nadwa/mcmc-2021.json")
    }

    /// Writes the state file and the update log as they are before a run, and removes everything else.
    fn reset(&self) {
        let folder = self.folder.0.join("nadwa");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(&self.updates, UPDATES).expect("a file can be written");
        fs::write(
            self.state(),
            format!("{{\"stars\": [\"{OLD}\"], \"later\": 1}}"),
        )
        .expect("a file can be written");
    }

    /// Runs nadwa with these keys, under `strace` if that is not empty; none if strace is not installed.
    fn run(&self, strace: &[&str], keys: &str) -> Option<Output> {
        let mut line: Vec<&str> = strace.to_vec();
        line.push(NADWA);
        let out = clean(line[0])
            .args(&line[1..])
            .args([
                "--print",
                "--save",
                "--lang",
                "en",
                "--at",
                "2021-11-29T12:00",
                "--keys",
                keys,
            ])
            .arg(&self.program)
            .env("XDG_STATE_HOME", &self.folder.0)
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .output();
        out.ok()
    }

    /// Returns the stars in the state file, after checking that it is whole and still holds the keys of
    /// other versions.
    fn stars(&self, when: &str) -> BTreeSet<String> {
        let bytes = fs::read(self.state()).unwrap_or_else(|e| panic!("{when}: {e}"));
        let state: State = serde_json::from_slice(&bytes).unwrap_or_else(|e| panic!("{when}: {e}"));
        assert_eq!(state.rest["later"], 1, "{when}");
        state.stars.iter().map(ToString::to_string).collect()
    }
}

fn set(all: &[&str]) -> BTreeSet<String> {
    all.iter().map(|star| (*star).to_owned()).collect()
}

#[test]
fn a_kill_at_any_system_call_leaves_whole_files() {
    let home = Home::new();
    home.reset();
    home.run(&[], BOTH).expect("nadwa runs");
    assert_eq!(home.stars("without a fault"), set(&[OLD, NEW]));
    home.reset();
    let trace = home.folder.0.join("trace").display().to_string();
    if home.run(&["strace", "-f", "-o", &trace], BOTH).is_none() {
        eprintln!("skipped: strace not found");
        return;
    }
    let text = fs::read_to_string(&trace).expect("strace writes its log");
    let calls = traced_calls(&text);
    let all = calls
        .iter()
        .flat_map(|(name, count)| (1..=*count).map(move |n| (name, n)));
    let (mut kept, mut lost, mut unposted) = (0, 0, 0);
    for (name, n) in all {
        home.reset();
        let fault = format!("inject={name}:signal=KILL:when={n}");
        home.run(&["strace", "-f", "-o", "/dev/null", "-e", &fault], BOTH)
            .expect("strace runs");
        let when = format!("killed at {name} {n}");
        let stars = home.stars(&when);
        let updates = home.updates(&when);
        // The star comes first, then the update.
        assert!(
            updates == 1 || updates == 2 && stars.len() == 2,
            "{when}: {updates}"
        );
        unposted += 2 - updates;
        if stars == set(&[OLD]) {
            lost += 1;
        } else {
            assert_eq!(stars, set(&[OLD, NEW]), "{when}");
            kept += 1;
        }
        // The next run can write in spite of what the killed one left; it removes a star that was kept.
        home.run(&[], BOTH).expect("nadwa runs");
        let wanted = if stars.len() == 1 {
            set(&[OLD, NEW])
        } else {
            set(&[OLD])
        };
        assert_eq!(home.stars(&when), wanted, "{when}");
        assert_eq!(home.updates(&when), updates + 1, "{when}");
    }
    eprintln!("{kept} stars kept, {lost} not; {unposted} updates not posted");
    assert!(kept > unposted / 50 && lost > 10, "{kept} kept, {lost} not");
    let all = kept + lost;
    assert!(
        unposted > lost && unposted < all,
        "{unposted} of {all} posted no update"
    );
}

#[test]
fn a_failed_system_call_loses_nothing_and_is_reported() {
    let home = Home::new();
    let trace = home.folder.0.join("trace").display().to_string();
    let mut reported = 0;
    for error in ["ENOSPC", "EIO", "EROFS"] {
        // The calls that read and write the state file.
        for calls in [
            "openat", "read", "write", "fsync", "rename", "flock", "fchmod", "mkdir",
        ] {
            for (keys, refused) in [(STAR, "not saved"), (POST, "Not posted")] {
                for call in 1.. {
                    home.reset();
                    let fault = format!("inject={calls}:error={error}:when={call}");
                    let strace = ["strace", "-f", "-o", &trace, "-e", &fault];
                    let Some(out) = home.run(&strace, keys) else {
                        eprintln!("skipped: strace not found");
                        return;
                    };
                    let when = format!("{error} at {calls} {call}: {out:?}");
                    assert!(out.status.code().is_some(), "{when}");
                    let log = fs::read_to_string(&trace).unwrap_or_default();
                    let (stars, updates) = (home.stars(&when), home.updates(&when));
                    assert_eq!(home.left(), [""; 0], "{when}");
                    let kept = if keys == STAR {
                        assert!(stars == set(&[OLD]) || stars == set(&[OLD, NEW]), "{when}");
                        stars != set(&[OLD])
                    } else {
                        updates == 2
                    };
                    let screen = String::from_utf8_lossy(&out.stdout);
                    // A failure that comes after the screen is drawn is reported on it.
                    if !kept && screen.contains(DRAWN) {
                        let unread = screen.contains("could not be read");
                        assert!(screen.contains(refused) || unread, "{when}");
                        reported += 1;
                    }
                    if !log.contains("INJECTED") {
                        break;
                    }
                }
            }
        }
    }
    assert!(reported > 10, "{reported} reported");
}

/// Returns the calls of a trace that concern new files with this in their names: a file is written, synced, renamed, and its
/// folder synced.
fn order(trace: &str, file: &str) -> Vec<&'static str> {
    let mut fds: BTreeMap<String, bool> = BTreeMap::new();
    let mut found = Vec::new();
    let (mut folder, mut is_renamed) = (String::new(), false);
    for line in trace.lines() {
        let Some((name, rest)) = line.split_once('(') else {
            continue;
        };
        let name = name.rsplit(' ').next().unwrap_or_default();
        let path = rest.split('"').nth(1).unwrap_or_default();
        let result = rest.rsplit("= ").next().unwrap_or_default().to_owned();
        let fd = rest.split([',', ')']).next().unwrap_or_default();
        let ours = fds.get(fd).copied();
        match name {
            "openat" => {
                let is_new = rest.contains("O_EXCL") && path.contains(file);
                if is_new {
                    folder = String::from(path.rsplit_once('/').map_or(".", |(f, _)| f));
                    is_renamed = false;
                }
                if is_new || is_renamed && path == folder {
                    fds.insert(result, is_new);
                } else {
                    fds.remove(&result);
                }
            }
            "write" if ours == Some(true) && found.last() != Some(&"write") => found.push("write"),
            "fsync" if ours == Some(true) => found.push("fsync"),
            "fsync" if ours == Some(false) => found.push("fsync of the folder"),
            "rename" if path.contains(file) => {
                is_renamed = true;
                found.push("rename");
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_file_is_on_disk_before_it_replaces_another_and_so_is_its_name() {
    let home = Home::new();
    home.reset();
    let trace = home.folder.0.join("trace").display().to_string();
    let calls = "trace=openat,write,fsync,rename";
    if home
        .run(&["strace", "-f", "-e", calls, "-o", &trace], BOTH)
        .is_none()
    {
        eprintln!("skipped: strace not found");
        return;
    }
    let trace = fs::read_to_string(&trace).expect("strace writes its log");
    let wanted = ["write", "fsync", "rename", "fsync of the folder"];
    // In the state folder, the version that was seen comes first, then the star.
    for (file, times) in [("mcmc-2021", 2), ("changes.toml", 1)] {
        let wanted = wanted.repeat(times);
        assert_eq!(order(&trace, file), wanted, "{file}\n{trace}");
    }
}

#[test]
fn the_copy_of_a_damaged_log_is_on_disk_before_the_log_is_replaced() {
    let home = Home::new();
    home.reset();
    let damaged = format!("{UPDATES}\n[[changes]]\nsession = ");
    fs::write(&home.updates, damaged).expect("a file can be written");
    let trace = home.folder.0.join("trace").display().to_string();
    let calls = "trace=openat,write,fsync,rename";
    let strace = ["strace", "-f", "-e", calls, "-o", &trace];
    if home.run(&strace, POST).is_none() {
        eprintln!("skipped: strace not found");
        return;
    }
    let trace = fs::read_to_string(&trace).expect("strace writes its log");
    let copy = ["write", "fsync"];
    let log = ["write", "fsync", "rename", "fsync of the folder"];
    assert_eq!(
        order(&trace, "changes."),
        [&copy[..], &log].concat(),
        "{trace}"
    );
}

#[test]
fn a_lock_file_that_was_replaced_is_locked_again() {
    let home = Home::new();
    home.reset();
    let trace = home.folder.file("trace");
    let log = trace.display().to_string();
    // The program waits between opening the file and locking it.
    let delay = "inject=flock:delay_enter=3000000:when=1";
    let strace = [
        "strace",
        "-f",
        "-e",
        "trace=openat,flock",
        "-e",
        delay,
        "-o",
        &log,
    ];
    std::thread::scope(|scope| {
        let run = scope.spawn(|| home.run(&strace, STAR));
        let lock = home.folder.file("nadwa/mcmc-2021.lock");
        while !run.is_finished() && !lock.exists() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        let new = home.folder.write("another", "");
        fs::rename(new, &lock).expect("the file can be renamed");
        if run.join().expect("no panic").is_none() {
            eprintln!("skipped: strace not found");
            return;
        }
        let trace = fs::read_to_string(&trace).expect("strace writes its log");
        let opened = trace
            .lines()
            .filter(|line| line.contains("mcmc-2021.lock\""));
        // Once more for the star, after the version that was seen.
        assert_eq!(opened.count(), 3, "{trace}");
        assert_eq!(home.stars("locked again"), set(&[OLD, NEW]));
    });
}

const FROM_AFAR: &str = "[program]\nid = \"x\"\ntitle = \"From afar\"\ntimezone = \"UTC\"\n[[sessions]]\nid = \"a\"\ntitle = \"Opening\"\nstart = 2021-11-30T10:00:00\nduration = \"1h\"\n[[sessions]]\nid = \"b\"\ntitle = \"Closing\"\nstart = 2021-11-30T12:00:00\nduration = \"1h\"\n";

/// Serves a programme to every request, as long as the tests run, and returns its address.
fn serve(body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut lines = BufReader::new(&stream).lines();
            while lines
                .next()
                .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
            {}
            // The program may have been killed.
            let _ = write!(
                &stream,
                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{body}",
                body.len()
            );
        }
    });
    format!("http://127.0.0.1:{port}/")
}

/// A command that writes a file, and what the file is before.
struct Job {
    folder: Folder,
    args: Vec<String>,
    file: PathBuf,
    before: Vec<u8>,
}

impl Job {
    /// Fetches a programme whose earlier version is saved.
    fn fetch() -> Self {
        let folder = Folder::new();
        let address = serve(FROM_AFAR);
        let cache = folder.file("cache/nadwa");
        fs::create_dir_all(&cache).expect("a folder can be made");
        let before = format!(
            "{{\"address\":\"{address}\",\"told\":1}}\n{}",
            FROM_AFAR.replace("Opening", "Earlier")
        );
        Self {
            args: vec!["-p".into(), address.clone(), "agenda".into()],
            file: cache.join(file_name(&address)),
            before: before.into(),
            folder,
        }
    }

    /// Posts an update of a session of the file that is fetched otherwise.
    fn post(session: &str) -> Self {
        let folder = Folder::new();
        folder.write("program.toml", FROM_AFAR);
        let words = ["-p", "program.toml", "set", session, "cancelled"];
        Self {
            args: words.map(str::to_owned).into(),
            file: folder.file("changes.toml"),
            before: UPDATES.replace("mcmc-2021", "x").into(),
            folder,
        }
    }

    /// Puts the file back, and removes what was left.
    fn reset(&self) {
        for name in self.left() {
            fs::remove_file(self.file.with_file_name(name)).expect("the file can be removed");
        }
        fs::write(&self.file, &self.before).expect("a file can be written");
    }

    fn left(&self) -> Vec<String> {
        let entries = fs::read_dir(self.file.parent().expect("a folder")).expect("a folder");
        let names = entries.map(|e| e.expect("an entry").file_name().display().to_string());
        names
            .filter(|name| name.strip_suffix(".new").is_some())
            .collect()
    }

    /// Starts the command, under `strace` if that is not empty; none if strace is not installed.
    fn start(&self, strace: &[&str]) -> Option<Child> {
        let line = [strace, &[NADWA]].concat();
        clean(line[0])
            .args(&line[1..])
            .args(&self.args)
            .current_dir(&self.folder.0)
            .env("XDG_STATE_HOME", self.folder.file("state"))
            .env("XDG_CACHE_HOME", self.folder.file("cache"))
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .ok()
    }

    fn run(&self, strace: &[&str]) -> Option<ExitStatus> {
        Some(self.start(strace)?.wait().expect("the command was started"))
    }

    /// Returns whether the file is the new one, after checking that it is whole.
    fn is_new(&self, when: &str) -> bool {
        let bytes = fs::read(&self.file).unwrap_or_else(|e| panic!("{when}: {e}"));
        if bytes == self.before {
            return false;
        }
        if self.file.ends_with("changes.toml") {
            let log = updates::read(&self.file);
            assert!(log.diagnostics.is_empty(), "{when}: {:?}", log.diagnostics);
            assert_eq!(log.updates[0].value.as_deref(), Some("earlier"), "{when}");
            assert!(log.updates.len() > 1, "{when}");
        } else {
            let text = String::from_utf8(bytes).expect("text");
            let (_, body) = text.split_once('\n').expect("two parts");
            assert_eq!(body, FROM_AFAR, "{when}");
        }
        true
    }

    /// Returns the calls of an unharmed run from the first that concerns the file: the name of each, and which one of this
    /// name it is. None if strace is not installed.
    fn calls(&self) -> Option<Vec<(String, usize)>> {
        self.reset();
        let trace = self.folder.0.join("trace").display().to_string();
        self.run(&["strace", "-f", "-o", &trace])?;
        assert!(self.is_new("unharmed"));
        let name = self.file.file_name().expect("a name").display().to_string();
        let text = fs::read_to_string(&trace).expect("strace writes its log");
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let (mut calls, mut begun) = (Vec::new(), false);
        for line in text.lines() {
            let Some((call, rest)) = line.split_once('(') else {
                continue;
            };
            let call = call.rsplit(' ').next().unwrap_or_default();
            if call.is_empty() || !call.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
                continue;
            }
            let count = counts.entry(call).or_default();
            *count += 1;
            begun |= rest.contains(&name);
            if begun {
                calls.push((call.to_owned(), *count));
            }
        }
        Some(calls)
    }
}

#[test]
fn a_kill_while_fetching_or_posting_leaves_a_whole_file() {
    for job in [Job::fetch(), Job::post("a")] {
        let Some(calls) = job.calls() else {
            eprintln!("skipped: strace not found");
            return;
        };
        let (mut old, mut new) = (0, 0);
        for (call, n) in calls {
            job.reset();
            let fault = format!("inject={call}:signal=KILL:when={n}");
            job.run(&["strace", "-f", "-o", "/dev/null", "-e", &fault]);
            let when = format!("{:?} killed at {call} {n}", job.args);
            if job.is_new(&when) {
                new += 1;
            } else {
                old += 1;
            }
            // The next run is not hindered by what the killed one left, and removes it.
            assert!(
                job.run(&[]).is_some_and(|status| status.success()),
                "{when}"
            );
            assert!(job.is_new(&when), "{when}");
            assert_eq!(job.left(), [""; 0], "{when}");
        }
        assert!(old > 5 && new > 0, "{:?}: {old} old, {new} new", job.args);
    }
}

#[test]
fn a_failed_call_while_fetching_or_posting_leaves_a_whole_file() {
    for job in [Job::fetch(), Job::post("a")] {
        let Some(calls) = job.calls() else {
            eprintln!("skipped: strace not found");
            return;
        };
        let mut old = 0;
        for error in ["ENOSPC", "EIO", "EROFS"] {
            let writes = [
                "openat", "write", "fsync", "rename", "flock", "fchmod", "mkdir",
            ];
            for (call, n) in calls
                .iter()
                .filter(|(call, _)| writes.contains(&call.as_str()))
            {
                job.reset();
                let fault = format!("inject={call}:error={error}:when={n}");
                let status = job.run(&["strace", "-f", "-o", "/dev/null", "-e", &fault]);
                let when = format!("{:?}: {error} at {call} {n}", job.args);
                let status = status.and_then(|status| status.code());
                assert!(status.is_some(), "{when}");
                assert_eq!(job.left(), [""; 0], "{when}");
                if !job.is_new(&when) {
                    old += 1;
                    // A copy that is not saved is no reason to fail; an update that is not posted is.
                    assert!(status != Some(0) || job.args[2] == "agenda", "{when}");
                }
            }
        }
        assert!(old > 5, "{:?}: {old} old", job.args);
    }
}

#[test]
fn a_kill_does_not_harm_programs_that_write_at_once() {
    for job in [Job::fetch(), Job::post("a")] {
        let Some(calls) = job.calls() else {
            eprintln!("skipped: strace not found");
            return;
        };
        let words = job
            .args
            .iter()
            .map(|word| word.replace("cancelled", "tentative"));
        let words: Vec<String> = words.collect();
        for (call, n) in calls.into_iter().step_by(3) {
            job.reset();
            let fault = format!("inject={call}:signal=KILL:when={n}");
            let others = [0, 1].map(|_| {
                let mut command = clean(NADWA);
                command.args(&words).current_dir(&job.folder.0);
                command.env("XDG_STATE_HOME", job.folder.file("state"));
                command.env("XDG_CACHE_HOME", job.folder.file("cache"));
                command.stdout(Stdio::null()).spawn().expect("nadwa runs")
            });
            job.run(&["strace", "-f", "-o", "/dev/null", "-e", &fault]);
            let when = format!("{:?} killed at {call} {n}", job.args);
            for mut child in others {
                assert!(child.wait().expect("nadwa ends").success(), "{when}");
            }
            assert!(job.is_new(&when), "{when}");
            if job.args[2] != "agenda" {
                let log = updates::read(&job.file);
                let posted = log
                    .updates
                    .iter()
                    .filter(|u| u.value.as_deref() == Some("tentative"));
                assert_eq!(posted.count(), 2, "{when}");
            }
        }
    }
}
