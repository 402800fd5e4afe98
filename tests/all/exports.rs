//! Exports, as other programs read them: the published schemas, Python's libraries, khal, calcurse and an HTML
//! parser. A test whose program is not installed prints a message and passes.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use nadwa::load::{Loaded, load, load_strictly};
use nadwa::model::Program;
use nadwa::model::diagnostic::Code;

use crate::support::{self, Folder, python, root, run, shared};

/// Returns the built-in programme and the schedules of real conferences, if they exist.
fn programmes() -> Vec<PathBuf> {
    let mut all = vec![root().join("program.toml")];
    let Some(folder) = shared("schedules") else {
        return all;
    };
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let paths = entries.map(|e| e.expect("an entry").path());
    let is_schedule = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let endings = [".xml", ".json", ".ics"];
        endings.iter().any(|e| name.ends_with(e)) && !name.contains("schema")
    };
    all.extend(paths.filter(is_schedule));
    all.sort();
    all
}

/// Runs nadwa with a programme; the state file is in `home`.
fn nadwa(args: &[&str], program: &Path, home: &Folder) -> Output {
    support::nadwa()
        .args(args)
        .arg("-p")
        .arg(program)
        .env("XDG_STATE_HOME", &home.0)
        .output()
        .expect("nadwa runs")
}

/// Writes an export and returns its path and its bytes, which are also the bytes on stdout.
fn exported(format: &str, program: &Path, home: &Folder) -> (PathBuf, Vec<u8>) {
    let stem = program.file_stem().unwrap_or_default().to_string_lossy();
    let path = home.0.join(format!("{stem}.{format}"));
    // The schemas of these require offsets, and some files name no zone.
    let zone: &[&str] = match format {
        "xml" | "json" => &["--event-zone", "Europe/Brussels"],
        _ => &[],
    };
    let whole = path.display().to_string();
    let args = [&["export", format, "-o", &whole], zone].concat();
    let out = nadwa(&args, program, home);
    assert!(out.status.success(), "{}: {out:?}", program.display());
    let bytes = fs::read(&path).expect("the export was written");
    let again = nadwa(&[&["export", format], zone].concat(), program, home).stdout;
    assert!(
        bytes == again,
        "{}: stdout has other bytes",
        program.display()
    );
    (path, bytes)
}

#[cfg(unix)]
#[test]
fn an_export_to_a_pipe_does_not_replace_it() {
    use std::io::Read as _;
    use std::os::unix::fs::FileTypeExt as _;

    let home = Folder::new();
    let pipe = home.file("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo runs").success());
    let mut reader = Command::new("cat")
        .arg(&pipe)
        .stdout(Stdio::piped())
        .spawn()
        .expect("cat runs");
    let program = root().join("tests/data/delays.toml");
    let path = pipe.display().to_string();
    let out = nadwa(&["export", "csv", "-o", &path], &program, &home);
    assert!(out.status.success(), "{out:?}");
    let kind = fs::metadata(&pipe).expect("the pipe exists").file_type();
    if !kind.is_fifo() {
        // No program would ever end it.
        reader.kill().expect("cat runs");
    }
    let mut read = Vec::new();
    let mut end = reader.stdout.take().expect("stdout is piped");
    end.read_to_end(&mut read).expect("the file can be read");
    reader.wait().expect("cat ends");
    assert!(kind.is_fifo());
    let wanted = nadwa(&["export", "csv"], &program, &home).stdout;
    assert!(read == wanted && !read.is_empty());
}

#[test]
fn an_export_does_not_depend_on_the_time_or_the_reader() {
    let (home, other) = (Folder::new(), Folder::new());
    nadwa::workspace::state::Store::new(other.file("nadwa"), "mcmc-2021")
        .update(|state| {
            state.stars = ["opening".into()].into();
            state.me = Some("moderator-1".into());
        })
        .expect("the file can be written");
    let program = root().join("program.toml");
    for format in ["text", "html", "ics", "xml", "json", "csv", "toml"] {
        let at = |time, home| {
            let args = ["export", format, "--lang", "en", "--at", time];
            let out = nadwa(&args, &program, home);
            assert!(out.status.success() && !out.stdout.is_empty(), "{out:?}");
            out.stdout
        };
        let before = at("2021-11-01T09:00", &home);
        for time in ["2021-11-30T11:20", "2022-01-01T09:00"] {
            assert!(at(time, &home) == before, "{format}, {time}");
            assert!(at(time, &other) == before, "{format}, {time}, starred");
        }
        // A page may be read years later, so it shows the year.
        let page = String::from_utf8_lossy(&before);
        let dated = page.contains("Tuesday 30 November 2021 09:30–10:10");
        assert_eq!(dated, format == "html", "{format}");
    }
}

