//! Several desks and a NATS server that each test starts: an update reaches all desks, none is overwritten without
//! a question, and none is lost while the server or the network is down. Without nats-server the tests print a
//! message and pass.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use nadwa::model::zone::Zone;
use nadwa::sync::{self, Posted};
use nadwa::text::Text;
use nadwa::tui::app::{App, Effect};
use nadwa::tui::commands;
use nadwa::tui::event::Event;
use nadwa::tui::terminal::EventLoop;
use nadwa::update::{Field, Update, UpdateLog};
use nadwa::workspace::Workspace;
use nadwa::workspace::source::Source;
use nadwa::world::World;
use nadwa::world::key::Key;

use crate::support::{Folder, draw, english, nadwa};
use crate::times::times;

/// The programme of all desks, and its id.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/earlier.toml");
const ID: &str = "delays";

/// A server with its own port and folder; both are released when the value is dropped.
struct Server {
    process: Child,
    port: u16,
    folder: Folder,
}

/// Returns the path of a nats-server that is new enough.
fn binary() -> Option<PathBuf> {
    let named = std::env::var_os("NATS_SERVER").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
    // It prints `nats-server: v2.10.3`; older servers are not supported.
    let new = |path: &PathBuf| -> Option<bool> {
        let out = Command::new(path).arg("--version").output().ok()?;
        let version = String::from_utf8_lossy(&out.stdout).into_owned();
        let (major, rest) = version.trim().rsplit_once('v')?.1.split_once('.')?;
        let minor = rest.split('.').next()?;
        Some((major.parse().ok()?, minor.parse().ok()?) >= (2_u32, 10_u32))
    };
    let mut all = named
        .into_iter()
        .chain(folders.map(|f| f.join("nats-server")));
    let found = all.find(|path| new(path) == Some(true));
    if found.is_none() {
        eprintln!("skipped: nats-server 2.10 or newer not found");
    }
    found
}

impl Server {
    fn start() -> Option<Self> {
        Self::with("")
    }

    /// Starts a server with more lines in its configuration.
    fn with(more: &str) -> Option<Self> {
        let folder = Folder::new();
        let free = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let config = format!(
            "{more}\njetstream {{ store_dir: \"{}\" }}\n",
            folder.0.join("store").display()
        );
        fs::write(folder.file("nats.conf"), config).expect("the file can be written");
        let process = Self::run(&folder, port)?;
        Some(Self {
            process,
            port,
            folder,
        })
    }

