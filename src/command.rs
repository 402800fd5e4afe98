//! Every command of the interface: its keys and what it does, one row each. The help says it in the
//! message `cmd-` and its name.

use crate::app::{App, Effect};
use crate::bidi::Dir;
use crate::key::{Code, Key};
use crate::pane::Pane;
use crate::program::Subject;
use crate::view::{VIEWS, View};

/// A row of [`COMMANDS`].
pub struct Command {
    /// Its name.
    pub name: &'static str,
    /// Its keys, separated by blanks.
    pub keys: &'static str,
    /// Whether it is worth showing at the foot of the screen.
    pub hint: bool,
    /// Does it.
    pub run: fn(&mut App),
}

const fn row(name: &'static str, keys: &'static str, hint: bool, run: fn(&mut App)) -> Command {
    Command {
        name,
        keys,
        hint,
        run,
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
    row("open", "<enter>", true, App::follow),
    row("back", "<bs> <esc> <c-h>", false, App::back),
    row("right", "<right> l", false, App::right),
    row("left", "<left> h", false, App::left),
    row("star", "<space>", true, App::star),
    row("find", "/", true, App::start_search),
    row("filter", "f", false, App::start_filter),
    row("no-filter", "F", false, App::clear_filter),
    row("past", "p", false, App::switch_past),
    row("me", "m", false, App::mark_me),
    row("show-code", "Q", false, App::show_code),
    row("seen", "x", false, App::see),
    row("clock", "t", false, App::switch_clock),
    row("language", "L", false, App::switch_language),
    row("down", "<down> j", false, |app| app.go(Pane::down)),
    row("up", "<up> k", false, |app| app.go(Pane::up)),
    row("page-down", "<pgdn> <c-f>", false, |app| app.go(|p| p.scroll(whole(p)))),
    row("page-up", "<pgup> <c-b>", false, |app| app.go(|p| p.scroll(-whole(p)))),
    row("half-down", "<c-d>", false, |app| app.go(|p| p.scroll(half(p)))),
    row("half-up", "<c-u>", false, |app| app.go(|p| p.scroll(-half(p)))),
    row("top", "g <home>", false, |app| app.go(|p| p.to_end(false))),
    row("bottom", "G <end>", false, |app| app.go(|p| p.to_end(true))),
    row("next-heading", "] }", false, |app| app.go(|p| p.to_heading(true))),
    row("previous-heading", "[ {", false, |app| app.go(|p| p.to_heading(false))),
    row("next-result", "n", false, |app| app.next_result(true)),
    row("previous-result", "N", false, |app| app.next_result(false)),
    row("other-pane", "<tab> <s-tab>", false, App::switch_pane),
    row("reload", "r", false, |app| app.ask(Effect::Reload)),
    row("redraw", "<c-l>", false, |app| app.ask(Effect::Redraw)),
    row("suspend", "<c-z>", false, |app| app.ask(Effect::Suspend)),
    row("quit", "q <c-c>", false, |app| app.ask(Effect::Quit)),
];

/// The keys and messages for the foot of the screen, the most useful first.
pub fn hints() -> impl Iterator<Item = (&'static str, String)> {
    let commands = COMMANDS.iter().filter(|c| c.hint);
    let shown = commands.map(|c| (first(c.keys), format!("hint-{}", c.name)));
    shown.chain(std::iter::once(("?", "hint-help".to_owned())))
}

fn first(keys: &'static str) -> &'static str {
    let key = keys.split(' ').next().unwrap_or(keys);
    key.trim_start_matches('<').trim_end_matches('>')
}

/// Keys, as on a screen that begins there, and the messages that say what they do, for the help:
/// commands, then views.
pub fn help(dir: Dir) -> Vec<(String, String)> {
    let views = VIEWS
        .iter()
        .filter_map(|v| Some((v.key?, format!("view-{}", v.name))));
    let commands = COMMANDS.iter().map(|c| (c.keys, format!("cmd-{}", c.name)));
    commands
        .chain(views)
        .map(|(keys, message)| (shown_keys(keys, dir), message))
        .collect()
}

/// On a screen that begins at the right, the keys to the left and to the right change places.
fn on_screen(key: Key, dir: Dir) -> Key {
    const PAIRS: [(Code, Code); 2] = [
        (Code::Left, Code::Right),
        (Code::Char('h'), Code::Char('l')),
    ];
    let other = PAIRS.iter().find_map(|&(a, b)| match key.code {
        code if code == a => Some(b),
        code if code == b => Some(a),
        _ => None,
    });
    match other {
        Some(code) if dir == Dir::Rtl && !key.ctrl && !key.alt => Key { code, ..key },
        _ => key,
    }
}

/// A list of keys as they are on a screen that begins there.
pub fn shown_keys(keys: &str, dir: Dir) -> String {
    let shown = |key: &str| match Key::parse_all(key).as_deref() {
        Ok([key]) => on_screen(*key, dir).to_string(),
        _ => key.to_owned(),
    };
    keys.split(' ').map(shown).collect::<Vec<_>>().join(" ")
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
    let pressed = key.to_string();
    let text = on_screen(key, app.world.dir()).to_string();
    let has = |keys: &str| keys.split(' ').any(|k| k == text);
    if let Some(command) = COMMANDS.iter().find(|c| has(c.keys)) {
        (command.run)(app);
    } else if let Some(view) = VIEWS.iter().find(|v| v.key.is_some_and(has)) {
        open(app, view);
    } else {
        app.message = Some(app.world.words.with("no-such-key", &[("key", &pressed)]));
    }
}

fn open(app: &mut App, view: &'static View) {
    app.open(view, Subject::program());
}

/// A key while the words of a search are typed.
fn edit(app: &mut App, key: Key, mut words: String) {
    match (key.code, key.ctrl) {
        (Code::Enter, _) => app.end_prompt(true),
        (Code::Esc, _) | (Code::Char('c'), true) => app.end_prompt(false),
        (Code::Backspace, _) if words.is_empty() => app.end_prompt(false),
        (Code::Backspace, _) | (Code::Char('h'), true) => {
            words.pop();
            app.set_words(words);
        }
        (Code::Char('u'), true) => app.set_words(String::new()),
        (Code::Char('w'), true) => {
            let kept = words.trim_end().rfind(' ').map_or(0, |at| at + 1);
            words.truncate(kept);
            app.set_words(words);
        }
        (Code::Down, _) | (Code::Char('n'), true) => app.go(Pane::down),
        (Code::Up, _) | (Code::Char('p'), true) => app.go(Pane::up),
        (Code::PageDown, _) => app.go(|p| p.scroll(whole(p))),
        (Code::PageUp, _) => app.go(|p| p.scroll(-whole(p))),
        _ => {
            if let Some(c) = key.typed() {
                words.push(c);
                app.set_words(words);
            }
        }
    }
}

/// Text pasted from the clipboard: typed into the prompt, else not taken for commands.
pub fn paste(app: &mut App, text: &str) {
    if let Some(prompt) = &app.prompt {
        let (clean, _) = crate::text::Text::clean(text, crate::text::Lines::One);
        let words = format!("{}{clean}", prompt.words);
        app.set_words(words);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use crate::words::Words;

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
        let words = Words::new(Lang::parse("en").expect("a language"));
        assert!(help(Dir::Ltr).iter().all(|(_, m)| !words.say(m).is_empty()));
        assert!(VIEWS.iter().all(|v| !v.doc.is_empty()));
    }
}
