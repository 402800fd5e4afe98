//! The file of an update log: read with its problems, changed under a lock and replaced as a whole. It may be beside a file that
//! came from anyone, so no symbolic link is followed where it is written, and a file that is no update log stays as it is.

use std::collections::HashSet;
use std::fs;
use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use crate::i18n::Message;
use crate::load::read_updates;
use crate::model::diagnostic::{Code, Diagnostic, LineIndex, MAX_DIAGNOSTICS, Span};
use crate::text::{Lines, Text};
use crate::update::{HEADER, UpdateLog, author_sizes, to_toml};
use crate::workspace::fs::{
    Links, Refusal, lock_beside, open, open_own, read_opened, reason, unused_path,
    write_atomic_via, write_unused,
};

/// The largest file, in bytes: some hundred thousand updates. The updates of one author take half of it at most, so that one
/// desk cannot keep the others from posting.
const MAX_FILE: usize = 16 << 20;
const MAX_AUTHOR: usize = MAX_FILE / 2;
/// How many updates of a field stay when the file is full, and when it is still full then.
const HISTORIES: [usize; 2] = [64, 1];
/// The bytes at the start of a file that hold the programme's id.
const HEAD: u64 = 4096;

/// Reads an update log. A file that does not exist is an empty log, one that cannot be read is a problem of the log.
pub fn read(path: &Path) -> UpdateLog {
    let bytes = open(path).and_then(|file| read_opened(&file, MAX_FILE as u64));
    match bytes {
        // nadwa writes none.
        Ok(bytes) if bytes.is_empty() => {
            let message = Message::new("update-log-empty").arg("file", name(path));
            let help = Message::new("update-log-empty-help");
            with_problem(path, Code::Unreadable, message, help)
        }
        Ok(bytes) => read_updates(&name(path), &bytes),
        Err(e) if e.kind() == ErrorKind::NotFound => UpdateLog::default(),
        Err(e) => {
            let message = Message::new("update-log-unreadable").arg("file", name(path));
            with_problem(
                path,
                Code::Unreadable,
                message.arg("why", reason(&e)),
                Message::new("update-log-unreadable-help"),
            )
        }
    }
}

/// Returns an empty log with a problem of the file.
pub fn with_problem(path: &Path, code: Code, message: Message, help: Message) -> UpdateLog {
    UpdateLog {
        diagnostics: vec![problem(path, code, message, help)],
        ..UpdateLog::default()
    }
}

/// Returns a problem of a whole file.
pub(super) fn problem(path: &Path, code: Code, message: Message, help: Message) -> Diagnostic {
    Diagnostic {
        code,
        location: Some(LineIndex::new(&name(path), "").location(Span::default())),
        message,
        help: Some(help),
        edits: Vec::new(),
        same: 0,
    }
}

/// Returns the id of the programme whose updates the file holds; `None` if it names none, or is not there.
pub fn program(path: &Path) -> Option<Text> {
    let mut head = Vec::new();
    open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    let end = memchr::memmem::find(&head, b"\n[[").unwrap_or(head.len());
    let program = read_updates("", &head[..end]).program;
    (!program.is_empty()).then_some(program)
}

/// Returns the file's name for messages.
pub fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    Text::clean(name, Lines::One).0.to_string()
}

/// Applies a change to the log of the programme `id` as it is in the file now, and returns the result. Of a file with
/// problems a copy is made first, because what could not be read would be lost. If the log is full, earlier updates of other
/// sessions than those of `sessions` are moved to another file, once.
///
/// # Errors
/// When the folder cannot be created or written to, the file is not the programme's update log, or the result is too large;
/// the file is unchanged then.
pub fn update(
    path: &Path,
    id: &str,
    sessions: impl FnOnce() -> Option<HashSet<Text>>,
    change: impl Fn(&mut UpdateLog),
) -> io::Result<UpdateLog> {
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let lock = lock_beside(path)?;
    let edited = edit(path, id, sessions, change);
    drop(lock);
    edited
}

