//! Programmes at an address: a local server sends complete, broken, slow and hostile responses.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use nadwa::model::zone::Zone;
use nadwa::tui::app::App;
use nadwa::tui::terminal::browse;
use nadwa::workspace::http::{HttpSource, Limits, without_credentials};
use nadwa::workspace::paths::file_name;
use nadwa::world::World;
use portable_pty::CommandBuilder;

use crate::support::{self, Folder, NADWA, english};
use crate::terminal::{Terminal, plain};

/// Time enough for a busy machine.
const LIMITS: Limits = Limits {
    bytes: 1 << 20,
    time: Duration::from_secs(60),
    redirects: 5,
};

/// The limits of the tests that reach the limit of time.
const SHORT: Limits = Limits {
    time: Duration::from_secs(1),
    ..LIMITS
};

/// A server that sends one response to each connection, in order, and the last one to all further connections.
struct Server {
    address: String,
    /// The head of each request.
    requests: Receiver<String>,
}

type Response = Box<dyn Fn(&mut TcpStream) + Send>;

impl Server {
    fn new(responses: Vec<Response>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (sender, requests) = channel();
        std::thread::spawn(move || {
            for n in 0.. {
                let Ok((mut stream, _)) = listener.accept() else {
                    break;
                };
                let request = request(&stream);
                if sender.send(request).is_err() {
                    break;
                }
                responses[n.min(responses.len() - 1)](&mut stream);
                let _ = stream.shutdown(Shutdown::Write);
            }
        });
        Self {
            address: format!("http://127.0.0.1:{port}"),
            requests,
        }
    }

    fn web(&self, home: &Folder) -> HttpSource {
        self.web_within(home, LIMITS)
    }

    fn web_within(&self, home: &Folder, limits: Limits) -> HttpSource {
        let address = format!("{}/schedule.xml", self.address);
        HttpSource::with(&address, Some(home.0.clone()), limits).expect("an address")
    }
}

/// Reads the head of a request, in lower case.
fn request(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while reader.read_line(&mut head).is_ok_and(|n| n > 2) {}
    head.to_lowercase()
}

/// Returns a response of these bytes.
fn raw(bytes: impl Into<Vec<u8>>) -> Response {
    let bytes = bytes.into();
    // The client may have closed the connection.
    Box::new(move |stream| drop(stream.write_all(&bytes)))
}

/// Returns a complete response.
fn response(status: &str, headers: &str, body: &str) -> Response {
    let length = body.len();
    raw(format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\n{headers}content-length: {length}\r\n\r\n{body}"
    ))
}

fn redirect(to: &str) -> Response {
    response("302 Found", &format!("location: {to}\r\n"), "")
}

