//! Finds the places of properties in the lines of a calendar, and its syntax errors (RFC 5545, 3.1), which
//! calcard skips without reporting them.

use std::collections::HashMap;

use crate::i18n::Message;
use crate::load::Sink;
use crate::model::diagnostic::{Code, Span};

/// The places of the properties of each event and of the calendar.
pub struct Places {
    head: HashMap<String, Span>,
    events: Vec<Event>,
}

struct Event {
    span: Span,
    properties: HashMap<String, Span>,
}

impl Places {
    /// Returns the number of events.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Returns the place of an event.
    pub fn event(&self, n: usize) -> Span {
        self.events.get(n).map_or(Span::default(), |e| e.span)
    }

    /// Returns the place of a property of an event, or of the event if it has no such property.
    pub fn of(&self, n: usize, name: &str) -> Span {
        self.first(n, &[name])
    }

    /// Returns the place of the first of several properties.
    pub fn first(&self, n: usize, names: &[&str]) -> Span {
        let properties = self.events.get(n).map(|e| &e.properties);
        let found = names.iter().find_map(|name| properties?.get(*name));
        found.copied().unwrap_or_else(|| self.event(n))
    }

    /// Returns the place of a property of the calendar.
    pub fn head(&self, name: &str) -> Span {
        self.head.get(name).copied().unwrap_or_default()
    }
}

/// Finds the lines of properties, and reports other lines and components without an end.
pub fn places(text: &str, sink: &mut Sink) -> Places {
    let mut found = Places {
        head: HashMap::new(),
        events: Vec::new(),
    };
    let mut open: Vec<(String, Span)> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (from, content) = (start, line.trim_end_matches(['\r', '\n']));
        start += line.len();
        let span = Span {
            start: from as u32,
            end: (from + content.len()) as u32,
        };
        // A folded line belongs to the line before.
        if content.starts_with([' ', '\t']) || content.is_empty() {
            continue;
        }
        let Some((name, value)) = content.split_once([':', ';']) else {
            let message = Message::new("problem-no-property");
            let help = Message::new("fix-no-property").arg("example", "NAME:value");
            sink.broken.push(span.start);
            sink.report(Code::Syntax, span, message, help);
            continue;
        };
        let name = name.to_ascii_uppercase();
        let value = value.trim().to_ascii_uppercase();
        match &*name {
            "BEGIN" => {
                if value == "VEVENT" {
                    found.events.push(Event {
                        span,
                        properties: HashMap::new(),
                    });
                }
                open.push((value, span));
            }
            "END" => {
                report_end(&value, &open, span, sink);
                let begun = open.iter().rposition(|(begun, _)| *begun == value);
                open.truncate(begun.unwrap_or(open.len()));
            }
            _ => {
                let map = match open.last().map(|(begun, _)| begun.as_str()) {
                    Some("VEVENT") => found.events.last_mut().map(|e| &mut e.properties),
                    Some("VCALENDAR") => Some(&mut found.head),
                    _ => None,
                };
                if let Some(map) = map {
                    map.entry(name).or_insert(span);
                }
            }
        }
    }
    report_open(open.last(), sink);
    found
}

/// Reports the innermost component that has no end.
fn report_open(open: Option<&(String, Span)>, sink: &mut Sink) {
    if let Some((begun, span)) = open {
        let message = Message::new("problem-unclosed").arg("name", begun);
        sink.broken.push(span.start);
        sink.report(Code::Syntax, *span, message, Message::new("fix-before"));
    }
}

/// Reports the end of a component that is not the innermost open one.
fn report_end(ended: &str, open: &[(String, Span)], span: Span, sink: &mut Sink) {
    let message = match open.last() {
        Some((begun, _)) if begun == ended => return,
        Some((begun, _)) => Message::new("problem-end-other").arg("begun", begun),
        None => Message::new("problem-end-alone"),
    };
    sink.broken.push(span.start);
    let message = message.arg("ended", ended);
    sink.report(Code::Syntax, span, message, Message::new("fix-begin-end"));
}
