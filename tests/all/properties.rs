//! Properties of the reader and of the screen, over files that were damaged at random.

use nadwa::load::{load, read_updates};
use nadwa::model::diagnostic::{Code, Diagnostic};
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, LISTED, Session, Subject};
use nadwa::text::bidi::{Dir, Mode, arrange};
use nadwa::text::{Lines, Text};
use nadwa::tui::app::App;
use nadwa::tui::commands;
use nadwa::tui::draw::{self, Painter};
use nadwa::tui::theme::Theme;
use nadwa::update::to_toml;
use nadwa::update::{Field, Update, UpdateLog};
use nadwa::world::World;
use nadwa::world::key::Key;
use proptest::prelude::*;
use toml::de::DeTable;

use crate::support::{draw, press};
use crate::times::times;

const PROGRAM: &str = include_str!("../../program.toml");
const TWELVE: &str = include_str!("../check/twelve.toml");

/// Tells whether a fault has a place in the text, or a help.
fn is_placed(text: &str, found: &Diagnostic) -> bool {
    let Some(place) = &found.location else {
        return found.help.is_some();
    };
    // CR alone ends a line only if the file has no LF.
    let lines = match text.split('\n').count() {
        1 => text.split('\r').count(),
        lines => lines,
    };
    (1..=lines as u32).contains(&place.line) && place.column >= 1 && place.caret.1 >= 1
}

/// Reads a file and checks what must hold for every file.
fn check_reading(bytes: &[u8]) -> Result<(), TestCaseError> {
    let loaded = load("damaged.toml", bytes);
    let text = String::from_utf8_lossy(bytes);
    let english = nadwa::i18n::Messages::english();
    for found in &loaded.diagnostics {
        prop_assert!(is_placed(&text, found), "{found:?}");
        prop_assert!(!found.render(&english).contains('\u{1b}'), "{found:?}");
    }
    let program = &loaded.program;
    for kind in LISTED {
        for ix in program.all_of(kind) {
            let found = program.find_any(&program.subject(ix));
            prop_assert_eq!(found, Some(ix), "an id finds its owner");
        }
    }
    let in_days: usize = program.days.iter().map(|d| d.sessions.len()).sum();
    let untimed = program.sessions.iter().filter(|s| s.slot.is_none()).count();
    prop_assert_eq!(
        in_days + untimed,
        program.sessions.len(),
        "no session is lost"
    );
    prop_assert!(
        program
            .sessions
            .iter()
            .filter_map(|s| s.slot)
            .all(|s| s.until >= s.from)
    );
    Ok(())
}

const DELAYS: &str = include_str!("../data/delays.toml");

/// Generates updates, valid and invalid.
fn update() -> impl Strategy<Value = Update> {
    let session = prop::sample::select(vec![
        "opening", "rumours", "welcome", "cities", "short", "long", "nobody",
    ]);
    let field = prop::sample::select(Field::NAMES.iter().map(|(_, f)| *f).collect::<Vec<_>>());
    let value = prop::option::of(prop_oneof![
        prop::sample::select(vec![
            "10m",
            "-10m",
            "24h",
            "hall",
            "annex",
            "chair",
            "chair delegate",
            "cancelled",
            "confirmed",
            "moved",
            "",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ]);
    (session, field, value, 0..2_000_000_000_i64, any::<bool>()).prop_map(
        |(id, field, value, at, refused)| {
            let kind = field.kinds()[0];
            let id = if kind == Kind::Program { "" } else { id };
            let value = value.map(|v| Text::clean(v, Lines::One).0);
            Update {
                at,
                by: "desk".into(),
                refused,
                ..Update::new(Subject::new(kind, id), field, value)
            }
        },
    )
}

/// Returns the contents of a programme and its faults as text.
fn contents(world: &World) -> String {
    let p = &world.program;
    let rooms: Vec<_> = p.rooms.iter().map(|r| &r.sessions).collect();
    let people: Vec<_> = p.speakers.iter().map(|s| &s.sessions).collect();
    let ids: Vec<_> = p
        .sessions
        .iter()
        .map(|s| p.ids.sessions.get(&s.id))
        .collect();
    format!(
        "{:?} {:?} {:?} {rooms:?} {people:?} {ids:?} {:?}",
        p.sessions, p.days, p.span, world.diagnostics
    )
}

/// Generates copies of a file with some pieces removed or replaced.
fn damaged(text: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let cut = (
        any::<prop::sample::Index>(),
        0..40usize,
        prop::sample::select(PIECES),
    );
    prop::collection::vec(cut, 1..12).prop_map(move |cuts| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, length, piece) in cuts {
            let start = at.index(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, piece.bytes());
        }
        bytes
    })
}

