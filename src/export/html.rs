//! HTML: the same pages as on the screen, for a browser and a printer. No script, no style of an
//! element's own, links to the web and within the document alone.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::schedule::ids::file;
use super::schedule::stamp;
use super::{Made, Part};
use crate::model::{Ix, Kind, LISTED, PartnerRole, Program, Session, Status, Subject};
use crate::page::Role;
use crate::page::item::{Countdown, ItemStyle, Lead, item};
use crate::page::{Cell, Page, Row};
use crate::text::bidi::Dir;
use crate::view;
use crate::world::World;

/// How every page looks.
pub const STYLE: &str = include_str!("style.css");
/// The hash of the style, by which a page allows it (CSP level 3).
const STYLE_HASH: &str = "sha256-N0P31hssaRUz2ZeUup4L4tbuSQ0ngl8W9oUVkpgYEXs=";

/// A whole document.
pub struct Document<'a> {
    /// What sort of page it is, for the style.
    pub class: &'a str,
    /// The title of the page itself; empty for the programme's.
    pub title: String,
    /// What a search engine says of it.
    pub summary: String,
    /// Where the style is; in the page, where there is none.
    pub style: Option<&'a str>,
    /// The pages of the programme: where, what they are called, and whether it is this one.
    pub pages: Vec<(String, String, bool)>,
    /// The page in other languages: where, the language, whether it is this one.
    pub languages: Vec<(String, String, bool)>,
    /// What is in it.
    pub body: String,
    /// What it says to machines (schema.org).
    pub data: Option<Value>,
}

/// Writes a document.
pub fn document(part: &Part, page: &Document) -> String {
    let world = part.world;
    let messages = &world.messages;
    let lang = world.lang();
    let dir = if world.dir() == Dir::Rtl {
        "rtl"
    } else {
        "ltr"
    };
    let name = world.name(&Subject::program());
    let title = match &*page.title {
        "" => name.clone(),
        title => format!("{title} · {name}"),
    };
    let (allowed, style) = match page.style {
        Some(path) => (
            "'self'".to_owned(),
            format!("<link rel=\"stylesheet\" href=\"{path}\">"),
        ),
        None => (format!("'{STYLE_HASH}'"), format!("<style>{STYLE}</style>")),
    };
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{dir}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {allowed}; img-src data:; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{}</title>\n",
        lang.as_str(),
        escaped(&title)
    );
    // Writing to a String cannot fail.
    if !page.summary.is_empty() {
        let text = escaped(&page.summary);
        let _ = writeln!(out, "<meta name=\"description\" content=\"{text}\">");
    }
    out.push_str("<link rel=\"icon\" href=\"data:,\">\n");
    out.push_str(&style);
    if let Some(data) = &page.data {
        // Inside a script, only this sign could end it.
        let data = data.to_string().replace('<', "\\u003c");
        let _ = write!(
            out,
            "\n<script type=\"application/ld+json\">{data}</script>"
        );
    }
    let skip = escaped(&messages.get("html-skip"));
    let _ = write!(
        out,
        "\n</head>\n<body class=\"{}\">\n<a class=\"skip\" href=\"#main\">{skip}</a>\n<header>\n",
        page.class
    );
    let home = page.pages.first().map(|(href, ..)| href.as_str());
    match home.filter(|_| !page.title.is_empty()) {
        Some(href) => {
            let _ = writeln!(
                out,
                "<p class=\"name\"><a href=\"{href}\"><bdi>{}</bdi></a></p>",
                escaped(&name)
            );
        }
        None if page.title.is_empty() => {
            let _ = writeln!(out, "<h1><bdi>{}</bdi></h1>", escaped(&name));
        }
        None => {
            let _ = writeln!(out, "<p class=\"name\"><bdi>{}</bdi></p>", escaped(&name));
        }
    }
    navigation(&mut out, "pages", &messages.get("html-pages"), &page.pages);
    let languages = &page.languages;
    navigation(
        &mut out,
        "languages",
        &messages.get("label-languages"),
        languages,
    );
    let _ = write!(
        out,
        "</header>\n<main id=\"main\">\n{}</main>\n<footer>\n",
        page.body
    );
    let zone = world.zone().label();
    let zone = messages.format("times-on", &[("zone", &zone)]);
    let _ = writeln!(out, "<p>{}</p>", escaped(&zone));
    let notice = world.text(&world.program.notice);
    if page.class != "agenda" && page.class != "about" && !notice.is_empty() {
        let _ = writeln!(
            out,
            "<p class=\"notice\" dir=\"auto\">{}</p>",
            escaped(&notice)
        );
    }
    if let Some(updated) = world.program.updated {
        let date = format!(
            "{} {}",
            messages.long_date(updated.date()),
            crate::i18n::time(updated)
        );
        let label = messages.get("label-changed");
        let _ = writeln!(out, "<p>{}: {}</p>", escaped(&label), escaped(&date));
    }
    out.push_str("<p class=\"made\">nadwa</p>\n</footer>\n</body>\n</html>\n");
    out
}

