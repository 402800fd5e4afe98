//! The terminal: enters the alternate screen, runs the event loop, and restores the terminal on exit,
//! also after a signal or a panic.

use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, SetTitle, enable_raw_mode, size,
};
use crossterm::{cursor, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::load::fingerprint;
use crate::model::Subject;
use crate::platform::raw::{self, RawMode};
use crate::platform::tty::{self, Output};
use crate::sync::{Link, Status, SyncEvent, connect};
use crate::text::bidi::{Dir, Mode};
use crate::text::{Text, truncate, width};
use crate::tui::app::{App, Effect};
use crate::tui::commands;
use crate::tui::draw::{self, Painter};
use crate::tui::editor;
use crate::tui::effects;
use crate::tui::event::{Event, EventQueue};
use crate::tui::input::{Input, Keyboard};
use crate::tui::probe::{self, Bidi, Repaint, TerminalInfo};
use crate::tui::theme::{Depth, TerminalColors, Theme};
use crate::workspace::Workspace;
use crate::workspace::source::now;
use crate::workspace::watch::{Wake, Waker, WatchEvent, watch};

/// How the interface ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// The reader quit.
    Quit,
    /// A signal ended it.
    Signal(i32),
    /// The terminal was closed.
    Closed,
}

/// The frame that the terminal shows.
struct Screen {
    bidi: Bidi,
    mouse: bool,
    shown: Buffer,
    /// The cells of the frame that are hyperlinks.
    links: Vec<(Rect, Text)>,
    /// The position of the cursor, if it is visible.
    cursor: Option<Position>,
    painter: Painter,
    /// The title of the window.
    title: String,
    /// The bytes of the next frame, which are sent in one write.
    frame: Vec<u8>,
    output: Output,
    /// Whether the last frame was an odd one among those that change every row.
    is_odd: bool,
}

impl Screen {
    fn enter(size: (u16, u16), painter: Painter, bidi: Bidi, mouse: bool) -> io::Result<Self> {
        let mut screen = Self {
            bidi,
            mouse,
            shown: blank(size),
            links: Vec::new(),
            cursor: None,
            painter,
            title: String::new(),
            frame: Vec::with_capacity(1 << 14),
            output: Output::open()?,
            is_odd: false,
        };
        screen.prepare()?;
        Ok(screen)
    }

    /// Enters the alternate screen with the next frame.
    fn prepare(&mut self) -> io::Result<()> {
        queue!(self.frame, EnterAlternateScreen, cursor::Hide)?;
        self.frame
            .extend_from_slice(tty::begin_reports(self.mouse).as_bytes());
        self.frame.extend_from_slice(KEEP_TITLE.as_bytes());
        self.title.clear();
        self.frame.extend_from_slice(self.bidi.enter.as_bytes());
        // VTE applies the mode to a line when the line is cleared.
        queue!(self.frame, Clear(ClearType::All))
    }

    /// Draws the cells that differ from the last frame; writes nothing if none does.
    fn draw(&mut self, app: &App) -> io::Result<()> {
        let mut next = blank(app.size());
        let cursor = draw::draw(app, &mut self.painter, &mut next);
        let title = truncate(&app.world.name(&Subject::program()), TITLE).into_owned();
        if title != self.title {
            queue!(self.frame, SetTitle(&title))?;
            self.title = title;
        }
        let links = std::mem::take(&mut self.painter.links);
        if links != self.links {
            for (cells, _) in self.links.iter().chain(&links) {
                invalidate(&mut self.shown, *cells);
            }
            self.links = links;
        }
        let is_rtl = app.world.dir() == Dir::Rtl;
        let repaint = Some(self.bidi.repaint).filter(|_| is_rtl);
        if repaint == Some(Repaint::Rows) {
            change_rows(&mut next, self.is_odd);
            if !self.shown.diff(&next).is_empty() {
                self.is_odd = !self.is_odd;
                change_rows(&mut next, self.is_odd);
            }
        }
        let mut changed = self.shown.diff(&next);
        if changed.is_empty() && cursor == self.cursor && self.frame.is_empty() {
            return Ok(());
        }
        let nothing;
        queue!(self.frame, BeginSynchronizedUpdate)?;
        match repaint.filter(|_| !changed.is_empty()) {
            Some(Repaint::Neighbours) => changed = with_neighbours(&changed, &next),
            Some(Repaint::Screen) => {
                queue!(self.frame, Clear(ClearType::All))?;
                nothing = blank(app.size());
                changed = nothing.diff(&next);
            }
            Some(Repaint::Rows | Repaint::Request(_)) | None => {}
        }
        let mut backend = CrosstermBackend::new(&mut self.frame);
        if self.cursor.is_some() {
            queue!(backend, cursor::Hide)?;
        }
        let link_of = |&(x, y, _): &(u16, u16, &Cell)| {
            let mut links = self.links.iter();
            links.find(|(cells, _)| cells.contains(Position { x, y }))
        };
        for part in changed.chunk_by(|a, b| link_of(a) == link_of(b)) {
            let url = link_of(&part[0]).map(|(_, url)| url);
            if let Some(url) = url {
                backend.write_all(hyperlink(url).as_bytes())?;
            }
            backend.draw(part.iter().copied())?;
            if url.is_some() {
                backend.write_all(hyperlink("").as_bytes())?;
            }
        }
        if let Some(Repaint::Request(request)) = repaint {
            backend.write_all(request.as_bytes())?;
        }
        if let Some(at) = cursor {
            queue!(backend, cursor::MoveTo(at.x, at.y), cursor::Show)?;
        }
        queue!(backend, EndSynchronizedUpdate)?;
        (self.shown, self.cursor) = (next, cursor);
        self.output.write_all(&self.frame)?;
        self.frame.clear();
        Ok(())
    }

