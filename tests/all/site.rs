//! The website as a reader sees it: rows and bands of sessions, the start page of a large programme, what has changed, foreign
//! texts, signs, and what the script adds in a browser. Chromium runs the script; without it those tests print a message and
//! pass.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;

use base64::Engine as _;
use flate2::Compression;
use flate2::write::GzEncoder;
use nadwa::export::{EXPORTS, HEAD, Selection, is_exported};
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Subject};
use nadwa::text::{Lang, Text};
use nadwa::update::{Field, Update, UpdateLog};
use nadwa::world::World;
use sha2::{Digest as _, Sha256};

use crate::support::{Folder, nadwa, run, shared};

/// 30 November 2021, 12:00 UTC.
const NOW: i64 = 1_638_273_600;
/// The most bytes of the first page of a large programme, compressed.
const MAX_START: usize = 60_000;

const HEADER: &str = "[program]\nid = \"p\"\ntitle = \"A programme\"\nlanguages = [\"en\", \"fr\"]\ntimezone = \"Europe/Madrid\"
[[rooms]]\nid = \"hall\"\nname = \"Hall\"\n[[rooms]]\nid = \"annex\"\nname = \"Annex\"
[[tracks]]\nid = \"bees\"\nname = \"Bees\"\ncolor = \"green\"
[[speakers]]\nid = \"lea\"\nname = \"Lea Brun\"\n";

/// Returns a session, with more lines.
fn session(id: &str, start: &str, more: &str) -> String {
    format!(
        "\n[[sessions]]\nid = \"{id}\"\nstart = 2021-11-30T{start}:00\nduration = \"30m\"\nroom = \"hall\"\n{more}\n"
    )
}

fn titled(id: &str, start: &str, title: &str) -> String {
    session(id, start, &format!("title = \"{title}\""))
}

/// A site in one language: its files with their texts.
struct Site(Vec<(String, String)>);

impl Site {
    fn of(program: &str, lang: &str, updates: Vec<Update>) -> Self {
        let lang = Lang::parse(lang).expect("a tag");
        let loaded = load("program.toml", program.as_bytes());
        let mut world = World::new(loaded, NOW, Zone::utc(), Some(lang));
        world.receive(UpdateLog {
            updates,
            ..UpdateLog::default()
        });
        world.make_impersonal();
        let export = EXPORTS.iter().find(|e| e.name == "site").expect("a site");
        let files = (export.make)(&Selection::of(&world, Subject::program())).files;
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("files are UTF-8");
        Self(files.into_iter().map(|(name, b)| (name, text(b))).collect())
    }