    fn run(folder: &Folder, port: u16) -> Option<Child> {
        let process = Command::new(binary()?)
            .args(["-a", "127.0.0.1", "-p", &port.to_string(), "-c"])
            .arg(folder.0.join("nats.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("nats-server starts");
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            thread::yield_now();
        }
        Some(process)
    }

    fn stop(&mut self) {
        self.process.kill().expect("the server can be killed");
        self.process.wait().expect("the server ends");
    }

    fn restart(&mut self) {
        self.process = Self::run(&self.folder, self.port).expect("the server was found before");
    }

    fn address(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The longest wait for anything.
const WAIT: Duration = Duration::from_secs(120);

/// A desk with its interface in the real event loop, which is not drawn.
struct Seat {
    desk: &'static Workspace,
    event_loop: EventLoop<'static>,
    events: Sender<Event>,
    folder: Folder,
}

fn desk(name: &str, address: &str, folder: &Path) -> Workspace {
    Workspace {
        source: Source::File(FILE.into()),
        state_folder: Some(folder.to_owned()),
        server: Some(address.to_owned()),
        name: name.into(),
    }
}

impl Seat {
    fn new(name: &str, address: &str) -> Self {
        Self::at(name, address, Folder::new())
    }

    fn at(name: &str, address: &str, folder: Folder) -> Self {
        let desk: &Workspace = Box::leak(Box::new(desk(name, address, &folder.0)));
        let now = Zone::utc()
            .from_local("2021-11-30T09:00:00".parse().expect("a time"))
            .timestamp();
        let mut world = World::new(desk.read(), now, Zone::utc(), None);
        world.keys = Arc::new(commands::keymap());
        let app = Box::leak(Box::new(App::new(world, (80, 24))));
        let started = EventLoop::without_terminal(app, desk);
        let (event_loop, events) = started.expect("threads can be started");
        Self {
            desk,
            event_loop,
            events,
            folder,
        }
    }

    fn app(&self) -> &App {
        self.event_loop.app
    }

    fn log(&self) -> &UpdateLog {
        &self.app().world.log
    }

    /// Handles the events that arrive within a time.
    fn step(&mut self, wait: Duration) {
        let end = self.event_loop.step(Some(wait)).expect("no terminal fails");
        assert_eq!(end, None, "the interface ended");
    }

    /// Handles events until the interface is as wanted.
    #[track_caller]
    fn until(&mut self, wanted: impl Fn(&App) -> bool) {
        let begin = Instant::now();
        while !wanted(self.app()) {
            let left = WAIT.saturating_sub(begin.elapsed());
            assert!(!left.is_zero(), "waited in vain: {}", self.state());
            self.step(left);
        }
    }

    /// Describes what the desk shows, for failures.
    fn state(&self) -> String {
        let app = self.app();
        let (offline, missing) = (app.world.offline.is_some(), app.world.missing);
        let updates: Vec<String> = self.log().updates.iter().map(record).collect();
        format!(
            "{} offline {offline} missing {missing} {:?} {:?}\n  {}\n  {}",
            self.desk.name,
            app.message,
            app.question(),
            self.log().bucket,
            updates.join("\n  ")
        )
    }

    /// Handles events until the desk has received what the server has, and has sent all.
    #[track_caller]
    fn online(&mut self) {
        self.until(|app| {
            let world = &app.world;
            let log = &world.log;
            !log.bucket.is_empty() && world.offline.is_none() && sync::pending(log).is_empty()
        });
    }

    /// Handles events until the desk has received this update.
    #[track_caller]
    fn receives(&mut self, session: &str, field: Field, value: &str) {
        self.until(|app| last_value(&app.world.log, session, field) == Some(value));
    }

    fn press(&mut self, keys: &str) {
        for key in Key::parse_all(keys).expect("the keys can be parsed") {
            self.events.send(Event::Key(key)).expect("the loop runs");
        }
        self.step(Duration::ZERO);
    }

    /// Posts an update, written as for `nadwa set`.
    fn post(&mut self, session: &str, words: &str) {
        let (field, value) =
            nadwa::update::parse(&self.app().world.program, words).expect("an update");
        self.event_loop.app.ask(Effect::Post(vec![Update {
            session: session.into(),
            field,
            value: Some(value),
            ..Update::default()
        }]));
        // Effects run after an event.
        self.press("<esc>");
    }
}

/// Describes an update: `opening Status cancelled @3 by one`.
fn record(u: &Update) -> String {
    let (value, refused) = (u.value.as_deref().unwrap_or("-"), if u.refused { "!" } else { "" });
    let revision = u.revision.map_or("?".to_owned(), |r| r.to_string());
    format!("{} {:?} {value}{refused} @{revision} by {}", u.session, u.field, u.by)
}

/// Returns the last value of a field.
fn last_value<'l>(log: &'l UpdateLog, session: &str, field: Field) -> Option<&'l str> {
    log.in_force(session, field)?.value.as_deref()
}

/// Adds an update to the log that is not sent, as if the desk ended before it could send it.
fn log_unsent(desk: &Workspace, session: &str, field: Field, value: &str) {
    let record = Update {
        session: session.into(),
        field,
        value: Some(value.into()),
        at: 1_638_262_800,
        by: desk.name.clone(),
        ..Update::default()
    };
    desk.edit_log(ID, |log| log.updates.push(record.clone()))
        .expect("the log can be written");
}

#[test]
fn updates_reach_other_desks_and_those_that_join_later() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    one.online();
    one.post("long", "delay 25m");
    one.post("long", "room hall");
    one.post("opening", "cancelled");
    let mut two = Seat::new("two", &server.address());
    two.receives("long", Field::Room, "hall");
    two.receives("opening", Field::Status, "cancelled");
    assert_eq!(
        last_value(two.log(), "long", Field::Delay),
        Some("25m")
    );
    two.press("1gjcunset<enter>");
    one.until(|app| {
        app.world
            .log
            .in_force("opening", Field::Status)
            .is_some_and(|c| c.value.is_none())
    });
    let log = one.log();
    assert_eq!(
        log.in_force("opening", Field::Status)
            .map(|c| c.by.as_str()),
        Some("two")
    );
    // Both have the same history, and neither has an update to send.
    two.until(|app| sync::pending(&app.world.log).is_empty());
    assert!(sync::pending(one.log()).is_empty());
    let history = |log: &UpdateLog| -> Vec<String> {
        log.updates
            .iter()
            .map(|c| format!("{} {:?} {:?}", c.session, c.field, c.value))
            .collect()
    };
    assert_eq!(history(one.log()).len(), 4);
    let mut both = [history(one.log()), history(two.log())];
    for all in &mut both {
        all.sort();
    }
    assert_eq!(both[0], both[1]);
}

