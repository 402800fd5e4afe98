//! What several desks say, shared by a server: a key-value bucket of NATS `JetStream`, a key for each session.
//!
//! The file of changes on this machine is what screens show. A thread brings it and the server in line:
//! records without a revision are still to be sent, each change of a key is written only over the revision
//! that was seen (compare and set), and what another desk has said meanwhile is shown and asked about.
//! nadwa is built with it by `--features live`.

mod merge;
#[cfg(feature = "live")]
mod nats;

pub use self::merge::{Entry, bucket, key, merge, past, pending, sent, session};
#[cfg(feature = "live")]
pub use self::nats::{Link, join, once};

/// The state of the connection to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Both sides have each other's updates.
    Online,
    /// The server does not reply, and why.
    Offline(String),
    /// The server refused an update, and why.
    Refused(String),
}

/// What the connection has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncEvent {
    /// Updates of other desks were received into the update log.
    UpdatesChanged,
    /// The state of the connection has changed.
    Status(Status),
}

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
    use super::{Sent, SyncEvent};
    use crate::text::Text;
    use crate::workspace::Workspace;

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
    pub fn join(
        _: &Workspace,
        _: &Text,
        _: impl Fn(SyncEvent) -> bool + Send + 'static,
    ) -> Result<Link, String> {
        Err(WHY.into())
    }

    /// Says that it cannot.
    ///
    /// # Errors
    /// Always.
    pub fn once(_: &Workspace, _: &Text) -> Result<Sent, String> {
        Err(WHY.into())
    }
}

#[cfg(not(feature = "live"))]
pub use self::without::{Link, join, once};
