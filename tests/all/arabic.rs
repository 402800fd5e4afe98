//! What a person sees of Arabic: on the screen of each kind of terminal, on printed pages, in pictures.

use std::io::Write as _;

use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::text::Lang;
use nadwa::text::bidi::{Dir, Mode, arrange, is_rtl};
use nadwa::tui::app::App;
use nadwa::tui::commands;
use nadwa::tui::draw::Painter;
use nadwa::tui::theme::Theme;
use nadwa::world::World;
use portable_pty::CommandBuilder;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_normalization::UnicodeNormalization as _;
use unicode_width::UnicodeWidthChar as _;

use crate::support::{NADWA, draw, nadwa, press};
use crate::terminal::{Terminal, plain};

/// The sizes of the screens.
const SIZES: [(u16, u16); 3] = [(120, 40), (100, 30), (80, 24)];

/// The keys that show each page.
const PAGES: [&str; 14] = [
    "1",
    "2",
    "2j",
    "3",
    "4",
    "5",
    "6",
    "7",
    "1j<enter>",
    "?",
    ":s",
    "/هجرة",
    "fday:1 track:الهجرة",
    "fday:1<enter>2",
];

/// Returns the interface on a programme in Arabic, ten minutes after its beginning.
fn app(program: &str, size: (u16, u16), keys: &str) -> App {
    let loaded = load("program.toml", program.as_bytes());
    let mut world = World::new(loaded, 0, Zone::utc(), Lang::parse("ar"));
    let begin = world.program.span.start;
    world.set_now(begin + 10 * 60);
    world.keys = std::sync::Arc::new(commands::keymap());
    let mut app = App::new(world, size);
    press(&mut app, keys);
    app
}

const BUILT_IN: &str = include_str!("../../program.toml");

fn screen(app: &App, mode: Mode) -> Buffer {
    draw(app, &mut Painter::new(Theme::Dark, mode), app.size())
}

/// Returns the rows as a terminal shows them that changes nothing.
fn seen(app: &App) -> Vec<String> {
    let buffer = screen(app, Mode::Application);
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    rows.map(|row| row.iter().map(Cell::symbol).collect())
        .collect()
}

/// Returns the base letters of a text in presentation forms, without marks.
fn letters(symbol: &str) -> String {
    let marks = |c: &char| !matches!(c, '\u{64b}'..='\u{65f}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}');
    symbol.nfkd().filter(marks).collect()
}

/// Asserts that each row of a terminal, made of the cells it receives, is the row that a terminal shows that changes nothing.
fn assert_seen(mode: Mode, name: &str, show: impl Fn(&[Cell]) -> Vec<Cell>) {
    for (size, keys) in SIZES
        .iter()
        .flat_map(|size| PAGES.map(|keys| (*size, keys)))
    {
        let app = app(BUILT_IN, size, keys);
        let (wanted, sent) = (screen(&app, Mode::Application), screen(&app, mode));
        let columns = usize::from(size.0);
        let rows = wanted
            .content
            .chunks(columns)
            .zip(sent.content.chunks(columns));
        for (y, (wanted, sent)) in rows.enumerate() {
            let row = |cells: &[Cell]| -> Vec<String> {
                cells.iter().map(|cell| letters(cell.symbol())).collect()
            };
            let shown = show(sent);
            assert_eq!(
                row(&shown).concat(),
                row(wanted).concat(),
                "{name}, {size:?}, {keys}, row {y}"
            );
            // Where dots would be covered, and words would be drawn in parts, only some terminals have the line.
            let has_dots = |cell: &Cell| cell.symbol().nfkc().any(|c| "بجيإ".contains(c));
            let lines = |cells: &[Cell]| -> Vec<Modifier> {
                let line = |cell: &Cell| cell.modifier & Modifier::UNDERLINED;
                let cells = cells.iter().filter(|cell| !has_dots(cell));
                cells.map(line).collect()
            };
            assert_eq!(
                lines(&shown),
                lines(wanted),
                "underlined in {name}, {size:?}, {keys}, row {y}: {}",
                row(wanted).concat()
            );
        }
    }
}

