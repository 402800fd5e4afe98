//! What a desk says of a session while the event goes on: read from words, put over the programme, checked,
//! written down. The programme's own file stays as it is.

use std::collections::HashMap;
use std::fmt::Write as _;

use toml_writer::{ToTomlValue as _, TomlStringBuilder};

use crate::i18n::{Message, join};
use crate::model::diagnostic::{Code, Diagnostic, MAX_DIAGNOSTICS};
use crate::model::resolve::{self, Found};
use crate::model::zone::{Timestamp, Zone};
use crate::model::{Ix, Kind, Program, Session, Slot, Status, sort};
use crate::text::{Lines, Localized, Text, nearest};
use crate::update::{Field, Update, UpdateLog};

/// Why a value cannot be put into a session: the sort of fault, what is wrong, how to mend it.
type Wrong = (Code, String, String);

/// A row of [`FIELDS`].
pub struct FieldInfo {
    /// The field.
    pub field: Field,
    /// How it is said, for help.
    pub form: &'static str,
    /// Makes the value that is written down of the words that were typed, or says what they should be.
    parse: fn(&Program, &str) -> Result<Text, String>,
    /// Puts a value into a session of the programme, or says why not.
    put: fn(&Program, &mut Session, &str) -> Result<(), Wrong>,
}

/// What can be said of each field, in the order of the fields.
#[rustfmt::skip] // A table: one row, one line.
pub const FIELDS: &[FieldInfo] = &[
    FieldInfo { field: Field::Delay, form: "delay 10m; earlier 10m", parse: |_, words| delay(words), put: put_delay },
    FieldInfo { field: Field::Room, form: "room ROOM", parse: |p, words| one(p, Kind::Room, words), put: put_room },
    FieldInfo { field: Field::Speakers, form: "speakers SPEAKER, SPEAKER", parse: speakers, put: put_speakers },
    FieldInfo { field: Field::Note, form: "note WORDS", parse: |_, words| note(words), put: put_note },
    FieldInfo { field: Field::Status, form: "cancelled, confirmed, tentative, moved, delayed", parse: |_, words| status(words), put: put_status },
];

/// A delay that is none: before its time.
const EARLIER: &str = "earlier";
/// The longest delay, in minutes.
const LONGEST: i64 = 24 * 60;
/// The longest note that is taken, in characters.
const NOTE: usize = 500;

/// What takes back all that was said of a session.
pub const UNSET: &str = "unset";

/// All that can be said, in words.
pub fn forms() -> String {
    let forms: Vec<&str> = FIELDS.iter().map(|w| w.form).collect();
    forms.join("; ")
}

/// Records that take back what is in force of a session, of the fields that are meant.
pub fn withdraw(log: &UpdateLog, session: &Text, meant: impl Fn(Field) -> bool) -> Vec<Update> {
    let all = Field::NAMES
        .iter()
        .map(|(_, field)| *field)
        .filter(|f| meant(*f));
    all.filter(|&field| log.last(session, field).is_some_and(|c| c.value.is_some()))
        .map(|field| Update {
            session: session.clone(),
            field,
            ..Update::default()
        })
        .collect()
}

/// What words say, such as `delay 10m` or `cancelled`: a field and its value.
///
/// # Errors
/// A sentence about what was said, and what can be.
pub fn parse(program: &Program, words: &str) -> Result<(Field, Text), String> {
    let words = words.trim();
    let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    if first == EARLIER {
        let early = delay(rest.trim())?;
        return Ok((Field::Delay, format!("-{early}").as_str().into()));
    }
    let way = FIELDS.iter().find(|w| w.field.name() == first);
    if let Some(way) = way {
        return Ok((way.field, (way.parse)(program, rest.trim())?));
    }
    // A status needs no word before it.
    if let Ok(value) = status(words) {
        return Ok((Field::Status, value));
    }
    let known = FIELDS.iter().map(|w| w.field.name());
    let known = known
        .chain([EARLIER])
        .chain(Status::NAMES.iter().map(|(name, _)| *name));
    let hint = match nearest(first, known) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("say one of: {}", forms()),
    };
    Err(format!("'{first}' is nothing that can be said; {hint}"))
}

