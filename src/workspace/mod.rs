//! What is on this machine and on servers: the programme's source, its update log, the reader's state.

mod contacts;
pub mod folder;
pub mod fs;
pub mod http;
pub mod paths;
pub mod source;
pub mod state;
pub mod trial;
pub mod updates;
pub mod watch;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::io::{Read as _, Seek as _};
use std::path::{Path, PathBuf};

use crate::i18n::Message;
use crate::load::{ColumnNames, Loaded, MAX_FILE, fingerprint, fingerprint_of, load_with};
use crate::model::Subject;
use crate::model::diagnostic::Code;
use crate::model::zone::Timestamp;
use crate::platform::file::FileId;
use crate::text::Text;
use crate::update::{Update, UpdateLog};
use crate::workspace::http::without_credentials;
use crate::workspace::paths::file_name;
use crate::workspace::source::Source;
use crate::workspace::state::Store;
use crate::workspace::watch::WatchedFile;
use crate::world::World;

/// Where a programme, its updates and the reader's state are.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Where the programme comes from.
    pub source: Source,
    /// The folder of the reader's state; `None` without a home directory.
    pub state_folder: Option<PathBuf>,
    /// The addresses of the server that shares updates, separated by commas; `None` without one.
    pub server: Option<String>,
    /// The name of this desk, which signs its updates.
    pub name: Text,
    /// The file of settings; `None` without a home directory.
    pub settings: Option<WatchedFile>,
    /// Whether the update log may be beside the programme.
    pub log_beside: bool,
    /// The reader's own names of the columns of tables.
    pub columns: ColumnNames,
}

/// The result of [`Workspace::post_after`].
#[derive(Debug)]
pub enum Post {
    /// The log with the updates.
    Done(UpdateLog),
    /// The log, to which another desk has posted since; nothing was posted.
    Outdated(UpdateLog),
}

/// The endings of formats in which a programme has no id: two of one name would have one log.
const WITHOUT_ID: [&str; 4] = ["csv", "tsv", "ics", "xlsx"];

/// Returns where the update log beside a programme may be: changes.toml beside program.toml, NAME.changes.toml beside others,
/// and before that NAME.csv.changes.toml beside a file without an id, which earlier versions did not know. If one is the log
/// of another programme, the last one is used, which has the programme's id in its name.
fn logs_beside(program: &Path, id: &str) -> Option<Vec<PathBuf>> {
    let stem = program.file_stem()?.to_string_lossy();
    let stem = match &*stem {
        "program" => String::new(),
        stem => format!("{stem}."),
    };
    let ending = program.extension().unwrap_or_default();
    let has_no_id = WITHOUT_ID
        .iter()
        .any(|end| ending.eq_ignore_ascii_case(end));
    let name = program.file_name()?.to_string_lossy();
    let names = has_no_id.then(|| format!("{name}.changes.toml"));
    let names = names.into_iter().chain([
        format!("{stem}changes.toml"),
        format!("{stem}changes.{}.toml", file_name(id)),
    ]);
    Some(names.map(|name| program.with_file_name(name)).collect())
}

/// Returns addresses of servers without users and passwords, because they become part of a file name.
fn servers_without_credentials(addresses: &str) -> String {
    let all: Vec<String> = addresses.split(',').map(without_credentials).collect();
    all.join(",")
}

impl Workspace {
    /// Returns whether the programme is at an address, so that reading it takes time.
    pub fn is_remote(&self) -> bool {
        matches!(self.source, Source::Http(_))
    }

    /// Returns the store of the programme with this id; `None` without a state folder or without an id.
    pub fn store(&self, id: &str) -> Option<Store> {
        let folder = self.state_folder.clone()?;
        (!id.is_empty()).then(|| Store::new(folder, id))
    }

    /// Returns where the update log of a programme may be, in the order of preference: beside the programme, in the state
    /// folder.
    fn log_paths(&self, id: &str) -> Vec<PathBuf> {
        let server = self.server.as_deref().map(servers_without_credentials);
        let stored = self.store(id).map(|s| s.update_log(server.as_deref()));
        let beside = match &self.source {
            Source::File(path) if self.log_beside && self.server.is_none() => logs_beside(path, id),
            _ => None,
        };
        beside.into_iter().flatten().chain(stored).collect()
    }

