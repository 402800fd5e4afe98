//! Finds out how a terminal handles right-to-left text, and its background, by queries that are sent once.
//!
//! The queries are XTVERSION, DA2, DECRQM 8 (BDSM, ECMA-48), OSC 11 and DA1. Every terminal replies to DA1, so its reply
//! ends the wait. The first rule of the table that matches decides.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crate::platform::raw::{self, RawMode};
use crate::platform::tty::{Output, REPLIES};
use crate::text::bidi::Mode;
use crate::tui::input::{Input, Keyboard};
use crate::tui::theme::{Depth, Rgb, TerminalColors};

/// What removes the parts of Arabic letters outside of their cells, which may stay when these cells change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repaint {
    /// The cells beside those that change are sent again.
    Neighbours,
    /// A blank of every row changes, because the terminal paints whole rows (Konsole).
    Rows,
    /// The screen is cleared and sent again (urxvt).
    Screen,
    /// The terminal paints its window again when it receives this (mlterm).
    Request(&'static str),
}

/// How right-to-left text is sent, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bidi {
    /// The form in which text is sent.
    pub mode: Mode,
    /// Sent once after the alternate screen is entered.
    pub enter: &'static str,
    /// Sent before it is left.
    pub leave: &'static str,
    /// Sent at the start of each printed line, in place of as many blanks.
    line: &'static str,
    /// What removes the parts of letters outside of their cells.
    pub repaint: Repaint,
    /// The key of the message with the reason, which `nadwa doctor` prints.
    pub why: &'static str,
}

impl Bidi {
    /// Returns the mode that the reader has set.
    pub fn set(mode: Mode) -> Self {
        Self {
            mode,
            enter: "",
            leave: "",
            line: "",
            repaint: Repaint::Neighbours,
            why: "bidi-set",
        }
    }

    /// Returns how text is sent that stays among the lines of the shell. What changes the whole window, and not only the lines
    /// that are written meanwhile, is replaced by a mark and an override (LRM, LRO) in each line.
    #[must_use]
    pub fn for_printing(self) -> Self {
        if !self.enter.starts_with("\x1b]") {
            return self;
        }
        Self {
            enter: "",
            leave: "",
            line: "\u{200e}\u{202d}",
            ..self
        }
    }

    /// Returns arranged lines with what the terminal needs to show them as they are.
    pub fn framed(self, lines: &str) -> String {
        let marks = self.line.chars().count();
        let line = |text: &str| {
            let blanks = text.len() - text.trim_start_matches(' ').len();
            [self.line, &text[blanks.min(marks)..]].concat()
        };
        let lines = if self.line.is_empty() {
            lines.to_owned()
        } else {
            lines.split_inclusive('\n').map(line).collect()
        };
        [self.enter, &lines, self.leave].concat()
    }
}

