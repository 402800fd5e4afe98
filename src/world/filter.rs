//! The filter of a world: which sessions and subjects lists show.

use std::collections::HashSet;

use crate::model::{AnyIx, Ix, Session};
use crate::text::Text;
use crate::world::World;
use crate::world::query::Query;

/// What lists leave out. Only the world changes it, so that it always fits the programme.
#[derive(Debug, Default)]
pub struct Filter {
    query: String,
    hide_past: bool,
    /// The ids of the only sessions to show, where they are listed.
    only: Option<HashSet<Text>>,
    /// Whether each session of the programme passes; `None` when all do.
    passing: Option<Vec<bool>>,
}

impl Filter {
    /// Returns the query that sessions have to match, as typed; it is empty when there is none.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Returns whether past sessions are left out.
    pub fn hides_past(&self) -> bool {
        self.hide_past
    }

    /// Returns whether anything may be left out.
    pub fn is_on(&self) -> bool {
        self.hide_past || !self.query.is_empty() || self.only.is_some()
    }

    /// Returns whether a session passes, past or not.
    pub fn passes(&self, ix: Ix<Session>) -> bool {
        let passing = self.passing.as_ref();
        passing.is_none_or(|p| p.get(ix.at()) != Some(&false))
    }
}

impl World {
    /// Returns what lists leave out.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Shows the sessions that match `query`; an empty query matches all.
    pub fn set_filter(&mut self, query: impl Into<String>) {
        self.filter.query = query.into();
        self.update();
    }

    /// Leaves past sessions out, or shows them again.
    pub fn hide_past(&mut self, hide: bool) {
        self.filter.hide_past = hide;
    }

    /// Shows only these sessions, where they match the query too.
    pub fn show_only(&mut self, sessions: &[Ix<Session>]) {
        let ids = sessions.iter().map(|&ix| self.program[ix].id.clone());
        self.filter.only = Some(ids.collect());
        self.update();
    }

    /// Finds out which sessions pass the filter. What is hidden in an impersonal world still counts: a
    /// programme that is published with `is:starred` holds the starred sessions.
    pub(super) fn refilter(&mut self) {
        let impersonal = std::mem::replace(&mut self.impersonal, false);
        let query = Query::parse(&self.filter.query);
        let mut passing = query.asks().then(|| query.matching(self));
        self.impersonal = impersonal;
        if let Some(only) = &self.filter.only {
            let sessions = &self.program.sessions;
            let passing = passing.get_or_insert_with(|| vec![true; sessions.len()]);
            for (passes, session) in passing.iter_mut().zip(sessions) {
                *passes &= only.contains(&session.id);
            }
        }
        self.filter.passing = passing;
    }

    /// Returns whether lists show a session.
    pub fn shows(&self, ix: Ix<Session>) -> bool {
        let slot = self.program[ix].slot;
        let past = || slot.is_some_and(|slot| self.is_past(slot));
        self.filter.passes(ix) && !(self.filter.hide_past && past())
    }

    /// Returns a message that names the filter, which hides everything.
    pub fn filtered_out(&self, key: &str) -> String {
        let query = match self.filter.query.as_str() {
            "" => self.messages.get("past-hidden"),
            query => query.to_owned(),
        };
        self.messages.format(key, &[("query", &query)])
    }

    /// Returns how many of `sessions` lists show.
    pub fn count_shown(&self, sessions: &[Ix<Session>]) -> usize {
        sessions.iter().filter(|&&ix| self.shows(ix)).count()
    }

    /// Returns whether lists show a subject: under a filter, one with a session that is shown.
    pub fn shows_subject(&self, ix: impl Into<AnyIx>) -> bool {
        let program = &self.program;
        let sessions = match ix.into() {
            AnyIx::Track(ix) => &program[ix].sessions,
            // No page for others names them.
            AnyIx::Speaker(ix) if self.impersonal && program[ix].only_interprets() => {
                return false;
            }
            AnyIx::Speaker(ix) => &program[ix].sessions,
            AnyIx::Partner(ix) => &program[ix].sessions,
            AnyIx::Room(ix) => &program[ix].sessions,
            AnyIx::Project(ix) => &program[ix].sessions,
            AnyIx::Session(ix) => return self.shows(ix),
        };
        !self.filter.is_on() || sessions.iter().any(|&s| self.shows(s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Loaded, load};
    use crate::model::zone::Zone;

    fn programme(titles: &[&str]) -> Loaded {
        let session = |title: &&str| {
            let id = title.to_lowercase();
            format!("[[sessions]]\nid = \"{id}\"\ntitle = \"{title}\"\n")
        };
        let sessions: Vec<String> = titles.iter().map(session).collect();
        let head = "[program]\nid = \"p\"\ntimezone = \"UTC\"\n";
        let file = head.to_owned() + &sessions.concat();
        load("program.toml", file.as_bytes())
    }

    fn shown(world: &World) -> Vec<&str> {
        let all = world.program.all::<Session>();
        let shown = all.filter(|&ix| world.shows(ix));
        shown.map(|ix| world.program[ix].id.as_str()).collect()
    }

    #[test]
    fn the_filter_follows_the_programme_and_the_stars() {
        let mut world = World::new(programme(&["Opening", "Lunch"]), 0, Zone::utc(), None);
        world.set_filter("lunch");
        assert_eq!(shown(&world), ["lunch"]);
        world.reload(programme(&["Lunch", "Opening", "Panel"]));
        assert_eq!(shown(&world), ["lunch"]);
        world.set_filter("is:starred");
        assert!(shown(&world).is_empty());
        world.set_star("panel".into(), true);
        assert_eq!(shown(&world), ["panel"]);
    }

    #[test]
    fn what_is_published_is_filtered_by_the_stars_it_does_not_show() {
        let mut world = World::new(programme(&["Opening", "Lunch"]), 0, Zone::utc(), None);
        world.set_star("lunch".into(), true);
        world.set_filter("is:starred");
        world.make_impersonal();
        assert!(world.stars().is_empty() && world.now().is_none());
        world.reload(programme(&["Panel", "Lunch", "Opening"]));
        assert_eq!(shown(&world), ["lunch"]);
        world.show_only(&[Ix::new(0)]);
        assert!(shown(&world).is_empty());
    }
}
