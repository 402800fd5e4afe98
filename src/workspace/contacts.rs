//! The file of contacts: beside the programme, else in the folder of the settings. Only screens of staff read it.

use std::io::ErrorKind;
use std::path::PathBuf;

use super::Workspace;
use super::fs::{open, read_opened, reason};
use super::paths::folder;
use super::source::Source;
use super::updates::{name, problem};
use crate::i18n::Message;
use crate::load::read_contacts;
use crate::model::Contacts;
use crate::model::diagnostic::{Code, Diagnostic};
use crate::platform::CONFIG;

/// The name of the file.
const FILE: &str = "contacts.toml";
/// The largest file, in bytes.
const MAX_FILE: u64 = 4 << 20;

impl Workspace {
    /// Reads the contacts, and returns them with the problems of the file; none where there is no file.
    pub fn contacts(&self) -> (Contacts, Vec<Diagnostic>) {
        for path in self.contact_paths() {
            match open(&path).and_then(|file| read_opened(&file, MAX_FILE)) {
                Ok(bytes) => return read_contacts(&name(&path), &bytes),
                Err(e) if e.kind() == ErrorKind::NotFound => {}
                Err(e) => {
                    let message = Message::new("contacts-unreadable").arg("why", reason(&e));
                    let help = Message::new("contacts-unreadable-help");
                    let problem = problem(&path, Code::Unreadable, message, help);
                    return (Contacts::new(), vec![problem]);
                }
            }
        }
        (Contacts::new(), Vec::new())
    }

    /// Returns where the contacts may be.
    fn contact_paths(&self) -> impl Iterator<Item = PathBuf> {
        let beside = match &self.source {
            Source::File(path) => Some(path.with_file_name(FILE)),
            _ => None,
        };
        let settings = folder(CONFIG).map(|folder| folder.join(FILE));
        beside.into_iter().chain(settings)
    }
}
