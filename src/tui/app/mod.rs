//! The state of the interface, without a terminal: a history of pages, a side pane, a prompt.

mod actions;
mod line;
mod pointer;
mod prompt;
mod reload;
mod side;

pub use self::side::SideWidth;

pub use self::line::Place;
pub use self::pointer::Target;
pub use self::prompt::{Edit, Prompt, PromptKind};
use crate::load::Loaded;
use crate::model::zone::Timestamp;
use crate::model::{Kind, Subject};
use crate::page::{Presentation, Row};
use crate::text::bidi::unmirrored;
use crate::text::{Lang, Text};
use crate::tui::pane::Pane;
use crate::tui::theme::{ColorScheme, Theme};
use crate::update::Update;
use crate::view::{self, View};
use crate::world::{Clock, World};

/// A task that the interface leaves to the terminal or the workspace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Quit the program.
    Quit,
    /// Suspend the program and return to the shell.
    Suspend,
    /// Reload the programme.
    Reload,
    /// Redraw the whole screen.
    Redraw,
    /// Store how much of the screen the page at the right takes.
    SaveSideWidth(SideWidth),
    /// Store whether the session with this id is starred.
    Star(Text, bool),
    /// Store which speaker the reader is, if any.
    Me(Option<Text>),
    /// Store that the reader has dismissed this notice.
    Dismiss(Text),
    /// Post updates of a session.
    Post(Vec<Update>),
    /// Take back the last post of this desk.
    Undo,
    /// Post the refused update, or those that the server has lost, again, or use what the server has.
    Resolve(bool),
    /// Send updates that the server does not have yet.
    Sync,
    /// Store the version shown as the version that the reader has seen.
    MarkSeen,
    /// Read the state stored for the programme, which replaces another programme.
    Restore,
    /// Copy this text to the clipboard.
    Copy(String),
    /// Open this web address in a browser.
    Browse(Text),
    /// Open the file of the programme in an editor, at the line of this subject.
    Edit(Subject),
}

/// What the next key does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// It runs a command.
    Normal,
    /// It is typed into the prompt.
    Prompt,
    /// `y` or `n` decides whether a reloaded file that has lost many sessions is shown.
    ConfirmReload,
    /// `y` or `n` decides whether the last post of this desk is taken back; any other key leaves it.
    ConfirmUndo,
    /// `y` or `n` decides whether an update is posted although another desk posted one first.
    ResolveUpdate,
    /// `Y` and `N` answer whether to post the updates again that the server has lost. Plain letters do not, since the
    /// question may come while the reader types.
    SettleUpdates,
}

/// A place for a page on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// The current page.
    Main,
    /// The page at its right, on a wide screen.
    Side,
}

/// The most pages in the history.
const HISTORY: usize = 100;

/// The state of the interface.
#[derive(Debug)]
pub struct App {
    /// The programme and all that pages show of it.
    pub world: World,
    /// The message at the foot, until the next key.
    pub message: Option<String>,
    /// A reloaded file that has lost many sessions, until the reader decides whether it is shown.
    pending_reload: Option<Loaded>,
    /// The colours.
    pub color_scheme: ColorScheme,
    /// The pane that receives keys.
    pub focus: Slot,
    prompt: Option<Prompt>,
    /// What was searched for, the last at the end.
    searched: Vec<String>,
    history: Vec<Pane>,
    side: Option<Pane>,
    side_width: SideWidth,
    /// Whether the reader has closed it.
    side_closed: bool,
    /// Whether the mouse drags the border between it and the list.
    is_dragging_border: bool,
    size: (u16, u16),
    effects: Vec<Effect>,
    /// The command that was selected in a list and runs next.
    selected_command: Option<Text>,
    /// An update that conflicts with a session; it is posted if it is selected again.
    unconfirmed: Option<Subject>,
    /// The question whether the last post is taken back, until the next key.
    pub undo_question: Option<String>,
    /// The name of this desk, which signs its updates.
    pub desk: Text,
    /// The fingerprint of the file as last read, whether it is shown or not.
    last_read: u64,
    /// Whether the server refuses updates.
    server_refuses: bool,
}