/// Returns what kitty shows of a row: a run of one font is reversed as a whole if its first letter is a right-to-left one. Arabic
/// letters may have a font of their own.
fn in_kitty(row: &[Cell], own_font: bool) -> Vec<Cell> {
    let first = |cell: &Cell| cell.symbol().chars().next().unwrap_or(' ');
    let is_box = |cell: &Cell| matches!(first(cell), '\u{2500}'..='\u{259f}');
    let font = |cell: &Cell| {
        let of_arabic = own_font && is_rtl(first(cell));
        (
            cell.modifier & (Modifier::BOLD | Modifier::ITALIC),
            of_arabic,
        )
    };
    let mut shown = row.to_vec();
    let is_run = |a: &Cell, b: &Cell| {
        let breaks = |cell: &Cell| first(cell) == ' ' || is_box(cell);
        !breaks(a) && !breaks(b) && font(a) == font(b)
    };
    for run in shown.chunk_by_mut(is_run) {
        let letter = run.iter().map(first).find(|c| c.is_alphabetic());
        if letter.is_some_and(is_rtl) {
            let symbols: Vec<String> = run.iter().rev().map(|c| c.symbol().to_owned()).collect();
            for (cell, symbol) in run.iter_mut().zip(symbols) {
                cell.set_symbol(&symbol);
            }
        }
    }
    shown
}

#[test]
fn kitty_shows_every_page_with_matches_underlined_where_they_are() {
    assert_seen(Mode::Kitty, "kitty", |row| in_kitty(row, false));
}

#[test]
fn kitty_shows_every_page_where_arabic_has_a_font_of_its_own() {
    assert_seen(Mode::Kitty, "kitty", |row| in_kitty(row, true));
}

#[test]
fn kitty_shows_lengths_of_time_with_no_break_spaces_and_words_that_touch_digits() {
    let program = "[program]\nid = \"p\"\ntitle.ar = \"1\u{a0}س\u{a0}03\u{a0}د (تمهيد) س12 وUN-Habitat\"\nlanguages = [\"ar\"]\ntimezone = \"UTC\"\n\
        [[sessions]]\nid = \"a\"\ntitle.ar = \"جلسة\"\nstart = 2021-11-30T09:30:00\n";
    let app = app(program, (80, 24), "1");
    let wanted = "UN-Habitatو 12س (ديهمت) د 03 س 1";
    for own_font in [false, true] {
        let sent = screen(&app, Mode::Kitty);
        let row = in_kitty(&sent.content[..80], own_font);
        let row: String = row.iter().map(|cell| letters(cell.symbol())).collect();
        assert!(row.contains(wanted), "{row}");
    }
}

#[test]
fn a_latin_word_before_an_arabic_comma_is_not_bold_in_part_in_kitty() {
    let program = "[program]\nid = \"p\"\ntitle.ar = \"برنامج nadwa، ثم\"\nlanguages = [\"ar\"]\ntimezone = \"UTC\"\n";
    let row = &screen(&app(program, (80, 24), "1"), Mode::Kitty).content[..80];
    let word = |at: usize| {
        row[at..]
            .iter()
            .take(5)
            .map(Cell::symbol)
            .collect::<String>()
    };
    let at = (0..75).find(|at| word(*at) == "nadwa").expect("the word");
    assert!(
        row[at..at + 5]
            .windows(2)
            .all(|pair| pair[0].modifier == pair[1].modifier)
    );
}