/// The terminal's replies and environment.
#[derive(Debug, Default)]
pub struct TerminalInfo {
    /// The replies to the queries.
    pub reply: Vec<u8>,
    /// The environment variables that identify terminals, with their values.
    pub env: Vec<(&'static str, String)>,
}

/// The environment variables that identify terminals.
const VARIABLES: [&str; 6] = [
    "TERM",
    "TERM_PROGRAM",
    "TMUX",
    "VTE_VERSION",
    "KONSOLE_VERSION",
    "KITTY_WINDOW_ID",
];

const QUERIES: &[u8] = b"\x1b[>q\x1b[>c\x1b[8$p\x1b]11;?\x1b\\\x1b[c";
/// How long the first frame waits for the replies. Later ones are taken from the keys.
const TIMEOUT: Duration = Duration::from_millis(200);
/// How long commands wait that print and end: what comes later is read by the shell.
const LONG_TIMEOUT: Duration = Duration::from_secs(2);

/// How text is sent to the terminals that a rule matches.
struct Rule {
    matches: fn(&TerminalInfo) -> bool,
    bidi: Bidi,
}

const fn rule(
    matches: fn(&TerminalInfo) -> bool,
    mode: Mode,
    enter: &'static str,
    leave: &'static str,
    why: &'static str,
) -> Rule {
    Rule {
        matches,
        bidi: Bidi {
            mode,
            enter,
            leave,
            line: "",
            repaint: Repaint::Neighbours,
            why,
        },
    }
}

impl Rule {
    /// Returns the rule for terminals that have to paint more again than what changes.
    const fn with(mut self, repaint: Repaint) -> Self {
        self.bidi.repaint = repaint;
        self
    }
}

#[rustfmt::skip] // A table: one entry a line.
const RULES: &[Rule] = &[
    rule(TerminalInfo::has_bdsm, Mode::Application, "\x1b[8l\x1b[1 k", "\x1b[8h\x1b[0 k", "bidi-bdsm"),
    rule(TerminalInfo::is_xterm_js, Mode::Browser, "", "", "bidi-browser"),
    rule(|k| k.is("Konsole", "KONSOLE_VERSION"), Mode::Terminal, "", "", "bidi-konsole").with(Repaint::Rows),
    rule(|k| k.is("kitty", "KITTY_WINDOW_ID"), Mode::Kitty, "", "", "bidi-kitty"),
    rule(|k| k.is_named("mlterm") || k.env("TERM").starts_with("mlterm"), Mode::Application, "\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07", "bidi-mlterm").with(Repaint::Request("\x1b]5379;use_ctl=true\x07\x1b]5379;use_ctl=false\x07")),
    rule(|k| k.is_set("TMUX") && (k.is_set("VTE_VERSION") || k.is_set("KONSOLE_VERSION")), Mode::Terminal, "", "", "bidi-tmux"),
    rule(|k| k.env("TERM_PROGRAM") == "Apple_Terminal", Mode::Terminal, "", "", "bidi-apple"),
    rule(|k| matches!(k.env("TERM"), "linux" | "dumb"), Mode::Off, "", "", "bidi-none"),
    rule(|k| k.env("TERM").starts_with("rxvt"), Mode::Application, "", "", "bidi-default").with(Repaint::Screen),
    rule(|_| true, Mode::Application, "", "", "bidi-default"),
];

impl TerminalInfo {
    /// Returns what the environment variables tell about the terminal.
    pub fn environment() -> Self {
        let value = |name| {
            std::env::var(name)
                .ok()
                .filter(|v| !v.is_empty())
                .map(|v| (name, v))
        };
        Self {
            reply: Vec::new(),
            env: VARIABLES.into_iter().filter_map(value).collect(),
        }
    }

    /// Returns the value of a variable, or an empty string.
    pub fn env(&self, name: &str) -> &str {
        self.env
            .iter()
            .find(|(n, _)| *n == name)
            .map_or("", |(_, v)| v)
    }

    fn is_set(&self, name: &str) -> bool {
        !self.env(name).is_empty()
    }

    /// Whether its version contains `name`. One that tells no version is known by its variable, which a terminal that was
    /// started in it inherits.
    fn is(&self, name: &str, variable: &str) -> bool {
        match self.version() {
            Some(_) => self.is_named(name),
            None => self.is_set(variable) && !self.is_set("TMUX"),
        }
    }

    /// Whether its version contains `name`.
    fn is_named(&self, name: &str) -> bool {
        self.version().is_some_and(|v| v.contains(name))
    }

    /// Whether it is xterm.js, as VS Code and consoles in browsers use it: up to 6.0 only its reply to DA2 tells.
    fn is_xterm_js(&self) -> bool {
        const DA2: &[u8] = b"\x1b[>0;276;0c";
        self.is_named("xterm.js") || self.reply.windows(DA2.len()).any(|w| w == DA2)
    }

    /// Returns its name and version, as replied to XTVERSION: `XTerm(379)`.
    pub fn version(&self) -> Option<String> {
        let text = String::from_utf8_lossy(&self.reply);
        let start = text.find("\x1bP>|")? + 4;
        let end = start + text[start..].find('\x1b')?;
        Some(text[start..end].to_owned())
    }

