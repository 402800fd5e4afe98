//! Writes the updates in force into the text of program.toml; all other keys and comments stay as they are.

use std::collections::{HashMap, HashSet};

use toml_edit::{Array, ArrayOfTables, Datetime, DocumentMut, Item, Table, TableLike, Value};

use super::second_offset;
use crate::load::slug;
use crate::model::{Ix, Program, Session, SessionItem, Slot, Speaker};
use crate::text::Localized;
use crate::update::{Field, Update, is_applicable};
use crate::world::World;

/// The text of a program.toml with the updates in force, and those that it has no key for.
#[derive(Debug)]
pub struct Merged<'w> {
    /// The text of the file.
    pub text: String,
    /// The updates that are not in it.
    pub left_out: Vec<&'w Update>,
}

/// Merges the updates in force into the text of the programme's file; `None` if that is no valid program.toml.
pub fn merge<'w>(world: &'w World, text: &str) -> Option<Merged<'w>> {
    let mut file: DocumentMut = text.parse().ok()?;
    file.get("program")?;
    let program = &world.program;
    let ids = SpeakerIds::of(program);
    add_speakers(&ids, &mut file)?;
    let mut merged = Vec::new();
    for table in records(&mut file, "sessions") {
        let id = table.get("id").and_then(Item::as_str).unwrap_or_default();
        let ix = program.ids.sessions.get(id);
        if let (Some(&ix), Some(original)) = (ix, world.original.get(id)) {
            session(&ids, table, original, &program[ix]);
            merged.push(program[ix].id.clone());
        }
    }
    let is_left_out = |update: &&Update| {
        let id = &update.subject.id;
        let has_key = !matches!(
            update.field,
            Field::Full | Field::Arrival | Field::Announcement
        );
        let original = world.original.get(id).filter(|_| merged.contains(id));
        !has_key || !original.is_some_and(|session| is_applicable(program, session, update))
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
fn session(ids: &SpeakerIds, table: &mut dyn TableLike, original: &Session, session: &Session) {
    let program = ids.program;
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
        set(table, "speakers", Some(ids.of_all(&session.speakers)));
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
                item(ids, table, now);
            }
        }
    }
}

/// Writes the speakers of an item.
fn item(ids: &SpeakerIds, table: &mut dyn TableLike, item: &SessionItem) {
    table.remove("speaker");
    match item.speakers.as_slice() {
        [] => drop(table.remove("speakers")),
        all => set(table, "speakers", Some(ids.of_all(all))),
    }
}

/// Replaces the value of a key, or appends the key.
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

/// The ids of the speakers in the merged file.
struct SpeakerIds<'p> {
    program: &'p Program,
    /// Those of the speakers whom updates name and the file does not have, in their order.
    new: HashMap<Ix<Speaker>, String>,
}

impl<'p> SpeakerIds<'p> {
    fn of(program: &'p Program) -> Self {
        let mut taken = HashSet::new();
        let mut new = HashMap::new();
        for who in program
            .all()
            .filter(|&who: &Ix<Speaker>| program[who].is_new)
        {
            let stem = slug(&program[who].id);
            let numbered = (2..).map(|n| format!("{stem}-{n}"));
            let mut all = std::iter::once(stem.clone()).chain(numbered);
            let is_free = |id: &String| {
                let ids = &program.ids.speakers;
                !ids.contains_key(id.as_str()) && !taken.contains(id)
            };
            let id = all.find(is_free).unwrap_or_default();
            taken.insert(id.clone());
            new.insert(who, id);
        }
        Self { program, new }
    }

    fn of_one(&self, who: Ix<Speaker>) -> &str {
        let new = self.new.get(&who).map(String::as_str);
        new.unwrap_or_else(|| self.program[who].id.as_str())
    }

    fn of_all(&self, all: &[Ix<Speaker>]) -> Array {
        all.iter().map(|&who| self.of_one(who)).collect()
    }
}

/// Adds the speakers whom updates name and the file does not have; returns none if its speakers are no list.
fn add_speakers(ids: &SpeakerIds, file: &mut DocumentMut) -> Option<()> {
    let program = ids.program;
    for who in program.all().filter(|who| ids.new.contains_key(who)) {
        let list = file.entry("speakers");
        let list = list.or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
        let speaker: &Speaker = &program[who];
        let mut table = Table::new();
        set(&mut table, "id", Some(ids.of_one(who)));
        let plain = |text: &Localized| text.all().next().map(ToString::to_string);
        set(&mut table, "name", plain(&speaker.name));
        let partner = speaker.partner.map(|partner| program[partner].id.as_str());
        set(&mut table, "partner", partner);
        set(&mut table, "affiliation", plain(&speaker.affiliation));
        match list {
            Item::ArrayOfTables(all) => {
                table.decor_mut().set_prefix("\n");
                all.push(table);
            }
            Item::Value(Value::Array(all)) => all.push(table.into_inline_table()),
            _ => return None,
        }
    }
    Some(())
}
