//! What is the reader's own: stars, their page, sessions to take along.

use super::{App, Effect};
use crate::program::{Kind, Subject};
use crate::view;

impl App {
    /// What the reader means by "this": what is under the cursor, else what the page is about, when it
    /// is of this kind.
    pub(super) fn this(&self, kind: Kind) -> Option<Subject> {
        let pane = self.focused();
        let link = pane.link().into_iter().chain([&pane.subject]);
        let mut meant = link.filter(|s| s.kind == kind && self.world.program.find(s).is_some());
        meant.next().cloned()
    }

    /// Stars a session, or takes its star away.
    pub fn star(&mut self) {
        let Some(session) = self.this(Kind::Session) else {
            self.message = Some(self.world.words.say("no-session-here"));
            return;
        };
        let on = !self.world.stars.contains(&session.id);
        let id = session.id.clone();
        self.change(|world| {
            if on {
                world.stars.insert(id);
            } else {
                world.stars.remove(&id);
            }
        });
        let key = if on { "is-starred" } else { "is-unstarred" };
        let title = self.world.name(&session);
        self.message = Some(self.world.words.with(key, &[("title", &title)]));
        self.ask(Effect::Star(session.id, on));
    }

    /// On a speaker's page: the reader is this speaker, or no longer. Elsewhere, shows their own page.
    pub fn mark_me(&mut self) {
        let speaker = self.focused().subject.clone();
        if speaker.kind != Kind::Speaker || self.world.program.find(&speaker).is_none() {
            if self.world.myself().is_some() {
                self.open_myself();
            } else {
                self.message = Some(self.world.words.say("who-are-you"));
            }
            return;
        }
        let already = self.world.me.as_ref() == Some(&speaker.id);
        let me = (!already).then(|| speaker.id.clone());
        self.ask(Effect::Me(me.clone()));
        self.change(|world| world.me = me);
        let key = if already { "not-me" } else { "is-me" };
        let name = self.world.name(&speaker);
        self.message = Some(self.world.words.with(key, &[("name", &name)]));
    }

    pub(super) fn open_myself(&mut self) {
        if let Some(me) = self.world.myself() {
            self.open(view::of(&me), me);
        }
    }

    /// Shows a session, or a speaker's sessions, as codes for a camera.
    pub fn show_code(&mut self) {
        let session = self.this(Kind::Session);
        // On a speaker's page all of their sessions, from the one under the cursor on.
        let page = self.focused().subject.clone();
        let of_page = (page.kind == Kind::Speaker).then_some(page);
        let meant = of_page
            .or_else(|| session.clone())
            .or_else(|| self.this(Kind::Speaker));
        let Some(subject) = meant else {
            self.message = Some(self.world.words.say("no-code-here"));
            return;
        };
        self.open(view::named("code"), subject);
        if let Some(session) = session {
            self.pane_mut().find(&session);
        }
    }
}
