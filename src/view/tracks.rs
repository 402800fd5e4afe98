//! The tracks.

use crate::model::{Subject, Track};
use crate::page::Page;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    super::list::<Track>(world, "tracks", "no-tracks")
}
