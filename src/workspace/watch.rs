//! Watches the programme's file, in a thread of its own that reads it and sends what it has read.
//!
//! Editors write in place, or beside and rename; so the folder is watched, and of a link also the
//! folder it leads to. Where the system tells of nothing, as for files of other machines, the file is
//! looked at once a minute. An address is asked once a minute at most.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::load::Loaded;
use crate::model::zone::Timestamp;
use crate::workspace::http::pause;
use crate::workspace::source::Source;
use crate::workspace::{Shown, Workspace};
use crate::world::World;

/// No more is heard for so long once a file is written.
const QUIET: Duration = Duration::from_millis(20);
/// How long a file that is broken may be one that is half written.
const HALF: Duration = Duration::from_millis(200);
/// A file that never rests is read nevertheless, after so many signs of life.
const RESTLESS: usize = 200;

/// What the watching thread has found.
#[derive(Debug)]
pub enum WatchEvent {
    /// The programme was read because it has changed, or because the reader asked for it (`true`).
    Loaded(Box<Loaded>, bool),
    /// At this time the server replied that the programme is the one shown; `true` when the reader asked.
    NotModified(Timestamp, bool),
    /// The server did not reply, and why.
    FetchFailed(String),
    /// The version that the reader saw last differs from the one shown.
    Previous(Box<Loaded>),
    /// The update log has changed.
    UpdatesChanged,
    /// The reader's state file has changed.
    StateChanged,
}

/// Makes the thread look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Something may have changed.
    Look,
    /// The reader asks.
    Ask,
}

/// Makes the thread look at the files, or ask the server.
pub type Nudge = Sender<Sign>;

/// Sends the programme as it was when the reader last saw it, if it was another one; then each reading
/// of its file with another fingerprint than the one shown, and a word when what is kept has changed.
///
/// # Errors
/// When there can be no more threads.
pub fn watch(
    desk: &Workspace,
    world: &World,
    send: impl Fn(WatchEvent) -> bool + Send + 'static,
) -> std::io::Result<Nudge> {
    let (nudge, nudges) = channel();
    let (desk, signs, shown) = (desk.clone(), nudge.clone(), Shown::of(world));
    let thread = std::thread::Builder::new().name("file".into());
    thread.spawn(move || {
        let path = match &desk.source {
            Source::File(path) => std::path::absolute(path).ok(),
            Source::Http(_) | Source::Stdin(_) | Source::BuiltIn => None,
        };
        let due = matches!(desk.source, Source::Http(_)).then(Instant::now);
        let kept = desk
            .store(&shown.program)
            .map_or_else(Vec::new, |s| s.files().into());
        let mut looks = Looks {
            watcher: watcher(signs.clone()),
            watched: Vec::new(),
            kept_state: looks_of(&kept),
            said: None,
            shown,
            desk,
            path,
            kept,
            nudges,
            state: None,
            due,
            failures: 0,
        };
        looks.said = looks.look_at_said();
        looks.watch();
        // Nobody to send to is the end of the program.
        if let Some(before) = looks.desk.previous_version(&looks.shown, true) {
            send(WatchEvent::Previous(Box::new(before)));
        }
        // What was saved since it was read, nobody has told of.
        let _ = signs.send(Sign::Look);
        while let Some(news) = looks.next() {
            if !news.into_iter().all(&send) {
                break;
            }
        }
    })?;
    Ok(nudge)
}

/// Lets the system tell of changes. Without it, looking once a minute is left.
fn watcher(signs: Nudge) -> Option<RecommendedWatcher> {
    let tell = move |event: notify::Result<notify::Event>| {
        // Reading is no change, and this thread's own would wake it for ever.
        if !event.is_ok_and(|e| matches!(e.kind, EventKind::Access(_))) {
            // There is nobody to tell once the thread has ended.
            let _ = signs.send(Sign::Look);
        }
    };
    notify::recommended_watcher(tell).ok()
}

/// What tells one state of a file from another: which file it is, its length, when it was written and
/// when anything about it changed.
type Look = (u64, u64, SystemTime, i64, i64);

fn look(path: &Path) -> Option<Look> {
    let meta = fs::metadata(path).ok()?;
    let changed = (meta.ctime(), meta.ctime_nsec());
    let written = meta.modified().ok()?;
    Some((meta.ino(), meta.len(), written, changed.0, changed.1))
}

fn looks_of(files: &[PathBuf]) -> Vec<Option<Look>> {
    files.iter().map(|file| look(file)).collect()
}

/// What is known of the files.
struct Looks {
    watcher: Option<RecommendedWatcher>,
    /// The folders that are watched; another one by the same name is not.
    watched: Vec<(PathBuf, u64)>,
    desk: Workspace,
    /// What was read last.
    shown: Shown,
    path: Option<PathBuf>,
    /// The files of what is kept, at the last look.
    kept: Vec<PathBuf>,
    kept_state: Vec<Option<Look>>,
    /// The file of what is said over the programme, at the last look.
    said: Option<(PathBuf, Look)>,
    nudges: Receiver<Sign>,
    /// The programme's file at the last look.
    state: Option<Look>,
    /// When the server is to be asked; never where there is none.
    due: Option<Instant>,
    /// How often in a row it has not answered.
    failures: u32,
}

