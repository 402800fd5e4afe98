//! `nadwa fmt`: what a file looks like changes, and what it says does not.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::{Output, Stdio};

use nadwa::load::{Unformatted, formatted, load};
use nadwa::model::{Ids, Program};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{Folder, nadwa, root};

const PROGRAM: &str = include_str!("../../program.toml");

const WRITTEN: &str = r#"

# The programme
[program]
title.en="A" # its name
title.es =  "B"
# Never changed
id = "p"
timezone = "UTC"   


# Halls
[[ rooms ]]

id="r"
[rooms.walk]
s=2
[[rooms]]
id="s"

[[sessions]]
start = 2021-11-30T09:30:00    # local
room = "r"                     # the large one
colour = "red"
id = "a"
title = "A"
tags = [ # many
  "x",   
  "y" ]

# Apart
speakers = ["a-speaker-with-a-long-id", "another-speaker-with-a-long-id", "a-third-speaker-with-a-long-id", "a-fourth-speaker"]
abstract = """
[[sessions]]   
id="b" # no comment
"""
# Behind

"#;

const LAID_OUT: &str = r#"# The programme
[program]
# Never changed
id       = "p"
title.en = "A" # its name
title.es = "B"
timezone = "UTC"

# Halls
[[rooms]]
id = "r"

[rooms.walk]
s = 2

[[rooms]]
id = "s"

[[sessions]]
id     = "a"
title  = "A"
start  = 2021-11-30T09:30:00   # local
room   = "r"                   # the large one
tags   = [ # many
  "x",
  "y" ]
colour = "red"

# Apart
speakers = [
    "a-speaker-with-a-long-id",
    "another-speaker-with-a-long-id",
    "a-third-speaker-with-a-long-id",
    "a-fourth-speaker",
]
abstract = """
[[sessions]]   
id="b" # no comment
"""
# Behind
"#;

