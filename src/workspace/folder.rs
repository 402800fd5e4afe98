//! A folder of generated files. Only files that nadwa wrote are replaced or removed: those that the folder's list names and
//! whose content says so, since a list may come from anyone. Nothing outside the folder is touched: no symbolic link below
//! it is followed.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::time::Duration;

use rustix::fs::{AtFlags, Dir, Mode, OFlags, mkdirat, openat, renameat, statat, unlinkat};
use rustix::io::Errno;

use super::fs::{read_opened, reason, sync_folder};
use crate::export::{HEAD, is_exported};
use crate::i18n::Message;

/// The file that lists what nadwa wrote to a folder, one name in a line.
const LIST: &str = ".nadwa-files";

/// The file that is written before it takes the place of another one. Only the holder of the lock writes it.
const TEMPORARY: &str = ".nadwa-files.new";

/// The size of a list that is read.
const MAX_LIST: u64 = 64 << 20;

/// The pause between two attempts to lock a folder, and the number of attempts: half a minute, since writing a large site
/// takes seconds.
const LOCK_PAUSE: Duration = Duration::from_millis(20);
const LOCK_ATTEMPTS: usize = 1500;

/// Writes files below a folder, which is created if necessary; their names have `/` between the parts. Files that have the
/// same content already are not touched, so that servers and backups see what has changed. Files of an earlier call that are
/// not among `files` any more are removed. Returns what the user should know of the folder.
///
/// # Errors
/// When the folder cannot be created, locked or written to; the next call completes what this one began. When something that
/// nadwa did not write is in the place of one of `files`, or the folder is the root or the home directory and nadwa has not
/// written to it before; nothing is changed then.
pub fn write_folder(path: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<Message>, Message> {
    let name = path.display().to_string();
    let foreign = |file: &str| {
        let message = Message::new("folder-foreign").arg("file", file);
        message.arg("folder", name.as_str())
    };
    let folder = Folder::lock(path).map_err(|e| unwritten(&name, &e))?;
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
        match folder
            .compare(file, bytes)
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
    for (file, bytes) in changed {
        folder.write(file, bytes).map_err(|e| unwritten(file, &e))?;
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
    Ok(notices)
}

/// Returns whether a folder is the root or the home directory, which hold more than a site.
fn is_home(path: &Path) -> bool {
    let home = std::env::var_os("HOME").filter(|home| !home.is_empty());
    let home = home.and_then(|home| fs::canonicalize(home).ok());
    fs::canonicalize(path).is_ok_and(|path| path.parent().is_none() || home == Some(path))
}

/// Returns the message that a file could not be written.
fn unwritten(name: &str, why: &io::Error) -> Message {
    let message = Message::new("write-failed").arg("name", name);
    message.arg("why", reason(why))
}

/// Returns whether a name is that of a file below a folder, other than those that `write_folder` itself uses.
fn is_inside(name: &str) -> bool {
    let is_plain = |part: &str| !["", ".", "..", LIST, TEMPORARY].contains(&part);
    name.split('/').all(is_plain) && !name.contains('\0')
}

fn lines(names: &BTreeSet<&str>) -> String {
    names.iter().flat_map(|name| [name, "\n"]).collect()
}

/// Returns whether there is a link or a file in the place of a folder.
fn is_blocked(error: Errno) -> bool {
    [Errno::LOOP, Errno::MLINK, Errno::NOTDIR].contains(&error)
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

/// How folders below a folder are opened.
const BELOW: OFlags = OFlags::RDONLY
    .union(OFlags::DIRECTORY)
    .union(OFlags::NOFOLLOW)
    .union(OFlags::CLOEXEC);

/// A locked folder. Each name below it is looked up folder by folder, so that none of them can be a link.
struct Folder(File);

impl Drop for Folder {
    fn drop(&mut self) {
        // It is there if writing it failed.
        let _ = self.discard();
    }
}

impl Folder {
    /// Creates and locks a folder. This one may be a link, because somebody named it.
    fn lock(path: &Path) -> io::Result<Self> {
        fs::create_dir_all(path)?;
        let folder = File::open(path)?;
        for _ in 0..LOCK_ATTEMPTS {
            match folder.try_lock() {
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
        for entry in Dir::read_from(&self.0)? {
            let name = entry?.file_name().to_bytes().to_owned();
            let own = [".", "..", LIST, TEMPORARY];
            if !own.iter().any(|own| own.as_bytes() == name) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Replaces the list `old`, and makes the new one durable. The other files can be written again.
    fn write_list(&self, old: &str, new: &str) -> Result<(), Message> {
        if old == new {
            return Ok(());
        }
        let written = || {
            self.prepare(new.as_bytes())?.sync_all()?;
            renameat(&self.0, TEMPORARY, &self.0, LIST)?;
            sync_folder(&self.0)
        };
        written().map_err(|e| unwritten(LIST, &e))
    }

    /// Compares a file with what it should hold.
    fn compare(&self, name: &str, bytes: &[u8]) -> io::Result<Found> {
        let found = self.parent(name).and_then(|(folder, last)| {
            statat(&folder, last, AtFlags::SYMLINK_NOFOLLOW)?;
            let have = read(&folder, last, bytes.len() as u64).ok().flatten();
            Ok(match have.is_some_and(|have| have == bytes) {
                true => Found::Same,
                false if is_own(&folder, last) => Found::Exported,
                false => Found::Obstacle,
            })
        });
        match found {
            Err(Errno::NOENT) => Ok(Found::Nothing),
            Err(e) if is_blocked(e) => Ok(Found::Obstacle),
            found => Ok(found?),
        }
    }

    /// Writes a file, and the folders that it is in.
    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        for (end, _) in name.match_indices('/') {
            let (folder, last) = self.parent(&name[..end])?;
            match mkdirat(&folder, last, Mode::from_raw_mode(0o777)) {
                Ok(()) | Err(Errno::EXIST) => {}
                Err(e) => return Err(e.into()),
            }
        }
        let (folder, last) = self.parent(name)?;
        self.prepare(bytes)?;
        Ok(renameat(&self.0, TEMPORARY, &folder, last)?)
    }

    /// Removes a file and the folders that are empty then. Returns whether nothing else has taken its place.
    fn remove(&self, name: &str) -> io::Result<bool> {
        let unlink = |name, flags| {
            let (folder, last) = self.parent(name)?;
            unlinkat(&folder, last, flags)
        };
        let found = self.parent(name).and_then(|(folder, last)| {
            statat(&folder, last, AtFlags::SYMLINK_NOFOLLOW)?;
            Ok(is_own(&folder, last))
        });
        match found {
            Ok(true) => unlink(name, AtFlags::empty())?,
            Ok(false) => return Ok(false),
            Err(Errno::NOENT) => return Ok(true),
            Err(e) if is_blocked(e) => return Ok(false),
            Err(e) => return Err(e.into()),
        }
        let folders = name.rmatch_indices('/').map(|(end, _)| &name[..end]);
        for folder in folders {
            if unlink(folder, AtFlags::REMOVEDIR).is_err() {
                break;
            }
        }
        Ok(true)
    }

    /// Opens the folder that a file is in, and returns it with the last part of the file's name.
    fn parent<'a>(&self, name: &'a str) -> Result<(File, &'a str), Errno> {
        if !is_inside(name) {
            return Err(Errno::INVAL);
        }
        let (above, last) = name.rsplit_once('/').unwrap_or((".", name));
        let mut folder: File = openat(&self.0, ".", BELOW, Mode::empty())?.into();
        for part in above.split('/') {
            folder = openat(&folder, part, BELOW, Mode::empty())?.into();
        }
        Ok((folder, last))
    }

    /// Makes the temporary file.
    fn prepare(&self, bytes: &[u8]) -> io::Result<File> {
        self.discard()?;
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
        let mode = Mode::from_raw_mode(0o666);
        let mut file = File::from(openat(&self.0, TEMPORARY, flags, mode)?);
        file.write_all(bytes)?;
        Ok(file)
    }

    /// Removes the temporary file, which a killed program may have left.
    fn discard(&self) -> Result<(), Errno> {
        match unlinkat(&self.0, TEMPORARY, AtFlags::empty()) {
            Err(Errno::NOENT) => Ok(()),
            removed => removed,
        }
    }
}

/// Returns whether a file is one that nadwa has written, by its beginning.
fn is_own(folder: &File, name: &str) -> bool {
    let mut head = Vec::new();
    let file = open(folder, name).ok().flatten();
    let read = file.map(|file| file.take(HEAD).read_to_end(&mut head));
    matches!(read, Some(Ok(_))) && is_exported(name, &head)
}

/// Opens a regular file; `None` if something else has this name.
fn open(folder: &File, name: &str) -> io::Result<Option<File>> {
    // Opening a pipe would wait for its other end.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match openat(folder, name, flags, Mode::empty()) {
        Err(e) if is_blocked(e) => return Ok(None),
        opened => File::from(opened?),
    };
    Ok(file.metadata()?.is_file().then_some(file))
}

/// Reads a regular file that is not larger than `limit`; `None` if something else has this name.
fn read(folder: &File, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let Some(file) = open(folder, name)? else {
        return Ok(None);
    };
    match read_opened(&file, limit) {
        Err(e) if e.kind() == ErrorKind::FileTooLarge => Ok(None),
        read => read.map(Some),
    }
}
