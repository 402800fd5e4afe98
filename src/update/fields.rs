//! The fields that updates can set: how each is typed, stored and applied.

use super::announcement::from_value;
use super::people::{Person, people};
use crate::i18n::Message;
use crate::model::diagnostic::Code;
use crate::model::zone::Timestamp;
use crate::model::{
    Announcement, Arrival, Ix, Kind, Listed, Program, Session, Slot, Speaker, Status,
};
use crate::search::resolve::{self, Found};
use crate::text::fold::fold;
use crate::text::nearest;
use crate::text::{Lines, Localized, Text};
use crate::update::Field;

/// Why a value cannot be applied.
#[derive(Debug)]
pub(super) struct Invalid {
    pub code: Code,
    pub message: Message,
    pub help: Message,
}

/// An entry in [`FIELDS`].
pub struct FieldInfo {
    /// The field of a session.
    pub field: Field,
    /// How it is typed, for help.
    pub syntax: &'static str,
    /// Returns the value to store for what was typed, or why it is invalid.
    parse: fn(&Program, &str) -> Result<Text, Message>,
    /// Puts a stored value into a session of the programme, or returns why it cannot.
    pub(super) apply: fn(&Program, &mut Session, &str) -> Result<(), Invalid>,
}

/// The fields of sessions, in the order of [`Field`].
#[rustfmt::skip] // A table: one entry, one line.
pub const FIELDS: &[FieldInfo] = &[
    FieldInfo { field: Field::Delay, syntax: "delay 10m; earlier 10m", parse: |_, typed| parse_delay(typed), apply: apply_delay },
    FieldInfo { field: Field::Length, syntax: "length 30m", parse: |_, typed| parse_delay(typed), apply: apply_length },
    FieldInfo { field: Field::Room, syntax: "room ROOM", parse: |p, typed| parse_name(p, &ROOM, typed), apply: apply_room },
    FieldInfo { field: Field::Speakers, syntax: "speakers SPEAKER, SPEAKER", parse: parse_speakers, apply: apply_speakers },
    FieldInfo { field: Field::Note, syntax: "note TEXT", parse: |_, typed| parse_note(typed), apply: apply_note },
    FieldInfo { field: Field::Status, syntax: "cancelled, confirmed, tentative, moved, delayed", parse: |_, typed| parse_status(typed), apply: apply_status },
    FieldInfo { field: Field::Full, syntax: "full", parse: |_, typed| parse_full(typed), apply: apply_full },
];

impl FieldInfo {
    /// Returns the entry of a field; `None` for one that sessions do not have.
    pub(super) fn of(field: Field) -> Option<&'static Self> {
        FIELDS.iter().find(|f| f.field == field)
    }
}

/// Words of the interface's four languages, folded, for the keywords that nadwa writes.
#[rustfmt::skip] // A table: one entry, one line.
const WORDS: &[(&str, &[&str])] = &[
    ("delay", &["late", "later", "retraso", "retrasar", "retard", "تاخير", "التاخير"]),
    (EARLIER, &["early", "adelanto", "adelantar", "avance", "avancer", "تبكير"]),
    ("length", &["duration", "duracion", "duree", "المده", "مده"]),
    ("room", &["sala", "salle", "قاعه", "القاعه"]),
    ("speakers", &["speaker", "ponente", "ponentes", "intervenant", "intervenants", "intervenante", "متدخل", "المتدخلون", "متدخلون", "متحدث", "المتحدثون", "متحدثون"]),
    ("note", &["nota", "ملاحظه"]),
    ("cancelled", &["cancel", "canceled", "cancelada", "cancelado", "cancelar", "annulee", "annule", "annuler", "annulation", "ملغاه", "الغاء"]),
    ("confirmed", &["confirm", "confirmada", "confirmado", "confirmee", "confirme", "موكده", "تاكيد"]),
    ("tentative", &["provisional", "provisoire", "مبدييه", "موقته"]),
    ("moved", &["trasladada", "movida", "deplacee", "منقوله"]),
    ("delayed", &["retrasada", "retardee", "reportee", "متاخره", "موجله"]),
    ("full", &["completa", "complet", "complete", "lleno", "llena", "كامله", "ممتليه"]),
];

/// Returns whether an update may begin with a word.
pub fn is_keyword(word: &str) -> bool {
    keyword(word).is_some()
}

/// Returns the keyword that a word means.
fn keyword(word: &str) -> Option<&'static str> {
    let word = fold(word);
    let named = |(keyword, words): &&(&'static str, &[&str])| {
        *keyword == word || words.contains(&word.as_str())
    };
    WORDS.iter().find(named).map(|(keyword, _)| *keyword)
}

