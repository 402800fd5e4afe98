//! The file of what is said over a programme: read with its faults, changed under a lock as a whole.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use crate::i18n::Message;
use crate::load::read_updates;
use crate::model::diagnostic::{Code, Diagnostic, LineIndex, Span};
use crate::update::UpdateLog;
use crate::update::live::to_toml;
use crate::workspace::fs::{free, lock, save_beside};

/// Bytes that are read at most: some hundred thousand changes.
const LARGEST: u64 = 16 << 20;

/// Reads a file, which need not be there; one that cannot be read is a fault.
pub fn read(path: &Path) -> UpdateLog {
    match bytes(path) {
        Ok(bytes) => read_updates(&name(path), &bytes),
        Err(e) if e.kind() == io::ErrorKind::NotFound => UpdateLog::default(),
        Err(e) => {
            let name = name(path);
            let fault = Diagnostic {
                code: Code::Unreadable,
                location: Some(LineIndex::new(&name, "").location(Span::default())),
                message: Message::new("problem-unreadable")
                    .arg("file", name)
                    .arg("why", e.to_string()),
                help: Some(Message::new("fix-unreadable-updates")),
                same: 0,
            };
            UpdateLog {
                diagnostics: vec![fault],
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
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST {
        return Err(io::Error::other("it is larger than 16 MiB"));
    }
    Ok(bytes)
}

/// Makes a change to what is in the file now; the result is what is there then. A file with faults is kept
/// under another name first: what could not be read would be lost.
///
/// # Errors
/// When the folder cannot be made or written to; what was there is still there.
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
            fs::write(free(&path.with_extension("damaged")), &bytes)?;
        }
        save_beside(path, &format!(".{}.new", name(path)), text.as_bytes())?;
        // With the places of the new file.
        log = read_updates(&name(path), text.as_bytes());
    }
    drop(file);
    Ok(log)
}
