//! What an editor may ask.

use std::collections::HashMap;

use gen_lsp_types::json_rpc::Error;
use gen_lsp_types::{
    CodeAction, CodeActionKind, CompletionItem, CompletionItemKind, DocumentSymbol, ErrorCodes,
    Hover, Location, LspErrorCodes, MarkupContent, MarkupKind, Position, PrepareRenamePlaceholder,
    Range, ReferenceParams, RenameParams, SymbolKind, TextDocumentIdentifier,
    TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit,
};
use serde::Deserialize;
use serde_json::Value;

use super::document::Document;
use super::{Server, error, read_params, result};
use crate::i18n::Message;
use crate::load::formatted;
use crate::load::toml::cursor::{Cursor, Place, Target, key_at, target};
use crate::load::toml::mentions::{Mention, kind_called};
use crate::load::toml::schema::described;
use crate::load::toml::{About, PARTS, Record, Shape, records};
use crate::model::Kind;
use crate::model::zone::Zone;
use crate::update::quoted;

/// The result of a request.
pub type Answer = Result<Value, Error>;

type Handler = fn(&Server, Value) -> Answer;

/// Every request about a document.
pub const ANSWERS: &[(&str, Handler)] = &[
    ("textDocument/completion", completion),
    ("textDocument/hover", hover),
    ("textDocument/definition", definition),
    ("textDocument/references", references),
    ("textDocument/prepareRename", prepare_rename),
    ("textDocument/rename", rename),
    ("textDocument/formatting", formatting),
    ("textDocument/codeAction", code_action),
    ("textDocument/documentSymbol", document_symbol),
];

/// The parameters of requests about a document or a part of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    text_document: TextDocumentIdentifier,
    #[serde(default)]
    range: Range,
}

/// Returns the programme that is open there.
fn programme<'s>(server: &'s Server, uri: &Uri) -> Option<&'s Document> {
    server.documents.get(uri).filter(|d| d.is_programme)
}

/// Returns the programme and the place in its text; none if it is not open.
fn place<'s>(
    server: &'s Server,
    params: Value,
) -> Result<Option<(&'s Document, usize, Uri)>, Error> {
    let at: TextDocumentPositionParams = read_params(params)?;
    Ok(located(server, at.text_document.uri, at.position))
}

fn located<'s>(server: &'s Server, uri: Uri, at: Position) -> Option<(&'s Document, usize, Uri)> {
    let document = programme(server, &uri)?;
    Some((document, document.offset(at), uri))
}

fn hover(server: &Server, params: Value) -> Answer {
    let Some((document, at, _)) = place(server, params)? else {
        return Ok(Value::Null);
    };
    let (kind, value, range) = if let Some(mention) = document.mention_at(at) {
        let subject = &mention.subject;
        let Some(title) = document.title(subject, server.messages) else {
            return Ok(Value::Null);
        };
        let name = server
            .messages
            .get(&format!("kind-{}", subject.kind.name()));
        let text = format!("{title}\n{name} {}", subject.id);
        (MarkupKind::PlainText, text, document.span(mention.span))
    } else if let Some((name, about, range)) = key_at(&document.text, at) {
        let text = format!("**{name}**: {}", documented(&about));
        (MarkupKind::Markdown, text, document.range(range))
    } else {
        return Ok(Value::Null);
    };
    let contents = MarkupContent::new(kind, value).into();
    result(&Hover::new(contents, Some(range)))
}

/// Returns the documentation of a key, as the reference has it.
fn documented(about: &About) -> String {
    match about.doc {
        "" => described(about),
        doc => format!("{}\n\n{doc}", described(about)),
    }
}

fn definition(server: &Server, params: Value) -> Answer {
    let Some((document, at, uri)) = place(server, params)? else {
        return Ok(Value::Null);
    };
    let subject = document.mention_at(at).map(|m| &m.subject);
    let mut records = document.mentions.iter().filter(|m| m.record.is_some());
    let record = records.find(|m| Some(&m.subject) == subject);
    result(&record.map(|m| Location::new(uri, document.span(m.span))))
}

/// Returns all places of the id that is at a place.
fn same(document: &Document, at: usize) -> impl Iterator<Item = &Mention> {
    let subject = document.mention_at(at).map(|m| &m.subject);
    let all = document.mentions.iter();
    all.filter(move |m| Some(&m.subject) == subject)
}

fn references(server: &Server, params: Value) -> Answer {
    let params: ReferenceParams = read_params(params)?;
    let (at, with_record) = (
        params.text_document_position_params,
        params.context.include_declaration,
    );
    let Some((document, at, uri)) = located(server, at.text_document.uri, at.position) else {
        return Ok(Value::Null);
    };
    let all = same(document, at).filter(|m| with_record || m.record.is_none());
    let all = all.map(|m| Location::new(uri.clone(), document.span(m.span)));
    result(&all.collect::<Vec<_>>())
}

