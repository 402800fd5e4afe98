//! The state of the interface: a history of pages, a side pane, a prompt. No terminal in it.

mod mine;
mod pointer;
mod reading;
mod typing;

pub use self::pointer::Target;
use crate::load::Loaded;
use crate::model::{Kind, Subject};
use crate::page::Presentation;
use crate::text::Text;
use crate::tui::pane::Pane;
use crate::update::Update;
use crate::view::{self, View};
use crate::world::query;
use crate::world::{Clock, World};

/// What the outside must do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Hand the terminal back to the shell until the program is continued.
    Suspend,
    /// Read the programme again.
    Reload,
    /// Draw the whole screen anew.
    Redraw,
    /// Keep that this session is starred, or no longer.
    Star(Text, bool),
    /// Keep that the reader is this speaker, or none.
    Me(Option<Text>),
    /// Keep what is said of a session.
    Post(Vec<Update>),
    /// Say again what another desk was faster with, or leave that.
    Resolve(bool),
    /// Store the version that is shown as the one that the reader has seen.
    MarkSeen,
    /// Read what is stored for the programme, which replaces another one.
    Restore,
    /// Put this text on the clipboard.
    Copy(String),
    /// Open this address of the web.
    Browse(Text),
}

/// Words being typed at the foot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Prompt {
    /// The words.
    pub words: String,
    /// What they are for.
    pub asks: Asks,
}

/// What is typed for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Asks {
    /// What to search for.
    Search,
    /// What is new of the session with this id.
    Update(Text),
    /// Some letters of a command or a subject.
    Palette,
    /// The filter of all lists; with the one of before, what was under the cursor and the first line in
    /// sight, to come back to.
    Filter(String, Option<Subject>, usize),
}

/// From this width on, the page of the subject under the cursor stands at the right.
pub const WIDE: u16 = 100;
/// Pages to go back to at most.
const HISTORY: usize = 100;

/// The whole state.
#[derive(Debug)]
pub struct App {
    /// What pages know.
    pub world: World,
    /// A sentence at the foot until the next key.
    pub message: Option<String>,
    /// What is being typed.
    pub prompt: Option<Prompt>,
    /// A reading of the file that has lost much, until the reader says whether to take it.
    pub held: Option<Loaded>,
    /// Whether keys go to the side pane.
    pub on_side: bool,
    history: Vec<Pane>,
    side: Option<Pane>,
    size: (u16, u16),
    outbox: Vec<Effect>,
    /// The command that was chosen in a list.
    chosen: Option<Text>,
    /// What was to be said although it meets something: once more, and it is.
    warned: Option<Subject>,
    /// The bytes that were read last, shown or not.
    read: u64,
}

impl App {
    /// The interface on `size` (columns, rows): at what is on now while the programme goes on, else at the
    /// agenda; a speaker finds their own page; a file that could not be read, its problem.
    pub fn new(world: World, size: (u16, u16)) -> Self {
        let mut app = Self {
            message: None,
            prompt: None,
            held: None,
            on_side: false,
            history: Vec::new(),
            side: None,
            size,
            outbox: Vec::new(),
            chosen: None,
            warned: None,
            read: world.fingerprint,
            world,
        };
        // A fault of the file as a whole: there is nothing else to show.
        let lost = app.world.diagnostics.iter().find(|d| d.location.is_none());
        if let Some(fault) = lost {
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

    /// Columns and rows of the screen.
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// The page that is shown.
    pub fn pane(&self) -> &Pane {
        self.history.last().expect("the history is never empty")
    }

    fn pane_mut(&mut self) -> &mut Pane {
        self.history.last_mut().expect("the history is never empty")
    }

    /// The page at the right, on a wide screen.
    pub fn side(&self) -> Option<&Pane> {
        self.side.as_ref()
    }

    /// The tab that the reader came by.
    pub fn tab(&self) -> &'static View {
        let mut views = self.history.iter().rev().map(|p| p.view);
        views
            .find(|v| v.about == Kind::Program)
            .unwrap_or(self.pane().view)
    }

    /// What the outside has to do since the last call.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.outbox)
    }

