//! `nadwa doctor`: what this terminal supports, and one Arabic line in each mode of right-to-left text.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};

use clap::ArgMatches;

use super::Command;
use crate::cli::error::{Answer, CliError};
use crate::cli::options::Options;
use crate::cli::output::print;
use crate::model::zone::Zone;
use crate::platform::raw::RawMode;
use crate::text::bidi::{Dir, Mode, arrange, embedding};
use crate::text::{pad, width};
use crate::tui::input::Keyboard;
use crate::tui::probe::{self, Bidi, TerminalInfo};
use crate::tui::terminal;
use crate::tui::theme::Theme;
use crate::workspace::source::printable;

pub const COMMAND: Command = Command {
    name: "doctor",
    doc: "what this terminal supports, and Arabic text in each --bidi mode",
    args: Vec::new,
    run,
};

/// Joined letters, a lam-alef ligature, brackets, Latin letters and a number.
const SAMPLE: &str = "بلا أخبار زائفة (UN-Habitat) 2021";

fn run(options: &Options, _: &ArgMatches) -> Answer {
    let messages = options.messages();
    let in_terminal = io::stdout().is_terminal() && io::stdin().is_terminal();
    let info = if in_terminal {
        query()
    } else {
        TerminalInfo::environment()
    };
    let set = options.config.settings.bidi;
    let bidi = set.map_or_else(|| info.bidi(), Bidi::set);
    let mut out = facts(options, &info, &bidi, in_terminal)?;
    // Writing to a String cannot fail.
    let _ = writeln!(out, "\n{}\n", messages.get("doctor-question"));
    for (name, mode) in Mode::NAMES {
        out.push_str(&sample(name, *mode, &bidi));
    }
    let _ = writeln!(out, "\n{}", messages.get("doctor-advice"));
    if bidi.enter.starts_with("\x1b]") {
        let _ = writeln!(out, "{}", messages.get("doctor-whole-screen"));
    }
    print(&out)
}

/// Returns a line for each thing that is known of the terminal and of nadwa.
fn facts(
    options: &Options,
    info: &TerminalInfo,
    bidi: &Bidi,
    in_terminal: bool,
) -> Result<String, CliError> {
    let messages = options.messages();
    let size = terminal::dimensions().filter(|_| in_terminal);
    let colors = match options.theme {
        Theme::Auto => "doctor-colours-auto",
        Theme::Terminal => "doctor-colours-terminal",
        Theme::None => "doctor-colours-none",
        _ => "doctor-colours-theme",
    };
    let (version, zones) = (env!("CARGO_PKG_VERSION"), Zone::database());
    let version = messages.format("doctor-versions", &[("version", version), ("zones", zones)]);
    let terminal = info.version();
    let size = size.map_or_else(|| messages.get("no-terminal"), |(w, h)| format!("{w}×{h}"));
    let settings = crate::config::path();
    let rows = [
        ("nadwa".to_owned(), version),
        (
            messages.get("doctor-terminal"),
            terminal.unwrap_or_else(|| info.env("TERM").to_owned()),
        ),
        (messages.get("doctor-size"), size),
        (messages.get("doctor-colours"), messages.get(colors)),
        (
            messages.get("doctor-settings"),
            settings.map_or_else(|| messages.get("no-home"), |p| printable(&p)),
        ),
        (messages.get("doctor-program"), options.source(None)?.name()),
        (
            messages.get("doctor-bidi"),
            format!("{}: {}", bidi.mode.name(), messages.get(bidi.why)),
        ),
    ];
    let widest = rows.iter().map(|(name, _)| width(name)).max().unwrap_or(0);
    let line = |(name, value): &(String, String)| format!("{}  {value}\n", pad(name, widest));
    Ok(rows.iter().map(line).collect())
}

/// Returns the sample as a mode sends it.
fn sample(name: &str, mode: Mode, bidi: &Bidi) -> String {
    let cells = arrange(SAMPLE, Dir::Rtl, mode).into_iter();
    let cells: String = cells.map(|c| c.text).collect();
    let (before, after) = match mode {
        Mode::Terminal => embedding(Dir::Rtl),
        _ => ("", ""),
    };
    let (enter, leave) = match mode {
        Mode::Application => (bidi.enter, bidi.leave),
        _ => ("", ""),
    };
    let mark = if mode == bidi.mode { '>' } else { ' ' };
    format!("{enter}{mark} {name:<12} {before}{cells}{after}{leave}\n")
}

/// Queries the terminal.
fn query() -> TerminalInfo {
    let queried = RawMode::enable().and_then(|_raw_mode| probe::query(&mut Keyboard::open()?));
    queried.map_or_else(|_| TerminalInfo::environment(), |(info, _)| info)
}