#[test]
fn a_desk_whose_update_conflicts_is_asked_which_one_counts() {
    let Some(server) = Server::start() else {
        return;
    };
    for repeat in [true, false] {
        let mut one = Seat::new("one", &server.address());
        one.online();
        one.post("welcome", if repeat { "room annex" } else { "room hall" });
        let theirs = if repeat { "annex" } else { "hall" };
        one.until(|app| sync::pending(&app.world.log).is_empty());
        // The other desk has posted updates offline, without having received this one.
        let folder = Folder::new();
        let away = desk("two", &server.address(), &folder.0);
        let mine = if repeat { "hall" } else { "annex" };
        log_unsent(&away, "welcome", Field::Room, mine);
        log_unsent(&away, "welcome", Field::Note, "mine");
        log_unsent(&away, "gone", Field::Status, "cancelled");
        let mut two = Seat::at("two", &server.address(), folder);
        two.until(|app| app.question().is_some());
        let question = format!(
            "one posted “room {theirs}” for Welcoming new people first. y: post “room {mine}” anyway, n: leave it"
        );
        assert_eq!(two.app().question(), Some(question));
        assert_eq!(
            last_value(two.log(), "welcome", Field::Room),
            Some(theirs)
        );
        // Updates without a conflict are received without a question.
        one.receives("welcome", Field::Note, "mine");
        one.receives("gone", Field::Status, "cancelled");
        two.press(if repeat { "y" } else { "n" });
        assert_eq!(two.app().question(), None);
        if repeat {
            one.receives("welcome", Field::Room, mine);
        }
        two.until(|app| sync::pending(&app.world.log).is_empty());
        assert_eq!(
            last_value(two.log(), "welcome", Field::Room),
            Some(if repeat { mine } else { theirs })
        );
        // The next round begins with another session selected.
        one.press("1gjjjc");
        one.press("<esc>");
    }
}

#[test]
fn equal_updates_do_not_conflict() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    one.online();
    one.post("long", "delay 10m");
    one.until(|app| sync::pending(&app.world.log).is_empty());
    let folder = Folder::new();
    log_unsent(
        &desk("two", &server.address(), &folder.0),
        "long",
        Field::Delay,
        "10m",
    );
    let mut two = Seat::at("two", &server.address(), folder);
    two.online();
    assert_eq!(two.app().question(), None);
    assert_eq!(
        last_value(two.log(), "long", Field::Delay),
        Some("10m")
    );
    assert!(sync::pending(two.log()).is_empty());
}