const PIECES: &[&str] = &[
    "",
    "\"",
    "'",
    "\"\"\"",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ",",
    ".",
    "\n",
    "\r\n",
    "\\",
    "\u{0}",
    "\u{1b}[2J",
    "\u{202e}",
    "é",
    "日本",
    "👩‍👩‍👧",
    "[[sessions]]\n",
    "[program]\n",
    "id = \"opening\"\n",
    "start = 2021-11-30T09:30:00\n",
    "2021-02-30",
    "9999-12-31T23:59:59",
    "0000-01-01T00:00:00",
    "1e400",
    "-1",
    "99999999999999999999",
    "true",
    "speakers = []\n",
    "duration = \"65535h\"\n",
    "room = \"main-hall\"\n",
    "#",
    "\u{feff}",
];

const UPDATES: &str = "program = \"delays\"\nbucket = \"x\"\nepoch = { a = [1, 2.5, inf], \"b c\" = 'x' }\n\n[[changes]]\nsession = \"opening\"\nfield = \"note\"\nvalue = \"a\"\nat = \"9999-12-31 23:59\"\nby = \"x\"\nrevision = 3\nrefused = true\n\n[[changes]]\nsession = \"long\"\nfield = \"language\"\nvalue = \"\"\"\nfr\"\"\"\nat = 0000-01-01T00:00:00+01:00\nweight.text = 2021-11-30\n";
const SCHEDULE: &str = include_str!("../data/schedule.xml");
const CALENDAR: &str = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Madrid\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=Africa/Casablanca:20211130T093000\r\nDURATION:PT1H30M\r\nRRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TU,WE\r\nEXDATE:20211207T083000Z\r\nSUMMARY:Folded\r\n  line\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const TABLE: &str = include_str!("../data/table.csv");
const JSON: &str = include_str!("../data/cut.json");
const LISTS: &str = include_str!("../data/lists.json");

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn updates_keep_the_programme_consistent_and_can_be_undone(all in prop::collection::vec(update(), 0..30)) {
        let mut world = World::new(load("f", DELAYS.as_bytes()), 0, Zone::utc(), None);
        let original = contents(&world);
        let log = UpdateLog { updates: all, ..UpdateLog::default() };
        let text = to_toml(&log);
        let read = read_updates("changes.toml", text.as_bytes());
        prop_assert!(read.same_records(&log), "{:?}", text);
        prop_assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
        world.receive(read);
        let program = &world.program;
        prop_assert!(program.sessions.is_sorted_by_key(|s| (s.slot.map_or(i64::MAX, |slot| slot.from), s.room)));
        for ix in program.all() {
            prop_assert_eq!(program.find(&program.subject(ix)), Some(ix));
            let session: &Session = &program[ix];
            let in_room = session.room.is_none_or(|room| program[room].sessions.contains(&ix));
            prop_assert!(in_room && session.people().all(|p| program[p].sessions.contains(&ix)));
            prop_assert!(session.slot.is_some_and(|slot| program.day(slot.day).is_some_and(|d| d.sessions.contains(&ix))));
        }
        prop_assert!(world.diagnostics.iter().all(|d| d.location.is_some()));
        // Applying the same updates again changes nothing; without updates the programme is the original.
        let once = contents(&world);
        world.receive(world.log.clone());
        prop_assert_eq!(contents(&world), once);
        world.receive(UpdateLog::default());
        prop_assert_eq!(contents(&world), original);
    }

    #[test]
    fn a_damaged_update_log_is_written_and_read_back_as_it_is_held(bytes in damaged(UPDATES)) {
        let log = read_updates("changes.toml", &bytes);
        let text = to_toml(&log);
        let again = read_updates("changes.toml", text.as_bytes());
        prop_assert!(again.is_same(&log), "{text}\n{log:?}\n{again:?}");
    }

    #[test]
    fn a_damaged_programme_is_read(bytes in damaged(PROGRAM)) {
        check_reading(&bytes)?;
    }

    /// Errors are looked for statement by statement, which must not find others than the parser does.
    #[test]
    fn a_damaged_programme_has_syntax_errors_if_the_toml_crate_finds_one(bytes in damaged(PROGRAM)) {
        // A first line with commas could make it a table of another format.
        let text = format!("x = 1\n{}", String::from_utf8_lossy(&bytes));
        let loaded = load("damaged.toml", text.as_bytes());
        let found = loaded.diagnostics.iter().any(|d| d.code == Code::Syntax);
        prop_assert_eq!(found, DeTable::parse(&text).is_err());
    }

    #[test]
    fn a_damaged_faulty_programme_is_read(bytes in damaged(TWELVE)) {
        check_reading(&bytes)?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check_reading(&bytes)?;
    }

    #[test]
    fn a_damaged_xml_schedule_is_read(bytes in damaged(SCHEDULE)) {
        check_reading(&bytes)?;
    }

    #[test]
    fn a_damaged_calendar_is_read(bytes in damaged(CALENDAR)) {
        check_reading(&bytes)?;
    }

    #[test]
    fn a_damaged_csv_table_is_read(bytes in damaged(TABLE)) {
        check_reading(&bytes)?;
    }

    #[test]
    fn a_damaged_json_schedule_is_read(bytes in damaged(JSON)) {
        check_reading(&bytes)?;
    }

    #[test]
    fn damaged_json_lists_are_read(bytes in damaged(LISTS)) {
        check_reading(&bytes)?;
    }

    #[test]
    fn any_calendar_properties_are_read(text in "((BEGIN|END):(VEVENT|VALARM|VCALENDAR)\r\n|(DTSTART|DTEND|RDATE|EXDATE|UID|SUMMARY|STATUS)(;TZID=[A-Z][a-z]{0,5}/[A-Z][a-z]{0,6}|;VALUE=DATE)?:[0-9TZ+-]{0,16}\r\n|RRULE:(FREQ=(DAILY|WEEKLY|YEARLY);)?(COUNT=[0-9]{1,12};)?(INTERVAL=[0-9]{1,6};)?(UNTIL=[0-9TZ]{0,16};)?(BYDAY=(MO|SU|2TU))?\r\n|DURATION:-?P[0-9TDWHMS]{0,12}\r\n|\\PC{0,20}\r\n){0,30}") {
        check_reading(format!("BEGIN:VCALENDAR\r\n{text}").as_bytes())?;
    }

    #[test]
    fn any_xml_elements_are_read(text in "(<(schedule|day date=\"2021-11-30\"|room name=\"[a-z]{0,3}\"|event id=\"[0-9]\"|title|date|start|duration|persons|person)>|</(schedule|day|room|event|title|date|start|duration|persons|person)>|[0-9:T+Z-]{0,20}|&[a-z#0-9]{0,4};|<!--|-->|<!\\[CDATA\\[|\\]\\]>|\\PC{0,10}){0,40}") {
        check_reading(format!("<schedule>{text}").as_bytes())?;
    }

    #[test]
    fn any_text_is_read(text in "(\\[\\[?(program|rooms|sessions)\\]\\]?\n|[a-z]{1,6} = [\"a-z0-9:T.+{}\\[\\]-]{0,24}\n|\\PC{0,20}\n){0,30}") {
        check_reading(text.as_bytes())?;
    }

    #[test]
    fn a_text_is_as_wide_as_its_cells(
        text in "([a-z ()0-9–]|[ا-يًَّ]|[א-ת]|[日本語]|👩‍👩‍👧|[\u{200b}-\u{200f}]|[\u{202a}-\u{202e}]|[\u{2066}-\u{2069}]|\u{301}|لا){0,80}",
    ) {
        let mark = |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}');
        for dir in [Dir::Ltr, Dir::Rtl] {
            let wanted = nadwa::text::bidi::width(&text);
            for mode in [Mode::Application, Mode::Terminal, Mode::Kitty, Mode::Browser, Mode::Off, Mode::Text] {
                let cells = arrange(&text, dir, mode);
                let width: usize = cells.iter().map(|c| usize::from(c.width)).sum();
                prop_assert_eq!(width, wanted, "{:?}", mode);
                prop_assert!(cells.iter().all(|c| c.text.chars().filter(mark).count() <= 17 || mode == Mode::Text));
            }
            let cut = nadwa::text::truncate(&text, wanted / 2);
            prop_assert!(nadwa::text::bidi::width(&cut) <= wanted / 2);
        }
    }
}

