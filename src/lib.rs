//! nadwa
#![allow(missing_docs)]
pub mod app;
pub mod cli;
pub mod command;
pub mod diagnostic;
pub mod fold;
pub mod inputs;
pub mod io;
pub mod json;
pub mod key;
pub mod layout;
pub mod line;
pub mod load;
pub mod name;
pub mod page;
pub mod program;
pub mod search;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod ui;
pub mod view;
pub mod words;
pub mod world;
pub mod zone;
