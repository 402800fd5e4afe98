//! The event queue: keys, signals, and what other threads have found. One thread reads keys and one waits
//! for signals; the event loop receives from both. A second signal that ends the program does so without the event loop.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use crate::sync::SyncEvent;
use crate::tui::input::{Input, Keyboard};
use crate::tui::raw::ENDING;
use crate::workspace::watch::WatchEvent;
use crate::world::key::Key;

/// An event.
#[derive(Debug)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// A reply of the terminal that came after it was waited for.
    Reply(Vec<u8>),
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

/// The most events that wait; a thread that sends more waits until the interface has handled some.
const CAPACITY: usize = 1024;

/// The queue of events.
pub struct EventQueue {
    receiver: Receiver<Event>,
}

impl EventQueue {
    /// Returns a queue that only the sender fills.
    pub fn new() -> (Self, SyncSender<Event>) {
        let (sender, receiver) = sync_channel(CAPACITY);
        (Self { receiver }, sender)
    }

    /// Starts the threads that read signals and keys, and returns a sender for other threads.
    /// `keyboard` may hold keys already. `restore` restores the terminal where the event loop does not.
    ///
    /// # Errors
    /// Returns an error if signals cannot be caught or no thread can be started.
    pub fn listen(
        keyboard: Keyboard,
        restore: impl Fn() + Send + 'static,
    ) -> io::Result<(Self, SyncSender<Event>)> {
        let (queue, sender) = Self::new();
        let (signal_sender, keys) = (sender.clone(), sender.clone());
        let signals = Signals::new(ENDING)?;
        for signal in [SIGTSTP, SIGCONT, SIGWINCH] {
            signals.add_signal(signal)?;
        }
        let thread = |name: &str| std::thread::Builder::new().name(name.into());
        thread("signals").spawn(move || listen_signals(signals, &signal_sender, restore))?;
        thread("keys").spawn(move || {
            let closed = SendClosed(keys);
            // After an error, too, there is no terminal to read.
            let _ = listen_keys(&closed.0, keyboard);
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
struct SendClosed(SyncSender<Event>);

impl Drop for SendClosed {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Closed);
    }
}

/// The time within which signals of one cause come: SIGHUP from the terminal and from the shell.
const SAME: Duration = Duration::from_millis(200);

fn listen_signals(mut signals: Signals, sender: &SyncSender<Event>, restore: impl Fn()) {
    let mut ending: Option<Instant> = None;
    for signal in signals.forever() {
        let event = match signal {
            SIGWINCH => Event::Resize,
            SIGTSTP => Event::Suspend,
            SIGCONT => Event::Continue,
            other => match ending {
                None => {
                    ending = Some(Instant::now());
                    Event::End(other)
                }
                Some(first) if first.elapsed() < SAME => continue,
                Some(_) => {
                    restore();
                    let _ = emulate_default_handler(other);
                    return;
                }
            },
        };
        // The event loop finds a signal that ends the program in any case, and may be stuck with a full queue.
        let sent = match event {
            Event::End(_) => match sender.try_send(event) {
                Ok(()) | Err(TrySendError::Full(_)) => true,
                Err(TrySendError::Disconnected(_)) => false,
            },
            event => sender.send(event).is_ok(),
        };
        if !sent {
            return;
        }
    }
}

/// Reads keys until the terminal is closed.
fn listen_keys(sender: &SyncSender<Event>, mut keyboard: Keyboard) -> io::Result<()> {
    loop {
        for input in keyboard.by_ref() {
            let event = match input {
                Input::Key(key) => Event::Key(key),
                Input::Paste(text) => Event::Paste(text),
                // It came too late, or another program asked for it.
                Input::Reply(reply) => Event::Reply(reply),
            };
            if sender.send(event).is_err() {
                return Ok(());
            }
        }
        if !keyboard.read(None)? {
            return Ok(());
        }
    }
}
