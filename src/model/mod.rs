//! The programme as it was read and checked, its subjects, its problems, time zones: data without I/O.

mod color;
pub mod diagnostic;
mod ix;
mod program;
mod subject;
pub mod zone;

pub use color::*;
pub use ix::*;
pub use program::*;
pub use subject::*;
