//! `nadwa clock`: the time left in a room, for its chair and its speakers.

use super::{Command, board};

pub const COMMAND: Command = Command {
    name: "clock",
    doc: "the time left of the session in a room, as large as the screen",
    args: || vec![board::room()],
    run: |options, matches| board::open(options, matches, "countdown"),
};
