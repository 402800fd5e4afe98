//! Reloads, updates and the state of the server: what changes while the interface is open.

use super::{App, Effect, Mode};
use crate::load::{Loaded, has_lost_most};
use crate::model::diagnostic::summary;
use crate::model::zone::Timestamp;
use crate::model::{Kind, Session, Subject};
use crate::page::item::{place, update_text};
use crate::sync::{Status, lost, pending};
use crate::update::{Update, UpdateLog};
use crate::view;
use crate::world::World;
use crate::world::diff::of_event;

impl App {
    /// Marks all changes as seen.
    pub fn mark_seen(&mut self) {
        if self.world.previous().is_some() {
            self.ask(Effect::MarkSeen);
        } else {
            self.notify("no-changes", &[]);
        }
    }

    /// Stops comparing: the version shown is stored as seen, or cannot be stored.
    pub fn forget_previous(&mut self) {
        self.change(World::forget_previous);
        self.notify("all-seen", &[]);
    }

    /// Compares the programme with the version that the reader last saw.
    pub fn compare_with(&mut self, previous: Loaded) {
        self.change(|world| world.compare_with(previous));
    }

    /// Shows the updates of a log.
    pub fn receive(&mut self, log: UpdateLog) {
        if log.same_records(&self.world.log) && log.diagnostics == self.world.log.diagnostics {
            // The pages are the same; the log records what the server has received.
            self.world.log = log;
        } else {
            let messages = &self.world.messages;
            let fault = log.broken().map(|d| {
                let fault = format!("{} {}", place(d), messages.message(&d.message));
                messages.format("kept", &[("fault", &fault)])
            });
            let news = fault.or_else(|| self.news(&log));
            self.change(|world| world.receive(log));
            self.message = news.or(self.message.take());
        }
        self.sync();
    }

    /// Returns what other desks have posted since then: `entrance: Opening · 10 min later`.
    fn news(&self, log: &UpdateLog) -> Option<String> {
        let old = &self.world.log.updates;
        let mut both = old.iter().zip(&log.updates);
        let same = both.position(|(a, b)| !a.same_record(b));
        let same = same.unwrap_or(old.len().min(log.updates.len()));
        let is_new = |u: &&Update| !old[same..].iter().any(|o| o.same_record(u));
        let is_other = |u: &&Update| u.by != self.desk && !u.refused && !self.desk.is_empty();
        let new = log.updates[same..].iter().filter(is_other).filter(is_new);
        let new: Vec<&Update> = new.collect();
        let (last, others) = new.split_last()?;
        let title = self.world.name(&last.subject);
        let text = update_text(&self.world, &self.world.messages, last);
        let others = others.iter().filter(|u| u.subject != last.subject).count();
        let what = self.and_others(&format!("{title} · {text}"), others);
        Some(self.world.messages.field(&last.by, &what))
    }

    /// Wakes the connection to the server if there are updates to send.
    fn sync(&mut self) {
        self.count_missing();
        if !pending(&self.world.log).is_empty() {
            self.ask(Effect::Sync);
        }
    }

    /// Counts the updates that the server refuses or has lost.
    fn count_missing(&mut self) {
        let log = &self.world.log;
        let refused = if self.server_refuses {
            pending(log).len()
        } else {
            0
        };
        self.world.missing = lost(log).len() + refused;
    }

    /// Shows the state of the connection to the server.
    pub fn server(&mut self, server: Status) {
        self.server_refuses = matches!(server, Status::Refused(_));
        self.count_missing();
        match server {
            Status::Online => self.world.offline = None,
            Status::Offline(why) => {
                if self.world.offline.is_none() {
                    let why = self.world.messages.message(&why);
                    self.notify("server-away", &[("why", &why)]);
                    self.world.offline = self.world.now();
                }
            }
            Status::Refused(why) => {
                self.world.offline = None;
                let why = self.world.messages.message(&why);
                self.notify("server-refuses", &[("why", &why)]);
            }
        }
    }

    /// Returns an update that was refused because another desk posted one first, and that one.
    pub fn refused_update(&self) -> Option<(&Update, Option<&Update>)> {
        let log = &self.world.log;
        let mine = log.updates.iter().find(|c| c.refused)?;
        Some((mine, log.in_force(&mine.subject, mine.field)))
    }

    /// Returns whether there are updates that the server has lost.
    pub fn has_lost_updates(&self) -> bool {
        !lost(&self.world.log).is_empty()
    }