    /// Copies a text to the clipboard with the next frame.
    fn copy(&mut self, text: &str) {
        self.frame.extend_from_slice(clipboard(text).as_bytes());
    }

    /// Sends every cell with the next frame.
    fn clear(&mut self, size: (u16, u16)) -> io::Result<()> {
        self.shown = blank(size);
        queue!(self.frame, Clear(ClearType::All))
    }

    fn resume(&mut self, size: (u16, u16)) -> io::Result<()> {
        enable_raw_mode()?;
        self.prepare()?;
        self.cursor = None;
        self.clear(size)
    }
}

/// Adds the neighbours of each cell that changes: Arabic letters extend into them, and terminals do not
/// clear those parts.
fn with_neighbours<'a>(
    changed: &[(u16, u16, &Cell)],
    next: &'a Buffer,
) -> Vec<(u16, u16, &'a Cell)> {
    let mut all: Vec<(u16, u16, &Cell)> = Vec::with_capacity(changed.len() * 5 / 4);
    let is_wide = |x: u16, y: u16| width(next[(x, y)].symbol()) > 1;
    for &(x, y, _) in changed {
        for x in x.saturating_sub(1)..=(x + 1).min(next.area.width - 1) {
            let sent = all
                .last()
                .is_some_and(|&(last_x, last_y, _)| (last_y, last_x) >= (y, x));
            // The second cell of a wide character is sent with the first.
            if !sent && (x == 0 || !is_wide(x - 1, y)) {
                all.push((x, y, &next[(x, y)]));
            }
        }
    }
    all
}

/// Changes a cell of each row in a way that nobody sees: whether a blank or a part of a rule is italic.
fn change_rows(next: &mut Buffer, is_odd: bool) {
    let columns = usize::from(next.area.width.max(1));
    let is_plain = |cell: &&mut Cell| matches!(cell.symbol(), " " | "─");
    for row in next.content.chunks_mut(columns) {
        if let Some(cell) = row.iter_mut().rev().find(is_plain) {
            cell.modifier.set(Modifier::ITALIC, is_odd);
        }
    }
}

fn blank((width, height): (u16, u16)) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, height))
}

/// Returns the sequence that copies a text to the clipboard of the terminal (xterm's OSC 52).
pub fn clipboard(text: &str) -> String {
    format!("\x1b]52;c;{}\x1b\\", BASE64_STANDARD.encode(text))
}

/// Returns the sequence that starts a hyperlink (OSC 8), or ends it if `url` is empty. Parts of one address on several lines
/// have one id. Bytes that are not visible ASCII are percent-encoded.
fn hyperlink(url: &str) -> String {
    let mut out = "\x1b]8;".to_owned();
    if !url.is_empty() {
        // Writing to a String cannot fail.
        let _ = write!(out, "id={:x}", fingerprint(url.as_bytes()));
    }
    out.push(';');
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            out.push(byte.into());
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out + "\x1b\\"
}

/// Changes cells of a frame in a way that no frame has, so that they are sent again.
fn invalidate(shown: &mut Buffer, cells: Rect) {
    for at in cells.intersection(shown.area).positions() {
        shown[at].modifier.insert(Modifier::RAPID_BLINK);
    }
}

