//! What pages are made from: the programme and its problems, the updates, the time, the reader's settings.

pub mod agenda;
mod announcements;
pub mod diff;
mod filter;
pub mod key;
pub mod keymap;
mod order;
pub mod query;
mod time;
pub mod when;

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

pub use self::filter::Filter;
pub use self::order::Order;
pub use self::time::{Clock, Phase};
use crate::i18n::Messages;
use crate::load::Loaded;
use crate::model::diagnostic::Diagnostic;
use crate::model::zone::{Timestamp, Zone};
use crate::model::{
    AnyIx, Contact, Contacts, Ix, Kind, Partner, Program, Session, Speaker, Status, Subject,
    subject_date,
};
use crate::search::Index;
use crate::text::bidi::Dir;
use crate::text::{Lang, Localized, Text};
use crate::update::{
    self, Cascade, Conflict, Field, Original, Preview, Request, Update, UpdateLog,
};
use crate::world::keymap::Keymap;

/// The stars of an impersonal world.
static NO_STARS: BTreeSet<Text> = BTreeSet::new();

/// What pages are made from.
///
/// Everything that decides which sessions pass the filter is private and has a method that sets it; each
/// of them applies the filter again.
#[derive(Debug)]
pub struct World {
    /// The programme, with the updates applied.
    pub program: Program,
    /// The problems of its file, then those of the updates.
    pub diagnostics: Vec<Diagnostic>,
    /// The updates.
    pub log: UpdateLog,
    /// The updated sessions as the file has them.
    pub original: Original,
    /// The fingerprint of the file's bytes.
    pub fingerprint: u64,
    /// Whether the file is not valid in its format.
    pub broken: bool,
    /// How much of the file is shown while the rest is read, in percent; `None` for the whole.
    pub percent: Option<u8>,
    /// The interface's messages, in the reader's language.
    pub messages: Messages,
    /// The commands and their keys.
    pub keys: Arc<Keymap>,
    /// When a server last confirmed that the programme is this one; `None` for other sources.
    pub confirmed_at: Option<Timestamp>,
    /// Since when the server of updates has been offline.
    pub offline: Option<Timestamp>,
    /// How many updates the server refuses or has lost.
    pub missing: usize,
    /// How staff reach speakers; empty but on screens of staff.
    contacts: Contacts,
    now: Timestamp,
    clock: Clock,
    /// The reader's time zone.
    own: Zone,
    /// The event's time zone, where its file does not name it.
    pub event_zone: Option<Zone>,
    /// The ids of the sessions that the reader has starred.
    stars: BTreeSet<Text>,
    /// The id of the speaker that the reader is.
    me: Option<Text>,
    previous: Option<Previous>,
    filter: Filter,
    /// What lists are sorted by.
    pub order: Order,
    /// The notice that the reader does not want above lists any more.
    dismissed: Option<Text>,
    /// Whether pages are for others: they show neither the time nor anything of the reader's.
    impersonal: bool,
    /// How many of the diagnostics are the file's.
    file_problems: usize,
    /// The language that the reader has chosen.
    chosen_lang: Option<Lang>,
    index: OnceCell<Index>,
    /// Where each diagnostic is in its list, by its id.
    problems: HashMap<String, usize>,
}

/// The version of the programme that the reader last saw, and what has changed since.
#[derive(Debug)]
pub struct Previous {
    /// That version, at today's time and in today's language.
    pub world: Box<World>,
    /// The sessions that are new or have changed, by id.
    pub changed: HashMap<Text, ChangeKind>,
    /// The sessions that were removed, by their place in that version.
    pub removed: Vec<Ix<Session>>,
}

/// How a session differs from the previous version.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChangeKind {
    /// It is new.
    New,
    /// Some of its fields have changed.
    Changed,
}

