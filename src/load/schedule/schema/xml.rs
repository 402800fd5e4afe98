//! schedule.xml.xsd of the c3voc: which elements stand where, how often, with which values.

use std::collections::HashMap;

use super::fault;
use super::value::{
    ACRONYM, CLOCK, CODE, COLOR, DATE, DAY, DURATION, FLAG, INTEGER, MOMENT, POSITIVE, SLUG, TEXT,
    TRACK, Type, UUID, WEB, WEB_OR_NOTHING,
};
use crate::load::Sink;
use crate::load::tree::Node;

/// What an element may hold.
struct Element {
    attributes: &'static [Attribute],
    /// Whether attributes of any name may stand beside.
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

/// How often an element may come: at least, at most.
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
    /// Elements in any order, each at most as often as it says.
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

const SAID: Element = value(TEXT);
const ADDRESS: Element = value(WEB);

#[rustfmt::skip] // A table: one row, one line.
const SCHEDULE: Element = Element { attributes: &[], open: false, inside: Inside::Sequence(&[
    ("generator", MAYBE, &Element { attributes: &[("name", May, TEXT), ("system", May, TEXT), ("version", May, TEXT)], open: false, inside: Inside::Sequence(&[]) }),
    ("url", MAYBE, &ADDRESS),
    ("version", ONE, &SAID),
    ("conference", ONE, &CONFERENCE),
    ("day", SOME, &DAYS),
]) };

#[rustfmt::skip] // A table: one row, one line.
const CONFERENCE: Element = Element { attributes: &[], open: false, inside: Inside::All(&[
    ("title", ANY, &SAID),
    ("acronym", ANY, &value(ACRONYM)),
    ("start", ANY, &value(DAY)),
    ("end", ANY, &value(DAY)),
    ("days", ANY, &value(INTEGER)),
    ("timeslot_duration", ANY, &value(DURATION)),
    ("base_url", ANY, &ADDRESS),
    ("logo", ANY, &ADDRESS),
    ("url", ANY, &ADDRESS),
    ("time_zone_name", ANY, &SAID),
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
        ("room", ONE, &SAID),
        ("title", ONE, &SAID),
        ("subtitle", MAYBE, &SAID),
        ("type", ONE, &SAID),
        ("date", ONE, &value(MOMENT)),
        ("start", ONE, &value(CLOCK)),
        ("duration", ONE, &value(DURATION)),
        ("abstract", ONE, &SAID),
        ("slug", MAYBE, &value(SLUG)),
        ("track", ONE, &SAID),
        ("logo", MAYBE, &value(WEB_OR_NOTHING)),
        ("persons", MAYBE, &Element { attributes: &[], open: false, inside: Inside::Sequence(&[("person", ANY, &PERSON)]) }),
        ("language", MAYBE, &SAID),
        ("description", MAYBE, &SAID),
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
    ("license", ONE, &SAID),
    ("optout", ONE, &value(FLAG)),
    ("url", MAYBE, &ADDRESS),
    ("link", MAYBE, &ADDRESS),
]) };

/// Attributes that say where a schema is.
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
                let message = format!("<{}> holds a text and no elements", node.name);
                fault(sink, child.span, message, "take the element out");
            } else if !(is.is)(node.text) {
                let message = format!("the text of <{}> is not as the schema wants it", node.name);
                fault(sink, node.span, message, format!("write {}", is.name));
            }
            return;
        }
        Inside::Sequence(children) | Inside::All(children) => children,
    };
    if !node.text.trim().is_empty() {
        let message = format!("<{}> holds elements and no text of its own", node.name);
        fault(sink, node.span, message, "take the text out");
    }
    let known = |name: &str| children.iter().position(|(n, ..)| *n == name);
    let mut last = 0;
    for child in node.children {
        let Some(at) = known(child.name) else {
            let names: Vec<&str> = children.iter().map(|(n, ..)| *n).collect();
            let message = format!("<{}> does not belong in <{}>", child.name, node.name);
            let help = match names.as_slice() {
                [] => "nothing does".to_owned(),
                names => format!("what does: {}", names.join(", ")),
            };
            fault(sink, child.span, message, help);
            continue;
        };
        if matches!(rule.inside, Inside::Sequence(_)) {
            if at < last {
                let message = format!("<{}> stands too late", child.name);
                let (before, ..) = children[last];
                fault(
                    sink,
                    child.span,
                    message,
                    format!("put it before <{before}>"),
                );
            }
            last = last.max(at);
        }
        element(child, children[at].2, sink);
    }
    for (name, times, _) in *children {
        let all: Vec<&Node> = node.all(name).collect();
        if all.len() < times.0 {
            let message = format!("<{}> has no <{name}>", node.name);
            fault(sink, node.span, message, format!("add <{name}>"));
        }
        if let Some(more) = all.get(times.1) {
            let message = format!("<{name}> comes more than once");
            fault(sink, more.span, message, "keep one");
        }
    }
}

fn attributes(node: &Node, rule: &Element, sink: &mut Sink) {
    for (name, value) in node.attributes {
        match rule.attributes.iter().find(|(n, ..)| n == name) {
            Some((.., is)) if !(is.is)(value) => {
                let message = format!("the attribute {name} is not as the schema wants it");
                fault(sink, node.span, message, format!("write {}", is.name));
            }
            None if !rule.open && !FOREIGN.contains(name) => {
                let message = format!("the attribute {name} does not belong in <{}>", node.name);
                fault(sink, node.span, message, "take it out");
            }
            _ => {}
        }
    }
    let has = |name: &str| node.attributes.iter().any(|(n, _)| *n == name);
    for (name, need, _) in rule.attributes {
        if *need == Must && !has(name) {
            let message = format!("<{}> has no attribute {name}", node.name);
            fault(sink, node.span, message, format!("add {name}=\"…\""));
        }
    }
}

/// Reports numbers and slugs that come twice.
fn unique(schedule: &Node, sink: &mut Sink) {
    let mut seen: HashMap<(&str, String), u32> = HashMap::new();
    let mut once = |what: &'static str, value: Option<&str>, node: &Node, sink: &mut Sink| {
        let Some(value) = value else { return };
        let line = sink.source.location(node.span).line;
        if let Some(first) = seen.insert((what, value.to_owned()), line) {
            let message = format!("the {what} {value} is there already, on line {first}");
            fault(sink, node.span, message, "give each its own");
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
