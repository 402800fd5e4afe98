//! The thread that talks to the server, by the client of NATS itself.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::kv::{self, Operation, Store, UpdateErrorKind};
use async_nats::jetstream::{self, Context};
use async_nats::{Client, ConnectOptions, Event, ServerAddr};
use futures_util::StreamExt as _;
use tokio::sync::{Notify, mpsc};
use tokio::time::{sleep, timeout};

use super::{Entry, Sent, Status, SyncEvent, bucket, key, merge, past, pending, sent, session};
use crate::text::{Lines, Text};
use crate::update::UpdateLog;
use crate::workspace::Workspace;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(3);
/// Between two tries to reach a server: doubled up to the second.
const PAUSE: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));
/// Values of a key that the server keeps, for `nadwa log` (64 is the most).
const HISTORY: i64 = 64;
/// Why there is nothing more to hear.
const LOST: &str = "the connection was lost";
/// Tries to say something while others speak, too.
const TRIES: usize = 20;

/// A connection that is kept, by a thread of its own.
#[derive(Debug, Clone)]
pub struct Link(Arc<Notify>);

impl Link {
    /// Something was said here.
    pub fn nudge(&self) {
        self.0.notify_one();
    }
}

/// Keeps the file of changes and the server in line from now on; what is new is sent.
///
/// # Errors
/// When there can be no more threads, in words.
pub fn join(
    desk: &Workspace,
    program: &Text,
    send: impl Fn(SyncEvent) -> bool + Send + 'static,
) -> Result<Link, String> {
    let notify = Arc::new(Notify::new());
    let link = Link(Arc::clone(&notify));
    let (desk, program) = (desk.clone(), program.clone());
    let thread = std::thread::Builder::new().name("live".into());
    let runtime = runtime()?;
    let run = move || {
        runtime.block_on(async {
            let mut pause = PAUSE.0;
            loop {
                let mut talk = Talk::new(&desk, &program, Some(&send));
                let why = match talk.connect().await {
                    Ok(events) => {
                        pause = PAUSE.0;
                        talk.stay(&notify, events).await
                    }
                    Err(why) => why,
                };
                if !send(SyncEvent::Status(Status::Offline(why))) {
                    return;
                }
                sleep(pause).await;
                pause = (pause * 2).min(PAUSE.1);
            }
        });
    };
    let started = thread.spawn(run);
    started.map(|_| link).map_err(|e| e.to_string())
}

/// Sends what was said here, and takes over what others have said.
///
/// # Errors
/// Why the server could not be reached, or does not take it; what was said is kept.
pub fn once(desk: &Workspace, program: &Text) -> Result<Sent, String> {
    let before = refused(&desk.log(program));
    runtime()?.block_on(async {
        let mut talk = Talk::new(desk, program, None);
        let mut events = talk.connect().await?;
        // The watch is kept until the end, so that the server can end it.
        let _watch = talk.catch_up().await?;
        let sent = talk.send_all().await;
        sent.map_err(|why| denied(&mut events).unwrap_or(why))
    })?;
    let more = refused(&desk.log(program)) > before;
    Ok(if more { Sent::Contested } else { Sent::All })
}

/// Why the server takes nothing, which it says beside its answers.
fn denied(events: &mut mpsc::UnboundedReceiver<Event>) -> Option<String> {
    let mut why = None;
    while let Ok(event) = events.try_recv() {
        if let Event::ServerError(e) = event {
            why = Some(told(&e));
        }
    }
    why
}

fn refused(log: &UpdateLog) -> usize {
    log.updates.iter().filter(|c| c.refused).count()
}

fn runtime() -> Result<tokio::runtime::Runtime, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|e| e.to_string())
}

/// What is said to and heard of one server.
struct Talk<'a> {
    desk: &'a Workspace,
    program: &'a Text,
    /// Who is told what is new.
    send: Option<&'a dyn Fn(SyncEvent) -> bool>,
    server: Option<Place>,
    /// What the server has, by session, as far as it has been heard.
    heard: HashMap<Text, Entry>,
}

struct Place {
    /// The connection, which ends with it.
    _client: Client,
    store: Store,
    /// Its last revision.
    last: u64,
}

impl<'a> Talk<'a> {
    fn new(
        desk: &'a Workspace,
        program: &'a Text,
        send: Option<&'a dyn Fn(SyncEvent) -> bool>,
    ) -> Self {
        Self {
            desk,
            program,
            send,
            server: None,
            heard: HashMap::new(),
        }
    }

