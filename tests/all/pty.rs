//! nadwa in a pseudo-terminal, read by a terminal emulator: it draws, reacts to keys and signals, and restores
//! the terminal however it ends.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use portable_pty::{CommandBuilder, PtySize};

use crate::support::{Folder, NADWA};
use crate::terminal::{COLS, LONGEST_WAIT, ROWS, Terminal, cells, nadwa, plain};

#[test]
fn a_partner_is_reached_by_keys_and_by_search() {
    let mut terminal = Terminal::nadwa();
    terminal.until_text("Opening session");
    assert!(terminal.screen.screen().alternate_screen());
    assert!(terminal.screen.screen().hide_cursor());
    terminal.press("5");
    terminal.until_text("International Centre for Migration Policy Development");
    terminal.press("jjj\r");
    terminal.until_text("Cities facing fake news");
    let page = terminal.screen.screen().contents();
    assert!(
        page.contains("UCLG · United Cities and Local Governments"),
        "{page}"
    );
    terminal.press("/");
    terminal.until(|screen| !screen.hide_cursor());
    terminal.press("rumour\r");
    terminal.until_text("Checking a rumour before answering it");
    terminal.press("\x7f\x7f");
    terminal.quit();
    terminal.assert_restored();
}

/// Mouse reports and the clipboard sequence (OSC 52) are those of xterm.
#[test]
fn the_mouse_opens_and_scrolls_and_y_copies() {
    let mut terminal = Terminal::nadwa();
    terminal.until_text("Opening session");
    let screen = terminal.screen.screen();
    let mode = (
        screen.mouse_protocol_mode(),
        screen.mouse_protocol_encoding(),
    );
    let sgr = vt100::MouseProtocolEncoding::Sgr;
    assert_eq!(mode, (vt100::MouseProtocolMode::ButtonMotion, sgr));
    let text = screen.contents();
    let tabs = text.lines().nth(1).expect("tabs on the second line");
    let column = tabs.chars().take_while(|c| *c != '5').count() + 2;
    terminal.press(&format!("\x1b[<0;{column};2M\x1b[<0;{column};2m"));
    terminal.until_text("International Centre for Migration Policy Development");
    terminal.press("1g\x1b[<65;10;10M");
    terminal.until(|screen| !screen.contents().contains("are placeholders"));
    terminal.press("5y");
    terminal.until_written(b"\x1b]52;c;");
    terminal.quit();
    terminal.assert_restored();
}

/// Percent-encoded, as OSC 8 requires ASCII.
#[test]
fn an_address_on_the_screen_is_a_link_of_the_terminal() {
    let folder = crate::support::Folder::new();
    let session =
        "[[sessions]]\nid = \"a\"\ntitle = \"Opening\"\nurl = \"https://a.example/é?q=1\"\n";
    let file = format!("[program]\nid = \"p\"\ntimezone = \"UTC\"\n{session}");
    folder.write("p.toml", &file);
    let mut command = CommandBuilder::new(NADWA);
    command.args(["--lang", "en", "--keys", "1<enter>"]);
    command.arg(folder.file("p.toml"));
    let mut terminal = Terminal::run(plain(command));
    terminal.until_text("https://a.example/é?q=1");
    terminal.until_written(b";https://a.example/%C3%A9?q=1\x1b\\");
    terminal.until_written(b"\x1b]8;;\x1b\\");
    terminal.quit();
    terminal.assert_restored();
}

/// Runs nadwa on the address of a server that never replies, until it says how to stop it.
fn reading_for_ever() -> (std::net::TcpListener, Terminal) {
    reading_for(&[])
}

/// Runs a command on the address of a server that does not reply, until it says how to stop it.
fn reading_for(words: &[&str]) -> (std::net::TcpListener, Terminal) {
    let (silent, mut command) = endless_reader();
    command.args(words);
    let mut terminal = Terminal::run_uncontrolled(command);
    terminal.until_text("Esc stops");
    (silent, terminal)
}

