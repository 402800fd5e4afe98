//! Several desks and a NATS server that each test starts: an update reaches all desks, none is overwritten without
//! a question, and none is lost while the server or the network is down. Without nats-server the tests print a
//! message and pass.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use async_nats::jetstream::kv::Store;
use nadwa::model::zone::Zone;
use nadwa::model::{Arrival, Kind, Speaker, Subject};
use nadwa::sync::{self, Status, SyncEvent};
use nadwa::text::bidi::Mode;
use nadwa::tui::app::{App, Effect};
use nadwa::tui::commands;
use nadwa::tui::draw::Painter;
use nadwa::tui::event::Event;
use nadwa::tui::terminal::EventLoop;
use nadwa::tui::theme::Theme;
use nadwa::update::{Field, Update, UpdateLog};
use nadwa::workspace::Workspace;
use nadwa::workspace::source::Source;
use nadwa::world::World;
use nadwa::world::key::Key;
use ratatui::buffer::Cell;

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
        // Below the ports of outgoing connections, which might take the port of a server that is down.
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let folder = Folder::new();
        let mut ports = std::iter::repeat_with(|| {
            let n = u64::from(std::process::id()) * 100 + NEXT.fetch_add(1, Ordering::Relaxed);
            10_000 + u16::try_from(n % 20_000).expect("it is small")
        });
        let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
        let port = ports.find(is_free).expect("a port is free");
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
        let begin = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begin.elapsed() < WAIT, "waited in vain for nats-server");
            thread::sleep(Duration::from_millis(2));
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

    fn store(&self) -> PathBuf {
        self.folder.0.join("store")
    }

    /// Runs the server with what `change` makes of its store.
    fn restart_with(&mut self, change: impl FnOnce(&Path)) {
        self.stop();
        change(&self.store());
        self.restart();
    }

    /// Restarts the server with an empty store.
    fn empty(&mut self) {
        self.restart_with(|store| fs::remove_dir_all(store).expect("the folder can be removed"));
    }

    /// Restarts the server; returns a copy of its store.
    fn back_up(&mut self) -> Folder {
        let copy = Folder::new();
        self.restart_with(|store| copy_all(store, &copy.0.join("store")));
        copy
    }

    /// Restarts the server with its store as it was.
    fn put_back(&mut self, copy: &Folder) {
        self.restart_with(|store| {
            fs::remove_dir_all(store).expect("the folder can be removed");
            copy_all(&copy.0.join("store"), store);
        });
    }

    /// Works on the bucket with another client; returns `None` without a bucket.
    fn admin<T>(&self, work: impl AsyncFnOnce(Store) -> T) -> Option<T> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.expect("a runtime").block_on(async {
            let client = async_nats::connect(self.address()).await;
            let context = async_nats::jetstream::new(client.expect("a connection"));
            let store = context.get_key_value(sync::bucket(ID)).await;
            Some(work(store.ok()?).await)
        })
    }
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be created");
    for entry in fs::read_dir(from).expect("the folder can be read") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy_all(&path, &target);
        } else {
            fs::copy(&path, &target).expect("the file can be copied");
        }
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
    events: SyncSender<Event>,
    _folder: Folder,
}

fn desk(name: &str, address: &str, folder: &Path) -> Workspace {
    Workspace {
        source: Source::File(FILE.into()),
        state_folder: Some(folder.to_owned()),
        server: Some(address.to_owned()),
        name: name.into(),
        log_beside: true,
        columns: nadwa::load::ColumnNames::default(),
        settings: None,
    }
}

impl Seat {
    fn new(name: &str, address: &str) -> Self {
        Self::at(name, address, Folder::new())
    }

    fn at(name: &str, address: &str, folder: Folder) -> Self {
        Self::open(desk(name, address, &folder.0), folder)
    }

