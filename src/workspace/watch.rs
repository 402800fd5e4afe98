//! Watches the programme, its update log and the reader's state in a thread of its own, which reads them and sends what has
//! changed.
//!
//! Editors write a file in place, or write another one and rename it; so the folders are watched, and of a symbolic link
//! also the target's folder. Some file systems, such as those of other machines, report no changes; therefore the caller
//! wakes the thread once a minute. A server is asked once a minute at most.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::i18n::Message;
use crate::load::Loaded;
use crate::model::zone::Timestamp;
use crate::platform::file::{FileId, FileStamp};
use crate::workspace::http::pause;
use crate::workspace::source::Source;
use crate::workspace::{ShownVersion, Workspace};
use crate::world::World;

/// How long no change may be reported before a file is read.
const QUIET: Duration = Duration::from_millis(20);
/// How long a broken file may be one that is still being written.
const INCOMPLETE: Duration = Duration::from_millis(200);
/// The changes in a row after which a file is read although it still changes.
const MAX_CHANGES: usize = 200;

/// What the watching thread has found.
#[derive(Debug)]
pub enum WatchEvent {
    /// The programme was read because it has changed, or because the reader asked for it (`true`).
    Loaded(Box<Loaded>, bool),
    /// At this time the server replied that the programme is the one shown; `true` when the reader asked.
    NotModified(Timestamp, bool),
    /// The server did not reply, and why.
    FetchFailed(Message),
    /// The version that the reader saw last differs from the one shown.
    Previous(Box<Loaded>),
    /// The update log has changed.
    UpdatesChanged,
    /// The reader's state file has changed.
    StateChanged,
    /// The file of settings has changed.
    SettingsChanged,
}

/// Why the watching thread looks at the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    /// Something may have changed.
    Changed,
    /// The reader asked for it.
    Requested,
}

/// Wakes the watching thread.
pub type Waker = Sender<Wake>;

/// Starts the watching thread. It sends the whole programme where only its beginning is shown, the version that the reader
/// saw last if that differs from the one shown, then what changes, until `send` returns `false`.
///
/// # Errors
/// When the system cannot start another thread.
pub fn watch(
    workspace: &Workspace,
    world: &World,
    send: impl Fn(WatchEvent) -> bool + Send + 'static,
) -> std::io::Result<Waker> {
    let (waker, wakes) = channel();
    let (workspace, own_waker, shown) = (workspace.clone(), waker.clone(), ShownVersion::of(world));
    let thread = std::thread::Builder::new().name("file".into());
    thread.spawn(move || {
        let folders = FolderWatcher::new(own_waker.clone());
        let mut watcher = Watcher::new(workspace, shown, folders, wakes);
        if watcher.shown.is_beginning
            && let Some(whole) = watcher.read_changed()
        {
            let whole = WatchEvent::Loaded(watcher.show(whole), false);
            // A failure here ends the loop below.
            send(whole);
        }
        if let Some(previous) = watcher.workspace.previous_version(&watcher.shown, true) {
            send(WatchEvent::Previous(Box::new(previous)));
        }
        // A save between the first reading and the start of this thread was not reported.
        let _ = own_waker.send(Wake::Changed);
        while let Some(events) = watcher.next() {
            if !events.into_iter().all(&send) {
                break;
            }
        }
    })?;
    Ok(waker)
}

/// A file as it was when it was read.
#[derive(Debug, Clone)]
pub struct WatchedFile {
    path: PathBuf,
    stamp: Option<FileStamp>,
}

impl WatchedFile {
    /// Returns a file as it is now; there may be none yet.
    pub fn now(path: PathBuf) -> Self {
        let stamp = FileStamp::of(&path);
        Self { path, stamp }
    }

    /// Returns whether it has changed since the last call, or since it was read.
    fn has_changed(&mut self) -> bool {
        let now = FileStamp::of(&self.path);
        std::mem::replace(&mut self.stamp, now) != now
    }
}

/// The folders of which the system reports changes.
struct FolderWatcher {
    /// `None` where the system reports no changes.
    system: Option<RecommendedWatcher>,
    /// The watched folders with their identities: a folder that replaces another one is not watched yet.
    folders: Vec<(PathBuf, FileId)>,
}

impl FolderWatcher {
    fn new(waker: Waker) -> Self {
        let report = move |event: notify::Result<notify::Event>| {
            // The thread's own reading would wake it for ever.
            if !event.is_ok_and(|e| matches!(e.kind, EventKind::Access(_))) {
                // The watching thread may have ended.
                let _ = waker.send(Wake::Changed);
            }
        };
        Self {
            system: notify::recommended_watcher(report).ok(),
            folders: Vec::new(),
        }
    }

