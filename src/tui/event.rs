//! What happens outside: keys, a new size, signals, a terminal that is gone. Two threads wait for it
//! and send; the program waits for them in one place.

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

/// Something that happened.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size: ask for it.
    Resize,
    /// The program was asked to stop for a while.
    Suspend,
    /// The program goes on after a stop.
    Continue,
    /// A signal asks the program to end.
    End(i32),
    /// The terminal is gone.
    Closed,
    /// The watching thread has found something.
    Watch(WatchEvent),
    /// The connection to the server has found something.
    Sync(SyncEvent),
}

/// Catches signals from now on, to be read once somebody listens. Before it, a signal has its
/// default effect.
///
/// # Errors
/// When the system refuses.
pub fn catch_signals() -> io::Result<Signals> {
    Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])
}

/// The place where inputs arrive.
pub struct Inputs {
    receiver: Receiver<Event>,
}

impl Inputs {
    /// Starts to listen to the signals caught and to the terminal; `late` says that the terminal still
    /// owes an answer. Others send to the second value.
    ///
    /// # Errors
    /// When there can be no more threads.
    pub fn listen(signals: Signals, late: bool) -> io::Result<(Self, Sender<Event>)> {
        let (others, receiver) = channel();
        let (sender, keys) = (others.clone(), others.clone());
        let thread = |name: &str| std::thread::Builder::new().name(name.into());
        thread("signals").spawn(move || listen_signals(signals, &sender))?;
        thread("keys").spawn(move || {
            // Whatever ended the reading, there is no terminal to read any more.
            let _ = listen_keys(&keys, late);
            let _ = keys.send(Event::Closed);
        })?;
        Ok((Self { receiver }, others))
    }

    /// Waits for an input, at most `patience`, or for ever; nothing when that has passed.
    pub fn wait(&self, patience: Option<Duration>) -> Option<Event> {
        let received = match patience {
            Some(patience) => self.receiver.recv_timeout(patience),
            None => self
                .receiver
                .recv()
                .map_err(|_| RecvTimeoutError::Disconnected),
        };
        match received {
            Ok(input) => Some(input),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::Closed),
        }
    }

    /// An input that is there already.
    pub fn ready(&self) -> Option<Event> {
        self.receiver.try_recv().ok()
    }
}

fn listen_signals(mut signals: Signals, sender: &Sender<Event>) {
    for signal in signals.forever() {
        let input = match signal {
            SIGWINCH => Event::Resize,
            SIGTSTP => Event::Suspend,
            SIGCONT => Event::Continue,
            other => Event::End(other),
        };
        if sender.send(input).is_err() {
            return;
        }
    }
}

/// Reads keys until the terminal is closed. It looks for that itself before each key: crossterm reads
/// a closed terminal for ever. Should it close in between, this thread spins until SIGHUP, which goes
/// to the other one, has ended the program; so keys have a thread of their own.
fn listen_keys(sender: &Sender<Event>, late: bool) -> io::Result<()> {
    let mut owed = late.then_some(Answer::default());
    let terminal = Tty::open()?;
    loop {
        let mut fds = [PollFd::new(&terminal, PollFlags::IN)];
        match poll(&mut fds, None) {
            Err(rustix::io::Errno::INTR) => continue,
            other => other?,
        };
        let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if fds[0].revents().intersects(gone) {
            return Ok(());
        }
        while more()? {
            if let Some(input) = read(terminal::read()?)
                && !owed.as_mut().is_some_and(|answer| answer.takes(&input))
                && sender.send(input).is_err()
            {
                return Ok(());
            }
        }
    }
}

/// How long crossterm is let look for more. It does so only while there is time left, and busily.
const GLANCE: Duration = Duration::from_micros(20);

/// Whether there is an event. This thread can be kept from its processor just then, and what has been
/// read already would wait for the next key; so crossterm is asked twice.
fn more() -> io::Result<bool> {
    Ok(terminal::poll(GLANCE)? || terminal::poll(GLANCE)?)
}

/// Keys among bytes that were read before anybody listened. Sequences of escape are passed over.
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

/// An answer that comes after the wait for it, as a control string: `Alt-P`, its letters, `Alt-\\`. None
/// of them are keys that somebody pressed.
#[derive(Default)]
struct Answer {
    /// Letters that may still belong to it, once it has begun.
    left: usize,
}

impl Answer {
    /// A terminal's name is no longer.
    const LONGEST: usize = 80;

    fn takes(&mut self, input: &Event) -> bool {
        let Event::Key(key) = input else { return false };
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

fn read(event: terminal::Event) -> Option<Event> {
    match event {
        terminal::Event::Key(key) if key.kind != KeyEventKind::Release => {
            translate(key).map(Event::Key)
        }
        terminal::Event::Paste(text) => Some(Event::Paste(text)),
        terminal::Event::Mouse(mouse) => pointed(mouse).map(Event::Key),
        // The size is taken from the signal, which comes to its own thread.
        _ => None,
    }
}

/// A click or a turn of the wheel, as a key.
fn pointed(mouse: MouseEvent) -> Option<Key> {
    let (x, y) = (mouse.column + 1, mouse.row + 1);
    let code = match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => KeyCode::Click(x, y),
        MouseEventKind::ScrollDown => KeyCode::Wheel(true, x, y),
        MouseEventKind::ScrollUp => KeyCode::Wheel(false, x, y),
        _ => return None,
    };
    Some(Key::plain(code))
}

fn translate(key: KeyEvent) -> Option<Key> {
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
    let held = |m: KeyModifiers| key.modifiers.contains(m);
    let shift = !matches!(code, KeyCode::Char(_))
        && (held(KeyModifiers::SHIFT) || key.code == terminal::KeyCode::BackTab);
    Some(Key {
        code,
        ctrl: held(KeyModifiers::CONTROL),
        alt: held(KeyModifiers::ALT),
        shift,
    })
}