#[test]
fn schedule_xml_is_valid() {
    let Some(schema) = shared("schedules/schedule.xml.xsd") else {
        return;
    };
    let home = Folder::new();
    for program in programmes() {
        let (path, _) = exported("xml", &program, &home);
        let (path, schema) = (path.display().to_string(), schema.display().to_string());
        let args = ["--noout", "--schema", &schema, &path];
        let Some(out) = run("xmllint", args) else {
            return;
        };
        assert!(out.status.success(), "{out:?}");
    }
}

/// Addresses that a reader can open and that the schema refuses, and one that it accepts.
#[test]
fn schedule_xml_has_no_address_that_the_schema_refuses() {
    let Some(schema) = shared("schedules/schedule.xml.xsd") else {
        return;
    };
    let home = Folder::new();
    let good = "https://a.example:80/x-y_z?q=%C3%A9&r=1#part";
    for bad in [
        "https://a.example/é",
        "https://a.example/x y",
        "https://a.example/%zz",
        "https://a.example/x#y#z",
        "https://a.example/{x}",
        "https://a.example/x|y",
        "https://a.example/x^y",
        "https://a.example:port/",
        "https://a.example:/",
        "https://u:p@a.example/",
        "https://[::1]/",
        "https://bücher.example/",
        "https:///x",
    ] {
        let text = format!(
            "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\nurl = {bad:?}\n[[sessions]]\nid = \"a\"\ntitle = \"A\"\nstart = 2021-11-30T09:30:00\nduration = \"1h\"\nimage = {bad:?}\n[[sessions]]\nid = \"b\"\ntitle = \"B\"\nstart = 2021-11-30T10:30:00\nduration = \"1h\"\nimage = {good:?}\n"
        );
        let program = home.write("program.toml", text);
        let (path, xml) = exported("xml", &program, &home);
        let xml = String::from_utf8_lossy(&xml);
        assert!(xml.contains(&good.replace('&', "&amp;")), "{bad}: {xml}");
        let (path, schema) = (path.display().to_string(), schema.display().to_string());
        let args = ["--noout", "--schema", &schema, &path];
        let Some(out) = run("xmllint", args) else {
            return;
        };
        assert!(out.status.success(), "{bad}: {out:?}");
    }
}

#[test]
fn schedule_json_is_valid() {
    const SCRIPT: &str = "
import json, jsonschema, sys
schema, doc = (json.load(open(path)) for path in sys.argv[1:3])
validator = jsonschema.Draft6Validator(schema, format_checker=jsonschema.FormatChecker())
for fault in validator.iter_errors(doc):
    print(list(fault.path), fault.message[:200])";
    let Some(schema) = shared("schedules/schedule.json.schema.json") else {
        return;
    };
    let home = Folder::new();
    for program in programmes() {
        let (path, _) = exported("json", &program, &home);
        let (path, schema) = (path.display().to_string(), schema.display().to_string());
        let Some(faults) = python(SCRIPT, [&schema, &path]) else {
            return;
        };
        assert_eq!(faults, "", "{}", program.display());
    }
}

/// Returns the start and the end of every session in UTC, sorted.
fn times(program: &Program) -> Vec<String> {
    let utc = nadwa::model::zone::Zone::utc();
    let mut all: Vec<String> = program
        .sessions
        .iter()
        .filter_map(|s| s.slot)
        .map(|slot| {
            let form = "%Y-%m-%d %H:%M";
            let (from, until) = (utc.at(slot.from), utc.at(slot.until));
            format!("{} {}", from.format(form), until.format(form))
        })
        .collect();
    all.sort();
    all
}

fn read(path: &Path) -> Loaded {
    let name = path.display().to_string();
    load(&name, fs::read(path).expect("the file can be read"))
}