fn navigation(out: &mut String, class: &str, label: &str, links: &[(String, String, bool)]) {
    if links.len() < 2 {
        return;
    }
    let label = escaped(label);
    let _ = writeln!(out, "<nav class=\"{class}\" aria-label=\"{label}\"><ul>");
    for (href, name, here) in links {
        let here = if *here { " aria-current=\"page\"" } else { "" };
        let name = escaped(name);
        let _ = writeln!(
            out,
            "<li><a href=\"{href}\"{here}><bdi>{name}</bdi></a></li>"
        );
    }
    out.push_str("</ul></nav>\n");
}

/// The rows of a page. Headings begin at a level; `href` says where a subject has its page.
pub fn rows(
    world: &World,
    page: &Page,
    level: u8,
    href: &dyn Fn(&Subject) -> Option<String>,
) -> String {
    let mut body = Body {
        world,
        page,
        level,
        href,
        out: String::new(),
        open: Open::Nothing,
        section: false,
    };
    for row in &page.rows {
        body.row(row);
    }
    body.close();
    if body.section {
        body.out.push_str("</section>\n");
    }
    body.out
}

/// What is open while rows are written.
#[derive(PartialEq, Clone, Copy)]
enum Open {
    Nothing,
    Item,
    Fields,
}

struct Body<'a> {
    world: &'a World,
    page: &'a Page,
    level: u8,
    href: &'a dyn Fn(&Subject) -> Option<String>,
    out: String,
    open: Open,
    section: bool,
}

