//! The parts of a programme that a format has no place for.

use super::Selection;
use crate::i18n::Message;
use crate::model::{Partner, PartnerRole, Program, Room, Session, SessionKind, Speaker, Track};
use crate::text::Localized;

/// A part of programmes: the key of its name, whether a selection has it, the formats without it, and those that have it only
/// in the text of a description.
struct Part {
    name: &'static str,
    is_in: fn(&Selection) -> bool,
    without: &'static [&'static str],
    as_text: &'static [&'static str],
}

#[rustfmt::skip] // A table: one entry, one line.
const PARTS: &[Part] = &[
    Part { name: "part-title", is_in: |s| !s.world.program.title.is_empty(), without: &["csv"], as_text: &[] },
    Part { name: "part-translations", is_in: has_translations, without: &["ics", "xml", "json", "csv"], as_text: &[] },
    Part { name: "part-event", is_in: |s| describes(&s.world.program), without: &["xml", "json", "csv"], as_text: &[] },
    Part { name: "part-about", is_in: |s| !s.world.program.about.is_empty(), without: &["ics"], as_text: &[] },
    Part { name: "part-days", is_in: |s| s.world.program.days.iter().any(|d| !d.title.is_empty()), without: &["ics", "xml", "json", "csv"], as_text: &[] },
    Part { name: "part-seats", is_in: |s| any_room(s, |r| r.capacity.is_some()), without: &["ics", "xml", "csv"], as_text: &[] },
    Part { name: "part-floors", is_in: |s| any_room(s, |r| r.floor.is_some() || !r.walk.is_empty()), without: &["ics", "xml", "json", "csv"], as_text: &[] },
    Part { name: "part-tracks", is_in: |s| any(s, |x| x.track.is_some_and(|ix| is_described(&s.world.program[ix]))), without: &["ics", "xml", "json", "csv"], as_text: &[] },
    Part { name: "part-speakers", is_in: |s| any_speaker(s, is_introduced), without: &["ics", "xml", "csv"], as_text: &[] },
    Part { name: "part-organisations", is_in: |s| any_speaker(s, has_organisation), without: &["json"], as_text: &[] },
    Part { name: "part-partners", is_in: |s| any_partner(s, |_| true), without: &["xml", "json"], as_text: &["ics"] },
    Part { name: "part-partner-details", is_in: |s| any_partner(s, has_details), without: &["ics", "csv"], as_text: &[] },
    Part { name: "part-projects", is_in: |s| any(s, |s| s.project.is_some()), without: &["ics", "xml", "json", "csv"], as_text: &[] },
    Part { name: "part-kinds", is_in: |s| any(s, |s| s.kind != SessionKind::Other || !s.label.is_empty()), without: &["ics"], as_text: &[] },
    Part { name: "part-chairs", is_in: |s| any(s, |s| !s.moderators.is_empty()), without: &["xml", "json"], as_text: &["ics"] },
    Part { name: "part-languages", is_in: |s| any(s, |s| !s.language.is_empty()), without: &["ics"], as_text: &[] },
    Part { name: "part-other-languages", is_in: |s| any(s, |s| s.language.len() > 1), without: &["xml", "json"], as_text: &[] },
    Part { name: "part-interpretation", is_in: |s| any(s, |s| !s.interpretation.is_empty()), without: &["ics", "xml", "json", "csv"], as_text: &[] },
    Part { name: "part-channels", is_in: |s| any_room(s, |r| !r.channels.is_empty()), without: &["ics", "xml", "json", "csv"], as_text: &[] },
    Part { name: "part-interpreters", is_in: |s| any(s, |x| !s.world.program.interpreters_of(x).is_empty()), without: &["ics", "xml", "json", "csv"], as_text: &[] },
    Part { name: "part-subtitles", is_in: |s| any(s, |s| !s.subtitle.is_empty()), without: &[], as_text: &["ics"] },
    Part { name: "part-notes", is_in: |s| any(s, |s| !s.note.is_empty()), without: &["xml", "json"], as_text: &["ics"] },
    Part { name: "part-tags", is_in: |s| any(s, |s| !s.tags.is_empty()), without: &["xml", "json"], as_text: &[] },
    Part { name: "part-links", is_in: |s| any(s, |s| !s.links.is_empty()), without: &[], as_text: &["ics"] },
    Part { name: "part-link-titles", is_in: |s| any(s, |s| s.links.iter().any(|l| !l.title.is_empty())), without: &["csv"], as_text: &[] },
    Part { name: "part-images", is_in: |s| any(s, |s| s.image.is_some()), without: &["ics", "csv"], as_text: &[] },
    Part { name: "part-recordings", is_in: |s| any(s, |s| s.recorded.is_some() || s.license.is_some()), without: &["ics", "csv"], as_text: &[] },
];