    /// Watches the folders of these files, and no others.
    fn set<'p>(&mut self, files: impl Iterator<Item = &'p PathBuf>) {
        let Some(system) = &mut self.system else {
            return;
        };
        let with_id = |folder: &Path| Some((folder.to_owned(), FileId::at(folder).ok()?));
        let mut folders: Vec<(PathBuf, FileId)> = files
            .filter_map(|file| file.parent())
            .filter_map(with_id)
            .collect();
        folders.sort();
        folders.dedup();
        if folders == self.folders {
            return;
        }
        for (folder, _) in &self.folders {
            // A folder that was removed is not watched any more.
            let _ = system.unwatch(folder);
        }
        for (folder, _) in &folders {
            let _ = system.watch(folder, RecursiveMode::NonRecursive);
        }
        self.folders = folders;
    }
}

/// When a server is asked next.
struct Polling {
    due: Instant,
    /// Failures in a row.
    failures: u32,
}

/// What was read last, and the files to compare it with.
struct Watcher {
    workspace: Workspace,
    shown: ShownVersion,
    folders: FolderWatcher,
    wakes: Receiver<Wake>,
    /// The programme's file, if it is one.
    program: Option<PathBuf>,
    program_stamp: Option<FileStamp>,
    state_files: Vec<PathBuf>,
    /// The state files when they were read last; `None` at the start, because they may have changed since.
    state_stamps: Vec<Option<FileStamp>>,
    /// The log's file when it was read last; `None` at the start, because the log may have changed since it was shown.
    log_stamp: Option<(PathBuf, FileStamp)>,
    /// `None` if the programme does not come from a server.
    polling: Option<Polling>,
}

impl Watcher {
    fn new(
        workspace: Workspace,
        shown: ShownVersion,
        folders: FolderWatcher,
        wakes: Receiver<Wake>,
    ) -> Self {
        let program = match &workspace.source {
            Source::File(path) => std::path::absolute(path).ok(),
            Source::Http(_) | Source::Pipe(..) | Source::BuiltIn => None,
        };
        let polling = workspace.is_remote().then(|| Polling {
            due: Instant::now(),
            failures: 0,
        });
        let store = workspace.store(&shown.program);
        let mut watcher = Self {
            state_files: store.map_or_else(Vec::new, |s| s.files().into()),
            state_stamps: Vec::new(),
            log_stamp: None,
            program_stamp: None,
            workspace,
            shown,
            folders,
            wakes,
            program,
            polling,
        };
        watcher.state_stamps = vec![None; watcher.state_files.len()];
        watcher.watch_folders();
        watcher
    }

    /// Watches the folders that hold the files now, and the folder of the target if the programme is a symbolic link.
    fn watch_folders(&mut self) {
        let target = self.program.as_ref().and_then(|p| fs::canonicalize(p).ok());
        let log = self.workspace.log_path(&self.shown.program);
        let files = self.program.iter().chain(&target).chain(&self.state_files);
        let settings = self.workspace.settings.iter().map(|file| &file.path);
        let files = files.chain(settings);
        self.folders.set(files.chain(&log));
    }

    /// Waits for a change, and until the files do not change any more; returns what is new, or `None` when nothing can wake
    /// the thread any more.
    fn next(&mut self) -> Option<Vec<WatchEvent>> {
        let requested = self.wait()? == Wake::Requested;
        let requested = self.wait_until_quiet() || requested;
        self.watch_folders();
        let mut events = Vec::new();
        self.poll_server(requested, &mut events);
        let state_stamps = self.state_stamps_now();
        if state_stamps != self.state_stamps {
            self.state_stamps = state_stamps;
            events.push(WatchEvent::StateChanged);
        }
        let settings = self.workspace.settings.as_mut();
        if settings.is_some_and(WatchedFile::has_changed) {
            events.push(WatchEvent::SettingsChanged);
        }
        self.read_program(requested, &mut events);
        self.read_log(&mut events);
        Some(events)
    }

    /// Reads the programme's file if it has changed, or if the reader requested it.
    fn read_program(&mut self, requested: bool, events: &mut Vec<WatchEvent>) {
        let Some(path) = &self.program else { return };
        let has_changed = self.program_stamp.is_none() || FileStamp::of(path) != self.program_stamp;
        let changed = has_changed.then(|| self.read_changed()).flatten();
        let loaded = changed
            .or_else(|| requested.then(|| self.workspace.source.read(&self.workspace.columns)));
        if let Some(loaded) = loaded {
            events.push(WatchEvent::Loaded(self.show(loaded), requested));
        }
    }