fn delay(words: &str) -> Result<Text, String> {
    minutes(words)
        .filter(|n| *n > 0)
        .map(|n| written(n).as_str().into())
        .ok_or_else(|| {
            format!(
                "'{words}' is no delay; write 10m, 1h or 1h30m, a day the most; earlier 10m is before its time"
            )
        })
}

/// Minutes of `10m`, `1h`, `1h30m`, `10`, and of those with a minus.
pub fn minutes(words: &str) -> Option<i64> {
    let (sign, rest) = match words.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, words.strip_prefix('+').unwrap_or(words)),
    };
    let number = |text: &str| -> Option<i64> {
        let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse().ok()).flatten()
    };
    let (hours, rest) = match rest.split_once('h') {
        Some((hours, rest)) => (number(hours)?, rest),
        None => (0, rest),
    };
    let minutes = match rest.strip_suffix('m').unwrap_or(rest) {
        "" if hours > 0 => 0,
        minutes => number(minutes)?,
    };
    let all = hours.checked_mul(60)?.checked_add(minutes)?;
    (1..=LONGEST).contains(&all).then_some(sign * all)
}

/// `1h30m`
fn written(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, m) => format!("{sign}{m}m"),
        (h, 0) => format!("{sign}{h}h"),
        (h, m) => format!("{sign}{h}h{m}m"),
    }
}

/// The id of the one subject that a name means.
fn one(program: &Program, kind: Kind, words: &str) -> Result<Text, String> {
    let what = kind.name();
    if words.is_empty() {
        return Err(format!("name the {what}: an id, or any part of its name"));
    }
    match resolve::find(program, kind, words) {
        Found::One(subject) => Ok(subject.id),
        Found::Many(all) => {
            let ids: Vec<String> = all.iter().take(8).map(|s| s.id.to_string()).collect();
            Err(format!(
                "'{words}' is a part of several names; write one of {}",
                ids.join(", ")
            ))
        }
        Found::None(near) if near.is_empty() => Err(format!("no {what} is called '{words}'")),
        Found::None(near) => Err(format!(
            "no {what} is called '{words}'; the nearest: {}",
            near.join(", ")
        )),
    }
}

fn speakers(program: &Program, words: &str) -> Result<Text, String> {
    let names: Vec<&str> = words.split(',').map(str::trim).collect();
    let ids = names.into_iter().map(|n| one(program, Kind::Speaker, n));
    let ids = ids.collect::<Result<Vec<Text>, String>>()?;
    let ids: Vec<&str> = ids.iter().map(Text::as_str).collect();
    Ok(ids.join(" ").as_str().into())
}

fn note(words: &str) -> Result<Text, String> {
    let (words, _) = Text::clean(words, Lines::One);
    match words.trim().chars().count() {
        0 => Err("write the words behind it: note \"In the garden\"".into()),
        1..=NOTE => Ok(words.trim().into()),
        n => Err(format!(
            "the note has {n} characters, and {NOTE} is the most"
        )),
    }
}

fn status(words: &str) -> Result<Text, String> {
    let known = || Status::NAMES.iter().map(|(name, _)| *name);
    if known().any(|name| name == words) {
        return Ok(words.into());
    }
    let known: Vec<String> = known().map(str::to_owned).collect();
    Err(format!("'{words}' is no status; they are {}", join(&known)))
}

/// What is said of a value that is none of its field's.
fn wrong(value: &str, help: &str) -> Wrong {
    let message = format!("\"{value}\" is not one of the values of this field");
    (Code::BadValue, message, help.to_owned())
}

