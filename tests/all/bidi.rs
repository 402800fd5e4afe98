//! The order and the shape of text, compared with Unicode's conformance tests and with `FriBidi`. A test
//! whose files or program are not installed (Debian: unicode-data, libfribidi-bin) prints a message and passes.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use nadwa::text::bidi::{Dir, Mode, arrange};
use unicode_bidi::{Level, ParagraphBidiInfo};

use crate::support::shared;

/// Returns the text of a file of the Unicode character database.
fn unicode(file: &str) -> Option<String> {
    let path = Path::new("/usr/share/unicode").join(file);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {} not found", path.display());
    }
    text
}

/// Returns the level of each character, the visual order, and which characters are removed (`x` in
/// Unicode's files).
fn resolve(text: &str, base: Option<Level>) -> (Vec<u8>, Vec<usize>, Vec<bool>) {
    let info = ParagraphBidiInfo::new(text, base);
    let levels = info.reordered_levels_per_char(0..text.len());
    let removed = text.chars().map(|c| {
        use unicode_bidi::BidiClass::{BN, LRE, LRO, PDF, RLE, RLO};
        matches!(
            unicode_bidi::bidi_class(c),
            LRE | RLE | LRO | RLO | PDF | BN
        )
    });
    let removed: Vec<bool> = removed.collect();
    let remaining: Vec<usize> = (0..levels.len()).filter(|&i| !removed[i]).collect();
    let visible: Vec<Level> = remaining.iter().map(|&i| levels[i]).collect();
    let order = ParagraphBidiInfo::reorder_visual(&visible)
        .into_iter()
        .map(|i| remaining[i])
        .collect();
    (levels.iter().map(Level::number).collect(), order, removed)
}

fn numbers(text: &str) -> Vec<usize> {
    text.split_whitespace()
        .map(|n| n.parse().expect("a number"))
        .collect()
}

/// Asserts that a text has these levels and this order; `line` is the case in the message.
fn assert_resolves(
    text: &str,
    base: Option<Level>,
    levels: &[Option<u8>],
    order: &[usize],
    line: &str,
) {
    let (found, found_order, removed) = resolve(text, base);
    for (i, wanted) in levels.iter().enumerate() {
        assert!(
            wanted.is_none() == removed[i] && wanted.is_none_or(|w| w == found[i]),
            "{line}: levels {found:?}"
        );
    }
    assert_eq!(found_order, order, "{line}");
}

fn level(text: &str) -> Option<u8> {
    (text != "x").then(|| text.parse().expect("a level"))
}

#[test]
fn every_case_of_bidi_character_test_resolves() {
    let Some(text) = unicode("BidiCharacterTest.txt") else {
        return;
    };
    let mut cases = 0;
    for line in text
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
    {
        let fields: Vec<&str> = line.split(';').collect();
        let chars = fields[0]
            .split(' ')
            .map(|h| u32::from_str_radix(h, 16).expect("hexadecimal"));
        let text: String = chars
            .map(|c| char::from_u32(c).expect("a character"))
            .collect();
        let base = match fields[1] {
            "0" => Some(Level::ltr()),
            "1" => Some(Level::rtl()),
            _ => None,
        };
        let levels: Vec<Option<u8>> = fields[3].split_whitespace().map(level).collect();
        assert_resolves(&text, base, &levels, &numbers(fields[4]), line);
        cases += 1;
    }
    assert_eq!(cases, 91_707);
}

/// One character of each class, under its name in BidiTest.txt.
const CLASSES: &[(&str, char)] = &[
    ("L", 'a'),
    ("R", '\u{5d0}'),
    ("AL", '\u{627}'),
    ("EN", '1'),
    ("ES", '+'),
    ("ET", '$'),
    ("AN", '\u{660}'),
    ("CS", ','),
    ("B", '\u{2029}'),
    ("S", '\t'),
    ("WS", ' '),
    ("ON", '!'),
    ("NSM", '\u{300}'),
    ("BN", '\u{ad}'),
    ("LRE", '\u{202a}'),
    ("RLE", '\u{202b}'),
    ("PDF", '\u{202c}'),
    ("LRO", '\u{202d}'),
    ("RLO", '\u{202e}'),
    ("LRI", '\u{2066}'),
    ("RLI", '\u{2067}'),
    ("FSI", '\u{2068}'),
    ("PDI", '\u{2069}'),
];

#[test]
fn every_case_of_bidi_test_resolves() {
    let Some(text) = unicode("BidiTest.txt") else {
        return;
    };
    let (mut levels, mut order) = (Vec::new(), Vec::new());
    let mut cases = 0;
    for line in text
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
    {
        if let Some(list) = line.strip_prefix("@Levels:") {
            levels = list.split_whitespace().map(level).collect();
        } else if let Some(list) = line.strip_prefix("@Reorder:") {
            order = numbers(list);
        } else {
            let (classes, bases) = line.split_once(';').expect("classes; directions");
            let class = |name: &str| CLASSES.iter().find(|(n, _)| *n == name).expect("a class").1;
            let text: String = classes.split_whitespace().map(class).collect();
            let bits: u8 = bases.trim().parse().expect("a number of bits");
            let all = [(1, None), (2, Some(Level::ltr())), (4, Some(Level::rtl()))];
            for (_, base) in all.into_iter().filter(|(bit, _)| bits & bit != 0) {
                assert_resolves(&text, base, &levels, &order, line);
                cases += 1;
            }
        }
    }
    assert_eq!(cases, 770_241);
}

/// Returns the Arabic texts of the built-in programme and, if it exists, of the shared article.
fn arabic_texts() -> Vec<String> {
    let program = include_str!("../../program.toml");
    let article = shared("article-ar.txt");
    let article = article.map_or_else(String::new, |path| {
        fs::read_to_string(path).expect("the article is UTF-8")
    });
    let quoted = program
        .split('"')
        .filter(|t| t.chars().any(|c| ('\u{600}'..'\u{700}').contains(&c)));
    let all = quoted.flat_map(str::lines).chain(article.lines());
    all.map(str::trim)
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn arabic_is_arranged_as_fribidi_arranges_it() {
    let options = ["--rtl", "--nopad", "--nobreak", "--reordernsm", "--clean"];
    let mut command = Command::new("fribidi");
    let started = command
        .args(options)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut fribidi) = started else {
        eprintln!("skipped: fribidi is not installed");
        return;
    };
    let texts = arabic_texts();
    assert!(texts.len() > 100);
    let mut input = fribidi.stdin.take().expect("stdin is piped");
    let lines = texts.join("\n") + "\n";
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = fribidi.wait_with_output().expect("fribidi ends");
    writer
        .join()
        .expect("the writer ends")
        .expect("fribidi reads");
    let wanted = String::from_utf8(output.stdout).expect("fribidi writes UTF-8");
    for (text, wanted) in texts.iter().zip(wanted.lines()) {
        let arranged: String = arrange(text, Dir::Rtl, Mode::Application)
            .into_iter()
            .map(|c| c.text)
            .collect();
        // FriBidi puts a filler in the place of a ligature's alef, and leaves the hamza, which never joins,
        // in its nominal form.
        let wanted = wanted.replace('\u{feff}', "");
        let arranged = arranged.replace('\u{fe80}', "\u{621}");
        assert_eq!(arranged.trim(), wanted.trim(), "{text}");
    }
    assert_eq!(wanted.lines().count(), texts.len());
}
