//! The order of lists of speakers, partners, rooms, tracks and projects.

use std::cmp::Reverse;

use crate::model::{Ix, Listed};
use crate::world::{World, agenda};

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By name, or as in the file.
    #[default]
    Own,
    /// By the number of sessions, the most first.
    Sessions,
    /// By the session that is on or next.
    Next,
}

impl Order {
    /// Returns the order after this one; the first one follows the last.
    #[must_use]
    pub fn after(self) -> Self {
        match self {
            Self::Own => Self::Sessions,
            Self::Sessions => Self::Next,
            Self::Next => Self::Own,
        }
    }

    /// Returns the key of the message that names it.
    pub fn message(self) -> &'static str {
        match self {
            Self::Own => "order-own",
            Self::Sessions => "order-sessions",
            Self::Next => "order-next",
        }
    }
}

impl World {
    /// Sorts a list by the chosen order; ties keep their order.
    pub fn sort<T: Listed>(&self, all: &mut [Ix<T>]) {
        let sessions = |ix: &Ix<T>| self.program.sessions_of(*ix);
        match self.order {
            Order::Own => {}
            Order::Sessions => all.sort_by_cached_key(|ix| Reverse(self.count_shown(sessions(ix)))),
            Order::Next => all.sort_by_cached_key(|ix| {
                let all = sessions(ix).iter().copied();
                let next = all
                    .filter(|&ix| self.shows(ix))
                    .find(|&ix| agenda::is_ahead(self, ix));
                let slot = next.and_then(|ix| self.program[ix].slot);
                (slot.is_none(), slot.map(|slot| slot.from))
            }),
        }
    }
}
