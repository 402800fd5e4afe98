//! The documents are right: parts generated from tables are up to date, the commands they show work and
//! print what they show, and their links lead to files.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The documents, by their paths below the root of the repository.
fn documents() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["", "docs", "benches"] {
        for entry in fs::read_dir(root().join(folder)).expect("the folder is there") {
            let name = entry.expect("an entry").file_name();
            let path = Path::new(folder).join(name);
            if path.extension().is_some_and(|e| e == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn keys() -> String {
    let mut out = String::from("| key | command |\n|---|---|\n");
    let words = nadwa::i18n::Messages::new(nadwa::text::Lang::parse("en").expect("a language"));
    let rows = nadwa::tui::commands::keymap().rows;
    for row in rows.iter().filter(|row| !row.keys.is_empty()) {
        let doc = words.get(&row.message);
        // A cell of a table ends at a bar, in code too.
        let shown = row
            .keys
            .iter()
            .map(|k| format!("`{k}`").replace('|', "\\|"));
        let shown: Vec<String> = shown.collect();
        writeln!(out, "| {} | {doc} |", shown.join(" ")).expect("a String takes it");
    }
    out
}

fn codes() -> String {
    let named = |level: &str| {
        let rows = nadwa::model::diagnostic::CODES
            .iter()
            .filter(|a| a.level.name() == level);
        rows.map(|a| format!("`{}`", a.name))
            .collect::<Vec<_>>()
            .join(" ")
    };
    format!(
        "errors: {}\n\nwarnings: {}\n",
        named("error"),
        named("warning")
    )
}

#[test]
fn the_generated_parts_are_up_to_date() {
    for (file, mark, part) in [
        ("docs/keys.md", "keys", keys()),
        ("docs/format.md", "codes", codes()),
        ("docs/format.md", "keys", nadwa::load::reference()),
    ] {
        let path = root().join(file);
        let text = fs::read_to_string(&path).expect("the document is there");
        let mut made = text.clone();
        let start = made
            .find(&format!("<!-- {mark}:"))
            .expect("the mark is there");
        let start = start + made[start..].find("-->\n").expect("the mark ends") + "-->\n".len();
        let end = start + made[start..].find("<!-- end -->").expect("the part ends");
        made.replace_range(start..end, &format!("\n{part}\n"));
        if std::env::var_os("ACCEPT").is_some() {
            fs::write(&path, &made).expect("the document can be written");
        } else {
            assert!(
                made == text,
                "{file} is stale: ACCEPT=1 cargo test --test all docs updates it"
            );
        }
    }
}

/// The pictures of the README are drawn by nadwa itself.
#[test]
fn the_pictures_are_up_to_date() {
    let pictures = [
        ("agenda", "en", "1"),
        ("agenda-ar", "ar", "1"),
        ("timetable", "en", "2"),
    ];
    for (name, lang, keys) in pictures {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_nadwa"))
            .args(["export", "svg", "--size", "120x28", "--theme", "dark"])
            .args(["--at", "2021-11-30T11:20", "--lang", lang, "--keys", keys])
            .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")))
            .env_clear()
            .env("TZ", "UTC")
            .output()
            .expect("nadwa runs");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/{name}.svg"));
        if std::env::var_os("ACCEPT").is_some() {
            fs::write(&path, &out.stdout).expect("the picture can be written");
        }
        assert!(
            fs::read(&path).is_ok_and(|now| now == out.stdout),
            "docs/{name}.svg is stale: ACCEPT=1 cargo test --test all docs updates it"
        );
    }
}

/// Commands in the documents that cannot run in a test, by a part of the command (or all of it, before a `$`),
/// with the reason.
const SKIPPED: &[(&str, &str)] = &[
    ("cargo ", "builds nadwa, runs its tests or its benchmarks"),
    ("fuzz/corpus.sh", "changes the corpus"),
    (".ci/run", "runs the tests"),
    ("git diff$", "needs the repository"),
    ("nats-server ", "runs a server"),
    ("--live nats://", "needs a server"),
    ("nadwa publish public$", "runs until it is stopped"),
];

/// How the documents announce an exit status other than 0, in each of their languages.
const STATUS: &[&str] = &[
    "exit status ",
    "estado de salida ",
    "code de sortie ",
    "حالة الخروج ",
];

/// How long a command may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A block of commands, with the output that the document shows for it.
#[derive(Default)]
struct Block {
    /// Each with its line number.
    commands: Vec<(usize, String)>,
    output: Option<String>,
}

/// Returns the `sh` blocks of a document, each with the `text` block that follows it under the same heading.
fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut fence = None;
    // Whether a `text` block would belong to the last block of commands.
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            fence = match fence {
                Some(_) => None,
                None => Some(language),
            };
            match fence {
                Some("sh") => {
                    found.push(Block::default());
                    open = true;
                }
                Some("text") if open => {
                    let block = found.last_mut().expect("open means that there is one");
                    block.output = Some(String::new());
                }
                None if language.is_empty() => {
                    open &= found.last().is_some_and(|b| b.output.is_none());
                }
                _ => {}
            }
            continue;
        }
        match (fence, found.last_mut()) {
            (Some("sh"), Some(block)) if !line.trim().is_empty() => {
                block.commands.push((number, line.to_owned()));
            }
            (
                Some("text"),
                Some(Block {
                    output: Some(output),
                    ..
                }),
            ) if open => {
                output.push_str(line.trim_end());
                output.push('\n');
            }
            (None, _) if line.starts_with('#') => open = false,
            _ => {}
        }
    }
    found
}

