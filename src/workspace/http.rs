//! Programmes at an address: fetched, compared with the saved copy, saved.
//!
//! ureq is the HTTP client. Redirects are followed here: ureq takes the target `file:///x` for a relative path, and does not
//! refuse one from https to http after one from http to https. The last copy is in `$XDG_CACHE_HOME/nadwa` or
//! `~/.cache/nadwa`, one file for each address: a line of JSON, then the bytes of the response. An address may hold secrets:
//! user, password, and what stands after `?`. They are sent to the server, and neither saved nor shown.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use chrono::DateTime;
use serde::{Deserialize, Serialize};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, Timeout};
use uuid::Uuid;

use crate::i18n::Message;
use crate::load::{Loaded, has_lost_most, load};
use crate::model::zone::Timestamp;
use crate::platform::CACHE;
use crate::workspace::fs::{Links, lock_beside, read, write_atomic_via};
use crate::workspace::paths::{file_name, folder};
use crate::workspace::source::now;

/// The limits of a request.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The size of the body in bytes, after decompression.
    pub bytes: u64,
    /// The time from the first request to the last byte.
    pub time: Duration,
    /// The number of redirects.
    pub redirects: usize,
}

const LIMITS: Limits = Limits {
    bytes: 64 << 20,
    time: Duration::from_secs(30),
    redirects: 5,
};
/// The longest first line of a copy, in bytes.
const MAX_META: u64 = 64 << 10;
/// The pause between two automatic requests, and the most that is added at random in milliseconds, so that not all clients
/// send requests at once.
const PAUSE: Duration = Duration::from_secs(60);
const JITTER: u64 = 15_000;
/// The longest pause, after failures or where the server asks for it.
const MAX_PAUSE: Duration = Duration::from_secs(3600);

/// A programme at an address.
#[derive(Debug, Clone)]
pub struct HttpSource {
    /// The whole address, which only its server sees.
    request: String,
    /// The address that is shown.
    address: String,
    /// The address that is saved, with a hash of its query.
    saved: String,
    /// The file of the copy; `None` without a home directory.
    file: Option<PathBuf>,
    /// Where earlier versions kept the copy: these names hold secrets.
    old_files: Vec<PathBuf>,
    limits: Limits,
    latest: Arc<Mutex<Latest>>,
}

/// The result of the latest requests.
#[derive(Debug, Default)]
struct Latest {
    copy: Option<Cached>,
    /// The programme of a copy that was just fetched, until somebody takes it.
    loaded: Option<Loaded>,
    /// The number of sessions in the saved copy, if it is known.
    saved_sessions: Option<usize>,
    /// Why the last request failed.
    why: Option<Message>,
}

/// The saved copy of a response.
#[derive(Debug, Clone)]
pub struct Cached {
    /// The body.
    pub bytes: Arc<[u8]>,
    meta: Meta,
}

impl Cached {
    /// Returns when the server last confirmed that the copy is current.
    pub fn confirmed_at(&self) -> Timestamp {
        // The file of the copy may be damaged.
        self.meta.confirmed_at.max(0)
    }

    /// Returns when the server says that it was last changed, else when it was last confirmed.
    pub fn modified(&self) -> Timestamp {
        let modified = self.meta.modified.as_deref().and_then(http_date);
        modified.unwrap_or(self.confirmed_at())
    }
}

/// What is known of a copy, in the first line of its file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Meta {
    address: String,
    #[serde(rename = "told")]
    confirmed_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    /// The number of sessions that were read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sessions: Option<usize>,
}

/// Why a request failed.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// The reason.
    pub why: Message,
    /// How long the server asks to wait.
    pub wait: Option<Duration>,
}

impl From<Message> for Failure {
    fn from(why: Message) -> Self {
        Self { why, wait: None }
    }
}

impl HttpSource {
    /// Returns the programme at an address; `None` if this is not an address of http or https.
    pub fn new(address: &str) -> Option<Self> {
        Self::with(address, folder(CACHE), LIMITS)
    }

