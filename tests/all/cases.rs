//! Files as programs and people write them, and what a person sees of each.

use std::process::Stdio;

use crate::support::{Folder, nadwa};

/// A file, the command that reads it, what it must print, and what it must not print.
struct Case {
    /// What is right.
    name: &'static str,
    file: (&'static str, &'static [u8]),
    command: &'static str,
    shows: &'static [&'static str],
    hides: &'static [&'static str],
}

/// A calendar with one event.
macro_rules! calendar {
    ($($line:literal),+) => {
        concat!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:bee\r\n",
            $($line, "\r\n",)+
            "END:VEVENT\r\nEND:VCALENDAR\r\n",
        ).as_bytes()
    };
}

/// A schedule.xml with one event of half an hour.
macro_rules! schedule {
    ($conference:literal, $first:literal, $second:literal) => {
        concat!(
            "<schedule><conference><title>Bee days</title><acronym>bees</acronym>", $conference,
            "</conference><day index=\"1\" date=\"2027-05-21\"><room name=\"B.1.2\"><event id=\"1\">",
            $first, $second, "<duration>00:30</duration><title>Wax</title></event></room></day></schedule>",
        ).as_bytes()
    };
}

/// Runs a command on a file, in the time zone of a reader, and returns all it prints.
fn shown(file: (&str, &[u8]), command: &str) -> String {
    let folder = Folder::new();
    let path = folder.write(file.0, file.1);
    let mut run = nadwa();
    run.args(["--width", "100"]);
    if command == "check" {
        run.arg("check").arg(&path);
    } else {
        run.arg("-p").arg(&path).args(command.split(' '));
    }
    let run = run.env("HOME", &folder.0).env("TZ", "Europe/Brussels");
    let out = run.stdin(Stdio::null()).output().expect("nadwa runs");
    let text = [out.stdout, out.stderr].concat();
    // A folded line of a calendar continues on the next.
    String::from_utf8_lossy(&text).replace("\r\n ", "")
}

