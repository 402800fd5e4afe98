//! Writes calendars in XML (xCal: RFC 6321, and the draft of it that frab and pretalx write) and JSON (jCal: RFC 7265) as the
//! lines of iCalendar, which its reader takes.

use super::Sink;
use super::raw::RawProgram;
use super::tree::{Node, Shape};
use crate::i18n::Message;
use crate::model::diagnostic::Span;

/// Returns the calendar in an XML document.
pub fn of_xml<'n>(document: &'n Node<'n>) -> Option<&'n Node<'n>> {
    let mut outer = document.children.iter();
    let whole = outer.find(|node| node.name.eq_ignore_ascii_case("icalendar"))?;
    whole.child("vcalendar")
}

/// Returns whether a JSON document is a calendar.
pub fn is_json(document: &Node) -> bool {
    let name = document.children.first().map_or("", |name| name.text);
    document.shape == Shape::List && name.eq_ignore_ascii_case("vcalendar")
}

/// Reads a calendar of XML or JSON.
pub fn read(calendar: &Node, sink: &mut Sink) -> Option<RawProgram> {
    let mut lines = Lines::default();
    if calendar.shape == Shape::List {
        lines.of_json(calendar);
    } else {
        lines.of_xml(calendar);
    }
    let mut raw = super::ics::read_lines(&lines.text, &lines.origins, sink)?;
    let help = |key, example| Some(Message::new(key).arg("example", example));
    raw.zone_help = help("fix-zone-calendar", "x-wr-timezone");
    raw.empty_help = help("fix-no-sessions-calendar", "vevent");
    Some(raw)
}

/// The lines of a calendar.
#[derive(Default)]
struct Lines {
    text: String,
    /// The start of each line, and the place of what it was made of.
    origins: Vec<(u32, Span)>,
}

impl Lines {
    fn line(&mut self, span: Span, parts: &[&str]) {
        self.origins.push((self.text.len() as u32, span));
        self.text.extend(parts.iter().copied());
        self.text.push_str("\r\n");
    }

    /// Adds a component: its properties and components are in elements of their own, or in the draft together.
    fn of_xml(&mut self, node: &Node) {
        let Some(name) = word(node.name) else { return };
        self.line(node.span, &["BEGIN:", &name]);
        let typed = node.child("properties").is_some();
        let direct = node.children.iter().filter(|_| !typed);
        for property in node.inside("properties").chain(direct.clone()) {
            if !is_component(property) {
                self.property_of_xml(property);
            }
        }
        let inner = node.inside("components").chain(direct);
        for component in inner.filter(|node| is_component(node)) {
            self.of_xml(component);
        }
        self.line(node.span, &["END:", &name]);
    }

    fn property_of_xml(&mut self, node: &Node) {
        let mut parameters = String::new();
        for parameter in node.inside("parameters") {
            let value = parameter.children.first().unwrap_or(parameter);
            add_parameter(&mut parameters, parameter.name, value.text);
        }
        let mut values = node.children.iter().filter(|c| c.name != "parameters");
        let first = values.clone().next();
        if first.is_none() {
            return self.draft_property(node);
        }
        if first.is_some_and(|value| value.name == "date") {
            parameters.push_str(";VALUE=DATE");
        }
        let all: Vec<String> = values
            .by_ref()
            .map(|value| {
                let parts = value.children.iter().map(|part| (part.name, part.text));
                match value.name {
                    "recur" => rule(parts),
                    "period" => {
                        let parts: Vec<String> = parts.map(|(_, text)| plain(text)).collect();
                        parts.join("/")
                    }
                    kind => written(kind, value.text),
                }
            })
            .collect();
        self.property(node, node.name, &parameters, &all);
    }

    /// Adds a property of the draft, whose attendees are those who speak.
    fn draft_property(&mut self, node: &Node) {
        let text = node.text.trim();
        let is_length = text.starts_with(['P', '-', '+']);
        match node.name.to_ascii_lowercase().as_str() {
            _ if text.is_empty() => {}
            "duration" if !is_length => {}
            "attendee" => {
                let mut parameters = ";ROLE=SPEAKER".to_owned();
                add_parameter(&mut parameters, "CN", text);
                self.property(node, node.name, &parameters, &["invalid:".to_owned()]);
            }
            "dtstart" | "dtend" | "duration" | "url" | "rrule" | "dtstamp" | "last-modified" => {
                self.property(node, node.name, "", &[written("", text)]);
            }
            _ => self.property(node, node.name, "", &[written("text", text)]),
        }
    }

