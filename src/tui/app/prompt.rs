//! The prompt: a search, the command palette, an update, the filter.

use super::line::{Line, Place};
use super::{App, Slot};
use crate::model::{Kind, Subject};
use crate::text::Text;
use crate::tui::pane::Pane;
use crate::update::Request;
use crate::view::{self, View};
use crate::world::query::{Completion, Query, completions, parts};

/// The most characters that a prompt takes: more would make searches slow.
const MAX_LENGTH: usize = 200;
/// The most characters of an update, whose notes may have 500, and of an announcement.
const MAX_UPDATE: usize = 600;

/// A line of text being typed at the foot of the screen.
#[derive(Debug)]
pub struct Prompt {
    line: Line,
    /// What the text is for.
    pub kind: PromptKind,
    /// The page of results, shown while the prompt is open; the filter shows the page it filters.
    pub(super) results: Option<Pane>,
    /// What the filter that is being typed may be completed to.
    pub completions: Vec<Completion>,
    /// Whether the text was searched for before and has been recalled.
    recalled: bool,
}

/// What a key does to the text of the prompt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    /// Moves the cursor to a place.
    Go(Place),
    /// Deletes what is between the cursor and a place.
    Delete(Place),
    /// Deletes the word before the cursor; in a query, a value in quotes is one word.
    DeletePart,
}

/// What is typed into a prompt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PromptKind {
    /// A search.
    Search,
    /// An update of the session with this id.
    Update(Text),
    /// An announcement to those in a room, or to everyone.
    Announcement(Subject),
    /// A part of the name of a command or subject.
    Palette,
    /// The filter of all lists.
    Filter {
        /// The filter before the prompt was opened, which is restored on cancel.
        previous: String,
        /// The subject under the cursor at that time.
        link: Option<Subject>,
        /// The first visible line at that time.
        offset: usize,
    },
}

impl PromptKind {
    /// Returns the view and subject of the page of results for `text`.
    fn results(&self, text: &str) -> Option<(&'static View, Subject)> {
        let (view, subject) = match self {
            Self::Search => ("search", Subject::new(Kind::Query, text)),
            Self::Palette => ("palette", Subject::new(Kind::Command, text)),
            Self::Update(id) => {
                let offer = format!("{id} {text}");
                ("change", Subject::new(Kind::Update, offer.as_str()))
            }
            Self::Filter { .. } | Self::Announcement(_) => return None,
        };
        Some((view::named(view), subject))
    }
}

impl Prompt {
    fn new(kind: PromptKind, text: String) -> Self {
        Self {
            line: Line::new(text),
            kind,
            results: None,
            completions: Vec::new(),
            recalled: false,
        }
    }

    /// Returns the text.
    pub fn text(&self) -> &str {
        self.line.text()
    }

    /// Returns the bytes of the text before the cursor.
    pub fn cursor(&self) -> usize {
        self.line.cursor()
    }

    /// Returns the most characters that it takes.
    fn most(&self) -> usize {
        match self.kind {
            PromptKind::Update(_) | PromptKind::Announcement(_) => MAX_UPDATE,
            _ => MAX_LENGTH,
        }
    }

    /// Returns where the part before the cursor starts.
    fn part(&self) -> usize {
        let before = self.line.before().trim_end();
        let last = match self.kind {
            PromptKind::Search | PromptKind::Filter { .. } => parts(before).last().copied(),
            _ => before.rsplit(' ').next(),
        };
        before.len() - last.map_or(0, str::len)
    }
}

impl App {
    /// Opens the prompt of the search.
    pub fn start_search(&mut self) {
        self.start(PromptKind::Search);
    }

    /// Opens the command palette.
    pub fn start_palette(&mut self) {
        self.start(PromptKind::Palette);
    }

    /// Opens the prompt of the filter.
    pub fn start_filter(&mut self) {
        let query = self.world.filter().query().to_owned();
        // What is typed next is another part.
        let blank = if query.is_empty() { "" } else { " " };
        let text = format!("{query}{blank}");
        let kind = PromptKind::Filter {
            previous: query,
            link: self.pane().link().cloned(),
            offset: self.pane().offset,
        };
        self.prompt = Some(Prompt::new(kind, text));
    }

