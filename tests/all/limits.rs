//! The limits of a file: beyond each one is a fault with its place, and the rest of the file is read.

use nadwa::load::{MAX_FILE, MAX_SESSIONS, MAX_TEXT, load, read_updates};
use nadwa::model::diagnostic::Diagnostic;
use nadwa::model::zone::Zone;
use nadwa::world::World;

use crate::support::{Folder, english, nadwa};

const HEAD: &str = "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n";

fn session(id: &str, more: &str) -> String {
    format!("[[sessions]]\nid = \"{id}\"\ntitle = \"T\"\nstart = 2021-11-30T09:30:00\n{more}\n")
}

/// Returns `line:column code: message` for each fault.
fn summaries(faults: &[Diagnostic]) -> Vec<String> {
    let place = |fault: &Diagnostic| {
        let place = fault.location.as_ref();
        place.map_or_else(String::new, |p| format!("{}:{} ", p.line, p.column))
    };
    let one = |fault: &Diagnostic| {
        format!(
            "{}{}: {}",
            place(fault),
            fault.code.about().name,
            english(&fault.message)
        )
    };
    faults.iter().map(one).collect()
}

#[test]
fn a_file_of_256_mib_is_refused() {
    let bytes = vec![b'#'; MAX_FILE as usize];
    let loaded = load("large.toml", bytes);
    assert_eq!(
        summaries(&loaded.diagnostics),
        ["unreadable: large.toml is larger than 256 MiB"]
    );
}

#[test]
fn a_text_over_1_mib_is_truncated_in_every_format() {
    let long = format!("{}é{}", "a".repeat(MAX_TEXT - 1), "b".repeat(50));
    let fault = |place: &str| {
        vec![format!(
            "{place} bad-value: This text has 1048627 bytes; the limit is 1 MiB"
        )]
    };
    let files = [
        (
            format!("{HEAD}{}", session("a", &format!("abstract = \"{long}\""))),
            "9:12",
        ),
        (
            format!(
                "<schedule><conference><title>T</title><acronym>t</acronym><time_zone_name>UTC</time_zone_name></conference><day date=\"2021-11-30\"><room name=\"R\"><event id=\"1\"><date>2021-11-30T09:30:00Z</date><duration>01:00</duration><title>T</title>\n<abstract>{long}</abstract></event></room></day></schedule>"
            ),
            "2:1",
        ),
        (
            format!(
                "[{{\"id\":\"a\",\"title\":\"T\",\"start\":\"2021-11-30T09:30:00Z\",\"end\":\"2021-11-30T10:30:00Z\",\n\"description\":\"{long}\"}}]"
            ),
            "2:15",
        ),
        (
            format!(
                "id,title,start,end,timezone,abstract\na,T,2021-11-30 09:30,10:30,UTC,\n\"b\",T,2021-11-30 09:30,10:30,UTC,\"{long}\"\n"
            ),
            "3:34",
        ),
        (
            format!(
                "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:UTC\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20211130T093000Z\r\nDURATION:PT1H\r\nSUMMARY:T\r\nDESCRIPTION:{long}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            ),
            "8:1",
        ),
    ];
    for (text, place) in files {
        let loaded = load("f", text.as_bytes());
        let faults: Vec<String> = summaries(&loaded.diagnostics)
            .into_iter()
            .filter(|t| t.contains("MiB"))
            .collect();
        assert_eq!(faults, fault(place), "{}", &text[..40]);
        let sessions = loaded.program.sessions.iter();
        let longest = sessions
            .flat_map(|s| s.summary.all())
            .map(|t| t.len())
            .max();
        // A text is never cut inside a character.
        assert_eq!(longest, Some(MAX_TEXT - 1), "{}", &text[..40]);
    }
}

#[test]
fn a_million_sessions_are_read_and_the_next_is_a_fault() {
    let mut text = HEAD.to_owned();
    for n in 0..MAX_SESSIONS + 2 {
        text.push_str(&session(&format!("s{n}"), ""));
    }
    let loaded = load("f", text.into_bytes());
    let line = 5 + MAX_SESSIONS * 5;
    let wanted =
        format!("{line}:1 bad-value: The file has 1000002 sessions; the limit is 1,000,000");
    assert_eq!(summaries(&loaded.diagnostics), [wanted]);
    assert_eq!(loaded.program.sessions.len(), MAX_SESSIONS);
}

#[test]
fn deep_nesting_is_a_fault_and_does_not_overflow_the_stack() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let files = [
        format!("{HEAD}x = {}", deep("[", "]")),
        format!("{HEAD}x = {}", deep("{a=", "}")),
        format!("{HEAD}{} = 1", vec!["a"; 100_000].join(".")),
        format!("{HEAD}[{}]", vec!["a"; 100_000].join(".")),
        format!("<schedule>{}", deep("<a>", "</a>")),
        format!("{{\"schedule\":{}}}", deep("[", "]")),
        format!("[{{\"a\":{}}}]", deep("{\"a\":", "}")),
        format!(
            "BEGIN:VCALENDAR\r\n{}",
            deep("BEGIN:VEVENT\r\n", "END:VEVENT\r\n")
        ),
    ];
    for text in files {
        let loaded = load("f", text.as_bytes());
        let faults = summaries(&loaded.diagnostics);
        assert!(
            !faults.is_empty() && faults.len() <= 10_000,
            "{}",
            &text[..60]
        );
    }
}

