//! What hostile files cost: for every reader, files that are made to take much memory or time. Memory and processor
//! time stay in proportion to the size of the file.

use std::fmt::Write as _;
use std::fs;
use std::sync::{Mutex, PoisonError};

use nadwa::export::{EXPORTS, Selection};
use nadwa::layout;
use nadwa::load::{Loaded, load, load_strictly};
use nadwa::model::zone::Zone;
use nadwa::model::{Kind, Subject};
use nadwa::text::bidi::Mode;
use nadwa::tui::app::App;
use nadwa::tui::draw::{self, Painter};
use nadwa::tui::theme::Theme;
use nadwa::view::VIEWS;
use nadwa::world::World;
use peak_alloc::PeakAlloc;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// The size of a file in bytes.
const SIZE: usize = 256 << 10;
/// The memory that reading may take: so many times the size of the file, and some for any file.
const MEMORY_TIMES: usize = 80;
const MEMORY: usize = 32 << 20;
/// The processor time that reading a byte may take in nanoseconds, without optimization.
const TIME: u64 = 5_000;
/// A file of four times the size may take so many times the time.
const GROWTH: u64 = 14;
/// A shorter time is not measured precisely enough to be compared.
const LEAST_TIME: u64 = 100_000_000;

/// The memory and the time are those of the process, so one file is read at a time.
static ONE: Mutex<()> = Mutex::new(());

/// A file of about this number of bytes.
type Make = fn(usize) -> String;

const HEAD: &str = "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n";
const START: &str = "start = 2021-11-30T09:30:00\n";

/// Returns `before`, then pieces that are numbered from 0 up to this size, and `behind`.
fn fill(size: usize, before: &str, piece: impl Fn(usize) -> String, behind: &str) -> String {
    let mut out = before.to_owned();
    let mut n = 0;
    while out.len() + behind.len() < size {
        out += &piece(n);
        n += 1;
    }
    out + behind
}

/// Returns `before`, then one piece again and again up to this size, and `behind`.
fn repeat(size: usize, before: &str, piece: &str, behind: &str) -> String {
    let n = size.saturating_sub(before.len() + behind.len()) / piece.len();
    [before, &piece.repeat(n), behind].concat()
}

/// Returns the number in letters: a, b … z, ba, bb …
fn letters(mut n: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'a' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return out;
        }
    }
}

/// Returns the n-th day since the year 2000.
fn day(n: usize) -> String {
    let first = chrono::NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date");
    (first + chrono::Days::new(n as u64)).to_string()
}