#[test]
fn each_file_is_shown_as_it_was_meant() {
    let mut wrong = Vec::new();
    for case in CASES {
        let text = shown(case.file, case.command);
        let missing = case.shows.iter().filter(|part| !text.contains(**part));
        let extra = case.hides.iter().filter(|part| text.contains(**part));
        for part in missing {
            wrong.push(format!("{}: no {part:?} in\n{text}", case.name));
        }
        for part in extra {
            wrong.push(format!("{}: {part:?} in\n{text}", case.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs nadwa on a file with the state of one reader; returns what it prints.
fn with_state(folder: &Folder, args: &[&str]) -> String {
    let mut run = nadwa();
    run.args(["-p", "bees.x", "--lang", "en"])
        .args(args)
        .current_dir(&folder.0);
    let out = run
        .env("HOME", &folder.0)
        .stdin(Stdio::null())
        .output()
        .expect("nadwa runs");
    String::from_utf8_lossy(&[out.stdout, out.stderr].concat()).into_owned()
}

/// Two versions of a file: a session is added before others that have the same id or title.
#[rustfmt::skip] // A table: one entry, one line.
const VERSIONS: &[(&str, &str, &str, &str)] = &[
    (
        "BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:UTC\r\nX-WR-CALNAME:Bees\r\n{}BEGIN:VEVENT\r\nUID:7\r\nSUMMARY:Wax\r\nDTSTART:20270521T100000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:7\r\nSUMMARY:Honey\r\nDTSTART:20270521T110000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "BEGIN:VEVENT\r\nUID:7\r\nSUMMARY:Dawn\r\nDTSTART:20270521T090000\r\nEND:VEVENT\r\n",
        "Honey",
        "11:00",
    ),
    (
        "title,start,timezone\n{}Pause,2027-05-21 10:00,UTC\nPause,2027-05-21 12:00,UTC\n",
        "Pause,2027-05-21 09:00,UTC\n",
        "pause-2027-05-21-1200",
        "12:00",
    ),
];

#[test]
fn updates_stay_with_their_session_when_another_is_added_before_it() {
    for (file, added, session, start) in VERSIONS {
        let folder = Folder::new();
        folder.write("bees.x", file.replace("{}", ""));
        let said = with_state(&folder, &["set", session, "cancelled"]);
        for version in [file.replace("{}", ""), file.replace("{}", added)] {
            folder.write("bees.x", version);
            let agenda = with_state(&folder, &["agenda", "--json"]);
            let agenda: serde_json::Value = serde_json::from_str(
                agenda
                    .lines()
                    .take_while(|l| !l.starts_with("nadwa:"))
                    .collect::<String>()
                    .as_str(),
            )
            .expect("JSON");
            let sessions = agenda["sessions"].as_array().expect("a list");
            let cancelled = sessions.iter().filter(|s| s["status"] == "cancelled");
            let starts: Vec<&str> = cancelled.filter_map(|s| s["start"].as_str()).collect();
            assert_eq!(starts.len(), 1, "{said} {starts:?}");
            assert!(starts[0].contains(start), "{said} {starts:?}");
        }
    }
}

#[test]
fn a_starred_session_that_is_gone_is_shown_by_its_last_title() {
    let folder = Folder::new();
    let table = |rows: &str| format!("id,title,start,timezone\n{rows}");
    let wax = "q1,Wax and wings,2027-05-21 10:00,UTC\n";
    let honey = "q2,Honey,2027-05-21 11:00,UTC\n";
    folder.write("bees.x", table(&[wax, honey].concat()));
    with_state(&folder, &["changes"]);
    let state = folder.file(".local/state/nadwa");
    std::fs::create_dir_all(&state).expect("a folder");
    let stars = "{\"stars\": [\"q1\", \"q2\", \"unheard-of\"]}";
    std::fs::write(state.join("bees.json"), stars).expect("a file");
    assert!(with_state(&folder, &["starred"]).contains("*10:00       Wax and wings"));
    folder.write("bees.x", table(honey));
    let shown = with_state(&folder, &["starred"]);
    for part in [
        "Removed from the programme",
        "Wax and wings",
        "unheard-of",
        "11:00",
    ] {
        assert!(shown.contains(part), "no {part:?} in\n{shown}");
    }
    folder.write("bees.x", table(wax));
    with_state(&folder, &["changes"]);
    assert!(with_state(&folder, &["starred"]).contains("Honey"));
}

#[test]
fn columns_hold_what_the_settings_say() {
    let folder = Folder::new();
    folder.write(
        "bees.x",
        "Rayon,Title,Quand,Chez\nWax,secret,2027-05-21 10:00,Grenier\n",
    );
    let settings = folder.file(".config/nadwa");
    std::fs::create_dir_all(&settings).expect("a folder");
    let own = "[columns]\nRayon = \"title_fr\"\ntitle = \"\"\nquand = \"start\"\nChez = \"hall\"\nx = \"whenever\"\n";
    std::fs::write(settings.join("config.toml"), own).expect("a file");
    let agenda = with_state(&folder, &["agenda", "--event-zone", "UTC"]);
    for part in ["Friday 21 May 2027", "10:00       Wax", "Grenier"] {
        assert!(agenda.contains(part), "no {part:?} in\n{agenda}");
    }
    assert!(!agenda.contains("secret"), "{agenda}");
    let columns = with_state(&folder, &["check", "--columns"]);
    for part in [
        "Rayon  title_fr",
        "Title  not read",
        "Quand  start",
        "Chez   room",
    ] {
        assert!(columns.contains(part), "no {part:?} in\n{columns}");
    }
    let config = with_state(&folder, &["config"]);
    assert!(
        config.contains("[columns]\n\"Rayon\" = \"title_fr\"\n"),
        "{config}"
    );
    assert!(config.contains("invalid x 'whenever'"), "{config}");
}

const CASES: &[Case] = &[
    Case {
        name: "an exact name of a column wins over one that ends like it, and an id is no language",
        file: (
            "talks.csv",
            b"Session ID,Session name,Start date,Start time,End time,Speaker name,Speaker bio\n\
              q1,Bees in town,2027-03-04,09:00,10:00,Lea Brun,Keeps bees.\n",
        ),
        command: "agenda",
        shows: &["Thursday 4 March 2027", "09:00–10:00 Bees in town"],
        hides: &["q1"],
    },
    Case {
        name: "the biography of the only speaker is read",
        file: (
            "talks.csv",
            b"Session name,Start date,Start time,Speaker name,Speaker bio\n\
              Bees in town,2027-03-04,09:00,Lea Brun,Keeps bees.\n",
        ),
        command: "export toml",
        shows: &["bio = \"Keeps bees.\""],
        hides: &[],
    },
    Case {
        name: "the columns of CrowdCompass are known",
        file: (
            "app.csv",
            b"Name (required),Start Time (required),End Time (required),Location,Session Tracks,Session ID\n\
              Bees in town,3/28/27 9:00,3/28/27 10:00,Barn,Nature,q1\n",
        ),
        command: "export toml",
        shows: &["title = \"Bees in town\"", "start = 2027-03-28T09:00:00", "room = \"barn\"", "track = \"nature\""],
        hides: &[],
    },
    Case {
        name: "dates are read in the order in which days follow each other, and this is said",
        file: (
            "days.csv",
            b"Title,Date,Start\nOne,6/7/2027,9:00 AM\nTwo,6/8/2027,9:00 AM\nThree,6/9/2027,9:00 AM\n",
        ),
        command: "agenda",
        shows: &["Monday 7 June 2027", "Tuesday 8 June 2027", "Wednesday 9 June 2027"],
        hides: &[],
    },
    Case {
        name: "the order of dates is said",
        file: ("days.csv", b"Title,Date,Start\nOne,6/7/2027,9:00 AM\nTwo,6/8/2027,9:00 AM\n"),
        command: "check",
        shows: &["Dates are read as month/day/year"],
        hides: &[],
    },
    Case {
        name: "the columns of Guidebook are known",
        file: (
            "guide.csv",
            b"Session Title,Date,Time Start,Time End,Room/Location,Schedule Track (Optional),Description (Optional)\n\
              Bees in town,5/21/27,9:00 AM,10:00 AM,Barn,Nature,On roofs.\n",
        ),
        command: "export toml",
        shows: &["room = \"barn\"", "track = \"nature\"", "abstract = \"On roofs.\"", "start = 2027-05-21T09:00:00"],
        hides: &[],
    },
    Case {
        name: "the columns of Sched are known, and what is not active is not shown",
        file: (
            "sched.csv",
            b"event_key,active,name,event_start,event_end,event_type,event_subtype,venue\n\
              1,Y,Bees in town,2027-05-21 09:00:00,2027-05-21 10:00:00,Nature,Roofs,Barn\n\
              2,N,Old talk,2027-05-21 10:00:00,2027-05-21 11:00:00,Nature,,Barn\n",
        ),
        command: "export toml",
        shows: &["room = \"barn\"", "track = \"nature\"", "tags = [\"Roofs\"]"],
        hides: &["Old talk"],
    },
    Case {
        name: "dates of spreadsheets with a midnight, or as numbers, are dates",
        file: (
            "sheet.csv",
            b"Date,Start,End,Title\n2027-05-21 00:00:00,09:15:00,10:00:00,Bees in town\n46527,0.4375,0.5,Wasps\n",
        ),
        command: "agenda",
        shows: &["Friday 21 May 2027", "09:15–10:00 Bees in town", "Thursday 20 May 2027", "10:30–12:00 Wasps"],
        hides: &[],
    },
    Case {
        name: "names of months are read in four languages",
        file: (
            "months.csv",
            "title,starttime,finish\n\
             One,2027-May-21 09:00,2027-May-21 09:30\n\
             Two,21 de mayo de 2027 10:00,21 de mayo de 2027 10:30\n\
             Three,21 mai 2027 11h00,21 mai 2027 11h30\n\
             Four,٢١ مايو ٢٠٢٧ ١٢:٠٠,٢١ مايو ٢٠٢٧ ١٢:٣٠\n"
                .as_bytes(),
        ),
        command: "agenda",
        shows: &["Friday 21 May 2027", "09:00–09:30 One", "10:00–10:30 Two", "11:00–11:30 Three", "12:00–12:30 Four"],
        hides: &["No start"],
    },
    Case {
        name: "the date of the end counts",
        file: (
            "long.csv",
            b"Start Date,Start Time,End Date,End Time,Duration,Title\n21/05/2027,12:00,23/05/2027,12:00,48 hours,Bee count\n",
        ),
        command: "export toml",
        shows: &["start = 2027-05-21T12:00:00", "end = 2027-05-23T12:00:00"],
        hides: &[],
    },
    Case {
        name: "a header is found below a title line",
        file: (
            "below.csv",
            b"Bee days 2027,,,\n,,,\nTitle,Date,Start,Room\nBees in town,2027-05-21,09:00,Barn\n",
        ),
        command: "agenda",
        shows: &["09:00", "Bees in town", "Barn"],
        hides: &[],
    },
    Case {
        name: "a TOML file with a comment like a header is no table",
        file: ("p.toml", b"# title, start, room\n[program]\nid = \"p\"\ntitle = \"Bee days\"\n"),
        command: "agenda",
        shows: &["Bee days"],
        hides: &["Unknown column"],
    },
    Case {
        name: "hours after 24 are those of the next day",
        file: (
            "night.csv",
            b"title,date,start,end\nMoths,2027-05-21,24:15,25:00\nOwls,2027-05-21,22:00,24:00\n",
        ),
        command: "export toml",
        shows: &[
            "start = 2027-05-22T00:15:00",
            "end = 2027-05-22T01:00:00",
            "start = 2027-05-21T22:00:00",
            "end = 2027-05-22T00:00:00",
        ],
        hides: &[],
    },
    Case {
        name: "Spanish half days and a moderator of either sex are read",
        file: (
            "mesa.csv",
            "Título;Fecha;Hora de inicio;Hora de fin;Ponente(s);Moderador/a\n\
             Abejas;21-05-2027;9:15 a. m.;1:45 p.m.;Lea Brun;Iván Soto\n"
                .as_bytes(),
        ),
        command: "export toml",
        shows: &["start = 2027-05-21T09:15:00", "end = 2027-05-21T13:45:00", "moderators = [\"ivan-soto\"]"],
        hides: &[],
    },
    Case {
        name: "a table of Windows is read in its encoding",
        file: (
            "win.csv",
            b"T\xedtulo;Fecha;Inicio;Sala\nMiel \x96 5 \x80;21/05/2027;9:00;Sal\xf3n Bah\xeda\n",
        ),
        command: "agenda",
        shows: &["Miel – 5 €", "Salón Bahía"],
        hides: &["�"],
    },
    Case {
        name: "an Arabic table of Windows is read in its encoding",
        file: (
            "asl.csv",
            b"\xc7\xe1\xda\xe4\xe6\xc7\xe4,\xc7\xe1\xca\xc7\xd1\xed\xce,\xe3\xe4\n\xda\xd3\xe1 \xc7\xe1\xcc\xc8\xe1,2027-05-21,10:00\n",
        ),
        command: "--lang en --bidi off agenda",
        shows: &["Friday 21 May 2027", "10:00       عسل الجبل"],
        hides: &["\u{fffd}"],
    },
    Case {
        name: "the hour of the start in a rule changes nothing, and other hours are reported",
        file: ("daily.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "RRULE:FREQ=DAILY;COUNT=2;BYHOUR=9;BYMINUTE=0")),
        command: "agenda",
        shows: &["Friday 21 May 2027", "Saturday 22 May 2027"],
        hides: &["warning"],
    },
    Case {
        name: "a rule with other hours is reported",
        file: ("daily.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "RRULE:FREQ=DAILY;COUNT=2;BYHOUR=9,15")),
        command: "check",
        shows: &["RRULE", "1 session,"],
        hides: &[],
    },
    Case {
        name: "the encoding of a table of Windows is reported",
        file: ("win.csv", b"T\xedtulo;Fecha;Inicio\nMiel;21/05/2027;9:00\n"),
        command: "check",
        shows: &["warning[encoding]: The file is in Windows-1252"],
        hides: &["not-utf8"],
    },
    Case {
        name: "a table in UTF-16 is read",
        file: (
            "wide.csv",
            b"\xff\xfet\0i\0t\0l\0e\0,\0s\0t\0a\0r\0t\0\n\0M\0o\0\xf1\0o\0,\x002\x000\x002\x007\0-\x000\x005\0-\x002\x001\0 \x009\0:\x000\x000\0\n\0",
        ),
        command: "agenda",
        shows: &["Friday 21 May 2027", "Moño"],
        hides: &[],
    },
    Case {
        name: "an Arabic table is read, with its digits, columns and commas",
        file: (
            "nahl.csv",
            "\u{feff}العنوان;التاريخ;من;إلى;المتحدثون\nالنحل;٢١/٠٥/٢٠٢٧;٠٩:٠٠;١٠:٠٠;ليا بران، عمر\n".as_bytes(),
        ),
        command: "export toml",
        shows: &["start = 2027-05-21T09:00:00", "end = 2027-05-21T10:00:00", "name = \"ليا بران\"", "name = \"عمر\""],
        hides: &[],
    },
    Case {
        name: "the columns of a calendar in a spreadsheet are known, and whole days are",
        file: (
            "google.csv",
            b"Subject,Start Date,Start Time,End Date,End Time,All Day Event,Location\n\
              Honey fair,05/21/2027,,05/22/2027,,True,Barn\n",
        ),
        command: "export ics",
        shows: &["DTSTART;VALUE=DATE:20270521", "DTEND;VALUE=DATE:20270523"],
        hides: &[],
    },
    // Texts and links
    Case {
        name: "commas in the brackets of a speaker do not end a name",
        file: ("indico.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "DESCRIPTION:Speakers: Lea Brun (Institute of Bees\\, Ghent)\\, Ivo Soto (Oran)\\n\\nOn wax.")),
        command: "speakers",
        shows: &["Lea Brun (Institute of Bees, Ghent)", "Ivo Soto (Oran)"],
        hides: &[],
    },
    Case {
        name: "attendees are no speakers unless their role says so",
        file: ("guests.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "ATTENDEE;ROLE=REQ-PARTICIPANT;CN=Guest One:mailto:one@example.org", "ATTENDEE;ROLE=SPEAKER;CN=Lea Brun:mailto:lea@example.org", "ATTENDEE;CN=hive@example.org:mailto:hive@example.org")),
        command: "speakers",
        shows: &["Lea Brun"],
        hides: &["Guest One", "@example.org"],
    },
    Case {
        name: "addresses in names are not shown",
        file: ("t.csv", b"title,start,speakers\nWax,2027-05-21 09:00,Lea Brun <lea@example.org>; hive@example.org\n"),
        command: "export toml",
        shows: &["name = \"Lea Brun\""],
        hides: &["@example.org"],
    },
    Case {
        name: "entities of HTML and tags that are encoded twice are resolved",
        file: ("e.ics", calendar!("SUMMARY:Bees &amp\\; wasps", "DTSTART:20270521T090000Z", "LOCATION:Tom&#039\\;s barn", "DESCRIPTION:&lt\\;p&gt\\;Ma&ntilde\\;ana &laquo\\;miel&raquo\\; &rarr\\; 5&nbsp\\;&euro\\;&lt\\;/p&gt\\;")),
        command: "export toml",
        shows: &["title = \"Bees & wasps\"", "name = \"Tom's barn\"", "abstract = \"Mañana «miel» → 5 €\""],
        hides: &["&amp;", "<p>"],
    },
    Case {
        name: "every link is kept",
        file: ("links.xml", schedule!("<time_zone_name>Europe/Madrid</time_zone_name>", "<date>2027-05-21T09:00:00+02:00</date>", "<links><link href=\"www.example.org/a\">A</link><link href=\"example.net\">B</link><link href=\"https://example.org/two words (x).webm\">C</link><link href=\"mailto:hive@example.org\">D</link></links>")),
        command: "export toml",
        shows: &["https://www.example.org/a", "https://example.net", "https://example.org/two%20words%20(x).webm", "mailto:hive@example.org"],
        hides: &[],
    },
    Case {
        name: "a calendar has every link",
        file: ("l.toml", b"[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\n[[sessions]]\nid = \"a\"\ntitle = \"A\"\nstart = 2027-05-21T09:00:00\nlinks = [{ url = \"https://example.org/1\" }, { title = \"Film\", url = \"https://example.org/2\" }, { url = \"mailto:hive@example.org\" }]\n"),
        command: "export ics",
        shows: &["DESCRIPTION:https://example.org/1", "Film: https://example.org/2", "mailto:hive@example.org"],
        hides: &[],
    },
    Case {
        name: "attachments and conferences are links, and comments and contacts are kept",
        file: ("a.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "COMMENT:Bring a veil", "CONTACT:Lea Brun", "ATTACH:https://example.org/wax.pdf", "CONFERENCE;VALUE=URI:https://meet.example.org/wax")),
        command: "export toml",
        shows: &["https://example.org/wax.pdf", "https://meet.example.org/wax", "Bring a veil", "Lea Brun"],
        hides: &[],
    },
    Case {
        name: "a room that events call by a short form has its name",
        file: ("r.xml", schedule!("<time_zone_name>Europe/Madrid</time_zone_name>", "<room>b12</room>", "<date>2027-05-21T09:00:00+02:00</date>")),
        command: "rooms",
        shows: &["B.1.2"],
        hides: &["b12"],
    },
    // Times
    Case {
        name: "offsets without a colon are offsets",
        file: ("o.xml", schedule!("", "<date>2027-05-21T09:00:00+0200</date>", "")),
        command: "export ics",
        shows: &["DTSTART:20270521T070000Z"],
        hides: &[],
    },
    Case {
        name: "the zones of Rails are known",
        file: ("z.xml", schedule!("<time_zone_name>Madrid</time_zone_name>", "<date>2027-05-21T09:00:00+02:00</date>", "")),
        command: "export ics",
        shows: &["DTSTART:20270521T070000Z", "X-WR-TIMEZONE:Europe/Madrid"],
        hides: &[],
    },
    Case {
        name: "offsets win over an unknown zone",
        file: ("z.xml", schedule!("<time_zone_name>Beehive</time_zone_name>", "<date>2027-05-21T09:00:00+02:00</date>", "")),
        command: "export ics",
        shows: &["DTSTART:20270521T070000Z"],
        hides: &[],
    },
    Case {
        name: "the day of a session is the one that holds it",
        file: ("d.xml", b"<schedule><conference><title>Bees</title><time_zone_name>Europe/Madrid</time_zone_name></conference><day index=\"1\" date=\"2027-05-21\" start=\"2027-05-21T10:00:00+02:00\" end=\"2027-05-22T09:59:00+02:00\"><room name=\"Barn\"><event id=\"1\"><date>2027-05-21T07:30:00+02:00</date><start>07:30</start><duration>00:30</duration><title>Dawn</title></event><event id=\"2\"><date>2027-05-22T01:00:00+02:00</date><start>01:00</start><duration>00:30</duration><title>Moths</title></event></room></day></schedule>"),
        command: "agenda",
        shows: &["Friday 21 May 2027", "07:30–08:00 Dawn", "01:00–01:30 Moths"],
        hides: &["20 May", "22 May"],
    },
    Case {
        name: "a calendar's own zone has its own rules",
        file: ("own.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Hive time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Summer\r\nDTSTART;TZID=Hive time:20270720T100000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Winter\r\nDTSTART;TZID=Hive time:20271120T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
        command: "export ics",
        shows: &["DTSTART:20270720T080000Z", "DTSTART:20271120T090000Z"],
        hides: &["no time zone"],
    },
    Case {
        name: "zones behind the name of a program are known",
        file: ("p.ics", calendar!("SUMMARY:Wax", "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Rome:20270720T100000")),
        command: "export ics",
        shows: &["DTSTART:20270720T080000Z"],
        hides: &["no time zone"],
    },
    Case {
        name: "the name of a zone may have a colon without quotes",
        file: ("q.ics", calendar!("SUMMARY:Wax", "DTSTART;TZID=GMT+02:00:20270720T100000")),
        command: "export ics",
        shows: &["DTSTART:20270720T080000Z"],
        hides: &["error"],
    },
    Case {
        name: "an unknown zone is not taken for UTC",
        file: ("u.xml", schedule!("<time_zone_name>Beehive</time_zone_name>", "<start>09:00</start>", "")),
        command: "export json",
        shows: &["\"date\": \"2027-05-21T09:00:00\""],
        hides: &["UTC", "+00:00"],
    },
    Case {
        name: "an all-day event is one in the agenda",
        file: ("day.ics", calendar!("SUMMARY:Fair", "DTSTART;VALUE=DATE:20270521", "DTEND;VALUE=DATE:20270521")),
        command: "agenda",
        shows: &["all day", "Fair"],
        hides: &["00:00", "2 errors"],
    },
    Case {
        name: "an all-day event is one in a calendar",
        file: ("day.ics", calendar!("SUMMARY:Fair", "DTSTART;VALUE=DATE:20270521", "DTEND;VALUE=DATE:20270521")),
        command: "export ics",
        shows: &["DTSTART;VALUE=DATE:20270521", "DTEND;VALUE=DATE:20270522"],
        hides: &[],
    },
    Case {
        name: "an endless series goes on as long as the calendar",
        file: ("endless.ics", b"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Rome\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Drill\r\nDTSTART:20270517T080000\r\nRRULE:FREQ=DAILY\r\nEXDATE:20270517T080000\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nSUMMARY:End\r\nDTSTART:20270519T170000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
        command: "agenda",
        shows: &["Tuesday 18 May 2027", "Wednesday 19 May 2027", "Drill"],
        hides: &["17 May", "20 May"],
    },
    Case {
        name: "monthly and yearly rules are expanded",
        file: ("rules.ics", b"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Rome\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Hive\r\nDTSTART:20270510T080000\r\nRRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=3\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Queen\r\nDTSTART:20270131T080000\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:c\r\nSUMMARY:Swarm\r\nDTSTART:20270521T080000\r\nRRULE:FREQ=YEARLY;COUNT=2\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:d\r\nSUMMARY:Last\r\nDTSTART:20270528T080000\r\nRRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
        command: "export toml",
        shows: &["start = 2027-06-14T08:00:00", "start = 2027-07-12T08:00:00", "start = 2027-02-28T08:00:00", "start = 2028-05-21T08:00:00", "start = 2027-05-31T08:00:00"],
        hides: &["2027-08"],
    },
    Case {
        name: "a rule that repeats 0 times keeps the first time, and is reported",
        file: ("zero.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "RRULE:FREQ=DAILY;COUNT=0")),
        command: "check",
        shows: &["error[bad-value]", "RRULE:FREQ=DAILY;COUNT=0", "1 session,"],
        hides: &["366"],
    },
    Case {
        name: "a rule with an interval of 0 on a folded line keeps the first time, and is reported",
        file: ("zero.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "RRULE:FREQ=WEEKLY;INTER", " VAL=0;COUNT=3")),
        command: "check",
        shows: &["This is not a repetition rule", "1 session,"],
        hides: &[],
    },
    Case {
        name: "a rule whose count is too large to be read is not endless",
        file: ("much.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "RRULE:FREQ=DAILY;COUNT=4294967296")),
        command: "check",
        shows: &["This is not a repetition rule", "1 session,"],
        hides: &[],
    },
    Case {
        name: "a weekly rule by days of the month is none",
        file: ("week.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "RRULE:FREQ=WEEKLY;BYMONTHDAY=5;COUNT=2")),
        command: "check",
        shows: &["This is not a repetition rule", "1 session,"],
        hides: &[],
    },
    Case {
        name: "a day of the month without a month is one of every month of a year",
        file: ("days.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "RRULE:FREQ=YEARLY;BYMONTHDAY=13;COUNT=3")),
        command: "agenda",
        shows: &["Friday 21 May 2027", "Sunday 13 June 2027", "Tuesday 13 July 2027"],
        hides: &["2028"],
    },
    Case {
        name: "a month without a day has the day of the start",
        file: ("months.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "RRULE:FREQ=YEARLY;BYMONTH=3;COUNT=2")),
        command: "agenda",
        shows: &["Friday 21 May 2027", "Tuesday 21 March 2028"],
        hides: &["21 June"],
    },
    Case {
        name: "an event of many years is reported, and is not on for all that time",
        file: ("long.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "DURATION:P99999D")),
        command: "check",
        shows: &["error[bad-duration]", "is more than a year", "1 session,"],
        hides: &["2399976"],
    },
    Case {
        name: "an end in another century is reported",
        file: ("far.ics", calendar!("SUMMARY:Wax", "DTSTART:20270521T090000Z", "DTEND:99981231T100000Z")),
        command: "now --at 2030-01-01T10:00",
        shows: &["The programme is over"],
        hides: &["Wax"],
    },
    Case {
        name: "an endless series does not go on until the end of another event in another century",
        file: ("far.ics", b"BEGIN:VCALENDAR\r\nX-WR-TIMEZONE:Europe/Rome\r\nBEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Drill\r\nDTSTART:20270517T080000\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nSUMMARY:End\r\nDTSTART:20270519T070000\r\nDTEND:99981231T100000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
        command: "agenda",
        shows: &["Tuesday 18 May 2027"],
        hides: &["20 May", "366 times"],
    },
    // Formats
    Case {
        name: "a list of sessions in JSON is read",
        file: ("list.json", br#"[{"start":"2027-05-21 09:00","end":"2027-05-21 10:00","title":"Wax","speaker":"Lea Brun","category":"Craft"}]"#),
        command: "export toml",
        shows: &["start = 2027-05-21T09:00:00", "name = \"Lea Brun\"", "track = \"craft\""],
        hides: &[],
    },
    Case {
        name: "all data of Sessionize are read",
        file: ("all.json", br#"{"sessions":[{"id":"7","title":"Wax","description":"On wax.","startsAt":"2027-05-21T09:00:00","endsAt":"2027-05-21T10:00:00","isServiceSession":false,"speakers":["s"],"categoryItems":[3,4],"roomId":1,"recordingUrl":"https://example.org/wax"}],"speakers":[{"id":"s","fullName":"Lea Brun","bio":"Keeps bees.","tagLine":"Keeper","links":[]}],"categories":[{"id":1,"title":"Track","items":[{"id":3,"name":"Craft"}]},{"id":2,"title":"Level","items":[{"id":4,"name":"Beginners"}]}],"rooms":[{"id":1,"name":"Barn"}]}"#),
        command: "export toml",
        shows: &["start = 2027-05-21T09:00:00", "name = \"Lea Brun\"", "role = \"Keeper\"", "track = \"craft\"", "room = \"barn\"", "tags = [\"Beginners\"]", "https://example.org/wax"],
        hides: &[],
    },
    Case {
        name: "the grid of Sessionize is read",
        file: ("grid.json", br#"[{"date":"2027-05-21T00:00:00","rooms":[{"id":1,"name":"Barn","sessions":[{"id":"7","title":"Wax","startsAt":"2027-05-21T09:00:00","endsAt":"2027-05-21T10:00:00","isPlenumSession":false,"speakers":[{"id":"s","name":"Lea Brun"}],"categories":[{"id":1,"name":"Track","categoryItems":[{"id":3,"name":"Craft"}]}],"roomId":1,"room":"Barn"}]}],"timeSlots":[]}]"#),
        command: "export toml",
        shows: &["start = 2027-05-21T09:00:00", "name = \"Lea Brun\"", "track = \"craft\"", "room = \"barn\""],
        hides: &[],
    },
    Case {
        name: "the second schema of voc is read",
        file: ("two.json", br#"{"schedule":{"conference":{"acronym":"bees","title":"Bee days","time_zone_name":"Europe/Berlin","tracks":[{"name":"Craft","slug":"craft-x"}],"days":[{"index":1,"date":"2027-05-21","start":"2027-05-21T06:00:00+02:00","end":"2027-05-22T06:00:00+02:00"}]},"events":[{"guid":"00000000-0000-4000-8000-00000000000a","start":"2027-05-21T09:00:00+02:00","end":"2027-05-21T10:00:00+02:00","room":{"name":"Barn","slug":"barn-x"},"title":"Wax","track":{"slug":"craft-x"},"participants":[{"name":"Lea Brun","role":"SPEAKER"},{"name":"Ivo Soto","role":"MODERATOR"}]}]}}"#),
        command: "export toml",
        shows: &["start = 2027-05-21T09:00:00", "end = 2027-05-21T10:00:00", "room = \"barn\"", "name = \"Craft\"", "speakers = [\"lea-brun\"]", "moderators = [\"ivo-soto\"]"],
        hides: &[],
    },
    Case {
        name: "a web page is named",
        file: ("page.html", b"<!DOCTYPE html>\n<html><head><title>Bees</title></head><body>Programme</body></html>"),
        command: "check",
        shows: &["is a web page"],
        hides: &[],
    },
    Case {
        name: "a PDF is named",
        file: ("p.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        command: "check",
        shows: &["is a PDF document"],
        hides: &["not-utf8"],
    },
    Case {
        name: "an archive is named",
        file: ("p.zip", b"PK\x03\x04\x14\0\0\0\x08\0"),
        command: "check",
        shows: &["is a ZIP archive"],
        hides: &["not-utf8"],
    },
    Case {
        name: "a spreadsheet is named",
        file: ("p.xlsx", b"PK\x03\x04\x14\0\0\0\x08\0[Content_Types].xml"),
        command: "check",
        shows: &["is a spreadsheet", "Save the table as an Excel workbook"],
        hides: &["not-utf8"],
    },
    Case {
        name: "a calendar without events has a hint for calendars",
        file: ("none.ics", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"),
        command: "check",
        shows: &["VEVENT"],
        hides: &["[[sessions]]"],
    },
    // Encodings that XML declares
    Case {
        name: "a document is read in the encoding that it declares, and that is no problem",
        file: ("s.xml", b"<?xml version=\"1.0\" encoding=\"windows-1256\"?>\n<schedule><conference><title>Bees</title><acronym>bees</acronym><time_zone_name>Europe/Rome</time_zone_name></conference><day index=\"1\" date=\"2027-05-21\"><room name=\"B\"><event id=\"1\"><start>09:00</start><duration>00:30</duration><title>\xda\xd3\xe1</title></event></room></day></schedule>"),
        command: "--lang en --bidi off agenda",
        shows: &["09:00–09:30 عسل"],
        hides: &["\u{fffd}"],
    },
    Case {
        name: "an encoding that is declared rightly is not reported",
        file: ("s.xml", b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<schedule><conference><title>Bees</title><acronym>bees</acronym><time_zone_name>Europe/Rome</time_zone_name></conference><day index=\"1\" date=\"2027-05-21\"><room name=\"B\"><event id=\"1\"><start>09:00</start><duration>00:30</duration><title>Miel \xe0</title></event></room></day></schedule>"),
        command: "check",
        shows: &["1 session"],
        hides: &["warning[encoding]"],
    },
    Case {
        name: "a document of UTF-8 that declares another encoding is read as UTF-8",
        file: ("s.xml", b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<schedule><conference><title>Bees</title><acronym>bees</acronym><time_zone_name>Europe/Rome</time_zone_name></conference><day index=\"1\" date=\"2027-05-21\"><room name=\"B\"><event id=\"1\"><start>09:00</start><duration>00:30</duration><title>Miel \xc3\xa0 l\xe2\x80\x99eau</title></event></room></day></schedule>"),
        command: "agenda",
        shows: &["09:00–09:30 Miel à l’eau"],
        hides: &["Ã"],
    },
    Case {
        name: "a wrong declaration is reported at its place",
        file: ("s.xml", b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<schedule><conference><title>Bees</title><acronym>bees</acronym><time_zone_name>Europe/Rome</time_zone_name></conference><day index=\"1\" date=\"2027-05-21\"><room name=\"B\"><event id=\"1\"><start>09:00</start><duration>00:30</duration><title>Miel \xc3\xa0</title></event></room></day></schedule>"),
        command: "check",
        shows: &["The XML declaration names the encoding “ISO-8859-1”, but the file is in UTF-8", "s.xml:1:31"],
        hides: &[],
    },
    Case {
        name: "a declaration of UTF-8 in a document of Windows is reported",
        file: ("s.xml", b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<schedule><conference><title>Bees</title><acronym>bees</acronym><time_zone_name>Europe/Rome</time_zone_name></conference><day index=\"1\" date=\"2027-05-21\"><room name=\"B\"><event id=\"1\"><start>09:00</start><duration>00:30</duration><title>Miel \xe0</title></event></room></day></schedule>"),
        command: "check",
        shows: &["The XML declaration names the encoding “UTF-8”, but the file is in Windows-1252"],
        hides: &["not UTF-8; it was converted"],
    },
    Case {
        name: "a damaged byte in UTF-8 is not another encoding",
        file: ("s.xml", b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<schedule><conference><title>Bees</title><acronym>bees</acronym><time_zone_name>Europe/Rome</time_zone_name></conference><day index=\"1\" date=\"2027-05-21\"><room name=\"B\"><event id=\"1\"><start>09:00</start><duration>00:30</duration><title>Miel \xe0 l\xc3\xa0</title></event></room></day></schedule>"),
        command: "check",
        shows: &["UTF-8"],
        hides: &["names the encoding"],
    },
    Case {
        name: "an encoding that does not exist is reported",
        file: ("s.xml", b"<?xml version=\"1.0\" encoding=\"honey-8\"?>\n<schedule><conference><title>Bees</title><acronym>bees</acronym><time_zone_name>Europe/Rome</time_zone_name></conference><day index=\"1\" date=\"2027-05-21\"><room name=\"B\"><event id=\"1\"><start>09:00</start><duration>00:30</duration><title>Miel \xc3\xa0</title></event></room></day></schedule>"),
        command: "check",
        shows: &["names the encoding “honey-8”, but the file is in UTF-8"],
        hides: &[],
    },
    // Quotes of tables
    Case {
        name: "a quote that is closed in a later row costs no row",
        file: ("q.csv", b"title,start,room,timezone\n\"Wax,2027-05-21 09:00,Barn,UTC\nHoney,2027-05-21 10:00,Barn,UTC\n\"Bees, wild\",2027-05-21 11:00,Barn,UTC\n"),
        command: "agenda",
        shows: &["09:00       Wax ", "10:00       Honey", "11:00       Bees, wild"],
        hides: &["time not set"],
    },
    Case {
        name: "a quote that is closed in a later row is reported where it begins",
        file: ("q.csv", b"title,start,room,timezone\n\"Wax,2027-05-21 09:00,Barn,UTC\nHoney,2027-05-21 10:00,Barn,UTC\n\"Bees, wild\",2027-05-21 11:00,Barn,UTC\n"),
        command: "check",
        shows: &["This quote is not closed in its row", "q.csv:2:1", "3 sessions, 1 error"],
        hides: &[],
    },
    Case {
        name: "a quote that is never closed costs no row",
        file: ("q.csv", b"title,start,room,timezone\nWax,2027-05-21 09:00,\"Barn,UTC\nHoney,2027-05-21 10:00,Barn,UTC\n"),
        command: "check",
        shows: &["q.csv:2:22", "2 sessions, 1 error"],
        hides: &[],
    },
    Case {
        name: "a text of several lines in quotes stays one field",
        file: ("q.csv", b"title,start,timezone,abstract\nWax,2027-05-21 09:00,UTC,\"One, two, 10:00, four\nfive, 2027, six, seven\"\n"),
        command: "check",
        shows: &["1 session, no problems"],
        hides: &[],
    },
    Case {
        name: "a quoted title of two lines stays one, whose second line could be a row",
        file: ("q.csv", b"title,start,timezone\n\"Wax\nold and new\",2027-05-21 09:00,UTC\nHoney,2027-05-21 10:00,UTC\n"),
        command: "check",
        shows: &["2 sessions, no problems"],
        hides: &[],
    },
    // Hours
    Case {
        name: "two hours in a column of times are a start and an end",
        file: ("h.csv", b"title,date,time,timezone\nWax,21/05/2027,9-10,UTC\nHoney,22/05/2027,10-11:30,UTC\nBees,22/05/2027,14-15,UTC\n"),
        command: "agenda",
        shows: &["Friday 21 May 2027", "09:00–10:00 Wax", "10:00–11:30 Honey", "14:00–15:00 Bees"],
        hides: &["time not set"],
    },
    // Languages
    Case {
        name: "a language may be named",
        file: ("t.csv", b"title_en,title_fr,start,timezone\nWax,Cire,2027-05-21 09:00,UTC\n"),
        command: "--lang French agenda",
        shows: &["Cire"],
        hides: &["Wax", "invalid"],
    },
    Case {
        name: "a language that nadwa does not know by its name is refused with the codes",
        file: ("t.csv", b"title_en,title_fr,start,timezone\nWax,Cire,2027-05-21 09:00,UTC\n"),
        command: "--lang klingon agenda",
        shows: &["invalid lang 'klingon': expected the code or the name of a language: ar, es, fr, en"],
        hides: &["Wax"],
    },
    // A file without a zone
    Case {
        name: "a zone that the reader names is marked as assumed, once",
        file: ("n.xml", schedule!("", "<start>09:00</start>", "")),
        command: "agenda --event-zone Europe/Madrid",
        shows: &["Times: Europe/Madrid (assumed: the file names no time zone)", "09:00–09:30 Wax"],
        hides: &[],
    },
    Case {
        name: "a file without a zone is not converted",
        file: ("n.xml", schedule!("", "<start>09:00</start>", "")),
        command: "agenda --zone Asia/Tokyo",
        shows: &["09:00–09:30 Wax", "names no time zone"],
        hides: &["UTC", "Tokyo"],
    },
    Case {
        name: "a session of a file without a zone is on by the reader's clock",
        file: ("n.xml", schedule!("", "<start>09:00</start>", "")),
        command: "now --at 2027-05-21T09:10",
        shows: &["Wax", "20 min"],
        hides: &["UTC"],
    },
    Case {
        name: "schedule.xml of a file without a zone claims none",
        file: ("n.xml", schedule!("", "<start>09:00</start>", "")),
        command: "export xml",
        shows: &["<date>2027-05-21T09:00:00</date>", "--event-zone"],
        hides: &["UTC", "+00:00", "time_zone_name>"],
    },
    Case {
        name: "schedule.json of a file without a zone claims none",
        file: ("n.xml", schedule!("", "<start>09:00</start>", "")),
        command: "export json",
        shows: &["\"date\": \"2027-05-21T09:00:00\""],
        hides: &["UTC", "+00:00"],
    },
    Case {
        name: "a page of a file without a zone claims none",
        file: ("n.xml", schedule!("", "<start>09:00</start>", "")),
        command: "export html",
        shows: &["local time"],
        hides: &["UTC", "+00:00"],
    },
    Case {
        name: "an option names the zone",
        file: ("n.xml", schedule!("", "<start>09:00</start>", "")),
        command: "export ics --event-zone Europe/Madrid",
        shows: &["DTSTART:20270521T070000Z"],
        hides: &["nadwa:"],
    },
];
