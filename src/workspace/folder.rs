//! A folder of generated files. Only files that nadwa wrote are replaced or removed, and nothing outside the folder is
//! touched: no symbolic link below it is followed.

use std::collections::BTreeSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;
use std::time::Duration;

use rustix::fs::{AtFlags, FileType, Mode, OFlags, mkdirat, openat, renameat, statat, unlinkat};
use rustix::io::Errno;

use super::fs::{read_opened, reason};
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
/// not among `files` any more are removed. Returns the lines of the list that name no file in the folder.
///
/// # Errors
/// When the folder cannot be created, locked or written to; the next call completes what this one began. When something that
/// nadwa did not write is in the place of one of `files`; nothing is changed then.
pub fn write_folder(path: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, Message> {
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
            Found::Other if own.contains(file.as_str()) => changed.push((file, bytes)),
            Found::Other | Found::Obstacle => return Err(foreign(file)),
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
    Ok(ignored.into_iter().map(str::to_owned).collect())
}

/// Returns the message that a file could not be written.
fn unwritten(name: &str, why: &io::Error) -> Message {
    let message = Message::new("write-failed").arg("name", name);
    message.arg("why", reason(why))
}

/// Tells whether a name is that of a file below a folder, other than those that `write_folder` itself uses.
fn is_inside(name: &str) -> bool {
    let is_plain = |part: &str| !["", ".", "..", LIST, TEMPORARY].contains(&part);
    name.split('/').all(is_plain) && !name.contains('\0')
}

fn lines(names: &BTreeSet<&str>) -> String {
    names.iter().flat_map(|name| [name, "\n"]).collect()
}

/// Tells whether there is a link or a file in the place of a folder.
fn is_blocked(error: Errno) -> bool {
    [Errno::LOOP, Errno::MLINK, Errno::NOTDIR].contains(&error)
}

/// What is in the place of a file.
enum Found {
    Nothing,
    /// A file with the same content.
    Same,
    /// Something that a file can replace.
    Other,
    /// A folder; or a link or a file in the place of a folder above it.
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

    /// Returns the list; an error of the kind `InvalidData` if something else is in its place.
    fn list(&self) -> io::Result<String> {
        let invalid = || ErrorKind::InvalidData.into();
        match read(&self.0, LIST, MAX_LIST) {
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(String::new()),
            bytes => String::from_utf8(bytes?.ok_or_else(invalid)?).map_err(|_| invalid()),
        }
    }

    /// Replaces the list `old`, and makes the new one durable. The other files can be written again.
    fn write_list(&self, old: &str, new: &str) -> Result<(), Message> {
        if old == new {
            return Ok(());
        }
        let written = || {
            self.prepare(new.as_bytes())?.sync_all()?;
            renameat(&self.0, TEMPORARY, &self.0, LIST)?;
            self.0.sync_all()
        };
        written().map_err(|e| unwritten(LIST, &e))
    }

    /// Compares a file with what it should hold.
    fn compare(&self, name: &str, bytes: &[u8]) -> io::Result<Found> {
        let found = self.parent(name).and_then(|(folder, last)| {
            let stat = statat(&folder, last, AtFlags::SYMLINK_NOFOLLOW)?;
            if FileType::from_raw_mode(stat.st_mode) == FileType::Directory {
                return Ok(Found::Obstacle);
            }
            let have = read(&folder, last, bytes.len() as u64).ok().flatten();
            let same = have.is_some_and(|have| have == bytes);
            Ok(if same { Found::Same } else { Found::Other })
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
        match unlink(name, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(e) if is_blocked(e) || e == Errno::ISDIR => return Ok(false),
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

/// Reads a regular file that is not larger than `limit`; `None` if something else has this name.
fn read(folder: &File, name: &str, limit: u64) -> io::Result<Option<Vec<u8>>> {
    // Opening a pipe would wait for its other end.
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match openat(folder, name, flags, Mode::empty()) {
        Err(e) if is_blocked(e) => return Ok(None),
        opened => File::from(opened?),
    };
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    match read_opened(&file, limit) {
        Err(e) if e.kind() == ErrorKind::FileTooLarge => Ok(None),
        read => read.map(Some),
    }
}
