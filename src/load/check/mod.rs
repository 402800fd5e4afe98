//! Checks raw records, turns them into a programme, and reports every problem that is not one of grammar.

mod identity;
mod time;
mod whole;

use chrono::NaiveDate;

use self::identity::named;
use super::raw::{Field, Origin, Raw, RawProgram, Ref, split};
use super::{Help, MAX_SESSIONS, Sink, did_you_mean, quoted};
use crate::i18n::Message;
use crate::model::diagnostic::{Code, Span};
use crate::model::zone::Zone;
use crate::model::{
    IdMap, Ids, Ix, Kind, Listed, Partner, Program, Project, Room, Session, SessionItem, Speaker,
    Subject, Track, push_new, sort, subject_date,
};
use crate::text::fold::fold;
use crate::text::{Localized, Text, has_same_letters, misspelt, nearest};

/// Turns raw records into a programme, and reports its problems.
pub fn check(mut raw: RawProgram, sink: &mut Sink) -> Program {
    let mut program = std::mem::take(&mut raw.head);
    if let Some(more) = raw.sessions.get(MAX_SESSIONS) {
        let message = Message::new("problem-too-many-sessions").arg("n", raw.sessions.len());
        let help = Message::new("fix-too-many-sessions");
        sink.report(Code::BadValue, more.span, message, help);
        raw.sessions.truncate(MAX_SESSIONS);
    }
    identity::check_required(&raw, &program, sink);
    let zone = raw.zone.take().and_then(|named| zone(named, sink));
    program.zoned = zone.is_some();
    program.zone = zone.unwrap_or_else(Zone::unnamed);
    program.updated = raw
        .updated
        .map(|(stamp, span)| time::read(stamp, span, &program.zone, sink).0);
    // Ids in program.toml are its author's.
    if raw.zone_help.is_some() {
        identity::tell_apart(&mut raw.sessions, sink);
    }
    let mut ids = Ids {
        sessions: identity::identify(&mut raw.sessions, "session", |s| &mut s.id, sink),
        tracks: identity::identify(&mut raw.tracks, "track", |t| &mut t.id, sink),
        speakers: identity::identify(&mut raw.speakers, "speaker", |s| &mut s.id, sink),
        partners: identity::identify(&mut raw.partners, "partner", |p| &mut p.id, sink),
        rooms: identity::identify(&mut raw.rooms, "room", |r| &mut r.id, sink),
        projects: identity::identify(&mut raw.projects, "project", |p| &mut p.id, sink),
    };
    for session in &mut raw.sessions {
        limit(&mut session.items, REFERENCES, sink);
        let Raw {
            item, times, items, ..
        } = session;
        item.slot = time::slot(times, &item.title, &program, sink);
        time::check_items(items, item, sink);
        item.updated = times
            .updated
            .map(|(stamp, span)| time::read(stamp, span, &program.zone, sink).0);
    }
    time::check_only_end(&raw.sessions, sink);
    resolve(&mut raw, &ids, sink);
    sort(&mut raw.sessions, |s| &s.item, &mut ids.sessions);
    let declared = whole::days(&mut program, &raw.days, sink);

    let (sessions, session_origins) = split(raw.sessions);
    let (rooms, room_origins) = split(raw.rooms);
    let (tracks, track_origins) = split(raw.tracks);
    let (partners, partner_origins) = split(raw.partners);
    let (speakers, speaker_origins) = split(raw.speakers);
    let (projects, project_origins) = split(raw.projects);
    program.sessions = sessions;
    program.rooms = rooms;
    program.tracks = tracks;
    program.partners = partners;
    program.projects = projects;
    program.speakers = speakers;
    program.ids = ids;
    program.index();
    let origins = Origins {
        span: raw.span.unwrap_or_default(),
        empty: raw.empty_help,
        days: declared,
        sessions: session_origins,
        rooms: room_origins,
        tracks: track_origins,
        partners: partner_origins,
        speakers: speaker_origins,
        projects: project_origins,
    };
    let sought = sink.sought.as_ref();
    let span = sought.and_then(|subject| origins.span_of(subject, &program.ids));
    sink.line = span.map(|span| sink.source.location(span).line);
    whole::check(&program, &origins, sink);
    program
}

