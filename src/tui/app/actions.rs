//! Commands on the subject under the cursor: star, post an update, "this is me", browse, copy, QR code.

use super::{App, Effect, PromptKind};
use crate::model::{Arrival, Day, Kind, Speaker, Subject, subject_date};
use crate::page::Row;
use crate::page::item::{ItemStyle, Lead, item, other_day_text, update_text};
use crate::text::Text;
use crate::update::{Field, Request, UNSET, Update, other_subjects, to_value};
use crate::view;
use crate::world::World;

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

    /// Removes the notice of the programme from lists.
    pub fn dismiss_notice(&mut self) {
        let shown = self.world.notice().and_then(|notice| notice.all().next());
        let Some(notice) = shown.cloned() else {
            return self.notify("no-notice", &[]);
        };
        self.ask(Effect::Dismiss(notice.clone()));
        self.change(|world| world.set_dismissed(Some(notice)));
        self.notify_keys("notice-dismissed", &["about"]);
    }

    /// Opens the prompt for an update of the session.
    pub fn start_update(&mut self) {
        match self.selected(Kind::Session) {
            Some(session) => self.start(PromptKind::Update(session.id)),
            None => self.notify_keys("no-change-here", &["say"]),
        }
    }

    /// Asks whether the last post of this desk is taken back.
    pub fn ask_undo(&mut self) {
        let undone = self.world.log.undo(&self.desk);
        let Some(first) = undone.first() else {
            return self.notify("nothing-to-undo", &[]);
        };
        let posted = self.world.log.in_force(&first.subject, first.field);
        let text = posted.map(|u| update_text(&self.world, &self.world.messages, u));
        let title = self.world.name(&first.subject);
        let what = format!("{title} · {}", text.unwrap_or_default());
        let others = other_subjects(&undone);
        let what = self.and_others(&what, others);
        self.undo_question = Some(self.world.messages.format("undo-sure", &[("what", &what)]));
    }

    /// Returns `Opening and 2 more`.
    pub fn and_others(&self, first: &str, others: usize) -> String {
        match others {
            0 => first.to_owned(),
            n => {
                let messages = &self.world.messages;
                messages.plural_with("and-others", n, &[("title", first)])
            }
        }
    }

    /// Posts that the speaker has arrived, or is still to come.
    pub fn switch_arrival(&mut self) {
        let speaker = self.selected(Kind::Speaker);
        let ix = speaker
            .as_ref()
            .and_then(|s| self.world.program.find::<Speaker>(s));
        let (Some(speaker), Some(ix)) = (speaker, ix) else {
            return self.notify_keys("no-speaker-here", &["arrived"]);
        };
        let arrival = match self.world.program[ix].arrival {
            Arrival::Arrived => Arrival::Expected,
            _ => Arrival::Arrived,
        };
        let value = Some(arrival.name().into());
        let update = Update::new(speaker, Field::Arrival, value);
        self.ask(Effect::Post(vec![update]));
    }

    /// Opens the prompt for an announcement: to those in the room under the cursor, else to everyone.
    pub fn start_announcement(&mut self) {
        let room = self.selected(Kind::Room).unwrap_or_default();
        self.start(PromptKind::Announcement(room));
    }

    /// Posts the announcement that is typed; without a text, ends the one before.
    pub(super) fn announce(&mut self, subject: Subject, typed: &str) {
        let field = Field::Announcement;
        let updates = if typed.trim().is_empty() {
            self.world.log.withdraw(&subject, |f| f == field)
        } else {
            match self.world.typed_announcement(typed) {
                Ok(typed) => vec![Update::new(subject, field, Some(to_value(&typed)))],
                Err(why) => {
                    self.message = Some(self.world.messages.message(&why));
                    return;
                }
            }
        };
        self.prompt = None;
        self.settle();
        if updates.is_empty() {
            return self.notify("no-announcement", &[]);
        }
        self.ask(Effect::Post(updates));
    }

    /// Types the update that an item offers into the prompt, with its effects; posts it if it was typed already.
    pub(super) fn fill_or_post(&mut self, offer: &Subject) {
        let (_, whole) = Update::split(&offer.id);
        if self
            .prompt()
            .is_some_and(|prompt| prompt.text().trim() == whole)
        {
            return self.post(offer);
        }
        self.set_words(whole);
        let warning = offered(&self.world, offer).and_then(|(_, warning)| warning);
        if !self.warns(offer, warning) {
            self.notify("enter-posts", &[]);
        }
    }

    /// Names what is wrong with an update, unless that was done before; the next Enter posts it. Returns whether anything is.
    fn warns(&mut self, offer: &Subject, warning: Option<String>) -> bool {
        let Some(why) = warning.filter(|_| self.unconfirmed.as_ref() != Some(offer)) else {
            return false;
        };
        self.notify("post-anyway", &[("why", &why)]);
        self.unconfirmed = Some(offer.clone());
        true
    }

    /// Posts the update that an item offers, or withdraws all updates of its session. An update that
    /// conflicts with a session is posted only when it is selected again.
    pub(super) fn post(&mut self, offer: &Subject) {
        let Some((updates, warning)) = offered(&self.world, offer) else {
            return self.notify("say-how", &[]);
        };
        if self.warns(offer, warning) {
            return;
        }
        self.unconfirmed = None;
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

    /// Opens the file of the programme in an editor, at what is under the cursor, or at what the page is about.
    pub fn edit(&mut self) {
        let pane = self.focused();
        let program = &self.world.program;
        let is_declared = |day: &Day| day.declared;
        let in_file = |s: &&Subject| match s.kind {
            // A session's page begins with its day.
            Kind::Day if pane.subject.kind == Kind::Session => false,
            Kind::Day => subject_date(s)
                .and_then(|d| program.day(d))
                .is_some_and(is_declared),
            Kind::Problem => self.world.problem(&s.id).is_some(),
            _ => program.find_any(s).is_some(),
        };
        let link = pane.link().filter(in_file);
        let subject = link.or(Some(&pane.subject).filter(in_file)).cloned();
        self.ask(Effect::Edit(subject.unwrap_or_default()));
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

    /// Shows the session, or the speaker's sessions, as QR codes; on the page of the starred sessions, the list of them first.
    pub fn show_code(&mut self) {
        if self.focused().view.name == "starred" && !self.world.stars().is_empty() {
            self.open(view::named("code"), Subject::program());
            return;
        }
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

/// Returns the updates that an offer posts, and what is wrong with them; `None` while it is incomplete.
fn offered(world: &World, offer: &Subject) -> Option<(Vec<Update>, Option<String>)> {
    let (id, text) = Update::split(&offer.id);
    if text == UNSET {
        return Some((
            world.withdraw(&Subject::new(Kind::Session, id), |_| true),
            None,
        ));
    }
    let request = Request::typed(&world.program, &offer.id, world.timestamp())?;
    let day = other_day_text(world, &world.messages, &request.update);
    let (updates, conflicts) = world.to_post(request);
    let conflict = conflicts.first().map(|c| {
        let title = world.name(&world.program.subject(c.other));
        world.messages.format("meets", &[("title", &title)])
    });
    Some((updates, day.or(conflict)))
}
