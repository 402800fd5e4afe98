//! What lies outside the interface: the file that it shows, and what is kept for the reader.

use std::path::PathBuf;

use crate::app::{App, Effect};
use crate::io::Origin;
use crate::load::{Loaded, fingerprint, load};
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
    /// The store of a programme.
    pub fn store(&self, world: &World) -> Option<Store> {
        let folder = self.folder.clone()?;
        Some(Store::new(folder, &world.program.id))
    }

    /// Gives a world what is kept for the reader; the result is what went wrong, for a message.
    pub fn remember(&self, world: &mut World) -> Option<String> {
        let read = self.store(world)?.read();
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
    /// shown. The first look is kept, where the reader really looks.
    pub fn look_back(&self, program: &str, shown: u64, looks: bool) -> Option<Loaded> {
        let store = Store::new(self.folder.clone()?, program);
        match store.seen().ok()? {
            Some(bytes) if fingerprint(&bytes) == shown => None,
            Some(bytes) => Some(load("", &bytes)),
            None => {
                let bytes = self.origin.bytes().ok()?;
                if looks && fingerprint(&bytes) == shown {
                    // Without a copy there is nothing to compare with at the next look, no more.
                    let _ = store.see(&bytes);
                }
                None
            }
        }
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
            // These are the terminal's.
            Effect::Quit | Effect::Suspend | Effect::Redraw => {}
        }
    }

    /// Reads the programme again, where it can be.
    fn reload(&self, app: &mut App) {
        match &self.origin {
            Origin::File(_) => self.take(app, self.origin.read(), true),
            other => {
                let name = other.name();
                app.message = Some(app.world.words.with("not-again", &[("name", &name)]));
            }
        }
    }

    /// Hands a reading of the file to the interface; `asked` says that the reader waits for it.
    pub fn take(&self, app: &mut App, loaded: Loaded, asked: bool) {
        let id = app.world.program.id.clone();
        app.reload(loaded, asked);
        if app.world.program.id != id {
            self.recall(app);
        }
    }

    /// Gives the interface what is kept for the reader now.
    pub fn recall(&self, app: &mut App) {
        app.change(|world| {
            // What is wrong with it is told when something is to be kept.
            let _ = self.remember(world);
        });
    }

    fn keep(&self, app: &mut App, change: impl FnOnce(&mut State)) {
        let words = |key: &str, why: &str| Some(app.world.words.with(key, &[("why", why)]));
        let Some(store) = self.store(&app.world) else {
            app.message = Some(app.world.words.say("state-homeless"));
            return;
        };
        match store.update(change) {
            Ok(state) => app.change(|world| remember(world, state)),
            Err(e) => app.message = words("state-unwritten", &e.to_string()),
        }
    }

    fn see(&self, app: &mut App) {
        let Some(store) = self.store(&app.world) else {
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
        if let Err(e) = kept {
            let why = e.to_string();
            app.message = Some(app.world.words.with("state-unwritten", &[("why", &why)]));
        }
    }
}

fn remember(world: &mut World, state: State) {
    world.stars = state.stars;
    world.me = state.me;
}