    fn open(desk: Workspace, folder: Folder) -> Self {
        let desk: &Workspace = Box::leak(Box::new(desk));
        let now = Zone::utc()
            .from_local("2021-11-30T09:00:00".parse().expect("a time"))
            .timestamp();
        let mut world = World::new(desk.read(), now, Zone::utc(), None);
        world.keys = Arc::new(commands::keymap());
        let mut app = App::new(world, (80, 24));
        app.desk = desk.name.clone();
        let app = Box::leak(Box::new(app));
        let started = EventLoop::without_terminal(app, desk);
        let (event_loop, events) = started.expect("threads can be started");
        Self {
            desk,
            event_loop,
            events,
            _folder: folder,
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
        let session = Subject::new(Kind::Session, session);
        let update = Update::new(session, field, Some(value));
        let own = |seat: &Self| {
            let name = &seat.desk.name;
            let all = seat.log().updates.iter();
            all.filter(|u| u.by == *name).count()
        };
        let before = own(self);
        // What another desk has just posted may conflict with it; then it is posted all the same, as the second Enter does.
        for _ in 0..20 {
            self.event_loop.app.ask(Effect::Post(vec![update.clone()]));
            // Effects run after an event.
            self.events.send(Event::Resize).expect("the loop runs");
            self.step(Duration::ZERO);
            if own(self) > before {
                return;
            }
        }
        panic!("not posted: {:?}", self.app().message);
    }

    /// Returns the screen as text.
    fn screen(&self) -> String {
        let mut painter = Painter::new(Theme::Terminal, Mode::Application);
        let buffer = draw(self.app(), &mut painter, (120, 24));
        let cells = buffer.content().chunks(120);
        let lines = cells.map(|line| line.iter().map(Cell::symbol).collect::<String>() + "\n");
        lines.collect()
    }
}

/// Describes an update: `opening Status cancelled @3 by one`.
fn record(u: &Update) -> String {
    let (value, refused) = (
        u.value.as_deref().unwrap_or("-"),
        if u.refused { "!" } else { "" },
    );
    let revision = u.revision.map_or("?".to_owned(), |r| r.to_string());
    format!(
        "{} {:?} {value}{refused} @{revision} by {}",
        u.subject, u.field, u.by
    )
}

/// Returns the last value of a field.
fn last_value<'l>(log: &'l UpdateLog, session: &str, field: Field) -> Option<&'l str> {
    let session = Subject::new(Kind::Session, session);
    log.in_force(&session, field)?.value.as_deref()
}

/// Adds an update to the log that is not sent, as if the desk ended before it could send it.
fn log_unsent(desk: &Workspace, session: &str, field: Field, value: &str) {
    let session = Subject::new(Kind::Session, session);
    let record = Update {
        at: 1_638_262_800,
        by: desk.name.clone(),
        ..Update::new(session, field, Some(value.into()))
    };
    desk.edit_log(ID, |log| log.updates.push(record.clone()))
        .expect("the log can be written");
}

#[test]
fn arrivals_and_announcements_reach_other_desks() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    one.online();
    let chair = Subject::new(Kind::Speaker, "chair");
    let arrived = Update::new(chair, Field::Arrival, Some("arrived".into()));
    one.event_loop.app.ask(Effect::Post(vec![arrived]));
    one.press("MLunch is in the garden<enter>");
    one.press("6MThe hall is closed<enter>");
    let mut two = Seat::new("two", &server.address());
    two.until(|app| {
        let program = &app.world.program;
        let arrived = |s: &Speaker| s.arrival == Arrival::Arrived;
        program.speakers.iter().any(arrived) && app.world.announcements().len() == 2
    });
    assert!(two.app().world.diagnostics.is_empty());
    one.press("uy");
    two.until(|app| app.world.announcements().len() == 1);
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
    assert_eq!(last_value(two.log(), "long", Field::Delay), Some("25m"));
    two.press("1gjcunset<enter>");
    one.until(|app| {
        app.world
            .log
            .in_force(&Subject::new(Kind::Session, "opening"), Field::Status)
            .is_some_and(|c| c.value.is_none())
    });
    let log = one.log();
    assert_eq!(
        log.in_force(&Subject::new(Kind::Session, "opening"), Field::Status)
            .map(|c| c.by.as_str()),
        Some("two")
    );
    // Both have the same history, and neither has an update to send.
    two.until(|app| sync::pending(&app.world.log).is_empty());
    assert!(sync::pending(one.log()).is_empty());
    let history = |log: &UpdateLog| -> Vec<String> {
        log.updates
            .iter()
            .map(|c| format!("{} {:?} {:?}", c.subject, c.field, c.value))
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
        assert_eq!(last_value(two.log(), "welcome", Field::Room), Some(theirs));
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
    assert_eq!(last_value(two.log(), "long", Field::Delay), Some("10m"));
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
        Some("Posted for everyone, u undoes it: Opening")
    );
    server.restart();
    one.receives("cities", Field::Note, "in the garden");
    two.receives("opening", Field::Status, "cancelled");
    for seat in [&mut one, &mut two] {
        seat.until(|app| app.world.offline.is_none() && sync::pending(&app.world.log).is_empty());
    }
}

