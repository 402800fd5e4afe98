//! Watches the programme's file, in a thread of its own that reads it and sends what it has read.
//!
//! Editors write in place, or beside and rename; so the folder is watched, and of a link also the
//! folder it leads to. Where the system tells of nothing, as for files of other machines, the file is
//! looked at once a minute.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, SystemTime};

use notify::{EventKind, RecursiveMode, Watcher};

use crate::desk::Desk;
use crate::inputs::Input;
use crate::io::Origin;
use crate::load::{Loaded, fingerprint};
use crate::state::Store;
use crate::text::Text;

/// No more is heard for so long once a file is written.
const QUIET: Duration = Duration::from_millis(20);
/// How long a file that is broken may be one that is half written.
const HALF: Duration = Duration::from_millis(200);
/// A file that never rests is read nevertheless, after so many signs of life.
const RESTLESS: usize = 200;

/// Makes the thread look at the file; without it the thread ends.
pub type Nudge = Sender<()>;

/// Sends the programme as it was when the reader last saw it, if it was another one; then each reading
/// of its file with another fingerprint than the one shown.
///
/// # Errors
/// When there can be no more threads.
pub fn watch(
    desk: &Desk,
    program: &Text,
    fingerprint: u64,
    sender: Sender<Input>,
) -> std::io::Result<Nudge> {
    let (nudge, nudges) = channel();
    let (desk, program, signs) = (desk.clone(), program.clone(), nudge.clone());
    let thread = std::thread::Builder::new().name("file".into());
    thread.spawn(move || {
        // Nobody to send to is the end of the program.
        if let Some(before) = desk.look_back(&program, fingerprint, true) {
            let _ = sender.send(Input::Before(Box::new(before)));
        }
        let path = match &desk.origin {
            Origin::File(path) => Some(path.clone()),
            Origin::Stdin(_) | Origin::BuiltIn => None,
        };
        let watching = signs_of(path.as_deref(), desk.folder.as_deref(), signs.clone());
        // What was saved since it was read, nobody has told of.
        let _ = signs.send(());
        let kept = desk.folder.map(|f| Store::new(f, &program).file());
        let mut looks = Looks {
            origin: desk.origin,
            path,
            kept_state: kept.as_deref().and_then(look),
            kept,
            nudges,
            state: None,
            fingerprint,
        };
        while let Some(news) = looks.next() {
            if news.into_iter().any(|input| sender.send(input).is_err()) {
                break;
            }
        }
        drop(watching);
    })?;
    Ok(nudge)
}

/// Lets the system tell of changes in the folders of a file, and in the one of what is kept. Without it,
/// looking once a minute is left.
fn signs_of(
    path: Option<&Path>,
    kept: Option<&Path>,
    signs: Nudge,
) -> Option<impl Watcher + use<>> {
    let tell = move |event: notify::Result<notify::Event>| {
        // Reading is no change, and this thread's own would wake it for ever.
        if !event.is_ok_and(|e| matches!(e.kind, EventKind::Access(_))) {
            // There is nobody to tell once the thread has ended.
            let _ = signs.send(());
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    let path = path.and_then(|path| std::path::absolute(path).ok());
    let target = path.as_ref().and_then(|path| fs::canonicalize(path).ok());
    let files = path.iter().chain(&target).filter_map(|path| path.parent());
    let mut folders: Vec<&Path> = files.chain(kept).collect();
    folders.dedup();
    for folder in folders {
        let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
    }
    Some(watcher)
}

/// Length and time of a file.
type Look = (u64, SystemTime);

fn look(path: &Path) -> Option<Look> {
    let meta = fs::metadata(path).ok()?;
    Some((meta.len(), meta.modified().ok()?))
}

/// What is known of the files.
struct Looks {
    origin: Origin,
    path: Option<PathBuf>,
    /// The file of what is kept, at the last look.
    kept: Option<PathBuf>,
    kept_state: Option<Look>,
    nudges: Receiver<()>,
    /// The programme's file at the last look.
    state: Option<Look>,
    fingerprint: u64,
}

impl Looks {
    /// Waits for a sign of life, and until the files have come to rest; what is new then.
    fn next(&mut self) -> Option<Vec<Input>> {
        self.nudges.recv().ok()?;
        self.rest();
        let mut news = Vec::new();
        let kept = self.kept.as_deref().and_then(look);
        if kept != self.kept_state {
            self.kept_state = kept;
            news.push(Input::Kept);
        }
        let now = self.path.as_deref().and_then(look);
        let moved = self.state.is_none() || now != self.state;
        if self.path.is_some()
            && moved
            && let Some(loaded) = self.settle()
        {
            self.fingerprint = loaded.fingerprint;
            news.push(Input::Read(Box::new(loaded)));
        }
        Some(news)
    }

    /// Waits until nothing has been heard for a little.
    fn rest(&self) {
        for _ in 0..RESTLESS {
            if self.nudges.recv_timeout(QUIET).is_err() {
                break;
            }
        }
    }

    /// Reads the file, unless it holds what was read last. A broken one is read again when more is written
    /// to it soon.
    fn settle(&mut self) -> Option<Loaded> {
        for round in 0..=RESTLESS {
            self.state = self.path.as_deref().and_then(look);
            let bytes = self.origin.bytes();
            if bytes.is_ok_and(|b| fingerprint(&b) == self.fingerprint) {
                return None;
            }
            let loaded = self.origin.read();
            let whole = !loaded.is_broken() || round == RESTLESS;
            if whole || self.nudges.recv_timeout(HALF).is_err() {
                // A file that is still missing is no news either.
                return Some(loaded).filter(|l| l.fingerprint != self.fingerprint);
            }
            self.rest();
        }
        None
    }
}
