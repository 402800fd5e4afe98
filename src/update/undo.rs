//! Undoing: what takes back the last post of a desk, found in the log alone. A post is what one desk posted at one time;
//! a post that takes back another one is itself nothing to undo.

use std::collections::HashMap;

use crate::text::Text;
use crate::update::{Field, Update, UpdateLog};

/// One update of a post.
struct Change {
    /// Its place in the log.
    at: usize,
    /// The place of the update that was in force before it, if there was one.
    before: Option<usize>,
}

/// The updates that one desk posted at one time.
type Post = Vec<Change>;

/// The places of updates that only set again what another update had set, each with the place of that one; `None` stands for
/// the programme's file.
type Restored = HashMap<usize, Option<usize>>;

/// Returns the place of the update that one in force goes back to.
fn origin(restored: &Restored, mut at: Option<usize>) -> Option<usize> {
    while let Some(&before) = at.and_then(|at| restored.get(&at)) {
        at = before;
    }
    at
}

impl UpdateLog {
    /// Returns the updates that restore what was in force before the last post of the desk `by` that is not undone; fields that
    /// another desk has set since then are left out. Empty where there is nothing to undo.
    pub fn undo(&self, by: &str) -> Vec<Update> {
        let (posts, in_force) = self.posts(by);
        let mut restored = Restored::new();
        let mut standing: Vec<Post> = Vec::new();
        for post in posts {
            let last = standing.last();
            match last.and_then(|last| self.undone(&post, last, &restored)) {
                Some(undone) => {
                    restored.extend(undone);
                    standing.pop();
                }
                None => standing.push(post),
            }
        }
        let last = standing.pop().unwrap_or_default();
        let stands = |change: &&Change| {
            let now = in_force.get(&self.key(change.at)).copied();
            origin(&restored, now) == Some(change.at)
        };
        let undoing = last.iter().filter(stands).map(|change| Update {
            session: self.updates[change.at].session.clone(),
            field: self.updates[change.at].field,
            value: self.value(change.before).cloned(),
            ..Update::default()
        });
        undoing.collect()
    }

    /// Returns the posts of a desk in their order, and the place of the update in force of each session and field.
    fn posts(&self, by: &str) -> (Vec<Post>, HashMap<(&Text, Field), usize>) {
        let mut posts: Vec<Post> = Vec::new();
        let mut in_force = HashMap::new();
        let mut time = None;
        for (at, update) in self.updates.iter().enumerate() {
            if update.refused {
                continue;
            }
            let before = in_force.insert(self.key(at), at);
            if update.by.as_str() != by {
                continue;
            }
            if time != Some(update.at) {
                time = Some(update.at);
                posts.push(Post::new());
            }
            if let Some(post) = posts.last_mut() {
                post.push(Change { at, before });
            }
        }
        (posts, in_force)
    }

    /// Returns what a post restores, if it sets again what was in force before an earlier post, wherever that was still in
    /// force; `None` for any other post.
    fn undone(&self, post: &Post, earlier: &Post, restored: &Restored) -> Option<Restored> {
        let restores = |change: &Change| {
            let before = origin(restored, change.before);
            let undone = earlier.iter().find(|e| Some(e.at) == before)?;
            let same = self.value(undone.before) == self.updates[change.at].value.as_ref();
            same.then_some((change.at, undone.before))
        };
        let all = post.iter().map(restores).collect::<Option<Restored>>()?;
        let start = post.first()?.at;
        let is_left = |e: &Change| {
            let mut since = (e.at + 1..start).filter(|&at| !self.updates[at].refused);
            let taken = post
                .iter()
                .any(|c| origin(restored, c.before) == Some(e.at));
            !taken && since.all(|at| self.key(at) != self.key(e.at))
        };
        (!earlier.iter().any(is_left)).then_some(all)
    }

    fn key(&self, at: usize) -> (&Text, Field) {
        (&self.updates[at].session, self.updates[at].field)
    }

    fn value(&self, at: Option<usize>) -> Option<&Text> {
        self.updates[at?].value.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn update(by: &str, at: i64, session: &str, value: Option<&str>) -> Update {
        Update {
            session: session.into(),
            field: Field::Delay,
            value: value.map(Text::from),
            at,
            by: by.into(),
            ..Update::default()
        }
    }

    /// Adds what undoes the last post, as a post at this time, and returns its sessions and values.
    fn undo(log: &mut UpdateLog, at: i64) -> Vec<(String, Option<String>)> {
        let mut undone = log.undo("me");
        for update in &mut undone {
            (update.at, update.by) = (at, "me".into());
        }
        log.updates.extend(undone.iter().cloned());
        let pair = |u: Update| (u.session.to_string(), u.value.map(|v| v.to_string()));
        undone.into_iter().map(pair).collect()
    }

    fn pair(session: &str, value: Option<&str>) -> (String, Option<String>) {
        (session.to_owned(), value.map(str::to_owned))
    }

    #[test]
    fn posts_are_undone_as_a_whole_from_the_last_to_the_first() {
        let mut log = UpdateLog {
            updates: vec![
                update("me", 1, "a", Some("5m")),
                update("me", 2, "a", Some("10m")),
                update("me", 2, "b", Some("10m")),
            ],
            ..UpdateLog::default()
        };
        let both = [pair("a", Some("5m")), pair("b", None)];
        assert_eq!(undo(&mut log, 3), both);
        assert_eq!(undo(&mut log, 4), [pair("a", None)]);
        assert_eq!(undo(&mut log, 5), []);
    }

    #[test]
    fn a_post_after_an_undone_one_is_undone_first() {
        let mut log = UpdateLog {
            updates: vec![update("me", 1, "a", Some("5m"))],
            ..UpdateLog::default()
        };
        assert_eq!(undo(&mut log, 2), [pair("a", None)]);
        log.updates.push(update("me", 3, "a", Some("15m")));
        assert_eq!(undo(&mut log, 4), [pair("a", None)]);
        assert_eq!(undo(&mut log, 5), []);
    }

    #[test]
    fn what_another_desk_has_set_since_then_stays() {
        let mut log = UpdateLog {
            updates: vec![
                update("me", 1, "a", Some("5m")),
                update("me", 1, "b", Some("5m")),
                update("desk", 2, "a", Some("20m")),
            ],
            ..UpdateLog::default()
        };
        assert_eq!(undo(&mut log, 3), [pair("b", None)]);
        assert_eq!(undo(&mut log, 4), []);
        // Only the other desk's is left, which it may undo itself.
        assert_eq!(log.undo("desk").len(), 1);
    }
}
