//! A folder whose files are named relative to it, so that no link below it is followed.

use std::ffi::OsString;
use std::fs::{File, TryLockError};
use std::io;
use std::os::unix::ffi::OsStringExt as _;
use std::path::Path;

use rustix::fs::{AtFlags, Dir, Mode, OFlags, mkdirat, openat, renameat, statat, unlinkat};
use rustix::io::Errno;

/// An open folder.
pub struct Folder(File);

/// How folders below a folder are opened.
const BELOW: OFlags = OFlags::RDONLY
    .union(OFlags::DIRECTORY)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::CLOEXEC);

impl Folder {
    /// Opens a folder. It may be a link.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn open(path: &Path) -> io::Result<Self> {
        File::open(path).map(Self)
    }

    /// Locks the folder until it is closed; where folders cannot be locked, by a file of this name in it.
    ///
    /// # Errors
    /// Returns [`TryLockError::WouldBlock`] while another program holds the lock, else the error of the system.
    pub fn try_lock(&mut self, _name: &str) -> Result<(), TryLockError> {
        self.0.try_lock()
    }

    /// Opens the folder itself once more if `name` is `.`, else one in it, which may not be a link.
    ///
    /// # Errors
    /// Returns the error of the system, for which [`is_blocked`] says whether something else has this name.
    pub fn below(&self, name: &str) -> io::Result<Self> {
        let folder = openat(&self.0, name, BELOW, Mode::empty())?;
        Ok(Self(folder.into()))
    }

    /// Returns the names of all that is in the folder.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        let entries = Dir::read_from(&self.0)?;
        let name = |entry: Result<rustix::fs::DirEntry, Errno>| {
            Ok(OsString::from_vec(entry?.file_name().to_bytes().to_owned()))
        };
        let names = entries.map(name).collect::<io::Result<Vec<_>>>()?;
        let itself = |name: &OsString| name == "." || name == "..";
        Ok(names.into_iter().filter(|name| !itself(name)).collect())
    }

    /// Fails with the kind `NotFound` if nothing in the folder has this name.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn find(&self, name: &str) -> io::Result<()> {
        statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?;
        Ok(())
    }

    /// Opens what has this name, at once; a link in its place is an error.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn open_file(&self, name: &str) -> io::Result<File> {
        // Opening a pipe would wait for its other end.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(openat(&self.0, name, flags, Mode::empty())?.into())
    }

    /// Makes a file where nothing has this name.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn create_file(&self, name: &str) -> io::Result<File> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        Ok(openat(&self.0, name, flags, Mode::from_raw_mode(0o666))?.into())
    }

    /// Makes a folder where nothing has this name.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn create_folder(&self, name: &str) -> io::Result<()> {
        Ok(mkdirat(&self.0, name, Mode::from_raw_mode(0o777))?)
    }

    /// Moves a file to another name in another folder, where it replaces one.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn rename(&self, name: &str, to: &Self, new: &str) -> io::Result<()> {
        Ok(renameat(&self.0, name, &to.0, new)?)
    }

    /// Removes a file.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn remove_file(&self, name: &str) -> io::Result<()> {
        Ok(unlinkat(&self.0, name, AtFlags::empty())?)
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn remove_folder(&self, name: &str) -> io::Result<()> {
        Ok(unlinkat(&self.0, name, AtFlags::REMOVEDIR)?)
    }

    /// Makes what was renamed in the folder durable.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn sync(&self) -> io::Result<()> {
        self.0.sync_all()
    }
}

/// Returns whether there is a link or a file in the place of a folder, or a link in the place of a file.
pub fn is_blocked(error: &io::Error) -> bool {
    let blocked = [Errno::LOOP, Errno::MLINK, Errno::NOTDIR];
    Errno::from_io_error(error).is_some_and(|errno| blocked.contains(&errno))
}
