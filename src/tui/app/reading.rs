//! Other readings of the file: taken over, held back, compared with what the reader has seen.

use super::{App, Effect};
use crate::load::Loaded;
use crate::model::diagnostic::summary;
use crate::model::zone::Timestamp;
use crate::model::{Kind, Session, Subject};
use crate::page::item::place;
use crate::sync::Status;
use crate::update::{Update, UpdateLog};
use crate::view;
use crate::world::diff;

impl App {
    /// The reader has seen what has changed.
    pub fn see(&mut self) {
        if self.world.previous.is_some() {
            self.ask(Effect::MarkSeen);
        } else {
            self.notify("no-changes", &[]);
        }
    }

    /// That is kept now, or cannot be.
    pub fn seen(&mut self) {
        self.change(|world| world.previous = None);
        self.notify("all-seen", &[]);
    }

    /// Takes over how the programme was when the reader last saw it.
    pub fn compare_with(&mut self, before: Loaded) {
        self.change(|world| diff::previous_version(world, before));
    }

    /// Takes over what desks say now.
    pub fn receive(&mut self, log: UpdateLog) {
        if log.is(&self.world.log) && log.diagnostics == self.world.log.diagnostics {
            // Pages say the same; what has been sent since is kept in mind.
            self.world.log = log;
            return;
        }
        self.change(|world| {
            let before = world.previous.take();
            world.receive(log);
            // What the reader saw last stays what is compared.
            world.previous = before.and_then(|before| diff::compare(*before.world, world));
        });
    }

    /// The server of changes is online, or is not.
    pub fn server(&mut self, server: Status) {
        let messages = &self.world.messages;
        match server {
            Status::Online => self.world.offline = None,
            Status::Offline(why) => {
                if self.world.offline.is_none() {
                    self.message = Some(messages.format("server-away", &[("why", &why)]));
                    self.world.offline = Some(self.world.now);
                }
            }
            Status::Refused(why) => {
                self.message = Some(messages.format("server-refuses", &[("why", &why)]));
            }
        }
    }

    /// What this desk said while another was faster, and what that one said.
    pub fn contested(&self) -> Option<(&Update, Option<&Update>)> {
        let log = &self.world.log;
        let mine = log.updates.iter().find(|c| c.refused)?;
        Some((mine, log.last(&mine.session, mine.field)))
    }

    /// What is to be answered about what was said here and elsewhere.
    pub fn contest(&self) -> Option<String> {
        let (mine, theirs) = self.contested()?;
        let world = &self.world;
        let value = |c: &Update| {
            let nothing = || world.messages.get("as-planned");
            c.value
                .as_ref()
                .map_or_else(nothing, |v| format!("{} {v}", c.field.name()))
        };
        let title = world.name(&Subject::new(Kind::Session, mine.session.clone()));
        let by = theirs.map_or("?", |c| c.by.as_str());
        let (theirs, mine) = (theirs.map_or_else(String::new, value), value(mine));
        let texts = [
            ("by", by),
            ("theirs", &*theirs),
            ("title", &*title),
            ("mine", &*mine),
        ];
        Some(world.messages.format("contested", &texts))
    }

    /// Takes over another reading of the file, which the reader may have `asked` for. One that is broken
    /// leaves the programme that there was; of one that has lost more than half the sessions, the
    /// reader is asked.
    pub fn reload(&mut self, loaded: Loaded, asked: bool) {
        let shown =
            loaded.fingerprint == self.world.fingerprint && self.read == self.world.fingerprint;
        if shown && !loaded.is_broken() && loaded.log.is(&self.world.log) {
            if asked {
                self.notify("read-again", &[]);
            }
            return;
        }
        self.read = loaded.fingerprint;
        self.held = None;
        let old = &self.world.program;
        let kept = |s: &&Session| {
            let ids = &loaded.program.ids.sessions;
            ids.contains_key(s.id.as_str())
        };
        // Of a file that never was sound, there is no better one to wait for.
        let better = !self.world.broken && !old.sessions.is_empty();
        if let Some(fault) = loaded.broken().filter(|_| better) {
            let fault = format!(
                "{} {}",
                place(fault),
                self.world.messages.message(&fault.message)
            );
            let message = self
                .world
                .messages
                .format("kept", &[("fault", fault.trim())]);
            self.message = Some(message);
            self.change(|world| world.report(loaded.diagnostics));
        } else if old.sessions.iter().filter(kept).count() * 2 < old.sessions.len() {
            self.held = Some(loaded);
        } else {
            self.take(loaded);
        }
    }

    /// The server is being asked, or a large file read.
    pub fn asking(&mut self, server: bool) {
        let key = if server { "asking" } else { "reading" };
        self.notify(key, &[]);
    }

    /// The server said at this time that the programme is what is shown.
    pub fn not_modified(&mut self, at: Timestamp, asked: bool) {
        self.world.confirmed_at = Some(at);
        if asked {
            self.notify("read-again", &[]);
        }
    }

    /// What is to be answered about a reading that has lost much.
    pub fn question(&self) -> Option<String> {
        let held = self.held.as_ref()?;
        let ids = &held.program.ids.sessions;
        let old = &self.world.program.sessions;
        let kept = old.iter().filter(|s| ids.contains_key(s.id.as_str()));
        let (n, all) = (kept.count().to_string(), old.len().to_string());
        Some(
            self.world
                .messages
                .format("take-it", &[("n", &n), ("all", &all)]),
        )
    }

    /// Takes the reading that was held back, or leaves it.
    pub fn answer(&mut self, yes: bool) {
        match self.held.take().filter(|_| yes) {
            Some(loaded) => self.take(loaded),
            None => self.notify_keys("not-taken", &["reload"]),
        }
    }

    fn take(&mut self, loaded: Loaded) {
        let id = self.world.program.id.clone();
        let other = loaded.program.id != id || self.world.program.sessions.is_empty();
        self.change(|world| {
            let mut old = world.reload(loaded);
            if other {
                // Nothing that was kept for the one before is meant for this one.
                world.stars.clear();
                world.me = None;
                return;
            }
            // What the reader saw last stays what later readings are compared with.
            let seen = old.previous.take().map_or(old, |before| *before.world);
            world.previous = diff::compare(seen, world);
        });
        if other {
            self.ask(Effect::Restore);
        }
        let subject = &self.pane().subject;
        if subject.kind == Kind::Problem && self.world.problem(&subject.id).is_none() {
            // The problem that was shown has been mended.
            self.open(view::named("agenda"), Subject::program());
        }
        let messages = &self.world.messages;
        let read = if self.world.program.id == id {
            "read-again"
        } else {
            "another-program"
        };
        let mut said = vec![messages.get(read)];
        if let Some(before) = &self.world.previous {
            let n = before.marks.len() + before.gone.len();
            said.push(messages.plural_with(
                "changes-shown",
                n,
                &[("key-changes", &self.world.key("changes"))],
            ));
        }
        let faults = summary(&self.world.diagnostics, &self.world.messages);
        if !faults.is_empty() {
            said.push(
                self.world
                    .with_keys("faults-shown", &["problems"], &[("faults", &faults)]),
            );
        }
        self.message = Some(said.join(" · "));
    }
}
