//! Settings, typed words, and the interface with its keys.

use std::sync::{Arc, LazyLock};

use nadwa::config::Config;
use nadwa::i18n::Messages;
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::search::{Index, phonetic};
use nadwa::text::bidi::{self, Dir, Mode};
use nadwa::text::{self, Lang, Lines, Text, fold};
use nadwa::tui::app::App;
use nadwa::tui::commands::keymap;
use nadwa::tui::draw::{self, Painter};
use nadwa::tui::theme::Theme;
use nadwa::world::World;
use nadwa::world::key::{Key, KeyCode};
use nadwa::world::keymap::Keymap;
use nadwa::world::query::Query;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cost::measured;
use super::{formats, grammar};

const PROGRAM: &str = include_str!("../../../program.toml");
const SMALL: &str = include_str!("../../data/delays.toml");
/// A key may lay out a page anew, so it costs as much as so many bytes of a file.
const KEY: usize = 50;
const NOW: i64 = 1_638_264_900;

static KEYS: LazyLock<Keymap> = LazyLock::new(keymap);

/// Reads a file of settings.
pub fn settings(bytes: &[u8]) {
    thread_local!(static ENGLISH: Messages = Messages::english());
    let file = grammar::write(formats::SETTINGS, bytes);
    let file = String::from_utf8_lossy(&file);
    let config = measured("settings", file.len(), || Config::parse("f", &file));
    for problem in &config.problems {
        let text = ENGLISH.with(|english| problem.text(english));
        assert!(!text.contains(char::is_control), "{text:?}");
    }
    assert_eq!(
        config.keys.rows.len(),
        KEYS.rows.len(),
        "no command is lost"
    );
    for key in config.keys.rows.iter().flat_map(|row| &row.keys) {
        check_key(*key);
    }
}

/// Asserts that a key is read as it is shown.
fn check_key(key: Key) {
    let again = Key::parse_all(&key.to_string());
    assert_eq!(again.ok().as_deref(), Some(&[key][..]), "{key}");
}

/// Uses any text as a query and a search; folds, truncates, wraps and arranges it for every terminal.
pub fn words(bytes: &[u8]) {
    thread_local! {
        static WORLD: (World, Index) = {
            let world = World::new(load("f", PROGRAM.as_bytes()), NOW, Zone::utc(), None);
            let index = Index::new(&world.program);
            (world, index)
        };
    }
    let raw = String::from_utf8_lossy(bytes);
    let _ = Lang::parse(&raw);
    let _ = Zone::named(&raw);
    let _ = KEYS.named(&raw);
    let clean = Text::clean(&*raw, Lines::Many).0;
    assert!(clean.chars().all(|c| c == '\n' || !c.is_control()));
    let text = Text::clean(&*raw, Lines::One).0;
    let folded = fold::fold(&text);
    assert_eq!(
        fold::fold(&folded),
        folded,
        "folding a folded text changes nothing"
    );
    for word in folded.split(' ') {
        let _ = phonetic::Word::new(word).is_like(&phonetic::Word::new("محمد"));
    }
    let _ = fold::find(&text, std::slice::from_ref(&folded));
    WORLD.with(|(world, index)| {
        let _ = Query::parse(&text).matching(world);
        let _ = index.find(&text);
    });
    let wide = bidi::width(&text);
    let cut = text::truncate(&text, wide / 2);
    assert!(bidi::width(&cut) <= wide / 2);
    let lines = text::wrap(&text, 10);
    assert!(lines.iter().all(|line| bidi::width(line) <= 10));
    for dir in [Dir::Ltr, Dir::Rtl] {
        for mode in [
            Mode::Application,
            Mode::Terminal,
            Mode::Kitty,
            Mode::Browser,
            Mode::Off,
            Mode::Text,
        ] {
            let cells = bidi::arrange(&text, dir, mode);
            let all: usize = cells.iter().map(|c| usize::from(c.width)).sum();
            assert_eq!(all, wide);
        }
    }
}

/// Returns the interface with a programme.
fn app(program: &str, size: (u16, u16)) -> App {
    let mut world = World::new(load("f", program.as_bytes()), NOW, Zone::utc(), None);
    world.keys = Arc::new(KEYS.clone());
    App::new(world, size)
}

/// Asserts that the cursor is on a link, and that a frame does not depend on the one before.
fn check_screen(app: &App, painter: &mut Painter) {
    let pane = app.pane();
    assert!(!pane.page.rows.is_empty(), "an empty page");
    assert!(
        pane.cursor
            .is_none_or(|row| pane.page.rows[row].link().is_some())
    );
    let (width, height) = app.size();
    let area = Rect::new(0, 0, width, height);
    let (mut one, mut two) = (Buffer::empty(area), Buffer::empty(area));
    draw::draw(app, painter, &mut one);
    draw::draw(
        app,
        &mut Painter::new(Theme::Terminal, Mode::Application),
        &mut two,
    );
    assert_eq!(one, two, "a frame does not depend on the previous one");
    let mut symbols = one.content.iter().flat_map(|cell| cell.symbol().chars());
    assert!(
        !symbols.any(char::is_control),
        "a control character is on the screen"
    );
}

/// Presses keys as `--keys` takes them.
pub fn keys(bytes: &[u8]) {
    let script = grammar::write(formats::KEYS, bytes);
    let script = String::from_utf8_lossy(&script);
    let Ok(keys) = Key::parse_all(&script) else {
        return;
    };
    let mut app = app(SMALL, (100, 30));
    let mut painter = Painter::new(Theme::Terminal, Mode::Application);
    measured("keys", KEY * script.len(), || {
        for (n, key) in keys.into_iter().take(400).enumerate() {
            check_key(key);
            draw::press(&mut app, key);
            app.take_effects();
            if n % 64 == 0 {
                check_screen(&app, &mut painter);
            }
        }
        check_screen(&app, &mut painter);
    });
}

/// Sends keys, clicks, sizes, times and saved files, chosen by the bytes.
pub fn screen(bytes: &[u8]) {
    let mut app = app(PROGRAM, (80, 24));
    let mut painter = Painter::new(Theme::Terminal, Mode::Application);
    for pair in bytes.chunks_exact(2).take(64) {
        let (what, more) = (pair[0], u16::from(pair[1]));
        let named = [
            KeyCode::Enter,
            KeyCode::Esc,
            KeyCode::Tab,
            KeyCode::Backspace,
            KeyCode::Down,
            KeyCode::Up,
        ];
        let code = match what {
            0..=31 => named[usize::from(what) % named.len()],
            127..=150 => KeyCode::Click(more % 100, u16::from(what - 127)),
            151..=170 => KeyCode::Wheel(more > 127, more % 100, u16::from(what - 151)),
            _ => KeyCode::Char(char::from(what)),
        };
        match what {
            0..=170 => draw::press(&mut app, Key::plain(code)),
            171..=200 => app.resize((more, u16::from(what - 171) * 2)),
            201..=220 => drop(app.tick(NOW + i64::from(more) * 600)),
            _ => {
                let cut = PROGRAM.len() * usize::from(more) / 255;
                let cut = &PROGRAM.as_bytes()[..cut];
                app.reload(load("f", cut), what % 2 == 0);
            }
        }
        app.take_effects();
        check_screen(&app, &mut painter);
    }
}