    /// Whether it supports mode 8 (BDSM): `CSI 8 ; n $ y` with n other than 0.
    fn has_bdsm(&self) -> bool {
        (1..=4).any(|n| {
            let wanted = format!("\x1b[8;{n}$y");
            self.reply
                .windows(wanted.len())
                .any(|w| w == wanted.as_bytes())
        })
    }

    /// Returns what is known of its colours.
    pub fn colors(&self) -> TerminalColors {
        TerminalColors {
            depth: Depth::of_environment(),
            background: self.background(),
            lacks_faint: self.lacks_faint(),
        }
    }

    /// Whether it shows faint text like other text, as urxvt 9.30, mlterm 3.9 and Konsole 22.12 do.
    fn lacks_faint(&self) -> bool {
        let term = self.env("TERM");
        term.starts_with("rxvt")
            || term.starts_with("mlterm")
            || self.is("Konsole", "KONSOLE_VERSION")
    }

    /// Returns its background, as replied to OSC 11: `rgb:1e1e/1e1e/1e1e`, of one to four digits each.
    fn background(&self) -> Option<Rgb> {
        let text = String::from_utf8_lossy(&self.reply);
        let (_, reply) = text.split_once("\x1b]11;rgb")?;
        let (_, parts) = reply.split_once(':')?;
        let mut bytes = parts.splitn(3, '/').map(|part| {
            let digits = part.find(|c: char| !c.is_ascii_hexdigit());
            let digits = &part[..digits.unwrap_or(part.len())];
            let digits = Some(digits).filter(|digits| digits.len() <= 4)?;
            let value = u32::from_str_radix(digits, 16).ok()?;
            let most = 16_u32.pow(digits.len() as u32) - 1;
            u8::try_from(value * 255 / most).ok()
        });
        Some([bytes.next()??, bytes.next()??, bytes.next()??])
    }

    /// Whether its environment alone tells how text is sent to it.
    pub fn is_known(&self) -> bool {
        self.bidi().why != "bidi-default"
    }

