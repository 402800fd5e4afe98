//! What takes longer than a moment says so on the terminal, and Esc stops it.

use std::io::{self, IsTerminal, Write as _};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode, KeyModifiers};
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Nobody notices less.
const MOMENT: Duration = Duration::from_millis(300);
/// How often it is looked whether the work is done.
const GLANCE: Duration = Duration::from_millis(30);
/// What shells say of a program that was stopped by its reader (128 and SIGINT).
const STOPPED: i32 = 130;

/// While it lives, something is being done.
pub struct Patience(Option<(Sender<()>, JoinHandle<()>)>);

impl Patience {
    /// Begins; `what` is said after a moment, where there is a terminal to say it on.
    pub fn begin(what: String) -> Self {
        if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
            return Self(None);
        }
        let (done, finished) = channel();
        let wait = move || {
            if finished.recv_timeout(MOMENT) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let raw = enable_raw_mode().is_ok();
            say(&format!("nadwa: {what} … Esc stops"));
            let glance = if raw { Duration::ZERO } else { GLANCE };
            while finished.recv_timeout(glance) == Err(RecvTimeoutError::Timeout) {
                if raw && stopped() {
                    say("\r\x1b[K");
                    let _ = disable_raw_mode();
                    std::process::exit(STOPPED);
                }
            }
            say("\r\x1b[K");
            let _ = disable_raw_mode();
        };
        // Without a thread there is no word of it, and the work is done.
        let thread = std::thread::Builder::new().name("patience".into());
        Self(thread.spawn(wait).ok().map(|thread| (done, thread)))
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.0.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}

/// Whether somebody presses Esc, or Ctrl-C, which is a key here.
fn stopped() -> bool {
    while event::poll(GLANCE).unwrap_or(false) {
        if let Ok(Event::Key(key)) = event::read() {
            let control = key.modifiers.contains(KeyModifiers::CONTROL);
            if key.code == KeyCode::Esc || (control && key.code == KeyCode::Char('c')) {
                return true;
            }
        }
    }
    false
}

fn say(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}
