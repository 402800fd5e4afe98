//! The event queue: keys, signals, and what other threads have found. One thread reads keys and one waits
//! for signals; the event loop receives from both.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crossterm::event::{
    self as terminal, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use rustix::event::{PollFd, PollFlags, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use crate::sync::SyncEvent;
use crate::tui::tty::Tty;
use crate::workspace::watch::WatchEvent;
use crate::world::key::{Key, KeyCode};

/// An event.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The size of the screen has changed.
    Resize,
    /// A signal asks the program to suspend.
    Suspend,
    /// The program continues after it was suspended.
    Continue,
    /// A signal asks the program to end.
    End(i32),
    /// The terminal was closed.
    Closed,
    /// An event of the thread that watches files.
    Watch(WatchEvent),
    /// An event of the connection to the server.
    Sync(SyncEvent),
}

/// Starts to catch signals; until then a signal has its default effect.
///
/// # Errors
/// Returns the error of the system.
pub fn catch_signals() -> io::Result<Signals> {
    Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])
}

/// The queue of events.
pub struct EventQueue {
    receiver: Receiver<Event>,
}

impl EventQueue {
    /// Returns a queue that only the sender fills.
    pub fn new() -> (Self, Sender<Event>) {
        let (sender, receiver) = channel();
        (Self { receiver }, sender)
    }

    /// Starts the threads that read signals and keys, and returns a sender for other threads.
    /// `reply_pending` means that the terminal may still reply to a query.
    ///
    /// # Errors
    /// Returns an error if no thread can be started.
    pub fn listen(signals: Signals, reply_pending: bool) -> io::Result<(Self, Sender<Event>)> {
        let (queue, sender) = Self::new();
        let (signal_sender, keys) = (sender.clone(), sender.clone());
        let thread = |name: &str| std::thread::Builder::new().name(name.into());
        thread("signals").spawn(move || listen_signals(signals, &signal_sender))?;
        thread("keys").spawn(move || {
            let closed = SendClosed(keys);
            // After an error, too, there is no terminal to read.
            let _ = listen_keys(&closed.0, reply_pending);
        })?;
        Ok((queue, sender))
    }

    /// Waits for an event; returns `None` after `timeout`, if one is given.
    pub fn wait(&self, timeout: Option<Duration>) -> Option<Event> {
        let received = match timeout {
            Some(timeout) => self.receiver.recv_timeout(timeout),
            None => self
                .receiver
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
        };
        match received {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::Closed),
        }
    }

    /// Returns an event that has already arrived.
    pub fn ready(&self) -> Option<Event> {
        self.receiver.try_recv().ok()
    }
}

/// Reports the end of the keys when it is dropped, after a panic too.
struct SendClosed(Sender<Event>);

impl Drop for SendClosed {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Closed);
    }
}

fn listen_signals(mut signals: Signals, sender: &Sender<Event>) {
    for signal in signals.forever() {
        let event = match signal {
            SIGWINCH => Event::Resize,
            SIGTSTP => Event::Suspend,
            SIGCONT => Event::Continue,
            other => Event::End(other),
        };
        if sender.send(event).is_err() {
            return;
        }
    }
}

/// Reads keys until the terminal is closed. It polls the terminal before each key, because crossterm never
/// stops reading a closed one. If the terminal closes between poll and read, this thread spins until SIGHUP,
/// received by the other thread, ends the program; so keys have a thread of their own.
fn listen_keys(sender: &Sender<Event>, reply_pending: bool) -> io::Result<()> {
    let mut late_reply = reply_pending.then(LateReply::default);
    let terminal = Tty::open()?;
    loop {
        let mut fds = [PollFd::new(&terminal, PollFlags::IN)];
        match poll(&mut fds, None) {
            Err(rustix::io::Errno::INTR) => continue,
            other => other?,
        };
        let closed = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if fds[0].revents().intersects(closed) {
            return Ok(());
        }
        while has_event()? {
            if let Some(event) = translate(terminal::read()?)
                && !late_reply
                    .as_mut()
                    .is_some_and(|reply| reply.contains(&event))
                && sender.send(event).is_err()
            {
                return Ok(());
            }
        }
    }
}

/// The timeout of crossterm's poll, which is a busy loop; with none it would not read at all.
const POLL_TIMEOUT: Duration = Duration::from_micros(20);

