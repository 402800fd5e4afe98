//! Reads changes.toml, the file of an update log; `update::to_toml` writes it.

use super::pieces::PIECE;
use super::{Key, key, read_by};
use crate::i18n::Message;
use crate::load::Sink;
use crate::model::diagnostic::{Code, Span};
use crate::model::zone::Zone;
use crate::text::Lines;
use crate::update::{Field, Update, UpdateLog};

/// A record as it is in the file.
#[derive(Default)]
struct Raw {
    update: Update,
    span: Span,
    /// Whether the record has the key `field`.
    has_field: bool,
    /// Whether its value is one of [`Field::NAMES`].
    is_known: bool,
}

#[rustfmt::skip] // A table: one entry, one line.
const FILE: &[Key<(UpdateLog, Vec<Raw>)>] = &[
    key("program", |r, v, t| t.0.program = r.id(v).as_str().into()),
    key("bucket", |r, v, t| t.0.bucket = r.text(v, Lines::One).unwrap_or_default()),
    key("changes", |r, v, t| r.list_into(&mut t.1, v, "changes", UPDATE, |u, at| u.span = at)),
];

#[rustfmt::skip] // A table: one entry, one line.
const UPDATE: &[Key<Raw>] = &[
    key("session", |r, v, t| t.update.session = r.text(v, Lines::One).unwrap_or_default().as_str().into()),
    key("field", |r, v, t| {
        t.has_field = true;
        if let Some(field) = r.choice(v, Field::NAMES) {
            (t.update.field, t.is_known) = (field, true);
        }
    }),
    key("value", |r, v, t| {
        t.update.value = r.text(v, Lines::One).map(|text| text.as_str().into());
        t.span = r.span(v);
    }),
    key("at", |r, v, t| t.update.at = r.time(v).map_or(0, |s| Zone::utc().from_local(s.local).timestamp() - s.offset.unwrap_or(0))),
    key("by", |r, v, t| t.update.by = r.text(v, Lines::One).unwrap_or_default().as_str().into()),
    key("revision", |r, v, t| t.update.revision = r.number(v).map(u64::from)),
    key("refused", |r, v, t| t.update.refused = r.flag(v) == Some(true)),
];

/// Reads an update log; its problems go to the sink.
pub(in crate::load) fn read(text: &str, sink: &mut Sink) -> UpdateLog {
    let (mut log, records) = read_by(text, PIECE, FILE, sink);
    for record in records {
        // An unknown field has been reported.
        if record.has_field && !record.is_known {
            continue;
        }
        let mut update = record.update;
        if update.session.is_empty() || !record.has_field {
            let message = Message::new("update-incomplete");
            let help = Some(Message::new("update-incomplete-help"));
            sink.report(Code::MissingKey, record.span, message, help);
            continue;
        }
        update.location = Some(sink.source.location(record.span));
        log.updates.push(update);
    }
    log
}
