//! A folder of generated files. Only files that nadwa wrote are replaced or removed: those that the folder's list names and
//! whose content says so, since a list may come from anyone. Nothing outside the folder is touched: no symbolic link below
//! it is followed.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::time::Duration;

use super::fs::{durable, read_opened, reason};
use super::paths::home;
use crate::export::{HEAD, is_exported, with_stamps};
use crate::i18n::Message;
use crate::load::MAX_FILE;
use crate::model::zone::Timestamp;
use crate::platform::file::is_valid_name;
use crate::platform::folder::{Folder, is_blocked};

/// The file that lists what nadwa wrote to a folder, one name in a line.
const LIST: &str = ".nadwa-files";

/// The file that is written before it takes the place of another one. Only the holder of the lock writes it.
const TEMPORARY: &str = ".nadwa-files.new";

/// The file that locks a folder where a folder itself cannot be locked.
const LOCK: &str = ".nadwa-files.lock";

/// The size of a list that is read.
const MAX_LIST: u64 = 64 << 20;

/// The pause between two attempts to lock a folder, and the number of attempts: half a minute, since writing a large site
/// takes seconds.
const LOCK_PAUSE: Duration = Duration::from_millis(20);
const LOCK_ATTEMPTS: usize = 1500;

/// Writes files below a folder, which is created if necessary; their names have `/` between the parts. Files that have the
/// same content already are not touched, so that servers and backups see what has changed. An entry of a calendar that is the
/// same as before keeps its time stamp; others have changed at `changed_at`. Files of an earlier call that are
/// not among `files` any more are removed. Where a file cannot be written, the others
/// are written all the same.
///
/// # Errors
/// When the folder cannot be created, locked or written to; the next call completes what this one began. When something that
/// nadwa did not write is in the place of one of `files`, or the folder is the root or the home directory and nadwa has not
/// written to it before; nothing is changed then.
pub fn write_folder(
    path: &Path,
    files: &[(String, Vec<u8>)],
    changed_at: Timestamp,
) -> Result<Written, Message> {
    let name = path.display().to_string();
    let foreign = |file: &str| {
        let message = Message::new("folder-foreign").arg("file", file);
        message.arg("folder", name.as_str())
    };
    let folder = Target::lock(path).map_err(|e| unwritten(&name, &e))?;
    let listed = folder.list().map_err(|e| match e.kind() {
        ErrorKind::InvalidData => foreign(LIST),
        _ => unwritten(LIST, &e),
    })?;
    let mut notices = Vec::new();
    if listed.is_none() {
        if is_home(path) {
            return Err(Message::new("folder-home").arg("folder", name.as_str()));
        }
        if !folder.is_empty().map_err(|e| unwritten(&name, &e))? {
            notices.push(Message::new("folder-shared").arg("folder", name.as_str()));
        }
    }
    let listed = listed.unwrap_or_default();
    let (own, mut ignored): (BTreeSet<&str>, Vec<&str>) = {
        let (inside, outside): (Vec<_>, _) = listed.lines().partition(|name| is_inside(name));
        (inside.into_iter().collect(), outside)
    };
    let mut changed = Vec::new();
    for (file, bytes) in files {
        let bytes = folder.with_stamps(file, bytes, changed_at);
        match folder
            .compare(file, &bytes)
            .map_err(|e| unwritten(file, &e))?
        {
            Found::Same => {}
            Found::Nothing => changed.push((file, bytes)),
            Found::Exported if own.contains(file.as_str()) => changed.push((file, bytes)),
            Found::Exported | Found::Obstacle => return Err(foreign(file)),
        }
    }
    let current: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let all: BTreeSet<&str> = current.union(&own).copied().collect();
    // The list names a file before it exists: what a killed program wrote is known to be nadwa's.
    let (before, after) = (lines(&all), lines(&current));
    folder.write_list(&listed, &before)?;
    let written = changed.len();
    let mut failed = None;
    for (file, bytes) in changed {
        if let Err(e) = folder.write(file, &bytes) {
            // The first reason is that of most others.
            failed.get_or_insert_with(|| unwritten(file, &e));
        }
    }
    if let Some(failed) = failed {
        return Err(failed);
    }
    for file in own.difference(&current) {
        let removed = folder.remove(file).map_err(|e| unwritten(file, &e))?;
        if !removed {
            ignored.push(file);
        }
    }
    folder.write_list(&before, &after)?;
    if let Some(first) = ignored.first() {
        let message = Message::new("folder-ignored").arg("n", ignored.len());
        notices.push(message.arg("file", *first));
    }
    Ok(Written {
        changed: written,
        notices,
    })
}