/// The places of a programme and of its records.
struct Origins {
    span: Span,
    /// What to do without sessions.
    empty: Option<Message>,
    /// The declared days.
    days: Vec<(NaiveDate, Span)>,
    sessions: Vec<Origin>,
    rooms: Vec<Origin>,
    tracks: Vec<Origin>,
    partners: Vec<Origin>,
    speakers: Vec<Origin>,
    projects: Vec<Origin>,
}

impl Origins {
    /// Returns the place of a subject's record.
    fn span_of(&self, subject: &Subject, ids: &Ids) -> Option<Span> {
        fn find<T>(all: &[Origin], ids: &IdMap<T>, id: &Text) -> Option<Span> {
            all.get(ids.get(id)?.at()).map(|origin| origin.span)
        }
        let id = &subject.id;
        match subject.kind {
            Kind::Program => Some(self.span),
            Kind::Day => {
                let date = subject_date(subject)?;
                let mut days = self.days.iter();
                days.find_map(|(day, span)| (*day == date).then_some(*span))
            }
            Kind::Session => find(&self.sessions, &ids.sessions, id),
            Kind::Room => find(&self.rooms, &ids.rooms, id),
            Kind::Track => find(&self.tracks, &ids.tracks, id),
            Kind::Speaker => find(&self.speakers, &ids.speakers, id),
            Kind::Partner => find(&self.partners, &ids.partners, id),
            Kind::Project => find(&self.projects, &ids.projects, id),
            _ => None,
        }
    }
}

/// Returns the name of a kind of record.
fn kind_name(kind: Kind) -> Message {
    Message::new(match kind {
        Kind::Day => "kind-day",
        Kind::Room => "kind-room",
        Kind::Track => "kind-track",
        Kind::Project => "kind-project",
        Kind::Speaker => "kind-speaker",
        _ => "kind-partner",
    })
}

fn zone((name, span): (Text, Span), sink: &mut Sink) -> Option<Zone> {
    let zone = Zone::named(&name);
    if zone.is_none() {
        sink.report_unknown_zone(&name, span);
    }
    zone
}

/// Returns whether a syntax error is inside a record of this kind without an id, so that the id may be there.
fn has_broken(raw: &RawProgram, kind: Kind, sink: &Sink) -> bool {
    fn any<T>(all: &[Raw<T>], sink: &Sink) -> bool {
        all.iter().any(|r| r.id == r.span && sink.is_broken(r.span))
    }
    match kind {
        Kind::Room => any(&raw.rooms, sink),
        Kind::Track => any(&raw.tracks, sink),
        Kind::Project => any(&raw.projects, sink),
        Kind::Speaker => any(&raw.speakers, sink),
        _ => any(&raw.partners, sink),
    }
}

/// Reports a reference to a record that does not exist; `known` are the ids of that kind, and `names` has the
/// records whose names may have been written in their place.
fn report_unknown<T>(r: &Ref, known: &IdMap<T>, names: Option<&Names>, sink: &mut Sink) {
    let about = |key| Message::new(key).arg("kind", kind_name(r.field.kind()));
    let may_guess = sink.spend(known.len()).is_some();
    let ids = || known.keys().map(Text::as_str);
    let called = || {
        names?
            .id(r.field.kind(), &r.id)
            .map(|(id, is_only)| (id.as_str(), is_only))
    };
    let near = || {
        let near = nearest(&r.id, ids())?;
        // Another letter may mean another record, which was forgotten: a person, or a hall.
        let is_certain = misspelt(&r.id, ids()).is_some() && has_same_letters(&r.id, near);
        Some((near, is_certain))
    };
    let meant = || called().or_else(near);
    let help = match may_guess.then(meant).flatten() {
        Some((meant, is_certain)) => {
            // A key may be there already.
            let is_value = !matches!(r.field, Field::Walk(_));
            let edit = (is_certain && is_value).then(|| quoted(r.span, meant));
            Help::new(did_you_mean(meant), edit)
        }
        None if known.is_empty() => about("fix-no-records").into(),
        None => about("fix-add-record").into(),
    };
    let message = about("problem-unknown-reference").arg("id", &r.id);
    sink.report(Code::UnknownReference, r.span, message, help);
}

