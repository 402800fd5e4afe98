//! `nadwa doctor`: what this terminal supports, and one Arabic line in each mode of right-to-left text.

use std::io::{self, IsTerminal};

use clap::ArgMatches;

use super::Command;
use crate::cli::error::{Answer, CliError};
use crate::cli::options::Options;
use crate::cli::output::{print, say};
use crate::layout::Piece;
use crate::model::zone::Zone;
use crate::page::Role;
use crate::text::bidi::{Dir, Mode};
use crate::text::{pad, width};
use crate::tui::draw::{self, Painter};
use crate::tui::probe::{Bidi, TerminalInfo};
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

/// The cells before the sample.
const NAME: usize = 15;

fn run(options: &Options, _: &ArgMatches) -> Answer {
    let messages = options.messages();
    let in_terminal = io::stdout().is_terminal() && io::stdin().is_terminal();
    let unknown = TerminalInfo::environment();
    let info = if in_terminal {
        options.queried()
    } else {
        &unknown
    };
    let set = options.config.settings.bidi;
    let bidi = set.map_or_else(|| info.bidi(), Bidi::set);
    let facts = facts(options, info, &bidi, in_terminal)?;
    say(
        options,
        &format!("{facts}\n{}\n\n", messages.get("doctor-question")),
    )?;
    let columns = u16::try_from(options.columns()).unwrap_or(u16::MAX);
    let samples = Mode::NAMES.iter();
    let samples = samples.map(|(name, mode)| sample(name, *mode, &bidi, (columns, messages.dir())));
    print(&samples.collect::<String>())?;
    say(options, &format!("\n{}\n", messages.get("doctor-advice")))
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
fn sample(name: &str, mode: Mode, bidi: &Bidi, (columns, dir): (u16, Dir)) -> String {
    let mark = if mode == bidi.mode { ">" } else { "" };
    let line = [(0, mark), (2, name), (NAME, SAMPLE)];
    let line = line.map(|(x, text)| Piece::new(x, text, Role::Text));
    let mut painter = Painter::new(Theme::None, mode);
    let line = draw::printed(&mut painter, &[line.into()], columns, dir, false);
    match mode {
        Mode::Application => bidi.for_printing().framed(&line),
        _ => line,
    }
}