fn prepare_rename(server: &Server, params: Value) -> Answer {
    let Some((document, at, _)) = place(server, params)? else {
        return Ok(Value::Null);
    };
    let mention = document.mention_at(at);
    result(&mention.map(|mention| {
        let (mut start, mut end) = (mention.span.start as usize, mention.span.end as usize);
        if document.text[start..].starts_with(['"', '\'']) {
            (start, end) = (start + 1, end - 1);
        }
        PrepareRenamePlaceholder::new(document.range(start..end), mention.subject.id.to_string())
    }))
}

fn rename(server: &Server, params: Value) -> Answer {
    let params: RenameParams = read_params(params)?;
    let at = params.text_document_position_params;
    let Some((document, at, uri)) = located(server, at.text_document.uri, at.position) else {
        return Ok(Value::Null);
    };
    let Some(mention) = document.mention_at(at) else {
        return Ok(Value::Null);
    };
    let new = params.new_name;
    let refused = |why: Message| {
        let code = ErrorCodes::Custom(LspErrorCodes::RequestFailed.into());
        Err(error(code, &server.messages.message(&why)))
    };
    // Places in a broken statement are not known, and would keep the old id.
    if document.loaded.is_broken() {
        return refused(Message::new("lsp-broken"));
    }
    let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if new.is_empty() || !new.bytes().all(is_letter) {
        return refused(Message::new("problem-bad-id"));
    }
    let is_taken = |m: &&Mention| {
        m.record.is_some() && m.subject.kind == mention.subject.kind && *m.subject.id == *new
    };
    if new != *mention.subject.id
        && let Some(other) = document.mentions.iter().find(is_taken)
    {
        let line = document.span(other.span).start.line + 1;
        let message = Message::new("problem-duplicate-id").arg("id", new);
        return refused(message.arg("line", line.to_string()));
    }
    let edits = same(document, at).map(|m| {
        // A key may have no quotes.
        let is_quoted = document.text[m.span.start as usize..].starts_with(['"', '\'']);
        let text = if is_quoted { quoted(&new) } else { new.clone() };
        TextEdit::new(document.span(m.span), text)
    });
    result(&edit(uri, edits.collect()))
}

/// Returns the changes of one document.
fn edit(uri: Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit {
        changes: Some(HashMap::from([(uri, edits)])),
        ..WorkspaceEdit::default()
    }
}

fn formatting(server: &Server, params: Value) -> Answer {
    let part: Part = read_params(params)?;
    let Some(document) = programme(server, &part.text_document.uri) else {
        return Ok(Value::Null);
    };
    // A problem that prevents it is among those that are shown.
    let new = formatted(&document.name, document.text.as_bytes()).ok();
    let new = new.filter(|new| *new != document.text);
    let all = document.range(0..document.text.len());
    result(&new.map(|new| [TextEdit::new(all, new)]))
}

fn code_action(server: &Server, params: Value) -> Answer {
    let Part {
        text_document,
        range,
    } = read_params(params)?;
    let Some(document) = programme(server, &text_document.uri) else {
        return Ok(Value::Null);
    };
    let problems = document.loaded.diagnostics.iter();
    let actions = problems
        .filter(|p| !p.edits.is_empty())
        .filter_map(|problem| {
            let shown = document.problem(problem, server.messages);
            let overlaps = shown.range.start <= range.end && range.start <= shown.range.end;
            let edits = problem.edits.iter();
            let edits = edits.map(|e| TextEdit::new(document.span(e.span), e.text.clone()));
            let title = problem.help.as_ref().unwrap_or(&problem.message);
            overlaps.then(|| CodeAction {
                title: server.messages.message(title),
                kind: Some(CodeActionKind::QuickFix),
                diagnostics: Some(vec![shown]),
                is_preferred: Some(true),
                edit: Some(edit(text_document.uri.clone(), edits.collect())),
                ..CodeAction::default()
            })
        });
    result(&actions.collect::<Vec<_>>())
}

fn document_symbol(server: &Server, params: Value) -> Answer {
    let part: Part = read_params(params)?;
    let Some(document) = programme(server, &part.text_document.uri) else {
        return Ok(Value::Null);
    };
    let symbols = document.mentions.iter().filter_map(|mention| {
        let (subject, record) = (&mention.subject, mention.record?);
        let id = subject.id.to_string();
        let end = record.end.max(mention.span.end);
        let title = document.title(subject, server.messages);
        let kind = match subject.kind {
            Kind::Session => SymbolKind::Event,
            _ => SymbolKind::Object,
        };
        Some(DocumentSymbol::new(
            title.unwrap_or_else(|| id.clone()),
            Some(id),
            kind,
            None,
            None,
            document.range(record.start as usize..end as usize),
            document.span(mention.span),
            None,
        ))
    });
    result(&symbols.collect::<Vec<_>>())
}

fn completion(server: &Server, params: Value) -> Answer {
    let Some((document, at, _)) = place(server, params)? else {
        return Ok(Value::Null);
    };
    let Some(cursor) = Cursor::find(&document.text, at) else {
        return Ok(Value::Null);
    };
    let range = document.range(cursor.typed.clone());
    let items = offers(server, document, &cursor).into_iter();
    let items = items.map(|offer| offer.item(range));
    result(&items.collect::<Vec<_>>())
}