    /// Returns the programme at an address, with its copy in a folder and its own limits.
    pub fn with(address: &str, folder: Option<PathBuf>, limits: Limits) -> Option<Self> {
        scheme(address)?;
        let request = address.split('#').next().unwrap_or(address).to_owned();
        let whole = without_credentials(address);
        let whole = whole.split('#').next().unwrap_or_default();
        let saved = match whole.split_once('?') {
            Some((path, _)) => {
                let hash = Uuid::new_v5(&Uuid::NAMESPACE_URL, whole.as_bytes());
                format!("{path}?{hash}")
            }
            None => whole.to_owned(),
        };
        let old_names = [request.as_str(), whole].into_iter();
        let old_names = old_names.filter(|name| **name != saved).map(file_name);
        let old_files = old_names.filter_map(|name| Some(folder.as_ref()?.join(name)));
        let old_files: Vec<PathBuf> = old_files.collect();
        let file = folder.map(|f| f.join(file_name(&saved)));
        let limit = limits.bytes + MAX_META;
        let copies = file.iter().chain(old_files.last());
        let mut copies = copies.filter_map(|file| decode(&read(file, limit).ok()?));
        // Two addresses may have the same file name.
        let copy = copies.find(|copy| [&*saved, whole].contains(&copy.meta.address.as_str()));
        Some(Self {
            address: without_secrets(&request),
            request,
            saved,
            file,
            old_files,
            limits,
            latest: Arc::new(Mutex::new(Latest {
                saved_sessions: copy.as_ref().and_then(|copy: &Cached| copy.meta.sessions),
                copy,
                ..Latest::default()
            })),
        })
    }

    /// Returns the address without its secrets.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Returns the saved copy.
    pub fn cached(&self) -> Option<Cached> {
        self.latest().copy.clone()
    }

    /// Returns the number of sessions in the saved copy, if it is known.
    pub fn saved_sessions(&self) -> Option<usize> {
        self.latest().saved_sessions
    }

    /// Takes the programme of the copy, if it was just fetched; else the copy is to be read.
    pub fn take_loaded(&self) -> Option<Loaded> {
        self.latest().loaded.take()
    }

    /// Returns why there is no copy.
    pub fn why(&self) -> Message {
        let why = self.latest().why.clone();
        why.unwrap_or_else(|| Message::new("fetch-never"))
    }

    fn latest(&self) -> MutexGuard<'_, Latest> {
        // The value is replaced as a whole, so a thread that panicked cannot have left a part of it.
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Fetches the programme, and returns whether its bytes differ from those of the copy.
    ///
    /// # Errors
    /// When there is no response within the limits. The copy is unchanged.
    pub fn fetch(&self, now: Timestamp) -> Result<bool, Failure> {
        let before = self.cached();
        let fetched = self.fetched(before.as_ref());
        let (mut copy, loaded) =
            fetched.inspect_err(|e| self.latest().why = Some(e.why.clone()))?;
        copy.meta.address.clone_from(&self.saved);
        copy.meta.confirmed_at = now;
        let is_new = before.is_none_or(|b| b.bytes != copy.bytes);
        let mut saved_sessions = self.latest().saved_sessions;
        // The saved copy is what is left without the network.
        let counts = saved_sessions.zip(copy.meta.sessions);
        if !counts.is_some_and(|(saved, new)| has_lost_most(saved, new)) {
            saved_sessions = copy.meta.sessions;
            // If this fails, the next run has the copy before, or none.
            let _ = self.save(&copy);
        }
        *self.latest() = Latest {
            copy: Some(copy),
            loaded,
            saved_sessions,
            why: None,
        };
        Ok(is_new)
    }