    /// Returns the question whether to post the refused update anyway, or those that the server has lost.
    fn update_question(&self) -> Option<String> {
        let world = &self.world;
        let Some((mine, theirs)) = self.refused_update() else {
            let lost = lost(&world.log);
            let (last, _) = lost.last()?;
            let title = world.name(&last.subject);
            let last = update_text(world, &world.messages, last);
            let texts = [
                ("n", &*lost.len().to_string()),
                ("title", &title),
                ("update", &last),
            ];
            return Some(world.messages.format("lost-updates", &texts));
        };
        let value = |u: &Update| match &u.value {
            Some(value) => format!("{} {value}", u.field.name()),
            None => world.messages.get("as-planned"),
        };
        let title = world.name(&mine.subject);
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

    /// Shows a reloaded file, at the reader's request if `asked`. A broken file leaves the last valid version
    /// on the screen; a file that has lost more than half of the sessions is shown if the reader agrees.
    pub fn reload(&mut self, loaded: Loaded, asked: bool) {
        let shown = loaded.fingerprint == self.world.fingerprint
            && self.last_read == self.world.fingerprint;
        if shown && !loaded.is_broken() && loaded.log.same_records(&self.world.log) {
            if asked {
                self.notify("read-again", &[]);
            }
            return;
        }
        self.last_read = loaded.fingerprint;
        self.pending_reload = None;
        if self.world.percent.is_some() {
            self.show_whole(loaded);
            return;
        }
        let old = &self.world.program;
        let kept = |s: &&Session| {
            let ids = &loaded.program.ids.sessions;
            ids.contains_key(s.id.as_str())
        };
        // If no valid version has been shown, the broken file is shown, too.
        let valid = !self.world.broken && !old.sessions.is_empty();
        if let Some(fault) = loaded.broken().filter(|_| valid) {
            let message = self.world.messages.message(&fault.message);
            let fault = format!("{} {message}", place(fault));
            self.notify("kept", &[("fault", fault.trim())]);
            self.change(|world| world.report(loaded.diagnostics));
        } else if has_lost_most(old.sessions.len(), old.sessions.iter().filter(kept).count()) {
            self.pending_reload = Some(loaded);
        } else {
            self.show(loaded);
        }
    }

    /// Shows that a request to the server, or the read of a large file, has begun.
    pub fn asking(&mut self, server: bool) {
        let key = if server { "asking" } else { "reading" };
        self.notify(key, &[]);
    }

    /// Notes that at this time the server had the version that is shown.
    pub fn not_modified(&mut self, at: Timestamp, asked: bool) {
        self.world.confirmed_at = Some(at);
        if asked {
            self.notify("read-again", &[]);
        }
    }

    /// Returns the question of the current mode.
    pub fn question(&self) -> Option<String> {
        match self.mode() {
            Mode::ConfirmReload => self.reload_question(),
            Mode::ConfirmUndo => self.undo_question.clone(),
            Mode::ResolveUpdate | Mode::SettleUpdates => self.update_question(),
            Mode::Prompt | Mode::Normal => None,
        }
    }

    /// Returns the question whether to show a file that has lost many sessions.
    fn reload_question(&self) -> Option<String> {
        let ids = &self.pending_reload.as_ref()?.program.ids.sessions;
        let old = &self.world.program.sessions;
        let kept = old.iter().filter(|s| ids.contains_key(s.id.as_str()));
        let (n, all) = (kept.count().to_string(), old.len().to_string());
        let texts = [("n", &*n), ("all", &*all)];
        Some(self.world.messages.format("take-it", &texts))
    }

    /// Answers the question of the current mode, if there is one.
    pub fn answer(&mut self, yes: bool) {
        if self.undo_question.take().is_some() {
            if yes {
                self.ask(Effect::Undo);
            }
        } else if matches!(self.mode(), Mode::ResolveUpdate | Mode::SettleUpdates) {
            self.ask(Effect::Resolve(yes));
        } else if let Some(loaded) = self.pending_reload.take() {
            if yes {
                self.show(loaded);
            } else {
                self.notify_keys("not-taken", &["reload"]);
            }
        }
    }

    fn show(&mut self, loaded: Loaded) {
        let id = self.world.program.id.clone();
        let other = loaded.program.id != id || self.world.program.sessions.is_empty();
        self.change(|world| {
            if other {
                // The stored state belongs to the other programme.
                world.replace(loaded);
            } else {
                world.reload(loaded);
            }
        });
        if other {
            self.ask(Effect::Restore);
        }
        self.sync();
        self.show_reloaded(&id);
    }

    /// Shows the whole of a file whose beginning was shown.
    fn show_whole(&mut self, loaded: Loaded) {
        let message = self.message.take();
        self.show(loaded);
        self.message = message;
    }

    /// Shows what a reload has changed; `id` is the programme shown before.
    fn show_reloaded(&mut self, id: &str) {
        let subject = &self.pane().subject;
        if subject.kind == Kind::Problem && self.world.problem(&subject.id).is_none() {
            // The problem has been fixed.
            self.open(view::named("agenda"), Subject::program());
        }
        let world = &self.world;
        let reloaded = if world.program.id.as_str() == id {
            "read-again"
        } else {
            "another-program"
        };
        let mut parts = vec![world.messages.get(reloaded)];
        if let Some(previous) = world.previous() {
            let event = of_event(world, previous).len();
            let n = event + previous.changed.len() + previous.removed.len();
            let key = world.key("changes");
            parts.push(
                world
                    .messages
                    .plural_with("changes-shown", n, &[("key-changes", &key)]),
            );
        }
        let faults = summary(&world.diagnostics, &world.messages);
        if !faults.is_empty() {
            parts.push(
                self.world
                    .with_keys("faults-shown", &["problems"], &[("faults", &faults)]),
            );
        }
        self.message = Some(parts.join(" · "));
    }
}
