//! The console's two directions: the one that keys are read from, and the one that frames are written to.

use std::fs::File;
use std::io::{self, Write};
use std::time::Duration;

use crossterm::ansi_support::supports_ansi;
use crossterm::event::{
    DisableMouseCapture, EnableMouseCapture, Event, KeyCode as Code, KeyEvent, KeyEventKind,
    KeyModifiers, MouseButton, MouseEvent, MouseEventKind, poll, read,
};
use crossterm::queue;
use winapi_util::console;

use super::super::Received;
use crate::world::key::{Key, KeyCode};

/// Returns whether the console understands control sequences, which it does from Windows 10 on.
pub fn has_escapes() -> bool {
    supports_ansi()
}

/// Whether replies to queries can be distinguished from keys: they come as keys, without their ESC.
pub const REPLIES: bool = false;

/// The mode in which the console reports its size (`ENABLE_WINDOW_INPUT`).
const SIZES: u32 = 0x0008;

/// Returns the sequence that makes the terminal report pasted text and, with `mouse`, the mouse: here calls do so. Pasted text
/// comes as keys.
pub fn begin_reports(mouse: bool) -> String {
    if mouse {
        let _ = queue!(io::sink(), EnableMouseCapture);
    }
    // Without it, the size is that of the start.
    let _ = change_mode(|mode| mode | SIZES);
    String::new()
}

/// Returns the sequence that ends the reports.
pub fn end_reports(mouse: bool) -> String {
    let _ = change_mode(|mode| mode & !SIZES);
    if mouse {
        let _ = queue!(io::sink(), DisableMouseCapture);
    }
    String::new()
}

fn change_mode(change: impl Fn(u32) -> u32) -> io::Result<()> {
    let console = File::options().read(true).write(true).open("CONIN$")?;
    console::set_mode(&console, change(console::mode(&console)?))
}

/// Returns whether an error says that the terminal was closed; the program ends with its window here.
pub fn is_closed(_: &io::Error) -> bool {
    false
}

/// How long an event is waited for at a time.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);

/// The console, open for reading.
pub struct Tty(());

impl Tty {
    /// Opens the terminal for reading.
    ///
    /// # Errors
    /// Never: raw mode could not be set without it.
    pub fn open() -> io::Result<Self> {
        Ok(Self(()))
    }

    /// Reads what has come, or waits for it as long as `timeout` says. The console sends events, not bytes. `was_lent` waits while
    /// another program reads it.
    ///
    /// # Errors
    /// Returns the error of a terminal that cannot be read.
    pub fn read(
        &self,
        timeout: Option<Duration>,
        _bytes: &mut [u8],
        was_lent: impl FnOnce() -> bool,
    ) -> io::Result<Received> {
        if !poll(timeout.unwrap_or(LONGEST_WAIT))? {
            return Ok(Received::Timeout);
        }
        if was_lent() {
            return Ok(Received::Nothing);
        }
        let key = match read()? {
            Event::Resize(..) => return Ok(Received::Resize),
            Event::Key(event) => key(event),
            Event::Mouse(event) => mouse(event),
            _ => None,
        };
        Ok(key.map_or(Received::Nothing, Received::Key))
    }
}

/// Returns the key of an event; `None` if it was released or means nothing here.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let code = match event.code {
        Code::Char(c) => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab | Code::BackTab => KeyCode::Tab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Insert => KeyCode::Insert,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::F(n) => KeyCode::F(n),
        _ => return None,
    };
    let is_char = matches!(code, KeyCode::Char(_));
    let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    let has = |modifier| event.modifiers.contains(modifier);
    // AltGr, which types characters, is reported as both.
    let typed = is_char && has(alt_gr);
    Some(Key {
        code,
        ctrl: has(KeyModifiers::CONTROL) && !typed,
        alt: has(KeyModifiers::ALT) && !typed,
        // A character tells by itself.
        shift: has(KeyModifiers::SHIFT) && !is_char,
    })
}

/// Returns what the left button or the wheel does as a key.
fn mouse(event: MouseEvent) -> Option<Key> {
    let (column, row) = (event.column + 1, event.row + 1);
    let code = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => KeyCode::Click(column, row),
        MouseEventKind::Drag(MouseButton::Left) => KeyCode::Drag(column, row),
        MouseEventKind::Up(MouseButton::Left) => KeyCode::Release(column, row),
        MouseEventKind::ScrollUp => KeyCode::Wheel(false, column, row),
        MouseEventKind::ScrollDown => KeyCode::Wheel(true, column, row),
        _ => return None,
    };
    Some(Key::plain(code))
}

/// The console, open for writing. The standard library writes UTF-16 to it, whatever its code page.
pub struct Output(());

impl Output {
    /// Opens the terminal of standard output.
    ///
    /// # Errors
    /// Never.
    pub fn open() -> io::Result<Self> {
        Ok(Self(()))
    }

    /// Writes the bytes that restore the terminal. No error is returned: the program ends either way.
    pub fn write_last(&self, bytes: &[u8]) {
        let mut out = io::stdout().lock();
        let _ = out.write_all(bytes).and_then(|()| out.flush());
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
