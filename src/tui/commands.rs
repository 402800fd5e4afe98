//! Every command of the interface: its keys and what it does, one row each. The help says it in the
//! message `cmd-` and its name.

use crate::model::Subject;
use crate::text::{Lines, Text, may_be_typed};
use crate::tui::app::{App, Effect, Target};
use crate::tui::pane::Pane;
use crate::view::VIEWS;
use crate::world::key::{Key, KeyCode};
use crate::world::keymap::{Binding, Keymap};

/// A row of [`COMMANDS`].
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// Its keys, separated by blanks.
    pub keys: &'static str,
    /// Where it is worth showing at the foot of the screen.
    pub hint: Hint,
    /// Does it.
    pub run: fn(&mut App),
    /// What may be typed after its name in accessible mode.
    pub takes: Takes,
}

/// What may be typed after the name of a command in accessible mode.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Takes {
    /// Nothing, or the number of an item to move to first.
    Nothing,
    /// Nothing; the same page reads differently afterwards, so it is printed again.
    NothingRewrites,
    /// The number of an item; else the command is about the subject of the page.
    Item,
    /// The number of an item, or words about the subject of the page.
    ItemOrWords,
    /// Words.
    Words,
}

/// Where a command is shown at the foot of the screen, and first in the help: by the message `hint-` and
/// its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint {
    /// Nowhere.
    No,
    /// On every page.
    Always,
    /// On the pages of this view.
    On(&'static str),
}

use Hint::{Always, No, On};

const fn row(name: &'static str, keys: &'static str, hint: Hint, run: fn(&mut App)) -> Command {
    Command {
        name,
        keys,
        hint,
        run,
        takes: Takes::Nothing,
    }
}

impl Command {
    const fn takes(self, takes: Takes) -> Self {
        Self { takes, ..self }
    }
}

fn half(pane: &Pane) -> isize {
    (pane.height() / 2).max(1).cast_signed()
}

fn whole(pane: &Pane) -> isize {
    pane.height().saturating_sub(1).max(1).cast_signed()
}

/// Every command but the views, which have their keys in [`VIEWS`].
#[rustfmt::skip] // A table: one row, one line.
pub const COMMANDS: &[Command] = &[
    row("open", "<enter>", Always, App::follow),
    row("back", "<bs> <esc> <c-h>", No, App::back),
    row("right", "<right> l", No, App::right),
    row("left", "<left> h", No, App::left),
    row("star", "<space>", Always, App::star).takes(Takes::Item),
    row("find", "/", Always, App::start_search).takes(Takes::Words),
    row("commands", ":", Always, App::start_palette).takes(Takes::Words),
    row("filter", "f", No, App::start_filter).takes(Takes::Words),
    row("no-filter", "F", No, App::clear_filter).takes(Takes::NothingRewrites),
    row("past", "p", No, App::switch_past).takes(Takes::NothingRewrites),
    row("me", "m", On("speaker"), App::mark_me),
    row("show-code", "Q", On("session"), App::show_code).takes(Takes::Item),
    row("say", "c", No, App::start_change).takes(Takes::ItemOrWords),
    row("browse", "o", No, App::browse_here).takes(Takes::Item),
    row("copy", "y", No, App::copy).takes(Takes::Item),
    row("seen", "x", On("changes"), App::see),
    row("clock", "t", No, App::switch_clock).takes(Takes::NothingRewrites),
    row("language", "L", No, App::switch_language).takes(Takes::NothingRewrites),
    row("down", "<down> j", No, |app| app.go(Pane::down)),
    row("up", "<up> k", No, |app| app.go(Pane::up)),
    row("page-down", "<pgdn> <c-f>", No, |app| app.go(|p| p.scroll(whole(p)))),
    row("page-up", "<pgup> <c-b>", No, |app| app.go(|p| p.scroll(-whole(p)))),
    row("half-down", "<c-d>", No, |app| app.go(|p| p.scroll(half(p)))),
    row("half-up", "<c-u>", No, |app| app.go(|p| p.scroll(-half(p)))),
    row("top", "g <home>", No, |app| app.go(|p| p.to_end(false))),
    row("bottom", "G <end>", No, |app| app.go(|p| p.to_end(true))),
    row("next-heading", "] }", No, |app| app.go(|p| p.to_heading(true))),
    row("previous-heading", "[ {", No, |app| app.go(|p| p.to_heading(false))),
    row("next-result", "n", No, |app| app.next_result(true)),
    row("previous-result", "N", No, |app| app.next_result(false)),
    row("other-pane", "<tab> <s-tab>", No, App::switch_pane),
    row("reload", "r", No, |app| app.ask(Effect::Reload)).takes(Takes::NothingRewrites),
    row("redraw", "<c-l>", No, |app| app.ask(Effect::Redraw)),
    row("suspend", "<c-z>", No, |app| app.ask(Effect::Suspend)),
    row("quit", "q <c-c>", No, |app| app.ask(Effect::Quit)),
];

/// Every command and every view with its keys, as the tables have them.
pub fn keymap() -> Keymap {
    let keys = |text: &str| {
        let parsed = text.split(' ').map(Key::parse_all);
        let parsed = parsed.map(|keys| keys.expect("the tables hold keys"));
        parsed.flatten().collect()
    };
    let commands = COMMANDS.iter().map(|c| Binding {
        name: c.name,
        message: format!("cmd-{}", c.name),
        keys: keys(c.keys),
        on: match c.hint {
            On(view) => Some(view),
            _ => None,
        },
        hint: c.hint == Always,
    });
    let views = VIEWS.iter().filter_map(|v| {
        Some(Binding {
            name: v.name,
            message: format!("view-{}", v.name),
            keys: keys(v.key?),
            on: None,
            hint: v.name == "help",
        })
    });
    Keymap {
        rows: commands.chain(views).collect(),
    }
}

