//! Phone numbers and notes of contacts.toml: on screens of staff, and in nothing else.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Output;

use nadwa::export::EXPORTS;
use nadwa::load::read_contacts;

use crate::support::{Folder, english, nadwa};

const PHONE: &str = "+212 600 112 233";
const NOTES: &str = "by train at 8:40";

/// Returns a folder with the programme of the seminar and contacts.
fn folder() -> Folder {
    let folder = Folder::new();
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("program.toml");
    fs::copy(program, folder.file("program.toml")).expect("it can be copied");
    folder.write(
        "contacts.toml",
        format!(
            "[[contacts]]\nspeaker = \"moderator-1\"\nphone = \"{PHONE}\"\nnotes = \"{NOTES}\"\n"
        ),
    );
    folder
}

fn run(folder: &Folder, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    let mut command = nadwa();
    command.args([
        "-p",
        "program.toml",
        "--lang",
        "en",
        "--at",
        "2021-11-30T09:00",
    ]);
    command.args(args).env("HOME", &folder.0);
    command.current_dir(&folder.0).output().expect("nadwa runs")
}

fn printed(folder: &Folder, args: &[&str]) -> String {
    let output = run(folder, args);
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Returns the files of a folder and of those below it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            let bytes = fs::read(&path).expect("a file");
            all.push((path.display().to_string(), bytes));
        }
    }
    all
}

fn has_contact(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.contains(PHONE) || text.contains(NOTES) || text.contains("112 233")
}

#[test]
fn screens_of_staff_have_them_and_others_do_not() {
    let folder = folder();
    for page in [
        vec!["arrivals"],
        vec!["speaker", "moderator-1"],
        vec!["--print", "--keys", "a"],
    ] {
        let staff = printed(&folder, &[&page[..], &["--staff"]].concat());
        assert!(
            staff.contains(PHONE) && staff.contains(NOTES),
            "{page:?}: {staff}"
        );
        let other = printed(&folder, &page);
        assert!(!has_contact(other.as_bytes()), "{page:?}");
    }
    let json = run(&folder, ["arrivals", "--staff", "--json"]);
    assert_eq!(json.status.code(), Some(2), "{json:?}");
}

#[test]
fn they_are_read_from_the_folder_of_the_settings_too() {
    let folder = folder();
    let settings = folder.file("settings");
    fs::create_dir_all(settings.join("nadwa")).expect("a folder");
    fs::rename(
        folder.file("contacts.toml"),
        settings.join("nadwa/contacts.toml"),
    )
    .expect("it can be moved");
    let mut command = nadwa();
    command.args(["-p", "program.toml", "speaker", "moderator-1", "--staff"]);
    command
        .env("HOME", &folder.0)
        .env("XDG_CONFIG_HOME", &settings);
    let output = command.current_dir(&folder.0).output().expect("nadwa runs");
    assert!(has_contact(&output.stdout), "{output:?}");
}

#[test]
fn no_export_publication_or_update_has_them() {
    let folder = folder();
    fs::create_dir(folder.file("public")).expect("a folder");
    for export in EXPORTS {
        let path = format!("public/export-{}", export.name);
        let output = run(&folder, ["export", export.name, "--staff", "-o", &path]);
        assert!(output.status.success(), "{}: {output:?}", export.name);
        assert!(!has_contact(&output.stdout), "{}", export.name);
    }
    printed(&folder, &["publish", "public/site", "--once", "--staff"]);
    printed(&folder, &["set", "closing", "delay", "10m", "--staff"]);
    printed(&folder, &["arrived", "moderator-1", "--staff"]);
    assert!(!has_contact(
        printed(&folder, &["log", "--staff"]).as_bytes()
    ));
    fs::remove_file(folder.file("contacts.toml")).expect("it is there");
    let all = files(&folder.0);
    assert!(all.len() > EXPORTS.len(), "{} files", all.len());
    for (name, bytes) in all {
        assert!(!has_contact(&bytes), "{name}");
    }
}

#[test]
fn faults_of_the_file_are_reported_with_their_places_and_the_rest_is_read() {
    let file = "[[contacts]]\nspeaker = \"a\"\nphone = 5\n[[contacts]]\nphone = \"1\"\n[[contacts]]\nspeaker = \"a\"\nfon = \"2\"\n[[contacts]]\nspeaker = \"b\"\nphone = \"3\\u001B[2J\"\n";
    let (contacts, problems) = read_contacts("contacts.toml", file.as_bytes());
    let places = problems.iter().map(|problem| {
        let at = problem.location.as_ref().expect("a place");
        (at.line, english(&problem.message))
    });
    let places: Vec<(usize, String)> = places.map(|(line, text)| (line as usize, text)).collect();
    let lines: Vec<usize> = places.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [3, 4, 7, 8, 11], "{places:?}");
    let phone = contacts["b"].phone.as_ref().expect("a number");
    assert_eq!(phone.as_str(), "3[2J", "without the control character");
    assert_eq!(contacts.len(), 2);
}

#[test]
fn a_file_that_is_no_toml_is_a_problem_of_the_screen() {
    let folder = folder();
    folder.write("contacts.toml", "[[contacts]\nspeaker = ");
    let output = run(&folder, ["arrivals", "--staff"]);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("contacts.toml:1:"), "{errors}");
    assert!(output.status.success(), "the page is there");
}
