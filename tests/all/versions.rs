//! What `nadwa diff` says of two versions.

use crate::support::{Folder, nadwa};

/// Returns a programme of one session.
fn bees(zone: &str, start: &str, venue: &str, title: &str) -> String {
    format!(
        "[program]\nid = \"bees\"\ntitle = \"Bees\"\nvenue = \"{venue}\"\ntimezone = \"{zone}\"\n\
         [[sessions]]\nid = \"wax\"\ntitle = {title}\nstart = {start}\nduration = \"1h\"\n"
    )
}

const MADRID: (&str, &str) = ("Europe/Madrid", "2027-05-21T10:00:00");
const LANGUAGES: &str = "{ en = \"Wax\", es = \"Cera\", fr = \"Cire\" }";

/// Returns what the command prints of two versions, and its exit status.
fn difference(old: &str, new: &str, options: &[&str]) -> (String, Option<i32>) {
    let folder = Folder::new();
    folder.write("old.toml", old);
    folder.write("new.toml", new);
    let mut run = nadwa();
    run.args([
        "diff", "old.toml", "new.toml", "--lang", "en", "--width", "100",
    ])
    .args(options)
    .current_dir(&folder.0)
    .env("HOME", &folder.0);
    let out = run.output().expect("nadwa runs");
    let text = String::from_utf8_lossy(&[out.stdout, out.stderr].concat()).into_owned();
    (text, out.status.code())
}

fn madrid(venue: &str, title: &str) -> String {
    bees(MADRID.0, MADRID.1, venue, title)
}

#[test]
fn a_session_at_the_same_instant_in_another_zone_has_not_moved() {
    let old = madrid("Barn", LANGUAGES);
    let new = bees("Europe/London", "2027-05-21T09:00:00", "Barn", LANGUAGES);
    let (text, status) = difference(&old, &new, &[]);
    assert!(
        text.contains("Time zone: Europe/Madrid → Europe/London"),
        "{text}"
    );
    assert!(!text.contains("When:") && !text.contains("Wax"), "{text}");
    assert_eq!(status, Some(1));
}

#[test]
fn a_session_at_the_same_hour_in_another_zone_has_moved() {
    let old = madrid("Barn", LANGUAGES);
    let new = bees("Europe/London", MADRID.1, "Barn", LANGUAGES);
    let (text, _) = difference(&old, &new, &[]);
    let wanted = "When: Fri 21 May 10:00–11:00 GMT+2 → Fri 21 May 10:00–11:00 GMT+1";
    assert!(text.contains(wanted), "{text}");
}

#[test]
fn fields_of_the_event_are_reported() {
    let old = madrid("Barn", LANGUAGES);
    let new = madrid("Mill", LANGUAGES)
        .replace("\"Bees\"", "\"Wild bees\"")
        .replace("2027-05-21", "2027-05-22");
    let (text, status) = difference(&old, &new, &[]);
    for part in [
        "Title: [Bees → Wild bees]",
        "Venue: [Barn → Mill]",
        "Days: Friday 21 May 2027 → Saturday 22 May 2027",
    ] {
        assert!(text.contains(part), "no {part} in {text}");
    }
    assert_eq!(status, Some(1));
    let (json, _) = difference(&old, &new, &["--json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let fields: Vec<&str> = json["event_changes"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|change| change["field"].as_str())
        .collect();
    assert_eq!(fields, ["title", "days", "venue"]);
}

#[test]
fn lost_translations_are_reported_and_added_ones_are_not() {
    let (many, one) = (
        madrid("Barn", LANGUAGES),
        madrid("Barn", "{ en = \"Wax\" }"),
    );
    let (text, status) = difference(&many, &one, &[]);
    assert!(
        text.contains("Title: translations removed: es, fr"),
        "{text}"
    );
    assert_eq!(status, Some(1));
    let (text, status) = difference(&one, &many, &[]);
    assert_eq!((text.as_str(), status), ("nothing differs\n", Some(0)));
    let plain = madrid("Barn", "\"Wax\"");
    let (text, _) = difference(&many, &plain, &[]);
    assert!(
        text.contains("Title: translations removed: es, fr"),
        "{text}"
    );
}
