//! What differs between systems: files, folders, the terminal, and signals. The folder of each family of systems has the same
//! modules with the same interface, and `#[cfg]` for a system stands nowhere else.

use crate::world::key::Key;

#[cfg(unix)]
mod unix;
#[cfg(unix)]
pub use unix::*;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
pub use windows::*;

/// A folder of the reader's files, below which nadwa has its own.
#[derive(Debug, Clone, Copy)]
pub struct Base {
    /// The environment variable that names it.
    pub variable: &'static str,
    /// Where it is in the home directory if the variable is not set.
    pub below_home: &'static str,
    /// The path of nadwa's folder below it.
    pub own: &'static str,
}

/// A signal, or what is reported otherwise where there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The size of the terminal has changed.
    Resize,
    /// The program is to suspend.
    Suspend,
    /// The program continues after it was suspended.
    Continue,
    /// The program is to end, because of the signal with this number.
    End(i32),
}

/// What came from the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// This number of bytes.
    Bytes(usize),
    /// A key, from a terminal that sends no bytes.
    Key(Key),
    /// Its size has changed, where no signal says so.
    Resize,
    /// Something that means nothing here, or a signal.
    Nothing,
    /// Nothing in the time to wait.
    Timeout,
    /// The terminal is closed.
    Closed,
}
