//! `nadwa lsp`: the language server for program.toml.

use std::io;

use super::Command;
use crate::cli::error::CliError;
use crate::cli::{FAILURE, SUCCESS};
use crate::i18n::Message;
use crate::lsp::serve;
use crate::workspace::fs::reason;

pub const COMMAND: Command = Command {
    name: "lsp",
    doc: "start a language server for program.toml on standard input and output, for editors",
    args: Vec::new,
    run: |options, _| {
        let served = serve(io::stdin().lock(), io::stdout().lock(), options.messages());
        match served {
            Ok(true) => Ok(SUCCESS),
            Ok(false) => Ok(FAILURE),
            Err(e) => Err(CliError::failed(
                Message::new("lsp-failed").arg("why", reason(&e)),
            )),
        }
    },
};
