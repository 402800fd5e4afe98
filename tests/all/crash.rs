//! A star is kept or it is not, and so is what a desk says, whatever happens at whichever system call: the program is killed there, or
//! the call fails. strace does it; without strace the test says so and passes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use crate::terminal::Folder;
use nadwa::workspace::state::State;
use nadwa::workspace::updates;

/// The star of before, and the one that is being kept.
const OLD: &str = "opening";
const NEW: &str = "registration";
/// Keys that star a session, and that say something of it.
const STAR: &str = "1 ";
const SAY: &str = "1ccancelled<enter>";
const BOTH: &str = "1 ccancelled<enter>";
/// What a screen that is drawn has.
const SHOWN: &str = "Tuesday 30 November";

struct Home {
    folder: Folder,
    program: PathBuf,
    changes: PathBuf,
}

/// What was said before.
const SAID: &str = "program = \"mcmc-2021\"\n\n[[changes]]\nsession = \"opening\"\nfield = \"note\"\nvalue = \"of before\"\nat = 2021-11-29T08:00:00Z\nby = \"x\"\n";

impl Home {
    fn new() -> Self {
        let folder = Folder::new();
        let program = folder.file("program.toml");
        let there = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("program.toml");
        fs::copy(there, &program).expect("it can be copied");
        Self {
            changes: folder.file("changes.toml"),
            program,
            folder,
        }
    }

    /// How many changes there are, of a file that is whole.
    fn said(&self, when: &str) -> usize {
        let log = updates::read(&self.changes);
        assert!(log.diagnostics.is_empty(), "{when}: {:?}", log.diagnostics);
        assert_eq!(log.updates[0].value.as_deref(), Some("of before"), "{when}");
        log.updates.len()
    }

    fn state(&self) -> PathBuf {
        self.folder.0.join("nadwa/mcmc-2021.json")
    }

    /// Puts the state of before in its place, and nothing else.
    fn begin(&self) {
        let folder = self.folder.0.join("nadwa");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(&self.changes, SAID).expect("a file can be written");
        fs::write(
            self.state(),
            format!("{{\"stars\": [\"{OLD}\"], \"later\": 1}}"),
        )
        .expect("a file can be written");
    }

    /// Presses keys, by itself or below strace.
    fn run(&self, strace: &[&str], keys: &str) -> Option<Output> {
        let mut words: Vec<&str> = strace.to_vec();
        words.push(env!("CARGO_BIN_EXE_nadwa"));
        let out = Command::new(words[0])
            .args(&words[1..])
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
            .env_clear()
            .env("XDG_STATE_HOME", &self.folder.0)
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .output();
        out.ok()
    }

    /// The stars that are kept: the file is whole, and what another version keeps there is, too.
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
fn a_star_is_kept_or_not_at_whichever_call_the_program_dies() {
    let home = Home::new();
    home.begin();
    home.run(&[], BOTH).expect("nadwa runs");
    assert_eq!(home.stars("without a fault"), set(&[OLD, NEW]));
    home.begin();
    let trace = home.folder.0.join("trace").display().to_string();
    if home.run(&["strace", "-f", "-o", &trace], BOTH).is_none() {
        eprintln!("skipped: strace is not there");
        return;
    }
    let text = fs::read_to_string(&trace).expect("it was written");
    // How often each call is made: strace counts them one by one.
    let mut calls: BTreeMap<&str, usize> = BTreeMap::new();
    for line in text.lines() {
        let call = line
            .split_once(' ')
            .and_then(|(_, call)| call.trim_start().split_once('('));
        if let Some((name, _)) = call {
            *calls.entry(name).or_default() += 1;
        }
    }
    let all = calls
        .iter()
        .flat_map(|(name, count)| (1..=*count).map(move |n| (name, n)));
    let (mut kept, mut lost, mut unsaid) = (0, 0, 0);
    for (name, n) in all {
        home.begin();
        let fault = format!("inject={name}:signal=KILL:when={n}");
        home.run(&["strace", "-f", "-o", "/dev/null", "-e", &fault], BOTH)
            .expect("strace runs");
        let when = format!("killed at {name} {n}");
        let stars = home.stars(&when);
        let said = home.said(&when);
        // First the one, then the other.
        assert!(said == 1 || said == 2 && stars.len() == 2, "{when}: {said}");
        unsaid += 2 - said;
        if stars == set(&[OLD]) {
            lost += 1;
        } else {
            assert_eq!(stars, set(&[OLD, NEW]), "{when}");
            kept += 1;
        }
        // Whatever was left lying, the next one can write; a star that was kept is taken away.
        home.run(&[], BOTH).expect("nadwa runs");
        let wanted = if stars.len() == 1 {
            set(&[OLD, NEW])
        } else {
            set(&[OLD])
        };
        assert_eq!(home.stars(&when), wanted, "{when}");
        assert_eq!(home.said(&when), said + 1, "{when}");
    }
    eprintln!("{kept} kept, {lost} not; {unsaid} times nothing was said");
    assert!(kept > unsaid / 50 && lost > 10, "{kept} kept, {lost} not");
    let all = kept + lost;
    assert!(
        unsaid > lost && unsaid < all,
        "{unsaid} of {all} said nothing"
    );
}

#[test]
fn a_call_that_fails_loses_nothing_and_is_told() {
    let home = Home::new();
    let trace = home.folder.0.join("trace").display().to_string();
    let mut told = 0;
    for error in ["ENOSPC", "EIO", "EROFS"] {
        // What reading and writing a state is made of.
        for calls in [
            "openat", "read", "write", "fsync", "rename", "flock", "fchmod", "mkdir",
        ] {
            for (keys, refused) in [(STAR, "not kept"), (SAY, "not said")] {
                for call in 1.. {
                    home.begin();
                    let fault = format!("inject={calls}:error={error}:when={call}");
                    let strace = ["strace", "-f", "-o", &trace, "-e", &fault];
                    let Some(out) = home.run(&strace, keys) else {
                        eprintln!("skipped: strace is not there");
                        return;
                    };
                    let when = format!("{error} at {calls} {call}: {out:?}");
                    assert!(out.status.code().is_some(), "{when}");
                    let calls_told = fs::read_to_string(&trace).unwrap_or_default();
                    let (stars, said) = (home.stars(&when), home.said(&when));
                    let kept = if keys == STAR {
                        assert!(stars == set(&[OLD]) || stars == set(&[OLD, NEW]), "{when}");
                        stars != set(&[OLD])
                    } else {
                        said == 2
                    };
                    let screen = String::from_utf8_lossy(&out.stdout);
                    // Where the screen was drawn, there was somebody to tell.
                    if !kept && screen.contains(SHOWN) {
                        let unread = screen.contains("could not be read");
                        assert!(screen.contains(refused) || unread, "{when}");
                        told += 1;
                    }
                    if !calls_told.contains("INJECTED") {
                        break;
                    }
                }
            }
        }
    }
    assert!(told > 10, "{told} told");
}