    /// Returns the copy to save: the server's reply with its programme, or `before` if that is current.
    fn fetched(&self, before: Option<&Cached>) -> Result<(Cached, Option<Loaded>), Failure> {
        let Some(mut reply) = self.get(before)? else {
            let copy = before.ok_or_else(|| Message::new("fetch-not-modified"))?;
            return Ok((copy.clone(), None));
        };
        let loaded = load(&self.address, &reply.bytes[..]);
        // The page of a network that wants a login, or half a deployment.
        let why = match before {
            Some(copy) if !has_sessions(&loaded) && has_sessions(&load("", &copy.bytes[..])) => {
                "fetch-not-programme"
            }
            None if loaded.unread().is_some() => "fetch-no-format",
            _ => {
                reply.meta.sessions = Some(loaded.program.sessions.len());
                return Ok((reply, Some(loaded)));
            }
        };
        Err(Message::new(why).into())
    }

    /// Saves the copy under a lock, so that several programs do not write the temporary file at once.
    fn save(&self, copy: &Cached) -> io::Result<()> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let lock = lock_beside(file)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        write_atomic_via(file, &format!("{name}.new"), &encode(copy), Links::Follow)?;
        drop(lock);
        for old in &self.old_files {
            let _ = fs::remove_file(old);
        }
        Ok(())
    }

    /// Requests the programme and follows redirects; returns `None` if the copy is current.
    fn get(&self, copy: Option<&Cached>) -> Result<Option<Cached>, Failure> {
        let deadline = Instant::now() + self.limits.time;
        let mut address = self.request.clone();
        for _ in 0..=self.limits.redirects {
            let mut response = self.request(&address, copy, deadline)?;
            match response.status() {
                StatusCode::OK => return self.body(&mut response).map(Some),
                StatusCode::NOT_MODIFIED => return Ok(None),
                status if status.is_redirection() => {
                    let to = header(&response, "location");
                    let to = to.ok_or_else(|| Message::new("fetch-no-location"))?;
                    address = follow(&address, &to)?;
                }
                _ => return Err(rejected(&response)),
            }
        }
        let message = Message::new("fetch-redirects");
        Err(message.arg("n", self.limits.redirects).into())
    }

    fn request(
        &self,
        address: &str,
        copy: Option<&Cached>,
        deadline: Instant,
    ) -> Result<Response<Body>, Failure> {
        let left = deadline.saturating_duration_since(Instant::now());
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(left.max(Duration::from_millis(1))))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("nadwa/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        let mut request = agent.get(address);
        if let Some(Meta { etag, modified, .. }) = copy.map(|c| &c.meta) {
            if let Some(etag) = etag {
                request = request.header("if-none-match", etag);
            } else if let Some(modified) = modified {
                request = request.header("if-modified-since", modified);
            }
        }
        request.call().map_err(|e| self.reason(&e).into())
    }

    fn body(&self, response: &mut Response<Body>) -> Result<Cached, Failure> {
        let meta = Meta {
            etag: header(response, "etag"),
            modified: header(response, "last-modified"),
            ..Meta::default()
        };
        let body = response.body_mut().with_config().limit(self.limits.bytes);
        let bytes = body.read_to_vec().map_err(|e| self.reason(&e))?;
        Ok(Cached {
            bytes: bytes.into(),
            meta,
        })
    }

    /// Returns the reason of an error.
    fn reason(&self, error: &ureq::Error) -> Message {
        match error {
            ureq::Error::Timeout(Timeout::Resolve) | ureq::Error::HostNotFound => {
                Message::new("fetch-unknown-host")
            }
            ureq::Error::Timeout(_) => {
                Message::new("fetch-timeout").arg("seconds", self.limits.time.as_secs().to_string())
            }
            ureq::Error::BodyExceedsLimit(_) => {
                Message::new("fetch-large").arg("size", (self.limits.bytes >> 20).to_string())
            }
            // The kind of a failed lookup is "uncategorized".
            ureq::Error::Io(e) if e.to_string().contains("lookup") => {
                Message::new("fetch-unknown-host")
            }
            ureq::Error::ConnectionFailed => Message::new("fetch-unreachable"),
            ureq::Error::Io(e) if e.kind() == io::ErrorKind::ConnectionRefused => {
                Message::new("fetch-unreachable")
            }
            ureq::Error::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof => {
                Message::new("fetch-cut-short")
            }
            other => Message::verbatim(&self.without_password(&other.to_string())),
        }
    }

    /// Returns the text of an error, which may quote the address, without secrets.
    fn without_password(&self, error: &str) -> String {
        without_secrets(&error.replace(&self.request, &self.address))
    }
}