/// What was written to a folder.
pub struct Written {
    /// The number of files whose content has changed.
    pub changed: usize,
    /// What the user should know of the folder.
    pub notices: Vec<Message>,
}

/// Returns whether a folder is the root or the home directory, which hold more than a site.
fn is_home(path: &Path) -> bool {
    let home = home().and_then(|home| fs::canonicalize(home).ok());
    fs::canonicalize(path).is_ok_and(|path| path.parent().is_none() || home == Some(path))
}

/// Returns the message that a file could not be written.
fn unwritten(name: &str, why: &io::Error) -> Message {
    let message = Message::new("write-failed").arg("name", name);
    message.arg("why", reason(why))
}

/// Returns whether a name is that of a file below a folder, other than those that `write_folder` itself uses.
fn is_inside(name: &str) -> bool {
    let own = ["", ".", "..", LIST, TEMPORARY, LOCK];
    name.split('/')
        .all(|part| !own.contains(&part) && is_valid_name(part))
}

fn lines(names: &BTreeSet<&str>) -> String {
    names.iter().flat_map(|name| [name, "\n"]).collect()
}

/// What is in the place of a file.
enum Found {
    Nothing,
    /// A file with the same content.
    Same,
    /// Another file that nadwa has written.
    Exported,
    /// Something else; or a link or a file in the place of a folder above it.
    Obstacle,
}

/// A locked folder. Each name below it is looked up folder by folder, so that none of them can be a link.
struct Target(Folder);

impl Drop for Target {
    fn drop(&mut self) {
        // It is there if writing it failed.
        let _ = self.discard();
    }
}

