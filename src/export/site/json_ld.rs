//! The programme and its sessions as JSON-LD (schema.org, Event), for search engines.

use serde_json::{Value, json};

use super::rows::MAX_LISTED;
use crate::export::Selection;
use crate::export::schedule::rfc3339;
use crate::model::{Kind, Partner, PartnerRole, Session, Status, Subject};
use crate::text::truncate;

/// Returns the data of a session or of the programme; `None` for other subjects. The programme's are without its sessions if it
/// is large, since a phone would wait for them; each session's page has them.
pub fn event(selection: &Selection, subject: &Subject, large: bool) -> Option<Value> {
    let program = &selection.world.program;
    let mut event = match (subject.kind, program.find(subject)) {
        (Kind::Session, Some(ix)) => whole_session(selection, &program[ix]),
        (Kind::Program, _) => whole_program(selection, large),
        _ => return None,
    };
    event["@context"] = "https://schema.org".into();
    Some(event)
}

fn whole_program(selection: &Selection, large: bool) -> Value {
    let mut event = bare_program(selection);
    if !large {
        let sessions: Vec<Value> = selection.all().map(|s| session(selection, s)).collect();
        event["subEvent"] = sessions.into();
    }
    let organisers = organisers(selection);
    if !organisers.is_empty() {
        event["organizer"] = organisers.into();
    }
    event
}

/// Returns what the page of a session says about the programme: name, dates, place and address.
fn bare_program(selection: &Selection) -> Value {
    let program = &selection.world.program;
    let name = selection.text(&program.title);
    let id = program.id.as_str();
    let mut event = json!({ "@type": "Event", "identifier": id, "name": name });
    if program.span.end > program.span.start {
        event["startDate"] = rfc3339(selection, program.span.start).into();
        event["endDate"] = rfc3339(selection, program.span.end).into();
    }
    let venue = selection.text(&program.venue);
    if !venue.is_empty() {
        set_place(selection, &mut event, venue);
    }
    if let Some(url) = program.url.as_ref().or(program.base_url.as_ref()) {
        event["url"] = url.as_str().into();
    }
    event
}

/// Sets where an event is: people are there in person, as far as a programme says.
fn set_place(selection: &Selection, event: &mut Value, name: &str) {
    let name = truncate(name, MAX_LISTED);
    let mut place = json!({ "@type": "Place", "name": name });
    let venue = selection.text(&selection.world.program.venue);
    if !venue.is_empty() {
        place["address"] = venue.into();
    }
    event["location"] = place;
    event["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode".into();
}

fn organisers(selection: &Selection) -> Vec<Value> {
    let program = &selection.world.program;
    let partners = program.all::<Partner>();
    partners
        .filter(|&ix| program[ix].role == PartnerRole::Organiser)
        .map(|ix| {
            let mut organiser = json!({ "@type": "Organization", "name": selection.name(ix) });
            if let Some(url) = &program[ix].url {
                organiser["url"] = url.as_str().into();
            }
            organiser
        })
        .collect()
}

/// Returns what the programme's page says about a session.
fn session(selection: &Selection, session: &Session) -> Value {
    let status = match session.status {
        Status::Cancelled => "EventCancelled",
        Status::Moved | Status::Delayed => "EventRescheduled",
        Status::Confirmed | Status::Tentative => "EventScheduled",
    };
    let mut event = json!({
        "@type": "Event",
        "identifier": session.id.as_str(),
        "name": selection.title(session),
        "eventStatus": format!("https://schema.org/{status}"),
    });
    if let Some(slot) = session.slot {
        event["startDate"] = rfc3339(selection, slot.from).into();
        let original = selection
            .world
            .original
            .get(&session.id)
            .and_then(|s| s.slot);
        if let Some(original) = original.filter(|original| original.from != slot.from) {
            event["previousStartDate"] = rfc3339(selection, original.from).into();
        }
        if slot.has_end() {
            event["endDate"] = rfc3339(selection, slot.until).into();
        }
    }
    if let Some(room) = session.room {
        set_place(selection, &mut event, selection.name(room));
    }
    event
}

/// Returns what the page of a session says about it: also the speakers, the abstract and the language.
fn whole_session(selection: &Selection, of: &Session) -> Value {
    let mut event = session(selection, of);
    let speakers = selection.names(&of.speakers).into_iter();
    let people: Vec<Value> = speakers
        .map(|name| json!({ "@type": "Person", "name": name }))
        .collect();
    if !people.is_empty() {
        event["performer"] = people.into();
    }
    let summary = selection.text(&of.summary);
    if !summary.is_empty() {
        event["description"] = summary.into();
    }
    if let Some(language) = of.language.first() {
        event["inLanguage"] = language.as_str().into();
    }
    if let Some(url) = selection.url(of) {
        event["url"] = url.into();
    }
    if let Some(image) = &of.image {
        event["image"] = image.as_str().into();
    }
    event["superEvent"] = bare_program(selection);
    event
}
