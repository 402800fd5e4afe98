//! Helpers of several modules: nadwa in a clean environment, other programs, folders, keys and screens.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicUsize, Ordering};

use nadwa::tui::app::App;
use nadwa::tui::commands;
use nadwa::tui::draw::{self, Painter};
use nadwa::world::key::Key;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The path of the program under test.
pub const NADWA: &str = env!("CARGO_BIN_EXE_nadwa");

/// Returns the folder of the project.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns a file or a folder of `../shared`; prints a message and returns none if it does not exist.
pub fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    if !path.exists() {
        eprintln!("skipped: {} not found", path.display());
        return None;
    }
    Some(path)
}

/// Returns a command that runs a program in UTC and without the variables of the caller.
pub fn clean(program: &str) -> Command {
    let mut command = Command::new(program);
    command.env_clear().env("TZ", "UTC");
    command
}

/// Returns a command that runs nadwa in UTC and without the variables of the caller.
pub fn nadwa() -> Command {
    clean(NADWA)
}

/// Runs a program; prints a message and returns none if it is not installed.
pub fn run(program: &str, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Option<Output> {
    let out = Command::new(program)
        .args(args)
        .env("TZ", "UTC")
        .env("LC_ALL", "C.UTF-8")
        .output();
    if out.is_err() {
        eprintln!("skipped: {program} not found");
    }
    out.ok()
}

/// Returns what a Python script prints; prints a message and returns none if Python or a module that the
/// script imports is not installed.
pub fn python(script: &str, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Option<String> {
    let script = ["-c", script].map(|arg| OsStr::new(arg).to_owned());
    let args = args.into_iter().map(|arg| arg.as_ref().to_owned());
    let out = run("/usr/bin/python3", script.into_iter().chain(args))?;
    let err = String::from_utf8_lossy(&out.stderr);
    if err.contains("ModuleNotFoundError") {
        eprintln!("skipped: {}", err.lines().last().unwrap_or_default());
        return None;
    }
    assert!(out.status.success(), "{err}");
    Some(String::from_utf8(out.stdout).expect("Python prints UTF-8"))
}

/// Returns how often each system call stands in a log of strace, which counts the calls of each name.
#[cfg(target_os = "linux")]
pub fn traced_calls(log: &str) -> std::collections::BTreeMap<&str, usize> {
    let mut calls = std::collections::BTreeMap::new();
    for line in log.lines() {
        let call = line
            .split_once(' ')
            .and_then(|(_, call)| call.trim_start().split_once('('));
        // The end of a call that another thread interrupted begins with `<...`.
        if let Some((name, _)) = call.filter(|(name, _)| !name.starts_with('<')) {
            *calls.entry(name).or_default() += 1;
        }
    }
    calls
}

/// A temporary folder, removed when the value is dropped.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("nadwa-test-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder can be created");
        Self(path)
    }

    /// Returns the path of a file in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file in the folder and returns its path.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.file(name);
        std::fs::write(&path, text).expect("a file can be written");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Presses keys, written as in the settings.
pub fn press(app: &mut App, keys: &str) {
    for key in Key::parse_all(keys).expect("the keys can be parsed") {
        commands::press(app, key);
    }
}

/// Draws the interface on a screen of this width and height.
pub fn draw(app: &App, painter: &mut Painter, (width, height): (u16, u16)) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    draw::draw(app, painter, &mut buffer);
    buffer
}

/// Returns a message in English.
pub fn english(message: &nadwa::i18n::Message) -> String {
    thread_local!(static ENGLISH: nadwa::i18n::Messages = nadwa::i18n::Messages::english());
    ENGLISH.with(|english| english.message(message))
}
