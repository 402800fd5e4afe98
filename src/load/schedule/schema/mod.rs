//! The published schemas of schedule.xml and schedule.json as tables. `nadwa check` is as strict as they are;
//! reading is not.

pub mod json;
pub mod value;
pub mod xml;

use crate::i18n::Message;
use crate::load::Sink;
use crate::model::diagnostic::{Code, Span};

/// Reports a value that a schema does not allow; `name` is that of its key, element or attribute.
fn wrong_value(sink: &mut Sink, span: Span, name: &str, help: Message) {
    let message = match name {
        "" => Message::new("problem-schema-value"),
        name => Message::new("problem-schema-value-of").arg("name", name),
    };
    report(sink, span, message, help);
}

/// Returns the help that describes the values that are allowed.
fn write_type(wanted: Message) -> Message {
    Message::new("fix-type").arg("type", wanted)
}

/// Reports what a schema does not allow.
fn report(sink: &mut Sink, span: Span, message: Message, help: Message) {
    sink.report(Code::Schema, span, message, help);
}
