//! Where the programme comes from: a file, an address, standard input, or nadwa itself.

use std::borrow::Cow;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::i18n::{Message, Messages};
use crate::load::{
    ColumnNames, Loaded, MAX_FILE, fingerprint, fingerprint_of, load_beginning, load_with,
};
use crate::model::zone::Timestamp;
use crate::platform::file::read_pipe;
use crate::text::{Lines, Text};
use crate::workspace::fs::{self, reason};
use crate::workspace::http::{Failure, HttpSource};

/// The name of standard input.
pub const STDIN: &str = "standard input";

/// The programme that is part of nadwa.
const BUILT_IN: &str = include_str!("../../program.toml");

/// The size in bytes from which reading a file may take a noticeable time.
const LARGE_FILE: u64 = 4 << 20;

/// The part of a large file, in bytes, in which its first sessions are looked for.
const SEARCHED_PART: u64 = 8 << 20;

/// The start of 1998, before which no file has been saved that nadwa reads: iCalendar is of that year.
const PLAUSIBLE: Timestamp = 883_612_800;

/// Where the programme comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file: an argument, `$NADWA_PROGRAM`, or `./program.toml`.
    File(PathBuf),
    /// An address (http or https).
    Http(HttpSource),
    /// What was read from standard input or from a pipe, which can be read only once, and its name.
    Pipe(String, Vec<u8>),
    /// The programme that is part of nadwa.
    BuiltIn,
}

impl Source {
    /// Chooses the source: the argument, else `$NADWA_PROGRAM`, else `./program.toml`, else the built-in programme.
    ///
    /// # Errors
    /// When the argument is `-` or a pipe, and cannot be read.
    pub fn choose(argument: Option<&str>) -> Result<Self, Message> {
        if argument == Some("-") {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().take(MAX_FILE).read_to_end(&mut bytes);
            read.map_err(|e| Message::new("stdin-unreadable").arg("why", reason(&e)))?;
            return Ok(Self::Pipe(STDIN.into(), bytes));
        }
        // The variable is a setting as well; here it may be a path that is not UTF-8.
        let variable = std::env::var_os("NADWA_PROGRAM").filter(|v| !v.is_empty());
        let here = Path::new("program.toml");
        let address = argument.or(variable.as_ref().and_then(|v| v.to_str()));
        if let Some(http) = address.and_then(HttpSource::new) {
            return Ok(Self::Http(http));
        }
        match (argument, variable) {
            (Some(path), _) => Self::named(path.into()),
            (None, Some(path)) => Self::named(path.into()),
            (None, None) if here.exists() => Ok(Self::File(here.into())),
            (None, None) => Ok(Self::BuiltIn),
        }
    }

    /// Returns the programme in the file that was named. A pipe or a device is read at once.
    fn named(path: PathBuf) -> Result<Self, Message> {
        if !is_pipe(&path) {
            return Ok(Self::File(path));
        }
        let name = printable(&path);
        let silent = || fs::Refusal::new("reason-silent", &path).into();
        let read = read_pipe(&path, MAX_FILE);
        match read.and_then(|bytes| bytes.ok_or_else(silent)) {
            Ok(bytes) => Ok(Self::Pipe(name, bytes)),
            Err(e) => {
                let message = Message::new("source-unreadable").arg("name", name);
                Err(message.arg("why", reason(&e)))
            }
        }
    }

    /// Returns its name for messages.
    pub fn name(&self) -> String {
        match self {
            Self::BuiltIn => "program.toml (built in)".into(),
            Self::Pipe(name, _) => name.clone(),
            Self::File(path) => printable(path),
            Self::Http(http) => Text::clean(http.address(), Lines::One).0.to_string(),
        }
    }

    /// Returns whether reading may take a noticeable time: from a server, or a large file.
    pub fn may_be_slow(&self) -> bool {
        match self {
            Self::Http(_) => true,
            Self::File(path) => std::fs::metadata(path).is_ok_and(|m| m.len() > LARGE_FILE),
            Self::Pipe(..) | Self::BuiltIn => false,
        }
    }

    /// Fetches the programme from its server; other sources need no fetching.
    ///
    /// # Errors
    /// Why there was no response. The saved copy, if there is one, is unchanged.
    pub fn fetch(&self) -> Result<(), Failure> {
        match self {
            Self::Http(http) => http.fetch(now()).map(drop),
            Self::File(_) | Self::Pipe(..) | Self::BuiltIn => Ok(()),
        }
    }

    /// Returns when the programme was last saved, as far as its file system or its server says.
    pub fn modified(&self) -> Option<Timestamp> {
        let modified = match self {
            Self::File(path) => {
                let saved = std::fs::metadata(path)
                    .and_then(|meta| meta.modified())
                    .ok()?;
                let since = saved.duration_since(UNIX_EPOCH).ok()?;
                Some(since.as_secs().cast_signed())
            }
            Self::Http(http) => http.cached().map(|copy| copy.modified()),
            Self::Pipe(..) | Self::BuiltIn => None,
        };
        // Archives that can be made again have files of 1970.
        modified.filter(|at| (PLAUSIBLE..=now()).contains(at))
    }