    /// Asks the outside for something.
    pub fn ask(&mut self, effect: Effect) {
        self.outbox.push(effect);
    }

    /// Rows of the screen above and below the pages: title, tabs, rule; rule, status.
    pub fn chrome(&self) -> (u16, u16) {
        let typing = self.prompt.is_some();
        let form = self.history.last().map(|pane| pane.page.form);
        if matches!(form, Some(Presentation::Board | Presentation::Code)) {
            let asked = self.held.is_some() || self.contested().is_some();
            let told = self.message.is_some() || asked;
            return (0, u16::from(typing || told));
        }
        match self.size.1 {
            0..4 => (0, 0),
            4..8 => (1, 1),
            8..16 => (2, 1),
            _ => (3, 2),
        }
    }

    /// Columns of the list and of the page at its right, where there is one.
    pub fn columns(&self) -> (u16, u16) {
        let (width, list) = (self.size.0, self.list_width());
        // What commands do is said in their lists.
        let alone = ["help", "palette"].contains(&self.pane().view.name);
        if list == width
            || alone
            || self.pane().cursor.is_none()
            || self.pane().page.form != Presentation::Rows
        {
            return (width, 0);
        }
        (list, width - 1 - list)
    }

    /// Columns of a list, beside which there is a page on a wide screen.
    fn list_width(&self) -> u16 {
        match self.size.0 {
            width @ ..WIDE => width,
            width => (width - 1) / 2,
        }
    }

    fn pane_size(&self, width: u16) -> (usize, usize) {
        let (above, below) = self.chrome();
        (
            width.into(),
            self.size.1.saturating_sub(above + below).into(),
        )
    }

    fn push(&mut self, view: &'static View, subject: Subject) {
        let size = self.pane_size(self.list_width());
        let pane = Pane::new(&self.world, view, subject, size);
        if self.history.len() == HISTORY {
            self.history.remove(1);
        }
        self.history.push(pane);
        self.settle();
    }

    /// Shows a subject by a view, unless it is shown already.
    pub fn open(&mut self, view: &'static View, subject: Subject) {
        self.on_side = false;
        let same = |p: &Pane| p.view.name == view.name && p.subject == subject;
        if !self.history.last().is_some_and(same) {
            self.push(view, subject);
        }
    }

    /// Brings sizes and the side pane in line with the page and its cursor.
    fn settle(&mut self) {
        let (list, side) = self.columns();
        let (size, side_size) = (self.pane_size(list), self.pane_size(side));
        let pane = self.history.last_mut().expect("the history is never empty");
        pane.refresh(&self.world);
        pane.resize(&self.world, size);
        let link = pane.link().filter(|_| side > 0);
        match (link, &mut self.side) {
            (Some(link), Some(shown)) if shown.subject == *link => {
                shown.refresh(&self.world);
                shown.resize(&self.world, side_size);
            }
            (link, shown) => {
                *shown = link.map(|l| Pane::new(&self.world, view::of(l), l.clone(), side_size));
            }
        }
        self.on_side &= self.side.is_some();
    }