/// Returns a server that never replies, and nadwa on its address.
fn endless_reader() -> (std::net::TcpListener, CommandBuilder) {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = silent.local_addr().expect("an address");
    let mut command = CommandBuilder::new(NADWA);
    command.arg(format!("http://{address}/schedule.xml"));
    (silent, plain(command))
}

#[test]
fn escape_stops_waiting_for_a_server_that_never_answers() {
    let (_silent, mut terminal) = reading_for_ever();
    terminal.press("\x1b");
    assert_eq!(terminal.end(), 130);
    assert_eq!(terminal.text().trim(), "");
    terminal.assert_restored();
}

#[test]
fn the_line_is_restored_when_a_server_answers_at_last() {
    let program = include_str!("../data/delays.toml");
    for words in [&["agenda"][..], &[]] {
        let (silent, mut terminal) = reading_for(words);
        terminal.wait_for_raw_mode();
        let (mut stream, _) = silent.accept().expect("a connection");
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
            program.len()
        );
        let sent = stream.write_all((head + program).as_bytes());
        sent.expect("nadwa takes the reply");
        if words.is_empty() {
            terminal.until_text("A hard morning");
            terminal.quit();
        } else {
            assert_eq!(terminal.end(), 0);
            assert!(terminal.has_written(b"A hard morning"));
        }
        terminal.assert_restored();
    }
}

/// The signals that end a program, by name and number.
const ENDING: [(&str, u32); 10] = [
    ("TERM", 15),
    ("HUP", 1),
    ("INT", 2),
    ("QUIT", 3),
    ("USR1", 10),
    ("USR2", 12),
    ("ALRM", 14),
    ("VTALRM", 26),
    ("PROF", 27),
    ("XCPU", 24),
];

#[test]
fn a_signal_while_it_reads_ends_nadwa_and_the_line_is_restored() {
    for (name, _) in ENDING {
        let (_silent, mut terminal) = reading_for_ever();
        terminal.wait_for_raw_mode();
        terminal.signal(name);
        // A program that was ended by a signal has another exit status than 0.
        assert_ne!(terminal.end(), 0, "{name}");
        terminal.assert_restored();
    }
}

#[test]
fn escape_stops_waiting_for_a_pipe_that_nobody_writes_to() {
    let folder = crate::support::Folder::new();
    let made = std::process::Command::new("mkfifo")
        .arg(folder.file("pipe"))
        .status();
    assert!(made.expect("mkfifo runs").success());
    let mut command = CommandBuilder::new(NADWA);
    command.arg("-p");
    command.arg(folder.file("pipe"));
    let mut terminal = Terminal::run_uncontrolled(plain(command));
    terminal.until_text("Esc stops");
    terminal.press("\x1b");
    assert_eq!(terminal.end(), 130);
    terminal.assert_restored();
}

#[test]
fn it_suspends_and_continues_while_it_reads() {
    let (_silent, command) = endless_reader();
    let Some(mut terminal) = Terminal::run_below_shell(command) else {
        return;
    };
    terminal.until_text("Esc stops");
    terminal.wait_for_raw_mode();
    terminal.signal("TSTP");
    terminal.wait_for_state('T');
    terminal.assert_restored();
    terminal.signal("CONT");
    terminal.wait_for_raw_mode();
    terminal.press("\x1b");
    assert_eq!(terminal.end(), 130);
    terminal.assert_restored();
}

/// `stty` prints the settings of the terminal before and after.
#[test]
fn the_line_discipline_is_restored() {
    let script = format!("stty -g; {NADWA} --lang en; echo; stty -g; echo done");
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", &script]);
    let mut terminal = Terminal::run(plain(command));
    terminal.until_text("Opening session");
    terminal.press("q");
    terminal.until_text("done");
    terminal.end();
    let text = terminal.text();
    let settings: Vec<&str> = text
        .lines()
        .filter(|l| l.matches(':').count() > 10)
        .collect();
    assert_eq!(settings.len(), 2, "{text}");
    assert_eq!(settings[0], settings[1]);
}

