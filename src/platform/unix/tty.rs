//! The terminal's two directions: the one that keys are read from, and the one that frames are written to.

use std::fs::File;
use std::io::{self, IsTerminal, Stdin, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::PathBuf;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{Action, QueueSelector, tcflow, tcflush, ttyname};

use super::super::Received;
use super::raw;

/// Returns whether the terminal understands control sequences.
pub fn has_escapes() -> bool {
    true
}

/// Whether replies to queries can be distinguished from keys.
pub const REPLIES: bool = true;

/// Reports pasted text with a sequence before and after it.
const PASTE: &str = "\x1b[?2004h";
const NO_PASTE: &str = "\x1b[?2004l";
/// Reports buttons, the wheel, and movements while a button is held down, as decimal numbers (xterm's modes 1002 and 1006).
const MOUSE: &str = "\x1b[?1002h\x1b[?1006h";
const NO_MOUSE: &str = "\x1b[?1006l\x1b[?1002l";

/// Returns the sequence that makes the terminal report pasted text and, with `mouse`, the mouse.
pub fn begin_reports(mouse: bool) -> String {
    [PASTE, if mouse { MOUSE } else { "" }].concat()
}

/// Returns the sequence that ends the reports.
pub fn end_reports(mouse: bool) -> String {
    [if mouse { NO_MOUSE } else { "" }, NO_PASTE].concat()
}

/// Returns whether an error says that the terminal was closed.
pub fn is_closed(error: &io::Error) -> bool {
    Errno::from_io_error(error) == Some(Errno::IO)
}

/// The terminal, open for reading: standard input, or `/dev/tty` if standard input is no terminal.
pub enum Tty {
    /// Standard input.
    Stdin(Stdin),
    /// The controlling terminal.
    File(File),
}

impl Tty {
    /// Opens the terminal for reading.
    ///
    /// # Errors
    /// Returns an error if the program has no terminal.
    pub fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            Ok(Self::Stdin(stdin))
        } else {
            File::open(controlling()).map(Self::File)
        }
    }

    /// Reads what has come, or waits for it as long as `timeout` says. What was for another program, as `was_lent` says before
    /// it is read, is left.
    ///
    /// # Errors
    /// Returns the error of a terminal that cannot be read.
    pub fn read(
        &self,
        timeout: Option<Duration>,
        bytes: &mut [u8],
        was_lent: impl FnOnce() -> bool,
    ) -> io::Result<Received> {
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let mut fds = [PollFd::new(self, PollFlags::IN)];
        match poll(&mut fds, timeout.as_ref()) {
            Err(Errno::INTR) => return Ok(Received::Nothing),
            Ok(0) => return Ok(Received::Timeout),
            other => other?,
        };
        let closed = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
        if fds[0].revents().intersects(closed) {
            return Ok(Received::Closed);
        }
        if was_lent() {
            return Ok(Received::Nothing);
        }
        match rustix::io::read(self, bytes) {
            Ok(0) => Ok(Received::Closed),
            Ok(n) => Ok(Received::Bytes(n)),
            Err(Errno::INTR | Errno::AGAIN) => Ok(Received::Nothing),
            Err(e) => Err(e.into()),
        }
    }
}

/// Returns the path of the controlling terminal. macOS cannot wait for `/dev/tty`, but for the terminal by its own name.
fn controlling() -> PathBuf {
    let own = cfg!(target_os = "macos").then(|| ttyname(io::stdout(), Vec::new()));
    let own = own
        .and_then(Result::ok)
        .and_then(|name| name.into_string().ok());
    own.map_or_else(|| "/dev/tty".into(), PathBuf::from)
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin(stdin) => stdin.as_fd(),
            Self::File(file) => file.as_fd(),
        }
    }
}

/// The terminal, open for writing. A write that the terminal does not take ends when a signal ends the program.
pub struct Output(OwnedFd);

/// How often a write that waits looks for a signal.
const POLL: Duration = Duration::from_millis(100);
/// How often the last write is tried.
const ATTEMPTS: usize = 4;

impl Output {
    /// Opens the terminal of standard output a second time, because standard output belongs to other programs
    /// as well, which expect that it blocks. Where this cannot be done, writes may block.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn open() -> io::Result<Self> {
        let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let own = rustix::fs::open("/proc/self/fd/1", flags, Mode::empty());
        own.map_or_else(|_| io::stdout().as_fd().try_clone_to_owned(), Ok)
            .map(Self)
    }

    /// Writes the bytes that restore the terminal. What it has not taken by now is discarded, and no error is
    /// returned: the program ends or stops either way.
    pub fn write_last(&self, mut bytes: &[u8]) {
        for _ in 0..ATTEMPTS {
            match rustix::io::write(&self.0, bytes) {
                Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
                Err(Errno::AGAIN) if !self.wait() => {
                    let _ = tcflow(&self.0, Action::OOn);
                    let _ = tcflush(&self.0, QueueSelector::OFlush);
                }
                Err(Errno::AGAIN | Errno::INTR) => {}
                Err(_) => return,
            }
            if bytes.is_empty() {
                return;
            }
        }
    }

    /// Waits until the terminal takes more, but not long; returns whether it does.
    fn wait(&self) -> bool {
        let mut fds = [PollFd::new(&self.0, PollFlags::OUT)];
        let timeout = Timespec::try_from(POLL).ok();
        poll(&mut fds, timeout.as_ref()).is_ok_and(|ready| ready > 0)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(&self.0, bytes) {
                Err(Errno::AGAIN) if raw::ending().is_some() => {
                    return Err(io::ErrorKind::TimedOut.into());
                }
                Err(Errno::AGAIN) => _ = self.wait(),
                Err(Errno::INTR) => {}
                written => return Ok(written?),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
