//! Progress of operations that take long: a message on the terminal, and Esc cancels.

use std::io::{self, IsTerminal, Write as _};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::platform::raw::RawMode;
use crate::tui::input::{Input, Keyboard};
use crate::world::key::{Key, KeyCode};

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
    loop {
        // Written before raw mode is set: if the terminal does not take it, signals have their effect.
        write(&format!("nadwa: {message}"));
        let end = wait(finished);
        write(CLEAR);
        match end {
            End::Finished => return,
            End::Cancelled => std::process::exit(INTERRUPTED),
            End::Continued => {}
        }
    }
}

/// Why a wait ended.
enum End {
    /// The operation has ended.
    Finished,
    /// The user has stopped it.
    Cancelled,
    /// The program was suspended, and continues.
    Continued,
}

/// Waits in raw mode for the end of the operation, for Esc, or for Ctrl-C, which raw mode turns into a key. A
/// signal has its effect when raw mode ends.
fn wait(finished: &Receiver<()>) -> End {
    let terminal = RawMode::enable().and_then(|raw_mode| Ok((raw_mode, Keyboard::open()?)));
    let Ok((raw_mode, mut keyboard)) = terminal else {
        let _ = finished.recv();
        return End::Finished;
    };
    let mut open = true;
    loop {
        let pause = if open { Duration::ZERO } else { POLL };
        if finished.recv_timeout(pause) != Err(RecvTimeoutError::Timeout) {
            return End::Finished;
        }
        if raw_mode.is_signalled() {
            return End::Continued;
        }
        open = open && keyboard.read(Some(POLL)).unwrap_or(false);
        if keyboard.any(|input| is_cancel(&input)) {
            return End::Cancelled;
        }
    }
}

fn is_cancel(input: &Input) -> bool {
    let control_c = Key {
        ctrl: true,
        ..Key::plain(KeyCode::Char('c'))
    };
    matches!(input, Input::Key(key) if key.code == KeyCode::Esc || *key == control_c)
}

fn write(text: &str) {
    let mut err = io::stderr().lock();
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}