#[test]
fn a_signal_ends_nadwa_and_the_terminal_is_restored() {
    for (name, number) in ENDING {
        let mut terminal = Terminal::nadwa();
        terminal.until_text("Opening session");
        terminal.signal(name);
        assert_eq!(terminal.end(), 128 + number, "{name}");
        terminal.assert_restored();
    }
}

#[test]
fn signals_that_ask_nothing_of_it_are_ignored() {
    let mut terminal = Terminal::nadwa();
    terminal.until_text("Opening session");
    for name in ["IO", "PWR", "STKFLT", "XFSZ"] {
        terminal.signal(name);
    }
    terminal.press("5");
    terminal.until_text("International Centre for Migration Policy Development");
    terminal.quit();
    terminal.assert_restored();
}

/// Runs nadwa in Arabic, for which it queries the terminal before its first frame.
fn in_arabic() -> Terminal {
    let mut command = plain(CommandBuilder::new(NADWA));
    command.args(["--lang", "ar"]);
    let mut terminal = Terminal::run_uncontrolled(command);
    terminal.until_written(QUERY);
    terminal
}

/// The query that every terminal replies to (DA1).
const QUERY: &[u8] = b"\x1b[c";

#[test]
fn a_signal_before_the_first_frame_ends_nadwa_and_the_terminal_is_restored() {
    for (name, number) in ENDING {
        let mut terminal = in_arabic();
        terminal.signal(name);
        assert_eq!(terminal.end(), 128 + number, "{name}");
        terminal.assert_restored();
    }
}

#[test]
fn a_signal_while_it_leaves_does_not_keep_the_terminal_from_being_restored() {
    for (name, number) in ENDING {
        let mut terminal = Terminal::nadwa();
        terminal.until_text("Opening session");
        terminal.press("q");
        terminal.until_written(b"\x1b[?1002l");
        let sent = std::process::Command::new("kill")
            .args(["-s", name, &terminal.pid().to_string()])
            .output();
        sent.expect("kill runs");
        // It has quit, or the signal ended it once the terminal was restored.
        let code = terminal.end();
        assert!([0, 1, 128 + number].contains(&code), "{name}: {code}");
        terminal.assert_restored();
    }
}

#[test]
fn a_signal_while_it_is_suspended_ends_it_when_it_continues() {
    for (name, number) in ENDING {
        let Some(mut terminal) = Terminal::run_below_shell(nadwa()) else {
            return;
        };
        terminal.until_text("Opening session");
        terminal.press("\x1a");
        terminal.wait_for_state('T');
        terminal.signal(name);
        terminal.signal("CONT");
        assert_eq!(terminal.end(), 128 + number, "{name}");
        terminal.assert_restored();
    }
}

#[test]
fn how_the_terminal_orders_text_is_given_back() {
    let mut terminal = in_arabic();
    terminal.press("\x1b[8;1$y\x1b[?65;1;9c");
    terminal.until_written(b"\x1b[8l");
    assert!(!terminal.has_written(b"\x1b[8h"));
    terminal.quit();
    assert!(terminal.has_written(b"\x1b[8h"));
    terminal.assert_restored();
}

/// The terminal is larger than its buffers, and each cell has a background.
#[test]
fn a_signal_ends_nadwa_while_the_terminal_takes_no_output() {
    for (name, number) in [("TERM", 15), ("HUP", 1)] {
        let mut command = nadwa();
        command.args(["--theme", "dark"]);
        let mut terminal = Terminal::run_uncontrolled(command);
        terminal.until_text("Opening session");
        let gate = std::sync::Arc::clone(&terminal.gate);
        let gate = gate.lock().expect("the gate");
        let before = terminal.reads();
        terminal.resize(300, 900);
        terminal.until_output_waits(before);
        terminal.signal(name);
        let status = terminal.status();
        assert_eq!(status.exit_code(), 128 + number, "{name}");
        drop(gate);
        terminal.until_closed();
        terminal.assert_restored();
    }
}