#[test]
fn python_reads_the_calendar_at_the_same_instants() {
    const SCRIPT: &str = "
import icalendar, sys
for e in icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read()).walk('VEVENT'):
    assert not e.errors, e.errors
    times = [e.decoded('DTSTART'), e.decoded('DTEND', e.decoded('DTSTART'))]
    # A file that names no time zone has floating times.
    assert all(t.utcoffset() is None or not t.utcoffset() for t in times)
    print(*(t.strftime('%Y-%m-%d %H:%M') for t in times))";
    let home = Folder::new();
    for program in programmes() {
        let (path, bytes) = exported("ics", &program, &home);
        let mut lines = bytes.split(|b| *b == b'\n');
        assert!(lines.all(|line| line.len() <= 76), "75 octets and a CR");
        let Some(found) = python(SCRIPT, [&path]) else {
            return;
        };
        let mut found: Vec<String> = found.lines().map(str::to_owned).collect();
        found.sort();
        assert_eq!(
            found,
            times(&read(&program).program),
            "{}",
            program.display()
        );
    }
}

#[test]
fn khal_and_calcurse_read_the_calendar_at_the_same_instants() {
    let home = Folder::new();
    let (path, _) = exported("ics", &root().join("program.toml"), &home);
    let path = path.display().to_string();
    let wanted = times(&read(&root().join("program.toml")).program);
    let folder = home.0.display();
    let settings = format!(
        "[calendars]\n[[x]]\npath = {folder}/khal\ntype = calendar\n[sqlite]\npath = {folder}/khal.db\n\
         [locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n\
         datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n\
         default_timezone = UTC\nlocal_timezone = UTC\n"
    );
    let config = home.0.join("khal.conf").display().to_string();
    fs::write(&config, settings).expect("the file can be written");
    fs::create_dir(home.0.join("khal")).expect("the folder can be created");
    let import = ["-c", &config, "import", "--batch", &path];
    if let Some(out) = run("khal", import) {
        assert!(out.status.success() && out.stderr.is_empty(), "{out:?}");
        let form = "@{start} {end}";
        let list = ["-c", &config, "list", "-f", form, "2021-11-30", "3d"];
        let out = run("khal", list).expect("khal runs");
        let text = String::from_utf8(out.stdout).expect("the text is UTF-8");
        let events = text.lines().filter_map(|l| l.strip_prefix('@'));
        let mut events: Vec<String> = events.map(str::to_owned).collect();
        events.sort();
        assert_eq!(events, wanted);
    }
    let data = home.0.join("calcurse").display().to_string();
    fs::create_dir(&data).expect("the folder can be created");
    if let Some(out) = run("calcurse", ["-D", &data, "-i", &path]) {
        let text = String::from_utf8_lossy(&out.stdout);
        assert!(
            text.contains("24 apps / 0 events / 0 todos / 0 skipped"),
            "{text}"
        );
        let apts =
            fs::read_to_string(Path::new(&data).join("apts")).expect("calcurse has its file");
        // 11/30/2021 @ 07:30 -> 11/30/2021 @ 08:30|…
        let mut events = Vec::new();
        for line in apts.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            let date = |text: &str| {
                let parts: Vec<&str> = text.split('/').collect();
                format!("{}-{}-{}", parts[2], parts[0], parts[1])
            };
            let mut event = format!("{} {} ", date(words[0]), words[2]);
            write!(event, "{} {}", date(words[4]), &words[6][..5]).expect("a String takes it");
            events.push(event);
        }
        events.sort();
        assert_eq!(events, wanted);
    }
}

#[test]
fn an_export_to_toml_is_the_same_programme() {
    let home = Folder::new();
    for path in programmes() {
        let (written, bytes) = exported("toml", &path, &home);
        let again = nadwa(&["export", "toml"], &written, &home).stdout;
        assert!(
            bytes == again,
            "{}: its export is another text",
            path.display()
        );
        let (mut one, mut two) = (read(&path).program, read(&written).program);
        for program in [&mut one, &mut two] {
            // The order of walking times has no meaning, and maps have no order.
            program
                .rooms
                .iter_mut()
                .for_each(|r| r.walk.sort_unstable());
            program.ids = nadwa::model::Ids::default();
            // program.toml has plain text.
            program.markdown.clear();
        }
        let (one, two) = (format!("{one:#?}"), format!("{two:#?}"));
        let differ = one.lines().zip(two.lines()).find(|(a, b)| a != b);
        assert!(
            one == two,
            "{}: another programme: {differ:?}",
            path.display()
        );
    }
}

#[test]
fn an_export_to_csv_can_be_read() {
    let home = Folder::new();
    let seminar = root().join("program.toml");
    let (path, bytes) = exported("csv", &seminar, &home);
    assert!(bytes.starts_with(b"id,title,"));
    let (one, two) = (read(&seminar).program, read(&path).program);
    assert_eq!(times(&one), times(&two));
    let ids =
        |p: &Program| -> Vec<String> { p.sessions.iter().map(|s| s.id.to_string()).collect() };
    assert_eq!(ids(&one), ids(&two));
    assert_eq!(one.speakers.len(), two.speakers.len());
    assert_eq!(one.zone, two.zone);
}

