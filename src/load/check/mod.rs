//! The checks: from raw records to a programme, with every fault that is not one of grammar.

mod whole;

use chrono::{NaiveDate, TimeDelta};

use super::Sink;
use super::raw::{Field, Raw, RawDay, RawProgram, Ref, Stamp, Times};
use crate::diagnostic::{Code, Span};
use crate::program::{Day, Ids, Ix, Kind, Places, Program, Session, Slot};
use crate::text::{Localized, Text};
use crate::words::{self, nearest};
use crate::zone::{Meaning, Zone};

/// A session longer than this is probably a slip.
const LONG: i64 = 12 * 3600;

/// Makes the programme, and reports what is wrong with it.
pub fn check(mut raw: RawProgram, sink: &mut Sink) -> Program {
    let mut program = std::mem::replace(&mut raw.head, Program::empty());
    if raw.span != Span::default() {
        missing(
            sink,
            raw.span,
            "the programme",
            &[
                ("id", program.id.is_empty()),
                ("title", program.title.is_empty()),
                ("timezone", raw.zone.is_none()),
            ],
        );
    }
    program.zone = zone(raw.zone.take(), sink);

    lacking(&raw, sink);
    let mut ids = Ids {
        sessions: identify(&mut raw.sessions, "session", |s| &mut s.id, sink),
        tracks: identify(&mut raw.tracks, "track", |t| &mut t.id, sink),
        speakers: identify(&mut raw.speakers, "speaker", |s| &mut s.id, sink),
        partners: identify(&mut raw.partners, "partner", |p| &mut p.id, sink),
        rooms: identify(&mut raw.rooms, "room", |r| &mut r.id, sink),
        projects: identify(&mut raw.projects, "project", |p| &mut p.id, sink),
    };
    for session in &mut raw.sessions {
        session.item.slot = slot(&session.times, &program, sink);
    }
    resolve(&mut raw, &ids, sink);

    sort(&mut raw.sessions, &mut ids.sessions);

    let declared = days(&mut program, &raw.days, sink);
    index(&mut raw, &mut program);
    if !declared.is_empty() {
        whole::outside_days(&raw.sessions, &declared, sink);
    }
    whole::room_overlaps(&raw, sink);
    whole::speaker_overlaps(&raw, sink);
    whole::unused(&raw, &program, &declared, sink);
    if raw.sessions.is_empty() {
        sink.report(
            Code::NoSessions,
            raw.span,
            "the file has no session",
            Some("add a [[sessions]] table"),
        );
    }

    let slots = || raw.sessions.iter().filter_map(|s| s.item.slot);
    program.span =
        slots().next().map_or(0, |s| s.from)..slots().map(|s| s.until).max().unwrap_or(0);
    program.sessions = raw.sessions.into_iter().map(|r| r.item).collect();
    program.rooms = raw.rooms.into_iter().map(|r| r.item).collect();
    program.tracks = raw.tracks.into_iter().map(|r| r.item).collect();
    program.partners = raw.partners.into_iter().map(|r| r.item).collect();
    program.projects = raw.projects.into_iter().map(|r| r.item).collect();
    program.speakers = raw.speakers.into_iter().map(|r| r.item).collect();
    program.ids = ids;
    program
}

/// Reports what records must have and have not.
fn lacking(raw: &RawProgram, sink: &mut Sink) {
    fn id<T>(all: &[Raw<T>], what: &str, id: fn(&T) -> &Text, sink: &mut Sink) {
        for raw in all {
            missing(sink, raw.span, what, &[("id", id(&raw.item).is_empty())]);
        }
    }
    id(&raw.rooms, "the room", |r| &r.id, sink);
    id(&raw.tracks, "the track", |t| &t.id, sink);
    id(&raw.partners, "the partner", |p| &p.id, sink);
    id(&raw.projects, "the project", |p| &p.id, sink);
    id(&raw.speakers, "the speaker", |s| &s.id, sink);
    for Raw {
        item,
        span,
        has_start,
        ..
    } in &raw.sessions
    {
        // A start that cannot be read has been reported where it stands.
        missing(
            sink,
            *span,
            "the session",
            &[
                ("id", item.id.is_empty()),
                ("title", item.title.is_empty()),
                ("start", !has_start),
            ],
        );
    }
}

fn missing(sink: &mut Sink, span: Span, what: &str, keys: &[(&str, bool)]) {
    let missing: Vec<String> = keys
        .iter()
        .filter(|(_, is)| *is)
        .map(|(key, _)| (*key).to_owned())
        .collect();
    if !missing.is_empty() && !sink.is_broken(span) {
        let names = words::join(&missing);
        sink.report(
            Code::MissingKey,
            span,
            format!("{what} has no {names}"),
            Some(format!("add {names}")),
        );
    }
}

fn zone(name: Option<(Text, Span)>, sink: &mut Sink) -> Zone {
    let Some((name, span)) = name else {
        return Zone::utc();
    };
    Zone::named(&name).unwrap_or_else(|| {
        let names = Zone::names();
        let help = match nearest(&name, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => "write an IANA name such as \"Africa/Casablanca\"".into(),
        };
        sink.report(
            Code::UnknownZone,
            span,
            format!("there is no time zone \"{name}\""),
            Some(help),
        );
        Zone::utc()
    })
}