/// What may be written at a place.
struct Offer {
    label: String,
    text: String,
    kind: CompletionItemKind,
    detail: Option<String>,
    doc: &'static str,
}

impl Offer {
    fn value(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            label: text.trim_matches('"').to_owned(),
            text,
            kind: CompletionItemKind::Value,
            detail: None,
            doc: "",
        }
    }

    fn item(self, range: Range) -> CompletionItem {
        let doc = (!self.doc.is_empty())
            .then(|| MarkupContent::new(MarkupKind::Markdown, self.doc.into()).into());
        CompletionItem {
            label: self.label,
            kind: Some(self.kind),
            detail: self.detail,
            documentation: doc,
            // Editors compare it with what stands there, which begins with a quote or a bracket.
            filter_text: Some(self.text.clone()),
            text_edit: Some(TextEdit::new(range, self.text).into()),
            ..CompletionItem::default()
        }
    }
}

/// Returns what may be written at a place, in the order of the reference.
fn offers(server: &Server, document: &Document, cursor: &Cursor) -> Vec<Offer> {
    let languages = document.loaded.program.languages.iter();
    let languages = languages.map(|language| language.as_str().to_owned());
    match (cursor.place, target(&cursor.path)) {
        (Place::Header, _) | (Place::Key, Some(Target::File)) => headers(),
        (Place::Key, Some(Target::Record(record))) => {
            let all = record.keys.into_iter().map(|(name, about)| Offer {
                detail: Some(described(&about)),
                doc: about.doc,
                ..Offer::value(name)
            });
            keys(document, cursor, all)
        }
        (Place::Key, Some(Target::Value(Shape::Walk))) => {
            keys(document, cursor, ids(server, document, Kind::Room))
        }
        (Place::Key, Some(Target::Value(Shape::Text | Shape::Paragraphs | Shape::Channels))) => {
            keys(document, cursor, languages.map(Offer::value))
        }
        (Place::Value, Some(Target::Value(shape))) => {
            let (offers, is_list): (Vec<Offer>, bool) = match shape {
                Shape::Choice(names) => (names().into_iter().map(Offer::value).collect(), false),
                Shape::Zone => (Zone::names().into_iter().map(Offer::value).collect(), false),
                Shape::Languages | Shape::Spoken => (languages.map(Offer::value).collect(), true),
                Shape::Ref(kind) => (called(server, document, kind), false),
                Shape::Refs(kinds) => (called(server, document, kinds), true),
                Shape::Flag => return ["true", "false"].map(Offer::value).into(),
                _ => (Vec::new(), false),
            };
            let is_bare = is_list && !cursor.is_in_list;
            let written = |offer: Offer| {
                let text = quoted(&offer.text);
                let text = if is_bare { format!("[{text}]") } else { text };
                Offer { text, ..offer }
            };
            offers.into_iter().map(written).collect()
        }
        _ => Vec::new(),
    }
}

fn headers() -> Vec<Offer> {
    let header = |record: Record| match record.name {
        part if PARTS.contains(&part) => format!("[[sessions.{part}]]"),
        name if record.is_list => format!("[[{name}]]"),
        name => format!("[{name}]"),
    };
    let headers = records().into_iter().map(header);
    let headers = headers.map(|text| Offer {
        kind: CompletionItemKind::Class,
        ..Offer::value(text)
    });
    headers.collect()
}

/// Returns the keys that the table does not have yet.
fn keys(document: &Document, cursor: &Cursor, all: impl Iterator<Item = Offer>) -> Vec<Offer> {
    let rest = document.text[cursor.typed.end..].trim_start_matches([' ', '\t']);
    let has_value = rest.starts_with(['=', '.']);
    let is_new = |offer: &Offer| {
        let path = [&*cursor.path, std::slice::from_ref(&offer.text)].concat();
        !cursor.others.iter().any(|other| other.starts_with(&path))
    };
    let written = |offer: Offer| Offer {
        kind: CompletionItemKind::Property,
        text: if has_value {
            offer.text
        } else {
            offer.text + " = "
        },
        ..offer
    };
    all.filter(is_new).map(written).collect()
}

/// Returns the ids of the records of a kind, by its name.
fn called(server: &Server, document: &Document, kind: &str) -> Vec<Offer> {
    let kind = kind_called(kind);
    let ids = kind
        .into_iter()
        .flat_map(|kind| ids(server, document, kind));
    ids.collect()
}

fn ids(server: &Server, document: &Document, kind: Kind) -> impl Iterator<Item = Offer> {
    let records = document.mentions.iter();
    let records = records.filter(move |m| m.record.is_some() && m.subject.kind == kind);
    records.map(|mention| Offer {
        kind: CompletionItemKind::Reference,
        detail: document.title(&mention.subject, server.messages),
        ..Offer::value(mention.subject.id.as_str())
    })
}
