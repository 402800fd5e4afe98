//! The terminal's two directions: the one that keys are read from, and the one that frames are written to.

use std::fs::File;
use std::io::{self, IsTerminal, Stdin, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{Action, QueueSelector, tcflow, tcflush};

use crate::tui::raw;

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
            File::open("/dev/tty").map(Self::File)
        }
    }
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
