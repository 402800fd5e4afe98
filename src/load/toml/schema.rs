//! The keys of program.toml for other programs and for people: a JSON Schema (draft 7), by which editors complete and check
//! a file, and the reference in Markdown.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::keys::{About, PARTS, Record, Shape, records};
use crate::load::LANGUAGES;

/// What ids, references, tags of languages and the starts of times look like.
const ID: &str = "^[a-z0-9-]+$";
const REFERENCE: &str = "^[a-z0-9-]*$";
const DATE: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}";
const TAG: &str = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$";

/// Returns the schema.
pub fn json_schema() -> Value {
    let all = records();
    let (lists, parts) = all.split_at(all.len() - PARTS.len());
    let properties: Map<String, Value> = lists.iter().map(property).collect();
    let mut definitions: Map<String, Value> = parts
        .iter()
        .map(|part| (part.name.to_owned(), object(part)))
        .collect();
    definitions.insert("text".into(), text());
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "program.toml",
        "description": "The programme of a conference, as nadwa reads it",
        "type": "object",
        "required": ["program"],
        "additionalProperties": false,
        "properties": properties,
        "definitions": definitions,
    })
}

/// Returns the schema of a text.
fn text() -> Value {
    json!({
        "description": "one text, or one for each language",
        "anyOf": [
            { "type": "string" },
            {
                "type": "object",
                "propertyNames": { "pattern": TAG },
                "additionalProperties": { "type": "string" },
            },
        ],
    })
}

fn property(record: &Record) -> (String, Value) {
    let object = object(record);
    let value = if record.is_list {
        json!({ "type": "array", "items": object })
    } else {
        object
    };
    (record.name.to_owned(), value)
}

fn object(record: &Record) -> Value {
    let properties = record.keys.iter().map(|(name, about)| {
        let mut value = value(about.shape);
        let doc = plain(about.doc);
        let keywords = value.as_object_mut().expect("a shape is an object");
        if !doc.is_empty() {
            // In draft 7, other keywords beside $ref are ignored.
            if let Some(reference) = keywords.remove("$ref") {
                keywords.insert("allOf".into(), json!([{ "$ref": reference }]));
            }
            keywords.insert("description".into(), doc.into());
        }
        ((*name).to_owned(), value)
    });
    let properties: Map<String, Value> = properties.collect();
    let required = record.keys.iter().filter(|(_, about)| about.required);
    let required: Vec<&str> = required.map(|(name, _)| *name).collect();
    json!({
        "type": "object",
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}

/// Returns the schema of a value. TOML's dates and times are texts for JSON.
fn value(shape: Shape) -> Value {
    let text = json!({ "$ref": "#/definitions/text" });
    let reference = json!({ "type": "string", "pattern": REFERENCE });
    match shape {
        Shape::Text | Shape::Paragraphs => text,
        Shape::Texts => json!({ "type": "array", "items": text }),
        Shape::Plain | Shape::Zone => json!({ "type": "string" }),
        Shape::Date => json!({ "type": "string", "pattern": DATE }),
        Shape::Time => json!({ "type": "string", "pattern": format!("{DATE}[T ]") }),
        Shape::Id => json!({ "type": "string", "pattern": ID }),
        Shape::Ref(_) => reference,
        Shape::Refs(_) => json!({ "type": "array", "items": reference }),
        Shape::Spoken => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Choice(names) => json!({ "enum": names() }),
        Shape::Languages => json!({
            "type": "array",
            "items": { "type": "string", "pattern": TAG },
            "maxItems": LANGUAGES,
            "uniqueItems": true,
        }),
        Shape::Clock => {
            json!({ "type": "string", "pattern": "^([01]?[0-9]|2[0-3]):[0-5]?[0-9](:[0-9]{2})?$" })
        }
        Shape::Duration => json!({ "type": "string", "pattern": "^([0-9]+h([0-9]+m)?|[0-9]+m)$" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Rgb => json!({ "type": "string", "pattern": "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$" }),
        Shape::Picture => {
            json!({ "type": "string", "pattern": "^[^./\\\\][^/\\\\]*\\.([Ss][Vv][Gg]|[Pp][Nn][Gg]|[Jj][Pp][Ee]?[Gg])$" })
        }
        Shape::Address => json!({ "type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://" }),
        Shape::Link => {
            json!({ "type": "string", "pattern": "^([Hh][Tt][Tt][Pp][Ss]?://|[Mm][Aa][Ii][Ll][Tt][Oo]:)" })
        }
        Shape::Parts(name) => {
            json!({ "type": "array", "items": { "$ref": format!("#/definitions/{name}") } })
        }
        Shape::Walk => {
            json!({ "type": "object", "additionalProperties": { "type": "integer", "minimum": 0 } })
        }
        Shape::Channels => json!({
            "type": "object",
            "propertyNames": { "pattern": TAG },
            "additionalProperties": { "type": "integer", "minimum": 0 },
            "maxProperties": LANGUAGES,
        }),
    }
}

/// Returns Markdown as plain text.
fn plain(markdown: &str) -> String {
    markdown.replace('`', "")
}

/// Returns the reference of all keys in Markdown: a heading and a table for each kind of record.
pub fn reference() -> String {
    let mut out = String::new();
    for record in records() {
        let heading = match (record.name, record.is_list) {
            (part, _) if PARTS.contains(&part) => format!("`{part}` of a session"),
            (name, true) => format!("`[[{name}]]`"),
            (name, false) => format!("`[{name}]`"),
        };
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            "### {heading}\n\n| key | value | meaning |\n|---|---|---|\n"
        );
        for (name, about) in record.keys {
            let value = match about.shape {
                Shape::Parts(part) => format!("list of [{part}](#{part}-of-a-session)"),
                _ => described(&about),
            };
            let _ = writeln!(out, "| `{name}` | {value} | {} |", about.doc);
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Returns what the value of a key looks like, in Markdown.
pub fn described(about: &About) -> String {
    let required = if about.required { ", required" } else { "" };
    shape(about.shape) + required
}

fn shape(shape: Shape) -> String {
    let fixed = match shape {
        Shape::Text => "text",
        Shape::Paragraphs => "text, paragraphs",
        Shape::Texts => "list of texts",
        Shape::Plain => "string",
        Shape::Id => "id",
        Shape::Ref(kind) => return format!("id of a {kind}"),
        Shape::Refs(kinds) => return format!("ids of {kinds}"),
        Shape::Parts(name) => return format!("list of {name}"),
        Shape::Choice(names) => {
            let names: Vec<String> = names().iter().map(|name| format!("`{name}`")).collect();
            return names.join(", ");
        }
        Shape::Languages | Shape::Spoken => "list of language codes",
        Shape::Zone => "IANA name",
        Shape::Date => "date",
        Shape::Time => "time",
        Shape::Clock => "time of day",
        Shape::Duration => "duration",
        Shape::Count => "whole number",
        Shape::Flag => "`true` or `false`",
        Shape::Rgb => "colour, such as `\"#0a6e8a\"`",
        Shape::Picture => "name of a file beside this one: `\"logo.svg\"`, .png or .jpg",
        Shape::Address => "address",
        Shape::Link => "address, or `mailto:`",
        Shape::Walk => "table of rooms and minutes",
        Shape::Channels => "table of language codes and numbers",
    };
    fixed.to_owned()
}
