//! Programmes at an address, from a server on this machine that answers in every way there is.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::process::Command;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use crate::terminal::{Folder, Terminal, plain};
use nadwa::workspace::http::{HttpSource, Limits};
use portable_pty::CommandBuilder;

const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    time: Duration::from_secs(1),
    redirects: 5,
};

/// A server that gives each connection to one of the answers, in order, and the last one to all that
/// come after; what it was asked arrives at the receiver.
struct Server {
    address: String,
    asked: Receiver<String>,
}

type Answer = Box<dyn Fn(&mut TcpStream) + Send>;

impl Server {
    fn new(answers: Vec<Answer>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (sender, asked) = channel();
        std::thread::spawn(move || {
            for n in 0.. {
                let Ok((mut stream, _)) = listener.accept() else {
                    break;
                };
                let request = request(&stream);
                if sender.send(request).is_err() {
                    break;
                }
                answers[n.min(answers.len() - 1)](&mut stream);
                let _ = stream.shutdown(Shutdown::Write);
            }
        });
        Self {
            address: format!("http://127.0.0.1:{port}"),
            asked,
        }
    }

    fn web(&self, home: &Folder) -> HttpSource {
        let address = format!("{}/schedule.xml", self.address);
        HttpSource::with(&address, Some(home.0.clone()), LIMITS).expect("an address")
    }
}

/// The head of a request, in lower case.
fn request(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).is_ok_and(|n| n > 2) {}
    head.to_lowercase()
}

/// Bytes to send as they are.
fn raw(bytes: impl Into<Vec<u8>>) -> Answer {
    let bytes = bytes.into();
    // Who asked may have gone.
    Box::new(move |stream| drop(stream.write_all(&bytes)))
}

fn answer(status: &str, headers: &str, body: &str) -> Answer {
    let length = body.len();
    raw(format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
    ))
}

fn redirect(to: &str) -> Answer {
    answer("302 Found", &format!("location: {to}\r\n"), "")
}

fn packed(bytes: usize) -> Answer {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer
        .write_all(&vec![b'x'; bytes])
        .expect("a Vec takes it");
    let body = packer.finish().expect("a Vec takes it");
    let head = format!(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    raw([head.into_bytes(), body].concat())
}

/// What went wrong with one answer.
fn why(answer: Answer) -> String {
    let home = Folder::new();
    let server = Server::new(vec![answer]);
    let web = server.web(&home);
    let why = web.ask(1).expect_err("no whole answer").why;
    assert_eq!((web.copy().is_none(), web.why()), (true, why.clone()));
    why
}

#[test]
fn every_way_to_fail_is_told_in_words() {
    let cut = raw("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\nshort");
    assert_eq!(why(cut), "the answer was cut short");
    assert_eq!(
        why(answer("404 Not Found", "", "")),
        "there is no such page"
    );
    assert_eq!(
        why(answer("500 No", "", "")),
        "the server is in trouble (500)"
    );
    assert_eq!(
        why(answer("304 Not Modified", "", "")),
        "the server says that nothing has changed since never"
    );
    assert_eq!(
        why(answer("302 Found", "", "")),
        "the server sends elsewhere and does not say where"
    );
    assert_eq!(
        why(redirect("/again")),
        "the server sends elsewhere more than 5 times"
    );
    assert_eq!(
        why(redirect("file:///etc/passwd")),
        "the server sends to something else than the web"
    );
    assert_eq!(why(packed(20 << 20)), "it is larger than 1 MiB");
    assert_eq!(
        why(answer("200 OK", "", &"x".repeat(2 << 20))),
        "it is larger than 1 MiB"
    );
    let endless: Answer = Box::new(|stream| {
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        let mut sent = stream.write_all(head.as_bytes());
        while sent.is_ok() {
            sent = stream.write_all(b"4\r\nmore\r\n");
        }
    });
    assert_eq!(why(endless), "it is larger than 1 MiB");
    // It says less than it sends: what it says counts.
    let home = Folder::new();
    let server = Server::new(vec![raw(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 4\r\n\r\nmore than four",
    )]);
    let web = server.web(&home);
    assert_eq!(web.ask(1), Ok(true));
    assert_eq!(&*web.copy().expect("a copy").bytes, b"more");
    assert!(!why(raw("nonsense\r\n\r\n")).is_empty());
    assert!(!why(raw("")).is_empty());
}

#[test]
fn a_server_that_says_nothing_is_not_waited_for() {
    // It reads and never answers; the connection stays until the test ends.
    let (_keep, end) = channel::<()>();
    let silent: Answer = Box::new(move |_| assert!(end.recv().is_err()));
    assert_eq!(why(silent), "no whole answer within 1 s");
    let drip: Answer = Box::new(|stream| {
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n";
        let mut sent = stream.write_all(head.as_bytes());
        while sent.is_ok() {
            std::thread::sleep(Duration::from_millis(20));
            sent = stream.write_all(b"x");
        }
    });
    assert_eq!(why(drip), "no whole answer within 1 s");
}

#[test]
fn nobody_listens() {
    let home = Folder::new();
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.local_addr().expect("an address").port()
    };
    let address = format!("http://127.0.0.1:{port}/");
    let web = HttpSource::with(&address, Some(home.0.clone()), LIMITS).expect("an address");
    let why = web.ask(1).expect_err("nobody").why;
    assert_eq!(why, "the server cannot be reached");
}