/// The keyword of a start before the scheduled time.
const EARLIER: &str = "earlier";
/// The longest delay, in minutes.
const MAX_DELAY: i64 = 24 * 60;
/// The longest note, in characters.
const MAX_NOTE: usize = 500;
/// Ids that a message lists.
const MAX_LISTED: usize = 8;

/// The keyword that withdraws all updates of a session.
pub const UNSET: &str = "unset";
/// Returns whether what is typed begins as a delay does.
pub(super) fn is_delay(typed: &str) -> bool {
    let first = typed.split_whitespace().next().and_then(keyword);
    minutes(typed).is_some() || first.is_some_and(|word| ["delay", EARLIER].contains(&word))
}

/// Returns how every update is typed, for help.
pub fn syntax() -> String {
    let all: Vec<&str> = FIELDS.iter().map(|f| f.syntax).collect();
    all.join("; ")
}

/// Returns the field and the value of an update as it is typed, such as `delay 10m` or `cancelled`.
///
/// # Errors
/// What is wrong, and what can be typed.
pub fn parse(program: &Program, typed: &str) -> Result<(Field, Text), Message> {
    let typed = typed.trim();
    let (first, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    if let Some(late) = minutes(typed).and_then(delay_value) {
        return Ok((Field::Delay, late));
    }
    let first = keyword(first).unwrap_or(first);
    if first == EARLIER {
        let early = parse_delay(rest.trim())?;
        return Ok((Field::Delay, format!("-{early}").as_str().into()));
    }
    if let Some(info) = FIELDS.iter().find(|f| f.field.name() == first) {
        return Ok((info.field, (info.parse)(program, rest.trim())?));
    }
    // A status needs no keyword.
    if rest.is_empty()
        && let Ok(value) = parse_status(first)
    {
        return Ok((Field::Status, value));
    }
    let fields = FIELDS.iter().map(|f| f.field.name());
    let known = fields.chain([EARLIER]).chain(statuses());
    Err(match nearest(first, known) {
        Some(near) => Message::new("update-unknown-nearest").arg("near", near),
        None => Message::new("update-unknown").arg("syntax", syntax()),
    }
    .arg("typed", first))
}

fn parse_delay(typed: &str) -> Result<Text, Message> {
    let late = minutes(typed).filter(|n| *n > 0);
    late.map(|n| written(n).as_str().into())
        .ok_or_else(|| Message::new("update-bad-delay").arg("typed", typed))
}

/// How people write minutes and hours behind a number, folded.
const UNITS: [(&str, &[&str]); 2] = [
    (
        "m",
        &[
            "minutes",
            "minutos",
            "minute",
            "minuto",
            "min",
            "mn",
            "دقيقه",
            "دقايق",
            "د",
        ],
    ),
    (
        "h",
        &[
            "hours",
            "hour",
            "horas",
            "hora",
            "heures",
            "heure",
            "ساعات",
            "ساعه",
            "س",
        ],
    ),
];

/// Returns the minutes of `10m`, `1h`, `1h30m`, `10 min` or `10`, which may have a minus sign.
pub fn minutes(typed: &str) -> Option<i64> {
    let mut text: String = fold(typed).split_whitespace().collect();
    for (unit, names) in UNITS {
        for name in names {
            text = text.replace(name, unit);
        }
    }
    written_minutes(&text)
}

/// Returns the minutes of `10m`, `1h`, `1h30m` or `10`, which may have a minus sign.
fn written_minutes(typed: &str) -> Option<i64> {
    let (sign, rest) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, typed.strip_prefix('+').unwrap_or(typed)),
    };
    let number = |text: &str| -> Option<i64> {
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten()
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
    (1..=MAX_DELAY).contains(&all).then_some(sign * all)
}

/// Returns minutes as `1h30m`.
fn written(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m}m"),
        (h, 0) => format!("{h}h"),
        (h, m) => format!("{h}h{m}m"),
    }
}

/// Returns the value of a start so many minutes later, earlier below 0; `None` where a delay cannot be that long.
pub(super) fn delay_value(late: i64) -> Option<Text> {
    let value = match late {
        0.. => written(late),
        _ => format!("-{}", written(-late)),
    };
    minutes(&value).map(|_| value.as_str().into())
}

