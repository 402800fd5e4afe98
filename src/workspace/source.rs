//! The little that is read from outside: a file, an address, standard input, the clock.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::i18n::Message;
use crate::load::{Loaded, MAX_FILE, fingerprint, fingerprint_of, load, load_strictly};
use crate::model::zone::Timestamp;
use crate::text::{Lines, Text};
use crate::workspace::http::{Failure, HttpSource};

/// The seminar's own programme, for when there is no other.
const BUILT_IN: &str = include_str!("../../program.toml");

/// Smaller files are read in a moment, in bytes.
const LARGE: u64 = 4 << 20;

/// Where the programme comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// A file, named by the user, by `$NADWA_PROGRAM`, or `./program.toml`.
    File(PathBuf),
    /// An address of the web.
    Http(HttpSource),
    /// Standard input, read once; it cannot be read again.
    Stdin(Vec<u8>),
    /// The programme that is part of nadwa.
    BuiltIn,
}

impl Source {
    /// Chooses: what the user named, else `$NADWA_PROGRAM`, else `./program.toml`, else the built-in.
    ///
    /// # Errors
    /// When standard input is asked for and cannot be read.
    pub fn choose(named: Option<&str>) -> io::Result<Self> {
        if named == Some("-") {
            let mut bytes = Vec::new();
            io::stdin().lock().take(MAX_FILE).read_to_end(&mut bytes)?;
            return Ok(Self::Stdin(bytes));
        }
        let variable = std::env::var_os("NADWA_PROGRAM").filter(|v| !v.is_empty());
        let here = Path::new("program.toml");
        let address = named.or(variable.as_ref().and_then(|v| v.to_str()));
        if let Some(web) = address.and_then(HttpSource::new) {
            return Ok(Self::Http(web));
        }
        Ok(match (named, variable) {
            (Some(path), _) => Self::File(path.into()),
            (None, Some(path)) => Self::File(path.into()),
            (None, None) if here.exists() => Self::File(here.into()),
            (None, None) => Self::BuiltIn,
        })
    }

    /// What to call it in messages.
    pub fn name(&self) -> String {
        match self {
            Self::BuiltIn => "program.toml (built in)".into(),
            Self::Stdin(_) => "standard input".into(),
            Self::File(path) => shown(path),
            Self::Http(web) => Text::clean(web.address(), Lines::One).0.to_string(),
        }
    }

    /// Whether reading it may take longer than a moment: it comes from elsewhere, or is a large file.
    pub fn may_be_slow(&self) -> bool {
        match self {
            Self::Http(_) => true,
            Self::File(path) => std::fs::metadata(path).is_ok_and(|m| m.len() > LARGE),
            Self::Stdin(_) | Self::BuiltIn => false,
        }
    }

    /// Asks an address for its programme; what there is else needs no asking.
    ///
    /// # Errors
    /// Why there was no answer. The copy of before, if there is one, is still there.
    pub fn ask(&self) -> Result<(), Failure> {
        match self {
            Self::Http(web) => web.ask(now()).map(drop),
            Self::File(_) | Self::Stdin(_) | Self::BuiltIn => Ok(()),
        }
    }

    /// When an address last said what is shown.
    pub fn told(&self) -> Option<Timestamp> {
        match self {
            Self::Http(web) => web.copy().map(|copy| copy.told),
            Self::File(_) | Self::Stdin(_) | Self::BuiltIn => None,
        }
    }

    /// The bytes of the programme, at most [`MAX_FILE`] of them.
    ///
    /// # Errors
    /// When there is no such file, or it cannot be read.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        Ok(match self {
            Self::BuiltIn => Cow::Borrowed(BUILT_IN.as_bytes()),
            Self::Stdin(bytes) => Cow::Borrowed(bytes),
            Self::File(path) => Cow::Owned(read_file(path)?),
            Self::Http(web) => match web.copy() {
                Some(copy) => Cow::Owned(copy.bytes.to_vec()),
                None => return Err(io::Error::other(web.why())),
            },
        })
    }

    /// The number of its bytes, which for a file are not kept in memory.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn fingerprint(&self) -> io::Result<u64> {
        match self {
            Self::File(path) => fingerprint_of(File::open(path)?.take(MAX_FILE)),
            other => Ok(fingerprint(&other.bytes()?)),
        }
    }

    /// Reads the programme. A file that cannot be read is an empty programme with one fault.
    pub fn read(&self) -> Loaded {
        self.load_by(self.bytes(), load)
    }

    /// Reads the programme; what its published schema does not allow is a fault, too.
    pub fn check(&self) -> Loaded {
        self.load_by(self.bytes(), load_strictly)
    }

    /// The programme of bytes that were read, or why they were not.
    fn load_by<'b>(
        &self,
        bytes: io::Result<Cow<'b, [u8]>>,
        load: fn(&str, Cow<'b, [u8]>) -> Loaded,
    ) -> Loaded {
        let name = self.name();
        match bytes {
            Ok(bytes) => load(&name, bytes),
            Err(e) => {
                let why = match e.kind() {
                    io::ErrorKind::NotFound => Message::new("why-not-found"),
                    io::ErrorKind::PermissionDenied => Message::new("why-no-permission"),
                    io::ErrorKind::IsADirectory => Message::new("why-folder"),
                    _ => Message::verbatim(&e.to_string()),
                };
                let message = Message::new("problem-unreadable").arg("why", why);
                if let Self::Http(_) = self {
                    let help = Message::new("fix-unreadable-web");
                    return Loaded::unreadable(message.arg("file", name), help);
                }
                let path = match self {
                    Self::File(path) => path.as_path(),
                    _ => Path::new(""),
                };
                let tried = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
                let tried = shown(&tried);
                let help = Message::new("fix-unreadable-file").arg("path", tried);
                // The help has the folder; the message has to be short enough for the foot of a screen.
                let file = path.file_name().map_or(name, |n| shown(Path::new(n)));
                Loaded::unreadable(message.arg("file", file), help)
            }
        }
    }
}

/// Reads a file, at most [`MAX_FILE`] bytes of it.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let meta = file.metadata()?;
    if meta.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut bytes = Vec::with_capacity(meta.len().min(MAX_FILE) as usize);
    file.take(MAX_FILE).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A path as it can be printed.
pub fn shown(path: &Path) -> String {
    Text::clean(path.display().to_string(), Lines::One)
        .0
        .to_string()
}

/// The time now.
pub fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    since.as_secs().cast_signed()
}
