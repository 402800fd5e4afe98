//! The terminal: entered, drawn on, and left as it was found, on every way out.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use crate::sync::{self, Link, Status, SyncEvent, pending};
use crate::text::bidi::{Dir, Mode};
use crate::text::width;
use crate::tui::app::{App, Effect};
use crate::tui::draw::{self, Painter};
use crate::tui::effects;
use crate::tui::event::{Event, Inputs, catch_signals, keys_of};
use crate::tui::probe::{self, Bidi, TerminalInfo};
use crate::tui::theme::Theme;
use crate::workspace::Workspace;
use crate::workspace::source::now;
use crate::workspace::watch::{Wake, Waker, watch};

/// How the interface ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// The user left.
    Quit,
    /// This signal asked for it.
    Signal(i32),
    /// The terminal was closed.
    Closed,
}

/// What the terminal shows.
struct Screen {
    bidi: Bidi,
    mouse: bool,
    shown: Buffer,
    /// Where the cursor stands, when it is shown.
    cursor: Option<Position>,
    painter: Painter,
    /// The bytes of the next frame, so that it reaches the terminal in one write.
    frame: Vec<u8>,
}

impl Screen {
    fn enter(size: (u16, u16), painter: Painter, bidi: Bidi, mouse: bool) -> io::Result<Self> {
        let mut screen = Self {
            bidi,
            mouse,
            shown: blank(size),
            cursor: None,
            painter,
            frame: Vec::with_capacity(1 << 14),
        };
        screen.prepare()?;
        Ok(screen)
    }

    /// Takes the terminal over, with the next frame.
    fn prepare(&mut self) -> io::Result<()> {
        queue!(
            self.frame,
            EnterAlternateScreen,
            EnableBracketedPaste,
            cursor::Hide
        )?;
        if self.mouse {
            self.frame.extend_from_slice(MOUSE.as_bytes());
        }
        self.frame.extend_from_slice(self.bidi.enter.as_bytes());
        // VTE takes the mode over for a line when the line is cleared.
        queue!(self.frame, Clear(ClearType::All))
    }

    /// Draws what differs from the frame before; nothing is written when nothing does.
    fn draw(&mut self, app: &App) -> io::Result<()> {
        let mut next = blank(app.size());
        let cursor = draw::draw(app, &mut self.painter, &mut next);
        let mut changed = self.shown.diff(&next);
        if app.world.dir() == Dir::Rtl {
            changed = with_neighbours(&changed, &next);
        }
        if changed.is_empty() && cursor == self.cursor && self.frame.is_empty() {
            return Ok(());
        }
        let mut backend = CrosstermBackend::new(&mut self.frame);
        queue!(backend, BeginSynchronizedUpdate)?;
        if self.cursor.is_some() {
            queue!(backend, cursor::Hide)?;
        }
        backend.draw(changed.into_iter())?;
        if let Some(at) = cursor {
            queue!(backend, cursor::MoveTo(at.x, at.y), cursor::Show)?;
        }
        queue!(backend, EndSynchronizedUpdate)?;
        (self.shown, self.cursor) = (next, cursor);
        let mut out = io::stdout().lock();
        out.write_all(&self.frame)?;
        self.frame.clear();
        out.flush()
    }

    /// Puts a text on the clipboard of the terminal, with the next frame.
    fn copy(&mut self, text: &str) {
        self.frame.extend_from_slice(clipboard(text).as_bytes());
    }

    /// Every cell is sent with the next frame.
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

/// Adds the cells beside each one that changes: Arabic letters reach into them, and terminals leave
/// those parts behind.
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
            // The second half of a wide character is sent with the first.
            if !sent && (x == 0 || !is_wide(x - 1, y)) {
                all.push((x, y, &next[(x, y)]));
            }
        }
    }
    all
}

fn blank((width, height): (u16, u16)) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, height))
}

/// Buttons and the wheel, without movements; in decimal numbers (xterm's modes 1000 and 1006).
const MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
const NO_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";

/// What puts a text on the clipboard of the terminal (xterm's OSC 52).
pub fn clipboard(text: &str) -> String {
    format!("\x1b]52;c;{}\x1b\\", BASE64_STANDARD.encode(text))
}

/// Opens an address by the desktop's own program. Over SSH the browser would be at the wrong end, so the
/// address stays in sight, to be opened by the reader's terminal.
pub fn browse(app: &mut App, url: &str) {
    let far = ["SSH_CONNECTION", "SSH_TTY"];
    let far = far.iter().any(|name| std::env::var_os(name).is_some());
    let known = ["http://", "https://", "mailto:"];
    let known = known.iter().any(|scheme| url.starts_with(scheme));
    if far || !known || open::that_detached(url).is_err() {
        app.notify("address", &[("url", url)]);
    }
}

/// Gives the terminal back; `bidi` is what right-to-left text needed. Failures are of no use to
/// anybody here.
fn leave(bidi: &str, mouse: bool) {
    let _ = io::stdout().write_all(bidi.as_bytes());
    if mouse {
        let _ = io::stdout().write_all(NO_MOUSE.as_bytes());
    }
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        cursor::Show,
        LeaveAlternateScreen
    );
    let _ = disable_raw_mode();
}

/// Leaves the terminal when it goes out of scope; in a panic, the hook has done so.
struct Guard(&'static str, bool);

impl Drop for Guard {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            leave(self.0, self.1);
        }
    }
}

/// Columns and rows of the terminal.
pub fn dimensions() -> Option<(u16, u16)> {
    size().ok().filter(|(w, h)| *w > 0 && *h > 0)
}

