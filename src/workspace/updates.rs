//! The file of an update log: read with its problems, changed under a lock and replaced as a whole.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use crate::i18n::Message;
use crate::load::read_updates;
use crate::model::diagnostic::{Code, Diagnostic, LineIndex, Span};
use crate::update::{UpdateLog, to_toml};
use crate::workspace::fs::{lock, reason, unused_path, write_atomic_via};

/// The largest file that is read, in bytes: some hundred thousand updates.
const MAX_FILE: u64 = 16 << 20;

/// Reads an update log. A file that does not exist is an empty log, one that cannot be read is a problem of the log.
pub fn read(path: &Path) -> UpdateLog {
    match bytes(path) {
        Ok(bytes) => read_updates(&name(path), &bytes),
        Err(e) if e.kind() == io::ErrorKind::NotFound => UpdateLog::default(),
        Err(e) => {
            let name = name(path);
            let message = Message::new("update-log-unreadable").arg("file", &name);
            let problem = Diagnostic {
                code: Code::Unreadable,
                location: Some(LineIndex::new(&name, "").location(Span::default())),
                message: message.arg("why", reason(&e)),
                help: Some(Message::new("update-log-unreadable-help")),
                same: 0,
            };
            UpdateLog {
                diagnostics: vec![problem],
                ..UpdateLog::default()
            }
        }
    }
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    read_all(&File::open(path)?)
}

fn read_all(file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Applies a change to the log as it is in the file now, and returns the result. A file with problems is copied to another
/// name first, because what could not be read would be lost.
///
/// # Errors
/// When the folder cannot be created or written to; the file is unchanged then.
pub fn update(path: &Path, change: impl FnOnce(&mut UpdateLog)) -> io::Result<UpdateLog> {
    if let Some(folder) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let file = lock(path)?;
    let bytes = read_all(&file)?;
    let mut log = read_updates(&name(path), &bytes);
    let before = to_toml(&log);
    change(&mut log);
    let text = to_toml(&log);
    if text != before {
        if !log.diagnostics.is_empty() {
            fs::write(unused_path(&path.with_extension("damaged")), &bytes)?;
        }
        write_atomic_via(path, &format!(".{}.new", name(path)), text.as_bytes())?;
        // Locations are those of the new file.
        log = read_updates(&name(path), text.as_bytes());
    }
    drop(file);
    Ok(log)
}