#[rustfmt::skip] // A table: one row, one line.
const TOML: &[(&str, Make)] = &[
    ("languages and untranslated texts", |n| {
        let languages = fill(n / 2, &format!("{HEAD}languages = ["), |n| format!("\"{}\",", letters(n + 26)), "]\n");
        repeat(n, &languages, "[[rooms]]\nname={}\n", "")
    }),
    ("translations", |n| fill(n, &format!("{HEAD}[[rooms]]\nname = {{"), |n| format!("{}=\"\",", letters(n + 26)), "}\n")),
    ("sessions", |n| repeat(n, HEAD, "[[sessions]]\n", "")),
    ("sessions with blanks in their headers", |n| repeat(n, HEAD, "[[ sessions ]]\n", "")),
    ("sessions in a list", |n| repeat(n, "sessions = [{}", ",{}", &format!("]\n{HEAD}"))),
    ("sessions with an id", |n| fill(n, HEAD, |n| format!("[[sessions]]\nid='{n}'\n"), "")),
    ("sessions with one id", |n| repeat(n, HEAD, "[[sessions]]\nid='a'\n", "")),
    ("sessions with a start", |n| repeat(n, HEAD, &format!("[[sessions]]\n{START}"), "")),
    ("rooms", |n| repeat(n, HEAD, "[[rooms]]\n", "")),
    ("rooms with an id", |n| fill(n, HEAD, |n| format!("[[rooms]]\nid='{n}'\n"), "")),
    ("speakers", |n| repeat(n, HEAD, "[[speakers]]\n", "")),
    ("partners", |n| repeat(n, HEAD, "[[partners]]\n", "")),
    ("projects", |n| repeat(n, HEAD, "[[projects]]\n", "")),
    ("days", |n| repeat(n, HEAD, "[[days]]\n", "")),
    ("dates", |n| fill(n, HEAD, |n| format!("[[days]]\ndate={}\n", day(n)), "")),
    ("sessions outside of many days", |n| {
        let days = fill(n / 2, HEAD, |n| format!("[[days]]\ndate={}\n", day(n)), "");
        repeat(n, &days, "[[sessions]]\nstart=1990-11-30T09:30:00\n", "")
    }),
    ("walks of one room", |n| {
        let rooms = fill(n * 2 / 3, HEAD, |n| format!("[[rooms]]\nid='{n}'\n"), "");
        fill(n, &format!("{rooms}[[rooms]]\nid='r'\nwalk={{"), |n| format!("{n}=1,"), "}\n")
    }),
    ("walks to one room", |n| fill(n, &format!("{HEAD}[[rooms]]\nid='r'\n"), |n| format!("[[rooms]]\nid='{n}'\nwalk={{r=1}}\n"), "")),
    ("speakers of one session", |n| {
        let rooms = fill(n * 3 / 4, HEAD, |n| format!("[[speakers]]\nid='{n}'\n"), "");
        fill(n, &format!("{rooms}[[sessions]]\n{START}speakers=["), |n| format!("'{n}',"), "]\n")
    }),
    ("partners of one session", |n| {
        let rooms = fill(n * 3 / 4, HEAD, |n| format!("[[partners]]\nid='{n}'\n"), "");
        fill(n, &format!("{rooms}[[sessions]]\n{START}partners=["), |n| format!("'{n}',"), "]\n")
    }),
    ("funders of the project of all sessions", |n| {
        let rooms = fill(n / 2, HEAD, |n| format!("[[partners]]\nid='{n}'\n"), "");
        let project = fill(n * 3 / 4, &format!("{rooms}[[projects]]\nid='p'\nfunders=["), |n| format!("'{n}',"), "]\n");
        repeat(n, &project, "[[sessions]]\nproject='p'\n", "")
    }),
    ("partners of the speaker of all sessions", |n| {
        let rooms = fill(n / 2, HEAD, |n| format!("[[speakers]]\nid='{n}'\n"), "");
        fill(n, &rooms, |n| format!("[[sessions]]\n{START}speakers=['{n}','{}']\nduration='1h'\n", n / 2), "")
    }),
    ("one person in many places", |n| {
        let head = format!("{HEAD}[[speakers]]\nid='s'\n");
        let rooms = fill(n / 3, &head, |n| format!("[[rooms]]\nid='{n}'\n"), "");
        fill(n, &rooms, |n| format!("[[sessions]]\n{START}duration='9h'\nroom='{n}'\nspeakers=['s']\n"), "")
    }),
    ("overlaps in a room with a long id", |n| {
        let head = format!("{HEAD}[[rooms]]\nid='{}'\n", "r".repeat(n / 3));
        repeat(n, &head, &format!("[[sessions]]\n{START}duration='9h'\n"), "")
    }),
    ("overlaps in a room with a long name", |n| {
        let head = format!("{HEAD}[[rooms]]\nid='r'\nname='{}'\n", "r".repeat(n / 3));
        repeat(n, &head, &format!("[[sessions]]\n{START}duration='9h'\nroom='r'\n"), "")
    }),
    ("unknown keys", |n| fill(n, HEAD, |n| format!("{}=1\n", letters(n)), "")),
    ("unknown tables", |n| fill(n, HEAD, |n| format!("[{}]\n", letters(n)), "")),
    ("unknown rooms", |n| {
        let rooms = fill(n / 2, HEAD, |n| format!("[[rooms]]\nid='{n}'\n"), "");
        fill(n, &rooms, |n| format!("[[sessions]]\nroom='x{n}'\n"), "")
    }),
    ("a room with a long id and one like it", |n| {
        let id = "r".repeat(n / 2);
        format!("{HEAD}[[rooms]]\nid='{id}'\n[[sessions]]\nroom='{id}x'\n")
    }),
    ("tags", |n| repeat(n, &format!("{HEAD}[[sessions]]\ntags = ["), "'',", "]\n")),
    ("tags of one letter", |n| repeat(n, &format!("{HEAD}[[sessions]]\ntags = ["), "'a',", "]\n")),
    ("languages of a session", |n| repeat(n, &format!("{HEAD}[[sessions]]\nlanguage = ["), "'',", "]\n")),
    ("links", |n| repeat(n, &format!("{HEAD}[[sessions]]\nlinks = ["), "{},", "]\n")),
    ("numbers for texts", |n| repeat(n, &format!("{HEAD}[[sessions]]\ntags = ["), "1,", "]\n")),
    ("unsafe texts", |n| repeat(n, &format!("{HEAD}[[sessions]]\ntags = ["), "'\u{200b}a',", "]\n")),
    ("nested lists", |n| repeat(n, &format!("{HEAD}x = ["), &format!("{}{},", "[".repeat(60), "]".repeat(60)), "]\n")),
    ("open brackets", |n| repeat(n, HEAD, "[", "")),
    ("zeros", |n| repeat(n, &format!("{HEAD}x = ["), "0,", "]\n")),
    ("lines with an error", |n| repeat(n, HEAD, "x\n", "")),
    ("lines without an end", |n| repeat(n, HEAD, "\r", "")),
    ("bytes that are not UTF-8 text", |n| repeat(n, HEAD, "\u{0}\n", "")),
];

