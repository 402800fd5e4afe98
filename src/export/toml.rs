//! program.toml: all that nadwa knows. Read again, it is the same programme.

use std::fmt::Write as _;

use super::{Made, Part};
use crate::model::{Ix, Kind, Program, SessionKind, Slot};
use crate::text::{Lang, Localized, Text};
use crate::update::quoted;
use chrono::NaiveDateTime;

pub fn make(part: &Part) -> Made {
    let program = &part.world.program;
    let mut file = File(String::new());
    head(&mut file, program);
    days(&mut file, part);
    let used = |kind: Kind| {
        let all = 0..program.len(kind) as Ix;
        all.filter(move |&ix| part.uses(kind, ix))
    };
    for ix in used(Kind::Room) {
        let room = program.room(ix);
        file.table("rooms", &room.id);
        file.localized("name", &room.name);
        file.raw("capacity", room.capacity.map(|n| n.to_string()));
        file.text("floor", room.floor.as_ref());
        let walk = room
            .walk
            .iter()
            .filter(|(to, _)| part.uses(Kind::Room, *to));
        let walk: Vec<String> = walk
            .map(|(to, minutes)| format!("{} = {minutes}", quoted(&program.room(*to).id)))
            .collect();
        let walk = (!walk.is_empty()).then(|| format!("{{ {} }}", walk.join(", ")));
        file.raw("walk", walk);
    }
    for ix in used(Kind::Track) {
        let track = program.track(ix);
        file.table("tracks", &track.id);
        file.localized("name", &track.name);
        file.localized("about", &track.about);
        file.raw("color", track.color.map(|color| quoted(color.name())));
    }
    for ix in used(Kind::Partner) {
        let partner = program.partner(ix);
        file.table("partners", &partner.id);
        file.localized("name", &partner.name);
        file.localized("acronym", &partner.acronym);
        file.raw("role", Some(quoted(partner.role.name())));
        file.text("url", partner.url.as_ref());
        file.localized("about", &partner.about);
    }
    for ix in used(Kind::Project) {
        let project = program.project(ix);
        file.table("projects", &project.id);
        file.localized("name", &project.name);
        file.localized("about", &project.about);
        file.text("url", project.url.as_ref());
        file.text("lead", project.lead.map(|p| &program.partner(p).id));
        let funders = project.funders.iter().map(|&p| &program.partner(p).id);
        file.list("funders", funders);
    }
    for ix in used(Kind::Speaker) {
        let speaker = program.speaker(ix);
        file.table("speakers", &speaker.id);
        file.localized("name", &speaker.name);
        file.localized("role", &speaker.role);
        file.text("partner", speaker.partner.map(|p| &program.partner(p).id));
        file.localized("affiliation", &speaker.affiliation);
        file.localized("bio", &speaker.bio);
        file.text("url", speaker.url.as_ref());
        file.text("image", speaker.image.as_ref());
    }
    for session in part.all() {
        session_table(&mut file, program, session);
    }
    Made::one(file.0)
}

fn head(file: &mut File, program: &Program) {
    file.0.push_str("[program]\n");
    file.text("id", Some(&program.id));
    file.localized("title", &program.title);
    file.localized("about", &program.about);
    let languages: Vec<String> = program
        .languages
        .iter()
        .map(|l| quoted(l.as_str()))
        .collect();
    let languages = (!languages.is_empty()).then(|| format!("[{}]", languages.join(", ")));
    file.raw("languages", languages);
    let zone = program.zoned.then(|| quoted(program.zone.name()));
    file.raw("timezone", zone);
    let change = program.day_change;
    let change = (change > 0).then(|| format!("\"{:02}:{:02}\"", change / 60, change % 60));
    file.raw("day_change", change);
    file.text("url", program.url.as_ref());
    file.localized("venue", &program.venue);
    file.localized("notice", &program.notice);
    file.time("updated", program.updated);
}

/// The days, where the sessions do not tell all of them.
fn days(file: &mut File, part: &Part) {
    let days = &part.world.program.days;
    if days
        .iter()
        .all(|d| d.title.is_empty() && !d.sessions.is_empty())
    {
        return;
    }
    let used = |ix: &Ix| part.sessions.binary_search(ix).is_ok();
    for day in days {
        if part.is_whole() || day.sessions.iter().any(used) {
            file.0.push_str("\n[[days]]\n");
            file.raw("date", Some(day.date.to_string()));
            file.localized("title", &day.title);
        }
    }
}

