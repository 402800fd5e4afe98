//! The tracks.

use crate::model::{Kind, Subject};
use crate::page::Page;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    super::list(world, Kind::Track, "tracks", "no-tracks")
}