/// The messages about a kind of subject that updates name.
pub(super) struct Named {
    kind: Kind,
    /// Nothing was typed.
    missing: &'static str,
    /// No subject has this name.
    no_match: &'static str,
    /// No subject has this id any more.
    unknown_id: &'static str,
}

pub(super) const ROOM: Named = Named {
    kind: Kind::Room,
    missing: "update-room-missing",
    no_match: "update-room-no-match",
    unknown_id: "update-room-unknown",
};

const SPEAKER: Named = Named {
    kind: Kind::Speaker,
    missing: "update-speaker-missing",
    no_match: "update-speaker-no-match",
    unknown_id: "update-speaker-unknown",
};

/// Returns the id of the one subject that a name means.
pub(super) fn parse_name(program: &Program, named: &Named, typed: &str) -> Result<Text, Message> {
    if typed.is_empty() {
        return Err(Message::new(named.missing));
    }
    match resolve::find(program, named.kind, typed) {
        Found::One(subject) => Ok(subject.id),
        Found::Guess(near) => Err(Message::new("update-nearest")
            .arg("problem", Message::new(named.no_match).arg("typed", typed))
            .arg("names", vec![near.id.to_string()])),
        Found::Many(all) => {
            let ids: Vec<&str> = all.iter().take(MAX_LISTED).map(|s| &*s.id).collect();
            Err(Message::new("update-ambiguous")
                .arg("typed", typed)
                .arg("ids", ids))
        }
        Found::None(near) => {
            let problem = Message::new(named.no_match).arg("typed", typed);
            Err(if near.is_empty() {
                problem
            } else {
                Message::new("update-nearest")
                    .arg("problem", problem)
                    .arg("names", near)
            })
        }
    }
}

fn parse_speakers(program: &Program, typed: &str) -> Result<Text, Message> {
    let names = typed.split(',').map(str::trim);
    let all = names.map(|name| match Person::typed(name) {
        Some(person) => Ok(person.written()),
        None => parse_name(program, &SPEAKER, name).map(|id| id.to_string()),
    });
    let all = all.collect::<Result<Vec<String>, Message>>()?;
    Ok(all.join(" ").as_str().into())
}

fn parse_note(typed: &str) -> Result<Text, Message> {
    let (note, _) = Text::clean(typed, Lines::One);
    match note.trim().chars().count() {
        0 => Err(Message::new("update-note-missing")),
        1..=MAX_NOTE => Ok(note.trim().into()),
        n => Err(Message::new("update-note-long")
            .arg("n", n)
            .arg("most", MAX_NOTE)),
    }
}

/// The value of a session without a free seat.
const FULL: &str = "yes";

fn parse_full(typed: &str) -> Result<Text, Message> {
    if typed.is_empty() || typed == FULL {
        return Ok(FULL.into());
    }
    Err(Message::new("update-bad-full").arg("typed", typed))
}

fn statuses() -> impl Iterator<Item = &'static str> {
    Status::NAMES.iter().map(|(name, _)| *name)
}

fn parse_status(typed: &str) -> Result<Text, Message> {
    let typed = keyword(typed).unwrap_or(typed);
    if statuses().any(|name| name == typed) {
        return Ok(typed.into());
    }
    let message = Message::new("update-bad-status").arg("typed", typed);
    Err(message.arg("known", statuses().collect::<Vec<_>>()))
}

/// Returns the problem of a stored value that its field does not take.
fn bad_value(field: Field, value: &str, help: Message) -> Invalid {
    let message = Message::new("update-bad-value");
    Invalid {
        code: Code::BadValue,
        message: message.arg("value", value).arg("field", field.name()),
        help,
    }
}

fn apply_delay(program: &Program, session: &mut Session, value: &str) -> Result<(), Invalid> {
    let Some(late) = minutes(value) else {
        let help = Message::new("update-delay-help");
        return Err(bad_value(Field::Delay, value, help));
    };
    if let Some(old) = session.slot {
        let (from, until) = (old.from + late * 60, old.until + late * 60);
        session.slot = Some(slot(program, from, until));
    }
    Ok(())
}

fn apply_length(program: &Program, session: &mut Session, value: &str) -> Result<(), Invalid> {
    let Some(length) = minutes(value).filter(|length| *length > 0) else {
        let help = Message::new("update-delay-help");
        return Err(bad_value(Field::Length, value, help));
    };
    if let Some(old) = session.slot {
        session.slot = Some(slot(program, old.from, old.from + length * 60));
    }
    Ok(())
}

