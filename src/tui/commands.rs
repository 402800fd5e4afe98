//! The commands of the interface, one entry of a table each: name, description, keys, hint and action.

use crate::model::Subject;
use crate::text::bidi::Dir;
use crate::text::{Lines, Text, may_be_typed};
use crate::tui::app::{App, Edit, Effect, Mode, Place, Prompt, Target};
use crate::tui::pane::Pane;
use crate::tui::theme::Theme;
use crate::view::VIEWS;
use crate::world::key::{Key, KeyCode};
use crate::world::keymap::{Binding, Group, Keymap};

/// An entry of [`COMMANDS`].
pub struct Command {
    /// The name.
    pub name: &'static str,
    /// The part of the help that lists it, where the message `cmd-NAME` describes it.
    pub group: Group,
    /// The default keys, separated by spaces.
    pub keys: &'static str,
    /// Where the foot of the screen shows the command.
    pub hint: Hint,
    /// The action.
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

/// Where a command is shown at the foot of the screen, by the message `hint-NAME`, and first in the help.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hint {
    /// Nowhere.
    No,
    /// On every page.
    Always,
    /// On the pages of this view.
    On(&'static str),
}

use Group::{Choice, Event, Find, Mine, Move, Screen};
use Hint::{Always, No, On};

const fn command(
    name: &'static str,
    group: Group,
    keys: &'static str,
    hint: Hint,
    run: fn(&mut App),
) -> Command {
    Command {
        name,
        group,
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

/// Every command except those that open a view, which are in [`VIEWS`].
#[rustfmt::skip] // A table: one entry a line.
pub const COMMANDS: &[Command] = &[
    command("open", Move, "<enter>", Always, App::follow),
    command("back", Move, "<bs> <esc> <c-h>", No, App::back),
    command("right", Move, "<right> l", No, App::right),
    command("left", Move, "<left> h", No, App::left),
    command("find", Find, "/", Always, App::start_search).takes(Takes::Words),
    command("say", Event, "c", Always, App::start_update).takes(Takes::ItemOrWords),
    command("arrived", Event, "A", On("arrivals"), App::switch_arrival).takes(Takes::Item),
    command("announce", Event, "M", No, App::start_announcement).takes(Takes::Words),
    command("undo", Event, "u", No, App::ask_undo).takes(Takes::NothingRewrites),
    command("filter", Find, "f", Always, App::start_filter).takes(Takes::Words),
    command("star", Mine, "<space>", Always, App::star).takes(Takes::Item),
    command("commands", Find, ":", Always, App::start_palette).takes(Takes::Words),
    command("no-filter", Find, "F", No, App::clear_filter).takes(Takes::NothingRewrites),
    command("past", Find, "p", No, App::switch_past).takes(Takes::NothingRewrites),
    command("me", Mine, "m", On("speaker"), App::mark_me),
    command("show-code", Mine, "Q", On("session"), App::show_code).takes(Takes::Item),
    command("browse", Mine, "o", No, App::browse_here).takes(Takes::Item),
    command("edit", Event, "e", No, App::edit).takes(Takes::Item),
    command("copy", Mine, "y", No, App::copy).takes(Takes::Item),
    command("seen", Event, "x", On("changes"), App::mark_seen),
    command("dismiss", Screen, "X", No, App::dismiss_notice).takes(Takes::NothingRewrites),
    command("clock", Screen, "t", No, App::switch_clock).takes(Takes::NothingRewrites),
    command("language", Screen, "L", No, App::switch_language).takes(Takes::NothingRewrites),
    command("down", Move, "<down> j", No, |app| app.go(Pane::down)),
    command("up", Move, "<up> k", No, |app| app.go(Pane::up)),
    command("page-down", Move, "<pgdn> <c-f>", No, |app| app.go(|p| p.scroll(whole(p)))),
    command("page-up", Move, "<pgup> <c-b>", No, |app| app.go(|p| p.scroll(-whole(p)))),
    command("half-down", Move, "<c-d>", No, |app| app.go(|p| p.scroll(half(p)))),
    command("half-up", Move, "<c-u>", No, |app| app.go(|p| p.scroll(-half(p)))),
    command("top", Move, "g <home>", No, |app| app.go(|p| p.to_end(false))),
    command("bottom", Move, "G <end>", No, |app| app.go(|p| p.to_end(true))),
    command("next-heading", Move, "] }", No, |app| app.go(|p| p.to_heading(true))),
    command("previous-heading", Move, "[ {", No, |app| app.go(|p| p.to_heading(false))),
    command("current", Move, "T", No, |app| app.go_to_row(Pane::current_row, "nothing-current")),
    command("next-hour", Move, ")", No, |app| app.go_to_row(|p, world| p.row_of_hour(world, true), "no-hour")),
    command("previous-hour", Move, "(", No, |app| app.go_to_row(|p, world| p.row_of_hour(world, false), "no-hour")),
    command("next-result", Find, "n", No, |app| app.next_result(true)),
    command("previous-result", Find, "N", No, |app| app.next_result(false)),
    command("other-pane", Move, "<tab> <s-tab>", No, App::switch_pane),
    command("sort", Find, "S", No, App::switch_order).takes(Takes::NothingRewrites),
    command("side", Screen, "|", No, App::switch_side),
    command("border-left", Screen, "<lt>", No, |app| app.move_border(false)),
    command("border-right", Screen, ">", No, |app| app.move_border(true)),
    command("reload", Event, "r", No, |app| app.ask(Effect::Reload)).takes(Takes::NothingRewrites),
    command("redraw", Screen, "<c-l>", No, |app| app.ask(Effect::Redraw)),
    command("suspend", Screen, "<c-z>", No, |app| app.ask(Effect::Suspend)),
    command("quit", Screen, "q <c-c>", No, |app| app.ask(Effect::Quit)),
    command("lang-ar", Choice, "", No, |app| app.choose_language("ar")).takes(Takes::NothingRewrites),
    command("lang-en", Choice, "", No, |app| app.choose_language("en")).takes(Takes::NothingRewrites),
    command("lang-es", Choice, "", No, |app| app.choose_language("es")).takes(Takes::NothingRewrites),
    command("lang-fr", Choice, "", No, |app| app.choose_language("fr")).takes(Takes::NothingRewrites),
    command("theme-auto", Choice, "", No, |app| app.choose_theme(Theme::Auto)),
    command("theme-dark", Choice, "", No, |app| app.choose_theme(Theme::Dark)),
    command("theme-light", Choice, "", No, |app| app.choose_theme(Theme::Light)),
    command("theme-contrast", Choice, "", No, |app| app.choose_theme(Theme::Contrast)),
    command("theme-terminal", Choice, "", No, |app| app.choose_theme(Theme::Terminal)),
    command("theme-none", Choice, "", No, |app| app.choose_theme(Theme::None)),
];

/// Returns the default keymap: the commands, then the views.
pub fn keymap() -> Keymap {
    let keys = |text: &str| {
        let parsed = text.split_whitespace().map(Key::parse_all);
        let parsed = parsed.map(|keys| keys.expect("the tables hold keys"));
        parsed.flatten().collect()
    };
    let commands = COMMANDS.iter().map(|c| Binding {
        name: c.name,
        group: c.group,
        message: format!("cmd-{}", c.name),
        tab: None,
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
            group: Group::View,
            message: format!("view-{}", v.name),
            tab: v.tab.then(|| format!("tab-{}", v.name)),
            keys: keys(v.key?),
            on: None,
            hint: v.name == "help",
        })
    });
    Keymap {
        rows: commands.chain(views).collect(),
    }
}

/// Handles a key in the current mode.
pub fn press(app: &mut App, key: Key) {
    app.message = None;
    match (app.mode(), key.typed()) {
        (Mode::Prompt, _) => edit(app, key),
        (Mode::ConfirmReload | Mode::ResolveUpdate | Mode::ConfirmUndo, Some(c @ ('y' | 'n'))) => {
            app.answer(c == 'y');
        }
        (Mode::SettleUpdates, Some(c @ ('Y' | 'N'))) => app.answer(c == 'Y'),
        _ => {
            app.undo_question = None;
            run_key(app, key);
        }
    }
}

fn run_key(app: &mut App, key: Key) {
    if let Some(name) = app.world.keys.command(key, app.world.dir()) {
        return run(app, name);
    }
    // A terminal may send any character.
    let key = Text::clean(key.to_string(), Lines::One).0;
    app.no_such_key(&key);
}

/// Runs a command or opens a view, then the command that was selected by it, if any.
pub fn run(app: &mut App, name: &str) {
    match COMMANDS.iter().find(|c| c.name == name) {
        Some(command) => (command.run)(app),
        None if name == "help" => app.help(),
        None => app.open(crate::view::named(name), Subject::program()),
    }
    finish(app);
}

/// Handles a click: moves the cursor to the row, or opens the row under the cursor.
pub fn click(app: &mut App, target: Target) {
    app.message = None;
    match target {
        Target::Command(name) => {
            app.end_prompt(false);
            run(app, name);
        }
        Target::Row(slot, row) => {
            if app.point(slot, row) {
                enter(app);
            }
        }
        Target::Chip(n) => {
            app.end_prompt(false);
            app.remove_chip(n);
        }
        Target::Border => app.begin_border_drag(),
        Target::Page(_) => {}
    }
}

/// The lines that a turn of the wheel scrolls.
const TURN: isize = 3;

/// Handles a turn of the wheel.
pub fn turn(app: &mut App, target: Target, down: bool) {
    let lines = if down { TURN } else { -TURN };
    match target {
        Target::Row(slot, _) | Target::Page(slot) => app.turn(slot, lines),
        Target::Command(_) | Target::Chip(_) | Target::Border => {}
    }
}

/// Accepts the prompt, or opens the item under the cursor.
pub fn enter(app: &mut App) {
    if app.mode() == Mode::Prompt {
        app.end_prompt(true);
    } else {
        app.follow();
    }
    finish(app);
}

/// Runs the command that was selected in a list.
fn finish(app: &mut App) {
    if let Some(next) = app.take_selected_command() {
        run(app, &next);
    }
}

/// Handles a key in the prompt.
fn edit(app: &mut App, key: Key) {
    let text = app.prompt().map_or("", Prompt::text);
    let dir = app.world.dir().of(text);
    match (key.code, key.ctrl) {
        (KeyCode::Enter, _) => enter(app),
        (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => app.end_prompt(false),
        (KeyCode::Backspace, _) if text.is_empty() => app.end_prompt(false),
        (KeyCode::Tab, _) => app.complete_filter(),
        (KeyCode::Up, _) if app.recall() => {}
        (KeyCode::Down, _) | (KeyCode::Char('n'), true) => app.go(Pane::down),
        (KeyCode::Up, _) | (KeyCode::Char('p'), true) => app.go(Pane::up),
        (KeyCode::PageDown, _) => app.go(|p| p.scroll(whole(p))),
        (KeyCode::PageUp, _) => app.go(|p| p.scroll(-whole(p))),
        _ => match (edit_of(key, dir), key.typed()) {
            (Some(edit), _) => app.edit_prompt(edit),
            (None, Some(c)) if may_be_typed(c) => app.insert(c.encode_utf8(&mut [0; 4])),
            _ => {}
        },
    }
}

/// Returns what a key does to a text of this direction, if it edits: the keys of shells. The arrows move the cursor to
/// their side: in a right-to-left text, the left one moves it forward.
fn edit_of(key: Key, dir: Dir) -> Option<Edit> {
    use Edit::{Delete, DeletePart, Go};
    let code = match (key.code, dir) {
        (KeyCode::Left, Dir::Rtl) => KeyCode::Right,
        (KeyCode::Right, Dir::Rtl) => KeyCode::Left,
        (code, _) => code,
    };
    Some(match (code, key.ctrl, key.alt) {
        (KeyCode::Left, false, false) | (KeyCode::Char('b'), true, _) => Go(Place::Before),
        (KeyCode::Right, false, false) | (KeyCode::Char('f'), true, _) => Go(Place::After),
        (KeyCode::Left, ..) | (KeyCode::Char('b'), _, true) => Go(Place::WordBefore),
        (KeyCode::Right, ..) | (KeyCode::Char('f'), _, true) => Go(Place::WordAfter),
        (KeyCode::Home, ..) | (KeyCode::Char('a'), true, _) => Go(Place::Start),
        (KeyCode::End, ..) | (KeyCode::Char('e'), true, _) => Go(Place::End),
        (KeyCode::Backspace, _, true) => Delete(Place::WordBefore),
        (KeyCode::Backspace, ..) | (KeyCode::Char('h'), true, _) => Delete(Place::CharBefore),
        (KeyCode::Delete, ..) | (KeyCode::Char('d'), true, _) => Delete(Place::After),
        (KeyCode::Char('d'), _, true) => Delete(Place::WordAfter),
        (KeyCode::Char('u'), true, _) => Delete(Place::Start),
        (KeyCode::Char('k'), true, _) => Delete(Place::End),
        (KeyCode::Char('w'), true, _) => DeletePart,
        _ => return None,
    })
}

/// Types pasted text into the prompt; without a prompt it is ignored, so that it runs no commands.
pub fn paste(app: &mut App, text: &str) {
    app.insert(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Messages;
    use crate::text::Lang;

    #[test]
    fn the_tables_agree_with_themselves() {
        let mut keys: Vec<&str> = COMMANDS
            .iter()
            .flat_map(|c| c.keys.split_whitespace())
            .collect();
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
        assert!(VIEWS.iter().all(|v| v.doc.is_none() == v.key.is_some()));
    }

    #[test]
    fn every_command_and_view_has_a_name_of_its_own() {
        let keymap = keymap();
        let mut names: Vec<&str> = keymap.rows.iter().map(|row| row.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), keymap.rows.len(), "{names:?}");
    }
}
