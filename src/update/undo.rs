//! Undoing: what takes back the last post of a desk. A post is what one desk posted at one time; the updates of the post
//! that takes it back say so.

use std::collections::{HashMap, HashSet};

use crate::model::Subject;
use crate::model::zone::Timestamp;
use crate::text::Text;
use crate::update::{Field, Update, UpdateLog};

/// What has become of an update.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was not undone.
    Stands,
    /// Its desk has taken it back.
    Undone,
    /// It takes back another one.
    Undoes,
}

impl UpdateLog {
    /// Returns the updates that restore what was in force before the last post of the desk `by` that is not undone; fields that
    /// another desk has set since then are left out. Empty where there is nothing to undo.
    pub fn undo(&self, by: &str) -> Vec<Update> {
        let fates = self.fates();
        let stands = |at: &usize| fates[*at] == Fate::Stands && !self.updates[*at].refused;
        let is_own = |at: &usize| self.updates[*at].by.as_str() == by;
        let last = (0..self.updates.len()).rev().filter(stands).find(is_own);
        let Some(last) = last.map(|at| &self.updates[at]) else {
            return Vec::new();
        };
        // The last two standing updates of each field of the post's subjects, the later one first.
        let mut ends: HashMap<(&Subject, Field), Vec<usize>> = HashMap::new();
        for at in (0..self.updates.len()).rev().filter(stands) {
            let update = &self.updates[at];
            ends.entry((&update.subject, update.field))
                .or_default()
                .push(at);
        }
        let mut undoing = Vec::new();
        for (at, update) in self.updates.iter().enumerate() {
            let standing = &ends.get(&(&update.subject, update.field));
            let is_in_force = standing.is_some_and(|all| all.first() == Some(&at));
            if is_in_force && update.is_of_post(last) {
                let before = standing.and_then(|all| all.get(1));
                let value = before.and_then(|&at| self.updates[at].value.clone());
                undoing.push(Update {
                    undoes: Some(update.at),
                    ..Update::new(update.subject.clone(), update.field, value)
                });
            }
        }
        undoing
    }

    /// Returns what has become of each update, in the order of the log.
    pub fn fates(&self) -> Vec<Fate> {
        let undone: HashSet<(&Text, Timestamp)> = self
            .updates
            .iter()
            .filter_map(|u| Some((&u.by, u.undoes?)))
            .collect();
        let fate = |u: &Update| match u.undoes {
            Some(_) => Fate::Undoes,
            None if undone.contains(&(&u.by, u.at)) => Fate::Undone,
            None => Fate::Stands,
        };
        self.updates.iter().map(fate).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;

    fn update(by: &str, at: i64, session: &str, value: Option<&str>) -> Update {
        Update {
            at,
            by: by.into(),
            ..Update::new(
                Subject::new(Kind::Session, session),
                Field::Delay,
                value.map(Text::from),
            )
        }
    }

    fn log(updates: Vec<Update>) -> UpdateLog {
        UpdateLog {
            updates,
            ..UpdateLog::default()
        }
    }

    /// Adds what undoes the last post, as a post at this time, and returns its sessions and values.
    fn undo(log: &mut UpdateLog, by: &str, at: i64) -> Vec<(String, Option<String>)> {
        let mut undone = log.undo(by);
        for update in &mut undone {
            (update.at, update.by) = (at, by.into());
        }
        log.updates.extend(undone.iter().cloned());
        let pair = |u: Update| (u.subject.id.to_string(), u.value.map(|v| v.to_string()));
        undone.into_iter().map(pair).collect()
    }

    fn pair(session: &str, value: Option<&str>) -> (String, Option<String>) {
        (session.to_owned(), value.map(str::to_owned))
    }

    #[test]
    fn posts_are_undone_as_a_whole_from_the_last_to_the_first() {
        let mut log = log(vec![
            update("me", 1, "a", Some("5m")),
            update("me", 2, "a", Some("10m")),
            update("me", 2, "b", Some("10m")),
        ]);
        let both = [pair("a", Some("5m")), pair("b", None)];
        assert_eq!(undo(&mut log, "me", 3), both);
        assert_eq!(undo(&mut log, "me", 4), [pair("a", None)]);
        assert_eq!(undo(&mut log, "me", 5), []);
        let fates = [Fate::Undone, Fate::Undone, Fate::Undone];
        let undoes = [Fate::Undoes, Fate::Undoes, Fate::Undoes];
        assert_eq!(log.fates(), [fates, undoes].concat());
    }

    #[test]
    fn a_post_after_an_undone_one_is_undone_first() {
        let mut log = log(vec![update("me", 1, "a", Some("5m"))]);
        assert_eq!(undo(&mut log, "me", 2), [pair("a", None)]);
        log.updates.push(update("me", 3, "a", Some("15m")));
        assert_eq!(undo(&mut log, "me", 4), [pair("a", None)]);
        assert_eq!(undo(&mut log, "me", 5), []);
    }

    #[test]
    fn a_post_of_an_earlier_value_is_a_post_like_others() {
        let mut log = log(vec![
            update("me", 1, "b", Some("5m")),
            update("me", 2, "b", Some("8m")),
            update("me", 3, "b", Some("5m")),
        ]);
        assert_eq!(undo(&mut log, "me", 4), [pair("b", Some("8m"))]);
        log.updates.push(update("me", 5, "b", None));
        assert_eq!(undo(&mut log, "me", 6), [pair("b", Some("8m"))]);
    }

    #[test]
    fn what_another_desk_has_set_since_then_stays() {
        let mut log = log(vec![
            update("me", 1, "a", Some("5m")),
            update("me", 1, "b", Some("5m")),
            update("desk", 2, "a", Some("20m")),
        ]);
        assert_eq!(undo(&mut log, "me", 3), [pair("b", None)]);
        assert_eq!(undo(&mut log, "me", 4), []);
        // What is left is the other desk's.
        assert_eq!(undo(&mut log, "desk", 5), [pair("a", None)]);
    }

    #[test]
    fn what_another_desk_has_taken_back_does_not_return() {
        let mut log = log(vec![
            update("a", 1, "b", Some("10m")),
            update("b", 2, "b", Some("15m")),
        ]);
        assert_eq!(undo(&mut log, "a", 3), []);
        log.updates[0].undoes = None;
        log.updates.insert(1, update("a", 1, "a", Some("10m")));
        assert_eq!(undo(&mut log, "a", 3), [pair("a", None)]);
        assert_eq!(undo(&mut log, "b", 4), [pair("b", None)]);
    }
}