fn has_sessions(loaded: &Loaded) -> bool {
    !loaded.program.sessions.is_empty()
}

/// Returns an address without user and password, and with `…` in the place of its query, in which tokens stand.
pub fn without_secrets(address: &str) -> String {
    let address = without_credentials(address);
    let Some(start) = address.find("://").map(|at| at + "://".len()) else {
        return address;
    };
    let is_end = |c: char| c == '#' || c.is_whitespace();
    let end = address[start..]
        .find(is_end)
        .map_or(address.len(), |at| start + at);
    match address[start..end].find('?') {
        Some(at) => format!("{}?…{}", &address[..start + at], &address[end..]),
        None => address,
    }
}

/// Returns an address without its user and password. What stands in the place of a port and is no number may be a part of a
/// password, too.
pub fn without_credentials(address: &str) -> String {
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), address),
    };
    let is_end = |c: char| matches!(c, '/' | '?' | '#') || c.is_whitespace();
    let (authority, path) = rest.split_at(rest.find(is_end).unwrap_or(rest.len()));
    if let Some((_, host)) = authority.rsplit_once('@') {
        return scheme + host + path;
    }
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') && !port.bytes().all(|b| b.is_ascii_digit()) => {
            let end = rest.rsplit_once('@').map(|(_, end)| end.to_owned());
            scheme + &end.unwrap_or_else(|| format!("{host}{path}"))
        }
        _ => scheme + rest,
    }
}

fn header(response: &Response<Body>, name: &str) -> Option<String> {
    let value = response.headers().get(name)?;
    value.to_str().ok().map(str::to_owned)
}

/// Returns the failure of a response that is neither the programme nor a redirect.
fn rejected(response: &Response<Body>) -> Failure {
    let status = response.status().as_u16();
    let key = match status {
        404 | 410 => "fetch-not-found",
        401 | 403 => "fetch-denied",
        429 => "fetch-too-many",
        500.. => "fetch-server-error",
        _ => "fetch-status",
    };
    Failure {
        why: Message::new(key).arg("status", status.to_string()),
        wait: asked_wait(response),
    }
}

/// Reads a date of HTTP (RFC 9110, 5.6.7).
fn http_date(text: &str) -> Option<Timestamp> {
    Some(DateTime::parse_from_rfc2822(text.trim()).ok()?.timestamp())
}

/// Returns how long the server asks to wait: in seconds, or until a time (RFC 9110, 10.2.3) on its own clock.
fn asked_wait(response: &Response<Body>) -> Option<Duration> {
    let asked = header(response, "retry-after")?;
    let seconds = asked.trim().parse().ok().or_else(|| {
        let sent = header(response, "date").and_then(|date| http_date(&date));
        u64::try_from(http_date(&asked)?.saturating_sub(sent.unwrap_or_else(now))).ok()
    })?;
    Some(Duration::from_secs(seconds).min(MAX_PAUSE))
}

/// Returns the scheme of an address of http or https, and what follows `://`.
fn scheme(address: &str) -> Option<(&'static str, &str)> {
    let schemes = ["http", "https"].into_iter();
    let mut found = schemes.filter_map(|scheme| {
        let head = address.get(..scheme.len())?;
        let rest = address.get(scheme.len()..)?.strip_prefix("://")?;
        let named = head.eq_ignore_ascii_case(scheme) && !rest.is_empty();
        named.then_some((scheme, rest))
    });
    found.next()
}

