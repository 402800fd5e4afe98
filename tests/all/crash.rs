//! A star and an update are written whole or not at all, whichever system call the program is killed at, and
//! whichever call fails. strace injects the signals and the errors; without it the tests print a message and pass.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Output;

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