    /// Returns the file with this in its name.
    fn file(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(have, _)| have.contains(name));
        found.map_or_else(|| panic!("no {name}"), |(_, text)| text)
    }

    /// Returns the pages, but for the one that has everything in itself.
    fn pages(&self) -> impl Iterator<Item = &(String, String)> {
        let is_page = |name: &str| name.ends_with("html") && name != "404.html";
        self.0.iter().filter(move |(name, _)| is_page(name))
    }

    /// Returns the name and the text of the page with this in its name.
    fn page(&self, part: &str) -> &(String, String) {
        let found = self.pages().find(|(name, _)| name.contains(part));
        found.unwrap_or_else(|| panic!("no {part}"))
    }

    /// Writes the files, and returns the folder.
    fn write(&self) -> Folder {
        let folder = Folder::new();
        for (name, text) in &self.0 {
            let path = folder.file(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
        folder
    }
}

fn update(session: &str, field: Field, value: &str) -> Update {
    let subject = Subject::new(Kind::Session, session);
    Update {
        at: NOW,
        by: Text::from("entrance desk"),
        ..Update::new(subject, field, Some(value.into()))
    }
}

/// Returns the part of a page between two texts.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page
        .split_once(from)
        .unwrap_or_else(|| panic!("no {from:?} in {page}"));
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

fn packed(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder
        .write_all(text.as_bytes())
        .expect("memory accepts all");
    encoder.finish().expect("memory accepts all").len()
}

/// Returns a programme with this many sessions on one day.
fn programme_of(sessions: u32) -> String {
    let mut text = HEADER.to_owned();
    for n in 0..sessions {
        let start = format!("{:02}:{:02}", 8 + n / 60, n % 60);
        let _ = write!(
            text,
            "{}",
            titled(&format!("s{n}"), &start, &format!("Talk {n}"))
        );
    }
    text
}

#[test]
fn a_row_has_time_title_room_track_and_speakers_and_is_one_link() {
    let more = "title = \"Wax\"\ntrack = \"bees\"\nspeakers = [\"lea\"]";
    let site = Site::of(
        &format!("{HEADER}{}", session("wax", "10:15", more)),
        "en",
        vec![],
    );
    let page = site.file("day-2021-11-30.html");
    assert!(
        page.contains("<h2><time datetime=\"2021-11-30T09:00Z\">10:00</time></h2>"),
        "{page}"
    );
    let row = between(page, "<li class=\"c-green\"", "</li>");
    for part in [
        "10:15–10:45",
        "data-end=\"2021-11-30T09:45Z\"",
        "Wax",
        "Hall",
        "Bees",
        "Lea Brun",
    ] {
        assert!(row.contains(part), "{part} in {row}");
    }
    assert_eq!(row.matches("<a ").count(), 1, "{row}");
}

#[test]
fn a_cancelled_session_is_seen_in_its_row_and_in_the_title_of_its_page() {
    let program = format!(
        "{HEADER}{}{}",
        titled("wax", "10:00", "Wax"),
        titled("honey", "11:00", "Honey")
    );
    let site = Site::of(
        &program,
        "en",
        vec![update("wax", Field::Status, "cancelled")],
    );
    let row = between(
        site.file("day-2021-11-30.html"),
        "<li class=\"cancelled\"",
        "</li>",
    );
    assert!(
        row.contains("<p class=\"band error\">cancelled</p>"),
        "{row}"
    );
    let page = site.file("session-wax");
    assert!(
        page.contains("<title>Cancelled: Wax · A programme</title>"),
        "{page}"
    );
    assert!(
        page.contains("</h1><p class=\"band error\">cancelled</p>"),
        "{page}"
    );
    assert!(
        site.file("session-honey")
            .contains("<title>Honey · A programme</title>")
    );
}

#[test]
fn a_session_that_is_moved_delayed_or_full_has_a_band() {
    for (field, value, band, title) in [
        (Field::Delay, "15m", "delayed · was 10:00", "Delayed: Wax"),
        (Field::Room, "annex", "Hall → Annex", "Moved: Wax"),
        (Field::Full, "yes", "full", "Full: Wax"),
    ] {
        let program = format!("{HEADER}{}", titled("wax", "10:00", "Wax"));
        let site = Site::of(&program, "en", vec![update("wax", field, value)]);
        let page = site.file("session-wax");
        assert!(
            page.contains(&format!("<p class=\"band warning\">{band}</p>")),
            "{page}"
        );
        assert!(page.contains(&format!("<title>{title} ·")), "{page}");
    }
}

#[test]
fn the_start_page_of_a_large_programme_has_its_days_and_not_its_sessions() {
    let small = Site::of(&programme_of(60), "en", vec![]);
    assert_eq!(
        small
            .file("en/index.html")
            .matches("class=\"title\" href=\"session-")
            .count(),
        60
    );
    assert!(
        !small
            .0
            .iter()
            .any(|(name, _)| name.ends_with("sessions.html"))
    );
    let large = Site::of(&programme_of(61), "en", vec![]);
    let start = large.file("en/index.html");
    assert!(
        !start.contains("session-s") && start.contains("href=\"day-2021-11-30.html\""),
        "{start}"
    );
    assert_eq!(
        large
            .file("en/sessions.html")
            .matches("class=\"title\" href=\"session-")
            .count(),
        61
    );
}

#[test]
fn the_start_page_of_fosdem_is_small() {
    let Some(path) = shared("schedules/fosdem-2026.xml") else {
        return;
    };
    let program = fs::read_to_string(path).expect("the file is UTF-8");
    let site = Site::of(&program, "en", vec![]);
    let size = packed(site.file("en/index.html"));
    assert!(size <= MAX_START, "{size} bytes");
    let row = between(site.file("day-2026-01-31.html"), "<main", "</main>");
    assert!(row.matches("data-id=").count() > 400);
}

#[test]
fn the_page_and_the_feed_of_changes_have_what_was_posted_and_not_by_whom() {
    let program = format!(
        "{HEADER}{}{}",
        titled("wax", "10:00", "Wax & <b>"),
        titled("honey", "11:00", "Honey")
    );
    let updates = vec![update("wax", Field::Room, "annex")];
    let site = Site::of(&program, "en", updates);
    let (page, feed) = (site.file("en/changes.html"), site.file("en/changes.atom"));
    assert!(page.contains("Room: Hall → Annex"), "{page}");
    assert!(
        !between(page, "<main", "</main>").contains("Honey"),
        "{page}"
    );
    assert!(site.file("en/index.html").contains("1 session has changed"));
    assert!(
        feed.contains("<title>Wax &amp; &lt;b&gt;</title>") && feed.contains("Room: Hall → Annex"),
        "{feed}"
    );
    assert!(
        feed.contains("<updated>2021-11-30T12:00:00Z</updated>"),
        "{feed}"
    );
    assert!(
        !site
            .0
            .iter()
            .any(|(_, text)| text.contains("entrance desk"))
    );
    let folder = site.write();
    if let Some(out) = run(
        "xmllint",
        [
            "--noout",
            &folder.file("en/changes.atom").display().to_string(),
        ],
    ) {
        assert!(out.status.success(), "{out:?}");
    }
}

#[test]
fn a_session_that_changes_again_is_a_new_entry_of_the_feed() {
    let program = format!("{HEADER}{}", titled("wax", "10:00", "Wax"));
    let id = |at: i64, room: &str| {
        let moved = Update {
            at,
            ..update("wax", Field::Room, room)
        };
        let site = Site::of(&program, "en", vec![moved]);
        between(site.file("changes.atom"), "<entry>", "</id>").to_owned()
    };
    assert_eq!(id(NOW, "annex"), id(NOW, "annex"));
    assert_ne!(id(NOW, "annex"), id(NOW + 60, "annex"));
}

#[test]
fn a_foreign_text_is_marked_with_its_language() {
    let more = "title.fr = \"La cire\"\nabstract.fr = \"Une histoire.\\n\\nEt une autre.\"";
    let program = format!("{HEADER}{}", session("wax", "10:00", more));
    let site = Site::of(&program, "en", vec![]);
    let page = site.file("session-wax");
    assert!(
        page.contains("<h1><bdi lang=\"fr\">La cire</bdi></h1>"),
        "{page}"
    );
    for text in ["Une histoire.", "Et une autre."] {
        assert!(
            page.contains(&format!("<p dir=\"auto\" lang=\"fr\">{text}</p>")),
            "{page}"
        );
    }
    assert!(
        site.file("day-2021-11-30.html")
            .contains("<bdi lang=\"fr\">La cire</bdi>")
    );
    let own = Site::of(&program, "fr", vec![]);
    assert!(
        own.file("session-wax")
            .contains("<h1><bdi>La cire</bdi></h1>")
    );
}

#[test]
fn an_address_in_an_abstract_is_a_link_of_the_web_only() {
    let more =
        "title = \"Wax\"\nabstract = \"See https://a.example/x?a=1&b, not javascript:alert(1).\"";
    let site = Site::of(
        &format!("{HEADER}{}", session("wax", "10:00", more)),
        "en",
        vec![],
    );
    let page = site.file("session-wax");
    let link = "<a href=\"https://a.example/x?a=1&amp;b\" rel=\"nofollow noopener\">";
    assert!(page.contains(link), "{page}");
    assert!(!page.contains("href=\"javascript"), "{page}");
}

#[test]
fn many_speakers_stand_under_their_letters() {
    let mut program = HEADER.to_owned();
    for n in 0..40 {
        let name = ["Élodie", "Ana", "Édouard", "7 bees"][n % 4];
        let _ = write!(
            program,
            "[[speakers]]\nid = \"x{n}\"\nname = \"{name} {n}\"\n"
        );
    }
    let site = Site::of(&program, "en", vec![]);
    let page = site.file("speakers.html");
    let jumps = between(page, "<nav class=\"jumps\"", "</nav>");
    let letters = jumps
        .split("<bdi>")
        .skip(1)
        .filter_map(|rest| rest.chars().next());
    assert_eq!(letters.collect::<String>(), "AEL#");
    let under = between(page, "<h2>E</h2>", "</section>");
    assert_eq!(under.matches("<li").count(), 20, "{under}");
}

#[test]
fn the_sign_of_a_door_is_a_table_for_each_day_with_room_event_date_and_speakers() {
    let more = "title = \"Wax\"\nspeakers = [\"lea\"]";
    let site = Site::of(
        &format!("{HEADER}{}", session("wax", "10:00", more)),
        "en",
        vec![],
    );
    let page = site.file("doors.html");
    let sign = between(page, "<table class=\"sign\">", "</table>");
    let (head, body) = sign.split_once("</thead>").expect("a head");
    for part in ["A programme", "Hall", "Tuesday 30 November 2021"] {
        assert!(head.contains(part), "{part} in {head}");
    }
    assert!(
        body.contains("Wax") && body.contains("Lea Brun") && body.contains("10:00–10:30"),
        "{body}"
    );
    assert!(!page.contains("Annex"), "{page}");
}

#[test]
fn every_file_of_a_site_is_known_as_nadwas_and_so_are_those_of_earlier_versions() {
    let site = Site::of(&programme_of(3), "en", vec![]);
    for (name, text) in &site.0 {
        let head = &text.as_bytes()[..text.len().min(HEAD as usize)];
        assert!(is_exported(name, head), "{name}");
    }
    let earlier = "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'\">";
    assert!(is_exported("index.html", earlier.as_bytes()));
    let other = "<!DOCTYPE html>\n<meta charset=\"utf-8\">";
    assert!(!is_exported("index.html", other.as_bytes()));
    assert!(!is_exported("site.js", b"console.log(1)"));
}

#[test]
fn the_script_makes_no_markup_of_texts() {
    let site = Site::of(&programme_of(1), "en", vec![]);
    let script = site.file("site.js");
    for way in [
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "document.write",
        "eval",
        "Function(",
        "setTimeout(",
        "srcdoc",
        "DOMParser",
        "import(",
    ] {
        assert!(!script.contains(way), "{way}");
    }
    assert!(script.len() < 16_000, "{} bytes", script.len());
    for (name, page) in site.pages() {
        assert!(page.contains("script-src 'self';"), "{name}");
        assert_eq!(page.matches("<script src=").count(), 1, "{name}");
    }
}

/// Returns the rows of the table of a timetable: the class of each, and its cells.
fn grid_rows(page: &str) -> Vec<Vec<&str>> {
    let table = between(page, "<tbody>", "</tbody>");
    let rows = table.split("<tr").skip(1);
    rows.map(|row| row.split("<td").skip(1).collect()).collect()
}

#[test]
fn a_timetable_has_a_column_for_each_session_at_once_and_breaks_across_all() {
    let sessions = [
        titled("first", "09:00", "First"),
        titled("second", "09:15", "Second"),
        titled("elsewhere", "09:00", "Elsewhere").replace("\"hall\"", "\"annex\""),
        titled("pause", "10:00", "Pause").replace("room = \"hall\"", "kind = \"break\""),
        titled("last", "10:30", "Last"),
    ];
    let site = Site::of(&(HEADER.to_owned() + &sessions.concat()), "en", vec![]);
    let (_, page) = site.page("grid-2021-11-30");
    let head = between(page, "<thead>", "</thead>");
    assert!(
        head.contains("<th scope=\"colgroup\" colspan=\"2\">"),
        "{head}"
    );
    let rows = grid_rows(page);
    // 09:00, 09:15, 09:30, 09:45, 10:00, 10:30.
    let counts: Vec<usize> = rows.iter().map(Vec::len).collect();
    assert_eq!(counts, [3, 1, 2, 1, 1, 3], "{page}");
    let starts = |cell: &str, title: &str, down: &str, across: &str| {
        cell.contains(&format!(">{title}<"))
            && cell.contains("rowspan=\"2\"") == (down == "2")
            && cell.contains("colspan=\"3\"") == (across == "3")
    };
    assert!(starts(rows[0][0], "First", "2", "1"), "{}", rows[0][0]);
    assert!(starts(rows[0][2], "Elsewhere", "2", "1"), "{}", rows[0][2]);
    assert!(starts(rows[1][0], "Second", "2", "1"), "{}", rows[1][0]);
    assert!(starts(rows[4][0], "Pause", "1", "3"), "{}", rows[4][0]);
    assert!(starts(rows[5][0], "Last", "1", "1"), "{}", rows[5][0]);
}

#[test]
fn a_day_and_its_timetable_lead_to_each_other() {
    let annex = titled("b", "09:00", "B").replace("\"hall\"", "\"annex\"");
    let site = Site::of(
        &(HEADER.to_owned() + &titled("a", "09:00", "A") + &annex),
        "en",
        vec![],
    );
    let (_, day) = site.page("day-2021-11-30");
    assert!(
        day.contains("<a href=\"grid-2021-11-30.html\">Timetable</a>"),
        "{day}"
    );
    let (_, grid) = site.page("grid-2021-11-30");
    assert!(
        grid.contains("<a href=\"day-2021-11-30.html\">Agenda</a>"),
        "{grid}"
    );
    // A day in one room has none.
    let site = Site::of(
        &(HEADER.to_owned() + &titled("a", "09:00", "A")),
        "en",
        vec![],
    );
    assert!(site.pages().all(|(name, _)| !name.contains("grid-")));
    assert!(!site.page("day-").1.contains("grid-"));
}

#[test]
fn markdown_of_a_schedule_is_markup_on_its_page_and_its_tags_are_text() {
    let schedule = r#"<?xml version="1.0" encoding="UTF-8"?>
<schedule><conference><acronym>p</acronym><title>P</title><time_zone_name>Europe/Madrid</time_zone_name></conference>
<day index="1" date="2021-11-30"><room name="Hall"><event id="1" guid="a"><date>2021-11-30T09:00:00+01:00</date><start>09:00</start>
<duration>00:30</duration><title>A</title><abstract>Some **bold** words:

- one
- [two](https://two.example/)

1 &amp;lt; 2, &lt;blink&gt;</abstract></event></room></day></schedule>"#;
    let site = Site::of(schedule, "en", vec![]);
    let (_, page) = site.page("session-");
    let prose = between(page, "<div class=\"prose\"", "</div>");
    for markup in [
        "<strong>bold</strong>",
        "<li>one</li>",
        "<li><a href=\"https://two.example/\" rel=\"nofollow noopener\">two</a></li>",
        "1 &lt; 2, &lt;blink&gt;",
    ] {
        assert!(prose.contains(markup), "{markup}\n{prose}");
    }
}

#[test]
fn a_picture_is_allowed_from_its_server_only_and_says_what_it_shows() {
    let picture = "title = \"A\"\nimage = \"https://pictures.example/a.png\"";
    let program = HEADER.to_owned() + &session("a", "09:00", picture) + &titled("b", "10:00", "B");
    let site = Site::of(&program, "en", vec![]);
    let (_, page) = site.page("session-a");
    assert!(
        page.contains("img-src 'self' data: https://pictures.example;"),
        "{page}"
    );
    let image =
        "<img class=\"picture\" src=\"https://pictures.example/a.png\" alt=\"A\" loading=\"lazy\"";
    assert!(page.contains(image), "{page}");
    for (name, page) in site.pages().filter(|(name, _)| !name.contains("session-a")) {
        assert!(!page.contains("pictures.example"), "{name}");
    }
    let hostile = picture.replace("pictures.example", "pictures.example;script-src");
    let program = HEADER.to_owned() + &session("a", "09:00", &hostile);
    let site = Site::of(&program, "en", vec![]);
    let (_, page) = site.page("session-a");
    let policy = between(page, "Content-Security-Policy", ">");
    assert!(!policy.contains("pictures.example"), "{policy}");
    assert!(!page.contains("<img"), "{page}");
}

#[test]
fn a_phone_can_keep_a_site_and_a_copy_of_its_pages() {
    let site = Site::of(&programme_of(1), "en", vec![]);
    for (name, page) in site.pages() {
        let root = if name.contains('/') { "../" } else { "" };
        let link = format!("<link rel=\"manifest\" href=\"{root}en/manifest.json\">");
        assert!(page.contains(&link), "{name}");
        assert!(
            page.contains("manifest-src 'self'; worker-src 'self'\""),
            "{name}"
        );
        assert_eq!(
            page.matches("<meta name=\"theme-color\"").count(),
            2,
            "{name}"
        );
        assert!(
            page.contains("<p class=\"offline notice urgent\" role=\"status\" hidden>"),
            "{name}"
        );
    }
    let manifest: serde_json::Value =
        serde_json::from_str(site.file("manifest.json")).expect("JSON");
    assert_eq!(manifest["name"], "A programme");
    assert_eq!(manifest["icons"][0]["src"], "../favicon.svg");
    assert!(site.0.iter().any(|(name, _)| name == "sw.js"));
}

/// Returns a page as Chromium has it when its script has run; none where Chromium is not installed.
fn in_browser(folder: &Folder, page: &str) -> Option<String> {
    let profile = format!("--user-data-dir={}", folder.file("profile").display());
    let address = format!("file://{}", folder.file(page).display());
    let args = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--dump-dom",
        &profile,
        &address,
    ];
    let out = run("chromium", args)?;
    assert!(out.status.success(), "{out:?}");
    Some(String::from_utf8(out.stdout).expect("Chromium prints UTF-8"))
}

/// Returns the titles of the sessions that a page shows.
fn titles_shown(page: &str) -> Vec<&str> {
    let rows = between(page, "<main", "</main>").split("<li ").skip(1);
    let shown = rows.filter(|row| {
        !row.split('>')
            .next()
            .is_some_and(|tag| tag.contains("hidden"))
    });
    shown
        .map(|row| between(between(row, "<bdi", "</bdi>"), ">", "<"))
        .collect()
}

#[test]
fn the_search_finds_words_without_their_accents() {
    let sessions = [
        titled("a", "10:00", "Élan vital"),
        titled("b", "11:00", "مدينة الهجرة"),
        titled("c", "12:00", "Wax"),
    ];
    let folder = Site::of(&format!("{HEADER}{}", sessions.concat()), "en", vec![]).write();
    for (words, titles) in [
        ("elan%20VITÁL", vec!["Élan vital"]),
        ("%D9%85%D8%AF%D9%8A%D9%86%D9%87", vec!["مدينة الهجرة"]),
        ("hall%20wax", vec!["Wax"]),
        ("nothing", vec![]),
        ("", vec!["Élan vital", "مدينة الهجرة", "Wax"]),
    ] {
        let Some(page) = in_browser(&folder, &format!("en/index.html#q={words}")) else {
            return;
        };
        assert_eq!(titles_shown(&page), titles, "{words}");
    }
}

#[test]
fn a_link_with_sessions_shows_them_and_whatever_else_is_in_it_does_nothing() {
    let sessions = [
        titled("wax", "10:00", "Wax"),
        titled("honey", "11:00", "<img src=x onerror=alert(1)>"),
    ];
    let site = Site::of(&format!("{HEADER}{}", sessions.concat()), "en", vec![]);
    let key = between(site.file("session-honey"), "data-id=\"", "\"").to_owned();
    let folder = site.write();
    for (list, titles) in [
        (key.clone(), 1),
        (format!("{key},%3Cimg%20src=x%3E,%22"), 1),
        ("%3Cscript%3E".into(), 0),
        ("%E0%A4%A".into(), 2),
    ] {
        let Some(page) = in_browser(&folder, &format!("en/index.html#s={list}")) else {
            return;
        };
        assert_eq!(titles_shown(&page).len(), titles, "{list}");
        assert!(!page.contains("<img"), "{list}");
    }
    let nothing_starred = in_browser(&folder, "en/index.html#starred").unwrap_or_default();
    assert_eq!(titles_shown(&nothing_starred).len(), 0);
}

/// Returns a programme that says where its site is published.
fn published() -> String {
    let more =
        "title = \"Wax\"\nabstract = \"Wax & <b>\"\nimage = \"https://event.example/wax.png\"";
    let program = format!(
        "{HEADER}{}{}",
        session("wax", "10:00", more),
        titled("honey", "11:00", "Honey")
    );
    program.replacen(
        "timezone",
        "base_url = \"https://event.example/2021\"\ntimezone",
        1,
    )
}

#[test]
fn a_published_page_names_its_addresses_and_describes_itself() {
    let site = Site::of(&published(), "fr", vec![]);
    let (name, page) = site.page("fr/session-wax");
    let name = name.trim_start_matches("fr/").trim_end_matches(".html");
    for part in [
        "<link rel=\"canonical\" href=\"https://event.example/2021/fr/NAME.html\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://event.example/2021/en/NAME.html\">",
        "<link rel=\"alternate\" hreflang=\"fr\" href=\"https://event.example/2021/fr/NAME.html\">",
        "<meta property=\"og:title\" content=\"Wax · A programme\">",
        "<meta property=\"og:description\" content=\"Wax &amp; &lt;b&gt;\">",
        "<meta property=\"og:url\" content=\"https://event.example/2021/fr/NAME.html\">",
        "<meta property=\"og:image\" content=\"https://event.example/wax.png\">",
        "<a href=\"webcal://event.example/2021/fr/NAME.ics\">",
    ] {
        let part = part.replace("NAME", name);
        assert!(page.contains(&part), "{part} in {page}");
    }
    assert!(!page.contains("x-default"), "{page}");
    let other = site.file("fr/session-honey");
    assert!(!other.contains("og:image"), "{other}");
    let start = site.file("fr/index.html");
    let root =
        "<link rel=\"alternate\" hreflang=\"x-default\" href=\"https://event.example/2021/\">";
    assert!(start.contains(root), "{start}");
}

#[test]
fn the_map_of_a_site_has_every_page_in_every_language() {
    let site = Site::of(&published(), "en", vec![]);
    let map = site.file("sitemap.xml");
    let in_english = site.0.iter().filter(|(name, _)| {
        name.strip_prefix("en/")
            .is_some_and(|name| name.ends_with("html"))
    });
    for (name, _) in in_english.clone() {
        let other = name.replacen("en/", "fr/", 1);
        for name in [name, &other] {
            let address = format!("<loc>https://event.example/2021/{name}</loc>");
            assert!(map.contains(&address), "{address} in {map}");
        }
    }
    assert_eq!(map.matches("<loc>").count(), 2 * in_english.count());
    let folder = site.write();
    let file = folder.file("sitemap.xml").display().to_string();
    if let Some(out) = run("xmllint", ["--noout", &file]) {
        assert!(out.status.success(), "{out:?}");
    }
}

#[test]
fn a_site_without_an_address_names_none() {
    let site = Site::of(&programme_of(2), "en", vec![]);
    for (name, page) in site.pages() {
        for part in ["canonical", "property=", "webcal:", " hreflang="] {
            assert!(!page.contains(part), "{part} in {name}");
        }
    }
    assert!(!site.0.iter().any(|(name, _)| name == "sitemap.xml"));
}

#[test]
fn a_calendar_is_subscribed_to_by_https_only() {
    let program = published().replace("https://event.example/2021", "http://event.example");
    let page = Site::of(&program, "en", vec![]);
    assert!(!page.file("en/session-wax").contains("webcal:"));
}

#[test]
fn every_page_has_the_icon_and_allows_it() {
    let site = Site::of(&programme_of(1), "en", vec![]);
    assert!(site.file("favicon.svg").starts_with("<svg "));
    for (name, page) in site.pages() {
        let path = if name.contains('/') { "../" } else { "" };
        let link = format!("<link rel=\"icon\" type=\"image/svg+xml\" href=\"{path}favicon.svg\">");
        assert!(page.contains(&link), "{name}");
        assert!(page.contains("img-src 'self' data:;"), "{name}");
    }
}

#[test]
fn a_sign_has_a_code_with_the_address_of_its_page() {
    let signs = |program: &str| {
        Site::of(program, "en", vec![])
            .file("doors.html")
            .to_owned()
    };
    let code = "<svg class=\"code\"";
    let address = "aria-label=\"https://event.example/2021/en/room-hall";
    let page = signs(&published());
    assert!(page.contains(code) && page.contains(address), "{page}");
    assert!(!signs(&programme_of(1)).contains(code));
}

/// A server shows it for addresses in any folder.
#[test]
fn the_page_for_wrong_addresses_needs_no_other_file() {
    let of = |program: &str| Site::of(program, "en", vec![]).file("404.html").to_owned();
    let page = of(&programme_of(1));
    assert!(page.contains("<h1>This page does not exist</h1>"), "{page}");
    assert!(
        page.contains("<style>") && !page.contains("stylesheet"),
        "{page}"
    );
    assert!(
        !page.contains("index.html"),
        "no link is right in every folder: {page}"
    );
    let page = of(&published());
    assert!(
        page.contains("<a href=\"https://event.example/2021/\">A programme</a>"),
        "{page}"
    );
}

#[test]
fn the_accent_of_a_programme_is_the_colour_of_its_links_where_it_can_be_read() {
    let with = |accent: &str| {
        let line = format!("accent = \"{accent}\"\ntimezone");
        let program = programme_of(1).replacen("timezone", &line, 1);
        let style = Site::of(&program, "en", vec![])
            .file("style.css")
            .to_owned();
        let at = style.rfind("--link: ").expect("the colour of links");
        between(&style[at..], "--link: ", ";").to_owned()
    };
    assert_eq!(with("#0a6e8a"), "light-dark(#0a6e8a, #4f97ab)");
    // Yellow is dark on white, and itself on black.
    assert!(
        with("#ffee00").ends_with(", #ffee00)"),
        "{}",
        with("#ffee00")
    );
    assert!(!with("#ffee00").contains("(#ffee00"), "{}", with("#ffee00"));
    let plain = with("teal");
    assert_eq!(
        plain, "light-dark(#0b5cad, #7db8f5)",
        "no colour changes nothing"
    );
}

#[test]
fn a_page_with_its_style_in_itself_allows_that_and_no_other() {
    let accent = "accent = \"#0a6e8a\"\ntimezone";
    for program in [
        programme_of(1),
        programme_of(1).replacen("timezone", accent, 1),
    ] {
        let site = Site::of(&program, "en", vec![]);
        let page = site.file("404.html");
        let hash = Sha256::digest(between(page, "<style>", "</style>"));
        let hash = base64::prelude::BASE64_STANDARD.encode(hash);
        let policy = between(page, "Content-Security-Policy\" content=\"", "\"");
        let style = format!("style-src 'sha256-{hash}';");
        assert!(policy.contains(&style), "{policy}");
        assert!(policy.ends_with("img-src data:"), "{policy}");
    }
}

/// Returns the style sheet of a site whose programme has a logo with this content, and what was reported.
fn style_with_logo(name: &str, content: &[u8]) -> (String, String) {
    let folder = Folder::new();
    let line = format!("logo = \"{name}\"\ntimezone");
    folder.write("p.toml", programme_of(1).replacen("timezone", &line, 1));
    folder.write(name, content);
    let site = folder.file("site");
    let out = nadwa()
        .args([
            "--lang", "en", "-p", "p.toml", "export", "site", "-o", "site",
        ])
        .current_dir(&folder.0)
        .output()
        .expect("nadwa runs");
    assert!(out.status.success(), "{out:?}");
    let style = fs::read_to_string(site.join("style.css")).expect("a style sheet");
    (style, String::from_utf8_lossy(&out.stderr).into_owned())
}

#[test]
fn a_logo_beside_the_programme_is_at_the_head_of_each_page() {
    let svg = b"<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let (style, reported) = style_with_logo("logo.svg", svg);
    let data = base64::prelude::BASE64_STANDARD.encode(svg);
    let address = format!("url(\"data:image/svg+xml;base64,{data}\")");
    assert!(style.contains(&address), "{address}");
    assert!(!reported.contains("logo"), "{reported}");
}

#[test]
fn a_file_that_is_no_logo_is_reported_and_left_out() {
    let large = [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 1_000_000]].concat();
    for (name, content, why) in [
        (
            "logo.png",
            &b"<svg/>"[..],
            "the content is no picture of this kind",
        ),
        ("logo.png", &large, "it is larger than 1 MB"),
    ] {
        let (style, reported) = style_with_logo(name, content);
        assert!(!style.contains("url("), "{why}");
        let message = format!("nadwa: the logo {name} is left out: {why}\n");
        assert!(reported.contains(&message), "{reported}");
    }
}