/// Does what a key asks for.
pub fn press(app: &mut App, key: Key) {
    app.message = None;
    if let Some(prompt) = app.prompt.clone() {
        return edit(app, key, prompt.words);
    }
    if app.held.is_some() && matches!(key.typed(), Some('y' | 'n')) {
        return app.answer(key.typed() == Some('y'));
    }
    if app.contested().is_some() && matches!(key.typed(), Some('y' | 'n')) {
        return app.ask(Effect::Resolve(key.typed() == Some('y')));
    }
    if let Some(name) = app.world.keys.command(key, app.world.dir()) {
        return run(app, name);
    }
    // Terminals send whatever somebody makes them send.
    let key = Text::clean(key.to_string(), Lines::One).0;
    let said = app.world.messages.format("no-such-key", &[("key", &key)]);
    app.message = Some(said);
}

/// Does what a command is there for, or shows its view; and so on, where it leads to another.
pub fn run(app: &mut App, name: &str) {
    match COMMANDS.iter().find(|c| c.name == name) {
        Some(command) => (command.run)(app),
        None if name == "help" => app.help(),
        None => app.open(crate::view::named(name), Subject::program()),
    }
    finish(app);
}

/// A click on a part of the screen: on the row under the cursor, opens it.
pub fn click(app: &mut App, target: Target) {
    app.message = None;
    match target {
        Target::Command(name) => {
            app.end_prompt(false);
            run(app, name);
        }
        Target::Row(on_side, row) => {
            if app.point(on_side, row) {
                enter(app);
            }
        }
        Target::Page(_) => {}
    }
}

/// Lines that a turn of the wheel moves.
const TURN: isize = 3;

/// A turn of the wheel over a part of the screen.
pub fn turn(app: &mut App, target: Target, down: bool) {
    let lines = if down { TURN } else { -TURN };
    match target {
        Target::Row(on_side, _) | Target::Page(on_side) => app.turn(on_side, lines),
        Target::Command(_) => {}
    }
}

/// Takes what is under the cursor: of a prompt what was found, else what can be opened.
pub fn enter(app: &mut App) {
    if app.prompt.is_some() {
        app.end_prompt(true);
    } else {
        app.follow();
    }
    finish(app);
}

/// Does what was chosen in a list of commands.
fn finish(app: &mut App) {
    if let Some(next) = app.take_chosen() {
        run(app, &next);
    }
}

/// A key while the words of a search are typed.
fn edit(app: &mut App, key: Key, mut words: String) {
    match (key.code, key.ctrl) {
        (KeyCode::Enter, _) => enter(app),
        (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => app.end_prompt(false),
        (KeyCode::Backspace, _) if words.is_empty() => app.end_prompt(false),
        (KeyCode::Backspace, _) | (KeyCode::Char('h'), true) => {
            words.pop();
            app.set_words(words);
        }
        (KeyCode::Char('u'), true) => app.set_words(String::new()),
        (KeyCode::Char('w'), true) => {
            let kept = words.trim_end().rfind(' ').map_or(0, |at| at + 1);
            words.truncate(kept);
            app.set_words(words);
        }
        (KeyCode::Down, _) | (KeyCode::Char('n'), true) => app.go(Pane::down),
        (KeyCode::Up, _) | (KeyCode::Char('p'), true) => app.go(Pane::up),
        (KeyCode::PageDown, _) => app.go(|p| p.scroll(whole(p))),
        (KeyCode::PageUp, _) => app.go(|p| p.scroll(-whole(p))),
        _ => {
            if let Some(c) = key.typed().filter(|&c| may_be_typed(c)) {
                words.push(c);
                app.set_words(words);
            }
        }
    }
}

/// Text pasted from the clipboard: typed into the prompt, else not taken for commands.
pub fn paste(app: &mut App, text: &str) {
    if let Some(prompt) = &app.prompt {
        let (clean, _) = Text::clean(text, Lines::One);
        let words = format!("{}{clean}", prompt.words);
        app.set_words(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Messages;
    use crate::text::Lang;

    #[test]
    fn the_tables_agree_with_themselves() {
        let mut keys: Vec<&str> = COMMANDS.iter().flat_map(|c| c.keys.split(' ')).collect();
        keys.extend(VIEWS.iter().filter_map(|v| v.key));
        for key in &keys {
            assert_eq!(
                keys.iter().filter(|k| k == &key).count(),
                1,
                "{key} has two meanings"
            );
            let parsed = Key::parse_all(key).expect("a key");
            assert_eq!(parsed.len(), 1, "{key}");
            assert_eq!(parsed[0].to_string(), *key, "written as it is displayed");
        }
        let mut names: Vec<&str> = COMMANDS
            .iter()
            .map(|c| c.name)
            .chain(VIEWS.iter().map(|v| v.name))
            .collect();
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b), "a name comes twice");
        let messages = Messages::new(Lang::parse("en").expect("a language"));
        assert!(
            keymap()
                .rows
                .iter()
                .all(|r| !messages.get(&r.message).is_empty())
        );
        assert!(VIEWS.iter().all(|v| !v.doc.is_empty()));
    }
}