    /// Finds the server and the bucket, which is made where there is none.
    async fn connect(&mut self) -> Result<mpsc::UnboundedReceiver<Event>, String> {
        let (tell, events) = mpsc::unbounded_channel();
        let address = self.desk.server.as_deref().unwrap_or_default();
        let servers = address.split(',').map(str::parse);
        let servers = servers.collect::<Result<Vec<ServerAddr>, _>>();
        let servers = servers.map_err(|e| told(&e))?;
        let mut options = ConnectOptions::new()
            .name("nadwa")
            .connection_timeout(PATIENCE)
            .request_timeout(Some(PATIENCE))
            .ping_interval(Duration::from_secs(5))
            .event_callback(move |event| {
                let tell = tell.clone();
                async move {
                    let _ = tell.send(event);
                }
            });
        let named = servers
            .iter()
            .find_map(|s| Some((s.username()?, s.password())));
        options = match named {
            Some((user, Some(password))) => options.user_and_password(user.into(), password.into()),
            Some((token, None)) => options.token(token.into()),
            None => options,
        };
        // The variables of NATS' own tools.
        let file = |name| std::env::var_os(name).filter(|v| !v.is_empty());
        if let Some(path) = file("NATS_CREDS") {
            let read = options.credentials_file(path).await;
            options = read.map_err(|e| format!("$NATS_CREDS cannot be read: {e}"))?;
        }
        if let Some(path) = file("NATS_CA") {
            options = options.add_root_certificates(path.into());
        }
        let connected = options.connect(servers).await;
        let client = connected.map_err(|e| told(&e))?;
        if !client.is_server_compatible(2, 10, 0) {
            let version = client.server_info().version;
            return Err(format!(
                "the server is NATS {version}, and 2.10 is the oldest that is spoken to"
            ));
        }
        let mut context = jetstream::new(client.clone());
        context.set_timeout(PATIENCE);
        let name = bucket(self.program);
        let store = match context.get_key_value(&name).await {
            Ok(store) => store,
            Err(_) => make(&context, &name).await?,
        };
        let stream = context.get_stream(format!("KV_{name}")).await;
        let stream = stream.map_err(|e| told(&e))?;
        let info = stream.cached_info();
        let made = info.created.to_string();
        let last = info.state.last_sequence;
        // What a bucket had that is there no longer, nobody says any more.
        self.keep(|log| {
            if log.bucket.as_str() != made {
                log.updates.retain(|c| c.revision.is_none());
                log.bucket = made.as_str().into();
            }
        })?;
        self.server = Some(Place {
            _client: client,
            store,
            last,
        });
        Ok(events)
    }

    /// Changes the file, and tells what is said then.
    fn keep(&self, change: impl Fn(&mut UpdateLog)) -> Result<(), String> {
        let kept = self.desk.change_log(self.program, change);
        kept.map_err(|e| format!("what was heard cannot be kept: {e}"))?;
        if let Some(send) = self.send {
            // Nobody to send to is the end of the program.
            send(SyncEvent::UpdatesChanged);
        }
        Ok(())
    }

    fn server(&self) -> Result<&Place, String> {
        self.server
            .as_ref()
            .ok_or_else(|| "there is no server".into())
    }

    /// From where on this machine has not heard the server.
    fn next(&self) -> u64 {
        let log = self.desk.log(self.program);
        let known = log.updates.iter().filter_map(|c| c.revision).max();
        known.unwrap_or_default() + 1
    }

    async fn watch(&self) -> Result<kv::Watch, String> {
        let watch = self.server()?.store.watch_all_from_revision(self.next());
        watch.await.map_err(|e| told(&e))
    }

    /// Hears all that the server has.
    async fn catch_up(&mut self) -> Result<kv::Watch, String> {
        let mut watch = self.watch().await?;
        let (mut at, last) = (self.next() - 1, self.server()?.last);
        let mut all = Vec::new();
        while at < last {
            let entry = timeout(PATIENCE, watch.next()).await;
            let entry = entry.map_err(|_| "it does not say what there is".to_owned())?;
            let entry = entry.ok_or("it has ended")?.map_err(|e| told(&e))?;
            at = entry.revision;
            all.push(entry);
        }
        self.hear(all)?;
        Ok(watch)
    }

