//! `--accessible`: the same pages and commands as lines of words, for screen readers and for terminals
//! that can do nothing else. What can be opened has a number.

use std::io::{self, BufRead as _, IsTerminal as _};

use super::{Answer, DONE, say, send};
use crate::i18n::Messages;
use crate::model::resolve::{self, Found};
use crate::model::{Kind, LISTED, Subject};
use crate::page::item::{self, Countdown, ItemStyle, Lead};
use crate::page::{Cell, Row};
use crate::sync::Status;
use crate::sync::{self, pending};
use crate::tui::app::{App, Effect, Slot};
use crate::tui::commands;
use crate::tui::effects;
use crate::tui::terminal;
use crate::view;
use crate::workspace::Workspace;
use crate::world::World;

/// Rows that are told at once.
const PART: usize = 40;

/// Tells pages and takes answers until the reader leaves.
pub fn run(app: &mut App, desk: &Workspace) -> Answer {
    let mut told = Told::default();
    let mut answers = io::stdin().lock().lines();
    loop {
        let out = told.next(app);
        let asked = if told.asks.is_some() {
            "prompt-words"
        } else {
            "prompt"
        };
        let prompt = app.world.messages.get(asked);
        if !send(format!("{out}{prompt} ").as_bytes())? {
            return Ok(DONE);
        }
        let Some(Ok(answer)) = answers.next() else {
            return say("\n");
        };
        take(app, &mut told, answer.trim());
        for effect in app.take_effects() {
            match effect {
                Effect::Quit => return Ok(DONE),
                Effect::Browse(url) => terminal::browse(app, &url),
                Effect::Copy(text) if io::stdout().is_terminal() => {
                    say(&terminal::clipboard(&text))?;
                }
                other => effects::run(desk, app, other),
            }
        }
        // No thread tells of what others say; it is looked for where somebody asks.
        if desk.server.is_some() && !pending(&app.world.log).is_empty() {
            let sent = sync::once(desk, &app.world.program.id);
            if let Err(why) = sent {
                app.server(Status::Refused(why));
            }
        }
        effects::receive(desk, app);
    }
}