    pub(super) fn start(&mut self, kind: PromptKind) {
        self.focus = Slot::Main;
        self.prompt = Some(Prompt::new(kind, String::new()));
        self.show_results();
    }

    /// Replaces the text of the prompt.
    pub fn set_words(&mut self, text: &str) {
        self.change_line(|line, most| {
            *line = Line::default();
            line.insert(text, most);
        });
    }

    /// Types a text at the cursor of the prompt.
    pub fn insert(&mut self, text: &str) {
        self.change_line(|line, most| line.insert(text, most));
    }

    /// Edits the text of the prompt.
    pub fn edit_prompt(&mut self, edit: Edit) {
        let part = self.prompt.as_ref().map_or(0, Prompt::part);
        self.change_line(|line, _| match edit {
            Edit::Go(to) => line.go(to),
            Edit::Delete(to) => line.delete(to),
            Edit::DeletePart => line.delete_from(part),
        });
    }

    /// Changes the line of the prompt, which takes so many characters, and shows what follows from it.
    fn change_line(&mut self, change: impl FnOnce(&mut Line, usize)) {
        let Some(prompt) = &mut self.prompt else {
            return;
        };
        let (text, most) = (prompt.text().to_owned(), prompt.most());
        change(&mut prompt.line, most);
        // Keys that the prompt no longer takes cost no search.
        if prompt.text() != text {
            prompt.recalled = false;
            self.show_results();
        } else if matches!(prompt.kind, PromptKind::Filter { .. }) {
            prompt.completions = completions(&self.world, prompt.line.before());
        }
    }

    /// Shows the results for the text of the prompt, or filters all lists by it.
    fn show_results(&mut self) {
        let Some(prompt) = &self.prompt else {
            return;
        };
        if let PromptKind::Filter { link, .. } = &prompt.kind {
            // The cursor stays where it was before the first character, else goes to the start.
            let (link, query) = (link.clone(), prompt.text().trim().to_owned());
            let completions = completions(&self.world, prompt.line.before());
            self.change(|world| world.set_filter(query));
            self.find(link);
            if let Some(prompt) = &mut self.prompt {
                prompt.completions = completions;
            }
        } else if let Some((view, subject)) = prompt.kind.results(prompt.text()) {
            let is_update = subject.kind == Kind::Update;
            let now = self.world.timestamp();
            let is_complete =
                is_update && Request::typed(&self.world.program, &subject.id, now).is_some();
            let pane = self.new_pane(view, subject);
            if let Some(prompt) = &mut self.prompt {
                prompt.results = Some(pane);
            }
            self.settle();
            if is_complete {
                self.notify("enter-posts", &[]);
            }
        }
    }

    /// Closes the prompt: accepts its text, or cancels and restores the previous page and filter.
    pub fn end_prompt(&mut self, accept: bool) {
        let Some(prompt) = &self.prompt else {
            return;
        };
        let link = self.focused().link().cloned();
        match (&prompt.kind, link) {
            _ if !accept => self.cancel_prompt(),
            (PromptKind::Announcement(subject), _) => {
                let (subject, typed) = (subject.clone(), prompt.text().to_owned());
                self.announce(subject, &typed);
            }
            (PromptKind::Filter { .. }, _) => {
                self.prompt = None;
                self.check_filter();
            }
            // The accepted item replaces the palette.
            (PromptKind::Palette, link) => {
                self.cancel_prompt();
                if let Some(link) = link {
                    self.go_to(link);
                }
            }
            (PromptKind::Update(_), None) => self.notify("say-how", &[]),
            // The prompt stays open until the update is posted. What was not typed is filled in first, with its effects.
            (PromptKind::Update(_), Some(offer)) if offer.kind == Kind::Update => {
                self.fill_or_post(&offer);
            }
            (PromptKind::Search, _) if prompt.text().trim().is_empty() => self.cancel_prompt(),
            (PromptKind::Search, None) => {
                self.leave_prompt();
                self.notify_keys("nothing-to-open", &["find", "back"]);
            }
            (PromptKind::Search | PromptKind::Update(_), Some(link)) => {
                self.leave_prompt();
                self.go_to(link);
            }
        }
    }