impl App {
    /// Opens the interface on a screen of `size` (columns, rows): at the sessions on now while the event
    /// lasts, else at the agenda; for a speaker, at their own page; for an unreadable file, at its problem.
    pub fn new(world: World, size: (u16, u16)) -> Self {
        let mut app = Self {
            message: None,
            color_scheme: ColorScheme::default(),
            prompt: None,
            searched: Vec::new(),
            pending_reload: None,
            focus: Slot::Main,
            history: Vec::new(),
            side: None,
            side_width: SideWidth::default(),
            side_closed: false,
            is_dragging_border: false,
            size,
            effects: Vec::new(),
            selected_command: None,
            unconfirmed: None,
            undo_question: None,
            desk: Text::default(),
            last_read: world.fingerprint,
            server_refuses: false,
            world,
        };
        // If the file as a whole cannot be read, there are no sessions to show.
        let unreadable = app.world.diagnostics.iter().find(|d| d.location.is_none());
        if let Some(fault) = unreadable {
            let problem = Subject::new(Kind::Problem, fault.id().as_str());
            app.open(view::of(&problem), problem);
            return app;
        }
        let first = if app.world.is_running() {
            "now"
        } else {
            "agenda"
        };
        app.open(view::named(first), Subject::program());
        if app.world.myself().is_some() {
            app.open_myself();
        }
        app
    }

    /// Returns the columns and rows of the screen.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// Returns whether the screen shows a board, which is for the public.
    fn is_board(&self) -> bool {
        let page = self.history.last().map(|pane| &pane.page);
        page.is_some_and(|page| matches!(page.presentation, Presentation::Board(_)))
    }

    /// Returns the open prompt.
    pub fn prompt(&self) -> Option<&Prompt> {
        self.prompt.as_ref()
    }

    /// Returns what the next key does.
    pub fn mode(&self) -> Mode {
        if self.prompt.is_some() {
            Mode::Prompt
        } else if self.pending_reload.is_some() {
            Mode::ConfirmReload
        } else if self.undo_question.is_some() {
            Mode::ConfirmUndo
        } else if self.refused_update().is_some() {
            Mode::ResolveUpdate
        } else if self.has_lost_updates() && !self.is_board() {
            Mode::SettleUpdates
        } else {
            Mode::Normal
        }
    }

    /// Returns the current page: the results of the prompt, else the last page of the history.
    pub fn pane(&self) -> &Pane {
        self.current().expect(NEVER_EMPTY)
    }

    fn current(&self) -> Option<&Pane> {
        let results = self.prompt.as_ref().and_then(|p| p.results.as_ref());
        results.or_else(|| self.history.last())
    }

    fn pane_mut(&mut self) -> &mut Pane {
        current_mut(&mut self.prompt, &mut self.history)
    }

    /// Returns the page at the right, on a wide screen.
    pub fn side(&self) -> Option<&Pane> {
        self.side.as_ref()
    }

