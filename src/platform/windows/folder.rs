//! A folder whose files are named relative to it. Links below it are not followed; one that is made between two calls is.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use super::file::{is_busy, open_at_once, replace};

/// A folder.
pub struct Folder {
    path: PathBuf,
    /// The file that locks it.
    lock: Option<File>,
}

/// Removes a file when it is closed (`FILE_FLAG_DELETE_ON_CLOSE`).
const TRANSIENT: u32 = 0x0400_0000;

impl Folder {
    /// Opens a folder. It may be a link.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn open(path: &Path) -> io::Result<Self> {
        let path = std::path::absolute(path)?;
        if !path.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(Self { path, lock: None })
    }

    /// Locks the folder until it is closed; where folders cannot be locked, by a file of this name in it.
    ///
    /// # Errors
    /// Returns [`TryLockError::WouldBlock`] while another program holds the lock, else the error of the system.
    pub fn try_lock(&mut self, name: &str) -> Result<(), TryLockError> {
        let mut options = File::options();
        options.write(true).create(true).truncate(false);
        options.share_mode(0).custom_flags(TRANSIENT);
        match options.open(self.path.join(name)) {
            Err(e) if is_busy(&e) => Err(TryLockError::WouldBlock),
            Err(e) => Err(TryLockError::Error(e)),
            Ok(file) => {
                self.lock = Some(file);
                Ok(())
            }
        }
    }

    /// Opens the folder itself once more if `name` is `.`, else one in it, which may not be a link.
    ///
    /// # Errors
    /// Returns the error of the system, for which [`is_blocked`] says whether something else has this name.
    pub fn below(&self, name: &str) -> io::Result<Self> {
        let path = match name {
            "." => self.path.clone(),
            name => self.path.join(name),
        };
        if !fs::symlink_metadata(&path)?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(Self { path, lock: None })
    }

    /// Returns the names of all that is in the folder.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        let entries = fs::read_dir(&self.path)?;
        entries.map(|entry| Ok(entry?.file_name())).collect()
    }

    /// Fails with the kind `NotFound` if nothing in the folder has this name.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn find(&self, name: &str) -> io::Result<()> {
        fs::symlink_metadata(self.path.join(name)).map(drop)
    }

    /// Opens what has this name, at once; a link in its place is an error.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn open_file(&self, name: &str) -> io::Result<File> {
        let file = open_at_once(File::options().read(true), false).open(self.path.join(name))?;
        if file.metadata()?.is_symlink() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(file)
    }

    /// Makes a file where nothing has this name.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn create_file(&self, name: &str) -> io::Result<File> {
        File::create_new(self.path.join(name))
    }

    /// Makes a folder where nothing has this name.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn create_folder(&self, name: &str) -> io::Result<()> {
        fs::create_dir(self.path.join(name))
    }

    /// Moves a file to another name in another folder, where it replaces one.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn rename(&self, name: &str, to: &Self, new: &str) -> io::Result<()> {
        replace(&self.path.join(name), &to.path.join(new))
    }

    /// Removes a file.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn remove_file(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.path.join(name))
    }

    /// Removes an empty folder.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn remove_folder(&self, name: &str) -> io::Result<()> {
        fs::remove_dir(self.path.join(name))
    }

    /// Does nothing: folders cannot be made durable here.
    ///
    /// # Errors
    /// Never.
    pub fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

/// Returns whether there is a link or a file in the place of a folder, or a link in the place of a file.
pub fn is_blocked(error: &io::Error) -> bool {
    error.kind() == ErrorKind::NotADirectory
}