/// Opens an address with the desktop's default program. Over SSH the browser would open on the remote
/// machine, so the address is shown instead, for the reader's terminal to open.
pub fn browse(app: &mut App, url: &str) {
    let ssh = ["SSH_CONNECTION", "SSH_TTY"];
    let remote = ssh.iter().any(|name| std::env::var_os(name).is_some());
    let schemes = ["http://", "https://", "mailto:"];
    let known = schemes.iter().any(|scheme| url.starts_with(scheme));
    if remote || !known || open::that_detached(url).is_err() {
        app.notify("address", &[("url", url)]);
    }
}

/// The alternate screen in raw mode, which is left when this value is dropped, or before a panic is reported.
struct FullScreen {
    bidi: Bidi,
    mouse: bool,
    raw_mode: RawMode,
}

impl FullScreen {
    fn new(raw_mode: RawMode, bidi: Bidi, mouse: bool) -> Self {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            leave_raw(bidi, mouse);
            hook(info);
            // Another thread would go on drawing on the screen that was left.
            std::process::abort();
        }));
        Self {
            bidi,
            mouse,
            raw_mode,
        }
    }

    /// Suspends the program until SIGCONT.
    fn suspend(&self) -> io::Result<()> {
        leave(self.bidi.leave, self.mouse);
        self.raw_mode.suspend()
    }
}

impl Drop for FullScreen {
    fn drop(&mut self) {
        leave(self.bidi.leave, self.mouse);
    }
}

/// Leaves the alternate screen and raw mode from another place than the event loop, which may be stuck.
fn leave_raw(bidi: Bidi, mouse: bool) {
    leave(bidi.leave, mouse);
    let _ = crossterm::terminal::disable_raw_mode();
}

/// Leaves the alternate screen; `bidi` resets how the terminal handles right-to-left text. It begins by ending
/// whatever a frame that was cut off has begun.
fn leave(bidi: &str, mouse: bool) {
    let mut bytes = b"\x1b\\".to_vec();
    bytes.extend_from_slice(bidi.as_bytes());
    bytes.extend_from_slice(tty::end_reports(mouse).as_bytes());
    bytes.extend_from_slice(RESTORE_TITLE.as_bytes());
    let queued = queue!(
        bytes,
        EndSynchronizedUpdate,
        cursor::Show,
        LeaveAlternateScreen
    );
    if let (Ok(()), Ok(output)) = (queued, Output::open()) {
        output.write_last(&bytes);
    }
}

/// The most cells of the title of the window.
const TITLE: usize = 200;
/// Pushes the title of the window on a stack of the terminal, and pops it (XTWINOPS).
const KEEP_TITLE: &str = "\x1b[22;2t";
const RESTORE_TITLE: &str = "\x1b[23;2t";

/// The largest screen that is drawn, in columns and rows; memory grows with it.
const LARGEST: (u16, u16) = (2000, 1000);

/// Returns the columns and rows of the terminal that are drawn.
pub fn dimensions() -> Option<(u16, u16)> {
    let (w, h) = size().ok().filter(|(w, h)| *w > 0 && *h > 0)?;
    Some((w.min(LARGEST.0), h.min(LARGEST.1)))
}

/// Gives the interface the size of the terminal, with a message if that is too large.
fn fit(app: &mut App) {
    app.resize(dimensions().unwrap_or(app.size()));
    if size().is_ok_and(|(w, h)| w > LARGEST.0 || h > LARGEST.1) {
        let (cols, rows) = (LARGEST.0.to_string(), LARGEST.1.to_string());
        app.notify("screen-cut", &[("cols", &cols), ("rows", &rows)]);
    }
}

/// Whether standard output is a terminal that can draw a screen.
pub fn is_there() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && !dumb && tty::has_escapes()
}

/// Reads the file of settings again and applies what can change while the interface runs.
pub type Reread<'a> = dyn Fn(&mut App) + 'a;

/// The settings of the interface.
pub struct Settings<'a> {
    /// How right-to-left text is sent, if the reader has set it.
    pub bidi: Option<Mode>,
    /// Whether the clock was set by an option and stands still.
    pub fixed: bool,
    /// Whether the mouse is enabled.
    pub mouse: bool,
    /// What is done when the file of settings changes.
    pub reread: Box<Reread<'a>>,
}