fn session_table(file: &mut File, program: &Program, session: &crate::model::Session) {
    file.table("sessions", &session.id);
    file.localized("title", &session.title);
    file.localized("subtitle", &session.subtitle);
    let kind = Some(session.kind).filter(|k| *k != SessionKind::default());
    file.raw("kind", kind.map(|k| quoted(k.name())));
    file.localized("type", &session.label);
    file.time("start", session.slot.map(|s| s.start));
    let end = session.slot.filter(Slot::has_end);
    file.time("end", end.map(|s| s.end));
    file.text("room", session.room.map(|r| &program.room(r).id));
    file.text("track", session.track.map(|t| &program.track(t).id));
    let people =
        |all: &[Ix]| -> Vec<&Text> { all.iter().map(|&s| &program.speaker(s).id).collect() };
    file.list("speakers", people(&session.speakers).into_iter());
    file.list("moderators", people(&session.moderators).into_iter());
    let partners = session.partners.iter().map(|&p| &program.partner(p).id);
    file.list("partners", partners);
    file.text("project", session.project.map(|p| &program.project(p).id));
    file.list("language", session.language.iter());
    file.list("interpretation", session.interpretation.iter());
    file.localized("abstract", &session.summary);
    let status = Some(session.status).filter(|s| *s != crate::model::Status::default());
    file.raw("status", status.map(|s| quoted(s.name())));
    file.localized("note", &session.note);
    let links: Vec<String> = session
        .links
        .iter()
        .map(|link| {
            let title = value(&link.title).map(|t| format!("title = {t}, "));
            let title = title.unwrap_or_default();
            format!("{{ {title}url = {} }}", quoted(&link.url))
        })
        .collect();
    file.rows("links", &links);
    let tags: Vec<String> = session.tags.iter().filter_map(value).collect();
    file.rows("tags", &tags);
    file.text("image", session.image.as_ref());
    file.text("license", session.license.as_ref());
    file.raw("recorded", session.recorded.map(|r| r.to_string()));
    file.time("updated", session.updated);
}

/// The text of a file that is being written.
struct File(String);

impl File {
    /// Begins a table of a list.
    fn table(&mut self, list: &str, id: &Text) {
        // Writing to a String cannot fail.
        let _ = write!(self.0, "\n[[{list}]]\n");
        self.text("id", Some(id));
    }

    /// A key with a value as it is written, if there is one.
    fn raw(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            let _ = writeln!(self.0, "{key} = {value}");
        }
    }

    fn text(&mut self, key: &str, text: Option<&Text>) {
        self.raw(key, text.map(|t| quoted(t)));
    }

    fn localized(&mut self, key: &str, text: &Localized) {
        self.raw(key, value(text));
    }

    fn time(&mut self, key: &str, time: Option<NaiveDateTime>) {
        self.raw(key, time.map(|t| t.format("%Y-%m-%dT%H:%M:%S").to_string()));
    }

    fn list<'t>(&mut self, key: &str, ids: impl Iterator<Item = &'t Text>) {
        let all: Vec<String> = ids.map(|id| quoted(id)).collect();
        self.raw(
            key,
            (!all.is_empty()).then(|| format!("[{}]", all.join(", "))),
        );
    }

    /// A list with one value a line.
    fn rows(&mut self, key: &str, all: &[String]) {
        let rows = match all {
            [] => None,
            [one] => Some(format!("[{one}]")),
            all => Some(format!("[\n    {},\n]", all.join(",\n    "))),
        };
        self.raw(key, rows);
    }
}

/// A text in one language or in several; none where there is none.
fn value(text: &Localized) -> Option<String> {
    let said = |(lang, text): &(Lang, Text)| format!("{} = {}", lang.as_str(), quoted(text));
    match text {
        Localized::Empty => None,
        Localized::Plain(text) => Some(quoted(text)),
        Localized::Many(all) => {
            let all: Vec<String> = all.iter().map(said).collect();
            Some(format!("{{ {} }}", all.join(", ")))
        }
    }
}
