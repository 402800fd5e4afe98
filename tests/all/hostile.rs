//! Hundreds of hostile strings in every text of a programme, read in every format, shown by every view and
//! written by every export: none reaches a terminal as a control sequence, or another format as markup.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Stdio;

use nadwa::config::Config;
use nadwa::export::{EXPORTS, Selection, quoted};
use nadwa::i18n::Messages;
use nadwa::layout;
use nadwa::load::{Loaded, load, read_updates};
use nadwa::model::zone::Zone;
use nadwa::model::{Day, Kind, LISTED, Program, Subject};
use nadwa::page::json;
use nadwa::text::bidi::Mode;
use nadwa::text::{Lang, Localized};
use nadwa::tui::app::App;
use nadwa::tui::draw::Painter;
use nadwa::tui::theme::Theme;
use nadwa::update::Field;
use nadwa::update::to_toml;
use nadwa::view::{VIEWS, View};
use nadwa::workspace::state::State;
use nadwa::world::World;
use ratatui::buffer::Cell;

use crate::support::{draw, nadwa};

/// Hostile strings, grouped by their target.
#[rustfmt::skip]
const ATTACKS: &[&str] = &[
    // Terminals: CSI, OSC, DCS, APC, C1, control characters; the clipboard, links, titles, queries.
    "\x1b[2J", "\x1b[31m", "\x1b[?1049l", "\x1b[6n", "\x1b]0;title\x07", "\x1b]52;c;eA==\x07", "\x1b]8;;http://x\x1b\\", "\x1bP$q m\x1b\\",
    "\x1b_G\x1b\\", "\x1bc", "\u{9b}2J", "\u{9d}0;x\u{9c}", "\u{90}q\u{9c}", "\u{85}", "\x07", "\x08\x08\x08", "\x7f", "\0", "\x0e", "\r", "\x0b", "\x0c", "\t",
    "\u{2028}", "\u{2029}",
    // Directions, invisible characters, tags.
    "\u{202a}", "\u{202b}", "\u{202c}", "\u{202d}", "\u{202e}gnp.exe", "\u{2066}", "\u{2067}", "\u{2068}", "\u{2069}", "\u{200e}", "\u{200f}", "\u{61c}",
    "\u{fe00}\u{fe01}\u{fe0f}", "❤\u{fe0f}\u{fe0f}", "葛\u{e0100}\u{e0101}", "\u{e0100}\u{e01ef}", "1\u{fe0f}\u{20e3}", "\u{180b}\u{180f}",
    "\u{115f}\u{1160}", "\u{3164}", "\u{ffa0}", "\u{2800}", "\u{34f}", "\u{17b4}\u{17b5}", "\u{fff0}", "\u{1bca0}", "\u{1d173}", "\u{e0080}\u{e0fff}", "\u{1ffff}",
    "\u{200b}", "\u{200c}", "\u{200d}", "\u{2060}", "\u{2063}", "\u{feff}", "\u{ad}", "\u{180e}", "\u{fff9}\u{fffb}", "\u{e0001}\u{e0041}\u{e007f}", "\u{ffff}", "\u{fffe}",
    // Cells: many combining marks, wide and joined characters, right-to-left letters.
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}\u{30e}\u{30f}\u{310}\u{311}", "\u{301}", "\u{fe0f}", "👩\u{200d}👩\u{200d}👧",
    "🇲🇦🇪", "日本語", "لا إله", "אבג", "ﷺ", "\u{fdfd}", "\u{1f468}\u{1f3fb}", "\u{e000}", "\u{10ffff}", "𒐫",
    // Markup of HTML, XML, JSON, CSV, iCalendar, TOML, Markdown.
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "</title><h1>", "<!--", "-->", "&lt;b&gt;", "&#x1b;[2J", "&bomb;", "' onclick='x", "]]>", "<![CDATA[", "<?xml?>",
    "\\u001b[2J", "\"}],\"x\":[{\"", "\\", "\"", "'", "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "a,b;c", "a\nb", "\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "\\nATTACH:http://x", "a;b:c\\,d", "\"\"\"", "'''", "#", "x = 1", "[[sessions]]", "${HOME}", "`id`", "$(id)", "*a*_b_", "[a](javascript:x)", "{ $n }", "%s%n",
    // Paths and addresses.
    "../../../etc/passwd", "/etc/passwd", "C:\\x", "CON", ".", "..", "a/b", "-rf", "~", "javascript:alert(1)", "data:text/html,x", "http://a\" onclick=\"x", "file:///etc/passwd",
    // Queries.
    "track:", "is:mine", "day:1 room:", "",
];