const SCHEDULE: &str = "<schedule><conference><title>T</title><acronym>t</acronym><time_zone_name>UTC</time_zone_name></conference><day date=\"2021-11-30\"><room name=\"R\">";

#[rustfmt::skip] // A table: one row, one line.
const XML: &[(&str, Make)] = &[
    ("events", |n| repeat(n, SCHEDULE, "<event/>", "</room></day></schedule>")),
    ("events with a start", |n| repeat(n, SCHEDULE, "<event><start>09:30</start></event>", "</room></day></schedule>")),
    ("events with an id", |n| fill(n, SCHEDULE, |n| format!("<event id=\"{n}\"/>"), "</room></day></schedule>")),
    ("empty elements", |n| repeat(n, "<schedule>", "<a/>", "</schedule>")),
    ("rooms", |n| fill(n, "<schedule><day>", |n| format!("<room name=\"{n}\"/>"), "</day></schedule>")),
    ("days", |n| repeat(n, "<schedule>", "<day/>", "</schedule>")),
    ("blanks before texts and children", |n| {
        let blanks = format!("{SCHEDULE}<event><title>{}x", " ".repeat(n / 2));
        repeat(n, &blanks, "<b/>x", "</title></event></room></day></schedule>")
    }),
    ("blanks between children", |n| {
        let blanks = format!("{SCHEDULE}<event><title>{}", " ".repeat(n / 2));
        repeat(n, &blanks, "<b/> ", "</title></event></room></day></schedule>")
    }),
    ("attributes", |n| repeat(n, "<schedule><day><event ", "a=\"\" ", "/></day></schedule>")),
    ("unknown entities", |n| repeat(n, &format!("{SCHEDULE}<event><title>"), "&a;", "</title></event></room></day></schedule>")),
    ("entities", |n| repeat(n, &format!("{SCHEDULE}<event><title>"), "&lt;", "</title></event></room></day></schedule>")),
    ("open entities", |n| repeat(n, &format!("{SCHEDULE}<event><title>"), "&", "</title></event></room></day></schedule>")),
    ("entities as text", |n| repeat(n, &format!("{SCHEDULE}<event><abstract>"), "&amp;", "</abstract></event></room></day></schedule>")),
    ("tags as text", |n| repeat(n, &format!("{SCHEDULE}<event><abstract><![CDATA["), "<", "]]></abstract></event></room></day></schedule>")),
    ("comments as text", |n| repeat(n, &format!("{SCHEDULE}<event><abstract><![CDATA["), "<!--", "]]></abstract></event></room></day></schedule>")),
    ("pieces of text", |n| repeat(n, &format!("{SCHEDULE}<event><abstract>"), "<![CDATA[a]]>", "</abstract></event></room></day></schedule>")),
    ("persons of one event", |n| fill(n, &format!("{SCHEDULE}<event><persons>"), |n| format!("<person>{}</person>", letters(n)), "</persons></event></room></day></schedule>")),
    ("one person of one event", |n| repeat(n, &format!("{SCHEDULE}<event><persons>"), "<person>a</person>", "</persons></event></room></day></schedule>")),
    ("links", |n| fill(n, &format!("{SCHEDULE}<event><links>"), |n| format!("<link href=\"http://{n}\"/>"), "</links></event></room></day></schedule>")),
    ("languages", |n| repeat(n, &format!("{SCHEDULE}<event><language>"), "a,", "</language></event></room></day></schedule>")),
    ("open elements", |n| repeat(n, SCHEDULE, "<a>", "")),
    ("nested elements", |n| repeat(n, SCHEDULE, &format!("{}{}", "<a>".repeat(50), "</a>".repeat(50)), "</room></day></schedule>")),
    ("declarations", |n| repeat(n, SCHEDULE, "<?xml?>", "</room></day></schedule>")),
    ("unsafe titles", |n| repeat(n, SCHEDULE, "<event><title>\u{200b}a</title></event>", "</room></day></schedule>")),
];