/// Runs the interface until it ends.
///
/// # Errors
/// Returns the error of the terminal, which has been restored by then.
pub fn run(app: &mut App, settings: &Settings<'_>, workspace: &Workspace) -> io::Result<End> {
    // The theme handles NO_COLOR; crossterm would remove the colours of QR codes, too.
    crossterm::style::force_color_output(true);
    let raw_mode = RawMode::enable()?;
    let mut keyboard = Keyboard::open()?;
    let (terminal, typed) = terminal_of(app, settings, &mut keyboard)?;
    let bidi = settings.bidi.map_or_else(|| terminal.bidi(), Bidi::set);
    let colors = terminal.colors();
    let full_screen = FullScreen::new(raw_mode, bidi, settings.mouse);
    let end = run_in(
        &full_screen,
        app,
        settings,
        workspace,
        (keyboard, typed, colors),
    );
    // An error may have been caused by the signal: the output was given up.
    match (full_screen.raw_mode.take_ending(), end) {
        (Some(signal), _) => Ok(End::Signal(signal)),
        // Whether reading or writing finds first that the terminal was closed, is chance.
        (None, Err(e)) if tty::is_closed(&e) => Ok(End::Closed),
        (None, end) => end,
    }
}

/// Runs the interface in the alternate screen; `typed` has come from the keyboard already.
fn run_in(
    full_screen: &FullScreen,
    app: &mut App,
    settings: &Settings<'_>,
    workspace: &Workspace,
    (keyboard, typed, colors): (Keyboard, Vec<Input>, TerminalColors),
) -> io::Result<End> {
    let (bidi, mouse) = (full_screen.bidi, full_screen.mouse);
    fit(app);
    let painter = Painter::new(app.color_scheme.palette(colors), bidi.mode);
    let mut screen = Screen::enter(app.size(), painter, bidi, mouse)?;
    for input in typed {
        take_input(app, input);
    }
    screen.draw(app)?;
    // The threads start after the first frame.
    let restore = move || leave_raw(bidi, mouse);
    let (events, sender) = EventQueue::listen(keyboard, restore)?;
    if dimensions().is_some_and(|size| size != app.size()) {
        // Before the threads started, a new size sent no event. The queue takes it.
        let _ = sender.send(Event::Resize);
    }
    let background = Background::start(app, workspace, &sender)?;
    let event_loop = EventLoop {
        app,
        workspace,
        terminal: Some((full_screen, screen)),
        events,
        background,
        fixed: settings.fixed,
        colors,
        reread: Some(&*settings.reread),
        suspended: false,
        updates_changed: false,
    };
    event_loop.run()
}

/// Handles what was typed before the event queue started.
fn take_input(app: &mut App, input: Input) {
    match input {
        Input::Key(key) => draw::press(app, key),
        Input::Paste(text) => commands::paste(app, &text),
        // The size is compared once the threads have started.
        Input::Reply(_) | Input::Resize => {}
    }
}

/// Returns what is known of the terminal, and what was typed while it was queried. It is queried where the answer matters:
/// for the colours of the theme `auto`, and for right-to-left text in a mode that is not set.
fn terminal_of(
    app: &App,
    settings: &Settings<'_>,
    keyboard: &mut Keyboard,
) -> io::Result<(TerminalInfo, Vec<Input>)> {
    let for_colors =
        app.color_scheme.theme == Theme::Auto && Depth::of_environment() > Depth::Sixteen;
    if for_colors || settings.bidi.is_none() && app.world.may_be_rtl() {
        return probe::query(keyboard);
    }
    Ok((TerminalInfo::environment(), Vec::new()))
}

/// The threads that watch the files and keep the connection to the server.
struct Background {
    watcher: Waker,
    link: Option<Link>,
}

impl Background {
    fn start(app: &mut App, workspace: &Workspace, events: &SyncSender<Event>) -> io::Result<Self> {
        let sender = events.clone();
        let watcher = watch(workspace, &app.world, move |e| {
            sender.send(Event::Watch(e)).is_ok()
        })?;
        let mut background = Self {
            watcher,
            link: None,
        };
        if workspace.server.is_some() {
            let sender = events.clone();
            let send = move |e| sender.send(Event::Sync(e)).is_ok();
            match connect(workspace, &app.world.program.id, send) {
                Ok(link) => background.link = Some(link),
                Err(why) => app.server(Status::Offline(why)),
            }
        }
        Ok(background)
    }

    /// Wakes the thread that watches the files, which has ended where there is no file.
    fn watch(&self, wake: Wake) {
        let _ = self.watcher.send(wake);
    }
}

