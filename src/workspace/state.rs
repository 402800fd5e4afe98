//! What nadwa keeps for a reader between runs: stars, who they are, the programme as they last saw it.
//!
//! One folder, `$XDG_STATE_HOME/nadwa` or `~/.local/state/nadwa`; for each programme, by its id, a file
//! `ID.json` and beside it `ID.seen`, a copy of the programme's own file. Every change is made to what
//! is in the file at that moment, under a lock, and replaces the file as a whole: two programs at once
//! lose nothing, and a crash leaves the old file or the new one.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::load::fingerprint_of;
use crate::text::Text;
use crate::update::{UpdateLog, to_toml};
use crate::workspace::fs::{file_name, free, lock, save_beside};
use crate::workspace::updates;

/// What is kept in `ID.json`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// The sessions that are starred, by id.
    #[serde(default)]
    pub stars: BTreeSet<Text>,
    /// The speaker that the reader is, by id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub me: Option<Text>,
    /// What another version of nadwa keeps there.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// Where the state of one programme is.
#[derive(Debug, Clone)]
pub struct Store {
    folder: PathBuf,
    name: String,
}

/// The copy of what was said over a programme as it was seen.
const SEEN_CHANGES: &str = "seen-changes";
/// Bytes of a state file at most; a larger one is damaged.
const LARGEST: u64 = 16 << 20;

/// The folder of this reader, if they have a home.
pub fn folder() -> Option<PathBuf> {
    crate::workspace::fs::folder("XDG_STATE_HOME", ".local/state")
}

impl Store {
    /// The store of the programme with this id in a folder, which need not be there yet.
    pub fn new(folder: PathBuf, program: &str) -> Self {
        Self {
            folder,
            name: file_name(program),
        }
    }

    fn path(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", self.name))
    }

    /// The file of stars.
    pub fn file(&self) -> PathBuf {
        self.path("json")
    }

    /// The files that change when something is kept.
    pub fn files(&self) -> [PathBuf; 3] {
        [self.file(), self.path("seen"), self.path(SEEN_CHANGES)]
    }

    /// The file of what is said over the programme, where it is not beside it; of each server its own.
    pub fn changes(&self, server: Option<&str>) -> PathBuf {
        match server {
            Some(server) => self.path(&format!("{}.changes.toml", file_name(server))),
            None => self.path("changes.toml"),
        }
    }

    /// Reads what is kept. A file that is damaged is set aside under another name, which the second
    /// value tells.
    ///
    /// # Errors
    /// When there is a file and it cannot be read.
    pub fn read(&self) -> io::Result<(State, Option<PathBuf>)> {
        if let Some(state) = self.parse()? {
            return Ok((state, None));
        }
        // Somebody else may have mended it meanwhile, so only who holds the lock sets it aside.
        let lock = self.lock()?;
        let read = self.read_locked();
        drop(lock);
        read
    }

    fn read_locked(&self) -> io::Result<(State, Option<PathBuf>)> {
        if let Some(state) = self.parse()? {
            return Ok((state, None));
        }
        let aside = free(&self.path("damaged"));
        fs::rename(self.path("json"), &aside)?;
        Ok((State::default(), Some(aside)))
    }

    /// What is in the file; none when it is damaged.
    fn parse(&self) -> io::Result<Option<State>> {
        let path = self.path("json");
        let bytes = match fs::metadata(&path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Some(State::default())),
            Err(e) => return Err(e),
            Ok(meta) if meta.len() > LARGEST => Vec::new(),
            Ok(_) => fs::read(&path)?,
        };
        Ok(serde_json::from_slice(&bytes).ok())
    }

    /// Makes a change to what is in the file now; the result is what is there then.
    ///
    /// # Errors
    /// When the folder cannot be made or written to; what was there is still there.
    pub fn update(&self, change: impl FnOnce(&mut State)) -> io::Result<State> {
        let lock = self.lock()?;
        let (mut state, _) = self.read_locked()?;
        change(&mut state);
        let mut text = serde_json::to_vec_pretty(&state).map_err(io::Error::other)?;
        text.push(b'\n');
        self.replace(&self.path("json"), &text)?;
        drop(lock);
        Ok(state)
    }

    /// The programme's file as the reader last saw it.
    ///
    /// # Errors
    /// When there is a copy and it cannot be read.
    pub fn seen(&self) -> io::Result<Option<File>> {
        match File::open(self.path("seen")) {
            Ok(file) => Ok(Some(file)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    /// What had been said over it then.
    pub fn seen_changes(&self) -> UpdateLog {
        updates::read(&self.path(SEEN_CHANGES))
    }

    /// Returns whether the reader has seen the version with this fingerprint and these updates.
    pub fn has_seen(&self, fingerprint: u64, log: &UpdateLog) -> bool {
        let seen = self.seen().ok().flatten();
        seen.is_some_and(|file| fingerprint_of(file).is_ok_and(|found| found == fingerprint))
            && self.seen_changes().same_records(log)
    }

    /// Keeps a copy of the programme's file as seen, and of what was said over it.
    ///
    /// # Errors
    /// When the folder cannot be written to; the copies of before are still there.
    pub fn see(&self, bytes: &[u8], log: &UpdateLog) -> io::Result<()> {
        let lock = self.lock()?;
        let said = self.path(SEEN_CHANGES);
        if !log.updates.is_empty() || said.exists() {
            self.replace(&said, to_toml(log).as_bytes())?;
        }
        self.replace(&self.path("seen"), bytes)?;
        drop(lock);
        Ok(())
    }

    /// One program at a time writes; the lock goes when the file is closed.
    fn lock(&self) -> io::Result<File> {
        fs::create_dir_all(&self.folder)?;
        lock(&self.path("lock"))
    }

    /// Puts `bytes` in the place of a file. Under the lock, so that nobody else writes beside it.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        save_beside(path, &format!("{}.new", self.name), bytes)
    }
}