#[test]
fn a_signal_ends_nadwa_while_keys_never_stop() {
    for (name, number) in [("TERM", 15), ("HUP", 1)] {
        let mut terminal = Terminal::nadwa();
        terminal.until_text("Opening session");
        let mut input = std::mem::replace(&mut terminal.input, Box::new(std::io::sink()));
        let typing = Arc::new(AtomicBool::new(true));
        let still = Arc::clone(&typing);
        std::thread::spawn(move || {
            while still.load(Ordering::Relaxed) && input.write_all(b"jjjjjjjjkkkkkkkk").is_ok() {}
        });
        terminal.signal(name);
        assert_eq!(terminal.end(), 128 + number, "{name}");
        // A thread that waits for room in the terminal's input stays behind.
        typing.store(false, Ordering::Relaxed);
        terminal.assert_restored();
    }
}

#[test]
fn replies_that_nobody_asked_for_are_no_keys() {
    let mut terminal = Terminal::nadwa();
    terminal.until_text("Opening session");
    for reply in [
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1b]52;c;cXFxcQ==\x07",
        "\x1b[>0;276;0c",
        "\x1bP>|quiet(1)\x1b\\",
    ] {
        terminal.press(reply);
    }
    terminal.press("5");
    terminal.until_text("International Centre for Migration Policy Development");
    assert!(terminal.screen.screen().hide_cursor(), "no prompt is open");
    terminal.quit();
}

#[test]
fn control_c_acts_in_a_reply_that_never_ends() {
    for start in ["\x1bP", "\x1b]52;c;", "\x1b[>0;"] {
        let mut terminal = Terminal::nadwa();
        terminal.until_text("Opening session");
        terminal.press(start);
        terminal.press("\x03");
        assert_eq!(terminal.end(), 0, "{start:?}");
        terminal.assert_restored();
    }
}

#[test]
fn the_first_screen_comes_however_much_is_typed_before() {
    let mut terminal = in_arabic();
    let mut input = std::mem::replace(&mut terminal.input, Box::new(std::io::sink()));
    let typing = std::thread::spawn(move || {
        for _ in 0..1024 {
            if input.write_all(&[0x1b; 1024]).is_err() {
                break;
            }
        }
        input
    });
    terminal.until(|screen| screen.alternate_screen() && !screen.contents().trim().is_empty());
    terminal.input = typing.join().expect("all was typed");
    // The last ESC and the first Control-C may be one key.
    terminal.press("\x03\x03");
    assert_eq!(terminal.end(), 0);
}

/// A search for each key would be ended by its limit of processor time.
#[test]
fn much_text_typed_into_a_prompt_is_taken_in_linear_time() {
    for prompt in ["/", "f", ":"] {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", "ulimit -t 10; exec \"$0\" \"$@\""]);
        command.args(nadwa().get_argv());
        let mut terminal = Terminal::run_uncontrolled(plain(command));
        terminal.until_text("Opening session");
        terminal.press(prompt);
        terminal.press(&"session ".repeat(15_000));
        // Once for the prompt, and once for nadwa.
        terminal.press("\x1b[200~\x1b[201~\x15\x03\x03");
        assert_eq!(terminal.end(), 0, "{prompt}");
        terminal.assert_restored();
    }
}