/// Whether there is a terminal to draw on, and it says that it can.
pub fn is_there() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && !dumb
}

/// How the interface runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Colours, or none.
    pub theme: Theme,
    /// How right-to-left text is sent, where the user has set it.
    pub bidi: Option<Mode>,
    /// Whether the clock was set and stands still.
    pub fixed: bool,
    /// Whether the mouse is listened to.
    pub mouse: bool,
}

/// Runs the interface until it ends.
///
/// # Errors
/// When the terminal fails; it has been left by then.
pub fn run(app: &mut App, settings: &Settings, desk: &Workspace) -> io::Result<End> {
    // Signals are caught before the terminal is changed and its size is taken; the threads that
    // wait for them start once the first screen stands.
    let signals = catch_signals()?;
    // The theme knows of NO_COLOR; crossterm would take the colours from a code for cameras, too.
    crossterm::style::force_color_output(true);
    let hook = panic::take_hook();
    let raw = Guard("", false);
    enable_raw_mode()?;
    let mut late = false;
    let (bidi, typed) = match settings.bidi {
        Some(mode) => (Bidi::set(mode), Vec::new()),
        None if app.world.may_be_rtl() => {
            let (known, typed) = probe::ask()?;
            late = !known.has_answered();
            (known.bidi(), typed)
        }
        None => (TerminalInfo::environment().bidi(), Vec::new()),
    };
    std::mem::forget(raw);
    let mouse = settings.mouse;
    panic::set_hook(Box::new(move |info| {
        leave(bidi.leave, mouse);
        hook(info);
    }));
    let guard = Guard(bidi.leave, mouse);
    app.resize(dimensions().unwrap_or(app.size()));
    let mut screen = Screen::enter(
        app.size(),
        Painter::new(settings.theme, bidi.mode),
        bidi,
        settings.mouse,
    )?;
    for key in keys_of(&typed) {
        draw::press(app, key);
    }
    screen.draw(app)?;
    let (inputs, sender) = Inputs::listen(signals, late)?;
    let others = sender.clone();
    let waker = watch(desk, &app.world, move |e| {
        sender.send(Event::Watch(e)).is_ok()
    })?;
    let link = desk.server.as_ref().map(|_| {
        sync::connect(desk, &app.world.program.id, move |e| {
            others.send(Event::Sync(e)).is_ok()
        })
    });
    let link = match link.transpose() {
        Ok(link) => link,
        Err(why) => {
            app.server(Status::Offline(why));
            None
        }
    };
    let others = Others { waker, link };
    let end = live(app, &mut screen, &inputs, desk, &others, settings.fixed);
    drop(guard);
    end
}

/// The threads that look for what is new.
struct Others {
    waker: Waker,
    link: Option<Link>,
}

fn live(
    app: &mut App,
    screen: &mut Screen,
    inputs: &Inputs,
    desk: &Workspace,
    others: &Others,
    fixed: bool,
) -> io::Result<End> {
    // Until the program goes on, the screen is the shell's.
    let mut away = false;
    let mut sent = app.world.log.updates.len();
    loop {
        let mut input = inputs.wait(until_next_minute(fixed));
        if !fixed && app.tick(now()) {
            // The thread that watches has ended where there is no file.
            let _ = others.waker.send(Wake::Changed);
        }
        // Everything that has arrived is taken before the screen is drawn once.
        while let Some(happened) = input {
            match happened {
                Event::Key(key) => draw::press(app, key),
                Event::Paste(text) => crate::tui::commands::paste(app, &text),
                Event::Resize => {
                    app.resize(dimensions().unwrap_or(app.size()));
                    screen.clear(app.size())?;
                }
                Event::Suspend => app.ask(Effect::Suspend),
                Event::Continue => {
                    away = false;
                    app.resize(dimensions().unwrap_or(app.size()));
                    screen.resume(app.size())?;
                }
                Event::End(signal) => return Ok(End::Signal(signal)),
                Event::Closed => return Ok(End::Closed),
                Event::Watch(found) => effects::watched(desk, app, found),
                Event::Sync(SyncEvent::UpdatesChanged) => effects::receive(desk, app),
                Event::Sync(SyncEvent::Status(status)) => app.server(status),
            }
            for effect in app.take_effects() {
                match effect {
                    Effect::Quit => return Ok(End::Quit),
                    // The signal that continues the program brings the screen back.
                    Effect::Suspend => {
                        away = true;
                        leave(screen.bidi.leave, screen.mouse);
                        emulate_default_handler(SIGTSTP)?;
                    }
                    Effect::Redraw => screen.clear(app.size())?,
                    Effect::Copy(text) => screen.copy(&text),
                    Effect::Browse(url) => browse(app, &url),
                    Effect::Reload if desk.source.may_be_slow() => {
                        app.asking(desk.is_remote());
                        let _ = others.waker.send(Wake::Requested);
                    }
                    other => effects::run(desk, app, other),
                }
            }
            input = inputs.ready();
        }
        // Something was said here, or in another program on this machine.
        let said = app.world.log.updates.len();
        if let (Some(link), true) = (&others.link, said != sent)
            && !pending(&app.world.log).is_empty()
        {
            link.notify();
        }
        sent = said;
        if !away {
            screen.draw(app)?;
        }
    }
}

/// How long nothing on the screen can change by itself; `None` is for ever.
fn until_next_minute(fixed: bool) -> Option<Duration> {
    let into = now().rem_euclid(60).unsigned_abs();
    (!fixed).then(|| Duration::from_secs(60 - into))
}