    /// Returns the tab that leads to the current page.
    pub fn tab(&self) -> &'static View {
        let mut views = self.history.iter().rev().map(|p| p.view);
        views
            .find(|v| v.about == Kind::Program)
            .unwrap_or(self.pane().view)
    }

    /// Returns the effects requested since the last call.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Requests an effect.
    pub fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    /// Returns the rows above the pages (title, tabs, rule) and below them (rule, status).
    pub fn chrome(&self) -> (u16, u16) {
        let presentation = self.current().map(|pane| &pane.page.presentation);
        if matches!(
            presentation,
            Some(Presentation::Board(_) | Presentation::QrCode)
        ) {
            let status = self.message.is_some() || self.mode() != Mode::Normal;
            return (0, u16::from(status));
        }
        let announced = u16::from(self.has_announcement_line());
        match self.size.1 {
            0..4 => (0, 0),
            4..8 => (1, 1),
            // What a prompt says of what was entered needs a line of its own.
            8..16 => (
                2 + announced,
                1 + u16::from(self.prompt.is_some() && self.message.is_some()),
            ),
            _ => (3 + announced, 2),
        }
    }

    /// Returns whether the head has a line for announcements.
    pub fn has_announcement_line(&self) -> bool {
        self.size.1 >= 10 && !self.world.announcements().is_empty()
    }

    /// Returns the columns of the current page and of the page at its right; 0 where there is none.
    pub fn columns(&self) -> (u16, u16) {
        let (width, list) = (self.size.0, self.list_width());
        if list == width || !self.may_have_side() {
            return (width, 0);
        }
        (list, width - 1 - list)
    }

    /// Returns whether the current page is a list that a page may be beside.
    fn may_have_side(&self) -> bool {
        let pane = self.pane();
        let mut subjects = pane.page.rows.iter().filter_map(Row::link);
        // A list of commands describes each of them already.
        let describes = match pane.view.name {
            "help" => true,
            "palette" => subjects.all(|s| s.kind == Kind::Command),
            _ => false,
        };
        !describes && pane.cursor.is_some() && pane.page.presentation == Presentation::Rows
    }

    fn pane_size(&self, width: u16) -> (usize, usize) {
        let (above, below) = self.chrome();
        (
            width.into(),
            self.size.1.saturating_sub(above + below).into(),
        )
    }

    fn new_pane(&self, view: &'static View, subject: Subject) -> Pane {
        let size = self.pane_size(self.list_width());
        Pane::new(&self.world, view, subject, size)
    }

    fn push_pane(&mut self, pane: Pane) {
        if self.history.len() == HISTORY {
            self.history.remove(1);
        }
        self.history.push(pane);
        self.settle();
    }

    /// Opens the page of a subject, unless it is the current page.
    pub fn open(&mut self, view: &'static View, subject: Subject) {
        self.focus = Slot::Main;
        let same = |p: &Pane| p.view.name == view.name && p.subject == subject;
        if !self.history.last().is_some_and(same) {
            let session = self.history.last().and_then(|pane| {
                let mut subjects = pane.link().into_iter().chain([&pane.subject]);
                subjects.find(|s| s.kind == Kind::Session).cloned()
            });
            self.push_pane(self.new_pane(view, subject));
            // The same session is seen among those of the other rooms.
            if let Some(session) = session.filter(|_| view.name == "timetable") {
                self.go(|pane| _ = pane.find(&session));
            }
        }
    }

    /// Updates the panes for the size of the screen, and the side pane for the cursor of the current page.
    fn settle(&mut self) {
        // Whether there is a side pane depends on what the page lists now.
        current_mut(&mut self.prompt, &mut self.history).refresh(&self.world);
        let (list, side) = self.columns();
        let (size, side_size) = (self.pane_size(list), self.pane_size(side));
        let pane = current_mut(&mut self.prompt, &mut self.history);
        pane.resize(&self.world, size);
        // A complete update is listed on its own page.
        let link = pane
            .link()
            .filter(|link| side > 0 && **link != pane.subject && link.kind != Kind::Command);
        match (link, &mut self.side) {
            (Some(link), Some(shown)) if shown.subject == *link => {
                shown.refresh(&self.world);
                shown.resize(&self.world, side_size);
            }
            (link, shown) => {
                *shown = link.map(|l| Pane::new(&self.world, view::of(l), l.clone(), side_size));
            }
        }
        // What a search has found is marked on the page of the result too.
        let found = pane.page.highlighted.clone();
        if let Some(shown) = &mut self.side {
            shown.highlight(&self.world, found);
        }
        if self.side.is_none() {
            self.focus = Slot::Main;
        }
    }

    /// Resizes the screen.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.settle();
    }

    /// Moves within the focused pane.
    pub fn go(&mut self, step: impl FnOnce(&mut Pane)) {
        step(self.slot_mut(self.focus));
        self.settle();
    }

    /// Moves to a row of the focused pane, or says that there is none.
    pub fn go_to_row(&mut self, row: impl FnOnce(&Pane, &World) -> Option<usize>, none: &str) {
        match row(self.focused(), &self.world) {
            None => self.notify(none, &[]),
            Some(row) => self.go(|pane| pane.jump_to(row)),
        }
    }

    /// Returns the pane that receives keys.
    pub fn focused(&self) -> &Pane {
        let side = self.side.as_ref().filter(|_| self.focus == Slot::Side);
        side.unwrap_or_else(|| self.pane())
    }

    fn slot_mut(&mut self, slot: Slot) -> &mut Pane {
        match &mut self.side {
            Some(side) if slot == Slot::Side => side,
            _ => current_mut(&mut self.prompt, &mut self.history),
        }
    }

    /// Opens the item under the cursor.
    pub fn follow(&mut self) {
        if let Some(link) = self.focused().link().cloned() {
            self.go_to(link);
        }
    }

    /// Opens the page of a subject; selects a command to run, posts an update, opens an address.
    fn go_to(&mut self, link: Subject) {
        match link.kind {
            // It runs on the page from which the list of commands was opened.
            Kind::Command => {
                if ["help", "palette"].contains(&self.pane().view.name) {
                    self.back();
                }
                self.selected_command = Some(link.id);
            }
            Kind::Address => self.browse(link.id),
            Kind::Update => self.post(&link),
            _ => self.open(view::of(&link), link),
        }
    }

    /// Returns the command that was selected in a list, to be run now.
    pub fn take_selected_command(&mut self) -> Option<Text> {
        self.selected_command.take()
    }

    /// Opens the list of keys, first those of the current page.
    pub fn help(&mut self) {
        let here = Subject::new(Kind::Program, self.pane().view.name);
        if self.pane().view.name != "help" {
            self.open(view::named("help"), here);
        }
    }

    /// Goes back to the list from the side pane, else to the previous page.
    pub fn back(&mut self) {
        if self.focus == Slot::Side {
            self.focus = Slot::Main;
        } else if self.history.len() > 1 {
            self.history.pop();
            self.settle();
        } else if self.world.filter().is_on() {
            self.notify_keys("first-page-filtered", &["no-filter"]);
        } else {
            self.notify_keys("first-page", &["quit"]);
        }
    }

    /// Moves the focus to the other pane, if there is something to select or scroll.
    pub fn switch_pane(&mut self) {
        if self.side.is_none() {
            if self.may_have_side() {
                self.notify_keys("no-side", &["side"]);
            } else {
                self.notify("no-side-here", &[]);
            }
        }
        let usable = |s: &Pane| s.cursor.is_some() || s.laid.height() > s.height();
        self.focus = match self.focus {
            Slot::Main if self.side.as_ref().is_some_and(usable) => Slot::Side,
            _ => Slot::Main,
        };
    }

    /// Moves to the right in a timetable; elsewhere opens the item under the cursor.
    pub fn right(&mut self) {
        if self.pane().is_grid() {
            self.go(|pane| pane.beside(true));
        } else {
            self.follow();
        }
    }

    /// Moves to the left in a timetable; elsewhere goes back.
    pub fn left(&mut self) {
        if self.pane().is_grid() {
            self.go(|pane| pane.beside(false));
        } else {
            self.back();
        }
    }

    /// Opens the next result of the last search, or the previous one.
    pub fn next_result(&mut self, forward: bool) {
        let Some(at) = self
            .history
            .iter()
            .rposition(|p| p.view.about == Kind::Query)
        else {
            self.notify_keys("no-search", &["find"]);
            return;
        };
        // The list may have become shorter.
        self.history[at].refresh(&self.world);
        let results = &self.history[at];
        let next = results.cursor.and_then(|c| {
            if forward {
                results.page.next_link(c + 1)
            } else {
                results.page.previous_link(c.checked_sub(1)?)
            }
        });
        if next.is_none() {
            let which = if forward {
                "last-result"
            } else {
                "first-result"
            };
            self.notify(which, &[]);
            return;
        }
        let opened = at + 1 < self.history.len();
        self.history.truncate(at + 1);
        self.focus = Slot::Main;
        self.settle();
        self.go(|pane| pane.choose(next));
        if opened {
            self.follow();
        }
    }

    /// Shows a message at the foot until the next key.
    pub fn notify(&mut self, key: &str, texts: &[(&str, &str)]) {
        self.message = Some(self.world.messages.format(key, texts));
    }

    /// Shows a message that names the keys of these commands.
    pub fn notify_keys(&mut self, key: &str, commands: &[&str]) {
        self.message = Some(self.world.with_keys(key, commands, &[]));
    }

    /// Shows that a key, or what was typed in its place, runs no command.
    pub fn no_such_key(&mut self, key: &str) {
        let key = unmirrored(key.to_owned(), self.world.dir());
        let message = self
            .world
            .with_keys("no-such-key", &["help"], &[("key", &key)]);
        self.message = Some(message);
    }

    /// Changes the world and updates the pages.
    pub fn change(&mut self, change: impl FnOnce(&mut World)) {
        change(&mut self.world);
        // The pages of the history are updated when the reader comes back to them.
        let results = self.prompt.as_mut().and_then(|p| p.results.as_mut());
        let panes = self.history.iter_mut().chain(&mut self.side);
        for pane in panes.chain(results) {
            pane.stale = true;
        }
        self.settle();
    }

    /// Returns whether the page changes with every second.
    pub fn ticks(&self) -> bool {
        self.current().is_some_and(|pane| pane.page.ticks)
    }

    /// Sets the clock, and returns whether a new minute has begun.
    pub fn tick(&mut self, now: Timestamp) -> bool {
        let new_minute = now.div_euclid(60) != self.world.timestamp().div_euclid(60);
        if new_minute {
            // On a screen without a reader a message would stay for days.
            self.message = None;
            self.change(|world| world.set_now(now));
        } else if self.ticks() && now != self.world.timestamp() {
            self.change(|world| world.set_now(now));
        }
        new_minute
    }

    /// Switches between the time zones of the event and of the reader.
    pub fn switch_clock(&mut self) {
        self.change(|world| world.set_clock(world.other_clock()));
        let zone = self.world.zone().name().to_owned();
        let key = match self.world.clock() {
            Clock::Event => "clock-event",
            Clock::Own => "clock-own",
        };
        self.notify(key, &[("zone", &zone)]);
    }

    /// Shows the interface in this language, and the programme's texts where it has them.
    pub fn choose_language(&mut self, tag: &str) {
        self.change(|world| _ = world.set_language(Lang::parse(tag)));
    }

    /// Draws with the colours of this theme from now on.
    pub fn choose_theme(&mut self, theme: Theme) {
        let own = self.color_scheme.own;
        self.set_color_scheme(ColorScheme { theme, own });
    }

    /// Sets the colours and draws the screen again.
    pub fn set_color_scheme(&mut self, scheme: ColorScheme) {
        self.color_scheme = scheme;
        self.ask(Effect::Redraw);
    }

    /// Sorts lists of speakers, partners, rooms and tracks by something else.
    pub fn switch_order(&mut self) {
        let order = self.world.order.after();
        self.change(|world| world.order = order);
        if self.pane().view.lists().is_some() {
            self.go(|pane| pane.to_end(false));
        }
        let order = self.world.messages.get(order.message());
        self.notify("lists-sorted", &[("order", &order)]);
    }

    /// Switches to the next language of the programme, for its texts and the interface.
    pub fn switch_language(&mut self) {
        let all = &self.world.program.languages;
        let now = all.iter().position(|l| *l == self.world.lang());
        let next = now.map_or(0, |now| (now + 1) % all.len());
        match all.get(next).copied() {
            Some(next) => self.change(|world| {
                world.set_language(Some(next));
            }),
            None => self.notify("no-languages", &[]),
        }
    }
}