#[test]
fn a_terminal_that_is_too_large_is_used_in_part() {
    let mut terminal = Terminal::nadwa();
    terminal.until_text("Opening session");
    terminal.resize(30_000, 20);
    // The last line is the 1,000th.
    terminal.until_written(b"\x1b[1000;");
    terminal.resize(30, 30_000);
    // A line across the screen is 2,000 cells long.
    let line = |cells: usize| "─".repeat(cells).into_bytes();
    terminal.until_written(&line(2_000));
    assert!(!terminal.has_written(&line(2_001)));
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn control_l_redraws_and_control_c_quits() {
    let mut terminal = Terminal::nadwa();
    terminal.until_text("Opening session");
    terminal.screen.process(b"\x1b[2Joutput of another program");
    terminal.press("\x0c");
    terminal.until(|s| {
        s.contents().contains("Opening session") && !s.contents().contains("another program")
    });
    terminal.press("\x03");
    assert_eq!(terminal.end(), 0);
    terminal.assert_restored();
}

#[test]
fn nadwa_suspends_and_resumes() {
    let Some(mut terminal) = Terminal::run_below_shell(nadwa()) else {
        return;
    };
    terminal.until_text("Opening session");
    for stop in ["key", "signal"] {
        match stop {
            "key" => terminal.press("\x1a"),
            _ => terminal.signal("TSTP"),
        }
        terminal.until(|screen| !screen.alternate_screen());
        terminal.wait_for_state('T');
        terminal.assert_restored();
        terminal.signal("CONT");
        terminal.until(|s| {
            s.alternate_screen() && s.hide_cursor() && s.contents().contains("Opening session")
        });
        let screen = terminal.screen.screen();
        assert!(screen.bracketed_paste(), "pasted text is marked again");
        let mouse = screen.mouse_protocol_mode();
        assert_eq!(
            mouse,
            vt100::MouseProtocolMode::ButtonMotion,
            "the mouse is reported again"
        );
    }
    terminal.quit();
    terminal.assert_restored();
}

/// As in `xterm -e nadwa`: nobody could continue it.
#[test]
fn without_a_shell_nadwa_goes_on_when_it_is_to_suspend() {
    let mut terminal = Terminal::nadwa();
    terminal.until_text("Opening session");
    for stop in ["key", "signal"] {
        terminal.press("j");
        terminal.until(|s| !s.contents().contains("No shell could continue nadwa"));
        match stop {
            "key" => terminal.press("\x1a"),
            _ => terminal.signal("TSTP"),
        }
        terminal.until_text("No shell could continue nadwa");
    }
    terminal.quit();
    terminal.assert_restored();
    // While it reads, it goes on reading.
    let (_silent, mut terminal) = reading_for_ever();
    terminal.wait_for_raw_mode();
    terminal.written.clear();
    terminal.signal("TSTP");
    terminal.until_written(b"Esc stops");
    terminal.press("\x1b");
    assert_eq!(terminal.end(), 130);
    terminal.assert_restored();
}

/// The event loop waits for a lock that the test holds.
#[test]
fn a_second_signal_ends_nadwa_at_once() {
    let folder = crate::support::Folder::new();
    let mut command = nadwa();
    command.env("XDG_STATE_HOME", &folder.0);
    let mut terminal = Terminal::run_uncontrolled(command);
    terminal.until_text("Opening session");
    // The other thread has used the lock, and does not need it any more.
    let state = folder.file("nadwa");
    terminal.wait_for("a copy of what was seen", || {
        state.join("mcmc-2021.seen").exists()
    });
    let lock = std::fs::File::open(state.join("mcmc-2021.lock")).expect("a lock");
    lock.lock().expect("the lock is free");
    terminal.press(" ");
    terminal.until_opened("lock");
    terminal.signal("TERM");
    std::thread::sleep(std::time::Duration::from_millis(300));
    terminal.signal("TERM");
    terminal.until_closed();
    let status = terminal.status();
    // By the signal itself: the first one makes it exit with a status when the event loop is free.
    assert!(status.signal().is_some(), "{status:?}");
    terminal.assert_restored();
}

#[test]
fn a_resize_is_drawn_at_once() {
    let mut terminal = Terminal::run(nadwa());
    terminal.until_text("Opening session");
    let size = PtySize {
        rows: 40,
        cols: 120,
        pixel_width: 0,
        pixel_height: 0,
    };
    terminal.screen.screen_mut().set_size(cells(40), cells(120));
    terminal
        .master
        .resize(size)
        .expect("the terminal takes a size");
    // The page at the right, which is hidden on a narrower screen.
    terminal.until_text("Chair ");
    terminal.quit();
}

/// SIGWINCH and the key arrive together; neither may be lost.
#[test]
fn a_key_right_after_a_resize_acts() {
    let mut terminal = Terminal::run(nadwa());
    terminal.until_text("Opening session");
    let pages = [
        ("3", "Fighting racism and xenophobia"),
        ("6", "Foyer"),
        ("i", "Africa/Casablanca"),
        ("!", "No problems were found"),
    ];
    for (n, (key, text)) in (0..).zip(pages.into_iter().cycle().take(12)) {
        let (rows, cols) = (ROWS + n % 3, COLS + n % 2);
        let size = PtySize {
            rows,
            cols,
            pixel_width: 0,
            pixel_height: 0,
        };
        let screen = terminal.screen.screen_mut();
        screen.set_size(cells(rows), cells(cols));
        terminal
            .master
            .resize(size)
            .expect("the terminal takes a size");
        terminal.press(key);
        terminal.until_text(text);
    }
    terminal.quit();
}

#[test]
fn a_closed_terminal_ends_nadwa() {
    assert_ends_when_closed(Terminal::run);
}

#[test]
fn a_closed_terminal_that_sends_no_signal_ends_nadwa() {
    assert_ends_when_closed(Terminal::run_uncontrolled);
}

/// Closes a terminal. A program that reads it in a loop is ended by its limit of processor time.
fn assert_ends_when_closed(run: fn(CommandBuilder) -> Terminal) {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "ulimit -t 2; exec \"$0\" \"$@\""]);
    command.args(nadwa().get_argv());
    let mut terminal = run(plain(command));
    terminal.until_text("Opening session");
    let Terminal {
        master,
        mut input,
        output,
        ended,
        ..
    } = terminal;
    // The thread that reads holds the terminal until it fails to send what it has read.
    drop(output);
    input.write_all(b"5").expect("the terminal takes keys");
    drop((master, input));
    let status = ended.recv_timeout(LONGEST_WAIT).expect("nadwa ends");
    // By itself, or by SIGHUP; not by SIGXCPU.
    assert!([0, 129].contains(&status.exit_code()), "{status:?}");
}

