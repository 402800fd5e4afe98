//! program.toml, with everything that nadwa knows. Reading it again gives the same programme.

use std::fmt::Write as _;

use super::{Output, Selection, second_offset};
use crate::model::color::hex;
use crate::model::{
    Ix, Partner, Program, Project, Room, Session, SessionKind, Slot, Speaker, Status, Track,
};
use crate::text::{Lang, Localized, Text};
use crate::update::quoted;
use chrono::NaiveDateTime;

pub fn make(selection: &Selection) -> Output {
    let program = &selection.world.program;
    let mut file = File(String::new());
    head(&mut file, program);
    days(&mut file, selection);
    rooms(&mut file, selection);
    for ix in selection.used::<Track>() {
        let track = &program[ix];
        file.table("tracks", &track.id);
        file.localized("name", &track.name);
        file.localized("about", &track.about);
        file.raw("color", track.color.map(|color| quoted(color.name())));
    }
    for ix in selection.used::<Partner>() {
        let partner = &program[ix];
        file.table("partners", &partner.id);
        file.localized("name", &partner.name);
        file.localized("acronym", &partner.acronym);
        file.raw("role", Some(quoted(partner.role.name())));
        file.text("url", partner.url.as_ref());
        file.localized("about", &partner.about);
    }
    for ix in selection.used::<Project>() {
        let project = &program[ix];
        file.table("projects", &project.id);
        file.localized("name", &project.name);
        file.localized("about", &project.about);
        file.text("url", project.url.as_ref());
        file.text("lead", project.lead.map(|p| &program[p].id));
        let funders = project.funders.iter();
        file.list("funders", funders.map(|&p| program[p].id.as_str()));
    }
    let interpreters = selection.all().flat_map(|s| s.interpreters.iter());
    let rooms = selection.used::<Room>();
    let interpreters = interpreters.chain(rooms.flat_map(|ix| program[ix].interpreters.iter()));
    let mut all: Vec<Ix<Speaker>> = interpreters.copied().collect();
    all.extend(selection.used::<Speaker>());
    all.sort_unstable();
    all.dedup();
    for ix in all {
        let speaker = &program[ix];
        let partner = speaker.partner.filter(|&p| selection.uses(p.into()));
        file.table("speakers", &speaker.id);
        file.localized("name", &speaker.name);
        file.localized("role", &speaker.role);
        file.text("partner", partner.map(|p| &program[p].id));
        file.localized("affiliation", &speaker.affiliation);
        file.localized("bio", &speaker.bio);
        file.text("url", speaker.url.as_ref());
        file.text("image", speaker.image.as_ref());
    }
    for session in selection.all() {
        session_table(&mut file, program, session);
    }
    Output::file(file.0)
}

fn rooms(file: &mut File, selection: &Selection) {
    let program = &selection.world.program;
    for ix in selection.used::<Room>() {
        let room = &program[ix];
        file.table("rooms", &room.id);
        file.localized("name", &room.name);
        file.raw("capacity", room.capacity.map(|n| n.to_string()));
        file.text("floor", room.floor.as_ref());
        let walk = room.walk.iter();
        let walk: Vec<String> = walk
            .filter(|(to, _)| selection.uses((*to).into()))
            .map(|(to, minutes)| format!("{} = {minutes}", quoted(&program[*to].id)))
            .collect();
        file.inline("walk", &walk);
        let channels = room.channels.iter();
        let channels: Vec<String> = channels
            .map(|(language, channel)| format!("{} = {channel}", quoted(language)))
            .collect();
        file.inline("channels", &channels);
        let interpreters = room.interpreters.iter();
        file.list(
            "interpreters",
            interpreters.map(|&who| program[who].id.as_str()),
        );
    }
}

fn head(file: &mut File, program: &Program) {
    file.0.push_str("[program]\n");
    file.text("id", Some(&program.id));
    file.localized("title", &program.title);
    file.localized("about", &program.about);
    file.list("languages", program.languages.iter().map(Lang::as_str));
    let zone = program.zoned.then(|| quoted(program.zone.name()));
    file.raw("timezone", zone);
    let change = program.day_change;
    let change = (change > 0).then(|| format!("\"{:02}:{:02}\"", change / 60, change % 60));
    file.raw("day_change", change);
    file.text("url", program.url.as_ref());
    file.text("base_url", program.base_url.as_ref());
    file.raw("accent", program.accent.map(|color| quoted(&hex(color))));
    file.text("logo", program.logo.as_ref());
    file.localized("venue", &program.venue);
    file.localized("notice", &program.notice);
    file.time("updated", program.updated);
}

/// Writes the days if they have titles or if one has no sessions; else reading the sessions gives the same
/// days.
fn days(file: &mut File, selection: &Selection) {
    let days = &selection.world.program.days;
    if days
        .iter()
        .all(|d| d.title.is_empty() && !d.sessions.is_empty())
    {
        return;
    }
    for day in days {
        if selection.is_whole() || day.sessions.iter().any(|&ix| selection.contains(ix)) {
            file.0.push_str("\n[[days]]\n");
            file.raw("date", Some(day.date.to_string()));
            file.localized("title", &day.title);
        }
    }
}

