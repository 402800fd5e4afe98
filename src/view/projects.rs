//! The projects.

use crate::model::{Project, Subject};
use crate::page::Page;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    super::list::<Project>(world, "projects", "no-projects")
}
