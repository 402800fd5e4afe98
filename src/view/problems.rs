//! What is wrong in the programme's file.

use crate::diagnostic::summary;
use crate::page::Page;
use crate::program::{Kind, Subject};
use crate::theme::Role;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let all = &world.diagnostics;
    if all.is_empty() {
        let mut page = Page::new("No problems");
        page.text(
            "No problems were found in the programme's file.",
            Role::Text,
        );
        return page;
    }
    let mut page = Page::new(summary(all));
    super::items(
        &mut page,
        all.iter()
            .map(|d| Subject::new(Kind::Problem, d.id().as_str())),
        "",
    );
    page
}