/// Returns what is in force, without what was withdrawn.
fn in_force(log: &UpdateLog) -> BTreeMap<(String, Field), String> {
    let all = log
        .all_in_force()
        .into_iter()
        .flat_map(|(_, updates)| updates);
    let set = all.filter_map(|u| {
        let value = u.value.as_deref()?.to_owned();
        Some(((u.subject.id.to_string(), u.field), value))
    });
    set.collect()
}

/// Returns what a desk finds that joins now.
fn newcomer(server: &Server) -> BTreeMap<(String, Field), String> {
    let folder = Folder::new();
    let desk = desk("newcomer", &server.address(), &folder.0);
    sync::exchange(&desk, &ID.into()).expect("the server replies");
    in_force(&desk.log(ID))
}

#[test]
fn an_empty_store_is_reported_and_gets_the_updates_again_if_a_desk_agrees() {
    let Some(mut server) = Server::start() else {
        return;
    };
    for again in [true, false] {
        let mut one = Seat::new("one", &server.address());
        one.online();
        one.post("long", "delay 10m");
        one.post("opening", "cancelled");
        one.online();
        let mut two = Seat::new("two", &server.address());
        two.receives("opening", Field::Status, "cancelled");
        two.receives("long", Field::Delay, "10m");
        let before = in_force(two.log());
        server.empty();
        for seat in [&mut one, &mut two] {
            seat.until(|app| app.question().is_some());
            let question = "The server has lost updates that are shown here (2), among them “cancelled” for Opening. \
                            Y: post them again, N: post what the server has instead, for all desks";
            assert_eq!(seat.app().question().as_deref(), Some(question));
            assert_eq!(
                in_force(seat.log()),
                before,
                "nothing vanishes before the answer"
            );
            assert!(
                seat.screen().contains("not on the server: 2"),
                "{}",
                seat.screen()
            );
        }
        one.press(if again { "Y" } else { "N" });
        for seat in [&mut one, &mut two] {
            seat.until(|app| app.question().is_none());
            seat.online();
            assert_eq!(in_force(seat.log()).len(), if again { 2 } else { 0 });
            assert!(
                !seat.screen().contains("not on the server"),
                "{}",
                seat.screen()
            );
        }
        assert_eq!(newcomer(&server), in_force(one.log()));
        server.empty();
    }
}

#[test]
fn a_store_that_was_put_back_is_noticed_and_all_desks_agree_after_an_answer() {
    let Some(mut server) = Server::start() else {
        return;
    };
    for again in [true, false] {
        let mut one = Seat::new("one", &server.address());
        let mut two = Seat::new("two", &server.address());
        one.online();
        one.post("long", "delay 10m");
        two.receives("long", Field::Delay, "10m");
        let copy = server.back_up();
        one.post("long", "delay 20m");
        two.receives("long", Field::Delay, "20m");
        server.put_back(&copy);
        one.until(|app| app.question().is_some());
        // New desks get the old value, and post so much that the old revisions exist again.
        let mut three = Seat::new("three", &server.address());
        three.receives("long", Field::Delay, "10m");
        three.post("opening", "note a");
        three.post("opening", "note b");
        three.online();
        two.until(|app| app.question().is_some());
        two.receives("opening", Field::Note, "b");
        two.press(if again { "Y" } else { "N" });
        let value = if again { "20m" } else { "10m" };
        for seat in [&mut one, &mut two, &mut three] {
            seat.receives("long", Field::Delay, value);
            seat.receives("opening", Field::Note, "b");
            seat.until(|app| app.question().is_none());
        }
        assert_eq!(newcomer(&server), in_force(one.log()));
        server.empty();
    }
}