#[test]
fn a_copy_is_kept_and_checked_against() {
    let home = Folder::new();
    let server = Server::new(vec![
        answer("200 OK", "etag: \"one\"\r\n", "first"),
        answer("304 Not Modified", "", ""),
        answer("429 Too Many", "retry-after: 120\r\n", ""),
        redirect("elsewhere"),
        answer(
            "200 OK",
            "last-modified: Tue, 30 Nov 2021 08:00:00 GMT\r\n",
            "second",
        ),
        answer("200 OK", "", "second"),
    ]);
    let web = server.web(&home);
    let asked = || server.asked.recv().expect("a request");
    assert_eq!(web.ask(100), Ok(true));
    assert!(!asked().contains("if-none-match"));
    // Another run begins with what was kept.
    let web = server.web(&home);
    let copy = web.copy().expect("it was kept");
    assert_eq!((&*copy.bytes, copy.told), (&b"first"[..], 100));
    assert_eq!(web.ask(200), Ok(false));
    assert!(asked().contains("if-none-match: \"one\""));
    assert_eq!(web.copy().expect("a copy").told, 200);
    // It asks for patience, and what there was stays.
    let failure = web.ask(300).expect_err("no answer");
    assert_eq!(failure.why, "the server asks for patience");
    assert_eq!(failure.wait, Some(Duration::from_secs(120)));
    asked();
    let copy = web.copy().expect("a copy");
    assert_eq!((&*copy.bytes, copy.told), (&b"first"[..], 200));
    assert_eq!(web.ask(400), Ok(true));
    assert!(asked().starts_with("get /schedule.xml "));
    assert!(asked().starts_with("get /elsewhere "));
    assert_eq!(web.ask(500), Ok(false));
    assert!(asked().contains("if-modified-since: tue, 30 nov 2021 08:00:00 gmt"));
    // A copy that was damaged is none.
    let file = fs::read_dir(&home.0).expect("a folder").next();
    let file = file.expect("a copy").expect("an entry").path();
    fs::write(&file, "nonsense").expect("it can be written");
    assert!(server.web(&home).copy().is_none());
}

#[test]
fn an_unpacked_answer_is_the_programme() {
    let home = Folder::new();
    let server = Server::new(vec![packed(1000)]);
    let web = server.web(&home);
    assert_eq!(web.ask(1), Ok(true));
    assert_eq!(
        &*web.copy().expect("a copy").bytes,
        "x".repeat(1000).as_bytes()
    );
    let head = server.asked.recv().expect("a request");
    assert!(head.contains("accept-encoding: gzip"), "{head}");
}

