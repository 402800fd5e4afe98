//! A program in a pseudo-terminal, read by a terminal emulator.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::support::NADWA;

/// A program in a terminal of its own.
pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    pub input: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    pub child: Box<dyn Child + Send + Sync>,
}

/// Held while a terminal is opened and its program started.
static STARTING: Mutex<()> = Mutex::new(());

pub const ROWS: u16 = 24;
pub const COLS: u16 = 80;

/// How long a test waits for output that does not come before it fails.
const LONGEST_WAIT: Duration = Duration::from_secs(120);

impl Terminal {
    /// Runs a command in a terminal that controls it.
    pub fn run(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLS,
            pixel_width: 0,
            pixel_height: 0,
        };
        // A program that another test starts now would inherit this terminal and keep it open.
        let starting = STARTING
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(pair.slave);
        drop(starting);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            // The read fails once every program in the terminal has ended.
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let input = pair.master.take_writer().expect("a writer");
        Self {
            master: pair.master,
            input,
            output,
            screen: vt100::Parser::new(cells(ROWS), cells(COLS), 0),
            child,
        }
    }

    /// Runs nadwa on the built-in programme at a fixed time.
    pub fn nadwa() -> Self {
        Self::run_uncontrolled(nadwa())
    }

    /// Runs a command in a terminal that does not control it.
    ///
    /// When the leader of a session ends, the kernel can discard output that has not been read yet
    /// (`tty_vhangup_session`).
    pub fn run_uncontrolled(mut command: CommandBuilder) -> Self {
        command.set_controlling_tty(false);
        Self::run(command)
    }

    /// Sends keys as a terminal sends them.
    pub fn press(&mut self, keys: &str) {
        self.input
            .write_all(keys.as_bytes())
            .expect("the terminal takes keys");
        self.input.flush().expect("the terminal takes keys");
    }

    /// Reads output until the screen is as wanted.
    pub fn until(&mut self, wanted: impl Fn(&vt100::Screen) -> bool) {
        while !wanted(self.screen.screen()) {
            match self.output.recv_timeout(LONGEST_WAIT) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout) => {
                    panic!("nothing more was drawn on this screen:\n{}", self.text())
                }
                Err(RecvTimeoutError::Disconnected) => {
                    panic!("the program ended on this screen:\n{}", self.text())
                }
            }
        }
    }

    /// Reads output until the screen holds this text.
    pub fn until_text(&mut self, text: &str) {
        eprintln!("waiting for {text:?}");
        self.until(|screen| screen.contents().contains(text));
    }

    /// Returns the text on the screen.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Sends a signal to the program.
    pub fn signal(&self, name: &str) {
        let pid = self
            .child
            .process_id()
            .expect("the program runs")
            .to_string();
        let sent = Command::new("kill")
            .args(["-s", name, &pid])
            .status()
            .expect("kill runs");
        assert!(sent.success());
    }

    /// Waits until the program is in a state of proc(5); `T` is stopped.
    pub fn wait_for_state(&self, state: char) {
        let pid = self.child.process_id().expect("the program runs");
        let now = || {
            let stat =
                std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("the program runs");
            stat.rsplit(") ")
                .next()
                .and_then(|rest| rest.chars().next())
        };
        while now() != Some(state) {
            std::thread::yield_now();
        }
    }

    /// Reads output to the end and returns the exit status.
    pub fn end(&mut self) -> u32 {
        while let Ok(bytes) = self.output.recv() {
            self.screen.process(&bytes);
        }
        self.child
            .wait()
            .expect("the program has ended")
            .exit_code()
    }

    /// Quits nadwa by its key.
    pub fn quit(&mut self) {
        self.press("q");
        assert_eq!(self.end(), 0);
    }

    /// Asserts that the program has restored the modes of the terminal.
    pub fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "bracketed paste is off");
        let mouse = screen.mouse_protocol_mode();
        assert_eq!(
            mouse,
            vt100::MouseProtocolMode::None,
            "mouse reports are off"
        );
    }
}

/// Returns a number of rows or columns.
pub fn cells(n: u16) -> NonZero<u16> {
    NonZero::new(n).expect("a screen has cells")
}

/// Returns a command that shows the agenda of the built-in programme at a fixed time.
pub fn nadwa() -> CommandBuilder {
    let mut command = CommandBuilder::new(NADWA);
    command.args(["--lang", "en", "--at", "2021-11-30T11:20", "--keys", "1"]);
    plain(command)
}

/// The number of state folders that commands of this process have been given.
static STATES: AtomicUsize = AtomicUsize::new(0);

/// Returns a command in UTC, in the folder `tests`, and without the settings and the state of the caller.
pub fn plain(mut command: CommandBuilder) -> CommandBuilder {
    command.env("TERM", "xterm-256color");
    command.env("TZ", "UTC");
    command.env("XDG_CONFIG_HOME", "/nonexistent");
    // A folder of its own: root would make any other one, and keep it.
    let state = format!(
        "state-{}-{}",
        std::process::id(),
        STATES.fetch_add(1, Ordering::Relaxed)
    );
    command.env(
        "XDG_STATE_HOME",
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(state),
    );
    command.env_remove("NADWA_PROGRAM");
    command.env_remove("NO_COLOR");
    command.cwd(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"));
    command
}