    /// Adds its updates to a programme that was read, and makes it the version that is shown.
    fn show(&mut self, loaded: Loaded) -> Box<Loaded> {
        self.shown.program = loaded.program.id.clone();
        // An update that is posted while the log is read makes another stamp.
        self.log_stamp = self.log_stamp_now();
        let loaded = self.workspace.with_updates(loaded);
        self.shown = ShownVersion {
            program: loaded.program.id.clone(),
            fingerprint: loaded.fingerprint,
            complete: !loaded.is_broken(),
            is_beginning: false,
            log: loaded.log.clone(),
        };
        Box::new(loaded)
    }

    fn state_stamps_now(&self) -> Vec<Option<FileStamp>> {
        let files = self.state_files.iter();
        files.map(|file| FileStamp::of(file)).collect()
    }

    fn log_stamp_now(&self) -> Option<(PathBuf, FileStamp)> {
        let path = self.workspace.log_path(&self.shown.program)?;
        let stamp = FileStamp::of(&path)?;
        Some((path, stamp))
    }

    /// Reads the update log if its file has changed.
    fn read_log(&mut self, events: &mut Vec<WatchEvent>) {
        let stamp = self.log_stamp_now();
        if stamp == self.log_stamp {
            return;
        }
        self.log_stamp = stamp;
        let log = self.workspace.log(&self.shown.program);
        if log.same_records(&self.shown.log) && log.diagnostics == self.shown.log.diagnostics {
            return;
        }
        self.shown.log = log;
        events.push(WatchEvent::UpdatesChanged);
        let previous = self.workspace.previous_version(&self.shown, false);
        events.extend(previous.map(|previous| WatchEvent::Previous(Box::new(previous))));
    }

    /// Waits for a change, or until the server is to be asked; returns `None` when nothing can wake the thread any more.
    fn wait(&self) -> Option<Wake> {
        let Some(Polling { due, .. }) = self.polling else {
            return self.wakes.recv().ok();
        };
        let left = due.saturating_duration_since(Instant::now());
        match self.wakes.recv_timeout(left) {
            Ok(wake) => Some(wake),
            Err(RecvTimeoutError::Timeout) => Some(Wake::Changed),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Fetches the programme from its server if it is time, or if the reader requested it.
    fn poll_server(&mut self, requested: bool, events: &mut Vec<WatchEvent>) {
        let Some(Polling { due, mut failures }) = self.polling else {
            return;
        };
        if !requested && Instant::now() < due {
            return;
        }
        let mut wait = None;
        match self.workspace.source.fetch() {
            Ok(()) => {
                failures = 0;
                let loaded = self.workspace.source.read(&self.workspace.columns);
                let confirmed_at = self.workspace.source.confirmed_at().unwrap_or_default();
                let is_new = loaded.fingerprint != self.shown.fingerprint;
                if is_new {
                    events.push(WatchEvent::Loaded(self.show(loaded), false));
                }
                let answers = requested && !is_new;
                events.push(WatchEvent::NotModified(confirmed_at, answers));
            }
            Err(failure) => {
                wait = failure.wait;
                // Reported once, or on request; the age of the copy is always visible.
                if requested || failures == 0 {
                    events.push(WatchEvent::FetchFailed(failure.why));
                }
                failures = failures.saturating_add(1);
            }
        }
        let due = Instant::now() + pause(failures, wait);
        self.polling = Some(Polling { due, failures });
    }

    /// Waits until no change has been reported for a moment; returns whether the reader requested a reload meanwhile.
    fn wait_until_quiet(&self) -> bool {
        let mut requested = false;
        for _ in 0..MAX_CHANGES {
            match self.wakes.recv_timeout(QUIET) {
                Ok(wake) => requested |= wake == Wake::Requested,
                Err(_) => break,
            }
        }
        requested
    }

    /// Reads the programme's file, unless it holds what was read last. A broken file is read again if it changes soon.
    fn read_changed(&mut self) -> Option<Loaded> {
        let mut loaded = None;
        for _ in 0..=MAX_CHANGES {
            self.program_stamp = self.program.as_deref().and_then(FileStamp::of);
            if self.workspace.source.fingerprint().ok() == Some(self.shown.fingerprint) {
                return None;
            }
            let read = loaded.insert(self.workspace.source.read(&self.workspace.columns));
            if !read.is_broken() || self.wakes.recv_timeout(INCOMPLETE).is_err() {
                break;
            }
            self.wait_until_quiet();
        }
        // A file that is still missing has not changed.
        loaded.filter(|l| l.fingerprint != self.shown.fingerprint)
    }
}