#[test]
fn what_is_deleted_from_the_store_is_withdrawn_on_every_screen() {
    let Some(server) = Server::start() else {
        return;
    };
    for purge in [false, true] {
        let mut one = Seat::new("one", &server.address());
        one.online();
        one.post("long", "delay 10m");
        one.post("opening", "cancelled");
        one.online();
        let folder = Folder::new();
        let away = desk("two", &server.address(), &folder.0);
        sync::exchange(&away, &ID.into()).expect("the server replies");
        server.admin(async |store| {
            if purge {
                store.purge("session.long").await.expect("it is purged");
            } else {
                store.delete("session.long").await.expect("it is deleted");
            }
        });
        let mut two = Seat::at("two", &server.address(), folder);
        for seat in [&mut one, &mut two] {
            seat.until(|app| {
                !in_force(&app.world.log).contains_key(&("long".into(), Field::Delay))
            });
            assert_eq!(seat.app().question(), None);
        }
        one.post("long", "room annex");
        two.receives("long", Field::Room, "annex");
        assert_eq!(newcomer(&server), in_force(one.log()));
        assert_eq!(newcomer(&server), in_force(two.log()));
    }
}

#[test]
fn a_purged_stream_is_noticed_and_new_desks_can_join() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    one.online();
    one.post("long", "delay 10m");
    one.online();
    let purged = server.admin(async |store| store.stream.purge().await.is_ok());
    assert_eq!(purged, Some(true));
    let mut two = Seat::new("two", &server.address());
    two.online();
    two.post("opening", "cancelled");
    one.receives("opening", Field::Status, "cancelled");
    one.until(|app| app.question().is_some());
    one.press("Y");
    two.receives("long", Field::Delay, "10m");
}

#[test]
fn a_value_that_does_not_fit_is_reported_and_blocks_no_other() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut one = Seat::new("one", &server.address());
    one.online();
    let large = format!(r#"{{"later": "{}"}}"#, "x".repeat(65_500));
    server.admin(async |store| {
        let put = store.put("session.long", large.into()).await;
        put.expect("the server takes the value");
    });
    one.post(
        "long",
        "note does not fit, because the limit of a value is near",
    );
    one.post("opening", "cancelled");
    let mut two = Seat::new("two", &server.address());
    two.receives("opening", Field::Status, "cancelled");
    one.until(|app| app.world.missing == 1);
    let message = one.app().message.clone().unwrap_or_default();
    let why = "the server accepts no more data for the session long";
    assert!(message.contains(why), "{message}");
    assert!(
        one.screen().contains("not on the server: 1"),
        "{}",
        one.screen()
    );
    // When there is room again, it is sent.
    server.admin(async |store| {
        let put = store.put("session.long", "{}".into()).await;
        put.expect("the server takes the value");
    });
    two.until(|app| last_value(&app.world.log, "long", Field::Note).is_some());
    one.until(|app| app.world.missing == 0);
}

/// As when the disk is full: each attempt reaches the server.
#[test]
fn while_the_log_cannot_be_written_the_pauses_between_attempts_grow() {
    let Some(server) = Server::start() else {
        return;
    };
    let folder = Folder::new();
    let desk = desk("one", &server.address(), &folder.0);
    let log = desk.log_path(ID).expect("a path");
    fs::create_dir_all(log).expect("a folder can be in the place of the log");
    let (sender, events) = channel();
    let send = move |event| sender.send((Instant::now(), event)).is_ok();
    let _link = sync::connect(&desk, &ID.into(), send).expect("a thread can be started");
    let mut times = Vec::new();
    while times.len() < 5 {
        let (time, event) = events.recv_timeout(WAIT).expect("another attempt");
        match event {
            SyncEvent::Status(Status::Offline(why)) => {
                let why = english(&why);
                assert!(why.contains("a folder"), "{why}");
                times.push(time);
            }
            other => panic!("{other:?}"),
        }
    }
    let last = times[4] - times[3];
    assert!(
        last >= Duration::from_secs(1),
        "the last pause was {last:?}"
    );
}