    /// The screen has another size.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.settle();
    }

    /// Moves in the pane that has the keys.
    pub fn go(&mut self, step: impl FnOnce(&mut Pane)) {
        match &mut self.side {
            Some(side) if self.on_side => step(side),
            _ => step(self.pane_mut()),
        }
        self.settle();
    }

    /// The pane that has the keys.
    fn focused(&self) -> &Pane {
        let side = self.side.as_ref().filter(|_| self.on_side);
        side.unwrap_or_else(|| self.pane())
    }

    /// Opens what is under the cursor.
    pub fn follow(&mut self) {
        if let Some(link) = self.focused().link().cloned() {
            self.go_to(link);
        }
    }

    /// Shows a subject; a command is done.
    fn go_to(&mut self, link: Subject) {
        match link.kind {
            // It is done to the page that the list of keys was opened from.
            Kind::Command => {
                if self.pane().view.name == "help" {
                    self.back();
                }
                self.chosen = Some(link.id);
            }
            Kind::Address => self.browse(link.id),
            Kind::Update => self.say(&link),
            _ => self.open(view::of(&link), link),
        }
    }

    /// The command that was chosen in a list, to be done now.
    pub fn take_chosen(&mut self) -> Option<Text> {
        self.chosen.take()
    }

    /// The keys, first those of the page that is shown.
    pub fn help(&mut self) {
        let here = Subject::new(Kind::Program, self.pane().view.name);
        if self.pane().view.name != "help" {
            self.open(view::named("help"), here);
        }
    }

    /// Back to the list from the page at its side, else to the page before.
    pub fn back(&mut self) {
        if self.on_side {
            self.on_side = false;
        } else if self.history.len() > 1 {
            self.history.pop();
            self.settle();
        } else {
            self.notify_keys("first-page", &["quit"]);
        }
    }

    /// The other pane gets the keys.
    pub fn switch_pane(&mut self) {
        if self.side.is_none() {
            self.notify("no-side", &[]);
        }
        self.on_side = !self.on_side
            && self
                .side
                .as_ref()
                .is_some_and(|s| s.cursor.is_some() || s.laid.height() > s.height());
    }

    /// To the right, where blocks stand beside one another; else opens what is under the cursor.
    pub fn right(&mut self) {
        if self.pane().is_grid() {
            self.go(|pane| pane.beside(true));
        } else {
            self.follow();
        }
    }

    /// To the left, likewise; else back.
    pub fn left(&mut self) {
        if self.pane().is_grid() {
            self.go(|pane| pane.beside(false));
        } else {
            self.back();
        }
    }

    /// Shows the next result of the last search, or the one before.
    pub fn next_result(&mut self, forward: bool) {
        let Some(at) = self
            .history
            .iter()
            .rposition(|p| p.view.about == Kind::Query)
        else {
            self.notify_keys("no-search", &["find"]);
            return;
        };
        // They may be fewer than when they were left.
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
        self.on_side = false;
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
        let message = self
            .world
            .with_keys("no-such-key", &["help"], &[("key", key)]);
        self.message = Some(message);
    }

    /// Changes something that pages show, and makes them again.
    pub fn change(&mut self, change: impl FnOnce(&mut World)) {
        change(&mut self.world);
        self.world.tell_before();
        query::refilter(&mut self.world);
        // The pages behind are made again when the reader comes back to them.
        for pane in self.history.iter_mut().chain(&mut self.side) {
            pane.stale = true;
        }
        self.settle();
    }

    /// The clock moved on; the result is whether another minute has begun.
    pub fn tick(&mut self, now: crate::model::zone::Timestamp) -> bool {
        let turned = now.div_euclid(60) != self.world.now.div_euclid(60);
        if turned {
            // Where nobody presses a key, a message would stay for days.
            self.message = None;
            self.change(|world| world.now = now);
        }
        turned
    }

    /// Shows times on the other clock.
    pub fn switch_clock(&mut self) {
        self.change(|world| world.clock = world.other_clock());
        let zone = self.world.zone().name().to_owned();
        let key = match self.world.clock {
            Clock::Event => "clock-event",
            Clock::Own => "clock-own",
        };
        self.notify(key, &[("zone", &zone)]);
    }

    /// Speaks the programme's next language, in its texts and in the interface's own words.
    pub fn switch_language(&mut self) {
        let all = &self.world.program.languages;
        let now = all.iter().position(|l| *l == self.world.lang());
        let next = now.map_or(0, |now| (now + 1) % all.len());
        match all.get(next).copied() {
            Some(next) => self.change(|world| world.speak(Some(next))),
            None => self.notify("no-languages", &[]),
        }
    }
}
