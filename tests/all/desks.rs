//! Several desks and a real server of NATS, started here: what one says the others hear, nothing is
//! overwritten in silence, and nothing is lost while the server or the network is away. Without nats-server
//! the tests say so and pass.

use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::terminal::Folder;
use crate::times::times;
use nadwa::model::zone::Zone;
use nadwa::sync::{self, Link, Sent};
use nadwa::sync::{Status, SyncEvent};
use nadwa::text::Text;
use nadwa::tui::app::{App, Effect};
use nadwa::tui::commands;
use nadwa::tui::effects;
use nadwa::update::{Field, Update, UpdateLog};
use nadwa::workspace::Workspace;
use nadwa::workspace::source::Source;
use nadwa::world::World;
use nadwa::world::key::Key;

/// The programme that is shown.
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/earlier.toml");
const ID: &str = "delays";

/// The server: a process with a port and a folder of its own, which end with the test.
struct Server {
    process: Child,
    port: u16,
    folder: Folder,
}

fn binary() -> Option<PathBuf> {
    let named = std::env::var_os("NATS_SERVER").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
    // `nats-server: v2.10.3`; older ones are not spoken to.
    let new = |path: &PathBuf| -> Option<bool> {
        let out = Command::new(path).arg("--version").output().ok()?;
        let told = String::from_utf8_lossy(&out.stdout).into_owned();
        let (major, rest) = told.trim().rsplit_once('v')?.1.split_once('.')?;
        let minor = rest.split('.').next()?;
        Some((major.parse().ok()?, minor.parse().ok()?) >= (2_u32, 10_u32))
    };
    let mut all = named
        .into_iter()
        .chain(folders.map(|f| f.join("nats-server")));
    let found = all.find(|path| new(path) == Some(true));
    if found.is_none() {
        eprintln!("skipped: there is no nats-server of 2.10 or newer");
    }
    found
}

impl Server {
    fn start() -> Option<Self> {
        Self::with("")
    }

    /// With more lines in its configuration.
    fn with(more: &str) -> Option<Self> {
        let folder = Folder::new();
        let free = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = free.local_addr().expect("it has one").port();
        drop(free);
        let config = format!(
            "{more}\njetstream {{ store_dir: \"{}\" }}\n",
            folder.0.join("store").display()
        );
        fs::write(folder.file("nats.conf"), config).expect("it can be written");
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
            .expect("it runs");
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            thread::yield_now();
        }
        Some(process)
    }

    fn stop(&mut self) {
        self.process.kill().expect("it can be ended");
        self.process.wait().expect("it ends");
    }

    fn again(&mut self) {
        self.process = Self::run(&self.folder, self.port).expect("it was there before");
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

/// A desk with an interface that is not drawn.
struct Seat {
    desk: Workspace,
    app: App,
    inputs: Receiver<SyncEvent>,
    link: Link,
    _folder: Folder,
}

fn desk(name: &str, address: &str, folder: &Path) -> Workspace {
    Workspace {
        source: Source::File(FILE.into()),
        folder: Some(folder.to_owned()),
        server: Some(address.to_owned()),
        name: name.into(),
    }
}

impl Seat {
    fn new(name: &str, address: &str) -> Self {
        Self::at(name, address, Folder::new())
    }

    fn at(name: &str, address: &str, folder: Folder) -> Self {
        let desk = desk(name, address, &folder.0);
        let now = Zone::utc()
            .from_local("2021-11-30T09:00:00".parse().expect("a time"))
            .timestamp();
        let mut world = World::new(desk.read(), now, Zone::utc(), None);
        world.keys = Arc::new(commands::keymap());
        let (sender, inputs) = channel();
        let link = sync::join(&desk, &ID.into(), move |e| sender.send(e).is_ok())
            .expect("a thread can be made");
        Self {
            app: App::new(world, (80, 24)),
            desk,
            inputs,
            link,
            _folder: folder,
        }
    }

    /// Takes inputs until the interface is as wanted.
    fn until(&mut self, wanted: impl Fn(&App) -> bool) {
        while !wanted(&self.app) {
            match self.inputs.recv().expect("the thread lives") {
                SyncEvent::UpdatesChanged => effects::receive(&self.desk, &mut self.app),
                SyncEvent::Status(server) => self.app.server(server),
            }
        }
    }

    /// Waits until the server has been heard, whatever has come before.
    fn online(&mut self) {
        loop {
            match self.inputs.recv().expect("the thread lives") {
                SyncEvent::UpdatesChanged => effects::receive(&self.desk, &mut self.app),
                SyncEvent::Status(server) => {
                    let online = server == Status::Online;
                    self.app.server(server);
                    if online {
                        return;
                    }
                }
            }
        }
    }

    fn hears(&mut self, session: &str, field: Field, value: &str) {
        self.until(|app| said(&app.world.log, session, field) == Some(value));
    }

    fn press(&mut self, keys: &str) {
        for key in Key::parse_all(keys).expect("keys") {
            commands::press(&mut self.app, key);
            for effect in self.app.take_effects() {
                effects::run(&self.desk, &mut self.app, effect);
            }
        }
        self.link.nudge();
    }

    fn say(&mut self, session: &str, words: &str) {
        let (field, value) =
            nadwa::update::live::parse(&self.app.world.program, words).expect("it can be said");
        effects::run(
            &self.desk,
            &mut self.app,
            Effect::Post(vec![Update {
                session: session.into(),
                field,
                value: Some(value),
                ..Update::default()
            }]),
        );
        self.link.nudge();
    }
}

fn said<'l>(log: &'l UpdateLog, session: &str, field: Field) -> Option<&'l str> {
    log.last(session, field)?.value.as_deref()
}