    /// Returns the paths at which the update log of a programme is read and written: where it is, else where it can be made, in
    /// the order of preference. Logs of other programmes are left out.
    fn usable_log_paths(&self, id: &str) -> Vec<PathBuf> {
        // Each with the programme that a log there names, and whether there is one.
        let with_log = |path: PathBuf| {
            let exists = path.symlink_metadata().is_ok();
            let of = exists.then(|| updates::program(&path)).flatten();
            (path, of, exists)
        };
        let mut paths: Vec<(PathBuf, Option<Text>, bool)> =
            self.log_paths(id).into_iter().map(with_log).collect();
        paths.retain(|(_, of, _)| of.as_ref().is_none_or(|of| of.as_str() == id));
        // A log that names the programme comes before one that names none.
        let named = paths.iter().find(|(_, of, _)| of.is_some());
        match named.or_else(|| paths.iter().find(|(.., exists)| *exists)) {
            Some((path, ..)) => vec![path.clone()],
            None => paths.into_iter().map(|(path, ..)| path).collect(),
        }
    }

    /// Returns the path of a programme's update log, or the preferred one if there is no log yet.
    pub fn log_path(&self, id: &str) -> Option<PathBuf> {
        self.usable_log_paths(id).into_iter().next()
    }

    /// Returns whether a path leads to the programme's file or to its update log.
    pub fn is_own(&self, path: &Path, id: &str) -> bool {
        let file = match &self.source {
            Source::File(file) => Some(file.clone()),
            _ => None,
        };
        let mut own = file.into_iter().chain(self.log_path(id));
        let there = FileId::at(path).ok();
        own.any(|own| there.is_some() && FileId::at(&own).ok() == there)
    }

    /// Reads the programme and its update log.
    pub fn read(&self) -> Loaded {
        self.with_updates(self.source.read(&self.columns))
    }

    /// Adds the update log to a programme that was read.
    pub fn with_updates(&self, mut loaded: Loaded) -> Loaded {
        loaded.log = self.log(&loaded.program.id);
        loaded
    }

    /// Reads the update log of the programme with this id. One of another programme in its place is a problem.
    pub fn log(&self, id: &str) -> UpdateLog {
        let Some(path) = self.log_path(id) else {
            return UpdateLog::default();
        };
        if let Some((place, other)) = self.other_log(id, &path) {
            let message = Message::new("update-other-program")
                .arg("file", updates::name(&place))
                .arg("id", &other);
            let help = Message::new("update-other-program-help");
            let help = help.arg("file", updates::name(&path));
            return updates::with_problem(&place, Code::BadValue, message, help);
        }
        updates::read(&path)
    }

    /// Returns the update log of another programme in the place where this one's would be made, and the id of that programme,
    /// as long as `path`, where it is made instead, does not exist.
    fn other_log(&self, id: &str, path: &Path) -> Option<(PathBuf, Text)> {
        let place = self.log_paths(id).into_iter().next()?;
        let is_other = place != path && path.symlink_metadata().is_err();
        let other = is_other.then(|| updates::program(&place)).flatten()?;
        (other.as_str() != id).then_some((place, other))
    }

    /// Edits the update log of the programme with this id, and returns the result.
    ///
    /// # Errors
    /// Why the log cannot be written.
    pub fn edit_log(&self, id: &str, edit: impl Fn(&mut UpdateLog)) -> Result<UpdateLog, Message> {
        let mut failure = Message::new("update-no-folder");
        for path in self.usable_log_paths(id) {
            let other = self.other_log(id, &path);
            match updates::update(&path, id, || self.session_ids(), &edit) {
                Ok(mut log) => {
                    let notice = other.map(|(place, other)| {
                        Message::new("update-log-apart")
                            .arg("file", updates::name(&place))
                            .arg("id", &other)
                            .arg("own", updates::name(&path))
                    });
                    log.notice = log.notice.or(notice);
                    return Ok(log);
                }
                Err(e) => failure = fs::reason(&e),
            }
        }
        Err(failure)
    }

    /// Returns the ids of the programme's sessions; `None` if it is incomplete now.
    fn session_ids(&self) -> Option<HashSet<Text>> {
        let loaded = self.source.read(&self.columns);
        let complete = !loaded.has_errors() && !loaded.program.sessions.is_empty();
        complete.then(|| loaded.program.sessions.into_iter().map(|s| s.id).collect())
    }

    /// Adds updates to the log, signed by this desk, and returns the result.
    ///
    /// # Errors
    /// Why the log cannot be written.
    pub fn post(&self, id: &str, now: Timestamp, updates: &[Update]) -> Result<UpdateLog, Message> {
        self.edit_log(id, |log| self.sign(log, now, updates.to_vec()))
    }

