//! The thread that exchanges updates with a NATS server.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::kv::{self, Operation, Store, UpdateErrorKind};
use async_nats::jetstream::{self, Context};
use async_nats::{Client, ConnectError, ConnectErrorKind, ConnectOptions, Event, ServerAddr};
use futures_util::StreamExt as _;
use tokio::sync::{Notify, mpsc};
use tokio::time::{sleep, timeout};

use super::{
    Entry, Posted, Status, SyncEvent, acknowledge, bucket, key, merge, merge_history, pending,
    session,
};
use crate::i18n::Message;
use crate::text::Text;
use crate::update::UpdateLog;
use crate::workspace::Workspace;

/// How long to wait for a reply.
const TIMEOUT: Duration = Duration::from_secs(3);
/// The shortest and the longest pause between two attempts to reach a server; each is twice the one before.
const PAUSE: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));
/// How long to wait for further values that arrive together.
const BATCH: Duration = Duration::from_millis(2);
/// The values of a key that the server keeps, for `nadwa log` (64 is the maximum).
const HISTORY: i64 = 64;
/// Attempts to send an update while other desks post.
const ATTEMPTS: usize = 20;
/// The oldest supported server.
const MIN_VERSION: (i64, i64, i64) = (2, 10, 0);

type Events = mpsc::UnboundedReceiver<Event>;

/// A permanent connection, with a thread of its own.
#[derive(Debug, Clone)]
pub struct Link(Arc<Notify>);

impl Link {
    /// Wakes the thread, because there are updates to send.
    pub fn notify(&self) {
        self.0.notify_one();
    }
}

