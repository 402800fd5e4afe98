//! A star is kept or it is not, whatever happens at whichever system call: the program is killed there, or
//! the call fails. strace does it; without strace the test says so and passes.
#![cfg(target_os = "linux")]

mod terminal;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use nadwa::state::State;
use terminal::Folder;

/// The star of before, and the one that is being kept.
const OLD: &str = "opening";
const NEW: &str = "registration";
/// What a screen that is drawn has.
const SHOWN: &str = "Tuesday 30 November";

struct Home {
    folder: Folder,
    program: PathBuf,
}

impl Home {
    fn new() -> Self {
        Self {
            folder: Folder::new(),
            program: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("program.toml"),
        }
    }

    fn state(&self) -> PathBuf {
        self.folder.0.join("nadwa/mcmc-2021.json")
    }

    /// Puts the state of before in its place, and nothing else.
    fn begin(&self) {
        let folder = self.folder.0.join("nadwa");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder can be made");
        fs::write(
            self.state(),
            format!("{{\"stars\": [\"{OLD}\"], \"later\": 1}}"),
        )
        .expect("a file can be written");
    }

    /// Stars a session, by itself or below strace.
    fn star(&self, strace: &[&str]) -> Option<Output> {
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
                "1 ",
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
    home.star(&[]).expect("nadwa runs");
    assert_eq!(home.stars("without a fault"), set(&[OLD, NEW]));
    home.begin();
    let trace = home.folder.0.join("trace").display().to_string();
    if home.star(&["strace", "-f", "-o", &trace]).is_none() {
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
    let (mut kept, mut lost) = (0, 0);
    for (name, n) in all {
        home.begin();
        let fault = format!("inject={name}:signal=KILL:when={n}");
        home.star(&["strace", "-f", "-o", "/dev/null", "-e", &fault])
            .expect("strace runs");
        let when = format!("killed at {name} {n}");
        let stars = home.stars(&when);
        if stars == set(&[OLD]) {
            lost += 1;
        } else {
            assert_eq!(stars, set(&[OLD, NEW]), "{when}");
            kept += 1;
        }
        // Whatever was left lying, the next one can write; a star that was kept is taken away.
        home.star(&[]).expect("nadwa runs");
        let wanted = if stars.len() == 1 {
            set(&[OLD, NEW])
        } else {
            set(&[OLD])
        };
        assert_eq!(home.stars(&when), wanted, "{when}");
    }
    eprintln!("{kept} kept, {lost} not");
    assert!(kept > 10 && lost > 10, "{kept} kept, {lost} not");
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
            for call in 1.. {
                home.begin();
                let fault = format!("inject={calls}:error={error}:when={call}");
                let Some(out) = home.star(&["strace", "-f", "-o", &trace, "-e", &fault]) else {
                    eprintln!("skipped: strace is not there");
                    return;
                };
                let when = format!("{error} at {calls} {call}: {out:?}");
                assert!(out.status.code().is_some(), "{when}");
                let calls_told = fs::read_to_string(&trace).unwrap_or_default();
                let stars = home.stars(&when);
                let screen = String::from_utf8_lossy(&out.stdout);
                if stars == set(&[OLD]) && screen.contains(SHOWN) {
                    // The screen was drawn, so there was somebody to tell.
                    assert!(
                        screen.contains("not kept") || screen.contains("could not be read"),
                        "{when}"
                    );
                    told += 1;
                } else if stars != set(&[OLD]) {
                    assert_eq!(stars, set(&[OLD, NEW]), "{when}");
                }
                if !calls_told.contains("INJECTED") {
                    break;
                }
            }
        }
    }
    assert!(told > 5, "{told} told");
}