impl World {
    /// Creates a world at `now` on the event's clock, in the language that the reader has chosen, if any.
    pub fn new(loaded: Loaded, now: Timestamp, own: Zone, chosen_lang: Option<Lang>) -> Self {
        let messages = Messages::new(language(&loaded.program, chosen_lang));
        let problems = places(&loaded.diagnostics);
        let mut world = Self {
            broken: loaded.is_broken(),
            percent: loaded.percent,
            program: loaded.program,
            file_problems: loaded.diagnostics.len(),
            diagnostics: loaded.diagnostics,
            log: UpdateLog::default(),
            original: Original::new(),
            fingerprint: loaded.fingerprint,
            messages,
            keys: Arc::default(),
            confirmed_at: None,
            offline: None,
            missing: 0,
            contacts: Contacts::new(),
            now,
            clock: Clock::Event,
            own,
            event_zone: None,
            stars: BTreeSet::new(),
            me: None,
            dismissed: None,
            previous: None,
            filter: Filter::default(),
            order: Order::default(),
            impersonal: false,
            chosen_lang,
            index: OnceCell::new(),
            problems,
        };
        world.receive(loaded.log);
        world
    }

    /// Applies a new log of updates in the place of the one before, whose updates stay if some may be missing.
    pub fn receive(&mut self, log: UpdateLog) {
        let log = log.or_last(&self.log);
        let nothing = log.updates.is_empty() && log.diagnostics.is_empty();
        if nothing && self.log.updates.is_empty() && self.log.diagnostics.is_empty() {
            self.log = log;
            return;
        }
        let found = update::apply(&mut self.program, &mut self.original, &log);
        self.log = log;
        self.index = OnceCell::new();
        self.diagnostics.truncate(self.file_problems);
        // Another file may have a problem of the same code at the same place.
        let mut next: HashMap<String, u32> = HashMap::new();
        for d in &self.diagnostics {
            next.insert(d.address(), d.same + 1);
        }
        // What the beginning of a file does not have may be in the rest.
        let found = found.into_iter().filter(|_| self.percent.is_none());
        for mut problem in found {
            let same = next.entry(problem.address()).or_default();
            problem.same = *same;
            *same += 1;
            self.diagnostics.push(problem);
        }
        self.problems = places(&self.diagnostics);
        if let Some(previous) = self.previous.take() {
            self.previous = diff::compare(previous.world, self);
        }
        self.update();
    }

    /// Returns what an update would do to its session; `None` if the programme does not have it.
    pub fn preview(&self, update: &Update) -> Option<Preview> {
        update::preview(&self.program, &self.original, &self.log, update)
    }

    /// Returns updates that withdraw what is in force of a session, of the fields that `meant` accepts; what its delay has moved
    /// comes back with it.
    pub fn withdraw(&self, session: &Subject, meant: impl Fn(Field) -> bool) -> Vec<Update> {
        let mut all = self.log.withdraw(session, meant);
        let requests = all.iter().cloned().map(Request::from);
        let followers = requests.filter_map(|request| self.cascade(&request));
        let followers = followers.flat_map(|cascade| cascade.updates.into_iter().skip(1));
        let followers: Vec<Update> = followers.collect();
        all.extend(followers);
        all
    }

    /// Returns the day on which the session of an update would be, where that is another one.
    pub fn leaves_day(&self, update: &Update) -> Option<NaiveDate> {
        let preview = self.preview(update)?;
        let (old, new) = (self.program[preview.ix].slot?, preview.session.slot?);
        (!new.is_same_day(old)).then_some(new.start.date())
    }

    /// Returns a delay with the moves of the sessions behind it, if there are any.
    pub fn cascade(&self, request: &Request) -> Option<Cascade> {
        update::cascade(&self.program, &self.original, &self.log, request)
    }

    /// Returns the ways to post a delay that moves other sessions, the best first.
    pub fn proposals(&self, delay: &Update) -> Vec<Cascade> {
        update::proposals(&self.program, &self.original, &self.log, delay)
    }

    /// Returns all that is posted for an update, and the conflicts of that.
    pub fn to_post(&self, request: Request) -> (Vec<Update>, Vec<Conflict>) {
        if let Some(cascade) = self.cascade(&request) {
            return (cascade.updates, cascade.conflicts);
        }
        let updates = vec![request.update];
        let conflicts = self.conflicts_after(&updates);
        (updates, conflicts)
    }

    /// Returns the conflicts that updates would make.
    pub fn conflicts_after(&self, updates: &[Update]) -> Vec<Conflict> {
        update::conflicts_after(&self.program, &self.original, &self.log, updates)
    }

