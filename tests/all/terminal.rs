//! A program in a pseudo-terminal, read by a terminal emulator.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// A program in a terminal of its own.
pub struct Terminal {
    pub master: Box<dyn MasterPty + Send>,
    pub input: Box<dyn Write + Send>,
    pub output: Receiver<Vec<u8>>,
    pub screen: vt100::Parser,
    pub child: Box<dyn Child + Send + Sync>,
}

static TURN: Mutex<()> = Mutex::new(());

pub const ROWS: u16 = 24;
pub const COLS: u16 = 80;

impl Terminal {
    pub fn run(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: ROWS,
            cols: COLS,
            pixel_width: 0,
            pixel_height: 0,
        };
        // One at a time: a program started meanwhile would inherit this terminal and keep it open.
        let turn = TURN
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
        drop(turn);
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

    /// nadwa on the seminar's own programme, the clock set.
    ///
    /// The terminal does not control it: when a program that leads a session ends, the kernel can
    /// throw away what it wrote last and nobody has read yet (`tty_vhangup_session`).
    pub fn nadwa() -> Self {
        let mut command = nadwa();
        command.set_controlling_tty(false);
        Self::run(command)
    }

    pub fn press(&mut self, keys: &str) {
        self.input
            .write_all(keys.as_bytes())
            .expect("the terminal takes keys");
        self.input.flush().expect("the terminal takes keys");
    }

    /// Reads until the screen is as wanted.
    pub fn until(&mut self, wanted: impl Fn(&vt100::Screen) -> bool) {
        while !wanted(self.screen.screen()) {
            let Ok(bytes) = self.output.recv() else {
                panic!(
                    "the program ended on this screen:\n{}",
                    self.screen.screen().contents()
                );
            };
            self.screen.process(&bytes);
        }
    }

    pub fn until_text(&mut self, text: &str) {
        self.until(|screen| screen.contents().contains(text));
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().expect("it runs").to_string();
        let sent = Command::new("kill")
            .args(["-s", name, &pid])
            .status()
            .expect("kill is there");
        assert!(sent.success());
    }

    /// Waits until the kernel says that the program is in a state (proc(5): `T` is stopped).
    pub fn wait_for_state(&self, state: char) {
        let pid = self.child.process_id().expect("it runs");
        let now = || {
            let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).expect("it runs");
            stat.rsplit(") ")
                .next()
                .and_then(|rest| rest.chars().next())
        };
        while now() != Some(state) {
            std::thread::yield_now();
        }
    }

    /// Reads to the end; the result is the exit status.
    pub fn end(&mut self) -> u32 {
        while let Ok(bytes) = self.output.recv() {
            self.screen.process(&bytes);
        }
        self.child.wait().expect("it has ended").exit_code()
    }

    pub fn assert_restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is shown");
        assert!(!screen.bracketed_paste(), "pasted text is no longer marked");
        let mouse = screen.mouse_protocol_mode();
        assert_eq!(
            mouse,
            vt100::MouseProtocolMode::None,
            "the mouse is the terminal's"
        );
    }
}

pub fn cells(n: u16) -> NonZero<u16> {
    NonZero::new(n).expect("a screen has cells")
}

pub fn nadwa() -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_nadwa"));
    command.args(["--lang", "en", "--at", "2021-11-30T11:20", "--keys", "1"]);
    plain(command)
}

pub fn plain(mut command: CommandBuilder) -> CommandBuilder {
    command.env("TERM", "xterm-256color");
    command.env("TZ", "UTC");
    // Nobody's own settings.
    command.env("XDG_CONFIG_HOME", "/nonexistent");
    command.env("XDG_STATE_HOME", "/nonexistent");
    command.env_remove("NADWA_PROGRAM");
    command.env_remove("NO_COLOR");
    command.cwd(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"));
    command
}

/// A folder of its own, gone when the test is over.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("nadwa-test-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
