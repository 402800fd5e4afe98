//! Opening, locking and replacing files. Only regular files are opened, so nothing waits for a pipe or reads a device without
//! end; a file is replaced as a whole, or stays as it is.

use std::fmt;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::i18n::{Message, Messages};
use crate::platform::file::{FileId, is_busy, open_at_once, replace};
use crate::text::{Lines, Text};

/// Whether a symbolic link in the place of a file is followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// The file that it leads to is used.
    Follow,
    /// It is an error: the folder may come from someone else, so a link in it is not trusted.
    Refuse,
}

/// Why nadwa does not use a file that the system would let it use.
#[derive(Debug, Clone)]
pub struct Refusal(Message);

impl Refusal {
    /// Returns the refusal of a file; `key` is a message that names it.
    pub fn new(key: &'static str, path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let (name, _) = Text::clean(name.to_string_lossy(), Lines::One);
        Self(Message::new(key).arg("file", &name))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&Messages::english().message(&self.0))
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        Self::other(refusal)
    }
}

/// Returns the reason why a file cannot be read or written.
pub fn reason(error: &io::Error) -> Message {
    let refusal = error.get_ref().and_then(|e| e.downcast_ref::<Refusal>());
    if let Some(Refusal(message)) = refusal {
        return message.clone();
    }
    match error.kind() {
        ErrorKind::NotFound => Message::new("reason-missing"),
        ErrorKind::PermissionDenied => Message::new("reason-denied"),
        ErrorKind::IsADirectory => Message::new("reason-folder"),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Message::new("reason-no-folder"),
        ErrorKind::FileTooLarge => Message::new("reason-large"),
        // A lock that another nadwa holds; from the system, a file in use.
        ErrorKind::ResourceBusy if error.raw_os_error().is_none() => Message::new("reason-locked"),
        ErrorKind::StorageFull => Message::new("reason-disk-full"),
        ErrorKind::ReadOnlyFilesystem => Message::new("reason-read-only"),
        _ => Message::verbatim(&error.to_string()),
    }
}

/// Opens a regular file for reading, at once.
///
/// # Errors
/// When it does not exist or cannot be read, or is a folder, a pipe or a device.
pub fn open(path: &Path) -> io::Result<File> {
    open_with(File::options().read(true), path, Links::Follow)
}

/// Opens a regular file as [`open()`] does, for reading and writing.
///
/// # Errors
/// As [`open()`], and when it cannot be written, or is a link.
pub fn open_own(path: &Path) -> io::Result<File> {
    open_with(File::options().read(true).write(true), path, Links::Refuse)
}

fn open_with(options: &mut OpenOptions, path: &Path, links: Links) -> io::Result<File> {
    let opened = open_at_once(options, links == Links::Follow).open(path);
    let is_link = || fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    let file = match opened {
        Err(_) if links == Links::Refuse && is_link() => {
            return Err(Refusal::new("reason-link", path).into());
        }
        opened => opened?,
    };
    let meta = file.metadata()?;
    // Some systems open the link itself.
    if meta.is_symlink() {
        return Err(Refusal::new("reason-link", path).into());
    }
    if meta.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !meta.is_file() {
        return Err(Refusal::new("reason-special", path).into());
    }
    Ok(file)
}

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
/// As [`open()`], and when the file is larger.
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_opened(&open(path)?, limit)
}

