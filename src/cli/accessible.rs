//! `--accessible`: the same pages and commands as numbered lines, for screen readers and for terminals
//! without cursor movement. Each item that can be opened has a number.

use std::io::{self, BufRead as _, IsTerminal as _};

use super::SUCCESS;
use super::error::Answer;
use super::output::{print, write};
use crate::i18n::Messages;
use crate::model::{Kind, LISTED, Subject};
use crate::page::item::{self, Countdown, ItemStyle, Lead};
use crate::page::{Cell, Row};
use crate::search::resolve::{self, Found};
use crate::sync::Status;
use crate::sync::{self, pending};
use crate::text::{Lines, Text};
use crate::tui::app::{App, Effect, Slot};
use crate::tui::commands::{self, COMMANDS, Takes};
use crate::tui::editor;
use crate::tui::effects;
use crate::tui::terminal;
use crate::view;
use crate::workspace::Workspace;
use crate::world::World;

/// The rows that are printed at once.
const CHUNK: usize = 40;

/// Prints pages and reads commands until the reader quits.
pub fn run(app: &mut App, workspace: &Workspace) -> Answer {
    let mut printed = Printed::default();
    let mut lines = io::stdin().lock().lines();
    loop {
        let out = printed.next(app);
        let prompt = match printed.awaiting {
            Some(_) => "prompt-words",
            None => "prompt",
        };
        let prompt = app.world.messages.get(prompt);
        if !write(format!("{out}{prompt} ").as_bytes())? {
            return Ok(SUCCESS);
        }
        let Some(Ok(line)) = lines.next() else {
            return print("\n");
        };
        // Messages repeat what was typed.
        execute(app, &mut printed, &Text::clean(line.trim(), Lines::One).0);
        for effect in app.take_effects() {
            match effect {
                Effect::Quit => return Ok(SUCCESS),
                Effect::Browse(url) => terminal::browse(app, &url),
                Effect::Edit(subject) => {
                    if let Some(mut editor) = editor::command(workspace, app, &subject) {
                        let ended = editor.status();
                        if editor::report_end(app, &editor, &ended) {
                            effects::run(workspace, app, Effect::Reload);
                        }
                    }
                }
                Effect::Copy(text) if io::stdout().is_terminal() => {
                    print(&terminal::clipboard(&text))?;
                }
                other => drop(effects::run(workspace, app, other)),
            }
        }
        // No thread runs here, so updates are exchanged between commands.
        if workspace.server.is_some() && !pending(&app.world.log).is_empty() {
            let sent = sync::exchange(workspace, &app.world.program.id);
            if let Err(why) = sent {
                app.server(Status::Refused(why));
            }
        }
        effects::receive(workspace, app);
    }
}

/// What has been printed of the page.
#[derive(Default)]
struct Printed {
    page: Option<(&'static str, Subject)>,
    /// The first row that has not been printed.
    next: usize,
    /// The rows that can be opened: the first has the number 1.
    links: Vec<usize>,
    /// The command whose words the next line has.
    awaiting: Option<&'static str>,
}

impl Printed {
    /// Returns what to print now: a message, and the page where it is a new one, or more of its rows.
    fn next(&mut self, app: &mut App) -> String {
        let mut out = String::new();
        let question = app.question();
        if let Some(message) = app.message.take().or(question) {
            out = message + "\n";
        }
        let pane = app.pane();
        let page = (pane.view.name, pane.subject.clone());
        if self.page.as_ref() != Some(&page) {
            *self = Self {
                page: Some(page),
                ..Self::default()
            };
            out.extend(["\n", &pane.page.title, "\n"]);
        } else if !out.is_empty() {
            return out;
        }
        let rows = &pane.page.rows;
        let end = (self.next + CHUNK).min(rows.len());
        for (n, row) in rows.iter().enumerate().take(end).skip(self.next) {
            let text = row_text(&app.world, row, pane.page.dated);
            if matches!(row, Row::Title(text) if *text == pane.page.title) {
                continue;
            }
            if row.link().is_some() {
                self.links.push(n);
                out.extend([&self.links.len().to_string(), ". "]);
            }
            out.extend([&text, "\n"]);
        }
        self.next = end;
        let left = rows.len() - end;
        if left > 0 {
            out.push_str(&app.world.messages.plural("more-rows", left));
            out.push('\n');
        }
        out
    }

    /// Returns whether the page on the screen is the one that was printed.
    fn is_of(&self, app: &App) -> bool {
        let pane = app.pane();
        let page = self.page.as_ref();
        page.is_some_and(|(view, subject)| *view == pane.view.name && *subject == pane.subject)
    }

    /// Prints the page from its start next.
    fn restart(&mut self) {
        self.page = None;
    }

