//! program.toml with the updates in force: everything that no update is about stays as it is written, with its comments.

use toml_edit::{Array, ArrayOfTables, Datetime, DocumentMut, Item, Table, TableLike, Value};

use super::second_offset;
use crate::load::slug;
use crate::model::{Ix, Program, Session, SessionItem, Slot, Speaker};
use crate::text::Localized;
use crate::update::{Field, Update};
use crate::world::World;

/// The text of a program.toml with the updates in force, and those that it has no key for.
#[derive(Debug)]
pub struct Merged<'w> {
    /// The text of the file.
    pub text: String,
    /// The updates that are not in it.
    pub left_out: Vec<&'w Update>,
}

/// Merges the updates in force into the text of the programme's file; `None` if that is no program.toml, or has syntax errors.
pub fn merge<'w>(world: &'w World, text: &str) -> Option<Merged<'w>> {
    let mut file: DocumentMut = text.parse().ok()?;
    file.get("program")?;
    let program = &world.program;
    let mut merged = Vec::new();
    for table in records(&mut file, "sessions") {
        let id = table.get("id").and_then(Item::as_str).unwrap_or_default();
        let ix = program.ids.sessions.get(id);
        if let (Some(&ix), Some(original)) = (ix, world.original.get(id)) {
            session(program, table, original, &program[ix]);
            merged.push(program[ix].id.clone());
        }
    }
    let added = add_speakers(program, &mut file);
    let is_left_out = |update: &&Update| match update.field {
        Field::Full | Field::Arrival | Field::Announcement => true,
        _ if !merged.contains(&update.subject.id) => true,
        Field::Speakers => !added,
        _ => false,
    };
    let in_force = world.log.all_in_force().into_iter();
    let set = in_force
        .flat_map(|(_, updates)| updates)
        .filter(|u| u.value.is_some());
    Some(Merged {
        text: file.to_string(),
        left_out: set.filter(is_left_out).collect(),
    })
}

/// Returns the tables of a list, below headers of their own or in brackets.
fn records<'f>(file: &'f mut DocumentMut, list: &str) -> Vec<&'f mut dyn TableLike> {
    match file.get_mut(list) {
        Some(item) => parts(item),
        None => Vec::new(),
    }
}

fn parts(item: &mut Item) -> Vec<&mut dyn TableLike> {
    match item {
        Item::ArrayOfTables(all) => all.iter_mut().map(|t| t as &mut dyn TableLike).collect(),
        Item::Value(Value::Array(all)) => {
            let tables = all.iter_mut().filter_map(Value::as_inline_table_mut);
            tables.map(|t| t as &mut dyn TableLike).collect()
        }
        _ => Vec::new(),
    }
}

/// Writes what differs from the original session.
fn session(program: &Program, table: &mut dyn TableLike, original: &Session, session: &Session) {
    if let Some(slot) = session.slot.filter(|_| session.slot != original.slot) {
        let time = |local: chrono::NaiveDateTime, instant| {
            let offset = second_offset(&program.zone, local, instant);
            let text = local.format("%Y-%m-%dT%H:%M:%S").to_string() + &offset;
            text.parse::<Datetime>().ok()
        };
        set(table, "start", time(slot.start, slot.from));
        let length = |slot: Slot| slot.until - slot.from;
        if table.contains_key("end") {
            set(table, "end", time(slot.end, slot.until));
        } else if original.slot.map(length) != Some(length(slot)) {
            set(table, "duration", Some(format!("{}m", length(slot) / 60)));
        }
    }
    let room = session.room.filter(|_| session.room != original.room);
    set(table, "room", room.map(|room| program[room].id.as_str()));
    if session.speakers != original.speakers {
        set(table, "speakers", Some(ids(program, &session.speakers)));
    }
    if let Localized::Plain(note) = &session.note
        && session.note != original.note
    {
        set(table, "note", Some(note.as_str()));
    }
    if session.status != original.status {
        set(table, "status", Some(session.status.name()));
    }
    if let Some(items) = table.get_mut("items") {
        let all = parts(items).into_iter();
        for ((table, before), now) in all.zip(&original.items).zip(&session.items) {
            if before != now {
                item(program, table, now);
            }
        }
    }
}

/// Writes the speakers of an item.
fn item(program: &Program, table: &mut dyn TableLike, item: &SessionItem) {
    table.remove("speaker");
    match item.speakers.as_slice() {
        [] => drop(table.remove("speakers")),
        all => set(table, "speakers", Some(ids(program, all))),
    }
}

/// Writes a value where a key is, or behind the other keys.
fn set(table: &mut dyn TableLike, key: &str, value: Option<impl Into<Value>>) {
    let Some(mut value) = value.map(Into::into) else {
        return;
    };
    if let Some(item) = table.get_mut(key) {
        if let Some(old) = item.as_value() {
            // A comment behind the value stays.
            *value.decor_mut() = old.decor().clone();
        }
        *item = Item::Value(value);
        return;
    }
    // The blank before a closing bracket stays there.
    let last = table.iter_mut().last();
    if let Some(before) = last.and_then(|(_, item)| item.as_value_mut()) {
        let blank = before.decor().suffix().and_then(|text| text.as_str());
        if blank.is_some_and(|text| text.trim().is_empty()) {
            value.decor_mut().set_suffix(blank.unwrap_or_default());
            value.decor_mut().set_prefix(" ");
            before.decor_mut().set_suffix("");
        }
    }
    table.insert(key, Item::Value(value));
}

fn ids(program: &Program, all: &[Ix<Speaker>]) -> Array {
    all.iter().map(|&who| id(program, who)).collect()
}

/// Returns the id of a speaker in the file.
fn id(program: &Program, who: Ix<Speaker>) -> String {
    let own = program[who].id.as_str();
    if !program[who].is_new {
        return own.to_owned();
    }
    let stem = slug(own);
    let numbered = (2..).map(|n| format!("{stem}-{n}"));
    let mut all = std::iter::once(stem.clone()).chain(numbered);
    let free = all.find(|id| !program.ids.speakers.contains_key(id.as_str()));
    free.unwrap_or(stem)
}

/// Adds the speakers whom updates name and the file does not have; returns whether all of them are in it.
fn add_speakers(program: &Program, file: &mut DocumentMut) -> bool {
    let new: Vec<Ix<Speaker>> = program
        .all()
        .filter(|&who: &Ix<Speaker>| program[who].is_new)
        .collect();
    if new.is_empty() {
        return true;
    }
    let list = file
        .entry("speakers")
        .or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Some(list) = list.as_array_of_tables_mut() else {
        return false;
    };
    for who in new {
        let speaker = &program[who];
        let mut table = Table::new();
        table.decor_mut().set_prefix("\n");
        set(&mut table, "id", Some(id(program, who)));
        let plain = |text: &Localized| text.all().next().map(ToString::to_string);
        set(&mut table, "name", plain(&speaker.name));
        let partner = speaker.partner.map(|partner| program[partner].id.as_str());
        set(&mut table, "partner", partner);
        set(&mut table, "affiliation", plain(&speaker.affiliation));
        list.push(table);
    }
    true
}