#[test]
fn a_panic_restores_the_terminal_and_is_reported() {
    if std::env::var_os("NADWA_TEST_PANIC").is_some() {
        return panic_in_the_interface();
    }
    let folder = crate::support::Folder::new();
    let sign = folder.file("sign");
    for (place, message) in [
        ("event loop", "index out of bounds"),
        ("thread", "the sign has come"),
    ] {
        let mut command =
            CommandBuilder::new(std::env::current_exe().expect("the path of this program"));
        command.args([
            "pty::a_panic_restores_the_terminal_and_is_reported",
            "--exact",
            "--nocapture",
        ]);
        command.env("NADWA_TEST_PANIC", &sign);
        command.env("RUST_BACKTRACE", "0");
        let mut terminal = Terminal::run_uncontrolled(plain(command));
        terminal.until_text("Opening session");
        match place {
            "thread" => drop(folder.write("sign", "")),
            _ => terminal.press("5\r"),
        }
        terminal.end();
        terminal.assert_restored();
        let report = terminal.text();
        assert!(
            report.contains("panicked") && report.contains(message),
            "{place}: {report}"
        );
    }
}

#[test]
fn a_panic_in_raw_mode_restores_the_line() {
    if std::env::var_os("NADWA_TEST_RAW").is_some() {
        let _raw = nadwa::platform::raw::RawMode::enable().expect("a terminal");
        let thread = std::thread::spawn(|| panic!("in a thread"));
        assert!(thread.join().is_err());
        std::process::abort();
    }
    let program = std::env::current_exe().expect("the path of this program");
    let mut command = CommandBuilder::new(program);
    let test = "pty::a_panic_in_raw_mode_restores_the_line";
    command.args([test, "--exact", "--nocapture"]);
    command.env("NADWA_TEST_RAW", "1");
    let mut terminal = Terminal::run_uncontrolled(plain(command));
    terminal.end();
    terminal.assert_line_restored();
    assert!(
        terminal.text().contains("in a thread"),
        "{}",
        terminal.text()
    );
}

