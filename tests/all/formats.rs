//! Schedules of real conferences, counted by libxml2 and Python too. They are not part of nadwa: without
//! `../shared/schedules` these tests print a message and pass.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use nadwa::load::{Loaded, load};
use nadwa::model::diagnostic::Code;

use crate::support::{python, run, shared};

/// Returns the folder of schedules, if it and xmllint exist.
fn schedules() -> Option<PathBuf> {
    let folder = shared("schedules")?;
    run("xmllint", ["--version"])?;
    Some(folder)
}

fn read(path: &Path) -> Loaded {
    let bytes = std::fs::read(path).expect("the file can be read");
    load("schedule.xml", &bytes)
}

/// Decodes the character references of an attribute that `xmllint` prints.
fn decoded(value: &str) -> String {
    let mut parts = value.split("&#x");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (code, rest) = part.split_once(';').expect("a reference ends");
        let code = u32::from_str_radix(code, 16).expect("a number");
        out.push(char::from_u32(code).expect("a character"));
        out.push_str(rest);
    }
    out
}

/// Returns the sorted lines that libxml2 finds for an `XPath`, without duplicates.
fn xpath(path: &Path, query: &str) -> Vec<String> {
    let args = ["--recover", "--xpath", query].map(OsStr::new);
    let out = run("xmllint", args.into_iter().chain([path.as_os_str()])).expect("xmllint runs");
    let text = String::from_utf8(out.stdout).expect("xmllint prints UTF-8");
    let mut all: Vec<String> = text
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    all.sort();
    all.dedup();
    all
}

#[test]
fn every_xml_schedule_is_read_completely() {
    let Some(folder) = schedules() else { return };
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "xml"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 8);
    for path in files {
        let program = read(&path).program;
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let count = xpath(&path, "count(//event)");
        assert_eq!(vec![program.sessions.len().to_string()], count, "{name}");
        let timed = program.sessions.iter().filter(|s| s.slot.is_some());
        assert_eq!(
            timed.count(),
            program.sessions.len(),
            "{name}: every session has a time"
        );
        let count = |query: &str| xpath(&path, query).len();
        // The rooms of events and the rooms without events. Names that differ only in case are one room.
        let rooms: std::collections::BTreeSet<String> = xpath(&path, "//event/room/text()")
            .into_iter()
            .chain(xpath(&path, "//room/@name").into_iter().map(|attribute| {
                let value = attribute.trim_start_matches("name=").trim_matches('"');
                decoded(value)
            }))
            .map(|name| name.to_lowercase())
            .collect();
        assert_eq!(program.rooms.len(), rooms.len(), "{name}: rooms");
        assert_eq!(
            program.tracks.len(),
            count("//event/track/text()"),
            "{name}: tracks"
        );
        assert!(
            program.speakers.len() >= count("//person/text()"),
            "{name}: speakers"
        );
    }
}

#[test]
fn two_versions_of_a_schedule_differ_as_counted_by_hand() {
    let Some(folder) = schedules() else { return };
    let old = read(&folder.join("fosdem-2025-earlier.xml")).program;
    let new = read(&folder.join("fosdem-2025.xml")).program;
    let differ = |id: &str| -> Vec<&str> {
        let (a, b) = (old.ids.sessions[id], new.ids.sessions[id]);
        nadwa::world::diff::fields((&old, &old[a]), (&new, &new[b]))
            .map(|f| f.name)
            .collect()
    };
    let guid = |number: &str| {
        let found = xpath(
            &folder.join("fosdem-2025.xml"),
            &format!("//event[@id='{number}']/@guid"),
        );
        found[0]
            .trim_start_matches("guid=")
            .trim_matches('"')
            .to_lowercase()
    };
    // Looked up in the two files by hand.
    let by_hand: [(&str, &[&str]); 8] = [
        ("5289", &["when"]),
        ("5709", &["when"]),
        ("6598", &["when"]),
        ("6076", &["when"]),
        ("6019", &["title"]),
        ("4862", &["title", "speakers", "abstract"]),
        ("6057", &["speakers"]),
        ("5345", &["speakers", "abstract"]),
    ];
    for (number, fields) in by_hand {
        let differ: Vec<&str> = differ(&guid(number))
            .into_iter()
            .filter(|f| *f != "links")
            .collect();
        assert_eq!(differ, fields, "{number}");
    }
    let added = new
        .sessions
        .iter()
        .filter(|s| !old.ids.sessions.contains_key(&s.id));
    let removed = old
        .sessions
        .iter()
        .filter(|s| !new.ids.sessions.contains_key(&s.id));
    assert_eq!((added.count(), removed.count()), (22, 6));
}

