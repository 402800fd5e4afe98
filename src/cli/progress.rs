//! Progress of operations that take long: a message on the terminal, and Esc cancels.

use std::io::{self, IsTerminal, Write as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Operations that end sooner show nothing.
const DELAY: Duration = Duration::from_millis(300);
/// How often the end of the operation is polled.
const POLL: Duration = Duration::from_millis(30);
/// The exit status of a program that its user has interrupted (128 + SIGINT).
const INTERRUPTED: i32 = 130;
/// Moves to the start of the line and clears it.
const CLEAR: &str = "\r\x1b[K";

/// The message about an operation, until it is dropped.
pub struct Progress(Option<(Sender<()>, JoinHandle<()>)>);

impl Progress {
    /// Begins an operation; the message appears after a delay, in a terminal only.
    pub fn begin(message: String) -> Self {
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            return Self(None);
        }
        let (done, finished) = channel();
        // The operation also works without a message.
        let thread = std::thread::Builder::new().name("progress".into());
        let thread = thread.spawn(move || show(&message, &finished));
        Self(thread.ok().map(|thread| (done, thread)))
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}

fn show(message: &str, finished: &Receiver<()>) {
    if finished.recv_timeout(DELAY) != Err(RecvTimeoutError::Timeout) {
        return;
    }
    let raw = enable_raw_mode().is_ok();
    write(&format!("nadwa: {message}"));
    let poll = if raw { Duration::ZERO } else { POLL };
    while finished.recv_timeout(poll) == Err(RecvTimeoutError::Timeout) {
        if raw && is_cancelled() {
            write(CLEAR);
            let _ = disable_raw_mode();
            std::process::exit(INTERRUPTED);
        }
    }
    write(CLEAR);
    let _ = disable_raw_mode();
}

/// Returns whether the user presses Esc, or Ctrl-C, which raw mode turns into a key.
fn is_cancelled() -> bool {
    while event::poll(POLL).unwrap_or(false) {
        if let Ok(Event::Key(key)) = event::read() {
            let control = key.modifiers.contains(KeyModifiers::CONTROL);
            if key.code == KeyCode::Esc || (control && key.code == KeyCode::Char('c')) {
                return true;
            }
        }
    }
    false
}

fn write(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}