/// The maximum number of references of a session, a room or a speaker, and of a project, whose funders are found from
/// each of its sessions.
const REFERENCES: usize = 1_000;
const PROJECT_REFERENCES: usize = 64;

/// Leaves out the references of each record after the first `most`, and reports them.
fn limit<T>(all: &mut [Raw<T>], most: usize, sink: &mut Sink) {
    for raw in all {
        if let Some(more) = raw.refs.get(most) {
            report_many(raw.refs.len(), most, more.span, sink);
            raw.refs.truncate(most);
        }
    }
}

/// Reports that a record has more references than are kept.
fn report_many(n: usize, most: usize, span: Span, sink: &mut Sink) {
    let message = Message::new("problem-too-many-references").arg("n", n);
    let help = Message::new("fix-too-many-references");
    sink.report(Code::BadValue, span, message.arg("most", most), help);
}

/// Turns references into indexes.
fn resolve(raw: &mut RawProgram, ids: &Ids, sink: &mut Sink) {
    let kinds = [
        Kind::Room,
        Kind::Track,
        Kind::Project,
        Kind::Speaker,
        Kind::Partner,
    ];
    limit(&mut raw.sessions, REFERENCES, sink);
    limit(&mut raw.rooms, REFERENCES, sink);
    limit(&mut raw.projects, PROJECT_REFERENCES, sink);
    // The record may be in the part with a syntax error, or in the part that was left out.
    let broken: Vec<Kind> = kinds
        .into_iter()
        .filter(|&kind| sink.is_full() || has_broken(raw, kind, sink))
        .collect();
    let names = Names {
        rooms: &raw.rooms,
        tracks: &raw.tracks,
        projects: &raw.projects,
        speakers: &raw.speakers,
        partners: &raw.partners,
    };
    let mut resolver = Resolver {
        ids,
        broken: &broken,
        names: Some(names),
        sink,
    };
    for Raw {
        item, refs, items, ..
    } in &mut raw.sessions
    {
        for r in refs {
            match r.field {
                Field::Room => item.room = resolver.find(r).or(item.room),
                Field::Track => item.track = resolver.find(r).or(item.track),
                Field::Project => item.project = resolver.find(r).or(item.project),
                Field::Speaker => resolver.push(r, &mut item.speakers),
                Field::Moderator => resolver.push(r, &mut item.moderators),
                Field::Interpreter => resolver.push(r, &mut item.interpreters),
                _ => resolver.push(r, &mut item.partners),
            }
        }
        item.items = resolver.items(std::mem::take(items), item);
    }
    let mut resolver = Resolver {
        ids,
        broken: &broken,
        // Their lists are borrowed as mutable below.
        names: None,
        sink,
    };
    for Raw { item, refs, .. } in &mut raw.projects {
        for r in refs {
            match r.field {
                Field::Lead => item.lead = resolver.find(r),
                _ => resolver.push(r, &mut item.funders),
            }
        }
    }
    for Raw { item, refs, .. } in &mut raw.speakers {
        item.partner = refs.iter().find_map(|r| resolver.find(r));
    }
    let mut walks: Vec<Walk> = Vec::new();
    for (from, Raw { item, refs, .. }) in raw.rooms.iter_mut().enumerate() {
        for r in refs {
            match r.field {
                Field::Interpreter => resolver.push(r, &mut item.interpreters),
                Field::Walk(minutes) => {
                    let to = resolver.find(r);
                    walks.extend(to.map(|to| (Ix::new(from), to, minutes)));
                }
                _ => {}
            }
        }
    }
    add_walks(&mut raw.rooms, &walks, sink);
}

