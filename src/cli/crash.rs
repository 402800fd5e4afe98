//! The report of a crash: what the authors need to find the fault, in a file of the state folder.

use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::options::reader_language;
use super::output;
use crate::i18n::{Message, Messages};
use crate::workspace::fs::write_atomic;
use crate::workspace::state;

/// Installs a panic hook that writes a report and prints its path.
pub fn install() {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        hook(info);
        let Some(folder) = state::folder() else {
            return;
        };
        if let Ok(path) = write(&folder, &text(info)) {
            let message = Message::new("crash-report").arg("path", path.display().to_string());
            let messages = Messages::new(reader_language(None));
            output::report(&messages.message(&message));
        }
    }));
}

/// Returns the report: the version, where in the source and why. A release has no names of functions for a backtrace.
fn text(info: &PanicHookInfo<'_>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let (os, arch) = (std::env::consts::OS, std::env::consts::ARCH);
    format!("nadwa {version}, {os} {arch}\n{info}\n")
}

/// Writes a report in place of the one before.
fn write(folder: &Path, text: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join("crash.txt");
    write_atomic(&path, text.as_bytes())?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_written_into_a_folder_that_is_not_there_yet() {
        let folder = std::env::temp_dir().join(format!("nadwa-crash-{}", std::process::id()));
        let path = write(&folder.join("nadwa"), "why\n").expect("the report can be written");
        assert_eq!(
            fs::read_to_string(path).expect("the report is there"),
            "why\n"
        );
        fs::remove_dir_all(folder).expect("the folder can be removed");
    }
}