/// Runs `nadwa fmt ARGS` in a folder, with this standard input.
fn fmt(folder: &Folder, args: &[&str], input: &str) -> Output {
    let mut child = nadwa()
        .args(["--lang", "en", "fmt"])
        .args(args)
        .current_dir(&folder.0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("nadwa runs");
    let mut stdin = child.stdin.take().expect("its input");
    // One that does not read its input closes it.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("nadwa ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Returns the programme of a text, and the codes of its problems.
fn meaning(text: &str) -> (String, Vec<&'static str>) {
    let loaded = load("f.toml", text.as_bytes());
    let codes = loaded.diagnostics.iter().map(|d| d.code.about().name);
    let mut codes: Vec<_> = codes.collect();
    codes.sort_unstable();
    // The order of a hash table is not stable.
    let program = Program {
        ids: Ids::default(),
        ..loaded.program
    };
    (format!("{program:#?}"), codes)
}

/// Returns the characters of a text in their order, without those that a layout may add, and without the places.
fn characters(text: &str) -> Vec<char> {
    let is_layout = |c: &char| matches!(c, ' ' | '\t' | '\r' | '\n' | ',');
    let mut all: Vec<char> = text.chars().filter(|c| !is_layout(c)).collect();
    all.sort_unstable();
    all
}

/// Formats a text, and checks what must hold for every file. Returns whether it could be formatted.
fn check(text: &str) -> bool {
    let new = match formatted("f.toml", text.as_bytes()) {
        Ok(new) => new,
        Err(Unformatted::Broken(_)) => return false,
        Err(Unformatted::NoToml) => panic!("not a program.toml:\n{text}"),
    };
    assert_eq!(meaning(&new), meaning(text), "{text}\n----\n{new}");
    assert_eq!(characters(&new), characters(text), "{text}\n----\n{new}");
    let again = formatted("f.toml", new.as_bytes());
    assert_eq!(again.expect("a layout can be read"), new, "{text}");
    true
}

#[test]
fn keys_are_in_order_and_aligned_and_comments_stay_with_them() {
    let new = formatted("f.toml", WRITTEN.as_bytes()).expect("it is right");
    assert_eq!(new, LAID_OUT);
}

#[test]
fn what_files_say_stays() {
    assert!(check(PROGRAM));
    assert!(check(WRITTEN));
    let mut formatted = 0;
    for folder in ["tests/check", "tests/data", "tests/search"] {
        let files = fs::read_dir(root().join(folder)).expect("the folder");
        let files = files.map(|entry| entry.expect("an entry").path());
        for path in files.filter(|path| path.extension().is_some_and(|e| e == "toml")) {
            // What is not UTF-8 is refused.
            if let Ok(text) = fs::read_to_string(&path) {
                formatted += usize::from(check(&text));
            }
        }
    }
    assert!(formatted > 40, "{formatted} files");
}

#[test]
fn what_nadwa_exports_says_the_same_when_it_is_laid_out() {
    let out = nadwa()
        .args(["export", "toml"])
        .current_dir(root())
        .output()
        .expect("nadwa runs");
    assert!(check(&text(&out.stdout)));
}

#[test]
fn a_new_programme_is_laid_out() {
    let folder = Folder::new();
    let args = ["new", "--title", "Open day", "--rooms", "Hall, Garden"];
    let made = nadwa().args(args).current_dir(&folder.0).output();
    assert!(made.expect("nadwa runs").status.success());
    let out = fmt(&folder, &["--check", "program.toml"], "");
    assert_eq!(text(&out.stdout), "");
    assert_eq!(out.status.code(), Some(0));
}

#[rustfmt::skip] // A table: several rows, one line.
const LINES: &[&str] = &[
    "[program]", "[[sessions]]", "[[rooms]]", "[rooms.walk]", "[[sessions.items]]", "[[ sessions . links ]]  # c", "[[days]]",
    "id = \"a\"", "id='b'", "  title = \"A\"\t", "title.en=\"ندوة\"#c", "title . es = 'B'  # c", "\"title\".fr = \"\"\"C  \n d  \n\"\"\" # c",
    "start = 2021-11-30T09:30:00", "end = 2021-11-30T10:30:00", "duration = \"1h\"", "date = 2021-11-30", "timezone=\"UTC\"",
    "room = \"a\"", "walk.b = 2", "walk = { b = 2 }", "b = 2", "languages = [\"en\",\n  \"es\"]", "unknown.x = 1", "1.2 = 3",
    "speakers=[ \"a\",\"b\" , ]  ", "speaker = \"c\"", "tags = [ # c  \n\"x\",\t\n]\t# c", "links = [{ title = \"a, b]\", url = \"https://a.org\" }]",
    "abstract = '''\n[[sessions]]  \n # no\n'''", "about = { en = \"a\", # c  \n\n  es = \"b\",\n}", "kind = \"talk\"", "status = \"tentative\"",
    "tags = [\"a long word that fills the line\", [\"another, long\", 'word] that'], {a = [1, 2]}, \"fills the line\", \"and a last one\", \"z\"] # c",
    "# c", "#\tc  ", "", "", "  ", "\t",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_random_files_say_stays(lines in vec(select(LINES), 0..24), is_dos: bool) {
        let text = lines.join("\n");
        check(&if is_dos { text.replace('\n', "\r\n") } else { text });
    }
}

#[test]
fn a_file_is_replaced_with_its_permissions_and_a_link_stays() {
    let folder = Folder::new();
    let target = folder.write("target.toml", WRITTEN);
    let mode = |mode| fs::Permissions::from_mode(mode);
    fs::set_permissions(&target, mode(0o640)).expect("the file is ours");
    symlink("target.toml", folder.file("program.toml")).expect("a link can be made");
    let out = fmt(&folder, &[], "");
    assert_eq!((text(&out.stdout), text(&out.stderr)), Default::default());
    assert_eq!(out.status.code(), Some(0));
    assert_eq!(fs::read_to_string(&target).expect("the file"), LAID_OUT);
    let meta = fs::metadata(&target).expect("the file");
    assert_eq!(meta.permissions().mode() & 0o777, 0o640);
    let link = fs::symlink_metadata(folder.file("program.toml"));
    assert!(link.expect("the link").is_symlink());
}

#[test]
fn check_names_the_files_that_would_change_and_changes_none() {
    let folder = Folder::new();
    let file = folder.write("a.toml", WRITTEN);
    folder.write("b.toml", LAID_OUT);
    let out = fmt(&folder, &["--check", "a.toml", "b.toml"], "");
    assert_eq!(text(&out.stdout), "a.toml\n");
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(fs::read_to_string(file).expect("the file"), WRITTEN);
    let out = fmt(&folder, &["--check", "b.toml"], "");
    assert_eq!(
        (text(&out.stdout), out.status.code()),
        (String::new(), Some(0))
    );
}

#[test]
fn the_layout_of_standard_input_is_printed() {
    let folder = Folder::new();
    let out = fmt(&folder, &["-"], WRITTEN);
    assert_eq!(text(&out.stdout), LAID_OUT);
    let out = fmt(&folder, &["--check", "-"], WRITTEN);
    assert_eq!(text(&out.stdout), "standard input\n");
    assert_eq!(out.status.code(), Some(1));
}

#[test]
fn a_file_with_a_syntax_error_stays_and_the_error_has_its_place() {
    let folder = Folder::new();
    let broken = WRITTEN.replace("id=\"s\"", "id=\"s");
    let file = folder.write("program.toml", &broken);
    let out = fmt(&folder, &["program.toml"], "");
    let printed = text(&out.stderr);
    assert!(printed.contains("\n  --> program.toml:19:"), "{printed}");
    assert_eq!(out.status.code(), Some(1));
    assert_eq!(fs::read_to_string(file).expect("the file"), broken);
}

#[test]
fn other_formats_and_the_programme_that_is_built_in_are_refused() {
    let folder = Folder::new();
    folder.write("a.csv", "title,start,room\nA,2026-05-12 09:00,Hall\n");
    let out = fmt(&folder, &["a.csv"], "");
    let why = "nadwa: a.csv is not a program.toml in UTF-8, so it is not formatted\n";
    assert_eq!(
        (text(&out.stderr), out.status.code()),
        (why.into(), Some(1))
    );
    let out = fmt(&folder, &[], "");
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("is not a file"));
}

#[test]
fn a_byte_order_mark_and_line_ends_stay() {
    let dos = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let new = formatted("f.toml", dos(WRITTEN).as_bytes());
    assert_eq!(new.expect("it is right"), dos(LAID_OUT));
}
