//! A program in a pseudo-terminal, read by a terminal emulator.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

use crate::support::NADWA;

/// A program in a terminal of its own.
pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    pub input: Box<dyn Write + Send>,
    /// What the program writes; no bytes when it has ended.
    pub output: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    /// All that the program has written, as far as it was read.
    pub written: Vec<u8>,
    /// The exit status, once the program has ended.
    pub ended: Receiver<ExitStatus>,
    /// Held by a test while the terminal is to take no more than fits into its buffers.
    pub gate: Arc<Mutex<()>>,
    /// The number of times that output was read from the terminal.
    reads: Arc<AtomicUsize>,
    pid: u32,
    /// The settings of the line before the program started, and when it has ended.
    line: String,
    line_at_end: Option<String>,
    /// Keeps the line open, whose settings the system resets when the last program has closed it.
    line_user: Option<Sender<()>>,
}

/// Held while a terminal is opened and its program started.
static STARTING: Mutex<()> = Mutex::new(());

pub const ROWS: u16 = 24;
pub const COLS: u16 = 80;

/// How long a test waits for output that does not come before it fails.
pub const LONGEST_WAIT: Duration = Duration::from_secs(120);

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
        let starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = native_pty_system()
            .openpty(size)
            .expect("a pseudo-terminal");
        let line = line_settings(&*pair.master);
        let mut child = pair
            .slave
            .spawn_command(command)
            .expect("the program starts");
        drop(starting);
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let (sender, output) = channel();
        let at_end = sender.clone();
        let (gate, reads) = (Arc::new(Mutex::new(())), Arc::new(AtomicUsize::new(0)));
        let (gated, counted) = (Arc::clone(&gate), Arc::clone(&reads));
        std::thread::spawn(move || {
            let mut chunk = [0; 4096];
            // The read fails once every program in the terminal has ended.
            while let Ok(n @ 1..) = reader.read(&mut chunk) {
                counted.fetch_add(1, Ordering::SeqCst);
                drop(gated.lock());
                if sender.send(chunk[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let input = pair.master.take_writer().expect("a writer");
        let pid = child.process_id().expect("the program runs");
        let (status, ended) = channel();
        let (line_user, unused) = channel::<()>();
        std::thread::spawn(move || {
            let ended = child.wait().expect("the program can be awaited");
            // The test may have ended.
            let _ = (status.send(ended), at_end.send(Vec::new()));
            drop(at_end);
            let _ = unused.recv();
            drop(pair.slave);
        });
        Self {
            master: pair.master,
            input,
            output,
            screen: vt100::Parser::new(cells(ROWS), cells(COLS), 0),
            written: Vec::new(),
            ended,
            gate,
            reads,
            pid,
            line,
            line_at_end: None,
            line_user: Some(line_user),
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

    /// Runs a command as an interactive shell does: in a process group of its own, below another process of the session.
    /// `None` without perl.
    pub fn run_below_shell(mut command: CommandBuilder) -> Option<Self> {
        const SHELL: &str =
            "$p = fork; if (!$p) { setpgrp; exec @ARGV } waitpid $p, 0; exit($? >> 8 || $? & 127)";
        if Command::new("perl").arg("-v").output().is_err() {
            eprintln!("skipped: perl not found");
            return None;
        }
        let shell = ["perl", "-e", SHELL].map(Into::into);
        command.get_argv_mut().splice(0..0, shell);
        let mut terminal = Self::run_uncontrolled(command);
        let shell = terminal.pid;
        let child = || {
            let list = format!("/proc/{shell}/task/{shell}/children");
            std::fs::read_to_string(list).ok()?.trim().parse().ok()
        };
        terminal.wait_for("the program below the shell", || child().is_some());
        terminal.pid = child().expect("it has started");
        Some(terminal)
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
        self.until_seen("the screen that the test wants", |t| {
            wanted(t.screen.screen())
        });
    }

    /// Reads output until the screen holds this text.
    pub fn until_text(&mut self, text: &str) {
        self.until_seen(&format!("{text:?} on the screen"), |t| {
            t.text().contains(text)
        });
    }

    /// Reads output until these bytes have been written.
    pub fn until_written(&mut self, bytes: &[u8]) {
        let name = format!("{:?} in the output", String::from_utf8_lossy(bytes));
        self.until_seen(&name, |t| t.has_written(bytes));
    }

    /// Whether these bytes have been written.
    pub fn has_written(&self, bytes: &[u8]) -> bool {
        self.written.windows(bytes.len()).any(|w| w == bytes)
    }

    fn until_seen(&mut self, name: &str, seen: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !seen(self) {
            // A program that writes something every minute would never end the wait of a read.
            assert!(
                start.elapsed() < LONGEST_WAIT,
                "waited for {name}, on:\n{}",
                self.text()
            );
            assert!(
                self.read(name),
                "the program ended before {name}, on:\n{}",
                self.text()
            );
        }
    }

    /// Reads more output; returns whether there was any before the program ended.
    fn read(&mut self, awaited: &str) -> bool {
        match self.output.recv_timeout(LONGEST_WAIT) {
            Ok(bytes) if bytes.is_empty() => {
                self.line_at_end = Some(line_settings(&*self.master));
                self.line_user = None;
                true
            }
            Ok(bytes) => {
                self.screen.process(&bytes);
                self.written.extend(bytes);
                true
            }
            Err(RecvTimeoutError::Timeout) => {
                panic!("waited for {awaited}, on:\n{}", self.text())
            }
            Err(RecvTimeoutError::Disconnected) => false,
        }
    }

    /// Returns how often output has come.
    pub fn reads(&self) -> usize {
        self.reads.load(Ordering::SeqCst)
    }

    /// Waits until output that nobody takes has come since there were `before` reads; the gate is locked.
    pub fn until_output_waits(&self, before: usize) {
        self.wait_for("output that nobody takes", || self.reads() > before);
    }

    /// Waits for what no event reports.
    pub fn wait_for(&self, name: &str, is_so: impl Fn() -> bool) {
        let start = Instant::now();
        while !is_so() {
            assert!(
                start.elapsed() < LONGEST_WAIT,
                "waited for {name}, on:\n{}",
                self.text()
            );
            std::thread::yield_now();
        }
    }

    /// Returns the text on the screen.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Sends a signal to the program.
    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill")
            .args(["-s", name, &self.pid.to_string()])
            .status()
            .expect("kill runs");
        assert!(sent.success());
    }

    /// Waits until the program is in a state of proc(5); `T` is stopped.
    pub fn wait_for_state(&self, state: char) {
        let path = format!("/proc/{}/stat", self.pid);
        self.wait_for(&format!("the state {state}"), || {
            let stat = std::fs::read_to_string(&path).expect("the program runs");
            stat.rsplit(") ")
                .next()
                .is_some_and(|rest| rest.starts_with(state))
        });
    }

    /// Waits until the program has a file open whose name ends like this.
    pub fn until_opened(&self, end: &str) {
        let open = format!("/proc/{}/fd", self.pid);
        self.wait_for(&format!("an open file *{end}"), || {
            let files = std::fs::read_dir(&open).into_iter().flatten().flatten();
            let mut targets = files.filter_map(|file| std::fs::read_link(file.path()).ok());
            targets.any(|target| target.to_string_lossy().ends_with(end))
        });
    }

    /// Returns the number of the process.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// Waits until the program has changed the settings of the line.
    pub fn wait_for_raw_mode(&self) {
        self.wait_for("raw mode", || line_settings(&*self.master) != self.line);
    }

    /// Gives the terminal another size; the emulator keeps its own. Only a terminal that controls the program signals it.
    pub fn resize(&self, rows: u16, cols: u16) {
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).expect("the terminal takes a size");
        self.signal("WINCH");
    }

    /// Waits for the exit status.
    pub fn status(&self) -> ExitStatus {
        self.ended
            .recv_timeout(LONGEST_WAIT)
            .unwrap_or_else(|_| panic!("waited for the end of the program, on:\n{}", self.text()))
    }

    /// Reads output to the end.
    pub fn until_closed(&mut self) {
        while self.read("the end of the output") {}
    }

    /// Reads output to the end and returns the exit status.
    pub fn end(&mut self) -> u32 {
        self.until_closed();
        self.status().exit_code()
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
        self.assert_line_restored();
    }

    /// Asserts that the settings of the line are those before the program started. Those of a terminal that controls the
    /// program are reset when it ends.
    pub fn assert_line_restored(&self) {
        let now = || line_settings(&*self.master);
        let line = self.line_at_end.clone().unwrap_or_else(now);
        assert_eq!(line, self.line);
    }
}

/// Returns the settings of the line (termios), which both ends of a pseudo-terminal share.
fn line_settings(master: &(dyn MasterPty + Send)) -> String {
    format!("{:?}", master.get_termios())
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
    let own = format!(
        "state-{}-{}",
        std::process::id(),
        STATES.fetch_add(1, Ordering::Relaxed)
    );
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).join(own);
    // Without a cache of its own, a copy from another test's server at the same port would be shown.
    command.env("XDG_CACHE_HOME", own.join("cache"));
    command.env("XDG_STATE_HOME", own);
    command.env_remove("NADWA_PROGRAM");
    command.env_remove("NO_COLOR");
    command.cwd(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"));
    command
}
