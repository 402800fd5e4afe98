//! Runs the target that has the name of the binary.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: nadwa_fuzz::start(), |bytes: &[u8]| nadwa_fuzz::run(env!("CARGO_BIN_NAME"), bytes));
