//! What several desks say, shared by a server: a key-value bucket of NATS `JetStream`, a key for each session.
//!
//! The file of changes on this machine is what screens show. A thread brings it and the server in line:
//! records without a revision are still to be sent, each change of a key is written only over the revision
//! that was seen (compare and set), and what another desk has said meanwhile is shown and asked about.
//! nadwa is built with it by `--features live`.

#[cfg(feature = "live")]
mod link;
mod merge;

#[cfg(feature = "live")]
pub use self::link::{Link, join, once};
pub use self::merge::{Entry, bucket, key, merge, past, pending, sent, session};

/// What became of what was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The server has it.
    All,
    /// Another desk was faster.
    Contested,
}

#[cfg(not(feature = "live"))]
mod without {
    use std::sync::mpsc::Sender;

    use super::Sent;
    use crate::desk::Desk;
    use crate::inputs::Input;
    use crate::text::Text;

    /// Nothing, in a nadwa that was built without it.
    #[derive(Debug)]
    pub struct Link;

    impl Link {
        /// Nothing.
        pub fn nudge(&self) {}
    }

    const WHY: &str =
        "this nadwa was built without a client of servers: cargo install --features live";

    /// Says that it cannot.
    ///
    /// # Errors
    /// Always.
    pub fn join(_: &Desk, _: &Text, _: Sender<Input>) -> Result<Link, String> {
        Err(WHY.into())
    }

    /// Says that it cannot.
    ///
    /// # Errors
    /// Always.
    pub fn once(_: &Desk, _: &Text) -> Result<Sent, String> {
        Err(WHY.into())
    }
}

#[cfg(not(feature = "live"))]
pub use self::without::{Link, join, once};
