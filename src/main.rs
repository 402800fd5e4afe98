//! nadwa, a terminal reader for conference programmes.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(nadwa::cli::run(std::env::args_os()))
}
