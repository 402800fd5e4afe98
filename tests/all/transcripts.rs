//! Whole screens and whole answers: each file under `screens`, `commands` and `check` holds command
//! lines and all that they print. `ACCEPT=1 cargo test --test all transcripts` writes them anew; read
//! the difference before it is committed.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::terminal::Folder;

/// Runs `nadwa` with a line of arguments in the folder `tests`, without the environment of whoever
/// runs the tests; what it keeps between runs is in `state`. The answer is stdout, then stderr marked `2| `, then the status when it is not 0.
fn answer(line: &str, state: &Path) -> String {
    let (line, stdin) = match line.split_once(" < ") {
        Some((line, file)) => (
            line,
            Stdio::from(fs::File::open(here().join(file)).expect("the input is there")),
        ),
        None => (line, Stdio::null()),
    };
    let (line, envs) = environment(line);
    let tests = here().display().to_string();
    let out = Command::new(env!("CARGO_BIN_EXE_nadwa"))
        .args(words(line))
        .current_dir(here())
        .env_clear()
        .env("TZ", "UTC")
        .env("XDG_STATE_HOME", state)
        .envs(
            envs.into_iter()
                .map(|(name, value)| (name, value.replace("TESTS", &tests))),
        )
        .stdin(stdin)
        .output()
        .expect("nadwa runs");
    // The folder of whoever runs the tests is no part of the answer.
    let read = |bytes| {
        let text = String::from_utf8(bytes).expect("the output is UTF-8");
        let commit = option_env!("NADWA_COMMIT").map_or_else(String::new, |c| format!(" ({c})"));
        let text = match commit.as_str() {
            "" => text,
            commit => text.replace(commit, ""),
        };
        text.replace(&here().display().to_string(), "TESTS")
            .replace(&state.display().to_string(), "STATE")
    };
    let (mut text, err) = (read(out.stdout), read(out.stderr));
    // A question that nobody answers ends no line, and the next command begins one.
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

/// Splits `A=b C=d args` into the arguments and the variables before them, in whose values `TESTS` is
/// the folder of the tests.
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

/// Words separated by blanks; single quotes hold a word together.
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

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn transcripts(folder: &str) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(here().join(folder))
        .expect("the folder is there")
        .map(|entry| entry.expect("a readable entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    all.sort();
    assert!(!all.is_empty(), "no transcript in {folder}");
    all
}

fn replay(folder: &str) {
    let accept = std::env::var_os("ACCEPT").is_some();
    let mut wrong = String::new();
    for path in transcripts(folder) {
        let text = fs::read_to_string(&path).expect("a transcript is UTF-8");
        let mut said = String::new();
        // Each command finds nothing of the one before, but for those that are about that.
        let kept = path
            .file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with("kept-"));
        let state = Folder::new();
        for line in text.lines().filter_map(|l| l.strip_prefix("$ ")) {
            let own = Folder::new();
            let state = if kept { &state } else { &own };
            write!(said, "$ {line}\n{}", answer(line, &state.0)).expect("a String takes it");
        }
        if said != text {
            if accept {
                fs::write(&path, &said).expect("a transcript can be written");
            } else {
                let difference = first_difference(&text, &said);
                write!(wrong, "\n{}\n{difference}", path.display()).expect("a String takes it");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn first_difference(wanted: &str, said: &str) -> String {
    let (mut wanted_lines, mut said_lines) = (wanted.lines(), said.lines());
    let mut command = "";
    for n in 1.. {
        let (want, got) = (wanted_lines.next(), said_lines.next());
        if want != got {
            let (want, got) = (want.unwrap_or("(the end)"), got.unwrap_or("(the end)"));
            return format!("line {n}, of {command}\n  wanted: {want}\n  said:   {got}\n");
        }
        let Some(line) = want else { break };
        if line.starts_with("$ ") {
            command = line;
        }
    }
    "differs in line breaks alone\n".into()
}

#[test]
fn screens() {
    replay("screens");
}

#[test]
fn commands() {
    replay("commands");
}

#[test]
fn check() {
    replay("check");
}

fn all_text(folders: &[&str]) -> String {
    let files = folders.iter().flat_map(|f| transcripts(f));
    files
        .map(|p| fs::read_to_string(p).expect("a transcript is UTF-8"))
        .collect()
}

#[test]
fn every_code_is_reported_by_some_file() {
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
    // These end the program or stop it; tests/pty.rs presses them.
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