fn put_delay(program: &Program, session: &mut Session, value: &str) -> Result<(), Wrong> {
    let Some(late) = minutes(value) else {
        return Err(wrong(value, "write 10m, 1h or 1h30m"));
    };
    if let Some(slot) = &mut session.slot {
        let (from, until) = (slot.from + late * 60, slot.until + late * 60);
        let (start, end) = (program.zone.at(from), program.zone.at(until));
        let night = chrono::TimeDelta::minutes(program.day_change.into());
        let day = (start - night).date();
        *slot = Slot {
            start,
            end,
            from,
            until,
            day,
        };
    }
    Ok(())
}

/// Where an id of a kind is.
fn at(program: &Program, kind: Kind, id: &str) -> Result<Ix, Wrong> {
    let found = program.ids.of(kind).and_then(|all| all.get(id));
    found.copied().ok_or_else(|| {
        let what = kind.name();
        let message = format!("no {what} has the id \"{id}\"");
        let help = format!("the programme's file has to have the {what}");
        (Code::UnknownReference, message, help)
    })
}

fn put_room(program: &Program, session: &mut Session, value: &str) -> Result<(), Wrong> {
    session.room = Some(at(program, Kind::Room, value)?);
    Ok(())
}

fn put_speakers(program: &Program, session: &mut Session, value: &str) -> Result<(), Wrong> {
    let ids = value.split_whitespace();
    let all = ids.map(|id| at(program, Kind::Speaker, id));
    session.speakers = all.collect::<Result<_, _>>()?;
    Ok(())
}

#[allow(clippy::unnecessary_wraps)] // As the others of its column.
fn put_note(_: &Program, session: &mut Session, value: &str) -> Result<(), Wrong> {
    session.note = Localized::Plain(value.into());
    Ok(())
}

fn put_status(_: &Program, session: &mut Session, value: &str) -> Result<(), Wrong> {
    let found = Status::NAMES.iter().find(|(name, _)| *name == value);
    let Some((_, status)) = found else {
        return Err(wrong(value, "write one of those of programme files"));
    };
    session.status = *status;
    Ok(())
}

/// A programme's sessions as its file has them, of those of which a desk has said something.
pub type Original = HashMap<Text, Session>;

/// Puts what the desks say in the place of what they said before; the result is what is wrong with it,
/// and where sessions now meet.
pub fn apply(program: &mut Program, planned: &mut Original, log: &UpdateLog) -> Vec<Diagnostic> {
    let mut found = log.diagnostics.clone();
    if planned.is_empty() && log.updates.is_empty() {
        return found;
    }
    for (id, plan) in planned.drain() {
        if let Some(&ix) = program.ids.sessions.get(&id) {
            program.sessions[ix as usize] = plan;
        }
    }
    let other = !log.program.is_empty() && log.program != program.id;
    let said = if other { Vec::new() } else { in_force(log) };
    if let Some(first) = log.updates.first().filter(|_| other) {
        let message = format!("this was said of the programme \"{}\"", log.program);
        let help = format!("this programme is \"{}\"; put the file away", program.id);
        found.push(fault(first, Code::BadValue, message, help));
    }
    for (id, changes) in &said {
        let Some(&ix) = program.ids.sessions.get(*id) else {
            let said = changes.iter().find(|c| c.value.is_some());
            found.extend(said.map(|change| {
                let message = format!("no session has the id \"{id}\"");
                let help = "what was said of it stands again once the session does";
                fault(change, Code::UnknownReference, message, help)
            }));
            continue;
        };
        let (session, faults) = with(program, program.session(ix), changes);
        let plan = std::mem::replace(&mut program.sessions[ix as usize], session);
        planned.insert((*id).clone(), plan);
        found.extend(faults);
    }
    let mut ids = std::mem::take(&mut program.ids.sessions);
    sort(&mut program.sessions, |s| s, &mut ids);
    program.ids.sessions = ids;
    program.index();
    let places = &program.ids.sessions;
    let mut changed: Vec<(Ix, Vec<&Update>)> = said
        .into_iter()
        .filter_map(|(id, changes)| Some((*places.get(id)?, changes)))
        .collect();
    changed.sort_unstable_by_key(|(ix, _)| *ix);
    let is_changed = |other: Ix| changed.binary_search_by_key(&other, |(ix, _)| *ix).is_ok();
    for (ix, changes) in &changed {
        // Any number of sessions may be put into one room.
        if found.len() >= MAX_DIAGNOSTICS {
            break;
        }
        let session = program.session(*ix);
        // The record that has most to do with it.
        let fields = [Field::Room, Field::Delay, Field::Speakers, Field::Status];
        let said = |field: &Field| {
            changes
                .iter()
                .find(|c| c.field == *field && c.value.is_some())
        };
        let Some(record) = fields.iter().find_map(said) else {
            continue;
        };
        // Of two that were changed, the later one meets the other.
        let told = conflicts(program, *ix, session)
            .into_iter()
            .filter(|c| c.other < *ix || !is_changed(c.other));
        found.extend(
            told.map(|clash| fault(record, clash.code, clash.message, "move one of the two")),
        );
    }
    found.truncate(MAX_DIAGNOSTICS);
    found
}