/// Returns what Konsole shows of a row, which it orders as one left-to-right paragraph.
fn in_konsole(row: &[Cell]) -> Vec<Cell> {
    let text: String = row.iter().map(Cell::symbol).collect();
    let info = ParagraphBidiInfo::new(&text, Some(Level::ltr()));
    let levels = info.reordered_levels(0..text.len());
    let cells = row.iter().enumerate();
    // The cell of each character that has a place.
    let chars = cells.flat_map(|(at, cell)| {
        let chars = cell.symbol().chars();
        chars.map(move |c| c.width().filter(|wide| *wide > 0).map(|_| at))
    });
    let chars: Vec<Option<usize>> = chars.collect();
    let levels: Vec<Level> = text.char_indices().map(|(at, _)| levels[at]).collect();
    let order = ParagraphBidiInfo::reorder_visual(&levels);
    let cells = order.into_iter().filter_map(|at| chars[at]);
    cells.map(|at| row[at].clone()).collect()
}

#[test]
fn konsole_shows_every_page_and_the_active_tab_at_every_width() {
    assert_seen(Mode::Terminal, "Konsole", in_konsole);
}

/// Returns what a browser shows of a row of xterm.js, where each piece of one style is ordered as a left-to-right paragraph.
fn in_browser(row: &[Cell]) -> Vec<Cell> {
    let pieces = row.chunk_by(|a, b| a.style() == b.style());
    pieces.flat_map(in_konsole).collect()
}

#[test]
fn a_browser_shows_every_page() {
    assert_seen(Mode::Browser, "a browser", in_browser);
}

#[test]
fn a_browser_shows_every_page_where_each_cell_is_drawn_by_itself() {
    assert_seen(Mode::Browser, "a browser", <[Cell]>::to_vec);
}

#[test]
fn keys_without_letters_are_not_mirrored() {
    let rows = seen(&app(BUILT_IN, (120, 40), ":اليوم أو المجموعة"));
    for keys in ["] }", "[ {"] {
        assert!(
            rows.iter().any(|row| row.contains(keys)),
            "{keys}: {rows:#?}"
        );
    }
}

#[test]
fn a_key_that_is_a_bracket_is_not_mirrored_in_a_message() {
    for key in ["(", "]", "<"] {
        let mut app = app(BUILT_IN, (120, 40), "1");
        app.no_such_key(key);
        let foot = seen(&app)[39].clone();
        let wanted = "ﺎﻨﻫ KEY ﺡﺎﺘﻔﻤﻠﻟ".replace("KEY", key);
        assert!(foot.contains(&wanted), "{foot}");
    }
}

#[test]
fn options_paths_and_lists_keep_their_signs_in_every_arabic_message() {
    let messages = [
        include_str!("../../src/i18n/ar/cli.ftl"),
        include_str!("../../src/i18n/ar/exports.ftl"),
        include_str!("../../src/i18n/ar/interface.ftl"),
        include_str!("../../src/i18n/ar/problems.ftl"),
        include_str!("../../src/i18n/ar/updates.ftl"),
    ];
    let mut options = 0;
    for message in messages
        .concat()
        .lines()
        .filter(|line| line.contains(is_rtl))
    {
        let text = message.split_once(" = ").map_or(message, |(_, text)| text);
        let arranged = arrange(text, Dir::Rtl, Mode::Application);
        let shown: String = arranged.iter().map(|c| c.text.as_str()).collect();
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && !"-.$[]<>\", ".contains(c));
        let words = words.flat_map(|code| code.split(' '));
        for option in words.filter(|word| word.starts_with("--") || word.starts_with(".nadwa")) {
            let option = option.trim_end_matches('.');
            assert!(shown.contains(option), "{option} in {shown}");
            options += 1;
        }
        if text.contains("[\"s\",") {
            assert!(shown.contains("[\"s\", \"<c-s>\"]"), "{shown}");
        }
    }
    assert!(options > 15, "{options} options");
}

#[test]
fn a_path_is_whole_in_an_arabic_message() {
    let mut terminal = on_terminal(&["--bidi", "application", "-p", "/no/such/file.toml", "now"]);
    assert_ne!(terminal.end(), 0);
    let text = terminal.text();
    assert!(text.contains("/no/such/file.toml"), "{text}");
}

