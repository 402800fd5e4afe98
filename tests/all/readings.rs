//! What programs and people write in unusual ways is read as it is meant, or reported.

use nadwa::load::load;
use nadwa::model::zone::Timestamp;

use crate::support::{Folder, english, nadwa};

/// Returns the starts of the sessions of a file, as instants.
fn starts(file: &str) -> Vec<Timestamp> {
    let slots = load("f", file.as_bytes()).program.sessions.into_iter();
    slots.filter_map(|s| Some(s.slot?.from)).collect()
}

/// Returns the problems of a file, with their lines.
fn problems(file: &str) -> Vec<String> {
    let found = load("f", file.as_bytes()).diagnostics.into_iter();
    let line = |d: nadwa::model::diagnostic::Diagnostic| {
        let line = d.location.as_ref().map_or(0, |l| l.line);
        format!("{line}: {}", english(&d.message))
    };
    found.map(line).collect()
}

/// On 25 October 2026, clocks in Madrid show 02:30 at 00:30 and again at 01:30 UTC.
#[test]
fn of_an_hour_that_comes_twice_the_one_that_is_meant_is_read() {
    let [first, second] = [1_792_888_200, 1_792_891_800];
    let table = "title,start,timezone\n\
        A,2026-10-25T02:30:00+02:00,Europe/Madrid\n\
        B,2026-10-25T02:30:00+01:00,Europe/Madrid\n\
        C,2026-10-25T01:30:00Z,Europe/Madrid\n";
    assert_eq!(starts(table), [first, second, second]);
    assert!(problems(table).is_empty());
    let event = |n: u32, start: &str| {
        format!("BEGIN:VEVENT\r\nUID:{n}\r\nSUMMARY:{n}\r\nDTSTART{start}\r\nEND:VEVENT\r\n")
    };
    let events = [
        event(1, ";TZID=Europe/Madrid:20261024T100000"),
        event(2, ":20261025T003000Z"),
        event(3, ":20261025T013000Z"),
    ];
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-TIMEZONE:Europe/Madrid\r\n{}END:VCALENDAR\r\n",
        events.concat()
    );
    assert_eq!(starts(&calendar)[1..], [first, second]);
    let schedule = r#"<schedule><conference><title>C</title><time_zone_name>Europe/Madrid</time_zone_name></conference>
        <day index="1" date="2026-10-25"><room name="R"><event id="1"><title>T</title>
        <date>2026-10-25T02:30:00+01:00</date><start>02:30</start><duration>00:10</duration></event></room></day></schedule>"#;
    assert_eq!(starts(schedule), [second]);
}

/// What says which of two hours is meant is not lost in the formats that nadwa reads again.
#[test]
fn the_second_of_two_hours_stays_the_second_in_exports() {
    let table = "title,start,end,timezone\nB,2026-10-25T02:30:00+01:00,2026-10-25T02:45:00+01:00,Europe/Madrid\n";
    let folder = Folder::new();
    let file = folder.write("t.csv", table);
    for format in ["toml", "csv", "ics", "xml", "json"] {
        let out = nadwa()
            .args(["export", format, "-p"])
            .arg(&file)
            .output()
            .expect("nadwa runs");
        let text = String::from_utf8(out.stdout).expect("it is UTF-8");
        assert_eq!(starts(&text), [1_792_891_800], "{format}: {text}");
    }
}

#[test]
fn pm_behind_the_end_of_a_range_belongs_to_its_start_as_well() {
    let cases = [
        ("1:30-2:30 PM", "13:30-14:30"),
        ("11:30-12:30 PM", "11:30-12:30"),
        ("11:00 - 1:00 pm", "11:00-13:00"),
        ("12:15-1:15 PM", "12:15-13:15"),
        ("8-9 PM", "20:00-21:00"),
        ("11-1 PM", "11:00-13:00"),
        ("12-1 PM", "12:00-13:00"),
        ("9:00-10:00 AM", "09:00-10:00"),
        ("1:30 PM-2:30 PM", "13:30-14:30"),
        ("13:30-14:30", "13:30-14:30"),
    ];
    for (written, wanted) in cases {
        let table = format!("title,date,time\nA,2026-11-20,{written}\n");
        let program = load("f", table.as_bytes()).program;
        let slot = program.sessions[0].slot.expect("a time");
        let read = format!(
            "{}-{}",
            slot.start.format("%H:%M"),
            slot.end.format("%H:%M")
        );
        assert_eq!(read, wanted, "{written}");
    }
}

#[test]
fn the_order_of_day_and_month_is_found_also_between_hyphens() {
    let table = "title,start\nA,12-6-2026 10:00\nB,13-6-2026 10:00\n";
    let program = load("f", table.as_bytes()).program;
    let days: Vec<String> = program.days.iter().map(|d| d.date.to_string()).collect();
    assert_eq!(days, ["2026-06-12", "2026-06-13"]);
}

#[test]
fn names_with_commas_and_ampersands_are_the_same_in_files_that_nadwa_writes() {
    let program = "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n\
        [[speakers]]\nid = \"a\"\nname = \"Vidal Pérez, Ana María\"\n\
        [[speakers]]\nid = \"b\"\nname = \"Tazi & Sons\"\n\
        [[sessions]]\nid = \"s\"\ntitle = \"S\"\nstart = 2026-11-20T10:00:00\nspeakers = [\"a\", \"b\"]\n";
    let folder = Folder::new();
    let alone = program.replace("[\"a\", \"b\"]", "[\"a\"]");
    for (text, format, wanted) in [
        (
            program,
            "csv",
            &["Vidal Pérez, Ana María", "Tazi & Sons"][..],
        ),
        (program, "ics", &["Vidal Pérez, Ana María", "Tazi & Sons"]),
        (&*alone, "csv", &["Vidal Pérez, Ana María"]),
        (&*alone, "ics", &["Vidal Pérez, Ana María"]),
    ] {
        let file = folder.write("p.toml", text);
        let out = nadwa().args(["export", format, "-p"]).arg(file).output();
        let read = load("t", &out.expect("nadwa runs").stdout[..]).program;
        let names = read.speakers.iter().flat_map(|s| s.name.all());
        let names: Vec<String> = names.map(ToString::to_string).collect();
        assert_eq!(names, wanted, "{format}");
    }
}

#[test]
fn a_misspelt_time_zone_of_one_row_is_reported() {
    let table = "title,start,timezone\nA,2026-11-20 10:00,Europe/Madrid\nB,2026-11-20 11:00,Europe/Madird\n";
    assert_eq!(
        problems(table),
        ["3: There is no time zone “Europe/Madird”"]
    );
}

#[test]
fn repetitions_that_cannot_be_read_are_reported() {
    let calendar = |lines: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:A\r\n\
             DTSTART:20261120T100000Z\r\nDTEND:20261120T110000Z\r\n{lines}END:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    let cases = [
        (
            "RRULE:FREQ=DAILY;COUNT=3\r\nEXRULE:FREQ=DAILY;INTERVAL=2\r\n",
            "9: EXRULE is not supported: the repetitions that it excludes are shown",
        ),
        (
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20261120T100000Z\r\n",
            "8: RANGE is not supported: the change applies to all later repetitions, but only this one is changed",
        ),
    ];
    for (lines, wanted) in cases {
        let found = problems(&calendar(lines));
        assert!(found.iter().any(|problem| problem == wanted), "{found:?}");
    }
}
