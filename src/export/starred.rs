//! The starred sessions as one line, as the site's link to a list: `mcmc-2021#s=opening-1f2e3d`, or the site's address in
//! place of the programme's id.

use std::collections::HashMap;

use super::schedule::ids::file_stem;
use super::{published, site};
use crate::model::Program;
use crate::text::Text;
use crate::world::World;

/// What is before the ids.
const MARK: &str = "#s=";

/// Returns the line; `None` without a starred session.
pub fn line(world: &World) -> Option<String> {
    let program = &world.program;
    let starred = world.starred().into_iter();
    let ids: Vec<String> = starred.map(|ix| file_stem(&program[ix].id)).collect();
    let list = published(world, site::page_of_all(program.sessions.len()));
    let list = list.unwrap_or_else(|| program.id.to_string());
    (!ids.is_empty()).then(|| format!("{list}{MARK}{}", ids.join(",")))
}

/// What a line names.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// The ids of sessions that the programme has.
    pub sessions: Vec<Text>,
    /// The beginnings of the ids of others.
    pub gone: Vec<String>,
}

/// Why a line names nothing of a programme.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is no such line.
    Wrong,
    /// It is of another programme: its id or its address.
    Other(String),
}

/// Reads a line.
///
/// # Errors
/// When it is none, or of another programme.
pub fn read(program: &Program, line: &str) -> Result<Named, Unread> {
    let (list, ids) = line.trim().split_once(MARK).ok_or(Unread::Wrong)?;
    let base = program
        .base_url
        .as_ref()
        .map(|base| base.trim_end_matches('/'));
    // Where a programme does not say where it is published, any site may be its own: the ids tell.
    let is_own = match (list.contains("://"), base) {
        (true, Some(base)) => list.starts_with(base),
        (true, None) => true,
        (false, _) => list == program.id.as_str(),
    };
    if !is_own {
        return Err(Unread::Other(list.to_owned()));
    }
    let known = program.sessions.iter().map(|s| (file_stem(&s.id), &s.id));
    let known: HashMap<String, &Text> = known.collect();
    let mut named = Named::default();
    // Programs that pass on addresses escape commas.
    let ids = ids.replace("%2C", ",").replace("%2c", ",");
    for id in ids.split(',').filter(|id| !id.is_empty()) {
        match known.get(id) {
            Some(&session) => named.sessions.push(session.clone()),
            None => named
                .gone
                .push(id.rsplit_once('-').map_or(id, |(id, _)| id).to_owned()),
        }
    }
    Ok(named)
}
