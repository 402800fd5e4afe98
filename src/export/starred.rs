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

/// Returns the starred sessions as a line; `None` without any.
pub fn encode(world: &World) -> Option<String> {
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
    /// The beginnings of the ids of others, which were removed.
    pub removed: Vec<String>,
}

/// Why a line names nothing of a programme.
#[derive(Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// It is no such line.
    Malformed,
    /// It is of another programme: its id or its address.
    OtherProgram(String),
}

/// Returns the sessions that a line names.
///
/// # Errors
/// When it is no such line, or of another programme.
pub fn decode(program: &Program, line: &str) -> Result<Named, DecodeError> {
    let (list, ids) = line.trim().split_once(MARK).ok_or(DecodeError::Malformed)?;
    let base = program
        .base_url
        .as_ref()
        .map(|base| base.trim_end_matches('/'));
    // Where a programme does not say where it is published, any site may be its own.
    let is_own = match (list.contains("://"), base) {
        (true, Some(base)) => {
            let page = list.strip_prefix(base);
            page.is_some_and(|page| page.is_empty() || page.starts_with('/'))
        }
        (true, None) => true,
        (false, _) => list == program.id.as_str(),
    };
    if !is_own {
        return Err(DecodeError::OtherProgram(list.to_owned()));
    }
    let known = program.sessions.iter().map(|s| (file_stem(&s.id), &s.id));
    let known: HashMap<String, &Text> = known.collect();
    if ids.replace(',', "").is_empty() {
        return Err(DecodeError::Malformed);
    }
    let mut named = Named::default();
    // Programs that pass on addresses escape commas.
    let ids = ids.replace("%2C", ",").replace("%2c", ",");
    for id in ids.split(',').filter(|id| !id.is_empty()) {
        if let Some(&session) = known.get(id) {
            named.sessions.push(session.clone());
        } else {
            let id = id.rsplit_once('-').map_or(id, |(id, _)| id);
            named.removed.push(id.to_owned());
        }
    }
    Ok(named)
}
