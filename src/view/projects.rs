//! The projects.

use crate::page::Page;
use crate::program::{Kind, Subject};
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    super::list(world, Kind::Project, "projects", "no-projects")
}