#[test]
fn lines_below_links_and_matches_leave_the_dots_of_letters() {
    for keys in ["1j<enter>", "/الهجرة"] {
        let app = app(BUILT_IN, (120, 40), keys);
        let mut painter = Painter::new(Theme::Terminal, Mode::Application);
        let buffer = draw(&app, &mut painter, app.size());
        let is_underlined = |cell: &&Cell| cell.modifier.contains(Modifier::UNDERLINED);
        let cells = buffer.content.iter().filter(is_underlined);
        let text: String = cells.flat_map(|cell| cell.symbol().nfkc()).collect();
        assert!(text.contains('ا'), "{keys}: {text}");
        assert!(!text.contains(['ب', 'ج', 'ي', 'إ']), "{keys}: {text}");
    }
}

#[test]
fn numbers_of_sessions_are_whole() {
    for size in SIZES {
        let app = app(BUILT_IN, size, "5");
        let rows = screen(&app, Mode::Text);
        let text: String = rows.content.iter().map(Cell::symbol).collect();
        assert!(text.contains("تمويل: 2"), "{size:?}: {text}");
        assert!(!text.contains("جلس…"), "{size:?}: {text}");
    }
}

#[test]
fn the_sign_of_a_track_does_not_touch_the_title() {
    let app = app(BUILT_IN, (120, 40), "1");
    let buffer = screen(&app, Mode::Application);
    let is_sign = |cell: &Cell| "▎┊║".contains(cell.symbol());
    let pairs = buffer.content.windows(2).filter(|pair| is_sign(&pair[1]));
    let mut signs = 0;
    for pair in pairs {
        assert_eq!(pair[0].symbol(), " ");
        signs += 1;
    }
    assert!(signs > 5, "{signs} signs");
}

#[test]
fn a_tentative_session_has_the_question_mark_of_its_language() {
    let session = |id: &str, status: &str| {
        format!(
            "[[sessions]]\nid = \"{id}\"\ntitle.ar = \"جلسة\"\nstart = 2021-11-30T09:30:00\nstatus = \"{status}\"\n"
        )
    };
    let head =
        "[program]\nid = \"p\"\ntitle.ar = \"برنامج\"\nlanguages = [\"ar\"]\ntimezone = \"UTC\"\n";
    let program = head.to_owned() + &session("a", "tentative") + &session("b", "confirmed");
    for keys in ["1", "2"] {
        let rows = seen(&app(&program, (80, 24), keys));
        let body = rows[3..22].concat();
        assert!(body.contains('؟') && !body.contains('?'), "{keys}: {body}");
    }
}

#[test]
fn terms_of_the_filter_keep_their_colon_behind_them_in_the_help() {
    for width in 40..120 {
        let rows = seen(&app(BUILT_IN, (width, 60), ":تصفية كل"));
        for row in &rows[3..] {
            assert!(
                !row.contains(" :track") && !row.contains(" :is"),
                "{width}: {row}"
            );
        }
    }
}

#[test]
fn a_filter_of_both_directions_is_a_row_of_terms() {
    let rows = seen(&app(BUILT_IN, (120, 40), "fday:1 track:الهجرة مدن"));
    let last: String = rows[39].chars().map(|c| letters(&c.to_string())).collect();
    assert!(last.contains("ندم track:ةرجهلا day:1"), "{last}");
}

#[test]
fn ranges_of_times_begin_at_the_left_on_the_screen_and_have_no_marks_elsewhere() {
    let rows = seen(&app(BUILT_IN, (120, 40), "1"));
    assert!(rows.iter().any(|row| row.contains("09:30–10:10")));
    let args = ["--lang", "ar", "--at", "2021-11-30T09:40", "now"];
    let out = nadwa().args(args).output().expect("nadwa runs");
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    assert!(text.contains("09:30–10:10"), "{text}");
    assert!(
        !text.contains(['\u{200e}', '\u{200f}', '\u{202a}']),
        "{text}"
    );
}