/// The parser takes many times the memory of such a list, so a list that could take all of it is not read.
#[test]
fn a_list_of_more_values_than_fit_into_memory_is_a_fault() {
    let text = format!("{HEAD}x = [{}]\n", "1,".repeat(4_000_001));
    let faults = summaries(&load("f", text.into_bytes()).diagnostics);
    let fault = "too many records, texts or values; reading stopped here";
    assert!(
        faults.iter().any(|found| found.ends_with(fault)),
        "{faults:?}"
    );
}

/// Entities that a document defines are not expanded, and no file is read for them.
#[test]
fn an_entity_bomb_is_not_expanded() {
    let mut text = String::from(
        "<!DOCTYPE schedule [<!ENTITY a \"boom\"><!ENTITY f SYSTEM \"file:///etc/passwd\">",
    );
    for (from, to) in ('a'..='i').zip('b'..='j') {
        let ten = format!("&{from};").repeat(10);
        text += &["<!ENTITY ", &to.to_string(), " \"", &ten, "\">"].concat();
    }
    text.push_str("]>\n<schedule><conference><title>&j;&f;T</title><acronym>t</acronym><time_zone_name>UTC</time_zone_name></conference></schedule>");
    let loaded = load("f", text.as_bytes());
    let title: Vec<&str> = loaded
        .program
        .title
        .all()
        .map(nadwa::text::Text::as_str)
        .collect();
    assert_eq!(title, ["T"]);
    assert_eq!(
        summaries(&loaded.diagnostics)[1..3],
        [
            "2:30 bad-value: XML has no entity &j;",
            "2:33 bad-value: XML has no entity &f;"
        ]
    );
}

#[test]
fn at_most_10_000_faults_of_a_file_are_listed_and_the_last_has_their_number() {
    let mut text = HEAD.to_owned();
    for n in 0..20_000 {
        text.push_str(&session(
            &format!("S {n}"),
            "romm = \"x\"\nroom = \"nowhere\"",
        ));
    }
    let loaded = load("f", text.into_bytes());
    assert_eq!(loaded.diagnostics.len(), 10_000);
    let last = loaded.diagnostics.iter().filter(|d| {
        d.help
            .as_ref()
            .is_some_and(|h| english(h).contains("There are 60000 problems"))
    });
    assert_eq!(last.count(), 1);
}

/// Updates move every session of a large programme to one room at one time.
#[test]
fn faults_of_updates_are_limited_like_those_of_a_file() {
    use std::fmt::Write as _;

    let mut file = HEAD.to_owned() + "[[rooms]]\nid = \"r\"\n";
    let mut updates = String::new();
    for n in 0..20_000 {
        // Writing to a String cannot fail.
        let _ = write!(
            file,
            "[[sessions]]\nid = \"s{n}\"\ntitle = \"S\"\nstart = 2021-11-30T09:00:00\nduration = \"1h\"\n"
        );
        let _ = write!(
            updates,
            "[[changes]]\nsession = \"s{n}\"\nfield = \"room\"\nvalue = \"r\"\nat = 2021-11-30T08:00:00Z\nby = \"x\"\n"
        );
    }
    let mut world = World::new(load("f", file.as_bytes()), 0, Zone::utc(), None);
    let faults = world.diagnostics.len();
    world.receive(read_updates("changes.toml", updates.as_bytes()));
    assert_eq!(world.original.len(), 20_000);
    assert_eq!(
        world.diagnostics.len() - faults,
        nadwa::model::diagnostic::MAX_DIAGNOSTICS
    );
    let mut ids: Vec<String> = world.diagnostics.iter().map(Diagnostic::id).collect();
    ids.sort();
    assert!(ids.is_sorted_by(|a, b| a < b), "each fault has its own id");
}

/// Returns a programme of 12,000 warnings.
fn warnings() -> String {
    let sessions = (0..12_000).map(|n| session(&format!("s{n}"), "romm = \"x\""));
    HEAD.to_owned() + &sessions.collect::<String>()
}