/// Returns the id and the times of every session.
fn identities(program: &Program) -> Vec<String> {
    let mut all: Vec<String> = program
        .sessions
        .iter()
        .map(|s| format!("{} {:?}", s.id, s.slot.map(|s| (s.from, s.until))))
        .collect();
    all.sort();
    all
}

#[test]
fn every_format_that_is_read_again_has_the_sessions_under_their_own_ids_at_their_times() {
    let home = Folder::new();
    let seminar = root().join("program.toml");
    let wanted = read(&seminar).program;
    for format in ["ics", "xml", "json", "csv", "html", "toml"] {
        let (path, _) = exported(format, &seminar, &home);
        let found = read(&path).program;
        assert_eq!(identities(&found), identities(&wanted), "{format}");
        // A table has only sessions.
        if format != "csv" {
            assert_eq!(found.id, wanted.id, "{format}");
        }
    }
}

#[test]
fn a_short_id_comes_back_from_schedule_xml() {
    let home = Folder::new();
    let program = "[program]\nid = \"bees\"\ntitle = \"Bees\"\ntimezone = \"UTC\"\n\
                   [[sessions]]\nid = \"q1\"\ntitle = \"Wax\"\nstart = 2027-05-21T09:00:00\n";
    let path = home.write("bees.toml", program);
    let (written, _) = exported("xml", &path, &home);
    assert_eq!(&*read(&written).program.sessions[0].id, "q1");
    let strict = load_strictly("bees.xml", fs::read(&written).expect("it is written"));
    let faults: Vec<_> = strict
        .diagnostics
        .iter()
        .filter(|d| d.code == Code::Schema)
        .collect();
    assert!(faults.is_empty(), "{faults:?}");
}

/// Formats, some parts of the seminar's programme that they have no place for, and those that they have only as text.
#[rustfmt::skip] // A table: one format, one line.
const LOST: [(&str, &[&str], &str); 5] = [
    ("ics", &["translations", "projects", "interpretation", "types of sessions"], "partners, chairs, subtitles"),
    ("xml", &["translations", "partners", "projects", "chairs", "titles of days"], ""),
    ("json", &["translations", "partners", "projects", "chairs", "interpretation"], ""),
    ("csv", &["title of the event", "translations", "projects", "interpretation"], ""),
    ("toml", &[], ""),
];

#[test]
fn each_export_names_what_its_format_has_no_place_for() {
    let home = Folder::new();
    let seminar = root().join("program.toml");
    for (format, without, as_text) in LOST {
        let out = nadwa(&["export", format], &seminar, &home);
        let report = String::from_utf8_lossy(&out.stderr).into_owned();
        let line = |start: &str| {
            let found = report.lines().find_map(|line| line.strip_prefix(start));
            found.unwrap_or_default().to_owned()
        };
        let named = line("nadwa: This format has no place for: ");
        for part in without {
            assert!(
                named.split(", ").any(|name| name == *part),
                "{format}: {part} in {report}"
            );
        }
        assert_eq!(named.is_empty(), without.is_empty(), "{format}: {report}");
        let text = line("nadwa: This format has these only as text, in the description: ");
        assert_eq!(text, as_text, "{format}");
    }
}

#[test]
fn addresses_that_schedule_xml_does_not_allow_are_counted() {
    let home = Folder::new();
    let program = "[program]\nid = \"bees\"\ntitle = \"Bees\"\ntimezone = \"UTC\"\n\
                   [[sessions]]\nid = \"q1\"\ntitle = \"Wax\"\nstart = 2027-05-21T09:00:00\n\
                   url = \"https://example.org/café\"\n";
    let path = home.write("bees.toml", program);
    let out = nadwa(&["export", "xml"], &path, &home);
    let report = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(report.contains("1 address was left out"), "{report}");
}

