//! `nadwa clock`: the time left in a room, for its chair and its speakers; without a room, in all of them.

use super::{Command, board};

pub const COMMAND: Command = Command {
    name: "clock",
    doc: "the time left of the session in a room, as large as the screen; without ROOM, in each room",
    args: || vec![board::room().required(false)],
    run: |options, matches| board::open(options, matches, "countdown"),
};
