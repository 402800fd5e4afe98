//! `nadwa schema`: the JSON Schema of program.toml.

use super::Command;
use crate::cli::output::print_json;
use crate::load::json_schema;

pub const COMMAND: Command = Command {
    name: "schema",
    doc: "print the JSON Schema of program.toml, with which editors complete and check keys",
    args: Vec::new,
    run: |_, _| print_json(&json_schema()),
};