impl Body<'_> {
    fn row(&mut self, row: &Row) {
        match row {
            Row::Title(title) => {
                self.close();
                let level = self.level;
                let title = escaped(title);
                let _ = writeln!(self.out, "<h{level}><bdi>{title}</bdi></h{level}>");
            }
            Row::Heading(cell) => {
                self.close();
                if self.section {
                    self.out.push_str("</section>\n");
                }
                self.section = true;
                let (level, title) = (self.level + 1, escaped(&self.page.title));
                let text = self.cell(cell);
                let _ = writeln!(
                    self.out,
                    "<section data-title=\"{title}\">\n<h{level}>{text}</h{level}>"
                );
            }
            Row::Item(subject) => self.item(subject),
            Row::Field(label, cell) => {
                if self.open != Open::Fields {
                    self.close();
                    self.out.push_str("<dl>\n");
                    self.open = Open::Fields;
                }
                if !label.is_empty() {
                    let _ = writeln!(self.out, "<dt>{}</dt>", escaped(label));
                }
                let text = self.cell(cell);
                let _ = writeln!(self.out, "<dd>{text}</dd>");
            }
            Row::Text(cell) => {
                let listed = self.open == Open::Item;
                self.close();
                // What comes behind the list of a day is not of that day.
                if listed && std::mem::take(&mut self.section) {
                    self.out.push_str("</section>\n");
                }
                // A direction of its own is found in the text itself, not in what is set apart from it.
                let text = if cell.link.is_some() {
                    self.cell(cell)
                } else {
                    escaped(&cell.text)
                };
                let class = class(cell.role);
                let _ = writeln!(self.out, "<p dir=\"auto\"{class}>{text}</p>");
            }
            Row::Under(cell) if self.open == Open::Item => {
                let text = self.cell(cell);
                let _ = writeln!(self.out, "<p class=\"under\">{text}</p>");
            }
            Row::Under(cell) => {
                self.close();
                let text = self.cell(cell);
                let _ = writeln!(self.out, "<p class=\"faint\">{text}</p>");
            }
            // Faults of a file are nothing to publish.
            Row::Source(..) => {}
            Row::Blank => {
                if self.open == Open::Fields {
                    self.close();
                }
            }
        }
    }

    fn close(&mut self) {
        self.out.push_str(match self.open {
            Open::Nothing => "",
            Open::Item => "</li>\n</ul>\n",
            Open::Fields => "</dl>\n",
        });
        self.open = Open::Nothing;
    }

    fn cell(&self, cell: &Cell) -> String {
        let text = escaped(&cell.text);
        if let Some(href) = cell.link.as_ref().and_then(self.href) {
            return format!("<a href=\"{href}\"><bdi>{text}</bdi></a>");
        }
        if let Some(Subject {
            kind: Kind::Address,
            id: url,
        }) = &cell.link
        {
            // It stands behind its title, or alone.
            let title = cell
                .text
                .strip_suffix(url.as_str())
                .unwrap_or_default()
                .trim_end();
            let shown = if title.is_empty() { url } else { title };
            return format!(
                "<a href=\"{}\" rel=\"nofollow noopener\"><bdi>{}</bdi></a>",
                escaped(&reference(url)),
                escaped(shown)
            );
        }
        format!("<bdi>{text}</bdi>")
    }

    fn item(&mut self, subject: &Subject) {
        let session = subject.kind == Kind::Session;
        if self.open == Open::Item {
            self.out.push_str("</li>\n");
        } else {
            self.close();
            let class = match (session, self.page.dated) {
                (false, _) => "list things",
                (true, true) => "list dated",
                (true, false) => "list",
            };
            let _ = writeln!(self.out, "<ul class=\"{class}\">");
        }
        self.open = Open::Item;
        let lead = if self.page.dated {
            Lead::DateRange
        } else {
            Lead::Range
        };
        let countdown = Countdown::None;
        let line = item(self.world, subject, ItemStyle { lead, countdown });
        let program = &self.world.program;
        let found = program.find(subject).filter(|_| session);
        let held = found.map(|ix| program.session(ix));
        let mut classes: Vec<String> = line
            .color
            .map(|color| format!("c-{}", color.name()))
            .into_iter()
            .collect();
        if held.is_some_and(|s| s.status == Status::Cancelled) {
            classes.push("cancelled".into());
        }
        let classes = match classes.as_slice() {
            [] => String::new(),
            all => format!(" class=\"{}\"", all.join(" ")),
        };
        let _ = write!(self.out, "<li{classes}>");
        if session {
            let lead = escaped(&line.lead);
            let time = held
                .and_then(|s| s.slot)
                .map(|s| s.start.format("%Y-%m-%dT%H:%M"));
            match time {
                Some(time) => {
                    let _ = write!(
                        self.out,
                        "<time class=\"lead\" datetime=\"{time}\">{lead}</time> "
                    );
                }
                None => {
                    let _ = write!(self.out, "<span class=\"lead\">{lead}</span> ");
                }
            }
        }
        let name = escaped(&line.name);
        let name = match (self.href)(subject) {
            Some(href) => format!("<a class=\"title\" href=\"{href}\"><bdi>{name}</bdi></a>"),
            None => format!("<bdi class=\"title\">{name}</bdi>"),
        };
        let _ = write!(self.out, "<span>{name}");
        for (mark, role) in line.marks {
            let name = role_name(role);
            // There is room for the word.
            let mark = match mark.as_str() {
                "?" => self.world.messages.status(Status::Tentative.name()),
                _ => mark,
            };
            let _ = write!(
                self.out,
                " <span class=\"mark {name}\">{}</span>",
                escaped(&mark)
            );
        }
        self.out.push_str("</span>");
        if !line.aside.is_empty() {
            let aside = escaped(&line.aside);
            let _ = write!(self.out, " <bdi class=\"aside\">{aside}</bdi>");
        }
    }
}

