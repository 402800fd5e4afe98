//! The order and the shape of text, against the files of Unicode and against `FriBidi`. Each is skipped
//! with a message where it is not installed (Debian: unicode-data, libfribidi-bin).

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use nadwa::text::bidi::{Dir, Mode, arrange};
use unicode_bidi::{Level, ParagraphBidiInfo};

fn unicode(file: &str) -> Option<String> {
    let path = Path::new("/usr/share/unicode").join(file);
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    text
}

/// Levels (`x` where a character is removed) and order, as the screen asks for them.
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
    let kept: Vec<usize> = (0..levels.len()).filter(|&i| !removed[i]).collect();
    let visible: Vec<Level> = kept.iter().map(|&i| levels[i]).collect();
    let order = ParagraphBidiInfo::reorder_visual(&visible)
        .into_iter()
        .map(|i| kept[i])
        .collect();
    (levels.iter().map(Level::number).collect(), order, removed)
}

fn numbers(text: &str) -> Vec<usize> {
    text.split_whitespace()
        .map(|n| n.parse().expect("a number"))
        .collect()
}

fn check(text: &str, base: Option<Level>, levels: &[Option<u8>], order: &[usize], line: &str) {
    let (said, said_order, removed) = resolve(text, base);
    for (i, wanted) in levels.iter().enumerate() {
        assert!(
            wanted.is_none() == removed[i] && wanted.is_none_or(|w| w == said[i]),
            "{line}: levels {said:?}"
        );
    }
    assert_eq!(said_order, order, "{line}");
}

fn level(text: &str) -> Option<u8> {
    (text != "x").then(|| text.parse().expect("a level"))
}

#[test]
fn bidi_character_test() {
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
        check(&text, base, &levels, &numbers(fields[4]), line);
        cases += 1;
    }
    assert_eq!(cases, 91_707);
}

/// A character of each class, as BidiTest.txt names them.
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
fn bidi_test() {
    let Some(text) = unicode("BidiTest.txt") else {
        return;
    };
    let (mut levels, mut order) = (Vec::new(), Vec::new());
    let mut cases = 0;
    for line in text
        .lines()
        .filter(|l| !l.starts_with('#') && !l.trim().is_empty())
    {
        if let Some(said) = line.strip_prefix("@Levels:") {
            levels = said.split_whitespace().map(level).collect();
        } else if let Some(said) = line.strip_prefix("@Reorder:") {
            order = numbers(said);
        } else {
            let (classes, bases) = line.split_once(';').expect("classes; directions");
            let class = |name: &str| CLASSES.iter().find(|(n, _)| *n == name).expect("a class").1;
            let text: String = classes.split_whitespace().map(class).collect();
            let bits: u8 = bases.trim().parse().expect("a number of bits");
            let all = [(1, None), (2, Some(Level::ltr())), (4, Some(Level::rtl()))];
            for (_, base) in all.into_iter().filter(|(bit, _)| bits & bit != 0) {
                check(&text, base, &levels, &order, line);
                cases += 1;
            }
        }
    }
    assert_eq!(cases, 770_241);
}

/// Every Arabic text there is: the programme's and, where it is, the article's.
fn texts() -> Vec<String> {
    let program = include_str!("../../program.toml");
    let article = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/article-ar.txt");
    let article = fs::read_to_string(&article).unwrap_or_else(|_| {
        eprintln!("skipped: ../shared/article-ar.txt is not there");
        String::new()
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
fn arabic_reads_as_fribidi_has_it() {
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
    let texts = texts();
    assert!(texts.len() > 100);
    let mut input = fribidi.stdin.take().expect("it was asked for");
    let lines = texts.join("\n") + "\n";
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = fribidi.wait_with_output().expect("fribidi ends");
    writer
        .join()
        .expect("the writer ends")
        .expect("fribidi reads");
    let wanted = String::from_utf8(output.stdout).expect("fribidi writes UTF-8");
    for (text, wanted) in texts.iter().zip(wanted.lines()) {
        let said: String = arrange(text, Dir::Rtl, Mode::Application)
            .into_iter()
            .map(|c| c.text)
            .collect();
        // FriBidi leaves a filler for the alef of a ligature, and the hamza, which joins nothing, as it is.
        let wanted = wanted.replace('\u{feff}', "");
        let said = said.replace('\u{fe80}', "\u{621}");
        assert_eq!(said.trim(), wanted.trim(), "{text}");
    }
    assert_eq!(wanted.lines().count(), texts.len());
}