    /// Takes over what the server has.
    fn hear(&mut self, entries: Vec<kv::Entry>) -> Result<(), String> {
        let entries: Vec<(Text, Entry)> = entries
            .into_iter()
            .filter_map(|e| {
                let bytes = match e.operation {
                    Operation::Put => &e.value[..],
                    // A key that was taken away says nothing any more.
                    Operation::Delete | Operation::Purge => b"{}",
                };
                Some((session(&e.key)?, Entry::read(bytes, e.revision)))
            })
            .collect();
        if entries.is_empty() {
            return Ok(());
        }
        self.keep(|log| {
            for (n, (session, entry)) in entries.iter().enumerate() {
                if entries[n + 1..].iter().any(|(later, _)| later == session) {
                    past(log, session, entry);
                } else {
                    merge(log, session, entry);
                }
            }
        })?;
        self.heard.extend(entries);
        Ok(())
    }

    /// Sends what was said here.
    async fn send_all(&mut self) -> Result<(), String> {
        for session in pending(&self.desk.log(self.program)) {
            self.send(&session).await?;
        }
        Ok(())
    }

    async fn send(&mut self, session: &Text) -> Result<(), String> {
        let key = key(session);
        for _ in 0..TRIES {
            let log = self.desk.log(self.program);
            if !pending(&log).contains(session) {
                return Ok(());
            }
            let store = self.server()?.store.clone();
            if !self.heard.contains_key(session) {
                self.ask(&store, session).await?;
            }
            let entry = self.heard.get(session).cloned().unwrap_or_default();
            let bytes = entry.written(&log, session);
            let saved = store
                .update(&key, bytes.clone().into(), entry.revision)
                .await;
            match saved {
                Ok(revision) => {
                    self.keep(|now| sent(now, session, &log, revision))?;
                    let saved = Entry::read(&bytes, revision);
                    self.heard.insert(session.clone(), saved);
                }
                // Another desk was faster: what it has said is heard first.
                Err(e) if e.kind() == UpdateErrorKind::WrongLastRevision => {
                    self.ask(&store, session).await?;
                }
                Err(e) => return Err(told(&e)),
            }
        }
        Err("others say more than can be heard".into())
    }

    /// Asks for what the server has of a session now.
    async fn ask(&mut self, store: &Store, session: &Text) -> Result<(), String> {
        let entry = store.entry(key(session)).await.map_err(|e| told(&e))?;
        if let Some(entry) = entry {
            return self.hear(vec![entry]);
        }
        self.heard.insert(session.clone(), Entry::default());
        Ok(())
    }

    /// Hears and says until the connection is of no more use; the result is why.
    async fn stay(
        &mut self,
        notify: &Notify,
        mut events: mpsc::UnboundedReceiver<Event>,
    ) -> String {
        let mut watch = match self.catch_up().await {
            Ok(watch) => watch,
            Err(why) => return why,
        };
        loop {
            let sent = self.send_all().await;
            self.tell(match sent {
                Ok(()) => Status::Online,
                Err(why) => match denied(&mut events) {
                    Some(why) => Status::Refused(why),
                    None => return why,
                },
            });
            // What comes in one piece is kept in one piece.
            loop {
                tokio::select! {
                    () = notify.notified() => break,
                    entry = watch.next() => {
                        let Some(first) = entry else { return "it has ended".into() };
                        let mut all = Vec::new();
                        let mut next = Some(first);
                        while let Some(entry) = next {
                            match entry {
                                Ok(entry) => all.push(entry),
                                Err(e) => return told(&e),
                            }
                            next = timeout(Duration::from_millis(2), watch.next()).await.ok().flatten();
                        }
                        if let Err(why) = self.hear(all) {
                            return why;
                        }
                    }
                    event = events.recv() => match event {
                        // The bucket may be another one by the time that the server is back.
                        Some(Event::Disconnected | Event::Closed) | None => return LOST.into(),
                        Some(_) => {}
                    },
                }
            }
        }
    }

    fn tell(&self, state: Status) {
        if let Some(send) = self.send {
            send(SyncEvent::Status(state));
        }
    }
}

async fn make(context: &Context, name: &str) -> Result<Store, String> {
    let config = kv::Config {
        bucket: name.to_owned(),
        description: "what desks say of sessions, by nadwa".into(),
        history: HISTORY,
        max_value_size: 64 << 10,
        ..kv::Config::default()
    };
    let made = context.create_key_value(config).await;
    made.map_err(|e| {
        format!(
            "there is no bucket {name}, and it cannot be made: {}",
            told(&e)
        )
    })
}

/// An error in words, all of it.
fn told(error: &dyn std::error::Error) -> String {
    Text::clean(error.to_string(), Lines::One).0.to_string()
}