const DAYS: &str = "{\"schedule\":{\"conference\":{\"title\":\"T\",\"acronym\":\"t\",\"time_zone_name\":\"UTC\",\"days\":[{\"date\":\"2021-11-30\",\"rooms\":{\"R\":[{\"title\":\"T\"}";

#[rustfmt::skip] // A table: one row, one line.
const JSON: &[(&str, Make)] = &[
    ("zeros", |n| repeat(n, "{\"a\":[0", ",0", "]}")),
    ("zeros in a schedule", |n| repeat(n, "{\"schedule\":{\"a\":[0", ",0", "]}}")),
    ("texts", |n| repeat(n, "{\"schedule\":{\"a\":[0", ",\"\"", "]}}")),
    ("escaped texts", |n| repeat(n, "{\"schedule\":{\"a\":[0", ",\"\\n\"", "]}}")),
    ("keys", |n| repeat(n, "{\"schedule\":{\"\":0", ",\"\":0", "}}")),
    ("escaped keys", |n| repeat(n, "{\"schedule\":{\"\":0", ",\"\\n\":0", "}}")),
    ("objects", |n| repeat(n, "[{\"start\":\"\"}", ",{}", "]")),
    ("lists", |n| repeat(n, "{\"schedule\":[0", ",[]", "]}")),
    ("events", |n| repeat(n, DAYS, ",{}", "]}}]}}}")),
    ("sessions", |n| repeat(n, "[{\"start\":\"\"}", ",{\"start\":0}", "]")),
    ("nested lists", |n| repeat(n, "{\"schedule\":[0", &format!(",{}{}", "[".repeat(60), "]".repeat(60)), "]}")),
    ("nested lists around one", |n| repeat(n, &format!("{{\"a\":{}0", "[".repeat(60)), ",0", &format!("{}}}", "]".repeat(60)))),
    ("open brackets", |n| repeat(n, "{\"schedule\":", "[", "")),
    ("open objects", |n| repeat(n, "{\"schedule\":", "{\"a\":", "")),
    ("surrogates", |n| repeat(n, "{\"schedule\":[0", ",\"\\ud800\"", "]}")),
    ("surrogates in keys", |n| repeat(n, "{\"schedule\":[0", ",{\"\\ud800\":0}", "]}")),
    ("languages of a title", |n| fill(n, "[{\"start\":\"2021-11-30T09:30:00Z\"", |n| format!(",\"{}\":{{\"title\":\"\"}}", letters(n + 26)), "}]")),
    ("speakers of one session", |n| fill(n, "[{\"start\":\"2021-11-30T09:30:00Z\",\"speakers\":[\"\"", |n| format!(",\"{n}\""), "]}]")),
    ("tags of one session", |n| fill(n, "[{\"start\":\"2021-11-30T09:30:00Z\",\"tags\":[\"\"", |n| format!(",\"{}\"", n % 9), "]}]")),
    ("a room with a long name", |n| {
        let rooms = format!("{{\"rooms\":[{{\"id\":\"r\",\"name\":\"{}\"}}],\"sessions\":[{{\"start\":\"\"}}", "r".repeat(n / 2));
        repeat(n, &rooms, ",{\"room\":\"r\"}", "]}")
    }),
    ("a room with a name in many languages", |n| {
        let rooms = fill(n / 2, "{\"rooms\":[{\"id\":\"r\"", |n| format!(",\"{}\":{{\"name\":\"a\"}}", letters(n + 26)), "}],\"sessions\":[{\"start\":\"\"}");
        repeat(n, &rooms, ",{\"room\":\"r\"}", "]}")
    }),
    ("a tag with a long name", |n| {
        let rooms = format!("{{\"tags\":[{{\"id\":\"r\",\"name\":\"{}\"}}],\"sessions\":[{{\"start\":\"\",\"tags\":[\"\"", "r".repeat(n / 2));
        repeat(n, &rooms, ",\"r\"", "]}]}")
    }),
    ("a speaker with a long name", |n| {
        let rooms = format!("{{\"speakers\":[{{\"id\":\"r\",\"name\":\"{}\"}}],\"sessions\":[{{\"start\":\"\"}}", "r".repeat(n / 2));
        repeat(n, &rooms, ",{\"speakers\":[\"r\"]}", "]}")
    }),
];

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:UTC\r\n";
const EVENT: &str =
    "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:UTC\r\nBEGIN:VEVENT\r\nDTSTART:20211130T093000Z\r\n";