/// A record that is kept and not sent, as of a desk that was ended before it could.
fn keep(desk: &Workspace, session: &str, field: Field, value: &str) {
    let record = Update {
        session: session.into(),
        field,
        value: Some(value.into()),
        at: 1_638_262_800,
        by: desk.name.clone(),
        ..Update::default()
    };
    desk.change_log(ID, |log| log.updates.push(record.clone()))
        .expect("it can be kept");
}

#[test]
fn what_one_desk_says_the_others_hear_and_what_it_said_before_they_came() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    one.online();
    one.say("long", "delay 25m");
    one.say("long", "room hall");
    one.say("opening", "cancelled");
    let mut two = Seat::new("two", &server.address());
    two.hears("long", Field::Room, "hall");
    two.hears("opening", Field::Status, "cancelled");
    assert_eq!(said(&two.app.world.log, "long", Field::Delay), Some("25m"));
    two.press("1gjcunset<enter>");
    one.until(|app| {
        app.world
            .log
            .last("opening", Field::Status)
            .is_some_and(|c| c.value.is_none())
    });
    let log = &one.app.world.log;
    assert_eq!(
        log.last("opening", Field::Status).map(|c| c.by.as_str()),
        Some("two")
    );
    // Both have the same history, and neither has anything to send.
    two.until(|app| sync::pending(&app.world.log).is_empty());
    assert!(sync::pending(&one.app.world.log).is_empty());
    let history = |log: &UpdateLog| -> Vec<String> {
        log.updates
            .iter()
            .map(|c| format!("{} {:?} {:?}", c.session, c.field, c.value))
            .collect()
    };
    assert_eq!(history(&one.app.world.log).len(), 4);
    let mut both = [history(&one.app.world.log), history(&two.app.world.log)];
    for all in &mut both {
        all.sort();
    }
    assert_eq!(both[0], both[1]);
}

