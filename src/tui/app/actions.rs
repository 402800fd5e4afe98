//! Commands on the subject under the cursor: star, post an update, "this is me", browse, copy, QR code.

use super::{App, Effect, PromptKind};
use crate::model::{Kind, Speaker, Subject};
use crate::page::Row;
use crate::page::item::{ItemStyle, Lead, item};
use crate::text::Text;
use crate::update::{UNSET, Update, preview};
use crate::view;

impl App {
    /// Returns the subject under the cursor, else the subject of the page, if it is of this kind.
    pub(super) fn selected(&self, kind: Kind) -> Option<Subject> {
        let pane = self.focused();
        let link = pane.link().into_iter().chain([&pane.subject]);
        let mut meant = link.filter(|s| s.kind == kind && self.world.program.find_any(s).is_some());
        meant.next().cloned()
    }

    /// Stars the session, or removes its star.
    pub fn star(&mut self) {
        let Some(session) = self.selected(Kind::Session) else {
            self.notify_keys("no-session-here", &["star"]);
            return;
        };
        let on = !self.world.stars().contains(&session.id);
        let id = session.id.clone();
        self.change(|world| world.set_star(id, on));
        let key = if on { "is-starred" } else { "is-unstarred" };
        let title = self.world.name(&session);
        self.notify(key, &[("title", &title)]);
        self.ask(Effect::Star(session.id, on));
    }

    /// Opens the prompt for an update of the session.
    pub fn start_update(&mut self) {
        match self.selected(Kind::Session) {
            Some(session) => self.start(PromptKind::Update(session.id)),
            None => self.notify_keys("no-change-here", &["say"]),
        }
    }

    /// Posts the update that an item offers, or withdraws all updates of its session. An update that
    /// conflicts with a session is posted only when it is selected again.
    pub(super) fn post(&mut self, offer: &Subject) {
        let (id, text) = Update::split(&offer.id);
        let world = &self.world;
        let update = Update::typed(&world.program, &offer.id, world.timestamp());
        if update.is_none() && text != UNSET {
            self.notify("say-how", &[]);
            return;
        }
        let world = &self.world;
        let preview = |u| preview(&world.program, &world.original, &world.log, u);
        let conflicts = update.as_ref().and_then(preview).map(|t| t.conflicts);
        let conflict = conflicts.and_then(|all| all.into_iter().next());
        if let Some(conflict) = conflict.filter(|_| self.unconfirmed.as_ref() != Some(offer)) {
            let other = world.program.subject(conflict.other);
            let title = world.name(&other);
            self.notify("meets-sure", &[("title", &title)]);
            self.unconfirmed = Some(offer.clone());
            return;
        }
        self.unconfirmed = None;
        let updates = match update {
            Some(update) => vec![update],
            None => world.log.withdraw(&Text::from(id), |_| true),
        };
        self.prompt = None;
        while self.pane().view.name == "change" && self.history.len() > 1 {
            self.history.pop();
        }
        self.settle();
        self.ask(Effect::Post(updates));
    }

    /// On a speaker's page: marks the speaker as the reader, or unmarks them. Elsewhere: opens the reader's
    /// own page.
    pub fn mark_me(&mut self) {
        let speaker = self.focused().subject.clone();
        if self.world.program.find::<Speaker>(&speaker).is_none() {
            if self.world.myself().is_some() {
                self.open_myself();
            } else {
                self.notify_keys("who-are-you", &["me"]);
            }
            return;
        }
        let already = self.world.me() == Some(&speaker.id);
        let me = (!already).then(|| speaker.id.clone());
        self.ask(Effect::Me(me.clone()));
        self.change(|world| world.set_me(me));
        let key = if already { "not-me" } else { "is-me" };
        let name = self.world.name(&speaker);
        self.notify(key, &[("name", &name)]);
    }

    /// Opens a web address in a browser.
    pub(super) fn browse(&mut self, url: Text) {
        self.notify("opens", &[("url", &url)]);
        self.ask(Effect::Browse(url));
    }

    /// Opens the address under the cursor in a browser, else the first address of the page.
    pub fn browse_here(&mut self) {
        let pane = self.focused();
        let rows = pane.page.rows.iter().filter_map(Row::link);
        let mut links = pane.link().into_iter().chain(rows);
        match links.find(|s| s.kind == Kind::Address) {
            Some(link) => self.browse(link.id.clone()),
            None => self.notify("no-address-here", &[]),
        }
    }

    /// Copies a line about the item under the cursor, or about the page.
    pub fn copy(&mut self) {
        let pane = self.focused();
        let subject = pane.link().unwrap_or(&pane.subject);
        let form = ItemStyle {
            lead: Lead::DateRange,
            ..ItemStyle::default()
        };
        let line = item(&self.world, subject, form);
        let zone = self.world.zone_of_session(subject);
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

    /// Shows the session, or the speaker's sessions, as QR codes.
    pub fn show_code(&mut self) {
        let session = self.selected(Kind::Session);
        // A speaker's page shows all of their sessions, starting with the one under the cursor.
        let page = self.focused().subject.clone();
        let speaker = (page.kind == Kind::Speaker).then_some(page);
        let meant = speaker
            .or_else(|| session.clone())
            .or_else(|| self.selected(Kind::Speaker));
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