/// Returns each attack alone, between letters and before the next one, and three times.
fn strings() -> Vec<String> {
    let mut all = Vec::new();
    for (n, attack) in ATTACKS.iter().enumerate() {
        let next = ATTACKS[(n + 1) % ATTACKS.len()];
        all.push((*attack).to_owned());
        all.push(format!("a{attack}b{next}"));
        all.push(attack.repeat(3));
    }
    all.push("long ".repeat(4_000));
    all.push("\u{301}".repeat(9_000));
    assert!(all.len() > 300);
    all
}

/// Returns a programme in which every text is this string.
fn toml(text: &str) -> String {
    let text = quoted(text);
    let mut out = format!(
        "[program]\nid = {text}\ntitle = {text}\nabout = {text}\nlanguages = [\"en\", \"ar\"]\ntimezone = \"UTC\"\nurl = {text}\nbase_url = {text}\naccent = {text}\nlogo = {text}\nvenue = {{ en = {text}, ar = {text} }}\nnotice = {text}\n[[days]]\ndate = 2021-11-30\ntitle = {text}\n"
    );
    let own = |table: &str, keys: &[&str]| {
        let mut out = String::new();
        for id in [format!("\"{table}\""), text.clone()] {
            // Writing to a String cannot fail.
            let _ = write!(
                out,
                "[[{table}]]\nid = {id}\nname = {{ en = {text}, ar = {text} }}\n"
            );
            for key in keys {
                let _ = writeln!(out, "{key} = {text}");
            }
        }
        out
    };
    out += &own("rooms", &["floor"]);
    out += &own("tracks", &["about", "color"]);
    out += &own("partners", &["acronym", "about", "role", "url"]);
    out += &own("projects", &["about", "url", "lead"]);
    out += &own(
        "speakers",
        &["role", "affiliation", "bio", "url", "image", "partner"],
    );
    for id in ["\"session\"", &text] {
        let _ = write!(
            out,
            "[[sessions]]\nid = {id}\ntitle = {{ en = {text}, ar = {text} }}\nsubtitle = {text}\nkind = {text}\ntype = {text}\nstart = 2021-11-30T09:30:00\nduration = {text}\nroom = \"rooms\"\ntrack = \"tracks\"\nproject = \"projects\"\nspeakers = [\"speakers\", {text}]\nmoderators = [{text}]\npartners = [\"partners\", {text}]\nlanguage = [{text}]\ninterpretation = [{text}]\nabstract = {text}\nstatus = {text}\nnote = {text}\ntags = [{text}]\nimage = {text}\nlicense = {text}\nlinks = [{{ title = {text}, url = \"https://example.org\" }}, {{ title = {text}, url = {text} }}]\n"
        );
    }
    out
}

fn xml(text: &str) -> String {
    let mut safe = String::new();
    for c in text.chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            c => safe.push(c),
        }
    }
    let attribute = format!("\"{safe}\"");
    format!(
        "<schedule><version>{safe}</version><conference><title>{safe}</title><acronym>{safe}</acronym><start>2021-11-30</start><time_zone_name>UTC</time_zone_name><url>{safe}</url></conference><day index=\"1\" date=\"2021-11-30\"><room name={attribute}><event id=\"1\" guid={attribute}><date>2021-11-30T09:30:00+00:00</date><start>09:30</start><duration>01:00</duration><room>{safe}</room><slug>{safe}</slug><title>{safe}</title><subtitle>{safe}</subtitle><track>{safe}</track><type>{safe}</type><language>{safe}</language><abstract>{safe}</abstract><description>{safe}</description><persons><person id=\"1\" guid={attribute}>{safe}</person></persons><links><link href={attribute}>{safe}</link></links></event></room></day></schedule>"
    )
}

