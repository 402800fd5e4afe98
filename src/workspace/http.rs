//! Programmes at an address of the web: asked for, checked against the copy that is kept, kept.
//!
//! ureq speaks HTTP; redirects are followed here, so that none leads from https to http or to anything
//! else. The last copy is kept in `$XDG_CACHE_HOME/nadwa` or `~/.cache/nadwa`, a file for each address:
//! a line of JSON, then the bytes as they came.

use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant as Clock};

use serde::{Deserialize, Serialize};
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body, Timeout};

use crate::model::zone::Timestamp;
use crate::workspace::fs::{file_name, folder, save};

/// What is asked of a server at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of an answer, once it is unpacked.
    pub bytes: u64,
    /// From the first request to the last byte.
    pub time: Duration,
    /// Redirects that are followed.
    pub redirects: usize,
}

const LIMITS: Limits = Limits {
    bytes: 64 << 20,
    time: Duration::from_secs(30),
    redirects: 5,
};
/// Asking again, by itself, takes so long at least; and so much longer, by chance, that not all ask at
/// once.
const PAUSE: Duration = Duration::from_secs(60);
const JITTER: u64 = 15_000;
/// Nor does a server that is silent or asks for patience make it longer than so.
const LONGEST: Duration = Duration::from_secs(3600);

/// A programme at an address.
#[derive(Debug, Clone)]
pub struct HttpSource {
    address: String,
    /// Where the copy is kept; `None` where the reader has no home.
    file: Option<PathBuf>,
    limits: Limits,
    known: Arc<Mutex<Known>>,
}

/// What is known of an address.
#[derive(Debug, Default)]
struct Known {
    copy: Option<Copy>,
    /// Why there was no answer, the last time.
    why: Option<String>,
}

/// A copy of what was at an address.
#[derive(Debug, Clone)]
pub struct Copy {
    /// The bytes.
    pub bytes: Arc<[u8]>,
    /// When the server last said that they are those.
    pub told: Timestamp,
    about: About,
}

/// What the server said of them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct About {
    address: String,
    told: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
}

/// Bytes, and what the server said of them.
type Found = (Arc<[u8]>, About);

/// Why there was no answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Failure {
    /// In words, for people.
    pub why: String,
    /// How long the server asked to be left alone.
    pub wait: Option<Duration>,
}

impl HttpSource {
    /// The programme at an address; none when it is no address of the web.
    pub fn new(address: &str) -> Option<Self> {
        Self::with(address, folder("XDG_CACHE_HOME", ".cache"), LIMITS)
    }

    /// The same, with its copies in a folder, and limits of its own.
    pub fn with(address: &str, folder: Option<PathBuf>, limits: Limits) -> Option<Self> {
        let address = address.split('#').next().unwrap_or(address);
        scheme(address)?;
        let file = folder.map(|f| f.join(file_name(address)));
        let kept = file.as_ref().and_then(|file| read(&fs::read(file).ok()?));
        // Two addresses might have one name.
        let copy = kept.filter(|copy| copy.about.address == address);
        Some(Self {
            address: address.to_owned(),
            file,
            limits,
            known: Arc::new(Mutex::new(Known { copy, why: None })),
        })
    }

    /// The address, without what lets somebody in.
    pub fn address(&self) -> &str {
        match self.address.split_once("://") {
            Some((_, rest)) if rest.split('/').next().is_some_and(|s| s.contains('@')) => {
                rest.split_once('@').map_or(rest, |(_, rest)| rest)
            }
            _ => &self.address,
        }
    }

    /// The copy that there is.
    pub fn copy(&self) -> Option<Copy> {
        self.known().copy.clone()
    }

