//! Files: how they are opened, what identifies them, and pipes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _};
use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::time::SystemTime;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::io::retry_on_intr;

/// Makes these options open at once, whatever is opened; a link in the place of the file is opened only if `follow`.
pub fn open_at_once(options: &mut OpenOptions, follow: bool) -> &mut OpenOptions {
    // Without NONBLOCK, opening a pipe waits for its other end. It means nothing to a regular file.
    let flags = if follow {
        OFlags::NONBLOCK
    } else {
        OFlags::NONBLOCK | OFlags::NOFOLLOW
    };
    options.custom_flags(flags.bits().cast_signed())
}

/// The identity of a file, which a file that takes its name does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId {
    device: u64,
    inode: u64,
}

impl FileId {
    /// Returns the identity of an open file.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn of(file: &File) -> io::Result<Self> {
        Ok(Self::new(&file.metadata()?))
    }

    /// Returns the identity of the file or folder that a path leads to.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn at(path: &Path) -> io::Result<Self> {
        Ok(Self::new(&fs::metadata(path)?))
    }

    fn new(meta: &fs::Metadata) -> Self {
        Self {
            device: meta.dev(),
            inode: meta.ino(),
        }
    }
}

/// The identity and the times of a file, which differ after every save.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileStamp {
    id: FileId,
    len: u64,
    modified: SystemTime,
    /// When its content or its metadata changed, in seconds and nanoseconds.
    changed: (i64, i64),
}

impl FileStamp {
    /// Returns the stamp of a file; `None` if there is none.
    pub fn of(path: &Path) -> Option<Self> {
        let meta = fs::metadata(path).ok()?;
        Some(Self {
            id: FileId::new(&meta),
            len: meta.len(),
            modified: meta.modified().ok()?,
            changed: (meta.ctime(), meta.ctime_nsec()),
        })
    }
}

/// Returns whether a file cannot be opened for a moment only.
pub fn is_busy(_: &io::Error) -> bool {
    false
}

/// Gives a file the name of another one, which it replaces atomically.
///
/// # Errors
/// Returns the error of the system.
pub fn replace(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Returns whether a file can have this name.
pub fn is_valid_name(name: &str) -> bool {
    !name.contains('\0')
}

/// How long a pipe may have no program at its other end.
const NO_WRITER: Timespec = Timespec {
    tv_sec: 10,
    tv_nsec: 0,
};

/// Reads at most `limit` bytes of a pipe or a device, for as long as a program writes to it; `None` if none does.
///
/// # Errors
/// Returns the error of the system.
pub fn read_pipe(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = open_at_once(File::options().read(true), true).open(path)?;
    let wait = |most: Option<&Timespec>| {
        let poll = || poll(&mut [PollFd::new(&file, PollFlags::IN)], most);
        retry_on_intr(poll).map_err(io::Error::from)
    };
    // A pipe that no program has opened yet is at its end at once.
    let is_silent = wait(Some(&NO_WRITER))? == 0;
    let mut bytes = Vec::new();
    let mut rest = (&file).take(limit);
    loop {
        match rest.read_to_end(&mut bytes) {
            Ok(_) => return Ok(Some(bytes).filter(|bytes| !(is_silent && bytes.is_empty()))),
            Err(e) if e.kind() == ErrorKind::WouldBlock => drop(wait(None)?),
            Err(e) => return Err(e),
        }
    }
}