    /// Posts updates if the log still has the records of `known`, against which they were checked.
    ///
    /// # Errors
    /// Why the log cannot be written.
    pub fn post_after(
        &self,
        known: &UpdateLog,
        id: &str,
        now: Timestamp,
        updates: &[Update],
    ) -> Result<Post, Message> {
        let is_known = Cell::new(true);
        let log = self.edit_log(id, |log| {
            is_known.set(log.same_records(known));
            if is_known.get() {
                self.sign(log, now, updates.to_vec());
            }
        })?;
        match log.broken() {
            _ if is_known.get() => Ok(Post::Done(log)),
            // Nothing was written, and the caller keeps the updates that it knows.
            Some(problem) => {
                let message = Message::new("updates-missing").arg("place", problem.position());
                Err(message.arg("problem", problem.message.clone()))
            }
            None => Ok(Post::Outdated(log)),
        }
    }

    /// Takes back the last post of this desk, and returns the result with the subjects that it changes; none where there is
    /// nothing to undo.
    ///
    /// # Errors
    /// Why the log cannot be written.
    pub fn undo(&self, id: &str, now: Timestamp) -> Result<(UpdateLog, Vec<Subject>), Message> {
        let subjects = RefCell::new(Vec::new());
        let log = self.edit_log(id, |log| {
            let undone = log.undo(&self.name);
            subjects.replace(undone.iter().map(|u| u.subject.clone()).collect());
            self.sign(log, now, undone);
        })?;
        let mut subjects = subjects.into_inner();
        subjects.dedup();
        Ok((log, subjects))
    }

    /// Adds updates to a log, signed by this desk. Two posts of one second get different times.
    fn sign(&self, log: &mut UpdateLog, now: Timestamp, updates: Vec<Update>) {
        let mut own = log.updates.iter().rev().filter(|u| u.by == self.name);
        let last = own
            .next()
            .map(|u| u.at)
            .filter(|at| (now..now + 60).contains(at));
        let signed = |update| Update {
            at: last.map_or(now, |last| last + 1),
            by: self.name.clone(),
            ..update
        };
        log.updates.extend(updates.into_iter().map(signed));
    }

    /// Restores the reader's state in a world; returns the message to show if it could not be read.
    pub fn restore_state(&self, world: &mut World) -> Option<String> {
        match self.store(&world.program.id)?.read() {
            Ok((state, damaged)) => {
                state.restore(world);
                let name = damaged?.display().to_string();
                Some(world.messages.format("state-damaged", &[("name", &name)]))
            }
            Err(e) => {
                let why = world.messages.message(&fs::reason(&e));
                Some(world.messages.format("state-unread", &[("why", &why)]))
            }
        }
    }

    /// Returns the version that the reader saw last, if it differs from the one shown. Without one, and where the reader
    /// `looks` at the programme now, the version shown is stored as seen, unless its file is incomplete.
    pub fn previous_version(&self, shown: &ShownVersion, looks: bool) -> Option<Loaded> {
        let store = self.store(&shown.program)?;
        if let Some(mut file) = store.seen().ok()? {
            let log = store.seen_updates();
            if log.same_records(&shown.log) && fingerprint_of(&file).ok()? == shown.fingerprint {
                return None;
            }
            let mut bytes = Vec::new();
            file.rewind().ok()?;
            file.take(MAX_FILE).read_to_end(&mut bytes).ok()?;
            return Some(Loaded {
                log,
                ..load_with("", bytes, &self.columns, false)
            });
        }
        let has_updates = !shown.log.updates.is_empty();
        let bytes = (looks || has_updates)
            .then(|| self.source.bytes().ok())
            .flatten()?;
        if fingerprint(&bytes) != shown.fingerprint {
            return None;
        }
        if looks && shown.complete {
            // If this fails, there is nothing to compare with next time.
            let _ = store.mark_seen(&bytes, &UpdateLog::default());
        }
        // All updates are new to a reader who sees the programme for the first time.
        has_updates.then(|| load_with("", bytes.into_owned(), &self.columns, false))
    }
}

/// The version that is shown, for comparisons with others.
#[derive(Debug, Clone)]
pub struct ShownVersion {
    /// The programme's id.
    pub program: Text,
    /// The fingerprint of its file.
    pub fingerprint: u64,
    /// Whether its file is complete and not in the middle of a save.
    pub complete: bool,
    /// Whether it is only the beginning of the file.
    pub is_beginning: bool,
    /// Its update log.
    pub log: UpdateLog,
}

impl ShownVersion {
    /// Returns the version that a world shows.
    pub fn of(world: &World) -> Self {
        Self {
            program: world.program.id.clone(),
            fingerprint: world.fingerprint,
            complete: !world.broken,
            is_beginning: world.percent.is_some(),
            log: world.log.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::servers_without_credentials;

    #[test]
    fn file_names_have_no_passwords() {
        for (address, name) in [
            ("nats://a:4222", "nats://a:4222"),
            (
                "nats://desk:p@ss@a:4222,tls://token@b",
                "nats://a:4222,tls://b",
            ),
        ] {
            assert_eq!(servers_without_credentials(address), name);
        }
    }
}
