//! What lies outside the interface: the file that it shows, and what is kept for the reader.

pub mod fs;
pub mod http;
pub mod source;
pub mod state;
pub mod updates;
pub mod watch;

use std::io::{self, Read as _, Seek as _};
use std::path::{Path, PathBuf};

use crate::load::{Loaded, fingerprint, fingerprint_of, load};
use crate::model::zone::Timestamp;
use crate::text::Text;
use crate::update::{Update, UpdateLog};
use crate::workspace::source::Source;
use crate::workspace::state::{State, Store};
use crate::world::World;

/// The outside of the interface.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Where the programme comes from.
    pub source: Source,
    /// Where the reader's state is kept; `None` where they have no home.
    pub folder: Option<PathBuf>,
    /// The server of changes, if there is one.
    pub server: Option<String>,
    /// Who says what is said here.
    pub name: Text,
}

/// The file of what is said over a programme, beside that one: changes.toml beside program.toml, else
/// with the name of the other before it.
fn beside(program: &Path) -> Option<PathBuf> {
    let stem = program.file_stem()?.to_string_lossy();
    Some(program.with_file_name(match &*stem {
        "program" => "changes.toml".to_owned(),
        stem => format!("{stem}.changes.toml"),
    }))
}

/// Addresses of servers without who one is there: the name of a file is no secret.
fn nameless(addresses: &str) -> String {
    let without = |address: &str| {
        let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
        let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
        format!("{scheme}://{host}")
    };
    let all: Vec<String> = addresses.split(',').map(without).collect();
    all.join(",")
}

impl Workspace {
    /// Whether the programme is at an address, so that asking for it takes its time.
    pub fn is_remote(&self) -> bool {
        matches!(self.source, Source::Http(_))
    }

    /// The store of a programme; none without a folder, or where the programme has no id.
    pub fn store(&self, id: &str) -> Option<Store> {
        let folder = self.folder.clone()?;
        (!id.is_empty()).then(|| Store::new(folder, id))
    }

    /// Where what is said over the programme with this id may be, in the order of preference: beside it,
    /// among what is kept.
    fn places(&self, id: &str) -> Vec<PathBuf> {
        let server = self.server.as_deref().map(nameless);
        let kept = self.store(id).map(|s| s.changes(server.as_deref()));
        let beside = match &self.source {
            Source::File(path) if self.server.is_none() => beside(path),
            _ => None,
        };
        beside.into_iter().chain(kept).collect()
    }

    /// Where it is; where it is nowhere, where it would be looked for first.
    pub fn changes(&self, id: &str) -> Option<PathBuf> {
        let places = self.places(id);
        let there = places.iter().find(|p| p.exists());
        there.or(places.first()).cloned()
    }

    /// Reads the programme, and what is said over it.
    pub fn read(&self) -> Loaded {
        self.with_updates(self.source.read())
    }

    /// A programme with what is said over it.
    pub fn with_updates(&self, mut loaded: Loaded) -> Loaded {
        loaded.log = self.log(&loaded.program.id);
        loaded
    }

    /// What is said over the programme with this id.
    pub fn log(&self, id: &str) -> UpdateLog {
        self.changes(id)
            .map_or_else(UpdateLog::default, |p| updates::read(&p))
    }

    /// Changes what is said over the programme with this id; the result is what is said then.
    ///
    /// # Errors
    /// Why nothing can be kept.
    pub fn change_log(&self, id: &str, change: impl Fn(&mut UpdateLog)) -> io::Result<UpdateLog> {
        let mut places = self.places(id);
        if let Some(at) = places.iter().position(|p| p.exists()) {
            places = vec![places.swap_remove(at)];
        }
        let change = |log: &mut UpdateLog| {
            log.program = id.into();
            change(log);
        };
        let mut failed = io::Error::other("there is no folder to keep it in");
        for place in places {
            match updates::update(&place, change) {
                Ok(log) => return Ok(log),
                Err(e) => failed = e,
            }
        }
        Err(failed)
    }

    /// Says something of sessions, in this desk's name; the result is what is said then.
    ///
    /// # Errors
    /// Why nothing can be kept.
    pub fn post(&self, id: &str, now: Timestamp, said: Vec<Update>) -> io::Result<UpdateLog> {
        let signed = |change| Update {
            at: now,
            by: self.name.clone(),
            ..change
        };
        let said: Vec<Update> = said.into_iter().map(signed).collect();
        self.change_log(id, |log| log.updates.extend_from_slice(&said))
    }

    /// Gives a world what is kept for the reader; the result is what went wrong, for a message.
    pub fn remember(&self, world: &mut World) -> Option<String> {
        let read = self.store(&world.program.id)?.read();
        match read {
            Ok((state, damaged)) => {
                restore(world, state);
                damaged.map(|path| {
                    let name = path.display().to_string();
                    world.messages.format("state-damaged", &[("name", &name)])
                })
            }
            Err(e) => Some(
                world
                    .messages
                    .format("state-unread", &[("why", &e.to_string())]),
            ),
        }
    }

    /// The programme as the reader last saw it, where that was another one than what is shown. The first
    /// look is kept, where the reader really `looks`, and at a whole file: what is half written is nothing
    /// to compare with.
    pub fn previous_version(&self, shown: &Shown, looks: bool) -> Option<Loaded> {
        let store = self.store(&shown.program)?;
        if let Some(mut file) = store.seen().ok()? {
            let log = store.seen_changes();
            if log.same_records(&shown.log) && fingerprint_of(&file).ok()? == shown.fingerprint {
                return None;
            }
            let mut bytes = Vec::new();
            file.rewind().ok()?;
            file.read_to_end(&mut bytes).ok()?;
            return Some(Loaded {
                log,
                ..load("", bytes)
            });
        }
        let said = !shown.log.updates.is_empty();
        let bytes = (looks || said)
            .then(|| self.source.bytes().ok())
            .flatten()?;
        if fingerprint(&bytes) != shown.fingerprint {
            return None;
        }
        if looks && shown.whole {
            // Without a copy there is nothing to compare with at the next look, no more.
            let _ = store.see(&bytes, &UpdateLog::default());
        }
        // What desks have said since the plan was made is new to everybody.
        said.then(|| load("", bytes.into_owned()))
    }
}

/// What is shown, as far as it is compared with what was seen.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The programme's id.
    pub program: Text,
    /// The number of its bytes.
    pub fingerprint: u64,
    /// Whether it is no half of a file.
    pub whole: bool,
    /// What is said over it.
    pub log: UpdateLog,
}

impl Shown {
    /// What a world shows.
    pub fn of(world: &World) -> Self {
        Self {
            program: world.program.id.clone(),
            fingerprint: world.fingerprint,
            whole: !world.broken,
            log: world.log.clone(),
        }
    }
}

/// Gives a world the reader's state.
pub fn restore(world: &mut World, state: State) {
    world.set_stars(state.stars);
    world.set_me(state.me);
}

#[cfg(test)]
mod tests {
    use super::nameless;

    #[test]
    fn no_password_is_in_the_name_of_a_file() {
        for (address, name) in [
            ("nats://a:4222", "nats://a:4222"),
            (
                "nats://desk:p@ss@a:4222,tls://token@b",
                "nats://a:4222,tls://b",
            ),
        ] {
            assert_eq!(nameless(address), name);
        }
    }
}
