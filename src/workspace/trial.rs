//! A workspace whose changes are forgotten: what it stores is a copy in a temporary folder.

use std::fs::{create_dir, remove_dir_all, write};
use std::io;
use std::path::{Path, PathBuf};

use crate::workspace::Workspace;
use crate::workspace::fs::{read, unused_path};
use crate::workspace::state::MAX_FILE;

/// A copy of a workspace, until it is dropped.
#[derive(Debug)]
pub struct Trial {
    /// The copy; the programme is read from its own place.
    pub workspace: Workspace,
    folder: PathBuf,
}

impl Trial {
    /// Copies what `workspace` stores for the programme with this id.
    ///
    /// # Errors
    /// When no temporary folder can be made or written to.
    pub fn of(workspace: &Workspace, id: &str) -> io::Result<Self> {
        let name = format!("nadwa-trial-{}", std::process::id());
        let folder = unused_path(&std::env::temp_dir().join(name));
        create_dir(&folder)?;
        let trial = Self {
            workspace: Workspace {
                state_folder: Some(folder.clone()),
                log_beside: false,
                columns: crate::load::ColumnNames::default(),
                ..workspace.clone()
            },
            folder,
        };
        let stores = workspace.store(id).zip(trial.workspace.store(id));
        if let Some((from, to)) = stores {
            for (from, to) in from.files().iter().zip(to.files()) {
                copy(from, &to)?;
            }
        }
        if let Some((from, to)) = workspace.log_path(id).zip(trial.workspace.log_path(id)) {
            copy(&from, &to)?;
        }
        Ok(trial)
    }
}

impl Drop for Trial {
    fn drop(&mut self) {
        let _ = remove_dir_all(&self.folder);
    }
}

/// Copies a file. One that cannot be read is left out: its problem was reported when it was read before.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    read(from, MAX_FILE).map_or(Ok(()), |bytes| write(to, bytes))
}