#[test]
fn of_two_that_say_something_else_the_later_one_is_shown_the_other_and_asked() {
    let Some(server) = Server::start() else {
        return;
    };
    for again in [true, false] {
        let mut one = Seat::new("one", &server.address());
        one.online();
        one.say("welcome", if again { "room annex" } else { "room hall" });
        let theirs = if again { "annex" } else { "hall" };
        one.until(|app| sync::pending(&app.world.log).is_empty());
        // The other one has said something, too, and had not heard of it.
        let folder = Folder::new();
        let away = desk("two", &server.address(), &folder.0);
        let mine = if again { "hall" } else { "annex" };
        keep(&away, "welcome", Field::Room, mine);
        keep(&away, "welcome", Field::Note, "mine");
        keep(&away, "gone", Field::Status, "cancelled");
        let mut two = Seat::at("two", &server.address(), folder);
        two.until(|app| app.contest().is_some());
        let question = format!(
            "one was faster: “room {theirs}” for Welcoming new people. y says “room {mine}” again, n leaves it"
        );
        assert_eq!(two.app.contest(), Some(question));
        assert_eq!(
            said(&two.app.world.log, "welcome", Field::Room),
            Some(theirs)
        );
        // What nobody else has spoken of is heard all the same.
        one.hears("welcome", Field::Note, "mine");
        one.hears("gone", Field::Status, "cancelled");
        two.press(if again { "y" } else { "n" });
        assert_eq!(two.app.contest(), None);
        if again {
            one.hears("welcome", Field::Room, mine);
        }
        two.until(|app| sync::pending(&app.world.log).is_empty());
        assert_eq!(
            said(&two.app.world.log, "welcome", Field::Room),
            Some(if again { mine } else { theirs })
        );
        // The next round begins with a session of its own.
        one.press("1gjjjc");
        one.press("<esc>");
    }
}

#[test]
fn desks_that_say_the_same_agree() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    one.online();
    one.say("long", "delay 10m");
    one.until(|app| sync::pending(&app.world.log).is_empty());
    let folder = Folder::new();
    keep(
        &desk("two", &server.address(), &folder.0),
        "long",
        Field::Delay,
        "10m",
    );
    let mut two = Seat::at("two", &server.address(), folder);
    two.online();
    assert_eq!(two.app.contest(), None);
    assert_eq!(said(&two.app.world.log, "long", Field::Delay), Some("10m"));
    assert!(sync::pending(&two.app.world.log).is_empty());
}

#[test]
fn many_that_speak_at_once_lose_nothing() {
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
            // Each has a field of its own, in every session.
            let words = ["delay", "room", "speakers", "note"][n];
            for (i, session) in sessions.iter().enumerate() {
                let value = match words {
                    "delay" => format!("delay {}m", 1 + round * 6 + i),
                    "room" => format!("room {}", ["hall", "annex"][(round + i) % 2]),
                    "speakers" => format!("speakers {}", ["chair", "delegate"][(round + i) % 2]),
                    _ => format!("note {round} {i}"),
                };
                seat.say(session, &value);
            }
        }
        for (i, session) in sessions.iter().enumerate() {
            for seat in &mut seats {
                seat.hears(session, Field::Delay, &minutes(1 + round * 6 + i));
                seat.hears(session, Field::Note, &format!("{round} {i}"));
                seat.hears(session, Field::Room, ["hall", "annex"][(round + i) % 2]);
                seat.hears(
                    session,
                    Field::Speakers,
                    ["chair", "delegate"][(round + i) % 2],
                );
            }
        }
    }
    for seat in &mut seats {
        seat.until(|app| sync::pending(&app.world.log).is_empty());
        assert_eq!(seat.app.contest(), None);
    }
}

/// `1h5m`
fn minutes(n: usize) -> String {
    match (n / 60, n % 60) {
        (0, m) => format!("{m}m"),
        (h, 0) => format!("{h}h"),
        (h, m) => format!("{h}h{m}m"),
    }
}