    /// Shows a new version of the programme, compared with the one that the reader last saw. The reader's
    /// settings stay.
    pub fn reload(&mut self, loaded: Loaded) {
        let stars = std::mem::take(&mut self.stars);
        let me = self.me.take();
        let dismissed = self.dismissed.take();
        let mut old = self.take_over(loaded);
        (self.stars, self.me, self.dismissed) = (stars, me, dismissed);
        if !self.impersonal && old.percent.is_none() {
            let seen = match old.previous.take() {
                Some(previous) => previous.world,
                None => Box::new(old),
            };
            self.previous = diff::compare(seen, self);
        }
        self.update();
    }

    /// Shows another programme. The stars and the speaker that the reader is belong to the one before; other
    /// settings stay.
    pub fn replace(&mut self, loaded: Loaded) {
        self.contacts.clear();
        let _ = self.take_over(loaded);
    }

    /// Shows `loaded` without the reader's stars and returns the world of the version before.
    fn take_over(&mut self, mut loaded: Loaded) -> Self {
        if loaded.program.id == self.program.id {
            loaded.log = loaded.log.or_last(&self.log);
        }
        let next = Self {
            event_zone: self.event_zone.clone(),
            keys: Arc::clone(&self.keys),
            confirmed_at: self.confirmed_at,
            offline: self.offline,
            missing: self.missing,
            contacts: std::mem::take(&mut self.contacts),
            filter: std::mem::take(&mut self.filter),
            order: self.order,
            impersonal: self.impersonal,
            ..self.of_version(loaded)
        };
        let old = std::mem::replace(self, next);
        self.update();
        old
    }

    /// Returns the world of another version of the programme, on this clock and in this language.
    #[must_use]
    pub fn of_version(&self, mut loaded: Loaded) -> Self {
        if let Some(zone) = &self.event_zone {
            loaded.name_zone(zone);
        }
        Self {
            clock: self.clock,
            ..Self::new(loaded, self.now, self.own.clone(), self.chosen_lang)
        }
    }

    /// Shows the problems of a file that was not accepted; the programme stays.
    pub fn report(&mut self, mut diagnostics: Vec<Diagnostic>) {
        let n = self.file_problems.min(self.diagnostics.len());
        self.file_problems = diagnostics.len();
        diagnostics.extend(self.diagnostics.drain(n..));
        self.diagnostics = diagnostics;
        self.problems = places(&self.diagnostics);
    }

    /// Hides the time and everything of the reader's, for pages that others read. The filter keeps what it
    /// shows.
    pub fn make_impersonal(&mut self) {
        self.impersonal = true;
        self.clock = Clock::Event;
        self.own = self.program.zone.clone();
    }

    /// Brings up to date what depends on a field that was set: the previous version, and the filter.
    fn update(&mut self) {
        if let Some(previous) = &mut self.previous {
            let world = &mut previous.world;
            (world.now, world.clock) = (self.now, self.clock);
            world.stars.clone_from(&self.stars);
            world.me.clone_from(&self.me);
            if world.chosen_lang != self.chosen_lang {
                world.set_language(self.chosen_lang);
            }
        }
        self.refilter();
    }

    /// Uses the chosen language, or the programme's own; returns the one that was chosen before. The
    /// filter of an impersonal world stays as it is, since it is written in several languages.
    pub fn set_language(&mut self, chosen: Option<Lang>) -> Option<Lang> {
        let before = std::mem::replace(&mut self.chosen_lang, chosen);
        self.messages = Messages::new(self.lang());
        if !self.impersonal {
            self.update();
        }
        before
    }

    /// Returns the ids of the sessions that the reader has starred.
    pub fn stars(&self) -> &BTreeSet<Text> {
        if self.impersonal {
            &NO_STARS
        } else {
            &self.stars
        }
    }

    /// Stars these sessions, and no others.
    pub fn set_stars(&mut self, stars: BTreeSet<Text>) {
        self.stars = stars;
        self.update();
    }

    /// Stars a session, or removes its star.
    pub fn set_star(&mut self, id: Text, on: bool) {
        if on {
            self.stars.insert(id);
        } else {
            self.stars.remove(&id);
        }
        self.update();
    }

    /// Returns the id of the speaker that the reader is.
    pub fn me(&self) -> Option<&Text> {
        self.me.as_ref().filter(|_| !self.impersonal)
    }