proptest! {
    #![proptest_config(cases(1_300))]

    /// About 40,000 keys, clicks, sizes and minutes.
    #[test]
    fn any_keys_on_any_screen_leave_it_consistent(
        bytes in damaged(PROGRAM),
        keys in "(j|k|l|h|c|g|G|n|N|t|L|r|f|F|p|m|x|y|o|:|Q| |ب|ا|\\?|<click-[1-9][0-9]?-[1-9][0-9]?>|<wheel-(up|down)-[1-9][0-9]?-[1-9]>|!|i|[0-9]|\\[|\\]|/|a|é|ش|<enter>|<bs>|<esc>|<tab>|<pgdn>|<pgup>|<c-d>|<c-u>){0,60}",
        sizes in prop::collection::vec((0..150u16, 0..50u16, 0..3000i64), 6),
    ) {
        let mut app = app(&bytes, (80, 24));
        let mut painter = Painter::new(Theme::Terminal, Mode::Application);
        let keys = Key::parse_all(&keys).expect("keys of the notation");
        for (n, key) in keys.into_iter().enumerate() {
            if n % 10 == 9 {
                let (width, height, minutes) = sizes[n / 10];
                app.resize((width, height));
                app.tick(1_638_267_600 + minutes * 60);
                let reused = draw(&app, &mut painter, app.size());
                let fresh = draw(&app, &mut Painter::new(Theme::Terminal, Mode::Application), app.size());
                prop_assert_eq!(&reused, &fresh, "a frame does not depend on the previous one");
                let escapes = reused.content.iter().any(|cell| cell.symbol().chars().any(char::is_control));
                prop_assert!(!escapes, "a control character reached the screen");
            }
            draw::press(&mut app, key);
            app.take_effects();
            let pane = app.pane();
            prop_assert!(!pane.page.rows.is_empty(), "an empty page");
            prop_assert!(pane.cursor.is_none_or(|row| pane.page.rows[row].link().is_some()));
            let last = pane.laid.height().saturating_sub(pane.height().max(1));
            prop_assert!(pane.offset <= last, "scrolled to line {} of {last}", pane.offset);
        }
    }
}