#[test]
fn a_file_that_is_not_well_formed_is_a_fault_with_its_line() {
    let Some(folder) = schedules() else { return };
    let loaded = read(&folder.join("31c3-not-well-formed.xml"));
    let fault = loaded.broken().expect("a fault");
    assert_eq!(fault.code, Code::Syntax);
    assert_eq!(fault.location.as_ref().map(|p| p.line), Some(2));
    assert_eq!(loaded.program.sessions.len(), 139);
}

/// Returns the numbers of sessions, rooms, tracks and speakers that a Python script counts in a file.
fn counted(path: &Path, script: &str) -> Option<Vec<usize>> {
    let text = python(script, [path])?;
    let numbers = text
        .split_whitespace()
        .map(|n| n.parse().expect("a number"));
    Some(numbers.collect())
}

const JSON: &str = "
import json, sys
doc = json.load(open(sys.argv[1]))['schedule']
rooms, tracks, people, n = set(), set(), set(), 0
for room in doc['conference'].get('rooms', []) + doc.get('rooms', []):
    rooms.add(room['name'])
for day in doc['conference']['days']:
    for name, events in day['rooms'].items():
        rooms.add(name)
        for event in events:
            n += 1
            if event['track']: tracks.add(event['track'])
            people.update(p['id'] for p in event['persons'])
print(n, len(rooms), len(tracks), len(people))";

const LISTS: &str = "
import json, sys
doc = json.load(open(sys.argv[1]))
all = doc['sessions']
print(len(all), len({s['room'] for s in all}), len({s['type'] for s in all}), len(doc['speakers']))";

const CALENDAR: &str = "
import icalendar, sys, unicodedata
text = open(sys.argv[1], 'rb').read()
all = icalendar.Calendar.from_ical(text).walk('VEVENT')
# One room is written with and without its accent.
plain = lambda t: ''.join(c for c in unicodedata.normalize('NFD', t) if not unicodedata.combining(c))
rooms = {plain(e['LOCATION']) for e in all if 'LOCATION' in e}
people = set()
for e in all:
    first = str(e.get('DESCRIPTION', '')).split('\\n')[0]
    if first.startswith('Speaker: '):
        people.update(p.strip().lower() for p in first[9:].split(','))
print(len(all), len(rooms), 0, len(people))";

#[test]
fn every_schedule_in_another_format_is_read_completely() {
    let Some(folder) = schedules() else { return };
    let files = [
        ("34c3.json", JSON),
        ("pretalx-democon.json", JSON),
        ("invalid-example.json", JSON),
        ("coscup-2023-session.json", LISTS),
        ("jres_2022.ics", CALENDAR),
        ("linux_conf_au_2020.ics", CALENDAR),
    ];
    for (name, script) in files {
        let path = folder.join(name);
        let program = read(&path).program;
        let Some(numbers) = counted(&path, script) else {
            return;
        };
        let counts = [
            program.sessions.len(),
            program.rooms.len(),
            program.tracks.len(),
            program.speakers.len(),
        ];
        assert_eq!(counts.to_vec(), numbers, "{name}");
        let untimed = program.sessions.iter().filter(|s| s.slot.is_none());
        assert_eq!(untimed.count(), 0, "{name}: every session has a time");
    }
}