/// A programme whose texts hold formulas, markup, line ends and quotes.
const HOSTILE: &str = r#"
[program]
id = "x"
title = "</title><script>alert(1)</script>"
timezone = "UTC"
notice = "]]> & \"quoted\" 'single'"
[[rooms]]
id = "r"
name = "=cmd|' /C calc'!A0"
[[speakers]]
id = "s"
name = "\" onmouseover=\"alert(1)"
url = "https://example.org/?a=1&b=\"2\""
bio = "line one\nEND:VEVENT\nDTSTART:19700101T000000Z"
[[sessions]]
id = "one"
title = "-2+3;,\\ <b>bold</b> {{7*7}} ${x}"
start = 2021-11-30T10:00:00
end = 2021-11-30T11:00:00
room = "r"
speakers = ["s"]
abstract = """</script><!-- BEGIN:VALARM
'''\"\"\"
"""
links = [{ title = "javascript:alert(1)", url = "https://example.org/<>" }]
"#;

#[test]
fn no_text_escapes_from_its_field_in_any_format() {
    let home = Folder::new();
    let program = home.0.join("hostile.in");
    fs::write(&program, HOSTILE).expect("the file can be written");
    for format in ["html", "xml", "json", "csv", "ics", "toml", "text", "svg"] {
        let (path, bytes) = exported(format, &program, &home);
        let text = String::from_utf8(bytes).expect("the text is UTF-8");
        assert!(!text.contains('\x1b'), "{format}");
        match format {
            "html" => {
                assert_eq!(text.matches("</script>").count(), 1, "{text}");
                let (before, rest) = text.split_once("<script").expect("one");
                let (_, behind) = rest.split_once("</script>").expect("its end");
                for part in [before, behind] {
                    let broken = ["<script", "<b>", "\" onmouseover"];
                    assert!(!broken.iter().any(|b| part.contains(b)), "{text}");
                }
            }
            "csv" => assert!(text.contains("'=cmd") && text.contains("'-2+3"), "{text}"),
            "ics" => {
                assert_eq!(text.matches("\r\nEND:VEVENT").count(), 1, "{text}");
                assert!(!text.contains("\nBEGIN:VALARM"), "{text}");
            }
            "svg" | "xml" => {
                let path = path.display().to_string();
                if let Some(out) = run("xmllint", ["--noout", &path]) {
                    assert!(out.status.success(), "{out:?}");
                }
            }
            "toml" => assert_eq!(
                read(&path).program.sessions[0].title,
                read(&program).program.sessions[0].title
            ),
            _ => {}
        }
    }
}