#[test]
fn a_server_that_was_away_is_told_what_was_said_meanwhile() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    let mut two = Seat::new("two", &server.address());
    one.online();
    two.online();
    one.say("long", "delay 10m");
    two.hears("long", Field::Delay, "10m");
    server.stop();
    for seat in [&mut one, &mut two] {
        seat.until(|app| app.world.offline.is_some());
        let told = seat.app.message.clone().expect("it is told");
        assert!(told.starts_with("offline ("), "{told}");
    }
    one.say("opening", "cancelled");
    two.say("cities", "note in the garden");
    assert_eq!(
        one.app.message.as_deref(),
        Some("said for all to see: Opening")
    );
    server.again();
    one.hears("cities", Field::Note, "in the garden");
    two.hears("opening", Field::Status, "cancelled");
    for seat in [&mut one, &mut two] {
        seat.until(|app| app.world.offline.is_none() && sync::pending(&app.world.log).is_empty());
    }
}

#[test]
fn a_bucket_that_is_another_one_has_the_last_word_but_for_what_was_not_sent() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let folder = Folder::new();
    let first = desk("one", &server.address(), &folder.0);
    keep(&first, "long", Field::Delay, "10m");
    assert_eq!(sync::once(&first, &ID.into()), Ok(Sent::All));
    server.stop();
    fs::remove_dir_all(server.folder.0.join("store")).expect("it was there");
    keep(&first, "opening", Field::Status, "cancelled");
    server.again();
    assert_eq!(sync::once(&first, &ID.into()), Ok(Sent::All));
    let log = first.log(ID);
    assert_eq!(said(&log, "long", Field::Delay), None);
    assert_eq!(said(&log, "opening", Field::Status), Some("cancelled"));
    assert!(sync::pending(&log).is_empty());
}

/// A network between a desk and a server, which can be cut, and be slow.
struct Cable {
    port: u16,
    open: Arc<Mutex<Option<Vec<TcpStream>>>>,
    wait: Arc<AtomicU64>,
}