    /// Sets the notice that the reader does not want above lists.
    pub fn set_dismissed(&mut self, notice: Option<Text>) {
        self.dismissed = notice;
    }

    /// Sets how staff reach speakers.
    pub fn set_contacts(&mut self, contacts: Contacts) {
        self.contacts = contacts;
    }

    /// Returns how staff reach a speaker, on a screen of staff.
    pub fn contact(&self, speaker: Ix<Speaker>) -> Option<&Contact> {
        let contact = self.contacts.get(&self.program[speaker].id);
        contact.filter(|_| !self.impersonal)
    }

    /// Returns the notice that is shown above lists; `None` where there is none or the reader has dismissed it.
    pub fn notice(&self) -> Option<&Localized> {
        let notice = &self.program.notice;
        let first = notice.all().next()?;
        let hidden = self.dismissed.as_ref() == Some(first) && !self.impersonal;
        (!hidden).then_some(notice)
    }

    /// Returns the notice that the reader has dismissed.
    pub fn dismissed(&self) -> Option<&Text> {
        self.dismissed.as_ref()
    }

    /// Sets the speaker that the reader is.
    pub fn set_me(&mut self, me: Option<Text>) {
        self.me = me;
        self.update();
    }

    /// Returns the speaker that the reader is, where the programme has them.
    pub fn myself(&self) -> Option<Subject> {
        let me = Subject::new(Kind::Speaker, self.me()?.clone());
        self.program.find_any(&me).map(|_| me)
    }

    /// Returns the version that the reader last saw, where its sessions differ.
    pub fn previous(&self) -> Option<&Previous> {
        self.previous.as_ref().filter(|_| !self.impersonal)
    }

    /// Compares the programme with the version that the reader last saw.
    pub fn compare_with(&mut self, seen: Loaded) {
        self.previous = diff::compare(self.of_version(seen), self);
        self.update();
    }

    /// Marks all changes as seen.
    pub fn forget_previous(&mut self) {
        self.previous = None;
        self.update();
    }

    /// Returns how a session differs from the previous version; `None` when it does not.
    pub fn change_of(&self, id: &Text) -> Option<ChangeKind> {
        self.previous()?.changed.get(id).copied()
    }

    /// Returns the language of texts: the chosen one, else the programme's first, else English.
    pub fn lang(&self) -> Lang {
        language(&self.program, self.chosen_lang)
    }

    /// Returns the direction of the screen: from the right in Arabic.
    pub fn dir(&self) -> Dir {
        self.messages.dir()
    }

    /// Returns whether right-to-left texts are possible: in the interface, in a named language, or because
    /// the languages are not named.
    pub fn may_be_rtl(&self) -> bool {
        let named = &self.program.languages;
        let first = self.program.sessions.iter().take(100);
        self.dir() == Dir::Rtl
            || named.is_empty()
            || named.iter().any(Lang::is_rtl)
            || first
                .flat_map(|s| s.title.all())
                .any(|t| Dir::Rtl.of(t) == Dir::Rtl)
    }

    /// Returns a text in the reader's language, else in the first one it has, marked: `Bienvenidos [es]`.
    pub fn text(&self, text: &Localized) -> String {
        match text.choose(self.lang(), &self.program.languages) {
            None => String::new(),
            Some(found) => match found.fallback {
                None => found.text.to_string(),
                Some(other) => format!("{} [{}]", found.text, other.as_str()),
            },
        }
    }

    /// Returns a text as [`Self::text`] does, or `default` where it is empty.
    pub fn text_or(&self, text: &Localized, default: &str) -> String {
        let text = self.text(text);
        if text.is_empty() {
            default.to_owned()
        } else {
            text
        }
    }

    /// Returns the short name of a partner: its acronym, else its name.
    pub fn short_name(&self, partner: &Partner) -> String {
        let acronym = self.text(&partner.acronym);
        if acronym.is_empty() {
            self.text_or(&partner.name, &partner.id)
        } else {
            acronym
        }
    }

    /// Returns `Tuesday 30 November 2021 · First day`.
    pub fn day_title(&self, date: NaiveDate) -> String {
        let day = self.program.day(date);
        let title = day.map(|d| self.text(&d.title)).unwrap_or_default();
        let date = self.messages.long_date(date);
        if title.is_empty() {
            date
        } else {
            format!("{date} · {title}")
        }
    }

