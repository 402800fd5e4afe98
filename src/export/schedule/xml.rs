//! schedule.xml, valid by schedule.xml.xsd of the c3voc.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use super::ids::{acronym, guid, strict};
use super::{Plan, bounds, duration, kind, language, plan, stamp, version};
use crate::export::{Made, Part};
use crate::model::{Kind, Session, Slot};

type Xml = Writer<Vec<u8>>;

pub fn make(part: &Part) -> Made {
    let mut made = Made::default();
    let plan = plan(part, &mut made);
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    let written = document(&mut xml, part, &plan);
    written.expect("a Vec takes everything");
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    made.files.push((String::new(), bytes));
    made
}

/// An element that holds a text.
fn said(xml: &mut Xml, name: &str, text: &str) -> std::io::Result<()> {
    let element = xml.create_element(name);
    element.write_text_content(quick_xml::events::BytesText::new(text))?;
    Ok(())
}

fn document(xml: &mut Xml, part: &Part, plan: &Plan) -> std::io::Result<()> {
    let program = &part.world.program;
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let schedule = xml.create_element("schedule");
    schedule.write_inner_content(|xml| {
        let generator = xml.create_element("generator");
        let generator = generator.with_attribute(("name", "nadwa"));
        let version_of = ("version", env!("CARGO_PKG_VERSION"));
        generator.with_attribute(version_of).write_empty()?;
        if let Some(url) = program.url.as_deref().and_then(strict) {
            said(xml, "url", url)?;
        }
        said(xml, "version", &version(part))?;
        xml.create_element("conference")
            .write_inner_content(|xml| {
                said(xml, "title", &part.heading())?;
                said(xml, "acronym", &acronym(&program.id))?;
                if let [first, .., last] | [first @ last] = plan.days.as_slice() {
                    said(xml, "start", &first.date.to_string())?;
                    said(xml, "end", &last.date.to_string())?;
                }
                said(xml, "days", &plan.days.len().to_string())?;
                said(xml, "timeslot_duration", "00:05")?;
                said(xml, "time_zone_name", program.zone.name())
            })?;
        for (n, day) in (1..).zip(&plan.days) {
            let [start, end] = bounds(part, day.date);
            let index = i32::to_string(&n);
            let date = day.date.to_string();
            let element = xml.create_element("day").with_attributes([
                ("index", index.as_str()),
                ("date", date.as_str()),
                ("start", start.as_str()),
                ("end", end.as_str()),
            ]);
            element.write_inner_content(|xml| {
                for room in &day.rooms {
                    let guid = guid(program, Kind::Room, room.id).to_string();
                    let element = xml
                        .create_element("room")
                        .with_attribute(("name", room.name));
                    let element = element.with_attribute(("guid", guid.as_str()));
                    element.write_inner_content(|xml| {
                        for (session, slot) in &room.sessions {
                            event(xml, part, plan, session, *slot, room.name)?;
                        }
                        Ok(())
                    })?;
                }
                Ok(())
            })?;
        }
        Ok(())
    })?;
    Ok(())
}

fn event(
    xml: &mut Xml,
    part: &Part,
    plan: &Plan,
    session: &Session,
    slot: Slot,
    room: &str,
) -> std::io::Result<()> {
    let program = &part.world.program;
    let number = plan.sessions[session.id.as_str()].to_string();
    let unique = guid(program, Kind::Session, &session.id).to_string();
    let element = xml.create_element("event");
    let element = element.with_attributes([("id", number.as_str()), ("guid", unique.as_str())]);
    element.write_inner_content(|xml| {
        said(xml, "room", room)?;
        said(xml, "title", part.title(session))?;
        said(xml, "subtitle", part.say(&session.subtitle))?;
        said(xml, "type", kind(part, session))?;
        said(xml, "date", &stamp(part, slot.from))?;
        said(xml, "start", &crate::i18n::time(slot.start))?;
        said(xml, "duration", &duration(slot))?;
        said(xml, "abstract", part.say(&session.summary))?;
        let track = session.track.map(|t| part.name(Kind::Track, t));
        said(xml, "track", track.unwrap_or(""))?;
        if let Some(image) = session.image.as_deref().and_then(strict) {
            said(xml, "logo", image)?;
        }
        said(xml, "language", language(session).map_or("", |l| l))?;
        said(xml, "description", "")?;
        if session.recorded.is_some() || session.license.is_some() {
            let optout = session.recorded == Some(false);
            xml.create_element("recording").write_inner_content(|xml| {
                said(xml, "license", session.license.as_ref().map_or("", |l| l))?;
                said(xml, "optout", if optout { "true" } else { "false" })
            })?;
        }
        xml.create_element("persons").write_inner_content(|xml| {
            for person in session.people() {
                let speaker = program.speaker(person);
                let number = plan.speakers[speaker.id.as_str()].to_string();
                let unique = guid(program, Kind::Speaker, &speaker.id).to_string();
                let element = xml.create_element("person");
                let element = element.with_attribute(("id", number.as_str()));
                // Who was a number stays that number to whoever reads it again.
                let element = if speaker.id.strip_prefix("person-") == Some(number.as_str()) {
                    element
                } else {
                    element.with_attribute(("guid", unique.as_str()))
                };
                let name = part.name(Kind::Speaker, person);
                element.write_text_content(quick_xml::events::BytesText::new(name))?;
            }
            Ok(())
        })?;
        xml.create_element("links").write_inner_content(|xml| {
            for link in &session.links {
                let element = xml.create_element("link");
                let element = element.with_attribute(("href", link.url.as_str()));
                let title = part.say(&link.title);
                element.write_text_content(quick_xml::events::BytesText::new(title))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}
