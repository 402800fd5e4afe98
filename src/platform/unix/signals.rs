//! Signals that come while the interface runs.

use std::io;

use signal_hook::consts::{SIGCONT, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::super::Signal;
use super::raw::ENDING;

/// Starts a thread that waits for signals, until `handle` returns `false`.
///
/// # Errors
/// Returns an error if signals cannot be caught or the thread cannot be started.
pub fn listen(mut handle: impl FnMut(Signal) -> bool + Send + 'static) -> io::Result<()> {
    let mut signals = Signals::new(ENDING)?;
    for signal in [SIGTSTP, SIGCONT, SIGWINCH] {
        signals.add_signal(signal)?;
    }
    let thread = std::thread::Builder::new().name("signals".into());
    thread.spawn(move || {
        for signal in signals.forever() {
            let signal = match signal {
                SIGWINCH => Signal::Resize,
                SIGTSTP => Signal::Suspend,
                SIGCONT => Signal::Continue,
                other => Signal::End(other),
            };
            if !handle(signal) {
                return;
            }
        }
    })?;
    Ok(())
}

/// Ends the program as the signal with this number does by default.
pub fn end_by(signal: i32) {
    let _ = emulate_default_handler(signal);
}