fn lists(text: &str) -> String {
    let fields =
        serde_json::json!({ "title": text, "name": text, "description": text, "bio": text });
    let of = |id: &str| serde_json::json!({ "id": id, "avatar": text, "en": fields, "zh": fields });
    let mut session = of("a");
    let more = serde_json::json!({
        "type": text, "room": "r", "start": "2021-11-30T09:30:00Z", "end": "2021-11-30T10:30:00Z", "language": text,
        "speakers": ["s", text], "tags": ["t", text], "uri": text, "slide": text, "record": text,
    });
    let (Some(session), Some(more)) = (session.as_object_mut(), more.as_object()) else {
        unreachable!("both are objects")
    };
    session.extend(more.clone());
    serde_json::json!({ "sessions": [session], "rooms": [of("r")], "speakers": [of("s"), of(text)], "tags": [of("t")], "session_types": [of("k")] })
        .to_string()
}

/// All data of Sessionize.
fn sessionize(text: &str) -> String {
    serde_json::json!({
        "sessions": [{
            "id": text, "title": text, "description": text, "startsAt": "2021-11-30T09:30:00Z", "endsAt": text,
            "speakers": ["s", text], "categoryItems": ["c"], "roomId": "r", "room": text, "liveUrl": text,
        }],
        "speakers": [{ "id": "s", "fullName": text, "bio": text, "tagLine": text, "profilePicture": text, "links": [{ "url": text }] }],
        "categories": [{ "title": "Level", "items": [{ "id": "c", "name": text }] }, { "title": text, "items": [] }],
        "rooms": [{ "id": "r", "name": text }],
    })
    .to_string()
}

/// The second schema of voc.
fn flat(text: &str) -> String {
    serde_json::json!({ "schedule": {
        "conference": {
            "title": text, "acronym": text, "time_zone_name": "UTC", "tracks": [{ "name": text, "slug": "t" }],
            "days": [{ "date": "2021-11-30" }],
        },
        "events": [{
            "guid": text, "title": text, "start": "2021-11-30T09:30:00Z", "end": "2021-11-30T10:30:00Z", "room": { "name": text },
            "track": { "slug": "t" }, "abstract": text, "participants": [{ "name": text, "role": text }],
            "links": [{ "title": text, "url": text }],
        }],
    } })
    .to_string()
}

fn calendar(text: &str) -> String {
    let safe = text
        .replace('\\', "\\\\")
        .replace(['\r', '\n'], "\\n")
        .replace(';', "\\;")
        .replace(',', "\\,");
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:{safe}\r\nX-WR-TIMEZONE:UTC\r\nBEGIN:VEVENT\r\nUID:{safe}\r\nDTSTART:20211130T093000Z\r\nSUMMARY:{safe}\r\nDESCRIPTION:{safe}\r\nLOCATION:{safe}\r\nCATEGORIES:{safe}\r\nURL:{safe}\r\nATTACH:{safe}\r\nCOMMENT:{safe}\r\nCONTACT:{safe}\r\nATTENDEE;ROLE=SPEAKER;CN=\"{}\":mailto:a@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        safe.replace('"', "")
    )
}

fn table(text: &str) -> String {
    let safe = format!("\"{}\"", text.replace('"', "\"\""));
    format!(
        "id,title,start,end,room,track,speakers,abstract,url,tags,timezone\n{safe},{safe},2021-11-30 09:30,10:30,{safe},{safe},{safe},{safe},{safe},{safe},UTC\n"
    )
}

