//! Files: how they are opened, what identifies them, and pipes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use winapi_util::file::information;

/// Opens a link itself (`FILE_FLAG_OPEN_REPARSE_POINT`).
const NO_FOLLOW: u32 = 0x0020_0000;
/// Opens folders as well (`FILE_FLAG_BACKUP_SEMANTICS`).
const FOLDERS: u32 = 0x0200_0000;

/// Makes these options open at once, whatever is opened; a link in the place of the file is opened only if `follow`.
pub fn open_at_once(options: &mut OpenOptions, follow: bool) -> &mut OpenOptions {
    options.custom_flags(if follow { 0 } else { NO_FOLLOW })
}

/// The identity of a file, which a file that takes its name does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId {
    volume: u64,
    index: u64,
}

impl FileId {
    /// Returns the identity of an open file.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn of(file: &File) -> io::Result<Self> {
        let information = information(file)?;
        Ok(Self {
            volume: information.volume_serial_number(),
            index: information.file_index(),
        })
    }

    /// Returns the identity of the file or folder that a path leads to.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn at(path: &Path) -> io::Result<Self> {
        Self::of(&open_metadata(path)?)
    }
}

/// Opens a file or folder for its metadata.
fn open_metadata(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.access_mode(0).custom_flags(FOLDERS).open(path)
}

/// The identity and the times of a file, which differ after every save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp {
    id: FileId,
    len: u64,
    modified: SystemTime,
}

impl FileStamp {
    /// Returns the stamp of a file; `None` if there is none.
    pub fn of(path: &Path) -> Option<Self> {
        let file = open_metadata(path).ok()?;
        let meta = file.metadata().ok()?;
        Some(Self {
            id: FileId::of(&file).ok()?,
            len: meta.len(),
            modified: meta.modified().ok()?,
        })
    }
}

/// Returns whether a file cannot be opened for a moment only: after its removal it has its name until all programs have
/// closed it.
pub fn is_busy(error: &io::Error) -> bool {
    const SHARING_VIOLATION: i32 = 32;
    error.kind() == ErrorKind::PermissionDenied || error.raw_os_error() == Some(SHARING_VIOLATION)
}

/// The pause between two attempts to replace a file, and their number: scanners of viruses open files that were written.
const PAUSE: Duration = Duration::from_millis(20);
const ATTEMPTS: usize = 25;

/// Gives a file the name of another one, which it replaces atomically.
///
/// # Errors
/// Returns the error of the system.
pub fn replace(from: &Path, to: &Path) -> io::Result<()> {
    for _ in 1..ATTEMPTS {
        match fs::rename(from, to) {
            Err(e) if is_busy(&e) && !to.is_dir() => std::thread::sleep(PAUSE),
            renamed => return renamed,
        }
    }
    fs::rename(from, to)
}

/// The names of devices, with any extension; so are `COM1` to `COM9` and `LPT1` to `LPT9`.
const DEVICES: [&str; 6] = ["AUX", "CON", "CONIN$", "CONOUT$", "NUL", "PRN"];

/// Returns whether a file can have this name.
pub fn is_valid_name(name: &str) -> bool {
    let forbidden = |c: char| c.is_control() || r#"\/:*?"<>|"#.contains(c);
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.trim_end().to_ascii_uppercase();
    let port = stem
        .strip_prefix("COM")
        .or_else(|| stem.strip_prefix("LPT"));
    let is_port = port.is_some_and(|n| n.len() == 1 && ("1"..="9").contains(&n));
    !name.contains(forbidden)
        && !name.ends_with(['.', ' '])
        && !is_port
        && !DEVICES.contains(&&*stem)
}

/// Reads at most `limit` bytes of a pipe or a device, until its end.
///
/// # Errors
/// Returns the error of the system.
pub fn read_pipe(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}