/// Returns a compressed response that is so many bytes long when it is unpacked.
fn packed(bytes: usize) -> Response {
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

/// Returns the reason why a response is refused.
fn why(response: Response) -> String {
    why_within(response, LIMITS)
}

fn why_within(response: Response, limits: Limits) -> String {
    let home = Folder::new();
    let server = Server::new(vec![response]);
    let web = server.web_within(&home, limits);
    let why = web.fetch(1).expect_err("no complete response").why;
    assert_eq!((web.cached().is_none(), web.why()), (true, why.clone()));
    english(&why)
}

#[test]
fn every_failure_has_its_message() {
    let cut = raw("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\nshort");
    assert_eq!(why(cut), "the response was cut short");
    assert_eq!(
        why(response("404 Not Found", "", "")),
        "there is no such page"
    );
    assert_eq!(
        why(response("500 No", "", "")),
        "the server has a problem (status 500)"
    );
    assert_eq!(
        why(response("304 Not Modified", "", "")),
        "the server replied “not modified”, but there is no saved copy"
    );
    assert_eq!(
        why(response("302 Found", "", "")),
        "the server redirects without an address"
    );
    assert_eq!(
        why(redirect("/again")),
        "the server redirects more than 5 times"
    );
    assert_eq!(
        why(redirect("file:///etc/passwd")),
        "the server redirects to something other than http or https"
    );
    assert_eq!(why(packed(20 << 20)), "it is larger than 1 MiB");
    assert_eq!(
        why(response("200 OK", "", &"x".repeat(2 << 20))),
        "it is larger than 1 MiB"
    );
    let endless: Response = Box::new(|stream| {
        let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        let mut sent = stream.write_all(head.as_bytes());
        while sent.is_ok() {
            sent = stream.write_all(b"4\r\nmore\r\n");
        }
    });
    assert_eq!(why(endless), "it is larger than 1 MiB");
    // The body is longer than its content-length: the length counts.
    let home = Folder::new();
    let server = Server::new(vec![raw(
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 4\r\n\r\nmore than four",
    )]);
    let web = server.web(&home);
    assert_eq!(web.fetch(1), Ok(true));
    assert_eq!(&*web.cached().expect("a copy").bytes, b"more");
    assert!(!why(raw("nonsense\r\n\r\n")).is_empty());
    assert!(!why(raw("")).is_empty());
}

#[test]
fn a_server_that_is_silent_or_slow_is_given_up() {
    // It never responds; the connection stays open until the test ends.
    let (_keep, end) = channel::<()>();
    let silent: Response = Box::new(move |_| assert!(end.recv().is_err()));
    assert_eq!(why_within(silent, SHORT), "no complete response within 1 s");
    let drip: Response = Box::new(|stream| {
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n";
        let mut sent = stream.write_all(head.as_bytes());
        while sent.is_ok() {
            std::thread::sleep(Duration::from_millis(20));
            sent = stream.write_all(b"x");
        }
    });
    assert_eq!(why_within(drip, SHORT), "no complete response within 1 s");
}

#[test]
fn redirects_do_not_extend_the_time_limit() {
    // Each reply comes in time, but not all of them together.
    let late: Response = Box::new(|stream| {
        std::thread::sleep(SHORT.time / 2);
        redirect("/again")(stream);
    });
    assert_eq!(why_within(late, SHORT), "no complete response within 1 s");
}

#[test]
fn a_redirect_without_end_is_followed_five_times() {
    let home = Folder::new();
    let server = Server::new(vec![redirect("/again")]);
    assert!(server.web(&home).fetch(1).is_err());
    assert_eq!(server.requests.try_iter().count(), 6);
}

#[test]
fn a_copy_of_another_address_is_not_shown() {
    let home = Folder::new();
    let server = Server::new(vec![response("200 OK", "", PROGRAM)]);
    let web = server.web(&home);
    assert_eq!(web.fetch(100), Ok(true));
    assert!(server.web(&home).cached().is_some());
    // Two addresses may have the same file name.
    let other = format!("{}/other.xml", server.address);
    let copy = home.file(&file_name(web.address()));
    fs::rename(copy, home.file(&file_name(&other))).expect("the copy can be renamed");
    let other = HttpSource::with(&other, Some(home.0.clone()), LIMITS).expect("an address");
    assert!(other.cached().is_none());
}

#[test]
fn an_address_without_a_server_cannot_be_reached() {
    let home = Folder::new();
    // The port of a client: no server listens there, and no other test can bind it.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let client = TcpStream::connect(listener.local_addr().expect("an address"));
    let client = client.expect("a connection");
    let port = client.local_addr().expect("an address").port();
    let address = format!("http://127.0.0.1:{port}/");
    let web = HttpSource::with(&address, Some(home.0.clone()), LIMITS).expect("an address");
    let why = web.fetch(1).expect_err("no server").why;
    assert_eq!(english(&why), "the server cannot be reached");
}

#[test]
fn a_copy_is_stored_and_revalidated() {
    let home = Folder::new();
    let server = Server::new(vec![
        response("200 OK", "etag: \"one\"\r\n", "first"),
        response("304 Not Modified", "", ""),
        response("429 Too Many", "retry-after: 120\r\n", ""),
        redirect("elsewhere"),
        response(
            "200 OK",
            "last-modified: Tue, 30 Nov 2021 08:00:00 GMT\r\n",
            "second",
        ),
        response("200 OK", "", "second"),
    ]);
    let web = server.web(&home);
    let request = || server.requests.recv().expect("a request");
    assert_eq!(web.fetch(100), Ok(true));
    assert!(!request().contains("if-none-match"));
    // Another run starts with the stored copy.
    let web = server.web(&home);
    let copy = web.cached().expect("a stored copy");
    assert_eq!((&*copy.bytes, copy.confirmed_at()), (&b"first"[..], 100));
    assert_eq!(web.fetch(200), Ok(false));
    assert!(request().contains("if-none-match: \"one\""));
    assert_eq!(web.cached().expect("a copy").confirmed_at(), 200);
    // A response 429 leaves the copy as it is.
    let failure = web.fetch(300).expect_err("a response 429");
    assert_eq!(
        english(&failure.why),
        "too many requests: the server asks to wait"
    );
    assert_eq!(failure.wait, Some(Duration::from_secs(120)));
    request();
    let copy = web.cached().expect("a copy");
    assert_eq!((&*copy.bytes, copy.confirmed_at()), (&b"first"[..], 200));
    assert_eq!(web.fetch(400), Ok(true));
    assert!(request().starts_with("get /schedule.xml "));
    assert!(request().starts_with("get /elsewhere "));
    assert_eq!(web.fetch(500), Ok(false));
    assert!(request().contains("if-modified-since: tue, 30 nov 2021 08:00:00 gmt"));
    // A damaged copy is not used.
    let file = fs::read_dir(&home.0).expect("a folder").next();
    let file = file.expect("a copy").expect("an entry").path();
    fs::write(&file, "nonsense").expect("the copy can be written");
    assert!(server.web(&home).cached().is_none());
}

#[test]
fn a_compressed_response_is_unpacked() {
    let home = Folder::new();
    let server = Server::new(vec![packed(1000)]);
    let web = server.web(&home);
    assert_eq!(web.fetch(1), Ok(true));
    assert_eq!(
        &*web.cached().expect("a copy").bytes,
        "x".repeat(1000).as_bytes()
    );
    let head = server.requests.recv().expect("a request");
    assert!(head.contains("accept-encoding: gzip"), "{head}");
}

/// Runs nadwa on the programme at an address; returns stdout, stderr and the exit status.
fn nadwa(args: &[&str], address: &str, home: &Folder) -> (String, String, Option<i32>) {
    let out = support::nadwa()
        .args(args)
        .env("HOME", &home.0)
        .env("NADWA_PROGRAM", address)
        .output()
        .expect("nadwa runs");
    let text = |bytes| String::from_utf8(bytes).expect("nadwa prints UTF-8");
    (text(out.stdout), text(out.stderr), out.status.code())
}

const PROGRAM: &str = "[program]\nid = \"x\"\ntitle = \"From afar\"\ntimezone = \"UTC\"\n[[sessions]]\nid = \"a\"\ntitle = \"Opening\"\nstart = 2021-11-30T10:00:00\nduration = \"1h\"\n";

#[test]
fn without_the_network_the_copy_is_shown_with_its_age() {
    let home = Folder::new();
    let server = Server::new(vec![
        response("200 OK", "etag: \"one\"\r\n", PROGRAM),
        response("503 Down", "", ""),
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
        "nadwa: {address} could not be read: the server has a problem (status 503). Using a copy that is 0 min old\n"
    );
    assert_eq!((&*err, status), (&*wanted, Some(0)));
    // An old copy is marked on the screen.
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
fn a_reply_that_is_no_programme_leaves_the_copy() {
    let home = Folder::new();
    let login =
        "<!doctype html><html><title>Log in</title><body>Welcome to our network</body></html>";
    let later = PROGRAM.replace("Opening", "Later");
    let server = Server::new(vec![
        response("200 OK", "etag: \"one\"\r\n", PROGRAM),
        response("200 OK", "etag: \"two\"\r\n", login),
        response("200 OK", "", ""),
        response("200 OK", "", &later),
    ]);
    let address = &server.address;
    nadwa(&["agenda"], address, &home);
    for _ in 0..2 {
        let (out, err, status) = nadwa(&["agenda"], address, &home);
        assert!(out.contains("Opening"), "{out}");
        let wanted = format!(
            "nadwa: {address} could not be read: the reply contains no sessions; the saved copy is kept. Using a copy that is 0 min old\n"
        );
        assert_eq!((&*err, status), (&*wanted, Some(0)));
    }
    let (out, err, _) = nadwa(&["agenda"], address, &home);
    assert!(out.contains("Later") && err.is_empty(), "{out}{err}");
    // The copy is still compared by its own tag.
    let tags: Vec<bool> = server
        .requests
        .try_iter()
        .map(|r| r.contains("\"one\""))
        .collect();
    assert_eq!(tags, [false, true, true, true]);
}

#[test]
fn a_version_that_has_lost_most_sessions_is_shown_but_does_not_replace_the_copy() {
    let home = Folder::new();
    let programme = |sessions: usize| {
        let sessions = (0..sessions).map(|n| {
            format!(
                "[[sessions]]\nid = \"s{n}\"\ntitle = \"S{n}\"\nstart = 2021-11-30T1{n}:00:00\n"
            )
        });
        let head = "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n";
        head.to_owned() + &sessions.collect::<String>()
    };
    let (whole, half, part) = (programme(4), programme(2), programme(1));
    let server = Server::new(
        [&whole, &part, &half]
            .map(|p| response("200 OK", "", p))
            .into(),
    );
    let copy = |web: &HttpSource| {
        let copy = web.cached().expect("a copy");
        String::from_utf8(copy.bytes.to_vec()).expect("it is UTF-8")
    };
    let web = server.web(&home);
    assert_eq!(web.fetch(1), Ok(true));
    assert_eq!(web.fetch(2), Ok(true));
    assert_eq!((copy(&web), copy(&server.web(&home))), (part, whole));
    assert_eq!(web.fetch(3), Ok(true));
    assert_eq!(copy(&server.web(&home)), half);
}

#[test]
fn a_server_asks_to_wait_for_seconds_or_until_a_time_of_its_own_clock() {
    let cases = [
        ("retry-after: 120\r\n", Some(120)),
        (
            "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Sun, 06 Nov 1994 08:51:37 GMT\r\n",
            Some(120),
        ),
        ("retry-after: Fri, 31 Dec 9999 23:59:59 GMT\r\n", Some(3600)),
        (
            "date: Sun, 06 Nov 1994 08:49:37 GMT\r\nretry-after: Sun, 06 Nov 1994 08:49:36 GMT\r\n",
            None,
        ),
        ("retry-after: soon\r\n", None),
        ("", None),
    ];
    for (headers, wanted) in cases {
        let home = Folder::new();
        let server = Server::new(vec![response("503 Wait", headers, "")]);
        let failure = server.web(&home).fetch(1).expect_err("no programme");
        assert_eq!(failure.wait, wanted.map(Duration::from_secs), "{headers}");
    }
}

/// Returns the names and the contents of all files below a folder.
fn everything(folder: &std::path::Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        all.extend([format!("{}\n", path.display())]);
        all += &if path.is_dir() {
            everything(&path)
        } else {
            String::from_utf8_lossy(&fs::read(&path).expect("a file")).into_owned()
        };
    }
    all
}

/// Commands that show, save or send an address.
const SHOWING: [&[&str]; 7] = [
    &["agenda"],
    &["agenda"],
    &["check"],
    &["--print", "--keys", "i"],
    &["agenda", "--json"],
    &["config"],
    &["doctor"],
];

#[test]
fn a_password_in_an_address_is_sent_and_is_neither_saved_nor_shown() {
    for password in ["sesame", "se@same", "@@sesame@", "se%2Fsame"] {
        let home = Folder::new();
        let server = Server::new(vec![
            response("200 OK", "", PROGRAM),
            response("503 Down", "", ""),
            raw(""),
            raw("nonsense\r\n\r\n"),
            redirect("/again"),
        ]);
        let host = server.address.trim_start_matches("http://");
        let address = format!("http://guest:{password}@{host}");
        // An earlier version named the copy after the whole address.
        let cache = home.0.join(".cache/nadwa");
        fs::create_dir_all(&cache).expect("a folder can be made");
        let old = file_name(&address);
        fs::write(cache.join(old), "{}\n").expect("a file can be written");
        let mut shown = String::new();
        for args in SHOWING {
            let (out, err, _) = nadwa(args, &address, &home);
            // The first request has a copy, which all others show.
            assert!(out.contains("Opening") || args[0] != "agenda", "{out}{err}");
            shown += &(out + &err);
            let saved = everything(&home.0);
            assert!(
                !saved.contains("same") && !saved.contains("guest"),
                "{saved}"
            );
        }
        let request = server.requests.recv().expect("a request");
        assert!(request.contains("authorization: basic "), "{request}");
        for bad in ["ftp", "http:/"] {
            let address = address.replacen("http", bad, 1);
            let (out, err, _) = nadwa(&["agenda"], &address, &home);
            shown += &(out + &err);
        }
        for text in [shown, everything(&home.0)] {
            assert!(!text.contains("same") && !text.contains("guest"), "{text}");
        }
    }
}

#[test]
fn a_token_in_an_address_is_sent_and_is_neither_saved_nor_shown() {
    let home = Folder::new();
    let server = Server::new(vec![
        response("503 Down", "", ""),
        response("200 OK", "", PROGRAM),
        raw(""),
        raw("nonsense\r\n\r\n"),
        redirect("/again?x=sesame"),
    ]);
    let address = format!("{}/schedule?token=sesame", server.address);
    // An earlier version named the copy after the whole address.
    let cache = home.0.join(".cache/nadwa");
    fs::create_dir_all(&cache).expect("a folder can be made");
    let meta = format!("{{\"address\":\"{address}\",\"told\":1}}\n");
    let earlier = PROGRAM.replace("Opening", "Earlier");
    fs::write(cache.join(file_name(&address)), meta + &earlier).expect("a file can be written");
    let (mut shown, err, _) = nadwa(&["agenda"], &address, &home);
    assert!(shown.contains("Earlier"), "{shown}{err}");
    for args in SHOWING {
        let (out, err, _) = nadwa(args, &address, &home);
        shown += &(out + &err);
    }
    assert!(
        shown.contains("Opening") && shown.contains("schedule?…"),
        "{shown}"
    );
    let request = server.requests.recv().expect("a request");
    assert!(
        request.starts_with("get /schedule?token=sesame "),
        "{request}"
    );
    for text in [shown, everything(&home.0)] {
        assert!(!text.contains("sesame"), "{text}");
    }
    // Of another query, this is no copy.
    let other = format!("{}/schedule?token=other", server.address);
    let (out, ..) = nadwa(&["agenda"], &other, &home);
    assert!(!out.contains("Opening"), "{out}");
}

#[test]
fn a_page_that_asks_to_log_in_is_not_kept_as_the_first_copy() {
    let home = Folder::new();
    let login = "<!doctype html><html><title>Log in</title><body>Welcome</body></html>";
    let server = Server::new(vec![
        response("200 OK", "", login),
        response("503 Down", "", ""),
        response("200 OK", "", PROGRAM),
    ]);
    let address = &server.address;
    let (_, err, status) = nadwa(&["agenda"], address, &home);
    assert!(err.contains("the reply is not a programme"), "{err}");
    assert_eq!(status, Some(1));
    let (_, err, _) = nadwa(&["agenda"], address, &home);
    assert!(err.contains("there is no saved copy yet"), "{err}");
    let (out, err, _) = nadwa(&["agenda"], address, &home);
    assert!(out.contains("Opening") && err.is_empty(), "{out}{err}");
}

#[test]
fn an_address_without_a_copy_is_an_error_with_its_reason() {
    let home = Folder::new();
    let server = Server::new(vec![response("404 Not Found", "", "")]);
    let (out, err, status) = nadwa(&["agenda"], &server.address, &home);
    let wanted = format!(
        "nadwa: error[unreadable]: Cannot read {}: there is no such page\n  = help: Check the address and the network; there is no saved copy yet\n",
        server.address
    );
    assert_eq!((&*out, &*err, status), ("", &*wanted, Some(1)));
}

#[test]
fn the_screen_shows_the_copy_and_then_the_response() {
    let home = Folder::new();
    let later = PROGRAM.replace("Opening", "Opening, later");
    let server = Server::new(vec![
        response("200 OK", "etag: \"one\"\r\n", PROGRAM),
        response("200 OK", "etag: \"two\"\r\n", &later),
        response("304 Not Modified", "", ""),
        response("500 No", "", ""),
    ]);
    nadwa(&["agenda"], &server.address, &home);
    let request = || server.requests.recv().expect("a request");
    request();
    let mut command = plain(CommandBuilder::new(NADWA));
    command.args(["--lang", "en", "--at", "2021-11-30T09:00", "--keys", "1"]);
    command.arg(&server.address);
    command.env("XDG_CACHE_HOME", home.0.join(".cache"));
    let mut terminal = Terminal::run_uncontrolled(command);
    terminal.until_text("Opening");
    terminal.until_text("Opening, later");
    assert!(request().contains("if-none-match: \"one\""));
    terminal.press("r");
    terminal.until_text("Reloaded");
    assert!(request().contains("if-none-match: \"two\""));
    terminal.press("r");
    terminal.until_text("Could not reload from the server: the server has a problem (status 500)");
    assert!(terminal.text().contains("Opening, later"));
    terminal.quit();
}

#[test]
fn an_address_is_shown_without_what_may_be_a_password() {
    for (address, shown) in [
        ("http://a.example/x?y#z", "http://a.example/x?y#z"),
        ("http://a.example:80/@name", "http://a.example:80/@name"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("http://[::1]", "http://[::1]"),
        ("http://u:p@a.example/x", "http://a.example/x"),
        ("http://u:p@ss@a.example", "http://a.example"),
        ("http://u:p/ss@a.example", "http://a.example"),
        ("http://u:p#ss@a.example", "http://a.example"),
        ("nats://u:p", "nats://u"),
        ("token@a.example", "a.example"),
    ] {
        assert_eq!(without_credentials(address), shown, "{address}");
    }
}

/// Runs itself again with an opener of its own in the place of the desktop's.
#[test]
#[cfg(target_os = "linux")]
fn only_addresses_of_the_web_and_of_mail_are_opened() {
    let name = "web::only_addresses_of_the_web_and_of_mail_are_opened";
    if std::env::var_os("NADWA_TEST_OPENER").is_none() {
        let folder = Folder::new();
        let opener = folder.write("xdg-open", "#!/bin/sh\n");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(opener, mode).expect("it is ours");
        let test = std::env::current_exe().expect("a path");
        let mut command = support::clean(&test.display().to_string());
        command.env("PATH", &folder.0).env("NADWA_TEST_OPENER", "1");
        let out = command.args(["--exact", name]).output().expect("it runs");
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stdout)
        );
        return;
    }
    let loaded = nadwa::load::load("program.toml", PROGRAM.as_bytes());
    let world = World::new(loaded, 0, Zone::utc(), None);
    let mut app = App::new(world, (80, 24));
    for (url, opened) in [
        ("https://a.example/", true),
        ("http://a.example/", true),
        ("mailto:a@b.example", true),
        ("file:///etc/passwd", false),
        ("javascript:alert(1)", false),
        ("/bin/sh", false),
        ("-h", false),
        ("ssh://a.example", false),
    ] {
        app.message = None;
        browse(&mut app, url);
        assert_eq!(app.message.is_none(), opened, "{url}: {:?}", app.message);
    }
}