/// The name of a format, and a function that makes a file in it from one string.
type Format = (&'static str, fn(&str) -> String);

const FORMATS: [Format; 7] = [
    ("toml", toml),
    ("xml", xml),
    ("json", lists),
    ("json", sessionize),
    ("json", flat),
    ("ics", calendar),
    ("csv", table),
];

/// The characters without a shape: `Default_Ignorable_Code_Point` in DerivedCoreProperties.txt of Unicode 16.
#[rustfmt::skip]
const IGNORABLE: &[(u32, u32)] = &[
    (0x00ad, 0x00ad), (0x034f, 0x034f), (0x061c, 0x061c), (0x115f, 0x1160), (0x17b4, 0x17b5), (0x180b, 0x180f), (0x200b, 0x200f), (0x202a, 0x202e), (0x2060, 0x206f),
    (0x3164, 0x3164), (0xfe00, 0xfe0f), (0xfeff, 0xfeff), (0xffa0, 0xffa0), (0xfff0, 0xfff8), (0x1bca0, 0x1bca3), (0x1d173, 0x1d17a), (0xe0000, 0xe0fff),
];

fn is_ignorable(c: char) -> bool {
    let among = |&(first, last): &(u32, u32)| (first..=last).contains(&u32::from(c));
    IGNORABLE.iter().any(among)
}

/// Returns the first character of a text that must not reach a terminal or a file.
fn unsafe_character(text: &str) -> Option<char> {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_allowed = match c {
            // Most letters; joiners, and one selector behind a symbol, an ideograph or a key cap.
            ' '..='~' | '\n' | '\u{200c}' | '\u{200d}' => true,
            '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
                let is_symbol = !before.is_alphabetic() && before > '\u{a8}';
                let is_ideograph = before > '\u{3400}' && before.is_alphabetic();
                let is_key = chars.peek() == Some(&'\u{20e3}');
                !is_ignorable(before) && (is_symbol || is_ideograph || is_key)
            }
            // Interlinear annotations and the blank Braille cell are not ignorable, and have no shape either.
            '\u{fff9}'..='\u{fffb}' | '\u{2800}' => false,
            c => !c.is_control() && !is_ignorable(c) && u32::from(c) % 0x10000 < 0xfffe,
        };
        if !is_allowed {
            return Some(c);
        }
        before = c;
    }
    None
}

fn assert_safe(text: &str, what: &str, string: &str) {
    assert_eq!(unsafe_character(text), None, "{what} of {string:?}");
}

fn world(loaded: Loaded, lang: &str) -> World {
    World::new(loaded, 1_638_264_900, Zone::utc(), Lang::parse(lang))
}

/// Returns every text of a programme.
fn texts(program: &Program) -> String {
    let mut out = String::new();
    let mut add = |texts: &[&Localized]| {
        for text in texts.iter().flat_map(|t| t.all()) {
            out.push_str(text);
            out.push('\n');
        }
    };
    add(&[
        &program.title,
        &program.about,
        &program.venue,
        &program.notice,
    ]);
    for kind in LISTED {
        for ix in program.all_of(kind) {
            add(&program.names(ix));
            add(&[&Localized::Plain(program.subject(ix).id)]);
        }
    }
    for s in &program.sessions {
        add(&[&s.subtitle, &s.label, &s.summary, &s.note]);
        add(&s.tags.iter().collect::<Vec<_>>());
        for text in s.language.iter().chain(&s.image).chain(&s.license) {
            add(&[&Localized::Plain(text.clone())]);
        }
        for link in &s.links {
            add(&[&link.title, &Localized::Plain(link.url.clone())]);
        }
    }
    for s in &program.speakers {
        add(&[&s.role, &s.affiliation, &s.bio]);
    }
    out
}

/// Returns the subjects of a programme that a view can show.
fn subjects(world: &World, view: &View) -> Vec<Subject> {
    match view.about {
        Kind::Program => vec![Subject::program()],
        Kind::Query => vec![Subject::new(Kind::Query, "a")],
        Kind::Command => vec![Subject::new(
            Kind::Command,
            if view.name == "palette" { "a" } else { "star" },
        )],
        Kind::Address => vec![Subject::new(Kind::Address, "https://example.org")],
        Kind::Problem => world
            .diagnostics
            .iter()
            .map(|d| Subject::new(Kind::Problem, d.id().as_str()))
            .collect(),
        Kind::Day => world.program.days.iter().map(Day::subject).collect(),
        kind => {
            let all = world.program.all_of(kind);
            all.map(|ix| world.program.subject(ix)).collect()
        }
    }
}

#[test]
fn every_reader_returns_safe_texts_and_safe_faults() {
    let english = Messages::english();
    for string in strings() {
        for (format, make) in FORMATS {
            let loaded = load(&string, make(&string).as_bytes());
            assert_safe(&texts(&loaded.program), format, &string);
            for fault in &loaded.diagnostics {
                assert_safe(&fault.render(&english), format, &string);
            }
        }
    }
}