/// The longest time between two frames while events come.
const LONGEST_BATCH: Duration = Duration::from_millis(100);

/// The loop that takes events, runs effects and draws frames.
pub struct EventLoop<'a> {
    /// The interface.
    pub app: &'a mut App,
    workspace: &'a Workspace,
    /// What is drawn on; `None` where nothing is, for tests.
    terminal: Option<(&'a FullScreen, Screen)>,
    events: EventQueue,
    background: Background,
    /// Whether the clock stands still.
    fixed: bool,
    colors: TerminalColors,
    reread: Option<&'a Reread<'a>>,
    /// Whether the screen belongs to the shell until the program continues.
    suspended: bool,
    /// Whether the update log has changed since it was shown.
    updates_changed: bool,
}

impl<'a> EventLoop<'a> {
    /// Starts the loop and its threads without a terminal, for tests; keys are sent to the sender. The clock stands still.
    ///
    /// # Errors
    /// Returns an error if no thread can be started.
    pub fn without_terminal(
        app: &'a mut App,
        workspace: &'a Workspace,
    ) -> io::Result<(Self, SyncSender<Event>)> {
        let (events, sender) = EventQueue::new();
        let background = Background::start(app, workspace, &sender)?;
        let event_loop = Self {
            app,
            workspace,
            terminal: None,
            events,
            background,
            colors: TerminalColors::default(),
            reread: None,
            fixed: true,
            suspended: false,
            updates_changed: false,
        };
        Ok((event_loop, sender))
    }

    fn run(mut self) -> io::Result<End> {
        loop {
            let every = if self.app.ticks() { 1 } else { 60 };
            if let Some(end) = self.step(until_next(Duration::from_secs(every), self.fixed))? {
                return Ok(end);
            }
        }
    }

    /// Waits for an event, handles all that have arrived and draws one frame; returns how the interface ends.
    ///
    /// # Errors
    /// Returns the error of the terminal.
    pub fn step(&mut self, mut wait: Option<Duration>) -> io::Result<Option<End>> {
        // Before the threads started, a signal sent no event.
        if let Some(signal) = raw::ending() {
            return Ok(Some(End::Signal(signal)));
        }
        if let Some((full_screen, _)) = &self.terminal
            && full_screen.raw_mode.is_signalled()
        {
            self.run_effect(Effect::Suspend)?;
            if !self.suspended {
                // Why not is a message to draw.
                wait = Some(Duration::ZERO);
            }
        }
        let mut next = self.events.wait(wait);
        if !self.fixed && self.app.tick(now()) {
            self.background.watch(Wake::Changed);
        }
        // All events that have arrived are handled before one frame is drawn, unless they do not end.
        let start = Instant::now();
        while let Some(event) = next {
            if let Some(signal) = raw::ending() {
                return Ok(Some(End::Signal(signal)));
            }
            if let Some(end) = self.handle(event)? {
                return Ok(Some(end));
            }
            let more = start.elapsed() < LONGEST_BATCH;
            next = if more { self.events.ready() } else { None };
            // The log is read once, however often it has changed.
            if next.is_none() && std::mem::take(&mut self.updates_changed) {
                effects::receive(self.workspace, self.app);
            }
            if self.run_effects()? {
                return Ok(Some(End::Quit));
            }
        }
        if !self.suspended
            && let Some((_, screen)) = &mut self.terminal
        {
            screen.draw(self.app)?;
        }
        Ok(None)
    }

    fn handle(&mut self, event: Event) -> io::Result<Option<End>> {
        match event {
            Event::Key(key) => draw::press(self.app, key),
            Event::Paste(text) => commands::paste(self.app, &text),
            Event::Reply(reply) => self.take_reply(reply)?,
            Event::Resize => {
                self.resize();
                self.clear()?;
            }
            // The next step sees the flag of the signal.
            Event::Suspend => {}
            Event::Continue => {
                let was_suspended = std::mem::take(&mut self.suspended);
                self.resize();
                if let Some((full_screen, screen)) = &mut self.terminal {
                    if !was_suspended {
                        // Another signal stopped it, or an editor: what it has pushed on the terminal's stacks is popped first.
                        leave(full_screen.bidi.leave, full_screen.mouse);
                    }
                    screen.resume(self.app.size())?;
                }
            }
            Event::End(signal) => return Ok(Some(End::Signal(signal))),
            Event::Closed => return Ok(Some(End::Closed)),
            Event::Watch(WatchEvent::UpdatesChanged) | Event::Sync(SyncEvent::UpdatesChanged) => {
                self.updates_changed = true;
            }
            Event::Watch(WatchEvent::SettingsChanged) => {
                if let Some(reread) = self.reread {
                    reread(self.app);
                }
            }
            Event::Watch(event) => effects::watched(self.workspace, self.app, event),
            Event::Sync(SyncEvent::Status(status)) => self.app.server(status),
        }
        Ok(None)
    }