    /// Why there is none.
    pub fn why(&self) -> String {
        let why = self.known().why.clone();
        why.unwrap_or_else(|| "it has not been asked yet".into())
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        // A thread that ended while it held the lock has left nothing half done.
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the server, at a time, for what is there; the result is whether that is other bytes than
    /// those of the copy.
    ///
    /// # Errors
    /// When there is no answer within the limits. The copy stays.
    pub fn ask(&self, now: Timestamp) -> Result<bool, Failure> {
        let before = self.copy();
        let answer = self.get(before.as_ref()).and_then(|answer| match answer {
            Some((bytes, about)) => Ok((bytes, about)),
            // Nothing is new; the copy is as good as it was just now.
            None => match &before {
                Some(copy) => Ok((copy.bytes.clone(), copy.about.clone())),
                None => Err(failure(
                    "the server says that nothing has changed since never",
                )),
            },
        });
        let (bytes, about) = answer.inspect_err(|e| self.known().why = Some(e.why.clone()))?;
        let copy = Copy {
            about: About {
                address: self.address.clone(),
                told: now,
                ..about
            },
            told: now,
            bytes,
        };
        let new = before.is_none_or(|b| b.bytes != copy.bytes);
        if let Some(file) = &self.file {
            // Without it there is no copy for another day, no more.
            let _ = file.parent().map(fs::create_dir_all);
            let _ = save(file, &written(&copy));
        }
        *self.known() = Known {
            copy: Some(copy),
            why: None,
        };
        Ok(new)
    }

    /// What the server has: bytes, or nothing new.
    fn get(&self, copy: Option<&Copy>) -> Result<Option<Found>, Failure> {
        let until = Clock::now() + self.limits.time;
        let mut address = self.address.clone();
        for _ in 0..=self.limits.redirects {
            let mut answer = self.request(&address, copy, until)?;
            let header = |name: &str| {
                let value = answer.headers().get(name)?;
                value.to_str().ok().map(str::to_owned)
            };
            match answer.status() {
                StatusCode::OK => {
                    let about = About {
                        etag: header("etag"),
                        modified: header("last-modified"),
                        ..About::default()
                    };
                    let body = answer.body_mut().with_config().limit(self.limits.bytes);
                    let bytes = body.read_to_vec().map_err(|e| self.told(&e))?;
                    return Ok(Some((bytes.into(), about)));
                }
                StatusCode::NOT_MODIFIED => return Ok(None),
                status if status.is_redirection() => {
                    let to = header("location").ok_or_else(|| {
                        failure("the server sends elsewhere and does not say where")
                    })?;
                    address = follow(&address, &to)?;
                }
                status => {
                    let seconds = header("retry-after").and_then(|t| t.trim().parse().ok());
                    let number = status.as_u16();
                    let why = match number {
                        404 | 410 => "there is no such page".into(),
                        401 | 403 => "the server lets nobody in".into(),
                        429 => "the server asks for patience".into(),
                        500.. => format!("the server is in trouble ({number})"),
                        _ => format!("the server answers {number}"),
                    };
                    return Err(Failure {
                        why,
                        wait: seconds.map(Duration::from_secs).map(|d| d.min(LONGEST)),
                    });
                }
            }
        }
        let n = self.limits.redirects;
        Err(failure(format!(
            "the server sends elsewhere more than {n} times"
        )))
    }

    fn request(
        &self,
        address: &str,
        copy: Option<&Copy>,
        until: Clock,
    ) -> Result<Response<Body>, Failure> {
        let left = until.saturating_duration_since(Clock::now());
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(left.max(Duration::from_millis(1))))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("nadwa/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        let mut request = agent.get(address);
        if let Some(About { etag, modified, .. }) = copy.map(|c| &c.about) {
            if let Some(etag) = etag {
                request = request.header("if-none-match", etag);
            } else if let Some(modified) = modified {
                request = request.header("if-modified-since", modified);
            }
        }
        request.call().map_err(|e| self.told(&e))
    }

    /// What went wrong, for people.
    fn told(&self, e: &ureq::Error) -> Failure {
        failure(match e {
            ureq::Error::Timeout(Timeout::Resolve) | ureq::Error::HostNotFound => {
                "there is no such server, or no network".to_owned()
            }
            ureq::Error::Timeout(_) => {
                format!("no whole answer within {} s", self.limits.time.as_secs())
            }
            ureq::Error::BodyExceedsLimit(_) => {
                format!("it is larger than {} MiB", self.limits.bytes >> 20)
            }
            // The system's resolver tells its failures in words alone.
            ureq::Error::Io(e) if e.to_string().contains("lookup") => {
                "there is no such server, or no network".into()
            }
            ureq::Error::ConnectionFailed => "the server cannot be reached".into(),
            ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::ConnectionRefused => {
                "the server cannot be reached".into()
            }
            ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
                "the answer was cut short".into()
            }
            other => other.to_string(),
        })
    }
}

