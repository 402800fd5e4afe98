//! The reader's editor, and its options that open a file at a line.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf, absolute};
use std::process::{Command, ExitStatus};

use crate::load::line_of;
use crate::model::Subject;
use crate::platform::EDITOR;
use crate::tui::app::App;
use crate::workspace::Workspace;
use crate::workspace::source::Source;

/// The arguments that open a file at a line.
type Arguments = fn(&Path, u32) -> Vec<OsString>;

/// The editors that take a line, by their names.
#[rustfmt::skip] // A table: one row, one line.
const LINES: &[(&[&str], Arguments)] = &[
    (&["vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "mg"], |file, line| vec![format!("+{line}").into(), file.into()]),
    (&["hx", "helix", "subl", "zed"], |file, line| vec![at(file, line)]),
    (&["code", "code-insiders", "codium", "cursor"], |file, line| vec!["--goto".into(), at(file, line)]),
];

/// Returns `FILE:LINE`.
fn at(file: &Path, line: u32) -> OsString {
    let mut text = file.as_os_str().to_owned();
    text.push(format!(":{line}"));
    text
}

/// Returns the command that opens the file of the programme at the line of a subject; `None`, with a message, if it is no file.
pub fn command(workspace: &Workspace, app: &mut App, subject: &Subject) -> Option<Command> {
    let Source::File(path) = &workspace.source else {
        app.notify("edit-no-file", &[("name", &workspace.source.name())]);
        return None;
    };
    let set = |name| {
        std::env::var(name)
            .ok()
            .filter(|value| !value.trim().is_empty())
    };
    let editor = set("VISUAL").or_else(|| set("EDITOR"));
    let mut words = words(editor.as_deref().unwrap_or(EDITOR)).into_iter();
    let mut command = Command::new(words.next()?);
    command.args(words);
    let (path, line) = place(workspace, app, path, subject);
    // An absolute path cannot be taken for an option.
    let file = absolute(&path).unwrap_or(path);
    let name = Path::new(command.get_program()).file_stem();
    let name = name.unwrap_or_default().to_string_lossy().to_lowercase();
    let arguments = LINES.iter().find(|(names, _)| names.contains(&&*name));
    match arguments.zip(line) {
        Some(((_, arguments), line)) => command.args(arguments(&file, line)),
        None => command.arg(file),
    };
    Some(command)
}

/// Returns the file of a subject, and its line: of a problem, as of the last reading; of others, as the file is now.
fn place(
    workspace: &Workspace,
    app: &App,
    program: &Path,
    subject: &Subject,
) -> (PathBuf, Option<u32>) {
    let name = workspace.source.name();
    let problem = app.world.problem(&subject.id);
    if let Some(at) = problem.and_then(|problem| problem.location.as_ref()) {
        let log = workspace.log_path(&app.world.program.id);
        let file = log.filter(|_| *at.file != *name);
        return (file.unwrap_or_else(|| program.to_owned()), Some(at.line));
    }
    let bytes = workspace.source.bytes().ok();
    let line = bytes.and_then(|bytes| line_of(&name, &bytes, &workspace.columns, subject));
    (program.to_owned(), line)
}

/// Reports an editor that could not be started or has failed; returns whether the file may have changed.
pub fn report_end(app: &mut App, editor: &Command, ended: &io::Result<ExitStatus>) -> bool {
    let why = match ended {
        Ok(status) if status.success() => return true,
        Ok(status) => status.to_string(),
        Err(e) => e.to_string(),
    };
    let name = editor.get_program().to_string_lossy().into_owned();
    app.notify("edit-failed", &[("name", &name), ("why", &why)]);
    // The watching thread finds what an editor that failed has saved.
    false
}

/// Returns the words of a command line; quotes keep blanks.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in line.chars() {
        match c {
            c if quote == Some(c) => quote = None,
            '"' | '\'' if quote.is_none() => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            c if c.is_whitespace() && quote.is_none() => words.extend(word.take()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_keep_blanks_in_a_command_line() {
        let cases: [(&str, &[&str]); 5] = [
            ("vi", &["vi"]),
            (" emacs  -nw ", &["emacs", "-nw"]),
            (
                r#""C:\Program Files\Code.exe" --wait"#,
                &[r"C:\Program Files\Code.exe", "--wait"],
            ),
            ("ed -p 'a b'", &["ed", "-p", "a b"]),
            ("ed ''", &["ed", ""]),
        ];
        for (line, wanted) in cases {
            assert_eq!(words(line), wanted, "{line}");
        }
    }

    #[test]
    fn each_editor_has_its_own_form_of_a_line() {
        let of = |name: &str| {
            let row = LINES.iter().find(|(names, _)| names.contains(&name));
            row.map(|(_, arguments)| arguments(Path::new("/p.toml"), 12))
        };
        assert_eq!(of("nvim"), Some(vec!["+12".into(), "/p.toml".into()]));
        assert_eq!(of("hx"), Some(vec!["/p.toml:12".into()]));
        assert_eq!(of("code"), Some(vec!["--goto".into(), "/p.toml:12".into()]));
        assert_eq!(of("ed"), None);
    }
}
