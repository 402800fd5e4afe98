//! The event queue: keys, signals, and what other threads have found. One thread reads keys and one waits
//! for signals; the event loop receives from both. A second signal that ends the program does so without the event loop.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use crate::platform::{Signal, raw, signals};
use crate::sync::SyncEvent;
use crate::tui::input::{Input, Keyboard, Lent};
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
    lent: Lent,
}

impl EventQueue {
    /// Returns a queue that only the sender fills.
    pub fn new() -> (Self, SyncSender<Event>) {
        let (sender, receiver) = sync_channel(CAPACITY);
        let lent = Lent::default();
        (Self { receiver, lent }, sender)
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
        let (mut queue, sender) = Self::new();
        queue.lent = keyboard.lent();
        let (signal_sender, keys) = (sender.clone(), sender.clone());
        let mut ending = None;
        signals::listen(move |signal| send_signal(signal, &mut ending, &signal_sender, &restore))?;
        let thread = std::thread::Builder::new().name("keys".into());
        thread.spawn(move || {
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

    /// Runs what reads the terminal itself.
    pub fn lend<T>(&self, run: impl FnOnce() -> T) -> T {
        let _lent = self.lent.lock();
        run()
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

/// Sends a signal to the event loop; returns whether the next one is waited for. A second one that ends the program, after
/// the first at `ending`, does so without the event loop.
fn send_signal(
    signal: Signal,
    ending: &mut Option<Instant>,
    sender: &SyncSender<Event>,
    restore: &impl Fn(),
) -> bool {
    let event = match signal {
        Signal::Resize => Event::Resize,
        Signal::Suspend => Event::Suspend,
        Signal::Continue => Event::Continue,
        Signal::End(number) if raw::is_for_other(number) => return true,
        Signal::End(number) => match ending {
            None => {
                *ending = Some(Instant::now());
                Event::End(number)
            }
            Some(first) if first.elapsed() < SAME => return true,
            Some(_) => {
                restore();
                signals::end_by(number);
                return false;
            }
        },
    };
    // The event loop finds a signal that ends the program in any case, and may be stuck with a full queue.
    match event {
        Event::End(_) => match sender.try_send(event) {
            Ok(()) | Err(TrySendError::Full(_)) => true,
            Err(TrySendError::Disconnected(_)) => false,
        },
        event => sender.send(event).is_ok(),
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
                Input::Resize => Event::Resize,
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