/// Prints the processor time, which grew with the square of the number: 1,000 took 58 seconds.
#[test]
fn thousands_of_updates_posted_offline_are_sent_at_once() {
    let Some(server) = Server::start() else {
        return;
    };
    let count = 5_000 * times() as usize;
    let folder = Folder::new();
    let mut file =
        String::from("program = { id = \"delays\", timezone = \"UTC\", languages = [\"en\"] }\n");
    for n in 0..count {
        let session = format!(
            "[[sessions]]\nid = \"s{n}\"\ntitle = \"S\"\nstart = 2021-11-30T10:00:00\nend = 2021-11-30T11:00:00\n"
        );
        file.push_str(&session);
    }
    let program = folder.write("program.toml", file);
    let workspace = |name: &str| {
        let folder = Folder::new();
        let desk = Workspace {
            source: Source::File(program.clone()),
            ..desk(name, &server.address(), &folder.0)
        };
        (desk, folder)
    };
    let (desk, state) = workspace("one");
    desk.edit_log(ID, |log| {
        log.updates.extend((0..count).map(|n| {
            let session = Subject::new(Kind::Session, format!("s{n}").as_str());
            Update {
                at: 1_638_262_800,
                by: "one".into(),
                ..Update::new(session, Field::Note, Some("offline".into()))
            }
        }));
    })
    .expect("the log can be written");
    let (listener, listener_state) = workspace("two");
    let mut two = Seat::open(listener, listener_state);
    two.online();
    let begin = processor_time();
    let mut one = Seat::open(desk, state);
    one.online();
    let sent = processor_time();
    two.until(|app| app.world.log.updates.len() == count);
    let all = processor_time();
    eprintln!(
        "{count} updates: {:?} until they were sent, {:?} until both desks showed them",
        sent.saturating_sub(begin),
        all.saturating_sub(begin)
    );
    assert_eq!(in_force(one.log()).len(), count);
    assert_eq!(in_force(two.log()), in_force(one.log()));
}

/// Returns the processor time of this process.
fn processor_time() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // User and system time are the 14th and 15th field, in hundredths of a second.
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    let ticks: u64 = fields
        .skip(11)
        .take(2)
        .filter_map(|n| n.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

/// A connection between a desk and a server that can be cut, restored and slowed down.
struct Cable {
    port: u16,
    open: Arc<Ends>,
    wait: Arc<AtomicU64>,
    done: Arc<AtomicBool>,
}

/// The ends of the connections; `None` while the cable is cut.
type Ends = Mutex<Option<Vec<TcpStream>>>;

/// Connects one end with a port, and copies between them in threads.
fn carry(near: &TcpStream, far: u16, open: &Ends, wait: &Arc<AtomicU64>) {
    let mut all = open.lock().expect("no thread panicked");
    let Some(ends) = all.as_mut() else { return };
    let Ok(far) = TcpStream::connect(("127.0.0.1", far)) else {
        return;
    };
    let clone = |s: &TcpStream| s.try_clone().expect("a stream can be cloned");
    for (from, to) in [(near, &far), (&far, near)] {
        let (mut from, mut to, wait) = (clone(from), clone(to), Arc::clone(wait));
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(n @ 1..) = from.read(&mut bytes) {
                // The delay of a slow network.
                thread::sleep(Duration::from_millis(wait.load(Ordering::Relaxed)));
                if to.write_all(&bytes[..n]).is_err() {
                    break;
                }
            }
            let _ = to.shutdown(Shutdown::Both);
        });
    }
    ends.extend([clone(near), far]);
}

