//! The reader's state between runs: stars, which speaker they are, the version of the programme that they saw last.
//!
//! The folder is `$XDG_STATE_HOME/nadwa` or `~/.local/state/nadwa`. For each programme, by its id, it holds `ID.json`
//! and `ID.seen`, a copy of the programme's file. Every change applies to the content of the file at that moment, under a lock,
//! and replaces the file atomically: two programs at once lose nothing, and a crash leaves the old or the new file.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::load::{self, fingerprint_of};
use crate::platform::STATE;
use crate::text::Text;
use crate::update::{UpdateLog, to_toml};
use crate::workspace::fs::{Links, lock, open, read, unused_path, write_atomic_via};
use crate::workspace::paths::{self, file_name};
use crate::workspace::updates;
use crate::world::World;

/// The content of `ID.json`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The starred sessions, by id.
    #[serde(default)]
    pub stars: BTreeSet<Text>,
    /// The speaker that the reader is, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub me: Option<Text>,
    /// The notice that the reader has dismissed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dismissed: Option<Text>,
    /// How much of the screen the page at the right takes, as in the settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pane: Option<Value>,
    /// Keys of other versions of nadwa.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl State {
    /// Puts the state into a world.
    pub fn restore(self, world: &mut World) {
        world.set_stars(self.stars);
        world.set_me(self.me);
        world.set_dismissed(self.dismissed);
    }
}

/// The state files of one programme.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    name: String,
}

/// The extension of the copy of the update log that the reader saw last.
const SEEN_UPDATES: &str = "seen-changes";
/// The largest state file, in bytes; a larger one is damaged.
pub(super) const MAX_FILE: u64 = 16 << 20;

/// Returns the folder of this reader's state; `None` without a home directory.
pub fn folder() -> Option<PathBuf> {
    paths::folder(STATE)
}

impl Store {
    /// Returns the store of the programme with this id in a folder, which may not exist yet.
    pub fn new(folder: PathBuf, program: &str) -> Self {
        Self {
            folder,
            name: file_name(program),
        }
    }

    fn path(&self, extension: &str) -> PathBuf {
        self.folder.join(format!("{}.{extension}", self.name))
    }

    /// Returns the path of the state file.
    pub fn file(&self) -> PathBuf {
        self.path("json")
    }

    /// Returns the paths of all files that change with the state.
    pub fn files(&self) -> [PathBuf; 3] {
        [self.file(), self.path("seen"), self.path(SEEN_UPDATES)]
    }

    /// Returns the path of the update log that is not beside the programme; each server has its own.
    pub fn update_log(&self, server: Option<&str>) -> PathBuf {
        match server {
            Some(server) => self.path(&format!("{}.changes.toml", file_name(server))),
            None => self.path("changes.toml"),
        }
    }

    /// Reads the state. A damaged file is renamed; the second value is its new path.
    ///
    /// # Errors
    /// When the file exists and cannot be read.
    pub fn read(&self) -> io::Result<(State, Option<PathBuf>)> {
        if let Some(state) = self.parse()? {
            return Ok((state, None));
        }
        // Another program may have replaced it meanwhile, so only the one that holds the lock renames it.
        let lock = self.lock()?;
        let read = self.read_locked();
        drop(lock);
        read
    }

    fn read_locked(&self) -> io::Result<(State, Option<PathBuf>)> {
        if let Some(state) = self.parse()? {
            return Ok((state, None));
        }
        let damaged = unused_path(&self.path("damaged"));
        fs::rename(self.file(), &damaged)?;
        Ok((State::default(), Some(damaged)))
    }

    /// Returns the content of the file; `None` if it is damaged.
    fn parse(&self) -> io::Result<Option<State>> {
        let bytes = match read(&self.file(), MAX_FILE) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Some(State::default())),
            Err(e) if e.kind() == ErrorKind::FileTooLarge => return Ok(None),
            bytes => bytes?,
        };
        Ok(serde_json::from_slice(&bytes).ok())
    }

    /// Applies a change to the state as it is in the file now, and returns the result.
    ///
    /// # Errors
    /// When the folder cannot be created or written to; the file is unchanged then.
    pub fn update(&self, change: impl FnOnce(&mut State)) -> io::Result<State> {
        let lock = self.lock()?;
        let (mut state, _) = self.read_locked()?;
        change(&mut state);
        let mut text = serde_json::to_vec_pretty(&state).map_err(io::Error::other)?;
        text.push(b'\n');
        self.replace(&self.file(), &text)?;
        drop(lock);
        Ok(state)
    }

    /// Opens the copy of the programme's file that the reader saw last; `None` if there is none.
    ///
    /// # Errors
    /// When the copy exists and cannot be read, or is larger than a programme.
    pub fn seen(&self) -> io::Result<Option<File>> {
        match open(&self.path("seen")) {
            Ok(file) if file.metadata()?.len() > load::MAX_FILE => {
                Err(ErrorKind::FileTooLarge.into())
            }
            Ok(file) => Ok(Some(file)),
            Err(e) if e.kind() == ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// Reads the update log that the reader saw last.
    pub fn seen_updates(&self) -> UpdateLog {
        updates::read(&self.path(SEEN_UPDATES))
    }

    /// Returns whether the reader has seen the version with this fingerprint and these updates.
    pub fn has_seen(&self, fingerprint: u64, log: &UpdateLog) -> bool {
        let seen = self.seen().ok().flatten();
        seen.is_some_and(|file| fingerprint_of(file).is_ok_and(|found| found == fingerprint))
            && self.seen_updates().same_records(log)
    }

    /// Stores a copy of the programme's file and of its update log as the version that the reader saw last.
    ///
    /// # Errors
    /// When the folder cannot be written to; the earlier copies are unchanged then.
    pub fn mark_seen(&self, bytes: &[u8], log: &UpdateLog) -> io::Result<()> {
        let lock = self.lock()?;
        let seen_updates = self.path(SEEN_UPDATES);
        if !log.updates.is_empty() || seen_updates.exists() {
            self.replace(&seen_updates, to_toml(log).as_bytes())?;
        }
        self.replace(&self.path("seen"), bytes)?;
        drop(lock);
        Ok(())
    }

    /// Locks the state of this programme against other programs until the file is closed.
    fn lock(&self) -> io::Result<File> {
        fs::create_dir_all(&self.folder)?;
        lock(&self.path("lock"), Links::Follow)
    }

    /// Replaces a file atomically. The caller holds the lock, so that no other program writes the temporary file.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        write_atomic_via(path, &format!("{}.new", self.name), bytes, Links::Follow)
    }
}