const ENDS: &str = "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
const END: &str = "END:VCALENDAR\r\n";

#[rustfmt::skip] // A table: one row, one line.
const CALENDARS: &[(&str, Make)] = &[
    ("events", |n| repeat(n, CALENDAR, "BEGIN:VEVENT\nEND:VEVENT\n", END)),
    ("events with a start", |n| repeat(n, CALENDAR, "BEGIN:VEVENT\nDTSTART:20211130\nEND:VEVENT\n", END)),
    ("calendars", |n| repeat(n, "", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "")),
    ("begun components", |n| repeat(n, CALENDAR, "BEGIN:A\n", END)),
    ("begun events", |n| repeat(n, CALENDAR, "BEGIN:VEVENT\n", END)),
    ("other components", |n| repeat(n, CALENDAR, "BEGIN:A\nEND:A\n", END)),
    ("ended components", |n| repeat(n, CALENDAR, "END:A\n", END)),
    ("begun components and other ends", |n| repeat(n, &repeat(n / 2, CALENDAR, "BEGIN:A\n", ""), "END:B\n", END)),
    ("components in order", |n| repeat(n, &repeat(n / 2, CALENDAR, "BEGIN:A\n", ""), "END:A\n", END)),
    ("commas", |n| repeat(n, &format!("{EVENT}CATEGORIES:"), ",", ENDS)),
    ("categories", |n| repeat(n, &format!("{EVENT}CATEGORIES:"), "a,", ENDS)),
    ("commas of another property", |n| repeat(n, &format!("{EVENT}RDATE:"), ",", ENDS)),
    ("dates", |n| repeat(n, &format!("{EVENT}RDATE:"), "20211130,", ENDS)),
    ("different dates", |n| fill(n, &format!("{EVENT}RDATE:"), |n| format!("{},", day(n).replace('-', "")), ENDS)),
    ("exceptions", |n| fill(n, &format!("{EVENT}EXDATE:"), |n| format!("{},", day(n).replace('-', "")), ENDS)),
    ("commas of lines", |n| repeat(n, EVENT, "CATEGORIES:,,,,,,,\r\n", ENDS)),
    ("commas of unknown lines", |n| repeat(n, EVENT, "X:,,,,,,,\r\n", ENDS)),
    ("semicolons", |n| repeat(n, EVENT, "X;;;;;;;:\r\n", ENDS)),
    ("parameters", |n| repeat(n, &format!("{EVENT}X"), ";A=b", &format!(":x{ENDS}"))),
    ("properties", |n| repeat(n, EVENT, "X:\n", ENDS)),
    ("different properties", |n| fill(n, EVENT, |n| format!("X-{n}:\n"), ENDS)),
    ("attendees", |n| fill(n, EVENT, |n| format!("ATTENDEE;CN={}:\n", letters(n)), ENDS)),
    ("speakers", |n| fill(n, &format!("{EVENT}DESCRIPTION:Speakers: "), |n| format!("{}\\,", letters(n)), ENDS)),
    ("rules", |n| repeat(n, EVENT, "RRULE:FREQ=DAILY;UNTIL=99991231\r\n", ENDS)),
    ("rare rules", |n| repeat(n, EVENT, "RRULE:FREQ=DAILY;INTERVAL=9999;UNTIL=99991231\r\n", ENDS)),
    ("events with a rule", |n| repeat(n, CALENDAR, "BEGIN:VEVENT\nDTSTART:20211130\nRRULE:FREQ=DAILY;UNTIL=99991231\nEND:VEVENT\n", END)),
    ("events with a rare rule", |n| repeat(n, CALENDAR, "BEGIN:VEVENT\nDTSTART:20211130\nRRULE:FREQ=WEEKLY;INTERVAL=9999;UNTIL=99991231\nEND:VEVENT\n", END)),
    ("a repeated event with a long id", |n| format!("{EVENT}RRULE:FREQ=DAILY;UNTIL=99991231\r\nUID:{}{ENDS}", "a".repeat(n))),
    ("a repeated event with many tags", |n| repeat(n, &format!("{EVENT}RRULE:FREQ=DAILY;UNTIL=99991231\r\nCATEGORIES:"), "a,", ENDS)),
    ("a repeated event with many speakers", |n| fill(n, &format!("{EVENT}RRULE:FREQ=DAILY;UNTIL=99991231\r\n"), |n| format!("ATTENDEE;CN={}:\n", letters(n)), ENDS)),
    ("unknown time zones", |n| fill(n, CALENDAR, |n| format!("BEGIN:VEVENT\nDTSTART;TZID=X{n}:20211130T093000\nEND:VEVENT\n"), END)),
    ("described time zones", |n| fill(n, CALENDAR, |n| format!("BEGIN:VTIMEZONE\nTZID:X{n}\nBEGIN:STANDARD\nDTSTART:20211130T093000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"), END)),
    ("folded lines", |n| repeat(n, &format!("{EVENT}SUMMARY:"), "\n ", ENDS)),
    ("lines without a property", |n| repeat(n, EVENT, "x\n", ENDS)),
    ("blank lines", |n| repeat(n, EVENT, "\n", ENDS)),
    ("escapes", |n| repeat(n, &format!("{EVENT}SUMMARY:"), "\\n", ENDS)),
];

