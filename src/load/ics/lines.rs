//! Finds the places of properties in the lines of a calendar, and its syntax errors (RFC 5545, 3.1), which
//! calcard skips without reporting them.

use super::recurrence;
use crate::i18n::Message;
use crate::load::Sink;
use crate::load::tree::{DEEPEST, report_deep};
use crate::model::diagnostic::{Code, Span};

/// The properties whose places are needed.
const NAMES: &[&str] = &[
    "ATTACH",
    "ATTENDEE",
    "CATEGORIES",
    "CONFERENCE",
    "DESCRIPTION",
    "DTEND",
    "DTSTAMP",
    "DTSTART",
    "DURATION",
    "EXDATE",
    "EXRULE",
    "IMAGE",
    "LAST-MODIFIED",
    "LOCATION",
    "NAME",
    "RDATE",
    "RECURRENCE-ID",
    "RRULE",
    "STATUS",
    "SUMMARY",
    "UID",
    "URL",
    "X-ORIGINAL-URL",
    "X-WR-CALDESC",
    "X-WR-CALNAME",
    "X-WR-TIMEZONE",
];

/// The memory of a component, of a property and of a value or a parameter, as calcard reads them.
const COMPONENT: usize = 400;
const PROPERTY: usize = 240;
const VALUE: usize = 120;

/// The places of the first property of each name.
type Properties = Vec<(&'static str, Span)>;

/// The places of the properties of each event and of the calendar.
pub struct Places {
    head: Properties,
    events: Vec<Event>,
    /// The end of what is read.
    pub end: usize,
}

struct Event {
    span: Span,
    properties: Properties,
    /// Whether a number in one of its rules is not possible.
    has_wrong_rule: bool,
}

fn find(properties: &Properties, name: &str) -> Option<Span> {
    let found = properties.iter().find(|(have, _)| *have == name);
    found.map(|(_, span)| *span)
}

impl Places {
    /// Replaces the places of lines by those of what they were made of.
    pub fn move_to(&mut self, origins: &[(u32, Span)]) {
        let origin = |span: &mut Span| {
            let at = origins.partition_point(|(start, _)| *start <= span.start);
            if let Some((_, origin)) = at.checked_sub(1).and_then(|at| origins.get(at)) {
                *span = *origin;
            }
        };
        let inside = self.events.iter_mut().flat_map(|e| &mut e.properties);
        self.head
            .iter_mut()
            .chain(inside)
            .for_each(|(_, span)| origin(span));
        self.events.iter_mut().for_each(|e| origin(&mut e.span));
    }

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
        let found = names.iter().find_map(|name| find(properties?, name));
        found.unwrap_or_else(|| self.event(n))
    }

    /// Returns whether a rule of an event has a number that is not possible.
    pub fn has_wrong_rule(&self, n: usize) -> bool {
        self.events.get(n).is_some_and(|e| e.has_wrong_rule)
    }

    /// Returns the place of a property of the calendar.
    pub fn head(&self, name: &str) -> Span {
        find(&self.head, name).unwrap_or_default()
    }
}

/// Finds the lines of properties, and reports other lines and components without an end. What is too deep or too much
/// ends the calendar.
pub fn places(text: &str, sink: &mut Sink) -> Places {
    let found = Places {
        head: Vec::new(),
        events: Vec::new(),
        end: text.len(),
    };
    let mut lines = Lines {
        found,
        open: Vec::new(),
        rule: None,
        sink,
    };
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let (from, content) = (start, line.trim_end_matches(['\r', '\n']));
        start += line.len();
        let span = Span {
            start: from as u32,
            end: (from + content.len()) as u32,
        };
        if !lines.take(content, span) {
            lines.found.end = from;
            return lines.found;
        }
    }
    lines.end_rule();
    report_open(lines.open.last(), lines.sink);
    lines.found
}

/// What was found in the lines so far.
struct Lines<'s, 't> {
    found: Places,
    /// The components that have begun, by name and place.
    open: Vec<(String, Span)>,
    /// The rule that is being read, whose line may be folded.
    rule: Option<String>,
    sink: &'s mut Sink<'t>,
}

impl Lines<'_, '_> {
    /// Takes a line; returns false if it is too deep or too much.
    fn take(&mut self, content: &str, span: Span) -> bool {
        if !self.sink.afford(cost(content), span) {
            return false;
        }
        // A folded line belongs to the line before.
        if content.starts_with([' ', '\t']) || content.is_empty() {
            let rest = content.get(1..).unwrap_or_default();
            self.rule.iter_mut().for_each(|rule| rule.push_str(rest));
            return true;
        }
        self.end_rule();
        let Some((name, value)) = content.split_once([':', ';']) else {
            let message = Message::new("problem-no-property");
            let help = Message::new("fix-no-property").arg("example", "NAME:value");
            self.sink.broken.push(span.start);
            self.sink.report(Code::Syntax, span, message, help);
            return true;
        };
        if name.eq_ignore_ascii_case("BEGIN") {
            return self.begin(value.trim().to_ascii_uppercase(), span);
        }
        if name.eq_ignore_ascii_case("END") {
            let value = value.trim().to_ascii_uppercase();
            report_end(&value, &self.open, span, self.sink);
            let begun = self.open.iter().rposition(|(begun, _)| *begun == value);
            self.open.truncate(begun.unwrap_or(self.open.len()));
        } else if let Some(name) = NAMES.iter().find(|n| n.eq_ignore_ascii_case(name)) {
            self.property(name, span);
            self.rule = (*name == "RRULE").then(|| value.to_owned());
        }
        true
    }

    /// Notes whether the rule that has been read is one of the innermost event and has a number that is not possible.
    fn end_rule(&mut self) {
        let Some(rule) = self.rule.take() else { return };
        let in_event = self.open.last().is_some_and(|(name, _)| name == "VEVENT");
        if let Some(event) = self.found.events.last_mut().filter(|_| in_event) {
            event.has_wrong_rule |= !recurrence::has_possible_numbers(&rule);
        }
    }

    /// Begins a component; returns false if it is too deep.
    fn begin(&mut self, name: String, span: Span) -> bool {
        if self.open.len() == DEEPEST {
            report_deep(self.sink, span);
            return false;
        }
        if name == "VEVENT" {
            self.found.events.push(Event {
                span,
                properties: Vec::new(),
                has_wrong_rule: false,
            });
        }
        self.open.push((name, span));
        true
    }

    /// Notes the place of a property of the innermost component, unless it has one of this name.
    fn property(&mut self, name: &'static str, span: Span) {
        let found = &mut self.found;
        let properties = match self.open.last().map(|(begun, _)| begun.as_str()) {
            Some("VEVENT") => found.events.last_mut().map(|e| &mut e.properties),
            Some("VCALENDAR") => Some(&mut found.head),
            _ => None,
        };
        if let Some(properties) = properties.filter(|all| find(all, name).is_none()) {
            properties.push((name, span));
        }
    }
}

/// Returns the memory that a line takes.
fn cost(line: &str) -> usize {
    let values = memchr::memchr2_iter(b',', b';', line.as_bytes()).count();
    let begins = line
        .get(..6)
        .is_some_and(|l| l.eq_ignore_ascii_case("BEGIN:"));
    let base = if begins { COMPONENT } else { PROPERTY };
    base + values * VALUE
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