/// Splits a shell line into the command and its comment.
fn parts(line: &str) -> (&str, &str) {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') if before.is_whitespace() => return (line[..at].trim(), &line[at..]),
            (None, '\'' | '"') => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            _ => {}
        }
        before = c;
    }
    (line.trim(), "")
}

/// Returns the exit status that a comment announces.
fn announced(comment: &str) -> i32 {
    let number = STATUS.iter().find_map(|s| comment.split_once(s));
    let digit = number.and_then(|(_, rest)| rest.chars().next()?.to_digit(10));
    digit.map_or(0, |d| i32::try_from(d).expect("a digit"))
}

/// Whether `printed` holds the pieces of `shown`, which lines of `…` separate, in their order.
fn holds(printed: &str, shown: &str) -> bool {
    let lines =
        |text: &str| -> Vec<String> { text.lines().map(|l| l.trim_end().to_owned()).collect() };
    let printed = lines(printed);
    let shown = lines(shown);
    let mut at = 0;
    shown.split(|line| line.trim() == "…").all(|piece| {
        let rest = &printed[at..];
        let place = (0..=rest.len()).find(|&i| rest[i..].starts_with(piece));
        at += place.unwrap_or(0) + piece.len();
        place.is_some()
    })
}

/// A folder where the commands of one document run.
struct Scratch {
    folder: PathBuf,
    lang: String,
}

impl Scratch {
    /// Makes the folder, with the seminar's programme and two versions of it to compare.
    fn new(document: &Path) -> Self {
        let name = document.display().to_string().replace('/', "-");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("docs")
            .join(&name);
        // It is there after an earlier run alone.
        let _ = fs::remove_dir_all(&folder);
        let here = folder.join("here");
        for folder in [&here, &folder.join("bin"), &folder.join("home")] {
            fs::create_dir_all(folder).expect("the folder can be made");
        }
        let program =
            fs::read_to_string(root().join("program.toml")).expect("the programme is there");
        let later = program.replace("2021-12-01T16:30:00", "2021-12-01T16:45:00");
        assert_ne!(program, later, "the seminar ends at another time");
        for (file, text) in [
            ("program.toml", &program),
            ("old.toml", &program),
            ("new.toml", &later),
        ] {
            fs::write(here.join(file), text).expect("the programme can be written");
        }
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_nadwa"), folder.join("bin/nadwa"))
            .expect("a link");
        // docs/howto.es.md is in Spanish.
        let lang = name.strip_suffix(".md").and_then(|n| n.rsplit_once('.'));
        let lang = lang.map_or("en", |(_, lang)| lang).to_owned();
        Self { folder, lang }
    }