/// Returns the slot of a session between two instants.
pub(super) fn slot(program: &Program, from: Timestamp, until: Timestamp) -> Slot {
    let (start, end) = (program.zone.at(from), program.zone.at(until));
    Slot {
        start,
        end,
        from,
        until,
        day: program.day_of(start),
    }
}

/// Returns the place of an id in its list.
fn place<T: Listed>(program: &Program, named: &Named, id: &str) -> Result<Ix<T>, Invalid> {
    let found = T::places(&program.ids).get(id);
    found.copied().ok_or_else(|| Invalid {
        code: Code::UnknownReference,
        message: Message::new(named.unknown_id).arg("id", id),
        help: Message::new("update-unknown-id-help"),
    })
}

fn apply_room(program: &Program, session: &mut Session, value: &str) -> Result<(), Invalid> {
    session.room = Some(place(program, &ROOM, value)?);
    Ok(())
}

fn apply_speakers(program: &Program, session: &mut Session, value: &str) -> Result<(), Invalid> {
    let ids = people(value);
    let all = ids.iter().map(|id| place(program, &SPEAKER, id));
    let before = std::mem::replace(&mut session.speakers, all.collect::<Result<_, _>>()?);
    // What the replaced speaker was to say stays in the running order, without a name.
    let people: Vec<_> = session.people().collect();
    let is_replaced = |who: &Ix<Speaker>| before.contains(who) && !people.contains(who);
    for item in &mut session.items {
        item.speakers.retain(|who| !is_replaced(who));
    }
    Ok(())
}

fn apply_full(_: &Program, session: &mut Session, value: &str) -> Result<(), Invalid> {
    if value != FULL {
        let help = Message::new("update-full-help");
        return Err(bad_value(Field::Full, value, help));
    }
    session.full = true;
    Ok(())
}

/// Returns the arrival of a speaker.
pub(super) fn arrival(value: &str) -> Result<Arrival, Invalid> {
    let found = Arrival::NAMES.iter().find(|(name, _)| *name == value);
    let known: Vec<&str> = Arrival::NAMES.iter().map(|(name, _)| *name).collect();
    found.map(|(_, arrival)| *arrival).ok_or_else(|| {
        let help = Message::new("update-arrival-help").arg("known", known);
        bad_value(Field::Arrival, value, help)
    })
}

/// Returns an announcement to a room or to everyone.
pub(super) fn announcement(value: &str) -> Result<Announcement, Invalid> {
    from_value(value).ok_or_else(|| {
        let help = Message::new("update-announcement-help");
        bad_value(Field::Announcement, value, help)
    })
}

#[allow(clippy::unnecessary_wraps)] // The signature of the table.
fn apply_note(_: &Program, session: &mut Session, value: &str) -> Result<(), Invalid> {
    session.note = Localized::Plain(value.into());
    Ok(())
}

fn apply_status(_: &Program, session: &mut Session, value: &str) -> Result<(), Invalid> {
    let found = Status::NAMES.iter().find(|(name, _)| *name == value);
    let Some((_, status)) = found else {
        let known = statuses().collect::<Vec<_>>().join(", ");
        let help = Message::new("update-status-help").arg("known", known);
        return Err(bad_value(Field::Status, value, help));
    };
    session.status = *status;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{LANGUAGES, Messages};
    use crate::text::Lang;

    #[test]
    fn the_words_of_the_screen_can_be_typed_in_each_language() {
        for language in LANGUAGES {
            let lang = Lang::parse(language.tag).expect("a tag");
            let messages = Messages::new(lang);
            let labels = ["delay", "length", "room", "speakers", "note"];
            let labels = labels.map(|field| (field, messages.get(&format!("label-{field}"))));
            let statuses = statuses().map(|status| (status, messages.status(status)));
            for (keyword, shown) in labels.into_iter().chain(statuses) {
                assert_eq!(super::keyword(&shown), Some(keyword), "{shown}");
            }
        }
    }

    #[test]
    fn minutes_are_read_as_people_write_them() {
        for (typed, wanted) in [
            ("10", Some(10)),
            ("10m", Some(10)),
            ("10 min", Some(10)),
            ("10 minutes", Some(10)),
            ("+10", Some(10)),
            ("-5", Some(-5)),
            ("1h30m", Some(90)),
            ("1 h 30 min", Some(90)),
            ("2 horas", Some(120)),
            ("١٠ دقائق", Some(10)),
            ("10 دقيقة", Some(10)),
            ("0", None),
            ("25h", None),
            ("min", None),
            ("10:30", None),
            ("ten", None),
        ] {
            assert_eq!(minutes(typed), wanted, "{typed}");
        }
    }
}
