//! The little that is read from outside and written there: files, standard input, the clock.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::load::{Loaded, MAX_FILE, load, load_strictly};
use crate::text::{Lines, Text};
use crate::zone::Instant;

/// The seminar's own programme, for when there is no other.
const BUILT_IN: &str = include_str!("../program.toml");

/// Where the programme comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum Origin {
    /// A file, named by the user, by `$NADWA_PROGRAM`, or `./program.toml`.
    File(PathBuf),
    /// Standard input, read once; it cannot be read again.
    Stdin(Vec<u8>),
    /// The programme that is part of nadwa.
    BuiltIn,
}

impl Origin {
    /// Chooses: what the user named, else `$NADWA_PROGRAM`, else `./program.toml`, else the built-in.
    ///
    /// # Errors
    /// When standard input is asked for and cannot be read.
    pub fn choose(named: Option<&str>) -> io::Result<Self> {
        if named == Some("-") {
            let mut bytes = Vec::new();
            io::stdin().lock().take(MAX_FILE).read_to_end(&mut bytes)?;
            return Ok(Self::Stdin(bytes));
        }
        let variable = std::env::var_os("NADWA_PROGRAM").filter(|v| !v.is_empty());
        let here = Path::new("program.toml");
        Ok(match (named, variable) {
            (Some(path), _) => Self::File(path.into()),
            (None, Some(path)) => Self::File(path.into()),
            (None, None) if here.exists() => Self::File(here.into()),
            (None, None) => Self::BuiltIn,
        })
    }

    /// What to call it in messages.
    pub fn name(&self) -> String {
        match self {
            Self::BuiltIn => "program.toml (built in)".into(),
            Self::Stdin(_) => "standard input".into(),
            Self::File(path) => shown(path),
        }
    }

    /// The bytes of the programme, at most [`MAX_FILE`] of them.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        Ok(match self {
            Self::BuiltIn => Cow::Borrowed(BUILT_IN.as_bytes()),
            Self::Stdin(bytes) => Cow::Borrowed(bytes),
            Self::File(path) => Cow::Owned(read_file(path)?),
        })
    }

    /// Reads the programme. A file that cannot be read is an empty programme with one fault.
    pub fn read(&self) -> Loaded {
        self.load(&self.bytes())
    }

    /// Reads the programme; what its published schema does not allow is a fault, too.
    pub fn check(&self) -> Loaded {
        self.load_by(&self.bytes(), load_strictly)
    }

    /// The programme of bytes that were read, or why they were not.
    pub fn load(&self, bytes: &io::Result<Cow<'_, [u8]>>) -> Loaded {
        self.load_by(bytes, load)
    }

    fn load_by(
        &self,
        bytes: &io::Result<Cow<'_, [u8]>>,
        load: fn(&str, &[u8]) -> Loaded,
    ) -> Loaded {
        let name = self.name();
        match bytes {
            Ok(bytes) => load(&name, bytes),
            Err(e) => {
                let why = match e.kind() {
                    io::ErrorKind::NotFound => "there is no such file".to_owned(),
                    io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
                    io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
                    _ => e.to_string(),
                };
                let path = match self {
                    Self::File(path) => path.as_path(),
                    _ => Path::new(""),
                };
                let tried = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
                let tried = shown(&tried);
                let help = format!("tried {tried}; put the file there, or name another");
                // The help has the folder; the message has to be short enough for the foot of a screen.
                let file = path.file_name().map_or(name, |n| shown(Path::new(n)));
                Loaded::unreadable(format!("{file} could not be read: {why}"), help)
            }
        }
    }
}

/// Reads a file, at most [`MAX_FILE`] bytes of it.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::with_capacity(meta.len().min(MAX_FILE) as usize);
    file.take(MAX_FILE).read_to_end(&mut bytes)?;
    Ok(bytes)
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

/// Writes files below a folder, which need not be there; those that are there and as they should be are
/// left alone, so that servers and backups see what has changed.
///
/// # Errors
/// When the folder cannot be made or written to.
pub fn save_all(folder: &Path, files: &[(String, Vec<u8>)]) -> io::Result<()> {
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
    Ok(())
}

/// A path as it can be printed.
fn shown(path: &Path) -> String {
    Text::clean(&path.display().to_string(), Lines::One)
        .0
        .to_string()
}

/// The time now.
pub fn now() -> Instant {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    since.as_secs().cast_signed()
}
