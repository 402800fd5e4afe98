//! The rooms.

use crate::model::{Room, Subject};
use crate::page::Page;
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    super::list::<Room>(world, "rooms", "no-rooms")
}
