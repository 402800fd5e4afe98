//! schedule.xml, valid against the c3voc's schedule.xml.xsd.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::ids::{acronym, guid, web_url};
use super::{
    Day, Schedule, day_bounds, duration, is_number, long_slug, rfc3339, session_type, version,
};
use crate::export::{Output, Selection};
use crate::i18n::time;
use crate::model::{Kind, Session, Slot};

type Xml = Writer<Vec<u8>>;

pub fn make(selection: &Selection) -> Output {
    let mut output = Output::default();
    let schedule = Schedule::new(selection, &mut output);
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    let document = Document {
        selection,
        schedule: &schedule,
    };
    let written = document.write(&mut xml);
    written.expect("a Vec accepts all bytes");
    output.report("export-bad-address", refused(selection));
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    output.files.push((String::new(), bytes));
    output
}

/// Writes an element that contains only text.
fn text_element(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let element = xml.create_element(name);
    element.write_text_content(BytesText::new(text))?;
    Ok(())
}

struct Document<'a> {
    selection: &'a Selection<'a>,
    schedule: &'a Schedule<'a>,
}

/// Returns the number of addresses that the schema does not allow.
fn refused(selection: &Selection) -> usize {
    let own = selection.world.program.url.as_deref().map(str::to_owned);
    let of_sessions = selection.all().flat_map(|session| {
        let image = session.image.as_deref().map(str::to_owned);
        [selection.url(session), image]
    });
    let all = std::iter::once(own).chain(of_sessions).flatten();
    all.filter(|url| web_url(url).is_none()).count()
}

impl Document<'_> {
    fn write(&self, xml: &mut Xml) -> io::Result<()> {
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let schedule = xml.create_element("schedule");
        schedule.write_inner_content(|xml| {
            let generator = xml
                .create_element("generator")
                .with_attributes([("name", "nadwa"), ("version", env!("CARGO_PKG_VERSION"))]);
            generator.write_empty()?;
            let url = self.selection.world.program.url.as_deref();
            if let Some(url) = url.and_then(web_url) {
                text_element(xml, "url", url)?;
            }
            text_element(xml, "version", &version(self.selection))?;
            self.conference(xml)?;
            for (index, day) in (1..).zip(&self.schedule.days) {
                self.day(xml, index, day)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn conference(&self, xml: &mut Xml) -> io::Result<()> {
        let program = &self.selection.world.program;
        let days = self.schedule.days.as_slice();
        let conference = xml.create_element("conference");
        conference.write_inner_content(|xml| {
            text_element(xml, "title", &self.selection.heading())?;
            text_element(xml, "acronym", &acronym(&program.id))?;
            if let [first, .., last] | [first @ last] = days {
                text_element(xml, "start", &first.date.to_string())?;
                text_element(xml, "end", &last.date.to_string())?;
            }
            text_element(xml, "days", &days.len().to_string())?;
            text_element(xml, "timeslot_duration", "00:05")?;
            if program.zoned {
                text_element(xml, "time_zone_name", program.zone.name())?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn day(&self, xml: &mut Xml, index: u32, day: &Day) -> io::Result<()> {
        let program = &self.selection.world.program;
        let [start, end] = day_bounds(self.selection, day.date);
        let (index, date) = (index.to_string(), day.date.to_string());
        let element = xml.create_element("day").with_attributes([
            ("index", index.as_str()),
            ("date", date.as_str()),
            ("start", start.as_str()),
            ("end", end.as_str()),
        ]);
        element.write_inner_content(|xml| {
            for room in &day.rooms {
                let guid = guid(program, Kind::Room, room.id).to_string();
                let attributes = [("name", room.name), ("guid", guid.as_str())];
                let element = xml.create_element("room").with_attributes(attributes);
                element.write_inner_content(|xml| {
                    for (session, slot) in &room.sessions {
                        self.event(xml, session, *slot, room.name)?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn event(&self, xml: &mut Xml, session: &Session, slot: Slot, room: &str) -> io::Result<()> {
        let selection = self.selection;
        let number = self.schedule.sessions[session.id.as_str()];
        let guid = guid(&selection.world.program, Kind::Session, &session.id).to_string();
        let id = number.to_string();
        let attributes = [("id", id.as_str()), ("guid", guid.as_str())];
        let element = xml.create_element("event").with_attributes(attributes);
        element.write_inner_content(|xml| {
            text_element(xml, "room", room)?;
            text_element(xml, "title", selection.title(session))?;
            text_element(xml, "subtitle", selection.text(&session.subtitle))?;
            text_element(xml, "type", session_type(selection, session))?;
            text_element(xml, "date", &rfc3339(selection, slot.from))?;
            text_element(xml, "start", &time(slot.start))?;
            text_element(xml, "duration", &duration(slot))?;
            text_element(xml, "abstract", selection.text(&session.summary))?;
            if let Some(slug) = long_slug(&selection.world.program, session, number) {
                text_element(xml, "slug", &slug)?;
            }
            let track = session.track.map(|t| selection.name(t));
            text_element(xml, "track", track.unwrap_or(""))?;
            if let Some(image) = session.image.as_deref().and_then(web_url) {
                text_element(xml, "logo", image)?;
            }
            text_element(xml, "language", session.language.first().map_or("", |l| l))?;
            text_element(xml, "description", "")?;
            if session.recorded.is_some() || session.license.is_some() {
                let optout = session.recorded == Some(false);
                xml.create_element("recording").write_inner_content(|xml| {
                    text_element(xml, "license", session.license.as_ref().map_or("", |l| l))?;
                    text_element(xml, "optout", if optout { "true" } else { "false" })
                })?;
            }
            self.persons(xml, session)?;
            self.links(xml, session)?;
            match selection.url(session).as_deref().and_then(web_url) {
                Some(url) => text_element(xml, "url", url),
                None => Ok(()),
            }
        })?;
        Ok(())
    }

    fn persons(&self, xml: &mut Xml, session: &Session) -> io::Result<()> {
        let program = &self.selection.world.program;
        xml.create_element("persons").write_inner_content(|xml| {
            for person in session.people() {
                let speaker = &program[person];
                let number = self.schedule.speakers[speaker.id.as_str()].to_string();
                let element = xml
                    .create_element("person")
                    .with_attribute(("id", number.as_str()));
                // A guid would replace the number as the id when the file is read again.
                let element = if is_number(&speaker.id, &number) {
                    element
                } else {
                    let guid = guid(program, Kind::Speaker, &speaker.id).to_string();
                    element.with_attribute(("guid", guid.as_str()))
                };
                let name = self.selection.name(person);
                element.write_text_content(BytesText::new(name))?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn links(&self, xml: &mut Xml, session: &Session) -> io::Result<()> {
        xml.create_element("links").write_inner_content(|xml| {
            for link in &session.links {
                let element = xml.create_element("link");
                let element = element.with_attribute(("href", link.url.as_str()));
                let title = self.selection.text(&link.title);
                element.write_text_content(BytesText::new(title))?;
            }
            Ok(())
        })?;
        Ok(())
    }
}
