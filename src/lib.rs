//! nadwa: a terminal reader for conference programmes.
//!
//! ```text
//!  Migration and Cooperation between Mediterranean Cities      Tue 30 Nov  10:42  GMT+1        draw::head
//!  1 Agenda  2 Timetable  3 Tracks  4 Speakers  5 Partners …                          ! 2
//! ───────────────────────────────────────────────────────────────────────────────────────────
//!  Tuesday 30 November 2021               │  Reception services in practice
//!    09:30  Opening session    Main hall  │  When   Tue 30 Nov  11:00–12:30                   draw::pane
//!  > 11:00  Reception servi…   Room 2     │  Track  Local management and migration
//! ───────────────────────────────────────────────────────────────────────────────────────────
//!  enter open   space star   / search   ? help            Agenda of 2 days · 5 of 24          draw::foot
//! ```
//!
//! # Map
//!
//! ```text
//! bytes -> an entry of load::FORMATS -> raw records -> load::check -> (Program, Diagnostics) -> World
//! World + Subject -> an entry of view::VIEWS -> Page -> layout -> tui::draw -> cells   (or printed text, JSON, HTML)
//! World + part of the programme -> an entry of export::EXPORTS -> files
//! Event -> tui::commands -> App -> Effect -> workspace, terminal
//! a saved file, an address -> workspace::watch (a thread) -> Event -> App, which keeps the previous version
//! update log (a file) <-> sync (a thread) <-> a server shared by several desks
//! ```
//!
//! ARCHITECTURE.md describes the folders and the decisions, CONTRIBUTING.md where to add what.
//!
//! # Layers
//!
//! Each module below uses only modules above it in this list (`tests/all/layers.rs`). The blank lines keep rustfmt
//! from sorting it.

pub mod text;

pub mod i18n;

pub mod model;

pub mod search;

pub mod update;

pub mod load;

pub mod world;

pub mod page;

pub mod view;

pub mod layout;

pub mod export;

pub mod platform;

pub mod workspace;

pub mod sync;

pub mod lsp;

pub mod tui;

pub mod config;

pub mod cli;
