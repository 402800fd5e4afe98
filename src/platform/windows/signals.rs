//! There are no signals: the size of the terminal comes with its keys, Control-C is a key in raw mode, and the system ends
//! the program when its window is closed.

use std::io;

use super::super::Signal;

/// Does nothing.
///
/// # Errors
/// Never.
pub fn listen(handle: impl FnMut(Signal) -> bool + Send + 'static) -> io::Result<()> {
    drop(handle);
    Ok(())
}

/// Does nothing: no signal has come.
pub fn end_by(_signal: i32) {}
