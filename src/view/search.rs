//! Everything that holds some words.

use crate::page::{Page, Row};
use crate::program::Subject;
use crate::theme::Role;
use crate::words::count;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let query = subject.id.as_str();
    let mut page = Page {
        dated: true,
        ..Page::default()
    };
    if query.trim().is_empty() {
        page.title = "Search".into();
        page.text("Type a part of a title, a name, a room …", Role::Faint);
        return page;
    }
    let found = world.index().find(query);
    page.title = match found.len() {
        0 => format!("Nothing found for “{query}”"),
        n => format!("{} for “{query}”", count(n, "result")),
    };
    if found.is_empty() {
        page.text(&format!("Nothing holds “{query}”."), Role::Text);
        page.text(
            "Try fewer letters, or a part of the name: accents and case do not matter.",
            Role::Faint,
        );
    }
    page.rows.extend(
        found
            .into_iter()
            .map(|(kind, ix)| Row::Item(world.program.subject(kind, ix))),
    );
    page
}