    /// Returns the row with this number.
    fn row(&self, number: &str) -> Option<usize> {
        let n: usize = number.trim().parse().ok()?;
        self.links.get(n.checked_sub(1)?).copied()
    }
}

/// Returns a row in one line.
fn row_text(world: &World, row: &Row, dated: bool) -> String {
    match row {
        Row::Item(subject) => item(world, subject, dated),
        Row::Field(label, Cell { text, .. }) if label.is_empty() => text.clone(),
        Row::Field(label, Cell { text, link, .. }) => match link {
            Some(command) if command.kind == Kind::Command => {
                [command.id.to_string(), world.messages.field(label, text)]
                    .join(&world.messages.comma())
            }
            _ => world.messages.field(label, text),
        },
        Row::Source(text, _) => text.clone(),
        other => other.text().unwrap_or_default().to_owned(),
    }
}

fn item(world: &World, subject: &Subject, dated: bool) -> String {
    let form = ItemStyle {
        lead: if dated { Lead::DateRange } else { Lead::Range },
        countdown: Countdown::Long,
        ..ItemStyle::default()
    };
    let made = item::item(world, subject, form);
    let word = |mark: &str| match mark {
        "?" => world.messages.get("status-tentative"),
        "*" => world.messages.get("mark-starred"),
        other => other.to_owned(),
    };
    let marks = made.marks.iter().map(|(mark, _)| word(mark));
    let parts = [made.lead, made.name].into_iter().chain(marks);
    let parts = parts.chain([made.aside]).filter(|p| !p.is_empty());
    parts.collect::<Vec<_>>().join(&world.messages.comma())
}

/// Carries out a line: a number opens an item, a command may have a number or words after it.
fn execute(app: &mut App, printed: &mut Printed, line: &str) {
    if let Some(name) = printed.awaiting.take() {
        printed.restart();
        return type_in(app, name, line);
    }
    if line.is_empty() {
        if printed.next >= app.pane().page.rows.len() {
            printed.restart();
        }
        return;
    }
    if answer(app, line) {
        return;
    }
    if let Some(row) = printed.row(line) {
        app.point(Slot::Main, row);
        return commands::enter(app);
    }
    if line.bytes().all(|b| b.is_ascii_digit()) {
        return app.notify("no-such-number", &[("n", line)]);
    }
    for (sign, name) in [("/", "find"), (":", "commands")] {
        if let Some(words) = line.strip_prefix(sign).filter(|words| !words.is_empty()) {
            return type_in(app, name, words);
        }
    }
    let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
    if let Some(subject) = subject(app, name, rest) {
        return app.open(view::of(&subject), subject);
    }
    match command(app, name) {
        Some(name) => run_command(app, printed, name, rest),
        None => app.no_such_key(line),
    }
}

/// Answers an open question with `y` or `n`, and returns whether there was one.
fn answer(app: &mut App, line: &str) -> bool {
    if !["y", "n"].contains(&line) {
        return false;
    }
    let asked = app.question().is_some();
    if asked {
        app.answer(line == "y");
    }
    asked
}

/// Runs a command; `rest` is what was typed after its name.
fn run_command(app: &mut App, printed: &mut Printed, name: &'static str, rest: &str) {
    let takes = COMMANDS.iter().find(|c| c.name == name).map(|c| c.takes);
    let row = printed.row(rest);
    match takes {
        Some(Takes::Words) if rest.is_empty() => {
            printed.awaiting = Some(name);
            return;
        }
        Some(Takes::ItemOrWords) if !rest.is_empty() && row.is_none() => {
            app.point_nowhere();
            printed.restart();
            return type_in(app, name, rest);
        }
        Some(Takes::Words) => {
            printed.restart();
            return type_in(app, name, rest);
        }
        _ => {}
    }
    match row {
        Some(row) => {
            app.point(Slot::Main, row);
        }
        // There is no visible cursor: without a number, the command is about the page's subject.
        None if matches!(takes, Some(Takes::Item | Takes::ItemOrWords)) => app.point_nowhere(),
        None => {}
    }
    let before = app.pane().cursor;
    commands::run(app, name);
    // The choices of a prompt are numbered rows.
    app.leave_prompt();
    if takes == Some(Takes::NothingRewrites) {
        printed.restart();
    }
    // Where only the cursor has moved, the row under it is printed.
    let pane = app.pane();
    let moved = pane.cursor.filter(|_| before != pane.cursor);
    if let Some(row) = moved.filter(|_| app.message.is_none() && printed.is_of(app)) {
        let page = &app.pane().page;
        app.message = Some(row_text(&app.world, &page.rows[row], page.dated));
    }
}

/// Returns the subject of a line such as `speaker habitat`, which is also a command of the shell.
fn subject(app: &App, kind: &str, words: &str) -> Option<Subject> {
    let listed = LISTED.into_iter().chain([Kind::Day]);
    let kind = listed.into_iter().find(|k| k.name() == kind)?;
    match resolve::find(&app.world.program, kind, words) {
        Found::One(subject) | Found::Guess(subject) => Some(subject),
        _ => None,
    }
}

/// Returns the command with this name, key or name of a tab.
fn command(app: &App, word: &str) -> Option<&'static str> {
    // `search` is its name in the shell.
    let word = if word == "search" { "find" } else { word };
    let messages: &Messages = &app.world.messages;
    let mut rows = app.world.keys.rows.iter();
    let is = |keys: &[crate::world::key::Key]| keys.iter().any(|key| key.to_string() == word);
    let found = rows.find(|row| row.name == word || is(&row.keys));
    let tabs = view::VIEWS.iter().filter(|v| v.tab);
    let mut tabs = tabs.filter(|v| messages.get(&format!("tab-{}", v.name)).to_lowercase() == word);
    found
        .map(|row| row.name)
        .or_else(|| tabs.next().map(|v| v.name))
}

/// Types words into the prompt of a command.
fn type_in(app: &mut App, name: &str, words: &str) {
    commands::run(app, name);
    app.set_words(words.trim());
    if name == "filter" {
        app.end_prompt(true);
        let query = [("query", words.trim())];
        let filtered = app.world.messages.format("filtered", &query);
        app.message.get_or_insert(filtered);
    } else {
        app.leave_prompt();
    }
}
