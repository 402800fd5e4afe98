//! Files that are written: as wholes, or not at all; and the folders of the reader's own.

use std::collections::HashSet;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write as _};
use std::os::unix::fs::MetadataExt;
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

/// nadwa's folder of a sort: that of a variable of the XDG base directory specification, where it is an
/// absolute path, else below the reader's home.
pub fn folder(variable: &str, below_home: &str) -> Option<PathBuf> {
    let value = |name| {
        let value = std::env::var_os(name).filter(|v| !v.is_empty());
        value.map(PathBuf::from)
    };
    let set = value(variable).filter(|p| p.is_absolute());
    let base = set.or_else(|| Some(value("HOME")?.join(below_home)))?;
    Some(base.join("nadwa"))
}

/// Puts `bytes` in the place of a file: written beside it, brought to the disk, renamed, so that there is
/// the old file or the new one.
///
/// # Errors
/// When the folder cannot be written to; what was there is still there.
pub fn save(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // What is no file (a pipe, a terminal) has no place that could be taken.
    if fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
        return fs::write(path, bytes);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = format!(".{name}.{}.new", std::process::id());
    save_beside(path, &beside, bytes)
}

/// The same, by a name beside the file that nobody else writes to.
///
/// # Errors
/// As [`save`].
pub fn save_beside(path: &Path, beside: &str, bytes: &[u8]) -> io::Result<()> {
    // A link stays one: what it leads to is replaced.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let beside = folder.join(beside);
    let written = || {
        let mut file = File::create(&beside)?;
        if let Ok(meta) = fs::metadata(&target) {
            file.set_permissions(meta.permissions())?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, &target)
    };
    written().inspect_err(|_| drop(fs::remove_file(&beside)))?;
    // The new name is on the disk once the folder is. Some systems cannot open folders.
    match File::open(folder) {
        Ok(folder) => folder.sync_all(),
        Err(_) => Ok(()),
    }
}

/// How long, and how often, a lock is waited for.
const WAIT: Duration = Duration::from_millis(5);
const PATIENCE: usize = 100;

/// Locks a file, which is made where there is none; the lock goes when it is closed. Whoever holds it may
/// replace the file: who comes next then has the new one.
///
/// # Errors
/// When the file cannot be opened, or another program holds it.
pub fn lock(path: &Path) -> io::Result<File> {
    // Nobody holds it for long, but a program that was stopped meanwhile.
    for _ in 0..PATIENCE {
        let file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)?;
        match file.try_lock() {
            Ok(()) if file.metadata()?.ino() == fs::metadata(path)?.ino() => return Ok(file),
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => std::thread::sleep(WAIT),
            Err(TryLockError::Error(e)) => return Err(e),
        }
    }
    Err(io::Error::other("another nadwa holds the lock"))
}

/// The first name with a number behind it that is free.
pub fn free(path: &Path) -> PathBuf {
    (1..=u32::MAX)
        .map(|n| {
            let mut name = path.as_os_str().to_owned();
            name.push(format!(".{n}"));
            PathBuf::from(name)
        })
        .find(|p| !p.exists())
        .expect("some number is free")
}

/// The list of what was written to a folder, in it.
const LIST: &str = ".nadwa-files";

/// Writes files below a folder, which need not be there; those that are there and as they should be are
/// left alone, so that servers and backups see what has changed. What was written there before and is
/// no longer made is removed; nobody else's files are.
///
/// # Errors
/// When the folder cannot be made or written to.
pub fn save_all(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
    let list = folder.join(LIST);
    let before = fs::read_to_string(&list).unwrap_or_default();
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        if fs::read(&path).is_ok_and(|have| have == *bytes) {
            continue;
        }
        let beside = path.with_extension("new");
        fs::write(&beside, bytes)?;
        fs::rename(&beside, &path)?;
    }
    let made: HashSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    // Whoever wrote the list might have meant files outside.
    let inside = |name: &&str| {
        let mut parts = Path::new(name).components();
        parts.all(|part| matches!(part, Component::Normal(_)))
    };
    for name in before.lines().filter(inside).filter(|n| !made.contains(n)) {
        let path = folder.join(name);
        // It may be gone already; a folder that still holds something stays.
        let _ = fs::remove_file(&path);
        let _ = path.parent().map(fs::remove_dir);
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    save(&list, (names.join("\n") + "\n").as_bytes())
}

/// A file name of any id: other characters than `a-z`, `0-9` and hyphens as their bytes in hexadecimal.
/// A long id is cut and told apart by a number (FNV-1a).
pub fn file_name(id: &str) -> String {
    use std::fmt::Write as _;
    const LONGEST: usize = 120;
    let mut name = String::new();
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' => name.push(byte.into()),
            // Writing to a String cannot fail.
            _ => drop(write!(name, "%{byte:02X}")),
        }
    }
    if name.is_empty() {
        return "%".into();
    }
    if name.len() > LONGEST {
        let hash = id.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        name.truncate(LONGEST);
        let _ = write!(name, "%{hash:016x}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn any_id_has_a_file_name_of_its_own() {
        assert_eq!(file_name("mcmc-2021"), "mcmc-2021");
        assert_eq!(file_name("../x"), "%2E%2E%2Fx");
        assert_eq!(file_name(""), "%");
        let long = |end: &str| file_name(&("é".repeat(400) + end));
        assert_ne!(long("a"), long("b"));
        assert!(long("a").len() < 150);
        // What was kept by an older nadwa is found by these.
        assert_eq!(
            file_name(&"é".repeat(400)),
            format!("{}%6454b507502675e5", "%C3%A9".repeat(20))
        );
        let a = "a".repeat(120);
        assert_eq!(file_name(&a), a);
        assert_eq!(file_name(&(a.clone() + "a")), a + "%ea8a536aa68d0114");
    }
}