/// Whether crossterm has an event. It is polled twice: if this thread lost its processor during the first
/// poll, events that have been read would wait for the next key.
fn has_event() -> io::Result<bool> {
    Ok(terminal::poll(POLL_TIMEOUT)? || terminal::poll(POLL_TIMEOUT)?)
}

/// Returns the keys in bytes that were typed before the event queue started, up to an escape sequence.
pub fn keys_of(bytes: &[u8]) -> Vec<Key> {
    let plain = bytes.split(|b| *b == 0x1b).next().unwrap_or_default();
    let key = |c| match c {
        '\r' | '\n' => Some(KeyCode::Enter),
        '\t' => Some(KeyCode::Tab),
        '\x7f' => Some(KeyCode::Backspace),
        c if c.is_control() => None,
        c => Some(KeyCode::Char(c)),
    };
    String::from_utf8_lossy(plain)
        .chars()
        .filter_map(key)
        .map(Key::plain)
        .collect()
}

/// Filters out a reply that arrives after the timeout, as a control string: `Alt-P`, its characters, `Alt-\\`.
#[derive(Default)]
struct LateReply {
    /// How many more characters the reply may have, once it has begun.
    left: usize,
}

impl LateReply {
    /// The longest name of a terminal.
    const LONGEST: usize = 80;

    /// Whether the event is a part of the reply.
    fn contains(&mut self, event: &Event) -> bool {
        let Event::Key(key) = event else { return false };
        match (key.code, key.alt) {
            (KeyCode::Char('P'), true) => self.left = Self::LONGEST,
            (KeyCode::Char('\\'), true) if self.left > 0 => {
                self.left = 0;
                return true;
            }
            _ if self.left > 0 => self.left -= 1,
            _ => return false,
        }
        true
    }
}

fn translate(event: terminal::Event) -> Option<Event> {
    match event {
        terminal::Event::Key(key) if key.kind != KeyEventKind::Release => {
            key_of(key).map(Event::Key)
        }
        terminal::Event::Paste(text) => Some(Event::Paste(text)),
        terminal::Event::Mouse(mouse) => mouse_key(mouse).map(Event::Key),
        // SIGWINCH reports a new size, in the thread of signals.
        _ => None,
    }
}

/// Returns a click or a turn of the wheel as a key.
fn mouse_key(mouse: MouseEvent) -> Option<Key> {
    let (x, y) = (mouse.column.saturating_add(1), mouse.row.saturating_add(1));
    let code = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => KeyCode::Click(x, y),
        MouseEventKind::ScrollDown => KeyCode::Wheel(true, x, y),
        MouseEventKind::ScrollUp => KeyCode::Wheel(false, x, y),
        _ => return None,
    };
    Some(Key::plain(code))
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        terminal::KeyCode::Char(c) => KeyCode::Char(c),
        terminal::KeyCode::Enter => KeyCode::Enter,
        terminal::KeyCode::Esc => KeyCode::Esc,
        terminal::KeyCode::Tab | terminal::KeyCode::BackTab => KeyCode::Tab,
        terminal::KeyCode::Backspace => KeyCode::Backspace,
        terminal::KeyCode::Delete => KeyCode::Delete,
        terminal::KeyCode::Insert => KeyCode::Insert,
        terminal::KeyCode::Up => KeyCode::Up,
        terminal::KeyCode::Down => KeyCode::Down,
        terminal::KeyCode::Left => KeyCode::Left,
        terminal::KeyCode::Right => KeyCode::Right,
        terminal::KeyCode::Home => KeyCode::Home,
        terminal::KeyCode::End => KeyCode::End,
        terminal::KeyCode::PageUp => KeyCode::PageUp,
        terminal::KeyCode::PageDown => KeyCode::PageDown,
        terminal::KeyCode::F(n) => KeyCode::F(n),
        _ => return None,
    };
    let pressed = |m: KeyModifiers| key.modifiers.contains(m);
    let shift = !matches!(code, KeyCode::Char(_))
        && (pressed(KeyModifiers::SHIFT) || key.code == terminal::KeyCode::BackTab);
    Some(Key {
        code,
        ctrl: pressed(KeyModifiers::CONTROL),
        alt: pressed(KeyModifiers::ALT),
        shift,
    })
}