#[test]
fn updates_of_many_desks_at_once_are_all_received() {
    let Some(server) = Server::start() else {
        return;
    };
    let rounds = 3 * times() as usize;
    let sessions = ["opening", "rumours", "welcome", "cities", "gone", "long"];
    let mut seats: Vec<Seat> = (0..4)
        .map(|n| Seat::new(&format!("desk {n}"), &server.address()))
        .collect();
    seats.iter_mut().for_each(Seat::online);
    for round in 0..rounds {
        for (n, seat) in seats.iter_mut().enumerate() {
            // Each desk updates one field in every session.
            let words = ["delay", "room", "speakers", "note"][n];
            for (i, session) in sessions.iter().enumerate() {
                let value = match words {
                    "delay" => format!("delay {}m", 1 + round * 6 + i),
                    "room" => format!("room {}", ["hall", "annex"][(round + i) % 2]),
                    "speakers" => format!("speakers {}", ["chair", "delegate"][(round + i) % 2]),
                    _ => format!("note {round} {i}"),
                };
                seat.post(session, &value);
            }
        }
        for (i, session) in sessions.iter().enumerate() {
            for seat in &mut seats {
                seat.receives(session, Field::Delay, &minutes(1 + round * 6 + i));
                seat.receives(session, Field::Note, &format!("{round} {i}"));
                seat.receives(session, Field::Room, ["hall", "annex"][(round + i) % 2]);
                seat.receives(
                    session,
                    Field::Speakers,
                    ["chair", "delegate"][(round + i) % 2],
                );
            }
        }
    }
    for seat in &mut seats {
        seat.until(|app| sync::pending(&app.world.log).is_empty());
        assert_eq!(seat.app().question(), None);
    }
}

/// Returns minutes as in `1h5m`.
fn minutes(n: usize) -> String {
    match (n / 60, n % 60) {
        (0, m) => format!("{m}m"),
        (h, 0) => format!("{h}h"),
        (h, m) => format!("{h}h{m}m"),
    }
}

#[test]
fn updates_posted_offline_are_sent_when_the_server_returns() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    let mut two = Seat::new("two", &server.address());
    one.online();
    two.online();
    one.post("long", "delay 10m");
    two.receives("long", Field::Delay, "10m");
    server.stop();
    for seat in [&mut one, &mut two] {
        seat.until(|app| app.world.offline.is_some());
        let message = seat.app().message.clone().expect("a message");
        assert!(message.starts_with("Offline ("), "{message}");
    }
    one.post("opening", "cancelled");
    two.post("cities", "note in the garden");
    assert_eq!(
        one.app().message.as_deref(),
        Some("Posted for everyone: Opening")
    );
    server.restart();
    one.receives("cities", Field::Note, "in the garden");
    two.receives("opening", Field::Status, "cancelled");
    for seat in [&mut one, &mut two] {
        seat.until(|app| app.world.offline.is_none() && sync::pending(&app.world.log).is_empty());
    }
}

#[test]
fn a_new_bucket_replaces_the_log_except_for_unsent_updates() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let folder = Folder::new();
    let first = desk("one", &server.address(), &folder.0);
    log_unsent(&first, "long", Field::Delay, "10m");
    assert_eq!(sync::exchange(&first, &ID.into()), Ok(Posted::All));
    server.stop();
    fs::remove_dir_all(server.folder.0.join("store")).expect("the folder can be removed");
    log_unsent(&first, "opening", Field::Status, "cancelled");
    server.restart();
    assert_eq!(sync::exchange(&first, &ID.into()), Ok(Posted::All));
    let log = first.log(ID);
    assert_eq!(last_value(&log, "long", Field::Delay), None);
    assert_eq!(
        last_value(&log, "opening", Field::Status),
        Some("cancelled")
    );
    assert!(sync::pending(&log).is_empty());
}

/// A connection between a desk and a server that can be cut, restored and slowed down.
struct Cable {
    port: u16,
    open: Arc<Mutex<Option<Vec<TcpStream>>>>,
    wait: Arc<AtomicU64>,
}