    /// Returns the names of subjects, with commas between them.
    pub fn names<I: Into<AnyIx>>(&self, all: impl IntoIterator<Item = I>) -> String {
        let all = all.into_iter().map(|ix| self.program.subject(ix));
        let names: Vec<String> = all.map(|subject| self.name(&subject)).collect();
        names.join(&self.messages.comma())
    }

    /// Returns the starred sessions, in their order.
    pub fn starred(&self) -> Vec<Ix<Session>> {
        let is_starred = |ix: &Ix<Session>| self.stars.contains(&self.program[*ix].id);
        self.program.all().filter(is_starred).collect()
    }

    /// Returns the name of a subject; its id where the file has no name for it or it was removed.
    pub fn name(&self, subject: &Subject) -> String {
        if let Some(date) = subject_date(subject) {
            return self.day_title(date);
        }
        let id = subject.id.as_str();
        match (subject.kind, self.program.find_any(subject)) {
            (Kind::Program, _) => self.text_or(&self.program.title, &self.messages.get("no-title")),
            (_, Some(AnyIx::Partner(ix))) => self.short_name(&self.program[ix]),
            (_, Some(ix)) => self
                .program
                .names(ix)
                .first()
                .map_or_else(String::new, |n| self.text_or(n, id)),
            (Kind::Command, _) => {
                let binding = self.keys.named(id);
                binding.map_or_else(String::new, |b| b.described(&self.messages))
            }
            _ => id.to_owned(),
        }
    }

    /// Returns whether every session is tentative, so that marking each of them would say nothing.
    pub fn all_tentative(&self) -> bool {
        // An update of one session says nothing of the others.
        let in_file = |s: &Session| self.original.get(&s.id).map_or(s.status, |s| s.status);
        let mut sessions = self.program.sessions.iter();
        sessions.all(|s| in_file(s) == Status::Tentative)
    }

    /// Returns the search index, which is built at the first search.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.program))
    }

    /// Returns the problem with this id.
    pub fn problem(&self, id: &str) -> Option<&Diagnostic> {
        self.problems.get(id).map(|&i| &self.diagnostics[i])
    }
}

fn language(program: &Program, chosen: Option<Lang>) -> Lang {
    let english = || Lang::parse("en").expect("en is a language");
    chosen
        .or(program.languages.first().copied())
        .unwrap_or_else(english)
}

/// Returns where each problem is in its list, by its id.
fn places(all: &[Diagnostic]) -> HashMap<String, usize> {
    all.iter().enumerate().map(|(i, d)| (d.id(), i)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load;

    const NOW: Timestamp = 1_638_264_900;

    fn world(head: &str, title: &str, asked: &str) -> World {
        let file = format!(
            "[program]\nid = \"p\"\ntimezone = \"UTC\"\n{head}\n[[sessions]]\nid = \"a\"\ntitle = \"{title}\"\n"
        );
        let loaded = load("program.toml", file.as_bytes());
        World::new(loaded, NOW, Zone::utc(), Lang::parse(asked))
    }

    #[test]
    fn a_copy_has_an_age_once_the_server_is_late() {
        let mut world = world("", "A", "en");
        for (seconds, age) in [
            (0, None),
            (2 * 60, None),
            (3 * 60 - 1, None),
            (3 * 60, Some(3)),
            (125 * 60 + 59, Some(125)),
            (-600, None),
        ] {
            world.confirmed_at = Some(NOW - seconds);
            assert_eq!(world.age(), age, "{seconds}");
        }
        world.confirmed_at = None;
        assert_eq!(world.age(), None);
    }

    #[test]
    fn texts_from_the_right_come_with_their_languages_or_in_titles() {
        let english = "languages = [\"en\"]";
        for (head, title, asked, wanted) in [
            (english, "Opening", "en", false),
            (english, "Opening", "ar", true),
            (english, "الافتتاح", "en", true),
            ("languages = [\"en\", \"ar\"]", "Opening", "en", true),
            ("", "Opening", "en", true),
        ] {
            let world = world(head, title, asked);
            assert_eq!(world.may_be_rtl(), wanted, "{head} {title} {asked}");
        }
    }
}