fn session_table(file: &mut File, program: &Program, session: &Session) {
    file.table("sessions", &session.id);
    file.localized("title", &session.title);
    file.localized("subtitle", &session.subtitle);
    let kind = Some(session.kind).filter(|k| *k != SessionKind::default());
    file.raw("kind", kind.map(|k| quoted(k.name())));
    file.localized("type", &session.label);
    let time = |local: NaiveDateTime, instant| {
        let offset = second_offset(&program.zone, local, instant);
        local.format("%Y-%m-%dT%H:%M:%S").to_string() + &offset
    };
    file.raw("start", session.slot.map(|s| time(s.start, s.from)));
    let end = session.slot.filter(Slot::has_end);
    file.raw("end", end.map(|s| time(s.end, s.until)));
    file.text("room", session.room.map(|r| &program[r].id));
    file.text("track", session.track.map(|t| &program[t].id));
    let speaker = |ix: &Ix<Speaker>| program[*ix].id.as_str();
    file.list("speakers", session.speakers.iter().map(speaker));
    file.list("moderators", session.moderators.iter().map(speaker));
    let partners = session.partners.iter();
    file.list("partners", partners.map(|&p| program[p].id.as_str()));
    file.text("project", session.project.map(|p| &program[p].id));
    file.list("language", session.language.iter().map(Text::as_str));
    let interpretation = session.interpretation.iter();
    file.list("interpretation", interpretation.map(Text::as_str));
    file.list("interpreters", session.interpreters.iter().map(speaker));
    file.localized("abstract", &session.summary);
    let status = Some(session.status).filter(|s| *s != Status::default());
    file.raw("status", status.map(|s| quoted(s.name())));
    file.localized("note", &session.note);
    file.text("url", session.url.as_ref());
    let links = session.links.iter().map(|link| {
        let title = value(&link.title).map(|t| format!("title = {t}, "));
        let title = title.unwrap_or_default();
        format!("{{ {title}url = {} }}", quoted(&link.url))
    });
    file.array("links", &links.collect::<Vec<_>>());
    let tags = session.tags.iter().filter_map(value);
    file.array("tags", &tags.collect::<Vec<_>>());
    file.text("image", session.image.as_ref());
    file.text("license", session.license.as_ref());
    file.raw("recorded", session.recorded.map(|r| r.to_string()));
    file.time("updated", session.updated);
    for item in &session.items {
        file.0.push_str("\n[[sessions.items]]\n");
        match item.speakers.as_slice() {
            [one] => file.text("speaker", Some(&program[*one].id)),
            all => file.list("speakers", all.iter().map(speaker)),
        }
        file.localized("title", &item.title);
        file.raw("duration", item.minutes.map(|n| quoted(&format!("{n}m"))));
        file.text("language", item.language.as_ref());
        file.localized("cue", &item.cue);
    }
}

/// The text of the file, as far as it is written.
struct File(String);

impl File {
    /// Begins the next table of an array of tables.
    fn table(&mut self, list: &str, id: &Text) {
        // Writing to a String cannot fail.
        let _ = write!(self.0, "\n[[{list}]]\n");
        self.text("id", Some(id));
    }

    /// Writes a key, if its value is `Some`. The value is in TOML's syntax.
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

    /// Writes an array of strings on one line, unless it is empty.
    fn list<'t>(&mut self, key: &str, texts: impl Iterator<Item = &'t str>) {
        let all: Vec<String> = texts.map(quoted).collect();
        self.raw(
            key,
            (!all.is_empty()).then(|| format!("[{}]", all.join(", "))),
        );
    }

    /// Writes an inline table, unless it is empty.
    fn inline(&mut self, key: &str, entries: &[String]) {
        let table = (!entries.is_empty()).then(|| format!("{{ {} }}", entries.join(", ")));
        self.raw(key, table);
    }

    /// Writes an array with a line for each value, unless it is empty.
    fn array(&mut self, key: &str, all: &[String]) {
        let array = match all {
            [] => None,
            [one] => Some(format!("[{one}]")),
            all => Some(format!("[\n    {},\n]", all.join(",\n    "))),
        };
        self.raw(key, array);
    }
}

/// Returns a text in TOML's syntax: a string, or a table with a string for each language. Returns `None` if
/// it is empty.
fn value(text: &Localized) -> Option<String> {
    let entry = |(lang, text): &(Lang, Text)| format!("{} = {}", lang.as_str(), quoted(text));
    match text {
        Localized::Empty => None,
        Localized::Plain(text) => Some(quoted(text)),
        Localized::Many(all) => {
            let all: Vec<String> = all.iter().map(entry).collect();
            Some(format!("{{ {} }}", all.join(", ")))
        }
    }
}