#[test]
fn every_view_is_safe_on_a_screen_in_plain_output_and_as_json() {
    let modes = [Mode::Application, Mode::Kitty, Mode::Off];
    for (n, string) in strings().into_iter().enumerate() {
        for (m, lang) in ["en", "ar"].into_iter().enumerate() {
            let mut world = world(load("f", toml(&string).as_bytes()), lang);
            world.keys = std::sync::Arc::new(nadwa::tui::commands::keymap());
            let pages: Vec<(&View, Subject)> = VIEWS
                .iter()
                .flat_map(|view| subjects(&world, view).into_iter().map(move |s| (view, s)))
                .collect();
            for (view, subject) in &pages {
                let page = (view.page)(&world, subject);
                let printed = layout::print(&world, &page, 60, |piece| piece.text.clone());
                assert_safe(&printed.replace('\u{200e}', ""), view.name, &string);
                let json = json::page(&world, view.name, subject, &page).to_string();
                assert_safe(&json.replace('\u{200e}', ""), view.name, &string);
            }
            let mut app = App::new(world, (70, 20));
            // The kinds of terminals take turns.
            let mut painter = Painter::new(Theme::Terminal, modes[(n + m) % modes.len()]);
            for (view, subject) in pages {
                app.open(view, subject);
                let buffer = draw(&app, &mut painter, (70, 20));
                let is_plain = |cell: &&Cell| matches!(cell.symbol().as_bytes(), [b' '..=b'~']);
                for cell in buffer.content.iter().filter(|cell| !is_plain(cell)) {
                    assert_safe(&cell.symbol().replace('\u{200e}', ""), view.name, &string);
                    assert!(
                        cell.symbol().chars().count() <= 17,
                        "{}: {:?}",
                        view.name,
                        cell.symbol()
                    );
                }
            }
        }
    }
}

#[test]
fn no_text_escapes_from_its_field_in_any_export() {
    for string in strings() {
        let loaded = load("f", toml(&string).as_bytes());
        let sessions = loaded.program.sessions.len();
        let mut world = world(loaded, "en");
        world.make_impersonal();
        let part = Selection::of(&world, Subject::program());
        for export in EXPORTS {
            for (path, bytes) in (export.make)(&part).files {
                let text = String::from_utf8(bytes).expect("an export is UTF-8");
                let what = format!("{} {path}", export.name);
                // The standards of these two formats demand CR LF.
                let lines = if ["ics", "csv"].contains(&export.name) || ends(&path, "ics") {
                    // A line may be folded within a cluster.
                    text.replace("\r\n ", "")
                        .replace("\r\n", "\n")
                        .trim_start_matches('\u{feff}')
                        .to_owned()
                } else {
                    text.clone()
                };
                assert_safe(&lines.replace('\u{200e}', ""), &what, &string);
                let plain = |name: &str| {
                    name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '%')
                        && !name.contains("..")
                };
                assert!(
                    path.split('/').all(|part| part.is_empty() || plain(part)),
                    "{what} of {string:?}"
                );
                assert_is_well_formed(export.name, &path, &text, sessions, &string);
            }
        }
    }
}

/// The elements of the exported pages.
#[rustfmt::skip]
const TAGS: &[&str] = &[
    "!DOCTYPE", "html", "head", "meta", "title", "style", "link", "body", "header", "nav", "main", "article", "section", "footer", "h1", "h2", "h3", "p", "ul", "li", "dl", "dt", "dd",
    "a", "span", "bdi", "time", "strong", "em", "br", "img", "small", "details", "summary", "del", "ins", "div", "button", "label",
    "input", "table", "caption", "thead", "tbody", "tr", "th", "td", "script", "ol", "svg", "path",
];
/// The attributes of the exported pages.
#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "html", "aria-label", "lang", "dir", "charset", "name", "content", "http-equiv", "property", "rel", "href", "hreflang", "type", "class", "id", "datetime", "data-title", "src", "alt", "style", "aria-current", "title", "loading", "data-id",
    "data-program", "data-star", "data-zone", "data-from", "data-end", "data-page", "role", "hidden", "autocomplete", "colspan", "scope", "media", "tabindex", "rowspan", "decoding", "referrerpolicy", "viewBox", "xmlns", "d", "shape-rendering",
];

type Attributes<'t> = Vec<(&'t str, &'t str)>;

