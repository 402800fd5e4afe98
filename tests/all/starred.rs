//! Stars that travel as one line: what nadwa prints, it reads, and so does the site.

use std::fs;

use nadwa::export::starred::{DecodeError, Named, decode, encode};
use nadwa::load::load;
use nadwa::model::zone::Zone;
use nadwa::world::World;

use crate::support::{Folder, nadwa, root};

const NOW: i64 = 1_638_273_600;

/// Returns a programme of this many sessions: `s0`, `s1` …
fn program(sessions: usize, more: &str) -> String {
    let session = |n: usize| {
        let hour = n % 24;
        format!(
            "[[sessions]]\nid = \"s{n}\"\ntitle = \"Session {n}\"\nstart = 2021-11-30T{hour:02}:00:00\nduration = \"10m\"\n"
        )
    };
    let sessions: String = (0..sessions).map(session).collect();
    format!(
        "[program]\nid = \"p\"\ntitle = \"P\"\ntimezone = \"UTC\"\nlanguages = [\"en\"]\n{more}{sessions}"
    )
}

fn world(file: &str, stars: &[&str]) -> World {
    let mut world = World::new(load("f", file.as_bytes()), NOW, Zone::utc(), None);
    world.set_stars(stars.iter().map(|id| (*id).into()).collect());
    world
}

#[test]
fn a_line_is_the_id_of_the_programme_and_the_names_of_the_sites_links() {
    let world = world(&program(3, ""), &["s2", "s0"]);
    let line = encode(&world).expect("a line");
    let ids = line.strip_prefix("p#s=").expect("the programme");
    let ids: Vec<&str> = ids.split(',').collect();
    assert!(
        ids[0].starts_with("s0-") && ids[1].starts_with("s2-"),
        "{line}"
    );
    let named = decode(&world.program, &line).expect("a line");
    let wanted = Named {
        sessions: vec!["s0".into(), "s2".into()],
        removed: Vec::new(),
    };
    assert_eq!(named, wanted);
}

#[test]
fn nothing_starred_makes_no_line() {
    assert_eq!(encode(&world(&program(3, ""), &[])), None);
}

#[test]
fn the_line_of_a_published_programme_is_the_link_of_its_site() {
    let more = "base_url = \"https://example.org/p\"\n";
    let small = world(&program(3, more), &["s1"]);
    let small_line = encode(&small).expect("a line");
    assert!(
        small_line.starts_with("https://example.org/p/en/index.html#s=s1-"),
        "{small_line}"
    );
    let large = encode(&world(&program(61, more), &["s1"])).expect("a line");
    assert!(
        large.starts_with("https://example.org/p/en/sessions.html#s=s1-"),
        "{large}"
    );
    for line in [
        small_line.clone(),
        small_line.replace("https://example.org/p/en/index.html", "p"),
    ] {
        let named = decode(&small.program, &line).expect("a line");
        assert_eq!(named.sessions, ["s1"].map(Into::into));
    }
    for site in [
        "example.org/q/",
        "example.org/p2/",
        "example.org/p.evil.org/",
    ] {
        let other = small_line.replace("example.org/p/", site);
        let list = format!("https://{site}en/index.html");
        let wanted = Err(DecodeError::OtherProgram(list));
        assert_eq!(decode(&small.program, &other), wanted);
    }
}

#[test]
fn a_line_says_which_sessions_are_gone() {
    let line = encode(&world(&program(3, ""), &["s0", "s2"])).expect("a line");
    let fewer = world(&program(1, ""), &[]);
    let named = decode(&fewer.program, &line.replace(',', "%2C")).expect("a line");
    assert_eq!(named.sessions, ["s0"].map(Into::into));
    assert_eq!(named.removed, ["s2"]);
}

#[test]
fn other_texts_are_refused() {
    let world = world(&program(1, ""), &[]);
    for malformed in ["s0", "p#s="] {
        let read = decode(&world.program, malformed);
        assert_eq!(read, Err(DecodeError::Malformed), "{malformed}");
    }
    let other = Err(DecodeError::OtherProgram("q".to_owned()));
    assert_eq!(decode(&world.program, "q#s=s0"), other);
}

#[test]
fn a_starred_programme_travels_from_one_machine_to_another() {
    let (one, other) = (Folder::new(), Folder::new());
    let run = |home: &Folder, args: &[&str]| {
        let mut command = nadwa();
        command
            .args(args)
            .arg("-p")
            .arg(root().join("program.toml"));
        command.env("HOME", &home.0).output().expect("nadwa runs")
    };
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let none = run(&one, &["starred", "--code"]);
    assert_eq!(none.status.code(), Some(1), "{none:?}");
    let keys = [
        "--keys",
        "1gj<space>j<space>",
        "--print",
        "--save",
        "--at",
        "2021-11-30T08:00",
    ];
    assert!(run(&one, &keys).status.success());
    let line = text(&run(&one, &["starred", "--code"]).stdout);
    assert_eq!(line.lines().count(), 1, "{line}");
    let added = format!("{},gone-123456", line.trim());
    let out = run(&other, &["starred", "--import", &added, "--lang", "en"]);
    assert!(out.status.success(), "{out:?}");
    let said = text(&out.stdout);
    assert_eq!(said.matches("Starred: ").count(), 2, "{said}");
    assert!(said.ends_with("Not in this programme: gone\n"), "{said}");
    assert_eq!(text(&run(&other, &["starred", "--code"]).stdout), line);
    let pages =
        [&one, &other].map(|home| run(home, &["starred", "--at", "2021-11-01T12:00"]).stdout);
    assert_eq!(text(&pages[0]), text(&pages[1]));
    let wrong = run(&other, &["starred", "--import", "opening"]);
    assert_eq!(wrong.status.code(), Some(2), "{wrong:?}");
    assert!(fs::read_dir(&other.0).expect("a folder").count() > 0);
}