/// What is in force: each session with the last record of each field, those that take back among them; in
/// the order of the first.
fn in_force(log: &UpdateLog) -> Vec<(&Text, Vec<&Update>)> {
    let mut places: HashMap<&Text, usize> = HashMap::new();
    let mut all: Vec<(&Text, Vec<&Update>)> = Vec::new();
    for change in log.updates.iter().filter(|c| !c.refused) {
        let place = *places.entry(&change.session).or_insert_with(|| {
            all.push((&change.session, Vec::new()));
            all.len() - 1
        });
        let fields = &mut all[place].1;
        fields.retain(|c| c.field != change.field);
        fields.push(change);
    }
    for (_, fields) in &mut all {
        fields.sort_by_key(|c| c.field);
    }
    all
}

/// A session with what is said of it, and what of that it cannot take.
fn with(program: &Program, plan: &Session, changes: &[&Update]) -> (Session, Vec<Diagnostic>) {
    let mut session = plan.clone();
    let mut found = Vec::new();
    let mut taken = Vec::new();
    for change in changes {
        let Some(value) = &change.value else { continue };
        let way = FIELDS.iter().find(|w| w.field == change.field);
        let way = way.expect("every field has a row");
        match (way.put)(program, &mut session, value) {
            Ok(()) => taken.push((change.field, value)),
            Err((code, message, help)) => found.push(fault(change, code, message, help)),
        }
    }
    let is = |field| taken.iter().find(|(f, _)| *f == field).map(|(_, v)| *v);
    // Who says that it starts later has said that it is delayed.
    let stands = matches!(session.status, Status::Confirmed | Status::Tentative);
    if stands && is(Field::Status).is_none() {
        let late = is(Field::Delay).and_then(|v| minutes(v));
        match (late, is(Field::Room)) {
            (Some(1..), _) => session.status = Status::Delayed,
            (Some(_), _) | (_, Some(_)) => session.status = Status::Moved,
            _ => {}
        }
    }
    let last = changes.iter().map(|c| c.at).max().unwrap_or_default();
    let last = program.zone.at(last);
    session.updated = session.updated.or(program.updated).max(Some(last));
    (session, found)
}

/// What would become of a session.
#[derive(Debug)]
pub struct Preview {
    /// Where it is in the programme.
    pub ix: Ix,
    /// How it would be.
    pub session: Session,
    /// What it would meet that it does not meet now.
    pub conflicts: Vec<Conflict>,
}