/// Returns a configuration of so many cases, times `NADWA_TIMES`.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases: cases * times(),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Returns the agenda of a programme on a screen of this size, on 30 November 2021 at 10:20 UTC.
fn app(bytes: &[u8], size: (u16, u16)) -> App {
    let mut world = World::new(
        load("damaged.toml", bytes),
        1_638_267_600,
        Zone::utc(),
        None,
    );
    world.keys = std::sync::Arc::new(commands::keymap());
    let mut app = App::new(world, size);
    press(&mut app, "1");
    app
}

/// The screen is resized while a filter is typed, in one case to no cells: the page must not scroll past its end.
#[test]
fn a_cancelled_filter_restores_the_page_after_a_resize() {
    for size in [(80, 60), (80, 6), (0, 0)] {
        let mut app = app(PROGRAM.as_bytes(), (80, 12));
        let press = |app: &mut App, keys: &str| {
            for key in Key::parse_all(keys).expect("keys") {
                draw::press(app, key);
            }
        };
        press(&mut app, "G");
        let before = app.pane().offset;
        press(&mut app, "fnobody");
        app.resize(size);
        press(&mut app, "<esc>");
        let pane = app.pane();
        let last = pane.laid.height() - pane.height().max(1).min(pane.laid.height());
        assert_eq!(pane.offset, before.min(last), "{size:?}");
    }
}

