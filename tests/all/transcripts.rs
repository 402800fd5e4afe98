//! Snapshots of screens and commands: each file in `screens`, `commands` and `check` holds command lines and
//! their output. `ACCEPT=1 cargo test --test all transcripts` rewrites them; read the difference before you
//! commit it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::support::{Folder, nadwa, root};

/// Runs a command line in the folder `tests`, with its state in `state`. Returns stdout, stderr with each line
/// after `2| `, and the exit status if it is not 0.
fn output(line: &str, state: &Path) -> String {
    let (line, stdin) = match line.split_once(" < ") {
        Some((line, file)) => (
            line,
            Stdio::from(fs::File::open(here().join(file)).expect("the input can be read")),
        ),
        None => (line, Stdio::null()),
    };
    let (line, envs) = environment(line);
    let tests = here().display().to_string();
    let out = nadwa()
        .args(words(line))
        .current_dir(here())
        .env("XDG_STATE_HOME", state)
        .envs(
            envs.into_iter()
                .map(|(name, value)| (name, value.replace("TESTS", &tests))),
        )
        .stdin(stdin)
        .output()
        .expect("nadwa runs");
    // Snapshots do not contain the paths of this machine, nor when its files were saved.
    let read = |bytes| {
        let text = String::from_utf8(bytes).expect("the output is UTF-8");
        let commit = option_env!("NADWA_COMMIT").map_or_else(String::new, |c| format!(" ({c})"));
        let text = match commit.as_str() {
            "" => text,
            commit => text.replace(commit, ""),
        };
        let lines = text.split_inclusive('\n').map(|line| {
            if line.starts_with("DTSTAMP:") {
                "DTSTAMP:SAVED\n"
            } else {
                line
            }
        });
        let text: String = lines.collect();
        text.replace(&here().display().to_string(), "TESTS")
            .replace(&state.display().to_string(), "STATE")
    };
    let (mut text, err) = (read(out.stdout), read(out.stderr));
    // A question without an answer does not end its line.
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.extend(err.lines().map(|l| format!("2| {l}\n")));
    match out.status.code() {
        Some(0) => {}
        code => writeln!(text, "status {}", code.expect("no signal")).expect("a String takes it"),
    }
    text
}

/// Splits `A=b C=d nadwa args` into the arguments and the variables.
fn environment(line: &str) -> (&str, Vec<(&str, &str)>) {
    let mut rest = line;
    let mut envs = Vec::new();
    while let Some((word, after)) = rest.split_once(' ') {
        let Some((name, value)) = word
            .split_once('=')
            .filter(|(n, _)| n.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'))
        else {
            break;
        };
        envs.push((name, value));
        rest = after;
    }
    (
        rest.strip_prefix("nadwa")
            .expect("a line is [VAR=value] nadwa …"),
        envs,
    )
}

/// Splits a line at spaces that are not in single quotes.
fn words(line: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut word: Option<String> = None;
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' => {
                quoted = !quoted;
                word.get_or_insert_default();
            }
            ' ' if !quoted => all.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    all.extend(word);
    all
}

/// Returns the folder `tests`.
fn here() -> PathBuf {
    root().join("tests")
}

/// Returns the snapshots of a folder.
fn snapshots(folder: &str) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(here().join(folder))
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    all.sort();
    assert!(!all.is_empty(), "no snapshot in {folder}");
    all
}

/// Runs the command lines of every snapshot of a folder, and asserts their output or rewrites it.
fn replay(folder: &str) {
    let accept = std::env::var_os("ACCEPT").is_some();
    let mut wrong = String::new();
    for path in snapshots(folder) {
        let text = fs::read_to_string(&path).expect("a snapshot is UTF-8");
        let mut now = String::new();
        // Each command has its own state, except in the snapshots about state.
        let kept = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with("kept-"));
        let state = Folder::new();
        for line in text.lines().filter_map(|l| l.strip_prefix("$ ")) {
            let own = Folder::new();
            let state = if kept { &state } else { &own };
            write!(now, "$ {line}\n{}", output(line, &state.0)).expect("a String takes it");
        }
        if now != text {
            if accept {
                fs::write(&path, &now).expect("a snapshot can be written");
            } else {
                let difference = first_difference(&text, &now);
                write!(wrong, "\n{}\n{difference}", path.display()).expect("a String takes it");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Describes the first line that differs.
fn first_difference(wanted: &str, now: &str) -> String {
    let (mut wanted_lines, mut lines) = (wanted.lines(), now.lines());
    let mut command = "";
    for n in 1.. {
        let (want, got) = (wanted_lines.next(), lines.next());
        if want != got {
            let (want, got) = (want.unwrap_or("(the end)"), got.unwrap_or("(the end)"));
            return format!("line {n}, of {command}\n  wanted: {want}\n  found:  {got}\n");
        }
        let Some(line) = want else { break };
        if line.starts_with("$ ") {
            command = line;
        }
    }
    "only the line breaks differ\n".into()
}

#[test]
fn screens_are_those_of_the_snapshots() {
    replay("screens");
}

#[test]
fn commands_print_what_the_snapshots_hold() {
    replay("commands");
}

#[test]
fn check_prints_what_the_snapshots_hold() {
    replay("check");
}

/// Returns the text of all snapshots in these folders.
fn all_text(folders: &[&str]) -> String {
    let files = folders.iter().flat_map(|f| snapshots(f));
    files
        .map(|p| fs::read_to_string(p).expect("a snapshot is UTF-8"))
        .collect()
}

#[test]
fn every_diagnostic_has_a_snapshot() {
    let text = all_text(&["check"]);
    for about in nadwa::model::diagnostic::CODES {
        let wanted = format!("{}[{}]", about.level.name(), about.name);
        assert!(
            text.contains(&wanted),
            "no file in tests/check gives {wanted}"
        );
    }
}

#[test]
fn every_view_has_a_screen_and_every_key_is_pressed() {
    for view in nadwa::view::VIEWS {
        let file = here().join("screens").join(format!("{}.txt", view.name));
        assert!(file.exists(), "{} is missing", file.display());
    }
    let pressed: String = all_text(&["screens"])
        .lines()
        .filter(|l| l.starts_with("$ "))
        .collect();
    // pty.rs presses the keys that end the program or stop it.
    let elsewhere = ["quit", "suspend", "redraw"];
    let tables = nadwa::tui::commands::COMMANDS
        .iter()
        .filter(|c| !elsewhere.contains(&c.name))
        .map(|c| c.keys);
    for keys in tables {
        let key = keys.split(' ').find(|k| pressed.contains(k));
        assert!(key.is_some(), "no screen presses any of {keys}");
    }
}