const NEVER_EMPTY: &str = "the history is never empty";

/// Returns the current page: the results of the prompt, else the last page of the history.
fn current_mut<'a>(prompt: &'a mut Option<Prompt>, history: &'a mut [Pane]) -> &'a mut Pane {
    let results = prompt.as_mut().and_then(|p| p.results.as_mut());
    results.or(history.last_mut()).expect(NEVER_EMPTY)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::zone::Zone;
    use crate::text::Lang;
    use crate::tui::commands::{keymap, press};
    use crate::world::key::Key;

    fn app() -> App {
        let file = "[program]\nid = \"p\"\ntimezone = \"UTC\"\n[[sessions]]\nid = \"a\"\ntitle = \"Opening\"\n";
        let loaded = crate::load::load("program.toml", file.as_bytes());
        let mut world = World::new(loaded, 0, Zone::utc(), Lang::parse("en"));
        world.keys = Arc::new(keymap());
        App::new(world, (80, 24))
    }

    fn type_keys(app: &mut App, keys: &str) {
        for key in Key::parse_all(keys).expect("the keys can be parsed") {
            press(app, key);
        }
    }

    #[test]
    fn messages_name_the_keys_that_the_reader_has_set() {
        let mut app = app();
        app.notify_keys("nothing-to-open", &["find", "back"]);
        let message = "No results: press / to search again, Backspace to go back";
        assert_eq!(app.message.as_deref(), Some(message));
        let mut keys = keymap();
        keys.bind("find", &Key::parse_all("<f2>").expect("a key"));
        keys.bind("back", &[]);
        app.world.keys = Arc::new(keys);
        app.notify_keys("nothing-to-open", &["find", "back"]);
        let message = "No results: press F2 to search again, :back to go back";
        assert_eq!(app.message.as_deref(), Some(message));
    }

    #[test]
    fn a_cancelled_prompt_leaves_the_history_as_it_was() {
        let mut app = app();
        let pages = app.history.len();
        for start in ["/open", ":op", "gjc10m", "fopen"] {
            type_keys(&mut app, start);
            assert_eq!(app.mode(), Mode::Prompt, "{start}");
            type_keys(&mut app, "<esc>");
            assert_eq!(app.mode(), Mode::Normal, "{start}");
            assert_eq!(app.history.len(), pages, "{start}");
        }
        // An accepted search stays in the history, below the page that it opens.
        type_keys(&mut app, "/open<enter>");
        assert_eq!(app.history.len(), pages + 2);
        assert_eq!(app.pane().subject.id.as_str(), "a");
    }
}