/// Mistakes in lines of a session, and the line of each and the column at which it is reported.
const MISTAKES: &[(&str, usize, u32)] = &[
    ("license = \"no closing quote", 0, 28),
    ("license = 'no closing quote", 0, 28),
    ("license = \"\"\"\nno closing quotes\nin two lines", 0, 11),
    ("license = ", 0, 11),
    ("license = Opening", 0, 11),
    ("license = \"\\q\"", 0, 13),
    ("license", 0, 8),
    ("two words", 0, 5),
    ("updated = 2021-13-30T09:30:00", 0, 11),
    ("license = { en = \"a\" fr = \"b\" }", 0, 22),
    ("license = {\n  en = \"a\",\n  fr = \"b\"", 2, 11),
    ("tags = [\"a\", \"b\"", 0, 17),
    ("tags = [\n  \"a\",\n  \"b\",", 2, 7),
    ("status = \"confirmed\"", 0, 1),
];

#[test]
fn a_byte_order_mark_inside_a_file_is_one_syntax_error() {
    let text = "x = 1\n\u{feff}y = 2\nz = 3\n";
    assert!(DeTable::parse(text).is_err());
    let found = load("p.toml", text.as_bytes()).diagnostics;
    let found: Vec<_> = found.iter().filter(|d| d.code == Code::Syntax).collect();
    let lines: Vec<_> = found
        .iter()
        .filter_map(|d| Some(d.location.as_ref()?.line))
        .collect();
    assert_eq!(lines, [2]);
}

/// Each mistake, in each session of the programme and in any place of it, is one problem where it is; all sessions
/// are still there.
#[test]
fn a_mistake_is_one_syntax_error_and_costs_no_session() {
    let lines: Vec<&str> = PROGRAM.lines().collect();
    let sessions = load("p.toml", PROGRAM.as_bytes()).program.sessions.len();
    let starts = (0..lines.len()).filter(|&n| lines[n] == "[[sessions]]");
    for at in starts.flat_map(|n| [n + 4, n + 9]) {
        for &(mistake, line, column) in MISTAKES {
            let (mut text, at) = (lines.clone(), at.min(lines.len()));
            text.splice(at..at, mistake.split('\n'));
            let loaded = load("p.toml", text.join("\n").into_bytes());
            let syntax = loaded.diagnostics.iter().filter(|d| d.code == Code::Syntax);
            let places: Vec<_> = syntax
                .map(|d| d.location.as_ref().map(|p| (p.line as usize, p.column)))
                .collect();
            let place = (at + 1 + line, column);
            // The second `status` is the fault, wherever it is.
            if !mistake.starts_with("status") {
                assert_eq!(places, [Some(place)], "{mistake} in line {}", at + 1);
            }
            assert_eq!(places.len(), 1, "{mistake} in line {}", at + 1);
            assert_eq!(
                loaded.program.sessions.len(),
                sessions,
                "{mistake} in line {}",
                at + 1
            );
        }
    }
}