    /// Adds a component: its name, its properties and its components.
    fn of_json(&mut self, node: &Node) {
        let [name, properties, components, ..] = node.children else {
            return;
        };
        let Some(name) = word(name.text) else { return };
        self.line(node.span, &["BEGIN:", &name]);
        for property in properties.children {
            if let [name, parameters, kind, values @ ..] = property.children {
                self.property_of_json(property, name.text, parameters, (kind.text, values));
            }
        }
        for component in components.children {
            self.of_json(component);
        }
        self.line(node.span, &["END:", &name]);
    }

    fn property_of_json(
        &mut self,
        property: &Node,
        name: &str,
        with: &Node,
        (kind, values): (&str, &[Node]),
    ) {
        let mut parameters = String::new();
        for parameter in with.children {
            let value = parameter.children.first().unwrap_or(parameter);
            add_parameter(&mut parameters, parameter.name, value.text);
        }
        if kind == "date" {
            parameters.push_str(";VALUE=DATE");
        }
        let written = |value: &Node| {
            let list = |part: &Node| -> Vec<String> {
                part.children.iter().map(|c| c.text.to_owned()).collect()
            };
            match value.shape {
                Shape::Object => rule(value.children.iter().flat_map(|part| {
                    let own = (part.shape != Shape::List).then_some((part.name, part.text));
                    own.into_iter()
                        .chain(part.children.iter().map(|c| (part.name, c.text)))
                })),
                Shape::List => list(value).join(if kind == "period" { "/" } else { ";" }),
                _ => written(kind, value.text),
            }
        };
        let all: Vec<String> = values.iter().map(written).collect();
        self.property(property, name, &parameters, &all);
    }

    fn property(&mut self, node: &Node, name: &str, parameters: &str, values: &[String]) {
        if let Some(name) = word(name) {
            self.line(node.span, &[&name, parameters, ":", &values.join(",")]);
        }
    }
}

/// Returns whether an element is a component.
fn is_component(node: &Node) -> bool {
    let known = [
        "vevent",
        "vtodo",
        "vjournal",
        "vtimezone",
        "valarm",
        "standard",
        "daylight",
    ];
    known
        .iter()
        .any(|name| node.name.eq_ignore_ascii_case(name))
}

/// Returns a name in capital letters, if it is one of a property.
fn word(name: &str) -> Option<String> {
    let fits = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (fits && !name.is_empty()).then(|| name.to_ascii_uppercase())
}

/// Adds a parameter with a value in quotes.
fn add_parameter(parameters: &mut String, name: &str, value: &str) {
    if let Some(name) = word(name) {
        let value = plain(value).replace('"', "'");
        parameters.extend([";", &name, "=\"", &value, "\""]);
    }
}

/// Returns a text without line breaks and other control characters.
fn plain(text: &str) -> String {
    text.trim().replace(char::is_control, " ")
}

/// Returns a value of a type as iCalendar writes it.
fn written(kind: &str, text: &str) -> String {
    match kind {
        "text" => {
            let text = text.trim().replace('\\', "\\\\").replace("\r\n", "\n");
            let text = text
                .replace('\n', "\\n")
                .replace(';', "\\;")
                .replace(',', "\\,");
            plain(&text)
        }
        "date" | "date-time" | "time" | "utc-offset" | "period" => compact(text, kind),
        _ => plain(text),
    }
}

/// Returns a time without the signs between its parts: `2027-05-21T10:00:00Z`.
fn compact(text: &str, kind: &str) -> String {
    let signs: &[char] = if kind == "utc-offset" {
        &[':']
    } else {
        &['-', ':']
    };
    plain(text).replace(signs, "")
}

/// Returns a rule for repetitions, whose parts may have several values.
fn rule<'t>(parts: impl Iterator<Item = (&'t str, &'t str)>) -> String {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for (name, text) in parts {
        let Some(name) = word(name) else { continue };
        let value = if name == "UNTIL" {
            compact(text, "date-time")
        } else {
            plain(text)
        };
        match all.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => all.push((name, vec![value])),
        }
    }
    let parts = all.into_iter();
    let parts: Vec<String> = parts
        .map(|(name, values)| format!("{name}={}", values.join(",")))
        .collect();
    parts.join(";")
}