impl Looks {
    /// Watches the folders that the files are in now, and of a link also the one that it leads to.
    fn watch(&mut self) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let target = self.path.as_ref().and_then(|p| fs::canonicalize(p).ok());
        let said = self.desk.changes(&self.shown.program);
        let files = self
            .path
            .iter()
            .chain(&target)
            .chain(&self.kept)
            .chain(&said);
        let numbered = |folder: &Path| Some((folder.to_owned(), fs::metadata(folder).ok()?.ino()));
        let mut folders: Vec<(PathBuf, u64)> = files
            .filter_map(|file| file.parent())
            .filter_map(numbered)
            .collect();
        folders.sort();
        folders.dedup();
        if folders == self.watched {
            return;
        }
        for (folder, _) in &self.watched {
            // One that is gone is not watched any more anyway.
            let _ = watcher.unwatch(folder);
        }
        for (folder, _) in &folders {
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        self.watched = folders;
    }

    /// Waits for a sign of life, and until the files have come to rest; what is new then.
    fn next(&mut self) -> Option<Vec<WatchEvent>> {
        let asked = self.wait()? == Sign::Ask;
        let asked = self.rest() || asked;
        self.watch();
        let mut news = Vec::new();
        self.ask(asked, &mut news);
        let kept = looks_of(&self.kept);
        if kept != self.kept_state {
            self.kept_state = kept;
            news.push(WatchEvent::StateChanged);
        }
        let now = self.path.as_deref().and_then(look);
        let moved = self.state.is_none() || now != self.state;
        if self.path.is_some() {
            let news_of_it = moved.then(|| self.settle()).flatten();
            // Whoever asks is answered, whatever it is.
            let loaded = news_of_it.or_else(|| asked.then(|| self.desk.source.read()));
            if let Some(loaded) = loaded {
                news.push(WatchEvent::Loaded(self.take(loaded), asked));
            }
        }
        self.listen(&mut news);
        Some(news)
    }

    /// A reading, with what is said over it, which is what is shown from now on.
    fn take(&mut self, loaded: Loaded) -> Box<Loaded> {
        let loaded = self.desk.with_updates(loaded);
        self.shown = Shown {
            program: loaded.program.id.clone(),
            fingerprint: loaded.fingerprint,
            whole: !loaded.is_broken(),
            log: loaded.log.clone(),
        };
        self.said = self.look_at_said();
        Box::new(loaded)
    }

    fn look_at_said(&self) -> Option<(PathBuf, Look)> {
        let path = self.desk.changes(&self.shown.program)?;
        let look = look(&path)?;
        Some((path, look))
    }

    /// Whether something else is said over the programme than before.
    fn listen(&mut self, news: &mut Vec<WatchEvent>) {
        let said = self.look_at_said();
        if said == self.said {
            return;
        }
        self.said = said;
        let log = self.desk.log(&self.shown.program);
        if log.same_records(&self.shown.log) && log.diagnostics == self.shown.log.diagnostics {
            return;
        }
        self.shown.log = log;
        news.push(WatchEvent::UpdatesChanged);
        let before = self.desk.previous_version(&self.shown, false);
        news.extend(before.map(|before| WatchEvent::Previous(Box::new(before))));
    }

    /// Waits for a sign of life, or until the server is to be asked; none when nobody is there any more.
    fn wait(&self) -> Option<Sign> {
        let Some(due) = self.due else {
            return self.nudges.recv().ok();
        };
        let left = due.saturating_duration_since(Instant::now());
        match self.nudges.recv_timeout(left) {
            Ok(sign) => Some(sign),
            Err(RecvTimeoutError::Timeout) => Some(Sign::Look),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Asks the server, once it is time or the reader wants to know.
    fn ask(&mut self, asked: bool, news: &mut Vec<WatchEvent>) {
        let Some(due) = self.due else { return };
        if !asked && Instant::now() < due {
            return;
        }
        let answer = self.desk.source.ask();
        let mut wait = None;
        match answer {
            Ok(()) => {
                self.failures = 0;
                let loaded = self.desk.source.read();
                let told = self.desk.source.told().unwrap_or_default();
                let new = loaded.fingerprint != self.shown.fingerprint;
                if new {
                    news.push(WatchEvent::Loaded(self.take(loaded), false));
                }
                news.push(WatchEvent::NotModified(told, asked && !new));
            }
            Err(failure) => {
                wait = failure.wait;
                // Said once, or to who asks; the age of the copy says it all the time.
                if asked || self.failures == 0 {
                    news.push(WatchEvent::FetchFailed(failure.why));
                }
                self.failures = self.failures.saturating_add(1);
            }
        }
        self.due = Some(Instant::now() + pause(self.failures, wait));
    }

    /// Waits until nothing has been heard for a little; the result is whether the reader has asked meanwhile.
    fn rest(&self) -> bool {
        let mut asked = false;
        for _ in 0..RESTLESS {
            match self.nudges.recv_timeout(QUIET) {
                Ok(sign) => asked |= sign == Sign::Ask,
                Err(_) => break,
            }
        }
        asked
    }

    /// Reads the file, unless it holds what was read last. A broken one is read again when more is written
    /// to it soon.
    fn settle(&mut self) -> Option<Loaded> {
        let mut loaded = None;
        for _ in 0..=RESTLESS {
            self.state = self.path.as_deref().and_then(look);
            if self.desk.source.fingerprint().ok() == Some(self.shown.fingerprint) {
                return None;
            }
            let read = loaded.insert(self.desk.source.read());
            if !read.is_broken() || self.nudges.recv_timeout(HALF).is_err() {
                break;
            }
            self.rest();
        }
        // A file that is still missing is no news either.
        loaded.filter(|l| l.fingerprint != self.shown.fingerprint)
    }
}
