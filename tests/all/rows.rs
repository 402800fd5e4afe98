//! What a row of a session says at every width: start, title, room and state.

use std::collections::BTreeMap;

use nadwa::load::load;
use nadwa::model::Session;
use nadwa::model::zone::Zone;
use nadwa::page::item::{Countdown, chip};
use nadwa::text::bidi::Mode;
use nadwa::text::{Lang, truncate, width};
use nadwa::tui::app::App;
use nadwa::tui::commands;
use nadwa::tui::draw::Painter;
use nadwa::tui::theme::Theme;
use nadwa::world::World;
use ratatui::buffer::Buffer;

use crate::support::{draw, press, shared};

const HEIGHT: u16 = 40;

/// Whether a row shows its end, and its state. Start, title and 14 cells of the room are asserted at once.
type Shown = [bool; 2];

/// Returns the agenda, scrolled to what is on 150 minutes after the beginning of the programme.
fn agenda(name: &str, bytes: &[u8], lang: &str) -> App {
    let mut world = World::new(load(name, bytes), 0, Zone::utc(), Lang::parse(lang));
    let begin = world.program.span.start;
    world.set_now(begin + 150 * 60);
    world.keys = std::sync::Arc::new(commands::keymap());
    let mut app = App::new(world, (80, HEIGHT));
    press(&mut app, "1");
    app
}

/// Returns the text of a line up to the side pane.
fn line(buffer: &Buffer, y: u16, cells: std::ops::Range<u16>) -> String {
    let symbols = cells.map(|x| buffer[(x, y)].symbol());
    let text: String = symbols.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the cells of the longest beginning of `title` in `text`.
fn beginning(title: &str, text: &str) -> usize {
    let ends = title.char_indices().map(|(at, c)| at + c.len_utf8());
    let found = ends.take_while(|&end| text.contains(title[..end].trim_end()));
    found.last().map_or(0, |end| width(&title[..end]))
}

/// Asserts that every visible row has its start and title, and returns what else it shows, by its row.
fn check_rows(app: &App, of: &str) -> BTreeMap<usize, Shown> {
    let (world, pane, cells) = (&app.world, app.pane(), app.size().0);
    let buffer = draw(app, &mut Painter::new(Theme::None, Mode::Text), app.size());
    let list = app.columns().0;
    let list = match world.dir() {
        nadwa::text::bidi::Dir::Ltr => 0..list,
        nadwa::text::bidi::Dir::Rtl => cells - list..cells,
    };
    let (head, foot) = app.chrome();
    let mut found = BTreeMap::new();
    for n in 0..pane.page.rows.len() {
        let span = pane.laid.span(n);
        let ix = pane.page.rows[n]
            .link()
            .and_then(|link| world.program.find::<Session>(link));
        // The first line may be below the heading that stays.
        let visible =
            span.start > pane.offset && span.end <= pane.offset + usize::from(HEIGHT - head - foot);
        let (Some(ix), true) = (ix, visible) else {
            continue;
        };
        let text: Vec<String> = span
            .map(|y| line(&buffer, (y - pane.offset) as u16 + head, list.clone()))
            .collect();
        let text = text.join(" ");
        let session = &world.program[ix];
        let slot = session.slot.expect("a start");
        let title = world.name(&world.program.subject(ix));
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let room = session
            .room
            .map_or_else(String::new, |room| world.name(&world.program.subject(room)));
        let why = format!("{of}, {cells} columns, {title:?} in {text:?}");
        assert!(text.contains(&world.start(slot)), "no start: {why}");
        let shown = beginning(&title, &text);
        assert!(
            // A title is cut between words where that leaves two thirds of the 24 cells it has at least.
            shown >= width(&title).min(16),
            "{shown} cells of the title: {why}"
        );
        let some_of_room = truncate(&room, 14);
        let some_of_room = some_of_room.trim_end_matches('…').trim_end();
        assert!(text.contains(some_of_room), "no room: {why}");
        let state = chip(world, ix, Countdown::None).map_or_else(String::new, |(text, _)| text);
        let shown = [
            text.contains(&world.range(slot)),
            text.contains(&*truncate(&state, 12)),
        ];
        assert!(shown[1], "no state {state:?}: {why}");
        found.insert(n, shown);
    }
    found
}

fn check_widths(name: &str, bytes: &[u8], lang: &str) {
    let mut app = agenda(name, bytes, lang);
    let mut narrower: BTreeMap<usize, Shown> = BTreeMap::new();
    for cells in 40..=300 {
        app.resize((cells, HEIGHT));
        press(&mut app, "T");
        let of = format!("{name} in {lang}");
        let shown = check_rows(&app, &of);
        assert!(!shown.is_empty(), "{of}: no session at {cells} columns");
        for (row, wide) in &shown {
            let narrow = narrower.get(row).unwrap_or(wide);
            let lost = narrow
                .iter()
                .zip(wide)
                .any(|(narrow, wide)| *narrow && !wide);
            assert!(
                !lost,
                "{of}: row {row} shows {narrow:?} and at {cells} columns {wide:?}"
            );
        }
        narrower = shown;
    }
}

#[test]
fn the_seminar_shows_start_title_and_room_at_every_width() {
    let program = include_bytes!("../../program.toml");
    for lang in ["ar", "es", "fr", "en"] {
        check_widths("program.toml", program, lang);
    }
}

#[test]
fn large_programmes_show_start_title_and_room_at_every_width() {
    for name in ["fosdem-2026.xml", "36c3_merged.xml"] {
        let Some(path) = shared(&format!("schedules/{name}")) else {
            println!("skipped: ../shared/schedules is not there");
            return;
        };
        let bytes = std::fs::read(path).expect("the schedule can be read");
        for lang in ["ar", "es", "fr", "en"] {
            check_widths(name, &bytes, lang);
        }
    }
}

#[test]
fn an_hour_in_which_many_sessions_start_is_named_and_stays_in_view() {
    let session = |n: usize| {
        let (hour, minute) = (9 + n / 9, n % 9 * 5);
        format!(
            "[[sessions]]\nid = \"s{n}\"\ntitle = \"Session {n}\"\nstart = 2021-11-30T{hour:02}:{minute:02}:00\nduration = \"30m\"\n"
        )
    };
    let head = "[program]\nid = \"p\"\ntimezone = \"UTC\"\nlanguages = [\"en\"]\n".to_owned();
    // Nine at 9 and at 10, three at 11.
    let file = head + &(0..21).map(session).collect::<String>();
    let mut app = agenda("p.toml", file.as_bytes(), "en");
    app.resize((80, 16));
    press(&mut app, "g");
    let screen = |app: &App| {
        let buffer = draw(app, &mut Painter::new(Theme::None, Mode::Text), app.size());
        let lines = (0..16).map(|y| line(&buffer, y, 0..79));
        lines.collect::<Vec<_>>()
    };
    let named = |lines: &[String]| -> Vec<String> {
        let rules = lines[3..14].iter().filter(|line| line.ends_with("──"));
        rules.map(|line| line.chars().take(5).collect()).collect()
    };
    assert_eq!(named(&screen(&app)), ["09:00"]);
    press(&mut app, "G");
    let lines = screen(&app);
    assert!(named(&lines).is_empty(), "{lines:#?}");
    assert_eq!(lines[3], "Tuesday 30 November 2021 10:00");
}
