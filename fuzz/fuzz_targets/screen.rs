//! Sends keys, clicks, sizes, times and saved files, chosen by the bytes, to the interface of the built-in programme.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::text::bidi::Mode;
use nadwa::tui::app::App;
use nadwa::tui::commands::keymap;
use nadwa::tui::draw::{self, Painter};
use nadwa::tui::theme::Theme;
use nadwa::world::World;
use nadwa::world::key::{Key, KeyCode};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const PROGRAM: &str = include_str!("../../program.toml");

fuzz_target!(|bytes: &[u8]| {
    let mut world = World::new(load("f", PROGRAM.as_bytes()), 1_638_264_900, Zone::utc(), None);
    world.keys = Arc::new(keymap());
    let mut app = App::new(world, (80, 24));
    let mut painter = Painter::new(Theme::Terminal, Mode::Application);
    for pair in bytes.chunks_exact(2).take(64) {
        let (what, more) = (pair[0], u16::from(pair[1]));
        let code = match what {
            0..=31 => [KeyCode::Enter, KeyCode::Esc, KeyCode::Tab, KeyCode::Backspace, KeyCode::Down, KeyCode::Up][usize::from(what) % 6],
            127..=150 => KeyCode::Click(more % 100, u16::from(what - 127)),
            151..=170 => KeyCode::Wheel(more > 127, more % 100, u16::from(what - 151)),
            _ => KeyCode::Char(char::from(what)),
        };
        match what {
            0..=170 => draw::press(&mut app, Key::plain(code)),
            171..=200 => app.resize((more, u16::from(what - 171) * 2)),
            201..=220 => drop(app.tick(1_638_264_900 + i64::from(more) * 600)),
            _ => {
                let cut = PROGRAM.len() * usize::from(pair[1]) / 255;
                let cut = &PROGRAM[..PROGRAM.floor_char_boundary(cut)];
                app.reload(load("f", cut.as_bytes()), what % 2 == 0);
            }
        }
        app.take_effects();
        let pane = app.pane();
        assert!(pane.cursor.is_none_or(|row| pane.page.rows[row].link().is_some()));
        let (width, height) = app.size();
        let area = Rect::new(0, 0, width, height);
        let (mut one, mut two) = (Buffer::empty(area), Buffer::empty(area));
        draw::draw(&app, &mut painter, &mut one);
        draw::draw(&app, &mut Painter::new(Theme::Terminal, Mode::Application), &mut two);
        assert_eq!(one, two, "a frame does not depend on the previous one");
    }
});