/// What has been told of the page.
#[derive(Default)]
struct Told {
    page: Option<(&'static str, Subject)>,
    /// The first row that has not been told.
    next: usize,
    /// The rows that can be opened: the first has the number 1.
    links: Vec<usize>,
    /// A command whose words come with the next answer.
    asks: Option<&'static str>,
}

impl Told {
    /// What is to be said now: a message, the page where it is another one, what has not been told of it.
    fn next(&mut self, app: &mut App) -> String {
        let mut out = String::new();
        let asked = app.question();
        if let Some(message) = app.message.take().or(asked) {
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
        let end = (self.next + PART).min(rows.len());
        for (n, row) in rows.iter().enumerate().take(end).skip(self.next) {
            let text = said(&app.world, row, pane.page.dated);
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

    /// Whether the page that is shown is the one that was told.
    fn is_of(&self, app: &App) -> bool {
        let pane = app.pane();
        let page = self.page.as_ref();
        page.is_some_and(|(view, subject)| *view == pane.view.name && *subject == pane.subject)
    }
}

/// What a row says, in one line.
fn said(world: &World, row: &Row, dated: bool) -> String {
    match row {
        Row::Item(subject) => item(world, subject, dated),
        Row::Field(label, Cell { text, .. }) if label.is_empty() => text.clone(),
        Row::Field(label, Cell { text, link, .. }) => match link {
            Some(command) if command.kind == Kind::Command => {
                format!("{}, {label}: {text}", command.id)
            }
            _ => format!("{label}: {text}"),
        },
        Row::Source(text, _) => text.clone(),
        other => other.text().unwrap_or_default().to_owned(),
    }
}

fn item(world: &World, subject: &Subject, dated: bool) -> String {
    let form = ItemStyle {
        lead: if dated { Lead::DateRange } else { Lead::Range },
        countdown: Countdown::Long,
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

/// Does what an answer asks for: a number opens, a command may have one behind it.
fn take(app: &mut App, told: &mut Told, answer: &str) {
    if let Some(name) = told.asks.take() {
        told.page = None;
        return type_in(app, name, answer);
    }
    if answer.is_empty() {
        if told.next >= app.pane().page.rows.len() {
            // All of it, once more.
            told.page = None;
        }
        return;
    }
    if app.question().is_some() && ["y", "n"].contains(&answer) {
        return app.answer(answer == "y");
    }
    if let Some(row) = number(told, answer) {
        app.point(Slot::Main, row);
        return commands::enter(app);
    }
    if answer.bytes().all(|b| b.is_ascii_digit()) {
        let n = [("n", answer)];
        app.notify("no-such-number", &n);
        return;
    }
    for (sign, name) in [("/", "find"), (":", "commands")] {
        if let Some(words) = answer.strip_prefix(sign).filter(|words| !words.is_empty()) {
            return type_in(app, name, words);
        }
    }
    let (name, rest) = answer.split_once(' ').unwrap_or((answer, ""));
    if let Some(subject) = thing(app, name, rest) {
        return app.open(view::of(&subject), subject);
    }
    // The word of the shell.
    let name = if name == "search" { "find" } else { name };
    let Some(name) = named(app, name) else {
        return app.no_such_key(answer);
    };
    if name == "say" && !rest.is_empty() && number(told, rest).is_none() {
        app.point_nowhere();
        told.page = None;
        return type_in(app, name, rest);
    }
    if ["find", "filter", "commands"].contains(&name) {
        if rest.is_empty() {
            told.asks = Some(name);
            return;
        }
        told.page = None;
        return type_in(app, name, rest);
    }
    match number(told, rest) {
        Some(row) => {
            app.point(Slot::Main, row);
        }
        // Nobody sees a cursor: without a number, what the page is about is meant.
        None if ["star", "copy", "browse", "show-code", "say"].contains(&name) => {
            app.point_nowhere();
        }
        None => {}
    }
    let before = app.pane().cursor;
    commands::run(app, name);
    // What can be said has numbers.
    app.leave_prompt();
    if ["no-filter", "past", "clock", "language", "reload"].contains(&name) {
        // The same page says something else.
        told.page = None;
    }
    // Where only the cursor has moved, what is under it is said.
    let pane = app.pane();
    let moved = pane.cursor.filter(|_| before != pane.cursor);
    if let Some(row) = moved.filter(|_| app.message.is_none() && told.is_of(app)) {
        let page = &app.pane().page;
        app.message = Some(said(&app.world, &page.rows[row], page.dated));
    }
}

/// What `speaker habitat` means, as in the shell.
fn thing(app: &App, kind: &str, words: &str) -> Option<Subject> {
    let listed = LISTED.into_iter().chain([Kind::Day]);
    let kind = listed.into_iter().find(|k| k.name() == kind)?;
    match resolve::find(&app.world.program, kind, words) {
        Found::One(subject) => Some(subject),
        _ => None,
    }
}

/// The row with a number.
fn number(told: &Told, text: &str) -> Option<usize> {
    let n: usize = text.trim().parse().ok()?;
    told.links.get(n.checked_sub(1)?).copied()
}

/// A command by its name, a key, or the name of its tab.
fn named(app: &App, word: &str) -> Option<&'static str> {
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

/// Types words where the interface asks for them; the page of what is found is told next.
fn type_in(app: &mut App, name: &str, words: &str) {
    commands::run(app, name);
    app.set_words(words.trim().to_owned());
    if name == "filter" {
        app.end_prompt(true);
        let query = [("query", words.trim())];
        let filtered = app.world.messages.format("filtered", &query);
        app.message.get_or_insert(filtered);
    } else {
        app.leave_prompt();
    }
}
