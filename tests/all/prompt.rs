//! The line that is typed at the foot of the screen: where its cursor is, and what keys do at the cursor.

use std::sync::Arc;

use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::text::Lang;
use nadwa::text::bidi::Mode;
use nadwa::text::fold::fold;
use nadwa::tui::app::{App, Prompt};
use nadwa::tui::commands;
use nadwa::tui::draw::{self, Painter};
use nadwa::tui::theme::Theme;
use nadwa::world::World;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::support::press;

const COLUMNS: u16 = 60;
const LINES: u16 = 12;

const PROGRAMME: &str = r#"
[program]
id = "p"
languages = ["en", "ar"]
timezone = "UTC"
[[rooms]]
id = "hall"
name = { en = "Main hall", ar = "القاعة الكبرى" }
[[sessions]]
id = "s1"
title = "Rust in the garden"
start = 2021-11-30T14:00
end = 2021-11-30T15:00
room = "hall"
"#;

/// Returns the interface in a language after some keys.
fn app(lang: &str, keys: &str) -> App {
    let loaded = load("p", PROGRAMME.as_bytes());
    let mut world = World::new(loaded, 1_638_259_200, Zone::utc(), Lang::parse(lang));
    world.keys = Arc::new(commands::keymap());
    let mut app = App::new(world, (COLUMNS, LINES));
    press(&mut app, keys);
    app
}

/// Returns what is typed after some keys.
fn typed(keys: &str) -> String {
    let app = app("en", keys);
    app.prompt().map_or("", Prompt::text).to_owned()
}

/// Returns the last line of the screen, and the column of the cursor.
fn line(app: &App, mode: Mode) -> (Vec<String>, usize) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, COLUMNS, LINES));
    let at = draw::draw(app, &mut Painter::new(Theme::None, mode), &mut buffer);
    let at = at.expect("the cursor is visible");
    assert_eq!(at.y, LINES - 1, "the cursor is in the last line");
    let cells = (0..COLUMNS).map(|x| fold(buffer[(x, at.y)].symbol()));
    (cells.collect(), at.x.into())
}

/// Returns the letter at the cursor, folded, and those at the left and at the right of it.
fn around(lang: &str, keys: &str) -> String {
    let (cells, at) = line(&app(lang, keys), Mode::Application);
    let cell = |at: usize| cells[at].as_str();
    format!("{}[{}]{}", cell(at - 1), cell(at), cell(at + 1))
}

#[test]
fn the_cursor_is_at_the_letter_before_which_the_next_one_is_typed() {
    for (lang, keys, wanted) in [
        ("en", "/rust", "t[ ] "),
        ("en", "/rust<left>", "s[t] "),
        ("en", "/rust<left><left><right>", "s[t] "),
        ("en", "/rust<home>", " [r]u"),
        ("en", "/rust<home><end>", "t[ ] "),
        ("en", "/rust<c-a><c-f>", "r[u]s"),
        ("en", "/rust<c-a><c-e><c-b>", "s[t] "),
        ("en", "/in the garden<c-left>", " [g]a"),
        ("en", "/in the garden<a-b><a-b>", " [t]h"),
        ("en", "/in the garden<home><a-f>", "n[ ]t"),
        ("en", "/in the garden<home><c-right>", "n[ ]t"),
        // On every screen, Arabic is read from the right, and the arrows move to their side.
        ("en", "/شباك", "/[ ]ك"),
        ("en", "/شباك<right>", " [ك]ا"),
        ("en", "/شباك<home>", "ب[ش] "),
        ("en", "/شباك<home><left>", "ا[ب]ش"),
        ("ar", "/شباك", " [ ]ك"),
        ("ar", "/شباك<right><right>", "ك[ا]ب"),
        ("ar", "/شباك<home>", "ب[ش] "),
        ("ar", "/شباك الدار<c-right>", "ل[ا] "),
        ("ar", "/rust", "t[ ]/"),
        ("ar", "/rust<left>", "s[t] "),
        // A Latin word in an Arabic line keeps its order.
        ("ar", "/شباك rust<right>", "s[t] "),
        ("ar", "/شباك rust<right><right><right><right>", " [r]u"),
    ] {
        assert_eq!(around(lang, keys), wanted, "{lang} {keys}");
    }
}

#[test]
fn the_cursor_is_at_the_same_letter_where_the_terminal_orders_the_text() {
    for keys in [
        "/شباك<right>",
        "/شباك<home>",
        "/شباك rust<right>",
        "/rust<left>",
    ] {
        let app = app("ar", keys);
        let letters = [Mode::Application, Mode::Terminal, Mode::Off].map(|mode| {
            let (cells, at) = line(&app, mode);
            cells[at].clone()
        });
        assert!(
            letters.iter().all(|letter| *letter == letters[0]),
            "{keys}: {letters:?}"
        );
    }
}

#[test]
fn text_is_typed_pasted_and_deleted_at_the_cursor() {
    for (keys, wanted) in [
        ("/rst<left><left>u", "rust"),
        ("/rust<home><del>", "ust"),
        ("/rust<home><c-d>b", "bust"),
        ("/rust<left><bs>", "rut"),
        ("/rust<left><c-h>", "rut"),
        ("/rust<home><bs>", "rust"),
        ("/in the garden<a-b><c-k>", "in the "),
        ("/in the garden<a-b><c-u>", "garden"),
        ("/in the garden<a-b><c-w>", "in garden"),
        ("/in the garden<a-b><a-d>", "in the "),
        ("/in the garden<a-bs>", "in the "),
        ("froom:\"main hall\" rust<a-b><c-w>", "rust"),
        ("fro rust<c-a><c-right><tab>", "room: rust"),
        ("/rust<left><up>", "rust"),
    ] {
        assert_eq!(typed(keys), wanted, "{keys}");
    }
    let mut app = app("en", "/rt<left>");
    commands::paste(&mut app, "us\n");
    assert_eq!(app.prompt().map(Prompt::text), Some("rus t"));
    press(&mut app, "<bs>");
    assert_eq!(app.prompt().map(Prompt::text), Some("rust"));
}

#[test]
fn results_follow_what_is_typed_at_the_cursor() {
    let mut app = app("en", "/zrust<home>");
    assert_eq!(app.pane().link(), None);
    press(&mut app, "<del>");
    let link = app.pane().link().map(|link| link.id.to_string());
    assert_eq!(link.as_deref(), Some("s1"));
}

#[test]
fn a_long_line_is_shown_around_its_cursor() {
    let text: Vec<String> = (100..140).map(|n| n.to_string()).collect();
    let keys = format!("/{}", text.join("<space>"));
    for (more, under) in [
        ("", " "),
        ("<home>", "1"),
        ("<a-b>", "1"),
        ("<a-b><a-b><a-b><a-b><a-b><right>", "3"),
    ] {
        let app = app("en", &(keys.clone() + more));
        let (cells, at) = line(&app, Mode::Application);
        assert_eq!(cells[at], under, "{more:?}: {}", cells.concat());
        let shown = cells.concat();
        let wanted = match more {
            "" | "<a-b>" => "138 139",
            "<home>" => "/ 100 101 102",
            _ => "134 135 136",
        };
        assert!(shown.contains(wanted), "{more:?}: {shown}");
    }
}
