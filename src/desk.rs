//! What lies outside the interface: the file that it shows, and what is kept for the reader.

use std::io::{Read as _, Seek as _};
use std::path::PathBuf;

use crate::app::{App, Effect};
use crate::io::Origin;
use crate::load::{Loaded, fingerprint, fingerprint_of, load};
use crate::state::{State, Store};
use crate::world::World;

/// The outside of the interface.
#[derive(Debug, Clone)]
pub struct Desk {
    /// Where the programme comes from.
    pub origin: Origin,
    /// Where the reader's state is kept; `None` where they have no home.
    pub folder: Option<PathBuf>,
}

impl Desk {
    /// Whether the programme is at an address, so that asking for it takes its time.
    pub fn is_remote(&self) -> bool {
        matches!(self.origin, Origin::Web(_))
    }

    /// The store of a programme; none without a folder, or where the programme has no id.
    pub fn store(&self, id: &str) -> Option<Store> {
        let folder = self.folder.clone()?;
        (!id.is_empty()).then(|| Store::new(folder, id))
    }

    /// Gives a world what is kept for the reader; the result is what went wrong, for a message.
    pub fn remember(&self, world: &mut World) -> Option<String> {
        let read = self.store(&world.program.id)?.read();
        match read {
            Ok((state, damaged)) => {
                remember(world, state);
                damaged.map(|path| {
                    let name = path.display().to_string();
                    world.words.with("state-damaged", &[("name", &name)])
                })
            }
            Err(e) => Some(world.words.with("state-unread", &[("why", &e.to_string())])),
        }
    }

    /// The programme with this id as the reader last saw it, where that was other bytes than those
    /// shown. The first look is kept, where the reader really `looks`, and at a whole file: what is half
    /// written is nothing to compare with.
    pub fn look_back(&self, program: &str, shown: u64, looks: bool) -> Option<Loaded> {
        let store = self.store(program)?;
        if let Some(mut file) = store.seen().ok()? {
            if fingerprint_of(&file).ok()? == shown {
                return None;
            }
            let mut bytes = Vec::new();
            file.rewind().ok()?;
            file.read_to_end(&mut bytes).ok()?;
            return Some(load("", bytes));
        }
        let bytes = looks.then(|| self.origin.bytes().ok()).flatten()?;
        if fingerprint(&bytes) == shown {
            // Without a copy there is nothing to compare with at the next look, no more.
            let _ = store.see(&bytes);
        }
        None
    }

    /// Does what the interface asks for.
    pub fn obey(&self, app: &mut App, effect: Effect) {
        match effect {
            Effect::Reload => self.reload(app),
            Effect::Star(id, on) => self.keep(app, |state| {
                if on {
                    state.stars.insert(id);
                } else {
                    state.stars.remove(&id);
                }
            }),
            Effect::Me(id) => self.keep(app, |state| state.me = id),
            Effect::Seen => self.see(app),
            Effect::Recall => self.meet(app),
            // These are the terminal's.
            Effect::Quit
            | Effect::Suspend
            | Effect::Redraw
            | Effect::Copy(_)
            | Effect::Browse(_) => {}
        }
    }

    /// Reads the programme again, where it can be.
    fn reload(&self, app: &mut App) {
        match &self.origin {
            Origin::File(_) => app.reload(self.origin.read(), true),
            Origin::Web(_) => match self.origin.ask() {
                Ok(()) => {
                    app.reload(self.origin.read(), true);
                    app.world.told = self.origin.told();
                }
                Err(failure) => app.silent(&failure.why),
            },
            other => {
                let name = other.name();
                app.message = Some(app.world.words.with("not-again", &[("name", &name)]));
            }
        }
    }

    /// Gives the interface what is kept for the reader now.
    pub fn recall(&self, app: &mut App) {
        let Some(store) = self.store(&app.world.program.id) else {
            return;
        };
        if let Ok((state, _)) = store.read() {
            take(app, state);
        }
        // The reader may have seen the changes in another program.
        let shown = app.world.fingerprint;
        let seen = || {
            store
                .seen()
                .ok()?
                .and_then(|file| fingerprint_of(file).ok())
        };
        if app.world.before.is_some() && seen() == Some(shown) {
            app.change(|world| world.before = None);
        }
    }

    /// What is kept for a programme that was another one before.
    fn meet(&self, app: &mut App) {
        self.recall(app);
        let id = app.world.program.id.clone();
        let looks = !app.world.broken;
        if let Some(before) = self.look_back(&id, app.world.fingerprint, looks) {
            app.look_back(before);
        }
    }

    fn keep(&self, app: &mut App, change: impl FnOnce(&mut State)) {
        let Some(store) = self.store(&app.world.program.id) else {
            app.message = Some(self.why_not(app));
            return;
        };
        match store.update(change) {
            Ok(state) => take(app, state),
            Err(e) => {
                let why = e.to_string();
                app.message = Some(app.world.words.with("state-unwritten", &[("why", &why)]));
            }
        }
    }

    /// Why nothing can be kept.
    fn why_not(&self, app: &App) -> String {
        let key = if self.folder.is_some() {
            "state-nameless"
        } else {
            "state-homeless"
        };
        app.world.words.say(key)
    }

    fn see(&self, app: &mut App) {
        let Some(store) = self.store(&app.world.program.id) else {
            app.seen();
            app.message = Some(self.why_not(app));
            return;
        };
        let kept = self.origin.bytes().and_then(|bytes| {
            // What is on the disk may be newer than what was looked at.
            if fingerprint(&bytes) == app.world.fingerprint {
                store.see(&bytes)
            } else {
                Err(std::io::Error::other(app.world.words.say("not-as-shown")))
            }
        });
        match kept {
            Ok(()) => app.seen(),
            Err(e) => {
                let why = e.to_string();
                app.message = Some(app.world.words.with("state-unwritten", &[("why", &why)]));
            }
        }
    }
}

fn remember(world: &mut World, state: State) {
    world.stars = state.stars;
    world.me = state.me;
}

/// Shows a state, where it is another one.
fn take(app: &mut App, state: State) {
    if app.world.stars != state.stars || app.world.me != state.me {
        app.change(|world| remember(world, state));
    }
}