impl Cable {
    fn to(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("an address").port();
        let (open, wait) = (
            Arc::new(Mutex::new(Some(Vec::new()))),
            Arc::new(AtomicU64::new(0)),
        );
        let (shared, slow, far) = (Arc::clone(&open), Arc::clone(&wait), server.port);
        thread::spawn(move || {
            for near in listener.incoming() {
                let Ok(near) = near else { return };
                let mut all = shared.lock().expect("no thread panicked");
                let Some(ends) = all.as_mut() else { continue };
                let Ok(far) = TcpStream::connect(("127.0.0.1", far)) else {
                    continue;
                };
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let clone = |s: &TcpStream| s.try_clone().expect("a stream can be cloned");
                    let (mut from, mut to, slow) = (clone(from), clone(to), Arc::clone(&slow));
                    thread::spawn(move || {
                        let mut bytes = [0; 4096];
                        while let Ok(n @ 1..) = from.read(&mut bytes) {
                            // The delay of a slow network.
                            thread::sleep(Duration::from_millis(slow.load(Ordering::Relaxed)));
                            if to.write_all(&bytes[..n]).is_err() {
                                break;
                            }
                        }
                        let _ = to.shutdown(Shutdown::Both);
                    });
                }
                ends.extend([near, far]);
            }
        });
        Self { port, open, wait }
    }

    fn cut(&self) {
        for end in self
            .open
            .lock()
            .expect("no thread panicked")
            .take()
            .into_iter()
            .flatten()
        {
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    fn restore(&self) {
        *self.open.lock().expect("no thread panicked") = Some(Vec::new());
    }
}

#[test]
fn a_network_that_is_cut_or_slow_loses_no_update() {
    let Some(server) = Server::start() else {
        return;
    };
    let cable = Cable::to(&server);
    let mut near = Seat::new("near", &server.address());
    let mut far = Seat::new("far", &format!("nats://127.0.0.1:{}", cable.port));
    near.online();
    far.online();
    for round in 0..2 * times() {
        cable.cut();
        far.until(|app| app.world.offline.is_some());
        near.post("opening", &format!("note near {round}"));
        far.post("long", &format!("note far {round}"));
        cable.wait.store(20, Ordering::Relaxed);
        cable.restore();
        far.receives("opening", Field::Note, &format!("near {round}"));
        near.receives("long", Field::Note, &format!("far {round}"));
        far.until(|app| app.world.offline.is_none() && sync::pending(&app.world.log).is_empty());
    }
}

/// A desk may read and write; a screen may only read.
const USERS: &str = r#"authorization { users = [
  { user: desk, password: secret }
  { user: screen, password: public, permissions: {
      publish: ["$JS.API.INFO", "$JS.API.STREAM.INFO.>", "$JS.API.CONSUMER.CREATE.>", "$JS.API.CONSUMER.DELETE.>", "$JS.API.DIRECT.GET.>", "$JS.FC.>"]
      subscribe: ["_INBOX.>"]
  } }
] }"#;

#[test]
fn a_screen_needs_only_to_read_and_a_wrong_password_reads_nothing() {
    let Some(server) = Server::with(USERS) else {
        return;
    };
    let address = |who: &str| format!("nats://{who}@127.0.0.1:{}", server.port);
    let mut desk = Seat::new("desk", &address("desk:secret"));
    desk.online();
    desk.post("long", "delay 10m");
    let mut screen = Seat::new("screen", &address("screen:public"));
    screen.receives("long", Field::Delay, "10m");
    desk.post("long", "delay 20m");
    screen.receives("long", Field::Delay, "20m");
    // An update that it posts is kept, and a message says why it was not sent.
    screen.post("opening", "cancelled");
    screen.until(|app| {
        app.message
            .as_deref()
            .is_some_and(|m| m.contains("Permissions Violation"))
    });
    assert_eq!(
        sync::pending(screen.log()),
        ["opening".into()] as [Text; 1]
    );
    desk.post("long", "delay 30m");
    screen.receives("long", Field::Delay, "30m");
    assert_eq!(
        last_value(desk.log(), "opening", Field::Status),
        None
    );
    let mut stranger = Seat::new("stranger", &address("desk:guessed"));
    stranger.until(|app| app.world.offline.is_some());
    let message = stranger.app().message.clone().expect("a message");
    assert!(message.contains("the server denies access"), "{message}");
    assert!(!message.contains("guessed"), "{message}");
    assert!(stranger.log().updates.is_empty());
}

