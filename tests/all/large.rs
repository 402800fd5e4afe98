//! Files that take a noticeable time to read: their beginning is shown while the rest is read.

use std::fmt::Write as _;

use nadwa::load::{ColumnNames, Loaded};
use nadwa::model::Session;
use nadwa::model::zone::Zone;
use nadwa::text::bidi::Mode;
use nadwa::tui::app::App;
use nadwa::tui::draw::Painter;
use nadwa::tui::theme::Theme;
use nadwa::workspace::source::Source;
use nadwa::world::World;
use ratatui::buffer::Buffer;

use crate::support::{self, Folder, draw};

const SESSIONS: usize = 9000;
const ROOMS: usize = 20;
const SIZE: (u16, u16) = (100, 30);

/// Returns a programme of 4.5 MB and more.
fn programme() -> String {
    let mut text = String::from(
        "[program]\nid = \"large\"\ntitle = \"Large\"\ntimezone = \"Europe/Berlin\"\nlanguages = [\"en\"]\n",
    );
    for room in 0..ROOMS {
        writeln!(text, "[[rooms]]\nid = \"r{room}\"\nname = \"Room {room}\"")
            .expect("a String takes it");
    }
    for n in 0..SESSIONS {
        let (day, hour, minute) = (1 + n / 900, 8 + n % 900 / 90, n % 90 / 9 * 5);
        write!(
            text,
            "[[sessions]]\nid = \"s{n}\"\ntitle = \"Session {n}\"\nroom = \"r{}\"\n\
             start = 2021-11-{day:02}T{hour:02}:{minute:02}:00\nduration = \"5m\"\nabstract = \"{}\"\n",
            n % ROOMS,
            "Cities é and harbours. ".repeat(20)
        )
        .expect("a String takes it");
    }
    text
}

fn app(loaded: Loaded) -> App {
    App::new(World::new(loaded, 0, Zone::utc(), None), SIZE)
}

fn screen(app: &App) -> Buffer {
    draw(app, &mut Painter::new(Theme::None, Mode::Text), SIZE)
}

fn first_line(screen: &Buffer) -> String {
    (0..SIZE.0).map(|x| screen[(x, 0)].symbol()).collect()
}

#[test]
fn the_beginning_of_a_large_file_has_whole_sessions_and_becomes_the_whole() {
    let folder = Folder::new();
    let toml = folder.write("large.toml", programme());
    let names = ColumnNames::default();
    for format in ["toml", "xml", "json", "ics", "csv"] {
        let path = folder.file(&format!("export.{format}"));
        let out = support::nadwa()
            .args(["export", format, "-p"])
            .arg(&toml)
            .arg("-o")
            .arg(&path)
            .env("XDG_STATE_HOME", &folder.0)
            .output()
            .expect("nadwa runs");
        assert!(out.status.success(), "{format}: {out:?}");
        let source = Source::File(path);
        let beginning = source.read_beginning(&names);
        let beginning = beginning.unwrap_or_else(|| panic!("{format}: nothing is shown"));
        let whole = source.read(&names);
        assert_eq!(whole.program.sessions.len(), SESSIONS, "{format}");
        assert_eq!(beginning.diagnostics, [], "{format}");
        let n = beginning.program.sessions.len();
        assert!((40..SESSIONS / 4).contains(&n), "{format}: {n} sessions");
        for part in &beginning.program.sessions {
            let ix = whole.program.ids.sessions[&part.id];
            let of = |s: &Session| (s.title.clone(), s.slot, s.summary.clone());
            assert_eq!(of(part), of(&whole.program[ix]), "{format}");
        }
        let mut shown = app(beginning);
        let first = first_line(&screen(&shown));
        assert!(first.contains("reading… "), "{format}: {first}");
        shown.reload(source.read(&names), false);
        assert_eq!(shown.message, None, "{format}");
        assert!(screen(&shown) == screen(&app(whole)), "{format}");
    }
}

#[test]
fn the_first_sessions_are_found_behind_a_long_list_of_people() {
    let folder = Folder::new();
    let people = (0..9000)
        .map(|n| format!("[[speakers]]\nid = \"p{n}\"\nname = \"Person {n} of a city\"\n"));
    let people: String = people.collect();
    let text = programme().replacen("[[sessions]]", &(people + "[[sessions]]"), 1);
    let source = Source::File(folder.write("large.toml", text));
    let beginning = source.read_beginning(&ColumnNames::default());
    let program = beginning.expect("sessions").program;
    assert!(program.sessions.len() > 40);
    assert_eq!(program.title.all().next(), Some(&"Large".into()));
}

#[cfg(unix)]
#[test]
fn a_large_file_is_shown_as_a_whole_at_last() {
    use crate::terminal::{Terminal, plain};

    let folder = Folder::new();
    let path = folder.write("large.toml", programme());
    let mut command = plain(portable_pty::CommandBuilder::new(env!(
        "CARGO_BIN_EXE_nadwa"
    )));
    command.arg(path);
    let mut terminal = Terminal::run_uncontrolled(command);
    terminal.until_text("Session 0");
    terminal.until(|screen| !screen.contents().contains("reading…"));
    terminal.press("G");
    terminal.until_text(&format!("Session {}", SESSIONS - 1));
    terminal.quit();
    terminal.assert_restored();
}