/// Starts a thread that keeps the update log and the server equal, until `send` returns `false`.
///
/// # Errors
/// When the system cannot start another thread.
pub fn connect(
    workspace: &Workspace,
    program: &Text,
    send: impl Fn(SyncEvent) -> bool + Send + 'static,
) -> Result<Link, Message> {
    let notify = Arc::new(Notify::new());
    let link = Link(Arc::clone(&notify));
    let (workspace, program) = (workspace.clone(), program.clone());
    let thread = std::thread::Builder::new().name("live".into());
    let runtime = runtime()?;
    let run = move || {
        runtime.block_on(async {
            let mut pause = PAUSE.0;
            loop {
                let mut connection = Connection::new(&workspace, &program, Some(&send));
                let why = match connection.open().await {
                    Ok(events) => {
                        pause = PAUSE.0;
                        connection.run(&notify, events).await
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
    started.map(|_| link).map_err(|e| not_started(&e))
}

/// Receives the updates of other desks and sends those of this machine, once.
///
/// # Errors
/// Why the server cannot be reached or refuses the updates, which stay in the log.
pub fn exchange(workspace: &Workspace, program: &Text) -> Result<Posted, Message> {
    let before = refused(&workspace.log(program));
    runtime()?.block_on(async {
        let mut connection = Connection::new(workspace, program, None);
        let mut events = connection.open().await?;
        // The server ends the subscription, so it must live until then.
        let _subscription = connection.catch_up().await?;
        let sent = connection.send_all().await;
        sent.map_err(|why| denied(&mut events).unwrap_or(why))
    })?;
    let contested = refused(&workspace.log(program)) > before;
    Ok(if contested {
        Posted::Contested
    } else {
        Posted::All
    })
}

/// Returns why the server accepts no updates, which it reports as an event and not in its reply.
fn denied(events: &mut Events) -> Option<Message> {
    let mut why = None;
    while let Ok(event) = events.try_recv() {
        if let Event::ServerError(e) = event {
            why = Some(verbatim(&e));
        }
    }
    why
}

fn refused(log: &UpdateLog) -> usize {
    log.updates.iter().filter(|u| u.refused).count()
}

fn runtime() -> Result<tokio::runtime::Runtime, Message> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.map_err(|e| not_started(&e))
}

fn not_started(error: &std::io::Error) -> Message {
    Message::new("sync-not-started").arg("why", error.to_string())
}

/// A connection to the server, and what it has received.
struct Connection<'a> {
    workspace: &'a Workspace,
    program: &'a Text,
    /// Receives events; `None` for a single exchange.
    send: Option<&'a dyn Fn(SyncEvent) -> bool>,
    bucket: Option<Bucket>,
    /// The latest value of each session's key.
    received: HashMap<Text, Entry>,
}

/// The bucket of the programme on the server.
struct Bucket {
    /// The connection closes when this is dropped.
    _client: Client,
    store: Store,
    /// When it was created, which tells it apart from a bucket of the same name that was deleted.
    created: String,
    /// Its last revision.
    last: u64,
}

impl<'a> Connection<'a> {
    fn new(
        workspace: &'a Workspace,
        program: &'a Text,
        send: Option<&'a dyn Fn(SyncEvent) -> bool>,
    ) -> Self {
        Self {
            workspace,
            program,
            send,
            bucket: None,
            received: HashMap::new(),
        }
    }

    /// Connects to the server and opens the bucket, which is created if it does not exist.
    async fn open(&mut self) -> Result<Events, Message> {
        let (sender, events) = mpsc::unbounded_channel();
        let addresses = self.workspace.server.as_deref().unwrap_or_default();
        let client = connect_client(addresses, sender).await?;
        let bucket = Bucket::open(client, &bucket(self.program)).await?;
        // What was received from a bucket that was deleted is not in force any more.
        self.edit_log(|log| {
            if log.bucket.as_str() != bucket.created {
                log.updates.retain(|u| u.revision.is_none());
                log.bucket = bucket.created.as_str().into();
            }
        })?;
        self.bucket = Some(bucket);
        Ok(events)
    }

    /// Edits the update log and reports that it has changed.
    fn edit_log(&self, edit: impl Fn(&mut UpdateLog)) -> Result<(), Message> {
        let edited = self.workspace.edit_log(self.program, edit);
        edited.map_err(|why| Message::new("sync-not-saved").arg("why", why))?;
        if let Some(send) = self.send {
            // The receiver is dropped when the program ends.
            send(SyncEvent::UpdatesChanged);
        }
        Ok(())
    }

    fn bucket(&self) -> Result<&Bucket, Message> {
        let bucket = self.bucket.as_ref();
        bucket.ok_or_else(|| Message::new("sync-not-connected"))
    }

    /// Returns the first revision that this machine has not received.
    fn next_revision(&self) -> u64 {
        let log = self.workspace.log(self.program);
        let known = log.updates.iter().filter_map(|u| u.revision).max();
        known.unwrap_or_default() + 1
    }

    /// Subscribes to the bucket and receives all that it holds.
    async fn catch_up(&mut self) -> Result<kv::Watch, Message> {
        let (bucket, next) = (self.bucket()?, self.next_revision());
        let last = bucket.last;
        let subscription = bucket.store.watch_all_from_revision(next).await;
        let mut subscription = subscription.map_err(|e| verbatim(&e))?;
        let mut at = next - 1;
        let mut entries = Vec::new();
        while at < last {
            let entry = timeout(TIMEOUT, subscription.next()).await;
            let entry = entry.map_err(|_| Message::new("sync-timeout"))?;
            let entry = entry.ok_or_else(|| Message::new("sync-ended"))?;
            let entry = entry.map_err(|e| verbatim(&e))?;
            at = entry.revision;
            entries.push(entry);
        }
        self.receive(entries)?;
        Ok(subscription)
    }

    /// Merges values of the server into the update log.
    fn receive(&mut self, entries: Vec<kv::Entry>) -> Result<(), Message> {
        let entries: Vec<(Text, Entry)> = entries
            .into_iter()
            .filter_map(|e| {
                let bytes = match e.operation {
                    Operation::Put => &e.value[..],
                    // A deleted key has no updates.
                    Operation::Delete | Operation::Purge => b"{}",
                };
                Some((session(&e.key)?, Entry::from_bytes(bytes, e.revision)))
            })
            .collect();
        if entries.is_empty() {
            return Ok(());
        }
        self.edit_log(|log| {
            for (n, (session, entry)) in entries.iter().enumerate() {
                if entries[n + 1..].iter().any(|(later, _)| later == session) {
                    merge_history(log, session, entry);
                } else {
                    merge(log, session, entry);
                }
            }
        })?;
        self.received.extend(entries);
        Ok(())
    }

    /// Sends all updates that the server does not have.
    async fn send_all(&mut self) -> Result<(), Message> {
        for session in pending(&self.workspace.log(self.program)) {
            self.send_session(&session).await?;
        }
        Ok(())
    }

    async fn send_session(&mut self, session: &Text) -> Result<(), Message> {
        let key = key(session);
        for _ in 0..ATTEMPTS {
            let log = self.workspace.log(self.program);
            if !pending(&log).contains(session) {
                return Ok(());
            }
            let store = self.bucket()?.store.clone();
            if !self.received.contains_key(session) {
                self.receive_session(&store, session).await?;
            }
            let entry = self.received.get(session).cloned().unwrap_or_default();
            let bytes = entry.to_bytes(&log, session);
            let accepted = store
                .update(&key, bytes.clone().into(), entry.revision)
                .await;
            match accepted {
                Ok(revision) => {
                    self.edit_log(|now| acknowledge(now, session, &log, revision))?;
                    let accepted = Entry::from_bytes(&bytes, revision);
                    self.received.insert(session.clone(), accepted);
                }
                // Another desk posted first: receive its update before trying again.
                Err(e) if e.kind() == UpdateErrorKind::WrongLastRevision => {
                    self.receive_session(&store, session).await?;
                }
                Err(e) => return Err(verbatim(&e)),
            }
        }
        Err(Message::new("sync-busy"))
    }

    /// Receives the current value of a session's key.
    async fn receive_session(&mut self, store: &Store, session: &Text) -> Result<(), Message> {
        let entry = store.entry(key(session)).await.map_err(|e| verbatim(&e))?;
        if let Some(entry) = entry {
            return self.receive(vec![entry]);
        }
        self.received.insert(session.clone(), Entry::default());
        Ok(())
    }

    /// Receives and sends updates until the connection fails; returns why.
    async fn run(&mut self, notify: &Notify, mut events: Events) -> Message {
        let mut subscription = match self.catch_up().await {
            Ok(subscription) => subscription,
            Err(why) => return why,
        };
        loop {
            let status = match self.send_all().await {
                Ok(()) => Status::Online,
                Err(why) => match denied(&mut events) {
                    Some(why) => Status::Refused(why),
                    None => return why,
                },
            };
            if let Some(send) = self.send {
                send(SyncEvent::Status(status));
            }
            if let Err(why) = self.wait(notify, &mut events, &mut subscription).await {
                return why;
            }
        }
    }

    /// Receives updates until there are some to send.
    async fn wait(
        &mut self,
        notify: &Notify,
        events: &mut Events,
        subscription: &mut kv::Watch,
    ) -> Result<(), Message> {
        loop {
            tokio::select! {
                () = notify.notified() => return Ok(()),
                first = subscription.next() => {
                    let first = first.ok_or_else(|| Message::new("sync-ended"))?;
                    let mut next = Some(first);
                    // Values that arrive together are written to the log at once.
                    let mut entries = Vec::new();
                    while let Some(entry) = next {
                        entries.push(entry.map_err(|e| verbatim(&e))?);
                        next = timeout(BATCH, subscription.next()).await.ok().flatten();
                    }
                    self.receive(entries)?;
                }
                event = events.recv() => match event {
                    // The bucket may be another one when the server returns.
                    Some(Event::Disconnected | Event::Closed) | None => {
                        return Err(Message::new("sync-lost"));
                    }
                    Some(_) => {}
                },
            }
        }
    }
}

/// Connects to one of several servers.
async fn connect_client(
    addresses: &str,
    sender: mpsc::UnboundedSender<Event>,
) -> Result<Client, Message> {
    let servers = addresses.split(',').map(str::parse);
    let servers = servers.collect::<Result<Vec<ServerAddr>, _>>();
    let servers = servers.map_err(|e| verbatim(&e))?;
    let mut options = ConnectOptions::new()
        .name("nadwa")
        .connection_timeout(TIMEOUT)
        .request_timeout(Some(TIMEOUT))
        .ping_interval(Duration::from_secs(5))
        .event_callback(move |event| {
            let sender = sender.clone();
            async move {
                let _ = sender.send(event);
            }
        });
    let mut credentials = servers.iter();
    let credentials = credentials.find_map(|s| Some((s.username()?, s.password())));
    options = match credentials {
        Some((user, Some(password))) => options.user_and_password(user.into(), password.into()),
        Some((token, None)) => options.token(token.into()),
        None => options,
    };
    // The variables of NATS' own tools.
    let variable = |name| std::env::var_os(name).filter(|v| !v.is_empty());
    if let Some(path) = variable("NATS_CREDS") {
        let unreadable = |e: std::io::Error| {
            let message = Message::new("sync-credentials").arg("name", "NATS_CREDS");
            message.arg("why", e.to_string())
        };
        let read = options.credentials_file(path).await;
        options = read.map_err(unreadable)?;
    }
    if let Some(path) = variable("NATS_CA") {
        options = options.add_root_certificates(path.into());
    }
    let client = options.connect(servers).await;
    let client = client.map_err(|e| not_reached(&e))?;
    let (major, minor, patch) = MIN_VERSION;
    if !client.is_server_compatible(major, minor, patch) {
        let message = Message::new("sync-old-server");
        let message = message.arg("version", client.server_info().version);
        return Err(message.arg("oldest", format!("{major}.{minor}")));
    }
    Ok(client)
}

impl Bucket {
    /// Opens a bucket, which is created if it does not exist.
    async fn open(client: Client, name: &str) -> Result<Self, Message> {
        let mut context = jetstream::new(client.clone());
        context.set_timeout(TIMEOUT);
        let store = match context.get_key_value(name).await {
            Ok(store) => store,
            Err(_) => create(&context, name).await?,
        };
        let stream = context.get_stream(format!("KV_{name}")).await;
        let stream = stream.map_err(|e| verbatim(&e))?;
        let info = stream.cached_info();
        Ok(Self {
            _client: client,
            store,
            created: info.created.to_string(),
            last: info.state.last_sequence,
        })
    }
}

async fn create(context: &Context, name: &str) -> Result<Store, Message> {
    let config = kv::Config {
        bucket: name.to_owned(),
        description: "updates of sessions, by nadwa".into(),
        history: HISTORY,
        max_value_size: 64 << 10,
        ..kv::Config::default()
    };
    let created = context.create_key_value(config).await;
    created.map_err(|e| {
        Message::new("sync-no-bucket")
            .arg("name", name)
            .arg("why", e.to_string())
    })
}

/// Returns why no server can be reached.
fn not_reached(error: &ConnectError) -> Message {
    match error.kind() {
        ConnectErrorKind::Dns => Message::new("fetch-unknown-host"),
        ConnectErrorKind::Io | ConnectErrorKind::TimedOut => Message::new("fetch-unreachable"),
        ConnectErrorKind::Authentication | ConnectErrorKind::AuthorizationViolation => {
            Message::new("fetch-denied")
        }
        _ => verbatim(error),
    }
}

/// Returns the message of an error of the client library.
fn verbatim(error: &dyn std::error::Error) -> Message {
    Message::verbatim(&error.to_string())
}
