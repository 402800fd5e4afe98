//! A document that is open in an editor: its text, its places, and what it says.

use gen_lsp_types::{Diagnostic, DiagnosticSeverity, Position, Range};

use crate::i18n::Messages;
use crate::load::toml::mentions::{Mention, mentions};
use crate::load::{Loaded, load_strictly};
use crate::model::Subject;
use crate::model::diagnostic::{self, Level, Location, Span};
use crate::text::{floor_char_boundary, width};

/// The most characters that are looked at for the end of a place.
const MAX_PLACE: usize = 400;

/// A document, as the editor has it.
pub struct Document {
    /// The name of its file, for messages.
    pub name: String,
    pub text: String,
    /// The start of each line.
    lines: Vec<usize>,
    pub loaded: Loaded,
    pub mentions: Vec<Mention>,
    /// Whether it is a programme: editors start the server for other files in TOML as well.
    pub is_programme: bool,
}

impl Document {
    /// Reads the text of a document.
    pub fn read(uri: &str, text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').to_owned();
        let name = uri.rsplit('/').next().unwrap_or(uri).to_owned();
        let has_head = || {
            text.lines()
                .any(|line| line.trim().starts_with("[program]"))
        };
        let is_programme = name == "program.toml" || has_head();
        let content = if is_programme { &*text } else { "" };
        let breaks = text.match_indices(['\n', '\r']).map(|(at, _)| at + 1);
        let bytes = text.as_bytes();
        let is_whole = |&at: &usize| bytes[at - 1] == b'\n' || bytes.get(at) != Some(&b'\n');
        Self {
            lines: std::iter::once(0).chain(breaks.filter(is_whole)).collect(),
            loaded: load_strictly(&name, content.as_bytes()),
            mentions: mentions(content),
            name,
            is_programme,
            text,
        }
    }

    /// Returns the place in the text.
    pub fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.lines.get(line) else {
            return self.text.len();
        };
        let end = self.lines.get(line + 1).copied();
        let content = &self.text[start..end.unwrap_or(self.text.len())];
        let content = content.trim_end_matches(['\r', '\n']);
        let mut units = 0;
        let before = content.chars().take_while(|c| {
            units += c.len_utf16();
            units <= position.character as usize
        });
        start + before.map(char::len_utf8).sum::<usize>()
    }

    /// Returns the position of a place in the text.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_char_boundary(&self.text, offset.min(self.text.len()));
        let line = self.lines.partition_point(|&start| start <= offset).max(1) - 1;
        let before = &self.text[self.lines[line]..offset];
        Position::new(line as u32, before.encode_utf16().count() as u32)
    }

    /// Returns the range of a part of the text.
    pub fn range(&self, part: std::ops::Range<usize>) -> Range {
        Range::new(self.position(part.start), self.position(part.end))
    }

    /// Returns the range of a span.
    pub fn span(&self, span: Span) -> Range {
        self.range(span.start as usize..span.end as usize)
    }

    /// Returns the range that a problem marks.
    pub fn place(&self, location: Option<&Location>) -> Range {
        let Some(location) = location else {
            return Range::default();
        };
        let line = location.line as usize - 1;
        let start = self.lines.get(line).copied().unwrap_or(self.text.len());
        let rest = &self.text[start..];
        let before = rest.chars().take(location.column as usize - 1);
        let before: usize = before.map(char::len_utf8).sum();
        let marked = rest[before..]
            .split(['\r', '\n'])
            .next()
            .unwrap_or_default();
        let ends = marked
            .char_indices()
            .map(|(at, _)| at)
            .skip(1)
            .take(MAX_PLACE);
        let end = ends
            .take_while(|&at| width(&marked[..at]) <= location.caret.1)
            .last()
            .filter(|_| width(marked) > location.caret.1)
            .unwrap_or(marked.len());
        self.range(start + before..start + before + end)
    }

    /// Returns the problems, each with its help.
    pub fn problems(&self, messages: &Messages) -> Vec<Diagnostic> {
        let all = self.loaded.diagnostics.iter().filter(|_| self.is_programme);
        all.map(|problem| self.problem(problem, messages)).collect()
    }

    /// Returns a problem as the editor shows it.
    pub fn problem(&self, problem: &diagnostic::Diagnostic, messages: &Messages) -> Diagnostic {
        let mut text = messages.message(&problem.message);
        if let Some(help) = &problem.help {
            let help = messages.message(help);
            text = format!("{text}\n{}", messages.format("help-is", &[("text", &help)]));
        }
        Diagnostic {
            range: self.place(problem.location.as_ref()),
            severity: Some(match problem.level() {
                Level::Error => DiagnosticSeverity::Error,
                Level::Warning => DiagnosticSeverity::Warning,
            }),
            code: Some(problem.code.about().name.into()),
            source: Some("nadwa".into()),
            message: text.into(),
            ..Diagnostic::default()
        }
    }

    /// Returns the id at a place.
    pub fn mention_at(&self, offset: usize) -> Option<&Mention> {
        let at = offset as u32;
        let mut all = self.mentions.iter();
        all.find(|m| m.span.start <= at && at <= m.span.end)
    }

    /// Returns the name of a record, in the language of the messages if it has one in that.
    pub fn title(&self, subject: &Subject, messages: &Messages) -> Option<String> {
        let program = &self.loaded.program;
        let names = program.names(program.find_any(subject)?);
        let name = names.first()?.choose(messages.lang(), &program.languages)?;
        Some(name.text.to_string()).filter(|name| !name.is_empty())
    }
}