#[rustfmt::skip] // A table: one row, one line.
const TABLES: &[(&str, Make)] = &[
    ("rows of one letter", |n| repeat(n, "title,start\n", "a\n", "")),
    ("rows of one comma", |n| repeat(n, "title,start\n", ",\n", "")),
    ("rows of a number", |n| fill(n, "title,start\n", |n| format!("{n}\n"), "")),
    ("rows with a start", |n| repeat(n, "title,start\n", "a,2021-11-30 09:30\n", "")),
    ("rows with many fields", |n| repeat(n, "title,start\n", "a,b,c,d,e,f\n", "")),
    ("rows with all records", |n| fill(n, "title,start,room,track,speakers,moderators,partners\n", |n| { let a = letters(n); format!("a,b,{a},{a},{a},{a},{a}\n") }, "")),
    ("one row", |n| repeat(n, "title,start\na", ",a", "\n")),
    ("blank rows", |n| repeat(n, "title,start\n", "\n", "")),
    ("speakers in a cell", |n| fill(n, "title,speakers\na,", |n| format!("{};", letters(n)), "\n")),
    ("one speaker in a cell", |n| repeat(n, "title,speakers\na,", "a;", "\n")),
    ("partners in a cell", |n| fill(n, "title,partners\na,", |n| format!("{};", letters(n)), "\n")),
    ("tags in a cell", |n| repeat(n, "title,tags\na,", "a;", "\n")),
    ("languages in a cell", |n| repeat(n, "title,language\na,", "a;", "\n")),
    ("addresses in a cell", |n| fill(n, "title,url\na,", |n| format!("http://{n} "), "\n")),
    ("words in a cell", |n| repeat(n, "title,url\na,", "a ", "\n")),
    ("columns", |n| fill(n, "title,start", |n| format!(",{}", letters(n)), "\n")),
    ("columns with one name", |n| repeat(n, "title,start", ",title", "\na,b\n")),
    ("columns in many languages", |n| fill(n, "start,title_aa", |n| format!(",title_{}", letters(n + 26)), "\na,b\n")),
    ("columns in many languages and rows", |n| repeat(n, &fill(n / 2, "title_aa,start", |n| format!(",note_{}", letters(n + 26)), "\n"), "a\n", "")),
    ("rooms", |n| fill(n, "title,room\n", |n| format!("a,{}\n", letters(n)), "")),
    ("an open quote", |n| repeat(n, "title,start\n\"", "a\n", "")),
    ("quotes", |n| repeat(n, "title,start\n", "\"\n", "")),
    ("quoted quotes", |n| repeat(n, "title,start\n\"", "\"\"", "\"\n")),
    ("time zones", |n| fill(n, "title,timezone\na,UTC\n", |n| format!("a,X{n}\n"), "")),
    ("slashed dates", |n| repeat(n, "title,start\n", "a,1/2/2021 09:30\n", "")),
    ("one person in many places", |n| fill(n, "title,start,end,room,speakers\n", |n| format!("T,2021-11-30 09:30,18:30,{n},S\n"), "")),
];