/// Runs the interface on a programme that refers to a session that does not exist, beside a thread that panics once there is
/// a file as a sign.
fn panic_in_the_interface() {
    let sign = std::env::var_os("NADWA_TEST_PANIC").map(std::path::PathBuf::from);
    std::thread::spawn(move || {
        while !sign.as_ref().is_some_and(|sign| sign.exists()) {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("the sign has come");
    });
    let desk = nadwa::workspace::Workspace {
        source: nadwa::workspace::source::Source::BuiltIn,
        state_folder: None,
        server: None,
        name: "desk".into(),
        log_beside: true,
        columns: nadwa::load::ColumnNames::default(),
        settings: None,
    };
    let mut world = nadwa::world::World::new(
        desk.source.read(&desk.columns),
        0,
        nadwa::model::zone::Zone::utc(),
        None,
    );
    world.set_language(nadwa::text::Lang::parse("en"));
    world.keys = std::sync::Arc::new(nadwa::tui::commands::keymap());
    world.program.partners[0].sessions = vec![nadwa::model::Ix::new(9999)];
    let mut app = nadwa::tui::app::App::new(world, (COLS, ROWS));
    app.color_scheme.theme = nadwa::tui::theme::Theme::Terminal;
    let settings = nadwa::tui::terminal::Settings {
        bidi: None,
        fixed: true,
        mouse: true,
        reread: Box::new(|_| {}),
    };
    nadwa::tui::terminal::run(&mut app, &settings, &desk).expect("the terminal works");
}

#[test]
fn settings_that_are_saved_take_effect_at_once() {
    let folder = crate::support::Folder::new();
    std::fs::create_dir_all(folder.file("config/nadwa")).expect("a folder");
    folder.write("config/nadwa/config.toml", "lang = \"en\"\n");
    let mut command = CommandBuilder::new(NADWA);
    command.args(["--at", "2021-11-30T11:20", "--keys", "1"]);
    let mut command = plain(command);
    command.env("XDG_CONFIG_HOME", folder.file("config"));
    let mut terminal = Terminal::run(command);
    terminal.until_text("Opening session");
    folder.write(
        "config/nadwa/config.toml",
        "lang = \"es\"\n[keys]\nquit = \"w\"\n",
    );
    terminal.until_text("Se han vuelto a leer los ajustes");
    terminal.until_text("Sesión inaugural");
    folder.write("config/nadwa/config.toml", "lang = \"fr\"\nlng = 1\n");
    terminal.until_text("Séance d’ouverture");
    terminal.quit();
    terminal.assert_restored();
}

/// Writes a programme and a script called `name` as its editor, and returns the command that shows the programme.
fn with_editor(folder: &Folder, name: &str, script: &str) -> CommandBuilder {
    let program = include_str!("../data/delays.toml");
    folder.write("program.toml", format!("[[rumors]]\n{program}"));
    let editor = folder.write(name, format!("#!/bin/sh\n{script}"));
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
    std::fs::set_permissions(&editor, mode).expect("the script can be made executable");
    let mut command = CommandBuilder::new(NADWA);
    command.args(["--lang", "en", "--at", "2021-11-30T10:20", "--keys", "1"]);
    command.arg(folder.file("program.toml"));
    let mut command = plain(command);
    command.env("VISUAL", "");
    command.env("EDITOR", format!("'{}' -n", editor.display()));
    command.env("FOLDER", &folder.0);
    command
}

/// Returns the words that the editor was started with.
fn arguments(folder: &Folder) -> Vec<String> {
    let words = std::fs::read_to_string(folder.file("args")).expect("the editor was started");
    words.lines().map(str::to_owned).collect()
}

/// Returns the line of the programme, from 1, that is the one `above` lines above the first with this text.
fn line_of(folder: &Folder, text: &str, above: usize) -> usize {
    let program = std::fs::read_to_string(folder.file("program.toml")).expect("the programme");
    let line = program.lines().position(|line| line.contains(text));
    line.expect("the text is there") + 1 - above
}

const NOTE_ARGUMENTS: &str = "printf '%s\\n' \"$@\" > \"$FOLDER/args\"\n";

#[test]
fn e_opens_the_editor_at_the_session_and_the_screen_comes_back() {
    let folder = Folder::new();
    let script = "echo 'what is the title?'\nread -r title\n\
        sed -i \"s/\\\"Rumours\\\"/\\\"$title\\\"/\" \"$FOLDER/program.toml\"\n";
    let script = format!("{NOTE_ARGUMENTS}{script}");
    let mut terminal = Terminal::run(with_editor(&folder, "vim", &script));
    terminal.until_text("Rumours");
    let line = line_of(&folder, "id = \"rumours\"", 1);
    terminal.press("gjj");
    terminal.press("e");
    terminal.until_text("what is the title?");
    terminal.assert_restored();
    // Keys are the editor's, whose line is edited by the terminal.
    terminal.press("qqq\x7f\x7f\x7fNo rumours\r");
    terminal
        .until(|s| s.alternate_screen() && s.hide_cursor() && s.contents().contains("No rumours"));
    let path = folder.file("program.toml").display().to_string();
    assert_eq!(
        arguments(&folder),
        ["-n".to_owned(), format!("+{line}"), path]
    );
    let screen = terminal.screen.screen();
    assert!(screen.bracketed_paste(), "pasted text is marked again");
    let mouse = screen.mouse_protocol_mode();
    assert_eq!(mouse, vt100::MouseProtocolMode::ButtonMotion);
    terminal.press("6");
    terminal.until_text("Annex");
    terminal.quit();
    terminal.assert_restored();
}

#[test]
fn e_opens_the_editor_at_a_problem() {
    let folder = Folder::new();
    let mut terminal = Terminal::run(with_editor(&folder, "code", NOTE_ARGUMENTS));
    terminal.until_text("Rumours");
    let line = line_of(&folder, "[[rumors]]", 0);
    terminal.press("!");
    terminal.until_text("rumors");
    terminal.press("e");
    terminal.until_text("Reloaded");
    let place = format!("{}:{line}", folder.file("program.toml").display());
    assert_eq!(arguments(&folder), ["-n", "--goto", &place]);
    terminal.quit();
    terminal.assert_restored();
}

#[test]
fn an_editor_that_is_not_there_is_reported() {
    let folder = Folder::new();
    let mut command = with_editor(&folder, "ed", "");
    command.env("VISUAL", "/nonexistent/ed");
    let mut terminal = Terminal::run(command);
    terminal.until_text("Rumours");
    terminal.press("e");
    terminal.until_text("/nonexistent/ed: ");
    assert!(terminal.screen.screen().alternate_screen());
    terminal.quit();
    terminal.assert_restored();
}

#[test]
fn control_c_in_the_editor_ends_nothing_else() {
    let folder = Folder::new();
    let script = "trap 'echo interrupted' INT\necho ready\nwhile ! read -r line; do :; done\n";
    let mut terminal = Terminal::run(with_editor(&folder, "ed", script));
    terminal.until_text("Rumours");
    terminal.press("e");
    terminal.until_text("ready");
    for times in 1..=3 {
        terminal.press("\x03");
        terminal.until(|s| s.contents().matches("interrupted").count() == times);
    }
    terminal.press("\r");
    terminal.until(|s| s.alternate_screen() && s.contents().contains("Rumours"));
    terminal.quit();
    terminal.assert_restored();
}

#[test]
fn nadwa_suspends_and_resumes_while_the_editor_runs() {
    let folder = Folder::new();
    let command = with_editor(&folder, "ed", "echo ready\nread -r line\n");
    let Some(mut terminal) = Terminal::run_below_shell(command) else {
        return;
    };
    terminal.until_text("Rumours");
    terminal.press("e");
    terminal.until_text("ready");
    terminal.signal("TSTP");
    terminal.wait_for_state('T');
    terminal.signal("CONT");
    terminal.press("\r");
    terminal.until(|s| s.alternate_screen() && s.contents().contains("Rumours"));
    terminal.quit();
    terminal.assert_restored();
}
