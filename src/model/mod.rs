//! The programme as it was read and checked, its subjects, its problems, time zones: data without I/O.

pub mod color;
pub mod diagnostic;
mod ix;
mod picture;
mod program;
mod subject;
pub mod zone;

pub use color::{Color, rgb};
pub use ix::*;
pub use picture::Picture;
pub use program::*;
pub use subject::*;