fn role_name(role: Role) -> &'static str {
    match role {
        Role::Faint => "faint",
        Role::Warning => "warning",
        Role::Notice => "notice",
        Role::Error => "error",
        Role::Now => "now",
        _ => "plain",
    }
}

fn class(role: Role) -> String {
    match role_name(role) {
        "plain" => String::new(),
        name => format!(" class=\"{name}\""),
    }
}

/// An address as a reference (RFC 3986): signs that may not stand in one, by their numbers.
fn reference(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let mut fragment = false;
    // Brackets belong to a server's number alone.
    let server = url.splitn(4, '/').take(3).map(|part| part.len() + 1).sum();
    for (at, c) in url.char_indices() {
        match c {
            '[' | ']' if at < server => out.push(c),
            '#' if !std::mem::replace(&mut fragment, true) => out.push(c),
            '#' | '[' | ']' | '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | ' ' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Text as the content of an element or of an attribute in double quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// The name of a subject's page, without its ending.
pub fn page_name(subject: &Subject) -> String {
    match subject.kind {
        Kind::Day => format!("day-{}", subject.id),
        kind => format!("{}-{}", kind.name(), file(&subject.id)),
    }
}

/// What a session or the programme says to machines (schema.org Event).
pub fn data(part: &Part, subject: &Subject) -> Option<Value> {
    let program = &part.world.program;
    let ix = program.find(subject);
    let mut event = match (subject.kind, ix) {
        (Kind::Session, Some(ix)) => {
            let mut event = session(part, program.session(ix), true);
            event["superEvent"] = json!({ "@type": "Event", "name": part.say(&program.title) });
            event
        }
        (Kind::Program, _) => {
            let events: Vec<Value> = part.all().map(|s| session(part, s, false)).collect();
            let mut event = json!({
                "@type": "Event",
                "name": part.say(&program.title),
                "subEvent": events,
            });
            if program.span.end > program.span.start {
                event["startDate"] = stamp(part, program.span.start).into();
                event["endDate"] = stamp(part, program.span.end).into();
            }
            let organisers = organisers(part, program);
            if !organisers.is_empty() {
                event["organizer"] = organisers.into();
            }
            let venue = part.say(&program.venue);
            if !venue.is_empty() {
                event["location"] = json!({ "@type": "Place", "name": venue });
            }
            event
        }
        _ => return None,
    };
    event["@context"] = "https://schema.org".into();
    Some(event)
}

fn organisers(part: &Part, program: &Program) -> Vec<Value> {
    let all = (0..).zip(&program.partners);
    all.filter(|(_, p)| p.role == PartnerRole::Organiser)
        .map(|(ix, p)| {
            let mut one = json!({ "@type": "Organization", "name": part.name(Kind::Partner, ix) });
            if let Some(url) = &p.url {
                one["url"] = url.as_str().into();
            }
            one
        })
        .collect()
}

/// A session; `whole` says that it is alone, with all that is known of it.
fn session(part: &Part, session: &Session, whole: bool) -> Value {
    let status = match session.status {
        Status::Cancelled => "EventCancelled",
        Status::Moved | Status::Delayed => "EventRescheduled",
        Status::Confirmed | Status::Tentative => "EventScheduled",
    };
    let mut event = json!({
        "@type": "Event",
        "name": part.title(session),
        "eventStatus": format!("https://schema.org/{status}"),
    });
    if let Some(slot) = session.slot {
        event["startDate"] = stamp(part, slot.from).into();
        let plan = part.world.original.get(&session.id).and_then(|s| s.slot);
        if let Some(plan) = plan.filter(|plan| plan.from != slot.from) {
            event["previousStartDate"] = stamp(part, plan.from).into();
        }
        if slot.has_end() {
            event["endDate"] = stamp(part, slot.until).into();
        }
    }
    if let Some(room) = session.room {
        let name = part.name(Kind::Room, room);
        event["location"] = json!({ "@type": "Place", "name": name });
    }
    if !whole {
        return event;
    }
    let people: Vec<Value> = part
        .names(Kind::Speaker, &session.speakers)
        .into_iter()
        .map(|name| json!({ "@type": "Person", "name": name }))
        .collect();
    if !people.is_empty() {
        event["performer"] = people.into();
    }
    let about = part.say(&session.summary);
    if !about.is_empty() {
        event["description"] = about.into();
    }
    if let Some(language) = session.language.first() {
        event["inLanguage"] = language.as_str().into();
    }
    event
}

/// One page with everything: the agenda, then what each thing in it has to say.
pub fn make(part: &Part) -> Made {
    let world = part.world;
    let program = &world.program;
    let mut subjects: Vec<Subject> = Vec::new();
    for kind in LISTED {
        let all = 0..program.len(kind) as Ix;
        let used = all.filter(|&ix| match kind {
            Kind::Session => part.sessions.binary_search(&ix).is_ok(),
            _ => part.uses(kind, ix),
        });
        subjects.extend(used.map(|ix| program.subject(kind, ix)));
    }
    let known: std::collections::HashSet<&Subject> = subjects.iter().collect();
    let href = |subject: &Subject| {
        known
            .contains(subject)
            .then(|| format!("#{}", page_name(subject)))
    };
    let first = match part.of.kind {
        Kind::Program => view::named("agenda"),
        _ => view::of(&part.of),
    };
    let page = (first.page)(world, &part.of);
    let mut body = rows(world, &page, 1, &href);
    for subject in &subjects {
        let page = (view::of(subject).page)(world, subject);
        let name = page_name(subject);
        let _ = write!(
            body,
            "<article id=\"{name}\" class=\"{}\">\n{}</article>\n",
            subject.kind.name(),
            rows(world, &page, 2, &href)
        );
    }
    let of = Subject::program();
    let title = match part.of.kind {
        Kind::Program => String::new(),
        _ => world.name(&part.of),
    };
    Made::one(document(
        part,
        &Document {
            class: first.name,
            title,
            summary: part.say(&program.about).to_owned(),
            style: None,
            pages: Vec::new(),
            languages: Vec::new(),
            body,
            data: data(part, &of),
        },
    ))
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use sha2::{Digest as _, Sha256};

    use super::*;

    #[test]
    fn a_page_allows_its_own_style_and_no_other() {
        let hash = base64::prelude::BASE64_STANDARD.encode(Sha256::digest(STYLE));
        assert_eq!(STYLE_HASH, format!("sha256-{hash}"));
    }

    #[test]
    fn an_address_is_a_reference() {
        let address = "http://[::1]/a#/#b?c[d]=<e>";
        let wanted = "http://[::1]/a#/%23b?c%5Bd%5D=%3Ce%3E";
        assert_eq!(reference(address), wanted);
    }

    #[test]
    fn no_text_ends_an_attribute_or_an_element() {
        let text = "\"'><script>&";
        assert_eq!(escaped(text), "&quot;&#39;&gt;&lt;script&gt;&amp;");
    }
}
