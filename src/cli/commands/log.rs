//! `nadwa log`: the updates that were posted.

use std::fmt::Write as _;

use clap::ArgMatches;

use super::Command;
use super::set::{open, session_arg};
use crate::cli::error::Answer;
use crate::cli::options::Options;
use crate::cli::output::{print, print_json};
use crate::i18n::{Messages, time};
use crate::model::{Kind, Subject};
use crate::page::item::update_text;
use crate::text::{pad, truncate, width};
use crate::update::{Update, rfc3339};
use crate::world::World;

pub const COMMAND: Command = Command {
    name: "log",
    doc: "list the updates with time and author",
    args: || vec![session_arg()],
    run,
};

fn run(options: &Options, matches: &ArgMatches) -> Answer {
    let (workspace, world, session) = open(options, matches)?;
    let updates: Vec<&Update> = world
        .log
        .updates
        .iter()
        .filter(|u| session.as_ref().is_none_or(|s| s.id == u.session))
        .collect();
    if options.json {
        return print_json(&updates.into_iter().map(json).collect());
    }
    if updates.is_empty() {
        return print(&(options.messages().get("no-updates") + "\n"));
    }
    let is_shared = workspace.server.is_some();
    print(&table(options.messages(), &world, &updates, is_shared))
}

fn json(update: &Update) -> serde_json::Value {
    serde_json::json!({
        "session": update.session, "field": update.field.name(), "value": update.value,
        "at": rfc3339(update.at),
        "by": update.by, "refused": update.refused, "sent": update.revision.is_some_and(|r| r > 0),
    })
}

/// Cells of a title.
const TITLE: usize = 40;

/// Returns a line for each update: time, author, session and what it sets.
fn table(messages: &Messages, world: &World, updates: &[&Update], is_shared: bool) -> String {
    let title = |u: &Update| {
        let name = world.name(&Subject::new(Kind::Session, u.session.clone()));
        truncate(&name, TITLE).into_owned()
    };
    let titles: Vec<String> = updates.iter().map(|u| title(u)).collect();
    let by = updates.iter().map(|u| width(&u.by)).max().unwrap_or(0);
    let widest = titles.iter().map(|t| width(t)).max().unwrap_or(0);
    let mut out = String::new();
    for (update, title) in updates.iter().zip(&titles) {
        let at = world.zone().at(update.at);
        let date = messages.day_month(at.date());
        let value = update_text(world, messages, update);
        let state = match (update.refused, update.revision) {
            (true, _) => format!("  ({})", messages.get("log-refused")),
            (false, None) if is_shared => format!("  ({})", messages.get("log-unsent")),
            (false, Some(0)) => format!("  ({})", messages.get("log-lost")),
            _ => String::new(),
        };
        let (by, title) = (pad(&update.by, by), pad(title, widest));
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{date} {}  {by}  {title}  {value}{state}", time(at));
    }
    out
}
