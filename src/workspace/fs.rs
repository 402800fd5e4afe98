//! Atomic writes and locks: a file is replaced as a whole, or stays as it is.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::i18n::Message;

/// Returns the reason why a file cannot be read or written.
pub fn reason(error: &io::Error) -> Message {
    match error.kind() {
        ErrorKind::NotFound => Message::new("reason-missing"),
        ErrorKind::PermissionDenied => Message::new("reason-denied"),
        ErrorKind::IsADirectory => Message::new("reason-folder"),
        ErrorKind::FileTooLarge => Message::new("reason-large"),
        ErrorKind::ResourceBusy => Message::new("reason-locked"),
        _ => Message::verbatim(&error.to_string()),
    }
}

/// Replaces a file atomically: writes a temporary file in its folder, syncs it, and renames it.
///
/// # Errors
/// When the folder cannot be written to; the file is unchanged then.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // A pipe or a terminal cannot be replaced.
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        return fs::write(path, bytes);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = format!(".{name}.{}.new", std::process::id());
    write_atomic_via(path, &temporary, bytes)
}

/// Replaces a file atomically by way of a temporary file of this name in its folder, which no other program may write.
///
/// # Errors
/// As [`write_atomic`].
pub fn write_atomic_via(path: &Path, temporary: &str, bytes: &[u8]) -> io::Result<()> {
    // A symbolic link stays: its target is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let temporary = folder.join(temporary);
    let written = || {
        let mut file = File::create(&temporary)?;
        if let Ok(meta) = fs::metadata(&target) {
            file.set_permissions(meta.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, &target)
    };
    written().inspect_err(|_| drop(fs::remove_file(&temporary)))?;
    // The rename is durable once the folder is synced. Some systems cannot open folders.
    match File::open(folder) {
        Ok(folder) => folder.sync_all(),
        Err(_) => Ok(()),
    }
}

/// The pause between two attempts to lock a file, and the number of attempts.
const LOCK_PAUSE: Duration = Duration::from_millis(5);
const LOCK_ATTEMPTS: usize = 100;

/// Locks a file until it is closed, and creates it if it does not exist. The program that holds the lock may replace the
/// file; the next one then locks the new file.
///
/// # Errors
/// When the file cannot be opened, or another program keeps the lock ([`ErrorKind::ResourceBusy`]).
pub fn lock(path: &Path) -> io::Result<File> {
    // Programs hold a lock for a moment, unless they are stopped meanwhile.
    for _ in 0..LOCK_ATTEMPTS {
        let file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)?;
        match file.try_lock() {
            Ok(()) if file.metadata()?.ino() == fs::metadata(path)?.ino() => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(e)) => return Err(e),
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// Returns the first of `path.1`, `path.2` … that does not exist.
pub fn unused_path(path: &Path) -> PathBuf {
    (1..=u32::MAX)
        .map(|n| {
            let mut name = path.as_os_str().to_owned();
            name.push(format!(".{n}"));
            PathBuf::from(name)
        })
        .find(|p| !p.exists())
        .expect("some number is unused")
}
