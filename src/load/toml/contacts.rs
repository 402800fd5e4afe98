//! Reads contacts.toml: how staff reach speakers.

use std::collections::hash_map::Entry;

use super::keys::{Key, unlisted};
use super::pieces::PIECE;
use super::{File, read_by};
use crate::i18n::Message;
use crate::load::Sink;
use crate::model::diagnostic::{Code, Span};
use crate::model::{Contact, Contacts};
use crate::text::{Lines, Text};

/// A record as it is in the file.
#[derive(Default)]
struct Raw {
    speaker: Text,
    contact: Contact,
    span: Span,
}

const CONTACTS: File<Vec<Raw>> = File {
    keys: FILE,
    rest: |_, _, _| {},
};

#[rustfmt::skip] // A table: one entry, one line.
const FILE: &[Key<Vec<Raw>>] = &[
    unlisted("contacts", |r, v, t| r.list_into(t, v, "contacts", CONTACT, |c, at| c.span = at)),
];

#[rustfmt::skip] // A table: one entry, one line.
const CONTACT: &[Key<Raw>] = &[
    unlisted("speaker", |r, v, t| {
        t.speaker = r.text(v, Lines::One).unwrap_or_default();
        t.span = r.span(v);
    }),
    unlisted("phone", |r, v, t| t.contact.phone = r.text(v, Lines::One)),
    unlisted("notes", |r, v, t| t.contact.notes = r.text(v, Lines::One)),
];

/// Reads contacts; their problems go to the sink.
pub(in crate::load) fn read(text: &str, sink: &mut Sink) -> Contacts {
    let mut contacts = Contacts::new();
    for Raw {
        speaker,
        contact,
        span,
    } in read_by(text, PIECE, &CONTACTS, sink)
    {
        if speaker.is_empty() {
            if !sink.is_broken(span) {
                let help = Some(Message::new("contact-nobody-help"));
                let message = Message::new("contact-nobody");
                sink.report(Code::MissingKey, span, message, help);
            }
            continue;
        }
        match contacts.entry(speaker) {
            Entry::Vacant(free) => {
                free.insert(contact);
            }
            Entry::Occupied(first) => {
                let message = Message::new("contact-twice").arg("id", first.key());
                let help = Some(Message::new("contact-twice-help"));
                sink.report(Code::DuplicateId, span, message, help);
            }
        }
    }
    contacts
}
