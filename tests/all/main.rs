//! The integration tests, one program: `cargo test --test all`, or `cargo test --test all limits::` for one
//! module. `tests/mutants.rs` is a program of its own, because it measures the memory of the whole process.

mod announcements;
mod arabic;
mod begin;
mod bidi;
mod cases;
mod channels;
mod contacts;
mod corpus;
#[cfg(target_os = "linux")]
mod crash;
mod delays;
#[cfg(feature = "live")]
mod desks;
mod docs;
mod exports;
#[cfg(unix)]
mod files;
#[cfg(unix)]
mod fixes;
#[cfg(unix)]
mod fmt;
mod formats;
mod hostile;
mod interpreters;
mod large;
mod layers;
mod limits;
#[cfg(unix)]
mod live;
mod lsp;
mod merged;
mod order;
mod prompt;
mod properties;
#[cfg(unix)]
mod pty;
#[cfg(target_os = "linux")]
mod publish;
mod readings;
mod rows;
mod schema;
mod search;
mod sheets;
#[cfg(unix)]
mod shells;
mod site;
mod starred;
mod support;
mod targets;
mod terminal;
mod times;
mod transcripts;
mod versions;
mod web;
mod words;
