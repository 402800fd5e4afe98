//! The terminal: entered, drawn on, and left as it was found, on every way out.

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::time::Duration;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen, disable_raw_mode, enable_raw_mode, size,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use signal_hook::consts::SIGTSTP;
use signal_hook::low_level::emulate_default_handler;

use crate::app::{App, Effect};
use crate::command;
use crate::inputs::{Input, Inputs, catch_signals};
use crate::io::{Origin, now};
use crate::theme::Theme;
use crate::ui;

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
    shown: Buffer,
    /// Where the cursor stands, when it is shown.
    cursor: Option<Position>,
    theme: Theme,
    /// The bytes of the next frame, so that it reaches the terminal in one write.
    frame: Vec<u8>,
}

impl Screen {
    fn enter(size: (u16, u16), theme: Theme) -> io::Result<Self> {
        enable_raw_mode()?;
        let mut screen = Self {
            shown: blank(size),
            cursor: None,
            theme,
            frame: Vec::with_capacity(1 << 14),
        };
        queue!(
            screen.frame,
            EnterAlternateScreen,
            EnableBracketedPaste,
            cursor::Hide
        )?;
        Ok(screen)
    }

    /// Draws what differs from the frame before; nothing is written when nothing does.
    fn draw(&mut self, app: &App) -> io::Result<()> {
        let mut next = blank(app.size());
        let cursor = ui::draw(app, self.theme, &mut next);
        let changed = self.shown.diff(&next);
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

    /// Every cell is sent with the next frame.
    fn clear(&mut self, size: (u16, u16)) -> io::Result<()> {
        self.shown = blank(size);
        queue!(self.frame, Clear(ClearType::All))
    }

    fn resume(&mut self, size: (u16, u16)) -> io::Result<()> {
        enable_raw_mode()?;
        queue!(
            self.frame,
            EnterAlternateScreen,
            EnableBracketedPaste,
            cursor::Hide
        )?;
        self.cursor = None;
        self.clear(size)
    }
}

fn blank((width, height): (u16, u16)) -> Buffer {
    Buffer::empty(Rect::new(0, 0, width, height))
}

/// Gives the terminal back. Failures are of no use to anybody here.
fn leave() {
    let _ = execute!(
        io::stdout(),
        DisableBracketedPaste,
        cursor::Show,
        LeaveAlternateScreen
    );
    let _ = disable_raw_mode();
}

/// Leaves the terminal when it goes out of scope; in a panic, the hook has done so.
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            leave();
        }
    }
}

/// Columns and rows of the terminal.
pub fn dimensions() -> Option<(u16, u16)> {
    size().ok().filter(|(w, h)| *w > 0 && *h > 0)
}

/// Whether there is a terminal to draw on.
pub fn is_there() -> bool {
    io::stdout().is_terminal()
}

/// Runs the interface until it ends. `fixed` says that the clock was set and stands still.
///
/// # Errors
/// When the terminal fails; it has been left by then.
pub fn run(app: &mut App, theme: Theme, origin: &Origin, fixed: bool) -> io::Result<End> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        leave();
        hook(info);
    }));
    // Signals are caught before the terminal is changed and its size is taken; the threads that
    // wait for them start once the first screen stands.
    let signals = catch_signals()?;
    let guard = Guard;
    app.resize(dimensions().unwrap_or(app.size()));
    let mut screen = Screen::enter(app.size(), theme)?;
    screen.draw(app)?;
    let inputs = Inputs::listen(signals)?;
    let end = live(app, &mut screen, &inputs, origin, fixed);
    drop(guard);
    end
}

fn live(
    app: &mut App,
    screen: &mut Screen,
    inputs: &Inputs,
    origin: &Origin,
    fixed: bool,
) -> io::Result<End> {
    loop {
        let mut input = inputs.wait(until_next_minute(fixed));
        if !fixed {
            app.tick(now());
        }
        // Everything that has arrived is taken before the screen is drawn once.
        while let Some(happened) = input {
            match happened {
                Input::Key(key) => command::press(app, key),
                Input::Paste(text) => command::paste(app, &text),
                Input::Resize => {
                    app.resize(dimensions().unwrap_or(app.size()));
                    screen.clear(app.size())?;
                }
                Input::Suspend => app.ask(Effect::Suspend),
                Input::Continue => {
                    app.resize(dimensions().unwrap_or(app.size()));
                    screen.resume(app.size())?;
                }
                Input::End(signal) => return Ok(End::Signal(signal)),
                Input::Closed => return Ok(End::Closed),
            }
            for effect in app.take_effects() {
                match effect {
                    Effect::Quit => return Ok(End::Quit),
                    // The signal that continues the program brings the screen back.
                    Effect::Suspend => {
                        leave();
                        emulate_default_handler(SIGTSTP)?;
                    }
                    Effect::Reload => app.reload(origin.read()),
                    Effect::Redraw => screen.clear(app.size())?,
                }
            }
            input = inputs.ready();
        }
        screen.draw(app)?;
    }
}

/// How long nothing on the screen can change by itself; `None` is for ever.
fn until_next_minute(fixed: bool) -> Option<Duration> {
    let into = now().rem_euclid(60).unsigned_abs();
    (!fixed).then(|| Duration::from_secs(60 - into))
}
