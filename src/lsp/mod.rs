//! A language server for program.toml: the messages between it and an editor, over the Language Server Protocol 3.17.

mod answers;
mod document;

use std::collections::HashMap;
use std::fmt::Display;
use std::io::{self, BufRead, ErrorKind, Read as _, Write};

use gen_lsp_types::json_rpc::{Error, Id, RequestObject};
use gen_lsp_types::{
    CodeActionProvider, CompletionOptions, DidChangeTextDocumentParams, DidCloseTextDocumentParams,
    DidOpenTextDocumentParams, ErrorCodes, InitializeResult, PublishDiagnosticsParams,
    RenameOptions, ServerCapabilities, ServerInfo, TextDocumentContentChangeEvent,
    TextDocumentSyncKind, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use self::answers::{ANSWERS, Answer};
use self::document::Document;
use crate::i18n::Messages;

/// The most bytes of a message: as JSON is read, it takes many times their number in memory.
const MAX_MESSAGE: u64 = 16 << 20;

/// The most bytes of a line before a message.
const MAX_HEADER: u64 = 1 << 10;

/// Serves an editor until it ends the server, or its output. Returns whether it has asked for that first, as the protocol wants.
///
/// # Errors
/// When what it sends are no messages, or they cannot be replied to.
pub fn serve(
    mut input: impl BufRead,
    mut output: impl Write,
    messages: &Messages,
) -> io::Result<bool> {
    let mut server = Server {
        messages,
        phase: Phase::New,
        documents: HashMap::new(),
        replies: Vec::new(),
    };
    while let Some(body) = read(&mut input)? {
        let is_exit = server.receive(&body);
        for reply in server.replies.drain(..) {
            let body = reply.to_string();
            write!(output, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        }
        output.flush()?;
        if is_exit {
            break;
        }
    }
    Ok(server.phase == Phase::ShutDown)
}

/// Reads the next message; returns none at the end of the input. Its memory grows with what is read, not with what is
/// announced.
fn read(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let invalid = |what: &str| io::Error::new(ErrorKind::InvalidData, what);
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.take(MAX_HEADER).read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = match line.strip_suffix('\n') {
            Some(line) => line.trim_end_matches('\r'),
            None => return Err(invalid("a header line without an end")),
        };
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| invalid("no header"))?;
        if name.eq_ignore_ascii_case("Content-Length") {
            let number = value.trim().parse::<u64>().ok();
            length = Some(number.ok_or_else(|| invalid("Content-Length is no number"))?);
        }
    }
    let length = length.ok_or_else(|| invalid("Content-Length is missing"))?;
    if length > MAX_MESSAGE {
        return Err(invalid("a message is larger than 16 MiB"));
    }
    let mut body = Vec::new();
    let read = input.take(length).read_to_end(&mut body)?;
    Ok((read as u64 == length).then_some(body))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Running,
    ShutDown,
}

/// What the server knows of an editor.
struct Server<'m> {
    messages: &'m Messages,
    phase: Phase,
    documents: HashMap<Uri, Document>,
    /// The messages that are to be sent.
    replies: Vec<Value>,
}