/// Runs nadwa on the built-in programme in Arabic in a terminal, and returns the terminal when it is queried.
fn on_terminal(args: &[&str]) -> Terminal {
    let mut command = plain(CommandBuilder::new(NADWA));
    command.args(["--lang", "ar", "--at", "2021-11-30T09:40"]);
    command.args(args);
    Terminal::run_uncontrolled(command)
}

const QUERY: &[u8] = b"\x1b[c";
const REPLY: &str = "\x1b[?64;1;2c";

#[test]
fn a_page_printed_on_a_terminal_is_ordered_and_shaped() {
    let mut terminal = on_terminal(&["now"]);
    terminal.until_written(QUERY);
    terminal.press(REPLY);
    assert_eq!(terminal.end(), 0);
    let text = terminal.text();
    // “Now” at the right.
    assert!(text.lines().any(|line| line.ends_with("ﻥﻵﺍ")), "{text}");
    assert!(text.contains("ﺔﻴﺣﺎﺘﺘﻓﻻﺍ ﺔﺴﻠﺠﻟﺍ"), "{text}");
    terminal.assert_line_restored();
}

#[test]
fn a_page_printed_on_a_terminal_follows_the_mode_that_is_set() {
    let mut terminal = on_terminal(&["--bidi", "off", "now"]);
    assert_eq!(terminal.end(), 0);
    let text = terminal.text();
    assert!(text.contains("الجلسة الافتتاحية"), "{text}");
    assert!(!terminal.has_written(QUERY));
}

#[test]
fn a_page_in_latin_letters_is_printed_without_a_query() {
    let mut command = plain(CommandBuilder::new(NADWA));
    command.args(["--lang", "en", "--at", "2021-11-30T09:40", "now"]);
    let mut terminal = Terminal::run_uncontrolled(command);
    assert_eq!(terminal.end(), 0);
    assert!(terminal.text().contains("Opening session"));
    assert!(!terminal.has_written(QUERY));
}

#[test]
fn the_doctor_reads_a_reply_that_comes_late_and_speaks_the_readers_language() {
    let mut terminal = on_terminal(&["doctor"]);
    terminal.until_written(QUERY);
    // A slow line: longer than the first frame of the screen waits.
    std::thread::sleep(std::time::Duration::from_millis(400));
    let reply = format!("\x1bP>|Slow(1)\x1b\\{REPLY}");
    terminal
        .input
        .write_all(reply.as_bytes())
        .expect("the terminal takes keys");
    assert_eq!(terminal.end(), 0);
    let text = terminal.text();
    assert!(text.contains("Slow(1)"), "{text}");
    assert!(text.contains("ﺔﻴﻓﺮﻄﻟﺍ"), "{text}");
    assert!(!text.contains("64;1;2c"), "{text}");
    terminal.assert_line_restored();
}

#[test]
fn a_picture_has_text_that_can_be_searched() {
    let args = [
        "export",
        "svg",
        "--lang",
        "ar",
        "--at",
        "2021-11-30T09:40",
        "--size",
        "120x40",
    ];
    let out = nadwa().args(args).output().expect("nadwa runs");
    let svg = String::from_utf8(out.stdout).expect("UTF-8");
    let title = "استراحة قهوة";
    let line = svg.lines().find(|line| line.contains(title));
    let line = line.expect("the title in logical order");
    assert!(line.contains("direction=\"rtl\""), "{line}");
    assert!(!svg.contains("bidi-override"));
}

#[test]
fn past_sessions_are_grey_where_the_terminal_does_not_show_faint_text() {
    let mut command = nadwa();
    command.env("TERM", "rxvt-unicode-256color");
    command.args(["--at", "2021-11-30T12:00", "--color", "always", "agenda"]);
    let out = command.output().expect("nadwa runs");
    let text = String::from_utf8(out.stdout).expect("UTF-8");
    let line = text.lines().find(|line| line.contains("Opening session"));
    let line = line.expect("a past session");
    assert!(line.contains("38;5;243m"), "{line:?}");
}
