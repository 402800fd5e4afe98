//! The interface in a terminal.

pub mod app;
pub mod commands;
pub mod draw;
pub mod editor;
pub mod effects;
pub mod event;
pub mod input;
pub mod pane;
pub mod probe;
pub mod terminal;
pub mod theme;
