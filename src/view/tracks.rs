//! The tracks.

use crate::page::Page;
use crate::program::{Ix, Kind, Subject};
use crate::world::World;

pub fn page(world: &World, _: &Subject) -> Page {
    let n = world.program.tracks.len();
    let mut page = Page::new(world.words.count("tracks", n));
    let all = (0..n as Ix).map(|ix| world.program.subject(Kind::Track, ix));
    super::items(&mut page, all, &world.words.say("no-tracks"));
    page
}