const FORMATS: &[(&str, &[(&str, Make)])] = &[
    ("TOML", TOML),
    ("XML", XML),
    ("JSON", JSON),
    ("iCalendar", CALENDARS),
    ("CSV", TABLES),
];

/// Returns the processor time of this thread in nanoseconds; a loaded machine does not lengthen it.
fn processor_time() -> u64 {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let first = stat.split(' ').next().unwrap_or_default();
    first.parse().unwrap_or_default()
}

/// What an action cost: its peak of memory in bytes, and its processor time in nanoseconds.
#[derive(Clone, Copy)]
struct Cost {
    memory: usize,
    time: u64,
}

/// Returns the result of an action and its cost.
fn measure<T>(action: impl FnOnce() -> T) -> (T, Cost) {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let began = processor_time();
    let result = action();
    let time = processor_time() - began;
    let memory = ALLOCATOR.peak_usage().saturating_sub(before);
    (result, Cost { memory, time })
}

/// Returns what is wrong with the cost of a file of this size, compared with that of a quarter of it.
fn excess(size: usize, whole: Cost, quarter: Cost) -> Vec<String> {
    let mut all = Vec::new();
    if whole.memory > MEMORY + MEMORY_TIMES * size {
        all.push(format!("{} times the file in memory", whole.memory / size));
    }
    if whole.time > TIME * size as u64 {
        all.push(format!("{} ms", whole.time / 1_000_000));
    }
    if whole.time > GROWTH * quarter.time.max(LEAST_TIME) {
        all.push(format!(
            "{} times the time of a quarter",
            whole.time / quarter.time.max(1)
        ));
    }
    all
}

