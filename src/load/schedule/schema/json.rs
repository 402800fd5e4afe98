//! The schema schedule.json.schema.json of the c3voc (draft 6): keys and their values.

use super::value::{TEXT, Type, shaped};
use super::{report, write_type, wrong_value};
use crate::i18n::Message;
use crate::load::tree::{Node, Shape};
use crate::load::{Sink, add, did_you_mean, write};

/// The values that are allowed.
enum Is {
    Text(Type),
    Number,
    Integer(i64),
    Flag,
    Null,
    /// Any of these.
    Either(&'static [Is]),
    One(&'static [&'static str]),
    List(&'static Is),
    Object(&'static Object),
    /// An object with any keys.
    Map(&'static Is),
    Anything,
    Nothing,
}

struct Object {
    properties: &'static [Property],
    /// Whether it may have other keys.
    open: bool,
    /// The beginning of other keys that it may have.
    prefix: Option<&'static str>,
    whole: Option<Whole>,
}

const CLOSED: Object = Object {
    properties: &[],
    open: false,
    prefix: None,
    whole: None,
};
const OPEN: Object = Object {
    open: true,
    ..CLOSED
};

/// A test of an object as a whole, the problem and how to fix it as keys of messages.
type Whole = (fn(&Node) -> bool, &'static str, &'static str);

/// A key, whether it is required, and its value.
type Property = (&'static str, bool, Is);

const fn text(name: &'static str, is: fn(&str) -> bool) -> Is {
    Is::Text(Type { name, is })
}

const STRING: Is = Is::Text(TEXT);
const MAYBE: Is = Is::Either(&[STRING, Is::Null]);
/// Draft 6 does not require validators to test formats; these are tested as most validators do.
const UUID: Is = text("type-uuid", |t| {
    shaped(t, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh")
});
const MOMENT: Is = text("type-offset-time", |t| {
    chrono::DateTime::parse_from_rfc3339(t).is_ok()
});
const DATE: Is = text("type-date-example", |t| {
    t.parse::<chrono::NaiveDate>().is_ok()
});
const SLUG: Is = text("type-slug-json", |t| {
    t.len() > 1 && plain(t, b"_-") && plain(&t[t.len() - 1..], b"")
});
const CAPITALS: Is = text("type-capitals", |t| {
    !t.is_empty()
        && t.bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
});

fn plain(text: &str, more: &[u8]) -> bool {
    text.bytes()
        .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || more.contains(&b))
}

#[rustfmt::skip] // A table: one row, one line.
const DOCUMENT: Object = Object { properties: &[
    ("schedule", true, Is::Object(&SCHEDULE)),
    ("$schema", false, STRING),
    ("generator", false, Is::Object(&Object { properties: &[("name", false, STRING), ("version", false, STRING), ("url", false, STRING)], ..OPEN })),
], ..CLOSED };

#[rustfmt::skip] // A table: one row, one line.
const SCHEDULE: Object = Object { properties: &[
    ("version", true, STRING),
    ("base_url", false, STRING),
    ("conference", true, Is::Object(&CONFERENCE)),
    ("rooms", false, Is::Nothing),
], ..OPEN };

#[rustfmt::skip] // A table: one row, one line.
const CONFERENCE: Object = Object { properties: &[
    ("acronym", true, text("type-short-name", acronym)),
    ("title", true, STRING),
    ("description", false, STRING),
    ("start", true, STRING),
    ("end", true, STRING),
    ("daysCount", true, Is::Integer(i64::MIN)),
    ("timeslot_duration", true, STRING),
    ("time_zone_name", false, text("type-zone", zone)),
    ("logo", false, STRING),
    ("colors", false, Is::Object(&Object { properties: &[("primary", false, STRING), ("background", false, STRING)], ..OPEN })),
    ("keywords", false, Is::List(&STRING)),
    ("url", false, STRING),
    ("tracks", false, Is::List(&Is::Object(&Object { properties: &[("name", false, STRING), ("slug", false, SLUG), ("color", false, STRING)], ..OPEN }))),
    ("rooms", false, Is::List(&Is::Object(&ROOM))),
    ("meta", false, Is::Object(&Object { properties: &[], ..OPEN })),
    ("days", true, Is::List(&Is::Object(&DAY))),
], ..CLOSED };

#[rustfmt::skip] // A table: one row, one line.
const ROOM: Object = Object { properties: &[
    ("name", true, STRING),
    ("slug", false, SLUG),
    ("type", false, Is::One(&["lecturehall", "stage", "workshop", "outside", "online", "project", "bbb", "hangar", "other"])),
    ("guid", true, UUID),
    ("stream_id", false, MAYBE),
    ("description", false, Is::Either(&[STRING, Is::Null, Is::Map(&Is::Anything)])),
    ("capacity", false, Is::Either(&[Is::Number, Is::Null])),
    ("url", false, STRING),
    ("features", false, Is::Object(&Object { properties: &[("recording", false, Is::One(&["record_by_default", "not_recorded_by_default", "recording_forbidden", "recording_not_possible", "unknown"]))], ..OPEN })),
    ("assembly", false, Is::Object(&Object { properties: &[("name", true, STRING), ("slug", true, SLUG), ("guid", true, UUID), ("url", false, STRING)], ..OPEN })),
], prefix: Some("description_"), ..CLOSED };

#[rustfmt::skip] // A table: one row, one line.
const DAY: Object = Object { properties: &[
    ("index", true, Is::Integer(i64::MIN)),
    ("date", true, DATE),
    ("day_start", true, MOMENT),
    ("day_end", true, MOMENT),
    ("rooms", true, Is::Map(&Is::List(&Is::Object(&EVENT)))),
], ..CLOSED };

#[rustfmt::skip] // A table: one row, one line.
const EVENT: Object = Object { properties: &[
    ("guid", true, UUID),
    ("code", false, CAPITALS),
    ("id", true, Is::Integer(1)),
    ("logo", false, Is::Anything),
    ("date", true, MOMENT),
    ("start", true, text("type-clock-example", clock)),
    ("end", false, MOMENT),
    ("duration", true, text("type-duration", duration)),
    ("room", true, STRING),
    ("slug", true, SLUG),
    ("url", true, STRING),
    ("title", true, STRING),
    ("subtitle", true, MAYBE),
    ("track", true, MAYBE),
    ("type", true, STRING),
    ("language", true, MAYBE),
    ("abstract", true, MAYBE),
    ("description", false, MAYBE),
    ("recording_license", false, STRING),
    ("do_not_record", false, Is::Either(&[Is::Flag, Is::Null])),
    ("do_not_stream", false, Is::Either(&[Is::Flag, STRING, Is::Null])),
    ("persons", true, Is::List(&Is::Object(&PERSON))),
    ("links", true, Is::List(&Is::Object(&LINK))),
    ("feedback_url", false, STRING),
    ("origin_url", false, STRING),
    ("attachments", false, Is::List(&Is::Object(&LINK))),
], ..CLOSED };

#[rustfmt::skip] // A table: one row, one line.
const PERSON: Object = Object { properties: &[
    ("name", false, STRING),
    ("guid", false, UUID),
    ("id", false, Is::Integer(i64::MIN)),
    ("code", false, Is::Anything),
    ("url", false, STRING),
    ("links", false, Is::List(&Is::Object(&LINK))),
    ("public_name", false, STRING),
], whole: Some((person, "problem-schema-person", "fix-schema-person")), ..OPEN };

#[rustfmt::skip] // A table: one row, one line.
const LINK: Object = Object { properties: &[
    ("type", false, Is::One(&["slides", "paper", "web", "blog", "article", "media", "related", "activitypub"])),
    ("url", true, STRING),
    ("title", false, STRING),
], ..CLOSED };

/// Returns whether a person is like those of frab or those of pretalx, but not both.
fn person(node: &Node) -> bool {
    let has = |name: &str, is: &Is| node.child(name).is_some_and(|c| is.fits(c));
    let may = |name: &str, is: &Is| node.child(name).is_none_or(|c| is.fits(c));
    let frab = has("public_name", &STRING) && has("id", &Is::Integer(i64::MIN));
    let more = [
        ("code", &CAPITALS),
        ("avatar", &MAYBE),
        ("biography", &MAYBE),
    ];
    let pretalx = has("name", &STRING) && more.iter().all(|(name, is)| may(name, is));
    frab != pretalx
}

/// Returns whether a text is like `36c3` or `divoc_ptt`, with or without a place and a year.
fn acronym(text: &str) -> bool {
    let stem = text.rsplitn(3, '-').collect::<Vec<_>>();
    let main = |t: &str| {
        let (first, rest) = t.split_at(t.chars().next().map_or(0, char::len_utf8));
        plain(first, b"_-") && rest.len() >= 3 && plain(rest, b"_")
    };
    match stem.as_slice() {
        [place, year, stem] if shaped(year, "2999") => {
            main(text)
                || main(stem) && !place.is_empty() && place.bytes().all(|b| b.is_ascii_lowercase())
        }
        _ => main(text),
    }
}

/// Returns whether a text begins with a continent and a city, or ends in UTC.
fn zone(text: &str) -> bool {
    let capital = |t: &str| {
        let mut bytes = t.bytes();
        bytes.next().is_some_and(|b| b.is_ascii_uppercase())
            && bytes.next().is_some_and(|b| b.is_ascii_lowercase())
    };
    let named = text.split_once('/').is_some_and(|(continent, city)| {
        capital(continent)
            && continent[1..].bytes().all(|b| b.is_ascii_lowercase())
            && capital(city)
    });
    named || text.ends_with("UTC")
}

fn clock(text: &str) -> bool {
    shaped(text, "99:99") && text < "24:00" && &text[3..] < "60"
}

fn duration(text: &str) -> bool {
    let (hours, minutes) = text.split_once(':').unwrap_or_default();
    let digits = !hours.is_empty() && hours.bytes().all(|b| b.is_ascii_digit());
    digits && shaped(minutes, "99")
}

/// Reports what the schema does not allow in a document.
pub fn check(document: &Node, sink: &mut Sink) {
    object(document, &DOCUMENT, sink);
}

impl Is {
    /// Describes the values that are allowed; `Nothing` has none.
    fn describe(&self) -> Message {
        Message::new(match self {
            Self::Text(is) => is.name,
            Self::Number => "type-number",
            Self::Integer(1) => "type-positive",
            Self::Integer(_) => "type-integer",
            Self::Flag => "type-flag",
            Self::Null | Self::Nothing => "type-null",
            Self::List(_) => "type-list",
            Self::Object(_) | Self::Map(_) => "type-object",
            Self::Anything => "type-any",
            Self::One(words) => {
                return Message::new("type-one-of").arg("names", words.to_vec());
            }
            Self::Either(all) => {
                let all = all.iter().map(Self::describe);
                let or = |first, second| {
                    let first = Message::new("type-or").arg("first", first);
                    first.arg("second", second)
                };
                return all.reduce(or).unwrap_or_else(|| Message::new("type-any"));
            }
        })
    }

    /// Returns whether a value is of this type; its children are not tested.
    fn fits(&self, node: &Node) -> bool {
        match self {
            Self::Text(is) => node.shape == Shape::Text && (is.is)(node.text),
            Self::Number => node.shape == Shape::Number,
            Self::Integer(least) => {
                let number: Option<f64> = node.text.parse().ok();
                let whole = number.filter(|n| node.shape == Shape::Number && n.fract() == 0.0);
                // Exact near the least value.
                #[allow(clippy::cast_precision_loss)]
                whole.is_some_and(|n| n >= *least as f64)
            }
            Self::Flag => node.shape == Shape::Flag,
            Self::Null => node.shape == Shape::Null,
            Self::Either(all) => all.iter().any(|is| is.fits(node)),
            Self::One(words) => node.shape == Shape::Text && words.contains(&node.text),
            Self::List(_) => node.shape == Shape::List,
            Self::Object(_) | Self::Map(_) => node.shape == Shape::Object,
            Self::Anything => true,
            Self::Nothing => false,
        }
    }
}

fn value(node: &Node, is: &Is, sink: &mut Sink) {
    if !is.fits(node) {
        let help = match is {
            Is::Nothing => Message::new("fix-remove"),
            is => write_type(is.describe()),
        };
        wrong_value(sink, node.span, node.name, help);
        return;
    }
    match is {
        Is::List(of) | Is::Map(of) => {
            for child in node.children {
                value(child, of, sink);
            }
        }
        Is::Object(rule) => object(node, rule, sink),
        _ => {}
    }
}

fn object(node: &Node, rule: &Object, sink: &mut Sink) {
    if node.shape != Shape::Object {
        let message = Message::new("problem-no-object");
        report(sink, node.span, message, write("{ … }"));
        return;
    }
    for child in node.children {
        match rule
            .properties
            .iter()
            .find(|(name, ..)| *name == child.name)
        {
            Some((.., is)) => value(child, is, sink),
            None if rule.open => {}
            None if rule.prefix.is_some_and(|p| child.name.starts_with(p)) => {}
            None => {
                let parent = in_object(node);
                let message = Message::new("problem-schema-misplaced").arg("name", child.name);
                let message = message.arg("parent", parent);
                let names: Vec<&str> = rule.properties.iter().map(|(n, ..)| *n).collect();
                let near = crate::text::nearest(child.name, names.iter().copied());
                let help = match near {
                    Some(near) => did_you_mean(near),
                    None => Message::new("fix-keys").arg("keys", names.clone()),
                };
                report(sink, child.span, message, help);
            }
        }
    }
    if let Some((fits, problem, fix)) = rule.whole
        && !fits(node)
    {
        report(sink, node.span, Message::new(problem), Message::new(fix));
    }
    for (name, must, _) in rule.properties {
        if *must && node.child(name).is_none() {
            let message = Message::new("problem-schema-missing").arg("name", *name);
            let message = message.arg("parent", in_object(node));
            report(sink, node.span, message, add(name));
        }
    }
}

/// Returns the name of an object, or that it is this one where it has none.
fn in_object(node: &Node) -> Message {
    match node.name {
        "" => Message::new("this-object"),
        name => Message::verbatim(name),
    }
}