#[test]
fn every_page_scrolls_to_its_last_line_and_back() {
    let long = PROGRAM.replace(
        "abstract.en = \"",
        &format!("abstract.en = \"{}", "Word after word. ".repeat(90)),
    );
    for size in [(40, 12), (80, 24), (20, 5), (110, 20)] {
        for page in [
            "1", "7", "3<enter>", "4<enter>", "5<enter>", "6<enter>", "0<enter>", "i", "?",
            "/uclg", "<enter>", "j<enter>", "<tab>",
        ] {
            let mut app = app(long.as_bytes(), size);
            app.change(|world| {
                world.set_language(nadwa::text::Lang::parse("en"));
            });
            press(&mut app, page);
            if page == "/uclg" {
                press(&mut app, "<enter><bs>");
            }
            let visible = |app: &App| {
                let pane = app.focused();
                (pane.offset, pane.offset + pane.height(), pane.laid.height())
            };
            for _ in 0..400 {
                press(&mut app, "j");
            }
            let (_, end, height) = visible(&app);
            assert!(end >= height, "{page} at {size:?}: line {end} of {height}");
            for _ in 0..600 {
                press(&mut app, "k");
            }
            assert_eq!(visible(&app).0, 0, "{page} at {size:?}");
            press(&mut app, "G");
            let (_, end, height) = visible(&app);
            assert!(
                end >= height,
                "G on {page} at {size:?}: line {end} of {height}"
            );
        }
    }
}

#[test]
fn the_end_of_a_page_is_its_last_line_at_the_bottom_of_the_screen() {
    for page in ["1", "4", "5", "i"] {
        let mut app = app(PROGRAM.as_bytes(), (80, 10));
        press(&mut app, page);
        press(&mut app, "G");
        let pane = app.pane();
        assert!(pane.offset > 0, "{page} is longer than the screen");
        assert_eq!(pane.offset + pane.height(), pane.laid.height(), "{page}");
    }
}

/// Arabic texts are arranged in the order of the terminal, and what was arranged is kept for later frames.
#[test]
fn a_frame_does_not_depend_on_the_frames_before_it() {
    let mut text = "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n".to_owned();
    for n in 0..1_000 {
        let (hour, minute) = (n / 60, n % 60);
        text.extend([format!(
            "[[sessions]]\nid = \"s{n}\"\ntitle = \"جلسة رقم {n:03}\"\nstart = 2021-11-30T{hour:02}:{minute:02}:00\n"
        )]);
    }
    let size = (80, 24);
    let mut app = app(text.as_bytes(), size);
    let mut painter = Painter::new(Theme::Terminal, Mode::Application);
    press(&mut app, "g");
    for n in 0..60 {
        let reused = draw(&app, &mut painter, size);
        let fresh = draw(
            &app,
            &mut Painter::new(Theme::Terminal, Mode::Application),
            size,
        );
        assert!(
            reused == fresh,
            "screen {n} differs from one that is drawn from scratch"
        );
        press(&mut app, "<pgdn>");
    }
    let pane = app.pane();
    assert_eq!(pane.offset + pane.height(), pane.laid.height(), "the end");
}

#[test]
fn the_cursor_is_marked_in_the_gutter() {
    for page in [
        "1",
        "3",
        "4",
        "5",
        "6",
        "0",
        "i",
        "5<enter>",
        "<enter>",
        "/uclg<enter><bs>",
    ] {
        let mut app = app(PROGRAM.as_bytes(), (80, 24));
        app.change(|world| {
            world.set_language(nadwa::text::Lang::parse("en"));
        });
        press(&mut app, page);
        let buffer = draw(&app, &mut Painter::new(Theme::None, Mode::Text), (80, 24));
        let marked = (3..22).filter(|&y| (0..2).any(|x| buffer[(x, y)].symbol() == ">"));
        assert_eq!(marked.count(), 1, "{page}");
    }
}

