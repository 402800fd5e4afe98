//! Shares the update log with other desks by a server: a key-value bucket of NATS `JetStream` with a key for each session,
//! speaker or room, and one for the programme.
//!
//! Screens show the update log on this machine. A thread keeps it and the bucket equal: updates without a revision are
//! still to be sent; a key is written only over the revision that was received (compare and set); if another desk posted
//! first, this desk's update is refused until the desk decides. If the server's store is another one, or as it was earlier, what
//! it has lost stays in force until a desk decides. This needs the feature `live`.

mod merge;
#[cfg(feature = "live")]
mod nats;

pub use self::merge::{
    Entry, Position, acknowledge, bucket, forget_revisions, key, lost, oldest_key, pending,
    receive, settle, subject, unsent,
};
#[cfg(feature = "live")]
pub use self::nats::{Link, connect, exchange};
use crate::i18n::Message;

/// The state of the connection to the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Both sides have each other's updates.
    Online,
    /// The server does not reply, and why.
    Offline(Message),
    /// The server refused an update, and why.
    Refused(Message),
}

/// What the connection has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SyncEvent {
    /// Updates of other desks were received into the update log.
    UpdatesChanged,
    /// The state of the connection has changed.
    Status(Status),
}

/// The result of sending this desk's updates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Posted {
    /// The server has all updates.
    All,
    /// Another desk posted first; this desk's update is refused.
    Contested,
    /// The server's store has lost as many updates as this, which stay in force here.
    Lost(usize),
}

#[cfg(not(feature = "live"))]
mod without {
    use super::{Posted, SyncEvent};
    use crate::i18n::Message;
    use crate::text::Text;
    use crate::workspace::Workspace;

    /// The connection, which does not exist without the feature `live`.
    #[derive(Debug)]
    pub struct Link;

    impl Link {
        /// Does nothing.
        pub fn notify(&self) {}
    }

    /// Fails.
    ///
    /// # Errors
    /// Always.
    pub fn connect(
        _: &Workspace,
        _: &Text,
        _: impl Fn(SyncEvent) -> bool + Send + 'static,
    ) -> Result<Link, Message> {
        Err(Message::new("sync-not-built"))
    }

    /// Fails.
    ///
    /// # Errors
    /// Always.
    pub fn exchange(_: &Workspace, _: &Text) -> Result<Posted, Message> {
        Err(Message::new("sync-not-built"))
    }
}

#[cfg(not(feature = "live"))]
pub use self::without::{Link, connect, exchange};