/// Returns the tags of a page with their attributes, each in double quotes or without a value.
fn tags(page: &str) -> Vec<(&str, Attributes<'_>)> {
    let mut all = Vec::new();
    for tag in page.split('<').skip(1).filter(|tag| !tag.starts_with('/')) {
        let (name, mut rest) = tag.split_at(tag.find([' ', '>']).unwrap_or(tag.len()));
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start();
            let Some(end) = rest.find(['=', '>', ' ']).filter(|end| *end > 0) else {
                break;
            };
            let (attribute, behind) = rest.split_at(end);
            let value = behind.strip_prefix("=\"").and_then(|v| v.split_once('"'));
            attributes.push((attribute, value.map_or("", |(value, _)| value)));
            rest = value.map_or(behind, |(_, rest)| rest);
        }
        all.push((name, attributes));
    }
    all
}

fn ends(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|e| e == ending)
}

/// Asserts that an export is well formed and has every session.
fn assert_is_well_formed(format: &str, path: &str, text: &str, sessions: usize, string: &str) {
    let what = format!("{format} {path} of {string:?}:\n{text}");
    let found = match format {
        "toml" | "xml" => {
            let again = load("f", text.as_bytes());
            assert!(!again.is_broken(), "{what}");
            again.program.sessions.len()
        }
        "json" => json_events(text, &what),
        "csv" => csv_rows(text, &what),
        "ics" => calendar_events(text, &what),
        "html" | "site" | "sheet" | "plates" | "cards" | "delegation"
            if path.is_empty() || ends(path, "html") =>
        {
            assert_has_no_foreign_markup(text, &what);
            return;
        }
        _ => return,
    };
    assert_eq!(found, sessions, "{what}");
}

/// Returns the number of events in a schedule.json.
fn json_events(text: &str, what: &str) -> usize {
    let value: serde_json::Value =
        serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {what}"));
    let rooms = &value["schedule"]["conference"]["days"][0]["rooms"];
    let rooms = rooms.as_object().into_iter().flat_map(|r| r.values());
    rooms.filter_map(|r| r.as_array()).map(Vec::len).sum()
}

/// Returns the number of rows, after checking that a spreadsheet finds no formula in them.
fn csv_rows(text: &str, what: &str) -> usize {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader
        .records()
        .map(|row| row.unwrap_or_else(|e| panic!("{e}: {what}")))
        .collect();
    let formula = |field: &str| field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!rows.iter().flatten().any(formula), "{what}");
    rows.len()
}

/// Returns the number of events, after checking the names of all properties.
fn calendar_events(text: &str, what: &str) -> usize {
    let lines = text
        .split("\r\n")
        .filter(|l| !l.is_empty() && !l.starts_with(' '));
    for line in lines {
        let name = line.split([':', ';']).next().unwrap_or_default();
        assert!(
            name.chars().all(|c| c.is_ascii_uppercase() || c == '-'),
            "{line:?} in {what}"
        );
        assert_ne!(name, "ATTACH", "{what}");
    }
    let [calendars, events] = ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
        .map(|line| text.split("\r\n").filter(|l| *l == line).count());
    assert_eq!(calendars, 1, "{what}");
    events
}

/// Asserts that a page has only the elements, attributes and kinds of links that exports write.
fn assert_has_no_foreign_markup(text: &str, what: &str) {
    // The script element holds data only.
    let (before, data) = text
        .split_once("<script type=\"application/ld+json\">")
        .unwrap_or((text, ""));
    let (data, behind) = data.split_once("</script>").unwrap_or(("null", ""));
    assert!(
        serde_json::from_str::<serde_json::Value>(data).is_ok(),
        "{data} in {what}"
    );
    for (tag, attributes) in tags(before).into_iter().chain(tags(behind)) {
        assert!(TAGS.contains(&tag), "<{tag}> in {what}");
        for (name, value) in attributes {
            assert!(ATTRIBUTES.contains(&name), "{name}= in {what}");
            let web = value.starts_with("https://") || value.starts_with("http://");
            let own = value == "data:,"
                || value.starts_with("webcal://")
                || !value.contains(':') && !value.contains("//");
            assert!(
                !["href", "src"].contains(&name) || web || own,
                "{value:?} in {what}"
            );
        }
    }
}

