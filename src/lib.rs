//! nadwa: a terminal reader for conference programmes.
//!
//! ```text
//!  Migration and Cooperation between Mediterranean Cities      Tue 30 Nov  10:42  Casablanca   ui::head
//!  1 Agenda  2 Timetable  3 Tracks  4 Speakers  5 Partners …                          ! 2
//! ───────────────────────────────────────────────────────────────────────────────────────────
//!  Tuesday 30 November 2021               │  Reception services in practice
//!    09:30  Opening session    Main hall  │  When   Tue 30 Nov  11:00–12:30                   ui::pane
//!  > 11:00  Reception servi…   Room 2     │  Track  Local management and migration
//! ───────────────────────────────────────────────────────────────────────────────────────────
//!  enter open   space star   / search   ? help            Agenda of 2 days · 5 of 24          ui::foot
//! ```
//!
//! # The way of a file, and of a key
//!
//! ```text
//! bytes -> a row of load::FORMATS -> raw records -> load::check -> (Program, Diagnostics) -> World
//! World + Subject -> a view -> Page -> layout -> ui::draw -> cells   (or layout::print, json, html)
//! World + sessions -> a row of export::EXPORTS -> files
//! Input -> command::press -> a row of COMMANDS -> App -> Effect -> desk, terminal
//! a saved file, an address -> watch (a thread) -> Input -> App, which keeps the world of before
//! what desks say -> journal (a file) -> live -> World; share (a thread) <-> a server of several desks
//! ```
//!
//! # Where to add what
//!
//! | what | where |
//! |---|---|
//! | a command with a key | a row of [`tui::commands::COMMANDS`]; help, palette, README, settings of keys follow |
//! | a view | a file in `view/`, its `mod` line, a row of [`view::VIEWS`]; key, tab and shell command follow |
//! | a field of a session | [`model::Session`], its row in `load/toml/mod.rs`, its line in `export/toml.rs`, the view that shows it |
//! | a field that desks speak of | a value of [`update::Field`], its row of [`update::live::FIELDS`] |
//! | a field that is compared | a row of [`world::diff::FIELDS`] |
//! | a word of queries | a row of [`world::query::TERMS`] or [`world::query::STATES`] |
//! | a format that is read | its reader in `load/`, a row of `load::FORMATS` |
//! | a format that is written | a file in `export/`, a row of [`export::EXPORTS`] |
//! | a format of reports | an entry of `cli::commands::report::REPORTS` |
//! | a check | a row of [`model::diagnostic::CODES`], the test for it in `load/check/`, a file in `tests/check/` |
//! | a setting | a row of [`config::SETTINGS`], and the one place that uses it |
//! | a theme | a row of [`tui::theme::Theme::NAMES`] and its colours |
//! | a command of the shell | a file in `cli/commands/`, an entry of `cli::commands::COMMANDS` |
//!
//! # The floors
//!
//! The modules below stand from the ground up; each uses those above it in this list alone
//! (`tests/floors.rs`).

pub mod text;

pub mod i18n;

pub mod model;

pub mod update;

pub mod load;

pub mod search;

pub mod world;

pub mod page;

pub mod view;

pub mod layout;

pub mod export;

pub mod workspace;

pub mod sync;

pub mod tui;

pub mod config;

pub mod cli;