    /// Closes the prompt; its results become the current page.
    pub fn leave_prompt(&mut self) {
        self.keep_search();
        if let Some(results) = self.prompt.take().and_then(|prompt| prompt.results) {
            self.push_pane(results);
        }
    }

    fn cancel_prompt(&mut self) {
        let Some(prompt) = self.prompt.take() else {
            return;
        };
        if let PromptKind::Filter {
            previous,
            link,
            offset,
        } = prompt.kind
        {
            self.change(|world| world.set_filter(previous));
            self.find(link);
            self.pane_mut().scroll_to(offset);
        } else {
            self.focus = Slot::Main;
            self.settle();
        }
    }

    fn find(&mut self, link: Option<Subject>) {
        let found = link.is_some_and(|link| self.pane_mut().find(&link));
        if !found {
            self.pane_mut().to_start();
        }
        self.settle();
    }

    /// Shows a message if the filter cannot work as typed.
    fn check_filter(&mut self) {
        let query = Query::parse(self.world.filter().query());
        if query.asks_for_mine() && self.world.myself().is_none() {
            self.notify_keys("who-are-you", &["me"]);
        }
        if let Some(wrong) = query.wrong(&self.world) {
            let message = wrong.message();
            self.message = Some(self.world.messages.message(&message));
        }
    }

    /// Completes the filter that is being typed, up to the cursor; again, with the next value.
    pub fn complete_filter(&mut self) {
        let prompt = self.prompt.as_ref();
        let first = prompt.and_then(|p| p.completions.first());
        if let Some(query) = first.map(|c| c.query.clone()) {
            self.change_line(|line, most| {
                line.delete(Place::Start);
                line.insert(&query, most);
            });
        }
    }

    /// Types what was searched for last, in an empty prompt of the search; again, what was searched for before.
    /// Returns whether there is any.
    pub fn recall(&mut self) -> bool {
        let Some(prompt) = self
            .prompt
            .as_ref()
            .filter(|p| p.kind == PromptKind::Search)
        else {
            return false;
        };
        let typed = prompt.text();
        let before = match self.searched.iter().rposition(|s| s == typed) {
            Some(at) if prompt.recalled => at,
            _ if typed.is_empty() => self.searched.len(),
            _ => return false,
        };
        let text = before.checked_sub(1).map(|at| self.searched[at].clone());
        if let Some(text) = text {
            self.set_words(&text);
        }
        if let Some(prompt) = &mut self.prompt {
            prompt.recalled = true;
        }
        true
    }

    /// Keeps what was searched for.
    fn keep_search(&mut self) {
        let search = self
            .prompt
            .as_ref()
            .filter(|p| p.kind == PromptKind::Search);
        if let Some(text) = search
            .map(|p| p.text().trim().to_owned())
            .filter(|t| !t.is_empty())
        {
            self.searched.retain(|s| *s != text);
            self.searched.push(text);
        }
    }

    /// Clears the filter of all lists.
    pub fn clear_filter(&mut self) {
        if self.world.filter().is_on() {
            self.change(|world| {
                world.set_filter("");
                world.hide_past(false);
            });
        } else {
            self.notify_keys("no-filter", &["filter"]);
        }
    }

    /// Removes a part of the filter, by its place among those that are shown.
    pub fn remove_chip(&mut self, n: usize) {
        let filter = self.world.filter();
        let mut parts: Vec<String> = parts(filter.query())
            .into_iter()
            .map(str::to_owned)
            .collect();
        if n < parts.len() {
            parts.remove(n);
            self.change(|world| world.set_filter(parts.join(" ")));
        } else if filter.hides_past() {
            self.switch_past();
        }
    }

    /// Hides past sessions from lists, or shows them again.
    pub fn switch_past(&mut self) {
        let hidden = !self.world.filter().hides_past();
        self.change(|world| world.hide_past(hidden));
        let key = if hidden { "past-hidden" } else { "past-shown" };
        self.notify(key, &[]);
    }
}