    /// Changes the colours if the terminal tells its background late, over a slow line.
    fn take_reply(&mut self, reply: Vec<u8>) -> io::Result<()> {
        let mut info = TerminalInfo::environment();
        info.reply = reply;
        let Some((_, screen)) = &mut self.terminal else {
            return Ok(());
        };
        let colors = info.colors();
        if colors.background.is_none() {
            return Ok(());
        }
        self.colors = colors;
        let palette = self.app.color_scheme.palette(colors);
        if screen.painter.palette == palette {
            return Ok(());
        }
        screen.painter.palette = palette;
        self.clear()
    }

    /// Draws the whole screen again, with the colours that the reader has chosen.
    fn redraw(&mut self) -> io::Result<()> {
        if let Some((_, screen)) = &mut self.terminal {
            screen.painter.palette = self.app.color_scheme.palette(self.colors);
        }
        self.clear()
    }

    /// Sends every cell with the next frame.
    fn clear(&mut self) -> io::Result<()> {
        let terminal = self.terminal.as_mut();
        terminal.map_or(Ok(()), |(_, screen)| screen.clear(self.app.size()))
    }

    fn resize(&mut self) {
        if self.terminal.is_some() {
            fit(self.app);
        }
    }

    /// Runs the requested effects, and those that they request; returns whether the reader quits.
    fn run_effects(&mut self) -> io::Result<bool> {
        loop {
            let effects = self.app.take_effects();
            if effects.is_empty() {
                return Ok(false);
            }
            for effect in effects {
                if effect == Effect::Quit {
                    return Ok(true);
                }
                self.run_effect(effect)?;
            }
        }
    }

    /// Opens the programme in an editor, and draws the screen again afterwards.
    fn edit(&mut self, subject: &Subject) -> io::Result<()> {
        let Some(mut editor) = editor::command(self.workspace, self.app, subject) else {
            return Ok(());
        };
        let Some((full_screen, screen)) = &mut self.terminal else {
            return Ok(());
        };
        leave(full_screen.bidi.leave, full_screen.mouse);
        let raw_mode = &full_screen.raw_mode;
        let ended = self.events.lend(|| raw_mode.lend(|| editor.status()))?;
        fit(self.app);
        screen.resume(self.app.size())?;
        if editor::report_end(self.app, &editor, &ended) {
            self.run_effect(Effect::Reload)?;
        }
        Ok(())
    }

    /// Runs an effect: those of the terminal here, those of the workspace in [`effects::run`].
    fn run_effect(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Suspend if !raw::can_be_suspended() => {
                if let Some((full_screen, _)) = &self.terminal {
                    full_screen.raw_mode.forget_suspending();
                }
                self.app.notify("no-shell", &[]);
            }
            // The signal that continues the program restores the screen.
            Effect::Suspend => {
                self.suspended = true;
                if let Some((full_screen, _)) = &self.terminal {
                    full_screen.suspend()?;
                }
            }
            Effect::Redraw => self.redraw()?,
            Effect::Copy(text) => {
                if let Some((_, screen)) = &mut self.terminal {
                    screen.copy(&text);
                }
            }
            Effect::Browse(url) => browse(self.app, &url),
            Effect::Edit(subject) => self.edit(&subject)?,
            Effect::Sync => {
                if let Some(link) = &self.background.link {
                    link.notify();
                }
            }
            Effect::Reload if self.workspace.source.may_be_slow() => {
                self.app.asking(self.workspace.is_remote());
                self.background.watch(Wake::Requested);
            }
            other => drop(effects::run(self.workspace, self.app, other)),
        }
        Ok(())
    }
}

/// Returns how long a screen that changes every so many seconds cannot change by itself; `None` where the clock stands still.
fn until_next(every: Duration, fixed: bool) -> Option<Duration> {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let into = Duration::from_nanos((since.as_nanos() % every.as_nanos()) as u64);
    (!fixed).then(|| every.saturating_sub(into))
}