    /// Runs a shell line without a terminal; returns its exit status and what it printed.
    fn run(&self, line: &str) -> (Option<i32>, String) {
        let path = self.folder.join("output");
        let output = File::create(&path).expect("the file can be written");
        let home = self.folder.join("home");
        let mut child = Command::new("/bin/sh")
            .args(["-e", "-c", line])
            .current_dir(self.folder.join("here"))
            .env_clear()
            .env(
                "PATH",
                format!("{}/bin:/usr/bin:/bin", self.folder.display()),
            )
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join(".config"))
            .env("XDG_STATE_HOME", home.join(".local/state"))
            .env("NADWA_LANG", &self.lang)
            .env("TZ", "UTC")
            .stdin(Stdio::null())
            .stdout(output.try_clone().expect("the same file"))
            .stderr(output)
            .spawn()
            .expect("the shell starts");
        let end = Instant::now() + PATIENCE;
        let status = loop {
            match child.try_wait().expect("the shell can be asked") {
                Some(status) => break status.code(),
                None if Instant::now() > end => {
                    child.kill().expect("the shell can be ended");
                    break None;
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        let printed = fs::read(&path).expect("the output is there");
        (status, String::from_utf8_lossy(&printed).into_owned())
    }
}

/// Runs the commands of a document, in order; adds what is wrong to `faults`, and the entries of the list of
/// skipped commands that were needed to `used`.
fn try_document(document: &Path, used: &mut BTreeSet<&str>, faults: &mut String) {
    let text = fs::read_to_string(root().join(document)).expect("the document is there");
    let scratch = Scratch::new(document);
    let mut fault = |line: usize, what: String| {
        writeln!(faults, "{}:{line}: {what}", document.display()).expect("a String takes it");
    };
    for block in blocks(&text) {
        let mut printed = String::new();
        for (number, line) in &block.commands {
            let (command, comment) = parts(line);
            let skipped = SKIPPED
                .iter()
                .find(|(part, _)| match part.strip_suffix('$') {
                    Some(whole) => command == whole,
                    None => command.contains(part),
                });
            if let Some((part, _)) = skipped {
                used.insert(part);
                continue;
            }
            let (status, output) = scratch.run(command);
            let expected = announced(comment);
            if status != Some(expected) {
                let status = status.map_or("no exit status in time".into(), |s| {
                    format!("exit status {s}")
                });
                fault(
                    *number,
                    format!("`{command}`: {status}, the document says {expected}\n{output}"),
                );
            }
            printed.push_str(&output);
        }
        if let (Some(shown), Some((number, _))) = (&block.output, block.commands.last())
            && !holds(&printed, shown)
        {
            fault(
                *number,
                format!("the document shows\n{shown}but these commands print\n{printed}"),
            );
        }
    }
}

#[test]
fn the_commands_work_and_print_what_is_shown() {
    let mut used = BTreeSet::new();
    let mut faults = String::new();
    for document in documents() {
        try_document(&document, &mut used, &mut faults);
    }
    assert!(faults.is_empty(), "{faults}");
    for (part, reason) in SKIPPED {
        assert!(
            used.contains(part),
            "no document shows '{part}' ({reason}): remove it from the list"
        );
    }
}

/// Returns the addresses that a document links to, outside of code.
fn links(text: &str) -> Vec<String> {
    let mut code = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            code = !code;
        } else if !code {
            let ends = line.split("](").skip(1);
            found.extend(ends.filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())));
        }
    }
    found
}

/// Returns the anchors of a document's headings, as web hosts make them.
fn anchors(text: &str) -> Vec<String> {
    let headings = text.lines().filter(|l| l.starts_with('#'));
    let anchor = |heading: &str| -> String {
        let kept = heading.trim_start_matches('#').trim().to_lowercase();
        let kept = kept
            .chars()
            .filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).collect()
    };
    headings.map(anchor).collect()
}

#[test]
fn the_links_lead_to_files_and_headings() {
    let mut faults = String::new();
    for document in documents() {
        let path = root().join(&document);
        let text = fs::read_to_string(&path).expect("the document is there");
        for link in links(&text) {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() {
                path.clone()
            } else {
                path.with_file_name(file)
            };
            let found = target.exists()
                && (anchor.is_empty()
                    || fs::read_to_string(&target)
                        .is_ok_and(|t| anchors(&t).iter().any(|a| a == anchor)));
            if !found {
                writeln!(faults, "{}: {link}", document.display()).expect("a String takes it");
            }
        }
    }
    assert!(faults.is_empty(), "these links lead nowhere:\n{faults}");
}