/// Any program may have written the state file.
#[test]
fn texts_of_the_state_file_are_safe() {
    for string in strings() {
        let file = serde_json::json!({ "stars": [string, "session"], "me": string }).to_string();
        let state: State = serde_json::from_str(&file).expect("the text is a state file");
        assert!(
            state
                .stars
                .iter()
                .chain(&state.me)
                .all(|text| unsafe_character(text).is_none()),
            "{string:?}"
        );
    }
}

#[test]
fn updates_are_safe_and_are_read_as_they_were_written() {
    let english = Messages::english();
    for string in strings() {
        let text = quoted(&string);
        let mut file = format!("bucket = {text}\n{text} = 1\n");
        for (field, _) in Field::NAMES {
            for session in ["\"session\"", &text] {
                let record = format!(
                    "[[changes]]\nsession = {session}\nfield = \"{field}\"\nvalue = {text}\nat = 2021-11-30T09:00:00Z\nby = {text}\n"
                );
                file.push_str(&record);
            }
        }
        let log = read_updates(&string, file.as_bytes());
        let mut world = world(load("f", toml("plain").as_bytes()), "en");
        world.receive(log.clone());
        for change in &log.updates {
            let value = change.value.as_deref().unwrap_or_default();
            assert_safe(
                &format!("{}{value}{}", change.subject.id, change.by),
                "changes",
                &string,
            );
        }
        for fault in &world.diagnostics {
            assert_safe(&fault.render(&english), "changes", &string);
        }
        assert_safe(&texts(&world.program), "changes", &string);
        let again = read_updates("f", to_toml(&log).as_bytes());
        assert!(again.same_records(&log), "{string:?}");
    }
}

#[test]
fn faults_of_settings_are_safe() {
    let english = Messages::english();
    for string in strings() {
        let text = quoted(&string);
        let files = [
            string.clone(),
            format!(
                "program = {text}\nlang = {text}\nzone = {text}\ntheme = {text}\nme = {text}\nmouse = {text}\n{text} = 1\n"
            ),
            format!("[keys]\nstar = {text}\n{text} = [{text}, \"x\"]\n"),
        ];
        for file in files {
            for problem in Config::parse(&string, &file).problems {
                assert_safe(&problem.text(&english), "settings", &string);
            }
        }
    }
}

/// Other programs may have written the arguments and the environment.
#[test]
fn messages_about_arguments_and_variables_are_safe() {
    let lines: [&[&str]; 15] = [
        &["X"],
        &["X", "y"],
        &["session", "X"],
        &["search", "X"],
        &["check", "X"],
        &["explain", "X"],
        &["export", "X"],
        &["export", "ics", "--speaker", "X"],
        &["--lang", "X"],
        &["--zone", "X"],
        &["--at", "X"],
        &["--filter", "X", "agenda"],
        &["--print", "--keys", "X"],
        &["--print", "--size", "X"],
        &["--bogusX"],
    ];
    let attacks = ATTACKS.iter().filter(|a| !a.contains('\0'));
    for (n, attack) in attacks.enumerate() {
        let run = |line: &[&str], env: &[(&str, &str)]| {
            let out = nadwa()
                .args(line.iter().map(|word| word.replace('X', attack)))
                .envs(env.iter().copied())
                .stdin(Stdio::null())
                .output()
                .expect("nadwa runs");
            assert!(
                out.status.code().is_some_and(|code| code <= 2),
                "{line:?} {attack:?}: {out:?}"
            );
            for bytes in [out.stdout, out.stderr] {
                let text = String::from_utf8(bytes).expect("messages are UTF-8");
                assert_safe(&text.replace('\u{200e}', ""), &line.join(" "), attack);
            }
        };
        for line in lines {
            run(line, &[]);
        }
        // Every attack in each variable; the two commands take turns.
        let variables = [
            "NADWA_LANG",
            "NADWA_THEME",
            "NADWA_BIDI",
            "NADWA_PROGRAM",
            "LANG",
            "TZ",
            "XDG_STATE_HOME",
            "HOME",
        ];
        for (at, name) in variables.into_iter().enumerate() {
            let command = ["agenda", "config"][(n + at) % 2];
            run(&[command], &[(name, attack)]);
        }
    }
}