/// What would become of a session if this were said of it, too; none where the programme does not have it.
pub fn preview(
    program: &Program,
    planned: &Original,
    log: &UpdateLog,
    said: &Update,
) -> Option<Preview> {
    let &ix = program.ids.sessions.get(&said.session)?;
    let now = program.session(ix);
    let fields = Field::NAMES.iter().map(|(_, field)| *field);
    let fields = fields.map(|field| {
        let this = (field == said.field).then_some(said);
        this.or_else(|| log.last(&said.session, field))
    });
    let changes: Vec<&Update> = fields.flatten().collect();
    let plan = planned.get(&said.session).unwrap_or(now);
    let (session, _) = with(program, plan, &changes);
    let mut conflicts = conflicts(program, ix, &session);
    let already = self::conflicts(program, ix, now);
    conflicts.retain(|c| !already.contains(c));
    Some(Preview {
        ix,
        session,
        conflicts,
    })
}

fn fault(
    change: &Update,
    code: Code,
    message: impl Into<Message>,
    help: impl Into<Message>,
) -> Diagnostic {
    Diagnostic {
        code,
        location: change.location.clone(),
        message: message.into(),
        help: Some(help.into()),
        same: 0,
    }
}

/// Two sessions that want one room, or one person, at the same time.
#[derive(Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which of the two it is.
    pub code: Code,
    /// The other session.
    pub other: Ix,
    /// The same in words.
    pub message: String,
}

/// With which others the session at a place clashes, if it were this one.
fn conflicts(program: &Program, ix: Ix, session: &Session) -> Vec<Conflict> {
    let Some(slot) = session.busy() else {
        return Vec::new();
    };
    let meets = |&other: &Ix| {
        let busy = program.session(other).busy();
        other != ix && busy.is_some_and(|b| b.from < slot.until && slot.from < b.until)
    };
    let mut all = Vec::new();
    let mut add = |code, other: Ix, what: String| {
        let message = what + &program.session(other).told();
        all.push(Conflict {
            code,
            other,
            message,
        });
    };
    // Nobody can say where a session without a room is.
    let Some(place) = session.room else {
        return all;
    };
    let room = program.room(place);
    for &other in room.sessions.iter().filter(|o| meets(o)) {
        let what = format!("the room \"{}\" is taken by ", room.id);
        add(Code::RoomOverlap, other, what);
    }
    for speaker in session.people().map(|p| program.speaker(p)) {
        let elsewhere = |other: &&Ix| {
            let there = program.session(**other).room;
            meets(other) && there.is_some_and(|there| there != place)
        };
        for &other in speaker.sessions.iter().filter(elsewhere) {
            let what = format!("\"{}\" is in another room, at ", speaker.id);
            add(Code::SpeakerOverlap, other, what);
        }
    }
    all
}

/// The file of a log.
pub fn to_toml(log: &UpdateLog) -> String {
    let mut out = String::from(
        "# What was said at the desk over the programme, whose own file stays as it is. nadwa writes this one.\n",
    );
    // Writing to a String cannot fail.
    if !log.program.is_empty() {
        let _ = writeln!(out, "program = {}", quoted(&log.program));
    }
    if !log.bucket.is_empty() {
        let _ = writeln!(out, "bucket = {}", quoted(&log.bucket));
    }
    for change in &log.updates {
        let _ = write!(
            out,
            "\n[[changes]]\nsession = {}\nfield = \"{}\"\n",
            quoted(&change.session),
            change.field.name()
        );
        if let Some(value) = &change.value {
            let _ = writeln!(out, "value = {}", quoted(value));
        }
        let _ = writeln!(
            out,
            "at = {}\nby = {}",
            moment(change.at),
            quoted(&change.by)
        );
        if let Some(revision) = change.revision {
            let _ = writeln!(out, "revision = {revision}");
        }
        if change.refused {
            out.push_str("refused = true\n");
        }
    }
    out
}

/// `2021-11-30T09:12:04Z` (RFC 3339).
pub fn moment(at: Timestamp) -> String {
    Zone::utc().at(at).to_string().replace(' ', "T") + "Z"
}

/// A text in quotes, as TOML has it; one of several lines as it is read.
pub fn quoted(text: &str) -> String {
    TomlStringBuilder::new(text).as_default().to_toml_value()
}
