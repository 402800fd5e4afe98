//! Raw mode, and the signals that come meanwhile: they take effect once the terminal is restored.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::{io, panic};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::process::{getpgrp, getppid, getsid};
use rustix::termios::tcgetpgrp;
use signal_hook::consts::signal::{
    SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGTSTP,
    SIGUSR1, SIGUSR2, SIGVTALRM, SIGXCPU, SIGXFSZ,
};
use signal_hook::flag;
use signal_hook::low_level::emulate_default_handler;

/// The signals that end a program.
pub const ENDING: [i32; 13] = [
    SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
    SIGABRT, SIGTRAP, SIGSYS,
];

/// The signals that would end a program, but ask nothing of this one. After SIGXFSZ the write fails, which is reported.
/// 16 and 30 are SIGSTKFLT and SIGPWR, which only Linux has.
const IGNORED: &[i32] = if cfg!(target_os = "linux") {
    &[SIGIO, SIGXFSZ, 16, 30]
} else {
    &[SIGIO, SIGXFSZ]
};

/// What the handlers of signals share with the program. A process has one set of handlers, so this is the
/// one global value; [`RawMode`] alone changes it.
struct Deferred {
    /// Whether signals have their default effect at once.
    default: Arc<AtomicBool>,
    /// The signal that ends the program, or 0.
    ending: Arc<AtomicUsize>,
    /// Whether a signal suspends the program.
    suspending: Arc<AtomicBool>,
    /// Whether another program has the terminal, so that a signal suspends this one at once.
    lent: Arc<AtomicBool>,
}

static DEFERRED: LazyLock<io::Result<Deferred>> = LazyLock::new(Deferred::install);

impl Deferred {
    /// Installs the handlers, which stay until the program ends. A panic of any thread restores the terminal as well.
    fn install() -> io::Result<Self> {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let _ = disable_raw_mode();
            hook(info);
        }));
        let deferred = Self {
            default: Arc::new(AtomicBool::new(true)),
            ending: Arc::default(),
            suspending: Arc::default(),
            lent: Arc::default(),
        };
        for signal in ENDING {
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&deferred.ending), number)?;
            flag::register_conditional_default(signal, Arc::clone(&deferred.default))?;
        }
        flag::register(SIGTSTP, Arc::clone(&deferred.suspending))?;
        flag::register_conditional_default(SIGTSTP, Arc::clone(&deferred.default))?;
        flag::register_conditional_default(SIGTSTP, Arc::clone(&deferred.lent))?;
        for signal in IGNORED {
            flag::register(*signal, Arc::default())?;
        }
        Ok(deferred)
    }

    /// Returns the signal that ends the program, and forgets it.
    fn take(&self) -> Option<i32> {
        number(self.ending.swap(0, Ordering::SeqCst))
    }
}

fn number(signal: usize) -> Option<i32> {
    i32::try_from(signal).ok().filter(|signal| *signal != 0)
}

/// Returns the signal that ends the program as soon as the terminal is restored.
pub fn ending() -> Option<i32> {
    let deferred = DEFERRED.as_ref().ok()?;
    number(deferred.ending.load(Ordering::SeqCst))
}

/// Returns whether to ignore a signal that ends programs: it was typed while another program had the terminal.
pub fn is_for_other(signal: i32) -> bool {
    let is_lent = || {
        DEFERRED
            .as_ref()
            .is_ok_and(|d| d.lent.load(Ordering::SeqCst))
    };
    // `lend` has already forgotten one that came before.
    ending().is_none() || TYPED.contains(&signal) && is_lent()
}

/// The signals that end what runs on a terminal when their keys are typed.
const TYPED: [i32; 2] = [SIGINT, SIGQUIT];

/// Raw mode, which ends when this value is dropped; a signal that came meanwhile then has its default effect.
pub struct RawMode(&'static Deferred);

impl RawMode {
    /// Sets raw mode. There is one value of this type at a time.
    ///
    /// # Errors
    /// Returns the error of the terminal or of the handlers of signals.
    pub fn enable() -> io::Result<Self> {
        let deferred = DEFERRED
            .as_ref()
            .map_err(|e| io::Error::new(e.kind(), e.to_string()))?;
        deferred.suspending.store(false, Ordering::SeqCst);
        deferred.default.store(false, Ordering::SeqCst);
        // If raw mode cannot be set, this value is dropped.
        let raw_mode = Self(deferred);
        enable_raw_mode()?;
        Ok(raw_mode)
    }

    /// Whether a signal waits until the terminal is restored.
    pub fn is_signalled(&self) -> bool {
        ending().is_some() || self.0.suspending.load(Ordering::SeqCst)
    }

    /// Returns the signal that ends the program, which then has no other effect.
    pub fn take_ending(&self) -> Option<i32> {
        self.0.take()
    }

    /// Suspends the program, with the terminal restored, until it continues in raw mode.
    ///
    /// # Errors
    /// Returns the error of the system.
    pub fn suspend(&self) -> io::Result<()> {
        disable_raw_mode()?;
        self.forget_suspending();
        emulate_default_handler(SIGTSTP)
    }

    /// Runs another program on the terminal, which is restored for it; raw mode is not set again.
    ///
    /// # Errors
    /// Returns the error of the terminal.
    pub fn lend<T>(&self, run: impl FnOnce() -> T) -> io::Result<T> {
        disable_raw_mode()?;
        self.0.lent.store(true, Ordering::SeqCst);
        let result = run();
        for signal in TYPED {
            let number = usize::try_from(signal).unwrap_or_default();
            let ending = &self.0.ending;
            let _ = ending.compare_exchange(number, 0, Ordering::SeqCst, Ordering::SeqCst);
        }
        self.0.lent.store(false, Ordering::SeqCst);
        self.forget_suspending();
        Ok(result)
    }

    /// Forgets a signal that suspends the program.
    pub fn forget_suspending(&self) {
        self.0.suspending.store(false, Ordering::SeqCst);
    }
}

/// Returns whether a shell can continue this program after it was suspended. Where none can, because the program was started
/// by a terminal, SIGTSTP has no effect by default (POSIX: an orphaned process group).
pub fn can_be_suspended() -> bool {
    let (own, group) = (getsid(None), getpgrp());
    let is_of_shell = |parent| getsid(Some(parent)) == own;
    // The group of the first program of a session has no shell above it.
    own.is_ok_and(|own| own != group) && getppid().is_some_and(is_of_shell)
}

/// Returns whether this program may change the terminal: one in the background would be stopped.
pub fn is_in_foreground() -> bool {
    // Without job control there is no background.
    !tcgetpgrp(io::stdin()).is_ok_and(|group| group != getpgrp())
}

impl Drop for RawMode {
    fn drop(&mut self) {
        let _ = disable_raw_mode();
        self.0.default.store(true, Ordering::SeqCst);
        if let Some(signal) = self.0.take() {
            let _ = emulate_default_handler(signal);
        }
        if self.0.suspending.swap(false, Ordering::SeqCst) && can_be_suspended() {
            let _ = emulate_default_handler(SIGTSTP);
        }
    }
}