#[test]
fn every_page_draws_at_every_size() {
    for width in [0, 1, 2, 5, 20, 39, 40, 79, 80, 99, 100, 101, 160, 300] {
        for height in [0, 1, 2, 3, 4, 5, 7, 8, 11, 12, 15, 16, 24, 40, 100] {
            let mut app = app(TWELVE.as_bytes(), (width, height));
            for key in Key::parse_all(
                "34560!i?7 89x2jlhkGg<enter>Q<bs>fa<enter>F1<enter>mj<enter>/a<enter>",
            )
            .expect("keys")
            {
                commands::press(&mut app, key);
                let mut painter = Painter::new(Theme::None, Mode::Application);
                draw(&app, &mut painter, (width, height));
            }
        }
    }
}

/// Returns a programme of 800 sessions in 92 rooms, 57 at once; some have no end, no room, or last for days.
fn large_programme() -> String {
    use std::fmt::Write as _;
    let mut text = String::from(
        "[program]\nid = \"large\"\ntitle = \"Large\"\ntimezone = \"Europe/Berlin\"\n",
    );
    for room in 0..92 {
        writeln!(
            text,
            "[[rooms]]\nid = \"r{room}\"\nname = \"Room {room} with a long name\""
        )
        .expect("a String takes it");
    }
    for n in 0..800 {
        let (day, slot, room) = (27 + n / 400, n / 57 % 14, n * 7 % 92);
        let minutes = [5, 15, 20, 30, 45, 60, 90, 240][n % 8];
        let start = format!("2019-12-{day}T{:02}:{:02}:00", 9 + slot, n % 4 * 15);
        write!(
            text,
            "[[sessions]]\nid = \"s{n}\"\ntitle = \"Session {n}\"\nstart = {start}\n"
        )
        .expect("a String takes it");
        match n % 40 {
            0 => {}
            1 => text.push_str("duration = \"60h\"\n"),
            _ => writeln!(text, "duration = \"{minutes}m\"").expect("a String takes it"),
        }
        if n % 31 > 0 {
            writeln!(text, "room = \"r{room}\"").expect("a String takes it");
        }
    }
    text
}

#[test]
fn a_large_timetable_shows_every_session_and_keeps_the_cursor_visible() {
    let text = large_programme();
    for size in [(120, 40), (80, 24), (40, 12), (20, 5)] {
        let mut app = app(text.as_bytes(), size);
        press(&mut app, "2");
        let pane = app.pane();
        let table = pane.laid.table.as_ref().expect("a timetable");
        let mut blocks = Vec::new();
        for (row, _) in pane
            .page
            .rows
            .iter()
            .enumerate()
            .filter(|(_, r)| matches!(r, nadwa::page::Row::Item(_)))
        {
            let block = table.block(row).expect("a block").clone();
            assert!(!block.lines.is_empty() && block.lines.end <= pane.laid.height());
            blocks.push((
                block.sheet,
                block.column,
                block.lines.start,
                block.lines.end,
            ));
        }
        assert_eq!(blocks.len(), 800);
        blocks.sort_unstable();
        let apart = |a: &(usize, usize, usize, usize), b: &(usize, usize, usize, usize)| {
            (a.0, a.1) != (b.0, b.1) || a.3 <= b.2
        };
        assert!(blocks.is_sorted_by(apart), "two blocks of a column overlap");
        for keys in [
            "l", "j", "l", "h", "<c-d>", "k", "G", "h", "l", "g", "<pgdn>", "]", "[", "lllll",
            "jjjjj", "hhhhhhhh", "<c-u>",
        ]
        .repeat(4)
        {
            press(&mut app, keys);
            let buffer = draw(&app, &mut Painter::new(Theme::None, Mode::Text), size);
            let marks = buffer.content.iter().filter(|cell| cell.symbol() == ">");
            assert_eq!(marks.count(), 1, "after {keys} at {size:?}");
        }
    }
}
