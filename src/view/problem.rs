//! One problem: where it is, what it means, how to mend it.

use crate::page::{Cell, Page, Row};
use crate::program::Subject;
use crate::theme::Role;
use crate::world::World;

pub fn page(world: &World, subject: &Subject) -> Page {
    let Some(found) = world.problem(&subject.id) else {
        return super::gone(world, subject);
    };
    let about = found.code.about();
    let mut page = Page::titled(found.message.clone());
    page.gap();
    page.field("Code", format!("{}: {}", about.level.name(), about.name));
    page.field("Place", found.position());
    if let Some(place) = &found.place {
        page.gap();
        let line = |text: String| Row::Text(Cell::new(text, Role::Faint));
        let blanks = "\u{a0}".repeat(place.caret.0);
        page.rows.push(line(place.excerpt.replace(' ', "\u{a0}")));
        page.rows
            .push(line(format!("{blanks}{}", "^".repeat(place.caret.1))));
    }
    page.text(found.help.as_deref().unwrap_or(""), Role::Warning);
    page.text(about.explain, Role::Text);
    page
}
