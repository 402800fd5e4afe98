//! What the published schemas of schedule.xml and schedule.json ask for, as tables. `nadwa check` is as
//! strict as they are; reading is not.

pub mod json;
pub mod value;
pub mod xml;

use crate::i18n::Message;
use crate::load::Sink;
use crate::model::diagnostic::{Code, Span};

/// Reports what a schema does not allow.
fn fault(sink: &mut Sink, span: Span, message: impl Into<Message>, help: impl Into<Message>) {
    sink.report(Code::Schema, span, message, Some(help));
}