impl Cable {
    fn to(server: &Server) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("an address").port();
        let open = Arc::new(Mutex::new(Some(Vec::new())));
        let (wait, done) = (
            Arc::new(AtomicU64::new(0)),
            Arc::new(AtomicBool::new(false)),
        );
        let cable = Self {
            port,
            open: Arc::clone(&open),
            wait: Arc::clone(&wait),
            done: Arc::clone(&done),
        };
        let far = server.port;
        thread::spawn(move || {
            for (n, near) in (0..).zip(listener.incoming()) {
                let Ok(near) = near else { return };
                if done.load(Ordering::Relaxed) {
                    return;
                }
                let (open, wait) = (Arc::clone(&open), Arc::clone(&wait));
                thread::spawn(move || {
                    // On a slow network, a later connection may be there before an earlier one.
                    thread::sleep(Duration::from_millis(
                        wait.load(Ordering::Relaxed) * (3 - n % 3),
                    ));
                    carry(&near, far, &open, &wait);
                });
            }
        });
        cable
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

impl Drop for Cable {
    fn drop(&mut self) {
        self.done.store(true, Ordering::Relaxed);
        self.cut();
        // Wakes the thread that accepts connections.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
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
        [Subject::new(Kind::Session, "opening")]
    );
    desk.post("long", "delay 30m");
    screen.receives("long", Field::Delay, "30m");
    assert_eq!(last_value(desk.log(), "opening", Field::Status), None);
    let mut stranger = Seat::new("stranger", &address("desk:guessed"));
    stranger.until(|app| app.world.offline.is_some());
    let message = stranger.app().message.clone().expect("a message");
    assert!(message.contains("the server denies access"), "{message}");
    assert!(!message.contains("guessed"), "{message}");
    assert!(stranger.log().updates.is_empty());
}

/// Returns keys and values that no desk of this version writes: control characters, line breaks, unknown ids, other types.
fn foreign_values() -> Vec<(&'static str, String)> {
    let huge = "x".repeat(30_000);
    vec![
        ("session.opening", r#"{"note":{"value":"a\u001b[2Jb\u202ec\nd\u2028e","at":1638262800,"by":"\u001b]0;x\u0007me"}}"#.into()),
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
        Some("a[2Jbc d e")
    );
    assert_eq!(
        world
            .log
            .in_force(&Subject::new(Kind::Session, "opening"), Field::Note)
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
            let mut painter = Painter::new(Theme::Terminal, Mode::Application);
            for round in 0..rounds {
                seat.receives("long", Field::Delay, &minutes(round + 1));
                let buffer = draw(seat.app(), &mut painter, (80, 24));
                let line: String = buffer.content().iter().map(Cell::symbol).collect();
                let late = format!("+{} min", round + 1);
                assert!(line.contains(&late), "{line}");
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

/// Numbers that look random and are the same for the same seed (splitmix64).
struct Random(u64);

impl Random {
    /// Returns a number below `n`.
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % n as u64).expect("it is small")
    }
}

/// Desks and a server, whose connections and store are disturbed.
struct Venue {
    random: Random,
    server: Server,
    is_down: bool,
    copy: Option<Folder>,
    cables: Vec<Cable>,
    seats: Vec<Seat>,
    /// What happened, for failures.
    story: Vec<String>,
    /// The last value that was posted for each field, and by which desk.
    posted: BTreeMap<(String, Field), (usize, String)>,
    /// The questions that each desk was asked.
    asked: Vec<Vec<String>>,
    /// Whether updates were taken out of the store.
    has_lost: bool,
}

const SESSIONS: [(&str, &str); 3] = [
    ("opening", "Opening"),
    ("welcome", "Welcoming new people"),
    ("long", "A long afternoon"),
];

impl Venue {
    fn new(seed: u64) -> Option<Self> {
        let mut random = Random(seed);
        let server = Server::start()?;
        let count = [2, 3, 5][random.below(3)];
        let cables: Vec<Cable> = (0..count).map(|_| Cable::to(&server)).collect();
        let seat = |(n, cable): (usize, &Cable)| {
            Seat::new(
                &format!("desk{n}"),
                &format!("nats://127.0.0.1:{}", cable.port),
            )
        };
        let seats = cables.iter().enumerate().map(seat).collect();
        Some(Self {
            random,
            server,
            is_down: false,
            copy: None,
            cables,
            seats,
            story: Vec::new(),
            posted: BTreeMap::new(),
            asked: vec![Vec::new(); count],
            has_lost: false,
        })
    }

    /// Lets every desk handle its events.
    fn work(&mut self, wait: Duration) {
        for (seat, asked) in self.seats.iter_mut().zip(&mut self.asked) {
            seat.step(wait);
            if let Some(question) = seat.app().question()
                && !asked.contains(&question)
            {
                asked.push(question);
            }
        }
    }

    fn post(&mut self) {
        let (n, session) = (
            self.random.below(self.seats.len()),
            SESSIONS[self.random.below(3)].0,
        );
        let number = self.story.len();
        let (field, words) = match self.random.below(3) {
            0 => (Field::Delay, format!("delay {}m", 1 + number)),
            1 => (
                Field::Room,
                format!("room {}", ["hall", "annex"][number % 2]),
            ),
            _ => (Field::Note, format!("note {number}")),
        };
        self.story.push(format!("desk{n} posts {session} {words}"));
        self.seats[n].post(session, &words);
        let value = last_value(self.seats[n].log(), session, field).expect("it was posted");
        let key = (session.to_owned(), field);
        self.posted.insert(key, (n, value.to_owned()));
    }

    fn answer(&mut self) {
        let asked = |seat: &Seat| seat.app().question().is_some();
        let seats = self.seats.iter().enumerate().filter(|(_, s)| asked(s));
        let seats: Vec<usize> = seats.map(|(n, _)| n).collect();
        if seats.is_empty() {
            return;
        }
        let n = seats[self.random.below(seats.len())];
        let yes = self.random.below(2) == 0;
        let key = match self.seats[n].app().mode() {
            nadwa::tui::app::Mode::SettleUpdates if yes => "Y",
            nadwa::tui::app::Mode::SettleUpdates => "N",
            _ if yes => "y",
            _ => "n",
        };
        let question = self.seats[n].app().question().unwrap_or_default();
        self.story
            .push(format!("desk{n} answers {key}: {question}"));
        self.seats[n].press(key);
    }

    fn disturb_network(&mut self) {
        let n = self.random.below(self.cables.len());
        let cable = &self.cables[n];
        match self.random.below(3) {
            0 => {
                self.story.push(format!("the cable of desk{n} is cut"));
                cable.cut();
            }
            1 => {
                self.story.push(format!("the cable of desk{n} is restored"));
                cable.restore();
            }
            _ => {
                let wait = self.random.below(30) as u64;
                self.story
                    .push(format!("the cable of desk{n} is slow: {wait} ms"));
                cable.wait.store(wait, Ordering::Relaxed);
            }
        }
    }

    fn disturb_server(&mut self) {
        let what = self.random.below(8);
        if self.is_down {
            if what < 6 {
                self.story.push("the server starts".into());
                self.server.restart();
                self.is_down = false;
            }
            return;
        }
        let key = sync::key(&Subject::new(
            Kind::Session,
            SESSIONS[self.random.below(3)].0,
        ));
        let story = match what {
            0 => {
                self.server.stop();
                self.is_down = true;
                "the server stops".into()
            }
            1 => {
                self.server.restart_with(|_| {});
                "the server restarts".into()
            }
            2 => {
                self.copy = Some(self.server.back_up());
                "the store is copied".into()
            }
            3 => {
                let Some(copy) = &self.copy else { return };
                self.has_lost = true;
                self.server.put_back(copy);
                "the store is put back".into()
            }
            4 => {
                self.has_lost = true;
                self.server.empty();
                "the store is emptied".into()
            }
            5 | 6 => {
                self.has_lost = true;
                let purge = what == 5;
                self.server.admin(async |store| {
                    if purge {
                        store.purge(&key).await.is_ok()
                    } else {
                        store.delete(&key).await.is_ok()
                    }
                });
                format!("{key} is {}", if purge { "purged" } else { "deleted" })
            }
            _ => {
                self.has_lost = true;
                self.server
                    .admin(async |store| store.stream.purge().await.is_ok());
                "the stream is purged".into()
            }
        };
        self.story.push(story);
    }

    /// Waits until every desk has sent what it has, and shows what the server has or asks; with `strict`, none asks.
    fn settle(&mut self, strict: bool) {
        let begin = Instant::now();
        loop {
            self.work(Duration::from_millis(20));
            let is_quiet = |seat: &Seat| {
                let world = &seat.app().world;
                world.offline.is_none() && sync::pending(&world.log).is_empty()
            };
            let asks = |seat: &Seat| seat.app().question().is_some();
            if self.seats.iter().all(is_quiet) && !(strict && self.seats.iter().any(asks)) {
                let server = newcomer(&self.server);
                let agrees = |seat: &Seat| {
                    in_force(seat.log()) == server && in_force(&seat.desk.log(ID)) == server
                };
                if self
                    .seats
                    .iter()
                    .all(|seat| agrees(seat) || (!strict && asks(seat)))
                {
                    return;
                }
            }
            if strict && self.seats.iter().any(asks) {
                self.answer();
            }
            if begin.elapsed() > WAIT {
                let states: Vec<String> = self.seats.iter().map(Seat::state).collect();
                let server = newcomer(&self.server);
                panic!(
                    "the desks do not agree:\n{}\nserver: {server:#?}",
                    states.join("\n")
                );
            }
        }
    }

    /// The last update of each field is in force, unless somebody was asked about its session.
    fn nothing_was_lost_in_silence(&self) {
        if self.has_lost {
            return;
        }
        let found = newcomer(&self.server);
        for ((session, field), (n, value)) in &self.posted {
            let title = SESSIONS.iter().find(|(id, _)| id == session);
            let (_, title) = title.expect("it is in the table");
            let asked = self.asked.iter().flatten().any(|q| q.contains(title));
            let value_found = found.get(&(session.clone(), *field));
            assert!(
                asked || value_found == Some(value),
                "desk{n} posted {field:?} {value} for {session}, there is {value_found:?}, and nobody was asked"
            );
        }
    }
}

/// Prints what happened when a schedule fails.
impl Drop for Venue {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("{}", self.story.join("\n"));
        }
    }
}

fn run_schedule(seed: u64) -> bool {
    let Some(mut venue) = Venue::new(seed) else {
        return false;
    };
    for seat in &mut venue.seats {
        seat.online();
    }
    for _ in 0..6 + venue.random.below(12) {
        match venue.random.below(10) {
            0..5 => venue.post(),
            5..8 => venue.disturb_network(),
            8 => venue.disturb_server(),
            _ => venue.answer(),
        }
        let wait = venue.random.below(20) as u64;
        venue.work(Duration::from_millis(wait));
    }
    if venue.is_down {
        venue.server.restart();
    }
    for cable in &venue.cables {
        cable.wait.store(0, Ordering::Relaxed);
        cable.restore();
    }
    venue.settle(false);
    venue.settle(true);
    venue.nothing_was_lost_in_silence();
    true
}

/// Runs `8 × NADWA_TIMES` schedules, or only the one with the seed `NADWA_SEED`.
#[test]
fn desks_agree_after_any_disturbance_or_say_that_they_do_not() {
    let seed = std::env::var("NADWA_SEED").map(|n| n.parse().expect("a number"));
    let (first, count) = seed.map_or((0, 8 * u64::from(times())), |seed| (seed, 1));
    let next = AtomicU64::new(first);
    thread::scope(|scope| {
        for _ in 0..count.min(4) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + count {
                        return;
                    }
                    let outcome = std::panic::catch_unwind(|| run_schedule(seed));
                    match outcome {
                        Ok(true) => {}
                        Ok(false) => return,
                        Err(why) => {
                            eprintln!("failed with NADWA_SEED={seed}");
                            next.store(first + count, Ordering::Relaxed);
                            std::panic::resume_unwind(why);
                        }
                    }
                }
            });
        }
    });
}
