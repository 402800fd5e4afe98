//! The terminal that keys are read from: standard input, or `/dev/tty` if standard input is no terminal.

use std::fs::File;
use std::io::{self, IsTerminal, Stdin};
use std::os::fd::{AsFd, BorrowedFd};

/// The terminal, open for reading.
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