    /// Returns how text is sent to this terminal.
    pub fn bidi(&self) -> Bidi {
        let rule = RULES
            .iter()
            .find(|r| (r.matches)(self))
            .expect("the last rule matches every terminal");
        rule.bidi
    }
}

/// The most keys that are kept for the time after the replies; who sends more within that time is no person.
const MOST_TYPED: usize = 4096;

/// Queries the terminal, which must be in raw mode, and returns its replies and what was typed meanwhile.
///
/// # Errors
/// Returns the error of a terminal that cannot be read or written.
pub fn query(keyboard: &mut Keyboard) -> io::Result<(TerminalInfo, Vec<Input>)> {
    query_for(keyboard, TIMEOUT)
}

/// Queries the terminal for a command that prints and ends. Returns what the environment tells where there is no terminal to
/// query, or where this program is in the background.
pub fn query_and_end() -> TerminalInfo {
    let query = || {
        let _raw_mode = raw::is_in_foreground().then(RawMode::enable)?.ok()?;
        let (info, _) = query_for(&mut Keyboard::open().ok()?, LONG_TIMEOUT).ok()?;
        Some(info)
    };
    query().unwrap_or_else(TerminalInfo::environment)
}

fn query_for(keyboard: &mut Keyboard, timeout: Duration) -> io::Result<(TerminalInfo, Vec<Input>)> {
    let mut known = TerminalInfo::environment();
    if !REPLIES {
        return Ok((known, Vec::new()));
    }
    Output::open()?.write_all(QUERIES)?;
    let end = Instant::now() + timeout;
    let mut typed = Vec::new();
    loop {
        for input in keyboard.by_ref() {
            match input {
                Input::Reply(reply) => {
                    known.reply.extend_from_slice(&reply);
                    if is_last(&reply) {
                        return Ok((known, typed));
                    }
                }
                key if typed.len() < MOST_TYPED => typed.push(key),
                _ => {}
            }
        }
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() || !keyboard.read(Some(left))? {
            return Ok((known, typed));
        }
    }
}

/// Whether a reply is the one to DA1: `CSI ? … c`.
fn is_last(reply: &[u8]) -> bool {
    reply.starts_with(b"\x1b[?") && reply.ends_with(b"c")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bidi(reply: &str, env: &[(&'static str, &str)]) -> (Mode, bool) {
        let env = env.iter().map(|(n, v)| (*n, (*v).to_owned())).collect();
        let found = TerminalInfo {
            reply: reply.as_bytes().to_vec(),
            env,
        }
        .bidi();
        (found.mode, found.enter.is_empty())
    }

    #[test]
    fn the_background_is_read_from_the_reply() {
        let background = |reply: &str| {
            TerminalInfo {
                reply: reply.as_bytes().to_vec(),
                env: Vec::new(),
            }
            .background()
        };
        let dark = Some([0x1e, 0x2e, 0x3e]);
        assert_eq!(background("\x1b]11;rgb:1e1e/2e2e/3e3e\x1b\\\x1b[?6c"), dark);
        assert_eq!(background("\x1b]11;rgba:1e/2e/3e/ff\x07"), dark);
        assert_eq!(background("\x1b]11;rgb:f/0/8\x07"), Some([255, 0, 136]));
        for broken in [
            "",
            "\x1b]11;rgb:\x07",
            "\x1b]11;rgb:1/2\x07",
            "\x1b]11;rgb:123456789/0/0\x07",
        ] {
            assert_eq!(background(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn lines_are_printed_in_mlterm_with_an_override_in_place_of_blanks() {
        let info = TerminalInfo {
            reply: Vec::new(),
            env: vec![("TERM", "mlterm".to_owned())],
        };
        let bidi = info.bidi().for_printing();
        assert_eq!(bidi.mode, Mode::Application);
        let lines = "\u{200e}\u{202d} ab\n\u{200e}\u{202d}cd\n";
        assert_eq!(bidi.framed("   ab\n cd\n"), lines);
        let vte = TerminalInfo {
            reply: b"\x1b[8;1$y\x1b[?65;1;9c".to_vec(),
            env: Vec::new(),
        };
        let bidi = vte.bidi().for_printing();
        assert_eq!(bidi.framed(" ab\n"), "\x1b[8l\x1b[1 k ab\n\x1b[8h\x1b[0 k");
    }

    #[test]
    fn replies_identify_terminals() {
        let cases = [
            (
                "\x1bP>|XTerm(379)\x1b\\\x1b[8;0$y\x1b[?64;1;2c",
                &[("TERM", "xterm")][..],
                (Mode::Application, true),
            ),
            (
                "\x1bP>|VTE(7006)\x1b\\\x1b[8;1$y\x1b[?65;1;9c",
                &[("VTE_VERSION", "7006")],
                (Mode::Application, false),
            ),
            (
                "\x1bP>|Konsole 22.12.3\x1b\\\x1b[?62;22c",
                &[],
                (Mode::Terminal, true),
            ),
            (
                // One that was started in Konsole.
                "\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2c",
                &[("KONSOLE_VERSION", "221203")],
                (Mode::Application, true),
            ),
            (
                "\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c",
                &[("TERM", "xterm-kitty")],
                (Mode::Kitty, true),
            ),
            (
                "\x1b[>0;276;0c\x1b[?1;2c",
                &[("TERM", "xterm-256color")],
                (Mode::Browser, true),
            ),
            (
                "\x1b[?63;1;2c",
                &[("TERM", "mlterm")],
                (Mode::Application, false),
            ),
            (
                "\x1b[?1;2c",
                &[("TMUX", "/tmp/x"), ("VTE_VERSION", "7006")],
                (Mode::Terminal, true),
            ),
            (
                "\x1b[?1;2c",
                &[("TMUX", "/tmp/x"), ("TERM", "screen")],
                (Mode::Application, true),
            ),
            (
                "",
                &[("TERM_PROGRAM", "Apple_Terminal")],
                (Mode::Terminal, true),
            ),
            ("\x1b[?6c", &[("TERM", "linux")], (Mode::Off, true)),
            ("", &[], (Mode::Application, true)),
        ];
        for (reply, env, wanted) in cases {
            assert_eq!(bidi(reply, env), wanted, "{reply:?} {env:?}");
        }
    }
}