    /// Returns when the server last confirmed the saved copy; `None` for other sources.
    pub fn confirmed_at(&self) -> Option<Timestamp> {
        match self {
            Self::Http(http) => http.cached().map(|copy| copy.confirmed_at()),
            Self::File(_) | Self::Pipe(..) | Self::BuiltIn => None,
        }
    }

    /// Returns the bytes of the programme, at most [`MAX_FILE`] of them.
    ///
    /// # Errors
    /// When the file does not exist or cannot be read, or the server has not replied yet.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        Ok(match self {
            Self::BuiltIn => Cow::Borrowed(BUILT_IN.as_bytes()),
            Self::Pipe(_, bytes) => Cow::Borrowed(bytes),
            Self::File(path) => Cow::Owned(read_file(path)?),
            Self::Http(http) => {
                let why = || io::Error::other(Messages::english().message(&http.why()));
                let copy = http.cached().ok_or_else(why)?;
                Cow::Owned(copy.bytes.to_vec())
            }
        })
    }

    /// Returns the fingerprint of the programme's bytes; those of a file are not loaded into memory.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn fingerprint(&self) -> io::Result<u64> {
        match self {
            Self::File(path) => fingerprint_of(fs::open(path)?.take(MAX_FILE)),
            other => Ok(fingerprint(&other.bytes()?)),
        }
    }

    /// Reads the programme. A file that cannot be read is an empty programme with one problem.
    pub fn read(&self, columns: &ColumnNames) -> Loaded {
        let fetched = match self {
            // It was read without these names.
            Self::Http(http) => http.take_loaded().filter(|_| columns.is_empty()),
            Self::File(_) | Self::Pipe(..) | Self::BuiltIn => None,
        };
        fetched.unwrap_or_else(|| self.load(columns, false))
    }

    /// Reads the beginning of a large file, which takes no noticeable time; `None` where that shows nothing, and for other sources.
    pub fn read_beginning(&self, columns: &ColumnNames) -> Option<Loaded> {
        let Self::File(path) = self else {
            return None;
        };
        let file = fs::open(path).ok()?;
        let size = file.metadata().ok()?.len();
        if size <= LARGE_FILE {
            return None;
        }
        let mut bytes = Vec::with_capacity(SEARCHED_PART as usize);
        file.take(SEARCHED_PART).read_to_end(&mut bytes).ok()?;
        load_beginning(&self.name(), &bytes, size, columns)
    }

    /// Reads the programme, and also reports what its format's published schema does not allow.
    pub fn check(&self, columns: &ColumnNames) -> Loaded {
        self.load(columns, true)
    }

    fn load(&self, columns: &ColumnNames, strict: bool) -> Loaded {
        match self.bytes() {
            Ok(bytes) => load_with(&self.name(), bytes, columns, strict),
            Err(e) => self.unreadable(&e),
        }
    }

    /// Returns an empty programme with the reason why the source could not be read.
    fn unreadable(&self, error: &io::Error) -> Loaded {
        let message = |name: &str, why: Message| {
            let message = Message::new("source-unreadable").arg("name", name);
            message.arg("why", why)
        };
        let path = match self {
            Self::Http(http) => {
                let help = Message::new("source-no-copy");
                return Loaded::unreadable(message(&self.name(), http.why()), help);
            }
            Self::File(path) => path.as_path(),
            Self::Pipe(..) | Self::BuiltIn => Path::new(""),
        };
        let tried = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let key = match error.kind() {
            io::ErrorKind::NotFound => "source-tried-missing",
            _ => "source-tried",
        };
        let help = Message::new(key).arg("path", printable(&tried));
        // The help has the folder; the message must fit on one line of the screen.
        let file = path.file_name().map(|name| printable(Path::new(name)));
        let name = file.unwrap_or_else(|| self.name());
        Loaded::unreadable(message(&name, reason(error)), help)
    }
}

/// Reads at most [`MAX_FILE`] bytes of a file.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let file = fs::open(path)?;
    let size = file.metadata()?.len().min(MAX_FILE);
    let mut bytes = Vec::with_capacity(size as usize);
    file.take(MAX_FILE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Returns whether a path leads to a pipe or a device, so that choosing it may wait for another program.
pub fn is_pipe(path: &Path) -> bool {
    let meta = std::fs::metadata(path);
    meta.is_ok_and(|meta| !meta.is_file() && !meta.is_dir())
}

/// Returns a path without control characters.
pub fn printable(path: &Path) -> String {
    Text::clean(path.display().to_string(), Lines::One)
        .0
        .to_string()
}

/// Returns the current time.
pub fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    since.as_secs().cast_signed()
}