impl Target {
    /// Creates and locks a folder. This one may be a link, because somebody named it.
    fn lock(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        let mut folder = Folder::open(path)?;
        for _ in 0..LOCK_ATTEMPTS {
            match folder.try_lock(LOCK) {
                Ok(()) => return Ok(Self(folder)),
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(e)) => return Err(e),
            }
        }
        Err(ErrorKind::ResourceBusy.into())
    }

    /// Returns the list, if there is one; an error of the kind `InvalidData` if something else is in its place.
    fn list(&self) -> io::Result<Option<String>> {
        let invalid = || ErrorKind::InvalidData.into();
        match read(&self.0, LIST, MAX_LIST) {
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            bytes => {
                let text = String::from_utf8(bytes?.ok_or_else(invalid)?);
                text.map(Some).map_err(|_| invalid())
            }
        }
    }

    /// Returns whether the folder has no files but those that this module writes.
    fn is_empty(&self) -> io::Result<bool> {
        let names = self.0.names()?;
        let own = |name| [LIST, TEMPORARY, LOCK].iter().any(|own| name == own);
        Ok(names.iter().all(own))
    }

    /// Replaces the list `old`, and makes the new one durable. The other files can be written again.
    fn write_list(&self, old: &str, new: &str) -> Result<(), Message> {
        if old == new {
            return Ok(());
        }
        let written = || {
            self.prepare(new.as_bytes())?.sync_all()?;
            self.0.rename(TEMPORARY, &self.0, LIST)?;
            durable(self.0.sync())
        };
        written().map_err(|e| unwritten(LIST, &e))
    }

    /// Returns a calendar with the time stamps of the one that it replaces; other files as they are.
    fn with_stamps<'b>(&self, name: &str, bytes: &'b [u8], now: Timestamp) -> Cow<'b, [u8]> {
        let text = str::from_utf8(bytes).ok().filter(|_| is_calendar(name));
        let Some(text) = text else {
            return Cow::Borrowed(bytes);
        };
        let old = self.parent(name).ok().and_then(|(folder, last)| {
            let old = read(&folder, last, MAX_FILE).ok()??;
            String::from_utf8(old).ok()
        });
        with_stamps(text, &old.unwrap_or_default(), now)
            .into_bytes()
            .into()
    }

    /// Compares a file with what it should hold.
    fn compare(&self, name: &str, bytes: &[u8]) -> io::Result<Found> {
        let found = self.parent(name).and_then(|(folder, last)| {
            folder.find(last)?;
            let have = read(&folder, last, bytes.len() as u64).ok().flatten();
            Ok(match have.is_some_and(|have| have == bytes) {
                true => Found::Same,
                false if is_own(&folder, last) => Found::Exported,
                false => Found::Obstacle,
            })
        });
        match found {
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(Found::Nothing),
            Err(e) if is_blocked(&e) => Ok(Found::Obstacle),
            found => found,
        }
    }

    /// Writes a file, and the folders that it is in.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        for (end, _) in name.match_indices('/') {
            let (folder, last) = self.parent(&name[..end])?;
            match folder.create_folder(last) {
                Err(e) if e.kind() != ErrorKind::AlreadyExists => return Err(e),
                _ => {}
            }
        }
        let (folder, last) = self.parent(name)?;
        self.prepare(bytes)?;
        self.0.rename(TEMPORARY, &folder, last)
    }

    /// Removes a file and the folders that are empty then. Returns whether nothing else has taken its place.
    fn remove(&self, name: &str) -> io::Result<bool> {
        let found = self.parent(name).and_then(|(folder, last)| {
            folder.find(last)?;
            Ok(is_own(&folder, last))
        });
        match found {
            Ok(true) => {
                let (folder, last) = self.parent(name)?;
                folder.remove_file(last)?;
            }
            Ok(false) => return Ok(false),
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(true),
            Err(e) if is_blocked(&e) => return Ok(false),
            Err(e) => return Err(e),
        }
        let folders = name.rmatch_indices('/').map(|(end, _)| &name[..end]);
        for folder in folders {
            let (above, last) = self.parent(folder)?;
            if above.remove_folder(last).is_err() {
                break;
            }
        }
        Ok(true)
    }

    /// Opens the folder that a file is in, and returns it with the last part of the file's name.
    fn parent<'a>(&self, name: &'a str) -> io::Result<(Folder, &'a str)> {
        if !is_inside(name) {
            return Err(ErrorKind::InvalidFilename.into());
        }
        let (above, last) = name.rsplit_once('/').unwrap_or((".", name));
        let mut folder = self.0.below(".")?;
        for part in above.split('/') {
            folder = folder.below(part)?;
        }
        Ok((folder, last))
    }

    /// Makes the temporary file.
    fn prepare(&self, bytes: &[u8]) -> io::Result<File> {
        self.discard()?;
        let mut file = self.0.create_file(TEMPORARY)?;
        file.write_all(bytes)?;
        Ok(file)
    }

    /// Removes the temporary file, which a killed program may have left.
    fn discard(&self) -> io::Result<()> {
        match self.0.remove_file(TEMPORARY) {
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }
}

/// Returns whether a file is a calendar, by the name that nadwa gives it.
fn is_calendar(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "ics")
}

/// Returns whether a file is one that nadwa has written, by its beginning.
fn is_own(folder: &Folder, name: &str) -> bool {
    let mut head = Vec::new();
    let file = open(folder, name).ok().flatten();
    let read = file.map(|file| file.take(HEAD).read_to_end(&mut head));
    matches!(read, Some(Ok(_))) && is_exported(name, &head)
}

/// Opens a regular file; `None` if something else has this name.
fn open(folder: &Folder, name: &str) -> io::Result<Option<File>> {
    let file = match folder.open_file(name) {
        Err(e) if is_blocked(&e) => return Ok(None),
        opened => opened?,
    };
    Ok(file.metadata()?.is_file().then_some(file))
}

/// Reads a regular file that is not larger than `limit`; `None` if something else has this name.
fn read(folder: &Folder, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let Some(file) = open(folder, name)? else {
        return Ok(None);
    };
    match read_opened(&file, limit) {
        Err(e) if e.kind() == ErrorKind::FileTooLarge => Ok(None),
        read => read.map(Some),
    }
}
