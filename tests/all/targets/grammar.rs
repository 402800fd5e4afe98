//! Turns arbitrary bytes into texts of a grammar: each byte chooses among the alternatives of a rule.

use arbitrary::Unstructured;

/// A rule: its name, and its alternatives. In these `$name` stands for a text of that rule, `$name*` for up to eight of
/// them, and `$name+` for one that is repeated up to 255 times; `$raw` stands for bytes of the input as they are. The first
/// alternative is taken when the input or the space is used up, so it must end.
pub type Rule = (&'static str, &'static [&'static str]);

/// The depth of rules, and the length in bytes, from which on the first alternatives are taken.
const DEEPEST: usize = 40;
const LONGEST: usize = 64 << 10;

/// Pieces that damage a finished text.
const PIECES: &[&[u8]] = &[
    b"",
    b"\"",
    b"'",
    b"\"\"\"",
    b"[",
    b"]",
    b"{",
    b"}",
    b"<",
    b">",
    b"</",
    b"&",
    b"&a;",
    b"<![CDATA[",
    b"-->",
    b"=",
    b",",
    b";",
    b":",
    b"\n",
    b"\r",
    b"\r\n ",
    b"\\",
    b"\\ud800",
    b"\0",
    b"\x1b[",
    b"\xff",
    b"\xe2\x80\xae",
    b"\xf0\x9f",
    b"0",
    b"-",
    b"99999999999",
    b"1e999",
    b"null",
    b"END:VEVENT\r\n",
    b"[[sessions]]\n",
    b"</day>",
];

/// Returns the text of the rule `file` that `bytes` choose, and which they may damage. With the
/// variable `SHOW` it is printed.
pub fn write(rules: &[Rule], bytes: &[u8]) -> Vec<u8> {
    let mut writer = Writer {
        rules,
        choices: Unstructured::new(bytes),
        out: Vec::new(),
    };
    let damages = writer.below(4);
    writer.rule("file", 0);
    for _ in 0..damages {
        writer.damage();
    }
    if std::env::var_os("SHOW").is_some() {
        eprintln!("{}", String::from_utf8_lossy(&writer.out));
    }
    writer.out
}

struct Writer<'a> {
    rules: &'a [Rule],
    choices: Unstructured<'a>,
    out: Vec<u8>,
}

impl Writer<'_> {
    /// Returns a number below `n`; 0 when the input is used up.
    fn below(&mut self, n: usize) -> usize {
        let last = n.saturating_sub(1);
        self.choices.int_in_range(0..=last).unwrap_or(0)
    }

    fn rule(&mut self, name: &str, depth: usize) {
        if name == "raw" {
            let n = self.below(25).min(self.choices.len());
            self.out.extend(self.choices.bytes(n).unwrap_or_default());
            return;
        }
        let mut all = self.rules.iter().chain(WORDS);
        let (_, alternatives) = all.find(|(n, _)| *n == name).expect("a rule of this name");
        let full = depth > DEEPEST || self.out.len() > LONGEST;
        let chosen = if full {
            0
        } else {
            self.below(alternatives.len())
        };
        self.template(alternatives[chosen], depth + 1);
    }

    fn template(&mut self, template: &str, depth: usize) {
        let mut parts = template.split('$');
        self.out.extend(parts.next().unwrap_or_default().bytes());
        for part in parts {
            let end = part.find(|c: char| !c.is_ascii_lowercase());
            let (name, rest) = part.split_at(end.unwrap_or(part.len()));
            let rest = if let Some(rest) = rest.strip_prefix('*') {
                for _ in 0..self.below(9) {
                    self.rule(name, depth);
                }
                rest
            } else if let Some(rest) = rest.strip_prefix('+') {
                let times = self.below(256);
                let start = self.out.len();
                self.rule(name, depth);
                let one = self.out.split_off(start);
                let times = times.min(LONGEST.saturating_sub(start) / one.len().max(1));
                self.out.extend(one.repeat(times));
                rest
            } else {
                self.rule(name, depth);
                rest
            };
            self.out.extend(rest.bytes());
        }
    }

    /// Replaces a few bytes by a piece, removes them, or ends the text there.
    fn damage(&mut self) {
        let at = self.below(self.out.len() + 1);
        let end = (at + self.below(16)).min(self.out.len());
        match self.below(PIECES.len() + 2) {
            0 => self.out.truncate(at),
            1 => self.out[at..end].iter_mut().for_each(|b| *b ^= 1),
            n => drop(self.out.splice(at..end, PIECES[n - 2].iter().copied())),
        }
    }
}

/// The rules that all grammars share.
#[rustfmt::skip] // A table: one rule, one line.
const WORDS: &[Rule] = &[
    ("id", &["a", "b", "c", "d", "opening", "hall", "ada", "", "é", "a b", "../x", "-", "a;b`c`", "A", "A!", "$odd", "$raw"]),
    ("word", &["Talk", "Hall", "Ada Lovelace", "", "room 1", "Málaga", "لا إله", "שלום (1)", "日本語", "$odd", "$raw", "$word $word", "$word+"]),
    ("odd", &["\u{202e}x", "\u{feff}", "e\u{301}\u{301}", "\u{fe0f}\u{fe0f}", "\u{e0041}", "👩\u{200d}👩\u{200d}👧", "\u{200d}", "ß", "İ", "ﷺ", "\u{1b}[31m", "\u{0}", "\t", "=1+1", "<b>x</b>", "&amp;", "\\", "\u{2028}", "\u{85}", "\u{ad}", "\u{3164}", "a\u{200c}b"]),
    ("date", &["2021-11-30", "2021-12-01", "2021-02-30", "0000-01-01", "0001-01-01", "9999-12-31", "1970-01-01", "2021-10-31", "2021-03-28", "10000-01-01", "-0001-12-31", "2021-11-3", ""]),
    ("clock", &["09:30", "11:00", "00:00", "23:59", "24:00", "02:30", "12:60", "9h30", "9:30 AM", "23:59:60", "99:99", "03:00:00.5", ""]),
    ("offset", &["", "+01:00", "Z", "-12:00", "+14:00", "+23:59", "+99:00", "-00:00", " "]),
    ("zone", &["Europe/Madrid", "Africa/Casablanca", "UTC", "Asia/Kathmandu", "Pacific/Apia", "America/St_Johns", "Europe/Madird", "", "Etc/GMT+12", "EST5EDT", "Antarctica/Troll", "europe/madrid", "+01:00", "$word"]),
    ("length", &["90", "1:30", "00:45", "0", "-5", "00:00:01", "99999", "100000", "1:06:30", "", "65535", "PT1H30M", "P1D", "1h", "10m", "65535h", "18446744073709551616"]),
    ("lang", &["en", "ar", "es", "fr", "EN-us", "zh-Hant", "x", "", "English", "en, ar", "$word"]),
    ("url", &["https://x.org/a", "http://", "//x.org", "/y", "urn:x", "javascript:1", "https://x y", "HTTPS://X/é", "mailto:a@b.c", "https://u:p@x/?a=b&c#d", "$word"]),
    ("n", &["0", "1", "2", "10", "-1", "65536", "4294967296", "1e999", "9223372036854775808", "00", "3.5", "1e3", "0x1F", "1_000"]),
    ("bool", &["true", "false", "yes", "1", ""]),
    ("status", &["confirmed", "cancelled", "tentative", "moved", "full", "$word"]),
    ("kind", &["talk", "workshop", "break", "panel", "keynote", "lecture", "Meal", "$word"]),
    ("field", &["delay", "room", "speakers", "note", "status", "title", "$word"]),
];