impl Server<'_> {
    /// Takes a message; returns whether it ends the server.
    fn receive(&mut self, body: &[u8]) -> bool {
        let value: Value = match serde_json::from_slice(body) {
            Ok(value) => value,
            Err(why) => {
                self.fail(&Id::Null, &error(ErrorCodes::ParseError, &why));
                return false;
            }
        };
        // Nothing is asked of the editor, so a response is of no interest.
        if value.get("method").is_none()
            && (value.get("result").is_some() || value.get("error").is_some())
        {
            return false;
        }
        let (method, id, params) = match serde_json::from_value::<RequestObject>(value) {
            Ok(request) if !request.method().is_empty() => request.into_parts(),
            Ok(_) => return self.refuse(&"a message without a method"),
            Err(why) => return self.refuse(&why),
        };
        let params = params.unwrap_or_default();
        match id {
            Some(id) => match self.answer(&method, params) {
                Ok(result) => self.send(json!({ "id": id, "result": result })),
                Err(error) => self.fail(&id, &error),
            },
            None if method == "exit" => return true,
            // There is no reply to a notification, so wrong ones are passed over.
            None => drop(self.notify(&method, params)),
        }
        false
    }

    fn send(&mut self, mut message: Value) {
        message["jsonrpc"] = "2.0".into();
        self.replies.push(message);
    }

    fn fail(&mut self, id: &Id, error: &Error) {
        self.send(json!({ "id": id, "error": error }));
    }

    fn refuse(&mut self, why: &dyn Display) -> bool {
        self.fail(&Id::Null, &error(ErrorCodes::InvalidRequest, &why));
        false
    }

    /// Answers a request.
    fn answer(&mut self, method: &str, params: Value) -> Answer {
        match (self.phase, method) {
            (Phase::New, "initialize") => {
                self.phase = Phase::Running;
                result(&capabilities())
            }
            (Phase::New, _) => Err(error(ErrorCodes::ServerNotInitialized, &method)),
            (Phase::Running, "shutdown") => {
                self.phase = Phase::ShutDown;
                Ok(Value::Null)
            }
            (Phase::ShutDown, _) | (_, "initialize") => {
                Err(error(ErrorCodes::InvalidRequest, &method))
            }
            (Phase::Running, _) => match ANSWERS.iter().find(|(name, _)| *name == method) {
                Some((_, answer)) => answer(self, params),
                None => Err(error(ErrorCodes::MethodNotFound, &method)),
            },
        }
    }

    /// Takes a notification.
    fn notify(&mut self, method: &str, params: Value) -> Result<(), Error> {
        if self.phase != Phase::Running {
            return Ok(());
        }
        match method {
            "textDocument/didOpen" => {
                let opened = read_params::<DidOpenTextDocumentParams>(params)?.text_document;
                self.change(opened.uri, opened.version, &opened.text);
            }
            "textDocument/didChange" => {
                let mut changed = read_params::<DidChangeTextDocumentParams>(params)?;
                let document = changed.text_document;
                let uri = document.text_document_identifier.uri;
                let last = changed.content_changes.pop();
                if let Some(TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(
                    whole,
                )) = last
                    && self.documents.contains_key(&uri)
                {
                    self.change(uri, document.version, &whole.text);
                }
            }
            "textDocument/didClose" => {
                let closed = read_params::<DidCloseTextDocumentParams>(params)?;
                let uri = closed.text_document.uri;
                self.documents.remove(&uri);
                self.publish(&PublishDiagnosticsParams::new(uri, None, Vec::new()));
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads a document that was opened or changed, and sends its problems.
    fn change(&mut self, uri: Uri, version: i32, text: &str) {
        let document = Document::read(uri.as_ref(), text);
        let problems = document.problems(self.messages);
        self.documents.insert(uri.clone(), document);
        self.publish(&PublishDiagnosticsParams::new(uri, Some(version), problems));
    }

    fn publish(&mut self, problems: &PublishDiagnosticsParams) {
        let method = "textDocument/publishDiagnostics";
        self.send(json!({ "method": method, "params": problems }));
    }
}

fn error(code: ErrorCodes, message: &dyn Display) -> Error {
    Error {
        code,
        message: message.to_string(),
        data: None,
    }
}

fn read_params<P: DeserializeOwned>(params: Value) -> Result<P, Error> {
    serde_json::from_value(params).map_err(|why| error(ErrorCodes::InvalidParams, &why))
}

fn result(value: &impl Serialize) -> Answer {
    serde_json::to_value(value).map_err(|why| error(ErrorCodes::InternalError, &why))
}

/// Returns what the server can do. Positions are counted in UTF-16, which every editor can.
fn capabilities() -> InitializeResult {
    let characters = ["\"", ".", "["].map(str::to_owned);
    let capabilities = ServerCapabilities {
        text_document_sync: Some(TextDocumentSyncKind::Full.into()),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(characters.into()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(true.into()),
        definition_provider: Some(true.into()),
        references_provider: Some(true.into()),
        document_symbol_provider: Some(true.into()),
        code_action_provider: Some(CodeActionProvider::Bool(true)),
        document_formatting_provider: Some(true.into()),
        rename_provider: Some(
            RenameOptions {
                prepare_provider: Some(true),
                ..RenameOptions::default()
            }
            .into(),
        ),
        ..ServerCapabilities::default()
    };
    let version = env!("CARGO_PKG_VERSION").to_owned();
    InitializeResult {
        capabilities,
        server_info: Some(ServerInfo::new("nadwa".into(), Some(version))),
    }
}