/// Turns references into indices, and reports those to records that do not exist.
struct Resolver<'a, 's> {
    ids: &'a Ids,
    /// The kinds of records whose ids may be in what could not be read.
    broken: &'a [Kind],
    /// The names that people may have written in the place of ids.
    names: Option<Names<'a>>,
    sink: &'a mut Sink<'s>,
}

/// The records that have names.
struct Names<'a> {
    rooms: &'a [Raw<Room>],
    tracks: &'a [Raw<Track>],
    projects: &'a [Raw<Project>],
    speakers: &'a [Raw<Speaker>],
    partners: &'a [Raw<Partner>],
}

impl<'a> Names<'a> {
    /// Returns the id of the record that has this name, and whether it is the only one.
    fn id(&self, kind: Kind, name: &str) -> Option<(&'a Text, bool)> {
        fn find<'r, T>(
            all: &'r [Raw<T>],
            wanted: &str,
            of: fn(&T) -> (&Text, &Localized),
        ) -> Option<(&'r Text, bool)> {
            let named = all.iter().map(|raw| of(&raw.item));
            let is = |text: &Text| fold(text) == wanted;
            let mut found = named.filter(|(_, name)| name.all().any(is));
            let (id, _) = found.next()?;
            Some((id, found.next().is_none()))
        }
        let wanted = fold(name);
        match kind {
            Kind::Room => find(self.rooms, &wanted, |r| (&r.id, &r.name)),
            Kind::Track => find(self.tracks, &wanted, |t| (&t.id, &t.name)),
            Kind::Project => find(self.projects, &wanted, |p| (&p.id, &p.name)),
            Kind::Speaker => find(self.speakers, &wanted, |s| (&s.id, &s.name)),
            Kind::Partner => find(self.partners, &wanted, |p| (&p.id, &p.name)),
            _ => None,
        }
    }
}

impl Resolver<'_, '_> {
    fn find<T: Listed>(&mut self, r: &Ref) -> Option<Ix<T>> {
        let places = T::places(self.ids);
        let found = places.get(&r.id).copied();
        if found.is_none() && !self.broken.contains(&T::KIND) {
            report_unknown(r, places, self.names.as_ref(), self.sink);
        }
        found
    }

    fn push<T: Listed>(&mut self, r: &Ref, list: &mut Vec<Ix<T>>) {
        if let Some(ix) = self.find(r) {
            push_new(list, ix);
        }
    }

    /// Returns the items of a session, and reports speakers who are not among its people.
    fn items(&mut self, all: Vec<Raw<SessionItem>>, session: &Session) -> Vec<SessionItem> {
        let item = |Raw { mut item, refs, .. }: Raw<SessionItem>| {
            for r in &refs {
                self.push(r, &mut item.speakers);
                let known = self.ids.speakers.get(&r.id);
                if known.is_some_and(|&who| !session.people().any(|one| one == who)) {
                    let message = Message::new("problem-item-speaker").arg("id", &r.id);
                    let message = message.arg("what", named(&session.title, "this-session"));
                    let help = Message::new("fix-item-speaker");
                    self.sink.report(Code::ItemSpeaker, r.span, message, help);
                }
            }
            item
        };
        all.into_iter().map(item).collect()
    }
}

/// The minutes to walk from one room to another.
type Walk = (Ix<Room>, Ix<Room>, u32);

/// Adds walking times to both rooms; where a file has a time for each direction, both are kept.
fn add_walks(rooms: &mut [Raw<Room>], walks: &[Walk], sink: &mut Sink) {
    let back = walks.iter().map(|&(from, to, minutes)| (to, from, minutes));
    for (from, to, minutes) in walks.iter().copied().chain(back) {
        let room = &mut rooms[from.at()];
        let walk = &mut room.item.walk;
        if from == to || walk.iter().any(|(there, _)| *there == to) {
            continue;
        }
        if walk.len() == REFERENCES {
            report_many(REFERENCES + 1, REFERENCES, room.span, sink);
        } else {
            walk.push((to, minutes));
        }
    }
}