/// Runs nadwa with an address for its programme.
fn nadwa(args: &[&str], address: &str, home: &Folder) -> (String, String, Option<i32>) {
    let out = Command::new(env!("CARGO_BIN_EXE_nadwa"))
        .args(args)
        .env_clear()
        .env("TZ", "UTC")
        .env("HOME", &home.0)
        .env("NADWA_PROGRAM", address)
        .output()
        .expect("nadwa runs");
    let text = |bytes| String::from_utf8(bytes).expect("it is UTF-8");
    (text(out.stdout), text(out.stderr), out.status.code())
}

const PROGRAM: &str = "[program]\nid = \"x\"\ntitle = \"From afar\"\ntimezone = \"UTC\"\n[[sessions]]\nid = \"a\"\ntitle = \"Opening\"\nstart = 2021-11-30T10:00:00\nduration = \"1h\"\n";

#[test]
fn without_the_network_the_copy_answers_and_says_its_age() {
    let home = Folder::new();
    let server = Server::new(vec![
        answer("200 OK", "etag: \"one\"\r\n", PROGRAM),
        answer("503 Down", "", ""),
    ]);
    let address = &server.address;
    let (out, err, status) = nadwa(&["agenda"], address, &home);
    assert!(
        out.contains("From afar") && out.contains("Opening"),
        "{out}"
    );
    assert_eq!((&*err, status), ("", Some(0)));
    let (out, err, status) = nadwa(&["agenda"], address, &home);
    assert!(out.contains("Opening"), "{out}");
    let wanted = format!(
        "nadwa: {address} could not be read: the server is in trouble (503); this is a copy, 0 min old\n"
    );
    assert_eq!((&*err, status), (&*wanted, Some(0)));
    // On the screen, once it is old.
    let (out, ..) = nadwa(
        &["--print", "--size", "80x6", "--at", "2100-01-01T00:00"],
        address,
        &home,
    );
    assert!(
        out.lines()
            .next()
            .is_some_and(|l| l.contains("copy ") && l.contains(" old")),
        "{out}"
    );
}

#[test]
fn an_address_that_never_answered_is_an_error_with_its_reason() {
    let home = Folder::new();
    let server = Server::new(vec![answer("404 Not Found", "", "")]);
    let (out, err, status) = nadwa(&["agenda"], &server.address, &home);
    let wanted = format!(
        "nadwa: error[unreadable]: {} could not be read: there is no such page\n  = help: look at the address and at the network; there is no copy yet\n",
        server.address
    );
    assert_eq!((&*out, &*err, status), ("", &*wanted, Some(1)));
}

#[test]
fn the_screen_shows_the_copy_at_once_and_then_what_the_server_says() {
    let home = Folder::new();
    let later = PROGRAM.replace("Opening", "Opening, later");
    let server = Server::new(vec![
        answer("200 OK", "etag: \"one\"\r\n", PROGRAM),
        answer("200 OK", "etag: \"two\"\r\n", &later),
        answer("304 Not Modified", "", ""),
        answer("500 No", "", ""),
    ]);
    nadwa(&["agenda"], &server.address, &home);
    let asked = || server.asked.recv().expect("a request");
    asked();
    let mut command = plain(CommandBuilder::new(env!("CARGO_BIN_EXE_nadwa")));
    command.args(["--lang", "en", "--at", "2021-11-30T09:00", "--keys", "1"]);
    command.arg(&server.address);
    command.env("XDG_CACHE_HOME", home.0.join(".cache"));
    command.set_controlling_tty(false);
    let mut terminal = Terminal::run(command);
    terminal.until_text("Opening");
    terminal.until_text("Opening, later");
    assert!(asked().contains("if-none-match: \"one\""));
    terminal.press("r");
    terminal.until_text("read again");
    assert!(asked().contains("if-none-match: \"two\""));
    terminal.press("r");
    terminal.until_text("no news from the server: the server is in trouble (500)");
    assert!(
        terminal
            .screen
            .screen()
            .contents()
            .contains("Opening, later")
    );
    terminal.press("q");
    assert_eq!(terminal.end(), 0);
}