#[test]
fn an_error_behind_10_000_warnings_is_an_error() {
    let loaded = load("f", warnings().into_bytes());
    assert!(!loaded.has_errors());
    let loaded = load(
        "f",
        (warnings() + &session("last", "room = \"x\"")).into_bytes(),
    );
    assert!(loaded.has_errors() && !loaded.is_broken());
    assert_eq!(loaded.diagnostics.len(), 10_000);
    let text = summaries(&loaded.diagnostics).concat();
    assert!(text.contains("unknown-reference"), "the error is listed");
}

#[test]
fn check_exits_1_for_an_error_behind_10_000_warnings() {
    let folder = Folder::new();
    let text = warnings() + &session("last", "room = \"x\"");
    let file = folder.write("program.toml", text);
    let out = nadwa()
        .arg("check")
        .arg(&file)
        .output()
        .expect("nadwa runs");
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn half_a_schedule_behind_12_000_entities_is_broken() {
    let mut text = "<schedule><conference><title>T</title></conference><day date=\"2021-11-30\"><room name=\"R\">".to_owned();
    text.extend([format!(
        "<event id=\"1\"><title>T{}</title></event>",
        "&nbsp;".repeat(12_000)
    )]);
    let loaded = load("f", text.as_bytes());
    assert!(loaded.is_broken());
    assert_eq!(loaded.diagnostics.len(), 10_000);
    text += "</room></day></schedule>";
    assert!(!load("f", text.as_bytes()).is_broken());
}

/// Returns whether a file has a problem whose message contains this.
fn has_fault(text: &str, message: &str) -> bool {
    let loaded = load("f", text.as_bytes());
    summaries(&loaded.diagnostics)
        .iter()
        .any(|t| t.contains(message))
}

#[test]
fn json_and_xml_are_read_64_levels_deep() {
    let json = |n: usize| format!("{{\"schedule\":{}{}}}", "[".repeat(n), "]".repeat(n));
    let xml = |n: usize| {
        format!(
            "<schedule>{}{}</schedule>",
            "<a>".repeat(n - 1),
            "</a>".repeat(n - 1)
        )
    };
    for (text, is_deep) in [
        (json(64), false),
        (json(65), true),
        (xml(64), false),
        (xml(65), true),
    ] {
        assert_eq!(has_fault(&text, "64 levels"), is_deep, "{}", &text[..40]);
    }
}

#[test]
fn names_are_guessed_for_a_million_comparisons() {
    let mut text = HEAD.to_owned();
    for n in 1000..3000 {
        text.extend([format!("[[rooms]]\nid = \"room-{n}\"\n")]);
    }
    for n in 1000..2000 {
        text += &session(&format!("s{n}"), &format!("room = \"roomx-{n}\""));
    }
    let loaded = load("f", text.into_bytes());
    let guesses = loaded.diagnostics.iter().filter_map(|d| d.help.as_ref());
    let guesses = guesses
        .filter(|help| english(help).contains("room-"))
        .count();
    assert_eq!(guesses, 500, "a million comparisons with 2,000 rooms");
}

#[test]
fn a_calendar_repeats_at_most_10_000_times() {
    let mut text = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:UTC\r\n".to_owned();
    for n in 0..40 {
        text.extend([format!(
            "BEGIN:VEVENT\r\nUID:e{n}\r\nSUMMARY:T\r\nDTSTART:20211130T093000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;UNTIL=20221130T093000Z\r\nEND:VEVENT\r\n"
        )]);
    }
    text += "END:VCALENDAR\r\n";
    let loaded = load("f", text.as_bytes());
    // 27 events repeat 366 times, and the others have their first time.
    assert_eq!(loaded.program.sessions.len(), 27 * 366 + 13);
    assert!(has_fault(&text, "repeat more than 10000 times"));
}

#[test]
fn rules_are_followed_for_a_million_days() {
    let mut text = "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:UTC\r\n".to_owned();
    for n in 0..100 {
        text.extend([format!(
            "BEGIN:VEVENT\r\nUID:e{n}\r\nSUMMARY:T\r\nDTSTART:20211130T093000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;INTERVAL=365;UNTIL=99991231T000000Z\r\nEND:VEVENT\r\n"
        )]);
    }
    text += "END:VCALENDAR\r\n";
    let loaded = load("f", text.as_bytes());
    // A rule is followed for 21,960 days, in which an event has 61 times; 45 events have so many.
    assert_eq!(loaded.program.sessions.len(), 45 * 61 + 55);
    assert!(has_fault(&text, "repeat more than 10000 times"));
}

#[test]
fn slashed_dates_are_read_in_the_order_that_one_of_them_shows() {
    let days = |dates: [&str; 2]| -> Vec<String> {
        let rows = dates.map(|date| format!("T,{date} 09:30,UTC\n")).concat();
        let loaded = load("f", format!("title,start,timezone\n{rows}").as_bytes());
        let slots = loaded.program.sessions.iter().filter_map(|s| s.slot);
        slots.map(|slot| slot.day.to_string()).collect()
    };
    assert_eq!(
        days(["02/03/2021", "13/03/2021"]),
        ["2021-03-02", "2021-03-13"]
    );
    assert_eq!(
        days(["02/03/2021", "02/13/2021"]),
        ["2021-02-03", "2021-02-13"]
    );
    // If none does, the day comes first, as everywhere but in one country.
    assert_eq!(
        days(["02/03/2021", "03/03/2021"]),
        ["2021-03-02", "2021-03-03"]
    );
}

#[test]
fn numbers_above_31_are_not_taken_for_a_day_or_a_month() {
    let table = |date: &str| format!("title,start,timezone\nT,{date} 09:30,UTC\n");
    assert!(has_fault(&table("31/12/2021"), "date-order"));
    for date in ["32/12/2021", "12/32/2021", "99/99/2021", "0/1/2021"] {
        assert!(!has_fault(&table(date), "date-order"), "{date}");
    }
}

/// Returns codes of languages.
fn codes(count: u32) -> impl Iterator<Item = String> {
    let letter = |n: u32| char::from(b'a' + n as u8);
    (0..count).map(move |n| format!("{}{}", letter(n / 26), letter(n % 26)))
}

#[test]
fn a_text_has_at_most_64_languages() {
    for (count, wanted) in [(64, false), (65, true)] {
        let texts: Vec<String> = codes(count).map(|code| format!("{code} = \"A\"")).collect();
        let abstracts = format!("abstract = {{ {} }}", texts.join(", "));
        let text = format!("{HEAD}{}", session("a", &abstracts));
        assert_eq!(has_fault(&text, "65 languages"), wanted);
        let loaded = load("f", text.as_bytes());
        assert_eq!(loaded.program.sessions[0].summary.all().count(), 64);
    }
}

#[test]
fn a_programme_has_at_most_64_languages() {
    for (count, wanted) in [(64, false), (65, true)] {
        let codes: Vec<String> = codes(count).map(|code| format!("\"{code}\"")).collect();
        let text = format!("{HEAD}languages = [{}]\n", codes.join(", "));
        assert_eq!(has_fault(&text, "The file has 65 languages"), wanted);
        let loaded = load("f", text.as_bytes());
        assert_eq!(loaded.program.languages.len(), 64);
    }
    // A table has them in its columns, however many.
    for (count, wanted) in [(64, false), (65, true), (70, true)] {
        let columns = codes(count).collect::<Vec<_>>().join(",title_");
        let text = format!("start,timezone,title_{columns}\n2021-11-30 09:30,UTC\n");
        let loaded = load("f", text.as_bytes());
        assert_eq!(loaded.program.languages.len(), 64);
        let summaries = summaries(&loaded.diagnostics);
        let about: Vec<&String> = summaries
            .iter()
            .filter(|s| s.contains("languages"))
            .collect();
        assert_eq!(!about.is_empty(), wanted, "{about:?}");
        let more = "The file has more than 64 languages";
        assert!(about.iter().all(|s| s.ends_with(more)), "{about:?}");
    }
}

#[test]
fn a_room_has_at_most_1_000_walks() {
    let mut text = HEAD.to_owned();
    for n in 0..1_001 {
        text.extend([format!("[[rooms]]\nid = \"r{n}\"\n")]);
    }
    let walks: Vec<String> = (0..1_001).map(|n| format!("r{n} = 1")).collect();
    text.extend([format!(
        "[[rooms]]\nid = \"far\"\nwalk = {{ {} }}\n",
        walks.join(", ")
    )]);
    assert!(has_fault(&text, "refers to 1001 others; the limit is 1000"));
    let loaded = load("f", text.as_bytes());
    let longest = loaded.program.rooms.iter().map(|r| r.walk.len()).max();
    assert_eq!(longest, Some(1_000));
}

/// No real table has rows as short as these, and yet they are read.
#[test]
fn short_records_are_left_out_only_if_there_are_very_many() {
    let table = |n: usize, row: &str| format!("title,start,timezone\n{}", row.repeat(n));
    let whole = table(20_000, "A title of a session,2021-11-30 09:30,UTC\n");
    let loaded = load("f", whole.as_bytes());
    assert_eq!(loaded.program.sessions.len(), 20_000);
    let empty = table(200_000, "a\n");
    assert!(has_fault(&empty, "too many records"));
}
