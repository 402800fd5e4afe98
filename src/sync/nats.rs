//! The thread that exchanges updates with a NATS server.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use async_nats::jetstream::consumer::DeliverPolicy;
use async_nats::jetstream::consumer::push::{Ordered, OrderedConfig};
use async_nats::jetstream::context::{PublishError, PublishErrorKind};
use async_nats::jetstream::kv::{self, Operation, Store, UpdateError, UpdateErrorKind};
use async_nats::jetstream::stream::{DirectGetErrorKind, Info, RawMessageErrorKind};
use async_nats::jetstream::{self, Context, ErrorCode};
use async_nats::{Client, ConnectError, ConnectErrorKind, ConnectOptions, Event, ServerAddr};
use futures_util::StreamExt as _;
use futures_util::future::join_all;
use tokio::sync::{Notify, mpsc};
use tokio::time::{interval, sleep, timeout};

use super::{
    Entry, Position, Posted, Status, SyncEvent, acknowledge, bucket, forget_revisions, key, lost,
    oldest_key, receive, subject, unsent,
};
use crate::i18n::Message;
use crate::model::Subject;
use crate::model::zone::Timestamp;
use crate::text::Text;
use crate::update::{Update, UpdateLog};
use crate::workspace::Workspace;

/// How long to wait for a reply.
const TIMEOUT: Duration = Duration::from_secs(3);
/// The shortest and the longest pause between two attempts to reach a server; each is twice the one before.
const PAUSE: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(15));
/// How long to wait for further values that arrive together, and how many bytes of them are written to the log at once.
const BATCH: Duration = Duration::from_millis(2);
const MAX_BATCH: usize = 4 << 20;
/// The values of a key that the server keeps, for `nadwa log` (64 is the maximum).
const HISTORY: i64 = 64;
/// Attempts to send an update while other desks post.
const ATTEMPTS: usize = 20;
/// How many requests may wait for their replies.
const WINDOW: usize = 256;
/// How often to check that the server still has the store that this machine follows.
const CHECK: Duration = Duration::from_secs(5);
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
                    Ok(events) => connection.run(&notify, events).await,
                    Err(why) => why,
                };
                // A connection that works, with a log that cannot be written, is no reason to try again at once.
                if connection.was_equal {
                    pause = PAUSE.0;
                }
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
        sent.map_err(|why| denied(&mut events).unwrap_or(why))?;
        connection.refused().map_or(Ok(()), Err)
    })?;
    let log = workspace.log(program);
    Ok(match lost(&log).len() {
        _ if refused(&log) > before => Posted::Contested,
        0 => Posted::All,
        n => Posted::Lost(n),
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
    report: Option<&'a dyn Fn(SyncEvent) -> bool>,
    bucket: Option<Bucket>,
    /// The latest value of each subject's key.
    received: HashMap<Subject, Entry>,
    /// The subjects whose value the server does not take, and why.
    set_aside: HashMap<Subject, Message>,
    /// Whether the update log and the server were equal at some time.
    was_equal: bool,
}

/// The bucket of the programme on the server.
struct Bucket {
    /// The connection closes when this is dropped.
    client: Client,
    store: Store,
}

impl<'a> Connection<'a> {
    fn new(
        workspace: &'a Workspace,
        program: &'a Text,
        report: Option<&'a dyn Fn(SyncEvent) -> bool>,
    ) -> Self {
        Self {
            workspace,
            program,
            report,
            bucket: None,
            received: HashMap::new(),
            set_aside: HashMap::new(),
            was_equal: false,
        }
    }

    /// Connects to the server and opens the bucket, which is created if it does not exist.
    async fn open(&mut self) -> Result<Events, Message> {
        let (sender, events) = mpsc::unbounded_channel();
        let addresses = self.workspace.server.as_deref().unwrap_or_default();
        let client = connect_client(addresses, sender).await?;
        self.bucket = Some(Bucket::open(client, &bucket(self.program)).await?);
        Ok(events)
    }

    /// Edits the update log and reports that it has changed.
    fn edit_log(&self, edit: impl Fn(&mut UpdateLog)) -> Result<(), Message> {
        let edited = self.workspace.edit_log(self.program, edit);
        edited.map_err(|why| Message::new("sync-not-saved").arg("why", why))?;
        if let Some(report) = self.report {
            // The receiver is dropped when the program ends.
            report(SyncEvent::UpdatesChanged);
        }
        Ok(())
    }

    fn bucket(&self) -> Result<&Bucket, Message> {
        let bucket = self.bucket.as_ref();
        bucket.ok_or_else(|| Message::new("sync-not-connected"))
    }

    /// Returns how far the log follows the store; `None` if that is another store now, as it was earlier, or emptied.
    async fn position(&self) -> Result<Option<Position>, Message> {
        let (bucket, log) = (self.bucket()?, self.workspace.log(self.program));
        let info = bucket.store.stream.get_info().await;
        let info = info.map_err(|e| verbatim(&e))?;
        let Some(position) = position_in(&log, &info) else {
            return Ok(None);
        };
        if position.revision == 0 {
            return Ok(Some(position));
        }
        // The server keeps the last message of every key until somebody purges it.
        let is_purged = oldest_key(&log).is_some_and(|r| r < info.state.first_sequence);
        let time = bucket.time_of(position.revision).await?;
        Ok(Some(position).filter(|p| time == Some(p.time) && !is_purged))
    }

    /// Subscribes to the bucket and receives all that this machine does not have.
    async fn catch_up(&mut self) -> Result<Ordered, Message> {
        let position = self.position().await?;
        let next = position.as_ref().map_or(0, |p| p.revision) + 1;
        let (mut waiting, mut subscription) = self.bucket()?.subscribe(next).await?;
        // Is stored with the first values, so that nobody sees a log that follows no store.
        let mut start = position.is_none().then_some(Position {
            store: created(self.bucket()?.store.stream.cached_info()),
            revision: 0,
            time: 0,
        });
        let mut batch = Batch::default();
        while waiting > 0 {
            let message = timeout(TIMEOUT, subscription.next()).await;
            let message = message.map_err(|_| Message::new("sync-timeout"))?;
            let value = self.bucket()?.value(message)?;
            waiting = value.waiting;
            if batch.fills_with(value) {
                self.receive(batch.take(), start.take().as_ref())?;
            }
        }
        self.receive(batch.take(), start.as_ref())?;
        Ok(subscription)
    }

    /// Merges values of the server into the update log, which follows a store from its start if `start` is given.
    fn receive(&mut self, values: Vec<Received>, start: Option<&Position>) -> Result<(), Message> {
        if values.is_empty() && start.is_none() {
            return Ok(());
        }
        let info = self.bucket()?.store.stream.cached_info();
        let last = values
            .last()
            .and_then(|v| v.time.map(|time| (v.revision, time)));
        let entries: Vec<(Subject, Entry)> =
            values.into_iter().filter_map(Received::entry).collect();
        let follows = Cell::new(false);
        self.edit_log(|log| {
            if let Some(start) = start {
                forget_revisions(log);
                start.store_in(log);
            }
            // Another program on this machine may have found another store.
            let Some(mut position) = position_in(log, info) else {
                return;
            };
            receive(log, &entries);
            if let Some((revision, time)) = last.filter(|(r, _)| *r > position.revision) {
                (position.revision, position.time) = (revision, time);
                position.store_in(log);
            }
            follows.set(true);
        })?;
        if !follows.get() {
            return Err(Message::new("sync-store-changed"));
        }
        for (subject, _) in &entries {
            self.set_aside.remove(subject);
        }
        self.received.extend(entries);
        Ok(())
    }

    /// Sends all updates that the server does not have.
    async fn send_all(&mut self) -> Result<(), Message> {
        for _ in 0..ATTEMPTS {
            let log = self.workspace.log(self.program);
            let mut updates = unsent(&log);
            updates.retain(|(subject, _)| !self.set_aside.contains_key(*subject));
            if updates.is_empty() {
                return Ok(());
            }
            let (mut accepted, mut outdated) = (Vec::new(), Vec::new());
            let mut sent = Ok(());
            for updates in updates.chunks(WINDOW) {
                sent = self.send(updates, &mut accepted, &mut outdated).await;
                if sent.is_err() {
                    break;
                }
            }
            // The log is written once, also if the connection failed after some were accepted.
            if !accepted.is_empty() {
                self.edit_log(|now| acknowledge(now, &log, &accepted))?;
            }
            sent?;
            self.receive_current(&outdated).await?;
        }
        Err(Message::new("sync-busy"))
    }

    /// Sends updates of subjects, each over the value that was received last. Those that are accepted are added with their
    /// revision, those of which another desk has posted a newer value to `outdated`.
    async fn send(
        &mut self,
        updates: &[(&Subject, Vec<&Update>)],
        accepted: &mut Vec<(Subject, u64)>,
        outdated: &mut Vec<Subject>,
    ) -> Result<(), Message> {
        let store = self.bucket()?.store.clone();
        let send = updates.iter().map(|(subject, updates)| {
            // If nothing was received of a subject that has a value all the same, the server refuses the update.
            let entry = self.received.get(*subject).cloned().unwrap_or_default();
            let bytes = entry.to_bytes(updates);
            let update = store.update(key(subject), bytes.clone().into(), entry.revision);
            async move { (bytes, update.await) }
        });
        let replies = join_all(send).await;
        let mut result = Ok(());
        for ((subject, _), (bytes, reply)) in updates.iter().zip(replies) {
            let subject = (*subject).clone();
            match reply {
                Ok(revision) => {
                    let entry = Entry::from_bytes(&bytes, revision);
                    self.received.insert(subject.clone(), entry);
                    accepted.push((subject, revision));
                }
                Err(e) if e.kind() == UpdateErrorKind::WrongLastRevision => outdated.push(subject),
                Err(e) if is_too_large(&e) => {
                    let why = Message::new("sync-too-large").arg("session", &subject.id);
                    self.set_aside.insert(subject, why);
                }
                Err(e) => result = Err(verbatim(&e)),
            }
        }
        result
    }

    /// Receives the current values of subjects' keys.
    async fn receive_current(&mut self, subjects: &[Subject]) -> Result<(), Message> {
        let mut values = Vec::new();
        for subjects in subjects.chunks(WINDOW) {
            let store = &self.bucket()?.store;
            let entries = join_all(subjects.iter().map(|s| store.entry(key(s)))).await;
            for (subject, entry) in subjects.iter().zip(entries) {
                match entry.map_err(|e| verbatim(&e))? {
                    Some(entry) => values.push(Received::from(entry)),
                    None => drop(self.received.remove(subject)),
                }
            }
        }
        self.receive(values, None)
    }

    /// Returns why the server does not take an update, which others do not wait for.
    fn refused(&self) -> Option<Message> {
        self.set_aside.values().next().cloned()
    }

    /// Receives and sends updates until the connection fails; returns why.
    async fn run(&mut self, notify: &Notify, mut events: Events) -> Message {
        let mut subscription = match self.catch_up().await {
            Ok(subscription) => subscription,
            Err(why) => return why,
        };
        loop {
            let status = match self.send_all().await {
                Ok(()) => self.refused().map_or(Status::Online, Status::Refused),
                Err(why) => match denied(&mut events) {
                    Some(why) => Status::Refused(why),
                    None => return why,
                },
            };
            self.was_equal = true;
            if let Some(report) = self.report {
                report(SyncEvent::Status(status));
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
        subscription: &mut Ordered,
    ) -> Result<(), Message> {
        let mut check = interval(CHECK);
        check.reset();
        loop {
            tokio::select! {
                () = notify.notified() => return Ok(()),
                first = subscription.next() => {
                    let mut next = Some(first);
                    // Values that arrive together are written to the log at once.
                    let mut batch = Batch::default();
                    while let Some(message) = next {
                        if batch.fills_with(self.bucket()?.value(message)?) {
                            break;
                        }
                        next = timeout(BATCH, subscription.next()).await.ok();
                    }
                    let waiting = self.set_aside.len();
                    self.receive(batch.take(), None)?;
                    // What was too large may fit now.
                    if self.set_aside.len() < waiting {
                        return Ok(());
                    }
                }
                _ = check.tick() => {
                    if self.position().await?.is_none() {
                        return Err(Message::new("sync-store-changed"));
                    }
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

/// A value of a key, or its deletion.
struct Received {
    key: String,
    bytes: Vec<u8>,
    revision: u64,
    deleted: bool,
    at: Timestamp,
    /// When the store received it, in nanoseconds, if all before it were received, too.
    time: Option<i128>,
    /// How many further values are waiting.
    waiting: u64,
}

impl Received {
    /// Returns the subject of the key and its entry; `None` if nadwa did not write the key.
    fn entry(self) -> Option<(Subject, Entry)> {
        let entry = Entry {
            at: self.at,
            deleted: self.deleted,
            ..Entry::from_bytes(&self.bytes, self.revision)
        };
        Some((subject(&self.key)?, entry))
    }
}

impl From<kv::Entry> for Received {
    fn from(entry: kv::Entry) -> Self {
        Self {
            key: entry.key,
            bytes: entry.value.to_vec(),
            revision: entry.revision,
            deleted: entry.operation != Operation::Put,
            at: entry.created.unix_timestamp(),
            time: None,
            waiting: entry.delta,
        }
    }
}

/// Values that are written to the log at once.
#[derive(Default)]
struct Batch {
    values: Vec<Received>,
    size: usize,
}

impl Batch {
    /// Adds a value, and returns whether the batch is full.
    fn fills_with(&mut self, value: Received) -> bool {
        self.size += size_of::<Received>() + value.key.len() + value.bytes.len();
        self.values.push(value);
        self.size >= MAX_BATCH
    }

    /// Returns the values, and leaves none.
    fn take(&mut self) -> Vec<Received> {
        self.size = 0;
        std::mem::take(&mut self.values)
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

/// The next message of a subscription.
type Next = Option<Result<jetstream::Message, async_nats::jetstream::consumer::push::OrderedError>>;

impl Bucket {
    /// Opens a bucket, which is created if it does not exist.
    async fn open(client: Client, name: &str) -> Result<Self, Message> {
        let mut context = jetstream::new(client.clone());
        context.set_timeout(TIMEOUT);
        let store = match context.get_key_value(name).await {
            Ok(store) => store,
            Err(_) => create(&context, name).await?,
        };
        Ok(Self { client, store })
    }

    /// Returns when the store received the message with this revision, in nanoseconds; `None` if it does not have it.
    async fn time_of(&self, revision: u64) -> Result<Option<i128>, Message> {
        let stream = &self.store.stream;
        let found = if stream.cached_info().config.allow_direct {
            match stream.direct_get(revision).await {
                Err(e) if e.kind() == DirectGetErrorKind::NotFound => return Ok(None),
                other => other.map_err(|e| verbatim(&e))?,
            }
        } else {
            match stream.get_raw_message(revision).await {
                Err(e) if e.kind() == RawMessageErrorKind::NoMessageFound => return Ok(None),
                other => other.map_err(|e| verbatim(&e))?,
            }
        };
        Ok(Some(found.time.unix_timestamp_nanos()))
    }

    /// Subscribes to the values from a revision on; returns how many the store has, and the subscription.
    async fn subscribe(&self, next: u64) -> Result<(u64, Ordered), Message> {
        let stream = &self.store.stream;
        let consumer = stream.create_consumer(OrderedConfig {
            deliver_subject: self.client.new_inbox(),
            filter_subject: format!("{}>", self.store.prefix),
            deliver_policy: DeliverPolicy::ByStartSequence {
                start_sequence: next,
            },
            ..OrderedConfig::default()
        });
        let consumer = consumer.await.map_err(|e| verbatim(&e))?;
        let waiting = consumer.cached_info().num_pending;
        let subscription = consumer.messages().await.map_err(|e| verbatim(&e))?;
        Ok((waiting, subscription))
    }

    /// Returns the value of a message.
    fn value(&self, message: Next) -> Result<Received, Message> {
        let message = message.ok_or_else(|| Message::new("sync-ended"))?;
        let message = message.map_err(|e| verbatim(&e))?;
        let info = message
            .info()
            .map_err(|e| Message::verbatim(&e.to_string()))?;
        let key = message.subject.strip_prefix(&self.store.prefix);
        // Its own headers, and those that the server writes when a value expires.
        let deleted = ["KV-Operation", "Nats-Marker-Reason"];
        let headers = message.headers.as_ref();
        let has = |name: &&str| headers.is_some_and(|h| h.get(*name).is_some());
        Ok(Received {
            key: key.unwrap_or_default().to_owned(),
            bytes: message.payload.to_vec(),
            revision: info.stream_sequence,
            deleted: deleted.iter().any(has),
            at: info.published.unix_timestamp(),
            time: Some(info.published.unix_timestamp_nanos()),
            waiting: info.pending,
        })
    }
}

/// Returns when a store was created, in nanoseconds since 1970: a deleted one of the same name has another time.
fn created(info: &Info) -> String {
    info.created.unix_timestamp_nanos().to_string()
}

/// Returns the position of a log in a store; `None` if it follows another one. Earlier versions wrote the time of creation as
/// the client library displays it.
fn position_in(log: &UpdateLog, info: &Info) -> Option<Position> {
    let store = created(info);
    let earlier = || Position::of(log, &info.created.to_string());
    let found = Position::of(log, &store).or_else(earlier)?;
    Some(Position { store, ..found })
}

/// Returns whether the server takes no value as large as this.
fn is_too_large(error: &UpdateError) -> bool {
    let source = std::error::Error::source(error);
    let Some(publish) = source.and_then(|e| e.downcast_ref::<PublishError>()) else {
        return false;
    };
    let source = std::error::Error::source(publish);
    let reply = source.and_then(|e| e.downcast_ref::<jetstream::Error>());
    publish.kind() == PublishErrorKind::MaxPayloadExceeded
        || reply.is_some_and(|e| e.error_code() == ErrorCode::STREAM_MESSAGE_EXCEEDS_MAXIMUM)
}

async fn create(context: &Context, name: &str) -> Result<Store, Message> {
    let config = kv::Config {
        bucket: name.to_owned(),
        description: "updates of a programme, by nadwa".into(),
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

#[cfg(test)]
mod tests {
    use super::{Batch, MAX_BATCH, Received};

    #[test]
    fn values_that_never_end_are_written_in_pieces() {
        let value = || Received {
            key: "session.a".into(),
            bytes: vec![b'x'; 60 << 10],
            revision: 1,
            deleted: false,
            at: 0,
            time: None,
            waiting: u64::MAX,
        };
        let mut batch = Batch::default();
        for _ in 0..3 {
            let most = MAX_BATCH / (60 << 10) + 1;
            let full = (1..=most).find(|_| batch.fills_with(value()));
            assert!(full.is_some_and(|n| n > most / 2), "{full:?}");
            assert_eq!(batch.take().len(), full.unwrap_or_default());
        }
    }
}
