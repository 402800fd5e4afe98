//! A generated programme of any size: sessions of 45 minutes in parallel rooms, from nine to six.

use std::fmt::Write as _;

const WORDS: [&str; 48] = [
    "harbour",
    "city",
    "people",
    "arrive",
    "with",
    "papers",
    "the",
    "council",
    "works",
    "on",
    "reception",
    "and",
    "housing",
    "a",
    "school",
    "for",
    "children",
    "who",
    "speak",
    "three",
    "languages",
    "migration",
    "is",
    "older",
    "than",
    "borders",
    "cooperation",
    "between",
    "mairies",
    "médiation",
    "niños",
    "Tetuán",
    "Málaga",
    "œuvre",
    "تطوان",
    "طنجة",
    "projects",
    "that",
    "last",
    "need",
    "partners",
    "money",
    "patience",
    "data",
    "shared",
    "by",
    "neighbours",
    "today",
];
const FIRST: [&str; 8] = [
    "Ana", "Mohamed", "Fatima", "Jean", "Leïla", "Íñigo", "محمد", "Sofía",
];
const LAST: [&str; 8] = [
    "Prieto",
    "Benali",
    "Dupont",
    "Ferrer",
    "El Amrani",
    "Çelik",
    "الإدريسي",
    "Núñez",
];
const KINDS: [&str; 4] = ["talk", "panel", "workshop", "talk"];
const HOURS: usize = 9;

/// Returns words, the same for the same seed.
fn words(seed: usize, count: usize) -> String {
    let at =
        |n: usize| WORDS[(seed.wrapping_mul(31) + n * (seed % 7 + 1) + n * n % 11) % WORDS.len()];
    let all: Vec<&str> = (0..count).map(at).collect();
    all.join(" ")
}

/// Returns a programme as TOML; if it is `faulty`, every tenth session is in an unknown room.
pub fn text(sessions: usize, faulty: bool) -> String {
    let rooms = (3 + sessions / 12).min(100);
    // A multiple of the number of rooms, so that no speaker is in two rooms at once.
    let speakers = (sessions * 8 / 10)
        .min(40_000)
        .max(2 * rooms)
        .next_multiple_of(rooms);
    let slots = sessions.div_ceil(rooms);
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = writeln!(
        out,
        "[program]\nid = \"grown-{sessions}\"\ntitle = \"Of {sessions} sessions\"\ntimezone = \"Africa/Casablanca\"\nlanguages = [\"en\"]\n"
    );
    let first = chrono::NaiveDate::from_ymd_opt(2021, 11, 30).expect("a date");
    let date = |day: usize| first + chrono::Days::new(day as u64);
    for day in 0..slots.div_ceil(HOURS) {
        let _ = writeln!(out, "[[days]]\ndate = {}\n", date(day));
    }
    for n in 0..rooms {
        let _ = writeln!(
            out,
            "[[rooms]]\nid = \"room-{n}\"\nname = \"Room {n}\"\ncapacity = {}\n",
            20 + n
        );
    }
    for n in 0..10.min(sessions) {
        let _ = writeln!(
            out,
            "[[tracks]]\nid = \"track-{n}\"\nname = \"{}\"\n",
            words(n, 3)
        );
        let _ = writeln!(
            out,
            "[[partners]]\nid = \"partner-{n}\"\nname = \"Partner {n}\"\nurl = \"https://{n}.example.org\"\n"
        );
        let _ = writeln!(
            out,
            "[[projects]]\nid = \"project-{n}\"\nname = \"{}\"\nlead = \"partner-{n}\"\n",
            words(n + 50, 2)
        );
    }
    for n in 0..speakers {
        let name = format!("{} {} {n}", FIRST[n % 8], LAST[n / 8 % 8]);
        let (role, partner, bio) = (words(n + 7, 2), n % 10, words(n, 40));
        let _ = writeln!(
            out,
            "[[speakers]]\nid = \"speaker-{n}\"\nname = \"{name}\"\nrole = \"{role}\"\npartner = \"partner-{partner}\"\nbio = \"{bio}\"\n"
        );
    }
    for n in 0..sessions {
        let (slot, kind, title, about) = (n / rooms, KINDS[n % 4], words(n + 3, 6), words(n, 90));
        let (day, hour) = (date(slot / HOURS), 9 + slot % HOURS);
        let room = if faulty && n % 10 == 0 {
            "nowhere".to_owned()
        } else {
            format!("room-{}", n % rooms)
        };
        let (one, two, ten) = (n % speakers, (n + rooms) % speakers, n % 10);
        let _ = writeln!(
            out,
            "[[sessions]]\nid = \"session-{n}\"\ntitle = \"{title}\"\nkind = \"{kind}\"\nstart = {day}T{hour:02}:00:00\nend = {day}T{hour:02}:45:00\nroom = \"{room}\"\ntrack = \"track-{ten}\"\nproject = \"project-{ten}\"\nspeakers = [\"speaker-{one}\", \"speaker-{two}\"]\npartners = [\"partner-{ten}\"]\nlanguage = [\"en\"]\nabstract = \"\"\"\n{about}\"\"\"\n"
        );
    }
    out
}