fn failure(why: impl Into<String>) -> Failure {
    Failure {
        why: why.into(),
        wait: None,
    }
}

/// The scheme of an address of the web, and what follows it.
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

/// Where a redirect from an address leads (RFC 9110, 10.2.2).
fn follow(from: &str, to: &str) -> Result<String, Failure> {
    let (before, rest) = scheme(from).ok_or_else(|| failure("this is no address of the web"))?;
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
    } else {
        let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
        format!("{before}://{folder}/{to}")
    };
    let address = address.split('#').next().unwrap_or_default().to_owned();
    match (before, scheme(&address)) {
        (_, None) => Err(failure("the server sends to something else than the web")),
        ("https", Some(("http", _))) => Err(failure("the server sends from https to http")),
        _ => Ok(address),
    }
}

/// How long to wait before asking again by oneself, after so many failures in a row.
pub fn pause(failures: u32, asked: Option<Duration>) -> Duration {
    let longer = PAUSE.saturating_mul(1 << failures.min(6)).min(LONGEST);
    // Other runs begin with other seeds.
    let chance = RandomState::new().build_hasher().finish() % JITTER;
    longer.max(asked.unwrap_or_default()) + Duration::from_millis(chance)
}

fn written(copy: &Copy) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(&copy.about).expect("texts and numbers");
    bytes.push(b'\n');
    bytes.extend_from_slice(&copy.bytes);
    bytes
}

fn read(file: &[u8]) -> Option<Copy> {
    let end = memchr::memchr(b'\n', file)?;
    let about: About = serde_json::from_slice(&file[..end]).ok()?;
    Some(Copy {
        bytes: file[end + 1..].into(),
        // A file can be damaged: nobody asked before 1970.
        told: about.told.max(0),
        about,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_lead_on_the_web_and_never_from_https_to_http() {
        let from = "https://a.example/x/y.xml?z=1";
        let led = |to: &str| follow(from, to).map_err(|e| e.why);
        let good = [
            ("https://b.example/", "https://b.example/"),
            ("//b.example/q", "https://b.example/q"),
            ("/q?w=http://x", "https://a.example/q?w=http://x"),
            ("q.xml#part", "https://a.example/x/q.xml"),
        ];
        for (to, wanted) in good {
            assert_eq!(led(to).as_deref(), Ok(wanted));
        }
        for to in [
            "http://a.example/",
            "file:///etc/passwd",
            "ftp://x/",
            "data:,x",
            "https://",
        ] {
            assert!(led(to).is_err(), "{to}");
        }
        assert!(follow("http://a", "https://a").is_ok());
        assert_eq!(follow("http://a", "q"), Ok("http://a/q".into()));
    }

    #[test]
    fn asking_again_takes_a_minute_and_longer_after_failures() {
        let base = |failures, asked| pause(failures, asked).as_secs() / 60;
        assert_eq!(base(0, None), 1);
        assert_eq!(base(2, None), 4);
        assert_eq!(base(40, None), 60);
        assert_eq!(base(0, Some(Duration::from_secs(600))), 10);
    }
}