/// Returns keys and values that no desk of this version writes: control characters, unknown ids, other types.
fn foreign_values() -> Vec<(&'static str, String)> {
    let huge = "x".repeat(30_000);
    vec![
        ("session.opening", r#"{"note":{"value":"a\u001b[2Jb\u202ec","at":1638262800,"by":"\u001b]0;x\u0007me"}}"#.into()),
        ("session.rumours", r#"{"room":{"value":"nowhere","at":99999999999999,"by":"x"},"status":{"value":"exploded","at":-5,"by":"x"},"delay":{"value":"100000h","at":0,"by":""},"speakers":{"value":"ghost","at":0,"by":""}}"#.into()),
        ("session.welcome", "no json at all \u{1}".into()),
        ("session.cities", r#"[1, 2, {"delay": 3}]"#.into()),
        ("session.gone", r#"{"delay": 3, "note": {"value": 7}, "room": null, "later": {"value": "kept", "at": 1, "by": "x"}}"#.into()),
        ("session.nobody", r#"{"delay":{"value":"10m","at":1,"by":"x"}}"#.into()),
        ("session.a=1B=5B2J", r#"{"delay":{"value":"10m","at":1,"by":"x"}}"#.into()),
        ("session.=ZZ", "{}".into()),
        ("other", "{}".into()),
        ("session.long", format!(r#"{{"note":{{"value":"{huge}","at":1,"by":"{huge}"}}}}"#)),
    ]
}

#[test]
fn received_updates_are_cleaned_and_checked_like_a_file() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    one.online();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let store = runtime.block_on(async {
        let client = async_nats::connect(server.address()).await;
        let context = async_nats::jetstream::new(client.expect("a connection"));
        let store = context.get_key_value(sync::bucket(ID)).await;
        let store = store.expect("the bucket of the desks");
        for (key, value) in foreign_values() {
            let put = store.put(key, value.into_bytes().into()).await;
            put.expect("the server takes the value");
        }
        store
    });
    one.until(|app| last_value(&app.world.log, "long", Field::Note).is_some());
    let world = &one.app().world;
    assert_eq!(
        last_value(&world.log, "opening", Field::Note),
        Some("a[2Jbc")
    );
    assert_eq!(
        world
            .log
            .in_force("opening", Field::Note)
            .map(|c| c.by.as_str()),
        Some("]0;xme")
    );
    assert_eq!(
        last_value(&world.log, "long", Field::Note).map(str::len),
        Some(2000)
    );
    let messages: Vec<String> = world
        .diagnostics
        .iter()
        .map(|d| english(&d.message))
        .collect();
    assert_eq!(
        messages,
        [
            "“100000h” is not a value of delay",
            "no room has the id “nowhere”",
            "no speaker has the id “ghost”",
            "“exploded” is not a value of status",
            "no session has the id “nobody”",
        ]
    );
    assert!(
        world
            .log
            .updates
            .iter()
            .all(|c| (0..=253_402_300_799).contains(&c.at))
    );
    // A desk can replace an invalid value, and fields of other versions stay.
    one.post("welcome", "delay 5m");
    one.post("gone", "delay 5m");
    one.until(|app| sync::pending(&app.world.log).is_empty());
    let kept = runtime
        .block_on(store.get("session.gone"))
        .expect("the server replies")
        .expect("the bucket has the key");
    let kept: serde_json::Value = serde_json::from_slice(&kept).expect("the value is JSON");
    assert_eq!(
        (&kept["later"]["value"], &kept["delay"]["value"]),
        (&"kept".into(), &"5m".into())
    );
}

/// Runs nadwa in the shell of a desk; returns its output and its exit status.
fn shell(folder: &Folder, address: &str, words: &[&str]) -> (String, i32) {
    let out = nadwa()
        .args([
            "-p",
            FILE,
            "--at",
            "2021-11-30T09:00",
            "--desk",
            "shell",
            "--live",
            address,
        ])
        .args(words)
        .env("XDG_STATE_HOME", &folder.0)
        .output()
        .expect("nadwa runs");
    let output = [out.stdout, out.stderr].map(|b| String::from_utf8_lossy(&b).into_owned());
    (output.concat(), out.status.code().unwrap_or(-1))
}

#[test]
fn the_shell_reports_which_updates_were_sent() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let (one, two) = (Folder::new(), Folder::new());
    let address = server.address();
    let (output, status) = shell(&one, &address, &["set", "long", "delay", "10m"]);
    assert!(
        output.ends_with("16:00–17:00 → Tue 30 Nov 16:10–17:10\n"),
        "{output}"
    );
    assert_eq!(status, 0);
    server.stop();
    let (output, status) = shell(&two, &address, &["set", "long", "delay", "20m"]);
    assert!(output.contains("saved here, not sent yet"), "{output}");
    assert_eq!(status, 0);
    let (output, _) = shell(&two, &address, &["log"]);
    let line = "30 Nov 09:00  shell  A long afternoon  20 min later  (not sent yet)\n";
    assert!(output.starts_with(line), "{output}");
    assert!(
        output.contains("Using the updates received so far"),
        "{output}"
    );
    server.restart();
    let (output, status) = shell(&two, &address, &["set", "opening", "cancelled"]);
    assert!(output.contains("another desk posted first"), "{output}");
    assert_eq!(status, 0, "this update was sent");
    let (output, _) = shell(&one, &address, &["agenda"]);
    assert!(output.contains("cancelled"), "{output}");
    let (output, _) = shell(&two, &address, &["log"]);
    assert_eq!(
        output,
        "30 Nov 09:00  shell  A long afternoon  20 min later  (refused: another desk posted first)\n\
         30 Nov 09:00  shell  A long afternoon  10 min later\n\
         30 Nov 09:00  shell  Opening           cancelled\n"
    );
}

/// Prints the time from an update to the frame that shows it on each screen, for docs/venue.md.
#[test]
fn every_screen_shows_an_update() {
    let Some(server) = Server::start() else {
        return;
    };
    let (screens, rounds) = (10 * times() as usize, 20);
    let mut desk = Seat::new("desk", &server.address());
    desk.online();
    let (sender, shown) = channel();
    let address = server.address();
    for n in 0..screens {
        let (sender, address) = (sender.clone(), address.clone());
        thread::spawn(move || {
            let mut seat = Seat::new(&format!("screen {n}"), &address);
            seat.online();
            sender.send((n, Instant::now())).expect("the test runs");
            let mut painter = nadwa::tui::draw::Painter::new(
                nadwa::tui::theme::Theme::Terminal,
                nadwa::text::bidi::Mode::Application,
            );
            for round in 0..rounds {
                seat.receives("long", Field::Delay, &minutes(round + 1));
                let buffer = draw(seat.app(), &mut painter, (80, 24));
                let line: String = buffer
                    .content()
                    .iter()
                    .map(ratatui::buffer::Cell::symbol)
                    .collect();
                assert!(line.contains("was 16:00"), "{line}");
                if sender.send((n, Instant::now())).is_err() {
                    return;
                }
            }
        });
    }
    for _ in 0..screens {
        shown.recv().expect("every screen is online");
    }
    let mut all: Vec<Duration> = Vec::new();
    for round in 0..rounds {
        let begin = Instant::now();
        desk.post("long", &format!("delay {}m", round + 1));
        for _ in 0..screens {
            let (_, at) = shown.recv().expect("every screen shows it");
            all.push(at - begin);
        }
    }
    all.sort();
    let at = |share: usize| all[(all.len() - 1) * share / 100];
    eprintln!(
        "{screens} screens, {rounds} updates: p50 {:?}, p99 {:?}, all {:?}",
        at(50),
        at(99),
        at(100)
    );
}
