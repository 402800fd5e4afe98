//! What is the reader's own: stars, their page, sessions to take along.

use super::{App, Asks, Effect};
use crate::model::{Kind, Subject};
use crate::page::Row;
use crate::page::item::{ItemStyle, Lead, change, line, said_of};
use crate::text::Text;
use crate::update::live::{UNSET, preview, withdraw};
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
            self.notify_keys("no-session-here", &["star"]);
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
        self.notify(key, &[("title", &title)]);
        self.ask(Effect::Star(session.id, on));
    }

    /// Begins to say what is new of a session.
    pub fn start_change(&mut self) {
        match self.this(Kind::Session) {
            Some(session) => self.start(Asks::Update(session.id)),
            None => self.notify_keys("no-change-here", &["say"]),
        }
    }

    /// Says what a subject offers of its session; what meets another session only once it has been said
    /// that it does.
    pub(super) fn say(&mut self, offer: &Subject) {
        let (id, words) = said_of(offer);
        let said = change(&self.world, offer);
        if said.is_none() && words != UNSET {
            self.notify("say-how", &[]);
            return;
        }
        let world = &self.world;
        let trial = |c| preview(&world.program, &world.original, &world.log, c);
        let met = said.as_ref().and_then(trial).map(|t| t.conflicts);
        let met = met.and_then(|all| all.into_iter().next());
        if let Some(clash) = met.filter(|_| self.warned.as_ref() != Some(offer)) {
            let other = world.program.subject(Kind::Session, clash.other);
            let title = world.name(&other);
            self.message = Some(world.messages.format("meets-sure", &[("title", &title)]));
            self.warned = Some(offer.clone());
            return;
        }
        self.warned = None;
        let said = match said {
            Some(change) => vec![change],
            None => withdraw(&world.log, &Text::from(id), |_| true),
        };
        self.prompt = None;
        while self.pane().view.name == "change" && self.history.len() > 1 {
            self.history.pop();
        }
        self.settle();
        self.ask(Effect::Post(said));
    }

    /// On a speaker's page: the reader is this speaker, or no longer. Elsewhere, shows their own page.
    pub fn mark_me(&mut self) {
        let speaker = self.focused().subject.clone();
        if speaker.kind != Kind::Speaker || self.world.program.find(&speaker).is_none() {
            if self.world.myself().is_some() {
                self.open_myself();
            } else {
                self.notify_keys("who-are-you", &["me"]);
            }
            return;
        }
        let already = self.world.me.as_ref() == Some(&speaker.id);
        let me = (!already).then(|| speaker.id.clone());
        self.ask(Effect::Me(me.clone()));
        self.change(|world| world.me = me);
        let key = if already { "not-me" } else { "is-me" };
        let name = self.world.name(&speaker);
        self.notify(key, &[("name", &name)]);
    }

    /// Asks for an address of the web to be opened.
    pub(super) fn browse(&mut self, url: Text) {
        self.notify("opens", &[("url", &url)]);
        self.ask(Effect::Browse(url));
    }

    /// Opens the address under the cursor, else the first one of the page.
    pub fn browse_here(&mut self) {
        let pane = self.focused();
        let rows = pane.page.rows.iter().filter_map(Row::link);
        let mut links = pane.link().into_iter().chain(rows);
        match links.find(|s| s.kind == Kind::Address) {
            Some(link) => self.browse(link.id.clone()),
            None => self.notify("no-address-here", &[]),
        }
    }

    /// Puts a line about what is under the cursor, or about the page, on the clipboard.
    pub fn copy(&mut self) {
        let pane = self.focused();
        let subject = pane.link().unwrap_or(&pane.subject);
        let form = ItemStyle {
            lead: Lead::DateRange,
            ..ItemStyle::default()
        };
        let line = line(&self.world, subject, form);
        let zone = self.world.zone().city();
        let parts = match subject.kind {
            Kind::Session => [line.name, format!("{} {zone}", line.lead), line.aside],
            _ => [line.name, line.aside, String::new()],
        };
        let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        let text = parts.join(" · ");
        self.notify("copied", &[("text", &text)]);
        self.ask(Effect::Copy(text));
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
            self.notify("no-code-here", &[]);
            return;
        };
        self.open(view::named("code"), subject);
        if let Some(session) = session {
            self.pane_mut().find(&session);
        }
    }
}
