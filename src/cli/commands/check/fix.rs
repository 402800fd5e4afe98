//! `nadwa check --fix`: changes a file where what was meant is certain.

use crate::cli::error::CliError;
use crate::cli::options::Options;
use crate::cli::output::{file_of, replace, say};
use crate::i18n::Message;
use crate::load::{Change, fixed};
use crate::workspace::source::Source;

/// Changes the file of a programme and prints each change, or reports it where standard output is not for people.
pub fn run(options: &Options, source: &Source, is_printed: bool) -> Result<(), CliError> {
    let name = source.name();
    let path = file_of(source)?;
    // What cannot be read is reported by the check.
    let Ok(bytes) = source.bytes() else {
        return Ok(());
    };
    let (new, changes) = fixed(&name, &bytes);
    if !changes.is_empty() {
        replace(path, &bytes, &new)?;
    }
    let mut messages: Vec<Message> = changes.iter().map(message).collect();
    if messages.is_empty() {
        messages.push(Message::new("check-fix-none").arg("name", name));
    }
    for message in &messages {
        if is_printed {
            say(
                options,
                &format!("{}\n", options.messages().message(message)),
            )?;
        } else {
            options.report(message);
        }
    }
    if is_printed {
        say(options, "\n")?;
    }
    Ok(())
}

/// Returns the message about a change.
fn message(change: &Change) -> Message {
    let at = &change.location;
    let place = format!("{}:{}:{}", at.file, at.line, at.column);
    let message = Message::new("check-fixed").arg("place", place);
    message.arg("old", &change.old).arg("new", &change.new)
}