/// Gives every record an id of its own and says where each is.
fn identify<T>(
    all: &mut [Raw<T>],
    what: &str,
    id_of: fn(&mut T) -> &mut Text,
    sink: &mut Sink,
) -> Places {
    let mut map =
        Places::with_capacity_and_hasher(all.len(), foldhash::fast::RandomState::default());
    let mut spans: Vec<Span> = Vec::with_capacity(all.len());
    for (ix, raw) in (0..).zip(all.iter_mut()) {
        spans.push(raw.id);
        let given = id_of(&mut raw.item).clone();
        let mut id = given.clone();
        if given.is_empty() {
            id = format!("{what}-{}", ix + 1).as_str().into();
        } else if let Some(&first) = map.get(&given) {
            let line = sink.source.place(spans[first as usize]).line;
            let message = format!("the {what} \"{given}\" is there already, on line {line}");
            sink.report(
                Code::DuplicateId,
                raw.id,
                message,
                Some("give each its own id"),
            );
        }
        let stem = id.clone();
        let mut n = 2;
        while map.contains_key(&id) {
            id = format!("{stem}-{n}").as_str().into();
            n += 1;
        }
        *id_of(&mut raw.item) = id.clone();
        map.insert(id, ix);
    }
    map
}

/// Turns references into indexes.
fn resolve(raw: &mut RawProgram, ids: &Ids, sink: &mut Sink) {
    let mut find = |r: &Ref| {
        let (map, what) = match r.field.kind() {
            Kind::Room => (&ids.rooms, "room"),
            Kind::Track => (&ids.tracks, "track"),
            Kind::Project => (&ids.projects, "project"),
            Kind::Speaker => (&ids.speakers, "speaker"),
            _ => (&ids.partners, "partner"),
        };
        let found = map.get(&r.id).copied();
        if found.is_none() {
            let help = match nearest(&r.id, map.keys().map(Text::as_str)) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None if map.is_empty() => format!("the file has no {what} at all"),
                None => format!("add a {what} with that id"),
            };
            let message = format!("no {what} has the id \"{}\"", r.id);
            sink.report(Code::UnknownReference, r.span, message, Some(help));
        }
        found
    };
    for Raw { item, refs, .. } in &mut raw.sessions {
        for r in refs {
            let Some(ix) = find(r) else { continue };
            match r.field {
                Field::Room => item.room = Some(ix),
                Field::Track => item.track = Some(ix),
                Field::Project => item.project = Some(ix),
                Field::Speaker => push_new(&mut item.speakers, ix),
                Field::Moderator => push_new(&mut item.moderators, ix),
                _ => push_new(&mut item.partners, ix),
            }
        }
    }
    for Raw { item, refs, .. } in &mut raw.projects {
        for r in refs {
            match (r.field, find(r)) {
                (Field::Lead, lead) => item.lead = lead,
                (_, Some(ix)) => push_new(&mut item.funders, ix),
                _ => {}
            }
        }
    }
    for Raw { item, refs, .. } in &mut raw.speakers {
        item.partner = refs.iter().find_map(&mut find);
    }
    for Raw { item, refs, .. } in &mut raw.rooms {
        for r in refs {
            if let (Field::Walk(minutes), Some(ix)) = (r.field, find(r)) {
                item.walk.push((ix, minutes));
            }
        }
    }
}

fn push_new(list: &mut Vec<Ix>, ix: Ix) {
    if !list.contains(&ix) {
        list.push(ix);
    }
}

/// Puts the sessions in the order of the agenda, and tells their ids.
fn sort(sessions: &mut Vec<Raw<Session>>, ids: &mut Places) {
    let key = |s: &Raw<Session>| (s.item.slot.map_or(i64::MAX, |slot| slot.from), s.item.room);
    let mut order: Vec<Ix> = (0..sessions.len() as Ix).collect();
    order.sort_by_key(|&ix| key(&sessions[ix as usize]));
    let mut place = vec![0; order.len()];
    for (to, &from) in (0..).zip(&order) {
        place[from as usize] = to;
    }
    *sessions = order
        .iter()
        .map(|&ix| std::mem::take(&mut sessions[ix as usize]))
        .collect();
    for ix in ids.values_mut() {
        *ix = place[*ix as usize];
    }
}

