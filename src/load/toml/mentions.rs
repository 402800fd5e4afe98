//! The ids in a program.toml with their places: of records, and where others refer to them.

use super::keys::{PARTS, Record, Shape, records};
use super::pieces::memory;
use super::tree::{self, Item, Table};
use super::without_errors;
use crate::load::allowance;
use crate::model::diagnostic::Span;
use crate::model::{Kind, Subject};

/// An id in a file.
pub struct Mention {
    pub subject: Subject,
    /// Its place, with its quotes.
    pub span: Span,
    /// The place of the record whose id it is; `None` where it refers to a record.
    pub record: Option<Span>,
}

/// Returns the ids of a text in their order, as far as it has no syntax errors.
pub fn mentions(text: &str) -> Vec<Mention> {
    let text = without_errors(text).text;
    if memory(&text) > allowance(&text) {
        return Vec::new();
    }
    let file = tree::parse(&text, &mut Vec::new()).table;
    let mut finder = Finder {
        records: records(),
        found: Vec::new(),
    };
    for (name, item) in file.iter().filter(|(name, _)| !is_part(&name.text)) {
        finder.list(&name.text, item);
    }
    finder.found.sort_by_key(|mention| mention.span.start);
    finder.found
}

/// Returns the kind of a record, by its name in the singular or the plural.
pub fn kind_called(name: &str) -> Option<Kind> {
    let mut kinds = Kind::NAMES.iter();
    let name = name.strip_suffix('s').unwrap_or(name);
    kinds.find(|(kind, _)| *kind == name).map(|(_, kind)| *kind)
}

fn is_part(name: &str) -> bool {
    PARTS.contains(&name)
}

struct Finder {
    records: [Record; 10],
    found: Vec<Mention>,
}

impl Finder {
    /// Adds the ids in the records of a list.
    fn list(&mut self, name: &str, item: &Item) {
        let Some(at) = self
            .records
            .iter()
            .position(|r| r.name == name && r.is_list)
        else {
            return;
        };
        for item in item.list().unwrap_or_default() {
            for (name, value) in item.table().into_iter().flat_map(|t| t.iter()) {
                let record = &self.records[at];
                let mut keys = record.keys.iter();
                let Some((_, about)) = keys.find(|(key, _)| *key == name.text) else {
                    continue;
                };
                let (kind, shape) = (record.name, about.shape);
                match shape {
                    Shape::Id => self.add(kind, value, Some(item.span)),
                    Shape::Ref(kind) | Shape::Refs(kind) => {
                        for one in value.list().unwrap_or(std::slice::from_ref(value)) {
                            self.add(kind, one, None);
                        }
                    }
                    Shape::Walk => self.walk(value.table()),
                    Shape::Parts(part) => self.list(part, value),
                    _ => {}
                }
            }
        }
    }

    /// Adds the rooms to which a room has walking times.
    fn walk(&mut self, table: Option<&Table>) {
        for (room, _) in table.into_iter().flat_map(|t| t.iter()) {
            self.found.push(Mention {
                subject: Subject::new(Kind::Room, &*room.text),
                span: room.span,
                record: None,
            });
        }
    }

    fn add(&mut self, kind: &str, item: &Item, record: Option<Span>) {
        let id = item.text().filter(|id| !id.is_empty());
        if let (Some(kind), Some(id)) = (kind_called(kind), id) {
            self.found.push(Mention {
                subject: Subject::new(kind, id),
                span: item.span,
                record,
            });
        }
    }
}
