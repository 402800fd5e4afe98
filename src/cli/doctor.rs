//! `nadwa doctor`: what this terminal can do, and one Arabic line in each way to send it.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use clap::ArgMatches;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::{Answer, Args, say};
use crate::model::zone::Zone;
use crate::text::bidi::{Dir, Mode, arrange, embedding};
use crate::tui::probe::{self, Bidi, TerminalInfo};
use crate::tui::terminal;
use crate::tui::theme::Theme;

/// It has joined letters, a lam with its alef, brackets, Latin letters and a number.
const SAMPLE: &str = "بلا أخبار زائفة (UN-Habitat) 2021";

/// Prints what is found; asks which line reads right.
pub fn run(args: &Args, _: &ArgMatches) -> Answer {
    let there = io::stdout().is_terminal() && io::stdin().is_terminal();
    let known = if there {
        ask()
    } else {
        TerminalInfo::environment()
    };
    let bidi = args.bidi.map_or_else(|| known.bidi(), Bidi::set);
    let size = terminal::dimensions().filter(|_| there);
    let colours = match args.theme {
        Theme::Terminal => "the terminal's sixteen",
        Theme::None => "none (NO_COLOR, CLICOLOR, --color or --theme)",
        _ => "a theme of nadwa's (--theme)",
    };
    let rows = [
        (
            "nadwa",
            format!(
                "{} · time zones IANA {}",
                env!("CARGO_PKG_VERSION"),
                Zone::database()
            ),
        ),
        (
            "terminal",
            known
                .version()
                .unwrap_or_else(|| known.env("TERM").to_owned()),
        ),
        (
            "size",
            size.map_or("this is no terminal".into(), |(w, h)| format!("{w}×{h}")),
        ),
        ("colours", colours.into()),
        (
            "settings",
            crate::config::path().map_or("no home folder".into(), |p| p.display().to_string()),
        ),
        ("programme", args.source(None)?.name()),
        (
            "right to left",
            format!("{}: {}", bidi.mode.name(), bidi.why),
        ),
    ];
    let mut out = String::new();
    // Writing to a String cannot fail.
    for (name, value) in rows {
        let _ = writeln!(out, "{name:<14} {value}");
    }
    let _ = writeln!(
        out,
        "\nWhich of these lines reads right, from the right: «without fake news», then the name, then the year?\n"
    );
    for (name, mode) in Mode::NAMES {
        let cells: String = arrange(SAMPLE, Dir::Rtl, *mode)
            .into_iter()
            .map(|c| c.text)
            .collect();
        let (before, behind) = if *mode == Mode::Terminal {
            embedding(Dir::Rtl)
        } else {
            ("", "")
        };
        let (enter, leave) = if *mode == Mode::Application {
            (bidi.enter, bidi.leave)
        } else {
            ("", "")
        };
        let mark = if *mode == bidi.mode { '>' } else { ' ' };
        let _ = writeln!(
            out,
            "{enter}{mark} {name:<12} {before}{cells}{behind}{leave}"
        );
    }
    let _ = writeln!(
        out,
        "\n'>' is in use. Should another read right, set it: nadwa --bidi MODE, or NADWA_BIDI=MODE."
    );
    if bidi.enter.starts_with("\x1b]") {
        let _ = writeln!(
            out,
            "This terminal is told so for whole screens, so that line reads right in nadwa itself alone."
        );
    }
    say(&out)
}

fn ask() -> TerminalInfo {
    let raw = enable_raw_mode();
    let known = raw.and_then(|()| probe::query());
    let _ = disable_raw_mode();
    known.map_or_else(|_| TerminalInfo::environment(), |(known, _)| known)
}
