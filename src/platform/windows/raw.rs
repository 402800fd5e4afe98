//! Raw mode of the console.

use std::io;
use std::panic;
use std::sync::Once;

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

/// Returns the signal that ends the program as soon as the terminal is restored: there is none.
pub fn ending() -> Option<i32> {
    None
}

/// Returns whether a signal that ends programs is not for this one: there is none.
pub fn is_for_other(_signal: i32) -> bool {
    false
}

/// Returns whether a shell can continue this program after it was suspended: none can.
pub fn can_be_suspended() -> bool {
    false
}

/// Returns whether this program may change the terminal: any may.
pub fn is_in_foreground() -> bool {
    true
}

/// Raw mode, which ends when this value is dropped.
pub struct RawMode(());

impl RawMode {
    /// Sets raw mode. There is one value of this type at a time.
    ///
    /// # Errors
    /// Returns the error of the terminal.
    pub fn enable() -> io::Result<Self> {
        static HOOK: Once = Once::new();
        // A panic of any thread restores the terminal as well.
        HOOK.call_once(|| {
            let hook = panic::take_hook();
            panic::set_hook(Box::new(move |info| {
                let _ = disable_raw_mode();
                hook(info);
            }));
        });
        enable_raw_mode()?;
        Ok(Self(()))
    }

    /// Whether a signal waits until the terminal is restored.
    pub fn is_signalled(&self) -> bool {
        false
    }

    /// Returns the signal that ends the program, which then has no other effect.
    pub fn take_ending(&self) -> Option<i32> {
        None
    }

    /// Does nothing: [`can_be_suspended`] says so.
    ///
    /// # Errors
    /// Never.
    pub fn suspend(&self) -> io::Result<()> {
        Ok(())
    }

    /// Runs another program on the console; raw mode is not set again.
    ///
    /// # Errors
    /// Returns the error of the terminal.
    pub fn lend<T>(&self, run: impl FnOnce() -> T) -> io::Result<T> {
        disable_raw_mode()?;
        Ok(run())
    }

    /// Does nothing: there is no signal that suspends.
    pub fn forget_suspending(&self) {}
}

impl Drop for RawMode {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
    }
}