/// Reads a file from its start to its end, as [`read`] does.
///
/// # Errors
/// When it cannot be read or is larger.
pub fn read_opened(file: &File, limit: u64) -> io::Result<Vec<u8>> {
    let size = file.metadata()?.len().min(limit);
    let mut bytes = Vec::with_capacity(size as usize + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Replaces a file atomically: writes a temporary file in its folder, syncs it, and renames it. A symbolic link stays: its
/// target is replaced.
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
    write_atomic_via(path, &temporary, bytes, Links::Follow)
}

/// Replaces a file atomically by way of a temporary file of this name in its folder, which no other program may write.
///
/// # Errors
/// As [`write_atomic`].
pub fn write_atomic_via(
    path: &Path,
    temporary: &str,
    bytes: &[u8],
    links: Links,
) -> io::Result<()> {
    let target = match links {
        Links::Follow => fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()),
        Links::Refuse => path.to_owned(),
    };
    let replaced = fs::symlink_metadata(&target).ok();
    if replaced.as_ref().is_some_and(fs::Metadata::is_symlink) {
        let key = match links {
            Links::Follow => "reason-dangling",
            Links::Refuse => "reason-link",
        };
        return Err(Refusal::new(key, &target).into());
    }
    // A link may lead to a device, and root could replace it.
    if replaced
        .as_ref()
        .is_some_and(|m| !m.is_file() && !m.is_dir())
    {
        return Err(Refusal::new("reason-special", &target).into());
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let temporary = folder.join(temporary);
    // What a killed program left is removed; a link of this name is not followed.
    match fs::remove_file(&temporary) {
        Err(e) if e.kind() != ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let file = File::create_new(&temporary)?;
    let written = || {
        if let Some(meta) = replaced.filter(fs::Metadata::is_file) {
            file.set_permissions(meta.permissions())?;
        }
        (&file).write_all(bytes)?;
        file.sync_all()?;
        replace(&temporary, &target)
    };
    written().inspect_err(|_| drop(fs::remove_file(&temporary)))?;
    // The rename is durable once the folder is synced. Some systems cannot open folders.
    match File::open(folder) {
        Ok(folder) => durable(folder.sync_all()),
        Err(_) => Ok(()),
    }
}

/// Returns the result of making durable what was renamed in a folder: some file systems of networks and of FUSE cannot, and
/// the files in it were replaced all the same.
///
/// # Errors
/// When the disk fails.
pub fn durable(synced: io::Result<()>) -> io::Result<()> {
    match synced {
        Err(e) if [ErrorKind::InvalidInput, ErrorKind::Unsupported].contains(&e.kind()) => Ok(()),
        synced => synced,
    }
}

/// The pause between two attempts to lock a file, and the number of attempts: many programs that write one after another, each
/// in some milliseconds, have their turn.
const LOCK_PAUSE: Duration = Duration::from_millis(5);
const LOCK_ATTEMPTS: usize = 1000;

/// Locks a file until it is closed, and creates it if it does not exist. The program that holds the lock may replace the
/// file; the next one then locks the new file.
///
/// # Errors
/// When the file cannot be opened, or another program keeps the lock ([`ErrorKind::ResourceBusy`]).
pub fn lock(path: &Path, links: Links) -> io::Result<File> {
    let mut options = File::options();
    options.create(true).truncate(false).read(true).write(true);
    // Programs hold a lock for a moment, unless they are stopped meanwhile.
    for _ in 0..LOCK_ATTEMPTS {
        let file = match open_with(&mut options, path, links) {
            Err(e) if is_busy(&e) => {
                std::thread::sleep(LOCK_PAUSE);
                continue;
            }
            opened => opened?,
        };
        match file.try_lock() {
            Ok(()) if is_at(&file, path)? => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
            Err(TryLockError::Error(e)) => return Err(e),
        }
    }
    Err(ErrorKind::ResourceBusy.into())
}

/// The lock of a file that is replaced while it is held: another file beside it, because not every system replaces a locked
/// one. It is removed with the lock.
#[derive(Debug)]
pub struct LockBeside {
    path: PathBuf,
    _file: File,
}

/// Locks a file, which need not exist, against other programs that call this function.
///
/// # Errors
/// As [`lock`].
pub fn lock_beside(path: &Path) -> io::Result<LockBeside> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let path = path.with_file_name(format!(".{name}.lock"));
    let file = lock(&path, Links::Refuse)?;
    Ok(LockBeside { path, _file: file })
}

impl Drop for LockBeside {
    fn drop(&mut self) {
        // A program that waits for it sees that it was removed. A file with content is not nadwa's.
        if fs::metadata(&self.path).is_ok_and(|meta| meta.len() == 0) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Returns whether the path still leads to this file, which may have been replaced or removed since it was opened.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    match FileId::at(path) {
        Ok(there) => Ok(FileId::of(file)? == there),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}

/// Writes a file that does not exist yet; no link is followed.
///
/// # Errors
/// When something has this name ([`ErrorKind::AlreadyExists`]), or the folder cannot be written to.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.inspect_err(|_| drop(fs::remove_file(path)))
}

/// Writes bytes to the first of `path.1`, `path.2` … that does not exist, and returns its path.
///
/// # Errors
/// When the folder cannot be written to.
pub fn write_unused(path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    loop {
        let unused = unused_path(path);
        match write_new(&unused, bytes) {
            Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
            written => return written.map(|()| unused),
        }
    }
}

/// Returns the first of `path.1`, `path.2` … that does not exist.
pub fn unused_path(path: &Path) -> PathBuf {
    (1..=u32::MAX)
        .map(|n| {
            let mut name = path.as_os_str().to_owned();
            name.push(format!(".{n}"));
            PathBuf::from(name)
        })
        .find(|p| fs::symlink_metadata(p).is_err())
        .expect("some number is unused")
}
