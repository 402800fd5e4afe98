//! Applies an update log to a programme.

use std::collections::HashMap;

use super::conflicts;
use super::fields::{FieldInfo, announcement, arrival};
use super::people::add_people;
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Diagnostic, MAX_DIAGNOSTICS};
use crate::model::{AnyIx, Arrival, Ix, Kind, Program, Session, Status, sort};
use crate::text::Text;
use crate::update::{Field, InForce, Update, UpdateLog, minutes};

/// The sessions that have updates, as the programme's file has them, by id.
pub type Original = HashMap<Text, Session>;

/// The result of applying an update log to a programme.
#[derive(Debug)]
struct Effective {
    /// The sessions to replace, each with its place in the programme; a later one replaces an earlier one.
    pub sessions: Vec<(Ix<Session>, Session)>,
    /// The sessions that have updates now, as the programme's file has them.
    pub original: Original,
    /// The problems of the log and of its values.
    pub diagnostics: Vec<Diagnostic>,
}

/// Applies an update log in place of the one that was applied before, whose sessions are `original`; returns the problems
/// of the log, and the conflicts that its updates cause.
pub fn apply(program: &mut Program, original: &mut Original, log: &UpdateLog) -> Vec<Diagnostic> {
    let in_force = log.all_in_force();
    add_people(program, &in_force);
    let effective = effective(program, original, (log, &in_force));
    for (ix, session) in effective.sessions {
        program.sessions[ix.at()] = session;
    }
    let mut ids = std::mem::take(&mut program.ids.sessions);
    sort(&mut program.sessions, |s| s, &mut ids);
    program.ids.sessions = ids;
    program.index();
    *original = effective.original;
    let mut diagnostics = effective.diagnostics;
    apply_others(program, &in_force, &mut diagnostics);
    conflicts::report(program, original, &in_force, &mut diagnostics);
    diagnostics.truncate(MAX_DIAGNOSTICS);
    diagnostics
}

/// Returns what an update log changes in a programme, over which another log may have been applied.
fn effective(
    program: &Program,
    original: &Original,
    (log, in_force): (&UpdateLog, &InForce),
) -> Effective {
    // Sessions whose updates were withdrawn become what they were.
    let restored = original.iter();
    let place = |id| program.ids.sessions.get(id).copied();
    let restored = restored.filter_map(|(id, session)| Some((place(id)?, session.clone())));
    let mut result = Effective {
        sessions: restored.collect(),
        original: Original::new(),
        diagnostics: log.diagnostics.clone(),
    };
    let all = in_force.iter();
    for (subject, updates) in all.filter(|(subject, _)| subject.kind == Kind::Session) {
        let Some(ix) = program.find::<Session>(subject) else {
            let set = updates.iter().find(|u| u.value.is_some());
            result.diagnostics.extend(set.map(|u| unknown(u)));
            continue;
        };
        let scheduled = original.get(&subject.id).unwrap_or_else(|| &program[ix]);
        let (session, problems) = updated(program, scheduled, updates);
        result
            .original
            .insert(subject.id.clone(), scheduled.clone());
        result.sessions.push((ix, session));
        result.diagnostics.extend(problems);
    }
    result
}

/// Returns a session with its updates, and the problems of those that cannot be applied.
pub(super) fn updated(
    program: &Program,
    scheduled: &Session,
    updates: &[&Update],
) -> (Session, Vec<Diagnostic>) {
    let mut session = scheduled.clone();
    let mut problems = Vec::new();
    let mut applied: HashMap<Field, &Text> = HashMap::new();
    for update in updates {
        let Some(value) = &update.value else { continue };
        let Some(info) = FieldInfo::of(update.field) else {
            continue;
        };
        match (info.apply)(program, &mut session, value) {
            Ok(()) => drop(applied.insert(update.field, value)),
            Err(e) => problems.push(diagnostic(update, e.code, e.message, e.help)),
        }
    }
    // A session that starts later is delayed, without an update that says so.
    let scheduled_status = matches!(session.status, Status::Confirmed | Status::Tentative);
    if scheduled_status && !applied.contains_key(&Field::Status) {
        let late = applied.get(&Field::Delay).and_then(|v| minutes(v));
        match (late, applied.get(&Field::Room)) {
            (Some(1..), _) => session.status = Status::Delayed,
            (Some(_), _) | (_, Some(_)) => session.status = Status::Moved,
            _ => {}
        }
    }
    let last = updates.iter().map(|u| u.at).max().unwrap_or_default();
    let last = program.zone.at(last);
    session.updated = session.updated.or(program.updated).max(Some(last));
    (session, problems)
}

/// Returns whether an update can be applied to a session as its file has it.
pub fn is_applicable(program: &Program, scheduled: &Session, update: &Update) -> bool {
    updated(program, scheduled, &[update]).1.is_empty()
}

/// Returns a diagnostic at the place of an update.
pub(super) fn diagnostic(
    update: &Update,
    code: Code,
    message: Message,
    help: Message,
) -> Diagnostic {
    Diagnostic {
        code,
        location: update.location.clone(),
        message,
        help: Some(help),
        edits: Vec::new(),
        same: 0,
    }
}

/// Puts the updates of speakers, rooms and the programme itself in the place of those before.
fn apply_others(program: &mut Program, in_force: &InForce, problems: &mut Vec<Diagnostic>) {
    program.announcement = None;
    program.rooms.iter_mut().for_each(|r| r.announcement = None);
    for speaker in &mut program.speakers {
        speaker.arrival = Arrival::default();
    }
    for (subject, updates) in in_force {
        if subject.kind == Kind::Session {
            continue;
        }
        for update in updates {
            let Some(value) = &update.value else { continue };
            let place = program.find_any(subject);
            let applied = match (update.field, place) {
                (Field::Arrival, Some(AnyIx::Speaker(ix))) => {
                    arrival(value).map(|arrival| program.speakers[ix.at()].arrival = arrival)
                }
                (Field::Announcement, Some(AnyIx::Room(ix))) => {
                    announcement(value).map(|text| program.rooms[ix.at()].announcement = Some(text))
                }
                (Field::Announcement, None) if subject.kind == Kind::Program => {
                    announcement(value).map(|text| program.announcement = Some(text))
                }
                _ => {
                    problems.push(unknown(update));
                    continue;
                }
            };
            let problem = applied.err();
            problems.extend(problem.map(|e| diagnostic(update, e.code, e.message, e.help)));
        }
    }
}

/// Returns the problem of an update whose subject the programme does not have.
fn unknown(update: &Update) -> Diagnostic {
    let key = match update.subject.kind {
        Kind::Speaker => "update-speaker-unknown",
        Kind::Room => "update-room-unknown",
        _ => "update-session-unknown",
    };
    let message = Message::new(key).arg("id", &update.subject.id);
    let help = Message::new("update-session-unknown-help");
    diagnostic(update, Code::UnknownReference, message, help)
}