/// Returns the target of a redirect (RFC 9110, 10.2.2).
fn follow(from: &str, to: &str) -> Result<String, Failure> {
    let not_web = || Message::new("fetch-not-web");
    let (before, rest) = scheme(from).ok_or_else(not_web)?;
    let server = rest.split(['/', '?']).next().unwrap_or(rest);
    let path = rest.split('?').next().unwrap_or(rest);
    let has_scheme = to
        .split(['/', '?', '#'])
        .next()
        .is_some_and(|head| head.contains(':'));
    let address = if has_scheme {
        to.to_owned()
    } else if to.starts_with("//") {
        format!("{before}:{to}")
    } else if to.starts_with('/') {
        format!("{before}://{server}{to}")
    } else if to.starts_with('?') {
        format!("{before}://{path}{to}")
    } else {
        let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
        format!("{before}://{folder}/{to}")
    };
    let address = address.split('#').next().unwrap_or_default().to_owned();
    match (before, scheme(&address)) {
        (_, None) => Err(not_web().into()),
        ("https", Some(("http", _))) => Err(Message::new("fetch-insecure").into()),
        _ => Ok(address),
    }
}

/// Returns how long to wait before the next automatic request, after this many failures in a row.
pub fn pause(failures: u32, asked: Option<Duration>) -> Duration {
    let longer = PAUSE.saturating_mul(1 << failures.min(6)).min(MAX_PAUSE);
    // Each process has its own random seed.
    let random = RandomState::new().build_hasher().finish() % JITTER;
    longer.max(asked.unwrap_or_default()) + Duration::from_millis(random)
}

fn encode(copy: &Cached) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(&copy.meta).expect("texts and numbers");
    bytes.push(b'\n');
    bytes.extend_from_slice(&copy.bytes);
    bytes
}

fn decode(file: &[u8]) -> Option<Cached> {
    let end = memchr::memchr(b'\n', file)?;
    let meta: Meta = serde_json::from_slice(&file[..end]).ok()?;
    let bytes = file[end + 1..].into();
    Some(Cached { bytes, meta })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_lead_to_http_or_https_and_never_from_https_to_http() {
        let from = "https://a.example/x/y.xml?z=1";
        let target = |to: &str| follow(from, to).map_err(|e| e.why);
        let good = [
            ("https://b.example/", "https://b.example/"),
            ("//b.example/q", "https://b.example/q"),
            ("/q?w=http://x", "https://a.example/q?w=http://x"),
            ("q.xml#part", "https://a.example/x/q.xml"),
        ];
        for (to, wanted) in good {
            assert_eq!(target(to).as_deref(), Ok(wanted));
        }
        for to in [
            "http://a.example/",
            "file:///etc/passwd",
            "ftp://x/",
            "data:,x",
            "https://",
        ] {
            assert!(target(to).is_err(), "{to}");
        }
        assert!(follow("http://a", "https://a").is_ok());
        assert_eq!(follow("http://a", "q"), Ok("http://a/q".into()));
    }

    #[test]
    fn an_error_that_quotes_the_address_is_shown_without_the_password() {
        for password in [
            "sesame", "se@same", "se/same", "se?same", "se#same", "se:same", "@same@",
        ] {
            for address in ["a.example/x", "a.example", "127.0.0.1:80/x"] {
                let address = format!("https://guest:{password}@{address}");
                let source = HttpSource::with(&address, None, LIMITS).expect("an address");
                let quoted = ureq::Error::BadUri(format!("{} is wrong", source.request));
                let shown = crate::i18n::Messages::english().message(&source.reason(&quoted));
                assert!(!shown.contains("same") && !shown.contains(":se"), "{shown}");
            }
        }
    }

    #[test]
    fn requests_are_a_minute_apart_and_more_after_failures() {
        let base = |failures, asked| pause(failures, asked).as_secs() / 60;
        assert_eq!(base(0, None), 1);
        assert_eq!(base(2, None), 4);
        assert_eq!(base(40, None), 60);
        assert_eq!(base(0, Some(Duration::from_secs(600))), 10);
    }
}