/// Asserts that reading each file of a format costs no more than its size allows.
fn assert_bounded(format: &str, read: fn(&str, Vec<u8>) -> Loaded) {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    // The time zones are read once.
    read("f", b"title,timezone\na,Europe/Madrid\n".to_vec());
    let files = FORMATS.iter().find(|(name, _)| *name == format);
    let mut wrong = String::new();
    for (what, make) in files.expect("a format").1 {
        let cost = |size: usize| {
            let bytes = make(size).into_bytes();
            measure(|| read("f", bytes)).1
        };
        let (quarter, whole) = (cost(SIZE / 4), cost(SIZE));
        eprintln!(
            "{format}: {what}: {} times, {} ms ({} ms)",
            whole.memory / SIZE,
            whole.time / 1_000_000,
            quarter.time / 1_000_000
        );
        for excess in excess(SIZE, whole, quarter) {
            // Writing to a String cannot fail.
            let _ = writeln!(wrong, "{format}: {what}: {excess}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn reading_toml_costs_what_its_size_allows() {
    assert_bounded("TOML", load);
}

#[test]
fn reading_xml_costs_what_its_size_allows() {
    assert_bounded("XML", load_strictly);
}

#[test]
fn reading_json_costs_what_its_size_allows() {
    assert_bounded("JSON", load_strictly);
}

/// The values of a list are counted before they become a tree. In a small file they are few.
#[test]
fn a_long_list_of_json_is_read_as_far_as_there_is_memory() {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let size = 16 * SIZE;
    let text = repeat(size, "{\"schedule\":[0", ",0", "]}");
    let cost = measure(|| load_strictly("f", text.into_bytes())).1;
    let times = cost.memory / size;
    eprintln!("JSON: a long list: {times} times");
    assert!(times <= 20, "{times} times the file in memory");
}

#[test]
fn reading_calendars_costs_what_its_size_allows() {
    assert_bounded("iCalendar", load);
}

#[test]
fn reading_tables_costs_what_its_size_allows() {
    assert_bounded("CSV", load);
}

/// Returns the names of hostile files, and the files, that are shown and written.
fn shown() -> Vec<(String, String)> {
    let daily = |size: usize| {
        let piece = |n| {
            format!(
                "BEGIN:VEVENT\nUID:{n}\nSUMMARY:T\nDTSTART:20211130T093000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=99991231\nEND:VEVENT\n"
            )
        };
        fill(size, CALENDAR, piece, END)
    };
    let mut all = vec![("daily rules until 9999, 6 kB".to_owned(), daily(6_000))];
    let wanted = [
        "languages",
        "overlaps",
        "people",
        "person",
        "partners",
        "funders",
        "walks",
        "dates",
        "rows with a start",
        "tags",
    ];
    for (format, files) in FORMATS {
        let files = files
            .iter()
            .filter(|(what, _)| wanted.iter().any(|w| what.contains(w)));
        all.extend(files.map(|(what, make)| (format!("{format}: {what}"), make(SIZE / 4))));
    }
    all
}

/// The pages and exports of the whole programme.
#[test]
fn showing_and_writing_costs_what_the_size_of_the_file_allows() {
    let _one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
    let mut wrong = String::new();
    for (what, text) in shown() {
        let mut check = |action: &str, cost: Cost| {
            // A page and an export have many bytes for each session, and their time does not depend on their size alone.
            let (memory, time) = (cost.memory >> 20, cost.time / 1_000_000);
            if memory > 256 || time > 10_000 {
                // Writing to a String cannot fail.
                let _ = writeln!(wrong, "{what}: {action}: {memory} MiB, {time} ms");
            }
            if memory > 64 || time > 1_000 {
                eprintln!("{what}: {action}: {memory} MiB, {time} ms");
            }
        };
        let (mut world, cost) =
            measure(|| World::new(load("f", text.as_bytes()), 1_638_264_900, Zone::utc(), None));
        check("reading", cost);
        world.make_impersonal();
        for view in VIEWS.iter().filter(|view| view.about == Kind::Program) {
            let subject = Subject::program();
            let print = || {
                layout::print(&world, &(view.page)(&world, &subject), 100, |piece| {
                    piece.text.clone()
                })
            };
            check(view.name, measure(print).1);
        }
        let part = Selection::of(&world, Subject::program());
        for export in EXPORTS {
            check(export.name, measure(|| (export.make)(&part)).1);
        }
        let mut app = App::new(world, (100, 40));
        let mut painter = Painter::new(Theme::Terminal, Mode::Off);
        for view in VIEWS.iter().filter(|view| view.about == Kind::Program) {
            let draw = || {
                app.open(view, Subject::program());
                let area = Rect::new(0, 0, 100, 40);
                let mut buffer = Buffer::empty(area);
                draw::draw(&app, &mut painter, &mut buffer);
            };
            check(&format!("{} on a screen", view.name), measure(draw).1);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