/// Places a session in time.
fn slot(times: &Times, program: &Program, sink: &mut Sink) -> Option<Slot> {
    let zone = &program.zone;
    let (start, start_span) = times.start?;
    let instant = |stamp: Stamp, span: Span, sink: &mut Sink| {
        if let Some(offset) = stamp.offset {
            let instant = stamp.local.and_utc().timestamp() - offset;
            let local = words::time(zone.at(instant));
            let message = format!(
                "a time has no offset; this one is {local} in {}",
                zone.name()
            );
            sink.report(
                Code::OffsetTime,
                span,
                message,
                Some("write it on the event's clock, without Z or +01:00"),
            );
            return (zone.at(instant), instant);
        }
        let meaning = zone.meaning(stamp.local);
        let fault = match meaning {
            Meaning::Once(_) => None,
            Meaning::Gap(_) => Some((
                Code::GapTime,
                "this time does not exist",
                "choose one before or after the change",
            )),
            Meaning::Fold(_) => Some((
                Code::FoldTime,
                "this time comes twice",
                "the first is taken; choose another if you can",
            )),
        };
        if let Some((code, what, help)) = fault {
            let message = format!("{what}: the clocks change that night in {}", zone.name());
            sink.report(code, span, message, Some(help));
        }
        (stamp.local, meaning.instant())
    };
    let (local, from) = instant(start, start_span, sink);
    let (mut end, mut until) = (local, from);
    if let Some((stamp, span)) = times.end {
        let (end_local, end_instant) = instant(stamp, span, sink);
        if end_instant > from {
            (end, until) = (end_local, end_instant);
        } else {
            let message = "the session ends no later than it starts";
            sink.report(
                Code::EndNotAfterStart,
                span,
                message,
                Some("did you mean the day after?"),
            );
        }
    } else if let Some((minutes, _)) = times.duration {
        until = from.saturating_add(minutes * 60);
        end = zone.at(until);
    }
    if until - from > LONG {
        let length = words::minutes((until - from) / 60);
        let end = times.end.map(|(_, span)| span);
        let span = end
            .or(times.duration.map(|(_, span)| span))
            .unwrap_or(start_span);
        sink.report(
            Code::LongSession,
            span,
            format!("the session lasts {length}"),
            Some("is its end on the right day?"),
        );
    }
    // A clock that is 05:00 fast: what starts before it falls on the day before.
    let day = local
        .checked_sub_signed(TimeDelta::minutes(program.day_change.into()))
        .unwrap_or(local)
        .date();
    Some(Slot {
        start: local,
        end,
        from,
        until,
        day,
    })
}

/// Takes over the declared days; the result is their dates and places.
fn days(program: &mut Program, raw: &[RawDay], sink: &mut Sink) -> Vec<(NaiveDate, Span)> {
    let mut declared: Vec<(NaiveDate, Span)> = Vec::new();
    for day in raw {
        let Some(date) = day.date else { continue };
        if declared.iter().any(|(have, _)| *have == date) {
            let message = format!("the day {date} is there already");
            sink.report(
                Code::DuplicateId,
                day.span,
                message,
                Some("keep one of the two"),
            );
            continue;
        }
        declared.push((date, day.span));
        program.days.push(Day {
            date,
            title: day.title.clone(),
            sessions: Vec::new(),
        });
    }
    program.days.sort_by_key(|d| d.date);
    declared
}

/// Fills the lists of sessions that days, rooms, tracks, speakers, partners and projects keep.
fn index(raw: &mut RawProgram, program: &mut Program) {
    let RawProgram {
        rooms,
        tracks,
        partners,
        projects,
        speakers,
        sessions,
        ..
    } = raw;
    for (ix, speaker) in (0..).zip(speakers.iter()) {
        if let Some(p) = speaker.item.partner {
            partners[p as usize].item.speakers.push(ix);
        }
    }
    for (ix, project) in (0..).zip(projects.iter()) {
        for &p in project.item.lead.iter().chain(&project.item.funders) {
            push_new(&mut partners[p as usize].item.projects, ix);
        }
    }
    for (ix, session) in (0..).zip(sessions.iter()) {
        let s = &session.item;
        if let Some(slot) = s.slot {
            let at = program
                .days
                .binary_search_by_key(&slot.day, |d| d.date)
                .unwrap_or_else(|at| {
                    let day = Day {
                        date: slot.day,
                        title: Localized::Empty,
                        sessions: Vec::new(),
                    };
                    program.days.insert(at, day);
                    at
                });
            program.days[at].sessions.push(ix);
        }
        // Sessions come in order, so an index is in a list already only as its last.
        let add = |list: &mut Vec<Ix>| {
            if list.last() != Some(&ix) {
                list.push(ix);
            }
        };
        s.room
            .into_iter()
            .for_each(|r| add(&mut rooms[r as usize].item.sessions));
        s.track
            .into_iter()
            .for_each(|t| add(&mut tracks[t as usize].item.sessions));
        for &p in &s.partners {
            add(&mut partners[p as usize].item.sessions);
        }
        for &who in s.speakers.iter().chain(&s.moderators) {
            let speaker = &mut speakers[who as usize].item;
            add(&mut speaker.sessions);
            speaker
                .partner
                .into_iter()
                .for_each(|p| add(&mut partners[p as usize].item.sessions));
        }
        if let Some(project) = s.project {
            let project = &mut projects[project as usize].item;
            add(&mut project.sessions);
            project
                .lead
                .into_iter()
                .for_each(|p| add(&mut partners[p as usize].item.sessions));
            for &p in &project.funders {
                let partner = &mut partners[p as usize].item;
                if partner.sessions.last() != Some(&ix) {
                    add(&mut partner.funded);
                }
            }
        }
    }
}