/// Applies a change to a log that is locked.
fn edit(
    path: &Path,
    id: &str,
    sessions: impl FnOnce() -> Option<HashSet<Text>>,
    change: impl Fn(&mut UpdateLog),
) -> io::Result<UpdateLog> {
    // A file that cannot be written is not replaced either.
    let bytes = match open_own(path) {
        Err(e) if e.kind() == ErrorKind::NotFound => Vec::new(),
        file => match read_opened(&file?, MAX_FILE as u64)? {
            // Its updates are lost, and an empty log that can be read would withdraw them everywhere.
            bytes if bytes.is_empty() => {
                return Err(Refusal::new("update-log-empty", path).into());
            }
            bytes => bytes,
        },
    };
    let mut log = read_updates(&name(path), &bytes);
    if !is_log(&bytes, &log) {
        return Err(Refusal::new("reason-foreign", path).into());
    }
    if !log.program.is_empty() && log.program.as_str() != id {
        return Err(Refusal::new("reason-other-program", path).into());
    }
    let lossy = is_lossy(&log);
    let before = to_toml(&log);
    log.program = id.into();
    let mut moved = UpdateLog::default();
    let archive = path.with_extension("unknown");
    let mut text = changed(&mut log, &before, &change);
    // A second archive would let another desk fill the disk.
    if text.is_none()
        && unused_path(&archive).ends_with(format!("{}.1", name(&archive)))
        && let Some(sessions) = sessions()
    {
        log = read_updates(&name(path), &bytes);
        log.program = id.into();
        moved = log.take_unknown_sessions(&sessions);
        text = changed(&mut log, &before, &change);
    }
    let text = text.ok_or_else(|| Refusal::new("reason-full", path))?;
    if text == before {
        return Ok(log);
    }
    // Locations are those of the new file.
    let mut written = read_updates(&name(path), text.as_bytes());
    if !written.is_same(&log) {
        return Err(Refusal::new("reason-unwritable", path).into());
    }
    let mut copies = Vec::new();
    if lossy {
        let copy = write_unused(&path.with_extension("damaged"), &bytes)?;
        let notice = Message::new("update-log-copied").arg("file", name(path));
        written.notice = Some(notice.arg("copy", name(&copy)));
        copies.push(copy);
    }
    if !moved.updates.is_empty() {
        let copy = write_unused(&archive, to_toml(&moved).as_bytes())?;
        let notice = Message::new("update-log-moved").arg("n", moved.updates.len());
        let notice = notice.arg("file", name(path)).arg("copy", name(&copy));
        written.notice = Some(notice);
        copies.push(copy);
    }
    let temporary = format!(".{}.new", name(path));
    let result = write_atomic_via(path, &temporary, text.as_bytes(), Links::Refuse);
    if let Err(e) = result {
        // The log is as it was, and has all that is in the copies.
        for copy in copies {
            drop(fs::remove_file(copy));
        }
        return Err(e);
    }
    Ok(written)
}

/// Changes a log, and removes what is not in force if the file would be full; returns the file, or `None` if it is still too large.
fn changed(
    log: &mut UpdateLog,
    before: &str,
    change: impl FnOnce(&mut UpdateLog),
) -> Option<String> {
    change(log);
    let mut text = to_toml(log);
    for history in HISTORIES {
        if text == before || fits(log, &text) {
            return Some(text);
        }
        log.compact(history);
        text = to_toml(log);
    }
    fits(log, &text).then_some(text)
}

/// Returns whether a file is an update log, or empty: nadwa wrote its first line, or it has an update, or nothing but a
/// programme's id.
fn is_log(bytes: &[u8], log: &UpdateLog) -> bool {
    bytes.trim_ascii().is_empty()
        || FIRST_LINES
            .iter()
            .any(|line| bytes.starts_with(line.as_bytes()))
        || !log.updates.is_empty()
        || !log.unknown.is_empty()
        || !log.program.is_empty() && log.rest.is_empty()
}

/// The beginnings of the first line, of this version and of an earlier one.
const FIRST_LINES: [&str; 2] = [HEADER, "# What was said at the desk over the programme"];

/// Returns whether writing the log again would lose something that its file holds.
fn is_lossy(log: &UpdateLog) -> bool {
    let kept = |d: &Diagnostic| d.code == Code::UnknownKey;
    log.diagnostics.len() >= MAX_DIAGNOSTICS || !log.diagnostics.iter().all(kept)
}

/// Returns whether a file is small enough, and no author's updates take more than their part of it.
fn fits(log: &UpdateLog, text: &str) -> bool {
    text.len() <= MAX_FILE
        && (text.len() <= MAX_AUTHOR || author_sizes(log).values().all(|n| *n <= MAX_AUTHOR))
}