#[test]
fn every_link_of_a_site_has_a_target() {
    const SCRIPT: &str = "
import html5lib, json, os, sys, urllib.parse
root = sys.argv[1]
for folder, _, files in os.walk(root):
    for name in files:
        if not name.endswith('.html'): continue
        path = os.path.join(folder, name)
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        doc = parser.parse(open(path, encoding='utf-8').read())
        for place, fault, _ in parser.errors:
            print(path, place, fault)
        ids = [e.get('id') for e in doc.iter() if e.get('id')]
        if len(ids) != len(set(ids)): print(path, 'has an id twice')
        if len([e for e in doc.iter('h1')]) != 1: print(path, 'has not one h1')
        for element in doc.iter():
            for bad in element.attrib:
                if bad.startswith('on') or bad == 'style': print(path, bad)
        for element in list(doc.iter('a')) + list(doc.iter('link')):
            href = element.get('href')
            kind = urllib.parse.urlparse(href).scheme
            if kind in ('http', 'https', 'mailto', 'webcal') or href == 'data:,': continue
            if kind: print(path, href)
            elif href.startswith('#'):
                if href[1:] not in ids: print(path, href)
            else:
                target, _, anchor = href.partition('#')
                target = os.path.join(folder, urllib.parse.unquote(target))
                if not os.path.exists(target): print(path, href)
                # The script shows the starred sessions.
                elif anchor and anchor != 'starred': print(path, href)
        for script in doc.iter('script'):
            src = script.get('src')
            if src: assert src in ('site.js', '../site.js') and os.path.exists(os.path.join(folder, src)), src
            else:
                assert script.get('type') == 'application/ld+json'
                json.loads(script.text)";
    let home = Folder::new();
    let seminar = root().join("program.toml");
    let folder = home.0.join("site");
    let name = folder.display().to_string();
    let out = nadwa(&["export", "site", "-o", &name], &seminar, &home);
    assert!(out.status.success() && out.stderr.is_empty(), "{out:?}");
    // An export removes the pages that it no longer makes, and leaves other files.
    let own = folder.join("en/own.html");
    fs::write(&own, "own").expect("the file can be written");
    let part = ["export", "site", "-o", &name, "--track", "racism"];
    let out = nadwa(&part, &seminar, &home);
    assert!(out.status.success(), "{out:?}");
    let sessions = || {
        let entries = fs::read_dir(folder.join("en")).expect("a folder");
        let names = entries.map(|e| e.expect("an entry").file_name());
        let names = names.map(|n| n.to_string_lossy().into_owned());
        let pages = names.filter(|n| n.starts_with("session-") && n.contains(".html"));
        pages.count()
    };
    assert_eq!((sessions(), own.is_file()), (3, true));
    let day = fs::read_to_string(folder.join("en/day-2021-11-30.ics")).expect("a calendar");
    assert_eq!(day.matches("BEGIN:VEVENT").count(), 1);
    fs::remove_file(own).expect("the file exists");
    let out = nadwa(&["export", "site", "-o", &name], &seminar, &home);
    assert!(out.status.success(), "{out:?}");
    assert_eq!(sessions(), 24);
    for lang in ["ar", "es", "fr", "en"] {
        let text = fs::read_to_string(folder.join(lang).join("index.html")).expect("a page");
        let dir = if lang == "ar" { "rtl" } else { "ltr" };
        assert!(text.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")));
    }
    if let Some(faults) = python(SCRIPT, [&name]) {
        assert_eq!(faults, "");
    }
    let text = fs::read_to_string(&seminar).expect("the programme");
    let base = "[program]\nbase_url = \"https://event.example/2021/\"\n";
    let published = home.write("published.toml", text.replacen("[program]\n", base, 1));
    let folder = home.0.join("published").display().to_string();
    let out = nadwa(&["export", "site", "-o", &folder], &published, &home);
    assert!(out.status.success(), "{out:?}");
    if let Some(faults) = python(SCRIPT, [&folder]) {
        assert_eq!(faults, "");
    }
    let (page, _) = exported("html", &seminar, &home);
    let alone = home.0.join("alone");
    fs::create_dir(&alone).expect("the folder can be created");
    fs::copy(page, alone.join("one.html")).expect("the page can be copied");
    if let Some(faults) = python(SCRIPT, [&alone]) {
        assert_eq!(faults, "");
    }
}

/// Returns the text of an HTML page: what stands between its tags, one line for each.
fn shown(page: &[u8]) -> Vec<String> {
    let page = String::from_utf8_lossy(page).into_owned();
    let body = page.split_once("<body").expect("a body").1.to_owned();
    let parts = body
        .split('>')
        .skip(1)
        .filter_map(|part| part.split('<').next());
    let texts = parts.map(str::trim).filter(|text| !text.is_empty());
    texts.map(str::to_owned).collect()
}

#[test]
fn a_run_sheet_has_a_row_for_each_session_in_two_languages() {
    let home = Folder::new();
    let seminar = root().join("program.toml");
    let args = [
        "export", "sheet", "--day", "2", "--room", "room-3", "--lang", "fr",
    ];
    let both = nadwa(&args, &seminar, &home);
    assert_eq!(both.status.code(), Some(2), "one part only");
    let out = nadwa(
        &["export", "sheet", "--room", "room-3", "--lang", "fr"],
        &seminar,
        &home,
    );
    let shown = shown(&out.stdout);
    let is_title = |text: &String| text.starts_with("Gestion des programmes de migration");
    let at = shown.iter().position(is_title).expect("the title");
    assert_eq!(shown[at - 2..at], ["11:30–12:30", "60"]);
    assert_eq!(shown[at + 1], "تبادل الخبرات في تدبير برامج الهجرة");
    assert!(
        shown[at + 2].starts_with("Délégué·e de l’ICMPD"),
        "{}",
        shown[at + 2]
    );
    assert!(!shown.iter().any(|text| text.contains("Séance de clôture")));
}

#[test]
fn a_plate_has_a_name_in_both_scripts_on_both_sides() {
    let home = Folder::new();
    let seminar = root().join("program.toml");
    let args = [
        "export",
        "plates",
        "--speaker",
        "icmpd-delegate",
        "--lang",
        "en",
    ];
    let shown = shown(&nadwa(&args, &seminar, &home).stdout);
    let side: Vec<&str> = shown[..shown.len() / 2]
        .iter()
        .map(String::as_str)
        .collect();
    assert_eq!(shown[shown.len() / 2..], side[..]);
    assert_eq!(side.len(), 4, "{side:?}");
    assert!(side[0].starts_with("ICMPD delegate"), "{side:?}");
    assert!(side[1].starts_with("مندوب(ة) عن ICMPD"), "{side:?}");
}