impl Cable {
    fn to(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it has one").port();
        let (open, wait) = (
            Arc::new(Mutex::new(Some(Vec::new()))),
            Arc::new(AtomicU64::new(0)),
        );
        let (shared, slow, far) = (Arc::clone(&open), Arc::clone(&wait), server.port);
        thread::spawn(move || {
            for near in listener.incoming() {
                let Ok(near) = near else { return };
                let mut all = shared.lock().expect("nobody panicked");
                let Some(ends) = all.as_mut() else { continue };
                let Ok(far) = TcpStream::connect(("127.0.0.1", far)) else {
                    continue;
                };
                for (from, to) in [(&near, &far), (&far, &near)] {
                    let clone = |s: &TcpStream| s.try_clone().expect("it can be cloned");
                    let (mut from, mut to, slow) = (clone(from), clone(to), Arc::clone(&slow));
                    thread::spawn(move || {
                        let mut bytes = [0; 4096];
                        while let Ok(n @ 1..) = from.read(&mut bytes) {
                            // The one thing that is waited for here is the network's own slowness.
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
            .expect("nobody panicked")
            .take()
            .into_iter()
            .flatten()
        {
            let _ = end.shutdown(Shutdown::Both);
        }
    }

    fn mend(&self) {
        *self.open.lock().expect("nobody panicked") = Some(Vec::new());
    }
}

#[test]
fn a_network_that_is_cut_or_slow_loses_nothing() {
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
        near.say("opening", &format!("note near {round}"));
        far.say("long", &format!("note far {round}"));
        cable.wait.store(20, Ordering::Relaxed);
        cable.mend();
        far.hears("opening", Field::Note, &format!("near {round}"));
        near.hears("long", Field::Note, &format!("far {round}"));
        far.until(|app| app.world.offline.is_none() && sync::pending(&app.world.log).is_empty());
    }
}

const USERS: &str = r#"authorization { users = [
  { user: desk, password: said }
  { user: screen, password: seen, permissions: {
      publish: ["$JS.API.INFO", "$JS.API.STREAM.INFO.>", "$JS.API.CONSUMER.CREATE.>", "$JS.API.CONSUMER.DELETE.>", "$JS.API.DIRECT.GET.>", "$JS.FC.>"]
      subscribe: ["_INBOX.>"]
  } }
] }"#;

#[test]
fn a_screen_needs_no_more_than_to_read_and_a_stranger_gets_nothing() {
    let Some(server) = Server::with(USERS) else {
        return;
    };
    let address = |who: &str| format!("nats://{who}@127.0.0.1:{}", server.port);
    let mut desk = Seat::new("desk", &address("desk:said"));
    desk.online();
    desk.say("long", "delay 10m");
    let mut screen = Seat::new("screen", &address("screen:seen"));
    screen.hears("long", Field::Delay, "10m");
    desk.say("long", "delay 20m");
    screen.hears("long", Field::Delay, "20m");
    // What it says all the same is kept, and it is told why nobody hears of it.
    screen.say("opening", "cancelled");
    screen.until(|app| {
        app.message
            .as_deref()
            .is_some_and(|m| m.contains("Permissions Violation"))
    });
    assert_eq!(
        sync::pending(&screen.app.world.log),
        ["opening".into()] as [Text; 1]
    );
    desk.say("long", "delay 30m");
    screen.hears("long", Field::Delay, "30m");
    assert_eq!(said(&desk.app.world.log, "opening", Field::Status), None);
    let mut stranger = Seat::new("stranger", &address("desk:guessed"));
    stranger.until(|app| app.world.offline.is_some());
    let told = stranger.app.message.clone().expect("it is told");
    assert!(told.contains("authorization violation"), "{told}");
    assert!(!told.contains("guessed"), "{told}");
    assert!(stranger.app.world.log.updates.is_empty());
}

#[test]
fn what_another_desk_sends_is_made_clean_and_checked_like_a_file() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    one.online();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("it can be made");
    let huge = "x".repeat(30_000);
    let values: &[(&str, String)] = &[
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
    ];
    let name = sync::bucket(ID);
    let store = runtime.block_on(async {
        let client = async_nats::connect(server.address())
            .await
            .expect("it is there");
        let context = async_nats::jetstream::new(client);
        let store = context.get_key_value(name).await.expect("it is there");
        for (key, value) in values {
            store
                .put(*key, value.clone().into_bytes().into())
                .await
                .expect("it is taken");
        }
        store
    });
    one.until(|app| said(&app.world.log, "long", Field::Note).is_some());
    let world = &one.app.world;
    assert_eq!(said(&world.log, "opening", Field::Note), Some("a[2Jbc"));
    assert_eq!(
        world
            .log
            .last("opening", Field::Note)
            .map(|c| c.by.as_str()),
        Some("]0;xme")
    );
    assert_eq!(
        said(&world.log, "long", Field::Note).map(str::len),
        Some(2000)
    );
    let told: Vec<String> = world
        .diagnostics
        .iter()
        .map(|d| d.message.clone())
        .collect();
    assert_eq!(
        told,
        [
            "\"100000h\" is not one of the values of this field",
            "no room has the id \"nowhere\"",
            "no speaker has the id \"ghost\"",
            "\"exploded\" is not one of the values of this field",
            "no session has the id \"nobody\"",
        ]
    );
    assert!(
        world
            .log
            .updates
            .iter()
            .all(|c| (0..=253_402_300_799).contains(&c.at))
    );
    // Whatever is there, a desk can say something over it; what another version keeps there stays.
    one.say("welcome", "delay 5m");
    one.say("gone", "delay 5m");
    one.until(|app| sync::pending(&app.world.log).is_empty());
    let kept = runtime
        .block_on(store.get("session.gone"))
        .expect("it is there")
        .expect("it is there");
    let kept: serde_json::Value = serde_json::from_slice(&kept).expect("it is JSON");
    assert_eq!(
        (&kept["later"]["value"], &kept["delay"]["value"]),
        (&"kept".into(), &"5m".into())
    );
}

/// nadwa in the shell of a desk.
fn shell(folder: &Folder, address: &str, words: &[&str]) -> (String, i32) {
    let out = Command::new(env!("CARGO_BIN_EXE_nadwa"))
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
        .env("XDG_CONFIG_HOME", "/nonexistent")
        .env("TZ", "UTC")
        .output()
        .expect("nadwa runs");
    let told = [out.stdout, out.stderr].map(|b| String::from_utf8_lossy(&b).into_owned());
    (told.concat(), out.status.code().unwrap_or(-1))
}

#[test]
fn the_shell_says_what_was_sent_and_what_was_not() {
    let Some(mut server) = Server::start() else {
        return;
    };
    let (one, two) = (Folder::new(), Folder::new());
    let address = server.address();
    let (told, status) = shell(&one, &address, &["set", "long", "delay", "10m"]);
    assert!(
        told.ends_with("16:00–17:00 → Tue 30 Nov 16:10–17:10\n"),
        "{told}"
    );
    assert_eq!(status, 0);
    server.stop();
    let (told, status) = shell(&two, &address, &["set", "long", "delay", "20m"]);
    assert!(told.contains("kept here, and not sent yet"), "{told}");
    assert_eq!(status, 0);
    let (told, _) = shell(&two, &address, &["log"]);
    let line = "30 Nov 09:00  shell  long  delay 20m  (not sent yet)\n";
    assert!(told.starts_with(line), "{told}");
    assert!(told.contains("this is what was heard before"), "{told}");
    server.again();
    let (told, status) = shell(&two, &address, &["set", "opening", "cancelled"]);
    assert!(told.contains("another desk was faster"), "{told}");
    assert_eq!(status, 0, "what is said now is heard");
    let (told, _) = shell(&one, &address, &["agenda"]);
    assert!(told.contains("cancelled"), "{told}");
    let (told, _) = shell(&two, &address, &["log"]);
    assert_eq!(
        told,
        "30 Nov 09:00  shell  long     delay 20m  (refused: another desk was faster)\n\
         30 Nov 09:00  shell  long     delay 10m\n\
         30 Nov 09:00  shell  opening  status cancelled\n"
    );
}

/// The time from what a desk says to the last byte of a frame on every one of many screens; printed, for
/// docs/venue.md.
#[test]
fn every_screen_shows_what_is_said() {
    let Some(server) = Server::start() else {
        return;
    };
    let (screens, rounds) = (10 * times() as usize, 20);
    let mut desk = Seat::new("desk", &server.address());
    desk.online();
    let (tell, told) = channel();
    let address = server.address();
    for n in 0..screens {
        let (tell, address) = (tell.clone(), address.clone());
        thread::spawn(move || {
            let mut seat = Seat::new(&format!("screen {n}"), &address);
            seat.online();
            tell.send((n, Instant::now())).expect("the test lives");
            let mut painter = nadwa::tui::draw::Painter::new(
                nadwa::tui::theme::Theme::Terminal,
                nadwa::text::bidi::Mode::Application,
            );
            for round in 0..rounds {
                seat.hears("long", Field::Delay, &minutes(round + 1));
                let area = ratatui::layout::Rect::new(0, 0, 80, 24);
                let mut buffer = ratatui::buffer::Buffer::empty(area);
                nadwa::tui::draw::draw(&seat.app, &mut painter, &mut buffer);
                let line: String = buffer
                    .content()
                    .iter()
                    .map(ratatui::buffer::Cell::symbol)
                    .collect();
                assert!(line.contains("was 16:00"), "{line}");
                if tell.send((n, Instant::now())).is_err() {
                    return;
                }
            }
        });
    }
    for _ in 0..screens {
        told.recv().expect("every screen is online");
    }
    let mut all: Vec<Duration> = Vec::new();
    for round in 0..rounds {
        let begin = Instant::now();
        desk.say("long", &format!("delay {}m", round + 1));
        for _ in 0..screens {
            let (_, at) = told.recv().expect("every screen shows it");
            all.push(at - begin);
        }
    }
    all.sort();
    let at = |share: usize| all[(all.len() - 1) * share / 100];
    eprintln!(
        "{screens} screens, {rounds} changes: p50 {:?}, p99 {:?}, all {:?}",
        at(50),
        at(99),
        at(100)
    );
}