/// Returns which parts of a selection a format drops, and which it keeps only as text.
pub fn of(format: &str, selection: &Selection) -> Vec<Message> {
    let there: Vec<&Part> = PARTS
        .iter()
        .filter(|part| (part.is_in)(selection))
        .collect();
    let named = |key, has: fn(&Part) -> &[&str]| {
        let parts = there.iter().filter(|part| has(part).contains(&format));
        let names: Vec<Message> = parts.map(|part| Message::new(part.name)).collect();
        (!names.is_empty()).then(|| Message::new(key).arg("parts", names))
    };
    let without = named("export-without", |part| part.without);
    let as_text = named("export-as-text", |part| part.as_text);
    without.into_iter().chain(as_text).collect()
}

/// Returns whether any session has something.
fn any(selection: &Selection, has: impl FnMut(&Session) -> bool) -> bool {
    selection.all().any(has)
}

fn any_room(selection: &Selection, has: fn(&Room) -> bool) -> bool {
    let program = &selection.world.program;
    any(selection, |s| s.room.is_some_and(|ix| has(&program[ix])))
}

fn any_speaker(selection: &Selection, has: fn(&Speaker) -> bool) -> bool {
    let program = &selection.world.program;
    any(selection, |s| s.people().any(|ix| has(&program[ix])))
}

/// Returns whether any partner has something, of the sessions, or of the programme if that is selected.
fn any_partner(selection: &Selection, has: fn(&Partner) -> bool) -> bool {
    let program = &selection.world.program;
    if selection.is_whole() {
        return program.partners.iter().any(has);
    }
    any(selection, |s| {
        let all = program.partners_of(s).into_iter();
        all.map(|ix| &program[ix]).any(has)
    })
}

/// Returns whether a text or a name of the selection is in several languages.
fn has_translations(selection: &Selection) -> bool {
    let program = &selection.world.program;
    let several = |text: &Localized| text.all().nth(1).is_some();
    let whole = [
        &program.title,
        &program.about,
        &program.venue,
        &program.notice,
    ];
    let days = program.days.iter().map(|day| &day.title);
    whole.into_iter().chain(days).any(several)
        || any(selection, |s| {
            let own = [&s.title, &s.subtitle, &s.summary, &s.note, &s.label].into_iter();
            let room = s.room.map(|ix| &program[ix].name);
            let track = s.track.map(|ix| &program[ix].name);
            let people = s.people().map(|ix| &program[ix]);
            let people = people.flat_map(|p| [&p.name, &p.role, &p.affiliation, &p.bio]);
            own.chain(room).chain(track).chain(people).any(several)
        })
}

fn describes(program: &Program) -> bool {
    let mut texts = [&program.about, &program.venue, &program.notice].into_iter();
    texts.any(|text| !text.is_empty())
}

fn is_described(track: &Track) -> bool {
    track.color.is_some() || !track.about.is_empty()
}

fn is_introduced(speaker: &Speaker) -> bool {
    let linked = speaker.url.is_some() || speaker.image.is_some();
    linked || !speaker.bio.is_empty() || has_organisation(speaker)
}

fn has_organisation(speaker: &Speaker) -> bool {
    speaker.partner.is_some() || !speaker.role.is_empty() || !speaker.affiliation.is_empty()
}

fn has_details(partner: &Partner) -> bool {
    let described = !partner.acronym.is_empty() || !partner.about.is_empty();
    described || partner.url.is_some() || partner.role != PartnerRole::default()
}
