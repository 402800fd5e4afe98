//! The schema schedule.xml.xsd of the c3voc: elements, how often they occur, and their values.

use std::collections::HashMap;

use super::value::{
    ACRONYM, CLOCK, CODE, COLOR, DATE, DAY, DURATION, FLAG, INTEGER, MOMENT, POSITIVE, SLUG, TEXT,
    TRACK, Type, UUID, WEB, WEB_OR_NOTHING,
};
use super::{report, write_type, wrong_value};
use crate::i18n::Message;
use crate::load::tree::Node;
use crate::load::{Sink, add, keep_one};
use crate::model::diagnostic::Span;

/// The attributes and the content that an element may have.
struct Element {
    attributes: &'static [Attribute],
    /// Whether it may have attributes with any other name.
    open: bool,
    inside: Inside,
}

type Attribute = (&'static str, Need, Type);

#[derive(Clone, Copy, PartialEq)]
enum Need {
    Must,
    May,
}
use Need::{May, Must};

/// How often an element may occur: at least and at most.
#[derive(Clone, Copy)]
struct Times(usize, usize);

const ONE: Times = Times(1, 1);
const MAYBE: Times = Times(0, 1);
const ANY: Times = Times(0, usize::MAX);
const SOME: Times = Times(1, usize::MAX);

enum Inside {
    Value(Type),
    /// Elements in this order.
    Sequence(&'static [Child]),
    /// Elements in any order.
    All(&'static [Child]),
}

type Child = (&'static str, Times, &'static Element);

const fn value(is: Type) -> Element {
    Element {
        attributes: &[],
        open: false,
        inside: Inside::Value(is),
    }
}

const STRING: Element = value(TEXT);
const ADDRESS: Element = value(WEB);

#[rustfmt::skip] // A table: one row, one line.
const SCHEDULE: Element = Element { attributes: &[], open: false, inside: Inside::Sequence(&[
    ("generator", MAYBE, &Element { attributes: &[("name", May, TEXT), ("system", May, TEXT), ("version", May, TEXT)], open: false, inside: Inside::Sequence(&[]) }),
    ("url", MAYBE, &ADDRESS),
    ("version", ONE, &STRING),
    ("conference", ONE, &CONFERENCE),
    ("day", SOME, &DAYS),
]) };

#[rustfmt::skip] // A table: one row, one line.
const CONFERENCE: Element = Element { attributes: &[], open: false, inside: Inside::All(&[
    ("title", ANY, &STRING),
    ("acronym", ANY, &value(ACRONYM)),
    ("start", ANY, &value(DAY)),
    ("end", ANY, &value(DAY)),
    ("days", ANY, &value(INTEGER)),
    ("timeslot_duration", ANY, &value(DURATION)),
    ("base_url", ANY, &ADDRESS),
    ("logo", ANY, &ADDRESS),
    ("url", ANY, &ADDRESS),
    ("time_zone_name", ANY, &STRING),
    ("color", ANY, &Element { attributes: &[("primary", Must, COLOR), ("background", May, COLOR)], open: true, inside: Inside::Value(TEXT) }),
    ("track", ANY, &Element { attributes: &[("name", Must, TEXT), ("color", May, COLOR), ("slug", May, TRACK)], open: false, inside: Inside::Value(TEXT) }),
]) };

#[rustfmt::skip] // A table: one row, one line.
const DAYS: Element = Element {
    attributes: &[("date", May, DATE), ("start", Must, MOMENT), ("end", Must, MOMENT), ("index", Must, POSITIVE)],
    open: false,
    inside: Inside::Sequence(&[("room", ANY, &ROOM)]),
};

#[rustfmt::skip] // A table: one row, one line.
const ROOM: Element = Element {
    attributes: &[("name", Must, TEXT), ("guid", May, UUID)],
    open: false,
    inside: Inside::Sequence(&[("event", ANY, &EVENT)]),
};

#[rustfmt::skip] // A table: one row, one line.
const EVENT: Element = Element {
    attributes: &[("code", May, CODE), ("id", Must, POSITIVE), ("guid", Must, UUID)],
    open: false,
    inside: Inside::All(&[
        ("room", ONE, &STRING),
        ("title", ONE, &STRING),
        ("subtitle", MAYBE, &STRING),
        ("type", ONE, &STRING),
        ("date", ONE, &value(MOMENT)),
        ("start", ONE, &value(CLOCK)),
        ("duration", ONE, &value(DURATION)),
        ("abstract", ONE, &STRING),
        ("slug", MAYBE, &value(SLUG)),
        ("track", ONE, &STRING),
        ("logo", MAYBE, &value(WEB_OR_NOTHING)),
        ("persons", MAYBE, &Element { attributes: &[], open: false, inside: Inside::Sequence(&[("person", ANY, &PERSON)]) }),
        ("language", MAYBE, &STRING),
        ("description", MAYBE, &STRING),
        ("recording", MAYBE, &RECORDING),
        ("links", MAYBE, &Element { attributes: &[], open: false, inside: Inside::Sequence(&[("link", ANY, &LINK)]) }),
        ("attachments", MAYBE, &Element { attributes: &[], open: false, inside: Inside::Sequence(&[("attachment", ANY, &ATTACHMENT)]) }),
        ("video_download_url", MAYBE, &ADDRESS),
        ("url", MAYBE, &ADDRESS),
        ("feedback_url", MAYBE, &ADDRESS),
        ("origin_url", MAYBE, &ADDRESS),
    ]),
};

#[rustfmt::skip] // A table: one row, one line.
const PERSON: Element = Element { attributes: &[("id", May, INTEGER), ("guid", May, UUID)], open: false, inside: Inside::Value(TEXT) };
#[rustfmt::skip] // A table: one row, one line.
const LINK: Element = Element { attributes: &[("href", May, TEXT), ("type", May, TEXT), ("service", May, TEXT)], open: false, inside: Inside::Value(TEXT) };
#[rustfmt::skip] // A table: one row, one line.
const ATTACHMENT: Element = Element { attributes: &[("href", May, TEXT), ("type", May, TEXT)], open: false, inside: Inside::Value(TEXT) };
#[rustfmt::skip] // A table: one row, one line.
const RECORDING: Element = Element { attributes: &[], open: false, inside: Inside::All(&[
    ("license", ONE, &STRING),
    ("optout", ONE, &value(FLAG)),
    ("url", MAYBE, &ADDRESS),
    ("link", MAYBE, &ADDRESS),
]) };

/// The attributes that name a schema.
const FOREIGN: [&str; 4] = [
    "xmlns",
    "xsi",
    "noNamespaceSchemaLocation",
    "schemaLocation",
];

/// Reports what the schema does not allow in a schedule.
pub fn check(schedule: &Node, sink: &mut Sink) {
    element(schedule, &SCHEDULE, sink);
    unique(schedule, sink);
}

fn element(node: &Node, rule: &Element, sink: &mut Sink) {
    attributes(node, rule, sink);
    let children = match &rule.inside {
        Inside::Value(is) => {
            if let Some(child) = node.children.first() {
                let message = Message::new("problem-schema-elements").arg("name", tag(node.name));
                report(sink, child.span, message, Message::new("fix-remove"));
            } else if !(is.is)(node.text) {
                let help = write_type(Message::new(is.name));
                wrong_value(sink, node.span, &tag(node.name), help);
            }
            return;
        }
        Inside::Sequence(children) | Inside::All(children) => children,
    };
    if !node.text.trim().is_empty() {
        let message = Message::new("problem-schema-text").arg("name", tag(node.name));
        report(sink, node.span, message, Message::new("fix-remove"));
    }
    let known = |name: &str| children.iter().position(|(n, ..)| *n == name);
    let mut last = 0;
    for child in node.children {
        let Some(at) = known(child.name) else {
            let names: Vec<&str> = children.iter().map(|(n, ..)| *n).collect();
            let help = match names.as_slice() {
                [] => Message::new("fix-remove"),
                names => Message::new("fix-schema-allowed").arg("names", names.to_vec()),
            };
            misplaced(sink, (&tag(child.name), child.span), node, help);
            continue;
        };
        if matches!(rule.inside, Inside::Sequence(_)) {
            if at < last {
                let message = Message::new("problem-schema-order").arg("name", tag(child.name));
                let help = Message::new("fix-schema-order").arg("name", tag(children[last].0));
                report(sink, child.span, message, help);
            }
            last = last.max(at);
        }
        element(child, children[at].2, sink);
    }
    for (name, times, _) in *children {
        let all: Vec<&Node> = node.all(name).collect();
        if all.len() < times.0 {
            missing(sink, &tag(name), node, &tag(name));
        }
        if let Some(more) = all.get(times.1) {
            let message = Message::new("problem-schema-repeated").arg("name", tag(name));
            report(sink, more.span, message, keep_one());
        }
    }
}

fn attributes(node: &Node, rule: &Element, sink: &mut Sink) {
    for (name, value) in node.attributes {
        match rule.attributes.iter().find(|(n, ..)| n == name) {
            Some((.., is)) if !(is.is)(value) => {
                let help = write_type(Message::new(is.name));
                wrong_value(sink, node.span, name, help);
            }
            None if !rule.open && !FOREIGN.contains(name) => {
                misplaced(sink, (name, node.span), node, Message::new("fix-remove"));
            }
            _ => {}
        }
    }
    let has = |name: &str| node.attributes.iter().any(|(n, _)| *n == name);
    for (name, need, _) in rule.attributes {
        if *need == Must && !has(name) {
            missing(sink, name, node, &format!("{name}=\"…\""));
        }
    }
}

/// Returns the name of an element in angle brackets.
fn tag(name: &str) -> String {
    format!("<{name}>")
}

/// Reports an element or an attribute that its parent may not have.
fn misplaced(sink: &mut Sink, (name, span): (&str, Span), parent: &Node, help: Message) {
    let message = Message::new("problem-schema-misplaced").arg("name", name);
    report(sink, span, message.arg("parent", tag(parent.name)), help);
}

/// Reports an element or an attribute that a node has not, and how it is written.
fn missing(sink: &mut Sink, name: &str, node: &Node, written: &str) {
    let message = Message::new("problem-schema-missing").arg("name", name);
    let message = message.arg("parent", tag(node.name));
    report(sink, node.span, message, add(written));
}

/// Reports numbers and slugs that are used twice.
fn unique(schedule: &Node, sink: &mut Sink) {
    let mut seen: HashMap<(&str, String), u32> = HashMap::new();
    let mut once = |what: &'static str, value: Option<&str>, node: &Node, sink: &mut Sink| {
        let Some(value) = value else { return };
        let line = sink.source.location(node.span).line;
        if let Some(first) = seen.insert((what, value.to_owned()), line) {
            let message = Message::new("problem-schema-not-unique").arg("name", what);
            let message = message.arg("value", value).arg("line", first.to_string());
            report(
                sink,
                node.span,
                message,
                Message::new("fix-schema-not-unique"),
            );
        }
    };
    for day in schedule.all("day") {
        once("index", day.attribute("index"), day, sink);
        for event in day.all("room").flat_map(|room| room.all("event")) {
            for what in ["guid", "code", "id"] {
                once(what, event.attribute(what), event, sink);
            }
            let slug = event.child("slug");
            once("slug", slug.map(|s| s.text), slug.unwrap_or(event), sink);
        }
    }
}
