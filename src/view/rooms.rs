//! The rooms.

use crate::page::Page;
use crate::program::{Ix, Kind, Subject};
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let n = world.program.rooms.len();
    let mut page = Page::new(world.words.count("rooms", n));
    let all = (0..n as Ix).map(|ix| world.program.subject(Kind::Room, ix));
    super::items(&mut page, all, &world.words.say("no-rooms"));
    page
}
