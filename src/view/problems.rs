//! What is wrong in the programme's file.

use crate::model::diagnostic::summary;
use crate::model::{Kind, Subject};
use crate::page::Page;
use crate::page::Role;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let all = &world.diagnostics;
    if all.is_empty() {
        let mut page = Page::new(world.messages.get("no-problems"));
        page.text(&world.messages.get("no-problems-found"), Role::Text);
        return page;
    }
    let mut page = Page::new(summary(&world.diagnostics, &world.messages));
    super::items(
        &mut page,
        all.iter()
            .map(|d| Subject::new(Kind::Problem, d.id().as_str())),
        "",
    );
    page
}
